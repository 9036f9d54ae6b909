/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "protocol/tl-enrolment.h"
#include "server/sql/tl-sql.h"

G_BEGIN_DECLS

/* Workstations and those who sit at them. Errors are %TL_SQL_ERROR. */

#define TL_STORE_CHALLENGE_SECONDS 120

/** tl_store_challenge_new: (transfer full): 32 random bytes in base64, kept for @device. */
char *tl_store_challenge_new (TlSql *sql, gint64 now, const char *device, GError **error);
/** tl_store_challenge_take: @good: (out): whether it was given to @device and is still good; it is
 * used up. */
gboolean tl_store_challenge_take (TlSql *sql,
                                  gint64 now,
                                  const char *device,
                                  const char *challenge,
                                  gboolean *good,
                                  GError **error);

/** TlStoreDevice: plain data. */
typedef struct
{
  char *person;
  guint8 public_key[32];
  gboolean revoked; /* the device, or its person */
  gint64 expires;
} TlStoreDevice;

void tl_store_device_free (TlStoreDevice *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlStoreDevice, tl_store_device_free)

/** tl_store_device_find: @device: (out) (nullable): %NULL for one that is not known. */
gboolean tl_store_device_find (TlSql *sql, const char *id, TlStoreDevice **device, GError **error);

/** tl_store_device_enrol: in a transaction: takes in what a verified enrolment says: unit and
 * person where they are not there, and the device. @revoked: (out): it must not be taken in. */
gboolean tl_store_device_enrol (
    TlSql *sql, gint64 now, const TlEnrolment *enrolment, gboolean *revoked, GError **error);

gboolean tl_store_device_seen (TlSql *sql, gint64 now, const char *id, GError **error);

G_END_DECLS
