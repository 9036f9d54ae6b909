/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where a press on a citation leads in real judgments and statutes, where they are present, against
 * what a person says that it means: link-labels.tsv. */
#include "config.h"

#include "corpus/tl-library-links.h"
#include "real-library.h"
#include "text/tl-text.h"
#include "ui/reader/tl-cited-job.h"

#define JUDGMENTS "judgments/pdf"
#define STATUTES  "pdf"

/* Statutes are read on this day; a judgment counts on its own. */
#define AS_OF "2026-01-31"

#define N_LABELS 106

/* Letters on either side of a citation that tell it from others. */
#define AROUND 25

enum
{
  CITING,
  ARTICLE,
  DIGEST,
  CITED,
  UNIT,
  DAY,
  N_FIELDS
};

/* Laws that the judgments cite, and the pages that statutes of the table are on. */
static const char *const pages[] = {
  "eb0e4753", "2a0ee4ce", "7434b4be", "7cdd63fb", "4913a1cf", "2efd8c6f", "60e61f6a", "3e044577",
};

/* Statutes of the table that are original pages. */
static const char *const originals[] = {
  "nghi-dinh-so-158-2025-nd-cp-45240",
  "thong-tu-so-05-2022-tt-bldtbxh-36995",
  "quyet-dinh-so-28-2021-qd-ttg-34546",
};

static char *
letters_of (const char *text, gssize length)
{
  g_autofree char *folded = tl_text_fold (text, length, TL_FOLD_PLAIN, NULL);
  char *out = folded;

  for (const char *p = folded; *p != '\0'; p++)
    if (g_ascii_isalnum (*p))
      *out++ = *p;
  *out = '\0';
  return g_steal_pointer (&folded);
}

/* Of what stands before and behind [@from, @to) in @line. */
static char *
digest_of (const char *line, const char *from, const char *to)
{
  g_autofree char *before = letters_of (line, from - line);
  g_autofree char *behind = letters_of (to, -1);
  gsize length = strlen (before);
  g_autofree char *around = g_strdup_printf (
      "%s|%.*s", before + (length > AROUND ? length - AROUND : 0), AROUND, behind);
  char *digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, around, -1);

  digest[12] = '\0';
  return digest;
}

/* The number of the article, "26" of "Điều 26", where the label says; NULL when it is not in
 * @line. */
static const char *
find_in_line (const char *line, char **label)
{
  gsize length = strlen (label[ARTICLE]);

  for (const char *at = line; (at = strstr (at, "iều ")) != NULL; at++)
    {
      const char *from = g_utf8_prev_char (at);
      const char *number = at + strlen ("iều ");
      g_autofree char *digest = NULL;

      number += strspn (number, " ");
      if (strncmp (number, label[ARTICLE], length) != 0)
        continue;
      digest = digest_of (line, from, number + length);
      if (g_str_equal (digest, label[DIGEST]))
        return number;
    }
  return NULL;
}

/* The paragraph of the model and the character in it; FALSE when the passage is not there. */
static gboolean
find_passage (const TlTextModel *model, char **label, guint *paragraph, guint *character)
{
  for (guint i = 0; i < tl_text_model_get_n_paragraphs (model); i++)
    {
      const TlTextParagraph *one = tl_text_model_get (model, i);
      const char *at;

      if (one->source < 0)
        continue;
      at = find_in_line (one->text + one->source_at, label);
      if (at == NULL)
        continue;
      *paragraph = i;
      *character = (guint)g_utf8_pointer_to_offset (one->text, at);
      return TRUE;
    }
  return FALSE;
}

/* The link that is pressed there, -1 when there is none. */
static int
find_link (const TlTextModel *model, guint paragraph, guint character)
{
  for (guint i = 0; i < model->citations->len; i++)
    {
      const TlTextCitation *citation = &g_array_index (model->citations, TlTextCitation, i);

      if (citation->paragraph == paragraph && citation->from <= character
          && character < citation->to && citation->link < model->n_links)
        return (int)citation->link;
    }
  return -1;
}

