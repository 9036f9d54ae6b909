/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <gio/gio.h>
#include <glib.h>
#include <glib/gstdio.h>
#include <string.h>

#include "base/tl-error.h"
#include "law/court/tl-court.h"

static const char after_reform[] = "2025-07-01";
static const char today[] = "2026-11-01";

typedef struct
{
  const char *printed;
  const char *date;
  const char *id; /* NULL: no court */
  const char *level;
  TlConfidence confidence;
} Case;

#define HIGH   TL_CONFIDENCE_HIGH
#define MEDIUM TL_CONFIDENCE_MEDIUM
#define LOW    TL_CONFIDENCE_LOW

static const Case cases[] = {
  { "Tòa án nhân dân tối cao", NULL, "tand-toi-cao", "tối cao", HIGH },
  { "TANDTC", NULL, "tand-toi-cao", "tối cao", HIGH },
  { "TÒA PHÚC THẨM TÒA ÁN NHÂN DÂN TỐI CAO TẠI ĐÀ NẴNG", "2026-01-05", "toa-phuc-tham.da-nang",
    "tối cao", HIGH },
  { "Tòa án nhân dân cấp cao tại Hà Nội", "2020-01-01", "tand-cap-cao.ha-noi", "cấp cao", HIGH },
  { "TANDCC tại TP.HCM", "2020-01-01", "tand-cap-cao.ho-chi-minh", "cấp cao", HIGH },
  { "Toà án nhân dân khu vực 1 - Vĩnh Long", today, "tand-kv.1.vinh-long", "khu vực", HIGH },
  { "TÒA ÁN NHÂN DÂN KHU VỰC 1 - VĨNH LONG, TỈNH VĨNH LONG", today, "tand-kv.1.vinh-long",
    "khu vực", HIGH },
  { "TAND KV7 - NA", today, "tand-kv.7.nghe-an", "khu vực", MEDIUM },
  { "TAND khu vực 2 – TP. Hồ Chí Minh", today, "tand-kv.2.ho-chi-minh", "khu vực", HIGH },
  { "TAND khu vực 5", today, "tand-kv.5.-", "khu vực", LOW },
  { "TAND huyện Đất Đỏ, tỉnh Bà Rịa - Vũng Tàu", "2018-11-29", "tand-huyen.ba-ria-vung-tau.dat-do",
    "huyện", HIGH },
  { "Toà án nhân dân huyện Đất Đỏ, tỉnh Bà Rịa Vũng Tàu", NULL, "tand-huyen.ba-ria-vung-tau.dat-do",
    "huyện", HIGH },
  { "TAND HUYỆN ĐẤT ĐỎ – BRVT", NULL, "tand-huyen.ba-ria-vung-tau.dat-do", "huyện", MEDIUM },
  { "tand huyen dat do tinh ba ria vung tau", NULL, "tand-huyen.ba-ria-vung-tau.dat-do", "huyện",
    HIGH },
  { "TÒA ÁN NHÂN DÂN\nHUYỆN AN PHÚ\nTỈNH AN GIANG", NULL, "tand-huyen.an-giang.an-phu", "huyện",
    HIGH },
  { "Tòa án nhân dân quận K, Thành phố Hải Phòng", NULL, "tand-quan.hai-phong.k", "huyện", HIGH },
  { "Tòa án nhân dân quân Hải An - Hải Phòng", NULL, "tand-quan.hai-phong.hai-an", "huyện",
    MEDIUM },
  { "Tòa án nhân dân thị xã X, tỉnh Y", NULL, "tand-thi-xa.y.x", "huyện", HIGH },
  { "TÒA ÁN NHÂN DÂN THÀNH PHỐ MỸ THO - TỈNH TIỀN GIANG", NULL, "tand-thanh-pho.tien-giang.my-tho",
    "huyện", HIGH },
  { "TAND TP Phan Rang - Tháp Chàm, tỉnh Ninh Thuận", NULL,
    "tand-thanh-pho.ninh-thuan.phan-rang-thap-cham", "huyện", HIGH },
  { "TAND Q.1, T.P Hồ Chí Minh", NULL, "tand-quan.ho-chi-minh.1", "huyện", HIGH },
  { "TAND TP. Thủ Đức, TP.HCM", NULL, "tand-thanh-pho.ho-chi-minh.thu-duc", "huyện", HIGH },
  { "TAND huyện Tịnh Biên, tỉnh An Giang", NULL, "tand-huyen.an-giang.tinh-bien", "huyện", HIGH },
  { "TAND huyện Sơn Tịnh tỉnh Quảng Ngãi", NULL, "tand-huyen.quang-ngai.son-tinh", "huyện", HIGH },
  { "TAND huyện Châu Thành", NULL, "tand-huyen.-.chau-thanh", "huyện", LOW },
  { "TAND thành phố Thái Nguyên", NULL, "tand-thanh-pho.-.thai-nguyen", "huyện", LOW },
  { "TAND TP Vĩnh Long, tỉnh Vĩnh Long", NULL, "tand-thanh-pho.vinh-long.vinh-long", "huyện",
    HIGH },
  { "Tòa án nhân dân thành phố Hà Nội", NULL, "tand-tinh.ha-noi", "tỉnh", HIGH },
  { "Tòa án nhân dân TP. Hồ Chí Minh", NULL, "tand-tinh.ho-chi-minh", "tỉnh", HIGH },
  { "Tòa án nhân dân tỉnh Ninh Thuận", NULL, "tand-tinh.ninh-thuan", "tỉnh", HIGH },
  { "TÒA ÁN NHÂN DÂN TINH BẮC GIANG", "2020-05-05", "tand-tinh.bac-giang", "tỉnh", HIGH },
  { "TAND Bắc Giang", "2020-05-05", "tand-tinh.bac-giang", "tỉnh", MEDIUM },
  { "TAND tỉnh Minh Hải", "2022-01-01", "tand-tinh.minh-hai", "tỉnh", HIGH },
  { "Tòa Hình sự TAND tỉnh Bình Dương", NULL, "tand-tinh.binh-duong", "tỉnh", HIGH },
  { "TAND thành phố Huế", "2018-01-01", "tand-thanh-pho.-.hue", "huyện", LOW },
  { "TAND thành phố Huế", "2025-02-01", "tand-tinh.hue", "tỉnh", HIGH },
  { "TAND thành phố Bắc Ninh", "2020-01-01", "tand-thanh-pho.-.bac-ninh", "huyện", LOW },
  { "TAND thành phố Bắc Ninh", "2026-10-01", "tand-tinh.bac-ninh", "tỉnh", HIGH },
  { "Tòa án tập huấn tối cao", NULL, "toa-toi-cao.tap-huan", "tối cao", HIGH },
  { "Tòa án quân sự khu vực 2 Quân khu 3", NULL, "taqs-khu-vuc.2.3", "quân sự khu vực", HIGH },
  { "TAQS Quân khu 7", NULL, "taqs-quan-khu.7", "quân sự quân khu", HIGH },
  { "Tòa án quân sự Thủ đô Hà Nội", NULL, "taqs-quan-khu.thu-do-ha-noi", "quân sự quân khu", HIGH },
  { "Tòa án quân sự Trung ương", NULL, "taqs-trung-uong", "quân sự trung ương", HIGH },
  { "Tòa án", NULL, NULL, NULL, LOW },
  { "", NULL, NULL, NULL, LOW },
  { "Ủy ban nhân dân tỉnh Bắc Giang", NULL, NULL, NULL, LOW },
};

