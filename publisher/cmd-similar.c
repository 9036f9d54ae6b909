/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <stdio.h>
#include <string.h>

#include "base/tl-clock.h"
#include "base/tl-json.h"
#include "base/tl-limits.h"
#include "import/tl-import.h"
#include "library.h"
#include "search/similar/tl-similar.h"

#define DEFAULT_CASES 10
/* Remarks on the file that are shown. */
#define MAX_NOTES 5

static char *folder;
static char *as_of;
static char **filters;
static char *weights_text;
static char *facts;
static int limit = DEFAULT_CASES;
static gboolean as_json;
static gboolean ocr;

static const GOptionEntry entries[] = {
  { "library", 0, 0, G_OPTION_ARG_FILENAME, &folder, "Installed library or folder of volumes",
    "LIB" },
  { "as-of", 0, 0, G_OPTION_ARG_STRING, &as_of,
    "Provisions as they stand on this day, YYYY-MM-DD (default: today)", "DATE" },
  { "filter", 0, 0, G_OPTION_ARG_STRING_ARRAY, &filters,
    "Only cases that have this value: issuer, year, case_type, stage", "NAME=VALUE" },
  { "weights", 0, 0, G_OPTION_ARG_STRING, &weights_text,
    "Weights of facts, reasoning, decision, provisions; 0 leaves one out", "NAME=WEIGHT,…" },
  { "facts", 0, 0, G_OPTION_ARG_STRING, &facts, "The facts themselves, instead of a file", "TEXT" },
  { "limit", 'k', 0, G_OPTION_ARG_INT, &limit, "Cases wanted (default: 10)", "N" },
  { "json", 0, 0, G_OPTION_ARG_NONE, &as_json, "One JSON object on one line", NULL },
  { "ocr", 0, 0, G_OPTION_ARG_NONE, &ocr, "Read a scan with Tesseract (needs tesseract-ocr-vie)",
    NULL },
  { NULL, 0, 0, 0, NULL, NULL, NULL },
};

static const char *const PARTS[TL_N_SIMILAR_PARTS]
    = { "facts", "reasoning", "decision", "provisions" };

/* ---- JSON ---- */

static JsonArray *
make_points (GPtrArray *points)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < points->len; i++)
    {
      const TlSimilarPoint *point = g_ptr_array_index (points, i);
      JsonObject *object = json_object_new ();

      tl_json_set_string (object, "kind", point->kind);
      tl_json_set_string (object, "text", point->text);
      tl_json_set_string (object, "own_text", point->own_text);
      tl_json_set_string (object, "anchor", point->anchor);
      tl_json_set_string (object, "own_anchor", point->own_anchor);
      json_array_add_object_element (array, object);
    }
  return array;
}

static JsonObject *
make_parts (const TlSimilarCase *found)
{
  JsonObject *parts = json_object_new ();

  for (guint i = 0; i < TL_N_SIMILAR_PARTS; i++)
    if (found->parts[i] >= 0)
      json_object_set_double_member (parts, PARTS[i], found->parts[i]);
    else
      json_object_set_null_member (parts, PARTS[i]);
  return parts;
}

static JsonObject *
make_case (const TlSimilarCase *found)
{
  JsonObject *object = json_object_new ();
  JsonObject *articles = json_object_new ();

  tl_json_set_string (object, "doc", found->hit->doc);
  tl_json_set_string (object, "anchor", found->hit->anchor);
  tl_json_set_string (object, "kind", tl_doc_kind_code (found->hit->kind));
  tl_json_set_string (object, "number", found->hit->number);
  tl_json_set_string (object, "court", found->hit->issuer);
  tl_json_set_string (object, "date", found->hit->date);
  tl_json_set_string (object, "title", found->hit->title);
  json_object_set_double_member (object, "score", found->hit->score);
  json_object_set_object_member (object, "parts", make_parts (found));
  json_object_set_int_member (articles, "shared", found->shared_articles);
  json_object_set_int_member (articles, "own", found->own_articles);
  json_object_set_object_member (object, "articles", articles);
  json_object_set_array_member (object, "shared", make_points (found->shared));
  json_object_set_array_member (object, "differing", make_points (found->differing));
  tl_json_set_string (object, "passage", found->hit->passage);
  return object;
}

