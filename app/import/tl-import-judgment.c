/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "import/tl-import-structure-private.h"

#include <string.h>

#include "base/tl-json.h"
#include "law/court/tl-court.h"
#include "law/number/tl-doc-number.h"
#include "law/judgment/tl-judgment-decision.h"
#include "law/judgment/tl-precedent.h"

/* Longer lists are no use to a filter. */
#define META_LIST_MAX 200

/* Anchors of the sections: what stands before the point in those of their paragraphs. */
static const char *const section_anchors[] = {
  [TL_SECTION_HEADER] = "dau",     [TL_SECTION_FACTS] = "noidung",
  [TL_SECTION_REASONING] = "nhan", [TL_SECTION_DECISION] = "quyet",
  [TL_SECTION_CLOSING] = "ket",    [TL_SECTION_SOURCE] = "nguon",
  [TL_SECTION_LOCATION] = "vitri", [TL_SECTION_SUMMARY] = "khaiquat",
  [TL_SECTION_LAW] = "luat",       [TL_SECTION_KEYWORDS] = "tukhoa",
  [TL_SECTION_HOLDING] = "anle",
};

static void
set_or_null (JsonObject *meta, const char *name, const char *value)
{
  if (value != NULL && *value != '\0')
    tl_json_set_string (meta, name, value);
}

static void
set_list (JsonObject *meta, const char *name, JsonArray *list)
{
  if (json_array_get_length (list) > 0)
    json_object_set_array_member (meta, name, json_array_ref (list));
}

static void
add_once (JsonArray *list, GHashTable *seen, const char *value)
{
  if (json_array_get_length (list) < META_LIST_MAX && g_hash_table_add (seen, g_strdup (value)))
    json_array_add_string_element (list, value);
}

/* Articles that the decision rests on, without khoản and điểm: "BLHS2015:173". */
static void
set_provisions (JsonObject *meta, const TlJudgmentDecision *decision)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (JsonArray) list = json_array_new ();

  for (guint i = 0; i < decision->provisions->len; i++)
    {
      const TlProvision *provision = g_ptr_array_index (decision->provisions, i);
      const TlCitation *citation = provision->citation;
      g_autofree char *article = NULL;

      if (provision->role != TL_PROVISION_APPLIED || *citation->article == '\0'
          || citation->doc->kind == TL_CITED_UNKNOWN)
        continue;
      article = g_strdup_printf ("%s:%s", citation->doc->key, citation->article);
      add_once (list, seen, article);
    }
  set_list (meta, "provisions", list);
}

static void
set_decision (JsonObject *meta, const TlJudgmentDecision *decision)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (JsonArray) charges = json_array_new ();
  g_autoptr (JsonArray) precedents = json_array_new ();

  for (guint i = 0; i < decision->charges->len; i++)
    add_once (charges, seen, ((TlCharge *)g_ptr_array_index (decision->charges, i))->name);
  for (guint i = 0; i < decision->precedents->len; i++)
    add_once (precedents, seen, g_ptr_array_index (decision->precedents, i));
  if (decision->outcomes->len > 0)
    {
      const TlOutcome *first = g_ptr_array_index (decision->outcomes, 0);

      set_or_null (meta, "outcome", first->whole ? first->code : NULL);
    }
  set_list (meta, "charges", charges);
  set_provisions (meta, decision);
  set_list (meta, "precedents", precedents);
}

/* Facts for filters and statistics (docs/import.md); places and persons are not stored. */
static char *
dup_meta (const TlJudgmentStructure *structure, const char *text)
{
  g_autoptr (JsonObject) meta = json_object_new ();
  g_autoptr (TlJudgmentPeople) people = tl_judgment_people_read (text, structure);
  g_autoptr (TlJudgmentDecision) decision = tl_judgment_decision_read (text, structure, people);
  TlCaseType type = people->case_type;
  TlStage stage = people->stage;
  g_autoptr (TlCourt) named = NULL;
  const TlCourt *court = people->court;

  if (structure->number != NULL && structure->number->case_type != TL_CASE_UNKNOWN)
    type = structure->number->case_type;
  if (structure->number != NULL && structure->number->stage != TL_STAGE_UNKNOWN)
    stage = structure->number->stage;
  set_or_null (meta, "case_type", tl_case_type_code (type));
  set_or_null (meta, "stage", tl_stage_code (stage));
  if (court == NULL && structure->court != NULL)
    court = named = tl_court_read (structure->court, structure->date, NULL);
  set_or_null (meta, "level", court != NULL ? tl_court_level_name (court->level) : NULL);
  set_or_null (meta, "court_id", court != NULL ? court->id : NULL);
  set_or_null (meta, "relation", structure->relation);
  set_or_null (meta, "appealed", people->appealed);
  set_decision (meta, decision);
  return json_object_get_size (meta) > 0 ? tl_json_to_line (meta) : NULL;
}

/* A court starts its numbers at 1 every year for each kind of case, so number, court and date
 * together name a judgment; one that lacks any of them is named after its file as well. */
