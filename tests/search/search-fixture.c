/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "search-fixture.h"

#include <glib/gstdio.h>
#include <string.h>

#include "base/tl-clock.h"
#include "corpus/tl-document-citations.h"
#include "corpus/tl-volume.h"
#include "search/index/tl-search-index.h"
#include "../test-system.h"

TlDocument *
search_fixture_statute (const char *id,
                        const char *number,
                        const char *title,
                        const char *short_name,
                        const char *from,
                        const char *to)
{
  TlDocument *document = tl_document_new (TL_DOC_STATUTE, id);

  document->number = g_strdup (number);
  document->number_normal = g_strdup (number);
  document->title = g_strdup (title);
  document->short_name = g_strdup (short_name);
  document->issuer = g_strdup ("Quốc hội");
  document->effective_from = g_strdup (from);
  document->effective_to = g_strdup (to);
  return document;
}

static TlBlock *
add_block (TlDocument *document,
           TlBlockKind kind,
           int parent,
           const char *anchor,
           const char *label,
           const char *text)
{
  TlBlock *block = tl_document_add (document, tl_block_new (kind, parent, anchor));

  block->label = g_strdup (label);
  g_free (block->text);
  block->text = g_strdup (text);
  return block;
}

TlBlock *
search_fixture_article (TlDocument *document,
                        const char *number,
                        const char *heading,
                        const char *text)
{
  g_autofree char *anchor = g_strconcat ("d", number, NULL);
  g_autofree char *label = g_strconcat ("Điều ", number, NULL);
  TlBlock *block = add_block (document, TL_BLOCK_ARTICLE, -1, anchor, label, text);

  block->heading = g_strdup (heading);
  return block;
}

static TlDocument *
criminal_code (void)
{
  TlDocument *code = search_fixture_statute ("100-2015-qh13", "100/2015/QH13", "Bộ luật Hình sự",
                                             "BLHS", "2018-01-01", NULL);
  TlBlock *theft;
  int parent;

  code->issued = g_strdup ("2015-11-27");
  search_fixture_article (code, "51", "Các tình tiết giảm nhẹ trách nhiệm hình sự",
                          "Người phạm tội tự thú, thành khẩn khai báo thì được giảm nhẹ.");
  theft = search_fixture_article (code, "173", "Tội trộm cắp tài sản", "");
  theft->source_id = g_strdup ("theft");
  parent = (int)code->blocks->len - 1;
  add_block (code, TL_BLOCK_CLAUSE, parent, "d173.k1", "1",
             "Người nào trộm cắp tài sản của người khác thì bị phạt cải tạo không giam giữ.");
  add_block (code, TL_BLOCK_CLAUSE, parent, "d173.k2", "2",
             "Phạm tội thuộc một trong các trường hợp sau đây thì bị phạt tù:");
  add_block (code, TL_BLOCK_POINT, (int)code->blocks->len - 1, "d173.k2.pa", "a", "Có tổ chức;");
  add_block (code, TL_BLOCK_POINT, (int)code->blocks->len - 2, "d173.k2.pdd", "đ",
             "Hành hung để tẩu thoát;");
  search_fixture_article (code, "174", "Tội lừa đảo chiếm đoạt tài sản",
                          "Người nào bằng thủ đoạn gian dối chiếm đoạt tài sản của người khác.");
  return code;
}

static TlDocument *
old_criminal_code (void)
{
  TlDocument *code = search_fixture_statute ("15-1999-qh10", "15/1999/QH10", "Bộ luật Hình sự",
                                             "BLHS", "2000-07-01", "2017-12-31");

  search_fixture_article (code, "138", "Tội trộm cắp tài sản",
                          "Người nào trộm cắp tài sản của người khác thì bị phạt cải tạo không "
                          "giam giữ.");
  search_fixture_article (code, "173", "Tội vi phạm các quy định về sử dụng đất đai",
                          "Người nào lấn chiếm đất trái với quy định về quản lý đất đai.");
  return code;
}

static TlDocument *
civil_code (void)
{
  TlDocument *code = search_fixture_statute ("91-2015-qh13", "91/2015/QH13", "Bộ luật Dân sự",
                                             "BLDS", "2017-01-01", NULL);

  search_fixture_article (code, "173", "Quyền của chủ thể có quyền khác đối với tài sản",
                          "Chủ thể có quyền khác được thực hiện mọi hành vi trong phạm vi quyền.");
  add_block (code, TL_BLOCK_CLAUSE, (int)code->blocks->len - 1, "d173.k3", "3",
             "Không được gây thiệt hại.");
  search_fixture_article (code, "328", "Đặt cọc",
                          "Bên đặt cọc từ chối giao kết hợp đồng thì tài sản đặt cọc thuộc về bên "
                          "nhận đặt cọc.");
  search_fixture_article (code, "688", "Điều khoản chuyển tiếp",
                          "Giao dịch được xác lập trước ngày luật này có hiệu lực.");
  return code;
}

