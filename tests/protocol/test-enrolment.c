/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "base/tl-canonical.h"
#include "base/tl-error.h"
#include "protocol/tl-enrolment.h"
#include "release/tl-release-error.h"

#define CHALLENGE "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="

typedef struct
{
  TlSecretKey *key;
  TlPublicKey public;
  TlEnrolment *enrolment;
  char *file;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  TlEnrolment *self = g_new0 (TlEnrolment, 1);

  fixture->key = tl_secret_key_generate ();
  tl_secret_key_get_public (fixture->key, &fixture->public);
  fixture->enrolment = self;
  self->id = g_uuid_string_random ();
  self->person = g_uuid_string_random ();
  self->name = g_strdup ("Nguyễn Thị Mẫu");
  self->unit = g_strdup ("TAND-01");
  self->unit_name = g_strdup ("Tòa án nhân dân khu vực 1");
  self->role = g_strdup ("judge");
  self->server = g_strdup ("https://troly.example.vn/base");
  self->issued = 1;
  self->expires = 2;
  tl_enrolment_generate_keys (self);
  fixture->file = tl_enrolment_to_file (self, fixture->key, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  tl_secret_key_free (fixture->key);
  tl_enrolment_free (fixture->enrolment);
  tl_enrolment_wipe_text (fixture->file);
}

static void
test_a_file_is_read_back (Fixture *fixture, gconstpointer data)
{
  g_autofree char *public_half = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (TlEnrolment) read
      = tl_enrolment_from_file (fixture->file, -1, &fixture->public, &public_half, &error);
  g_autoptr (TlEnrolment) half = NULL;

  g_assert_no_error (error);
  g_assert_cmpstr (read->id, ==, fixture->enrolment->id);
  g_assert_cmpstr (read->name, ==, fixture->enrolment->name);
  g_assert_cmpstr (read->unit_name, ==, fixture->enrolment->unit_name);
  g_assert_cmpmem (read->secret, 64, fixture->enrolment->secret, 64);
  half = tl_enrolment_from_public (public_half, -1, &fixture->public, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (half->id, ==, fixture->enrolment->id);
  g_assert_cmpmem (half->public, 32, fixture->enrolment->public, 32);
  g_assert_false (half->has_secret);
}

/* What is sent has no trace of the secret: neither as it stands in the file nor its seed. */
static void
test_the_public_half_has_no_secret (Fixture *fixture, gconstpointer data)
{
  g_autofree char *public_half = NULL;
  g_autoptr (TlEnrolment) read
      = tl_enrolment_from_file (fixture->file, -1, NULL, &public_half, NULL);
  g_autofree char *secret = g_base64_encode (read->secret, 60);
  g_autofree char *seed = g_base64_encode (read->secret, 30);

  g_assert_nonnull (strstr (fixture->file, secret));
  g_assert_null (strstr (public_half, secret));
  g_assert_null (strstr (public_half, seed));
  g_assert_null (strstr (public_half, "secret\\\""));
  g_assert_null (tl_enrolment_from_file (public_half, -1, NULL, NULL, NULL));
  g_assert_null (tl_enrolment_from_public (fixture->file, -1, &fixture->public, NULL));
}

static void
test_another_key_is_refused (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TlSecretKey) other = tl_secret_key_generate ();
  g_autoptr (GError) error = NULL;
  TlPublicKey public;

  tl_secret_key_get_public (other, &public);
  g_assert_null (tl_enrolment_from_file (fixture->file, -1, &public, NULL, &error));
  g_assert_error (error, TL_RELEASE_ERROR, TL_RELEASE_ERROR_KEY);
}

/* Wherever a letter of the file is changed: nothing of it is taken. */
static void
test_a_changed_file_is_refused (Fixture *fixture, gconstpointer data)
{
  gsize length = strlen (fixture->file);
  guint refused = 0;

  for (gsize i = 0; i < length; i++)
    {
      g_autofree char *changed = g_strdup (fixture->file);
      g_autoptr (TlEnrolment) read = NULL;

      changed[i] = changed[i] == 'A' ? 'B' : 'A';
      read = tl_enrolment_from_file (changed, (gssize)length, &fixture->public, NULL, NULL);
      refused += read == NULL;
      if (read != NULL) /* the comment of a signature that nothing vouches for */
        g_assert_cmpmem (read->secret, 64, fixture->enrolment->secret, 64);
    }
  g_assert_cmpuint (refused, >, length * 9 / 10);
}

/* The public half of another person in this one's file. */
static void
test_halves_of_two_persons_are_refused (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) mine = NULL;
  g_autoptr (JsonObject) theirs = NULL;
  g_autofree char *other = NULL;
  g_autofree char *mixed = NULL;

  g_free (fixture->enrolment->role);
  fixture->enrolment->role = g_strdup ("administrator");
  other = tl_enrolment_to_file (fixture->enrolment, fixture->key, &error);
  g_assert_no_error (error);
  mine = tl_canonical_read (fixture->file, strlen (fixture->file), TL_ENROLMENT_MAX_FILE, NULL,
                            NULL);
  theirs = tl_canonical_read (other, strlen (other), TL_ENROLMENT_MAX_FILE, NULL, NULL);
  {
    g_autoptr (JsonObject) both = json_object_new ();

    json_object_set_string_member (both, "body", json_object_get_string_member (mine, "body"));
    json_object_set_string_member (both, "signature",
                                   json_object_get_string_member (mine, "signature"));
    json_object_set_object_member (
        both, "public", json_object_ref (json_object_get_object_member (theirs, "public")));
    mixed = tl_canonical_write (both, NULL);
  }
  g_assert_null (tl_enrolment_from_file (mixed, -1, &fixture->public, NULL, &error));
  g_assert_error (error, TL_ERROR, TL_ERROR_INPUT);
}

