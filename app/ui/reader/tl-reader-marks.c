/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The judge's highlights and notes in a document. */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "ui/desk/tl-mark-popover.h"
#include "ui/reader/tl-notes-pane.h"
#include "ui/reader/tl-place.h"
#include "ui/reader/tl-reader-find-private.h"
#include "ui/reader/tl-reader-private.h"
#include "ui/reader/tl-reader-selection.h"
#include "ui/reader/tl-text-plain.h"

static const TlPdfStyle styles[TL_DESK_N_COLOURS] = {
  [TL_DESK_YELLOW] = TL_PDF_STYLE_YELLOW, [TL_DESK_GREEN] = TL_PDF_STYLE_GREEN,
  [TL_DESK_BLUE] = TL_PDF_STYLE_BLUE,     [TL_DESK_PINK] = TL_PDF_STYLE_PINK,
  [TL_DESK_ORANGE] = TL_PDF_STYLE_ORANGE,
};

static void place_next_on_pages (TlReader *self);

static TlDeskKeeper *
get_keeper (TlReader *self)
{
  return tl_services_get_desk (self->services);
}

static void
say (TlReader *self, const char *words)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.say", "s", words);
}

static TlPlacedMark *
find_mark (TlReader *self, const char *id, guint *index)
{
  for (guint i = 0; self->desk.marks != NULL && i < self->desk.marks->len; i++)
    {
      TlPlacedMark *mark = g_ptr_array_index (self->desk.marks, i);

      if (g_strcmp0 (mark->mark->id, id) == 0)
        {
          *index = i;
          return mark;
        }
    }
  return NULL;
}

static void
show_on_pages (TlReader *self)
{
  g_autoptr (GArray) shapes = g_array_new (FALSE, FALSE, sizeof (TlPdfShape));

  for (guint i = 0; self->desk.marks != NULL && i < self->desk.marks->len; i++)
    {
      TlPlacedMark *mark = g_ptr_array_index (self->desk.marks, i);

      for (guint k = 0; mark->lines != NULL && k < mark->lines->len; k++)
        {
          const TlPdfMark *line = &g_array_index (mark->lines, TlPdfMark, k);
          TlPdfShape shape = { line->page, line->box, i + 1, styles[mark->mark->colour] };

          g_array_append_val (shapes, shape);
        }
    }
  tl_pdf_view_set_shapes (self->original, TL_PDF_LAYER_HIGHLIGHTS, (TlPdfShape *)shapes->data,
                          shapes->len);
}

static TlTextPlain *
get_plain (TlReader *self)
{
  GtkWidget *widget = tl_text_view_get_widget (self->text);

  if (self->text_is_new || widget == NULL || !TL_IS_TEXT_PLAIN (widget))
    return NULL;
  return TL_TEXT_PLAIN (widget);
}

void
_tl_reader_show_marks_in_text (TlReader *self)
{
  g_autoptr (GArray) colours = g_array_new (FALSE, FALSE, sizeof (TlTextColour));
  TlTextPlain *plain = get_plain (self);

  if (plain == NULL)
    return;
  for (guint i = 0; self->desk.marks != NULL && i < self->desk.marks->len; i++)
    {
      TlPlacedMark *mark = g_ptr_array_index (self->desk.marks, i);
      TlTextColour colour = { mark->span, mark->mark->colour, i + 1 };

      if (mark->in_text)
        g_array_append_val (colours, colour);
    }
  tl_text_plain_set_marks (plain, (TlTextColour *)colours->data, colours->len);
}

static void
show_marks (TlReader *self)
{
  show_on_pages (self);
  _tl_reader_show_marks_in_text (self);
  tl_notes_pane_set_marks (self->desk.pane, self->desk.marks,
                           tl_pdf_view_get_pdf (self->original) != NULL);
}

static void
placed_on_pages_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TlReader) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) lines = tl_mark_place_on_pages_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->desk.marks == NULL)
    return;
  if (self->desk.next < self->desk.marks->len)
    {
      TlPlacedMark *mark = g_ptr_array_index (self->desk.marks, self->desk.next);

      mark->lines = lines != NULL ? g_steal_pointer (&lines)
                                  : g_array_new (FALSE, FALSE, sizeof (TlPdfMark));
    }
  self->desk.next++;
  place_next_on_pages (self);
}

