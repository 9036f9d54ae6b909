/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "import/tl-import-text-private.h"

#include <string.h>

#include "base/tl-error.h"
#include "base/tl-folder.h"
#include "base/tl-limits.h"
#include "import/tl-helper-program.h"
#include "import/tl-html-lines.h"
#include "import/tl-office.h"
#include "import/tl-page-map.h"
#include "text/tl-legacy.h"
#include "text/tl-text.h"

#define DOC_SECONDS 120

void
tl_import_text_free (TlImportText *text)
{
  if (text == NULL)
    return;
  g_free (text->text);
  g_clear_pointer (&text->page_starts, g_array_unref);
  tl_page_map_free (text->map);
  g_free (text->title);
  g_free (text->unreadable);
  g_free (text->unread);
  g_free (text);
}

void
tl_import_text_locate (
    const TlImportText *text, gsize from, gsize to, guint *page, guint *page_from, guint *page_to)
{
  *page = *page_from = *page_to = 0;
  if (text->map != NULL)
    tl_page_map_locate (text->map, text->text, from, to, page, page_from, page_to);
}

void
_tl_import_take_text (TlImportText *text, char *raw)
{
  g_autofree char *held = raw;
  g_autofree char *modern = tl_legacy_repair (raw, -1);
  g_autofree char *normal = tl_text_normalize (modern, -1, NULL);
  g_auto (GStrv) lines = g_strsplit (normal, "\n", -1);
  GString *out = g_string_new (NULL);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_strstrip (lines[i]);
      if (*lines[i] == '\0')
        continue;
      g_string_append (out, lines[i]);
      g_string_append_c (out, '\n');
    }
  text->text_source = out->len > 0 ? "text" : "none";
  if (out->len == 0)
    text->unreadable = g_strdup ("no text in it");
  text->text = g_string_free (out, FALSE);
}

static char *
decode_utf16 (const char *data, gsize size, const char *encoding)
{
  return g_convert_with_fallback (data + 2, (gssize)(size - 2), "UTF-8", encoding, "\xef\xbf\xbd",
                                  NULL, NULL, NULL);
}

/* Whether most of what is not ASCII is UTF-8: a text in it of which some bytes are damaged. */
static gboolean
is_damaged_utf8 (const char *data, gsize size, guint *damaged)
{
  const char *end = data + size;
  gsize whole = 0;

  *damaged = 0;
  for (const char *p = data; p < end;)
    {
      gunichar c = (guchar)*p < 0x80 ? (guchar)*p : g_utf8_get_char_validated (p, end - p);

      if (c == (gunichar)-1 || c == (gunichar)-2)
        {
          (*damaged)++;
          p++;
          continue;
        }
      whole += c >= 0x80;
      p = g_utf8_next_char (p);
    }
  return whole > *damaged;
}

/* 8-bit text: TCVN3 and VNI are seen as Latin-1 characters and repaired from there; what is neither
 * is taken for Windows-1258. */
static char *
decode_8bit (const char *data, gsize size, GPtrArray *notes)
{
  g_autofree char *latin = g_convert (data, (gssize)size, "UTF-8", "ISO-8859-1", NULL, NULL, NULL);
  char *windows;
  guint damaged;

  if (is_damaged_utf8 (data, size, &damaged))
    {
      _tl_import_note (notes,
                       "%u bytes are no UTF-8 and stand as \xef\xbf\xbd: the file is damaged; get "
                       "it again",
                       damaged);
      return g_utf8_make_valid (data, (gssize)size);
    }
  if (latin != NULL && tl_legacy_detect (latin, -1) != TL_LEGACY_NONE)
    {
      _tl_import_note (notes, "the text was in an 8-bit Vietnamese encoding and was converted");
      return g_steal_pointer (&latin);
    }
  windows = g_convert_with_fallback (data, (gssize)size, "UTF-8", "WINDOWS-1258", "\xef\xbf\xbd",
                                     NULL, NULL, NULL);
  if (windows == NULL)
    return g_steal_pointer (&latin);
  _tl_import_note (notes, "the text is not UTF-8; it was taken for Windows-1258");
  return windows;
}

gboolean
_tl_import_read_txt (
    const char *path, const char *name, TlImportText *text, GPtrArray *notes, GError **error)
{
  g_autoptr (GBytes) bytes = _tl_import_load (path, name, TL_LIMIT_TEXT_FILE, error);
  gsize size;
  const char *data;
  char *raw;

  if (bytes == NULL)
    return FALSE;
  data = g_bytes_get_data (bytes, &size);
  if (size >= 3 && memcmp (data, "\xef\xbb\xbf", 3) == 0)
    {
      data += 3;
      size -= 3;
    }
  if (size >= 2 && (memcmp (data, "\xff\xfe", 2) == 0 || memcmp (data, "\xfe\xff", 2) == 0))
    raw = decode_utf16 (data, size, (guchar)data[0] == 0xff ? "UTF-16LE" : "UTF-16BE");
  else if (size > 0 && memchr (data, '\0', size) != NULL)
    raw = NULL;
  else if (size == 0 || g_utf8_validate_len (data, size, NULL))
    raw = g_strndup (data != NULL ? data : "", size);
  else
    raw = decode_8bit (data, size, notes);
  if (raw == NULL)
    {
      g_set_error (error, TL_ERROR, TL_ERROR_INPUT, "%s: not a text file", name);
      return FALSE;
    }
  _tl_import_take_text (text, raw);
  return TRUE;
}

typedef struct
{
  GString *out;
  char *title;
} Html;

