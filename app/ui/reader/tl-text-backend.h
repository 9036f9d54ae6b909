/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "ui/reader/tl-text-model.h"

G_BEGIN_DECLS

/* What TlTextView asks of the widget that really shows the text: GtkTextView in the program, or
 * WebKit in a module. The module calls no function of the program: what it needs comes through
 * these tables. */

#define TL_TEXT_BACKEND_ABI 3

/** TL_TEXT_CITE_SCHEME: a link "troly-cite:N" in a page stands for citation N of the model. */
#define TL_TEXT_CITE_SCHEME "troly-cite"

/** TL_TEXT_MODULE_SYMBOL: name of the module's one exported function, a #TlTextModuleFunc. */
#define TL_TEXT_MODULE_SYMBOL "tl_text_module_get_backend"

/**
 * TlTextSpan:
 *
 * A stretch of the text: paragraphs of the model, characters in them; the end is outside.
 */
typedef struct
{
  guint from_paragraph;
  guint from;
  guint to_paragraph;
  guint to;
} TlTextSpan;

/**
 * TlTextContent:
 * @model: what to show
 * @mark: (nullable): passage to mark
 * @start: paragraph to have in view, or -1 for the beginning
 * @html: (nullable): the same as a whole HTML page, for a back end that wants it
 */
typedef struct
{
  TlTextModel *model;
  const TlTextSpan *mark;
  int start;
  const char *html;
} TlTextContent;

/** TlTextLook: how text is set; @percent is the size against the interface's, @measure the
 * characters of the longest line. */
typedef struct
{
  gboolean dark;
  gboolean high_contrast;
  gboolean serif;
  int percent;
  int measure;
} TlTextLook;

/**
 * TlTextEvents:
 * @moved: the first paragraph in view changed
 * @failed: the text is gone (its process ended); showing it again brings it back
 * @activated: citation @citation of the model was pressed; it stands at @area of the widget
 * @stepped: to the next (1) or the one before (-1); FALSE when there is none
 * @selected: other text is selected, @span (nullable), or nothing; it ends at @area of the widget
 */
typedef struct
{
  void (*moved) (guint paragraph, gpointer user_data);
  void (*failed) (gpointer user_data);
  void (*activated) (guint citation, const GdkRectangle *area, gpointer user_data);
  gboolean (*stepped) (int direction, gpointer user_data);
  void (*selected) (const TlTextSpan *span, const GdkRectangle *area, gpointer user_data);
} TlTextEvents;

/** TlTextBackend: all functions on the main loop; @widget is what @create made. */
typedef struct
{
  guint abi;
  const char *name;
  gboolean wants_html;
  /** create: Returns: (transfer floating). @events lives as long as the program; none is called
   * after @widget was disposed of. */
  GtkWidget *(*create) (const TlTextEvents *events, gpointer user_data);
  void (*show) (GtkWidget *widget, const TlTextContent *content);
  /** set_look: @css is the style sheet for HTML. */
  void (*set_look) (GtkWidget *widget, const TlTextLook *look, const char *css);
  void (*scroll_to) (GtkWidget *widget, guint paragraph);
  void (*copy) (GtkWidget *widget);
  /** show_citation: brings citation @citation into view and gives it the focus: Enter then
   * activates it. */
  void (*show_citation) (GtkWidget *widget, guint citation);
  /** set_hits: marks what was found, each in one paragraph, in the order of the text, in place of
   * what was marked before. @html: (nullable): the page with @hits, for a back end that wants it;
   * @top: the paragraph in view. */
  void (*set_hits) (
      GtkWidget *widget, const TlTextSpan *hits, guint n_hits, const char *html, guint top);
  /** show_hit: brings hit @hit into view and shows that it is the one. */
  void (*show_hit) (GtkWidget *widget, guint hit);
} TlTextBackend;

typedef const TlTextBackend *(*TlTextModuleFunc) (void);

/** tl_text_plain_get_backend: GtkTextView. */
const TlTextBackend *tl_text_plain_get_backend (void);

/** tl_text_module_load: (nullable): the module's back end, loaded once; %NULL when it cannot be
 * loaded, which is logged. */
const TlTextBackend *tl_text_module_load (void);

/**
 * tl_text_module_can_sandbox:
 *
 * Returns: whether the system lets WebKit shut its processes in (bubblewrap with user namespaces)
 */
gboolean tl_text_module_can_sandbox (void);

G_END_DECLS
