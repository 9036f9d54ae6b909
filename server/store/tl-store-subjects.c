/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "server/store/tl-store-subjects.h"

#include "server/store/tl-store.h"

/* ---- Browsers on their way ---- */

void
tl_store_trip_free (TlStoreTrip *self)
{
  if (self == NULL)
    return;
  g_free (self->state);
  g_free (self->browser);
  g_free (self->nonce);
  g_free (self->verifier);
  g_free (self);
}

TlStoreTrip *
tl_store_trip_new (void)
{
  TlStoreTrip *self = g_new0 (TlStoreTrip, 1);

  self->state = tl_store_random_token ();
  self->browser = tl_store_random_token ();
  self->nonce = tl_store_random_token ();
  self->verifier = tl_store_random_token ();
  return self;
}

gboolean
tl_store_trip_keep (TlSql *sql, gint64 now, const TlStoreTrip *trip, GError **error)
{
  g_autofree char *state = tl_store_digest (trip->state);
  g_autofree char *browser = tl_store_digest (trip->browser);

  return tl_sql_exec (sql, error, "DELETE FROM trips WHERE expires < $1", "i", now) >= 0
         && tl_sql_exec (sql, error,
                         "INSERT INTO trips (state, browser, nonce, verifier, expires)"
                         " VALUES ($1, $2, $3, $4, $5)",
                         "ssssi", state, browser, trip->nonce, trip->verifier,
                         now + TL_STORE_TRIP_SECONDS * 1000)
                == 1;
}

/* Taken away and told in one statement, so that two callbacks cannot both have it. One from another
 * browser takes nothing away: nobody can end a sign-in that he has only seen the address of. */
gboolean
tl_store_trip_take (TlSql *sql,
                    gint64 now,
                    const char *state,
                    const char *browser,
                    TlStoreTrip **trip,
                    GError **error)
{
  g_autofree char *state_digest = tl_store_digest (state);
  g_autofree char *browser_digest = tl_store_digest (browser);
  g_autoptr (TlSqlRows) rows
      = tl_sql_query (sql, error,
                      "DELETE FROM trips WHERE state = $1 AND browser = $2 AND expires > $3"
                      " RETURNING nonce, verifier",
                      "ssi", state_digest, browser_digest, now);

  *trip = NULL;
  if (rows == NULL)
    return FALSE;
  if (tl_sql_rows_count (rows) == 0)
    return TRUE;
  *trip = g_new0 (TlStoreTrip, 1);
  (*trip)->state = g_strdup (state);
  (*trip)->browser = g_strdup (browser);
  (*trip)->nonce = g_strdup (tl_sql_rows_text (rows, 0, 0));
  (*trip)->verifier = g_strdup (tl_sql_rows_text (rows, 0, 1));
  return TRUE;
}

/* ---- People ---- */

/* Names of different issuers are different people. */
static char *
full_subject (const TlStoreSubject *subject)
{
  return g_strdup_printf ("%s %s", subject->issuer, subject->subject);
}

/* What the provider says of a person whom we know holds, as far as it says anything we can use: who
 * loses a role there must not keep it here. Sessions with the role before end. */
static gboolean
update (TlSql *sql, gint64 now, const TlStoreSubject *subject, const char *person, GError **error)
{
  g_autofree char *detail
      = g_strdup_printf ("oidc %s %s", subject->unit != NULL ? subject->unit : "-",
                         subject->role != NULL ? subject->role : "-");
  gint64 changed = tl_sql_exec (
      sql, error,
      "UPDATE people SET unit = COALESCE((SELECT code FROM units WHERE code = $1 AND closed IS"
      " NULL), unit), role = COALESCE($2, role) WHERE id = $3 AND (role <> COALESCE($4, role)"
      " OR unit <> COALESCE((SELECT code FROM units WHERE code = $5 AND closed IS NULL), unit))",
      "sssss", subject->unit, subject->role, person, subject->role, subject->unit);

  if (changed < 0)
    return FALSE;
  return changed == 0
         || (tl_sql_exec (sql, error, "DELETE FROM sessions WHERE person = $1", "s", person) >= 0
             && tl_store_audit_add (sql, now, person, "person.change", person, detail, error));
}

static char *
add_person (TlSql *sql,
            gint64 now,
            const char *actor,
            const char *subject,
            const char *name,
            const char *unit,
            const char *role,
            GError **error)
{
  g_autofree char *id = g_uuid_string_random ();
  g_autofree char *detail = g_strdup_printf ("oidc %s %s", unit, role);
  gint64 added = tl_sql_exec (
      sql, error,
      "INSERT INTO people (id, name, unit, role, subject, created) SELECT $1, $2, code, $3, $4, $5"
      " FROM units WHERE code = $6 AND closed IS NULL ON CONFLICT DO NOTHING",
      "ssssis", id, name, role, subject, now, unit);

  if (added < 0
      || (added == 1
          && !tl_store_audit_add (sql, now, actor != NULL ? actor : id, "person.add", id, detail,
                                  error)))
    return NULL;
  return added == 1 ? g_steal_pointer (&id) : NULL;
}

/* So many at most: whoever may make accounts at the provider must not fill the centre. */
static gboolean
keep_waiting (TlSql *sql, gint64 now, const TlStoreSubject *subject, GError **error)
{
  g_autofree char *full = full_subject (subject);
  g_autofree char *id = tl_store_digest (full);

  return tl_sql_exec (sql, error,
                      "INSERT INTO arrivals (id, subject, name, unit, role, first, last)"
                      " VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (id) DO UPDATE SET"
                      " name = excluded.name, unit = excluded.unit, role = excluded.role,"
                      " last = excluded.last",
                      "sssssii", id, full, subject->name != NULL ? subject->name : subject->subject,
                      subject->unit, subject->role, now, now)
             >= 0
         && tl_sql_exec (sql, error,
                         "DELETE FROM arrivals WHERE id IN (SELECT id FROM arrivals ORDER BY last"
                         " DESC, id LIMIT 1000 OFFSET $1)",
                         "i", (gint64)TL_STORE_MAX_ARRIVALS)
                >= 0;
}

