/* SPDX-License-Identifier: GPL-3.0-or-later */
/* "troly-corpus cite" as a script calls it. */
#include "config.h"

#include <gio/gio.h>
#include <json-glib/json-glib.h>
#include <string.h>

static const char *program;

static char *
run (const char *text, const char *const *options, int *status)
{
  g_autoptr (GPtrArray) argv = g_ptr_array_new ();
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  char *out = NULL;

  g_ptr_array_add (argv, (gpointer)program);
  g_ptr_array_add (argv, (gpointer) "cite");
  for (guint i = 0; options[i] != NULL; i++)
    g_ptr_array_add (argv, (gpointer)options[i]);
  g_ptr_array_add (argv, NULL);
  process = g_subprocess_newv ((const char *const *)argv->pdata,
                               G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE
                                   | G_SUBPROCESS_FLAGS_STDERR_SILENCE,
                               &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_communicate_utf8 (process, text, NULL, &out, NULL, &error));
  *status = g_subprocess_get_exit_status (process);
  return out;
}

#define OPTIONS(...) ((const char *const[]){ __VA_ARGS__, NULL })

static JsonObject *
run_json (const char *text, const char *const *options)
{
  int status;
  g_autofree char *out = run (text, options, &status);
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (status, ==, 0);
  g_assert_true (g_str_has_suffix (out, "}\n"));
  g_assert_true (strchr (out, '\n') == out + strlen (out) - 1);
  json_parser_load_from_data (parser, out, -1, &error);
  g_assert_no_error (error);
  return json_object_ref (json_node_get_object (json_parser_get_root (parser)));
}

static char *
cut (const char *text, JsonObject *object, const char *name)
{
  JsonArray *span = json_object_get_array_member (object, name);

  return g_utf8_substring (text, json_array_get_int_element (span, 0),
                           json_array_get_int_element (span, 1));
}

static JsonObject *
get (JsonObject *answer, const char *array, guint i)
{
  return json_array_get_object_element (json_object_get_array_member (answer, array), i);
}

static void
test_refs_have_spans_in_characters_of_the_input (void)
{
  static const char text[] = "\"Đà\" – khoản 2\r\nĐiều 468 của Bộ luật Dân sự đối với bị cáo Lý A";
  g_autoptr (JsonObject) answer = run_json (text, OPTIONS ("--json"));
  JsonObject *ref = get (answer, "refs", 0);
  g_autofree char *span = cut (text, ref, "span");
  g_autofree char *doc = cut (text, ref, "doc_span");

  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (answer, "refs")), ==, 1);
  g_assert_cmpstr (json_object_get_string_member (ref, "ref"), ==, "BLDS?:468.2");
  g_assert_cmpstr (span, ==, "khoản 2\r\nĐiều 468");
  g_assert_cmpstr (doc, ==, "Bộ luật Dân sự");
  g_assert_cmpstr (json_object_get_string_member (ref, "confidence"), ==, "high");
  g_assert_cmpstr (json_object_get_string_member (ref, "person"), ==, "Lý A");
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (ref, "warnings")), ==, 0);
  g_assert_cmpint (json_object_get_int_member (answer, "unresolved"), ==, 1);
}

static void
test_what_has_no_document_and_standards_stand_apart (void)
{
  static const char text[] = "Theo khoản 2 Điều 15. Căn cứ Điểm 6.4 của Tiêu chuẩn quốc gia TCVN "
                             "9411:2012. Theo đê106 Bộ luật Tố tụng hình sự năm 2015.";
  g_autoptr (JsonObject) answer = run_json (text, OPTIONS ("--json"));
  JsonObject *unowned = get (answer, "unowned", 0);
  g_autofree char *span = cut (text, unowned, "span");
  JsonObject *ref = get (answer, "refs", 0);

  g_assert_cmpstr (json_object_get_string_member (unowned, "units"), ==, "15.2");
  g_assert_cmpstr (json_object_get_string_member (unowned, "reason"), ==, "no document");
  g_assert_cmpstr (span, ==, "khoản 2 Điều 15");
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (answer, "standards")), ==,
                    1);
  g_assert_cmpstr (json_object_get_string_member (ref, "ref"), ==, "BLTTHS2015:106");
  g_assert_cmpstr (json_object_get_string_member (ref, "confidence"), ==, "low");
  g_assert_cmpstr (
      json_array_get_string_element (json_object_get_array_member (ref, "warnings"), 0), ==,
      "W-OCR");
}

