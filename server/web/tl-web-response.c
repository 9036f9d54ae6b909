/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "base/tl-json.h"
#include "tl-web-private.h"

#include <string.h>

#define TYPE_JSON "application/json; charset=utf-8"
#define TYPE_HTML "text/html; charset=utf-8"

/* Pages need no script: whatever somebody manages to write into one is not run. */
#define POLICY_PAGE                                                                                \
  "default-src 'none'; style-src 'self'; img-src 'self' data:; font-src 'self'; form-action "      \
  "'self'; base-uri 'none'; frame-ancestors 'none'"
#define POLICY_OTHER "default-src 'none'; frame-ancestors 'none'"

static const struct
{
  guint status;
  const char *code, *message;
} standard[] = {
  { 400, "malformed", "Máy chủ không đọc được dữ liệu gửi lên." },
  { 401, "signed_out", "Chưa đăng nhập hoặc phiên đăng nhập đã hết hạn." },
  { 403, "role", "Tài khoản này không được dùng chức năng này." },
  { 404, "not_found", "Không tìm thấy nội dung được yêu cầu." },
  { 405, "method", "Địa chỉ này không nhận cách gọi đó." },
  { 413, "too_large", "Nội dung gửi lên quá lớn." },
  { 429, "too_many", "Có quá nhiều yêu cầu trong thời gian ngắn; xin thử lại sau ít giây." },
  { 500, "failed", "Máy chủ gặp lỗi; người quản trị xem nhật ký của máy chủ." },
  { 503, "busy", "Máy chủ đang bận; xin thử lại sau ít giây." },
};

gboolean
tl_response_json (TlResponse *response, guint status, JsonObject *object)
{
  char *line = tl_json_to_line (object);

  response->status = status;
  response->type = TYPE_JSON;
  g_clear_pointer (&response->body, g_bytes_unref);
  response->body = g_bytes_new_take (line, strlen (line));
  json_object_unref (object);
  return TRUE;
}

gboolean
tl_response_error (TlResponse *response, guint status, const char *code, const char *message)
{
  JsonObject *object = json_object_new ();
  JsonObject *error = json_object_new ();

  json_object_set_string_member (error, "code", code);
  json_object_set_string_member (error, "message", message);
  json_object_set_object_member (object, "error", error);
  return tl_response_json (response, status, object);
}

gboolean
tl_response_see_other (TlResponse *response, const char *location)
{
  response->status = 303;
  g_free (response->location);
  response->location = g_strdup (location);
  return TRUE;
}

void
_tl_web_response_clear (TlResponse *response)
{
  g_clear_pointer (&response->body, g_bytes_unref);
  g_free (response->etag);
  g_free (response->location);
  g_free (response->cookie);
  g_free (response->file_name);
  memset (response, 0, sizeof *response);
  response->status = 200;
}

/* A page that says only what went wrong, without anything of the request in it. */
static void
set_page (TlResponse *response, guint status, const char *message)
{
  char *text = g_strdup_printf (
      "<!DOCTYPE html>\n<html lang=\"vi\"><head><meta charset=\"utf-8\"><title>Trợ lý Thẩm phán"
      "</title></head>\n<body><main><h1>%s</h1><p><a href=\"/\">Về trang đầu</a></p></main></body>"
      "</html>\n",
      message);

  response->status = status;
  response->type = TYPE_HTML;
  response->body = g_bytes_new_take (text, strlen (text));
}

void
_tl_web_refuse (TlJob *job, guint status)
{
  guint retry_after = job->response.retry_after;
  guint i = 0;

  while (i + 1 < G_N_ELEMENTS (standard) && standard[i].status != status)
    i++;
  _tl_web_response_clear (&job->response);
  if (job->route != NULL && (job->route->flags & (TL_ROUTE_PAGE | TL_ROUTE_FORM)))
    set_page (&job->response, status, standard[i].message);
  else
    tl_response_error (&job->response, status, standard[i].code, standard[i].message);
  if (status == 429 || status == 503)
    job->response.retry_after = retry_after > 0 ? retry_after : TL_WEB_RETRY_AFTER;
}

static gboolean
can_be_packed (const char *type)
{
  return type != NULL
         && (g_str_has_prefix (type, "text/") || g_str_has_prefix (type, "application/json")
             || g_str_has_prefix (type, "image/svg"));
}

static GBytes *
pack (GBytes *body)
{
  g_autoptr (GZlibCompressor) packer = g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, 6);
  g_autoptr (GOutputStream) memory = g_memory_output_stream_new_resizable ();
  g_autoptr (GOutputStream) stream = g_converter_output_stream_new (memory, G_CONVERTER (packer));
  gsize size;
  gconstpointer data = g_bytes_get_data (body, &size);

  if (!g_output_stream_write_all (stream, data, size, NULL, NULL, NULL)
      || !g_output_stream_close (stream, NULL, NULL))
    return NULL;
  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (memory));
}

