/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "release-fixture.h"
#include "release/tl-release-error.h"
#include "release/tl-trust.h"

#define MESSAGE "{\"serial\":1}\n"
#define N_KEYS  5

typedef struct
{
  TlSecretKey *keys[N_KEYS];
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < N_KEYS; i++)
    fixture->keys[i] = tl_secret_key_generate ();
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < N_KEYS; i++)
    tl_secret_key_free (fixture->keys[i]);
}

/* @who: digits of keys that sign @message; "x" a signature over other bytes by the key behind it,
 * "?" what is no signature. */
static char **
sign (Fixture *fixture, const char *who, const char *message)
{
  GPtrArray *signatures = g_ptr_array_new ();
  gboolean other = FALSE;

  for (; *who != '\0'; who++)
    {
      const char *bytes = other ? "other" : message;

      if (*who == '?')
        g_ptr_array_add (signatures, g_strdup ("hello"));
      else if (*who != 'x')
        g_ptr_array_add (signatures, tl_minisign_sign (fixture->keys[*who - '0'], bytes,
                                                       strlen (bytes), "c", NULL));
      other = *who == 'x';
    }
  g_ptr_array_add (signatures, NULL);
  return (char **)g_ptr_array_free (signatures, FALSE);
}

static void
test_enough_trusted_keys_must_sign (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *signers;
    guint threshold;
    int code; /* -1: accepted */
  } cases[] = {
    { "0", 1, -1 },
    { "1", 1, -1 },
    { "01", 2, -1 },
    { "34?0x01", 2, -1 }, /* strangers and bad ones do no harm */
    { "", 1, TL_RELEASE_ERROR_UNSIGNED },
    { "3", 1, TL_RELEASE_ERROR_KEY },
    { "x0", 1, TL_RELEASE_ERROR_SIGNATURE },
    { "?", 1, TL_RELEASE_ERROR_SIGNATURE },
    { "0", 2, TL_RELEASE_ERROR_THRESHOLD },
    { "00", 2, TL_RELEASE_ERROR_THRESHOLD }, /* a key counts once */
    { "03", 2, TL_RELEASE_ERROR_THRESHOLD },
    { "012", 3, -1 },
    { "01x2", 3, TL_RELEASE_ERROR_THRESHOLD },
  };
  TlPublicKey keys[3];

  for (guint i = 0; i < 3; i++)
    tl_secret_key_get_public (fixture->keys[i], &keys[i]);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (TlTrust) trust = tl_trust_new (keys, 3, cases[i].threshold, &error);
      g_auto (GStrv) signatures = sign (fixture, cases[i].signers, MESSAGE);
      gboolean good;

      g_assert_no_error (error);
      g_test_message ("\"%s\" of %u", cases[i].signers, cases[i].threshold);
      good = tl_trust_check (trust, MESSAGE, strlen (MESSAGE), (const char *const *)signatures,
                             &error);
      g_assert_cmpint (good, ==, cases[i].code < 0);
      if (cases[i].code >= 0)
        g_assert_error (error, TL_RELEASE_ERROR, cases[i].code);
    }
}

static void
test_a_key_is_not_counted_under_two_ids (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  TlPublicKey keys[2];

  tl_secret_key_get_public (fixture->keys[0], &keys[0]);
  keys[1] = keys[0];
  g_strlcpy (keys[1].id, "0123456789ABCDEF", TL_KEY_ID_SIZE);
  g_assert_null (tl_trust_new (keys, 2, 2, &error));
  g_assert_error (error, TL_RELEASE_ERROR, TL_RELEASE_ERROR_MANIFEST);
  g_clear_error (&error);
  for (guint threshold = 0; threshold <= 2; threshold += 2)
    {
      g_assert_null (tl_trust_new (keys, 1, threshold, &error));
      g_assert_error (error, TL_RELEASE_ERROR, TL_RELEASE_ERROR_MANIFEST);
      g_clear_error (&error);
    }
}

static char *
make_root (
    Fixture *fixture, guint64 version, const char *root, guint root_threshold, const char *release)
{
  TlSecretKey *roots[N_KEYS + 1] = { NULL };
  TlSecretKey *releases[N_KEYS + 1] = { NULL };
  g_autoptr (TlRoot) made = NULL;
  g_autoptr (GError) error = NULL;
  char *json;

  for (guint i = 0; root[i] != '\0'; i++)
    roots[i] = fixture->keys[root[i] - '0'];
  for (guint i = 0; release[i] != '\0'; i++)
    releases[i] = fixture->keys[release[i] - '0'];
  made = release_root (version, roots, root_threshold, releases, 1);
  json = tl_root_to_json (made, &error);
  g_assert_no_error (error);
  return json;
}

