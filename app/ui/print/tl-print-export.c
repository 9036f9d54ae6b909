/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/print/tl-print-export.h"

#include <cairo-pdf.h>
#include <glib/gi18n.h>

#include "base/tl-atomic-file.h"
#include "base/tl-clock.h"

/* How often a run looks whether it was cancelled. */
#define SLICE_US  50000
#define COPY_SIZE (256 * 1024)
/* Headings that the file lists as its contents. */
#define MAX_OUTLINE 5000

typedef struct
{
  TlPrintContent *content; /* NULL: a copy */
  TlPrintPaper paper;
  char *from;
  char *path;
  int *permille;
} Job;

typedef struct
{
  TlAtomicFile *file;
  GError *error;
} Sink;

static void
job_free (Job *job)
{
  g_clear_pointer (&job->content, tl_print_content_unref);
  g_free (job->from);
  g_free (job->path);
  g_free (job);
}

static cairo_status_t
write_cb (void *closure, const unsigned char *data, unsigned int length)
{
  Sink *sink = closure;

  if (sink->error == NULL && tl_atomic_file_write (sink->file, data, length, &sink->error))
    return CAIRO_STATUS_SUCCESS;
  return CAIRO_STATUS_WRITE_ERROR;
}

static void
tell (int *permille, double done)
{
  if (permille != NULL)
    g_atomic_int_set (permille, (int)(done * 1000));
}

static gboolean
lay_out (TlPrintPages *pages, int *permille, GCancellable *cancellable, GError **error)
{
  gboolean done = FALSE;
  double fraction = 0;

  while (!done)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error)
          || !tl_print_pages_step (pages, SLICE_US, &fraction, &done, error))
        return FALSE;
      tell (permille, fraction * 0.5);
    }
  return TRUE;
}

/* Headings as the contents of the file, for who reads it on a screen. */
static void
add_outline (cairo_surface_t *surface, TlPrintContent *content, TlPrintPages *pages)
{
  g_autoptr (GArray) places = tl_print_pages_get_places (pages);
  guint n = 0;
  int division = CAIRO_PDF_OUTLINE_ROOT;

  for (guint i = 0; i < places->len && n < MAX_OUTLINE; i++)
    {
      const TlPrintPlace *place = &g_array_index (places, TlPrintPlace, i);
      const TlPrintItem *item = tl_print_content_get (content, place->item);
      g_autofree char *link = NULL;
      int id;

      if (place->from > 0 || (item->role != TL_PRINT_DIVISION && item->role != TL_PRINT_HEADING))
        continue;
      link = g_strdup_printf ("page=%u pos=[0 %d]", place->page + 1, (int)place->y);
      id = cairo_pdf_surface_add_outline (
          surface, item->role == TL_PRINT_DIVISION ? CAIRO_PDF_OUTLINE_ROOT : division,
          item->cells[0], link, 0);
      if (item->role == TL_PRINT_DIVISION)
        division = id;
      n++;
    }
}

static void
set_metadata (cairo_surface_t *surface, TlPrintContent *content)
{
  g_autoptr (GDateTime) now = tl_clock_now ();
  g_autofree char *time = g_date_time_format_iso8601 (now);

  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE,
                                  tl_print_content_get_title (content));
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATOR, _ ("Judge's Assistant"));
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATE_DATE, time);
}

static gboolean
draw_all (cairo_surface_t *surface,
          TlPrintPages *pages,
          int *permille,
          GCancellable *cancellable,
          GError **error)
{
  cairo_t *cr = cairo_create (surface);
  guint n = tl_print_pages_get_n_pages (pages);
  gboolean fine = TRUE;

  for (guint i = 0; i < n && fine; i++)
    {
      fine = !g_cancellable_set_error_if_cancelled (cancellable, error);
      if (!fine)
        break;
      tl_print_pages_draw (pages, i, cr);
      cairo_show_page (cr);
      tell (permille, 0.5 + 0.49 * (i + 1) / n);
    }
  cairo_destroy (cr);
  return fine;
}

