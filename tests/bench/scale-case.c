/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "scale-case.h"

#include "base/tl-json.h"
#include "law/court/tl-court.h"
#include "scale-tail.h"

#define DISTRICTS    6
#define REGIONS      5
#define REFORM       "2025-07-01" /* districts end, regions begin */
#define FIRST_YEAR   2015
#define COURT_SLOPE  1.35
#define RANK_SLOPE   1.6
#define APPEALS_OF_5 1

typedef struct
{
  char *name;
  char *id;
  char *level;
  const char *province;
} Court;

struct _ScaleCases
{
  GPtrArray *provinces; /* courts of provinces */
  GPtrArray *districts;
  GPtrArray *regions;
  ScaleCase at;
};

static const char *const PROVINCES[] = { "Thành phố Hồ Chí Minh",
                                         "Hà Nội",
                                         "Đồng Nai",
                                         "An Giang",
                                         "Đắk Lắk",
                                         "Thanh Hóa",
                                         "Cà Mau",
                                         "Tây Ninh",
                                         "Vĩnh Long",
                                         "Đồng Tháp",
                                         "Hải Phòng",
                                         "Nghệ An",
                                         "Gia Lai",
                                         "Lâm Đồng",
                                         "Cần Thơ",
                                         "Bắc Ninh",
                                         "Đà Nẵng",
                                         "Khánh Hòa",
                                         "Phú Thọ",
                                         "Quảng Ninh",
                                         "Huế",
                                         "Lào Cai",
                                         "Sơn La",
                                         "Quảng Trị" };

/* Shares of kinds of cases, with what they are about, the most frequent first. */
static const struct
{
  const char *type;
  guint share; /* percent */
  const char *law;
  guint articles;
  const char *relations[8];
} KINDS[] = {
  { "DS",
    38,
    "BLDS2015",
    688,
    { "Tranh chấp hợp đồng vay tài sản", "Tranh chấp quyền sử dụng đất",
      "Tranh chấp hợp đồng chuyển nhượng quyền sử dụng đất", "Tranh chấp thừa kế tài sản",
      "Bồi thường thiệt hại ngoài hợp đồng", "Tranh chấp hợp đồng đặt cọc", "Đòi lại tài sản",
      "Tranh chấp hợp đồng thuê tài sản" } },
  { "HNGĐ",
    28,
    "LHNGĐ2014",
    133,
    { "Ly hôn", "Ly hôn, tranh chấp nuôi con", "Ly hôn, chia tài sản chung",
      "Thay đổi người nuôi con" } },
  { "HS",
    22,
    "BLHS2015",
    426,
    { "Trộm cắp tài sản", "Tàng trữ trái phép chất ma túy", "Cố ý gây thương tích", "Đánh bạc",
      "Lừa đảo chiếm đoạt tài sản", "Mua bán trái phép chất ma túy",
      "Vi phạm quy định về tham gia giao thông đường bộ", "Cướp giật tài sản" } },
  { "KDTM",
    6,
    "BLDS2015",
    688,
    { "Tranh chấp hợp đồng tín dụng", "Tranh chấp hợp đồng mua bán hàng hóa",
      "Tranh chấp giữa các thành viên công ty" } },
  { "LĐ",
    2,
    "BLLĐ2019",
    220,
    { "Tranh chấp về xử lý kỷ luật sa thải", "Tranh chấp tiền lương",
      "Đòi bồi thường do chấm dứt hợp đồng lao động" } },
  { "HC",
    4,
    "LTTHC2015",
    372,
    { "Khiếu kiện quyết định hành chính về đất đai",
      "Khiếu kiện quyết định xử phạt vi phạm hành chính" } },
};

static void
court_free (gpointer data)
{
  Court *court = data;

  g_free (court->name);
  g_free (court->id);
  g_free (court->level);
  g_free (court);
}

