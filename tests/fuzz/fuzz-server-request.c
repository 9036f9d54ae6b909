/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What anybody may send before anything is known of him: path, fields, cookie, addresses, body. */
#include "config.h"

#include <stdint.h>
#include <string.h>

#include "server/api/tl-api-private.h"
#include "server/web/tl-web-private.h"

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  static const char *const members[] = { "device", "challenge", "items", NULL };
  static char *const trusted[] = { (char *)"127.0.0.1", NULL };
  g_autofree char *text = g_strndup ((const char *)data, size);
  g_autofree char *cookie = _tl_web_find_cookie (text, TL_WEB_COOKIE);
  g_autofree char *address = _tl_web_find_address ("127.0.0.1", text, trusted);
  g_autoptr (GHashTable) fields = _tl_web_parse_fields (text);
  g_autoptr (GBytes) body = g_bytes_new (data, size);
  g_autoptr (JsonObject) object = NULL;
  char *parameters[TL_WEB_N_PARAMETERS] = { NULL };
  TlResponse response = { .status = 200 };
  gboolean other_method;
  char *parts[8];
  guint n;

  if (_tl_web_split_path (text, parts, &n, G_N_ELEMENTS (parts)))
    while (n > 0)
      {
        char *part = parts[--n];

        g_assert_true (g_utf8_validate (part, -1, NULL));
        g_assert_null (strchr (part, '/'));
        g_assert_false (g_str_equal (part, ".."));
        g_free (part);
      }
  _tl_web_find_route ("PUT", text, parameters, &other_method);
  for (guint i = 0; i < TL_WEB_N_PARAMETERS; i++)
    g_free (parameters[i]);
  g_assert_true (address != NULL);
  object = _tl_api_parse (body, members, &response);
  g_assert_true ((object == NULL) == (response.status == 400));
  _tl_web_response_clear (&response);
  return 0;
}
