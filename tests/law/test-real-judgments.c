/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <gio/gio.h>
#include <glib.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "law/judgment/tl-judgment-structure.h"
#include "text/tl-legacy.h"
#include "text/tl-text.h"

/* Real judgments with what people read in them, where they are present: number, date, court and the
 * three sections of every one must be found, in the text and in the text of a PDF. */

#define N_JUDGMENTS 22
/* Share of an annotated section's word triples that the section found must hold, on average. The
 * annotators shortened some sections and took parties for facts. */
#define FACTS_SHARE     0.70
#define REASONING_SHARE 0.88
#define DECISION_SHARE  0.95

typedef struct
{
  guint n;
  double facts, reasoning, decision;
} Tally;

typedef char *(*TextFunc) (JsonObject *judgment, const char *folder);

/* The text as an importer gives it: old fonts converted, normal form, page by page. */
static char *
import_text (const char *raw)
{
  g_auto (GStrv) pages = g_strsplit (raw, "\f", -1);

  for (guint i = 0; pages[i]; i++)
    {
      g_autofree char *page = pages[i];
      g_autofree char *modern = tl_legacy_repair (page, -1);

      pages[i] = tl_text_normalize (modern, -1, NULL);
    }
  return g_strjoinv ("\f", pages);
}

static char *
text_of_record (JsonObject *judgment, const char *folder)
{
  static const char mark[] = "judgment_text:";
  const char *text = strstr (json_object_get_string_member (judgment, "judgment_text"), mark);

  g_assert_nonnull (text);
  return import_text (text + strlen (mark));
}

static char *
text_of_pdf (JsonObject *judgment, const char *folder)
{
  g_autofree char *name
      = g_strconcat (json_object_get_string_member (judgment, "case_id"), ".pdf", NULL);
  g_autofree char *path = g_build_filename (folder, "pdf", name, NULL);
  g_autofree char *raw = NULL;
  const char *argv[] = { "pdftotext", "-q", path, "-", NULL };
  g_autoptr (GSubprocess) process = g_subprocess_newv (argv, G_SUBPROCESS_FLAGS_STDOUT_PIPE, NULL);

  g_assert_nonnull (process);
  g_assert_true (g_subprocess_communicate_utf8 (process, NULL, NULL, &raw, NULL, NULL));
  return import_text (raw);
}

static GHashTable *
word_triples (const char *text, gsize length)
{
  GHashTable *triples = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *folded = tl_text_fold (text, (gssize)length, TL_FOLD_PLAIN, NULL);
  g_autoptr (GArray) tokens = tl_text_tokenize (folded, -1);

  for (guint i = 0; i + 2 < tokens->len; i++)
    {
      GString *triple = g_string_new (NULL);

      for (guint k = i; k < i + 3; k++)
        {
          const TlToken *token = &g_array_index (tokens, TlToken, k);

          g_string_append_len (triple, folded + token->from, (gssize)(token->to - token->from));
          g_string_append_c (triple, ' ');
        }
      g_hash_table_add (triples, g_string_free (triple, FALSE));
    }
  return triples;
}

/* How much of the annotated text stands in the section of this kind; the section must be there. */
static double
share_of_section (const TlJudgmentStructure *structure,
                  const char *text,
                  TlSectionKind kind,
                  const char *annotated)
{
  g_autoptr (GHashTable) wanted = word_triples (annotated, strlen (annotated));
  const TlJudgmentSection *section = NULL;
  g_autoptr (GHashTable) found = NULL;
  GHashTableIter iter;
  gpointer triple;
  guint n = 0;

  for (guint i = 0; i < structure->sections->len; i++)
    if (g_array_index (structure->sections, TlJudgmentSection, i).kind == kind)
      section = &g_array_index (structure->sections, TlJudgmentSection, i);
  g_assert_nonnull (section);
  g_assert_cmpuint (section->from, <, section->body);
  g_assert_cmpuint (section->body, <, section->to);
  found = word_triples (text + section->body, section->to - section->body);
  g_hash_table_iter_init (&iter, wanted);
  while (g_hash_table_iter_next (&iter, &triple, NULL))
    n += g_hash_table_contains (found, triple) ? 1 : 0;
  return (double)n / MAX (1, g_hash_table_size (wanted));
}

/* Names only: the annotators wrote quận for huyện, TP for thành phố, left dashes out. */
static char *
names_of_court (const char *court)
{
  static const char *const dropped[]
      = { "toa", "an", "nhan", "dan", "quan", "huyen", "thanh", "pho", "tp", "tinh", "thi", "xa" };
  g_autofree char *folded = tl_text_fold (court, -1, TL_FOLD_PLAIN, NULL);
  g_auto (GStrv) words = g_strsplit_set (folded, " ,.-\n", -1);
  GString *names = g_string_new (NULL);

  for (guint i = 0; words[i]; i++)
    {
      gboolean drop = !g_ascii_isalnum (words[i][0]);

      for (guint k = 0; !drop && k < G_N_ELEMENTS (dropped); k++)
        drop = strcmp (words[i], dropped[k]) == 0;
      if (!drop)
        g_string_append (names, words[i]);
    }
  return g_string_free (names, FALSE);
}

