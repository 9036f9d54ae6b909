/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Libraries into which a release was installed: "library.json" says what is in force. */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "base/tl-error.h"
#include "corpus-fixture.h"
#include "corpus/tl-library.h"

#define INDEX "00000000000000000000000000000000000000000000000000000000000000aa.tlx"

typedef struct
{
  char *folder;
  char *names[2];
} Fixture;

/* A volume of two statutes, @id and one that is in both volumes. */
static char *
write_volume (const char *store, const char *id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TlVolumeWriter) writer = tl_volume_writer_new (store, &error);
  g_autoptr (TlDocument) one = fixture_statute (id, 2, 1);
  g_autoptr (TlDocument) other = fixture_statute ("shared", 2, 1);
  char *name;

  g_assert_no_error (error);
  g_assert_cmpuint (tl_volume_writer_add (writer, one, &error), ==, 1);
  g_assert_cmpuint (tl_volume_writer_add (writer, other, &error), ==, 2);
  name = tl_volume_writer_finish (writer, &error);
  g_assert_no_error (error);
  return name;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *store = NULL;

  fixture->folder = fixture_folder ();
  store = g_build_filename (fixture->folder, "store", NULL);
  g_assert_cmpint (g_mkdir (store, 0755), ==, 0);
  fixture->names[0] = write_volume (store, "first");
  fixture->names[1] = write_volume (store, "second");
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  fixture_remove (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->names[0]);
  g_free (fixture->names[1]);
}

static void
write_pointer (Fixture *fixture, const char *volumes, const char *withdrawn)
{
  g_autofree char *path = g_build_filename (fixture->folder, "library.json", NULL);
  g_autofree char *text = g_strdup_printf (
      "{\"format\":\"troly-library 1\",\"serial\":7,\"created\":\"2026-03-01T02:00:00Z\","
      "\"expires\":\"2026-06-01T00:00:00Z\",\"channel\":\"stable\",\"volumes\":%s,"
      "\"withdrawn\":%s}\n",
      volumes, withdrawn);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

static TlLibrary *
open_library (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  TlLibrary *library = tl_library_open (fixture->folder, &error);

  g_assert_no_error (error);
  return library;
}

static gboolean
has (TlLibrary *library, const char *id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TlDocument) document = tl_library_load (library, id, FALSE, &error);

  g_assert_no_error (error);
  return document != NULL;
}

static void
the_named_volumes_and_indexes_are_the_library (Fixture *fixture, gconstpointer data)
{
  g_autofree char *volumes
      = g_strdup_printf ("[{\"volume\":\"%s.tlv\",\"index\":\"" INDEX "\"}]", fixture->names[0]);
  g_autofree char *expected = g_build_filename (fixture->folder, "store", INDEX, NULL);
  g_autofree char *index = NULL;
  g_autoptr (TlLibrary) library = NULL;
  g_autoptr (GError) error = NULL;
  TlLibraryStats stats;

  write_pointer (fixture, volumes, "[]");
  library = open_library (fixture);
  g_assert_cmpuint (tl_library_get_n_volumes (library), ==, 1);
  index = tl_volume_dup_index_path (tl_library_get_volume (library, 0));
  g_assert_cmpstr (index, ==, expected);
  g_assert_true (has (library, "first"));
  g_assert_false (has (library, "second"));
  g_assert_true (tl_library_stats (library, &stats, &error));
  g_assert_true (stats.installed);
  g_assert_cmpuint (stats.serial, ==, 7);
  g_assert_cmpstr (stats.created, ==, "2026-03-01");
  g_assert_cmpstr (stats.expires, ==, "2026-06-01");
  g_assert_cmpstr (stats.channel, ==, "stable");
}

static void
what_a_release_withdraws_is_not_found (Fixture *fixture, gconstpointer data)
{
  g_autofree char *volumes = g_strdup_printf ("[{\"volume\":\"%s.tlv\"},{\"volume\":\"%s.tlv\"}]",
                                              fixture->names[0], fixture->names[1]);
  g_autoptr (TlLibrary) library = NULL;
  g_autoptr (GError) error = NULL;
  TlLibraryStats stats;

  write_pointer (fixture, volumes, "[\"shared\",\"not-there\"]");
  library = open_library (fixture);
  g_assert_true (has (library, "first"));
  g_assert_true (has (library, "second"));
  g_assert_false (has (library, "shared"));
  g_assert_true (tl_library_stats (library, &stats, &error));
  g_assert_cmpuint (stats.documents, ==, 2);
}

static void
a_plain_folder_has_no_release (Fixture *fixture, gconstpointer data)
{
  g_autofree char *store = g_build_filename (fixture->folder, "store", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (TlLibrary) library = tl_library_open (store, &error);
  TlLibraryStats stats;

  g_assert_no_error (error);
  g_assert_cmpuint (tl_library_get_n_volumes (library), ==, 2);
  g_assert_true (tl_library_stats (library, &stats, &error));
  g_assert_false (stats.installed);
  g_assert_cmpstr (stats.channel, ==, "");
}

static void
a_damaged_pointer_is_an_error_that_names_it (Fixture *fixture, gconstpointer data)
{
  static const char *const cases[] = {
    "",
    "{",
    "[]",
    "{\"format\":\"troly-library 2\",\"serial\":1,\"volumes\":[],\"withdrawn\":[]}",
    "{\"format\":\"troly-library 1\",\"serial\":0,\"volumes\":[],\"withdrawn\":[]}",
    "{\"format\":\"troly-library 1\",\"serial\":\"1\",\"volumes\":[],\"withdrawn\":[]}",
    "{\"format\":\"troly-library 1\",\"serial\":1,\"volumes\":{},\"withdrawn\":[]}",
    "{\"format\":\"troly-library 1\",\"serial\":1,\"volumes\":[],\"withdrawn\":[1]}",
    "{\"format\":\"troly-library 1\",\"serial\":1,\"volumes\":[\"x\"],\"withdrawn\":[]}",
    "{\"format\":\"troly-library 1\",\"serial\":1,\"volumes\":[{\"volume\":\"../x.tlv\"}],"
    "\"withdrawn\":[]}",
    "{\"format\":\"troly-library 1\",\"serial\":1,\"volumes\":[{\"volume\":"
    "\"00000000000000000000000000000000000000000000000000000000000000aa.tlv\"}],"
    "\"withdrawn\":[]}",
  };
  g_autofree char *path = g_build_filename (fixture->folder, "library.json", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", cases[i]);
      g_assert_true (g_file_set_contents (path, cases[i], -1, NULL));
      g_assert_null (tl_library_open (fixture->folder, &error));
      g_assert_nonnull (error);
      g_assert_nonnull (strstr (error->message, fixture->folder));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name) g_test_add ("/corpus/installed/" #name, Fixture, NULL, set_up, name, tear_down)
  ADD (the_named_volumes_and_indexes_are_the_library);
  ADD (what_a_release_withdraws_is_not_found);
  ADD (a_plain_folder_has_no_release);
  ADD (a_damaged_pointer_is_an_error_that_names_it);
  return g_test_run ();
}
