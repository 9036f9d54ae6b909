/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "desk/tl-desk-examine.h"

#include <glib/gstdio.h>

#include "base/tl-error.h"
#include "base/tl-folder.h"
#include "desk/tl-desk-store-private.h"

/* Without a log beside it the file is all there is: then SQLite makes nothing beside it either. */
static gboolean
has_log (const char *path)
{
  static const char *const ends[] = { "-wal", "-journal" };

  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      g_autofree char *log = g_strconcat (path, ends[i], NULL);
      GStatBuf info;

      if (g_stat (log, &info) == 0 && info.st_size > 0)
        return TRUE;
    }
  return FALSE;
}

static guint
count_backups (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, TL_DESK_BACKUPS, NULL);
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;
  guint n = 0;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    n += g_str_has_prefix (name, "desk-") && g_str_has_suffix (name, ".db");
  return n;
}

void
tl_desk_examine (const char *folder, TlDeskExam *exam)
{
  g_autofree char *path = g_build_filename (folder, TL_DESK_FILE, NULL);
  g_autofree char *escaped = g_uri_escape_string (path, "/", FALSE);
  g_autofree char *uri = g_strdup_printf ("file:%s?immutable=1", escaped);
  g_autoptr (GError) error = NULL;
  TlDb db = { NULL };

  *exam = (TlDeskExam){ .newest = _tl_desk_schema_version (), .sqlite = sqlite3_libversion () };
  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return;
  exam->found = TRUE;
  exam->network = tl_folder_is_network (folder);
  exam->backups = count_backups (folder);
  if (!_tl_db_open (&db, path, has_log (path) ? NULL : uri, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI,
                    NULL))
    {
      _tl_db_close (&db, NULL);
      return;
    }
  sqlite3_busy_timeout (db.handle, 1000);
  exam->whole
      = _tl_desk_schema_read (&db, &exam->version, &error) && _tl_desk_schema_check (&db, NULL);
  exam->newer = g_error_matches (error, TL_ERROR, TL_ERROR_UNSUPPORTED);
  _tl_db_close (&db, NULL);
}
