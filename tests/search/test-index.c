/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "base/tl-error.h"
#include "search-fixture.h"
#include "search/index/tl-index-format.h"
#include "search/index/tl-index-unit.h"
#include "search/index/tl-search-index.h"

typedef struct
{
  const char *from;
  const char *to;
  const char *shown_from;
  const char *shown_to;
} Version;

static void
assert_versions (const Version *versions, guint n)
{
  g_autoptr (TlDocument) law = search_fixture_statute ("a", NULL, "Luật", NULL, NULL, NULL);
  g_autoptr (GArray) units = NULL;

  for (guint i = 0; i < n; i++)
    {
      TlBlock *block = search_fixture_article (law, "1", "Điều", "chữ");

      block->valid_from = g_strdup (versions[i].from);
      block->valid_to = g_strdup (versions[i].to);
    }
  units = tl_index_unit_cut (law);
  g_assert_cmpuint (units->len, ==, n);
  for (guint i = 0; i < n; i++)
    {
      const TlIndexUnit *unit = &g_array_index (units, TlIndexUnit, i);

      g_assert_cmpint (unit->block, ==, (int)i);
      g_assert_cmpstr (unit->shown_from, ==, versions[i].shown_from);
      g_assert_cmpstr (unit->shown_to, ==, versions[i].shown_to);
    }
}

static void
versions_share_time_without_gap_or_overlap (void)
{
  static const Version ONE[] = { { "2020-01-01", "2021-01-01", "", "" } };
  static const Version AMENDED[] = { { "2015-07-01", "2019-12-31", "", "2020-01-01" },
                                     { "2020-01-01", NULL, "2020-01-01", "" } };
  static const Version OUT_OF_ORDER[]
      = { { "2020-01-01", NULL, "2020-01-01", "" }, { NULL, NULL, "", "2020-01-01" } };
  static const Version GAP[] = { { "2015-01-01", "2019-12-21", "", "2019-12-27" },
                                 { "2020-01-01", NULL, "2019-12-27", "" } };
  static const Version OVERLAP[] = { { "2015-01-01", NULL, "", "2018-05-05" },
                                     { "2018-05-05", "2019-01-01", "2018-05-05", "2018-06-06" },
                                     { "2018-06-06", NULL, "2018-06-06", "" } };
  static const Version TWINS[] = { { NULL, NULL, "", "2018-05-05" },
                                   { NULL, NULL, "", "2018-05-05" },
                                   { "2018-05-05", NULL, "2018-05-05", "" } };

  assert_versions (ONE, G_N_ELEMENTS (ONE));
  assert_versions (AMENDED, G_N_ELEMENTS (AMENDED));
  assert_versions (OUT_OF_ORDER, G_N_ELEMENTS (OUT_OF_ORDER));
  assert_versions (GAP, G_N_ELEMENTS (GAP));
  assert_versions (OVERLAP, G_N_ELEMENTS (OVERLAP));
  assert_versions (TWINS, G_N_ELEMENTS (TWINS));
}

/* On any day exactly one of the versions of an article stands for it. */
static void
every_day_has_one_version (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (7);

  for (guint round = 0; round < 300; round++)
    {
      g_autoptr (TlDocument) law = search_fixture_statute ("a", NULL, "Luật", NULL, NULL, NULL);
      g_autoptr (GHashTable) years = g_hash_table_new (NULL, NULL);
      g_autoptr (GArray) units = NULL;
      guint n = (guint)g_rand_int_range (random, 1, 6);

      for (guint i = 0; i < n; i++)
        {
          int year = g_rand_int_range (random, 2000, 2020);
          TlBlock *block;

          if (!g_hash_table_add (years, GINT_TO_POINTER (year)))
            continue;
          block = search_fixture_article (law, "1", NULL, "chữ");
          block->valid_from = g_strdup_printf ("%d-03-15", year);
          if (g_rand_boolean (random))
            block->valid_to = g_strdup_printf ("%d-02-28", year + g_rand_int_range (random, 1, 8));
        }
      units = tl_index_unit_cut (law);
      for (int year = 1998; year < 2030; year++)
        for (int month = 1; month <= 12; month++)
          {
            g_autofree char *day = g_strdup_printf ("%d-%02d-15", year, month);
            guint standing = 0;

            for (guint i = 0; i < units->len; i++)
              {
                const TlIndexUnit *unit = &g_array_index (units, TlIndexUnit, i);
                char shown[TL_INDEX_SHOWN_BYTES + 1];

                standing += tl_index_unit_stands_on (unit, day);
                if (tl_index_shown_write (shown, unit))
                  g_assert_cmpint (tl_index_shown_on (shown, day), ==,
                                   tl_index_unit_stands_on (unit, day));
              }
            g_assert_cmpuint (standing, ==, 1);
          }
    }
}

