/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A question of any bytes against a small library: it is answered, or refused for its length. */
#include "config.h"

#include <glib/gstdio.h>
#include <stdint.h>
#include <string.h>

#include "base/tl-error.h"
#include "corpus/tl-volume.h"
#include "search/engine/tl-search-engine.h"
#include "search/index/tl-search-index.h"
#include "search/question/tl-lexicon.h"

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

static char *folder;

static void
remove_folder (void)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (folder);
}

static TlDocument *
make_law (void)
{
  static const char *const ARTICLES[][3] = {
    { "d173", "Tội trộm cắp tài sản", "Người nào trộm cắp tài sản của người khác." },
    { "d328", "Đặt cọc", "Bên đặt cọc từ chối giao kết hợp đồng." },
  };
  TlDocument *law = tl_document_new (TL_DOC_STATUTE, "100-2015-qh13");

  law->title = g_strdup ("Bộ luật Hình sự");
  law->short_name = g_strdup ("BLHS");
  law->number = g_strdup ("100/2015/QH13");
  law->number_normal = g_strdup ("100/2015/QH13");
  for (guint i = 0; i < G_N_ELEMENTS (ARTICLES); i++)
    {
      TlBlock *block = tl_document_add (law, tl_block_new (TL_BLOCK_ARTICLE, -1, ARTICLES[i][0]));

      block->heading = g_strdup (ARTICLES[i][1]);
      g_free (block->text);
      block->text = g_strdup (ARTICLES[i][2]);
    }
  return law;
}

static TlSearchEngine *
make_engine (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TlDocument) law = make_law ();
  g_autoptr (TlVolumeWriter) volume = NULL;
  g_autoptr (TlIndexWriter) index = NULL;
  g_autoptr (TlLibrary) library = NULL;
  g_autofree char *name = NULL;
  g_autofree char *file = NULL;
  g_autofree char *path = NULL;

  folder = g_dir_make_tmp ("troly-fuzz-XXXXXX", &error);
  g_assert_no_error (error);
  atexit (remove_folder);
  volume = tl_volume_writer_new (folder, &error);
  g_assert_no_error (error);
  index = tl_index_writer_new (folder, &error);
  g_assert_no_error (error);
  g_assert_true (
      tl_index_writer_add (index, law, tl_volume_writer_add (volume, law, &error), &error));
  name = tl_volume_writer_finish (volume, &error);
  g_assert_no_error (error);
  file = g_strconcat (name, ".tlx", NULL);
  path = g_build_filename (folder, file, NULL);
  g_assert_true (tl_index_writer_finish (index, path, &error));
  library = tl_library_open (folder, &error);
  g_assert_no_error (error);
  return tl_search_engine_new (library, &error);
}

/* What the question was understood as can be shown, and each chip can be taken away. */
static void
check_understood (const TlSearchResult *result)
{
  for (guint i = 0; result != NULL && i < result->chips->len; i++)
    {
      const TlChip *chip = g_ptr_array_index (result->chips, i);

      g_assert_true (g_utf8_validate (chip->id, -1, NULL));
      g_assert_true (g_utf8_validate (chip->text, -1, NULL));
    }
  for (guint i = 0; result != NULL && i < result->suggestions->len; i++)
    g_assert_true (g_utf8_validate (g_ptr_array_index (result->suggestions, i), -1, NULL));
}

static void
check_lexicon (const char *text, gsize size)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TlLexicon) lexicon = tl_lexicon_parse (text, strnlen (text, size), "fuzz", &error);

  if (lexicon == NULL)
    g_assert_error (error, TL_ERROR, TL_ERROR_INPUT);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  static TlSearchEngine *engine;
  g_autofree char *text = g_strndup ((const char *)data, size);
  TlSearchRequest request = { .text = text, .kind = -1, .as_of = "2026-11-15", .limit = 10 };
  g_autoptr (TlSearchResult) result = NULL;
  g_autoptr (GError) error = NULL;

  if (engine == NULL)
    engine = make_engine ();
  result = tl_search_engine_run (engine, &request, NULL, &error);
  /* A field can hold what no filter takes. */
  if (result == NULL && !g_error_matches (error, TL_ERROR, TL_ERROR_INPUT))
    g_assert_error (error, TL_ERROR, TL_ERROR_LIMIT);
  check_understood (result);
  check_lexicon (text, size);
  for (guint i = 0; result != NULL && i < result->hits->len; i++)
    {
      const TlHit *hit = g_ptr_array_index (result->hits, i);

      g_assert_true (g_utf8_validate (hit->passage, -1, NULL));
      for (guint k = 0; k < hit->why->len; k++)
        g_assert_true (
            g_utf8_validate (((TlWhy *)g_ptr_array_index (hit->why, k))->text, -1, NULL));
    }
  return 0;
}
