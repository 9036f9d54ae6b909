/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "search/engine/tl-paragraph-judge.h"

#include <string.h>

#include "text/tl-text.h"

/* Places of the table of spellings at first, a power of two; and how many spellings are remembered
 * before it is emptied. */
#define FIRST_PLACES  1024
#define MAX_SPELLINGS 20000

/* What a spelling is: a place among the words, or one of these. */
#define NOT_ASKED (-1)
#define NO_WORD   (-2)

typedef struct
{
  const char *bytes; /* of the chunk; NULL: free */
  guint32 length;
  guint32 hash;
  int word;
} Spelling;

/* A term: of a word alone, or of a word after another. */
typedef struct
{
  double worth;
  guint seen; /* number of the paragraph that had it last */
} Term;

struct _TlParagraphJudge
{
  TlTermReader *reader;
  gboolean plain;
  GHashTable *words; /* key, or folded token, of the question to its place + 1 */
  Term *terms;       /* of each word */
  GHashTable *pairs; /* places of both words to its Term */
  guint paragraph;
  Spelling *spellings;
  guint n_places;
  guint n_spellings;
  GStringChunk *chunk;
};

static guint
place_of (TlParagraphJudge *self, const char *word)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (self->words, word));
}

static gpointer
pair_key (guint first, guint second)
{
  return GUINT_TO_POINTER (first << 16 | second);
}

static void
add_term (TlParagraphJudge *self, const TlQuestionTerm *term)
{
  const char *prefix = self->plain ? TL_TERM_FOLDED : "";
  double worth = term->idf * term->factor;
  g_auto (GStrv) pair = NULL;
  Term *made;

  if (!term->is_pair)
    {
      guint place = g_str_has_prefix (term->term, prefix)
                        ? place_of (self, term->term + strlen (prefix))
                        : 0;

      if (place > 0)
        self->terms[place - 1].worth = worth;
      return;
    }
  prefix = self->plain ? TL_TERM_FOLDED_PAIR : TL_TERM_PAIR;
  if (!g_str_has_prefix (term->term, prefix))
    return;
  pair = g_strsplit (term->term + strlen (prefix), "_", 3);
  if (g_strv_length (pair) != 2 || place_of (self, pair[0]) == 0 || place_of (self, pair[1]) == 0)
    return;
  made = g_new0 (Term, 1);
  made->worth = worth;
  g_hash_table_insert (self->pairs,
                       pair_key (place_of (self, pair[0]) - 1, place_of (self, pair[1]) - 1), made);
}

TlParagraphJudge *
tl_paragraph_judge_new (const TlQuestion *question, TlTermReader *reader)
{
  TlParagraphJudge *self = g_new0 (TlParagraphJudge, 1);

  self->reader = reader;
  self->plain = question->plain;
  self->words = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; question->keys[i] != NULL && g_hash_table_size (self->words) < G_MAXUINT16; i++)
    if (!g_hash_table_contains (self->words, question->keys[i]))
      g_hash_table_insert (self->words, question->keys[i],
                           GUINT_TO_POINTER (g_hash_table_size (self->words) + 1));
  self->terms = g_new0 (Term, g_hash_table_size (self->words) + 1);
  self->pairs = g_hash_table_new_full (g_direct_hash, g_direct_equal, NULL, g_free);
  for (guint i = 0; i < question->terms->len; i++)
    add_term (self, g_ptr_array_index (question->terms, i));
  self->n_places = FIRST_PLACES;
  self->spellings = g_new0 (Spelling, self->n_places);
  self->chunk = g_string_chunk_new (4096);
  return self;
}

void
tl_paragraph_judge_free (TlParagraphJudge *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->words);
  g_hash_table_unref (self->pairs);
  g_string_chunk_free (self->chunk);
  g_free (self->terms);
  g_free (self->spellings);
  g_free (self);
}

/* ---- Spellings ---- */

static guint32
hash_of (const char *bytes, gsize length)
{
  guint32 hash = 2166136261u;

  for (gsize i = 0; i < length; i++)
    hash = (hash ^ (guint8)bytes[i]) * 16777619u;
  return hash ^ hash >> 15;
}

/* The spelling, or the free place where it belongs. */
static Spelling *
find_spelling (TlParagraphJudge *self, const char *bytes, gsize length, guint32 hash)
{
  for (guint i = hash & (self->n_places - 1);; i = (i + 1) & (self->n_places - 1))
    {
      Spelling *spelling = &self->spellings[i];

      if (spelling->bytes == NULL
          || (spelling->hash == hash && spelling->length == length
              && memcmp (spelling->bytes, bytes, length) == 0))
        return spelling;
    }
}

/* Twice as many places; or none of the spellings, when there were too many. */
static void
make_room (TlParagraphJudge *self)
{
  g_autofree Spelling *old = g_steal_pointer (&self->spellings);
  guint n = self->n_places;

  if (self->n_spellings >= MAX_SPELLINGS)
    {
      self->n_spellings = 0;
      g_string_chunk_clear (self->chunk);
      self->spellings = g_new0 (Spelling, n);
      return;
    }
  self->n_places = 2 * n;
  self->spellings = g_new0 (Spelling, self->n_places);
  for (guint i = 0; i < n; i++)
    if (old[i].bytes != NULL)
      *find_spelling (self, old[i].bytes, old[i].length, old[i].hash) = old[i];
}

static int
read_word (TlParagraphJudge *self, const char *bytes, gsize length)
{
  TlTermToken token;
  guint place;

  if (!tl_term_reader_read_token (self->reader, bytes, length, &token))
    return NO_WORD;
  place = place_of (self, self->plain ? token.folded : token.key);
  return place > 0 ? (int)place - 1 : NOT_ASKED;
}

static int
word_of (TlParagraphJudge *self, const char *bytes, gsize length)
{
  guint32 hash = hash_of (bytes, length);
  Spelling *spelling = find_spelling (self, bytes, length, hash);

  if (spelling->bytes != NULL)
    return spelling->word;
  if (self->n_spellings >= MAX_SPELLINGS || self->n_spellings >= self->n_places / 2)
    {
      make_room (self);
      spelling = find_spelling (self, bytes, length, hash);
    }
  *spelling = (Spelling){ g_string_chunk_insert_len (self->chunk, bytes, (gssize)length),
                          (guint32)length, hash, read_word (self, bytes, length) };
  self->n_spellings++;
  return spelling->word;
}

/* What the term is worth when it is met first in the paragraph. */
static double
take_term (TlParagraphJudge *self, Term *term)
{
  if (term == NULL || term->seen == self->paragraph)
    return 0;
  term->seen = self->paragraph;
  return term->worth;
}

double
tl_paragraph_judge_weigh (TlParagraphJudge *self, const char *text)
{
  gsize length = strlen (text), position = 0;
  int before = NOT_ASKED;
  double worth = 0;
  TlToken token;

  self->paragraph++;
  while (tl_token_next (text, length, &position, &token))
    {
      int word = word_of (self, text + token.from, token.to - token.from);

      if (word == NO_WORD)
        continue;
      if (word >= 0)
        {
          worth += take_term (self, &self->terms[word]);
          if (before >= 0)
            worth += take_term (
                self, g_hash_table_lookup (self->pairs, pair_key ((guint)before, (guint)word)));
        }
      before = word;
    }
  return worth;
}
