/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "base/tl-error.h"
#include "base/tl-posix.h"
#include "search-fixture.h"
#include "search/memory/tl-memory-log.h"
#include "search/memory/tl-memory-table.h"
#include "search/memory/tl-memory.h"
#include "../test-system.h"

#define THEFT_QUESTION "Hàng xóm lấy chiếc xe đạp của tôi thì bị xử thế nào?"

/* ---- The file ---- */

typedef struct
{
  const char *name;
  const char *text;
  guint changes;
  const char *problem; /* (nullable): the first */
} LogCase;

static const LogCase LOGS[] = {
  { "an empty file", "", 0, NULL },
  { "blank lines", "\n  \n\r\n", 0, NULL },
  { "one pair",
    "{\"do\":\"confirm\",\"question\":\"Đặt cọc là gì\",\"doc\":\"a\",\"anchor\":\"d1\"}\n", 1,
    NULL },
  { "off and on", "{\"do\":\"off\",\"id\":\"x\"}\n{\"do\":\"on\",\"id\":\"x\"}\n", 2, NULL },
  { "undo takes the last change",
    "{\"do\":\"off\",\"id\":\"x\"}\n{\"do\":\"off\",\"id\":\"y\"}\n{\"do\":\"undo\"}\n", 1, NULL },
  { "undo of nothing", "{\"do\":\"undo\"}\n{\"do\":\"off\",\"id\":\"x\"}\n", 1, NULL },
  { "undo twice takes two",
    "{\"do\":\"off\",\"id\":\"x\"}\n{\"do\":\"on\",\"id\":\"x\"}\n{\"do\":\"undo\"}\n{\"do\":"
    "\"undo\"}\n",
    0, NULL },
  { "a last line cut short", "{\"do\":\"off\",\"id\":\"x\"}\n{\"do\":\"of", 1, "m:2: " },
  { "no JSON", "{\"do\":\"off\",\"id\":\"x\"}\nwhat\n{\"do\":\"on\",\"id\":\"x\"}\n", 2, "m:2: " },
  { "an unknown word", "{\"do\":\"forget\",\"id\":\"x\"}\n", 0,
    "m:1: “do” is none of confirm, off, on, undo" },
  { "no document", "{\"do\":\"confirm\",\"question\":\"Đặt cọc là gì\"}\n", 0,
    "m:1: “question” and “doc”" },
  { "a question without letters", "{\"do\":\"confirm\",\"question\":\"?!\",\"doc\":\"a\"}\n", 0,
    "m:1: “question” and “doc”" },
  { "no id", "{\"do\":\"off\"}\n", 0, "m:1: “id” is needed" },
  { "bytes that are no text", "\xff\xfe\n{\"do\":\"off\",\"id\":\"x\"}\n", 1, "m:1: " },
};

static void
lines_of_the_file_are_changes_or_named_problems (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (LOGS); i++)
    {
      const LogCase *c = &LOGS[i];
      g_autoptr (GError) error = NULL;
      g_autoptr (TlMemoryLog) log = _tl_memory_log_parse (c->text, strlen (c->text), "m", &error);

      g_test_message ("%s", c->name);
      g_assert_no_error (error);
      g_assert_cmpuint (log->changes->len, ==, c->changes);
      g_assert_cmpuint (log->problems->len, ==, c->problem != NULL ? 1 : 0);
      if (c->problem != NULL)
        g_assert_true (g_str_has_prefix (g_ptr_array_index (log->problems, 0), c->problem));
      g_assert_cmpmem (log->bytes->str, log->bytes->len, c->text, strlen (c->text));
    }
}

