/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Find in real documents, where they are present beside the project. Phrases that cross a line, a
 * column or a page are taken from what pdftotext reads, at the time of the test: every one is found
 * where it stands, and none twice. */
#include "config.h"

#include <string.h>

#include "pdf-fixture.h"
#include "pdf/tl-pdf-find.h"
#include "text/tl-legacy.h"
#include "text/tl-text.h"

/* Words of a phrase on each side of what it crosses. */
#define SIDE_WORDS 4
/* Phrases of one kind and document. */
#define PER_DOCUMENT 8
/* All kinds in both folders. */
#define MIN_PHRASES 200
/* Notes that its receiver put on the paper are text for pdftotext. */
#define ANNOTATED "/1.pdf"

typedef enum
{
  CROSSES_LINE,
  CROSSES_COLUMN,
  CROSSES_PAGE,
  N_KINDS,
} Kind;

static const char *const kind_names[N_KINDS] = { "line", "column", "page" };

typedef struct
{
  char *words;
  guint page;
  Kind kind;
} Phrase;

typedef struct
{
  GRand *random;
  guint n[N_KINDS];
  guint missed[N_KINDS];
  guint twice;
} Count;

static void
phrase_free (gpointer data)
{
  Phrase *phrase = data;

  g_free (phrase->words);
  g_free (phrase);
}

/* Returns: (nullable): what pdftotext says. */
static char *
read_with_pdftotext (const char *path, const char *option)
{
  const char *arguments[] = { "pdftotext", "-q", option, path, "-", NULL };
  g_autofree char *output = NULL;
  g_autofree char *repaired = NULL;

  if (!g_spawn_sync (NULL, (char **)arguments, NULL,
                     G_SPAWN_SEARCH_PATH | G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL, &output, NULL,
                     NULL, NULL))
    return NULL;
  repaired = tl_legacy_repair (output, -1);
  return g_steal_pointer (&repaired);
}

/* The line in normal form with single spaces. */
static char *
squeeze (const char *text)
{
  g_autofree char *normal = tl_text_normalize (text, -1, NULL);
  g_auto (GStrv) words = g_strsplit_set (normal, " \t\n\f", -1);
  GString *all = g_string_new (NULL);

  for (guint i = 0; words[i] != NULL; i++)
    if (words[i][0] != '\0')
      g_string_append_printf (all, all->len > 0 ? " %s" : "%s", words[i]);
  return g_string_free (all, FALSE);
}

/* Lines of a page that are not blank. */
static GPtrArray *
split_page (const char *page)
{
  g_auto (GStrv) lines = g_strsplit (page, "\n", -1);
  GPtrArray *kept = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      char *line = squeeze (lines[i]);

      if (line[0] != '\0')
        g_ptr_array_add (kept, line);
      else
        g_free (line);
    }
  return kept;
}

/* The last or the first words of a line; %NULL when it has fewer. */
static char *
some_words (const char *line, gboolean last)
{
  g_auto (GStrv) words = g_strsplit (line, " ", -1);
  guint n = g_strv_length (words);
  char *next, *joined;

  if (n < SIDE_WORDS)
    return NULL;
  if (last)
    return g_strjoinv (" ", words + n - SIDE_WORDS);
  next = g_steal_pointer (&words[SIDE_WORDS]);
  joined = g_strjoinv (" ", words);
  words[SIDE_WORDS] = next;
  return joined;
}

/* Whether a sentence goes on from one line to the other: letters on both sides, small behind. */
static gboolean
goes_on (const char *first, const char *second)
{
  gunichar last = g_utf8_get_char (g_utf8_prev_char (first + strlen (first)));
  const char *behind = g_utf8_next_char (second);

  /* and not "a)" */
  return g_unichar_isalpha (last) && g_unichar_islower (g_utf8_get_char (second)) && *behind != ')';
}

static char *
make_phrase (const char *first, const char *second)
{
  g_autofree char *left = some_words (first, TRUE);
  g_autofree char *right = some_words (second, FALSE);

  return left != NULL && right != NULL && goes_on (left, right)
             ? g_strconcat (left, " ", right, NULL)
             : NULL;
}

