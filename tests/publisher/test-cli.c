/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Runs the program itself, as a script of a court's IT would. */
#include "config.h"

#include "base/tl-json.h"
#include "corpus/tl-doc-store.h"
#include "publisher-test.h"
#include "../test-system.h"
#include "search/engine/tl-search-engine.h"

static const char *program;

typedef struct
{
  int status;
  char *out;
  char *err;
} Run;

static void
run_clear (Run *run)
{
  g_clear_pointer (&run->out, g_free);
  g_clear_pointer (&run->err, g_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Run, run_clear)

static GSubprocess *
start (const char *const *args)
{
  g_autoptr (GPtrArray) argv = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  GSubprocess *process;

  g_ptr_array_add (argv, (gpointer)program);
  for (guint i = 0; args[i] != NULL; i++)
    g_ptr_array_add (argv, (gpointer)args[i]);
  g_ptr_array_add (argv, NULL);
  process
      = g_subprocess_newv ((const char *const *)argv->pdata,
                           G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE, &error);
  g_assert_no_error (error);
  return process;
}

static Run
finish (GSubprocess *process)
{
  g_autoptr (GError) error = NULL;
  Run run = { 0, NULL, NULL };

  g_assert_true (g_subprocess_communicate_utf8 (process, NULL, NULL, &run.out, &run.err, &error));
  g_assert_no_error (error);
  run.status = test_was_ended (process) ? -1 : g_subprocess_get_exit_status (process);
  return run;
}

static Run
run_program (const char *const *args)
{
  g_autoptr (GSubprocess) process = start (args);

  return finish (process);
}

#define RUN(...) run_program ((const char *const[]){ __VA_ARGS__, NULL })

static void
wrong_calls_are_2_and_say_what_is_wrong (TestFolder *folder, gconstpointer data)
{
  static const struct
  {
    const char *args[8];
    const char *words;
  } cases[] = {
    { { NULL }, "a command is missing" },
    { { "dance", NULL }, "no command \"dance\"" },
    { { "import", "x.pdf", NULL }, "--into is needed" },
    { { "import", "--into", "d", NULL }, "at least one" },
    { { "import", "--into", "d", "--kind", "poem", "x", NULL }, "no kind \"poem\"" },
    { { "import", "--into", "d", "--format", "wps", "x", NULL }, "no format \"wps\"" },
    { { "import", "--into", "d", "--jobs", "0x", "x", NULL }, "0x" },
    { { "import", "--frobnicate", NULL }, "frobnicate" },
    { { "build", "--from", "d", NULL }, "--from and --out" },
    { { "build", "--from", "d", "--out", "o", "x", NULL }, "one argument too many" },
    { { "search", "q", NULL }, "--library" },
    { { "search", "--library", "l", NULL }, "QUESTION" },
    { { "search", "--library", "l", "--as-of", "1/2/2020", "q", NULL }, "no date" },
    { { "search", "--library", "l", "-k", "0", "q", NULL }, "-k" },
    { { "search", "--library", "l", "--batch", "f", NULL }, "--json" },
    { { "search", "--library", "l", "--filter", "x", "q", NULL }, "NAME=VALUE" },
    { { "similar", "x.pdf", NULL }, "--library" },
    { { "similar", "--library", "l", NULL }, "FILE or document id" },
    { { "similar", "--library", "l", "--facts", "t", "x.pdf", NULL }, "FILE or document id" },
    { { "similar", "--library", "l", "--weights", "facts", "x", NULL }, "--weights" },
    { { "stats", NULL }, "--library" },
    { { "extract", NULL }, "FILE" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (Run) run = run_program (cases[i].args);

      g_test_message ("%s", run.err);
      g_assert_cmpint (run.status, ==, 2);
      g_assert_nonnull (strstr (run.err, cases[i].words));
      g_assert_cmpstr (run.out, ==, "");
    }
}

static void
help_is_0_and_lists_the_options (TestFolder *folder, gconstpointer data)
{
  static const struct
  {
    const char *command, *words;
  } cases[] = {
    { "import", "--ocr" },    { "build", "--out" },    { "search", "--batch" },
    { "stats", "--library" }, { "extract", "--kind" },
  };
  g_auto (Run) all = RUN ("--help");
  g_auto (Run) version = RUN ("--version");

  g_assert_cmpint (all.status, ==, 0);
  g_assert_cmpint (version.status, ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (Run) run = RUN (cases[i].command, "--help");

      g_assert_cmpint (run.status, ==, 0);
      g_assert_nonnull (strstr (run.out, cases[i].words));
      g_assert_nonnull (strstr (all.out, cases[i].command));
    }
}

static void
make_library (TestFolder *folder)
{
  g_autofree char *in = test_path (folder, "in");
  g_autofree char *docs = test_path (folder, "docs");
  g_autofree char *out = test_path (folder, "out");
  g_auto (Run) import = { 0 };
  g_auto (Run) build = { 0 };

  test_write_sources (folder);
  import = RUN ("import", "--into", docs, in);
  g_assert_cmpint (import.status, ==, 0);
  build = RUN ("build", "--from", docs, "--out", out);
  g_assert_cmpint (build.status, ==, 0);
}

static void
questions_that_train_nothing_are_told_of (TestFolder *folder, gconstpointer data)
{
  g_autofree char *docs = test_path (folder, "docs");
  g_autofree char *out = test_path (folder, "out");
  g_autofree char *file = test_folder_write (
      folder, "questions.jsonl", "{\"qid\":\"q7\",\"text\":\"cam\",\"relevant\":[\"Z#9\"]}\n", -1);
  g_auto (Run) build = { 0 };
  g_auto (Run) index = { 0 };

  make_library (folder);
  build = RUN ("build", "--from", docs, "--out", out, "--questions", file);
  g_assert_cmpint (build.status, ==, 0);
  g_assert_nonnull (strstr (build.err, "skipped question “q7”: "));
  g_assert_nonnull (strstr (build.err, "not trained: usable questions: 1, needed: 50"));
  index = RUN ("index", "--library", out, "--questions", file);
  g_assert_cmpint (index.status, ==, 0);
  g_assert_nonnull (strstr (index.err, "skipped question “q7”: "));
}

static void
a_library_is_made_counted_and_asked (TestFolder *folder, gconstpointer data)
{
  g_autofree char *out = test_path (folder, "out");
  g_auto (Run) stats = { 0 };
  g_auto (Run) answer = { 0 };
  g_auto (Run) text = { 0 };
  g_autoptr (JsonObject) counts = NULL;
  g_autoptr (JsonObject) object = NULL;
  JsonObject *hit;

  make_library (folder);
  stats = RUN ("stats", "--library", out, "--json");
  g_assert_cmpint (stats.status, ==, 0);
  counts = tl_json_parse (g_strstrip (stats.out), -1, NULL);
  g_assert_cmpint (json_object_get_int_member (counts, "documents"), ==, 3);
  g_assert_cmpint (json_object_get_int_member (counts, "articles"), ==, 3);
  g_assert_cmpint (json_object_get_int_member (counts, "age_days"), ==, 0);
  answer = RUN ("search", "--library", out, "--json", "-k", "2", "--kind", "statute",
                "trộm cắp quả cam");
  g_assert_cmpint (answer.status, ==, 0);
  object = tl_json_parse (g_strstrip (answer.out), -1, NULL);
  hit = json_array_get_object_element (json_object_get_array_member (object, "hits"), 0);
  g_assert_cmpstr (tl_json_get_string (hit, "doc"), ==, "57-2020-qh14");
  g_assert_cmpstr (tl_json_get_string (hit, "anchor"), ==, "d2");
  g_assert_cmpstr (tl_json_get_string (hit, "source_id"), ==, "A#2");
  g_assert_cmpstr (tl_json_get_string (hit, "number"), ==, "57/2020/QH14");
  text = RUN ("search", "--library", out, "trộm cắp quả cam");
  g_assert_cmpint (text.status, ==, 0);
  g_assert_nonnull (strstr (text.out, "57-2020-qh14#d2"));
}

static void
a_batch_is_answered_in_its_order (TestFolder *folder, gconstpointer data)
{
  g_autofree char *out = test_path (folder, "out");
  g_autofree char *good = test_folder_write (folder, "q.jsonl",
                                             "{\"qid\":\"b\",\"text\":\"phạm vi điều chỉnh\"}\n"
                                             "{\"qid\":\"a\",\"text\":\"trộm cắp quả cam\"}\n"
                                             "{\"qid\":7,\"text\":\"\"}\n",
                                             -1);
  g_autofree char *bad
      = test_folder_write (folder, "bad.jsonl", "{\"qid\":\"b\",\"text\":\"x\"}\n{\"qid\"\n", -1);
  g_auto (Run) run = { 0 };
  g_auto (Run) refused = { 0 };
  g_auto (GStrv) lines = NULL;
  static const char *const qids[] = { "b", "a", "7" };

  make_library (folder);
  run = RUN ("search", "--library", out, "--json", "--batch", good);
  g_assert_cmpint (run.status, ==, 0);
  lines = g_strsplit (g_strstrip (run.out), "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 3);
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (JsonObject) object = tl_json_parse (lines[i], -1, NULL);
      g_assert_cmpstr (tl_json_get_string (object, "qid"), ==, qids[i]);
    }
  refused = RUN ("search", "--library", out, "--json", "--batch", bad);
  g_assert_cmpint (refused.status, ==, 1);
  g_assert_nonnull (strstr (refused.err, "bad.jsonl:2: "));
}

/* The chip @id of the answer of @run: "applied", "offered", "not applied", or NULL. */
static const char *
chip_of (const Run *run, const char *id, guint *hits)
{
  g_autoptr (JsonObject) answer = tl_json_parse (run->out, -1, NULL);
  JsonObject *interpreted = json_object_get_object_member (answer, "interpreted");
  JsonArray *chips = json_object_has_member (interpreted, "chips")
                         ? json_object_get_array_member (interpreted, "chips")
                         : NULL;

  g_assert_cmpint (run->status, ==, 0);
  *hits = json_array_get_length (json_object_get_array_member (answer, "hits"));
  for (guint i = 0; chips != NULL && i < json_array_get_length (chips); i++)
    {
      JsonObject *chip = json_array_get_object_element (chips, i);

      if (g_strcmp0 (tl_json_get_string (chip, "id"), id) != 0)
        continue;
      if (json_object_get_boolean_member (chip, "applied"))
        return "applied";
      return json_object_get_boolean_member (chip, "offered") ? "offered" : "not applied";
    }
  return NULL;
}

static void
chips_are_taken_away_and_accepted (TestFolder *folder, gconstpointer data)
{
  g_autofree char *out = test_path (folder, "out");
  struct
  {
    Run run;
    const char *id;
    const char *state;
    gboolean cam;  /* the article on oranges is a hit */
    gboolean khac; /* that of the other law is */
  } cases[] = {
    { .id = "phrase:qua-cam", .state = "applied", .cam = TRUE, .khac = FALSE },
    { .id = "phrase:qua-cam", .state = "not applied", .cam = TRUE, .khac = TRUE },
    { .id = "not:qua-cam", .state = "applied", .cam = FALSE, .khac = TRUE },
    { .id = "not:qua-cam", .state = "not applied", .cam = TRUE, .khac = TRUE },
    { .id = "date:1990", .state = "offered", .cam = TRUE, .khac = TRUE },
    { .id = "date:1990", .state = "applied", .cam = FALSE, .khac = FALSE },
    { .id = "date:1990", .state = "offered", .cam = TRUE, .khac = TRUE },
  };

#define ASK(...) RUN ("search", "--library", out, "--json", "--kind", "statute", __VA_ARGS__)
  make_library (folder);
  cases[0].run = ASK ("luật người \"quả cam\"");
  cases[1].run = ASK ("--without", "phrase:qua-cam", "luật người \"quả cam\"");
  cases[2].run = ASK ("luật người -\"quả cam\"");
  cases[3].run = ASK ("--without", "not:qua-cam", "luật người -\"quả cam\"");
  cases[4].run = ASK ("người mọi năm 1990");
  cases[5].run = ASK ("--with", "date:1990", "người mọi năm 1990");
  cases[6].run = ASK ("--with", "date:1990", "--without", "date:1990", "người mọi năm 1990");
#undef ASK
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      guint hits;
      const char *state = chip_of (&cases[i].run, cases[i].id, &hits);

      g_assert_cmpstr (state, ==, cases[i].state);
      g_assert_cmpint (strstr (cases[i].run.out, "\"anchor\":\"d2\"") != NULL, ==, cases[i].cam);
      g_assert_cmpint (strstr (cases[i].run.out, "luat-khac") != NULL, ==, cases[i].khac);
      run_clear (&cases[i].run);
    }
}

static void
a_lexicon_of_ones_own_travels_with_the_library (TestFolder *folder, gconstpointer data)
{
  g_autofree char *docs = test_path (folder, "docs");
  g_autofree char *out = test_path (folder, "own");
  g_autofree char *good
      = test_folder_write (folder, "good.tsv", "to\tchôm chỉa\ttrộm cắp\ths\n", -1);
  g_auto (Run) build = { 0 };
  g_auto (Run) asked = { 0 };
  guint hits;

  make_library (folder);
  build = RUN ("build", "--from", docs, "--out", out, "--lexicon", good);
  g_assert_cmpint (build.status, ==, 0);
  asked = RUN ("search", "--library", out, "--json", "chôm chỉa");
  g_assert_cmpstr (chip_of (&asked, "synonym:chom-chia", &hits), ==, "applied");
  g_assert_cmpuint (hits, >, 0);
}

static void
failures_are_1_and_name_the_file (TestFolder *folder, gconstpointer data)
{
  g_autofree char *docs = test_path (folder, "docs");
  g_autofree char *none = test_path (folder, "none");
  g_autofree char *out = test_path (folder, "out");
  g_autofree char *file = test_folder_write (folder, "file", "x", -1);
  g_autofree char *below = g_build_filename (file, "docs", NULL);
  g_autofree char *pdf = test_folder_write (folder, "broken.pdf", "%PDF-1.4 nothing more", -1);
  const struct
  {
    Run run;
    const char *words;
  } cases[] = {
    { RUN ("import", "--into", docs, none), "none: " },
    { RUN ("import", "--into", docs, pdf), "broken.pdf: " },
    { RUN ("import", "--into", below, pdf), below },
    { RUN ("build", "--from", none, "--out", out), none },
    { RUN ("build", "--from", docs, "--out", below), below },
    { RUN ("build", "--from", docs, "--out", out, "--questions", none), "none" },
    { RUN ("build", "--from", docs, "--out", out, "--questions", file), "file:1: " },
    { RUN ("index", "--library", docs, "--questions", file), "file:1: " },
    { RUN ("stats", "--library", none), none },
    { RUN ("search", "--library", none, "q"), none },
    { RUN ("extract", "--json", none), "none: " },
    { RUN ("extract", "--json", pdf), "broken.pdf: " },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      Run run = cases[i].run;

      g_test_message ("%s", run.err);
      g_assert_cmpint (run.status, ==, 1);
      g_assert_nonnull (strstr (run.err, cases[i].words));
      run_clear (&run);
    }
}

static void
skips_are_0_and_1_when_strict (TestFolder *folder, gconstpointer data)
{
  g_autofree char *docs = test_path (folder, "docs");
  g_autofree char *empty = test_folder_write (folder, "empty.txt", "", 0);
  g_auto (Run) lax = RUN ("import", "--into", docs, empty);
  g_auto (Run) strict = RUN ("import", "--strict", "--into", docs, empty);

  g_assert_cmpint (lax.status, ==, 0);
  g_assert_nonnull (strstr (lax.err, "skipped: empty.txt: "));
  g_assert_nonnull (strstr (lax.out, "1 skipped"));
  g_assert_cmpint (strict.status, ==, 1);
}

static void
an_extract_is_one_object (TestFolder *folder, gconstpointer data)
{
  g_autofree char *law = test_folder_write (
      folder, "luat.txt",
      "QUỐC HỘI\nLuật số: 57/2020/QH14\nLUẬT\nTHỬ NGHIỆM\nĐiều 1. Phạm vi\nLuật này quy định:\n1. "
      "Một;\n2. Hai:\na) Điểm a;\nb) Điểm b.\nĐiều 2. Hiệu lực\nTừ ngày 01 tháng 01 năm 2021.\n",
      -1);
  g_auto (Run) run = RUN ("extract", "--json", law);
  g_autoptr (JsonObject) object = tl_json_parse (g_strstrip (run.out), -1, NULL);
  JsonArray *articles;
  JsonObject *article;
  JsonObject *clause;

  g_assert_cmpint (run.status, ==, 0);
  g_assert_nonnull (object);
  g_assert_cmpstr (tl_json_get_string (object, "kind"), ==, "statute");
  g_assert_cmpstr (tl_json_get_string (object, "number"), ==, "57/2020/QH14");
  g_assert_true (json_object_get_null_member (object, "pages"));
  articles = json_object_get_array_member (object, "articles");
  g_assert_cmpuint (json_array_get_length (articles), ==, 2);
  article = json_array_get_object_element (articles, 0);
  g_assert_cmpstr (tl_json_get_string (article, "heading"), ==, "Phạm vi");
  g_assert_cmpstr (tl_json_get_string (article, "text"), ==,
                   "Luật này quy định:\n1. Một;\n2. Hai:\na) Điểm a;\nb) Điểm b.");
  clause = json_array_get_object_element (json_object_get_array_member (article, "clauses"), 1);
  g_assert_cmpstr (tl_json_get_string (clause, "anchor"), ==, "d1.k2");
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (clause, "points")), ==, 2);
}

