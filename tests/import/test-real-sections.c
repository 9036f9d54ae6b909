/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Facts, reasoning and decision of real judgments, read from their PDFs, against what people marked
 * in the record of the same judgment. Skips by name where the material is not present.
 *
 * The marks are not the sections: people left out "Căn cứ …", shortened, wrote in their own words,
 * took parties for facts and facts for reasoning. So a section is measured by runs of four words:
 * - covered: of the runs that are marked and stand in the record under the section's own printed
 *   heading, how many stand in the section read;
 * - foreign: of the runs in the section read, how many do not stand there in the record, page
 *   numbers left aside: other sections, page numbers, heads and signatures would;
 * - elsewhere: how many of the marked runs that stand in the record at all stand under another
 *   heading. Where that is more than a trace, the judgment is named below. */
#include "config.h"

#include <json-glib/json-glib.h>
#include <string.h>

#include "base/tl-json.h"
#include "import-test.h"
#include "text/tl-legacy.h"
#include "text/tl-text.h"

#define N_JUDGMENTS   22
#define RUN           4
#define RUNS_MIN      60
#define COVERED_MIN   0.98
#define FOREIGN_MAX   0.02
#define ELSEWHERE_MAX 0.02

enum
{
  FACTS,
  REASONING,
  DECISION,
  N_SECTIONS
};

static const struct
{
  const char *anchor, *label;
} sections[N_SECTIONS] = {
  { "noidung.", "case_fact" },
  { "nhan.", "court_reasoning" },
  { "quyet.", "court_verdict" },
};

/* What people marked as this section stands under another printed heading. */
static const struct
{
  const char *judgment;
  int section;
} misplaced[] = {
  /* Parties of the head are marked as facts. */
  { "case_1959", FACTS },
  { "case_2238", FACTS },
  { "case_4861", FACTS },
  { "case_9052", FACTS },
  /* Findings of the reasoning are, and parties. */
  { "case_8303", FACTS },
  { "case_9089", FACTS },
  /* Forty runs: a summary in other words. */
  { "case_6663", FACTS },
  { "case_4644", FACTS },
  /* Facts are marked as reasoning. */
  { "case_4644", REASONING },
  { "case_6425", REASONING },
};

typedef struct
{
  GHashTable *printed[N_SECTIONS];
  GHashTable *record;
} Record;

/* Normal form and modern letters, and lines that are nothing but a number left out. */
static char *
clean (const char *raw)
{
  g_autofree char *modern = tl_legacy_repair (raw, -1);
  g_autofree char *normal = tl_text_normalize (modern, -1, NULL);
  g_auto (GStrv) lines = g_strsplit_set (normal, "\n\f", -1);
  GString *out = g_string_new (NULL);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_strstrip (lines[i]);
      if (strspn (lines[i], "0123456789") < strlen (lines[i]))
        g_string_append_printf (out, "%s\n", lines[i]);
    }
  return g_string_free (out, FALSE);
}

static GHashTable *
runs_of (const char *text)
{
  GHashTable *runs = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *folded = tl_text_fold (text, -1, TL_FOLD_PLAIN, NULL);
  g_autoptr (GArray) tokens = tl_text_tokenize (folded, -1);

  for (guint i = 0; i + RUN <= tokens->len; i++)
    {
      GString *run = g_string_new (NULL);

      for (guint k = i; k < i + RUN; k++)
        {
          const TlToken *token = &g_array_index (tokens, TlToken, k);

          g_string_append_len (run, folded + token->from, (gssize)(token->to - token->from));
          g_string_append_c (run, ' ');
        }
      g_hash_table_add (runs, g_string_free (run, FALSE));
    }
  return runs;
}

/* Which section the line is the printed heading of: N_SECTIONS for the closing, -1 for none. */
static int
heading_of (const char *line, int now)
{
  static const char *const words[] = { "noidungvuan", "nhandinhcuatoaan", "quyetdinh" };
  g_autofree char *folded = tl_text_fold (line, -1, TL_FOLD_PLAIN, NULL);
  GString *letters = g_string_new (NULL);
  g_autofree char *held = NULL;

  if (!g_unichar_isupper (g_utf8_get_char (line)))
    {
      g_string_free (letters, TRUE);
      return -1;
    }
  for (const char *at = folded; *at != '\0'; at++)
    if (g_ascii_isalpha (*at))
      g_string_append_c (letters, *at);
  held = g_string_free (letters, FALSE);
  /* The last "Quyết định" before the signatures heads the decision. */
  if (now == DECISION && strcmp (held, words[DECISION]) == 0)
    return DECISION;
  if (now + 1 < N_SECTIONS && strcmp (held, words[now + 1]) == 0)
    return now + 1;
  if (now == DECISION
      && (g_str_has_prefix (held, "noinhan") || g_str_has_prefix (held, "tmhoidong")
          || strcmp (held, "cachoithamnhandan") == 0))
    return N_SECTIONS;
  return -1;
}

