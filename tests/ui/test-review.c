/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What reviewed a judgment, and what it reviews: without a display. */
#include "config.h"

#include <locale.h>
#include <string.h>

#include "corpus/tl-library-links.h"
#include "fixture-library.h"
#include "ui/reader/tl-review.h"

static void
add (TlDocument *document,
     TlBlockKind kind,
     int parent,
     const char *anchor,
     const char *heading,
     const char *text)
{
  TlBlock *block = tl_block_new (kind, parent, anchor);

  block->heading = g_strdup (heading);
  g_free (block->text);
  block->text = g_strdup (text != NULL ? text : "");
  tl_document_add (document, block);
}

static void
add_instance (GPtrArray *documents,
              const char *number,
              const char *court,
              const char *issued,
              const char *meta,
              const char *text)
{
  g_autofree char *id = tl_document_make_id (number, court, issued, NULL);
  TlDocument *document = tl_document_new (TL_DOC_JUDGMENT, id);

  document->number = g_strdup (number);
  document->number_normal = g_strdup (number);
  document->issued = g_strdup (issued);
  document->issuer = g_strdup (court);
  document->training = TRUE;
  document->meta = g_strdup (meta);
  add (document, TL_BLOCK_HEADING, -1, "noidung", "Nội dung vụ án", NULL);
  add (document, TL_BLOCK_PARAGRAPH, 0, "noidung.1", NULL, text);
  g_ptr_array_add (documents, document);
}

#define DISTRICT "Tòa án nhân dân huyện Sông Trà"
#define OTHER    "Tòa án nhân dân huyện Núi Cao"
#define PROVINCE "Tòa án nhân dân tỉnh Minh Hải"
#define REVIEWED                                                                                   \
  "Bản án dân sự sơ thẩm số 5/2024/DS-ST ngày 10/6/2024 của " DISTRICT " bị kháng cáo."

/* Two courts gave the same number; another judgment cites the first one and reviews another. */
static TlLibrary *
make_instances (char **folder)
{
  g_autoptr (GPtrArray) documents
      = g_ptr_array_new_with_free_func ((GDestroyNotify)tl_document_unref);
  g_autoptr (GError) error = NULL;
  TlLibrary *library;

  *folder = g_dir_make_tmp ("troly-cited-XXXXXX", NULL);
  add_instance (documents, "5/2024/DS-ST", DISTRICT, "2024-06-10", "{\"outcome\":\"accepted\"}",
                "Nguyên đơn khởi kiện.");
  add_instance (documents, "5/2024/DS-ST", OTHER, "2024-06-10", NULL, "Nguyên đơn khởi kiện.");
  add_instance (documents, "9/2024/DS-PT", PROVINCE, "2024-09-01",
                "{\"appealed\":\"5/2024/DS-ST\",\"outcome\":\"amended\"}", REVIEWED);
  add_instance (documents, "10/2024/DS-PT", PROVINCE, "2024-10-01",
                "{\"appealed\":\"77/2024/DS-ST\",\"outcome\":\"upheld\"}", REVIEWED);
  fixture_library_write (*folder, documents);
  library = tl_library_open (*folder, &error);
  g_assert_no_error (error);
  return library;
}

static GPtrArray *
load_reviews (TlLibrary *library, const char *number, const char *court, const char *issued)
{
  g_autofree char *id = tl_document_make_id (number, court, issued, NULL);
  g_autoptr (TlDocument) document = tl_library_load (library, id, TRUE, NULL);
  g_autoptr (GPtrArray) links = tl_library_links_from (library, id, NULL);

  g_assert_nonnull (document);
  return tl_review_list_load (library, document, links);
}

static void
a_judgment_says_what_reviewed_it_and_what_it_reviews (void)
{
  g_autofree char *folder = NULL;
  g_autoptr (TlLibrary) library = make_instances (&folder);
  g_autoptr (GPtrArray) first = load_reviews (library, "5/2024/DS-ST", DISTRICT, "2024-06-10");
  g_autoptr (GPtrArray) namesake = load_reviews (library, "5/2024/DS-ST", OTHER, "2024-06-10");
  g_autoptr (GPtrArray) appeal = load_reviews (library, "9/2024/DS-PT", PROVINCE, "2024-09-01");
  g_autoptr (GPtrArray) citing = load_reviews (library, "10/2024/DS-PT", PROVINCE, "2024-10-01");
  const TlReview *review;

  g_assert_cmpuint (first->len, ==, 1);
  review = g_ptr_array_index (first, 0);
  g_assert_true (review->later);
  g_assert_cmpstr (review->name, ==, "9/2024/DS-PT");
  g_assert_true (g_str_has_prefix (review->words, "This judgment was reviewed: "));
  g_assert_nonnull (strstr (review->words, PROVINCE ", 01/9/2024. Outcome: "));
  g_assert_cmpuint (appeal->len, ==, 1);
  review = g_ptr_array_index (appeal, 0);
  g_assert_false (review->later);
  g_assert_nonnull (strstr (review->words, DISTRICT ", 10/6/2024."));
  /* The number alone is that of many courts, and who cites does not review. */
  g_assert_cmpuint (namesake->len, ==, 0);
  g_assert_cmpuint (citing->len, ==, 0);
  g_clear_object (&library);
  fixture_library_remove (folder);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/review/a-judgment-says-what-reviewed-it-and-what-it-reviews",
                   a_judgment_says_what_reviewed_it_and_what_it_reviews);
  return g_test_run ();
}
