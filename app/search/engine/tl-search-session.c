/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "search/engine/tl-search-session.h"

/* Hits a kind when all kinds are asked, and when one is. */
#define HITS_OF_EACH_KIND 12
#define HITS_OF_ONE_KIND  100

/* A judgment stands once in the list, by its best place; of a law several articles may answer. */
#define ARTICLES_OF_ONE_LAW 4

/* Rows that appear with the answer; rows that follow at once, one a turn, which fill a tall screen;
 * the others come when nothing new was asked for a moment. A row takes a few milliseconds to lay
 * out, and while somebody types nobody looks at the fortieth. */
#define FIRST_ROWS 4
#define SOON_ROWS  12
#define FILL_REST  90 /* milliseconds */

/* Below drawing (G_PRIORITY_HIGH_IDLE + 20): the first rows are on the screen before the others are
 * made. */
#define FILL_PRIORITY (G_PRIORITY_HIGH_IDLE + 30)

/* Milliseconds without a new question before its facets are counted. */
#define FACETS_REST 150

struct _TlSearchSession
{
  GObject parent_instance;

  /* Owned. */
  TlSearchEngine *engine;
  GListStore *model;
  GCancellable *running;
  TlSearchRequest request; /* with strings of its own */
  char *error;
  TlSearchResult *answer;
  TlSearchResult *facets; /* the answer that carried them */
  GPtrArray *rows;        /* (element-type TlResultItem): of the answer, in order */

  /* State. */
  TlSearchState state;
  guint n_filled; /* of the rows, how many are in the model */
  guint fill_source;
  guint facets_source;
  gboolean facets_current;
};

G_DEFINE_FINAL_TYPE (TlSearchSession, tl_search_session, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_STATE,
  PROP_FACETS,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

/* What an asynchronous run needs to know when it comes back. */
typedef struct
{
  TlSearchSession *session;
  GCancellable *cancellable;
} Run;

static Run *
run_new (TlSearchSession *session)
{
  Run *run = g_new0 (Run, 1);

  run->session = g_object_ref (session);
  run->cancellable = g_object_ref (session->running);
  return run;
}

static void
run_free (Run *run)
{
  g_object_unref (run->session);
  g_object_unref (run->cancellable);
  g_free (run);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Run, run_free)

static gboolean
run_is_replaced (const Run *run)
{
  return run->cancellable != run->session->running || g_cancellable_is_cancelled (run->cancellable);
}

static void
request_clear (TlSearchRequest *request)
{
  g_free ((char *)request->text);
  g_free ((char *)request->as_of);
  g_strfreev ((char **)request->filters);
  g_strfreev ((char **)request->without);
  g_strfreev ((char **)request->with);
  *request = (TlSearchRequest){ .kind = -1 };
}

static void
request_copy (TlSearchRequest *to, const TlSearchRequest *from)
{
  to->text = g_strstrip (g_strdup (from->text));
  to->kind = from->kind;
  to->as_of = from->as_of != NULL && *from->as_of != '\0' ? g_strdup (from->as_of) : NULL;
  to->filters = (const char *const *)g_strdupv ((char **)from->filters);
  to->without = (const char *const *)g_strdupv ((char **)from->without);
  to->with = (const char *const *)g_strdupv ((char **)from->with);
}

static void
set_state (TlSearchSession *self, TlSearchState state)
{
  self->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

static void
set_facets_current (TlSearchSession *self, gboolean current)
{
  self->facets_current = current;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FACETS]);
}

static void
clear_results (TlSearchSession *self)
{
  g_clear_handle_id (&self->fill_source, g_source_remove);
  g_list_store_remove_all (self->model);
  g_ptr_array_set_size (self->rows, 0);
  self->n_filled = 0;
  g_clear_pointer (&self->answer, tl_search_result_free);
  g_clear_pointer (&self->error, g_free);
}

static void
clear_facets (TlSearchSession *self)
{
  g_clear_pointer (&self->facets, tl_search_result_free);
  set_facets_current (self, FALSE);
}

static TlResultGroup
group_of (const TlHit *hit)
{
  return hit->literal ? TL_RESULT_LITERAL : (TlResultGroup)(TL_RESULT_STATUTES + hit->kind);
}

/* The hits of each group in their order, with a head before the first. */
static void
make_rows (TlSearchSession *self, GPtrArray *hits)
{
  for (TlResultGroup group = TL_RESULT_LITERAL; group < TL_N_RESULT_GROUPS; group++)
    {
      gboolean headed = FALSE;

      for (guint i = 0; i < hits->len; i++)
        {
          const TlHit *hit = g_ptr_array_index (hits, i);

          if (group_of (hit) != group)
            continue;
          if (!headed)
            g_ptr_array_add (self->rows, tl_result_item_new_head (group));
          headed = TRUE;
          g_ptr_array_add (self->rows, tl_result_item_new_hit (group, hits, hit));
        }
    }
}

