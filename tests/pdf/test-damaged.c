/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Damaged documents, made at the time of the test from real ones, where they are present beside the
 * project, and from one made here: cut, flipped, zeroed, with pieces doubled, tables of references
 * and sizes that lie, deep nesting, trees that hang in themselves and enormous images. Each is read
 * or refused with an error that names it, in bounded time, and the next document opens. With -m
 * slow there are 500 of them. */
#include "config.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/tl-error.h"
#include "pdf-fixture.h"
#include "pdf/tl-pdf.h"

#define QUICK 48
#define SLOW  500
/* Larger documents only make the test longer. */
#define MAX_BYTES (4 * 1024 * 1024)
/* A sound document is opened after so many damaged ones. */
#define SOUND_EVERY 8
/* Processor time of this process for one damaged document, in seconds: it only asks and waits. */
#define MAX_OWN_TIME 2.0

typedef void (*Damage) (GString *pdf, GRand *random);

static gsize
place (GString *pdf, GRand *random)
{
  return (gsize)(g_rand_double (random) * (double)pdf->len);
}

static void
cut (GString *pdf, GRand *random)
{
  g_string_truncate (pdf, MAX (1, place (pdf, random)));
}

static void
flip (GString *pdf, GRand *random)
{
  for (int i = g_rand_int_range (random, 1, 60); i > 0; i--)
    pdf->str[place (pdf, random)] ^= (char)(1 << g_rand_int_range (random, 0, 8));
}

static void
zero (GString *pdf, GRand *random)
{
  gsize from = place (pdf, random);
  gsize length = MIN (pdf->len - from, (gsize)g_rand_int_range (random, 1, 4096));

  memset (pdf->str + from, 0, length);
}

static void
double_piece (GString *pdf, GRand *random)
{
  gsize from = place (pdf, random);
  gsize length = MIN (pdf->len - from, (gsize)g_rand_int_range (random, 1, 20000));
  g_autofree char *piece = g_memdup2 (pdf->str + from, length);

  g_string_insert_len (pdf, (gssize)place (pdf, random), piece, (gssize)length);
}

/* Writes @figure over the figures that follow @key, as many as there are, and goes on behind them:
 * a run of figures that holds the key is not gone over again for each place in it. */
static guint
poison (GString *pdf, const char *key, char figure, GRand *random)
{
  gsize length = strlen (key);
  guint n = 0;

  for (gsize i = 0; i + length < pdf->len; i++)
    {
      gsize k = i + length;

      if (pdf->str[i] != key[0] || memcmp (pdf->str + i, key, length) != 0
          || g_rand_boolean (random))
        continue;
      for (; k < pdf->len && strchr (" 0123456789", pdf->str[k]) != NULL && pdf->str[k] != '\0';
           k++, n++)
        if (pdf->str[k] != ' ')
          pdf->str[k] = figure;
      i = k - 1;
    }
  return n;
}

static void
lying_table (GString *pdf, GRand *random)
{
  poison (pdf, "startxref\n", (char)g_rand_int_range (random, '0', '9' + 1), random);
  poison (pdf, "0000", (char)g_rand_int_range (random, '0', '9' + 1), random);
  poison (pdf, "/Prev", '1', random);
}

static void
lying_sizes (GString *pdf, GRand *random)
{
  static const char *const keys[]
      = { "/Length", "/Width",     "/Height",     "/Count",   "/N",    "/First",
          "/Size",   "/MediaBox[", "/MediaBox [", "/Columns", "/Index" };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    poison (pdf, keys[i], '9', random);
}

static void
wrong_references (GString *pdf, GRand *random)
{
  static const char *const keys[]
      = { "/Kids[", "/Kids [", "/Parent", "/Pages", "/Contents", "/Resources", "/Root", "/Font" };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    poison (pdf, keys[i], (char)g_rand_int_range (random, '1', '5'), random);
}

/* A document of its own that hangs in itself, as deep as @random says. */
static void
replace_by (GString *pdf, const char *objects)
{
  g_string_assign (pdf, "%PDF-1.5\n");
  g_string_append (pdf, objects);
  g_string_append (pdf, "trailer <</Root 1 0 R>>\n%%EOF\n");
}

static void
deep_nesting (GString *pdf, GRand *random)
{
  g_autoptr (GString) objects = g_string_new ("1 0 obj <</Type/Catalog/Pages 2 0 R/X ");
  int depth = g_rand_int_range (random, 1000, 200000);
  gboolean array = g_rand_boolean (random);

  for (int i = 0; i < depth; i++)
    g_string_append (objects, array ? "[" : "<</A");
  g_string_append (objects, ">> endobj\n2 0 obj <</Type/Pages/Kids[3 0 R]/Count 1>> endobj\n"
                            "3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]>> endobj\n");
  replace_by (pdf, objects->str);
}

static void
tree_in_itself (GString *pdf, GRand *random)
{
  g_autoptr (GString) objects
      = g_string_new ("1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj\n"
                      "2 0 obj <</Type/Pages/Kids[3 0 R 3 0 R 2 0 R]/Count 900>> endobj\n");

  g_string_append_printf (
      objects,
      "3 0 obj <</Type/Pages/Parent 3 0 R/Kids[%d 0 R %d 0 R]/Count 400>> endobj\n"
      "4 0 obj <</Type/Page/Parent 3 0 R/MediaBox[0 0 99 99]/Contents 5 0 R"
      "/Resources <</XObject <</F 5 0 R>>>>>> endobj\n"
      "5 0 obj <</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Length 12"
      "/Resources <</XObject <</F 5 0 R>>>>>> stream\n/F Do /F Do \nendstream "
      "endobj\n",
      g_rand_int_range (random, 2, 5), g_rand_int_range (random, 2, 5));
  replace_by (pdf, objects->str);
}

