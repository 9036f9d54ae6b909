/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "text/tl-letter-private.h"
#include "text/tl-numeral.h"

#define THOUSAND  G_GINT64_CONSTANT (1000)
#define MILLION   G_GINT64_CONSTANT (1000000)
#define BILLION   G_GINT64_CONSTANT (1000000000)
#define MAX_WORDS 64 /* the longest numeral below 10^18 has 47 */

typedef enum
{
  WORD_END,
  WORD_DIGIT, /* không ... chín */
  WORD_ONE,   /* mốt, after tens */
  WORD_FOUR,  /* tư, after tens and linh */
  WORD_FIVE,  /* lăm, after tens */
  WORD_TEN,   /* mười, 10 */
  WORD_TENS,  /* mươi and chục, times 10 */
  WORD_HUNDRED,
  WORD_ODD,   /* linh, lẻ: no tens */
  WORD_SCALE, /* nghìn, triệu, tỷ */
  WORD_HALF,  /* rưỡi: half of the unit before */
} WordKind;

typedef struct
{
  WordKind kind;
  gint64 value;
  gsize end;      /* bytes from the beginning */
  gboolean comma; /* a comma stands before it */
} Word;

static const char *const DIGITS[]
    = { "không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín" };

static const struct
{
  const char *text;
  WordKind kind;
  gint64 value;
} VOCABULARY[] = {
  { "không", WORD_DIGIT, 0 },
  { "một", WORD_DIGIT, 1 },
  { "hai", WORD_DIGIT, 2 },
  { "ba", WORD_DIGIT, 3 },
  { "bốn", WORD_DIGIT, 4 },
  { "năm", WORD_DIGIT, 5 },
  { "sáu", WORD_DIGIT, 6 },
  { "bảy", WORD_DIGIT, 7 },
  { "bẩy", WORD_DIGIT, 7 },
  { "tám", WORD_DIGIT, 8 },
  { "chín", WORD_DIGIT, 9 },
  { "mốt", WORD_ONE, 1 },
  { "tư", WORD_FOUR, 4 },
  { "lăm", WORD_FIVE, 5 },
  { "nhăm", WORD_FIVE, 5 },
  { "mười", WORD_TEN, 10 },
  { "mươi", WORD_TENS, 10 },
  { "chục", WORD_TENS, 10 },
  { "trăm", WORD_HUNDRED, 100 },
  { "linh", WORD_ODD, 0 },
  { "lẻ", WORD_ODD, 0 },
  { "nghìn", WORD_SCALE, THOUSAND },
  { "ngàn", WORD_SCALE, THOUSAND },
  { "triệu", WORD_SCALE, MILLION },
  { "tỷ", WORD_SCALE, BILLION },
  { "tỉ", WORD_SCALE, BILLION },
  { "rưỡi", WORD_HALF, 0 },
  { "rưởi", WORD_HALF, 0 },
};

/* Reads the word at @p in lower case. Returns: its end. */
static const char *
read_word (const char *p, const char *end, char word[32])
{
  gsize n = 0;
  guint size;

  for (; p < end; p += size)
    {
      gunichar c = _tl_utf8_next (p, end, &size);

      if (!_tl_is_letter (c))
        break;
      if (n + 6 < 32)
        n += (gsize)g_unichar_to_utf8 (_tl_to_lower (c), word + n);
    }
  word[n] = '\0';
  return p;
}

/* Reads @text up to the first word that is not of a numeral. */
static void
read_words (Word words[MAX_WORDS + 1], const char *text, gsize length)
{
  const char *end = text + length;
  const char *p = text;

  for (guint n = 0; n < MAX_WORDS; n++)
    {
      gboolean comma = FALSE;
      char word[32];
      guint i;

      for (; p < end && (g_ascii_isspace (*p) || (*p == ',' && n > 0 && !comma)); p++)
        comma = comma || *p == ',';
      p = read_word (p, end, word);
      for (i = 0; i < G_N_ELEMENTS (VOCABULARY); i++)
        {
          if (strcmp (word, VOCABULARY[i].text) == 0)
            break;
        }
      if (i == G_N_ELEMENTS (VOCABULARY))
        return;
      words[n] = (Word){ VOCABULARY[i].kind, VOCABULARY[i].value, (gsize)(p - text), comma };
    }
}

