/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/own/tl-own-open.h"

#include <glib/gi18n.h>

#include "desk/tl-desk-place.h"

/* What the desk keeps: of an id its path, as a URI, since a path need not be UTF-8; of a path and
 * of a content the id. */
#define STATE_URI  "own.uri"
#define STATE_ID   "own.id"
#define OF_PATH    "own-path:"
#define OF_CONTENT "own-content:"
/* A file is not kept waiting for a desk that is long in opening. */
#define PATIENCE_MS 5000

typedef struct
{
  TlServices *services;
  char *path;
  char *digest;
  char *found;    /* id that the content, or an id that is looked for, belongs to */
  char *old_path; /* where the file of that id was */
  /* Waiting for the desk. */
  gulong changed;
  guint patience;
} Open;

static void
open_free (gpointer data)
{
  Open *open = data;

  g_object_unref (open->services);
  g_free (open->path);
  g_free (open->digest);
  g_free (open->found);
  g_free (open->old_path);
  g_free (open);
}

static TlDesk *
get_desk (TlServices *services)
{
  return tl_desk_keeper_get_desk (tl_services_get_desk (services));
}

static char *
dup_path_key (const char *path)
{
  g_autofree char *sum = g_compute_checksum_for_string (G_CHECKSUM_SHA256, path, -1);

  return g_strconcat (OF_PATH, sum, NULL);
}

/* The desk is asked, or the step goes on at once without an answer. */
static void
ask (GTask *task, const char *doc, const char *name, GAsyncReadyCallback step)
{
  Open *open = g_task_get_task_data (task);
  TlDesk *desk = get_desk (open->services);

  if (desk != NULL)
    tl_desk_get_state_async (desk, doc, name, g_task_get_cancellable (task), step, task);
  else
    step (NULL, NULL, task);
}

/* What the desk does not know or cannot read is not known. */
static char *
get_answer (GObject *desk, GAsyncResult *result)
{
  return desk != NULL ? tl_desk_get_state_finish (TL_DESK (desk), result, NULL) : NULL;
}

static char *
get_path_answer (GObject *desk, GAsyncResult *result)
{
  g_autofree char *uri = get_answer (desk, result);

  return uri != NULL ? g_filename_from_uri (uri, NULL, NULL) : NULL;
}

static void
end (GTask *task, const char *id)
{
  Open *open = g_task_get_task_data (task);

  if (!g_task_return_error_if_cancelled (task))
    {
      tl_own_shelf_put (tl_services_get_own (open->services), id, open->path);
      g_task_return_pointer (task, g_strdup (id), g_free);
    }
  g_object_unref (task);
}

static void
by_path_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  Open *open = g_task_get_task_data (task);
  g_autofree char *known = get_answer (source, result);
  g_autofree char *id = tl_own_is_id (known) ? NULL : tl_own_make_id (open->path, open->digest);

  end (task, id != NULL ? id : known);
}

static void
ask_by_path (GTask *task)
{
  Open *open = g_task_get_task_data (task);
  g_autofree char *known = tl_own_shelf_dup_id (tl_services_get_own (open->services), open->path);
  g_autofree char *key = dup_path_key (open->path);

  if (known != NULL)
    end (task, known);
  else
    ask (task, key, STATE_ID, by_path_cb);
}

static void
look_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  TlOwnStamp stamp;

  g_task_return_boolean (task, tl_own_stamp_read (task_data, &stamp));
}

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  Open *open = g_task_get_task_data (task);

  /* What is still where it was has been copied, and the copy is a file of its own. */
  if (g_task_propagate_boolean (G_TASK (result), NULL))
    ask_by_path (task);
  else
    end (task, open->found);
}

static void
take_old_path (GTask *task, const char *old_path)
{
  Open *open = g_task_get_task_data (task);
  g_autoptr (GTask) look = NULL;

  if (old_path == NULL)
    {
      ask_by_path (task);
      return;
    }
  if (g_str_equal (old_path, open->path))
    {
      end (task, open->found);
      return;
    }
  look = g_task_new (NULL, NULL, looked_cb, task);
  g_task_set_source_tag (look, take_old_path);
  g_task_set_task_data (look, g_strdup (old_path), g_free);
  g_task_run_in_thread (look, look_in_thread);
}

static void
old_path_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree char *old_path = get_path_answer (source, result);

  take_old_path (user_data, old_path);
}

static void
by_content_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  Open *open = g_task_get_task_data (task);
  g_autofree char *known = NULL;

  open->found = get_answer (source, result);
  if (!tl_own_is_id (open->found))
    {
      ask_by_path (task);
      return;
    }
  known = tl_own_shelf_dup_path (tl_services_get_own (open->services), open->found);
  if (known != NULL)
    take_old_path (task, known);
  else
    ask (task, open->found, STATE_URI, old_path_cb);
}

static void
found_path_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Open *open = g_task_get_task_data (task);
  g_autofree char *path = get_path_answer (source, result);

  if (g_task_return_error_if_cancelled (task))
    return;
  if (path != NULL)
    tl_own_shelf_put (tl_services_get_own (open->services), open->found, path);
  g_task_return_boolean (task, path != NULL);
}

