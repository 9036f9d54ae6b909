/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "scale-tail.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* The most frequent first. */
static const char *const FAMILIES[]
    = { "Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Huỳnh", "Phan",  "Vũ",    "Võ",   "Đặng",
        "Bùi",    "Đỗ",   "Hồ", "Ngô",  "Dương", "Lý",    "Đinh",  "Trịnh", "Lâm",  "Mai",
        "Cao",    "Tạ",   "Hà", "Châu", "Thạch", "Kiều",  "Giàng", "Lò",    "Vàng", "Ksor" };
static const char *const MIDDLES[]
    = { "Văn",  "Thị",    "Hữu",     "Thị Ngọc", "Minh",  "Thị Thanh", "Quốc",
        "Đình", "Xuân",   "Thị Kim", "Công",     "Hoàng", "Ngọc",      "Thanh",
        "Đức",  "Thị Mỹ", "Duy",     "Bá",       "Trọng", "Gia" };
static const char *const GIVEN[]
    = { "Hùng",  "Hoa",  "Lan",   "Dũng",  "Hương",  "Tuấn",  "Thảo",  "Nam",   "Linh", "Sơn",
        "Hạnh",  "Long", "Thủy",  "Bình",  "Mai",    "Phúc",  "Nga",   "Tâm",   "Yến",  "Khánh",
        "Vinh",  "Loan", "Cường", "Đạt",   "Phương", "Quân",  "Trang", "Hải",   "Ngân", "Thắng",
        "Oanh",  "Kiên", "Tuyết", "Lợi",   "Nhung",  "Quý",   "Diễm",  "Toàn",  "Hiền", "Tùng",
        "Xuyến", "Khoa", "Bích",  "Trung", "Thơm",   "Nghĩa", "Cúc",   "Thuận", "Liễu", "Phong" };
static const char *const PLACE_SYLLABLES[]
    = { "An",   "Bình",  "Tân",  "Phú",   "Long",  "Thạnh", "Hòa",   "Mỹ",   "Đông", "Vĩnh",
        "Hưng", "Thuận", "Lộc",  "Sơn",   "Trung", "Nam",   "Bắc",   "Tây",  "Hải",  "Thành",
        "Lợi",  "Phước", "Xuân", "Quang", "Minh",  "Đức",   "Giang", "Hà",   "Lâm",  "Yên",
        "Ninh", "Khê",   "Cẩm",  "Trạch", "Điền",  "Hiệp",  "Nhơn",  "Châu", "Lạc",  "Thủy" };
static const char *const ONSETS[]
    = { "b", "br", "c", "ch", "d", "f", "g",  "gr", "h",  "j", "k", "kl",
        "l", "m",  "n", "p",  "r", "s", "st", "t",  "tr", "v", "w", "z" };
static const char *const VOWELS[] = { "a", "e", "i", "o", "u", "ai", "ea", "oo" };
static const char *const CODAS[] = { "", "n", "r", "l", "s", "k", "t", "m", "x", "ng" };

/* A mixing function: neighbouring ranks look nothing alike. */
static guint64
mix (guint64 x)
{
  x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9ULL;
  x = (x ^ (x >> 27)) * 0x94d049bb133111ebULL;
  return x ^ (x >> 31);
}

guint64
scale_tail_rank (GRand *random, double slope)
{
  double u = 1.0 - g_rand_double (random);
  double rank = pow (u, -1.0 / (slope - 1.0));

  return rank < 1e15 ? (guint64)rank : (guint64)1e15;
}

guint
scale_tail_rank_to (GRand *random, double slope, guint last)
{
  guint64 rank = scale_tail_rank (random, slope);

  return (guint)MIN (rank, last);
}

char *
scale_tail_word (guint64 rank)
{
  GString *word = g_string_new (NULL);
  guint64 x = mix (rank + 0x9e3779b97f4a7c15ULL);
  guint syllables = 2 + (rank > 400) + (rank > 400000);

  for (guint i = 0; i < syllables; i++)
    {
      g_string_append (word, ONSETS[x % G_N_ELEMENTS (ONSETS)]);
      x /= G_N_ELEMENTS (ONSETS);
      g_string_append (word, VOWELS[x % G_N_ELEMENTS (VOWELS)]);
      x /= G_N_ELEMENTS (VOWELS);
      g_string_append (word, CODAS[x % G_N_ELEMENTS (CODAS)]);
      x /= G_N_ELEMENTS (CODAS);
    }
  word->str[0] = g_ascii_toupper (word->str[0]);
  return g_string_free (word, FALSE);
}

