/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/reader/tl-pdf-cites.h"

#include <string.h>

#include "pdf/tl-pdf-body.h"
#include "pdf/tl-pdf-select.h"

/* Letters around a citation that are compared. */
#define CONTEXT 48
/* Letters around the place where the block should be, which also belong to it. */
#define SLACK 60
/* Outside of its block a citation counts only with so much of its neighbourhood. */
#define ENOUGH 12
/* Lines of a column are broken off by those beside them: less can be asked for. */
#define SOME 4

/* A letter or figure of a page. */
typedef struct
{
  gunichar letter; /* small */
  gunichar base;   /* without its marks */
  guint page;
  guint character;
} Letter;

/* The letters of all pages at hand. */
typedef struct
{
  GArray *letters;
  gboolean loose; /* marks make no difference */
} Stream;

void
tl_pdf_cite_free (TlPdfCite *cite)
{
  g_array_unref (cite->ranges);
  g_array_unref (cite->rects);
  g_free (cite);
}

gboolean
tl_pdf_cites_get_pages (const TlDocument *document, guint block, guint *first, guint *last)
{
  guint from = 0, to = 0;

  for (guint i = block + 1; i > 0 && from == 0; i--)
    from = tl_document_get_block (document, i - 1)->page;
  if (from == 0)
    return FALSE;
  for (guint i = block + 1; i < document->blocks->len && to < from; i++)
    to = tl_document_get_block (document, i)->page;
  /* Behind the last block nothing tells where it ends. */
  if (to < from)
    to = from + TL_PDF_CITES_SPAN - 1;
  *first = from - 1;
  *last = MIN (to, from + TL_PDF_CITES_SPAN - 1) - 1;
  return TRUE;
}

static gunichar
get_base (gunichar letter)
{
  gunichar parts[G_UNICHAR_MAX_DECOMPOSITION_LENGTH];

  if (letter < 0x80)
    return letter;
  if (letter == 0x111) /* đ */
    return 'd';
  return g_unichar_fully_decompose (letter, FALSE, parts, G_N_ELEMENTS (parts)) > 0 ? parts[0]
                                                                                    : letter;
}

static void
add_letter (GArray *letters, gunichar c, guint page, guint character)
{
  Letter letter = { .page = page, .character = character };

  if (!g_unichar_isalnum (c))
    return;
  letter.letter = g_unichar_tolower (c);
  letter.base = get_base (letter.letter);
  g_array_append_val (letters, letter);
}

static GArray *
split_letters (const char *text, gsize length)
{
  GArray *letters = g_array_new (FALSE, FALSE, sizeof (Letter));
  const char *end = text + length;

  for (const char *at = text; at < end; at = g_utf8_next_char (at))
    add_letter (letters, g_utf8_get_char (at), 0, 0);
  return letters;
}

/* Spans @first up to @last of a page. */
static void
add_spans (GArray *letters, const TlPdfPageText *page, guint number, guint first, guint last)
{
  guint n_spans;
  const TlPdfSpan *spans = tl_pdf_page_text_get_spans (page, &n_spans);
  const char *text = tl_pdf_page_text_get_text (page)->text;

  for (guint i = first; i < MIN (last, n_spans); i++)
    {
      const char *at = text + spans[i].byte_from;

      for (guint k = spans[i].from; k < spans[i].to; k++, at = g_utf8_next_char (at))
        add_letter (letters, g_utf8_get_char (at), number, k);
    }
}

/* The letters of the pages, all or without what runs at their edges. */
static GArray *
read_pages (TlPdfPageText *const *pages, guint n_pages, guint first_page, gboolean running)
{
  GArray *letters = g_array_new (FALSE, FALSE, sizeof (Letter));

  for (guint i = 0; i < n_pages; i++)
    {
      TlPdfBody body = { 0, G_MAXUINT, G_MAXUINT };
      guint n_around = 0;
      TlPdfPageText *around[TL_PDF_BODY_NEIGHBOURS * 2];

      if (pages[i] == NULL)
        continue;
      for (guint k = i > TL_PDF_BODY_NEIGHBOURS ? i - TL_PDF_BODY_NEIGHBOURS : 0;
           k < n_pages && k <= i + TL_PDF_BODY_NEIGHBOURS; k++)
        if (k != i && pages[k] != NULL)
          around[n_around++] = pages[k];
      if (!running)
        body = _tl_pdf_body_find (pages[i], first_page + i, around, n_around);
      add_spans (letters, pages[i], first_page + i, body.first, MIN (body.last, body.notes));
    }
  return letters;
}

