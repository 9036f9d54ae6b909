/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Highlights, notes and bookmarks. */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>
#include <time.h>

#include "base/tl-error.h"
#include "desk-test.h"
#include "desk/tl-desk-mark.h"

#define DAY 86400

typedef struct
{
  char *folder;
  TlDesk *desk;
  GString *heard;
} Fixture;

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

static void
changed_cb (TlDesk *desk, int kind, const char *doc, gpointer user_data)
{
  g_string_append_printf (user_data, "%d:%s ", kind, doc != NULL ? doc : "");
}

static TlDesk *
open_desk (const char *folder)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  TlDesk *desk;

  tl_desk_open_async (folder, NULL, done_cb, &result);
  desk = tl_desk_open_finish (wait_for (&result), &error);
  g_assert_no_error (error);
  return desk;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = desk_test_folder ();
  fixture->heard = g_string_new (NULL);
  fixture->desk = open_desk (fixture->folder);
  g_signal_connect (fixture->desk, "changed", G_CALLBACK (changed_cb), fixture->heard);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  tl_desk_close (fixture->desk);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (fixture->desk);
  desk_test_remove (fixture->folder);
  g_free (fixture->folder);
  g_string_free (fixture->heard, TRUE);
}

static gboolean
put (TlDesk *desk, const TlDeskMark *mark, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  tl_desk_put_mark_async (desk, mark, NULL, done_cb, &result);
  return tl_desk_put_mark_finish (desk, wait_for (&result), error);
}

/* Returns the id. */
static char *
put_new (TlDesk *desk, const char *doc, guint page, const char *quote, const char *note)
{
  g_autoptr (TlDeskMark) mark = tl_desk_mark_new (TL_DESK_HIGHLIGHT, doc);
  g_autoptr (GError) error = NULL;

  mark->span.page_from = mark->span.page_to = page;
  mark->quote = g_strdup (quote);
  mark->note = g_strdup (note);
  g_assert_true (put (desk, mark, &error));
  g_assert_no_error (error);
  return g_strdup (mark->id);
}

static TlDeskMark *
get (TlDesk *desk, const char *id)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  TlDeskMark *mark;

  tl_desk_get_mark_async (desk, id, NULL, done_cb, &result);
  mark = tl_desk_get_mark_finish (desk, wait_for (&result), &error);
  g_assert_no_error (error);
  return mark;
}

/* The notes of what is listed, with a space after each. */
static char *
list (TlDesk *desk, const TlDeskMarkQuery *query)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) marks = NULL;
  GString *notes = g_string_new (NULL);

  tl_desk_list_marks_async (desk, query, NULL, done_cb, &result);
  marks = tl_desk_list_marks_finish (desk, wait_for (&result), &error);
  g_assert_no_error (error);
  for (guint i = 0; i < marks->len; i++)
    g_string_append_printf (notes, "%s ", ((TlDeskMark *)marks->pdata[i])->note);
  return g_string_free (notes, FALSE);
}

static void
assert_listed (TlDesk *desk, TlDeskMarkQuery query, const char *expected)
{
  g_autofree char *listed = list (desk, &query);

  g_assert_cmpstr (listed, ==, expected);
}

static gboolean
set_deleted (TlDesk *desk, const char *id, gboolean deleted, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  if (deleted)
    {
      tl_desk_delete_mark_async (desk, id, NULL, done_cb, &result);
      return tl_desk_delete_mark_finish (desk, wait_for (&result), error);
    }
  tl_desk_undelete_mark_async (desk, id, NULL, done_cb, &result);
  return tl_desk_undelete_mark_finish (desk, wait_for (&result), error);
}

