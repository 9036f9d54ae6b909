/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "text/tl-legacy-private.h"
#include "text/tl-letter-private.h"
#include "text/tl-text.h"

#define SOFT_HYPHEN 0xAD
#define MAX_WORD    64 /* characters of a word that are looked at for case and syllables */

/* TCVN 5712:1993 VN3 from A1 to FE, 0 where it has nothing (glibc's TCVN5712-1). */
static const guint16 TCVN3[] = {
  0x0102, 0x00C2, 0x00CA, 0x00D4, 0x01A0, 0x01AF, 0x0110, 0x0103, 0x00E2, 0x00EA, 0x00F4, 0x01A1,
  0x01B0, 0x0111, 0x0000, 0x0000, 0x0000, 0x0000, 0x0000, 0x0000, 0x00E0, 0x1EA3, 0x00E3, 0x00E1,
  0x1EA1, 0x0000, 0x1EB1, 0x1EB3, 0x1EB5, 0x1EAF, 0x0000, 0x0000, 0x0000, 0x0000, 0x0000, 0x0000,
  0x0000, 0x1EB7, 0x1EA7, 0x1EA9, 0x1EAB, 0x1EA5, 0x1EAD, 0x00E8, 0x0000, 0x1EBB, 0x1EBD, 0x00E9,
  0x1EB9, 0x1EC1, 0x1EC3, 0x1EC5, 0x1EBF, 0x1EC7, 0x00EC, 0x1EC9, 0x0000, 0x0000, 0x0000, 0x0129,
  0x00ED, 0x1ECB, 0x00F2, 0x0000, 0x1ECF, 0x00F5, 0x00F3, 0x1ECD, 0x1ED3, 0x1ED5, 0x1ED7, 0x1ED1,
  0x1ED9, 0x1EDD, 0x1EDF, 0x1EE1, 0x1EDB, 0x1EE3, 0x00F9, 0x0000, 0x1EE7, 0x0169, 0x00FA, 0x1EE5,
  0x1EEB, 0x1EED, 0x1EEF, 0x1EE9, 0x1EF1, 0x1EF3, 0x1EF7, 0x1EF9, 0x00FD, 0x1EF5,
};

/* What a mark of VNI adds to the letter before it. */
typedef struct
{
  guint8 mark; /* small; capitals are 0x20 below */
  TlTone tone;
} VniMark;

static const VniMark VNI_TONES[] = { { 0xF9, TL_TONE_SAC },
                                     { 0xF8, TL_TONE_HUYEN },
                                     { 0xFB, TL_TONE_HOI },
                                     { 0xF5, TL_TONE_NGA },
                                     { 0xEF, TL_TONE_NANG } };
static const VniMark VNI_CIRCUMFLEX[]
    = { { 0xE2, TL_TONE_NGANG }, { 0xE1, TL_TONE_SAC }, { 0xE0, TL_TONE_HUYEN },
        { 0xE5, TL_TONE_HOI },   { 0xE3, TL_TONE_NGA }, { 0xE4, TL_TONE_NANG } };
static const VniMark VNI_BREVE[]
    = { { 0xEA, TL_TONE_NGANG }, { 0xE9, TL_TONE_SAC }, { 0xE8, TL_TONE_HUYEN },
        { 0xFA, TL_TONE_HOI },   { 0xFC, TL_TONE_NGA }, { 0xEB, TL_TONE_NANG } };

gboolean
_tl_legacy_is_word (gunichar c)
{
  if (c < 0x80)
    return g_ascii_isalpha ((char)c);
  if (c <= 0xFF)
    return c > 0xA0;
  return c != TL_UTF8_INVALID && (_tl_is_letter (c) || g_unichar_ismark (c));
}

static gunichar
from_tcvn3 (gunichar c)
{
  if (c < 0xA1 || c > 0xFE || TCVN3[c - 0xA1] == 0)
    return c;
  return TCVN3[c - 0xA1];
}

/* A VNI letter that stands for itself. The rows of o, ơ, u, ư and y, here and below, follow common
 * converters; they were not checked against a published table. */
