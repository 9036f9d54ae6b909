/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "search/engine/tl-search-answer.h"

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

/** TlMemoryMatch: what confirmed questions like one say of a unit: @best: highest likeness (cosine,
 * 0 to 1), @sum: of the squares of all, @entries: how many speak for it, @entry: the best. */
typedef struct
{
  double best;
  double sum;
  guint entries;
  const TlMemoryEntry *entry;
} TlMemoryMatch;

#define TL_TYPE_MEMORY (tl_memory_get_type ())
G_DECLARE_FINAL_TYPE (TlMemory, tl_memory, TL, MEMORY, GObject)

/**
 * TlMemory:
 *
 * Confirmed question→unit pairs: those the volumes of a library carry, and those of a JSON lines
 * file of this PC, which also says what is switched off here. An index of its own: the words of a
 * question are never added to the unit (docs/memory.md). Any thread.
 */

/**
 * tl_memory_new:
 * @path: (nullable): the JSON lines file; it need not exist
 */
TlMemory *tl_memory_new (TlLibrary *library, const char *path, GError **error);

/** tl_memory_list: Returns: (transfer full) (element-type TlMemoryEntry): every entry, in the order
 * of questions and places. */
GPtrArray *tl_memory_list (TlMemory *self);
guint tl_memory_get_n_active (TlMemory *self);

/** tl_memory_set_active: switches an entry off or on again and writes the file. */
gboolean tl_memory_set_active (TlMemory *self, const char *id, gboolean active, GError **error);
/** tl_memory_confirm: remembers that @doc (@anchor, nullable) answers @question, and writes the
 * file. Returns: (transfer full): the id. */
char *tl_memory_confirm (
    TlMemory *self, const char *question, const char *doc, const char *anchor, GError **error);
/** tl_memory_undo: takes back the last change that was made through this object or, before it, to
 * the file; %FALSE without @error when there is none. */
gboolean tl_memory_undo (TlMemory *self, GError **error);

/**
 * tl_memory_match:
 *
 * Returns: (transfer full) (element-type utf8 TlMemoryMatch): by "doc#anchor", the units that
 * active entries like @question speak for; empty for most questions
 */
GHashTable *tl_memory_match (TlMemory *self, const char *question);

G_END_DECLS
