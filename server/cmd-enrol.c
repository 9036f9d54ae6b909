/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "base/tl-atomic-file.h"
#include "protocol/tl-enrolment.h"
#include "publisher/keys.h"
#include "server/server.h"

#define DEFAULT_DAYS 365

static TlPlace place;
static char *name, *unit, *unit_name, *role, *person, *key_path, *out;
static int days = DEFAULT_DAYS;
static gboolean encrypt;

static const GOptionEntry extra[] = {
  { "name", 0, 0, G_OPTION_ARG_STRING, &name, "Name of the person", "NAME" },
  { "unit", 0, 0, G_OPTION_ARG_STRING, &unit, "Code of the unit", "CODE" },
  { "unit-name", 0, 0, G_OPTION_ARG_STRING, &unit_name, "Name of the unit", "NAME" },
  { "role", 0, 0, G_OPTION_ARG_STRING, &role, "judge, editor, statistics or administrator",
    "ROLE" },
  { "person", 0, 0, G_OPTION_ARG_STRING, &person,
    "Id of a person that is known already (a second workstation)", "UUID" },
  { "days", 0, 0, G_OPTION_ARG_INT, &days, "Days that the enrolment is good for (365)", "N" },
  { "key", 0, 0, G_OPTION_ARG_FILENAME, &key_path, "Enrolment key (DIR/enrolment.key)", "FILE" },
  { "out", 0, 0, G_OPTION_ARG_FILENAME, &out, "File to write: a secret of that person", "FILE" },
  { NULL, 0, 0, 0, NULL, NULL, NULL },
};

static char *
key_file (const char *suffix)
{
  g_autofree char *file = g_strconcat ("enrolment", suffix, NULL);

  return g_build_filename (place.data, file, NULL);
}

/* Makes the pair where neither half is there. */
static gboolean
make_keys (gboolean ask, GError **error)
{
  g_autofree char *secret = key_file (".key");
  g_autofree char *public = key_file (".pub");
  g_autofree char *password = NULL;
  g_autofree char *text = NULL;
  g_autoptr (TlSecretKey) key = NULL;
  TlPublicKey public_key;

  if (ask && (password = tl_keys_ask_new_password (error)) == NULL)
    return FALSE;
  if (g_mkdir_with_parents (place.data, 0700) != 0)
    {
      g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (errno), "%s: %s", place.data,
                   g_strerror (errno));
      return FALSE;
    }
  key = tl_secret_key_generate ();
  tl_secret_key_get_public (key, &public_key);
  text = tl_public_key_to_text (&public_key);
  return tl_secret_key_save (key, secret, password, error)
         && tl_atomic_write (public, text, strlen (text), error);
}

static TlSecretKey *
load_key (GError **error)
{
  g_autofree char *secret = key_path != NULL ? g_strdup (key_path) : key_file (".key");
  g_autofree char *public = key_file (".pub");

  if (key_path == NULL && !g_file_test (secret, G_FILE_TEST_EXISTS)
      && !g_file_test (public, G_FILE_TEST_EXISTS))
    {
      if (!make_keys (FALSE, error))
        return NULL;
      tl_command_message ("made the enrolment key %s", secret);
    }
  return tl_keys_load_secret (secret, error);
}

/* Readable by its owner alone, and never over another file. */
static gboolean
write_secret (const char *path, const char *text, GError **error)
{
  gsize length = strlen (text);
  int fd = g_open (path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  gboolean done = fd >= 0 && write (fd, text, length) == (gssize)length && fsync (fd) == 0;
  int saved = errno;

  if (fd >= 0)
    done = g_close (fd, NULL) && done;
  if (!done)
    g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (saved), "%s: %s", path,
                 g_strerror (saved));
  return done;
}

static TlEnrolment *
describe (const TlServerSettings *settings)
{
  TlEnrolment *self = g_new0 (TlEnrolment, 1);

  self->id = g_uuid_string_random ();
  self->person = person != NULL ? g_strdup (person) : g_uuid_string_random ();
  self->name = g_strdup (name);
  self->unit = g_strdup (unit);
  self->unit_name = g_strdup (unit_name != NULL ? unit_name : unit);
  self->role = g_strdup (role);
  self->server = g_strdup (settings->public_urls[0]);
  self->issued = g_get_real_time () / 1000;
  self->expires = self->issued + days * G_GINT64_CONSTANT (86400000);
  tl_enrolment_generate_keys (self);
  return self;
}

static int
write_enrolment (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TlServerSettings) settings = tl_place_settings (&place, &error);
  g_autoptr (TlSecretKey) key = settings != NULL ? load_key (&error) : NULL;
  g_autoptr (TlEnrolment) enrolment = NULL;
  JsonObject *told;
  char *text;
  gboolean done;

  if (key == NULL)
    return tl_command_fail (error);
  if (settings->public_urls[0] == NULL)
    return tl_command_usage (&tl_server_enrol, "--public-url URL is needed");
  enrolment = describe (settings);
  text = tl_enrolment_to_file (enrolment, key, &error);
  if (text == NULL)
    return tl_command_fail (error);
  done = write_secret (out, text, &error);
  tl_enrolment_wipe_text (text);
  if (!done)
    return tl_command_fail (error);
  told = json_object_new ();
  json_object_set_string_member (told, "device", enrolment->id);
  json_object_set_string_member (told, "person", enrolment->person);
  return tl_command_print_json (told) ? TL_EXIT_DONE : TL_EXIT_FAILED;
}

static int
run_enrol (int argc, char **argv)
{
  g_autofree GOptionEntry *entries = tl_place_entries (&place, extra);

  if (!tl_command_parse (&tl_server_enrol, entries, &argc, &argv))
    return TL_EXIT_USAGE;
  if (place.data == NULL || name == NULL || unit == NULL || role == NULL || out == NULL || argc > 1)
    return tl_command_usage (&tl_server_enrol,
                             "--data, --name, --unit, --role and --out are needed");
  if (days < 1 || days > 3660)
    return tl_command_usage (&tl_server_enrol, "--days is a number from 1 to 3660");
  return write_enrolment ();
}

static int
run_keygen (int argc, char **argv)
{
  static const GOptionEntry own[] = {
    { "encrypt", 0, 0, G_OPTION_ARG_NONE, &encrypt,
      "Encrypt the secret key with a password (typed, or in TROLY_KEY_PASSWORD)", NULL },
    { NULL, 0, 0, 0, NULL, NULL, NULL },
  };
  g_autofree GOptionEntry *entries = tl_place_entries (&place, own);
  g_autoptr (GError) error = NULL;
  g_autofree char *public = NULL;

  if (!tl_command_parse (&tl_server_keygen, entries, &argc, &argv))
    return TL_EXIT_USAGE;
  if (place.data == NULL || argc > 1)
    return tl_command_usage (&tl_server_keygen, "--data DIR is needed, and no arguments");
  public = key_file (".pub");
  if (g_file_test (public, G_FILE_TEST_EXISTS))
    {
      tl_command_message ("%s is there already; keys are never written over", public);
      return TL_EXIT_FAILED;
    }
  return make_keys (encrypt, &error) ? TL_EXIT_DONE : tl_command_fail (error);
}

const TlCommand tl_server_enrol = {
  "enrol",
  "",
  "Make the secret file by which a workstation signs in; needs no server",
  run_enrol,
};

const TlCommand tl_server_keygen = {
  "keygen",
  "",
  "Make DIR/enrolment.key and .pub, by which enrolments are signed",
  run_keygen,
};
