/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "ui/search/tl-preview.h"
#include "ui/search/tl-scope-bar.h"
#include "ui/search/tl-search-page.h"
#include "ui/search/tl-start-view.h"

G_BEGIN_DECLS

struct _TlSearchPage
{
  GtkWidget parent_instance;

  /* Template. */
  GtkWidget *left_pane;
  GtkBox *wide_holder;
  GtkScrolledWindow *narrow_holder;
  GtkWidget *info_row;
  GtkLabel *understood;
  GtkSpinner *spinner;
  GtkLabel *summary;
  GtkLabel *partial;
  GtkStack *states;
  TlStartView *start;
  GtkListView *results;
  GtkScrolledWindow *results_window;
  AdwStatusPage *nothing;
  GtkWidget *widen;
  GtkWidget *today;
  AdwStatusPage *failed;
  AdwStatusPage *no_library;
  GtkWidget *right_pane;
  TlPreview *preview;

  /* Owned. */
  TlScopeBar *scopes;
  TlServices *services;
  TlSearchSession *session;
  GtkSingleSelection *selection;
  char *typed;
  char **recent;

  /* State. */
  guint rest_source;
  guint patience_source;
  gboolean show_left;
  gboolean show_right;
  gboolean narrow;
  gboolean focus_answers; /* Enter was pressed: the first result takes the focus when it comes */
};

/** _tl_search_page_show_counts: matches of each kind beside the scopes. */
void _tl_search_page_show_counts (TlSearchPage *self);

/** _tl_search_page_show_summary: how many, how fast, and what the question was understood as. */
void _tl_search_page_show_summary (TlSearchPage *self);

/** _tl_search_page_show_partial: the bar that says that part of the library was silent. */
void _tl_search_page_show_partial (TlSearchPage *self);

/** _tl_search_page_show_nothing: the page that says that nothing was found, with next steps. */
void _tl_search_page_show_nothing (TlSearchPage *self);

/** _tl_search_page_show_failed: the page that says that the search failed. */
void _tl_search_page_show_failed (TlSearchPage *self);

G_END_DECLS
