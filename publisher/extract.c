/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "extract.h"
#include "extract-amends.h"

#include <string.h>

#include "base/tl-json.h"
#include "law/judgment/tl-judgment-structure.h"

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

/* Characters from @counted (a byte) to @to, added to @characters. */
static gint64
count_to (const char *text, gsize *counted, gint64 *characters, gsize to)
{
  if (to < *counted)
    return g_utf8_pointer_to_offset (text, text + to);
  *characters += g_utf8_pointer_to_offset (text + *counted, text + to);
  *counted = to;
  return *characters;
}

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
make_sections (const TlImportText *text)
{
  g_autoptr (TlJudgmentStructure) structure = tl_judgment_structure_parse (text->text);
  JsonArray *array = json_array_new ();
  gsize counted = 0;
  gint64 characters = 0;

  for (guint i = 0; i < structure->sections->len; i++)
    {
      const TlJudgmentSection *section = &g_array_index (structure->sections, TlJudgmentSection, i);
      JsonObject *object = json_object_new ();
      g_autofree char *body = dup_lines (text->text, section->body, section->to);

      tl_json_set_string (object, "name", tl_section_code (section->kind));
      json_object_set_int_member (object, "from",
                                  count_to (text->text, &counted, &characters, section->from));
      json_object_set_int_member (object, "to",
                                  count_to (text->text, &counted, &characters, section->to));
      tl_json_set_string (object, "text", body);
      json_array_add_object_element (array, object);
    }
  return array;
}

static JsonArray *
make_paragraphs (const TlDocument *document)
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

static void
set_judgment (JsonObject *object, const TlDocument *document, const TlImportText *text)
{
  static const char *const lists[] = { "charges", "parties", NULL };
  static const char *const later[] = { "provisions", "precedents", NULL };
  static const char *const fields[] = { "level", "case_type", "stage", "relation", NULL };
  g_autoptr (JsonObject) meta
      = document->meta != NULL ? tl_json_parse (document->meta, -1, NULL) : NULL;

  tl_json_set_string (object, "number", document->number);
  tl_json_set_string (object, "date", document->issued);
  if (document->kind == TL_DOC_PRECEDENT)
    {
      tl_json_set_string (object, "title", document->title);
      tl_json_set_string (object, "published", document->published);
    }
  tl_json_set_string (object, "court", document->issuer);
  json_object_set_null_member (object, "court_id");
  for (guint i = 0; fields[i] != NULL; i++)
    tl_json_set_string (object, fields[i],
                        meta != NULL ? tl_json_get_string (meta, fields[i]) : NULL);
  for (guint i = 0; lists[i] != NULL; i++)
    set_empty_array (object, lists[i]);
  json_object_set_array_member (object, "sections", make_sections (text));
  json_object_set_array_member (object, "paragraphs", make_paragraphs (document));
  for (guint i = 0; later[i] != NULL; i++)
    set_empty_array (object, later[i]);
  json_object_set_null_member (object, "outcome");
}

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

static void
set_statute (JsonObject *object, const TlDocument *document, GPtrArray *notes)
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

static void
set_guidance (JsonObject *object, const TlDocument *document)
{
  tl_json_set_string (object, "number", document->number);
  tl_json_set_string (object, "title", document->title);
  tl_json_set_string (object, "issuer", document->issuer);
  tl_json_set_string (object, "issued", document->issued);
  json_object_set_array_member (object, "paragraphs", make_paragraphs (document));
}

JsonObject *
tl_extract_document (TlDocument *document, const TlImportText *text, GPtrArray *notes)
{
  JsonObject *object = json_object_new ();

  tl_json_set_string (object, "kind", tl_doc_kind_code (document->kind));
  if (document->kind == TL_DOC_STATUTE)
    set_statute (object, document, notes);
  else if (document->kind == TL_DOC_GUIDANCE)
    set_guidance (object, document);
  else
    set_judgment (object, document, text);
  set_end (object, text, notes);
  return object;
}

JsonObject *
tl_extract_unreadable (const TlImportText *text, int kind, GPtrArray *notes)
{
  static const char *const fields[] = { "number",    "date",  "court",    "court_id", "level",
                                        "case_type", "stage", "relation", "outcome",  NULL };
  static const char *const lists[]
      = { "charges", "parties", "sections", "paragraphs", "provisions", "precedents", NULL };
  JsonObject *object = json_object_new ();

  tl_json_set_string (object, "kind", kind >= 0 ? tl_doc_kind_code ((TlDocKind)kind) : NULL);
  set_nulls (object, fields);
  for (guint i = 0; lists[i] != NULL; i++)
    set_empty_array (object, lists[i]);
  set_end (object, text, notes);
  return object;
}
