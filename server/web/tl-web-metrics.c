/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "tl-web-private.h"

static const double bounds[] = { 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5 };

static const struct
{
  const char *name, *type, *help;
} names[TL_METRIC_N] = {
  { "troly_connections", "gauge", "Connections that are open" },
  { "troly_requests_running", "gauge", "Requests that wait for a worker or have one" },
  { "troly_sql_retries_total", "counter", "Transactions that were begun again" },
  { "troly_sql_unknown_total", "counter", "Commits whose answer was lost" },
  { "troly_rate_limited_total", "counter", "Requests answered 429" },
  { "troly_connections_timed_out_total", "counter", "Connections closed for being slow" },
  { "troly_oidc_sign_ins_total", "counter", "Sign-ins through the provider that went well" },
  { "troly_oidc_refused_total", "counter", "Sign-ins through the provider that were refused" },
  { "troly_oidc_away_total", "counter", "Sign-ins for which the provider could not be asked" },
};

typedef struct
{
  guint64 classes[6]; /* by the first digit of the status */
  guint64 buckets[G_N_ELEMENTS (bounds) + 1];
  double seconds;
  guint64 count;
} Series;

struct _TlMetrics
{
  GMutex mutex;
  gint64 values[TL_METRIC_N];
  GHashTable *series; /* TlRoute*: Series*; NULL: no route */
};

TlMetrics *
_tl_metrics_new (void)
{
  TlMetrics *self = g_new0 (TlMetrics, 1);

  g_mutex_init (&self->mutex);
  self->series = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  return self;
}

void
_tl_metrics_add (TlMetrics *self, TlMetric metric, gint64 by)
{
  g_mutex_lock (&self->mutex);
  self->values[metric] += by;
  g_mutex_unlock (&self->mutex);
}

void
_tl_metrics_request (TlMetrics *self, const TlRoute *route, guint status, gint64 microseconds)
{
  double seconds = (double)microseconds / G_USEC_PER_SEC;
  Series *series;
  guint i = 0;

  g_mutex_lock (&self->mutex);
  series = g_hash_table_lookup (self->series, route);
  if (series == NULL)
    {
      series = g_new0 (Series, 1);
      g_hash_table_insert (self->series, (gpointer)route, series);
    }
  while (i < G_N_ELEMENTS (bounds) && seconds > bounds[i])
    i++;
  series->buckets[i]++;
  series->classes[MIN (status / 100, 5)]++;
  series->seconds += seconds;
  series->count++;
  g_mutex_unlock (&self->mutex);
}

static void
write_double (GString *text, double value)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  g_string_append (text, g_ascii_formatd (buffer, sizeof buffer, "%.6g", value));
}

static void
write_classes (GString *text, const char *label, const Series *series)
{
  for (guint i = 1; i < G_N_ELEMENTS (series->classes); i++)
    if (series->classes[i] > 0)
      g_string_append_printf (text,
                              "troly_requests_total{%s,status=\"%uxx\"} %" G_GUINT64_FORMAT "\n",
                              label, i, series->classes[i]);
}

static void
write_histogram (GString *text, const char *label, const Series *series)
{
  guint64 below = 0;

  for (guint i = 0; i <= G_N_ELEMENTS (bounds); i++)
    {
      below += series->buckets[i];
      g_string_append_printf (text, "troly_request_seconds_bucket{%s,le=\"", label);
      if (i < G_N_ELEMENTS (bounds))
        write_double (text, bounds[i]);
      else
        g_string_append (text, "+Inf");
      g_string_append_printf (text, "\"} %" G_GUINT64_FORMAT "\n", below);
    }
  g_string_append_printf (text, "troly_request_seconds_sum{%s} ", label);
  write_double (text, series->seconds);
  g_string_append_printf (text, "\ntroly_request_seconds_count{%s} %" G_GUINT64_FORMAT "\n", label,
                          series->count);
}

/* In the order of the routes' names: the table of the hash changes from run to run. */
static int
compare_cb (gconstpointer a, gconstpointer b)
{
  const TlRoute *left = *(const TlRoute *const *)a, *right = *(const TlRoute *const *)b;
  int order
      = g_strcmp0 (left != NULL ? left->pattern : NULL, right != NULL ? right->pattern : NULL);

  return order != 0
             ? order
             : g_strcmp0 (left != NULL ? left->method : NULL, right != NULL ? right->method : NULL);
}

static void
write_series (TlMetrics *self,
              GString *text,
              void (*write) (GString *text, const char *label, const Series *series))
{
  guint n = 0;
  g_autofree gpointer *routes = g_hash_table_get_keys_as_array (self->series, &n);
  g_autoptr (GPtrArray) sorted = g_ptr_array_new ();

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (sorted, routes[i]);
  g_ptr_array_sort (sorted, compare_cb);
  for (guint i = 0; i < n; i++)
    {
      const TlRoute *route = g_ptr_array_index (sorted, i);
      g_autofree char *label
          = g_strdup_printf ("method=\"%s\",route=\"%s\"", route != NULL ? route->method : "",
                             route != NULL ? route->pattern : "");

      write (text, label, g_hash_table_lookup (self->series, route));
    }
}

char *
_tl_metrics_to_text (TlMetrics *self)
{
  GString *text = g_string_new (NULL);

  g_mutex_lock (&self->mutex);
  for (guint i = 0; i < TL_METRIC_N; i++)
    g_string_append_printf (text, "# HELP %s %s\n# TYPE %s %s\n%s %" G_GINT64_FORMAT "\n",
                            names[i].name, names[i].help, names[i].name, names[i].type,
                            names[i].name, self->values[i]);
  g_string_append (text, "# HELP troly_requests_total Requests answered\n"
                         "# TYPE troly_requests_total counter\n");
  write_series (self, text, write_classes);
  g_string_append (text, "# HELP troly_request_seconds Time from the last byte of the request to "
                         "its answer\n# TYPE troly_request_seconds histogram\n");
  write_series (self, text, write_histogram);
  g_mutex_unlock (&self->mutex);
  return g_string_free (text, FALSE);
}

void
_tl_metrics_free (TlMetrics *self)
{
  g_hash_table_unref (self->series);
  g_mutex_clear (&self->mutex);
  g_free (self);
}
