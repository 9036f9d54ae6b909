/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "base/tl-clock.h"
#include "corpus/tl-library.h"
#include "publish/tl-publish-build.h"
#include "publish/tl-publish-import.h"
#include "publish/tl-publish-index.h"
#include "publish/tl-publish-questions.h"
#include "publish/tl-publish-train.h"
#include "publisher-test.h"
#include "search/engine/tl-search-engine.h"
#include "search/rank/tl-rank-model.h"

/* A law of made-up subjects. Each has an article that is called after it and says nothing, and one
 * that is called after nothing and says it: odd and even numbers. */
#define SUBJECTS 70

static char *
dup_subject (guint i)
{
  static const char *const FIRST[]
      = { "ba", "co", "đu", "ga", "hi", "ke", "lo", "mu", "na", "phi" };
  static const char *const LAST[] = { "rang", "sông", "tâm", "vinh", "xuôi", "khay", "thuốn" };

  return g_strdup_printf ("%s %s %s%s", FIRST[i % 10], LAST[i / 10 % 7], FIRST[(i + 3) % 10],
                          i % 2 ? "n" : "m");
}

static void
add_article (GString *lines, guint number, const char *title, const char *text)
{
  g_string_append_printf (lines,
                          "{\"id\":\"T#%u\",\"law\":\"Luật Chủ đề\",\"article\":\"%u\","
                          "\"title\":\"%s\",\"text\":\"%s\",\"number\":\"11/2020/QH14\"}\n",
                          number, number, title, text);
}

static void
write_sources (TestFolder *folder)
{
  g_autoptr (GString) lines = g_string_new (NULL);

  for (guint i = 0; i < SUBJECTS; i++)
    {
      g_autofree char *subject = dup_subject (i);
      g_autofree char *text = g_strdup_printf (
          "Người nào làm %s thì bị phạt tiền theo mức của địa phương nơi có việc.", subject);

      add_article (lines, 2 * i + 1, subject, "Do cơ quan có thẩm quyền hướng dẫn thi hành.");
      add_article (lines, 2 * i + 2, "Mức phạt chung", text);
    }
  g_free (test_folder_write (folder, "in/articles.jsonl", lines->str, -1));
  g_free (test_folder_write (folder, "in/guidance.jsonl", TEST_GUIDANCE, -1));
}

static void
import_sources (TestFolder *folder)
{
  g_autofree char *docs = test_path (folder, "docs");
  g_autofree char *in = test_path (folder, "in");
  const char *const paths[] = { in, NULL };
  const TlPublishImportOptions options = { TL_IMPORT_AUTO, -1, FALSE, 2, NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (TlDocStore) store = tl_doc_store_open (docs, TRUE, &error);
  TlPublishImportCounts counts;

  g_assert_true (tl_publish_import (store, paths, &options, NULL, NULL, &counts, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (counts.outcomes[TL_PUBLISH_FAILED], ==, 0);
}

/* Which of the two articles of subject @i a set of questions wants. */
typedef enum
{
  WANT_SAYING, /* the one that says it */
  WANT_MIXED   /* what no weights can learn: folds that contradict each other */
} Want;

/* Questions about the first @n subjects. */
static GString *
write_questions (guint n, Want want)
{
  GString *lines = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *subject = dup_subject (i);
      guint article = 2 * i + (want == WANT_MIXED && i % 5 < 2 ? 1 : 2);

      g_string_append_printf (lines, "{\"qid\":\"q%u\",\"text\":\"%s\",\"relevant\":[\"T#%u\"]}\n",
                              i, subject, article);
    }
  return lines;
}

static GPtrArray *
parse (const char *lines)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *questions = tl_publish_questions_parse (lines, strlen (lines), "questions", &error);

  g_assert_no_error (error);
  return questions;
}

/* Returns: (transfer full): the notes, a line each. */
static char *
build (TestFolder *folder, const char *out_name, GPtrArray *questions)
{
  g_autofree char *docs = test_path (folder, "docs");
  g_autofree char *out = test_path (folder, out_name);
  g_autoptr (GPtrArray) notes = g_ptr_array_new_with_free_func (g_free);
  const TlPublishBuildOptions options = { .questions = questions, .notes = notes };
  g_autoptr (GError) error = NULL;
  g_autoptr (TlDocStore) store = tl_doc_store_open (docs, FALSE, &error);
  TlPublishBuildCounts counts;

  g_assert_no_error (error);
  g_assert_true (tl_publish_build (store, out, &options, &counts, NULL, &error));
  g_assert_no_error (error);
  g_ptr_array_add (notes, NULL);
  return g_strjoinv ("\n", (char **)notes->pdata);
}

static TlLibrary *
open_library (TestFolder *folder, const char *name)
{
  g_autofree char *path = test_path (folder, name);
  g_autoptr (GError) error = NULL;
  TlLibrary *library = tl_library_open (path, &error);

  g_assert_no_error (error);
  return library;
}

/* How many indexes of the library carry weights that can be read. */
static guint
count_weights (TestFolder *folder, const char *name)
{
  g_autoptr (TlLibrary) library = open_library (folder, name);
  guint n = 0;

  for (guint i = 0; i < tl_library_get_n_volumes (library); i++)
    {
      g_autofree char *path = tl_volume_dup_index_path (tl_library_get_volume (library, i));
      const char *const paths[] = { path, NULL };
      g_autoptr (TlXapianDb) db = tl_xapian_db_open (paths, NULL);
      g_autoptr (GBytes) bytes = tl_xapian_db_load_metadata (db, 0, TL_RANK_MODEL_KEY, NULL);
      TlRankModel model;

      if (bytes == NULL)
        continue;
      g_assert_true (
          tl_rank_model_parse (&model, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes)));
      n++;
    }
  return n;
}

