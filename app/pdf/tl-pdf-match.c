/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pdf/tl-pdf-match.h"

#include <string.h>

#include "pdf/tl-pdf-geometry.h"

/* Ways on from the end of a span: the next, the one below, and over a page break. */
#define MAX_WAYS 10
/* How many spans from the end of a page a cell may end that goes on overleaf, and how many from the
 * beginning it may go on. */
#define COLUMN_WINDOW 12
/* Steps for one place, and for each character of the question: text made to branch without end is
 * given up. */
#define STEPS_AT_LEAST  256
#define STEPS_CHARACTER 16
/* Steps from one match on a page to the next: a page of a statute takes some thousand. */
#define STEPS_PAGE (1024 * 1024)
/* Ends of spans that one match may go over. */
#define MAX_DEPTH 512
/* Figures of the mark of a footnote. */
#define MAX_MARK 3
/* A space narrower than so much of its height is none: letters that were set apart. */
#define MAX_STRAY_SPACE 0.12F

struct _TlPdfQuery
{
  TlFoldLevel level;
  gunichar *chars; /* (array length=length), ' ' for every run of white space */
  guint length;
  char first[8]; /* the first in UTF-8; "" when it stands for several */
};

struct _TlPdfHaystack
{
  TlPdfPageText *page;
  guint number;
  const TlPdfSpan *spans;
  guint n_spans;
  TlPdfBody body;
  char *folded;
  gsize length;
  TlOffsetMap *map;
  gsize *ends; /* (array length=n_spans): of the spans in folded */
};

typedef struct
{
  guint page;
  guint span;
  gsize at;
} Cursor;

/* A piece of the match in the folded text of a page. */
typedef struct
{
  guint page;
  gsize from, to;
} Piece;

typedef struct
{
  const TlPdfQuery *query;
  TlPdfHaystack *const *pages;
  guint n_pages;
  GArray *pieces;
  guint steps;
  guint depth;
} Match;

/* One character for all that are typed with the same key. */
static gunichar
unify (gunichar c)
{
  if (c < 0x80)
    return c;
  if ((c >= 0x2010 && c <= 0x2015) || c == 0x2212)
    return '-';
  if ((c >= 0x201c && c <= 0x201f) || c == 0xab || c == 0xbb)
    return '"';
  if (c >= 0x2018 && c <= 0x201b)
    return '\'';
  return c;
}

TlPdfQuery *
_tl_pdf_query_new (const char *words)
{
  g_autoptr (TlPdfQuery) self = g_new0 (TlPdfQuery, 1);
  g_autofree char *normal = tl_text_normalize (words, -1, NULL);
  g_autofree char *folded = NULL;
  g_autoptr (GArray) chars = g_array_new (FALSE, FALSE, sizeof (gunichar));
  gboolean gap = FALSE;

  self->level = tl_text_has_marks (normal) ? TL_FOLD_CASE : TL_FOLD_PLAIN;
  folded = tl_text_fold (normal, -1, self->level, NULL);
  for (const char *at = folded; *at != '\0' && chars->len < TL_PDF_QUERY_MAX;
       at = g_utf8_next_char (at))
    {
      const gunichar space = ' ';
      gunichar c = unify (g_utf8_get_char (at));

      if (g_unichar_isspace (c))
        {
          gap = chars->len > 0;
          continue;
        }
      if (gap)
        g_array_append_val (chars, space);
      gap = FALSE;
      g_array_append_val (chars, c);
    }
  if (chars->len == 0)
    return NULL;
  self->length = chars->len;
  self->chars = (gunichar *)(gpointer)g_array_steal (chars, NULL);
  if (self->chars[0] != '-' && self->chars[0] != '"' && self->chars[0] != '\'')
    g_unichar_to_utf8 (self->chars[0], self->first);
  return g_steal_pointer (&self);
}