static void
an_extract_of_a_judgment_shows_what_it_decides (TestFolder *folder, gconstpointer data)
{
  const char *text
      = "TÒA ÁN NHÂN DÂN HUYỆN AN PHÚ\nTỈNH MINH HẢI\nBản án số: 12/2021/HS-ST\n"
        "Ngày 05-3-2021\nNỘI DUNG VỤ ÁN:\nMột.\nNHẬN ĐỊNH CỦA TÒA ÁN:\n[1] Hai.\n"
        "Vì các lẽ trên,\nQUYẾT ĐỊNH:\nCăn cứ khoản 1 Điều 173 Bộ luật Hình sự năm "
        "2015;\n1. Tuyên bố bị cáo Trần Văn A phạm tội “Trộm cắp tài sản”; xử phạt bị cáo 07 "
        "(chín) tháng tù.\n2. Quyền kháng cáo trong hạn 15 ngày.\nNơi nhận:\n";
  g_autofree char *path = test_folder_write (folder, "ban-an.txt", text, -1);
  g_auto (Run) run = RUN ("extract", "--kind", "judgment", "--json", path);
  g_autoptr (JsonObject) object = tl_json_parse (g_strstrip (run.out), -1, NULL);
  JsonObject *outcome, *penalty, *provision;
  JsonArray *span;
  const char *from;

  g_assert_cmpint (run.status, ==, 0);
  g_assert_cmpstr (tl_json_get_string (object, "stage"), ==, "ST");
  g_assert_cmpstr (tl_json_get_string (object, "instance"), ==, "sơ thẩm");
  g_assert_cmpstr (
      json_array_get_string_element (json_object_get_array_member (object, "charges"), 0), ==,
      "Trộm cắp tài sản");
  outcome = json_object_get_object_member (object, "outcome");
  g_assert_cmpstr (tl_json_get_string (outcome, "code"), ==, "guilty");
  g_assert_cmpint (json_object_get_int_member (outcome, "appeal_days"), ==, 15);
  penalty = json_array_get_object_element (json_object_get_array_member (outcome, "penalties"), 0);
  g_assert_cmpint (json_object_get_int_member (penalty, "months"), ==, 7);
  span = json_object_get_array_member (penalty, "span");
  from = g_utf8_offset_to_pointer (text, json_array_get_int_element (span, 0));
  g_assert_true (g_str_has_prefix (from, "07 (chín) tháng tù"));
  provision
      = json_array_get_object_element (json_object_get_array_member (object, "provisions"), 0);
  g_assert_cmpstr (tl_json_get_string (provision, "ref"), ==, "BLHS2015:173.1");
  g_assert_cmpstr (tl_json_get_string (provision, "role"), ==, "applied");
  g_assert_nonnull (strstr (run.out, "Số không khớp với chữ (7 so với 9)"));
}

