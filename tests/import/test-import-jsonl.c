/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "base/tl-error.h"
#include "base/tl-json.h"
#include "import-test.h"

static TlImportResult *
import_lines (TestFolder *folder, const char *lines)
{
  g_autofree char *path = test_folder_write (folder, "lines.jsonl", lines, -1);

  return test_import (path, TL_IMPORT_AUTO);
}

static void
fail_with (TestFolder *folder, const char *lines, const char *words)
{
  g_autofree char *path = test_folder_write (folder, "lines.jsonl", lines, -1);
  TlImportOptions options = { .format = TL_IMPORT_ARTICLES, .kind = -1 };
  g_autoptr (GError) error = NULL;

  g_assert_null (tl_import_file (path, "lines.jsonl", &options, NULL, &error));
  g_assert_error (error, TL_ERROR, TL_ERROR_INPUT);
  g_assert_nonnull (strstr (error->message, words));
}

static void
articles_of_a_law_make_one_document (TestFolder *folder, gconstpointer data)
{
  g_autoptr (TlImportResult) result = import_lines (
      folder,
      "{\"id\":\"L#1\",\"law\":\"Luật Thử\",\"article\":\"1\",\"title\":\"Phạm vi\","
      "\"text\":\"Mở đầu:\\n1. Một.\\n2. Hai:\\na) Điểm a;\\nb) Điểm b.\"}\n"
      "\n"
      "{\"id\":\"K#7\",\"law\":\"Luật Khác\",\"article\":7,\"title\":\"\",\"text\":\"Chỉ một "
      "đoạn.\",\"number\":\"07/2020/QH14\"}\n"
      "{\"id\":\"L#2\",\"law\":\"Luật Thử\",\"article\":\"2\",\"title\":\"Đối "
      "tượng\",\"text\":\"\"}"
      "\n");
  TlDocument *law = test_find (result, "luat-thu");
  TlDocument *other = test_find (result, "07-2020-qh14");

  g_assert_cmpuint (result->documents->len, ==, 2);
  g_assert_cmpint (law->kind, ==, TL_DOC_STATUTE);
  g_assert_cmpstr (law->title, ==, "Luật Thử");
  g_assert_cmpstr (law->source_name, ==, "lines.jsonl");
  g_assert_cmpuint (strlen (law->source_digest), ==, 64);
  g_assert_cmpstr (test_block (law, "d1")->label, ==, "Điều 1");
  g_assert_cmpstr (test_block (law, "d1")->heading, ==, "Phạm vi");
  g_assert_cmpstr (test_block (law, "d1")->text, ==, "Mở đầu:");
  g_assert_cmpstr (test_block (law, "d1")->source_id, ==, "L#1");
  g_assert_cmpstr (test_block (law, "d1.k2.pb")->text, ==, "Điểm b.");
  g_assert_cmpstr (test_block (law, "d2")->text, ==, "");
  g_assert_cmpstr (other->number, ==, "07/2020/QH14");
  g_assert_cmpstr (test_block (other, "d7")->text, ==, "Chỉ một đoạn.");
  for (guint i = 0; i < law->blocks->len; i++)
    g_assert_cmpint (tl_document_get_block (law, i)->parent, <, (int)i);
}

static void
versions_of_an_article_are_told_apart_by_date (TestFolder *folder, gconstpointer data)
{
  g_autoptr (TlImportResult) result = import_lines (
      folder, "{\"id\":\"a\",\"law\":\"Luật Thử\",\"article\":\"5\",\"text\":\"Cũ.\","
              "\"effective_from\":\"2010-01-01\",\"effective_to\":\"2019-12-31\"}\n"
              "{\"id\":\"b\",\"law\":\"Luật Thử\",\"article\":\"5\",\"text\":\"Mới.\","
              "\"effective_from\":\"2020-01-01\"}\n");
  TlDocument *law = test_find (result, "luat-thu");
  int old_index = tl_document_find (law, "d5", "2015-06-01");
  int new_index = tl_document_find (law, "d5", "2021-06-01");

  g_assert_cmpint (old_index, >=, 0);
  g_assert_cmpint (new_index, >=, 0);
  g_assert_cmpstr (tl_document_get_block (law, (guint)old_index)->text, ==, "Cũ.");
  g_assert_cmpstr (tl_document_get_block (law, (guint)new_index)->text, ==, "Mới.");
  g_assert_cmpstr (law->effective_from, ==, "2010-01-01");
}

