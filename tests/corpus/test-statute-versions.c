/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib.h>
#include <string.h>

#include "corpus/tl-block-codec-private.h"
#include "corpus/tl-statute-versions.h"
#include "text/tl-text.h"

#define BEFORE "2031-06-30"
#define DAY    "2031-07-01"

static const char law[]
    = "Chương I\nQUY ĐỊNH CHUNG\n"
      "Điều 1. Bến thuyền cấp huyện\n1. Bến do cấp huyện quản lý.\n2. Bến có đèn:\na) "
      "Đèn đỏ;\nb) Đèn xanh.\n3. Bến mở cửa ban ngày.\n"
      "Điều 2. Đò ngang\nĐò ngang phải có áo phao, phao tròn.\n"
      "Điều 3. Phí\n1. Phí do cấp huyện thu.\n2. Phí nộp ngân sách.\n"
      "Chương II\nTHI HÀNH\n"
      "Điều 4. Hiệu lực\nLuật này có hiệu lực.\n";

static TlBlockKind
block_kind (TlUnitKind kind)
{
  static const struct
  {
    TlUnitKind unit;
    TlBlockKind block;
  } kinds[] = { { TL_UNIT_CHAPTER, TL_BLOCK_CHAPTER },
                { TL_UNIT_ARTICLE, TL_BLOCK_ARTICLE },
                { TL_UNIT_CLAUSE, TL_BLOCK_CLAUSE },
                { TL_UNIT_POINT, TL_BLOCK_POINT } };

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (kinds[i].unit == kind)
      return kinds[i].block;
  return TL_BLOCK_PARAGRAPH;
}

static TlDocument *
make_law (const char *text)
{
  TlDocument *document = tl_document_new (TL_DOC_STATUTE, "11-2028-qh16");
  g_autoptr (TlStatuteStructure) structure = tl_statute_structure_parse (text);

  document->number = g_strdup ("11/2028/QH16");
  document->number_normal = g_strdup (document->number);
  document->effective_from = g_strdup ("2029-01-01");
  for (guint i = 0; i < structure->units->len; i++)
    {
      const TlUnit *unit = g_ptr_array_index (structure->units, i);
      TlBlock *block = tl_block_new (block_kind (unit->kind), unit->parent, unit->anchor);

      block->label = g_strdup (unit->label);
      block->heading = g_strdup (unit->heading);
      g_free (block->text);
      block->text = g_strdup (unit->text);
      tl_document_add (document, block);
    }
  return document;
}

static GPtrArray *
read_orders (const char *orders)
{
  g_autofree char *raw = g_strconcat (
      "QUỐC HỘI\nLuật số: 21/2031/QH17\nLUẬT\nSỬA ĐỔI, BỔ SUNG MỘT SỐ ĐIỀU CỦA LUẬT BẾN "
      "THUYỀN SỐ 11/2028/QH16\n\nĐiều 1. Sửa đổi, bổ sung một số điều\n",
      orders, NULL);
  g_autofree char *text = tl_text_normalize (raw, -1, NULL);
  g_autoptr (TlStatuteStructure) structure = tl_statute_structure_parse (text);

  return tl_amendments_read (text, structure, NULL);
}

static char *
text_on (const TlDocument *document, const char *anchor, const char *date)
{
  int index = tl_document_find (document, anchor, date);

  return index >= 0 ? tl_document_unit_text_on (document, (guint)index, date) : NULL;
}

static char *
whole_on (const TlDocument *document, const char *date)
{
  GString *all = g_string_new (NULL);

  for (guint i = 0; i < document->blocks->len;)
    {
      const TlBlock *block = tl_document_get_block (document, i);
      guint end = tl_document_subtree_end (document, i);

      if ((block->valid_from == NULL || strcmp (block->valid_from, date) <= 0)
          && (block->valid_to == NULL || strcmp (date, block->valid_to) <= 0))
        {
          g_autofree char *text = tl_document_unit_text_on (document, i, date);
          g_string_append_printf (all, "%s\n", text);
        }
      i = end;
    }
  return g_string_free (all, FALSE);
}

/* The first days and last days of a block with those of what it stands in. */
static void
dates_of (const TlDocument *document, int index, const char **from, const char **to)
{
  *from = "";
  *to = "9999";
  for (; index >= 0; index = tl_document_get_block (document, (guint)index)->parent)
    {
      const TlBlock *block = tl_document_get_block (document, (guint)index);

      if (block->valid_from != NULL && strcmp (block->valid_from, *from) > 0)
        *from = block->valid_from;
      if (block->valid_to != NULL && strcmp (block->valid_to, *to) < 0)
        *to = block->valid_to;
    }
}

