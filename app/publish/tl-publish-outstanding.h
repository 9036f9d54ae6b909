/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "corpus/tl-document.h"

G_BEGIN_DECLS

/**
 * TlPublishOutstanding: which laws are known to have changed which, and which changes the texts of
 * a store do not show. Known is what the heads of its consolidated texts list, and of real law what
 * the catalogue has from primary texts (law/citation/amendments.tsv, verified lines alone).
 */
typedef struct _TlPublishOutstanding TlPublishOutstanding;

TlPublishOutstanding *tl_publish_outstanding_new (void);
void tl_publish_outstanding_free (TlPublishOutstanding *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlPublishOutstanding, tl_publish_outstanding_free)

/**
 * tl_publish_outstanding_take:
 * @amendments: (element-type TlAmendment): what was read in @document
 *
 * Notes what @document consolidates, if it does. All documents are taken before the first is
 * marked.
 */
void tl_publish_outstanding_take (TlPublishOutstanding *self,
                                  const TlDocument *document,
                                  GPtrArray *amendments);

/**
 * tl_publish_outstanding_mark:
 * @document: a statute with its versions
 * @applied: (element-type utf8): numbers of the laws whose orders about it were applied
 *
 * A consolidated text (văn bản hợp nhất) without a day of its own begins on the last day it lists.
 *
 * Returns: (transfer full): @document saying which changes its text does not show, or itself
 */
TlDocument *tl_publish_outstanding_mark (const TlPublishOutstanding *self,
                                         TlDocument *document,
                                         GPtrArray *applied);

G_END_DECLS
