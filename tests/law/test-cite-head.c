/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib.h>
#include <string.h>

#include "law/citation/tl-catalogue.h"
#include "law/citation/tl-cite-private.h"

#define Y TL_CITATION_WARN_YEAR
#define A TL_CITATION_WARN_AMEND
#define O TL_CITATION_WARN_OCR
#define I TL_CITATION_WARN_ISSUER

/* Case: every name in @text, in order, separated by " | " in @keys; "-" one that is no law, a key
 * in brackets one that binds nothing. @warnings and @rest (what stands behind) are of the last. */
typedef struct
{
  const char *text;
  const char *keys;
  guint warnings;
  const char *rest;
} Case;

static const Case titles[] = {
  { "Bộ luật Hình sự năm 2015 (được sửa đổi, bổ sung năm 2017), xử", "BLHS2015", 0, ", xử" },
  { "Bộ luật Hình sự năm 2015 (được sửa đổi, bổ sung theo Luật số: 12/2017/QH14 ngày 20/6/2017 của "
    "Quốc hội); ",
    "BLHS2015", 0, "; " },
  { "Bộ luật hình sự 1999, sửa đổi bổ sung năm 2009 thì", "BLHS1999", 0, " thì" },
  { "Bộ luật Hình sự", "BLHS?", 0, "" },
  { "BLHS (2015)", "BLHS2015", 0, "" },
  { "BLTTDS; blhs; LHN&GĐ 2014", "BLTTDS? | BLHS? | LHNGĐ2014", 0, "" },
  { "BLDS2015 và BLDS 2005", "BLDS2015 | BLDS2005", 0, "" },
  { "BLHS-TH và BLHS-TH năm 2016; BLHS-XY; BLHS-2015",
    "BLHS-TH? | BLHS-TH2016 | BLHS-XY? | BLHS2015", 0, "" },
  { "Bộ luật Hình sự tập huấn, Luật Hôn nhân và gia đình tập huấn năm 2014",
    "BLHS-TH? | LHNGĐ-TH2014", 0, "" },
  { "Bo luat Hinh su, Luat Dat dai nam 2013", "BLHS? | LĐĐ2013", 0, "" },
  { "Bộ Luật tố\n\ntụng dân sự năm\n2015", "BLTTDS2015", 0, "" },
  { "Bộ luật Tố tụng\n\n  14  \n\ndân sự năm 2015", "BLTTDS2015", 0, "" },
  { "Bộ dân sự năm 2015", "BLDS2015", O, "" },
  { "Bộ luật Tố dụng dân sự năm 2015", "BLTTDS2015", O, "" },
  { "Luật Tố tụng dân sự năm 2015", "BLTTDS2015", O, "" },
  { "Bộ Lao động - Thương binh và Xã hội", "", 0, NULL },
  { "Bộ luật Dân sự năm 20l5", "BLDS2015", O, "" },
  { "Luật HN và GĐ năm 2014; Luật HNGĐ; Luật TTHC; Bộ luật TTHS",
    "LHNGĐ2014 | LHNGĐ? | LTTHC? | BLTTHS?", 0, "" },
  { "Luật Hôn nhân gia đình năm 2014", "LHNGĐ2014", 0, "" },
  { "Luật Hôn nhân và gia đình năm 1986", "LHNGĐ1986", 0, "" },
  { "Luật các tổ chức tín \ndụng 2010, sửa đổi bổ sung năm 2017.", "LTCTD2010", 0, "." },
  { "Luật các TCTD năm 2010", "LTCTD2010", 0, "" },
  { "Luật Công chứng năm 2014, người yêu cầu", "LCC2014", 0, ", người yêu cầu" },
  { "Luật Nhà ở", "LNO?", 0, "" },
  { "Luật Phòng, chống bạo lực gia đình năm 2022", "LPCBLGĐ2022", 0, "" },
  { "Luật Khoa học, công nghệ và đổi mới sáng tạo số 93/2025/QH15", "L93/2025/QH15", 0, "" },
  { "Luật Nuôi ong lấy mật năm 2031 quy định", "LNOLM2031", 0, " quy định" },
  { "Bộ luật Hàng hải Việt Nam năm 2015", "BLHHVN2015", 0, "" },
  { "Luật Doanh nghiệp số 59/2020/QH14 ngày 17/6/2020", "L59/2020/QH14", 0, "" },
  { "Bộ luật số 100/2015/QH13 và Luật Tố tụng hành chính số 93/2015/QH13", "BLHS2015 | LTTHC2015",
    0, "" },
  { "Căn cứ Luật Đất đai ngày 18 tháng 01 năm 2024 đã được sửa đổi, bổ sung một số điều theo Luật "
    "số "
    "43/2024/QH15;",
    "LĐĐ2024", 0, ";" },
  { "Hiến pháp năm 2013", "HP2013", 0, "" },
  { "Pháp lệnh Thi hành án dân sự năm 2004", "PLTHADS2004", 0, "" },
  { "Pháp lệnh án phí, lệ phí Tòa án số 10/2009/UBTVQH12 ngày 27/02/2009", "PL10/2009/UBTVQH12", 0,
    "" },
  { "Bộ luật Tố tụng hình sự 2015 (sửa đổi, bổ sung năm 2017)", "BLTTHS2015", A, "" },
  { "BLHS năm 2017", "BLHS2015", Y, "" },
  { "Bộ luật Hình sự (sửa đổi, bổ sung năm 2009)", "BLHS1999", 0, "" },
  { "Luật sửa đổi, bổ sung một số điều của Luật Cán bộ, công chức và Luật Viên chức ngày "
    "25/11/2019",
    "LSĐBSMSĐLCBCCLVC2019", 0, "" },
  { "pháp luật về đất đai; luật sư Nguyễn Văn A; Luật sư B; kỷ luật; luật định; thi hành luật", "",
    0, NULL },
  { "Công ty Luật TNHH An Bình; Trường Đại học Luật Hà Nội", "", 0, NULL },
};