/* Many sources, so that there is something to interrupt. */
static guint
write_many (TestFolder *folder)
{
  const guint n = 150;

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *name = g_strdup_printf ("in/%03u.jsonl", i);
      g_autoptr (GString) lines = g_string_new (NULL);

      for (guint k = 1; k <= 20; k++)
        g_string_append_printf (lines,
                                "{\"id\":\"%u.%u\",\"law\":\"Luật số %u\",\"article\":\"%u\","
                                "\"title\":\"Điều thử %u\",\"text\":\"1. Người nào làm việc %u thì "
                                "bị phạt.\\n2. Trừ trường hợp %u.\"}\n",
                                i, k, i, k, k, i * k, k);
      g_free (test_folder_write (folder, name, lines->str, -1));
    }
  return n;
}

static gboolean
count_cb (TlDocument *document, gpointer user_data, GError **error)
{
  g_assert_cmpuint (document->blocks->len, >=, 20);
  (*(guint *)user_data)++;
  return TRUE;
}

static guint
count_documents (const char *docs)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TlDocStore) store = tl_doc_store_open (docs, TRUE, &error);
  guint documents = 0;

  g_assert_no_error (error);
  g_assert_true (tl_doc_store_foreach (store, count_cb, &documents, &error));
  g_assert_no_error (error);
  return documents;
}

