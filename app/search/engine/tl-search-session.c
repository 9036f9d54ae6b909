/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "search/engine/tl-search-session.h"

#include <string.h>

/* Hits a kind when all kinds are asked, and when one is. */
#define HITS_OF_EACH_KIND 12
#define HITS_OF_ONE_KIND  100

struct _TlSearchSession
{
  GObject parent_instance;

  /* Owned. */
  TlSearchEngine *engine;
  GListStore *model;
  GCancellable *running;
  char *text;
  char *error;
  TlSearchResult *answer;
  TlSearchResult
      *early[TL_N_DOC_KINDS]; /* answers that came before those of the kinds above them */

  /* State. */
  TlSearchState state;
  int scope;
  guint waiting;
  guint came;     /* a bit for each kind that answered or failed */
  int next_kind;  /* the kind whose answer is shown next */
  gboolean fresh; /* the first answer to this question has not come */
  guint group_sizes[TL_N_RESULT_GROUPS];
  double ms;
};

G_DEFINE_FINAL_TYPE (TlSearchSession, tl_search_session, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_STATE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

/* What one asynchronous run needs to know when it comes back. */
typedef struct
{
  TlSearchSession *session;
  GCancellable *cancellable;
  int kind;
} Run;

static void
run_free (Run *run)
{
  g_object_unref (run->session);
  g_object_unref (run->cancellable);
  g_free (run);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Run, run_free)

static void
set_state (TlSearchSession *self, TlSearchState state)
{
  self->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

static void
clear_results (TlSearchSession *self)
{
  g_list_store_remove_all (self->model);
  memset (self->group_sizes, 0, sizeof self->group_sizes);
  g_clear_pointer (&self->answer, tl_search_result_free);
  g_clear_pointer (&self->error, g_free);
}

static guint
group_position (TlSearchSession *self, TlResultGroup group)
{
  guint position = 0;

  for (int i = 0; i < (int)group; i++)
    position += self->group_sizes[i];
  return position;
}

static TlResultGroup
group_of (const TlHit *hit)
{
  return hit->literal ? TL_RESULT_LITERAL : (TlResultGroup)(TL_RESULT_STATUTES + hit->kind);
}

/* Puts the hits that belong to @group behind those it has, with a head before the first. */
static void
add_to_group (TlSearchSession *self, TlResultGroup group, GPtrArray *hits)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  guint position = group_position (self, group) + self->group_sizes[group];

  for (guint i = 0; i < hits->len; i++)
    {
      const TlHit *hit = g_ptr_array_index (hits, i);

      if (group_of (hit) != group)
        continue;
      if (items->len == 0 && self->group_sizes[group] == 0)
        g_ptr_array_add (items, tl_result_item_new_head (group));
      g_ptr_array_add (items, tl_result_item_new_hit (group, hits, hit));
    }
  if (items->len == 0)
    return;
  g_list_store_splice (self->model, position, 0, items->pdata, items->len);
  self->group_sizes[group] += items->len;
}

/* The results of the last question stay on screen until the first answer to the new one, so that
 * typing does not flicker. */
static void
begin_answers (TlSearchSession *self)
{
  if (!self->fresh)
    return;
  self->fresh = FALSE;
  clear_results (self);
}

static void
take_answer (TlSearchSession *self, TlSearchResult *answer)
{
  for (TlResultGroup group = TL_RESULT_LITERAL; group < TL_N_RESULT_GROUPS; group++)
    add_to_group (self, group, answer->hits);
  self->ms = MAX (self->ms, answer->ms);
  g_clear_pointer (&self->answer, tl_search_result_free);
  self->answer = answer;
}

static void
clear_early (TlSearchSession *self)
{
  for (int kind = 0; kind < TL_N_DOC_KINDS; kind++)
    g_clear_pointer (&self->early[kind], tl_search_result_free);
}

/* Groups appear from the top down, as soon as all above them have come: nothing is pushed away from
 * under the judge's eyes. */
static void
take_in_order (TlSearchSession *self, int kind, TlSearchResult *answer)
{
  if (self->scope >= 0)
    {
      if (answer != NULL)
        take_answer (self, answer);
      return;
    }
  self->early[kind] = answer;
  self->came |= 1u << kind;
  while (self->next_kind < TL_N_DOC_KINDS && (self->came & (1u << self->next_kind)) != 0)
    {
      if (self->early[self->next_kind] != NULL)
        take_answer (self, g_steal_pointer (&self->early[self->next_kind]));
      self->next_kind++;
    }
}

static void
answered_cb (GObject *source, GAsyncResult *async_result, gpointer user_data)
{
  g_autoptr (Run) run = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (TlSearchResult) answer
      = tl_search_engine_run_finish (TL_SEARCH_ENGINE (source), async_result, &error);
  TlSearchSession *self = run->session;

  if (run->cancellable != self->running || g_cancellable_is_cancelled (run->cancellable))
    return;
  begin_answers (self);
  self->waiting--;
  if (answer == NULL && self->error == NULL)
    self->error = g_strdup (error->message);
  take_in_order (self, run->kind, g_steal_pointer (&answer));

  if (self->waiting > 0)
    set_state (self, TL_SEARCH_RUNNING);
  else if (g_list_model_get_n_items (G_LIST_MODEL (self->model)) > 0)
    set_state (self, TL_SEARCH_DONE);
  else
    set_state (self, self->error != NULL ? TL_SEARCH_FAILED : TL_SEARCH_NOTHING);
}

static void
start_run (TlSearchSession *self, int kind, const char *as_of)
{
  TlSearchRequest request = {
    .text = self->text,
    .kind = kind,
    .as_of = as_of != NULL && *as_of != '\0' ? as_of : NULL,
    .limit = self->scope < 0 ? HITS_OF_EACH_KIND : HITS_OF_ONE_KIND,
  };
  Run *run = g_new0 (Run, 1);

  run->session = g_object_ref (self);
  run->cancellable = g_object_ref (self->running);
  run->kind = kind;
  self->waiting++;
  tl_search_engine_run_async (self->engine, &request, self->running, answered_cb, run);
}

static void
stop (TlSearchSession *self)
{
  g_cancellable_cancel (self->running);
  g_clear_object (&self->running);
  clear_early (self);
  self->waiting = 0;
  self->came = 0;
  self->next_kind = 0;
}

static void
tl_search_session_dispose (GObject *object)
{
  TlSearchSession *self = TL_SEARCH_SESSION (object);

  stop (self);
  g_clear_object (&self->engine);
  G_OBJECT_CLASS (tl_search_session_parent_class)->dispose (object);
}

static void
tl_search_session_finalize (GObject *object)
{
  TlSearchSession *self = TL_SEARCH_SESSION (object);

  clear_results (self);
  g_clear_object (&self->model);
  g_free (self->text);
  G_OBJECT_CLASS (tl_search_session_parent_class)->finalize (object);
}

static void
tl_search_session_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_STATE:
      g_value_set_int (value, TL_SEARCH_SESSION (object)->state);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
tl_search_session_class_init (TlSearchSessionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = tl_search_session_dispose;
  object_class->finalize = tl_search_session_finalize;
  object_class->get_property = tl_search_session_get_property;

  properties[PROP_STATE]
      = g_param_spec_int ("state", NULL, NULL, TL_SEARCH_IDLE, TL_SEARCH_FAILED, TL_SEARCH_IDLE,
                          G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
tl_search_session_init (TlSearchSession *self)
{
  self->model = g_list_store_new (TL_TYPE_RESULT_ITEM);
  self->text = g_strdup ("");
  self->scope = -1;
}

TlSearchSession *
tl_search_session_new (void)
{
  return g_object_new (TL_TYPE_SEARCH_SESSION, NULL);
}

void
tl_search_session_set_engine (TlSearchSession *self, TlSearchEngine *engine)
{
  g_return_if_fail (TL_IS_SEARCH_SESSION (self));

  if (!g_set_object (&self->engine, engine))
    return;
  stop (self);
  clear_results (self);
  set_state (self, TL_SEARCH_IDLE);
}

void
tl_search_session_ask (TlSearchSession *self, const char *text, int scope, const char *as_of)
{
  g_autofree char *question = NULL;

  g_return_if_fail (TL_IS_SEARCH_SESSION (self));
  g_return_if_fail (text != NULL);
  g_return_if_fail (scope >= -1 && scope < TL_N_DOC_KINDS);

  question = g_strstrip (g_strdup (text));
  stop (self);
  g_free (self->text);
  self->text = g_steal_pointer (&question);
  self->scope = scope;
  if (*self->text == '\0' || self->engine == NULL)
    {
      clear_results (self);
      set_state (self, TL_SEARCH_IDLE);
      return;
    }
  self->running = g_cancellable_new ();
  self->fresh = TRUE;
  self->ms = 0;
  if (scope >= 0)
    start_run (self, scope, as_of);
  else
    for (int kind = 0; kind < TL_N_DOC_KINDS; kind++)
      start_run (self, kind, as_of);
  set_state (self, TL_SEARCH_RUNNING);
}

TlSearchState
tl_search_session_get_state (TlSearchSession *self)
{
  return self->state;
}

GListModel *
tl_search_session_get_model (TlSearchSession *self)
{
  return G_LIST_MODEL (self->model);
}

const char *
tl_search_session_get_text (TlSearchSession *self)
{
  return self->text;
}

int
tl_search_session_get_scope (TlSearchSession *self)
{
  return self->scope;
}

guint
tl_search_session_get_count (TlSearchSession *self, int kind, gboolean *exact)
{
  guint count = 0;

  g_return_val_if_fail (kind >= -1 && kind < TL_N_DOC_KINDS, 0);

  if (exact != NULL)
    *exact = self->answer == NULL || self->answer->counts_exact;
  if (self->answer == NULL)
    return 0;
  if (kind >= 0)
    return self->answer->counts[kind];
  for (int i = 0; i < TL_N_DOC_KINDS; i++)
    count += self->answer->counts[i];
  return count;
}

const char *
tl_search_session_get_error (TlSearchSession *self)
{
  return self->error;
}

const TlSearchResult *
tl_search_session_get_answer (TlSearchSession *self)
{
  return self->answer;
}

double
tl_search_session_get_ms (TlSearchSession *self)
{
  return self->ms;
}
