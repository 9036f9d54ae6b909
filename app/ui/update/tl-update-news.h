/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "release/tl-manifest.h"

G_BEGIN_DECLS

/* What changed in the library since the judge looked last. No display. */

/**
 * TlNewsGroup:
 * @TL_NEWS_MARKED: documents with highlights, notes or bookmarks of the judge's
 * @TL_NEWS_READ: documents that were read lately
 * @TL_NEWS_OTHER: the rest
 */
typedef enum
{
  TL_NEWS_MARKED,
  TL_NEWS_READ,
  TL_NEWS_OTHER,
} TlNewsGroup;

/** TlNewsWhat: in the order in which they are shown. */
typedef enum
{
  TL_NEWS_AMENDED,
  TL_NEWS_ADDED,
  TL_NEWS_WITHDRAWN,
} TlNewsWhat;

/** TlNewsItem: @anchor: (nullable): the first unit that was amended; @serial: of the release that
 * changed it last. */
typedef struct
{
  TlNewsGroup group;
  TlNewsWhat what;
  char *id;
  char *kind;
  char *number;
  char *title;
  char *anchor;
  guint64 serial;
} TlNewsItem;

typedef struct _TlUpdateNews TlUpdateNews;

TlUpdateNews *tl_update_news_new (void);
void tl_update_news_free (TlUpdateNews *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlUpdateNews, tl_update_news_free)

/** tl_update_news_add: @changes: (element-type TlChange): of the release @serial; releases in their
 * order. What was added and then amended is added; what was added and then withdrawn is nothing;
 * what was withdrawn and came back is amended. */
void tl_update_news_add (TlUpdateNews *self, guint64 serial, GPtrArray *changes);

/** tl_update_news_list: @marked, @read: (nullable) (element-type utf8): sets of ids of documents.
 * Returns: (transfer container) (element-type TlNewsItem): by group, then what, then statutes
 * before guidance, precedents and judgments, then by number and id; the items belong to @self */
GPtrArray *tl_update_news_list (TlUpdateNews *self, GHashTable *marked, GHashTable *read);

/** tl_news_item_title: number and title, or the id. */
char *tl_news_item_title (const TlNewsItem *item);
/** tl_news_item_detail: what happened to it, in words. */
char *tl_news_item_detail (const TlNewsItem *item);
/** tl_news_group_title: the head above the items of a group. */
const char *tl_news_group_title (TlNewsGroup group);
/** tl_update_news_summary: "3 amended, 12 added, 1 withdrawn"; that nothing changed for none. */
char *tl_update_news_summary (GPtrArray *items);

G_END_DECLS