static void
optional_members_fill_the_header (TestFolder *folder, gconstpointer data)
{
  g_autoptr (TlImportResult) result = import_lines (
      folder,
      "{\"id\":\"1\",\"law\":\"Bộ luật Mẫu\",\"article\":\"3\",\"title\":\"Ba\",\"text\":\"x\","
      "\"short_name\":\"BLM\",\"issuer\":\"Quốc hội\",\"issued\":\"2020-02-03\",\"training\":true,"
      "\"chapter\":\"Chương II. Quy định cụ thể\",\"kind\":\"statute\"}\n"
      "{\"id\":\"2\",\"law\":\"Bộ luật "
      "Mẫu\",\"article\":\"1\",\"title\":\"Một\",\"text\":\"y\"}\n");
  TlDocument *law = test_find (result, "bo-luat-mau");
  const TlBlock *article = test_block (law, "d3");

  g_assert_cmpstr (law->short_name, ==, "BLM");
  g_assert_cmpstr (law->issuer, ==, "Quốc hội");
  g_assert_cmpstr (law->issued, ==, "2020-02-03");
  g_assert_true (law->training);
  g_assert_cmpint (article->parent, >=, 0);
  g_assert_cmpint (tl_document_get_block (law, (guint)article->parent)->kind, ==, TL_BLOCK_CHAPTER);
  g_assert_cmpint (test_block (law, "d1")->parent, ==, -1);
}

static void
lines_without_a_number_or_with_a_taken_one_keep_their_ids (TestFolder *folder, gconstpointer data)
{
  g_autoptr (TlImportResult) result = import_lines (
      folder, "{\"id\":\"s:1\",\"law\":\"L\",\"article\":\"\",\"text\":\"Không số.\"}\n"
              "{\"id\":\"s:2\",\"law\":\"L\",\"article\":\"4\",\"text\":\"Bốn.\"}\n"
              "{\"id\":\"s:3\",\"law\":\"L\",\"article\":\"4\",\"text\":\"Bốn khác.\"}\n");
  TlDocument *law = test_find (result, "l");

  g_assert_cmpstr (test_block (law, "m.s-1")->source_id, ==, "s:1");
  g_assert_cmpint (test_block (law, "m.s-1")->kind, ==, TL_BLOCK_ARTICLE);
  g_assert_cmpstr (test_block (law, "d4")->text, ==, "Bốn.");
  g_assert_cmpstr (test_block (law, "m.s-3")->text, ==, "Bốn khác.");
  g_assert_true (test_has_note (result, "s:3"));
}

static void
a_bad_line_is_left_out_with_its_number (TestFolder *folder, gconstpointer data)
{
  g_autoptr (TlImportResult) result = import_lines (
      folder,
      "{\"id\":\"1\",\"law\":\"L\",\"article\":\"1\",\"text\":\"x\"}\n"
      "not json\n"
      "{\"id\":\"3\",\"law\":\"L\",\"article\":\"3\"}\n"
      "{\"id\":\"4\",\"law\":\"L\",\"article\":\"4\",\"text\":\"x\",\"issued\":\"1/2/2020\"}\n"
      "{\"id\":\"5\",\"law\":\"L\",\"article\":\"5\",\"text\":\"x\",\"kind\":\"poem\"}\n");

  g_assert_cmpuint (result->dropped, ==, 4);
  g_assert_true (test_has_note (result, "line 2 "));
  g_assert_true (test_has_note (result, "line 3 "));
  g_assert_true (test_has_note (result, "line 4 "));
  g_assert_true (test_has_note (result, "line 5 "));
  g_assert_cmpuint (test_find (result, "l")->blocks->len, ==, 1);
}

