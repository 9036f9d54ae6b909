/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The system's printing. Pages of a text are found in slices; pages of an original come from its
 * worker one by one, so that one picture is held at a time. */
#include "config.h"

#include "ui/print/tl-print.h"

#include <glib/gi18n.h>
#include <math.h>

#include "ui/print/tl-print-laid.h"

/* Time one turn of the main loop may spend on finding pages. */
#define SLICE_US 8000
#define POINT    (1 / 72.0)
/* Dots an inch at which original pages are drawn, and the pixels of the largest picture. */
#define DPI        300.0
#define MAX_PIXELS (24.0 * 1024 * 1024)
/* Margins against the side of a small sheet. */
#define MARGIN_SHARE 0.12

typedef struct
{
  GtkWidget *from; /* weak */
  TlPrintContent *content;
  TlPrintPages *pages;
  TlPdf *pdf;
  GCancellable *cancellable;
  TlPrintPaper paper;
} Run;

/* A page that was asked of the worker. */
typedef struct
{
  GtkPrintOperation *operation;
  GtkPrintContext *context;
  Run *run; /* the operation's */
  guint page;
} Wanted;

static void
run_free (Run *run)
{
  g_cancellable_cancel (run->cancellable);
  g_object_unref (run->cancellable);
  g_clear_weak_pointer (&run->from);
  g_clear_pointer (&run->pages, tl_print_pages_free);
  tl_print_content_unref (run->content);
  g_clear_object (&run->pdf);
  g_free (run);
}

static void
say (GtkWidget *from, const char *words)
{
  if (from != NULL)
    gtk_widget_activate_action (from, "win.say", "s", words);
}

void
tl_print_paper_init (TlPrintPaper *paper, GtkPageSetup *setup)
{
  TlPrintPaper ours;
  double wide, high;

  tl_print_paper_init_a4 (&ours);
  paper->width = gtk_page_setup_get_paper_width (setup, GTK_UNIT_POINTS);
  paper->height = gtk_page_setup_get_paper_height (setup, GTK_UNIT_POINTS);
  wide = paper->width * MARGIN_SHARE;
  high = paper->height * MARGIN_SHARE;
  paper->left
      = MAX (MIN (ours.left, wide), gtk_page_setup_get_left_margin (setup, GTK_UNIT_POINTS));
  paper->right
      = MAX (MIN (ours.right, wide), gtk_page_setup_get_right_margin (setup, GTK_UNIT_POINTS));
  paper->top = MAX (MIN (ours.top, high), gtk_page_setup_get_top_margin (setup, GTK_UNIT_POINTS));
  paper->bottom
      = MAX (MIN (ours.bottom, high), gtk_page_setup_get_bottom_margin (setup, GTK_UNIT_POINTS));
}

static void
begin_cb (GtkPrintOperation *operation, GtkPrintContext *context, Run *run)
{
  tl_print_paper_init (&run->paper, gtk_print_context_get_page_setup (context));
  g_clear_pointer (&run->pages, tl_print_pages_free);
  if (run->pdf != NULL)
    gtk_print_operation_set_n_pages (operation, (int)tl_pdf_get_n_pages (run->pdf));
  else
    run->pages = tl_print_pages_new (run->content, &run->paper);
}

static gboolean
paginate_cb (GtkPrintOperation *operation, GtkPrintContext *context, Run *run)
{
  g_autoptr (GError) error = NULL;
  gboolean done = FALSE;

  if (run->pages == NULL)
    return TRUE;
  if (!tl_print_pages_step (run->pages, SLICE_US, NULL, &done, &error))
    {
      say (run->from, error->message);
      gtk_print_operation_cancel (operation);
      gtk_print_operation_set_n_pages (operation, 1);
      return TRUE;
    }
  if (done)
    gtk_print_operation_set_n_pages (operation, (int)tl_print_pages_get_n_pages (run->pages));
  return done;
}

/* A picture on the sheet as large as it goes between header and footer, lying when that is larger.
 */
static void
draw_picture (const TlPrintPaper *paper, const TlPdfImage *image, cairo_t *cr)
{
  double x, y, width, height, scale;
  gboolean lying;
  cairo_surface_t *surface;

  tl_print_paper_get_body (paper, &x, &y, &width, &height);
  lying = (image->width > image->height) != (width > height);
  scale = lying ? MIN (width / image->height, height / image->width)
                : MIN (width / image->width, height / image->height);
  /* Cairo only reads it. */
  surface = cairo_image_surface_create_for_data ((guchar *)g_bytes_get_data (image->pixels, NULL),
                                                 CAIRO_FORMAT_ARGB32, image->width, image->height,
                                                 image->stride);
  cairo_save (cr);
  cairo_translate (cr, x + width / 2, y + height / 2);
  if (lying)
    cairo_rotate (cr, -G_PI / 2);
  cairo_scale (cr, scale, scale);
  cairo_set_source_surface (cr, surface, -image->width / 2.0, -image->height / 2.0);
  cairo_paint (cr);
  cairo_restore (cr);
  cairo_surface_destroy (surface);
}

