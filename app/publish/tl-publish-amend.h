/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "corpus/tl-doc-store.h"

G_BEGIN_DECLS

/**
 * TlPublishAmend: what the statutes of a store order about one another, so that a build writes each
 * with all its versions.
 */
typedef struct _TlPublishAmend TlPublishAmend;

/**
 * tl_publish_amend_new:
 * @notes: (nullable) (element-type utf8): gains what was not understood or could not be applied
 *
 * Reads the orders of all statutes of the store. Pages of the codification are left out: they show
 * each article with its changes already and give no amending document whole.
 */
TlPublishAmend *tl_publish_amend_new (TlDocStore *store, GPtrArray *notes, GError **error);
void tl_publish_amend_free (TlPublishAmend *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlPublishAmend, tl_publish_amend_free)

/**
 * tl_publish_amend_apply:
 *
 * Changes that the source's own text carries already (its source line names the amending document,
 * or a version begins on that day) are left out. Changes that are known, and that neither the text
 * nor the store has, are written into the document (tl_document_list_outstanding()).
 *
 * Returns: (transfer full): @document with its versions, or @document itself where nothing changes
 * it
 */
TlDocument *tl_publish_amend_apply (TlPublishAmend *self, TlDocument *document);

/** tl_publish_amend_get_applied: orders handed to documents so far. */
guint64 tl_publish_amend_get_applied (TlPublishAmend *self);

G_END_DECLS
