/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finding words in the open document, in whichever view is shown. */
#include "config.h"

#include <glib/gi18n.h>

#include "pdf/tl-pdf-find.h"
#include "ui/reader/tl-reader-find-private.h"
#include "ui/reader/tl-reader-private.h"
#include "ui/reader/tl-reader-selection.h"

/* Marks on the pages follow what comes in, but not with every page. */
#define SHAPES_MS 100
/* Pages that tell whether the original is a scan. */
#define SCAN_PAGES 8
/* What is selected goes into the bar when it is no longer than this: characters. */
#define SELECTED_MAX 80

struct _TlReaderFind
{
  GListStore *items; /* of TlFoundItem, in the order of the document */
  GCancellable *running;
  GCancellable *scanning;
  TlFindState state;
  guint first_page; /* where the search began */
  guint n_before;   /* items that stand before that page */
  guint current;    /* of the items; G_MAXUINT for none */
  guint shapes_source;
  gboolean open;
};

static GListModel *
get_items (TlReader *self)
{
  return G_LIST_MODEL (self->find->items);
}

static gboolean
cancel_shapes (TlReader *self)
{
  g_clear_handle_id (&self->find->shapes_source, g_source_remove);
  return G_SOURCE_REMOVE;
}

/* What was found, on the pages; the one the reader is at has a frame. */
static void
show_shapes (TlReader *self)
{
  TlReaderFind *find = self->find;
  guint n = g_list_model_get_n_items (get_items (self));
  g_autoptr (GArray) shapes = g_array_new (FALSE, FALSE, sizeof (TlPdfShape));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (TlFoundItem) item = g_list_model_get_item (get_items (self), i);
      const TlPdfHit *hit = tl_found_item_get_page_hit (item);

      for (guint k = 0; hit != NULL && k < hit->n_rects; k++)
        {
          TlPdfShape shape = { hit->rects[k].page, hit->rects[k].box, 0,
                               i == find->current ? TL_PDF_STYLE_CURRENT_HIT : TL_PDF_STYLE_HIT };

          g_array_append_val (shapes, shape);
        }
    }
  tl_pdf_view_set_shapes (self->original, TL_PDF_LAYER_HITS,
                          (const TlPdfShape *)(gpointer)shapes->data, shapes->len);
}

static gboolean
shapes_cb (gpointer user_data)
{
  TlReader *self = user_data;

  self->find->shapes_source = 0;
  show_shapes (self);
  return G_SOURCE_REMOVE;
}

static void
show_state (TlReader *self)
{
  TlReaderFind *find = self->find;

  find->state.n_hits = g_list_model_get_n_items (get_items (self));
  find->state.current = find->current == G_MAXUINT ? 0 : find->current + 1;
  tl_find_bar_set_state (self->find_bar, &find->state);
}

static void
go_to (TlReader *self, guint index)
{
  TlReaderFind *find = self->find;
  g_autoptr (TlFoundItem) item = g_list_model_get_item (get_items (self), index);
  const TlPdfHit *hit;

  if (item == NULL)
    return;
  find->current = index;
  hit = tl_found_item_get_page_hit (item);
  if (hit != NULL)
    {
      cancel_shapes (self);
      show_shapes (self);
      if (hit->n_rects > 0)
        tl_pdf_view_reveal_box (self->original, hit->rects[0].page, &hit->rects[0].box);
    }
  else
    tl_text_view_show_hit (self->text, index);
  tl_found_pane_set_current (self->found, index);
  show_state (self);
}

/* New ones of the original: behind all, or, once the search went on at the beginning, before the
 * page it began at. */
static void
add_hits (TlReader *self, GPtrArray *hits)
{
  TlReaderFind *find = self->find;
  g_autoptr (GPtrArray) behind = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) before = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < hits->len; i++)
    {
      TlPdfHit *hit = g_ptr_array_index (hits, i);

      g_ptr_array_add (hit->page >= find->first_page ? behind : before,
                       tl_found_item_new_for_page (hit));
    }
  g_list_store_splice (find->items, g_list_model_get_n_items (get_items (self)), 0, behind->pdata,
                       behind->len);
  g_list_store_splice (find->items, find->n_before, 0, before->pdata, before->len);
  if (find->current != G_MAXUINT && find->current >= find->n_before)
    find->current += before->len;
  find->n_before += before->len;
}

