/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "law/citation/tl-catalogue-private.h"
#include "law/citation/tl-cite-head-private.h"
#include "law/tl-scan-private.h"
#include "text/tl-text.h"

#define INITIALS_SIZE    32
#define OFFICE_BYTES_MAX 24

/* Tail: what stands after a number. */
typedef struct
{
  const char *to;
  char date[11];
  TlCiteIssuer issuer;
  char initials[INITIALS_SIZE];
  char *amended;
} Tail;

/* Number: a number as it was understood. */
typedef struct
{
  const char *to;
  TlDocNumber *parsed; /* NULL for a short form */
  char *normal;
  int sequence; /* of a short form or a damaged one */
  int year;
  gboolean repaired;
  gboolean complete; /* though no table knows it */
  gboolean mended;   /* letters of it are not as printed */
  gboolean torn;     /* its year is that of the date */
} Number;

static void
tail_clear (Tail *tail)
{
  g_free (tail->amended);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Tail, tail_clear)

static void
number_clear (Number *number)
{
  tl_doc_number_free (number->parsed);
  g_free (number->normal);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Number, number_clear)

/* "số", "số:", "số.", "của Hội đồng Thẩm phán số", ":" before the number. Returns the place where
 * the number must stand; @marked when the word was there. */
static const char *
before_number (const char *p, const char *end, Tail *tail, gboolean *marked)
{
  const char *from = _tl_scan_blanks (p, end);
  const char *word = _tl_scan_word (from, end, "so");

  *marked = FALSE;
  if (!word)
    {
      const char *after = _tl_cite_issuer_at (p, end, &tail->issuer, tail->initials);
      const char *again = after ? _tl_scan_blanks (after, end) : NULL;

      word = again ? _tl_scan_word (again, end, "so") : NULL;
      if (!word)
        tail->issuer = TL_CITE_ISSUER_NONE;
    }
  if (!word && (word = _tl_scan_match (from, end, "so")) != NULL
      && !(word < end && g_ascii_isdigit (*word)))
    word = NULL;
  if (word)
    {
      *marked = TRUE;
      from = _tl_scan_blanks (word, end);
    }
  if (from < end && (*from == ':' || *from == '.'))
    from = _tl_scan_blanks (from + 1, end);
  return from;
}

/* "326/UBTVQH-14", "12/QH14": the year is missing; what date or table say is put in. */
static const char *
read_damaged (const char *p, const char *end, Number *number)
{
  const char *after = _tl_scan_number (p, end, 4, &number->sequence);
  const char *suffix, *to;
  int term;

  if (!after)
    return NULL;
  suffix = _tl_scan_blanks (after, end);
  if (suffix >= end || (*suffix != '/' && !_tl_scan_dash (suffix, end)))
    return NULL;
  suffix = _tl_scan_blanks (suffix + 1, end);
  if ((to = _tl_scan_match (suffix, end, "ubtvqh")) == NULL
      && (to = _tl_scan_match (suffix, end, "qh")) == NULL)
    return NULL;
  {
    gboolean standing = g_ascii_tolower (*suffix) == 'u';

    to = _tl_scan_blanks (to, end);
    if (_tl_scan_dash (to, end))
      to = _tl_scan_blanks (_tl_scan_dash (to, end), end);
    to = _tl_scan_number (to, end, 2, &term);
    if (!to || term < 1)
      return NULL;
    number->normal = g_strdup_printf ("%s%d", standing ? "UBTVQH" : "QH", term);
  }
  number->repaired = TRUE;
  return to;
}

/* "326", "01/2019": a number without its suffix. */
static const char *
read_short (const char *p, const char *end, Number *number)
{
  const char *after = _tl_scan_number (p, end, 4, &number->sequence);
  const char *year;

  if (!after || number->sequence == 0)
    return NULL;
  if (after < end && *after == '/')
    {
      year = _tl_cite_year_at (after + 1, end, &number->year);
      if (!year)
        return NULL;
      number->mended |= !_tl_cite_is_year_clean (year);
      after = year;
    }
  if (after < end && (g_unichar_isalnum (g_utf8_get_char (after)) || *after == '/'))
    return NULL;
  /* "Nghị quyết 5.000" is an amount. */
  if (after + 1 < end && (*after == '.' || *after == ',') && g_ascii_isdigit (after[1]))
    return NULL;
  return after;
}

