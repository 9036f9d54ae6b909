/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * TlHtml:
 *
 * Writes one HTML document. Whatever is written as text or as the value of an attribute is escaped;
 * there is no way to write markup from a string. Names of elements and attributes are literals of
 * the program; attributes that run a script or carry style are refused, and links lead only to
 * places of this server or to "troly:" documents. Used by
 * one thread.
 */
typedef struct _TlHtml TlHtml;

TlHtml *tl_html_new (void);
void tl_html_free (TlHtml *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlHtml, tl_html_free)

/**
 * tl_html_begin:
 * @element: "p", "td"…
 * @...: name and value of attributes, ended by %NULL; a %NULL value leaves the attribute out, ""
 *   stands for one without a value
 *
 * Elements that cannot have content (br, input, meta, link, hr, rect, line…) end at once.
 */
void tl_html_begin (TlHtml *self, const char *element, ...) G_GNUC_NULL_TERMINATED;
/** tl_html_end: ends the innermost element, which must be @element. */
void tl_html_end (TlHtml *self, const char *element);
/** tl_html_text: @text: (nullable). */
void tl_html_text (TlHtml *self, const char *text);
void tl_html_textf (TlHtml *self, const char *format, ...) G_GNUC_PRINTF (2, 3);
/** tl_html_leaf: an element that holds nothing but @text (nullable). */
void tl_html_leaf (TlHtml *self, const char *element, const char *text, ...) G_GNUC_NULL_TERMINATED;

/** tl_html_is_safe_link: whether @link may stand in href, src or action: a path of this server, a
 * place in the page, a "troly:doc/" link. */
gboolean tl_html_is_safe_link (const char *link);

/** tl_html_finish: Returns: (transfer full): the document. All elements must be ended. */
GBytes *tl_html_finish (TlHtml *self);

G_END_DECLS
