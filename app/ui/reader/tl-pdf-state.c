/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/reader/tl-pdf-state.h"

#include <math.h>
#include <string.h>

#define MAX_PAGES 10000

static const char fits[] = "nwp";

char *
tl_pdf_state_print (const TlPdfState *state, gboolean look)
{
  char fraction[G_ASCII_DTOSTR_BUF_SIZE];
  char zoom[G_ASCII_DTOSTR_BUF_SIZE];

  g_ascii_formatd (fraction, sizeof fraction, "%.4f", state->place.fraction);
  if (!look)
    return g_strdup_printf ("@%u:%s", state->place.page + 1, fraction);
  g_ascii_formatd (zoom, sizeof zoom, "%.4f", state->zoom);
  return g_strdup_printf ("@%u:%s/%c/%s/%u/%u", state->place.page + 1, fraction, fits[state->fit],
                          zoom, state->turns % 4, (guint)state->spread);
}

static gboolean
parse_number (const char *text, double least, double most, double *number)
{
  char *end = NULL;

  *number = g_ascii_strtod (text, &end);
  return end != text && *end == '\0' && isfinite (*number) && *number >= least && *number <= most;
}

static gboolean
parse_place (const char *text, TlPdfPlace *place)
{
  g_auto (GStrv) parts = g_strsplit (text, ":", 2);
  double page;

  if (g_strv_length (parts) != 2 || !parse_number (parts[0], 1, MAX_PAGES, &page)
      || page != floor (page) || !parse_number (parts[1], -1, 2, &place->fraction))
    return FALSE;
  place->page = (guint)page - 1;
  return TRUE;
}

gboolean
tl_pdf_state_parse (const char *text, TlPdfState *state)
{
  g_auto (GStrv) parts = NULL;
  TlPdfState read;
  double turns, spread;

  if (text == NULL || *text != '@')
    return FALSE;
  read = *state;
  parts = g_strsplit (text + 1, "/", 6);
  if (parts[0] == NULL || !parse_place (parts[0], &read.place))
    return FALSE;
  if (parts[1] != NULL)
    {
      if (g_strv_length (parts) != 5 || strlen (parts[1]) != 1 || strchr (fits, *parts[1]) == NULL
          || !parse_number (parts[2], TL_PDF_ZOOM_MIN, TL_PDF_ZOOM_MAX, &read.zoom)
          || !parse_number (parts[3], 0, 3, &turns)
          || !parse_number (parts[4], TL_PDF_SPREAD_SINGLE, TL_PDF_SPREAD_BOOK, &spread))
        return FALSE;
      read.fit = (TlPdfFit)(strchr (fits, *parts[1]) - fits);
      read.turns = (guint)turns;
      read.spread = (TlPdfSpread)spread;
    }
  *state = read;
  return TRUE;
}
