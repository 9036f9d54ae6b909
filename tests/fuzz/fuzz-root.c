/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A root as it comes from a source, and as a next one. */
#include "config.h"

#include <stdint.h>
#include <string.h>

#include "release/tl-root.h"
#include "release/tl-trust.h"

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  static const char *const unsigned_by[] = { NULL };
  g_autoptr (TlRoot) root = tl_root_parse (data, size, NULL);
  g_autoptr (TlTrust) trust = NULL;

  if (root == NULL)
    return 0;
  g_assert_cmpuint (root->root.threshold, <=, root->root.keys->len);
  g_assert_cmpuint (root->release.threshold, >=, 1);
  trust = tl_trust_new_root ((const char *)data, (gssize)size, NULL);
  g_assert_nonnull (trust);
  g_assert_null (tl_trust_rotate (trust, (const char *)data, (gssize)size, unsigned_by, NULL));
  g_assert_false (tl_trust_check (trust, data, size, unsigned_by, NULL));
  return 0;
}
