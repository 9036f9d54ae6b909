/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/reader/tl-text-backend.h"

G_BEGIN_DECLS

/**
 * tl_text_html_build:
 * @mark: (nullable): passage to mark
 *
 * A whole HTML page of the model: paragraph N has the id "pN", the marked passage begins at the id
 * "mark". All text goes through tl_escape_html(); the page's own policy allows no script, no
 * request and no style but the program's. Pure; any thread.
 *
 * Returns: (transfer full): the page
 */
char *tl_text_html_build (const TlTextModel *model, const TlTextSpan *mark);

/** tl_text_html_build_with_hits: the same with what was found, as TlTextBackend.set_hits has it:
 * hit N begins at the id "hN". */
char *tl_text_html_build_with_hits (const TlTextModel *model,
                                    const TlTextSpan *mark,
                                    const TlTextSpan *hits,
                                    guint n_hits);

/** tl_text_html_css: Returns: (transfer full): style sheet for such pages. */
char *tl_text_html_css (const TlTextLook *look);

G_END_DECLS
