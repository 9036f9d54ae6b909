/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "tl-web-private.h"

#define MAX_BUCKETS 65536

/* A bucket a key: it fills with so many tokens a second, up to the burst; a request takes one. */
typedef struct
{
  double tokens;
  gint64 time;
} Bucket;

struct _TlRates
{
  GMutex mutex;
  GHashTable *buckets; /* char*: Bucket* */
  guint per_second;
  guint burst;
};

TlRates *
_tl_rates_new (guint per_second, guint burst)
{
  TlRates *self = g_new0 (TlRates, 1);

  g_mutex_init (&self->mutex);
  self->buckets = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->per_second = per_second;
  self->burst = MAX (burst, 1);
  return self;
}

static double
fill (const TlRates *self, const Bucket *bucket, gint64 now)
{
  double filled = bucket->tokens + (double)(now - bucket->time) / G_USEC_PER_SEC * self->per_second;

  return MIN (filled, (double)self->burst);
}

/* Full buckets say nothing that a missing one does not. If all are in use, the table begins anew:
 * whoever has that many addresses is not held by this. */
static void
make_room (TlRates *self, gint64 now)
{
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->buckets);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    if (fill (self, value, now) >= self->burst)
      g_hash_table_iter_remove (&iter);
  if (g_hash_table_size (self->buckets) >= MAX_BUCKETS)
    g_hash_table_remove_all (self->buckets);
}

guint
_tl_rates_take (TlRates *self, const char *key, gint64 monotonic)
{
  Bucket *bucket;
  guint wait = 0;

  if (self->per_second == 0)
    return 0;
  g_mutex_lock (&self->mutex);
  bucket = g_hash_table_lookup (self->buckets, key);
  if (bucket == NULL)
    {
      if (g_hash_table_size (self->buckets) >= MAX_BUCKETS)
        make_room (self, monotonic);
      bucket = g_new0 (Bucket, 1);
      bucket->tokens = self->burst;
      bucket->time = monotonic;
      g_hash_table_insert (self->buckets, g_strdup (key), bucket);
    }
  bucket->tokens = fill (self, bucket, monotonic);
  bucket->time = monotonic;
  if (bucket->tokens >= 1)
    bucket->tokens -= 1;
  else
    wait = 1 + (guint)((1 - bucket->tokens) / self->per_second);
  g_mutex_unlock (&self->mutex);
  return wait;
}

void
_tl_rates_free (TlRates *self)
{
  g_hash_table_unref (self->buckets);
  g_mutex_clear (&self->mutex);
  g_free (self);
}
