/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "base/tl-json.h"
#include "release-fixture.h"
#include "release/tl-release-error.h"

static char *
good_json (void)
{
  g_autoptr (TlManifest) manifest = release_manifest (2);
  g_autoptr (GError) error = NULL;
  char *json = tl_manifest_to_json (manifest, &error);

  g_assert_no_error (error);
  return json;
}

static void
test_what_is_written_is_read (void)
{
  g_autofree char *json = good_json ();
  g_autoptr (GError) error = NULL;
  g_autoptr (TlManifest) read = tl_manifest_parse (json, strlen (json), &error);
  g_autofree char *again = NULL;
  char digest[TL_DIGEST_SIZE];
  g_autofree char *name = NULL;
  TlReleaseFile *volume;

  g_assert_no_error (error);
  again = tl_manifest_to_json (read, &error);
  g_assert_cmpstr (again, ==, json);
  g_assert_true (g_str_has_prefix (json, "{\"channel\":\"stable\",\"contributions\":[\"c-7\"],"
                                         "\"created\":\"2026-03-01T02:00:00Z\",\"expires\":"));
  g_assert_true (g_str_has_suffix (json, ",\"withdrawn\":[\"doc-1\"]}\n"));
  g_assert_cmpuint (read->serial, ==, 2);
  g_assert_cmpuint (read->files->len, ==, 4);
  release_digest ("volume", digest);
  name = g_strconcat (digest, ".tlv", NULL);
  volume = tl_manifest_find (read, name);
  g_assert_nonnull (volume);
  g_assert_cmpstr (volume->title, ==, "Bộ luật thử");
  g_assert_cmpuint (volume->patches->len, ==, 1);
  g_assert_cmpuint (g_array_index (volume->patches, TlReleasePatch, 0).size, ==, 100);
  g_assert_null (tl_manifest_find (read, "none"));
}

static void
test_what_breaks_a_rule_is_refused (void)
{
  static const char *const changes[][2] = {
    { "\"serial\":2,\"withdrawn\"", "\"serial\":0,\"withdrawn\"" },
    { "\"serial\":2,\"withdrawn\"", "\"serial\":9007199254740992,\"withdrawn\"" },
    { "\"serial\":2,\"withdrawn\"", "\"serial\":99999999999999999999,\"withdrawn\"" },
    { "\"serial\":2,\"withdrawn\"", "\"serial\":2.0,\"withdrawn\"" },
    { "\"serial\":2,\"withdrawn\"", "\"serial\":\"2\",\"withdrawn\"" },
    { "\"serial\":2,\"withdrawn\"", "\"serial\":1,\"serial\":2,\"withdrawn\"" },
    { "\"channel\":\"stable\"", "\"channel\":\"Stable\"" },
    { "\"channel\":\"stable\"", "\"channel\":\"../x\"" },
    { "\"channel\":\"stable\"", "\"channel\":\"\"" },
    { "\"channel\":\"stable\",", "" },
    { "\"channel\":\"stable\"", "\"channel\": \"stable\"" },
    { "\"channel\":\"stable\"", "\"channel\":\"st\\u0061ble\"" },
    { "2026-03-01T02:00:00Z", "2026-03-01" },
    { "2026-03-01T02:00:00Z", "2026-02-30T02:00:00Z" },
    { "2026-06-01T00:00:00Z", "2026-01-01T00:00:00Z" },
    { "\"minimum_program\":\"0.1\"", "\"minimum_program\":\"0.1.\"" },
    { "\"minimum_program\":\"0.1\"", "\"minimum_program\":\"999999.1\"" },
    { "troly-release 1", "troly-release 9" },
    { "pack-judgment-2024.json", "../judgment-2024.json" },
    { "pack-judgment-2024.json", "pack-/etc/passwd.json" },
    { "pack-judgment-2024.json", "pack-..\\\\x.json" },
    { "pack-judgment-2024.json", "pack-CON.json" },
    { "pack-judgment-2024.json", "/pack.json" },
    { "changes-2.json", "changes-3.json" },
    { "changes-2.json", "changes-2.json/.." },
    { ".tlv\"", ".tlz\"" },
    { ".tlx\"", ".tlx/\"" },
    { "\"kind\":\"index\"", "\"kind\":\"volume\"" },
    { "\"kind\":\"index\"", "\"kind\":\"program\"" },
    { "\"size\":1000,\"title\"", "\"size\":0,\"title\"" },
    { "\"size\":1000,\"title\"", "\"size\":70000000000,\"title\"" },
    { "\"size\":500", "\"size\":5000" },
    { "\"size\":100}", "\"size\":501}" },
    { "\"size\":100}", "\"size\":0}" },
    { "\"pack\":{\"bytes\":5000,\"files\":2}", "\"pack\":{\"bytes\":5000,\"files\":10000000}" },
    { "\"patches\":[]", "\"patches\":null" },
    { "\"title\":\"Bộ luật thử\"", "\"title\":\"Bộ\\nluật\"" },
    { "\"title\":\"Bộ luật thử\"", "\"title\":7" },
    { "[\"doc-1\"]", "[\"doc-1\",\"doc-1\"]" },
    { "[\"doc-1\"]", "[\"doc-2\",\"doc-1\"]" },
    { "[\"doc-1\"]", "[\"doc 1\"]" },
    { "[\"c-7\"]", "[7]" },
    { "[\"c-7\"]",
      "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]"
      "]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]" },
    { "}\n", "}" },
  };
  g_autofree char *json = good_json ();

  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      g_autofree char *damaged = release_replace (json, changes[i][0], changes[i][1]);
      g_autoptr (GError) error = NULL;

      g_test_message ("%s -> %s", changes[i][0], changes[i][1]);
      g_assert_null (tl_manifest_parse (damaged, strlen (damaged), &error));
      g_assert_error (error, TL_RELEASE_ERROR, TL_RELEASE_ERROR_MANIFEST);
    }
}

