/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <gio/gio.h>
#include <string.h>

#include "law/citation/tl-catalogue.h"
#include "law/citation/tl-cite-private.h"
#include "law/tl-scan-private.h"
#include "law/tl-table-private.h"
#include "text/tl-text.h"

#define TABLE_PATH "/vn/toaan/TroLy/law/edition-markers.tsv"
/* How far from the units the name of the crime is looked for. */
#define MARKER_BYTES 400

enum
{
  COLUMN_CRIME,
  COLUMN_OLD,
  COLUMN_NEW,
  COLUMN_VERIFIED,
  N_COLUMNS
};

typedef struct
{
  char *crime; /* folded */
  char *articles[2];
  gboolean verified;
} Marker;

static const char *const marker_editions[2] = { "BLHS1999", "BLHS2015" };

static gpointer
markers_load (gpointer data)
{
  GArray *rows = g_array_new (FALSE, FALSE, sizeof (Marker));
  g_auto (GStrv) lines = _tl_table_lines (TABLE_PATH);

  for (guint i = 0; lines[i]; i++)
    {
      g_auto (GStrv) fields = g_strsplit (lines[i], "\t", N_COLUMNS);
      Marker row;

      g_assert (g_strv_length (fields) == N_COLUMNS);
      row.crime = tl_text_fold (fields[COLUMN_CRIME], -1, TL_FOLD_PLAIN, NULL);
      row.articles[0] = g_strdup (fields[COLUMN_OLD]);
      row.articles[1] = g_strdup (fields[COLUMN_NEW]);
      row.verified = strcmp (fields[COLUMN_VERIFIED], "1") == 0;
      g_array_append_val (rows, row);
    }
  return rows;
}

static const GArray *
markers_get (void)
{
  static GOnce once = G_ONCE_INIT;

  return g_once (&once, markers_load, NULL);
}

static TlCiteFit
fit_of (const char *edition, const TlCitation *citation)
{
  return _tl_cite_fit (edition, citation->article, citation->clause, citation->point);
}

static const TlLawEntry *
entry_at (const GPtrArray *entries, guint i)
{
  return g_ptr_array_index (entries, i);
}

/* The worst fit of the group in an edition. */
static TlCiteFit
fit_of_group (const char *edition, GPtrArray *citations)
{
  TlCiteFit worst = TL_CITE_FIT_YES;

  for (guint i = 0; i < citations->len; i++)
    worst = MIN (worst, fit_of (edition, g_ptr_array_index (citations, i)));
  return worst;
}

/* One impossible unit among many that fit is rather a misprint. */
static gboolean
is_misprint (const char *newest, GPtrArray *citations)
{
  guint unfit = 0;

  for (guint i = 0; i < citations->len; i++)
    unfit += fit_of (newest, g_ptr_array_index (citations, i)) == TL_CITE_FIT_NO ? 1 : 0;
  return unfit < 2 && citations->len > 2;
}

/* Units that the newest edition cannot have, when one other edition alone is left. */
static const TlLawEntry *
by_impossible_units (const GPtrArray *entries, GPtrArray *citations)
{
  const TlLawEntry *left = NULL;

  if (is_misprint (entry_at (entries, entries->len - 1)->key, citations))
    return NULL;
  for (guint i = 0; i < entries->len; i++)
    {
      const TlLawEntry *entry = entry_at (entries, i);

      if (fit_of_group (entry->key, citations) == TL_CITE_FIT_NO)
        continue;
      /* Nor can one be told of whose articles nothing is known. */
      if (left || i + 1 == entries->len || !_tl_cite_is_shape_known (entry->key))
        return NULL;
      left = entry;
    }
  return left;
}

/* Articles that were inserted later ("217a"): only the edition that has them, when of all others it
 * is known that they have not. Plain articles of a longer code leave the edition open. */
static const TlLawEntry *
by_inserted_articles (const GPtrArray *entries, GPtrArray *citations)
{
  for (guint c = 0; c < citations->len; c++)
    {
      const TlCitation *citation = g_ptr_array_index (citations, c);
      const TlLawEntry *has = NULL;
      guint lack = 0;

      if (!g_ascii_isdigit (citation->article[0])
          || citation->article[strspn (citation->article, "0123456789")] == '\0')
        continue;
      for (guint i = 0; i < entries->len; i++)
        {
          TlCiteFit fit = _tl_cite_fit (entry_at (entries, i)->key, citation->article, "", "");

          has = fit == TL_CITE_FIT_YES ? entry_at (entries, i) : has;
          lack += fit == TL_CITE_FIT_NO ? 1 : 0;
        }
      if (has && entries->len > 1 && lack == entries->len - 1)
        return has;
    }
  return NULL;
}

static void
group_span (GPtrArray *citations, gsize length, gsize *from, gsize *to)
{
  *from = length;
  *to = 0;
  for (guint i = 0; i < citations->len; i++)
    {
      const TlCitation *citation = g_ptr_array_index (citations, i);

      *from = MIN (*from, citation->from);
      *to = MAX (*to, MAX (citation->to, citation->doc->to));
    }
  *to = MIN (*to, length);
  *from = MIN (*from, *to);
}

static gboolean
has_article (GPtrArray *citations, const char *article)
{
  for (guint i = 0; i < citations->len; i++)
    if (strcmp (((const TlCitation *)g_ptr_array_index (citations, i))->article, article) == 0)
      return TRUE;
  return FALSE;
}

