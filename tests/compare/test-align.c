/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Alignment of documents made by edits that are known, links counted. */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "base/tl-json.h"
#include "compare-fixture.h"
#include "import/tl-import.h"
#include "text/tl-text.h"

#define LEAST_F1 0.97
#define RATE     0.12

static const struct
{
  const char *name;
  guint edits;
} kinds[] = {
  { "split", 1 << EDIT_SPLIT },
  { "merge", 1 << EDIT_MERGE },
  { "move", 1 << EDIT_MOVE },
  { "insert", 1 << EDIT_INSERT },
  { "delete", 1 << EDIT_DELETE },
  { "rename", 1 << EDIT_RENAME },
  { "figures", 1 << EDIT_FIGURES },
  { "words", 1 << EDIT_WORDS },
  { "split, merge, rename", 1 << EDIT_SPLIT | 1 << EDIT_MERGE | 1 << EDIT_RENAME },
  { "all", ALL_EDITS },
};

static void
report_wrong (const EditedPair *pair, const TlComparison *comparison)
{
  for (guint i = 0; i < comparison->pairs->len; i++)
    {
      const TlPair *one = tl_comparison_get_pair (comparison, i);

      for (guint a = 0; a < one->blocks[0]->len; a++)
        for (guint b = 0; b < one->blocks[1]->len; b++)
          {
            guint left = g_array_index (one->blocks[0], guint, a);
            guint right = g_array_index (one->blocks[1], guint, b);
            gint64 key = link_key (left, right);

            if (!g_hash_table_contains (pair->links, &key))
              g_test_message ("wrong %.3f: %u %.300s\n   %u %.300s", one->score, left,
                              tl_document_get_block (pair->left, left)->text, right,
                              tl_document_get_block (pair->right, right)->text);
          }
    }
}

static void
report_missed (const EditedPair *pair, const TlComparison *comparison)
{
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, pair->links);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    {
      guint left = (guint)(*(gint64 *)key >> 32), right = (guint) * (gint64 *)key;

      if (tl_comparison_find (comparison, TL_SIDE_LEFT, left)
          != tl_comparison_find (comparison, TL_SIDE_RIGHT, right))
        g_test_message ("missed: %u %.300s\n   %u %.300s", left,
                        tl_document_get_block (pair->left, left)->text, right,
                        tl_document_get_block (pair->right, right)->text);
    }
}

static void
check_kinds (GPtrArray *documents, double least)
{
  static const TlCompareOptions options = { .without_citations = TRUE };

  for (gsize k = 0; k < G_N_ELEMENTS (kinds); k++)
    {
      LinkTally tally = { 0 };

      for (guint i = 0; i < documents->len; i++)
        {
          TlDocument *base = g_ptr_array_index (documents, i);
          TlDocument *donor = g_ptr_array_index (documents, (i + 1) % documents->len);
          g_autoptr (EditedPair) pair
              = edited_pair_new (base, donor, kinds[k].edits, RATE, (guint32)(i * 31 + k));
          g_autoptr (TlComparison) comparison
              = tl_compare_documents (pair->left, pair->right, &options, NULL, NULL);

          tally_links (&tally, comparison, pair->links);
          if (g_getenv ("TROLY_COMPARE_VERBOSE") != NULL)
            {
              g_test_message ("-- %s %s", kinds[k].name, base->id);
              report_wrong (pair, comparison);
              report_missed (pair, comparison);
            }
        }
      g_test_message ("%s: F1 %.4f (precision %.4f, recall %.4f, %u links)", kinds[k].name,
                      tally_f1 (&tally), (double)tally.both / MAX (tally.found, 1),
                      (double)tally.both / MAX (tally.wanted, 1), tally.wanted);
      if (tally_f1 (&tally) < least)
        {
          g_test_message ("%s: F1 %.4f, %.2f is wanted", kinds[k].name, tally_f1 (&tally), least);
          g_test_fail ();
        }
    }
}

static void
test_training_judgments (void)
{
  g_autofree char *folder = g_build_filename (g_getenv ("TROLY_TRAINING"), "judgments", NULL);
  g_autoptr (GPtrArray) documents = load_training_judgments (folder);

  g_assert_cmpuint (documents->len, >=, 200);
  check_kinds (documents, LEAST_F1);
}

/* ---- Real judgments ---- */

static void
add_record (GPtrArray *documents, const char *line)
{
  static const char mark[] = "judgment_text:";
  g_autoptr (JsonNode) node = json_from_string (line, NULL);
  JsonObject *record = node != NULL ? json_node_get_object (node) : NULL;
  const char *text = record != NULL ? tl_json_get_string (record, "judgment_text") : NULL;
  g_autofree char *path = NULL;
  g_autoptr (TlImportText) read = NULL;
  g_autoptr (GError) error = NULL;
  TlImportOptions options = { .format = TL_IMPORT_TXT, .kind = TL_DOC_JUDGMENT };
  TlDocument *document;

  if (text == NULL)
    return;
  if (strstr (text, mark) != NULL)
    text = strstr (text, mark) + strlen (mark);
  path = g_build_filename (g_get_tmp_dir (), "troly-compare-XXXXXX.txt", NULL);
  g_close (g_mkstemp (path), NULL);
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  read = tl_import_read_text (path, &options, NULL, NULL, &error);
  g_assert_no_error (error);
  g_remove (path);
  document = tl_import_make_document (read, tl_json_get_string (record, "case_id"), TL_DOC_JUDGMENT,
                                      NULL, &error);
  g_assert_no_error (error);
  g_ptr_array_add (documents, document);
}

static void
test_real_judgments (void)
{
  const char *shared = g_getenv ("TROLY_SHARED");
  g_autofree char *path = g_build_filename (shared != NULL ? shared : "", "data", "judgments",
                                            "judgments.jsonl", NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  g_autoptr (GPtrArray) documents
      = g_ptr_array_new_with_free_func ((GDestroyNotify)tl_document_unref);

  if (!g_file_get_contents (path, &text, NULL, NULL))
    {
      g_test_skip ("the real judgments (data/judgments) are not here");
      return;
    }
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    if (*lines[i] != '\0')
      add_record (documents, lines[i]);
  g_assert_cmpuint (documents->len, ==, 22);
  check_kinds (documents, LEAST_F1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/align/edits of training judgments are found again", test_training_judgments);
  g_test_add_func ("/align/edits of real judgments are found again", test_real_judgments);
  return g_test_run ();
}