static void
test_a_volume_cannot_be_swapped (void)
{
  g_autofree char *json = good_json ();
  char volume[TL_DIGEST_SIZE];
  char other[TL_DIGEST_SIZE];
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;
  g_autofree char *damaged = NULL;
  g_autoptr (GError) error = NULL;

  /* Another digest under the volume's name. */
  release_digest ("volume", volume);
  release_digest ("other", other);
  from = g_strdup_printf ("\"digest\":\"%s\",\"kind\":\"volume\"", volume);
  to = g_strdup_printf ("\"digest\":\"%s\",\"kind\":\"volume\"", other);
  damaged = release_replace (json, from, to);
  g_assert_null (tl_manifest_parse (damaged, strlen (damaged), &error));
  g_assert_error (error, TL_RELEASE_ERROR, TL_RELEASE_ERROR_MANIFEST);
}

static void
test_volume_and_index_come_together (void)
{
  for (guint left = 0; left < 2; left++)
    {
      g_autoptr (TlManifest) manifest = release_manifest (2);
      g_autoptr (GError) error = NULL;

      g_ptr_array_remove_index (manifest->files, left);
      g_assert_null (tl_manifest_to_json (manifest, &error));
      g_assert_error (error, TL_RELEASE_ERROR, TL_RELEASE_ERROR_MANIFEST);
    }
}

static void
test_unknown_members_of_later_programs_do_no_harm (void)
{
  g_autofree char *json = good_json ();
  g_autofree char *more
      = release_replace (json, "\"withdrawn\"", "\"tomorrow\":[{}],\"withdrawn\"");
  g_autoptr (GError) error = NULL;
  g_autoptr (TlManifest) manifest = tl_manifest_parse (more, strlen (more), &error);

  g_assert_no_error (error);
  g_assert_cmpuint (manifest->serial, ==, 2);
}

static void
test_a_manifest_of_ten_million_entries_is_refused_unread (void)
{
  GString *json = g_string_new ("{\"files\":[");
  g_autoptr (GError) error = NULL;
  gint64 start;

  for (guint i = 0; i < 10000000; i++)
    g_string_append (json, "{},");
  g_string_append (json, "{}]}\n");
  start = g_get_monotonic_time ();
  g_assert_null (tl_manifest_parse (json->str, json->len, &error));
  g_assert_error (error, TL_RELEASE_ERROR, TL_RELEASE_ERROR_MANIFEST);
  g_assert_nonnull (strstr (error->message, "are the most"));
  g_test_message ("%.3f ms", (double)(g_get_monotonic_time () - start) / 1000);
  g_string_free (json, TRUE);
}

static void
test_too_many_files_are_refused (void)
{
  g_autoptr (TlManifest) manifest = release_manifest (2);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 4096; i++)
    {
      g_autofree char *name = g_strdup_printf ("pack-%u.json", i);
      TlReleaseFile *file = tl_release_file_new (TL_RELEASE_PACK, name);

      release_digest (name, file->digest);
      release_digest (name, file->sent_digest);
      file->size = file->sent_size = 10;
      g_ptr_array_add (manifest->files, file);
    }
  g_assert_null (tl_manifest_to_json (manifest, &error));
  g_assert_error (error, TL_RELEASE_ERROR, TL_RELEASE_ERROR_MANIFEST);
  g_assert_nonnull (strstr (error->message, "4096 are the most"));
}

static void
test_a_manifest_is_good_until_it_expires (void)
{
  static const struct
  {
    const char *now;
    gboolean good;
  } cases[] = {
    { "2026-05-31T23:59:59Z", TRUE },  { "2026-06-01T00:00:00Z", TRUE },
    { "2026-06-01T00:00:01Z", FALSE }, { "2036-06-01T00:00:01Z", FALSE },
    { "2020-01-01T00:00:00Z", TRUE }, /* a clock that is behind does not stop anybody */
  };
  g_autoptr (TlManifest) manifest = release_manifest (2);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GDateTime) now = g_date_time_new_from_iso8601 (cases[i].now, NULL);
      g_autoptr (GError) error = NULL;

      g_assert_cmpint (tl_manifest_check_time (manifest, now, &error), ==, cases[i].good);
      if (!cases[i].good)
        g_assert_error (error, TL_RELEASE_ERROR, TL_RELEASE_ERROR_EXPIRED);
    }
}

