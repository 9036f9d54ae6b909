/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The overview table as an OpenDocument text. */
#include "config.h"

#include <archive.h>
#include <archive_entry.h>
#include "base/tl-posix.h"
#include <string.h>

#include "compare-fixture.h"
#include "compare/tl-sheet.h"

static const TlSheetWords words = {
  .title = "So sánh <A> & \"B\"",
  .note = "Dữ liệu tập huấn",
  .names = { "Bản án 01 <trái>", "Bản án 02 & phải" },
  .section = "Phần",
  .relation = "Quan hệ",
  .relations = { "giống nhau", "đã sửa", "chuyển chỗ", "chỉ trái", "chỉ phải" },
  .page = "tr. ",
};

static const char left_text[]
    = "#nhan Nhận định\n"
      "Hai bên ký hợp đồng đặt cọc vào ngày mồng ba và có người làm chứng chứng kiến việc giao "
      "tiền.\n"
      "Giá trị <b>1 < 2 & 3 > 2</b> được ghi trong giấy \"biên nhận\" mà các bên cùng ký tên.\n"
      "Đoạn này chỉ có trong văn bản bên trái và nói về chiếc xe đạp cũ.\n";
static const char right_text[]
    = "#nhan Nhận định\n"
      "Hai bên ký hợp đồng đặt cọc vào ngày mồng ba và có người làm chứng chứng kiến việc giao "
      "tiền.\n"
      "Giá trị <b>1 < 2 & 3 > 2</b> được ghi trong giấy \"biên nhận\" mà hai bên đã ký tên.\n";

static TlComparison *
make_comparison (void)
{
  g_autoptr (TlDocument) left = make_judgment ("01-2024-ds-st", left_text);
  g_autoptr (TlDocument) right = make_judgment ("02-2024-ds-st", right_text);

  for (guint i = 0; i < left->blocks->len; i++)
    tl_document_get_block (left, i)->page = i + 1;
  return tl_compare_documents (left, right, NULL, NULL, NULL);
}

/* A file of the judge's own has its pages, and nothing that would be refused when it is pressed. */
static void
what_is_not_in_a_library_has_no_link (void)
{
  g_autoptr (TlDocument) left = make_judgment ("own:1", left_text);
  g_autoptr (TlDocument) right = make_judgment ("02-2024-ds-st", right_text);
  g_autoptr (TlComparison) comparison = NULL;
  g_autoptr (GArray) rows = NULL;
  g_autofree char *xml = NULL;

  for (guint i = 0; i < left->blocks->len; i++)
    tl_document_get_block (left, i)->page = i + 1;
  comparison = tl_compare_documents (left, right, NULL, NULL, NULL);
  rows = tl_comparison_make_overview (comparison, FALSE);
  xml = tl_sheet_make_content (comparison, rows, &words);
  g_assert_null (strstr (xml, "own"));
  g_assert_nonnull (strstr (xml, ">tr. 2</text:p>"));
  g_assert_nonnull (strstr (xml, "xlink:href=\"troly:doc/02-2024-ds-st#"));
}

/* What is no element, attribute or text would end the parser with an error. */
static void
count_element (GMarkupParseContext *context,
               const char *name,
               const char **attributes,
               const char **values,
               gpointer user_data,
               GError **error)
{
  GHashTable *counts = user_data;

  g_hash_table_insert (
      counts, g_strdup (name),
      GUINT_TO_POINTER (GPOINTER_TO_UINT (g_hash_table_lookup (counts, name)) + 1));
}

static GHashTable *
count_elements (const char *xml)
{
  static const GMarkupParser parser = { .start_element = count_element };
  GHashTable *counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GMarkupParseContext) context = g_markup_parse_context_new (&parser, 0, counts, NULL);
  g_autoptr (GError) error = NULL;

  g_markup_parse_context_parse (context, xml, -1, &error);
  g_assert_no_error (error);
  g_markup_parse_context_end_parse (context, &error);
  g_assert_no_error (error);
  return counts;
}

static guint
count (GHashTable *counts, const char *name)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (counts, name));
}

static void
every_pair_is_a_row_with_links_to_its_pages (void)
{
  g_autoptr (TlComparison) comparison = make_comparison ();
  g_autoptr (GArray) rows = tl_comparison_make_overview (comparison, FALSE);
  g_autofree char *xml = tl_sheet_make_content (comparison, rows, &words);
  g_autoptr (GHashTable) counts = count_elements (xml);
  guint links = 0;

  for (guint i = 0; i < comparison->pairs->len; i++)
    for (guint side = 0; side < 2; side++)
      links += tl_comparison_get_pair (comparison, i)->blocks[side]->len > 0;
  g_assert_cmpuint (count (counts, "table:table-row"), ==, rows->len + 1);
  g_assert_cmpuint (count (counts, "table:table-cell"), ==, 4 * (rows->len + 1));
  g_assert_cmpuint (count (counts, "text:a"), ==, links);
  g_assert_nonnull (strstr (xml, "xlink:href=\"troly:doc/01-2024-ds-st#p"));
  g_assert_nonnull (strstr (xml, ">tr. 3</text:a>"));
  g_assert_nonnull (strstr (xml, "chỉ trái"));
  g_assert_nonnull (strstr (xml, "&lt;b&gt;1 &lt; 2 &amp; 3"));
  g_assert_null (strstr (xml, "<b>"));
}

