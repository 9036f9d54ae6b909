/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the page of versions says of provisions of the official codification, where it is present,
 * against what a person read in the source lines of its pages: timeline-labels.tsv. */
#include "config.h"

#include "real-library.h"
#include "ui/reader/tl-versions.h"

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

static GPtrArray *
get_pages (const GPtrArray *labels, const char *folder)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  for (guint i = 0; i < labels->len; i++)
    g_ptr_array_add (names, ((char **)labels->pdata[i])[PAGE]);
  return real_pages_find (folder, names);
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
      g_autofree char *number = real_number_normal (strchr (change, ' ') + 1);

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
      g_autofree char *number = source != NULL ? real_number_normal (source->number) : NULL;

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
  g_autofree char *normal = real_number_normal (label[NUMBER]);
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
  g_autofree char *older = test_shared (REAL_OLDER);
  g_autofree char *newer = older != NULL ? test_shared (REAL_NEWER) : NULL;
  g_autoptr (GPtrArray) labels = real_labels_read ("timeline-labels.tsv", N_FIELDS);
  g_autoptr (GPtrArray) older_pages = NULL;
  g_autoptr (GPtrArray) newer_pages = NULL;
  g_autoptr (TlLibrary) library = NULL;
  guint right = 0;

  if (newer == NULL)
    return;
  g_assert_cmpuint (labels->len, ==, N_LABELS);
  older_pages = get_pages (labels, older);
  newer_pages = get_pages (labels, newer);
  real_library_import (folder, older_pages, "2025-02");
  real_library_import (folder, newer_pages, "2026-01");
  library = real_library_open (folder);
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
