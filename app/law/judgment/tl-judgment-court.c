/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "law/judgment/tl-judgment-private.h"
#include "law/tl-name-case-private.h"
#include "law/tl-scan-private.h"

/* How many lines the name of a court can take, the other column's lines among them. */
#define NAME_LINES 8
/* A narrower line was not broken for want of room. */
#define FULL_NAME_WIDTH 30

static const char *const heads[] = { "toa an nhan dan", "toa an quan su", "toa phuc tham",
                                     "toa an chuyen biet", "toa gia dinh" };

/* Words that begin the part of a name which says where the court is. */
static const char *const places[]
    = { "quan",    "huyen",   "thi xa", "thanh pho", "tinh",   "tp", "tx", "khu vuc",
        "cap cao", "toi cao", "tai",    "quan khu",  "thu do", "q",  "h" };

/* Larger places, which a comma sets apart from what stands in them. */
static const char *const upper_places[] = { "tinh", "tp" };

static gboolean
begins_any (const char *p, const char *end, const char *const *words, gsize n)
{
  for (gsize i = 0; i < n; i++)
    if (_tl_scan_word (p, end, words[i]))
      return TRUE;
  return FALSE;
}

/* Lines of the other column, whole or broken, and rules between. */
static gboolean
is_between (const TlLine *line)
{
  static const char *const words[]
      = { "cong hoa", "doc lap", "viet nam", "xa hoi chu", "hanh phuc", "nhan danh", "phuc" };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (_tl_scan_find (line->from, line->to, words[i], NULL))
      return TRUE;
  for (const char *p = line->from; p < line->to; p = g_utf8_next_char (p))
    if (g_unichar_isalnum (g_utf8_get_char (p)))
      return FALSE;
  return TRUE;
}

/* The line without what stands in the column right of it. */
static const char *
column_end (const TlLine *line)
{
  static const char *const right[] = { "cong hoa xa hoi", "doc lap -", "doc lap –", "doc lap" };

  for (guint i = 0; i < G_N_ELEMENTS (right); i++)
    {
      const char *place = _tl_scan_find (line->from, line->to, right[i], NULL);

      if (place)
        return _tl_scan_trim (line->from, place);
    }
  return line->to;
}

/* Whether line @k goes on a name that line @k - 1 was too narrow for: "…THÀNH PHỐ HỒ" / "CHÍ MINH".
 */
static gboolean
is_wrapped (const TlLayout *layout, guint k)
{
  static const char *const others[]
      = { "ban an", "quyet dinh", "noi dung", "so", "an le", "thanh phan" };
  const TlLine *line = _tl_layout_line (layout, k);
  const TlLine *before = _tl_layout_line (layout, k - 1);

  return before->width >= FULL_NAME_WIDTH && line->width < before->width && !is_between (before)
         && !begins_any (line->from, line->to, others, G_N_ELEMENTS (others));
}

/* The name that begins at line @i, with the lines in capitals that go on it. */
static GString *
collect_name (const TlLayout *layout, guint i)
{
  GString *name = g_string_new (NULL);

  for (guint k = i; k < MIN (i + NAME_LINES, layout->lines->len); k++)
    {
      const TlLine *line = _tl_layout_line (layout, k);
      const char *to = column_end (line);

      if (k > i && is_between (line))
        continue;
      if (to <= line->from || !_tl_scan_is_upper (line->from, to))
        break;
      if (k > i && !begins_any (line->from, to, places, G_N_ELEMENTS (places))
          && !is_wrapped (layout, k))
        break;
      if (name->len > 0)
        g_string_append_c (name, ' ');
      _tl_scan_collapse (name, line->from, to);
    }
  return name;
}

/* Words after which a place is no larger one but the court's own: TÒA ÁN NHÂN DÂN TỈNH …. */
static gboolean
takes_place (const char *word)
{
  static const char *const words[] = { "dan", "su", "cao", "tai" };

  return begins_any (word, word + strlen (word), words, G_N_ELEMENTS (words));
}

/* The words of the name, its dashes and commas apart. */
static char **
split_name (const GString *name)
{
  g_autoptr (GString) spaced = g_string_new (NULL);

  for (const char *p = name->str; *p; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == '.')
        g_string_append_c (spaced, ' ');
      else if (_tl_scan_dash (p, name->str + name->len))
        g_string_append (spaced, " - ");
      else if (c == ',')
        g_string_append (spaced, " , ");
      else
        g_string_append_unichar (spaced, c);
    }
  return g_strsplit (spaced->str, " ", -1);
}

static gboolean
begins_larger_place (char **words, guint i)
{
  const char *word = words[i];

  if (begins_any (word, word + strlen (word), upper_places, G_N_ELEMENTS (upper_places)))
    return TRUE;
  return strcmp (word, "THÀNH") == 0 && g_strcmp0 (words[i + 1], "PHỐ") == 0;
}

/* Puts ", " before the larger place whether the print has a comma, a dash or nothing, and spells
 * "TP.". */
static char *
punctuate (const GString *name)
{
  g_auto (GStrv) words = split_name (name);
  GString *out = g_string_new (NULL);
  const char *last = "";
  const char *mark = "";

  for (guint i = 0; words[i]; i++)
    {
      const char *word = words[i];

      if (*word == '\0')
        continue;
      if (strcmp (word, "-") == 0 || strcmp (word, ",") == 0)
        {
          mark = *word == '-' ? " - " : ", ";
          continue;
        }
      if (begins_larger_place (words, i))
        mark = takes_place (last) ? " " : ", ";
      if (out->len > 0)
        g_string_append (out, *mark ? mark : " ");
      g_string_append (out, strcmp (word, "TP") == 0 ? "THÀNH PHỐ" : word);
      last = word;
      mark = "";
    }
  return g_string_free (out, FALSE);
}

static gboolean
begins_court (const TlLine *line)
{
  /* A supreme court outside the People's Courts: "TÒA ÁN TẬP HUẤN TỐI CAO". */
  return begins_any (line->from, line->to, heads, G_N_ELEMENTS (heads))
         || (_tl_scan_word (line->from, line->to, "toa an")
             && _tl_scan_find (line->from, line->to, "toi cao", NULL));
}

char *
_tl_judgment_read_court (const TlLayout *layout, guint lines)
{
  g_autoptr (GString) best = NULL;
  g_autofree char *name = NULL;

  for (guint i = 0; i < MIN (lines, layout->lines->len); i++)
    {
      const TlLine *line = _tl_layout_line (layout, i);
      GString *candidate;

      if (!begins_court (line) || !_tl_scan_is_upper (line->from, column_end (line)))
        continue;
      candidate = collect_name (layout, i);
      /* The fuller name, and of two alike the later, which stands over the panel. */
      if (!best || candidate->len >= best->len)
        {
          if (best)
            g_string_free (best, TRUE);
          best = candidate;
        }
      else
        g_string_free (candidate, TRUE);
    }
  if (!best)
    return NULL;
  while (best->len > 0 && strchr (" ,-.", best->str[best->len - 1]))
    g_string_truncate (best, best->len - 1);
  name = punctuate (best);
  return _tl_name_case_body (name, name + strlen (name));
}