/* "904/XNC", "967/UBND": letters that no table knows, of a letter or decision of some office. */
static const char *
read_office (const char *p, const char *end, Number *number)
{
  const char *after = _tl_scan_number (p, end, 5, &number->sequence);
  const char *from, *to;

  if (!after || after >= end || *after != '/')
    return NULL;
  from = to = after + 1;
  while (to < end && to - from < OFFICE_BYTES_MAX
         && (g_unichar_isupper (g_utf8_get_char (to)) || *to == '-' || *to == '&'))
    to = g_utf8_next_char (to);
  while (to > from && (to[-1] == '-' || to[-1] == '&'))
    to--;
  if (to - from < 2 || (to < end && g_unichar_isalnum (g_utf8_get_char (to))))
    return NULL;
  number->normal = g_strndup (p, (gsize)(to - p));
  number->complete = TRUE;
  return to;
}

/* "64CP": the old decrees, their dash lost. */
static const char *
read_old_decree (const char *p, const char *end, Number *number)
{
  const char *after = _tl_scan_number (p, end, 3, &number->sequence);
  const char *to = after ? _tl_scan_word (_tl_scan_spaces (after, end), end, "cp") : NULL;

  if (!to || !_tl_scan_is_upper (to - 2, to))
    return NULL;
  number->normal = g_strdup_printf ("%02d-CP", number->sequence);
  number->complete = TRUE;
  number->mended = TRUE;
  return to;
}

static gboolean
is_of_office (TlCiteType type)
{
  return type == TL_CITE_LETTER || type == TL_CITE_NOTICE || type == TL_CITE_GUIDE
         || type == TL_CITE_DECISION || type == TL_CITE_DIRECTIVE;
}

/* "TTBTC": the hyphen after the kind lost. */
static void
repair_hyphen (Number *number)
{
  const char *lost = strstr (number->normal, "/TTB");
  char *repaired;

  if (!lost)
    return;
  repaired = g_strdup_printf ("%.*s/TT-%s", (int)(lost - number->normal), number->normal, lost + 3);
  g_free (number->normal);
  number->normal = repaired;
  number->mended = TRUE;
}

static const char *
read_torn (const char *p, const char *end, Number *number)
{
  const char *after = _tl_cite_torn_number_at (p, end, &number->parsed);

  if (!after)
    return NULL;
  number->sequence = (int)g_ascii_strtoll (number->parsed->sequence, NULL, 10);
  number->normal = g_strdup (number->parsed->normal);
  number->year = number->parsed->year;
  number->mended = number->torn = TRUE;
  return after;
}

static gboolean
read_number (const char *p, const char *end, TlCiteType type, Number *number)
{
  const char *after = _tl_cite_number_at (p, end, &number->parsed);

  if (after)
    {
      number->normal = g_strdup (number->parsed->normal);
      repair_hyphen (number);
      number->sequence = (int)g_ascii_strtoll (number->parsed->sequence, NULL, 10);
      number->year = number->parsed->year;
      if (number->year == 0 && number->parsed->term > 0 && !strstr (number->normal, "/NQ-")
          && !strstr (number->normal, "/PL-"))
        {
          g_free (number->normal);
          number->normal = g_strdup (number->parsed->suffix);
          number->repaired = TRUE;
        }
    }
  else if ((after = read_torn (p, end, number)) == NULL
           && (after = read_damaged (p, end, number)) == NULL
           && (type != TL_CITE_DECREE || (after = read_old_decree (p, end, number)) == NULL)
           && (!is_of_office (type) || (after = read_office (p, end, number)) == NULL)
           && (after = read_short (p, end, number)) == NULL)
    return FALSE;
  number->to = after;
  return TRUE;
}