typedef struct
{
  SearchFixture base;
  char *path;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  search_fixture_set_up (&fixture->base, data);
  fixture->path = g_build_filename (fixture->base.folder, "memory.jsonl", NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_free (fixture->path);
  search_fixture_tear_down (&fixture->base, data);
}

#define ADD(path, name) g_test_add (path #name, Fixture, NULL, set_up, name, tear_down)

static TlMemory *
open_memory (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  TlMemory *memory
      = tl_memory_new (tl_search_engine_get_library (fixture->base.engine), fixture->path, &error);

  g_assert_no_error (error);
  return memory;
}

/* Confirms a place and lets the engine use it. Returns: the id. */
static char *
confirm (
    Fixture *fixture, TlMemory *memory, const char *question, const char *doc, const char *anchor)
{
  g_autoptr (GError) error = NULL;
  char *id = tl_memory_confirm (memory, question, doc, anchor, &error);

  g_assert_no_error (error);
  tl_search_engine_set_memory (fixture->base.engine, memory);
  return id;
}

static void
a_broken_line_stays_in_the_file (Fixture *fixture, gconstpointer data)
{
  static const char BROKEN[] = "{\"do\":\"off\",\"id\":\"x\"}\nnot a change\n{\"do\":\"co";
  g_autoptr (TlMemory) memory = NULL;
  g_autoptr (GPtrArray) problems = NULL;
  g_autofree char *id = NULL;
  g_autofree char *text = NULL;
  g_autofree char *second = g_strconcat (fixture->path, ":2: ", NULL);

  g_assert_true (g_file_set_contents (fixture->path, BROKEN, -1, NULL));
  memory = open_memory (fixture);
  problems = tl_memory_get_problems (memory);
  g_assert_cmpuint (problems->len, ==, 2);
  g_assert_true (g_str_has_prefix (g_ptr_array_index (problems, 0), second));
  id = confirm (fixture, memory, THEFT_QUESTION, "100-2015-qh13", "d173");
  g_assert_true (g_file_get_contents (fixture->path, &text, NULL, NULL));
  g_assert_true (g_str_has_prefix (text, BROKEN));
  g_assert_cmpint (text[strlen (BROKEN)], ==, '\n');
  g_assert_nonnull (strstr (text, id));
  g_assert_cmpuint (tl_memory_get_n_active (memory), ==, 1);
}

/* A program that confirms one question after the other until it is killed. */
static void
confirm_for_ever (Fixture *fixture)
{
  g_autoptr (TlMemory) memory = open_memory (fixture);

  for (guint i = 0;; i++)
    {
      g_autofree char *question = g_strdup_printf ("Câu hỏi thứ %05u", i);

      if (tl_memory_confirm (memory, question, "100-2015-qh13", "d173", NULL) == NULL)
        _exit (1);
    }
}

static void
killed_anywhere_the_file_is_whole (Fixture *fixture, gconstpointer data)
{
  TEST_NEEDS_POSIX ("processes that are forked, and limits");
  for (guint round = 0; round < 8; round++)
    {
      g_autoptr (TlMemory) memory = NULL;
      g_autoptr (GPtrArray) problems = NULL;
      g_autoptr (GPtrArray) list = NULL;
      pid_t child;

      g_unlink (fixture->path);
      child = fork ();
      g_assert_cmpint (child, >=, 0);
      if (child == 0)
        confirm_for_ever (fixture);
      g_usleep (20000 + round * 7000);
      g_assert_cmpint (kill (child, SIGKILL), ==, 0);
      g_assert_cmpint (waitpid (child, NULL, 0), ==, child);
      memory = open_memory (fixture);
      problems = tl_memory_get_problems (memory);
      g_assert_cmpuint (problems->len, ==, 0);
      list = tl_memory_list (memory);
      for (guint i = 0; i < list->len; i++)
        {
          g_autofree char *question = g_strdup_printf ("Câu hỏi thứ %05u", i);

          g_assert_cmpstr (((TlMemoryEntry *)g_ptr_array_index (list, i))->question, ==, question);
        }
    }
}

#define WRITERS 3
#define EACH    25

static void
confirm_some (Fixture *fixture, guint writer)
{
  g_autoptr (TlMemory) memory = open_memory (fixture);

  for (guint i = 0; i < EACH; i++)
    {
      g_autofree char *question = g_strdup_printf ("Câu hỏi %u của người %u", i, writer);
      g_autofree char *id = tl_memory_confirm (memory, question, "100-2015-qh13", "d173", NULL);

      if (id == NULL)
        _exit (1);
    }
  _exit (0);
}

static void
programs_that_write_at_one_time_lose_nothing (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TlMemory) memory = NULL;
  pid_t children[WRITERS];

  TEST_NEEDS_POSIX ("processes that are forked, and limits");
  for (guint i = 0; i < WRITERS; i++)
    {
      children[i] = fork ();
      g_assert_cmpint (children[i], >=, 0);
      if (children[i] == 0)
        confirm_some (fixture, i);
    }
  for (guint i = 0; i < WRITERS; i++)
    {
      int status;

      g_assert_cmpint (waitpid (children[i], &status, 0), ==, children[i]);
      g_assert_true (WIFEXITED (status) && WEXITSTATUS (status) == 0);
    }
  memory = open_memory (fixture);
  g_assert_cmpuint (tl_memory_get_n_active (memory), ==, WRITERS * EACH);
}

