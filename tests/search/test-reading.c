/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a question is read as against a library that has courts, charges, án lệ and years. */
#include "config.h"

#include <string.h>

#include "search-fixture.h"

typedef struct
{
  const char *id;
  const char *court;
  const char *issued;
  const char *meta;
  const char *text;
} Case;

static const Case JUDGMENTS[] = {
  { "ha-noi", "Tòa án nhân dân thành phố Hà Nội", "2019-05-20",
    "{\"case_type\":\"DS\",\"stage\":\"PT\",\"level\":\"tỉnh\",\"relation\":\"Tranh chấp thừa kế "
    "tài sản\"}",
    "Hai bên tranh chấp đất do cha mẹ để lại và yêu cầu chia thừa kế." },
  { "cau-ke", "Tòa án nhân dân huyện Cầu Kè, tỉnh Trà Vinh", "2020-05-20",
    "{\"case_type\":\"DS\",\"stage\":\"ST\",\"level\":\"huyện\",\"relation\":\"Tranh chấp hợp đồng "
    "vay tài sản\"}",
    "Nguyên đơn đòi tiền cho vay, bị đơn xin trả dần và có tranh chấp đất." },
  { "ba-dinh", "Tòa án nhân dân quận Ba Đình", "2021-05-20",
    "{\"case_type\":\"HS\",\"stage\":\"ST\",\"level\":\"huyện\",\"charges\":[\"Trộm cắp tài "
    "sản\"]}",
    "Bị cáo trộm cắp xe máy của người già rồi bán lấy tiền." },
  { "hue", "Tòa án nhân dân thành phố Huế", "2022-05-20",
    "{\"case_type\":\"HS\",\"stage\":\"PT\",\"level\":\"tỉnh\",\"charges\":[\"Cướp tài sản\"]}",
    "Bị cáo cướp xe máy của người đi đường, không trộm của ai và không bị bắt cắp." },
};

static void
add_text (TlDocument *document, const char *anchor, const char *text)
{
  TlBlock *block = tl_document_add (document, tl_block_new (TL_BLOCK_PARAGRAPH, -1, anchor));

  g_free (block->text);
  block->text = g_strdup (text);
}

static void
add_judgments (GPtrArray *documents)
{
  for (guint i = 0; i < G_N_ELEMENTS (JUDGMENTS); i++)
    {
      TlDocument *document = tl_document_new (TL_DOC_JUDGMENT, JUDGMENTS[i].id);

      document->title = g_strdup ("Bản án");
      document->issuer = g_strdup (JUDGMENTS[i].court);
      document->issued = g_strdup (JUDGMENTS[i].issued);
      document->meta = g_strdup (JUDGMENTS[i].meta);
      add_text (document, "noidung.1", JUDGMENTS[i].text);
      g_ptr_array_add (documents, document);
    }
}

static void
add_precedents (GPtrArray *documents)
{
  static const char *const NUMBERS[][2] = { { "03-2018-al-th", "03/2018/AL-TH" },
                                            { "03-2020-al-th", "03/2020/AL-TH" },
                                            { "13-2020-al-th", "13/2020/AL-TH" } };

  for (guint i = 0; i < G_N_ELEMENTS (NUMBERS); i++)
    {
      TlDocument *document = tl_document_new (TL_DOC_PRECEDENT, NUMBERS[i][0]);

      document->number = g_strdup (NUMBERS[i][1]);
      document->number_normal = g_strdup (NUMBERS[i][1]);
      document->title = g_strdup ("Về việc trả lại vật nuôi bị lạc");
      document->published = g_strdup ("2021-12-31");
      add_text (document, "anle.1", "Người giữ vật nuôi bị lạc phải trả lại cho chủ.");
      g_ptr_array_add (documents, document);
    }
}

/* As registers name laws: no number, no short name, not what kind of law it is. */
static void
add_unnumbered (GPtrArray *documents)
{
  TlDocument *law
      = search_fixture_statute ("to-tung-hanh-chinh", NULL, "Tố tụng hành chính", NULL, NULL, NULL);

  search_fixture_article (law, "143", "Đình chỉ giải quyết vụ án",
                          "Tòa án đình chỉ khi người khởi kiện rút đơn.");
  g_ptr_array_add (documents, law);
}

