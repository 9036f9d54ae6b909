/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "server/pages/tl-table-private.h"

#include <archive.h>
#include <archive_entry.h>
#include <string.h>

#include "base/tl-error.h"
#include "text/tl-escape.h"

/* ISO/IEC 26300: "mimetype" comes first and is stored, not deflated. */
static const char mimetype[] = "application/vnd.oasis.opendocument.spreadsheet";
static const char manifest[]
    = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>"
      "<manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\""
      " manifest:version=\"1.2\">"
      "<manifest:file-entry manifest:full-path=\"/\" manifest:version=\"1.2\""
      " manifest:media-type=\"application/vnd.oasis.opendocument.spreadsheet\"/>"
      "<manifest:file-entry manifest:full-path=\"content.xml\" manifest:media-type=\"text/xml\"/>"
      "<manifest:file-entry manifest:full-path=\"styles.xml\" manifest:media-type=\"text/xml\"/>"
      "</manifest:manifest>";
/* Printed, a table is as wide as a page of A4 that lies across. */
static const char styles[]
    = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><office:document-styles"
      " xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\""
      " xmlns:style=\"urn:oasis:names:tc:opendocument:xmlns:style:1.0\""
      " xmlns:fo=\"urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0\""
      " office:version=\"1.2\"><office:automatic-styles><style:page-layout style:name=\"page\">"
      "<style:page-layout-properties fo:page-width=\"29.7cm\" fo:page-height=\"21cm\""
      " style:print-orientation=\"landscape\" fo:margin=\"1.5cm\" style:scale-to-X=\"1\""
      " style:scale-to-Y=\"0\"/></style:page-layout></office:automatic-styles>"
      "<office:master-styles><style:master-page style:name=\"Default\""
      " style:page-layout-name=\"page\"/></office:master-styles></office:document-styles>";
static const char content_head[]
    = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><office:document-content"
      " xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\""
      " xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\""
      " xmlns:style=\"urn:oasis:names:tc:opendocument:xmlns:style:1.0\""
      " xmlns:fo=\"urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0\""
      " xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\" office:version=\"1.2\">"
      "<office:automatic-styles>"
      "<style:style style:name=\"wide\" style:family=\"table-column\">"
      "<style:table-column-properties style:column-width=\"9cm\"/></style:style>"
      "<style:style style:name=\"sheet\" style:family=\"table\""
      " style:master-page-name=\"Default\"/>"
      "<style:style style:name=\"bold\" style:family=\"table-cell\">"
      "<style:text-properties fo:font-weight=\"bold\"/></style:style>"
      "<style:style style:name=\"narrow\" style:family=\"table-column\">"
      "<style:table-column-properties style:column-width=\"2.4cm\"/></style:style>"
      "<style:style style:name=\"head\" style:family=\"table-cell\">"
      "<style:table-cell-properties fo:wrap-option=\"wrap\" style:vertical-align=\"bottom\"/>"
      "<style:text-properties fo:font-weight=\"bold\"/></style:style>"
      "<style:style style:name=\"head-of-numbers\" style:family=\"table-cell\">"
      "<style:table-cell-properties fo:wrap-option=\"wrap\" style:vertical-align=\"bottom\"/>"
      "<style:paragraph-properties fo:text-align=\"end\"/>"
      "<style:text-properties fo:font-weight=\"bold\"/></style:style>"
      "</office:automatic-styles><office:body><office:spreadsheet>";
static const char content_tail[] = "</office:spreadsheet></office:body></office:document-content>";

/* @style: (nullable) */
static void
append_text_cell (GString *xml, const char *text, const char *style)
{
  g_string_append (xml, "<table:table-cell");
  if (style != NULL)
    g_string_append_printf (xml, " table:style-name=\"%s\"", style);
  g_string_append (xml, " office:value-type=\"string\"><text:p>");
  tl_escape_html (xml, text);
  g_string_append (xml, "</text:p></table:table-cell>");
}

static void
append_cell (GString *xml, const TlTableColumn *column, const TlTableCell *cell, gboolean bold)
{
  g_autofree char *value = NULL;

  if (!cell->there)
    {
      g_string_append (xml, "<table:table-cell/>");
      return;
    }
  if (column->kind == TL_TABLE_TEXT)
    {
      append_text_cell (xml, cell->text, bold ? "bold" : NULL);
      return;
    }
  value = column->kind == TL_TABLE_NUMBER ? g_strdup_printf ("%" G_GINT64_FORMAT, cell->number)
                                          : _tl_table_decimal (cell->number, '.');
  g_string_append_printf (
      xml,
      "<table:table-cell%s office:value-type=\"float\" office:value=\"%s\"><text:p>%s"
      "</text:p></table:table-cell>",
      bold ? " table:style-name=\"bold\"" : "", value, value);
}

