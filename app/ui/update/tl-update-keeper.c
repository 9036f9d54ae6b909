/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/update/tl-update-keeper.h"

#include <string.h>

#include "search/engine/tl-search-engine.h"
#include "ui/update/tl-update-ground.h"

/* A service switches a release by one rename; what follows it settles within this. */
#define SETTLE_MS 500

struct _TlUpdateKeeper
{
  GObject parent_instance;

  /* Owned. */
  char *folder;
  GSettings *settings;
  TlUpdateGround *ground;
  TlUpdater *updater;
  GFileMonitor *monitor;
  GCancellable *reading;
  GError *error; /* of going back */

  /* State. */
  gint64 asked;
  guint settle;
  gboolean rolling_back;
  gboolean was_busy;
};

G_DEFINE_FINAL_TYPE (TlUpdateKeeper, tl_update_keeper, G_TYPE_OBJECT)

enum
{
  SIGNAL_CHANGED,
  SIGNAL_INSTALLED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void read_ground (TlUpdateKeeper *self);

typedef struct
{
  char *folder;
  TlUpdateWish wish;
} Reading;

static void
reading_free (gpointer data)
{
  Reading *reading = data;

  g_free (reading->folder);
  tl_update_wish_clear (&reading->wish);
  g_free (reading);
}

static gboolean
open_library (const char *folder, gpointer user_data, GError **error)
{
  g_autoptr (TlLibrary) library = tl_library_open (folder, error);
  g_autoptr (TlSearchEngine) engine
      = library != NULL ? tl_search_engine_new (library, error) : NULL;

  return engine != NULL;
}

static gboolean
is_busy (TlUpdaterState state)
{
  return state == TL_UPDATER_CHECKING || state == TL_UPDATER_FETCHING
         || state == TL_UPDATER_SWITCHING;
}

static void
updater_changed_cb (TlUpdateKeeper *self)
{
  TlUpdaterState state = tl_updater_get_state (self->updater);

  if (is_busy (state))
    g_clear_error (&self->error);
  else if (self->was_busy && state == TL_UPDATER_IDLE
           && tl_updater_get_error (self->updater) == NULL)
    self->asked = g_get_real_time () / G_USEC_PER_SEC;
  self->was_busy = is_busy (state);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
drop_updater (TlUpdateKeeper *self)
{
  if (self->updater == NULL)
    return;
  g_signal_handlers_disconnect_by_data (self->updater, self);
  tl_updater_stop (self->updater);
  g_clear_object (&self->updater);
  self->was_busy = FALSE;
}

static gboolean
wants_rounds (TlUpdateKeeper *self)
{
  return self->ground->policy->sources[0] != NULL
         && (self->settings == NULL || g_settings_get_boolean (self->settings, "update-by-itself"));
}

/* The updater takes the policy; what the screens need of it stays here. */
static void
make_updater (TlUpdateKeeper *self)
{
  TlUpdatePolicy *policy = self->ground->policy;
  TlUpdatePolicy *copy;

  if (!tl_update_keeper_can_install (self))
    return;
  copy = g_new0 (TlUpdatePolicy, 1);
  *copy = *policy;
  /* The strings move; the list of sources is shown in the preferences. */
  memset (policy, 0, sizeof *policy);
  policy->sources = g_strdupv (copy->sources);
  policy->trust = copy->trust != NULL ? tl_trust_ref (copy->trust) : NULL;
  self->updater = tl_updater_new (copy, open_library, NULL);
  g_signal_connect_swapped (self->updater, "changed", G_CALLBACK (updater_changed_cb), self);
  g_signal_connect_swapped (self->updater, "installed", G_CALLBACK (read_ground), self);
  if (wants_rounds (self))
    tl_updater_start (self->updater);
}

static void
read_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Reading *reading = data;
  g_autoptr (TlPolicy) policy = tl_policy_load (NULL);

  g_task_return_pointer (task, tl_update_ground_read (reading->folder, policy, &reading->wish),
                         (GDestroyNotify)tl_update_ground_free);
}

static void
read_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  TlUpdateKeeper *self = TL_UPDATE_KEEPER (object);
  g_autoptr (TlUpdateGround) ground = g_task_propagate_pointer (G_TASK (result), NULL);
  gboolean first = self->ground == NULL;
  gboolean other;

