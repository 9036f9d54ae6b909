/* SPDX-License-Identifier: GPL-3.0-or-later */
/* "troly-corpus similar" with a file of the judge's own. */
#include "config.h"

#include "base/tl-json.h"
#include "publisher-test.h"
#include "../test-system.h"

static const char *program;

typedef struct
{
  int status;
  char *out;
  char *err;
} Run;

static void
run_clear (Run *run)
{
  g_clear_pointer (&run->out, g_free);
  g_clear_pointer (&run->err, g_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Run, run_clear)

static Run
run_program (const char *const *args)
{
  g_autoptr (GError) error = NULL;
  Run run = { 0, NULL, NULL };
  int status;

  g_assert_true (g_spawn_sync (NULL, (char **)args, NULL, G_SPAWN_DEFAULT, NULL, NULL, &run.out,
                               &run.err, &status, &error));
  g_assert_no_error (error);
  run.status = test_exit_status (status);
  return run;
}

#define RUN(...) run_program ((const char *const[]){ program, __VA_ARGS__, NULL })

/* A case of theft and one of a loan, and the draft of another theft in the formats that a judge may
 * have it in. */
#define CASE(number, facts, law, decision)                                                         \
  "TÒA ÁN NHÂN DÂN HUYỆN AN PHÚ\nTỈNH MINH HẢI\nBản án số: " number                                \
  "\nNgày 05-3-2021\nNỘI DUNG VỤ ÁN:\n" facts "\nNHẬN ĐỊNH CỦA TÒA ÁN:\n[1] " law                  \
  "\nVì các lẽ trên,\nQUYẾT ĐỊNH:\n" decision "\nNơi nhận:\n"
#define THEFT "Căn cứ khoản 1 Điều 173 Bộ luật Hình sự năm 2015;"
#define THEFT_CASE                                                                                 \
  CASE ("12/2021/HS-ST", "Đêm tối bị cáo lẻn vào chuồng bắt trộm hai con gà mái rồi đem bán.",     \
        "Bị cáo lén lút chiếm đoạt gà của người khác.",                                            \
        THEFT "\n1. Tuyên bố bị cáo Trần Văn A phạm tội “Trộm cắp tài sản”.")
#define LOAN "Căn cứ Điều 463 Bộ luật Dân sự năm 2015;"

static char *
paragraphs (
    const char *text, const char *head, const char *open, const char *close, const char *tail)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  GString *xml = g_string_new (head);

  for (guint i = 0; lines[i] != NULL; i++)
    g_string_append_printf (xml, "%s%s%s", open, lines[i], close);
  g_string_append (xml, tail);
  return g_string_free (xml, FALSE);
}

static char *
write_docx (TestFolder *folder, const char *text)
{
  g_autofree char *xml
      = paragraphs (text,
                    "<?xml version=\"1.0\"?><w:document xmlns:w=\"http://schemas.openxmlformats.org"
                    "/wordprocessingml/2006/main\"><w:body>",
                    "<w:p><w:r><w:t>", "</w:t></w:r></w:p>", "</w:body></w:document>");
  const char *const members[]
      = { "[Content_Types].xml",
          "<?xml version=\"1.0\"?><Types "
          "xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>",
          "word/document.xml", xml, NULL };

  return test_folder_write_archive (folder, "nhap.docx", members);
}

static char *
write_odt (TestFolder *folder, const char *text)
{
  g_autofree char *xml = paragraphs (
      text,
      "<?xml version=\"1.0\"?><office:document-content "
      "xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" "
      "xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\"><office:body><office:text>",
      "<text:p>", "</text:p>", "</office:text></office:body></office:document-content>");
  const char *const members[]
      = { "mimetype", "application/vnd.oasis.opendocument.text", "content.xml", xml, NULL };

  return test_folder_write_archive (folder, "nhap.odt", members);
}

/* Imports the folder "in" and builds it. Returns: (transfer full): the library. */
static char *
make_library (TestFolder *folder)
{
  g_autofree char *in = test_path (folder, "in");
  g_autofree char *docs = test_path (folder, "docs");
  char *out = test_path (folder, "out");
  g_auto (Run) import = RUN ("import", "--into", docs, "--kind", "judgment", in);
  g_auto (Run) build = { 0 };

  g_assert_cmpint (import.status, ==, 0);
  build = RUN ("build", "--from", docs, "--out", out);
  g_assert_cmpint (build.status, ==, 0);
  return out;
}

