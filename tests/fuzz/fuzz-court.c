/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib.h>
#include <stdint.h>
#include <string.h>

#include "law/court/tl-court.h"

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

/* A court that is read has a name, and an id by which it is found again. */
int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree char *text = g_strndup ((const char *)data, size);
  TlConfidence confidence;
  g_autoptr (TlCourt) court = tl_court_read (text, "2020-01-01", &confidence);
  g_autoptr (TlCourt) named = tl_court_by_id (text);

  if (court)
    {
      g_autoptr (TlCourt) again = tl_court_by_id (court->id);
      g_autoptr (GPtrArray) today = tl_court_on_date (court, "2026-10-01");

      g_assert_nonnull (again);
      g_assert_cmpint (again->level, ==, court->level);
      g_assert_cmpstr (again->province, ==, court->province);
      g_assert_true (g_utf8_validate (court->name, -1, NULL));
      g_assert_cmpuint (strlen (court->name), >, 0);
      g_assert_cmpuint (today->len, <, 10);
    }
  g_assert_true (!named || named->level != TL_COURT_UNKNOWN);
  return 0;
}
