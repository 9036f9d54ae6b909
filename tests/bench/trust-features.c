/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the trust of an answer is made of, for tests/bench/trust: asks each {"qid","text"} line of a
 * file, prints {"qid","trust","literal","features","hits"}; hits are the source ids of the first
 * ten. */
#include "config.h"

#include <stdio.h>

#include "base/tl-json.h"
#include "retrieval-common.h"
#include "search/engine/tl-search-private.h"

#define FIRST 10

static JsonArray *
make_features (const TlSearchRun *run)
{
  JsonArray *features = json_array_new ();

  for (guint i = 0; i < TL_N_TRUST_FEATURES; i++)
    json_array_add_double_element (features, run->trust_features[i]);
  return features;
}

static void
print_answer (JsonObject *line, const TlSearchResult *result, JsonArray *features)
{
  g_autoptr (JsonObject) answer = json_object_new ();
  g_autofree char *printed = NULL;
  JsonArray *hits = json_array_new ();
  gboolean literal = FALSE;

  for (guint i = 0; i < MIN (result->hits->len, FIRST); i++)
    {
      const TlHit *hit = g_ptr_array_index (result->hits, i);

      literal = literal || hit->literal;
      if (hit->source_id != NULL)
        json_array_add_string_element (hits, hit->source_id);
    }
  json_object_set_string_member (answer, "qid", tl_json_get_string (line, "qid"));
  json_object_set_double_member (answer, "trust", result->trust);
  json_object_set_boolean_member (answer, "literal", literal);
  json_object_set_array_member (answer, "features", features);
  json_object_set_array_member (answer, "hits", hits);
  printed = tl_json_to_line (answer);
  puts (printed);
}

static void
ask_cb (JsonObject *line, gpointer user_data)
{
  TlSearchEngine *engine = user_data;
  TlSearchRequest request
      = { .text = tl_json_get_string (line, "text"), .kind = -1, .limit = FIRST };
  g_autoptr (GError) error = NULL;
  g_autoptr (TlSearchResult) result = NULL;
  TlSearchRun run;

  if (!_tl_search_engine_begin (engine, &request, NULL, &run, &error))
    retrieval_die (request.text, error);
  result = _tl_search_run (&run, &error);
  if (result == NULL)
    retrieval_die (request.text, error);
  print_answer (line, result, make_features (&run));
  _tl_search_engine_end (engine, &run);
}

int
main (int argc, char **argv)
{
  g_autoptr (TlSearchEngine) engine = NULL;

  if (argc != 3)
    retrieval_die ("usage: bench-trust LIBRARY QUESTIONS.jsonl", NULL);
  engine = retrieval_open (argv[1]);
  retrieval_foreach_line (argv[2], ask_cb, engine);
  return 0;
}