static gboolean
html_line_cb (const TlHtmlLine *line, gpointer user_data, GError **error)
{
  Html *html = user_data;

  if (strcmp (line->tag, "title") == 0)
    {
      if (html->title == NULL)
        html->title = _tl_import_clean (line->text);
      return TRUE;
    }
  g_string_append (html->out, line->text);
  g_string_append_c (html->out, '\n');
  return TRUE;
}

gboolean
_tl_import_read_html (const char *path,
                      const char *name,
                      TlImportText *text,
                      GCancellable *cancellable,
                      GError **error)
{
  g_autoptr (GBytes) bytes = _tl_import_load (path, name, TL_LIMIT_HTML_FILE, error);
  Html html = { NULL, NULL };

  if (bytes == NULL)
    return FALSE;
  html.out = g_string_new (NULL);
  if (!tl_html_lines_read (bytes, name, NULL, html_line_cb, &html, cancellable, error))
    {
      g_string_free (html.out, TRUE);
      g_free (html.title);
      return FALSE;
    }
  text->title = html.title;
  _tl_import_take_text (text, g_string_free (html.out, FALSE));
  return TRUE;
}

/* LibreOffice writes its profile; one of its own keeps parallel runs and the user's office apart.
 */
static gboolean
convert_doc (const char *path,
             const char *folder,
             const char *program,
             GCancellable *cancellable,
             GError **error)
{
  g_autofree char *profile = g_build_filename (folder, "profile", NULL);
  g_autofree char *uri = g_filename_to_uri (profile, NULL, NULL);
  g_autofree char *option = g_strconcat ("-env:UserInstallation=", uri, NULL);
  const char *const argv[]
      = { program, option, "--headless", "--convert-to", "docx", "--outdir", folder, path, NULL };

  return tl_helper_program_run (argv, NULL, DOC_SECONDS, NULL, cancellable, error);
}

static char *
dup_converted (const char *path, const char *folder)
{
  g_autofree char *base = _tl_import_dup_base (path);
  g_autofree char *file = g_strconcat (base, ".docx", NULL);

  return g_build_filename (folder, file, NULL);
}

gboolean
_tl_import_read_doc (const char *path,
                     const char *name,
                     TlImportText *text,
                     GPtrArray *notes,
                     GCancellable *cancellable,
                     GError **error)
{
  g_autofree char *program = g_find_program_in_path ("soffice");
  g_autofree char *folder = NULL;
  g_autofree char *converted = NULL;
  char *raw = NULL;

  if (program == NULL)
    {
      g_set_error (error, TL_ERROR, TL_ERROR_UNSUPPORTED,
                   "%s: Word's old binary format is read through LibreOffice: install the package "
                   "libreoffice-writer, or save the file as DOCX",
                   name);
      return FALSE;
    }
  folder = g_dir_make_tmp ("troly-doc-XXXXXX", error);
  if (folder == NULL)
    return FALSE;
  converted = dup_converted (path, folder);
  if (!convert_doc (path, folder, program, cancellable, error))
    g_prefix_error (error, "%s: ", name);
  else
    raw = tl_office_read_docx (converted, name, notes, cancellable, error);
  tl_folder_remove (folder);
  if (raw == NULL)
    return FALSE;
  _tl_import_take_text (text, raw);
  return TRUE;
}

static gboolean
read_office (const char *path,
             const char *name,
             TlImportFormat format,
             TlImportText *text,
             GPtrArray *notes,
             GCancellable *cancellable,
             GError **error)
{
  char *raw = format == TL_IMPORT_DOCX ? tl_office_read_docx (path, name, notes, cancellable, error)
                                       : tl_office_read_odt (path, name, notes, cancellable, error);

  if (raw == NULL)
    return FALSE;
  _tl_import_take_text (text, raw);
  return TRUE;
}

TlImportText *
_tl_import_read_named (const char *path,
                       const char *name,
                       const TlImportOptions *options,
                       GPtrArray *notes,
                       GCancellable *cancellable,
                       GError **error)
{
  g_autoptr (TlImportText) text = g_new0 (TlImportText, 1);
  gboolean ok = FALSE;

  text->text_source = "none";
  switch (options->format)
    {
    case TL_IMPORT_PDF:
      ok = _tl_import_read_pdf (path, name, options, text, notes, cancellable, error);
      break;
    case TL_IMPORT_DOCX:
    case TL_IMPORT_ODT:
      ok = read_office (path, name, options->format, text, notes, cancellable, error);
      break;
    case TL_IMPORT_HTML:
      ok = _tl_import_read_html (path, name, text, cancellable, error);
      break;
    case TL_IMPORT_TXT:
      ok = _tl_import_read_txt (path, name, text, notes, error);
      break;
    case TL_IMPORT_DOC:
      ok = _tl_import_read_doc (path, name, text, notes, cancellable, error);
      break;
    default:
      g_set_error (error, TL_ERROR, TL_ERROR_UNSUPPORTED,
                   "%s: not one document but a source of many (format %s)", name,
                   tl_import_format_code (options->format));
    }
  return ok ? g_steal_pointer (&text) : NULL;
}

TlImportText *
tl_import_read_text (const char *path,
                     const TlImportOptions *options,
                     GPtrArray *notes,
                     GCancellable *cancellable,
                     GError **error)
{
  g_autofree char *name = g_path_get_basename (path);
  TlImportOptions known = *options;

  if (known.format == TL_IMPORT_AUTO && !tl_import_detect (path, name, &known.format, error))
    return NULL;
  if (known.format == TL_IMPORT_AUTO)
    {
      g_set_error (error, TL_ERROR, TL_ERROR_UNSUPPORTED, "%s: not a format that is read", name);
      return NULL;
    }
  return _tl_import_read_named (path, name, &known, notes, cancellable, error);
}