/* The first answer to the name of subject @i. */
static char *
ask (TestFolder *folder, const char *name, guint i)
{
  g_autofree char *subject = dup_subject (i);
  TlSearchRequest request = { .text = subject, .kind = TL_DOC_STATUTE, .limit = 3 };
  g_autoptr (GError) error = NULL;
  g_autoptr (TlLibrary) library = open_library (folder, name);
  g_autoptr (TlSearchEngine) engine = tl_search_engine_new (library, &error);
  g_autoptr (TlSearchResult) result = NULL;

  g_assert_no_error (error);
  result = tl_search_engine_run (engine, &request, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (result->hits->len, >=, 2);
  return g_strdup (((TlHit *)g_ptr_array_index (result->hits, 0))->source_id);
}

static char *
dup_article (guint number)
{
  return g_strdup_printf ("T#%u", number);
}

/* The last subject is one that no question was about. */
static void
assert_first (TestFolder *folder, const char *name, gboolean says)
{
  g_autofree char *first = ask (folder, name, SUBJECTS - 1);
  g_autofree char *wanted = dup_article (2 * SUBJECTS - (says ? 0 : 1));

  g_assert_cmpstr (first, ==, wanted);
}

static void
assert_same_bytes (TestFolder *folder, const char *one, const char *other)
{
  g_autoptr (TlLibrary) library = open_library (folder, one);
  g_autoptr (TlLibrary) again = open_library (folder, other);

  g_assert_cmpuint (tl_library_get_n_volumes (library), ==, 2);
  g_assert_cmpuint (tl_library_get_n_volumes (again), ==, 2);
  for (guint i = 0; i < 2; i++)
    {
      g_autofree char *path = tl_volume_dup_index_path (tl_library_get_volume (library, i));
      g_autofree char *path2 = tl_volume_dup_index_path (tl_library_get_volume (again, i));
      g_autofree char *content = NULL;
      g_autofree char *content2 = NULL;
      gsize length, length2;

      g_assert_true (g_file_get_contents (path, &content, &length, NULL));
      g_assert_true (g_file_get_contents (path2, &content2, &length2, NULL));
      g_assert_cmpmem (content, length, content2, length2);
    }
}

/* ---- Tests ---- */

static void
weights_are_trained_and_used (TestFolder *folder, gconstpointer data)
{
  g_autoptr (GString) lines = write_questions (60, WANT_SAYING);
  g_autoptr (GPtrArray) questions = parse (lines->str);
  g_autofree char *nothing = NULL;
  g_autofree char *said = NULL;
  g_autofree char *again = NULL;

  tl_clock_set_fake (1700000000);
  write_sources (folder);
  import_sources (folder);
  nothing = build (folder, "plain", NULL);
  g_assert_cmpstr (nothing, ==, "");
  g_assert_cmpuint (count_weights (folder, "plain"), ==, 0);
  assert_first (folder, "plain", FALSE);
  said = build (folder, "out", questions);
  g_assert_nonnull (strstr (said, "weights: 60 questions; nDCG@10 with the built-in weights "));
  g_assert_nonnull (strstr (said, "the trained ones are kept"));
  g_assert_cmpuint (count_weights (folder, "out"), ==, 1);
  assert_first (folder, "out", TRUE);
  again = build (folder, "again", questions);
  g_assert_cmpstr (again, ==, said);
  assert_same_bytes (folder, "out", "again");
  tl_clock_set_fake (-1);
}

static void
what_cannot_be_used_is_named (TestFolder *folder, gconstpointer data)
{
  static const char *const BAD[]
      = { "{\"qid\":\"lạ\",\"text\":\"ba rang\",\"relevant\":[\"T#999\",\"U#1\"]}\n",
          "{\"question\":\"ba rang\",\"doc\":\"khong-co\",\"anchor\":\"d1\"}\n",
          "{\"question\":\"ba rang\",\"doc\":\"11-2020-qh14\",\"anchor\":\"d999\"}\n",
          "{\"question\":\"ba rang\",\"doc\":\"11-2020-qh14\"}\n" };
  static const char *const NAMES[]
      = { "question “lạ”", "question of line 51", "question of line 52", "question of line 53" };
  g_autoptr (GString) lines = write_questions (49, WANT_SAYING);
  g_autoptr (GPtrArray) questions = NULL;
  g_autofree char *said = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (BAD); i++)
    g_string_append (lines, BAD[i]);
  questions = parse (lines->str);
  write_sources (folder);
  import_sources (folder);
  said = build (folder, "out", questions);
  for (guint i = 0; i < G_N_ELEMENTS (NAMES); i++)
    if (strstr (said, NAMES[i]) == NULL)
      g_error ("%s is not named in: %s", NAMES[i], said);
  g_assert_nonnull (strstr (said, "not trained: usable questions: 49, needed: 50"));
  g_assert_null (strstr (said, "ba rang"));
  g_assert_cmpuint (count_weights (folder, "out"), ==, 0);
}

