/* SPDX-License-Identifier: GPL-3.0-or-later */
/* troly-corpus compare, as docs/cli.md has it. The program is the first argument. */
#include "config.h"

#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "../test-system.h"

static const char *program;

static const char left_text[]
    = "TÒA ÁN NHÂN DÂN HUYỆN MINH TÂN\nBản án số: 12/2024/DS-ST\nNgày: 15/5/2024\n\n"
      "NỘI DUNG VỤ ÁN\n\nÔng Trần Văn A cho bà Lê Thị B vay 50.000.000 đồng không có lãi.\n\n"
      "NHẬN ĐỊNH CỦA TÒA ÁN\n\n[1] Theo Điều 463 của Bộ luật Dân sự năm 2015, bà B phải trả tiền "
      "vay cho ông A.\n\nQUYẾT ĐỊNH\n\n1. Buộc bà Lê Thị B trả ông Trần Văn A 50.000.000 đồng.\n";
static const char right_text[]
    = "TÒA ÁN NHÂN DÂN HUYỆN MINH TÂN\nBản án số: 13/2024/DS-ST\nNgày: 16/5/2024\n\n"
      "NỘI DUNG VỤ ÁN\n\nÔng Ngô Quốc C cho bà Lê Thị B vay 70.000.000 đồng không có lãi.\n\n"
      "NHẬN ĐỊNH CỦA TÒA ÁN\n\n[1] Theo Điều 466 của Bộ luật Dân sự năm 2015, bà B phải trả tiền "
      "vay cho ông C.\n\nQUYẾT ĐỊNH\n\n1. Buộc bà Lê Thị B trả ông Ngô Quốc C 70.000.000 đồng.\n";

static int
call (const char *const *arguments, char **output)
{
  g_autoptr (GPtrArray) argv = g_ptr_array_new ();
  g_autofree char *errors = NULL;
  g_autoptr (GError) error = NULL;
  int status;

  g_ptr_array_add (argv, (char *)program);
  g_ptr_array_add (argv, (char *)"compare");
  for (guint i = 0; arguments[i] != NULL; i++)
    g_ptr_array_add (argv, (char *)arguments[i]);
  g_ptr_array_add (argv, NULL);
  g_spawn_sync (NULL, (char **)argv->pdata, NULL, G_SPAWN_DEFAULT, NULL, NULL, output, &errors,
                &status, &error);
  g_assert_no_error (error);
  return test_exit_status (status);
}

typedef struct
{
  char *folder, *left, *right;
} Files;

static void
files_set_up (Files *files, gconstpointer data)
{
  files->folder = g_dir_make_tmp ("troly-compare-XXXXXX", NULL);
  files->left = g_build_filename (files->folder, "left.txt", NULL);
  files->right = g_build_filename (files->folder, "right.txt", NULL);
  g_assert_true (g_file_set_contents (files->left, left_text, -1, NULL));
  g_assert_true (g_file_set_contents (files->right, right_text, -1, NULL));
}

static void
files_tear_down (Files *files, gconstpointer data)
{
  g_remove (files->left);
  g_remove (files->right);
  g_rmdir (files->folder);
  g_free (files->folder);
  g_free (files->left);
  g_free (files->right);
}

static char *
join (JsonArray *strings)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < json_array_get_length (strings); i++)
    g_string_append_printf (text, "%s%s", i > 0 ? " " : "",
                            json_array_get_string_element (strings, i));
  return g_string_free (text, FALSE);
}

static void
test_json_has_pairs_differences_and_citations (Files *files, gconstpointer data)
{
  g_autofree char *output = NULL;
  g_autoptr (JsonNode) node = NULL;
  JsonObject *answer, *citations;
  JsonArray *pairs;
  gboolean seen = FALSE;
  g_autofree char *left = NULL;
  g_autofree char *right = NULL;

  g_assert_cmpint (call ((const char *[]){ "--json", files->left, files->right, NULL }, &output),
                   ==, 0);
  node = json_from_string (output, NULL);
  answer = json_node_get_object (node);
  pairs = json_object_get_array_member (answer, "pairs");
  for (guint i = 0; i < json_array_get_length (pairs); i++)
    {
      JsonObject *pair = json_array_get_object_element (pairs, i);
      g_autofree char *anchors = join (json_object_get_array_member (pair, "left"));
      g_autofree char *others = join (json_object_get_array_member (pair, "right"));

      if (strcmp (anchors, "nhan.1") != 0)
        continue;
      seen = TRUE;
      g_assert_cmpstr (others, ==, "nhan.1");
      g_assert_cmpstr (json_object_get_string_member (pair, "relation"), ==, "edited");
      g_assert_cmpfloat (json_object_get_double_member (pair, "score"), <, 1);
      g_assert_cmpuint (json_array_get_length (json_object_get_array_member (pair, "diff")), >=, 5);
    }
  g_assert_true (seen);
  citations = json_object_get_object_member (answer, "citations");
  left = join (json_object_get_array_member (citations, "left"));
  right = join (json_object_get_array_member (citations, "right"));
  g_assert_nonnull (strstr (left, "BLDS2015:463"));
  g_assert_nonnull (strstr (right, "BLDS2015:466"));
  g_assert_cmpfloat (json_object_get_double_member (answer, "ms"), >=, 0);
}

static void
test_text_reads_like_wdiff (Files *files, gconstpointer data)
{
  g_autofree char *output = NULL;

  g_assert_cmpint (call ((const char *[]){ files->left, files->right, NULL }, &output), ==, 0);
  g_assert_nonnull (strstr (output, "noidung.1  noidung.1  edited"));
  g_assert_nonnull (strstr (output, "vay [-50.000.000-]{+70.000.000+} đồng"));
}

static void
test_wrong_calls_are_told (Files *files, gconstpointer data)
{
  g_autofree char *missing = g_build_filename (files->folder, "missing.txt", NULL);

  g_assert_cmpint (call ((const char *[]){ files->left, NULL }, NULL), ==, 2);
  g_assert_cmpint (
      call ((const char *[]){ "--as-of", "2024", files->left, files->right, NULL }, NULL), ==, 2);
  g_assert_cmpint (call ((const char *[]){ files->left, missing, NULL }, NULL), ==, 1);
  g_assert_cmpint (call ((const char *[]){ files->left, files->folder, NULL }, NULL), ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  program = argc > 1 ? argv[1] : "troly-corpus";
  g_test_add ("/compare-cli/JSON has pairs, differences and citations", Files, NULL, files_set_up,
              test_json_has_pairs_differences_and_citations, files_tear_down);
  g_test_add ("/compare-cli/text reads like wdiff", Files, NULL, files_set_up,
              test_text_reads_like_wdiff, files_tear_down);
  g_test_add ("/compare-cli/wrong calls are told", Files, NULL, files_set_up,
              test_wrong_calls_are_told, files_tear_down);
  return g_test_run ();
}
