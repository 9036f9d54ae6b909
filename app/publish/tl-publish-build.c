/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "publish/tl-publish-build.h"

#include <string.h>

#include "base/tl-clock.h"
#include "import/tl-import.h"
#include "publish/tl-publish-ahead.h"
#include "publish/tl-publish-amend.h"
#include "publish/tl-publish-folder.h"
#include "publish/tl-publish-index.h"
#include "publish/tl-publish-prepare.h"
#include "publish/tl-publish-train.h"
#include "publish/tl-publish-volume.h"
#include "search/question/tl-lexicon.h"
#include "search/rank/tl-rank-model.h"

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
/* Text from which on a dictionary takes less than it saves (docs/volume.md). */
#define DICTIONARY_TEXT (8 * 1024 * 1024)
/* Text repeated for its links alone from which on it does so in a patch. */
#define REPEATED_TEXT (1024 * 1024)
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
  TlPublishPrepare *prepare;
  TlPublishAmend *amend;
  GHashTable *articles;        /* hashes of the ids of articles seen */
  TlPublishPrevious *previous; /* (nullable): it is built on */
  TlPublishAhead *compare;     /* to it */
  guint64 done;
  guint64 repeats; /* of all articles */

  GPtrArray *names; /* of the volumes written */
  TlPublishVolume *volume;
  TlPublishVolumeInfo info;
  guint64 bytes; /* text in the open volume */
  char *year;
  char *withdrawn; /* (nullable): not yet said by a volume */
} Build;

void
tl_publish_changed_free (gpointer changed)
{
  TlPublishChanged *self = changed;

  g_free (self->id);
  g_free (self->number);
  g_free (self->title);
  g_free (self);
}

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
        self->repeats++;
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
  self->info.withdrawn = self->withdrawn;
  self->info.article_repeats = self->repeats;
  if (self->previous != NULL)
    self->info.serial = tl_publish_previous_get_serial (self->previous);
  name = tl_publish_volume_finish (self->volume, &self->info, error);
  if (name == NULL)
    return FALSE;
  g_clear_pointer (&self->withdrawn, g_free);
  self->repeats = 0;
  g_clear_pointer (&self->volume, tl_publish_volume_free);
  tl_publish_folder_add (self->folder, name);
  g_ptr_array_add (self->names, g_steal_pointer (&name));
  self->counts->volumes++;
  return TRUE;
}

