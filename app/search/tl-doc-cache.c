/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "search/tl-doc-cache.h"

/* Bounds, whichever is met first; the document loaded last always stays. */
#define MAX_DOCUMENTS 64
#define MAX_BLOCKS    60000

typedef struct
{
  guint64 key;
  TlDocument *document;
} Entry;

struct _TlDocCache
{
  TlLibrary *library;
  GMutex mutex;
  GQueue entries; /* (element-type Entry), last used first */
  guint n_blocks;
};

TlDocCache *
tl_doc_cache_new (TlLibrary *library)
{
  TlDocCache *self = g_new0 (TlDocCache, 1);

  self->library = g_object_ref (library);
  g_mutex_init (&self->mutex);
  g_queue_init (&self->entries);
  return self;
}

static void
entry_free (gpointer data)
{
  Entry *entry = data;

  tl_document_unref (entry->document);
  g_free (entry);
}

void
tl_doc_cache_free (TlDocCache *self)
{
  if (self == NULL)
    return;
  g_queue_clear_full (&self->entries, entry_free);
  g_mutex_clear (&self->mutex);
  g_object_unref (self->library);
  g_free (self);
}

static GList *
find (TlDocCache *self, guint64 key)
{
  for (GList *link = self->entries.head; link != NULL; link = link->next)
    if (((Entry *)link->data)->key == key)
      return link;
  return NULL;
}

static TlDocument *
lookup (TlDocCache *self, guint64 key)
{
  TlDocument *document = NULL;
  GList *link;

  g_mutex_lock (&self->mutex);
  link = find (self, key);
  if (link != NULL)
    {
      g_queue_unlink (&self->entries, link);
      g_queue_push_head_link (&self->entries, link);
      document = tl_document_ref (((Entry *)link->data)->document);
    }
  g_mutex_unlock (&self->mutex);
  return document;
}

static void
insert (TlDocCache *self, guint64 key, TlDocument *document)
{
  g_mutex_lock (&self->mutex);
  if (find (self, key) == NULL)
    {
      Entry *entry = g_new0 (Entry, 1);

      entry->key = key;
      entry->document = tl_document_ref (document);
      g_queue_push_head (&self->entries, entry);
      self->n_blocks += document->blocks->len;
    }
  while (self->entries.length > 1
         && (self->entries.length > MAX_DOCUMENTS || self->n_blocks > MAX_BLOCKS))
    {
      Entry *entry = g_queue_pop_tail (&self->entries);

      self->n_blocks -= entry->document->blocks->len;
      entry_free (entry);
    }
  g_mutex_unlock (&self->mutex);
}

TlDocument *
tl_doc_cache_load (TlDocCache *self, guint volume, guint32 row, GError **error)
{
  guint64 key = (guint64)volume << 32 | row;
  TlDocument *document = lookup (self, key);

  if (document != NULL)
    return document;
  document = tl_volume_load (tl_library_get_volume (self->library, volume), row, TRUE, error);
  if (document != NULL)
    insert (self, key, document);
  return document;
}
