/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "law/citation/tl-catalogue-private.h"
#include "law/citation/tl-cite-head-private.h"
#include "law/tl-scan-private.h"
#include "text/tl-text.h"

#define NAME_WORDS_MAX  24
#define TITLE_WORDS_MAX 12
#define WORD_SIZE       20
#define STOP_NUMBER     1 /* the place of "số" among the words that end a title */

/* A word of a title, folded. */
typedef struct
{
  const char *from;
  const char *to;
  char folded[WORD_SIZE];
  gsize length;
  guint capitals;
  gboolean after_comma;
} Word;

/* A page's number on a line of its own, between the words of a name. */
static const char *
skip_page_number (const char *blanks, const char *p, const char *end)
{
  const char *after, *next;
  int value;

  if (p == blanks || memchr (blanks, '\n', (gsize)(p - blanks)) == NULL)
    return p;
  after = _tl_scan_number (p, end, 3, &value);
  next = after ? _tl_scan_blanks (after, end) : NULL;
  if (!next || memchr (after, '\n', (gsize)(next - after)) == NULL)
    return p;
  return next;
}

static gboolean
read_word (const char *p, const char *end, Word *word)
{
  const char *blanks = p;

  memset (word, 0, sizeof *word);
  p = skip_page_number (blanks, _tl_scan_blanks (p, end), end);
  if (p < end && *p == ',')
    {
      word->after_comma = TRUE;
      p = _tl_scan_blanks (p + 1, end);
    }
  else if (_tl_scan_dash (p, end) && memchr (blanks, '\n', (gsize)(p - blanks)) == NULL)
    p = _tl_scan_blanks (_tl_scan_dash (p, end), end);
  word->from = p;
  for (; p < end; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (!g_unichar_isalpha (c) && c != '&')
        break;
      if (word->length + 1 >= WORD_SIZE)
        return FALSE;
      word->folded[word->length++] = _tl_scan_fold (c) < 0x80 ? (char)_tl_scan_fold (c) : '?';
      word->capitals += g_unichar_isupper (c) ? 1 : 0;
    }
  word->to = p;
  return word->length > 0;
}

/* The longest name in the catalogue that begins with @prefix and goes on with the words at @p. */
static gboolean
match_catalogue (const char *prefix, const char *p, const char *end, TlCiteName *name)
{
  g_autoptr (GString) key = g_string_new (prefix);
  Word word;

  for (guint n = 0; n < NAME_WORDS_MAX && read_word (p, end, &word); n++)
    {
      const GPtrArray *entries;

      p = word.to;
      if (_tl_catalogue_skips (word.folded))
        continue;
      if (key->len > 0)
        g_string_append_c (key, ' ');
      g_string_append (key, word.folded);
      if (!_tl_catalogue_begins (key->str))
        break;
      entries = _tl_catalogue_find (key->str);
      if (entries)
        {
          name->entries = entries;
          name->to = p;
        }
    }
  return name->entries != NULL;
}

/* "Luật HN&GĐ", "Bộ luật TTDS", "Luật HN và GĐ": the type and initials of the rest. */
static gboolean
match_initials (const char *initial, const char *p, const char *end, TlCiteName *name)
{
  g_autoptr (GString) key = g_string_new (initial);
  Word word;

  for (guint n = 0; n < 4 && read_word (p, end, &word) && !word.after_comma; n++)
    {
      const GPtrArray *entries;

      p = word.to;
      if (_tl_catalogue_skips (word.folded))
        continue;
      if (word.capitals < 2)
        break;
      for (gsize i = 0; i < word.length; i++)
        if (word.folded[i] != '&')
          g_string_append_c (key, word.folded[i]);
      entries = _tl_catalogue_find (key->str);
      if (entries)
        {
          name->entries = entries;
          name->to = p;
        }
    }
  return name->entries != NULL;
}

/* "BLHS-TH" is not BLHS: what is joined to an abbreviation by a hyphen belongs to it. A whole that
 * no table knows is a law of its own. */
static void
match_joined (const char *p, const char *key, const char *end, TlCiteName *name)
{
  g_autofree char *joined = NULL;
  Word word;

  if (name->to >= end || *name->to != '-' || !read_word (name->to + 1, end, &word)
      || word.capitals != word.length || _tl_catalogue_find (word.folded) != NULL)
    return;
  joined = g_strconcat (key, "-", word.folded, NULL);
  name->entries = _tl_catalogue_find (joined);
  name->to = word.to;
  if (name->entries != NULL)
    return;
  name->key = g_utf8_strup (p, word.to - p);
  name->title = g_strdup (name->key);
}