/* In the worker: what takes time. */
void
_tl_web_finish_response (TlJob *job)
{
  TlResponse *response = &job->response;

  if (response->status == 200 && response->etag != NULL
      && g_strcmp0 (response->etag, job->etag) == 0)
    {
      response->status = 304;
      g_clear_pointer (&response->body, g_bytes_unref);
    }
  if (response->body != NULL && job->accepts_gzip && can_be_packed (response->type)
      && g_bytes_get_size (response->body) >= TL_WEB_GZIP_FROM)
    {
      GBytes *packed = pack (response->body);

      if (packed != NULL)
        {
          g_bytes_unref (response->body);
          response->body = packed;
          job->is_gzipped = TRUE;
        }
    }
  job->sent = response->body != NULL ? g_bytes_get_size (response->body) : 0;
}

static void
write_cache (const TlResponse *response, SoupMessageHeaders *headers)
{
  g_autofree char *text = NULL;

  if (response->cache_seconds > 0)
    text = g_strdup_printf ("private, max-age=%" G_GINT64_FORMAT, response->cache_seconds);
  else
    text = g_strdup (response->etag != NULL ? "private, no-cache" : "no-store");
  soup_message_headers_replace (headers, "Cache-Control", text);
}

static void
write_disposition (const TlResponse *response, SoupMessageHeaders *headers)
{
  g_autoptr (GHashTable) parameters = g_hash_table_new (g_str_hash, g_str_equal);

  if (response->file_name == NULL)
    return;
  g_hash_table_insert (parameters, (gpointer) "filename", response->file_name);
  soup_message_headers_set_content_disposition (headers, "attachment", parameters);
}

static void
write_security (TlJob *job, SoupMessageHeaders *headers)
{
  gboolean is_page = job->response.type != NULL && g_str_has_prefix (job->response.type, TYPE_HTML);

  soup_message_headers_replace (headers, "X-Content-Type-Options", "nosniff");
  /* Not "no-referrer": browsers then send forms with the origin "null". */
  soup_message_headers_replace (headers, "Referrer-Policy", "same-origin");
  soup_message_headers_replace (headers, "X-Frame-Options", "DENY");
  soup_message_headers_replace (headers, "Cross-Origin-Resource-Policy", "same-origin");
  soup_message_headers_replace (headers, "Cross-Origin-Opener-Policy", "same-origin");
  soup_message_headers_replace (headers, "Content-Security-Policy",
                                is_page ? POLICY_PAGE : POLICY_OTHER);
  if (g_str_has_prefix (job->server->settings->public_urls[0], "https:"))
    soup_message_headers_replace (headers, "Strict-Transport-Security", "max-age=31536000");
}

/* In the main thread: the message gets what the job holds. */
void
_tl_web_write_headers (TlJob *job)
{
  const TlResponse *response = &job->response;
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (job->message);

  soup_server_message_set_status (job->message, response->status, NULL);
  write_security (job, headers);
  write_cache (response, headers);
  write_disposition (response, headers);
  if (response->etag != NULL)
    soup_message_headers_replace (headers, "ETag", response->etag);
  if (response->location != NULL)
    soup_message_headers_replace (headers, "Location", response->location);
  if (response->cookie != NULL)
    soup_message_headers_append (headers, "Set-Cookie", response->cookie);
  if (can_be_packed (response->type))
    soup_message_headers_replace (headers, "Vary", "Accept-Encoding");
  if (job->is_gzipped)
    soup_message_headers_replace (headers, "Content-Encoding", "gzip");
  if (response->retry_after > 0)
    {
      char seconds[16];

      g_snprintf (seconds, sizeof seconds, "%u", response->retry_after);
      soup_message_headers_replace (headers, "Retry-After", seconds);
    }
  if (response->status == 401
      && (job->route == NULL || !(job->route->flags & (TL_ROUTE_PAGE | TL_ROUTE_FORM))))
    soup_message_headers_replace (headers, "WWW-Authenticate", "Bearer realm=\"troly\"");
  /* Whoever is refused, and whoever leaves it open where his request ends, gets no second one. */
  if (!_tl_connections_begin_answer (job->server->connections, job->remote) || !job->is_plain
      || response->status >= 400)
    soup_message_headers_replace (headers, "Connection", "close");
  if (response->body != NULL)
    soup_message_headers_replace (headers, "Content-Type", response->type);
  /* libsoup takes no empty ones. */
  if (response->body != NULL && g_bytes_get_size (response->body) > 0)
    {
      soup_message_body_append_bytes (soup_server_message_get_response_body (job->message),
                                      response->body);
    }
}
