/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "extract-private.h"

#include "base/tl-json.h"
#include "law/guidance/tl-guidance-structure.h"

static JsonArray *
make_situations (const TlGuidanceStructure *structure)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < structure->situations->len; i++)
    {
      const TlGuidanceSituation *situation = g_ptr_array_index (structure->situations, i);
      JsonObject *object = json_object_new ();

      tl_json_set_string (object, "anchor", situation->anchor);
      tl_json_set_string (object, "question", situation->question);
      tl_json_set_string (object, "answer", situation->answer);
      json_array_add_object_element (array, object);
    }
  return array;
}

void
_tl_extract_guidance (JsonObject *object, const TlDocument *document, const TlImportText *text)
{
  g_autoptr (TlGuidanceStructure) structure = tl_guidance_structure_parse (text->text);
  const char *issued = document->issued != NULL ? document->issued : structure->date;

  tl_json_set_string (object, "number", document->number);
  tl_json_set_string (object, "date", issued);
  tl_json_set_string (object, "issued", issued);
  tl_json_set_string (object, "title", document->title);
  tl_json_set_string (object, "issuer",
                      document->issuer != NULL ? document->issuer : structure->issuer);
  json_object_set_array_member (object, "situations", make_situations (structure));
  json_object_set_array_member (object, "paragraphs", _tl_extract_paragraphs (document));
}
