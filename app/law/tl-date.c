/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "base/tl-clock.h"
#include "law/judgment/tl-judgment-structure.h"
#include "law/tl-scan-private.h"

G_STATIC_ASSERT (TL_DATE_SIZE == 11);

/* A hyphen, slash or dot with or without spaces, or the word. */
static const char *
skip_separator (const char *p, const char *end, const char *word)
{
  const char *mark = _tl_scan_blanks (p, end);
  const char *after = _tl_scan_dash (mark, end);

  if (!after && mark < end && (*mark == '/' || *mark == '.'))
    after = mark + 1;
  if (!after)
    after = _tl_scan_word (mark, end, word);
  return after ? _tl_scan_blanks (after, end) : NULL;
}

/* The date whose day begins at @p. */
static const char *
read_date (const char *p, const char *end, char date[11])
{
  int day, month, year;

  if (!(p = _tl_scan_number (p, end, 2, &day)) || !(p = skip_separator (p, end, "thang"))
      || !(p = _tl_scan_number (p, end, 2, &month)) || !(p = skip_separator (p, end, "nam"))
      || !(p = _tl_scan_number (p, end, 4, &year)))
    return NULL;
  return tl_date_from_dmy (day, month, year, date) ? p : NULL;
}

gboolean
tl_text_find_date (const char *text, gsize window, char date[11], gsize *from, gsize *to)
{
  const char *end;

  g_return_val_if_fail (text != NULL && date != NULL, FALSE);

  end = text + strnlen (text, window);
  for (const char *p = text; p < end; p++)
    {
      const char *after;

      if (!g_ascii_isdigit (*p))
        continue;
      after = read_date (p, end, date);
      if (after && (after >= end || !g_ascii_isdigit (*after)))
        {
          if (from)
            *from = (gsize)(p - text);
          if (to)
            *to = (gsize)(after - text);
          return TRUE;
        }
      while (p + 1 < end && g_ascii_isdigit (p[1]))
        p++;
    }
  return FALSE;
}
