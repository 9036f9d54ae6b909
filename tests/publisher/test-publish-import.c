/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "base/tl-error.h"
#include "publish/tl-publish-import.h"
#include "publisher-test.h"
#include "../test-system.h"

static void
item_cb (const TlPublishItem *item, gpointer user_data)
{
  static const char *const outcomes[] = { "imported", "unchanged", "skipped", "failed" };

  g_string_append_printf (user_data, "%s %s%s%s\n", outcomes[item->outcome], item->name,
                          item->reason != NULL ? ": " : "",
                          item->reason != NULL ? item->reason : "");
}

/* Imports paths below the test's folder and returns what was heard of. */
static char *
import_paths (TestFolder *folder,
              const char *const *names,
              const TlPublishImportOptions *options,
              TlPublishImportCounts *counts)
{
  g_autofree char *docs = test_path (folder, "docs");
  g_autoptr (GError) error = NULL;
  g_autoptr (TlDocStore) store = tl_doc_store_open (docs, TRUE, &error);
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);
  GString *heard = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; names[i] != NULL; i++)
    g_ptr_array_add (paths, test_path (folder, names[i]));
  g_ptr_array_add (paths, NULL);
  g_assert_true (tl_publish_import (store, (const char *const *)paths->pdata, options, item_cb,
                                    heard, counts, NULL, &error));
  g_assert_no_error (error);
  return g_string_free (heard, FALSE);
}

static const TlPublishImportOptions defaults = { TL_IMPORT_AUTO, -1, FALSE, 2, NULL };

static void
a_folder_is_walked_in_order_and_read_once (TestFolder *folder, gconstpointer data)
{
  const char *const names[] = { "in", NULL };
  TlPublishImportCounts counts;
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  test_write_sources (folder);
  g_free (test_folder_write (folder, "in/.hidden.jsonl", TEST_ARTICLES, -1));
  g_free (test_folder_write (folder, "in/README", "no source", -1));
  first = import_paths (folder, names, &defaults, &counts);
  g_assert_cmpstr (first, ==,
                   "skipped in/README: not a format that is read\n"
                   "imported in/articles.jsonl\n"
                   "imported in/sub/guidance.jsonl\n"
                   "imported in/sub/pairs.jsonl\n");
  g_assert_cmpuint (counts.documents, ==, 4);
  second = import_paths (folder, names, &defaults, &counts);
  g_assert_cmpuint (counts.outcomes[TL_PUBLISH_UNCHANGED], ==, 3);
  g_assert_cmpuint (counts.documents, ==, 0);
}

static void
changed_content_and_changed_options_are_read_again (TestFolder *folder, gconstpointer data)
{
  const char *const names[] = { "in/articles.jsonl", NULL };
  TlPublishImportOptions other = defaults;
  TlPublishImportCounts counts;
  g_autofree char *first = NULL, *second = NULL, *third = NULL;

  test_write_sources (folder);
  first = import_paths (folder, names, &defaults, &counts);
  other.ocr = TRUE;
  second = import_paths (folder, names, &other, &counts);
  g_assert_cmpuint (counts.outcomes[TL_PUBLISH_IMPORTED], ==, 1);
  g_free (test_folder_write (folder, "in/articles.jsonl", TEST_ARTICLES "\n", -1));
  third = import_paths (folder, names, &other, &counts);
  g_assert_cmpuint (counts.outcomes[TL_PUBLISH_IMPORTED], ==, 1);
  g_assert_cmpstr (third, ==, "imported articles.jsonl\n");
}