/* A file may grow to @bytes and no further, as on a disk that is full. */
static void
limit_files (rlim_t bytes)
{
  struct rlimit limit;

  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  limit.rlim_cur = MIN (bytes, limit.rlim_max);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
}

static void
on_a_full_disk_the_old_file_stays_and_is_named (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TlMemory) memory = open_memory (fixture);
  g_autofree char *id = confirm (fixture, memory, THEFT_QUESTION, "100-2015-qh13", "d173");
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *none = NULL;
  g_autoptr (GError) error = NULL;

  TEST_NEEDS_POSIX ("processes that are forked, and limits");
  g_assert_nonnull (id);
  g_assert_true (g_file_get_contents (fixture->path, &before, NULL, NULL));
  signal (SIGXFSZ, SIG_IGN);
  limit_files (strlen (before) + 10);
  none = tl_memory_confirm (memory, "Một câu hỏi khác", "100-2015-qh13", "d173", &error);
  limit_files (RLIM_INFINITY);
  g_assert_null (none);
  g_assert_nonnull (error);
  g_assert_nonnull (strstr (error->message, "memory.jsonl"));
  g_assert_true (g_file_get_contents (fixture->path, &after, NULL, NULL));
  g_assert_cmpstr (after, ==, before);
  g_assert_cmpuint (tl_memory_get_n_active (memory), ==, 1);
}

/* ---- Entries ---- */

static void
every_change_can_be_taken_back (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TlMemory) memory = open_memory (fixture);
  g_autoptr (TlMemory) other = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *id = confirm (fixture, memory, THEFT_QUESTION, "100-2015-qh13", "d173");
  g_autofree char *again = confirm (fixture, memory, THEFT_QUESTION, "100-2015-qh13", "d173");

  g_assert_cmpstr (id, ==, again);
  g_assert_cmpuint (tl_memory_get_n_active (memory), ==, 1);
  g_assert_true (tl_memory_set_active (memory, id, FALSE, &error));
  g_assert_cmpuint (tl_memory_get_n_active (memory), ==, 0);
  /* Another program sees it, and its change is seen here. */
  other = open_memory (fixture);
  g_assert_cmpuint (tl_memory_get_n_active (other), ==, 0);
  g_assert_true (tl_memory_undo (other, &error));
  g_assert_cmpuint (tl_memory_get_n_active (other), ==, 1);
  g_assert_true (tl_memory_undo (memory, &error));
  g_assert_cmpuint (tl_memory_get_n_active (memory), ==, 0);
  g_assert_false (tl_memory_undo (memory, &error));
  g_assert_no_error (error);
}

typedef struct
{
  const char *question;
  const char *doc;
  const char *anchor;
} Place;

static const Place REFUSED[] = {
  { "?!", "100-2015-qh13", "d173" },
  { THEFT_QUESTION, "no-such-law", "d173" },
  { THEFT_QUESTION, "100-2015-qh13", "d999" },
};

static void
what_the_library_does_not_hold_is_not_confirmed (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TlMemory) memory = open_memory (fixture);

  for (guint i = 0; i < G_N_ELEMENTS (REFUSED); i++)
    {
      const Place *p = &REFUSED[i];
      g_autoptr (GError) error = NULL;

      g_assert_null (tl_memory_confirm (memory, p->question, p->doc, p->anchor, &error));
      g_assert_error (error, TL_ERROR, TL_ERROR_INPUT);
    }
  g_assert_false (tl_memory_set_active (memory, "none", FALSE, NULL));
  g_assert_false (g_file_test (fixture->path, G_FILE_TEST_EXISTS));
}

/* ---- Answers ---- */

typedef struct
{
  const char *asked;
  const char *as_of;  /* (nullable) */
  const char *doc;    /* confirmed */
  const char *anchor; /* confirmed */
  gboolean first;     /* whether it then is the first hit, and says so */
} AnswerCase;

static const AnswerCase ANSWERS[] = {
  { THEFT_QUESTION, NULL, "100-2015-qh13", "d173", TRUE },
  { "hang xom lay chiec xe dap cua toi thi bi xu the nao", NULL, "100-2015-qh13", "d173", TRUE },
  { "Hàng xóm lấy chiếc xe đạp của tôi bị xử thế nào", NULL, "100-2015-qh13", "d173", TRUE },
  { "Đặt cọc", NULL, "100-2015-qh13", "d173", FALSE },
  /* A clause speaks for its article. */
  { THEFT_QUESTION, NULL, "100-2015-qh13", "d173.k2", TRUE },
  /* The law of another day is not lifted; on its own day it is. */
  { THEFT_QUESTION, "2026-11-15", "15-1999-qh10", "d138", FALSE },
  { THEFT_QUESTION, "2010-01-01", "15-1999-qh10", "d138", TRUE },
  { THEFT_QUESTION, "2010-01-01", "100-2015-qh13", "d173", FALSE },
};

