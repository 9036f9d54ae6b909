/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>
#include <string.h>

#include "search/question/tl-spelling-private.h"
#include "text/tl-text.h"

/* Longer questions are pasted text: nobody wants it repaired. */
#define MAX_WORDS 80
/* Words that are looked at, and what each may have been meant as. */
#define MAX_DOUBTFUL   16
#define MAX_CANDIDATES 14
/* Suggestions offered. */
#define MAX_SUGGESTIONS 3
/* Pairs weigh as much as so many units that hold the first word without telling the second. */
#define SMOOTHING 3.0
/* Nats by which a repair must be likelier: of a word that the library holds, where the typed word
 * stands beside none of its neighbours anywhere. */
#define MARGIN_KNOWN 8.0
/* Units that must hold such a repair beside each of its two neighbours. */
#define MIN_PAIR_KNOWN 3
/* A word that is no syllable, and stands beside neighbours of which the library tells nothing, is
 * repaired into a common word at most one slip away. */
#define MAX_COST_ALONE   6.5
#define MAX_RARITY_ALONE 8.5

/* One word of the question, and what it may have been meant as. */
typedef struct
{
  const TlWord *word;
  gboolean unknown;
  GPtrArray *candidates; /* (element-type TlSpelling): the first is what was typed */
  double *best;          /* of the ways that end here */
  guint *from;           /* the candidate before */
  guint chosen;
} Place;

typedef struct
{
  TlQuestionReading *reading;
  const TlVocabulary *vocabulary;
  gboolean plain;
  GArray *places; /* (element-type Place) */
  GError **error;
  gboolean failed;
} Spell;

static void
place_clear (gpointer data)
{
  Place *self = data;

  g_clear_pointer (&self->candidates, g_ptr_array_unref);
  g_free (self->best);
  g_free (self->from);
}

static Place *
nth (const Spell *self, guint i)
{
  return &g_array_index (self->places, Place, i);
}

static const TlSpelling *
candidate (const Place *place, guint i)
{
  return g_ptr_array_index (place->candidates, i);
}

/* ---- How often words stand side by side ---- */

static guint32
count_pair (Spell *self, const char *first, const char *second)
{
  g_autofree char *term
      = tl_term_join (self->plain ? TL_TERM_FOLDED_PAIR : TL_TERM_PAIR, first, second);
  guint32 frequency = 0;

  if (!self->failed)
    self->failed = !_tl_question_frequency (self->reading, term, &frequency, self->error);
  return frequency;
}

/* Minus the logarithm of how likely @next follows @before. */
static double
step (Spell *self, const TlSpelling *before, const TlSpelling *next)
{
  double pairs = count_pair (self, before->last, next->first);

  return -log ((pairs + SMOOTHING * exp (-next->rarity)) / (before->weight + SMOOTHING));
}

/* ---- The words ---- */

static double
frequency_of (const Spell *self, const TlWord *word)
{
  const TlVocabularyEntry *entry;

  if (self->plain || word->stand_in)
    return word->stand_in ? 0 : word->frequency;
  entry = tl_vocabulary_find (self->vocabulary, word->key);
  return entry != NULL ? MAX (entry->frequency, word->frequency) : word->frequency;
}

static TlSpelling *
as_typed (const Spell *self, const TlWord *word)
{
  TlSpelling *typed = g_new0 (TlSpelling, 1);

  typed->first = g_strdup (word->key);
  typed->last = g_strdup (word->key);
  typed->weight = frequency_of (self, word);
  typed->rarity
      = -log ((typed->weight + 0.01) / ((double)tl_vocabulary_total (self->vocabulary) + 1));
  return typed;
}

/* Numbers and abbreviations are not repaired. */
static gboolean
is_repairable (const char *typed)
{
  guint letters = 0, upper = 0;

  for (const char *p = typed; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (!g_unichar_isalpha (c))
        return FALSE;
      letters++;
      upper += g_unichar_isupper (c);
    }
  return letters >= 2 && letters <= 14 && !(upper > 1 && upper == letters);
}

/* Whether the word stands beside a neighbour of its in the library. */
static gboolean
has_company (Spell *self, guint i)
{
  const TlSpelling *typed = candidate (nth (self, i), 0);

  return (i > 0 && count_pair (self, candidate (nth (self, i - 1), 0)->last, typed->first) > 0)
         || (i + 1 < self->places->len
             && count_pair (self, typed->last, candidate (nth (self, i + 1), 0)->first) > 0);
}

