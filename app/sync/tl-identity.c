/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sync/tl-identity.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

#include "base/tl-paths.h"
#include "sync/tl-keyring.h"

#define FILE_NAME "enrolment"

void
tl_identity_free (TlIdentity *self)
{
  if (self == NULL)
    return;
  tl_enrolment_free (self->enrolment);
  g_free (self->public_half);
  tl_grant_free (self->grant);
  g_free (self);
}

/* Beside the desk, not in it: a backup of the notes holds no secret. */
static char *
file_path (void)
{
  g_autofree char *desk = tl_paths_dup (TL_PATH_DESK);

  return g_strconcat (desk, "-", FILE_NAME, NULL);
}

static TlIdentity *
read_text (const TlCentrePolicy *policy, const char *text, gboolean in_file, GError **error)
{
  g_autoptr (TlIdentity) self = g_new0 (TlIdentity, 1);

  self->enrolment = tl_grant_is_text (text)
                        ? tl_grant_from_text (text, &self->grant, error)
                        : tl_enrolment_from_file (text, -1, NULL, &self->public_half, error);
  self->in_file = in_file;
  if (self->enrolment == NULL)
    return NULL;
  if (policy->server == NULL || strcmp (policy->server, self->enrolment->server) == 0)
    return g_steal_pointer (&self);
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED,
               "the enrolment is for %s, and this computer sends to %s only",
               self->enrolment->server, policy->server);
  return NULL;
}

/* (transfer full) (nullable): a small text, or NULL with or without an error: not there. */
static char *
load_file (const char *path, gboolean must, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInputStream) stream = NULL;
  g_autoptr (GError) local = NULL;
  char *text = NULL;
  gsize length = 0;

  stream = g_file_read (file, NULL, &local);
  if (stream != NULL)
    {
      text = g_malloc0 (TL_ENROLMENT_MAX_FILE + 1);
      if (g_input_stream_read_all (G_INPUT_STREAM (stream), text, TL_ENROLMENT_MAX_FILE, &length,
                                   NULL, &local)
          && strlen (text) == length)
        return text;
      memset (text, 0, TL_ENROLMENT_MAX_FILE);
      g_free (text);
      if (local == NULL)
        local = g_error_new (G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "%s: no enrolment", path);
    }
  if (must || !g_error_matches (local, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    g_propagate_error (error, g_steal_pointer (&local));
  return NULL;
}

/* ---- Working thread ---- */

typedef struct
{
  const TlCentrePolicy *policy;
  char *path;
  TlGrant *grant; /* that was forgotten */
} Call;

static void
call_free (gpointer data)
{
  Call *call = data;

  g_free (call->path);
  tl_grant_free (call->grant);
  g_free (call);
}

static gboolean
keep_in_file (const char *text, GError **error)
{
  g_autofree char *path = file_path ();
  g_autofree char *folder = g_path_get_dirname (path);

  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno), "%s: %s", folder,
                   g_strerror (errno));
      return FALSE;
    }
  return g_file_set_contents_full (
      path, text, -1, G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0600, error);
}

static void
remove_file (void)
{
  g_autofree char *path = file_path ();

  g_unlink (path);
}

static gboolean
keep (const TlCentrePolicy *policy,
      TlIdentity *identity,
      const char *text,
      GCancellable *cancellable,
      GError **error)
{
  g_autoptr (GError) why = NULL;

  if (tl_keyring_store (FILE_NAME, text, cancellable, &why))
    {
      remove_file ();
      return TRUE;
    }
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  if (!policy->secret_file)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
                   "there is no Secret Service that could keep it (%s)", why->message);
      return FALSE;
    }
  identity->in_file = TRUE;
  return keep_in_file (text, error);
}

gboolean
tl_identity_keep (TlIdentity *self,
                  const TlCentrePolicy *policy,
                  GCancellable *cancellable,
                  GError **error)
{
  char *text = tl_grant_to_text (self->grant, self->enrolment, error);
  gboolean kept = text != NULL && keep (policy, self, text, cancellable, error);

  tl_enrolment_wipe_text (text);
  return kept;
}

