/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "publish/tl-publish-build.h"

#include <string.h>

#include "base/tl-clock.h"
#include "base/tl-json.h"
#include "import/tl-import.h"
#include "publish/tl-publish-amend.h"
#include "publish/tl-publish-folder.h"
#include "publish/tl-publish-index.h"
#include "publish/tl-publish-train.h"
#include "publish/tl-publish-volume.h"

/* Text at which a volume is cut, so that volume and index stay below 256 MiB. The index of statutes
 * takes up to 1.3 times as much as their text (the official codification), that of judgments 0.9 to
 * 1 (made ones of 950 syllables; longer ones less). */
#define VOLUME_BYTES   (120ULL * 1024 * 1024)
#define JUDGMENT_BYTES (200ULL * 1024 * 1024)
/* A volume of judgments ends with its year once it holds a quarter of that. */
#define YEAR_SHARE 4
/* A year that needs several is parted where the id of a document says so, from the first half of a
 * volume on and mostly before three quarters: a judgment more then moves no cut but those near it,
 * and the other volumes keep their bytes. */
#define PART_SHARE 2
#define PART_DRIFT 4
/* Less than a page of the databases that are written. */
#define FULL_DISK (64 * 1024)

typedef struct
{
  TlDocStore *store;
  TlPublishFolder *folder;
  const TlPublishBuildOptions *options;
  TlPublishBuildCounts *counts;
  GCancellable *cancellable;
  guint64 total;
  char created[TL_DATE_SIZE];

  TlLinkIndex *links; /* what the statutes are called */
  GHashTable *pairs;  /* document id -> JsonArray */
  TlPublishAmend *amend;
  GHashTable *articles; /* hashes of the ids of articles seen */

  TlPublishVolume *volume;
  TlPublishVolumeInfo info;
  guint64 bytes; /* text in the open volume */
  char *year;
} Build;

static guint64
text_bytes (TlDocument *document)
{
  guint64 bytes = 0;

  for (guint i = 0; i < document->blocks->len; i++)
    {
      const TlBlock *block = tl_document_get_block (document, i);
      bytes += strlen (block->text) + (block->heading != NULL ? strlen (block->heading) : 0);
    }
  return bytes;
}

/* FNV-1a */
#define FNV_OFFSET 14695981039346656037ULL

static guint64
hash_text (guint64 hash, const char *text)
{
  for (; text != NULL && *text != '\0'; text++)
    hash = (hash ^ (guint8)*text) * 1099511628211ULL;
  return hash;
}

/* The id of an article as a number, so that millions of them can be remembered. */
static gpointer
hash_article (const TlDocument *document, const TlBlock *block)
{
  guint64 hash = FNV_OFFSET;

  if (block->source_id != NULL)
    hash = hash_text (hash, block->source_id);
  else
    hash = hash_text (hash_text (hash, document->id), block->anchor);
  return (gpointer)(guintptr)hash;
}

static void
count_repeats (Build *self, TlDocument *document)
{
  for (guint i = 0; i < document->blocks->len; i++)
    {
      const TlBlock *block = tl_document_get_block (document, i);

      if (block->kind == TL_BLOCK_ARTICLE
          && !g_hash_table_add (self->articles, hash_article (document, block)))
        self->info.article_repeats++;
    }
}

static gboolean
close_volume (Build *self, GError **error)
{
  g_autofree char *name = NULL;

  if (self->volume == NULL)
    return TRUE;
  self->info.title = self->options->title;
  self->info.lexicon = self->options->lexicon;
  self->info.created = self->created;
  name = tl_publish_volume_finish (self->volume, &self->info, error);
  if (name == NULL)
    return FALSE;
  g_clear_pointer (&self->volume, tl_publish_volume_free);
  tl_publish_folder_add (self->folder, name);
  self->counts->volumes++;
  return TRUE;
}

static guint64
max_bytes (Build *self, const TlDocument *document)
{
  if (self->options->volume_bytes > 0)
    return self->options->volume_bytes;
  return document->kind == TL_DOC_JUDGMENT ? JUDGMENT_BYTES : VOLUME_BYTES;
}

/* Whether a volume may begin with @document whatever stands before it: as often as its share of
 * @drift bytes. The high bits of the product are the mixed ones. */
static gboolean
begins_part (const TlDocument *document, guint64 bytes, guint64 drift)
{
  guint64 hash = hash_text (FNV_OFFSET, document->id) * 0x9e3779b97f4a7c15ULL;

  return (hash >> 32) < (bytes << 32) / MAX (drift, bytes + 1);
}

