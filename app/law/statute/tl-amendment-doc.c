/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Names of the documents that orders are about. */
#include "config.h"

#include <string.h>

#include "law/citation/tl-catalogue.h"
#include "law/number/tl-doc-number.h"
#include "law/statute/tl-order-private.h"
#include "law/tl-scan-private.h"

/* How far a number may stand from the word for its document: a title stands between. */
#define TITLE_MAX  400
#define NUMBER_MAX 64
/* The longest note in brackets. */
#define NOTE_MAX 1000
/* How many words name issuer and date before a title begins. */
#define ISSUER_WORDS 40

/* The longer names come before those they begin with; @law: may be named by its title alone. */
static const struct
{
  const char *word;
  const char *key;
  gboolean law;
} types[] = {
  { "bộ luật", "L", TRUE },
  { "luật", "L", TRUE },
  { "pháp lệnh", "PL", TRUE },
  { "nghị quyết liên tịch", "NQLT", FALSE },
  { "nghị quyết", "NQ", FALSE },
  { "nghị định", "ND", FALSE },
  { "thông tư liên tịch", "TTLT", FALSE },
  { "thông tư", "TT", FALSE },
  { "quyết định", "QD", FALSE },
  { "chỉ thị", "CT", FALSE },
  { "văn bản hợp nhất", "VBHN", FALSE },
};

const char *
_tl_order_word (const char *p, const char *end, const char *word)
{
  for (; *word != '\0'; word = g_utf8_next_char (word))
    {
      if (*word == ' ')
        {
          const char *after = _tl_scan_spaces (p, end);
          if (after == p)
            return NULL;
          p = after;
          continue;
        }
      if (p >= end || g_unichar_tolower (g_utf8_get_char (p)) != g_utf8_get_char (word))
        return NULL;
      p = g_utf8_next_char (p);
    }
  return p >= end || !g_unichar_isalnum (g_utf8_get_char (p)) ? p : NULL;
}

/* The number at @p, after "số" and spaces. */
static const char *
read_number (const char *p, const char *end, TlDocNumber **number)
{
  const char *after = _tl_order_word (p, end, "số");
  gsize from, to;
  g_autofree char *window = NULL;

  p = _tl_scan_spaces (after != NULL ? after : p, end);
  if (after != NULL && p < end && *p == ':')
    p = _tl_scan_spaces (p + 1, end);
  if (p >= end || !g_ascii_isdigit (*p))
    return NULL;
  {
    gsize length = MIN ((gsize)(end - p), NUMBER_MAX);
    while (length > 0 && p + length < end && (p[length] & 0xc0) == 0x80)
      length--;
    window = g_strndup (p, length);
  }
  *number = tl_doc_number_find (window, 0, &from, &to);
  if (*number == NULL || from != 0)
    {
      g_clear_pointer (number, tl_doc_number_free);
      return NULL;
    }
  return p + to;
}

static TlCitedDoc *
new_by_number (const char *type, const TlDocNumber *number)
{
  const TlLawEntry *entry = tl_catalogue_by_number (number->normal);
  g_autofree char *key = g_strconcat (type, number->normal, NULL);
  TlCitedDoc *doc;

  /* A resolution of the National Assembly may have the number of a law. */
  if (entry != NULL
      && g_str_has_prefix (type, "NQ") != g_str_has_prefix (entry->title, "Nghị quyết"))
    entry = NULL;
  doc = tl_cited_doc_new (TL_CITED_NUMBER, entry != NULL ? entry->key : key);
  if (entry != NULL)
    {
      doc->kind = TL_CITED_LAW;
      doc->name = g_strdup (entry->short_name);
    }
  doc->number = g_strdup (number->normal);
  doc->year = number->year;
  return doc;
}

/* Where a title may end. */
static const char *
title_limit (const char *p, const char *end)
{
  const char *limit = p;

  for (; limit < end && limit - p < TITLE_MAX; limit = g_utf8_next_char (limit))
    if (strchr (";:\n\001(", *limit) != NULL || (*limit == '.' && limit + 1 == end)
        || (*limit == '.' && limit[1] == '\n'))
      break;
  return limit;
}

static const char *
find_word (const char *p, const char *end, const char *word)
{
  for (gboolean start = TRUE; p < end; p = g_utf8_next_char (p))
    {
      if (start && _tl_order_word (p, end, word) != NULL)
        return p;
      start = !g_unichar_isalnum (g_utf8_get_char (p));
    }
  return NULL;
}

