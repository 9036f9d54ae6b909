/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib.h>
#include <string.h>

#include "law/number/tl-doc-number.h"

typedef struct
{
  const char *printed;
  const char *normal;
  TlDocNumberKind kind;
  int year;
  int term;
} NormativeCase;

static const NormativeCase normative_cases[] = {
  { "326/2016/UBTVQH14", "326/2016/UBTVQH14", TL_DOC_NUMBER_NORMATIVE, 2016, 14 },
  { "326/2016/UBTVQH 14", "326/2016/UBTVQH14", TL_DOC_NUMBER_NORMATIVE, 2016, 14 },
  { "326/UBTVQH-14", "326/UBTVQH14", TL_DOC_NUMBER_NORMATIVE, 0, 14 },
  { "571/NQ-UBTVQH14", "571/NQ-UBTVQH14", TL_DOC_NUMBER_NORMATIVE, 0, 14 },
  { "91/2015/qh13", "91/2015/QH13", TL_DOC_NUMBER_NORMATIVE, 2015, 13 },
  { "144/2025QH15", "144/2025/QH15", TL_DOC_NUMBER_NORMATIVE, 2025, 15 },
  { "10/2009/PL - UBTVQH10", "10/2009/PL-UBTVQH10", TL_DOC_NUMBER_NORMATIVE, 2009, 10 },
  { "01/2016/NQ.HĐTP", "01/2016/NQ-HĐTP", TL_DOC_NUMBER_NORMATIVE, 2016, 0 },
  { "1/2016/NQ-HDTP", "01/2016/NQ-HĐTP", TL_DOC_NUMBER_NORMATIVE, 2016, 0 },
  { "02/2018/NQ – HĐTP", "02/2018/NQ-HĐTP", TL_DOC_NUMBER_NORMATIVE, 2018, 0 },
  { "19/2018/ND-CP", "19/2018/NĐ-CP", TL_DOC_NUMBER_NORMATIVE, 2018, 0 },
  { "19/2025/QĐ-TTg", "19/2025/QĐ-TTg", TL_DOC_NUMBER_NORMATIVE, 2025, 0 },
  { "19/2025/qd-ttg", "19/2025/QĐ-TTg", TL_DOC_NUMBER_NORMATIVE, 2025, 0 },
  { "61/CP", "61/CP", TL_DOC_NUMBER_NORMATIVE, 0, 0 },
  { "15-CP", "15-CP", TL_DOC_NUMBER_NORMATIVE, 0, 0 },
  { "02/97/TT-BTC", "02/1997/TT-BTC", TL_DOC_NUMBER_NORMATIVE, 1997, 0 },
  { "01/2017/TTLT-VKSNDTC-TANDTC-BCA-BTP", "01/2017/TTLT-VKSNDTC-TANDTC-BCA-BTP",
    TL_DOC_NUMBER_NORMATIVE, 2017, 0 },
  { "01/2017/TTLT-BCA-BQP-BTC-BNN&PTNT-VKSNDTC", "01/2017/TTLT-BCA-BQP-BTC-BNN&PTNT-VKSNDTC",
    TL_DOC_NUMBER_NORMATIVE, 2017, 0 },
  { "01-TANDTC-VKSNDTC/TTLT", "01-TANDTC-VKSNDTC/TTLT", TL_DOC_NUMBER_NORMATIVE, 0, 0 },
  { "119 A/QĐ-CA", "119A/QĐ-CA", TL_DOC_NUMBER_NORMATIVE, 0, 0 },
  { "81/VBHN-VPQH", "81/VBHN-VPQH", TL_DOC_NUMBER_NORMATIVE, 0, 0 },
  { "28/2020/TT-BLDTBXH", "28/2020/TT-BLĐTBXH", TL_DOC_NUMBER_NORMATIVE, 2020, 0 },
  { "212/TANDTC-PC", "212/TANDTC-PC", TL_DOC_NUMBER_GUIDANCE, 0, 0 },
  { "01/2017/GĐ-TANDTC", "01/2017/GĐ-TANDTC", TL_DOC_NUMBER_GUIDANCE, 2017, 0 },
  { "47/2021/AL", "47/2021/AL", TL_DOC_NUMBER_PRECEDENT, 2021, 0 },
  { "7/2016/al", "07/2016/AL", TL_DOC_NUMBER_PRECEDENT, 2016, 0 },
  { "47/AL", "47/AL", TL_DOC_NUMBER_PRECEDENT, 0, 0 },
  /* suffixes that no table has */
  { "05/2016/TH-QH", "05/2016/TH-QH", TL_DOC_NUMBER_NORMATIVE, 2016, 0 },
  { "02/2016/TH-UBTVQH", "02/2016/TH-UBTVQH", TL_DOC_NUMBER_NORMATIVE, 2016, 0 },
  { "07/2024/AL-TH", "07/2024/AL-TH", TL_DOC_NUMBER_PRECEDENT, 2024, 0 },
  { "05/QĐ-CA-TH", "05/QĐ-CA-TH", TL_DOC_NUMBER_NORMATIVE, 0, 0 },
};

