/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "protocol/tl-enrolment.h"
#include "protocol/tl-item.h"
#include "server-test.h"

G_BEGIN_DECLS

/* The real program on a port of its own, and who talks to it. */
typedef struct
{
  char *folder;
  char *where; /* database */
  char *url;
  guint port;
  GSubprocess *process;
  char *log;         /* file of its standard error */
  gboolean forgives; /* warnings of libraries do not end it */
} Center;

/** center_new: an empty folder with an enrolment key; @settings: (nullable): lines of server.conf.
 */
Center *center_new (const char *settings);
/** center_start: on the port it had before, or a free one. */
void center_start (Center *self);
/** center_stop: @signal: SIGTERM or SIGKILL. Returns: the exit status, or -signal. */
int center_stop (Center *self, int signal);
void center_free (Center *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Center, center_free)

/** center_open: the database, beside the server. */
TlSqlPool *center_open (Center *self);
/** center_run: a command of troly-server on this center; the arguments end with NULL. Returns: the
 * exit status; @output: (out) (optional). */
int center_run (Center *self, char **output, ...) G_GNUC_NULL_TERMINATED;

/** Answer: @status 0: no answer came. */
typedef struct
{
  guint status;
  char *text;
  char *etag;
  char *location;
  char *retry_after;
  JsonObject *json; /* (nullable) */
} Answer;

void answer_free (Answer *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Answer, answer_free)
/** answer_code: (nullable): error.code. */
const char *answer_code (const Answer *self);

/** call: @token: (nullable): bearer; what follows are names and values of headers, ended by NULL.
 */
Answer *call (Center *center,
              const char *method,
              const char *path,
              const char *token,
              const char *body,
              ...) G_GNUC_NULL_TERMINATED;
/** call_raw: sends @text as it is and reads what comes until the other side ends. */
char *call_raw (Center *center, const char *text, gssize length);

/** enrol: a new person and workstation, signed by the center's key. */
TlEnrolment *enrol (Center *center, const char *role);
/** enrol_public: the half that is sent. @key: (nullable): another key than the center's. */
char *enrol_public (Center *center, const TlEnrolment *enrolment, const TlSecretKey *key);
/** sign_in_body: the body of POST /v1/session with a fresh challenge. */
char *sign_in_body (Center *center, const TlEnrolment *enrolment, gboolean first);
/** sign_in: the token. */
char *sign_in (Center *center, const TlEnrolment *enrolment, gboolean first);

/** make_item: a comment of number @sequence. */
TlItem *make_item (gint64 sequence, const char *text);
/** put_item: PUT of the item's body. */
Answer *put_item (Center *center, const char *token, const TlItem *item);

G_END_DECLS
