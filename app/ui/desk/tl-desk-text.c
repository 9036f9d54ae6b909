/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/desk/tl-desk-text.h"

#include <glib/gi18n.h>

static const struct
{
  const char *name;
  const char *style;
} colours[TL_DESK_N_COLOURS] = {
  [TL_DESK_YELLOW] = { N_ ("Yellow"), "yellow" }, [TL_DESK_GREEN] = { N_ ("Green"), "green" },
  [TL_DESK_BLUE] = { N_ ("Blue"), "blue" },       [TL_DESK_PINK] = { N_ ("Pink"), "pink" },
  [TL_DESK_ORANGE] = { N_ ("Orange"), "orange" },
};

char *
tl_desk_text_date (gint64 time)
{
  g_autoptr (GDateTime) date = g_date_time_new_from_unix_local (time / 1000);

  return date != NULL ? g_date_time_format (date, "%d/%m/%Y") : g_strdup ("");
}

const char *
tl_desk_text_colour (TlDeskColour colour)
{
  return _ (colours[colour < TL_DESK_N_COLOURS ? colour : TL_DESK_YELLOW].name);
}

const char *
tl_desk_text_colour_style (TlDeskColour colour)
{
  return colours[colour < TL_DESK_N_COLOURS ? colour : TL_DESK_YELLOW].style;
}

char *
tl_desk_text_line (const char *text, guint length)
{
  GString *line = g_string_new (NULL);
  gboolean space = FALSE;
  guint n = 0;

  for (const char *at = text != NULL ? text : ""; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      if (g_unichar_isspace (c))
        {
          space = line->len > 0;
          continue;
        }
      if (n >= length)
        {
          g_string_append (line, "…");
          break;
        }
      if (space)
        g_string_append_c (line, ' ');
      n += space ? 2 : 1;
      space = FALSE;
      g_string_append_unichar (line, c);
    }
  return g_string_free (line, FALSE);
}
