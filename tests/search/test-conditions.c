/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Phrases, NOT and NEAR are true of the text of what is found. */
#include "config.h"

#include <string.h>

#include "base/tl-clock.h"
#include "search-fixture.h"

/* Judgments of one paragraph each, a law with two articles, and one with an article of two
 * versions. The words of every text are nearly the same; their order is not. */
static const struct
{
  const char *id;
  const char *text;
} TEXTS[] = {
  { "j01", "Hai bên ký hợp đồng đặt cọc rồi thỏa thuận phạt cọc." },
  { "j02", "Hai bên ký hợp đồng mua bán nhà, sau đó đặt cọc." },
  { "j03", "Đặt cọc hợp đồng: các bên phạt nhau tiền cọc." },
  { "j04", "Hợp đồng đặt cọc vô hiệu do giả tạo." },
  { "j05", "Phạt cọc gấp đôi theo hợp đồng đặt cọc đã ký." },
  { "j06", "Hợp đồng đặt cọc một hai ba bốn năm sáu bảy tám chín mười mười một phạt cọc." },
  { "j07", "Bị cáo lén lút lấy xe máy của bị hại." },
  { "j08", "Hợp đồng vay tài sản, hợp đồng thuê nhà, hợp đồng đặt cọc nhà." },
};

typedef struct
{
  char *folder;
  TlSearchEngine *engine;
} Corpus;

static void
set_text (TlBlock *block, const char *text)
{
  g_free (block->text);
  block->text = g_strdup (text);
}

static void
set_up (Corpus *corpus, gconstpointer data)
{
  g_autoptr (GPtrArray) documents
      = g_ptr_array_new_with_free_func ((GDestroyNotify)tl_document_unref);
  g_autofree char *path = NULL;
  TlDocument *law
      = search_fixture_statute ("luat", NULL, "Luật Giao dịch bảo đảm", NULL, "2020-01-01", NULL);

  tl_clock_set_fake (G_GINT64_CONSTANT (1794744000));
  for (guint i = 0; i < G_N_ELEMENTS (TEXTS); i++)
    {
      TlDocument *document = tl_document_new (TL_DOC_JUDGMENT, TEXTS[i].id);

      set_text (tl_document_add (document, tl_block_new (TL_BLOCK_PARAGRAPH, -1, "nhan.1")),
                "Tòa án nhận định về vụ án.");
      set_text (tl_document_add (document, tl_block_new (TL_BLOCK_PARAGRAPH, -1, "nhan.2")),
                TEXTS[i].text);
      document->issued = g_strdup (i % 2 == 0 ? "2022-01-02" : "2023-01-02");
      g_ptr_array_add (documents, document);
    }
  search_fixture_article (law, "1", "Hợp đồng đặt cọc", "Bên nhận trả lại khoản tiền.");
  search_fixture_article (law, "2", "Hiệu lực", "Giao dịch bảo đảm có hiệu lực khi giao kết.");
  search_fixture_article (law, "3", "Công chứng", "Văn bản phải được công chứng.");
  g_ptr_array_add (documents, law);
  corpus->folder = search_fixture_folder ();
  path = search_fixture_write (corpus->folder, documents, "1");
  corpus->engine = search_fixture_open (corpus->folder);
}

static void
tear_down (Corpus *corpus, gconstpointer data)
{
  g_object_unref (corpus->engine);
  search_fixture_remove (corpus->folder);
  g_free (corpus->folder);
  tl_clock_set_fake (-1);
}

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *)a, *(const char *const *)b);
}

/* The ids of the hits in their order by id, an article as "luat#d1". */
static char *
list_hits (const TlSearchResult *result)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < result->hits->len; i++)
    {
      const TlHit *hit = search_fixture_hit (result, i);

      g_ptr_array_add (ids, hit->kind == TL_DOC_STATUTE
                                ? g_strconcat (hit->doc, "#", hit->anchor, NULL)
                                : g_strdup (hit->doc));
    }
  g_ptr_array_sort (ids, compare_ids);
  g_ptr_array_add (ids, NULL);
  return g_strjoinv (" ", (char **)ids->pdata);
}

