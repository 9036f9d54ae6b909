/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "corpus-fixture.h"
#include "../test-system.h"

#include <glib/gstdio.h>
#include <string.h>

static const char *const words[] = {
  "người",  "nào",   "lấy",   "tài",    "sản",   "của",  "khác",  "thì",  "bị",    "phạt",
  "cải",    "tạo",   "không", "giam",   "giữ",   "đến",  "03",    "năm",  "hoặc",  "tù",
  "từ",     "06",    "tháng", "hợp",    "đồng",  "vay",  "lãi",   "suất", "nghĩa", "vụ",
  "chuyển", "quyền", "sử",    "dụng",   "đất",   "giấy", "chứng", "nhận", "thừa",  "kế",
  "di",     "chúc",  "bồi",   "thường", "thiệt", "hại",  "ngoài", "khởi", "kiện",  "Tòa",
};

char *
fixture_folder (void)
{
  char *folder = g_dir_make_tmp ("troly corpus #%-XXXXXX", NULL);

  g_assert_nonnull (folder);
  return folder;
}

void
fixture_remove (const char *folder)
{
  GDir *dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR) && !g_file_test (path, G_FILE_TEST_IS_SYMLINK))
        fixture_remove (path);
      else
        g_assert_true (g_unlink (path) == 0 || TEST_KEEPS_OPEN_FILES);
    }
  g_clear_pointer (&dir, g_dir_close);
  g_rmdir (folder);
}

guint
fixture_count_files (const char *folder, const char *suffix)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  guint n = 0;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    n += g_str_has_suffix (name, suffix);
  return n;
}

int
fixture_block (TlDocument *document,
               TlBlockKind kind,
               int parent,
               const char *anchor,
               const char *label,
               const char *text)
{
  TlBlock *block = tl_document_add (document, tl_block_new (kind, parent, anchor));

  block->label = g_strdup (label);
  if (text != NULL)
    {
      g_free (block->text);
      block->text = g_strdup (text);
    }
  return (int)document->blocks->len - 1;
}

void
fixture_dates (TlDocument *document, int index, const char *from, const char *to)
{
  TlBlock *block = tl_document_get_block (document, (guint)index);

  g_free (block->valid_from);
  g_free (block->valid_to);
  block->valid_from = g_strdup (from);
  block->valid_to = g_strdup (to);
}

static char *
make_text (GRand *random, guint n_words)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < n_words; i++)
    {
      if (i > 0)
        g_string_append_c (text, ' ');
      g_string_append (text, words[g_rand_int_range (random, 0, G_N_ELEMENTS (words))]);
    }
  g_string_append_c (text, '.');
  return g_string_free (text, FALSE);
}

TlDocument *
fixture_statute (const char *id, guint articles, guint seed)
{
  TlDocument *document = tl_document_new (TL_DOC_STATUTE, id);
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  int chapter = fixture_block (document, TL_BLOCK_CHAPTER, -1, "c1", "Chương I", NULL);

  document->number = g_strdup ("100/2015/QH13");
  document->number_normal = g_strdup ("100/2015/QH13");
  document->title = g_strdup ("Bộ luật Hình sự");
  document->short_name = g_strdup ("BLHS");
  document->issuer = g_strdup ("Quốc hội");
  document->issued = g_strdup ("2015-11-27");
  document->effective_from = g_strdup ("2018-01-01");
  for (guint i = 1; i <= articles; i++)
    {
      g_autofree char *anchor = g_strdup_printf ("d%u", i);
      g_autofree char *label = g_strdup_printf ("Điều %u", i);
      int article = fixture_block (document, TL_BLOCK_ARTICLE, chapter, anchor, label, NULL);

      tl_document_get_block (document, (guint)article)->heading = make_text (random, 6);
      for (guint k = 1; k <= 2; k++)
        {
          g_autofree char *clause = g_strdup_printf ("d%u.k%u", i, k);
          g_autofree char *number = g_strdup_printf ("%u", k);
          g_autofree char *text = make_text (random, 60);

          fixture_block (document, TL_BLOCK_CLAUSE, article, clause, number, text);
        }
    }
  return document;
}

