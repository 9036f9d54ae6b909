/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "search/question/tl-question-syntax.h"

G_BEGIN_DECLS

/**
 * TlLexeme:
 * @from: first byte, a leading minus and quotes included
 * @to: behind the last
 * @inner: first byte without them
 * @end: behind the last without them
 * @quoted: stood in quotes
 * @minus: a minus stands before it
 *
 * A run without spaces, or a quoted phrase.
 */
typedef struct
{
  gsize from;
  gsize to;
  gsize inner;
  gsize end;
  gboolean quoted;
  gboolean minus;
} TlLexeme;

/** _tl_question_lex: Returns: (transfer full) (element-type TlLexeme): of @text. */
GArray *_tl_question_lex (const char *text);

/** _tl_question_begins_other: whether what stands at lexeme @place is no word of what stands before
 * it: an operator, a phrase, a field, or the end. */
gboolean _tl_question_begins_other (const char *text, const GArray *lexemes, guint place);

/**
 * _tl_question_read_field:
 * @place: the lexeme with which a field may begin
 * @used: (out): how many lexemes it takes
 * @keeps: (out): from which byte its words rank as well; G_MAXSIZE: they do not
 *
 * Returns: (transfer full) (nullable): a field, without id and label
 */
TlAsked *_tl_question_read_field (const char *text,
                                  const GArray *lexemes,
                                  guint place,
                                  const TlSyntaxOptions *options,
                                  guint *used,
                                  gsize *keeps);

/** _tl_asked_free: */
void _tl_asked_free (TlAsked *asked);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlAsked, _tl_asked_free)

G_END_DECLS
