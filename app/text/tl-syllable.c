/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "text/tl-letter-private.h"
#include "text/tl-syllable-private.h"
#include "text/tl-text.h"

#define MAX_LETTERS 7 /* nghiêng */
#define MAX_VOWELS  3

/* Codas as bits. */
typedef enum
{
  CODA_NONE = 1 << 0,
  CODA_C = 1 << 1,
  CODA_CH = 1 << 2,
  CODA_M = 1 << 3,
  CODA_N = 1 << 4,
  CODA_NG = 1 << 5,
  CODA_NH = 1 << 6,
  CODA_P = 1 << 7,
  CODA_T = 1 << 8,
} Coda;

#define CODA_STOPS  (CODA_C | CODA_CH | CODA_P | CODA_T)
#define CODA_COMMON (CODA_C | CODA_M | CODA_N | CODA_NG | CODA_P | CODA_T)

#define RUN(first, second, third) ((first) << 8 | (second) << 4 | (third))

typedef struct
{
  guint16 vowels;
  guint16 codas;
} Rhyme;

/* Every run of vowel letters and the codas that it takes, in the order of RUN(). */
#define A  TL_VOWEL_A
#define AB TL_VOWEL_A_BREVE
#define AC TL_VOWEL_A_CIRCUMFLEX
#define E  TL_VOWEL_E
#define EC TL_VOWEL_E_CIRCUMFLEX
#define I  TL_VOWEL_I
#define O  TL_VOWEL_O
#define OC TL_VOWEL_O_CIRCUMFLEX
#define OH TL_VOWEL_O_HORN
#define U  TL_VOWEL_U
#define UH TL_VOWEL_U_HORN
#define Y  TL_VOWEL_Y
static const Rhyme RHYMES[] = {
  { RUN (A, 0, 0), CODA_NONE | CODA_COMMON | CODA_CH | CODA_NH },
  { RUN (A, I, 0), CODA_NONE },
  { RUN (A, O, 0), CODA_NONE },
  { RUN (A, U, 0), CODA_NONE },
  { RUN (A, Y, 0), CODA_NONE },
  { RUN (AB, 0, 0), CODA_COMMON },
  { RUN (AC, 0, 0), CODA_COMMON },
  { RUN (AC, U, 0), CODA_NONE },
  { RUN (AC, Y, 0), CODA_NONE },
  { RUN (E, 0, 0), CODA_NONE | CODA_COMMON },
  { RUN (E, O, 0), CODA_NONE },
  { RUN (EC, 0, 0), CODA_NONE | CODA_CH | CODA_M | CODA_N | CODA_NH | CODA_P | CODA_T },
  { RUN (EC, U, 0), CODA_NONE },
  { RUN (I, 0, 0), CODA_NONE | CODA_CH | CODA_M | CODA_N | CODA_NH | CODA_P | CODA_T },
  { RUN (I, A, 0), CODA_NONE },
  { RUN (I, EC, 0), CODA_COMMON },
  { RUN (I, EC, U), CODA_NONE },
  { RUN (I, U, 0), CODA_NONE },
  { RUN (O, 0, 0), CODA_NONE | CODA_COMMON },
  { RUN (O, A, 0), CODA_NONE | CODA_COMMON | CODA_CH | CODA_NH },
  { RUN (O, A, I), CODA_NONE },
  { RUN (O, A, O), CODA_NONE },
  { RUN (O, A, Y), CODA_NONE },
  { RUN (O, AB, 0), CODA_COMMON },
  { RUN (O, E, 0), CODA_NONE | CODA_M | CODA_N | CODA_T },
  { RUN (O, E, O), CODA_NONE },
  { RUN (O, I, 0), CODA_NONE },
  { RUN (O, O, 0), CODA_C | CODA_NG },
  { RUN (OC, 0, 0), CODA_NONE | CODA_COMMON },
  { RUN (OC, I, 0), CODA_NONE },
  { RUN (OH, 0, 0), CODA_NONE | CODA_M | CODA_N | CODA_P | CODA_T },
  { RUN (OH, I, 0), CODA_NONE },
  { RUN (U, 0, 0), CODA_NONE | CODA_COMMON },
  { RUN (U, A, 0), CODA_NONE },
  { RUN (U, AC, 0), CODA_N | CODA_NG | CODA_T },
  { RUN (U, AC, Y), CODA_NONE },
  { RUN (U, EC, 0), CODA_NONE | CODA_CH | CODA_NH },
  { RUN (U, I, 0), CODA_NONE },
  { RUN (U, OC, 0), CODA_C | CODA_M | CODA_N | CODA_NG | CODA_T },
  { RUN (U, OC, I), CODA_NONE },
  { RUN (U, OH, 0), CODA_NONE },
  { RUN (U, Y, 0), CODA_NONE | CODA_CH | CODA_N | CODA_NH | CODA_P | CODA_T },
  { RUN (U, Y, A), CODA_NONE },
  { RUN (U, Y, EC), CODA_N | CODA_T },
  { RUN (U, Y, U), CODA_NONE },
  { RUN (UH, 0, 0), CODA_NONE | CODA_C | CODA_M | CODA_NG | CODA_T },
  { RUN (UH, A, 0), CODA_NONE },
  { RUN (UH, I, 0), CODA_NONE },
  { RUN (UH, OH, 0), CODA_COMMON },
  { RUN (UH, OH, I), CODA_NONE },
  { RUN (UH, OH, U), CODA_NONE },
  { RUN (UH, U, 0), CODA_NONE },
  { RUN (Y, 0, 0), CODA_NONE },
  { RUN (Y, EC, 0), CODA_M | CODA_N | CODA_NG | CODA_T },
  { RUN (Y, EC, U), CODA_NONE },
};
#undef A
#undef AB
#undef AC
#undef E
#undef EC
#undef I
#undef O
#undef OC
#undef OH
#undef U
#undef UH
#undef Y