static void
what_no_xml_can_hold_does_not_break_the_sheet (void)
{
  static const char *const texts[] = {
    "tab\tvà \x01\x02\x1f kiểm soát",
    "byte hỏng \xff\xfe và \xc3",
    "]]><!-- &amp; &#0; <![CDATA[",
    "\xef\xbf\xbe\xef\xbf\xbf",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (TlDocument) left = make_judgment ("a", "đoạn thứ nhất có vài chữ để so sánh\n");
      g_autoptr (TlDocument) right = make_judgment ("b", "đoạn thứ nhất có vài chữ để so sánh\n");
      g_autoptr (TlComparison) comparison = NULL;
      g_autoptr (GArray) rows = NULL;
      g_autofree char *xml = NULL;
      g_autoptr (GHashTable) counts = NULL;
      TlSheetWords odd = words;
      TlBlock *block = tl_document_get_block (left, 0);

      g_free (block->heading);
      block->heading = g_strdup (texts[i]);
      odd.title = texts[i];
      comparison = tl_compare_documents (left, right, NULL, NULL, NULL);
      rows = tl_comparison_make_overview (comparison, FALSE);
      xml = tl_sheet_make_content (comparison, rows, &odd);
      counts = count_elements (xml);
      g_assert_true (g_utf8_validate (xml, -1, NULL));
      g_assert_cmpuint (count (counts, "table:table"), ==, 1);
      for (const char *at = xml; *at != '\0'; at++)
        g_assert_true ((guchar)*at >= 0x20 || *at == '\n' || *at == '\t');
    }
}

static void
the_file_says_what_it_is_and_holds_its_parts (void)
{
  static const char *const names[]
      = { "mimetype", "META-INF/manifest.xml", "styles.xml", "content.xml" };
  g_autofree char *folder = g_dir_make_tmp ("troly-sheet-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "bảng.odt", NULL);
  g_autoptr (TlComparison) comparison = make_comparison ();
  g_autoptr (GArray) rows = tl_comparison_make_overview (comparison, TRUE);
  g_autofree char *xml = tl_sheet_make_content (comparison, rows, &words);
  g_autoptr (GError) error = NULL;
  g_autofree char *file = NULL;
  struct archive *archive = archive_read_new ();
  struct archive_entry *entry;
  guint n = 0;
  int fd;

  g_assert_true (tl_sheet_write (xml, path, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (path, &file, NULL, NULL));
  g_assert_cmpmem (file, 2, "PK", 2);
  archive_read_support_format_zip (archive);
  fd = g_open (path, O_RDONLY | O_CLOEXEC, 0);
  g_assert_cmpint (archive_read_open_fd (archive, fd, 65536), ==, ARCHIVE_OK);
  while (archive_read_next_header (archive, &entry) == ARCHIVE_OK)
    {
      g_autofree char *data = g_malloc0 (1 << 20);
      la_ssize_t length = archive_read_data (archive, data, (1 << 20) - 1);

      g_assert_cmpuint (n, <, G_N_ELEMENTS (names));
      g_assert_cmpstr (archive_entry_pathname (entry), ==, names[n]);
      g_assert_cmpint (length, >, 0);
      if (n == 0)
        g_assert_cmpstr (data, ==, "application/vnd.oasis.opendocument.text");
      else
        g_hash_table_unref (count_elements (data));
      if (n == 3)
        g_assert_cmpstr (data, ==, xml);
      n++;
    }
  g_assert_cmpuint (n, ==, G_N_ELEMENTS (names));
  archive_read_free (archive);
  close (fd);
  g_unlink (path);
  g_rmdir (folder);
}

static void
a_folder_that_is_not_there_is_said (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (tl_sheet_write ("<a/>", "/nonexistent/folder/bảng.odt", &error));
  g_assert_nonnull (error);
  g_assert_nonnull (strstr (error->message, "nonexistent"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sheet/what-is-not-in-a-library-has-no-link",
                   what_is_not_in_a_library_has_no_link);
  g_test_add_func ("/sheet/rows", every_pair_is_a_row_with_links_to_its_pages);
  g_test_add_func ("/sheet/hostile", what_no_xml_can_hold_does_not_break_the_sheet);
  g_test_add_func ("/sheet/file", the_file_says_what_it_is_and_holds_its_parts);
  g_test_add_func ("/sheet/no-folder", a_folder_that_is_not_there_is_said);
  return g_test_run ();
}
