/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/reader/tl-reader-private.h"

#include <glib/gi18n.h>

#include "base/tl-clock.h"
#include "ui/reader/tl-place.h"
#include "ui/reader/tl-reader-banner.h"
#include "ui/reader/tl-reader-review.h"
#include "ui/reader/tl-reader-find-private.h"
#include "ui/reader/tl-reader-text.h"
#include "ui/search/tl-hit-text.h"
#include "ui/tl-widget.h"

/* After a jump the outline keeps the line that was chosen. */
#define JUMP_US 500000
/* While the reader scrolls, frames go first. */
#define FOLLOW_MS 80

static void
set_file_message (TlReader *self, const char *message, gboolean can_retry)
{
  gtk_label_set_text (self->file_text, message);
  gtk_widget_set_visible (self->file_retry, can_retry);
  gtk_widget_set_visible (self->file_bar, *message != '\0');
}

static void
show_effect (TlReader *self)
{
  TlDocument *document = self->document;
  /* Of a file of one's own no source vouches for its effect. */
  gboolean known = (document->kind == TL_DOC_STATUTE || document->kind == TL_DOC_PRECEDENT)
                   && !tl_own_is_id (document->id);
  g_autofree char *first = tl_document_dup_first_day (document);
  g_autoptr (GPtrArray) changes = tl_reader_list_outstanding (self->model);
  g_autofree char *words = tl_effect_outstanding_mark (changes);

  if (self->effect_style != NULL)
    gtk_widget_remove_css_class (GTK_WIDGET (self->effect), self->effect_style);
  if (words == NULL)
    words = tl_effect_text (self->model->effect, first, document->effective_to);
  self->effect_style = changes->len > 0 ? "effect-partly" : tl_effect_style (self->model->effect);
  gtk_widget_add_css_class (GTK_WIDGET (self->effect), self->effect_style);
  gtk_label_set_text (self->effect, words);
  gtk_widget_set_visible (GTK_WIDGET (self->effect), known);
}

static void
show_words (TlReader *self, const char *basis)
{
  char today[TL_DATE_SIZE];
  g_autofree char *heading = tl_reader_heading (self->document);
  g_autofree char *effect = tl_reader_effect_message (self->model);
  g_autofree char *outstanding = tl_reader_outstanding_message (self->model);
  g_autofree char *law = NULL;
  g_autofree char *bar = NULL;
  g_autofree char *file = tl_reader_file_message (self->document, self->path != NULL);

  tl_clock_today (today);
  law = tl_reader_law_message (self->model, today);
  _tl_reader_set_title (self, self->document);
  gtk_label_set_text (self->heading, heading);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->heading), heading);
  bar = tl_reader_join_sentences (effect, *outstanding != '\0' ? outstanding : basis, law);
  gtk_label_set_text (self->law_bar, bar);
  gtk_widget_set_visible (GTK_WIDGET (self->law_bar), *bar != '\0');
  set_file_message (self, file, FALSE);
  show_effect (self);
}

/* A judgment is read as the court issued it; a statute by its articles. A scan has nothing else. */
static gboolean
prefers_original (TlReader *self)
{
  if (self->desk.wanted_view != TL_DESK_VIEW_ANY)
    return self->path != NULL && self->desk.wanted_view == TL_DESK_VIEW_PDF;
  return self->path != NULL
         && (!self->beside || g_strcmp0 (self->document->text_source, "none") == 0)
         && (self->document->kind != TL_DOC_STATUTE
             || g_strcmp0 (self->document->text_source, "none") == 0);
}

/* The outline shows the unit that was jumped to until the reader moves. */
static void
follow_later (TlReader *self, const char *anchor)
{
  int paragraph = anchor != NULL ? tl_text_model_find (self->model, anchor) : -1;

  if (paragraph < 0)
    return;
  self->follow_from = g_get_monotonic_time () + JUMP_US;
  g_free (self->jumped);
  self->jumped = g_strdup (tl_text_model_anchor_at (self->model, (guint)paragraph));
  tl_outline_set_current (self->outline, (guint)paragraph);
}

static void
reveal_in_original (TlReader *self, const char *anchor, const char *passage, guint page)
{
  TlPdfWanted wanted = { 0, NULL, 0, 0 };

  if (anchor == NULL && passage == NULL && _tl_reader_restore (self))
    return;
  if (anchor != NULL)
    tl_place_of_anchor (self->model, anchor, &wanted);
  if (passage != NULL && page > 0 && page != wanted.page)
    wanted = (TlPdfWanted){ page, NULL, 0, 0 };
  wanted.passage = passage;
  if (wanted.page > 0 || wanted.passage != NULL)
    tl_pdf_view_reveal (self->original, &wanted, passage != NULL);
  follow_later (self, anchor);
}

/* The text view gets the document when it is first wanted: a judge who reads the original never
 * waits for it. */
