/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Workers that die, hang and are cancelled; the order of jobs. A worker that is stopped with
 * SIGSTOP stands for one that hangs. */
#include "config.h"

#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "base/tl-error.h"
#include "pdf-fixture.h"
#include "pdf/tl-pdf-private.h"

#define N_PAGES 6

typedef struct
{
  TlPdf *pdf;
  GPtrArray *order; /* what came back, in order: static strings */
  pid_t stopped;    /* the worker that stop_worker() stopped */
  guint asked;      /* what it was asked until then */
} Fixture;

typedef struct
{
  Fixture *fixture;
  const char *name;
  gboolean done;
  char *text;
  GError *error;
} Job;

static char *
write_pages (const char *name)
{
  FixturePage pages[N_PAGES];
  g_autoptr (GString) data = NULL;

  for (guint i = 0; i < N_PAGES; i++)
    pages[i] = (FixturePage){ "Some text", { 100, 700 }, { 0, 0, 595, 842 }, { 0 }, 0 };
  data = fixture_pdf_build (pages, N_PAGES, NULL);
  return fixture_write (name, data->str, (gssize)data->len);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = write_pages ("worker.pdf");
  g_autoptr (GError) error = NULL;

  fixture->pdf = tl_pdf_open (path, NULL, &error);
  g_assert_no_error (error);
  fixture->order = g_ptr_array_new ();
}

/* The thread of the jobs may hold its last one a moment longer than we do. */
static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gpointer pdf = fixture->pdf;

  _tl_pdf_set_time_limit (0);
  g_object_add_weak_pointer (pdf, &pdf);
  g_clear_object (&fixture->pdf);
  for (guint i = 0; i < 500 && g_atomic_pointer_get (&pdf) != NULL; i++)
    {
      g_main_context_iteration (NULL, FALSE);
      g_usleep (10 * G_TIME_SPAN_MILLISECOND);
    }
  g_assert_null (pdf);
  g_ptr_array_unref (fixture->order);
}

static void
job_clear (Job *job)
{
  g_clear_error (&job->error);
  g_clear_pointer (&job->text, g_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Job, job_clear)

static void
text_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Job *job = data;
  g_autoptr (TlPdfText) text = tl_pdf_get_text_finish (TL_PDF (source), result, &job->error);

  job->text = text != NULL ? g_strdup (text->text) : NULL;
  job->done = TRUE;
  g_ptr_array_add (job->fixture->order, (gpointer)job->name);
}

static void
start (Job *job,
       Fixture *fixture,
       const char *name,
       guint page,
       TlPdfPriority priority,
       GCancellable *cancellable)
{
  job->fixture = fixture;
  job->name = name;
  tl_pdf_get_text_async (fixture->pdf, page, priority, cancellable, text_cb, job);
}

static void
wait_for (const Job *job)
{
  while (!job->done)
    g_main_context_iteration (NULL, TRUE);
}

/* While no job is running: the id of a busy worker is not to be had. */
static void
stop_worker (Fixture *fixture)
{
  fixture->stopped = _tl_pdf_get_worker_pid (fixture->pdf);
  fixture->asked = _tl_pdf_get_n_asked (fixture->pdf);
  g_assert_cmpint (fixture->stopped, >, 0);
  g_assert_cmpint (kill (fixture->stopped, SIGSTOP), ==, 0);
}

static void
signal_stopped (Fixture *fixture, int number)
{
  g_assert_cmpint (kill (fixture->stopped, number), ==, 0);
}

/* Whether no process has the id, or only a dead one that nobody has waited for. */
static gboolean
is_gone (pid_t pid)
{
  g_autofree char *path = g_strdup_printf ("/proc/%d/stat", (int)pid);
  g_autofree char *stat = NULL;
  const char *state;

  if (!g_file_get_contents (path, &stat, NULL, NULL))
    return TRUE;
  state = strrchr (stat, ')');
  return state != NULL && state[1] == ' ' && state[2] == 'Z';
}