/* Asked first, because most words are none: two capitals, or "bl". */
static gboolean
may_be_abbreviation (const char *p, const char *end)
{
  if (end - p < 2)
    return FALSE;
  if (p[0] == 'b')
    return (p[1] | 0x20) == 'l';
  return !g_ascii_islower (p[0]) && (!g_ascii_islower (p[1]) || p[0] == 'B');
}

/* A bare abbreviation: "BLTTDS", "LHN&GĐ". */
static gboolean
match_abbreviation (const char *p, const char *end, TlCiteName *name)
{
  Word word;
  char key[WORD_SIZE];
  gsize n = 0;
  const TlLawEntry *entry;

  if (!g_unichar_isalpha (g_utf8_get_char (p)) || !read_word (p, end, &word))
    return FALSE;
  for (gsize i = 0; i < word.length; i++)
    if (word.folded[i] != '&')
      key[n++] = word.folded[i];
  key[n] = '\0';
  /* In small letters only what can be no word: "blhs". */
  if (word.capitals < 2 && !(g_str_has_prefix (key, "bl") && n > 3))
    return FALSE;
  name->entries = _tl_catalogue_find (key);
  if (!name->entries)
    return FALSE;
  entry = g_ptr_array_index (name->entries, 0);
  name->to = word.to;
  match_joined (p, key, end, name);
  if (name->to > word.to)
    return TRUE;
  /* Laws of different titles share some letters (LCT). */
  for (guint i = 1; i < name->entries->len; i++)
    if (strcmp (((const TlLawEntry *)g_ptr_array_index (name->entries, i))->title, entry->title)
        != 0)
      {
        name->entries = NULL;
        return FALSE;
      }
  return strlen (entry->short_name) >= n;
}

/* Where a title that the catalogue does not know ends: the sentence goes on. */
static gboolean
ends_title (const Word *word, const char *end)
{
  static const char *const stops[] = {
    "năm",   "số",          "ngày",        "quy định", "thì",   "là",        "được",      "có",
    "đã",    "không",       "cho",         "để",       "nên",   "mà",        "khi",       "tại",
    "trong", "theo",        "đối",         "với",      "nêu",   "nói",       "trên",      "này",
    "sửa",   "hiện",        "ban hành",    "hướng",    "hoặc",  "thuộc",     "bị",        "do",
    "vì",    "yêu",         "buộc",        "xử phạt",  "tuyên", "chấp nhận", "bác",       "ông",
    "bà",    "anh",         "chị",         "điều",     "khoản", "điểm",      "mục",       "chương",
    "phần",  "luật",        "bộ luật",     "nghị",     "tòa",   "hội đồng",  "ngoài",     "cũng",
    "như",   "phải",        "cần",         "từ",       "đến",   "thay",      "vào",       "sẽ",
    "cũ",    "mới",         "hay",         "khác",     "liên",  "thông tư",  "những",     "hết",
    "còn",   "thi hành từ", "có hiệu lực", "định",     "chỉ",   "về việc",   "pháp lệnh", "nhằm",
    "nếu",   "tức",         "thể hiện",    "bảo đảm",  "cùng",  "vẫn",       "quy"
  };

  for (guint i = 0; i < G_N_ELEMENTS (stops); i++)
    {
      const char *to = _tl_cite_words (word->from, end, stops[i]);

      /* "Luật Dân số năm 2025" */
      if (to && i == STOP_NUMBER)
        {
          to = _tl_scan_blanks (to, end);
          if (to < end && *to == ':')
            to = _tl_scan_blanks (to + 1, end);
          to = to < end && g_ascii_isdigit (*to) ? to : NULL;
        }
      if (to)
        return TRUE;
    }
  return word->after_comma && strcmp (word->folded, "chong") != 0
         && strcmp (word->folded, "le") != 0;
}

static gboolean
follows_title (const Word *word)
{
  static const char *const goes_on[] = { "va", "cua", "ve" };

  for (guint i = 0; i < G_N_ELEMENTS (goes_on); i++)
    if (strcmp (word->folded, goes_on[i]) == 0)
      return TRUE;
  return FALSE;
}

static void
append_initial (GString *key, const Word *word)
{
  gunichar c = g_unichar_toupper (g_utf8_get_char (word->from));

  if (_tl_catalogue_skips (word->folded))
    return;
  if (word->capitals > 1 && word->capitals == word->length)
    {
      /* "HĐND": an abbreviation stands whole. */
      for (const char *q = word->from; q < word->to; q = g_utf8_next_char (q))
        if (*q != '&')
          g_string_append_len (key, q, g_utf8_next_char (q) - q);
    }
  else if (c == 0x110 || c == 0xd0)
    g_string_append (key, "Đ");
  else
    g_string_append_c (key, (char)g_ascii_toupper (word->folded[0]));
}

/* After a comma: how many words of the title are still to come, when a number or a year ends them
 * soon ("Luật Khoa học, công nghệ và đổi mới sáng tạo số 93/2025/QH15"). */
