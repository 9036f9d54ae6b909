/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "server/sql/tl-sql.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* Roles as bits; TL_ROLE_NOBODY stands for whoever is not signed in. */
typedef enum
{
  TL_ROLE_NOBODY = 1 << 0,
  TL_ROLE_JUDGE = 1 << 1,
  TL_ROLE_EDITOR = 1 << 2,
  TL_ROLE_STATISTICS = 1 << 3,
  TL_ROLE_ADMINISTRATOR = 1 << 4,
  TL_ROLE_SIGNED_IN = TL_ROLE_JUDGE | TL_ROLE_EDITOR | TL_ROLE_STATISTICS | TL_ROLE_ADMINISTRATOR,
  TL_ROLE_ANYBODY = TL_ROLE_NOBODY | TL_ROLE_SIGNED_IN,
} TlRole;

/** TlSession: who asks. @person: UUID; @device: (nullable): none for a page's session; @unit: code
 * of the unit; @csrf: (nullable): what a page's forms must carry. */
typedef struct
{
  char *person;
  char *name;
  char *unit;
  char *device;
  char *csrf;
  TlRole role;
} TlSession;

/** TlRequest: what a handler is given; everything is valid until it returns. */
typedef struct
{
  const char *method;
  const char *path;
  const char *parameters[4]; /* what the {braces} of the pattern matched, in order */
  GHashTable *query;         /* char*: char*, decoded */
  GHashTable *form;          /* (nullable): of application/x-www-form-urlencoded, decoded UTF-8 */
  GBytes *body;
  const char *query_text;   /* (nullable): as it came */
  const char *etag;         /* (nullable): If-None-Match */
  const char *trip;         /* (nullable): cookie of a browser that was sent to the provider */
  const char *language;     /* (nullable): Accept-Language */
  const TlSession *session; /* (nullable) */
  TlSql *sql;               /* a connection of its own, no transaction open */
  gint64 now;               /* milliseconds since 1970 */
  gpointer server;          /* TlServer: settings, library */
} TlRequest;

/** TlResponse: what it fills in. The default is 200 without a body. */
typedef struct
{
  guint status;
  const char *type; /* content type, a literal */
  GBytes *body;
  char *etag;
  char *location;
  guint retry_after;    /* seconds, 0: none */
  char *cookie;         /* (nullable): whole value of Set-Cookie */
  char *file_name;      /* (nullable): sent as an attachment */
  gint64 cache_seconds; /* 0: no-store */
} TlResponse;

/** TlHandler: runs in a worker thread. %FALSE with @error: 500 (or 503 for %TL_SQL_ERROR_RETRY,
 * after the handler was tried three times); its message is logged, never its input, and not shown.
 */
typedef gboolean (*TlHandler) (TlRequest *request, TlResponse *response, GError **error);

typedef enum
{
  TL_ROUTE_API = 0,           /* errors are JSON */
  TL_ROUTE_PAGE = 1 << 0,     /* errors are pages; who is not signed in is sent to /signin */
  TL_ROUTE_FORM = 1 << 1,     /* a POST of a page: origin and csrf are checked before the handler */
  TL_ROUTE_BATCH = 1 << 2,    /* 1 MiB instead of 256 KiB */
  TL_ROUTE_NO_SQL = 1 << 3,   /* takes no connection, and knows no session */
  TL_ROUTE_TOGETHER = 1 << 5, /* of the API: with others that come at the same time */
  TL_ROUTE_LOCAL = 1 << 4,    /* not for whoever comes through a proxy from elsewhere */
} TlRouteFlags;

/** TlTogether: how requests that come at the same time are answered with few questions to the
 * database. @begin: reads a request, which may go on; returns %NULL where @response says already
 * what is wrong with it. @store: all of them at once; where it fails, each goes to the handler of
 * its route. @end: (takes) what @begin made: fills @response in after @store; @response is %NULL
 * where it failed. */
typedef struct
{
  gpointer (*begin) (TlRequest *request, TlResponse *response);
  gboolean (*store) (TlSql *sql, gpointer *begun, guint n_begun, GError **error);
  void (*end) (gpointer begun, TlResponse *response);
} TlTogether;

/** TlRoute: one line of the table. @pattern: "/v1/items/{id}"; a brace matches one segment. */
typedef struct
{
  const char *method;
  const char *pattern;
  TlRole roles;
  TlRouteFlags flags;
  TlHandler handler;
} TlRoute;

/* The tables, each ended by a line of NULLs; the tests go through them for every route and role. */
extern const TlTogether tl_api_together; /* of the routes that are %TL_ROUTE_TOGETHER */
extern const TlRoute tl_api_routes[];    /* server/api/ */
extern const TlRoute tl_page_routes[];   /* server/pages/ */

/** tl_response_error: a JSON error of docs/protocol.md; @message: a Vietnamese sentence. Always
 * returns %TRUE. */
gboolean tl_response_error (TlResponse *response,
                            guint status,
                            const char *code,
                            const char *message);
/** tl_response_json: takes @object. Always returns %TRUE. */
gboolean tl_response_json (TlResponse *response, guint status, JsonObject *object);
/** tl_response_see_other: 303 to @location. Always returns %TRUE. */
gboolean tl_response_see_other (TlResponse *response, const char *location);

G_END_DECLS
