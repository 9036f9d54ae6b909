/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <gio/gio.h>
#include <glib.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "law/citation/tl-citation.h"

/* The labelled sentences of tests/law/citations (its README says how they were chosen and
 * labelled): what the reader must find, and what it must not. */

#define PRECISION 0.99
#define RECALL    0.97
#define N_OWN     202
#define N_REAL    300

typedef struct
{
  guint sentences;
  guint right;
  guint found;
  guint wanted;
} Score;

/* Citations compared: single units as notation. */
static void
add_units (GHashTable *units, const TlCitation *citation)
{
  g_autoptr (GPtrArray) single = tl_citation_expand (citation);

  for (guint i = 0; i < single->len; i++)
    g_hash_table_add (units, tl_citation_format (g_ptr_array_index (single, i)));
}

static GHashTable *
units_new (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

/* Units without any document, bare numbers ("Quyết định số 14") and standards are not compared. */
static gboolean
is_compared (const TlCitation *citation)
{
  const char *key = citation->doc->key;
  gsize letters = strspn (key, "ABCDEFGHIJKLMNOPQRSTUVWXYZ");
  gsize digits = strspn (key + letters, "0123456789");

  return citation->doc->kind != TL_CITED_UNKNOWN && citation->doc->kind != TL_CITED_STANDARD
         && !(letters > 0 && digits > 0 && g_str_equal (key + letters + digits, "?"));
}

static GHashTable *
units_found (const char *text)
{
  g_autoptr (GPtrArray) citations = tl_citations_find (text, -1, NULL);
  GHashTable *units = units_new ();

  for (guint i = 0; i < citations->len; i++)
    {
      const TlCitation *citation = g_ptr_array_index (citations, i);

      if (is_compared (citation))
        add_units (units, citation);
    }
  return units;
}

static GHashTable *
units_labelled (JsonObject *label)
{
  JsonArray *expected = json_object_get_array_member (label, "expected");
  GHashTable *units = units_new ();

  for (guint i = 0; i < json_array_get_length (expected); i++)
    {
      const char *notation = json_array_get_string_element (expected, i);
      g_autoptr (TlCitation) citation = tl_citation_parse (notation);

      if (citation)
        add_units (units, citation);
      else
        g_hash_table_add (units, g_strdup (notation));
    }
  return units;
}

static char *
join_missing (GHashTable *units, GHashTable *others)
{
  GString *list = g_string_new (NULL);
  GHashTableIter iter;
  gpointer unit;

  g_hash_table_iter_init (&iter, units);
  while (g_hash_table_iter_next (&iter, &unit, NULL))
    if (!g_hash_table_contains (others, unit))
      g_string_append_printf (list, " %s", (const char *)unit);
  return g_string_free (list, FALSE);
}

static void
count_sentence (JsonObject *label, const char *text, Score *score)
{
  g_autoptr (GHashTable) found = units_found (text);
  g_autoptr (GHashTable) wanted = units_labelled (label);
  g_autofree char *missed = join_missing (wanted, found);
  g_autofree char *extra = join_missing (found, wanted);
  GHashTableIter iter;
  gpointer unit;

  if (*missed || *extra)
    g_test_message ("%s: missed%s; extra%s", json_object_get_string_member (label, "id"), missed,
                    extra);
  g_hash_table_iter_init (&iter, found);
  while (g_hash_table_iter_next (&iter, &unit, NULL))
    score->right += g_hash_table_contains (wanted, unit) ? 1 : 0;
  score->found += g_hash_table_size (found);
  score->wanted += g_hash_table_size (wanted);
  score->sentences++;
}

static void
check_score (const Score *score)
{
  double precision = (double)score->right / MAX (1, score->found);
  double recall = (double)score->right / MAX (1, score->wanted);

  g_test_message ("%u sentences: precision %.4f, recall %.4f", score->sentences, precision, recall);
  g_assert_cmpfloat (precision, >=, PRECISION);
  g_assert_cmpfloat (recall, >=, RECALL);
}

static JsonObject *
object_of_line (const char *line, JsonNode **node)
{
  g_autoptr (GError) error = NULL;

  *node = json_from_string (line, &error);
  g_assert_no_error (error);
  return json_node_get_object (*node);
}

static char **
read_label_lines (const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "law", "citations", name, NULL);
  g_autofree char *content = NULL;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (path, &content, NULL, &error);
  g_assert_no_error (error);
  return g_strsplit (g_strchomp (content), "\n", -1);
}

