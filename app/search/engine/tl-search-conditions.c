/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Phrases, NOT and NEAR. The index says which units can fulfil them: all pairs of a phrase must be
 * there. Where that is no proof the text of the unit is read, block by block. */
#include "config.h"

#include <string.h>

#include "search/engine/tl-search-private.h"

/* Texts that one run reads at the most, and after how much work it begins no other: bytes that were
 * compared, and bytes of documents that were loaded for it, which cost a part of that. What was not
 * read then is no hit, and the counts are lower bounds. No clock: the same question has the same
 * hits on every PC, every time. */
#define MAX_TEXTS   2000
#define MAX_WORK    (4 * 1024 * 1024)
#define LOADED_PART 8
/* Groups of terms that narrow; the rest of very long phrases is left to the text. */
#define MAX_GROUPS 40
/* So many syllables side by side are one term: nothing is left to prove. */
#define PROVEN_KEYS 2

gboolean
_tl_search_has_conditions (const TlQuestion *question)
{
  return question->phrases->len > 0 || question->nots->len > 0 || question->nears->len > 0;
}

/* ---- Text ---- */

typedef struct
{
  const TlQuestion *question;
  TlTermReader *reader;
  gboolean *phrases; /* which were met */
  gboolean *nears;
  gboolean refused; /* one that must not be there was met */
} Reading;

/* The first place from @from on where @phrase stands among @keys, or -1. */
static int
find_phrase (const TlQuestionPhrase *phrase, const char *const *keys, guint n, guint from)
{
  guint length = g_strv_length (phrase->keys);

  for (guint i = from; length > 0 && i + length <= n; i++)
    {
      guint k = 0;

      if (keys[i][0] != phrase->keys[0][0])
        continue;
      while (k < length && strcmp (keys[i + k], phrase->keys[k]) == 0)
        k++;
      if (k == length)
        return (int)i;
    }
  return -1;
}

/* Whether @second follows @first within the distance, or the other way round. */
static gboolean
stand_near (const TlQuestionNear *near, const char *const *keys, guint n)
{
  const TlQuestionPhrase *sides[2] = { near->first, near->second };

  for (guint side = 0; side < 2; side++)
    {
      const TlQuestionPhrase *before = sides[side], *behind = sides[1 - side];
      guint length = g_strv_length (before->keys);
      guint reach = length + near->distance + g_strv_length (behind->keys);

      for (int at = find_phrase (before, keys, n, 0); at >= 0;
           at = find_phrase (before, keys, n, (guint)at + 1))
        {
          int next = find_phrase (behind, keys, MIN (n, (guint)at + reach), (guint)at + length);

          if (next >= 0)
            return TRUE;
        }
    }
  return FALSE;
}

static void
read_field (Reading *self, const char *text)
{
  const TlQuestion *question = self->question;
  g_autoptr (GArray) tokens = NULL;
  g_autofree const char **keys = NULL;

  if (text == NULL || *text == '\0' || self->refused)
    return;
  tokens = tl_term_reader_read (self->reader, text);
  keys = g_new (const char *, tokens->len + 1);
  for (guint i = 0; i < tokens->len; i++)
    keys[i] = question->plain ? g_array_index (tokens, TlTermToken, i).folded
                              : g_array_index (tokens, TlTermToken, i).key;
  for (guint i = 0; i < question->phrases->len; i++)
    self->phrases[i]
        = self->phrases[i]
          || find_phrase (g_ptr_array_index (question->phrases, i), keys, tokens->len, 0) >= 0;
  for (guint i = 0; i < question->nears->len; i++)
    self->nears[i]
        = self->nears[i] || stand_near (g_ptr_array_index (question->nears, i), keys, tokens->len);
  for (guint i = 0; i < question->nots->len; i++)
    self->refused
        = self->refused
          || find_phrase (g_ptr_array_index (question->nots, i), keys, tokens->len, 0) >= 0;
}

static gboolean
is_fulfilled (const Reading *self)
{
  gboolean fulfilled = !self->refused;

  for (guint i = 0; i < self->question->phrases->len; i++)
    fulfilled = fulfilled && self->phrases[i];
  for (guint i = 0; i < self->question->nears->len; i++)
    fulfilled = fulfilled && self->nears[i];
  return fulfilled;
}

guint
_tl_search_count_met (const TlQuestion *question, TlTermReader *reader, const char *text)
{
  g_autofree gboolean *phrases = g_new0 (gboolean, question->phrases->len + 1);
  g_autofree gboolean *nears = g_new0 (gboolean, question->nears->len + 1);
  Reading reading = { question, reader, phrases, nears, FALSE };
  guint met = 0;

  if (question->phrases->len + question->nears->len == 0)
    return 0;
  read_field (&reading, text);
  for (guint i = 0; i < question->phrases->len; i++)
    met += phrases[i] != FALSE;
  for (guint i = 0; i < question->nears->len; i++)
    met += nears[i] != FALSE;
  return met;
}

static gsize
length_of (const char *text)
{
  return text != NULL ? strlen (text) : 0;
}

