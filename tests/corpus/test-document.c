/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "corpus-fixture.h"

static void
codes_name_every_kind_and_come_back (void)
{
  TlDocKind kind;

  for (int i = 0; i < TL_N_DOC_KINDS; i++)
    {
      g_assert_true (tl_doc_kind_from_code (tl_doc_kind_code ((TlDocKind)i), &kind));
      g_assert_cmpint (kind, ==, i);
    }
  g_assert_cmpstr (tl_doc_kind_code (TL_DOC_STATUTE), ==, "statute");
  g_assert_cmpstr (tl_doc_kind_code (TL_DOC_JUDGMENT), ==, "judgment");
  g_assert_cmpstr (tl_block_kind_code (TL_BLOCK_PARAGRAPH), ==, "paragraph");
  g_assert_cmpstr (tl_block_kind_code (TL_BLOCK_HEADING), ==, "heading");
  g_assert_false (tl_doc_kind_from_code ("Statute", &kind));
  g_assert_false (tl_doc_kind_from_code ("", &kind));
  g_assert_false (tl_doc_kind_from_code (NULL, &kind));
}

/* d5 stands from 2015, changed 2018, repealed at the end of 2019, and came back in 2022; d6 has no
 * dates; d7 begins with the law and has no end. Clauses have no dates of their own. */
static TlDocument *
make_versions (void)
{
  static const struct
  {
    const char *article;
    const char *clause;
    const char *from;
    const char *to;
  } rows[] = {
    { "d5", "d5.k1", NULL, "2017-12-31" }, { "d5", "d5.k1", "2018-01-01", "2019-12-31" },
    { "d5", "d5.k1", "2022-07-01", NULL }, { "d6", "d6.k1", NULL, NULL },
    { "d7", "d7.k1", "2015-07-01", NULL },
  };
  TlDocument *document = tl_document_new (TL_DOC_STATUTE, "x");

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      int article = fixture_block (document, TL_BLOCK_ARTICLE, -1, rows[i].article, NULL, NULL);

      fixture_dates (document, article, rows[i].from, rows[i].to);
      fixture_block (document, TL_BLOCK_CLAUSE, article, rows[i].clause, "1", "nội dung");
    }
  return document;
}

static void
find_takes_the_version_of_the_day (void)
{
  static const struct
  {
    const char *anchor;
    const char *as_of;
    int expected;
  } cases[] = {
    { "d5", "1999-01-01", 0 },     { "d5", "2017-12-31", 0 },    { "d5", "2018-01-01", 2 },
    { "d5", "2019-12-31", 2 },     { "d5", "2020-01-01", -1 },   { "d5", "2022-06-30", -1 },
    { "d5", "2022-07-01", 4 },     { "d5", "2190-01-01", 4 },    { "d5", NULL, 4 },
    { "d5.k1", "2017-12-31", 1 },  { "d5.k1", "2018-01-01", 3 }, { "d5.k1", "2020-01-01", -1 },
    { "d5.k1", "2022-07-01", 5 },  { "d5.k1", NULL, 5 },         { "d6", "1999-01-01", 6 },
    { "d6.k1", NULL, 7 },          { "d7", "2015-06-30", -1 },   { "d7", "2015-07-01", 8 },
    { "d7.k1", "2015-06-30", -1 }, { "d8", NULL, -1 },           { "", NULL, -1 },
  };
  g_autoptr (TlDocument) document = make_versions ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s on %s", cases[i].anchor, cases[i].as_of);
      g_assert_cmpint (tl_document_find (document, cases[i].anchor, cases[i].as_of), ==,
                       cases[i].expected);
    }
}

static void
subtree_ends_where_the_next_unit_begins (void)
{
  g_autoptr (TlDocument) document = fixture_statute ("x", 3, 1);

  g_assert_cmpuint (tl_document_subtree_end (document, 0), ==, document->blocks->len);
  g_assert_cmpuint (tl_document_subtree_end (document, 1), ==, 4);
  g_assert_cmpuint (tl_document_subtree_end (document, 2), ==, 3);
  g_assert_cmpuint (tl_document_subtree_end (document, 7), ==, 10);
}

