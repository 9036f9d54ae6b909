/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "extract.h"
#include "law/judgment/tl-judgment-structure.h"

G_BEGIN_DECLS

/** _tl_extract_judgment: fields of a judgment or án lệ, into @object. @notes: what was doubtful,
 * for the warnings. */
void _tl_extract_judgment (JsonObject *object,
                           const TlDocument *document,
                           const TlImportText *text,
                           GPtrArray *notes);

/** _tl_extract_statute: of a statute. */
void _tl_extract_statute (JsonObject *object, const TlDocument *document, GPtrArray *notes);

/** _tl_extract_precedent: what only an án lệ has. @text: what @structure was made of. */
void _tl_extract_precedent (JsonObject *object,
                            const TlDocument *document,
                            const char *text,
                            const TlJudgmentStructure *structure);

/** _tl_extract_guidance: of a letter of guidance or of answers. */
void _tl_extract_guidance (JsonObject *object,
                           const TlDocument *document,
                           const TlImportText *text);

/** _tl_extract_paragraphs: the paragraphs of @document, as {"anchor","text"}. */
JsonArray *_tl_extract_paragraphs (const TlDocument *document);

G_END_DECLS
