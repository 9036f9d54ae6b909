/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "search/index/tl-open-guard.h"

#include <string.h>

#include "base/tl-error.h"
#include "base/tl-posix.h"
#include "search/index/tl-xapian.h"

/* What a mark says: the file is being opened, is being looked through, is damaged. */
#define OPENING  'o'
#define CHECKING 'c'
#define DAMAGED  'd'

static char *marks;

/* Paths that this program is opening now, each as often as it is. */
static GMutex mutex;
static GPtrArray *opening;

void
tl_open_guard_set_folder (const char *folder)
{
  g_free (marks);
  marks = g_strdup (folder);
}

static char *
mark_path (const char *path)
{
  g_autofree char *name = g_compute_checksum_for_string (G_CHECKSUM_SHA256, path, -1);

  return g_build_filename (marks, name, NULL);
}

/* Size and time of the file behind the state: another file is none of which anything is known. */
static char *
make_mark (const char *path, char state)
{
  GStatBuf info;

  if (g_stat (path, &info) != 0)
    return NULL;
  return g_strdup_printf ("%c %" G_GINT64_FORMAT " %" G_GINT64_FORMAT ".%09ld\n", state,
                          (gint64)info.st_size, (gint64)info.st_mtime, tl_stat_nanoseconds (info));
}

/* Without a mark the file is opened as it always was. */
static void
set_mark (const char *path, char state)
{
  g_autofree char *mark = make_mark (path, state);
  g_autofree char *file = mark_path (path);

  if (mark == NULL || g_mkdir_with_parents (marks, 0700) != 0
      || !g_file_set_contents_full (file, mark, -1, G_FILE_SET_CONTENTS_NONE, 0600, NULL))
    g_debug ("%s: no mark could be set", file);
}

static void
drop_mark (const char *path)
{
  g_autofree char *file = mark_path (path);

  g_unlink (file);
}

/* The state, or 0 where nothing is known. */
static char
read_mark (const char *path)
{
  g_autofree char *file = mark_path (path);
  g_autofree char *mark = NULL;
  g_autofree char *now = NULL;

  if (!g_file_get_contents (file, &mark, NULL, NULL) || *mark == '\0')
    return 0;
  now = make_mark (path, *mark);
  return g_strcmp0 (mark, now) == 0 ? *mark : 0;
}

static gboolean
check (const char *path, GError **error)
{
  char state;

  /* A mark of our own, of a thread that is at it, says nothing. */
  g_mutex_lock (&mutex);
  state = opening != NULL && g_ptr_array_find_with_equal_func (opening, path, g_str_equal, NULL)
              ? 0
              : read_mark (path);
  g_mutex_unlock (&mutex);
  if (state == 0)
    return TRUE;
  if (state == OPENING)
    {
      set_mark (path, CHECKING);
      if (tl_xapian_check (path))
        {
          drop_mark (path);
          return TRUE;
        }
      set_mark (path, DAMAGED);
    }
  g_set_error (error, TL_ERROR, TL_ERROR_STORE,
               "%s: damaged: opening this search index ended the program before", path);
  return FALSE;
}

gboolean
tl_open_guard_begin (const char *const *paths, GError **error)
{
  for (guint i = 0; marks != NULL && paths[i] != NULL; i++)
    if (!check (paths[i], error))
      return FALSE;
  g_mutex_lock (&mutex);
  if (opening == NULL)
    opening = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; marks != NULL && paths[i] != NULL; i++)
    {
      set_mark (paths[i], OPENING);
      g_ptr_array_add (opening, g_strdup (paths[i]));
    }
  g_mutex_unlock (&mutex);
  return TRUE;
}

/* The mark goes with the last that opens the file. */
static void
end_one (const char *path)
{
  guint place;

  if (!g_ptr_array_find_with_equal_func (opening, path, g_str_equal, &place))
    return;
  g_ptr_array_remove_index_fast (opening, place);
  if (!g_ptr_array_find_with_equal_func (opening, path, g_str_equal, NULL))
    drop_mark (path);
}

void
tl_open_guard_end (const char *const *paths)
{
  g_mutex_lock (&mutex);
  for (guint i = 0; opening != NULL && paths[i] != NULL; i++)
    end_one (paths[i]);
  g_mutex_unlock (&mutex);
}

void
tl_open_guard_leave (void)
{
  g_mutex_lock (&mutex);
  for (guint i = 0; opening != NULL && i < opening->len; i++)
    drop_mark (g_ptr_array_index (opening, i));
  g_mutex_unlock (&mutex);
}
