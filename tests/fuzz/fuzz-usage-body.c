/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A day of a device as it comes to the centre. */
#include "config.h"

#include <stdint.h>
#include <string.h>

#include "protocol/tl-usage-report.h"

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (TlUsageReport) report
      = tl_usage_report_from_body ((const char *)data, (gssize)size, NULL);
  g_autofree char *again = NULL;

  if (report == NULL)
    return 0;
  again = tl_usage_report_to_body (report, NULL);
  g_assert_cmpmem (again, strlen (again), data, size);
  return 0;
}
