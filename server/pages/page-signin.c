/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "server/pages/tl-pages-private.h"

#include <string.h>

#include "server/store/tl-store.h"
#include "server/web/tl-server.h"

/* Signing in takes two steps: a link that is looked at by a mail scanner or loaded ahead by a
 * browser is not used up by that. */

static gboolean
write_page (TlRequest *request, TlResponse *response, const char *link, gboolean failed)
{
  TlHtml *html = tl_page_begin (request, "Đăng nhập", NULL);

  if (failed)
    {
      tl_html_leaf (html, "p",
                    "Liên kết này đã được dùng, hoặc đã quá một phút. Xin mở lại từ chương trình.",
                    "class", "warn", "role", "alert", NULL);
      response->status = 403;
    }
  if (link[0] != '\0' && !failed)
    {
      tl_page_form_begin (html, request, "/signin", NULL);
      tl_page_hidden (html, "link", link);
      tl_html_leaf (html, "p", "Liên kết dùng một lần đã sẵn sàng.", NULL);
      tl_page_button (html, "Vào trang làm việc", "main");
      tl_html_end (html, "form");
    }
  else
    {
      if (tl_server_get_provider (request->server) != NULL)
        {
          tl_html_begin (html, "p", NULL);
          tl_page_link (html, "Đăng nhập bằng tài khoản của tòa án", "button main", "/signin/oidc");
          tl_html_end (html, "p");
        }
      tl_html_leaf (
          html, "p",
          "Bạn vào các trang này bằng một liên kết dùng một lần, do chương trình Trợ lý Thẩm phán "
          "mở ra hoặc do người quản trị cấp.",
          NULL);
      tl_html_leaf (html, "p",
                    "Chưa có máy trạm đã đăng ký? Xin liên hệ người quản trị của đơn vị.", "class",
                    "soft", NULL);
    }
  return tl_page_finish (html, response);
}

gboolean
_tl_page_signin (TlRequest *request, TlResponse *response, GError **error)
{
  return write_page (request, response, tl_page_query (request, "link"), FALSE);
}

gboolean
_tl_page_signin_post (TlRequest *request, TlResponse *response, GError **error)
{
  const char *link = tl_page_form (request, "link");
  g_autoptr (GError) failure = NULL;
  g_autofree char *person = tl_store_link_take (request->sql, request->now, link, &failure);
  g_autofree char *token = NULL;

  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  if (person == NULL)
    return write_page (request, response, link, TRUE);
  token = tl_store_session_open (request->sql, request->now, "page", person, NULL,
                                 TL_STORE_PAGE_SECONDS, error);
  if (token == NULL)
    return FALSE;
  response->cookie = tl_server_dup_cookie (request->server, token);
  return tl_response_see_other (response, "/");
}

gboolean
_tl_page_signout (TlRequest *request, TlResponse *response, GError **error)
{
  /* The secret of the forms names the session as well as its cookie does. */
  if (tl_sql_exec (request->sql, error, "DELETE FROM sessions WHERE person = $1 AND csrf = $2",
                   "ss", request->session->person, request->session->csrf)
      < 0)
    return FALSE;
  response->cookie = tl_server_dup_cookie (request->server, NULL);
  return tl_response_see_other (response, "/signin");
}