static void
fill_text (TlReader *self, const char *anchor)
{
  gboolean at_mark = self->marked && g_strcmp0 (anchor, self->anchor) == 0;

  if (self->text_is_new)
    {
      tl_text_view_set_model (self->text, self->model, anchor, self->marked ? &self->mark : NULL);
      self->text_is_new = FALSE;
      _tl_reader_show_marks_in_text (self);
      if (at_mark)
        return;
    }
  if (anchor != NULL)
    tl_text_view_scroll_to (self->text, anchor);
}

void
_tl_reader_update_bar (TlReader *self)
{
  gtk_widget_set_visible (self->zoom_box, self->in_original && self->short_bar < 1);
  gtk_widget_set_visible (self->page_box, self->in_original && self->short_bar < 2);
  gtk_widget_set_visible (self->look_button, self->in_original);
}

static void
set_mode_buttons (TlReader *self)
{
  self->updating_modes = TRUE;
  gtk_toggle_button_set_active (self->in_original ? self->original_button : self->text_button,
                                TRUE);
  self->updating_modes = FALSE;
  _tl_reader_update_bar (self);
}

void
_tl_reader_show_mode (TlReader *self, gboolean original)
{
  gboolean had_focus = gtk_widget_get_focus_child (GTK_WIDGET (self->states)) != NULL
                       || gtk_widget_has_focus (GTK_WIDGET (self));

  self->in_original = original;
  set_mode_buttons (self);
  tl_stack_show (self->states, original ? "original" : "text");
  gtk_widget_set_visible (GTK_WIDGET (self->law_bar), *gtk_label_get_text (self->law_bar) != '\0');
  if (had_focus)
    gtk_widget_grab_focus (GTK_WIDGET (self));
  _tl_reader_focus (self);
  _tl_reader_queue_keep (self);
}

static void
pdf_opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TlReader) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (TlPdf) pdf = tl_pdf_open_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->opening);
  _tl_reader_set_loading (self, FALSE);
  if (pdf == NULL)
    {
      /* Translators: %s says what is wrong with the file. */
      g_autofree char *message = g_strdup_printf (
          _ ("The original PDF cannot be shown; the text is. %s"), error->message);

      set_file_message (self, message, TRUE);
      fill_text (self, self->anchor);
      _tl_reader_show_mode (self, FALSE);
      gtk_widget_set_visible (self->modes, FALSE);
      return;
    }
  tl_pdf_view_set_pdf (self->original, pdf);
  tl_pdf_thumbs_set_tiles (self->thumbs, tl_pdf_view_get_tiles (self->original));
  gtk_widget_set_visible (self->modes, TRUE);
  _tl_reader_show_mode (self, TRUE);
  _tl_reader_place_marks (self);
  reveal_in_original (self, self->anchor, self->passage, self->page);
  g_free (self->synced);
  self->synced = g_strdup (self->anchor);
  _tl_reader_look_for_scan (self);
  _tl_reader_find_again (self);
}

void
_tl_reader_open_pdf (TlReader *self)
{
  if (self->path == NULL || self->opening != NULL)
    return;
  self->opening = g_cancellable_new ();
  tl_pdf_open_async (self->path, self->opening, pdf_opened_cb, g_object_ref (self));
}

static gboolean
same_path (TlReader *self, const char *path)
{
  return path != NULL && g_strcmp0 (self->path, path) == 0
         && tl_pdf_view_get_pdf (self->original) != NULL;
}

/* The same document for another date or place: the view that is open stays. */
static void
show_again (TlReader *self)
{
  _tl_reader_set_loading (self, FALSE);
  gtk_widget_set_visible (self->modes, TRUE);
  if (self->in_original)
    {
      _tl_reader_show_mode (self, TRUE);
      reveal_in_original (self, self->anchor, self->passage, self->page);
      _tl_reader_update_cites (self);
      return;
    }
  fill_text (self, self->anchor);
  _tl_reader_show_mode (self, FALSE);
}

void
_tl_reader_show (TlReader *self, TlReaderJob *job)
{
  gboolean again = same_path (self, job->path) && self->model != NULL && job->file == self->own.file
                   && g_str_equal (self->model->document->id, job->document->id);

  g_clear_pointer (&self->document, tl_document_unref);
  self->document = tl_document_ref (job->document);
  g_clear_pointer (&self->model, tl_text_model_unref);
  self->model = tl_text_model_ref (job->model);
  self->marked = job->marked;
  self->mark = job->mark;
  self->text_is_new = TRUE;
  g_free (self->path);
  self->path = g_strdup (job->path);
  show_words (self, job->basis);
  tl_outline_set_items (self->outline, job->outline);
  _tl_reader_show_own (self, job);
  _tl_reader_show_reviews (self, job->reviews);
  _tl_reader_note_opened (self);
  if (!again)
    g_clear_pointer (&self->desk.marks, g_ptr_array_unref);
  _tl_reader_load_marks (self);
  if (again)
    {
      show_again (self);
      _tl_reader_emit_shown (self);
      return;
    }
  g_cancellable_cancel (self->opening);
  g_clear_object (&self->opening);
  tl_pdf_thumbs_set_tiles (self->thumbs, NULL);
  tl_pdf_view_set_pdf (self->original, NULL);
  _tl_reader_look_for_scan (self);
  gtk_widget_set_visible (self->modes, self->path != NULL);
  if (prefers_original (self))
    {
      self->in_original = TRUE;
      set_mode_buttons (self);
      _tl_reader_open_pdf (self);
      _tl_reader_emit_shown (self);
      return;
    }
  _tl_reader_set_loading (self, FALSE);
  fill_text (self, self->anchor);
  _tl_reader_show_mode (self, FALSE);
  _tl_reader_follow (self);
  _tl_reader_emit_shown (self);
  _tl_reader_find_again (self);
}

