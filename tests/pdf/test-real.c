/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Real official documents, where they are present beside the project: every one opens, has as many
 * pages as pdfinfo says, and the text that pdftotext finds. */
#include "config.h"

#include <string.h>

#include "pdf-fixture.h"
#include "text/tl-legacy.h"
#include "text/tl-text.h"

#define MIN_SYLLABLES 50
#define MIN_OVERLAP   0.98

/* Notes that its receiver put on the paper are annotations: pdftotext takes them for text, and they
 * are none of the document's. */
#define ANNOTATED   "/1.pdf"
#define MIN_BENEATH 0.93

/* Runs a program of poppler-utils. Returns: (nullable): its output; %NULL when it is not there. */
static char *
run (const char *program, const char *argument, const char *path, const char *last)
{
  const char *arguments[] = { program, argument, path, last, NULL };
  g_autoptr (GError) error = NULL;
  char *output = NULL;
  int status;

  if (!g_spawn_sync (NULL, (char **)arguments, NULL,
                     G_SPAWN_SEARCH_PATH | G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL, &output, NULL,
                     &status, &error))
    {
      g_assert_error (error, G_SPAWN_ERROR, G_SPAWN_ERROR_NOENT);
      return NULL;
    }
  return output;
}

static guint
pages_of_pdfinfo (const char *path)
{
  g_autofree char *output = run ("pdfinfo", "-enc", "UTF-8", path);
  const char *pages = output != NULL ? strstr (output, "Pages:") : NULL;

  return pages != NULL ? (guint)g_ascii_strtoull (pages + strlen ("Pages:"), NULL, 10) : 0;
}

/* Counts @text's syllables into @counts, @step each. Returns: how many there are. */
static guint
count_syllables (GHashTable *counts, const char *text, int step)
{
  g_autofree char *folded = tl_text_fold (text, -1, TL_FOLD_CASE, NULL);
  g_autoptr (GArray) tokens = tl_text_tokenize (folded, -1);

  for (guint i = 0; i < tokens->len; i++)
    {
      const TlToken *token = &g_array_index (tokens, TlToken, i);
      char *key = g_strndup (folded + token->from, token->to - token->from);
      int count = GPOINTER_TO_INT (g_hash_table_lookup (counts, key));

      g_hash_table_insert (counts, key, GINT_TO_POINTER (count + step));
    }
  return tokens->len;
}

/* The share of the larger bag of syllables that is in the other. */
static double
overlap (const char *a, const char *b, guint *n_syllables)
{
  g_autoptr (GHashTable) counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint in_a = count_syllables (counts, a, 1);
  guint in_b = count_syllables (counts, b, -1);
  GHashTableIter iter;
  gpointer value;
  guint apart = 0;

  *n_syllables = MAX (in_a, in_b);
  g_hash_table_iter_init (&iter, counts);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    apart += (guint)ABS (GPOINTER_TO_INT (value));
  return in_a + in_b == 0 ? 1 : 1 - (double)apart / (in_a + in_b);
}

static char *
read_all (TlPdf *pdf)
{
  g_autoptr (GString) all = g_string_new (NULL);

  for (guint i = 0; i < tl_pdf_get_n_pages (pdf); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (TlPdfText) text = tl_pdf_get_text (pdf, i, FALSE, NULL, &error);

      g_assert_no_error (error);
      g_assert_true (g_utf8_validate (text->text, -1, NULL));
      g_string_append (all, text->text);
    }
  return g_string_free (g_steal_pointer (&all), FALSE);
}

/* The first page with boxes: the same text, and every box on the page. */
static void
check_boxes (TlPdf *pdf)
{
  TlPdfPage size = tl_pdf_get_page (pdf, 0);
  g_autoptr (TlPdfText) plain = tl_pdf_get_text (pdf, 0, FALSE, NULL, NULL);
  g_autoptr (TlPdfText) boxed = tl_pdf_get_text (pdf, 0, TRUE, NULL, NULL);

  g_assert_cmpstr (plain->text, ==, boxed->text);
  for (guint i = 0; i < boxed->n_chars; i++)
    {
      const TlPdfBox *box = &boxed->boxes[i];

      g_assert_true (box->x1 >= 0 && box->x1 <= box->x2 && box->x2 <= (float)size.width);
      g_assert_true (box->y1 >= 0 && box->y1 <= box->y2 && box->y2 <= (float)size.height);
    }
}

static void
check_file (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TlPdf) pdf = tl_pdf_open (path, NULL, &error);
  guint pages = pages_of_pdfinfo (path);
  g_autofree char *raw = run ("pdftotext", "-q", path, "-");
  g_autofree char *repaired = raw != NULL ? tl_legacy_repair (raw, -1) : NULL;
  g_autofree char *text = NULL;
  guint n_syllables;
  double share;

  g_assert_no_error (error);
  text = read_all (pdf);
  check_boxes (pdf);
  if (pages == 0 || raw == NULL)
    return;
  g_assert_cmpuint (tl_pdf_get_n_pages (pdf), ==, pages);
  share = overlap (text, repaired, &n_syllables);
  g_test_message ("%s: %u pages, %u syllables, %.4f the same", path, pages, n_syllables, share);
  if (n_syllables >= MIN_SYLLABLES)
    g_assert_cmpfloat (share, >=, g_str_has_suffix (path, ANNOTATED) ? MIN_BENEATH : MIN_OVERLAP);
}

static void
check_folder (gconstpointer data)
{
  g_autofree char *folder = fixture_shared_path (data);
  g_autoptr (GDir) dir = folder != NULL ? g_dir_open (folder, 0, NULL) : NULL;
  const char *name;
  guint files = 0;

  if (dir == NULL)
    return;
  for (; (name = g_dir_read_name (dir)) != NULL; files++)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_str_has_suffix (name, ".pdf"))
        check_file (path);
    }
  g_assert_cmpuint (files, >, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/real/official-documents-read-as-pdftotext-does", "data/pdf",
                        check_folder);
  g_test_add_data_func ("/real/judgments-read-as-pdftotext-does", "data/judgments/pdf",
                        check_folder);
  g_test_add_data_func ("/real/statutes-read-as-pdftotext-does", "data/statutes", check_folder);
  return g_test_run ();
}