static void
take (GTask *task, gpointer object, gpointer data, GCancellable *cancellable)
{
  Call *call = data;
  GError *error = NULL;
  char *text = load_file (call->path, TRUE, &error);
  g_autoptr (TlIdentity) identity
      = text != NULL ? read_text (call->policy, text, FALSE, &error) : NULL;

  if (identity != NULL && keep (call->policy, identity, text, cancellable, &error))
    g_task_return_pointer (task, g_steal_pointer (&identity), (GDestroyNotify)tl_identity_free);
  else
    g_task_return_error (task, error);
  tl_enrolment_wipe_text (text);
}

static void
load (GTask *task, gpointer object, gpointer data, GCancellable *cancellable)
{
  Call *call = data;
  g_autoptr (GError) why = NULL;
  GError *error = NULL;
  TlIdentity *identity = NULL;
  g_autofree char *path = file_path ();
  char *kept = tl_keyring_lookup (FILE_NAME, cancellable, &why);

  if (kept != NULL)
    identity = read_text (call->policy, kept, FALSE, &error);
  else if (call->policy->secret_file)
    {
      char *text = load_file (path, FALSE, &error);

      identity = text != NULL ? read_text (call->policy, text, TRUE, &error) : NULL;
      tl_enrolment_wipe_text (text);
    }
  else if (why != NULL)
    error = g_error_new (G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
                         "the Secret Service cannot be asked (%s)", why->message);
  tl_keyring_free_text (kept);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, identity, (GDestroyNotify)tl_identity_free);
}

/* (nullable): of the sign-in that is kept; the sender may have renewed it since it was loaded. */
static TlGrant *
load_grant (GCancellable *cancellable)
{
  g_autofree char *path = file_path ();
  g_autoptr (TlEnrolment) enrolment = NULL;
  TlGrant *grant = NULL;
  char *kept = tl_keyring_lookup (FILE_NAME, cancellable, NULL);
  char *filed = kept == NULL ? load_file (path, FALSE, NULL) : NULL;
  const char *text = kept != NULL ? kept : filed;

  if (text != NULL && tl_grant_is_text (text))
    enrolment = tl_grant_from_text (text, &grant, NULL);
  tl_keyring_free_text (kept);
  tl_enrolment_wipe_text (filed);
  return grant;
}

static void
forget (GTask *task, gpointer object, gpointer data, GCancellable *cancellable)
{
  Call *call = data;
  g_autoptr (GError) why = NULL;

  call->grant = load_grant (cancellable);
  remove_file ();
  if (!tl_keyring_clear (FILE_NAME, cancellable, &why) && !call->policy->secret_file)
    g_task_return_error (task, g_steal_pointer (&why));
  else
    g_task_return_boolean (task, TRUE);
}

/* ---- Calls ---- */

static void
run (const TlCentrePolicy *policy,
     const char *path,
     gpointer tag,
     GTaskThreadFunc func,
     GCancellable *cancellable,
     GAsyncReadyCallback callback,
     gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Call *call = g_new0 (Call, 1);

  call->policy = policy;
  call->path = g_strdup (path);
  g_task_set_source_tag (task, tag);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, call, call_free);
  g_task_run_in_thread (task, func);
}

void
tl_identity_take_async (const TlCentrePolicy *policy,
                        const char *path,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  g_return_if_fail (policy != NULL && path != NULL);
  run (policy, path, tl_identity_take_async, take, cancellable, callback, user_data);
}

TlIdentity *
tl_identity_take_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, tl_identity_take_async), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
tl_identity_load_async (const TlCentrePolicy *policy,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  g_return_if_fail (policy != NULL);
  run (policy, NULL, tl_identity_load_async, load, cancellable, callback, user_data);
}

TlIdentity *
tl_identity_load_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, tl_identity_load_async), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
tl_identity_forget_async (const TlCentrePolicy *policy,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_return_if_fail (policy != NULL);
  run (policy, NULL, tl_identity_forget_async, forget, cancellable, callback, user_data);
}

gboolean
tl_identity_forget_finish (GAsyncResult *result, TlGrant **grant, GError **error)
{
  Call *call;

  g_return_val_if_fail (g_async_result_is_tagged (result, tl_identity_forget_async), FALSE);

  if (grant != NULL)
    *grant = NULL;
  if (!g_task_propagate_boolean (G_TASK (result), error))
    return FALSE;
  call = g_task_get_task_data (G_TASK (result));
  if (grant != NULL)
    *grant = g_steal_pointer (&call->grant);
  return TRUE;
}