static void
unit_text_reads_as_printed (void)
{
  static const struct
  {
    TlBlockKind kind;
    const char *label;
    const char *heading;
    const char *text;
    const char *expected;
  } cases[] = {
    { TL_BLOCK_ARTICLE, "Điều 173", "Tội trộm cắp tài sản", "", "Điều 173. Tội trộm cắp tài sản" },
    { TL_BLOCK_ARTICLE, "Điều 6", "Áp dụng", "Người nào", "Điều 6. Áp dụng\nNgười nào" },
    { TL_BLOCK_ARTICLE, "Điều 7", NULL, "Người nào", "Điều 7. Người nào" },
    { TL_BLOCK_ARTICLE, "Điều 8.", "Tên", "", "Điều 8. Tên" },
    { TL_BLOCK_CLAUSE, "1", NULL, "Người nào", "1. Người nào" },
    { TL_BLOCK_CLAUSE, "1.", NULL, "Người nào", "1. Người nào" },
    { TL_BLOCK_POINT, "đ", NULL, "Hành hung", "đ) Hành hung" },
    { TL_BLOCK_POINT, "đ)", NULL, "Hành hung", "đ) Hành hung" },
    { TL_BLOCK_PARAGRAPH, "[3]", NULL, "Xét thấy", "[3] Xét thấy" },
    { TL_BLOCK_PARAGRAPH, NULL, NULL, "Xét thấy\nrằng", "Xét thấy\nrằng" },
    { TL_BLOCK_CHAPTER, "Chương I", NULL, "", "Chương I" },
    { TL_BLOCK_HEADING, NULL, "NHẬN ĐỊNH", "", "NHẬN ĐỊNH" },
    { TL_BLOCK_PARAGRAPH, "", "", "", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (TlDocument) document = tl_document_new (TL_DOC_STATUTE, "x");
      g_autofree char *text = NULL;

      fixture_block (document, cases[i].kind, -1, "a", cases[i].label, cases[i].text);
      tl_document_get_block (document, 0)->heading = g_strdup (cases[i].heading);
      text = tl_document_unit_text (document, 0);
      g_assert_cmpstr (text, ==, cases[i].expected);
    }
}

static void
unit_text_holds_what_stands_below_and_nothing_else (void)
{
  g_autoptr (TlDocument) document = tl_document_new (TL_DOC_STATUTE, "x");
  int article = fixture_block (document, TL_BLOCK_ARTICLE, -1, "d1", "Điều 1", NULL);
  int clause = fixture_block (document, TL_BLOCK_CLAUSE, article, "d1.k1", "1", "Khoản một:");
  g_autofree char *whole = NULL;
  g_autofree char *part = NULL;

  tl_document_get_block (document, 0)->heading = g_strdup ("Tên");
  fixture_block (document, TL_BLOCK_POINT, clause, "d1.k1.pa", "a", "điểm a;");
  fixture_block (document, TL_BLOCK_CLAUSE, article, "d1.k2", "2", "Khoản hai.");
  fixture_block (document, TL_BLOCK_ARTICLE, -1, "d2", "Điều 2", "Khác.");
  whole = tl_document_unit_text (document, 0);
  g_assert_cmpstr (whole, ==, "Điều 1. Tên\n1. Khoản một:\na) điểm a;\n2. Khoản hai.");
  part = tl_document_unit_text (document, 1);
  g_assert_cmpstr (part, ==, "1. Khoản một:\na) điểm a;");
}

static void
effect_of_a_document_follows_its_dates (void)
{
  static const struct
  {
    TlDocKind kind;
    const char *from;
    const char *to;
    const char *published;
    const char *as_of;
    TlEffectState expected;
  } cases[] = {
    { TL_DOC_STATUTE, NULL, NULL, NULL, "2020-01-01", TL_EFFECT_UNKNOWN },
    { TL_DOC_STATUTE, "2018-01-01", NULL, NULL, "2017-12-31", TL_EFFECT_NOT_YET },
    { TL_DOC_STATUTE, "2018-01-01", NULL, NULL, "2018-01-01", TL_EFFECT_IN_FORCE },
    { TL_DOC_STATUTE, "2018-01-01", "2020-06-30", NULL, "2020-06-30", TL_EFFECT_IN_FORCE },
    { TL_DOC_STATUTE, "2018-01-01", "2020-06-30", NULL, "2020-07-01", TL_EFFECT_EXPIRED },
    { TL_DOC_STATUTE, NULL, "2020-06-30", NULL, "2020-07-01", TL_EFFECT_EXPIRED },
    { TL_DOC_STATUTE, NULL, "2020-06-30", NULL, "2000-07-01", TL_EFFECT_IN_FORCE },
    { TL_DOC_STATUTE, "không rõ", NULL, NULL, "2000-07-01", TL_EFFECT_UNKNOWN },
    { TL_DOC_STATUTE, NULL, NULL, "2020-01-01", "2021-01-01", TL_EFFECT_UNKNOWN },
    /* 30 days after publication */
    { TL_DOC_PRECEDENT, NULL, NULL, "2025-12-24", "2026-01-22", TL_EFFECT_NOT_YET },
    { TL_DOC_PRECEDENT, NULL, NULL, "2025-12-24", "2026-01-23", TL_EFFECT_IN_FORCE },
    { TL_DOC_PRECEDENT, NULL, NULL, "2024-02-01", "2024-03-01", TL_EFFECT_NOT_YET },
    { TL_DOC_PRECEDENT, NULL, NULL, "2024-02-01", "2024-03-02", TL_EFFECT_IN_FORCE },
    { TL_DOC_PRECEDENT, "2026-02-01", NULL, "2025-12-24", "2026-01-23", TL_EFFECT_NOT_YET },
    { TL_DOC_PRECEDENT, NULL, "2030-01-01", "2025-12-24", "2030-01-02", TL_EFFECT_EXPIRED },
    { TL_DOC_PRECEDENT, NULL, NULL, NULL, "2026-01-23", TL_EFFECT_UNKNOWN },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (TlDocument) document = tl_document_new (cases[i].kind, "x");

      g_test_message ("case %u", i);
      document->effective_from = g_strdup (cases[i].from);
      document->effective_to = g_strdup (cases[i].to);
      document->published = g_strdup (cases[i].published);
      fixture_block (document, TL_BLOCK_PARAGRAPH, -1, "a", NULL, "b");
      g_assert_cmpint (tl_document_effect (document, -1, cases[i].as_of), ==, cases[i].expected);
      g_assert_cmpint (tl_document_effect (document, 0, cases[i].as_of), ==, cases[i].expected);
    }
}

static void
effect_of_a_unit_follows_its_versions (void)
{
  static const struct
  {
    int index;
    const char *as_of;
    TlEffectState expected;
  } cases[] = {
    { 0, "2017-12-31", TL_EFFECT_IN_FORCE }, { 0, "2018-01-01", TL_EFFECT_EXPIRED },
    { 1, "2018-01-01", TL_EFFECT_EXPIRED },  { 2, "2018-01-01", TL_EFFECT_IN_FORCE },
    { 2, "2017-12-31", TL_EFFECT_NOT_YET },  { 2, "2020-01-01", TL_EFFECT_NO_TEXT },
    { 0, "2020-01-01", TL_EFFECT_NO_TEXT },  { 4, "2020-01-01", TL_EFFECT_NO_TEXT },
    { 5, "2020-01-01", TL_EFFECT_NO_TEXT },  { 4, "2022-07-01", TL_EFFECT_IN_FORCE },
    { 6, "2020-01-01", TL_EFFECT_UNKNOWN },  { 8, "2015-06-30", TL_EFFECT_NOT_YET },
    { 8, "2015-07-01", TL_EFFECT_IN_FORCE },
  };
  g_autoptr (TlDocument) document = make_versions ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("block %d on %s", cases[i].index, cases[i].as_of);
      g_assert_cmpint (tl_document_effect (document, cases[i].index, cases[i].as_of), ==,
                       cases[i].expected);
    }
}

