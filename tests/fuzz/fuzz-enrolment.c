/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The file a judge was handed, and the half of it that a device sends. */
#include "config.h"

#include <stdint.h>
#include <string.h>

#include "protocol/tl-enrolment.h"

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree char *half = NULL;
  g_autoptr (TlEnrolment) self
      = tl_enrolment_from_file ((const char *)data, (gssize)size, NULL, &half, NULL);
  g_autoptr (TlEnrolment) other = NULL;
  TlPublicKey key = { .id = "0000000000000000" };

  g_assert_true ((self != NULL) == (half != NULL));
  other = tl_enrolment_from_public ((const char *)data, (gssize)size, &key, NULL);
  g_assert_null (other);
  return 0;
}
