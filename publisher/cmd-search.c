/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>

#include "base/tl-clock.h"
#include "base/tl-error.h"
#include "base/tl-json.h"
#include "base/tl-limits.h"
#include "library.h"
#include "search/engine/tl-search-engine.h"
#include "search/facet/tl-facet.h"

#define DEFAULT_HITS 10
/* Of each facet, without --json. */
#define VALUES_PRINTED 8
/* Of the words that were left out, without --json. */
#define WORDS_PRINTED 20

static char *folder;
static char *as_of;
static char *kind_code;
static char **filters;
static char **without;
static char **with;
static char *batch;
static char *memory_file;
static int limit = DEFAULT_HITS;
static gboolean as_json;
static gboolean with_facets;

static const GOptionEntry entries[] = {
  { "library", 0, 0, G_OPTION_ARG_FILENAME, &folder, "Installed library or folder of volumes",
    "LIB" },
  { "as-of", 0, 0, G_OPTION_ARG_STRING, &as_of,
    "Law in force on this day, YYYY-MM-DD (default: "
    "today)",
    "DATE" },
  { "kind", 0, 0, G_OPTION_ARG_STRING, &kind_code, "Only judgment, statute, precedent or guidance",
    "KIND" },
  { "filter", 0, 0, G_OPTION_ARG_STRING_ARRAY, &filters,
    "Only what has this value (names: docs/facets.md)", "NAME=VALUE" },
  { "facets", 0, 0, G_OPTION_ARG_NONE, &with_facets, "Count what the answer could be narrowed to",
    NULL },
  { "without", 0, 0, G_OPTION_ARG_STRING_ARRAY, &without,
    "Take away what the question was understood as (id of a chip)", "ID" },
  { "with", 0, 0, G_OPTION_ARG_STRING_ARRAY, &with, "Accept what was offered (id of a chip)",
    "ID" },
  { "limit", 'k', 0, G_OPTION_ARG_INT, &limit, "Hits wanted (default: 10)", "N" },
  { "memory", 0, 0, G_OPTION_ARG_FILENAME, &memory_file,
    "Confirmed questions of this PC act too (docs/memory.md)", "FILE" },
  { "json", 0, 0, G_OPTION_ARG_NONE, &as_json, "One JSON object a line", NULL },
  { "batch", 0, 0, G_OPTION_ARG_FILENAME, &batch,
    "Questions from FILE, {\"qid\",\"text\"} a line (- is standard input); needs --json", "FILE" },
  { NULL, 0, 0, 0, NULL, NULL, NULL },
};

static JsonArray *
make_strings (GPtrArray *strings)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; strings != NULL && i < strings->len; i++)
    json_array_add_string_element (array, g_ptr_array_index (strings, i));
  return array;
}

static JsonArray *
make_highlights (const TlHit *hit)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; hit->highlights != NULL && i < hit->highlights->len; i++)
    {
      const TlSpan *span = &g_array_index (hit->highlights, TlSpan, i);
      JsonArray *pair = json_array_new ();

      json_array_add_int_element (pair, span->from);
      json_array_add_int_element (pair, span->to);
      json_array_add_array_element (array, pair);
    }
  return array;
}

static JsonArray *
make_why (const TlHit *hit)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; hit->why != NULL && i < hit->why->len; i++)
    {
      const TlWhy *why = g_ptr_array_index (hit->why, i);
      JsonObject *object = json_object_new ();

      tl_json_set_string (object, "kind", why->kind);
      tl_json_set_string (object, "text", why->text);
      json_array_add_object_element (array, object);
    }
  return array;
}

static JsonArray *
make_parts (const TlHit *hit)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < hit->parts->len; i++)
    {
      const TlScorePart *part = g_ptr_array_index (hit->parts, i);
      JsonObject *object = json_object_new ();

      tl_json_set_string (object, "name", part->name);
      tl_json_set_string (object, "text", part->text);
      json_object_set_double_member (object, "points", part->points);
      json_array_add_object_element (array, object);
    }
  return array;
}

static JsonArray *
make_outstanding (const TlHit *hit)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; hit->outstanding != NULL && i < hit->outstanding->len; i++)
    {
      const TlOutstanding *change = g_ptr_array_index (hit->outstanding, i);
      JsonObject *object = json_object_new ();

      tl_json_set_string (object, "number", change->number);
      tl_json_set_string (object, "from", change->from);
      tl_json_set_string (object, "shown_in", change->shown_in);
      json_object_set_boolean_member (object, "replaces", change->replaces);
      json_array_add_object_element (array, object);
    }
  return array;
}

