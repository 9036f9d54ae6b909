/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib.h>
#include <stdint.h>
#include <string.h>

#include "law/judgment/tl-judgment-decision.h"
#include "text/tl-text.h"

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

static void
check_field (const char *text, const TlField *field)
{
  gsize length = strlen (text);

  g_assert_cmpuint (field->from, <=, field->to);
  g_assert_cmpuint (field->to, <=, length);
  g_assert_true (g_utf8_validate (text + field->from, (gssize)(field->to - field->from), NULL));
}

/* Whatever a decision says, every field has a place inside the text and valid text in it. */
int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree char *raw = g_strndup ((const char *)data, size);
  g_autofree char *text = tl_text_normalize (raw, -1, NULL);
  g_autoptr (TlJudgmentStructure) structure = tl_judgment_structure_parse (text);
  g_autoptr (TlJudgmentPeople) people = tl_judgment_people_read (text, structure);
  g_autoptr (TlJudgmentDecision) decision = tl_judgment_decision_read (text, structure, people);

  for (guint i = 0; i < decision->outcomes->len; i++)
    {
      const TlOutcome *outcome = g_ptr_array_index (decision->outcomes, i);

      g_assert_nonnull (outcome->name);
      g_assert_true (i == 0 || !outcome->whole);
      check_field (text, &outcome->field);
    }
  for (guint i = 0; i < decision->charges->len; i++)
    {
      const TlCharge *charge = g_ptr_array_index (decision->charges, i);

      g_assert_true (*charge->name != '\0' && g_utf8_validate (charge->name, -1, NULL));
      check_field (text, &charge->field);
    }
  for (guint i = 0; i < decision->penalties->len; i++)
    {
      const TlPenalty *penalty = g_ptr_array_index (decision->penalties, i);

      g_assert_cmpstr (tl_penalty_kind_code (penalty->kind), !=, "");
      g_assert_true (!penalty->person || *penalty->person != '\0');
      check_field (text, &penalty->field);
    }
  for (guint i = 0; i < decision->sums->len; i++)
    check_field (text, &((TlSum *)g_ptr_array_index (decision->sums, i))->field);
  for (guint i = 0; i < decision->provisions->len; i++)
    g_assert_cmpuint (((TlProvision *)g_ptr_array_index (decision->provisions, i))->section, <,
                      structure->sections->len);
  check_field (text, &decision->appeal_field);
  return 0;
}
