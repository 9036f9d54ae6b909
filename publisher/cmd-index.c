/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library.h"
#include "publish/tl-publish-index.h"
#include "publish/tl-publish-questions.h"
#include "search/question/tl-lexicon.h"

static char *folder;
static char *lexicon_file;
static char *questions_file;
static int jobs;

static const GOptionEntry entries[] = {
  { "library", 0, 0, G_OPTION_ARG_FILENAME, &folder, "Library folder that build wrote", "VOLUMES" },
  { "lexicon", 0, 0, G_OPTION_ARG_FILENAME, &lexicon_file, "Changes to the lexicon, as for build",
    "FILE" },
  { "questions", 0, 0, G_OPTION_ARG_FILENAME, &questions_file,
    "Train the weights of the ranking anew, as for build", "FILE" },
  { "jobs", 0, 0, G_OPTION_ARG_INT, &jobs, "Volumes indexed at once", "N" },
  { NULL, 0, 0, 0, NULL, NULL, NULL },
};

static void
progress_cb (guint done, guint total, gpointer user_data)
{
  tl_command_progress ("indexing", done, total);
}

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
  TlPublishIndexOptions options = { .progress = progress_cb };
  g_autoptr (GPtrArray) questions = NULL;
  g_autoptr (TlLibrary) library = NULL;
  g_autoptr (GPtrArray) notes = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;
  g_autofree char *line = NULL;
  g_autofree char *lexicon = NULL;
  guint64 bytes;

  if (!tl_command_parse (&tl_command_index, entries, &argc, &argv))
    return TL_EXIT_USAGE;
  if (folder == NULL)
    return tl_command_usage (&tl_command_index, "--library is needed");
  if (argc > 1)
    return tl_command_usage (&tl_command_index, "\"%s\" is one argument too many", argv[1]);
  if (jobs < 0 || jobs > 64)
    return tl_command_usage (&tl_command_index, "--jobs is a number from 1 to 64");
  if (questions_file != NULL
      && (questions = tl_publish_questions_load (questions_file, &error)) == NULL)
    return tl_command_fail (error);
  library = tl_command_open_library (folder, &error);
  if (library == NULL)
    return tl_command_fail (error);
  g_clear_object (&library);
  lexicon = read_lexicon (&error);
  if (lexicon == NULL)
    return tl_command_fail (error);
  options.jobs = (guint)jobs;
  options.lexicon = lexicon;
  options.questions = questions;
  options.notes = notes;
  if (!tl_publish_index (folder, &options, &bytes, tl_command_get_cancellable (), &error))
    return tl_command_fail (error);
  for (guint i = 0; i < notes->len; i++)
    tl_command_message ("note: %s", (char *)g_ptr_array_index (notes, i));
  line = g_strdup_printf ("indexes %.1f MB", (double)bytes / 1e6);
  return tl_command_print (line) ? TL_EXIT_DONE : TL_EXIT_FAILED;
}

const TlCommand tl_command_index = {
  "index",
  "",
  "Write the indexes of a library anew; its volumes stay",
  run,
};
