/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The facets of courts: then, today, and how they are called. */
#include "config.h"

#include <string.h>

#include "search-fixture.h"

#define DATE "2026-11-15"

typedef struct
{
  const char *court;
  const char *issuer;
  const char *label;
} CourtCase;

/* A court of the table has the table's name; of one that no table knows the id has lost the marks,
 * which its documents print. */
static const CourtCase COURT_CASES[] = {
  { "tand-tinh.bac-giang", "TAND tỉnh Bắc Giang", "Tòa án nhân dân tỉnh Bắc Giang" },
  { "tand-huyen.bac-giang.rung-sau", "Tòa án nhân dân huyện Rừng Sâu, tỉnh Bắc Giang",
    "Tòa án nhân dân huyện Rừng Sâu, tỉnh Bắc Giang" },
  { "toa-toi-cao.phuong-lan", "Tòa án tối cao Phương Lan", "Tòa án tối cao Phương Lan" },
};

static TlSearchEngine *
open_courts (const char *folder, const CourtCase *cases, guint n)
{
  g_autoptr (GPtrArray) documents
      = g_ptr_array_new_with_free_func ((GDestroyNotify)tl_document_unref);
  g_autofree char *path = NULL;

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *id = g_strdup_printf ("ban-an-%u", i);
      TlDocument *document = tl_document_new (TL_DOC_JUDGMENT, id);
      TlBlock *block = tl_document_add (document, tl_block_new (TL_BLOCK_PARAGRAPH, -1, "nhan.1"));

      document->title = g_strdup ("Tranh chấp đặt cọc");
      document->issuer = g_strdup (cases[i].issuer);
      document->issued = g_strdup ("2024-05-20");
      document->meta = g_strdup_printf ("{\"court_id\":\"%s\"}", cases[i].court);
      g_free (block->text);
      block->text = g_strdup ("Hai bên giao nhận tiền đặt cọc.");
      g_ptr_array_add (documents, document);
    }
  path = search_fixture_write (folder, documents, "1");
  return search_fixture_open (folder);
}

static const TlFacet *
find_facet (const TlSearchResult *result, const char *name)
{
  for (guint i = 0; i < result->facets->len; i++)
    if (strcmp (((TlFacet *)g_ptr_array_index (result->facets, i))->name, name) == 0)
      return g_ptr_array_index (result->facets, i);
  return NULL;
}

static const char *
find_label (const TlFacet *facet, const char *value)
{
  for (guint i = 0; i < facet->values->len; i++)
    if (strcmp (((TlFacetValue *)g_ptr_array_index (facet->values, i))->value, value) == 0)
      return ((TlFacetValue *)g_ptr_array_index (facet->values, i))->label;
  return NULL;
}

static void
courts_keep_their_marks (void)
{
  g_autofree char *folder = search_fixture_folder ();
  g_autoptr (TlSearchEngine) engine = open_courts (folder, COURT_CASES, G_N_ELEMENTS (COURT_CASES));
  TlSearchRequest request
      = { .text = "đặt cọc", .kind = -1, .as_of = DATE, .limit = 10, .facets = TRUE };
  g_autoptr (TlSearchResult) result = search_fixture_ask (engine, &request);

  for (guint i = 0; i < G_N_ELEMENTS (COURT_CASES); i++)
    g_assert_cmpstr (find_label (find_facet (result, "court_id"), COURT_CASES[i].court), ==,
                     COURT_CASES[i].label);
  /* Bắc Giang went into Bắc Ninh: then and today differ. */
  g_assert_nonnull (find_label (find_facet (result, "court"), "tand-tinh.bac-ninh"));
  g_assert_null (find_label (find_facet (result, "court"), "tand-tinh.bac-giang"));
  g_clear_object (&engine);
  search_fixture_remove (folder);
}

static void
courts_as_they_were_are_listed_only_where_they_differ (void)
{
  static const CourtCase SAME[] = {
    { "tand-tinh.bac-ninh", "TAND tỉnh Bắc Ninh", NULL },
    { "toa-toi-cao.phuong-lan", "Tòa án tối cao Phương Lan", NULL },
  };
  static const char *const CHOSEN[] = { "court_id=tand-tinh.bac-ninh", NULL };
  g_autofree char *folder = search_fixture_folder ();
  g_autoptr (TlSearchEngine) engine = open_courts (folder, SAME, G_N_ELEMENTS (SAME));
  TlSearchRequest request
      = { .text = "đặt cọc", .kind = -1, .as_of = DATE, .limit = 10, .facets = TRUE };
  g_autoptr (TlSearchResult) result = search_fixture_ask (engine, &request);
  g_autoptr (TlSearchResult) chosen = NULL;

  g_assert_cmpuint (find_facet (result, "court")->values->len, ==, 2);
  g_assert_cmpuint (find_facet (result, "court_id")->values->len, ==, 0);
  request.filters = CHOSEN;
  chosen = search_fixture_ask (engine, &request);
  g_assert_cmpuint (find_facet (chosen, "court_id")->values->len, ==, 2);
  g_clear_object (&engine);
  search_fixture_remove (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/search/facets/courts_keep_their_marks", courts_keep_their_marks);
  g_test_add_func ("/search/facets/courts_as_they_were_are_listed_only_where_they_differ",
                   courts_as_they_were_are_listed_only_where_they_differ);
  return g_test_run ();
}
