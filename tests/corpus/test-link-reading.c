/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "corpus-fixture.h"
#include "corpus/tl-link-index.h"

typedef struct
{
  TlBlockKind kind;
  int parent;
  const char *anchor;
  const char *text;
} Unit;

static TlDocument *
make (TlDocKind kind, const char *id, const char *issued, const Unit *units, guint n)
{
  TlDocument *document = tl_document_new (kind, id);

  document->issued = g_strdup (issued);
  for (guint i = 0; i < n; i++)
    fixture_block (document, units[i].kind, units[i].parent, units[i].anchor, NULL, units[i].text);
  return document;
}

/* "block-anchor notation target#anchor" of each link, and what its span holds. */
static char *
describe (const TlDocument *document, GPtrArray *links)
{
  GString *lines = g_string_new (NULL);

  for (guint i = 0; i < links->len; i++)
    {
      const TlLink *link = links->pdata[i];
      const TlBlock *block = tl_document_get_block (document, link->block);

      g_assert_cmpuint (link->from, <=, link->to);
      g_assert_cmpuint (link->to, <=, strlen (block->text));
      g_string_append_printf (lines, "%s%s %s %s#%s [%.*s]", i > 0 ? "\n" : "", block->anchor,
                              link->notation, link->target != NULL ? link->target : "-",
                              link->anchor != NULL ? link->anchor : "",
                              (int)(link->to - link->from), block->text + link->from);
    }
  return g_string_free (lines, FALSE);
}

static void
assert_links (const TlDocument *document, const TlLinkIndex *index, const char *expected)
{
  g_autoptr (GPtrArray) links = tl_document_read_links_in (document, index);
  g_autofree char *found = describe (document, links);

  g_assert_cmpstr (found, ==, expected);
}

static void
a_statute_means_itself (void)
{
  static const Unit units[] = {
    { TL_BLOCK_ARTICLE, -1, "d5", "" },
    { TL_BLOCK_CLAUSE, 0, "d5.k1", "Theo quy định tại khoản 2 Điều này và Điều 7 của Luật này." },
    { TL_BLOCK_CLAUSE, 0, "d5.k2", "Trường hợp sau đây:" },
    { TL_BLOCK_POINT, 2, "d5.k2.pa", "Việc quy định tại điểm b khoản này;" },
    { TL_BLOCK_ARTICLE, -1, "d6", "Theo Điều 468 Bộ luật Dân sự năm 2015." },
    { TL_BLOCK_ARTICLE, -1, "d7", "Theo khoản 3 Điều 9 của Luật này." },
  };
  g_autoptr (TlDocument) document
      = make (TL_DOC_STATUTE, "01-2020-qh14", "2020-06-01", units, G_N_ELEMENTS (units));

  assert_links (document, NULL,
                "d5.k1 SELF:5.2 01-2020-qh14#d5.k2 [khoản 2 Điều này]\n"
                "d5.k1 SELF:7 01-2020-qh14#d7 [Điều 7]\n"
                "d5.k2.pa SELF:5.2.b 01-2020-qh14#d5.k2.pb [điểm b khoản này]\n"
                "d6 BLDS2015:468 91-2015-qh13#d468 [Điều 468]\n"
                "d7 SELF:9.3 01-2020-qh14#d9.k3 [khoản 3 Điều 9]");
}

static void
an_annex_means_its_own_articles (void)
{
  static const Unit units[] = {
    { TL_BLOCK_ARTICLE, -1, "d1", "Ban hành kèm theo." },
    { TL_BLOCK_ANNEX, -1, "pl1", "" },
    { TL_BLOCK_ARTICLE, 1, "pl1.d1", "Theo Điều 2 của Quy định này." },
    { TL_BLOCK_ARTICLE, 1, "pl1.d2", "Việc nêu tại khoản 1 Điều này." },
    { TL_BLOCK_CLAUSE, 3, "pl1.d2.k1", "Một." },
  };
  g_autoptr (TlDocument) document
      = make (TL_DOC_STATUTE, "02-2020-qd", "2020-06-01", units, G_N_ELEMENTS (units));
  g_autoptr (GPtrArray) links = tl_document_read_links (document);

  g_assert_cmpuint (links->len, >=, 1);
  g_assert_cmpstr (((TlLink *)links->pdata[links->len - 1])->anchor, ==, "pl1.d2.k1");
  g_assert_cmpstr (((TlLink *)links->pdata[links->len - 1])->target, ==, "02-2020-qd");
}

