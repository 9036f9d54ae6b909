/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * tl_training_statutes_write:
 * @folder: folder of statute files
 * @path: file of lines in the "articles" input format to write
 *
 * Turns the statutes written by hand into articles with their dates. An amendment file
 * "NAME@DATE.txt" closes the versions of the articles it holds on the day before and opens new
 * ones.
 */
gboolean tl_training_statutes_write (const char *folder, const char *path, GError **error);

G_END_DECLS
