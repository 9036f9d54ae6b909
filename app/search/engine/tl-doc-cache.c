/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "search/engine/tl-doc-cache.h"

#include <string.h>

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