void
_tl_pdf_query_free (TlPdfQuery *self)
{
  if (self == NULL)
    return;
  g_free (self->chars);
  g_free (self);
}

/* Folding keeps tabs and line breaks, so that the spans can be counted; text that was not in normal
 * form may have more of them than it has spans. */
static void
find_ends (TlPdfHaystack *self)
{
  guint n = 0;

  self->ends = g_new (gsize, self->n_spans);
  for (gsize i = 0; i < self->length; i++)
    if (self->folded[i] == '\t' || self->folded[i] == '\n')
      {
        if (n < self->n_spans)
          self->ends[n] = i;
        n++;
      }
  if (n + 1 == self->n_spans)
    self->ends[n++] = self->length;
  for (guint i = 0; n != self->n_spans && i < self->n_spans; i++)
    self->ends[i] = tl_offset_map_from_source (self->map, self->spans[i].byte_to);
}

TlPdfHaystack *
_tl_pdf_haystack_new (const TlPdfQuery *query,
                      TlPdfPageText *page,
                      guint number,
                      TlPdfPageText *const *neighbours,
                      guint n_neighbours)
{
  TlPdfHaystack *self = g_new0 (TlPdfHaystack, 1);

  self->page = tl_pdf_page_text_ref (page);
  self->number = number;
  self->spans = tl_pdf_page_text_get_spans (page, &self->n_spans);
  self->body = _tl_pdf_body_find (page, number, neighbours, n_neighbours);
  self->folded
      = tl_text_fold (tl_pdf_page_text_get_text (page)->text, -1, query->level, &self->map);
  self->length = strlen (self->folded);
  find_ends (self);
  return self;
}

void
_tl_pdf_haystack_free (TlPdfHaystack *self)
{
  if (self == NULL)
    return;
  tl_pdf_page_text_unref (self->page);
  tl_offset_map_free (self->map);
  g_free (self->folded);
  g_free (self->ends);
  g_free (self);
}

static gsize
begin_of (const TlPdfHaystack *page, guint span)
{
  return span == 0 ? 0 : MIN (page->ends[span - 1] + 1, page->length);
}

