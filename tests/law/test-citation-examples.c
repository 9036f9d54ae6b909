/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The examples of the specification; not part of the repository: TROLY_SHARED says where. */
#include "config.h"

#include <json-glib/json-glib.h>
#include <string.h>

#include "law/citation/tl-citation.h"

/* The notation up to a remark (" [fixed year]") or what it amends. */
static char *
cut_remark (const char *expected)
{
  char *notation = g_strdup (expected);
  char *remark = strstr (notation, " [");

  if (remark != NULL)
    *remark = '\0';
  remark = strstr (notation, " =>");
  if (remark != NULL)
    *remark = '\0';
  return notation;
}

static GHashTable *
read_set (const char *text)
{
  g_autoptr (GPtrArray) found = tl_citations_find (text, -1, NULL);
  GHashTable *set = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < found->len; i++)
    {
      const TlCitation *citation = g_ptr_array_index (found, i);
      g_autofree char *notation = NULL;

      if (citation->doc->kind == TL_CITED_UNKNOWN || citation->doc->kind == TL_CITED_STANDARD)
        continue;
      notation = tl_citation_format (citation);
      g_hash_table_add (set, cut_remark (notation));
    }
  return set;
}

/* What the expected string says the unit amends is what was read. */
static void
check_amends (const char *text, const char *expected)
{
  static const char mark[] = "=> amends ";
  const char *amends = strstr (expected, mark);
  g_autofree char *notation = cut_remark (expected);
  g_autoptr (GPtrArray) found = NULL;

  if (amends == NULL)
    return;
  found = tl_citations_find (text, -1, NULL);
  for (guint i = 0; i < found->len; i++)
    {
      const TlCitation *citation = g_ptr_array_index (found, i);
      g_autofree char *full = tl_citation_format (citation);
      g_autofree char *own = cut_remark (full);

      if (strcmp (own, notation) == 0)
        {
          g_assert_cmpstr (citation->amends, ==, amends + strlen (mark));
          return;
        }
    }
  g_assert_not_reached ();
}

static gboolean
check_example (JsonObject *example)
{
  const char *text = json_object_get_string_member (example, "text");
  JsonArray *expected = json_object_get_array_member (example, "expected");
  g_autoptr (GHashTable) got = read_set (text);
  g_autoptr (GHashTable) wanted = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gboolean same = TRUE;
  GHashTableIter iter;
  gpointer notation;

  for (guint i = 0; i < json_array_get_length (expected); i++)
    {
      check_amends (text, json_array_get_string_element (expected, i));
      g_hash_table_add (wanted, cut_remark (json_array_get_string_element (expected, i)));
    }
  g_hash_table_iter_init (&iter, wanted);
  while (g_hash_table_iter_next (&iter, &notation, NULL))
    if (!g_hash_table_contains (got, notation))
      {
        g_test_message ("%s: missing %s", json_object_get_string_member (example, "id"),
                        (char *)notation);
        same = FALSE;
      }
  g_hash_table_iter_init (&iter, got);
  while (g_hash_table_iter_next (&iter, &notation, NULL))
    if (!g_hash_table_contains (wanted, notation))
      {
        g_test_message ("%s: not expected %s", json_object_get_string_member (example, "id"),
                        (char *)notation);
        same = FALSE;
      }
  return same;
}

static void
test_every_example_of_the_specification_is_read_exactly (void)
{
  const char *shared = g_getenv ("TROLY_SHARED");
  g_autofree char *path = NULL;
  g_autofree char *content = NULL;
  g_auto (GStrv) lines = NULL;
  guint exact = 0;
  guint all = 0;

  if (shared != NULL)
    path = g_build_filename (shared, "data", "citations.jsonl", NULL);
  if (path == NULL || !g_file_get_contents (path, &content, NULL, NULL))
    {
      g_test_skip ("there is no data/citations.jsonl under TROLY_SHARED");
      return;
    }
  lines = g_strsplit (content, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_autoptr (JsonParser) parser = json_parser_new ();
      g_autoptr (GError) error = NULL;

      if (lines[i][0] == '\0')
        continue;
      json_parser_load_from_data (parser, lines[i], -1, &error);
      g_assert_no_error (error);
      all++;
      exact += check_example (json_node_get_object (json_parser_get_root (parser))) ? 1 : 0;
    }
  g_assert_cmpuint (all, >, 0);
  g_assert_cmpuint (exact, ==, all);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/citation-examples/every_example_of_the_specification_is_read_exactly",
                   test_every_example_of_the_specification_is_read_exactly);
  return g_test_run ();
}