static guint
title_goes_on (const Word *after_comma, const char *end)
{
  Word word = *after_comma;

  if (g_unichar_isupper (g_utf8_get_char (word.from)))
    return 0;
  for (guint n = 1; n < TITLE_WORDS_MAX; n++)
    {
      const char *mark = _tl_cite_words (_tl_scan_blanks (word.to, end), end, "số");
      int year;

      if (!mark)
        mark = _tl_cite_words (_tl_scan_blanks (word.to, end), end, "năm");
      if (mark)
        {
          mark = _tl_scan_blanks (mark, end);
          return mark < end && (g_ascii_isdigit (*mark) || _tl_cite_year_at (mark, end, &year)) ? n
                                                                                                : 0;
        }
      if (!read_word (word.to, end, &word) || _tl_cite_words (word.from, end, "điều")
          || _tl_cite_words (word.from, end, "khoản") || _tl_cite_words (word.from, end, "luật"))
        return 0;
    }
  return 0;
}

/* "luật sư", "luật gia", "luật lệ". */
static gboolean
is_common_word (const Word *word)
{
  return word->after_comma || strcmp (word->folded, "su") == 0 || strcmp (word->folded, "gia") == 0
         || strcmp (word->folded, "le") == 0;
}

/* A title by its words up to a natural end: "Luật Công chứng". The word before must be printed with
 * a capital; "luật" alone is a common word. */
static gboolean
match_title (const char *p, const TlCiteTypeMatch *type, const char *end, TlCiteName *name)
{
  g_autoptr (GString) key = g_string_new (_tl_cite_type_prefix (type->type));
  const char *at = type->to;
  guint goes_on = 0;
  GString *title;
  Word word;

  if (!g_unichar_isupper (g_utf8_get_char (p)))
    return FALSE;
  for (guint n = 0; n < TITLE_WORDS_MAX && read_word (at, end, &word); n++)
    {
      if (n == 0 && is_common_word (&word))
        return FALSE;
      if (follows_title (&word) && goes_on == 0)
        {
          Word next;

          /* "và" goes on with a word in small letters: "bảo vệ và phát triển rừng". */
          if (n == 0 || !read_word (word.to, end, &next) || next.capitals > 0
              || ends_title (&next, end))
            break;
          at = word.to;
          continue;
        }
      if (!goes_on && ends_title (&word, end))
        {
          goes_on = word.after_comma ? title_goes_on (&word, end) : 0;
          if (goes_on == 0)
            break;
        }
      goes_on = goes_on > 0 ? goes_on - 1 : 0;
      append_initial (key, &word);
      at = name->to = word.to;
    }
  if (!name->to)
    return FALSE;
  title = g_string_new (NULL);
  _tl_scan_collapse (title, p, name->to);
  name->title = g_string_free (title, FALSE);
  name->key = g_string_free (g_steal_pointer (&key), FALSE);
  return TRUE;
}

/* "Khoản 12" of the next citation. */
static gboolean
begins_unit (const Word *word, const char *end)
{
  static const char *const words[] = { "dieu", "khoan" };
  const char *next = _tl_scan_blanks (word->to, end);

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (strcmp (word->folded, words[i]) == 0)
      return next < end && g_ascii_isdigit (*next);
  return FALSE;
}

/* "Luật sửa đổi, bổ sung một số điều của Luật X và Luật Y" without a number: the letters of the
 * whole title. */
static gboolean
match_amending_title (const char *p, const TlCiteTypeMatch *type, const char *end, TlCiteName *name)
{
  static const char *const stops[] = { "năm", "số", "ngày", "thì", "được", "đã", "có", "điều" };
  const char *at = _tl_scan_blanks (type->to, end);
  g_autoptr (GString) key = g_string_new ("L");
  GString *title;
  Word word;

  if (!_tl_scan_word (at, end, "sua doi") || !g_unichar_isupper (g_utf8_get_char (p)))
    return FALSE;
  for (guint n = 0; n < 2 * NAME_WORDS_MAX && read_word (at, end, &word); n++)
    {
      gboolean stop = FALSE;

      if (begins_unit (&word, end))
        break;
      for (guint i = 0; i < G_N_ELEMENTS (stops); i++)
        stop |= _tl_cite_words (word.from, end, stops[i]) != NULL;
      /* "một số điều của" is no unit and no number. */
      if (stop && !(n > 3 && n < 8))
        break;
      append_initial (key, &word);
      at = name->to = word.to;
    }
  if (key->len < 8)
    return FALSE;
  title = g_string_new (NULL);
  _tl_scan_collapse (title, p, name->to);
  name->title = g_string_free (title, FALSE);
  name->key = g_string_free (g_steal_pointer (&key), FALSE);
  return TRUE;
}

