/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "extract-private.h"

#include <string.h>

#include "base/tl-json.h"
#include "extract-decision.h"

/* What the members of one judgment are made from. */
typedef struct
{
  const char *text;
  const TlJudgmentStructure *structure;
  const TlJudgmentPeople *people;
  const TlJudgmentDecision *decision;
  const TlCharIndex *index;
  JsonArray *fields;
} Reading;

/* The section's lines without those that have been left out. */
static char *
dup_lines (const char *text, gsize from, gsize to)
{
  g_autofree char *piece = g_strndup (text + from, to - from);
  g_auto (GStrv) lines = NULL;
  GString *out = g_string_new (NULL);

  g_strdelimit (piece, "\f", '\n');
  lines = g_strsplit (piece, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    if (*g_strstrip (lines[i]) != '\0')
      g_string_append_printf (out, "%s%s", out->len > 0 ? "\n" : "", lines[i]);
  return g_string_free (out, FALSE);
}

static JsonArray *
make_sections (const Reading *self)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < self->structure->sections->len; i++)
    {
      const TlJudgmentSection *section
          = &g_array_index (self->structure->sections, TlJudgmentSection, i);
      JsonObject *object = json_object_new ();
      g_autofree char *body = dup_lines (self->text, section->body, section->to);

      tl_json_set_string (object, "name", tl_section_code (section->kind));
      json_object_set_int_member (object, "from", _tl_char_index_at (self->index, section->from));
      json_object_set_int_member (object, "to", _tl_char_index_at (self->index, section->to));
      tl_json_set_string (object, "text", body);
      json_array_add_object_element (array, object);
    }
  return array;
}

/* One line of "fields": where a value was read; none for what stands nowhere. */
static void
add_field (Reading *self, const char *name, const char *value, const TlField *field)
{
  JsonObject *object;

  if (value == NULL || *value == '\0' || field->to <= field->from)
    return;
  object = json_object_new ();
  tl_json_set_string (object, "field", name);
  tl_json_set_string (object, "value", value);
  json_object_set_int_member (object, "from", _tl_char_index_at (self->index, field->from));
  json_object_set_int_member (object, "to", _tl_char_index_at (self->index, field->to));
  tl_json_set_string (object, "confidence", tl_confidence_code (field->confidence));
  json_array_add_object_element (self->fields, object);
}

/* Number and date come without their places: the number stands as printed, the date behind it. */
static void
add_number_and_date (Reading *self, const char *number, const char *date)
{
  const char *at = number != NULL ? strstr (self->text, number) : NULL;
  gsize from = 0;
  gsize head = self->structure->sections->len > 0
                   ? g_array_index (self->structure->sections, TlJudgmentSection, 0).to
                   : 0;

  if (at != NULL)
    {
      const TlField field = { (gsize)(at - self->text), (gsize)(at - self->text) + strlen (number),
                              TL_CONFIDENCE_HIGH };

      add_field (self, "number", number, &field);
      from = field.to;
    }
  while (date != NULL && from < head)
    {
      char found[11];
      gsize start, end;
      TlField field;

      if (!tl_text_find_date (self->text + from, head - from, found, &start, &end) || end == 0)
        return;
      field = (TlField){ from + start, from + end, TL_CONFIDENCE_HIGH };
      if (strcmp (found, date) == 0)
        {
          add_field (self, "date", date, &field);
          return;
        }
      from += end;
    }
}

static JsonArray *
make_parties (Reading *self)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < self->people->parties->len; i++)
    {
      const TlParty *party = g_ptr_array_index (self->people->parties, i);
      JsonObject *object = json_object_new ();

      tl_json_set_string (object, "role", tl_party_role_code (party->role));
      tl_json_set_string (object, "name", party->name);
      tl_json_set_string (object, "label", tl_party_role_name (party->role));
      json_object_set_boolean_member (object, "absent", party->absent);
      json_array_add_object_element (array, object);
      add_field (self, "parties", party->name, &party->field);
    }
  return array;
}

/* Each crime once, in the order of the decision. */
static JsonArray *
make_charges (Reading *self)
{
  JsonArray *array = json_array_new ();
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < self->decision->charges->len; i++)
    {
      const TlCharge *charge = g_ptr_array_index (self->decision->charges, i);

      add_field (self, "charges", charge->name, &charge->field);
      if (g_hash_table_add (seen, charge->name))
        json_array_add_string_element (array, charge->name);
    }
  return array;
}

static JsonArray *
make_strings (const GPtrArray *strings)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < strings->len; i++)
    json_array_add_string_element (array, g_ptr_array_index (strings, i));
  return array;
}

