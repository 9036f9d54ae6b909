/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "base/tl-clock.h"
#include "law/court/tl-court-private.h"
#include "text/tl-text.h"

/* How many steps heirs are followed, and how many courts one can have taken over. */
#define STEPS_MAX  16
#define COURTS_MAX 4000

static const struct
{
  const char *code;
  const char *name;
} levels[] = {
  [TL_COURT_UNKNOWN] = { "", "" },
  [TL_COURT_SUPREME] = { "supreme", "tối cao" },
  [TL_COURT_APPEAL_DIVISION] = { "appeal-division", "tối cao" },
  [TL_COURT_HIGH] = { "high", "cấp cao" },
  [TL_COURT_PROVINCE] = { "province", "tỉnh" },
  [TL_COURT_DISTRICT] = { "district", "huyện" },
  [TL_COURT_REGION] = { "region", "khu vực" },
  [TL_COURT_SPECIALISED] = { "specialised", "chuyên biệt" },
  [TL_COURT_MILITARY_CENTRAL] = { "military-central", "quân sự trung ương" },
  [TL_COURT_MILITARY_ZONE] = { "military-zone", "quân sự quân khu" },
  [TL_COURT_MILITARY_REGIONAL] = { "military-region", "quân sự khu vực" },
};

/* The grammar of ids: how many parts with points between, and the first of them. */
static const struct
{
  const char *head;
  guint parts;
  TlCourtLevel level;
} grammar[] = {
  { "tand-toi-cao", 1, TL_COURT_SUPREME },
  { "toa-toi-cao", 2, TL_COURT_SUPREME },
  { "toa-phuc-tham", 2, TL_COURT_APPEAL_DIVISION },
  { "tand-cap-cao", 2, TL_COURT_HIGH },
  { "tand-tinh", 2, TL_COURT_PROVINCE },
  { "tand-huyen", 3, TL_COURT_DISTRICT },
  { "tand-quan", 3, TL_COURT_DISTRICT },
  { "tand-thi-xa", 3, TL_COURT_DISTRICT },
  { "tand-thanh-pho", 3, TL_COURT_DISTRICT },
  { "tand-kv", 3, TL_COURT_REGION },
  { "toa-chuyen-biet", 2, TL_COURT_SPECIALISED },
  { "taqs-trung-uong", 1, TL_COURT_MILITARY_CENTRAL },
  { "taqs-quan-khu", 2, TL_COURT_MILITARY_ZONE },
  { "taqs-khu-vuc", 3, TL_COURT_MILITARY_REGIONAL },
};

static const struct
{
  const char *id;
  const char *name;
} places[] = {
  [TL_PLACE_NONE] = { "", "" },
  [TL_PLACE_PROVINCE] = { "tinh", "tỉnh" },
  [TL_PLACE_CITY] = { "thanh-pho", "thành phố" },
  [TL_PLACE_QUARTER] = { "quan", "quận" },
  [TL_PLACE_DISTRICT] = { "huyen", "huyện" },
  [TL_PLACE_TOWN] = { "thi-xa", "thị xã" },
};

const char *
tl_court_level_code (TlCourtLevel level)
{
  return (guint)level < G_N_ELEMENTS (levels) ? levels[level].code : "";
}

const char *
tl_court_level_name (TlCourtLevel level)
{
  return (guint)level < G_N_ELEMENTS (levels) ? levels[level].name : "";
}

TlCourtLevel
_tl_court_level_from_code (const char *code)
{
  for (guint i = 1; i < G_N_ELEMENTS (levels); i++)
    if (strcmp (levels[i].code, code) == 0)
      return (TlCourtLevel)i;
  return TL_COURT_UNKNOWN;
}

const char *
_tl_place_kind_name (TlPlaceKind kind)
{
  return places[kind].name;
}

const char *
_tl_place_kind_id (TlPlaceKind kind)
{
  return places[kind].id;
}

TlCourt *
tl_court_copy (const TlCourt *court)
{
  TlCourt *copy;

  g_return_val_if_fail (court != NULL, NULL);

  copy = g_new (TlCourt, 1);
  *copy = *court;
  copy->id = g_strdup (court->id);
  copy->name = g_strdup (court->name);
  copy->province = g_strdup (court->province);
  copy->valid_from = g_strdup (court->valid_from);
  copy->valid_to = g_strdup (court->valid_to);
  copy->successors = g_strdup (court->successors);
  return copy;
}

void
tl_court_free (TlCourt *court)
{
  if (!court)
    return;
  g_free (court->id);
  g_free (court->name);
  g_free (court->province);
  g_free (court->valid_from);
  g_free (court->valid_to);
  g_free (court->successors);
  g_free (court);
}

char *
_tl_court_slug (const char *name)
{
  g_autofree char *folded = tl_text_fold (name, -1, TL_FOLD_PLAIN, NULL);
  GString *slug = g_string_new (NULL);

  for (const char *p = folded; *p; p++)
    if (g_ascii_isalnum (*p))
      g_string_append_c (slug, *p);
    else if (slug->len > 0 && slug->str[slug->len - 1] != '-')
      g_string_append_c (slug, '-');
  while (slug->len > 0 && slug->str[slug->len - 1] == '-')
    g_string_truncate (slug, slug->len - 1);
  return g_string_free (slug, FALSE);
}