static void
test_roots_follow_each_other (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    guint64 version;
    const char *root;
    guint threshold;
    const char *signers;
    int code;
  } cases[] = {
    { 2, "01", 2, "01", -1 },
    { 2, "12", 2, "012", -1 },                          /* old and new keys both suffice */
    { 2, "12", 2, "12", TL_RELEASE_ERROR_THRESHOLD },   /* the old one's keys must sign */
    { 2, "23", 2, "01", TL_RELEASE_ERROR_KEY },         /* the new one's keys must sign */
    { 2, "01", 2, "0", TL_RELEASE_ERROR_THRESHOLD },    /* one below threshold */
    { 2, "01", 2, "", TL_RELEASE_ERROR_UNSIGNED },      /* unsigned */
    { 2, "34", 1, "4", TL_RELEASE_ERROR_KEY },          /* release keys change no root */
    { 1, "01", 2, "01", TL_RELEASE_ERROR_OLDER },       /* the one that is trusted */
    { 3, "01", 2, "01", TL_RELEASE_ERROR_MANIFEST },    /* one is left out */
    { 2, "01", 2, "x0x1", TL_RELEASE_ERROR_SIGNATURE }, /* over other bytes */
  };
  g_autofree char *first = make_root (fixture, 1, "01", 2, "4");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (TlTrust) trust = tl_trust_new_root (first, -1, &error);
      g_autofree char *json
          = make_root (fixture, cases[i].version, cases[i].root, cases[i].threshold, "3");
      g_auto (GStrv) signatures = sign (fixture, cases[i].signers, json);
      g_autoptr (TlTrust) next = NULL;

      g_assert_no_error (error);
      g_test_message ("case %u", i);
      next = tl_trust_rotate (trust, json, -1, (const char *const *)signatures, &error);
      g_assert_cmpint (next != NULL, ==, cases[i].code < 0);
      if (cases[i].code >= 0)
        {
          g_assert_error (error, TL_RELEASE_ERROR, cases[i].code);
          continue;
        }
      g_assert_cmpuint (tl_trust_get_version (next), ==, cases[i].version);
      g_assert_cmpmem (g_bytes_get_data (tl_trust_get_root_json (next), NULL),
                       g_bytes_get_size (tl_trust_get_root_json (next)), json, strlen (json));
    }
}

static void
test_a_key_that_was_rotated_out_is_refused_as_such (Fixture *fixture, gconstpointer data)
{
  g_autofree char *first = make_root (fixture, 1, "0", 1, "34");
  g_autofree char *second = make_root (fixture, 2, "0", 1, "4");
  g_autofree char *third = make_root (fixture, 3, "0", 1, "42");
  g_autoptr (TlTrust) trust = tl_trust_new_root (first, -1, NULL);
  g_auto (GStrv) by_three = sign (fixture, "3", MESSAGE);
  g_auto (GStrv) by_four = sign (fixture, "4", MESSAGE);
  const char *const roots[] = { second, third };

  g_assert_true (
      tl_trust_check (trust, MESSAGE, strlen (MESSAGE), (const char *const *)by_three, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (roots); i++)
    {
      g_auto (GStrv) signatures = sign (fixture, "0", roots[i]);
      g_autoptr (GError) error = NULL;
      TlTrust *next
          = tl_trust_rotate (trust, roots[i], -1, (const char *const *)signatures, &error);

      g_assert_no_error (error);
      tl_trust_unref (trust);
      trust = next;
      g_assert_false (
          tl_trust_check (trust, MESSAGE, strlen (MESSAGE), (const char *const *)by_three, &error));
      g_assert_error (error, TL_RELEASE_ERROR, TL_RELEASE_ERROR_REVOKED);
      g_assert_true (
          tl_trust_check (trust, MESSAGE, strlen (MESSAGE), (const char *const *)by_four, NULL));
    }
}

static void
test_keys_given_by_hand_are_changed_by_no_root (Fixture *fixture, gconstpointer data)
{
  g_autofree char *json = make_root (fixture, 1, "0", 1, "1");
  g_auto (GStrv) signatures = sign (fixture, "0", json);
  g_autoptr (TlTrust) trust = NULL;
  g_autoptr (GError) error = NULL;
  TlPublicKey key;

  tl_secret_key_get_public (fixture->keys[0], &key);
  trust = tl_trust_new (&key, 1, 1, NULL);
  g_assert_cmpuint (tl_trust_get_version (trust), ==, 0);
  g_assert_null (tl_trust_get_root_json (trust));
  g_assert_null (tl_trust_rotate (trust, json, -1, (const char *const *)signatures, &error));
  g_assert_error (error, TL_RELEASE_ERROR, TL_RELEASE_ERROR_KEY);
}

static void
test_damaged_roots_are_refused (Fixture *fixture, gconstpointer data)
{
  g_autofree char *json = make_root (fixture, 1, "01", 2, "34");
  static const char *const changes[][2] = {
    { "\"version\":1", "\"version\":0" },
    { "\"version\":1", "\"version\":-1" },
    { "\"version\":1", "\"version\":1e3" },
    { "\"version\":1", "\"version\":1,\"version\":1" },
    { "\"threshold\":2", "\"threshold\":3" },
    { "\"threshold\":2", "\"threshold\":0" },
    { "\"format\":\"troly-root 1\"", "\"format\":\"troly-root 2\"" },
    { "\"created\":\"2026-01-01T00:00:00Z\"", "\"created\":\"2026-13-01T00:00:00Z\"" },
    { "\"keys\":[\"", "\"keys\":[\"A" },
    { "\"revoked\":[]", "\"revoked\":{}" },
    { "\"revoked\":[]", "\"revoked\":[ ]" },
    { "}\n", "}" },
    { "}\n", "}\n\n" },
    { "}\n", "}{}\n" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      g_autofree char *damaged = release_replace (json, changes[i][0], changes[i][1]);
      g_autoptr (GError) error = NULL;

      g_assert_null (tl_trust_new_root (damaged, -1, &error));
      g_assert_error (error, TL_RELEASE_ERROR, TL_RELEASE_ERROR_MANIFEST);
    }
}

#define ADD(name, func) g_test_add ("/release/trust/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("enough-trusted-keys-must-sign", test_enough_trusted_keys_must_sign);
  ADD ("a-key-is-not-counted-under-two-ids", test_a_key_is_not_counted_under_two_ids);
  ADD ("roots-follow-each-other", test_roots_follow_each_other);
  ADD ("a-key-that-was-rotated-out", test_a_key_that_was_rotated_out_is_refused_as_such);
  ADD ("keys-given-by-hand", test_keys_given_by_hand_are_changed_by_no_root);
  ADD ("damaged-roots-are-refused", test_damaged_roots_are_refused);
  return g_test_run ();
}
