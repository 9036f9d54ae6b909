/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "server/pages/tl-pages-private.h"
#include "server/web/tl-server.h"

TlLibrary *
_tl_page_library (TlRequest *request)
{
  return tl_server_get_library (request->server);
}