  if (ground == NULL) /* another library was chosen, or the program ends */
    return;
  g_clear_object (&self->reading);
  other = !first && self->ground->installed.serial != ground->installed.serial;
  g_clear_pointer (&self->ground, tl_update_ground_free);
  self->ground = g_steal_pointer (&ground);
  if (self->updater == NULL)
    make_updater (self);
  if (other)
    g_signal_emit (self, signals[SIGNAL_INSTALLED], 0);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
read_ground (TlUpdateKeeper *self)
{
  Reading *reading = g_new0 (Reading, 1);
  g_autoptr (GTask) task = NULL;

  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  self->reading = g_cancellable_new ();
  reading->folder = g_strdup (self->folder);
  reading->wish.sources = self->settings != NULL
                              ? g_settings_get_strv (self->settings, "update-sources")
                              : g_new0 (char *, 1);
  reading->wish.key = self->settings != NULL ? g_settings_get_string (self->settings, "update-key")
                                             : g_strdup ("");
  task = g_task_new (self, self->reading, read_cb, NULL);
  g_task_set_source_tag (task, read_ground);
  g_task_set_task_data (task, reading, reading_free);
  g_task_run_in_thread (task, read_in_thread);
}

static gboolean
settled_cb (gpointer data)
{
  TlUpdateKeeper *self = data;

  self->settle = 0;
  read_ground (self);
  return G_SOURCE_REMOVE;
}

static void
pointer_changed_cb (TlUpdateKeeper *self)
{
  g_clear_handle_id (&self->settle, g_source_remove);
  self->settle = g_timeout_add (SETTLE_MS, settled_cb, self);
}

/* Other sources or another key: the updater is made anew. */
static void
wish_changed_cb (TlUpdateKeeper *self)
{
  if (self->ground != NULL && self->ground->locked)
    return;
  drop_updater (self);
  read_ground (self);
}

static void
tl_update_keeper_dispose (GObject *object)
{
  TlUpdateKeeper *self = TL_UPDATE_KEEPER (object);

  tl_update_keeper_stop (self);
  G_OBJECT_CLASS (tl_update_keeper_parent_class)->dispose (object);
}

static void
tl_update_keeper_finalize (GObject *object)
{
  TlUpdateKeeper *self = TL_UPDATE_KEEPER (object);

  g_free (self->folder);
  g_clear_object (&self->settings);
  g_clear_pointer (&self->ground, tl_update_ground_free);
  g_clear_error (&self->error);
  G_OBJECT_CLASS (tl_update_keeper_parent_class)->finalize (object);
}

static void
tl_update_keeper_class_init (TlUpdateKeeperClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = tl_update_keeper_dispose;
  G_OBJECT_CLASS (klass)->finalize = tl_update_keeper_finalize;
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", TL_TYPE_UPDATE_KEEPER, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_INSTALLED] = g_signal_new ("installed", TL_TYPE_UPDATE_KEEPER, G_SIGNAL_RUN_LAST,
                                            0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
tl_update_keeper_init (TlUpdateKeeper *self)
{
}

TlUpdateKeeper *
tl_update_keeper_new (void)
{
  return g_object_new (TL_TYPE_UPDATE_KEEPER, NULL);
}

void
tl_update_keeper_set_library (TlUpdateKeeper *self, const char *folder, GSettings *settings)
{
  g_autofree char *pointer = g_build_filename (folder, "library.json", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (pointer);

  g_return_if_fail (TL_IS_UPDATE_KEEPER (self));

  drop_updater (self);
  g_clear_pointer (&self->ground, tl_update_ground_free);
  g_clear_error (&self->error);
  self->asked = 0;
  g_free (self->folder);
  self->folder = g_strdup (folder);
  if (g_set_object (&self->settings, settings) && settings != NULL)
    {
      g_signal_connect_object (settings, "changed::update-sources", G_CALLBACK (wish_changed_cb),
                               self, G_CONNECT_SWAPPED);
      g_signal_connect_object (settings, "changed::update-key", G_CALLBACK (wish_changed_cb), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (settings, "changed::update-by-itself", G_CALLBACK (wish_changed_cb),
                               self, G_CONNECT_SWAPPED);
    }
  g_clear_object (&self->monitor);
  self->monitor = g_file_monitor_file (file, G_FILE_MONITOR_WATCH_MOVES, NULL, NULL);
  if (self->monitor != NULL)
    g_signal_connect_object (self->monitor, "changed", G_CALLBACK (pointer_changed_cb), self,
                             G_CONNECT_SWAPPED);
  read_ground (self);
}

const char *
tl_update_keeper_get_folder (TlUpdateKeeper *self)
{
  return self->folder;
}

void
tl_update_keeper_get_facts (TlUpdateKeeper *self, TlUpdateFacts *facts)
{
  static const TlInstallState nothing;
  const TlUpdateGround *ground = self->ground;

  memset (facts, 0, sizeof *facts);
  facts->installed = ground != NULL ? &ground->installed : &nothing;
  facts->asked = self->asked;
  facts->error = self->error;
  if (self->updater != NULL)
    {
      facts->doing = tl_updater_get_state (self->updater);
      tl_updater_get_progress (self->updater, &facts->done, &facts->total, &facts->source);
      if (facts->error == NULL)
        facts->error = tl_updater_get_error (self->updater);
    }
  if (self->rolling_back)
    facts->doing = TL_UPDATER_SWITCHING;
  if (ground == NULL || !ground->mine)
    facts->kept_by = TL_UPDATE_BY_BUILDER;
  else if (!ground->writable)
    facts->kept_by = TL_UPDATE_BY_MACHINE;
  else if (self->updater == NULL || ground->policy->sources[0] == NULL)
    facts->kept_by = TL_UPDATE_BY_NOBODY;
  else
    facts->kept_by = TL_UPDATE_BY_PROGRAM;
}

gboolean
tl_update_keeper_is_locked (TlUpdateKeeper *self, const char *const **sources)
{
  static const char *const none[] = { NULL };

  if (sources != NULL)
    *sources = self->ground != NULL && self->ground->policy != NULL
                   ? (const char *const *)self->ground->policy->sources
                   : none;
  return self->ground != NULL && self->ground->locked;
}

const char *
tl_update_keeper_get_policy_error (TlUpdateKeeper *self)
{
  return self->ground != NULL ? self->ground->error : NULL;
}

gboolean
tl_update_keeper_can_install (TlUpdateKeeper *self)
{
  const TlUpdateGround *ground = self->ground;

  return ground != NULL && ground->policy != NULL && ground->policy->trust != NULL
         && ground->writable && ground->mine;
}

gboolean
tl_update_keeper_can_roll_back (TlUpdateKeeper *self)
{
  return self->ground != NULL && self->ground->mine && self->ground->writable
         && self->ground->installed.previous > 0 && !self->rolling_back
         && !(self->updater != NULL && is_busy (tl_updater_get_state (self->updater)));
}

void
tl_update_keeper_check_now (TlUpdateKeeper *self)
{
  if (self->updater != NULL)
    tl_updater_check_now (self->updater);
}

void
tl_update_keeper_add_folder (TlUpdateKeeper *self, const char *folder)
{
  if (self->updater == NULL)
    return;
  tl_updater_resume (self->updater);
  tl_updater_add_folder (self->updater, folder);
}

void
tl_update_keeper_pause (TlUpdateKeeper *self)
{
  if (self->updater != NULL)
    tl_updater_pause (self->updater);
}

void
tl_update_keeper_resume (TlUpdateKeeper *self)
{
  if (self->updater != NULL)
    tl_updater_resume (self->updater);
}

void
tl_update_keeper_cancel (TlUpdateKeeper *self)
{
  if (self->updater != NULL)
    tl_updater_cancel (self->updater);
}

static void
roll_back_in_thread (GTask *task, gpointer source, gpointer folder, GCancellable *cancellable)
{
  TlInstallReport report;
  GError *error = NULL;

  if (tl_install_rollback (folder, open_library, NULL, &report, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
rolled_back_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  TlUpdateKeeper *self = TL_UPDATE_KEEPER (object);

  self->rolling_back = FALSE;
  g_clear_error (&self->error);
  g_task_propagate_boolean (G_TASK (result), &self->error);
  if (self->folder != NULL)
    read_ground (self);
}

void
tl_update_keeper_roll_back (TlUpdateKeeper *self)
{
  g_autoptr (GTask) task = NULL;

  if (!tl_update_keeper_can_roll_back (self))
    return;
  self->rolling_back = TRUE;
  task = g_task_new (self, NULL, rolled_back_cb, NULL);
  g_task_set_source_tag (task, tl_update_keeper_roll_back);
  g_task_set_task_data (task, g_strdup (self->folder), g_free);
  g_task_run_in_thread (task, roll_back_in_thread);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

void
tl_update_keeper_stop (TlUpdateKeeper *self)
{
  g_clear_handle_id (&self->settle, g_source_remove);
  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  g_clear_object (&self->monitor);
  drop_updater (self);
}