static void
a_printed_name_gives_court_tier_and_how_sure (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      TlConfidence confidence;
      g_autoptr (TlCourt) court = tl_court_read (cases[i].printed, cases[i].date, &confidence);

      g_test_message ("%s", cases[i].printed);
      g_assert_cmpstr (court ? court->id : NULL, ==, cases[i].id);
      g_assert_cmpint (confidence, ==, cases[i].confidence);
      if (court)
        g_assert_cmpstr (tl_court_level_name (court->level), ==, cases[i].level);
    }
}

static void
a_court_is_named_in_full_as_of_the_day (void)
{
  static const char *const rows[][3] = {
    { "TAND HUYỆN ĐẤT ĐỎ - BRVT", "2018-01-01",
      "Tòa án nhân dân huyện Đất Đỏ, tỉnh Bà Rịa - Vũng Tàu" },
    { "TAND BẮC NINH", "2026-09-19", "Tòa án nhân dân tỉnh Bắc Ninh" },
    { "TAND BẮC NINH", "2026-09-20", "Tòa án nhân dân thành phố Bắc Ninh" },
    { "TAND KV7 - NA", "2026-01-01", "Tòa án nhân dân khu vực 7 - Nghệ An" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (TlCourt) court = tl_court_read (rows[i][0], rows[i][1], NULL);

      g_assert_cmpstr (court->name, ==, rows[i][2]);
    }
}

static void
every_id_of_the_table_is_read_from_its_own_name (void)
{
  g_autoptr (GBytes) bytes = g_resources_lookup_data ("/vn/toaan/TroLy/law/courts.tsv", 0, NULL);
  g_autofree char *text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  guint n = 0;

  for (guint i = 0; lines[i]; i++)
    {
      g_auto (GStrv) fields = g_strsplit (lines[i], "\t", -1);
      g_autoptr (TlCourt) court = NULL;

      if (*lines[i] == '#' || *lines[i] == '\0')
        continue;
      /* The name holds on its last day, else on its first. */
      court = tl_court_read (fields[1], *fields[5] && strlen (fields[5]) > 4 ? fields[5] : NULL,
                             NULL);
      g_assert_nonnull (court);
      g_assert_cmpstr (court->id, ==, fields[0]);
      g_assert_true (court->listed);
      n++;
    }
  g_assert_cmpuint (n, >, 100);
}

/* Provinces */

static char **
province_lines (void)
{
  g_autoptr (GBytes) bytes = g_resources_lookup_data ("/vn/toaan/TroLy/law/provinces.tsv", 0, NULL);
  g_autofree char *text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));

  return g_strsplit (text, "\n", -1);
}

