/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "real-library.h"

#include "corpus/tl-doc-store.h"
#include "corpus/tl-link-index.h"
#include "corpus/tl-volume.h"
#include "law/number/tl-doc-number.h"
#include "publish/tl-publish-import.h"

typedef struct
{
  TlLinkIndex *names;
  TlVolumeWriter *writer;
} Build;

GPtrArray *
real_labels_read (const char *name, guint n_fields)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "ui", name, NULL);
  g_autofree char *content = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) lines = NULL;
  GPtrArray *labels = g_ptr_array_new_with_free_func ((GDestroyNotify)g_strfreev);

  g_assert_true (g_file_get_contents (path, &content, NULL, &error));
  g_assert_no_error (error);
  lines = g_strsplit (content, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    if (lines[i][0] != '#' && lines[i][0] != '\0')
      {
        char **fields = g_strsplit (lines[i], "\t", -1);

        g_assert_cmpuint (g_strv_length (fields), ==, n_fields);
        g_ptr_array_add (labels, fields);
      }
  return labels;
}

GPtrArray *
real_pages_find (const char *folder, const GPtrArray *names)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  GPtrArray *pages = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    for (guint i = 0; i < names->len; i++)
      if (g_str_has_prefix (name, names->pdata[i]))
        {
          g_ptr_array_add (pages, g_build_filename (folder, name, NULL));
          break;
        }
  g_ptr_array_add (pages, NULL);
  return pages;
}

static TlDocStore *
open_store (const TestFolder *folder)
{
  g_autofree char *path = g_build_filename (folder->path, "docs", NULL);
  g_autoptr (GError) error = NULL;
  TlDocStore *store = tl_doc_store_open (path, TRUE, &error);

  g_assert_no_error (error);
  return store;
}

void
real_library_import (const TestFolder *folder, const GPtrArray *paths, const char *month)
{
  const TlPublishImportOptions options
      = { month != NULL ? TL_IMPORT_PHAPDIEN : TL_IMPORT_AUTO, -1, FALSE, 2, month };
  g_autoptr (TlDocStore) store = open_store (folder);
  g_autoptr (GError) error = NULL;
  TlPublishImportCounts counts;

  g_assert_true (tl_publish_import (store, (const char *const *)paths->pdata, &options, NULL, NULL,
                                    &counts, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (counts.outcomes[TL_PUBLISH_FAILED], ==, 0);
}

static gboolean
name_cb (TlDocument *document, gpointer user_data, GError **error)
{
  Build *build = user_data;

  tl_link_index_add (build->names, document);
  return TRUE;
}

static gboolean
write_cb (TlDocument *document, gpointer user_data, GError **error)
{
  Build *build = user_data;
  g_autoptr (GPtrArray) links = tl_document_read_links_in (document, build->names);

  tl_volume_writer_add_with_links (build->writer, document, links, error);
  return *error == NULL;
}

TlLibrary *
real_library_open (const TestFolder *folder)
{
  g_autofree char *out = g_build_filename (folder->path, "out", NULL);
  g_autoptr (TlDocStore) store = open_store (folder);
  g_autoptr (TlLinkIndex) names = tl_link_index_new ();
  g_autoptr (TlVolumeWriter) writer = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *name = NULL;
  Build build = { names, NULL };
  TlLibrary *library;

  g_assert_cmpint (g_mkdir (out, 0755), ==, 0);
  writer = build.writer = tl_volume_writer_new (out, &error);
  g_assert_no_error (error);
  g_assert_true (tl_doc_store_foreach (store, name_cb, &build, &error));
  g_assert_no_error (error);
  g_assert_true (tl_doc_store_foreach (store, write_cb, &build, &error));
  g_assert_no_error (error);
  name = tl_volume_writer_finish (writer, &error);
  g_assert_no_error (error);
  library = tl_library_open (out, &error);
  g_assert_no_error (error);
  return library;
}

char *
real_number_normal (const char *number)
{
  g_autoptr (TlDocNumber) parsed = tl_doc_number_parse (number);

  return g_strdup (parsed != NULL ? parsed->normal : number);
}