static gboolean
must_cut (Build *self, TlDocument *document, guint64 bytes, const char *year)
{
  guint64 most = max_bytes (self, document);

  if (self->volume == NULL || self->info.kind != document->kind
      || self->info.training != document->training)
    return TRUE;
  if (self->bytes + bytes > most)
    return TRUE;
  if (document->kind != TL_DOC_JUDGMENT)
    return FALSE;
  if (strcmp (self->year, year) != 0)
    return self->bytes > most / YEAR_SHARE;
  return self->bytes > most / PART_SHARE && begins_part (document, bytes, most / PART_DRIFT);
}

static gboolean
open_volume (Build *self, TlDocument *document, GError **error)
{
  if (!close_volume (self, error))
    return FALSE;
  self->volume
      = tl_publish_volume_new (tl_publish_folder_get_staging (self->folder), self->links, error);
  self->info = (TlPublishVolumeInfo){ .kind = document->kind, .training = document->training };
  self->bytes = 0;
  return self->volume != NULL;
}

/* A file of confirmed questions: each is remembered for the document it is about. */
static void
take_pairs (Build *self, TlDocument *record)
{
  for (guint i = 0; i < record->blocks->len; i++)
    {
      const TlBlock *block = tl_document_get_block (record, i);
      const char *hash = block->source_line != NULL ? strchr (block->source_line, '#') : NULL;
      g_autofree char *id = NULL;
      JsonObject *pair;
      JsonArray *list;

      if (hash == NULL)
        continue;
      id = g_strndup (block->source_line, (gsize)(hash - block->source_line));
      list = g_hash_table_lookup (self->pairs, id);
      if (list == NULL)
        {
          list = json_array_new ();
          g_hash_table_insert (self->pairs, g_steal_pointer (&id), list);
        }
      pair = json_object_new ();
      tl_json_set_string (pair, "anchor", hash[1] != '\0' ? hash + 1 : NULL);
      tl_json_set_string (pair, "question", block->text);
      tl_json_set_string (pair, "contribution", block->source_id);
      json_array_add_object_element (list, pair);
      self->counts->lost_pairs++;
    }
}

static void
hand_pairs (Build *self, TlDocument *document)
{
  JsonArray *list = g_hash_table_lookup (self->pairs, document->id);
  g_autoptr (JsonObject) meta = NULL;

  if (list == NULL)
    return;
  if (document->meta != NULL)
    meta = tl_json_parse (document->meta, -1, NULL);
  if (meta == NULL)
    meta = json_object_new ();
  json_object_set_array_member (meta, "asked", json_array_ref (list));
  self->counts->pairs += json_array_get_length (list);
  self->counts->lost_pairs -= json_array_get_length (list);
  g_free (document->meta);
  document->meta = tl_json_to_line (meta);
}

/* A statute of which no source gives the title is called by its type and number. */
static void
fill_title (TlDocument *document)
{
  g_autoptr (JsonObject) meta = NULL;
  const char *type;

  if (document->title != NULL || document->kind != TL_DOC_STATUTE || document->number == NULL)
    return;
  if (document->meta != NULL)
    meta = tl_json_parse (document->meta, -1, NULL);
  type = meta != NULL ? tl_json_get_string (meta, "type") : NULL;
  document->title = g_strdup_printf ("%s số %s", type != NULL ? type : "Văn bản", document->number);
}

static gboolean
write_document (Build *self, TlDocument *document, GError **error)
{
  g_autofree char *year = g_strndup (document->issued != NULL ? document->issued : "", 4);
  guint64 bytes;

  fill_title (document);
  hand_pairs (self, document);
  bytes = text_bytes (document);
  if (must_cut (self, document, bytes, year) && !open_volume (self, document, error))
    return FALSE;
  g_free (self->year);
  self->year = g_steal_pointer (&year);
  self->bytes += bytes;
  self->counts->text_bytes += bytes;
  count_repeats (self, document);
  if (document->file != NULL)
    {
      g_autofree char *path = tl_doc_store_dup_file (self->store, document->file);
      if (!tl_publish_folder_keep_file (self->folder, path, document->file, error))
        return FALSE;
    }
  if (!tl_publish_volume_add (self->volume, document, error))
    return FALSE;
  self->counts->documents++;
  if (self->options->progress != NULL)
    self->options->progress (self->counts->documents, MAX (self->total, self->counts->documents),
                             self->options->user_data);
  return TRUE;
}

