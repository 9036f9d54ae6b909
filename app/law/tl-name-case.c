/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "law/tl-name-case-private.h"

#include <string.h>

#include "law/statute/tl-statute-private.h"
#include "law/tl-scan-private.h"

/* Common nouns inside the names of bodies; what is not here is a proper name. Compared with their
 * marks: quân is not quận. */
static const char *const common_phrases[]
    = { "nhân dân", "quân sự",   "quân khu", "trung ương", "tối cao", "cấp cao",     "khu vực",
        "thị xã",   "thành phố", "thủ đô",   "đặc khu",    "quận",    "huyện",       "tỉnh",
        "phường",   "xã",        "tại",      "và",         "của",     "chuyên biệt", "tập huấn" };

/* Names that are written in one way whatever stands around them. */
static const char *const fixed_names[][2] = {
  { "quoc hoi", "Quốc hội" },
  { "chinh phu", "Chính phủ" },
  { "uy ban thuong vu quoc hoi", "Ủy ban Thường vụ Quốc hội" },
  { "hoi dong tham phan", "Hội đồng Thẩm phán" },
  { "toa phuc tham", "Tòa Phúc thẩm" },
  { "van phong quoc hoi", "Văn phòng Quốc hội" },
  { "thu tuong chinh phu", "Thủ tướng Chính phủ" },
  { "hoi dong nhan dan", "Hội đồng nhân dân" },
  { "uy ban nhan dan", "Ủy ban nhân dân" },
  { "vien kiem sat nhan dan", "Viện kiểm sát nhân dân" },
  { "toa an nhan dan", "Tòa án nhân dân" },
  { "toa an quan su", "Tòa án quân sự" },
  { "toa an", "Tòa án" },
  { "ngan hang nha nuoc", "Ngân hàng Nhà nước" },
  { "kiem toan nha nuoc", "Kiểm toán nhà nước" },
  { "thanh tra chinh phu", "Thanh tra Chính phủ" },
  { "bao hiem xa hoi", "Bảo hiểm xã hội" },
  { "chu tich nuoc", "Chủ tịch nước" },
  { "chanh an", "Chánh án" },
  { "chu tich", "Chủ tịch" },
};

/* The place after the common noun at @p, which is in small letters, or %NULL. */
static const char *
common_phrase (const char *p)
{
  for (guint i = 0; i < G_N_ELEMENTS (common_phrases); i++)
    if (g_str_has_prefix (p, common_phrases[i]))
      {
        const char *after = p + strlen (common_phrases[i]);

        if (!g_unichar_isalnum (g_utf8_get_char (after)))
          return after;
      }
  return NULL;
}

static void
append_capital (GString *out, const char *word)
{
  gsize head = (gsize)(g_utf8_next_char (word) - word);
  g_autofree char *first = g_utf8_strup (word, (gssize)head);

  g_string_append (out, first);
  g_string_append (out, word + head);
}

/* The longest fixed name at @p, or %NULL. */
static const char *
append_fixed (GString *out, const char *p, const char *end)
{
  const char *best = NULL;
  guint chosen = 0;

  for (guint i = 0; i < G_N_ELEMENTS (fixed_names); i++)
    {
      const char *after = _tl_scan_word (p, end, fixed_names[i][0]);

      if (after && (!best || after > best))
        {
          best = after;
          chosen = i;
        }
    }
  if (best)
    g_string_append (out, fixed_names[chosen][1]);
  return best;
}

static const char *
word_end (const char *p, const char *end)
{
  while (p < end && g_unichar_isalnum (g_utf8_get_char (p)))
    p = g_utf8_next_char (p);
  return p;
}

/* A ministry's name: capitals after "Bộ", a dash, a comma and "và" only. */
static void
append_ministry (GString *out, const char *p, const char *end)
{
  gboolean begins = TRUE;

  while (p < end)
    {
      const char *after = word_end (p, end);
      g_autofree char *word = g_strndup (p, (gsize)(after - p));

      if (after == p)
        {
          begins |= *p == ',' || _tl_scan_dash (p, end) != NULL;
          g_string_append_unichar (out, g_utf8_get_char (p));
          p = g_utf8_next_char (p);
          continue;
        }
      if (begins)
        append_capital (out, word);
      else
        g_string_append (out, word);
      begins = p == end || strcmp (word, "và") == 0 || strcmp (word, "bộ") == 0
               || strcmp (word, "sở") == 0;
      p = after;
    }
}

