/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which edition of a law a title without a number means. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "law/citation/tl-catalogue.h"
#include "law/number/tl-doc-number.h"
#include "law/statute/tl-order-private.h"

/* The edition of a law that was meant in @year: the newest that existed and was in force all year,
 * or the only one; %NULL when two come into question. */
static const TlLawEntry *
choose_edition (GPtrArray *editions, int year)
{
  const TlLawEntry *chosen = NULL;

  for (guint i = editions->len; i > 0; i--)
    {
      const TlLawEntry *entry = g_ptr_array_index (editions, i - 1);
      g_autoptr (TlDocNumber) number
          = entry->number != NULL ? tl_doc_number_parse (entry->number) : NULL;

      if (number == NULL || number->year > year
          || (entry->valid_to != NULL && atoi (entry->valid_to) < year))
        continue;
      if (chosen != NULL)
        return NULL;
      chosen = entry;
      if (entry->valid_from != NULL
          && (atoi (entry->valid_from) < year
              || (atoi (entry->valid_from) == year
                  && g_str_has_suffix (entry->valid_from, "-01-01"))))
        return chosen;
    }
  return chosen;
}

/* The law that @target, read from a title alone, was in @year: by its number where that is certain,
 * else by its title. */
static TlCitedDoc *
find_edition (const TlCitedDoc *target, int year)
{
  const TlLawEntry *newest = tl_catalogue_by_number (target->number);
  g_autoptr (GPtrArray) editions = newest != NULL ? tl_catalogue_lookup (newest->title) : NULL;
  const TlLawEntry *entry;
  TlCitedDoc *doc;

  if (editions == NULL)
    return NULL;
  entry = choose_edition (editions, year);
  if (entry == newest)
    return NULL;
  doc = tl_cited_doc_new (TL_CITED_LAW, entry != NULL ? entry->key : newest->title);
  doc->name = g_strdup (entry != NULL ? entry->short_name : newest->title);
  doc->number = entry != NULL ? g_strdup (entry->number) : NULL;
  return doc;
}

void
_tl_amendments_choose_editions (GPtrArray *out, const char *number)
{
  g_autoptr (TlDocNumber) own = number != NULL ? tl_doc_number_parse (number) : NULL;

  for (guint i = 0; own != NULL && own->year > 0 && i < out->len; i++)
    {
      TlAmendment *amendment = g_ptr_array_index (out, i);
      TlCitedDoc *doc;

      if (amendment->target->kind != TL_CITED_LAW || amendment->target->number == NULL
          || amendment->target->year != 0)
        continue;
      doc = find_edition (amendment->target, own->year);
      if (doc == NULL)
        continue;
      tl_cited_doc_unref (amendment->target);
      amendment->target = doc;
    }
}