/* Returns: the process that @pid was forked from */
static pid_t
parent_of (pid_t pid)
{
  g_autofree char *path = g_strdup_printf ("/proc/%d/stat", (int)pid);
  g_autofree char *stat = NULL;
  const char *state;

  g_assert_true (g_file_get_contents (path, &stat, NULL, NULL));
  state = strrchr (stat, ')');
  g_assert_nonnull (state);
  return (pid_t)g_ascii_strtoll (state + strlen (") S "), NULL, 10);
}

/* Waits until the job that was started last has asked the worker that was stopped before. */
static void
let_it_begin (Fixture *fixture)
{
  while (_tl_pdf_get_n_asked (fixture->pdf) == fixture->asked)
    g_usleep (G_TIME_SPAN_MILLISECOND);
}

static void
assert_pages_can_be_read (Fixture *fixture)
{
  for (guint i = 1; i < N_PAGES; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (TlPdfText) text = tl_pdf_get_text (fixture->pdf, i, FALSE, NULL, &error);

      g_assert_no_error (error);
      g_assert_cmpstr (text->text, ==, "Some text\n");
    }
}

static void
a_worker_killed_in_the_middle_costs_the_job (Fixture *fixture, gconstpointer data)
{
  pid_t first = _tl_pdf_get_worker_pid (fixture->pdf);
  g_auto (Job) job = { 0 };

  stop_worker (fixture);
  start (&job, fixture, "killed", 2, TL_PDF_PRIORITY_VISIBLE, NULL);
  let_it_begin (fixture);
  signal_stopped (fixture, SIGKILL);
  wait_for (&job);
  g_assert_error (job.error, TL_ERROR, TL_ERROR_WORKER);
  g_assert_nonnull (strstr (job.error->message, "worker.pdf, page 3: "));
  assert_pages_can_be_read (fixture);
  g_assert_cmpint (_tl_pdf_get_worker_pid (fixture->pdf), !=, first);
}

static void
a_worker_killed_in_its_rest_costs_nothing (Fixture *fixture, gconstpointer data)
{
  stop_worker (fixture);
  signal_stopped (fixture, SIGKILL);
  g_usleep (20 * G_TIME_SPAN_MILLISECOND);
  assert_pages_can_be_read (fixture);
}

static void
a_nursery_that_ended_is_started_again (Fixture *fixture, gconstpointer data)
{
  pid_t worker = _tl_pdf_get_worker_pid (fixture->pdf);
  pid_t nursery = parent_of (worker);

  g_assert_cmpint (nursery, >, 1);
  g_assert_cmpint (nursery, !=, getpid ());
  g_assert_cmpint (kill (nursery, SIGKILL), ==, 0);
  for (guint i = 0; i < 500 && !is_gone (worker); i++)
    g_usleep (10 * G_TIME_SPAN_MILLISECOND);
  g_assert_true (is_gone (worker));
  assert_pages_can_be_read (fixture);
  g_assert_cmpint (parent_of (_tl_pdf_get_worker_pid (fixture->pdf)), !=, nursery);
}

static void
a_worker_killed_in_a_row_of_pages_costs_one (Fixture *fixture, gconstpointer data)
{
  guint failed = 0;

  for (guint i = 0; i < N_PAGES; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (TlPdfText) text = tl_pdf_get_text (fixture->pdf, i, FALSE, NULL, &error);

      failed += text == NULL;
      if (i == 1)
        {
          stop_worker (fixture);
          signal_stopped (fixture, SIGKILL);
        }
    }
  g_assert_cmpuint (failed, <=, 1);
}

