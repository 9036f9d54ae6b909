/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "law/statute/tl-statute-structure.h"

#include <string.h>

#include "law/tl-scan-private.h"

/* Judgment and án lệ anchors and what they are called. */
static const struct
{
  const char *prefix;
  const char *name;
} sections[] = {
  { "dau", "Phần đầu" },
  { "noidung", "Nội dung vụ án" },
  { "nhan", "Nhận định" },
  { "quyet", "Quyết định" },
  { "ket", "Phần cuối" },
  { "nguon", "Nguồn án lệ" },
  { "vitri", "Vị trí nội dung án lệ" },
  { "khaiquat", "Khái quát nội dung án lệ" },
  { "luat", "Quy định của pháp luật liên quan" },
  { "tukhoa", "Từ khóa của án lệ" },
  { "anle", "Nội dung án lệ" },
  { "hoi", "câu hỏi" },
  { "dap", "trả lời" },
};

static const struct
{
  const char *prefix;
  const char *name;
} units[] = {
  /* the longer prefix first */
  { "tm", "Tiểu mục %s" }, { "pl", "Phụ lục %s" }, { "d", "Điều %s" }, { "k", "khoản %s" },
  { "c", "Chương %s" },    { "m", "Mục %s" },      { "t", "đoạn %s" },
};

char *
tl_article_anchor (const char *number)
{
  const char *end, *after;
  int value;
  int letter;

  g_return_val_if_fail (number != NULL, NULL);

  end = number + strlen (number);
  after = _tl_scan_number (number, end, 4, &value);
  if (!after || value == 0)
    return NULL;
  if (after == end)
    return g_strdup_printf ("d%d", value);
  letter = _tl_scan_letter_index (g_utf8_get_char (after));
  if (letter < 0 || g_utf8_next_char (after) != end)
    return NULL;
  return g_strdup_printf ("d%d%s", value, _tl_scan_letter_code (letter));
}

/* "a" as it is, "dd" as đ, "dd1" as đ1. */
static char *
letter_name (const char *code)
{
  if (g_str_has_prefix (code, "dd"))
    return g_strconcat ("đ", code + 2, NULL);
  return g_strdup (code);
}

/* "217a" as it is, "7dd" as 7đ. */
static char *
number_name (const char *code)
{
  gsize digits = strspn (code, "0123456789");

  if (strcmp (code + digits, "dd") == 0)
    return g_strdup_printf ("%.*sđ", (int)digits, code);
  return g_strdup (code);
}

static char *
unit_name (const char *code)
{
  g_autofree char *value = NULL;

  if (strcmp (code, "mo") == 0)
    return g_strdup ("Phần mở đầu");
  if (strcmp (code, "ket") == 0)
    return g_strdup ("Phần ký");
  if (code[0] == 'p' && g_ascii_isdigit (code[1]))
    return g_strdup_printf ("Phần %s", code + 1);
  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    {
      gsize length = strlen (units[i].prefix);
      const char *place = strchr (units[i].name, '%');

      if (!g_str_has_prefix (code, units[i].prefix) || !g_ascii_isdigit (code[length]))
        continue;
      value = number_name (code + length);
      return g_strdup_printf ("%.*s%s", (int)(place - units[i].name), units[i].name, value);
    }
  if (code[0] == 'p' && code[1])
    {
      value = letter_name (code + 1);
      return g_strdup_printf ("điểm %s", value);
    }
  return g_strdup (code);
}

/* "nhan.3" is paragraph [3], "nhan.2.1" is [2.1], "nhan.t1" has no printed number. */
static char *
section_label (const char *anchor)
{
  const char *dot = strchr (anchor, '.');

  for (guint i = 0; dot && i < G_N_ELEMENTS (sections); i++)
    {
      gsize length = strlen (sections[i].prefix);

      if ((gsize)(dot - anchor) != length || strncmp (anchor, sections[i].prefix, length) != 0)
        continue;
      if (strcmp (sections[i].prefix, "nhan") == 0 && g_ascii_isdigit (dot[1]))
        return g_strdup_printf ("đoạn [%s] %s", dot + 1, sections[i].name);
      if (strcmp (sections[i].prefix, "quyet") == 0 && g_ascii_isdigit (dot[1]))
        return g_strdup_printf ("mục %s %s", dot + 1, sections[i].name);
      return g_strdup_printf ("đoạn %s %s", dot + (dot[1] == 't' ? 2 : 1), sections[i].name);
    }
  return NULL;
}

/* "ii" part II of a letter of guidance, "ii.1" its question 1, "m1" of a letter without parts. */
static gboolean
is_guidance (char **parts)
{
  gsize roman = strspn (parts[0], "ivx");
  gboolean letter = parts[0][0] >= 'a' && parts[0][0] <= 'h' && parts[0][1] == '\0';

  return letter || (roman > 0 && parts[0][roman] == '\0')
         || (parts[0][0] == 'm' && g_ascii_isdigit (parts[0][1]));
}

static void
append_name (GString *label, const char *format, const char *value)
{
  const char *place = strchr (format, '%');

  if (label->len > 0)
    g_string_append_c (label, ' ');
  g_string_append_len (label, format, place - format);
  g_string_append (label, value);
  g_string_append (label, place + 1);
}

static char *
guidance_label (char **parts)
{
  GString *label = g_string_new (NULL);

  for (guint i = g_strv_length (parts); i > 0; i--)
    {
      const char *part = parts[i - 1];
      g_autofree char *value = letter_name (part);
      g_autofree char *capital = g_ascii_strup (part, -1);

      if (g_str_has_prefix (part, "hoi"))
        append_name (label, "đoạn % câu hỏi", part + 3);
      else if (g_str_has_prefix (part, "dap"))
        append_name (label, "đoạn % trả lời", part + 3);
      else if (i == 1 && part[0] == 'm')
        append_name (label, "mục %", part + 1);
      else if (g_ascii_isdigit (part[0]) && i > 1 && parts[i - 2][0] != 'm'
               && !g_ascii_isdigit (parts[i - 2][0]))
        append_name (label, "mục %", part);
      else if (g_ascii_isdigit (part[0]))
        {
          /* "ii.1.2" is printed "1.2". */
          const char *outer = parts[i - 2] + (parts[i - 2][0] == 'm' ? 1 : 0);
          g_autofree char *both = g_strconcat (outer, ".", part, NULL);

          append_name (label, "mục %", both);
          i--;
        }
      else if (part[0] == 't' && g_ascii_isdigit (part[1]))
        append_name (label, "đoạn %", part + 1);
      else if (i == 1 || strspn (part, "ivx") == strlen (part))
        append_name (label, "phần %", capital);
      else
        append_name (label, "điểm %", value);
    }
  return g_string_free (label, FALSE);
}

char *
tl_anchor_label (const char *anchor)
{
  g_auto (GStrv) parts = NULL;
  GString *label;
  char *section;

  g_return_val_if_fail (anchor != NULL, NULL);

  section = section_label (anchor);
  if (section)
    return section;
  parts = g_strsplit (anchor, ".", 8);
  if (parts[0] != NULL && is_guidance (parts))
    return guidance_label (parts);
  label = g_string_new (NULL);
  for (guint i = g_strv_length (parts); i > 0; i--)
    {
      g_autofree char *name = unit_name (parts[i - 1]);

      if (label->len > 0)
        g_string_append_c (label, ' ');
      g_string_append (label, name);
    }
  return g_string_free (label, FALSE);
}
