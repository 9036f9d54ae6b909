/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "law/judgment/tl-judgment-structure.h"

#include <string.h>

#include "law/judgment/tl-judgment-private.h"
#include "law/tl-scan-private.h"

/* How many lines before "QUYẾT ĐỊNH" may hold "Vì các lẽ trên". */
#define REASON_LINES 4

static const struct
{
  const char *code;
  const char *name;
} sections[] = {
  [TL_SECTION_HEADER] = { "header", "Phần đầu" },
  [TL_SECTION_FACTS] = { "facts", "Nội dung vụ án" },
  [TL_SECTION_REASONING] = { "reasoning", "Nhận định của Tòa án" },
  [TL_SECTION_DECISION] = { "decision", "Quyết định" },
  [TL_SECTION_CLOSING] = { "closing", "Phần cuối" },
  [TL_SECTION_SOURCE] = { "source", "Nguồn án lệ" },
  [TL_SECTION_LOCATION] = { "location", "Vị trí nội dung án lệ" },
  [TL_SECTION_SUMMARY] = { "summary", "Khái quát nội dung án lệ" },
  [TL_SECTION_LAW] = { "law", "Quy định của pháp luật liên quan đến án lệ" },
  [TL_SECTION_KEYWORDS] = { "keywords", "Từ khóa của án lệ" },
  [TL_SECTION_HOLDING] = { "holding", "Nội dung án lệ" },
};

typedef struct
{
  const TlLayout *layout;
  const char *text;
  GArray *headings;
  TlJudgmentStructure *result;
} Reading;

const char *
tl_section_code (TlSectionKind kind)
{
  return (guint)kind < G_N_ELEMENTS (sections) ? sections[kind].code : "";
}

const char *
tl_section_name (TlSectionKind kind)
{
  return (guint)kind < G_N_ELEMENTS (sections) ? sections[kind].name : "";
}

static void
warn (Reading *self, const char *what)
{
  g_ptr_array_add (self->result->warnings, g_strdup (what));
}

/* Whether "Vì các lẽ trên" stands right before line @i. */
static gboolean
follows_reasons (const Reading *self, guint i)
{
  for (guint k = i > REASON_LINES ? i - REASON_LINES : 0; k < i; k++)
    if (_tl_judgment_gives_reasons (_tl_layout_line (self->layout, k)))
      return TRUE;
  return FALSE;
}

/* How good a heading is: the forms' wording in capitals, then old wording in capitals, then the
 * forms' wording in small letters; a weak word in small letters begins a sentence. */
static int
rank (const TlHeading *heading)
{
  if (heading->upper)
    return heading->strong ? 3 : 2;
  return heading->strong ? 1 : 0;
}

/* The first of the best headings of this kind after line @after, -1 being before all. */
static const TlHeading *
first_of (const Reading *self, TlSectionKind kind, int after)
{
  const TlHeading *best = NULL;

  for (guint i = 0; i < self->headings->len; i++)
    {
      const TlHeading *heading = &g_array_index (self->headings, TlHeading, i);

      if (heading->kind == kind && (int)heading->line > after && rank (heading) > 0
          && (!best || rank (heading) > rank (best)))
        best = heading;
    }
  return best;
}

/* "QUYẾT ĐỊNH" after the reasoning: the one that "Vì các lẽ trên" announces, else the last before
 * the signatures. */
static const TlHeading *
find_decision (const Reading *self, int after)
{
  const TlHeading *best = NULL;

  for (guint i = 0; i < self->headings->len; i++)
    {
      const TlHeading *heading = &g_array_index (self->headings, TlHeading, i);

      if ((int)heading->line <= after)
        continue;
      if (heading->kind == TL_SECTION_CLOSING && heading->strong && best)
        break;
      if (heading->kind != TL_SECTION_DECISION)
        continue;
      if (heading->announced || follows_reasons (self, heading->line))
        return heading;
      if (rank (heading) > 1 && (!best || rank (heading) >= rank (best)))
        best = heading;
    }
  return best;
}