static TlDocument *
amended_law (void)
{
  TlDocument *law = search_fixture_statute (
      "58-2020-qh14", "58/2020/QH14", "Luật Hòa giải, đối thoại tại Tòa án", "LHGĐT", NULL, NULL);
  TlBlock *first, *second;

  first = search_fixture_article (law, "3", "Nguyên tắc hoà giải",
                                  "Các bên tự nguyện tham gia hoà giải theo nguyên tắc cũ.");
  first->valid_from = g_strdup ("2021-01-01");
  first->valid_to = g_strdup ("2025-06-30");
  second = search_fixture_article (law, "3", "Nguyên tắc hòa giải",
                                   "Các bên tự nguyện tham gia hòa giải theo nguyên tắc mới.");
  second->valid_from = g_strdup ("2025-07-01");
  return law;
}

static TlDocument *
judgment (const char *id, const char *number, const char *court, const char *year)
{
  TlDocument *document = tl_document_new (TL_DOC_JUDGMENT, id);

  document->number = g_strdup (number);
  document->number_normal = g_strdup (number);
  document->title = g_strdup ("Tranh chấp hợp đồng đặt cọc");
  document->issuer = g_strdup (court);
  document->issued = g_strconcat (year, "-05-20", NULL);
  document->page_count = 4;
  document->meta = g_strdup ("{\"case_type\":\"DS\",\"stage\":\"ST\",\"level\":\"district\"}");
  add_block (document, TL_BLOCK_HEADING, -1, "noidung", NULL, "")->heading
      = g_strdup ("Nội dung vụ án");
  add_block (document, TL_BLOCK_PARAGRAPH, 0, "noidung.1", NULL,
             "Nguyên đơn trình bày hai bên ký hợp đồng đặt cọc mua nhà.")
      ->page
      = 1;
  add_block (document, TL_BLOCK_HEADING, -1, "nhan", NULL, "")->heading
      = g_strdup ("Nhận định của Tòa án");
  add_block (document, TL_BLOCK_PARAGRAPH, 2, "nhan.1", "[1]",
             "Về thẩm quyền, Tòa án thụ lý là đúng quy định.")
      ->page
      = 2;
  add_block (document, TL_BLOCK_PARAGRAPH, 2, "nhan.2", "[2]",
             "Bị đơn từ chối bán nhà nên phải chịu phạt cọc gấp đôi số tiền đã nhận.")
      ->page
      = 3;
  return document;
}

static TlDocument *
precedent (void)
{
  TlDocument *document = tl_document_new (TL_DOC_PRECEDENT, "47-2021-al");

  document->number = g_strdup ("47/2021/AL");
  document->number_normal = g_strdup ("47/2021/AL");
  document->title = g_strdup ("Về việc xác định tội danh trong vụ án giết người");
  document->published = g_strdup ("2021-12-31");
  add_block (document, TL_BLOCK_PARAGRAPH, -1, "khaiquat.1", NULL,
             "Bị cáo dùng dao đâm vào vùng trọng yếu trên cơ thể bị hại.");
  add_block (document, TL_BLOCK_PARAGRAPH, -1, "anle.1", NULL,
             "Hành vi ấy phải bị truy cứu trách nhiệm hình sự về tội giết người.");
  return document;
}

static TlDocument *
guidance (void)
{
  TlDocument *document = tl_document_new (TL_DOC_GUIDANCE, "tinh-huong-1");
  TlBlock *answer;

  document->title = g_strdup ("Người chưa thành niên gây thiệt hại thì ai bồi thường?");
  answer = add_block (document, TL_BLOCK_PARAGRAPH, -1, "traloi.1", NULL,
                      "Cha mẹ phải bồi thường bằng tài sản của mình.");
  answer->source_id = g_strdup ("q1");
  return document;
}

GPtrArray *
search_fixture_documents (void)
{
  GPtrArray *documents = g_ptr_array_new_with_free_func ((GDestroyNotify)tl_document_unref);

  g_ptr_array_add (documents, criminal_code ());
  g_ptr_array_add (documents, old_criminal_code ());
  g_ptr_array_add (documents, civil_code ());
  g_ptr_array_add (documents, amended_law ());
  g_ptr_array_add (documents, judgment ("12-2023-ds-st-a", "12/2023/DS-ST",
                                        "Tòa án nhân dân quận Ba Đình", "2023"));
  g_ptr_array_add (documents, judgment ("12-2023-ds-st-b", "12/2023/DS-ST",
                                        "Tòa án nhân dân thành phố Huế", "2023"));
  g_ptr_array_add (documents, precedent ());
  g_ptr_array_add (documents, guidance ());
  return documents;
}

char *
search_fixture_folder (void)
{
  g_autoptr (GError) error = NULL;
  char *folder = g_dir_make_tmp ("troly-search-XXXXXX", &error);

  g_assert_no_error (error);
  return folder;
}