static void
confirmed_questions_train_too (TestFolder *folder, gconstpointer data)
{
  g_autoptr (GString) lines = g_string_new (NULL);
  g_autofree char *said = NULL;

  for (guint i = 0; i < 55; i++)
    {
      g_autofree char *subject = dup_subject (i);

      g_string_append_printf (lines,
                              "{\"question\":\"%s\",\"doc\":\"11-2020-qh14\",\"anchor\":\"d%u\"}\n",
                              subject, 2 * i + 2);
    }
  write_sources (folder);
  g_free (test_folder_write (folder, "in/pairs.jsonl", lines->str, -1));
  import_sources (folder);
  said = build (folder, "out", NULL);
  g_assert_nonnull (strstr (said, "weights: 55 questions"));
  g_assert_cmpuint (count_weights (folder, "out"), ==, 1);
  assert_first (folder, "out", TRUE);
}

static void
weights_that_do_worse_are_not_kept (TestFolder *folder, gconstpointer data)
{
  g_autoptr (GString) lines = write_questions (60, WANT_MIXED);
  g_autoptr (GPtrArray) questions = parse (lines->str);
  g_autofree char *said = NULL;

  write_sources (folder);
  import_sources (folder);
  said = build (folder, "out", questions);
  g_assert_nonnull (strstr (said, "the built-in ones stay"));
  g_assert_cmpuint (count_weights (folder, "out"), ==, 0);
}

static void
indexes_written_anew_keep_or_learn_them (TestFolder *folder, gconstpointer data)
{
  g_autoptr (GString) lines = write_questions (60, WANT_SAYING);
  g_autoptr (GPtrArray) questions = parse (lines->str);
  g_autofree char *plain = test_path (folder, "plain");
  g_autofree char *out = test_path (folder, "out");
  TlPublishIndexOptions options = { .jobs = 1 };
  g_autoptr (GError) error = NULL;
  guint64 bytes;

  tl_clock_set_fake (1700000000);
  write_sources (folder);
  import_sources (folder);
  g_free (build (folder, "plain", NULL));
  g_free (build (folder, "out", questions));
  g_free (build (folder, "first", questions));
  g_assert_true (tl_publish_index (out, &options, &bytes, NULL, &error));
  g_assert_no_error (error);
  assert_same_bytes (folder, "out", "first");
  options.questions = questions;
  g_assert_true (tl_publish_index (plain, &options, &bytes, NULL, &error));
  g_assert_no_error (error);
  assert_same_bytes (folder, "plain", "first");
  tl_clock_set_fake (-1);
}

static void
a_line_that_is_no_question_is_named (void)
{
  static const struct
  {
    const char *text;
    const char *message; /* NULL: as many questions as n */
    guint n;
  } cases[] = {
    { "", NULL, 0 },
    { "\n\r\n\n", NULL, 0 },
    { "{\"text\":\"a\",\"relevant\":[\"x\"]}", NULL, 1 },
    { "{\"text\":\"a\",\"relevant\":[]}\n{\"question\":\"a\",\"doc\":\"d\"}\n", NULL, 2 },
    { "\n{\"text\":\"a\"}\n", "f:2: neither", 0 },
    { "{\"text\":\"a\",\"relevant\":\"x\"}\n", "f:1: neither", 0 },
    { "{\"text\":\"a\",\"relevant\":[1]}\n", "f:1: neither", 0 },
    { "{\"question\":7,\"doc\":\"d\"}\n", "f:1: neither", 0 },
    { "{\"text\":\n", "f:1: ", 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) questions
          = tl_publish_questions_parse (cases[i].text, strlen (cases[i].text), "f", &error);

      if (cases[i].message == NULL)
        {
          g_assert_no_error (error);
          g_assert_cmpuint (questions->len, ==, cases[i].n);
          continue;
        }
      g_assert_null (questions);
      g_assert_true (g_str_has_prefix (error->message, cases[i].message));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func)                                                                            \
  g_test_add ("/publish/train/" name, TestFolder, NULL, test_folder_set_up, func,                  \
              test_folder_tear_down)
  ADD ("weights-are-trained-and-used", weights_are_trained_and_used);
  ADD ("what-cannot-be-used-is-named", what_cannot_be_used_is_named);
  ADD ("confirmed-questions-train-too", confirmed_questions_train_too);
  ADD ("weights-that-do-worse-are-not-kept", weights_that_do_worse_are_not_kept);
  ADD ("indexes-written-anew-keep-or-learn-them", indexes_written_anew_keep_or_learn_them);
  g_test_add_func ("/publish/train/a-line-that-is-no-question-is-named",
                   a_line_that_is_no_question_is_named);
  return g_test_run ();
}