static void
progress_cb (GPtrArray *hits, guint n_done, guint n_pages, gpointer user_data)
{
  TlReader *self = user_data;
  TlReaderFind *find = self->find;

  find->state.n_done = n_done;
  find->state.n_pages = n_pages;
  if (hits->len > 0)
    add_hits (self, hits);
  if (find->current == G_MAXUINT && g_list_model_get_n_items (get_items (self)) > 0)
    go_to (self, find->n_before < g_list_model_get_n_items (get_items (self)) ? find->n_before : 0);
  else if (hits->len > 0 && find->shapes_source == 0)
    find->shapes_source = g_timeout_add (SHAPES_MS, shapes_cb, self);
  show_state (self);
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TlReader) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (TlPdfFound) found = tl_pdf_find_finish (TL_PDF_TEXTS (source), result, &error);

  if (found == NULL)
    return;
  g_clear_object (&self->find->running);
  self->find->state.searching = FALSE;
  self->find->state.more = found->more;
  self->find->state.n_pages = found->n_pages;
  self->find->state.n_scans = found->n_scans;
  show_state (self);
}

/* The first hit at or behind what is in view; else the first. */
static guint
first_in_text (TlReader *self, GPtrArray *hits)
{
  guint top = tl_text_view_get_top (self->text);

  for (guint i = 0; i < hits->len; i++)
    if (((const TlTextHit *)g_ptr_array_index (hits, i))->paragraph >= top)
      return i;
  return 0;
}

static void
found_in_text_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TlReader) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean more;
  g_autoptr (GPtrArray) hits = tl_find_text_finish (result, &more, &error);
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  guint first;

  if (hits == NULL)
    return;
  g_clear_object (&self->find->running);
  self->find->state.searching = FALSE;
  self->find->state.more = more;
  tl_text_view_set_hits (self->text, hits);
  first = first_in_text (self, hits);
  g_ptr_array_set_free_func (hits, NULL);
  for (guint i = 0; i < hits->len; i++)
    g_ptr_array_add (items, tl_found_item_new_for_text (self->model, hits->pdata[i]));
  g_list_store_splice (self->find->items, 0, 0, items->pdata, items->len);
  if (items->len > 0)
    go_to (self, first);
  show_state (self);
}

static void
drop (TlReader *self)
{
  TlReaderFind *find = self->find;

  g_cancellable_cancel (find->running);
  g_clear_object (&find->running);
  cancel_shapes (self);
  g_list_store_remove_all (find->items);
  find->current = G_MAXUINT;
  find->n_before = 0;
  find->state = (TlFindState){ 0 };
  show_shapes (self);
  tl_text_view_set_hits (self->text, NULL);
}

static void
start (TlReader *self)
{
  TlReaderFind *find = self->find;
  const char *words = tl_find_bar_get_words (self->find_bar);
  TlPdfTexts *texts = tl_reader_get_texts (self);

  drop (self);
  if (*words == '\0' || !find->open || self->model == NULL || (self->in_original && texts == NULL))
    {
      tl_find_bar_set_state (self->find_bar, NULL);
      return;
    }
  find->running = g_cancellable_new ();
  find->state.searching = TRUE;
  show_state (self);
  if (self->in_original)
    {
      find->first_page = tl_pdf_view_get_page (self->original);
      tl_pdf_find_async (texts, words, find->first_page, 0, progress_cb, g_object_ref (self),
                         g_object_unref, find->running, found_cb, g_object_ref (self));
    }
  else
    tl_find_text_async (self->model, words, TL_PDF_FIND_MAX, find->running, found_in_text_cb,
                        g_object_ref (self));
}

static void
changed_cb (TlReader *self, const char *words)
{
  start (self);
}

static void
step_cb (TlReader *self, int direction)
{
  guint n = g_list_model_get_n_items (get_items (self));
  guint current = self->find->current;

  if (n == 0)
    return;
  if (current == G_MAXUINT)
    go_to (self, direction > 0 ? 0 : n - 1);
  else
    go_to (self, (current + n + (guint)(direction > 0 ? 1 : n - 1)) % n);
}

static void
chosen_cb (TlReader *self, guint index)
{
  go_to (self, index);
}

static void
list_cb (TlReader *self, gboolean shown)
{
  gtk_widget_set_visible (GTK_WIDGET (self->found), shown);
  if (shown)
    tl_found_pane_set_current (self->found, self->find->current);
}

/* What was looked at last is selected: keys go on from there, it can be copied, highlighted and
 * written about. */
static void
select_found (TlReader *self, TlFoundItem *item)
{
  const TlPdfHit *hit = tl_found_item_get_page_hit (item);
  const TlTextHit *in_text = tl_found_item_get_text_hit (item);

  if (hit != NULL && hit->n_rects > 0 && self->in_original)
    {
      const TlPdfRect *first = &hit->rects[0];
      const TlPdfRect *last = &hit->rects[hit->n_rects - 1];
      const TlPdfPoint from = { first->page, first->box.x1, (first->box.y1 + first->box.y2) / 2 };
      const TlPdfPoint to = { last->page, last->box.x2, (last->box.y1 + last->box.y2) / 2 };

      _tl_reader_select_between (self, &from, &to);
    }
  else if (in_text != NULL)
    _tl_reader_select_in_text (self, in_text);
}

