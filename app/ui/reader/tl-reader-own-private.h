/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/reader/tl-reader-job.h"
#include "ui/reader/tl-reader.h"

G_BEGIN_DECLS

/** TlReaderOwn: what a reader knows of a file of the judge's own. */
typedef struct
{
  TlOwnFile *file;       /* as it is shown; NULL for documents of the library */
  GFileMonitor *monitor; /* of @file */
  GCancellable *looking; /* at @file, or for where it is */
  gboolean found;        /* it was asked where the file is */
  guint source;          /* the file may have changed */
} TlReaderOwn;

/** _tl_reader_install_own_actions: parts of the template (class initialisation). */
void _tl_reader_install_own_actions (GtkWidgetClass *widget_class);
/** _tl_reader_find_own: Returns: whether it must first be found out where the file is; the document
 * is loaded then. */
gboolean _tl_reader_find_own (TlReader *self);
/** _tl_reader_show_own: @job is shown: whose document it is, and whether it changes. */
void _tl_reader_show_own (TlReader *self, TlReaderJob *job);
/** _tl_reader_drop_own: another document, or none: nothing is watched any more. */
void _tl_reader_drop_own (TlReader *self);

G_END_DECLS