static JsonObject *
make_provision (const TlSimilarProvision *provision)
{
  JsonObject *object = json_object_new ();

  tl_json_set_string (object, "ref", provision->notation);
  tl_json_set_string (object, "doc", provision->hit != NULL ? provision->hit->doc : NULL);
  tl_json_set_string (object, "anchor", provision->hit != NULL ? provision->hit->anchor : NULL);
  json_object_set_int_member (object, "cases", provision->cases);
  json_object_set_double_member (object, "weight", provision->weight);
  json_object_set_boolean_member (object, "cited", provision->cited);
  return object;
}

static JsonObject *
make_answer (const TlSimilarResult *result)
{
  JsonObject *answer = json_object_new ();
  JsonArray *cases = json_array_new ();
  JsonArray *provisions = json_array_new ();

  json_object_set_double_member (answer, "ms", result->ms);
  for (guint i = 0; i < result->cases->len; i++)
    json_array_add_object_element (cases, make_case (g_ptr_array_index (result->cases, i)));
  json_object_set_array_member (answer, "cases", cases);
  for (guint i = 0; i < result->provisions->len; i++)
    json_array_add_object_element (provisions,
                                   make_provision (g_ptr_array_index (result->provisions, i)));
  json_object_set_array_member (answer, "provisions", provisions);
  tl_json_set_string (answer, "why_none", result->why_none);
  return answer;
}

/* ---- Text ---- */

static void
append_points (GString *text, const char *head, GPtrArray *points)
{
  g_string_append_printf (text, "\n   %s:", head);
  for (guint i = 0; i < points->len; i++)
    {
      const TlSimilarPoint *point = g_ptr_array_index (points, i);

      g_string_append_printf (text, "%s %s%s", i > 0 ? ";" : "",
                              point->anchor == NULL ? "(only here) " : "", point->text);
    }
}

static gboolean
print_text (const TlSimilarResult *result)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < result->cases->len; i++)
    {
      const TlSimilarCase *found = g_ptr_array_index (result->cases, i);
      const TlHit *hit = found->hit;

      g_string_append_printf (text, "%u. %s, %s  [%s#%s]  %.3f, articles %u of %u", i + 1,
                              hit->number != NULL ? hit->number : "",
                              hit->issuer != NULL ? hit->issuer : "", hit->doc,
                              hit->anchor != NULL ? hit->anchor : "", hit->score,
                              found->shared_articles, found->own_articles);
      append_points (text, "shared", found->shared);
      append_points (text, "differing", found->differing);
      g_string_append_c (text, '\n');
    }
  g_string_append (text, "Provisions:\n");
  for (guint i = 0; i < result->provisions->len; i++)
    {
      const TlSimilarProvision *provision = g_ptr_array_index (result->provisions, i);

      g_string_append_printf (text, "  %s%s  %u cases, %.2f%s%s\n", provision->cited ? "" : "+ ",
                              provision->notation, provision->cases, provision->weight,
                              provision->hit != NULL ? "  " : "",
                              provision->hit != NULL ? provision->hit->title : "");
    }
  g_string_append_printf (text, "%u cases in %.0f ms", result->cases->len, result->ms);
  if (result->why_none != NULL)
    g_string_append_printf (text, "\n%s", result->why_none);
  return tl_command_print (text->str);
}

/* ---- The call ---- */

/* "facts=1,reasoning=0.5"; what is not named keeps its usual weight. */
static gboolean
read_weights (double weights[TL_N_SIMILAR_PARTS])
{
  g_auto (GStrv) items = g_strsplit (weights_text != NULL ? weights_text : "", ",", -1);

  memcpy (weights, TL_SIMILAR_WEIGHTS, sizeof (double) * TL_N_SIMILAR_PARTS);
  for (guint i = 0; items[i] != NULL; i++)
    {
      char *equals = strchr (items[i], '=');
      char *end;
      guint part = 0;
      double value;

      if (equals == NULL)
        return FALSE;
      *equals = '\0';
      while (part < TL_N_SIMILAR_PARTS && strcmp (PARTS[part], items[i]) != 0)
        part++;
      value = g_ascii_strtod (equals + 1, &end);
      if (part == TL_N_SIMILAR_PARTS || end == equals + 1 || *end != '\0'
          || !(value >= 0 && value <= 1000))
        return FALSE;
      weights[part] = value;
    }
  return TRUE;
}

