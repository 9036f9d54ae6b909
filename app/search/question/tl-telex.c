/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "search/question/tl-telex.h"

#include <string.h>

#include "search/question/tl-vocabulary.h"
#include "text/tl-text.h"

/* Keys of the longest syllable: nghieengs, and some. */
#define MAX_KEYS 12

#define A_BREVE      0x103
#define A_CIRCUMFLEX 0xE2
#define E_CIRCUMFLEX 0xEA
#define O_CIRCUMFLEX 0xF4
#define O_HORN       0x1A1
#define U_HORN       0x1B0
#define D_STROKE     0x111

typedef struct
{
  gunichar letters[MAX_KEYS + 1];
  guint n;
  guint tone; /* as in keys of syllables */
  guint acts; /* keys that were no letters */
} Typing;

static gboolean
is_vowel (gunichar c)
{
  return (c < 0x80 && c != 0 && strchr ("aeiouy", (int)c) != NULL) || c == A_BREVE
         || c == A_CIRCUMFLEX || c == E_CIRCUMFLEX || c == O_CIRCUMFLEX || c == O_HORN
         || c == U_HORN;
}

static gboolean
has_vowel (const Typing *self)
{
  for (guint i = 0; i < self->n; i++)
    if (is_vowel (self->letters[i]))
      return TRUE;
  return FALSE;
}

/* Changes the last letter @from into @to. */
static gboolean
change (Typing *self, gunichar from, gunichar to)
{
  for (guint i = self->n; i-- > 0;)
    if (self->letters[i] == from)
      {
        self->letters[i] = to;
        self->acts++;
        return TRUE;
      }
  return FALSE;
}

static gboolean
set_tone (Typing *self, guint tone)
{
  if (!has_vowel (self) || self->tone > 0)
    return FALSE;
  self->tone = tone;
  self->acts++;
  return TRUE;
}

static gboolean
double_letter (Typing *self, gunichar c)
{
  switch (c)
    {
    case 'a':
      return change (self, 'a', A_CIRCUMFLEX);
    case 'e':
      return change (self, 'e', E_CIRCUMFLEX);
    case 'o':
      return change (self, 'o', O_CIRCUMFLEX);
    case 'd':
      return self->n > 0 && self->letters[0] == 'd' && change (self, 'd', D_STROKE);
    default:
      return FALSE;
    }
}

/* The horn on u and o side by side is one key for both. */
static gboolean
set_horn (Typing *self)
{
  for (guint i = 0; i + 1 < self->n; i++)
    if (self->letters[i] == 'u' && self->letters[i + 1] == 'o')
      {
        self->letters[i] = U_HORN;
        self->letters[i + 1] = O_HORN;
        self->acts++;
        return TRUE;
      }
  return change (self, 'o', O_HORN) || change (self, 'u', U_HORN);
}

static gboolean
press_w (Typing *self)
{
  gboolean after_u = FALSE;

  for (guint i = 0; i + 1 < self->n; i++)
    after_u |= self->letters[i] == 'u' && self->letters[i + 1] == 'a' && i > 0
               && self->letters[i - 1] != 'q';
  if (after_u)
    return change (self, 'u', U_HORN);
  if (change (self, 'a', A_BREVE) || set_horn (self))
    return TRUE;
  if (has_vowel (self) || self->n == MAX_KEYS)
    return FALSE;
  self->letters[self->n++] = U_HORN;
  self->acts++;
  return TRUE;
}

static gboolean
press_telex (Typing *self, gunichar c)
{
  static const char TONES[] = "frxsj";
  const char *tone = c < 0x80 ? strchr (TONES, (int)c) : NULL;

  if (tone != NULL && set_tone (self, (guint)(tone - TONES) + 1))
    return TRUE;
  return c == 'w' ? press_w (self) : double_letter (self, c);
}

static gboolean
press_vni (Typing *self, gunichar c)
{
  static const guint TONES[] = { 0, 4, 1, 2, 3, 5 };

  switch (c)
    {
    case '1':
    case '2':
    case '3':
    case '4':
    case '5':
      return set_tone (self, TONES[c - '0']);
    case '6':
      return change (self, 'a', A_CIRCUMFLEX) || change (self, 'e', E_CIRCUMFLEX)
             || change (self, 'o', O_CIRCUMFLEX);
    case '7':
      return set_horn (self);
    case '8':
      return change (self, 'a', A_BREVE);
    case '9':
      return change (self, 'd', D_STROKE);
    default:
      return FALSE;
    }
}

/* A word that had its marks half typed: the tone is taken off its vowel. */
static guint
take_letter (gunichar c, gunichar *letter)
{
  static const gunichar TONES[] = { 0x300, 0x309, 0x303, 0x301, 0x323 };
  gunichar base, mark, first = c;

  while (g_unichar_decompose (first, &base, &mark))
    {
      for (guint i = 0; i < G_N_ELEMENTS (TONES); i++)
        if (mark == TONES[i])
          {
            *letter = base;
            return i + 1;
          }
      break;
    }
  *letter = c;
  return 0;
}

/* ưo and uơ before another letter are ươ half typed. */
static void
finish_horns (Typing *self)
{
  for (guint i = 0; i + 2 < self->n; i++)
    if ((self->letters[i] == U_HORN && self->letters[i + 1] == 'o')
        || (self->letters[i] == 'u' && self->letters[i + 1] == O_HORN && i > 0
            && self->letters[i - 1] != 'q'))
      {
        self->letters[i] = U_HORN;
        self->letters[i + 1] = O_HORN;
      }
}

static char *
write_syllable (Typing *self)
{
  g_autoptr (GString) key = g_string_new (NULL);
  g_autofree char *shown = NULL;

  finish_horns (self);
  for (guint i = 0; i < self->n; i++)
    g_string_append_unichar (key, self->letters[i]);
  if (self->tone > 0)
    g_string_append_c (key, (char)('0' + self->tone));
  shown = tl_vocabulary_show (key->str);
  return tl_syllable_is_legal (shown, -1) ? g_steal_pointer (&shown) : NULL;
}

char *
tl_telex_read (const char *typed)
{
  Typing self = { .n = 0 };
  gboolean vni = strpbrk (typed, "123456789") != NULL;
  guint keys = 0;

  for (const char *p = typed; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_unichar_tolower (g_utf8_get_char (p));
      guint tone;

      if (++keys > MAX_KEYS || (!g_unichar_isalpha (c) && !(vni && g_unichar_isdigit (c))))
        return NULL;
      if (vni ? press_vni (&self, c) : press_telex (&self, c))
        continue;
      if (!g_unichar_isalpha (c))
        return NULL;
      tone = take_letter (c, &self.letters[self.n]);
      self.n++;
      self.tone = tone > 0 ? tone : self.tone;
    }
  return self.acts > 0 ? write_syllable (&self) : NULL;
}