static void
read_tail (const char *p, const char *end, Tail *tail)
{
  gboolean again = TRUE;

  tail->to = p;
  while (again)
    {
      const char *after = NULL;
      TlCiteNote note;

      again = FALSE;
      if (tail->date[0] == '\0')
        after = _tl_cite_date_at (tail->to, end, tail->date);
      if (after && after < end && *after == ')')
        after++;
      if (!after && tail->issuer == TL_CITE_ISSUER_NONE)
        after = _tl_cite_issuer_at (tail->to, end, &tail->issuer, tail->initials);
      if (!after && !tail->amended && _tl_cite_note_at (tail->to, end, &note) && note.amended)
        {
          tail->amended = note.amended;
          after = note.to;
        }
      if (after)
        {
          tail->to = after;
          again = TRUE;
        }
    }
}

/* The year that a number should have: that of the date beside it, when a document of that year is
 * known, or when the printed year lies outside the term of the Assembly and the date's does not. */
static char *
with_year (const Number *number, int year)
{
  const char *suffix = number->parsed ? number->parsed->suffix : number->normal;
  const char *sequence = number->parsed ? number->parsed->sequence : NULL;

  return sequence ? g_strdup_printf ("%s/%d/%s", sequence, year, suffix)
                  : g_strdup_printf ("%02d/%d/%s", number->sequence, year, suffix);
}

static TlCitedDoc *
seen_like (TlCiteHeads *heads, TlCiteType type, int sequence, int year)
{
  for (guint i = heads->seen->len; i > 0; i--)
    {
      TlCitedDoc *doc = g_ptr_array_index (heads->seen, i - 1);

      if (g_array_index (heads->seen_types, TlCiteType, i - 1) == type && doc->number
          && g_ascii_strtoll (doc->number, NULL, 10) == sequence
          && (year == 0 || doc->year == 0 || doc->year == year))
        return doc;
    }
  return NULL;
}

/* The only document of the tables that has this number, whatever its year; and its suffix, where
 * one is given. */
static const char *
known_like (TlCiteType type, int sequence, int year, const char *suffix)
{
  const GPtrArray *entries = _tl_catalogue_entries ();
  const char *prefix = _tl_cite_type_prefix (type);
  const char *found = NULL;

  for (guint i = 0; i < entries->len; i++)
    {
      const TlLawEntry *entry = g_ptr_array_index (entries, i);
      gboolean law = type <= TL_CITE_LAW;
      char *rest;

      if (!entry->number || (!law && !g_str_has_prefix (entry->key, prefix)))
        continue;
      if (g_ascii_strtoll (entry->number, &rest, 10) != sequence || *rest != '/')
        continue;
      if (year > 0 && g_ascii_strtoll (rest + 1, NULL, 10) != year)
        continue;
      if (suffix && !g_str_has_suffix (entry->number, suffix))
        continue;
      if (law && !suffix)
        continue;
      if (found)
        return NULL;
      found = entry->number;
    }
  return found;
}

/* The term that a suffix lacks ("326/2016/UBTVQH"): that of the year; of an election year the one
 * that a table knows, else the new one. */
static int
missing_term (const Number *number)
{
  int term = _tl_cite_term_of_year (number->year);
  int before = _tl_cite_term_of_year (number->year - 1);
  g_autofree char *old = g_strdup_printf ("%s%d", number->normal, before);

  return before != term && tl_catalogue_by_number (old) ? before : term;
}

/* "326/2016/QH14 của Ủy ban Thường vụ Quốc hội", "326/2016/UBTVQH": letters or the term of the
 * suffix are lost. */
static void
repair_assembly (Number *number, const Tail *tail, TlCiteHead *head)
{
  g_autofree char *standing = NULL;
  const char *suffix = number->parsed ? number->parsed->suffix : "";

  if (number->year == 0 || number->repaired)
    return;
  if (strcmp (suffix, "QH") == 0 || strcmp (suffix, "UBTVQH") == 0)
    {
      char *repaired = g_strdup_printf ("%s%d", number->normal, missing_term (number));

      g_free (number->normal);
      number->normal = repaired;
      number->mended = TRUE;
      suffix = strrchr (number->normal, '/') + 1;
    }
  if (tail->issuer != TL_CITE_ISSUER_STANDING || !g_str_has_prefix (suffix, "QH"))
    return;
  standing
      = g_strdup_printf ("%.*sUBTV%s", (int)(strrchr (number->normal, '/') + 1 - number->normal),
                         number->normal, suffix);
  if (!tl_catalogue_by_number (standing))
    return;
  g_free (number->normal);
  number->normal = g_steal_pointer (&standing);
  number->mended = TRUE;
  head->warnings |= TL_CITATION_WARN_ISSUER;
}

