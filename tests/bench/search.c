/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Measures questions over a large library, reranking and passages included, beside SQLite FTS5 and
 * plain Xapian over the same texts, which take turns with us in one run. See docs/benchmarks.md and
 * the script "search". */
#include "config.h"

#include <string.h>

#include "base/tl-json.h"
#include "retrieval-common.h"
#include "search-peers.h"
#include "search-time.h"
#include "text/tl-text.h"

#define SHORTEST 8
#define LONGEST  20
#define HITS     10
/* Common to no text. */
#define FIRST_QUESTION "zzz"
#define SLOW_MS        200.0

static char *opt_peers;
static int opt_questions = 100;
static int opt_cold = 20;
static int opt_seed = 1;
static gboolean opt_no_fts;
static gboolean opt_hostile;
static gboolean opt_drop_all;

static const GOptionEntry OPTIONS[] = {
  { "peers", 0, 0, G_OPTION_ARG_FILENAME, &opt_peers, "Where the other engines' files are",
    "FOLDER" },
  { "questions", 'n', 0, G_OPTION_ARG_INT, &opt_questions, "Questions of each kind", "N" },
  { "cold", 0, 0, G_OPTION_ARG_INT, &opt_cold, "Questions asked without the page cache", "N" },
  { "seed", 0, 0, G_OPTION_ARG_INT, &opt_seed, "Another seed draws other questions", "N" },
  { "no-fts", 0, 0, G_OPTION_ARG_NONE, &opt_no_fts, "Leave SQLite FTS5 out", NULL },
  { "drop-all", 0, 0, G_OPTION_ARG_NONE, &opt_drop_all,
    "Drop the whole page cache of the machine for cold questions", NULL },
  { "hostile", 0, 0, G_OPTION_ARG_NONE, &opt_hostile, "Ask hostile questions too", NULL },
  { NULL, 0, 0, 0, NULL, NULL, NULL },
};

/* ---- Words ---- */

/* Letters and digits in lower case, one space between words: what every engine splits alike. */
static char *
plain_words (const char *text)
{
  g_autofree char *lower = g_utf8_strdown (text, -1);
  GString *words = g_string_new (NULL);
  gboolean inside = FALSE;

  for (const char *at = lower; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      if (g_unichar_isalnum (c))
        {
          if (!inside && words->len > 0)
            g_string_append_c (words, ' ');
          g_string_append_unichar (words, c);
        }
      inside = g_unichar_isalnum (c);
    }
  return g_string_free (words, FALSE);
}

/* (element-type utf8): each word once. */
static GPtrArray *
different_words (const char *text)
{
  g_autofree char *plain = plain_words (text);
  g_auto (GStrv) words = g_strsplit (plain, " ", -1);
  GPtrArray *all = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; words[i] != NULL; i++)
    if (*words[i] != '\0' && !g_ptr_array_find_with_equal_func (all, words[i], g_str_equal, NULL))
      g_ptr_array_add (all, g_strdup (words[i]));
  return all;
}

/* ---- Texts of the library ---- */

typedef struct
{
  TlLibrary *library;
  guint volume;
  guint32 row;
} Texts;

static char *
document_words (const TlDocument *document)
{
  GString *text = g_string_new (document->title);
  char *words;

  for (guint i = 0; i < document->blocks->len; i++)
    {
      const TlBlock *block = tl_document_get_block (document, i);

      g_string_append_printf (text, " %s %s", block->heading != NULL ? block->heading : "",
                              block->text);
    }
  words = plain_words (text->str);
  g_string_free (text, TRUE);
  return words;
}

static char *
next_text (gpointer user_data)
{
  Texts *self = user_data;

  while (self->volume < tl_library_get_n_volumes (self->library))
    {
      TlVolume *volume = tl_library_get_volume (self->library, self->volume);
      g_autoptr (TlDocument) document = NULL;

      if (++self->row <= tl_volume_get_n_documents (volume))
        {
          document = tl_volume_load (volume, self->row, TRUE, NULL);
          return document != NULL ? document_words (document) : g_strdup ("");
        }
      self->volume++;
      self->row = 0;
    }
  return NULL;
}