/* One after the other: the worker has other things to do. */
static void
place_next_on_pages (TlReader *self)
{
  TlPdfTexts *texts = tl_reader_get_texts (self);

  if (texts == NULL || self->desk.marks == NULL)
    return;
  for (; self->desk.next < self->desk.marks->len; self->desk.next++)
    {
      const TlPlacedMark *mark = g_ptr_array_index (self->desk.marks, self->desk.next);
      TlPdfWanted wanted = { 0, NULL, 0, 0 };
      guint page = mark->mark->span.page_from;

      if (mark->lines != NULL || mark->mark->quote == NULL)
        continue;
      if (page == 0 && mark->mark->anchor != NULL && self->model != NULL
          && tl_place_of_anchor (self->model, mark->mark->anchor, &wanted))
        page = wanted.page;
      tl_mark_place_on_pages_async (texts, mark->mark, page, self->desk.marking, placed_on_pages_cb,
                                    g_object_ref (self));
      return;
    }
  show_marks (self);
}

void
_tl_reader_place_marks (TlReader *self)
{
  if (self->desk.marks == NULL)
    return;
  show_marks (self);
  self->desk.next = 0;
  place_next_on_pages (self);
}

static void
placed_in_text_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TlReader) self = user_data;
  g_autoptr (GError) error = NULL;
  GPtrArray *marks = tl_mark_place_in_text_finish (result, &error);

  if (marks == NULL)
    return;
  g_clear_pointer (&self->desk.marks, g_ptr_array_unref);
  self->desk.marks = marks;
  _tl_reader_place_marks (self);
  if (self->desk.go_to != NULL)
    {
      g_autofree char *id = g_steal_pointer (&self->desk.go_to);

      _tl_reader_go_to_mark (self, id);
    }
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TlReader) self = user_data;
  g_autoptr (GError) error = NULL;
  GPtrArray *marks = tl_desk_list_marks_finish (TL_DESK (source), result, &error);

  if (marks == NULL)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)
          && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CLOSED))
        say (self, error->message);
      return;
    }
  if (self->model == NULL)
    {
      g_ptr_array_unref (marks);
      return;
    }
  tl_mark_place_in_text_async (self->model, marks, self->desk.marking, placed_in_text_cb,
                               g_object_ref (self));
}

void
_tl_reader_drop_marks (TlReader *self)
{
  g_cancellable_cancel (self->desk.marking);
  g_clear_object (&self->desk.marking);
}

void
_tl_reader_stop_marks (TlReader *self)
{
  _tl_reader_drop_marks (self);
  if (self->desk.popover != NULL && gtk_widget_get_parent (self->desk.popover) != NULL)
    gtk_popover_popdown (GTK_POPOVER (self->desk.popover));
  g_clear_weak_pointer (&self->desk.popover);
  g_clear_pointer (&self->desk.marks, g_ptr_array_unref);
}

void
_tl_reader_load_marks (TlReader *self)
{
  TlDesk *desk = tl_desk_keeper_get_desk (get_keeper (self));
  TlDeskMarkQuery query = { .order = TL_DESK_READING };

  _tl_reader_drop_marks (self);
  if (desk == NULL || self->document == NULL)
    return;
  query.doc = self->document->id;
  self->desk.marking = g_cancellable_new ();
  tl_desk_list_marks_async (desk, &query, self->desk.marking, listed_cb, g_object_ref (self));
}

/* What could not be kept is there when its window is opened again, to be tried once more. */
static void
hold (TlReader *self, const TlDeskMark *mark)
{
  if (self->desk.unkept == NULL)
    self->desk.unkept = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                               (GDestroyNotify)tl_desk_mark_free);
  g_hash_table_replace (self->desk.unkept, g_strdup (mark->id), tl_desk_mark_copy (mark));
}

static void
show_held (TlReader *self, const char *id, TlMarkPopover *popover)
{
  const TlDeskMark *held
      = self->desk.unkept != NULL ? g_hash_table_lookup (self->desk.unkept, id) : NULL;

  if (held != NULL && held->note != NULL)
    gtk_text_buffer_set_text (tl_mark_popover_get_buffer (popover), held->note, -1);
}

