/* SPDX-License-Identifier: GPL-3.0-or-later */
/* troly-server: the centre (docs/server.md). */
#include "config.h"

#include <locale.h>
#include <sys/stat.h>

#include "server/server.h"

static const TlCommand *const commands[] = {
  &tl_server_serve,        &tl_server_enrol,  &tl_server_revoke,
  &tl_server_link,         &tl_server_unit,   &tl_server_keygen,
  &tl_server_audit_verify, &tl_server_export, &tl_server_published,
};

static void
print_help (void)
{
  g_print ("usage: troly-server --data DIR [OPTION…]\n"
           "       troly-server COMMAND --data DIR [OPTION…]\n\n"
           "The centre of Trợ lý Thẩm phán: takes in comments and contributions, shows the\n"
           "editors' pages and the statistics. An empty folder is enough to begin with.\n\n"
           "Commands:\n");
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    g_print ("  %-13s %s\n", commands[i]->name, commands[i]->summary);
  g_print ("\n\"troly-server COMMAND --help\" lists the options of one.\n"
           "Exit status: 0 done, 1 the work failed, 2 the call was wrong.\n");
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  /* Keys, enrolments and what judges wrote are nobody else's on this machine. */
  umask (077);
  if (argc < 2 || g_str_equal (argv[1], "--help") || g_str_equal (argv[1], "-h")
      || g_str_equal (argv[1], "help"))
    {
      print_help ();
      return argc < 2 ? TL_EXIT_USAGE : TL_EXIT_DONE;
    }
  if (g_str_equal (argv[1], "--version"))
    {
      g_print ("troly-server %s\n", TL_VERSION);
      return TL_EXIT_DONE;
    }
  if (argv[1][0] == '-')
    return tl_server_serve.run (argc, argv);
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    if (g_str_equal (argv[1], commands[i]->name))
      return commands[i]->run (argc - 1, argv + 1);
  g_printerr ("troly-server: there is no command \"%s\"; \"troly-server --help\" lists them\n",
              argv[1]);
  return TL_EXIT_USAGE;
}
