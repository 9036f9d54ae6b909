/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "extract-private.h"

#include <string.h>

#include "base/tl-json.h"

static JsonArray *
make_warnings (const TlImportText *text, GPtrArray *notes)
{
  JsonArray *array = json_array_new ();

  if (text->unreadable != NULL)
    json_array_add_string_element (array, text->unreadable);
  for (guint i = 0; i < notes->len; i++)
    json_array_add_string_element (array, g_ptr_array_index (notes, i));
  return array;
}

static void
set_end (JsonObject *object, const TlImportText *text, GPtrArray *notes)
{
  json_object_set_array_member (object, "warnings", make_warnings (text, notes));
  if (text->pages > 0)
    json_object_set_int_member (object, "pages", text->pages);
  else
    json_object_set_null_member (object, "pages");
  tl_json_set_string (object, "text_source", text->text_source);
}

static void
set_empty_array (JsonObject *object, const char *name)
{
  json_object_set_array_member (object, name, json_array_new ());
}

static void
set_nulls (JsonObject *object, const char *const *names)
{
  for (; *names != NULL; names++)
    json_object_set_null_member (object, *names);
}

JsonArray *
_tl_extract_paragraphs (const TlDocument *document)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < document->blocks->len; i++)
    {
      const TlBlock *block = tl_document_get_block (document, i);
      JsonObject *object;

      if (block->kind != TL_BLOCK_PARAGRAPH)
        continue;
      object = json_object_new ();
      tl_json_set_string (object, "anchor", block->anchor);
      tl_json_set_string (object, "text", block->text);
      json_array_add_object_element (array, object);
    }
  return array;
}

JsonObject *
tl_extract_document (TlDocument *document, const TlImportText *text, GPtrArray *notes)
{
  JsonObject *object = json_object_new ();

  tl_json_set_string (object, "kind", tl_doc_kind_code (document->kind));
  if (document->kind == TL_DOC_STATUTE)
    _tl_extract_statute (object, document, notes);
  else if (document->kind == TL_DOC_GUIDANCE)
    _tl_extract_guidance (object, document, text);
  else
    _tl_extract_judgment (object, document, text, notes);
  set_end (object, text, notes);
  return object;
}

JsonObject *
tl_extract_unreadable (const TlImportText *text, int kind, GPtrArray *notes)
{
  static const char *const fields[]
      = { "number", "date",     "court",    "court_id", "level",       "case_type",
          "stage",  "instance", "relation", "docket",   "docket_date", "order",
          "heard",  "appealed", "outcome",  NULL };
  static const char *const lists[]
      = { "charges",   "parties", "sections",   "paragraphs", "provisions",
          "documents", "unowned", "precedents", "fields",     NULL };
  JsonObject *object = json_object_new ();

  tl_json_set_string (object, "kind", kind >= 0 ? tl_doc_kind_code ((TlDocKind)kind) : NULL);
  set_nulls (object, fields);
  for (guint i = 0; lists[i] != NULL; i++)
    set_empty_array (object, lists[i]);
  set_end (object, text, notes);
  return object;
}