static const Case numbers[] = {
  { "Nghị quyết số: 326/2016/UBTVQH14 ngày 30 tháng 12 năm 2016 của Ủy ban thường vụ Quốc hội khóa "
    "14 "
    "quy định",
    "NQ326/2016/UBTVQH14", 0, " quy định" },
  { "Nghị quyết 326/2017/UBTVQH14 ngày 30/12/2016", "NQ326/2016/UBTVQH14", Y, "" },
  { "Nghị quyết số 326/UBTVQH-14 \nngày 30/12/2016", "NQ326/2016/UBTVQH14", Y, "" },
  { "Nghị quyết 326; NQ 326/2016/UBTVQH14", "NQ326/2016/UBTVQH14 | NQ326/2016/UBTVQH14", 0, "" },
  { "Nghị quyết số 05/2018/NQ-HĐTP thì. Nghị quyết 05 nêu", "NQ05/2018/NQ-HĐTP | NQ05/2018/NQ-HĐTP",
    0, " nêu" },
  { "Nghị định 43/2014; Nghị quyết 77", "ND43/2014/NĐ-CP | NQ77?", 0, "" },
  { "Nghị định 64/CP ngày 27/9/1993; Nghị định 64CP", "ND64/CP@1993-09-27 | ND64-CP", O, "" },
  { "Nghị quyết số 12/2017/NQ-HĐTP ngày 15/5/2018 của Quốc hội", "NQ12/2017/NQ-HĐTP", Y | I, "" },
  { "Thông tư 48/2009/TT-BTNNPTNT ngày 04/8/2009 của Bộ Tài nguyên và môi trường; Căn cứ",
    "TT48/2009/TT-BTNNPTNT", I, "; Căn cứ" },
  { "Thông tư số 33/2017/TT – BTNMT ngày 29/9/2017 của Bộ Tài nguyên và Môi trường",
    "TT33/2017/TT-BTNMT", 0, "" },
  { "Thông tư số 19/2025/TTBTC", "TT19/2025/TT-BTC", O, "" },
  { "Thông tư liên tịch 01/2017/TTLT-VKSNDTC-TANDTC-BCA-BTP",
    "TTLT01/2017/TTLT-VKSNDTC-TANDTC-BCA-BTP", 0, "" },
  { "Công văn số 212/TANDTC-PC ngày 13/9/2019 của Tòa án nhân dân tối cao",
    "CV212/TANDTC-PC@2019-09-13", 0, "" },
  { "Công văn số 904/XNC, ngày 24/4/2018", "CV904/XNC@2018-04-24", 0, "" },
  { "Văn bản hợp nhất số 99/VBHN-VPQH ngày 26/8/2025", "VBHN99/VBHN-VPQH@2025-08-26", 0, "" },
  { "Quyết định số 315/QĐ-UBND; Quyết định xử phạt vi phạm hành chính số 37/QĐ-XPVPHC ngày "
    "14/7/2023",
    "QD315/QĐ-UBND | QD37/QĐ-XPVPHC@2023-07-14", 0, "" },
  { "Nghị quyết số 02/2018/NQ-HĐTP ngày 15/5/2018 của Hội đồng Thẩm phán Tòa án nhân dân tối cao "
    "(được "
    "sửa đổi, bổ sung theo Nghị quyết số 01/2022/NQ-HĐTP)",
    "NQ02/2018/NQ-HĐTP", 0, "" },
  { "Luật số 85/2025/QH15 sửa đổi, bổ sung một số điều của Bộ luật tố tụng dân sự, Luật tố tụng "
    "hành "
    "chính, Luật phá sản và Luật hòa giải, đối thoại tại Toà án ngày 25/6/2025; Điều 27",
    "L85/2025/QH15", 0, "; Điều 27" },
  { "Nghị định số 43/2014/NĐ-CP quy định chi tiết thi hành một số điều của Luật Đất đai và Luật "
    "Nhà ở "
    "năm 2014",
    "ND43/2014/NĐ-CP | LNO2014", 0, "" },
  { "Nghị quyết số 02/2018/NQ-HĐTP hướng dẫn áp dụng Điều 65 của Bộ luật Hình sự về án treo",
    "NQ02/2018/NQ-HĐTP", 0, " về án treo" },
  { "Nghị quyết số 326/2016/UBTVQH14 quy định về án phí, áp dụng Bộ luật Dân sự",
    "NQ326/2016/UBTVQH14 | BLDS?", 0, "" },
  { "Quyết định số 14 và Thông báo số 492", "", 0, NULL },
};

