/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From the name of a document in a text to its id. */
#include "config.h"

#include "corpus/tl-link-target-private.h"

#include <string.h>

#include "law/citation/tl-catalogue.h"

/* The edition of a law in force on @date; without a date, or when none is known to be, the only
 * edition there is. */
static const TlLawEntry *
choose_edition (GPtrArray *editions, const char *date, gboolean *inferred)
{
  const TlLawEntry *best = NULL;

  if (editions->len == 1)
    return g_ptr_array_index (editions, 0);
  for (guint i = 0; date != NULL && i < editions->len; i++)
    {
      const TlLawEntry *entry = g_ptr_array_index (editions, i);

      if ((entry->valid_from != NULL && strcmp (entry->valid_from, date) <= 0)
          && (entry->valid_to == NULL || strcmp (entry->valid_to, date) >= 0))
        best = entry;
    }
  /* Before the first whose beginning is known: only one that is known to have ended later. */
  for (guint i = 0; date != NULL && best == NULL && i < editions->len; i++)
    {
      const TlLawEntry *entry = g_ptr_array_index (editions, i);

      if (entry->valid_from == NULL && entry->valid_to != NULL
          && strcmp (entry->valid_to, date) >= 0)
        best = entry;
    }
  *inferred = best != NULL;
  return best;
}

static const TlLawEntry *
find_law (const TlCitedDoc *doc, const char *date, gboolean *inferred)
{
  g_autofree char *name
      = doc->year > 0 ? g_strdup_printf ("%s %d", doc->name, doc->year) : g_strdup (doc->name);
  g_autoptr (GPtrArray) editions = tl_catalogue_lookup (name);

  /* A lookup that cannot find the year gives all editions. */
  if (editions == NULL || editions->len == 0 || (doc->year > 0 && editions->len > 1))
    return NULL;
  return choose_edition (editions, date, inferred);
}

char *
_tl_cited_doc_dup_number (const TlCitedDoc *doc, const char *date, gboolean *inferred)
{
  const TlLawEntry *entry;

  *inferred = FALSE;
  if (doc->number != NULL)
    return g_strdup (doc->number);
  if (doc->kind != TL_CITED_LAW || doc->name == NULL)
    return NULL;
  entry = find_law (doc, date, inferred);
  return entry != NULL ? g_strdup (entry->number) : NULL;
}

const char *
_tl_cited_doc_type (const TlCitedDoc *doc)
{
  return g_str_has_prefix (doc->key, "NQ") ? "Nghị quyết" : NULL;
}

char *
_tl_court_dup_full (const char *court)
{
  static const struct
  {
    const char *prefix;
    const char *words;
  } abbreviations[] = { { "TAND", "Tòa án nhân dân" },
                        { "TAQS", "Tòa án quân sự" },
                        { "TA ", "Tòa án " },
                        { "Toà án", "Tòa án" } };

  for (guint i = 0; i < G_N_ELEMENTS (abbreviations); i++)
    if (g_str_has_prefix (court, abbreviations[i].prefix))
      return g_strconcat (abbreviations[i].words, court + strlen (abbreviations[i].prefix), NULL);
  return g_strdup (court);
}

/* "09/2017/GĐ-TANDTC" has one, "212/TANDTC-PC" has not. */
static gboolean
has_year (const char *number)
{
  const char *slash = strchr (number, '/');

  return slash != NULL && strspn (slash + 1, "0123456789") == 4 && slash[5] == '/';
}

char *
_tl_cited_doc_dup_id (const TlCitedDoc *doc,
                      const TlLinkIndex *index,
                      const char *date,
                      gboolean *inferred)
{
  g_autofree char *number = NULL;
  const char *named = NULL;

  *inferred = FALSE;
  switch (doc->kind)
    {
    case TL_CITED_GUIDANCE:
      /* A letter's number has no year: its date is part of its name. */
      if (doc->number != NULL && doc->date != NULL && !has_year (doc->number))
        return tl_document_make_id (doc->number, doc->date, NULL);
      G_GNUC_FALLTHROUGH;
    case TL_CITED_LAW:
    case TL_CITED_NUMBER:
      number = _tl_cited_doc_dup_number (doc, date, inferred);
      if (number == NULL && index != NULL && doc->name != NULL)
        named = tl_link_index_find_name (index, doc->name, doc->year, date, NULL);
      if (number == NULL)
        return g_strdup (named);
      return tl_document_make_statute_id (_tl_cited_doc_type (doc), number);
    case TL_CITED_PRECEDENT:
      return doc->number != NULL ? tl_document_make_id (doc->number, NULL) : NULL;
    case TL_CITED_COURT:
      if (doc->number == NULL || doc->court == NULL || doc->date == NULL)
        return NULL;
      number = _tl_court_dup_full (doc->court);
      return tl_document_make_id (doc->number, number, doc->date, NULL);
    case TL_CITED_SELF:
    case TL_CITED_PREVIOUS:
    case TL_CITED_STANDARD:
    case TL_CITED_UNKNOWN:
    default:
      return NULL;
    }
}
