/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "publish/tl-publish-previous.h"

#include <string.h>

#include "corpus/tl-document-digest.h"
#include "corpus/tl-library-links.h"
#include "publish/tl-publish-build.h"
#include "search/index/tl-index-format.h"
#include "search/index/tl-xapian.h"

/* A volume is written anew when more than this share of its text is superseded, */
#define STALE_SHARE 4
/* and the small ones of a kind, below this share of the largest, when they are more than so many.
 */
#define SMALL_SHARE 8
#define MAX_SMALL   8

typedef struct
{
  TlVolume *volume;
  TlDocKind kind;
  gboolean training;
  gboolean dropped;
  GHashTable *passed; /* ids of those that are not in its index */
  guint32 live;       /* documents that stay in it, or only in its index */
  guint64 live_text;
} Old;

/* Where the document of an id stands in the library. */
typedef struct
{
  guint volume;
  guint32 row;    /* 0: nowhere any more */
  guint home;     /* the volume in whose index it is */
  guint32 text;   /* bytes */
  gboolean seen;  /* in the store */
  gboolean same;  /* with the same text there */
  gboolean links; /* and with the same links */
} Place;

struct _TlPublishPrevious
{
  TlLibrary *library;
  GArray *volumes;    /* (element-type Old): oldest first */
  GHashTable *places; /* id -> Place, of all rows of all volumes */
  guint64 serial;
  guint64 changed_text[TL_N_DOC_KINDS]; /* of new and amended documents */
  guint changed[TL_N_DOC_KINDS];
  guint64 new_text[TL_N_DOC_KINDS];      /* of all that is to be written */
  guint64 repeated_text[TL_N_DOC_KINDS]; /* of these, what stays in an index */
  guint new_documents[TL_N_DOC_KINDS];
  GPtrArray *notes;
};

static void
old_clear (gpointer data)
{
  g_hash_table_unref (((Old *)data)->passed);
}

static Old *
nth_old (TlPublishPrevious *self, guint n)
{
  return &g_array_index (self->volumes, Old, n);
}

static void
say (GPtrArray *notes, const char *name, const char *why)
{
  if (notes != NULL)
    g_ptr_array_add (notes, g_strdup_printf ("%s is written anew: %s", name, why));
}

static GBytes *
load_index_text (TlVolume *volume, const char *key)
{
  g_autofree char *path = tl_volume_dup_index_path (volume);
  const char *const paths[] = { path, NULL };
  g_autoptr (TlXapianDb) db = tl_xapian_db_open (paths, NULL);

  return db != NULL ? tl_xapian_db_load_metadata (db, 0, key, NULL) : NULL;
}

static gboolean
has_index (TlVolume *volume)
{
  g_autoptr (GBytes) format = load_index_text (volume, TL_INDEX_FORMAT_KEY);
  gsize size = 0;
  const char *text = format != NULL ? g_bytes_get_data (format, &size) : NULL;

  return size == strlen (TL_INDEX_FORMAT) && memcmp (text, TL_INDEX_FORMAT, size) == 0;
}

static GHashTable *
read_passed (TlVolume *volume)
{
  g_autofree char *text = tl_volume_dup_meta (volume, TL_VOLUME_INDEXED_BEFORE);
  g_auto (GStrv) ids = g_strsplit (text != NULL ? text : "", "\n", -1);
  GHashTable *passed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; ids[i] != NULL; i++)
    g_hash_table_add (passed, g_strdup (ids[i]));
  return passed;
}

static void
add_volume (TlPublishPrevious *self, TlVolume *volume)
{
  g_autofree char *kind = tl_volume_dup_meta (volume, "kind");
  g_autofree char *training = tl_volume_dup_meta (volume, "training");
  Old old = { .volume = volume, .training = training != NULL };

  if (kind == NULL || !tl_doc_kind_from_code (kind, &old.kind) || !has_index (volume))
    {
      old.dropped = TRUE;
      say (self->notes, tl_volume_get_name (volume),
           "it or its index is of another kind or format");
    }
  old.passed = read_passed (volume);
  g_array_append_val (self->volumes, old);
}

static void
add_place (TlPublishPrevious *self, guint volume, guint32 row, const char *id)
{
  gboolean current = tl_library_is_current (self->library, volume, row);
  Place *place = g_hash_table_lookup (self->places, id);

  if (place == NULL)
    {
      place = g_new0 (Place, 1);
      g_hash_table_insert (self->places, g_strdup (id), place);
    }
  if (!g_hash_table_contains (nth_old (self, volume)->passed, id))
    place->home = volume;
  if (!current)
    return;
  place->volume = volume;
  place->row = row;
}

