/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "base/tl-json.h"
#include "library.h"
#include "search/memory/tl-memory.h"

static char *folder;
static char *path;
static gboolean as_json;

static const GOptionEntry entries[] = {
  { "library", 0, 0, G_OPTION_ARG_FILENAME, &folder, "Installed library or folder of volumes",
    "LIB" },
  { "file", 0, 0, G_OPTION_ARG_FILENAME, &path,
    "JSON lines file of this PC (default: the one of the application)", "FILE" },
  { "json", 0, 0, G_OPTION_ARG_NONE, &as_json, "One JSON object a line", NULL },
  { NULL, 0, 0, 0, NULL, NULL, NULL },
};

static gboolean
print_entry (const TlMemoryEntry *entry)
{
  g_autofree char *line = NULL;
  JsonObject *object;

  if (!as_json)
    {
      line = g_strdup_printf ("%s\t%s\t%s\t%s#%s\t%s", entry->id, entry->active ? "on" : "off",
                              entry->own ? "own" : "library", entry->doc,
                              entry->anchor != NULL ? entry->anchor : "", entry->question);
      g_strdelimit (line, "\n\r", ' ');
      return tl_command_print (line);
    }
  object = json_object_new ();
  tl_json_set_string (object, "id", entry->id);
  tl_json_set_string (object, "question", entry->question);
  tl_json_set_string (object, "doc", entry->doc);
  tl_json_set_string (object, "anchor", entry->anchor);
  tl_json_set_string (object, "contribution", entry->contribution);
  json_object_set_boolean_member (object, "own", entry->own);
  json_object_set_boolean_member (object, "active", entry->active);
  return tl_command_print_json (object);
}

/* Every entry, or that of @id. */
static gboolean
print_entries (TlMemory *memory, const char *id)
{
  g_autoptr (GPtrArray) list = tl_memory_list (memory);

  for (guint i = 0; i < list->len; i++)
    {
      const TlMemoryEntry *entry = g_ptr_array_index (list, i);

      if ((id == NULL || strcmp (id, entry->id) == 0) && !print_entry (entry))
        return FALSE;
    }
  return TRUE;
}

static int
confirm (TlMemory *memory, const char *question, const char *place, GError **error)
{
  g_auto (GStrv) parts = g_strsplit (place, "#", 2);
  const char *anchor = parts[0] != NULL && parts[1] != NULL && *parts[1] != '\0' ? parts[1] : NULL;
  g_autofree char *id
      = tl_memory_confirm (memory, question, parts[0] != NULL ? parts[0] : "", anchor, error);

  if (id == NULL)
    return TL_EXIT_FAILED;
  return print_entries (memory, id) ? TL_EXIT_DONE : TL_EXIT_FAILED;
}

static int
undo (TlMemory *memory, GError **error)
{
  g_autoptr (GError) local = NULL;

  if (tl_memory_undo (memory, &local))
    return TL_EXIT_DONE;
  if (local != NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  else
    tl_command_message ("there is nothing to undo");
  return TL_EXIT_FAILED;
}

static int
act (TlMemory *memory, char **argv, GError **error)
{
  const char *action = argv[1];

  if (strcmp (action, "list") == 0)
    return print_entries (memory, NULL) ? TL_EXIT_DONE : TL_EXIT_FAILED;
  if (strcmp (action, "confirm") == 0)
    return confirm (memory, argv[2], argv[3], error);
  if (strcmp (action, "undo") == 0)
    return undo (memory, error);
  if (!tl_memory_set_active (memory, argv[2], strcmp (action, "on") == 0, error))
    return TL_EXIT_FAILED;
  return print_entries (memory, argv[2]) ? TL_EXIT_DONE : TL_EXIT_FAILED;
}

static int
check_call (int argc, char **argv)
{
  static const struct
  {
    const char *action;
    int arguments;
    const char *needs;
  } ACTIONS[] = {
    { "list", 0, "nothing" },
    { "confirm", 2, "a QUESTION in quotation marks and DOC[#ANCHOR]" },
    { "off", 1, "the ID of an entry" },
    { "on", 1, "the ID of an entry" },
    { "undo", 0, "nothing" },
  };

  if (folder == NULL)
    return tl_command_usage (&tl_command_memory, "--library is needed");
  if (argc < 2)
    return tl_command_usage (&tl_command_memory, "list, confirm, off, on or undo is needed");
  for (guint i = 0; i < G_N_ELEMENTS (ACTIONS); i++)
    {
      if (strcmp (argv[1], ACTIONS[i].action) != 0)
        continue;
      if (argc == ACTIONS[i].arguments + 2)
        return TL_EXIT_DONE;
      return tl_command_usage (&tl_command_memory, "%s needs %s", argv[1], ACTIONS[i].needs);
    }
  return tl_command_usage (&tl_command_memory, "there is no action \"%s\"", argv[1]);
}

static int
run (int argc, char **argv)
{
  g_autoptr (TlLibrary) library = NULL;
  g_autoptr (TlMemory) memory = NULL;
  g_autoptr (GError) error = NULL;
  int status;

  if (!tl_command_parse (&tl_command_memory, entries, &argc, &argv)
      || check_call (argc, argv) != TL_EXIT_DONE)
    return TL_EXIT_USAGE;
  if (path == NULL)
    path = tl_memory_dup_path ();
  library = tl_command_open_library (folder, &error);
  if (library != NULL)
    memory = tl_memory_new (library, path, &error);
  if (memory == NULL)
    return tl_command_fail (error);
  tl_command_say_all (tl_memory_get_problems (memory));
  status = act (memory, argv, &error);
  return error != NULL ? tl_command_fail (error) : status;
}

const TlCommand tl_command_memory = {
  "memory",
  "list | confirm QUESTION DOC[#ANCHOR] | off ID | on ID | undo",
  "List, add, switch off and take back confirmed questions",
  run,
};
