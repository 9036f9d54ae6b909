/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Formats "guidance" (a document a line: question and answer), "pairs" (confirmed questions of
 * units; they are not documents to be found, so a file of them becomes one record that the build
 * hands to the units' documents) and "answers" (what the centre exports: both in one). */
#include "config.h"

#include "import/tl-import-private.h"

#include <string.h>

#include "base/tl-json.h"
#include "import/tl-jsonl.h"
#include "text/tl-text.h"

#define TITLE_CHARACTERS 200

static char *
dup_title (const char *question)
{
  g_autofree char *cut = NULL;
  char *space;

  if (g_utf8_strlen (question, -1) <= TITLE_CHARACTERS)
    return g_strdup (question);
  cut = g_utf8_substring (question, 0, TITLE_CHARACTERS);
  space = strrchr (cut, ' ');
  if (space != NULL)
    *space = '\0';
  return g_strconcat (cut, "…", NULL);
}

static int
add_heading (TlDocument *document, const char *anchor, const char *heading)
{
  TlBlock *block = tl_block_new (TL_BLOCK_HEADING, -1, anchor);

  _tl_import_set (&block->heading, heading);
  _tl_import_set (&block->text, "");
  tl_document_add (document, block);
  return (int)document->blocks->len - 1;
}

static void
add_paragraphs (
    TlDocument *document, int parent, const char *prefix, const char *text, const char *source_id)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  guint number = 0;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_autofree char *anchor = NULL;
      TlBlock *block;

      g_strstrip (lines[i]);
      if (*lines[i] == '\0')
        continue;
      anchor = g_strdup_printf ("%s.%u", prefix, ++number);
      block = tl_block_new (TL_BLOCK_PARAGRAPH, parent, anchor);
      _tl_import_set (&block->text, lines[i]);
      _tl_import_set (&block->source_id, source_id);
      tl_document_add (document, block);
    }
}

static void
copy_member (JsonObject *from, JsonObject *to, const char *name)
{
  if (json_object_has_member (from, name) && !json_object_get_null_member (from, name))
    json_object_set_member (to, name, json_object_dup_member (from, name));
}

static char *
dup_guidance_meta (JsonObject *object)
{
  static const char *const names[] = { "refs", "approved", "contribution", NULL };
  g_autoptr (JsonObject) meta = json_object_new ();

  for (guint i = 0; names[i] != NULL; i++)
    copy_member (object, meta, names[i]);
  return json_object_get_size (meta) > 0 ? tl_json_to_line (meta) : NULL;
}

static gboolean
is_refused (JsonObject *object)
{
  JsonNode *node = json_object_get_member (object, "approved");

  return node != NULL && JSON_NODE_HOLDS_VALUE (node)
         && json_node_get_value_type (node) == G_TYPE_BOOLEAN && !json_node_get_boolean (node);
}

static void
set_guidance_header (TlDocument *document, JsonObject *object, const char *question)
{
  g_autofree char *number = tl_jsonl_dup_text (object, "number");

  if (number != NULL)
    _tl_import_set_number (document, number);
  document->title = dup_title (question);
  document->short_name = tl_jsonl_dup_text (object, "short_name");
  document->issuer = tl_jsonl_dup_text (object, "issuer");
  document->subject = tl_jsonl_dup_text (object, "chapter");
  document->meta = dup_guidance_meta (object);
  document->training = tl_jsonl_get_flag (object, "training");
}

