/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "search/question/tl-spelling-private.h"

#define MAX_LETTERS 12

#define COST_OTHER    1.0  /* another letter */
#define COST_NEARBY   0.8  /* the key beside it */
#define COST_MORE     1.0  /* a letter too many or too few */
#define COST_DOUBLED  0.7  /* the same letter twice, or once of twice */
#define COST_SWAPPED  0.8  /* two letters in the wrong order */
#define COST_MARK     0.55 /* of one letter: a, ă, â; d, đ */
#define COST_TONE     0.7
#define COST_NO_TONE  0.55 /* no tone was typed */
#define COST_HOI_NGA  0.3
#define COST_REGIONAL 0.45

typedef struct
{
  gunichar letters[MAX_LETTERS + 1];
  guint n;
  guint tone;
} Letters;

static void
take_apart (const char *key, Letters *letters)
{
  gsize length = strlen (key);

  letters->n = 0;
  letters->tone = 0;
  if (length > 1 && key[length - 1] >= '1' && key[length - 1] <= '5')
    letters->tone = (guint)(key[--length] - '0');
  for (const char *p = key; p < key + length && letters->n < MAX_LETTERS; p = g_utf8_next_char (p))
    letters->letters[letters->n++] = g_utf8_get_char (p);
}

static gunichar
base_of (gunichar c)
{
  switch (c)
    {
    case 0x103:
    case 0xE2:
      return 'a';
    case 0xEA:
      return 'e';
    case 0xF4:
    case 0x1A1:
      return 'o';
    case 0x1B0:
      return 'u';
    case 0x111:
      return 'd';
    default:
      return c;
    }
}

static gboolean
is_nearby (gunichar a, gunichar b)
{
  static const char *const ROWS[] = { "qwertyuiop", "asdfghjkl", "zxcvbnm" };

  for (guint i = 0; a < 0x80 && b < 0x80 && i < G_N_ELEMENTS (ROWS); i++)
    {
      const char *at = strchr (ROWS[i], (int)a);

      if (at != NULL && a != 0
          && ((at > ROWS[i] && at[-1] == (char)b) || (at[1] != '\0' && at[1] == (char)b)))
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_pair (gunichar a, gunichar b, const char *pairs)
{
  for (const char *p = pairs; *p != '\0'; p += 2)
    if (((gunichar)p[0] == a && (gunichar)p[1] == b)
        || ((gunichar)p[0] == b && (gunichar)p[1] == a))
      return TRUE;
  return FALSE;
}

static double
cost_of_other (gunichar a, gunichar b)
{
  if (a == b)
    return 0;
  if (base_of (a) == base_of (b))
    return COST_MARK;
  if (is_pair (a, b, "sxlnvdrdiyckqk"))
    return COST_REGIONAL;
  return is_nearby (base_of (a), base_of (b)) ? COST_NEARBY : COST_OTHER;
}

static gboolean
begins (const Letters *a, guint from, const char *run)
{
  gsize length = strlen (run);

  for (gsize i = 0; i < length; i++)
    if (from + i >= a->n || a->letters[from + i] != (gunichar)run[i])
      return FALSE;
  return TRUE;
}

static gboolean
ends (const Letters *a, const char *run)
{
  gsize length = strlen (run);

  return a->n > length && begins (a, a->n - (guint)length, run);
}

/* A regional onset or coda that is no exchange of one letter: what it takes off both sides. */
static double
take_regional (Letters *a, Letters *b)
{
  static const char *const ONSETS[][2]
      = { { "ch", "tr" }, { "gi", "d" }, { "gi", "r" }, { "gi", "v" } };
  static const char *const CODAS[][2]
      = { { "ch", "t" }, { "nh", "n" }, { "ng", "n" }, { "ng", "nh" } };
  double cost = 0;

  for (guint i = 0; i < 2 * G_N_ELEMENTS (ONSETS); i++)
    {
      const char *left = ONSETS[i / 2][i % 2], *right = ONSETS[i / 2][1 - i % 2];

      if (!begins (a, 0, left) || !begins (b, 0, right))
        continue;
      a->n -= (guint)strlen (left);
      b->n -= (guint)strlen (right);
      memmove (a->letters, a->letters + strlen (left), a->n * sizeof *a->letters);
      memmove (b->letters, b->letters + strlen (right), b->n * sizeof *b->letters);
      cost += COST_REGIONAL;
      break;
    }
  for (guint i = 0; i < 2 * G_N_ELEMENTS (CODAS); i++)
    {
      const char *left = CODAS[i / 2][i % 2], *right = CODAS[i / 2][1 - i % 2];

      if (!ends (a, left) || !ends (b, right) || ends (a, right) || ends (b, left))
        continue;
      a->n -= (guint)strlen (left);
      b->n -= (guint)strlen (right);
      return cost + COST_REGIONAL;
    }
  return cost;
}

static double
cost_of_tone (guint typed, guint meant)
{
  if (typed == meant)
    return 0;
  if ((typed == 2 && meant == 3) || (typed == 3 && meant == 2))
    return COST_HOI_NGA;
  return typed == 0 ? COST_NO_TONE : COST_TONE;
}

static double
cost_of_one (const Letters *a, guint i)
{
  gboolean doubled = (i > 0 && a->letters[i - 1] == a->letters[i])
                     || (i + 1 < a->n && a->letters[i + 1] == a->letters[i]);

  return doubled ? COST_DOUBLED : COST_MORE;
}

static double
cost_of_letters (const Letters *a, const Letters *b)
{
  double table[MAX_LETTERS + 1][MAX_LETTERS + 1];

  for (guint i = 0; i <= a->n; i++)
    for (guint j = 0; j <= b->n; j++)
      {
        double best = i == 0 && j == 0 ? 0 : 1e9;

        if (i > 0)
          best = MIN (best, table[i - 1][j] + cost_of_one (a, i - 1));
        if (j > 0)
          best = MIN (best, table[i][j - 1] + cost_of_one (b, j - 1));
        if (i > 0 && j > 0)
          best = MIN (best,
                      table[i - 1][j - 1] + cost_of_other (a->letters[i - 1], b->letters[j - 1]));
        if (i > 1 && j > 1 && base_of (a->letters[i - 1]) == base_of (b->letters[j - 2])
            && base_of (a->letters[i - 2]) == base_of (b->letters[j - 1]))
          best = MIN (best, table[i - 2][j - 2] + COST_SWAPPED);
        table[i][j] = best;
      }
  return table[a->n][b->n];
}

double
_tl_spelling_cost (const char *typed, const char *meant)
{
  Letters a, b;
  double cost, regional;

  take_apart (typed, &a);
  take_apart (meant, &b);
  cost = cost_of_letters (&a, &b);
  regional = take_regional (&a, &b);
  if (regional > 0)
    cost = MIN (cost, regional + cost_of_letters (&a, &b));
  return cost + cost_of_tone (a.tone, b.tone);
}