static const TlHeading *
find_closing (const Reading *self, int after)
{
  for (guint i = 0; i < self->headings->len; i++)
    {
      const TlHeading *heading = &g_array_index (self->headings, TlHeading, i);

      if (heading->kind == TL_SECTION_CLOSING && (int)heading->line > after
          && (heading->upper || heading->strong))
        return heading;
    }
  return NULL;
}

static void
add_section (Reading *self, TlSectionKind kind, gsize from, gsize body)
{
  GArray *list = self->result->sections;
  TlJudgmentSection section = { kind, from, body, from };

  if (list->len > 0)
    g_array_index (list, TlJudgmentSection, list->len - 1).to = from;
  g_array_append_val (list, section);
}

static void
add_heading (Reading *self, const TlHeading *heading, int *after)
{
  const TlLine *line;

  if (!heading)
    return;
  line = _tl_layout_line (self->layout, heading->line);
  add_section (self, heading->kind, (gsize)(line->from - self->text),
               (gsize)(heading->body - self->text));
  *after = (int)heading->line;
}

static void
read_judgment_sections (Reading *self)
{
  const TlHeading *facts = first_of (self, TL_SECTION_FACTS, -1);
  const TlHeading *reasoning = first_of (self, TL_SECTION_REASONING, facts ? (int)facts->line : -1);
  const TlHeading *decision = find_decision (self, reasoning ? (int)reasoning->line
                                                   : facts   ? (int)facts->line
                                                             : -1);
  int after = -1;

  if (!facts)
    warn (self, "không thấy phần Nội dung vụ án");
  if (!reasoning)
    warn (self, "không thấy phần Nhận định của Tòa án");
  if (!decision)
    warn (self, "không thấy phần Quyết định");
  add_heading (self, facts, &after);
  add_heading (self, reasoning, &after);
  add_heading (self, decision, &after);
  if (after >= 0)
    add_heading (self, find_closing (self, after), &after);
}

static gboolean
has_section (const Reading *self, TlSectionKind kind)
{
  for (guint i = 0; i < self->result->sections->len; i++)
    if (g_array_index (self->result->sections, TlJudgmentSection, i).kind == kind)
      return TRUE;
  return FALSE;
}

/* Whether a heading of an án lệ stands where it may: those of the judgment are in capitals, the
 * decision follows the reasoning, the closing the decision. */
static gboolean
comes_in_order (const Reading *self, const TlHeading *heading)
{
  switch (heading->kind)
    {
    case TL_SECTION_FACTS:
    case TL_SECTION_REASONING:
    case TL_SECTION_HOLDING:
      return heading->upper;
    case TL_SECTION_DECISION:
      return heading->upper && has_section (self, TL_SECTION_REASONING);
    case TL_SECTION_CLOSING:
      return has_section (self, TL_SECTION_DECISION);
    case TL_SECTION_HEADER:
    case TL_SECTION_SOURCE:
    case TL_SECTION_LOCATION:
    case TL_SECTION_SUMMARY:
    case TL_SECTION_LAW:
    case TL_SECTION_KEYWORDS:
    default:
      return TRUE;
    }
}

/* The sections of an án lệ in the order they stand, each once; what is quoted in "NỘI DUNG ÁN LỆ"
 * at the end opens nothing. */
static void
read_precedent_sections (Reading *self, int title)
{
  int after = title;

  for (guint i = 0; i < self->headings->len; i++)
    {
      const TlHeading *heading = &g_array_index (self->headings, TlHeading, i);

      if ((int)heading->line > title && heading->strong && !has_section (self, heading->kind)
          && !has_section (self, TL_SECTION_HOLDING) && comes_in_order (self, heading))
        add_heading (self, heading, &after);
    }
  for (guint kind = TL_SECTION_SOURCE; kind <= TL_SECTION_HOLDING; kind++)
    if (!has_section (self, (TlSectionKind)kind))
      {
        g_autofree char *what
            = g_strdup_printf ("không thấy phần %s", tl_section_name ((TlSectionKind)kind));

        warn (self, what);
      }
}

static void
paragraph_free (gpointer data)
{
  TlJudgmentParagraph *paragraph = data;

  g_free (paragraph->anchor);
  g_free (paragraph->label);
  g_free (paragraph);
}