static void
a_unit_whose_first_text_is_later_than_the_law_has_no_text (void)
{
  g_autoptr (TlDocument) document = tl_document_new (TL_DOC_STATUTE, "x");

  document->effective_from = g_strdup ("2016-07-01");
  fixture_block (document, TL_BLOCK_ARTICLE, -1, "d1", "Điều 1", "a");
  fixture_dates (document, 0, "2018-01-01", NULL);
  g_assert_cmpint (tl_document_effect (document, 0, "2016-06-30"), ==, TL_EFFECT_NOT_YET);
  g_assert_cmpint (tl_document_effect (document, 0, "2017-01-01"), ==, TL_EFFECT_NO_TEXT);
  g_assert_cmpint (tl_document_effect (document, 0, "2018-01-01"), ==, TL_EFFECT_IN_FORCE);
}

static void
an_article_is_partly_in_force_when_a_clause_expired (void)
{
  g_autoptr (TlDocument) document = tl_document_new (TL_DOC_STATUTE, "x");
  int article;

  document->effective_from = g_strdup ("2016-07-01");
  article = fixture_block (document, TL_BLOCK_ARTICLE, -1, "d1", "Điều 1", NULL);
  fixture_block (document, TL_BLOCK_CLAUSE, article, "d1.k1", "1", "cũ");
  fixture_dates (document, 1, NULL, "2019-12-31");
  fixture_block (document, TL_BLOCK_CLAUSE, article, "d1.k2", "2", "còn");
  fixture_block (document, TL_BLOCK_ARTICLE, -1, "d2", "Điều 2", "còn");
  g_assert_cmpint (tl_document_effect (document, 0, "2019-12-31"), ==, TL_EFFECT_IN_FORCE);
  g_assert_cmpint (tl_document_effect (document, 0, "2020-01-01"), ==, TL_EFFECT_PARTLY);
  g_assert_cmpint (tl_document_effect (document, 1, "2020-01-01"), ==, TL_EFFECT_EXPIRED);
  g_assert_cmpint (tl_document_effect (document, 2, "2020-01-01"), ==, TL_EFFECT_IN_FORCE);
  g_assert_cmpint (tl_document_effect (document, 3, "2020-01-01"), ==, TL_EFFECT_IN_FORCE);
  g_assert_cmpint (tl_document_effect (document, -1, "2020-01-01"), ==, TL_EFFECT_PARTLY);

  /* Amended, not repealed: a newer version is in force. */
  fixture_block (document, TL_BLOCK_ARTICLE, -1, "d1", "Điều 1", NULL);
  fixture_block (document, TL_BLOCK_CLAUSE, 4, "d1.k1", "1", "mới");
  fixture_dates (document, 5, "2020-01-01", NULL);
  g_assert_cmpint (tl_document_effect (document, 0, "2020-01-01"), ==, TL_EFFECT_IN_FORCE);
  g_assert_cmpint (tl_document_effect (document, -1, "2020-01-01"), ==, TL_EFFECT_IN_FORCE);
}

