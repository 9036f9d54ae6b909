/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "publish/tl-publish-volume.h"

#include <string.h>

#include "corpus/tl-volume.h"
#include "publish/tl-publish-build.h"
#include "search/index/tl-search-index.h"
#include "search/question/tl-lexicon.h"

/* Documents held back until there is enough text to train the dictionary on. */
#define SAMPLE_BYTES (8 * 1024 * 1024)
/* Documents that may wait for the index. */
#define MAX_WAITING 256
/* Documents whose links are read ahead. */
#define MAX_AHEAD 64

typedef struct
{
  TlDocument *document;
  guint32 row;
} Entry;

/* A document whose links are being read. */
typedef struct
{
  TlDocument *document;
  GPtrArray *links; /* (nullable): not yet read */
} Ahead;

struct _TlPublishVolume
{
  char *folder;
  const TlLinkIndex *link_index;
  GThreadPool *readers;
  GQueue ahead; /* (element-type Ahead): in order */

  TlVolumeWriter *writer;
  GPtrArray *held; /* (nullable) (element-type TlDocument): before the dictionary */
  gsize held_bytes;

  TlIndexWriter *index;
  GThread *thread;
  GMutex mutex;
  GCond changed;
  GQueue waiting; /* (element-type Entry) */
  gboolean ended;
  GError *index_error;
};

static void
entry_free (gpointer data)
{
  Entry *entry = data;

  tl_document_unref (entry->document);
  g_free (entry);
}

static void
ahead_free (gpointer data)
{
  Ahead *ahead = data;

  tl_document_unref (ahead->document);
  g_clear_pointer (&ahead->links, g_ptr_array_unref);
  g_free (ahead);
}

/* Runs on the threads of the pool. */
static void
read_links (gpointer data, gpointer user_data)
{
  TlPublishVolume *self = user_data;
  Ahead *ahead = data;
  GPtrArray *links = tl_document_read_links_in (ahead->document, self->link_index);

  g_mutex_lock (&self->mutex);
  ahead->links = links;
  g_cond_broadcast (&self->changed);
  g_mutex_unlock (&self->mutex);
}

/* The next document for the index, or NULL at the end. */
static Entry *
take_entry (TlPublishVolume *self)
{
  Entry *entry;

  g_mutex_lock (&self->mutex);
  while (g_queue_is_empty (&self->waiting) && !self->ended)
    g_cond_wait (&self->changed, &self->mutex);
  entry = g_queue_pop_head (&self->waiting);
  g_cond_broadcast (&self->changed);
  g_mutex_unlock (&self->mutex);
  return entry;
}

static gpointer
index_thread (gpointer data)
{
  TlPublishVolume *self = data;
  GError *error = NULL;
  Entry *entry;

  while ((entry = take_entry (self)) != NULL)
    {
      if (error == NULL)
        tl_index_writer_add (self->index, entry->document, entry->row, &error);
      entry_free (entry);
      if (error == NULL)
        continue;
      g_mutex_lock (&self->mutex);
      if (self->index_error == NULL)
        self->index_error = g_error_copy (error);
      g_mutex_unlock (&self->mutex);
    }
  g_clear_error (&error);
  return NULL;
}

static gboolean
hand_to_index (TlPublishVolume *self, TlDocument *document, guint32 row, GError **error)
{
  Entry *entry = g_new0 (Entry, 1);
  gboolean ok;

  entry->document = tl_document_ref (document);
  entry->row = row;
  g_mutex_lock (&self->mutex);
  while (g_queue_get_length (&self->waiting) >= MAX_WAITING)
    g_cond_wait (&self->changed, &self->mutex);
  g_queue_push_tail (&self->waiting, entry);
  g_cond_broadcast (&self->changed);
  ok = self->index_error == NULL;
  if (!ok)
    g_propagate_error (error, g_error_copy (self->index_error));
  g_mutex_unlock (&self->mutex);
  return ok;
}

TlPublishVolume *
tl_publish_volume_new (const char *folder, const TlLinkIndex *links, GError **error)
{
  g_autoptr (TlPublishVolume) self = g_new0 (TlPublishVolume, 1);

  g_mutex_init (&self->mutex);
  g_cond_init (&self->changed);
  g_queue_init (&self->waiting);
  g_queue_init (&self->ahead);
  self->link_index = links;
  self->folder = g_strdup (folder);
  self->held = g_ptr_array_new_with_free_func ((GDestroyNotify)tl_document_unref);
  self->writer = tl_volume_writer_new (folder, error);
  if (self->writer == NULL)
    return NULL;
  self->index = tl_index_writer_new (folder, error);
  if (self->index == NULL)
    return NULL;
  self->readers = g_thread_pool_new (read_links, self, (int)g_get_num_processors (), FALSE, error);
  if (self->readers == NULL)
    return NULL;
  self->thread = g_thread_try_new ("tl-publish-index", index_thread, self, error);
  return self->thread != NULL ? g_steal_pointer (&self) : NULL;
}

/* A volume keeps what the source refers to as links. */
static void
drop_references (TlDocument *document)
{
  for (guint i = 0; i < document->blocks->len; i++)
    g_clear_pointer (&tl_document_get_block (document, i)->references, g_free);
}

