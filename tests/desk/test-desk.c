/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The desk as the interface uses it: calls, signals, threads. */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "base/tl-error.h"
#include "desk-test.h"
#include "desk/tl-desk-place.h"

typedef struct
{
  char *folder;
  TlDesk *desk;
  GString *heard; /* "kind:doc " of each signal, "done " of each callback */
} Fixture;

/* ---- Waiting ---- */

static void
done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **)user_data = g_object_ref (result);
}

static GAsyncResult *
wait_for (GAsyncResult **slot)
{
  while (*slot == NULL)
    g_main_context_iteration (NULL, TRUE);
  return *slot;
}

static TlDesk *
open_desk (const char *folder, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  tl_desk_open_async (folder, NULL, done_cb, &result);
  return tl_desk_open_finish (wait_for (&result), error);
}

static gboolean
put_page (TlDesk *desk, const char *doc, guint page, GCancellable *cancellable, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (TlDeskPlace) place = tl_desk_place_new (doc, TL_DESK_VIEW_PDF);

  place->page = page;
  tl_desk_put_place_async (desk, place, cancellable, done_cb, &result);
  return tl_desk_put_place_finish (desk, wait_for (&result), error);
}

static TlDeskPlace *
get_place (TlDesk *desk, const char *doc, TlDeskView view)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  TlDeskPlace *place;

  tl_desk_get_place_async (desk, doc, view, NULL, done_cb, &result);
  place = tl_desk_get_place_finish (desk, wait_for (&result), &error);
  g_assert_no_error (error);
  return place;
}

static guint
get_page (TlDesk *desk, const char *doc)
{
  g_autoptr (TlDeskPlace) place = get_place (desk, doc, TL_DESK_VIEW_ANY);

  return place != NULL ? place->page : 0;
}

static gboolean
set_state (TlDesk *desk, const char *doc, const char *name, const char *value, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  tl_desk_set_state_async (desk, doc, name, value, NULL, done_cb, &result);
  return tl_desk_set_state_finish (desk, wait_for (&result), error);
}

static char *
get_state (TlDesk *desk, const char *doc, const char *name)
{
  g_autoptr (GAsyncResult) result = NULL;

  tl_desk_get_state_async (desk, doc, name, NULL, done_cb, &result);
  return tl_desk_get_state_finish (desk, wait_for (&result), NULL);
}

static GPtrArray *
list_recents (TlDesk *desk, guint limit)
{
  g_autoptr (GAsyncResult) result = NULL;

  tl_desk_list_recents_async (desk, limit, NULL, done_cb, &result);
  return tl_desk_list_recents_finish (desk, wait_for (&result), NULL);
}

static void
add_recent (TlDesk *desk, const char *doc, const char *title)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  tl_desk_add_recent_async (desk, doc, title, NULL, done_cb, &result);
  g_assert_true (tl_desk_add_recent_finish (desk, wait_for (&result), &error));
  g_assert_no_error (error);
}

