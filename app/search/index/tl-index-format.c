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

static void
write_number (guint8 bytes[4], guint32 number)
{
  number = GUINT32_TO_BE (number);
  memcpy (bytes, &number, sizeof number);
}

static guint32
read_number (const guint8 bytes[4])
{
  guint32 number;

  memcpy (&number, bytes, sizeof number);
  return GUINT32_FROM_BE (number);
}

void
tl_index_fact_write (guint8 bytes[TL_INDEX_FACT_BYTES], const TlIndexFact *fact)
{
  write_number (bytes, fact->row);
  bytes[4] = (guint8)fact->kind;
  write_number (bytes + 5, fact->length);
}

gboolean
tl_index_fact_read (const void *bytes, gsize length, TlIndexFact *fact)
{
  const guint8 *at = bytes;

  if (length != TL_INDEX_FACT_BYTES || at[4] >= TL_N_DOC_KINDS)
    return FALSE;
  fact->row = read_number (at);
  fact->kind = at[4];
  fact->length = read_number (at + 5);
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
