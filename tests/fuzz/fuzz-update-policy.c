/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The policy of a computer, with any bytes: what is taken is within its bounds, and what is wrong
 * is said. */
#include "config.h"

#include <stdint.h>
#include <string.h>

#include "sync/tl-update-policy.h"

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TlUpdatePolicy) policy = NULL;
  g_autoptr (TlPolicy) decided = NULL;

  /* Files that it names are read: none of a device. */
  if (memmem (data, size, "/dev", 4) != NULL || memmem (data, size, "/proc", 5) != NULL)
    return 0;
  decided = tl_policy_parse ((const char *)data, (gssize)size, "policy.ini");
  policy = tl_update_policy_read (decided, &error);
  g_assert_true ((policy == NULL) == (error != NULL));
  if (policy != NULL)
    {
      g_autoptr (GDateTime) now = g_date_time_new_utc (2026, 3, 1, 23, 30, 0);
      g_autoptr (GPtrArray) sources = tl_update_policy_make_sources (policy, NULL);

      g_assert_cmpuint (policy->quiet_from, <, 24 * 60);
      g_assert_cmpuint (policy->quiet_to, <, 24 * 60);
      g_assert_cmpuint (policy->interval, >=, 15 * 60);
      g_assert_cmpuint (policy->interval, <=, 10080 * 60);
      tl_update_policy_is_quiet (policy, now);
    }
  return 0;
}