static void
a_truncated_file_is_an_error (TestFolder *folder, gconstpointer data)
{
  fail_with (folder,
             "{\"id\":\"1\",\"law\":\"L\",\"article\":\"1\",\"text\":\"x\"}\n{\"id\":\"2\",\"la",
             "lines.jsonl:2: truncated");
  fail_with (folder, "[1]\n{}\n", "no line of it");
  fail_with (folder, "", "empty");
}

static void
guidance_is_a_question_and_an_answer (TestFolder *folder, gconstpointer data)
{
  g_autoptr (TlImportResult) result = import_lines (
      folder, "{\"id\":\"gd-1\",\"question\":\"Hỏi gì?\",\"answer\":\"Đoạn một.\\nĐoạn hai.\","
              "\"refs\":[\"BLHS2015:173\"],\"approved\":true,\"effective_from\":\"2024-05-01\","
              "\"contribution\":\"c-9\"}\n"
              "{\"id\":\"gd-2\",\"question\":\"Hỏi?\",\"answer\":\"Đáp.\",\"approved\":false}\n");
  TlDocument *document = test_find (result, "hd-gd-1");
  g_autoptr (JsonObject) meta = tl_json_parse (document->meta, -1, NULL);

  g_assert_cmpuint (result->documents->len, ==, 1);
  g_assert_cmpuint (result->dropped, ==, 1);
  g_assert_cmpint (document->kind, ==, TL_DOC_GUIDANCE);
  g_assert_cmpstr (document->title, ==, "Hỏi gì?");
  g_assert_cmpstr (document->effective_from, ==, "2024-05-01");
  g_assert_cmpstr (test_block (document, "dap.2")->text, ==, "Đoạn hai.");
  g_assert_cmpstr (test_block (document, "hoi.1")->source_id, ==, "gd-1");
  g_assert_cmpstr (tl_json_get_string (meta, "contribution"), ==, "c-9");
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (meta, "refs")), ==, 1);
}

static void
pairs_become_one_record (TestFolder *folder, gconstpointer data)
{
  g_autoptr (TlImportResult) result = import_lines (
      folder, "{\"question\":\"Trộm bao nhiêu thì bị tù?\",\"doc\":\"100-2015-qh13\","
              "\"anchor\":\"d173\",\"contribution\":\"c-1\"}\n"
              "{\"question\":\"Thiếu\"}\n");
  TlDocument *record = test_find (result, "pairs-lines");

  g_assert_cmpstr (record->meta, ==, TL_IMPORT_PAIRS_META);
  g_assert_cmpuint (record->blocks->len, ==, 1);
  g_assert_cmpstr (tl_document_get_block (record, 0)->source_line, ==, "100-2015-qh13#d173");
  g_assert_cmpuint (result->dropped, ==, 1);
}

