/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a workstation kept of a sign-in: what is read is written again byte for byte, and an
 * enrolment is none. */
#include "config.h"

#include <stdint.h>
#include <string.h>

#include "protocol/tl-grant.h"

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

static void
write_again (const TlGrant *grant, const TlEnrolment *enrolment, const char *text)
{
  g_autoptr (TlGrant) copy = tl_grant_copy (grant);
  g_autoptr (GError) error = NULL;
  char *again = tl_grant_to_text (copy, enrolment, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (again, ==, text);
  tl_enrolment_wipe_text (again);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree char *text = g_strndup ((const char *)data, size);
  g_autoptr (TlGrant) grant = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (TlEnrolment) enrolment = tl_grant_from_text (text, &grant, &error);

  g_assert_true ((enrolment != NULL) == (grant != NULL));
  g_assert_true ((enrolment == NULL) == (error != NULL));
  if (enrolment == NULL)
    return 0;
  g_assert_true (tl_grant_is_text (text));
  g_assert_true (enrolment->has_secret);
  write_again (grant, enrolment, text);
  return 0;
}