static gboolean
is_wanted (SearchPeer peer)
{
  return peer == SEARCH_PEER_XAPIAN || !opt_no_fts;
}

static char *
peer_path (SearchPeer peer)
{
  return g_build_filename (opt_peers, search_peer_name (peer), NULL);
}

static void
build_peers (TlLibrary *library)
{
  for (int peer = 0; peer < SEARCH_N_PEERS; peer++)
    {
      g_autofree char *path = peer_path ((SearchPeer)peer);
      gint64 begun = g_get_monotonic_time ();
      Texts texts = { library, 0, 0 };

      if (!is_wanted ((SearchPeer)peer) || g_file_test (path, G_FILE_TEST_EXISTS))
        continue;
      if (!search_peer_build ((SearchPeer)peer, path, next_text, &texts))
        retrieval_die (path, NULL);
      g_print ("%s built in %.0f s\n", search_peer_name ((SearchPeer)peer),
               (double)(g_get_monotonic_time () - begun) / G_USEC_PER_SEC);
    }
}

/* ---- Questions ---- */

static void
add_labelled_cb (JsonObject *line, gpointer user_data)
{
  GPtrArray *questions = user_data;
  const char *text = tl_json_get_string (line, "text");
  g_autoptr (GArray) tokens = tl_text_tokenize (text, -1);

  if (tokens->len >= SHORTEST && tokens->len <= LONGEST)
    g_ptr_array_add (questions, g_strdup (text));
}

static void
shuffle (GPtrArray *questions, GRand *random)
{
  for (guint i = questions->len; i > 1; i--)
    {
      guint k = (guint)g_rand_int_range (random, 0, (gint32)i);
      gpointer kept = questions->pdata[i - 1];

      questions->pdata[i - 1] = questions->pdata[k];
      questions->pdata[k] = kept;
    }
  if (questions->len > (guint)opt_questions)
    g_ptr_array_set_size (questions, opt_questions);
}

/* Words side by side of a random paragraph, or NULL when that one is too short. */
static char *
cut_question (TlLibrary *library, GRand *random)
{
  guint index = (guint)g_rand_int_range (random, 0, (gint32)tl_library_get_n_volumes (library));
  TlVolume *volume = tl_library_get_volume (library, index);
  guint32 row
      = 1 + (guint32)g_rand_int_range (random, 0, (gint32)tl_volume_get_n_documents (volume));
  g_autoptr (TlDocument) document = tl_volume_load (volume, row, TRUE, NULL);
  guint length = (guint)g_rand_int_range (random, SHORTEST, LONGEST + 1);
  g_autoptr (GArray) tokens = NULL;
  const char *text;
  guint from;

  if (document == NULL)
    return NULL;
  text = tl_document_get_block (document,
                                (guint)g_rand_int_range (random, 0, (gint32)document->blocks->len))
             ->text;
  tokens = tl_text_tokenize (text, -1);
  if (tokens->len <= length)
    return NULL;
  from = (guint)g_rand_int_range (random, 0, (gint32)(tokens->len - length));
  return g_strndup (text + g_array_index (tokens, TlToken, from).from,
                    g_array_index (tokens, TlToken, from + length - 1).to
                        - g_array_index (tokens, TlToken, from).from);
}

static GPtrArray *
cut_questions (TlLibrary *library, GRand *random)
{
  GPtrArray *questions = g_ptr_array_new_with_free_func (g_free);

  for (int i = 0; i < opt_questions * 100 && questions->len < (guint)opt_questions; i++)
    {
      char *question = cut_question (library, random);

      if (question != NULL)
        g_ptr_array_add (questions, question);
    }
  return questions;
}

/* ---- Measuring ---- */

typedef struct
{
  const char *folder;
  TlSearchEngine *engine;
  SearchPeerReader *peers[SEARCH_N_PEERS];
  char *paths[SEARCH_N_PEERS + 2];
  guint64 anonymous;
  guint hits;
} Bench;

static void
ask_ours (Bench *self, const char *text)
{
  TlSearchRequest request = { .text = text, .kind = -1, .limit = HITS };
  g_autoptr (GError) error = NULL;
  g_autoptr (TlSearchResult) result = tl_search_engine_run (self->engine, &request, NULL, &error);

  if (result == NULL)
    retrieval_die (text, error);
  self->hits += result->hits->len;
}

