/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "base/tl-error.h"
#include "release-fixture.h"
#include "release/tl-release-error.h"

#define MESSAGE "tin đã ký\n"

typedef struct
{
  char *folder;
  char *secret;
  char *public;
  char *file;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = release_folder ();
  fixture->secret = g_build_filename (fixture->folder, "k.key", NULL);
  fixture->public = g_build_filename (fixture->folder, "k.pub", NULL);
  fixture->file = g_build_filename (fixture->folder, "f", NULL);
  g_assert_true (g_file_set_contents (fixture->file, MESSAGE, -1, NULL));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  release_folder_remove (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->secret);
  g_free (fixture->public);
  g_free (fixture->file);
}

static void
test_what_is_signed_is_verified (void)
{
  static const char *const messages[] = { "", "a", MESSAGE };
  g_autoptr (TlSecretKey) key = tl_secret_key_generate ();
  g_autoptr (GError) error = NULL;
  TlPublicKey public;

  tl_secret_key_get_public (key, &public);
  for (guint i = 0; i < G_N_ELEMENTS (messages); i++)
    {
      gsize length = strlen (messages[i]);
      g_autofree char *signature = tl_minisign_sign (key, messages[i], length, "serial:1", &error);
      char id[TL_KEY_ID_SIZE];

      g_assert_no_error (error);
      g_assert_true (tl_minisign_verify (&public, signature, messages[i], length, &error));
      g_assert_no_error (error);
      g_assert_true (tl_minisign_read_id (signature, id, &error));
      g_assert_cmpstr (id, ==, public.id);
    }
}

static void
test_every_changed_character_of_a_signature_is_noticed (void)
{
  g_autoptr (TlSecretKey) key = tl_secret_key_generate ();
  g_autofree char *signature = tl_minisign_sign (key, MESSAGE, strlen (MESSAGE), "serial:1", NULL);
  TlPublicKey public;
  char *body = strchr (signature, '\n') + 1;

  tl_secret_key_get_public (key, &public);
  for (char *place = body; *place != '\0'; place++)
    {
      g_autoptr (GError) error = NULL;
      char kept = *place;

      *place = kept == 'A' ? 'B' : 'A';
      if (kept == '\n' && place[1] == '\0')
        *place = 'A'; /* a letter behind the last signature */
      g_assert_false (tl_minisign_verify (&public, signature, MESSAGE, strlen (MESSAGE), &error));
      g_assert_true (error->domain == TL_RELEASE_ERROR);
      *place = kept;
    }
  g_assert_true (tl_minisign_verify (&public, signature, MESSAGE, strlen (MESSAGE), NULL));
}

static void
test_wrong_key_changed_bytes_and_no_signature_have_errors_of_their_own (void)
{
  g_autoptr (TlSecretKey) key = tl_secret_key_generate ();
  g_autoptr (TlSecretKey) other = tl_secret_key_generate ();
  g_autofree char *good = tl_minisign_sign (key, MESSAGE, strlen (MESSAGE), "c", NULL);
  g_autofree char *strange = tl_minisign_sign (other, MESSAGE, strlen (MESSAGE), "c", NULL);
  g_autofree char *comment = release_replace (good, "trusted comment: c\n", "trusted comment: d\n");
  g_autofree char *cut = g_strndup (good, strlen (good) - 5);
  g_autofree char *long_text = g_strnfill (100000, 'x');
  const struct
  {
    const char *signature;
    const char *message;
    int code;
  } cases[] = {
    { strange, MESSAGE, TL_RELEASE_ERROR_KEY },
    { good, "tin khác", TL_RELEASE_ERROR_SIGNATURE },
    { comment, MESSAGE, TL_RELEASE_ERROR_SIGNATURE },
    { cut, MESSAGE, TL_RELEASE_ERROR_MANIFEST },
    { "", MESSAGE, TL_RELEASE_ERROR_MANIFEST },
    { "untrusted comment: x\n\n\n\n", MESSAGE, TL_RELEASE_ERROR_MANIFEST },
    { long_text, MESSAGE, TL_RELEASE_ERROR_MANIFEST },
  };
  TlPublicKey public;

  tl_secret_key_get_public (key, &public);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (tl_minisign_verify (&public, cases[i].signature, cases[i].message,
                                          strlen (cases[i].message), &error));
      g_assert_error (error, TL_RELEASE_ERROR, cases[i].code);
    }
}

