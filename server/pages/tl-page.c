/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pages-resources.h"
#include "server/pages/tl-page.h"

#include <stdarg.h>
#include <string.h>

#include "text/tl-text.h"

#define STYLE_RESOURCE "/vn/toaan/TroLy/server/tl-style.css"
#define VIETNAM        (7 * 3600)
#define YEAR           (365 * 24 * 3600)

typedef struct
{
  const char *path;
  const char *label;
  TlRole roles;
} MenuEntry;

static const MenuEntry menu[] = {
  { "/", "Trang đầu", TL_ROLE_SIGNED_IN },
  { "/queue", "Hàng đợi", TL_ROLE_EDITOR },
  { "/answers", "Câu trả lời", TL_ROLE_EDITOR | TL_ROLE_ADMINISTRATOR },
  { "/statistics", "Thống kê", TL_ROLE_STATISTICS | TL_ROLE_ADMINISTRATOR },
  { "/fleet", "Máy trạm", TL_ROLE_STATISTICS | TL_ROLE_ADMINISTRATOR },
  { "/units", "Đơn vị", TL_ROLE_ADMINISTRATOR },
  { "/people", "Người dùng", TL_ROLE_ADMINISTRATOR },
  { "/audit", "Nhật ký", TL_ROLE_ADMINISTRATOR },
};

/* What "done=CODE" of an address says; other codes say nothing, so that nobody's words get here. */
static const TlPageChoice notices[] = {
  { "claimed", "Bạn đã nhận xử lý mục này. Người khác không sửa được cho đến hết ngày mai hoặc khi "
               "bạn trả lại." },
  { "released", "Đã trả mục này về hàng đợi." },
  { "rejected", "Đã đóng mục này. Người gửi sẽ thấy lý do." },
  { "merged", "Đã gộp. Người gửi sẽ thấy trạng thái của mục được gộp vào." },
  { "replied", "Đã ghi lời nhắn cho người gửi." },
  { "saved", "Đã lưu." },
  { "proposed", "Đã trình duyệt. Một người khác phải duyệt thì câu trả lời mới được dùng." },
  { "approved", "Đã duyệt. Câu trả lời sẽ có trong lần xuất tiếp theo." },
  { "returned", "Đã trả lại để sửa." },
  { "recalled", "Đã rút duyệt. Câu trả lời không có trong các lần xuất cho đến khi hai người duyệt "
                "lại; người gửi thấy lý do." },
  { "changed",
    "Có người vừa thay đổi mục này. Trang hiện nội dung mới nhất; xin xem lại rồi làm tiếp." },
  { "taken", "Người khác đang xử lý mục này." },
  { "second", "Người soạn không được tự duyệt. Cần một biên tập viên khác." },
  { "contributor", "Người gửi mục này không được duyệt nó." },
  { "citation", "Cần ít nhất một căn cứ có trong kho và đang có hiệu lực." },
  { "incomplete", "Còn thiếu tiêu đề, câu hỏi hoặc nội dung trả lời, hoặc có phần quá dài." },
  { "reason", "Xin ghi lý do để người gửi biết." },
  { "nowhere", "Không tìm thấy mục để gộp vào, hoặc mục đó cũng đã được gộp." },
  { "imported", "Đã nhập danh sách." },
  { "enrolled", "Đã cấp tệp đăng ký." },
  { "revoked", "Đã thu hồi. Các phiên đăng nhập đã chấm dứt." },
  { "published", "Đã ghi nhận bản phát hành. Người gửi sẽ thấy nội dung đã được áp dụng." },
  { NULL, NULL },
};