static void
a_judgment_is_one_text_and_its_date_decides_editions (void)
{
  static const Unit units[] = {
    { TL_BLOCK_HEADING, -1, "nhan", "" },
    { TL_BLOCK_PARAGRAPH, 0, "nhan.1",
      "[x] Theo khoản 2 Điều 305 Bộ luật Dân sự thì phải trả lãi." },
    { TL_BLOCK_PARAGRAPH, 0, "nhan.2", "Theo Án lệ số 08/2016/AL của Tòa án nhân dân tối cao." },
    { TL_BLOCK_PARAGRAPH, 0, "nhan.3",
      "Xét Bản án số 17/2018/HS-ST ngày 26-01-2018 của Tòa án nhân dân thị xã Hồng An." },
    { TL_BLOCK_PARAGRAPH, 0, "nhan.4", "Căn cứ khoản 1 Điều 24 Nghị quyết số 326/2016/UBTVQH14." },
    { TL_BLOCK_PARAGRAPH, 0, "nhan.5", "Trả 3.000.000 đồng theo Điều 3 hợp đồng." },
  };
  g_autoptr (TlDocument) old
      = make (TL_DOC_JUDGMENT, "ban-an", "2015-03-01", units, G_N_ELEMENTS (units));
  g_autoptr (TlDocument) document
      = make (TL_DOC_JUDGMENT, "ban-an", "2020-03-01", units, G_N_ELEMENTS (units));
  g_autoptr (GPtrArray) links = tl_document_read_links (document);
  g_autoptr (GPtrArray) old_links = tl_document_read_links (old);
  static const char *const targets[]
      = { "91-2015-qh13", "08-2016-al", "17-2018-hs-st-toa-an-nhan-dan-thi-xa-hong-an-2018-01-26",
          "nq-326-2016-ubtvqh14" };

  g_assert_cmpuint (links->len, ==, G_N_ELEMENTS (targets));
  for (guint i = 0; i < links->len; i++)
    g_assert_cmpstr (((TlLink *)links->pdata[i])->target, ==, targets[i]);
  g_assert_cmpstr (((TlLink *)links->pdata[0])->anchor, ==, "d305.k2");
  g_assert_cmphex (((TlLink *)links->pdata[0])->warnings & TL_CITATION_WARN_EDITION, !=, 0);
  g_assert_cmpstr (((TlLink *)links->pdata[3])->anchor, ==, "d24.k1");
  g_assert_cmpstr (((TlLink *)old_links->pdata[0])->target, ==, "33-2005-qh11");
}

/* A name in one paragraph is the one that "nêu trên" in the next means. */
static void
names_are_carried_between_paragraphs (void)
{
  static const Unit units[] = {
    { TL_BLOCK_PARAGRAPH, -1, "nhan.1", "Áp dụng Nghị quyết số 326/2016/UBTVQH14." },
    { TL_BLOCK_PARAGRAPH, -1, "nhan.2", "Theo Điều 26 của Nghị quyết nêu trên." },
  };
  g_autoptr (TlDocument) document
      = make (TL_DOC_JUDGMENT, "ban-an", "2020-03-01", units, G_N_ELEMENTS (units));

  assert_links (document, NULL,
                "nhan.1 NQ326/2016/UBTVQH14 nq-326-2016-ubtvqh14# [Nghị quyết số "
                "326/2016/UBTVQH14]\n"
                "nhan.2 NQ326/2016/UBTVQH14:26 nq-326-2016-ubtvqh14#d26 [Điều 26]");
}

static void
an_article_named_again_without_a_law_is_that_of_the_law_before (void)
{
  static const Unit units[] = {
    { TL_BLOCK_PARAGRAPH, -1, "nhan.1",
      "Theo Điều 268 Bộ luật Dân sự năm 2005. Tại Điều 268 quy định như sau, còn Điều 270 thì "
      "khác." },
    { TL_BLOCK_PARAGRAPH, -1, "nhan.2", "Xét Điều 268 thì thấy có căn cứ." },
  };
  g_autoptr (TlDocument) document
      = make (TL_DOC_JUDGMENT, "ban-an", "2020-03-01", units, G_N_ELEMENTS (units));

  assert_links (document, NULL,
                "nhan.1 BLDS2005:268 33-2005-qh11#d268 [Điều 268]\n"
                "nhan.1 BLDS2005:268 33-2005-qh11#d268 [Điều 268]\n"
                "nhan.1 ?:270 -#d270 [Điều 270]\n"
                "nhan.2 ?:268 -#d268 [Điều 268]");
}

