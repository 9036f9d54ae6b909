/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "text/tl-compose.h"

#define PIECE 256 /* bytes, about */

/* Letters that never become one with what stands before them, so that a text may be cut there: all
 * below the first marks, and blocks that hold only whole letters. Between them are scripts whose
 * vowels do become one (Indic ones, the single letters of Hangul). */
static gboolean
may_begin (gunichar letter)
{
  return letter < 0x300 || (letter >= 0x1e00 && letter < 0x1f00)
         || (letter >= 0x400 && letter < 0x483) || (letter >= 0x4e00 && letter < 0xa000)
         || (letter >= 0xac00 && letter < 0xd7a4);
}

char *
tl_text_compose (const char *text)
{
  GString *composed = g_string_new (NULL);
  const char *from = text;

  for (const char *place = text;; place = g_utf8_next_char (place))
    {
      g_autofree char *piece = NULL;

      if (*place != '\0' && (place - from < PIECE || !may_begin (g_utf8_get_char (place))))
        continue;
      piece = g_utf8_normalize (from, place - from, G_NORMALIZE_DEFAULT_COMPOSE);
      g_string_append (composed, piece);
      from = place;
      if (*place == '\0')
        break;
    }
  return g_string_free (composed, FALSE);
}

gboolean
tl_text_is_stream_safe (const char *text)
{
  guint marks = 0;

  for (; *text != '\0'; text = g_utf8_next_char (text))
    {
      marks = g_unichar_combining_class (g_utf8_get_char (text)) != 0 ? marks + 1 : 0;
      if (marks > TL_COMPOSE_MARKS)
        return FALSE;
    }
  return TRUE;
}