static void
assert_no_overlap (const TlDocument *document)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GByteArray) bytes = _tl_blocks_encode (document->blocks, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < document->blocks->len; i++)
    for (guint k = i + 1; k < document->blocks->len; k++)
      {
        const char *from_a, *to_a, *from_b, *to_b;

        if (strcmp (tl_document_get_block (document, i)->anchor,
                    tl_document_get_block (document, k)->anchor)
            != 0)
          continue;
        dates_of (document, (int)i, &from_a, &to_a);
        dates_of (document, (int)k, &from_b, &to_b);
        g_assert_true (strcmp (to_a, from_b) < 0 || strcmp (to_b, from_a) < 0
                       || strcmp (from_a, to_a) > 0 || strcmp (from_b, to_b) > 0);
      }
}

typedef struct
{
  const char *orders;
  const char *anchor;
  const char *expected; /* the unit's text on the day; NULL: none */
  guint notes;
} Case;

static const Case cases[] = {
  { "1. Sửa đổi, bổ sung khoản 3 Điều 1 như sau:\n“3. Bến mở cửa cả đêm.”.", "d1.k3",
    "3. Bến mở cửa cả đêm.", 0 },
  { "1. Sửa đổi, bổ sung khoản 2 Điều 1 như sau:\n“2. Bến có:\na) Đèn;\nb) Còi;\nc) Phao.”.",
    "d1.k2", "2. Bến có:\na) Đèn;\nb) Còi;\nc) Phao.", 0 },
  { "1. Sửa đổi, bổ sung điểm b khoản 2 Điều 1 như sau:\n“b) Đèn vàng.”.", "d1.k2",
    "2. Bến có đèn:\na) Đèn đỏ;\nb) Đèn vàng.", 0 },
  { "1. Sửa đổi, bổ sung Điều 2 như sau:\n“Điều 2. Đò\n1. Đò có phao.\n2. Đò có còi.”.", "d2",
    "Điều 2. Đò\n1. Đò có phao.\n2. Đò có còi.", 0 },
  { "1. Sửa đổi, bổ sung tên Điều 2 như sau:\n“Điều 2. Đò và phà”.", "d2",
    "Điều 2. Đò và phà\nĐò ngang phải có áo phao, phao tròn.", 0 },
  { "1. Sửa đổi, bổ sung đoạn đầu khoản 2 Điều 1 như sau:\n“2. Ban đêm bến có:”.", "d1.k2",
    "2. Ban đêm bến có:\na) Đèn đỏ;\nb) Đèn xanh.", 0 },
  { "1. Bổ sung Điều 2a vào sau Điều 2 như sau:\n“Điều 2a. Phà\nPhà có còi.”.", "d2a",
    "Điều 2a. Phà\nPhà có còi.", 0 },
  { "1. Bổ sung khoản 1a và khoản 1b vào sau khoản 1 Điều 3 như sau:\n“1a. Một a.\n1b. Một b.”.",
    "d3", "Điều 3. Phí\n1. Phí do cấp huyện thu.\n1a. Một a.\n1b. Một b.\n2. Phí nộp ngân sách.",
    0 },
  { "1. Bổ sung khoản 3 vào Điều 3 như sau:\n“3. Ba.”.", "d3",
    "Điều 3. Phí\n1. Phí do cấp huyện thu.\n2. Phí nộp ngân sách.\n3. Ba.", 0 },
  { "1. Bãi bỏ khoản 2 Điều 1.", "d1.k2", NULL, 0 },
  { "1. Bãi bỏ khoản 2 Điều 1.", "d1",
    "Điều 1. Bến thuyền cấp huyện\n1. Bến do cấp huyện quản lý.\n3. Bến mở cửa ban ngày.", 0 },
  { "1. Thay thế cụm từ “cấp huyện” bằng cụm từ “cấp xã” tại Điều 3.", "d3.k1",
    "1. Phí do cấp xã thu.", 0 },
  { "1. Thay thế cụm từ “cấp huyện” bằng cụm từ “cấp xã” tại tên và khoản 1 Điều 1.", "d1",
    "Điều 1. Bến thuyền cấp xã\n1. Bến do cấp xã quản lý.\n2. Bến có đèn:\na) Đèn đỏ;\nb) Đèn "
    "xanh.\n3. Bến mở cửa ban ngày.",
    0 },
  { "1. Bỏ cụm từ “, phao tròn” tại Điều 2.", "d2", "Điều 2. Đò ngang\nĐò ngang phải có áo phao.",
    0 },
  { "1. Bổ sung cụm từ “và phà” vào sau cụm từ “Đò ngang” tại Điều 2.", "d2",
    "Điều 2. Đò ngang và phà\nĐò ngang và phà phải có áo phao, phao tròn.", 0 },
  { "1. Bổ sung cụm từ “trừ ngày lễ” vào cuối khoản 3 Điều 1.", "d1.k3",
    "3. Bến mở cửa ban ngày trừ ngày lễ.", 0 },
  /* not whole words; not there; not the unit quoted */
  { "1. Bỏ cụm từ “áo pha” tại Điều 2.", "d2",
    "Điều 2. Đò ngang\nĐò ngang phải có áo phao, phao tròn.", 1 },
  { "1. Bãi bỏ Điều 9.", "d1.k3", "3. Bến mở cửa ban ngày.", 1 },
  { "1. Sửa đổi, bổ sung khoản 3 Điều 1 như sau:\n“4. Khoản khác.”.", "d1.k3",
    "3. Bến mở cửa ban ngày.", 1 },
  { "1. Bổ sung khoản 2 vào Điều 3 như sau:\n“2. Hai.”.", "d3.k2", "2. Phí nộp ngân sách.", 1 },
};

