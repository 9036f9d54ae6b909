/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "base/tl-clock.h"
#include "corpus/tl-db-private.h"
#include "desk/tl-desk-disk-private.h"
#include "desk/tl-desk-place.h"

G_BEGIN_DECLS

G_DEFINE_AUTOPTR_CLEANUP_FUNC (sqlite3_stmt, sqlite3_finalize)

#define TL_DESK_APPLICATION 0x546c446b /* "TlDk" */
#define TL_DESK_FILE        "desk.db"
#define TL_DESK_BACKUPS     "backups"
/* Being made ready to become the desk; what the desk was before, being copied. */
#define TL_DESK_RESTORED  TL_DESK_FILE ".part"
#define TL_DESK_KEPT_PART "desk-before.part"

/* The desk as one thread sees it: no call of it is for the main loop. */
typedef struct
{
  TlDb db;
  char *folder;
  char *path;
  TlDeskLock *lock;    /* of the writer; NULL in readers and where nothing can be written */
  GString *notice;     /* sentences for the judge, or empty */
  gboolean read_only;  /* nothing is written */
  gboolean network;    /* no shared memory between programs */
  gboolean damaged;    /* was seen to be: the next opening looks */
  gint64 data_version; /* of the connection when it last looked */
  char backup_day[TL_DATE_SIZE]; /* of the newest backup; empty: not known */
} TlDeskStore;

/* What a change was about, for the signal. */
typedef struct
{
  gboolean set;
  gboolean history; /* with TL_DESK_CHANGED_HISTORY: whether it is kept */
  TlDeskChange kind;
  char *doc;
} TlDeskNews;

/* Opening does all that docs/desk.md says; the reader needs a desk that is open. */
TlDeskStore *_tl_desk_store_open (const char *folder, GError **error);
TlDeskStore *_tl_desk_store_open_reader (const TlDeskStore *writer, GError **error);
void _tl_desk_store_close (TlDeskStore *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlDeskStore, _tl_desk_store_close)

/* One transaction around @func: all of it or nothing. */
typedef gboolean (*TlDeskStoreFunc) (TlDeskStore *self, gpointer data, GError **error);
gboolean _tl_desk_store_write (TlDeskStore *self,
                               TlDeskStoreFunc func,
                               gpointer data,
                               GError **error);
gboolean _tl_desk_store_begin (TlDeskStore *self, GError **error);
gboolean _tl_desk_store_end (TlDeskStore *self, gboolean ok, GError **error);

/* Whether another connection wrote since the last call. */
gboolean _tl_desk_store_was_changed (TlDeskStore *self);

/* tl-desk-schema.c */
int _tl_desk_schema_version (void);
/* @version: (out): 0 for a file without anything. TL_ERROR_INPUT when it is no desk, or not whole;
 * TL_ERROR_UNSUPPORTED when it is of a newer program. */
gboolean _tl_desk_schema_read (TlDb *db, gint64 *version, GError **error);
/* Brings an empty or older file to the version of this program in one transaction. */
gboolean _tl_desk_schema_migrate (TlDb *db, gint64 from, GError **error);
/* Every page, index and table. */
gboolean _tl_desk_schema_check (TlDb *db, GError **error);

/* tl-desk-backup.c. All but make need the lock to be held alone. */
gboolean _tl_desk_backup_make (TlDeskStore *self, GError **error);
/* Makes one when the newest is not of today. A failure is a sentence of the notice, not an error.
 */
void _tl_desk_backup_daily (TlDeskStore *self);
/* A new backup takes the place of all there are. */
gboolean _tl_desk_backup_renew (TlDeskStore *self, GError **error);
gboolean _tl_desk_backup_exists (const char *folder);
/* A copy of the newest that is whole is made ready; @date: (out): its day, "" when there was none.
 * The desk is not touched. */
gboolean _tl_desk_backup_prepare (const char *folder, char date[TL_DATE_SIZE], GError **error);
/* What was made ready becomes the desk, whose place must be free. */
gboolean _tl_desk_backup_put_back (const char *folder, GError **error);
/* Moves the file and what belongs to it out of the way. @name: (out): what it is called now; NULL
 * when there was nothing. */
gboolean _tl_desk_backup_set_aside (const char *folder, char **name, GError **error);
GPtrArray *_tl_desk_backup_list_set_aside (const char *folder, GError **error);
/* Copies all of @from to a file that stands alone, private and flushed when it is renamed; or to
 * another database. */
gboolean _tl_desk_backup_copy (TlDb *from, const char *path, GError **error);
gboolean _tl_desk_backup_copy_pages (TlDb *from, TlDb *to, GError **error);
/* Removes a database and what SQLite has beside it. */
void _tl_desk_backup_remove (const char *path);
/* The first name of this second that is free for a database and what belongs to it. */
char *_tl_desk_backup_free_name (const char *folder, const char *prefix);
/* What a program that was killed left half-made. */
void _tl_desk_backup_sweep (const char *folder);

/* tl-desk-places.c: the statements; each is called within a transaction where it writes. */
gboolean _tl_desk_store_put_place (TlDeskStore *self, const TlDeskPlace *place, GError **error);
TlDeskPlace *_tl_desk_store_get_place (TlDeskStore *self,
                                       const char *doc,
                                       TlDeskView view,
                                       GError **error);
gboolean _tl_desk_store_add_recent (TlDeskStore *self,
                                    const char *doc,
                                    const char *title,
                                    GError **error);
gboolean _tl_desk_store_remove_recent (TlDeskStore *self, const char *doc, GError **error);
GPtrArray *_tl_desk_store_list_recents (TlDeskStore *self, guint limit, GError **error);
gboolean _tl_desk_store_set_state (
    TlDeskStore *self, const char *doc, const char *name, const char *value, GError **error);
char *_tl_desk_store_get_state (TlDeskStore *self,
                                const char *doc,
                                const char *name,
                                GError **error);

/* tl-desk-history.c */
gboolean _tl_desk_store_get_history (TlDeskStore *self, gboolean *keep, GError **error);
/* Not within a transaction. @keep: from now on. */
gboolean _tl_desk_store_wipe (TlDeskStore *self, gboolean keep, GError **error);
/* Goes on with a wipe that was cut short. */
gboolean _tl_desk_store_wipe_rest (TlDeskStore *self, GError **error);

/* tl-desk-words.c */
/* Puts a sentence for people before what @error says. */
void _tl_desk_explain (GError **error);
/* What the judge should know of the opening; dates are "YYYY-MM-DD" or "". @aside: (nullable). */
void _tl_desk_notice_restored (GString *notice, const char *aside, const char *date);
void _tl_desk_notice_read_only (GString *notice, const char *folder, const GError *error);
void _tl_desk_notice_backup_failed (GString *notice, const GError *error);
/* Whether @text can be stored: UTF-8, not longer than @max; @what names it in the error. */
gboolean _tl_desk_check_text (const char *what, const char *text, gsize max, GError **error);
gboolean _tl_desk_check_id (const char *doc, GError **error);
/* Milliseconds since 1970 (UTC). */
gint64 _tl_desk_now (void);
/* (nullable): NULL for NULL; what is not UTF-8 in a file that others touched becomes U+FFFD. */
char *_tl_desk_column_text (sqlite3_stmt *statement, int column);

G_END_DECLS
