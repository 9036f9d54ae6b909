/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib.h>
#include <stdint.h>
#include <string.h>

#include "law/number/tl-doc-number.h"
#include "text/tl-text.h"

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

/* A number that was read is read again out of its normal form, as the same. */
static void
check (const TlDocNumber *number)
{
  g_autoptr (TlDocNumber) again = tl_doc_number_parse (number->normal);

  g_assert_nonnull (again);
  g_assert_cmpstr (again->normal, ==, number->normal);
  g_assert_cmpint (again->kind, ==, number->kind);
  g_assert_cmpint (again->case_type, ==, number->case_type);
  g_assert_cmpint (again->stage, ==, number->stage);
  g_assert_cmpint (again->court_type, ==, number->court_type);
  g_assert_cmpint (again->year, ==, number->year);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree char *text = tl_text_normalize ((const char *)data, (gssize)size, NULL);
  g_autoptr (TlDocNumber) whole = tl_doc_number_parse (text);
  gsize at = 0, from, to;
  TlDocNumber *number;

  if (whole)
    check (whole);
  while ((number = tl_doc_number_find (text, at, &from, &to)) != NULL)
    {
      g_assert_cmpuint (from, >=, at);
      g_assert_cmpuint (to, >, from);
      g_assert_cmpuint (to, <=, strlen (text));
      check (number);
      tl_doc_number_free (number);
      at = to;
    }
  return 0;
}
