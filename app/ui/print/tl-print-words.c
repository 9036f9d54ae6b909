/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/print/tl-print-words.h"

#include <glib/gi18n.h>
#include <string.h>

#include "base/tl-clock.h"
#include "import/tl-own-file.h"
#include "text/tl-numeral.h"
#include "ui/reader/tl-cited-words.h"
#include "ui/reader/tl-reader-text.h"
#include "ui/search/tl-hit-text.h"

/* Characters of a file's name. */
#define MAX_NAME 80

static gboolean
is_blank (const char *text)
{
  return text == NULL || *text == '\0';
}

char *
tl_print_source_line (const TlPrintOrigin *origin)
{
  GString *line = g_string_new (NULL);
  g_autofree char *created = tl_date_format_vi (origin->stats->created);
  g_autofree char *as_of = tl_date_format_vi (origin->as_of);
  g_autofree char *serial = g_strdup_printf ("%" G_GUINT64_FORMAT, origin->stats->serial);

  if (origin->training)
    g_string_append_printf (line, "%s · ", _ ("FICTIONAL TRAINING DATA"));
  if (origin->own)
    g_string_append (line, _ ("Source: a file on this computer, not of the library"));
  else if (*created != '\0')
    /* Translators: where a printed text comes from; %s is a date. */
    g_string_append_printf (line, _ ("Source: library of %s"), created);
  else
    g_string_append (line, _ ("Source: library on this computer"));
  if (origin->stats->serial > 0 && !origin->own)
    /* Translators: number of the issue of a library. */
    g_string_append_printf (line, _ (", issue %s"), serial);
  if (*as_of != '\0')
    /* Translators: %s is a date. */
    g_string_append_printf (line, _ (" · law as of %s"), as_of);
  return g_string_free (line, FALSE);
}

char *
tl_print_printed_line (void)
{
  g_autoptr (GDateTime) now = tl_clock_now ();
  g_autoptr (GDateTime) here = g_date_time_to_local (now);
  g_autofree char *time = g_date_time_format (here, "%H:%M");
  g_autofree char *iso = g_date_time_format (here, "%Y-%m-%d");
  g_autofree char *day = tl_date_format_vi (iso);

  /* Translators: time of day, date. */
  return g_strdup_printf (_ ("Printed at %s on %s from the Judge's Assistant"), time, day);
}

static void
set_frame (TlPrintContent *self,
           const char *number,
           const char *issuer,
           const TlPrintOrigin *origin)
{
  g_autofree char *source = tl_print_source_line (origin);
  g_autofree char *printed = tl_print_printed_line ();

  tl_print_content_set_frame (self,
                              &(TlPrintFrame){ (char *)number, (char *)issuer, source, printed });
}

void
tl_print_content_frame_document (TlPrintContent *self,
                                 const TlDocument *document,
                                 const TlPrintOrigin *origin)
{
  g_autofree char *name = tl_reader_heading (document);
  g_autofree char *day = tl_date_format_vi (document->issued);
  g_autofree char *issuer
      = g_strconcat (document->issuer != NULL ? document->issuer : "",
                     !is_blank (document->issuer) && *day != '\0' ? " · " : "", day, NULL);
  TlPrintOrigin own = *origin;

  own.own = tl_own_is_id (document->id);
  own.training = (origin->training && !own.own) || document->training;
  set_frame (self, name, issuer, &own);
}

void
tl_print_content_frame_other (TlPrintContent *self,
                              const char *name,
                              const char *by,
                              const TlPrintOrigin *origin)
{
  set_frame (self, name, by, origin);
}

static TlPrintRole
role_of (TlTextRole role)
{
  static const TlPrintRole roles[TL_N_TEXT_ROLES] = {
    [TL_TEXT_TITLE] = TL_PRINT_TITLE,       [TL_TEXT_SUBTITLE] = TL_PRINT_SUBTITLE,
    [TL_TEXT_DIVISION] = TL_PRINT_DIVISION, [TL_TEXT_ARTICLE] = TL_PRINT_HEADING,
    [TL_TEXT_SECTION] = TL_PRINT_HEADING,   [TL_TEXT_BODY] = TL_PRINT_BODY,
    [TL_TEXT_CLAUSE] = TL_PRINT_CLAUSE,     [TL_TEXT_POINT] = TL_PRINT_POINT,
    [TL_TEXT_NOTE] = TL_PRINT_NOTE,         [TL_TEXT_MISSING] = TL_PRINT_NOTE,
  };

  return roles[role];
}

