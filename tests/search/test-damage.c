/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An index that was damaged on the disk: every opening and every question ends in an answer or in
 * an error that names the file, in bounded time and memory; the program goes on. */
#include "config.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/tl-clock.h"
#include "search-fixture.h"
#include "search/index/tl-open-guard.h"
#include "search/similar/tl-similar.h"
#include "search/suggest/tl-suggest.h"

#define PLACES 500
/* Of one opening with its questions. */
#define SECONDS    30
#define MEMORY_KIB (400 * 1024)
/* What a child ends with. */
#define ANSWERED 10
#define REFUSED  11
#define UNNAMED  12
/* Of itself. */
#define CRASHED 99
/* After which the index says how long it is. */
#define LENGTH_PLACE 24

static const char *const QUESTIONS[]
    = { "trộm cắp tài sản", "dat coc", "\"hợp đồng đặt cọc\" NOT nhà", "điều 173 blhs", "" };

/* ---- In the child ---- */

static gboolean
ask_all (TlSearchEngine *engine, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (QUESTIONS); i++)
    {
      TlSearchRequest request = {
        .text = QUESTIONS[i], .kind = -1, .limit = 10, .each_kind = i % 2 == 0, .facets = TRUE
      };
      g_autoptr (TlSearchResult) result = tl_search_engine_run (engine, &request, NULL, error);

      if (result == NULL)
        return FALSE;
    }
  return TRUE;
}

static gboolean
compare_all (TlSearchEngine *engine, GError **error)
{
  TlSimilarRequest request = { .text = "Bị cáo lén lút lấy xe máy của bị hại.", .limit = 5 };
  g_autoptr (TlSimilarResult) result = tl_similar_find (engine, &request, NULL, error);

  return result != NULL;
}

static void
read_library (const char *folder)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TlLibrary) library = tl_library_open (folder, &error);
  g_autoptr (TlSearchEngine) engine
      = library != NULL ? tl_search_engine_new (library, &error) : NULL;

  if (engine != NULL && ask_all (engine, &error) && compare_all (engine, &error))
    _exit (ANSWERED);
  if (error == NULL)
    _exit (UNNAMED);
  /* The file, or the document that it names wrongly. */
  _exit (strstr (error->message, ".tl") != NULL || strstr (error->message, "“") != NULL ? REFUSED
                                                                                        : UNNAMED);
}

/* ---- In the parent ---- */

typedef struct
{
  char *folder;
  char *path; /* of the index */
  char *marks;
  char *bytes;
  gsize length;
} Index;

static void
set_up (Index *index, gconstpointer data)
{
  g_autoptr (GPtrArray) documents = search_fixture_documents ();

  tl_clock_set_fake (G_GINT64_CONSTANT (1794744000));
  index->folder = search_fixture_folder ();
  index->path = search_fixture_write (index->folder, documents, "1");
  index->marks = g_strconcat (index->folder, "-marks", NULL);
  g_assert_true (g_file_get_contents (index->path, &index->bytes, &index->length, NULL));
}