static void
kill_after (const char *const *args, guint milliseconds)
{
  g_autoptr (GSubprocess) process = start (args);
  g_auto (Run) run = { 0 };

  g_usleep (milliseconds * 1000UL);
  test_end (process);
  run = finish (process);
}

static void
a_killed_import_leaves_a_store_that_opens (TestFolder *folder, gconstpointer data)
{
  g_autofree char *docs = test_path (folder, "docs");
  g_autofree char *in = test_path (folder, "in");
  const char *const args[] = { "import", "--into", docs, in, NULL };
  guint n = write_many (folder);
  guint before = 0;
  g_auto (Run) last = { 0 };

  for (guint i = 0; i < 12; i++)
    {
      guint documents;

      kill_after (args, 5 + i * 12);
      documents = count_documents (docs);
      /* What was complete stays. */
      g_assert_cmpuint (documents, >=, before);
      before = documents;
    }
  last = run_program (args);
  g_assert_cmpint (last.status, ==, 0);
  g_assert_cmpuint (count_documents (docs), ==, n);
}

static void
a_library_says_what_it_holds_of_a_citation (TestFolder *folder, gconstpointer data)
{
  g_autofree char *out = test_path (folder, "out");
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process = NULL;
  g_autofree char *answer = NULL;
  g_autoptr (JsonObject) object = NULL;
  g_auto (Run) links = { 0 };
  g_auto (Run) citing = { 0 };
  g_auto (Run) none = { 0 };
  JsonObject *ref;

  make_library (folder);
  process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE,
                              &error, program, "cite", "--json", "--library", out, NULL);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_communicate_utf8 (
      process, "Căn cứ khoản 9 Điều 2 Luật số 57/2020/QH14.", NULL, &answer, NULL, &error));
  g_assert_no_error (error);
  object = tl_json_parse (g_strstrip (answer), -1, NULL);
  ref = json_array_get_object_element (json_object_get_array_member (object, "refs"), 0);
  g_assert_cmpstr (tl_json_get_string (ref, "doc"), ==, "57-2020-qh14");
  g_assert_cmpstr (tl_json_get_string (ref, "anchor"), ==, "d2");
  g_assert_cmpstr (tl_json_get_string (ref, "state"), ==, "no-unit");
  g_assert_cmpint (json_object_get_int_member (object, "unresolved"), ==, 1);
  links = RUN ("links", "--library", out, "--json", "57-2020-qh14");
  g_assert_cmpint (links.status, ==, 0);
  citing = RUN ("links", "--library", out, "--cited-by", "57-2020-qh14#d2");
  g_assert_cmpint (citing.status, ==, 0);
  none = RUN ("links", "--library", out, "khong-co");
  g_assert_cmpint (none.status, ==, 1);
}

