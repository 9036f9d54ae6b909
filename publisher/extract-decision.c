/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "extract-decision.h"

#include <string.h>

#include "base/tl-json.h"

/* A count of characters is kept for every so many bytes. */
#define STEP 256

struct _TlCharIndex
{
  const char *text;
  gsize length;
  GArray *counts; /* gint64: characters before byte STEP * i */
};

TlCharIndex *
_tl_char_index_new (const char *text)
{
  TlCharIndex *self = g_new0 (TlCharIndex, 1);
  gint64 count = 0;

  self->text = text;
  self->counts = g_array_new (FALSE, FALSE, sizeof (gint64));
  for (; text[self->length] != '\0'; self->length++)
    {
      if (self->length % STEP == 0)
        g_array_append_val (self->counts, count);
      /* a byte that continues a character begins none */
      count += ((guchar)text[self->length] & 0xc0) != 0x80 ? 1 : 0;
    }
  g_array_append_val (self->counts, count);
  return self;
}

void
_tl_char_index_free (TlCharIndex *self)
{
  g_array_unref (self->counts);
  g_free (self);
}

gint64
_tl_char_index_at (const TlCharIndex *self, gsize byte)
{
  gsize at = MIN (byte, self->length);
  gint64 count;

  count = g_array_index (self->counts, gint64, MIN (at / STEP, self->counts->len - 1));
  if (at / STEP >= self->counts->len)
    return count;
  for (gsize i = at - at % STEP; i < at; i++)
    count += ((guchar)self->text[i] & 0xc0) != 0x80 ? 1 : 0;
  return count;
}

void
_tl_extract_set_field (JsonObject *object, const TlCharIndex *index, const TlField *field)
{
  JsonArray *span = json_array_new ();

  json_array_add_int_element (span, _tl_char_index_at (index, field->from));
  json_array_add_int_element (span, _tl_char_index_at (index, field->to));
  json_object_set_array_member (object, "span", span);
  tl_json_set_string (object, "confidence", tl_confidence_code (field->confidence));
}

static void
set_months (JsonObject *object, const char *name, guint months)
{
  if (months > 0)
    json_object_set_int_member (object, name, months);
  else
    json_object_set_null_member (object, name);
}

static JsonArray *
make_items (const TlJudgmentDecision *decision, const TlCharIndex *index)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < decision->outcomes->len; i++)
    {
      const TlOutcome *outcome = g_ptr_array_index (decision->outcomes, i);
      JsonObject *object = json_object_new ();

      tl_json_set_string (object, "code", outcome->code);
      tl_json_set_string (object, "label", outcome->name);
      json_object_set_boolean_member (object, "whole", outcome->whole);
      _tl_extract_set_field (object, index, &outcome->field);
      json_array_add_object_element (array, object);
    }
  return array;
}

static JsonArray *
make_penalties (const TlJudgmentDecision *decision, const TlCharIndex *index)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < decision->penalties->len; i++)
    {
      const TlPenalty *penalty = g_ptr_array_index (decision->penalties, i);
      JsonObject *object = json_object_new ();

      tl_json_set_string (object, "kind", tl_penalty_kind_code (penalty->kind));
      tl_json_set_string (object, "label", tl_penalty_kind_name (penalty->kind));
      tl_json_set_string (object, "person", penalty->person);
      tl_json_set_string (object, "charge", penalty->charge);
      set_months (object, "months", penalty->months);
      if (penalty->kind == TL_PENALTY_FINE)
        json_object_set_int_member (object, "amount", penalty->amount);
      else
        json_object_set_null_member (object, "amount");
      json_object_set_boolean_member (object, "suspended", penalty->suspended);
      set_months (object, "probation", penalty->probation);
      json_object_set_boolean_member (object, "supplementary", penalty->supplementary);
      json_object_set_boolean_member (object, "aggregate", penalty->aggregate);
      tl_json_set_string (object, "starts", penalty->starts);
      _tl_extract_set_field (object, index, &penalty->field);
      json_array_add_object_element (array, object);
    }
  return array;
}

