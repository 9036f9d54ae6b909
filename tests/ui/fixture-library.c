/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "fixture-library.h"

#include <gio/gio.h>
#include <glib/gstdio.h>

#include "corpus/tl-link-index.h"
#include "corpus/tl-volume.h"
#include "search/index/tl-search-index.h"

static void
add_article (TlDocument *document, const char *number, const char *heading, const char *text)
{
  g_autofree char *anchor = g_strconcat ("d", number, NULL);
  TlBlock *block = tl_block_new (TL_BLOCK_ARTICLE, -1, anchor);

  block->label = g_strconcat ("Điều ", number, NULL);
  block->heading = g_strdup (heading);
  g_free (block->text);
  block->text = g_strdup (text);
  block->valid_from = g_strdup ("2017-01-01");
  tl_document_add (document, block);
}

static TlDocument *
make_statute (void)
{
  TlDocument *document = tl_document_new (TL_DOC_STATUTE, "05-2016-th-qh");

  document->number = g_strdup ("05/2016/TH-QH");
  document->number_normal = g_strdup ("05/2016/TH-QH");
  document->title = g_strdup ("Bộ luật Dân sự tập huấn");
  document->short_name = g_strdup ("BLDS-TH");
  document->issuer = g_strdup ("Quốc hội tập huấn");
  document->issued = g_strdup ("2016-11-24");
  document->effective_from = g_strdup ("2017-01-01");
  document->training = TRUE;
  add_article (document, "40", "Cầm cố tài sản",
               "Cầm cố là việc một bên giao tài sản cho bên kia giữ để bảo đảm.");
  add_article (document, "41", "Đặt cọc",
               "Bên nhận đặt cọc từ chối giao kết hợp đồng thì phải trả tài sản đặt cọc.");
  add_article (document, "42", "Bảo lãnh <và> & ký quỹ", "Bảo lãnh là cam kết với bên có quyền.");
  return document;
}

static TlDocument *
make_judgment (void)
{
  TlDocument *document = tl_document_new (TL_DOC_JUDGMENT, "12-2024-ds-pt-minh-hai-2024-05-14");
  TlBlock *head = tl_block_new (TL_BLOCK_HEADING, -1, "nhan");
  TlBlock *paragraph = tl_block_new (TL_BLOCK_PARAGRAPH, 0, "nhan.1");

  document->number = g_strdup ("12/2024/DS-PT");
  document->number_normal = g_strdup ("12/2024/DS-PT");
  document->title = g_strdup ("Tranh chấp hợp đồng đặt cọc");
  document->issuer = g_strdup ("Tòa án nhân dân tỉnh Minh Hải");
  document->issued = g_strdup ("2024-05-14");
  document->training = TRUE;
  head->heading = g_strdup ("Nhận định của Tòa án");
  paragraph->label = g_strdup ("[1]");
  g_free (paragraph->text);
  paragraph->text = g_strdup (
      "Hợp đồng đặt cọc giữa hai bên được lập thành văn bản nên yêu cầu phạt cọc có căn cứ.");
  tl_document_add (document, head);
  tl_document_add (document, paragraph);
  return document;
}

void
fixture_library_write (const char *folder, GPtrArray *documents)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TlVolumeWriter) volume = tl_volume_writer_new (folder, &error);
  g_autoptr (TlIndexWriter) index = tl_index_writer_new (folder, &error);
  g_autofree char *name = NULL;
  g_autofree char *file = NULL;
  g_autofree char *path = NULL;
  g_autoptr (TlLinkIndex) names = tl_link_index_new ();

  g_assert_no_error (error);
  for (guint i = 0; i < documents->len; i++)
    tl_link_index_add (names, documents->pdata[i]);
  tl_volume_writer_set_meta (volume, "training", "1", &error);
  for (guint i = 0; i < documents->len; i++)
    {
      g_autoptr (GPtrArray) links = tl_document_read_links_in (documents->pdata[i], names);
      guint32 row = tl_volume_writer_add_with_links (volume, documents->pdata[i], links, &error);

      g_assert_no_error (error);
      tl_index_writer_add (index, documents->pdata[i], row, &error);
      g_assert_no_error (error);
    }
  name = tl_volume_writer_finish (volume, &error);
  g_assert_no_error (error);
  file = g_strconcat (name, ".tlx", NULL);
  path = g_build_filename (folder, file, NULL);
  g_assert_true (tl_index_writer_finish (index, path, &error));
  g_assert_no_error (error);
}

char *
fixture_library_new (void)
{
  char *folder = g_dir_make_tmp ("troly-library-XXXXXX", NULL);
  g_autoptr (GPtrArray) documents
      = g_ptr_array_new_with_free_func ((GDestroyNotify)tl_document_unref);

  g_assert_nonnull (folder);
  g_ptr_array_add (documents, make_statute ());
  g_ptr_array_add (documents, make_judgment ());
  fixture_library_write (folder, documents);
  return folder;
}

void
fixture_library_remove (const char *folder)
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
