/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "text/tl-letter-private.h"
#include "text/tl-offset-map-private.h"

/* Almost all text is in normal form already and is copied in long runs; what is not is repaired one
 * character, or one letter with its combining marks, at a time. Composing letter by letter keeps
 * the offset map exact. */

#define CIRCUMFLEX  0x0302
#define BREVE       0x0306
#define HORN        0x031B
#define REPLACEMENT 0xFFFD
#define MAX_DECOMPOSED                                                                             \
  32 /* characters of one letter with all its marks; Unicode's Stream-Safe                         \
        Text Format allows 30 marks */

typedef struct
{
  GString *out;
  TlOffsetMap *map;
} Normalizer;

/* What happens to a character that is not simply copied. */
typedef enum
{
  ACTION_KEEP,
  ACTION_SPACE,
  ACTION_NEWLINE,
  ACTION_DROP,
  ACTION_REPLACE,
  ACTION_MARK,
} Action;

/* Which continuation bytes make a character that is normal whatever its neighbours are; bit n is
 * byte 0x80 + n. */
#define ALL_BUT(mask) (~(guint64)(mask))
#define BIT(byte)     (G_GUINT64_CONSTANT (1) << ((byte)-0x80))

static const guint64 NORMAL_TWO_BYTES[] = {
  /* C2: no controls, no NBSP, no soft hyphen */
  G_GUINT64_CONSTANT (0xFFFFFFFE00000000) & ALL_BUT (BIT (0xAD)),
  ALL_BUT (BIT (0x90) | BIT (0xB0)), /* C3: no eth */
  ALL_BUT (0),                       /* C4 */
  ALL_BUT (0),                       /* C5 */
  ALL_BUT (BIT (0xA2) | BIT (0xA3)), /* C6: no OI */
};

/* E2 80: dashes, quotes and the ellipsis; no spaces, no direction marks, no line separators. */
static const guint64 NORMAL_PUNCTUATION = G_GUINT64_CONSTANT (0xFFFF00FFFFFF0000);

static inline gboolean
is_continuation (guchar c)
{
  return (c & 0xC0) == 0x80;
}

/* The length of the character at @p if it is normal whatever its neighbours are, else 0. Covers the
 * Latin of Vietnamese and general punctuation; everything else is decided slowly. */
static inline guint
normal_size (const guchar *p, const guchar *end)
{
  guint lead = p[0];

  if (lead >= 0xC2 && lead <= 0xC6)
    return end - p >= 2 && is_continuation (p[1])
                   && (NORMAL_TWO_BYTES[lead - 0xC2] & BIT (p[1])) != 0
               ? 2
               : 0;
  if (end - p < 3 || !is_continuation (p[2]))
    return 0;
  if (lead == 0xE1)
    return p[1] == 0xBA || p[1] == 0xBB ? 3 : 0;
  return lead == 0xE2 && p[1] == 0x80 && (NORMAL_PUNCTUATION & BIT (p[2])) != 0 ? 3 : 0;
}

static inline gboolean
is_normal_ascii (guchar c)
{
  return (c >= 0x20 && c < 0x7F) || c == '\t' || c == '\n';
}

gsize
_tl_text_normal_prefix (const char *text, gsize length)
{
  const guchar *p = (const guchar *)text;
  const guchar *end = p + length;

  while (p < end)
    {
      guint size;

      if (*p < 0x80)
        {
          if (!is_normal_ascii (*p))
            break;
          p++;
          continue;
        }
      size = normal_size (p, end);
      if (size == 0)
        break;
      p += size;
    }
  return (gsize)(p - (const guchar *)text);
}

/* Controls and characters without width. U+034F only keeps marks from composing. */
static gboolean
is_dropped (gunichar c)
{
  static const struct
  {
    gunichar first;
    gunichar last;
  } ranges[] = { { 0x00, 0x1F },     { 0x7F, 0x9F },     { 0xAD, 0xAD },     { 0x34F, 0x34F },
                 { 0x61C, 0x61C },   { 0x180E, 0x180E }, { 0x200B, 0x200F }, { 0x202A, 0x202E },
                 { 0x2060, 0x206F }, { 0xFEFF, 0xFEFF }, { 0xFFF9, 0xFFFB }, { 0xE0000, 0xE007F } };

  for (guint i = 0; i < G_N_ELEMENTS (ranges) && c >= ranges[i].first; i++)
    {
      if (c <= ranges[i].last)
        return TRUE;
    }
  return FALSE;
}