typedef struct
{
  TlReader *reader;
  TlDeskMark *mark;
} Put;

static void
put_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Put *put = user_data;
  g_autoptr (TlReader) self = put->reader;
  g_autoptr (TlDeskMark) mark = put->mark;
  g_autoptr (GError) error = NULL;

  if (!tl_desk_put_mark_finish (TL_DESK (source), result, &error))
    {
      hold (self, mark);
      say (self, error->message);
    }
  else if (self->desk.unkept != NULL)
    g_hash_table_remove (self->desk.unkept, mark->id);
}

static void
say_trouble (TlReader *self)
{
  const char *trouble = tl_desk_keeper_get_trouble (get_keeper (self));

  say (self, trouble != NULL ? trouble : _ ("Highlights and notes cannot be kept here now."));
}

static void
put_mark (TlReader *self, const TlDeskMark *mark)
{
  TlDesk *desk = tl_desk_keeper_get_desk (get_keeper (self));
  Put *put;

  if (!tl_desk_keeper_can_write (get_keeper (self)))
    {
      say_trouble (self);
      return;
    }
  put = g_new0 (Put, 1);
  put->reader = g_object_ref (self);
  put->mark = tl_desk_mark_copy (mark);
  tl_usage_keeper_used (tl_services_get_usage (self->services), self->doc);
  tl_desk_put_mark_async (desk, mark, NULL, put_cb, put);
}

static void
deleted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TlReader) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!tl_desk_delete_mark_finish (TL_DESK (source), result, &error))
    say (self, error->message);
  else
    gtk_widget_activate_action (GTK_WIDGET (self), "win.offer-undelete", "s",
                                self->desk.deleted_mark);
}

static void
delete_cb (TlReader *self, const char *id)
{
  TlDesk *desk = tl_desk_keeper_get_desk (get_keeper (self));

  g_free (self->desk.deleted_mark);
  self->desk.deleted_mark = g_strdup (id);
  if (desk != NULL)
    tl_desk_delete_mark_async (desk, id, NULL, deleted_cb, g_object_ref (self));
}

static GdkRectangle
get_area (TlReader *self, const TlPlacedMark *mark)
{
  GdkRectangle area = { 40, 40, 1, 1 };
  GtkWidget *from = GTK_WIDGET (self->original);
  graphene_point_t corner;

  if (self->in_original && mark->lines != NULL && mark->lines->len > 0)
    {
      const TlPdfMark *line = &g_array_index (mark->lines, TlPdfMark, 0);

      area = tl_pdf_view_get_box_area (self->original, line->page, &line->box);
    }
  else if (!self->in_original && mark->in_text && get_plain (self) != NULL)
    {
      from = GTK_WIDGET (get_plain (self));
      area = tl_text_plain_get_area (get_plain (self), mark->span.from_paragraph, mark->span.from);
    }
  if (gtk_widget_compute_point (from, GTK_WIDGET (self),
                                &GRAPHENE_POINT_INIT ((float)area.x, (float)area.y), &corner))
    {
      area.x = (int)corner.x;
      area.y = (int)corner.y;
    }
  area.x = CLAMP (area.x, 0, gtk_widget_get_width (GTK_WIDGET (self)) - 1);
  area.y = CLAMP (area.y, 0, gtk_widget_get_height (GTK_WIDGET (self)) - 1);
  return area;
}