static JsonObject *
make_hit (const TlHit *hit)
{
  JsonObject *object = json_object_new ();

  tl_json_set_string (object, "doc", hit->doc);
  tl_json_set_string (object, "anchor", hit->anchor);
  tl_json_set_string (object, "kind", tl_doc_kind_code (hit->kind));
  tl_json_set_string (object, "number", hit->number);
  tl_json_set_string (object, "label", hit->label);
  tl_json_set_string (object, "title", hit->title);
  json_object_set_double_member (object, "score", hit->score);
  tl_json_set_string (object, "passage", hit->passage);
  json_object_set_array_member (object, "highlights", make_highlights (hit));
  json_object_set_array_member (object, "why", make_why (hit));
  json_object_set_array_member (object, "parts", make_parts (hit));
  json_object_set_int_member (object, "others", hit->others);
  tl_json_set_string (object, "effect",
                      hit->effect_text != NULL ? tl_effect_state_code (hit->effect) : NULL);
  json_object_set_array_member (object, "outstanding", make_outstanding (hit));
  tl_json_set_string (object, "source_id", hit->source_id);
  json_object_set_int_member (object, "confirmed", hit->confirmed);
  return object;
}

static JsonArray *
make_chips (GPtrArray *chips)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < chips->len; i++)
    {
      const TlChip *chip = g_ptr_array_index (chips, i);
      JsonObject *object = json_object_new ();

      tl_json_set_string (object, "kind", tl_chip_kind_code (chip->kind));
      tl_json_set_string (object, "id", chip->id);
      tl_json_set_string (object, "text", chip->text);
      json_object_set_boolean_member (object, "applied", chip->applied);
      json_object_set_boolean_member (object, "offered", chip->offered);
      json_array_add_object_element (array, object);
    }
  return array;
}

static JsonArray *
make_values (const TlFacet *facet)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < facet->values->len; i++)
    {
      const TlFacetValue *value = g_ptr_array_index (facet->values, i);
      JsonObject *object = json_object_new ();

      tl_json_set_string (object, "value", value->value);
      tl_json_set_string (object, "label", value->label);
      json_object_set_int_member (object, "count", value->count);
      json_object_set_boolean_member (object, "chosen", value->chosen);
      json_array_add_object_element (array, object);
    }
  return array;
}

static JsonObject *
make_facets (GPtrArray *facets)
{
  JsonObject *object = json_object_new ();

  for (guint i = 0; i < facets->len; i++)
    {
      const TlFacet *facet = g_ptr_array_index (facets, i);

      json_object_set_array_member (object, facet->name, make_values (facet));
    }
  return object;
}

static JsonObject *
make_counts (const TlSearchResult *result)
{
  JsonObject *object = json_object_new ();

  for (guint kind = 0; kind < TL_N_DOC_KINDS; kind++)
    json_object_set_int_member (object, tl_doc_kind_code ((TlDocKind)kind), result->counts[kind]);
  json_object_set_boolean_member (object, "exact", result->counts_exact);
  return object;
}

static JsonObject *
make_answer (const char *qid, const TlSearchResult *result)
{
  JsonObject *answer = json_object_new ();
  JsonObject *interpreted = json_object_new ();
  JsonArray *hits = json_array_new ();

  tl_json_set_string (answer, "qid", qid);
  json_object_set_double_member (answer, "ms", result->ms);
  json_object_set_boolean_member (answer, "truncated", result->truncated);
  json_object_set_boolean_member (answer, "good", result->good);
  json_object_set_double_member (answer, "trust", result->trust);
  json_object_set_array_member (interpreted, "citations", make_strings (result->citations));
  tl_json_set_string (interpreted, "as_of", result->as_of);
  json_object_set_array_member (interpreted, "expansions", make_strings (result->expansions));
  if (result->left_out->len > 0)
    json_object_set_array_member (interpreted, "left_out", make_strings (result->left_out));
  if (result->chips->len > 0)
    json_object_set_array_member (interpreted, "chips", make_chips (result->chips));
  if (result->suggestion != NULL)
    {
      tl_json_set_string (interpreted, "suggestion", result->suggestion);
      json_object_set_array_member (interpreted, "suggestions", make_strings (result->suggestions));
    }
  json_object_set_object_member (answer, "interpreted", interpreted);
  for (guint i = 0; i < result->hits->len; i++)
    json_array_add_object_element (hits, make_hit (g_ptr_array_index (result->hits, i)));
  json_object_set_array_member (answer, "hits", hits);
  if (result->facets != NULL)
    {
      json_object_set_object_member (answer, "counts", make_counts (result));
      json_object_set_object_member (answer, "facets", make_facets (result->facets));
    }
  return answer;
}

static void
append_part (GString *line, const char *part)
{
  if (part == NULL || *part == '\0')
    return;
  if (line->len > 0)
    g_string_append (line, ", ");
  g_string_append (line, part);
}

