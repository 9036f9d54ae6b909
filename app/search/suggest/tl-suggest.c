/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "search/suggest/tl-suggest.h"

#include <stdlib.h>
#include <string.h>

#include "law/statute/tl-statute-structure.h"
#include "search/engine/tl-search-private.h"
#include "search/suggest/tl-suggest-table.h"
#include "text/tl-text.h"

/* Places looked at in each volume, and longest prefix. */
#define MAX_EXAMINED 3000
#define MAX_PREFIX   200
#define MAX_LIMIT    100
/* Laws looked into for an article. */
#define MAX_LAWS 5
/* Suggestions of the same words ("Phạm vi điều chỉnh" opens every law). */
#define MAX_SAME 3

/* What stands before a number and what the number then holds. */
static const struct
{
  const char *words;
  const char *mark;
} TYPES[] = {
  { "an le", "/al" },
  { "al", "/al" },
  { "ban an", "" },
  { "ba", "" },
  { "nghi dinh", "nd-" },
  { "nd", "nd-" },
  { "thong tu", "tt-" },
  { "tt", "tt-" },
  { "thong tu lien tich", "ttlt-" },
  { "ttlt", "ttlt-" },
  { "nghi quyet", "nq-" },
  { "nq", "nq-" },
  { "quyet dinh", "qd" },
  { "qd", "qd" },
  { "luat", "/qh" },
  { "bo luat", "/qh" },
  { "phap lenh", "pl-" },
  { "cong van", "" },
  { "cv", "" },
  { "so", "" },
};

void
tl_suggestion_free (TlSuggestion *self)
{
  if (self == NULL)
    return;
  g_free (self->text);
  g_free (self->detail);
  g_free (self->doc);
  g_free (self->anchor);
  g_free (self);
}

/* ---- Tables of a library ---- */

static void
table_free (gpointer data)
{
  tl_suggest_table_free (data);
}

static GPtrArray *
load_tables (TlSearchRun *run, GError **error)
{
  g_autoptr (GPtrArray) tables = g_ptr_array_new_with_free_func (table_free);
  guint n = tl_xapian_db_get_n_files (run->handle->db);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GError) failed = NULL;
      g_autoptr (GBytes) bytes
          = tl_xapian_db_load_metadata (run->handle->db, i, TL_SUGGEST_KEY, &failed);

      if (failed != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&failed));
          return NULL;
        }
      /* An index without a table, or with a damaged one, suggests nothing and does all else. */
      g_ptr_array_add (tables, bytes != NULL ? tl_suggest_table_new (bytes) : NULL);
    }
  return g_steal_pointer (&tables);
}

/* Read at the first question and kept: libraries do not change. */
static GPtrArray *
get_tables (TlSearchRun *run, GError **error)
{
  static const char *const name = "tl-suggest-tables";
  static GMutex mutex;
  GPtrArray *tables;

  g_mutex_lock (&mutex);
  tables = g_object_get_data (G_OBJECT (run->library), name);
  if (tables == NULL && (tables = load_tables (run, error)) != NULL)
    g_object_set_data_full (G_OBJECT (run->library), name, tables,
                            (GDestroyNotify)g_ptr_array_unref);
  g_mutex_unlock (&mutex);
  return tables;
}

/* ---- What was typed ---- */

/* Zeros before a number go: "012/2024" is written "12/2024". */
static const char *
skip_zeros (const char *number)
{
  while (number[0] == '0' && g_ascii_isdigit (number[1]))
    number++;
  return number;
}

typedef struct
{
  char *typed;      /* normalised */
  char *prefix;     /* folded */
  char *number;     /* (nullable): a number that begins so */
  const char *mark; /* what else it holds */
} Asked;

static void
asked_clear (Asked *self)
{
  g_free (self->typed);
  g_free (self->prefix);
  g_free (self->number);
}

/* "an le so 47" is number 47 that holds "/al". */
static void
read_number (Asked *self)
{
  gsize length = strcspn (self->prefix, "0123456789");
  g_autofree char *words = g_strndup (self->prefix, length);

  if (self->prefix[length] == '\0' || strchr (self->prefix + length, ' ') != NULL)
    return;
  g_strchomp (words);
  if (g_str_has_suffix (words, " so"))
    words[strlen (words) - 3] = '\0';
  self->mark = *words == '\0' ? "" : NULL;
  for (guint i = 0; i < G_N_ELEMENTS (TYPES) && self->mark == NULL; i++)
    if (strcmp (TYPES[i].words, words) == 0)
      self->mark = TYPES[i].mark;
  if (self->mark != NULL)
    self->number = g_strdup (skip_zeros (self->prefix + length));
}