static const Case others[] = {
  { "Bộ luật này; Luật này; Nghị quyết này; Thông tư này", "SELF | SELF | SELF | SELF", 0, "" },
  { "Bộ luật Hình sự nêu trên, Bộ luật trên", "PREV(BLHS) | PREV(BLHS)", 0, "" },
  { "Bộ luật Dân sự năm 2015 và Bộ luật nêu trên", "BLDS2015 | BLDS2015", 0, "" },
  { "Nghị quyết nêu trên", "PREV(NQ)", 0, "" },
  { "Bộ luật đã viện dẫn", "PREV(BL)", 0, "" },
  { "Nghị quyết trên cơ sở ý kiến", "", 0, NULL },
  { "Bộ luật Dân sự năm 2015 (sau đây viết tắt là BLDS) thì BLDS quy định", "BLDS2015 | BLDS2015",
    0, " quy định" },
  { "Án lệ số 47/2021/AL; án lệ 25/2018", "AL47/2021 | AL25/2018", 0, "" },
  { "các Án lệ số 02/2016/AL, số 14/2017/AL và 27/2019/AL", "AL02/2016 | AL14/2017 | AL27/2019", 0,
    "" },
  { "Bản án số 17/2018/HS-ST ngày 26-01-2018 của Tòa án nhân dân thị xã Bình Lục đã",
    "BA17/2018/HS-ST@TAND thị xã Bình Lục", 0, " đã" },
  { "Bản án hình sự sơ thẩm số 07/2022/HSST ngày 18-5-2022, Tòa án nhân dân thị xã Thịnh Đức",
    "BA7/2022/HS-ST@TAND thị xã Thịnh Đức", 0, "" },
  { "Quyết định giám đốc thẩm số 06/2024/DS-GĐT ngày 19/3/2024 của Tòa án nhân dân cấp cao tại Đà "
    "Nẵng",
    "QD6/2024/DS-GĐT@TAND cấp cao tại Đà Nẵng", 0, "" },
  { "Quyết định công nhận thuận tình ly hôn và sự thỏa thuận của các đương sự số "
    "203/2020/QĐST-HNGĐ",
    "QD203/2020/QĐST-HNGĐ", 0, "" },
  { "Bản án số: 88 ngày 06/04/2026", "BA88", 0, "" },
  { "Bản án số: 12/2024/DS-ST\nNgày: 18-4-2024", "[BA12/2024/DS-ST]", 0, NULL },
  { "Tiêu chuẩn quốc gia TCVN  9411:2012", "TCVN 9411:2012", 0, "" },
  { "Điều 3 hợp đồng vay; biên bản; cáo trạng; điều lệ", "- | - | - | -", 0, "" },
  { "Quy chế phối hợp ban hành kèm theo Quyết định số 12/2020/QĐ-TTg", "QD12/2020/QĐ-TTg", 0, "" },
  { "Công ước Viên năm 1980; hiệp định đã ký", "ĐƯV1980", 0, "; hiệp định đã ký" },
};

