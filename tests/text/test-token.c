/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "text/tl-text.h"

/* The tokens of @text joined with bars, numbers in brackets. */
static char *
describe_tokens (const char *text)
{
  g_autoptr (GArray) tokens = tl_text_tokenize (text, -1);
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < tokens->len; i++)
    {
      const TlToken *token = &g_array_index (tokens, TlToken, i);

      g_string_append (out, i > 0 ? "|" : "");
      g_string_append (out, token->is_number ? "[" : "");
      g_string_append_len (out, text + token->from, (gssize)(token->to - token->from));
      g_string_append (out, token->is_number ? "]" : "");
    }
  return g_string_free (out, FALSE);
}

static void
text_splits_into_syllables_figures_and_document_numbers (void)
{
  static const struct
  {
    const char *text;
    const char *expected;
  } cases[] = {
    { "", "" },
    { " ,.;- ", "" },
    { "Tòa án nhân dân.", "Tòa|án|nhân|dân" },
    { "Bộ luật số 91/2015/QH13, sửa đổi", "Bộ|luật|số|[91/2015/QH13]|sửa|đổi" },
    { "91/2015/qh13 326/2016/ubtvqh14", "[91/2015/qh13]|[326/2016/ubtvqh14]" },
    { "326/2016/UBTVQH14; 12/2023/DS-PT.", "[326/2016/UBTVQH14]|[12/2023/DS-PT]" },
    { "02/2018/NQ-HĐTP 144/TANDTC-PC", "[02/2018/NQ-HĐTP]|[144/TANDTC-PC]" },
    { "144/tandtc-pc 01/2016/TTLT-VKSNDTC-TANDTC",
      "[144/tandtc-pc]|[01/2016/TTLT-VKSNDTC-TANDTC]" },
    { "08/2018/HN&GĐ-ST 12/2023/DS\u2013PT", "[08/2018/HN&GĐ-ST]|[12/2023/DS\u2013PT]" },
    { "01a/2015/QĐ-TTg", "[01a/2015/QĐ-TTg]" },
    { "1.000.000 đồng 1.000.000đ 1.234,56", "[1.000.000]|đồng|[1.000.000]|đ|[1.234,56]" },
    { "khoản 1,2,3 và 0,5 và 1,000,000", "khoản|[1]|[2]|[3]|và|[0,5]|và|[1,000,000]" },
    { "ngày 11-5-2021 hoặc 11/5/2021, 11.5.2021", "ngày|[11-5-2021]|hoặc|[11/5/2021]|[11.5.2021]" },
    { "khoản 1-3, 2015-2020", "khoản|[1]|[3]|[2015]|[2020]" },
    { "100.000 đồng/m2, 100/người, 24/24", "[100.000]|đồng|m2|[100]|người|[24/24]" },
    { "Điều 13a khoản1 và/hoặc", "Điều|13a|khoản1|và|hoặc" },
    { "1. Phạm vi 2.Đối tượng 2015/", "[1]|Phạm|vi|[2]|Đối|tượng|[2015]" },
    { "x\u0323\u0331y a\u0331", "x\u0323\u0331y|a\u0331" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *tokens = describe_tokens (cases[i].text);

      g_assert_cmpstr (tokens, ==, cases[i].expected);
    }
}

static void
spellings_of_one_syllable_share_a_key (void)
{
  static const struct
  {
    const char *syllable;
    const char *key;
  } cases[] = {
    { "hoà", "hoa1" },
    { "HÒA", "hoa1" },
    { "khoản", "khoan2" },
    { "nghĩa", "nghia3" },
    { "án", "an4" },
    { "luật", "luât5" },
    { "dân", "dân" },
    { "đường", "đương1" },
    { "kỹ", "ki3" },
    { "kĩ", "ki3" },
    { "lý", "li4" },
    { "Lí", "li4" },
    { "ly", "li" },
    { "tỷ", "ti2" },
    { "sỹ", "si3" },
    { "mỹ", "mi3" },
    { "hy", "hi" },
    { "by", "bi" },
    { "quý", "quy4" },
    { "qúy", "quy4" },
    { "quí", "quy4" },
    { "qui", "quy" },
    { "quít", "quit4" },
    { "thúy", "thuy4" },
    { "thuý", "thuy4" },
    { "thúi", "thui4" },
    { "y", "y" },
    { "ý", "y4" },
    { "vy", "vy" },
    { "dy", "dy" },
    { "thy", "thy" },
    { "gì", "gi1" },
    { "già", "gia1" },
    { "huơ", "huơ" },
    { "thuở", "thuơ2" },
    { "hươu", "hươu" },
    { "QH13", "qh13" },
    { "13a", "13a" },
    { "khoản1", "khoản1" },
    { "HĐTP", "hđtp" },
    { "résumé", "resume4" },
    { "12/2023/DS\u2013PT", "12/2023/ds-pt" },
    { "02/2018/NQ-HĐTP", "02/2018/nq-hđtp" },
    { "", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *key = tl_syllable_key (cases[i].syllable, -1);

      g_assert_cmpstr (key, ==, cases[i].key);
    }
}

static void
plain_keys_are_keys_of_folded_tokens (void)
{
  static const char *const tokens[]
      = { "Tòa",           "ĐẤT",          "Kỹ",      "quí",         "thúy",
          "12/2023/DS–PT", "91/2015/QH13", "Ç\u0331", "\u0410\u0419" };

  for (guint i = 0; i < G_N_ELEMENTS (tokens); i++)
    {
      g_autoptr (GString) plain = g_string_new (NULL);
      g_autofree char *folded = tl_text_fold (tokens[i], -1, TL_FOLD_PLAIN, NULL);
      g_autofree char *key = tl_syllable_key (folded, -1);

      tl_syllable_plain_append (plain, tokens[i], -1);
      g_assert_cmpstr (plain->str, ==, key);
    }
}

static void
syllables_are_legal_by_onset_rhyme_and_tone (void)
{
  static const char *const legal[] = {
    "a",    "Điều",   "NGHIÊNG",  "nghiệp", "quyển", "quốc",   "quý",   "quýt",  "quạnh", "quờ",
    "gì",   "gìn",    "giếng",    "giết",   "giữa",  "giường", "già",   "giúp",  "khuỷu", "khuya",
    "yêu",  "yết",    "y",        "thuở",   "tuýp",  "huỳnh",  "loong", "xoong", "oách",  "ngoằn",
    "hoà",  "hòa",    "người",    "ương",   "ưa",    "ỉa",     "kỹ",    "kênh",  "ghế",   "nghe",
    "thuế", "trưởng", "Đ\u1ea4T", "pin",    "xuân",  "khuây",  "hươu",  "rượu",  "ngoeo", "oẹo",
  };
  static const char *const illegal[] = {
    "",
    "b",
    "trá1",
    "iều",
    "ngườ",
    "đ",
    "QH13",
    "ubnd",
    "wifi",
    "cen",
    "ki\u0301\u0301",
    "kan",
    "gen",
    "ngen",
    "ghan",
    "nghan",
    "at",
    "hoc",
    "sách\u0300",
    "dàch",
    "lyên",
    "phapp",
    "tráic",
    "hóaán",
    "zô",
    "js",
    "strong",
    "nghiêngg",
    "q",
    "qa",
    "uu",
    "aa",
    "ăi",
    "ơng",
    "ươ",
    "âm1",
    "\xff",
    "hoàná",
    "mờơ",
    "ngh",
  };

  for (guint i = 0; i < G_N_ELEMENTS (legal); i++)
    {
      if (!tl_syllable_is_legal (legal[i], -1))
        g_error ("%s is legal", legal[i]);
    }
  for (guint i = 0; i < G_N_ELEMENTS (illegal); i++)
    {
      if (tl_syllable_is_legal (illegal[i], -1))
        g_error ("%s is not legal", illegal[i]);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/text/token/text-splits-into-syllables-figures-and-document-numbers",
                   text_splits_into_syllables_figures_and_document_numbers);
  g_test_add_func ("/text/syllable/spellings-of-one-syllable-share-a-key",
                   spellings_of_one_syllable_share_a_key);
  g_test_add_func ("/text/syllable/plain-keys-are-keys-of-folded-tokens",
                   plain_keys_are_keys_of_folded_tokens);
  g_test_add_func ("/text/syllable/syllables-are-legal-by-onset-rhyme-and-tone",
                   syllables_are_legal_by_onset_rhyme_and_tone);
  return g_test_run ();
}