static void
hits_fulfil_the_conditions_and_all_that_do_are_hits (Corpus *corpus, gconstpointer data)
{
  static const struct
  {
    const char *text;
    const char *hits;
  } CASES[] = {
    { "\"hợp đồng đặt cọc\"", "j01 j04 j05 j06 j08 luat#d1" },
    { "\"hop dong dat coc\"", "j01 j04 j05 j06 j08 luat#d1" },
    { "\"HỢP ĐỒNG đặt cọc\"", "j01 j04 j05 j06 j08 luat#d1" },
    { "\"đặt cọc\"", "j01 j02 j03 j04 j05 j06 j08 luat#d1" },
    { "\"cọc hợp đồng\"", "j03" },
    { "\"hợp đồng\" \"phạt cọc\"", "j01 j05 j06" },
    { "\"hợp đồng đặt cọc\" NEAR/5 \"phạt cọc\"", "j01 j05" },
    { "\"hợp đồng đặt cọc\" NEAR/10 \"phạt cọc\"", "j01 j05" },
    { "\"phạt cọc\" GẦN/10 \"hợp đồng đặt cọc\"", "j01 j05" },
    { "\"hợp đồng đặt cọc\" NEAR/11 \"phạt cọc\"", "j01 j05" },
    { "\"hợp đồng đặt cọc\" NEAR/12 \"phạt cọc\"", "j01 j05 j06" },
    { "\"hợp đồng đặt cọc\" NEAR/20 \"phạt cọc\"", "j01 j05 j06" },
    { "\"hop dong dat coc\" NEAR/10 \"phat coc\"", "j01 j05" },
    { "\"hợp đồng đặt cọc\" -\"phạt cọc\"", "j04 j08 luat#d1" },
    { "\"hợp đồng đặt cọc\" -\"giả tạo\" -\"phạt cọc gấp đôi\"", "j01 j06 j08 luat#d1" },
    /* The name of the law is not the text of its articles. */
    { "\"giao dịch bảo đảm\"", "luat#d2" },
    { "\"giao dịch\"", "luat#d2" },
    { "\"đặt cọc\" năm:2022", "j01 j03 j05" },
    { "\"mười một phạt cọc\"", "j06" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      TlSearchRequest request = { .text = CASES[i].text, .kind = -1, .limit = 20, .facets = TRUE };
      g_autoptr (TlSearchResult) result = search_fixture_ask (corpus->engine, &request);
      g_autofree char *hits = list_hits (result);
      guint counted = 0;

      g_test_message ("%s: %s", CASES[i].text, hits);
      g_assert_cmpstr (hits, ==, CASES[i].hits);
      g_assert_true (result->counts_exact);
      for (guint kind = 0; kind < TL_N_DOC_KINDS; kind++)
        counted += result->counts[kind];
      g_assert_cmpuint (counted, ==, result->hits->len);
    }
}

static void
the_passage_shows_the_phrase (Corpus *corpus, gconstpointer data)
{
  TlSearchRequest request
      = { .text = "Tòa án nhận định vụ án \"phạt cọc gấp đôi\"", .kind = -1, .limit = 20 };
  g_autoptr (TlSearchResult) result = search_fixture_ask (corpus->engine, &request);
  const TlHit *hit = search_fixture_hit (result, 0);

  g_assert_cmpuint (result->hits->len, ==, 1);
  g_assert_cmpstr (hit->anchor, ==, "nhan.2");
  g_assert_nonnull (strstr (hit->passage, "Phạt cọc gấp đôi"));
  g_assert_cmpuint (hit->highlights->len, >, 0);
}

/* Fields without words list what they let through. */
static void
fields_alone_list_documents (Corpus *corpus, gconstpointer data)
{
  static const struct
  {
    const char *text;
    const char *hits;
  } CASES[] = {
    { "năm:2022", "j01 j03 j05 j07" },
    { "năm:2021", "" },
    { "", "" },
    { "document:j04", "j04" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      TlSearchRequest request = { .text = CASES[i].text, .kind = -1, .limit = 20 };
      g_autoptr (TlSearchResult) result = search_fixture_ask (corpus->engine, &request);
      g_autofree char *hits = list_hits (result);

      g_assert_cmpstr (hits, ==, CASES[i].hits);
    }
}

/* ---- The bound of reading ---- */

#define LONG_TEXTS 60

static TlSearchEngine *
open_long_texts (const char *folder)
{
  g_autoptr (GPtrArray) documents
      = g_ptr_array_new_with_free_func ((GDestroyNotify)tl_document_unref);
  g_autofree char *path = NULL;

  for (guint i = 0; i < LONG_TEXTS; i++)
    {
      g_autofree char *id = g_strdup_printf ("dai-%02u", i);
      TlDocument *document = tl_document_new (TL_DOC_JUDGMENT, id);
      GString *text = g_string_new ("Hợp đồng đặt cọc đã ký.");

      while (text->len < 100000)
        g_string_append_printf (text, " Nguyên đơn trình bày lần %u.", i);
      set_text (tl_document_add (document, tl_block_new (TL_BLOCK_PARAGRAPH, -1, "nhan.1")),
                text->str);
      g_string_free (text, TRUE);
      g_ptr_array_add (documents, document);
    }
  path = search_fixture_write (folder, documents, "1");
  return search_fixture_open (folder);
}

/* Work is bounded and not time: what is found does not depend on how busy the PC is, nor on what
 * was read before, and the counts say that they are lower bounds. */
static void
what_is_not_read_any_more_is_the_same_each_time (void)
{
  TlSearchRequest request = { .text = "\"hợp đồng đặt cọc\"", .kind = -1, .limit = LONG_TEXTS };
  g_autofree char *folder = search_fixture_folder ();
  g_autofree char *first = NULL;

  for (guint i = 0; i < 4; i++)
    {
      /* Twice by each of two engines. */
      static TlSearchEngine *engine;
      g_autoptr (TlSearchResult) result = NULL;
      g_autofree char *hits = NULL;

      if (i % 2 == 0)
        {
          g_clear_object (&engine);
          engine = i == 0 ? open_long_texts (folder) : search_fixture_open (folder);
        }
      result = search_fixture_ask (engine, &request);
      hits = list_hits (result);
      g_assert_false (result->counts_exact);
      g_assert_cmpuint (result->hits->len, >, 10);
      g_assert_cmpuint (result->hits->len, <, LONG_TEXTS);
      g_assert_cmpuint (result->counts[TL_DOC_JUDGMENT], ==, result->hits->len);
      if (first == NULL)
        first = g_strdup (hits);
      g_assert_cmpstr (hits, ==, first);
      if (i == 3)
        g_clear_object (&engine);
    }
  search_fixture_remove (folder);
}

#define ADD(name) g_test_add ("/search/conditions/" #name, Corpus, NULL, set_up, name, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD (hits_fulfil_the_conditions_and_all_that_do_are_hits);
  ADD (the_passage_shows_the_phrase);
  ADD (fields_alone_list_documents);
  g_test_add_func ("/search/conditions/what_is_not_read_any_more_is_the_same_each_time",
                   what_is_not_read_any_more_is_the_same_each_time);
  return g_test_run ();
}
