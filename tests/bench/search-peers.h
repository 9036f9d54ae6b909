/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "corpus/tl-document.h"

G_BEGIN_DECLS

/* The engines that ours is measured against, each over the same texts, split into the same
 * syllables, with nothing that would slow it down: no positions, no stored text, no stemming. */

/** SearchPeer: @SEARCH_PEER_XAPIAN: Xapian, BM25, OR of all syllables, its own matcher;
 * @SEARCH_PEER_FTS_NONE: SQLite FTS5, contentless, detail=none, the least it can do (its bm25 sees
 * no frequencies then); @SEARCH_PEER_FTS: the same with its default detail=full. */
typedef enum
{
  SEARCH_PEER_XAPIAN,
  SEARCH_PEER_FTS_NONE,
  SEARCH_PEER_FTS,
} SearchPeer;

#define SEARCH_N_PEERS (SEARCH_PEER_FTS + 1)

const char *search_peer_name (SearchPeer peer);

/** search_peer_build: @next: (transfer full) (nullable): the next text, its syllables in lower case
 * with a space between them. Writes @path whole or not at all. Returns: whether it could. */
gboolean search_peer_build (SearchPeer peer,
                            const char *path,
                            char *(*next) (gpointer user_data),
                            gpointer user_data);

typedef struct _SearchPeerReader SearchPeerReader;

SearchPeerReader *search_peer_open (SearchPeer peer, const char *path);
/** search_peer_ask: OR of the syllables, which are different. Returns: how many of the ten best
 * there are. */
guint search_peer_ask (SearchPeerReader *self, GPtrArray *syllables);
void search_peer_close (SearchPeerReader *self);

/* Private: the part that is written in C++. */
gboolean search_xapian_build (const char *path,
                              char *(*next) (gpointer user_data),
                              gpointer user_data);
gpointer search_xapian_open (const char *path);
guint search_xapian_ask (gpointer database, GPtrArray *syllables);
void search_xapian_close (gpointer database);

G_END_DECLS