static void
set_up (SearchFixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) documents = search_fixture_documents ();
  g_autofree char *path = NULL;

  add_judgments (documents);
  add_precedents (documents);
  add_unnumbered (documents);
  fixture->folder = search_fixture_folder ();
  path = search_fixture_write (fixture->folder, documents, "1");
  fixture->engine = search_fixture_open (fixture->folder);
}

static const TlChip *
find_chip (const TlSearchResult *result, const char *id)
{
  for (guint i = 0; i < result->chips->len; i++)
    {
      const TlChip *chip = g_ptr_array_index (result->chips, i);

      if (strcmp (chip->id, id) == 0)
        return chip;
    }
  return NULL;
}

static gboolean
finds (const TlSearchResult *result, const char *doc)
{
  for (guint i = 0; i < result->hits->len; i++)
    if (strcmp (search_fixture_hit (result, i)->doc, doc) == 0)
      return TRUE;
  return FALSE;
}

static void
a_field_takes_what_the_library_knows (SearchFixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *typed;
    const char *chip;
    const char *doc; /* NULL: nothing is found */
  } CASES[] = {
    { "tòa:hà nội tranh chấp đất", "field:court=ha-noi", "ha-noi" },
    { "toa:ha noi tranh chap dat", "field:court=ha-noi", "ha-noi" },
    { "tòa: Hà Nội tranh chấp đất", "field:court=ha-noi", "ha-noi" },
    { "tòa:huyện cầu kè tranh chấp đất", "field:court=huyen-cau-ke", "cau-ke" },
    { "tòa:cầu kè tranh chấp đất", "field:court=cau-ke", "cau-ke" },
    { "tòa:ba đình xe máy", "field:court=ba-dinh", "ba-dinh" },
    /* The beginning of another name is no name. */
    { "tòa:cầu giấy tranh chấp đất", "field:court=cau", NULL },
    { "tội:trộm cắp xe máy", "field:charge=trom-cap", "ba-dinh" },
    { "tội:trộm cắp tài sản của người già", "field:charge=trom-cap-tai-san", "ba-dinh" },
    { "toi:cuop xe may", "field:charge=cuop", "hue" },
    { "quan hệ:vay tài sản trả dần", "field:relation=vay-tai-san", "cau-ke" },
    { "cấp:phúc thẩm xe máy", "field:stage=phuc-tham", "hue" },
    { "cap:so tham xe may", "field:stage=so-tham", "ba-dinh" },
    { "cấp:huyện xe máy", "field:level=huyen", "ba-dinh" },
    { "loại:án lệ vật nuôi", "field:kind=an-le", "03-2020-al-th" },
    { "cơ quan:quốc hội đặt cọc", "field:issuer=quoc-hoi", "91-2015-qh13" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autoptr (TlSearchResult) result = search_fixture_ask_on (fixture, CASES[i].typed, NULL);

      g_test_message ("%s", CASES[i].typed);
      g_assert_nonnull (find_chip (result, CASES[i].chip));
      g_assert_true (find_chip (result, CASES[i].chip)->applied);
      g_assert_cmpint (result->hits->len > 0, ==, CASES[i].doc != NULL);
      g_assert_true (CASES[i].doc == NULL || finds (result, CASES[i].doc));
      g_assert_true (CASES[i].doc == NULL || result->unknown->len == 0);
    }
}