static guint
span_at (const TlPdfHaystack *page, gsize at)
{
  guint low = 0, high = page->n_spans - 1;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (page->ends[middle] < at)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

static void
add_way (const Match *match, Cursor *ways, guint *n_ways, guint page, guint span)
{
  Cursor way = { page, span, begin_of (match->pages[page], span) };

  for (guint i = 0; i < *n_ways; i++)
    if (ways[i].page == page && ways[i].span == span)
      return;
  if (*n_ways < MAX_WAYS)
    ways[(*n_ways)++] = way;
}

static gboolean
same_column (const TlPdfBox *a, const TlPdfBox *b)
{
  float across = MIN (a->x2, b->x2) - MAX (a->x1, b->x1);

  return !_tl_pdf_box_is_empty (a) && !_tl_pdf_box_is_empty (b)
         && across > MIN (a->x2 - a->x1, b->x2 - b->x1) / 2;
}

/* The page behind @page that has any text. */
static guint
next_page (const Match *match, guint page)
{
  for (page++; page < match->n_pages; page++)
    if (match->pages[page]->length > 0)
      break;
  return page;
}

/* "[12]", "3": the mark of a footnote, set higher than its line, is often a line of its own. */
static gboolean
is_mark (const TlPdfHaystack *page, guint span)
{
  const char *at = page->folded + begin_of (page, span);
  const char *end = page->folded + page->ends[span];
  guint figures = 0;

  at += *at == '[' || *at == '(' ? 1 : 0;
  for (; at < end && g_ascii_isdigit (*at); at++)
    figures++;
  at += at < end && (*at == ']' || *at == ')') ? 1 : 0;
  return figures > 0 && figures <= MAX_MARK && at == end;
}

/* Ways over the page break, when @cursor's span may be the last of its page's body, of the page or
 * of its column. */
static void
add_overleaf (const Match *match, const Cursor *cursor, Cursor *ways, guint *n_ways)
{
  const TlPdfHaystack *page = match->pages[cursor->page];
  const TlPdfSpan *span = &page->spans[cursor->span];
  guint after = cursor->span + 1;
  guint overleaf = next_page (match, cursor->page);
  const TlPdfHaystack *next;

  if (overleaf >= match->n_pages)
    return;
  next = match->pages[overleaf];
  while (after < page->body.last && after != page->body.notes && is_mark (page, after))
    after++;
  if (after == page->body.notes || after >= page->body.last)
    {
      if (next->body.first < next->body.last)
        add_way (match, ways, n_ways, overleaf, next->body.first);
      if (next->body.first + 1 < next->n_spans && is_mark (next, next->body.first))
        add_way (match, ways, n_ways, overleaf, next->body.first + 1);
      for (guint i = 0; i < next->body.first; i++)
        add_way (match, ways, n_ways, overleaf, i);
      if (after != page->body.notes && next->body.notes < next->body.last)
        add_way (match, ways, n_ways, overleaf, next->body.notes);
    }
  if (span->below < page->body.notes || after + COLUMN_WINDOW < page->body.notes
      || after > page->body.notes)
    return;
  for (guint i = next->body.first; i < MIN (next->body.last, next->body.first + COLUMN_WINDOW); i++)
    if (same_column (&span->box, &next->spans[i].box))
      {
        add_way (match, ways, n_ways, overleaf, i);
        break;
      }
}

/* The cell to the right of a short one, where the text goes on with the row below: tables of
 * numbers or codes are read by columns. */
static void
add_beside (const Match *match, const Cursor *cursor, Cursor *ways, guint *n_ways)
{
  const TlPdfHaystack *page = match->pages[cursor->page];
  const TlPdfSpan *span = &page->spans[cursor->span];
  guint beside = page->n_spans;

  if (span->to - span->from > TL_PDF_MAX_CELL || span->below != cursor->span + 1)
    return;
  for (guint i = cursor->span + 2; i < page->n_spans; i++)
    if (_tl_pdf_box_is_beside (&span->box, &page->spans[i].box)
        && (beside == page->n_spans || page->spans[i].box.x1 < page->spans[beside].box.x1))
      beside = i;
  if (beside < page->n_spans)
    add_way (match, ways, n_ways, cursor->page, beside);
}

/* Where the text may go on after the end of @cursor's span; the order of the text comes first. */
static guint
find_ways (const Match *match, const Cursor *cursor, Cursor *ways)
{
  const TlPdfHaystack *page = match->pages[cursor->page];
  guint below = page->spans[cursor->span].below;
  guint n_ways = 0;

  if (cursor->span + 1 < page->n_spans)
    add_way (match, ways, &n_ways, cursor->page, cursor->span + 1);
  if (cursor->span + 2 < page->n_spans && is_mark (page, cursor->span + 1))
    add_way (match, ways, &n_ways, cursor->page, cursor->span + 2);
  if (below < page->n_spans)
    add_way (match, ways, &n_ways, cursor->page, below);
  if (cursor->span + COLUMN_WINDOW >= page->body.notes)
    add_overleaf (match, cursor, ways, &n_ways);
  add_beside (match, cursor, ways, &n_ways);
  return n_ways;
}

/* A space between two letters that is so narrow that nobody sees it. */
static gboolean
is_stray_space (const TlPdfHaystack *page, gsize at)
{
  const TlPdfText *text = tl_pdf_page_text_get_text (page->page);
  gsize source = tl_offset_map_to_source (page->map, at);
  guint index = tl_pdf_page_text_to_character (page->page, (guint)source);
  const TlPdfBox *boxes = text->boxes;

  if (boxes == NULL || index == 0 || index + 1 >= text->n_chars
      || _tl_pdf_box_is_empty (&boxes[index - 1]) || _tl_pdf_box_is_empty (&boxes[index + 1]))
    return FALSE;
  return boxes[index + 1].x1 - boxes[index - 1].x2
         < MAX_STRAY_SPACE * (boxes[index - 1].y2 - boxes[index - 1].y1);
}

static gboolean
closes (gunichar c)
{
  return c == '.' || c == ',' || c == ';' || c == ':';
}

/* Whether white space between @a and @b, which were typed together, may be passed over. */
static gboolean
may_be_apart (gunichar a, gunichar b)
{
  return (!g_unichar_isalnum (a) || !g_unichar_isalnum (b)) && !closes (a) && !closes (b);
}

/* Whether @a and @b, typed with a space between them, may stand together. */
static gboolean
may_be_together (gunichar a, gunichar b)
{
  if (!g_unichar_isalnum (a) || !g_unichar_isalnum (b))
    return TRUE;
  return g_unichar_isdigit (a) != g_unichar_isdigit (b);
}

/* The place behind a hyphen at @at and spaces, if the span ends there; else 0. */
static gsize
behind_hyphen (const TlPdfHaystack *page, const Cursor *cursor)
{
  const char *next = g_utf8_next_char (page->folded + cursor->at);

  while (*next == ' ')
    next++;
  return (gsize)(next - page->folded) == page->ends[cursor->span] ? page->ends[cursor->span] : 0;
}

typedef enum
{
  STEP_FAIL,
  STEP_ON,
  STEP_GAP, /* white space comes */
} Step;

/* Compares one character of the question with the text at @cursor. */
static Step
compare_one (const Match *match, Cursor *cursor, guint *index)
{
  const TlPdfHaystack *page = match->pages[cursor->page];
  gunichar before = *index > 0 ? match->query->chars[*index - 1] : ' ';
  gunichar wanted = match->query->chars[*index];
  gboolean at_end = cursor->at >= page->ends[cursor->span];
  gunichar found = at_end ? ' ' : unify (g_utf8_get_char (page->folded + cursor->at));
  gsize behind;

  if (wanted == ' ')
    {
      (*index)++;
      if (found == ' ')
        return STEP_GAP;
      return may_be_together (before, found) ? STEP_ON : STEP_FAIL;
    }
  if (found == wanted)
    {
      (*index)++;
      cursor->at = (gsize)(g_utf8_next_char (page->folded + cursor->at) - page->folded);
      return STEP_ON;
    }
  if (*index == 0)
    return STEP_FAIL;
  if (found == ' ')
    {
      if (may_be_apart (before, wanted))
        return STEP_GAP;
      return !at_end && before != ' ' && is_stray_space (page, cursor->at) ? STEP_GAP : STEP_FAIL;
    }
  behind = found == '-' && g_unichar_isalnum (before) ? behind_hyphen (page, cursor) : 0;
  if (behind == 0)
    return STEP_FAIL;
  cursor->at = behind;
  return STEP_GAP;
}

static gboolean match_on (Match *match, Cursor cursor, guint index, gboolean gap);

/* Tries every way on from the end of the span. */
static gboolean
match_ways (Match *match, const Cursor *cursor, guint index)
{
  Cursor ways[MAX_WAYS];
  guint n_ways = find_ways (match, cursor, ways);
  guint n_pieces = match->pieces->len;
  Piece last = g_array_index (match->pieces, Piece, n_pieces - 1);
  gboolean found = FALSE;

  if (match->depth == MAX_DEPTH)
    return FALSE;
  match->depth++;
  for (guint i = 0; i < n_ways; i++)
    {
      if (ways[i].page != cursor->page || ways[i].span != cursor->span + 1)
        {
          Piece piece = { ways[i].page, ways[i].at, ways[i].at };

          g_array_index (match->pieces, Piece, n_pieces - 1).to = cursor->at;
          g_array_append_val (match->pieces, piece);
        }
      found = match_on (match, ways[i], index, TRUE);
      if (found)
        break;
      g_array_set_size (match->pieces, n_pieces);
      g_array_index (match->pieces, Piece, n_pieces - 1) = last;
    }
  match->depth--;
  return found;
}

static gboolean
match_on (Match *match, Cursor cursor, guint index, gboolean gap)
{
  while (index < match->query->length)
    {
      const TlPdfHaystack *page = match->pages[cursor.page];
      Step step;

      if (match->steps == 0)
        return FALSE;
      match->steps--;
      if (gap)
        {
          while (cursor.at < page->ends[cursor.span] && page->folded[cursor.at] == ' ')
            cursor.at++;
          if (cursor.at >= page->ends[cursor.span])
            return match_ways (match, &cursor, index);
        }
      step = compare_one (match, &cursor, &index);
      if (step == STEP_FAIL)
        return FALSE;
      gap = step == STEP_GAP;
    }
  g_array_index (match->pieces, Piece, match->pieces->len - 1).to = cursor.at;
  return TRUE;
}

/* The next place from @at on where the question's first character stands. */
static gboolean
find_first (const TlPdfQuery *query, const TlPdfHaystack *page, gsize *at)
{
  const char *found;

  if (query->first[0] != '\0')
    {
      found = *at < page->length ? strstr (page->folded + *at, query->first) : NULL;
      if (found != NULL)
        *at = (gsize)(found - page->folded);
      return found != NULL;
    }
  for (found = page->folded + *at; *at < page->length; found = g_utf8_next_char (found))
    {
      *at = (gsize)(found - page->folded);
      if (*at < page->length && unify (g_utf8_get_char (found)) == query->chars[0])
        return TRUE;
    }
  return FALSE;
}

/* Into characters of the pages' own texts, without white space at the beginning of a piece. */
static void
take_pieces (const Match *match, GArray *parts)
{
  g_array_set_size (parts, 0);
  for (guint i = 0; i < match->pieces->len; i++)
    {
      const Piece *piece = &g_array_index (match->pieces, Piece, i);
      const TlPdfHaystack *page = match->pages[piece->page];
      gsize from = piece->from;
      TlPdfRange part = { .page = page->number };

      while (from < piece->to && g_ascii_isspace (page->folded[from]))
        from++;
      if (from >= piece->to)
        continue;
      part.from = tl_pdf_page_text_to_character (page->page,
                                                 (guint)tl_offset_map_to_source (page->map, from));
      part.to = tl_pdf_page_text_to_character (
          page->page, (guint)tl_offset_map_to_source (page->map, piece->to));
      g_array_append_val (parts, part);
    }
}

gboolean
_tl_pdf_match (
    const TlPdfQuery *query, TlPdfHaystack *const *pages, guint n_pages, gsize *from, GArray *parts)
{
  g_autoptr (GArray) pieces = g_array_new (FALSE, FALSE, sizeof (Piece));
  Match match = { query, pages, n_pages, pieces, 0, 0 };
  const guint most = STEPS_AT_LEAST + STEPS_CHARACTER * query->length;
  guint left = STEPS_PAGE;

  for (; left > 0 && find_first (query, pages[0], from);
       *from = (gsize)(g_utf8_next_char (pages[0]->folded + *from) - pages[0]->folded))
    {
      Cursor cursor = { 0, span_at (pages[0], *from), *from };
      Piece piece = { 0, *from, *from };
      gboolean found;

      g_array_set_size (pieces, 0);
      g_array_append_val (pieces, piece);
      match.steps = MIN (most, left);
      left -= match.steps;
      found = match_on (&match, cursor, 0, FALSE);
      left += match.steps;
      if (!found)
        continue;
      take_pieces (&match, parts);
      *from = MAX (*from + 1, g_array_index (pieces, Piece, 0).to);
      return TRUE;
    }
  return FALSE;
}
