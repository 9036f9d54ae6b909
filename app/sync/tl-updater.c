/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sync/tl-updater.h"

#include "base/tl-clock.h"
#include "release/tl-release-error.h"

#define FIRST_SECONDS 20
#define QUIET_SECONDS (5 * 60) /* between two looks at the clock in quiet hours */
#define MAX_FOLDERS   8

struct _TlUpdater
{
  GObject parent_instance;

  TlUpdatePolicy *policy;
  TlInstallOpen open;
  gpointer user_data;
  GMainContext *context;
  GVolumeMonitor *monitor;
  gulong mount_added;
  GPtrArray *folders; /* of sticks, the newest first */

  gboolean started;
  guint timer;
  GCancellable *round; /* (nullable): of the round under way */
  gboolean again;      /* one more when this one has ended */
  TlUpdaterState state;
  guint64 done;
  guint64 total;
  char *source;
  GError *error;
};

enum
{
  CHANGED,
  INSTALLED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (TlUpdater, tl_updater, G_TYPE_OBJECT)

static void begin_round (TlUpdater *self);

static void
tl_updater_dispose (GObject *object)
{
  TlUpdater *self = TL_UPDATER (object);

  tl_updater_stop (self);
  G_OBJECT_CLASS (tl_updater_parent_class)->dispose (object);
}

static void
tl_updater_finalize (GObject *object)
{
  TlUpdater *self = TL_UPDATER (object);

  tl_update_policy_free (self->policy);
  g_main_context_unref (self->context);
  g_ptr_array_unref (self->folders);
  g_free (self->source);
  g_clear_error (&self->error);
  G_OBJECT_CLASS (tl_updater_parent_class)->finalize (object);
}

static void
tl_updater_class_init (TlUpdaterClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = tl_updater_dispose;
  G_OBJECT_CLASS (klass)->finalize = tl_updater_finalize;
  signals[CHANGED] = g_signal_new ("changed", TL_TYPE_UPDATER, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
  signals[INSTALLED] = g_signal_new ("installed", TL_TYPE_UPDATER, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                     NULL, G_TYPE_NONE, 2, G_TYPE_UINT64, G_TYPE_UINT64);
}

static void
tl_updater_init (TlUpdater *self)
{
  self->context = g_main_context_ref_thread_default ();
  self->folders = g_ptr_array_new_with_free_func (g_free);
}

TlUpdater *
tl_updater_new (TlUpdatePolicy *policy, TlInstallOpen open, gpointer user_data)
{
  TlUpdater *self;

  g_return_val_if_fail (policy != NULL && policy->library != NULL, NULL);

  self = g_object_new (TL_TYPE_UPDATER, NULL);
  self->policy = policy;
  self->open = open;
  self->user_data = user_data;
  return self;
}

static void
set_state (TlUpdater *self, TlUpdaterState state, const GError *error)
{
  self->state = state;
  if (error != self->error)
    {
      g_clear_error (&self->error);
      self->error = error != NULL ? g_error_copy (error) : NULL;
    }
  g_signal_emit (self, signals[CHANGED], 0);
}

/* What the working thread tells, on its way to the thread of the updater. */
typedef struct
{
  TlUpdater *updater;
  TlInstallProgress progress;
  char *source;
} Told;

static void
told_free (gpointer data)
{
  Told *told = data;

  g_object_unref (told->updater);
  g_free (told->source);
  g_free (told);
}

static gboolean
take_told (gpointer data)
{
  static const TlUpdaterState states[]
      = { TL_UPDATER_CHECKING,  TL_UPDATER_FETCHING,  TL_UPDATER_FETCHING,
          TL_UPDATER_SWITCHING, TL_UPDATER_SWITCHING, TL_UPDATER_FETCHING };
  Told *told = data;
  TlUpdater *self = told->updater;

  if (self->round == NULL || g_cancellable_is_cancelled (self->round))
    return G_SOURCE_REMOVE;
  self->done = MIN (told->progress.done, told->progress.total);
  self->total = told->progress.total;
  g_free (self->source);
  self->source = g_steal_pointer (&told->source);
  set_state (self, states[told->progress.step], NULL);
  return G_SOURCE_REMOVE;
}

static void
watch (const TlInstallProgress *progress, gpointer data)
{
  TlUpdater *self = data;
  Told *told = g_new0 (Told, 1);

  told->updater = g_object_ref (self);
  told->progress = *progress;
  told->source = g_strdup (progress->source);
  g_main_context_invoke_full (self->context, G_PRIORITY_DEFAULT, take_told, told, told_free);
}

/* On the working thread; the policy does not change. */
static gboolean
gate (gpointer data)
{
  TlUpdater *self = data;
  g_autoptr (GDateTime) now = tl_clock_now ();

  return !tl_update_policy_is_quiet (self->policy, now);
}

static gboolean
open_cb (const char *folder, gpointer data, GError **error)
{
  TlUpdater *self = data;

  return self->open == NULL || self->open (folder, self->user_data, error);
}

static void
work (GTask *task, gpointer object, gpointer folders, GCancellable *cancellable)
{
  TlUpdater *self = object;
  GError *error = NULL;
  g_autoptr (GPtrArray) sources = tl_update_policy_make_sources (self->policy, &error);
  g_autofree TlInstallReport *report = g_new0 (TlInstallReport, 1);
  TlInstallOptions options = { .trust = self->policy->trust,
                               .sources = sources,
                               .channel = self->policy->channel,
                               .bandwidth = self->policy->bandwidth,
                               .packs = (const char *const *)self->policy->packs,
                               .mirror = self->policy->mirror,
                               .open = open_cb,
                               .watch = watch,
                               .gate = gate,
                               .user_data = self };

  for (guint i = 0; sources != NULL && ((char **)folders)[i] != NULL; i++)
    g_ptr_array_insert (sources, (int)i, tl_folder_source_new (((char **)folders)[i]));
  if (sources != NULL
      && tl_install_run (self->policy->library, &options, report, cancellable, &error))
    g_task_return_pointer (task, g_steal_pointer (&report), g_free);
  else
    g_task_return_error (task, error);
}

static TlUpdaterState
state_of (const GError *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_WOULD_BLOCK))
    return TL_UPDATER_QUIET;
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE))
    return TL_UPDATER_DISK_FULL;
  if (error->domain != TL_RELEASE_ERROR)
    return TL_UPDATER_FAILED;
  switch ((TlReleaseError)error->code)
    {
    case TL_RELEASE_ERROR_UNSIGNED:
    case TL_RELEASE_ERROR_KEY:
    case TL_RELEASE_ERROR_SIGNATURE:
    case TL_RELEASE_ERROR_THRESHOLD:
    case TL_RELEASE_ERROR_REVOKED:
    case TL_RELEASE_ERROR_OLDER:
    case TL_RELEASE_ERROR_MANIFEST:
    case TL_RELEASE_ERROR_DIGEST:
      return TL_UPDATER_UNTRUSTED;
    case TL_RELEASE_ERROR_EXPIRED:
      return TL_UPDATER_EXPIRED;
    case TL_RELEASE_ERROR_PROGRAM:
      return TL_UPDATER_PROGRAM;
    case TL_RELEASE_ERROR_SOURCE:
      return TL_UPDATER_OFFLINE;
    case TL_RELEASE_ERROR_BUSY:
      return TL_UPDATER_IDLE;
    case TL_RELEASE_ERROR_CHANNEL:
    case TL_RELEASE_ERROR_SIZE:
    case TL_RELEASE_ERROR_MISSING:
    case TL_RELEASE_ERROR_REFUSED:
    case TL_RELEASE_ERROR_OPEN:
    default:
      return TL_UPDATER_FAILED;
    }
}