static void
one_bad_file_does_not_stop_the_others (TestFolder *folder, gconstpointer data)
{
  const char *const names[] = { "in", "absent.pdf", "in/README", NULL };
  TlPublishImportCounts counts;
  g_autofree char *link = test_path (folder, "in/dangling.pdf");
  g_autofree char *heard = NULL;

  TEST_NEEDS_POSIX ("symbolic links");
  test_write_sources (folder);
  g_free (test_folder_write (folder, "in/cut.jsonl", "{\"law\":\"x\",\"text\":\"a\"}\n{\"la", -1));
  g_free (test_folder_write (folder, "in/README", "x", -1));
  g_assert_cmpint (symlink ("nowhere", link), ==, 0);
  heard = import_paths (folder, names, &defaults, &counts);
  g_assert_cmpuint (counts.outcomes[TL_PUBLISH_IMPORTED], ==, 3);
  g_assert_cmpuint (counts.outcomes[TL_PUBLISH_FAILED], ==, 4);
  g_assert_nonnull (strstr (heard, "failed in/cut.jsonl: in/cut.jsonl:2: truncated"));
  g_assert_nonnull (strstr (heard, "failed in/dangling.pdf: in/dangling.pdf: "));
  g_assert_nonnull (strstr (heard, "failed absent.pdf: /"));
  g_assert_nonnull (strstr (heard, "/absent.pdf: No such file or directory"));
  g_assert_nonnull (strstr (heard, "failed README: README: not a format"));
}

static void
a_folder_that_may_not_be_read_is_named (TestFolder *folder, gconstpointer data)
{
  const char *const names[] = { "in", NULL };
  TlPublishImportCounts counts;
  g_autofree char *closed = test_path (folder, "in/closed");
  g_autofree char *heard = NULL;

  TEST_NEEDS_POSIX ("permissions by mode");
  if (geteuid () == 0)
    {
      g_test_skip ("root may read every folder");
      return;
    }
  test_write_sources (folder);
  g_assert_cmpint (g_mkdir (closed, 0), ==, 0);
  heard = import_paths (folder, names, &defaults, &counts);
  g_chmod (closed, 0700);
  g_assert_cmpuint (counts.outcomes[TL_PUBLISH_FAILED], ==, 1);
  g_assert_nonnull (strstr (heard, "failed in/closed: in/closed: "));
}

static void
links_to_folders_are_not_followed (TestFolder *folder, gconstpointer data)
{
  const char *const names[] = { "in", NULL };
  TlPublishImportCounts counts;
  g_autofree char *link = test_path (folder, "in/loop");
  g_autofree char *heard = NULL;

  TEST_NEEDS_POSIX ("symbolic links");
  test_write_sources (folder);
  g_assert_cmpint (symlink (".", link), ==, 0);
  heard = import_paths (folder, names, &defaults, &counts);
  g_assert_nonnull (strstr (heard, "skipped in/loop: a link to a folder"));
  g_assert_cmpuint (counts.outcomes[TL_PUBLISH_IMPORTED], ==, 3);
}

static void
a_format_that_is_asked_for_leaves_others_out (TestFolder *folder, gconstpointer data)
{
  const char *const names[] = { "in", NULL };
  TlPublishImportOptions options = { TL_IMPORT_GUIDANCE, -1, FALSE, 1, NULL };
  TlPublishImportCounts counts;
  g_autofree char *heard = NULL;

  test_write_sources (folder);
  heard = import_paths (folder, names, &options, &counts);
  g_assert_cmpuint (counts.outcomes[TL_PUBLISH_IMPORTED], ==, 1);
  g_assert_cmpuint (counts.outcomes[TL_PUBLISH_SKIPPED], ==, 2);
  g_assert_nonnull (strstr (heard, "skipped in/articles.jsonl: of the format articles"));
}

static void
members_of_an_archive_are_sources (TestFolder *folder, gconstpointer data)
{
  const char *const members[] = { "a/articles.jsonl", TEST_ARTICLES, "../../escape.jsonl",
                                  TEST_GUIDANCE,      "/abs.jsonl",  TEST_GUIDANCE,
                                  "note.bin",         "x",           NULL };
  const char *const names[] = { "all.zip", "all.tar", NULL };
  TlPublishImportCounts counts;
  g_autofree char *heard = NULL;
  g_autofree char *escaped = test_path (folder, "../escape.jsonl");

  g_free (test_folder_write_archive (folder, "all.zip", members));
  g_free (test_folder_write_archive (folder, "all.tar", members));
  heard = import_paths (folder, names, &defaults, &counts);
  g_test_message ("%s", heard);
  g_assert_nonnull (strstr (heard, "imported all.zip/a/articles.jsonl\n"));
  g_assert_nonnull (strstr (heard, "imported all.tar/a/articles.jsonl\n"));
  g_assert_nonnull (strstr (heard, "failed all.zip/../../escape.jsonl: "));
  g_assert_nonnull (strstr (heard, "its path leads out of the archive"));
  g_assert_nonnull (strstr (heard, "skipped all.zip/note.bin: "));
  g_assert_cmpuint (counts.outcomes[TL_PUBLISH_FAILED], ==, 4);
  g_assert_false (g_file_test (escaped, G_FILE_TEST_EXISTS));
}

