/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The body of POST /v1/items, and of PUT /v1/items/{id}: up to where it would be stored. */
#include "config.h"

#include <stdint.h>

#include "server/web/tl-route.h"

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  static char person[] = "p", unit[] = "u", device[] = "d";
  static const char *const ids[] = { NULL, "7a8ad3c4-0000-4000-8000-000000000001" };
  TlSession session = { .person = person, .unit = unit, .device = device, .role = TL_ROLE_JUDGE };
  g_autoptr (GBytes) body = g_bytes_new (data, size);

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      TlRequest request = { .body = body, .session = &session, .parameters = { ids[i] } };
      TlResponse response = { .status = 200 };
      gpointer begun = tl_api_together.begin (&request, &response);

      g_assert_true ((begun == NULL) == (response.status >= 400));
      if (begun != NULL)
        tl_api_together.end (begun, NULL);
      g_clear_pointer (&response.body, g_bytes_unref);
    }
  return 0;
}
