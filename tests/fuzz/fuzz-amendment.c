/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib.h>
#include <stdint.h>
#include <string.h>

#include "law/statute/tl-amendment.h"
#include "text/tl-text.h"

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

static void
check_text (const char *text)
{
  g_assert_true (text == NULL || g_utf8_validate (text, -1, NULL));
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree char *raw = g_strndup ((const char *)data, size);
  g_autofree char *text = tl_text_normalize (raw, -1, NULL);
  g_autoptr (TlStatuteStructure) structure = tl_statute_structure_parse (text);
  g_autoptr (GPtrArray) notes = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) amendments = tl_amendments_read (text, structure, notes);

  for (guint i = 0; i < amendments->len; i++)
    {
      const TlAmendment *amendment = g_ptr_array_index (amendments, i);
      g_autoptr (TlAmendment) copy = tl_amendment_copy (amendment);

      g_assert_nonnull (amendment->target);
      g_assert_nonnull (amendment->from_unit);
      g_assert_cmpuint (strlen (tl_amendment_kind_code (copy->kind)), >, 0);
      g_assert_cmpuint (strlen (tl_amendment_scope_code (copy->scope)), >, 0);
      check_text (copy->unit);
      check_text (copy->after);
      check_text (copy->text);
      check_text (copy->phrase);
      check_text (copy->replacement);
    }
  for (guint i = 0; i < notes->len; i++)
    check_text (g_ptr_array_index (notes, i));
  return 0;
}