/* Puts the next rows into the model, each in the place of an old one, so that the widgets of the
 * list are used again; after the last one what is left of the old ones goes. */
static void
fill (TlSearchSession *self, guint n_new)
{
  guint n = MIN (n_new, self->rows->len - self->n_filled);
  guint n_old = g_list_model_get_n_items (G_LIST_MODEL (self->model)) - self->n_filled;
  gboolean last = self->n_filled + n == self->rows->len;

  g_list_store_splice (self->model, self->n_filled, last ? n_old : MIN (n, n_old),
                       self->rows->pdata + self->n_filled, n);
  self->n_filled += n;
}

static gboolean fill_cb (gpointer user_data);

static gboolean
rested_cb (gpointer user_data)
{
  TlSearchSession *self = user_data;

  self->fill_source = g_idle_add_full (FILL_PRIORITY, fill_cb, self, NULL);
  return G_SOURCE_REMOVE;
}

static gboolean
fill_cb (gpointer user_data)
{
  TlSearchSession *self = user_data;

  fill (self, 1);
  if (self->n_filled == self->rows->len)
    {
      self->fill_source = 0;
      return G_SOURCE_REMOVE;
    }
  if (self->n_filled != SOON_ROWS)
    return G_SOURCE_CONTINUE;
  self->fill_source = g_timeout_add (FILL_REST, rested_cb, self);
  return G_SOURCE_REMOVE;
}

static void
take_answer (TlSearchSession *self, TlSearchResult *answer)
{
  g_clear_handle_id (&self->fill_source, g_source_remove);
  g_clear_pointer (&self->answer, tl_search_result_free);
  self->answer = answer;
  g_ptr_array_set_size (self->rows, 0);
  self->n_filled = 0;
  make_rows (self, answer->hits);
  fill (self, FIRST_ROWS);
  if (self->n_filled < self->rows->len)
    self->fill_source = g_idle_add_full (FILL_PRIORITY, fill_cb, self, NULL);
}

static void
facets_cb (GObject *source, GAsyncResult *async_result, gpointer user_data)
{
  g_autoptr (Run) run = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (TlSearchResult) answer
      = tl_search_engine_run_finish (TL_SEARCH_ENGINE (source), async_result, &error);
  TlSearchSession *self = run->session;

  if (run_is_replaced (run))
    return;
  if (answer == NULL)
    {
      /* The message may hold what was typed. */
      g_debug ("no facets: %s %d", g_quark_to_string (error->domain), error->code);
      return;
    }
  g_clear_pointer (&self->facets, tl_search_result_free);
  self->facets = g_steal_pointer (&answer);
  set_facets_current (self, TRUE);
}

/* Inside one document every passage is wanted: that is what was asked for. */
static gboolean
asks_one_document (const TlSearchRequest *request)
{
  for (guint i = 0; request->filters != NULL && request->filters[i] != NULL; i++)
    if (g_str_has_prefix (request->filters[i], "document="))
      return TRUE;
  return FALSE;
}

static gboolean
ask_facets_cb (gpointer user_data)
{
  TlSearchSession *self = user_data;
  TlSearchRequest request = self->request;

  self->facets_source = 0;
  request.limit = 1;
  request.facets = TRUE;
  tl_search_engine_run_async (self->engine, &request, self->running, facets_cb, run_new (self));
  return G_SOURCE_REMOVE;
}

static void
answered_cb (GObject *source, GAsyncResult *async_result, gpointer user_data)
{
  g_autoptr (Run) run = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (TlSearchResult) answer
      = tl_search_engine_run_finish (TL_SEARCH_ENGINE (source), async_result, &error);
  TlSearchSession *self = run->session;

  if (run_is_replaced (run))
    return;
  if (answer == NULL)
    {
      clear_results (self);
      self->error = g_strdup (error->message);
      set_state (self, TL_SEARCH_FAILED);
      return;
    }
  g_clear_pointer (&self->error, g_free);
  take_answer (self, g_steal_pointer (&answer));
  self->facets_source = g_timeout_add (FACETS_REST, ask_facets_cb, self);
  set_state (self, self->rows->len > 0 ? TL_SEARCH_DONE : TL_SEARCH_NOTHING);
}

