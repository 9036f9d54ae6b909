/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "keys.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include <sodium.h>

#include "terminal.h"

#define VARIABLE      "TROLY_KEY_PASSWORD"
#define PASSWORD_MOST 1024

/* A line from the terminal that does not show. */
static char *
ask (const char *what, GError **error)
{
  char line[PASSWORD_MOST] = "";
  char *read;

  g_printerr ("%s: ", what);
  tl_terminal_show_typing (FALSE);
  read = fgets (line, sizeof line, stdin);
  tl_terminal_show_typing (TRUE);
  g_printerr ("\n");
  line[strcspn (line, "\r\n")] = '\0';
  if (read != NULL && line[0] != '\0')
    {
      char *password = g_strdup (line);

      sodium_memzero (line, sizeof line);
      return password;
    }
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED,
                       "no password was given (it is typed, or stands in " VARIABLE ")");
  return NULL;
}

TlSecretKey *
tl_keys_load_secret (const char *path, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autofree char *prompt = NULL;
  char *password;
  TlSecretKey *key = tl_secret_key_load (path, g_getenv (VARIABLE), &local);

  if (key != NULL)
    return key;
  if (!g_error_matches (local, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED)
      || g_getenv (VARIABLE) != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }
  prompt = g_strdup_printf ("Password of %s", path);
  password = ask (prompt, error);
  if (password == NULL)
    return NULL;
  key = tl_secret_key_load (path, password, error);
  sodium_memzero (password, strlen (password));
  g_free (password);
  return key;
}

char *
tl_keys_ask_new_password (GError **error)
{
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  if (g_getenv (VARIABLE) != NULL && *g_getenv (VARIABLE) != '\0')
    return g_strdup (g_getenv (VARIABLE));
  first = ask ("Password for the new key", error);
  second = first != NULL ? ask ("The same again", error) : NULL;
  if (second == NULL)
    return NULL;
  if (strcmp (first, second) == 0)
    return g_steal_pointer (&first);
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED,
                       "the passwords are not the same");
  return NULL;
}

GArray *
tl_keys_load_public (char **paths, GError **error)
{
  g_autoptr (GArray) keys = g_array_new (FALSE, FALSE, sizeof (TlPublicKey));

  for (guint i = 0; paths != NULL && paths[i] != NULL; i++)
    {
      TlPublicKey key;

      if (!tl_public_key_load (&key, paths[i], error))
        return NULL;
      g_array_append_val (keys, key);
    }
  return g_steal_pointer (&keys);
}

TlTrust *
tl_keys_load_root (const char *path, GError **error)
{
  g_autofree char *json = NULL;
  gsize length = 0;
  TlTrust *trust;

  if (!g_file_get_contents (path, &json, &length, error))
    return NULL;
  trust = tl_trust_new_root (json, (gssize)length, error);
  if (trust == NULL)
    g_prefix_error (error, "%s: ", path);
  return trust;
}