static guint
count_marks (const Index *index)
{
  g_autoptr (GDir) dir = g_dir_open (index->marks, 0, NULL);
  guint n = 0;

  while (dir != NULL && g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

static void
remove_marks (const Index *index)
{
  g_autoptr (GDir) dir = g_dir_open (index->marks, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (index->marks, name, NULL);

      g_unlink (path);
    }
  g_rmdir (index->marks);
}

static void
tear_down (Index *index, gconstpointer data)
{
  tl_open_guard_set_folder (NULL);
  remove_marks (index);
  search_fixture_remove (index->folder);
  g_free (index->marks);
  g_free (index->folder);
  g_free (index->path);
  g_free (index->bytes);
  tl_clock_set_fake (-1);
}

#ifdef __SANITIZE_ADDRESS__
/* A child that Xapian makes read beyond all memory ends by the signal here too, as it does
 * elsewhere. */
const char *__asan_default_options (void);

const char *
__asan_default_options (void)
{
  /* and what Xapian's check frees by another size than it was made with is not ours */
  return "handle_segv=0:new_delete_type_mismatch=0";
}
#endif

static int
try_bytes_once (
    const Index *index, const char *bytes, gsize length, const char *what, gboolean is_first)
{
  struct rusage usage;
  int status;
  pid_t child;

  if (is_first)
    g_assert_true (g_file_set_contents (index->path, bytes, (gssize)length, NULL));
  child = fork ();
  g_assert_cmpint (child, >=, 0);
  if (child == 0)
    {
      alarm (SECONDS);
      tl_open_guard_set_folder (index->marks);
      read_library (index->folder);
    }
  g_assert_cmpint (wait4 (child, &status, 0, &usage), ==, child);
  /* Xapian itself may read beyond what it has. The program then ended once, and not again. */
  if (is_first && WIFSIGNALED (status) && WTERMSIG (status) == SIGSEGV)
    return CRASHED;
  if (!WIFEXITED (status) || (WEXITSTATUS (status) != ANSWERED && WEXITSTATUS (status) != REFUSED))
    g_error ("%s: ended by signal %d, status %d", what,
             WIFSIGNALED (status) ? WTERMSIG (status) : 0,
             WIFEXITED (status) ? WEXITSTATUS (status) : -1);
#ifndef __SANITIZE_ADDRESS__
  if (usage.ru_maxrss > MEMORY_KIB)
    g_error ("%s: took %ld KiB", what, usage.ru_maxrss);
#endif
  return WEXITSTATUS (status);
}

/* Returns: what the child ended with; the second one where the first crashed. */
static int
try_bytes (const Index *index, const char *bytes, gsize length, const char *what)
{
  int status = try_bytes_once (index, bytes, length, what, TRUE);

  if (status != CRASHED)
    return status;
  g_test_message ("%s: opened a second time", what);
  status = try_bytes_once (index, bytes, length, what, FALSE);
  g_assert_cmpint (status, ==, REFUSED);
  return status;
}

/* Places all over the file; the same at each run. */
static gsize
nth_place (const Index *index, guint n)
{
  return index->length * n / PLACES + n * 2654435761u % 97;
}

static guint
damage_all (Index *index, const char *name, void (*damage) (char *bytes, gsize length, gsize place))
{
  guint refused = 0;

  for (guint n = 0; n < PLACES; n++)
    {
      g_autofree char *bytes = g_memdup2 (index->bytes, index->length);
      gsize place = MIN (nth_place (index, n), index->length - 1);
      g_autofree char *what = g_strdup_printf ("%s at %" G_GSIZE_FORMAT, name, place);

      damage (bytes, index->length, place);
      refused += try_bytes (index, bytes, index->length, what) == REFUSED;
    }
  g_test_message ("%s: %u of %u were refused", name, refused, PLACES);
  return refused;
}

static void
flip (char *bytes, gsize length, gsize place)
{
  bytes[place] = (char)(bytes[place] ^ (1 << place % 8));
}

static void
fill (char *bytes, gsize length, gsize place)
{
  memset (bytes + place, 0xff, MIN (64, length - place));
}

static void
zero (char *bytes, gsize length, gsize place)
{
  memset (bytes + place, 0, MIN (512, length - place));
}

static void
a_sound_index_answers (Index *index, gconstpointer data)
{
  g_assert_cmpint (try_bytes (index, index->bytes, index->length, "sound"), ==, ANSWERED);
}

static void
a_bit_that_flipped_ends_in_an_answer_or_an_error (Index *index, gconstpointer data)
{
  damage_all (index, "flip", flip);
}

static void
a_part_that_is_lost_ends_in_an_answer_or_an_error (Index *index, gconstpointer data)
{
  g_assert_cmpuint (damage_all (index, "zero", zero), >, 0);
  g_assert_cmpuint (damage_all (index, "fill", fill), >, 0);
}

/* Cut short, and saying so of itself: the length alone would be found out at once. */
static void
a_file_cut_short_ends_in_an_answer_or_an_error (Index *index, gconstpointer data)
{
  for (guint n = 0; n < PLACES; n++)
    {
      g_autofree char *bytes = g_memdup2 (index->bytes, index->length);
      gsize length = MIN (nth_place (index, n), index->length - 1);
      g_autofree char *what = g_strdup_printf ("cut at %" G_GSIZE_FORMAT, length);

      if (n % 2 == 0)
        g_assert_cmpint (try_bytes (index, bytes, length, what), ==, REFUSED);
      for (guint i = 0; i < 8 && length >= LENGTH_PLACE + 8; i++)
        bytes[LENGTH_PLACE + i] = (char)((guint64)length >> 8 * (7 - i));
      if (n % 2 != 0)
        try_bytes (index, bytes, length, what);
    }
}

/* In a child of its own: the program ends while it opens the file. */
static void
end_while_opening (const Index *index)
{
  const char *const paths[] = { index->path, NULL };
  pid_t child = fork ();

  g_assert_cmpint (child, >=, 0);
  if (child == 0)
    {
      tl_open_guard_set_folder (index->marks);
      _exit (tl_open_guard_begin (paths, NULL) ? ANSWERED : REFUSED);
    }
  g_assert_cmpint (waitpid (child, NULL, 0), ==, child);
}

static void
what_ended_the_program_is_looked_through_and_refused_only_if_damaged (Index *index,
                                                                      gconstpointer data)
{
  const char *const paths[] = { index->path, NULL };
  g_autofree char *bytes = g_memdup2 (index->bytes, index->length);
  g_autoptr (GError) error = NULL;

  tl_open_guard_set_folder (index->marks);
  /* In good order nothing is left behind. */
  g_assert_true (tl_open_guard_begin (paths, &error));
  g_assert_cmpuint (count_marks (index), ==, 1);
  tl_open_guard_end (paths);
  g_assert_cmpuint (count_marks (index), ==, 0);
  /* Sound: somebody ended the program. */
  end_while_opening (index);
  g_assert_cmpuint (count_marks (index), ==, 1);
  g_assert_true (tl_open_guard_begin (paths, &error));
  g_assert_no_error (error);
  tl_open_guard_end (paths);
  /* Damaged: refused, and the second time without another look. */
  memset (bytes + index->length / 4, 0xff, index->length / 2);
  g_assert_true (g_file_set_contents (index->path, bytes, (gssize)index->length, NULL));
  end_while_opening (index);
  for (guint i = 0; i < 2; i++)
    {
      g_assert_false (tl_open_guard_begin (paths, &error));
      g_assert_nonnull (strstr (error->message, index->path));
      g_clear_error (&error);
    }
  /* Another file in its place is opened as any. */
  g_assert_true (g_file_set_contents (index->path, index->bytes, (gssize)index->length, NULL));
  g_assert_true (tl_open_guard_begin (paths, &error));
  g_assert_no_error (error);
  tl_open_guard_leave ();
  g_assert_cmpuint (count_marks (index), ==, 0);
}

#define ADD(name) g_test_add ("/search/damage/" #name, Index, NULL, set_up, name, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD (a_sound_index_answers);
  ADD (a_bit_that_flipped_ends_in_an_answer_or_an_error);
  ADD (a_part_that_is_lost_ends_in_an_answer_or_an_error);
  ADD (what_ended_the_program_is_looked_through_and_refused_only_if_damaged);
  ADD (a_file_cut_short_ends_in_an_answer_or_an_error);
  return g_test_run ();
}
