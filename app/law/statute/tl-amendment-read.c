/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The whole of a document that changes others. */
#include "config.h"

#include <string.h>

#include "base/tl-clock.h"
#include "law/judgment/tl-judgment-structure.h"
#include "law/statute/tl-order-private.h"
#include "law/tl-scan-private.h"

/* How far a date stands behind "có hiệu lực". */
#define EFFECT_WINDOW 60
/* The preamble of a consolidated text lists what changed the law. */
#define LIST_MAX 200
/* The longest name of a kind of document: a line of its own above the title. */
#define KIND_MAX 24
/* Where a consolidated text says that it is one. */
#define HEAD_MAX 600

static const char *
find (const char *p, const char *end, const char *word)
{
  for (gboolean start = TRUE; p < end; p = g_utf8_next_char (p))
    {
      if (start && _tl_order_word (p, end, word) != NULL)
        return p;
      start = !g_unichar_isalnum (g_utf8_get_char (p));
    }
  return NULL;
}

/* The first document named in [@p, @end). */
static const char *
find_doc (const char *p, const char *end, TlCitedDoc **doc)
{
  *doc = NULL;
  for (gboolean start = TRUE; p < end; p = g_utf8_next_char (p))
    {
      const char *after = start ? _tl_order_doc_read (p, end, doc) : NULL;

      if (*doc != NULL)
        return after;
      start = !g_unichar_isalnum (g_utf8_get_char (p));
    }
  return NULL;
}

static TlAmendment *
add (GPtrArray *out, TlAmendmentKind kind, TlCitedDoc *doc, const char *unit)
{
  TlAmendment *amendment = _tl_amendment_new (kind, doc, unit);

  g_ptr_array_add (out, amendment);
  return amendment;
}

/* What stands in a title after the words that say what the document does. */
static const char *
after_words (const char *title, const char *const *list)
{
  const char *end = title + strlen (title);

  for (; *list != NULL; list++)
    {
      const char *at = find (title, end, *list);
      if (at != NULL)
        return at + strlen (*list);
    }
  return NULL;
}

/* The documents that the title of an amending document names; the order's own target is left open
 * where it names several. */
static void
read_title (const char *title, TlOrderContext *context)
{
  static const char *const amending[]
      = { "sửa đổi, bổ sung", "sửa đổi bổ sung", "sửa đổi", "bổ sung", "bãi bỏ", NULL };
  const char *at = after_words (title, amending);
  const char *end;
  TlCitedDoc *first = NULL, *second = NULL;

  if (at == NULL)
    return;
  context->amending = TRUE;
  end = title + strlen (title);
  at = find_doc (at, end, &first);
  if (at != NULL && g_str_has_prefix (first->key, "L"))
    find_doc (at, end, &second);
  if (first != NULL && second == NULL)
    context->target = tl_cited_doc_ref (first);
  g_clear_pointer (&first, tl_cited_doc_unref);
  g_clear_pointer (&second, tl_cited_doc_unref);
}

static void
read_implements (const char *title, GPtrArray *out)
{
  static const char *const words[]
      = { "quy định chi tiết", "hướng dẫn", "quy định biện pháp thi hành", NULL };
  const char *at = after_words (title, words);
  g_autoptr (TlCitedDoc) doc = NULL;

  if (at == NULL || find (title, at, "sửa đổi") != NULL)
    return;
  if (find_doc (at, title + strlen (title), &doc) != NULL)
    add (out, TL_AMENDMENT_IMPLEMENT, doc, "mo");
}

/* "Căn cứ Luật ...; Nghị định ...": the first name of each piece; titles in it are not bases. */
static void
read_basis (const char *from, const char *end, GPtrArray *out)
{
  while (from < end)
    {
      const char *stop = memchr (from, ';', (gsize)(end - from));
      const char *piece = _tl_scan_spaces (from, stop != NULL ? stop : end);
      g_autoptr (TlCitedDoc) doc = NULL;

      _tl_order_doc_read (piece, stop != NULL ? stop : end, &doc);
      if (doc != NULL)
        add (out, TL_AMENDMENT_BASIS, doc, "mo");
      from = stop != NULL ? stop + 1 : end;
    }
}

static void
read_preamble (const char *text, GPtrArray *out)
{
  while (*text != '\0')
    {
      const char *end = text + strcspn (text, "\n");
      const char *line = _tl_scan_spaces (text, end);
      const char *after = _tl_order_word (line, end, "căn cứ");

      if (after != NULL)
        read_basis (after, end, out);
      text = *end != '\0' ? end + 1 : end;
    }
}

/* The date after "có hiệu lực ... ngày" in [@p, @end). */
static char *
effect_date (const char *p, const char *end, const char **force)
{
  char date[TL_DATE_SIZE];
  const char *at = find (p, end, "hiệu lực");
  const char *day;

  if (force != NULL)
    *force = at;
  if (at == NULL)
    return NULL;
  day = find (at, MIN (end, at + EFFECT_WINDOW), "ngày");
  if (day == NULL
      || !tl_text_find_date (day, MIN ((gsize)(end - day), EFFECT_WINDOW), date, NULL, NULL))
    return NULL;
  return g_strdup (date);
}

