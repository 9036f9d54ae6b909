/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/reader/tl-citing-pane.h"
#include "ui/reader/tl-find-bar.h"
#include "ui/reader/tl-found-pane.h"
#include "ui/reader/tl-outline.h"
#include "ui/reader/tl-pdf-thumbs.h"
#include "ui/reader/tl-pdf-view.h"
#include "ui/reader/tl-reader-desk-private.h"
#include "ui/reader/tl-reader-own-private.h"
#include "ui/reader/tl-text-view.h"
#include "ui/reader/tl-versions-page.h"

G_BEGIN_DECLS

/** TlReaderCites: the citations on the original pages: tl-reader-cites.c. */
typedef struct _TlReaderCites TlReaderCites;

struct _TlReader
{
  GtkWidget parent_instance;

  /* Template. */
  AdwFlap *flap;
  GtkWidget *outline_button;
  GtkWidget *thumbs_button;
  GtkStack *side;
  TlOutline *outline;
  TlPdfThumbs *thumbs;
  GtkWidget *modes;
  GtkToggleButton *original_button;
  GtkToggleButton *text_button;
  GtkLabel *heading;
  GtkWidget *page_box;
  GtkEntry *page_entry;
  GtkLabel *page_label;
  GtkWidget *look_button;
  GtkWidget *zoom_box;
  GtkButton *fit_button;
  GtkLabel *effect;
  GtkLabel *law_bar;
  GtkWidget *review_bar;
  GtkWidget *file_bar;
  GtkLabel *file_text;
  GtkWidget *file_retry;
  GtkStack *states;
  AdwStatusPage *error_page;
  TlPdfView *original;
  TlTextView *text;
  TlCitingPane *citing;
  TlVersionsPage *versions;
  TlFindBar *find_bar;
  TlFoundPane *found;
  GtkWidget *scan_badge;

  /* Owned. */
  TlServices *services;
  GSettings *settings;
  GCancellable *loading;
  GCancellable *opening; /* the PDF */
  GCancellable *citation_job;
  TlDocument *document;
  TlTextModel *model;
  TlReaderCites *cites;
  char *path; /* of the PDF, when it is installed */
  char *title;
  char *tooltip;
  char *jumped; /* unit that was jumped to, until the reader moves */
  char *synced; /* unit at which both views were last at the same place */
  TlReaderDesk desk;
  TlReaderOwn own;
  struct _TlReaderFind *find;
  struct _TlReaderSelect *select;
  GtkWidget *citation; /* weak: the window of a citation, a child while it is open */

  /* Where to be: document, unit, passage, date. */
  char *doc;
  char *anchor;
  char *passage;
  char *as_of;
  char *view; /* how it was last looked at */
  guint page;

  /* State. */
  guint loading_source;
  guint fold_source;
  guint follow_source;
  GSimpleActionGroup *looks; /* actions with a state */
  const char *effect_style;
  TlTextSpan mark;
  gboolean marked;
  gboolean text_is_new; /* the text view does not show the model yet */
  gboolean in_original;
  gboolean updating_modes;
  gboolean is_loading;
  gboolean show_outline;
  gboolean narrow;
  int short_bar;         /* 1 without the size of the pages, 2 nor their number */
  gboolean beside;       /* one of two readers: opens the text */
  gboolean wants_focus;  /* once there is something to focus */
  GtkWidget *focus_then; /* never dereferenced: what had the focus when it was wanted */
  gint64 follow_from;    /* the outline does not follow the text before this time */
};

/** _tl_reader_install_actions: actions and keys (class initialisation). */
void _tl_reader_install_actions (GtkWidgetClass *widget_class);

/* tl-reader-cited.c */
/** _tl_reader_install_cited_actions: actions, keys and parts of the template (class
 * initialisation, when the template is set). */
void _tl_reader_install_cited_actions (GtkWidgetClass *widget_class);

/** _tl_reader_set_up_cited: the keys that go from citation to citation, once. */
void _tl_reader_set_up_cited (TlReader *self);

/** _tl_reader_show_citation: reads what link @link of the model says and shows it at @area, which
 * is in coordinates of @from. */