static GBytes *
style_bytes (void)
{
  static gsize ready;
  static GBytes *bytes;

  if (g_once_init_enter (&ready))
    {
      bytes = g_resource_lookup_data (tl_server_pages_get_resource (), STYLE_RESOURCE,
                                      G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
      g_assert (bytes != NULL);
      g_once_init_leave (&ready, 1);
    }
  return bytes;
}

const char *
tl_page_style_path (void)
{
  static gsize path;

  if (g_once_init_enter (&path))
    {
      g_autofree char *digest = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, style_bytes ());

      digest[16] = '\0';
      g_once_init_leave (&path, (gsize)g_strdup_printf ("/static/%s.css", digest));
    }
  return (const char *)path;
}

gboolean
tl_page_style (TlRequest *request, TlResponse *response, GError **error)
{
  if (strcmp (request->path, tl_page_style_path ()) != 0)
    return tl_page_not_found (request, response);
  response->type = "text/css; charset=utf-8";
  response->body = g_bytes_ref (style_bytes ());
  response->cache_seconds = YEAR;
  return TRUE;
}

static void
write_menu (TlHtml *html, TlRequest *request, const char *place)
{
  const TlSession *session = request->session;

  tl_html_begin (html, "nav", "aria-label", "Các trang", NULL);
  tl_html_begin (html, "ul", NULL);
  for (guint i = 0; i < G_N_ELEMENTS (menu); i++)
    if ((menu[i].roles & session->role) != 0)
      {
        tl_html_begin (html, "li", NULL);
        tl_html_leaf (html, "a", menu[i].label, "href", menu[i].path, "aria-current",
                      g_strcmp0 (menu[i].path, place) == 0 ? "page" : NULL, NULL);
        tl_html_end (html, "li");
      }
  tl_html_end (html, "ul");
  tl_html_end (html, "nav");
}

static void
write_who (TlHtml *html, TlRequest *request)
{
  tl_page_form_begin (html, request, "/signout", "who");
  tl_html_leaf (html, "span", request->session->name, NULL);
  tl_page_button (html, "Đăng xuất", "quiet");
  tl_html_end (html, "form");
}

void
tl_page_notice (TlHtml *html, const char *code)
{
  const char *text = tl_page_choice_label (notices, code);

  if (text != code)
    tl_html_leaf (html, "p", text, "class", "notice", "role", "status", NULL);
}

TlHtml *
tl_page_begin (TlRequest *request, const char *title, const char *place)
{
  return tl_page_begin_class (request, title, place, NULL);
}

TlHtml *
tl_page_begin_class (TlRequest *request, const char *title, const char *place, const char *class)
{
  TlHtml *html = tl_html_new ();

  tl_html_begin (html, "html", "lang", "vi", NULL);
  tl_html_begin (html, "head", NULL);
  tl_html_begin (html, "meta", "charset", "utf-8", NULL);
  tl_html_begin (html, "meta", "name", "viewport", "content", "width=device-width, initial-scale=1",
                 NULL);
  tl_html_begin (html, "title", NULL);
  tl_html_textf (html, "%s – Trợ lý Thẩm phán", title);
  tl_html_end (html, "title");
  tl_html_begin (html, "link", "rel", "stylesheet", "href", tl_page_style_path (), NULL);
  tl_html_end (html, "head");
  tl_html_begin (html, "body", NULL);
  tl_html_leaf (html, "a", "Đến nội dung chính", "class", "skip", "href", "#main", NULL);
  tl_html_begin (html, "header", NULL);
  tl_html_leaf (html, "span", "Trợ lý Thẩm phán", "class", "name", NULL);
  if (request->session != NULL)
    {
      write_menu (html, request, place);
      write_who (html, request);
    }
  tl_html_end (html, "header");
  tl_html_begin (html, "main", "id", "main", "tabindex", "-1", "class", class, NULL);
  tl_html_leaf (html, "h1", title, NULL);
  tl_page_notice (html, tl_page_query (request, "done"));
  return html;
}

gboolean
tl_page_finish (TlHtml *html, TlResponse *response)
{
  tl_html_end (html, "main");
  tl_html_end (html, "body");
  tl_html_end (html, "html");
  response->type = "text/html; charset=utf-8";
  response->body = tl_html_finish (html);
  tl_html_free (html);
  return TRUE;
}

