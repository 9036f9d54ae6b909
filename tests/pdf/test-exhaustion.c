/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sound documents that would take an hour to draw, or more memory than a worker may have: the
 * worker is ended, the reader is told which page it was, and the next document opens. */
#include "config.h"

#include <string.h>

#include "base/tl-error.h"
#include "pdf-fixture.h"
#include "pdf/tl-pdf-private.h"
#include "pdf/tl-pdf-wire.h"

/* Each level draws the one below so often. */
#define LEVELS 9
#define OFTEN  12
/* Groups, one in the other, each as large as what is drawn. */
#define GROUPS 60
/* Pixels for each point: a page of 13 megapixels. */
#define ENLARGED 5

/* A document of two pages. What the first shows is form 0, which shows form 1, and so on: each
 * @often times, with what stands @around it. The second is plain text. */
static char *
write_nested (const char *name, guint levels, guint often, const char *entries, const char *last)
{
  static const char *const fixed[] = {
    "<< /Type /Catalog /Pages 2 0 R >>",
    "<< /Type /Pages /Count 2 /Kids [3 0 R 4 0 R] >>",
    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R"
    " /Resources << /XObject << /X 8 0 R >> /ExtGState << /H 7 0 R >> >> >>",
    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 6 0 R"
    " /Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>",
    "<< /Length 11 >>\nstream\n/H gs /X Do\nendstream",
    "<< /Length 40 >>\nstream\nBT /F1 24 Tf 100 700 Td (After it) Tj ET\nendstream",
    "<< /Type /ExtGState /ca 0.5 /CA 0.5 >>",
  };
  g_autoptr (GString) pdf = g_string_new ("%PDF-1.4\n");
  guint number = 1;

  /* Without a table of objects: Poppler then looks for them. */
  for (; number <= G_N_ELEMENTS (fixed); number++)
    g_string_append_printf (pdf, "%u 0 obj\n%s\nendobj\n", number, fixed[number - 1]);
  for (guint i = 0; i < levels; i++, number++)
    {
      g_autoptr (GString) drawing = g_string_new ("/H gs ");

      for (guint k = 0; k < often && i + 1 < levels; k++)
        g_string_append (drawing, "/X Do ");
      g_string_append (drawing, last);
      g_string_append_printf (pdf,
                              "%u 0 obj\n<< /Type /XObject /Subtype /Form /BBox [0 0 595 842] %s "
                              "/Length %zu /Resources <<"
                              " /ExtGState << /H 7 0 R >> /XObject << /X %u 0 R >> >> "
                              ">>\nstream\n%s\nendstream\nendobj\n",
                              number, entries, drawing->len, MIN (number + 1, 7 + levels),
                              drawing->str);
    }
  g_string_append_printf (pdf, "trailer\n<< /Size %u /Root 1 0 R >>\n%%%%EOF\n", number);
  return fixture_write (name, pdf->str, (gssize)pdf->len);
}

/* The page costs itself and nothing else: neither the rest of its document nor the next one. */
static void
assert_others_are_read (TlPdf *pdf)
{
  static const char *const pages[] = { "The next document", NULL };
  g_autofree char *path = fixture_cairo_pdf ("next.pdf", pages);
  g_autoptr (GError) error = NULL;
  g_autoptr (TlPdfText) text = tl_pdf_get_text (pdf, 1, FALSE, NULL, &error);
  g_autoptr (TlPdf) next = NULL;
  g_autoptr (TlPdfText) next_text = NULL;

  g_assert_no_error (error);
  g_assert_cmpstr (text->text, ==, "After it\n");
  next = tl_pdf_open (path, NULL, &error);
  g_assert_no_error (error);
  next_text = tl_pdf_get_text (next, 0, FALSE, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (next_text->text, ==, "The next document\n");
}

static void
a_page_that_takes_too_long_ends_its_worker (void)
{
  g_autofree char *path = write_nested ("long.pdf", LEVELS, OFTEN, "", "0 0 595 842 re f");
  g_autoptr (GError) error = NULL;
  g_autoptr (TlPdf) pdf = tl_pdf_open (path, NULL, &error);
  g_autoptr (TlPdfImage) image = NULL;
  pid_t worker;

  g_assert_no_error (error);
  g_assert_cmpuint (tl_pdf_get_n_pages (pdf), ==, 2);
  worker = _tl_pdf_get_worker_pid (pdf);
  /* (The limit in use is the usual one.) */
  image = tl_pdf_render (pdf, 0, 0.5, NULL, &error);
  g_assert_null (image);
  g_assert_error (error, TL_ERROR, TL_ERROR_WORKER);
  g_assert_nonnull (strstr (error->message, "long.pdf, page 1: "));
  g_assert_nonnull (strstr (error->message, "too long"));
  assert_others_are_read (pdf);
  g_assert_cmpint (_tl_pdf_get_worker_pid (pdf), !=, worker);
}

static void
a_page_that_takes_too_much_memory_costs_itself (void)
{
  g_autofree char *path
      = write_nested ("large.pdf", GROUPS, 1, "/Group << /S /Transparency /I true >>",
                      "0.5 0 0 rg 0 0 595 842 re f");
  g_autoptr (GError) error = NULL;
  g_autoptr (TlPdf) pdf = tl_pdf_open (path, NULL, &error);
  g_autoptr (TlPdfImage) image = NULL;

  g_assert_no_error (error);
  if ((_tl_pdf_get_sandbox () & TL_PDF_SANDBOX_LIMITS) == 0)
    return g_test_skip ("the memory of a worker has no bound here");
  image = tl_pdf_render (pdf, 0, ENLARGED, NULL, &error);
  g_assert_null (image);
  g_assert_true (error->domain == TL_ERROR);
  g_assert_nonnull (strstr (error->message, "large.pdf, page 1: "));
  /* The drawing library notices, or the kernel. */
  g_assert_true (strstr (error->message, "out of memory") != NULL
                 || g_error_matches (error, TL_ERROR, TL_ERROR_WORKER));
  g_clear_error (&error);
  /* It is memory that was missing: the same page drawn small is drawn. */
  image = tl_pdf_render (pdf, 0, 0.2, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (image);
  assert_others_are_read (pdf);
}

int
main (int argc, char **argv)
{
  int result;

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/exhaustion/a-page-that-takes-too-long-ends-its-worker",
                   a_page_that_takes_too_long_ends_its_worker);
  g_test_add_func ("/exhaustion/a-page-that-takes-too-much-memory-costs-itself",
                   a_page_that_takes_too_much_memory_costs_itself);
  result = g_test_run ();
  fixture_clean_up ();
  return result;
}
