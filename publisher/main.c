/* SPDX-License-Identifier: GPL-3.0-or-later */
/* troly-corpus: what a publisher runs (docs/cli.md). */
#include "config.h"

#include <libintl.h>
#include <locale.h>
#include <string.h>

#include "base/tl-paths.h"
#include "command.h"
#include "terminal.h"

static const TlCommand *const commands[] = {
  &tl_command_import,  &tl_command_build,    &tl_command_index,   &tl_command_search,
  &tl_command_similar, &tl_command_stats,    &tl_command_extract, &tl_command_links,
  &tl_command_cite,    &tl_command_memory,   &tl_command_suggest, &tl_command_compare,
  &tl_command_install, &tl_command_rollback, &tl_command_keygen,  &tl_command_root,
  &tl_command_release, &tl_command_sign,     &tl_command_verify,
};

/* Not installed, the program that reads PDFs stands in the build tree beside this one. */
static void
find_programs (void)
{
  static const char *const places[] = { "../libexec/troly", "../app/pdf" };
  g_autofree char *installed = tl_paths_dup (TL_PATH_PROGRAMS);
  g_autofree char *self = NULL;
  g_autofree char *folder = NULL;

  if (g_file_test (installed, G_FILE_TEST_IS_DIR))
    return;
  self = g_file_read_link ("/proc/self/exe", NULL);
  if (self == NULL)
    return;
  folder = g_path_get_dirname (self);
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      g_autofree char *place = g_build_filename (folder, places[i], NULL);
      g_autofree char *worker = g_build_filename (place, "troly-pdf-worker", NULL);

      if (!g_file_test (worker, G_FILE_TEST_IS_EXECUTABLE))
        continue;
      tl_paths_override (TL_PATH_PROGRAMS, place);
      return;
    }
}

static void
print_help (void)
{
  g_print ("usage: troly-corpus COMMAND [OPTION…] ARGUMENT…\n\n"
           "Makes, searches and measures the library of Trợ lý Thẩm phán.\n\nCommands:\n");
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    g_print ("  %-10s %s\n", commands[i]->name, commands[i]->summary);
  g_print ("\n\"troly-corpus COMMAND --help\" lists the options of one.\n"
           "Exit status: 0 done, 1 the work failed, 2 the call was wrong.\n");
}

int
main (int argc, char **argv)
{
  tl_terminal_start (&argc, &argv);
  setlocale (LC_ALL, "");
  bindtextdomain (TL_GETTEXT_DOMAIN, TL_LOCALEDIR);
  bind_textdomain_codeset (TL_GETTEXT_DOMAIN, "UTF-8");
  find_programs ();
  if (argc < 2)
    {
      g_printerr ("troly-corpus: a command is missing; \"troly-corpus --help\" lists them\n");
      return TL_EXIT_USAGE;
    }
  if (strcmp (argv[1], "--help") == 0 || strcmp (argv[1], "-h") == 0
      || strcmp (argv[1], "help") == 0)
    {
      print_help ();
      return TL_EXIT_DONE;
    }
  if (strcmp (argv[1], "--version") == 0)
    {
      g_print ("troly-corpus %s\n", TL_VERSION);
      return TL_EXIT_DONE;
    }
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    if (strcmp (argv[1], commands[i]->name) == 0)
      return commands[i]->run (argc - 1, argv + 1);
  g_printerr ("troly-corpus: there is no command \"%s\"; \"troly-corpus --help\" lists them\n",
              argv[1]);
  return TL_EXIT_USAGE;
}