static void
normative_numbers_have_one_form (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (normative_cases); i++)
    {
      g_autoptr (TlDocNumber) number = tl_doc_number_parse (normative_cases[i].printed);

      g_test_message ("%s", normative_cases[i].printed);
      g_assert_nonnull (number);
      g_assert_cmpstr (number->normal, ==, normative_cases[i].normal);
      g_assert_cmpstr (number->printed, ==, normative_cases[i].printed);
      g_assert_cmpint (number->kind, ==, normative_cases[i].kind);
      g_assert_cmpint (number->year, ==, normative_cases[i].year);
      g_assert_cmpint (number->term, ==, normative_cases[i].term);
    }
}

typedef struct
{
  const char *printed;
  const char *normal;
  TlCaseType case_type;
  TlStage stage;
  TlCourtDocType type;
} CourtCase;

static const CourtCase court_cases[] = {
  { "17/2018/HS-ST", "17/2018/HS-ST", TL_CASE_CRIMINAL, TL_STAGE_FIRST_INSTANCE,
    TL_COURT_DOC_JUDGMENT },
  { "07/2018/HS-ST", "7/2018/HS-ST", TL_CASE_CRIMINAL, TL_STAGE_FIRST_INSTANCE,
    TL_COURT_DOC_JUDGMENT },
  { "402/2017/HSST", "402/2017/HS-ST", TL_CASE_CRIMINAL, TL_STAGE_FIRST_INSTANCE,
    TL_COURT_DOC_JUDGMENT },
  { "299/2018/HNGD-PT", "299/2018/HNGĐ-PT", TL_CASE_FAMILY, TL_STAGE_APPEAL,
    TL_COURT_DOC_JUDGMENT },
  { "26/2024/KDTM-GĐT", "26/2024/KDTM-GĐT", TL_CASE_COMMERCIAL, TL_STAGE_CASSATION,
    TL_COURT_DOC_DECISION },
  { "02/2020/HS-TT", "2/2020/HS-TT", TL_CASE_CRIMINAL, TL_STAGE_REOPENING, TL_COURT_DOC_DECISION },
  { "34/2017/HC-ST", "34/2017/HC-ST", TL_CASE_ADMINISTRATIVE, TL_STAGE_FIRST_INSTANCE,
    TL_COURT_DOC_JUDGMENT },
  { "15/2021/LD-PT", "15/2021/LĐ-PT", TL_CASE_LABOUR, TL_STAGE_APPEAL, TL_COURT_DOC_JUDGMENT },
  { "12/2023/ds-pt", "12/2023/DS-PT", TL_CASE_CIVIL, TL_STAGE_APPEAL, TL_COURT_DOC_JUDGMENT },
  { "36/2018/DS – ST", "36/2018/DS-ST", TL_CASE_CIVIL, TL_STAGE_FIRST_INSTANCE,
    TL_COURT_DOC_JUDGMENT },
  { "33 /2018/DS-ST", "33/2018/DS-ST", TL_CASE_CIVIL, TL_STAGE_FIRST_INSTANCE,
    TL_COURT_DOC_JUDGMENT },
  { "21/2018/KDTM - ST", "21/2018/KDTM-ST", TL_CASE_COMMERCIAL, TL_STAGE_FIRST_INSTANCE,
    TL_COURT_DOC_JUDGMENT },
  { "64/2018/DDST", "64/2018/DS-ST", TL_CASE_CIVIL, TL_STAGE_FIRST_INSTANCE,
    TL_COURT_DOC_JUDGMENT },
  { "50/2018/ST-DS", "50/2018/DS-ST", TL_CASE_CIVIL, TL_STAGE_FIRST_INSTANCE,
    TL_COURT_DOC_JUDGMENT },
  { "10/2018/DS-KDTM", "10/2018/DS-KDTM", TL_CASE_COMMERCIAL, TL_STAGE_UNKNOWN,
    TL_COURT_DOC_JUDGMENT },
  { "21/2018/QĐST-HNGĐ", "21/2018/QĐST-HNGĐ", TL_CASE_FAMILY, TL_STAGE_FIRST_INSTANCE,
    TL_COURT_DOC_DECISION },
  { "27/2018/QĐST- HNGĐ", "27/2018/QĐST-HNGĐ", TL_CASE_FAMILY, TL_STAGE_FIRST_INSTANCE,
    TL_COURT_DOC_DECISION },
  { "62/QĐST/HNGĐ", "62/QĐST-HNGĐ", TL_CASE_FAMILY, TL_STAGE_FIRST_INSTANCE,
    TL_COURT_DOC_DECISION },
  { "95/2018/QĐ-PT", "95/2018/QĐ-PT", TL_CASE_UNKNOWN, TL_STAGE_APPEAL, TL_COURT_DOC_DECISION },
  { "12/2026/QĐPT-DS", "12/2026/QĐPT-DS", TL_CASE_CIVIL, TL_STAGE_APPEAL, TL_COURT_DOC_DECISION },
  { "02/2026/QĐ-DSPT", "2/2026/QĐPT-DS", TL_CASE_CIVIL, TL_STAGE_APPEAL, TL_COURT_DOC_DECISION },
  { "11/2018/HSPT-QĐ", "11/2018/QĐPT-HS", TL_CASE_CRIMINAL, TL_STAGE_APPEAL,
    TL_COURT_DOC_DECISION },
  { "08/2017/HSPT – QĐ", "8/2017/QĐPT-HS", TL_CASE_CRIMINAL, TL_STAGE_APPEAL,
    TL_COURT_DOC_DECISION },
  { "124/ 2018 HSPT-QĐ", "124/2018/QĐPT-HS", TL_CASE_CRIMINAL, TL_STAGE_APPEAL,
    TL_COURT_DOC_DECISION },
  { "60/2018/TLST-HNGĐ", "60/2018/TLST-HNGĐ", TL_CASE_FAMILY, TL_STAGE_FIRST_INSTANCE,
    TL_COURT_DOC_DOCKET },
  { "21/2016/TLST - \nTCDS", "21/2016/TLST-DS", TL_CASE_CIVIL, TL_STAGE_FIRST_INSTANCE,
    TL_COURT_DOC_DOCKET },
  { "01/TB-TLVA", "1/TB-TLVA", TL_CASE_UNKNOWN, TL_STAGE_UNKNOWN, TL_COURT_DOC_NOTICE },
  { "21/2017/QĐXXST-DS", "21/2017/QĐXXST-DS", TL_CASE_CIVIL, TL_STAGE_FIRST_INSTANCE,
    TL_COURT_DOC_ORDER },
  { "09/2017/QĐXX - ST", "9/2017/QĐXX-ST", TL_CASE_UNKNOWN, TL_STAGE_FIRST_INSTANCE,
    TL_COURT_DOC_ORDER },
  { "07/2017/QĐHPT – DSST", "7/2017/QĐHPT-DSST", TL_CASE_CIVIL, TL_STAGE_FIRST_INSTANCE,
    TL_COURT_DOC_DECISION },
};

