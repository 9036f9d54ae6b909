/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Letters of guidance as files: what "extract" shows of them, and whether a citation finds its
 * question in a library made of them. */
#include "config.h"

#include <gio/gio.h>
#include <string.h>

#include "base/tl-json.h"
#include "publisher-test.h"

static const char *program;

static const char *const letter[] = {
  "TÒA ÁN NHÂN DÂN TỐI CAO",
  "Số: 999/TANDTC-PC",
  "V/v giải đáp vướng mắc về mương",
  "Hà Nội, ngày 03 tháng 5 năm 2019",
  "Kính gửi: Các Tòa án nhân dân",
  "Bản án của một số Tòa án áp dụng Điều 5 chưa thống nhất. Tòa án nhân dân tối cao trả lời như "
  "sau:",
  "I. VỀ HÌNH SỰ",
  "1. Điều 5 có áp dụng với mương khô không?",
  "Có.",
  "II. VỀ DÂN SỰ",
  "1. Người lấp mương chung có phải khơi lại không?",
  "Phải khơi lại.",
  "Điều 7 cũng quy định như vậy.",
  "Nơi nhận: Như trên.",
  NULL,
};

static char *
run (const char *input, const char *const *args)
{
  g_autoptr (GPtrArray) argv = g_ptr_array_new ();
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  char *out = NULL;

  g_ptr_array_add (argv, (gpointer)program);
  for (guint i = 0; args[i] != NULL; i++)
    g_ptr_array_add (argv, (gpointer)args[i]);
  g_ptr_array_add (argv, NULL);
  process = g_subprocess_newv ((const char *const *)argv->pdata,
                               G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE
                                   | G_SUBPROCESS_FLAGS_STDERR_SILENCE,
                               &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_communicate_utf8 (process, input, NULL, &out, NULL, &error));
  g_assert_cmpint (g_subprocess_get_exit_status (process), ==, 0);
  return out;
}

#define RUN(input, ...) run (input, (const char *const[]){ __VA_ARGS__, NULL })

/* The letter with each line between @before and @after, written under @name. */
static char *
write_letter (TestFolder *folder, const char *name, const char *before, const char *after)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; letter[i] != NULL; i++)
    g_string_append_printf (text, "%s%s%s", before, letter[i], after);
  return test_folder_write (folder, name, text->str, -1);
}

static void
files_of_every_kind_give_the_same_situations (TestFolder *folder, gconstpointer data)
{
  static const struct
  {
    const char *name, *before, *after;
  } files[] = {
    { "a.txt", "", "\n" },
    { "b.html", "<p>", "</p>\n" },
    { "c.html", "<div><span>", "</span></div>" },
    { "d.txt", "\r\n  ", " \r\n" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *path = write_letter (folder, files[i].name, files[i].before, files[i].after);
      g_autofree char *out = RUN ("", "extract", "--json", path);
      g_autoptr (JsonObject) object = tl_json_parse (out, -1, NULL);
      JsonArray *situations = json_object_get_array_member (object, "situations");
      JsonObject *last;

      g_assert_cmpstr (tl_json_get_string (object, "kind"), ==, "guidance");
      g_assert_cmpstr (tl_json_get_string (object, "number"), ==, "999/TANDTC-PC");
      g_assert_cmpstr (tl_json_get_string (object, "date"), ==, "2019-05-03");
      g_assert_cmpstr (tl_json_get_string (object, "issued"), ==, "2019-05-03");
      g_assert_cmpstr (tl_json_get_string (object, "title"), ==, "Giải đáp vướng mắc về mương");
      g_assert_cmpstr (tl_json_get_string (object, "issuer"), ==, "Tòa án nhân dân tối cao");
      g_assert_cmpuint (json_array_get_length (situations), ==, 2);
      last = json_array_get_object_element (situations, 1);
      g_assert_cmpstr (tl_json_get_string (last, "anchor"), ==, "ii.1");
      g_assert_cmpstr (tl_json_get_string (last, "question"), ==,
                       "Người lấp mương chung có phải khơi lại không?");
      g_assert_cmpstr (tl_json_get_string (last, "answer"), ==,
                       "Phải khơi lại.\nĐiều 7 cũng quy định như vậy.");
    }
}

static void
a_citation_finds_its_question (TestFolder *folder, gconstpointer data)
{
  static const struct
  {
    const char *text;
    const char *state;
    const char *anchor;
  } table[] = {
    { "Theo mục 1 phần II Công văn số 999/TANDTC-PC ngày 03/5/2019 thì phải khơi.", "resolved",
      "ii.1" },
    { "Theo mục 4 phần II Công văn số 999/TANDTC-PC ngày 03/5/2019 thì phải khơi.", "no-unit",
      "ii" },
    { "Theo mục 1 phần II Công văn số 999/TANDTC-PC ngày 04/5/2020 thì phải khơi.", "no-document",
      NULL },
  };
  g_autofree char *docs = test_path (folder, "docs");
  g_autofree char *out = test_path (folder, "out");
  g_autofree char *path = write_letter (folder, "letter.txt", "", "\n");
  g_autofree char *import = RUN ("", "import", "--into", docs, path);
  g_autofree char *build = RUN ("", "build", "--from", docs, "--out", out);

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autofree char *line = RUN (table[i].text, "cite", "--json", "--library", out);
      g_autoptr (JsonObject) object = tl_json_parse (line, -1, NULL);
      JsonObject *ref
          = json_array_get_object_element (json_object_get_array_member (object, "refs"), 0);

      g_assert_cmpstr (tl_json_get_string (ref, "state"), ==, table[i].state);
      g_assert_cmpstr (json_object_has_member (ref, "anchor") ? tl_json_get_string (ref, "anchor")
                                                              : NULL,
                       ==, table[i].anchor);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_assert_cmpint (argc, ==, 2);
  program = argv[1];
#define ADD(name, function)                                                                        \
  g_test_add ("/guidance/" name, TestFolder, NULL, test_folder_set_up, function,                   \
              test_folder_tear_down)
  ADD ("files-of-every-kind-give-the-same-situations",
       files_of_every_kind_give_the_same_situations);
  ADD ("a-citation-finds-its-question", a_citation_finds_its_question);
  return g_test_run ();
}