gboolean
tl_page_answer (
    TlRequest *request, TlResponse *response, guint status, const char *title, const char *text)
{
  TlHtml *html = tl_page_begin (request, title, NULL);

  tl_html_leaf (html, "p", text, NULL);
  tl_html_begin (html, "p", NULL);
  tl_html_leaf (html, "a", request->session != NULL ? "Về trang đầu" : "Đăng nhập", "href",
                request->session != NULL ? "/" : "/signin", NULL);
  tl_html_end (html, "p");
  response->status = status;
  return tl_page_finish (html, response);
}

gboolean
tl_page_not_found (TlRequest *request, TlResponse *response)
{
  return tl_page_answer (request, response, 404, "Không có trang này",
                         "Địa chỉ này không còn hoặc chưa bao giờ có.");
}

gboolean
tl_page_go (TlResponse *response, const char *done, const char *path_format, ...)
{
  g_autofree char *path = NULL;
  g_autofree char *location = NULL;
  va_list list;

  va_start (list, path_format);
  path = g_strdup_vprintf (path_format, list);
  va_end (list);
  if (done == NULL)
    location = g_strdup (path);
  else
    location = g_strdup_printf ("%s%cdone=%s", path, strchr (path, '?') != NULL ? '&' : '?', done);
  return tl_response_see_other (response, location);
}

const char *
tl_page_query (TlRequest *request, const char *name)
{
  const char *value = request->query != NULL ? g_hash_table_lookup (request->query, name) : NULL;

  return value != NULL ? value : "";
}

const char *
tl_page_form (TlRequest *request, const char *name)
{
  const char *value = request->form != NULL ? g_hash_table_lookup (request->form, name) : NULL;

  return value != NULL ? value : "";
}

gint64
tl_page_form_int (TlRequest *request, const char *name)
{
  const char *value = tl_page_form (request, name);
  gint64 number;

  return g_ascii_string_to_signed (value, 10, 0, G_MAXINT64, &number, NULL) ? number : -1;
}

char *
tl_page_form_text (TlRequest *request, const char *name, glong max)
{
  g_autofree char *text = tl_text_normalize (tl_page_form (request, name), -1, NULL);

  g_strstrip (text);
  if (g_utf8_strlen (text, -1) > max)
    return NULL;
  return g_steal_pointer (&text);
}

void
tl_page_form_begin (TlHtml *html, TlRequest *request, const char *action, const char *class)
{
  tl_html_begin (html, "form", "method", "post", "action", action, "class", class, NULL);
  if (request->session != NULL && request->session->csrf != NULL)
    tl_page_hidden (html, "csrf", request->session->csrf);
}

void
tl_page_hidden (TlHtml *html, const char *name, const char *value)
{
  tl_html_begin (html, "input", "type", "hidden", "name", name, "value", value, NULL);
}

void
tl_page_hidden_int (TlHtml *html, const char *name, gint64 value)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, value);

  tl_page_hidden (html, name, text);
}

void
tl_page_button (TlHtml *html, const char *label, const char *class)
{
  tl_html_leaf (html, "button", label, "type", "submit", "class", class, NULL);
}

void
tl_page_field (TlHtml *html, const TlPageField *field)
{
  g_autofree char *id = g_strdup_printf ("f-%s", field->name);
  g_autofree char *hint = field->hint != NULL ? g_strdup_printf ("h-%s", field->name) : NULL;
  const char *required = field->required ? "" : NULL;

  tl_html_begin (html, "div", "class", "field", NULL);
  tl_html_leaf (html, "label", field->label, "for", id, NULL);
  if (field->rows > 0)
    {
      g_autofree char *rows = g_strdup_printf ("%u", field->rows);

      tl_html_leaf (html, "textarea", field->value, "id", id, "name", field->name, "rows", rows,
                    "aria-describedby", hint, "required", required, NULL);
    }
  else
    tl_html_begin (html, "input", "id", id, "name", field->name, "type",
                   field->type != NULL ? field->type : "text", "value", field->value,
                   "aria-describedby", hint, "required", required, "autocomplete", "off", NULL);
  if (hint != NULL)
    tl_html_leaf (html, "p", field->hint, "class", "hint", "id", hint, NULL);
  tl_html_end (html, "div");
}

