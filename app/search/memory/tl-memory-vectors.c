/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "search/memory/tl-memory-vectors.h"

#include <math.h>
#include <stdlib.h>

#include "search/memory/tl-memory-weights.h"
#include "search/rank/tl-bm25.h"

/* Cosines are rounded, so that they are the same on every platform. */
#define STEP 1e-6

/* One way of writing a question: with its marks, or without. */
typedef enum
{
  WAY_MARKED,
  WAY_PLAIN,
  N_WAYS
} Way;

/* A term of one question. */
typedef struct
{
  guint term;
  double count; /* dampened, and less for a pair */
} Part;

typedef struct
{
  GArray *parts[N_WAYS]; /* (element-type Part) */
  gboolean plain;
} Question;

typedef struct
{
  guint question;
  double count;
} Holder;

typedef struct
{
  char *name;
  GArray *holders;  /* (element-type Holder): questions that hold it, ascending */
  double units_idf; /* of the library; below 0: not asked yet */
} Term;

struct _TlMemoryVectors
{
  GPtrArray *questions; /* (element-type Question) */
  GPtrArray *terms;     /* (element-type Term) */
  GHashTable *index;    /* name to place in terms + 1 */
};

static void
question_free (gpointer data)
{
  Question *question = data;

  for (guint way = 0; way < N_WAYS; way++)
    g_array_unref (question->parts[way]);
  g_free (question);
}

static void
term_free (gpointer data)
{
  Term *term = data;

  g_free (term->name);
  g_array_unref (term->holders);
  g_free (term);
}

TlMemoryVectors *
_tl_memory_vectors_new (void)
{
  TlMemoryVectors *self = g_new0 (TlMemoryVectors, 1);

  self->questions = g_ptr_array_new_with_free_func (question_free);
  self->terms = g_ptr_array_new_with_free_func (term_free);
  self->index = g_hash_table_new (g_str_hash, g_str_equal);
  return self;
}

void
_tl_memory_vectors_free (TlMemoryVectors *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->index);
  g_ptr_array_unref (self->questions);
  g_ptr_array_unref (self->terms);
  g_free (self);
}

/* ---- A question as parts ---- */

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 (*(const char *const *)a, *(const char *const *)b);
}

static Way
way_of (const char *term)
{
  return *term == *TL_TERM_FOLDED || *term == *TL_TERM_FOLDED_PAIR ? WAY_PLAIN : WAY_MARKED;
}

static gboolean
is_pair (const char *term)
{
  return *term == *TL_TERM_PAIR || *term == *TL_TERM_FOLDED_PAIR;
}

/* The place of a term, or 0; with @add it gets one. Places count from 1. */
static guint
find_term (TlMemoryVectors *self, const char *name, gboolean add)
{
  guint place = GPOINTER_TO_UINT (g_hash_table_lookup (self->index, name));
  Term *term;

  if (place > 0 || !add)
    return place;
  term = g_new0 (Term, 1);
  term->name = g_strdup (name);
  term->holders = g_array_new (FALSE, FALSE, sizeof (Holder));
  term->units_idf = -1;
  g_ptr_array_add (self->terms, term);
  g_hash_table_insert (self->index, term->name, GUINT_TO_POINTER (self->terms->len));
  return self->terms->len;
}

static gboolean
is_plain (TlTermReader *reader, const char *text)
{
  g_autoptr (GArray) tokens = tl_term_reader_read (reader, text);

  for (guint i = 0; i < tokens->len; i++)
    if (g_array_index (tokens, TlTermToken, i).marked)
      return FALSE;
  return TRUE;
}

/* A term of a text: its name, and its count, dampened. */
typedef struct
{
  const char *name;
  double count;
} Count;

/* The terms of @text in the order of their names, so that sums do not depend on chance. @bag keeps
 * the names. */
static GArray *
read_counts (TlTermBag *bag, TlTermReader *reader, const char *text)
{
  GArray *counts = g_array_new (FALSE, FALSE, sizeof (Count));
  g_autofree gpointer *names = NULL;
  guint n;

  tl_term_bag_init (bag, reader);
  tl_term_bag_add_text (bag, text, 1);
  names = g_hash_table_get_keys_as_array (bag->counts, &n);
  if (n > 1)
    qsort (names, n, sizeof *names, compare_names);
  for (guint i = 0; i < n; i++)
    {
      guint count = GPOINTER_TO_UINT (g_hash_table_lookup (bag->counts, names[i]));
      Count one = { names[i], (1 + log (count)) * (is_pair (names[i]) ? TL_MEMORY_PAIR : 1) };

      g_array_append_val (counts, one);
    }
  return counts;
}

void
_tl_memory_vectors_add (TlMemoryVectors *self, TlTermReader *reader, const char *text)
{
  Question *question = g_new0 (Question, 1);
  guint number = self->questions->len;
  g_autoptr (GArray) counts = NULL;
  TlTermBag bag;

  question->plain = is_plain (reader, text);
  for (guint way = 0; way < N_WAYS; way++)
    question->parts[way] = g_array_new (FALSE, FALSE, sizeof (Part));
  counts = read_counts (&bag, reader, text);
  for (guint i = 0; i < counts->len; i++)
    {
      const Count *count = &g_array_index (counts, Count, i);
      guint place = find_term (self, count->name, TRUE);
      Part part = { place - 1, count->count };
      Holder holder = { number, count->count };
      Term *term = g_ptr_array_index (self->terms, part.term);

      g_array_append_val (term->holders, holder);
      g_array_append_val (question->parts[way_of (count->name)], part);
    }
  tl_term_bag_clear (&bag);
  g_ptr_array_add (self->questions, question);
}