static char *
pack_json (guint n)
{
  g_autoptr (GPtrArray) entries = g_ptr_array_new ();
  g_autoptr (GPtrArray) strings = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;
  char *json;

  for (guint i = 0; i < n; i++)
    {
      TlPackEntry *entry = g_new0 (TlPackEntry, 1);
      g_autofree char *text = g_strdup_printf ("original %u", i);

      release_digest (text, entry->digest);
      entry->name = g_strconcat (entry->digest, ".pdf", NULL);
      entry->size = i;
      g_ptr_array_add (strings, entry->name);
      g_ptr_array_add (strings, entry);
      g_ptr_array_add (entries, entry);
    }
  json = tl_pack_to_json (entries, &error);
  g_assert_no_error (error);
  return json;
}

static void
test_packs_are_written_and_read (void)
{
  static const char *const changes[][2] = {
    { ".pdf", "/../x.pdf" },           { ".pdf", ".PDF" },
    { ".pdf", ".toolongext" },         { ".pdf", "" },
    { "\"size\":1", "\"size\":-1" },   { "troly-pack 1", "troly-pack 2" },
    { "\"name\":\"", "\"name\":\"0" },
  };
  g_autofree char *json = pack_json (3);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) entries = tl_pack_parse (json, strlen (json), &error);
  g_autofree char *again = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (entries->len, ==, 3);
  again = tl_pack_to_json (entries, &error);
  g_assert_cmpstr (again, ==, json);
  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      g_autofree char *damaged = release_replace (json, changes[i][0], changes[i][1]);

      g_assert_null (tl_pack_parse (damaged, strlen (damaged), &error));
      g_assert_error (error, TL_RELEASE_ERROR, TL_RELEASE_ERROR_MANIFEST);
      g_clear_error (&error);
    }
}

static void
test_changes_are_written_and_read (void)
{
  static const char *const changes[][2] = {
    { "\"what\":\"added\"", "\"what\":\"eaten\"" },
    { "\"kind\":\"statute\"", "\"kind\":\"poem\"" },
    { "\"id\":\"91-2015-qh13\"", "\"id\":\"\"" },
    { "\"id\":\"91-2015-qh13\",", "" },
    { "\"anchors\":\"d1 d2\"", "\"anchors\":\"d1\\td2\"" },
    { "\"anchors\":\"d1 d2\"", "\"anchors\":null" },
  };
  g_autoptr (GPtrArray) list = g_ptr_array_new ();
  TlChange change = { (char *)"added",        (char *)"91-2015-qh13",    (char *)"statute",
                      (char *)"91/2015/QH13", (char *)"Bộ luật \"thử\"", (char *)"d1 d2" };
  TlChange bare = { (char *)"withdrawn", (char *)"x", (char *)"judgment", NULL, NULL, NULL };
  g_autofree char *json = NULL;
  g_autofree char *again = NULL;
  g_autoptr (GPtrArray) read = NULL;
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (list, &change);
  g_ptr_array_add (list, &bare);
  json = tl_changes_to_json (list, &error);
  g_assert_no_error (error);
  read = tl_changes_parse (json, strlen (json), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (read->len, ==, 2);
  g_assert_cmpstr (((TlChange *)read->pdata[0])->title, ==, "Bộ luật \"thử\"");
  g_assert_null (((TlChange *)read->pdata[1])->title);
  again = tl_changes_to_json (read, &error);
  g_assert_cmpstr (again, ==, json);
  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      g_autofree char *damaged = release_replace (json, changes[i][0], changes[i][1]);

      g_assert_null (tl_changes_parse (damaged, strlen (damaged), &error));
      g_assert_error (error, TL_RELEASE_ERROR, TL_RELEASE_ERROR_MANIFEST);
      g_clear_error (&error);
    }
}

#define ADD(name, func) g_test_add_func ("/release/manifest/" name, func)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("what-is-written-is-read", test_what_is_written_is_read);
  ADD ("what-breaks-a-rule-is-refused", test_what_breaks_a_rule_is_refused);
  ADD ("a-volume-cannot-be-swapped", test_a_volume_cannot_be_swapped);
  ADD ("volume-and-index-come-together", test_volume_and_index_come_together);
  ADD ("unknown-members-do-no-harm", test_unknown_members_of_later_programs_do_no_harm);
  ADD ("ten-million-entries-are-refused-unread",
       test_a_manifest_of_ten_million_entries_is_refused_unread);
  ADD ("too-many-files-are-refused", test_too_many_files_are_refused);
  ADD ("good-until-it-expires", test_a_manifest_is_good_until_it_expires);
  ADD ("packs-are-written-and-read", test_packs_are_written_and_read);
  ADD ("changes-are-written-and-read", test_changes_are_written_and_read);
  return g_test_run ();
}