static void
read_record (Record *self, const char *judgment_text)
{
  static const char mark[] = "judgment_text:";
  const char *raw = strstr (judgment_text, mark);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  GString *parts[N_SECTIONS];
  int now = -1;

  g_assert_nonnull (raw);
  text = clean (raw + strlen (mark));
  self->record = runs_of (text);
  for (guint k = 0; k < N_SECTIONS; k++)
    parts[k] = g_string_new (NULL);
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL && now < N_SECTIONS; i++)
    {
      int heading = heading_of (lines[i], now);

      if (heading == DECISION && now == DECISION)
        {
          g_string_append (parts[REASONING], parts[DECISION]->str);
          g_string_truncate (parts[DECISION], 0);
        }
      if (heading >= 0)
        now = heading;
      else if (now >= 0)
        g_string_append_printf (parts[now], "%s\n", lines[i]);
    }
  g_assert_cmpint (now, ==, N_SECTIONS);
  for (guint k = 0; k < N_SECTIONS; k++)
    {
      self->printed[k] = runs_of (parts[k]->str);
      g_string_free (parts[k], TRUE);
    }
}

static void
clear_record (Record *self)
{
  g_hash_table_unref (self->record);
  for (guint k = 0; k < N_SECTIONS; k++)
    g_hash_table_unref (self->printed[k]);
}

/* The paragraphs of one section, as they are stored. */
static GHashTable *
runs_of_section (TlDocument *document, int section)
{
  GString *text = g_string_new (NULL);
  g_autofree char *held = NULL;

  for (guint i = 0; i < document->blocks->len; i++)
    {
      const TlBlock *block = tl_document_get_block (document, i);

      if (g_str_has_prefix (block->anchor, sections[section].anchor))
        g_string_append_printf (text, "%s %s\n", block->label != NULL ? block->label : "",
                                block->text);
    }
  held = g_string_free (text, FALSE);
  return runs_of (held);
}

static gboolean
is_misplaced (const char *name, int section)
{
  for (guint i = 0; i < G_N_ELEMENTS (misplaced); i++)
    if (misplaced[i].section == section && strcmp (misplaced[i].judgment, name) == 0)
      return TRUE;
  return FALSE;
}

static double
share_outside (GHashTable *runs, GHashTable *where)
{
  GHashTableIter iter;
  gpointer run;
  guint n = 0;

  g_hash_table_iter_init (&iter, runs);
  while (g_hash_table_iter_next (&iter, &run, NULL))
    n += !g_hash_table_contains (where, run);
  return (double)n / MAX (1, g_hash_table_size (runs));
}

static void
keep_only (GHashTable *runs, GHashTable *where)
{
  GHashTableIter iter;
  gpointer run;

  g_hash_table_iter_init (&iter, runs);
  while (g_hash_table_iter_next (&iter, &run, NULL))
    if (!g_hash_table_contains (where, run))
      g_hash_table_iter_remove (&iter);
}

static void
check_section (TlDocument *document, const Record *record, JsonObject *truth, int section)
{
  const char *name = tl_json_get_string (truth, "case_id");
  g_autofree char *label = clean (tl_json_get_string (truth, sections[section].label));
  g_autoptr (GHashTable) marked = runs_of (label);
  g_autoptr (GHashTable) found = runs_of_section (document, section);
  guint all = g_hash_table_size (marked);
  double elsewhere, covered, foreign;

  keep_only (marked, record->record);
  elsewhere = share_outside (marked, record->printed[section]);
  g_test_message ("%s %s: %u marked, %u of them in the record", name, sections[section].anchor, all,
                  g_hash_table_size (marked));
  keep_only (marked, record->printed[section]);
  covered = 1.0 - share_outside (marked, found);
  foreign = share_outside (found, record->printed[section]);
  g_test_message ("covered %.4f, foreign %.4f, elsewhere %.4f", covered, foreign, elsewhere);
  /* Where a summary shares a sentence or two with the record, there is nothing to measure. */
  if (g_hash_table_size (marked) >= RUNS_MIN)
    g_assert_cmpfloat (covered, >=, COVERED_MIN);
  g_assert_cmpfloat (foreign, <, FOREIGN_MAX);
  if (!is_misplaced (name, section))
    g_assert_cmpfloat (elsewhere, <, ELSEWHERE_MAX);
  else
    g_assert_cmpfloat (elsewhere, >=, ELSEWHERE_MAX);
}

static void
sections_are_those_that_people_marked (TestFolder *folder, gconstpointer data)
{
  g_autofree char *list = test_shared ("judgments/judgments.jsonl");
  g_autofree char *pdfs = list != NULL ? test_shared ("judgments/pdf") : NULL;
  g_autofree char *content = NULL;
  g_auto (GStrv) lines = NULL;
  guint n = 0;

  if (pdfs == NULL)
    return;
  g_assert_true (g_file_get_contents (list, &content, NULL, NULL));
  lines = g_strsplit (g_strstrip (content), "\n", -1);
  for (; lines[n] != NULL; n++)
    {
      g_autoptr (JsonObject) truth = tl_json_parse (lines[n], -1, NULL);
      g_autofree char *name = g_strconcat (tl_json_get_string (truth, "case_id"), ".pdf", NULL);
      g_autofree char *path = g_build_filename (pdfs, name, NULL);
      g_autoptr (TlImportResult) result = test_import (path, TL_IMPORT_AUTO);
      Record record;

      g_assert_cmpuint (result->documents->len, ==, 1);
      read_record (&record, tl_json_get_string (truth, "judgment_text"));
      for (int k = 0; k < N_SECTIONS; k++)
        check_section (g_ptr_array_index (result->documents, 0), &record, truth, k);
      clear_record (&record);
    }
  g_assert_cmpuint (n, ==, N_JUDGMENTS);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/import/real-sections/sections-are-those-that-people-marked", TestFolder, NULL,
              test_folder_set_up, sections_are_those_that_people_marked, test_folder_tear_down);
  return g_test_run ();
}
