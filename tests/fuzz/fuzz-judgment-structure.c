/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib.h>
#include <stdint.h>
#include <string.h>

#include "law/judgment/tl-judgment-structure.h"
#include "law/judgment/tl-precedent.h"
#include "law/statute/tl-statute-structure.h"
#include "text/tl-text.h"

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

static void
check_sections (const TlJudgmentStructure *structure, gsize length)
{
  gsize last = 0;

  for (guint i = 0; i < structure->sections->len; i++)
    {
      const TlJudgmentSection *section = &g_array_index (structure->sections, TlJudgmentSection, i);

      g_assert_cmpuint (section->from, ==, last);
      g_assert_cmpuint (section->body, >=, section->from);
      g_assert_cmpuint (section->body, <=, section->to);
      last = section->to;
    }
  g_assert_cmpuint (last, ==, length);
}

static void
check_paragraphs (const TlJudgmentStructure *structure)
{
  g_autoptr (GHashTable) anchors = g_hash_table_new (g_str_hash, g_str_equal);
  gsize last = 0;

  for (guint i = 0; i < structure->paragraphs->len; i++)
    {
      const TlJudgmentParagraph *paragraph = g_ptr_array_index (structure->paragraphs, i);
      const TlJudgmentSection *section
          = &g_array_index (structure->sections, TlJudgmentSection, paragraph->section);
      g_autofree char *label = tl_anchor_label (paragraph->anchor);

      g_assert_cmpuint (paragraph->section, <, structure->sections->len);
      g_assert_cmpuint (paragraph->from, >=, MAX (last, section->body));
      g_assert_cmpuint (paragraph->to, >, paragraph->from);
      g_assert_cmpuint (paragraph->to, <=, section->to);
      g_assert_true (g_hash_table_add (anchors, paragraph->anchor));
      g_assert_cmpuint (strlen (label), >, 0);
      last = paragraph->to;
    }
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree char *text = tl_text_normalize ((const char *)data, (gssize)size, NULL);
  g_autoptr (TlJudgmentStructure) structure = tl_judgment_structure_parse (text);
  g_autoptr (TlPrecedent) precedent = tl_precedent_read (text, structure);

  g_assert_true (!precedent->situation || g_utf8_validate (precedent->situation, -1, NULL));
  g_assert_true (!precedent->holding || g_utf8_validate (precedent->holding, -1, NULL));
  for (guint i = 0; i < precedent->keywords->len; i++)
    g_assert_true (g_utf8_validate (g_ptr_array_index (precedent->keywords, i), -1, NULL));
  check_sections (structure, strlen (text));
  check_paragraphs (structure);
  g_assert_true (!structure->court || g_utf8_validate (structure->court, -1, NULL));
  g_assert_true (!structure->relation || g_utf8_validate (structure->relation, -1, NULL));
  return 0;
}