/* Ids */

static gboolean
is_part (const char *part)
{
  if (*part == '\0')
    return FALSE;
  for (; *part; part++)
    if (!g_ascii_islower (*part) && !g_ascii_isdigit (*part) && *part != '-')
      return FALSE;
  return TRUE;
}

TlCourtLevel
_tl_court_id_level (const char *id)
{
  g_auto (GStrv) parts = g_strsplit (id, ".", 5);
  guint n = g_strv_length (parts);

  for (guint i = 0; i < n; i++)
    if (!is_part (parts[i]))
      return TL_COURT_UNKNOWN;
  for (guint i = 0; n > 0 && i < G_N_ELEMENTS (grammar); i++)
    if (grammar[i].parts == n && strcmp (grammar[i].head, parts[0]) == 0)
      return grammar[i].level;
  return TL_COURT_UNKNOWN;
}

/* "dat-do" as a name, whose marks the id has lost; a province that the table knows has them. */
static char *
name_of_slug (const char *slug)
{
  const TlProvince *province = tl_province_by_id (slug);
  g_auto (GStrv) words = g_strsplit (slug, "-", -1);

  if (province)
    return g_strdup (province->name);
  for (guint i = 0; words[i]; i++)
    words[i][0] = g_ascii_toupper (words[i][0]);
  return g_strjoinv (" ", words);
}

static char *
province_of_part (const char *part)
{
  return strcmp (part, "-") != 0 ? g_strdup (part) : NULL;
}

static char *
name_from_parts (TlCourtLevel level, char **parts)
{
  g_autofree char *one = name_of_slug (parts[1] ? parts[1] : "-");
  g_autofree char *two = parts[1] && parts[2] ? name_of_slug (parts[2]) : NULL;
  const TlProvince *province = parts[1] ? tl_province_by_id (parts[1]) : NULL;
  const char *kind = province ? province->kind : "tỉnh";

  switch (level)
    {
    case TL_COURT_APPEAL_DIVISION:
      return g_strconcat ("Tòa Phúc thẩm Tòa án nhân dân tối cao tại ", one, NULL);
    case TL_COURT_HIGH:
      return g_strconcat ("Tòa án nhân dân cấp cao tại ", one, NULL);
    case TL_COURT_PROVINCE:
      return g_strconcat ("Tòa án nhân dân ", kind, " ", one, NULL);
    case TL_COURT_DISTRICT:
      for (guint i = TL_PLACE_CITY; i < G_N_ELEMENTS (places); i++)
        if (strcmp (parts[0] + strlen ("tand-"), places[i].id) == 0)
          return strcmp (parts[1], "-") == 0
                     ? g_strdup_printf ("Tòa án nhân dân %s %s", places[i].name, two)
                     : g_strdup_printf ("Tòa án nhân dân %s %s, %s %s", places[i].name, two, kind,
                                        one);
      return NULL;
    case TL_COURT_REGION:
      return strcmp (parts[2], "-") == 0
                 ? g_strdup_printf ("Tòa án nhân dân khu vực %s", parts[1])
                 : g_strdup_printf ("Tòa án nhân dân khu vực %s - %s", parts[1], two);
    case TL_COURT_SPECIALISED:
      return g_strconcat ("Tòa án chuyên biệt ", one, NULL);
    case TL_COURT_MILITARY_ZONE:
      return g_strdup_printf (
          g_ascii_isdigit (parts[1][0]) ? "Tòa án quân sự Quân khu %s" : "Tòa án quân sự %s", one);
    case TL_COURT_MILITARY_REGIONAL:
      return strcmp (parts[1], "-") == 0
                 ? g_strdup_printf ("Tòa án quân sự khu vực, %s", two)
                 : g_strdup_printf (g_ascii_isdigit (parts[2][0])
                                        ? "Tòa án quân sự khu vực %s Quân khu %s"
                                        : "Tòa án quân sự khu vực %s %s",
                                    parts[1], two);
    default:
      return g_strconcat ("Tòa án ", one, " tối cao", NULL);
    }
}

TlCourt *
tl_court_by_id (const char *id)
{
  const GPtrArray *rows;
  TlCourtLevel level;
  g_auto (GStrv) parts = NULL;
  TlCourt *court;

  g_return_val_if_fail (id != NULL, NULL);

  rows = _tl_court_rows (id);
  if (rows)
    return tl_court_copy (_tl_court_row_on (rows, NULL));
  level = _tl_court_id_level (id);
  if (level == TL_COURT_UNKNOWN)
    return NULL;
  parts = g_strsplit (id, ".", 3);
  court = g_new0 (TlCourt, 1);
  court->id = g_strdup (id);
  court->level = level;
  court->name = name_from_parts (level, parts);
  if (level == TL_COURT_PROVINCE || level == TL_COURT_DISTRICT)
    court->province = province_of_part (parts[1]);
  else if (level == TL_COURT_REGION)
    court->province = province_of_part (parts[2]);
  return court;
}

