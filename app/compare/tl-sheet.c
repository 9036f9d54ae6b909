/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The overview table as an OpenDocument text. */
#include "config.h"

#include "compare/tl-sheet.h"

#include <archive.h>
#include <archive_entry.h>
#include <string.h>

#include "base/tl-atomic-file.h"
#include "corpus/tl-doc-uri.h"
#include "text/tl-escape.h"

/* Characters of a passage in a cell; what is longer is cut, and the link leads to the whole. */
#define MOST_CHARACTERS 12000
/* The link of a unit without a name. */
#define NO_LABEL "↗"

#define NAMESPACES                                                                                 \
  "xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" "                             \
  "xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\" "                                 \
  "xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" "                               \
  "xmlns:style=\"urn:oasis:names:tc:opendocument:xmlns:style:1.0\" "                               \
  "xmlns:fo=\"urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0\" "                      \
  "xmlns:xlink=\"http://www.w3.org/1999/xlink\" office:version=\"1.3\""

static const char mimetype[] = "application/vnd.oasis.opendocument.text";

static const char manifest[]
    = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
      "<manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\" "
      "manifest:version=\"1.3\">"
      "<manifest:file-entry manifest:full-path=\"/\" "
      "manifest:media-type=\"application/vnd.oasis.opendocument.text\"/>"
      "<manifest:file-entry manifest:full-path=\"content.xml\" manifest:media-type=\"text/xml\"/>"
      "<manifest:file-entry manifest:full-path=\"styles.xml\" manifest:media-type=\"text/xml\"/>"
      "</manifest:manifest>\n";

/* A page lying on its side, A4. */
static const char styles[]
    = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<office:document-styles " NAMESPACES ">"
      "<office:automatic-styles><style:page-layout style:name=\"sheet\">"
      "<style:page-layout-properties fo:page-width=\"29.7cm\" fo:page-height=\"21cm\" "
      "style:print-orientation=\"landscape\" fo:margin-top=\"1.5cm\" fo:margin-bottom=\"1.5cm\" "
      "fo:margin-left=\"1.5cm\" fo:margin-right=\"1.5cm\"/></style:page-layout>"
      "</office:automatic-styles><office:master-styles>"
      "<style:master-page style:name=\"Standard\" style:page-layout-name=\"sheet\"/>"
      "</office:master-styles></office:document-styles>\n";

static const char automatic_styles[]
    = "<office:automatic-styles>"
      "<style:style style:name=\"title\" style:family=\"paragraph\">"
      "<style:paragraph-properties fo:margin-bottom=\"0.2cm\"/>"
      "<style:text-properties fo:font-size=\"14pt\" fo:font-weight=\"bold\"/></style:style>"
      "<style:style style:name=\"head\" style:family=\"paragraph\">"
      "<style:text-properties fo:font-size=\"10pt\" fo:font-weight=\"bold\"/></style:style>"
      "<style:style style:name=\"body\" style:family=\"paragraph\">"
      "<style:text-properties fo:font-size=\"10pt\"/></style:style>"
      "<style:style style:name=\"cell\" style:family=\"table-cell\"><style:table-cell-properties "
      "fo:border=\"0.5pt solid #000000\" fo:padding=\"0.1cm\"/></style:style>"
      "<style:style style:name=\"wide\" style:family=\"table-column\">"
      "<style:table-column-properties style:column-width=\"10.3cm\"/></style:style>"
      "<style:style style:name=\"narrow\" style:family=\"table-column\">"
      "<style:table-column-properties style:column-width=\"3cm\"/></style:style>"
      "</office:automatic-styles>";

/* Line breaks stay; a passage that is very long is cut. */
static void
append_text (GString *xml, const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  gboolean cut = g_utf8_strlen (valid, -1) > MOST_CHARACTERS;
  g_auto (GStrv) lines = NULL;

  if (cut)
    *g_utf8_offset_to_pointer (valid, MOST_CHARACTERS) = '\0';
  lines = g_strsplit (valid, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      if (i > 0)
        g_string_append (xml, "<text:line-break/>");
      tl_escape_html (xml, lines[i]);
    }
  if (cut)
    g_string_append (xml, "…");
}

static void
append_paragraph (GString *xml, const char *style, const char *text)
{
  g_string_append_printf (xml, "<text:p text:style-name=\"%s\">", style);
  append_text (xml, text != NULL ? text : "");
  g_string_append (xml, "</text:p>");
}

static void
open_cell (GString *xml)
{
  g_string_append (xml,
                   "<table:table-cell table:style-name=\"cell\" office:value-type=\"string\">");
}

static void
append_cell (GString *xml, const char *style, const char *text)
{
  open_cell (xml);
  append_paragraph (xml, style, text);
  g_string_append (xml, "</table:table-cell>");
}

/* The page, or where it is not known the unit, as a link that opens the place. */
static void
append_reference (
    GString *xml, const TlDocument *document, guint block, guint page, const TlSheetWords *words)
{
  const TlBlock *unit = tl_document_get_block (document, block);
  g_autofree char *uri = tl_doc_uri_build (document->id, unit->anchor);
  g_autofree char *id = NULL;
  g_autofree char *anchor = NULL;
  g_autofree char *label
      = page > 0 ? g_strdup_printf ("%s%u", words->page, page)
                 : g_strdup (unit->label != NULL && *unit->label != '\0' ? unit->label : NO_LABEL);

  /* What is no document of the library has no link. */
  if (!tl_doc_uri_parse (uri, &id, &anchor))
    {
      append_paragraph (xml, "head", g_str_equal (label, NO_LABEL) ? "" : label);
      return;
    }
  g_string_append (xml, "<text:p text:style-name=\"head\"><text:a xlink:type=\"simple\" "
                        "xlink:href=\"");
  append_text (xml, uri);
  g_string_append (xml, "\">");
  append_text (xml, label);
  g_string_append (xml, "</text:a></text:p>");
}

