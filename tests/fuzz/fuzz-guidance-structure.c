/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib.h>
#include <stdint.h>
#include <string.h>

#include "law/guidance/tl-guidance-structure.h"
#include "law/statute/tl-statute-structure.h"
#include "text/tl-text.h"

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

static void
check_units (const TlGuidanceStructure *structure, gsize length)
{
  g_autoptr (GHashTable) anchors = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < structure->units->len; i++)
    {
      const TlGuidanceUnit *unit = g_ptr_array_index (structure->units, i);
      g_autofree char *label = tl_anchor_label (unit->anchor);

      g_assert_cmpint (unit->parent, <, (int)i);
      g_assert_cmpuint (unit->from, <=, unit->to);
      g_assert_cmpuint (unit->to, <=, length);
      g_assert_true (g_hash_table_add (anchors, unit->anchor));
      g_assert_true (g_utf8_validate (unit->text, -1, NULL));
      g_assert_cmpuint (strlen (label), >, 0);
    }
  for (guint i = 0; i < structure->situations->len; i++)
    {
      const TlGuidanceSituation *situation = g_ptr_array_index (structure->situations, i);

      g_assert_true (g_hash_table_contains (anchors, situation->anchor));
      g_assert_nonnull (situation->answer);
    }
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree char *text = tl_text_normalize ((const char *)data, (gssize)size, NULL);
  g_autoptr (TlGuidanceStructure) structure = tl_guidance_structure_parse (text);

  check_units (structure, strlen (text));
  g_assert_true (!structure->title || g_utf8_validate (structure->title, -1, NULL));
  return 0;
}