static char *
guidance_cb (JsonObject *object, guint line, gpointer user_data)
{
  TlImportResult *result = user_data;
  g_autoptr (TlDocument) document = tl_document_new (TL_DOC_GUIDANCE, "new");
  g_autofree char *id = tl_jsonl_dup_text (object, "id");
  g_autofree char *question = tl_jsonl_dup_text (object, "question");
  g_autofree char *answer = tl_jsonl_dup_body (object, "answer");
  char *problem = NULL;

  document->issued = tl_jsonl_dup_date (object, "issued", &problem);
  document->effective_from = tl_jsonl_dup_date (object, "effective_from", &problem);
  document->effective_to = tl_jsonl_dup_date (object, "effective_to", &problem);
  if (problem == NULL && (id == NULL || question == NULL || *answer == '\0'))
    problem = g_strdup ("\"id\", \"question\" and \"answer\" are needed");
  if (problem == NULL && is_refused (object))
    problem = g_strdup ("\"approved\" is false");
  if (problem != NULL)
    return problem;
  g_free (document->id);
  document->id = tl_document_make_id ("hd", id, NULL);
  set_guidance_header (document, object, question);
  add_paragraphs (document, add_heading (document, "hoi", "Câu hỏi"), "hoi", question, id);
  add_paragraphs (document, add_heading (document, "dap", "Trả lời"), "dap", answer, id);
  g_ptr_array_add (result->documents, g_steal_pointer (&document));
  return NULL;
}

gboolean
_tl_import_guidance (GBytes *data,
                     const char *name,
                     TlImportResult *result,
                     GCancellable *cancellable,
                     GError **error)
{
  return tl_jsonl_foreach (data, name, result, guidance_cb, result, cancellable, error);
}

static char *
pair_cb (JsonObject *object, guint line, gpointer user_data)
{
  TlDocument *record = user_data;
  g_autofree char *question = tl_jsonl_dup_text (object, "question");
  g_autofree char *doc = tl_jsonl_dup_text (object, "doc");
  g_autofree char *unit = tl_jsonl_dup_text (object, "anchor");
  g_autofree char *anchor = NULL;
  TlBlock *block;

  if (question == NULL || doc == NULL)
    return g_strdup ("\"question\" and \"doc\" are needed");
  anchor = g_strdup_printf ("t%u", line);
  block = tl_block_new (TL_BLOCK_PARAGRAPH, -1, anchor);
  _tl_import_set (&block->text, question);
  block->source_id = tl_jsonl_dup_text (object, "contribution");
  block->source_line = g_strconcat (doc, "#", unit != NULL ? unit : "", NULL);
  tl_document_add (record, block);
  return NULL;
}

gboolean
_tl_import_pairs (GBytes *data,
                  const char *name,
                  TlImportResult *result,
                  GCancellable *cancellable,
                  GError **error)
{
  g_autofree char *base = _tl_import_dup_base (name);
  g_autofree char *id = tl_document_make_id ("pairs", base, NULL);
  g_autoptr (TlDocument) record = tl_document_new (TL_DOC_GUIDANCE, id);

  _tl_import_set (&record->meta, TL_IMPORT_PAIRS_META);
  if (!tl_jsonl_foreach (data, name, result, pair_cb, record, cancellable, error))
    return FALSE;
  g_ptr_array_add (result->documents, g_steal_pointer (&record));
  return TRUE;
}

/* ---- Answers of the centre ---- */

#define ANSWER_FORMAT "troly-answer-1"

typedef struct
{
  TlImportResult *result;
  TlDocument *record;
} Answers;

