/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A worker that lies (lying/lying-worker.c) ends in an error that names the file, and nothing else:
 * no crash, no endless wait, no memory beyond the bounds. */
#include "config.h"

#include <string.h>

#include "base/tl-error.h"
#include "base/tl-paths.h"
#include "pdf-fixture.h"
#include "pdf/tl-pdf-private.h"

/* In ms: on Windows a worker is a program that starts, not one that is forked. */
#ifdef G_OS_WIN32
#define TIME_LIMIT 8000
#else
#define TIME_LIMIT 500
#endif

typedef enum
{
  AT_OPEN,
  AT_TEXT,
  AT_BOXES,
  AT_RENDER,
} Place;

static const struct
{
  const char *lie;
  Place place;
} cases[] = {
  { "no-hello", AT_OPEN },
  { "other-version", AT_OPEN },
  { "long-length", AT_OPEN },
  { "unknown-type", AT_OPEN },
  { "silent", AT_OPEN },
  { "half", AT_OPEN },
  { "no-pages", AT_OPEN },
  { "many-pages", AT_OPEN },
  { "long-title", AT_OPEN },
  { "title-not-utf8", AT_OPEN },
  { "short", AT_OPEN },
  { "text-for-open", AT_OPEN },
  { "end", AT_OPEN },
  { "miscounted", AT_TEXT },
  { "not-utf8", AT_TEXT },
  { "nul-inside", AT_TEXT },
  { "more-text-than-sent", AT_TEXT },
  { "overflow", AT_TEXT },
  { "other-serial", AT_TEXT },
  { "strange-error", AT_TEXT },
  { "end-at-text", AT_TEXT },
  { "boxes-are-no-numbers", AT_BOXES },
  { "small-image", AT_RENDER },
  { "unsealed-image", AT_RENDER },
  { "no-image", AT_RENDER },
  { "image-is-a-file", AT_RENDER },
  { "other-size", AT_RENDER },
  { "other-stride", AT_RENDER },
};

static void
a_lie_is_an_error (gconstpointer data)
{
  guint index = GPOINTER_TO_UINT (data);
  g_autofree char *path = fixture_write ("lie.pdf", cases[index].lie, -1);
  g_autoptr (GError) error = NULL;
  g_autoptr (TlPdf) pdf = NULL;
  gboolean got = FALSE;

  _tl_pdf_set_time_limit (TIME_LIMIT);
  pdf = tl_pdf_open (path, NULL, &error);
  g_assert_cmpint (pdf != NULL, ==, cases[index].place != AT_OPEN);
  if (cases[index].place == AT_TEXT || cases[index].place == AT_BOXES)
    {
      g_autoptr (TlPdfText) text
          = tl_pdf_get_text (pdf, 0, cases[index].place == AT_BOXES, NULL, &error);

      got = text != NULL;
    }
  if (cases[index].place == AT_RENDER)
    {
      g_autoptr (TlPdfImage) image = tl_pdf_render (pdf, 0, 1, NULL, &error);

      got = image != NULL;
    }
  g_assert_false (got);
  g_assert_error (error, TL_ERROR, TL_ERROR_WORKER);
  g_assert_nonnull (strstr (error->message, "lie.pdf"));
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
}

static void
an_honest_worker_passes_the_same_checks (void)
{
  g_autofree char *path = fixture_write ("lie.pdf", "none", -1);
  g_autoptr (GError) error = NULL;
  g_autoptr (TlPdf) pdf = tl_pdf_open (path, NULL, &error);
  g_autoptr (TlPdfImage) image = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (tl_pdf_get_n_pages (pdf), ==, 1);
  image = tl_pdf_render (pdf, 0, 1, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (image->height, ==, 842);
}

static void
a_worker_that_is_not_installed_is_named (void)
{
  g_autofree char *path = fixture_write ("lie.pdf", "none", -1);
  g_autofree char *programs = tl_paths_dup (TL_PATH_PROGRAMS);
  g_autoptr (GError) error = NULL;

  tl_paths_override (TL_PATH_PROGRAMS, "/nonexistent");
  g_assert_null (tl_pdf_open (path, NULL, &error));
  tl_paths_override (TL_PATH_PROGRAMS, programs);
  g_assert_error (error, TL_ERROR, TL_ERROR_WORKER);
  g_assert_nonnull (strstr (error->message, "troly-pdf-worker"));
}

int
main (int argc, char **argv)
{
  g_autofree char *programs = NULL;
  int result;

  g_test_init (&argc, &argv, NULL);
  programs = g_test_build_filename (G_TEST_BUILT, "pdf", "lying", NULL);
  tl_paths_override (TL_PATH_PROGRAMS, programs);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/distrust/", cases[i].lie, NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), a_lie_is_an_error);
    }
  g_test_add_func ("/distrust/an-honest-worker-passes-the-same-checks",
                   an_honest_worker_passes_the_same_checks);
  g_test_add_func ("/distrust/a-worker-that-is-not-installed-is-named",
                   a_worker_that_is_not_installed_is_named);
  result = g_test_run ();
  fixture_clean_up ();
  return result;
}
