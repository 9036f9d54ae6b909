/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is copied of real documents, where they are present beside the project, against what a
 * person typed from pictures of their pages: select-labels.tsv. Only where the passages are and the
 * digests of their text stand there. */
#include "config.h"

#include <stdio.h>

#include "pdf-fixture.h"
#include "pdf/tl-pdf-select.h"

/* Pages around a selection that tell what runs at the edges of a page. */
#define AROUND 2

#define N_LABELS 55

enum
{
  FILE_NAME,
  FILE_DIGEST,
  FROM,
  TO,
  LENGTH,
  DIGEST,
  N_FIELDS
};

/* Lines of N_FIELDS fields. */
static GPtrArray *
read_labels (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "pdf", "select-labels.tsv", NULL);
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

        g_assert_cmpuint (g_strv_length (fields), ==, N_FIELDS);
        g_ptr_array_add (labels, fields);
      }
  return labels;
}

/* "40 83.2 201.5" */
static TlPdfPoint
read_point (const char *field)
{
  g_auto (GStrv) parts = g_strsplit (field, " ", -1);

  g_assert_cmpuint (g_strv_length (parts), ==, 3);
  return (TlPdfPoint){ (guint)g_ascii_strtoull (parts[0], NULL, 10),
                       g_ascii_strtod (parts[1], NULL), g_ascii_strtod (parts[2], NULL) };
}

static GPtrArray *
load_pages (TlPdf *pdf, guint first, guint last)
{
  GPtrArray *pages = g_ptr_array_new_with_free_func ((GDestroyNotify)tl_pdf_page_text_unref);

  for (guint i = first; i <= MIN (last, tl_pdf_get_n_pages (pdf) - 1); i++)
    {
      g_autoptr (GError) error = NULL;
      TlPdfText *text = tl_pdf_get_text (pdf, i, TRUE, NULL, &error);

      g_assert_no_error (error);
      g_ptr_array_add (pages, tl_pdf_page_text_new (text));
    }
  return pages;
}

/* The document of the label, as it was when it was read. */
static TlPdf *
open_document (const char *folder, char **label)
{
  g_autofree char *path = g_build_filename (folder, label[FILE_NAME], NULL);
  g_autofree char *content = NULL;
  g_autofree char *digest = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;
  TlPdf *pdf;

  g_assert_true (g_file_get_contents (path, &content, &length, &error));
  g_assert_no_error (error);
  digest = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *)content, length);
  g_assert_true (g_str_has_prefix (digest, label[FILE_DIGEST]));
  pdf = tl_pdf_open (path, NULL, &error);
  g_assert_no_error (error);
  return pdf;
}

/* What was marked is found again where it was. */
static void
assert_found_again (const GPtrArray *pages, guint first, const char *text, guint page)
{
  TlPdfQuote quote = { text, NULL, NULL, page };
  double exactness = 0;
  g_autoptr (TlPdfSelection) again = tl_pdf_locate_quote ((TlPdfPageText *const *)pages->pdata,
                                                          pages->len, first, &quote, &exactness);

  g_assert_nonnull (again);
  g_assert_cmpfloat (exactness, >, 0.9);
  g_assert_cmpstr (again->text, ==, text);
}

/* What is copied between the two points, pressed at either of them first. */
static char *
copy_passage (const char *folder, char **label)
{
  TlPdfPoint from = read_point (label[FROM]);
  TlPdfPoint to = read_point (label[TO]);
  guint first = from.page > AROUND ? from.page - AROUND : 0;
  g_autoptr (TlPdf) pdf = open_document (folder, label);
  g_autoptr (GPtrArray) pages = load_pages (pdf, first, to.page + AROUND);
  g_autoptr (TlPdfSelection) selection = tl_pdf_select (
      (TlPdfPageText *const *)pages->pdata, pages->len, first, &from, &to, TL_PDF_SELECT_CHARACTER);
  g_autoptr (TlPdfSelection) back = tl_pdf_select ((TlPdfPageText *const *)pages->pdata, pages->len,
                                                   first, &to, &from, TL_PDF_SELECT_CHARACTER);

  g_assert_cmpstr (selection->text, ==, back->text);
  assert_found_again (pages, first, selection->text, from.page);
  return g_strdup (selection->text);
}

static void
a_passage_copies_as_a_person_typed_it (void)
{
  g_autofree char *folder = fixture_shared_path ("data");
  g_autoptr (GPtrArray) labels = read_labels ();
  guint right = 0;

  if (folder == NULL)
    return;
  g_assert_cmpuint (labels->len, ==, N_LABELS);
  for (guint i = 0; i < labels->len; i++)
    {
      char **label = labels->pdata[i];
      g_autofree char *text = copy_passage (folder, label);
      g_autofree char *digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);

      if (g_str_equal (digest, label[DIGEST]))
        right++;
      else
        g_test_message ("%u: %s, page %s: %ld characters, not the %s labelled: %s", i,
                        label[FILE_NAME], label[FROM], g_utf8_strlen (text, -1), label[LENGTH],
                        text);
    }
  g_test_message ("%u of %u passages copy exactly", right, labels->len);
  g_assert_cmpuint (right, ==, labels->len);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/select-labels/a-passage-copies-as-a-person-typed-it",
                   a_passage_copies_as_a_person_typed_it);
  return g_test_run ();
}
