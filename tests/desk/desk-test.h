/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "desk/tl-desk-mark-private.h"
#include "desk/tl-desk-store-private.h"

G_BEGIN_DECLS

/* A folder of its own for a test, empty; removed with all it holds by desk_test_remove(). */
char *desk_test_folder (void);
void desk_test_remove (const char *folder);

/* The file "desk-N.sql" of the tests' data becomes the desk of @folder, as a program of that
 * version left it. */
void desk_test_write_version (const char *folder, int version);
/* Runs statements on the file, which no program has open. */
void desk_test_sql (const char *path, const char *sql);
/* The one value of a query, as text. */
char *desk_test_value (const char *path, const char *sql);

char *desk_test_path (const char *folder, const char *name);
/* Files of @folder, and of its folder of backups, whose name begins with @prefix. */
guint desk_test_count (const char *folder, const char *prefix);
/* Whether any file below @folder holds these bytes. */
gboolean desk_test_holds (const char *folder, const char *needle);
/* Overwrites the middle of a file. */
void desk_test_damage (const char *path);

/* The store, whose opening must work. */
TlDeskStore *desk_test_open (const char *folder);
/* The place and a highlight with the page in its note, in one transaction. */
void desk_test_put_place (TlDeskStore *store, const char *doc, guint page);
/* 0: none kept. Fails when place and highlight do not agree. */
guint desk_test_get_page (TlDeskStore *store, const char *doc);

G_END_DECLS