static void
the_day_has_the_new_text_and_the_day_before_the_old (void)
{
  g_autoptr (TlDocument) document = make_law (law);
  g_autofree char *old = whole_on (document, BEFORE);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) amendments = read_orders (cases[i].orders);
      g_autoptr (GPtrArray) notes = g_ptr_array_new_with_free_func (g_free);
      g_autoptr (TlDocument) changed
          = tl_statute_apply (document, "21-2031-qh17", DAY, amendments, notes);
      g_autofree char *before = whole_on (changed, BEFORE);
      g_autofree char *text = text_on (changed, cases[i].anchor, DAY);

      g_test_message ("%s", cases[i].orders);
      g_assert_cmpstr (before, ==, old);
      g_assert_cmpstr (text, ==, cases[i].expected);
      g_assert_cmpuint (notes->len, ==, cases[i].notes);
      assert_no_overlap (changed);
    }
}

static void
an_order_of_which_nothing_applies_leaves_the_law_as_it_was (void)
{
  g_autoptr (TlDocument) document = make_law (law);
  g_autoptr (GPtrArray) amendments
      = read_orders ("1. Bãi bỏ Điều 9.\n2. Bỏ cụm từ “x” tại Điều 1.");
  g_autoptr (TlDocument) changed
      = tl_statute_apply (document, "21-2031-qh17", DAY, amendments, NULL);

  g_assert_cmpuint (amendments->len, ==, 2);
  g_assert_cmpuint (changed->blocks->len, ==, document->blocks->len);
  for (guint i = 0; i < changed->blocks->len; i++)
    {
      g_assert_cmpstr (tl_document_get_block (changed, i)->valid_to, ==, NULL);
      g_assert_cmpstr (tl_document_get_block (changed, i)->text, ==,
                       tl_document_get_block (document, i)->text);
    }
}

static void
only_the_clause_that_changed_gets_a_version (void)
{
  g_autoptr (TlDocument) document = make_law (law);
  g_autoptr (GPtrArray) amendments
      = read_orders ("1. Sửa đổi, bổ sung khoản 3 Điều 1 như sau:\n“3. Bến mở cửa cả đêm.”.");
  g_autoptr (TlDocument) changed
      = tl_statute_apply (document, "21-2031-qh17", DAY, amendments, NULL);

  g_assert_cmpuint (changed->blocks->len, ==, document->blocks->len + 1);
}

