/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/reader/tl-citing-pane.h"

#include <glib/gi18n.h>

#include "ui/reader/tl-citing-list.h"
#include "ui/search/tl-hit-text.h"
#include "ui/tl-widget.h"

/* Documents a page. */
#define PAGE_SIZE 25
/* What is shown at most; a statute may be cited by a whole library. */
#define MAX_SHOWN 500

struct _TlCitingPane
{
  GtkWidget parent_instance;

  /* Template. */
  GtkWidget *box;
  GtkWidget *close;
  GtkLabel *place;
  GtkLabel *total;
  GtkWidget *whole;
  GtkListBox *list;
  GtkWidget *more;

  /* Owned. */
  TlLibrary *library;
  char *doc;
  char *anchor;
  GCancellable *loading;

  guint next;
};

G_DEFINE_FINAL_TYPE (TlCitingPane, tl_citing_pane, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_OPEN,
  SIGNAL_CLOSE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static GtkWidget *
make_label (const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  return label;
}

/* A row for each passage; the first of a document names it. */
static GtkWidget *
make_row (const TlCitingItem *item, const TlCitingPassage *passage, gboolean first)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *text = make_label (NULL, NULL);
  g_autofree char *title = tl_citing_item_title (item);
  g_autofree char *details = tl_citing_item_details (item);
  g_autofree char *markup = tl_citing_passage_markup (passage);
  g_autofree char *name
      = g_strdup_printf ("%s. %s. %s. %s", title, details, passage->section, passage->text);

  if (first)
    {
      gtk_box_append (GTK_BOX (box), make_label (title, "heading"));
      if (*details != '\0')
        gtk_box_append (GTK_BOX (box), make_label (details, "dim-label"));
    }
  if (*passage->section != '\0')
    gtk_box_append (GTK_BOX (box), make_label (passage->section, "citing-section"));
  gtk_label_set_markup (GTK_LABEL (text), markup);
  gtk_box_append (GTK_BOX (box), text);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  g_object_set_data_full (G_OBJECT (row), "doc", g_strdup (item->document->id), g_free);
  g_object_set_data_full (G_OBJECT (row), "anchor", g_strdup (passage->anchor), g_free);
  g_object_set_data (G_OBJECT (row), "kind", GINT_TO_POINTER ((int)item->document->kind));
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return row;
}

static int
kind_of (GtkListBoxRow *row)
{
  return row != NULL ? GPOINTER_TO_INT (g_object_get_data (G_OBJECT (row), "kind")) : -1;
}

static void
header_cb (GtkListBoxRow *row, GtkListBoxRow *before, gpointer user_data)
{
  static const TlResultGroup groups[TL_N_DOC_KINDS] = {
    [TL_DOC_STATUTE] = TL_RESULT_STATUTES,
    [TL_DOC_GUIDANCE] = TL_RESULT_GUIDANCE,
    [TL_DOC_PRECEDENT] = TL_RESULT_PRECEDENTS,
    [TL_DOC_JUDGMENT] = TL_RESULT_JUDGMENTS,
  };

  if (kind_of (row) == kind_of (before))
    gtk_list_box_row_set_header (row, NULL);
  else if (gtk_list_box_row_get_header (row) == NULL)
    gtk_list_box_row_set_header (
        row, make_label (tl_hit_group_name (groups[kind_of (row)]), "pane-head"));
}

static void
clear_rows (TlCitingPane *self)
{
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, row);
}

static void
add_rows (TlCitingPane *self, const TlCitingList *list)
{
  for (guint i = 0; i < list->items->len; i++)
    {
      const TlCitingItem *item = g_ptr_array_index (list->items, i);

      for (guint k = 0; k < item->passages->len; k++)
        gtk_list_box_append (self->list,
                             make_row (item, g_ptr_array_index (item->passages, k), k == 0));
    }
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TlCitingPane) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (TlCitingList) list = tl_citing_list_load_finish (result, &error);
  g_autofree char *total = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->loading);
  if (list == NULL)
    {
      gtk_label_set_text (self->total, error->message);
      return;
    }
  total = tl_citing_total (list->total);
  gtk_label_set_text (self->total, total);
  self->next = list->next;
  add_rows (self, list);
  /* Who opened the pane is waiting at its first control for the first row. */
  if (gtk_widget_has_focus (self->close))
    gtk_widget_grab_focus (GTK_WIDGET (self));
  gtk_widget_set_visible (self->more, list->next < MIN (list->total, MAX_SHOWN));
}

static void
load (TlCitingPane *self)
{
  g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  self->loading = g_cancellable_new ();
  tl_citing_list_load_async (self->library, self->doc, self->anchor, self->next, PAGE_SIZE,
                             self->loading, loaded_cb, g_object_ref (self));
}

static void
more_clicked_cb (TlCitingPane *self)
{
  if (self->loading == NULL && self->library != NULL)
    load (self);
}

