/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "base/tl-clock.h"
#include "base/tl-json.h"
#include "library.h"
#include "search/suggest/tl-suggest.h"

#define DEFAULT_SUGGESTIONS 10
#define MAX_SUGGESTIONS     100

static char *folder;
static char *as_of;
static int limit = DEFAULT_SUGGESTIONS;
static gboolean as_json;

static const GOptionEntry entries[] = {
  { "library", 0, 0, G_OPTION_ARG_FILENAME, &folder, "Installed library or folder of volumes",
    "LIB" },
  { "as-of", 0, 0, G_OPTION_ARG_STRING, &as_of,
    "What is in force on this day comes first, YYYY-MM-DD (default: today)", "DATE" },
  { "limit", 'k', 0, G_OPTION_ARG_INT, &limit, "Suggestions wanted (default: 10)", "N" },
  { "json", 0, 0, G_OPTION_ARG_NONE, &as_json, "One JSON object on one line", NULL },
  { NULL, 0, 0, 0, NULL, NULL, NULL },
};

static JsonObject *
make_answer (GPtrArray *list, double ms)
{
  JsonObject *answer = json_object_new ();
  JsonArray *array = json_array_new ();

  json_object_set_double_member (answer, "ms", ms);
  for (guint i = 0; i < list->len; i++)
    {
      const TlSuggestion *suggestion = g_ptr_array_index (list, i);
      JsonObject *object = json_object_new ();

      tl_json_set_string (object, "text", suggestion->text);
      tl_json_set_string (object, "detail", suggestion->detail);
      tl_json_set_string (object, "kind", tl_doc_kind_code (suggestion->kind));
      tl_json_set_string (object, "doc", suggestion->doc);
      tl_json_set_string (object, "anchor", suggestion->anchor);
      json_array_add_object_element (array, object);
    }
  json_object_set_array_member (answer, "suggestions", array);
  return answer;
}

static gboolean
print_text (GPtrArray *list)
{
  for (guint i = 0; i < list->len; i++)
    {
      const TlSuggestion *suggestion = g_ptr_array_index (list, i);
      g_autofree char *line
          = g_strdup_printf ("%s\t%s\t%s%s%s", suggestion->text, suggestion->detail,
                             suggestion->doc, suggestion->anchor != NULL ? "#" : "",
                             suggestion->anchor != NULL ? suggestion->anchor : "");

      if (!tl_command_print (line))
        return FALSE;
    }
  return TRUE;
}

static gboolean
suggest (TlSearchEngine *engine, const char *prefix, GError **error)
{
  gint64 start = g_get_monotonic_time ();
  g_autoptr (GPtrArray) list
      = tl_suggest (engine, prefix, as_of, (guint)limit, tl_command_get_cancellable (), error);
  double ms = (double)(g_get_monotonic_time () - start) / 1000.0;

  if (list == NULL)
    return FALSE;
  return as_json ? tl_command_print_json (make_answer (list, ms)) : print_text (list);
}

static int
run (int argc, char **argv)
{
  const TlCommand *command = &tl_command_suggest;
  g_autoptr (TlLibrary) library = NULL;
  g_autoptr (TlSearchEngine) engine = NULL;
  g_autoptr (GError) error = NULL;

  if (!tl_command_parse (command, entries, &argc, &argv))
    return TL_EXIT_USAGE;
  if (folder == NULL)
    return tl_command_usage (command, "--library is needed");
  if (argc < 2)
    return tl_command_usage (command, "a PREFIX is needed, in quotation marks");
  if (limit < 1 || limit > MAX_SUGGESTIONS)
    return tl_command_usage (command, "-k: a number from 1 to %d", MAX_SUGGESTIONS);
  if (as_of != NULL && !tl_date_is_valid (as_of))
    return tl_command_usage (command, "--as-of: \"%s\" is no date of the form YYYY-MM-DD", as_of);
  library = tl_command_open_library (folder, &error);
  if (library != NULL)
    engine = tl_search_engine_new (library, &error);
  if (engine == NULL)
    return tl_command_fail (error);
  for (int i = 1; i < argc; i++)
    if (!suggest (engine, argv[i], &error))
      return error != NULL ? tl_command_fail (error) : TL_EXIT_FAILED;
  return TL_EXIT_DONE;
}

const TlCommand tl_command_suggest = {
  "suggest",
  "PREFIX…",
  "Ways to go on from what was typed: documents and articles",
  run,
};