static void
repair_year (Number *number, const Tail *tail, TlCiteType type, TlCiteHead *head)
{
  int date_year = tail->date[0] ? (int)g_ascii_strtoll (tail->date, NULL, 10) : 0;
  int term = number->parsed ? number->parsed->term : 0;

  if (number->repaired)
    {
      const char *known = known_like (type, number->sequence, date_year, number->normal);
      g_autofree char *repaired = NULL;

      if (date_year > 0)
        repaired = with_year (number, date_year);
      else if (known)
        repaired = g_strdup (known);
      else
        repaired = g_strdup_printf ("%02d/%s", number->sequence, number->normal);
      g_free (number->normal);
      number->normal = g_steal_pointer (&repaired);
      number->year = date_year;
      head->warnings |= TL_CITATION_WARN_YEAR;
      head->confidence = MIN (head->confidence, TL_CONFIDENCE_MEDIUM);
      return;
    }
  if (number->parsed && number->year > 0 && !_tl_cite_fits_term (number->year, term))
    head->warnings |= TL_CITATION_WARN_YEAR;
  if (!number->parsed || number->year == 0 || date_year == 0 || date_year == number->year)
    return;
  head->warnings |= TL_CITATION_WARN_YEAR;
  head->confidence = MIN (head->confidence, TL_CONFIDENCE_MEDIUM);
  if (known_like (type, number->sequence, number->year, number->parsed->suffix))
    return;
  if (known_like (type, number->sequence, date_year, number->parsed->suffix)
      || (!_tl_cite_fits_term (number->year, term) && _tl_cite_fits_term (date_year, term)))
    {
      g_free (number->normal);
      number->normal = with_year (number, date_year);
      number->year = date_year;
    }
}

/* A short form: one named before, one that the tables alone have, or what the type and the issuer
 * leave open. */
static gboolean
take_short (TlCiteHeads *heads, TlCiteType type, Number *number, const Tail *tail, TlCiteHead *head)
{
  TlCitedDoc *seen = seen_like (heads, type, number->sequence, number->year);
  const char *known = seen ? NULL : known_like (type, number->sequence, number->year, NULL);
  const char *prefix = _tl_cite_type_prefix (type);
  g_autofree char *key = NULL;

  if (seen)
    {
      head->doc = tl_cited_doc_ref (seen);
      return TRUE;
    }
  /* "Quyết định số 14" alone names nothing. */
  if (type >= TL_CITE_DECISION && number->year == 0)
    return FALSE;
  head->confidence = MIN (head->confidence, TL_CONFIDENCE_MEDIUM);
  if (known)
    number->normal = g_strdup (known);
  else if (number->year > 0 && type == TL_CITE_DECREE)
    number->normal = g_strdup_printf ("%02d/%d/NĐ-CP", number->sequence, number->year);
  else if (number->year > 0 && type == TL_CITE_RESOLUTION && tail->issuer == TL_CITE_ISSUER_JUDGES)
    number->normal = g_strdup_printf ("%02d/%d/NQ-HĐTP", number->sequence, number->year);
  if (number->normal)
    key = g_strconcat (prefix, number->normal, NULL);
  else if (number->year > 0)
    key = g_strdup_printf ("%s%02d/%d?", prefix, number->sequence, number->year);
  else
    key = g_strdup_printf ("%s%d?", prefix, number->sequence);
  head->doc = tl_cited_doc_new (TL_CITED_NUMBER, key);
  head->doc->number = g_strdup (number->normal);
  head->doc->year = number->year;
  return TRUE;
}

