/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "search/index/tl-index-format.h"

#include <stdio.h>
#include <string.h>

#define DATE_CHARACTERS 10

char *
tl_index_totals_format (const TlIndexTotals *totals)
{
  return g_strdup_printf ("%" G_GUINT64_FORMAT " %" G_GUINT64_FORMAT " %" G_GUINT64_FORMAT
                          " %" G_GUINT64_FORMAT,
                          totals->units, totals->body, totals->heading, totals->law);
}

gboolean
tl_index_totals_parse (const char *text, gsize length, TlIndexTotals *totals)
{
  g_autofree char *copy = g_strndup (text, length);
  TlIndexTotals more;

  if (sscanf (copy,
              "%" G_GUINT64_FORMAT " %" G_GUINT64_FORMAT " %" G_GUINT64_FORMAT
              " %" G_GUINT64_FORMAT,
              &more.units, &more.body, &more.heading, &more.law)
      != 4)
    return FALSE;
  totals->units += more.units;
  totals->body += more.body;
  totals->heading += more.heading;
  totals->law += more.law;
  return TRUE;
}

void
tl_index_fact_write (guint8 fact[TL_INDEX_FACT_BYTES], guint32 row, TlDocKind kind)
{
  fact[0] = (guint8)(row >> 24);
  fact[1] = (guint8)(row >> 16);
  fact[2] = (guint8)(row >> 8);
  fact[3] = (guint8)row;
  fact[4] = (guint8)kind;
}

gboolean
tl_index_fact_read (const void *bytes, gsize length, guint32 *row, guint *kind)
{
  const guint8 *fact = bytes;

  if (length != TL_INDEX_FACT_BYTES || fact[4] >= TL_N_DOC_KINDS)
    return FALSE;
  *row = (guint32)fact[0] << 24 | (guint32)fact[1] << 16 | (guint32)fact[2] << 8 | fact[3];
  *kind = fact[4];
  return TRUE;
}

gboolean
tl_index_shown_write (char shown[TL_INDEX_SHOWN_BYTES + 1], const TlIndexUnit *unit)
{
  if (*unit->shown_from == '\0' && *unit->shown_to == '\0')
    return FALSE;
  g_snprintf (shown, TL_INDEX_SHOWN_BYTES + 1, "%-10s%-10s", unit->shown_from, unit->shown_to);
  return TRUE;
}

gboolean
tl_index_shown_on (const char shown[TL_INDEX_SHOWN_BYTES], const char *date)
{
  const char *to = shown + DATE_CHARACTERS;

  return (*shown == ' ' || strncmp (shown, date, DATE_CHARACTERS) <= 0)
         && (*to == ' ' || strncmp (date, to, DATE_CHARACTERS) < 0);
}