static void
append_passage (GString *xml,
                const TlComparison *comparison,
                const TlOverviewRow *row,
                TlSide side,
                const TlSheetWords *words)
{
  const TlPair *pair = tl_comparison_get_pair (comparison, row->pair);
  const TlDocument *document = side == TL_SIDE_LEFT ? comparison->left : comparison->right;

  open_cell (xml);
  if (pair->blocks[side]->len > 0)
    {
      g_autofree char *text = tl_comparison_dup_text (comparison, side, row->pair);

      append_reference (xml, document, g_array_index (pair->blocks[side], guint, 0),
                        row->page[side], words);
      append_paragraph (xml, "body", text);
    }
  else
    append_paragraph (xml, "body", "–");
  g_string_append (xml, "</table:table-cell>");
}

static void
append_row (GString *xml,
            const TlComparison *comparison,
            const TlOverviewRow *row,
            const TlSheetWords *words)
{
  const TlPair *pair = tl_comparison_get_pair (comparison, row->pair);

  g_string_append (xml, "<table:table-row>");
  append_cell (xml, "body", row->section);
  append_passage (xml, comparison, row, TL_SIDE_LEFT, words);
  append_passage (xml, comparison, row, TL_SIDE_RIGHT, words);
  append_cell (xml, "body", words->relations[pair->relation]);
  g_string_append (xml, "</table:table-row>\n");
}

char *
tl_sheet_make_content (const TlComparison *comparison,
                       const GArray *rows,
                       const TlSheetWords *words)
{
  GString *xml = g_string_new ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                               "<office:document-content " NAMESPACES ">");

  g_string_append (xml, automatic_styles);
  g_string_append (xml, "<office:body><office:text>");
  append_paragraph (xml, "title", words->title);
  if (words->note != NULL)
    append_paragraph (xml, "body", words->note);
  g_string_append (xml, "<table:table table:name=\"comparison\">"
                        "<table:table-column table:style-name=\"narrow\"/>"
                        "<table:table-column table:style-name=\"wide\"/>"
                        "<table:table-column table:style-name=\"wide\"/>"
                        "<table:table-column table:style-name=\"narrow\"/>"
                        "<table:table-header-rows><table:table-row>");
  append_cell (xml, "head", words->section);
  append_cell (xml, "head", words->names[TL_SIDE_LEFT]);
  append_cell (xml, "head", words->names[TL_SIDE_RIGHT]);
  append_cell (xml, "head", words->relation);
  g_string_append (xml, "</table:table-row></table:table-header-rows>\n");
  for (guint i = 0; i < rows->len; i++)
    append_row (xml, comparison, &g_array_index (rows, TlOverviewRow, i), words);
  g_string_append (xml, "</table:table></office:text></office:body></office:document-content>\n");
  return g_string_free (xml, FALSE);
}

static gboolean
add_file (struct archive *archive, const char *name, const char *data)
{
  struct archive_entry *entry = archive_entry_new ();
  gsize length = strlen (data);
  gboolean good;

  archive_entry_set_pathname (entry, name);
  archive_entry_set_filetype (entry, AE_IFREG);
  archive_entry_set_perm (entry, 0644);
  archive_entry_set_size (entry, (la_int64_t)length);
  good = archive_write_header (archive, entry) == ARCHIVE_OK
         && archive_write_data (archive, data, length) == (la_ssize_t)length
         && archive_write_finish_entry (archive) == ARCHIVE_OK;
  archive_entry_free (entry);
  return good;
}

/* The kind of file stands first and is not compressed: so a file says what it is. */
static gboolean
write_archive (struct archive *archive, const char *content, int fd)
{
  return archive_write_set_format_zip (archive) == ARCHIVE_OK
         && archive_write_zip_set_compression_store (archive) == ARCHIVE_OK
         && archive_write_open_fd (archive, fd) == ARCHIVE_OK
         && add_file (archive, "mimetype", mimetype)
         && archive_write_zip_set_compression_deflate (archive) == ARCHIVE_OK
         && add_file (archive, "META-INF/manifest.xml", manifest)
         && add_file (archive, "styles.xml", styles) && add_file (archive, "content.xml", content)
         && archive_write_close (archive) == ARCHIVE_OK;
}

gboolean
tl_sheet_write (const char *content, const char *path, GError **error)
{
  g_autoptr (TlAtomicFile) file = tl_atomic_file_new (path, error);
  struct archive *archive;
  gboolean good;

  if (file == NULL)
    return FALSE;
  archive = archive_write_new ();
  good = write_archive (archive, content, tl_atomic_file_get_fd (file));
  if (!good)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "%s: %s", path,
                 archive_error_string (archive) != NULL ? archive_error_string (archive) : "zip");
  archive_write_free (archive);
  return good && tl_atomic_file_commit (file, error);
}
