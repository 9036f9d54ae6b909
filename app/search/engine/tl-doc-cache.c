/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "search/engine/tl-doc-cache.h"

#include <string.h>

#include "search/index/tl-side-by-side.h"

/* Bounds, whichever is met first; the document loaded last always stays. */
#define MAX_DOCUMENTS 64
#define MAX_BLOCKS    100000

struct _TlDocCache
{
  TlLibrary *library;
  GMutex mutex;
  GQueue entries; /* (element-type TlDocument), last used first */
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

void
tl_doc_cache_free (TlDocCache *self)
{
  if (self == NULL)
    return;
  g_queue_clear_full (&self->entries, (GDestroyNotify)tl_document_unref);
  g_mutex_clear (&self->mutex);
  g_object_unref (self->library);
  g_free (self);
}

static GList *
find (TlDocCache *self, const char *id)
{
  for (GList *link = self->entries.head; link != NULL; link = link->next)
    if (strcmp (((TlDocument *)link->data)->id, id) == 0)
      return link;
  return NULL;
}

static TlDocument *
lookup (TlDocCache *self, const char *id)
{
  TlDocument *document = NULL;
  GList *link;

  g_mutex_lock (&self->mutex);
  link = find (self, id);
  if (link != NULL)
    {
      g_queue_unlink (&self->entries, link);
      g_queue_push_head_link (&self->entries, link);
      document = tl_document_ref (link->data);
    }
  g_mutex_unlock (&self->mutex);
  return document;
}

static void
insert (TlDocCache *self, TlDocument *document)
{
  g_mutex_lock (&self->mutex);
  if (find (self, document->id) == NULL)
    {
      g_queue_push_head (&self->entries, tl_document_ref (document));
      self->n_blocks += document->blocks->len;
    }
  while (self->entries.length > 1
         && (self->entries.length > MAX_DOCUMENTS || self->n_blocks > MAX_BLOCKS))
    {
      TlDocument *oldest = g_queue_pop_tail (&self->entries);

      self->n_blocks -= oldest->blocks->len;
      tl_document_unref (oldest);
    }
  g_mutex_unlock (&self->mutex);
}

TlDocument *
tl_doc_cache_load (TlDocCache *self, guint volume, guint32 row, const char *id, GError **error)
{
  TlDocument *document = lookup (self, id);

  if (document != NULL)
    return document;
  document = tl_volume_load (tl_library_get_volume (self->library, volume), row, TRUE, error);
  if (document != NULL)
    insert (self, document);
  return document;
}

/* ---- Several at a time ---- */

typedef struct
{
  TlDocCache *cache;
  const TlDocPlace *places;
  guint n;
} Fetch;

/* What cannot be read is said to whoever asks for it. */
static void
fetch_volume_cb (guint volume, gpointer user_data)
{
  const Fetch *self = user_data;

  for (guint i = 0; i < self->n; i++)
    if (self->places[i].volume == volume)
      {
        g_autoptr (TlDocument) document = tl_doc_cache_load (
            self->cache, volume, self->places[i].row, self->places[i].id, NULL);
      }
}

void
tl_doc_cache_fetch (TlDocCache *self, const TlDocPlace *places, guint n)
{
  Fetch fetch = { self, places, n };
  guint missing = 0;

  g_mutex_lock (&self->mutex);
  for (guint i = 0; i < n; i++)
    missing += find (self, places[i].id) == NULL;
  g_mutex_unlock (&self->mutex);
  if (missing > 1)
    tl_side_by_side (tl_library_get_n_volumes (self->library), fetch_volume_cb, &fetch);
}

TlDocument *
tl_doc_cache_find (TlDocCache *self, const char *id, GError **error)
{
  TlDocument *document = lookup (self, id);

  if (document != NULL)
    return document;
  document = tl_library_load (self->library, id, TRUE, error);
  if (document != NULL)
    insert (self, document);
  return document;
}