/* What the case is and where it is heard; what the head does not say is read from the number. */
static void
set_case (Reading *self, JsonObject *object, JsonObject *meta)
{
  const TlJudgmentPeople *people = self->people;
  const TlDocNumber *number = self->structure->number;
  TlStage stage = people->stage;
  TlCaseType type = people->case_type;
  const char *relation = people->relation;

  if (stage == TL_STAGE_UNKNOWN && number != NULL)
    stage = number->stage;
  if (type == TL_CASE_UNKNOWN && number != NULL)
    type = number->case_type;
  if (relation == NULL)
    relation = self->structure->relation;
  tl_json_set_string (object, "court_id",
                      meta != NULL ? tl_json_get_string (meta, "court_id") : NULL);
  tl_json_set_string (object, "level", meta != NULL ? tl_json_get_string (meta, "level") : NULL);
  tl_json_set_string (object, "case_type",
                      type != TL_CASE_UNKNOWN ? tl_case_type_code (type) : NULL);
  tl_json_set_string (object, "stage", stage != TL_STAGE_UNKNOWN ? tl_stage_code (stage) : NULL);
  tl_json_set_string (object, "instance", stage != TL_STAGE_UNKNOWN ? tl_stage_name (stage) : NULL);
  tl_json_set_string (object, "relation", relation);
  tl_json_set_string (object, "docket", people->docket);
  tl_json_set_string (object, "docket_date", people->docket_date);
  tl_json_set_string (object, "order", people->order);
  tl_json_set_string (object, "heard", people->heard);
  tl_json_set_string (object, "appealed", people->appealed);
  if (people->court != NULL)
    add_field (self, "court", people->court->name, &people->court_field);
  if (stage != TL_STAGE_UNKNOWN)
    add_field (self, "stage", tl_stage_code (stage), &people->stage_field);
  add_field (self, "relation", relation, &people->relation_field);
}

static void
set_decision (Reading *self, JsonObject *object)
{
  const TlJudgmentDecision *decision = self->decision;
  JsonObject *outcome = _tl_extract_outcome (decision, self->index);

  _tl_extract_set_provisions (object, decision, self->structure, self->index);
  json_object_set_array_member (object, "precedents", make_strings (decision->precedents));
  if (outcome != NULL)
    json_object_set_object_member (object, "outcome", outcome);
  else
    json_object_set_null_member (object, "outcome");
  if (decision->outcomes->len > 0)
    {
      const TlOutcome *first = g_ptr_array_index (decision->outcomes, 0);

      add_field (self, "outcome", first->code, &first->field);
    }
  if (decision->appeal_days > 0)
    {
      g_autofree char *days = g_strdup_printf ("%u", decision->appeal_days);

      add_field (self, "appeal_days", days, &decision->appeal_field);
    }
  json_object_set_array_member (object, "fields", json_array_ref (self->fields));
}

void
_tl_extract_judgment (JsonObject *object,
                      const TlDocument *document,
                      const TlImportText *text,
                      GPtrArray *notes)
{
  g_autoptr (TlJudgmentStructure) structure = tl_judgment_structure_parse (text->text);
  g_autoptr (TlJudgmentPeople) people = tl_judgment_people_read (text->text, structure);
  g_autoptr (TlJudgmentDecision) decision
      = tl_judgment_decision_read (text->text, structure, people);
  g_autoptr (TlCharIndex) index = _tl_char_index_new (text->text);
  g_autoptr (JsonArray) fields = json_array_new ();
  g_autoptr (JsonObject) meta
      = document->meta != NULL ? tl_json_parse (document->meta, -1, NULL) : NULL;
  Reading self = { text->text, structure, people, decision, index, fields };

  tl_json_set_string (object, "number", document->number);
  tl_json_set_string (object, "date", document->issued);
  if (document->kind == TL_DOC_PRECEDENT)
    _tl_extract_precedent (object, document, text->text, structure);
  tl_json_set_string (object, "court", document->issuer);
  add_number_and_date (&self, document->number, document->issued);
  set_case (&self, object, meta);
  json_object_set_array_member (object, "charges", make_charges (&self));
  json_object_set_array_member (object, "parties", make_parties (&self));
  json_object_set_array_member (object, "sections", make_sections (&self));
  json_object_set_array_member (object, "paragraphs", _tl_extract_paragraphs (document));
  set_decision (&self, object);
  for (guint i = 0; i < decision->warnings->len; i++)
    g_ptr_array_add (notes, g_strdup (g_ptr_array_index (decision->warnings, i)));
}
