/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "ui/reader/tl-text-plain.h"
#include "ui/reader/tl-text-tags.h"

G_BEGIN_DECLS

struct _TlTextPlain
{
  GtkWidget parent_instance;

  /* Template. */
  GtkScrolledWindow *window;
  AdwClampScrollable *clamp;
  GtkTextView *view;

  /* Owned. */
  TlTextModel *model;
  GtkTextBuffer *buffer; /* being filled; the view gets it when it holds what is wanted */

  const TlTextEvents *events;
  gpointer events_data;
  TlTextTags tags;
  GtkTextMark *target; /* borrowed from the buffer */
  guint next;          /* first paragraph not yet inserted */
  guint needed;        /* paragraphs to insert before anything is shown */
  int wanted;          /* paragraph that is to stand at the top, or -1 */
  guint settled;       /* frames for which it has stood there */
  guint tick;
  gboolean marked;
  TlTextSpan mark;
  int current;      /* citation that has the focus, or -1 */
  int measure;      /* characters of a line */
  TlTextSpan *hits; /* what was found, in the order of the text */
  guint n_hits;
  int hit; /* the one that is looked at, or -1 */
  guint selected_source;
  GArray *marks; /* of TlTextColour */
  GtkTextTag *colours[TL_TEXT_N_COLOURS];
  guint insert_source;
  guint moved_source;
};

/** _tl_text_plain_tag: sets @tag from character @from of line @line to before @to. */
void _tl_text_plain_tag (TlTextPlain *self, guint line, guint from, guint to, GtkTextTag *tag);

/** _tl_text_plain_wants_nothing: no place is looked after any more. */
void _tl_text_plain_want_nothing (TlTextPlain *self);

/* tl-text-plain-marks.c */
void _tl_text_plain_set_up_marks (TlTextPlain *self);
void _tl_text_plain_set_marks_look (TlTextPlain *self, const TlTextLook *look);
/** _tl_text_plain_apply_marks: highlights in the paragraphs from @first to before @end. */
void _tl_text_plain_apply_marks (TlTextPlain *self, guint first, guint end);

/* tl-text-plain-citations.c */
/** _tl_text_plain_set_up_citations: pointer and keys, once. */
void _tl_text_plain_set_up_citations (TlTextPlain *self);

/** _tl_text_plain_apply_citations: underlines those in the paragraphs from @first to before @end.
 */
void _tl_text_plain_apply_citations (TlTextPlain *self, guint first, guint end);

/** _tl_text_plain_show_citation: brings it into view and selects it. */
void _tl_text_plain_show_citation (TlTextPlain *self, guint citation);

/* tl-text-plain-hits.c */
/** _tl_text_plain_apply_hits: marks what was found in the paragraphs from @first to before @end. */
void _tl_text_plain_apply_hits (TlTextPlain *self, guint first, guint end);
void _tl_text_plain_set_hits (TlTextPlain *self, const TlTextSpan *hits, guint n_hits);
void _tl_text_plain_show_hit (TlTextPlain *self, guint hit);
/** _tl_text_plain_watch_selection: once for each buffer. */
void _tl_text_plain_watch_selection (TlTextPlain *self);

/** _tl_text_plain_is_citation: whether the selection is the citation that was stepped to. */
gboolean _tl_text_plain_is_citation (TlTextPlain *self);

G_END_DECLS