static void
changed_cb (TlDesk *desk, int kind, const char *doc, gpointer user_data)
{
  Fixture *fixture = user_data;

  g_assert_true (g_main_context_is_owner (NULL));
  g_string_append_printf (fixture->heard, "%d:%s ", kind, doc != NULL ? doc : "");
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = desk_test_folder ();
  fixture->heard = g_string_new (NULL);
  fixture->desk = open_desk (fixture->folder, &error);
  g_assert_no_error (error);
  g_signal_connect (fixture->desk, "changed", G_CALLBACK (changed_cb), fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  tl_desk_close (fixture->desk);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (fixture->desk);
  g_assert_cmpuint (desk_test_count (fixture->folder, "desk.open"), ==, 0);
  desk_test_remove (fixture->folder);
  g_free (fixture->folder);
  g_string_free (fixture->heard, TRUE);
}

/* ---- Tests ---- */

static void
a_place_comes_back_as_it_was (Fixture *fixture, gconstpointer data)
{
  static const TlDeskPlace cases[] = {
    { (char *)"a", TL_DESK_VIEW_PDF, 12, 0.625, NULL, TL_DESK_ZOOM_FREE, 1.25, 90,
      TL_DESK_LAYOUT_TWO_PAGES, 0 },
    { (char *)"a", TL_DESK_VIEW_TEXT, 0, 0.5, (char *)"d173.k1.pa", TL_DESK_ZOOM_FIT_WIDTH, 1, 0,
      TL_DESK_LAYOUT_CONTINUOUS, 0 },
    { (char *)"tài liệu #2", TL_DESK_VIEW_PDF, 1, 1, (char *)"nhan.3", TL_DESK_ZOOM_FIT_PAGE, 100,
      270, TL_DESK_LAYOUT_TWO_PAGES_COVER, 0 },
  };

  g_assert_null (get_place (fixture->desk, "a", TL_DESK_VIEW_ANY));
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const TlDeskPlace *put = &cases[i];
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (TlDeskPlace) got = NULL;
      g_autoptr (TlDeskPlace) last = NULL;

      tl_desk_put_place_async (fixture->desk, put, NULL, done_cb, &result);
      g_assert_true (tl_desk_put_place_finish (fixture->desk, wait_for (&result), NULL));
      got = get_place (fixture->desk, put->doc, put->view);
      g_assert_cmpstr (got->doc, ==, put->doc);
      g_assert_cmpint (got->view, ==, put->view);
      g_assert_cmpuint (got->page, ==, put->page);
      g_assert_cmpfloat (got->fraction, ==, put->fraction);
      g_assert_cmpstr (got->anchor, ==, put->anchor);
      g_assert_cmpint (got->zoom_mode, ==, put->zoom_mode);
      g_assert_cmpfloat (got->zoom, ==, put->zoom);
      g_assert_cmpuint (got->rotation, ==, put->rotation);
      g_assert_cmpint (got->layout, ==, put->layout);
      g_assert_cmpint (got->opened, >, 0);
      /* The view that was used last is the one of the document. */
      last = get_place (fixture->desk, put->doc, TL_DESK_VIEW_ANY);
      g_assert_cmpint (last->view, ==, put->view);
    }
}

static void
recent_documents_come_newest_first (Fixture *fixture, gconstpointer data)
{
  static const char *const opened[] = { "a", "b", "c", "a" };
  static const char *const expected[] = { "a", "c", "b" };
  g_autofree char *long_title = g_strnfill (3 * TL_DESK_MAX_TITLE, 'x');
  g_autoptr (GPtrArray) all = NULL;
  g_autoptr (GPtrArray) one = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (opened); i++)
    add_recent (fixture->desk, opened[i], i == 3 ? long_title : "Bản án");
  all = list_recents (fixture->desk, 10);
  g_assert_cmpuint (all->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < all->len; i++)
    g_assert_cmpstr (((TlDeskRecent *)all->pdata[i])->doc, ==, expected[i]);
  g_assert_cmpuint (strlen (((TlDeskRecent *)all->pdata[0])->title), <=, TL_DESK_MAX_TITLE);
  g_assert_cmpstr (((TlDeskRecent *)all->pdata[1])->title, ==, "Bản án");
  g_assert_true (put_page (fixture->desk, "a", 4, NULL, NULL));
  tl_desk_remove_recent_async (fixture->desk, "a", NULL, done_cb, &result);
  g_assert_true (tl_desk_remove_recent_finish (fixture->desk, wait_for (&result), NULL));
  one = list_recents (fixture->desk, 1);
  g_assert_cmpuint (one->len, ==, 1);
  g_assert_cmpstr (((TlDeskRecent *)one->pdata[0])->doc, ==, "c");
  g_assert_cmpuint (get_page (fixture->desk, "a"), ==, 0);
}

