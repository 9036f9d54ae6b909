/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "base/tl-clock.h"
#include "law/judgment/tl-judgment-people-private.h"
#include "law/tl-scan-private.h"

/* The days of the hearing stand at the head of its sentence. */
#define DAYS_MAX 220
#define DATE_MAX 60

static const struct
{
  const char *words;
  TlCaseType type;
} kinds[] = {
  { "hinh su", TL_CASE_CRIMINAL },   { "dan su", TL_CASE_CIVIL },
  { "hon nhan", TL_CASE_FAMILY },    { "kinh doanh", TL_CASE_COMMERCIAL },
  { "kinh te", TL_CASE_COMMERCIAL }, { "tranh chap kinh doanh", TL_CASE_COMMERCIAL },
  { "lao dong", TL_CASE_LABOUR },    { "hanh chinh", TL_CASE_ADMINISTRATIVE },
};

/* The first number behind @words in the range. */
static int
number_after (const char *from, const char *end, const char *words)
{
  int value = 0;

  /* "tháng8" as well. */
  for (const char *p = from; p < end; p = g_utf8_next_char (p))
    {
      const char *after = _tl_scan_match (p, end, words);

      after = after ? _tl_scan_blanks (after, end) : NULL;
      if (after && after < end && g_ascii_isdigit (*after)
          && _tl_scan_number (after, end, 4, &value))
        return value;
    }
  return 0;
}

/* "02/11/2018", "29-11-2018", "23 - 11 - 2018" at @p. */
static gboolean
read_figures (const char *p, const char *end, int *day, int *month, int *year)
{
  int *parts[] = { day, month, year };

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      if (i > 0)
        {
          p = _tl_scan_spaces (p, end);
          if (p >= end || !strchr ("/.-", *p))
            return FALSE;
          p = _tl_scan_spaces (p + 1, end);
        }
      p = p < end ? _tl_scan_number (p, end, i < 2 ? 2 : 4, parts[i]) : NULL;
      if (!p)
        return FALSE;
    }
  return *year > 1000;
}

/* The first of the days: month and year can stand behind the last of them. */
static char *
first_day (const char *p, const char *end)
{
  char date[32];
  int day = 0, month = 0, year = 0;

  while (p < end && !g_ascii_isdigit (*p))
    p++;
  if (!read_figures (p, end, &day, &month, &year))
    {
      if (p >= end || !_tl_scan_number (p, end, 2, &day))
        return NULL;
      month = number_after (p, end, "thang");
      year = number_after (p, end, "nam");
    }
  if (day < 1 || day > 31 || month < 1 || month > 12 || year < 1900 || year > 2999)
    return NULL;
  g_snprintf (date, sizeof date, "%04d-%02d-%02d", year, month, day);
  return tl_date_is_valid (date) ? g_strdup (date) : NULL;
}

static char *
date_after (const char *p, const char *end)
{
  const char *stop = MIN (end, p + DATE_MAX);
  g_autofree char *window = NULL;
  char date[11];

  while (stop < end && ((guchar)*stop & 0xc0) == 0x80)
    stop++;
  window = g_strndup (p, (gsize)(stop - p));
  return tl_text_find_date (window, strlen (window), date, NULL, NULL) ? g_strdup (date) : NULL;
}

static void
read_heard (TlJudgmentPeople *self, const char *text, const char *end)
{
  const char *stop = MIN (end, text + DAYS_MAX);
  const char *place = _tl_scan_find (text, stop, "tai", NULL);

  if (!place)
    place = _tl_scan_find (text, stop, "xet xu", NULL);
  self->heard = first_day (text, place ? place : stop);
}

/* The docket (thụ lý) and the order to try: by what their suffix says, else by the words before. */
static void
read_numbers (TlJudgmentPeople *self, const char *text, const char *end)
{
  gsize at = 0, from, to;

  for (;;)
    {
      g_autoptr (TlDocNumber) number = tl_doc_number_find (text, at, &from, &to);
      const char *zone;
      gboolean docket, order;

      if (!number)
        break;
      zone = text + (from - at > 60 ? from - 60 : at);
      while (((guchar)*zone & 0xc0) == 0x80)
        zone++;
      docket = number->kind == TL_DOC_NUMBER_COURT && number->court_type == TL_COURT_DOC_DOCKET;
      order = number->kind == TL_DOC_NUMBER_COURT && number->court_type == TL_COURT_DOC_ORDER;
      docket |= !order && _tl_scan_find (zone, text + from, "thu ly", NULL) != NULL;
      order |= !docket && _tl_scan_find (zone, text + from, "xet xu", NULL) != NULL;
      if (docket && !self->docket)
        {
          self->docket = g_strdup (number->normal);
          self->docket_date = date_after (text + to, end);
        }
      else if (order && !self->order)
        self->order = g_strdup (number->normal);
      if (docket && self->case_type == TL_CASE_UNKNOWN)
        self->case_type = number->case_type;
      at = to;
    }
}

/* "vụ án dân sự sơ thẩm", "vụ kiện dân sự", "vụ việc". */
static void
read_kind (TlJudgmentPeople *self, const char *text, const char *end)
{
  static const char *const heads[] = { "vu an", "vu kien", "vu viec" };

  for (guint i = 0; i < G_N_ELEMENTS (heads) && self->case_type == TL_CASE_UNKNOWN; i++)
    {
      const char *after;

      if (!_tl_scan_find (text, end, heads[i], &after))
        continue;
      after = _tl_scan_spaces (after, end);
      for (guint k = 0; k < G_N_ELEMENTS (kinds); k++)
        if (_tl_scan_word (after, end, kinds[k].words))
          self->case_type = kinds[k].type;
    }
}

/* "xét xử kín", "xử sơ thẩm kín": compared with its mark. */
static gboolean
is_closed (const char *text, const char *end)
{
  const char *after = text;
  const char *place;

  while ((place = _tl_scan_find (after, end, "kin", &after)) != NULL)
    if (g_str_has_prefix (place, "kín") || g_str_has_prefix (place, "KÍN"))
      return TRUE;
  return FALSE;
}

void
_tl_people_read_session (TlJudgmentPeople *self, const GPtrArray *entries)
{
  for (guint i = 0; i < entries->len; i++)
    {
      const TlHeadEntry *entry = g_ptr_array_index (entries, i);
      const char *text = entry->text->str;
      const char *end = text + entry->text->len;

      if (!_tl_head_is_session (text, end) || !_tl_scan_find (text, end, "vu", NULL))
        continue;
      read_heard (self, text, end);
      self->closed = is_closed (text, end);
      read_kind (self, text, end);
      read_numbers (self, text, end);
      return;
    }
}
