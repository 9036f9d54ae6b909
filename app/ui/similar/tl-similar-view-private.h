/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "ui/search/tl-facet-pane.h"
#include "ui/search/tl-facet-section.h"
#include "ui/similar/tl-similar-view.h"

G_BEGIN_DECLS

struct _TlSimilarView
{
  GtkWidget parent_instance;

  GtkWidget *box; /* a child */
  GtkLabel *heading;
  GtkLabel *total;
  GtkWidget *tools;
  GtkWidget *by; /* GtkDropDown */
  GtkMenuButton *filters;
  GtkLabel *only;    /* the filters in words */
  GtkLabel *counted; /* in what the values were counted */
  TlFacetSectionView *kinds;
  TlFacetPane *facet_pane;
  GtkWidget *whole;
  GtkStack *stack;
  GtkWidget *start;
  GtkLabel *doing;
  GtkWidget *cancel;
  AdwStatusPage *message;
  GtkWidget *message_buttons[2]; /* again, another file */
  GtkWidget *results;
  GtkWidget *left;
  GtkStack *left_stack; /* the list, or why there is none */
  GtkListBox *list;
  GtkLabel *none;
  TlSimilarPane *pane;

  /* Owned. */
  TlServices *services;
  GSettings *settings;
  GCancellable *working;
  GtkFileChooserNative *chooser;
  TlSimilarSource *source;
  TlDocument *own; /* what was read for the source */
  TlSimilarFound *found;
  TlSearchScope *scope; /* filters only */
  GPtrArray *facets;    /* (nullable) (element-type TlFacet): of the last answer without filters */
  char *title;

  /* State. */
  guint generation; /* of the work in hand; an answer to an older one is dropped */
  guint loading_source;
  guint fold_source;
  gboolean is_read; /* the source was */
  gboolean loading;
  gboolean narrow;
  gboolean pane_in_front; /* in a narrow view the pane stands in place of the list */
  gboolean wants_focus;
};

/* tl-similar-view.c */
/** _tl_similar_view_run: reads the source if it has not been, and looks for cases. */
void _tl_similar_view_run (TlSimilarView *self);
void _tl_similar_view_stop (TlSimilarView *self);
/** _tl_similar_view_say: @words in place of the list. */
void _tl_similar_view_say (TlSimilarView *self, const char *title, const char *words);

/* tl-similar-view-bars.c: what the view is made of. */
void _tl_similar_view_build (TlSimilarView *self);
/** _tl_similar_view_update_panes: which of list and pane there is room for. */
void _tl_similar_view_update_panes (TlSimilarView *self);
/** _tl_similar_view_fill: the list, or why there is none. */
void _tl_similar_view_fill (TlSimilarView *self);

/* tl-similar-view-filters.c */
GtkWidget *_tl_similar_view_make_filters (TlSimilarView *self);
/** _tl_similar_view_drop_filters: for another case, or another library. Looks for nothing. */
void _tl_similar_view_drop_filters (TlSimilarView *self);
/** _tl_similar_view_take_facets: what was found says what can be chosen. */
void _tl_similar_view_take_facets (TlSimilarView *self);

/* tl-similar-view-actions.c */
void _tl_similar_view_install_actions (GtkWidgetClass *widget_class);
/** _tl_similar_view_set_up_keys: letters, and files that are dropped, once. */
void _tl_similar_view_set_up_keys (TlSimilarView *self);
/** _tl_similar_view_selected: number of the case chosen, -1 for none. */
int _tl_similar_view_selected (TlSimilarView *self);

G_END_DECLS