static void
state_is_kept_by_document_and_for_all (Fixture *fixture, gconstpointer data)
{
  g_autofree char *of_all = NULL;
  g_autofree char *of_one = NULL;
  g_autofree char *removed = NULL;

  g_assert_true (set_state (fixture->desk, NULL, "pane", "trái", NULL));
  g_assert_true (set_state (fixture->desk, "a", "pane", "right", NULL));
  of_all = get_state (fixture->desk, NULL, "pane");
  g_assert_cmpstr (of_all, ==, "trái");
  of_one = get_state (fixture->desk, "a", "pane");
  g_assert_cmpstr (of_one, ==, "right");
  g_assert_true (set_state (fixture->desk, "a", "pane", NULL, NULL));
  removed = get_state (fixture->desk, "a", "pane");
  g_assert_cmpstr (removed, ==, NULL);
}

static void
a_change_is_told_before_its_callback (Fixture *fixture, gconstpointer data)
{
  g_assert_true (put_page (fixture->desk, "a", 1, NULL, NULL));
  g_assert_cmpstr (fixture->heard->str, ==, "0:a ");
  add_recent (fixture->desk, "b", "B");
  g_assert_cmpstr (fixture->heard->str, ==, "0:a 1:b ");
  g_assert_true (set_state (fixture->desk, NULL, "pane", "x", NULL));
  g_assert_cmpstr (fixture->heard->str, ==, "0:a 1:b 2: ");
}

static void
a_cancelled_change_is_not_made (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_false (put_page (fixture->desk, "a", 1, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_cmpuint (get_page (fixture->desk, "a"), ==, 0);
  tl_desk_get_place_async (fixture->desk, "a", TL_DESK_VIEW_ANY, cancellable, done_cb, &result);
  g_assert_null (tl_desk_get_place_finish (fixture->desk, wait_for (&result), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpstr (fixture->heard->str, ==, "");
}

/* Cancelled at any time, a change was made exactly when its call says so. */
static void
a_change_that_was_made_is_never_called_cancelled (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < 60; i++)
    {
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (TlDeskPlace) place = tl_desk_place_new ("a", TL_DESK_VIEW_PDF);
      g_autoptr (GError) error = NULL;
      guint before = get_page (fixture->desk, "a");
      gboolean made;

      place->page = i + 1;
      tl_desk_put_place_async (fixture->desk, place, cancellable, done_cb, &result);
      g_usleep (i * 7);
      g_cancellable_cancel (cancellable);
      made = tl_desk_put_place_finish (fixture->desk, wait_for (&result), &error);
      if (!made)
        g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      g_assert_cmpuint (get_page (fixture->desk, "a"), ==, made ? i + 1 : before);
    }
}

static void
changes_are_made_in_the_order_they_were_asked_for (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GAsyncResult) closed = NULL;

  for (guint i = 1; i <= 100; i++)
    {
      g_autoptr (TlDeskPlace) place = tl_desk_place_new ("a", TL_DESK_VIEW_PDF);

      place->page = i;
      tl_desk_put_place_async (fixture->desk, place, NULL, NULL, NULL);
    }
  /* Closing ends what was asked for. */
  tl_desk_close_async (fixture->desk, done_cb, &closed);
  g_assert_true (tl_desk_close_finish (fixture->desk, wait_for (&closed), NULL));
  {
    g_autoptr (GError) error = NULL;

    g_assert_false (put_page (fixture->desk, "a", 5, NULL, &error));
    g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CLOSED);
  }
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_object_unref (fixture->desk);
  fixture->desk = open_desk (fixture->folder, NULL);
  g_assert_cmpuint (get_page (fixture->desk, "a"), ==, 100);
}

static void
what_another_program_wrote_is_told (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TlDeskStore) other = desk_test_open (fixture->folder);
  g_autofree char *expected
      = g_strdup_printf ("%d: %d:a ", TL_DESK_CHANGED_ALL, TL_DESK_CHANGED_PLACES);

  desk_test_put_place (other, "b", 7);
  g_assert_cmpuint (get_page (fixture->desk, "b"), ==, 7);
  g_assert_true (put_page (fixture->desk, "a", 1, NULL, NULL));
  g_assert_cmpstr (fixture->heard->str, ==, expected);
}

