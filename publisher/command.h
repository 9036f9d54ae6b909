/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/** Exit status of the program: docs/cli.md. */
enum
{
  TL_EXIT_DONE = 0,
  TL_EXIT_FAILED = 1,
  TL_EXIT_USAGE = 2,
};

/**
 * TlCommand:
 * @name: as typed
 * @arguments: what follows the options, for the help
 * @summary: one line
 * @run: gets its own name and what follows it; returns the exit status
 */
typedef struct
{
  const char *name;
  const char *arguments;
  const char *summary;
  int (*run) (int argc, char **argv);
} TlCommand;

extern const TlCommand tl_command_import;
extern const TlCommand tl_command_build;
extern const TlCommand tl_command_index;
extern const TlCommand tl_command_search;
extern const TlCommand tl_command_similar;
extern const TlCommand tl_command_stats;
extern const TlCommand tl_command_suggest;
extern const TlCommand tl_command_extract;
extern const TlCommand tl_command_links;
extern const TlCommand tl_command_cite;
extern const TlCommand tl_command_compare;
extern const TlCommand tl_command_memory;
extern const TlCommand tl_command_install;
extern const TlCommand tl_command_rollback;
extern const TlCommand tl_command_keygen;
extern const TlCommand tl_command_root;
extern const TlCommand tl_command_release;
extern const TlCommand tl_command_sign;
extern const TlCommand tl_command_verify;

/**
 * tl_command_parse:
 * @command: whose options
 * @entries: of GOption
 * @argc: (inout): left with the arguments that are no options, argv[0] first
 *
 * Returns: whether the call was right; when not, it has been said why. --help ends the program.
 */
gboolean tl_command_parse (const TlCommand *command,
                           const GOptionEntry *entries,
                           int *argc,
                           char ***argv);

/** tl_command_usage: says what is wrong with the call. Returns: %TL_EXIT_USAGE. */
int tl_command_usage (const TlCommand *command, const char *format, ...) G_GNUC_PRINTF (2, 3);

/** tl_command_fail: says what failed. Returns: %TL_EXIT_FAILED. */
int tl_command_fail (const GError *error);

/** tl_command_message: a line on stderr, below a progress bar if there is one. */
void tl_command_message (const char *format, ...) G_GNUC_PRINTF (1, 2);

/** tl_command_say_all: a message for each of @lines (transfer full) (element-type utf8). */
void tl_command_say_all (GPtrArray *lines);

/** tl_command_print: a line on stdout. Returns: %FALSE when it could not be written. */
gboolean tl_command_print (const char *line);

/** tl_command_print_json: @object (transfer full) on one line of stdout. */
gboolean tl_command_print_json (JsonObject *object);

/** tl_command_get_cancellable: cancelled by Ctrl-C and SIGTERM; a second one ends the program. */
GCancellable *tl_command_get_cancellable (void);

/** tl_command_progress: shows how far a long command is: a bar on a terminal, else a line now and
 * then. @done equal to @total ends it. */
void tl_command_progress (const char *what, guint64 done, guint64 total);

/** tl_command_parse_kind: %FALSE when @code (nullable) is none; %NULL is -1. */
gboolean tl_command_parse_kind (const char *code, int *kind);

G_END_DECLS
