/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/tl-services.h"

#include <glib/gi18n.h>

#include "base/tl-clock.h"
#include "base/tl-error.h"

struct _TlServices
{
  GObject parent_instance;

  /* Owned. */
  TlLibrary *library;
  TlSearchEngine *engine;
  TlMemoryDesk *memory;
  TlDeskKeeper *desk;
  TlFeedbackKeeper *feedback;
  TlUsageKeeper *usage;
  TlOwnShelf *own;
  TlUpdateKeeper *update;
  GSettings *settings; /* NULL until updates are watched */
  GCancellable *loading;
  char *folder;
  const char *error;
  char *error_detail;
  char *as_of;

  TlServicesState state;
  TlLibraryStats stats;
};

G_DEFINE_FINAL_TYPE (TlServices, tl_services, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_STATE,
  PROP_AS_OF,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

enum
{
  SIGNAL_RELOADED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* What opening a library brings back from its thread. */
typedef struct
{
  TlLibrary *library;
  TlSearchEngine *engine;
  TlMemory *memory;
  TlLibraryStats stats;
} Opened;

static void
opened_free (Opened *opened)
{
  g_clear_object (&opened->library);
  g_clear_object (&opened->engine);
  g_clear_object (&opened->memory);
  g_free (opened);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Opened, opened_free)

static void
set_state (TlServices *self, TlServicesState state)
{
  self->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

/* What the judge confirmed. A file that cannot be read takes no question away: what the library
 * confirms acts alone, and nothing can be changed. */
static void
open_memory (Opened *opened)
{
  g_autofree char *path = tl_memory_dup_path ();
  g_autoptr (GError) error = NULL;

  opened->memory = tl_memory_new (opened->library, path, &error);
  if (opened->memory != NULL)
    tl_search_engine_set_memory (opened->engine, opened->memory);
  else
    g_info ("confirmed questions: %s", error->message);
}

static void
open_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  const char *folder = task_data;
  g_autoptr (Opened) opened = g_new0 (Opened, 1);
  GError *error = NULL;

  if (!g_file_test (folder, G_FILE_TEST_IS_DIR))
    {
      g_task_return_pointer (task, g_steal_pointer (&opened), (GDestroyNotify)opened_free);
      return;
    }
  opened->library = tl_library_open (folder, &error);
  if (opened->library != NULL && tl_library_get_n_volumes (opened->library) > 0)
    {
      opened->engine = tl_search_engine_new (opened->library, &error);
      if (opened->engine != NULL)
        {
          open_memory (opened);
          tl_library_stats (opened->library, &opened->stats, &error);
        }
    }
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, g_steal_pointer (&opened), (GDestroyNotify)opened_free);
}

static void
take_opened (TlServices *self, Opened *opened)
{
  g_set_object (&self->library, opened->library);
  g_set_object (&self->engine, opened->engine);
  self->stats = opened->stats;
  tl_memory_desk_set_memory (self->memory, opened->library, opened->memory);
  set_state (self, opened->engine != NULL ? TL_SERVICES_READY : TL_SERVICES_EMPTY);
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  TlServices *self = TL_SERVICES (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (Opened) opened = g_task_propagate_pointer (G_TASK (result), &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->loading);
  if (opened == NULL)
    {
      self->error = tl_services_say_error (error);
      g_free (self->error_detail);
      self->error_detail = g_strdup (error->message);
      set_state (self, TL_SERVICES_FAILED);
      return;
    }
  take_opened (self, opened);
}

/* What is read stays until the new is open, and for good when it does not open. */
static void
reloaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  TlServices *self = TL_SERVICES (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (Opened) opened = g_task_propagate_pointer (G_TASK (result), &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->loading);
  if (opened != NULL && opened->engine != NULL)
    take_opened (self, opened);
  else
    tl_update_keeper_roll_back (self->update);
  g_signal_emit (self, signals[SIGNAL_RELOADED], 0,
                 error != NULL                              ? error->message
                 : opened != NULL && opened->engine == NULL ? _ ("The library is empty")
                                                            : NULL);
}

static void
run_opening (TlServices *self, GAsyncReadyCallback callback)
{
  g_autoptr (GTask) task = NULL;

  g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  self->loading = g_cancellable_new ();
  task = g_task_new (self, self->loading, callback, NULL);
  g_task_set_source_tag (task, run_opening);
  g_task_set_task_data (task, g_strdup (self->folder), g_free);
  g_task_run_in_thread (task, open_in_thread);
}

static void
installed_cb (TlServices *self)
{
  if (self->folder == NULL)
    return;
  if (self->state == TL_SERVICES_READY)
    run_opening (self, reloaded_cb);
  else
    tl_services_load (self, self->folder);
}

/* Reports of use name the release that was in force. */
static void
update_changed_cb (TlServices *self)
{
  TlUpdateFacts facts;

  tl_update_keeper_get_facts (self->update, &facts);
  tl_feedback_keeper_set_release (self->feedback, (gint64)facts.installed->serial);
}

static void
tl_services_dispose (GObject *object)
{
  TlServices *self = TL_SERVICES (object);

  g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  g_clear_object (&self->memory);
  g_clear_object (&self->usage);
  g_clear_object (&self->feedback);
  g_clear_object (&self->desk);
  g_clear_object (&self->own);
  if (self->update != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->update, self);
      tl_update_keeper_stop (self->update);
    }
  g_clear_object (&self->update);
  g_clear_object (&self->settings);
  g_clear_object (&self->engine);
  g_clear_object (&self->library);
  G_OBJECT_CLASS (tl_services_parent_class)->dispose (object);
}

static void
tl_services_finalize (GObject *object)
{
  TlServices *self = TL_SERVICES (object);

  g_free (self->folder);
  g_free (self->error_detail);
  g_free (self->as_of);
  G_OBJECT_CLASS (tl_services_parent_class)->finalize (object);
}

static void
tl_services_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  TlServices *self = TL_SERVICES (object);

  switch (id)
    {
    case PROP_STATE:
      g_value_set_int (value, self->state);
      break;
    case PROP_AS_OF:
      g_value_set_string (value, self->as_of);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
tl_services_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_AS_OF:
      tl_services_set_as_of (TL_SERVICES (object), g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
tl_services_class_init (TlServicesClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = tl_services_dispose;
  object_class->finalize = tl_services_finalize;
  object_class->get_property = tl_services_get_property;
  object_class->set_property = tl_services_set_property;

  properties[PROP_STATE]
      = g_param_spec_int ("state", NULL, NULL, TL_SERVICES_LOADING, TL_SERVICES_FAILED,
                          TL_SERVICES_LOADING, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_AS_OF]
      = g_param_spec_string ("as-of", NULL, NULL, "",
                             G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[SIGNAL_RELOADED] = g_signal_new ("reloaded", TL_TYPE_SERVICES, G_SIGNAL_RUN_LAST, 0, NULL,
                                           NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
tl_services_init (TlServices *self)
{
  self->as_of = g_strdup ("");
  self->memory = tl_memory_desk_new ();
  self->desk = tl_desk_keeper_new ();
  self->feedback = tl_feedback_keeper_new (self->desk);
  self->usage = tl_usage_keeper_new (self->desk, self->feedback);
  self->own = tl_own_shelf_new ();
  self->update = tl_update_keeper_new ();
  g_signal_connect_swapped (self->update, "installed", G_CALLBACK (installed_cb), self);
  g_signal_connect_swapped (self->update, "changed", G_CALLBACK (update_changed_cb), self);
}

TlServices *
tl_services_new (void)
{
  return g_object_new (TL_TYPE_SERVICES, NULL);
}

void
tl_services_load (TlServices *self, const char *folder)
{
  char *copy = g_strdup (folder);

  g_return_if_fail (TL_IS_SERVICES (self));
  g_return_if_fail (folder != NULL);

  self->error = NULL;
  g_clear_pointer (&self->error_detail, g_free);
  if (self->settings != NULL && g_strcmp0 (self->folder, folder) != 0)
    tl_update_keeper_set_library (self->update, folder, self->settings);
  g_free (self->folder);
  self->folder = copy;
  set_state (self, TL_SERVICES_LOADING);
  run_opening (self, opened_cb);
}

void
tl_services_watch_updates (TlServices *self, GSettings *settings)
{
  g_return_if_fail (TL_IS_SERVICES (self));
  g_return_if_fail (self->folder != NULL);

  g_set_object (&self->settings, settings);
  tl_update_keeper_set_library (self->update, self->folder, settings);
  tl_usage_keeper_set_settings (self->usage, settings);
}

TlUpdateKeeper *
tl_services_get_update (TlServices *self)
{
  return self->update;
}

const char *
tl_services_get_folder (TlServices *self)
{
  return self->folder;
}

TlServicesState
tl_services_get_state (TlServices *self)
{
  return self->state;
}

const char *
tl_services_get_error (TlServices *self)
{
  return self->error;
}

const char *
tl_services_get_error_detail (TlServices *self)
{
  return self->error_detail;
}

const char *
tl_services_say_error (const GError *error)
{
  if (g_error_matches (error, TL_ERROR, TL_ERROR_UNSUPPORTED))
    return _ ("The library and this program are not of the same version. Update the program, or "
              "choose another folder.");
  return _ ("A file of the library is damaged or cannot be read. Copy the library again from its "
            "source, or choose another folder.");
}

TlLibrary *
tl_services_get_library (TlServices *self)
{
  return self->state == TL_SERVICES_READY ? self->library : NULL;
}

TlSearchEngine *
tl_services_get_engine (TlServices *self)
{
  return self->state == TL_SERVICES_READY ? self->engine : NULL;
}

TlMemoryDesk *
tl_services_get_memory (TlServices *self)
{
  return self->memory;
}

TlDeskKeeper *
tl_services_get_desk (TlServices *self)
{
  return self->desk;
}

TlFeedbackKeeper *
tl_services_get_feedback (TlServices *self)
{
  return self->feedback;
}

TlUsageKeeper *
tl_services_get_usage (TlServices *self)
{
  return self->usage;
}

TlOwnShelf *
tl_services_get_own (TlServices *self)
{
  return self->own;
}

const TlLibraryStats *
tl_services_get_stats (TlServices *self)
{
  return &self->stats;
}

const char *
tl_services_get_as_of (TlServices *self)
{
  return self->as_of;
}

char *
tl_services_dup_date (TlServices *self)
{
  char today[TL_DATE_SIZE];

  if (*self->as_of != '\0')
    return g_strdup (self->as_of);
  tl_clock_today (today);
  return g_strdup (today);
}

void
tl_services_set_as_of (TlServices *self, const char *date)
{
  g_return_if_fail (TL_IS_SERVICES (self));

  if (date == NULL || !tl_date_is_valid (date))
    date = "";
  if (g_str_equal (self->as_of, date))
    return;
  g_free (self->as_of);
  self->as_of = g_strdup (date);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_AS_OF]);
}
