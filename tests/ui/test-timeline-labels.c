/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the page of versions says of provisions of the official codification, where it is present,
 * against what a person read in the source lines of its pages: timeline-labels.tsv. */
#include "config.h"

#include "../import/import-test.h"
#include "corpus/tl-doc-store.h"
#include "corpus/tl-volume.h"
#include "law/number/tl-doc-number.h"
#include "publish/tl-publish-import.h"
#include "ui/reader/tl-versions.h"

#define OLDER "phapdien-2025-02/demuc"
#define NEWER "phapdien-2026-01/demuc"

/* What the library is read at: everything that has begun and what begins later. */
#define AS_OF "2026-01-31"

#define N_LABELS 59

enum
{
  PAGE,
  NUMBER,
  ARTICLE,
  FIRST_DAY,
  CHANGES,
  N_FIELDS
};

/* Lines of N_FIELDS fields. */
static GPtrArray *
read_labels (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "ui", "timeline-labels.tsv", NULL);
  g_autofree char *content = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) lines = NULL;
  GPtrArray *labels = g_ptr_array_new_with_free_func ((GDestroyNotify)g_strfreev);

  g_assert_true (g_file_get_contents (path, &content, NULL, &error));
  g_assert_no_error (error);
  lines = g_strsplit (content, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    if (lines[i][0] != '#' && lines[i][0] != '\0')
      {
        char **fields = g_strsplit (lines[i], "\t", -1);

        g_assert_cmpuint (g_strv_length (fields), ==, N_FIELDS);
        g_ptr_array_add (labels, fields);
      }
  return labels;
}

/* The pages of @folder that labels are of. */
static GPtrArray *
find_pages (const char *folder, const GPtrArray *labels)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  GPtrArray *pages = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    for (guint i = 0; i < labels->len; i++)
      if (g_str_has_prefix (name, ((char **)labels->pdata[i])[PAGE]))
        {
          g_ptr_array_add (pages, g_build_filename (folder, name, NULL));
          break;
        }
  g_ptr_array_add (pages, NULL);
  return pages;
}

