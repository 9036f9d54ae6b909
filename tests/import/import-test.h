/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <archive.h>
#include <archive_entry.h>
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>

#include "import/tl-import.h"

/* A folder of the test's own. */
typedef struct
{
  char *path;
} TestFolder;

static inline void
test_folder_remove (const char *path)
{
  g_autoptr (GDir) dir = NULL;
  const char *name;

  if (!g_file_test (path, G_FILE_TEST_IS_SYMLINK) && (dir = g_dir_open (path, 0, NULL)) != NULL)
    while ((name = g_dir_read_name (dir)) != NULL)
      {
        g_autofree char *child = g_build_filename (path, name, NULL);
        test_folder_remove (child);
      }
  g_remove (path);
}

static inline void
test_folder_set_up (TestFolder *folder, gconstpointer data)
{
  folder->path = g_dir_make_tmp ("troly-test-XXXXXX", NULL);
  g_assert_nonnull (folder->path);
}

static inline void
test_folder_tear_down (TestFolder *folder, gconstpointer data)
{
  test_folder_remove (folder->path);
  g_free (folder->path);
}

/* Returns: (transfer full): path of a file of the folder with this content. */
static inline char *
test_folder_write (TestFolder *folder, const char *name, const void *content, gssize length)
{
  char *path = g_build_filename (folder->path, name, NULL);
  g_autofree char *parent = g_path_get_dirname (path);

  g_assert_cmpint (g_mkdir_with_parents (parent, 0755), ==, 0);
  g_assert_true (g_file_set_contents (path, content, length, NULL));
  return path;
}

/* Members as name, content, name, content..., NULL. */
static inline char *
test_folder_write_archive (TestFolder *folder, const char *name, const char *const *members)
{
  char *path = g_build_filename (folder->path, name, NULL);
  struct archive *archive = archive_write_new ();

  if (g_str_has_suffix (name, ".tar"))
    archive_write_set_format_pax_restricted (archive);
  else
    archive_write_set_format_zip (archive);
  g_assert_cmpint (archive_write_open_filename (archive, path), ==, ARCHIVE_OK);
  for (guint i = 0; members[i] != NULL; i += 2)
    {
      struct archive_entry *entry = archive_entry_new ();

      archive_entry_set_pathname (entry, members[i]);
      archive_entry_set_size (entry, (la_int64_t)strlen (members[i + 1]));
      archive_entry_set_filetype (entry, AE_IFREG);
      archive_entry_set_perm (entry, 0644);
      g_assert_cmpint (archive_write_header (archive, entry), ==, ARCHIVE_OK);
      g_assert_cmpint (archive_write_data (archive, members[i + 1], strlen (members[i + 1])), ==,
                       (la_ssize_t)strlen (members[i + 1]));
      archive_entry_free (entry);
    }
  g_assert_cmpint (archive_write_close (archive), ==, ARCHIVE_OK);
  archive_write_free (archive);
  return path;
}

/* Imports a file that must be readable. */
static inline TlImportResult *
test_import (const char *path, TlImportFormat format)
{
  g_autofree char *name = g_path_get_basename (path);
  TlImportOptions options = { .format = format, .kind = -1 };
  g_autoptr (GError) error = NULL;
  TlImportResult *result = tl_import_file (path, name, &options, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (result);
  return result;
}

/* The document of this id, which must be there. */
static inline TlDocument *
test_find (TlImportResult *result, const char *id)
{
  for (guint i = 0; i < result->documents->len; i++)
    {
      TlDocument *document = g_ptr_array_index (result->documents, i);
      if (strcmp (document->id, id) == 0)
        return document;
    }
  g_error ("no document %s", id);
  return NULL;
}

static inline const TlBlock *
test_block (TlDocument *document, const char *anchor)
{
  for (guint i = 0; i < document->blocks->len; i++)
    {
      const TlBlock *block = tl_document_get_block (document, i);
      if (strcmp (block->anchor, anchor) == 0)
        return block;
    }
  g_error ("no block %s in %s", anchor, document->id);
  return NULL;
}

/* Whether one of the notes has these words. */
static inline gboolean
test_has_note (TlImportResult *result, const char *words)
{
  for (guint i = 0; i < result->notes->len; i++)
    if (strstr (g_ptr_array_index (result->notes, i), words) != NULL)
      return TRUE;
  return FALSE;
}

/* Real material, or NULL when it is not there; then the test has been skipped. */
static inline char *
test_shared (const char *name)
{
  const char *shared = g_getenv ("TROLY_SHARED");
  g_autofree char *path = g_build_filename (shared != NULL ? shared : "", "data", name, NULL);

  if (shared != NULL && g_file_test (path, G_FILE_TEST_EXISTS))
    return g_steal_pointer (&path);
  g_test_skip_printf ("%s is not present", name);
  return NULL;
}