static void
enormous_image (GString *pdf, GRand *random)
{
  g_autofree char *objects = g_strdup_printf (
      "1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj\n"
      "2 0 obj <</Type/Pages/Kids[3 0 R]/Count 1>> endobj\n"
      "3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R>> endobj\n"
      "4 0 obj <</Length 90>> stream\nq 600 0 0 800 0 0 cm BI /W %d /H %d /BPC 8 /CS /RGB ID x EI "
      "Q\n"
      "endstream endobj\n",
      g_rand_int_range (random, 5000, 60000), g_rand_int_range (random, 5000, 60000));

  replace_by (pdf, objects);
}

static const Damage damages[] = { cut,
                                  flip,
                                  zero,
                                  double_piece,
                                  lying_table,
                                  lying_sizes,
                                  wrong_references,
                                  deep_nesting,
                                  tree_in_itself,
                                  enormous_image };

typedef struct
{
  guint read;
  guint refused;
  guint pages_lost;
  guint ended;
} Count;

static void
expect_clear (const GError *error, Count *count)
{
  g_assert_true (error->domain == TL_ERROR);
  g_assert_nonnull (strstr (error->message, "damaged.pdf"));
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
  count->ended += g_error_matches (error, TL_ERROR, TL_ERROR_WORKER) ? 1 : 0;
}

static void
read_page (TlPdf *pdf, guint page, Count *count)
{
  g_autoptr (GError) text_error = NULL;
  g_autoptr (GError) image_error = NULL;
  g_autoptr (TlPdfText) text = tl_pdf_get_text (pdf, page, TRUE, NULL, &text_error);
  g_autoptr (TlPdfImage) image = tl_pdf_render (pdf, page, 0.5, NULL, &image_error);

  if (text == NULL)
    expect_clear (text_error, count);
  if (image == NULL)
    expect_clear (image_error, count);
  count->pages_lost += text == NULL || image == NULL;
}

static void
try_damaged (const GString *document, Count *count)
{
  g_autofree char *path = fixture_write ("damaged.pdf", document->str, (gssize)document->len);
  g_autoptr (GError) error = NULL;
  g_autoptr (TlPdf) pdf = tl_pdf_open (path, NULL, &error);
  guint n_pages;

  if (pdf == NULL)
    {
      expect_clear (error, count);
      count->refused++;
      return;
    }
  count->read++;
  n_pages = tl_pdf_get_n_pages (pdf);
  read_page (pdf, 0, count);
  if (n_pages > 1)
    read_page (pdf, n_pages - 1, count);
}

static void
open_sound (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TlPdf) pdf = tl_pdf_open (path, NULL, &error);
  g_autoptr (TlPdfText) text = NULL;

  g_assert_no_error (error);
  text = tl_pdf_get_text (pdf, 0, TRUE, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (strstr (text->text, "173"));
}

static void
add_documents (GPtrArray *paths, const char *name)
{
  const char *shared = g_getenv ("TROLY_SHARED");
  g_autofree char *folder = g_build_filename (shared != NULL ? shared : "/nonexistent", name, NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *file;

  while (dir != NULL && (file = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (file, ".pdf"))
      g_ptr_array_add (paths, g_build_filename (folder, file, NULL));
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *)a, *(const char *const *)b);
}

static GString *
load (const char *path)
{
  g_autofree char *data = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (path, &data, &length, NULL));
  return g_string_new_len (data, (gssize)MIN (length, MAX_BYTES));
}

static void
damaged_documents_are_read_or_refused_and_the_next_one_opens (void)
{
  const char *const pages[] = { "Điều 173. Tội trộm cắp tài sản", "khoản 1", "khoản 2", NULL };
  g_autofree char *sound = fixture_cairo_pdf ("sound.pdf", pages);
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GRand) random = g_rand_new_with_seed (500);
  guint n = g_test_slow () ? SLOW : QUICK;
  Count count = { 0 };
  gint64 longest = 0;

  add_documents (paths, "data/pdf");
  add_documents (paths, "data/judgments/pdf");
  g_ptr_array_sort (paths, compare_names);
  g_ptr_array_add (paths, g_strdup (sound));
  for (guint i = 0; i < n; i++)
    {
      /* Each kind of damage goes round all documents. */
      const char *path = paths->pdata[(i / G_N_ELEMENTS (damages) * 7 + i) % paths->len];
      g_autoptr (GString) document = load (path);
      gint64 begin;
      clock_t own;

      damages[i % G_N_ELEMENTS (damages)](document, random);
      begin = g_get_monotonic_time ();
      own = clock ();
      try_damaged (document, &count);
      longest = MAX (longest, g_get_monotonic_time () - begin);
      /* Without the time that making the damage takes. */
#ifndef G_OS_WIN32 /* where clock() is the time of the day */
      g_assert_cmpfloat ((double)(clock () - own) / CLOCKS_PER_SEC, <, MAX_OWN_TIME);
#endif
      if (i % SOUND_EVERY == 0)
        open_sound (sound);
    }
  g_test_message ("%u documents: %u read, %u refused, %u pages lost, %u workers ended, the longest "
                  "took %.1f s",
                  n, count.read, count.refused, count.pages_lost, count.ended,
                  (double)longest / G_TIME_SPAN_SECOND);
  g_assert_cmpuint (count.read + count.refused, ==, n);
  g_assert_cmpuint (count.read, >, 0);
  g_assert_cmpuint (count.refused, >, 0);
}

int
main (int argc, char **argv)
{
  int result;

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/damaged/damaged-documents-are-read-or-refused-and-the-next-one-opens",
                   damaged_documents_are_read_or_refused_and_the_next_one_opens);
  result = g_test_run ();
  fixture_clean_up ();
  return result;
}
