/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pdf/tl-pdf.h"

typedef struct
{
  char *key;
  TlPdfImage *image;
  GList link; /* in order; its data is the entry */
} Entry;

struct _TlPdfCache
{
  gsize max_bytes;
  gsize bytes;
  GHashTable *entries; /* key (the entry's own) → Entry */
  GQueue order;        /* most recently used first */
};

static gsize
image_bytes (const TlPdfImage *image)
{
  return g_bytes_get_size (image->pixels);
}

static void
entry_free (Entry *entry)
{
  tl_pdf_image_free (entry->image);
  g_free (entry->key);
  g_free (entry);
}

static void
drop (TlPdfCache *cache, Entry *entry)
{
  cache->bytes -= image_bytes (entry->image);
  g_queue_unlink (&cache->order, &entry->link);
  g_hash_table_remove (cache->entries, entry->key);
}

TlPdfCache *
tl_pdf_cache_new (gsize max_bytes)
{
  TlPdfCache *cache = g_new0 (TlPdfCache, 1);

  cache->max_bytes = max_bytes;
  cache->entries
      = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify)entry_free);
  g_queue_init (&cache->order);
  return cache;
}

void
tl_pdf_cache_free (TlPdfCache *cache)
{
  g_hash_table_unref (cache->entries);
  g_free (cache);
}

TlPdfImage *
tl_pdf_cache_get (TlPdfCache *cache, const char *key)
{
  Entry *entry;

  g_return_val_if_fail (cache != NULL && key != NULL, NULL);

  entry = g_hash_table_lookup (cache->entries, key);
  if (entry == NULL)
    return NULL;
  g_queue_unlink (&cache->order, &entry->link);
  g_queue_push_head_link (&cache->order, &entry->link);
  return entry->image;
}

void
tl_pdf_cache_put (TlPdfCache *cache, const char *key, TlPdfImage *image)
{
  Entry *entry;

  g_return_if_fail (cache != NULL && key != NULL && image != NULL);

  entry = g_hash_table_lookup (cache->entries, key);
  if (entry != NULL)
    drop (cache, entry);
  if (image_bytes (image) > cache->max_bytes)
    {
      tl_pdf_image_free (image);
      return;
    }
  entry = g_new0 (Entry, 1);
  entry->key = g_strdup (key);
  entry->image = image;
  entry->link.data = entry;
  g_hash_table_insert (cache->entries, entry->key, entry);
  g_queue_push_head_link (&cache->order, &entry->link);
  cache->bytes += image_bytes (image);
  while (cache->bytes > cache->max_bytes)
    drop (cache, g_queue_peek_tail (&cache->order));
}

gsize
tl_pdf_cache_get_bytes (TlPdfCache *cache)
{
  g_return_val_if_fail (cache != NULL, 0);

  return cache->bytes;
}