/* A document that this run met before is taken to be at hand still. */
static void
count_loading (TlSearchRun *self, const TlDocument *document)
{
  gsize bytes = 0;

  if (!g_hash_table_add (self->opened, g_strdup (document->id)))
    return;
  for (guint i = 0; i < document->blocks->len; i++)
    bytes += length_of (tl_document_get_block (document, i)->text);
  self->work += bytes / LOADED_PART;
}

static gboolean
read_unit (TlSearchRun *self, const TlQuestion *question, const TlScored *scored, GError **error)
{
  g_autoptr (TlCandidate) unit = _tl_search_load_candidate (self, scored, error);
  g_autoptr (TlDocument) document = NULL;
  g_autofree gboolean *phrases = g_new0 (gboolean, question->phrases->len + 1);
  g_autofree gboolean *nears = g_new0 (gboolean, question->nears->len + 1);
  Reading reading = { question, self->handle->reader, phrases, nears, FALSE };
  guint end;

  if (unit != NULL)
    document
        = tl_doc_cache_load (self->cache, unit->file, unit->record.row, unit->record.doc, error);
  if (document == NULL)
    return FALSE;
  count_loading (self, document);
  read_field (&reading, unit->record.heading);
  self->work += length_of (unit->record.heading);
  end = MIN (unit->record.end, document->blocks->len);
  for (guint i = (guint)MAX (unit->record.block, 0); i < end; i++)
    {
      const TlBlock *block = tl_document_get_block (document, i);

      if (unit->record.block >= 0
          && !tl_index_unit_shows (document, unit->record.block, (int)i, self->date))
        continue;
      if ((int)i != unit->record.block)
        read_field (&reading, block->heading);
      read_field (&reading, block->text);
      self->work += length_of (block->heading) + length_of (block->text);
    }
  return is_fulfilled (&reading);
}

/* ---- Terms ---- */

static void
add_term (TlSearchRun *self, const TlQuestion *question, const char *first, const char *second)
{
  guint groups = self->filters->len == 0
                     ? 0
                     : g_array_index (self->filters, TlTermFilter, self->filters->len - 1).group;

  if (groups >= MAX_GROUPS)
    return;
  if (second == NULL)
    _tl_search_add_filter (self, g_strconcat (question->plain ? TL_TERM_FOLDED : "", first, NULL));
  else
    _tl_search_add_filter (
        self, tl_term_join (question->plain ? TL_TERM_FOLDED_PAIR : TL_TERM_PAIR, first, second));
}

/* What must be in the index of a unit that holds the phrase. */
static void
add_phrase (TlSearchRun *self, const TlQuestion *question, const TlQuestionPhrase *phrase)
{
  if (phrase->keys[0] != NULL && phrase->keys[1] == NULL)
    add_term (self, question, phrase->keys[0], NULL);
  for (guint i = 0; phrase->keys[i] != NULL && phrase->keys[i + 1] != NULL; i++)
    add_term (self, question, phrase->keys[i], phrase->keys[i + 1]);
}

static TlScoreResult *
score_allowed (TlSearchRun *self,
               const TlQuestion *question,
               guint8 *const *allowed,
               guint limit,
               GError **error)
{
  TlScoreRequest request = {
    .db = self->handle->db,
    .map = self->map,
    .question = question,
    .filters = (const TlTermFilter *)(gpointer)self->filters->data,
    .n_filters = self->filters->len,
    .allowed = (const guint8 *const *)allowed,
    .all = TRUE,
    .date = self->date,
    .kind = -1,
    .limit = limit,
    .matches = question == NULL,
  };

  return tl_score (&request, self->cancellable, error);
}

/* ---- Both ---- */

/* Of a unit: it may match; its text must be read for that. */
#define MAY_MATCH 1
#define UNREAD    2

typedef struct
{
  TlSearchRun *run;
  const TlQuestion *question;
  guint8 **mask; /* of each file a byte a unit */
  guint n_files;
} Narrowing;

static gboolean
is_proven (const TlQuestion *question)
{
  gboolean proven = question->nears->len == 0;

  for (guint i = 0; i < question->phrases->len; i++)
    proven = proven
             && g_strv_length (((TlQuestionPhrase *)g_ptr_array_index (question->phrases, i))->keys)
                    <= PROVEN_KEYS;
  return proven;
}

/* The terms of an article hold the names of its law and chapter, which are not its text; those of
 * other documents are their text. */
static gboolean
must_read (const Narrowing *self, guint file, guint32 unit, gboolean proven)
{
  return !proven || tl_index_map_get_kind (self->run->map, file, unit) == TL_DOC_STATUTE;
}

