/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "corpus/tl-document.h"

/** compare_joined_new: Returns: (transfer full): one judgment of the paragraphs of @files (array
 * length=n), from @first on one behind the other, until they are 60 pages. */
TlDocument *compare_joined_new (char **files, guint n, guint first);