/* Read as the importer reads it; what it cannot read is no court here. */
static void
add_court (GPtrArray *courts, const char *province, const char *date, char *name)
{
  g_autofree char *printed = name;
  g_autoptr (TlCourt) read = tl_court_read (printed, date, NULL);
  Court *court;

  if (read == NULL)
    return;
  court = g_new0 (Court, 1);
  court->name = g_strdup (read->name);
  court->id = g_strdup (read->id);
  court->level = g_strdup (tl_court_level_name (read->level));
  court->province = province;
  g_ptr_array_add (courts, court);
}

static gboolean
is_city (const char *province)
{
  static const char *const CITIES[]
      = { "Thành phố Hồ Chí Minh", "Hà Nội", "Hải Phòng", "Cần Thơ", "Đà Nẵng", "Huế", NULL };

  return g_strv_contains (CITIES, province);
}

ScaleCases *
scale_cases_new (void)
{
  ScaleCases *self = g_new0 (ScaleCases, 1);

  self->provinces = g_ptr_array_new_with_free_func (court_free);
  self->districts = g_ptr_array_new_with_free_func (court_free);
  self->regions = g_ptr_array_new_with_free_func (court_free);
  for (guint i = 0; i < G_N_ELEMENTS (PROVINCES); i++)
    {
      const char *kind = g_str_has_prefix (PROVINCES[i], "Thành phố") ? ""
                         : is_city (PROVINCES[i])                     ? "thành phố "
                                                                      : "tỉnh ";

      add_court (self->provinces, PROVINCES[i], REFORM,
                 g_strdup_printf ("Tòa án nhân dân %s%s", kind, PROVINCES[i]));
      for (guint k = 0; k < DISTRICTS; k++)
        {
          g_autofree char *district = scale_tail_place (1 + i * DISTRICTS + k);

          add_court (
              self->districts, PROVINCES[i], "2020-01-01",
              g_strdup_printf ("Tòa án nhân dân huyện %s, %s%s", district, kind, PROVINCES[i]));
        }
      for (guint k = 0; k < REGIONS; k++)
        add_court (self->regions, PROVINCES[i], REFORM,
                   g_strdup_printf ("Tòa án nhân dân khu vực %u - %s", k + 1, PROVINCES[i]));
    }
  return self;
}

void
scale_cases_free (ScaleCases *self)
{
  g_ptr_array_unref (self->provinces);
  g_ptr_array_unref (self->districts);
  g_ptr_array_unref (self->regions);
  g_free (self);
}

/* More of them from year to year. */
static void
draw_day (ScaleCase *at, GRand *random)
{
  static const guint SHARES[] = { 3, 4, 6, 8, 10, 11, 10, 11, 12, 13, 12 };
  gint32 way = g_rand_int_range (random, 0, 100);
  guint i = 0;

  while (i + 1 < G_N_ELEMENTS (SHARES) && way >= (gint32)SHARES[i])
    way -= (gint32)SHARES[i++];
  at->year = FIRST_YEAR + i;
  g_snprintf (at->issued, sizeof at->issued, "%04u-%02d-%02d", at->year,
              g_rand_int_range (random, 1, 13), g_rand_int_range (random, 1, 29));
}

static guint
draw_rank (GRand *random, double slope, guint length)
{
  return (guint)((scale_tail_rank (random, slope) - 1) % length);
}

static const char *
draw_outcome (GRand *random, gboolean criminal, gboolean appeal)
{
  static const char *const FIRST[]
      = { "accepted", "partly-accepted", "agreement", "rejected", "dismissed" };
  static const char *const APPEAL[]
      = { "upheld", "amended", "quashed-retrial", "appeal-dismissed" };

  if (appeal)
    return APPEAL[draw_rank (random, RANK_SLOPE, G_N_ELEMENTS (APPEAL))];
  return criminal ? "convicted" : FIRST[draw_rank (random, RANK_SLOPE, G_N_ELEMENTS (FIRST))];
}

