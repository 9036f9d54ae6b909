/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "server/store/tl-store.h"
#include "tl-web-private.h"

#include <string.h>

#define MAX_TOKEN 100

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

#define SELECT_SESSION                                                                             \
  "SELECT s.digest, s.kind, s.expires, d.expires, p.id, p.name, p.unit, p.role, s.device, s.csrf"  \
  " FROM sessions s JOIN people p ON p.id = s.person LEFT JOIN devices d ON d.id = s.device"       \
  " WHERE p.revoked IS NULL AND d.revoked IS NULL AND s.digest"

static TlSession *
read_row (TlSqlRows *rows, guint row)
{
  TlSession *found = g_new0 (TlSession, 1);

  found->person = g_strdup (tl_sql_rows_text (rows, row, 4));
  found->name = g_strdup (tl_sql_rows_text (rows, row, 5));
  found->unit = g_strdup (tl_sql_rows_text (rows, row, 6));
  found->role = role_from_name (tl_sql_rows_text (rows, row, 7));
  found->device = g_strdup (tl_sql_rows_text (rows, row, 8));
  found->csrf = g_strdup (tl_sql_rows_text (rows, row, 9));
  return found;
}

/* Whether the session of @row is that of @digest, and good. */
static gboolean
fits (TlSqlRows *rows, guint row, const char *digest, const char *kind, gint64 now)
{
  return g_str_equal (tl_sql_rows_text (rows, row, 0), digest)
         && g_str_equal (tl_sql_rows_text (rows, row, 1), kind)
         && tl_sql_rows_int (rows, row, 2) > now
         && (tl_sql_rows_is_null (rows, row, 8) || tl_sql_rows_int (rows, row, 3) > now);
}

static char *
digest_of (const char *token)
{
  return token != NULL && strlen (token) <= MAX_TOKEN ? tl_store_digest (token) : NULL;
}

gboolean
_tl_web_find_session (TlSql *sql,
                      const char *token,
                      const char *kind,
                      gint64 now,
                      TlSession **session,
                      GError **error)
{
  g_autofree char *digest = digest_of (token);
  g_autoptr (TlSqlRows) rows = NULL;

  *session = NULL;
  if (digest == NULL)
    return TRUE;
  rows = tl_sql_query (sql, error, SELECT_SESSION " = $1", "s", digest);
  if (rows != NULL && tl_sql_rows_count (rows) > 0 && fits (rows, 0, digest, kind, now))
    *session = read_row (rows, 0);
  return rows != NULL;
}

gboolean
_tl_web_find_sessions (TlSql *sql,
                       const char *const *tokens,
                       guint n,
                       const char *kind,
                       gint64 now,
                       TlSession **sessions,
                       GError **error)
{
  g_autoptr (GPtrArray) digests = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GString) list = tl_sql_array_new ();
  g_autoptr (TlSqlRows) rows = NULL;

  for (guint i = 0; i < n; i++)
    {
      g_ptr_array_add (digests, digest_of (tokens[i]));
      tl_sql_array_add (list, digests->pdata[i]);
    }
  tl_sql_array_end (list);
  rows = tl_sql_query (sql, error, SELECT_SESSION " = ANY ($1::TEXT[])", "s", list->str);
  for (guint i = 0; rows != NULL && i < n; i++)
    for (guint row = 0; row < tl_sql_rows_count (rows) && sessions[i] == NULL; row++)
      if (digests->pdata[i] != NULL && fits (rows, row, digests->pdata[i], kind, now))
        sessions[i] = read_row (rows, row);
  return rows != NULL;
}
