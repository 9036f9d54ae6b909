/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "text/tl-letter-private.h"
#include "text/tl-offset-map-private.h"
#include "text/tl-tone-private.h"

/* How far into a syllable the reading has come. Only an onset and then exactly two vowel letters
 * interest here. */
typedef enum
{
  STATE_ONSET,
  STATE_ONE_VOWEL,
  STATE_TWO_VOWELS,
  STATE_OTHER,
} State;

typedef struct
{
  State state;
  guint n_onset;
  gunichar last_onset;
  TlLetter first;
  TlLetter second;
  gsize first_at;
  gsize second_at;
} Syllable;

static void
syllable_add (Syllable *self, gunichar c, gsize at)
{
  TlLetter letter = _tl_letter (c);

  switch (self->state)
    {
    case STATE_ONSET:
      if (letter == 0)
        {
          self->n_onset++;
          self->last_onset = c;
          return;
        }
      self->first = letter;
      self->first_at = at;
      self->state = STATE_ONE_VOWEL;
      return;
    case STATE_ONE_VOWEL:
      self->second = letter;
      self->second_at = at;
      self->state = letter != 0 ? STATE_TWO_VOWELS : STATE_OTHER;
      return;
    case STATE_TWO_VOWELS:
    case STATE_OTHER:
    default:
      self->state = STATE_OTHER;
      return;
    }
}

/* Whether the tone of a finished syllable stands on the wrong one of its two vowels. */
static gboolean
is_misplaced (const Syllable *self)
{
  TlVowel first = TL_LETTER_VOWEL (self->first);
  TlVowel second = TL_LETTER_VOWEL (self->second);
  gboolean first_has_tone = TL_LETTER_TONE (self->first) != TL_TONE_NGANG;
  gboolean second_has_tone = TL_LETTER_TONE (self->second) != TL_TONE_NGANG;

  if (self->state != STATE_TWO_VOWELS || first_has_tone == second_has_tone)
    return FALSE;
  /* in qu the u belongs to the onset and bears no tone */
  if (self->n_onset == 1 && (self->last_onset == 'q' || self->last_onset == 'Q'))
    return first == TL_VOWEL_U && first_has_tone;
  if (!second_has_tone)
    return FALSE;
  return (first == TL_VOWEL_O && (second == TL_VOWEL_A || second == TL_VOWEL_E))
         || (first == TL_VOWEL_U && second == TL_VOWEL_Y);
}

static void
append_with_tone (GString *out, TlLetter letter, TlTone tone)
{
  _tl_utf8_append (out,
                   _tl_letter_make (TL_LETTER_VOWEL (letter), tone, TL_LETTER_IS_UPPER (letter)));
}

void
_tl_tone_append_canonical (GString *out, const char *text, gsize length, TlOffsetMap *map)
{
  const char *end = text + length;
  const char *p = text;
  gsize copied = 0;

  while (p < end)
    {
      Syllable syllable = { 0 };
      gunichar c = 0;
      guint size = 0;

      for (; p < end; p += size)
        {
          c = _tl_utf8_next (p, end, &size);
          if (!_tl_is_letter (c) && !(c != TL_UTF8_INVALID && c >= 0x300 && g_unichar_ismark (c)))
            break;
          syllable_add (&syllable, c, (gsize)(p - text));
        }
      if (is_misplaced (&syllable))
        {
          _tl_offset_map_add (map, out->len, copied, FALSE);
          g_string_append_len (out, text + copied, (gssize)(syllable.first_at - copied));
          _tl_offset_map_add (map, out->len, syllable.first_at, TRUE);
          append_with_tone (out, syllable.first, TL_LETTER_TONE (syllable.second));
          _tl_offset_map_add (map, out->len, syllable.second_at, TRUE);
          append_with_tone (out, syllable.second, TL_LETTER_TONE (syllable.first));
          copied = (gsize)(p - text);
        }
      if (p < end)
        p += size;
    }
  if (copied < length)
    _tl_offset_map_add (map, out->len, copied, FALSE);
  g_string_append_len (out, text + copied, (gssize)(length - copied));
  _tl_offset_map_close (map, out->len, length);
}

char *
tl_tone_canonical (const char *text)
{
  gsize length = strlen (text);
  GString *out = g_string_sized_new (length + 1);

  _tl_tone_append_canonical (out, text, length, NULL);
  return g_string_free (out, FALSE);
}
