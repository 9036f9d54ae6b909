/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pages-fixture.h"

/* A court as large as a real one in every way that makes pages slow or ugly: long names, long
 * texts, units of one person. Made by a generator with a fixed seed; nobody in it exists. */

#define PROVINCES 12
#define UNITS     60
#define PEOPLE    800
#define ITEMS     3000
#define MONTHS    12

static const char *const places[]
    = { "An Lạc Thượng", "Bình Hòa Đông",  "Cẩm Thạch",   "Đồng Tâm Phú Nghĩa",
        "Gia Hội",       "Hạ Long Bình",   "Kim Sơn Tây", "Lộc Ninh Hạ",
        "Mỹ Phước",      "Nghĩa Hành Bắc", "Phú Xuân An", "Quảng Lợi" };
static const char *const surnames[]
    = { "Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Tôn Thất", "Công Tằng Tôn Nữ" };
static const char *const middles[]
    = { "Thị Thanh", "Văn", "Minh", "Ngọc Bảo", "Hữu", "Thùy", "Quang" };
static const char *const names[] = { "An",   "Bình",  "Châu",   "Dũng",  "Hạnh",  "Khánh",
                                     "Linh", "Nghĩa", "Phượng", "Quỳnh", "Trường" };
static const char *const subjects[] = { "tiền lãi của hợp đồng vay không định thời hạn",
                                        "chia di sản là nhà ở chung của hộ gia đình",
                                        "bồi thường thiệt hại do súc vật gây ra",
                                        "quyền nuôi con khi cả hai bên cư trú ở hai tỉnh",
                                        "phạt cọc trong hợp đồng chuyển nhượng quyền sử dụng đất",
                                        "thời hiệu khởi kiện tranh chấp thừa kế",
                                        "tách vụ án khi có bị cáo bỏ trốn",
                                        "án phí khi hòa giải thành trước phiên tòa" };
static const char *const remarks[] = { "đoạn trích thiếu khoản cuối nên dễ hiểu nhầm",
                                       "văn bản đã được thay thế mà kết quả vẫn đứng đầu",
                                       "số điều ghi sai so với bản đăng công báo",
                                       "cần thêm án lệ đã công bố về vấn đề này",
                                       "kết quả đúng, xin giữ nguyên",
                                       "câu hỏi ngắn thì không ra điều luật nào" };
static const char *const verdicts[] = { "right", "wrong", "missing", "outdated", "other" };

typedef struct
{
  PagesFixture *fixture;
  GRand *random;
  char *units[PEOPLE];
  guint n_people;
} Maker;

#define PICK(maker, list) ((list)[g_rand_int_range ((maker)->random, 0, G_N_ELEMENTS (list))])

static void
make_units (Maker *maker)
{
  pages_unit (maker->fixture, "tc", "Tòa án nhân dân Tối cao của Nước Thử Nghiệm", NULL);
  for (guint i = 1; i < UNITS; i++)
    {
      guint province = (i - 1) % PROVINCES;
      gboolean region = i > PROVINCES;
      g_autofree char *code = region ? g_strdup_printf ("t%02u.kv%u", province + 1, i / PROVINCES)
                                     : g_strdup_printf ("t%02u", province + 1);
      g_autofree char *parent = region ? g_strdup_printf ("t%02u", province + 1) : g_strdup ("tc");
      g_autofree char *name = region
                                  ? g_strdup_printf ("Tòa án nhân dân khu vực %u – tỉnh %s",
                                                     i / PROVINCES, places[province])
                                  : g_strdup_printf ("Tòa án nhân dân tỉnh %s", places[province]);

      pages_unit (maker->fixture, code, name, parent);
    }
}

static void
make_device (Maker *maker, const char *person)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *device = g_strdup_printf ("may-%s", person);

  tl_sql_exec (maker->fixture->sql, &error,
               "INSERT INTO devices (id, person, public_key, enrolment, enrolled, expires, seen, "
               "release_serial)"
               " VALUES ($1, $2, 'AAAA', $1, $3, $4, $5, $6)",
               "ssiiii", device, person, PAGES_NOW - 400 * PAGES_DAY, PAGES_NOW + 300 * PAGES_DAY,
               PAGES_NOW - g_rand_int_range (maker->random, 0, 40) * PAGES_DAY,
               (gint64)(214 - g_rand_int_range (maker->random, 0, 4)));
  g_assert_no_error (error);
}