static TlLinkIndex *
make_index (void)
{
  TlLinkIndex *index = tl_link_index_new ();
  g_autoptr (TlDocument) training = tl_document_new (TL_DOC_STATUTE, "05-2016-th-qh");
  g_autoptr (TlDocument) page = tl_document_new (TL_DOC_STATUTE, "83-2015-qh13");
  int block;

  training->short_name = g_strdup ("BLDS-CL");
  training->title = g_strdup ("Bộ luật Dân sự cổ lệ");
  training->effective_from = g_strdup ("2017-01-01");
  tl_link_index_add (index, training);
  page->meta = g_strdup ("{\"codification\":\"26.3\"}");
  page->number_normal = g_strdup ("83/2015/QH13");
  block = fixture_block (page, TL_BLOCK_CHAPTER, -1, "c1", "Chương I", NULL);
  tl_document_get_block (page, (guint)block)->source_id = g_strdup ("26003");
  block = fixture_block (page, TL_BLOCK_ARTICLE, -1, "d1", "Điều 1", "Một.");
  tl_document_get_block (page, (guint)block)->source_id = g_strdup ("2600301");
  tl_link_index_add (index, page);
  return index;
}

static void
a_corpus_knows_laws_that_the_catalogue_does_not (void)
{
  static const Unit units[] = {
    { TL_BLOCK_PARAGRAPH, -1, "nhan.1",
      "Theo khoản 3 Điều 75 của Bộ luật Dân sự cổ lệ, bị đơn phải bồi thường." },
  };
  g_autoptr (TlLinkIndex) index = make_index ();
  g_autoptr (TlDocument) document
      = make (TL_DOC_JUDGMENT, "ban-an", "2020-03-01", units, G_N_ELEMENTS (units));

  assert_links (document, index, "nhan.1 BLDS-CL:75.3 05-2016-th-qh#d75.k3 [khoản 3 Điều 75]");
}

static void
what_the_source_refers_to_is_a_link_without_a_place (void)
{
  static const Unit units[] = { { TL_BLOCK_ARTICLE, -1, "d1", "Theo Điều 2 của Luật này." } };
  g_autoptr (TlLinkIndex) index = make_index ();
  g_autoptr (TlDocument) document
      = make (TL_DOC_STATUTE, "57-2020-qh14", "2020-03-01", units, G_N_ELEMENTS (units));
  g_autoptr (GPtrArray) links = NULL;

  tl_document_get_block (document, 0)->references
      = g_strdup ("id:2600301\tĐiều 26.3.LQ.1\nid:26003\tChương I\nid:9\tĐiều 9.9.LQ.9\n"
                  "doc:58-2010-qh12#d6a\t58/2010/QH12:6a\n\tĐiều 98.7.TT.2.3\nno tab");
  assert_links (document, index,
                "d1 83/2015/QH13:1 83-2015-qh13#d1 []\n"
                "d1 83/2015/QH13#c1 83-2015-qh13#c1 []\n"
                "d1 Điều 9.9.LQ.9 -# []\n"
                "d1 58/2010/QH12:6a 58-2010-qh12#d6a []\n"
                "d1 Điều 98.7.TT.2.3 -# []\n"
                "d1 SELF:2 57-2020-qh14#d2 [Điều 2]");
  links = tl_document_read_links_in (document, index);
  for (guint i = 0; i < 5; i++)
    g_assert_true (((TlLink *)links->pdata[i])->official);
  g_assert_false (((TlLink *)links->pdata[5])->official);
}

static void
a_document_without_text_has_no_links (void)
{
  g_autoptr (TlDocument) document = tl_document_new (TL_DOC_STATUTE, "x");
  g_autoptr (GPtrArray) links = tl_document_read_links (document);

  g_assert_cmpuint (links->len, ==, 0);
}

#define ADD(name) g_test_add_func ("/link-reading/" G_STRINGIFY (name), name)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD (a_statute_means_itself);
  ADD (an_annex_means_its_own_articles);
  ADD (a_judgment_is_one_text_and_its_date_decides_editions);
  ADD (names_are_carried_between_paragraphs);
  ADD (an_article_named_again_without_a_law_is_that_of_the_law_before);
  ADD (a_corpus_knows_laws_that_the_catalogue_does_not);
  ADD (what_the_source_refers_to_is_a_link_without_a_place);
  ADD (a_document_without_text_has_no_links);
  return g_test_run ();
}
