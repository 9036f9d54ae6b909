/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "extract-amends.h"

#include <string.h>

#include "corpus/tl-statute-versions.h"

static JsonObject *
make_amend (const TlAmendment *amendment, const char *effective)
{
  JsonObject *object = json_object_new ();

  tl_json_set_string (object, "kind", tl_amendment_kind_code (amendment->kind));
  tl_json_set_string (object, "target", amendment->target->key);
  tl_json_set_string (object, "number", amendment->target->number);
  tl_json_set_string (object, "unit", amendment->unit);
  tl_json_set_string (object, "scope", tl_amendment_scope_code (amendment->scope));
  tl_json_set_string (object, "after", amendment->after);
  json_object_set_boolean_member (object, "before", amendment->ahead);
  tl_json_set_string (object, "phrase", amendment->phrase);
  tl_json_set_string (object, "replacement", amendment->replacement);
  tl_json_set_string (object, "text", amendment->text);
  tl_json_set_string (object, "from_unit", amendment->from_unit);
  tl_json_set_string (object, "effective", effective);
  tl_json_set_string (object, "confidence", tl_confidence_code (amendment->confidence));
  return object;
}

/* The document's own day holds where the unit has none; what is cited as a basis has no day. */
static const char *
first_day (const TlDocument *document, const TlAmendment *amendment)
{
  switch (amendment->kind)
    {
    case TL_AMENDMENT_BASIS:
    case TL_AMENDMENT_IMPLEMENT:
    case TL_AMENDMENT_CONSOLIDATE:
      return amendment->effective;
    case TL_AMENDMENT_AMEND:
    case TL_AMENDMENT_INSERT:
    case TL_AMENDMENT_REPLACE_PHRASE:
    case TL_AMENDMENT_DELETE_PHRASE:
    case TL_AMENDMENT_INSERT_PHRASE:
    case TL_AMENDMENT_REPEAL:
    case TL_AMENDMENT_REPLACE_DOC:
    case TL_AMENDMENT_EXPIRE:
    case TL_AMENDMENT_SUSPEND:
    case TL_AMENDMENT_CORRECT:
    default:
      return amendment->effective != NULL ? amendment->effective : document->effective_from;
    }
}

JsonArray *
tl_extract_amends (const TlDocument *document, GPtrArray *notes)
{
  g_autoptr (GPtrArray) amendments = tl_document_read_amendments (document, notes);
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < amendments->len; i++)
    {
      const TlAmendment *amendment = g_ptr_array_index (amendments, i);

      json_array_add_object_element (array,
                                     make_amend (amendment, first_day (document, amendment)));
    }
  return array;
}

char *
tl_extract_first_day (const TlDocument *document, JsonArray *amends)
{
  const char *last = NULL;

  for (guint i = 0; i < json_array_get_length (amends); i++)
    {
      JsonObject *object = json_array_get_object_element (amends, i);
      const char *day = tl_json_get_string (object, "effective");

      if (strcmp (tl_json_get_string (object, "kind"), "consolidate") == 0 && day != NULL
          && (last == NULL || strcmp (day, last) > 0))
        last = day;
    }
  return g_strdup (last != NULL ? last : document->effective_from);
}