static void
take (GPtrArray *phrases, char *words, guint page, Kind kind)
{
  Phrase *phrase;

  if (words == NULL)
    return;
  phrase = g_new0 (Phrase, 1);
  phrase->words = words;
  phrase->page = page;
  phrase->kind = kind;
  g_ptr_array_add (phrases, phrase);
}

/* From the order in which the document draws its text, which goes through a cell before the next.
 * What is not so in reading order, though both halves are there, crosses a column. */
static gboolean
halves_are_in (const char *flat, const char *first, const char *second)
{
  g_autofree char *left = some_words (first, TRUE);
  g_autofree char *right = some_words (second, FALSE);

  return strstr (flat, left) != NULL && strstr (flat, right) != NULL;
}

static void
take_lines (GPtrArray *phrases, GPtrArray *lines, const char *reading_order, guint page)
{
  g_autofree char *flat = squeeze (reading_order);

  for (guint i = 0; i + 1 < lines->len; i++)
    {
      g_autofree char *words = make_phrase (lines->pdata[i], lines->pdata[i + 1]);

      if (words != NULL && strstr (flat, words) != NULL)
        take (phrases, g_steal_pointer (&words), page, CROSSES_LINE);
      else if (words != NULL && halves_are_in (flat, lines->pdata[i], lines->pdata[i + 1]))
        take (phrases, g_steal_pointer (&words), page, CROSSES_COLUMN);
    }
}

/* At most so many figures number a page, or a footnote. */
#define MAX_FIGURES 3

static gboolean
is_number (const char *line)
{
  return strlen (line) <= MAX_FIGURES && strspn (line, "0123456789") == strlen (line);
}

/* Without the lines at the edges that are a number or stand there on the other page too. */
static const char *
body_edge (GPtrArray *lines, GPtrArray *other, gboolean last)
{
  for (guint i = 0; i < lines->len; i++)
    {
      const char *line = lines->pdata[last ? lines->len - 1 - i : i];
      g_autofree char *letters = g_strcanon (g_strdup (line), "abcdefghijklmnopqrstuvwxyz", ' ');
      gboolean running = is_number (line);

      g_strstrip (letters);
      for (guint k = 0; k < MIN (3, other->len) && !running && letters[0] != '\0'; k++)
        {
          const char *peer = other->pdata[last ? other->len - 1 - k : k];
          g_autofree char *same = g_strcanon (g_strdup (peer), "abcdefghijklmnopqrstuvwxyz", ' ');

          running = strcmp (g_strstrip (same), letters) == 0;
        }
      if (!running)
        return line;
    }
  return NULL;
}

static GPtrArray *
choose_phrases (const char *path)
{
  GPtrArray *phrases = g_ptr_array_new_with_free_func (phrase_free);
  g_autofree char *drawn = read_with_pdftotext (path, "-raw");
  g_autofree char *read = read_with_pdftotext (path, "-q");
  g_auto (GStrv) drawn_pages = g_strsplit (drawn != NULL ? drawn : "", "\f", -1);
  g_auto (GStrv) read_pages = g_strsplit (read != NULL ? read : "", "\f", -1);
  g_autoptr (GPtrArray) before = NULL;

  for (guint i = 0; drawn_pages[i] != NULL && read_pages[i] != NULL; i++)
    {
      g_autoptr (GPtrArray) lines = split_page (drawn_pages[i]);
      g_autoptr (GPtrArray) in_order = split_page (read_pages[i]);

      take_lines (phrases, lines, read_pages[i], i);
      if (before != NULL)
        {
          const char *first = body_edge (before, in_order, TRUE);
          const char *second = body_edge (in_order, before, FALSE);

          if (first != NULL && second != NULL)
            take (phrases, make_phrase (first, second), i - 1, CROSSES_PAGE);
        }
      g_clear_pointer (&before, g_ptr_array_unref);
      before = g_steal_pointer (&in_order);
      if (strlen (read_pages[i]) == 0)
        break;
    }
  return phrases;
}

static GPtrArray *
load_pages (const char *path)
{
  g_autoptr (TlPdf) pdf = tl_pdf_open (path, NULL, NULL);
  GPtrArray *pages = g_ptr_array_new_with_free_func ((GDestroyNotify)tl_pdf_page_text_unref);

  for (guint i = 0; pdf != NULL && i < tl_pdf_get_n_pages (pdf); i++)
    {
      TlPdfText *text = tl_pdf_get_text (pdf, i, TRUE, NULL, NULL);

      g_ptr_array_add (pages, text != NULL ? tl_pdf_page_text_new (text) : NULL);
    }
  return pages;
}

