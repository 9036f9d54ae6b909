/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the text cites, who cites it, and the link to where one is. */
#include "config.h"

#include <glib/gi18n.h>

#include "corpus/tl-doc-uri.h"
#include "ui/reader/tl-cited-job.h"
#include "ui/reader/tl-cited-popover.h"
#include "ui/reader/tl-reader-private.h"
#include "ui/reader/tl-reader-text.h"

/* Where the window of a citation goes once its text is read. */
typedef struct
{
  TlReader *reader;
  GdkRectangle at;
} Asked;

static void
asked_free (Asked *asked)
{
  g_object_unref (asked->reader);
  g_free (asked);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Asked, asked_free)

static void
say (TlReader *self, const char *words)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.say", "s", words);
}

static void
show_citing (TlReader *self, const char *doc, const char *anchor, const char *place)
{
  TlLibrary *library = tl_services_get_library (self->services);

  if (library == NULL || doc == NULL)
    return;
  tl_citing_pane_show (self->citing, library, doc, anchor, place);
  gtk_widget_set_visible (GTK_WIDGET (self->citing), TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->citing));
}

static void
chosen_cb (TlReader *self,
           TlCitedChoice choice,
           const char *doc,
           const char *anchor,
           const char *as_of,
           TlCitedPopover *popover)
{
  const char *unit = anchor != NULL ? anchor : "";

  if (doc == NULL)
    return;
  if (choice == TL_CITED_VERSIONS)
    _tl_reader_show_versions (self, doc, anchor);
  else if (choice == TL_CITED_CITED_BY)
    show_citing (self, doc, anchor, tl_cited_popover_get_text (popover)->place);
  else
    gtk_widget_activate_action (GTK_WIDGET (self),
                                choice == TL_CITED_OPEN ? "win.open-document" : "win.open-beside",
                                "(sss)", doc, unit, as_of);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Asked) asked = user_data;
  g_autoptr (GError) error = NULL;
  TlCitedText *text = tl_cited_job_run_finish (result, &error);
  TlReader *self = asked->reader;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->citation_job);
  if (text == NULL)
    {
      say (self, error->message);
      return;
    }
  if (!gtk_widget_get_mapped (GTK_WIDGET (self)))
    {
      tl_cited_text_free (text);
      return;
    }
  _tl_reader_drop_citation (self);
  g_set_weak_pointer (&self->citation,
                      GTK_WIDGET (tl_cited_popover_show (GTK_WIDGET (self), &asked->at, text)));
  g_signal_connect_object (self->citation, "chosen", G_CALLBACK (chosen_cb), self,
                           G_CONNECT_SWAPPED);
}

void
_tl_reader_drop_citation (TlReader *self)
{
  GtkWidget *citation = self->citation;

  g_cancellable_cancel (self->citation_job);
  g_clear_object (&self->citation_job);
  g_clear_weak_pointer (&self->citation);
  if (citation != NULL && gtk_widget_get_parent (citation) == GTK_WIDGET (self))
    gtk_widget_unparent (citation);
}

void
_tl_reader_show_citation (TlReader *self, guint link, GtkWidget *from, const GdkRectangle *area)
{
  TlLibrary *library = tl_services_get_library (self->services);
  graphene_point_t corner;
  Asked *asked;

  if (library == NULL || self->model == NULL || self->model->links == NULL
      || link >= self->model->links->len)
    return;
  asked = g_new0 (Asked, 1);
  asked->reader = g_object_ref (self);
  asked->at = *area;
  if (gtk_widget_compute_point (from, GTK_WIDGET (self),
                                &GRAPHENE_POINT_INIT ((float)area->x, (float)area->y), &corner))
    {
      asked->at.x = (int)corner.x;
      asked->at.y = (int)corner.y;
    }
  g_cancellable_cancel (self->citation_job);
  g_clear_object (&self->citation_job);
  self->citation_job = g_cancellable_new ();
  tl_cited_job_run_async (library, self->model, link, self->citation_job, read_cb, asked);
}