static guint64
max_bytes (Build *self, TlDocKind kind)
{
  if (self->options->volume_bytes > 0)
    return self->options->volume_bytes;
  return kind == TL_DOC_JUDGMENT ? JUDGMENT_BYTES : VOLUME_BYTES;
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
  guint64 most = max_bytes (self, document->kind);

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

/* A small volume has no dictionary, a large one that of the volumes it stands beside; so has one
 * that repeats documents of theirs, whose frames then are the same bytes. */
static const TlPublishDictionary *
choose_dictionary (Build *self, TlDocKind kind, TlPublishDictionary *dictionary)
{
  if (self->previous == NULL)
    return NULL;
  dictionary->of = NULL;
  if (tl_publish_previous_get_new_text (self->previous, kind) < DICTIONARY_TEXT
      && tl_publish_previous_get_repeated_text (self->previous, kind) < REPEATED_TEXT)
    return dictionary;
  dictionary->of = tl_publish_previous_get_dictionary (self->previous, kind);
  return dictionary->of != NULL ? dictionary : NULL;
}

static gboolean
open_volume (Build *self, TlDocKind kind, gboolean training, GError **error)
{
  TlPublishDictionary dictionary;

  if (!close_volume (self, error))
    return FALSE;
  self->volume = tl_publish_volume_new (tl_publish_folder_get_staging (self->folder), self->links,
                                        choose_dictionary (self, kind, &dictionary), error);
  self->info = (TlPublishVolumeInfo){ .kind = kind, .training = training };
  self->bytes = 0;
  return self->volume != NULL;
}

static void
say_progress (Build *self)
{
  guint passes = self->previous != NULL ? 2 : 1;

  self->done++;
  if (self->options->progress != NULL)
    self->options->progress (self->done, MAX (self->total * passes, self->done),
                             self->options->user_data);
}

static gboolean
write_document (Build *self, TlDocument *document, guint64 bytes, GError **error)
{
  g_autofree char *year = g_strndup (document->issued != NULL ? document->issued : "", 4);

  if (must_cut (self, document, bytes, year)
      && !open_volume (self, document->kind, document->training, error))
    return FALSE;
  g_free (self->year);
  self->year = g_steal_pointer (&year);
  self->bytes += bytes;
  if (self->previous != NULL && tl_publish_previous_indexes (self->previous, document->id))
    return tl_publish_volume_add_unindexed (self->volume, document, error);
  return tl_publish_volume_add (self->volume, document, error);
}

/* What is counted of every document, whether it is written or not. */
static gboolean
count_document (Build *self, TlDocument *document, guint64 bytes, GError **error)
{
  g_autofree char *path = NULL;

  self->counts->text_bytes += bytes;
  self->counts->documents++;
  count_repeats (self, document);
  if (document->file == NULL)
    return TRUE;
  path = tl_doc_store_dup_file (self->store, document->file);
  return tl_publish_folder_keep_file (self->folder, path, document->file, error);
}

/* Statutes stand first, records before them. */
static gboolean
name_cb (TlDocument *document, gpointer user_data, GError **error)
{
  Build *self = user_data;

  if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
    return FALSE;
  if (g_strcmp0 (document->meta, TL_IMPORT_PAIRS_META) == 0)
    tl_publish_prepare_take_pairs (self->prepare, document);
  tl_link_index_add (self->links, document);
  return document->kind == TL_DOC_STATUTE || g_strcmp0 (document->meta, TL_IMPORT_PAIRS_META) == 0;
}

/* As it is to be written; %NULL for a record that is no document. */
static TlDocument *
prepare (Build *self, TlDocument *document)
{
  TlDocument *versions;

  if (g_strcmp0 (document->meta, TL_IMPORT_PAIRS_META) == 0)
    return NULL;
  versions = tl_publish_amend_apply (self->amend, document);
  self->counts->pairs += tl_publish_prepare_document (self->prepare, versions);
  return versions;
}

static gboolean
is_stopped (Build *self, GError **error)
{
  return g_cancellable_set_error_if_cancelled (self->cancellable, error);
}

/* Without a library to go on from. */
static gboolean
fresh_cb (TlDocument *document, gpointer user_data, GError **error)
{
  Build *self = user_data;
  g_autoptr (TlDocument) versions = NULL;
  guint64 bytes;

  if (is_stopped (self, error))
    return FALSE;
  if ((versions = prepare (self, document)) == NULL)
    return TRUE;
  bytes = text_bytes (versions);
  if (!write_document (self, versions, bytes, error)
      || !count_document (self, versions, bytes, error))
    return FALSE;
  say_progress (self);
  return TRUE;
}

/* First pass over the store: which documents are as they were. */
static gboolean
compare_cb (TlDocument *document, gpointer user_data, GError **error)
{
  Build *self = user_data;
  g_autoptr (TlDocument) versions = NULL;

  if (is_stopped (self, error))
    return FALSE;
  if ((versions = prepare (self, document)) == NULL)
    return TRUE;
  if (!count_document (self, versions, text_bytes (versions), error))
    return FALSE;
  say_progress (self);
  return tl_publish_ahead_push (self->compare, versions, error);
}

/* Second pass: the others are written. */
static gboolean
write_cb (TlDocument *document, gpointer user_data, GError **error)
{
  Build *self = user_data;
  g_autoptr (TlDocument) versions = NULL;

  if (is_stopped (self, error))
    return FALSE;
  if (tl_publish_previous_keeps (self->previous, document->id))
    {
      say_progress (self);
      return TRUE;
    }
  if ((versions = prepare (self, document)) == NULL)
    return TRUE;
  say_progress (self);
  return write_document (self, versions, text_bytes (versions), error);
}

static void
add_change (Build *self, const TlDocument *document, TlPublishChange change)
{
  TlPublishChanged *changed;

  self->counts->changes[change]++;
  if (self->options->changes == NULL || change == TL_PUBLISH_SAME)
    return;
  changed = g_new0 (TlPublishChanged, 1);
  changed->change = change;
  changed->kind = document->kind;
  changed->id = g_strdup (document->id);
  changed->number = g_strdup (document->number);
  changed->title = g_strdup (document->title);
  g_ptr_array_add (self->options->changes, changed);
}

static gboolean
compared_cb (TlDocument *document, GPtrArray *links, gpointer user_data, GError **error)
{
  Build *self = user_data;
  TlPublishChange change;

  if (!tl_publish_previous_compare (self->previous, document, links, &change, error))
    return FALSE;
  add_change (self, document, change);
  return TRUE;
}

static void
add_notes (GPtrArray *notes, GPtrArray *more)
{
  for (guint i = 0; notes != NULL && more != NULL && i < more->len; i++)
    g_ptr_array_add (notes, g_strdup (g_ptr_array_index (more, i)));
}

static void
note_counts (Build *self)
{
  self->counts->repeated = tl_doc_store_get_repeated (self->store);
  self->counts->amendments = tl_publish_amend_get_applied (self->amend);
  self->counts->lost_pairs
      = tl_publish_prepare_get_pairs (self->prepare)
        - MIN (tl_publish_prepare_get_pairs (self->prepare), self->counts->pairs);
  add_notes (self->options->notes, tl_doc_store_get_notes (self->store));
}

/* Volumes that hold nothing but what is said of older ones. */
static gboolean
write_carrier (Build *self, GError **error)
{
  return open_volume (self, TL_DOC_STATUTE, FALSE, error) && close_volume (self, error);
}

/* The lexicon of the last index counts. */
static gboolean
has_other_lexicon (Build *self)
{
  g_autofree char *lexicon
      = tl_publish_previous_dup_index_text (self->previous, TL_LEXICON_KEY, TRUE);

  return self->options->lexicon != NULL && g_strcmp0 (lexicon, self->options->lexicon) != 0;
}

static gboolean
keep_volumes (Build *self, GError **error)
{
  g_autoptr (GPtrArray) volumes = tl_publish_previous_get_volumes (self->previous);

  for (guint i = 0; i < volumes->len; i++)
    if (!tl_publish_folder_keep_volume (self->folder, g_ptr_array_index (volumes, i), error))
      return FALSE;
  self->counts->volumes = self->counts->kept = volumes->len;
  self->counts->dropped = tl_publish_previous_get_n_dropped (self->previous);
  return TRUE;
}

static gboolean
compare_all (Build *self, GError **error)
{
  g_autoptr (GPtrArray) withdrawn = NULL;
  guint64 most[TL_N_DOC_KINDS];

  self->compare = tl_publish_ahead_new (self->links, compared_cb, self, error);
  if (self->compare == NULL || !tl_doc_store_foreach (self->store, compare_cb, self, error)
      || !tl_publish_ahead_flush (self->compare, error))
    return FALSE;
  note_counts (self);
  for (guint kind = 0; kind < TL_N_DOC_KINDS; kind++)
    most[kind] = max_bytes (self, (TlDocKind)kind);
  tl_publish_previous_settle (self->previous, most);
  withdrawn = tl_publish_previous_list_withdrawn (self->previous);
  for (guint i = 0; i < withdrawn->len; i++)
    add_change (self, g_ptr_array_index (withdrawn, i), TL_PUBLISH_WITHDRAWN);
  return TRUE;
}

/* Only what changed is written, and what stands in volumes that do not stay. */
static gboolean
write_changes (Build *self, GError **error)
{
  guint64 pairs;
  guint n_notes;

  if (!compare_all (self, error) || !keep_volumes (self, error))
    return FALSE;
  self->withdrawn = tl_publish_previous_dup_hidden (self->previous);
  self->repeats -= MIN (self->repeats, tl_publish_previous_get_repeats (self->previous));
  /* The second pass finds again what the first has told. */
  pairs = self->counts->pairs;
  n_notes = self->options->notes != NULL ? self->options->notes->len : 0;
  if (tl_publish_previous_has_new (self->previous)
      && (!tl_doc_store_foreach (self->store, write_cb, self, error)
          || !close_volume (self, error)))
    return FALSE;
  self->counts->pairs = pairs;
  if (self->options->notes != NULL)
    g_ptr_array_set_size (self->options->notes, (int)n_notes);
  if (self->names->len > 0 || (self->withdrawn == NULL && !has_other_lexicon (self)))
    return TRUE;
  return write_carrier (self, error);
}

static gboolean
write_volumes (Build *self, GError **error)
{
  TlDocStoreStats stats;

  if (!tl_doc_store_foreach (self->store, name_cb, self, error)
      || !tl_doc_store_stats (self->store, &stats, error))
    return FALSE;
  self->total = stats.documents;
  self->amend = tl_publish_amend_new (self->store, self->options->notes, error);
  if (self->amend == NULL)
    return FALSE;
  if (self->previous != NULL)
    return write_changes (self, error);
  if (!tl_doc_store_foreach (self->store, fresh_cb, self, error))
    return FALSE;
  note_counts (self);
  return close_volume (self, error);
}

/* The volumes, still aside, answer the questions that train the weights of the ranking. */
static gboolean
train_weights (Build *self, char **weights, GError **error)
{
  if (self->counts->volumes == 0 || (self->options->questions == NULL && self->counts->pairs == 0))
    return TRUE;
  return tl_publish_train (tl_publish_folder_get_staging (self->folder), self->options->questions,
                           self->options->notes, weights, self->cancellable, error);
}

/* Weights of a build before stay in force until others are trained: the last index that has some
 * decides, and a volume that goes hands them on. */
static gboolean
set_weights (Build *self, GError **error)
{
  const char *staging = tl_publish_folder_get_staging (self->folder);
  g_autofree char *weights = NULL;
  g_autofree char *kept = NULL;

  if (!train_weights (self, &weights, error))
    return FALSE;
  if (self->previous != NULL)
    {
      if (weights == NULL)
        weights = tl_publish_previous_dup_index_text (self->previous, TL_RANK_MODEL_KEY, FALSE);
      kept = tl_publish_previous_dup_index_text (self->previous, TL_RANK_MODEL_KEY, TRUE);
    }
  if (weights == NULL || self->counts->volumes == 0 || g_strcmp0 (weights, kept) == 0)
    return TRUE;
  if (self->names->len == 0 && !write_carrier (self, error))
    return FALSE;
  return tl_publish_index_set_weights (staging, staging, self->names, self->options->lexicon,
                                       weights, self->cancellable, error);
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

/* What reads the library before or has files of the staging folder open: Windows neither replaces
 * nor removes what this program, too, holds open. */
static void
close_files (Build *self)
{
  g_clear_pointer (&self->volume, tl_publish_volume_free);
  g_clear_pointer (&self->compare, tl_publish_ahead_free);
  g_clear_pointer (&self->previous, tl_publish_previous_free);
}

static gboolean
commit (Build *self, GError **error)
{
  close_files (self);
  return tl_publish_folder_commit (self->folder, &self->counts->volume_bytes,
                                   &self->counts->index_bytes, error);
}

static void
build_clear (Build *self)
{
  close_files (self);
  g_clear_pointer (&self->amend, tl_publish_amend_free);
  g_clear_pointer (&self->prepare, tl_publish_prepare_free);
  tl_link_index_free (self->links);
  g_hash_table_unref (self->articles);
  g_ptr_array_unref (self->names);
  g_free (self->withdrawn);
  g_free (self->year);
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
  self.prepare = tl_publish_prepare_new ();
  self.articles = g_hash_table_new (NULL, NULL);
  self.names = g_ptr_array_new_with_free_func (g_free);
  self.links = tl_link_index_new ();
  if (!options->full)
    self.previous = tl_publish_previous_open (
        options->previous != NULL ? options->previous : folder, options->notes);
  ok = write_volumes (&self, error) && set_weights (&self, error) && commit (&self, error);
  if (!ok)
    say_disk_full (folder, error);
  build_clear (&self);
  return ok;
}
