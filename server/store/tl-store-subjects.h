/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "server/sql/tl-sql.h"

G_BEGIN_DECLS

/* People as a provider of OpenID Connect knows them. Errors are %TL_SQL_ERROR. */

#define TL_STORE_TRIP_SECONDS 600
#define TL_STORE_MAX_ARRIVALS 2000

/** TlStoreTrip: a browser on its way to the provider and back. @browser: its cookie. */
typedef struct
{
  char *state;
  char *browser;
  char *nonce;
  char *verifier;
} TlStoreTrip;

/** tl_store_trip_new: (transfer full): random in all parts. */
TlStoreTrip *tl_store_trip_new (void);
void tl_store_trip_free (TlStoreTrip *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlStoreTrip, tl_store_trip_free)
gboolean tl_store_trip_keep (TlSql *sql, gint64 now, const TlStoreTrip *trip, GError **error);
/** tl_store_trip_take: good once, and only for the browser that began it. @trip: (out) (nullable):
 * %NULL without an error: there is none. */
gboolean tl_store_trip_take (TlSql *sql,
                             gint64 now,
                             const char *state,
                             const char *browser,
                             TlStoreTrip **trip,
                             GError **error);

/** TlStoreSubject: who a checked ID token is about. @name, @unit, @role: (nullable): what its
 * claims say; @admit: whether who is not known comes in by that alone. */
typedef struct
{
  const char *issuer;
  const char *subject;
  const char *name;
  const char *unit;
  const char *role;
  gboolean admit;
} TlStoreSubject;

/**
 * TlStoreArrival:
 * @TL_STORE_KNOWN: one of ours; name, unit and role are now those of the claims
 * @TL_STORE_WAITING: not known, and put among those that the administrator decides about
 * @TL_STORE_REVOKED: known and revoked
 */
typedef enum
{
  TL_STORE_KNOWN,
  TL_STORE_WAITING,
  TL_STORE_REVOKED,
} TlStoreArrival;

/** tl_store_subject_take: in a transaction. @person: (out) (transfer full) (nullable): id. */
gboolean tl_store_subject_take (TlSql *sql,
                                gint64 now,
                                const TlStoreSubject *subject,
                                TlStoreArrival *arrival,
                                char **person,
                                GError **error);

/** tl_store_arrival_admit: in a transaction: the one who waits as @id becomes a person of @unit
 * with
 * @role, or, with @person, is somebody who is there already. @done: (out): %FALSE: nobody waits by
 * that id, there is no such unit or person, or that person has a subject. */
gboolean tl_store_arrival_admit (TlSql *sql,
                                 gint64 now,
                                 const char *actor,
                                 const char *id,
                                 const char *person,
                                 const char *unit,
                                 const char *role,
                                 gboolean *done,
                                 GError **error);

/** TlStoreBind: @TL_STORE_BIND_OTHER: that workstation is somebody else's, or has another key. */
typedef enum
{
  TL_STORE_BOUND,
  TL_STORE_BIND_OTHER,
  TL_STORE_BIND_REVOKED,
} TlStoreBind;

/** tl_store_device_bind: in a transaction: the workstation of a person who signed in with the
 * provider, until @expires. @public_key: base64 of 32 bytes. */
gboolean tl_store_device_bind (TlSql *sql,
                               gint64 now,
                               const char *person,
                               const char *id,
                               const char *public_key,
                               gint64 expires,
                               TlStoreBind *bind,
                               GError **error);

G_END_DECLS
