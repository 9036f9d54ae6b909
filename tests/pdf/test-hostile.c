/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Broken documents by the hundred: each is read or refused with an error that names it. */
#include "config.h"

#include <string.h>

#include "base/tl-error.h"
#include "pdf-fixture.h"
#include "pdf/tl-pdf-private.h"

#define TRUNCATIONS 40
#define MUTATIONS   100

typedef struct
{
  guint read;
  guint refused;
  guint pages_lost;
} Count;

static void
expect_clear (const GError *error)
{
  g_assert_true (error->domain == TL_ERROR);
  g_assert_nonnull (strstr (error->message, "hostile.pdf"));
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
}

static void
read_page (TlPdf *pdf, guint page, Count *count)
{
  g_autoptr (GError) text_error = NULL;
  g_autoptr (GError) image_error = NULL;
  g_autoptr (TlPdfText) text = tl_pdf_get_text (pdf, page, TRUE, NULL, &text_error);
  g_autoptr (TlPdfImage) image = tl_pdf_render (pdf, page, 0.5, NULL, &image_error);

  if (text == NULL)
    expect_clear (text_error);
  if (image == NULL)
    expect_clear (image_error);
  count->pages_lost += text == NULL || image == NULL;
}

static void
try_hostile (const char *data, gsize length, Count *count)
{
  g_autofree char *path = fixture_write ("hostile.pdf", data, (gssize)length);
  g_autoptr (GError) error = NULL;
  g_autoptr (TlPdf) pdf = tl_pdf_open (path, NULL, &error);

  if (pdf == NULL)
    {
      expect_clear (error);
      count->refused++;
      return;
    }
  count->read++;
  for (guint i = 0; i < MIN (3, tl_pdf_get_n_pages (pdf)); i++)
    read_page (pdf, i, count);
}

static GString *
small_document (gboolean from_cairo)
{
  static const FixturePage built[] = {
    { "One page", { 100, 700 }, { 0, 0, 595, 842 }, { 0 }, 0 },
    { "And another", { 100, 700 }, { 0, 0, 595, 842 }, { 100, 100, 500, 800 }, 90 },
  };
  const char *const pages[] = { "Điều 173. Tội trộm cắp tài sản", "khoản 1", NULL };
  g_autofree char *path = NULL;
  g_autofree char *data = NULL;
  gsize length;

  if (!from_cairo)
    return fixture_pdf_build (built, G_N_ELEMENTS (built), NULL);
  path = fixture_cairo_pdf ("source.pdf", pages);
  g_assert_true (g_file_get_contents (path, &data, &length, NULL));
  return g_string_new_len (data, (gssize)length);
}

static void
truncated_documents_are_read_or_refused (gconstpointer from_cairo)
{
  g_autoptr (GString) document = small_document (from_cairo != NULL);
  Count count = { 0 };

  for (gsize i = 1; i <= TRUNCATIONS; i++)
    try_hostile (document->str, document->len * i / (TRUNCATIONS + 1), &count);
  g_test_message ("%u read, %u refused, %u pages lost", count.read, count.refused,
                  count.pages_lost);
  g_assert_cmpuint (count.read + count.refused, ==, TRUNCATIONS);
  g_assert_cmpuint (count.refused, >, 0);
}

static void
mutated_documents_are_read_or_refused (gconstpointer from_cairo)
{
  g_autoptr (GString) document = small_document (from_cairo != NULL);
  g_autoptr (GRand) random = g_rand_new_with_seed (173);
  Count count = { 0 };

  for (guint i = 0; i < MUTATIONS; i++)
    {
      g_autofree char *copy = g_memdup2 (document->str, document->len);
      int changes = g_rand_int_range (random, 1, 40);

      for (int k = 0; k < changes; k++)
        copy[g_rand_int (random) % document->len] = (char)g_rand_int_range (random, 0, 256);
      try_hostile (copy, document->len, &count);
    }
  g_test_message ("%u read, %u refused, %u pages lost", count.read, count.refused,
                  count.pages_lost);
  g_assert_cmpuint (count.read + count.refused, ==, MUTATIONS);
  g_assert_cmpuint (count.read, >, 0);
}