/* The edition that stands last in the table, which is the newest. */
static TlCitedDoc *
lookup_title (const char *from, const char *to)
{
  g_autofree char *name = g_strndup (from, (gsize)(to - from));
  g_autoptr (GPtrArray) entries = tl_catalogue_lookup (g_strstrip (name));
  const TlLawEntry *entry;
  TlCitedDoc *doc;

  if (entries == NULL || entries->len == 0)
    return NULL;
  entry = g_ptr_array_index (entries, entries->len - 1);
  doc = tl_cited_doc_new (TL_CITED_LAW, entry->key);
  doc->name = g_strdup (entry->short_name);
  doc->number = g_strdup (entry->number);
  return doc;
}

static const char *
first_of (const char *p, const char *end, const char *const *list)
{
  for (; *list != NULL; list++)
    {
      const char *at = find_word (p, end, *list);
      end = at != NULL ? at : end;
    }
  return end;
}

/* Whether a title may end at @p: a small word behind it goes on with it ("Bộ luật Dân sự tập huấn"
 * is not the Bộ luật Dân sự), unless it is one that begins something else. */
static gboolean
may_end_title (const char *p, const char *end)
{
  static const char *const others[]
      = { "và", "hoặc", "quy định", "về",    "để",    "thì",  "là", "từ",
          "đã", "vào",  "bằng",     "thành", "trong", "cũng", NULL };
  const char *next = _tl_scan_spaces (p, end);

  if (next >= end || !g_unichar_islower (g_utf8_get_char (next)))
    return TRUE;
  for (guint i = 0; others[i] != NULL; i++)
    if (_tl_order_word (next, end, others[i]) != NULL)
      return TRUE;
  return FALSE;
}

const char *
_tl_order_doc_type (const char *p, const char *end)
{
  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    if (_tl_order_word (p, end, types[i].word) != NULL)
      return types[i].key;
  return NULL;
}

/* Another document with its number ("Nghị định số"), which ends a title before it. */
static const char *
find_numbered (const char *p, const char *end)
{
  for (gboolean start = FALSE; p < end; p = g_utf8_next_char (p))
    {
      if (start && g_unichar_isupper (g_utf8_get_char (p)))
        for (guint i = 0; i < G_N_ELEMENTS (types); i++)
          {
            const char *after = _tl_order_word (p, end, types[i].word);

            if (after != NULL && _tl_order_word (_tl_scan_spaces (after, end), end, "số") != NULL)
              return p;
          }
      start = !g_unichar_isalnum (g_utf8_get_char (p));
    }
  return end;
}

/* The word "số" before a number; of two ("Luật Công nghệ số số 7/2031/QH17") the second. */
static const char *
find_number_word (const char *p, const char *end)
{
  const char *at = find_word (p, end, "số");
  const char *next = at != NULL ? _tl_scan_spaces (at + strlen ("số"), end) : NULL;

  return next != NULL && _tl_order_word (next, end, "số") != NULL ? next : at;
}

/* A law by its title: with the number behind it, or one that the catalogue knows, or as printed. */
static const char *
read_title (const char *start, const char *p, const char *end, const char *type, TlCitedDoc **doc)
{
  static const char *const stops[] = { "đã được", "được", "như", "hết", "có", NULL };
  static const char *const name_stops[] = { "theo", "tại", "ngày", "năm", "này", "của", NULL };
  const char *limit = find_numbered (p, title_limit (p, end));
  const char *number_at = find_number_word (p, limit);
  const char *stop = first_of (p, limit, stops);
  g_autoptr (TlDocNumber) number = NULL;
  const char *after = NULL;

  if (number_at != NULL && number_at < stop
      && (after = read_number (number_at, limit, &number)) != NULL)
    {
      *doc = new_by_number (type, number);
      if ((*doc)->name == NULL)
        {
          g_autofree char *name = g_strndup (start, (gsize)(number_at - start));
          (*doc)->name = g_strdup (g_strstrip (name));
        }
      return after;
    }
  if (p >= limit || !g_unichar_isupper (g_utf8_get_char (p)))
    return NULL;
  stop = first_of (p, stop, name_stops);
  for (const char *to = stop; to > p; to = g_utf8_prev_char (to))
    {
      if (to != stop && ((*to != ',' && *to != ' ') || !may_end_title (to, stop)))
        continue;
      *doc = lookup_title (start, to);
      if (*doc != NULL)
        return to;
    }
  {
    const char *to = _tl_scan_trim (p, stop);
    g_autofree char *name = g_strndup (start, (gsize)(to - start));

    while (to > p && strchr (",. ", name[strlen (name) - 1]) != NULL)
      name[strlen (name) - 1] = '\0';
    *doc = tl_cited_doc_new (TL_CITED_LAW, name);
    (*doc)->name = g_strdup (name);
    return stop;
  }
}

static gboolean
is_any (const char *p, const char *end, const char *const *list)
{
  for (; *list != NULL; list++)
    if (_tl_order_word (p, end, *list) != NULL)
      return TRUE;
  return FALSE;
}