char *
scale_tail_place (guint64 rank)
{
  guint64 x = rank - 1;
  const guint n = G_N_ELEMENTS (PLACE_SYLLABLES);
  const char *first = PLACE_SYLLABLES[(x * 17 + 3) % n];
  const char *second = PLACE_SYLLABLES[(x / n * 11 + x * 7) % n];

  if (x < n * n)
    return g_strdup_printf ("%s %s", first, second);
  return g_strdup_printf ("%s %s %" G_GUINT64_FORMAT, first, second, x / (n * n));
}

/* Of a list with the most frequent first. */
static const char *
draw_of (const char *const *list, guint length, GRand *random)
{
  return list[(scale_tail_rank_to (random, 1.7, length * 4) - 1) % length];
}

char *
scale_tail_person (GRand *random)
{
  const char *family = draw_of (FAMILIES, G_N_ELEMENTS (FAMILIES), random);
  const char *middle = draw_of (MIDDLES, G_N_ELEMENTS (MIDDLES), random);
  gint32 way = g_rand_int_range (random, 0, 20);

  if (way < 7)
    return g_strdup_printf ("%s %s %c", family, middle, 'A' + g_rand_int_range (random, 0, 26));
  if (way < 9)
    return g_strdup_printf ("%s %s %c%d", family, middle, 'A' + g_rand_int_range (random, 0, 26),
                            g_rand_int_range (random, 1, 6));
  if (way < 10)
    {
      g_autofree char *given = scale_tail_word (scale_tail_rank (random, 1.5));

      return g_strdup_printf ("%s %s", family, given);
    }
  return g_strdup_printf ("%s %s %s", family, middle,
                          draw_of (GIVEN, G_N_ELEMENTS (GIVEN), random));
}

/* "12-12-2016", "03/3/2014", "08.12.2011": a date. */
static char *
draw_date (const char *printed, guint year, GRand *random)
{
  unsigned day, month, old;
  char first, second;
  int length = 0;
  guint back;

  if (sscanf (printed, "%2u%c%2u%c%4u%n", &day, &first, &month, &second, &old, &length) != 5
      || first != second || strchr ("-/.", first) == NULL || old < 1900 || old > 2100)
    return NULL;
  back = scale_tail_rank_to (random, 1.9, 60) - 1;
  return g_strdup_printf (printed[0] == '0' ? "%02d%c%02d%c%u%s" : "%d%c%d%c%u%s",
                          g_rand_int_range (random, 1, 29), first, g_rand_int_range (random, 1, 13),
                          first, year - back, printed + length);
}

/* "năm 2014": a year. */
static char *
draw_year (const char *printed, guint year, GRand *random)
{
  unsigned old;
  int length = 0;

  if (sscanf (printed, "%4u%n", &old, &length) != 1 || length != 4 || old < 1900 || old > 2100
      || strpbrk (printed + length, "0123456789") != NULL)
    return NULL;
  return g_strdup_printf ("%u%s", year + 1 - scale_tail_rank_to (random, 1.7, 60),
                          printed + length);
}

/* Where the zeros of a round sum begin: "81.000.000" keeps six of them. */
static gsize
round_from (const char *printed)
{
  gsize end = strlen (printed);
  gsize from;

  while (end > 0 && !g_ascii_isdigit (printed[end - 1]))
    end--;
  from = end;
  while (from > 0 && (printed[from - 1] == '0' || printed[from - 1] == '.'))
    from--;
  return from;
}

char *
scale_tail_number (const char *printed, guint year, GRand *random)
{
  char *number = draw_date (printed, year, random);
  gsize zeros;
  gboolean first = TRUE;

  if (number == NULL)
    number = draw_year (printed, year, random);
  if (number != NULL)
    return number;
  number = g_strdup (printed);
  zeros = round_from (printed);
  for (char *at = number; *at != '\0' && (gsize)(at - number) < zeros; at++)
    if (g_ascii_isdigit (*at) && (at == number || at[-1] != 'm')) /* m2 */
      {
        /* The first digit follows Benford's law. */
        double u = g_rand_double (random);
        int digit = first ? (int)pow (10.0, u) : (int)(u * 10);

        *at = *at == '0' && first ? '0' : (char)('0' + MIN (digit, 9));
        first = FALSE;
      }
  return number;
}

char *
scale_tail_slip (const char *word, GRand *random)
{
  glong length = g_utf8_strlen (word, -1);
  const char *at, *next;

  if (length < 3)
    return g_strdup (word);
  at = g_utf8_offset_to_pointer (word, g_rand_int_range (random, 1, (gint32)length - 1));
  next = g_utf8_next_char (at);
  if (g_rand_boolean (random))
    return g_strdup_printf ("%.*s%s", (int)(at - word), word, next);
  return g_strdup_printf ("%.*s%.*s%s", (int)(next - word), word, (int)(next - at), at, next);
}