static void
answers_become_documents_and_pairs (TestFolder *folder, gconstpointer data)
{
  static const char good[]
      = "{\"format\":\"troly-answer-1\",\"id\":\"a1\",\"item\":\"i1\",\"title\":\"Bò "
        "lạc\",\"question\":\"Bò lạc thì sao?\",\"text\":\"Trả lại.\\nĐoạn hai.\","
        "\"citations\":[{\"label\":\"Điều 7\"},3,{}],\"pairs\":[{\"question\":\"Bò đi "
        "lạc?\",\"document\":\"luat-mau\",\"anchor\":\"d7\"},{\"question\":\"Thiếu\"},null],"
        "\"approved\":\"2026-03-02\"}\n";
  static const char bad[]
      = "{\"format\":\"troly-answer-1\",\"id\":\"a2\",\"question\":\"Bò?\",\"text\":\"x\"}\n"
        "{\"format\":\"troly-answer-2\",\"id\":\"a3\"}\n"
        "{\"format\":\"troly-answer-1\",\"id\":\"a4\",\"item\":\"i\",\"question\":\"q\","
        "\"text\":\"t\",\"approved\":\"2026-02-30\"}\n";
  g_autofree char *lines = g_strconcat (good, bad, NULL);
  g_autoptr (TlImportResult) result = import_lines (folder, lines);
  TlDocument *document = test_find (result, "hd-a1");
  TlDocument *record = test_find (result, "pairs-lines");

  g_assert_cmpuint (result->dropped, ==, 3);
  g_assert_cmpuint (result->documents->len, ==, 2);
  g_assert_cmpstr (document->title, ==, "Bò lạc");
  g_assert_cmpstr (document->effective_from, ==, "2026-03-02");
  g_assert_cmpstr (test_block (document, "dap.2")->text, ==, "Đoạn hai.");
  g_assert_cmpstr (test_block (document, "cancu.1")->text, ==, "Điều 7");
  g_assert_nonnull (strstr (document->meta, "\"contribution\":\"i1\""));
  g_assert_cmpuint (record->blocks->len, ==, 1);
  g_assert_cmpstr (tl_document_get_block (record, 0)->source_line, ==, "luat-mau#d7");
  g_assert_cmpstr (tl_document_get_block (record, 0)->source_id, ==, "i1");
}

static void
the_real_lists_are_read_whole (TestFolder *folder, gconstpointer data)
{
  static const struct
  {
    const char *name;
    guint articles, laws;
  } cases[] = { { "retrieval/alqac.corpus.jsonl", 2249, 17 },
                { "retrieval/drill.corpus.jsonl", 4227, 25 } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = test_shared (cases[i].name);
      g_autoptr (TlImportResult) result = NULL;
      g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);

      if (path == NULL)
        return;
      result = test_import (path, TL_IMPORT_AUTO);
      g_assert_cmpuint (result->documents->len, ==, cases[i].laws);
      g_assert_cmpuint (result->dropped, ==, 0);
      for (guint k = 0; k < result->documents->len; k++)
        {
          TlDocument *document = g_ptr_array_index (result->documents, k);
          for (guint b = 0; b < document->blocks->len; b++)
            if (tl_document_get_block (document, b)->kind == TL_BLOCK_ARTICLE)
              g_assert_true (
                  g_hash_table_add (ids, (gpointer)tl_document_get_block (document, b)->source_id));
        }
      g_assert_cmpuint (g_hash_table_size (ids), ==, cases[i].articles);
    }
}

#define ADD(name, func)                                                                            \
  g_test_add ("/import/jsonl/" name, TestFolder, NULL, test_folder_set_up, func,                   \
              test_folder_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("articles-of-a-law-make-one-document", articles_of_a_law_make_one_document);
  ADD ("versions-of-an-article-are-told-apart-by-date",
       versions_of_an_article_are_told_apart_by_date);
  ADD ("optional-members-fill-the-header", optional_members_fill_the_header);
  ADD ("lines-without-a-number-or-with-a-taken-one-keep-their-ids",
       lines_without_a_number_or_with_a_taken_one_keep_their_ids);
  ADD ("a-bad-line-is-left-out-with-its-number", a_bad_line_is_left_out_with_its_number);
  ADD ("a-truncated-file-is-an-error", a_truncated_file_is_an_error);
  ADD ("guidance-is-a-question-and-an-answer", guidance_is_a_question_and_an_answer);
  ADD ("pairs-become-one-record", pairs_become_one_record);
  ADD ("answers-become-documents-and-pairs", answers_become_documents_and_pairs);
  ADD ("the-real-lists-are-read-whole", the_real_lists_are_read_whole);
  return g_test_run ();
}