/* Heirs */

static void
add_once (GPtrArray *courts, const TlCourt *court)
{
  for (guint i = 0; i < courts->len; i++)
    if (strcmp (((TlCourt *)g_ptr_array_index (courts, i))->id, court->id) == 0)
      return;
  g_ptr_array_add (courts, tl_court_copy (court));
}

/* Whether a court that no table lists works on @date: districts until the reform, regions from it.
 */
static gboolean
works_on (const TlCourt *court, const char *date)
{
  static const char last_day[] = "2025-06-30";

  if (court->valid_from || court->valid_to)
    return _tl_date_in (date, court->valid_from, court->valid_to);
  if (court->level == TL_COURT_DISTRICT || court->level == TL_COURT_HIGH)
    return strcmp (date, last_day) <= 0;
  if (court->level == TL_COURT_REGION || court->level == TL_COURT_APPEAL_DIVISION)
    return strcmp (date, last_day) > 0;
  return TRUE;
}

static void
follow (GPtrArray *courts, const char *id, const char *date, guint depth)
{
  const GPtrArray *rows = _tl_court_rows (id);
  const TlCourt *row = rows ? _tl_court_row_on (rows, date) : NULL;
  g_auto (GStrv) heirs = NULL;

  if (depth > STEPS_MAX || courts->len >= COURTS_MAX)
    return;
  if (!row)
    {
      g_autoptr (TlCourt) made = tl_court_by_id (id);

      if (made && works_on (made, date))
        add_once (courts, made);
      return;
    }
  if (works_on (row, date))
    {
      add_once (courts, row);
      return;
    }
  if (!row->successors || !row->valid_to || _tl_date_in (date, NULL, row->valid_to))
    return;
  heirs = g_strsplit (row->successors, " ", -1);
  for (guint i = 0; heirs[i]; i++)
    if (*heirs[i])
      follow (courts, heirs[i], date, depth + 1);
}

GPtrArray *
tl_court_on_date (const TlCourt *court, const char *date)
{
  GPtrArray *courts = g_ptr_array_new_with_free_func ((GDestroyNotify)tl_court_free);
  char today[TL_DATE_SIZE];

  g_return_val_if_fail (court != NULL, courts);

  if (!date)
    {
      tl_clock_today (today);
      date = today;
    }
  if (!court->listed && !_tl_court_rows (court->id))
    {
      if (works_on (court, date))
        add_once (courts, court);
    }
  else
    follow (courts, court->id, date, 0);
  return courts;
}

GPtrArray *
tl_court_names_before (const TlCourt *court)
{
  GPtrArray *courts = g_ptr_array_new_with_free_func ((GDestroyNotify)tl_court_free);
  const char *id;

  g_return_val_if_fail (court != NULL, courts);

  id = court->id;
  for (guint at = 0;; at++)
    {
      const GPtrArray *before = _tl_courts_before (id);

      for (guint i = 0; before && i < before->len && courts->len < COURTS_MAX; i++)
        {
          const char *old = g_ptr_array_index (before, i);
          const GPtrArray *rows = _tl_court_rows (old);

          if (rows && strcmp (old, court->id) != 0)
            add_once (courts, _tl_court_row_on (rows, NULL));
        }
      if (at >= courts->len)
        return courts;
      id = ((TlCourt *)g_ptr_array_index (courts, at))->id;
    }
}

/* Whether the successors of @id lead to @wanted. */
static gboolean
leads_to (const char *id, const char *wanted, guint depth)
{
  const GPtrArray *rows = _tl_court_rows (id);
  const TlCourt *last = rows ? _tl_court_row_on (rows, NULL) : NULL;
  g_auto (GStrv) heirs = NULL;

  if (strcmp (id, wanted) == 0)
    return TRUE;
  if (!last || !last->successors || depth > STEPS_MAX)
    return FALSE;
  heirs = g_strsplit (last->successors, " ", -1);
  for (guint i = 0; heirs[i]; i++)
    if (leads_to (heirs[i], wanted, depth + 1))
      return TRUE;
  return FALSE;
}

gboolean
tl_court_is_heir (const TlCourt *court, const TlCourt *old)
{
  const TlProvince *province;
  const TlProvince *now;

  g_return_val_if_fail (court != NULL && old != NULL, FALSE);

  if (leads_to (old->id, court->id, 0))
    return TRUE;
  if (court->level != TL_COURT_PROVINCE || !court->province || !old->province
      || (old->level != TL_COURT_DISTRICT && old->level != TL_COURT_PROVINCE))
    return FALSE;
  if (strcmp (old->province, court->province) == 0)
    return TRUE;
  province = tl_province_by_id (old->province);
  now = province ? tl_province_on_date (province, NULL) : NULL;
  return now && strcmp (now->id, court->province) == 0;
}
