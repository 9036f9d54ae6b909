/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "law/citation/tl-catalogue-private.h"
#include "law/citation/tl-cite-head-private.h"
#include "law/tl-scan-private.h"
#include "text/tl-text.h"

#define LONGER_MAX 16 /* names looked back at for a longer title */

/* Edition: what stands after the name of a law. */
typedef struct
{
  const char *to;
  int year;
  char *number;
  char date[11];
  char *amended;
  gboolean mended; /* a letter of the year was read as a figure */
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
read_year (const char *p, const char *end, int *year, gboolean *mended)
{
  const char *from = _tl_scan_blanks (p, end);
  const char *word, *after;
  gboolean bracket = FALSE;
  int value;

  if (from < end && (*from == '(' || *from == ',' || *from == '-'))
    {
      bracket = *from == '(';
      from = _tl_scan_blanks (from + 1, end);
    }
  word = _tl_scan_word (from, end, "nam");
  if (word)
    from = _tl_scan_blanks (word, end);
  after = _tl_cite_year_at (from, end, &value);
  if (after)
    *mended = !_tl_cite_is_year_clean (after);
  if (after && bracket)
    {
      after = _tl_scan_blanks (after, end);
      after = after < end && *after == ')' ? after + 1 : NULL;
    }
  if (after)
    *year = value;
  return after;
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
        after = read_year (edition->to, end, &edition->year, &edition->mended);
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

/* A row of a table that nobody verified decided. */
static void
infer (TlCiteHead *head)
{
  head->warnings |= TL_CITATION_WARN_EDITION;
  head->confidence = MIN (head->confidence, TL_CONFIDENCE_MEDIUM);
}

/* The year printed is no edition's: it may be the year of an amendment (BLHS 2017). */
static const TlLawEntry *
entry_by_amendment (const GPtrArray *entries,
                    const char *short_name,
                    const char *by,
                    TlCiteHead *head)
{
  g_auto (GStrv) parts = g_strsplit (by, " ", -1);

  for (guint i = 0; parts[i]; i++)
    {
      gboolean verified = TRUE;
      const TlLawEntry *entry
          = entry_of_key (entries, _tl_cite_amended_base (short_name, parts[i], &verified));

      if (entry && !verified)
        infer (head);
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
choose_entry (const TlCiteName *name, Edition *edition, TlCiteHead *head)
{
  const TlLawEntry *first = g_ptr_array_index (name->entries, 0);
  const TlLawEntry *entry = edition->number ? tl_catalogue_by_number (edition->number) : NULL;

  if (entry && entry_of_key (name->entries, entry->key))
    {
      if (!entry->core)
        return NULL;
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
      entry = entry_by_amendment (name->entries, first->short_name, by, head);
      if (entry)
        {
          head->warnings |= TL_CITATION_WARN_YEAR;
          head->confidence = MIN (head->confidence, TL_CONFIDENCE_MEDIUM);
          if (!edition->amended)
            edition->amended = g_steal_pointer (&by);
        }
      return entry;
    }
  if (edition->amended && !edition->number)
    return entry_by_amendment (name->entries, first->short_name, edition->amended, head);
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
key_of_name (const TlCiteName *name,
             const char *short_name,
             TlCiteType type,
             const Edition *edition)
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
take_named (const TlCiteName *name,
            const TlCiteTypeMatch *match,
            Edition *edition,
            TlCiteHead *head)
{
  const TlLawEntry *first = name->entries ? g_ptr_array_index (name->entries, 0) : NULL;
  const char *short_name = first ? first->short_name : name->key;
  const TlLawEntry *entry = first ? choose_entry (name, edition, head) : NULL;
  g_autofree char *key = NULL;
  TlCitedDoc *doc;

  /* A title that only one ordinance or resolution has needs no year. */
  if (first && !entry && name->entries->len == 1 && edition->year == 0 && !edition->number
      && (g_str_has_prefix (first->key, "NQ") || g_str_has_prefix (first->key, "PL")))
    {
      entry = first;
      if (!entry->verified)
        infer (head);
    }
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

/* "Luật thi hành án" behind "Luật Thi hành án dân sự": the beginning of a title that was named a
 * little before. */
static TlCitedDoc *
seen_longer (TlCiteHeads *heads, const TlCiteName *name)
{
  g_autofree char *title = NULL;
  guint first = heads->seen->len > LONGER_MAX ? heads->seen->len - LONGER_MAX : 0;

  if (!name->title)
    return NULL;
  title = tl_text_fold (name->title, -1, TL_FOLD_PLAIN, NULL);
  for (guint i = heads->seen->len; i > first; i--)
    {
      TlCitedDoc *doc = g_ptr_array_index (heads->seen, i - 1);
      g_autoptr (GPtrArray) entries = NULL;
      g_autofree char *longer = NULL;
      gsize n = strlen (title);

      if (doc->kind != TL_CITED_LAW || !doc->name)
        continue;
      entries = tl_catalogue_lookup (doc->name);
      longer = tl_text_fold (entries->len > 0
                                 ? ((const TlLawEntry *)g_ptr_array_index (entries, 0))->title
                                 : doc->name,
                             -1, TL_FOLD_PLAIN, NULL);
      if (strncmp (longer, title, n) == 0 && longer[n] == ' ')
        return doc;
    }
  return NULL;
}

/* "(sau đây viết tắt là BLDS)", "(gọi tắt là Nghị quyết 326)": what it stands for from here on. */
static void
read_alias (TlCiteHeads *heads, TlCiteHead *head)
{
  static const char *const words[] = { "sau day duoc viet tat la",
                                       "sau day duoc goi chung la",
                                       "sau day duoc goi tat la",
                                       "sau day duoc viet la",
                                       "sau day duoc goi la",
                                       "sau day viet la",
                                       "sau day viet tat la",
                                       "sau day goi tat la",
                                       "sau day goi chung la",
                                       "goi chung la",
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
read_through_alias (TlCiteHeads *heads, const char *p, TlCiteName *name, TlCiteHead *head)
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

/* A name without an edition that stands for one named before. */
static gboolean
take_named_before (TlCiteHeads *heads, const char *p, TlCiteName *name, TlCiteHead *head)
{
  TlCitedDoc *longer;

  if (read_through_alias (heads, p, name, head))
    return TRUE;
  longer = seen_longer (heads, name);
  if (!longer)
    return FALSE;
  head->doc = tl_cited_doc_ref (longer);
  head->confidence = MIN (head->confidence, TL_CONFIDENCE_MEDIUM);
  return TRUE;
}

/* "pháp luật", "kỷ luật": the word before makes it no name. */
static gboolean
is_inside_word (const char *text, const char *p)
{
  static const char *const before[]
      = { "phap", "ky", "ki", "quan", "quy", "ty", "hoc", "khoa", "nganh" };
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
  g_auto (TlCiteName) name = { 0 };
  g_auto (Edition) edition = { 0 };
  const char *after;
  gboolean is_self;
  TlCiteType type;

  if (match && match->type == TL_CITE_LAW && is_inside_word (heads->text, p))
    return FALSE;
  if (!_tl_cite_name_match (p, match, heads->end, &name))
    return FALSE;
  head->to = name.to;
  read_edition (name.to, heads->end, &edition);
  if (name.repaired || edition.mended)
    {
      head->warnings |= TL_CITATION_WARN_OCR;
      head->confidence = TL_CONFIDENCE_LOW;
    }
  /* A date beside the name is that of the edition. */
  if (edition.date[0] && edition.year == 0 && !edition.number)
    edition.year = (int)g_ascii_strtoll (edition.date, NULL, 10);
  /* Treaties are named by place and year; "hiệp định" alone is a common word. */
  if (match && match->type == TL_CITE_TREATY && edition.year == 0)
    return FALSE;
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
  else if (edition.to == name.to && take_named_before (heads, p, &name, head))
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
