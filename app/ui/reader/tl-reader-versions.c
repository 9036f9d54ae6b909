/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The versions of an article, in place of the text. */
#include "config.h"

#include <glib/gi18n.h>

#include "ui/reader/tl-reader-private.h"
#include "ui/tl-widget.h"

static gboolean
is_shown (TlReader *self)
{
  return g_strcmp0 (gtk_stack_get_visible_child_name (self->states), "versions") == 0;
}

void
_tl_reader_show_versions (TlReader *self, const char *doc, const char *anchor)
{
  TlLibrary *library = tl_services_get_library (self->services);
  g_autofree char *date = NULL;

  if (tl_own_is_id (doc))
    {
      gtk_widget_activate_action (GTK_WIDGET (self), "win.say", "s",
                                  _ ("Your own file has no versions: they are in the library."));
      return;
    }
  if (library == NULL || self->model == NULL || doc == NULL || anchor == NULL)
    return;
  date = self->document != NULL && g_str_equal (doc, self->document->id)
             ? g_strdup (self->model->as_of)
             : tl_services_dup_date (self->services);
  tl_versions_page_set_narrow (self->versions, self->narrow);
  tl_versions_page_show (self->versions, library, doc, anchor, date);
  /* What it says of the whole document is not about these versions; the room is theirs. */
  gtk_widget_set_visible (GTK_WIDGET (self->law_bar), FALSE);
  tl_stack_show (self->states, "versions");
  gtk_widget_grab_focus (GTK_WIDGET (self->versions));
}

void
_tl_reader_leave_versions (TlReader *self)
{
  if (!is_shown (self))
    return;
  _tl_reader_show_mode (self, self->in_original);
  gtk_widget_set_visible (GTK_WIDGET (self->law_bar), *gtk_label_get_text (self->law_bar) != '\0');
  tl_versions_page_clear (self->versions);
}

void
_tl_reader_fold_versions (TlReader *self)
{
  tl_versions_page_set_narrow (self->versions, self->narrow);
}

static void
versions_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TlReader *self = TL_READER (widget);
  g_autofree char *anchor = NULL;

  if (self->document == NULL || self->model == NULL)
    return;
  anchor = self->document->kind == TL_DOC_STATUTE ? _tl_reader_dup_anchor (self) : NULL;
  if (anchor == NULL)
    gtk_widget_activate_action (widget, "win.say", "s", _ ("Only articles of laws have versions"));
  else
    _tl_reader_show_versions (self, self->document->id, anchor);
}

static void
versions_open_cb (TlReader *self, const char *doc, const char *anchor, const char *day)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.open-document", "(sss)", doc,
                              anchor != NULL ? anchor : "", day);
}

/* The date is that of everything that is read; the article stays before the reader's eyes. */
static void
versions_read_on_cb (TlReader *self, const char *doc, const char *anchor, const char *day)
{
  g_autofree char *wanted_doc = g_strdup (doc);
  g_autofree char *unit = g_strdup (anchor);
  g_autofree char *date = g_strdup (day);
  gboolean here = self->document != NULL && g_str_equal (wanted_doc, self->document->id);

  _tl_reader_leave_versions (self);
  if (here)
    _tl_reader_go (self, unit);
  tl_services_set_as_of (self->services, date);
  if (!here)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.open-document", "(sss)", wanted_doc, unit,
                                date);
}

static void
versions_close_cb (TlReader *self)
{
  _tl_reader_leave_versions (self);
}

void
_tl_reader_install_versions_actions (GtkWidgetClass *widget_class)
{
  g_type_ensure (TL_TYPE_VERSIONS_PAGE);
  gtk_widget_class_install_action (widget_class, "reader.versions", NULL, versions_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_V, GDK_CONTROL_MASK | GDK_SHIFT_MASK,
                                       "reader.versions", NULL);
  gtk_widget_class_bind_template_child (widget_class, TlReader, versions);
  gtk_widget_class_bind_template_callback (widget_class, versions_open_cb);
  gtk_widget_class_bind_template_callback (widget_class, versions_read_on_cb);
  gtk_widget_class_bind_template_callback (widget_class, versions_close_cb);
}