static void
add_places (Spell *self)
{
  GArray *words = self->reading->words;

  for (guint i = 0; i < words->len; i++)
    {
      Place place = { .word = &g_array_index (words, TlWord, i) };
      TlSpelling *typed = as_typed (self, place.word);

      place.unknown = typed->weight <= 0;
      place.candidates = _tl_spelling_candidates_new ();
      g_ptr_array_add (place.candidates, typed);
      g_array_append_val (self->places, place);
    }
}

static void
add_candidates (Spell *self)
{
  guint doubtful = 0;

  for (guint i = 0; i < self->places->len && doubtful < MAX_DOUBTFUL && !self->failed; i++)
    {
      Place *place = nth (self, i);
      const char *typed = g_ptr_array_index (self->reading->question->words, i);

      if (!is_repairable (typed)
          || tl_vocabulary_is_everyday (self->vocabulary, place->word->key, self->plain)
          || (!place->unknown && has_company (self, i)))
        continue;
      doubtful++;
      _tl_spelling_add_candidates (self->vocabulary, place->word->key, typed, self->plain,
                                   MAX_CANDIDATES, place->candidates);
    }
}

/* ---- The likeliest way through them ---- */

/* Word by word of the first, as the index is sorted: the same counts are looked up much slower in
 * the order in which the way needs them. */
static void
learn_pairs (Spell *self, guint place)
{
  for (guint b = 0; place > 0 && b < nth (self, place - 1)->candidates->len; b++)
    for (guint k = 0; k < nth (self, place)->candidates->len; k++)
      count_pair (self, candidate (nth (self, place - 1), b)->last,
                  candidate (nth (self, place), k)->first);
}

static void
walk (Spell *self)
{
  for (guint i = 0; i < self->places->len; i++)
    {
      Place *place = nth (self, i);
      guint n = place->candidates->len;

      place->best = g_new0 (double, n);
      place->from = g_new0 (guint, n);
      learn_pairs (self, i);
      for (guint k = 0; k < n; k++)
        {
          const TlSpelling *here = candidate (place, k);
          double best = i == 0 ? here->rarity : HUGE_VAL;

          for (guint b = 0; i > 0 && b < nth (self, i - 1)->candidates->len; b++)
            {
              double cost = nth (self, i - 1)->best[b]
                            + step (self, candidate (nth (self, i - 1), b), here);

              if (cost < best)
                {
                  best = cost;
                  place->from[k] = b;
                }
            }
          place->best[k] = best + here->cost;
        }
    }
}

static void
choose (Spell *self)
{
  guint last = self->places->len - 1, best = 0;

  for (guint k = 1; k < nth (self, last)->candidates->len; k++)
    if (nth (self, last)->best[k] < nth (self, last)->best[best])
      best = k;
  for (guint i = last + 1; i-- > 0;)
    {
      nth (self, i)->chosen = best;
      best = nth (self, i)->from[best];
    }
}

/* What candidate @k costs at place @i between the words chosen beside it. */
static double
cost_at (Spell *self, guint i, guint k)
{
  const TlSpelling *here = candidate (nth (self, i), k);
  double cost = here->cost;

  if (i == 0)
    cost += here->rarity;
  else
    cost += step (self, candidate (nth (self, i - 1), nth (self, i - 1)->chosen), here);
  if (i + 1 < self->places->len)
    cost += step (self, here, candidate (nth (self, i + 1), nth (self, i + 1)->chosen));
  return cost;
}

/* Units that hold candidate @k beside the words chosen beside it: with the one and with the other.
 */
static void
company_at (Spell *self, guint i, guint k, guint32 company[2])
{
  const TlSpelling *here = candidate (nth (self, i), k);

  company[0]
      = i == 0 ? 0
               : count_pair (self, candidate (nth (self, i - 1), nth (self, i - 1)->chosen)->last,
                             here->first);
  company[1] = i + 1 == self->places->len
                   ? 0
                   : count_pair (self, here->last,
                                 candidate (nth (self, i + 1), nth (self, i + 1)->chosen)->first);
}

/* Whether the library bears the repair out. */
static gboolean
is_borne_out (Spell *self, guint i, guint k)
{
  const Place *place = nth (self, i);
  const TlSpelling *meant = candidate (place, k);
  const char *typed = g_ptr_array_index (self->reading->question->words, i);
  guint32 company[2];

  company_at (self, i, k, company);
  if (place->unknown)
    return company[0] + company[1] > 0
           || (!tl_syllable_is_legal (typed, -1) && meant->cost <= MAX_COST_ALONE
               && (meant->rarity <= MAX_RARITY_ALONE || self->places->len == 1
                   || tl_vocabulary_is_everyday (self->vocabulary, meant->first, self->plain)));
  return company[0] >= MIN_PAIR_KNOWN && company[1] >= MIN_PAIR_KNOWN
         && cost_at (self, i, 0) - cost_at (self, i, k) >= MARGIN_KNOWN;
}