static void
edit_mark (TlReader *self, guint index)
{
  const TlPlacedMark *mark;
  GdkRectangle area;
  TlMarkPopover *popover;

  if (self->desk.marks == NULL || index >= self->desk.marks->len)
    return;
  mark = g_ptr_array_index (self->desk.marks, index);
  g_free (self->desk.current_mark);
  self->desk.current_mark = g_strdup (mark->mark->id);
  area = get_area (self, mark);
  if (self->desk.popover != NULL && gtk_widget_get_parent (self->desk.popover) != NULL)
    gtk_widget_unparent (self->desk.popover);
  popover = tl_mark_popover_show (GTK_WIDGET (self), &area, mark->mark,
                                  tl_desk_keeper_can_write (get_keeper (self)));
  show_held (self, mark->mark->id, popover);
  g_set_weak_pointer (&self->desk.popover, GTK_WIDGET (popover));
  g_signal_connect_object (popover, "changed", G_CALLBACK (put_mark), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (popover, "delete", G_CALLBACK (delete_cb), self, G_CONNECT_SWAPPED);
}

static void
activated_cb (TlReader *self, guint layer, guint id)
{
  if (layer == TL_PDF_LAYER_HIGHLIGHTS && id > 0)
    edit_mark (self, id - 1);
}

static void
text_released_cb (TlReader *self, int n_press, double x, double y, GtkGesture *gesture)
{
  TlTextPlain *plain = get_plain (self);
  graphene_point_t point;
  guint id;

  if (plain == NULL || n_press != 1
      || !gtk_widget_compute_point (GTK_WIDGET (self->text), GTK_WIDGET (plain),
                                    &GRAPHENE_POINT_INIT ((float)x, (float)y), &point))
    return;
  id = tl_text_plain_get_mark_at_point (plain, point.x, point.y);
  if (id > 0)
    edit_mark (self, id - 1);
}

static void
set_span (TlDeskMark *mark, const TlReaderSelection *selection)
{
  const TlPdfRange *first, *last;

  if (selection->ranges == NULL || selection->ranges->len == 0)
    return;
  first = &g_array_index (selection->ranges, TlPdfRange, 0);
  last = &g_array_index (selection->ranges, TlPdfRange, selection->ranges->len - 1);
  mark->span = (TlDeskSpan){ first->page + 1, first->from, last->page + 1, last->to };
}

static GArray *
copy_lines (const TlReaderSelection *selection)
{
  GArray *lines = g_array_new (FALSE, FALSE, sizeof (TlPdfMark));

  for (guint i = 0; i < selection->rects->len; i++)
    {
      const TlPdfRect *rect = &g_array_index (selection->rects, TlPdfRect, i);
      TlPdfMark line = { rect->page, rect->box };

      g_array_append_val (lines, line);
    }
  return lines;
}

/* What is selected becomes a highlight, shown at once. Returns: FALSE when nothing is selected */
static gboolean
add_mark (TlReader *self, TlDeskColour colour)
{
  g_autoptr (TlReaderSelection) selection = tl_reader_dup_selection (self);
  TlPlacedMark *placed;

  if (selection == NULL || self->document == NULL || selection->quote == NULL
      || *selection->quote == '\0')
    return FALSE;
  if (!tl_desk_keeper_can_write (get_keeper (self)))
    {
      /* Over what is said. */
      _tl_reader_hide_select_bar (self);
      say_trouble (self);
      return TRUE;
    }
  placed = g_new0 (TlPlacedMark, 1);
  placed->mark = tl_desk_mark_new (TL_DESK_HIGHLIGHT, self->document->id);
  placed->mark->quote = g_strdup (selection->quote);
  placed->mark->prefix = g_strdup (selection->prefix);
  placed->mark->suffix = g_strdup (selection->suffix);
  placed->mark->anchor = g_strdup (selection->anchor);
  placed->mark->offset = selection->offset;
  placed->mark->colour = colour;
  set_span (placed->mark, selection);
  placed->in_text = !selection->in_original;
  placed->span = selection->span;
  if (selection->in_original)
    placed->lines = copy_lines (selection);
  if (self->desk.marks == NULL)
    self->desk.marks = g_ptr_array_new_with_free_func ((GDestroyNotify)tl_placed_mark_free);
  g_ptr_array_add (self->desk.marks, placed);
  g_free (self->desk.current_mark);
  self->desk.current_mark = g_strdup (placed->mark->id);
  put_mark (self, placed->mark);
  tl_reader_clear_selection (self);
  if (get_plain (self) != NULL)
    tl_text_plain_unselect (get_plain (self));
  show_marks (self);
  return TRUE;
}

static void
highlight_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TlReader *self = TL_READER (widget);

  if (!add_mark (self, tl_desk_colour_from_name (g_variant_get_string (parameter, NULL))))
    say (self, _ ("Select the words to highlight first"));
}

