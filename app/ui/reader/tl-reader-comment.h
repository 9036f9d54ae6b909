/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/feedback/tl-feedback-words.h"
#include "ui/reader/tl-reader.h"

G_BEGIN_DECLS

/** tl_reader_dup_about: (nullable): what a comment from this reader is about: what is selected, the
 * version that is shown, or else the unit before the reader's eyes. %NULL while nothing is shown.
 * @serial: of the release that is read; 0: none */
TlFeedbackAbout *tl_reader_dup_about (TlReader *self, gint64 serial);

G_END_DECLS
