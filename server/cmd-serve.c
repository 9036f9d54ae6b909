/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "server/server.h"

static int
run (int argc, char **argv)
{
  static TlPlace place;
  g_autoptr (GError) error = NULL;
  g_autofree GOptionEntry *entries = tl_place_entries (&place, NULL);
  g_autoptr (TlServer) server = NULL;
  TlServerSettings *settings;

  if (!tl_command_parse (&tl_server_serve, entries, &argc, &argv))
    return TL_EXIT_USAGE;
  if (place.data == NULL || argc > 1)
    return tl_command_usage (&tl_server_serve, "--data DIR is needed, and no arguments");
  if (place.port > 65535 || (place.port < 0 && place.port != TL_PLACE_PORT_UNSAID))
    return tl_command_usage (&tl_server_serve, "there is no port %d", place.port);
  settings = tl_place_settings (&place, &error);
  if (settings == NULL)
    return tl_command_fail (error);
  server = tl_server_new (settings, &error);
  if (server == NULL || !tl_server_run (server, &error))
    return tl_command_fail (error);
  return TL_EXIT_DONE;
}

const TlCommand tl_server_serve = {
  "serve",
  "",
  "Serve until SIGTERM; what \"troly-server --data DIR\" does too",
  run,
};