/* What letters may follow an onset. */
typedef enum
{
  BEFORE_NONE, /* no onset of Vietnamese */
  BEFORE_ANY,
  BEFORE_FRONT,  /* i e ê, after k also y */
  BEFORE_OTHERS, /* not i e ê y */
} Place;

/* Consonants are packed into a number, the last in the lowest byte, with D for đ. */
#define PACK(first, second, third) ((guint32)(first) << 16 | (guint32)(second) << 8 | (third))

/* A syllable taken apart by letters. */
typedef struct
{
  guint32 onset;
  guint32 coda;
  TlVowel vowels[MAX_VOWELS + 1];
  guint n_vowels;
  TlTone tone;
} Parts;

static Place
place_of (guint32 onset)
{
  switch (onset)
    {
    case 0:
    case 'b':
    case 'd':
    case 'D':
    case 'h':
    case 'l':
    case 'm':
    case 'n':
    case 'p':
    case 'r':
    case 's':
    case 't':
    case 'v':
    case 'x':
    case PACK (0, 'c', 'h'):
    case PACK (0, 'k', 'h'):
    case PACK (0, 'n', 'h'):
    case PACK (0, 'p', 'h'):
    case PACK (0, 't', 'h'):
    case PACK (0, 't', 'r'):
      return BEFORE_ANY;
    case 'k':
    case PACK (0, 'g', 'h'):
    case PACK ('n', 'g', 'h'):
      return BEFORE_FRONT;
    case 'c':
    case 'g':
    case PACK (0, 'n', 'g'):
      return BEFORE_OTHERS;
    default:
      return BEFORE_NONE;
    }
}

static guint
coda_bit (guint32 coda)
{
  switch (coda)
    {
    case 0:
      return CODA_NONE;
    case 'c':
      return CODA_C;
    case PACK (0, 'c', 'h'):
      return CODA_CH;
    case 'm':
      return CODA_M;
    case 'n':
      return CODA_N;
    case PACK (0, 'n', 'g'):
      return CODA_NG;
    case PACK (0, 'n', 'h'):
      return CODA_NH;
    case 'p':
      return CODA_P;
    case 't':
      return CODA_T;
    default:
      return 0;
    }
}