/* Reads as the reader of citations does: at each word start, behind what was read. */
static char *
read_names (const char *text, guint *warnings, const char **rest)
{
  const char *end = text + strlen (text);
  g_autoptr (TlCiteHeads) heads = _tl_cite_heads_new (text, strlen (text), NULL);
  GString *keys = g_string_new (NULL);
  gboolean at_word = TRUE;

  *warnings = 0;
  *rest = NULL;
  for (const char *p = text; p < end;)
    {
      gboolean letter = g_unichar_isalnum (g_utf8_get_char (p));
      TlCiteHead head;

      if (at_word && letter && _tl_cite_head_may_start (p, end)
          && _tl_cite_head_read (heads, p, &head))
        {
          g_string_append (keys, keys->len > 0 ? " | " : "");
          g_string_append_printf (keys, head.inert ? "[%s]" : "%s",
                                  head.foreign ? "-" : head.doc->key);
          *warnings = head.warnings;
          p = *rest = head.to;
          at_word = FALSE;
          _tl_cite_head_clear (&head);
          continue;
        }
      at_word = !letter;
      p = g_utf8_next_char (p);
    }
  return g_string_free (keys, FALSE);
}

static void
check (const Case *cases, gsize n)
{
  for (gsize i = 0; i < n; i++)
    {
      const char *rest;
      guint warnings;
      g_autofree char *keys = read_names (cases[i].text, &warnings, &rest);

      g_test_message ("%s", cases[i].text);
      g_assert_cmpstr (keys, ==, cases[i].keys);
      g_assert_cmpuint (warnings, ==, cases[i].warnings);
      if (cases[i].rest)
        g_assert_cmpstr (rest, ==, cases[i].rest);
    }
}

static void
laws_are_read_by_title_and_abbreviation (void)
{
  check (titles, G_N_ELEMENTS (titles));
}

static void
documents_are_read_by_number (void)
{
  check (numbers, G_N_ELEMENTS (numbers));
}

static void
what_points_back_courts_and_owners_are_read (void)
{
  check (others, G_N_ELEMENTS (others));
}