static gboolean
take_unknown (TlSql *sql,
              gint64 now,
              const TlStoreSubject *subject,
              TlStoreArrival *arrival,
              char **person,
              GError **error)
{
  g_autoptr (GError) fault = NULL;
  g_autofree char *full = full_subject (subject);

  if (subject->admit && subject->unit != NULL)
    *person = add_person (sql, now, NULL, full,
                          subject->name != NULL ? subject->name : subject->subject, subject->unit,
                          subject->role != NULL ? subject->role : "judge", &fault);
  if (fault != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&fault));
      return FALSE;
    }
  *arrival = *person != NULL ? TL_STORE_KNOWN : TL_STORE_WAITING;
  return *person != NULL || keep_waiting (sql, now, subject, error);
}

gboolean
tl_store_subject_take (TlSql *sql,
                       gint64 now,
                       const TlStoreSubject *subject,
                       TlStoreArrival *arrival,
                       char **person,
                       GError **error)
{
  g_autofree char *full = full_subject (subject);
  g_autoptr (TlSqlRows) rows
      = tl_sql_query (sql, error, "SELECT id, revoked FROM people WHERE subject = $1", "s", full);

  *person = NULL;
  if (rows == NULL)
    return FALSE;
  if (tl_sql_rows_count (rows) == 0)
    return take_unknown (sql, now, subject, arrival, person, error);
  *arrival = tl_sql_rows_is_null (rows, 0, 1) ? TL_STORE_KNOWN : TL_STORE_REVOKED;
  if (*arrival == TL_STORE_REVOKED)
    return TRUE;
  *person = g_strdup (tl_sql_rows_text (rows, 0, 0));
  return update (sql, now, subject, *person, error);
}

static gboolean
bind_person (TlSql *sql,
             gint64 now,
             const char *actor,
             const char *subject,
             const char *person,
             gboolean *done,
             GError **error)
{
  gint64 changed = tl_sql_exec (sql, error,
                                "UPDATE people SET subject = $1 WHERE id = $2 AND subject IS NULL"
                                " AND revoked IS NULL",
                                "ss", subject, person);

  *done = changed == 1;
  return changed == 0
         || (changed == 1
             && tl_store_audit_add (sql, now, actor, "person.subject", person, subject, error));
}

gboolean
tl_store_arrival_admit (TlSql *sql,
                        gint64 now,
                        const char *actor,
                        const char *id,
                        const char *person,
                        const char *unit,
                        const char *role,
                        gboolean *done,
                        GError **error)
{
  g_autoptr (TlSqlRows) rows
      = tl_sql_query (sql, error, "SELECT subject, name FROM arrivals WHERE id = $1", "s", id);
  g_autoptr (GError) fault = NULL;
  g_autofree char *added = NULL;

  *done = FALSE;
  if (rows == NULL)
    return FALSE;
  if (tl_sql_rows_count (rows) == 0)
    return TRUE;
  if (person != NULL)
    {
      if (!bind_person (sql, now, actor, tl_sql_rows_text (rows, 0, 0), person, done, error))
        return FALSE;
    }
  else
    {
      added = add_person (sql, now, actor, tl_sql_rows_text (rows, 0, 0),
                          tl_sql_rows_text (rows, 0, 1), unit, role, &fault);
      *done = added != NULL;
    }
  if (fault != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&fault));
      return FALSE;
    }
  return !*done || tl_sql_exec (sql, error, "DELETE FROM arrivals WHERE id = $1", "s", id) >= 0;
}

/* ---- Workstations ---- */

gboolean
tl_store_device_bind (TlSql *sql,
                      gint64 now,
                      const char *person,
                      const char *id,
                      const char *public_key,
                      gint64 expires,
                      TlStoreBind *bind,
                      GError **error)
{
  g_autoptr (TlSqlRows) rows
      = tl_sql_query (sql, error,
                      "SELECT person, public_key, revoked FROM devices WHERE id = $1"
                      " UNION ALL SELECT NULL, NULL, time FROM revoked_enrolments WHERE id = $2",
                      "ss", id, id);
  gint64 stored;

  *bind = TL_STORE_BOUND;
  if (rows == NULL)
    return FALSE;
  for (guint i = 0; i < tl_sql_rows_count (rows); i++)
    if (!tl_sql_rows_is_null (rows, i, 2))
      *bind = TL_STORE_BIND_REVOKED;
    else if (!g_str_equal (tl_sql_rows_text (rows, i, 0), person)
             || !g_str_equal (tl_sql_rows_text (rows, i, 1), public_key))
      *bind = TL_STORE_BIND_OTHER;
  if (*bind != TL_STORE_BOUND)
    return TRUE;
  if (tl_sql_rows_count (rows) > 0)
    return tl_sql_exec (sql, error, "UPDATE devices SET expires = $1 WHERE id = $2", "is", expires,
                        id)
           == 1;
  stored = tl_sql_exec (sql, error,
                        "INSERT INTO devices (id, person, public_key, enrolment, enrolled, expires)"
                        " VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING",
                        "ssssii", id, person, public_key, id, now, expires);
  if (stored == 0)
    g_set_error_literal (error, TL_SQL_ERROR, TL_SQL_ERROR_RETRY, "The device came meanwhile");
  return stored == 1 && tl_store_audit_add (sql, now, person, "device.enrol", id, "oidc", error);
}