/* Rows are numbered from 1 without gaps. */
static gboolean
add_places (TlPublishPrevious *self, guint volume, GError **error)
{
  Old *old = nth_old (self, volume);

  for (guint32 row = 1; row <= tl_volume_get_n_documents (old->volume); row++)
    {
      g_autoptr (TlDocument) header = tl_volume_load (old->volume, row, FALSE, error);

      if (header == NULL)
        return FALSE;
      add_place (self, volume, row, header->id);
    }
  return TRUE;
}

static gboolean
read_library (TlPublishPrevious *self, const char *folder, GError **error)
{
  TlLibraryStats stats;

  self->library = tl_library_open (folder, error);
  if (self->library == NULL || !tl_library_stats (self->library, &stats, error))
    return FALSE;
  self->serial = stats.serial;
  for (guint i = 0; i < tl_library_get_n_volumes (self->library); i++)
    add_volume (self, tl_library_get_volume (self->library, i));
  for (guint i = 0; i < self->volumes->len; i++)
    if (!add_places (self, i, error))
      return FALSE;
  return TRUE;
}

TlPublishPrevious *
tl_publish_previous_open (const char *folder, GPtrArray *notes)
{
  g_autoptr (TlPublishPrevious) self = g_new0 (TlPublishPrevious, 1);
  g_autoptr (GError) error = NULL;

  self->volumes = g_array_new (FALSE, TRUE, sizeof (Old));
  g_array_set_clear_func (self->volumes, old_clear);
  self->places = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->notes = notes;
  if (read_library (self, folder, &error))
    return self->volumes->len > 0 ? g_steal_pointer (&self) : NULL;
  if (!g_error_matches (error, G_FILE_ERROR, G_FILE_ERROR_NOENT))
    say (notes, "the library", error->message);
  return NULL;
}

void
tl_publish_previous_free (TlPublishPrevious *self)
{
  if (self == NULL)
    return;
  g_clear_object (&self->library);
  g_array_unref (self->volumes);
  g_hash_table_unref (self->places);
  g_free (self);
}

/* ---- Comparing ---- */

static guint64
text_bytes (const TlDocument *document)
{
  guint64 bytes = 0;

  for (guint i = 0; i < document->blocks->len; i++)
    {
      const TlBlock *block = tl_document_get_block (document, i);
      bytes += strlen (block->text) + (block->heading != NULL ? strlen (block->heading) : 0);
    }
  return bytes;
}

/* What cannot be read is written anew. */
static TlPublishChange
compare_with (TlPublishPrevious *self,
              const Place *place,
              const char *id,
              const char *digest,
              const char *links_digest)
{
  Old *old = nth_old (self, place->volume);
  g_autoptr (GError) error = NULL;
  g_autoptr (TlDocument) before = tl_volume_load (old->volume, place->row, TRUE, &error);
  g_autoptr (GPtrArray) links
      = before != NULL ? tl_library_links_from (self->library, id, &error) : NULL;
  g_autofree char *left = links != NULL ? tl_document_digest (before) : NULL;
  g_autofree char *right = left != NULL ? tl_document_digest_links (links, &error) : NULL;

  if (right == NULL)
    {
      if (!old->dropped)
        say (self->notes, tl_volume_get_name (old->volume), error->message);
      old->dropped = TRUE;
      return TL_PUBLISH_AMENDED;
    }
  if (strcmp (left, digest) != 0)
    return TL_PUBLISH_AMENDED;
  return strcmp (right, links_digest) == 0 ? TL_PUBLISH_SAME : TL_PUBLISH_RELINKED;
}

gboolean
tl_publish_previous_compare (TlPublishPrevious *self,
                             TlDocument *document,
                             GPtrArray *links,
                             TlPublishChange *change,
                             GError **error)
{
  Place *place = g_hash_table_lookup (self->places, document->id);
  g_autofree char *digest = tl_document_digest (document);
  g_autofree char *links_digest = tl_document_digest_links (links, error);
  guint64 text = text_bytes (document);

  if (links_digest == NULL)
    {
      g_prefix_error (error, "document %s: ", document->id);
      return FALSE;
    }
  *change = TL_PUBLISH_ADDED;
  if (place != NULL)
    {
      place->seen = TRUE;
      if (place->row > 0)
        *change = compare_with (self, place, document->id, digest, links_digest);
    }
  if (*change == TL_PUBLISH_SAME || *change == TL_PUBLISH_RELINKED)
    {
      place->same = TRUE;
      place->links = *change == TL_PUBLISH_SAME;
      place->text = (guint32)MIN (text, G_MAXUINT32);
      return TRUE;
    }
  self->changed[document->kind]++;
  self->changed_text[document->kind] += text;
  return TRUE;
}