/* System 0 is ours. */
static void
time_one (Bench *self, guint system, const char *text, SearchTimes *times)
{
  g_autoptr (GPtrArray) words = different_words (text);
  SearchClock clock;

  search_clock_start (&clock);
  if (system == 0)
    ask_ours (self, text);
  else
    search_peer_ask (self->peers[system - 1], words);
  search_times_add (times, &clock);
}

static void
open_peers (Bench *self)
{
  for (guint i = 0; i < SEARCH_N_PEERS; i++)
    if (self->paths[1 + i] != NULL)
      self->peers[i] = search_peer_open ((SearchPeer)i, self->paths[1 + i]);
}

static void
close_all (Bench *self)
{
  g_clear_object (&self->engine);
  for (guint i = 0; i < SEARCH_N_PEERS; i++)
    g_clear_pointer (&self->peers[i], search_peer_close);
}

static void
print_head (const char *title)
{
  g_print ("%s\n  %-10s %4s %29s %29s   %s\n", title, "", "n", "wall ms p50/p95/p99",
           "processor ms p50/p95/p99", "p95 to ours (wall, processor)");
}

static void
print_all (SearchTimes **times)
{
  search_times_print (times[0], "ours", NULL);
  for (guint i = 0; i < SEARCH_N_PEERS; i++)
    search_times_print (times[1 + i], search_peer_name ((SearchPeer)i), times[0]);
  for (guint i = 0; i < 1 + SEARCH_N_PEERS; i++)
    search_times_free (times[i]);
}

/* Each question goes to all systems, another one first each time. */
static void
measure (Bench *self, GPtrArray *questions, guint count, gboolean cold, const char *title)
{
  SearchTimes *times[1 + SEARCH_N_PEERS];
  const char *how = "";

  /* "--cold 0" leaves a table out. */
  if (count == 0)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (times); i++)
    times[i] = search_times_new ();
  for (guint i = 0; i < MIN (count, questions->len); i++)
    for (guint k = 0; k < G_N_ELEMENTS (times); k++)
      {
        guint system = (i + k) % G_N_ELEMENTS (times);

        if (self->paths[system] == NULL)
          continue;
        if (cold)
          {
            close_all (self);
            self->engine = retrieval_open (self->folder);
            /* What is read at the first question of all belongs to the opening. */
            ask_ours (self, FIRST_QUESTION);
            open_peers (self);
            how = search_drop_cache (self->paths, opt_drop_all);
          }
        time_one (self, system, g_ptr_array_index (questions, i), times[system]);
      }
  print_head (title);
  print_all (times);
  if (cold)
    g_print ("  cold: %s; opening is not counted\n", how);
}

/* Ours alone, for its memory; the peers are not open yet. */
static void
measure_memory (Bench *self, GPtrArray *questions)
{
  for (guint i = 0; i < questions->len; i++)
    {
      ask_ours (self, g_ptr_array_index (questions, i));
      self->anonymous = MAX (self->anonymous, search_anonymous_kib ());
    }
}

static char *
repeat (const char *part, gsize characters)
{
  GString *text = g_string_new (NULL);

  for (gsize i = 0; i < characters; i++)
    g_string_append (text, part);
  return g_string_free (text, FALSE);
}

static char *
many_words (guint count)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < count; i++)
    g_string_append_printf (text, "từ%u ", i);
  return g_string_free (text, FALSE);
}