static void
check_header (const TlJudgmentStructure *structure, JsonObject *judgment)
{
  g_autoptr (TlDocNumber) number
      = tl_doc_number_parse (json_object_get_string_member (judgment, "judgment_number"));
  g_autofree char *date_text = g_strdup (json_object_get_string_member (judgment, "judgment_date"));
  g_autofree char *found = NULL;
  g_autofree char *wanted = NULL;
  char date[11];

  g_assert_nonnull (number);
  g_assert_nonnull (structure->number);
  g_assert_cmpstr (structure->number->normal, ==, number->normal);
  g_assert_true (tl_text_find_date (date_text, strlen (date_text), date, NULL, NULL));
  g_assert_cmpstr (structure->date, ==, date);
  g_assert_nonnull (structure->court);
  g_assert_true (g_str_has_prefix (structure->court, "Tòa án nhân dân ")
                 || g_str_has_prefix (structure->court, "Toà án nhân dân "));
  found = names_of_court (structure->court);
  wanted = names_of_court (json_object_get_string_member (judgment, "court"));
  g_assert_cmpstr (found, ==, wanted);
  g_assert_nonnull (structure->relation);
  g_assert_cmpuint (structure->warnings->len, ==, 0);
}

static void
check_paragraphs (const TlJudgmentStructure *structure, const char *text)
{
  g_autoptr (GHashTable) anchors = g_hash_table_new (g_str_hash, g_str_equal);
  gsize last = 0;

  for (guint i = 0; i < structure->paragraphs->len; i++)
    {
      const TlJudgmentParagraph *paragraph = g_ptr_array_index (structure->paragraphs, i);

      g_assert_cmpuint (paragraph->from, >=, last);
      g_assert_cmpuint (paragraph->to, >, paragraph->from);
      g_assert_true (g_hash_table_add (anchors, paragraph->anchor));
      last = paragraph->to;
    }
  g_assert_cmpuint (last, <=, strlen (text));
}

static void
check_judgment (JsonObject *judgment, const char *folder, TextFunc get_text, Tally *tally)
{
  g_autofree char *text = get_text (judgment, folder);
  g_autoptr (TlJudgmentStructure) structure = tl_judgment_structure_parse (text);

  g_test_message ("%s", json_object_get_string_member (judgment, "case_id"));
  check_header (structure, judgment);
  check_paragraphs (structure, text);
  tally->facts += share_of_section (structure, text, TL_SECTION_FACTS,
                                    json_object_get_string_member (judgment, "case_fact"));
  tally->reasoning
      += share_of_section (structure, text, TL_SECTION_REASONING,
                           json_object_get_string_member (judgment, "court_reasoning"));
  tally->decision += share_of_section (structure, text, TL_SECTION_DECISION,
                                       json_object_get_string_member (judgment, "court_verdict"));
  tally->n++;
}

static void
check_all (TextFunc get_text)
{
  const char *shared = g_getenv ("TROLY_SHARED");
  g_autofree char *folder = g_build_filename (shared ? shared : "", "data", "judgments", NULL);
  g_autofree char *path = g_build_filename (folder, "judgments.jsonl", NULL);
  g_autofree char *content = NULL;
  g_auto (GStrv) lines = NULL;
  Tally tally = { 0 };

  if (!g_file_get_contents (path, &content, NULL, NULL))
    {
      g_test_skip ("data/judgments/judgments.jsonl is not present");
      return;
    }
  lines = g_strsplit (content, "\n", -1);
  for (guint i = 0; lines[i] && *lines[i]; i++)
    {
      g_autoptr (JsonNode) node = json_from_string (lines[i], NULL);

      check_judgment (json_node_get_object (node), folder, get_text, &tally);
    }
  g_assert_cmpuint (tally.n, ==, N_JUDGMENTS);
  g_test_message ("share of the annotated word triples: facts %.3f, reasoning %.3f, decision %.3f",
                  tally.facts / tally.n, tally.reasoning / tally.n, tally.decision / tally.n);
  g_assert_cmpfloat (tally.facts / tally.n, >=, FACTS_SHARE);
  g_assert_cmpfloat (tally.reasoning / tally.n, >=, REASONING_SHARE);
  g_assert_cmpfloat (tally.decision / tally.n, >=, DECISION_SHARE);
}

static void
judgments_are_read_from_their_text (void)
{
  check_all (text_of_record);
}

static void
judgments_are_read_from_the_text_of_pdfs (void)
{
  g_autofree char *program = g_find_program_in_path ("pdftotext");

  if (!program)
    {
      g_test_skip ("pdftotext is not present");
      return;
    }
  check_all (text_of_pdf);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/law/real-judgments/text", judgments_are_read_from_their_text);
  g_test_add_func ("/law/real-judgments/pdf", judgments_are_read_from_the_text_of_pdfs);
  return g_test_run ();
}
