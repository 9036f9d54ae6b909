/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "protocol/tl-enrolment.h"

#include <sodium.h>
#include <string.h>

#include "base/tl-canonical.h"
#include "base/tl-error.h"
#include "base/tl-json.h"
#include "protocol/tl-item.h"
#include "protocol/tl-member-private.h"
#include "release/tl-minisign-private.h"

/* Two formats, so that one half is never taken for the other. */
#define FORMAT         "troly-enrolment-1"
#define FORMAT_PUBLIC  "troly-enrolment-public-1"
#define CHALLENGE_SIZE 32
#define SESSION_PREFIX "troly-session-1\n"

G_STATIC_ASSERT (sizeof (((TlEnrolment *)NULL)->public) == crypto_sign_PUBLICKEYBYTES);
G_STATIC_ASSERT (sizeof (((TlEnrolment *)NULL)->secret) == crypto_sign_SECRETKEYBYTES);

static const TlTextRule rule_format = { "format", TL_TEXT_CODE, 64, TRUE, FALSE };
static const TlTextRule rule_id = { "id", TL_TEXT_UUID, 0, TRUE, FALSE };
static const TlTextRule rule_person = { "person", TL_TEXT_UUID, 0, TRUE, FALSE };
static const TlTextRule rule_name = { "name", TL_TEXT_LINE, 200, FALSE, FALSE };
static const TlTextRule rule_unit = { "unit", TL_TEXT_CODE, 64, TRUE, FALSE };
static const TlTextRule rule_unit_name = { "unit_name", TL_TEXT_LINE, 200, FALSE, FALSE };
static const TlTextRule rule_role = { "role", TL_TEXT_CODE, 64, TRUE, FALSE };
static const TlTextRule rule_server = { "server", TL_TEXT_CODE, 512, TRUE, FALSE };
static const TlTextRule rule_key = { "public", TL_TEXT_CODE, 128, TRUE, FALSE };
static const TlTextRule rule_secret = { "secret", TL_TEXT_CODE, 128, TRUE, FALSE };
/* Bodies and signatures travel as strings, so that their bytes are kept. */
static const TlTextRule rule_body = { "body", TL_TEXT_LINES, TL_ENROLMENT_MAX_FILE, TRUE, FALSE };
static const TlTextRule rule_signature = { "signature", TL_TEXT_LINES, 4096, TRUE, FALSE };

void
tl_enrolment_free (TlEnrolment *self)
{
  if (self == NULL)
    return;
  sodium_memzero (self->secret, sizeof self->secret);
  g_free (self->id);
  g_free (self->person);
  g_free (self->name);
  g_free (self->unit);
  g_free (self->unit_name);
  g_free (self->role);
  g_free (self->server);
  g_free (self);
}

void
tl_enrolment_wipe_text (char *text)
{
  if (text == NULL)
    return;
  sodium_memzero (text, strlen (text));
  g_free (text);
}

void
tl_enrolment_generate_keys (TlEnrolment *self)
{
  if (!_tl_sodium_init (NULL))
    g_error ("libsodium does not start");
  crypto_sign_keypair (self->public, self->secret);
  self->has_secret = TRUE;
}

/* ---- Rules that both directions keep ---- */

static gboolean
check_role (const char *role, GError **error)
{
  static const char *const roles[] = { "judge", "editor", "statistics", "administrator", NULL };

  return g_strv_contains (roles, role)
         || _tl_protocol_fail (error, TL_ERROR_INPUT, "\"role\" is none");
}

static gboolean
is_loopback (const char *host)
{
  g_autoptr (GInetAddress) address = g_inet_address_new_from_string (host);

  return g_strcmp0 (host, "localhost") == 0
         || (address != NULL && g_inet_address_get_is_loopback (address));
}

/* Without TLS only to this machine, for trying out. */
static gboolean
check_server (const char *server, GError **error)
{
  g_autoptr (GUri) uri = g_uri_parse (server, G_URI_FLAGS_NONE, NULL);
  const char *scheme = uri != NULL ? g_uri_get_scheme (uri) : NULL;
  const char *host = uri != NULL ? g_uri_get_host (uri) : NULL;

  if (host == NULL || *host == '\0' || g_uri_get_userinfo (uri) != NULL
      || g_uri_get_query (uri) != NULL || g_uri_get_fragment (uri) != NULL
      || g_str_has_suffix (server, "/")
      || (strcmp (scheme, "https") != 0 && !(strcmp (scheme, "http") == 0 && is_loopback (host))))
    return _tl_protocol_fail (error, TL_ERROR_INPUT, "\"server\" is no address over HTTPS");
  return TRUE;
}