/* The first question, once it is known whether there is a desk. */
static void
begin (GTask *task)
{
  Open *open = g_task_get_task_data (task);
  g_autofree char *key = NULL;

  if (open->changed != 0)
    g_signal_handler_disconnect (tl_services_get_desk (open->services), open->changed);
  g_clear_handle_id (&open->patience, g_source_remove);
  open->changed = 0;
  if (open->digest == NULL)
    {
      ask (task, open->found, STATE_URI, found_path_cb);
      return;
    }
  key = g_strconcat (OF_CONTENT, open->digest, NULL);
  ask (task, key, STATE_ID, by_content_cb);
}

static void
desk_changed_cb (GTask *task)
{
  Open *open = g_task_get_task_data (task);

  if (!tl_desk_keeper_is_opening (tl_services_get_desk (open->services)))
    begin (task);
}

static gboolean
patience_over_cb (gpointer user_data)
{
  Open *open = g_task_get_task_data (user_data);

  open->patience = 0;
  begin (user_data);
  return G_SOURCE_REMOVE;
}

static void
wait_for_desk (GTask *task)
{
  Open *open = g_task_get_task_data (task);
  TlDeskKeeper *keeper = tl_services_get_desk (open->services);

  if (!tl_desk_keeper_is_opening (keeper))
    {
      begin (task);
      return;
    }
  open->changed = g_signal_connect_swapped (keeper, "changed", G_CALLBACK (desk_changed_cb), task);
  open->patience = g_timeout_add (PATIENCE_MS, patience_over_cb, task);
}

static void
digest_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  GError *error = NULL;
  char *digest = tl_own_file_digest (task_data, cancellable, &error);

  if (digest == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, digest, g_free);
}

static void
digested_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  Open *open = g_task_get_task_data (task);
  GError *error = NULL;

  open->digest = g_task_propagate_pointer (G_TASK (result), &error);
  if (error != NULL)
    {
      g_task_return_error (task, error);
      g_object_unref (task);
      return;
    }
  wait_for_desk (task);
}

/* It is not on this computer. */
static void
refuse (GTask *task, GFile *file)
{
  g_autofree char *base = g_file_get_basename (file);
  g_autofree char *name = base != NULL ? g_filename_display_name (base) : g_file_get_uri (file);
  GError *error = NULL;

  tl_own_set_error (&error, TL_OWN_ERROR_MISSING, name);
  g_task_return_error (task, error);
  g_object_unref (task);
}

void
tl_own_open_async (TlServices *services,
                   GFile *file,
                   GCancellable *cancellable,
                   GAsyncReadyCallback callback,
                   gpointer user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  g_autoptr (GTask) digesting = NULL;
  g_autofree char *path = g_file_get_path (file);
  Open *open = g_new0 (Open, 1);

  open->services = g_object_ref (services);
  open->path = g_strdup (path);
  g_task_set_source_tag (task, tl_own_open_async);
  g_task_set_task_data (task, open, open_free);
  if (path == NULL)
    {
      refuse (task, file);
      return;
    }
  digesting = g_task_new (NULL, cancellable, digested_cb, task);
  g_task_set_source_tag (digesting, digest_in_thread);
  g_task_set_task_data (digesting, g_strdup (path), g_free);
  g_task_run_in_thread (digesting, digest_in_thread);
}

char *
tl_own_open_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
tl_own_find_async (TlServices *services,
                   const char *id,
                   GCancellable *cancellable,
                   GAsyncReadyCallback callback,
                   gpointer user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  g_autofree char *path = tl_own_shelf_dup_path (tl_services_get_own (services), id);
  Open *open = g_new0 (Open, 1);

  open->services = g_object_ref (services);
  open->found = g_strdup (id);
  g_task_set_source_tag (task, tl_own_find_async);
  g_task_set_task_data (task, open, open_free);
  if (path == NULL)
    {
      wait_for_desk (task);
      return;
    }
  g_task_return_boolean (task, TRUE);
  g_object_unref (task);
}

gboolean
tl_own_find_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

char *
tl_own_dup_name (TlServices *services, const char *id)
{
  g_autofree char *path = NULL;

  if (!tl_own_is_id (id))
    return NULL;
  path = tl_own_shelf_dup_path (tl_services_get_own (services), id);
  return path != NULL ? g_filename_display_basename (path) : g_strdup (_ ("My file"));
}

void
tl_own_remember (TlServices *services, const TlOwnFile *file)
{
  TlDesk *desk = get_desk (services);
  const char *id = file->document->id;
  g_autofree char *of_path = dup_path_key (file->path);
  g_autofree char *uri = g_filename_to_uri (file->path, NULL, NULL);
  g_autofree char *of_content = g_strconcat (OF_CONTENT, file->document->source_digest, NULL);

  /* Nobody waits for it: without it the file is only met as a new one later. */
  if (desk == NULL || tl_desk_is_read_only (desk))
    return;
  tl_desk_set_state_async (desk, id, STATE_URI, uri, NULL, NULL, NULL);
  tl_desk_set_state_async (desk, of_path, STATE_ID, id, NULL, NULL, NULL);
  tl_desk_set_state_async (desk, of_content, STATE_ID, id, NULL, NULL, NULL);
}