static void
test_keys_survive_their_files (Fixture *fixture, gconstpointer data)
{
  static const char *const passwords[] = { NULL, "mật khẩu" };

  for (guint i = 0; i < G_N_ELEMENTS (passwords); i++)
    {
      g_autoptr (TlSecretKey) key = tl_secret_key_generate ();
      g_autoptr (TlSecretKey) again = NULL;
      g_autoptr (GError) error = NULL;
      GStatBuf info;
      TlPublicKey a;
      TlPublicKey b;

      g_assert_true (tl_secret_key_save (key, fixture->secret, passwords[i], &error));
      g_assert_no_error (error);
      g_assert_cmpint (g_stat (fixture->secret, &info), ==, 0);
#ifndef G_OS_WIN32
      g_assert_cmpint (info.st_mode & 0777, ==, 0600);
#endif
      again = tl_secret_key_load (fixture->secret, passwords[i], &error);
      g_assert_no_error (error);
      tl_secret_key_get_public (key, &a);
      tl_secret_key_get_public (again, &b);
      g_assert_cmpstr (a.id, ==, b.id);
      g_assert_cmpmem (a.bytes, sizeof a.bytes, b.bytes, sizeof b.bytes);
      if (passwords[i] != NULL)
        {
          g_assert_null (tl_secret_key_load (fixture->secret, NULL, &error));
          g_assert_error (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED);
          g_assert_nonnull (strstr (error->message, "password is needed"));
          g_clear_error (&error);
          g_assert_null (tl_secret_key_load (fixture->secret, "sai", &error));
          g_assert_error (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED);
          g_assert_nonnull (strstr (error->message, "password is wrong"));
          g_clear_error (&error);
        }
      g_assert_false (tl_secret_key_save (again, fixture->secret, NULL, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_EXISTS);
      g_assert_cmpint (g_unlink (fixture->secret), ==, 0);
    }
}

static void
test_damaged_key_files_are_refused (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TlSecretKey) key = tl_secret_key_generate ();
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  TlPublicKey public;

  g_assert_true (tl_secret_key_save (key, fixture->secret, NULL, NULL));
  g_assert_true (g_file_get_contents (fixture->secret, &text, NULL, NULL));
  /* From the key id on: what stands before matters for encrypted keys only. */
  for (gsize i = 112; i < strlen (text); i += 7)
    {
      g_autofree char *changed = g_strdup (text);

      changed[i] = changed[i] == 'Q' ? 'R' : 'Q';
      g_assert_true (g_file_set_contents (fixture->secret, changed, -1, NULL));
      g_assert_null (tl_secret_key_load (fixture->secret, NULL, &error));
      g_assert_nonnull (error);
      g_clear_error (&error);
    }
  g_assert_null (tl_secret_key_load (fixture->file, NULL, &error));
  g_assert_error (error, TL_ERROR, TL_ERROR_INPUT);
  g_clear_error (&error);
  g_assert_false (tl_public_key_load (&public, fixture->file, &error));
  g_assert_error (error, TL_ERROR, TL_ERROR_INPUT);
}

static void
write_public (Fixture *fixture, TlSecretKey *key)
{
  TlPublicKey public;
  g_autofree char *text = NULL;

  tl_secret_key_get_public (key, &public);
  text = tl_public_key_to_text (&public);
  g_assert_true (g_file_set_contents (fixture->public, text, -1, NULL));
}

static void
test_minisign_accepts_our_signatures (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TlSecretKey) key = tl_secret_key_generate ();
  g_autofree char *signature = NULL;
  g_autofree char *path = g_strconcat (fixture->file, ".minisig", NULL);
  g_autofree char *output = NULL;
  const char *const argv[]
      = { "minisign", "-V", "-H", "-p", fixture->public, "-m", fixture->file, NULL };

  if (!release_has_program ("minisign"))
    return;
  signature = tl_minisign_sign (key, MESSAGE, strlen (MESSAGE), "serial:1", NULL);
  write_public (fixture, key);
  g_assert_true (g_file_set_contents (path, signature, -1, NULL));
  g_assert_cmpint (release_run (argv, NULL, &output), ==, 0);
  g_assert_nonnull (strstr (output, "serial:1"));
  g_assert_true (g_file_set_contents (fixture->file, "khác", -1, NULL));
  g_assert_cmpint (release_run (argv, NULL, NULL), !=, 0);
}