static void
append_body (GString *out, const char *p, const char *end)
{
  while (p < end)
    {
      const char *after = append_fixed (out, p, end);
      const char *common = after ? NULL : common_phrase (p);

      if (common && out->len > 0)
        g_string_append_len (out, p, common - p);
      else if (!after && word_end (p, end) > p)
        {
          g_autofree char *word = g_strndup (p, (gsize)(word_end (p, end) - p));

          append_capital (out, word);
          common = NULL;
        }
      p = after ? after : common ? common : word_end (p, end);
      while (p < end && !g_unichar_isalnum (g_utf8_get_char (p)))
        {
          g_string_append_unichar (out, g_utf8_get_char (p));
          p = g_utf8_next_char (p);
        }
    }
}

char *
_tl_name_case_body (const char *from, const char *to)
{
  g_autoptr (GString) plain = g_string_new (NULL);
  g_autofree char *small = NULL;
  GString *out = g_string_new (NULL);
  const char *end;

  _tl_scan_collapse (plain, from, to);
  small = g_utf8_strdown (plain->str, -1);
  end = small + strlen (small);
  if (!_tl_scan_is_upper (plain->str, plain->str + plain->len))
    g_string_append (out, plain->str);
  else if (_tl_scan_word (small, end, "bo") || _tl_scan_word (small, end, "so"))
    append_ministry (out, small, end);
  else
    append_body (out, small, end);
  return g_string_free (out, FALSE);
}

/* "luật" begins a law's name, but not in pháp luật, kỷ luật, luật sư. */
static gboolean
begins_law_name (const char *before, const char *word, const char *after, const char *end)
{
  if (strcmp (word, "luật") != 0)
    return FALSE;
  if (strcmp (before, "pháp") == 0 || strcmp (before, "kỷ") == 0 || strcmp (before, "quy") == 0)
    return FALSE;
  after = _tl_scan_spaces (after, end);
  return after < end && g_unichar_isalpha (g_utf8_get_char (after))
         && !_tl_scan_word (after, end, "su") && !_tl_scan_word (after, end, "nay");
}

/* Bodies that laws are named after; in other titles they are written in the same way. */
static const char *
append_body_in_law (GString *out, const char *p, const char *end)
{
  static const char *const bodies[]
      = { "quoc hoi",           "chinh phu",       "uy ban thuong vu quoc hoi",
          "hoi dong nhan dan",  "uy ban nhan dan", "vien kiem sat nhan dan",
          "toa an nhan dan",    "toa an quan su",  "ngan hang nha nuoc",
          "thu tuong chinh phu" };

  for (guint i = 0; i < G_N_ELEMENTS (bodies); i++)
    if (_tl_scan_word (p, end, bodies[i]))
      return append_fixed (out, p, end);
  return NULL;
}

/* "NGHỊ ĐỊNH SỐ 146/2007/NĐ-CP": a document by its number. */
static gboolean
begins_document (const char *p, const char *end)
{
  const char *after;

  if (!_tl_statute_kind (p, end, &after))
    return FALSE;
  after = _tl_scan_word (_tl_scan_spaces (after, end), end, "so");
  after = after ? _tl_scan_spaces (after, end) : end;
  return after < end && g_ascii_isdigit (*after);
}

static const char *
append_law_word (GString *out, const char *p, const char *end, char **before, gboolean *capital)
{
  const char *after = word_end (p, end);
  g_autofree char *word = g_utf8_strdown (p, after - p);
  gboolean name = begins_law_name (*before, word, after, end);

  /* Numbers of documents stay in capitals. */
  if (g_ascii_isdigit (*p))
    {
      while (after < end && *after != ' ')
        after = g_utf8_next_char (after);
      g_string_append_len (out, p, after - p);
    }
  else if (*capital || begins_document (p, end) || (name && strcmp (*before, "bộ") != 0))
    append_capital (out, word);
  else
    g_string_append (out, word);
  *capital = name;
  g_free (*before);
  *before = g_steal_pointer (&word);
  return after;
}

char *
_tl_name_case_law (const char *from, const char *to)
{
  g_autoptr (GString) plain = g_string_new (NULL);
  g_autofree char *before = g_strdup ("");
  GString *out = g_string_new (NULL);
  gboolean capital = FALSE;
  const char *p, *end, *after;

  _tl_scan_collapse (plain, from, to);
  p = plain->str;
  end = p + plain->len;
  if (!_tl_scan_is_upper (p, end))
    {
      g_string_append_len (out, p, end - p);
      return g_string_free (out, FALSE);
    }
  while (p < end)
    if ((after = append_body_in_law (out, p, end)) != NULL)
      {
        p = after;
        capital = FALSE;
        g_free (before);
        before = g_strdup ("");
      }
    else if (g_unichar_isalnum (g_utf8_get_char (p)))
      p = append_law_word (out, p, end, &before, &capital);
    else
      {
        g_string_append_unichar (out, g_utf8_get_char (p));
        p = g_utf8_next_char (p);
      }
  return g_string_free (out, FALSE);
}
