/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "import/tl-import.h"

#include <string.h>

#include "base/tl-error.h"
#include "base/tl-json.h"
#include "base/tl-limits.h"

#define HEAD_SIZE 8192

static const char *const codes[] = {
  [TL_IMPORT_AUTO] = "auto",         [TL_IMPORT_PHAPDIEN] = "phapdien",
  [TL_IMPORT_ARTICLES] = "articles", [TL_IMPORT_GUIDANCE] = "guidance",
  [TL_IMPORT_PAIRS] = "pairs",       [TL_IMPORT_ANSWERS] = "answers",
  [TL_IMPORT_PDF] = "pdf",           [TL_IMPORT_DOCX] = "docx",
  [TL_IMPORT_ODT] = "odt",           [TL_IMPORT_HTML] = "html",
  [TL_IMPORT_TXT] = "txt",           [TL_IMPORT_DOC] = "doc",
};

const char *
tl_import_format_code (TlImportFormat format)
{
  g_return_val_if_fail ((guint)format < G_N_ELEMENTS (codes), NULL);

  return codes[format];
}

gboolean
tl_import_format_from_code (const char *code, TlImportFormat *format)
{
  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    if (g_strcmp0 (codes[i], code) == 0)
      {
        *format = (TlImportFormat)i;
        return TRUE;
      }
  return FALSE;
}

static gboolean
has (const char *head, gsize size, const char *what)
{
  return g_strstr_len (head, (gssize)size, what) != NULL;
}

static gboolean
ends_with (const char *name, const char *suffix)
{
  gsize n = strlen (name), k = strlen (suffix);

  return n >= k && g_ascii_strcasecmp (name + n - k, suffix) == 0;
}

static gboolean
begins_with (const char *head, gsize size, const char *magic, gsize length)
{
  return size >= length && memcmp (head, magic, length) == 0;
}

static TlImportFormat
detect_zip (const char *head, gsize size, const char *name)
{
  /* OpenDocument's first member is its type, stored as it is. */
  if (has (head, size, "application/vnd.oasis.opendocument.text") || ends_with (name, ".odt"))
    return TL_IMPORT_ODT;
  if (ends_with (name, ".docx") || has (head, size, "word/")
      || has (head, size, "[Content_Types].xml"))
    return TL_IMPORT_DOCX;
  return TL_IMPORT_AUTO;
}

static TlImportFormat
detect_html (const char *head, gsize size)
{
  gboolean is_page = has (head, size, "Đề mục ") && has (head, size, "_content");

  return is_page || has (head, size, "BỘ PHÁP ĐIỂN ĐIỆN TỬ") ? TL_IMPORT_PHAPDIEN : TL_IMPORT_HTML;
}

/* The members of the first line tell the formats of lines apart. */
static TlImportFormat
detect_jsonl (GInputStream *stream, const char *head, gsize size)
{
  g_autoptr (GString) line = g_string_new_len (head, (gssize)size);
  g_autoptr (JsonObject) object = NULL;
  char buffer[HEAD_SIZE];
  gssize n;
  char *end;

  while (strchr (line->str, '\n') == NULL && line->len < TL_LIMIT_JSON_LINE
         && (n = g_input_stream_read (stream, buffer, sizeof buffer, NULL, NULL)) > 0)
    g_string_append_len (line, buffer, n);
  end = strchr (line->str, '\n');
  if (end != NULL)
    g_string_truncate (line, (gsize)(end - line->str));
  object = tl_json_parse (line->str, (gssize)line->len, NULL);
  if (object == NULL)
    return TL_IMPORT_AUTO;
  if (json_object_has_member (object, "law") && json_object_has_member (object, "text"))
    return TL_IMPORT_ARTICLES;
  if (g_strcmp0 (tl_json_get_string (object, "format"), "troly-answer-1") == 0)
    return TL_IMPORT_ANSWERS;
  if (json_object_has_member (object, "question"))
    return json_object_has_member (object, "answer") ? TL_IMPORT_GUIDANCE
           : json_object_has_member (object, "doc")  ? TL_IMPORT_PAIRS
                                                     : TL_IMPORT_AUTO;
  return TL_IMPORT_AUTO;
}

static gboolean
is_html (const char *head, gsize size, const char *name)
{
  static const char *const starts[] = { "<!doctype html", "<html", "<head", "<body", NULL };
  g_autofree char *lower = NULL;

  if (ends_with (name, ".html") || ends_with (name, ".htm") || ends_with (name, ".xhtml"))
    return TRUE;
  lower = g_ascii_strdown (head, (gssize)MIN (size, 512));
  for (guint i = 0; starts[i] != NULL; i++)
    if (strstr (lower, starts[i]) != NULL)
      return TRUE;
  return FALSE;
}

static TlImportFormat
detect (GInputStream *stream, const char *head, gsize size, const char *name)
{
  const char *text = head;
  gsize rest = size;

  if (has (head, MIN (size, 1024), "%PDF-") || ends_with (name, ".pdf"))
    return TL_IMPORT_PDF;
  if (begins_with (head, size, "PK\003\004", 4) || ends_with (name, ".docx")
      || ends_with (name, ".odt"))
    return detect_zip (head, size, name);
  if (begins_with (head, size, "\xd0\xcf\x11\xe0", 4) || ends_with (name, ".doc"))
    return TL_IMPORT_DOC;
  if (begins_with (text, rest, "\xef\xbb\xbf", 3))
    {
      text += 3;
      rest -= 3;
    }
  if (rest > 0 && *text == '{')
    return detect_jsonl (stream, text, rest);
  /* The centre's file when everything that was approved has been taken back. */
  if (size == 0 && ends_with (name, "answers.jsonl"))
    return TL_IMPORT_ANSWERS;
  if (is_html (head, size, name))
    return detect_html (head, size);
  return ends_with (name, ".txt") ? TL_IMPORT_TXT : TL_IMPORT_AUTO;
}

gboolean
tl_import_detect (const char *path, const char *name, TlImportFormat *format, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInputStream) stream = g_file_read (file, NULL, error);
  char head[HEAD_SIZE + 1];
  gsize size;

  if (stream == NULL
      || !g_input_stream_read_all (G_INPUT_STREAM (stream), head, HEAD_SIZE, &size, NULL, error))
    {
      g_prefix_error (error, "%s: ", name);
      return FALSE;
    }
  head[size] = '\0';
  *format = detect (G_INPUT_STREAM (stream), head, size, name);
  return TRUE;
}

char *
tl_import_digest (const char *path, const char *name, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInputStream) stream = g_file_read (file, cancellable, error);
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree guchar *buffer = g_malloc (65536);
  gssize n = -1;

  while (stream != NULL
         && (n = g_input_stream_read (G_INPUT_STREAM (stream), buffer, 65536, cancellable, error))
                > 0)
    g_checksum_update (checksum, buffer, n);
  if (n < 0)
    {
      g_prefix_error (error, "%s: ", name);
      return NULL;
    }
  return g_strdup (g_checksum_get_string (checksum));
}
