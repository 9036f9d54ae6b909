/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "law/judgment/tl-judgment-people-private.h"
#include "law/statute/tl-structure-private.h"
#include "law/tl-scan-private.h"

/* An entry is a person with birth and address, or the sentence about the hearing. */
#define ENTRY_MAX 6000
/* Within so many bytes the sentence about the hearing has the first day. */
#define DAYS_ZONE 36
#define DAYS_MIN  20
#define ROLE_ZONE 50
/* "vực 12" at the end of a line. */
#define REGION_ZONE 8

void
_tl_head_entry_free (TlHeadEntry *entry)
{
  g_string_free (entry->text, TRUE);
  g_array_unref (entry->map);
  g_free (entry);
}

static TlHeadEntry *
entry_new (void)
{
  TlHeadEntry *entry = g_new0 (TlHeadEntry, 1);

  entry->text = g_string_new (NULL);
  entry->map = g_array_new (FALSE, FALSE, sizeof (gsize));
  return entry;
}

static void
put (TlHeadEntry *entry, const char *bytes, gsize n, gsize place)
{
  g_string_append_len (entry->text, bytes, (gssize)n);
  for (gsize i = 0; i < n; i++)
    {
      gsize at = place + i;

      g_array_append_val (entry->map, at);
    }
}

static void
entry_add (TlHeadEntry *entry, const char *head, const TlLine *line)
{
  gboolean blank = entry->text->len > 0;

  for (const char *p = line->from; p < line->to;)
    {
      const char *next = g_utf8_next_char (p);

      if (g_unichar_isspace (g_utf8_get_char (p)))
        blank = TRUE;
      else
        {
          if (blank && entry->text->len > 0)
            put (entry, " ", 1, (gsize)(p - head));
          put (entry, p, (gsize)(next - p), (gsize)(p - head));
          blank = FALSE;
        }
      p = next;
    }
}

TlField
_tl_head_entry_field (const TlHeadEntry *entry,
                      const char *from,
                      const char *to,
                      TlConfidence confidence)
{
  gsize first = (gsize)(from - entry->text->str);
  gsize last = (gsize)(to - entry->text->str);
  TlField field = { 0, 0, confidence };

  if (last <= first || last > entry->map->len)
    return field;
  field.from = g_array_index (entry->map, gsize, first);
  field.to = g_array_index (entry->map, gsize, last - 1) + 1;
  return field;
}

static gboolean
begins_any (const char *p, const char *end, const char *const *words, gsize n)
{
  for (gsize i = 0; i < n; i++)
    if (_tl_scan_word (p, end, words[i]))
      return TRUE;
  return FALSE;
}

gboolean
_tl_head_is_session (const char *p, const char *end)
{
  static const char *const heads[] = { "ngay", "hom nay", "trong cac ngay", "trong ngay",
                                       "vao",  "tu ngay", "trong hai ngay", "cac ngay" };
  const char *stop = MIN (end, p + DAYS_ZONE);

  if (!g_unichar_isupper (g_utf8_get_char (p)) || end - p < DAYS_MIN
      || !begins_any (p, end, heads, G_N_ELEMENTS (heads)))
    return FALSE;
  while (p < stop && !g_ascii_isdigit (*p))
    p++;
  return p < stop;
}

/* What tells of the person named before: it begins an entry that names nobody. */
static gboolean
begins_detail (const char *p, const char *end)
{
  static const char *const words[]
      = { "dia chi",  "noi",         "tru tai",       "tru quan",    "cung dia chi", "cung tru",
          "cung noi", "cung cu tru", "deu",           "cho o",       "tru so",       "dkhk",
          "ho khau",  "hktt",        "tam tru",       "ten goi",     "nghe nghiep",  "quoc tich",
          "con ong",  "tien an",     "tien su",       "nhan than",   "bi bat",       "ban an so",
          "ban an",   "v/v",         "ve viec",       "cong hoa",    "doc lap",      "co mat",
          "vang mat", "can cu",      "giay uy quyen", "bi tam giam", "tat ca",       "cu tru" };

  /* Hiền is a name, Hiện nay is not. */
  return g_unichar_isupper (g_utf8_get_char (p))
         && (begins_any (p, end, words, G_N_ELEMENTS (words)) || _tl_name_words (p, end, "hiện"));
}