static void
not_takes_a_whole_thing (SearchFixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *typed;
    const char *chip;
    const char *text;
    const char *gone;
    const char *stays;
  } CASES[] = {
    /* Both words stand in the text of the judgment that stays, not side by side. */
    { "xe máy NOT trộm cắp", "not:trom-cap", "trộm cắp", "ba-dinh", "hue" },
    { "xe may NOT trom cap", "not:trom-cap", "trom cap", "ba-dinh", "hue" },
    { "NOT trộm cắp xe máy", "not:trom-cap", "trộm cắp", "ba-dinh", "hue" },
    { "xe máy NOT người đi đường", "not:nguoi-di-duong", "người đi đường", "hue", "ba-dinh" },
    { "tranh chấp đất NOT thừa kế", "not:thua-ke", "thừa kế", "ha-noi", "cau-ke" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autoptr (TlSearchResult) result = search_fixture_ask_on (fixture, CASES[i].typed, NULL);
      const TlChip *chip = find_chip (result, CASES[i].chip);

      g_test_message ("%s", CASES[i].typed);
      g_assert_nonnull (chip);
      g_assert_nonnull (strstr (chip->text, CASES[i].text));
      g_assert_false (finds (result, CASES[i].gone));
      g_assert_true (finds (result, CASES[i].stays));
    }
}

static void
a_time_is_offered (SearchFixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *typed;
    const char *chips; /* offered, in order */
  } CASES[] = {
    { "xe máy từ 2020 đến 2022", "date:2020..2022" },
    { "xe máy từ năm 2020 đến năm 2022", "date:2020..2022" },
    { "xe may tu nam 2020 toi 2022", "date:2020..2022" },
    { "xe máy giai đoạn 2020-2022", "date:2020..2022" },
    { "xe máy 2020 – 2022", "date:2020..2022" },
    { "xe máy từ năm 2020 đến nay", "date:2020.." },
    { "xe máy từ năm 2020 trở lại đây", "date:2020.." },
    { "xe máy sau năm 2019", "date:2020.." },
    { "xe máy trước 2021", "date:..2020" },
    { "xe máy năm 2021", "date:2021" },
    { "xe máy tháng 3/2019", "date:2019" },
    { "xe máy tháng 3 năm 2019", "date:2019" },
    { "xe máy ngày 15/3/2019", "as-of:2019-03-15 date:2019" },
    { "xe máy ngày 15 tháng 3 năm 2019", "as-of:2019-03-15 date:2019" },
    { "xe may 15-3-2019", "as-of:2019-03-15 date:2019" },
    { "xe máy trước ngày 1/7/2025", "as-of:2025-07-01 date:..2025" },
    { "xe máy từ ngày 1/1/2020 đến ngày 31/12/2022", "date:2020..2022" },
    { "xe máy ngày 31/2/2019", "" },
    { "xe máy 2022 đến 2020", "" },
    { "xe máy 2019. 2020", "" },
    { "Bộ luật Hình sự năm 2015", "" },
    { "12/2023/DS-ST", "" },
    { "nghị quyết 326/2016/UBTVQH14", "" },
    { "xe máy 5 năm tù", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autoptr (TlSearchResult) result = search_fixture_ask_on (fixture, CASES[i].typed, NULL);
      g_autoptr (GString) chips = g_string_new (NULL);

      for (guint k = 0; k < result->chips->len; k++)
        {
          const TlChip *chip = g_ptr_array_index (result->chips, k);

          if (chip->kind != TL_CHIP_DATE)
            continue;
          g_assert_true (chip->offered);
          g_assert_false (chip->applied);
          g_string_append_printf (chips, "%s%s", chips->len > 0 ? " " : "", chip->id);
        }
      g_test_message ("%s", CASES[i].typed);
      g_assert_cmpstr (chips->str, ==, CASES[i].chips);
      /* What says when is not missing. */
      for (guint k = 0; k < result->unknown->len && *CASES[i].chips != '\0'; k++)
        g_assert_null (strpbrk (g_ptr_array_index (result->unknown, k), "0123456789"));
    }
}

