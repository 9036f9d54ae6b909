/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "server/pages/tl-html.h"
#include "server/web/tl-route.h"

G_BEGIN_DECLS

/* What every page of the centre has in common: the frame, forms, and how days and numbers are
 * written. The pages speak Vietnamese only. */

/** tl_page_begin: opens the document up to the main part and writes @title as its heading. @place:
 * (nullable): path of the entry of the menu that the page belongs to. */
TlHtml *tl_page_begin (TlRequest *request, const char *title, const char *place);
/** tl_page_begin_class: the same with a class of the stylesheet: "wide" is printed across. */
TlHtml *tl_page_begin_class (TlRequest *request,
                             const char *title,
                             const char *place,
                             const char *class);
/** tl_page_finish: ends main part and document and takes @html. Always returns %TRUE. */
gboolean tl_page_finish (TlHtml *html, TlResponse *response);
/** tl_page_answer: a page that says only @text. Always returns %TRUE. */
gboolean tl_page_answer (
    TlRequest *request, TlResponse *response, guint status, const char *title, const char *text);
gboolean tl_page_not_found (TlRequest *request, TlResponse *response);
/** tl_page_go: 303 to @path with "done=CODE"; the page there says what was done (tl_page_notice).
 */
gboolean tl_page_go (TlResponse *response, const char *done, const char *path_format, ...)
    G_GNUC_PRINTF (3, 4);

/** tl_page_notice: the sentence of @code; nothing when there is none of that code. */
void tl_page_notice (TlHtml *html, const char *code);

/** tl_page_style_path: path of the stylesheet, with its digest. */
const char *tl_page_style_path (void);
gboolean tl_page_style (TlRequest *request, TlResponse *response, GError **error);

/** tl_page_query, tl_page_form: a parameter, "" when it is not there. */
const char *tl_page_query (TlRequest *request, const char *name);
const char *tl_page_form (TlRequest *request, const char *name);
/** tl_page_form_int: a whole number, or -1. */
gint64 tl_page_form_int (TlRequest *request, const char *name);
/** tl_page_form_text: (transfer full): a form's text as it is stored: NFC, lines end in LF, no
 * blanks around it; at most @max characters, else %NULL. */
char *tl_page_form_text (TlRequest *request, const char *name, glong max);

/** tl_page_form_begin: a form that posts, with the session's secret. */
void tl_page_form_begin (TlHtml *html, TlRequest *request, const char *action, const char *class);
/** tl_page_hidden: a field that people do not see. */
void tl_page_hidden (TlHtml *html, const char *name, const char *value);
void tl_page_hidden_int (TlHtml *html, const char *name, gint64 value);
void tl_page_button (TlHtml *html, const char *label, const char *class);

/** TlPageField: a labelled field. @hint: (nullable): a sentence below it; @rows: 0 for one line. */
typedef struct
{
  const char *name;
  const char *label;
  const char *hint;
  const char *value;
  const char *type; /* (nullable): "text" */
  guint rows;
  gboolean required;
} TlPageField;
void tl_page_field (TlHtml *html, const TlPageField *field);

/** TlPageChoice: one line of a list of choices, ended by a %NULL value. */
typedef struct
{
  const char *value;
  const char *label;
} TlPageChoice;
void tl_page_select (TlHtml *html,
                     const char *name,
                     const char *label,
                     const TlPageChoice *choices,
                     const char *chosen);
/** tl_page_choice_label: label of @value, or @value. */
const char *tl_page_choice_label (const TlPageChoice *choices, const char *value);

/** tl_page_text: text with its line breaks, a paragraph each. */
void tl_page_text (TlHtml *html, const char *text, const char *class);
/** tl_page_link: a link; @href is made by the program. */
void tl_page_link (TlHtml *html, const char *label, const char *class, const char *href_format, ...)
    G_GNUC_PRINTF (4, 5);
/** tl_page_fact: a line of a <dl>. */
void tl_page_fact (TlHtml *html, const char *term, const char *value);

/** tl_page_time: (transfer full): "23/11/2026 09:40", time of Việt Nam; "" for 0. */
char *tl_page_time (gint64 ms);
/** tl_page_date: (transfer full): "23/11/2026". */
char *tl_page_date (gint64 ms);
/** tl_page_age: (transfer full): "3 giờ", "12 ngày". */
char *tl_page_age (gint64 from_ms, gint64 now_ms);
/** tl_page_number: (transfer full): "1.234.567". */
char *tl_page_number (gint64 number);

G_END_DECLS
