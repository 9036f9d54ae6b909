/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "publisher/training/tl-seed.h"

G_BEGIN_DECLS

/**
 * tl_court_form_write:
 * @seed: a judgment
 * @path: PDF to write
 *
 * Lays a judgment out on the court form: state title, court, number and date, panel, parties, the
 * three parts, closing. A field that the form needs and the seed lacks, or a number that is none,
 * is an error that names it.
 */
gboolean tl_court_form_write (const TlSeed *seed, const char *path, GError **error);

/**
 * tl_precedent_write:
 * @text: a precedent file: header lines, an empty line, then the text in its official order
 * @name: file name for messages
 * @path: PDF to write
 */
gboolean tl_precedent_write (const char *text, const char *name, const char *path, GError **error);

/** tl_court_form_file_name: Returns: (transfer full): base name for the PDF of a judgment: number,
 * court and date without marks. */
char *tl_court_form_file_name (const TlSeed *seed);

G_END_DECLS