static gboolean
is_of_type (const TlCitedDoc *doc, const char *type)
{
  return g_str_has_prefix (doc->key, type)
         || (strcmp (type, "L") == 0 && doc->kind == TL_CITED_LAW);
}

/* Behind the number of an item: "10. ". */
static const char *
skip_item (const char *line, const char *end)
{
  int item;
  const char *after = _tl_scan_number (line, end, 2, &item);

  if (after == NULL)
    return line;
  after = _tl_scan_spaces (after, end);
  return after < end && *after == '.' ? _tl_scan_spaces (after + 1, end) : after;
}

/* The document that a line of the head is about: the first in it, else, where a title runs into the
 * line, the first with a number that is of the kind that stands above the title. */
static TlCitedDoc *
consolidated_doc (const char *line, const char *end, const char *type)
{
  TlCitedDoc *doc = NULL;

  if (_tl_order_doc_read (line, end, &doc) != NULL && doc != NULL && doc->number != NULL)
    return doc;
  g_clear_pointer (&doc, tl_cited_doc_unref);
  for (const char *at = line; type != NULL && at != NULL;)
    {
      at = find_doc (at, end, &doc);
      if (doc != NULL && doc->number != NULL && is_of_type (doc, type))
        return doc;
      g_clear_pointer (&doc, tl_cited_doc_unref);
    }
  return NULL;
}

/* A footnote's mark may have broken the line before its date: "kể từ ngày [1]" and "01 tháng 8". */
static const char *
line_end (const char *line)
{
  const char *end = line + strcspn (line, "\n");
  const char *next = *end != '\0' ? end + 1 : end;
  const char *next_end = next + strcspn (next, "\n");
  int day;
  const char *after = _tl_scan_number (next, next_end, 2, &day);

  if (after != NULL && find (line, end, "hiệu lực") != NULL
      && _tl_order_word (_tl_scan_spaces (after, next_end), next_end, "tháng") != NULL)
    return next_end;
  return end;
}

/* "Luật X số 1/2015/QH13 ngày ... có hiệu lực kể từ ngày ..., được sửa đổi, bổ sung bởi:" and a
 * line for each law that did it. */
static void
read_consolidation (const char *text, GPtrArray *out)
{
  const char *type = NULL;
  gboolean listing = FALSE;
  guint n = 0;

  for (const char *p = text; *p != '\0' && n < LIST_MAX;)
    {
      const char *end = line_end (p);
      const char *line = skip_item (_tl_scan_spaces (p, end), end);
      const char *kind = _tl_order_doc_type (line, end);
      gboolean heads = find (line, end, "sửa đổi, bổ sung bởi") != NULL;
      g_autoptr (TlCitedDoc) doc = NULL;
      TlAmendment *amendment;

      p = *end != '\0' ? end + 1 : end;
      if (_tl_order_word (line, end, "căn cứ") != NULL)
        break;
      if (listing || heads || find (line, end, "hiệu lực") != NULL)
        doc = consolidated_doc (line, end, listing ? NULL : type);
      if (kind != NULL && g_utf8_strlen (line, end - line) < KIND_MAX)
        type = kind;
      if (doc == NULL)
        continue;
      amendment = add (out, TL_AMENDMENT_CONSOLIDATE, doc, "mo");
      amendment->effective = effect_date (line, end, NULL);
      listing = listing || heads;
      n++;
    }
}

/* By the number, or by what stands above the preamble. */
static gboolean
is_consolidated (const char *number, const char *head)
{
  const char *end = head + strnlen (head, HEAD_MAX);

  while (end > head && (*end & 0xc0) == 0x80)
    end--;
  return (number != NULL && strstr (number, "VBHN") != NULL)
         || find (head, end, "văn bản hợp nhất") != NULL;
}

/* "Khoản 2 Điều 1 của Luật này có hiệu lực thi hành từ ngày ...": the changes made there begin on
 * that day. */
static void
set_dates (const char *line, const char *end, GPtrArray *out, guint from)
{
  const char *force;
  g_autofree char *date = effect_date (line, end, &force);
  g_autofree char *subject = NULL;
  g_autoptr (TlOrderText) text = NULL;
  TlPlaceReader reader;

  if (date == NULL)
    return;
  subject = g_strndup (line, (gsize)(force - line));
  text = _tl_order_text_new (NULL, subject);
  _tl_place_reader_init (&reader);
  for (guint i = 0; i < text->tokens->len; i++)
    _tl_place_reader_token (&reader, &g_array_index (text->tokens, TlOrderToken, i));
  for (guint i = 0; i < reader.places->len; i++)
    {
      g_autofree char *anchor
          = _tl_order_place_dup_anchor (&g_array_index (reader.places, TlOrderPlace, i));
      gsize length = anchor != NULL ? strlen (anchor) : 0;

      for (guint k = from; anchor != NULL && k < out->len; k++)
        {
          TlAmendment *amendment = g_ptr_array_index (out, k);

          if (strncmp (amendment->from_unit, anchor, length) == 0
              && (amendment->from_unit[length] == '\0' || amendment->from_unit[length] == '.')
              && amendment->effective == NULL)
            amendment->effective = g_strdup (date);
        }
    }
  _tl_place_reader_clear (&reader);
}