static void
make_people (Maker *maker)
{
  static const char *const fixed[][3] = {
    { "bt1", "editor", "tc" },        { "bt2", "editor", "tc" },     { "bt3", "editor", "tc" },
    { "bt4", "editor", "tc" },        { "tk1", "statistics", "tc" }, { "tk2", "statistics", "t01" },
    { "qt1", "administrator", "tc" },
  };

  for (guint i = 0; i < PEOPLE; i++)
    {
      gboolean is_fixed = i < G_N_ELEMENTS (fixed);
      g_autofree char *id = is_fixed ? g_strdup (fixed[i][0]) : g_strdup_printf ("tp%03u", i);
      g_autofree char *name = g_strdup_printf ("%s %s %s", PICK (maker, surnames),
                                               PICK (maker, middles), PICK (maker, names));
      guint unit = (guint)g_rand_int_range (maker->random, 0, UNITS - 1);
      guint province = unit % PROVINCES;

      /* The last units have one or two persons. */
      if (unit >= UNITS - 6 && g_rand_int_range (maker->random, 0, 6) > 0)
        unit = province;
      maker->units[i] = is_fixed ? g_strdup (fixed[i][2])
                        : unit < PROVINCES
                            ? g_strdup_printf ("t%02u", province + 1)
                            : g_strdup_printf ("t%02u.kv%u", province + 1, (unit + 1) / PROVINCES);
      pages_person (maker->fixture, id, name, maker->units[i], is_fixed ? fixed[i][1] : "judge");
      make_device (maker, id);
    }
}

static void
make_use (Maker *maker)
{
  for (guint month = 0; month < MONTHS; month++)
    for (guint i = 0; i < PEOPLE; i++)
      {
        g_autoptr (GError) error = NULL;
        g_autofree char *name = g_strdup_printf ("%s%03u", i < 7 ? "x" : "tp", i);
        g_autofree char *device = g_strdup_printf ("may-%s", name);
        g_autofree char *label
            = g_strdup_printf ("%04u-%02u", month < 1 ? 2025 : 2026, month < 1 ? 12 : month);
        int days = g_rand_int_range (maker->random, -4, 22);

        if (days <= 0)
          continue;
        tl_sql_exec (
            maker->fixture->sql, &error,
            "INSERT INTO usage_months (device, month, unit, role, searches, no_answer, readings,"
            " answers_used, comparisons, feedback, contributions, active_days)"
            " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
            "ssssiiiiiiii", device, label, maker->units[i], i < 7 ? "editor" : "judge",
            (gint64)days * 9, (gint64)days, (gint64)days * 14, (gint64)days * 4, (gint64)days / 3,
            (gint64)days / 5, (gint64)days / 12, (gint64)days);
        g_assert_no_error (error);
      }
}

static void
make_item (Maker *maker, guint number)
{
  gboolean contribution = number % 6 == 0;
  g_autoptr (TlItem) item = tl_item_new (contribution ? TL_ITEM_CONTRIBUTION : TL_ITEM_FEEDBACK);
  guint who = 7 + (guint)g_rand_int_range (maker->random, 0, PEOPLE - 7);
  g_autofree char *person = g_strdup_printf ("tp%03u", who);

  item->program = g_strdup ("0.1.0");
  item->serial = 214;
  item->text = g_strdup_printf ("Về %s: %s. Vụ việc số %u tại tòa, xin Tổ biên tập xem lại.",
                                PICK (maker, subjects), PICK (maker, remarks), number);
  if (contribution)
    {
      item->question = g_strdup_printf ("Xử lý thế nào khi có tranh chấp về %s (tình huống %u)?",
                                        PICK (maker, subjects), number);
      tl_item_add_citation (item, "luat-mau", "d1", "Điều 1 Luật Mẫu");
    }
  else
    {
      tl_item_verdict_from_name (PICK (maker, verdicts), &item->verdict);
      item->document = g_strdup ("luat-mau");
      item->anchor = g_strdup (number % 2 == 0 ? "d1" : "d1.k1");
      item->quote = g_strdup ("Bên vay phải trả lãi từ ngày bên cho vay đòi lại tài sản");
    }
  pages_item (maker->fixture, item, person, maker->units[who],
              PAGES_NOW - g_rand_int_range (maker->random, 0, 360 * 24) * (PAGES_DAY / 24));
}

void
pages_court (PagesFixture *fixture)
{
  Maker maker = { .fixture = fixture, .random = g_rand_new_with_seed (5) };
  g_autoptr (GError) error = NULL;

  g_assert_true (tl_sql_begin (fixture->sql, &error));
  make_units (&maker);
  make_people (&maker);
  make_use (&maker);
  for (guint i = 0; i < ITEMS; i++)
    make_item (&maker, i);
  /* Two of three were answered. */
  pages_exec (fixture, "UPDATE items SET state = 'rejected' WHERE seq % 3 <> 0");
  pages_exec (
      fixture,
      "INSERT INTO item_events (item, person, time, actor, state, text, told)"
      " SELECT id, person, received + 200000000, 'bt1', 'rejected', 'Kho đã đúng.', 1 FROM items"
      " WHERE state = 'rejected'");
  g_assert_true (tl_sql_commit (fixture->sql, &error));
  for (guint i = 0; i < PEOPLE; i++)
    g_free (maker.units[i]);
  g_rand_free (maker.random);
}