static void
whole_clicked_cb (TlCitingPane *self)
{
  g_autofree char *doc = g_strdup (self->doc);
  g_autoptr (TlLibrary) library = g_object_ref (self->library);

  tl_citing_pane_show (self, library, doc, NULL, _ ("Whole document"));
}

static void
close_clicked_cb (TlCitingPane *self)
{
  g_signal_emit (self, signals[SIGNAL_CLOSE], 0);
}

static void
row_activated_cb (TlCitingPane *self, GtkListBoxRow *row)
{
  g_signal_emit (self, signals[SIGNAL_OPEN], 0, g_object_get_data (G_OBJECT (row), "doc"),
                 g_object_get_data (G_OBJECT (row), "anchor"));
}

static gboolean
escape_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  close_clicked_cb (TL_CITING_PANE (widget));
  return TRUE;
}

static void
tl_citing_pane_dispose (GObject *object)
{
  TlCitingPane *self = TL_CITING_PANE (object);

  g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  g_clear_object (&self->library);
  tl_widget_dispose (GTK_WIDGET (self), TL_TYPE_CITING_PANE);
  G_OBJECT_CLASS (tl_citing_pane_parent_class)->dispose (object);
}

static void
tl_citing_pane_finalize (GObject *object)
{
  TlCitingPane *self = TL_CITING_PANE (object);

  g_free (self->doc);
  g_free (self->anchor);
  G_OBJECT_CLASS (tl_citing_pane_parent_class)->finalize (object);
}

static gboolean
tl_citing_pane_grab_focus (GtkWidget *widget)
{
  TlCitingPane *self = TL_CITING_PANE (widget);
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->list, 0);

  return gtk_widget_grab_focus (row != NULL ? GTK_WIDGET (row) : self->close);
}

static void
tl_citing_pane_class_init (TlCitingPaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tl_citing_pane_dispose;
  G_OBJECT_CLASS (klass)->finalize = tl_citing_pane_finalize;
  widget_class->grab_focus = tl_citing_pane_grab_focus;
  widget_class->focus = tl_widget_focus_children;

  signals[SIGNAL_OPEN] = g_signal_new ("open", TL_TYPE_CITING_PANE, G_SIGNAL_RUN_LAST, 0, NULL,
                                       NULL, NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);
  signals[SIGNAL_CLOSE] = g_signal_new ("close", TL_TYPE_CITING_PANE, G_SIGNAL_RUN_LAST, 0, NULL,
                                        NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/vn/toaan/TroLy/ui/reader/tl-citing-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, TlCitingPane, box);
  gtk_widget_class_bind_template_child (widget_class, TlCitingPane, close);
  gtk_widget_class_bind_template_child (widget_class, TlCitingPane, place);
  gtk_widget_class_bind_template_child (widget_class, TlCitingPane, total);
  gtk_widget_class_bind_template_child (widget_class, TlCitingPane, whole);
  gtk_widget_class_bind_template_child (widget_class, TlCitingPane, list);
  gtk_widget_class_bind_template_child (widget_class, TlCitingPane, more);
  gtk_widget_class_bind_template_callback (widget_class, close_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, whole_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, more_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, escape_cb, NULL);
  gtk_widget_class_set_css_name (widget_class, "citingpane");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
tl_citing_pane_init (TlCitingPane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_list_box_set_header_func (self->list, header_cb, NULL, NULL);
}

void
tl_citing_pane_show (
    TlCitingPane *self, TlLibrary *library, const char *doc, const char *anchor, const char *place)
{
  g_return_if_fail (TL_IS_CITING_PANE (self));
  g_return_if_fail (TL_IS_LIBRARY (library) && doc != NULL);

  tl_citing_pane_clear (self);
  self->library = g_object_ref (library);
  self->doc = g_strdup (doc);
  self->anchor = g_strdup (anchor);
  gtk_label_set_text (self->place, place);
  gtk_label_set_text (self->total, _ ("Looking…"));
  gtk_widget_set_visible (self->whole, anchor != NULL);
  load (self);
}

void
tl_citing_pane_clear (TlCitingPane *self)
{
  g_return_if_fail (TL_IS_CITING_PANE (self));

  g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  g_clear_object (&self->library);
  g_clear_pointer (&self->doc, g_free);
  g_clear_pointer (&self->anchor, g_free);
  self->next = 0;
  clear_rows (self);
  gtk_widget_set_visible (self->more, FALSE);
}

gboolean
tl_citing_pane_is_ready (TlCitingPane *self)
{
  return self->loading == NULL;
}

GtkListBox *
tl_citing_pane_get_list (TlCitingPane *self)
{
  return self->list;
}

const char *
tl_citing_pane_get_total (TlCitingPane *self)
{
  return gtk_label_get_text (self->total);
}