static void
a_second_law_goes_on_where_the_first_ended (void)
{
  g_autoptr (TlDocument) document = make_law (law);
  g_autoptr (GPtrArray) first
      = read_orders ("1. Sửa đổi, bổ sung khoản 3 Điều 1 như sau:\n“3. Bến mở cửa cả đêm.”.");
  g_autoptr (GPtrArray) second = read_orders (
      "1. Thay thế cụm từ “cả đêm” bằng cụm từ “ban đêm” tại Điều 1.\n2. Bãi bỏ khoản 1 Điều 1.");
  g_autoptr (GPtrArray) notes = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (TlDocument) one = tl_statute_apply (document, "21-2031-qh17", DAY, first, notes);
  g_autoptr (TlDocument) two = tl_statute_apply (one, "22-2032-qh17", "2032-01-01", second, notes);
  g_autoptr (TlDocument) again = tl_statute_apply (two, "21-2031-qh17", DAY, first, notes);
  const char *const expected[][2] = { { BEFORE, "3. Bến mở cửa ban ngày." },
                                      { DAY, "3. Bến mở cửa cả đêm." },
                                      { "2031-12-31", "3. Bến mở cửa cả đêm." },
                                      { "2032-01-01", "3. Bến mở cửa ban đêm." } };

  g_assert_cmpuint (notes->len, ==, 0);
  assert_no_overlap (two);
  for (gsize i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      g_autofree char *text = text_on (two, "d1.k3", expected[i][0]);
      g_assert_cmpstr (text, ==, expected[i][1]);
    }
  g_assert_cmpint (tl_document_find (two, "d1.k1", "2032-01-01"), ==, -1);
  /* What is there already is not done twice. */
  g_assert_cmpuint (again->blocks->len, ==, two->blocks->len);
}

static TlDocument *
make_snapshot (const char *month, const char *text, const char *d1_from)
{
  TlDocument *document = make_law (text);

  document->meta = g_strdup_printf ("{\"snapshot\":\"%s\"}", month);
  for (guint i = 0; i < document->blocks->len; i++)
    {
      TlBlock *block = tl_document_get_block (document, i);

      if (g_str_has_prefix (block->anchor, "d"))
        block->valid_from
            = g_strdup (g_str_has_prefix (block->anchor, "d1") ? d1_from : "2029-01-01");
    }
  return document;
}

static void
two_snapshots_give_versions_by_the_day_of_the_source (void)
{
  g_autoptr (TlDocument) older = make_snapshot (
      "2031-02", "Điều 1. Bến\nBến cũ.\nĐiều 2. Đò\nĐò.\nĐiều 3. Phí\nPhí cũ.", "2029-01-01");
  g_autoptr (TlDocument) newer = make_snapshot (
      "2032-01", "Điều 1. Bến\nBến mới.\nĐiều 2. Đò\nĐò.\nĐiều 3. Phí\nPhí mới.", "2031-07-01");
  g_autoptr (GPtrArray) notes = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (TlDocument) merged = tl_statute_merge_snapshots (older, newer, notes);
  const struct
  {
    const char *anchor;
    const char *date;
    const char *text;
  } expected[] = {
    { "d1", "2031-06-30", "Điều 1. Bến\nBến cũ." },
    { "d1", "2031-07-01", "Điều 1. Bến\nBến mới." },
    { "d2", "2031-06-30", "Điều 2. Đò\nĐò." },
    { "d2", "2032-06-30", "Điều 2. Đò\nĐò." },
    { "d3", "2031-02-01", "Điều 3. Phí\nPhí cũ." },
    { "d3", "2031-06-30", NULL },
    { "d3", "2032-01-31", "Điều 3. Phí\nPhí mới." },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      g_autofree char *text = text_on (merged, expected[i].anchor, expected[i].date);
      g_assert_cmpstr (text, ==, expected[i].text);
    }
  g_assert_cmpuint (notes->len, ==, 1);
  g_assert_cmpuint (merged->blocks->len, ==, 5);
  assert_no_overlap (merged);
  g_assert_cmpint (tl_document_effect (merged, tl_document_find (merged, "d3", NULL), "2031-06-30"),
                   ==, TL_EFFECT_NO_TEXT);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/corpus/versions/days", the_day_has_the_new_text_and_the_day_before_the_old);
  g_test_add_func ("/corpus/versions/nothing",
                   an_order_of_which_nothing_applies_leaves_the_law_as_it_was);
  g_test_add_func ("/corpus/versions/clause", only_the_clause_that_changed_gets_a_version);
  g_test_add_func ("/corpus/versions/second", a_second_law_goes_on_where_the_first_ended);
  g_test_add_func ("/corpus/versions/snapshots",
                   two_snapshots_give_versions_by_the_day_of_the_source);
  return g_test_run ();
}
