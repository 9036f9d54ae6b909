/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A volume with damaged bytes: the input is a list of places and values (three bytes and one) that
 * are written over a sound volume, which is then read in every way a library reads one. */
#include "config.h"

#include <glib/gstdio.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "corpus/tl-library.h"

#define N_DOCUMENTS 8
#define MAX_PATCHES 64

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

static char *folder;
static char *path;
static char *sound;
static gsize sound_size;

static TlDocument *
make_document (guint n)
{
  g_autofree char *id = g_strdup_printf ("d%u", n);
  TlDocument *document = tl_document_new ((TlDocKind)(n % TL_N_DOC_KINDS), id);

  document->title = g_strdup ("Tranh chấp hợp đồng vay tài sản");
  document->number = g_strdup ("12/2020/DS-ST");
  document->number_normal = g_strdup ("12/2020/DS-ST");
  document->issued = g_strdup ("2020-01-02");
  for (guint i = 0; i < 20; i++)
    {
      g_autofree char *anchor = g_strdup_printf ("d%u", i);
      TlBlock *block = tl_document_add (document, tl_block_new (TL_BLOCK_ARTICLE, -1, anchor));

      g_free (block->text);
      block->text = g_strdup_printf ("Điều %u của văn bản %u quy định về quyền và nghĩa vụ.", i, n);
    }
  return document;
}

static void
remove_all (void)
{
  g_unlink (path);
  g_rmdir (folder);
}

static void
make_sound_volume (void)
{
  g_autoptr (TlVolumeWriter) writer = NULL;
  g_autofree char *name = NULL;
  g_autofree char *file = NULL;

  folder = g_dir_make_tmp ("troly-fuzz-volume-XXXXXX", NULL);
  writer = tl_volume_writer_new (folder, NULL);
  g_assert_nonnull (writer);
  g_assert_true (tl_volume_writer_set_meta (writer, "created", "2026-01-02", NULL));
  for (guint i = 0; i < N_DOCUMENTS; i++)
    {
      g_autoptr (TlDocument) document = make_document (i);

      for (guint k = 0; i == 0 && k < document->blocks->len; k++)
        for (guint times = 0; times < 8; times++)
          tl_volume_writer_sample (writer, tl_document_get_block (document, k)->text);
      g_assert_cmpuint (tl_volume_writer_add (writer, document, NULL), ==, i + 1);
    }
  name = tl_volume_writer_finish (writer, NULL);
  file = g_strconcat (name, ".tlv", NULL);
  path = g_build_filename (folder, file, NULL);
  atexit (remove_all);
  g_assert_true (g_file_get_contents (path, &sound, &sound_size, NULL));
}

static void
drop (GPtrArray *array)
{
  g_clear_pointer (&array, g_ptr_array_unref);
}

static void
read_library (TlLibrary *library)
{
  TlLibraryQuery query = { .kind = -1, .filter = "hop dong", .limit = 10 };
  TlLibraryQuery all = { .kind = -1, .offset = 3, .limit = 10 };
  TlLibraryStats stats;

  for (guint i = 0; i < N_DOCUMENTS; i++)
    {
      g_autofree char *id = g_strdup_printf ("d%u", i);
      g_autoptr (TlDocument) by_row
          = tl_volume_load (tl_library_get_volume (library, 0), i + 1, TRUE, NULL);

      tl_document_unref (tl_library_load (library, id, TRUE, NULL));
      tl_library_is_current (library, 0, i);
      for (guint k = 0; by_row != NULL && k < by_row->blocks->len; k++)
        {
          g_free (tl_document_unit_text (by_row, k));
          tl_document_effect (by_row, (int)k, "2020-01-01");
        }
    }
  drop (tl_library_list (library, &query, NULL, NULL));
  drop (tl_library_list (library, &all, NULL, NULL));
  drop (tl_library_find_number (library, "12/2020/DS-ST", NULL));
  drop (tl_library_find_short_name (library, "tranh chap hop dong vay tai san", NULL));
  tl_library_stats (library, &stats, NULL);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree char *content = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (TlLibrary) library = NULL;

  if (sound == NULL)
    make_sound_volume ();
  content = g_memdup2 (sound, sound_size);
  for (gsize i = 0; i + 4 <= size && i < 4 * MAX_PATCHES; i += 4)
    {
      gsize at = ((gsize)data[i] << 16 | (gsize)data[i + 1] << 8 | data[i + 2]) % sound_size;
      content[at] = (char)data[i + 3];
    }
  g_assert_true (g_file_set_contents_full (path, content, (gssize)sound_size,
                                           G_FILE_SET_CONTENTS_NONE, 0644, NULL));
  library = tl_library_open (folder, &error);
  g_assert_true ((library == NULL) == (error != NULL));
  if (library != NULL)
    read_library (library);
  return 0;
}