static void
a_hang_is_ended_by_the_time_limit (Fixture *fixture, gconstpointer data)
{
  pid_t hanging = _tl_pdf_get_worker_pid (fixture->pdf);
  g_autoptr (GError) error = NULL;
  gint64 begin = g_get_monotonic_time ();

  _tl_pdf_set_time_limit (100);
  stop_worker (fixture);
  g_assert_null (tl_pdf_get_text (fixture->pdf, 0, TRUE, NULL, &error));
  g_assert_error (error, TL_ERROR, TL_ERROR_WORKER);
  g_assert_nonnull (strstr (error->message, "worker.pdf, page 1: "));
  g_assert_nonnull (strstr (error->message, "too long"));
  g_assert_cmpint (g_get_monotonic_time () - begin, <, 5 * G_TIME_SPAN_SECOND);
  for (guint i = 0; i < 500 && kill (hanging, 0) == 0; i++)
    g_usleep (10 * G_TIME_SPAN_MILLISECOND);
  /* Not even a zombie of it is left. */
  g_assert_cmpint (kill (hanging, 0), !=, 0);
  _tl_pdf_set_time_limit (0);
  assert_pages_can_be_read (fixture);
}

static void
a_page_that_stopped_two_workers_is_left_out (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 2; i++)
    {
      g_auto (Job) job = { 0 };

      assert_pages_can_be_read (fixture);
      stop_worker (fixture);
      start (&job, fixture, "bad", 0, TL_PDF_PRIORITY_VISIBLE, NULL);
      let_it_begin (fixture);
      signal_stopped (fixture, SIGKILL);
      wait_for (&job);
      g_assert_error (job.error, TL_ERROR, TL_ERROR_WORKER);
    }
  g_assert_null (tl_pdf_get_text (fixture->pdf, 0, TRUE, NULL, &error));
  g_assert_error (error, TL_ERROR, TL_ERROR_WORKER);
  g_assert_nonnull (strstr (error->message, "left out"));
  assert_pages_can_be_read (fixture);
}