static gboolean
is_kind (const Word *word, WordKind kind)
{
  return word->kind == kind && !word->comma;
}

/* The digit after tens. "năm" is not one: "hai mươi năm" is twenty years. */
static guint
parse_unit (const Word *words, gboolean after_ten, gint64 *value)
{
  if (words[0].comma)
    return 0;
  if (words[0].kind == WORD_FIVE || (!after_ten && words[0].kind == WORD_ONE)
      || (!after_ten && words[0].kind == WORD_FOUR)
      || (words[0].kind == WORD_DIGIT && words[0].value != 0 && words[0].value != 5))
    {
      *value += words[0].value;
      return 1;
    }
  return 0;
}

/* Tens and units: mười lăm, hai mươi mốt, ba chục, hai lăm. A single digit is none of them. */
static guint
parse_tens (const Word *words, gint64 *value)
{
  gint64 digit = words[0].value;

  if (words[0].kind == WORD_TEN)
    {
      *value += 10;
      return 1 + parse_unit (words + 1, TRUE, value);
    }
  if (words[0].kind != WORD_DIGIT || digit == 0)
    return 0;
  if (is_kind (&words[1], WORD_TENS))
    {
      *value += digit * 10;
      if (is_kind (&words[2], WORD_HALF))
        {
          *value += 5;
          return 3;
        }
      return 2 + parse_unit (words + 2, FALSE, value);
    }
  if (digit > 1 && (is_kind (&words[1], WORD_ONE) || is_kind (&words[1], WORD_FIVE)))
    {
      *value += digit * 10 + words[1].value;
      return 2;
    }
  return 0;
}

/* linh năm, lẻ tư */
static guint
parse_odd (const Word *words, gint64 *value)
{
  if (words[0].kind != WORD_ODD || words[1].comma)
    return 0;
  if ((words[1].kind == WORD_DIGIT && words[1].value > 0) || words[1].kind == WORD_FOUR)
    {
      *value += words[1].value;
      return 2;
    }
  return 0;
}

/* A number below a thousand. @bare is set if it is a single digit. */
static guint
parse_group (const Word *words, gboolean leading, gint64 *value, gboolean *bare)
{
  guint n;

  *value = 0;
  *bare = FALSE;
  if (words[0].kind == WORD_DIGIT && is_kind (&words[1], WORD_HUNDRED))
    {
      *value = words[0].value * 100;
      if (is_kind (&words[2], WORD_HALF))
        {
          *value += 50;
          return 3;
        }
      if (words[2].comma)
        return 2;
      n = parse_odd (words + 2, value);
      return 2 + (n > 0 ? n : parse_tens (words + 2, value));
    }
  n = parse_tens (words, value);
  if (n == 0 && !leading)
    n = parse_odd (words, value);
  if (n == 0 && words[0].kind == WORD_DIGIT)
    {
      *value = words[0].value;
      *bare = TRUE;
      n = 1;
    }
  return n;
}

/* Whether a group without a scale is not the end of the number before it: a single digit, which
 * would need its linh, or what follows a comma without hundreds. */
static gboolean
begins_another (const Word *words, gboolean bare)
{
  return bare || (words[0].comma && words[1].kind != WORD_HUNDRED);
}

/* A number below a billion: groups with falling scales. If not @leading, a number stands before it,
 * and what could begin another one ("hai triệu, ba bị cáo") is left alone. */
static guint
parse_below_billion (const Word *words, gboolean leading, gint64 *value)
{
  gint64 limit = BILLION;
  guint n = 0;

  *value = 0;
  for (;;)
    {
      gboolean first = leading && n == 0;
      gboolean bare;
      gint64 group;
      guint taken = parse_group (words + n, first, &group, &bare);
      gint64 scale = is_kind (&words[n + taken], WORD_SCALE) ? words[n + taken].value : 0;

      if (taken == 0 || (!first && scale == 0 && begins_another (words + n, bare)))
        return n;
      /* a billion after the first number belongs to all of it: "một nghìn hai trăm tỷ" */
      if (scale == 0 || (leading && scale == BILLION))
        {
          if (bare && !first)
            return n;
          *value += group;
          return n + taken;
        }
      if (scale >= limit)
        return n;
      *value += group * scale;
      limit = scale;
      n += taken + 1;
      if (is_kind (&words[n], WORD_HALF))
        {
          *value += limit / 2;
          return n + 1;
        }
    }
}

