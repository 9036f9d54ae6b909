/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/tl-json.h"
#include "import/tl-import.h"

G_BEGIN_DECLS

/**
 * tl_extract_amends:
 * @document: a statute
 * @notes: gains the orders that were not understood
 *
 * Returns: (transfer full): what the document does to others: {"kind","target","number","unit",
 * "scope","after","phrase","replacement","text","from_unit","effective","confidence"} each
 */
JsonArray *tl_extract_amends (const TlDocument *document, GPtrArray *notes);

/** tl_extract_first_day: Returns: (transfer full) (nullable): of a consolidated text the day of the
 * last change it lists; of any other the document's own. */
char *tl_extract_first_day (const TlDocument *document, JsonArray *amends);

G_END_DECLS