static void
units_are_articles_else_the_blocks_of_the_top (void)
{
  g_autoptr (TlDocument) law = search_fixture_statute ("a", NULL, "Luật", NULL, NULL, NULL);
  g_autoptr (TlDocument) letter = search_fixture_statute ("b", NULL, "Công văn", NULL, NULL, NULL);
  g_autoptr (TlDocument) judgment = tl_document_new (TL_DOC_JUDGMENT, "c");
  g_autoptr (GArray) units = NULL;

  tl_document_add (law, tl_block_new (TL_BLOCK_PARAGRAPH, -1, "mo"));
  tl_document_add (law, tl_block_new (TL_BLOCK_CHAPTER, -1, "c1"));
  tl_document_add (law, tl_block_new (TL_BLOCK_ARTICLE, 1, "d1"));
  tl_document_add (law, tl_block_new (TL_BLOCK_CLAUSE, 2, "d1.k1"));
  tl_document_add (law, tl_block_new (TL_BLOCK_ARTICLE, 1, "d2"));
  tl_document_add (law, tl_block_new (TL_BLOCK_ANNEX, -1, "pl1"));
  tl_document_add (law, tl_block_new (TL_BLOCK_PARAGRAPH, 5, "pl1.t1"));
  units = tl_index_unit_cut (law);
  g_assert_cmpuint (units->len, ==, 3);
  g_assert_cmpint (g_array_index (units, TlIndexUnit, 0).block, ==, 2);
  g_assert_cmpuint (g_array_index (units, TlIndexUnit, 0).end, ==, 4);
  g_assert_cmpint (g_array_index (units, TlIndexUnit, 1).block, ==, 4);
  g_assert_cmpint (g_array_index (units, TlIndexUnit, 2).block, ==, 5);
  g_assert_cmpuint (g_array_index (units, TlIndexUnit, 2).end, ==, 7);
  g_clear_pointer (&units, g_array_unref);

  tl_document_add (letter, tl_block_new (TL_BLOCK_PARAGRAPH, -1, "t1"));
  tl_document_add (letter, tl_block_new (TL_BLOCK_PARAGRAPH, 0, "t1.t1"));
  tl_document_add (letter, tl_block_new (TL_BLOCK_PARAGRAPH, -1, "t2"));
  units = tl_index_unit_cut (letter);
  g_assert_cmpuint (units->len, ==, 2);
  g_assert_cmpint (g_array_index (units, TlIndexUnit, 1).block, ==, 2);
  g_clear_pointer (&units, g_array_unref);

  tl_document_add (judgment, tl_block_new (TL_BLOCK_PARAGRAPH, -1, "nhan.1"));
  units = tl_index_unit_cut (judgment);
  g_assert_cmpuint (units->len, ==, 1);
  g_assert_cmpint (g_array_index (units, TlIndexUnit, 0).block, ==, -1);
  g_assert_cmpuint (g_array_index (units, TlIndexUnit, 0).end, ==, 1);
}

