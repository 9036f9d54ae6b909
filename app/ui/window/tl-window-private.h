/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/compare/tl-compare-tray.h"
#include "ui/compare/tl-compare-view.h"
#include "ui/desk/tl-desk-page.h"
#include "ui/feedback/tl-contribute-page.h"
#include "ui/feedback/tl-feedback-page.h"
#include "ui/feedback/tl-feedback-sheet.h"
#include "ui/library/tl-library-page.h"
#include "ui/reader/tl-reader.h"
#include "ui/search/tl-search-page.h"
#include "ui/update/tl-news-page.h"
#include "ui/usage/tl-usage-page.h"
#include "ui/window/tl-date-chip.h"
#include "ui/window/tl-history.h"
#include "ui/window/tl-status-line.h"
#include "ui/window/tl-suggest-popover.h"
#include "ui/window/tl-window.h"

G_BEGIN_DECLS

struct _TlWindow
{
  AdwApplicationWindow parent_instance;

  /* Template. */
  GtkSearchEntry *entry;
  TlDateChip *date_chip;
  AdwToastOverlay *toasts;
  AdwFlap *flap;
  GtkStack *places;
  AdwTabBar *tab_bar;
  AdwTabView *tab_view;
  TlStatusLine *status_line;
  GtkWidget *left_button;
  GtkWidget *feedback_place;
  GtkLabel *feedback_badge;

  /* Borrowed: owned by the stack of places, and by the tab view. */
  TlLibraryPage *library_page;       /* NULL until it is first shown */
  TlDeskPage *desk_page;             /* likewise */
  TlNewsPage *news_page;             /* likewise */
  TlFeedbackPage *feedback_page;     /* likewise */
  TlContributePage *contribute_page; /* likewise */
  TlUsagePage *usage_page;           /* likewise */
  TlFeedbackSheet *sheet;            /* likewise; of the flap */
  GtkWidget *before_sheet;           /* weak: what had the focus */
  TlSearchPage *search_page;
  AdwTabPage *search_tab;
  TlCompareTray *tray;           /* a child of the window */
  TlSuggestPopover *suggestions; /* a child of the entry */
  GtkWidget *overdue;            /* above the places: the library is past its day */
  GtkWidget *overdue_words;
  AdwToast *date_offer;  /* weak */
  AdwToast *undo_offer;  /* weak */
  AdwToast *usage_offer; /* weak */
  AdwToast *spoken;      /* weak: what was said last */

  /* Owned. */
  TlServices *services;
  GSettings *settings;
  TlHistory *history;
  GtkFileChooserNative *chooser;
  GCancellable *suggesting;
  GCancellable *opening_files;
  char *put_doc; /* put up for comparison */
  char *put_title;

  /* State. */
  gboolean composing;  /* an input method has unfinished text in the entry */
  gboolean putting;    /* the entry is given a question: nothing is typed */
  gboolean travelling; /* a step in the history: not a new visit */
  gboolean narrow;
  gboolean told_usage; /* numbers of use are to be sent */
  guint fold_source;
  guint64 told_release; /* the last release that was told of */
  char *told_folder;    /* owned: the library it is of */
};

/** _tl_window_install_actions: the window's actions and its shortcuts' accelerators (class
 * initialisation). */
void _tl_window_install_actions (GtkWidgetClass *widget_class);

/** _tl_window_add_stateful_actions: the actions with a state, once the settings are known. */
void _tl_window_add_stateful_actions (TlWindow *self);

/** _tl_window_update_actions: which actions can be used now. */
void _tl_window_update_actions (TlWindow *self);

/** _tl_window_visit: notes the place shown in the history. */
void _tl_window_visit (TlWindow *self, const char *place);

/** _tl_window_visit_search: notes the question as the place. */
void _tl_window_visit_search (TlWindow *self);

/* tl-window-entry.c: the question, what was asked before, and what can be asked. */
/** _tl_window_bind_entry: the callbacks of the template (class initialisation). */
void _tl_window_bind_entry (GtkWidgetClass *widget_class);
void _tl_window_set_up_entry (TlWindow *self);
void _tl_window_load_recent (TlWindow *self);
/** _tl_window_asked: @question was asked in earnest: it is remembered, if the judge wants that. */
void _tl_window_asked (TlWindow *self, const char *question);
/** _tl_window_put_question: puts @question into the entry; that is no typing. */
void _tl_window_put_question (TlWindow *self, const char *question);
/** _tl_window_drop_suggestions: before the entry goes. */
void _tl_window_drop_suggestions (TlWindow *self);

/* tl-window-memory.c: what the judge confirms. */
void _tl_window_set_up_memory (TlWindow *self);
/** _tl_window_undo_memory: takes back the last confirmation. */
void _tl_window_undo_memory (TlWindow *self);

