/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "ui/search/tl-chip-row.h"
#include "ui/search/tl-facet-pane.h"
#include "ui/search/tl-next-steps.h"
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
  GtkScrolledWindow *wide_pane;
  GtkWidget *narrow_bar;
  GtkScrolledWindow *narrow_holder;
  GtkScrolledWindow *narrow_pane;
  TlChipRow *chips;
  GtkWidget *info_row;
  GtkLabel *understood;
  GtkSpinner *spinner;
  GtkLabel *summary;
  GtkWidget *meant;
  GtkLabel *meant_label;
  GtkWidget *weak;
  TlNextSteps *weak_steps;
  GtkStack *states;
  TlStartView *start;
  GtkListView *results;
  GtkScrolledWindow *results_window;
  AdwStatusPage *nothing;
  TlNextSteps *nothing_steps;
  AdwStatusPage *failed;
  AdwStatusPage *no_library;
  GtkWidget *right_pane;
  TlPreview *preview;

  /* Owned. */
  TlScopeBar *scopes;
  TlFacetPane *facets;
  TlServices *services;
  GSettings *settings; /* NULL in tests */
  TlSearchSession *session;
  GtkSingleSelection *selection;
  char *chosen; /* (nullable): names the result that is selected */
  char *typed;
  char *noted; /* the last question that was told as asked */
  char **recent;
  TlSearchScope *scope;
  GPtrArray *saved;   /* TlSavedScope */
  GPtrArray *without; /* ids of chips that were taken away */
  GPtrArray *with;    /* ids of offered chips that were accepted */

  /* State. */
  const TlSearchResult *shown; /* the answer that the page speaks of; only to be compared */
  const TlSearchResult *told;  /* likewise: what the numbers of use were told */
  TlSearchState told_state;
  guint ask_source;
  guint note_source;
  guint patience_source;
  gboolean show_left;
  gboolean show_right;
  gboolean narrow;
  gboolean focus_answers; /* Enter was pressed: the first result takes the focus when it comes */
};

/** _tl_search_page_ask_now: asks what is typed, in the scope in use. */
void _tl_search_page_ask_now (TlSearchPage *self);

/* tl-search-page-results.c: the list of results. */
/** _tl_search_page_set_up_list: rows and keys (init). */
void _tl_search_page_set_up_list (TlSearchPage *self);
/** _tl_search_page_selected_hit: (transfer none) (nullable). */
const TlHit *_tl_search_page_selected_hit (TlSearchPage *self);
/** _tl_search_page_preview: shows the chosen result in the right pane, if that is shown. */
void _tl_search_page_preview (TlSearchPage *self);

/* tl-search-page-print.c */
/** _tl_search_page_install_print_actions: the results on paper, or as a file (class
 * initialisation). */
void _tl_search_page_install_print_actions (GtkWidgetClass *widget_class);

/* tl-search-page-usage.c */
/** _tl_search_page_tell_usage: an answer came, or went. */
void _tl_search_page_tell_usage (TlSearchPage *self);
/** _tl_search_page_first_document: (transfer none) (nullable): of the answer. */
const char *_tl_search_page_first_document (TlSearchPage *self);

/* tl-search-page-status.c: what the page says about its answers. */
/** _tl_search_page_show_counts: matches of each kind beside the scopes. */
void _tl_search_page_show_counts (TlSearchPage *self);
/** _tl_search_page_show_summary: how many documents match, and how fast that was known. */
void _tl_search_page_show_summary (TlSearchPage *self);
/** _tl_search_page_show_answer: how many, how fast, what the question was understood as, and
 * whether the answer can be relied on. */
void _tl_search_page_show_answer (TlSearchPage *self);
/** _tl_search_page_clear_answer: none of that. */
void _tl_search_page_clear_answer (TlSearchPage *self);
/** _tl_search_page_show_nothing: the page that says that nothing was found, with next steps. */
void _tl_search_page_show_nothing (TlSearchPage *self);
/** _tl_search_page_show_failed: the page that says that the search failed. */
void _tl_search_page_show_failed (TlSearchPage *self);

/* tl-search-page-scope.c: what narrows the answers. */
/** _tl_search_page_set_up_scope: the pane of filters and the row of chips (init). */
void _tl_search_page_set_up_scope (TlSearchPage *self);
/** _tl_search_page_load_saved: the scopes with a name, from the settings. */
void _tl_search_page_load_saved (TlSearchPage *self);
/** _tl_search_page_show_chips: the row of chips. */
void _tl_search_page_show_chips (TlSearchPage *self);
/** _tl_search_page_show_facets: the pane of filters. */
void _tl_search_page_show_facets (TlSearchPage *self);
/** _tl_search_page_forget_chips: what was taken away or accepted belongs to a question. */
void _tl_search_page_forget_chips (TlSearchPage *self);
/** _tl_search_page_clear_filters: all filters go, the kind stays. */
void _tl_search_page_clear_filters (TlSearchPage *self);
/** _tl_search_page_filter: one more filter, or one less; asks anew. */
void _tl_search_page_filter (
    TlSearchPage *self, const char *name, const char *value, const char *label, gboolean chosen);

G_END_DECLS
