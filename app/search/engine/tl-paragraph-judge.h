/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "search/question/tl-question.h"

G_BEGIN_DECLS

/**
 * TlParagraphJudge:
 *
 * Tells how much of a question the paragraphs of long documents hold. A judgment has thousands of
 * words and the hits of a run have a hundred thousand: each spelling is looked up once, and then
 * known by its bytes. One thread.
 */
typedef struct _TlParagraphJudge TlParagraphJudge;

/** tl_paragraph_judge_new: borrows both for its life. */
TlParagraphJudge *tl_paragraph_judge_new (const TlQuestion *question, TlTermReader *reader);
void tl_paragraph_judge_free (TlParagraphJudge *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlParagraphJudge, tl_paragraph_judge_free)

/** tl_paragraph_judge_weigh: the idf of the question's different terms that stand in @text, pairs
 * at their weight. */
double tl_paragraph_judge_weigh (TlParagraphJudge *self, const char *text);

G_END_DECLS
