/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "tl-web-private.h"

#include <string.h>

#define MAX_PARTS 12

/* Each segment decoded once; nothing in it may be a slash, a NUL, or a way upwards. */
gboolean
_tl_web_split_path (const char *path, char *parts[], guint *n, guint max)
{
  g_auto (GStrv) pieces = NULL;

  *n = 0;
  if (path == NULL || path[0] != '/' || strlen (path) > TL_WEB_MAX_PATH)
    return FALSE;
  pieces = g_strsplit (path + 1, "/", (int)max + 1);
  for (guint i = 0; pieces[i] != NULL; i++)
    {
      char *part = g_uri_unescape_string (pieces[i], "/");

      if (part == NULL || i >= max || !g_utf8_validate (part, -1, NULL) || g_str_equal (part, ".")
          || g_str_equal (part, "..") || strchr (part, '\\') != NULL)
        {
          g_free (part);
          while (*n > 0)
            g_free (parts[--*n]);
          return FALSE;
        }
      parts[(*n)++] = part;
    }
  return TRUE;
}

static gboolean
matches (const TlRoute *route, char *parts[], guint n, char *parameters[TL_WEB_N_PARAMETERS])
{
  g_auto (GStrv) pattern = g_strsplit (route->pattern + 1, "/", -1);
  guint n_parameters = 0;

  if (g_strv_length (pattern) != n)
    return FALSE;
  for (guint i = 0; i < n; i++)
    if (pattern[i][0] != '{' ? !g_str_equal (pattern[i], parts[i]) : parts[i][0] == '\0')
      return FALSE;
  for (guint i = 0; i < n && n_parameters < TL_WEB_N_PARAMETERS; i++)
    if (pattern[i][0] == '{')
      parameters[n_parameters++] = g_strdup (parts[i]);
  return TRUE;
}

static const TlRoute *
find_in (const TlRoute *table,
         const char *method,
         char *parts[],
         guint n,
         char *parameters[TL_WEB_N_PARAMETERS],
         gboolean *other_method)
{
  for (const TlRoute *route = table; route->method != NULL; route++)
    {
      char *found[TL_WEB_N_PARAMETERS] = { NULL };

      if (!matches (route, parts, n, found))
        continue;
      if (g_str_equal (route->method, method))
        {
          memcpy (parameters, found, sizeof found);
          return route;
        }
      *other_method = TRUE;
      for (guint i = 0; i < TL_WEB_N_PARAMETERS; i++)
        g_free (found[i]);
    }
  return NULL;
}

const TlRoute *
_tl_web_find_route (const char *method,
                    const char *path,
                    char *parameters[TL_WEB_N_PARAMETERS],
                    gboolean *other_method)
{
  const char *wanted = g_str_equal (method, "HEAD") ? "GET" : method;
  char *parts[MAX_PARTS];
  const TlRoute *route;
  guint n;

  *other_method = FALSE;
  if (!_tl_web_split_path (path, parts, &n, MAX_PARTS))
    return NULL;
  route = find_in (tl_api_routes, wanted, parts, n, parameters, other_method);
  if (route == NULL)
    route = find_in (tl_page_routes, wanted, parts, n, parameters, other_method);
  while (n > 0)
    g_free (parts[--n]);
  return route;
}

/* Returns: (nullable): NULL for what is not UTF-8, is no such list, or has too many fields. */
GHashTable *
_tl_web_parse_fields (const char *text)
{
  g_autoptr (GHashTable) fields = NULL;
  GUriParamsIter iter;
  char *name, *value;
  guint n = 0;
  g_autoptr (GError) error = NULL;

  fields = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  if (text == NULL)
    return g_steal_pointer (&fields);
  g_uri_params_iter_init (&iter, text, -1, "&", G_URI_PARAMS_WWW_FORM);
  while (g_uri_params_iter_next (&iter, &name, &value, &error))
    {
      gboolean good = g_utf8_validate (name, -1, NULL) && g_utf8_validate (value, -1, NULL)
                      && ++n <= TL_WEB_MAX_FIELDS;

      g_hash_table_insert (fields, name, value);
      if (!good)
        return NULL;
    }
  return error == NULL ? g_steal_pointer (&fields) : NULL;
}

char *
_tl_web_find_cookie (const char *header, const char *name)
{
  g_auto (GStrv) pieces = header != NULL ? g_strsplit (header, ";", 50) : NULL;

  for (guint i = 0; pieces != NULL && pieces[i] != NULL; i++)
    {
      const char *piece = g_strstrip (pieces[i]);

      if (g_str_has_prefix (piece, name) && piece[strlen (name)] == '=')
        return g_strdup (piece + strlen (name) + 1);
    }
  return NULL;
}

static gboolean
is_trusted (const char *address, char *const *trusted)
{
  return trusted != NULL && g_strv_contains ((const char *const *)trusted, address);
}

/* The last address that a proxy of ours has written: those before it anybody can write. */
char *
_tl_web_find_address (const char *peer, const char *forwarded, char *const *trusted)
{
  g_auto (GStrv) pieces = NULL;

  if (forwarded == NULL || !is_trusted (peer, trusted) || strlen (forwarded) > 1000)
    return g_strdup (peer);
  pieces = g_strsplit (forwarded, ",", -1);
  for (guint i = g_strv_length (pieces); i > 0; i--)
    {
      const char *piece = g_strstrip (pieces[i - 1]);

      if (!g_hostname_is_ip_address (piece))
        return g_strdup (peer);
      if (!is_trusted (piece, trusted))
        return g_strdup (piece);
    }
  return g_strdup (peer);
}

gboolean
_tl_web_is_loopback (const char *address)
{
  g_autoptr (GInetAddress) parsed = g_inet_address_new_from_string (address);

  return parsed != NULL && g_inet_address_get_is_loopback (parsed);
}