/* A crime named near the units, and its article of one edition among them. */
static const char *
by_crime (GPtrArray *citations, const char *text, gsize length, gboolean *verified)
{
  const GArray *markers = markers_get ();
  gsize from, to;
  const char *p, *end;
  int found = -1;

  group_span (citations, length, &from, &to);
  p = text + (from > MARKER_BYTES ? from - MARKER_BYTES : 0);
  end = text + MIN (length, to + MARKER_BYTES);
  while (p < end && ((guchar)*p & 0xc0) == 0x80)
    p++;
  while (end > p && end < text + length && ((guchar)*end & 0xc0) == 0x80)
    end--;
  *verified = TRUE;
  for (guint i = 0; i < markers->len; i++)
    {
      const Marker *marker = &g_array_index (markers, Marker, i);

      for (int edition = 0; edition < 2; edition++)
        {
          if (!has_article (citations, marker->articles[edition])
              || !_tl_scan_find (p, end, marker->crime, NULL))
            continue;
          /* Two crimes that speak for two editions leave it open. */
          if (found >= 0 && found != edition)
            return NULL;
          found = edition;
          *verified &= marker->verified;
        }
    }
  return found >= 0 ? marker_editions[found] : NULL;
}

static int
year_of_key (const char *key)
{
  gsize length = strlen (key);

  return length > 4 ? (int)g_ascii_strtoll (key + length - 4, NULL, 10) : 0;
}

/* The first day on which an edition can be in force, and one by which it is: where the table has no
 * day, a law adopted in one year holds by the end of the next but one (of the codes of 2015 the
 * last began in 2018). */
static void
get_beginning (const TlLawEntry *entry, char earliest[11], char latest[11])
{
  int year = year_of_key (entry->key);

  if (entry->valid_from)
    {
      g_strlcpy (earliest, entry->valid_from, 11);
      g_strlcpy (latest, entry->valid_from, 11);
      return;
    }
  g_snprintf (earliest, 11, "%04d-01-01", CLAMP (year, 0, 9999));
  g_snprintf (latest, 11, "%04d-01-01", CLAMP (year + 3, 0, 9999));
}

/* The one edition that can be in force on @date; none where two can. */
static const TlLawEntry *
by_date (const GPtrArray *entries, const char *date)
{
  const TlLawEntry *found = NULL;
  char earliest[11], latest[11];

  for (guint i = entries->len; i-- > 0;)
    {
      const TlLawEntry *entry = entry_at (entries, i);

      get_beginning (entry, earliest, latest);
      if (strcmp (earliest, date) > 0 || (entry->valid_to && strcmp (entry->valid_to, date) < 0))
        continue;
      if (found)
        return NULL;
      found = entry;
      /* What came before an edition that is surely in force is not. */
      if (strcmp (latest, date) <= 0)
        break;
    }
  return found;
}

static void
take_edition (GPtrArray *citations, const TlLawEntry *entry, TlConfidence confidence)
{
  g_autoptr (TlCitedDoc) doc = NULL;
  const TlCitedDoc *open = ((const TlCitation *)g_ptr_array_index (citations, 0))->doc;

  doc = tl_cited_doc_new (open->kind, entry->key);
  doc->name = g_strdup (open->name);
  doc->number = g_strdup (entry->number);
  doc->year = year_of_key (entry->key);
  doc->date = g_strdup (open->date);
  doc->amended = g_strdup (open->amended);
  doc->from = open->from;
  doc->to = open->to;
  for (guint i = 0; i < citations->len; i++)
    {
      TlCitation *citation = g_ptr_array_index (citations, i);

      tl_cited_doc_unref (citation->doc);
      citation->doc = tl_cited_doc_ref (doc);
      citation->confidence = MIN (citation->confidence, confidence);
      citation->warnings |= TL_CITATION_WARN_EDITION;
    }
}

static const TlLawEntry *
entry_of_key (const GPtrArray *entries, const char *key)
{
  for (guint i = 0; key && i < entries->len; i++)
    if (strcmp (entry_at (entries, i)->key, key) == 0)
      return entry_at (entries, i);
  return NULL;
}

void
_tl_cite_choose_edition (GPtrArray *citations, const char *text, gsize length, const char *date)
{
  const TlCitedDoc *doc;
  g_autoptr (GPtrArray) entries = NULL;
  const TlLawEntry *entry;
  gboolean verified = TRUE;

  if (citations->len == 0)
    return;
  doc = ((const TlCitation *)g_ptr_array_index (citations, 0))->doc;
  if (doc->kind != TL_CITED_LAW || !doc->name || !g_str_has_suffix (doc->key, "?"))
    return;
  entries = tl_catalogue_lookup (doc->name);
  if (entries->len == 0)
    return;
  entry = by_impossible_units (entries, citations);
  if (!entry)
    entry = by_inserted_articles (entries, citations);
  if (!entry)
    entry = entry_of_key (entries, by_crime (citations, text, length, &verified));
  if (!entry && date && (entry = by_date (entries, date)) != NULL)
    verified = entry->verified;
  if (entry)
    take_edition (citations, entry, verified ? TL_CONFIDENCE_MEDIUM : TL_CONFIDENCE_LOW);
}
