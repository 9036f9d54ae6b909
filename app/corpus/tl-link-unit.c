/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From the units of a notation to anchors. The rule is part of the format of volumes, which do not
 * store an anchor that follows from the notation; so it stands here, apart from the reading of
 * citations, and does not change with it. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "corpus/tl-link-unit-private.h"

/* The letters of points, in their order. */
static const char *const letters[] = { "a", "b", "c", "d", "đ", "e", "g", "h", "i", "k", "l", "m",
                                       "n", "o", "p", "q", "r", "s", "t", "u", "v", "x", "y" };

#define N_LEVELS 3
#define MAX_UNIT 8 /* bytes of a number */

/* Article, clause, point, each with the last of a range or "". */
typedef struct
{
  char from[N_LEVELS][MAX_UNIT];
  char to[N_LEVELS][MAX_UNIT];
} Units;

/* Index of the letter that @at begins with, or -1. */
static int
find_letter (const char *at, gsize *length)
{
  for (guint i = 0; i < G_N_ELEMENTS (letters); i++)
    if (g_str_has_prefix (at, letters[i]))
      {
        *length = strlen (letters[i]);
        return (int)i;
      }
  return -1;
}

/* "217a" of articles and clauses, "đ" or "a1" of points. */
static gboolean
is_unit (const char *text, int level)
{
  gsize digits = strspn (text, "0123456789");
  gsize length = 0;

  if (level < 2)
    return digits > 0 && digits < 5 && text[0] != '0'
           && (text[digits] == '\0'
               || (find_letter (text + digits, &length) >= 0 && text[digits + length] == '\0'));
  return find_letter (text, &length) >= 0
         && (text[length] == '\0' || (g_ascii_isdigit (text[length]) && text[length + 1] == '\0'));
}

/* The next piece of "51.1.a..k" up to a point. */
static gboolean
take_piece (const char **at, char *piece, int level)
{
  gsize length = strcspn (*at, ".");

  if (length == 0 || length >= MAX_UNIT)
    return FALSE;
  memcpy (piece, *at, length);
  piece[length] = '\0';
  *at += length;
  return is_unit (piece, level);
}

static gboolean
parse (const char *notation, Units *units)
{
  const char *at = strchr (notation, ':');
  int level = 0;

  memset (units, 0, sizeof *units);
  if (at == NULL)
    return FALSE;
  for (at++; level < N_LEVELS; level++)
    {
      if (!take_piece (&at, units->from[level], level))
        return FALSE;
      if (g_str_has_prefix (at, ".."))
        {
          at += 2;
          if (!take_piece (&at, units->to[level], level))
            return FALSE;
        }
      if (*at == '\0')
        return TRUE;
      at++;
      /* A point of an article without clauses. */
      if (level == 0 && !g_ascii_isdigit (*at))
        level++;
    }
  return FALSE;
}

static void
append_level (GString *anchor, const char *unit, int level)
{
  static const char *const marks[N_LEVELS] = { "d", ".k", ".p" };

  g_string_append (anchor, marks[level]);
  for (; *unit != '\0'; unit = g_utf8_next_char (unit))
    {
      gunichar c = g_utf8_get_char (unit);

      if (c == 0x111) /* đ */
        g_string_append (anchor, "dd");
      else
        g_string_append_unichar (anchor, c);
    }
}

/* The anchor with @unit in the place of the unit at @level (-1: none is replaced). */
static char *
dup_anchor (const Units *units, int level, const char *unit)
{
  GString *anchor = g_string_new (NULL);

  for (int i = 0; i < N_LEVELS; i++)
    if (*units->from[i] != '\0')
      append_level (anchor, i == level ? unit : units->from[i], i);
  return g_string_free (anchor, FALSE);
}

char *
_tl_notation_dup_anchor (const char *notation)
{
  Units units;

  return parse (notation, &units) ? dup_anchor (&units, -1, NULL) : NULL;
}

/* The deepest level that is a range, or -1. */
static int
find_range (const Units *units)
{
  for (int i = N_LEVELS - 1; i >= 0; i--)
    if (*units->to[i] != '\0')
      return i;
  return -1;
}

static void
add_numbers (const Units *units, int level, guint most, GPtrArray *anchors)
{
  int from = atoi (units->from[level]);
  int to = atoi (units->to[level]);

  for (int n = from + 1; n <= to && anchors->len < most; n++)
    {
      g_autofree char *unit = n < to ? g_strdup_printf ("%d", n) : g_strdup (units->to[level]);
      g_ptr_array_add (anchors, dup_anchor (units, level, unit));
    }
}

static void
add_letters (const Units *units, guint most, GPtrArray *anchors)
{
  gsize length;
  int from = find_letter (units->from[2], &length);
  int to = find_letter (units->to[2], &length);

  for (int n = from + 1; n <= to && anchors->len < most; n++)
    g_ptr_array_add (anchors, dup_anchor (units, 2, n < to ? letters[n] : units->to[2]));
}

void
_tl_notation_add_units (const char *notation, guint most, GPtrArray *anchors)
{
  Units units;
  int level;

  if (!parse (notation, &units))
    return;
  level = find_range (&units);
  g_ptr_array_add (anchors, dup_anchor (&units, -1, NULL));
  if (level == 2)
    add_letters (&units, most, anchors);
  else if (level >= 0)
    add_numbers (&units, level, most, anchors);
}
