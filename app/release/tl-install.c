/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Installing as one sequence. Everything before _tl_install_point() can be broken off and done
 * again; everything after it is done by the next call when this one is broken off. */
#include "config.h"

#include "release/tl-install.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

#include "base/tl-clock.h"
#include "base/tl-posix.h"
#include "release/tl-install-private.h"
#include "release/tl-release-error.h"

#define SPARE (16 * 1024 * 1024) /* bytes of the disk that are left free */

static gboolean
open_library (TlInstall *self, TlInstallOpen open, gpointer user_data, GError **error)
{
  GError *local = NULL;

  if (open == NULL || open (self->library, user_data, &local))
    {
      self->memory.opened = self->pointer.serial;
      return _tl_install_memory_save (&self->memory, self->library, error);
    }
  g_set_error (error, TL_RELEASE_ERROR, TL_RELEASE_ERROR_OPEN,
               "release %" G_GUINT64_FORMAT " does not open (%s)", self->pointer.serial,
               local != NULL ? local->message : "?");
  g_clear_error (&local);
  return FALSE;
}

static gboolean
forget_pointer (TlInstall *self, GError **error)
{
  g_autofree char *path = _tl_install_path (self->library, NULL, "library.json");

  if (g_unlink (path) < 0 && errno != ENOENT)
    {
      int saved = errno;
      g_set_error (error, G_IO_ERROR, g_io_error_from_errno (saved), "%s: %s", path,
                   g_strerror (saved));
      return FALSE;
    }
  _tl_install_pointer_clear (&self->pointer);
  memset (&self->pointer, 0, sizeof self->pointer);
  return TRUE;
}

static gboolean
is_complete (TlInstall *self, const TlManifest *manifest, GError **error)
{
  for (guint i = 0; i < manifest->files->len; i++)
    {
      g_autofree char *path
          = _tl_install_store_path (self->library, g_ptr_array_index (manifest->files, i));

      if (g_file_test (path, G_FILE_TEST_IS_REGULAR))
        continue;
      g_set_error (error, TL_RELEASE_ERROR, TL_RELEASE_ERROR_MISSING,
                   "%s: of release %" G_GUINT64_FORMAT " is not there any more", path,
                   manifest->serial);
      return FALSE;
    }
  return TRUE;
}

/* Back to @json, or to the last good release when it is NULL. First the release that is left is
 * remembered as held: broken off in between, it is still in force and opens or not as before. */
static gboolean
go_back (TlInstall *self, const char *json, GError **error)
{
  g_autofree char *made = NULL;
  g_autoptr (TlManifest) manifest = NULL;

  if (json == NULL && self->pointer.previous > 0)
    {
      manifest = _tl_install_load_manifest (self->library, self->pointer.previous, error);
      if (manifest == NULL || !is_complete (self, manifest, error))
        return FALSE;
      json = made = _tl_install_pointer_to_json (manifest, 0);
    }
  self->memory.held = self->pointer.serial;
  self->memory.cleaned = 0;
  if (!_tl_install_memory_save (&self->memory, self->library, error))
    return FALSE;
  if (json == NULL ? !forget_pointer (self, error) : !_tl_install_point (self, json, error))
    return FALSE;
  self->memory.opened = self->pointer.serial;
  self->report.serial = self->pointer.serial;
  return _tl_install_memory_save (&self->memory, self->library, error);
}

/* A process may have been killed after the switch and before it opened the new release. A repair
 * opens only what it has repaired. */
static gboolean
open_what_was_left (TlInstall *self, GError **error)
{
  GError *local = NULL;

  if (self->pointer.serial == 0 || self->memory.opened == self->pointer.serial
      || self->options->again)
    return TRUE;
  if (open_library (self, self->options->open, self->options->user_data, &local))
    return TRUE;
  if (g_error_matches (local, TL_RELEASE_ERROR, TL_RELEASE_ERROR_OPEN) && !self->options->again
      && go_back (self, NULL, NULL))
    g_prefix_error (&local, "the release before is in force again: ");
  g_propagate_error (error, local);
  return FALSE;
}

static gboolean
choose_packs (TlInstall *self, GError **error)
{
  if (self->options->packs == NULL
      || g_strv_equal (self->options->packs, (const char *const *)self->memory.packs))
    return TRUE;
  g_strfreev (self->memory.packs);
  self->memory.packs = g_strdupv ((char **)self->options->packs);
  self->memory.originals = 0;
  return _tl_install_memory_save (&self->memory, self->library, error);
}

