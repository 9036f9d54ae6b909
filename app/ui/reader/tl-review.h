/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "corpus/tl-library.h"

G_BEGIN_DECLS

/**
 * TlReview:
 * @doc: id of the other judgment
 * @words: what it has to do with the one that is read, a sentence: its number, court and day, and
 * of a later one what became of the judgment
 * @name: its number, for buttons
 * @later: it reviews the judgment that is read; %FALSE: it is what that one reviews
 *
 * Two judgments of the same case: of first instance and appeal, or of cassation.
 */
typedef struct
{
  char *doc;
  char *words;
  char *name;
  gboolean later;
} TlReview;

void tl_review_free (TlReview *self);

/**
 * tl_review_list_load:
 * @links: (nullable) (element-type TlLink): what @document cites
 *
 * The judgment that @document reviews, then those that review it, the oldest first. A judgment is
 * told by its number, and by the citation of it that leads to that very document (court and day):
 * the number alone is that of many courts. Reads the library: not on the main loop.
 *
 * Returns: (transfer full) (element-type TlReview): empty where none is known
 */
GPtrArray *tl_review_list_load (TlLibrary *library, const TlDocument *document, GPtrArray *links);

G_END_DECLS