/* A number or a name is replaced by one that hurts: counts, lengths, boxes, references to itself.
 */
static void
documents_with_poisoned_numbers_are_read_or_refused (void)
{
  static const struct
  {
    const char *from, *to;
  } cases[] = {
    { "/Count 2", "/Count 2000000000" },
    { "/Count 2", "/Count -5" },
    { "/Length ", "/Length 99999999" },
    { "/Rotate 90", "/Rotate 1" },
    { "/Rotate 0", "/Rotate 99999999999" },
    { "MediaBox [0 0 595 842]", "MediaBox [0 0 1e30 1e30]" },
    { "MediaBox [0 0 595 842]", "MediaBox [0 0 0 0]" },
    { "MediaBox [0 0 595 842]", "MediaBox [595 842 0 0]" },
    { "MediaBox [0 0 595 842]", "MediaBox [nan nan nan nan]" },
    { "/Parent 2 0 R", "/Parent 4 0 R" },
    { "/Kids [4 0 R", "/Kids [2 0 R" },
    { "/Kids [4 0 R 6 0 R ]", "/Kids 2 0 R" },
    { "/Root 1 0 R", "/Root 4 0 R" },
    { "/Pages 2 0 R", "/Pages 1 0 R" },
    { "/Contents 5 0 R", "/Contents 4 0 R" },
    { "/F1 24 Tf", "/F1 1e9 Tf" },
    { "(One page) Tj", "q q q q q q q q q q q q" },
    { "/BaseFont /Helvetica", "/BaseFont /Helvetica /FontDescriptor 3 0 R" },
    { "startxref", "startxref 99999999999999999999" },
    { "/Size ", "/Prev 9 /Size " },
    { "%PDF-1.4", "%PDF-9.9" },
  };
  Count count = { 0 };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GString) document = small_document (FALSE);

      g_assert_cmpuint (g_string_replace (document, cases[i].from, cases[i].to, 0), >, 0);
      try_hostile (document->str, document->len, &count);
    }
  g_assert_cmpuint (count.read + count.refused, ==, G_N_ELEMENTS (cases));
}

/* An image that needs 7 GB, in a file of a kilobyte. */
static void
an_image_beyond_all_memory_costs_the_page (void)
{
  g_autoptr (GString) document = small_document (FALSE);
  static const char bomb[] = "q 500 0 0 500 0 0 cm BI /W 50000 /H 50000 /BPC 8 /CS /RGB ID x EI Q";
  Count count = { 0 };

  g_string_replace (document, "BT /F1 24 Tf 100 700 Td (One page) Tj ET", bomb, 1);
  g_assert_nonnull (strstr (document->str, bomb));
  try_hostile (document->str, document->len, &count);
  g_assert_cmpuint (count.read, ==, 1);
}

int
main (int argc, char **argv)
{
  int result;

  g_test_init (&argc, &argv, NULL);
  _tl_pdf_set_time_limit (5000);
  g_test_add_data_func ("/hostile/truncated-documents-are-read-or-refused", NULL,
                        truncated_documents_are_read_or_refused);
  g_test_add_data_func ("/hostile/truncated-compressed-documents-are-read-or-refused", "cairo",
                        truncated_documents_are_read_or_refused);
  g_test_add_data_func ("/hostile/mutated-documents-are-read-or-refused", NULL,
                        mutated_documents_are_read_or_refused);
  g_test_add_data_func ("/hostile/mutated-compressed-documents-are-read-or-refused", "cairo",
                        mutated_documents_are_read_or_refused);
  g_test_add_func ("/hostile/documents-with-poisoned-numbers-are-read-or-refused",
                   documents_with_poisoned_numbers_are_read_or_refused);
  g_test_add_func ("/hostile/an-image-beyond-all-memory-costs-the-page",
                   an_image_beyond_all_memory_costs_the_page);
  result = g_test_run ();
  fixture_clean_up ();
  return result;
}
