/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "corpus/tl-library.h"
#include "ui/reader/tl-text-model.h"

G_BEGIN_DECLS

/** TL_BANNER_ENDING_DAYS: how long before its last day a document is said to end soon. */
#define TL_BANNER_ENDING_DAYS 180

/**
 * tl_reader_effect_message:
 *
 * What must be known about a statute or án lệ as a whole on the date it is read at: not in force
 * before a day, expired after one, ending soon, suspended, no longer suitable; of an án lệ that it
 * is not applied before the thirtieth day after its publication. Pure.
 *
 * Returns: (transfer full): a sentence, "" when it is simply in force
 */
char *tl_reader_effect_message (const TlTextModel *model);

/** tl_reader_list_outstanding: Returns: (transfer full) (element-type TlOutstanding): changes that
 * the text of the document may lack on the date it is read at; empty for what is not in force then.
 */
GPtrArray *tl_reader_list_outstanding (const TlTextModel *model);

/** tl_reader_outstanding_message: Returns: (transfer full): the same as sentences with what to do,
 * "" when there is none. */
char *tl_reader_outstanding_message (const TlTextModel *model);

/**
 * tl_reader_basis_message:
 * @as_of: "YYYY-MM-DD"
 *
 * Of an án lệ: the statutes it cites that are no longer in force on @as_of, by their names. Reads
 * the library: not on the main loop.
 *
 * Returns: (transfer full): a sentence, "" when there is none or @document is no án lệ
 */
char *tl_reader_basis_message (TlLibrary *library,
                               const TlDocument *document,
                               GPtrArray *links,
                               const char *as_of);

G_END_DECLS