/* Whether two hits have a character together. */
static gboolean
overlap (const TlPdfHit *a, const TlPdfHit *b)
{
  for (guint i = 0; i < a->n_ranges; i++)
    for (guint k = 0; k < b->n_ranges; k++)
      if (a->ranges[i].page == b->ranges[k].page && a->ranges[i].from < b->ranges[k].to
          && b->ranges[k].from < a->ranges[i].to)
        return TRUE;
  return FALSE;
}

static void
look_for (GPtrArray *pages, const Phrase *phrase, const char *path, Count *count)
{
  g_autoptr (TlPdfFound) found
      = tl_pdf_find_in_pages ((TlPdfPageText *const *)pages->pdata, pages->len, phrase->words, 0);
  gboolean there = FALSE;

  count->n[phrase->kind]++;
  for (guint i = 0; i < found->hits->len; i++)
    {
      const TlPdfHit *hit = found->hits->pdata[i];

      there = there || hit->page == phrase->page;
      g_assert_cmpuint (hit->n_rects, >, 0);
      for (guint k = 0; k < i; k++)
        count->twice += overlap (hit, found->hits->pdata[k]) ? 1 : 0;
    }
  if (there)
    return;
  count->missed[phrase->kind]++;
  g_test_message ("%s, page %u: a phrase that crosses a %s is not found", path, phrase->page + 1,
                  kind_names[phrase->kind]);
}

static void
check_file (const char *path, Count *count)
{
  g_autoptr (GPtrArray) phrases = choose_phrases (path);
  g_autoptr (GPtrArray) pages = phrases->len > 0 ? load_pages (path) : NULL;
  guint taken[N_KINDS] = { 0 };

  for (guint i = 0; i < phrases->len; i++)
    {
      guint k = (guint)g_rand_int_range (count->random, (gint32)i, (gint32)phrases->len);
      Phrase *phrase = phrases->pdata[k];

      phrases->pdata[k] = phrases->pdata[i];
      phrases->pdata[i] = phrase;
      if (taken[phrase->kind]++ < PER_DOCUMENT)
        look_for (pages, phrase, path, count);
    }
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *)a, *(const char *const *)b);
}

static void
check_folder (const char *name, Count *count)
{
  g_autofree char *folder = fixture_shared_path (name);
  g_autoptr (GDir) dir = folder != NULL ? g_dir_open (folder, 0, NULL) : NULL;
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);
  const char *file;

  while (dir != NULL && (file = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (file, ".pdf"))
      g_ptr_array_add (paths, g_build_filename (folder, file, NULL));
  g_ptr_array_sort (paths, compare_names);
  for (guint i = 0; i < paths->len; i++)
    if (!g_str_has_suffix (paths->pdata[i], ANNOTATED))
      check_file (paths->pdata[i], count);
}

static void
phrases_across_lines_columns_and_pages_are_found_once (void)
{
  g_autofree char *present = fixture_shared_path ("data/pdf");
  g_autofree char *program = g_find_program_in_path ("pdftotext");
  g_autoptr (GRand) random = g_rand_new_with_seed (91);
  Count count = { .random = random };
  guint n = 0, missed = 0;

  if (present == NULL)
    return;
  if (program == NULL)
    {
      g_test_skip ("pdftotext is not present");
      return;
    }
  check_folder ("data/pdf", &count);
  check_folder ("data/judgments/pdf", &count);
  for (guint i = 0; i < N_KINDS; i++)
    {
      g_test_message ("%u phrases across a %s, %u missed", count.n[i], kind_names[i],
                      count.missed[i]);
      n += count.n[i];
      missed += count.missed[i];
    }
  g_test_message ("%u phrases, %u missed, %u found twice", n, missed, count.twice);
  g_assert_cmpuint (n, >=, MIN_PHRASES);
  g_assert_cmpuint (count.twice, ==, 0);
  g_assert_cmpuint (missed, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/find-real/phrases-across-lines-columns-and-pages-are-found-once",
                   phrases_across_lines_columns_and_pages_are_found_once);
  return g_test_run ();
}
