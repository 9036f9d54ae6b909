/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "desk/tl-desk-mark.h"
#include "desk/tl-desk-place.h"
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

G_END_DECLS
