/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "base/tl-limits.h"
#include "law/judgment/tl-judgment-private.h"
#include "law/tl-scan-private.h"

#define NUMBER_DEPTH 4

/* How the paragraphs of each section are called in anchors, and whether their printed numbers
 * count.
 */
static const struct
{
  const char *code;
  gboolean numbered;
} codes[] = {
  [TL_SECTION_HEADER] = { "dau", FALSE },     [TL_SECTION_FACTS] = { "noidung", FALSE },
  [TL_SECTION_REASONING] = { "nhan", TRUE },  [TL_SECTION_DECISION] = { "quyet", TRUE },
  [TL_SECTION_CLOSING] = { "ket", FALSE },    [TL_SECTION_SOURCE] = { "nguon", FALSE },
  [TL_SECTION_LOCATION] = { "vitri", FALSE }, [TL_SECTION_SUMMARY] = { "khaiquat", FALSE },
  [TL_SECTION_LAW] = { "luat", FALSE },       [TL_SECTION_KEYWORDS] = { "tukhoa", FALSE },
  [TL_SECTION_HOLDING] = { "anle", FALSE },
};

/**
 * Number: a number at the head of a line: [3], [2.1], (7), 1., 2.1.
 */
typedef struct
{
  int parts[NUMBER_DEPTH];
  guint depth;
  gboolean square;
  const char *to;
} Number;

typedef struct
{
  TlJudgmentStructure *result;
  const TlLayout *layout;
  const char *text;
  guint section;
  TlSectionKind kind;
  guint next;         /* of paragraphs counted through */
  guint next_plain;   /* of paragraphs without a printed number */
  int last;           /* first part of the last printed number */
  gboolean bracketed; /* the section numbers by [n], so that 1. is a list inside a paragraph */
  GHashTable *used;
} Reading;

static const char *
read_parts (const char *p, const char *end, Number *number)
{
  number->depth = 0;
  while (number->depth < NUMBER_DEPTH)
    {
      const char *after = _tl_scan_number (p, end, 3, &number->parts[number->depth]);

      if (!after)
        return NULL;
      number->depth++;
      p = after;
      if (p + 1 >= end || *p != '.' || !g_ascii_isdigit (p[1]))
        return p;
      p++;
    }
  return NULL;
}

static gboolean
read_square (const char *p, const char *end, Number *number)
{
  p = _tl_scan_spaces (p + 1, end);
  if (!(p = read_parts (p, end, number)))
    return FALSE;
  if (p < end && *p == '.')
    p++;
  p = _tl_scan_spaces (p, end);
  if (p >= end || *p != ']')
    return FALSE;
  number->square = TRUE;
  number->to = p + 1;
  return TRUE;
}

/* "(7) …", "1. …", "2.1. …", "1/ …", "1/. …", "2.1 Về …" */
static gboolean
read_plain (const char *p, const char *end, Number *number)
{
  gboolean bracket = *p == '(';

  if (!(p = read_parts (bracket ? p + 1 : p, end, number)))
    return FALSE;
  number->square = FALSE;
  if (bracket)
    {
      number->to = p + 1;
      return p < end && *p == ')';
    }
  number->to = p;
  if (p < end && (*p == '.' || *p == '/' || *p == ')'))
    return p + 1 >= end || !g_ascii_isdigit (p[1]);
  return number->depth > 1 && p < end && *p == ' ';
}

static gboolean
read_number (const TlLine *line, Number *number)
{
  if (*line->from == '[')
    return read_square (line->from, line->to, number);
  if (*line->from == '(' || g_ascii_isdigit (*line->from))
    return read_plain (line->from, line->to, number);
  return FALSE;
}

static char *
number_anchor (const char *code, const Number *number)
{
  GString *anchor = g_string_new (code);

  for (guint i = 0; i < number->depth; i++)
    g_string_append_printf (anchor, ".%d", number->parts[i]);
  return g_string_free (anchor, FALSE);
}

