/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "corpus-fixture.h"
#include "corpus/tl-library-links.h"

/* A library of fictional texts under numbers that the catalogue of laws knows, and of what it does
 * not know. */
typedef struct
{
  char *folder;
  TlLibrary *library;
} Fixture;

static void
set (char **field, const char *value)
{
  g_free (*field);
  *field = g_strdup (value);
}

static TlDocument *
statute (
    const char *number, const char *short_name, const char *title, const char *from, const char *to)
{
  g_autofree char *id = tl_document_make_statute_id (title, number);
  TlDocument *document = tl_document_new (TL_DOC_STATUTE, id);

  set (&document->number, number);
  set (&document->number_normal, number);
  set (&document->short_name, short_name);
  set (&document->title, title);
  set (&document->issued, from);
  set (&document->effective_from, from);
  set (&document->effective_to, to);
  return document;
}

static void
add_article (TlDocument *document, const char *number)
{
  g_autofree char *article = g_strconcat ("d", number, NULL);
  int parent = fixture_block (document, TL_BLOCK_ARTICLE, -1, article, number, "Văn bản.");

  for (const char *clause = "12"; *clause != '\0'; clause++)
    {
      g_autofree char *anchor = g_strdup_printf ("%s.k%c", article, *clause);
      int block = fixture_block (document, TL_BLOCK_CLAUSE, parent, anchor, "1", "Khoản.");
      g_autofree char *point = g_strconcat (anchor, ".pa", NULL);

      fixture_block (document, TL_BLOCK_POINT, block, point, "a", "Điểm.");
    }
}

static TlDocument *
judgment (const char *number, const char *court, const char *date)
{
  g_autofree char *id = tl_document_make_id (number, court, date, NULL);
  TlDocument *document = fixture_judgment (id, date, 3);

  set (&document->number, number);
  set (&document->number_normal, number);
  set (&document->issuer, court);
  return document;
}

static GPtrArray *
make_documents (void)
{
  GPtrArray *documents = g_ptr_array_new_with_free_func ((GDestroyNotify)tl_document_unref);
  TlDocument *document;
  int index;

  document = statute ("33/2005/QH11", "BLDS", "Bộ luật Dân sự", "2006-01-01", "2016-12-31");
  add_article (document, "305");
  g_ptr_array_add (documents, document);
  document = statute ("91/2015/QH13", "BLDS", "Bộ luật Dân sự", "2017-01-01", NULL);
  add_article (document, "468");
  add_article (document, "468a");
  /* An article with two texts and a gap between them. */
  index = fixture_block (document, TL_BLOCK_ARTICLE, -1, "d500", "Điều 500", "Cũ.");
  fixture_dates (document, index, "2017-01-01", "2019-12-31");
  index = fixture_block (document, TL_BLOCK_ARTICLE, -1, "d500", "Điều 500", "Mới.");
  fixture_dates (document, index, "2021-01-01", NULL);
  g_ptr_array_add (documents, document);
  document = statute ("05/2016/TH-QH", "BLDS-TH", "Bộ luật Dân sự tập huấn", "2017-01-01", NULL);
  add_article (document, "75");
  g_ptr_array_add (documents, document);
  document = statute ("18/2008/QH12", NULL, "Luật Năng lượng nguyên tử", "2009-01-01", NULL);
  add_article (document, "1");
  g_ptr_array_add (documents, document);
  document = statute ("18/2008/QH12", NULL, "Nghị quyết về một việc", "2009-01-01", NULL);
  add_article (document, "1");
  g_ptr_array_add (documents, document);
  document = statute ("01/2010/TT-X", NULL, "Thông tư về việc cũ", "2010-01-01", "2015-12-31");
  add_article (document, "1");
  g_ptr_array_add (documents, document);
  g_ptr_array_add (documents,
                   judgment ("17/2018/HS-ST", "Tòa án nhân dân thị xã A, tỉnh B", "2018-01-26"));
  g_ptr_array_add (documents, judgment ("17/2018/HS-ST", "Tòa án nhân dân huyện C", "2018-03-05"));
  document = fixture_judgment ("47-2021-al", "2021-11-25", 9);
  document->kind = TL_DOC_PRECEDENT;
  set (&document->number, "47/2021/AL");
  set (&document->number_normal, "47/2021/AL");
  g_ptr_array_add (documents, document);
  return documents;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) documents = make_documents ();
  g_autoptr (GError) error = NULL;
  g_autoptr (TlVolumeWriter) writer = NULL;
  g_autofree char *name = NULL;

  fixture->folder = fixture_folder ();
  writer = tl_volume_writer_new (fixture->folder, &error);
  for (guint i = 0; i < documents->len; i++)
    g_assert_cmpuint (tl_volume_writer_add (writer, documents->pdata[i], &error), >, 0);
  name = tl_volume_writer_finish (writer, &error);
  fixture->library = tl_library_open (fixture->folder, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_object_unref (fixture->library);
  fixture_remove (fixture->folder);
  g_free (fixture->folder);
}