static void
court_numbers_have_one_form (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (court_cases); i++)
    {
      const CourtCase *expected = &court_cases[i];
      g_autoptr (TlDocNumber) number = tl_doc_number_parse (expected->printed);

      g_test_message ("%s", expected->printed);
      g_assert_nonnull (number);
      g_assert_cmpint (number->kind, ==, TL_DOC_NUMBER_COURT);
      g_assert_cmpstr (number->normal, ==, expected->normal);
      g_assert_cmpint (number->case_type, ==, expected->case_type);
      g_assert_cmpint (number->stage, ==, expected->stage);
      g_assert_cmpint (number->court_type, ==, expected->type);
    }
}

static void
the_normal_form_is_its_own_normal_form (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (court_cases); i++)
    {
      g_autoptr (TlDocNumber) number = tl_doc_number_parse (court_cases[i].normal);

      g_assert_nonnull (number);
      g_assert_cmpstr (number->normal, ==, court_cases[i].normal);
    }
}

static void
what_is_no_number_is_refused (void)
{
  static const char *const cases[] = { "",
                                       "191",
                                       "15/5/2018",
                                       "26-01-2018",
                                       "12/2018",
                                       "01/2011/HĐTD",
                                       "2/3",
                                       "1.000.000",
                                       "12/2018/A",
                                       "QH13",
                                       "47/2021/",
                                       "/2021/AL",
                                       "100/2015/QH13 và",
                                       "999999/2015/QH13",
                                       "12/2018/BB-HĐ" };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (TlDocNumber) number = tl_doc_number_parse (cases[i]);

      g_test_message ("%s", cases[i]);
      g_assert_null (number);
    }
}