static char *
dup_id (const TlJudgmentStructure *structure, TlDocKind kind, const char *name)
{
  const char *number = structure->number != NULL ? structure->number->normal : NULL;
  g_autofree char *base = _tl_import_dup_base (name);

  if (kind == TL_DOC_PRECEDENT && number != NULL)
    return tl_document_make_id (number, NULL);
  if (number != NULL && structure->court != NULL && structure->date != NULL)
    return tl_document_make_id (number, structure->court, structure->date, NULL);
  return tl_document_make_id (kind == TL_DOC_PRECEDENT ? "al" : "ba", base, NULL);
}

static void
take_header (TlDocument *document, const TlJudgmentStructure *structure, const char *text)
{
  if (structure->number != NULL)
    {
      _tl_import_set (&document->number, structure->number->printed);
      _tl_import_set (&document->number_normal, structure->number->normal);
    }
  _tl_import_set (&document->issuer, structure->court);
  _tl_import_set (&document->issued, structure->date);
  _tl_import_set (&document->published, structure->published);
  if (document->kind == TL_DOC_PRECEDENT)
    {
      g_autoptr (TlPrecedent) precedent = tl_precedent_read (text, structure);

      _tl_import_set (&document->effective_from, precedent->effective_from);
    }
  _tl_import_set (&document->title,
                  structure->title != NULL ? structure->title : structure->relation);
  document->meta = dup_meta (structure, text);
}

static int
add_section (TlDocument *document,
             const TlJudgmentSection *section,
             const TlImportText *text,
             guint *counts)
{
  const char *prefix = section_anchors[section->kind];
  guint count = ++counts[section->kind];
  g_autofree char *anchor
      = count == 1 ? g_strdup (prefix) : g_strdup_printf ("%s-%u", prefix, count);
  TlBlock *block = tl_block_new (TL_BLOCK_HEADING, -1, anchor);

  _tl_import_set (&block->heading, tl_section_name (section->kind));
  _tl_import_set (&block->text, "");
  _tl_import_place (block, text, section->from, section->body);
  tl_document_add (document, block);
  return (int)document->blocks->len - 1;
}

/* The label stands in a field of its own: "[2] Xét ..." is "[2]" and "Xét ...". */
static void
strip_label (char *text, const char *label)
{
  gsize length = label != NULL ? strlen (label) : 0;

  if (length == 0 || !g_str_has_prefix (text, label))
    return;
  if (text[length] == '.' || text[length] == ')' || text[length] == '/')
    length++;
  while (text[length] == ' ')
    length++;
  memmove (text, text + length, strlen (text + length) + 1);
}

static void
add_paragraph (TlDocument *document,
               int parent,
               const TlJudgmentParagraph *paragraph,
               const TlImportText *text)
{
  TlBlock *block = tl_block_new (TL_BLOCK_PARAGRAPH, parent, paragraph->anchor);

  _tl_import_set (&block->label, paragraph->label);
  g_free (block->text);
  block->text = _tl_import_collapse (text->text, paragraph->from, paragraph->to);
  strip_label (block->text, paragraph->label);
  _tl_import_place (block, text, paragraph->from, paragraph->to);
  tl_document_add (document, block);
}

static gboolean
add_sections (TlDocument *document,
              const TlJudgmentStructure *structure,
              const TlImportText *text,
              const char *name,
              GError **error)
{
  guint counts[G_N_ELEMENTS (section_anchors)] = { 0 };
  guint next = 0;

  for (guint i = 0; i < structure->sections->len; i++)
    {
      int parent = add_section (
          document, &g_array_index (structure->sections, TlJudgmentSection, i), text, counts);

      for (; next < structure->paragraphs->len; next++)
        {
          TlJudgmentParagraph *paragraph = g_ptr_array_index (structure->paragraphs, next);
          if (paragraph->section != i)
            break;
          add_paragraph (document, parent, paragraph, text);
          if (!_tl_import_may_add (document, name, error))
            return FALSE;
        }
    }
  return TRUE;
}

TlDocument *
_tl_import_build_judgment (
    TlImportText *text, const char *name, TlDocKind kind, GPtrArray *notes, GError **error)
{
  g_autoptr (TlJudgmentStructure) structure = tl_judgment_structure_parse (text->text);
  g_autoptr (TlDocument) document = NULL;
  g_autofree char *id = NULL;

  if (kind == TL_DOC_JUDGMENT && structure->is_precedent)
    kind = TL_DOC_PRECEDENT;
  id = dup_id (structure, kind, name);
  document = tl_document_new (kind, id);
  take_header (document, structure, text->text);
  /* Whoever reads the text from here on finds sentences without page numbers in them. */
  tl_judgment_structure_blank (structure, text->text);
  for (guint i = 0; i < structure->warnings->len; i++)
    _tl_import_note (notes, "%s", (char *)g_ptr_array_index (structure->warnings, i));
  if (!add_sections (document, structure, text, name, error))
    return NULL;
  return g_steal_pointer (&document);
}