static gboolean
count_cb (gpointer data)
{
  ++*(guint *)data;
  return G_SOURCE_CONTINUE;
}

/* While another program holds the desk the main loop turns, and reading works. */
static void
a_desk_in_use_blocks_neither_the_loop_nor_reading (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TlDeskStore) other = desk_test_open (fixture->folder);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (TlDeskPlace) place = tl_desk_place_new ("a", TL_DESK_VIEW_PDF);
  guint turns = 0;
  guint source;

  g_assert_true (put_page (fixture->desk, "b", 1, NULL, NULL));
  g_assert_true (_tl_desk_store_begin (other, NULL));
  place->page = 2;
  tl_desk_put_place_async (fixture->desk, place, NULL, done_cb, &result);
  source = g_timeout_add (1, count_cb, &turns);
  while (turns < 20)
    g_main_context_iteration (NULL, TRUE);
  g_assert_null (result);
  g_assert_cmpuint (get_page (fixture->desk, "b"), ==, 1);
  g_assert_null (result);
  g_assert_true (_tl_desk_store_end (other, TRUE, NULL));
  g_assert_true (tl_desk_put_place_finish (fixture->desk, wait_for (&result), NULL));
  g_assert_cmpuint (get_page (fixture->desk, "a"), ==, 2);
  g_source_remove (source);
}

/* The disk is slow: another program writes for a while, and the change waits for it. */
static void
what_is_read_has_the_changes_asked_for_before (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TlDeskStore) other = desk_test_open (fixture->folder);
  g_autoptr (GAsyncResult) put = NULL, got = NULL, got_all = NULL;
  g_autoptr (TlDeskPlace) place = tl_desk_place_new ("a", TL_DESK_VIEW_PDF);
  g_autoptr (TlDeskPlace) seen = NULL;
  g_autoptr (GPtrArray) recents = NULL;
  guint turns = 0;
  guint source;

  g_assert_true (put_page (fixture->desk, "a", 1, NULL, NULL));
  g_assert_true (_tl_desk_store_begin (other, NULL));
  place->page = 2;
  tl_desk_put_place_async (fixture->desk, place, NULL, done_cb, &put);
  tl_desk_add_recent_async (fixture->desk, "b", "B", NULL, NULL, NULL);
  tl_desk_get_place_async (fixture->desk, "a", TL_DESK_VIEW_ANY, NULL, done_cb, &got);
  tl_desk_list_recents_async (fixture->desk, 10, NULL, done_cb, &got_all);
  source = g_timeout_add (1, count_cb, &turns);
  while (turns < 50)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (put == NULL && got == NULL && got_all == NULL);
  g_assert_null (get_place (fixture->desk, "c", TL_DESK_VIEW_ANY));
  g_assert_true (_tl_desk_store_end (other, TRUE, NULL));
  seen = tl_desk_get_place_finish (fixture->desk, wait_for (&got), NULL);
  g_assert_nonnull (put);
  g_assert_cmpuint (seen->page, ==, 2);
  recents = tl_desk_list_recents_finish (fixture->desk, wait_for (&got_all), NULL);
  g_assert_cmpuint (recents->len, ==, 1);
  g_source_remove (source);
}

