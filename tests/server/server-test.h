/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "server/sql/tl-sql.h"

G_BEGIN_DECLS

/* The same tests run on both databases: on SQLite, and under "postgres-fixture run" on PostgreSQL.
 */

/** test_on_postgres: whether the fixture has started one. */
gboolean test_on_postgres (void);
/** test_database: a new empty database: "sqlite:…" in @folder, or a connection string. */
char *test_database (const char *folder);
/** test_postgres: does @what ("restart", "kill", "start", "stop") to the server. */
void test_postgres (const char *what);

/** test_folder: a temporary folder. */
char *test_folder (void);
void test_folder_remove (const char *folder);

G_END_DECLS