/* The nearest case of the answer is the theft, and what is suggested is its article. */
static void
check_near (const char *out, const char *name)
{
  g_auto (Run) run = RUN ("similar", "--library", out, "--json", name);
  g_autoptr (JsonObject) answer = NULL;
  JsonArray *cases;
  JsonObject *first;

  g_test_message ("%s: %s", name, run.err);
  g_assert_cmpint (run.status, ==, 0);
  answer = tl_json_parse (g_strstrip (run.out), -1, NULL);
  cases = json_object_get_array_member (answer, "cases");
  g_assert_cmpuint (json_array_get_length (cases), >=, 1);
  first = json_array_get_object_element (cases, 0);
  g_assert_cmpstr (tl_json_get_string (first, "number"), ==, "12/2021/HS-ST");
  g_assert_nonnull (strstr (run.out, "\"ref\":\"BLHS2015:173\""));
}

static void
the_judges_own_file_is_compared_in_every_format (TestFolder *folder, gconstpointer data)
{
  static const char second[]
      = CASE ("13/2021/HS-ST", "Bị cáo lẻn vào bếp lấy trộm chiếc nồi đồng rồi đem bán.",
              "Bị cáo lén lút chiếm đoạt nồi của người khác.",
              THEFT "\n1. Tuyên bố bị cáo Lê Văn C phạm tội “Trộm cắp tài sản”.");
  static const char loan[] = CASE (
      "14/2021/DS-ST", "Bị đơn vay tiền của nguyên đơn có giấy biên nhận, đến hạn không trả.",
      "Hợp đồng vay có hiệu lực, bên vay phải trả nợ.",
      LOAN "\n1. Buộc bị đơn trả nợ vay cho nguyên đơn.");
  static const char draft[]
      = CASE ("15/2021/HS-ST", "Bị cáo lẻn vào chuồng của hàng xóm bắt trộm ba con gà mái.",
              "Bị cáo lén lút chiếm đoạt gà của hàng xóm.",
              THEFT "\n1. Tuyên bố bị cáo Hồ Văn B phạm tội “Trộm cắp tài sản”.");
  g_autofree char *out = NULL;
  g_autofree char *text = test_folder_write (folder, "nhap.txt", draft, -1);
  g_autofree char *docx = write_docx (folder, draft);
  g_autofree char *odt = write_odt (folder, draft);
  const char *const files[] = { text, docx, odt };

  g_free (test_folder_write (folder, "in/1.txt", THEFT_CASE, -1));
  g_free (test_folder_write (folder, "in/2.txt", second, -1));
  g_free (test_folder_write (folder, "in/3.txt", loan, -1));
  out = make_library (folder);
  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    check_near (out, files[i]);
}

static void
what_cannot_be_compared_is_1_and_says_why (TestFolder *folder, gconstpointer data)
{
  g_autofree char *out = NULL;
  g_autofree char *broken = test_folder_write (folder, "hong.docx", "PK", -1);
  g_autofree char *none = test_path (folder, "khong-co.pdf");
  const struct
  {
    const char *name;
    const char *words;
  } cases[] = {
    { none, "neither a file nor a document" },
    { "khong-co", "neither a file nor a document" },
    { folder->path, "a folder" },
    { broken, "hong.docx" },
  };

  g_free (test_folder_write (folder, "in/1.txt", THEFT_CASE, -1));
  out = make_library (folder);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (Run) run = RUN ("similar", "--library", out, cases[i].name);

      g_test_message ("%s", run.err);
      g_assert_cmpint (run.status, ==, 1);
      g_assert_nonnull (strstr (run.err, cases[i].words));
      g_assert_cmpstr (run.out, ==, "");
    }
}

#define ADD(name, func)                                                                            \
  g_test_add ("/similar-cli/" name, TestFolder, NULL, test_folder_set_up, func,                    \
              test_folder_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  if (argc != 2)
    g_error ("usage: %s TROLY-CORPUS", argv[0]);
  program = argv[1];
  ADD ("the-judges-own-file-is-compared-in-every-format",
       the_judges_own_file_is_compared_in_every_format);
  ADD ("what-cannot-be-compared-is-1-and-says-why", what_cannot_be_compared_is_1_and_says_why);
  return g_test_run ();
}
