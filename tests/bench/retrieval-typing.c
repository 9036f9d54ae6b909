/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "retrieval-typing.h"

#include <string.h>

#include "text/tl-text.h"

/* Of five syllables one gets a slip. */
#define SLIPS_IN 5

const char *
typing_get_name (Typing typing)
{
  static const char *const NAMES[N_TYPINGS]
      = { "as written", "no marks", "tone placement", "decomposed", "typos", "typos, repaired" };

  return NAMES[typing];
}

/* The other place of the tone in the open rhyme at the end of @word, NULL when there is none. */
static char *
swap_tone (const char *word)
{
  static const char *const RHYMES[][2]
      = { { "òa", "oà" }, { "óa", "oá" }, { "ỏa", "oả" }, { "õa", "oã" }, { "ọa", "oạ" },
          { "òe", "oè" }, { "óe", "oé" }, { "ỏe", "oẻ" }, { "õe", "oẽ" }, { "ọe", "oẹ" },
          { "ùy", "uỳ" }, { "úy", "uý" }, { "ủy", "uỷ" }, { "ũy", "uỹ" }, { "ụy", "uỵ" } };
  gsize length = strlen (word);

  for (guint i = 0; i < G_N_ELEMENTS (RHYMES); i++)
    for (guint side = 0; side < 2; side++)
      {
        gsize rhyme = strlen (RHYMES[i][side]);

        if (length > rhyme && g_str_has_suffix (word, RHYMES[i][side])
            && strchr ("qQ", word[length - rhyme - 1]) == NULL)
          return g_strdup_printf ("%.*s%s", (int)(length - rhyme), word, RHYMES[i][1 - side]);
      }
  return NULL;
}

/* One slip: a letter left out, doubled, changed with the next, or the marks forgotten. */
static char *
slip (const char *word, GRand *random)
{
  glong n = 0;
  g_autofree gunichar *letters = g_utf8_to_ucs4_fast (word, -1, &n);
  GString *typed = g_string_new (NULL);
  int kind = g_rand_int_range (random, 0, 4);
  int at = g_rand_int_range (random, 0, (gint32)n);

  if (kind == 3)
    {
      g_string_free (typed, TRUE);
      return tl_text_fold (word, -1, TL_FOLD_PLAIN, NULL);
    }
  for (glong i = 0; i < n; i++)
    {
      if (kind == 2 && i == at && i + 1 < n)
        g_string_append_unichar (typed, letters[++i]);
      if (kind == 0 && i == at)
        continue;
      g_string_append_unichar (typed, letters[kind == 2 && at + 1 == i ? at : i]);
      if (kind == 1 && i == at)
        g_string_append_unichar (typed, letters[i]);
    }
  return g_string_free (typed, FALSE);
}

static char *
type_word (const char *word, Typing typing, GRand *random)
{
  char *typed = NULL;

  if (typing == TYPING_TONE)
    typed = swap_tone (word);
  else if (g_utf8_strlen (word, -1) > 1 && g_rand_int_range (random, 0, SLIPS_IN) == 0)
    typed = slip (word, random);
  return typed != NULL ? typed : g_strdup (word);
}

/* Every run of letters by itself. */
static char *
type_words (const char *text, Typing typing, GRand *random)
{
  GString *typed = g_string_new (NULL);

  for (const char *at = text; *at != '\0';)
    {
      const char *end = at;

      while (g_unichar_isalpha (g_utf8_get_char (end)))
        end = g_utf8_next_char (end);
      if (end > at)
        {
          g_autofree char *word = g_strndup (at, (gsize)(end - at));
          g_autofree char *changed = type_word (word, typing, random);

          g_string_append (typed, changed);
        }
      else
        {
          end = g_utf8_next_char (at);
          g_string_append_len (typed, at, end - at);
        }
      at = end;
    }
  return g_string_free (typed, FALSE);
}

char *
typing_type (const char *text, Typing typing, GRand *random)
{
  g_autofree char *normal = tl_text_normalize (text, -1, NULL);

  if (typing == TYPING_WRITTEN)
    return g_strdup (text);
  if (typing == TYPING_PLAIN)
    return tl_text_fold (text, -1, TL_FOLD_PLAIN, NULL);
  if (typing == TYPING_DECOMPOSED)
    return g_utf8_normalize (normal, -1, G_NORMALIZE_NFD);
  return type_words (normal, typing, random);
}