static JsonArray *
make_sums (const TlJudgmentDecision *decision, const TlCharIndex *index)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < decision->sums->len; i++)
    {
      const TlSum *sum = g_ptr_array_index (decision->sums, i);
      JsonObject *object = json_object_new ();

      tl_json_set_string (object, "kind", tl_sum_kind_code (sum->kind));
      tl_json_set_string (object, "payer", sum->payer);
      tl_json_set_string (object, "payee", sum->payee);
      json_object_set_int_member (object, "amount", sum->amount);
      _tl_extract_set_field (object, index, &sum->field);
      json_array_add_object_element (array, object);
    }
  return array;
}

JsonObject *
_tl_extract_outcome (const TlJudgmentDecision *decision, const TlCharIndex *index)
{
  const TlOutcome *first
      = decision->outcomes->len > 0 ? g_ptr_array_index (decision->outcomes, 0) : NULL;
  JsonObject *object;

  if (first == NULL && decision->penalties->len == 0 && decision->sums->len == 0
      && decision->appeal_days == 0)
    return NULL;
  object = json_object_new ();
  tl_json_set_string (object, "code", first != NULL && first->whole ? first->code : NULL);
  tl_json_set_string (object, "label", first != NULL && first->whole ? first->name : NULL);
  json_object_set_array_member (object, "items", make_items (decision, index));
  json_object_set_array_member (object, "penalties", make_penalties (decision, index));
  json_object_set_array_member (object, "sums", make_sums (decision, index));
  set_months (object, "appeal_days", decision->appeal_days);
  return object;
}

static JsonArray *
make_flags (guint warnings)
{
  JsonArray *array = json_array_new ();

  for (guint flag = 1; flag <= warnings; flag <<= 1)
    if ((warnings & flag) != 0)
      json_array_add_string_element (array, tl_citation_warning_code ((TlCitationWarning)flag));
  return array;
}

/* A decision of an authority in one matter: its number has no year, so that the key has its date.
 */
static gboolean
is_individual (const TlCitation *citation)
{
  return citation->doc->kind == TL_CITED_NUMBER && *citation->article == '\0'
         && citation->path == NULL && g_str_has_prefix (citation->doc->key, "QD")
         && strchr (citation->doc->key, '@') != NULL;
}

/* Which member of the object a citation belongs to. */
static const char *
get_member (const TlCitation *citation)
{
  switch (citation->doc->kind)
    {
    case TL_CITED_COURT:
    case TL_CITED_PRECEDENT:
      return "documents";
    case TL_CITED_UNKNOWN:
      return "unowned";
    case TL_CITED_STANDARD:
      return NULL;
    default:
      return is_individual (citation) ? "documents" : "provisions";
    }
}

static JsonObject *
make_provision (const TlProvision *provision,
                const TlJudgmentStructure *structure,
                const TlCharIndex *index)
{
  const TlCitation *citation = provision->citation;
  const TlField field = { citation->from, citation->to, citation->confidence };
  const TlJudgmentSection *section
      = &g_array_index (structure->sections, TlJudgmentSection, provision->section);
  JsonObject *object = json_object_new ();
  g_autofree char *ref = tl_citation_format (citation);

  tl_json_set_string (object, "ref", ref);
  tl_json_set_string (object, "role", tl_provision_role_code (provision->role));
  tl_json_set_string (object, "section", tl_section_code (section->kind));
  tl_json_set_string (object, "person", citation->person);
  _tl_extract_set_field (object, index, &field);
  json_object_set_array_member (object, "warnings", make_flags (citation->warnings));
  return object;
}

void
_tl_extract_set_provisions (JsonObject *object,
                            const TlJudgmentDecision *decision,
                            const TlJudgmentStructure *structure,
                            const TlCharIndex *index)
{
  static const char *const members[] = { "provisions", "documents", "unowned" };

  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    json_object_set_array_member (object, members[i], json_array_new ());
  for (guint i = 0; i < decision->provisions->len; i++)
    {
      const TlProvision *provision = g_ptr_array_index (decision->provisions, i);
      const char *member = get_member (provision->citation);

      if (member != NULL)
        json_array_add_object_element (json_object_get_array_member (object, member),
                                       make_provision (provision, structure, index));
    }
}