static gboolean
on_timer (gpointer data)
{
  TlUpdater *self = data;

  self->timer = 0;
  begin_round (self);
  return G_SOURCE_REMOVE;
}

static void
schedule (TlUpdater *self, guint seconds)
{
  GSource *source;

  if (self->timer != 0)
    g_source_destroy (g_main_context_find_source_by_id (self->context, self->timer));
  self->timer = 0;
  if (!self->started || self->state == TL_UPDATER_PAUSED)
    return;
  source = g_timeout_source_new_seconds (MAX (seconds, 1));
  g_source_set_callback (source, on_timer, self, NULL);
  self->timer = g_source_attach (source, self->context);
  g_source_unref (source);
}

/* So that the computers of a court do not ask at one moment. */
static guint
next_round (TlUpdater *self)
{
  guint quarter = self->policy->interval / 4;

  if (self->state == TL_UPDATER_QUIET)
    return QUIET_SECONDS;
  return self->policy->interval - quarter
         + (quarter > 0 ? (guint)g_random_int_range (0, (gint32)quarter + 1) : 0);
}

static void
round_ended (GObject *object, GAsyncResult *result, gpointer data)
{
  TlUpdater *self = TL_UPDATER (object);
  g_autoptr (GError) error = NULL;
  g_autofree TlInstallReport *report = g_task_propagate_pointer (G_TASK (result), &error);
  gboolean again = self->again;

  g_clear_object (&self->round);
  self->again = FALSE;
  self->done = self->total = 0;
  g_clear_pointer (&self->source, g_free);
  if (error == NULL)
    {
      set_state (self, self->state == TL_UPDATER_PAUSED ? TL_UPDATER_PAUSED : TL_UPDATER_IDLE,
                 NULL);
      if (report->changed)
        g_signal_emit (self, signals[INSTALLED], 0, report->serial, report->before);
    }
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      if (self->state != TL_UPDATER_PAUSED)
        set_state (self, TL_UPDATER_IDLE, NULL);
    }
  else if (self->state != TL_UPDATER_PAUSED)
    set_state (self, state_of (error), error);
  if (again && self->state != TL_UPDATER_PAUSED)
    begin_round (self);
  else
    schedule (self, next_round (self));
}