static void
a_question_like_a_confirmed_one_finds_its_unit (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < G_N_ELEMENTS (ANSWERS); i++)
    {
      const AnswerCase *c = &ANSWERS[i];
      g_autoptr (TlMemory) memory = NULL;
      g_autofree char *id = NULL;
      g_autoptr (TlSearchResult) result = NULL;
      const TlHit *hit;
      gboolean first;

      g_test_message ("%s -> %s#%s", c->asked, c->doc, c->anchor);
      g_unlink (fixture->path);
      memory = open_memory (fixture);
      id = confirm (fixture, memory, THEFT_QUESTION, c->doc, c->anchor);
      result = search_fixture_ask_on (&fixture->base, c->asked, c->as_of);
      hit = search_fixture_hit (result, 0);
      first = hit != NULL && strcmp (hit->doc, c->doc) == 0 && hit->confirmed == 1
              && search_fixture_has_why (hit, "confirmed");
      g_assert_cmpint (first, ==, c->first);
    }
}

static void
the_version_of_the_day_is_lifted (Fixture *fixture, gconstpointer data)
{
  static const char *const DAYS[][2]
      = { { "2022-01-01", "2021-01-01" }, { "2026-01-01", "2025-07-01" } };
  g_autoptr (TlMemory) memory = open_memory (fixture);
  g_autofree char *id = confirm (fixture, memory, THEFT_QUESTION, "58-2020-qh14", "d3");

  for (guint i = 0; i < G_N_ELEMENTS (DAYS); i++)
    {
      g_autoptr (TlSearchResult) result
          = search_fixture_ask_on (&fixture->base, THEFT_QUESTION, DAYS[i][0]);

      search_fixture_assert_first (result, "58-2020-qh14", "d3");
      g_assert_cmpstr (search_fixture_hit (result, 0)->valid_from, ==, DAYS[i][1]);
    }
}

static void
filters_hold_for_confirmed_units_too (Fixture *fixture, gconstpointer data)
{
  static const char *const FILTERS[] = { "number=91/2015/QH13", NULL };
  static const TlSearchRequest REQUESTS[] = {
    { .text = THEFT_QUESTION, .kind = TL_DOC_JUDGMENT, .limit = 10 },
    { .text = THEFT_QUESTION, .kind = -1, .filters = FILTERS, .limit = 10 },
  };
  g_autoptr (TlMemory) memory = open_memory (fixture);
  g_autofree char *id = confirm (fixture, memory, THEFT_QUESTION, "100-2015-qh13", "d173");

  for (guint i = 0; i < G_N_ELEMENTS (REQUESTS); i++)
    {
      g_autoptr (TlSearchResult) result = search_fixture_ask (fixture->base.engine, &REQUESTS[i]);

      for (guint k = 0; k < result->hits->len; k++)
        g_assert_cmpstr (search_fixture_hit (result, k)->doc, !=, "100-2015-qh13");
    }
}

static void
an_unlike_question_is_answered_as_without_memory (Fixture *fixture, gconstpointer data)
{
  static const char *const QUESTIONS[]
      = { "đặt cọc", "trộm cắp tài sản", "Điều 173 BLHS", "nguyen tac hoa giai", "quyền khác" };
  g_autoptr (TlMemory) memory = open_memory (fixture);
  g_autofree char *id = confirm (fixture, memory, THEFT_QUESTION, "100-2015-qh13", "d174");

  for (guint i = 0; i < G_N_ELEMENTS (QUESTIONS); i++)
    {
      g_autoptr (TlSearchResult) with = NULL;
      g_autoptr (TlSearchResult) without = NULL;

      tl_search_engine_set_memory (fixture->base.engine, memory);
      with = search_fixture_ask_on (&fixture->base, QUESTIONS[i], NULL);
      tl_search_engine_set_memory (fixture->base.engine, NULL);
      without = search_fixture_ask_on (&fixture->base, QUESTIONS[i], NULL);
      g_assert_cmpuint (with->hits->len, ==, without->hits->len);
      for (guint k = 0; k < with->hits->len; k++)
        {
          const TlHit *a = search_fixture_hit (with, k), *b = search_fixture_hit (without, k);

          g_assert_cmpstr (a->doc, ==, b->doc);
          g_assert_cmpstr (a->anchor, ==, b->anchor);
          g_assert_cmpfloat (a->score, ==, b->score);
        }
    }
}

