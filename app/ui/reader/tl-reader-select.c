/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is selected in the open document, and the bar beside it. */
#include "config.h"

#include <glib/gi18n.h>

#include "ui/reader/tl-pdf-selecting.h"
#include "ui/reader/tl-place.h"
#include "ui/reader/tl-quote-words.h"
#include "ui/reader/tl-reader-find-private.h"
#include "ui/reader/tl-reader-private.h"
#include "ui/reader/tl-reader-selection.h"
#include "ui/reader/tl-select-bar.h"
#include "ui/reader/tl-text-plain.h"

/* Characters of each end of a selection that are told. */
#define DESCRIBED 60

struct _TlReaderSelect
{
  TlPdfTexts *texts;
  TlPdfSelecting *selecting;
  GtkWidget *bar; /* a child */
  gboolean quiet; /* what is selected was not selected by the judge: no bar comes for it */
};

void
tl_reader_selection_free (TlReaderSelection *selection)
{
  g_free (selection->quote);
  g_free (selection->prefix);
  g_free (selection->suffix);
  g_free (selection->anchor);
  g_free (selection->anchor_end);
  g_clear_pointer (&selection->ranges, g_array_unref);
  g_clear_pointer (&selection->rects, g_array_unref);
  g_free (selection);
}

static char *
dup_anchor (TlReader *self, int paragraph)
{
  return paragraph < 0 ? NULL : g_strdup (tl_text_model_anchor_at (self->model, (guint)paragraph));
}

static void
fill_from_original (TlReader *self, TlReaderSelection *selection, const TlPdfSelection *from)
{
  const TlPdfRange *first = &g_array_index (from->ranges, TlPdfRange, 0);
  const TlPdfRange *last = &g_array_index (from->ranges, TlPdfRange, from->ranges->len - 1);

  selection->in_original = TRUE;
  selection->quote = g_strdup (from->text);
  g_array_append_vals (selection->ranges, from->ranges->data, from->ranges->len);
  g_array_append_vals (selection->rects, from->rects->data, from->rects->len);
  selection->anchor = dup_anchor (
      self, tl_place_paragraph_at_character (self->model, first->page + 1, first->from));
  selection->anchor_end
      = dup_anchor (self, tl_place_paragraph_at_character (self->model, last->page + 1,
                                                           last->to - (last->to > last->from)));
  tl_pdf_selecting_dup_context (self->select->selecting, TL_READER_CONTEXT, &selection->prefix,
                                &selection->suffix);
}

/* Characters of the block's own text before character @from of a paragraph; -1 in a label. */
static int
find_offset (TlReader *self, const TlTextParagraph *paragraph, guint from)
{
  const char *at = g_utf8_offset_to_pointer (paragraph->text, from);
  gssize byte = paragraph->source + (at - paragraph->text) - paragraph->source_at;
  const TlBlock *block;

  if (paragraph->source < 0 || paragraph->block < 0
      || (gsize)(at - paragraph->text) < paragraph->source_at)
    return -1;
  block = tl_document_get_block (self->model->document, (guint)paragraph->block);
  if (block->text == NULL || byte > (gssize)strlen (block->text))
    return -1;
  return (int)g_utf8_pointer_to_offset (block->text, block->text + byte);
}

static char *
dup_part (const char *text, guint from, guint to)
{
  guint length = (guint)g_utf8_strlen (text, -1);

  from = MIN (from, length);
  to = MIN (to, length);
  return from < to ? g_utf8_substring (text, from, to) : g_strdup ("");
}

static void
fill_from_text (TlReader *self, TlReaderSelection *selection, const TlTextSpan *span)
{
  g_autoptr (GString) quote = g_string_new (NULL);
  const TlTextParagraph *first = tl_text_model_get (self->model, span->from_paragraph);
  const TlTextParagraph *last = tl_text_model_get (self->model, span->to_paragraph);

  for (guint i = span->from_paragraph; i <= span->to_paragraph; i++)
    {
      g_autofree char *part = dup_part (tl_text_model_get (self->model, i)->text,
                                        i == span->from_paragraph ? span->from : 0,
                                        i == span->to_paragraph ? span->to : G_MAXUINT);

      if (i > span->from_paragraph)
        g_string_append_c (quote, '\n');
      g_string_append (quote, part);
    }
  selection->span = *span;
  selection->quote = g_utf8_normalize (quote->str, -1, G_NORMALIZE_NFC);
  selection->anchor = dup_anchor (self, (int)span->from_paragraph);
  selection->anchor_end = dup_anchor (self, (int)span->to_paragraph);
  selection->offset = find_offset (self, first, span->from);
  selection->prefix
      = dup_part (first->text, span->from - MIN (span->from, TL_READER_CONTEXT), span->from);
  selection->suffix = dup_part (last->text, span->to, span->to + TL_READER_CONTEXT);
}

