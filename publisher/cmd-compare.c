/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <stdio.h>
#include <string.h>

#include "base/tl-clock.h"
#include "base/tl-json.h"
#include "compare/tl-compare.h"
#include "corpus/tl-library-links.h"
#include "import/tl-import.h"
#include "library.h"

/* Remarks on a file that are shown. */
#define MAX_NOTES 5

static char *folder;
static char *as_of;
static gboolean as_json;
static gboolean ocr;

static const GOptionEntry entries[] = {
  { "library", 0, 0, G_OPTION_ARG_FILENAME, &folder,
    "Installed library or folder of volumes, for document ids", "LIB" },
  { "as-of", 0, 0, G_OPTION_ARG_STRING, &as_of,
    "Statutes as they stand on this day, YYYY-MM-DD (default: the newest versions)", "DATE" },
  { "json", 0, 0, G_OPTION_ARG_NONE, &as_json, "One JSON object on one line", NULL },
  { "ocr", 0, 0, G_OPTION_ARG_NONE, &ocr, "Read scans with Tesseract (needs tesseract-ocr-vie)",
    NULL },
  { NULL, 0, 0, 0, NULL, NULL, NULL },
};

/* ---- JSON ---- */

static JsonArray *
make_anchors (const TlComparison *comparison, const TlPair *pair, TlSide side)
{
  const TlDocument *document = side == TL_SIDE_LEFT ? comparison->left : comparison->right;
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < pair->blocks[side]->len; i++)
    json_array_add_string_element (
        array,
        tl_document_get_block (document, g_array_index (pair->blocks[side], guint, i))->anchor);
  return array;
}

static JsonArray *
make_diff (const GArray *runs, const char *left, const char *right)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < runs->len; i++)
    {
      const TlDiffRun *run = &g_array_index (runs, TlDiffRun, i);
      JsonObject *object = json_object_new ();
      g_autofree char *text
          = run->op == TL_DIFF_INSERT
                ? g_strndup (right + run->right_from, run->right_to - run->right_from)
                : g_strndup (left + run->left_from, run->left_to - run->left_from);

      tl_json_set_string (object, "op", tl_diff_op_code (run->op));
      tl_json_set_string (object, "text", text);
      json_array_add_object_element (array, object);
    }
  return array;
}

static JsonObject *
make_pair (const TlComparison *comparison, guint index, const GArray *runs)
{
  const TlPair *pair = tl_comparison_get_pair (comparison, index);
  g_autofree char *left = tl_comparison_dup_text (comparison, TL_SIDE_LEFT, index);
  g_autofree char *right = tl_comparison_dup_text (comparison, TL_SIDE_RIGHT, index);
  JsonObject *object = json_object_new ();

  json_object_set_array_member (object, "left", make_anchors (comparison, pair, TL_SIDE_LEFT));
  json_object_set_array_member (object, "right", make_anchors (comparison, pair, TL_SIDE_RIGHT));
  json_object_set_double_member (object, "score", pair->score);
  tl_json_set_string (object, "relation", tl_relation_code (pair->relation));
  json_object_set_array_member (object, "diff", make_diff (runs, left, right));
  return object;
}

static JsonObject *
make_citations (const TlComparison *comparison)
{
  static const char *const names[] = { "left", "right", "shared" };
  JsonArray *lists[3] = { json_array_new (), json_array_new (), json_array_new () };
  JsonObject *object = json_object_new ();

  for (guint i = 0; i < comparison->citations->len; i++)
    {
      const TlComparedCitation *citation = g_ptr_array_index (comparison->citations, i);
      guint list = citation->places[0]->len == 0 ? 1 : citation->places[1]->len == 0 ? 0 : 2;

      json_array_add_string_element (lists[list], citation->notation);
    }
  json_object_set_array_member (object, names[2], lists[2]);
  json_object_set_array_member (object, names[0], lists[0]);
  json_object_set_array_member (object, names[1], lists[1]);
  return object;
}

