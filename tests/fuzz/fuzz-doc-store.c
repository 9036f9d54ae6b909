/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A document store with damaged bytes: the input is a list of places and values (three bytes and
 * one) that are written over a sound store.db, which is then read and written to. */
#include "config.h"

#include <glib/gstdio.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "corpus/tl-doc-store.h"

#define MAX_PATCHES 64

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

static char *folder;
static char *path;
static char *sound;
static gsize sound_size;

static void
remove_all (void)
{
  static const char *const names[]
      = { "store.db", "store.db-wal", "store.db-shm", "store.db-journal", "lock", "files" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *each = g_build_filename (folder, names[i], NULL);
      g_remove (each);
    }
  g_rmdir (folder);
}

static gboolean
put (TlDocStore *store, const char *name, TlDocKind kind)
{
  TlSourceInfo info = { .name = name, .digest = "d", .size = 1, .notes = "ghi chú" };
  g_autoptr (GPtrArray) documents
      = g_ptr_array_new_with_free_func ((GDestroyNotify)tl_document_unref);
  TlDocument *document = tl_document_new (kind, "x");

  document->title = g_strdup ("Bộ luật Hình sự");
  for (guint i = 0; i < 20; i++)
    {
      g_autofree char *anchor = g_strdup_printf ("d%u", i);
      TlBlock *block = tl_document_add (document, tl_block_new (TL_BLOCK_ARTICLE, -1, anchor));

      g_free (block->text);
      block->text = g_strdup_printf ("Điều %u quy định về quyền và nghĩa vụ.", i);
    }
  g_ptr_array_add (documents, document);
  return tl_doc_store_put (store, &info, documents, NULL, NULL);
}

static void
make_sound_store (void)
{
  TlDocStore *store;

  folder = g_dir_make_tmp ("troly-fuzz-store-XXXXXX", NULL);
  path = g_build_filename (folder, "store.db", NULL);
  store = tl_doc_store_open (folder, TRUE, NULL);
  g_assert_nonnull (store);
  g_assert_true (put (store, "a", TL_DOC_STATUTE));
  g_assert_true (put (store, "b", TL_DOC_STATUTE));
  g_assert_true (put (store, "c", TL_DOC_JUDGMENT));
  tl_doc_store_close (store);
  atexit (remove_all);
  g_assert_true (g_file_get_contents (path, &sound, &sound_size, NULL));
}

static void
write_damaged (const uint8_t *data, size_t size)
{
  static const char *const beside[] = { "-wal", "-shm", "-journal" };
  g_autofree char *content = g_memdup2 (sound, sound_size);

  for (gsize i = 0; i + 4 <= size && i < 4 * MAX_PATCHES; i += 4)
    {
      gsize at = ((gsize)data[i] << 16 | (gsize)data[i + 1] << 8 | data[i + 2]) % sound_size;
      content[at] = (char)data[i + 3];
    }
  for (guint i = 0; i < G_N_ELEMENTS (beside); i++)
    {
      g_autofree char *other = g_strconcat (path, beside[i], NULL);
      g_unlink (other);
    }
  g_assert_true (g_file_set_contents_full (path, content, (gssize)sound_size,
                                           G_FILE_SET_CONTENTS_NONE, 0644, NULL));
}

static gboolean
use (TlDocument *document, gpointer user_data, GError **error)
{
  for (guint i = 0; i < document->blocks->len; i++)
    {
      g_free (tl_document_unit_text (document, i));
      tl_document_find (document, tl_document_get_block (document, i)->anchor, NULL);
    }
  return TRUE;
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) read_error = NULL;
  g_autoptr (TlDocStore) store = NULL;
  TlDocStoreStats stats;

  if (sound == NULL)
    make_sound_store ();
  write_damaged (data, size);
  store = tl_doc_store_open (folder, FALSE, &error);
  g_assert_true ((store == NULL) == (error != NULL));
  if (store == NULL)
    return 0;
  g_assert_true (tl_doc_store_foreach (store, use, NULL, &read_error) == (read_error == NULL));
  tl_doc_store_stats (store, &stats, NULL);
  tl_doc_store_has_source (store, "a", "d", NULL);
  put (store, "a", TL_DOC_GUIDANCE);
  return 0;
}