gboolean
tl_numeral_parse (const char *words, gssize length, gint64 *value, gsize *consumed)
{
  Word read[MAX_WORDS + 4] = { 0 };
  gint64 low = 0;
  guint n;

  g_return_val_if_fail (value != NULL, FALSE);

  read_words (read, words, length < 0 ? strlen (words) : (gsize)length);
  n = parse_below_billion (read, TRUE, value);
  if (n == 0)
    return FALSE;
  if (is_kind (&read[n], WORD_SCALE) && read[n].value == BILLION)
    {
      *value *= BILLION;
      n++;
      if (is_kind (&read[n], WORD_HALF))
        {
          low = BILLION / 2;
          n++;
        }
      else
        {
          n += parse_below_billion (read + n, FALSE, &low);
        }
      *value += low;
    }
  if (consumed != NULL)
    *consumed = read[n - 1].end;
  return TRUE;
}

static void
append_word (GString *out, const char *word)
{
  if (out->len > 0)
    g_string_append_c (out, ' ');
  g_string_append (out, word);
}

static void
append_units (GString *out, guint tens, guint units)
{
  if (units == 0)
    return;
  if (tens > 0 && units == 5)
    append_word (out, "lăm");
  else if (tens > 1 && units == 1)
    append_word (out, "mốt");
  else if (tens > 1 && units == 4)
    append_word (out, "tư");
  else
    append_word (out, DIGITS[units]);
}

/* @value below a thousand; behind a larger group it is read with its hundreds and tens. */
static void
append_group (GString *out, guint value)
{
  guint hundreds = value / 100;
  guint tens = value / 10 % 10;
  guint units = value % 10;
  gboolean padded = out->len > 0;

  if (hundreds > 0 || padded)
    {
      append_word (out, DIGITS[hundreds]);
      append_word (out, "trăm");
      if (tens == 0 && units > 0)
        append_word (out, "linh");
    }
  if (tens > 1)
    {
      append_word (out, DIGITS[tens]);
      append_word (out, "mươi");
    }
  else if (tens == 1)
    {
      append_word (out, "mười");
    }
  append_units (out, tens, units);
}

static void
append_below_billion (GString *out, gint64 value)
{
  static const struct
  {
    gint64 value;
    const char *word;
  } scales[] = { { MILLION, "triệu" }, { THOUSAND, "nghìn" }, { 1, NULL } };

  for (guint i = 0; i < G_N_ELEMENTS (scales); i++)
    {
      guint group = (guint)(value / scales[i].value % 1000);

      if (group == 0)
        continue;
      append_group (out, group);
      if (scales[i].word != NULL)
        append_word (out, scales[i].word);
    }
}

char *
tl_numeral_format (gint64 value)
{
  GString *out = g_string_sized_new (64);

  g_return_val_if_fail (value >= 0 && value < BILLION * BILLION, g_string_free (out, FALSE));

  if (value == 0)
    append_word (out, DIGITS[0]);
  if (value >= BILLION)
    {
      append_below_billion (out, value / BILLION);
      append_word (out, "tỷ");
    }
  append_below_billion (out, value % BILLION);
  return g_string_free (out, FALSE);
}

char *
tl_numeral_group (gint64 value)
{
  g_autofree char *digits = g_strdup_printf ("%" G_GINT64_FORMAT, value);
  GString *out = g_string_new (NULL);
  gsize n = strlen (digits);

  for (gsize i = 0; i < n; i++)
    {
      if (i > 0 && digits[i - 1] != '-' && (n - i) % 3 == 0)
        g_string_append_c (out, '.');
      g_string_append_c (out, digits[i]);
    }
  return g_string_free (out, FALSE);
}