static gboolean
print_json (const TlComparison *comparison, GPtrArray *differences, double ms)
{
  JsonObject *answer = json_object_new ();
  JsonArray *pairs = json_array_new ();

  for (guint i = 0; i < comparison->pairs->len; i++)
    json_array_add_object_element (pairs,
                                   make_pair (comparison, i, g_ptr_array_index (differences, i)));
  json_object_set_array_member (answer, "pairs", pairs);
  json_object_set_object_member (answer, "citations", make_citations (comparison));
  json_object_set_double_member (answer, "ms", ms);
  return tl_command_print_json (answer);
}

/* ---- Text ---- */

static void
append_anchors (GString *text, const TlComparison *comparison, const TlPair *pair, TlSide side)
{
  const TlDocument *document = side == TL_SIDE_LEFT ? comparison->left : comparison->right;

  if (pair->blocks[side]->len == 0)
    g_string_append_c (text, '-');
  for (guint i = 0; i < pair->blocks[side]->len; i++)
    g_string_append_printf (
        text, "%s%s", i > 0 ? "+" : "",
        tl_document_get_block (document, g_array_index (pair->blocks[side], guint, i))->anchor);
}

/* "phạt [-12-]{+18+} tháng tù", as wdiff prints it. */
static void
append_diff (GString *text, const GArray *runs, const char *left, const char *right)
{
  static const char *const marks[][2] = { { "", "" }, { "[-", "-]" }, { "{+", "+}" } };

  for (guint i = 0; i < runs->len; i++)
    {
      const TlDiffRun *run = &g_array_index (runs, TlDiffRun, i);

      g_string_append (text, marks[run->op][0]);
      if (run->op == TL_DIFF_INSERT)
        g_string_append_len (text, right + run->right_from,
                             (gssize)(run->right_to - run->right_from));
      else
        g_string_append_len (text, left + run->left_from, (gssize)(run->left_to - run->left_from));
      g_string_append (text, marks[run->op][1]);
    }
}

static void
append_citations (GString *text, const TlComparison *comparison)
{
  static const char *const heads[] = { "Cited by both", "Cited on the left", "Cited on the right" };

  for (guint list = 0; list < G_N_ELEMENTS (heads); list++)
    {
      g_string_append_printf (text, "%s:", heads[list]);
      for (guint i = 0; i < comparison->citations->len; i++)
        {
          const TlComparedCitation *citation = g_ptr_array_index (comparison->citations, i);
          guint own = citation->places[1]->len == 0 ? 1 : citation->places[0]->len == 0 ? 2 : 0;

          if (own == list)
            g_string_append_printf (text, " %s", citation->notation);
        }
      g_string_append_c (text, '\n');
    }
}

static gboolean
print_text (const TlComparison *comparison, GPtrArray *differences, double ms)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < comparison->pairs->len; i++)
    {
      const TlPair *pair = tl_comparison_get_pair (comparison, i);
      g_autofree char *left = tl_comparison_dup_text (comparison, TL_SIDE_LEFT, i);
      g_autofree char *right = tl_comparison_dup_text (comparison, TL_SIDE_RIGHT, i);

      append_anchors (text, comparison, pair, TL_SIDE_LEFT);
      g_string_append (text, "  ");
      append_anchors (text, comparison, pair, TL_SIDE_RIGHT);
      g_string_append_printf (text, "  %s%s  %.3f\n", tl_relation_code (pair->relation),
                              pair->relation == TL_RELATION_MOVED && pair->edited ? ", edited" : "",
                              pair->score);
      if (pair->relation == TL_RELATION_SAME)
        continue;
      g_string_append (text, "    ");
      append_diff (text, g_ptr_array_index (differences, i), left, right);
      g_string_append_c (text, '\n');
    }
  append_citations (text, comparison);
  for (guint i = 0; i < TL_N_RELATIONS; i++)
    g_string_append_printf (text, "%s%u %s", i > 0 ? ", " : "", comparison->counts[i],
                            tl_relation_code ((TlRelation)i));
  g_string_append_printf (text, " in %.0f ms", ms);
  return tl_command_print (text->str);
}

/* ---- The call ---- */