static gunichar
from_vni_single (gunichar c)
{
  gboolean upper = c >= 0xC0 && c <= 0xDE;

  switch (upper ? c + 0x20 : c)
    {
    case 0xE6:
      return _tl_letter_make (TL_VOWEL_I, TL_TONE_HOI, upper);
    case 0xF3:
      return _tl_letter_make (TL_VOWEL_I, TL_TONE_NGA, upper);
    case 0xF2:
      return _tl_letter_make (TL_VOWEL_I, TL_TONE_NANG, upper);
    case 0xEE:
      return _tl_letter_make (TL_VOWEL_Y, TL_TONE_NANG, upper);
    case 0xF1:
      return upper ? 0x110 : 0x111;
    case 0xF4:
      return _tl_letter_make (TL_VOWEL_O_HORN, TL_TONE_NGANG, upper);
    case 0xF6:
      return _tl_letter_make (TL_VOWEL_U_HORN, TL_TONE_NGANG, upper);
    default:
      return c;
    }
}

static const VniMark *
find_mark (const VniMark *marks, guint n, gunichar c)
{
  for (guint i = 0; i < n; i++)
    {
      if (c == marks[i].mark || c == (gunichar)marks[i].mark - 0x20)
        return &marks[i];
    }
  return NULL;
}

/* The letter that @base and the mark byte @c make in VNI, or 0. @base is already converted, so that
 * ô is ơ and ö is ư. */
static gunichar
from_vni_pair (gunichar base, gunichar c)
{
  /* the rows of circumflex letters; 0 for bases without one */
  static const guint8 with_circumflex[TL_N_VOWELS] = { [TL_VOWEL_A] = TL_VOWEL_A_CIRCUMFLEX,
                                                       [TL_VOWEL_E] = TL_VOWEL_E_CIRCUMFLEX,
                                                       [TL_VOWEL_O] = TL_VOWEL_O_CIRCUMFLEX };
  static const gboolean takes_tone[TL_N_VOWELS] = {
    [TL_VOWEL_A] = TRUE, [TL_VOWEL_E] = TRUE,      [TL_VOWEL_O] = TRUE, [TL_VOWEL_O_HORN] = TRUE,
    [TL_VOWEL_U] = TRUE, [TL_VOWEL_U_HORN] = TRUE, [TL_VOWEL_Y] = TRUE
  };
  TlLetter letter = _tl_letter (base);
  TlVowel vowel = TL_LETTER_VOWEL (letter);
  gboolean upper = TL_LETTER_IS_UPPER (letter);
  const VniMark *mark;

  if (!takes_tone[vowel] || TL_LETTER_TONE (letter) != TL_TONE_NGANG)
    return 0;
  mark = find_mark (VNI_TONES, G_N_ELEMENTS (VNI_TONES), c);
  if (mark != NULL)
    return _tl_letter_make (vowel, mark->tone, upper);
  mark = find_mark (VNI_CIRCUMFLEX, G_N_ELEMENTS (VNI_CIRCUMFLEX), c);
  if (mark != NULL && with_circumflex[vowel] != 0)
    return _tl_letter_make (with_circumflex[vowel], mark->tone, upper);
  mark = find_mark (VNI_BREVE, G_N_ELEMENTS (VNI_BREVE), c);
  return mark != NULL && vowel == TL_VOWEL_A ? _tl_letter_make (TL_VOWEL_A_BREVE, mark->tone, upper)
                                             : 0;
}

static void
append_vni (GString *out, const char *p, const char *end)
{
  gunichar base = 0; /* converted, not yet written */
  guint size;

  for (; p < end; p += size)
    {
      gunichar c = _tl_utf8_next (p, end, &size);
      gunichar pair = base != 0 ? from_vni_pair (base, c) : 0;

      if (pair != 0)
        {
          _tl_utf8_append (out, pair);
          base = 0;
          continue;
        }
      if (base != 0)
        _tl_utf8_append (out, base);
      base = from_vni_single (c);
    }
  if (base != 0)
    _tl_utf8_append (out, base);
}