/* Takes back what is not borne out. Returns: whether anything is left. */
static gboolean
check (Spell *self)
{
  gboolean any = FALSE;

  for (guint i = 0; i < self->places->len; i++)
    if (nth (self, i)->chosen > 0 && !is_borne_out (self, i, nth (self, i)->chosen))
      nth (self, i)->chosen = 0;
  for (guint i = 0; i < self->places->len; i++)
    any |= nth (self, i)->chosen > 0;
  return any;
}

/* ---- Writing it out ---- */

static void
append_like (GString *text, const char *typed, const char *meant)
{
  gboolean upper = g_unichar_isupper (g_utf8_get_char (typed));

  if (upper)
    g_string_append_unichar (text, g_unichar_toupper (g_utf8_get_char (meant)));
  g_string_append (text, upper ? g_utf8_next_char (meant) : meant);
}

static char *
write_out (Spell *self, const char *typed)
{
  GString *text = g_string_new (NULL);
  gsize done = 0;

  for (guint i = 0; i < self->places->len; i++)
    {
      const Place *place = nth (self, i);

      if (place->chosen == 0)
        continue;
      g_string_append_len (text, typed + done, (gssize)(place->word->from - done));
      append_like (text, typed + place->word->from,
                   self->plain ? candidate (place, place->chosen)->first
                               : candidate (place, place->chosen)->text);
      if (self->plain && candidate (place, place->chosen)->text != NULL
          && strchr (candidate (place, place->chosen)->text, ' ') != NULL)
        g_string_append_printf (text, " %s", candidate (place, place->chosen)->last);
      done = place->word->to;
    }
  g_string_append (text, typed + done);
  return g_string_free (text, FALSE);
}

typedef struct
{
  guint place;
  guint candidate;
  double more; /* nats above the best */
} Other;

static int
compare_others (gconstpointer a, gconstpointer b)
{
  const Other *left = a, *right = b;

  if (left->more != right->more)
    return left->more < right->more ? -1 : 1;
  return left->place != right->place ? (int)left->place - (int)right->place
                                     : (int)left->candidate - (int)right->candidate;
}

/* The next best: one repaired word meant as something else. */
static void
add_others (Spell *self, const char *typed, GPtrArray *suggestions)
{
  g_autoptr (GArray) others = g_array_new (FALSE, FALSE, sizeof (Other));

  for (guint i = 0; i < self->places->len; i++)
    for (guint k = 1; nth (self, i)->chosen > 0 && k < nth (self, i)->candidates->len; k++)
      {
        Other other = { i, k, cost_at (self, i, k) - cost_at (self, i, nth (self, i)->chosen) };

        if (k != nth (self, i)->chosen && is_borne_out (self, i, k))
          g_array_append_val (others, other);
      }
  g_array_sort (others, compare_others);
  for (guint i = 0; i < others->len && suggestions->len < MAX_SUGGESTIONS; i++)
    {
      const Other *other = &g_array_index (others, Other, i);
      guint chosen = nth (self, other->place)->chosen;

      nth (self, other->place)->chosen = other->candidate;
      g_ptr_array_add (suggestions, write_out (self, typed));
      nth (self, other->place)->chosen = chosen;
    }
}

gboolean
_tl_question_spell (TlQuestionReading *reading, const char *typed, GError **error)
{
  Spell self = { .reading = reading,
                 .vocabulary = reading->options->vocabulary,
                 .plain = reading->question->plain,
                 .error = error };

  if (self.vocabulary == NULL || reading->words->len == 0 || reading->words->len > MAX_WORDS)
    return TRUE;
  self.places = g_array_new (FALSE, FALSE, sizeof (Place));
  g_array_set_clear_func (self.places, place_clear);
  add_places (&self);
  add_candidates (&self);
  walk (&self);
  choose (&self);
  if (check (&self))
    {
      g_ptr_array_add (reading->question->suggestions, write_out (&self, typed));
      add_others (&self, typed, reading->question->suggestions);
      reading->question->suggestion
          = g_strdup (g_ptr_array_index (reading->question->suggestions, 0));
    }
  g_array_unref (self.places);
  return !self.failed;
}