static gboolean
check_rest (const TlEnrolment *self, GError **error)
{
  return check_role (self->role, error) && check_server (self->server, error)
         && (self->expires > self->issued
             || _tl_protocol_fail (error, TL_ERROR_INPUT, "\"expires\" is not after \"issued\""));
}

/* ---- Writing ---- */

static gboolean
put_device (JsonObject *body, const TlEnrolment *self, gboolean secret, GError **error)
{
  g_autoptr (JsonObject) device = json_object_new ();
  g_autofree char *key = _tl_base64 (self->public, sizeof self->public);

  json_object_set_string_member (device, "public", key);
  if (secret)
    {
      char *text = _tl_base64 (self->secret, sizeof self->secret);

      json_object_set_string_member (device, "secret", text);
      tl_enrolment_wipe_text (text);
    }
  json_object_set_object_member (body, "device", g_steal_pointer (&device));
  return TRUE;
}

static gboolean
is_complete (const TlEnrolment *self)
{
  return self->id != NULL && self->person != NULL && self->name != NULL && self->unit != NULL
         && self->unit_name != NULL && self->role != NULL && self->server != NULL;
}

static char *
write_body (const TlEnrolment *self, gboolean secret, GError **error)
{
  g_autoptr (JsonObject) body = json_object_new ();

  if (!is_complete (self))
    {
      _tl_protocol_fail (error, TL_ERROR_INPUT, "an enrolment is not complete");
      return NULL;
    }
  if (!check_rest (self, error)
      || !_tl_put_text (body, &rule_format, secret ? FORMAT : FORMAT_PUBLIC, error)
      || !_tl_put_text (body, &rule_id, self->id, error)
      || !_tl_put_text (body, &rule_person, self->person, error)
      || !_tl_put_text (body, &rule_name, self->name, error)
      || !_tl_put_text (body, &rule_unit, self->unit, error)
      || !_tl_put_text (body, &rule_unit_name, self->unit_name, error)
      || !_tl_put_text (body, &rule_role, self->role, error)
      || !_tl_put_text (body, &rule_server, self->server, error)
      || !_tl_put_number (body, "issued", 0, TL_CANONICAL_NUMBER, self->issued, error)
      || !_tl_put_number (body, "expires", 0, TL_CANONICAL_NUMBER, self->expires, error)
      || !put_device (body, self, secret, error))
    return NULL;
  return tl_canonical_write (body, error);
}

/* {"body", "signature"} of one half. */
static JsonObject *
write_signed (const TlEnrolment *self, gboolean secret, const TlSecretKey *key, GError **error)
{
  g_autoptr (JsonObject) object = json_object_new ();
  g_autofree char *comment = g_strdup_printf ("enrolment %s", self->id);
  g_autofree char *signature = NULL;
  char *body = write_body (self, secret, error);

  if (body == NULL)
    return NULL;
  signature = tl_minisign_sign (key, body, strlen (body), comment, error);
  json_object_set_string_member (object, "body", body);
  tl_enrolment_wipe_text (body);
  if (signature == NULL)
    return NULL;
  json_object_set_string_member (object, "signature", signature);
  return g_steal_pointer (&object);
}

char *
tl_enrolment_to_file (const TlEnrolment *self, const TlSecretKey *key, GError **error)
{
  g_autoptr (JsonObject) file = NULL;
  JsonObject *half;

  if (!self->has_secret)
    {
      _tl_protocol_fail (error, TL_ERROR_INPUT, "an enrolment has no secret key");
      return NULL;
    }
  file = write_signed (self, TRUE, key, error);
  half = file != NULL ? write_signed (self, FALSE, key, error) : NULL;
  if (half == NULL)
    return NULL;
  json_object_set_object_member (file, "public", half);
  return tl_canonical_write (file, error);
}

/* ---- Reading ---- */

