/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "corpus/tl-library-links.h"

G_BEGIN_DECLS

/** TL_CITING_PASSAGES: passages of one document that are shown. */
#define TL_CITING_PASSAGES 3

/**
 * TlCitingPassage:
 * @anchor: the unit to open
 * @section: the part of the document it stands in, as printed; "" when it has none
 * @text: the passage, cut at words
 * @from: first character of the citation in @text
 * @to: the character after the last; @from when the source gives the reference without a place
 */
typedef struct
{
  char *anchor;
  char *section;
  char *text;
  guint from;
  guint to;
} TlCitingPassage;

/**
 * TlCitingItem:
 * @document: header of a document that cites
 * @passages: (element-type TlCitingPassage): the first places, at most #TL_CITING_PASSAGES
 * @n_places: how many places there are
 */
typedef struct
{
  TlDocument *document;
  GPtrArray *passages;
  guint n_places;
} TlCitingItem;

/**
 * TlCitingList:
 * @items: (element-type TlCitingItem): án lệ first, then the highest courts, guidance, statutes;
 * the newest first among equals
 * @total: documents that cite it in all
 * @next: how many documents have been looked at; where to go on
 */
typedef struct
{
  GPtrArray *items;
  guint total;
  guint next;
} TlCitingList;

void tl_citing_list_free (TlCitingList *list);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlCitingList, tl_citing_list_free)

/**
 * tl_citing_list_load:
 * @doc: a document
 * @anchor: (nullable): a unit of it; what cites units inside it counts too
 *
 * @limit documents from @offset on that cite it, with their passages. Not on the main loop.
 */
TlCitingList *tl_citing_list_load (TlLibrary *library,
                                   const char *doc,
                                   const char *anchor,
                                   guint offset,
                                   guint limit,
                                   GError **error);
void tl_citing_list_load_async (TlLibrary *library,
                                const char *doc,
                                const char *anchor,
                                guint offset,
                                guint limit,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
TlCitingList *tl_citing_list_load_finish (GAsyncResult *result, GError **error);

/** tl_citing_passage_new: Returns: (transfer full): the passage of @document, with its blocks,
 * around @link. */
TlCitingPassage *tl_citing_passage_new (const TlDocument *document, const TlLink *link);
void tl_citing_passage_free (TlCitingPassage *passage);

/** tl_citing_passage_markup: Returns: (transfer full): its text in Pango markup, the citation bold.
 */
char *tl_citing_passage_markup (const TlCitingPassage *passage);

/** tl_citing_item_title: Returns: (transfer full): kind and number, or title. */
char *tl_citing_item_title (const TlCitingItem *item);

/** tl_citing_item_details: Returns: (transfer full): court or issuer, date, places. */
char *tl_citing_item_details (const TlCitingItem *item);

/** tl_citing_total: Returns: (transfer full): "12 văn bản viện dẫn", or that there is none. */
char *tl_citing_total (guint total);

G_END_DECLS
