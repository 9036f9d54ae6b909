/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "reader-frames.h"

#include <time.h>

static struct
{
  TlPdfView *view;
  GArray *walls; /* ms, of each frame */
  GArray *busy;  /* the same in processor time of this thread */
  double wall;
  double cpu;
  double blank_since; /* 0: nothing is blank */
  double longest_blank;
  gboolean wanted;
  gboolean began; /* a frame, after it was wanted */
  gboolean painted;
} frames;

static double
now_ms (clockid_t clock)
{
  struct timespec now;

  clock_gettime (clock, &now);
  return (double)now.tv_sec * 1000.0 + (double)now.tv_nsec / 1e6;
}

static void
before_cb (void)
{
  frames.began = frames.wanted;
  frames.wall = now_ms (CLOCK_MONOTONIC);
  frames.cpu = now_ms (CLOCK_THREAD_CPUTIME_ID);
}

static void
watch_blank (double now)
{
  gboolean blank = frames.view != NULL && tl_pdf_view_has_blank (frames.view);

  if (frames.blank_since > 0)
    frames.longest_blank = MAX (frames.longest_blank, now - frames.blank_since);
  if (!blank)
    frames.blank_since = 0;
  else if (frames.blank_since == 0)
    frames.blank_since = now;
}

static void
after_cb (void)
{
  double now = now_ms (CLOCK_MONOTONIC);
  double wall = now - frames.wall;
  double busy = now_ms (CLOCK_THREAD_CPUTIME_ID) - frames.cpu;

  g_array_append_val (frames.walls, wall);
  g_array_append_val (frames.busy, busy);
  watch_blank (now);
  if (frames.began)
    frames.painted = TRUE;
}

void
reader_frames_watch (GtkWidget *window)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (window);

  frames.walls = g_array_new (FALSE, FALSE, sizeof (double));
  frames.busy = g_array_new (FALSE, FALSE, sizeof (double));
  g_signal_connect (clock, "before-paint", G_CALLBACK (before_cb), NULL);
  g_signal_connect_after (clock, "after-paint", G_CALLBACK (after_cb), NULL);
}

void
reader_frames_start (TlPdfView *view)
{
  frames.view = view;
  frames.longest_blank = frames.blank_since = 0;
  g_array_set_size (frames.walls, 0);
  g_array_set_size (frames.busy, 0);
}

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  double difference = *(const double *)a - *(const double *)b;

  return (difference > 0) - (difference < 0);
}

double
reader_frames_percentile (GArray *values, double share)
{
  g_array_sort (values, compare_doubles);
  return values->len == 0 ? 0 : g_array_index (values, double, (guint)(share * (values->len - 1)));
}

void
reader_frames_print (const char *what)
{
  g_print ("%s: %u frames, p50 %.1f ms, p95 %.1f, max %.1f (processor p50 %.1f, p95 %.1f, max "
           "%.1f); longest blank %.0f ms\n",
           what, frames.walls->len, reader_frames_percentile (frames.walls, 0.5),
           reader_frames_percentile (frames.walls, 0.95),
           reader_frames_percentile (frames.walls, 1), reader_frames_percentile (frames.busy, 0.5),
           reader_frames_percentile (frames.busy, 0.95), reader_frames_percentile (frames.busy, 1),
           frames.longest_blank);
}

void
reader_frames_want_paint (void)
{
  frames.wanted = TRUE;
  frames.began = frames.painted = FALSE;
}

gboolean
reader_frames_is_painted (void)
{
  return frames.painted;
}
