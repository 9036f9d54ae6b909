/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib.h>
#include <stdint.h>
#include <string.h>

#include "law/statute/tl-statute-structure.h"
#include "text/tl-text.h"

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

static void
check (const TlStatuteStructure *structure, gsize length)
{
  g_autoptr (GHashTable) anchors = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < structure->units->len; i++)
    {
      const TlUnit *unit = g_ptr_array_index (structure->units, i);
      g_autofree char *label = tl_anchor_label (unit->anchor);

      g_assert_cmpint (unit->parent, <, (int)i);
      g_assert_cmpuint (unit->from, <=, unit->to);
      g_assert_cmpuint (unit->to, <=, length);
      g_assert_true (g_hash_table_add (anchors, unit->anchor));
      g_assert_true (g_utf8_validate (unit->text, -1, NULL));
      g_assert_true (!unit->heading || g_utf8_validate (unit->heading, -1, NULL));
      g_assert_cmpuint (strlen (label), >, 0);
    }
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_auto (GStrv) pages = NULL;
  g_autofree char *raw = g_strndup ((const char *)data, size);
  g_autofree char *text = NULL;
  g_autoptr (TlStatuteStructure) whole = NULL;
  g_autoptr (TlStatuteStructure) article = NULL;
  g_autoptr (TlStatuteHeader) header = NULL;

  pages = g_strsplit (raw, "\f", -1);
  for (guint i = 0; pages[i]; i++)
    {
      g_autofree char *page = pages[i];

      pages[i] = tl_text_normalize (page, -1, NULL);
    }
  text = g_strjoinv ("\f", pages);
  whole = tl_statute_structure_parse (text);
  check (whole, strlen (text));
  article = tl_article_structure_parse ("d1", text);
  check (article, strlen (text));
  header = tl_statute_header_parse (text);
  return 0;
}
