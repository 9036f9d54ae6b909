/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "extract-private.h"

#include "base/tl-json.h"
#include "law/judgment/tl-precedent.h"

static JsonArray *
make_list (const GPtrArray *strings)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < strings->len; i++)
    json_array_add_string_element (array, g_ptr_array_index (strings, i));
  return array;
}

void
_tl_extract_precedent (JsonObject *object,
                       const TlDocument *document,
                       const char *text,
                       const TlJudgmentStructure *structure)
{
  g_autoptr (TlPrecedent) precedent = tl_precedent_read (text, structure);

  tl_json_set_string (object, "title", document->title);
  tl_json_set_string (object, "adopted", precedent->adopted);
  tl_json_set_string (object, "published", document->published);
  tl_json_set_string (object, "published_by", precedent->published_by);
  tl_json_set_string (object, "effective_from", document->effective_from);
  tl_json_set_string (object, "source", precedent->source);
  tl_json_set_string (object, "location", precedent->location);
  json_object_set_array_member (object, "location_paragraphs", make_list (precedent->paragraphs));
  tl_json_set_string (object, "situation", precedent->situation);
  tl_json_set_string (object, "solution", precedent->solution);
  tl_json_set_string (object, "related", precedent->related);
  json_object_set_array_member (object, "keywords", make_list (precedent->keywords));
  tl_json_set_string (object, "holding", precedent->holding);
}
