/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "command.h"
#include "publish/tl-publish-index.h"
#include "search/question/tl-lexicon.h"

static char *folder;
static char *lexicon_file;
static int jobs;

static const GOptionEntry entries[] = {
  { "library", 0, 0, G_OPTION_ARG_FILENAME, &folder, "Library folder that build wrote", "VOLUMES" },
  { "lexicon", 0, 0, G_OPTION_ARG_FILENAME, &lexicon_file, "Changes to the lexicon, as for build",
    "FILE" },
  { "jobs", 0, 0, G_OPTION_ARG_INT, &jobs, "Volumes indexed at once", "N" },
  { NULL, 0, 0, 0, NULL, NULL, NULL },
};

static void
progress_cb (guint done, guint total, gpointer user_data)
{
  tl_command_progress ("indexing", done, total);
}

static int
run (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *line = NULL;
  g_autofree char *text = NULL;
  g_autofree char *lexicon = NULL;
  gsize length = 0;
  guint64 bytes;

  if (!tl_command_parse (&tl_command_index, entries, &argc, &argv))
    return TL_EXIT_USAGE;
  if (folder == NULL)
    return tl_command_usage (&tl_command_index, "--library is needed");
  if (argc > 1)
    return tl_command_usage (&tl_command_index, "\"%s\" is one argument too many", argv[1]);
  if (jobs < 0 || jobs > 64)
    return tl_command_usage (&tl_command_index, "--jobs is a number from 1 to 64");
  if (lexicon_file != NULL && !g_file_get_contents (lexicon_file, &text, &length, &error))
    return tl_command_fail (error);
  lexicon = tl_lexicon_extend (text != NULL ? text : "", length, lexicon_file, &error);
  if (lexicon == NULL)
    return tl_command_fail (error);
  if (!tl_publish_index (folder, (guint)jobs, lexicon, progress_cb, NULL, &bytes,
                         tl_command_get_cancellable (), &error))
    return tl_command_fail (error);
  line = g_strdup_printf ("indexes %.1f MB", (double)bytes / 1e6);
  return tl_command_print (line) ? TL_EXIT_DONE : TL_EXIT_FAILED;
}

const TlCommand tl_command_index = {
  "index",
  "",
  "Write the indexes of a library anew; its volumes stay",
  run,
};
