/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "server/pages/tl-pages-private.h"

#include <string.h>

#include "protocol/tl-enrolment.h"
#include "server/pages/tl-unit-import.h"
#include "server/store/tl-store.h"
#include "server/web/tl-server.h"

/* One person: workstations, enrolment, revocation. Everything that is done is written to the audit
 * log in the same transaction. */

#define ENROLMENT_DAYS ((gint64)365)
#define DAY_MS         ((gint64)24 * 3600 * 1000)

enum
{
  PERSON_NAME,
  PERSON_UNIT,
  PERSON_UNIT_NAME,
  PERSON_ROLE,
  PERSON_CREATED,
  PERSON_REVOKED,
};

static TlSqlRows *
load_person (TlRequest *request, GError **error)
{
  return tl_sql_query (
      request->sql, error,
      "SELECT p.name, p.unit, COALESCE(u.name, p.unit), p.role, p.created, p.revoked"
      " FROM people p LEFT JOIN units u ON u.code = p.unit WHERE p.id = $1",
      "s", request->parameters[0]);
}

static void
write_device_form (TlHtml *html, TlRequest *request, const char *device)
{
  g_autofree char *action = g_strdup_printf ("/people/%s/device", request->parameters[0]);

  tl_page_form_begin (html, request, action, "inline");
  tl_page_hidden (html, "device", device);
  tl_page_button (html, "Thu hồi", "danger");
  tl_html_end (html, "form");
}

static gboolean
write_devices (TlHtml *html, TlRequest *request, GError **error)
{
  g_autoptr (TlSqlRows) rows = NULL;

  rows = tl_sql_query (
      request->sql, error,
      "SELECT id, enrolled, expires, revoked, seen, release_serial, program FROM devices"
      " WHERE person = $1 ORDER BY enrolled, id LIMIT 100",
      "s", request->parameters[0]);
  if (rows == NULL)
    return FALSE;
  tl_html_leaf (html, "h2", "Máy trạm", NULL);
  if (tl_sql_rows_count (rows) == 0)
    tl_html_leaf (html, "p", "Chưa có máy nào đăng nhập.", NULL);
  for (guint i = 0; i < tl_sql_rows_count (rows); i++)
    {
      g_autofree char *enrolled = tl_page_date (tl_sql_rows_int (rows, i, 1));
      g_autofree char *expires = tl_page_date (tl_sql_rows_int (rows, i, 2));
      g_autofree char *seen = tl_page_time (tl_sql_rows_int (rows, i, 4));
      g_autofree char *serial = g_strdup_printf ("%" G_GINT64_FORMAT, tl_sql_rows_int (rows, i, 5));

      tl_html_begin (html, "section", "class", "card", "aria-label", "Máy trạm", NULL);
      tl_html_begin (html, "dl", NULL);
      tl_page_fact (html, "Mã", tl_sql_rows_text (rows, i, 0));
      tl_page_fact (html, "Đăng ký", enrolled);
      tl_page_fact (html, "Hết hạn", expires);
      tl_page_fact (html, "Liên lạc lần cuối", seen[0] != '\0' ? seen : "chưa");
      tl_page_fact (html, "Bản dữ liệu", tl_sql_rows_is_null (rows, i, 5) ? "chưa rõ" : serial);
      tl_page_fact (html, "Trạng thái",
                    tl_sql_rows_is_null (rows, i, 3) ? "Đang dùng" : "Đã thu hồi");
      tl_html_end (html, "dl");
      if (tl_sql_rows_is_null (rows, i, 3))
        write_device_form (html, request, tl_sql_rows_text (rows, i, 0));
      tl_html_end (html, "section");
    }
  return TRUE;
}

/* Files that were made and that no workstation has taken in. */
static gboolean
write_files (TlHtml *html, TlRequest *request, GError **error)
{
  g_autoptr (TlSqlRows) rows = NULL;

  rows = tl_sql_query (
      request->sql, error,
      "SELECT a.detail, a.time FROM audit a WHERE a.action = 'enrolment.make' AND a.subject = $1"
      " AND NOT EXISTS (SELECT 1 FROM devices d WHERE d.id = a.detail)"
      " AND NOT EXISTS (SELECT 1 FROM revoked_enrolments r WHERE r.id = a.detail)"
      " ORDER BY a.seq LIMIT 100",
      "s", request->parameters[0]);
  if (rows == NULL)
    return FALSE;
  if (tl_sql_rows_count (rows) > 0)
    tl_html_leaf (html, "h2", "Tệp đăng ký đã cấp, chưa máy nào nhận", NULL);
  for (guint i = 0; i < tl_sql_rows_count (rows); i++)
    {
      g_autofree char *time = tl_page_time (tl_sql_rows_int (rows, i, 1));

      tl_html_begin (html, "div", "class", "card", NULL);
      tl_html_begin (html, "p", NULL);
      tl_html_textf (html, "%s, cấp lúc %s ", tl_sql_rows_text (rows, i, 0), time);
      tl_html_end (html, "p");
      write_device_form (html, request, tl_sql_rows_text (rows, i, 0));
      tl_html_end (html, "div");
    }
  return TRUE;
}