gboolean
tl_print_export (TlPrintContent *content,
                 const TlPrintPaper *paper,
                 const char *path,
                 int *permille,
                 GCancellable *cancellable,
                 GError **error)
{
  g_autoptr (TlPrintPages) pages = tl_print_pages_new (content, paper);
  g_autoptr (TlAtomicFile) file = NULL;
  cairo_surface_t *surface;
  cairo_status_t status;
  Sink sink = { NULL, NULL };
  gboolean fine;

  if (!lay_out (pages, permille, cancellable, error))
    return FALSE;
  file = tl_atomic_file_new (path, error);
  if (file == NULL)
    return FALSE;
  sink.file = file;
  surface = cairo_pdf_surface_create_for_stream (write_cb, &sink, paper->width, paper->height);
  set_metadata (surface, content);
  fine = draw_all (surface, pages, permille, cancellable, error);
  if (fine)
    add_outline (surface, content, pages);
  cairo_surface_finish (surface);
  status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  if (!fine || sink.error != NULL || status != CAIRO_STATUS_SUCCESS)
    {
      if (!fine)
        g_clear_error (&sink.error);
      else if (sink.error != NULL)
        g_propagate_error (error, sink.error);
      else
        g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "%s: %s", path,
                     cairo_status_to_string (status));
      return FALSE;
    }
  return tl_atomic_file_commit (file, error);
}

static gboolean
copy_file (Job *job, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFile) source = g_file_new_for_path (job->from);
  g_autoptr (GFileInputStream) input = g_file_read (source, cancellable, error);
  g_autoptr (GFileInfo) info = NULL;
  g_autoptr (TlAtomicFile) file = NULL;
  g_autofree char *buffer = g_malloc (COPY_SIZE);
  double size, copied = 0;
  gssize length;

  if (input == NULL)
    return FALSE;
  info = g_file_input_stream_query_info (input, G_FILE_ATTRIBUTE_STANDARD_SIZE, cancellable, error);
  if (info == NULL)
    return FALSE;
  size = MAX ((double)g_file_info_get_size (info), 1);
  file = tl_atomic_file_new (job->path, error);
  if (file == NULL)
    return FALSE;
  while (
      (length = g_input_stream_read (G_INPUT_STREAM (input), buffer, COPY_SIZE, cancellable, error))
      > 0)
    {
      if (!tl_atomic_file_write (file, buffer, (gsize)length, error))
        return FALSE;
      copied += (double)length;
      tell (job->permille, MIN (copied / size, 1) * 0.99);
    }
  return length == 0 && tl_atomic_file_commit (file, error);
}

static void
run_cb (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  GError *error = NULL;
  gboolean fine = job->content != NULL ? tl_print_export (job->content, &job->paper, job->path,
                                                          job->permille, cancellable, &error)
                                       : copy_file (job, cancellable, &error);

  if (fine)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
run (Job *job, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, tl_print_export_async);
  g_task_set_task_data (task, job, (GDestroyNotify)job_free);
  /* A file that is there although its making was cancelled too late is told as there. */
  g_task_set_check_cancellable (task, FALSE);
  g_task_run_in_thread (task, run_cb);
}

void
tl_print_export_async (TlPrintContent *content,
                       const TlPrintPaper *paper,
                       const char *path,
                       int *permille,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  Job *job = g_new0 (Job, 1);

  job->content = tl_print_content_ref (content);
  job->paper = *paper;
  job->path = g_strdup (path);
  job->permille = permille;
  run (job, cancellable, callback, user_data);
}

void
tl_print_copy_async (const char *from,
                     const char *path,
                     int *permille,
                     GCancellable *cancellable,
                     GAsyncReadyCallback callback,
                     gpointer user_data)
{
  Job *job = g_new0 (Job, 1);

  job->from = g_strdup (from);
  job->path = g_strdup (path);
  job->permille = permille;
  run (job, cancellable, callback, user_data);
}

gboolean
tl_print_export_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