static void
asked_init (Asked *self, const char *prefix)
{
  const char *end = prefix + strlen (prefix);
  g_autofree char *cut = NULL;

  if (end - prefix > MAX_PREFIX)
    end = prefix + MAX_PREFIX;
  cut = g_utf8_make_valid (prefix, end - prefix);
  memset (self, 0, sizeof *self);
  self->typed = tl_text_normalize (cut, -1, NULL);
  self->prefix = tl_suggest_fold (self->typed);
  read_number (self);
}

/* ---- Candidates ---- */

typedef struct
{
  guint volume;
  TlSuggestEntry entry;
  guint rank; /* the smaller the better */
} Found;

typedef struct
{
  TlSearchRun *run;
  const Asked *asked;
  guint32 day;
  guint volume;
  gboolean by_number;
  GArray *found;
} Search;

static gboolean
is_in_force (const Search *self, const TlSuggestEntry *entry)
{
  return entry->from <= self->day && (entry->to == 0 || self->day <= entry->to);
}

/* By what it is, whether the text begins so or only one of its words, and whether it is in force.
 */
static guint
rank_of (const Search *self, const TlSuggestEntry *entry, guint word)
{
  guint rank = entry->kind == TL_DOC_GUIDANCE      ? 5
               : entry->sort == TL_SUGGEST_HEADING ? 2
               : entry->sort == TL_SUGGEST_TITLE   ? 1
                                                   : 0;

  if (strcmp (entry->key, self->by_number ? self->asked->number : self->asked->prefix) == 0)
    rank = 0;
  if (self->by_number && entry->key[strlen (self->asked->number)] != '/')
    rank += 1;
  return rank + (word > 0 ? 3 : 0) + (is_in_force (self, entry) ? 0 : 9);
}

static gboolean
found_cb (const TlSuggestEntry *entry, guint word, gpointer user_data)
{
  Search *self = user_data;
  Found found = { .volume = self->volume, .entry = *entry };

  if ((entry->sort == TL_SUGGEST_NUMBER) != self->by_number)
    return TRUE;
  if (self->by_number ? strstr (entry->key, self->asked->mark) == NULL
                      : !tl_suggest_fits (entry->text, word, self->asked->typed))
    return TRUE;
  if (!tl_library_is_indexed (self->run->library, self->volume, entry->row))
    return TRUE;
  found.rank = rank_of (self, entry, word);
  g_array_append_val (self->found, found);
  return TRUE;
}

/* Judgments: the newest first, for their numbers begin anew each year. */
static int
compare_keys (const Found *left, const Found *right)
{
  int order = strcmp (left->entry.key, right->entry.key);

  if (left->entry.kind == TL_DOC_JUDGMENT && left->entry.sort == TL_SUGGEST_NUMBER)
    order = -order;
  return order;
}

static int
compare_found (gconstpointer a, gconstpointer b)
{
  const Found *left = a, *right = b;
  int order;

  if (left->rank != right->rank)
    return left->rank < right->rank ? -1 : 1;
  if (left->entry.kind != right->entry.kind)
    return left->entry.kind < right->entry.kind ? -1 : 1;
  order = compare_keys (left, right);
  if (order != 0)
    return order;
  if (left->volume != right->volume)
    return left->volume < right->volume ? -1 : 1;
  if (left->entry.row != right->entry.row)
    return left->entry.row < right->entry.row ? -1 : 1;
  return strcmp (left->entry.anchor, right->entry.anchor);
}

/* ---- Suggestions ---- */

static void
append_detail (GString *detail, const char *part)
{
  if (part == NULL || *part == '\0')
    return;
  g_string_append_printf (detail, "%s%s", detail->len > 0 ? ", " : "", part);
}

static char *
describe (const TlDocument *document, const char *label, const char *text)
{
  GString *detail = g_string_new (NULL);

  append_detail (detail, label);
  if (g_strcmp0 (document->title, text) != 0)
    append_detail (detail, document->title);
  if (g_strcmp0 (document->number, text) != 0)
    append_detail (detail, document->number);
  if (document->kind == TL_DOC_JUDGMENT)
    append_detail (detail, document->issuer);
  return g_string_free (detail, FALSE);
}

static gboolean
holds (GPtrArray *list, const char *doc, const char *anchor)
{
  for (guint i = 0; i < list->len; i++)
    {
      const TlSuggestion *suggestion = g_ptr_array_index (list, i);

      if (strcmp (suggestion->doc, doc) == 0 && g_strcmp0 (suggestion->anchor, anchor) == 0)
        return TRUE;
    }
  return FALSE;
}