static void
import_month (TlDocStore *store, const char *folder, const GPtrArray *labels, const char *month)
{
  const TlPublishImportOptions options = { TL_IMPORT_PHAPDIEN, -1, FALSE, 2, month };
  g_autoptr (GPtrArray) pages = find_pages (folder, labels);
  g_autoptr (GError) error = NULL;
  TlPublishImportCounts counts;

  g_assert_true (tl_publish_import (store, (const char *const *)pages->pdata, &options, NULL, NULL,
                                    &counts, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (counts.outcomes[TL_PUBLISH_FAILED], ==, 0);
}

static gboolean
write_document_cb (TlDocument *document, gpointer user_data, GError **error)
{
  tl_volume_writer_add (user_data, document, error);
  return *error == NULL;
}

/* Both months of the pages as a volume; nobody searches in it. */
static TlLibrary *
make_library (TestFolder *folder, const GPtrArray *labels, const char *older, const char *newer)
{
  g_autofree char *docs = g_build_filename (folder->path, "docs", NULL);
  g_autofree char *out = g_build_filename (folder->path, "out", NULL);
  g_autofree char *name = NULL;
  g_autoptr (TlDocStore) store = NULL;
  g_autoptr (TlVolumeWriter) writer = NULL;
  g_autoptr (GError) error = NULL;
  TlLibrary *library;

  store = tl_doc_store_open (docs, TRUE, &error);
  g_assert_no_error (error);
  import_month (store, older, labels, "2025-02");
  import_month (store, newer, labels, "2026-01");
  g_assert_cmpint (g_mkdir (out, 0755), ==, 0);
  writer = tl_volume_writer_new (out, &error);
  g_assert_no_error (error);
  g_assert_true (tl_doc_store_foreach (store, write_document_cb, writer, &error));
  g_assert_no_error (error);
  name = tl_volume_writer_finish (writer, &error);
  g_assert_no_error (error);
  library = tl_library_open (out, &error);
  g_assert_no_error (error);
  return library;
}

static char *
normal_form (const char *number)
{
  g_autoptr (TlDocNumber) parsed = tl_doc_number_parse (number);

  return g_strdup (parsed != NULL ? parsed->normal : number);
}

/* The days of the label: "2010-10-14 -; 2013-07-01 48/2013/NĐ-CP". */
static char *
labelled (char **label)
{
  GString *days = g_string_new (NULL);
  g_auto (GStrv) changes = g_strsplit (label[CHANGES], "; ", -1);

  if (!g_str_has_prefix (changes[0], label[FIRST_DAY]))
    g_string_append_printf (days, "%s -", label[FIRST_DAY]);
  for (guint i = 0; changes[i] != NULL && !g_str_equal (changes[i], "-"); i++)
    {
      const char *change = changes[i] + strspn (changes[i], "+!");
      g_autofree char *number = normal_form (strchr (change, ' ') + 1);

      g_string_append_printf (days, "%s%.10s %s", days->len > 0 ? "; " : "", change, number);
    }
  return g_string_free (days, FALSE);
}

/* The same of what the page of versions has. */
static char *
shown (const TlVersions *versions)
{
  GString *days = g_string_new (NULL);

  for (guint i = 0; i < versions->timeline->spans->len; i++)
    {
      const TlTimelineSpan *span = tl_timeline_get (versions->timeline, i);
      const TlVersionSource *source = tl_versions_get_source (versions, i);
      g_autofree char *number = source != NULL ? normal_form (source->number) : NULL;

      if (span->from != NULL)
        g_string_append_printf (days, "%s%s %s", days->len > 0 ? "; " : "", span->from,
                                number != NULL ? number : "-");
    }
  return g_string_free (days, FALSE);
}

/* The text is there from the last wording on, before an article was added it is not, and when one
 * was repealed it says so. */
static void
assert_texts (char **label, const TlTimeline *timeline)
{
  g_auto (GStrv) changes = g_strsplit (label[CHANGES], "; ", -1);
  guint last = timeline->spans->len - 1;

  for (guint i = 0; changes[i] != NULL; i++)
    if (changes[i][0] == '+')
      for (guint k = 0; k < tl_timeline_find (timeline, changes[i] + 1); k++)
        g_assert_null (tl_timeline_get (timeline, k)->text);
  if (strchr (label[CHANGES], '!') != NULL)
    {
      g_assert_cmpint (tl_timeline_get (timeline, last)->state, ==, TL_EFFECT_EXPIRED);
      g_assert_cmpuint (last, >, 0);
      last--;
    }
  g_assert_nonnull (tl_timeline_get (timeline, last)->text);
}

static TlVersions *
read_versions (TlLibrary *library, char **label)
{
  g_autofree char *normal = normal_form (label[NUMBER]);
  g_autofree char *anchor = g_strconcat ("d", label[ARTICLE], NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) ids = tl_library_find_number (library, normal, &error);
  TlVersions *versions;

  g_assert_no_error (error);
  g_test_message ("%s %s", normal, anchor);
  g_assert_cmpuint (ids->len, ==, 1);
  versions = tl_versions_read (library, ids->pdata[0], anchor, AS_OF, NULL, &error);
  g_assert_no_error (error);
  return versions;
}

static void
days_and_amending_documents_are_those_a_person_read (TestFolder *folder, gconstpointer data)
{
  g_autofree char *older = test_shared (OLDER);
  g_autofree char *newer = older != NULL ? test_shared (NEWER) : NULL;
  g_autoptr (GPtrArray) labels = read_labels ();
  g_autoptr (TlLibrary) library = NULL;
  guint right = 0;

  if (newer == NULL)
    return;
  g_assert_cmpuint (labels->len, ==, N_LABELS);
  library = make_library (folder, labels, older, newer);
  for (guint i = 0; i < labels->len; i++)
    {
      char **label = labels->pdata[i];
      g_autoptr (TlVersions) versions = read_versions (library, label);
      g_autofree char *expected = labelled (label);
      g_autofree char *found = shown (versions);

      if (g_str_equal (found, expected))
        right++;
      else
        g_test_message ("%s Điều %s: shown %s, labelled %s", label[NUMBER], label[ARTICLE], found,
                        expected);
      assert_texts (label, versions->timeline);
    }
  g_test_message ("%u of %u timelines are right", right, labels->len);
  g_assert_cmpuint (right, ==, labels->len);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/ui/timeline-labels/days-and-amending-documents", TestFolder, NULL,
              test_folder_set_up, days_and_amending_documents_are_those_a_person_read,
              test_folder_tear_down);
  return g_test_run ();
}