static const Letter *
letter_at (const GArray *letters, guint i)
{
  return &g_array_index (letters, Letter, i);
}

static gboolean
same (const Stream *stream, guint at, const GArray *words, guint i)
{
  const Letter *a = letter_at (stream->letters, at), *b = letter_at (words, i);

  return stream->loose ? a->base == b->base : a->letter == b->letter;
}

/* The first letter that stands at @character of @page or behind it. */
static guint
find_letter (const Stream *stream, guint page, guint character)
{
  guint low = 0, high = stream->letters->len;

  while (low < high)
    {
      guint middle = (low + high) / 2;
      const Letter *letter = letter_at (stream->letters, middle);

      if (letter->page < page || (letter->page == page && letter->character < character))
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

/* The words of a citation and what stands around them in its block. */
typedef struct
{
  GArray *words;
  GArray *before;
  GArray *after;
  gboolean apart; /* no letter or figure stands right behind it */
} Wanted;

static void
wanted_clear (Wanted *wanted)
{
  g_array_unref (wanted->words);
  g_array_unref (wanted->before);
  g_array_unref (wanted->after);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Wanted, wanted_clear)

static guint
count_before (const Stream *stream, const Wanted *wanted, guint at)
{
  guint before = 0;

  while (before < CONTEXT && before < at && before < wanted->before->len
         && same (stream, at - 1 - before, wanted->before, wanted->before->len - 1 - before))
    before++;
  return before;
}

/* How many letters of the neighbourhood are the same. */
static guint
count_context (const Stream *stream, const Wanted *wanted, guint at)
{
  guint end = at + wanted->words->len, before = count_before (stream, wanted, at), after = 0;

  while (after < CONTEXT && end + after < stream->letters->len && after < wanted->after->len
         && same (stream, end + after, wanted->after, after))
    after++;
  return before + after;
}

/* Whether the citation ends amid a number: "Điều 1" in "Điều 12". */
static gboolean
cuts_number (const Stream *stream, guint end)
{
  const Letter *last = letter_at (stream->letters, end - 1);
  const Letter *next = end < stream->letters->len ? last + 1 : NULL;

  return next != NULL && g_unichar_isdigit (last->letter) && g_unichar_isdigit (next->letter)
         && next->page == last->page && next->character == last->character + 1;
}

static gboolean
matches (const Stream *stream, const Wanted *wanted, guint at)
{
  for (guint i = 0; i < wanted->words->len; i++)
    if (!same (stream, at + i, wanted->words, i))
      return FALSE;
  return !wanted->apart || !cuts_number (stream, at + wanted->words->len);
}

/* The best place between letters @low and @high. Returns: -1 for none */
static int
find_place (
    const Stream *stream, const Wanted *wanted, guint low, guint high, guint expected, guint enough)
{
  guint best_context = 0;
  int best = -1;

  high = MIN (high, stream->letters->len);
  for (guint at = low; at + wanted->words->len <= high; at++)
    {
      guint context;

      if (!matches (stream, wanted, at))
        continue;
      context = count_context (stream, wanted, at);
      if (context < enough || (best >= 0 && context < best_context))
        continue;
      if (best >= 0 && context == best_context
          && ABS ((int)at - (int)expected) >= ABS (best - (int)expected))
        continue;
      best = (int)at;
      best_context = context;
    }
  return best;
}

/* The marks that the citation begins and ends with belong to it where the page has them. */
static void
add_marks (const char *words, gsize length, const TlPdfPageText *page, TlPdfRange *range, int side)
{
  const TlPdfText *text = tl_pdf_page_text_get_text (page);
  const char *end = words + length;
  const char *at = side < 0 ? words : end;

  /* Which marks there are before the first letter, or behind the last. */
  if (side < 0)
    while (at < end && !g_unichar_isalnum (g_utf8_get_char (at)))
      at = g_utf8_next_char (at);
  else
    while (at > words && !g_unichar_isalnum (g_utf8_get_char (g_utf8_prev_char (at))))
      at = g_utf8_prev_char (at);
  while (side < 0 ? at > words && range->from > 0 : at < end && range->to < text->n_chars)
    {
      guint character = side < 0 ? range->from - 1 : range->to;
      gunichar here = g_utf8_get_char (text->text + tl_pdf_page_text_to_byte (page, character));

      if (here != g_utf8_get_char (side < 0 ? g_utf8_prev_char (at) : at))
        return;
      at = side < 0 ? g_utf8_prev_char (at) : g_utf8_next_char (at);
      if (side < 0)
        range->from--;
      else
        range->to++;
    }
}

/* Letters @at and on, as characters of their pages. */
static void
add_ranges (const Stream *stream, guint at, guint n, GArray *ranges)
{
  for (guint i = 0; i < n; i++)
    {
      const Letter *letter = letter_at (stream->letters, at + i);
      TlPdfRange *last
          = ranges->len > 0 ? &g_array_index (ranges, TlPdfRange, ranges->len - 1) : NULL;
      TlPdfRange range = { letter->page, letter->character, letter->character + 1 };

      if (last != NULL && last->page == letter->page)
        last->to = letter->character + 1;
      else
        g_array_append_val (ranges, range);
    }
}

typedef struct
{
  const TlDocument *document;
  TlPdfPageText *const *pages;
  guint n_pages;
  guint first_page;
  Stream streams[4]; /* all or the body alone; letters as they are or without marks */
} Places;

/* @from and @to: the letters that the block has. */
static void
find_block (const Places *places,
            const Stream *stream,
            const TlBlock *block,
            guint first,
            guint last,
            guint *from,
            guint *to)
{
  if (block->page > 0)
    {
      *from = find_letter (stream, block->page - 1, block->page_from);
      if (block->page_to > block->page_from)
        *to = find_letter (stream, block->page - 1, block->page_to);
      else
        *to = find_letter (stream, last + 1, 0);
      return;
    }
  *from = find_letter (stream, first, 0);
  *to = find_letter (stream, last + 1, 0);
}

static TlPdfCite *
make_cite (const Places *places, guint link, GArray *ranges)
{
  TlPdfCite *cite = g_new0 (TlPdfCite, 1);

  cite->link = link;
  cite->ranges = ranges;
  cite->rects = g_array_new (FALSE, FALSE, sizeof (TlPdfRect));
  for (guint i = 0; i < ranges->len; i++)
    {
      const TlPdfRange *range = &g_array_index (ranges, TlPdfRange, i);

      tl_pdf_page_text_add_rects (places->pages[range->page - places->first_page], range,
                                  cite->rects);
    }
  if (cite->rects->len == 0)
    g_clear_pointer (&cite, tl_pdf_cite_free);
  return cite;
}

static const TlPdfRange *
first_range (GArray *ranges)
{
  return &g_array_index (ranges, TlPdfRange, 0);
}

/* Where lines of a column stand between those of another, the search for quotes finds its way. What
 * it finds must have something of the neighbourhood around it. */
static TlPdfCite *
locate_quote (const Places *places, guint number, const TlLink *link, const Wanted *wanted)
{
  const TlBlock *block = tl_document_get_block (places->document, link->block);
  const Stream *stream = &places->streams[2];
  g_autofree char *words = g_strndup (block->text + link->from, link->to - link->from);
  g_autoptr (TlPdfSelection) selection = NULL;
  TlPdfQuote quote = { .text = words, .page = places->first_page };
  double exactness = 0;
  guint at;

  if (block->page > 0)
    quote.page = block->page - 1;
  selection = tl_pdf_locate_quote (places->pages, places->n_pages, places->first_page, &quote,
                                   &exactness);
  if (selection == NULL || exactness < 1 || selection->ranges->len == 0)
    return NULL;
  at = find_letter (stream, first_range (selection->ranges)->page,
                    first_range (selection->ranges)->from);
  if (at + wanted->words->len > stream->letters->len || count_before (stream, wanted, at) < SOME)
    return NULL;
  return make_cite (places, number, g_array_ref (selection->ranges));
}

static TlPdfCite *
locate_in (const Places *places,
           const Stream *stream,
           guint number,
           const TlLink *link,
           const Wanted *wanted,
           gboolean anywhere)
{
  const TlBlock *block = tl_document_get_block (places->document, link->block);
  const char *words = block->text + link->from;
  guint first, last, from, to;
  GArray *ranges;
  int at;

  if (wanted->words->len == 0
      || !tl_pdf_cites_get_pages (places->document, link->block, &first, &last))
    return NULL;
  find_block (places, stream, block, first, last, &from, &to);
  if (anywhere)
    at = find_place (stream, wanted, 0, stream->letters->len, from + wanted->before->len, ENOUGH);
  else
    at = find_place (stream, wanted, from > SLACK ? from - SLACK : 0, to + SLACK,
                     from + wanted->before->len,
                     MIN (SOME, wanted->before->len + wanted->after->len));
  if (at < 0)
    return NULL;
  ranges = g_array_new (FALSE, FALSE, sizeof (TlPdfRange));
  add_ranges (stream, (guint)at, wanted->words->len, ranges);
  for (int side = -1; side <= 1; side += 2)
    {
      TlPdfRange *range = &g_array_index (ranges, TlPdfRange, side < 0 ? 0 : ranges->len - 1);

      add_marks (words, link->to - link->from, places->pages[range->page - places->first_page],
                 range, side);
    }
  return make_cite (places, number, ranges);
}

static TlPdfCite *
locate (const Places *places, guint number, const TlLink *link)
{
  const char *text = link->block < places->document->blocks->len
                         ? tl_document_get_block (places->document, link->block)->text
                         : "";
  gsize length = strlen (text);
  TlPdfCite *cite = NULL;

  if (link->from >= link->to || link->to > length)
    return NULL;
  else
    {
      g_auto (Wanted) wanted
          = { split_letters (text + link->from, link->to - link->from),
              split_letters (text, link->from),
              split_letters (text + link->to, MIN (length - link->to, (gsize)CONTEXT * 8)),
              !g_unichar_isalnum (g_utf8_get_char (text + link->to)) };

      for (guint i = 0; i < G_N_ELEMENTS (places->streams) && cite == NULL; i++)
        cite = locate_in (places, &places->streams[i], number, link, &wanted, FALSE);
      for (guint i = 0; i < 2 && cite == NULL; i++)
        cite = locate_in (places, &places->streams[i], number, link, &wanted, TRUE);
      return cite != NULL ? cite : locate_quote (places, number, link, &wanted);
    }
}

GPtrArray *
tl_pdf_cites_locate (const TlDocument *document,
                     GPtrArray *links,
                     const guint *wanted,
                     guint n_wanted,
                     TlPdfPageText *const *pages,
                     guint n_pages,
                     guint first_page)
{
  g_autoptr (GArray) all = read_pages (pages, n_pages, first_page, TRUE);
  g_autoptr (GArray) body = read_pages (pages, n_pages, first_page, FALSE);
  Places places = { document,
                    pages,
                    n_pages,
                    first_page,
                    { { all, FALSE }, { body, FALSE }, { all, TRUE }, { body, TRUE } } };
  GPtrArray *cites = g_ptr_array_new_with_free_func ((GDestroyNotify)tl_pdf_cite_free);

  for (guint i = 0; i < n_wanted; i++)
    {
      TlPdfCite *cite
          = wanted[i] < links->len ? locate (&places, wanted[i], links->pdata[wanted[i]]) : NULL;

      if (cite != NULL)
        g_ptr_array_add (cites, cite);
    }
  return cites;
}