static void
every_province_has_an_heir_today_and_every_heir_a_court (void)
{
  g_auto (GStrv) lines = province_lines ();
  g_autoptr (GHashTable) heirs = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) before = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; lines[i]; i++)
    {
      g_auto (GStrv) fields = g_strsplit (lines[i], "\t", -1);
      const TlProvince *province, *now;
      g_autofree char *id = NULL;
      g_autoptr (TlCourt) court = NULL;
      g_autoptr (GPtrArray) courts = NULL;

      if (*lines[i] == '#' || *lines[i] == '\0')
        continue;
      province = tl_province_by_id (fields[0]);
      now = tl_province_on_date (province, today);
      g_assert_true (now->valid_to == NULL);
      g_hash_table_add (heirs, (gpointer)now->id);
      g_hash_table_add (before, g_strdup (tl_province_on_date (province, "2025-06-30")->id));
      id = g_strconcat ("tand-tinh.", fields[0], NULL);
      court = tl_court_by_id (id);
      g_assert_true (court->listed);
      courts = tl_court_on_date (court, today);
      g_assert_cmpuint (courts->len, ==, 1);
      g_assert_cmpstr (((TlCourt *)g_ptr_array_index (courts, 0))->province, ==, now->id);
    }
  g_assert_cmpuint (g_hash_table_size (heirs), ==, 34);
  g_assert_cmpuint (g_hash_table_size (before), ==, 63);
}

/* The day after, as far as the table has it: a year alone meets itself. */
static gboolean
meets (const char *last, const char *first)
{
  int y, m, d;
  g_autofree char *next = NULL;
  g_autoptr (GDateTime) day = NULL, after = NULL;

  if (strlen (last) == 4)
    return strcmp (last, first) == 0;
  g_assert_cmpint (sscanf (last, "%d-%d-%d", &y, &m, &d), ==, 3);
  day = g_date_time_new_utc (y, m, d, 0, 0, 0);
  after = g_date_time_add_days (day, 1);
  next = g_date_time_format (after, "%Y-%m-%d");
  return strcmp (next, first) == 0;
}

static void
periods_meet_without_gaps (void)
{
  g_auto (GStrv) lines = province_lines ();
  g_auto (GStrv) last = NULL;
  guint met = 0;

  for (guint i = 0; lines[i]; i++)
    {
      g_auto (GStrv) fields = g_strsplit (lines[i], "\t", -1);

      if (*lines[i] == '#' || *lines[i] == '\0')
        continue;
      if (last && strcmp (last[0], fields[0]) == 0)
        {
          g_assert_true (meets (last[4], fields[3]));
          met++;
        }
      if (*fields[5])
        {
          const TlProvince *heir = tl_province_by_id (fields[5]);

          g_assert_nonnull (heir);
          g_assert_cmpstr (fields[4], !=, "");
          g_assert_null (heir->successor);
        }
      g_strfreev (last);
      last = g_strdupv (fields);
    }
  g_assert_cmpuint (met, ==, 3);
}

