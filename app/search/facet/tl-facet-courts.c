/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Courts of the documents: which stand in their place today, and how they are called. */
#include "config.h"

#include <string.h>

#include "base/tl-clock.h"
#include "law/court/tl-court.h"
#include "search/facet/tl-facet-table-private.h"

/* The courts that stand today in the place of each; where the table does not know, itself. */
static void
load_heirs (TlFacetTable *self)
{
  GPtrArray *courts = self->columns[TL_COLUMN_COURT].values;
  char today[TL_DATE_SIZE];

  tl_clock_today (today);
  self->heirs = g_new0 (GPtrArray *, courts->len + 1);
  for (guint i = 0; i < courts->len; i++)
    {
      const char *id = g_ptr_array_index (courts, i);
      g_autoptr (TlCourt) court = tl_court_by_id (id);
      g_autoptr (GPtrArray) now = court != NULL ? tl_court_on_date (court, today) : NULL;

      self->heirs[i] = g_ptr_array_new_with_free_func (g_free);
      for (guint k = 0; now != NULL && k < now->len; k++)
        {
          const char *heir = ((const TlCourt *)g_ptr_array_index (now, k))->id;

          if (!g_ptr_array_find_with_equal_func (self->heirs[i], heir, g_str_equal, NULL))
            g_ptr_array_add (self->heirs[i], g_strdup (heir));
        }
      if (self->heirs[i]->len == 0)
        g_ptr_array_add (self->heirs[i], g_strdup (id));
    }
}

/* ---- Names ---- */

/* A court that no table lists is called as documents print it: its id has lost the marks. */
static char *
read_name (const char *id, const char *printed)
{
  g_autoptr (TlCourt) court = tl_court_read (printed, NULL, NULL);

  /* In sentence case, where the print says the same court. */
  return g_strdup (court != NULL && strcmp (court->id, id) == 0 ? court->name : printed);
}

static gboolean
is_listed (const char *id)
{
  g_autoptr (TlCourt) court = tl_court_by_id (id);

  return court != NULL && court->listed;
}

/* The name in the first document of each court. */
static void
load_names (TlFacetTable *self)
{
  const TlFacetValues *courts = &self->columns[TL_COLUMN_COURT];
  const TlFacetValues *issuers = &self->columns[TL_COLUMN_ISSUER];
  g_autofree gboolean *seen = g_new0 (gboolean, self->n_courts + 1);

  self->court_names = g_new0 (char *, self->n_courts + 1);
  for (guint file = 0; file < self->n_files; file++)
    for (guint32 i = 0; i < self->n_documents[file]; i++)
      {
        guint32 court = _tl_facet_first_value (&courts->parts[file], i);
        guint32 issuer = _tl_facet_first_value (&issuers->parts[file], i);
        const char *id;

        if (court == 0 || issuer == 0 || seen[court - 1])
          continue;
        seen[court - 1] = TRUE;
        id = g_ptr_array_index (courts->values, court - 1);
        if (!is_listed (id))
          self->court_names[court - 1]
              = read_name (id, g_ptr_array_index (issuers->values, issuer - 1));
      }
}

void
_tl_facet_courts_load (TlFacetTable *self)
{
  self->n_courts = self->columns[TL_COLUMN_COURT].values->len;
  load_heirs (self);
  load_names (self);
}

void
_tl_facet_courts_clear (TlFacetTable *self)
{
  for (guint i = 0; i < self->n_courts; i++)
    {
      g_ptr_array_unref (self->heirs[i]);
      g_free (self->court_names[i]);
    }
  g_free (self->heirs);
  g_free (self->court_names);
}

char *
tl_facet_table_dup_label (const TlFacetTable *self, TlFacetId facet, const char *value)
{
  const TlFacetValues *courts = &self->columns[TL_COLUMN_COURT];
  g_autofree char *key = NULL;
  guint number;

  if (facet != TL_FACET_COURT && facet != TL_FACET_COURT_ID)
    return tl_facet_label (facet, value);
  key = _tl_facet_key (value);
  number = GPOINTER_TO_UINT (g_hash_table_lookup (courts->keys, key));
  return number > 0 && self->court_names[number - 1] != NULL
             ? g_strdup (self->court_names[number - 1])
             : tl_facet_label (facet, value);
}