static void
stop (TlSearchSession *self)
{
  g_cancellable_cancel (self->running);
  g_clear_object (&self->running);
  g_clear_handle_id (&self->facets_source, g_source_remove);
}

static void
tl_search_session_dispose (GObject *object)
{
  TlSearchSession *self = TL_SEARCH_SESSION (object);

  stop (self);
  g_clear_handle_id (&self->fill_source, g_source_remove);
  g_clear_object (&self->engine);
  G_OBJECT_CLASS (tl_search_session_parent_class)->dispose (object);
}

static void
tl_search_session_finalize (GObject *object)
{
  TlSearchSession *self = TL_SEARCH_SESSION (object);

  clear_results (self);
  g_clear_pointer (&self->facets, tl_search_result_free);
  g_clear_object (&self->model);
  g_ptr_array_unref (self->rows);
  request_clear (&self->request);
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
    case PROP_FACETS:
      g_value_set_boolean (value, TL_SEARCH_SESSION (object)->facets_current);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
tl_search_session_class_init (TlSearchSessionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->dispose = tl_search_session_dispose;
  object_class->finalize = tl_search_session_finalize;
  object_class->get_property = tl_search_session_get_property;

  properties[PROP_STATE] = g_param_spec_int ("state", NULL, NULL, TL_SEARCH_IDLE, TL_SEARCH_FAILED,
                                             TL_SEARCH_IDLE, flags);
  properties[PROP_FACETS] = g_param_spec_boolean ("facets", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
tl_search_session_init (TlSearchSession *self)
{
  self->model = g_list_store_new (TL_TYPE_RESULT_ITEM);
  self->rows = g_ptr_array_new_with_free_func (g_object_unref);
  self->request = (TlSearchRequest){ .text = g_strdup (""), .kind = -1 };
}

TlSearchSession *
tl_search_session_new (void)
{
  return g_object_new (TL_TYPE_SEARCH_SESSION, NULL);
}

static void
forget (TlSearchSession *self)
{
  clear_results (self);
  clear_facets (self);
  set_state (self, TL_SEARCH_IDLE);
}

void
tl_search_session_set_engine (TlSearchSession *self, TlSearchEngine *engine)
{
  g_return_if_fail (TL_IS_SEARCH_SESSION (self));

  if (!g_set_object (&self->engine, engine))
    return;
  stop (self);
  forget (self);
}

void
tl_search_session_ask (TlSearchSession *self, const TlSearchRequest *request)
{
  TlSearchRequest copy = { 0 };

  g_return_if_fail (TL_IS_SEARCH_SESSION (self));
  g_return_if_fail (request != NULL && request->text != NULL);
  g_return_if_fail (request->kind >= -1 && request->kind < TL_N_DOC_KINDS);

  request_copy (&copy, request);
  stop (self);
  request_clear (&self->request);
  self->request = copy;
  if (*self->request.text == '\0' || self->engine == NULL)
    {
      forget (self);
      return;
    }
  self->running = g_cancellable_new ();
  self->request.group = !asks_one_document (&self->request);
  self->request.each_kind = self->request.kind < 0 && self->request.group;
  self->request.group_articles = ARTICLES_OF_ONE_LAW;
  self->request.limit = self->request.each_kind ? HITS_OF_EACH_KIND : HITS_OF_ONE_KIND;
  tl_search_engine_run_async (self->engine, &self->request, self->running, answered_cb,
                              run_new (self));
  if (self->facets_current)
    set_facets_current (self, FALSE);
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
  return self->request.text;
}

int
tl_search_session_get_scope (TlSearchSession *self)
{
  return self->request.kind;
}

guint
tl_search_session_get_count (TlSearchSession *self, int kind, gboolean *exact)
{
  const TlSearchResult *counted;
  guint count = 0;

  g_return_val_if_fail (kind >= -1 && kind < TL_N_DOC_KINDS, 0);

  /* Counting all is part of the second run: the first may stop early in a large library. */
  counted = self->facets_current ? self->facets : self->answer;
  if (exact != NULL)
    *exact = counted == NULL || counted->counts_exact;
  if (counted == NULL)
    return 0;
  if (kind >= 0)
    return counted->counts[kind];
  for (int i = 0; i < TL_N_DOC_KINDS; i++)
    count += counted->counts[i];
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

GPtrArray *
tl_search_session_get_facets (TlSearchSession *self, gboolean *exact)
{
  if (exact != NULL)
    *exact = self->facets == NULL || self->facets->counts_exact;
  return self->facets != NULL ? self->facets->facets : NULL;
}

double
tl_search_session_get_ms (TlSearchSession *self)
{
  return self->answer != NULL ? self->answer->ms : 0;
}