static TlTextModel *
read_model (TlLibrary *library, GHashTable *models, char **label)
{
  TlTextModel *model = g_hash_table_lookup (models, label[CITING]);
  g_autofree char *number = NULL;
  g_autoptr (GPtrArray) ids = NULL;
  g_autoptr (GPtrArray) links = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (TlDocument) document = NULL;
  g_autofree char *as_of = NULL;

  if (model != NULL)
    return model;
  number = real_number_normal (label[CITING]);
  ids = tl_library_find_number (library, number, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (ids->len, ==, 1);
  document = tl_library_load (library, ids->pdata[0], TRUE, &error);
  g_assert_no_error (error);
  links = tl_library_links_from (library, document->id, &error);
  g_assert_no_error (error);
  as_of = tl_cited_text_dup_date (document, AS_OF);
  model = tl_text_model_new_with_links (document, as_of, links);
  g_hash_table_insert (models, g_strdup (label[CITING]), model);
  return model;
}

/* The first day of the wording that is shown, or what there is instead. */
static char *
day_of (TlLibrary *library, const TlCitedText *cited)
{
  g_autoptr (TlDocument) document = NULL;
  g_autoptr (GError) error = NULL;

  switch (cited->state)
    {
    case TL_CITED_UNIT:
      break;
    case TL_CITED_NO_DOCUMENT:
    case TL_CITED_UNRESOLVED:
      return g_strdup ("no-document");
    case TL_CITED_NO_UNIT:
      return g_strdup ("no-unit");
    case TL_CITED_NO_TEXT:
      return g_strdup ("no-text");
    case TL_CITED_WHOLE:
    default:
      return g_strdup ("whole");
    }
  document = tl_library_load (library, cited->doc, TRUE, &error);
  g_assert_no_error (error);
  for (int i = tl_document_find (document, cited->anchor, cited->as_of); i >= 0;
       i = tl_document_get_block (document, (guint)i)->parent)
    if (tl_document_get_block (document, (guint)i)->valid_from != NULL)
      return g_strdup (tl_document_get_block (document, (guint)i)->valid_from);
  return g_strdup (document->effective_from);
}

/* "92-2015-qh13 d26 2016-07-01" as a press on the label's place gives it. */
static char *
press (TlLibrary *library, const TlTextModel *model, char **label)
{
  guint paragraph, character;
  int link;
  g_autoptr (TlCitedText) cited = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *day = NULL;
  const TlLink *pressed;

  if (!find_passage (model, label, &paragraph, &character))
    return g_strdup ("no such passage");
  link = find_link (model, paragraph, character);
  if (link < 0)
    return g_strdup ("nothing to press");
  pressed = model->links->pdata[link];
  cited = tl_cited_job_read (library, model, (guint)link, &error);
  g_assert_no_error (error);
  day = day_of (library, cited);
  /* What the library does not hold is not opened. */
  g_assert_cmpint (cited->doc == NULL, ==, g_str_equal (day, "no-document"));
  return g_strjoin (" ", pressed->target != NULL ? pressed->target : "-",
                    cited->state == TL_CITED_UNIT ? cited->anchor : pressed->anchor, day, NULL);
}

/* The same of the label; "Nghị quyết 103/2015/QH13" where the number alone could be a law's. */
static char *
labelled (char **label)
{
  const char *space = strrchr (label[CITED], ' ');
  g_autofree char *number = real_number_normal (space != NULL ? space + 1 : label[CITED]);
  g_autofree char *id = tl_document_make_statute_id (space != NULL ? label[CITED] : NULL, number);

  return g_strjoin (" ", g_str_equal (number, "-") ? number : id, label[UNIT], label[DAY], NULL);
}

/* Scans have no text. */
static GPtrArray *
find_judgments (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  GPtrArray *paths = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    if (strstr (name, "-scan") == NULL)
      g_ptr_array_add (paths, g_build_filename (folder, name, NULL));
  g_ptr_array_add (paths, NULL);
  return paths;
}

static GPtrArray *
find_statutes (const char *folder, const char *const *names, gsize n)
{
  g_autoptr (GPtrArray) wanted = g_ptr_array_new ();

  for (gsize i = 0; i < n; i++)
    g_ptr_array_add (wanted, (gpointer)names[i]);
  return real_pages_find (folder, wanted);
}

static TlLibrary *
make_library (const TestFolder *folder,
              const char *codification,
              const char *judgments,
              const char *statutes)
{
  g_autoptr (GPtrArray) codes = find_statutes (codification, pages, G_N_ELEMENTS (pages));
  g_autoptr (GPtrArray) decided = find_judgments (judgments);
  g_autoptr (GPtrArray) printed = find_statutes (statutes, originals, G_N_ELEMENTS (originals));

  real_library_import (folder, codes, "2026-01");
  real_library_import (folder, decided, NULL);
  real_library_import (folder, printed, NULL);
  return real_library_open (folder);
}

/* A law that the library does not hold need not be known by its number where the text has none, but
 * it is no other. */
static gboolean
is_right (const char *found, const char *expected, char **label)
{
  g_autofree char *unknown = g_strjoin (" ", "-", label[UNIT], label[DAY], NULL);

  return g_str_equal (found, expected)
         || (g_str_equal (label[DAY], "no-document") && g_str_equal (found, unknown));
}

static void
a_press_on_a_citation_leads_to_what_a_person_reads_in_it (TestFolder *folder, gconstpointer data)
{
  g_autofree char *codification = test_shared (REAL_NEWER);
  g_autofree char *judgments = codification != NULL ? test_shared (JUDGMENTS) : NULL;
  g_autofree char *statutes = judgments != NULL ? test_shared (STATUTES) : NULL;
  g_autoptr (GPtrArray) labels = real_labels_read ("link-labels.tsv", N_FIELDS);
  g_autoptr (GHashTable) models = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                                         (GDestroyNotify)tl_text_model_unref);
  g_autoptr (TlLibrary) library = NULL;
  guint right = 0;

  if (statutes == NULL)
    return;
  g_assert_cmpuint (labels->len, ==, N_LABELS);
  library = make_library (folder, codification, judgments, statutes);
  for (guint i = 0; i < labels->len; i++)
    {
      char **label = labels->pdata[i];
      g_autofree char *found = press (library, read_model (library, models, label), label);
      g_autofree char *expected = labelled (label);

      if (is_right (found, expected, label))
        right++;
      else
        g_test_message ("%u: %s, Điều %s: leads to %s, labelled %s", i, label[CITING],
                        label[ARTICLE], found, expected);
    }
  g_test_message ("%u of %u citations lead where they should", right, labels->len);
  g_assert_cmpuint (right, ==, labels->len);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/ui/link-labels/a-press-leads-there", TestFolder, NULL, test_folder_set_up,
              a_press_on_a_citation_leads_to_what_a_person_reads_in_it, test_folder_tear_down);
  return g_test_run ();
}
