/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two real snapshots of the codification, where they are present: every article that changed gives
 * its newer text from the older one, and the units of a law are found in its newer text. */
#include "config.h"

#include <string.h>

#include "compare-fixture.h"
#include "import/tl-import.h"

#define OLDER "phapdien-2025-02"
#define NEWER "phapdien-2026-01"

/* Of the đề mục that both have; the two empty ones are not read. */
#define N_ARTICLES 6000
#define N_CHANGED  15
#define LEAST_F1   0.97

static GPtrArray *
read_page (const char *month, const char *name)
{
  g_autofree char *path
      = g_build_filename (g_getenv ("TROLY_SHARED"), "data", month, "demuc", name, NULL);
  TlImportOptions options = { .format = TL_IMPORT_PHAPDIEN, .kind = -1 };
  g_autoptr (GError) error = NULL;
  g_autoptr (TlImportResult) result = NULL;

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return g_ptr_array_new ();
  result = tl_import_file (path, name, &options, NULL, &error);
  g_assert_no_error (error);
  return g_ptr_array_ref (result->documents);
}

typedef struct
{
  guint articles, changed;
  LinkTally units;
} Count;

static void
check_article (Count *count, const char *left, const char *right)
{
  g_autoptr (GArray) runs = NULL;
  g_autofree char *applied = NULL;

  count->articles++;
  if (strcmp (left, right) == 0)
    return;
  count->changed++;
  runs = tl_diff_texts (left, -1, right, -1, NULL, NULL);
  applied = tl_diff_apply (runs, left, right, NULL);
  g_assert_cmpstr (applied, ==, right);
}

static void
take_articles (GHashTable *articles, GPtrArray *documents)
{
  for (guint i = 0; i < documents->len; i++)
    {
      TlDocument *document = g_ptr_array_index (documents, i);

      for (guint k = 0; k < document->blocks->len; k++)
        {
          const TlBlock *block = tl_document_get_block (document, k);

          if (block->kind == TL_BLOCK_ARTICLE && block->source_id != NULL)
            g_hash_table_insert (articles, g_strdup (block->source_id),
                                 tl_document_unit_text (document, k));
        }
    }
}

static void
compare_articles (Count *count, GPtrArray *older, GPtrArray *newer)
{
  g_autoptr (GHashTable) left = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GHashTable) right = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  GHashTableIter iter;
  gpointer name, text;

  take_articles (left, older);
  take_articles (right, newer);
  g_hash_table_iter_init (&iter, left);
  while (g_hash_table_iter_next (&iter, &name, &text))
    if (g_hash_table_contains (right, name))
      check_article (count, text, g_hash_table_lookup (right, name));
}

/* Units of one anchor in both texts belong together. */
static void
compare_document (Count *count, TlDocument *left, TlDocument *right)
{
  static const TlCompareOptions options = { .without_citations = TRUE };
  g_autoptr (TlComparison) comparison = tl_compare_documents (left, right, &options, NULL, NULL);
  g_autoptr (GHashTable) wanted = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  for (guint i = 0; i < left->blocks->len; i++)
    {
      int other = tl_document_find (right, tl_document_get_block (left, i)->anchor, NULL);
      gint64 key = other >= 0 ? link_key (i, (guint)other) : 0;

      if (other >= 0 && tl_comparison_find (comparison, TL_SIDE_LEFT, i) >= 0
          && tl_comparison_find (comparison, TL_SIDE_RIGHT, (guint)other) >= 0)
        g_hash_table_add (wanted, g_memdup2 (&key, sizeof key));
    }
  tally_links (&count->units, comparison, wanted);
}

static void
compare_documents (Count *count, GPtrArray *older, GPtrArray *newer)
{
  for (guint i = 0; i < older->len; i++)
    for (guint k = 0; k < newer->len; k++)
      {
        TlDocument *left = g_ptr_array_index (older, i);
        TlDocument *right = g_ptr_array_index (newer, k);

        if (strcmp (left->id, right->id) == 0)
          compare_document (count, left, right);
      }
}

static void
test_changed_articles (void)
{
  const char *shared = g_getenv ("TROLY_SHARED");
  g_autofree char *folder
      = g_build_filename (shared != NULL ? shared : "", "data", OLDER, "demuc", NULL);
  g_autoptr (GDir) pages = g_dir_open (folder, 0, NULL);
  const char *name;
  Count count = { 0 };

  if (pages == NULL)
    {
      g_test_skip ("the snapshots of the codification (data/" OLDER ") are not here");
      return;
    }
  while ((name = g_dir_read_name (pages)) != NULL)
    {
      g_autoptr (GPtrArray) older = read_page (OLDER, name);
      g_autoptr (GPtrArray) newer = read_page (NEWER, name);

      compare_articles (&count, older, newer);
      compare_documents (&count, older, newer);
    }
  g_test_message ("%u articles, %u changed; units: F1 %.4f of %u", count.articles, count.changed,
                  tally_f1 (&count.units), count.units.wanted);
  g_assert_cmpuint (count.articles, >=, N_ARTICLES);
  g_assert_cmpuint (count.changed, >=, N_CHANGED);
  g_assert_cmpfloat (tally_f1 (&count.units), >=, LEAST_F1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/snapshots/changed articles give their newer text", test_changed_articles);
  return g_test_run ();
}