/* Whether the suffix has the letters of the issuer named. */
static gboolean
fits_issuer (const char *suffix, const Tail *tail)
{
  g_auto (GStrv) groups = NULL;
  g_autofree char *folded = NULL;

  switch (tail->issuer)
    {
    case TL_CITE_ISSUER_ASSEMBLY:
      return strstr (suffix, "QH") && !strstr (suffix, "UBTVQH");
    case TL_CITE_ISSUER_STANDING:
      return strstr (suffix, "UBTVQH") != NULL;
    case TL_CITE_ISSUER_GOVERNMENT:
      return strstr (suffix, "CP") || strstr (suffix, "HĐBT") || strstr (suffix, "TTg");
    case TL_CITE_ISSUER_PREMIER:
      return strstr (suffix, "TTg") || strstr (suffix, "CP");
    case TL_CITE_ISSUER_JUDGES:
      return strstr (suffix, "HĐTP") != NULL;
    case TL_CITE_ISSUER_MINISTRY:
      break;
    default:
      return TRUE;
    }
  folded = tl_text_fold (suffix, -1, TL_FOLD_PLAIN, NULL);
  groups = g_strsplit_set (folded, "-/", -1);
  for (guint i = 0; groups[i]; i++)
    {
      GString *letters = g_string_new (NULL);
      gboolean fits;

      for (const char *c = groups[i]; *c; c++)
        if (g_ascii_isalpha (*c))
          g_string_append_c (letters, g_ascii_toupper (*c));
      /* BNN stands for BNNPTNT. A ministry's old letters are not known, so one common beginning of
       * three is enough when nothing else of the group contradicts it. */
      fits = letters->len >= 2 && g_str_has_prefix (tail->initials, letters->str);
      fits |= letters->len >= 2 && *tail->initials
              && g_str_has_prefix (letters->str, tail->initials);
      g_string_free (letters, TRUE);
      if (fits)
        return TRUE;
    }
  return FALSE;
}

static TlCitedKind
kind_of (const TlDocNumber *number, TlCiteType type)
{
  if (type == TL_CITE_LETTER || type == TL_CITE_ANSWERS || type == TL_CITE_GUIDE
      || type == TL_CITE_NOTICE)
    return TL_CITED_GUIDANCE;
  return number && number->kind == TL_DOC_NUMBER_GUIDANCE && number->year == 0
                 && type != TL_CITE_DECISION && type != TL_CITE_CONSOLIDATED
                 && type != TL_CITE_DIRECTIVE
             ? TL_CITED_GUIDANCE
             : TL_CITED_NUMBER;
}

/* Numbers without a year begin anew each year, so that their date belongs to the key. */
static gboolean
wants_date (const Number *number, TlCiteType type)
{
  return number->year == 0 && type > TL_CITE_ORDINANCE;
}

/* One named before by the same number, with its date. */
static TlCitedDoc *
seen_with_date (TlCiteHeads *heads, TlCiteType type, const Number *number)
{
  for (guint i = heads->seen->len; i > 0; i--)
    {
      TlCitedDoc *doc = g_ptr_array_index (heads->seen, i - 1);

      if (doc->date && g_array_index (heads->seen_types, TlCiteType, i - 1) == type
          && g_strcmp0 (doc->number, number->normal) == 0)
        return doc;
    }
  return NULL;
}

static void
take_number (
    TlCiteHeads *heads, TlCiteType type, const Number *number, const Tail *tail, TlCiteHead *head)
{
  const TlLawEntry *entry = type <= TL_CITE_LAW ? tl_catalogue_by_number (number->normal) : NULL;
  TlCitedDoc *seen = NULL;
  g_autofree char *key = NULL;

  if (wants_date (number, type) && !tail->date[0])
    seen = seen_with_date (heads, type, number);
  if (seen)
    {
      head->doc = tl_cited_doc_ref (seen);
      return;
    }
  if (entry && entry->core && !g_str_has_prefix (entry->key, "NQ")
      && !g_str_has_prefix (entry->key, "PL"))
    {
      gsize length = strlen (entry->key);

      head->doc = tl_cited_doc_new (TL_CITED_LAW, entry->key);
      head->doc->name = g_strdup (entry->short_name);
      head->doc->year = length > 4 ? (int)g_ascii_strtoll (entry->key + length - 4, NULL, 10) : 0;
    }
  else
    {
      if (wants_date (number, type) && tail->date[0])
        key = g_strconcat (_tl_cite_type_prefix (type), number->normal, "@", tail->date, NULL);
      else
        key = g_strconcat (_tl_cite_type_prefix (type), number->normal, NULL);
      head->doc = tl_cited_doc_new (kind_of (number->parsed, type), key);
      head->doc->year = number->year;
    }
  head->doc->number = g_strdup (number->normal);
}