/* ---- The library's own ---- */

static void
questions_that_came_with_the_library_act_and_can_be_switched_off (void)
{
  g_autofree char *folder = search_fixture_folder ();
  g_autofree char *path = g_build_filename (folder, "memory.jsonl", NULL);
  g_autoptr (GPtrArray) documents = search_fixture_documents ();
  g_autoptr (TlSearchEngine) engine = NULL;
  g_autoptr (TlMemory) memory = NULL;
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (TlSearchResult) result = NULL;
  g_autoptr (TlSearchResult) after = NULL;
  TlSearchRequest request = { .text = THEFT_QUESTION, .kind = -1, .limit = 3 };
  const TlMemoryEntry *entry;

  for (guint i = 0; i < documents->len; i++)
    {
      TlDocument *document = g_ptr_array_index (documents, i);

      if (strcmp (document->id, "100-2015-qh13") == 0)
        document->meta = g_strdup ("{\"asked\":[{\"anchor\":\"d174\",\"question\":\"" THEFT_QUESTION
                                   "\",\"contribution\":\"c1\"},{\"question\":\"\"},7]}");
    }
  g_free (search_fixture_write (folder, documents, "1"));
  engine = search_fixture_open (folder);
  result = search_fixture_ask (engine, &request);
  search_fixture_assert_first (result, "100-2015-qh13", "d174");
  memory = tl_memory_new (tl_search_engine_get_library (engine), path, NULL);
  list = tl_memory_list (memory);
  g_assert_cmpuint (list->len, ==, 1);
  entry = g_ptr_array_index (list, 0);
  g_assert_false (entry->own);
  g_assert_cmpstr (entry->contribution, ==, "c1");
  g_assert_true (tl_memory_set_active (memory, entry->id, FALSE, NULL));
  tl_search_engine_set_memory (engine, memory);
  after = search_fixture_ask (engine, &request);
  for (guint k = 0; k < after->hits->len; k++)
    g_assert_cmpuint (search_fixture_hit (after, k)->confirmed, ==, 0);
  g_unlink (path);
  search_fixture_remove (folder);
}

static void
free_entry_cb (TlMemoryEntry *entry, guint32 row, gpointer user_data)
{
  tl_memory_entry_free (entry);
}

static void
a_damaged_table_is_an_error (void)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static ("\x01\x02\x03\x04\x05", 5);
  g_autoptr (GError) error = NULL;

  g_assert_false (tl_memory_table_read (bytes, free_entry_cb, NULL, &error));
  g_assert_error (error, TL_ERROR, TL_ERROR_STORE);
}

static void
a_file_too_large_is_refused_unread (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->base.folder, "large.jsonl", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (TlMemory) memory = NULL;
  int fd = g_open (path, O_CREAT | O_WRONLY, 0600);

  g_assert_cmpint (ftruncate (fd, (off_t)65 * 1024 * 1024), ==, 0);
  close (fd);
  memory = tl_memory_new (tl_search_engine_get_library (fixture->base.engine), path, &error);
  g_assert_error (error, TL_ERROR, TL_ERROR_LIMIT);
  g_assert_null (memory);
  g_unlink (path);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/memory/lines_of_the_file_are_changes_or_named_problems",
                   lines_of_the_file_are_changes_or_named_problems);
  ADD ("/memory/", a_broken_line_stays_in_the_file);
  ADD ("/memory/", a_file_too_large_is_refused_unread);
  ADD ("/memory/", killed_anywhere_the_file_is_whole);
  ADD ("/memory/", programs_that_write_at_one_time_lose_nothing);
  ADD ("/memory/", on_a_full_disk_the_old_file_stays_and_is_named);
  ADD ("/memory/", every_change_can_be_taken_back);
  ADD ("/memory/", what_the_library_does_not_hold_is_not_confirmed);
  ADD ("/memory/", a_question_like_a_confirmed_one_finds_its_unit);
  ADD ("/memory/", the_version_of_the_day_is_lifted);
  ADD ("/memory/", filters_hold_for_confirmed_units_too);
  ADD ("/memory/", an_unlike_question_is_answered_as_without_memory);
  g_test_add_func ("/memory/questions_that_came_with_the_library_act_and_can_be_switched_off",
                   questions_that_came_with_the_library_act_and_can_be_switched_off);
  g_test_add_func ("/memory/a_damaged_table_is_an_error", a_damaged_table_is_an_error);
  return g_test_run ();
}
