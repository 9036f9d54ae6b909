/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "law/citation/tl-cite-head-private.h"
#include "law/tl-scan-private.h"

/* Numbers whose year is damaged, and the terms of the National Assembly that years belong to. */

#define NUMBER_WINDOW 80

/* Whether what is left of a year's figures is in their order those of @year: "199" of 1999. */
static gboolean
is_torn_year (const char *digits, gsize n, const char *year)
{
  gsize i = 0;

  for (gsize k = 0; k < 4 && i < n; k++)
    i += digits[i] == year[k] ? 1 : 0;
  return i == n;
}

/* The date that stands near behind a number. */
static void
find_date (const char *p, const char *end, char date[11])
{
  for (const char *at = p; at < end && at - p < NUMBER_WINDOW / 2 && !date[0]; at++)
    if (*at == 'n' && (at[-1] == ' ' || at[-1] == '\n'))
      _tl_cite_date_at (at, end, date);
}

/* Reads the number at @p with @year in the place of the figures from @torn to @stop. Returns:
 * (nullable): the place after it. */
static const char *
read_with_year (const char *p,
                const char *torn,
                const char *stop,
                const char *end,
                const char *year,
                TlDocNumber **parsed)
{
  char window[NUMBER_WINDOW];
  gsize before = (gsize)(torn - p);
  gsize rest = MIN ((gsize)(end - stop), sizeof window - before - 4);
  const char *after;

  while (rest > 0 && stop + rest < end && ((guchar)stop[rest] & 0xc0) == 0x80)
    rest--;
  memcpy (window, p, before);
  memcpy (window + before, year, 4);
  memcpy (window + before + 4, stop, rest);
  after = _tl_cite_number_at (window, window + before + 4 + rest, parsed);
  return after && (gsize)(after - window) > before + 4 ? stop + (after - window) - before - 4
                                                       : NULL;
}

/* "163/199/NĐ-CP ngày 16/11/1999": a figure of the year is lost, and the date beside it has it. */
const char *
_tl_cite_torn_number_at (const char *p, const char *end, TlDocNumber **number)
{
  int sequence;
  const char *torn = _tl_scan_number (p, end, 5, &sequence);
  const char *stop;
  char date[11] = "";

  if (!torn || torn >= end || *torn != '/')
    return NULL;
  for (stop = ++torn; stop < end && stop - torn < 4 && g_ascii_isdigit (*stop);)
    stop++;
  if (stop - torn < 2 || stop - torn > 3 || stop >= end || *stop != '/')
    return NULL;
  find_date (stop, end, date);
  if (!date[0] || !is_torn_year (torn, (gsize)(stop - torn), date))
    return NULL;
  return read_with_year (p, torn, stop, end, date, number);
}

int
_tl_cite_term_of_year (int year)
{
  static const int begins[] = { 1992, 1997, 2002, 2007, 2011, 2016, 2021, 2026 };
  int term = 8;

  for (guint i = 0; i < G_N_ELEMENTS (begins); i++)
    if (year >= begins[i])
      term = 9 + (int)i;
  return term;
}

gboolean
_tl_cite_fits_term (int year, int term)
{
  /* The year of an election belongs to two terms. */
  return term == 0 || _tl_cite_term_of_year (year) == term
         || _tl_cite_term_of_year (year - 1) == term;
}
