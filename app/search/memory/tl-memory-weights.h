/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Every number of the memory, in one place; measured by `./dev bench memory` (docs/memory.md). */

/* A pair beside a syllable's 1. */
#define TL_MEMORY_PAIR 0.5
/* Questions that the memory is thought to hold beside its own when it says how rare a term is among
 * questions: while it holds few, the idf of the library decides. */
#define TL_MEMORY_PRIOR 20
/* Less alike than this is not alike. */
#define TL_MEMORY_LEAST 0.6
/* Points for likeness above TL_MEMORY_LEAST, times the part of the question's pairs that no unit of
 * the first TL_MEMORY_LOOK holds: where the text itself answers, the memory has little to say. */
#define TL_MEMORY_POINTS 20.0
#define TL_MEMORY_LOOK   5
/* From here on it is the same question, in other words at most, and the memory alone decides: at 1
 * its points are more than what all else can give. */
#define TL_MEMORY_SAME        0.85
#define TL_MEMORY_SAME_POINTS 200.0
/* Confirmed units that are brought into a list in which they do not stand. */
#define TL_MEMORY_BROUGHT 10
