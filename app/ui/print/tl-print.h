/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "pdf/tl-pdf.h"
#include "ui/print/tl-print-pages.h"
#include "ui/print/tl-print-words.h"

G_BEGIN_DECLS

/* Printing and saving as PDF from a screen. @from is the widget that asks: its window is the parent
 * of the dialogs, and its action "win.say" tells how it ended. Main thread; nothing here waits. */

/**
 * TlPrintJob:
 * @content: what is printed
 * @pdf: (nullable): original whose pages are printed as they are, with the foot of @content
 * @original: (nullable): path of the same: saving copies it
 */
typedef struct
{
  TlPrintContent *content;
  TlPdf *pdf;
  const char *original;
} TlPrintJob;

/** tl_print_run: the system's dialog for printing, then the printing, with progress and a way to
 * cancel. */
void tl_print_run (GtkWidget *from, const TlPrintJob *job);

/** tl_print_save: asks for a file, then writes it. */
void tl_print_save (GtkWidget *from, const TlPrintJob *job);

/** tl_print_save_to: writes @path, with progress and a way to cancel when it takes long. */
void tl_print_save_to (GtkWidget *from, const TlPrintJob *job, const char *path);

/** tl_print_table: prints, or saves when @save, @table. */
void tl_print_table (GtkWidget *from,
                     const TlPrintTable *table,
                     const TlPrintOrigin *origin,
                     gboolean save);

/** tl_print_operation_new: (transfer full): what tl_print_run() runs: for tests. */
GtkPrintOperation *tl_print_operation_new (GtkWidget *from, const TlPrintJob *job);

/** tl_print_paper_init: @setup's paper; its margins, or ours where they are wider. */
void tl_print_paper_init (TlPrintPaper *paper, GtkPageSetup *setup);

G_END_DECLS
