/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Originals of the documents, grouped into lists that can be fetched apart. */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "publish/tl-publish-release-private.h"

#define ENTRIES_MOST 15000
#define SLUG_BYTES   80

typedef struct
{
  char *title;
  GPtrArray *names; /* of originals, borrowed */
} Pack;

static void
pack_free (gpointer data)
{
  Pack *pack = data;

  g_free (pack->title);
  g_ptr_array_unref (pack->names);
  g_free (pack);
}

static void
entry_free (gpointer data)
{
  TlPackEntry *entry = data;

  g_free (entry->name);
  g_free (entry);
}

/* What people call the kinds. */
static const char *const kind_titles[TL_N_DOC_KINDS]
    = { "Văn bản quy phạm pháp luật", "Hướng dẫn, giải đáp", "Án lệ", "Bản án, quyết định" };

/* The name of the pack without prefix and suffix, and its title. */
static char *
pack_key (TlPublishPacks rule, const TlDocument *document, char **title)
{
  const char *kind = tl_doc_kind_code (document->kind);
  const char *words = kind_titles[document->kind];
  const char *part = NULL;
  g_autofree char *year
      = document->issued != NULL ? g_strndup (document->issued, 4) : g_strdup ("khac");
  char *key;

  if (rule == TL_PUBLISH_PACKS_YEAR)
    part = year;
  else if (rule == TL_PUBLISH_PACKS_SUBJECT)
    part = document->subject != NULL ? document->subject : "khac";
  if (part == NULL)
    {
      *title = g_strdup (words);
      return g_strdup (kind);
    }
  *title = g_strdup_printf ("%s: %s", words, strcmp (part, "khac") == 0 ? "khác" : part);
  if (strlen (*title) > 400)
    {
      g_free (*title);
      *title = g_strdup (words);
    }
  key = tl_document_make_id (kind, part, NULL);
  g_strdelimit (key, "._", '-');
  if (strlen (key) > SLUG_BYTES)
    key[SLUG_BYTES] = '\0';
  return key;
}

/* "<sha256>.pdf": other originals are not fetched apart. */
static gboolean
is_original (const char *name)
{
  return name != NULL && strspn (name, "0123456789abcdef") == TL_DIGEST_SIZE - 1
         && name[TL_DIGEST_SIZE - 1] == '.';
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *)a, *(const char *const *)b);
}

static gboolean
add_original (TlPublishMaking *self, const char *name, TlPackEntry *entry, GError **error)
{
  g_autofree char *path = g_build_filename (self->options->volumes, "files", name, NULL);
  g_autofree char *place = NULL;
  GStatBuf info;

  if (g_stat (path, &info) < 0)
    return TRUE; /* the publisher keeps it back */
  entry->name = g_strdup (name);
  g_strlcpy (entry->digest, name, sizeof entry->digest);
  entry->size = (guint64)info.st_size;
  place = g_strdup_printf ("originals/%.2s/%s", name, entry->digest);
  self->report->originals++;
  self->report->original_bytes += entry->size;
  return self->options->dry_run
         || tl_publish_outlet_add (self->outlet, path, place, entry->digest, self->cancellable,
                                   error);
}

static gboolean
write_pack (
    TlPublishMaking *self, const char *name, const char *title, GPtrArray *entries, GError **error)
{
  TlReleaseFile *file = tl_release_file_new (TL_RELEASE_PACK, name);
  g_autofree char *json = tl_pack_to_json (entries, error);

  file->title = g_strdup (title);
  file->pack_files = entries->len;
  for (guint i = 0; i < entries->len; i++)
    file->pack_bytes += ((TlPackEntry *)entries->pdata[i])->size;
  self->report->packs++;
  if (json != NULL)
    return _tl_publish_text_add (self, file, json, error);
  tl_release_file_free (file);
  return FALSE;
}

static gboolean
write_packs (TlPublishMaking *self, const char *key, Pack *pack, GError **error)
{
  guint part = 1;

  g_ptr_array_sort (pack->names, compare_names);
  for (guint i = 0; i < pack->names->len; part++)
    {
      g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func (entry_free);
      g_autofree char *name = part == 1 ? g_strdup_printf ("pack-%s.json", key)
                                        : g_strdup_printf ("pack-%s-%u.json", key, part);

      for (; i < pack->names->len && entries->len < ENTRIES_MOST; i++)
        {
          g_autofree TlPackEntry *entry = g_new0 (TlPackEntry, 1);

          if (i > 0 && strcmp (pack->names->pdata[i - 1], pack->names->pdata[i]) == 0)
            continue;
          if (!add_original (self, pack->names->pdata[i], entry, error))
            {
              g_free (entry->name);
              return FALSE;
            }
          if (entry->name != NULL)
            g_ptr_array_add (entries, g_steal_pointer (&entry));
        }
      if (entries->len > 0 && !write_pack (self, name, pack->title, entries, error))
        return FALSE;
    }
  return TRUE;
}

static void
group (TlPublishMaking *self, GHashTable *packs)
{
  for (guint i = 0; i < self->manifest->files->len; i++)
    {
      const TlReleaseFile *file = g_ptr_array_index (self->manifest->files, i);
      TlPublishScan *scan = file->kind == TL_RELEASE_VOLUME
                                ? g_hash_table_lookup (self->scans, file->digest)
                                : NULL;

      for (guint k = 0; scan != NULL && k < scan->headers->len; k++)
        {
          const TlDocument *document = g_ptr_array_index (scan->headers, k);
          g_autofree char *title = NULL;
          g_autofree char *key = NULL;
          Pack *pack;

          if (!is_original (document->file))
            continue;
          key = pack_key (self->options->packs, document, &title);
          pack = g_hash_table_lookup (packs, key);
          if (pack == NULL)
            {
              pack = g_new0 (Pack, 1);
              pack->title = g_steal_pointer (&title);
              pack->names = g_ptr_array_new ();
              g_hash_table_insert (packs, g_steal_pointer (&key), pack);
            }
          g_ptr_array_add (pack->names, document->file);
        }
    }
}

gboolean
_tl_publish_packs_add (TlPublishMaking *self, GError **error)
{
  g_autoptr (GHashTable) packs = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, pack_free);
  g_autoptr (GPtrArray) keys = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer key;

  if (self->options->packs == TL_PUBLISH_PACKS_NONE)
    return TRUE;
  group (self, packs);
  g_hash_table_iter_init (&iter, packs);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    g_ptr_array_add (keys, key);
  g_ptr_array_sort (keys, compare_names);
  for (guint i = 0; i < keys->len; i++)
    if (!write_packs (self, keys->pdata[i], g_hash_table_lookup (packs, keys->pdata[i]), error))
      return FALSE;
  return TRUE;
}