static TlPrintContent *
new_for_document (const TlDocument *document, const TlPrintOrigin *origin)
{
  g_autofree char *title = tl_reader_title (document);
  TlPrintContent *self = tl_print_content_new (title);

  tl_print_content_frame_document (self, document, origin);
  return self;
}

TlPrintContent *
tl_print_content_new_original (const TlDocument *document, const TlPrintOrigin *origin)
{
  return new_for_document (document, origin);
}

TlPrintContent *
tl_print_content_new_document (const TlTextModel *model, const TlPrintOrigin *origin)
{
  TlPrintContent *self = new_for_document (model->document, origin);

  for (guint i = 0; i < tl_text_model_get_n_paragraphs (model); i++)
    {
      const TlTextParagraph *paragraph = tl_text_model_get (model, i);

      tl_print_content_add (self, role_of (paragraph->role), paragraph->text, paragraph->lead);
    }
  return self;
}

/* "khoản 1" of a clause; the official form is Vietnamese in any language of the program. */
static void
append_unit (GString *place, const TlBlock *block)
{
  const char *name = "";

  if (is_blank (block->label))
    return;
  if (block->kind == TL_BLOCK_POINT)
    name = "điểm ";
  else if (block->kind == TL_BLOCK_CLAUSE)
    name = "khoản ";
  else if (block->kind == TL_BLOCK_PARAGRAPH)
    name = "đoạn ";
  else if (block->kind != TL_BLOCK_ARTICLE && block->kind != TL_BLOCK_HEADING)
    return;
  g_string_append_printf (place, "%s%s%s", place->len > 0 ? " " : "",
                          g_str_has_prefix (block->label, name) ? "" : name, block->label);
}

char *
tl_print_citation (const TlTextModel *model, guint paragraph)
{
  const TlDocument *document = model->document;
  g_autofree char *law = tl_cited_words_law (document);
  g_autofree char *day
      = tl_date_format_vi (document->kind == TL_DOC_STATUTE ? model->as_of : document->issued);
  GString *place = g_string_new (NULL);

  for (int block = tl_text_model_get (model, paragraph)->block; block >= 0;)
    {
      const TlBlock *unit = tl_document_get_block (document, (guint)block);

      append_unit (place, unit);
      block = unit->kind == TL_BLOCK_ARTICLE ? -1 : unit->parent;
    }
  g_string_append_printf (place, "%s%s", place->len > 0 ? ", " : "", law);
  if (document->kind != TL_DOC_STATUTE && !is_blank (document->issuer)
      && strstr (place->str, document->issuer) == NULL)
    g_string_append_printf (place, ", %s", document->issuer);
  if (*day != '\0' && document->kind == TL_DOC_STATUTE)
    /* Translators: behind a citation: the text as it is on a date. */
    g_string_append_printf (place, _ (" (text as of %s)"), day);
  else if (*day != '\0' && strstr (place->str, day) == NULL)
    g_string_append_printf (place, ", %s", day);
  return g_string_free (place, FALSE);
}