/* The judge's own file: read here, and written nowhere. What was noticed is told: a scan badly
 * read, or pages left out, change what is near. */
static TlDocument *
read_file (const char *path, GError **error)
{
  g_autoptr (GPtrArray) notes = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *name = g_path_get_basename (path);
  TlDocument *document;
  TlImportOptions options = { .format = TL_IMPORT_AUTO, .kind = TL_DOC_JUDGMENT, .ocr = ocr };
  g_autoptr (TlImportText) text
      = tl_import_read_text (path, &options, notes, tl_command_get_cancellable (), error);

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
  document = tl_import_make_document (text, name, TL_DOC_JUDGMENT, notes, error);
  for (guint i = 0; document != NULL && i < MIN (notes->len, MAX_NOTES); i++)
    fprintf (stderr, "%s: %s\n", path, (const char *)g_ptr_array_index (notes, i));
  return document;
}

static TlDocument *
load_case (TlLibrary *library, const char *name, GError **error)
{
  TlDocument *document;

  if (g_file_test (name, G_FILE_TEST_IS_DIR))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_IS_DIRECTORY, "%s: a folder; one FILE is compared",
                   name);
      return NULL;
    }
  if (g_file_test (name, G_FILE_TEST_EXISTS))
    return read_file (name, error);
  document = tl_library_load (library, name, TRUE, error);
  if (document == NULL && error != NULL && *error == NULL)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                 "%s: neither a file nor a document of the library", name);
  return document;
}

static int
compare (TlSearchEngine *engine, const char *name, const double *weights, GError **error)
{
  g_autoptr (TlDocument) document
      = name != NULL ? load_case (tl_search_engine_get_library (engine), name, error) : NULL;
  TlSimilarRequest request = { .document = document,
                               .text = facts,
                               .weights = weights,
                               .filters = (const char *const *)filters,
                               .as_of = as_of,
                               .limit = (guint)limit };
  g_autoptr (TlSimilarResult) result = NULL;

  if (name == NULL || document != NULL)
    result = tl_similar_find (engine, &request, tl_command_get_cancellable (), error);
  if (result == NULL)
    return FALSE;
  return as_json ? tl_command_print_json (make_answer (result)) : print_text (result);
}

static int
run (int argc, char **argv)
{
  const TlCommand *command = &tl_command_similar;
  g_autoptr (TlLibrary) library = NULL;
  g_autoptr (TlSearchEngine) engine = NULL;
  g_autoptr (GError) error = NULL;
  double weights[TL_N_SIMILAR_PARTS];

  if (!tl_command_parse (command, entries, &argc, &argv))
    return TL_EXIT_USAGE;
  if (folder == NULL)
    return tl_command_usage (command, "--library is needed");
  if ((facts == NULL) == (argc != 2) || argc > 2)
    return tl_command_usage (command, "one FILE or document id is needed, or --facts");
  if (limit < 1 || limit > TL_LIMIT_HITS)
    return tl_command_usage (command, "-k: a number from 1 to %d", TL_LIMIT_HITS);
  if (as_of != NULL && !tl_date_is_valid (as_of))
    return tl_command_usage (command, "--as-of: \"%s\" is no date of the form YYYY-MM-DD", as_of);
  if (!tl_command_check_filters (command, filters))
    return TL_EXIT_USAGE;
  if (!read_weights (weights))
    return tl_command_usage (command, "--weights: NAME=WEIGHT,… with facts, reasoning, decision or "
                                      "provisions and a number from 0 to 1000");
  library = tl_command_open_library (folder, &error);
  if (library != NULL)
    engine = tl_search_engine_new (library, &error);
  if (engine == NULL || !compare (engine, argc == 2 ? argv[1] : NULL, weights, &error))
    return error != NULL ? tl_command_fail (error) : TL_EXIT_FAILED;
  return TL_EXIT_DONE;
}

const TlCommand tl_command_similar = {
  "similar",
  "FILE|DOCID",
  "Judgments near a case, what they share, and the provisions they suggest",
  run,
};