/* "Nguyễn Thị Hoàng D, sinh năm …": a name without anything before it. */
static gboolean
begins_bare_name (const char *p, const char *end)
{
  TlName name;

  if (!_tl_name_person (p, end, &name) || name.tokens < 2)
    return FALSE;
  p = name.to;
  while (p < end && (*p == ' ' || *p == ',' || _tl_scan_dash (p, end)))
    p = g_utf8_next_char (p);
  return _tl_scan_word (p, end, "sinh") || _tl_scan_word (p, end, "sn");
}

/* Whether the line before stops where nothing is expected to follow. */
static gboolean
is_closed (const TlLine *before)
{
  static const char *const open[] = { "cua", "cho", "la", "do", "va", "voi", "ong", "ba" };
  const char *word = before->to;
  const char *last;

  if (strchr (".;:,)", before->to[-1]))
    return TRUE;
  while (word > before->from && word[-1] != ' ')
    word--;
  if (begins_any (word, before->to, open, G_N_ELEMENTS (open)))
    return FALSE;
  /* "… : Ông Vũ / Anh Khải": a family's name alone. */
  last = word;
  word = _tl_scan_trim (before->from, word);
  while (word > before->from && word[-1] != ' ')
    word--;
  return _tl_name_honorific (word, before->to) != last
         || g_utf8_strlen (last, before->to - last) < 2;
}

/* "khu vực 1 / - Bắc Ninh": a dash that a line begins with is no mark of a list when the line
 * before goes on and nothing behind it begins an entry. */
static gboolean
is_broken_dash (const char *p, const TlLine *line, const TlLine *before, guint style)
{
  TlRoleLabel label;
  TlName name;

  if (style != '-' || strchr (".;:,)", before->to[-1]) != NULL)
    return FALSE;
  if (g_ascii_isdigit (before->to[-1]) && before->to - before->from > REGION_ZONE
      && _tl_scan_find (before->to - REGION_ZONE, before->to, "vuc", NULL))
    return TRUE;
  return !_tl_role_label (p, line->to, &label) && !begins_detail (p, line->to)
         && !begins_bare_name (p, line->to)
         && (!_tl_name_read (p, line->to, &name) || (!name.honorific && !name.body))
         && !_tl_scan_find (p, MIN (line->to, p + ROLE_ZONE), "thanh phan", NULL);
}

static gboolean
starts_entry (const TlLine *line, const TlLine *before)
{
  guint style;
  int number;
  TlRoleLabel label;
  TlName name;
  const char *p = _tl_name_mark (line->from, line->to, &style, &number);
  gboolean upper = p < line->to && g_unichar_isupper (g_utf8_get_char (p));

  if (!before || *p == '(')
    return TRUE;
  if (style != 0)
    return !is_broken_dash (p, line, before, style);
  if (!upper)
    return FALSE;
  if (_tl_role_label (p, line->to, &label) || begins_detail (p, line->to)
      || _tl_head_is_session (p, line->to))
    return TRUE;
  if (strchr (".;", before->to[-1])
      && _tl_scan_find (p, MIN (line->to, p + ROLE_ZONE), "vien kiem sat", NULL))
    return TRUE;
  if (_tl_scan_is_upper (p, line->to) && _tl_scan_is_upper (before->from, before->to))
    return TRUE;
  if (!_tl_name_read (p, line->to, &name))
    return FALSE;
  if (name.body || _tl_scan_is_upper (p, line->to))
    return strchr (".;:)", before->to[-1]) != NULL;
  return (name.honorific && is_closed (before)) || begins_bare_name (p, line->to);
}

/* A number alone is a page's, wherever an extractor put it. */
static gboolean
is_number (const TlLine *line)
{
  for (const char *p = line->from; p < line->to; p++)
    if (!g_ascii_isdigit (*p))
      return FALSE;
  return line->to - line->from <= 3;
}

GPtrArray *
_tl_head_entries (const char *head)
{
  g_autoptr (TlLayout) layout = _tl_layout_new (head, NULL);
  GPtrArray *entries = g_ptr_array_new_with_free_func ((GDestroyNotify)_tl_head_entry_free);
  TlHeadEntry *entry = NULL;
  const TlLine *before = NULL;

  for (guint i = 0; i < layout->lines->len; i++)
    {
      const TlLine *line = _tl_layout_line (layout, i);

      if (is_number (line))
        continue;
      if (!entry || starts_entry (line, before) || entry->text->len > ENTRY_MAX)
        {
          entry = entry_new ();
          g_ptr_array_add (entries, entry);
        }
      entry_add (entry, head, line);
      before = line;
    }
  return entries;
}