static void
check_library (const char *out, const char *question)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TlLibrary) library = tl_library_open (out, &error);
  g_autoptr (TlSearchEngine) engine = NULL;
  g_autoptr (TlSearchResult) result = NULL;
  TlSearchRequest request = { .text = question, .kind = -1, .limit = 1 };

  g_assert_no_error (error);
  engine = tl_search_engine_new (library, &error);
  g_assert_no_error (error);
  result = tl_search_engine_run (engine, &request, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (result->hits->len, ==, 1);
}

static void
a_killed_build_leaves_a_library_that_opens (TestFolder *folder, gconstpointer data)
{
  g_autofree char *docs = test_path (folder, "docs");
  g_autofree char *in = test_path (folder, "in");
  g_autofree char *out = test_path (folder, "out");
  const char *const args[] = { "build", "--from", docs, "--out", out, NULL };
  g_auto (Run) import = { 0 };
  g_auto (Run) first = { 0 };
  g_auto (Run) last = { 0 };
  gint64 begun, taken;

  write_many (folder);
  import = RUN ("import", "--into", docs, in);
  g_assert_cmpint (import.status, ==, 0);
  begun = g_get_monotonic_time ();
  first = run_program (args);
  taken = (g_get_monotonic_time () - begun) / 1000;
  g_assert_cmpint (first.status, ==, 0);
  for (guint i = 0; i <= 12; i++)
    {
      /* Another store every time, so that volumes have to be replaced. */
      g_autofree char *name = g_strdup_printf ("in/%03u.jsonl", i);
      g_autofree char *path = test_path (folder, name);
      g_auto (Run) again = { 0 };

      g_free (test_folder_write (folder, name,
                                 "{\"id\":\"x\",\"law\":\"Luật thay\",\"article\":\"1\",\"text\":"
                                 "\"Người nào thì bị phạt.\"}\n",
                                 -1));
      again = RUN ("import", "--into", docs, path);
      kill_after (args, (guint)(taken * i / 10));
      check_library (out, "người nào thì bị phạt");
    }
  last = run_program (args);
  g_assert_cmpint (last.status, ==, 0);
  check_library (out, "người nào thì bị phạt");
}

