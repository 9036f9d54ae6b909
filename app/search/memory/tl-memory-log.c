/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "search/memory/tl-memory-log.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

#include "base/tl-atomic-file.h"
#include "base/tl-clock.h"
#include "base/tl-error.h"
#include "base/tl-json.h"
#include "base/tl-posix.h"
#include "text/tl-text.h"

/* A confirmed question is a question, no document; a place is an id. */
#define MAX_QUESTION 4096
#define MAX_PLACE    512
/* Of the file: with this many changes every pair was confirmed by hand more than once. */
#define MAX_BYTES   (64 * 1024 * 1024)
#define MAX_CHANGES 200000
/* Problems that are named; the rest is counted. */
#define MAX_PROBLEMS 100
#define ID_DIGITS    16
/* Another program holds the lock for as long as it writes one file: milliseconds. */
#define LOCK_TRIES 500
#define LOCK_PAUSE 10000 /* microseconds */

/* ---- Entries ---- */

void
tl_memory_entry_free (TlMemoryEntry *self)
{
  if (self == NULL)
    return;
  g_free (self->id);
  g_free (self->question);
  g_free (self->doc);
  g_free (self->anchor);
  g_free (self->contribution);
  g_free (self);
}

TlMemoryEntry *
_tl_memory_entry_copy (const TlMemoryEntry *self)
{
  TlMemoryEntry *copy = g_memdup2 (self, sizeof *self);

  copy->id = g_strdup (self->id);
  copy->question = g_strdup (self->question);
  copy->doc = g_strdup (self->doc);
  copy->anchor = g_strdup (self->anchor);
  copy->contribution = g_strdup (self->contribution);
  return copy;
}

static gboolean
has_letter (const char *text)
{
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    if (g_unichar_isalnum (g_utf8_get_char (at)))
      return TRUE;
  return FALSE;
}

static char *
dup_normal (const char *text)
{
  g_autofree char *normal = text != NULL ? g_strstrip (tl_text_normalize (text, -1, NULL)) : NULL;

  return normal != NULL && *normal != '\0' ? g_steal_pointer (&normal) : NULL;
}

static char *
make_id (const TlMemoryEntry *entry)
{
  g_autofree char *all = g_strjoin ("\n", entry->doc, entry->anchor != NULL ? entry->anchor : "",
                                    entry->question, NULL);
  char *id = g_compute_checksum_for_string (G_CHECKSUM_SHA256, all, -1);

  id[ID_DIGITS] = '\0';
  return id;
}

TlMemoryEntry *
_tl_memory_entry_new (const char *question,
                      const char *doc,
                      const char *anchor,
                      const char *contribution)
{
  g_autoptr (TlMemoryEntry) self = g_new0 (TlMemoryEntry, 1);

  if (question == NULL || doc == NULL)
    return NULL;
  self->question = dup_normal (question);
  self->doc = dup_normal (doc);
  self->anchor = dup_normal (anchor);
  self->contribution = dup_normal (contribution);
  if (self->question == NULL || self->doc == NULL || !has_letter (self->question)
      || strlen (self->question) > MAX_QUESTION || strlen (self->doc) > MAX_PLACE
      || (self->anchor != NULL && strlen (self->anchor) > MAX_PLACE))
    return NULL;
  self->id = make_id (self);
  self->active = TRUE;
  return g_steal_pointer (&self);
}

/* ---- Lines ---- */

static void
change_free (gpointer data)
{
  TlMemoryChange *change = data;

  g_free (change->id);
  tl_memory_entry_free (change->entry);
  g_free (change);
}

static void
add_change (TlMemoryLog *self, TlMemoryAction action, const char *id, TlMemoryEntry *entry)
{
  TlMemoryChange *change = g_new0 (TlMemoryChange, 1);

  change->action = action;
  change->id = g_strdup (id);
  change->entry = entry;
  g_ptr_array_add (self->changes, change);
}

