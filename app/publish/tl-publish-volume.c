/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "publish/tl-publish-volume.h"

#include <string.h>

#include "publish/tl-publish-ahead.h"
#include "publish/tl-publish-build.h"
#include "search/index/tl-search-index.h"
#include "search/question/tl-lexicon.h"

/* Documents held back until there is enough text to train the dictionary on. A volume with less has
 * none: it would be another one with every change, and so would be all frames, which takes more in
 * patches than a dictionary saves. */
#define SAMPLE_BYTES (16 * 1024 * 1024)
/* Documents that may wait for the index. */
#define MAX_WAITING 256
typedef struct
{
  TlDocument *document;
  guint32 row;
  gboolean passed; /* it is in the index of an older volume */
} Entry;

struct _TlPublishVolume
{
  char *folder;
  TlPublishAhead *ahead;
  GHashTable *passed; /* ids of documents that are not indexed */
  GString *indexed_before;

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
      if (error == NULL && entry->passed)
        tl_index_writer_pass (self->index, entry->document, entry->row);
      else if (error == NULL)
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
  entry->passed = g_hash_table_contains (self->passed, document->id);
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

static gboolean
write_cb (TlDocument *document, GPtrArray *links, gpointer user_data, GError **error)
{
  TlPublishVolume *self = user_data;
  guint32 row = tl_volume_writer_add_with_links (self->writer, document, links, error);

  return row > 0 && hand_to_index (self, document, row, error);
}

TlPublishVolume *
tl_publish_volume_new (const char *folder,
                       const TlLinkIndex *links,
                       const TlPublishDictionary *dictionary,
                       GError **error)
{
  g_autoptr (TlPublishVolume) self = g_new0 (TlPublishVolume, 1);

  g_mutex_init (&self->mutex);
  g_cond_init (&self->changed);
  g_queue_init (&self->waiting);
  self->folder = g_strdup (folder);
  self->passed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->indexed_before = g_string_new (NULL);
  if (dictionary == NULL)
    self->held = g_ptr_array_new_with_free_func ((GDestroyNotify)tl_document_unref);
  self->writer = tl_volume_writer_new (folder, error);
  if (self->writer == NULL)
    return NULL;
  if (dictionary != NULL && dictionary->of != NULL
      && !tl_volume_writer_inherit (self->writer, dictionary->of, error))
    return NULL;
  self->index = tl_index_writer_new (folder, error);
  if (self->index == NULL)
    return NULL;
  self->ahead = tl_publish_ahead_new (links, write_cb, self, error);
  if (self->ahead == NULL)
    return NULL;
  self->thread = g_thread_try_new ("tl-publish-index", index_thread, self, error);
  return self->thread != NULL ? g_steal_pointer (&self) : NULL;
}

static gsize
count_text (TlDocument *document)
{
  gsize bytes = 0;

  for (guint i = 0; i < document->blocks->len; i++)
    bytes += strlen (tl_document_get_block (document, i)->text);
  return bytes;
}

static void
sample (TlPublishVolume *self, TlDocument *document)
{
  for (guint i = 0; i < document->blocks->len; i++)
    tl_volume_writer_sample (self->writer, tl_document_get_block (document, i)->text);
}

static gboolean
release_held (TlPublishVolume *self, GError **error)
{
  g_autoptr (GPtrArray) held = g_steal_pointer (&self->held);

  for (guint i = 0; held != NULL && i < held->len; i++)
    if (!tl_publish_ahead_push (self->ahead, g_ptr_array_index (held, i), error))
      return FALSE;
  return TRUE;
}

gboolean
tl_publish_volume_add (TlPublishVolume *self, TlDocument *document, GError **error)
{
  if (self->held == NULL)
    return tl_publish_ahead_push (self->ahead, document, error);
  self->held_bytes += count_text (document);
  g_ptr_array_add (self->held, tl_document_ref (document));
  if (self->held_bytes < SAMPLE_BYTES)
    return TRUE;
  for (guint i = 0; i < self->held->len; i++)
    sample (self, g_ptr_array_index (self->held, i));
  return release_held (self, error);
}

gboolean
tl_publish_volume_add_unindexed (TlPublishVolume *self, TlDocument *document, GError **error)
{
  g_hash_table_add (self->passed, g_strdup (document->id));
  g_string_append_printf (self->indexed_before, "%s%s", self->indexed_before->len > 0 ? "\n" : "",
                          document->id);
  return tl_publish_volume_add (self, document, error);
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
  g_autofree char *serial = g_strdup_printf ("%" G_GUINT64_FORMAT, info->serial);

  return (info->title == NULL
          || tl_volume_writer_set_meta (self->writer, "title", info->title, error))
         && tl_volume_writer_set_meta (self->writer, "created", info->created, error)
         && tl_volume_writer_set_meta (self->writer, "kind", tl_doc_kind_code (info->kind), error)
         && tl_volume_writer_set_meta (self->writer, TL_PUBLISH_META_REPEATS, repeats, error)
         && (info->serial == 0 || tl_volume_writer_set_meta (self->writer, "serial", serial, error))
         && (info->withdrawn == NULL
             || tl_volume_writer_set_meta (self->writer, "withdrawn", info->withdrawn, error))
         && (self->indexed_before->len == 0
             || tl_volume_writer_set_meta (self->writer, TL_VOLUME_INDEXED_BEFORE,
                                           self->indexed_before->str, error))
         && (!info->training || tl_volume_writer_set_meta (self->writer, "training", "1", error));
}

char *
tl_publish_volume_finish (TlPublishVolume *self, const TlPublishVolumeInfo *info, GError **error)
{
  g_autofree char *name = NULL;
  g_autofree char *file = NULL;
  g_autofree char *path = NULL;

  if (!release_held (self, error) || !tl_publish_ahead_flush (self->ahead, error)
      || !end_index (self, error) || !set_meta (self, info, error))
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
  g_clear_pointer (&self->ahead, tl_publish_ahead_free);
  end_index (self, NULL);
  g_queue_clear_full (&self->waiting, entry_free);
  g_clear_pointer (&self->index, tl_index_writer_free);
  g_clear_pointer (&self->writer, tl_volume_writer_free);
  g_clear_pointer (&self->held, g_ptr_array_unref);
  g_clear_error (&self->index_error);
  g_hash_table_unref (self->passed);
  g_string_free (self->indexed_before, TRUE);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->changed);
  g_free (self->folder);
  g_free (self);
}