void
tl_page_select (TlHtml *html,
                const char *name,
                const char *label,
                const TlPageChoice *choices,
                const char *chosen)
{
  g_autofree char *id = g_strdup_printf ("f-%s", name);

  tl_html_begin (html, "div", "class", "field", NULL);
  tl_html_leaf (html, "label", label, "for", id, NULL);
  tl_html_begin (html, "select", "id", id, "name", name, NULL);
  for (; choices->value != NULL; choices++)
    tl_html_leaf (html, "option", choices->label, "value", choices->value, "selected",
                  g_strcmp0 (choices->value, chosen) == 0 ? "" : NULL, NULL);
  tl_html_end (html, "select");
  tl_html_end (html, "div");
}

const char *
tl_page_choice_label (const TlPageChoice *choices, const char *value)
{
  for (; choices->value != NULL; choices++)
    if (g_strcmp0 (choices->value, value) == 0)
      return choices->label;
  return value;
}

void
tl_page_text (TlHtml *html, const char *text, const char *class)
{
  g_auto (GStrv) lines = g_strsplit (text != NULL ? text : "", "\n", -1);

  tl_html_begin (html, "div", "class", class, NULL);
  for (guint i = 0; lines[i] != NULL; i++)
    if (lines[i][0] != '\0')
      tl_html_leaf (html, "p", lines[i], NULL);
  tl_html_end (html, "div");
}

void
tl_page_link (TlHtml *html, const char *label, const char *class, const char *href_format, ...)
{
  g_autofree char *href = NULL;
  va_list list;

  va_start (list, href_format);
  href = g_strdup_vprintf (href_format, list);
  va_end (list);
  tl_html_leaf (html, "a", label, "class", class, "href", href, NULL);
}

void
tl_page_fact (TlHtml *html, const char *term, const char *value)
{
  tl_html_begin (html, "div", NULL);
  tl_html_leaf (html, "dt", term, NULL);
  tl_html_leaf (html, "dd", value, NULL);
  tl_html_end (html, "div");
}

static char *
format_time (gint64 ms, const char *format)
{
  g_autoptr (GDateTime) time = NULL;

  if (ms <= 0)
    return g_strdup ("");
  time = g_date_time_new_from_unix_utc (ms / 1000 + VIETNAM);
  return time != NULL ? g_date_time_format (time, format) : g_strdup ("");
}

char *
tl_page_time (gint64 ms)
{
  return format_time (ms, "%d/%m/%Y %H:%M");
}

char *
tl_page_date (gint64 ms)
{
  return format_time (ms, "%d/%m/%Y");
}

char *
tl_page_age (gint64 from_ms, gint64 now_ms)
{
  gint64 minutes = MAX (now_ms - from_ms, 0) / 60000;

  if (minutes < 60)
    return g_strdup_printf ("%d phút", (int)minutes);
  if (minutes < 48 * 60)
    return g_strdup_printf ("%d giờ", (int)(minutes / 60));
  return g_strdup_printf ("%d ngày", (int)(minutes / (24 * 60)));
}

char *
tl_page_number (gint64 number)
{
  g_autofree char *digits = g_strdup_printf ("%" G_GINT64_FORMAT, ABS (number));
  GString *out = g_string_new (number < 0 ? "-" : "");
  gsize length = strlen (digits);

  for (gsize i = 0; i < length; i++)
    {
      if (i > 0 && (length - i) % 3 == 0)
        g_string_append_c (out, '.');
      g_string_append_c (out, digits[i]);
    }
  return g_string_free (out, FALSE);
}
