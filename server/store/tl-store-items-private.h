/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "server/store/tl-store-items.h"

G_BEGIN_DECLS

/** _tl_store_item_fold: (transfer full): what near duplicates are looked for in. */
char *_tl_store_item_fold (const TlItem *item);
/** _tl_store_item_put: tl_store_item_put() with @fold made before. */
gboolean _tl_store_item_put (TlSql *sql,
                             gint64 now,
                             const TlStoreAuthor *author,
                             const TlItem *item,
                             const char *body,
                             const char *fold,
                             TlStorePut *result,
                             char **state,
                             GError **error);

G_END_DECLS
