/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "tl-api-private.h"

#include "protocol/tl-usage-report.h"
#include "server/stats/tl-usage-month.h"

#define DAYS_KEPT 400
#define MS_A_DAY  (24 * 3600 * G_GINT64_CONSTANT (1000))

/* Days are Việt Nam's. One day ahead, because a workstation's clock may be wrong; as far back as
 * workstations keep theirs. */
static gboolean
day_is_plausible (const char *day, gint64 now)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_offset (7 * 3600);
  g_autofree char *text = g_strconcat (day, "T00:00:00", NULL);
  g_autoptr (GDateTime) date = g_date_time_new_from_iso8601 (text, zone);
  gint64 start;

  if (date == NULL)
    return FALSE;
  start = g_date_time_to_unix (date) * 1000;
  return start <= now + MS_A_DAY && start >= now - (DAYS_KEPT + 1) * MS_A_DAY;
}

/* Unit and role are those that the sign-in knows, whatever an older report says of itself. */
static gboolean
store (TlRequest *request, const TlUsageReport *report, GError **error)
{
  const TlSession *session = request->session;

  if (!tl_sql_begin (request->sql, error)
      || tl_sql_exec (request->sql, error, "DELETE FROM usage_days WHERE device = $1 AND day = $2",
                      "ss", session->device, report->day)
             < 0)
    return FALSE;
  for (guint i = 0; i < TL_USAGE_N; i++)
    if (report->counters[i] > 0
        && tl_sql_exec (request->sql, error,
                        "INSERT INTO usage_days (device, day, unit, role, person, counter, value)"
                        " SELECT $1, $2, unit, role, $3, $4, $5 FROM people WHERE id = $6"
                        " ON CONFLICT (device, day, counter)"
                        " DO UPDATE SET value = excluded.value",
                        "ssssis", session->device, report->day, report->person,
                        tl_usage_counter_name (i), report->counters[i], session->person)
               != 1)
      return FALSE;
  return tl_usage_month_update (request->sql, session->device, report->day, error)
         && tl_sql_exec (request->sql, error,
                         "UPDATE devices SET seen = $1, release_serial = $2, program = $3"
                         " WHERE id = $4",
                         "iiss", request->now, report->release, report->program, session->device)
                >= 0
         && tl_sql_commit (request->sql, error);
}

gboolean
_tl_api_put_usage (TlRequest *request, TlResponse *response, GError **error)
{
  gsize size;
  const char *data = g_bytes_get_data (request->body, &size);
  g_autoptr (GError) fault = NULL;
  g_autoptr (TlUsageReport) report
      = tl_usage_report_from_body (data != NULL ? data : "", (gssize)size, &fault);
  JsonObject *answer;

  if (report == NULL)
    {
      const char *code = _tl_api_body_code (fault);

      return tl_response_error (response, 400, code, _tl_api_body_message (code));
    }
  if (request->session->device == NULL)
    return tl_response_error (response, 403, "role",
                              "Số liệu sử dụng chỉ nhận từ máy trạm đã ghi danh.");
  if (!g_str_equal (report->day, request->parameters[0])
      || !day_is_plausible (report->day, request->now)
      || (report->person != NULL && !g_str_equal (report->person, request->session->person)))
    return _tl_api_malformed (response);
  if (!store (request, report, error))
    return FALSE;
  answer = json_object_new ();
  json_object_set_string_member (answer, "day", report->day);
  return tl_response_json (response, 200, answer);
}