static Action
classify (gunichar c)
{
  switch (c)
    {
    case '\t':
    case '\n':
      return ACTION_KEEP;
    case '\r':
    case '\v':
    case '\f':
    case 0x85:
    case 0x2028:
    case 0x2029:
      return ACTION_NEWLINE;
    case 0xA0:
    case 0x1680:
    case 0x202F:
    case 0x205F:
    case 0x3000:
      return ACTION_SPACE;
    case 0xD0:
    case 0xF0:
    case 0x1A2:
    case 0x1A3:
    case TL_UTF8_INVALID:
      return ACTION_REPLACE;
    default:
      break;
    }
  if (c >= 0x2000 && c <= 0x200A)
    return ACTION_SPACE;
  if (is_dropped (c))
    return ACTION_DROP;
  return g_unichar_ismark (c) ? ACTION_MARK : ACTION_KEEP;
}

static gunichar
replacement_for (gunichar c)
{
  switch (c)
    {
    case 0xD0: /* eth for đ */
      return 0x110;
    case 0xF0:
      return 0x111;
    case 0x1A2: /* OI for ư, where fonts drew one as the other */
      return 0x1AF;
    case 0x1A3:
      return 0x1B0;
    default:
      return REPLACEMENT;
    }
}

/* The letter @letter with @mark on it, or 0 if it takes the general way. */
static gunichar
add_mark (TlLetter letter, gunichar mark)
{
  static const guint8 with_circumflex[TL_N_VOWELS] = { [TL_VOWEL_A] = TL_VOWEL_A_CIRCUMFLEX,
                                                       [TL_VOWEL_E] = TL_VOWEL_E_CIRCUMFLEX,
                                                       [TL_VOWEL_O] = TL_VOWEL_O_CIRCUMFLEX };
  static const guint8 with_horn[TL_N_VOWELS]
      = { [TL_VOWEL_O] = TL_VOWEL_O_HORN, [TL_VOWEL_U] = TL_VOWEL_U_HORN };
  TlVowel vowel = TL_LETTER_VOWEL (letter);
  TlTone tone = TL_LETTER_TONE (letter);
  gboolean upper = TL_LETTER_IS_UPPER (letter);
  /* the dot below stands before the shape in canonical order, the other tones after it */
  gboolean takes_shape = tone == TL_TONE_NGANG || tone == TL_TONE_NANG;
  TlTone new_tone;

  switch (mark)
    {
    case CIRCUMFLEX:
      if (!takes_shape || with_circumflex[vowel] == 0)
        return 0;
      return _tl_letter_make (with_circumflex[vowel], tone, upper);
    case BREVE:
      if (!takes_shape || vowel != TL_VOWEL_A)
        return 0;
      return _tl_letter_make (TL_VOWEL_A_BREVE, tone, upper);
    case HORN:
      return with_horn[vowel] != 0 ? _tl_letter_make (with_horn[vowel], tone, upper) : 0;
    case 0x0300:
      new_tone = TL_TONE_HUYEN;
      break;
    case 0x0301:
      new_tone = TL_TONE_SAC;
      break;
    case 0x0303:
      new_tone = TL_TONE_NGA;
      break;
    case 0x0309:
      new_tone = TL_TONE_HOI;
      break;
    case 0x0323:
      new_tone = TL_TONE_NANG;
      break;
    default:
      return 0;
    }
  return vowel != TL_VOWEL_NONE && tone == TL_TONE_NGANG ? _tl_letter_make (vowel, new_tone, upper)
                                                         : 0;
}

/* Where the last letter of @out begins, its marks included. */
static gsize
find_last_letter (const GString *out, gsize length)
{
  const char *p = out->str + length;

  while (p > out->str)
    {
      p = g_utf8_prev_char (p);
      if (!g_unichar_ismark (g_utf8_get_char (p)))
        break;
    }
  return (gsize)(p - out->str);
}

static guint
count_decomposed (const char *text)
{
  guint n = 0;

  for (; *text != '\0'; text = g_utf8_next_char (text))
    n += (guint)g_unichar_fully_decompose (g_utf8_get_char (text), FALSE, NULL, 0);
  return n;
}

/* Drops the spaces at the end of the output if a letter stands before them: "Bô ̣" is "Bộ". */
static void
drop_spaces_before_mark (Normalizer *self)
{
  gsize end = self->out->len;

  while (end > 0 && self->out->str[end - 1] == ' ')
    end--;
  if (end == self->out->len || end == 0
      || !_tl_is_letter (g_utf8_get_char (self->out->str + find_last_letter (self->out, end))))
    return;
  g_string_truncate (self->out, end);
}