/* ---- Likeness ---- */

/* The library's units, asked for the weight of terms. */
typedef struct
{
  TlXapianDb *db;
  guint32 units;
} Units;

static guint32
count_units (TlXapianDb *db)
{
  guint32 units = 0;

  for (guint file = 0; file < tl_xapian_db_get_n_files (db); file++)
    units += tl_xapian_db_get_count (db, file);
  return units;
}

static gboolean
idf_of_units (const Units *units, const char *name, double *idf, GError **error)
{
  guint32 frequency = 0;

  if (!tl_xapian_db_get_frequency (units->db, name, &frequency, error))
    return FALSE;
  *idf = tl_bm25_idf (units->units, frequency);
  return TRUE;
}

/* What a term that @frequency questions hold weighs; @idf is that of the library. */
static double
weight_of (const TlMemoryVectors *self, double idf, guint frequency)
{
  return MIN (idf, tl_bm25_idf (self->questions->len + TL_MEMORY_PRIOR, frequency));
}

static gboolean
weight_of_term (
    TlMemoryVectors *self, const Units *units, guint place, double *weight, GError **error)
{
  Term *term = g_ptr_array_index (self->terms, place);

  if (term->units_idf < 0 && !idf_of_units (units, term->name, &term->units_idf, error))
    return FALSE;
  *weight = weight_of (self, term->units_idf, term->holders->len);
  return TRUE;
}

static gboolean
length_of (
    TlMemoryVectors *self, const Units *units, const GArray *parts, double *length, GError **error)
{
  double sum = 0, weight;

  for (guint i = 0; i < parts->len; i++)
    {
      const Part *part = &g_array_index (parts, Part, i);

      if (!weight_of_term (self, units, part->term, &weight, error))
        return FALSE;
      sum += part->count * weight * part->count * weight;
    }
  *length = sqrt (sum);
  return TRUE;
}

/* Adds what the asked question shares with each remembered one, in one way of writing; @length is
 * set to its own. */
static gboolean
add_shared (TlMemoryVectors *self,
            const Units *units,
            const GArray *counts,
            Way way,
            double *shared,
            double *length,
            GError **error)
{
  double sum = 0;

  for (guint i = 0; i < counts->len; i++)
    {
      const Count *count = &g_array_index (counts, Count, i);
      guint place = find_term (self, count->name, FALSE);
      const Term *term = place > 0 ? g_ptr_array_index (self->terms, place - 1) : NULL;
      double weight;

      if (way_of (count->name) != way)
        continue;
      if (term != NULL && !weight_of_term (self, units, place - 1, &weight, error))
        return FALSE;
      if (term == NULL)
        {
          if (!idf_of_units (units, count->name, &weight, error))
            return FALSE;
          weight = weight_of (self, weight, 0);
        }
      sum += count->count * weight * count->count * weight;
      for (guint k = 0; term != NULL && k < term->holders->len; k++)
        {
          const Holder *holder = &g_array_index (term->holders, Holder, k);

          shared[holder->question] += count->count * weight * holder->count * weight;
        }
    }
  *length = sqrt (sum);
  return TRUE;
}

/* Both ways of writing, for every remembered question. */
typedef struct
{
  double *shared[N_WAYS];
  double length[N_WAYS];
} Shares;

static gboolean
take_alike (TlMemoryVectors *self,
            const Units *units,
            const Shares *shares,
            gboolean plain,
            double least,
            GArray *alike,
            GError **error)
{
  for (guint i = 0; i < self->questions->len; i++)
    {
      const Question *question = g_ptr_array_index (self->questions, i);
      Way way = plain || question->plain ? WAY_PLAIN : WAY_MARKED;
      TlMemoryLike like = { .number = i };
      double length;

      if (shares->shared[way][i] <= 0)
        continue;
      if (!length_of (self, units, question->parts[way], &length, error))
        return FALSE;
      like.cosine = shares->shared[way][i] / (length * shares->length[way]);
      like.cosine = MIN (1, floor (like.cosine / STEP + 0.5) * STEP);
      if (like.cosine >= least)
        g_array_append_val (alike, like);
    }
  return TRUE;
}

GArray *
_tl_memory_vectors_match (TlMemoryVectors *self,
                          TlTermReader *reader,
                          TlXapianDb *db,
                          const char *text,
                          double least,
                          GError **error)
{
  g_autoptr (GArray) alike = g_array_new (FALSE, FALSE, sizeof (TlMemoryLike));
  gboolean plain = is_plain (reader, text);
  Units units = { db, count_units (db) };
  g_autoptr (GArray) counts = NULL;
  Shares shares = { 0 };
  gboolean ok = TRUE;
  TlTermBag bag;

  counts = read_counts (&bag, reader, text);
  for (guint way = 0; way < N_WAYS; way++)
    {
      shares.shared[way] = g_new0 (double, self->questions->len + 1);
      ok = ok
           && add_shared (self, &units, counts, way, shares.shared[way], &shares.length[way],
                          error);
    }
  ok = ok && take_alike (self, &units, &shares, plain, least, alike, error);
  for (guint way = 0; way < N_WAYS; way++)
    g_free (shares.shared[way]);
  tl_term_bag_clear (&bag);
  return ok ? g_steal_pointer (&alike) : NULL;
}