static void
what_is_too_long_is_refused (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = g_strnfill (TL_DESK_MAX_ID + 1, 'i');
  g_autofree char *name = g_strnfill (TL_DESK_MAX_STATE_NAME + 1, 'n');
  g_autofree char *value = g_strnfill (TL_DESK_MAX_STATE_VALUE + 1, 'v');
  const struct
  {
    const char *doc, *name, *value;
  } cases[] = {
    { id, "n", "v" },
    { "d", name, "v" },
    { "d", "n", value },
    { "d", "n", "\xff" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (
          set_state (fixture->desk, cases[i].doc, cases[i].name, cases[i].value, &error));
      g_assert_error (error, TL_ERROR, TL_ERROR_LIMIT);
      g_assert_nonnull (strstr (error->message, "Nothing was changed"));
    }
  {
    g_autoptr (GError) error = NULL;

    g_assert_false (put_page (fixture->desk, "", 1, NULL, &error));
    g_assert_error (error, TL_ERROR, TL_ERROR_LIMIT);
  }
  g_assert_cmpstr (fixture->heard->str, ==, "");
}

static void
history_that_is_off_keeps_nothing (Fixture *fixture, gconstpointer data)
{
  g_autofree char *history = g_strdup_printf ("%d: ", TL_DESK_CHANGED_HISTORY);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) recents = NULL;
  g_autofree char *state = NULL;
  g_autoptr (GError) error = NULL;

  add_recent (fixture->desk, "canary-1", "Canary");
  g_assert_true (put_page (fixture->desk, "canary-1", 1, NULL, NULL));
  g_assert_true (set_state (fixture->desk, NULL, "pane", "left", NULL));
  g_assert_true (tl_desk_get_history (fixture->desk));
  tl_desk_set_history_async (fixture->desk, FALSE, NULL, done_cb, &result);
  g_assert_true (tl_desk_set_history_finish (fixture->desk, wait_for (&result), &error));
  g_assert_no_error (error);
  g_assert_false (tl_desk_get_history (fixture->desk));
  add_recent (fixture->desk, "canary-2", "Canary");
  g_assert_true (put_page (fixture->desk, "canary-2", 1, NULL, NULL));
  recents = list_recents (fixture->desk, 10);
  g_assert_cmpuint (recents->len, ==, 0);
  g_assert_false (desk_test_holds (fixture->folder, "anary"));
  state = get_state (fixture->desk, NULL, "pane");
  g_assert_cmpstr (state, ==, "left");
  g_assert_nonnull (strstr (fixture->heard->str, history));
  g_clear_object (&result);
  tl_desk_set_history_async (fixture->desk, TRUE, NULL, done_cb, &result);
  g_assert_true (tl_desk_set_history_finish (fixture->desk, wait_for (&result), &error));
  g_assert_true (put_page (fixture->desk, "canary-3", 9, NULL, NULL));
  g_assert_cmpuint (get_page (fixture->desk, "canary-3"), ==, 9);
  g_clear_object (&result);
  tl_desk_wipe_history_async (fixture->desk, NULL, done_cb, &result);
  g_assert_true (tl_desk_wipe_history_finish (fixture->desk, wait_for (&result), &error));
  g_assert_true (tl_desk_get_history (fixture->desk));
  g_assert_false (desk_test_holds (fixture->folder, "anary"));
}

static GLogWriterOutput
listen_cb (GLogLevelFlags level, const GLogField *fields, gsize n, gpointer data)
{
  for (gsize i = 0; i < n; i++)
    if (strcmp (fields[i].key, "MESSAGE") == 0)
      g_string_append (data, fields[i].value);
  return G_LOG_WRITER_HANDLED;
}

