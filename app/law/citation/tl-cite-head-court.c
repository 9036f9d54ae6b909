/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "law/citation/tl-cite-head-private.h"
#include "law/tl-scan-private.h"

#define KIND_WORDS_MAX  24
#define PLACE_WORDS_MAX 5

static const char *
skip_word (const char *p, const char *end)
{
  while (p < end && g_unichar_isalnum (g_utf8_get_char (p)))
    p = g_utf8_next_char (p);
  return p;
}

/* A place's name: words with capitals or figures, "thành phố" and "quận" before them taken along.
 */
static const char *
read_place (const char *p, const char *end)
{
  static const char *const levels[]
      = { "thanh pho", "tinh", "quan", "huyen", "thi xa", "tp", "khu vuc", "q", "h", "tx" };
  const char *to = NULL, *from = _tl_scan_blanks (p, end);

  for (guint i = 0; i < G_N_ELEMENTS (levels); i++)
    {
      const char *after = _tl_scan_word (from, end, levels[i]);

      if (!after)
        continue;
      if (after < end && *after == '.')
        after++;
      from = _tl_scan_blanks (after, end);
      break;
    }
  for (guint n = 0; n < PLACE_WORDS_MAX && from < end; n++)
    {
      gunichar c = g_utf8_get_char (from);

      if (_tl_scan_dash (from, end) && n > 0)
        {
          from = _tl_scan_blanks (_tl_scan_dash (from, end), end);
          continue;
        }
      if (!g_unichar_isupper (c) && !g_unichar_isdigit (c))
        break;
      to = skip_word (from, end);
      from = _tl_scan_blanks (to, end);
    }
  return to;
}

static char *
short_court (const char *from, const char *to)
{
  g_autoptr (GString) name = g_string_new ("TAND ");

  _tl_scan_collapse (name, from, to);
  return g_string_free (g_steal_pointer (&name), FALSE);
}

const char *
_tl_cite_court_at (const char *p, const char *end, char **court)
{
  static const char *const heads[] = { "toa an nhan dan", "tand", "toa an" };
  const char *after = NULL, *place;

  *court = NULL;
  if ((after = _tl_scan_word (p, end, "tandtc")) != NULL)
    {
      *court = g_strdup ("TANDTC");
      return after;
    }
  if ((after = _tl_scan_word (p, end, "tandcc")) != NULL)
    p = after;
  for (guint i = 0; i < G_N_ELEMENTS (heads) && !after; i++)
    after = _tl_scan_word (p, end, heads[i]);
  if (!after)
    return NULL;
  after = _tl_scan_blanks (after, end);
  if ((place = _tl_scan_word (after, end, "toi cao")) != NULL)
    {
      *court = g_strdup ("TANDTC");
      return place;
    }
  if ((place = _tl_scan_word (after, end, "cap cao tai")) != NULL
      || (place = _tl_scan_word (after, end, "tai")) != NULL)
    {
      const char *from = _tl_scan_blanks (place, end);
      g_autofree char *name = NULL;

      place = read_place (from, end);
      if (!place)
        return NULL;
      name = short_court (from, place);
      *court = g_strconcat ("TAND cấp cao tại ", name + 5, NULL);
      return place;
    }
  place = read_place (after, end);
  if (!place)
    return NULL;
  *court = short_court (after, place);
  return place;
}

/* "hình sự sơ thẩm", "đưa vụ án ra xét xử", "công nhận thuận tình ly hôn": words up to "số". */
static const char *
find_number (const char *p, const char *end)
{
  for (guint n = 0; n < KIND_WORDS_MAX; n++)
    {
      const char *word;

      p = _tl_scan_blanks (p, end);
      word = _tl_scan_word (p, end, "so");
      if (!word && p < end && g_ascii_isdigit (*p))
        return p;
      if (word)
        {
          word = _tl_scan_blanks (word, end);
          if (word < end && (*word == ':' || *word == '.'))
            word = _tl_scan_blanks (word + 1, end);
          if (word < end && g_ascii_isdigit (*word))
            return word;
        }
      if (p < end && (*p == ',' || _tl_scan_dash (p, end)))
        p = _tl_scan_blanks (p + 1, end);
      if (p >= end || !g_unichar_isalpha (g_utf8_get_char (p)))
        return NULL;
      p = skip_word (p, end);
    }
  return NULL;
}

/* A number without suffix: "Bản án số 88 ngày 06/04/2026". */
static const char *
read_bare_number (const char *p, const char *end, char **normal)
{
  int value;
  const char *after = _tl_scan_number (p, end, 5, &value);
  char date[11];

  if (!after || value == 0)
    return NULL;
  if (after < end && *after == '/')
    {
      int year;
      const char *next = _tl_cite_year_at (after + 1, end, &year);

      if (!next)
        return NULL;
      *normal = g_strdup_printf ("%d/%d", value, year);
      return next;
    }
  if (!_tl_cite_date_at (after, end, date))
    return NULL;
  *normal = g_strdup_printf ("%d", value);
  return after;
}

static const char *
read_of_court (const char *p, const char *end, char **court)
{
  const char *from = _tl_scan_blanks (p, end);
  const char *of;

  if (from < end && *from == ',')
    from = _tl_scan_blanks (from + 1, end);
  of = _tl_scan_word (from, end, "cua");
  if (of)
    return _tl_cite_court_at (_tl_scan_blanks (of, end), end, court);
  return _tl_cite_court_at (from, end, court);
}

/* "Bản án số: 12/2024/DS-ST, Ngày: 18-4-2024, V/v tranh chấp": the head of a judgment, not a
 * citation. */
