/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** SearchTimes: what a system took, question by question, in milliseconds. Processor time counts
 * all threads of the process; on a busy machine it is the steadier of the two. */
typedef struct
{
  GArray *wall;      /* (element-type double) */
  GArray *processor; /* (element-type double) */
} SearchTimes;

typedef struct
{
  gint64 wall;
  gint64 processor;
} SearchClock;

SearchTimes *search_times_new (void);
void search_times_free (SearchTimes *self);
void search_clock_start (SearchClock *clock);
void search_times_add (SearchTimes *self, const SearchClock *clock);
/** search_times_percentile: of @values, which are sorted in place. */
double search_times_percentile (GArray *values, guint percent);
/** search_times_print: a line; @base: (nullable): what ratios are taken against. */
void search_times_print (SearchTimes *self, const char *name, SearchTimes *base);

/** search_anonymous_kib: memory of this process that is no file's. */
guint64 search_anonymous_kib (void);

/** search_drop_cache: forgets what the system holds of these files and of the files in these
 * folders, with @all of everything where it may. Returns: (transfer none): how it was done. */
const char *search_drop_cache (char **paths, gboolean all);
/** search_fill_cache: reads them all. Returns: bytes. */
guint64 search_fill_cache (char **paths);

G_END_DECLS