static void
a_record_comes_back_as_it_was (void)
{
  g_auto (TlUnitRecord) read = { 0 };
  g_autoptr (GError) error = NULL;
  TlUnitRecord record = { .row = 7,
                          .block = -1,
                          .end = 90,
                          .kind = TL_DOC_JUDGMENT,
                          .doc = (char *)"12-2023-ds-st",
                          .heading = (char *)"Về việc",
                          .valid_from = (char *)"2020-01-01",
                          .body_length = 6700 };
  g_autoptr (GBytes) bytes = tl_unit_record_encode (&record);

  g_assert_true (tl_unit_record_decode (&read, bytes, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (read.row, ==, 7);
  g_assert_cmpint (read.block, ==, -1);
  g_assert_cmpuint (read.end, ==, 90);
  g_assert_cmpint (read.kind, ==, TL_DOC_JUDGMENT);
  g_assert_cmpstr (read.doc, ==, "12-2023-ds-st");
  g_assert_cmpstr (read.heading, ==, "Về việc");
  g_assert_null (read.anchor);
  g_assert_null (read.valid_to);
  g_assert_cmpuint (read.body_length, ==, 6700);
}

static void
a_damaged_record_is_refused_or_sane (void)
{
  TlUnitRecord record
      = { .row = 7, .block = 3, .end = 9, .doc = (char *)"a-b", .law = (char *)"Luật" };
  g_autoptr (GBytes) bytes = tl_unit_record_encode (&record);
  gsize length;
  const guint8 *data = g_bytes_get_data (bytes, &length);

  for (gsize cut = 0; cut < length; cut++)
    {
      g_autoptr (GBytes) part = g_bytes_new (data, cut);
      g_autoptr (GError) error = NULL;
      g_auto (TlUnitRecord) read = { 0 };

      if (!tl_unit_record_decode (&read, part, &error))
        g_assert_error (error, TL_ERROR, TL_ERROR_STORE);
    }
  for (gsize at = 0; at < length; at++)
    {
      g_autofree guint8 *copy = g_memdup2 (data, length);
      g_autoptr (GBytes) changed = NULL;
      g_autoptr (GError) error = NULL;
      g_auto (TlUnitRecord) read = { 0 };

      copy[at] ^= 0x5a;
      changed = g_bytes_new (copy, length);
      if (tl_unit_record_decode (&read, changed, &error))
        g_assert_cmpuint (read.row, >, 0);
      else
        g_assert_error (error, TL_ERROR, TL_ERROR_STORE);
    }
}

static char *
write_index (const char *folder, GString *bytes)
{
  g_autoptr (GPtrArray) documents = search_fixture_documents ();
  g_autoptr (GError) error = NULL;
  char *path = search_fixture_write (folder, documents, "1");
  char *content;
  gsize length;

  g_assert_true (g_file_get_contents (path, &content, &length, &error));
  g_string_append_len (bytes, content, (gssize)length);
  g_free (content);
  return path;
}

static void
two_builds_give_the_same_bytes (void)
{
  g_autofree char *first_folder = search_fixture_folder ();
  g_autofree char *second_folder = search_fixture_folder ();
  g_autoptr (GString) first = g_string_new (NULL);
  g_autoptr (GString) second = g_string_new (NULL);
  g_autofree char *first_path = write_index (first_folder, first);
  g_autofree char *second_path = NULL;
  g_autoptr (GDir) dir = NULL;
  guint files = 0;

  /* A setting of the library must not reach the bytes. */
  g_setenv ("XAPIAN_FLUSH_THRESHOLD", "2", TRUE);
  second_path = write_index (second_folder, second);
  g_unsetenv ("XAPIAN_FLUSH_THRESHOLD");
  g_assert_cmpmem (first->str, first->len, second->str, second->len);
  /* The scratch database is gone. */
  dir = g_dir_open (first_folder, 0, NULL);
  while (g_dir_read_name (dir) != NULL)
    files++;
  g_assert_cmpuint (files, ==, 2);
  search_fixture_remove (first_folder);
  search_fixture_remove (second_folder);
}

static void
an_unfinished_index_leaves_nothing (void)
{
  g_autofree char *folder = search_fixture_folder ();
  g_autoptr (GPtrArray) documents = search_fixture_documents ();
  g_autoptr (GError) error = NULL;
  TlIndexWriter *writer = tl_index_writer_new (folder, &error);

  g_assert_no_error (error);
  g_assert_true (tl_index_writer_add (writer, g_ptr_array_index (documents, 0), 1, &error));
  tl_index_writer_free (writer);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

static void
a_folder_that_is_not_there_is_an_error_that_names_it (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (tl_index_writer_new ("/nowhere/at/all", &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
  g_assert_nonnull (strstr (error->message, "/nowhere/at/all"));
}

/* What is put in the place of an index, and what the error says. */
typedef struct
{
  const char *name;
  gssize keep;         /* bytes of the index that stay; -1 all */
  const char *instead; /* written over the beginning */
  gboolean missing;
  const char *words;
} Damage;

static void
a_damaged_index_is_an_error_that_names_the_file (void)
{
  static const Damage CASES[] = {
    { "missing", 0, NULL, TRUE, "No such file" },
    { "empty", 0, NULL, FALSE, "not a search index" },
    { "cut in its head", 20, NULL, FALSE, "not a search index" },
    { "cut in its body", 9000, NULL, FALSE, "damaged" },
    { "another file", -1, "auto /etc\n", FALSE, "not a search index" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autofree char *folder = search_fixture_folder ();
      g_autoptr (GString) bytes = g_string_new (NULL);
      g_autofree char *path = write_index (folder, bytes);
      g_autoptr (TlLibrary) library = NULL;
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", CASES[i].name);
      if (CASES[i].keep >= 0)
        g_string_truncate (bytes, (gsize)CASES[i].keep);
      if (CASES[i].instead != NULL)
        memcpy (bytes->str, CASES[i].instead, strlen (CASES[i].instead));
      g_assert_cmpint (g_unlink (path), ==, 0);
      if (!CASES[i].missing)
        g_assert_true (g_file_set_contents (path, bytes->str, (gssize)bytes->len, NULL));
      library = tl_library_open (folder, &error);
      g_assert_no_error (error);
      g_assert_null (tl_search_engine_new (library, &error));
      g_assert_nonnull (error);
      g_assert_nonnull (strstr (error->message, path));
      g_assert_nonnull (strstr (error->message, CASES[i].words));
      search_fixture_remove (folder);
    }
}

static void
an_index_of_another_volume_is_told (void)
{
  g_autofree char *folder = search_fixture_folder ();
  g_autofree char *other = search_fixture_folder ();
  g_autoptr (GPtrArray) documents = search_fixture_documents ();
  g_autoptr (GError) error = NULL;
  g_autoptr (TlSearchEngine) engine = NULL;
  g_autoptr (TlSearchResult) result = NULL;
  g_autofree char *path = search_fixture_write (folder, documents, "1");
  g_autofree char *wrong = NULL;
  TlSearchRequest request = { .text = "trộm cắp tài sản", .kind = -1, .limit = 10 };

  /* The same documents in another order: every row names another one. */
  for (guint i = 0; i < documents->len / 2; i++)
    {
      gpointer kept = documents->pdata[i];

      documents->pdata[i] = documents->pdata[documents->len - 1 - i];
      documents->pdata[documents->len - 1 - i] = kept;
    }
  wrong = search_fixture_write (other, documents, "1");
  g_assert_cmpint (g_rename (wrong, path), ==, 0);
  engine = search_fixture_open (folder);
  result = tl_search_engine_run (engine, &request, NULL, &error);
  g_assert_null (result);
  g_assert_error (error, TL_ERROR, TL_ERROR_STORE);
  g_assert_nonnull (strstr (error->message, path));
  search_fixture_remove (folder);
  search_fixture_remove (other);
}

/* Bytes changed anywhere inside: the engine opens or says which file is bad, and a question is
 * answered or says so. */
static void
changed_bytes_never_crash (void)
{
  g_autofree char *folder = search_fixture_folder ();
  g_autoptr (GString) bytes = g_string_new (NULL);
  g_autofree char *path = write_index (folder, bytes);
  g_autoptr (GRand) random = g_rand_new_with_seed (11);
  guint refused = 0;

  for (guint round = 0; round < 60; round++)
    {
      g_autofree char *copy = g_memdup2 (bytes->str, bytes->len);
      gsize block = (gsize)g_rand_int_range (random, 0, (gint32)(bytes->len / 8192)) * 8192;
      g_autoptr (TlLibrary) library = NULL;
      g_autoptr (TlSearchEngine) engine = NULL;
      g_autoptr (TlSearchResult) result = NULL;
      g_autoptr (GError) error = NULL;
      TlSearchRequest request = { .text = "trộm cắp tài sản", .kind = -1, .limit = 10 };

      /* The head of a block, which Xapian checks, without the part that says what file it is. */
      memset (copy + MAX (block, 64), g_rand_int_range (random, 0, 256), 48);
      g_assert_true (g_file_set_contents (path, copy, (gssize)bytes->len, NULL));
      library = tl_library_open (folder, &error);
      g_assert_no_error (error);
      engine = tl_search_engine_new (library, &error);
      if (engine != NULL)
        result = tl_search_engine_run (engine, &request, NULL, &error);
      if (result == NULL)
        {
          refused++;
          g_assert_nonnull (strstr (error->message, path));
        }
    }
  g_assert_cmpuint (refused, >, 0);
  search_fixture_remove (folder);
}

#define ADD(name) g_test_add_func ("/search/index/" #name, name)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD (versions_share_time_without_gap_or_overlap);
  ADD (every_day_has_one_version);
  ADD (units_are_articles_else_the_blocks_of_the_top);
  ADD (a_record_comes_back_as_it_was);
  ADD (a_damaged_record_is_refused_or_sane);
  ADD (two_builds_give_the_same_bytes);
  ADD (an_unfinished_index_leaves_nothing);
  ADD (a_folder_that_is_not_there_is_an_error_that_names_it);
  ADD (a_damaged_index_is_an_error_that_names_the_file);
  ADD (an_index_of_another_volume_is_told);
  ADD (changed_bytes_never_crash);
  return g_test_run ();
}