static void
ctrl_c_stops_and_says_so (TestFolder *folder, gconstpointer data)
{
  g_autofree char *docs = test_path (folder, "docs");
  g_autofree char *in = test_path (folder, "in");
  const char *const args[] = { "import", "--into", docs, in, NULL };
  g_autoptr (GSubprocess) process = NULL;
  g_auto (Run) run = { 0 };
  guint n;

  TEST_NEEDS_POSIX ("signals");
  n = write_many (folder);
  process = start (args);
  /* The program has begun its work, however slowly it starts, when the store is there. */
  for (guint i = 0; i < 2000 && !g_file_test (docs, G_FILE_TEST_EXISTS); i++)
    g_usleep (10000);
  g_assert_true (g_file_test (docs, G_FILE_TEST_EXISTS));
  g_usleep (20000);
  test_interrupt (process);
  run = finish (process);
  g_assert_cmpuint (count_documents (docs), <=, n);
  /* It may have been done before the signal came. */
  if (run.status == 0)
    return;
  g_assert_cmpint (run.status, ==, 1);
  g_assert_nonnull (strstr (run.err, "interrupted"));
}

static void
a_full_disk_is_a_clear_error (TestFolder *folder, gconstpointer data)
{
  g_autofree char *disk = test_path (folder, "disk");
  g_autofree char *docs = g_build_filename (disk, "docs", NULL);
  g_autofree char *good = test_path (folder, "docs");
  g_autofree char *in = test_path (folder, "in");
  g_autofree char *out = g_build_filename (disk, "out", NULL);
  g_auto (Run) import = { 0 };
  g_auto (Run) whole = { 0 };
  g_auto (Run) build = { 0 };

  g_mkdir (disk, 0755);
  if (mount ("tmpfs", disk, "tmpfs", 0, "size=96k") != 0)
    {
      g_test_skip ("a small file system cannot be mounted here");
      return;
    }
  write_many (folder);
  import = RUN ("import", "--into", docs, in);
  test_folder_remove (docs);
  whole = RUN ("import", "--into", good, in);
  build = RUN ("build", "--from", good, "--out", out);
  umount (disk);
  g_test_message ("%s%s", import.err, build.err);
  g_assert_cmpint (import.status, ==, 1);
  g_assert_nonnull (strstr (import.err, docs));
  g_assert_cmpint (whole.status, ==, 0);
  g_assert_cmpint (build.status, ==, 1);
  g_assert_nonnull (strstr (build.err, "the disk is full"));
}