/* The type printed wins, but a joint circular is often called a circular. */
static TlCiteType
type_by_suffix (TlCiteType type, const TlDocNumber *number)
{
  if (!number)
    return type;
  if (type == TL_CITE_CIRCULAR && strstr (number->suffix, "TTLT"))
    return TL_CITE_JOINT;
  if (type == TL_CITE_CODE && !g_str_has_prefix (number->suffix, "QH"))
    return TL_CITE_CODE;
  return type;
}

static gboolean
is_short (const Number *number)
{
  return !number->parsed && !number->repaired && !number->complete;
}

static gboolean
may_be_short (TlCiteType type, gboolean marked)
{
  return type > TL_CITE_LAW && type != TL_CITE_CONSTITUTION && (type < TL_CITE_DECISION || marked);
}

/* The laws in the title of an amending law carry no year; which edition it amended the table may
 * know: "BLTTDS?" is BLTTDS2015. */
static void
close_amended (TlCiteHead *head, const char *number)
{
  g_auto (GStrv) keys = head->amends ? g_strsplit (head->amends, " ", -1) : NULL;

  for (guint i = 0; keys && keys[i]; i++)
    {
      gsize length = strlen (keys[i]);
      const char *base;

      if (length == 0 || keys[i][length - 1] != '?')
        continue;
      keys[i][length - 1] = '\0';
      base = _tl_cite_amended_base (keys[i], number, NULL);
      keys[i][length - 1] = '?';
      if (base)
        {
          g_free (keys[i]);
          keys[i] = g_strdup (base);
        }
    }
  if (keys)
    {
      g_free (head->amends);
      head->amends = g_strjoinv (" ", keys);
    }
}

gboolean
_tl_cite_read_numbered (TlCiteHeads *heads,
                        const char *p,
                        const TlCiteTypeMatch *match,
                        TlCiteHead *head)
{
  g_auto (Tail) tail = { 0 };
  g_auto (Number) number = { 0 };
  TlCiteType type = match->type;
  gboolean marked;
  TlCiteNote note = { 0 };
  const char *from = before_number (match->to, heads->end, &tail, &marked);
  const char *title;

  if (from >= heads->end || !g_ascii_isdigit (*from)
      || !read_number (from, heads->end, type, &number))
    return FALSE;
  if (number.parsed && number.parsed->kind == TL_DOC_NUMBER_COURT)
    return FALSE;
  if (is_short (&number) && !may_be_short (type, marked))
    return FALSE;
  type = type_by_suffix (type, number.parsed);
  read_tail (number.to, heads->end, &tail);
  head->to = tail.to;
  title = _tl_cite_title_at (heads, tail.to, &head->amends);
  if (title)
    {
      head->to = title;
      read_tail (head->to, heads->end, &tail);
      head->to = tail.to;
    }
  else if (!tail.amended && (title = _tl_cite_title_note_at (heads, tail.to, &note)) != NULL)
    {
      tail.amended = note.amended;
      head->to = title;
    }
  repair_assembly (&number, &tail, head);
  if (number.mended)
    {
      head->warnings |= TL_CITATION_WARN_OCR | (number.torn ? TL_CITATION_WARN_YEAR : 0);
      head->confidence = TL_CONFIDENCE_LOW;
    }
  repair_year (&number, &tail, type, head);
  if (is_short (&number))
    {
      if (!take_short (heads, type, &number, &tail, head))
        return FALSE;
    }
  else
    {
      take_number (heads, type, &number, &tail, head);
      close_amended (head, number.normal);
      if (!fits_issuer (number.normal, &tail))
        head->warnings |= TL_CITATION_WARN_ISSUER;
    }
  if (head->doc->to == 0)
    {
      if (tail.date[0] && !head->doc->date)
        head->doc->date = g_strdup (tail.date);
      head->doc->amended = g_steal_pointer (&tail.amended);
    }
  _tl_cite_finish (heads, type, p, head);
  return TRUE;
}
