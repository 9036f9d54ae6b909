/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "server/store/tl-store-devices.h"

#include <sodium.h>
#include <string.h>

#include "server/store/tl-store.h"

char *
tl_store_challenge_new (TlSql *sql, gint64 now, const char *device, GError **error)
{
  guint8 bytes[32];
  g_autofree char *challenge = NULL;

  randombytes_buf (bytes, sizeof bytes);
  challenge = g_base64_encode (bytes, sizeof bytes);
  if (tl_sql_exec (sql, error, "DELETE FROM challenges WHERE expires < $1", "i", now) < 0
      || tl_sql_exec (sql, error,
                      "INSERT INTO challenges (challenge, device, expires) VALUES ($1, $2, $3)",
                      "ssi", challenge, device, now + TL_STORE_CHALLENGE_SECONDS * 1000)
             < 0)
    return NULL;
  return g_steal_pointer (&challenge);
}

gboolean
tl_store_challenge_take (TlSql *sql,
                         gint64 now,
                         const char *device,
                         const char *challenge,
                         gboolean *good,
                         GError **error)
{
  gint64 taken = tl_sql_exec (
      sql, error, "DELETE FROM challenges WHERE challenge = $1 AND device = $2 AND expires > $3",
      "ssi", challenge, device, now);

  *good = taken == 1;
  return taken >= 0;
}

void
tl_store_device_free (TlStoreDevice *self)
{
  g_free (self->person);
  g_free (self);
}

gboolean
tl_store_device_find (TlSql *sql, const char *id, TlStoreDevice **device, GError **error)
{
  g_autoptr (TlSqlRows) rows = tl_sql_query (
      sql, error,
      "SELECT d.person, d.public_key, d.expires, d.revoked, p.revoked FROM devices d"
      " JOIN people p ON p.id = d.person WHERE d.id = $1",
      "s", id);
  g_autofree guint8 *key = NULL;
  gsize size = 0;

  *device = NULL;
  if (rows == NULL)
    return FALSE;
  if (tl_sql_rows_count (rows) == 0)
    return TRUE;
  key = g_base64_decode (tl_sql_rows_text (rows, 0, 1), &size);
  if (size != sizeof (*device)->public_key)
    {
      g_set_error_literal (error, TL_SQL_ERROR, TL_SQL_ERROR_FAILED,
                           "The key of a device is damaged");
      return FALSE;
    }
  *device = g_new0 (TlStoreDevice, 1);
  (*device)->person = g_strdup (tl_sql_rows_text (rows, 0, 0));
  memcpy ((*device)->public_key, key, size);
  (*device)->expires = tl_sql_rows_int (rows, 0, 2);
  (*device)->revoked = !tl_sql_rows_is_null (rows, 0, 3) || !tl_sql_rows_is_null (rows, 0, 4);
  return TRUE;
}

/* A unit that nobody has told us of yet gets the name that the enrolment knows; a person's name,
 * unit and role are those of the enrolment that was made last. */
static gboolean
take_person (TlSql *sql, gint64 now, const TlEnrolment *enrolment, GError **error)
{
  return tl_sql_exec (sql, error,
                      "INSERT INTO units (code, name, level) VALUES ($1, $2, 'court')"
                      " ON CONFLICT (code) DO NOTHING",
                      "ss", enrolment->unit, enrolment->unit_name)
             >= 0
         && tl_sql_exec (sql, error,
                         "INSERT INTO people (id, name, unit, role, created, issued)"
                         " VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (id) DO UPDATE"
                         " SET name = excluded.name, unit = excluded.unit, role = excluded.role,"
                         " issued = excluded.issued WHERE people.issued < excluded.issued",
                         "ssssii", enrolment->person, enrolment->name, enrolment->unit,
                         enrolment->role, now, enrolment->issued)
                >= 0;
}

static gboolean
add_device (TlSql *sql, gint64 now, const TlEnrolment *enrolment, GError **error)
{
  g_autofree char *key = g_base64_encode (enrolment->public, sizeof enrolment->public);
  gint64 stored = tl_sql_exec (
      sql, error,
      "INSERT INTO devices (id, person, public_key, enrolment, enrolled, expires)"
      " VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING",
      "ssssii", enrolment->id, enrolment->person, key, enrolment->id, now, enrolment->expires);

  if (stored == 0)
    g_set_error_literal (error, TL_SQL_ERROR, TL_SQL_ERROR_RETRY, "The device came meanwhile");
  return stored == 1;
}

gboolean
tl_store_device_enrol (
    TlSql *sql, gint64 now, const TlEnrolment *enrolment, gboolean *revoked, GError **error)
{
  g_autoptr (TlSqlRows) refused
      = tl_sql_query (sql, error,
                      "SELECT id FROM revoked_enrolments WHERE id = $1"
                      " UNION ALL SELECT id FROM people WHERE id = $2 AND revoked IS NOT NULL",
                      "ss", enrolment->id, enrolment->person);

  if (refused == NULL)
    return FALSE;
  *revoked = tl_sql_rows_count (refused) > 0;
  if (*revoked)
    return TRUE;
  return take_person (sql, now, enrolment, error) && add_device (sql, now, enrolment, error)
         && tl_store_audit_add (sql, now, enrolment->person, "device.enrol", enrolment->id,
                                enrolment->role, error);
}

gboolean
tl_store_device_seen (TlSql *sql, gint64 now, const char *id, GError **error)
{
  return tl_sql_exec (sql, error, "UPDATE devices SET seen = $1 WHERE id = $2", "is", now, id) >= 0;
}