/* All of them: a terminal has room, and who scripts it has no other place to look. */
static void
append_outstanding (GString *line, const TlHit *hit)
{
  for (guint i = 0; hit->outstanding != NULL && i < hit->outstanding->len; i++)
    {
      const TlOutstanding *change = g_ptr_array_index (hit->outstanding, i);
      g_autofree char *part
          = g_strconcat (change->replaces ? "replaced by "
                         : i == 0         ? "may lack the changes by "
                                          : "",
                         change->number, change->from != NULL ? " of " : "", change->from, NULL);

      append_part (line, part);
    }
}

static gboolean
print_hit (const TlHit *hit, guint rank)
{
  g_autofree char *passage = g_strdup (hit->passage != NULL ? hit->passage : "");
  g_autofree char *date = tl_date_format_vi (hit->date);
  g_autoptr (GString) source = g_string_new (NULL);
  g_autofree char *line = NULL;

  if (g_strcmp0 (hit->doc_title, hit->title) != 0)
    append_part (source, hit->doc_title);
  append_part (source, hit->number);
  append_part (source, hit->issuer);
  append_part (source, date);
  if (hit->others > 0)
    {
      g_autofree char *others = g_strdup_printf ("%u more in this document", hit->others);

      append_part (source, others);
    }
  append_outstanding (source, hit);
  g_strdelimit (passage, "\n\r\t", ' ');
  line = g_strdup_printf ("%u. %s%s%s\n   %s  [%s#%s]\n   %s", rank,
                          hit->label != NULL ? hit->label : "", hit->label != NULL ? ". " : "",
                          hit->title != NULL ? hit->title : "", source->str, hit->doc,
                          hit->anchor != NULL ? hit->anchor : "", passage);
  return tl_command_print (line);
}

/* The values that most documents have, a facet a line. */
static gboolean
print_facets (GPtrArray *facets)
{
  for (guint i = 0; facets != NULL && i < facets->len; i++)
    {
      const TlFacet *facet = g_ptr_array_index (facets, i);
      g_autoptr (GString) line = g_string_new (facet->name);

      for (guint k = 0; k < MIN (facet->values->len, VALUES_PRINTED); k++)
        {
          const TlFacetValue *value = g_ptr_array_index (facet->values, k);

          g_string_append_printf (line, "%s%s (%u)", k == 0 ? ": " : ", ", value->value,
                                  value->count);
        }
      if (facet->values->len > VALUES_PRINTED)
        g_string_append (line, ", …");
      if (facet->values->len > 0 && !tl_command_print (line->str))
        return FALSE;
    }
  return TRUE;
}

/* The words of a question that is too long which had no part in the answer. */
static gboolean
print_left_out (GPtrArray *words)
{
  g_autoptr (GString) line = g_string_new (NULL);

  if (words->len == 0)
    return TRUE;
  for (guint i = 0; i < MIN (words->len, WORDS_PRINTED); i++)
    append_part (line, g_ptr_array_index (words, i));
  if (words->len > WORDS_PRINTED)
    g_string_append_printf (line, " and %u more", words->len - WORDS_PRINTED);
  g_string_prepend (line, "left out: ");
  return tl_command_print (line->str);
}

static gboolean
print_text (const TlSearchResult *result)
{
  g_autofree char *end = NULL;

  for (guint i = 0; i < result->hits->len; i++)
    if (!print_hit (g_ptr_array_index (result->hits, i), i + 1))
      return FALSE;
  if (!print_facets (result->facets) || !print_left_out (result->left_out))
    return FALSE;
  end = g_strdup_printf ("%s%u hits in %.0f ms, law as of %s", result->truncated ? "first " : "",
                         result->hits->len, result->ms, result->as_of);
  return tl_command_print (end);
}

static gboolean
ask (TlSearchEngine *engine, const char *qid, const char *text, int kind, GError **error)
{
  TlSearchRequest request = { .text = text,
                              .kind = kind,
                              .as_of = as_of,
                              .filters = (const char *const *)filters,
                              .without = (const char *const *)without,
                              .with = (const char *const *)with,
                              .limit = (guint)limit,
                              .facets = with_facets };
  g_autoptr (TlSearchResult) result
      = tl_search_engine_run (engine, &request, tl_command_get_cancellable (), error);
  gboolean ok;

  if (result == NULL)
    return FALSE;
  ok = as_json ? tl_command_print_json (make_answer (qid, result)) : print_text (result);
  if (!ok)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, "the answer could not be written");
  return ok;
}