/* The case of the ASCII letters of a word. */
static void
count_case (const char *p, const char *end, guint *n_upper, guint *n_lower)
{
  *n_upper = *n_lower = 0;
  for (; p < end; p++)
    {
      *n_upper += g_ascii_isupper (*p) ? 1 : 0;
      *n_lower += g_ascii_islower (*p) ? 1 : 0;
    }
}

static gboolean
is_capitals (const char *p, const char *end)
{
  guint n_upper, n_lower;

  count_case (p, end, &n_upper, &n_lower);
  return n_upper > 1 && n_lower == 0;
}

/* Whether the word before @from or after @to, on the same line, is in capitals. */
static gboolean
stands_in_capitals (const char *text, gsize length, gsize from, gsize to)
{
  const char *end = text + length;
  const char *p = text + from;
  const char *word_end;

  while (p > text && p[-1] == ' ')
    p--;
  word_end = p;
  while (p > text && !g_ascii_isspace (p[-1]) && word_end - p < MAX_WORD)
    p--;
  if (is_capitals (p, word_end))
    return TRUE;
  for (p = text + to; p < end && *p == ' '; p++)
    ;
  for (word_end = p; word_end < end && !g_ascii_isspace (*word_end) && word_end - p < MAX_WORD;)
    word_end++;
  return is_capitals (p, word_end);
}

/* Puts ư before ơ where only that makes a syllable: nớc is nước that lost its soft hyphen. */
static void
restore_lost_horn (GString *out, gsize from)
{
  g_autoptr (GString) word = NULL;
  const char *p = out->str + from;
  const char *end = out->str + out->len;
  TlLetter letter = 0;
  guint size = 0;

  if (out->len - from > MAX_WORD || tl_syllable_is_legal (p, end - p))
    return;
  for (; p < end; p += size)
    {
      letter = _tl_letter (_tl_utf8_next (p, end, &size));
      if (TL_LETTER_VOWEL (letter) == TL_VOWEL_O_HORN)
        break;
    }
  if (p >= end)
    return;
  word = g_string_new_len (out->str + from, p - (out->str + from));
  _tl_utf8_append (word, _tl_letter_make (TL_VOWEL_U_HORN, TL_TONE_NGANG, FALSE));
  g_string_append_len (word, p, end - p);
  if (!tl_syllable_is_legal (word->str, (gssize)word->len))
    return;
  g_string_truncate (out, from);
  g_string_append_len (out, word->str, (gssize)word->len);
}

static void
append_tcvn3 (GString *out, const char *text, gsize length, gsize from, gsize to)
{
  const char *end = text + to;
  gsize out_from = out->len;
  gboolean has_hyphen = FALSE;
  guint n_upper, n_lower;
  guint size;

  for (const char *p = text + from; p < end; p += size)
    {
      gunichar c = _tl_utf8_next (p, end, &size);

      has_hyphen = has_hyphen || c == SOFT_HYPHEN;
      _tl_utf8_append (out, from_tcvn3 (c));
    }
  if (!has_hyphen)
    restore_lost_horn (out, out_from);
  count_case (text + from, text + to, &n_upper, &n_lower);
  if (n_lower == 0 && n_upper > 0 && (n_upper > 1 || stands_in_capitals (text, length, from, to)))
    {
      g_autofree char *upper = g_utf8_strup (out->str + out_from, (gssize)(out->len - out_from));

      g_string_truncate (out, out_from);
      g_string_append (out, upper);
    }
}

void
_tl_legacy_append_word (
    GString *out, const char *text, gsize length, gsize from, gsize to, TlLegacyEncoding encoding)
{
  if (encoding == TL_LEGACY_TCVN3)
    append_tcvn3 (out, text, length, from, to);
  else if (encoding == TL_LEGACY_VNI)
    append_vni (out, text + from, text + to);
  else
    g_string_append_len (out, text + from, (gssize)(to - from));
}
