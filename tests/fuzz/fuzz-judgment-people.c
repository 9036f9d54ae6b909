/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib.h>
#include <stdint.h>
#include <string.h>

#include "law/judgment/tl-judgment-people.h"
#include "text/tl-text.h"

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

/* Whatever stands in a head, every party has a name, a role and a place inside the text. */
int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree char *raw = g_strndup ((const char *)data, size);
  g_autofree char *text = tl_text_normalize (raw, -1, NULL);
  g_autoptr (TlJudgmentStructure) structure = tl_judgment_structure_parse (text);
  g_autoptr (TlJudgmentPeople) people = tl_judgment_people_read (text, structure);
  gsize length = strlen (text);

  for (guint i = 0; i < people->parties->len; i++)
    {
      const TlParty *party = g_ptr_array_index (people->parties, i);

      g_assert_true (*party->name != '\0' && g_utf8_validate (party->name, -1, NULL));
      g_assert_cmpstr (tl_party_role_code (party->role), !=, "");
      g_assert_cmpuint (party->field.from, <, party->field.to);
      g_assert_cmpuint (party->field.to, <=, length);
    }
  g_assert_cmpuint (people->stage_field.to, <=, length);
  g_assert_cmpuint (people->relation_field.to, <=, length);
  g_assert_true (!people->heard || strlen (people->heard) == 10);
  return 0;
}
