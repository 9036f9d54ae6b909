/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/compare/tl-compare-overview.h"
#include "ui/compare/tl-compare-strip.h"
#include "ui/compare/tl-compare-tabs.h"
#include "ui/compare/tl-compare-view.h"

G_BEGIN_DECLS

struct _TlCompareView
{
  GtkWidget parent_instance;

  /* Children. */
  GtkWidget *box;  /* the only child of the widget */
  GtkStack *pages; /* "sides", "overview" */
  GtkWidget *sides_box;
  TlCompareSide *sides[2];
  TlCompareStrip *strip;
  GtkLabel *counts;
  GtkLabel *place; /* the pair that the judge stands at */
  GtkLabel *notice;
  TlCompareTabs *tabs;
  TlCompareOverview *overview;
  GtkToggleButton *overview_button;
  GtkMenuButton *cited[3];
  GtkToggleButton *lock_button;
  GtkToggleButton *shift_button;
  GtkWidget *bars[2];

  /* Owned. */
  TlServices *services;
  TlTextModel *models[2]; /* what is loaded; both there: they are compared */
  TlCompared *compared;
  GCancellable *comparing;
  GCancellable *wording;
  GHashTable *worded;      /* pairs whose words were, or are being, compared */
  GPtrArray *rights;       /* (element-type utf8): ids of the documents for the right side */
  GPtrArray *right_titles; /* (element-type utf8) */
  GtkFileChooserNative *chooser;
  char *title;

  /* State. */
  TlCompareScroll scroll;
  int leader;       /* side that the judge moves, or -1 */
  double wanted[2]; /* position that a side is to stand at, or -1 */
  int current;      /* pair, or -1 */
  guint frames;     /* how long to look after both sides */
  guint tick;
  guint loading_source;
  guint right; /* of @rights the one shown */
  gboolean loading;
};

/* tl-compare-view.c */
/** _tl_compare_view_swap: left becomes right. */
void _tl_compare_view_swap (TlCompareView *self);
/** _tl_compare_view_show_right: the document @index of those for the right side. */
void _tl_compare_view_show_right (TlCompareView *self, guint index);

/** _tl_compare_view_drop_right: takes the document @index away from those of the right side; the
 * last one stays. */
void _tl_compare_view_drop_right (TlCompareView *self, guint index);

/* tl-compare-view-sync.c */
/** _tl_compare_view_follow: the sides or the comparison changed: looks after places, ribbons and
 * marks for some frames. */
void _tl_compare_view_follow (TlCompareView *self);
void _tl_compare_view_side_taken (TlCompareView *self, TlSide side);
/** _tl_compare_view_step: to the next or last pair of that kind. Returns: %FALSE at the end. */
gboolean _tl_compare_view_step (TlCompareView *self, TlStep kind, gboolean forward);
/** _tl_compare_view_go_pair: brings both passages to the line of reading. */
void _tl_compare_view_go_pair (TlCompareView *self, guint pair);
/** _tl_compare_view_go: brings a position of one side there, the other where it belongs. */
void _tl_compare_view_go (TlCompareView *self, TlSide side, double position);
/** _tl_compare_view_set_locked: from here on both sides are scrolled together, or not; nothing
 * jumps. */
void _tl_compare_view_set_locked (TlCompareView *self, gboolean locked);
/** _tl_compare_view_keep_shift: what stands side by side now belongs together; with @keep %FALSE
 * the alignment counts alone again. */
void _tl_compare_view_keep_shift (TlCompareView *self, gboolean keep);
TlSide _tl_compare_view_side_in_use (TlCompareView *self);

/** _tl_compare_view_go_cited: to the places of a citation on the sides that cite it. */
void _tl_compare_view_go_cited (TlCompareView *self, const TlComparedCitation *citation);

/* tl-compare-view-bars.c */
void _tl_compare_view_install_actions (GtkWidgetClass *widget_class);
GtkWidget *_tl_compare_view_make_top (TlCompareView *self);
GtkWidget *_tl_compare_view_make_bottom (TlCompareView *self);
/** _tl_compare_view_update_bars: counts, words and lists follow the comparison. */
void _tl_compare_view_update_bars (TlCompareView *self);
/** _tl_compare_view_update_actions: what can be done now. */
void _tl_compare_view_update_actions (TlCompareView *self);
/** _tl_compare_view_say_place: the pair that the judge stands at, in words. */
void _tl_compare_view_say_place (TlCompareView *self);

/* tl-compare-view-overview.c */
/** _tl_compare_view_make_overview: the page, and its actions' keys. */
void _tl_compare_view_make_overview (TlCompareView *self);
void _tl_compare_view_install_overview (GtkWidgetClass *widget_class);
/** _tl_compare_view_show_overview: the table instead of both sides, or the other way round. */
void _tl_compare_view_show_overview (TlCompareView *self, gboolean overview);
gboolean _tl_compare_view_in_overview (TlCompareView *self);
/** _tl_compare_view_update_overview: the table follows the comparison, where it is shown. */
void _tl_compare_view_update_overview (TlCompareView *self);

/* tl-compare-view-export.c */
/** _tl_compare_view_export: asks for a file and writes the overview into it, in a thread. */
void _tl_compare_view_export (TlCompareView *self);

G_END_DECLS