/* ---- Settling ---- */

/* Whether the text may stay in the index where it is. */
static gboolean
is_at_home (TlPublishPrevious *self, const Place *place)
{
  return place->same && !nth_old (self, place->home)->dropped;
}

static gboolean
is_kept (TlPublishPrevious *self, const Place *place)
{
  return is_at_home (self, place) && place->links && !nth_old (self, place->volume)->dropped;
}

/* What is left of each volume: the documents that it, or only its index, goes on serving. */
static void
count_live (TlPublishPrevious *self)
{
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->places);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      const Place *place = value;
      Old *home = nth_old (self, place->home);
      Old *old = nth_old (self, place->volume);

      if (!place->same)
        continue;
      home->live++;
      home->live_text += place->text;
      if (old == home || !place->links)
        continue;
      old->live++;
      old->live_text += place->text;
    }
}

static void
count_new (TlPublishPrevious *self)
{
  GHashTableIter iter;
  gpointer value;

  memcpy (self->new_documents, self->changed, sizeof self->changed);
  memcpy (self->new_text, self->changed_text, sizeof self->changed_text);
  memset (self->repeated_text, 0, sizeof self->repeated_text);
  g_hash_table_iter_init (&iter, self->places);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      const Place *place = value;
      const Old *old = nth_old (self, place->volume);

      if (!place->same || is_kept (self, place))
        continue;
      self->new_documents[old->kind]++;
      self->new_text[old->kind] += place->text;
      if (is_at_home (self, place))
        self->repeated_text[old->kind] += place->text;
    }
}

static gboolean
is_stale (const Old *old)
{
  guint64 text = tl_volume_get_text_bytes (old->volume);

  if (tl_volume_get_n_documents (old->volume) == 0)
    return FALSE;
  return old->live == 0 || text - MIN (text, old->live_text) > text / STALE_SHARE;
}

static gboolean
is_small (const Old *old, TlDocKind kind, gboolean training, guint64 most)
{
  return !old->dropped && old->kind == kind && old->training == training
         && tl_volume_get_text_bytes (old->volume) < most / SMALL_SHARE;
}

static void
drop_small (TlPublishPrevious *self, TlDocKind kind, gboolean training, guint64 most)
{
  guint n = self->new_documents[kind] > 0;

  for (guint i = 0; i < self->volumes->len; i++)
    n += is_small (nth_old (self, i), kind, training, most);
  for (guint i = 0; n > MAX_SMALL && i < self->volumes->len; i++)
    if (is_small (nth_old (self, i), kind, training, most))
      nth_old (self, i)->dropped = TRUE;
}

gboolean
tl_publish_previous_has_new (TlPublishPrevious *self)
{
  guint n = 0;

  for (guint kind = 0; kind < TL_N_DOC_KINDS; kind++)
    n += self->new_documents[kind];
  return n > 0;
}

void
tl_publish_previous_settle (TlPublishPrevious *self, const guint64 most[TL_N_DOC_KINDS])
{
  count_live (self);
  for (guint i = 0; i < self->volumes->len; i++)
    if (is_stale (nth_old (self, i)))
      nth_old (self, i)->dropped = TRUE;
  count_new (self);
  for (guint kind = 0; kind < TL_N_DOC_KINDS; kind++)
    for (guint training = 0; training < 2; training++)
      drop_small (self, (TlDocKind)kind, (gboolean)training, most[kind]);
  count_new (self);
  /* What an empty one withdraws, a new one withdraws as well. */
  for (guint i = 0; tl_publish_previous_has_new (self) && i < self->volumes->len; i++)
    if (tl_volume_get_n_documents (nth_old (self, i)->volume) == 0)
      nth_old (self, i)->dropped = TRUE;
}

gboolean
tl_publish_previous_keeps (TlPublishPrevious *self, const char *id)
{
  const Place *place = g_hash_table_lookup (self->places, id);

  return place != NULL && is_kept (self, place);
}

gboolean
tl_publish_previous_indexes (TlPublishPrevious *self, const char *id)
{
  const Place *place = g_hash_table_lookup (self->places, id);

  return place != NULL && is_at_home (self, place);
}

GPtrArray *
tl_publish_previous_get_volumes (TlPublishPrevious *self)
{
  GPtrArray *volumes = g_ptr_array_new ();

  for (guint i = 0; i < self->volumes->len; i++)
    if (!nth_old (self, i)->dropped)
      g_ptr_array_add (volumes, nth_old (self, i)->volume);
  return volumes;
}