/* Whether the number goes on the sequence of the section. */
static gboolean
number_counts (const Reading *self, const Number *number)
{
  if (!codes[self->kind].numbered)
    return FALSE;
  if (number->square)
    return TRUE;
  if (self->bracketed)
    return FALSE;
  return number->parts[0] == self->last + 1
         || (number->depth > 1 && number->parts[0] == self->last);
}

static char *
make_anchor (Reading *self, const Number *number)
{
  const char *code = codes[self->kind].code;
  g_autofree char *anchor = NULL;

  if (!codes[self->kind].numbered)
    return g_strdup_printf ("%s.%u", code, ++self->next);
  if (number)
    {
      anchor = number_anchor (code, number);
      if (!g_hash_table_contains (self->used, anchor))
        {
          self->last = MAX (self->last, number->parts[0]);
          return g_steal_pointer (&anchor);
        }
    }
  return g_strdup_printf ("%s.t%u", code, ++self->next_plain);
}

static TlJudgmentParagraph *
add_paragraph (Reading *self, const TlLine *line, const char *from, const Number *number)
{
  TlJudgmentParagraph *paragraph;

  if (self->result->paragraphs->len >= TL_LIMIT_DOCUMENT_BLOCKS)
    return NULL;
  paragraph = g_new0 (TlJudgmentParagraph, 1);
  paragraph->anchor = make_anchor (self, number);
  g_hash_table_add (self->used, g_strdup (paragraph->anchor));
  if (number)
    {
      const char *to = number->to;

      paragraph->label = g_strndup (line->from, (gsize)(to - line->from));
    }
  paragraph->section = self->section;
  paragraph->from = (gsize)(from - self->text);
  g_ptr_array_add (self->result->paragraphs, paragraph);
  return paragraph;
}

/* A section numbered by [n] anywhere is numbered by [n] throughout. */
static gboolean
section_is_bracketed (const Reading *self, guint from, const char *end)
{
  for (guint i = from; i < self->layout->lines->len; i++)
    {
      const TlLine *line = _tl_layout_line (self->layout, i);
      Number number;

      if (line->from >= end)
        break;
      if (*line->from == '[' && read_number (line, &number))
        return TRUE;
    }
  return FALSE;
}

static void
begin_section (Reading *self, guint section, guint line, const char *end)
{
  self->section = section;
  self->kind = g_array_index (self->result->sections, TlJudgmentSection, section).kind;
  self->next = self->next_plain = 0;
  self->last = 0;
  self->bracketed = codes[self->kind].numbered && section_is_bracketed (self, line, end);
}

static gboolean
starts_paragraph (const Reading *self, guint i)
{
  if (self->kind == TL_SECTION_HEADER || self->kind == TL_SECTION_CLOSING)
    return _tl_layout_starts_own_line (self->layout, i);
  return _tl_layout_starts_paragraph (self->layout, i);
}

static void
read_section (Reading *self, guint section, guint *line)
{
  const TlJudgmentSection *place
      = &g_array_index (self->result->sections, TlJudgmentSection, section);
  const char *body = self->text + place->body;
  const char *end = self->text + place->to;
  TlJudgmentParagraph *current = NULL;

  begin_section (self, section, *line, end);
  for (; *line < self->layout->lines->len; (*line)++)
    {
      const TlLine *at = _tl_layout_line (self->layout, *line);
      const char *from = MAX (at->from, body);
      Number number;
      gboolean numbered;

      if (at->from >= end)
        break;
      /* The heading itself is no paragraph; what stands behind it in its line is. */
      if (from >= at->to)
        continue;
      numbered = from == at->from && read_number (at, &number) && number_counts (self, &number);
      if (!current || numbered || starts_paragraph (self, *line))
        current = add_paragraph (self, at, from, numbered ? &number : NULL);
      if (!current)
        return;
      current->to = (gsize)(at->to - self->text);
    }
}

void
_tl_judgment_read_paragraphs (TlJudgmentStructure *self, const TlLayout *layout, const char *text)
{
  g_autoptr (GHashTable) used = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Reading reading = { .result = self, .layout = layout, .text = text, .used = used };
  guint line = 0;

  for (guint i = 0; i < self->sections->len; i++)
    read_section (&reading, i, &line);
}