/* A pair whose halves do not belong together would give away the secret when it signs. */
gboolean
tl_enrolment_set_keys (TlEnrolment *self, const char *public_key, const char *secret)
{
  guint8 seed[crypto_sign_SEEDBYTES], expected[crypto_sign_PUBLICKEYBYTES],
      pair[crypto_sign_SECRETKEYBYTES];

  if (!_tl_sodium_init (NULL))
    return FALSE;
  self->has_secret
      = _tl_base64_exact (public_key, strlen (public_key), self->public, sizeof self->public)
        && _tl_base64_exact (secret, strlen (secret), self->secret, sizeof self->secret)
        && crypto_sign_ed25519_sk_to_seed (seed, self->secret) == 0
        && crypto_sign_seed_keypair (expected, pair, seed) == 0
        && sodium_memcmp (pair, self->secret, sizeof pair) == 0
        && memcmp (expected, self->public, sizeof expected) == 0;
  sodium_memzero (seed, sizeof seed);
  sodium_memzero (pair, sizeof pair);
  return self->has_secret;
}

TlEnrolment *
tl_enrolment_copy (const TlEnrolment *self)
{
  TlEnrolment *copy = g_new0 (TlEnrolment, 1);

  *copy = *self;
  copy->id = g_strdup (self->id);
  copy->person = g_strdup (self->person);
  copy->name = g_strdup (self->name);
  copy->unit = g_strdup (self->unit);
  copy->unit_name = g_strdup (self->unit_name);
  copy->role = g_strdup (self->role);
  copy->server = g_strdup (self->server);
  return copy;
}

static gboolean
take_device (TlMembers *body, TlEnrolment *self, gboolean secret)
{
  TlMembers device = { .error = body->error };
  g_autofree char *key = NULL;
  char *text;
  gboolean fits;

  device.object = _tl_take_object (body, "device", FALSE);
  if (device.object == NULL)
    return FALSE;
  key = _tl_take_text (&device, &rule_key, FALSE);
  text = secret ? _tl_take_text (&device, &rule_secret, FALSE) : NULL;
  if (!_tl_take_end (&device))
    {
      tl_enrolment_wipe_text (text);
      return FALSE;
    }
  fits = secret ? tl_enrolment_set_keys (self, key, text)
                : _tl_base64_exact (key, strlen (key), self->public, sizeof self->public);
  tl_enrolment_wipe_text (text);
  return fits || _tl_protocol_fail (body->error, TL_ERROR_INPUT, "\"device\" holds no keys");
}

static TlEnrolment *
read_body (const char *text, gboolean secret, GError **error)
{
  const char *format = secret ? FORMAT : FORMAT_PUBLIC;
  g_autoptr (TlEnrolment) self = g_new0 (TlEnrolment, 1);
  g_autoptr (JsonObject) object
      = tl_canonical_read (text, strlen (text), TL_ENROLMENT_MAX_FILE, format, error);
  g_autofree char *found = NULL;
  TlMembers members = { .object = object, .error = error };

  if (object == NULL)
    return NULL;
  found = _tl_take_text (&members, &rule_format, FALSE);
  self->id = _tl_take_text (&members, &rule_id, FALSE);
  self->person = _tl_take_text (&members, &rule_person, FALSE);
  self->name = _tl_take_text (&members, &rule_name, FALSE);
  self->unit = _tl_take_text (&members, &rule_unit, FALSE);
  self->unit_name = _tl_take_text (&members, &rule_unit_name, FALSE);
  self->role = _tl_take_text (&members, &rule_role, FALSE);
  self->server = _tl_take_text (&members, &rule_server, FALSE);
  self->issued = _tl_take_number (&members, "issued", 0, TL_CANONICAL_NUMBER);
  self->expires = _tl_take_number (&members, "expires", 0, TL_CANONICAL_NUMBER);
  if (members.failed || !take_device (&members, self, secret) || !_tl_take_end (&members)
      || !check_rest (self, error))
    return NULL;
  return g_steal_pointer (&self);
}

/* Body and signature of @object, which may have one member more. */
static TlEnrolment *
read_signed (TlMembers *members, gboolean secret, const TlPublicKey *key)
{
  char *body = _tl_take_text (members, &rule_body, FALSE);
  g_autofree char *signature = _tl_take_text (members, &rule_signature, FALSE);
  TlEnrolment *self = NULL;

  if (!members->failed
      && (key == NULL || tl_minisign_verify (key, signature, body, strlen (body), members->error)))
    self = read_body (body, secret, members->error);
  members->failed = self == NULL;
  tl_enrolment_wipe_text (body);
  return self;
}