/* A page that is missing says so on paper: a pile that is one page short would mislead. */
static void
draw_missing (const TlPrintPaper *paper, const char *message, cairo_t *cr)
{
  PangoContext *context = tl_print_context_new ();
  g_autoptr (PangoLayout) layout
      = tl_print_layout_new (context, tl_print_style_get (TL_PRINT_CONTINUED));
  g_autofree char *text
      = g_strdup_printf ("%s\n%s", _ ("This page of the original could not be printed."), message);
  double x, y, width, height;

  tl_print_paper_get_body (paper, &x, &y, &width, &height);
  pango_layout_set_width (layout, (int)(width * PANGO_SCALE));
  pango_layout_set_text (layout, text, -1);
  cairo_move_to (cr, x, y);
  pango_cairo_show_layout (cr, layout);
  g_object_unref (context);
}

static void
rendered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Wanted *wanted = user_data;
  Run *run = wanted->run;
  g_autoptr (GError) error = NULL;
  g_autoptr (TlPdfImage) image = tl_pdf_render_finish (TL_PDF (source), result, &error);

  if (!g_cancellable_is_cancelled (run->cancellable))
    {
      cairo_t *cr = gtk_print_context_get_cairo_context (wanted->context);

      if (image != NULL)
        draw_picture (&run->paper, image, cr);
      else
        draw_missing (&run->paper, error->message, cr);
      tl_print_frame_draw (tl_print_content_get_frame (run->content), &run->paper, wanted->page,
                           tl_pdf_get_n_pages (run->pdf), cr);
    }
  gtk_print_operation_draw_page_finish (wanted->operation);
  g_object_unref (wanted->context);
  g_object_unref (wanted->operation);
  g_free (wanted);
}

static void
draw_cb (GtkPrintOperation *operation, GtkPrintContext *context, int page, Run *run)
{
  Wanted *wanted;
  TlPdfPage size;
  double scale;

  if (run->pages != NULL)
    {
      if ((guint)page < tl_print_pages_get_n_pages (run->pages))
        tl_print_pages_draw (run->pages, (guint)page,
                             gtk_print_context_get_cairo_context (context));
      return;
    }
  size = tl_pdf_get_page (run->pdf, (guint)page);
  scale = MIN (DPI * POINT, sqrt (MAX_PIXELS / (size.width * size.height)));
  wanted = g_new0 (Wanted, 1);
  wanted->operation = g_object_ref (operation);
  wanted->context = g_object_ref (context);
  wanted->run = run;
  wanted->page = (guint)page;
  gtk_print_operation_set_defer_drawing (operation);
  tl_pdf_render_async (run->pdf, (guint)page, scale, 0, 0, 0, 0, TL_PDF_PRIORITY_BACKGROUND,
                       run->cancellable, rendered_cb, wanted);
}

static void
done_cb (GtkPrintOperation *operation, GtkPrintOperationResult result, Run *run)
{
  g_autoptr (GError) error = NULL;

  if (result == GTK_PRINT_OPERATION_RESULT_ERROR)
    {
      gtk_print_operation_get_error (operation, &error);
      say (run->from, error != NULL ? error->message : _ ("Printing failed"));
    }
  g_cancellable_cancel (run->cancellable);
}

GtkPrintOperation *
tl_print_operation_new (GtkWidget *from, const TlPrintJob *job)
{
  GtkPrintOperation *operation = gtk_print_operation_new ();
  g_autoptr (GtkPageSetup) setup = gtk_page_setup_new ();
  g_autoptr (GtkPaperSize) a4 = gtk_paper_size_new (GTK_PAPER_NAME_A4);
  Run *run = g_new0 (Run, 1);

  g_set_weak_pointer (&run->from, from);
  run->content = tl_print_content_ref (job->content);
  run->pdf = job->pdf != NULL ? g_object_ref (job->pdf) : NULL;
  run->cancellable = g_cancellable_new ();
  g_object_set_data_full (G_OBJECT (operation), "tl-print-run", run, (GDestroyNotify)run_free);
  gtk_page_setup_set_paper_size_and_default_margins (setup, a4);
  gtk_print_operation_set_default_page_setup (operation, setup);
  gtk_print_operation_set_unit (operation, GTK_UNIT_POINTS);
  gtk_print_operation_set_use_full_page (operation, TRUE);
  gtk_print_operation_set_allow_async (operation, TRUE);
  gtk_print_operation_set_show_progress (operation, TRUE);
  gtk_print_operation_set_embed_page_setup (operation, TRUE);
  gtk_print_operation_set_job_name (operation, tl_print_content_get_title (job->content));
  g_signal_connect (operation, "begin-print", G_CALLBACK (begin_cb), run);
  g_signal_connect (operation, "paginate", G_CALLBACK (paginate_cb), run);
  g_signal_connect (operation, "draw-page", G_CALLBACK (draw_cb), run);
  g_signal_connect (operation, "done", G_CALLBACK (done_cb), run);
  return operation;
}