/* Statutes stand first, records before them. */
static gboolean
name_cb (TlDocument *document, gpointer user_data, GError **error)
{
  Build *self = user_data;

  if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
    return FALSE;
  tl_link_index_add (self->links, document);
  return document->kind == TL_DOC_STATUTE || g_strcmp0 (document->meta, TL_IMPORT_PAIRS_META) == 0;
}

static gboolean
document_cb (TlDocument *document, gpointer user_data, GError **error)
{
  Build *self = user_data;
  g_autoptr (TlDocument) versions = NULL;

  if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
    return FALSE;
  if (g_strcmp0 (document->meta, TL_IMPORT_PAIRS_META) == 0)
    {
      take_pairs (self, document);
      return TRUE;
    }
  versions = tl_publish_amend_apply (self->amend, document);
  return write_document (self, versions, error);
}

static void
add_notes (GPtrArray *notes, GPtrArray *more)
{
  for (guint i = 0; notes != NULL && more != NULL && i < more->len; i++)
    g_ptr_array_add (notes, g_strdup (g_ptr_array_index (more, i)));
}

static gboolean
write_volumes (Build *self, GError **error)
{
  TlDocStoreStats stats;

  if (!tl_doc_store_foreach (self->store, name_cb, self, error))
    return FALSE;

  if (!tl_doc_store_stats (self->store, &stats, error))
    return FALSE;
  self->total = stats.documents;
  self->amend = tl_publish_amend_new (self->store, self->options->notes, error);
  if (self->amend == NULL)
    return FALSE;
  if (!tl_doc_store_foreach (self->store, document_cb, self, error))
    return FALSE;
  self->counts->repeated = tl_doc_store_get_repeated (self->store);
  self->counts->amendments = tl_publish_amend_get_applied (self->amend);
  add_notes (self->options->notes, tl_doc_store_get_notes (self->store));
  return close_volume (self, error);
}

/* The volumes, still aside, answer the questions that train the weights of the ranking. */
static gboolean
train_weights (Build *self, GError **error)
{
  const char *staging = tl_publish_folder_get_staging (self->folder);
  g_autofree char *weights = NULL;

  if (self->counts->volumes == 0 || (self->options->questions == NULL && self->counts->pairs == 0))
    return TRUE;
  if (!tl_publish_train (staging, self->options->questions, self->options->notes, &weights,
                         self->cancellable, error))
    return FALSE;
  return weights == NULL
         || tl_publish_index_set_weights (staging, staging, self->options->lexicon, weights,
                                          self->cancellable, error);
}

/* The engines below do not all say it: a write that failed while the disk is full failed for that.
 */
static void
say_disk_full (const char *folder, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (folder);
  g_autoptr (GFileInfo) info
      = g_file_query_filesystem_info (file, G_FILE_ATTRIBUTE_FILESYSTEM_FREE, NULL, NULL);

  if (info != NULL
      && g_file_info_get_attribute_uint64 (info, G_FILE_ATTRIBUTE_FILESYSTEM_FREE) < FULL_DISK)
    g_prefix_error (error, "%s: the disk is full: ", folder);
}

gboolean
tl_publish_build (TlDocStore *store,
                  const char *folder,
                  const TlPublishBuildOptions *options,
                  TlPublishBuildCounts *counts,
                  GCancellable *cancellable,
                  GError **error)
{
  g_autoptr (TlPublishFolder) target = tl_publish_folder_new (folder, error);
  g_autoptr (GDateTime) now = tl_clock_now ();
  Build self = { .store = store, .folder = target, .options = options, .counts = counts };
  gboolean ok;

  memset (counts, 0, sizeof *counts);
  if (target == NULL)
    return FALSE;
  self.cancellable = cancellable;
  tl_date_from_dmy (g_date_time_get_day_of_month (now), g_date_time_get_month (now),
                    g_date_time_get_year (now), self.created);
  self.pairs
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)json_array_unref);
  self.articles = g_hash_table_new (NULL, NULL);
  self.links = tl_link_index_new ();
  ok = write_volumes (&self, error) && train_weights (&self, error)
       && tl_publish_folder_commit (target, &counts->volume_bytes, &counts->index_bytes, error);
  if (!ok)
    say_disk_full (folder, error);
  g_clear_pointer (&self.volume, tl_publish_volume_free);
  g_clear_pointer (&self.amend, tl_publish_amend_free);
  tl_link_index_free (self.links);
  g_hash_table_unref (self.pairs);
  g_hash_table_unref (self.articles);
  g_free (self.year);
  return ok;
}
