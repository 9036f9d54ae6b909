/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/reader/tl-reader-job.h"
#include "ui/reader/tl-reader.h"

G_BEGIN_DECLS

/** TlReaderOwn: what a reader knows of a file of the judge's own. */
typedef struct
{
  GtkLabel *label; /* whose it is */
  GtkBox *bar;     /* that it changed */
  GtkLabel *text;
  GtkWidget *again;
  TlOwnFile *file;       /* as it is shown; NULL for documents of the library */
  GFileMonitor *monitor; /* of @file */
  GCancellable *looking; /* at @file, or for where it is */
  gboolean found;        /* it was asked where the file is */
  guint source;          /* the file may have changed */
} TlReaderOwn;

/* tl-reader.c: what a file that is found or was saved needs. */
/** _tl_reader_show_error: in place of the document. */
void _tl_reader_show_error (TlReader *self, const char *title, const char *message);

/** _tl_reader_load: the document that is wanted, from where it is. */
void _tl_reader_load (TlReader *self);
/** _tl_reader_load_again: its file was written again: it is read anew, and the place is kept. */
void _tl_reader_load_again (TlReader *self);

/* tl-reader-own.c */
/** _tl_reader_install_own_actions: parts of the template (class initialisation). */
void _tl_reader_install_own_actions (GtkWidgetClass *widget_class);
/** _tl_reader_set_up_own: their content, once. */
void _tl_reader_set_up_own (TlReader *self);
/** _tl_reader_find_own: Returns: whether it must first be found out where the file is; the document
 * is loaded then. */
gboolean _tl_reader_find_own (TlReader *self);
/** _tl_reader_show_own: @job is shown: whose document it is, and whether it changes. */
void _tl_reader_show_own (TlReader *self, TlReaderJob *job);
/** _tl_reader_drop_own: another document, or none: nothing is watched any more. */
void _tl_reader_drop_own (TlReader *self);

G_END_DECLS