TlReaderSelection *
tl_reader_dup_selection (TlReader *self)
{
  g_autoptr (TlReaderSelection) selection = NULL;
  const TlPdfSelection *in_pages;
  const TlTextSpan *in_text;
  GdkRectangle area;

  g_return_val_if_fail (TL_IS_READER (self), NULL);

  if (self->model == NULL)
    return NULL;
  selection = g_new0 (TlReaderSelection, 1);
  selection->offset = -1;
  selection->ranges = g_array_new (FALSE, FALSE, sizeof (TlPdfRange));
  selection->rects = g_array_new (FALSE, FALSE, sizeof (TlPdfRect));
  in_pages = tl_pdf_selecting_get (self->select->selecting);
  in_text = tl_text_view_get_selection (self->text, &area);
  if (self->in_original && in_pages != NULL)
    fill_from_original (self, selection, in_pages);
  /* The text view may still show the model before this one. */
  else if (!self->in_original && in_text != NULL
           && tl_text_view_get_model (self->text) == self->model)
    fill_from_text (self, selection, in_text);
  if (selection->quote == NULL || *selection->quote == '\0')
    return NULL;
  return g_steal_pointer (&selection);
}

TlPdfTexts *
tl_reader_get_texts (TlReader *self)
{
  TlPdf *pdf = tl_pdf_view_get_pdf (self->original);
  TlReaderSelect *select = self->select;

  if (select == NULL)
    return NULL;
  if (select->texts != NULL && tl_pdf_texts_get_pdf (select->texts) != pdf)
    {
      g_clear_object (&select->texts);
      tl_pdf_selecting_set_texts (select->selecting, NULL);
    }
  if (select->texts == NULL && pdf != NULL)
    {
      select->texts = tl_pdf_texts_new (pdf);
      tl_pdf_selecting_set_texts (select->selecting, select->texts);
    }
  return select->texts;
}

void
_tl_reader_hide_select_bar (TlReader *self)
{
  if (self->select != NULL && self->select->bar != NULL)
    gtk_popover_popdown (GTK_POPOVER (self->select->bar));
}

static void
show_bar (TlReader *self, GtkWidget *from, const GdkRectangle *area)
{
  GdkRectangle at = *area;
  graphene_point_t corner;

  if (!gtk_widget_get_mapped (from))
    return;
  if (gtk_widget_compute_point (from, GTK_WIDGET (self),
                                &GRAPHENE_POINT_INIT ((float)area->x, (float)area->y), &corner))
    {
      at.x = (int)corner.x;
      at.y = (int)corner.y;
    }
  if (at.y < 0 || at.y > gtk_widget_get_height (GTK_WIDGET (self)))
    return;
  if (self->select->bar == NULL)
    {
      self->select->bar = tl_select_bar_new ();
      gtk_widget_set_parent (self->select->bar, GTK_WIDGET (self));
    }
  tl_select_bar_show (TL_SELECT_BAR (self->select->bar), &at);
}

/* Beside the line it ends in. */
static void
settled_cb (TlReader *self)
{
  const TlPdfSelection *selection = tl_pdf_selecting_get (self->select->selecting);
  const TlPdfRect *last;
  GdkRectangle area;

  if (selection == NULL || selection->rects->len == 0 || !self->in_original)
    return;
  last = &g_array_index (selection->rects, TlPdfRect, selection->rects->len - 1);
  area = tl_pdf_view_get_box_area (self->original, last->page, &last->box);
  show_bar (self, GTK_WIDGET (self->original), &area);
}

/* GTK 4.8 has no announcements: a screen reader hears what keys selected as the description of the
 * pages, both ends of it when it is long. */
static void
describe (TlReader *self, const TlPdfSelection *selection)
{
  glong length = selection != NULL ? g_utf8_strlen (selection->text, -1) : 0;
  g_autofree char *begin = NULL;
  g_autofree char *end = NULL;
  g_autofree char *words = NULL;
  GtkAccessible *pages = GTK_ACCESSIBLE (self->original);

  if (selection == NULL)
    {
      gtk_accessible_reset_property (pages, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION);
      return;
    }
  begin = g_utf8_substring (selection->text, 0, MIN (length, DESCRIBED));
  if (length > 2 * DESCRIBED)
    end = g_utf8_substring (selection->text, length - DESCRIBED, length);
  else
    end = g_strdup (g_utf8_offset_to_pointer (selection->text, MIN (length, DESCRIBED)));
  /* Translators: for a screen reader; the words that are selected, and what is left out between. */
  words = g_strdup_printf (_ ("Selected: %s%s%s"), begin, length > 2 * DESCRIBED ? " … " : "", end);
  gtk_accessible_update_property (pages, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, words, -1);
}

static void
changed_cb (TlReader *self)
{
  const TlPdfSelection *selection = tl_pdf_selecting_get (self->select->selecting);

  if (selection == NULL || tl_pdf_selecting_is_by_keys (self->select->selecting))
    describe (self, selection);
  if (selection == NULL)
    _tl_reader_hide_select_bar (self);
  g_signal_emit_by_name (self, "selection-changed");
}

static void
text_selected_cb (TlReader *self)
{
  GdkRectangle area;

  if (tl_text_view_get_selection (self->text, &area) == NULL)
    _tl_reader_hide_select_bar (self);
  else if (!self->in_original && !self->select->quiet)
    show_bar (self, GTK_WIDGET (self->text), &area);
  g_signal_emit_by_name (self, "selection-changed");
}

