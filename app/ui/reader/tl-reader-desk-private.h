/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "desk/tl-desk-mark.h"
#include "desk/tl-desk-place.h"
#include "ui/reader/tl-notes-pane.h"
#include "ui/reader/tl-reader-job.h"
#include "ui/reader/tl-reader.h"

G_BEGIN_DECLS

/** TlReaderDesk: what a reader has to do with the judge's desk. */
typedef struct
{
  GCancellable *placing;    /* the place it was left at */
  TlReaderJob *waiting_job; /* to be shown when the place is known */
  char *noted;              /* document that the list of what was read has */
  TlDeskView wanted_view;   /* how it was last read */
  guint place_source;
  guint keep_source;

  TlNotesPane *pane;     /* a child of the reader */
  GtkWidget *popover;    /* weak */
  GPtrArray *marks;      /* of TlPlacedMark, in reading order; NULL until they are read */
  GCancellable *marking; /* what is read or looked for */
  guint next;            /* mark that is looked for on the pages */
  char *current_mark;    /* the one made or looked at last */
  char *deleted_mark;
  GHashTable *unkept; /* (nullable): id → #TlDeskMark that could not be kept */
  char *go_to;        /* mark to go to as soon as it is read */
} TlReaderDesk;

/* tl-reader-desk.c: where the document was left. */
/** _tl_reader_set_up_desk: once, when the services are known. */
void _tl_reader_set_up_desk (TlReader *self);
/** _tl_reader_ask_place: asks where the document was left; it is shown when that is known. */
void _tl_reader_ask_place (TlReader *self);
/** _tl_reader_drop_place: asks no more. */
void _tl_reader_drop_place (TlReader *self);
/** _tl_reader_wait_for_place: Returns: whether @job is taken, and shown later. */
gboolean _tl_reader_wait_for_place (TlReader *self, TlReaderJob *job);
/** _tl_reader_queue_keep: the reader moved: the place is kept when it rests. */
void _tl_reader_queue_keep (TlReader *self);
/** _tl_reader_keep_place: keeps now what was to be kept. */
void _tl_reader_keep_place (TlReader *self);
/** _tl_reader_note_opened: the document is shown: it comes into the list of what was read. */
void _tl_reader_note_opened (TlReader *self);

/* tl-reader-marks.c: highlights and notes. */
void _tl_reader_install_mark_actions (GtkWidgetClass *widget_class);
/** _tl_reader_set_up_marks: once, when the services are known. */
void _tl_reader_set_up_marks (TlReader *self);
/** _tl_reader_load_marks: reads the marks of the document and shows them. */
void _tl_reader_load_marks (TlReader *self);
/** _tl_reader_drop_marks: reads and looks for nothing more. */
void _tl_reader_drop_marks (TlReader *self);
/** _tl_reader_stop_marks: before the template goes. */
void _tl_reader_stop_marks (TlReader *self);
/** _tl_reader_place_marks: the original is open: they are looked for on its pages. */
void _tl_reader_place_marks (TlReader *self);
/** _tl_reader_show_marks_in_text: the text view shows the model. */
void _tl_reader_show_marks_in_text (TlReader *self);
/** _tl_reader_go_to_mark: now, or as soon as the marks are read. */
void _tl_reader_go_to_mark (TlReader *self, const char *id);

G_END_DECLS
