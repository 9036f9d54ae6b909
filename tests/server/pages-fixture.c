/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pages-fixture.h"

#include "corpus/tl-volume.h"
#include "text/tl-text.h"

void
pages_set_up (PagesFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *where = NULL;

  fixture->folder = test_folder ();
  where = test_database (fixture->folder);
  fixture->pool = tl_sql_pool_new (where, 4, &error);
  g_assert_no_error (error);
  fixture->sql = tl_sql_pool_take (fixture->pool, 5000, &error);
  g_assert_no_error (error);
}

void
pages_tear_down (PagesFixture *fixture, gconstpointer data)
{
  tl_sql_pool_give (fixture->pool, fixture->sql);
  tl_sql_pool_free (fixture->pool);
  test_folder_remove (fixture->folder);
  g_free (fixture->folder);
}

void
pages_unit (PagesFixture *fixture, const char *code, const char *name, const char *parent)
{
  g_autoptr (GError) error = NULL;

  tl_sql_exec (fixture->sql, &error,
               "INSERT INTO units (code, name, parent, level) VALUES ($1, $2, $3, $4)", "ssss",
               code, name, parent, parent == NULL ? "tối cao" : "tỉnh");
  g_assert_no_error (error);
}

void
pages_person (
    PagesFixture *fixture, const char *id, const char *name, const char *unit, const char *role)
{
  g_autoptr (GError) error = NULL;

  tl_sql_exec (fixture->sql, &error,
               "INSERT INTO people (id, name, unit, role, created) VALUES ($1, $2, $3, $4, $5)",
               "ssssi", id, name, unit, role, PAGES_NOW - 300 * PAGES_DAY);
  g_assert_no_error (error);
}

void
pages_item (PagesFixture *fixture, TlItem *item, const char *person, const char *unit, gint64 time)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *body = tl_item_to_body (item, &error);
  g_autofree char *all = g_strjoin (" ", item->question != NULL ? item->question : "",
                                    item->text != NULL ? item->text : "", NULL);
  g_autofree char *fold = tl_text_fold (all, -1, TL_FOLD_PLAIN, NULL);

  g_assert_no_error (error);
  tl_sql_exec (fixture->sql, &error,
               "INSERT INTO items (id, person, unit, kind, sequence, revision, body, received, "
               "state, changed,"
               " verdict, document, anchor, serial, fold) VALUES ($1, $2, $3, $4, 1, 1, $5, $6, "
               "'received', $6,"
               " $7, $8, $9, $10, $11)",
               "sssssisssis", item->id, person, unit,
               item->kind == TL_ITEM_FEEDBACK ? "feedback" : "contribution", body, time,
               item->kind == TL_ITEM_FEEDBACK ? tl_item_verdict_to_name (item->verdict) : NULL,
               item->document, item->anchor, item->serial, fold);
  g_assert_no_error (error);
}

void
pages_editors (PagesFixture *fixture)
{
  pages_unit (fixture, "tc", "Tòa án nhân dân Thử nghiệm", NULL);
  pages_person (fixture, "bt1", "Trần Thị Biên Tập", "tc", "editor");
  pages_person (fixture, "bt2", "Lê Văn Duyệt", "tc", "editor");
  pages_person (fixture, "bt3", "Phạm Minh Soát", "tc", "editor");
  pages_person (fixture, "tp1", "Nguyễn Thẩm Phán", "tc", "judge");
}

static TlSqlRows *
query (PagesFixture *fixture, const char *statement)
{
  g_autoptr (GError) error = NULL;
  TlSqlRows *rows = tl_sql_query (fixture->sql, &error, statement, "");

  g_assert_no_error (error);
  return rows;
}

char *
pages_text (PagesFixture *fixture, const char *statement)
{
  g_autoptr (TlSqlRows) rows = query (fixture, statement);

  return tl_sql_rows_count (rows) > 0 ? g_strdup (tl_sql_rows_text (rows, 0, 0)) : NULL;
}

gint64
pages_int (PagesFixture *fixture, const char *statement)
{
  g_autoptr (TlSqlRows) rows = query (fixture, statement);

  g_assert_cmpuint (tl_sql_rows_count (rows), >, 0);
  return tl_sql_rows_int (rows, 0, 0);
}

void
pages_exec (PagesFixture *fixture, const char *statement)
{
  g_autoptr (TlSqlRows) rows = query (fixture, statement);
}

static TlBlock *
add_unit (TlDocument *document,
          TlBlockKind kind,
          int parent,
          const char *anchor,
          const char *label,
          const char *text)
{
  TlBlock *block = tl_block_new (kind, parent, anchor);

  block->label = g_strdup (label);
  g_free (block->text);
  block->text = g_strdup (text);
  return tl_document_add (document, block);
}

char *
pages_library (PagesFixture *fixture)
{
  g_autoptr (GError) error = NULL;
  char *folder = g_build_filename (fixture->folder, "library", NULL);
  g_autoptr (TlDocument) law = tl_document_new (TL_DOC_STATUTE, "luat-mau");
  g_autoptr (TlVolumeWriter) writer = NULL;
  g_autofree char *name = NULL;

  law->title = g_strdup ("Luật Mẫu về việc thử nghiệm các trang của trung tâm");
  law->number = g_strdup ("01/2020/QH99");
  law->number_normal = g_strdup ("01/2020/QH99");
  law->issued = g_strdup ("2020-01-01");
  law->effective_from = g_strdup ("2020-07-01");
  add_unit (
      law, TL_BLOCK_ARTICLE, -1, "d1", "Điều 1",
      "Bên vay phải trả lãi từ ngày bên cho vay đòi lại tài sản nếu hợp đồng không định thời hạn.");
  add_unit (law, TL_BLOCK_CLAUSE, 0, "d1.k1", "1",
            "Việc đòi lại phải được báo trước một thời gian hợp lý.");
  add_unit (law, TL_BLOCK_ARTICLE, -1, "d2", "Điều 2", "Quy định này chỉ áp dụng trong hai năm.");
  ((TlBlock *)law->blocks->pdata[0])->valid_from = g_strdup ("2020-07-01");
  ((TlBlock *)law->blocks->pdata[2])->valid_from = g_strdup ("2020-07-01");
  ((TlBlock *)law->blocks->pdata[2])->valid_to = g_strdup ("2022-06-30");
  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  writer = tl_volume_writer_new (folder, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (tl_volume_writer_add (writer, law, &error), ==, 1);
  name = tl_volume_writer_finish (writer, &error);
  g_assert_no_error (error);
  return folder;
}