/* @mark belongs to what was written last. */
static void
append_mark (Normalizer *self, gunichar mark, gsize source)
{
  GString *out = self->out;
  gsize old_length = out->len;
  g_autofree char *composed = NULL;
  gunichar letter = 0;
  gsize from;

  drop_spaces_before_mark (self);
  from = find_last_letter (out, out->len);
  if (from < out->len && g_utf8_next_char (out->str + from) == out->str + out->len)
    letter = add_mark (_tl_letter (g_utf8_get_char (out->str + from)), mark);
  if (from < old_length && self->map != NULL)
    {
      _tl_offset_map_close (self->map, old_length, source);
      source = tl_offset_map_to_source (self->map, from);
    }
  if (letter != 0)
    {
      g_string_truncate (out, from);
      _tl_utf8_append (out, letter);
    }
  else
    {
      gsize unmarked = out->len;

      _tl_utf8_append (out, mark);
      if (count_decomposed (out->str + from) > MAX_DECOMPOSED)
        {
          g_string_truncate (out, unmarked);
        }
      else
        {
          composed = g_utf8_normalize (out->str + from, (gssize)(out->len - from),
                                       G_NORMALIZE_DEFAULT_COMPOSE);
          g_string_truncate (out, from);
          g_string_append (out, composed);
        }
    }
  _tl_offset_map_rewind (self->map, from);
  _tl_offset_map_add (self->map, from, source, TRUE);
}

/* A character outside the quick ranges that is kept: composed with a Hangul letter before it, or
 * replaced by its canonical equivalent, or as it is. */
static void
append_other (Normalizer *self, gunichar c, gsize source)
{
  gunichar first, second, syllable;

  if (c >= 0x1161 && c <= 0x11C2 && self->out->len > 0)
    {
      const char *last = g_utf8_prev_char (self->out->str + self->out->len);
      gsize from = (gsize)(last - self->out->str);

      if (g_unichar_compose (g_utf8_get_char (last), c, &syllable))
        {
          if (self->map != NULL)
            {
              _tl_offset_map_close (self->map, self->out->len, source);
              source = tl_offset_map_to_source (self->map, from);
            }
          g_string_truncate (self->out, from);
          _tl_utf8_append (self->out, syllable);
          _tl_offset_map_rewind (self->map, from);
          _tl_offset_map_add (self->map, from, source, TRUE);
          return;
        }
    }
  if (g_unichar_decompose (c, &first, &second))
    {
      g_autofree char *composed = NULL;
      char bytes[6];

      composed
          = g_utf8_normalize (bytes, g_unichar_to_utf8 (c, bytes), G_NORMALIZE_DEFAULT_COMPOSE);
      _tl_offset_map_add (self->map, self->out->len, source, TRUE);
      g_string_append (self->out, composed);
      return;
    }
  _tl_offset_map_add (self->map, self->out->len, source, FALSE);
  _tl_utf8_append (self->out, c);
}

/* Repairs the character at @p. Returns: how many bytes it took. */
static gsize
repair_character (Normalizer *self, const char *text, const char *p, const char *end)
{
  gsize source = (gsize)(p - text);
  guint size;
  gunichar c = _tl_utf8_next (p, end, &size);

  switch (classify (c))
    {
    case ACTION_NEWLINE:
      if (c == '\r' && p + 1 < end && p[1] == '\n')
        size++;
      _tl_offset_map_add (self->map, self->out->len, source, size > 1);
      g_string_append_c (self->out, '\n');
      break;
    case ACTION_SPACE:
      _tl_offset_map_add (self->map, self->out->len, source, TRUE);
      g_string_append_c (self->out, ' ');
      break;
    case ACTION_DROP:
      break;
    case ACTION_REPLACE:
      _tl_offset_map_add (self->map, self->out->len, source, TRUE);
      _tl_utf8_append (self->out, replacement_for (c));
      break;
    case ACTION_MARK:
      append_mark (self, c, source);
      break;
    case ACTION_KEEP:
    default:
      append_other (self, c, source);
      break;
    }
  return size;
}

char *
tl_text_normalize (const char *text, gssize length, TlOffsetMap **map)
{
  gsize n = length < 0 ? strlen (text) : (gsize)length;
  const char *p = text;
  const char *end = text + n;
  Normalizer self = { g_string_sized_new (n + 1), map != NULL ? _tl_offset_map_new () : NULL };

  while (p < end)
    {
      gsize run = _tl_text_normal_prefix (p, (gsize)(end - p));

      if (run > 0)
        {
          _tl_offset_map_add (self.map, self.out->len, (gsize)(p - text), FALSE);
          g_string_append_len (self.out, p, (gssize)run);
          p += run;
        }
      if (p < end)
        p += repair_character (&self, text, p, end);
    }
  _tl_offset_map_close (self.map, self.out->len, n);
  if (map != NULL)
    *map = self.map;
  return g_string_free (self.out, FALSE);
}
