/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>
#include <string.h>

#include "search/question/tl-spelling-private.h"
#include "text/tl-text.h"

/* A slip of the hand in nats: one in some hundreds of syllables. */
#define NATS_OF_SLIP 6.0
/* What is further away was not meant. */
#define MAX_COST 1.75
/* A missing space between two syllables, in slips. */
#define COST_GLUED 0.8

static void
spelling_free (gpointer data)
{
  TlSpelling *self = data;

  g_free (self->first);
  g_free (self->last);
  g_free (self->text);
  g_free (self);
}

static double
rarity (const TlVocabulary *vocabulary, double frequency)
{
  return -log ((frequency + 0.01) / ((double)tl_vocabulary_total (vocabulary) + 1));
}

static void
add (const TlVocabulary *vocabulary,
     GPtrArray *found,
     const char *key,
     double frequency,
     double cost)
{
  TlSpelling *one;

  if (cost > MAX_COST || frequency <= 0)
    return;
  one = g_new0 (TlSpelling, 1);
  one->first = g_strdup (key);
  one->last = g_strdup (key);
  one->text = tl_vocabulary_show (key);
  one->cost = cost * NATS_OF_SLIP;
  one->rarity = rarity (vocabulary, frequency);
  one->weight = frequency;
  g_ptr_array_add (found, one);
}

/* The spellings of @plain: each of them, or without marks all as one. */
static void
add_plain (const TlVocabulary *vocabulary,
           GPtrArray *found,
           const char *typed,
           const char *plain,
           gboolean is_plain)
{
  const GPtrArray *list = tl_vocabulary_list (vocabulary, plain);

  if (is_plain)
    {
      if (strcmp (typed, plain) != 0)
        add (vocabulary, found, plain, tl_vocabulary_plain_frequency (vocabulary, plain),
             _tl_spelling_cost (typed, plain));
      return;
    }
  for (guint i = 0; list != NULL && i < list->len; i++)
    {
      const TlVocabularyEntry *entry = g_ptr_array_index (list, i);

      if (strcmp (entry->key, typed) != 0)
        add (vocabulary, found, entry->key, entry->frequency,
             _tl_spelling_cost (typed, entry->key));
    }
}

static double
frequency_of (const TlVocabulary *vocabulary, const char *key, gboolean plain)
{
  const TlVocabularyEntry *entry = plain ? NULL : tl_vocabulary_find (vocabulary, key);

  return plain ? tl_vocabulary_plain_frequency (vocabulary, key)
               : (entry != NULL ? entry->frequency : 0);
}

/* Two syllables typed as one: "hợpđồng". */
static void
add_glued (const TlVocabulary *vocabulary, GPtrArray *found, const char *typed, gboolean plain)
{
  g_autofree char *word = tl_text_fold (typed, -1, plain ? TL_FOLD_PLAIN : TL_FOLD_CASE, NULL);

  for (const char *p = g_utf8_next_char (word); *p != '\0'; p = g_utf8_next_char (p))
    {
      g_autofree char *first = tl_syllable_key (word, p - word);
      g_autofree char *second = tl_syllable_key (p, -1);
      double left = frequency_of (vocabulary, first, plain);
      double right = frequency_of (vocabulary, second, plain);
      g_autofree char *before = NULL;
      g_autofree char *behind = NULL;
      TlSpelling *one;

      if (left <= 0 || right <= 0 || *p == '\0')
        continue;
      before = tl_vocabulary_show (first);
      behind = tl_vocabulary_show (second);
      one = g_new0 (TlSpelling, 1);
      one->text = g_strconcat (before, " ", behind, NULL);
      one->first = g_steal_pointer (&first);
      one->last = g_steal_pointer (&second);
      one->cost = COST_GLUED * NATS_OF_SLIP;
      one->rarity = rarity (vocabulary, MIN (left, right));
      one->weight = MIN (left, right);
      g_ptr_array_add (found, one);
    }
}

static int
compare (gconstpointer a, gconstpointer b)
{
  const TlSpelling *left = *(const TlSpelling *const *)a;
  const TlSpelling *right = *(const TlSpelling *const *)b;
  double difference = left->cost + left->rarity - right->cost - right->rarity;

  if (difference != 0)
    return difference < 0 ? -1 : 1;
  return strcmp (left->text, right->text);
}

GPtrArray *
_tl_spelling_candidates_new (void)
{
  return g_ptr_array_new_with_free_func (spelling_free);
}

void
_tl_spelling_add_candidates (const TlVocabulary *vocabulary,
                             const char *key,
                             const char *typed,
                             gboolean plain,
                             guint limit,
                             GPtrArray *candidates)
{
  g_autoptr (GPtrArray) found = _tl_spelling_candidates_new ();
  g_autofree char *shown = tl_vocabulary_show (key);
  g_autofree char *folded = tl_text_fold (shown, -1, TL_FOLD_PLAIN, NULL);
  g_autofree char *base = tl_syllable_key (folded, -1);
  g_autoptr (GPtrArray) near = tl_vocabulary_near (vocabulary, base);

  add_plain (vocabulary, found, key, base, plain);
  for (guint i = 0; i < near->len; i++)
    add_plain (vocabulary, found, key, g_ptr_array_index (near, i), plain);
  if (strlen (base) >= 4)
    add_glued (vocabulary, found, typed, plain);
  g_ptr_array_sort (found, compare);
  if (found->len > limit)
    g_ptr_array_set_size (found, (int)limit);
  g_ptr_array_extend_and_steal (candidates, g_steal_pointer (&found));
}