/* Takes one line for what it says. Returns what is wrong with it, or NULL. */
static const char *
read_line (TlMemoryLog *self, JsonObject *line)
{
  const char *action = tl_json_get_string (line, "do");
  const char *id = tl_json_get_string (line, "id");
  TlMemoryEntry *entry;

  if (g_strcmp0 (action, "undo") == 0)
    {
      if (self->changes->len > 0)
        g_ptr_array_set_size (self->changes, (int)self->changes->len - 1);
      return NULL;
    }
  if (g_strcmp0 (action, "confirm") == 0)
    {
      entry = _tl_memory_entry_new (
          tl_json_get_string (line, "question"), tl_json_get_string (line, "doc"),
          tl_json_get_string (line, "anchor"), tl_json_get_string (line, "contribution"));
      if (entry == NULL)
        return "“question” and “doc” are needed, and neither is endless";
      entry->own = TRUE;
      add_change (self, TL_MEMORY_CONFIRM, entry->id, entry);
      return NULL;
    }
  if (g_strcmp0 (action, "off") != 0 && g_strcmp0 (action, "on") != 0)
    return "“do” is none of confirm, off, on, undo";
  if (id == NULL || *id == '\0' || strlen (id) > MAX_PLACE)
    return "“id” is needed";
  add_change (self, strcmp (action, "off") == 0 ? TL_MEMORY_OFF : TL_MEMORY_ON, id, NULL);
  return NULL;
}

static void
add_problem (TlMemoryLog *self, const char *name, guint number, const char *why)
{
  if (self->problems->len < MAX_PROBLEMS)
    g_ptr_array_add (self->problems, g_strdup_printf ("%s:%u: %s", name, number, why));
}

static gboolean
is_blank (const char *from, const char *end)
{
  while (from < end && g_ascii_isspace (*from))
    from++;
  return from == end;
}

static void
take_line (TlMemoryLog *self, const char *from, const char *end, const char *name, guint number)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) line = NULL;
  const char *why;

  if (is_blank (from, end))
    return;
  line = tl_json_parse (from, end - from, &error);
  why = line != NULL ? read_line (self, line) : error->message;
  if (why != NULL)
    add_problem (self, name, number, why);
}

/* ---- The file ---- */

TlMemoryLog *
_tl_memory_log_parse (const char *data, gsize length, const char *name, GError **error)
{
  g_autoptr (TlMemoryLog) self = g_new0 (TlMemoryLog, 1);
  guint number = 0;

  self->bytes = g_string_new_len (data, (gssize)length);
  self->changes = g_ptr_array_new_with_free_func (change_free);
  self->problems = g_ptr_array_new_with_free_func (g_free);
  if (length > MAX_BYTES)
    {
      g_set_error (error, TL_ERROR, TL_ERROR_LIMIT, "%s: larger than the limit of %d bytes", name,
                   MAX_BYTES);
      return NULL;
    }
  for (const char *from = data, *last = data + length; from < last;)
    {
      const char *end = memchr (from, '\n', (gsize)(last - from));

      end = end != NULL ? end : last;
      take_line (self, from, end, name, ++number);
      from = end + 1;
      if (self->changes->len > MAX_CHANGES)
        {
          g_set_error (error, TL_ERROR, TL_ERROR_LIMIT, "%s:%u: more than the limit of %d changes",
                       name, number, MAX_CHANGES);
          return NULL;
        }
    }
  return g_steal_pointer (&self);
}

TlMemoryLog *
_tl_memory_log_load (const char *path, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autofree char *data = NULL;
  gsize length = 0;
  GStatBuf info;

  if (g_stat (path, &info) == 0 && info.st_size > MAX_BYTES)
    {
      g_set_error (error, TL_ERROR, TL_ERROR_LIMIT, "%s: larger than the limit of %d bytes", path,
                   MAX_BYTES);
      return NULL;
    }
  if (!g_file_get_contents (path, &data, &length, &local)
      && !g_error_matches (local, G_FILE_ERROR, G_FILE_ERROR_NOENT))
    {
      g_propagate_prefixed_error (error, g_steal_pointer (&local), "%s: ", path);
      return NULL;
    }
  return _tl_memory_log_parse (data != NULL ? data : "", length, path, error);
}