/* Writes the first document whose links were asked for, waiting for them. */
static gboolean
write_first (TlPublishVolume *self, GError **error)
{
  Ahead *ahead = g_queue_pop_head (&self->ahead);
  guint32 row;
  gboolean ok;

  g_mutex_lock (&self->mutex);
  while (ahead->links == NULL)
    g_cond_wait (&self->changed, &self->mutex);
  g_mutex_unlock (&self->mutex);
  drop_references (ahead->document);
  row = tl_volume_writer_add_with_links (self->writer, ahead->document, ahead->links, error);
  ok = row > 0 && hand_to_index (self, ahead->document, row, error);
  ahead_free (ahead);
  return ok;
}

static gboolean
write_document (TlPublishVolume *self, TlDocument *document, GError **error)
{
  Ahead *ahead = g_new0 (Ahead, 1);

  ahead->document = tl_document_ref (document);
  g_queue_push_tail (&self->ahead, ahead);
  if (!g_thread_pool_push (self->readers, ahead, error))
    return FALSE;
  return g_queue_get_length (&self->ahead) <= MAX_AHEAD || write_first (self, error);
}

static gboolean
write_ahead (TlPublishVolume *self, GError **error)
{
  while (!g_queue_is_empty (&self->ahead))
    if (!write_first (self, error))
      return FALSE;
  return TRUE;
}

static gsize
sample (TlPublishVolume *self, TlDocument *document)
{
  gsize bytes = 0;

  for (guint i = 0; i < document->blocks->len; i++)
    {
      const char *text = tl_document_get_block (document, i)->text;
      bytes += strlen (text);
      tl_volume_writer_sample (self->writer, text);
    }
  return bytes;
}

static gboolean
release_held (TlPublishVolume *self, GError **error)
{
  g_autoptr (GPtrArray) held = g_steal_pointer (&self->held);

  for (guint i = 0; held != NULL && i < held->len; i++)
    if (!write_document (self, g_ptr_array_index (held, i), error))
      return FALSE;
  return TRUE;
}

gboolean
tl_publish_volume_add (TlPublishVolume *self, TlDocument *document, GError **error)
{
  if (self->held == NULL)
    return write_document (self, document, error);
  self->held_bytes += sample (self, document);
  g_ptr_array_add (self->held, tl_document_ref (document));
  return self->held_bytes < SAMPLE_BYTES || release_held (self, error);
}

static gboolean
end_index (TlPublishVolume *self, GError **error)
{
  g_mutex_lock (&self->mutex);
  self->ended = TRUE;
  g_cond_broadcast (&self->changed);
  g_mutex_unlock (&self->mutex);
  if (self->thread != NULL)
    g_thread_join (g_steal_pointer (&self->thread));
  if (self->index_error == NULL)
    return TRUE;
  if (error != NULL && *error == NULL)
    *error = g_error_copy (self->index_error);
  return FALSE;
}

static gboolean
set_meta (TlPublishVolume *self, const TlPublishVolumeInfo *info, GError **error)
{
  g_autofree char *repeats = g_strdup_printf ("%" G_GUINT64_FORMAT, info->article_repeats);

  return (info->title == NULL
          || tl_volume_writer_set_meta (self->writer, "title", info->title, error))
         && tl_volume_writer_set_meta (self->writer, "created", info->created, error)
         && tl_volume_writer_set_meta (self->writer, "kind", tl_doc_kind_code (info->kind), error)
         && tl_volume_writer_set_meta (self->writer, TL_PUBLISH_META_REPEATS, repeats, error)
         && (!info->training || tl_volume_writer_set_meta (self->writer, "training", "1", error));
}

char *
tl_publish_volume_finish (TlPublishVolume *self, const TlPublishVolumeInfo *info, GError **error)
{
  g_autofree char *name = NULL;
  g_autofree char *file = NULL;
  g_autofree char *path = NULL;

  if (!release_held (self, error) || !write_ahead (self, error) || !end_index (self, error)
      || !set_meta (self, info, error))
    return NULL;
  name = tl_volume_writer_finish (self->writer, error);
  if (name == NULL)
    return NULL;
  file = g_strconcat (name, ".tlx", NULL);
  path = g_build_filename (self->folder, file, NULL);
  if (info->lexicon != NULL
      && !tl_index_writer_set (self->index, TL_LEXICON_KEY, info->lexicon, strlen (info->lexicon),
                               error))
    return NULL;
  return tl_index_writer_finish (self->index, path, error) ? g_steal_pointer (&name) : NULL;
}

void
tl_publish_volume_free (TlPublishVolume *self)
{
  if (self == NULL)
    return;
  if (self->readers != NULL)
    g_thread_pool_free (self->readers, FALSE, TRUE);
  g_queue_clear_full (&self->ahead, ahead_free);
  end_index (self, NULL);
  g_queue_clear_full (&self->waiting, entry_free);
  g_clear_pointer (&self->index, tl_index_writer_free);
  g_clear_pointer (&self->writer, tl_volume_writer_free);
  g_clear_pointer (&self->held, g_ptr_array_unref);
  g_clear_error (&self->index_error);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->changed);
  g_free (self->folder);
  g_free (self);
}