static void
test_context_and_date_fill_what_the_text_leaves_open (void)
{
  g_autoptr (JsonObject) self
      = run_json ("theo Điều 5 của Bộ luật này", OPTIONS ("--json", "--context", "BLTTDS2015"));
  g_autoptr (JsonObject) dated
      = run_json ("theo Điều 5 Bộ luật Dân sự", OPTIONS ("--json", "--date", "2020-05-01"));

  g_assert_cmpstr (json_object_get_string_member (get (self, "refs", 0), "ref"), ==,
                   "BLTTDS2015:5");
  g_assert_cmpstr (json_object_get_string_member (get (dated, "refs", 0), "ref"), ==, "BLDS2015:5");
}

static void
test_people_get_a_line_a_citation_and_empty_input_nothing (void)
{
  int status;
  g_autofree char *lines = run ("Điều 5, 6 BLDS 2015", OPTIONS ("--date", "2020-01-01"), &status);
  g_autofree char *nothing = run ("", OPTIONS ("--date", "2020-01-01"), &status);

  g_assert_cmpstr (lines, ==, "BLDS2015:5\tĐiều 5\thigh\nBLDS2015:6\t6\thigh\n");
  g_assert_cmpstr (nothing, ==, "");
}

static void
test_wrong_calls_are_2 (void)
{
  int status;
  g_autofree char *more = run ("", OPTIONS ("more"), &status);
  g_autofree char *date = NULL;

  g_assert_cmpint (status, ==, 2);
  date = run ("", OPTIONS ("--date", "1/2/2020"), &status);
  g_assert_cmpint (status, ==, 2);
  g_assert_cmpstr (more, ==, "");
  g_assert_cmpstr (date, ==, "");
}

static void
test_bytes_that_are_no_text_are_told_and_the_rest_is_read (void)
{
  static const char text[] = "\xff Điều 5 BLDS 2015";
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process
      = g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE
                              | G_SUBPROCESS_FLAGS_STDERR_PIPE,
                          &error, program, "cite", NULL);
  g_autoptr (GBytes) in = g_bytes_new_static (text, strlen (text));
  g_autoptr (GBytes) out = NULL;
  g_autoptr (GBytes) messages = NULL;

  g_assert_no_error (error);
  g_assert_true (g_subprocess_communicate (process, in, NULL, &out, &messages, &error));
  g_assert_no_error (error);
  g_assert_cmpint (g_subprocess_get_exit_status (process), ==, 0);
  g_assert_nonnull (
      g_strstr_len (g_bytes_get_data (out, NULL), (gssize)g_bytes_get_size (out), "BLDS2015:5"));
  g_assert_nonnull (g_strstr_len (g_bytes_get_data (messages, NULL),
                                  (gssize)g_bytes_get_size (messages), "byte 0 is no UTF-8"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  if (argc != 2)
    g_error ("usage: %s TROLY-CORPUS", argv[0]);
  program = argv[1];
#define ADD(name) g_test_add_func ("/cite/" #name, test_##name)
  ADD (refs_have_spans_in_characters_of_the_input);
  ADD (what_has_no_document_and_standards_stand_apart);
  ADD (context_and_date_fill_what_the_text_leaves_open);
  ADD (people_get_a_line_a_citation_and_empty_input_nothing);
  ADD (bytes_that_are_no_text_are_told_and_the_rest_is_read);
  ADD (wrong_calls_are_2);
#undef ADD
  return g_test_run ();
}
