/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An án lệ by its running number: people leave out its year and what stands behind "AL". */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "law/number/tl-doc-number.h"
#include "search/engine/tl-search-private.h"

/* Án lệ of a library that are looked at; there are some dozens in the country. */
#define MAX_LISTED 2000

/* Whether a number as people say it, @asked, is said of @other. */
static gboolean
is_said_of (const TlDocNumber *asked, const TlDocNumber *other)
{
  return other->kind == TL_DOC_NUMBER_PRECEDENT && atoi (asked->sequence) == atoi (other->sequence)
         && (asked->year == 0 || asked->year == other->year)
         && g_str_has_prefix (other->suffix, asked->suffix);
}

/* The newest first; documents do not all say when they were issued. */
static int
compare_years (gconstpointer a, gconstpointer b)
{
  const TlDocument *left = *(const TlDocument *const *)a, *right = *(const TlDocument *const *)b;
  g_autoptr (TlDocNumber) first = tl_doc_number_parse (left->number_normal);
  g_autoptr (TlDocNumber) second = tl_doc_number_parse (right->number_normal);

  return first->year != second->year ? second->year - first->year : strcmp (left->id, right->id);
}

gboolean
_tl_search_find_precedents (TlSearchRun *self, const char *number, GPtrArray *ids, GError **error)
{
  TlLibraryQuery query = { .kind = TL_DOC_PRECEDENT, .limit = MAX_LISTED };
  g_autoptr (TlDocNumber) asked = tl_doc_number_parse (number);
  g_autoptr (GPtrArray) documents = NULL;
  guint total;

  if (asked == NULL || asked->kind != TL_DOC_NUMBER_PRECEDENT)
    return TRUE;
  documents = tl_library_list (self->library, &query, &total, error);
  for (guint i = documents != NULL ? documents->len : 0; i-- > 0;)
    {
      const TlDocument *document = g_ptr_array_index (documents, i);
      g_autoptr (TlDocNumber) other
          = document->number_normal != NULL ? tl_doc_number_parse (document->number_normal) : NULL;

      if (other == NULL || !is_said_of (asked, other))
        g_ptr_array_remove_index (documents, i);
    }
  if (documents == NULL)
    return FALSE;
  g_ptr_array_sort (documents, compare_years);
  for (guint i = 0; i < documents->len; i++)
    g_ptr_array_add (ids, g_strdup (((TlDocument *)g_ptr_array_index (documents, i))->id));
  return TRUE;
}