static TlDocument *
read_file (const char *path, GError **error)
{
  g_autoptr (GPtrArray) notes = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *name = g_path_get_basename (path);
  TlImportOptions options = { .format = TL_IMPORT_AUTO, .kind = -1, .ocr = ocr };
  g_autoptr (TlImportText) text
      = tl_import_read_text (path, &options, notes, tl_command_get_cancellable (), error);
  TlDocument *document;

  if (text == NULL)
    {
      tl_command_name_file (*error, path);
      return NULL;
    }
  if (text->unreadable != NULL)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "%s: %s", path, text->unreadable);
      return NULL;
    }
  document = tl_import_make_document (text, name, -1, notes, error);
  for (guint i = 0; document != NULL && i < MIN (notes->len, MAX_NOTES); i++)
    fprintf (stderr, "%s: %s\n", path, (const char *)g_ptr_array_index (notes, i));
  return document;
}

/* A file, or a document of the library with the references that it has there. */
static TlDocument *
load (TlLibrary *library, const char *name, GPtrArray **links, GError **error)
{
  TlDocument *document = NULL;

  if (g_file_test (name, G_FILE_TEST_IS_REGULAR))
    return read_file (name, error);
  if (library != NULL)
    document = tl_library_load (library, name, TRUE, error);
  if (document != NULL)
    *links = tl_library_links_from (library, name, error);
  else if (*error == NULL)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "%s: %s", name,
                 g_file_test (name, G_FILE_TEST_IS_DIR) ? "a folder; two files are compared"
                 : library != NULL ? "neither a file nor a document of the library"
                                   : "no such file (a document id needs --library)");
  if (*error != NULL)
    g_clear_pointer (&document, tl_document_unref);
  return document;
}

static gboolean
compare (TlLibrary *library, char **names, GError **error)
{
  g_autoptr (GPtrArray) differences
      = g_ptr_array_new_with_free_func ((GDestroyNotify)g_array_unref);
  TlCompareOptions options = { .as_of = { as_of, as_of } };
  g_autoptr (GPtrArray) left_links = NULL;
  g_autoptr (GPtrArray) right_links = NULL;
  g_autoptr (TlDocument) left = load (library, names[0], &left_links, error);
  g_autoptr (TlDocument) right = NULL;
  g_autoptr (TlComparison) comparison = NULL;
  gint64 start;
  double ms;

  if (left == NULL || (right = load (library, names[1], &right_links, error)) == NULL)
    return FALSE;
  start = g_get_monotonic_time ();
  options.links[0] = left_links;
  options.links[1] = right_links;
  comparison = tl_compare_documents (left, right, &options, tl_command_get_cancellable (), error);
  for (guint i = 0; comparison != NULL && i < comparison->pairs->len; i++)
    {
      GArray *runs = tl_comparison_diff (comparison, i, tl_command_get_cancellable (), error);

      if (runs == NULL)
        return FALSE;
      g_ptr_array_add (differences, runs);
    }
  if (comparison == NULL)
    return FALSE;
  ms = (double)(g_get_monotonic_time () - start) / 1000;
  return as_json ? print_json (comparison, differences, ms)
                 : print_text (comparison, differences, ms);
}

static int
run (int argc, char **argv)
{
  const TlCommand *command = &tl_command_compare;
  g_autoptr (TlLibrary) library = NULL;
  g_autoptr (GError) error = NULL;

  if (!tl_command_parse (command, entries, &argc, &argv))
    return TL_EXIT_USAGE;
  if (argc != 3)
    return tl_command_usage (command, "two files or document ids are needed");
  if (as_of != NULL && !tl_date_is_valid (as_of))
    return tl_command_usage (command, "--as-of: \"%s\" is no date of the form YYYY-MM-DD", as_of);
  if (folder != NULL)
    library = tl_command_open_library (folder, &error);
  if (error == NULL && compare (library, argv + 1, &error))
    return TL_EXIT_DONE;
  return error != NULL ? tl_command_fail (error) : TL_EXIT_FAILED;
}

const TlCommand tl_command_compare = {
  "compare",
  "A B",
  "Two files or documents side by side: passages, differences, citations",
  run,
};