static int
current_paragraph (TlReader *self)
{
  const char *anchor;

  if (self->model == NULL)
    return -1;
  if (self->jumped != NULL)
    return tl_text_model_find (self->model, self->jumped);
  if (self->in_original && tl_pdf_view_get_pdf (self->original) != NULL)
    {
      TlPdfPlace place = tl_pdf_view_get_reading_place (self->original);

      return tl_place_paragraph_at (self->model, place.page + 1, place.fraction);
    }
  anchor = tl_text_view_get_anchor (self->text);
  return anchor != NULL ? tl_text_model_find (self->model, anchor) : -1;
}

char *
_tl_reader_dup_anchor (TlReader *self)
{
  int paragraph = current_paragraph (self);

  return paragraph >= 0 ? g_strdup (tl_text_model_anchor_at (self->model, (guint)paragraph)) : NULL;
}

char *
tl_reader_dup_anchor (TlReader *self)
{
  g_return_val_if_fail (TL_IS_READER (self), NULL);
  return _tl_reader_dup_anchor (self);
}

void
_tl_reader_set_original (TlReader *self, gboolean original)
{
  g_autofree char *anchor = NULL;
  gboolean stay;

  if (self->model == NULL || original == self->in_original || (original && self->path == NULL))
    return;
  if (self->follow_source != 0)
    _tl_reader_follow (self);
  anchor = _tl_reader_dup_anchor (self);
  /* Nothing moved since the last time: the other view is where it was left. */
  stay = anchor != NULL && g_strcmp0 (anchor, self->synced) == 0;
  g_free (self->synced);
  self->synced = g_strdup (anchor);
  if (original && tl_pdf_view_get_pdf (self->original) == NULL)
    {
      self->in_original = TRUE;
      g_free (self->anchor);
      self->anchor = g_steal_pointer (&anchor);
      _tl_reader_open_pdf (self);
      return;
    }
  if (!original && (self->text_is_new || !stay))
    fill_text (self, anchor);
  _tl_reader_show_mode (self, original);
  if (original && !stay)
    reveal_in_original (self, anchor, NULL, 0);
  _tl_reader_follow (self);
  _tl_reader_hide_select_bar (self);
  _tl_reader_find_again (self);
}

void
_tl_reader_go (TlReader *self, const char *anchor)
{
  if (self->model == NULL)
    return;
  if (self->in_original)
    reveal_in_original (self, anchor, NULL, 0);
  else
    tl_text_view_scroll_to (self->text, anchor);
  follow_later (self, anchor);
}

void
_tl_reader_zoom (TlReader *self, int direction)
{
  int size;

  if (self->in_original)
    {
      tl_pdf_view_zoom (self->original, direction);
      return;
    }
  size = g_settings_get_int (self->settings, "text-size");
  g_settings_set_int (self->settings, "text-size",
                      direction == 0 ? 1 : CLAMP (size + direction, 0, 2));
}

void
_tl_reader_follow (TlReader *self)
{
  int paragraph;

  _tl_reader_show_page (self);
  _tl_reader_update_cites (self);
  /* The text view says where it is only when the reader moved it. */
  if (!self->in_original && self->jumped != NULL
      && g_strcmp0 (tl_text_view_get_anchor (self->text), self->jumped) != 0)
    self->follow_from = 0;
  if (self->model == NULL || g_get_monotonic_time () < self->follow_from)
    return;
  /* Its place may be found late, and so may a page be drawn: that is not the reader moving. */
  if (self->in_original && self->jumped != NULL && tl_pdf_view_is_at_revealed (self->original))
    return;
  g_clear_pointer (&self->jumped, g_free);
  paragraph = current_paragraph (self);
  if (paragraph >= 0)
    tl_outline_set_current (self->outline, (guint)paragraph);
}

static gboolean
follow_cb (gpointer user_data)
{
  TlReader *self = user_data;

  self->follow_source = 0;
  _tl_reader_follow (self);
  return G_SOURCE_REMOVE;
}

void
_tl_reader_queue_follow (TlReader *self)
{
  if (self->follow_source == 0)
    self->follow_source = g_timeout_add (FOLLOW_MS, follow_cb, self);
}

void
_tl_reader_clear (TlReader *self)
{
  g_cancellable_cancel (self->opening);
  g_clear_object (&self->opening);
  g_clear_pointer (&self->document, tl_document_unref);
}
