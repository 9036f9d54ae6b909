/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "server/store/tl-store.h"
#include "tl-web-private.h"

#include <string.h>

static TlRole
role_from_name (const char *name)
{
  static const struct
  {
    const char *name;
    TlRole role;
  } roles[] = {
    { "judge", TL_ROLE_JUDGE },
    { "editor", TL_ROLE_EDITOR },
    { "statistics", TL_ROLE_STATISTICS },
    { "administrator", TL_ROLE_ADMINISTRATOR },
  };

  for (guint i = 0; i < G_N_ELEMENTS (roles); i++)
    if (g_str_equal (roles[i].name, name))
      return roles[i].role;
  return TL_ROLE_NOBODY;
}

void
_tl_web_session_free (TlSession *session)
{
  g_free (session->person);
  g_free (session->name);
  g_free (session->unit);
  g_free (session->device);
  g_free (session->csrf);
  g_free (session);
}

/* @session: (out) (nullable): NULL for a token that is not good. Asked at every request, so that a
 * person or a device that was revoked is out at once, whichever server did it. */
gboolean
_tl_web_find_session (TlSql *sql,
                      const char *token,
                      const char *kind,
                      gint64 now,
                      TlSession **session,
                      GError **error)
{
  g_autofree char *digest = NULL;
  g_autoptr (TlSqlRows) rows = NULL;
  TlSession *found;

  *session = NULL;
  if (token == NULL || strlen (token) > 100)
    return TRUE;
  digest = tl_store_digest (token);
  rows = tl_sql_query (
      sql, error,
      "SELECT p.id, p.name, p.unit, p.role, s.device, s.csrf FROM sessions s"
      " JOIN people p ON p.id = s.person LEFT JOIN devices d ON d.id = s.device"
      " WHERE s.digest = $1 AND s.kind = $2 AND s.expires > $3 AND p.revoked IS NULL"
      " AND (s.device IS NULL OR (d.revoked IS NULL AND d.expires > $4))",
      "ssii", digest, kind, now, now);
  if (rows == NULL)
    return FALSE;
  if (tl_sql_rows_count (rows) == 0)
    return TRUE;
  found = g_new0 (TlSession, 1);
  found->person = g_strdup (tl_sql_rows_text (rows, 0, 0));
  found->name = g_strdup (tl_sql_rows_text (rows, 0, 1));
  found->unit = g_strdup (tl_sql_rows_text (rows, 0, 2));
  found->role = role_from_name (tl_sql_rows_text (rows, 0, 3));
  found->device = g_strdup (tl_sql_rows_text (rows, 0, 4));
  found->csrf = g_strdup (tl_sql_rows_text (rows, 0, 5));
  *session = found;
  return TRUE;
}