static gboolean
check_space (TlInstall *self, GError **error)
{
  struct statvfs info;
  guint64 largest = 0;
  guint64 free_bytes;
  guint64 needed;

  for (guint i = 0; i < self->manifest->files->len; i++)
    {
      const TlReleaseFile *file = g_ptr_array_index (self->manifest->files, i);
      largest = MAX (largest, file->sent_size);
    }
  needed = self->report.disk + MIN (largest, self->report.wanted) + SPARE;
  if (statvfs (self->library, &info) < 0)
    return TRUE;
  free_bytes = (guint64)info.f_bavail * info.f_frsize;
  if (self->report.files == 0 || free_bytes >= needed)
    return TRUE;
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE,
               "%s: the disk has %" G_GUINT64_FORMAT " bytes free, release %" G_GUINT64_FORMAT
               " needs %" G_GUINT64_FORMAT,
               self->library, free_bytes, self->manifest->serial, needed);
  return FALSE;
}

/* The switch, and back when the new release does not open. */
static gboolean
switch_over (TlInstall *self, GError **error)
{
  gboolean same = self->manifest->serial == self->pointer.serial;
  gboolean good = self->memory.opened == self->pointer.serial;
  guint64 previous = same || !good ? self->pointer.previous : self->pointer.serial;
  g_autofree char *json = _tl_install_pointer_to_json (self->manifest, previous);
  g_autofree char *old = g_strdup (self->pointer.json);
  GError *local = NULL;

  _tl_install_tell (self, TL_INSTALL_SWITCH, 0, 0);
  if (g_cancellable_set_error_if_cancelled (self->cancellable, error)
      || !_tl_install_save_manifest (self, error))
    return FALSE;
  self->memory.cleaned = 0;
  if (!_tl_install_memory_save (&self->memory, self->library, error)
      || !_tl_install_point (self, json, error))
    return FALSE;
  if (!open_library (self, self->options->open, self->options->user_data, &local))
    {
      if (g_error_matches (local, TL_RELEASE_ERROR, TL_RELEASE_ERROR_OPEN) && !same)
        go_back (self, old, NULL);
      g_propagate_error (error, local);
      return FALSE;
    }
  self->report.changed = !same;
  self->report.serial = self->pointer.serial;
  return TRUE;
}

static gboolean
remember_source (TlInstall *self, GError **error)
{
  if (self->tag_place != NULL && self->tag != NULL)
    g_hash_table_replace (self->memory.tags, g_strdup (self->tag_place), g_strdup (self->tag));
  if (self->memory.held > 0 && self->memory.held <= self->pointer.serial)
    self->memory.held = 0;
  return _tl_install_memory_save (&self->memory, self->library, error);
}

static gboolean
install_new (TlInstall *self, GError **error)
{
  g_autoptr (GPtrArray) work = _tl_install_work (self, error);

  return work != NULL && check_space (self, error) && _tl_install_do_work (self, work, error)
         && switch_over (self, error) && remember_source (self, error)
         && _tl_install_mirror_release (self, error);
}

static gboolean
run (TlInstall *self, GError **error)
{
  if (!choose_packs (self, error) || !open_what_was_left (self, error)
      || !_tl_install_check (self, error))
    return FALSE;
  if (self->manifest != NULL && !install_new (self, error))
    return FALSE;
  return _tl_install_clean (self, error) && _tl_install_originals (self, error);
}

gboolean
tl_install_run (const char *library,
                const TlInstallOptions *options,
                TlInstallReport *report,
                GCancellable *cancellable,
                GError **error)
{
  TlInstall self;
  gboolean ok;

  g_return_val_if_fail (library != NULL && options != NULL, FALSE);

  ok = _tl_install_begin (&self, library, options, cancellable, error) && run (&self, error);
  if (report != NULL)
    *report = self.report;
  _tl_install_end (&self);
  return ok;
}

static gboolean
plan (TlInstall *self, GError **error)
{
  g_autoptr (GPtrArray) work = NULL;

  if (!_tl_install_check (self, error))
    return FALSE;
  if (self->manifest == NULL)
    return TRUE;
  work = _tl_install_work (self, error);
  self->report.serial = self->manifest->serial;
  self->report.changed = self->manifest->serial != self->pointer.serial;
  return work != NULL;
}

