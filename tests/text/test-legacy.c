/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "text/tl-legacy.h"
#include "text/tl-text.h"

static void
legacy_lines_become_unicode (void)
{
  static const struct
  {
    const char *text;
    TlLegacyEncoding encoding;
    const char *expected;
  } cases[] = {
    { "QuyÕt ®Þnh:", TL_LEGACY_TCVN3, "Quyết định:" },
    { "n\u00ad\u00edc Céng hoµ x· héi chñ nghÜa ViÖt Nam", TL_LEGACY_TCVN3,
      "nước Cộng hoà xã hội chủ nghĩa Việt Nam" },
    { "CéNG HOµ X· HéI CHñ NGHÜA VIÖT NAM", TL_LEGACY_TCVN3, "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM" },
    { "§éc lËp - Tù do - H¹nh phóc", TL_LEGACY_TCVN3, "Độc lập - Tự do - Hạnh phúc" },
    { "X· héi", TL_LEGACY_TCVN3, "Xã hội" },
    { "®îc, n\u00edc", TL_LEGACY_TCVN3, "được, nước" },
    { "NHAÂN DANH NÖÔÙC COÄNG HOØA XAÕ HOÄI CHUÛ NGHÓA VIEÄT NAM", TL_LEGACY_VNI,
      "NHÂN DANH NƯỚC CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" },
    { "Caên cöù vaøo caùc chöùng cöù, taøi lieäu coù trong hoà sô vuï aùn ñaõ", TL_LEGACY_VNI,
      "Căn cứ vào các chứng cứ, tài liệu có trong hồ sơ vụ án đã" },
    { "thò traán, kyõ sö, tyû leä, nghæ, kieåm saùt vieân, Lyù", TL_LEGACY_VNI,
      "thị trấn, kỹ sư, tỷ lệ, nghỉ, kiểm sát viên, Lý" },
    { "Điều 5 – “x”", TL_LEGACY_NONE, "Điều 5 – “x”" },
    { "", TL_LEGACY_VNI, "" },
    { "e\u0301", TL_LEGACY_NONE, "é" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *converted = tl_legacy_convert (cases[i].text, -1, cases[i].encoding);

      g_assert_cmpstr (converted, ==, cases[i].expected);
    }
}

static void
the_encoding_of_a_run_is_recognised (void)
{
  static const struct
  {
    const char *text;
    TlLegacyEncoding encoding;
  } cases[] = {
    { "QuyÕt ®Þnh:", TL_LEGACY_TCVN3 },
    { "¸p dông", TL_LEGACY_TCVN3 },
    { "NHAÂN DANH", TL_LEGACY_VNI },
    { "quy ñònh taïi caùc ñieàu", TL_LEGACY_VNI },
    { "Tòa án nhân dân quận Đống Đa", TL_LEGACY_NONE },
    { "có là và không", TL_LEGACY_NONE },
    { "Quôc hôi", TL_LEGACY_NONE },
    { "résumé, Müller, naïve, São Paulo, 5 µm, © ABC®", TL_LEGACY_NONE },
    { "hello", TL_LEGACY_NONE },
    { "", TL_LEGACY_NONE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (tl_legacy_detect (cases[i].text, -1), ==, cases[i].encoding);
}

static void
only_the_legacy_words_of_a_mixed_text_change (void)
{
  static const struct
  {
    const char *text;
    const char *expected;
  } cases[] = {
    { "QuyÕt ®Þnh:\nChấp nhận yêu cầu của nguyên đơn",
      "Quyết định:\nChấp nhận yêu cầu của nguyên đơn" },
    { "án phí là 300.000® (ba trăm nghìn đồng)", "án phí là 300.000đ (ba trăm nghìn đồng)" },
    { "Nguyên tắc ¸p dông chế độ", "Nguyên tắc áp dụng chế độ" },
    { "trong c¸c tr\u00adêng hîp sau đây", "trong các trường hợp sau đây" },
    { "vÒ viÖc “Tranh chÊp quyền sử dụng đất\"", "về việc “Tranh chấp quyền sử dụng đất\"" },
    { "Thi haønh aùn daân sự thì người ñược thi haønh",
      "Thi hành án dân sự thì người được thi hành" },
    { "theo quy ñònh tại Ñiều 30, có đơn", "theo quy định tại Điều 30, có đơn" },
    { "QuyÕt ®Þnh sè 12/Q§-CA cña Toµ ¸n cã hiÖu lùc",
      "Quyết định số 12/QĐ-CA của Toà án có hiệu lực" },
    { "Quôc hội, Giám đôc Sở, quâ \u0323n D", "Quôc hội, Giám đôc Sở, quâ \u0323n D" },
    { "Công ty Müller & Söhne, São Paulo, 5 µm, ABC® được",
      "Công ty Müller & Söhne, São Paulo, 5 µm, ABC® được" },
    { "hop\u00addong l\u00adu", "hop\u00addong l\u00adu" },
    { "", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *repaired = tl_legacy_repair (cases[i].text, -1);
      g_autofree char *again = tl_legacy_repair (repaired, -1);

      g_assert_cmpstr (repaired, ==, cases[i].expected);
      g_assert_cmpstr (again, ==, repaired);
    }
}

static void
fonts_tell_the_encoding (void)
{
  static const struct
  {
    const char *font;
    TlLegacyEncoding encoding;
    gboolean capitals;
  } cases[] = {
    { ".VnTime", TL_LEGACY_TCVN3, FALSE },
    { ".VnTimeH", TL_LEGACY_TCVN3, TRUE },
    { ".VnArialH,Bold", TL_LEGACY_TCVN3, TRUE },
    { "ABCDEF+.VnTimeH-Bold", TL_LEGACY_TCVN3, TRUE },
    { "VnTime", TL_LEGACY_TCVN3, FALSE },
    { "VNI-Times", TL_LEGACY_VNI, FALSE },
    { "ABCDEF+VNI-Times,Bold", TL_LEGACY_VNI, FALSE },
    { "Times New Roman", TL_LEGACY_NONE, FALSE },
    { "TimesNewRomanPS-BoldMTH", TL_LEGACY_NONE, FALSE },
    { "Vnfoo", TL_LEGACY_NONE, FALSE },
    { "", TL_LEGACY_NONE, FALSE },
    { NULL, TL_LEGACY_NONE, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gboolean capitals = TRUE;

      g_assert_cmpint (tl_legacy_from_font (cases[i].font, &capitals), ==, cases[i].encoding);
      g_assert_cmpint (capitals, ==, cases[i].capitals);
    }
  g_assert_cmpint (tl_legacy_from_font (".VnTimeH", NULL), ==, TL_LEGACY_TCVN3);
}

/* Encoders, written from the tables of the standards and not from the code under test. */
static const char TCVN3_LETTERS[] = "ĂÂÊÔƠƯĐăâêôơưđ......àảãáạ.ằẳẵắ.......ặầẩẫấậè.ẻẽéẹềểễếệìỉ..."
                                    "ĩíịò.ỏõóọồổỗốộờởỡớợù.ủũúụừửữứựỳỷỹýỵ";

static char *
encode_tcvn3 (const char *text)
{
  GString *out = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      const char *at = c == '.' ? NULL : g_utf8_strchr (TCVN3_LETTERS, -1, c);

      if (c < 0x80 || at == NULL)
        g_string_append_unichar (out, c);
      else
        g_string_append_unichar (out,
                                 (gunichar)(0xA1 + g_utf8_pointer_to_offset (TCVN3_LETTERS, at)));
    }
  return g_string_free (out, FALSE);
}

static const struct
{
  const char *letter;
  const char *code;
} VNI_LETTERS[] = {
  { "á", "aù" }, { "à", "aø" }, { "ả", "aû" }, { "ã", "aõ" }, { "ạ", "aï" }, { "â", "aâ" },
  { "ấ", "aá" }, { "ầ", "aà" }, { "ẩ", "aå" }, { "ẫ", "aã" }, { "ậ", "aä" }, { "ă", "aê" },
  { "ắ", "aé" }, { "ằ", "aè" }, { "ẳ", "aú" }, { "ẵ", "aü" }, { "ặ", "aë" }, { "é", "eù" },
  { "è", "eø" }, { "ẻ", "eû" }, { "ẽ", "eõ" }, { "ẹ", "eï" }, { "ê", "eâ" }, { "ế", "eá" },
  { "ề", "eà" }, { "ể", "eå" }, { "ễ", "eã" }, { "ệ", "eä" }, { "ỉ", "æ" },  { "ĩ", "ó" },
  { "ị", "ò" },  { "ó", "où" }, { "ò", "oø" }, { "ỏ", "oû" }, { "õ", "oõ" }, { "ọ", "oï" },
  { "ô", "oâ" }, { "ố", "oá" }, { "ồ", "oà" }, { "ổ", "oå" }, { "ỗ", "oã" }, { "ộ", "oä" },
  { "ơ", "ô" },  { "ớ", "ôù" }, { "ờ", "ôø" }, { "ở", "ôû" }, { "ỡ", "ôõ" }, { "ợ", "ôï" },
  { "ú", "uù" }, { "ù", "uø" }, { "ủ", "uû" }, { "ũ", "uõ" }, { "ụ", "uï" }, { "ư", "ö" },
  { "ứ", "öù" }, { "ừ", "öø" }, { "ử", "öû" }, { "ữ", "öõ" }, { "ự", "öï" }, { "ý", "yù" },
  { "ỳ", "yø" }, { "ỷ", "yû" }, { "ỹ", "yõ" }, { "ỵ", "î" },  { "đ", "ñ" },
};

static char *
encode_vni (const char *text)
{
  GString *out = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      gunichar lower = g_unichar_tolower (c);
      const char *code = NULL;
      g_autofree char *upper = NULL;

      for (guint i = 0; i < G_N_ELEMENTS (VNI_LETTERS) && code == NULL; i++)
        {
          if (g_utf8_get_char (VNI_LETTERS[i].letter) == lower)
            code = VNI_LETTERS[i].code;
        }
      if (code != NULL && lower != c)
        code = upper = g_utf8_strup (code, -1);
      if (code != NULL)
        g_string_append (out, code);
      else
        g_string_append_unichar (out, c);
    }
  return g_string_free (out, FALSE);
}

/* A random syllable that Vietnamese allows. */
static char *
make_syllable (GRand *random)
{
  static const char *const onsets[]
      = { "",  "b",  "c",   "ch", "d",  "đ",  "g", "gh", "h", "k",  "kh", "l", "m",
          "n", "ng", "ngh", "nh", "ph", "qu", "r", "s",  "t", "th", "tr", "v", "x" };
  static const char *const vowels[] = { "a", "ă", "â", "e",  "ê",  "i",  "o",  "ô",  "ơ",
                                        "u", "ư", "y", "iê", "uô", "ươ", "oa", "uyê" };
  static const char *const codas[]
      = { "", "c", "ch", "m", "n", "ng", "nh", "p", "t", "i", "u", "y", "o" };
  static const char *const tones[] = { "", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323" };

  for (;;)
    {
      g_autofree char *syllable
          = g_strconcat (onsets[g_rand_int_range (random, 0, G_N_ELEMENTS (onsets))],
                         vowels[g_rand_int_range (random, 0, G_N_ELEMENTS (vowels))],
                         tones[g_rand_int_range (random, 0, G_N_ELEMENTS (tones))],
                         codas[g_rand_int_range (random, 0, G_N_ELEMENTS (codas))], NULL);
      char *normal = g_utf8_normalize (syllable, -1, G_NORMALIZE_DEFAULT_COMPOSE);

      if (tl_syllable_is_legal (normal, -1))
        return normal;
      g_free (normal);
    }
}

static void
encoded_sentences_come_back (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (5712);
  guint n_syllables = 0, n_repaired = 0;

  for (guint i = 0; i < 10000; i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autofree char *tcvn3 = NULL;
      g_autofree char *vni = NULL;
      g_autofree char *from_tcvn3 = NULL;
      g_autofree char *from_vni = NULL;
      g_autofree char *capitals = NULL;
      g_autofree char *vni_capitals = NULL;
      g_autofree char *from_capitals = NULL;
      g_autofree char *repaired = NULL;

      for (guint k = 0; k < 10; k++, n_syllables++)
        {
          g_autofree char *syllable = make_syllable (random);

          g_string_append_printf (text, "%s%s", k > 0 ? " " : "", syllable);
        }
      tcvn3 = encode_tcvn3 (text->str);
      from_tcvn3 = tl_legacy_convert (tcvn3, -1, TL_LEGACY_TCVN3);
      g_assert_cmpstr (from_tcvn3, ==, text->str);
      vni = encode_vni (text->str);
      from_vni = tl_legacy_convert (vni, -1, TL_LEGACY_VNI);
      g_assert_cmpstr (from_vni, ==, text->str);
      capitals = g_utf8_strup (text->str, -1);
      vni_capitals = encode_vni (capitals);
      from_capitals = tl_legacy_convert (vni_capitals, -1, TL_LEGACY_VNI);
      g_assert_cmpstr (from_capitals, ==, capitals);
      repaired = tl_legacy_repair (tcvn3, -1);
      n_repaired += strcmp (repaired, text->str) == 0 ? 1 : 0;
    }
  g_assert_cmpuint (n_syllables, >=, 100000);
  /* random syllables are harder than sentences: many read both ways */
  g_assert_cmpuint (n_repaired, >=, 9000);
}

static void
count_words (const char *text, guint *n_syllables, guint *n_foreign)
{
  g_autofree char *normal = tl_text_normalize (text, -1, NULL);
  g_autoptr (GArray) tokens = tl_text_tokenize (normal, -1);

  *n_syllables = *n_foreign = 0;
  for (guint i = 0; i < tokens->len; i++)
    {
      const TlToken *token = &g_array_index (tokens, TlToken, i);
      gssize length = (gssize)(token->to - token->from);
      gboolean legal = tl_syllable_is_legal (normal + token->from, length);

      *n_syllables += legal ? 1 : 0;
      for (gssize k = 0; k < length && !legal; k++)
        {
          if ((guchar)normal[token->from + (gsize)k] >= 0x80)
            {
              (*n_foreign)++;
              break;
            }
        }
    }
}

static void
real_judgments_gain_syllables_and_lose_none (void)
{
  g_autofree char *path = g_build_filename (g_getenv ("TROLY_SHARED") ?: "", "data", "judgments",
                                            "judgments.jsonl", NULL);
  g_autofree char *text = NULL;
  g_autofree char *repaired = NULL;
  guint before, before_foreign, after, after_foreign;

  if (!g_file_get_contents (path, &text, NULL, NULL))
    {
      g_test_skip ("data/judgments is not present");
      return;
    }
  repaired = tl_legacy_repair (text, -1);
  count_words (text, &before, &before_foreign);
  count_words (repaired, &after, &after_foreign);
  g_test_message ("syllables %u -> %u, words with marks that are none %u -> %u", before, after,
                  before_foreign, after_foreign);
  g_assert_cmpuint (after, >, before + 100);
  g_assert_cmpuint (after_foreign + 100, <, before_foreign);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/text/legacy/legacy-lines-become-unicode", legacy_lines_become_unicode);
  g_test_add_func ("/text/legacy/the-encoding-of-a-run-is-recognised",
                   the_encoding_of_a_run_is_recognised);
  g_test_add_func ("/text/legacy/only-the-legacy-words-of-a-mixed-text-change",
                   only_the_legacy_words_of_a_mixed_text_change);
  g_test_add_func ("/text/legacy/fonts-tell-the-encoding", fonts_tell_the_encoding);
  g_test_add_func ("/text/legacy/encoded-sentences-come-back", encoded_sentences_come_back);
  g_test_add_func ("/text/legacy/real-judgments-gain-syllables-and-lose-none",
                   real_judgments_gain_syllables_and_lose_none);
  return g_test_run ();
}
