/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "server/web/tl-server.h"

#include <libsoup/soup.h>

G_BEGIN_DECLS

#define TL_WEB_COOKIE       "troly"
#define TL_WEB_MAX_BODY     (256 * 1024)
#define TL_WEB_MAX_BATCH    (1024 * 1024)
#define TL_WEB_MAX_DISCARD  (4 * 1024 * 1024)
#define TL_WEB_MAX_PATH     2048
#define TL_WEB_MAX_FIELDS   100
#define TL_WEB_MAX_QUEUE    512
#define TL_WEB_GZIP_FROM    1024
#define TL_WEB_RETRY_AFTER  2
#define TL_WEB_N_PARAMETERS 4

/** TlJob: one request on its way. The message belongs to the main thread; all else to whoever has
 * the job: the main thread, then one worker, then the main thread again. */
typedef struct
{
  TlServer *server;
  SoupServerMessage *message;
  GSocketAddress *remote; /* (nullable): the message forgets it before it is finished */
  gboolean finished;      /* the other side has gone */
  const TlRoute *route;
  char *parameters[TL_WEB_N_PARAMETERS];
  char *method;
  char *path;
  char *query_text;
  char *content_type;
  char *etag;
  char *language;
  char *bearer;
  char *cookie;
  char *trip;
  char *origin;
  char *referrer;
  char *address;
  gboolean accepts_gzip;
  gboolean is_plain; /* it is beyond doubt where it ends */
  gboolean is_local;
  guint refused; /* status found at the headers already */
  GByteArray *received;
  gsize limit;
  gint64 started; /* monotonic */
  gsize sent;
  gboolean is_gzipped;
  TlResponse response;
} TlJob;

/* tl-web-request.c */
gboolean _tl_web_split_path (const char *path, char *parts[], guint *n, guint max);
const TlRoute *_tl_web_find_route (const char *method,
                                   const char *path,
                                   char *parameters[TL_WEB_N_PARAMETERS],
                                   gboolean *other_method);
GHashTable *_tl_web_parse_fields (const char *text);
char *_tl_web_find_cookie (const char *header, const char *name);
char *_tl_web_find_address (const char *peer, const char *forwarded, char *const *trusted);
gboolean _tl_web_is_loopback (const char *address);

/* tl-web-run.c: in a worker. */
void _tl_web_run (TlJob *job);
/** _tl_web_run_request: fills @request in, but for session and database. Returns: whether it can be
 * read; otherwise the answer stands. @query, @form: (out) (transfer full) (nullable). */
gboolean _tl_web_read_request (TlJob *job,
                               TlRequest *request,
                               GHashTable **query,
                               GHashTable **form);
/** _tl_web_may_go_on: role, form and rate. Returns: whether the handler is to be called; otherwise
 * the answer stands. */
gboolean _tl_web_may_go_on (TlJob *job, TlRequest *request);
/** _tl_web_run_handler: calls the handler, again where that may help. */
void _tl_web_run_handler (TlJob *job, TlRequest *request);

/* tl-web-together.c */
/** _tl_web_together_push: in the main thread: @job waits for a worker, together with others. */
void _tl_web_together_push (TlServer *server, TlJob *job);
/** _tl_web_together_work: in a worker, until none waits. */
void _tl_web_together_work (TlServer *server);

/* tl-web-session.c */
/** _tl_web_find_session: @session: (out) (nullable): %NULL for a token that is not good. Asked at
 * every request, so that a person or a device that was revoked is out at once, whichever server did
 * it. */
gboolean _tl_web_find_session (TlSql *sql,
                               const char *token,
                               const char *kind,
                               gint64 now,
                               TlSession **session,
                               GError **error);
/** _tl_web_find_sessions: those of @n tokens (nullable) in one question, on PostgreSQL; @sessions:
 * filled with %NULL before. */
gboolean _tl_web_find_sessions (TlSql *sql,
                                const char *const *tokens,
                                guint n,
                                const char *kind,
                                gint64 now,
                                TlSession **sessions,
                                GError **error);