/* Whether another document is named at @p, which a comma precedes. */
static gboolean
is_document (const char *p, const char *end)
{
  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    if (_tl_order_word (p, end, types[i].word) != NULL)
      return g_unichar_isupper (g_utf8_get_char (p));
  return FALSE;
}

/* The end of a title: documents named in it are not what the order is about. */
static const char *
title_end (const char *p, const char *end)
{
  static const char *const stops[] = { "hết hiệu lực", "ngưng hiệu lực", "như sau", "có hiệu lực",
                                       "và thay thế",  "bằng",           "thành",   NULL };

  for (gboolean start = TRUE; p < end; p = g_utf8_next_char (p))
    {
      if (strchr (";:\n\001", *p) != NULL || (start && is_any (p, end, stops))
          || (*p == '.' && (p + 1 >= end || p[1] == '\n')))
        return p;
      if (*p == ',' && is_document (_tl_scan_spaces (p + 1, end), end))
        return p;
      start = !g_unichar_isalnum (g_utf8_get_char (p));
    }
  return p;
}

/* "ngày 28 tháng 02 năm 2022 của Bộ trưởng Bộ Tài chính quy định ..." after a number. */
static const char *
skip_title (const char *from, const char *end)
{
  static const char *const begins[]
      = { "quy định", "về", "hướng dẫn", "ban hành", "sửa đổi", "thí điểm", "bãi bỏ", NULL };
  static const char *const stops[]
      = { "tại", "bằng", "thành", "hết", "như", "có", "được", "đã", "vào", NULL };
  const char *p = from;

  for (guint words = 0; p < end && words < ISSUER_WORDS; words++)
    {
      p = _tl_scan_spaces (p, end);
      if (p >= end || strchr (";:\n\001.(", *p) != NULL || is_any (p, end, stops)
          || (*p == ',' && is_document (_tl_scan_spaces (p + 1, end), end)))
        return from;
      if (is_any (p, end, begins))
        return title_end (p, end);
      if (!g_unichar_isalnum (g_utf8_get_char (p)))
        p = g_utf8_next_char (p);
      while (p < end && g_unichar_isalnum (g_utf8_get_char (p)))
        p = g_utf8_next_char (p);
    }
  return from;
}

const char *
_tl_order_doc_read (const char *p, const char *end, TlCitedDoc **doc)
{
  *doc = NULL;
  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    {
      const char *after = _tl_order_word (p, end, types[i].word);
      const char *rest;
      g_autoptr (TlDocNumber) number = NULL;

      if (after == NULL)
        continue;
      rest = _tl_scan_spaces (after, end);
      if ((after = _tl_order_word (rest, end, "này")) != NULL)
        return after;
      after = read_number (rest, end, &number);
      if (after != NULL)
        {
          *doc = new_by_number (types[i].key, number);
          return skip_title (after, end);
        }
      return types[i].law && g_unichar_isupper (g_utf8_get_char (p))
                 ? read_title (p, rest, end, types[i].key, doc)
                 : NULL;
    }
  return NULL;
}

/* What ends a note without brackets: the order goes on there. */
static gboolean
note_ends (const char *p, const char *end)
{
  static const char *const words[]
      = { "như sau", "hết hiệu lực", "ngưng hiệu lực", "bằng cụm từ", "bằng từ", "thành cụm từ",
          NULL };

  if (strchr (":;\n\001", *p) != NULL || (*p == '.' && (p + 1 >= end || p[1] == '\n')))
    return TRUE;
  for (guint i = 0; words[i] != NULL; i++)
    if (_tl_order_word (p, end, words[i]) != NULL)
      return TRUE;
  return FALSE;
}

const char *
_tl_order_note_skip (const char *p, const char *end)
{
  static const char *const words[] = { "đã được sửa đổi",
                                       "được sửa đổi",
                                       "đã được bổ sung",
                                       "được bổ sung",
                                       "đã được thay thế",
                                       "được thay thế",
                                       NULL };

  if (*p == '(')
    {
      int depth = 0;

      for (const char *q = p; q < end && q - p < NOTE_MAX && *q != '\n' && *q != '\001'; q++)
        if (*q == '(')
          depth++;
        else if (*q == ')' && --depth == 0)
          return q + 1;
      return p + 1;
    }
  for (guint i = 0; words[i] != NULL; i++)
    if (_tl_order_word (p, end, words[i]) != NULL)
      {
        const char *q = p;
        gboolean start = TRUE;

        for (; q < end; q = g_utf8_next_char (q))
          {
            if ((start || strchr (":;\n\001.", *q) != NULL) && note_ends (q, end))
              break;
            start = !g_unichar_isalnum (g_utf8_get_char (q));
          }
        return q;
      }
  return p;
}