static void
test_what_is_no_enrolment_is_not_written (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    gsize offset;
    const char *value;
  } wrong[] = {
    { G_STRUCT_OFFSET (TlEnrolment, id), "no-uuid" },
    { G_STRUCT_OFFSET (TlEnrolment, person), NULL },
    { G_STRUCT_OFFSET (TlEnrolment, name), "" },
    { G_STRUCT_OFFSET (TlEnrolment, unit), "hai chữ" },
    { G_STRUCT_OFFSET (TlEnrolment, role), "king" },
    { G_STRUCT_OFFSET (TlEnrolment, server), "http://troly.example.vn" },
    { G_STRUCT_OFFSET (TlEnrolment, server), "https://troly.example.vn/" },
    { G_STRUCT_OFFSET (TlEnrolment, server), "https://a:b@troly.example.vn" },
    { G_STRUCT_OFFSET (TlEnrolment, server), "file:///etc" },
    { G_STRUCT_OFFSET (TlEnrolment, server), "troly" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      char **member = G_STRUCT_MEMBER_P (fixture->enrolment, wrong[i].offset);
      char *old = *member;
      g_autoptr (GError) error = NULL;

      *member = g_strdup (wrong[i].value);
      g_assert_null (tl_enrolment_to_file (fixture->enrolment, fixture->key, &error));
      g_assert_error (error, TL_ERROR, TL_ERROR_INPUT);
      g_free (*member);
      *member = old;
    }
  fixture->enrolment->expires = fixture->enrolment->issued;
  g_assert_null (tl_enrolment_to_file (fixture->enrolment, fixture->key, NULL));
}

static void
test_this_machine_may_be_reached_without_tls (Fixture *fixture, gconstpointer data)
{
  static const char *const servers[]
      = { "http://127.0.0.1:8080", "http://localhost", "http://[::1]:9" };

  for (guint i = 0; i < G_N_ELEMENTS (servers); i++)
    {
      g_autofree char *file = NULL;
      g_autoptr (GError) error = NULL;

      g_free (fixture->enrolment->server);
      fixture->enrolment->server = g_strdup (servers[i]);
      file = tl_enrolment_to_file (fixture->enrolment, fixture->key, &error);
      g_assert_no_error (error);
    }
}

static void
test_a_challenge_is_signed_for_one_server (Fixture *fixture, gconstpointer data)
{
  const TlEnrolment *self = fixture->enrolment;
  g_autofree char *signature = tl_enrolment_sign_challenge (self, CHALLENGE);
  guint8 other[32] = { 0 };

  g_assert_nonnull (signature);
  g_assert_true (tl_enrolment_verify_challenge (self->public, self->server, CHALLENGE, signature));
  g_assert_false (
      tl_enrolment_verify_challenge (self->public, "https://other.example", CHALLENGE, signature));
  g_assert_false (tl_enrolment_verify_challenge (other, self->server, CHALLENGE, signature));
  g_assert_false (tl_enrolment_verify_challenge (
      self->public, self->server, "BAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=", signature));
  g_assert_false (tl_enrolment_verify_challenge (self->public, self->server, CHALLENGE, "AAAA"));
}

static void
test_only_challenges_are_signed (Fixture *fixture, gconstpointer data)
{
  static const char *const words[] = { "", "AAAA", "Tôi đồng ý", CHALLENGE "\n", CHALLENGE "AAAA" };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    g_assert_null (tl_enrolment_sign_challenge (fixture->enrolment, words[i]));
}

static void
test_a_file_may_end_with_a_line_break (Fixture *fixture, gconstpointer data)
{
  g_autofree char *file = g_strconcat (fixture->file, "\r\n", NULL);
  g_autoptr (TlEnrolment) read = tl_enrolment_from_file (file, -1, &fixture->public, NULL, NULL);

  g_assert_nonnull (read);
}

#define ADD(name, function)                                                                        \
  g_test_add ("/enrolment/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("a file is read back", test_a_file_is_read_back);
  ADD ("the public half has no secret", test_the_public_half_has_no_secret);
  ADD ("another key is refused", test_another_key_is_refused);
  ADD ("a changed file is refused", test_a_changed_file_is_refused);
  ADD ("halves of two persons are refused", test_halves_of_two_persons_are_refused);
  ADD ("what is no enrolment is not written", test_what_is_no_enrolment_is_not_written);
  ADD ("this machine may be reached without tls", test_this_machine_may_be_reached_without_tls);
  ADD ("a challenge is signed for one server", test_a_challenge_is_signed_for_one_server);
  ADD ("only challenges are signed", test_only_challenges_are_signed);
  ADD ("a file may end with a line break", test_a_file_may_end_with_a_line_break);
  return g_test_run ();
}