#define ADD(name, func)                                                                            \
  g_test_add ("/cli/" name, TestFolder, NULL, test_folder_set_up, func, test_folder_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  if (argc != 2)
    g_error ("usage: %s TROLY-CORPUS", argv[0]);
  program = argv[1];
  ADD ("wrong-calls-are-2-and-say-what-is-wrong", wrong_calls_are_2_and_say_what_is_wrong);
  ADD ("help-is-0-and-lists-the-options", help_is_0_and_lists_the_options);
  ADD ("a-library-is-made-counted-and-asked", a_library_is_made_counted_and_asked);
  ADD ("a-library-says-what-it-holds-of-a-citation", a_library_says_what_it_holds_of_a_citation);
  ADD ("a-batch-is-answered-in-its-order", a_batch_is_answered_in_its_order);
  ADD ("chips-are-taken-away-and-accepted", chips_are_taken_away_and_accepted);
  ADD ("a-lexicon-of-ones-own-travels-with-the-library",
       a_lexicon_of_ones_own_travels_with_the_library);
  ADD ("failures-are-1-and-name-the-file", failures_are_1_and_name_the_file);
  ADD ("skips-are-0-and-1-when-strict", skips_are_0_and_1_when_strict);
  ADD ("an-extract-is-one-object", an_extract_is_one_object);
  ADD ("an-extract-of-a-judgment-shows-what-it-decides",
       an_extract_of_a_judgment_shows_what_it_decides);
  ADD ("questions-that-train-nothing-are-told-of", questions_that_train_nothing_are_told_of);
  ADD ("a-killed-import-leaves-a-store-that-opens", a_killed_import_leaves_a_store_that_opens);
  ADD ("a-killed-build-leaves-a-library-that-opens", a_killed_build_leaves_a_library_that_opens);
  ADD ("ctrl-c-stops-and-says-so", ctrl_c_stops_and_says_so);
  ADD ("a-full-disk-is-a-clear-error", a_full_disk_is_a_clear_error);
  return g_test_run ();
}
