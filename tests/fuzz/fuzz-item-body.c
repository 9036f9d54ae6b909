/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A body as it comes to the centre: what is taken is written as the same bytes. */
#include "config.h"

#include <stdint.h>
#include <string.h>

#include "protocol/tl-item.h"

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (TlItem) item = tl_item_from_body ((const char *)data, (gssize)size, NULL);
  g_autofree char *again = NULL;

  if (item == NULL)
    return 0;
  again = tl_item_to_body (item, NULL);
  g_assert_cmpmem (again, strlen (again), data, size);
  return 0;
}