static void
urgent_jobs_run_first (Fixture *fixture, gconstpointer data)
{
  static const char *const expected[] = { "running", "visible", "visible too", "near", "far" };
  g_auto (Job) running = { 0 };
  g_auto (Job) far = { 0 };
  g_auto (Job) near = { 0 };
  g_auto (Job) visible = { 0 };
  g_auto (Job) visible_too = { 0 };

  stop_worker (fixture);
  start (&running, fixture, "running", 0, TL_PDF_PRIORITY_BACKGROUND, NULL);
  let_it_begin (fixture);
  start (&far, fixture, "far", 1, TL_PDF_PRIORITY_BACKGROUND, NULL);
  start (&near, fixture, "near", 2, TL_PDF_PRIORITY_NEAR, NULL);
  start (&visible, fixture, "visible", 3, TL_PDF_PRIORITY_VISIBLE, NULL);
  start (&visible_too, fixture, "visible too", 4, TL_PDF_PRIORITY_VISIBLE, NULL);
  signal_stopped (fixture, SIGCONT);
  wait_for (&far);
  g_assert_cmpuint (fixture->order->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    g_assert_cmpstr (g_ptr_array_index (fixture->order, i), ==, expected[i]);
  g_assert_no_error (visible.error);
  g_assert_cmpstr (visible.text, ==, "Some text\n");
}

static void
a_waiting_job_is_cancelled_at_once (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_auto (Job) running = { 0 };
  g_auto (Job) waiting = { 0 };
  g_auto (Job) last = { 0 };

  stop_worker (fixture);
  start (&running, fixture, "running", 0, TL_PDF_PRIORITY_VISIBLE, NULL);
  let_it_begin (fixture);
  start (&waiting, fixture, "waiting", 1, TL_PDF_PRIORITY_VISIBLE, cancellable);
  start (&last, fixture, "last", 2, TL_PDF_PRIORITY_VISIBLE, NULL);
  g_cancellable_cancel (cancellable);
  g_assert_false (waiting.done);
  wait_for (&waiting);
  g_assert_error (waiting.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_false (running.done);
  signal_stopped (fixture, SIGCONT);
  wait_for (&last);
  g_assert_no_error (running.error);
  g_assert_no_error (last.error);
}

static void
a_running_job_is_cancelled_at_once (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  pid_t first = _tl_pdf_get_worker_pid (fixture->pdf);
  g_auto (Job) running = { 0 };
  g_auto (Job) next = { 0 };

  stop_worker (fixture);
  start (&running, fixture, "running", 0, TL_PDF_PRIORITY_VISIBLE, cancellable);
  let_it_begin (fixture);
  g_cancellable_cancel (cancellable);
  wait_for (&running);
  g_assert_error (running.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  /* The hanging worker is given up soon after. */
  start (&next, fixture, "next", 0, TL_PDF_PRIORITY_VISIBLE, NULL);
  wait_for (&next);
  g_assert_no_error (next.error);
  g_assert_cmpint (_tl_pdf_get_worker_pid (fixture->pdf), !=, first);
}

static void
a_cancelled_job_whose_worker_is_well_keeps_it (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  pid_t first = _tl_pdf_get_worker_pid (fixture->pdf);
  g_auto (Job) running = { 0 };
  g_auto (Job) next = { 0 };

  stop_worker (fixture);
  start (&running, fixture, "running", 0, TL_PDF_PRIORITY_VISIBLE, cancellable);
  let_it_begin (fixture);
  g_cancellable_cancel (cancellable);
  signal_stopped (fixture, SIGCONT);
  start (&next, fixture, "next", 1, TL_PDF_PRIORITY_VISIBLE, NULL);
  wait_for (&next);
  g_assert_true (running.done);
  g_assert_error (running.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_no_error (next.error);
  g_assert_cmpint (_tl_pdf_get_worker_pid (fixture->pdf), ==, first);
}

static void
a_job_cancelled_before_it_is_asked_for_is_answered_later (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_auto (Job) job = { 0 };

  g_cancellable_cancel (cancellable);
  start (&job, fixture, "cancelled", 0, TL_PDF_PRIORITY_VISIBLE, cancellable);
  g_assert_false (job.done);
  wait_for (&job);
  g_assert_error (job.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_null (tl_pdf_get_text (fixture->pdf, 0, FALSE, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
image_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  TlPdfImage **image = data;
  g_autoptr (GError) error = NULL;

  *image = tl_pdf_render_finish (TL_PDF (source), result, &error);
  g_assert_no_error (error);
}

static void
tiles_are_pieces_of_the_page (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TlPdfImage) whole = tl_pdf_render (fixture->pdf, 0, 2, NULL, NULL);
  g_autoptr (TlPdfImage) tile = NULL;
  const guint8 *whole_pixels = g_bytes_get_data (whole->pixels, NULL);
  const guint8 *tile_pixels;
  TlPdfBox ink;

  tl_pdf_render_async (fixture->pdf, 0, 2, 180, 200, 256, 128, TL_PDF_PRIORITY_NEAR, NULL, image_cb,
                       &tile);
  while (tile == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (tile->width, ==, 256);
  g_assert_cmpint (tile->height, ==, 128);
  g_assert_true (fixture_ink (tile, &ink));
  tile_pixels = g_bytes_get_data (tile->pixels, NULL);
  for (int y = 0; y < tile->height; y++)
    g_assert_cmpmem (tile_pixels + y * tile->stride, (gsize)tile->width * 4,
                     whole_pixels + (200 + y) * whole->stride + 180 * 4, (gsize)tile->width * 4);
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  GAsyncResult **kept = data;

  *kept = g_object_ref (result);
}

static void
a_file_is_opened_in_the_background (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = write_pages ("opened.pdf");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (TlPdf) pdf = NULL;

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GAsyncResult) result = NULL;

      tl_pdf_open_async (path, i == 0 ? NULL : cancellable, opened_cb, &result);
      if (i == 1)
        g_cancellable_cancel (cancellable);
      while (result == NULL)
        g_main_context_iteration (NULL, TRUE);
      if (i == 0)
        {
          pdf = tl_pdf_open_finish (result, &error);
          g_assert_no_error (error);
          g_assert_cmpuint (tl_pdf_get_n_pages (pdf), ==, N_PAGES);
          continue;
        }
      g_assert_null (tl_pdf_open_finish (result, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
    }
}

static gpointer
read_all_main (gpointer data)
{
  for (guint round = 0; round < 5; round++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (TlPdf) pdf = tl_pdf_open (data, NULL, &error);

      g_assert_no_error (error);
      for (guint i = 0; i < N_PAGES; i++)
        {
          g_autoptr (TlPdfText) text = tl_pdf_get_text (pdf, i, FALSE, NULL, &error);

          g_assert_no_error (error);
          g_assert_cmpstr (text->text, ==, "Some text\n");
        }
    }
  return NULL;
}

static void
threads_read_files_side_by_side (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = write_pages ("threads.pdf");
  GThread *threads[4];

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("reader", read_all_main, path);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
}

/* Run as a program of its own by the test below: opens @path, says which worker reads it, and waits
 * to be killed. */
static int
open_and_wait (const char *path)
{
  g_autoptr (TlPdf) pdf = tl_pdf_open (path, NULL, NULL);

  g_print ("%d\n", pdf != NULL ? (int)_tl_pdf_get_worker_pid (pdf) : 0);
  g_usleep (60 * G_TIME_SPAN_SECOND);
  return 1;
}

/* Even one that hangs, and so does not see that its socket is closed. */
static void
a_worker_ends_with_its_program (void)
{
  g_autofree char *path = write_pages ("orphan.pdf");
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) program = g_subprocess_new (
      G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, "/proc/self/exe", "--open-and-wait", path, NULL);
  char line[32] = { 0 };
  pid_t worker;

  g_assert_no_error (error);
  g_assert_cmpint (g_input_stream_read (g_subprocess_get_stdout_pipe (program), line,
                                        sizeof line - 1, NULL, NULL),
                   >, 0);
  worker = (pid_t)g_ascii_strtoll (line, NULL, 10);
  g_assert_cmpint (worker, >, 0);
  g_assert_cmpint (kill (worker, SIGSTOP), ==, 0);
  g_subprocess_force_exit (program);
  g_assert_true (g_subprocess_wait (program, NULL, NULL));
  for (guint i = 0; i < 500 && !is_gone (worker); i++)
    g_usleep (10 * G_TIME_SPAN_MILLISECOND);
  g_assert_true (is_gone (worker));
}

static void
add (const char *path, void (*test) (Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, NULL, set_up, test, tear_down);
}

int
main (int argc, char **argv)
{
  int result;

  if (argc == 3 && strcmp (argv[1], "--open-and-wait") == 0)
    return open_and_wait (argv[2]);
  g_test_init (&argc, &argv, NULL);
  add ("/worker/killed-in-the-middle-costs-the-job", a_worker_killed_in_the_middle_costs_the_job);
  add ("/worker/killed-in-its-rest-costs-nothing", a_worker_killed_in_its_rest_costs_nothing);
  add ("/worker/a-nursery-that-ended-is-started-again", a_nursery_that_ended_is_started_again);
  add ("/worker/killed-in-a-row-of-pages-costs-one", a_worker_killed_in_a_row_of_pages_costs_one);
  add ("/worker/a-hang-is-ended-by-the-time-limit", a_hang_is_ended_by_the_time_limit);
  add ("/worker/a-page-that-stopped-two-is-left-out", a_page_that_stopped_two_workers_is_left_out);
  add ("/worker/urgent-jobs-run-first", urgent_jobs_run_first);
  add ("/worker/a-waiting-job-is-cancelled-at-once", a_waiting_job_is_cancelled_at_once);
  add ("/worker/a-running-job-is-cancelled-at-once", a_running_job_is_cancelled_at_once);
  add ("/worker/a-cancelled-job-whose-worker-is-well-keeps-it",
       a_cancelled_job_whose_worker_is_well_keeps_it);
  add ("/worker/a-job-cancelled-before-it-is-asked-for-is-answered-later",
       a_job_cancelled_before_it_is_asked_for_is_answered_later);
  add ("/worker/tiles-are-pieces-of-the-page", tiles_are_pieces_of_the_page);
  add ("/worker/a-file-is-opened-in-the-background", a_file_is_opened_in_the_background);
  add ("/worker/threads-read-files-side-by-side", threads_read_files_side_by_side);
  g_test_add_func ("/worker/ends-with-its-program", a_worker_ends_with_its_program);
  result = g_test_run ();
  fixture_clean_up ();
  return result;
}