static void
an_offered_time_acts_when_it_is_taken (SearchFixture *fixture, gconstpointer data)
{
  static const char *const SPAN[] = { "date:2020..2021", NULL };
  static const char *const OPEN[] = { "date:2022..", NULL };
  static const char *const DAY[] = { "as-of:2022-03-15", NULL };
  TlSearchRequest span
      = { .text = "xe máy từ 2020 đến 2021", .kind = -1, .with = SPAN, .limit = 10 };
  TlSearchRequest open = { .text = "xe máy sau năm 2021", .kind = -1, .with = OPEN, .limit = 10 };
  TlSearchRequest day
      = { .text = "nguyên tắc hòa giải ngày 15/3/2022", .kind = -1, .with = DAY, .limit = 10 };
  g_autoptr (TlSearchResult) in_span = search_fixture_ask (fixture->engine, &span);
  g_autoptr (TlSearchResult) since = search_fixture_ask (fixture->engine, &open);
  g_autoptr (TlSearchResult) then = search_fixture_ask (fixture->engine, &day);

  g_assert_true (finds (in_span, "ba-dinh"));
  g_assert_false (finds (in_span, "hue"));
  g_assert_true (finds (since, "hue"));
  g_assert_false (finds (since, "ba-dinh"));
  g_assert_cmpstr (then->as_of, ==, "2022-03-15");
  search_fixture_assert_first (then, "58-2020-qh14", "d3");
  g_assert_nonnull (strstr (search_fixture_hit (then, 0)->passage, "cũ"));
}