static void
measure_hostile (Bench *self, TlLibrary *library, GRand *random)
{
  g_autoptr (GString) natural = g_string_new (NULL);
  char *questions[] = { repeat ("tài sản ", 12500),         repeat ("?!.,;:", 16000),
                        repeat ("\x01\x1f\x7f", 9000),      many_words (10000),
                        repeat ("\xc3\x28\xff đất ", 4000), NULL };
  static const char *const NAMES[]
      = { "100,000 characters",     "only punctuation", "control characters",
          "10,000 different words", "broken UTF-8",     "10,000 words of the library" };

  while (natural->len < 60000)
    {
      g_autofree char *part = cut_question (library, random);

      if (part != NULL)
        g_string_append_printf (natural, "%s ", part);
    }
  questions[5] = g_strdup (natural->str);
  g_print ("hostile questions\n");
  for (guint i = 0; i < G_N_ELEMENTS (questions); i++)
    {
      TlSearchRequest request = { .text = questions[i], .kind = -1, .limit = HITS };
      g_autoptr (GError) error = NULL;
      g_autoptr (TlSearchResult) result = NULL;
      SearchTimes *times = search_times_new ();
      SearchClock clock;
      double wall, processor;

      search_clock_start (&clock);
      result = tl_search_engine_run (self->engine, &request, NULL, &error);
      search_times_add (times, &clock);
      wall = g_array_index (times->wall, double, 0);
      processor = g_array_index (times->processor, double, 0);
      g_print ("  %-28s %8.1f ms, %.1f of the processor: %s%s\n", NAMES[i], wall, processor,
               error != NULL ? error->message : "answered", wall > SLOW_MS ? " (slow)" : "");
      search_times_free (times);
      g_free (questions[i]);
    }
}

static guint64
file_size (const char *path)
{
  char *paths[] = { (char *)path, NULL };

  return search_fill_cache (paths);
}

static void
print_sizes (Bench *self, TlLibrary *library)
{
  TlLibraryStats stats;
  double text;

  if (!tl_library_stats (library, &stats, NULL))
    return;
  text = (double)stats.text_bytes;
  g_print ("%" G_GUINT64_FORMAT " documents in %" G_GUINT64_FORMAT
           " volumes, %.2f GB of text; of the text: documents %.2f, index %.2f",
           stats.documents, stats.volumes, text / 1e9, (double)stats.volume_bytes / text,
           (double)stats.index_bytes / text);
  for (guint i = 0; i < SEARCH_N_PEERS; i++)
    if (self->paths[1 + i] != NULL)
      g_print (", %s %.2f", search_peer_name ((SearchPeer)i),
               (double)file_size (self->paths[1 + i]) / text);
  g_print ("\nanonymous memory with %" G_GUINT64_FORMAT " MB at most (ours alone)\n",
           self->anonymous / 1024);
}

static void
run (Bench *self, GPtrArray *labelled)
{
  g_autoptr (GRand) random = g_rand_new_with_seed ((guint32)opt_seed);
  g_autoptr (GPtrArray) cut = NULL;
  TlLibrary *library;

  self->engine = retrieval_open (self->folder);
  library = g_object_ref (tl_search_engine_get_library (self->engine));
  shuffle (labelled, random);
  cut = cut_questions (library, random);
  measure_memory (self, labelled);
  measure_memory (self, cut);
  build_peers (library);
  print_sizes (self, library);
  open_peers (self);
  search_fill_cache (self->paths);
  measure (self, labelled, G_MAXUINT, FALSE, "warm, labelled questions of people");
  measure (self, cut, G_MAXUINT, FALSE, "warm, words cut from the texts");
  measure (self, labelled, (guint)opt_cold / 2, TRUE, "cold, labelled questions of people");
  measure (self, cut, (guint)opt_cold / 2, TRUE, "cold, words cut from the texts");
  if (opt_hostile)
    measure_hostile (self, library, random);
  g_object_unref (library);
}

int
main (int argc, char **argv)
{
  g_autoptr (GOptionContext) context = g_option_context_new ("LIBRARY QUESTIONS.jsonl…");
  g_autoptr (GPtrArray) labelled = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;
  Bench bench = { NULL };

  g_option_context_add_main_entries (context, OPTIONS, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error) || argc < 3 || opt_peers == NULL
      || opt_questions < 1)
    retrieval_die ("usage: see --help", error);
  bench.folder = argv[1];
  bench.paths[0] = g_strdup (argv[1]);
  for (int i = 0; i < SEARCH_N_PEERS; i++)
    bench.paths[1 + i] = is_wanted ((SearchPeer)i) ? peer_path ((SearchPeer)i) : NULL;
  for (int i = 2; i < argc; i++)
    retrieval_foreach_line (argv[i], add_labelled_cb, labelled);
  run (&bench, labelled);
  close_all (&bench);
  for (guint i = 0; i < G_N_ELEMENTS (bench.paths); i++)
    g_free (bench.paths[i]);
  return 0;
}
