/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * TlHtmlLine:
 * @text: text of one block element (or of what a line break separates), white space collapsed; a
 * row of a table is one line, its cells separated by " | "
 * @tag: the block element it stands in, "p", "h3", "title"
 * @mark: (nullable): the last of the wanted classes that was seen; it stays until the next
 * @first: the first line since @mark was seen
 * @anchor: (nullable): name of the anchor (<a name>) in it
 */
typedef struct
{
  const char *text;
  const char *tag;
  const char *mark;
  gboolean first;
  const char *anchor;
} TlHtmlLine;

/** TlHtmlLineFunc: return %FALSE with @error set to stop. */
typedef gboolean (*TlHtmlLineFunc) (const TlHtmlLine *line, gpointer user_data, GError **error);

/**
 * tl_html_lines_read:
 * @data: HTML in UTF-8 or in the encoding that it declares
 * @name: for messages
 * @marks: (nullable) (array zero-terminated=1): wanted values of class attributes
 *
 * Reads HTML as a stream of lines, in libxml2's tolerant parser without network, entities of the
 * document's own or a tree in memory. Nesting is bounded. Any thread.
 */
gboolean tl_html_lines_read (GBytes *data,
                             const char *name,
                             const char *const *marks,
                             TlHtmlLineFunc func,
                             gpointer user_data,
                             GCancellable *cancellable,
                             GError **error);

G_END_DECLS
