/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "base/tl-json.h"
#include "command.h"
#include "publish/tl-publish-build.h"
#include "publish/tl-publish-questions.h"
#include "search/question/tl-lexicon.h"

static char *from;
static char *out;
static char *title;
static char *lexicon_file;
static char *questions_file;
static char *previous;
static gboolean full;
static gboolean json;
static gboolean strict;

static const GOptionEntry entries[] = {
  { "from", 0, 0, G_OPTION_ARG_FILENAME, &from, "Store of imported documents", "DOCS" },
  { "out", 0, 0, G_OPTION_ARG_FILENAME, &out,
    "Library folder to write; a library that is there already is gone on from: only what "
    "changed is written",
    "VOLUMES" },
  { "previous", 0, 0, G_OPTION_ARG_FILENAME, &previous,
    "Library to go on from, instead of what VOLUMES holds", "LIBRARY" },
  { "full", 0, 0, G_OPTION_ARG_NONE, &full, "Write everything anew", NULL },
  { "title", 0, 0, G_OPTION_ARG_STRING, &title, "Name of the corpus, kept in the volumes", "TEXT" },
  { "lexicon", 0, 0, G_OPTION_ARG_FILENAME, &lexicon_file,
    "Abbreviations and synonyms that change those of the program", "FILE" },
  { "questions", 0, 0, G_OPTION_ARG_FILENAME, &questions_file,
    "Questions and what answers them: weights of the ranking are trained on them", "FILE" },
  { "strict", 0, 0, G_OPTION_ARG_NONE, &strict,
    "Fail when a confirmed question is about a document that is not in the store", NULL },
  { "json", 0, 0, G_OPTION_ARG_NONE, &json, "Say what changed as one JSON object", NULL },
  { NULL, 0, 0, 0, NULL, NULL, NULL },
};

static void
progress_cb (guint64 done, guint64 total, gpointer user_data)
{
  tl_command_progress ("building", done, total);
}

static const struct
{
  TlPublishChange change;
  const char *name;
} CHANGES[] = {
  { TL_PUBLISH_ADDED, "added" },
  { TL_PUBLISH_AMENDED, "amended" },
  { TL_PUBLISH_RELINKED, "relinked" },
  { TL_PUBLISH_WITHDRAWN, "withdrawn" },
};

static JsonObject *
changes_to_json (GPtrArray *changes)
{
  JsonObject *object = json_object_new ();

  for (guint i = 0; i < G_N_ELEMENTS (CHANGES); i++)
    {
      JsonArray *list = json_array_new ();

      for (guint k = 0; k < changes->len; k++)
        {
          const TlPublishChanged *changed = g_ptr_array_index (changes, k);
          JsonObject *entry;

          if (changed->change != CHANGES[i].change)
            continue;
          entry = json_object_new ();
          tl_json_set_string (entry, "id", changed->id);
          tl_json_set_string (entry, "kind", tl_doc_kind_code (changed->kind));
          tl_json_set_string (entry, "number", changed->number);
          tl_json_set_string (entry, "title", changed->title);
          json_array_add_object_element (list, entry);
        }
      json_object_set_array_member (object, CHANGES[i].name, list);
    }
  return object;
}

static gboolean
print_json (const TlPublishBuildCounts *counts, GPtrArray *changes)
{
  JsonObject *object = json_object_new ();

  json_object_set_int_member (object, "documents", (gint64)counts->documents);
  json_object_set_int_member (object, "volumes", counts->volumes);
  json_object_set_int_member (object, "kept", counts->kept);
  json_object_set_int_member (object, "written", counts->volumes - counts->kept);
  json_object_set_int_member (object, "dropped", counts->dropped);
  json_object_set_int_member (object, "unchanged", (gint64)counts->changes[TL_PUBLISH_SAME]);
  json_object_set_int_member (object, "text_bytes", (gint64)counts->text_bytes);
  json_object_set_int_member (object, "volume_bytes", (gint64)counts->volume_bytes);
  json_object_set_int_member (object, "index_bytes", (gint64)counts->index_bytes);
  json_object_set_object_member (object, "changes", changes_to_json (changes));
  return tl_command_print_json (object);
}

static gboolean
is_incremental (const TlPublishBuildCounts *counts)
{
  guint64 sum = 0;

  for (guint i = 0; i < TL_PUBLISH_N_CHANGES; i++)
    sum += counts->changes[i];
  return sum > 0;
}