/** _tl_window_show_search: shows the tabs, with the search page in front. */
void _tl_window_show_search (TlWindow *self);

/** _tl_window_ensure_library_page: makes the page that lists the documents, if it has not been. */
void _tl_window_ensure_library_page (TlWindow *self);

/** _tl_window_open: opens a document in a tab, or moves in the tab that has it. */
void _tl_window_open (TlWindow *self, const TlReaderTarget *target);

/** _tl_window_open_beside: opens a document in a new tab next to the one in front, which stays. */
void _tl_window_open_beside (TlWindow *self, const TlReaderTarget *target);

/* tl-window-desk.c */
/** _tl_window_set_up_desk: once, when the services are known. */
void _tl_window_set_up_desk (TlWindow *self);
/* tl-window-own.c: files of the judge's own. */
/** _tl_window_install_own_actions: class initialisation. */
void _tl_window_install_own_actions (GtkWidgetClass *widget_class);
/** _tl_window_set_up_own: files can be dropped on the window, once. */
void _tl_window_set_up_own (TlWindow *self);
/* tl-window-compare.c */
/** _tl_window_install_compare_actions: class initialisation. */
void _tl_window_install_compare_actions (GtkWidgetClass *widget_class);
void _tl_window_set_up_compare (TlWindow *self);
/** _tl_window_compare: opens two documents side by side; one more on the right where @left is
 * compared already. */
void _tl_window_compare (TlWindow *self, const TlReaderTarget *left, const TlReaderTarget *right);
/** _tl_window_compare_front: the document in front, from the place where it is read, with @right.
 * Returns: %FALSE when none is in front, or the same */
gboolean _tl_window_compare_front (TlWindow *self, const TlReaderTarget *right);
/** _tl_window_put_up: the first of two documents waits for the second, which opens both; the first
 * again gives it up. */
void _tl_window_put_up (TlWindow *self, const char *doc, const char *title);
/** _tl_window_next_right: in a comparison, the next document of the right side. */
gboolean _tl_window_next_right (TlWindow *self, int step);
/** _tl_window_go_compare: Returns: whether @place is a comparison. */
gboolean _tl_window_go_compare (TlWindow *self, const char *place);
/** _tl_window_ensure_desk_page: makes the page of the notes, if it has not been. */
void _tl_window_ensure_desk_page (TlWindow *self);
void _tl_window_install_desk_actions (GtkWidgetClass *widget_class);

/* tl-window-similar.c */
/** _tl_window_install_similar_actions: class initialisation. */
void _tl_window_install_similar_actions (GtkWidgetClass *widget_class);
/** _tl_window_similar_document: (nullable): the document whose similar cases @child shows. */
const char *_tl_window_similar_document (GtkWidget *child);
/** _tl_window_go_similar: Returns: whether @place is a list of similar cases. */
gboolean _tl_window_go_similar (TlWindow *self, const char *place);

/* tl-window-update.c */
/** _tl_window_install_update_actions: class initialisation. */
void _tl_window_install_update_actions (GtkWidgetClass *widget_class);
/** _tl_window_set_up_update: once, when the services are known. */
void _tl_window_set_up_update (TlWindow *self);
/** _tl_window_show_news: makes the page of what is new, if it has not been, and fills it. */
void _tl_window_show_news (TlWindow *self);

/* tl-window-backup.c */
/** _tl_window_install_backup_actions: class initialisation. */
void _tl_window_install_backup_actions (GtkWidgetClass *widget_class);

/* tl-window-feedback.c */
/** _tl_window_install_feedback_actions: class initialisation. */
void _tl_window_install_feedback_actions (GtkWidgetClass *widget_class);
/** _tl_window_set_up_feedback: once, when the services are known. */
void _tl_window_set_up_feedback (TlWindow *self);
/** _tl_window_ensure_feedback_page: makes the page of what was sent, if it has not been. */
void _tl_window_ensure_feedback_page (TlWindow *self);
/** _tl_window_ensure_contribute_page: makes the page of a situation, if it has not been. */
void _tl_window_ensure_contribute_page (TlWindow *self);
/** _tl_window_fold: tl-window.c: whether the panes have room in a window of @width. */
void _tl_window_fold (TlWindow *self, int width);
/** _tl_window_sheet_width: what the sheet of a comment takes of the window. */
int _tl_window_sheet_width (TlWindow *self);

/* tl-window-usage.c */
/** _tl_window_set_up_usage: once, when the services are known. */
void _tl_window_set_up_usage (TlWindow *self);
/** _tl_window_ensure_usage_page: makes the page of the numbers, if it has not been. */
void _tl_window_ensure_usage_page (TlWindow *self);

/* tl-window-links.c */
/** _tl_window_install_link_actions: class initialisation. */
void _tl_window_install_link_actions (GtkWidgetClass *widget_class);

G_END_DECLS