static void
append_line (GString *xml, const char *first, const char *second)
{
  g_string_append (xml, "<table:table-row>");
  append_text_cell (xml, first, NULL);
  if (second != NULL)
    append_text_cell (xml, second, NULL);
  g_string_append (xml, "</table:table-row>");
}

/* Office programs refuse the name of a sheet that has one of these, and call it "Sheet1". */
static char *
dup_sheet_name (const char *name)
{
  return g_strdelimit (g_strdup (name), "[]*?:/\\'", '.');
}

static void
append_sheet (GString *xml, TlTable *table)
{
  g_autofree char *name = dup_sheet_name (table->name);

  g_string_append (xml, "<table:table table:style-name=\"sheet\" table:name=\"");
  tl_escape_html (xml, name);
  g_string_append_printf (xml,
                          "\"><table:table-column table:style-name=\"wide\"/>"
                          "<table:table-column table:style-name=\"narrow\" "
                          "table:number-columns-repeated=\"%u\"/><table:table-row>",
                          MAX (table->columns->len, 2) - 1);
  for (guint i = 0; i < table->columns->len; i++)
    {
      TlTableColumn *column = table->columns->pdata[i];

      append_text_cell (xml, column->name,
                        column->kind == TL_TABLE_TEXT ? "head" : "head-of-numbers");
    }
  g_string_append (xml, "</table:table-row>");
  for (guint i = 0; i < table->rows->len; i++)
    {
      TlTableRow *row = table->rows->pdata[i];

      g_string_append (xml, "<table:table-row>");
      for (guint j = 0; j < row->cells->len; j++)
        append_cell (xml, table->columns->pdata[j], row->cells->pdata[j], row->total);
      g_string_append (xml, "</table:table-row>");
    }
  append_line (xml, "", NULL);
  for (guint i = 0; i < table->notes->len; i++)
    append_line (xml, table->notes->pdata[i], NULL);
  for (guint i = 0; i < table->columns->len; i++)
    {
      TlTableColumn *column = table->columns->pdata[i];

      if (column->meaning != NULL)
        append_line (xml, column->name, column->meaning);
    }
  g_string_append (xml, "</table:table>");
}

static la_ssize_t
write_cb (struct archive *archive, void *user_data, const void *buffer, size_t length)
{
  g_byte_array_append (user_data, buffer, (guint)length);
  return (la_ssize_t)length;
}

static gboolean
add_member (struct archive *archive, const char *name, const char *data)
{
  struct archive_entry *entry = archive_entry_new ();
  size_t length = strlen (data);
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

GBytes *
tl_tables_to_ods (GPtrArray *tables, GError **error)
{
  g_autoptr (GString) xml = g_string_new (content_head);
  GByteArray *bytes = g_byte_array_new ();
  struct archive *archive = archive_write_new ();
  gboolean good;

  for (guint i = 0; i < tables->len; i++)
    append_sheet (xml, tables->pdata[i]);
  g_string_append (xml, content_tail);
  good = archive_write_set_format_zip (archive) == ARCHIVE_OK
         && archive_write_zip_set_compression_store (archive) == ARCHIVE_OK
         && archive_write_set_bytes_in_last_block (archive, 1) == ARCHIVE_OK
         && archive_write_open (archive, bytes, NULL, write_cb, NULL) == ARCHIVE_OK
         && add_member (archive, "mimetype", mimetype)
         && archive_write_zip_set_compression_deflate (archive) == ARCHIVE_OK
         && add_member (archive, "META-INF/manifest.xml", manifest)
         && add_member (archive, "content.xml", xml->str)
         && add_member (archive, "styles.xml", styles)
         && archive_write_close (archive) == ARCHIVE_OK;
  if (!good)
    g_set_error (error, TL_ERROR, TL_ERROR_STORE, "ODS: %s",
                 archive_error_string (archive) != NULL ? archive_error_string (archive) : "zip");
  archive_write_free (archive);
  if (!good)
    {
      g_byte_array_unref (bytes);
      return NULL;
    }
  return g_byte_array_free_to_bytes (bytes);
}