static void
a_province_is_found_by_any_of_its_names (void)
{
  static const char *const rows[][3] = {
    { "BRVT", NULL, "ba-ria-vung-tau" },
    { "Bà Rịa–Vũng Tàu", NULL, "ba-ria-vung-tau" },
    { "TP.HCM", NULL, "ho-chi-minh" },
    { "tp ho chi minh", NULL, "ho-chi-minh" },
    { "Thừa Thiên - Huế", NULL, "thua-thien-hue" },
    { "TỈNH ĐẮC LẮC", NULL, "dak-lak" },
    { "Thanh Hoá", NULL, "thanh-hoa" },
    { "Minh Hải", NULL, NULL },
    { "Bắc", NULL, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const TlProvince *province = tl_province_find (rows[i][0], rows[i][1]);

      g_assert_cmpstr (province ? province->id : NULL, ==, rows[i][2]);
    }
  g_assert_cmpstr (tl_province_find ("Quảng Ninh", "2026-08-31")->kind, ==, "tỉnh");
  g_assert_cmpstr (tl_province_find ("Quảng Ninh", "2026-09-01")->kind, ==, "thành phố");
  g_assert_cmpstr (tl_province_find ("Đồng Nai", "2025-12-31")->kind, ==, "tỉnh");
}

static gboolean
names_court (const GPtrArray *courts, const char *id)
{
  for (guint i = 0; i < courts->len; i++)
    if (strcmp (((TlCourt *)g_ptr_array_index (courts, i))->id, id) == 0)
      return TRUE;
  return FALSE;
}

static void
bac_ninh_today_holds_what_was_bac_giang (void)
{
  g_autoptr (TlCourt) court = tl_court_read ("TAND tỉnh Bắc Ninh", today, NULL);
  g_autoptr (TlCourt) old = tl_court_read ("TAND tỉnh Bắc Giang", "2018-01-01", NULL);
  g_autoptr (TlCourt) district
      = tl_court_read ("Tòa án nhân dân huyện Tân Yên, tỉnh Bắc Giang", "2018-11-08", NULL);
  g_autoptr (TlCourt) elsewhere
      = tl_court_read ("Tòa án nhân dân huyện Châu Thành, tỉnh Bến Tre", "2018-11-08", NULL);
  g_autoptr (TlCourt) lost = tl_court_read ("TAND huyện Tân Yên", "2018-11-08", NULL);
  g_autoptr (GPtrArray) before = tl_court_names_before (court);
  g_autoptr (GPtrArray) then = tl_court_on_date (old, "2018-01-01");

  g_assert_true (names_court (before, "tand-tinh.bac-giang"));
  g_assert_true (tl_court_is_heir (court, old));
  g_assert_true (tl_court_is_heir (court, district));
  g_assert_true (tl_court_is_heir (court, court));
  g_assert_false (tl_court_is_heir (court, elsewhere));
  g_assert_false (tl_court_is_heir (court, lost));
  g_assert_false (tl_court_is_heir (old, court));
  g_assert_true (names_court (then, "tand-tinh.bac-giang"));
}

static void
districts_and_high_courts_go_to_their_heirs (void)
{
  static const char *const rows[][3] = {
    { "TAND quận Ba Đình, TP Hà Nội", "tand-kv.1.ha-noi", "1" },
    { "TAND thành phố Thủ Đức, TP. Hồ Chí Minh", "tand-kv.2.ho-chi-minh", "1" },
    { "TAND Quận 11, TP.HCM", "tand-kv.3.ho-chi-minh", "1" },
    { "TANDCC tại Đà Nẵng", "toa-phuc-tham.da-nang", "2" },
    { "TAND tỉnh Hà Tây", "tand-tinh.ha-noi", "1" },
    { "TAND huyện Tân Yên, tỉnh Bắc Giang", NULL, "0" },
    { "TAND khu vực 9 - Hà Nội", "tand-kv.9.ha-noi", "1" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (TlCourt) court = tl_court_read (rows[i][0], NULL, NULL);
      g_autoptr (GPtrArray) now = tl_court_on_date (court, today);

      g_test_message ("%s", rows[i][0]);
      g_assert_cmpuint (now->len, ==, (guint)g_ascii_strtoull (rows[i][2], NULL, 10));
      if (rows[i][1])
        g_assert_true (names_court (now, rows[i][1]));
    }
}

static void
an_id_gives_the_court_again (void)
{
  g_autoptr (TlCourt) made = tl_court_by_id ("tand-huyen.ba-ria-vung-tau.dat-do");
  g_autoptr (TlCourt) without = tl_court_by_id ("tand-huyen.-.chau-thanh");

  g_assert_cmpint (made->level, ==, TL_COURT_DISTRICT);
  g_assert_cmpstr (made->province, ==, "ba-ria-vung-tau");
  g_assert_false (made->listed);
  g_assert_null (without->province);
  g_assert_null (tl_court_by_id ("tand-huyen"));
  g_assert_null (tl_court_by_id ("tand-huyen..x"));
  g_assert_null (tl_court_by_id ("toa-gi-do.x"));
}

/* The court's own table */

static char *
write_table (const char *text)
{
  char *path = g_build_filename (g_get_tmp_dir (), "troly-courts-XXXXXX", NULL);
  int fd = g_mkstemp (path);

  g_assert_cmpint (fd, >=, 0);
  g_close (fd, NULL);
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  return path;
}

static void
a_wrong_table_is_refused_with_its_line (void)
{
  static const struct
  {
    const char *text;
    const char *line;
  } tables[] = {
    { "# x\ntand-huyen.bac-giang.tan-yen\tTAND\n", ":2:" },
    { "tand-huyen.a.b\tX\tlevel\ta\t\t\t\t0\n", ":1:" },
    { "tand-huyen.a.b\tX\tregion\ta\t\t\t\t0\n", ":1:" },
    { "tand-huyen.a.b\tX\tdistrict\ta\t2025-02-30\t\t\t0\n", ":1:" },
    { "tand-huyen.a.b\tX\tdistrict\ta\t2025-02-03\t2024-01-01\t\t0\n", ":1:" },
    { "tand-huyen.a.b\tX\tdistrict\ta\t\t\t\tyes\n", ":1:" },
    { "tand-huyen.a.b\tX\tdistrict\ta\t\t2020-01-01\tnobody\t0\n", ":1:" },
    { "tand-huyen.a.b\tX\tdistrict\ta\t\t\t\t0\ntand-huyen.a.b\tY\tdistrict\ta\t\t\t\t0\n", ":2:" },
    { "tand-huyen.a.b\tX\tdistrict\ta\t\t2020-01-01\ttand-huyen.a.c\t0\n"
      "tand-huyen.a.c\tX\tdistrict\ta\t\t2021-01-01\ttand-huyen.a.b\t0\n",
      "circle" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      g_autofree char *path = write_table (tables[i].text);
      g_autoptr (GError) error = NULL;

      g_assert_false (tl_court_table_load (path, &error));
      g_assert_error (error, TL_ERROR, TL_ERROR_INPUT);
      g_assert_nonnull (strstr (error->message, tables[i].line));
      g_unlink (path);
    }
}

/* Last: the table stays loaded. */
static void
a_loaded_table_adds_its_rows_and_keeps_ours (void)
{
  g_autofree char *path = write_table (
      "\xef\xbb\xbf# the court's own\r\n"
      "tand-kv.3.bac-ninh\tTòa án nhân dân khu vực 3 - Bắc "
      "Ninh\tregion\tbac-ninh\t2025-07-01\t\t\t1"
      "\r\n"
      "tand-huyen.bac-giang.tan-yen\tTòa án nhân dân huyện Tân Yên, tỉnh Bắc Giang\tdistrict\t"
      "bac-giang\t\t2025-06-30\ttand-kv.3.bac-ninh\t1\r\n");
  g_autoptr (GError) error = NULL;
  g_autoptr (TlCourt) district = NULL;
  g_autoptr (TlCourt) region = NULL;
  g_autoptr (TlCourt) ours = NULL;
  g_autoptr (GPtrArray) now = NULL;

  g_assert_true (tl_court_table_load (path, &error));
  g_assert_no_error (error);
  g_unlink (path);
  district = tl_court_read ("TAND huyện Tân Yên, Bắc Giang", "2018-01-01", NULL);
  region = tl_court_by_id ("tand-kv.3.bac-ninh");
  ours = tl_court_by_id ("tand-kv.1.ha-noi");
  g_assert_true (district->listed && region->listed && ours->listed);
  now = tl_court_on_date (district, after_reform);
  g_assert_true (names_court (now, "tand-kv.3.bac-ninh"));
  g_assert_true (tl_court_is_heir (region, district));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/court/read", a_printed_name_gives_court_tier_and_how_sure);
  g_test_add_func ("/court/name", a_court_is_named_in_full_as_of_the_day);
  g_test_add_func ("/court/table", every_id_of_the_table_is_read_from_its_own_name);
  g_test_add_func ("/court/province/heirs",
                   every_province_has_an_heir_today_and_every_heir_a_court);
  g_test_add_func ("/court/province/periods", periods_meet_without_gaps);
  g_test_add_func ("/court/province/names", a_province_is_found_by_any_of_its_names);
  g_test_add_func ("/court/bac-ninh", bac_ninh_today_holds_what_was_bac_giang);
  g_test_add_func ("/court/heirs", districts_and_high_courts_go_to_their_heirs);
  g_test_add_func ("/court/id", an_id_gives_the_court_again);
  g_test_add_func ("/court/load/wrong", a_wrong_table_is_refused_with_its_line);
  g_test_add_func ("/court/load/right", a_loaded_table_adds_its_rows_and_keeps_ours);
  return g_test_run ();
}
