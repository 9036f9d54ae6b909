/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "law/judgment/tl-judgment-decision.h"

G_BEGIN_DECLS

/** TlCharIndex: tells the character that a byte of a text stands in, without counting from its
 * beginning every time. */
typedef struct _TlCharIndex TlCharIndex;

TlCharIndex *_tl_char_index_new (const char *text);
void _tl_char_index_free (TlCharIndex *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlCharIndex, _tl_char_index_free)
gint64 _tl_char_index_at (const TlCharIndex *self, gsize byte);

/** _tl_extract_set_field: sets "span" in characters and "confidence". */
void _tl_extract_set_field (JsonObject *object, const TlCharIndex *index, const TlField *field);

/** _tl_extract_outcome: Returns: (transfer full) (nullable): the member "outcome" (docs/cli.md);
 * %NULL when nothing of it was read. */
JsonObject *_tl_extract_outcome (const TlJudgmentDecision *decision, const TlCharIndex *index);

/** _tl_extract_set_provisions: sets the members "provisions", "documents" (court documents, án lệ
 * and decisions in one matter) and "unowned" (units whose document the text does not name). */
void _tl_extract_set_provisions (JsonObject *object,
                                 const TlJudgmentDecision *decision,
                                 const TlJudgmentStructure *structure,
                                 const TlCharIndex *index);

G_END_DECLS