static gboolean
make_folder (const char *path, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  int code;

  if (g_mkdir_with_parents (folder, 0700) == 0)
    return TRUE;
  code = errno;
  g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (code),
               "%s: the folder cannot be made: %s", folder, g_strerror (code));
  return FALSE;
}

/* The file itself is replaced at each change: the lock is a file of its own, which stays. */
int
_tl_memory_log_lock (const char *path, GError **error)
{
  g_autofree char *name = g_strconcat (path, ".lock", NULL);
  int code, lock;

  if (!make_folder (path, error))
    return -1;
  lock = g_open (name, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  code = errno;
  for (guint i = 0; lock >= 0 && i < LOCK_TRIES; i++)
    {
      if (flock (lock, LOCK_EX | LOCK_NB) == 0)
        return lock;
      code = errno;
      if (code != EWOULDBLOCK && code != EINTR)
        break;
      g_usleep (LOCK_PAUSE);
    }
  if (code == EWOULDBLOCK)
    g_set_error (error, TL_ERROR, TL_ERROR_STORE, "%s: another program is writing it", path);
  else
    g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (code), "%s: %s", name,
                 g_strerror (code));
  if (lock >= 0)
    close (lock);
  return -1;
}

void
_tl_memory_log_unlock (int lock)
{
  if (lock >= 0)
    close (lock);
}

gboolean
_tl_memory_log_append (TlMemoryLog *self, const char *path, JsonObject *line, GError **error)
{
  g_autoptr (JsonObject) owned = line;
  g_autofree char *text = tl_json_to_line (line);
  gsize length = self->bytes->len;

  /* What the reader would refuse is not written. */
  if (self->changes->len >= MAX_CHANGES)
    {
      g_set_error (error, TL_ERROR, TL_ERROR_LIMIT, "%s: no more than %d changes are kept", path,
                   MAX_CHANGES);
      return FALSE;
    }
  if (!make_folder (path, error))
    return FALSE;
  /* A last line that was cut short stays a line of its own. */
  if (length > 0 && self->bytes->str[length - 1] != '\n')
    g_string_append_c (self->bytes, '\n');
  g_string_append (self->bytes, text);
  g_string_append_c (self->bytes, '\n');
  if (self->bytes->len <= MAX_BYTES
      && tl_atomic_write (path, self->bytes->str, self->bytes->len, error))
    {
      read_line (self, line);
      return TRUE;
    }
  if (self->bytes->len > MAX_BYTES)
    g_set_error (error, TL_ERROR, TL_ERROR_LIMIT, "%s: larger than the limit of %d bytes", path,
                 MAX_BYTES);
  g_string_truncate (self->bytes, length);
  return FALSE;
}

void
_tl_memory_log_free (TlMemoryLog *self)
{
  if (self == NULL)
    return;
  g_string_free (self->bytes, TRUE);
  g_ptr_array_unref (self->changes);
  g_ptr_array_unref (self->problems);
  g_free (self);
}

JsonObject *
_tl_memory_line (const char *action, const char *id, const TlMemoryEntry *entry)
{
  g_autoptr (GDateTime) now = tl_clock_now ();
  g_autofree char *at = g_date_time_format_iso8601 (now);
  JsonObject *line = json_object_new ();

  tl_json_set_string (line, "do", action);
  if (id != NULL)
    tl_json_set_string (line, "id", id);
  if (entry != NULL)
    {
      tl_json_set_string (line, "question", entry->question);
      tl_json_set_string (line, "doc", entry->doc);
      tl_json_set_string (line, "anchor", entry->anchor);
    }
  tl_json_set_string (line, "at", at);
  return line;
}