TlPrintContent *
tl_print_content_new_selection (const TlTextModel *model,
                                const TlTextSpan *span,
                                const TlPrintOrigin *origin)
{
  g_autoptr (TlPrintContent) self = new_for_document (model->document, origin);
  guint n = tl_text_model_get_n_paragraphs (model);
  g_autofree char *citation = NULL;

  for (guint i = span->from_paragraph; i <= span->to_paragraph && i < n; i++)
    {
      const TlTextParagraph *paragraph = tl_text_model_get (model, i);
      guint length = (guint)g_utf8_strlen (paragraph->text, -1);
      guint from = i == span->from_paragraph ? MIN (span->from, length) : 0;
      guint to = i == span->to_paragraph ? MIN (span->to, length) : length;
      g_autofree char *part = from < to ? g_utf8_substring (paragraph->text, from, to) : NULL;
      TlPrintRole role = role_of (paragraph->role);

      if (part == NULL)
        continue;
      if (role == TL_PRINT_BODY || from > 0)
        role = TL_PRINT_QUOTE;
      tl_print_content_add (self, role, part, from == 0 ? MIN (paragraph->lead, to) : 0);
    }
  if (tl_print_content_get_n_items (self) == 0)
    return NULL;
  citation = tl_print_citation (model, span->from_paragraph);
  tl_print_content_add (self, TL_PRINT_CITATION, citation, 0);
  return g_steal_pointer (&self);
}

static void
add_hit (TlPrintContent *self, guint number, const TlHit *hit)
{
  g_autofree char *kicker = tl_hit_kicker (hit);
  g_autofree char *title = tl_hit_title (hit);
  g_autofree char *details = tl_hit_details (hit);
  g_autofree char *why = tl_hit_why (hit);
  g_autofree char *effect = tl_hit_effect_text (hit);
  g_autofree char *head = g_strdup_printf ("%u. %s", number, kicker);
  g_autofree char *state
      = g_strconcat (details, *details != '\0' && *effect != '\0' ? " · " : "", effect, NULL);

  tl_print_content_add (self, TL_PRINT_HEADING, head, 0);
  tl_print_content_add (self, TL_PRINT_CONTINUED, title, (guint)g_utf8_strlen (title, -1));
  tl_print_content_add (self, TL_PRINT_NOTE, state, 0);
  tl_print_content_add (self, TL_PRINT_QUOTE, hit->passage, 0);
  tl_print_content_add (self, TL_PRINT_NOTE, why, 0);
}

TlPrintContent *
tl_print_content_new_results (const char *question, GListModel *items, const TlPrintOrigin *origin)
{
  TlPrintContent *self = tl_print_content_new (_ ("Search results"));
  guint number = 0;

  tl_print_content_frame_other (self, question, _ ("Search results"), origin);
  tl_print_content_add (self, TL_PRINT_TITLE, _ ("Search results"), 0);
  tl_print_content_add (self, TL_PRINT_SUBTITLE, question, 0);
  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr (TlResultItem) item = g_list_model_get_item (items, i);
      const TlHit *hit = tl_result_item_get_hit (item);

      if (hit != NULL)
        add_hit (self, ++number, hit);
      else
        tl_print_content_add (self, TL_PRINT_DIVISION,
                              tl_hit_group_name (tl_result_item_get_group (item)), 0);
    }
  return self;
}

TlPrintContent *
tl_print_content_new_table (const TlPrintTable *table, const TlPrintOrigin *origin)
{
  TlPrintContent *self = tl_print_content_new (table->title);

  tl_print_content_frame_other (self, table->title, NULL, origin);
  tl_print_content_add (self, TL_PRINT_TITLE, table->title, 0);
  tl_print_content_add (self, TL_PRINT_SUBTITLE, table->subtitle, 0);
  tl_print_content_begin_table (self, table->heads, table->weights);
  for (guint i = 0; i < table->rows->len; i++)
    tl_print_content_add_row (self, table->rows->pdata[i]);
  return self;
}

char *
tl_print_file_name (const char *title)
{
  GString *name = g_string_new (NULL);
  guint n = 0;

  for (const char *at = title; *at != '\0' && n < MAX_NAME; at = g_utf8_next_char (at), n++)
    {
      gunichar character = g_utf8_get_char (at);

      if (character < ' ' || character == 0x7f
          || (character < 0x7f && strchr ("/\\:*?\"<>|", (int)character) != NULL))
        g_string_append_c (name, '-');
      else
        g_string_append_unichar (name, character);
    }
  g_strstrip (name->str);
  name->len = strlen (name->str);
  while (name->len > 0 && name->str[0] == '.')
    g_string_erase (name, 0, 1);
  if (name->len == 0)
    g_string_append (name, "in");
  g_string_append (name, ".pdf");
  return g_string_free (name, FALSE);
}