/* On what is selected; else on the highlight at the cursor, or the one looked at last. */
static void
note_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TlReader *self = TL_READER (widget);
  TlTextPlain *plain = self->in_original ? NULL : get_plain (self);
  guint index = 0;
  guint at;

  if (add_mark (self, TL_DESK_YELLOW))
    {
      if (find_mark (self, self->desk.current_mark, &index) != NULL)
        edit_mark (self, index);
      return;
    }
  at = plain != NULL ? tl_text_plain_get_mark_at_cursor (plain) : 0;
  if (at > 0)
    edit_mark (self, at - 1);
  else if (find_mark (self, self->desk.current_mark, &index) != NULL)
    edit_mark (self, index);
  else
    say (self, _ ("Select the words to write a note on first"));
}

static void
notes_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TlReader *self = TL_READER (widget);
  gboolean show = !gtk_widget_get_visible (GTK_WIDGET (self->desk.pane));

  gtk_widget_set_visible (GTK_WIDGET (self->desk.pane), show);
  gtk_widget_grab_focus (show ? GTK_WIDGET (self->desk.pane) : widget);
}

void
_tl_reader_go_to_mark (TlReader *self, const char *id)
{
  guint index;
  TlPlacedMark *mark = find_mark (self, id, &index);

  if (mark == NULL)
    {
      g_free (self->desk.go_to);
      self->desk.go_to = g_strdup (id);
      return;
    }
  g_free (self->desk.current_mark);
  self->desk.current_mark = g_strdup (id);
  if (self->in_original && mark->lines != NULL && mark->lines->len > 0)
    {
      const TlPdfMark *line = &g_array_index (mark->lines, TlPdfMark, 0);

      tl_pdf_view_reveal_box (self->original, line->page, &line->box);
    }
  else if (!self->in_original && mark->in_text)
    _tl_reader_go (self, tl_text_model_anchor_at (self->model, mark->span.from_paragraph));
  else if (mark->mark->span.page_from > 0 && self->in_original)
    tl_pdf_view_scroll_to (self->original, (TlPdfPlace){ mark->mark->span.page_from - 1, 0 });
  else if (mark->mark->anchor != NULL)
    _tl_reader_go (self, mark->mark->anchor);
}

static void
pane_closed_cb (TlReader *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->desk.pane), FALSE);
  gtk_widget_grab_focus (GTK_WIDGET (self));
}

static void
desk_changed_cb (TlReader *self, int change, const char *doc)
{
  gboolean ours
      = doc == NULL || (self->document != NULL && g_strcmp0 (doc, self->document->id) == 0);

  if (change == TL_DESK_CHANGED_ALL || (change == TL_DESK_CHANGED_MARKS && ours))
    _tl_reader_load_marks (self);
}

void
_tl_reader_install_mark_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "reader.highlight", "s", highlight_cb);
  gtk_widget_class_install_action (widget_class, "reader.note", NULL, note_cb);
  gtk_widget_class_install_action (widget_class, "reader.notes", NULL, notes_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_h, GDK_CONTROL_MASK,
                                       "reader.highlight", "s", "yellow");
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_m, GDK_CONTROL_MASK, "reader.note",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_M, GDK_CONTROL_MASK | GDK_SHIFT_MASK,
                                       "reader.notes", NULL);
}

void
_tl_reader_set_up_marks (TlReader *self)
{
  GtkGesture *click = gtk_gesture_click_new ();
  GtkWidget *row = gtk_widget_get_parent (GTK_WIDGET (self->citing));

  self->desk.pane = g_object_new (TL_TYPE_NOTES_PANE, "visible", FALSE, NULL);
  gtk_box_append (GTK_BOX (row), GTK_WIDGET (self->desk.pane));
  g_signal_connect_object (self->desk.pane, "go", G_CALLBACK (_tl_reader_go_to_mark), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->desk.pane, "close", G_CALLBACK (pane_closed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->original, "activate", G_CALLBACK (activated_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (click), GTK_PHASE_CAPTURE);
  g_signal_connect_object (click, "released", G_CALLBACK (text_released_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->text), GTK_EVENT_CONTROLLER (click));
  g_signal_connect_object (get_keeper (self), "changed", G_CALLBACK (desk_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

void
tl_reader_go_to_mark (TlReader *self, const char *id)
{
  g_return_if_fail (TL_IS_READER (self));

  _tl_reader_go_to_mark (self, id);
}