static void
write_actions (TlHtml *html, TlRequest *request, TlSqlRows *person)
{
  const char *id = request->parameters[0];
  g_autofree char *enrol = g_strdup_printf ("/people/%s/enrol", id);
  g_autofree char *change = g_strdup_printf ("/people/%s", id);
  g_autofree char *revoke = g_strdup_printf ("/people/%s/revoke", id);

  tl_html_leaf (html, "h2", "Đăng ký một máy trạm", NULL);
  tl_page_form_begin (html, request, enrol, "card");
  tl_html_leaf (html, "p",
                "Tệp chỉ được tạo và tải về một lần, máy chủ không giữ khóa bí mật trong tệp. Giao "
                "tệp tận tay và xóa bản "
                "trung gian.",
                NULL);
  tl_page_button (html, "Tạo và tải tệp đăng ký", "main");
  tl_html_end (html, "form");
  tl_html_leaf (html, "h2", "Đơn vị và vai trò", NULL);
  tl_page_form_begin (html, request, change, "card");
  tl_page_field (html, &(TlPageField){ "unit", "Mã đơn vị", NULL,
                                       tl_sql_rows_text (person, 0, PERSON_UNIT), NULL, 0, TRUE });
  tl_page_select (html, "role", "Vai trò", _tl_page_roles,
                  tl_sql_rows_text (person, 0, PERSON_ROLE));
  tl_page_button (html, "Lưu", NULL);
  tl_html_end (html, "form");
  tl_html_leaf (html, "h2", "Thu hồi người này", NULL);
  tl_page_form_begin (html, request, revoke, "card");
  tl_html_leaf (html, "p", "Mọi máy và mọi phiên đăng nhập của người này chấm dứt ngay.", NULL);
  tl_page_button (html, "Thu hồi", "danger");
  tl_html_end (html, "form");
}

gboolean
_tl_page_person (TlRequest *request, TlResponse *response, GError **error)
{
  g_autoptr (TlSqlRows) person = load_person (request, error);
  g_autoptr (TlHtml) html = NULL;
  g_autofree char *created = NULL;

  if (person == NULL)
    return FALSE;
  if (tl_sql_rows_count (person) == 0)
    return tl_page_not_found (request, response);
  created = tl_page_date (tl_sql_rows_int (person, 0, PERSON_CREATED));
  html = tl_page_begin (request, tl_sql_rows_text (person, 0, PERSON_NAME), "/people");
  tl_html_begin (html, "dl", NULL);
  tl_page_fact (html, "Đơn vị", tl_sql_rows_text (person, 0, PERSON_UNIT_NAME));
  tl_page_fact (html, "Vai trò",
                tl_page_choice_label (_tl_page_roles, tl_sql_rows_text (person, 0, PERSON_ROLE)));
  tl_page_fact (html, "Từ ngày", created);
  tl_page_fact (html, "Trạng thái",
                tl_sql_rows_is_null (person, 0, PERSON_REVOKED) ? "Đang dùng" : "Đã thu hồi");
  tl_html_end (html, "dl");
  if (!write_devices (html, request, error) || !write_files (html, request, error))
    return FALSE;
  if (tl_sql_rows_is_null (person, 0, PERSON_REVOKED))
    write_actions (html, request, person);
  return tl_page_finish (g_steal_pointer (&html), response);
}

static gboolean
audit (TlRequest *request, const char *action, const char *detail, GError **error)
{
  return tl_store_audit_add (request->sql, request->now, request->session->person, action,
                             request->parameters[0], detail, error);
}

/* Commits, or rolls back and passes the error on. */
static gboolean
finish (TlRequest *request, gboolean ok, GError **error)
{
  if (ok)
    return tl_sql_commit (request->sql, error);
  tl_sql_rollback (request->sql);
  return FALSE;
}