gboolean
tl_install_plan (const char *library,
                 const TlInstallOptions *options,
                 TlInstallReport *report,
                 GCancellable *cancellable,
                 GError **error)
{
  TlInstall self;
  gboolean ok;

  g_return_val_if_fail (library != NULL && options != NULL && report != NULL, FALSE);

  ok = _tl_install_begin (&self, library, options, cancellable, error) && plan (&self, error);
  *report = self.report;
  _tl_install_end (&self);
  return ok;
}

static gboolean
roll_back (TlInstall *self, TlInstallOpen open, gpointer user_data, GError **error)
{
  if (self->pointer.previous == 0)
    {
      g_set_error (error, TL_RELEASE_ERROR, TL_RELEASE_ERROR_MISSING,
                   "%s: there is no release to go back to", self->library);
      return FALSE;
    }
  if (!go_back (self, NULL, error))
    return FALSE;
  self->report.changed = TRUE;
  return open_library (self, open, user_data, error);
}

gboolean
tl_install_rollback (const char *library,
                     TlInstallOpen open,
                     gpointer user_data,
                     TlInstallReport *report,
                     GError **error)
{
  static const TlInstallOptions none;
  TlInstall self;
  gboolean ok;

  g_return_val_if_fail (library != NULL, FALSE);

  ok = _tl_install_begin (&self, library, &none, NULL, error)
       && roll_back (&self, open, user_data, error);
  if (report != NULL)
    *report = self.report;
  _tl_install_end (&self);
  return ok;
}

gboolean
tl_install_read_state (const char *library, TlInstallState *state, GError **error)
{
  TlInstallPointer pointer;
  TlInstallMemory memory;
  gboolean ok;

  g_return_val_if_fail (library != NULL && state != NULL, FALSE);

  memset (state, 0, sizeof *state);
  ok = _tl_install_pointer_load (&pointer, library, error)
       && (_tl_install_memory_load (&memory, library, NULL) || TRUE);
  if (ok)
    {
      g_autoptr (GDateTime) now = tl_clock_now ();
      g_autofree char *today = g_date_time_format (now, "%Y-%m-%dT%H:%M:%SZ");

      state->serial = pointer.serial;
      state->previous = pointer.previous;
      state->highest = MAX (memory.highest, pointer.serial);
      state->held = memory.held;
      state->opened = memory.opened == pointer.serial;
      state->created = g_strdup (pointer.created);
      state->expires = g_strdup (pointer.expires);
      state->channel = g_strdup (pointer.channel);
      state->expired = pointer.expires != NULL && strcmp (today, pointer.expires) > 0;
      _tl_install_memory_clear (&memory);
    }
  _tl_install_pointer_clear (&pointer);
  return ok;
}

void
tl_install_state_clear (TlInstallState *state)
{
  g_clear_pointer (&state->created, g_free);
  g_clear_pointer (&state->expires, g_free);
  g_clear_pointer (&state->channel, g_free);
}

static GPtrArray *
read_changes (const char *library, const TlReleaseFile *file, GError **error)
{
  g_autofree char *path = _tl_install_store_path (library, file);
  g_autoptr (GMappedFile) map = g_mapped_file_new (path, FALSE, error);

  return map == NULL ? NULL
                     : tl_changes_parse (g_mapped_file_get_contents (map),
                                         g_mapped_file_get_length (map), error);
}

GPtrArray *
tl_install_read_changes (const char *library, guint64 serial, GError **error)
{
  TlInstallPointer pointer;
  g_autoptr (TlManifest) manifest = NULL;
  guint64 active;

  g_return_val_if_fail (library != NULL, NULL);

  if (!_tl_install_pointer_load (&pointer, library, error))
    return NULL;
  active = pointer.serial;
  _tl_install_pointer_clear (&pointer);
  manifest = active > 0 ? _tl_install_load_manifest (library, active, error) : NULL;
  if (active > 0 && manifest == NULL)
    return NULL;
  for (guint i = 0; manifest != NULL && i < manifest->files->len; i++)
    {
      const TlReleaseFile *file = g_ptr_array_index (manifest->files, i);

      if (file->kind == TL_RELEASE_CHANGES && file->serial == serial)
        return read_changes (library, file, error);
    }
  return g_ptr_array_new_with_free_func ((GDestroyNotify)tl_change_free);
}
