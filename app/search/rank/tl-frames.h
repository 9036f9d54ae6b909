/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * tl_frames_weaken:
 * @terms: (element-type TlQuestionTerm): of the question
 * @keys: (array length=n): of all its syllables in order, as its terms have them
 * @plain: keys without marks
 *
 * The words with which anything can be asked ("được quy định như thế nào", "có bị truy cứu trách
 * nhiệm hình sự không") say how the question is meant, not what it is about; articles about asking,
 * regulating and prosecuting hold them too. Terms that stand nowhere else in the question count
 * TL_WEIGHT_FRAME of what they would.
 */
void tl_frames_weaken (GPtrArray *terms, const char *const *keys, guint n, gboolean plain);

G_END_DECLS
