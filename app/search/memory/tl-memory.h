/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "corpus/tl-library.h"

G_BEGIN_DECLS

/**
 * TlMemoryEntry:
 * @id: names it for ever: from the question and the place
 * @question: as it was asked
 * @doc: document that answers it
 * @anchor: (nullable): unit that answers it
 * @contribution: (nullable): id of the contribution it came from
 * @own: of this PC, and not of the library
 * @active: it acts; %FALSE: switched off here
 */
typedef struct
{
  char *id;
  char *question;
  char *doc;
  char *anchor;
  char *contribution;
  gboolean own;
  gboolean active;
} TlMemoryEntry;

void tl_memory_entry_free (TlMemoryEntry *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlMemoryEntry, tl_memory_entry_free)

/** TlMemoryMatch: what confirmed questions like one say of a unit: @best: highest likeness (cosine,
 * 0 to 1), @sum: of the squares of all, @entries: how many speak for it, @entry: (owned): the best.
 */
typedef struct
{
  double best;
  double sum;
  guint entries;
  TlMemoryEntry *entry;
} TlMemoryMatch;

#define TL_TYPE_MEMORY (tl_memory_get_type ())
G_DECLARE_FINAL_TYPE (TlMemory, tl_memory, TL, MEMORY, GObject)

/**
 * TlMemory:
 *
 * Confirmed question→unit pairs: those the volumes of a library carry, and those of a JSON lines
 * file of this PC, which also says what is switched off here. An index of its own: the words of a
 * question are never added to the unit (docs/memory.md). Any thread; what writes the file does not
 * belong on the main loop of a slow disk.
 */

/**
 * tl_memory_new:
 * @path: (nullable): the JSON lines file; it need not exist. %NULL: the library's entries alone,
 * and nothing can be changed
 *
 * A file that cannot be read is an error; a line of it that is no change is a problem
 * (tl_memory_get_problems()), and stays in the file as it is.
 */
TlMemory *tl_memory_new (TlLibrary *library, const char *path, GError **error);

/** tl_memory_dup_path: Returns: (transfer full): the file of this PC where nothing else was said:
 * memory.jsonl among what belongs to the judge. */
char *tl_memory_dup_path (void);

/** tl_memory_get_problems: Returns: (transfer full) (element-type utf8): lines of the file that are
 * no changes: "file:line: why". */
GPtrArray *tl_memory_get_problems (TlMemory *self);

/** tl_memory_list: Returns: (transfer full) (element-type TlMemoryEntry): every entry, in the order
 * of questions and places. */
GPtrArray *tl_memory_list (TlMemory *self);
guint tl_memory_get_n_active (TlMemory *self);

/** tl_memory_set_active: switches an entry off or on again and writes the file; an unknown @id is
 * an error. */
gboolean tl_memory_set_active (TlMemory *self, const char *id, gboolean active, GError **error);

/** tl_memory_confirm: remembers that @doc (@anchor, nullable) answers @question, and writes the
 * file. What is not in the library is an error. Returns: (transfer full): the id. */
char *tl_memory_confirm (
    TlMemory *self, const char *question, const char *doc, const char *anchor, GError **error);

/** tl_memory_undo: takes back the last change of the file that stands, and writes that; %FALSE
 * without @error when there is none. */
gboolean tl_memory_undo (TlMemory *self, GError **error);

/**
 * tl_memory_match:
 *
 * Returns: (transfer full) (element-type utf8 TlMemoryMatch): by "doc#anchor", the units that
 * active entries like @question speak for; empty for most questions. %NULL with @error when an
 * index cannot be read.
 */
GHashTable *tl_memory_match (TlMemory *self, const char *question, GError **error);

G_END_DECLS
