/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pdf/tl-pdf-select.h"
#include "ui/reader/tl-found-item.h"
#include "ui/reader/tl-reader-private.h"

G_BEGIN_DECLS

/* Finding and selecting in the reader. */

typedef struct _TlReaderFind TlReaderFind;
typedef struct _TlReaderSelect TlReaderSelect;

/* tl-reader-find.c */
void _tl_reader_install_find_actions (GtkWidgetClass *widget_class);
void _tl_reader_set_up_find (TlReader *self);
/** _tl_reader_stop_find: before the template goes; _tl_reader_free_find() comes last. */
void _tl_reader_stop_find (TlReader *self);
void _tl_reader_free_find (TlReader *self);
/** _tl_reader_find_again: another view or document is shown: what is asked is looked for in it. */
void _tl_reader_find_again (TlReader *self);
/** _tl_reader_look_for_scan: says so when the pages of the original have no text. */
void _tl_reader_look_for_scan (TlReader *self);

/* tl-reader-select.c */
void _tl_reader_install_select_actions (GtkWidgetClass *widget_class);
void _tl_reader_set_up_select (TlReader *self);
void _tl_reader_stop_select (TlReader *self);
void _tl_reader_hide_select_bar (TlReader *self);
/** _tl_reader_select_between: selects on the original pages, as keys do. */
void _tl_reader_select_between (TlReader *self, const TlPdfPoint *from, const TlPdfPoint *to);
/** _tl_reader_select_in_text: @hit is what is selected in the text now. */
void _tl_reader_select_in_text (TlReader *self, const TlTextHit *hit);

G_END_DECLS