TlDocument *
fixture_judgment (const char *id, const char *issued, guint seed)
{
  static const char *const sections[] = { "noidung", "nhan", "quyet" };
  TlDocument *document = tl_document_new (TL_DOC_JUDGMENT, id);
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);

  document->number = g_strdup ("12/2020/DS-ST");
  document->number_normal = g_strdup ("12/2020/DS-ST");
  document->title = g_strdup ("Tranh chấp hợp đồng vay tài sản");
  document->issuer = g_strdup ("Tòa án nhân dân huyện A");
  document->issued = g_strdup (issued);
  document->meta = g_strdup ("{\"case_type\":\"DS\"}");
  for (guint i = 0; i < G_N_ELEMENTS (sections); i++)
    {
      int heading = fixture_block (document, TL_BLOCK_HEADING, -1, sections[i], NULL, NULL);

      tl_document_get_block (document, (guint)heading)->heading = make_text (random, 3);
      for (guint k = 1; k <= 5; k++)
        {
          g_autofree char *anchor = g_strdup_printf ("%s.%u", sections[i], k);
          g_autofree char *label = g_strdup_printf ("[%u]", k);
          g_autofree char *text = make_text (random, 80);

          fixture_block (document, TL_BLOCK_PARAGRAPH, heading, anchor, label, text);
        }
    }
  return document;
}

static void
assert_blocks_equal (const TlBlock *a, const TlBlock *b)
{
  g_assert_cmpint (a->kind, ==, b->kind);
  g_assert_cmpint (a->parent, ==, b->parent);
  g_assert_cmpstr (a->anchor, ==, b->anchor);
  g_assert_cmpstr (a->label, ==, b->label);
  g_assert_cmpstr (a->heading, ==, b->heading);
  g_assert_cmpstr (a->text, ==, b->text);
  g_assert_cmpuint (a->page, ==, b->page);
  g_assert_cmpuint (a->page_from, ==, b->page_from);
  g_assert_cmpuint (a->page_to, ==, b->page_to);
  g_assert_cmpstr (a->valid_from, ==, b->valid_from);
  g_assert_cmpstr (a->valid_to, ==, b->valid_to);
  g_assert_cmpstr (a->source_id, ==, b->source_id);
  g_assert_cmpstr (a->source_line, ==, b->source_line);
  g_assert_cmpstr (a->references, ==, b->references);
}

void
fixture_assert_equal (const TlDocument *a, const TlDocument *b)
{
  g_assert_cmpstr (a->id, ==, b->id);
  g_assert_cmpint (a->kind, ==, b->kind);
  g_assert_cmpstr (a->number, ==, b->number);
  g_assert_cmpstr (a->number_normal, ==, b->number_normal);
  g_assert_cmpstr (a->title, ==, b->title);
  g_assert_cmpstr (a->short_name, ==, b->short_name);
  g_assert_cmpstr (a->issuer, ==, b->issuer);
  g_assert_cmpstr (a->issued, ==, b->issued);
  g_assert_cmpstr (a->effective_from, ==, b->effective_from);
  g_assert_cmpstr (a->effective_to, ==, b->effective_to);
  g_assert_cmpstr (a->published, ==, b->published);
  g_assert_cmpstr (a->subject, ==, b->subject);
  g_assert_cmpstr (a->source_name, ==, b->source_name);
  g_assert_cmpstr (a->source_digest, ==, b->source_digest);
  g_assert_cmpuint (a->page_count, ==, b->page_count);
  g_assert_cmpstr (a->text_source, ==, b->text_source);
  g_assert_cmpstr (a->file, ==, b->file);
  g_assert_cmpint (a->training, ==, b->training);
  g_assert_cmpstr (a->meta, ==, b->meta);
  g_assert_cmpuint (a->blocks->len, ==, b->blocks->len);
  for (guint i = 0; i < a->blocks->len; i++)
    assert_blocks_equal (tl_document_get_block (a, i), tl_document_get_block (b, i));
}

GPtrArray *
fixture_array (TlDocument *document)
{
  GPtrArray *array = g_ptr_array_new_with_free_func ((GDestroyNotify)tl_document_unref);

  g_ptr_array_add (array, document);
  return array;
}
