/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "corpus/tl-library.h"
#include "server/oidc/tl-provider.h"
#include "server/web/tl-route.h"

G_BEGIN_DECLS

/** TlServer: the HTTP server: one thread reads and writes, workers run the handlers. */
typedef struct _TlServer TlServer;

/**
 * TlServerSettings: docs/server.md, "Settings".
 * @data: folder of keys, and of the database where it is SQLite
 * @database: as of tl_sql_pool_new()
 * @public_urls: (array zero-terminated=1): base URLs by which workstations and browsers know the
 * server, without a slash at the end; the first is the one that links carry
 * @library: (nullable): folder of the library that pages look into
 * @trusted_proxies: (array zero-terminated=1): addresses whose X-Forwarded-For counts
 * @device_rate, @device_burst, @address_rate, @address_burst: requests a second, and at once
 * @oidc: (nullable): the provider of OpenID Connect, where there is one
 */
typedef struct
{
  char *data;
  char *database;
  char *listen;
  guint port;
  char **public_urls;
  char *library;
  char **trusted_proxies;
  guint workers;
  guint max_connections;
  guint device_rate;
  guint device_burst;
  guint address_rate;
  guint address_burst;
  guint idle_seconds;
  guint header_seconds;
  guint body_seconds;
  TlOidcSettings *oidc;
} TlServerSettings;

/** tl_server_settings_load: defaults, and what DATA/server.conf says otherwise. */
TlServerSettings *tl_server_settings_load (const char *data, GError **error);
void tl_server_settings_free (TlServerSettings *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlServerSettings, tl_server_settings_free)

/** tl_server_get_settings: @server: TlRequest's. */
const TlServerSettings *tl_server_get_settings (gpointer server);
/** tl_server_get_library: (nullable) (transfer none): the library of @settings, opened at the
 * start; from any thread. */
TlLibrary *tl_server_get_library (gpointer server);

/** tl_server_get_provider: (nullable) (transfer none): from any thread. */
TlProvider *tl_server_get_provider (gpointer server);
/** TlServerSignIn: what came of a sign-in with the provider. */
typedef enum
{
  TL_SERVER_SIGNED_IN,
  TL_SERVER_REFUSED,
  TL_SERVER_PROVIDER_AWAY,
} TlServerSignIn;
/** tl_server_count_sign_in: for the metrics. @why: (nullable): a word for the log, never about a
 * person. */
void tl_server_count_sign_in (gpointer server, TlServerSignIn result, const char *why);

/** tl_server_dup_cookie: (transfer full): Set-Cookie of a page's session; @token: (nullable): %NULL
 * takes the cookie away. */
char *tl_server_dup_cookie (gpointer server, const char *token);
/** TL_SERVER_TRIP_COOKIE: of a browser that is on its way to the provider. */
#define TL_SERVER_TRIP_COOKIE "troly-trip"
/** tl_server_is_healthy: whether the database answers. */
gboolean tl_server_is_healthy (gpointer server);
/** tl_server_dup_metrics: (transfer full): Prometheus' text format. */
char *tl_server_dup_metrics (gpointer server);

/** tl_server_new: opens the database and the library; @settings is taken. */
TlServer *tl_server_new (TlServerSettings *settings, GError **error);
/** tl_server_run: listens and serves until SIGTERM or SIGINT, then finishes what was begun. Prints
 * one line with its URL to stdout when it listens. */
gboolean tl_server_run (TlServer *self, GError **error);
void tl_server_free (TlServer *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlServer, tl_server_free)

G_END_DECLS