static void
close_cb (TlReader *self)
{
  g_autoptr (TlFoundItem) item = g_list_model_get_item (get_items (self), self->find->current);

  self->find->open = FALSE;
  tl_find_bar_set_list_shown (self->find_bar, FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->find_bar), FALSE);
  drop (self);
  tl_find_bar_set_state (self->find_bar, NULL);
  gtk_widget_grab_focus (GTK_WIDGET (self));
  if (item != NULL)
    select_found (self, item);
}

/* A few words that are selected are what is to be found. */
static char *
dup_selected (TlReader *self)
{
  g_autoptr (TlReaderSelection) selection = tl_reader_dup_selection (self);

  if (selection == NULL || strchr (selection->quote, '\n') != NULL
      || g_utf8_strlen (selection->quote, -1) > SELECTED_MAX)
    return NULL;
  return g_steal_pointer (&selection->quote);
}

static void
find_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TlReader *self = TL_READER (widget);
  g_autofree char *words = dup_selected (self);
  gboolean was_open = self->find->open;

  if (self->document == NULL)
    return;
  self->find->open = TRUE;
  gtk_widget_set_visible (GTK_WIDGET (self->find_bar), TRUE);
  tl_find_bar_ask (self->find_bar, words);
  if (!was_open)
    start (self);
}

static void
find_next_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TlReader *self = TL_READER (widget);

  if (self->find->open)
    step_cb (self, g_variant_get_int32 (parameter));
  else
    find_cb (widget, name, NULL);
}

static void
scanned_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TlReader) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (TlPdfScan) scan = tl_pdf_texts_scan_finish (TL_PDF_TEXTS (source), result, &error);

  if (scan == NULL)
    return;
  g_clear_object (&self->find->scanning);
  gtk_widget_set_visible (self->scan_badge, tl_pdf_scan_is_whole (scan));
}

void
_tl_reader_find_again (TlReader *self)
{
  if (self->find->open)
    start (self);
}

void
_tl_reader_look_for_scan (TlReader *self)
{
  TlReaderFind *find = self->find;
  TlPdfTexts *texts = tl_reader_get_texts (self);

  g_cancellable_cancel (find->scanning);
  g_clear_object (&find->scanning);
  gtk_widget_set_visible (self->scan_badge, FALSE);
  if (texts == NULL)
    return;
  find->scanning = g_cancellable_new ();
  tl_pdf_texts_scan_async (texts, SCAN_PAGES, find->scanning, scanned_cb, g_object_ref (self));
}

void
_tl_reader_install_find_actions (GtkWidgetClass *widget_class)
{
  g_type_ensure (TL_TYPE_FIND_BAR);
  g_type_ensure (TL_TYPE_FOUND_PANE);
  gtk_widget_class_bind_template_child (widget_class, TlReader, find_bar);
  gtk_widget_class_bind_template_child (widget_class, TlReader, found);
  gtk_widget_class_bind_template_child (widget_class, TlReader, scan_badge);
  gtk_widget_class_install_action (widget_class, "reader.find", NULL, find_cb);
  gtk_widget_class_install_action (widget_class, "reader.find-next", "i", find_next_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_f, GDK_CONTROL_MASK, "reader.find",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F3, 0, "reader.find-next", "i", 1);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F3, GDK_SHIFT_MASK, "reader.find-next",
                                       "i", -1);
}

void
_tl_reader_set_up_find (TlReader *self)
{
  self->find = g_new0 (TlReaderFind, 1);
  self->find->items = g_list_store_new (TL_TYPE_FOUND_ITEM);
  self->find->current = G_MAXUINT;
  tl_found_pane_set_items (self->found, get_items (self));
  g_signal_connect_swapped (self->find_bar, "changed", G_CALLBACK (changed_cb), self);
  g_signal_connect_swapped (self->find_bar, "step", G_CALLBACK (step_cb), self);
  g_signal_connect_swapped (self->find_bar, "list", G_CALLBACK (list_cb), self);
  g_signal_connect_swapped (self->find_bar, "close", G_CALLBACK (close_cb), self);
  g_signal_connect_swapped (self->found, "chosen", G_CALLBACK (chosen_cb), self);
  g_signal_connect_swapped (self->found, "close", G_CALLBACK (close_cb), self);
}

void
_tl_reader_stop_find (TlReader *self)
{
  TlReaderFind *find = self->find;

  if (find == NULL)
    return;
  g_cancellable_cancel (find->running);
  g_cancellable_cancel (find->scanning);
  g_clear_object (&find->running);
  g_clear_object (&find->scanning);
  cancel_shapes (self);
}

void
_tl_reader_free_find (TlReader *self)
{
  g_clear_object (&self->find->items);
  g_clear_pointer (&self->find, g_free);
}