static void
a_time_does_not_lower_trust (SearchFixture *fixture, gconstpointer data)
{
  static const char *const CASES[][2] = {
    { "đặt cọc", "đặt cọc từ 2010 đến 2012" },
    { "đặt cọc", "đặt cọc ngày 15/3/2019" },
    { "đặt cọc", "đặt cọc từ ngày 1/1/2020 đến 31/12/2022" },
    { "đặt cọc", "đặt cọc giai đoạn 2019-2021" },
    { "trộm cắp tài sản của người khác", "trộm cắp tài sản của người khác năm 2011" },
    { "trom cap tai san cua nguoi khac", "trom cap tai san cua nguoi khac truoc nam 2011" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autoptr (TlSearchResult) bare = search_fixture_ask_on (fixture, CASES[i][0], NULL);
      g_autoptr (TlSearchResult) dated = search_fixture_ask_on (fixture, CASES[i][1], NULL);

      g_test_message ("%s: %.2f, %.2f", CASES[i][1], bare->trust, dated->trust);
      g_assert_true (bare->good && dated->good);
      g_assert_cmpfloat (dated->trust, >, bare->trust - 0.1);
    }
}

static void
a_precedent_is_found_by_its_number (SearchFixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *typed;
    const char *docs; /* literal hits, in order */
  } CASES[] = {
    { "án lệ số 3", "03-2020-al-th 03-2018-al-th" },
    { "al 03", "03-2020-al-th 03-2018-al-th" },
    { "AL03", "03-2020-al-th 03-2018-al-th" },
    { "an le 3/2020", "03-2020-al-th" },
    { "án lệ 3 năm 2018", "03-2018-al-th" },
    { "án lệ số 03/2018/AL", "03-2018-al-th" },
    { "03/2018/AL-TH", "03-2018-al-th" },
    { "án lệ 13", "13-2020-al-th" },
    { "án lệ số 47", "47-2021-al" },
    { "án lệ số 4", "" },
    { "án lệ 3/2019", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autoptr (TlSearchResult) result = search_fixture_ask_on (fixture, CASES[i].typed, NULL);
      g_autoptr (GString) docs = g_string_new (NULL);

      for (guint k = 0; k < result->hits->len; k++)
        if (search_fixture_hit (result, k)->literal)
          g_string_append_printf (docs, "%s%s", docs->len > 0 ? " " : "",
                                  search_fixture_hit (result, k)->doc);
      g_test_message ("%s", CASES[i].typed);
      g_assert_cmpstr (docs->str, ==, CASES[i].docs);
      g_assert_cmpint (result->good, ==, *CASES[i].docs != '\0');
      g_assert_cmpuint (result->citations->len, >, 0);
    }
}

static void
what_was_understood_is_not_missing (SearchFixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *typed;
    const char *without;
    const char *unknown;
  } CASES[] = {
    { "TNHS trộm cắp", NULL, "" },
    { "tnhs trom cap", NULL, "" },
    { "tnhs trom cap", "abbreviation:tnhs", "tnhs" },
    { "TAND thành phố Hà Nội đặt cọc", NULL, "" },
    { "tand thanh pho ha noi dat coc", NULL, "" },
    { "đặt cọc ngày 15/3/2019", NULL, "" },
    { "số:77/2023/DS-PT đặt cọc", NULL, "" },
    { "đặt cọc qwrt", NULL, "qwrt" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      const char *without[] = { CASES[i].without, NULL };
      TlSearchRequest request
          = { .text = CASES[i].typed, .kind = -1, .without = without, .limit = 10 };
      g_autoptr (TlSearchResult) result = search_fixture_ask (fixture->engine, &request);
      g_autofree char *unknown = NULL;

      g_ptr_array_add (result->unknown, NULL);
      unknown = g_strjoinv (" ", (char **)result->unknown->pdata);
      g_test_message ("%s", CASES[i].typed);
      g_assert_cmpstr (unknown, ==, CASES[i].unknown);
    }
}

static void
a_law_that_is_not_there_is_said_and_not_trusted (SearchFixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *typed;
    const char *missing; /* NULL: it is there */
  } CASES[] = {
    { "BLTTDS 2015 dieu 328", "BLTTDS 2015 (not in the library)" },
    { "điều 173 Bộ luật Tố tụng hình sự", "Bộ luật Tố tụng hình sự (not in the library)" },
    { "dieu 328 blttds dat coc", "blttds (not in the library)" },
    { "BLDS 2005 điều 328", "BLDS 2005 (not in the library)" },
    { "điều 173 Nghị định 99/2031/NĐ-CP", "99/2031/NĐ-CP (not in the library)" },
    { "99/2031/DS-ST", "99/2031/DS-ST (not in the library)" },
    { "BLDS 2015 dieu 328", NULL },
    { "điều 143 LTTHC", NULL },
    { "Theo Điều 143, luật Tố tụng hành chính 2015, Tòa án làm gì?", NULL },
    { "điều 328 BLDS đặt cọc", NULL },
    { "điều 173", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autoptr (TlSearchResult) result = search_fixture_ask_on (fixture, CASES[i].typed, NULL);
      const char *said = NULL;

      for (guint k = 0; k < result->citations->len; k++)
        if (strstr (g_ptr_array_index (result->citations, k), "(not in") != NULL)
          said = g_ptr_array_index (result->citations, k);
      g_test_message ("%s: %.2f", CASES[i].typed, result->trust);
      g_assert_cmpstr (said, ==, CASES[i].missing);
      g_assert_cmpint (result->good, ==, CASES[i].missing == NULL);
    }
}

/* ---- Anything typed ---- */

static const char *const PIECES[] = { "đặt cọc",   "trom cap",
                                      "NOT",       "KHÔNG",
                                      "AND",       "OR",
                                      "NEAR/3",    "GẦN",
                                      "\"",        "“",
                                      "”",         "-",
                                      ":",         ",",
                                      "tòa:",      "tòa án:",
                                      "Hà Nội",    "cấp:",
                                      "phúc thẩm", "tội:",
                                      "năm:",      "2020",
                                      "đến",       "từ",
                                      "nay",       "trước",
                                      "sau",       "ngày",
                                      "15/3",      "/2019",
                                      "tháng",     "năm",
                                      "án lệ",     "al",
                                      "số",        "3",
                                      "điều",      "328",
                                      "BLDS",      "2015",
                                      "TAND",      "tỉnh",
                                      "loại:",     "\xc2\xa0",
                                      "e\xcc\x81", "\xe2\x80\x8b",
                                      "()",        "..",
                                      "99999999",  "x",
                                      "/",         "ddaats",
                                      "TNHS",      "quan hệ:" };

static char *
make_question (GRand *random)
{
  GString *text = g_string_new (NULL);
  int pieces = g_rand_int_range (random, 1, g_rand_int_range (random, 0, 20) == 0 ? 400 : 24);

  for (; pieces > 0; pieces--)
    {
      g_string_append (text, PIECES[g_rand_int_range (random, 0, G_N_ELEMENTS (PIECES))]);
      g_string_append (text, g_rand_int_range (random, 0, 4) > 0 ? " " : "");
    }
  return g_string_free (text, FALSE);
}

static char *
describe (const TlSearchResult *result)
{
  GString *line = g_string_new (result->as_of);

  for (guint i = 0; i < result->chips->len; i++)
    {
      const TlChip *chip = g_ptr_array_index (result->chips, i);

      g_string_append_printf (line, "\n%s %d %d", chip->id, chip->applied, chip->offered);
    }
  for (guint i = 0; i < result->hits->len; i++)
    g_string_append_printf (line, "\n%s %s %g", search_fixture_hit (result, i)->doc,
                            search_fixture_hit (result, i)->anchor,
                            search_fixture_hit (result, i)->score);
  g_string_append_printf (line, "\n%.2f", result->trust);
  return g_string_free (line, FALSE);
}

static void
check_bounds (const TlSearchResult *result)
{
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);

  /* Constructs, expansions, courts and their names, types, days and years of 200 words, typing. */
  g_assert_cmpuint (result->chips->len, <=, 24 + 8 + 4 + 9 + 3 + 200 + 1);
  g_assert_cmpuint (result->suggestions->len, <=, 3);
  g_assert_true (result->trust >= 0 && result->trust <= 1);
  for (guint i = 0; i < result->chips->len; i++)
    {
      const TlChip *chip = g_ptr_array_index (result->chips, i);

      g_assert_true (g_utf8_validate (chip->id, -1, NULL)
                     && g_utf8_validate (chip->text, -1, NULL));
      g_assert_cmpuint (strlen (chip->id), <=, 128);
      g_assert_false (chip->offered && chip->applied);
      g_hash_table_add (ids, chip->id);
    }
}