static void
a_law_without_dates_takes_those_of_its_articles (void)
{
  g_autoptr (TlDocument) document = tl_document_new (TL_DOC_STATUTE, "x");

  fixture_block (document, TL_BLOCK_ARTICLE, -1, "d1", "Điều 1", "a");
  fixture_dates (document, 0, "2016-07-01", "2019-12-31");
  fixture_block (document, TL_BLOCK_ARTICLE, -1, "d2", "Điều 2", "b");
  fixture_dates (document, 1, "2016-07-01", "2024-12-31");
  g_assert_cmpint (tl_document_effect (document, -1, "2016-06-30"), ==, TL_EFFECT_NOT_YET);
  g_assert_cmpint (tl_document_effect (document, -1, "2016-07-01"), ==, TL_EFFECT_IN_FORCE);
  g_assert_cmpint (tl_document_effect (document, -1, "2020-01-01"), ==, TL_EFFECT_PARTLY);
  g_assert_cmpint (tl_document_effect (document, -1, "2025-01-01"), ==, TL_EFFECT_EXPIRED);
}

static void
ids_hold_only_plain_letters_and_stay_the_same (void)
{
  static const struct
  {
    const char *parts[4];
    const char *expected;
  } cases[] = {
    { { "100/2015/QH13" }, "100-2015-qh13" },
    { { "  19/2018/NĐ-CP " }, "19-2018-nd-cp" },
    { { "12/2020/DS-ST", "Tòa án nhân dân Quận 1", "2020-05-06" },
      "12-2020-ds-st-toa-an-nhan-dan-quan-1-2020-05-06" },
    { { "Đường", "", "ƯỚC" }, "duong-uoc" },
    { { "a.b", "..c..", "v1.0." }, "a.b-c-v1.0" },
    { { "«»" }, "unnamed" },
    { { "" }, "unnamed" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const char *const *p = cases[i].parts;
      g_autofree char *id = tl_document_make_id (p[0], p[1], p[2], NULL);

      g_assert_cmpstr (id, ==, cases[i].expected);
    }
}

static void
long_ids_are_cut_and_stay_apart (void)
{
  g_autofree char *base = g_strnfill (300, 'a');
  g_autofree char *first = tl_document_make_id (base, "1", NULL);
  g_autofree char *second = tl_document_make_id (base, "2", NULL);

  g_assert_cmpuint (strlen (first), <=, 160);
  g_assert_cmpstr (first, !=, second);
}

static void
references_are_counted (void)
{
  TlDocument *document = fixture_statute ("x", 2, 1);
  TlDocument *again = tl_document_ref (document);

  tl_document_unref (document);
  g_assert_cmpstr (again->id, ==, "x");
  tl_document_unref (again);
  tl_document_unref (NULL);
  tl_block_free (NULL);
}

static void
a_suspended_unit_is_neither_in_force_nor_expired (void)
{
  g_autoptr (TlDocument) document = tl_document_new (TL_DOC_STATUTE, "x");
  static const struct
  {
    int index;
    const char *as_of;
    TlEffectState state;
  } cases[] = {
    { -1, "2031-07-01", TL_EFFECT_IN_FORCE },  { 0, "2031-06-30", TL_EFFECT_IN_FORCE },
    { 0, "2031-07-01", TL_EFFECT_SUSPENDED },  { 1, "2031-12-31", TL_EFFECT_SUSPENDED },
    { 0, "2032-01-01", TL_EFFECT_IN_FORCE },   { 2, "2031-07-01", TL_EFFECT_IN_FORCE },
    { 3, "2031-07-01", TL_EFFECT_UNSUITABLE }, { 3, "2028-12-31", TL_EFFECT_NOT_YET },
  };

  document->effective_from = g_strdup ("2029-01-01");
  document->meta = g_strdup ("{\"suspended\":[{\"unit\":\"d1\",\"from\":\"2031-07-01\",\"to\":"
                             "\"2031-12-31\"}, 7],\"unsuitable\":[{\"unit\":\"d11\"}]}");
  tl_document_add (document, tl_block_new (TL_BLOCK_ARTICLE, -1, "d1"));
  tl_document_add (document, tl_block_new (TL_BLOCK_CLAUSE, 0, "d1.k1"));
  tl_document_add (document, tl_block_new (TL_BLOCK_ARTICLE, -1, "d10"));
  tl_document_add (document, tl_block_new (TL_BLOCK_ARTICLE, -1, "d11"));
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (tl_document_effect (document, cases[i].index, cases[i].as_of), ==,
                     cases[i].state);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name) g_test_add_func ("/corpus/document/" #name, name)
  ADD (codes_name_every_kind_and_come_back);
  ADD (find_takes_the_version_of_the_day);
  ADD (subtree_ends_where_the_next_unit_begins);
  ADD (unit_text_reads_as_printed);
  ADD (unit_text_holds_what_stands_below_and_nothing_else);
  ADD (effect_of_a_document_follows_its_dates);
  ADD (effect_of_a_unit_follows_its_versions);
  ADD (a_unit_whose_first_text_is_later_than_the_law_has_no_text);
  ADD (an_article_is_partly_in_force_when_a_clause_expired);
  ADD (a_law_without_dates_takes_those_of_its_articles);
  ADD (a_suspended_unit_is_neither_in_force_nor_expired);
  ADD (ids_hold_only_plain_letters_and_stay_the_same);
  ADD (long_ids_are_cut_and_stay_apart);
  ADD (references_are_counted);
  return g_test_run ();
}
