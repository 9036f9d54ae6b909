/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "extract-private.h"

#include <string.h>

#include "base/tl-json.h"
#include "extract-amends.h"

static void
append_unit (GString *text, const TlBlock *block)
{
  if (text->len > 0)
    g_string_append_c (text, '\n');
  if (block->label != NULL && *block->label != '\0')
    g_string_append_printf (text, "%s%s ", block->label, block->kind == TL_BLOCK_POINT ? ")" : ".");
  if (block->heading != NULL && *block->heading != '\0')
    g_string_append_printf (text, "%s\n", block->heading);
  g_string_append (text, block->text);
}

/* Text of block @index and all below it, without its own label and heading. */
static char *
dup_body (const TlDocument *document, guint index)
{
  GString *text = g_string_new (tl_document_get_block (document, index)->text);
  guint end = tl_document_subtree_end (document, index);

  for (guint i = index + 1; i < end; i++)
    append_unit (text, tl_document_get_block (document, i));
  return g_string_free (text, FALSE);
}

/* The blocks of one kind below @index, as {"anchor","label","text"}; of clauses also their points.
 */
static JsonArray *
make_units (const TlDocument *document, guint index, TlBlockKind kind)
{
  JsonArray *array = json_array_new ();
  guint end = tl_document_subtree_end (document, index);

  for (guint i = index + 1; i < end; i++)
    {
      const TlBlock *block = tl_document_get_block (document, i);
      g_autofree char *body = NULL;
      JsonObject *object;

      if (block->kind != kind)
        continue;
      object = json_object_new ();
      body = dup_body (document, i);
      tl_json_set_string (object, "anchor", block->anchor);
      tl_json_set_string (object, "label", block->label);
      tl_json_set_string (object, "text", body);
      if (kind == TL_BLOCK_CLAUSE)
        json_object_set_array_member (object, "points", make_units (document, i, TL_BLOCK_POINT));
      json_array_add_object_element (array, object);
    }
  return array;
}

static JsonArray *
make_articles (const TlDocument *document)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < document->blocks->len; i++)
    {
      const TlBlock *block = tl_document_get_block (document, i);
      g_autofree char *body = NULL;
      JsonObject *object;

      if (block->kind != TL_BLOCK_ARTICLE)
        continue;
      object = json_object_new ();
      body = dup_body (document, i);
      tl_json_set_string (object, "anchor", block->anchor);
      tl_json_set_string (object, "label", block->label);
      tl_json_set_string (object, "heading", block->heading);
      tl_json_set_string (object, "text", body);
      json_object_set_array_member (object, "clauses", make_units (document, i, TL_BLOCK_CLAUSE));
      json_array_add_object_element (array, object);
    }
  return array;
}

void
_tl_extract_statute (JsonObject *object, const TlDocument *document, GPtrArray *notes)
{
  JsonArray *amends = tl_extract_amends (document, notes);
  g_autofree char *first_day = NULL;

  tl_json_set_string (object, "number", document->number);
  tl_json_set_string (object, "title", document->title);
  tl_json_set_string (object, "issuer", document->issuer);
  tl_json_set_string (object, "issued", document->issued);
  first_day = tl_extract_first_day (document, amends);
  tl_json_set_string (object, "effective_from", first_day);
  json_object_set_array_member (object, "articles", make_articles (document));
  json_object_set_array_member (object, "amends", amends);
}