guint
tl_publish_previous_get_n_dropped (TlPublishPrevious *self)
{
  g_autoptr (GPtrArray) kept = tl_publish_previous_get_volumes (self);

  return self->volumes->len - kept->len;
}

guint64
tl_publish_previous_get_serial (TlPublishPrevious *self)
{
  return self->serial + 1;
}

guint64
tl_publish_previous_get_repeats (TlPublishPrevious *self)
{
  g_autoptr (GPtrArray) volumes = tl_publish_previous_get_volumes (self);
  guint64 repeats = 0;

  for (guint i = 0; i < volumes->len; i++)
    {
      g_autofree char *value
          = tl_volume_dup_meta (g_ptr_array_index (volumes, i), TL_PUBLISH_META_REPEATS);

      repeats += value != NULL ? g_ascii_strtoull (value, NULL, 10) : 0;
    }
  return repeats;
}

guint64
tl_publish_previous_get_new_text (TlPublishPrevious *self, TlDocKind kind)
{
  return self->new_text[kind];
}

guint64
tl_publish_previous_get_repeated_text (TlPublishPrevious *self, TlDocKind kind)
{
  return self->repeated_text[kind];
}

TlVolume *
tl_publish_previous_get_dictionary (TlPublishPrevious *self, TlDocKind kind)
{
  for (guint i = 0; i < self->volumes->len; i++)
    {
      const Old *old = nth_old (self, i);

      if (old->kind == kind && tl_volume_has_dictionary (old->volume))
        return old->volume;
    }
  return NULL;
}

/* ---- What is there no more ---- */

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *)a, *(const char *const *)b);
}

/* Adds to @ids what the volume holds, without what it withdraws of those before it. */
static void
walk_volume (TlPublishPrevious *self, TlVolume *volume, GHashTable *ids)
{
  g_autofree char *text = tl_volume_dup_meta (volume, "withdrawn");
  g_auto (GStrv) gone = g_strsplit_set (text != NULL ? text : "", " \n", -1);

  for (guint i = 0; gone[i] != NULL; i++)
    g_hash_table_remove (ids, gone[i]);
  for (guint32 row = 1; row <= tl_volume_get_n_documents (volume); row++)
    {
      g_autoptr (TlDocument) header = tl_volume_load (volume, row, FALSE, NULL);
      gpointer key = NULL;

      if (header != NULL && g_hash_table_lookup_extended (self->places, header->id, &key, NULL))
        g_hash_table_add (ids, key);
    }
}

char *
tl_publish_previous_dup_hidden (TlPublishPrevious *self)
{
  g_autoptr (GPtrArray) volumes = tl_publish_previous_get_volumes (self);
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) hidden = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer id;

  for (guint i = 0; i < volumes->len; i++)
    walk_volume (self, g_ptr_array_index (volumes, i), ids);
  g_hash_table_iter_init (&iter, ids);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    {
      const Place *place = g_hash_table_lookup (self->places, id);

      if (!place->seen)
        g_ptr_array_add (hidden, id);
    }
  if (hidden->len == 0)
    return NULL;
  g_ptr_array_sort (hidden, compare_ids);
  g_ptr_array_add (hidden, NULL);
  return g_strjoinv ("\n", (char **)hidden->pdata);
}

GPtrArray *
tl_publish_previous_list_withdrawn (TlPublishPrevious *self)
{
  GPtrArray *documents = g_ptr_array_new_with_free_func ((GDestroyNotify)tl_document_unref);
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer id, value;

  g_hash_table_iter_init (&iter, self->places);
  while (g_hash_table_iter_next (&iter, &id, &value))
    if (!((Place *)value)->seen && ((Place *)value)->row > 0)
      g_ptr_array_add (ids, id);
  g_ptr_array_sort (ids, compare_ids);
  for (guint i = 0; i < ids->len; i++)
    {
      TlDocument *header = tl_library_load (self->library, g_ptr_array_index (ids, i), FALSE, NULL);

      if (header != NULL)
        g_ptr_array_add (documents, header);
    }
  return documents;
}

char *
tl_publish_previous_dup_index_text (TlPublishPrevious *self, const char *key, gboolean kept)
{
  for (guint i = self->volumes->len; i-- > 0;)
    {
      const Old *old = nth_old (self, i);
      g_autoptr (GBytes) text = !kept || !old->dropped ? load_index_text (old->volume, key) : NULL;

      if (text != NULL)
        return g_strndup (g_bytes_get_data (text, NULL), g_bytes_get_size (text));
    }
  return NULL;
}
