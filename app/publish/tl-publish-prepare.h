/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "corpus/tl-document.h"

G_BEGIN_DECLS

/**
 * TlPublishPrepare: what a build adds to the documents of a store before they are written: the
 * confirmed questions about them, and titles.
 */
typedef struct _TlPublishPrepare TlPublishPrepare;

TlPublishPrepare *tl_publish_prepare_new (void);
void tl_publish_prepare_free (TlPublishPrepare *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlPublishPrepare, tl_publish_prepare_free)

/** tl_publish_prepare_take_pairs: a file of confirmed questions: each is remembered for the
 * document it is about. */
void tl_publish_prepare_take_pairs (TlPublishPrepare *self, TlDocument *record);

/**
 * tl_publish_prepare_document:
 *
 * Hands @document the questions about it; a statute of which no source gives the title is called by
 * its type and number.
 *
 * Returns: how many questions it got
 */
guint tl_publish_prepare_document (TlPublishPrepare *self, TlDocument *document);

/** tl_publish_prepare_get_pairs: questions remembered. */
guint64 tl_publish_prepare_get_pairs (TlPublishPrepare *self);

G_END_DECLS