static gboolean
narrow (Narrowing *self, GError **error)
{
  TlSearchRun *run = self->run;
  gboolean proven = is_proven (self->question);
  gboolean wanted = self->question->phrases->len > 0 || self->question->nears->len > 0;
  g_autoptr (TlScoreResult) found = NULL;

  for (guint i = 0; i < self->question->phrases->len; i++)
    add_phrase (run, self->question, g_ptr_array_index (self->question->phrases, i));
  for (guint i = 0; i < self->question->nears->len; i++)
    {
      const TlQuestionNear *near = g_ptr_array_index (self->question->nears, i);

      add_phrase (run, self->question, near->first);
      add_phrase (run, self->question, near->second);
    }
  found = score_allowed (run, NULL, run->allowed, 1, error);
  if (found == NULL)
    return FALSE;
  for (guint file = 0; file < self->n_files; file++)
    {
      guint32 count = tl_index_map_get_count (run->map, file);

      self->mask[file] = g_steal_pointer (&found->matches[file]);
      for (guint32 unit = 1; wanted && unit <= count; unit++)
        if (self->mask[file][unit] && must_read (self, file, unit, proven))
          self->mask[file][unit] |= UNREAD;
    }
  return TRUE;
}

/* What has all terms of @phrase, which must not be there, goes or is read. */
static gboolean
refuse (Narrowing *self, const TlQuestionPhrase *phrase, GError **error)
{
  TlSearchRun *run = self->run;
  guint filters = run->filters->len;
  gboolean proven = g_strv_length (phrase->keys) <= PROVEN_KEYS;
  g_autoptr (TlScoreResult) found = NULL;

  if (phrase->keys[0] == NULL)
    return TRUE;
  add_phrase (run, self->question, phrase);
  found = score_allowed (run, NULL, self->mask, 1, error);
  g_array_set_size (run->filters, filters);
  for (guint file = 0; found != NULL && file < self->n_files; file++)
    for (guint32 unit = 1; unit <= tl_index_map_get_count (run->map, file); unit++)
      if (found->matches[file][unit] && must_read (self, file, unit, proven))
        self->mask[file][unit] |= UNREAD;
      else if (found->matches[file][unit])
        self->mask[file][unit] = 0;
  return found != NULL;
}

/* Units read by this run: 1 for those that fulfil the conditions, 2 for those that do not. */
static gboolean
take_known (TlSearchRun *self, gboolean plain, const TlScored *scored, guint8 *mask)
{
  gint64 key = (gint64)plain << 62 | (gint64)scored->file << 32 | scored->unit;
  guint known = GPOINTER_TO_UINT (g_hash_table_lookup (self->verified, &key));

  if (known != 0)
    *mask = known == 1;
  return known != 0;
}

static gboolean
read_one (Narrowing *self, const TlScored *scored, guint8 *mask, GError **error)
{
  TlSearchRun *run = self->run;
  gint64 key = (gint64)self->question->plain << 62 | (gint64)scored->file << 32 | scored->unit;
  GError *local = NULL;

  *mask = read_unit (run, self->question, scored, &local);
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  g_hash_table_insert (run->verified, g_memdup2 (&key, sizeof key),
                       GUINT_TO_POINTER (*mask ? 1 : 2));
  return !g_cancellable_set_error_if_cancelled (run->cancellable, error);
}

/* The best first, as far as work and texts reach. */
static gboolean
read_texts (Narrowing *self, GError **error)
{
  TlSearchRun *run = self->run;
  const TlQuestion *question = self->question->terms->len > 0 ? self->question : NULL;
  g_autoptr (TlScoreResult) found = score_allowed (run, question, self->mask, MAX_TEXTS, error);

  for (guint i = 0; found != NULL && i < found->best->len; i++)
    {
      const TlScored *scored = &g_array_index (found->best, TlScored, i);
      guint8 *mask = &self->mask[scored->file][scored->unit];

      if ((*mask & UNREAD) == 0 || take_known (run, self->question->plain, scored, mask))
        continue;
      if (g_hash_table_size (run->verified) >= MAX_TEXTS || run->work > MAX_WORK)
        continue;
      if (!read_one (self, scored, mask, error))
        return FALSE;
    }
  return found != NULL;
}

/* What was not read is no hit. Returns: whether all was read. */
static gboolean
drop_unread (Narrowing *self)
{
  gboolean all = TRUE;

  for (guint file = 0; file < self->n_files; file++)
    for (guint32 unit = 1; unit <= tl_index_map_get_count (self->run->map, file); unit++)
      if ((self->mask[file][unit] & UNREAD) != 0)
        {
          self->mask[file][unit] = 0;
          all = FALSE;
        }
  return all;
}

guint8 **
_tl_search_verify (TlSearchRun *self, const TlQuestion *question, gboolean *exact, GError **error)
{
  guint filters = self->filters->len;
  guint n_files = tl_index_map_get_n_files (self->map);
  Narrowing narrowing = { self, question, g_new0 (guint8 *, n_files + 1), n_files };
  gboolean ok = narrow (&narrowing, error);

  g_array_set_size (self->filters, filters);
  for (guint i = 0; ok && i < question->nots->len; i++)
    ok = refuse (&narrowing, g_ptr_array_index (question->nots, i), error);
  ok = ok && read_texts (&narrowing, error);
  if (ok)
    {
      *exact = drop_unread (&narrowing);
      return narrowing.mask;
    }
  _tl_search_free_mask (self, narrowing.mask);
  return NULL;
}

void
_tl_search_free_mask (const TlSearchRun *self, guint8 **mask)
{
  for (guint file = 0; mask != NULL && file < tl_index_map_get_n_files (self->map); file++)
    g_free (mask[file]);
  g_free (mask);
}
