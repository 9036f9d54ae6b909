/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "search-fixture.h"
#include "search/memory/tl-memory.h"

typedef struct
{
  const char *text;
  gboolean good;
} Case;

static const Case CASES[] = {
  /* What the small library holds. */
  { "trộm cắp tài sản của người khác", TRUE },
  { "trom cap tai san cua nguoi khac", TRUE },
  { "đặt cọc", TRUE },
  { "dat coc", TRUE },
  { "bên đặt cọc từ chối giao kết hợp đồng", TRUE },
  { "nguyên tắc hòa giải", TRUE },
  { "lừa đảo chiếm đoạt tài sản", TRUE },
  /* Literal citations. */
  { "Điều 173 BLHS", TRUE },
  { "khoản 1 Điều 173 Bộ luật Hình sự", TRUE },
  { "100/2015/QH13", TRUE },
  /* What no law says. */
  { "Cách nấu nước dùng phở bò trong và thơm như ngoài quán?", FALSE },
  { "Trồng lan trên ban công hướng tây thì tưới mấy ngày một lần?", FALSE },
  { "lich thi dau bong chuyen nu tuan nay", FALSE },
  { "Vì sao bầu trời buổi chiều có màu cam?", FALSE },
  { "Pin điện thoại tụt nhanh sau khi cập nhật", FALSE },
  { "zzzz qqqq", FALSE },
};

static void
an_answer_is_called_good_where_it_is_likely (SearchFixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autoptr (TlSearchResult) result = search_fixture_ask_on (fixture, CASES[i].text, NULL);

      g_test_message ("%s: %.2f", CASES[i].text, result->trust);
      g_assert_cmpfloat (result->trust, >=, 0);
      g_assert_cmpfloat (result->trust, <=, 1);
      g_assert_cmpint (result->good, ==, CASES[i].good);
    }
}

static void
each_kind_is_asked_for_and_the_best_list_counts (SearchFixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      TlSearchRequest request
          = { .text = CASES[i].text, .kind = -1, .limit = 10, .each_kind = TRUE };
      g_autoptr (TlSearchResult) result = search_fixture_ask (fixture->engine, &request);

      g_test_message ("%s: %.2f", CASES[i].text, result->trust);
      g_assert_cmpint (result->good, ==, CASES[i].good);
    }
}

static void
nothing_asked_is_no_bad_answer (SearchFixture *fixture, gconstpointer data)
{
  static const char *const EMPTY[] = { "", "  ", "?!" };

  for (guint i = 0; i < G_N_ELEMENTS (EMPTY); i++)
    {
      g_autoptr (TlSearchResult) result = search_fixture_ask_on (fixture, EMPTY[i], NULL);

      g_assert_true (result->good);
    }
}

static void
what_was_confirmed_for_the_question_is_good (SearchFixture *fixture, gconstpointer data)
{
  static const char QUESTION[] = "Hàng xóm mượn chiếc cần câu rồi chối bay chối biến";
  g_autofree char *path = g_build_filename (fixture->folder, "memory.jsonl", NULL);
  g_autoptr (TlMemory) memory
      = tl_memory_new (tl_search_engine_get_library (fixture->engine), path, NULL);
  g_autoptr (TlSearchResult) before = search_fixture_ask_on (fixture, QUESTION, NULL);
  g_autoptr (TlSearchResult) after = NULL;
  g_autofree char *id = tl_memory_confirm (memory, QUESTION, "100-2015-qh13", "d174", NULL);

  g_assert_false (before->good);
  tl_search_engine_set_memory (fixture->engine, memory);
  after = search_fixture_ask_on (fixture, QUESTION, NULL);
  g_assert_nonnull (id);
  g_assert_true (after->good);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  SEARCH_FIXTURE_ADD ("/trust/", an_answer_is_called_good_where_it_is_likely);
  SEARCH_FIXTURE_ADD ("/trust/", each_kind_is_asked_for_and_the_best_list_counts);
  SEARCH_FIXTURE_ADD ("/trust/", nothing_asked_is_no_bad_answer);
  SEARCH_FIXTURE_ADD ("/trust/", what_was_confirmed_for_the_question_is_good);
  return g_test_run ();
}