static void
say (TlReader *self, const char *words)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.say", "s", words);
}

static void
copy_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TlReader *self = TL_READER (widget);
  g_autoptr (TlReaderSelection) selection = tl_reader_dup_selection (self);

  if (selection != NULL)
    gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), selection->quote);
  else if (!self->in_original)
    tl_text_view_copy (self->text);
  tl_usage_keeper_used (tl_services_get_usage (self->services), self->doc);
  _tl_reader_hide_select_bar (self);
}

static void
copy_cited_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TlReader *self = TL_READER (widget);
  g_autoptr (TlReaderSelection) selection = tl_reader_dup_selection (self);
  g_autofree char *words = NULL;
  guint first = 0, last = 0;

  if (selection == NULL)
    {
      say (self, _ ("Select what is to be copied first"));
      return;
    }
  if (selection->ranges->len > 0)
    {
      first = g_array_index (selection->ranges, TlPdfRange, 0).page + 1;
      last = g_array_index (selection->ranges, TlPdfRange, selection->ranges->len - 1).page + 1;
    }
  words = tl_quote_words (self->model->document, selection->quote, selection->anchor,
                          selection->anchor_end, first, last);
  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), words);
  tl_usage_keeper_used (tl_services_get_usage (self->services), self->doc);
  _tl_reader_hide_select_bar (self);
  say (self, _ ("Copied with its citation"));
}

/* The window looks for cases like the passage; without one, like the document. */
static void
similar_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TlReader *self = TL_READER (widget);
  g_autoptr (TlReaderSelection) selection = tl_reader_dup_selection (self);

  _tl_reader_hide_select_bar (self);
  if (self->doc != NULL)
    gtk_widget_activate_action (widget, "win.find-similar", "(sss)", self->doc,
                                selection != NULL && selection->anchor != NULL ? selection->anchor
                                                                               : "",
                                selection != NULL ? selection->quote : "");
}

static void
select_all_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TlReader *self = TL_READER (widget);

  if (self->in_original && tl_reader_get_texts (self) != NULL
      && !tl_pdf_selecting_select_all (self->select->selecting))
    {
      g_autofree char *words
          = g_strdup_printf (_ ("Only the first %d pages are selected"), TL_PDF_SELECT_MAX_PAGES);

      say (self, words);
    }
}

void
_tl_reader_select_between (TlReader *self, const TlPdfPoint *from, const TlPdfPoint *to)
{
  if (tl_reader_get_texts (self) != NULL)
    tl_pdf_selecting_select (self->select->selecting, from, to);
}

void
tl_reader_clear_selection (TlReader *self)
{
  g_return_if_fail (TL_IS_READER (self));

  _tl_reader_hide_select_bar (self);
  tl_pdf_selecting_clear (self->select->selecting);
}

void
_tl_reader_select_in_text (TlReader *self, const TlTextHit *hit)
{
  GtkWidget *widget = tl_text_view_get_widget (self->text);
  const TlTextSpan span = { hit->paragraph, hit->from, hit->paragraph, hit->to };

  if (widget == NULL || !TL_IS_TEXT_PLAIN (widget))
    return;
  _tl_reader_hide_select_bar (self);
  self->select->quiet = TRUE;
  tl_text_plain_select (TL_TEXT_PLAIN (widget), &span);
  self->select->quiet = FALSE;
}

void
_tl_reader_install_select_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "reader.copy", NULL, copy_cb);
  gtk_widget_class_install_action (widget_class, "reader.copy-cited", NULL, copy_cited_cb);
  gtk_widget_class_install_action (widget_class, "reader.select-all", NULL, select_all_cb);
  gtk_widget_class_install_action (widget_class, "reader.similar", NULL, similar_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_c, GDK_CONTROL_MASK, "reader.copy",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Insert, GDK_CONTROL_MASK,
                                       "reader.copy", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_C, GDK_CONTROL_MASK | GDK_SHIFT_MASK,
                                       "reader.copy-cited", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_a, GDK_CONTROL_MASK,
                                       "reader.select-all", NULL);
  g_signal_new ("selection-changed", TL_TYPE_READER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 0);
}

void
_tl_reader_set_up_select (TlReader *self)
{
  self->select = g_new0 (TlReaderSelect, 1);
  self->select->selecting = tl_pdf_selecting_new (self->original);
  g_signal_connect_object (self->select->selecting, "changed", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->select->selecting, "settled", G_CALLBACK (settled_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->text, "selected", G_CALLBACK (text_selected_cb), self,
                           G_CONNECT_SWAPPED);
}

void
_tl_reader_stop_select (TlReader *self)
{
  if (self->select == NULL)
    return;
  g_signal_handlers_disconnect_by_data (self->select->selecting, self);
  g_clear_pointer (&self->select->bar, gtk_widget_unparent);
  g_clear_object (&self->select->selecting);
  g_clear_object (&self->select->texts);
  g_clear_pointer (&self->select, g_free);
}