static guint
run_of (const TlVowel *vowels, guint n)
{
  return RUN (n > 0 ? vowels[0] : 0, n > 1 ? vowels[1] : 0, n > 2 ? vowels[2] : 0);
}

/* The codas that the run of vowels takes. */
static guint
find_codas (const TlVowel *vowels, guint n)
{
  guint run = run_of (vowels, n);
  guint low = 0;
  guint high = G_N_ELEMENTS (RHYMES);

  if (n == 0 || n > MAX_VOWELS)
    return 0;
  while (low < high)
    {
      guint middle = (low + high) / 2;

      if (RHYMES[middle].vowels < run)
        low = middle + 1;
      else
        high = middle;
    }
  return low < G_N_ELEMENTS (RHYMES) && RHYMES[low].vowels == run ? RHYMES[low].codas : 0;
}

/* The consonant @c in lower case, with D for đ, or 0. */
static char
consonant_of (gunichar c)
{
  if (c == 0x110 || c == 0x111)
    return 'D';
  return c < 0x80 && g_ascii_isalpha ((char)c) ? g_ascii_tolower ((char)c) : '\0';
}

static gboolean
parts_add_vowel (Parts *parts, TlLetter letter)
{
  TlTone tone = TL_LETTER_TONE (letter);

  if (parts->coda != 0 || parts->n_vowels == G_N_ELEMENTS (parts->vowels)
      || (tone != TL_TONE_NGANG && parts->tone != TL_TONE_NGANG))
    return FALSE;
  parts->vowels[parts->n_vowels++] = TL_LETTER_VOWEL (letter);
  if (tone != TL_TONE_NGANG)
    parts->tone = tone;
  return TRUE;
}

static gboolean
parts_add_consonant (Parts *parts, char c)
{
  guint32 *letters = parts->n_vowels == 0 ? &parts->onset : &parts->coda;

  if (c == '\0' || *letters > 0xFFFF)
    return FALSE;
  *letters = *letters << 8 | (guchar)c;
  return TRUE;
}

/* Takes @text apart. Returns: whether it is consonants, vowels, consonants and one tone at most. */
static gboolean
parts_read (Parts *parts, const char *text, gsize length)
{
  const char *end = text + length;
  guint n = 0;
  guint size;

  memset (parts, 0, sizeof *parts);
  for (const char *p = text; p < end; p += size)
    {
      gunichar c = _tl_utf8_next (p, end, &size);
      TlLetter letter = _tl_letter (c);

      if (++n > MAX_LETTERS)
        return FALSE;
      if (letter != 0 ? !parts_add_vowel (parts, letter)
                      : !parts_add_consonant (parts, consonant_of (c)))
        return FALSE;
    }
  return parts->n_vowels > 0;
}

static gboolean
is_front (TlVowel vowel)
{
  return vowel == TL_VOWEL_I || vowel == TL_VOWEL_E || vowel == TL_VOWEL_E_CIRCUMFLEX
         || vowel == TL_VOWEL_Y;
}

/* qu: the u is of the onset; rhymes in y are those of u ("quyển", "quýt"). */
static gboolean
is_legal_after_q (const Parts *parts, guint coda)
{
  const TlVowel *rest = parts->vowels + 1;
  guint n = parts->n_vowels - 1;

  if (parts->vowels[0] != TL_VOWEL_U || n == 0)
    return FALSE;
  if (rest[0] == TL_VOWEL_Y)
    return (find_codas (parts->vowels, parts->n_vowels) & coda) != 0;
  return (find_codas (rest, n) & coda) != 0;
}

/* gi: the i is of the onset ("giữa"), or of onset and rhyme at once ("gì", "giếng"). */
static gboolean
is_legal_after_gi (const Parts *parts, guint coda)
{
  if ((parts->n_vowels == 1 || parts->vowels[1] == TL_VOWEL_E_CIRCUMFLEX)
      && (find_codas (parts->vowels, parts->n_vowels) & coda) != 0)
    return TRUE;
  return parts->n_vowels > 1 && (find_codas (parts->vowels + 1, parts->n_vowels - 1) & coda) != 0;
}