static void
a_damaged_archive_fails_with_its_name (TestFolder *folder, gconstpointer data)
{
  const char *const names[] = { "bad.zip", NULL };
  TlPublishImportCounts counts;
  g_autofree char *heard = NULL;

  g_free (test_folder_write (folder, "bad.zip", "PK\003\004 this is no archive", -1));
  heard = import_paths (folder, names, &defaults, &counts);
  g_assert_cmpuint (counts.outcomes[TL_PUBLISH_FAILED], ==, 1);
  g_assert_true (g_str_has_prefix (heard, "failed bad.zip: bad.zip: "));
}

static void
two_files_of_one_name_are_not_mixed_up (TestFolder *folder, gconstpointer data)
{
  const char *const names[] = { "a/in", "b/in", NULL };
  TlPublishImportCounts counts;
  g_autofree char *heard = NULL;

  g_free (test_folder_write (folder, "a/in/x.jsonl", TEST_ARTICLES, -1));
  g_free (test_folder_write (folder, "b/in/x.jsonl", TEST_GUIDANCE, -1));
  heard = import_paths (folder, names, &defaults, &counts);
  g_assert_cmpuint (counts.outcomes[TL_PUBLISH_IMPORTED], ==, 1);
  g_assert_cmpuint (counts.outcomes[TL_PUBLISH_FAILED], ==, 1);
  g_assert_nonnull (strstr (heard, "would have the same name"));
}

static void
a_cancelled_import_stops_and_keeps_the_store (TestFolder *folder, gconstpointer data)
{
  g_autofree char *docs = test_path (folder, "docs");
  g_autofree char *in = test_path (folder, "in");
  const char *const paths[] = { in, NULL };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (TlDocStore) store = tl_doc_store_open (docs, TRUE, &error);
  TlPublishImportCounts counts;
  TlDocStoreStats stats;

  test_write_sources (folder);
  g_cancellable_cancel (cancellable);
  g_assert_false (
      tl_publish_import (store, paths, &defaults, NULL, NULL, &counts, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_true (tl_doc_store_stats (store, &stats, &error));
  g_assert_cmpuint (stats.sources, ==, 0);
}

#define ADD(name, func)                                                                            \
  g_test_add ("/publish/import/" name, TestFolder, NULL, test_folder_set_up, func,                 \
              test_folder_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("a-folder-is-walked-in-order-and-read-once", a_folder_is_walked_in_order_and_read_once);
  ADD ("changed-content-and-changed-options-are-read-again",
       changed_content_and_changed_options_are_read_again);
  ADD ("one-bad-file-does-not-stop-the-others", one_bad_file_does_not_stop_the_others);
  ADD ("a-folder-that-may-not-be-read-is-named", a_folder_that_may_not_be_read_is_named);
  ADD ("links-to-folders-are-not-followed", links_to_folders_are_not_followed);
  ADD ("a-format-that-is-asked-for-leaves-others-out",
       a_format_that_is_asked_for_leaves_others_out);
  ADD ("members-of-an-archive-are-sources", members_of_an_archive_are_sources);
  ADD ("a-damaged-archive-fails-with-its-name", a_damaged_archive_fails_with_its_name);
  ADD ("two-files-of-one-name-are-not-mixed-up", two_files_of_one_name_are_not_mixed_up);
  ADD ("a-cancelled-import-stops-and-keeps-the-store",
       a_cancelled_import_stops_and_keeps_the_store);
  return g_test_run ();
}