static void
begin_round (TlUpdater *self)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (GStrvBuilder) folders = g_strv_builder_new ();

  if (self->round != NULL)
    {
      self->again = TRUE;
      return;
    }
  if (self->policy->trust == NULL || self->state == TL_UPDATER_PAUSED)
    return;
  for (guint i = 0; i < self->folders->len; i++)
    g_strv_builder_add (folders, g_ptr_array_index (self->folders, i));
  self->round = g_cancellable_new ();
  task = g_task_new (self, self->round, round_ended, NULL);
  g_task_set_source_tag (task, begin_round);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, g_strv_builder_end (folders), (GDestroyNotify)g_strfreev);
  set_state (self, TL_UPDATER_CHECKING, NULL);
  g_task_run_in_thread (task, work);
}

void
tl_updater_add_folder (TlUpdater *self, const char *folder)
{
  g_return_if_fail (TL_IS_UPDATER (self) && folder != NULL);

  g_ptr_array_insert (self->folders, 0, g_strdup (folder));
  if (self->folders->len > MAX_FOLDERS)
    g_ptr_array_set_size (self->folders, MAX_FOLDERS);
  tl_updater_check_now (self);
}

static void
on_query (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (TlUpdater) self = data;
  g_autoptr (GFileInfo) info = g_file_query_info_finish (G_FILE (object), result, NULL);
  g_autoptr (GFile) folder = g_file_get_parent (G_FILE (object));
  g_autofree char *path = g_file_get_path (folder);

  if (info != NULL && path != NULL && self->started
      && g_file_info_get_file_type (info) == G_FILE_TYPE_REGULAR)
    tl_updater_add_folder (self, path);
}

/* A stick with a release on it, at its top or in a folder "troly". */
static void
on_mount_added (GVolumeMonitor *monitor, GMount *mount, gpointer data)
{
  static const char *const places[] = { "manifest.json", "troly/manifest.json" };
  g_autoptr (GFile) root = g_mount_get_root (mount);

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      g_autoptr (GFile) file = g_file_resolve_relative_path (root, places[i]);

      g_file_query_info_async (file, G_FILE_ATTRIBUTE_STANDARD_TYPE,
                               G_FILE_QUERY_INFO_NOFOLLOW_SYMLINKS, G_PRIORITY_DEFAULT, NULL,
                               on_query, g_object_ref (data));
    }
}

void
tl_updater_start (TlUpdater *self)
{
  g_return_if_fail (TL_IS_UPDATER (self));

  if (self->started)
    return;
  self->started = TRUE;
  self->monitor = g_volume_monitor_get ();
  self->mount_added
      = g_signal_connect (self->monitor, "mount-added", G_CALLBACK (on_mount_added), self);
  schedule (self, FIRST_SECONDS);
}

void
tl_updater_check_now (TlUpdater *self)
{
  g_return_if_fail (TL_IS_UPDATER (self));

  if (self->state != TL_UPDATER_PAUSED)
    begin_round (self);
}

void
tl_updater_cancel (TlUpdater *self)
{
  g_return_if_fail (TL_IS_UPDATER (self));

  self->again = FALSE;
  if (self->round != NULL)
    g_cancellable_cancel (self->round);
}

void
tl_updater_pause (TlUpdater *self)
{
  g_return_if_fail (TL_IS_UPDATER (self));

  set_state (self, TL_UPDATER_PAUSED, NULL);
  tl_updater_cancel (self);
  schedule (self, 0);
}

void
tl_updater_resume (TlUpdater *self)
{
  g_return_if_fail (TL_IS_UPDATER (self));

  if (self->state != TL_UPDATER_PAUSED)
    return;
  set_state (self, TL_UPDATER_IDLE, NULL);
  begin_round (self);
}

void
tl_updater_stop (TlUpdater *self)
{
  g_return_if_fail (TL_IS_UPDATER (self));

  self->started = FALSE;
  schedule (self, 0);
  tl_updater_cancel (self);
  if (self->monitor != NULL)
    g_clear_signal_handler (&self->mount_added, self->monitor);
  g_clear_object (&self->monitor);
}

TlUpdaterState
tl_updater_get_state (TlUpdater *self)
{
  g_return_val_if_fail (TL_IS_UPDATER (self), TL_UPDATER_IDLE);

  return self->state;
}

void
tl_updater_get_progress (TlUpdater *self, guint64 *done, guint64 *total, const char **source)
{
  g_return_if_fail (TL_IS_UPDATER (self));

  *done = self->done;
  *total = self->total;
  if (source != NULL)
    *source = self->source;
}

const char *
tl_updater_get_message (TlUpdater *self)
{
  g_return_val_if_fail (TL_IS_UPDATER (self), NULL);

  return self->error != NULL ? self->error->message : NULL;
}

const GError *
tl_updater_get_error (TlUpdater *self)
{
  g_return_val_if_fail (TL_IS_UPDATER (self), NULL);

  return self->error;
}