/* A question read twice is the same; with all its chips taken away it has no condition left; and
 * taking one away twice is taking it away once. */
static void
anything_typed_is_read_within_bounds (SearchFixture *fixture, gconstpointer data)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (20261115);

  for (guint n = 0; n < 300; n++)
    {
      g_autofree char *text = make_question (random);
      g_autoptr (TlSearchResult) once = search_fixture_ask_on (fixture, text, "2026-11-15");
      g_autoptr (TlSearchResult) twice = search_fixture_ask_on (fixture, text, "2026-11-15");
      g_autofree char *first = describe (once), *second = describe (twice);
      g_autoptr (GPtrArray) ids = g_ptr_array_new ();
      TlSearchRequest request = { .text = text, .kind = -1, .as_of = "2026-11-15", .limit = 10 };
      g_autoptr (TlSearchResult) bare = NULL;

      g_test_message ("%s", text);
      check_bounds (once);
      g_assert_cmpstr (first, ==, second);
      for (guint i = 0; i < once->chips->len; i++)
        g_ptr_array_add (ids, ((TlChip *)g_ptr_array_index (once->chips, i))->id);
      g_ptr_array_add (ids, NULL);
      request.without = (const char *const *)ids->pdata;
      bare = search_fixture_ask (fixture->engine, &request);
      for (guint i = 0; i < bare->chips->len; i++)
        {
          const TlChip *chip = g_ptr_array_index (bare->chips, i);

          /* (Typing that is not repaired makes another text, which can hold something else.) */
          if (find_chip (once, "telex") == NULL && find_chip (once, chip->id) != NULL)
            g_assert_false (chip->applied);
        }
    }
}

#define ADD(name)                                                                                  \
  g_test_add ("/reading/" #name, SearchFixture, NULL, set_up, name, search_fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD (a_field_takes_what_the_library_knows);
  ADD (not_takes_a_whole_thing);
  ADD (a_time_is_offered);
  ADD (an_offered_time_acts_when_it_is_taken);
  ADD (a_time_does_not_lower_trust);
  ADD (a_precedent_is_found_by_its_number);
  ADD (what_was_understood_is_not_missing);
  ADD (a_law_that_is_not_there_is_said_and_not_trusted);
  ADD (anything_typed_is_read_within_bounds);
  return g_test_run ();
}