static void
read_dates (const TlStatuteStructure *structure, GPtrArray *out, guint from)
{
  for (guint i = 0; i < structure->units->len && out->len > from; i++)
    {
      const TlUnit *unit = g_ptr_array_index (structure->units, i);
      const char *p = unit->text;

      if (unit->kind != TL_UNIT_ARTICLE && unit->kind != TL_UNIT_CLAUSE
          && unit->kind != TL_UNIT_POINT && unit->kind != TL_UNIT_PARAGRAPH)
        continue;
      if (strstr (p, "hiệu lực") == NULL)
        continue;
      /* What is quoted speaks of another law. */
      p += strcspn (p, "\n");
      if (strstr (unit->text, "“") == NULL && find (unit->text, p, "hiệu lực") != NULL)
        set_dates (unit->text, p, out, from);
    }
}

static void
context_clear (gpointer data)
{
  TlOrderContext *context = data;

  g_clear_pointer (&context->target, tl_cited_doc_unref);
  g_clear_pointer (&context->pending, g_array_unref);
}

/* @parent is %NULL for a unit that stands in none. */
static void
context_inherit (TlOrderContext *own, const TlOrderContext *parent)
{
  *own = *parent;
  if (own->target != NULL)
    tl_cited_doc_ref (own->target);
  if (own->pending != NULL)
    g_array_ref (own->pending);
}

static gboolean
has_children (const TlStatuteStructure *structure, guint i)
{
  return i + 1 < structure->units->len
         && ((const TlUnit *)g_ptr_array_index (structure->units, i + 1))->parent == (int)i;
}

static void
read_orders (const TlStatuteStructure *structure, const TlOrderContext *root, TlOrderOutput *output)
{
  g_autoptr (GArray) contexts
      = g_array_sized_new (FALSE, TRUE, sizeof (TlOrderContext), structure->units->len);

  g_array_set_clear_func (contexts, context_clear);
  g_array_set_size (contexts, structure->units->len);
  for (guint i = 0; i < structure->units->len; i++)
    {
      const TlUnit *unit = g_ptr_array_index (structure->units, i);
      TlOrderContext *own = &g_array_index (contexts, TlOrderContext, i);

      context_inherit (own, unit->parent < 0
                                ? root
                                : &g_array_index (contexts, TlOrderContext, (guint)unit->parent));
      if (unit->kind == TL_UNIT_ARTICLE || unit->kind == TL_UNIT_CLAUSE
          || unit->kind == TL_UNIT_POINT || unit->kind == TL_UNIT_PARAGRAPH)
        _tl_order_read (unit, has_children (structure, i), own, output);
    }
}

static GPtrArray *
read_all (const char *title,
          const char *number,
          gboolean consolidated,
          const TlStatuteStructure *structure,
          GPtrArray *notes)
{
  GPtrArray *out = g_ptr_array_new_with_free_func ((GDestroyNotify)tl_amendment_free);
  TlOrderContext root = { .verb = TL_VERB_NONE };
  TlOrderOutput output = { out, notes };
  const TlUnit *first = structure->units->len > 0 ? g_ptr_array_index (structure->units, 0) : NULL;
  guint orders;

  if (first != NULL && first->kind == TL_UNIT_PREAMBLE)
    {
      /* The orders in a consolidated text are what the law it consolidates says. */
      if (consolidated)
        read_consolidation (first->text, out);
      read_preamble (first->text, out);
    }
  if (consolidated)
    return out;
  if (title != NULL)
    {
      read_implements (title, out);
      read_title (title, &root);
    }
  orders = out->len;
  read_orders (structure, &root, &output);
  read_dates (structure, out, orders);
  _tl_amendments_choose_editions (out, number);
  context_clear (&root);
  return out;
}

GPtrArray *
tl_amendments_read_units (const char *title,
                          const char *number,
                          const TlStatuteStructure *structure,
                          GPtrArray *notes)
{
  const TlUnit *first;

  g_return_val_if_fail (structure != NULL, NULL);

  first = structure->units->len > 0 ? g_ptr_array_index (structure->units, 0) : NULL;
  return read_all (
      title, number,
      is_consolidated (number, first != NULL && first->kind == TL_UNIT_PREAMBLE ? first->text : ""),
      structure, notes);
}

GPtrArray *
tl_amendments_read (const char *text, const TlStatuteStructure *structure, GPtrArray *notes)
{
  g_autoptr (TlStatuteHeader) header = NULL;

  g_return_val_if_fail (text != NULL && structure != NULL, NULL);

  header = tl_statute_header_parse (text);
  return read_all (header->title, header->number, is_consolidated (header->number, text), structure,
                   notes);
}