static JsonArray *
array_of (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

static JsonObject *
object_at (JsonArray *array, guint index)
{
  JsonNode *node = json_array_get_element (array, index);

  return JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

/* What the answer rests on is read with it, and links from there. */
static void
add_citations (TlDocument *document, JsonArray *citations, const char *id)
{
  g_autoptr (GString) lines = g_string_new (NULL);

  for (guint i = 0; citations != NULL && i < json_array_get_length (citations); i++)
    {
      JsonObject *citation = object_at (citations, i);
      g_autofree char *label = citation != NULL ? tl_jsonl_dup_text (citation, "label") : NULL;

      if (label != NULL)
        g_string_append_printf (lines, "%s\n", label);
    }
  if (lines->len > 0)
    add_paragraphs (document, add_heading (document, "cancu", "Căn cứ"), "cancu", lines->str, id);
}

static char *
answer_meta (JsonObject *object, const char *item)
{
  g_autoptr (JsonObject) meta = json_object_new ();

  copy_member (object, meta, "approved");
  json_object_set_string_member (meta, "contribution", item);
  return tl_json_to_line (meta);
}

/* Questions of units, in the form of a record of pairs. */
static void
add_pairs (TlDocument *record, JsonArray *pairs, const char *item)
{
  for (guint i = 0; pairs != NULL && i < json_array_get_length (pairs); i++)
    {
      JsonObject *pair = object_at (pairs, i);
      g_autofree char *question = pair != NULL ? tl_jsonl_dup_text (pair, "question") : NULL;
      g_autofree char *doc = pair != NULL ? tl_jsonl_dup_text (pair, "document") : NULL;
      g_autofree char *unit = pair != NULL ? tl_jsonl_dup_text (pair, "anchor") : NULL;
      g_autofree char *anchor = g_strdup_printf ("t%u", record->blocks->len + 1);
      TlBlock *block;

      if (question == NULL || doc == NULL)
        continue;
      block = tl_block_new (TL_BLOCK_PARAGRAPH, -1, anchor);
      _tl_import_set (&block->text, question);
      _tl_import_set (&block->source_id, item);
      block->source_line = g_strconcat (doc, "#", unit != NULL ? unit : "", NULL);
      tl_document_add (record, block);
    }
}

static char *
answer_cb (JsonObject *object, guint line, gpointer user_data)
{
  Answers *answers = user_data;
  g_autoptr (TlDocument) document = tl_document_new (TL_DOC_GUIDANCE, "new");
  g_autofree char *id = tl_jsonl_dup_text (object, "id");
  g_autofree char *item = tl_jsonl_dup_text (object, "item");
  g_autofree char *title = tl_jsonl_dup_text (object, "title");
  g_autofree char *question = tl_jsonl_dup_text (object, "question");
  g_autofree char *text = tl_jsonl_dup_body (object, "text");
  char *problem = NULL;

  if (g_strcmp0 (tl_json_get_string (object, "format"), ANSWER_FORMAT) != 0)
    return g_strdup ("its format is not \"" ANSWER_FORMAT "\"");
  document->issued = tl_jsonl_dup_date (object, "approved", &problem);
  if (problem == NULL && (id == NULL || item == NULL || question == NULL || *text == '\0'))
    problem = g_strdup ("\"id\", \"item\", \"question\" and \"text\" are needed");
  if (problem != NULL)
    return problem;
  g_free (document->id);
  document->id = tl_document_make_id ("hd", id, NULL);
  document->effective_from = g_strdup (document->issued);
  document->title = dup_title (title != NULL ? title : question);
  document->meta = answer_meta (object, item);
  add_paragraphs (document, add_heading (document, "hoi", "Câu hỏi"), "hoi", question, id);
  add_paragraphs (document, add_heading (document, "dap", "Trả lời"), "dap", text, id);
  add_citations (document, array_of (object, "citations"), id);
  add_pairs (answers->record, array_of (object, "pairs"), item);
  g_ptr_array_add (answers->result->documents, g_steal_pointer (&document));
  return NULL;
}

gboolean
_tl_import_answers (GBytes *data,
                    const char *name,
                    TlImportResult *result,
                    GCancellable *cancellable,
                    GError **error)
{
  g_autofree char *base = _tl_import_dup_base (name);
  g_autofree char *id = tl_document_make_id ("pairs", base, NULL);
  g_autoptr (TlDocument) record = tl_document_new (TL_DOC_GUIDANCE, id);
  Answers answers = { result, record };

  /* An empty file says that everything that was approved has been taken back. */
  if (g_bytes_get_size (data) == 0)
    return TRUE;
  _tl_import_set (&record->meta, TL_IMPORT_PAIRS_META);
  if (!tl_jsonl_foreach (data, name, result, answer_cb, &answers, cancellable, error))
    return FALSE;
  if (record->blocks->len > 0)
    g_ptr_array_add (result->documents, g_steal_pointer (&record));
  return TRUE;
}