static gboolean
ask_line (TlSearchEngine *engine, const char *line, guint number, int kind, GError **error)
{
  g_autoptr (JsonObject) object = tl_json_parse (line, -1, error);
  const char *text = object != NULL ? tl_json_get_string (object, "text") : NULL;
  g_autofree char *qid = NULL;

  if (object != NULL && text == NULL)
    g_set_error_literal (error, TL_ERROR, TL_ERROR_INPUT, "\"text\" is needed");
  if (text != NULL)
    {
      JsonNode *node = json_object_get_member (object, "qid");
      if (node != NULL && JSON_NODE_HOLDS_VALUE (node))
        qid = json_node_get_value_type (node) == G_TYPE_STRING ? json_node_dup_string (node)
                                                               : json_to_string (node, FALSE);
    }
  if (text != NULL && ask (engine, qid, text, kind, error))
    return TRUE;
  g_prefix_error (error, "%s:%u: ", batch, number);
  return FALSE;
}

/* The next line, with its end. Returns: whether there is one. */
static gboolean
read_line (FILE *file, GString *line)
{
  char part[4096];

  g_string_truncate (line, 0);
  while (fgets (part, sizeof part, file) != NULL)
    {
      g_string_append (line, part);
      if (line->str[line->len - 1] == '\n')
        break;
    }
  return line->len > 0;
}

static gboolean
ask_batch (TlSearchEngine *engine, int kind, GError **error)
{
  FILE *file = strcmp (batch, "-") == 0 ? stdin : g_fopen (batch, "r");
  g_autoptr (GString) line = g_string_new (NULL);
  gboolean ok = file != NULL;
  guint number = 0;

  if (file == NULL)
    {
      int saved = errno;
      g_set_error (error, G_IO_ERROR, g_io_error_from_errno (saved), "%s: %s", batch,
                   g_strerror (saved));
      return FALSE;
    }
  while (ok && read_line (file, line))
    {
      number++;
      g_strchomp (line->str);
      if (*line->str != '\0')
        ok = ask_line (engine, line->str, number, kind, error);
    }
  if (ok && ferror (file))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "%s: line %u cannot be read", batch,
                   number + 1);
      ok = FALSE;
    }
  if (file != stdin)
    fclose (file);
  return ok;
}

static int
check_call (int argc, char **argv, int *kind)
{
  const TlCommand *command = &tl_command_search;

  if (folder == NULL)
    return tl_command_usage (command, "--library is needed");
  if (batch == NULL && argc != 2)
    return tl_command_usage (command, "one QUESTION is needed, in quotation marks");
  if (batch == NULL && argv[1][strspn (argv[1], " \t\r\n")] == '\0')
    return tl_command_usage (command, "the QUESTION is empty");
  if (batch != NULL && (argc > 1 || !as_json))
    return tl_command_usage (command, "--batch needs --json, and no QUESTION beside it");
  if (limit < 1 || limit > TL_LIMIT_HITS)
    return tl_command_usage (command, "-k: a number from 1 to %d", TL_LIMIT_HITS);
  if (as_of != NULL && !tl_date_is_valid (as_of))
    return tl_command_usage (command, "--as-of: \"%s\" is no date of the form YYYY-MM-DD", as_of);
  if (!tl_command_parse_kind (kind_code, kind))
    return tl_command_usage (command, "--kind: there is no kind \"%s\"", kind_code);
  return tl_command_check_filters (command, filters) ? TL_EXIT_DONE : TL_EXIT_USAGE;
}

static gboolean
use_memory (TlSearchEngine *engine, GError **error)
{
  g_autoptr (TlMemory) memory = NULL;

  if (memory_file == NULL)
    return TRUE;
  /* Where nothing was confirmed yet there is no file; one that is named here was meant. */
  if (!g_file_test (memory_file, G_FILE_TEST_EXISTS))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "%s: there is no such file",
                   memory_file);
      return FALSE;
    }
  memory = tl_memory_new (tl_search_engine_get_library (engine), memory_file, error);
  if (memory == NULL)
    return FALSE;
  tl_command_say_all (tl_memory_get_problems (memory));
  tl_search_engine_set_memory (engine, memory);
  return TRUE;
}

static int
run (int argc, char **argv)
{
  g_autoptr (TlLibrary) library = NULL;
  g_autoptr (TlSearchEngine) engine = NULL;
  g_autoptr (GError) error = NULL;
  int kind = -1;
  gboolean ok;

  if (!tl_command_parse (&tl_command_search, entries, &argc, &argv)
      || check_call (argc, argv, &kind) != TL_EXIT_DONE)
    return TL_EXIT_USAGE;
  library = tl_command_open_library (folder, &error);
  if (library != NULL)
    engine = tl_search_engine_new (library, &error);
  if (engine == NULL || !use_memory (engine, &error))
    return tl_command_fail (error);
  ok = batch != NULL ? ask_batch (engine, kind, &error) : ask (engine, NULL, argv[1], kind, &error);
  return ok ? TL_EXIT_DONE : tl_command_fail (error);
}

const TlCommand tl_command_search = {
  "search",
  "[QUESTION]",
  "Ask a library one question, or the questions of a file",
  run,
};