static void
cited_cb (TlReader *self, guint citation, const GdkRectangle *area)
{
  TlTextModel *model = tl_text_view_get_model (self->text);
  guint link;

  /* A newer model may be on its way to the view. */
  if (model != self->model || citation >= tl_text_model_get_n_citations (model))
    return;
  link = tl_text_model_get_citation (model, citation)->link;
  if (tl_text_model_leads_to_versions (model, link))
    _tl_reader_show_versions (self, model->document->id,
                              tl_text_model_get_link (model, citation)->anchor);
  else
    _tl_reader_show_citation (self, link, GTK_WIDGET (self->text), area);
}

static void
citing_open_cb (TlReader *self, const char *doc, const char *anchor)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.open-document", "(sss)", doc,
                              anchor != NULL ? anchor : "", "");
}

static void
citing_close_cb (TlReader *self)
{
  tl_citing_pane_clear (self->citing);
  gtk_widget_set_visible (GTK_WIDGET (self->citing), FALSE);
  gtk_widget_grab_focus (GTK_WIDGET (self));
}

static void
step_citation_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TlReader *self = TL_READER (widget);
  int direction = g_variant_get_int32 (parameter);

  if (self->in_original && tl_pdf_view_get_pdf (self->original) != NULL)
    _tl_reader_step_cite (self, direction);
  else if (self->model != NULL && !tl_text_view_step_citation (self->text, direction))
    say (self, direction > 0 ? _ ("No further citation") : _ ("No citation before this one"));
}

/* "Điều 41. Đặt cọc" of the line that the outline has selected. */
static char *
dup_place (TlReader *self, const char *anchor)
{
  int paragraph = anchor != NULL ? tl_text_model_find (self->model, anchor) : -1;

  if (paragraph < 0)
    return tl_reader_heading (self->document);
  return g_strdup (tl_text_model_get (self->model, (guint)paragraph)->text);
}

static void
cited_by_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TlReader *self = TL_READER (widget);
  gboolean whole = g_variant_get_boolean (parameter);
  const char *anchor;
  g_autofree char *place = NULL;

  if (self->document == NULL || self->model == NULL)
    return;
  anchor = whole ? NULL : tl_outline_get_current (self->outline);
  place = dup_place (self, anchor);
  show_citing (self, self->document->id, anchor, place);
}

static void
copy_link_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TlReader *self = TL_READER (widget);
  g_autofree char *anchor = NULL;
  g_autofree char *uri = NULL;

  if (self->document == NULL)
    return;
  anchor = _tl_reader_dup_anchor (self);
  uri = tl_doc_uri_build (self->document->id, anchor);
  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), uri);
  say (self, _ ("The link was copied"));
}

static void
add_step (GtkShortcutController *keys, guint key, GdkModifierType modifiers, int direction)
{
  GtkShortcut *shortcut = gtk_shortcut_new (gtk_keyval_trigger_new (key, modifiers),
                                            gtk_named_action_new ("reader.step-citation"));

  gtk_shortcut_set_arguments (shortcut, g_variant_new_int32 (direction));
  gtk_shortcut_controller_add_shortcut (keys, shortcut);
}

/* Before the part that has the focus sees them: GTK's entries choose an emoji by Ctrl+. */
void
_tl_reader_set_up_cited (TlReader *self)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  add_step (GTK_SHORTCUT_CONTROLLER (keys), GDK_KEY_period, GDK_CONTROL_MASK, 1);
  add_step (GTK_SHORTCUT_CONTROLLER (keys), GDK_KEY_greater, GDK_CONTROL_MASK | GDK_SHIFT_MASK, -1);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

void
_tl_reader_install_cited_actions (GtkWidgetClass *widget_class)
{
  g_type_ensure (TL_TYPE_CITING_PANE);
  gtk_widget_class_install_action (widget_class, "reader.step-citation", "i", step_citation_cb);
  gtk_widget_class_install_action (widget_class, "reader.cited-by", "b", cited_by_cb);
  gtk_widget_class_install_action (widget_class, "reader.copy-link", NULL, copy_link_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_i, GDK_CONTROL_MASK, "reader.cited-by",
                                       "b", FALSE);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_I, GDK_CONTROL_MASK | GDK_SHIFT_MASK,
                                       "reader.cited-by", "b", TRUE);
  gtk_widget_class_bind_template_child (widget_class, TlReader, citing);
  gtk_widget_class_bind_template_callback (widget_class, cited_cb);
  gtk_widget_class_bind_template_callback (widget_class, citing_open_cb);
  gtk_widget_class_bind_template_callback (widget_class, citing_close_cb);
}
