/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "server/sql/tl-sql.h"

G_BEGIN_DECLS

/* What several parts of the server write to the same tables. Calls with "in a transaction" want one
 * that the caller has begun; errors are %TL_SQL_ERROR. Times are milliseconds since 1970. */

/** TlStoreEvent: one row of item_events. @actor: (nullable): person who did it; @text, @document,
 * @anchor, @into: (nullable); @told: whether the author is told (GET /v1/items). */
typedef struct
{
  const char *item;
  const char *author;
  const char *actor;
  const char *state;
  const char *text;
  gint64 serial;
  const char *document;
  const char *anchor;
  const char *into;
  gboolean told;
} TlStoreEvent;

/** tl_store_event_add: in a transaction; @event's author's row stays locked until its end, so that
 * what an author asks for with a cursor appears in the order of its numbers. Events of several
 * authors in one transaction: in the order of their ids. */
gboolean tl_store_event_add (TlSql *sql, gint64 now, const TlStoreEvent *event, GError **error);

/**
 * tl_store_audit_add:
 * @actor: id of a person, or "command" for the command line
 * @action: a short code, "person.revoke"
 * @subject: id of what it was done to
 * @detail: words or JSON without content of items
 *
 * In a transaction: the row becomes part of the chain of docs/server.md.
 */
gboolean tl_store_audit_add (TlSql *sql,
                             gint64 now,
                             const char *actor,
                             const char *action,
                             const char *subject,
                             const char *detail,
                             GError **error);
/** tl_store_audit_verify: @broken: (out): number of the first row that does not fit, 0: all fit;
 * @count: (out): rows; @head: (out) (transfer full): hash of the last one, "" for none. Returns:
 * %FALSE when the table could not be read. */
gboolean tl_store_audit_verify (
    TlSql *sql, gint64 *broken, gint64 *count, char **head, GError **error);

/** tl_store_random_token: (transfer full): 256 random bits in base64url. */
char *tl_store_random_token (void);
/** tl_store_digest: (transfer full): SHA-256 in hexadecimal, as tokens are kept. */
char *tl_store_digest (const char *token);

#define TL_STORE_SESSION_SECONDS 3600       /* of a workstation */
#define TL_STORE_PAGE_SECONDS    (8 * 3600) /* of a page */
#define TL_STORE_LINK_SECONDS    60         /* of a one-time link */

/**
 * tl_store_session_open:
 * @kind: "api", "page" or "link"
 * @device: (nullable)
 *
 * Returns: (transfer full): the token, which is kept nowhere
 */
char *tl_store_session_open (TlSql *sql,
                             gint64 now,
                             const char *kind,
                             const char *person,
                             const char *device,
                             gint64 seconds,
                             GError **error);
/** tl_store_session_close: ends the session of @token, if there is one. */
gboolean tl_store_session_close (TlSql *sql, const char *token, GError **error);
/** tl_store_link_take: good once. Returns: (transfer full) (nullable): the person's id; %NULL
 * without an error when the link is not good (any more). */
char *tl_store_link_take (TlSql *sql, gint64 now, const char *token, GError **error);

/** tl_store_revoke_person: in a transaction: ends the sessions of all devices too. Returns: rows
 * changed, or -1. */
gint64 tl_store_revoke_person (TlSql *sql, gint64 now, const char *person, GError **error);
/** tl_store_revoke_device: in a transaction: also refuses the enrolment of a device that the server
 * has never seen. Returns: rows changed, or -1. */
gint64 tl_store_revoke_device (TlSql *sql, gint64 now, const char *device, GError **error);

G_END_DECLS
