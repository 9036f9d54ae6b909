/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "search/memory/tl-memory.h"

G_BEGIN_DECLS

/* The JSON lines file of this PC: a change a line, in the order they were made (docs/memory.md). */

typedef enum
{
  TL_MEMORY_CONFIRM,
  TL_MEMORY_OFF,
  TL_MEMORY_ON,
} TlMemoryAction;

/** TlMemoryChange: @id of the entry; @entry (nullable): what was confirmed. */
typedef struct
{
  TlMemoryAction action;
  char *id;
  TlMemoryEntry *entry;
} TlMemoryChange;

/**
 * TlMemoryLog:
 * @bytes: the file as it is: broken lines stay
 * @changes: (element-type TlMemoryChange): those that stand, oldest first; an undone one does not
 * @problems: (element-type utf8): "file:line: why"
 */
typedef struct
{
  GString *bytes;
  GPtrArray *changes;
  GPtrArray *problems;
} TlMemoryLog;

/** _tl_memory_log_parse: never fails but for what is larger than its bounds; @name is for messages.
 */
TlMemoryLog *_tl_memory_log_parse (const char *data,
                                   gsize length,
                                   const char *name,
                                   GError **error);
/** _tl_memory_log_load: a file that is not there is an empty log. */
TlMemoryLog *_tl_memory_log_load (const char *path, GError **error);
/** _tl_memory_log_lock: waits until no other program changes the file, and keeps others from it
 * until _tl_memory_log_unlock(). Returns: a descriptor, or -1. */
int _tl_memory_log_lock (const char *path, GError **error);
void _tl_memory_log_unlock (int lock);
/** _tl_memory_log_append: adds a line, (transfer full), and writes the whole file anew, so that
 * killed anywhere it is the old or the new one. */
gboolean _tl_memory_log_append (TlMemoryLog *self,
                                const char *path,
                                JsonObject *line,
                                GError **error);
void _tl_memory_log_free (TlMemoryLog *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlMemoryLog, _tl_memory_log_free)

/** _tl_memory_line: Returns: (transfer full): a line that says @action ("confirm", "off", "on",
 * "undo") of an entry; @id and @entry (nullable). */
JsonObject *_tl_memory_line (const char *action, const char *id, const TlMemoryEntry *entry);

/** _tl_memory_entry_new: Returns: (transfer full) (nullable): %NULL when the question has no
 * letter, or something is too long; all strings are normalised. */
TlMemoryEntry *_tl_memory_entry_new (const char *question,
                                     const char *doc,
                                     const char *anchor,
                                     const char *contribution);
TlMemoryEntry *_tl_memory_entry_copy (const TlMemoryEntry *self);

G_END_DECLS
