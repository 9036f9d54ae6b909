/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "server/pages/tl-pages-private.h"

const TlPageChoice _tl_page_kinds[] = {
  { "feedback", "Góp ý" },
  { "contribution", "Tình huống đóng góp" },
  { NULL, NULL },
};

const TlPageChoice _tl_page_verdicts[] = {
  { "right", "Đúng" }, { "wrong", "Sai" }, { "missing", "Thiếu" }, { "outdated", "Hết hiệu lực" },
  { "other", "Khác" }, { NULL, NULL },
};

const TlPageChoice _tl_page_states[] = {
  { "received", "Đã nhận" },       { "editing", "Đang biên tập" },
  { "accepted", "Đã duyệt" },      { "applied", "Đã áp dụng" },
  { "rejected", "Không áp dụng" }, { "merged", "Đã gộp" },
  { "withdrawn", "Đã rút" },       { NULL, NULL },
};

const TlPageChoice _tl_page_roles[] = {
  { "judge", "Thẩm phán" },
  { "editor", "Biên tập viên" },
  { "statistics", "Thống kê" },
  { "administrator", "Quản trị" },
  { NULL, NULL },
};

void
_tl_page_today (gint64 now, char date[11])
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (now / 1000 + 7 * 3600);
  g_autofree char *text = g_date_time_format (time, "%Y-%m-%d");

  g_strlcpy (date, text, 11);
}

#define PAGE       TL_ROUTE_PAGE
#define STATISTICS (TL_ROLE_STATISTICS | TL_ROLE_ADMINISTRATOR)
#define FORM       (TL_ROUTE_PAGE | TL_ROUTE_FORM)

const TlRoute tl_page_routes[] = {
  { "GET", "/static/{name}", TL_ROLE_ANYBODY, PAGE | TL_ROUTE_NO_SQL, tl_page_style },
  { "GET", "/signin", TL_ROLE_ANYBODY, PAGE, _tl_page_signin },
  { "POST", "/signin", TL_ROLE_ANYBODY, FORM, _tl_page_signin_post },
  { "GET", "/signin/oidc", TL_ROLE_ANYBODY, PAGE, _tl_page_oidc },
  { "GET", "/signin/callback", TL_ROLE_ANYBODY, PAGE, _tl_page_oidc_callback },
  { "POST", "/signout", TL_ROLE_SIGNED_IN, FORM, _tl_page_signout },
  { "GET", "/", TL_ROLE_SIGNED_IN, PAGE, _tl_page_home },
  { "GET", "/queue", TL_ROLE_EDITOR, PAGE, _tl_page_queue },
  { "GET", "/items/{id}", TL_ROLE_EDITOR, PAGE, _tl_page_item },
  { "POST", "/items/{id}/claim", TL_ROLE_EDITOR, FORM, _tl_page_item_claim },
  { "POST", "/items/{id}/release", TL_ROLE_EDITOR, FORM, _tl_page_item_release },
  { "POST", "/items/{id}/reject", TL_ROLE_EDITOR, FORM, _tl_page_item_reject },
  { "POST", "/items/{id}/merge", TL_ROLE_EDITOR, FORM, _tl_page_item_merge },
  { "POST", "/items/{id}/reply", TL_ROLE_EDITOR, FORM, _tl_page_item_reply },
  { "POST", "/items/{id}/answer", TL_ROLE_EDITOR, FORM, _tl_page_item_answer },
  { "POST", "/items/{id}/approve", TL_ROLE_EDITOR, FORM, _tl_page_item_approve },
  { "POST", "/items/{id}/return", TL_ROLE_EDITOR, FORM, _tl_page_item_return },
  { "POST", "/items/{id}/recall", TL_ROLE_EDITOR, FORM, _tl_page_item_recall },
  { "GET", "/answers", TL_ROLE_EDITOR | TL_ROLE_ADMINISTRATOR, PAGE, _tl_page_answers },
  { "POST", "/answers/published", TL_ROLE_ADMINISTRATOR, FORM | TL_ROUTE_BATCH,
    _tl_page_published },
  { "POST", "/export/answers.jsonl", TL_ROLE_EDITOR | TL_ROLE_ADMINISTRATOR, FORM,
    _tl_page_export },
  { "GET", "/statistics", STATISTICS, PAGE, _tl_page_statistics },
  { "GET", "/statistics/report", STATISTICS, PAGE, _tl_page_statistics_report },
  { "GET", "/statistics/{file}", STATISTICS, PAGE, _tl_page_statistics_file },
  { "GET", "/fleet", STATISTICS, PAGE, _tl_page_fleet },
  { "GET", "/units", TL_ROLE_ADMINISTRATOR, PAGE, _tl_page_units },
  { "POST", "/units", TL_ROLE_ADMINISTRATOR, FORM | TL_ROUTE_BATCH, _tl_page_units_import },
  { "GET", "/people", TL_ROLE_ADMINISTRATOR, PAGE, _tl_page_people },
  { "POST", "/people", TL_ROLE_ADMINISTRATOR, FORM | TL_ROUTE_BATCH, _tl_page_people_import },
  { "GET", "/people/{id}", TL_ROLE_ADMINISTRATOR, PAGE, _tl_page_person },
  { "POST", "/people/{id}", TL_ROLE_ADMINISTRATOR, FORM, _tl_page_person_change },
  { "POST", "/people/{id}/enrol", TL_ROLE_ADMINISTRATOR, FORM, _tl_page_person_enrol },
  { "POST", "/people/{id}/revoke", TL_ROLE_ADMINISTRATOR, FORM, _tl_page_person_revoke },
  { "POST", "/people/{id}/device", TL_ROLE_ADMINISTRATOR, FORM, _tl_page_person_revoke_device },
  { "GET", "/arrivals", TL_ROLE_ADMINISTRATOR, PAGE, _tl_page_arrivals },
  { "POST", "/arrivals", TL_ROLE_ADMINISTRATOR, FORM, _tl_page_arrivals_admit },
  { "GET", "/audit", TL_ROLE_ADMINISTRATOR, PAGE, _tl_page_audit },
  { NULL, NULL, 0, 0, NULL },
};