static void
nothing_of_the_judge_is_logged (void)
{
  if (g_test_subprocess ())
    {
      g_autoptr (GString) logged = g_string_new (NULL);
      g_autofree char *folder = desk_test_folder ();
      g_autofree char *path = desk_test_path (folder, TL_DESK_FILE);
      g_autofree char *value = g_strnfill (TL_DESK_MAX_STATE_VALUE + 1, 'v');

      g_setenv ("G_MESSAGES_DEBUG", "all", TRUE);
      g_log_set_writer_func (listen_cb, logged, NULL);
      for (guint i = 0; i < 3; i++)
        {
          TlDesk *desk = open_desk (folder, NULL);

          add_recent (desk, "canary", "Canary");
          g_assert_false (set_state (desk, "canary", "canary", value, NULL));
          tl_desk_close (desk);
          g_object_unref (desk);
          if (i == 1)
            desk_test_damage (path);
        }
      g_assert_null (strstr (logged->str, "anary"));
      g_assert_null (strstr (logged->str, folder));
      desk_test_remove (folder);
      return;
    }
  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
  g_test_trap_assert_passed ();
  g_test_trap_assert_stderr_unmatched ("*anary*");
}

static void
a_restored_desk_says_so (void)
{
  g_autofree char *folder = desk_test_folder ();
  g_autofree char *path = desk_test_path (folder, TL_DESK_FILE);
  TlDesk *desk;

  for (guint i = 0; i < 2; i++)
    {
      desk = open_desk (folder, NULL);
      g_assert_null (tl_desk_get_notice (desk));
      g_assert_true (put_page (desk, "a", i + 1, NULL, NULL));
      tl_desk_close (desk);
      g_object_unref (desk);
    }
  g_assert_true (g_file_set_contents (path, "junk", -1, NULL));
  desk = open_desk (folder, NULL);
  g_assert_nonnull (strstr (tl_desk_get_notice (desk), "was restored"));
  g_assert_false (tl_desk_is_read_only (desk));
  g_assert_cmpuint (get_page (desk, "a"), ==, 1);
  {
    g_autoptr (GAsyncResult) result = NULL;
    g_autoptr (GPtrArray) paths = NULL;

    tl_desk_list_set_aside_async (desk, NULL, done_cb, &result);
    paths = tl_desk_list_set_aside_finish (desk, wait_for (&result), NULL);
    g_assert_cmpuint (paths->len, ==, 1);
  }
  tl_desk_close (desk);
  g_object_unref (desk);
  desk_test_remove (folder);
}

static void
a_desk_that_cannot_be_opened_says_what_works (void)
{
  g_autofree char *folder = desk_test_folder ();
  g_autofree char *file = desk_test_path (folder, "file");
  g_autofree char *below = g_build_filename (file, "desk", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (file, "", 0, NULL));
  g_assert_null (open_desk (below, &error));
  g_assert_nonnull (error);
  g_assert_nonnull (strstr (error->message, "reading work"));
  desk_test_remove (folder);
}

int
main (int argc, char **argv)
{
  if (g_access ("/dev/shm", W_OK) == 0)
    g_setenv ("TMPDIR", "/dev/shm", TRUE);
  g_test_init (&argc, &argv, NULL);
#define ADD(name) g_test_add ("/desk/calls/" #name, Fixture, NULL, set_up, name, tear_down)
  ADD (a_place_comes_back_as_it_was);
  ADD (recent_documents_come_newest_first);
  ADD (state_is_kept_by_document_and_for_all);
  ADD (a_change_is_told_before_its_callback);
  ADD (a_cancelled_change_is_not_made);
  ADD (a_change_that_was_made_is_never_called_cancelled);
  ADD (changes_are_made_in_the_order_they_were_asked_for);
  ADD (what_another_program_wrote_is_told);
  ADD (a_desk_in_use_blocks_neither_the_loop_nor_reading);
  ADD (what_is_read_has_the_changes_asked_for_before);
  ADD (what_is_too_long_is_refused);
  ADD (history_that_is_off_keeps_nothing);
  g_test_add_func ("/desk/calls/nothing_of_the_judge_is_logged", nothing_of_the_judge_is_logged);
  g_test_add_func ("/desk/calls/a_restored_desk_says_so", a_restored_desk_says_so);
  g_test_add_func ("/desk/calls/a_desk_that_cannot_be_opened_says_what_works",
                   a_desk_that_cannot_be_opened_says_what_works);
  return g_test_run ();
}