static guint
count_same (GPtrArray *list, const char *text)
{
  guint same = 0;

  for (guint i = 0; i < list->len; i++)
    same += strcmp (((TlSuggestion *)g_ptr_array_index (list, i))->text, text) == 0;
  return same;
}

static void
add (GPtrArray *list, const TlDocument *document, const char *text, const char *anchor)
{
  TlSuggestion *suggestion;
  g_autofree char *label = anchor != NULL ? tl_anchor_label (anchor) : NULL;

  if (holds (list, document->id, anchor) || count_same (list, text) >= MAX_SAME)
    return;
  suggestion = g_new0 (TlSuggestion, 1);
  suggestion->text = g_strdup (text);
  suggestion->detail = describe (document, label, text);
  suggestion->kind = document->kind;
  suggestion->doc = g_strdup (document->id);
  suggestion->anchor = g_strdup (anchor);
  g_ptr_array_add (list, suggestion);
}

/* What is cited literally: "điều 173 blhs" is the article. */
static gboolean
add_literal (TlSearchRun *run, const Asked *asked, guint limit, GPtrArray *list, GError **error)
{
  run->question = tl_question_read (asked->typed, run->handle->reader, run->handle->db,
                                    tl_index_map_get_total (run->map), error);
  if (run->question == NULL)
    return FALSE;
  if (run->question->citation == NULL || run->question->citation->article == NULL)
    return TRUE;
  if (!_tl_search_literal (run, error))
    return FALSE;
  for (guint i = 0; i < run->result->hits->len && list->len < limit; i++)
    {
      const TlHit *hit = g_ptr_array_index (run->result->hits, i);
      TlSuggestion *suggestion;
      GString *detail;

      if (hit->anchor == NULL || holds (list, hit->doc, hit->anchor))
        continue;
      detail = g_string_new (hit->label);
      append_detail (detail, hit->doc_title);
      append_detail (detail, hit->number);
      suggestion = g_new0 (TlSuggestion, 1);
      suggestion->text = g_strdup (hit->title != NULL ? hit->title : hit->label);
      suggestion->detail = g_string_free (detail, FALSE);
      suggestion->kind = hit->kind;
      suggestion->doc = g_strdup (hit->doc);
      suggestion->anchor = g_strdup (hit->anchor);
      g_ptr_array_add (list, suggestion);
    }
  return TRUE;
}

static const char *
or_label (const TlBlock *block)
{
  return block->heading != NULL ? block->heading : block->label != NULL ? block->label : "";
}

static gboolean
add_found (Search *self, guint limit, GPtrArray *list, GError **error)
{
  g_array_sort (self->found, compare_found);
  for (guint i = 0; i < self->found->len && list->len < limit; i++)
    {
      const Found *found = &g_array_index (self->found, Found, i);
      const char *anchor = *found->entry.anchor != '\0' ? found->entry.anchor : NULL;
      g_autoptr (TlDocument) document = NULL;

      if (count_same (list, found->entry.text) >= MAX_SAME)
        continue;
      document = tl_volume_load (tl_library_get_volume (self->run->library, found->volume),
                                 found->entry.row, FALSE, error);
      if (document == NULL)
        return FALSE;
      add (list, document, found->entry.text, anchor);
    }
  return TRUE;
}

/* "điều 41 bl": an article of a law whose name is not yet typed to its end. */
static gboolean
add_articles_of (Search *self, const char *article, guint limit, GPtrArray *list, GError **error)
{
  g_autofree char *anchor = tl_article_anchor (article);

  g_array_sort (self->found, compare_found);
  for (guint i = 0; anchor != NULL && i < MIN (self->found->len, MAX_LAWS) && list->len < limit;
       i++)
    {
      const Found *found = &g_array_index (self->found, Found, i);
      g_autoptr (TlDocument) document = NULL;
      int block;

      if (found->entry.kind != TL_DOC_STATUTE || *found->entry.anchor != '\0')
        continue;
      document = tl_volume_load (tl_library_get_volume (self->run->library, found->volume),
                                 found->entry.row, TRUE, error);
      if (document == NULL)
        return FALSE;
      block = tl_document_find (document, anchor, self->run->date);
      if (block >= 0)
        add (list, document, or_label (tl_document_get_block (document, (guint)block)), anchor);
    }
  return TRUE;
}

/* What follows "điều 41 " in @prefix, and the article; %NULL when it does not begin so. */
static char *
read_article (const char *prefix, const char **rest)
{
  const char *words = g_str_has_prefix (prefix, "dieu ") ? prefix + strlen ("dieu ") : NULL;
  const char *space = words != NULL && g_ascii_isdigit (*words) ? strchr (words, ' ') : NULL;

  if (space == NULL)
    return NULL;
  *rest = space + 1;
  return g_strndup (words, (gsize)(space - words));
}

