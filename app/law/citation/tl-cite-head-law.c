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

/* LawName: what was found at a place: the catalogue's editions, or a title that it does not know.
 */
typedef struct
{
  const GPtrArray *entries;
  const char *to;
  char *title; /* as printed, when @entries is NULL */
  char *key;   /* its initials */
  gboolean repaired;
} LawName;

static gboolean
read_word (const char *p, const char *end, Word *word)
{
  memset (word, 0, sizeof *word);
  p = _tl_scan_blanks (p, end);
  if (p < end && *p == ',')
    {
      word->after_comma = TRUE;
      p = _tl_scan_blanks (p + 1, end);
    }
  else if (_tl_scan_dash (p, end))
    p = _tl_scan_blanks (_tl_scan_dash (p, end), end);
  word->from = p;
  for (; p < end; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (!g_unichar_isalpha (c) && c != '&')
        break;
      if (word->length + 1 >= WORD_SIZE)
        return FALSE;
      word->folded[word->length++] = (char)_tl_scan_fold (c);
      word->capitals += g_unichar_isupper (c) ? 1 : 0;
    }
  word->to = p;
  return word->length > 0;
}

/* The longest name in the catalogue that begins with @prefix and goes on with the words at @p. */
static gboolean
match_catalogue (const char *prefix, const char *p, const char *end, LawName *name)
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
match_initials (const char *initial, const char *p, const char *end, LawName *name)
{
  g_autoptr (GString) key = g_string_new (initial);
  Word word;

  for (guint n = 0; n < 4 && read_word (p, end, &word) && !word.after_comma; n++)
    {
      const GPtrArray *entries;

      p = word.to;
      if (n > 0 && _tl_catalogue_skips (word.folded))
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

/* A bare abbreviation: "BLTTDS", "LHN&GĐ". */
static gboolean
match_abbreviation (const char *p, const char *end, LawName *name)
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
  return strlen (entry->short_name) >= n;
}

/* Where a title that the catalogue does not know ends: the sentence goes on. */
static gboolean
ends_title (const Word *word, const char *end)
{
  static const char *const stops[] = {
    "năm",   "số",    "ngày",        "quy định",    "thì",     "là",       "được",     "có",
    "đã",    "không", "cho",         "để",          "nên",     "mà",       "khi",      "tại",
    "trong", "theo",  "đối",         "với",         "nêu",     "nói",      "trên",     "này",
    "sửa",   "hiện",  "ban hành",    "hướng",       "hoặc",    "thuộc",    "bị",       "do",
    "vì",    "yêu",   "buộc",        "xử phạt",     "tuyên",   "chấp",     "bác",      "ông",
    "bà",    "anh",   "chị",         "điều",        "khoản",   "điểm",     "mục",      "chương",
    "phần",  "luật",  "bộ luật",     "nghị",        "tòa",     "hội đồng", "ngoài",    "cũng",
    "như",   "đang",  "phải",        "cần",         "từ",      "đến",      "thay",     "vào",
    "sẽ",    "cũ",    "mới",         "hay",         "khác",    "liên",     "thông tư", "những",
    "hết",   "còn",   "thi hành từ", "có hiệu lực", "định",    "chỉ",      "về việc",  "pháp lệnh",
    "nhằm",  "nếu",   "tức",         "thể hiện",    "bảo đảm", "cùng",     "vẫn",      "quy"
  };

  for (guint i = 0; i < G_N_ELEMENTS (stops); i++)
    if (_tl_cite_words (word->from, end, stops[i]))
      return TRUE;
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
  if (c == 0x110 || c == 0xd0)
    g_string_append (key, "Đ");
  else
    g_string_append_c (key, (char)g_ascii_toupper (word->folded[0]));
}

/* A title by its words up to a natural end: "Luật Công chứng". The word before must be printed with
 * a capital; "luật" alone is a common word. */
static gboolean
match_title (const char *p, const TlCiteTypeMatch *type, const char *end, LawName *name)
{
  g_autoptr (GString) key = g_string_new (_tl_cite_type_prefix (type->type));
  const char *at = type->to;
  Word word;

  if (!g_unichar_isupper (g_utf8_get_char (p)))
    return FALSE;
  for (guint n = 0; n < TITLE_WORDS_MAX && read_word (at, end, &word); n++)
    {
      if (n == 0
          && (word.after_comma || strcmp (word.folded, "su") == 0
              || strcmp (word.folded, "gia") == 0 || strcmp (word.folded, "le") == 0))
        return FALSE;
      if (follows_title (&word))
        {
          Word next;

          /* "và" goes on with a word in small letters: "bảo vệ và phát triển rừng". */
          if (n == 0 || !read_word (word.to, end, &next) || next.capitals > 0
              || ends_title (&next, end))
            break;
          at = word.to;
          continue;
        }
      if (ends_title (&word, end))
        break;
      append_initial (key, &word);
      at = name->to = word.to;
    }
  if (!name->to)
    return FALSE;
  name->title = g_strndup (p, (gsize)(name->to - p));
  name->key = g_string_free (g_steal_pointer (&key), FALSE);
  return TRUE;
}

/* "Bộ dân sự": the word "luật" lost. */
static gboolean
match_lost_word (const char *p, const char *end, LawName *name)
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

static void
law_name_clear (LawName *name)
{
  g_free (name->title);
  g_free (name->key);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (LawName, law_name_clear)

static gboolean
match_name (const char *p, const TlCiteTypeMatch *type, const char *end, LawName *name)
{
  const char *prefix, *from;

  if (!type)
    return match_abbreviation (p, end, name) || match_lost_word (p, end, name);
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
  if (type->type == TL_CITE_CODE && match_initials ("bl", from, end, name))
    return TRUE;
  if (type->type == TL_CITE_LAW && match_initials ("l", from, end, name))
    return TRUE;
  return match_title (p, type, end, name);
}

/* Edition: what stands after the name of a law. */
typedef struct
{
  const char *to;
  int year;
  char *number;
  char date[11];
  char *amended;
} Edition;

static void
edition_clear (Edition *edition)
{
  g_free (edition->number);
  g_free (edition->amended);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Edition, edition_clear)

/* "năm 2015", "(2015)", "2015", ", năm 2015", "-2015". */
static const char *
read_year (const char *p, const char *end, int *year)
{
  const char *from = _tl_scan_blanks (p, end);
  const char *word, *after;
  gboolean bracket = FALSE;

  if (from < end && (*from == '(' || *from == ',' || *from == '-'))
    {
      bracket = *from == '(';
      from = _tl_scan_blanks (from + 1, end);
    }
  word = _tl_scan_word (from, end, "nam");
  if (word)
    from = _tl_scan_blanks (word, end);
  after = _tl_cite_year_at (from, end, year);
  if (!after || !bracket)
    return after;
  after = _tl_scan_blanks (after, end);
  return after < end && *after == ')' ? after + 1 : NULL;
}

static const char *
read_number (const char *p, const char *end, char **number)
{
  const char *from = _tl_scan_blanks (p, end);
  const char *word, *after;
  g_autoptr (TlDocNumber) parsed = NULL;

  if (from < end && (*from == '(' || *from == ','))
    from = _tl_scan_blanks (from + 1, end);
  word = _tl_scan_word (from, end, "luat so");
  if (!word)
    word = _tl_scan_word (from, end, "so");
  if (word)
    from = _tl_scan_blanks (word, end);
  if (from < end && *from == ':')
    from = _tl_scan_blanks (from + 1, end);
  after = _tl_cite_number_at (from, end, &parsed);
  if (!after || parsed->kind != TL_DOC_NUMBER_NORMATIVE)
    return NULL;
  *number = g_strdup (parsed->normal);
  return after < end && *after == ')' ? after + 1 : after;
}

static void
read_edition (const char *p, const char *end, Edition *edition)
{
  gboolean again = TRUE;

  edition->to = p;
  while (again)
    {
      const char *after = NULL;
      TlCiteNote note;
      TlCiteIssuer issuer;
      char initials[32];

      again = FALSE;
      if (edition->year == 0)
        after = read_year (edition->to, end, &edition->year);
      if (!after && !edition->number)
        after = read_number (edition->to, end, &edition->number);
      if (!after && edition->date[0] == '\0')
        after = _tl_cite_date_at (edition->to, end, edition->date);
      if (!after && (edition->year > 0 || edition->number))
        after = _tl_cite_issuer_at (edition->to, end, &issuer, initials);
      if (!after && !edition->amended && _tl_cite_note_at (edition->to, end, &note))
        {
          edition->amended = note.amended;
          after = note.to;
        }
      if (after && after > edition->to)
        {
          edition->to = after;
          again = TRUE;
        }
    }
}

/* The edition whose key ends in @year. */
static const TlLawEntry *
entry_of_year (const GPtrArray *entries, int year)
{
  g_autofree char *digits = g_strdup_printf ("%d", year);

  for (guint i = 0; i < entries->len; i++)
    {
      const TlLawEntry *entry = g_ptr_array_index (entries, i);

      if (g_str_has_suffix (entry->key, digits))
        return entry;
    }
  return NULL;
}

static const TlLawEntry *
entry_of_key (const GPtrArray *entries, const char *key)
{
  for (guint i = 0; key && i < entries->len; i++)
    {
      const TlLawEntry *entry = g_ptr_array_index (entries, i);

      if (strcmp (entry->key, key) == 0)
        return entry;
    }
  return NULL;
}

/* The year printed is no edition's: it may be the year of an amendment (BLHS 2017). */
static const TlLawEntry *
entry_by_amendment (const GPtrArray *entries, const char *short_name, const char *by)
{
  g_auto (GStrv) parts = g_strsplit (by, " ", -1);

  for (guint i = 0; parts[i]; i++)
    {
      const TlLawEntry *entry
          = entry_of_key (entries, _tl_cite_amended_base (short_name, parts[i]));

      if (entry)
        return entry;
    }
  return NULL;
}

static void
check_amended (TlCiteHead *head, const char *key, const char *amended)
{
  g_auto (GStrv) parts = amended ? g_strsplit (amended, " ", -1) : NULL;

  for (guint i = 0; parts && parts[i]; i++)
    if (_tl_cite_amended (key, parts[i]) == TL_CITE_FIT_NO)
      head->warnings |= TL_CITATION_WARN_AMEND;
}

static const TlLawEntry *
choose_entry (const LawName *name, Edition *edition, TlCiteHead *head)
{
  const TlLawEntry *first = g_ptr_array_index (name->entries, 0);
  const TlLawEntry *entry = edition->number ? tl_catalogue_by_number (edition->number) : NULL;

  if (entry && entry_of_key (name->entries, entry->key))
    {
      if (edition->year > 0 && !g_str_has_suffix (entry->key, "?")
          && entry != entry_of_year (name->entries, edition->year))
        head->warnings |= TL_CITATION_WARN_YEAR;
      return entry;
    }
  if (edition->year > 0)
    {
      g_autofree char *by = g_strdup_printf ("%d", edition->year);

      entry = entry_of_year (name->entries, edition->year);
      if (entry)
        return entry;
      entry = entry_by_amendment (name->entries, first->short_name, by);
      if (entry)
        {
          head->warnings |= TL_CITATION_WARN_YEAR;
          head->confidence = TL_CONFIDENCE_MEDIUM;
          if (!edition->amended)
            edition->amended = g_steal_pointer (&by);
        }
      return entry;
    }
  if (edition->amended && !edition->number)
    return entry_by_amendment (name->entries, first->short_name, edition->amended);
  return NULL;
}

/* Resolutions and ordinances keep their number as their key, also when they are named by title. */
static char *
key_of_entry (const TlLawEntry *entry)
{
  if (entry->number && g_str_has_prefix (entry->key, "NQ"))
    return g_strconcat ("NQ", entry->number, NULL);
  if (entry->number && g_str_has_prefix (entry->key, "PL"))
    return g_strconcat ("PL", entry->number, NULL);
  return g_strdup (entry->key);
}

static char *
key_of_name (const LawName *name, const char *short_name, TlCiteType type, const Edition *edition)
{
  if (edition->number)
    return g_strconcat (_tl_cite_type_prefix (type), edition->number, NULL);
  if (edition->year > 0)
    return g_strdup_printf ("%s%d", short_name, edition->year);
  return g_strconcat (short_name, "?", NULL);
}

static TlCiteType
type_of_key (const char *key, const TlCiteTypeMatch *match)
{
  if (match)
    return match->type;
  return g_str_has_prefix (key, "BL") ? TL_CITE_CODE : TL_CITE_LAW;
}

static void
take_named (const LawName *name, const TlCiteTypeMatch *match, Edition *edition, TlCiteHead *head)
{
  const TlLawEntry *first = name->entries ? g_ptr_array_index (name->entries, 0) : NULL;
  const char *short_name = first ? first->short_name : name->key;
  const TlLawEntry *entry = first ? choose_entry (name, edition, head) : NULL;
  g_autofree char *key = NULL;
  TlCitedDoc *doc;

  /* A title that only one ordinance or resolution has needs no year. */
  if (first && !entry && name->entries->len == 1 && edition->year == 0 && !edition->number
      && (g_str_has_prefix (first->key, "NQ") || g_str_has_prefix (first->key, "PL")))
    entry = first;
  key = entry ? key_of_entry (entry)
              : key_of_name (name, short_name, type_of_key (short_name, match), edition);
  doc = head->doc = tl_cited_doc_new (TL_CITED_LAW, key);
  doc->name = g_strdup (first ? short_name : name->title);
  doc->number = g_strdup (entry && entry->number ? entry->number : edition->number);
  doc->year = edition->year;
  if (entry && strlen (entry->key) > 4)
    {
      int year = (int)g_ascii_strtoll (entry->key + strlen (entry->key) - 4, NULL, 10);

      doc->year = year > 1944 ? year : edition->year;
    }
  doc->date = edition->date[0] ? g_strdup (edition->date) : NULL;
  doc->amended = g_strdup (edition->amended);
  check_amended (head, key, edition->amended);
}

/* "(sau đây viết tắt là BLDS)", "(gọi tắt là Nghị quyết 326)": what it stands for from here on. */
static void
read_alias (TlCiteHeads *heads, TlCiteHead *head)
{
  static const char *const words[] = { "sau day viet tat la",
                                       "sau day goi tat la",
                                       "viet tat la",
                                       "goi tat la",
                                       "viet tat",
                                       "sau day goi la",
                                       "goi tat" };
  const char *p = _tl_scan_blanks (head->to, heads->end);
  const char *stop = MIN (heads->end, p + 160);
  const char *from = NULL, *close;

  if (p >= heads->end || *p != '(')
    return;
  p = _tl_scan_blanks (p + 1, heads->end);
  for (guint i = 0; i < G_N_ELEMENTS (words) && !from; i++)
    from = _tl_scan_word (p, heads->end, words[i]);
  close = from ? memchr (from, ')', (gsize)(stop - from)) : NULL;
  if (!close)
    return;
  from = _tl_scan_blanks (from, heads->end);
  while (from < close && !g_unichar_isalnum (g_utf8_get_char (from)))
    from = g_utf8_next_char (from);
  {
    const char *last = close;
    g_autofree char *alias = NULL;

    while (last > from && !g_ascii_isalnum (last[-1]) && (guchar)last[-1] < 0x80)
      last--;
    alias = g_strndup (from, (gsize)(last - from));
    if (*alias)
      g_hash_table_insert (heads->aliases, tl_text_fold (alias, -1, TL_FOLD_PLAIN, NULL),
                           tl_cited_doc_ref (head->doc));
  }
  head->to = close + 1;
}

static gboolean
read_through_alias (TlCiteHeads *heads, const char *p, LawName *name, TlCiteHead *head)
{
  g_autofree char *folded = NULL;
  TlCitedDoc *doc;

  if (g_hash_table_size (heads->aliases) == 0)
    return FALSE;
  folded = tl_text_fold (p, name->to - p, TL_FOLD_PLAIN, NULL);
  doc = g_hash_table_lookup (heads->aliases, folded);
  if (!doc)
    return FALSE;
  head->doc = tl_cited_doc_ref (doc);
  return TRUE;
}

/* "pháp luật", "kỷ luật": the word before makes it no name. */
static gboolean
is_inside_word (const char *text, const char *p)
{
  static const char *const before[] = { "phap", "ky", "ki", "quan", "quy" };
  const char *q = p;

  while (q > text && (q[-1] == ' ' || q[-1] == '\n'))
    q--;
  if (q == p)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (before); i++)
    {
      const char *from = q;
      gsize n = strlen (before[i]);

      while (n > 0 && from > text)
        {
          from = g_utf8_prev_char (from);
          n--;
        }
      if (n == 0 && _tl_scan_word (from, p, before[i])
          && (from == text || !g_unichar_isalpha (g_utf8_get_char (g_utf8_prev_char (from)))))
        return TRUE;
    }
  return FALSE;
}

gboolean
_tl_cite_read_law (TlCiteHeads *heads,
                   const char *p,
                   const TlCiteTypeMatch *match,
                   TlCiteHead *head)
{
  g_auto (LawName) name = { 0 };
  g_auto (Edition) edition = { 0 };
  const char *after;
  gboolean is_self;
  TlCiteType type;

  if (match && match->type == TL_CITE_LAW && is_inside_word (heads->text, p))
    return FALSE;
  if (!match_name (p, match, heads->end, &name))
    return FALSE;
  head->to = name.to;
  if (name.repaired)
    {
      head->warnings |= TL_CITATION_WARN_OCR;
      head->confidence = TL_CONFIDENCE_LOW;
    }
  read_edition (name.to, heads->end, &edition);
  type = type_of_key (name.entries
                          ? ((const TlLawEntry *)g_ptr_array_index (name.entries, 0))->short_name
                          : name.key,
                      match);
  after = _tl_cite_deictic (name.to, heads->end, &is_self);
  if (after && !is_self && edition.to == name.to)
    {
      _tl_cite_take_deictic (
          heads, type,
          name.entries ? ((const TlLawEntry *)g_ptr_array_index (name.entries, 0))->short_name
                       : name.title,
          FALSE, head);
      head->to = after;
    }
  else if (edition.to == name.to && read_through_alias (heads, p, &name, head))
    head->to = name.to;
  else
    {
      take_named (&name, match, &edition, head);
      head->to = edition.to;
      read_alias (heads, head);
    }
  _tl_cite_finish (heads, type, p, head);
  return TRUE;
}