static gboolean
is_legal_after (Place place, const Parts *parts, guint coda)
{
  gboolean front = is_front (parts->vowels[0]);

  if (place == BEFORE_NONE || (place == BEFORE_FRONT && !front)
      || (place == BEFORE_OTHERS && front))
    return FALSE;
  /* the same rhyme is written iê after an onset and yê without one */
  if (parts->n_vowels > 1 && parts->vowels[1] == TL_VOWEL_E_CIRCUMFLEX
      && parts->vowels[0] == (parts->onset == 0 ? TL_VOWEL_I : TL_VOWEL_Y))
    return FALSE;
  return (find_codas (parts->vowels, parts->n_vowels) & coda) != 0;
}

gboolean
tl_syllable_is_legal (const char *syllable, gssize length)
{
  Parts parts;
  guint coda;

  if (!parts_read (&parts, syllable, length < 0 ? strlen (syllable) : (gsize)length))
    return FALSE;
  coda = coda_bit (parts.coda);
  if (coda == 0
      || ((coda & CODA_STOPS) != 0 && parts.tone != TL_TONE_SAC && parts.tone != TL_TONE_NANG))
    return FALSE;
  if (parts.onset == 'q')
    return is_legal_after_q (&parts, coda);
  if (parts.onset == 'g' && parts.vowels[0] == TL_VOWEL_I)
    return is_legal_after_gi (&parts, coda);
  return is_legal_after (place_of (parts.onset), &parts, coda);
}

gboolean
_tl_syllable_has_shape (const char *text, gsize length)
{
  Parts parts;

  return parts_read (&parts, text, length) && parts.n_vowels <= MAX_VOWELS
         && coda_bit (parts.coda) != 0
         && (place_of (parts.onset) != BEFORE_NONE || parts.onset == 'q');
}

void
_tl_key_unify (GString *key, gsize from)
{
  char *letters = key->str + from;

  if (key->len - from == 2 && letters[1] == 'y' && strchr ("bhklmst", letters[0]) != NULL)
    letters[1] = 'i';
  else if (key->len - from == 3 && memcmp (letters, "qui", 3) == 0)
    letters[2] = 'y';
}

gboolean
_tl_key_is_dash (gunichar c)
{
  return c == 0x2010 || c == 0x2011 || c == 0x2013;
}

gboolean
_tl_key_is_figure (const char *token, gsize length)
{
  for (gsize i = 0; i < length; i++)
    {
      if (g_ascii_isdigit (token[i]))
        return TRUE;
    }
  return FALSE;
}

void
tl_syllable_key_append (GString *key, const char *syllable, gssize length)
{
  gsize n = length < 0 ? strlen (syllable) : (gsize)length;
  const char *end = syllable + n;
  gsize from = key->len;
  TlTone tone = TL_TONE_NGANG;
  gboolean figure = _tl_key_is_figure (syllable, n);
  guint size;

  for (const char *p = syllable; p < end; p += size)
    {
      gunichar c = _tl_utf8_next (p, end, &size);
      TlLetter letter = _tl_letter (c);

      if (c < 0x80)
        {
          g_string_append_c (key, g_ascii_tolower ((char)c));
        }
      else if (letter != 0 && !figure)
        {
          if (TL_LETTER_TONE (letter) != TL_TONE_NGANG)
            tone = TL_LETTER_TONE (letter);
          _tl_utf8_append (key, _tl_letter_make (TL_LETTER_VOWEL (letter), TL_TONE_NGANG, FALSE));
        }
      else if (figure && _tl_key_is_dash (c))
        {
          g_string_append_c (key, '-');
        }
      else if (c != TL_UTF8_INVALID)
        {
          _tl_utf8_append (key, _tl_to_lower (c));
        }
    }
  if (figure)
    return;
  _tl_key_unify (key, from);
  if (tone != TL_TONE_NGANG)
    g_string_append_c (key, (char)('0' + tone));
}

char *
tl_syllable_key (const char *syllable, gssize length)
{
  GString *key = g_string_sized_new (16);

  tl_syllable_key_append (key, syllable, length);
  return g_string_free (key, FALSE);
}
