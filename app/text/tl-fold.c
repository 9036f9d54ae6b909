/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "text/tl-letter-private.h"
#include "text/tl-offset-map-private.h"
#include "text/tl-syllable-private.h"
#include "text/tl-tone-private.h"

static const char PLAIN_VOWELS[TL_N_VOWELS] = "?aaaeeiooouuy";

/* The letters of @c without marks; 0 to @max characters. */
static guint
strip_marks (gunichar c, gunichar *plain, guint max)
{
  gunichar parts[G_UNICHAR_MAX_DECOMPOSITION_LENGTH];
  gsize n_parts = g_unichar_fully_decompose (c, FALSE, parts, G_N_ELEMENTS (parts));
  guint n = 0;

  for (gsize i = 0; i < MIN (n_parts, G_N_ELEMENTS (parts)); i++)
    {
      if (g_unichar_type (parts[i]) != G_UNICODE_NON_SPACING_MARK && n < max)
        plain[n++] = parts[i];
    }
  /* nothing was a mark: composed of letters, as Hangul is */
  if (n == n_parts)
    {
      plain[0] = c;
      return 1;
    }
  return n;
}

/* Appends @c, which is not ASCII, folded. */
static void
append_folded (GString *out, gunichar c, TlFoldLevel level)
{
  gunichar plain[G_UNICHAR_MAX_DECOMPOSITION_LENGTH];
  TlLetter letter = _tl_letter (c);
  guint n;

  if (level == TL_FOLD_CASE)
    {
      _tl_utf8_append (out, _tl_to_lower (c));
      return;
    }
  if (letter != 0)
    {
      g_string_append_c (out, PLAIN_VOWELS[TL_LETTER_VOWEL (letter)]);
      return;
    }
  if (c == 0x110 || c == 0x111)
    {
      g_string_append_c (out, 'd');
      return;
    }
  n = strip_marks (_tl_to_lower (c), plain, G_N_ELEMENTS (plain));
  for (guint i = 0; i < n; i++)
    _tl_utf8_append (out, _tl_to_lower (plain[i]));
}

static void
fold_characters (GString *out, const char *text, gsize length, TlFoldLevel level, TlOffsetMap *map)
{
  const char *end = text + length;
  guint size;

  for (const char *p = text; p < end; p += size)
    {
      gsize before = out->len;
      gunichar c = _tl_utf8_next (p, end, &size);

      if (c < 0x80)
        {
          _tl_offset_map_add (map, before, (gsize)(p - text), FALSE);
          g_string_append_c (out, g_ascii_tolower ((char)c));
          continue;
        }
      append_folded (out, c, level);
      if (out->len > before)
        _tl_offset_map_add (map, before, (gsize)(p - text), out->len - before != size);
    }
  _tl_offset_map_close (map, out->len, length);
}

/* Brings @text back to normal form if folding has put a letter and a mark together that compose.
 */
static void
restore_normal_form (GString *text, TlOffsetMap **map)
{
  g_autofree char *normal = NULL;
  TlOffsetMap *step = NULL;

  if (_tl_text_normal_prefix (text->str, text->len) == text->len)
    return;
  normal = tl_text_normalize (text->str, (gssize)text->len, map != NULL ? &step : NULL);
  g_string_assign (text, normal);
  if (map != NULL)
    *map = _tl_offset_map_chain (*map, step);
}

char *
tl_text_fold (const char *text, gssize length, TlFoldLevel level, TlOffsetMap **map)
{
  gsize n = length < 0 ? strlen (text) : (gsize)length;
  g_autofree char *normal = NULL;
  g_autoptr (GString) folded = NULL;
  TlOffsetMap *chain = NULL;
  TlOffsetMap *step = NULL;

  if (level == TL_FOLD_EXACT)
    return tl_text_normalize (text, (gssize)n, map);
  if (_tl_text_normal_prefix (text, n) != n)
    {
      normal = tl_text_normalize (text, (gssize)n, map != NULL ? &chain : NULL);
      text = normal;
      n = strlen (normal);
    }
  folded = g_string_sized_new (n + 1);
  if (map != NULL)
    step = _tl_offset_map_new ();
  fold_characters (folded, text, n, level, step);
  chain = _tl_offset_map_chain (chain, step);
  restore_normal_form (folded, map != NULL ? &chain : NULL);
  if (level == TL_FOLD_CASE)
    {
      GString *canonical = g_string_sized_new (folded->len + 1);

      step = map != NULL ? _tl_offset_map_new () : NULL;
      _tl_tone_append_canonical (canonical, folded->str, folded->len, step);
      chain = _tl_offset_map_chain (chain, step);
      g_string_free (folded, TRUE);
      folded = canonical;
    }
  if (map != NULL)
    *map = chain;
  return g_string_free (g_steal_pointer (&folded), FALSE);
}

void
tl_syllable_plain_append (GString *plain, const char *syllable, gssize length)
{
  gsize n = length < 0 ? strlen (syllable) : (gsize)length;
  const char *end = syllable + n;
  gsize from = plain->len;
  gboolean figure = _tl_key_is_figure (syllable, n);
  guint size;

  for (const char *p = syllable; p < end; p += size)
    {
      gunichar c = _tl_utf8_next (p, end, &size);

      if (c < 0x80)
        g_string_append_c (plain, g_ascii_tolower ((char)c));
      else if (figure && _tl_key_is_dash (c))
        g_string_append_c (plain, '-');
      else if (c != TL_UTF8_INVALID)
        append_folded (plain, c, TL_FOLD_PLAIN);
    }
  if (!figure)
    _tl_key_unify (plain, from);
}

gboolean
tl_text_has_marks (const char *text)
{
  const char *end = text + strlen (text);
  guint size;

  for (const char *p = text; p < end; p += size)
    {
      gunichar c = _tl_utf8_next (p, end, &size);

      if (c < 0x80 || c == TL_UTF8_INVALID)
        continue;
      /* đ and what stands for it and for ư in damaged text */
      if (_tl_letter (c) != 0 || c == 0x110 || c == 0x111 || c == 0xD0 || c == 0xF0 || c == 0x1A2
          || c == 0x1A3 || (c >= 0x300 && c <= 0x323))
        return TRUE;
    }
  return FALSE;
}