static void
draw_kind (ScaleCase *at, GRand *random)
{
  gint32 way = g_rand_int_range (random, 0, 100);
  guint i = 0, n = 0;

  while (i + 1 < G_N_ELEMENTS (KINDS) && way >= (gint32)KINDS[i].share)
    way -= (gint32)KINDS[i++].share;
  while (n < G_N_ELEMENTS (KINDS[i].relations) && KINDS[i].relations[n] != NULL)
    n++;
  at->type = KINDS[i].type;
  at->relation = KINDS[i].relations[draw_rank (random, RANK_SLOPE, n)];
  at->charge = g_str_equal (at->type, "HS") ? at->relation : NULL;
  at->stage = g_rand_int_range (random, 0, 5) < APPEALS_OF_5 ? "PT" : "ST";
  at->outcome = draw_outcome (random, at->charge != NULL, g_str_equal (at->stage, "PT"));
  at->n_provisions = (guint)g_rand_int_range (random, 1, G_N_ELEMENTS (at->provisions) + 1);
  for (guint k = 0; k < at->n_provisions; k++)
    g_snprintf (at->provisions[k], sizeof at->provisions[k], "%s:%u", KINDS[i].law,
                1 + (draw_rank (random, 1.4, KINDS[i].articles) * 37 + 100) % KINDS[i].articles);
}

static void
draw_court (ScaleCases *self, GRand *random)
{
  ScaleCase *at = &self->at;
  const GPtrArray *courts = g_str_equal (at->stage, "PT")         ? self->provinces
                            : g_strcmp0 (at->issued, REFORM) >= 0 ? self->regions
                                                                  : self->districts;
  const Court *court = g_ptr_array_index (courts, draw_rank (random, COURT_SLOPE, courts->len));

  at->court = court->name;
  at->court_id = court->id;
  at->level = court->level;
  at->province = court->province;
}

const ScaleCase *
scale_cases_draw (ScaleCases *self, GRand *random)
{
  draw_day (&self->at, random);
  draw_kind (&self->at, random);
  draw_court (self, random);
  self->at.number = (guint)g_rand_int_range (random, 1, 900);
  return &self->at;
}

static char *
make_meta (const ScaleCase *at)
{
  g_autoptr (JsonObject) meta = json_object_new ();
  JsonArray *provisions = json_array_new ();

  tl_json_set_string (meta, "case_type", at->type);
  tl_json_set_string (meta, "stage", at->stage);
  tl_json_set_string (meta, "level", at->level);
  tl_json_set_string (meta, "court_id", at->court_id);
  tl_json_set_string (meta, "relation", at->relation);
  tl_json_set_string (meta, "outcome", at->outcome);
  if (at->charge != NULL)
    {
      JsonArray *charges = json_array_new ();

      json_array_add_string_element (charges, at->charge);
      json_object_set_array_member (meta, "charges", charges);
    }
  for (guint i = 0; i < at->n_provisions; i++)
    json_array_add_string_element (provisions, at->provisions[i]);
  json_object_set_array_member (meta, "provisions", provisions);
  return tl_json_to_line (meta);
}

TlDocument *
scale_case_document (const ScaleCase *at, guint32 index)
{
  g_autofree char *number
      = g_strdup_printf ("%u/%u/%s-%s", at->number, at->year, at->type, at->stage);
  g_autofree char *own = g_strdup_printf ("%u", index);
  g_autofree char *id = tl_document_make_id (number, at->court_id, at->issued, own, NULL);
  TlDocument *document = tl_document_new (TL_DOC_JUDGMENT, id);

  document->number = g_strdup (number);
  document->number_normal = g_steal_pointer (&number);
  document->title = g_strdup (at->relation);
  document->issuer = g_strdup (at->court);
  document->issued = g_strdup (at->issued);
  document->meta = make_meta (at);
  return document;
}