void _tl_reader_show_citation (TlReader *self,
                               guint link,
                               GtkWidget *from,
                               const GdkRectangle *area);

/** _tl_reader_drop_citation: closes the window of a citation, and ends what is being read for it.
 */
void _tl_reader_drop_citation (TlReader *self);

/* tl-reader-versions.c */
/** _tl_reader_install_versions_actions: actions, keys and parts of the template (class
 * initialisation, when the template is set). */
void _tl_reader_install_versions_actions (GtkWidgetClass *widget_class);

/** _tl_reader_show_versions: the versions of the article that @anchor of @doc stands in, in place
 * of the text. */
void _tl_reader_show_versions (TlReader *self, const char *doc, const char *anchor);

/** _tl_reader_leave_versions: back to where the reader was; nothing when they are not shown. */
void _tl_reader_leave_versions (TlReader *self);

/** _tl_reader_update_bar, _tl_reader_fold_versions: the room for what they show changed. */
void _tl_reader_update_bar (TlReader *self);
void _tl_reader_fold_versions (TlReader *self);

/** _tl_reader_show_mode: the original pages or the text, as they were left. */
void _tl_reader_show_mode (TlReader *self, gboolean original);

/* tl-reader-cites.c */
void _tl_reader_set_up_cites (TlReader *self);
void _tl_reader_free_cites (TlReader *self);
/** _tl_reader_update_cites: the view shows other pages, or another document: the citations on them
 * are looked for and drawn. */
void _tl_reader_update_cites (TlReader *self);
/** _tl_reader_step_cite: to the next (@direction above zero) or last citation on the pages, as soon
 * as it is found. */
void _tl_reader_step_cite (TlReader *self, int direction);

/** _tl_reader_set_loading: says so after a moment, when there is nothing else to see. */
void _tl_reader_set_loading (TlReader *self, gboolean loading);
/** _tl_reader_set_title: words for the tab. */
void _tl_reader_set_title (TlReader *self, const TlDocument *document);
/** _tl_reader_emit_shown: there is a model. */
void _tl_reader_emit_shown (TlReader *self);

/** _tl_reader_show: the document that a job brought. */
void _tl_reader_show (TlReader *self, TlReaderJob *job);

/** _tl_reader_set_original: the original pages, or the text; the place is kept. */
void _tl_reader_set_original (TlReader *self, gboolean original);
/** _tl_reader_open_pdf: opens the original again after a failure. */
void _tl_reader_open_pdf (TlReader *self);
/** _tl_reader_go: brings a unit into view in whatever is shown. */
void _tl_reader_go (TlReader *self, const char *anchor);
/** _tl_reader_zoom: above zero in, below out, zero to the width. */
void _tl_reader_zoom (TlReader *self, int direction);
/** _tl_reader_follow: the page number, the zoom and the outline follow what is in view. */
void _tl_reader_follow (TlReader *self);
/** _tl_reader_queue_follow: soon. */
void _tl_reader_queue_follow (TlReader *self);
/** _tl_reader_dup_anchor: (nullable): the unit before the reader's eyes. */
char *_tl_reader_dup_anchor (TlReader *self);
/** _tl_reader_focus: the document is there: it takes the focus that was meant for it. */
void _tl_reader_focus (TlReader *self);
/** _tl_reader_restore: the place and look the document is to be opened with, if there are any. */
gboolean _tl_reader_restore (TlReader *self);

/* tl-reader-pages.c: the entry of the page, small pages, ways to look at pages. */
void _tl_reader_bind_pages (GtkWidgetClass *widget_class);
void _tl_reader_set_up_pages (TlReader *self);
void _tl_reader_install_page_actions (GtkWidgetClass *widget_class);
/** _tl_reader_show_page: page and zoom in the bar, the small page, the states of the actions. */
void _tl_reader_show_page (TlReader *self);
/** _tl_reader_jumped: tells the window that the reader left @from, as tl_reader_dup_place() said
 * it; takes @from. */
void _tl_reader_jumped (TlReader *self, char *from, char *to);

/** _tl_reader_clear: forgets the document. */
void _tl_reader_clear (TlReader *self);

G_END_DECLS
