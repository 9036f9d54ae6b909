/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "corpus/tl-outstanding.h"

G_BEGIN_DECLS

/**
 * tl_outstanding_laws:
 * @changes: (nullable) (element-type TlOutstanding): as tl_document_list_outstanding() gives them
 * @max: laws that are named, of the others only the number is told
 *
 * Returns: (transfer full) (nullable): the laws in a few words: "86/2025/QH15 (từ 01/7/2025) và 2
 * văn bản khác"; %NULL when there is none
 */
char *tl_outstanding_laws (GPtrArray *changes, guint max);

G_END_DECLS
