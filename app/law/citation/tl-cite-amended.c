/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "law/citation/tl-catalogue-private.h"
#include "law/citation/tl-cite-head-private.h"
#include "law/tl-table-private.h"

#define TABLE_PATH "/vn/toaan/TroLy/law/amendments.tsv"

enum
{
  COLUMN_EDITION,
  COLUMN_NUMBER,
  COLUMN_YEAR,
  COLUMN_FROM,
  COLUMN_VERIFIED,
  N_COLUMNS
};

typedef struct
{
  const char *edition;
  TlLawAmendment by;
} Amendment;

static gpointer
table_load (gpointer data)
{
  GArray *rows = g_array_new (FALSE, FALSE, sizeof (Amendment));
  g_auto (GStrv) lines = _tl_table_lines (TABLE_PATH);

  for (guint i = 0; lines[i]; i++)
    {
      g_auto (GStrv) fields = g_strsplit (lines[i], "\t", N_COLUMNS);
      Amendment row;

      g_assert (g_strv_length (fields) == N_COLUMNS);
      row.edition = g_intern_string (fields[COLUMN_EDITION]);
      row.by.number = g_intern_string (fields[COLUMN_NUMBER]);
      row.by.year = (int)g_ascii_strtoll (fields[COLUMN_YEAR], NULL, 10);
      row.by.valid_from
          = *fields[COLUMN_FROM] != '\0' ? g_intern_string (fields[COLUMN_FROM]) : NULL;
      row.by.verified = strcmp (fields[COLUMN_VERIFIED], "1") == 0;
      g_array_append_val (rows, row);
    }
  return rows;
}

static GArray *
table_get (void)
{
  static GOnce once = G_ONCE_INIT;

  return g_once (&once, table_load, NULL);
}

/* By a number, or by a year alone. */
static gboolean
is_by (const Amendment *row, const char *by)
{
  return strchr (by, '/') ? strcmp (row->by.number, by) == 0
                          : row->by.year == (int)g_ascii_strtoll (by, NULL, 10);
}

TlCiteFit
_tl_cite_amended (const char *key, const char *by)
{
  const GArray *rows = table_get ();
  TlCiteFit fit = TL_CITE_FIT_UNKNOWN;

  for (guint i = 0; i < rows->len; i++)
    {
      const Amendment *row = &g_array_index (rows, Amendment, i);

      if (strcmp (row->edition, key) != 0)
        continue;
      if (is_by (row, by))
        return TL_CITE_FIT_YES;
      fit = TL_CITE_FIT_NO;
    }
  return fit;
}

/* "BLHS" of "BLHS2015". */
static gboolean
is_edition_of (const char *edition, const char *short_name)
{
  gsize n = strlen (short_name);

  return strncmp (edition, short_name, n) == 0 && strlen (edition) == n + 4
         && g_ascii_isdigit (edition[n]);
}

const char *
_tl_cite_amended_base (const char *short_name, const char *by, gboolean *verified)
{
  const GArray *rows = table_get ();
  const char *found = NULL;

  for (guint i = 0; i < rows->len; i++)
    {
      const Amendment *row = &g_array_index (rows, Amendment, i);

      if (!is_by (row, by) || (short_name && !is_edition_of (row->edition, short_name)))
        continue;
      if (found && strcmp (found, row->edition) != 0)
        return NULL;
      found = row->edition;
      if (verified)
        *verified = row->by.verified;
    }
  return found;
}

const char *
_tl_cite_amending_number (const char *short_name, int year)
{
  const GArray *rows = table_get ();
  const char *found = NULL;

  for (guint i = 0; i < rows->len; i++)
    {
      const Amendment *row = &g_array_index (rows, Amendment, i);

      if (row->by.year != year || !is_edition_of (row->edition, short_name))
        continue;
      /* Two in one year: the year does not tell them apart. */
      if (found)
        return NULL;
      found = row->by.number;
    }
  return found;
}

GPtrArray *
tl_catalogue_list_amendments (const char *number)
{
  const GArray *rows = table_get ();
  const TlLawEntry *entry = tl_catalogue_by_number (number);
  GPtrArray *found = g_ptr_array_new ();

  for (guint i = 0; entry != NULL && i < rows->len; i++)
    {
      const Amendment *row = &g_array_index (rows, Amendment, i);

      /* "-": the line only says that none is known. */
      if (strcmp (row->edition, entry->key) == 0 && strcmp (row->by.number, "-") != 0)
        g_ptr_array_add (found, (gpointer)&row->by);
    }
  return found;
}