char *
search_fixture_write (const char *folder, GPtrArray *documents, const char *serial)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TlVolumeWriter) volume = tl_volume_writer_new (folder, &error);
  g_autoptr (TlIndexWriter) index = NULL;
  g_autofree char *name = NULL;
  g_autofree char *file = NULL;
  char *path;

  g_assert_no_error (error);
  index = tl_index_writer_new (folder, &error);
  g_assert_no_error (error);
  g_assert_true (tl_volume_writer_set_meta (volume, "serial", serial, &error));
  for (guint i = 0; i < documents->len; i++)
    {
      TlDocument *document = g_ptr_array_index (documents, i);
      g_autoptr (GPtrArray) links = tl_document_read_links (document);
      guint32 row = tl_volume_writer_add_with_links (volume, document, links, &error);

      g_assert_no_error (error);
      g_assert_cmpuint (row, >, 0);
      g_assert_true (tl_index_writer_add (index, document, row, &error));
    }
  name = tl_volume_writer_finish (volume, &error);
  g_assert_no_error (error);
  file = g_strconcat (name, ".tlx", NULL);
  path = g_build_filename (folder, file, NULL);
  g_assert_true (tl_index_writer_finish (index, path, &error));
  g_assert_no_error (error);
  return path;
}

TlSearchEngine *
search_fixture_open (const char *folder)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TlLibrary) library = tl_library_open (folder, &error);
  TlSearchEngine *engine;

  g_assert_no_error (error);
  engine = tl_search_engine_new (library, &error);
  g_assert_no_error (error);
  return engine;
}

void
search_fixture_remove (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_assert_true (g_unlink (path) == 0 || TEST_KEEPS_OPEN_FILES);
    }
  g_clear_pointer (&dir, g_dir_close);
  g_assert_true (g_rmdir (folder) == 0 || TEST_KEEPS_OPEN_FILES);
}

static void
check_hit (const TlHit *hit)
{
  guint characters, end = 0;

  g_assert_nonnull (hit->doc);
  g_assert_nonnull (hit->passage);
  g_assert_true (g_utf8_validate (hit->passage, -1, NULL));
  characters = (guint)g_utf8_strlen (hit->passage, -1);
  for (guint i = 0; i < hit->highlights->len; i++)
    {
      const TlSpan *span = &g_array_index (hit->highlights, TlSpan, i);

      g_assert_cmpuint (span->from, >=, end);
      g_assert_cmpuint (span->from, <, span->to);
      g_assert_cmpuint (span->to, <=, characters);
      end = span->to;
    }
  g_assert_cmpuint (hit->why->len, >, 0);
}

TlSearchResult *
search_fixture_ask (TlSearchEngine *engine, const TlSearchRequest *request)
{
  g_autoptr (GError) error = NULL;
  TlSearchResult *result = tl_search_engine_run (engine, request, NULL, &error);
  gboolean literal = TRUE;

  g_assert_no_error (error);
  g_assert_nonnull (result);
  g_assert_cmpuint (result->hits->len, <=, MAX (request->limit, 1));
  for (guint i = 0; i < result->hits->len; i++)
    {
      const TlHit *hit = search_fixture_hit (result, i);

      check_hit (hit);
      /* Literal citations come first. */
      g_assert_false (hit->literal && !literal);
      literal = hit->literal;
    }
  return result;
}

const TlHit *
search_fixture_hit (const TlSearchResult *result, guint n)
{
  return n < result->hits->len ? g_ptr_array_index (result->hits, n) : NULL;
}

/* Noon of 15 November 2026. */
#define NOW G_GINT64_CONSTANT (1794744000)

void
search_fixture_set_up (SearchFixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) documents = search_fixture_documents ();
  g_autofree char *path = NULL;

  tl_clock_set_fake (NOW);
  fixture->folder = search_fixture_folder ();
  path = search_fixture_write (fixture->folder, documents, "1");
  fixture->engine = search_fixture_open (fixture->folder);
}

void
search_fixture_tear_down (SearchFixture *fixture, gconstpointer data)
{
  g_object_unref (fixture->engine);
  search_fixture_remove (fixture->folder);
  g_free (fixture->folder);
  tl_clock_set_fake (-1);
}

TlSearchResult *
search_fixture_ask_on (SearchFixture *fixture, const char *text, const char *as_of)
{
  TlSearchRequest request = { .text = text, .kind = -1, .as_of = as_of, .limit = 10 };

  return search_fixture_ask (fixture->engine, &request);
}

void
search_fixture_assert_first (const TlSearchResult *result, const char *doc, const char *anchor)
{
  const TlHit *hit = search_fixture_hit (result, 0);

  g_assert_nonnull (hit);
  g_assert_cmpstr (hit->doc, ==, doc);
  g_assert_cmpstr (hit->anchor, ==, anchor);
}

gboolean
search_fixture_has_why (const TlHit *hit, const char *kind)
{
  for (guint i = 0; i < hit->why->len; i++)
    if (strcmp (((TlWhy *)g_ptr_array_index (hit->why, i))->kind, kind) == 0)
      return TRUE;
  return FALSE;
}
