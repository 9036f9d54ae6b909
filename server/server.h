/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "publisher/command.h"
#include "server/web/tl-server.h"

G_BEGIN_DECLS

/* The commands of troly-server (docs/server.md). */

extern const TlCommand tl_server_serve;
extern const TlCommand tl_server_enrol;
extern const TlCommand tl_server_revoke;
extern const TlCommand tl_server_link;
extern const TlCommand tl_server_unit;
extern const TlCommand tl_server_audit_verify;
extern const TlCommand tl_server_keygen;
extern const TlCommand tl_server_export;
extern const TlCommand tl_server_published;

/** TL_PLACE_PORT_UNSAID: as when --port is not given. */
#define TL_PLACE_PORT_UNSAID G_MININT

/** TlPlace: what --data, --database, --port and --public-url say, for all commands. */
typedef struct
{
  char *data;
  char *database;
  char *listen;
  char *library;
  int port;
  char **public_urls;
} TlPlace;

/** tl_place_entries: options that fill @place; @extra: (nullable): options of the command. Returns:
 * (transfer full). */
GOptionEntry *tl_place_entries (TlPlace *place, const GOptionEntry *extra);
/** tl_place_settings: makes the folder where it is not there. */
TlServerSettings *tl_place_settings (const TlPlace *place, GError **error);
/** tl_place_is_centre: whether a centre is there: what reads or changes one makes none where a
 * folder was mistyped. */
gboolean tl_place_is_centre (const TlPlace *place, GError **error);
/** tl_place_open: a connection pool of the database, for a command. */
TlSqlPool *tl_place_open (const TlPlace *place, GError **error);
/** tl_place_in_transaction: @work in a transaction of its own, again where the database says so. */
gboolean tl_place_in_transaction (TlSqlPool *pool,
                                  gboolean (*work) (TlSql *sql, gpointer data, GError **error),
                                  gpointer data,
                                  GError **error);

G_END_DECLS
