/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Vietnamese letters as vowel, tone and case, and the scanning that all of text/ shares. */

typedef enum
{
  TL_TONE_NGANG,
  TL_TONE_HUYEN,
  TL_TONE_HOI,
  TL_TONE_NGA,
  TL_TONE_SAC,
  TL_TONE_NANG,
  TL_N_TONES,
} TlTone;

/* The twelve vowel letters in alphabetical order; 0 is "no vowel letter". */
typedef enum
{
  TL_VOWEL_NONE,
  TL_VOWEL_A,
  TL_VOWEL_A_BREVE,
  TL_VOWEL_A_CIRCUMFLEX,
  TL_VOWEL_E,
  TL_VOWEL_E_CIRCUMFLEX,
  TL_VOWEL_I,
  TL_VOWEL_O,
  TL_VOWEL_O_CIRCUMFLEX,
  TL_VOWEL_O_HORN,
  TL_VOWEL_U,
  TL_VOWEL_U_HORN,
  TL_VOWEL_Y,
  TL_N_VOWELS,
} TlVowel;

/* A vowel letter in one byte: case in bit 7, tone in bits 4 to 6, vowel in bits 0 to 3. */
typedef guint8 TlLetter;

#define TL_LETTER_VOWEL(letter)    ((TlVowel)((letter)&0x0F))
#define TL_LETTER_TONE(letter)     ((TlTone)(((letter) >> 4) & 0x07))
#define TL_LETTER_IS_UPPER(letter) (((letter)&0x80) != 0)

#define TL_UTF8_INVALID G_MAXUINT32

extern const TlLetter _tl_letters_ascii[0x80];
extern const TlLetter _tl_letters_latin[0x1B8 - 0xC0];
extern const TlLetter _tl_letters_additional[0x1F00 - 0x1EA0];
extern const guint16 _tl_letter_forms[2][TL_N_VOWELS][TL_N_TONES];

/** _tl_letter: Returns: what vowel letter @c is, 0 for none. */
static inline TlLetter
_tl_letter (gunichar c)
{
  if (c < 0x80)
    return _tl_letters_ascii[c];
  if (c >= 0xC0 && c < 0x1B8)
    return _tl_letters_latin[c - 0xC0];
  if (c >= 0x1EA0 && c < 0x1F00)
    return _tl_letters_additional[c - 0x1EA0];
  return 0;
}

/** _tl_letter_make: Returns: the letter of @vowel with @tone. */
static inline gunichar
_tl_letter_make (TlVowel vowel, TlTone tone, gboolean upper)
{
  return _tl_letter_forms[upper ? 1 : 0][vowel][tone];
}

/** _tl_utf8_next: Returns: the character at @p, which takes @size bytes; for a byte that begins
 * none, %TL_UTF8_INVALID and one byte. @p is before @end. */
static inline gunichar
_tl_utf8_next (const char *text, const char *end, guint *size)
{
  const guchar *p = (const guchar *)text;
  gsize left = (gsize)(end - text);
  gunichar c = p[0];

  *size = 1;
  if (c < 0x80)
    return c;
  if (c < 0xC2 || left < 2 || (p[1] & 0xC0) != 0x80)
    return TL_UTF8_INVALID;
  if (c < 0xE0)
    {
      *size = 2;
      return (c & 0x1F) << 6 | (p[1] & 0x3F);
    }
  if (left < 3 || (p[2] & 0xC0) != 0x80)
    return TL_UTF8_INVALID;
  if (c < 0xF0)
    {
      c = (c & 0x0F) << 12 | (gunichar)(p[1] & 0x3F) << 6 | (p[2] & 0x3F);
      if (c < 0x800 || (c >= 0xD800 && c <= 0xDFFF))
        return TL_UTF8_INVALID;
      *size = 3;
      return c;
    }
  if (c > 0xF4 || left < 4 || (p[3] & 0xC0) != 0x80)
    return TL_UTF8_INVALID;
  c = (c & 0x07) << 18 | (gunichar)(p[1] & 0x3F) << 12 | (gunichar)(p[2] & 0x3F) << 6
      | (p[3] & 0x3F);
  if (c < 0x10000 || c > 0x10FFFF)
    return TL_UTF8_INVALID;
  *size = 4;
  return c;
}

/** _tl_utf8_append: appends @c to @out. */
static inline void
_tl_utf8_append (GString *out, gunichar c)
{
  char bytes[6];

  if (c < 0x80)
    g_string_append_c (out, (char)c);
  else
    g_string_append_len (out, bytes, g_unichar_to_utf8 (c, bytes));
}

/** _tl_is_letter: whether @c is a letter, in the ranges of Latin without a table. */
static inline gboolean
_tl_is_letter (gunichar c)
{
  if (c < 0x80)
    return g_ascii_isalpha ((char)c);
  if ((c >= 0xC0 && c < 0x250) || (c >= 0x1E00 && c < 0x1F00))
    return c != 0xD7 && c != 0xF7;
  return c != TL_UTF8_INVALID && g_unichar_isalpha (c);
}

/** _tl_to_lower: Returns: @c in lower case. */
static inline gunichar
_tl_to_lower (gunichar c)
{
  TlLetter letter;

  if (c < 0x80)
    return (gunichar)g_ascii_tolower ((char)c);
  letter = _tl_letter (c);
  if (letter != 0)
    return _tl_letter_make (TL_LETTER_VOWEL (letter), TL_LETTER_TONE (letter), FALSE);
  return g_unichar_tolower (c);
}

/** _tl_text_normal_prefix: Returns: how many bytes at the beginning of @text are certainly in
 * normal form whatever stands before them; what follows may be or not. Never splits a character. */
gsize _tl_text_normal_prefix (const char *text, gsize length);

G_END_DECLS
