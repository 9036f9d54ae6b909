/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "corpus/tl-document-private.h"

G_BEGIN_DECLS

/* _tl_doc_merge: @parts (element-type TlDocument): what several sources hold under one id, in a
 * fixed order. Returns: (transfer full) (element-type TlDocument): the document, and after it what
 * cannot be part of it: other judgments, án lệ and guidance under the same id, as "ID.2", "ID.3".
 * @repeated counts the units left out because they were there already. Parts of different snapshots
 * of the codification become versions; @notes (nullable) gains what is doubtful in that. Rules:
 * docs/store.md. */
GPtrArray *_tl_doc_merge (GPtrArray *parts, guint64 *repeated, GPtrArray *notes);

G_END_DECLS