static void
test_minisign_signs_with_our_secret_keys (Fixture *fixture, gconstpointer data)
{
  static const char *const passwords[] = { NULL, "abc" };

  if (!release_has_program ("minisign"))
    return;
  for (guint i = 0; i < G_N_ELEMENTS (passwords); i++)
    {
      g_autoptr (TlSecretKey) key = tl_secret_key_generate ();
      g_autofree char *path = g_strconcat (fixture->file, ".minisig", NULL);
      g_autofree char *signature = NULL;
      g_autoptr (GError) error = NULL;
      const char *const argv[]
          = { "minisign", "-S", "-s", fixture->secret, "-m", fixture->file, NULL };
      TlPublicKey public;

      tl_secret_key_get_public (key, &public);
      g_assert_true (tl_secret_key_save (key, fixture->secret, passwords[i], NULL));
      g_assert_cmpint (release_run (argv, "abc\n", NULL), ==, 0);
      g_assert_true (g_file_get_contents (path, &signature, NULL, NULL));
      g_assert_true (tl_minisign_verify (&public, signature, MESSAGE, strlen (MESSAGE), &error));
      g_assert_no_error (error);
      g_unlink (fixture->secret);
      g_unlink (path);
    }
}

static void
test_we_accept_what_minisign_signs_and_read_its_keys (Fixture *fixture, gconstpointer data)
{
  const struct
  {
    const char *generate; /* option: without password */
    const char *sign;     /* option: over the bytes themselves */
    const char *password;
  } cases[] = {
    { "-W", NULL, NULL },
    { "-W", "-l", NULL },
    { "-f", NULL, "abc" },
  };

  if (!release_has_program ("minisign"))
    return;
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat (fixture->file, ".minisig", NULL);
      g_autofree char *signature = NULL;
      g_autoptr (TlSecretKey) key = NULL;
      g_autoptr (GError) error = NULL;
      const char *const generate[]
          = { "minisign",        "-G", "-p", fixture->public, "-s", fixture->secret,
              cases[i].generate, NULL };
      const char *const sign[]
          = { "minisign", "-S", "-s", fixture->secret, "-m", fixture->file, cases[i].sign, NULL };
      TlPublicKey public;
      TlPublicKey of_secret;

      g_assert_cmpint (release_run (generate, "abc\nabc\n", NULL), ==, 0);
      g_assert_cmpint (release_run (sign, "abc\n", NULL), ==, 0);
      g_assert_true (g_file_get_contents (path, &signature, NULL, NULL));
      g_assert_true (tl_public_key_load (&public, fixture->public, &error));
      g_assert_true (tl_minisign_verify (&public, signature, MESSAGE, strlen (MESSAGE), &error));
      g_assert_no_error (error);
      key = tl_secret_key_load (fixture->secret, cases[i].password, &error);
      g_assert_no_error (error);
      tl_secret_key_get_public (key, &of_secret);
      g_assert_cmpstr (of_secret.id, ==, public.id);
      g_assert_cmpmem (of_secret.bytes, 32, public.bytes, 32);
      g_unlink (fixture->secret);
      g_unlink (fixture->public);
      g_unlink (path);
    }
}

#define ADD(name, func)                                                                            \
  g_test_add ("/release/minisign/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/release/minisign/what-is-signed-is-verified", test_what_is_signed_is_verified);
  g_test_add_func ("/release/minisign/every-changed-character-is-noticed",
                   test_every_changed_character_of_a_signature_is_noticed);
  g_test_add_func ("/release/minisign/errors-of-their-own",
                   test_wrong_key_changed_bytes_and_no_signature_have_errors_of_their_own);
  ADD ("keys-survive-their-files", test_keys_survive_their_files);
  ADD ("damaged-key-files-are-refused", test_damaged_key_files_are_refused);
  ADD ("minisign-accepts-our-signatures", test_minisign_accepts_our_signatures);
  ADD ("minisign-signs-with-our-secret-keys", test_minisign_signs_with_our_secret_keys);
  ADD ("we-accept-what-minisign-signs", test_we_accept_what_minisign_signs_and_read_its_keys);
  return g_test_run ();
}