static gboolean
print_text (const TlPublishBuildCounts *counts)
{
  g_autoptr (GString) text = g_string_new (NULL);

  g_string_append_printf (text,
                          "%" G_GUINT64_FORMAT
                          " documents in %u volumes; text %.1f MB, volumes %.1f MB, indexes %.1f "
                          "MB; %" G_GUINT64_FORMAT " repeated units kept once; %" G_GUINT64_FORMAT
                          " changes by amending documents",
                          counts->documents, counts->volumes, (double)counts->text_bytes / 1e6,
                          (double)counts->volume_bytes / 1e6, (double)counts->index_bytes / 1e6,
                          counts->repeated, counts->amendments);
  if (is_incremental (counts))
    {
      g_string_append_printf (text, "\nchanged: ");
      for (guint i = 0; i < G_N_ELEMENTS (CHANGES); i++)
        g_string_append_printf (text, "%" G_GUINT64_FORMAT " %s, ",
                                counts->changes[CHANGES[i].change], CHANGES[i].name);
      g_string_append_printf (text,
                              "%" G_GUINT64_FORMAT " as they were; volumes: %u kept, %u written, "
                              "%u no longer there",
                              counts->changes[TL_PUBLISH_SAME], counts->kept,
                              counts->volumes - counts->kept, counts->dropped);
    }
  return tl_command_print (text->str);
}

static int
report (const TlPublishBuildCounts *counts, GPtrArray *changes)
{
  if (!(json ? print_json (counts, changes) : print_text (counts)))
    return TL_EXIT_FAILED;
  if (counts->documents == 0)
    tl_command_message (
        "note: the store holds no document (did the import fail?); the library is empty");
  if (counts->lost_pairs > 0)
    tl_command_message ("skipped: %" G_GUINT64_FORMAT
                        " confirmed questions are about documents that are not in the store",
                        counts->lost_pairs);
  return strict && counts->lost_pairs > 0 ? TL_EXIT_FAILED : TL_EXIT_DONE;
}

/* Ours, or ours changed by the file: what the indexes carry. */
static char *
read_lexicon (GError **error)
{
  g_autofree char *text = NULL;
  gsize length = 0;

  if (lexicon_file != NULL && !g_file_get_contents (lexicon_file, &text, &length, error))
    return NULL;
  return tl_lexicon_extend (text != NULL ? text : "", length, lexicon_file, error);
}

static int
run (int argc, char **argv)
{
  TlPublishBuildOptions options = { .progress = progress_cb };
  g_autoptr (TlDocStore) store = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) notes = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) changes = g_ptr_array_new_with_free_func (tl_publish_changed_free);
  g_autoptr (GPtrArray) questions = NULL;
  g_autofree char *lexicon = NULL;
  TlPublishBuildCounts counts;

  if (!tl_command_parse (&tl_command_build, entries, &argc, &argv))
    return TL_EXIT_USAGE;
  if (from == NULL || out == NULL)
    return tl_command_usage (&tl_command_build, "--from and --out are needed");
  if (argc > 1)
    return tl_command_usage (&tl_command_build, "\"%s\" is one argument too many", argv[1]);
  if (previous != NULL && full)
    return tl_command_usage (&tl_command_build, "--previous and --full exclude each other");
  /* A previous library that is damaged is told of and built anew; one that is not there was
   * mistyped, and all workstations would fetch everything again. */
  if (previous != NULL && !g_file_test (previous, G_FILE_TEST_IS_DIR))
    {
      tl_command_message ("%s: --previous names no folder of a library", previous);
      return TL_EXIT_FAILED;
    }
  if (questions_file != NULL
      && (questions = tl_publish_questions_load (questions_file, &error)) == NULL)
    return tl_command_fail (error);
  options.title = title;
  options.questions = questions;
  options.notes = notes;
  options.changes = changes;
  options.previous = previous;
  options.full = full;
  options.lexicon = lexicon = read_lexicon (&error);
  store = lexicon != NULL ? tl_doc_store_open (from, FALSE, &error) : NULL;
  if (store == NULL
      || !tl_publish_build (store, out, &options, &counts, tl_command_get_cancellable (), &error))
    return tl_command_fail (error);
  for (guint i = 0; i < notes->len; i++)
    tl_command_message ("note: %s", (char *)g_ptr_array_index (notes, i));
  return report (&counts, changes);
}

const TlCommand tl_command_build = {
  "build",
  "",
  "Write the documents of a store as immutable volumes with their index",
  run,
};