/* Whether one letter added, lost or changed makes @a out of @b. */
static gboolean
is_one_letter_off (const char *a, const char *b)
{
  gsize n = strlen (a), m = strlen (b), i = 0, j = 0;

  if (n > m + 1 || m > n + 1)
    return FALSE;
  while (a[i] && a[i] == b[i])
    i++;
  while (j < MIN (n, m) - i && a[n - 1 - j] == b[m - 1 - j])
    j++;
  return MAX (n, m) - i - j == 1;
}

/* "Bộ luật Tố tụng dân" at the end of a text or of a cell: the last word is cut off. */
static gboolean
is_cut_off (const char *read, const char *title, const char *at, const char *end)
{
  const char *last = strrchr (title, ' ');
  g_autofree char *rest = g_strndup (title, (gsize)(last - title));

  at = _tl_scan_blanks (at, end);
  if (at < end && *at != '.' && *at != ';' && *at != ',')
    return FALSE;
  return strcmp (read, rest) == 0 || (strlen (rest) > 8 && is_one_letter_off (read, rest));
}

/* The codes, whose titles are too often printed for a letter not to be lost: "Bộ luật Tố dụng dân
 * sự", and "Luật Tố tụng dân sự" for the code. */
static gboolean
match_damaged (const char *p, gboolean code, const char *end, TlCiteName *name)
{
  static const char *const titles[] = { "to tung dan su", "to tung hinh su", "hinh su", "dan su" };

  for (guint i = 0; i < G_N_ELEMENTS (titles); i++)
    {
      g_autoptr (GString) read = g_string_new (NULL);
      const char *at = p;
      Word word;

      while (read->len + 1 < strlen (titles[i]) && read_word (at, end, &word))
        {
          g_string_append_printf (read, "%s%s", read->len > 0 ? " " : "", word.folded);
          at = word.to;
        }
      /* "Luật Dân số" is a law of its own; of short titles only those of a "Bộ luật" are mended. */
      if (strcmp (read->str, titles[i]) == 0
          || ((code || strlen (titles[i]) > 8) && is_one_letter_off (read->str, titles[i]))
          || (code && is_cut_off (read->str, titles[i], at, end)))
        {
          g_autofree char *key = g_strconcat ("bo luat ", titles[i], NULL);

          name->entries = _tl_catalogue_find (key);
          name->to = at;
          name->repaired = TRUE;
          return name->entries != NULL;
        }
    }
  return FALSE;
}

/* "Bộ dân sự": the word "luật" lost. */
static gboolean
match_lost_word (const char *p, const char *end, TlCiteName *name)
{
  static const char *const rests[] = { "dan su", "hinh su", "to tung dan su", "to tung hinh su" };
  const char *rest = _tl_scan_word (p, end, "bo");

  if (!rest)
    return FALSE;
  rest = _tl_scan_blanks (rest, end);
  for (guint i = 0; i < G_N_ELEMENTS (rests); i++)
    {
      const char *to = _tl_scan_word (rest, end, rests[i]);

      if (to)
        {
          g_autofree char *key = g_strconcat ("bo luat ", rests[i], NULL);

          name->entries = _tl_catalogue_find (key);
          name->to = to;
          name->repaired = TRUE;
          return name->entries != NULL;
        }
    }
  return FALSE;
}

void
_tl_cite_name_clear (TlCiteName *name)
{
  g_free (name->title);
  g_free (name->key);
}

gboolean
_tl_cite_name_match (const char *p, const TlCiteTypeMatch *type, const char *end, TlCiteName *name)
{
  const char *prefix, *from;

  if (!type)
    return (may_be_abbreviation (p, end) && match_abbreviation (p, end, name))
           || ((*p | 0x20) == 'b' && match_lost_word (p, end, name));
  from = type->to;
  prefix = type->type == TL_CITE_CODE           ? "bo luat"
           : type->type == TL_CITE_LAW          ? "luat"
           : type->type == TL_CITE_ORDINANCE    ? "phap lenh"
           : type->type == TL_CITE_CONSTITUTION ? "hien phap"
                                                : "";
  if (type->type == TL_CITE_CONSTITUTION)
    {
      name->entries = _tl_catalogue_find (prefix);
      name->to = from;
      return name->entries != NULL;
    }
  if (*prefix && match_catalogue (prefix, from, end, name))
    return TRUE;
  if (type->type == TL_CITE_LAW && match_amending_title (p, type, end, name))
    return TRUE;
  if (type->type <= TL_CITE_LAW && match_damaged (from, type->type == TL_CITE_CODE, end, name))
    return TRUE;
  if (type->type == TL_CITE_CODE && match_initials ("bl", from, end, name))
    return TRUE;
  if (type->type == TL_CITE_LAW && match_initials ("l", from, end, name))
    return TRUE;
  return match_title (p, type, end, name);
}