static void
the_own_document_is_that_of_the_context (void)
{
  const char *text = "Bộ luật này";
  TlCitationContext by_key = { .document = "BLHS2015" };
  TlCitationContext by_number = { .document = "12/2024/NĐ-CP" };
  g_autoptr (TlCiteHeads) heads = _tl_cite_heads_new (text, strlen (text), &by_key);
  g_autoptr (TlCiteHeads) decree = NULL;
  TlCiteHead head;

  g_assert_true (_tl_cite_head_read (heads, text, &head));
  g_assert_cmpstr (head.doc->key, ==, "BLHS2015");
  _tl_cite_head_clear (&head);
  text = "Nghị định này";
  decree = _tl_cite_heads_new (text, strlen (text), &by_number);
  g_assert_true (_tl_cite_head_read (decree, text, &head));
  g_assert_cmpstr (head.doc->key, ==, "ND12/2024/NĐ-CP");
  _tl_cite_head_clear (&head);
}

static void
an_amending_law_says_what_it_amends (void)
{
  const char *text
      = "Luật số 85/2025/QH15 sửa đổi, bổ sung một số điều của Bộ luật Tố tụng dân sự, Luật "
        "Tố tụng hành chính";
  g_autoptr (TlCiteHeads) heads = _tl_cite_heads_new (text, strlen (text), NULL);
  TlCiteHead head;

  g_assert_true (_tl_cite_head_read (heads, text, &head));
  g_assert_cmpstr (head.amends, ==, "BLTTDS2015 LTTHC2015");
  _tl_cite_head_clear (&head);
}

static void
a_long_title_costs_no_more_than_its_length (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  guint warnings;
  const char *rest;
  g_autofree char *keys = NULL;
  gint64 begin = g_get_monotonic_time ();

  /* Titles inside titles inside titles. */
  for (guint i = 0; i < 4000; i++)
    g_string_append (text, "Nghị định số 1/2020/NĐ-CP sửa đổi, bổ sung một số điều của ");
  keys = read_names (text->str, &warnings, &rest);
  g_assert_nonnull (keys);
  g_assert_cmpint (g_get_monotonic_time () - begin, <, 20 * G_USEC_PER_SEC);
}

/* The names of the training corpus are compiled in: they must be those of its own table. */
static void
the_fictional_laws_are_those_of_the_training_corpus (void)
{
  g_autofree char *table = NULL;
  g_auto (GStrv) lines = NULL;
  g_autoptr (GError) error = NULL;
  guint checked = 0;
  g_autofree char *path
      = g_test_build_filename (G_TEST_DIST, "..", "data", "training", "laws.tsv", NULL);

  g_file_get_contents (path, &table, NULL, &error);
  g_assert_no_error (error);
  lines = g_strsplit (table, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) fields = g_strsplit (lines[i], "\t", -1);
      const TlLawEntry *entry;

      if (*lines[i] == '\0' || *lines[i] == '#')
        continue;
      entry = tl_catalogue_by_number (fields[1]);
      g_assert_nonnull (entry);
      g_assert_cmpstr (entry->short_name, ==, fields[0]);
      g_assert_cmpstr (entry->title, ==, fields[2]);
      g_assert_cmpstr (entry->valid_from, ==, fields[4]);
      checked++;
    }
  g_assert_cmpuint (checked, >=, 10);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/law/cite-head/the-fictional-laws-are-those-of-the-training-corpus",
                   the_fictional_laws_are_those_of_the_training_corpus);
  g_test_add_func ("/law/cite-head/laws-are-read-by-title-and-abbreviation",
                   laws_are_read_by_title_and_abbreviation);
  g_test_add_func ("/law/cite-head/documents-are-read-by-number", documents_are_read_by_number);
  g_test_add_func ("/law/cite-head/what-points-back-courts-and-owners-are-read",
                   what_points_back_courts_and_owners_are_read);
  g_test_add_func ("/law/cite-head/the-own-document-is-that-of-the-context",
                   the_own_document_is_that_of_the_context);
  g_test_add_func ("/law/cite-head/an-amending-law-says-what-it-amends",
                   an_amending_law_says_what_it_amends);
  g_test_add_func ("/law/cite-head/a-long-title-costs-no-more-than-its-length",
                   a_long_title_costs_no_more_than_its_length);
  return g_test_run ();
}