static gboolean
is_own_number (const char *number, const char *end)
{
  const char *word, *p;

  p = _tl_scan_blanks (number, end);
  if (_tl_scan_match (p, end, "v/v"))
    return TRUE;
  word = _tl_scan_word (p, end, "ngay");
  word = word ? _tl_scan_blanks (word, end) : NULL;
  if (!word || word >= end)
    return FALSE;
  /* A date on the next line, with a capital, belongs to the head too. */
  return *word == ':' || (*p == 'N' && memchr (number, '\n', (gsize)(p - number)) != NULL);
}

gboolean
_tl_cite_read_court (TlCiteHeads *heads,
                     const char *p,
                     const TlCiteTypeMatch *match,
                     TlCiteHead *head)
{
  const char *end = heads->end;
  const char *from = find_number (match->to, end);
  g_autoptr (TlDocNumber) number = NULL;
  g_autofree char *normal = NULL;
  g_autofree char *court = NULL;
  g_autofree char *key = NULL;
  char date[11] = "";
  const char *to, *after;

  if (!from)
    return FALSE;
  to = _tl_cite_number_at (from, end, &number);
  if (number && number->kind == TL_DOC_NUMBER_COURT)
    normal = g_strdup (number->normal);
  else if (number && match->type == TL_CITE_DECISION)
    {
      /* "Quyết định xử phạt vi phạm hành chính số 37/QĐ-XPVPHC": of an authority. */
      TlCiteTypeMatch at_number = *match;

      at_number.to = from;
      return _tl_cite_read_numbered (heads, p, &at_number, head);
    }
  else if (number)
    return FALSE;
  else if (match->type != TL_CITE_JUDGMENT || !(to = read_bare_number (from, end, &normal)))
    return FALSE;
  head->inert = is_own_number (to, end);
  for (guint i = 0; i < 2; i++)
    {
      if (!date[0] && (after = _tl_cite_date_at (to, end, date)) != NULL)
        to = after;
      if (!court && (after = read_of_court (to, end, &court)) != NULL)
        to = after;
    }
  key = g_strconcat (_tl_cite_type_prefix (match->type), normal, court ? "@" : NULL, court, NULL);
  head->doc = tl_cited_doc_new (TL_CITED_COURT, key);
  head->doc->number = g_steal_pointer (&normal);
  head->doc->year = number ? number->year : 0;
  head->doc->date = date[0] ? g_strdup (date) : NULL;
  head->doc->court = g_steal_pointer (&court);
  head->to = to;
  _tl_cite_finish (heads, match->type, p, head);
  return TRUE;
}

/* "Án lệ số 47/2021/AL", "án lệ 47/2021", "Án lệ số 47". */
gboolean
_tl_cite_read_precedent (TlCiteHeads *heads,
                         const char *p,
                         const TlCiteTypeMatch *match,
                         TlCiteHead *head)
{
  const char *end = heads->end;
  const char *from = find_number (match->to, end);
  g_autoptr (TlDocNumber) number = NULL;
  g_autofree char *key = NULL;
  char date[11] = "";
  const char *to, *after;
  int sequence, year = 0;

  if (!from || from - match->to > 16)
    return FALSE;
  to = _tl_cite_number_at (from, end, &number);
  if (number && number->kind == TL_DOC_NUMBER_PRECEDENT)
    {
      key = g_strdup_printf ("AL%s/%d", number->sequence, number->year);
      year = number->year;
    }
  else
    {
      to = _tl_scan_number (from, end, 3, &sequence);
      if (!to)
        return FALSE;
      after = to < end && *to == '/' ? _tl_cite_year_at (to + 1, end, &year) : NULL;
      to = after ? after : to;
      key = year > 0 ? g_strdup_printf ("AL%02d/%d", sequence, year)
                     : g_strdup_printf ("AL%02d?", sequence);
      head->confidence = TL_CONFIDENCE_MEDIUM;
    }
  if ((after = _tl_cite_date_at (to, end, date)) != NULL)
    to = after;
  head->doc = tl_cited_doc_new (TL_CITED_PRECEDENT, key);
  head->doc->number = number ? g_strdup (number->normal) : NULL;
  head->doc->year = year;
  head->doc->date = date[0] ? g_strdup (date) : NULL;
  head->to = to;
  _tl_cite_finish (heads, match->type, p, head);
  return TRUE;
}

/* "Tiêu chuẩn quốc gia TCVN 9411:2012", "QCVN 06:2021/BXD". */
gboolean
_tl_cite_read_standard (TlCiteHeads *heads, const char *p, TlCiteHead *head)
{
  static const char *const names[] = { "tcvn", "qcvn", "tcxdvn" };
  const char *end = heads->end;
  g_autoptr (GString) key = NULL;

  if (p >= end || ((*p | 0x20) != 't' && (*p | 0x20) != 'q'))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const char *from, *to = _tl_scan_word (p, end, names[i]);

      if (!to)
        continue;
      from = to = _tl_scan_blanks (to, end);
      while (to < end && to - from < 40
             && (g_ascii_isalnum (*to) || *to == ':' || *to == '-' || *to == '/'))
        to++;
      while (to > from && !g_ascii_isalnum (to[-1]))
        to--;
      if (to == from || !g_ascii_isdigit (*from))
        return FALSE;
      key = g_string_new (NULL);
      _tl_scan_collapse (key, p, to);
      head->doc = tl_cited_doc_new (TL_CITED_STANDARD, key->str);
      head->to = to;
      _tl_cite_finish (heads, TL_CITE_TREATY, p, head);
      return TRUE;
    }
  return FALSE;
}