static gboolean
is_same (const TlEnrolment *a, const TlEnrolment *b)
{
  return strcmp (a->id, b->id) == 0 && strcmp (a->person, b->person) == 0
         && strcmp (a->name, b->name) == 0 && strcmp (a->unit, b->unit) == 0
         && strcmp (a->unit_name, b->unit_name) == 0 && strcmp (a->role, b->role) == 0
         && strcmp (a->server, b->server) == 0 && a->issued == b->issued && a->expires == b->expires
         && memcmp (a->public, b->public, sizeof a->public) == 0;
}

/* A file that people handled may end with a line break. */
static JsonObject *
read_file (const char *text, gssize length, GError **error)
{
  gsize size = length < 0 ? strlen (text) : (gsize)length;

  while (size > 0 && (text[size - 1] == '\n' || text[size - 1] == '\r'))
    size--;
  return tl_canonical_read (text, size, TL_ENROLMENT_MAX_FILE, NULL, error);
}

TlEnrolment *
tl_enrolment_from_file (
    const char *text, gssize length, const TlPublicKey *key, char **public_half, GError **error)
{
  g_autoptr (JsonObject) file = NULL;
  g_autoptr (TlEnrolment) self = NULL;
  g_autoptr (TlEnrolment) half = NULL;
  TlMembers members = { .error = error };
  TlMembers inner = { .error = error };

  if (!_tl_sodium_init (error) || (file = read_file (text, length, error)) == NULL)
    return NULL;
  members.object = file;
  self = read_signed (&members, TRUE, key);
  inner.object = _tl_take_object (&members, "public", FALSE);
  if (self == NULL || inner.object == NULL || !_tl_take_end (&members))
    return NULL;
  half = read_signed (&inner, FALSE, key);
  if (half == NULL || !_tl_take_end (&inner))
    return NULL;
  if (!is_same (self, half))
    {
      _tl_protocol_fail (error, TL_ERROR_INPUT, "\"public\" is of another enrolment");
      return NULL;
    }
  if (public_half != NULL && (*public_half = tl_canonical_write (inner.object, error)) == NULL)
    return NULL;
  return g_steal_pointer (&self);
}

TlEnrolment *
tl_enrolment_from_public (const char *text, gssize length, const TlPublicKey *key, GError **error)
{
  g_autoptr (JsonObject) object = NULL;
  g_autoptr (TlEnrolment) self = NULL;
  TlMembers members = { .error = error };

  g_return_val_if_fail (key != NULL, NULL);

  if (!_tl_sodium_init (error) || (object = read_file (text, length, error)) == NULL)
    return NULL;
  members.object = object;
  self = read_signed (&members, FALSE, key);
  return self != NULL && _tl_take_end (&members) ? g_steal_pointer (&self) : NULL;
}

/* ---- Challenges ---- */

/* Only a challenge is ever signed: whoever answers as the server cannot have other words signed. */
static char *
session_text (const char *server, const char *challenge)
{
  guint8 bytes[CHALLENGE_SIZE];

  if (!_tl_sodium_init (NULL)
      || !_tl_base64_exact (challenge, strlen (challenge), bytes, sizeof bytes))
    return NULL;
  return g_strconcat (SESSION_PREFIX, server, "\n", challenge, NULL);
}

char *
tl_enrolment_sign_challenge (const TlEnrolment *self, const char *challenge)
{
  g_autofree char *text = session_text (self->server, challenge);
  guint8 signature[crypto_sign_BYTES];

  if (text == NULL || !self->has_secret)
    return NULL;
  crypto_sign_detached (signature, NULL, (const guint8 *)text, strlen (text), self->secret);
  return _tl_base64 (signature, sizeof signature);
}

gboolean
tl_enrolment_verify_challenge (const guint8 public_key[32],
                               const char *server,
                               const char *challenge,
                               const char *signature)
{
  g_autofree char *text = session_text (server, challenge);
  guint8 bytes[crypto_sign_BYTES];

  return text != NULL && _tl_base64_exact (signature, strlen (signature), bytes, sizeof bytes)
         && crypto_sign_verify_detached (bytes, (const guint8 *)text, strlen (text), public_key)
                == 0;
}
