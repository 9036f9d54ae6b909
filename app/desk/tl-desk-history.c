/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "desk/tl-desk-store-private.h"

/* What a desk holds of documents that the judge only read. */
#define WIPE                                                                                       \
  "DELETE FROM places; DELETE FROM recents; DELETE FROM states WHERE doc <> '';"                   \
  "DELETE FROM marks WHERE deleted > 0;"                                                           \
  "INSERT OR REPLACE INTO settings VALUES ('wipe', 1);"
#define WIPED "DELETE FROM settings WHERE name = 'wipe'"

gboolean
_tl_desk_store_get_history (TlDeskStore *self, gboolean *keep, GError **error)
{
  gint64 value;

  if (!_tl_db_get_int (&self->db,
                       "SELECT ifnull((SELECT value FROM settings WHERE name = 'history'), 1)",
                       &value, error))
    return FALSE;
  *keep = value != 0;
  return TRUE;
}

static gboolean
delete_all (TlDeskStore *self, gpointer data, GError **error)
{
  gboolean keep = GPOINTER_TO_INT (data);
  g_autoptr (sqlite3_stmt) statement
      = _tl_db_prepare (&self->db, "INSERT OR REPLACE INTO settings VALUES ('history', ?1)", error);

  return statement != NULL && _tl_db_bind (&self->db, statement, error, "i", (gint64)keep)
         && _tl_db_run (&self->db, statement, error) && _tl_db_exec (&self->db, WIPE, error);
}

/* Brings the log into the file and cuts it to nothing. */
static gboolean
empty_log (TlDeskStore *self, GError **error)
{
  gint64 busy;

  if (!_tl_db_get_int (&self->db, "PRAGMA wal_checkpoint(TRUNCATE)", &busy, error))
    return FALSE;
  if (busy == 0)
    return TRUE;
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_BUSY, "%s: in use by another process", self->path);
  return FALSE;
}

/* A deleted row is overwritten, but pages that were reordered may hold a copy: the file is written
 * anew. */
gboolean
_tl_desk_store_wipe_rest (TlDeskStore *self, GError **error)
{
  gint64 pending;

  if (!_tl_db_get_int (&self->db, "SELECT count(*) FROM settings WHERE name = 'wipe'", &pending,
                       error))
    return FALSE;
  return pending == 0
         || (_tl_db_exec (&self->db, "VACUUM", error) && empty_log (self, error)
             && _tl_desk_backup_renew (self, error) && _tl_db_exec (&self->db, WIPED, error));
}

gboolean
_tl_desk_store_wipe (TlDeskStore *self, gboolean keep, GError **error)
{
  return _tl_desk_store_write (self, delete_all, GINT_TO_POINTER (keep), error);
}
