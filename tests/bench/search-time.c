/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "search-time.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

SearchTimes *
search_times_new (void)
{
  SearchTimes *self = g_new0 (SearchTimes, 1);

  self->wall = g_array_new (FALSE, FALSE, sizeof (double));
  self->processor = g_array_new (FALSE, FALSE, sizeof (double));
  return self;
}

void
search_times_free (SearchTimes *self)
{
  g_array_unref (self->wall);
  g_array_unref (self->processor);
  g_free (self);
}

static gint64
processor_now (void)
{
  struct timespec now;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &now);
  return (gint64)now.tv_sec * G_USEC_PER_SEC + now.tv_nsec / 1000;
}

void
search_clock_start (SearchClock *clock)
{
  clock->wall = g_get_monotonic_time ();
  clock->processor = processor_now ();
}

void
search_times_add (SearchTimes *self, const SearchClock *clock)
{
  double wall = (double)(g_get_monotonic_time () - clock->wall) / 1000;
  double processor = (double)(processor_now () - clock->processor) / 1000;

  g_array_append_val (self->wall, wall);
  g_array_append_val (self->processor, processor);
}

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  double left = *(const double *)a, right = *(const double *)b;

  return (left > right) - (left < right);
}

double
search_times_percentile (GArray *values, guint percent)
{
  g_array_sort (values, compare_doubles);
  return values->len > 0
             ? g_array_index (values, double, MIN (values->len * percent / 100, values->len - 1))
             : 0;
}

void
search_times_print (SearchTimes *self, const char *name, SearchTimes *base)
{
  static const guint PERCENTS[] = { 50, 95, 99 };

  if (self->wall->len == 0)
    return;
  g_print ("  %-10s %4u", name, self->wall->len);
  for (guint i = 0; i < G_N_ELEMENTS (PERCENTS); i++)
    g_print (" %9.1f", search_times_percentile (self->wall, PERCENTS[i]));
  for (guint i = 0; i < G_N_ELEMENTS (PERCENTS); i++)
    g_print (" %9.1f", search_times_percentile (self->processor, PERCENTS[i]));
  if (base != NULL && base->wall->len > 0)
    g_print ("   x%.1f x%.1f",
             search_times_percentile (self->wall, 95) / search_times_percentile (base->wall, 95),
             search_times_percentile (self->processor, 95)
                 / search_times_percentile (base->processor, 95));
  g_print ("\n");
}

guint64
search_anonymous_kib (void)
{
  g_autofree char *status = NULL;
  const char *line;

  if (!g_file_get_contents ("/proc/self/status", &status, NULL, NULL))
    return 0;
  line = strstr (status, "RssAnon:");
  return line != NULL
             ? g_ascii_strtoull (line + strlen ("RssAnon:") + strspn (line + 8, " \t"), NULL, 10)
             : 0;
}

/* Calls @func with each file. */
static guint64
each_file (const char *path, guint64 (*func) (int fd))
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;
  guint64 sum = 0;
  int fd;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *inner = g_build_filename (path, name, NULL);

      sum += each_file (inner, func);
    }
  if (dir != NULL || (fd = open (path, O_RDONLY | O_CLOEXEC)) < 0)
    return sum;
  sum = func (fd);
  close (fd);
  return sum;
}

static guint64
forget (int fd)
{
  fdatasync (fd);
  return posix_fadvise (fd, 0, 0, POSIX_FADV_DONTNEED) == 0;
}

static guint64
read_all (int fd)
{
  g_autofree char *buffer = g_malloc (1 << 20);
  guint64 sum = 0;
  ssize_t got;

  while ((got = read (fd, buffer, 1 << 20)) > 0)
    sum += (guint64)got;
  return sum;
}

static gboolean
drop_all (void)
{
  FILE *file = fopen ("/proc/sys/vm/drop_caches", "w");
  gboolean dropped = file != NULL && fputs ("1\n", file) >= 0;

  if (file != NULL)
    dropped = fclose (file) == 0 && dropped;
  return dropped;
}

const char *
search_drop_cache (char **paths, gboolean all)
{
  if (all && drop_all ())
    return "the page cache was dropped before each question";
  for (guint i = 0; paths[i] != NULL; i++)
    each_file (paths[i], forget);
  return "the files were dropped from the page cache before each question (posix_fadvise)";
}

guint64
search_fill_cache (char **paths)
{
  guint64 sum = 0;

  for (guint i = 0; paths[i] != NULL; i++)
    sum += each_file (paths[i], read_all);
  return sum;
}
