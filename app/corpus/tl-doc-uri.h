/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** TL_DOC_URI_MAX: bytes of the longest link that is read. */
#define TL_DOC_URI_MAX 1024

/**
 * tl_doc_uri_build:
 * @id: id of a document
 * @anchor: (nullable): a unit in it
 *
 * Returns: (transfer full): "troly:doc/ID#ANCHOR", what is not a letter, a digit, "-", ".", "_" or
 * "~" percent-encoded
 */
char *tl_doc_uri_build (const char *id, const char *anchor);

/**
 * tl_doc_uri_parse:
 * @uri: comes from outside: anything at all
 * @id: (out): an id of the allowed letters, a-z 0-9 "." "-"
 * @anchor: (out) (nullable): an anchor of letters, digits, ".", "-", "_" and "~"
 *
 * Reads "troly:doc/ID", with or without slashes in front of "doc" and with or without "#ANCHOR".
 * Each part is decoded once, after the link was taken apart; whatever is not a plain id or anchor
 * then is refused. Whether there is such a document is not looked at.
 *
 * Returns: whether @uri is such a link
 */
gboolean tl_doc_uri_parse (const char *uri, char **id, char **anchor);

G_END_DECLS