static TlJudgmentStructure *
structure_new (void)
{
  TlJudgmentStructure *self = g_new0 (TlJudgmentStructure, 1);

  self->sections = g_array_new (FALSE, FALSE, sizeof (TlJudgmentSection));
  self->paragraphs = g_ptr_array_new_with_free_func (paragraph_free);
  self->left_out = g_array_new (FALSE, FALSE, sizeof (TlJudgmentSpan));
  self->warnings = g_ptr_array_new_with_free_func (g_free);
  return self;
}

static void
warn_header (Reading *self)
{
  if (!self->result->number)
    warn (self, "không thấy số của văn bản ở phần đầu");
  if (self->result->is_precedent)
    {
      if (!self->result->title)
        warn (self, "không thấy tên án lệ");
      return;
    }
  if (!self->result->date)
    warn (self, "không thấy ngày của văn bản ở phần đầu");
  if (!self->result->court)
    warn (self, "không thấy tên Tòa án ở phần đầu");
}

/* Page numbers go before anything is read: they stand inside sentences. */
static void
leave_out_page_numbers (Reading *self, TlLayout *layout)
{
  g_autofree guint8 *marks = g_malloc0 (layout->lines->len + 1);

  _tl_judgment_mark_page_numbers (layout, marks);
  _tl_judgment_leave_out (self->result, layout, self->text, marks);
}

static int
compare_spans (gconstpointer a, gconstpointer b)
{
  const TlJudgmentSpan *x = a, *y = b;

  return x->from < y->from ? -1 : x->from > y->from;
}

/* The head's boxes that stand in the text go when the head has been read from them. */
static void
leave_out_displaced_head (Reading *self, TlLayout *layout)
{
  g_autofree guint8 *marks = g_malloc0 (layout->lines->len + 1);
  gsize end = g_array_index (self->result->sections, TlJudgmentSection, 0).to;
  guint first = 0;

  while (first < layout->lines->len
         && (gsize)(_tl_layout_line (layout, first)->from - self->text) < end)
    first++;
  _tl_judgment_mark_displaced_head (layout, first, marks);
  _tl_judgment_leave_out (self->result, layout, self->text, marks);
  g_array_sort (self->result->left_out, compare_spans);
}

TlJudgmentStructure *
tl_judgment_structure_parse (const char *text)
{
  TlJudgmentStructure *result = structure_new ();
  g_autoptr (TlLayout) layout = NULL;
  g_autoptr (GArray) headings = NULL;
  Reading self;
  int title;

  g_return_val_if_fail (text != NULL, result);

  layout = _tl_layout_new (text, NULL);
  self = (Reading){ layout, text, NULL, result };
  leave_out_page_numbers (&self, layout);
  headings = _tl_judgment_headings (layout);
  self.headings = headings;
  title = _tl_judgment_find_precedent (layout);
  result->is_precedent = title >= 0;
  add_section (&self, TL_SECTION_HEADER, 0, 0);
  if (result->is_precedent)
    read_precedent_sections (&self, title);
  else
    read_judgment_sections (&self);
  g_array_index (result->sections, TlJudgmentSection, result->sections->len - 1).to = strlen (text);
  if (result->is_precedent)
    _tl_precedent_read_header (result, layout, (guint)title);
  else
    {
      _tl_judgment_read_header (result, layout, text);
      leave_out_displaced_head (&self, layout);
    }
  warn_header (&self);
  _tl_judgment_read_paragraphs (result, layout, text);
  return result;
}

void
tl_judgment_structure_free (TlJudgmentStructure *structure)
{
  if (!structure)
    return;
  tl_doc_number_free (structure->number);
  g_free (structure->date);
  g_free (structure->court);
  g_free (structure->relation);
  g_free (structure->title);
  g_free (structure->published);
  g_array_unref (structure->sections);
  g_ptr_array_unref (structure->paragraphs);
  g_array_unref (structure->left_out);
  g_ptr_array_unref (structure->warnings);
  g_free (structure);
}