static gboolean
look (Search *self, GPtrArray *tables, gboolean by_number)
{
  const char *prefix = by_number ? self->asked->number : self->asked->prefix;

  self->by_number = by_number;
  for (guint i = 0; prefix != NULL && *prefix != '\0' && i < tables->len; i++)
    {
      self->volume = i;
      if (g_ptr_array_index (tables, i) != NULL)
        tl_suggest_table_find (g_ptr_array_index (tables, i), prefix, MAX_EXAMINED, found_cb, self);
      if (g_cancellable_is_cancelled (self->run->cancellable))
        return FALSE;
    }
  return TRUE;
}

static gboolean
add_unfinished (Search *self, GPtrArray *tables, guint limit, GPtrArray *list, GError **error)
{
  const char *rest;
  g_autofree char *article = read_article (self->asked->prefix, &rest);
  Asked law;
  Search search = *self;
  gboolean ok;

  if (article == NULL || list->len > 0)
    return TRUE;
  asked_init (&law, rest);
  search.asked = &law;
  search.found = g_array_new (FALSE, FALSE, sizeof (Found));
  ok = look (&search, tables, FALSE) && add_articles_of (&search, article, limit, list, error);
  g_array_unref (search.found);
  asked_clear (&law);
  return ok;
}

static gboolean
add_all (Search *self, GPtrArray *tables, guint limit, GPtrArray *list, GError **error)
{
  return add_literal (self->run, self->asked, limit, list, error)
         && add_unfinished (self, tables, limit, list, error) && look (self, tables, TRUE)
         && look (self, tables, FALSE) && add_found (self, limit, list, error);
}

static GPtrArray *
suggest (TlSearchRun *run, const Asked *asked, guint limit, GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify)tl_suggestion_free);
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (Found));
  Search search = { .run = run, .asked = asked, .found = found };
  g_auto (GStrv) parts = g_strsplit (run->date, "-", -1);
  g_autofree char *day = g_strjoinv ("", parts);
  GPtrArray *tables = get_tables (run, error);

  if (tables == NULL)
    return NULL;
  search.day = (guint32)strtoul (day, NULL, 10);
  if (add_all (&search, tables, limit, list, error))
    return g_steal_pointer (&list);
  if (error != NULL && *error == NULL)
    g_cancellable_set_error_if_cancelled (run->cancellable, error);
  return NULL;
}

GPtrArray *
tl_suggest (TlSearchEngine *engine,
            const char *prefix,
            const char *as_of,
            guint limit,
            GCancellable *cancellable,
            GError **error)
{
  TlSearchRequest request
      = { .text = "", .kind = -1, .as_of = as_of, .limit = CLAMP (limit, 1, MAX_LIMIT) };
  GPtrArray *list;
  TlSearchRun run;
  Asked asked;

  g_return_val_if_fail (TL_IS_SEARCH_ENGINE (engine) && prefix != NULL, NULL);

  if (!_tl_search_engine_begin (engine, &request, cancellable, &run, error))
    return NULL;
  asked_init (&asked, prefix);
  list = suggest (&run, &asked, request.limit, error);
  asked_clear (&asked);
  _tl_search_engine_end (engine, &run);
  return list;
}

/* ---- Beside the main loop ---- */

typedef struct
{
  char *prefix;
  char *as_of;
  guint limit;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_free (job->prefix);
  g_free (job->as_of);
  g_free (job);
}

static void
suggest_cb (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Job *job = data;
  g_autoptr (GError) error = NULL;
  GPtrArray *list = tl_suggest (source, job->prefix, job->as_of, job->limit, cancellable, &error);

  if (list != NULL)
    g_task_return_pointer (task, list, (GDestroyNotify)g_ptr_array_unref);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

void
tl_suggest_async (TlSearchEngine *engine,
                  const char *prefix,
                  const char *as_of,
                  guint limit,
                  GCancellable *cancellable,
                  GAsyncReadyCallback callback,
                  gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (engine, cancellable, callback, user_data);
  Job *job = g_new0 (Job, 1);

  job->prefix = g_strdup (prefix);
  job->as_of = g_strdup (as_of);
  job->limit = limit;
  g_task_set_source_tag (task, tl_suggest_async);
  g_task_set_task_data (task, job, job_free);
  g_task_run_in_thread (task, suggest_cb);
}

GPtrArray *
tl_suggest_finish (TlSearchEngine *engine, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, engine), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
