/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/feedback/tl-near.h"

#include <string.h>

#include "text/tl-text.h"
#include "ui/feedback/tl-feedback-words.h"
#include "ui/search/tl-hit-text.h"

/* Answers looked at, and items of the desk. */
#define HITS  12
#define ITEMS 2000
/* Words of a text that are compared. */
#define MAX_WORDS 400

void
tl_near_free (TlNear *self)
{
  if (self == NULL)
    return;
  g_free (self->document);
  g_free (self->anchor);
  g_free (self->item);
  g_free (self->title);
  g_free (self);
}

/* Words and pairs of words, without case and marks. */
static GHashTable *
make_terms (const char *text)
{
  g_autofree char *normal = tl_text_normalize (text, -1, NULL);
  g_autofree char *folded = tl_text_fold (normal, -1, TL_FOLD_PLAIN, NULL);
  g_autoptr (GArray) tokens = tl_text_tokenize (folded, -1);
  GHashTable *terms = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *before = NULL;

  for (guint i = 0; i < MIN (tokens->len, MAX_WORDS); i++)
    {
      const TlToken *token = &g_array_index (tokens, TlToken, i);
      char *word = g_strndup (folded + token->from, token->to - token->from);

      if (before != NULL)
        g_hash_table_add (terms, g_strconcat (before, " ", word, NULL));
      g_hash_table_add (terms, g_strdup (word));
      g_free (before);
      before = word;
    }
  return terms;
}

double
tl_near_measure (const char *question, const char *text)
{
  g_autoptr (GHashTable) wanted = make_terms (question);
  g_autoptr (GHashTable) there = make_terms (text);
  guint n_wanted = g_hash_table_size (wanted);
  guint n_there = g_hash_table_size (there);
  guint both = 0;
  GHashTableIter iter;
  gpointer term;

  if (n_wanted == 0 || n_there == 0)
    return 0;
  g_hash_table_iter_init (&iter, wanted);
  while (g_hash_table_iter_next (&iter, &term, NULL))
    both += g_hash_table_contains (there, term);
  return MAX (2.0 * both / (n_wanted + n_there),
              n_there >= n_wanted ? (double)both / n_wanted : 0.0);
}

typedef struct
{
  TlServices *services;
  char *question;
  char *own;
  GPtrArray *found;
} Finding;

static void
finding_free (gpointer data)
{
  Finding *finding = data;

  g_object_unref (finding->services);
  g_free (finding->question);
  g_free (finding->own);
  g_ptr_array_unref (finding->found);
  g_free (finding);
}

/* The likest first; then as they were found. */
static int
compare_near (gconstpointer a, gconstpointer b)
{
  const TlNear *left = *(TlNear *const *)a;
  const TlNear *right = *(TlNear *const *)b;

  if (left->alike != right->alike)
    return left->alike < right->alike ? 1 : -1;
  return g_strcmp0 (left->title, right->title);
}

static void
add (Finding *finding, TlNear *near, const char *text)
{
  near->alike = MAX (tl_near_measure (finding->question, near->title),
                     tl_near_measure (finding->question, text));
  if (near->alike >= TL_NEAR_MIN)
    g_ptr_array_add (finding->found, near);
  else
    tl_near_free (near);
}

static void
finish (GTask *task)
{
  Finding *finding = g_task_get_task_data (task);

  g_ptr_array_sort (finding->found, compare_near);
  if (finding->found->len > TL_NEAR_MAX)
    g_ptr_array_remove_range (finding->found, TL_NEAR_MAX, finding->found->len - TL_NEAR_MAX);
  g_task_return_pointer (task, g_ptr_array_ref (finding->found), (GDestroyNotify)g_ptr_array_unref);
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Finding *finding = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GPtrArray) items = tl_desk_list_items_finish (TL_DESK (source), result, &error);

  if (items == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  for (guint i = 0; i < items->len; i++)
    {
      const TlDeskItem *item = g_ptr_array_index (items, i);
      TlNear *near;

      if (item->item->kind != TL_ITEM_CONTRIBUTION || item->state == TL_ITEM_WITHDRAWN
          || g_strcmp0 (item->item->id, finding->own) == 0)
        continue;
      near = g_new0 (TlNear, 1);
      near->item = g_strdup (item->item->id);
      near->title = g_strdup (item->item->question);
      add (finding, near, item->item->question);
    }
  finish (task);
}

static void
list_own (GTask *task)
{
  Finding *finding = g_task_get_task_data (task);
  TlDesk *desk = tl_feedback_keeper_get_desk (tl_services_get_feedback (finding->services));

  if (desk != NULL)
    tl_desk_list_items_async (desk, 0, ITEMS, g_task_get_cancellable (task), listed_cb,
                              g_object_ref (task));
  else
    finish (task);
}

static void
searched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Finding *finding = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (TlSearchResult) answer
      = tl_search_engine_run_finish (TL_SEARCH_ENGINE (source), result, &error);

  if (answer == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  for (guint i = 0; i < answer->hits->len; i++)
    {
      const TlHit *hit = g_ptr_array_index (answer->hits, i);
      TlNear *near = g_new0 (TlNear, 1);
      g_autofree char *title = tl_hit_title (hit);
      g_autofree char *document = tl_hit_kicker (hit);
      g_autofree char *text = g_strconcat (title, "\n", hit->passage, NULL);

      near->document = g_strdup (hit->doc);
      near->anchor = g_strdup (hit->anchor);
      near->title
          = *document != '\0' ? g_strdup_printf ("%s (%s)", title, document) : g_strdup (title);
      add (finding, near, text);
    }
  list_own (task);
}

void
tl_near_find_async (TlServices *services,
                    const char *question,
                    const char *own,
                    GCancellable *cancellable,
                    GAsyncReadyCallback callback,
                    gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  TlSearchEngine *engine = tl_services_get_engine (services);
  Finding *finding = g_new0 (Finding, 1);
  TlSearchRequest request = { .text = question, .kind = TL_DOC_GUIDANCE, .limit = HITS };

  g_task_set_source_tag (task, tl_near_find_async);
  finding->services = g_object_ref (services);
  finding->question = g_strdup (question);
  finding->own = g_strdup (own);
  finding->found = g_ptr_array_new_with_free_func ((GDestroyNotify)tl_near_free);
  g_task_set_task_data (task, finding, finding_free);
  /* Situations with answers are guidance; a law or a judgment is no duplicate of a question. */
  if (engine != NULL)
    tl_search_engine_run_async (engine, &request, cancellable, searched_cb, g_object_ref (task));
  else
    list_own (task);
}

GPtrArray *
tl_near_find_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