gboolean
_tl_page_person_change (TlRequest *request, TlResponse *response, GError **error)
{
  const char *unit = tl_page_form (request, "unit"), *role = tl_page_form (request, "role");
  g_autofree char *detail = NULL;
  gint64 rows;

  if (!tl_is_role (role))
    return tl_page_answer (request, response, 400, "Chưa lưu", "Không có vai trò này.");
  if (!tl_sql_begin (request->sql, error))
    return FALSE;
  rows = tl_sql_exec (request->sql, error,
                      "UPDATE people SET unit = $1, role = $2 WHERE id = $3 AND revoked IS NULL"
                      " AND EXISTS (SELECT 1 FROM units WHERE code = $1)",
                      "sss", unit, role, request->parameters[0]);
  if (rows == 0)
    {
      tl_sql_rollback (request->sql);
      return tl_page_answer (request, response, 400, "Chưa lưu", "Không có đơn vị hoặc người này.");
    }
  detail = g_strdup_printf ("%s %s", unit, role);
  /* What was signed in with the role before ends. */
  return finish (request,
                 rows > 0
                     && tl_sql_exec (request->sql, error, "DELETE FROM sessions WHERE person = $1",
                                     "s", request->parameters[0])
                            >= 0
                     && audit (request, "person.change", detail, error),
                 error)
         && tl_page_go (response, "saved", "/people/%s", request->parameters[0]);
}

gboolean
_tl_page_person_revoke (TlRequest *request, TlResponse *response, GError **error)
{
  if (!tl_sql_begin (request->sql, error))
    return FALSE;
  return finish (request,
                 tl_store_revoke_person (request->sql, request->now, request->parameters[0], error)
                         >= 0
                     && audit (request, "person.revoke", "", error),
                 error)
         && tl_page_go (response, "revoked", "/people/%s", request->parameters[0]);
}

gboolean
_tl_page_person_revoke_device (TlRequest *request, TlResponse *response, GError **error)
{
  const char *device = tl_page_form (request, "device");

  if (!g_uuid_string_is_valid (device))
    return tl_page_not_found (request, response);
  if (!tl_sql_begin (request->sql, error))
    return FALSE;
  return finish (request,
                 tl_store_revoke_device (request->sql, request->now, device, error) >= 0
                     && audit (request, "device.revoke", device, error),
                 error)
         && tl_page_go (response, "revoked", "/people/%s", request->parameters[0]);
}

static TlEnrolment *
make_enrolment (TlRequest *request, TlSqlRows *person, const TlServerSettings *settings)
{
  TlEnrolment *enrolment = g_new0 (TlEnrolment, 1);

  enrolment->id = g_uuid_string_random ();
  enrolment->person = g_strdup (request->parameters[0]);
  enrolment->name = g_strdup (tl_sql_rows_text (person, 0, PERSON_NAME));
  enrolment->unit = g_strdup (tl_sql_rows_text (person, 0, PERSON_UNIT));
  enrolment->unit_name = g_strdup (tl_sql_rows_text (person, 0, PERSON_UNIT_NAME));
  enrolment->role = g_strdup (tl_sql_rows_text (person, 0, PERSON_ROLE));
  enrolment->server = g_strdup (settings->public_urls[0]);
  enrolment->issued = request->now;
  enrolment->expires = request->now + ENROLMENT_DAYS * DAY_MS;
  tl_enrolment_generate_keys (enrolment);
  return enrolment;
}

gboolean
_tl_page_person_enrol (TlRequest *request, TlResponse *response, GError **error)
{
  const TlServerSettings *settings = tl_server_get_settings (request->server);
  g_autofree char *path = g_build_filename (settings->data, "enrolment.key", NULL);
  g_autoptr (TlSqlRows) person = load_person (request, error);
  g_autoptr (TlSecretKey) key = NULL;
  g_autoptr (TlEnrolment) enrolment = NULL;
  char *text;
  gsize length;

  if (person == NULL)
    return FALSE;
  if (tl_sql_rows_count (person) == 0 || !tl_sql_rows_is_null (person, 0, PERSON_REVOKED))
    return tl_page_not_found (request, response);
  key = tl_secret_key_load (path, NULL, NULL);
  if (key == NULL)
    return tl_page_answer (
        request, response, 409, "Chưa có khóa đăng ký",
        "Khóa đăng ký không ở máy chủ này. Tạo tệp bằng lệnh troly-server enrol ở nơi giữ khóa.");
  enrolment = make_enrolment (request, person, settings);
  text = tl_enrolment_to_file (enrolment, key, error);
  if (text == NULL)
    return FALSE;
  length = strlen (text);
  if (!tl_sql_begin (request->sql, error)
      || !finish (request, audit (request, "enrolment.make", enrolment->id, error), error))
    {
      tl_enrolment_wipe_text (text);
      g_free (text);
      return FALSE;
    }
  response->type = "application/json";
  response->file_name = g_strdup_printf ("dang-ky-%s.json", enrolment->id);
  response->body = g_bytes_new_take (text, length);
  return TRUE;
}