static void
invented_sentences_are_read_as_labelled (void)
{
  g_auto (GStrv) lines = read_label_lines ("own.jsonl");
  Score score = { 0 };

  for (guint i = 0; lines[i]; i++)
    {
      g_autoptr (JsonNode) node = NULL;
      JsonObject *label = object_of_line (lines[i], &node);

      count_sentence (label, json_object_get_string_member (label, "text"), &score);
    }
  g_assert_cmpuint (score.sentences, ==, N_OWN);
  check_score (&score);
}

/* The texts of the labelled ids, {"id","text"} a line in the order of the labels; NULL when they
 * cannot be had here. */
static char **
emit_texts (const char *shared)
{
  g_autofree char *script
      = g_test_build_filename (G_TEST_DIST, "law", "citations", "sample.py", NULL);
  const char *argv[] = { "python3", script, "--shared", shared, "--emit", NULL };
  g_autoptr (GSubprocess) process = NULL;
  g_autofree char *output = NULL;

  process = g_subprocess_newv (argv, G_SUBPROCESS_FLAGS_STDOUT_PIPE, NULL);
  if (!process || !g_subprocess_communicate_utf8 (process, NULL, NULL, &output, NULL, NULL)
      || !g_subprocess_get_successful (process))
    return NULL;
  return g_strsplit (g_strchomp (output), "\n", -1);
}

static const char *
reason_to_skip (const char *shared)
{
  g_autofree char *judgments
      = g_build_filename (shared ? shared : "", "data", "judgments", "judgments.jsonl", NULL);
  g_autofree char *python = g_find_program_in_path ("python3");
  g_autofree char *pdftotext = g_find_program_in_path ("pdftotext");

  if (!shared || !g_file_test (judgments, G_FILE_TEST_EXISTS))
    return "data/judgments/judgments.jsonl is not present";
  if (!python)
    return "python3 is not present";
  if (!pdftotext)
    return "pdftotext is not present";
  return NULL;
}

static void
real_sentences_are_read_as_labelled (void)
{
  const char *shared = g_getenv ("TROLY_SHARED");
  const char *reason = reason_to_skip (shared);
  g_auto (GStrv) labels = NULL;
  g_auto (GStrv) texts = NULL;
  Score score = { 0 };
  guint lost = 0;

  if (reason)
    {
      g_test_skip (reason);
      return;
    }
  labels = read_label_lines ("real-labels.jsonl");
  texts = emit_texts (shared);
  g_assert_nonnull (texts);
  g_assert_cmpuint (g_strv_length (labels), ==, N_REAL);
  g_assert_cmpuint (g_strv_length (texts), ==, N_REAL);
  for (guint i = 0; labels[i]; i++)
    {
      g_autoptr (JsonNode) label_node = NULL;
      g_autoptr (JsonNode) text_node = NULL;
      JsonObject *label = object_of_line (labels[i], &label_node);
      JsonObject *text = object_of_line (texts[i], &text_node);

      g_assert_cmpstr (json_object_get_string_member (label, "id"), ==,
                       json_object_get_string_member (text, "id"));
      if (json_object_get_null_member (text, "text"))
        lost++;
      else
        count_sentence (label, json_object_get_string_member (text, "text"), &score);
    }
  if (lost)
    g_test_message ("%u sentences have another text here than was labelled", lost);
  g_assert_cmpuint (lost, <, N_REAL / 2);
  check_score (&score);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/law/citation-labels/invented", invented_sentences_are_read_as_labelled);
  g_test_add_func ("/law/citation-labels/real", real_sentences_are_read_as_labelled);
  return g_test_run ();
}