static void
a_mark_comes_back_as_it_was (Fixture *fixture, gconstpointer data)
{
  static const TlDeskMark cases[] = {
    /* Over a page break. */
    { NULL,
      TL_DESK_HIGHLIGHT,
      (char *)"ba-1",
      (char *)"nhan.3",
      17,
      (char *)"bị cáo đã\nbồi thường",
      (char *)"xét thấy ",
      (char *)" toàn bộ",
      { 4, 2210, 5, 13 },
      TL_DESK_GREEN,
      (char *)"So với án lệ\n\n – khoản 2?",
      0,
      0,
      0 },
    { NULL,
      TL_DESK_BOOKMARK,
      (char *)"bộ luật",
      NULL,
      -1,
      NULL,
      NULL,
      NULL,
      { 0, 0, 0, 0 },
      TL_DESK_YELLOW,
      NULL,
      0,
      0,
      0 },
    { NULL,
      TL_DESK_HIGHLIGHT,
      (char *)"d",
      (char *)"d1",
      0,
      (char *)"x",
      (char *)"",
      (char *)"",
      { 1, 0, 1, 1 },
      TL_DESK_ORANGE,
      (char *)"",
      0,
      0,
      0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (TlDeskMark) mark = tl_desk_mark_copy (&cases[i]);
      g_autoptr (TlDeskMark) got = NULL;

      mark->id = g_uuid_string_random ();
      g_assert_null (get (fixture->desk, mark->id));
      g_assert_true (put (fixture->desk, mark, NULL));
      got = get (fixture->desk, mark->id);
      g_assert_cmpstr (got->id, ==, mark->id);
      g_assert_cmpint (got->kind, ==, mark->kind);
      g_assert_cmpstr (got->doc, ==, mark->doc);
      g_assert_cmpstr (got->anchor, ==, mark->anchor);
      g_assert_cmpint (got->offset, ==, mark->offset);
      g_assert_cmpstr (got->quote, ==, mark->quote);
      g_assert_cmpstr (got->prefix, ==, mark->prefix);
      g_assert_cmpstr (got->suffix, ==, mark->suffix);
      g_assert_cmpmem (&got->span, sizeof got->span, &mark->span, sizeof mark->span);
      g_assert_cmpint (got->colour, ==, mark->colour);
      g_assert_cmpstr (got->note, ==, mark->note);
      g_assert_cmpint (got->created, >, 0);
      g_assert_cmpint (got->changed, >=, got->created);
      g_assert_cmpint (got->deleted, ==, 0);
    }
  g_assert_cmpstr (fixture->heard->str, ==, "3:ba-1 3:bộ luật 3:d ");
}

static void
passages_are_composed_and_their_context_is_short (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TlDeskMark) mark = tl_desk_mark_new (TL_DESK_HIGHLIGHT, "d");
  g_autoptr (TlDeskMark) got = NULL;

  mark->quote = g_strdup ("tra\xcc\xa3m");
  mark->prefix = g_strdup ("0123456789 0123456789 0123456789 trước đó");
  mark->suffix = g_strdup ("ngay sau 0123456789 0123456789 0123456789");
  mark->note = g_strdup ("  gh\x69 chu\xcc\x81\xc2\xad ");
  g_assert_true (put (fixture->desk, mark, NULL));
  got = get (fixture->desk, mark->id);
  g_assert_cmpstr (got->quote, ==, "trạm");
  g_assert_cmpint (g_utf8_strlen (got->prefix, -1), ==, TL_DESK_CONTEXT);
  g_assert_true (g_str_has_suffix (got->prefix, "trước đó"));
  g_assert_cmpint (g_utf8_strlen (got->suffix, -1), ==, TL_DESK_CONTEXT);
  g_assert_true (g_str_has_prefix (got->suffix, "ngay sau 0123"));
  /* Of the note only the letters are composed: it is the judge's. */
  g_assert_cmpstr (got->note, ==, "  ghi chú\xc2\xad ");
}

static void
a_mark_is_changed_whole_and_keeps_its_beginning (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = NULL;
  g_autoptr (TlDeskMark) mark = NULL;
  g_autoptr (TlDeskMark) got = NULL;

  tl_clock_set_fake (1700000000);
  id = put_new (fixture->desk, "d", 1, "đoạn", "một");
  tl_clock_set_fake (1700000000 + DAY);
  mark = get (fixture->desk, id);
  g_free (mark->note);
  mark->note = g_strdup ("hai");
  mark->colour = TL_DESK_PINK;
  g_assert_true (put (fixture->desk, mark, NULL));
  got = get (fixture->desk, id);
  g_assert_cmpstr (got->note, ==, "hai");
  g_assert_cmpint (got->colour, ==, TL_DESK_PINK);
  g_assert_cmpstr (got->quote, ==, "đoạn");
  g_assert_cmpint (got->created, ==, 1700000000000);
  g_assert_cmpint (got->changed, ==, 1700000000000 + DAY * 1000LL);
  assert_listed (fixture->desk, (TlDeskMarkQuery){ .words = "hai" }, "hai ");
  assert_listed (fixture->desk, (TlDeskMarkQuery){ .words = "mot" }, "");
  tl_clock_set_fake (-1);
}

