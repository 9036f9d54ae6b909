/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * TlHtmlLink:
 * @href: (nullable): where it leads
 * @onclick: (nullable): what a click on it runs
 * @from: first byte of its text in the line
 * @to: the byte after the last
 *
 * A link of a line (<a> with one of both).
 */
typedef struct
{
  char *href;
  char *onclick;
  gsize from;
  gsize to;
} TlHtmlLink;

/**
 * TlHtmlLine:
 * @text: text of one block element (or of what a line break separates), white space collapsed; a
 * row of a table is one line, its cells separated by " | "
 * @tag: the block element it stands in, "p", "h3", "title"
 * @mark: (nullable): the last of the wanted classes that was seen; it stays until the next
 * @first: the first line since @mark was seen
 * @anchor: (nullable): name of the anchor (<a name>) in it
 * @links: (element-type TlHtmlLink): the links in it, at most 10,000
 */
typedef struct
{
  const char *text;
  const char *tag;
  const char *mark;
  gboolean first;
  const char *anchor;
  const GArray *links;
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