#define NOART    TL_CITATION_WARN_NOART
#define NOTFORCE TL_CITATION_WARN_NOTFORCE
#define EDITION  TL_CITATION_WARN_EDITION

static void
citations_resolve (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *notation;
    const char *as_of;
    TlResolution state;
    const char *document;
    const char *anchor;
    guint warnings;
  } cases[] = {
    /* The edition: by its year, else by the day. */
    { "BLDS2015:468.2", "2026-11-22", TL_RESOLVED, "91-2015-qh13", "d468.k2", 0 },
    { "BLDS2015:468.2", NULL, TL_RESOLVED, "91-2015-qh13", "d468.k2", 0 },
    { "BLDS2005:305", "2010-01-01", TL_RESOLVED, "33-2005-qh11", "d305", 0 },
    { "BLDS2005:305", "2020-01-01", TL_RESOLVED, "33-2005-qh11", "d305", NOTFORCE },
    { "BLDS?:468", "2020-01-01", TL_RESOLVED, "91-2015-qh13", "d468", EDITION },
    { "BLDS?:305", "2016-06-30", TL_RESOLVED, "33-2005-qh11", "d305", EDITION },
    { "BLDS?", "2016-06-30", TL_RESOLVED, "33-2005-qh11", NULL, EDITION },
    /* The unit: inserted ones, and the deepest that is there. */
    { "BLDS2015:468a.1", "2026-11-22", TL_RESOLVED, "91-2015-qh13", "d468a.k1", 0 },
    { "BLDS2015:468.2.a", NULL, TL_RESOLVED, "91-2015-qh13", "d468.k2.pa", 0 },
    { "BLDS2015:468.2.b", NULL, TL_RESOLVED_NO_UNIT, "91-2015-qh13", "d468.k2", NOART },
    { "BLDS2015:468.9.b", NULL, TL_RESOLVED_NO_UNIT, "91-2015-qh13", "d468", NOART },
    { "BLDS2015:999", NULL, TL_RESOLVED_NO_UNIT, "91-2015-qh13", NULL, NOART },
    { "BLDS2015:468..470", NULL, TL_RESOLVED, "91-2015-qh13", "d468", 0 },
    /* The version on the day. */
    { "BLDS2015:500", "2018-01-01", TL_RESOLVED, "91-2015-qh13", "d500", 0 },
    { "BLDS2015:500", "2020-06-01", TL_RESOLVED_NO_VERSION, "91-2015-qh13", "d500", NOTFORCE },
    { "BLDS2015:500", "2022-01-01", TL_RESOLVED, "91-2015-qh13", "d500", 0 },
    /* Numbers: a law and a resolution that share one; what has expired. */
    { "L18/2008/QH12:1", "2020-01-01", TL_RESOLVED, "18-2008-qh12", "d1", 0 },
    { "NQ18/2008/QH12:1", "2020-01-01", TL_RESOLVED, "nq-18-2008-qh12", "d1", 0 },
    { "TT01/2010/TT-X:1", "2020-01-01", TL_RESOLVED, "01-2010-tt-x", "d1", NOTFORCE },
    { "NQ326/2016/UBTVQH14:12", NULL, TL_RESOLVED_NO_DOC, NULL, NULL, 0 },
    { "BLHS2015:51", NULL, TL_RESOLVED_NO_DOC, NULL, NULL, 0 },
    /* Names that only the library knows. */
    { "BLDS-TH:75.1", "2020-01-01", TL_RESOLVED, "05-2016-th-qh", "d75.k1", 0 },
    { "BLDS-TH:75.1", NULL, TL_RESOLVED, "05-2016-th-qh", "d75.k1", 0 },
    /* Courts: number, court and date. */
    { "BA17/2018/HS-ST@TAND thị xã A", NULL, TL_RESOLVED,
      "17-2018-hs-st-toa-an-nhan-dan-thi-xa-a-tinh-b-2018-01-26", NULL, 0 },
    { "BA17/2018/HS-ST@TAND huyện C", NULL, TL_RESOLVED,
      "17-2018-hs-st-toa-an-nhan-dan-huyen-c-2018-03-05", NULL, 0 },
    { "BA17/2018/HS-ST@TAND huyện D", NULL, TL_RESOLVED_NO_DOC, NULL, NULL, 0 },
    { "BA17/2018/HS-ST", NULL, TL_RESOLVED_NO_DOC, NULL, NULL, TL_CITATION_WARN_AMBIGUOUS },
    { "AL47/2021", "2026-11-22", TL_RESOLVED, "47-2021-al", NULL, 0 },
    { "AL47/2021#ND3", "2026-11-22", TL_RESOLVED, "47-2021-al", "nhan.3", 0 },
    { "AL47/2021#ND77", "2026-11-22", TL_RESOLVED_NO_UNIT, "47-2021-al", "nhan", NOART },
    /* Nothing to look for. */
    { "?:5", NULL, TL_RESOLVED_NO_KEY, NULL, NULL, 0 },
    { "PREV(NQ):26", NULL, TL_RESOLVED_NO_KEY, NULL, NULL, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (TlCitation) citation = tl_citation_parse (cases[i].notation);
      g_autoptr (GError) error = NULL;
      TlTarget target;

      g_test_message ("%s on %s", cases[i].notation, cases[i].as_of);
      g_assert_nonnull (citation);
      g_assert_true (
          tl_library_resolve (fixture->library, citation, NULL, cases[i].as_of, &target, &error));
      g_assert_no_error (error);
      g_assert_cmpstr (target.document, ==, cases[i].document);
      g_assert_cmpstr (target.anchor, ==, cases[i].anchor);
      g_assert_cmpint (target.state, ==, cases[i].state);
      g_assert_cmphex (target.warnings, ==, cases[i].warnings);
      g_assert_true ((target.index >= 0)
                     == (target.anchor != NULL && target.state != TL_RESOLVED_NO_VERSION));
      tl_target_clear (&target);
    }
}

