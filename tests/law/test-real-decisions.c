/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <gio/gio.h>
#include <json-glib/json-glib.h>

#include "judgment-decision-test.h"
#include "text/tl-legacy.h"
#include "text/tl-text.h"

/* Real civil judgments, where they are present: the outcome against the label of who won, and the
 * articles that people noted against those found in the text of the PDF. Some labels are not in the
 * text (one judgment carries those of another) and some call a win partial by its sum alone. */
#define OUTCOMES_WANTED   17
#define PROVISIONS_WANTED 0.95

static guint outcomes, judgments, found_articles, noted_articles;

static char *
dup_pdf_text (const char *folder, const char *id)
{
  g_autofree char *name = g_strconcat (id, ".pdf", NULL);
  g_autofree char *path = g_build_filename (folder, "pdf", name, NULL);
  g_autofree char *raw = NULL;
  const char *argv[] = { "pdftotext", "-q", path, "-", NULL };
  g_autoptr (GSubprocess) process = g_subprocess_newv (argv, G_SUBPROCESS_FLAGS_STDOUT_PIPE, NULL);
  g_auto (GStrv) pages = NULL;

  g_assert_nonnull (process);
  g_assert_true (g_subprocess_communicate_utf8 (process, NULL, NULL, &raw, NULL, NULL));
  pages = g_strsplit (raw, "\f", -1);
  for (guint i = 0; pages[i]; i++)
    {
      g_autofree char *page = pages[i];
      g_autofree char *modern = tl_legacy_repair (page, -1);

      pages[i] = tl_text_normalize (modern, -1, NULL);
    }
  return g_strjoinv ("\f", pages);
}

static const char *
outcome_of_label (const char *label)
{
  if (g_str_has_prefix (label, "PARTIAL"))
    return "partly-accepted";
  return strcmp (label, "A_WIN") == 0 ? "accepted" : "rejected";
}

static gboolean
has_article (const TlJudgmentDecision *decision, const char *article)
{
  for (guint i = 0; i < decision->provisions->len; i++)
    {
      const TlProvision *provision = g_ptr_array_index (decision->provisions, i);

      if (strcmp (provision->citation->article, article) == 0)
        return TRUE;
    }
  return FALSE;
}

static void
count_articles (const TlJudgmentDecision *decision, const char *id, const char *noted)
{
  g_autoptr (GRegex) regex = g_regex_new ("[Đđ]iều (\\d+[a-z]?)", 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;

  for (g_regex_match (regex, noted, 0, &match); g_match_info_matches (match);
       g_match_info_next (match, NULL))
    {
      g_autofree char *article = g_match_info_fetch (match, 1);
      gboolean found = has_article (decision, article);

      noted_articles++;
      found_articles += found ? 1 : 0;
      if (!found)
        g_test_message ("%s: article %s was not found", id, article);
    }
}

static void
outcomes_and_articles_are_those_that_people_noted (void)
{
  g_autofree char *folder = g_build_filename (g_getenv ("TROLY_SHARED"), "data", "judgments", NULL);
  g_autofree char *path = g_build_filename (folder, "judgments.jsonl", NULL);
  g_autofree char *program = g_find_program_in_path ("pdftotext");
  g_autofree char *raw = NULL;
  g_auto (GStrv) lines = NULL;

  if (program == NULL)
    return g_test_skip ("pdftotext is not present");
  if (!g_file_get_contents (path, &raw, NULL, NULL))
    return g_test_skip ("the real judgments are not here");
  lines = g_strsplit (raw, "\n", -1);
  for (guint i = 0; lines[i] != NULL && *lines[i] != '\0'; i++)
    {
      g_autoptr (JsonNode) node = json_from_string (lines[i], NULL);
      JsonObject *record = json_node_get_object (node);
      const char *id = json_object_get_string_member (record, "case_id");
      const char *label = json_object_get_string_member (record, "verdict_label");
      g_autofree char *text = dup_pdf_text (folder, id);
      g_autoptr (TlJudgmentDecision) decision = test_read_decision (text);
      const TlOutcome *first;

      g_assert_cmpuint (decision->outcomes->len, >, 0);
      first = g_ptr_array_index (decision->outcomes, 0);
      judgments++;
      if (strcmp (first->code, outcome_of_label (label)) == 0)
        outcomes++;
      else
        g_test_message ("%s: %s is %s", id, label, first->code);
      count_articles (decision, id,
                      json_object_get_string_member (record, "related_law_provisions"));
    }
  g_test_message ("outcome %u of %u, articles %u of %u", outcomes, judgments, found_articles,
                  noted_articles);
  g_assert_cmpuint (outcomes, >=, OUTCOMES_WANTED);
  g_assert_cmpfloat ((double)found_articles / MAX (1, noted_articles), >=, PROVISIONS_WANTED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/real-decisions/outcomes-and-articles-are-those-that-people-noted",
                   outcomes_and_articles_are_those_that_people_noted);
  return g_test_run ();
}