typedef struct
{
  const char *text;
  const char *found; /* normal forms, joined by a space */
} FindCase;

static void
numbers_are_found_in_running_text (void)
{
  static const FindCase cases[] = {
    { "điểm a khoản 1 Điều 23 Nghị quyết số: 326/2016/UBTVQH14 ngày 30 tháng 12 năm 2016",
      "326/2016/UBTVQH14" },
    { "Nghị quyết số 326/2016/UBTVQH 14 quy định về án phí", "326/2016/UBTVQH14" },
    { "thụ lý số 32/2017/TLST-DS ngày 04-04-2017 theo Quyết định số 35/2018/QĐXXST-DS ngày "
      "24-10-2018 và Quyết định hoãn phiên tòa số \n31/2018/QĐST-DS ngày 12-11-2018",
      "32/2017/TLST-DS 35/2018/QĐXXST-DS 31/2018/QĐST-DS" },
    { "Nghị định số 19/2018/NĐ-CP; Thông tư liên tịch 01/2017/TTLT-VKSNDTC-TANDTC-BCA-BTP.",
      "19/2018/NĐ-CP 01/2017/TTLT-VKSNDTC-TANDTC-BCA-BTP" },
    { "Bản án số 12/2018/DS-ST - TAND huyện K bị kháng cáo", "12/2018/DS-ST" },
    { "số tiền 1.234.567 đồng ngày 15/5/2018, hợp đồng số 01/2011/HĐTD ngày 10/2018 TAND", "" },
    { "theo 91/2015/qh13 điều 328 và 05/2016/th-qh", "91/2015/QH13" },
    { "Quyết định số 1213/QĐ-UBND. Theo Công văn số 212/TANDTC-PC", "1213/QĐ-UBND 212/TANDTC-PC" },
    { "các Luật số 43/2024/QH15, số 47/2024/QH15", "43/2024/QH15 47/2024/QH15" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GString) found = g_string_new (NULL);
      gsize at = 0, from, to;
      TlDocNumber *number;

      while ((number = tl_doc_number_find (cases[i].text, at, &from, &to)) != NULL)
        {
          g_assert_cmpuint (from, >=, at);
          g_assert_cmpuint (to, >, from);
          g_assert_cmpint (strncmp (cases[i].text + from, number->printed, to - from), ==, 0);
          if (found->len > 0)
            g_string_append_c (found, ' ');
          g_string_append (found, number->normal);
          tl_doc_number_free (number);
          at = to;
        }
      g_assert_cmpstr (found->str, ==, cases[i].found);
    }
}

static void
case_types_and_stages_have_names (void)
{
  g_assert_cmpstr (tl_case_type_code (TL_CASE_FAMILY), ==, "HNGĐ");
  g_assert_cmpstr (tl_case_type_name (TL_CASE_FAMILY), ==, "hôn nhân và gia đình");
  g_assert_cmpstr (tl_case_type_code (TL_CASE_UNKNOWN), ==, "");
  g_assert_cmpstr (tl_stage_code (TL_STAGE_CASSATION), ==, "GĐT");
  g_assert_cmpstr (tl_stage_name (TL_STAGE_REOPENING), ==, "tái thẩm");
  g_assert_cmpstr (tl_stage_name ((TlStage)99), ==, "");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/law/doc-number/normative", normative_numbers_have_one_form);
  g_test_add_func ("/law/doc-number/court", court_numbers_have_one_form);
  g_test_add_func ("/law/doc-number/stable", the_normal_form_is_its_own_normal_form);
  g_test_add_func ("/law/doc-number/refused", what_is_no_number_is_refused);
  g_test_add_func ("/law/doc-number/found", numbers_are_found_in_running_text);
  g_test_add_func ("/law/doc-number/names", case_types_and_stages_have_names);
  return g_test_run ();
}
