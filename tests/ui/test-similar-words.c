/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Words and logic of the page of similar cases, without a display. */
#include "config.h"

#include <string.h>

#include "base/tl-limits.h"
#include "import/tl-own-file.h"
#include "ui/similar/tl-similar-source.h"
#include "ui/similar/tl-similar-text.h"
#include "ui/tl-language.h"

static void
each_choice_weighs_what_it_names (void)
{
  static const struct
  {
    TlSimilarChoice choice;
    const char *name;
    double weights[TL_N_SIMILAR_PARTS];
  } cases[] = {
    { TL_SIMILAR_BALANCED, "Cân bằng các phần", { 1, 1, 0.25, 1 } },
    { TL_SIMILAR_ONLY_FACTS, "Chỉ nội dung vụ án", { 1, 0, 0, 0 } },
    { TL_SIMILAR_ONLY_REASONING, "Chỉ nhận định", { 0, 1, 0, 0 } },
    { TL_SIMILAR_ONLY_PROVISIONS, "Theo điều luật viện dẫn", { 0, 0, 0, 1 } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const double *weights = tl_similar_choice_weights (cases[i].choice);

      g_assert_cmpstr (tl_similar_choice_name (cases[i].choice), ==, cases[i].name);
      for (guint part = 0; part < TL_N_SIMILAR_PARTS; part++)
        g_assert_cmpfloat (weights[part], ==, cases[i].weights[part]);
    }
}

static void
a_case_unlike_in_what_is_compared_is_left_out (void)
{
  static const struct
  {
    double parts[TL_N_SIMILAR_PARTS];
    gboolean like[TL_N_SIMILAR_CHOICES];
  } cases[] = {
    { { 0.4, 0.3, 0.1, 0.5 }, { TRUE, TRUE, TRUE, TRUE } },
    { { 0.4, -1, -1, -1 }, { TRUE, TRUE, FALSE, FALSE } },
    { { 0.4, 0.2, 0, 0 }, { TRUE, TRUE, TRUE, FALSE } },
    { { 0, 0, 0, 0 }, { FALSE, FALSE, FALSE, FALSE } },
    { { -1, -1, -1, 0.2 }, { TRUE, FALSE, FALSE, TRUE } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    for (guint choice = 0; choice < TL_N_SIMILAR_CHOICES; choice++)
      {
        TlSimilarCase found = { 0 };

        memcpy (found.parts, cases[i].parts, sizeof found.parts);
        g_assert_cmpint (tl_similar_is_like (&found, (TlSimilarChoice)choice), ==,
                         cases[i].like[choice]);
      }
}

static void
an_empty_list_says_why (void)
{
  TlSimilarCase without = { .parts = { 0, -1, -1, -1 } }, with = { .parts = { 0, 0, -1, 0 } };
  static const struct
  {
    const char *why_none;
    int n_without;
    int n_with;
    TlSimilarChoice choice;
    const char *says;
  } cases[] = {
    { "Lý do của máy tìm", 0, 0, TL_SIMILAR_ONLY_REASONING, "Lý do của máy tìm" },
    { NULL, 2, 0, TL_SIMILAR_ONLY_REASONING, "không có phần nhận định" },
    { NULL, 2, 0, TL_SIMILAR_ONLY_PROVISIONS, "không viện dẫn điều luật nào" },
    { NULL, 1, 1, TL_SIMILAR_ONLY_REASONING, "Không vụ nào trong kho giống" },
    { NULL, 1, 1, TL_SIMILAR_ONLY_FACTS, "Không vụ nào trong kho giống" },
    { NULL, 0, 2, TL_SIMILAR_BALANCED, "Không vụ nào trong kho giống" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) found = g_ptr_array_new ();
      TlSimilarResult result = { .cases = found, .why_none = (char *)cases[i].why_none };
      g_autofree char *words = NULL;

      for (int k = 0; k < cases[i].n_without; k++)
        g_ptr_array_add (found, &without);
      for (int k = 0; k < cases[i].n_with; k++)
        g_ptr_array_add (found, &with);
      words = tl_similar_why_empty (&result, cases[i].choice);
      g_assert_nonnull (strstr (words, cases[i].says));
    }
}

static void
a_case_is_told_by_court_date_outcome_and_shared_articles (void)
{
  TlHit hit = { .kind = TL_DOC_JUDGMENT,
                .doc = (char *)"x",
                .number = (char *)"12/2024/DS-PT",
                .issuer = (char *)"Tòa án nhân dân tỉnh Minh Hải",
                .date = (char *)"2024-05-14",
                .title = (char *)"Tranh chấp <hợp đồng> & đặt cọc" };
  TlSimilarCase found
      = { .hit = &hit, .parts = { 0.614, 0.2, -1, 1.3 }, .own_articles = 5, .shared_articles = 3 };
  g_autofree char *details = tl_similar_case_details (&found, "Bác yêu cầu");
  g_autofree char *bare = tl_similar_case_details (&found, "");
  g_autofree char *articles = tl_similar_case_articles (&found);
  g_autofree char *parts = tl_similar_case_parts (&found);
  g_autofree char *name = tl_similar_case_name (&found, "Bác yêu cầu");
  g_autofree char *none = NULL;

  g_assert_cmpstr (details, ==, "Tòa án nhân dân tỉnh Minh Hải · 14/5/2024 · Bác yêu cầu");
  g_assert_cmpstr (bare, ==, "Tòa án nhân dân tỉnh Minh Hải · 14/5/2024");
  g_assert_cmpstr (articles, ==, "chung 3/5 điều luật");
  g_assert_cmpstr (parts, ==, "Nội dung 61 % · Nhận định 20 % · Điều luật 100 %");
  g_assert_nonnull (strstr (name, "12/2024/DS-PT"));
  g_assert_nonnull (strstr (name, "Tranh chấp <hợp đồng> & đặt cọc"));
  g_assert_nonnull (strstr (name, "chung 3/5 điều luật"));
  found.own_articles = 0;
  none = tl_similar_case_articles (&found);
  g_assert_cmpstr (none, ==, "");
}

static void
a_point_says_what_it_is_and_whose (void)
{
  static const struct
  {
    TlSimilarPoint point;
    const char *text;
    const char *side;
  } cases[] = {
    { { "relation", (char *)"Đặt cọc", (char *)"Đặt cọc", (char *)"a", (char *)"b" },
      "Quan hệ pháp luật: Đặt cọc",
      "" },
    { { "outcome", (char *)"Bác", (char *)"Chấp nhận", (char *)"a", (char *)"b" },
      "Kết quả: Bác",
      "Vụ đang xét: Chấp nhận" },
    { { "charge", (char *)"Tội %s", NULL, (char *)"a", (char *)"b" }, "Tội danh: Tội %s", "" },
    { { "words", (char *)"giao nhận tiền", NULL, (char *)"a", (char *)"b" },
      "Lời văn: “giao nhận tiền”",
      "" },
    { { "provision", (char *)"Điều 328", NULL, (char *)"a", NULL },
      "Điều 328",
      "Chỉ vụ tìm thấy có" },
    { { "provision", (char *)"Điều 9", NULL, NULL, (char *)"b" }, "Điều 9", "Chỉ vụ đang xét có" },
    { { "something new", (char *)"chữ", NULL, (char *)"a", (char *)"b" }, "chữ", "" },
    { { "words", NULL, NULL, NULL, NULL }, "Lời văn: “”", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = tl_similar_point_text (&cases[i].point);
      g_autofree char *side = tl_similar_point_side (&cases[i].point);

      g_assert_cmpstr (text, ==, cases[i].text);
      g_assert_cmpstr (side, ==, cases[i].side);
    }
}

static void
a_provision_says_whether_the_case_cites_it (void)
{
  TlHit hit = { .kind = TL_DOC_STATUTE,
                .label = (char *)"Điều 41",
                .title = (char *)"Đặt cọc",
                .doc_title = (char *)"Bộ luật Dân sự tập huấn" };
  const struct
  {
    TlSimilarProvision provision;
    const char *title;
    const char *details;
  } cases[] = {
    { { &hit, (char *)"BLDS-TH:41", 13, 1, TRUE },
      "Điều 41. Đặt cọc · Bộ luật Dân sự tập huấn",
      "✓ Vụ đang xét có viện dẫn · 13 vụ gần nhất viện dẫn" },
    { { &hit, (char *)"BLDS-TH:41", 0, 1, FALSE },
      "Điều 41. Đặt cọc · Bộ luật Dân sự tập huấn",
      "+ Vụ đang xét chưa viện dẫn · lời văn gần với vụ này" },
    { { NULL, (char *)"không đọc được", 2, 1, FALSE },
      "không đọc được",
      "+ Vụ đang xét chưa viện dẫn · 2 vụ gần nhất viện dẫn · không có trong kho" },
    { { NULL, NULL, 1, 1, FALSE },
      "",
      "+ Vụ đang xét chưa viện dẫn · 1 vụ gần nhất viện dẫn · không có trong kho" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *title = tl_similar_provision_title (&cases[i].provision);
      g_autofree char *details = tl_similar_provision_details (&cases[i].provision);

      g_assert_cmpstr (title, ==, cases[i].title);
      g_assert_cmpstr (details, ==, cases[i].details);
    }
}

static void
a_source_is_named_and_only_a_document_can_be_asked_for_again (void)
{
  g_autoptr (TlSimilarSource) document = tl_similar_source_new_document ("12-2024");
  g_autoptr (TlSimilarSource) passage
      = tl_similar_source_new_passage ("12-2024", "nhan.1", "bí mật của đoạn");
  g_autoptr (TlSimilarSource) facts = tl_similar_source_new_facts ("bí mật của vụ");
  g_autoptr (TlSimilarSource) file = tl_similar_source_new_document (TL_OWN_PREFIX "0123");
  TlSimilarSource *all[] = { document, passage, facts, file };
  static const struct
  {
    const char *title;
    const char *compared;
    gboolean again;
  } expected[] = {
    { "Tương tự: 12-2024", "12-2024", TRUE },
    { "Tương tự: 12-2024", "12-2024", FALSE },
    { "Tương tự: nội dung đã nhập", NULL, FALSE },
    { "Tương tự: own:0123", "own:0123", TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    {
      g_autofree char *title = tl_similar_source_title (all[i], NULL);
      g_autofree char *heading = tl_similar_source_heading (all[i], NULL);
      TlSimilarSource *again = tl_similar_source_from_key (all[i]->key);

      g_assert_cmpstr (title, ==, expected[i].title);
      g_assert_true (*heading != '\0');
      g_assert_cmpstr (tl_similar_source_get_compared (all[i]), ==, expected[i].compared);
      g_assert_null (strstr (all[i]->key, "bí mật"));
      g_assert_cmpint (again != NULL, ==, expected[i].again);
      for (guint k = 0; k < i; k++)
        g_assert_cmpstr (all[i]->key, !=, all[k]->key);
      g_clear_pointer (&again, tl_similar_source_unref);
    }
}

static void
a_long_passage_is_cut_between_letters (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (TlSimilarSource) source = NULL;

  while (text->len < TL_LIMIT_QUESTION + 100)
    g_string_append (text, "ấ");
  source = tl_similar_source_new_facts (text->str);
  g_assert_cmpuint (strlen (source->text), <=, TL_LIMIT_QUESTION);
  g_assert_cmpuint (strlen (source->text), >, TL_LIMIT_QUESTION - 4);
  g_assert_true (g_utf8_validate (source->text, -1, NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  tl_language_set_up ("vi");
  g_test_add_func ("/ui/similar-words/each-choice-weighs-what-it-names",
                   each_choice_weighs_what_it_names);
  g_test_add_func ("/ui/similar-words/a-case-unlike-in-what-is-compared-is-left-out",
                   a_case_unlike_in_what_is_compared_is_left_out);
  g_test_add_func ("/ui/similar-words/an-empty-list-says-why", an_empty_list_says_why);
  g_test_add_func ("/ui/similar-words/a-case-is-told-by-court-date-outcome-and-shared-articles",
                   a_case_is_told_by_court_date_outcome_and_shared_articles);
  g_test_add_func ("/ui/similar-words/a-point-says-what-it-is-and-whose",
                   a_point_says_what_it_is_and_whose);
  g_test_add_func ("/ui/similar-words/a-provision-says-whether-the-case-cites-it",
                   a_provision_says_whether_the_case_cites_it);
  g_test_add_func ("/ui/similar-words/a-source-is-named-and-only-a-document-can-be-asked-for-again",
                   a_source_is_named_and_only_a_document_can_be_asked_for_again);
  g_test_add_func ("/ui/similar-words/a-long-passage-is-cut-between-letters",
                   a_long_passage_is_cut_between_letters);
  return g_test_run ();
}