static void
the_version_in_force_is_the_one_given (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TlCitation) citation = tl_citation_parse ("BLDS2015:500");
  g_autoptr (TlDocument) document = tl_library_load (fixture->library, "91-2015-qh13", TRUE, NULL);
  TlTarget target;

  g_assert_true (
      tl_library_resolve (fixture->library, citation, NULL, "2018-01-01", &target, NULL));
  g_assert_cmpstr (tl_document_get_block (document, (guint)target.index)->text, ==, "Cũ.");
  g_assert_cmpstr (target.valid_from, ==, "2017-01-01");
  tl_target_clear (&target);
  g_assert_true (tl_library_resolve (fixture->library, citation, NULL, NULL, &target, NULL));
  g_assert_cmpstr (tl_document_get_block (document, (guint)target.index)->text, ==, "Mới.");
  tl_target_clear (&target);
}

static void
self_is_the_document_it_stands_in (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TlCitation) citation = tl_citation_parse ("SELF:468.1");
  TlTarget target;

  g_assert_true (
      tl_library_resolve (fixture->library, citation, "91-2015-qh13", NULL, &target, NULL));
  g_assert_cmpint (target.state, ==, TL_RESOLVED);
  g_assert_cmpstr (target.anchor, ==, "d468.k1");
  tl_target_clear (&target);
  g_assert_true (tl_library_resolve (fixture->library, citation, NULL, NULL, &target, NULL));
  g_assert_cmpint (target.state, ==, TL_RESOLVED_NO_KEY);
  tl_target_clear (&target);
}

#define ADD(name) g_test_add ("/resolve/" #name, Fixture, NULL, set_up, name, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD (citations_resolve);
  ADD (the_version_in_force_is_the_one_given);
  ADD (self_is_the_document_it_stands_in);
  return g_test_run ();
}
