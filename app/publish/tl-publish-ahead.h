/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "corpus/tl-link-index.h"

G_BEGIN_DECLS

/**
 * TlPublishAhead: reads the links of documents on all cores and hands each document on in the order
 * in which they came. One thread calls it, and is the one that gets them.
 */
typedef struct _TlPublishAhead TlPublishAhead;

/** TlPublishAheadFunc: @links: (element-type TlLink): of @document, whose blocks no longer hold the
 * references that the source gave. */
typedef gboolean (*TlPublishAheadFunc) (TlDocument *document,
                                        GPtrArray *links,
                                        gpointer user_data,
                                        GError **error);

/** tl_publish_ahead_new: @links: (nullable): what the documents of the corpus are called, borrowed.
 */
TlPublishAhead *tl_publish_ahead_new (const TlLinkIndex *links,
                                      TlPublishAheadFunc func,
                                      gpointer user_data,
                                      GError **error);
/** tl_publish_ahead_push: @document is changed no more after this; earlier ones may be handed on.
 */
gboolean tl_publish_ahead_push (TlPublishAhead *self, TlDocument *document, GError **error);
/** tl_publish_ahead_flush: hands all on. */
gboolean tl_publish_ahead_flush (TlPublishAhead *self, GError **error);
void tl_publish_ahead_free (TlPublishAhead *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlPublishAhead, tl_publish_ahead_free)

G_END_DECLS