static void
marks_are_listed_newest_first_or_as_they_are_read (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *doc;
    guint page;
    const char *quote;
    const char *note;
  } marks[] = {
    { "b", 9, "tình tiết giảm nhẹ", "n1" },
    { "a", 7, "Bồi thường", "n2" },
    { "b", 2, "án phí", "n3" },
    { "b", 9, "TÌNH TIẾT", "n4" },
    { "a", 0, "chưa rõ trang", "n5" },
  };
  static const struct
  {
    TlDeskMarkQuery query;
    const char *expected;
  } cases[] = {
    { { .order = TL_DESK_NEWEST }, "n5 n4 n3 n2 n1 " },
    { { .order = TL_DESK_READING }, "n5 n2 n3 n1 n4 " },
    { { .doc = "b", .order = TL_DESK_NEWEST }, "n4 n3 n1 " },
    { { .doc = "b", .order = TL_DESK_READING }, "n3 n1 n4 " },
    { { .doc = "c" }, "" },
    { { .limit = 2 }, "n5 n4 " },
    { { .limit = 2, .offset = 2 }, "n3 n2 " },
    { { .words = "tinh tiet" }, "n4 n1 " },
    { { .words = " Tình TIẾT  " }, "n4 n1 " },
    { { .words = "N3" }, "n3 " },
    { { .words = "100%_'\"" }, "" },
    { { .words = "" }, "n5 n4 n3 n2 n1 " },
    { { .deleted = TRUE }, "" },
  };

  tl_clock_set_fake (1700000000); /* all in one moment */
  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    g_free (put_new (fixture->desk, marks[i].doc, marks[i].page, marks[i].quote, marks[i].note));
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    assert_listed (fixture->desk, cases[i].query, cases[i].expected);
  tl_clock_set_fake (-1);
}