void _tl_web_session_free (TlSession *session);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlSession, _tl_web_session_free)

/* tl-web-response.c */
void _tl_web_response_clear (TlResponse *response);
void _tl_web_refuse (TlJob *job, guint status);
void _tl_web_finish_response (TlJob *job);
void _tl_web_write_headers (TlJob *job);

/* tl-web-rate.c: token buckets. */
typedef struct _TlRates TlRates;
TlRates *_tl_rates_new (guint per_second, guint burst);
/** _tl_rates_take: seconds to wait; 0: it may go on. */
guint _tl_rates_take (TlRates *self, const char *key, gint64 monotonic);
void _tl_rates_free (TlRates *self);

/* tl-web-metrics.c */
typedef enum
{
  TL_METRIC_CONNECTIONS,
  TL_METRIC_RUNNING,
  TL_METRIC_SQL_RETRIES,
  TL_METRIC_SQL_UNKNOWN,
  TL_METRIC_RATE_LIMITED,
  TL_METRIC_TIMED_OUT,
  TL_METRIC_OIDC_SIGNED_IN,
  TL_METRIC_OIDC_REFUSED,
  TL_METRIC_OIDC_AWAY,
  TL_METRIC_N,
} TlMetric;
typedef struct _TlMetrics TlMetrics;
TlMetrics *_tl_metrics_new (void);
void _tl_metrics_add (TlMetrics *self, TlMetric metric, gint64 by);
void _tl_metrics_request (TlMetrics *self, const TlRoute *route, guint status, gint64 microseconds);
/** _tl_metrics_to_text: Returns: (transfer full): Prometheus' text format. */
char *_tl_metrics_to_text (TlMetrics *self);
void _tl_metrics_free (TlMetrics *self);

/* tl-web-log.c: one line of JSON each, without content. */
void _tl_web_log_request (const TlJob *job, guint status, gint64 microseconds);
void _tl_web_log (const char *level, const char *event, const char *message);

/* tl-web-connections.c: who is connected, and until when he may be slow. */
typedef struct _TlConnections TlConnections;
TlConnections *_tl_connections_new (TlServer *server, SoupServer *soup);
/** _tl_connections_listen: @socket: bound and listening. */
void _tl_connections_listen (TlConnections *self, GSocket *socket);
/** _tl_connections_expect: the next step of whoever is at @remote comes within @seconds; 0: it is
 * our turn. */
void _tl_connections_expect (TlConnections *self, GSocketAddress *remote, guint seconds);
/** _tl_connections_begin_answer: returns whether the connection of @remote is kept after the answer
 * that is begun now. */
gboolean _tl_connections_begin_answer (TlConnections *self, GSocketAddress *remote);
/** _tl_connections_end_answer: an answer is finished: the connection of @remote, where it was kept,
 * waits for the next request. */
void _tl_connections_end_answer (TlConnections *self, GSocketAddress *remote);
/** _tl_connections_cut: ends the connection of @remote. */
void _tl_connections_cut (TlConnections *self, GSocketAddress *remote);
/** _tl_connections_stop: takes no new ones; those that wait for a request may wait @seconds more.
 */
void _tl_connections_stop (TlConnections *self, guint seconds);
guint _tl_connections_count (TlConnections *self);
void _tl_connections_free (TlConnections *self);

struct _TlServer
{
  TlServerSettings *settings;
  TlSqlPool *pool;
  TlLibrary *library;
  TlProvider *provider; /* nullable */
  SoupServer *soup;
  int silent; /* the other end of what libsoup listens on */
  TlConnections *connections;
  GThreadPool *workers;
  TlRates *by_address;
  TlRates *by_device;
  TlMetrics *metrics;
  GMutex together_lock;
  GQueue together;  /* TlJob: of routes that are answered together */
  guint n_together; /* workers that are with them, or on their way */
  /* Not the default one: GLib wakes that one up, with a write to a file, whenever anything is added
   * to it, even from within: a dozen times a request. */
  GMainContext *context;
  GMainLoop *loop;
  guint n_jobs; /* main thread */
  gboolean stopping;
};

G_END_DECLS