static void
a_deleted_mark_can_be_brought_back (Fixture *fixture, gconstpointer data)
{
  g_autofree char *one = put_new (fixture->desk, "d", 1, "q", "one");
  g_autofree char *two = put_new (fixture->desk, "d", 2, "q", "two");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (set_deleted (fixture->desk, one, TRUE, NULL));
  assert_listed (fixture->desk, (TlDeskMarkQuery){ .doc = "d" }, "two ");
  assert_listed (fixture->desk, (TlDeskMarkQuery){ .deleted = TRUE }, "one ");
  g_assert_true (set_deleted (fixture->desk, one, FALSE, NULL));
  assert_listed (fixture->desk, (TlDeskMarkQuery){ .doc = "d" }, "two one ");
  g_assert_true (set_deleted (fixture->desk, two, TRUE, NULL));
  tl_desk_purge_marks_async (fixture->desk, NULL, done_cb, &result);
  g_assert_true (tl_desk_purge_marks_finish (fixture->desk, wait_for (&result), NULL));
  g_assert_false (set_deleted (fixture->desk, two, FALSE, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_assert_true (set_deleted (fixture->desk, two, TRUE, NULL)); /* nothing to do */
  assert_listed (fixture->desk, (TlDeskMarkQuery){ .doc = "d" }, "one ");
}

static void
what_was_deleted_long_ago_is_gone (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = put_new (fixture->desk, "d", 1, "q", "one");
  static const struct
  {
    guint days;
    gboolean there;
  } cases[] = { { 29, TRUE }, { 31, FALSE } };

  tl_clock_set_fake (1700000000);
  g_assert_true (set_deleted (fixture->desk, id, TRUE, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (TlDeskMark) mark = NULL;

      tl_desk_close (fixture->desk);
      g_object_unref (fixture->desk);
      tl_clock_set_fake (1700000000 + cases[i].days * DAY);
      fixture->desk = open_desk (fixture->folder);
      mark = get (fixture->desk, id);
      g_assert_true ((mark != NULL) == cases[i].there);
    }
  tl_clock_set_fake (-1);
}

static void
what_cannot_be_kept_is_refused (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = g_strnfill (TL_DESK_MAX_ID + 1, 'i');
  g_autofree char *quote = g_strnfill (TL_DESK_MAX_QUOTE + 1, 'q');
  g_autofree char *note = g_strnfill (TL_DESK_MAX_NOTE + 1, 'n');
  const TlDeskMark cases[] = {
    { .doc = id },
    { .doc = (char *)"" },
    { .doc = (char *)"d", .anchor = id },
    { .doc = (char *)"d", .quote = quote },
    { .doc = (char *)"d", .prefix = quote },
    { .doc = (char *)"d", .note = note },
    { .doc = (char *)"d", .note = (char *)"\xc3" },
    { .id = (char *)"no uuid", .doc = (char *)"d" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (TlDeskMark) mark = tl_desk_mark_copy (&cases[i]);
      g_autoptr (GError) error = NULL;

      if (mark->id == NULL)
        mark->id = g_uuid_string_random ();
      g_assert_false (put (fixture->desk, mark, &error));
      g_assert_error (error, TL_ERROR, TL_ERROR_LIMIT);
    }
  assert_listed (fixture->desk, (TlDeskMarkQuery){ 0 }, "");
  g_assert_cmpstr (fixture->heard->str, ==, "");
  /* The longest that is allowed is kept whole. */
  {
    g_autoptr (TlDeskMark) mark = tl_desk_mark_new (TL_DESK_HIGHLIGHT, "d");
    g_autoptr (TlDeskMark) got = NULL;

    mark->note = g_strndup (note, TL_DESK_MAX_NOTE);
    mark->quote = g_strndup (quote, TL_DESK_MAX_QUOTE);
    g_assert_true (put (fixture->desk, mark, NULL));
    got = get (fixture->desk, mark->id);
    g_assert_cmpstr (got->note, ==, mark->note);
    g_assert_cmpstr (got->quote, ==, mark->quote);
  }
}

static void
forgetting_history_keeps_marks_but_not_deleted_ones (Fixture *fixture, gconstpointer data)
{
  g_autofree char *kept = put_new (fixture->desk, "d", 1, "q", "kept");
  g_autofree char *deleted = put_new (fixture->desk, "canary", 1, "canary", "canary");
  g_autoptr (GAsyncResult) result = NULL;

  g_assert_true (set_deleted (fixture->desk, deleted, TRUE, NULL));
  tl_desk_set_history_async (fixture->desk, FALSE, NULL, done_cb, &result);
  g_assert_true (tl_desk_set_history_finish (fixture->desk, wait_for (&result), NULL));
  assert_listed (fixture->desk, (TlDeskMarkQuery){ 0 }, "kept ");
  g_assert_false (desk_test_holds (fixture->folder, "canary"));
  g_free (put_new (fixture->desk, "d", 1, "q", "new"));
  assert_listed (fixture->desk, (TlDeskMarkQuery){ 0 }, "new kept ");
}

#define MANY 10000

/* Processor time, not the clock: how long it takes must not depend on what else the machine does.
 */
static void
a_note_is_found_among_ten_thousand (Fixture *fixture, gconstpointer data)
{
  const TlDeskMarkQuery query = { .words = "HEN NGAY ky 7777 " };
  g_autofree char *listed = NULL;
  clock_t start;
  double spent;

  for (guint i = 0; i < MANY; i++)
    {
      g_autofree char *doc = g_strdup_printf ("van-ban-%u", i % 200);
      g_autofree char *note = g_strdup_printf ("Xem lại khoản này: hẹn ngày ký %u nhưng đổi ý", i);

      g_free (put_new (fixture->desk, doc, 1 + i % 30, "bên bán đã nhận tiền đặt cọc", note));
    }
  start = clock ();
  listed = list (fixture->desk, &query);
  spent = 1000.0 * (double)(clock () - start) / CLOCKS_PER_SEC;
  g_assert_cmpstr (listed, ==, "Xem lại khoản này: hẹn ngày ký 7777 nhưng đổi ý ");
  g_test_message ("one of %d notes found in %.1f ms of the processor", MANY, spent);
  /* The aim is 100 ms; memory is checked while tests run. */
  g_assert_cmpfloat (spent, <, 1000);
}

static void
colours_have_names (void)
{
  for (guint i = 0; i < TL_DESK_N_COLOURS; i++)
    g_assert_cmpint (tl_desk_colour_from_name (tl_desk_colour_to_name ((TlDeskColour)i)), ==, i);
  g_assert_cmpint (tl_desk_colour_from_name ("mauve"), ==, TL_DESK_YELLOW);
  g_assert_cmpint (tl_desk_colour_from_name (NULL), ==, TL_DESK_YELLOW);
}

int
main (int argc, char **argv)
{
  if (g_access ("/dev/shm", W_OK) == 0)
    g_setenv ("TMPDIR", "/dev/shm", TRUE);
  g_test_init (&argc, &argv, NULL);
#define ADD(name) g_test_add ("/desk/marks/" #name, Fixture, NULL, set_up, name, tear_down)
  ADD (a_mark_comes_back_as_it_was);
  ADD (passages_are_composed_and_their_context_is_short);
  ADD (a_mark_is_changed_whole_and_keeps_its_beginning);
  ADD (marks_are_listed_newest_first_or_as_they_are_read);
  ADD (a_deleted_mark_can_be_brought_back);
  ADD (what_was_deleted_long_ago_is_gone);
  ADD (what_cannot_be_kept_is_refused);
  ADD (forgetting_history_keeps_marks_but_not_deleted_ones);
  ADD (a_note_is_found_among_ten_thousand);
  g_test_add_func ("/desk/marks/colours_have_names", colours_have_names);
  return g_test_run ();
}
