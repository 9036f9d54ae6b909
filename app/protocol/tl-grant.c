/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "protocol/tl-grant.h"

#include <string.h>

#include "base/tl-canonical.h"
#include "base/tl-error.h"
#include "protocol/tl-member-private.h"
#include "protocol/tl-oidc.h"
#include "release/tl-minisign-private.h"

#define FORMAT "troly-sign-in-1"

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
static const TlTextRule rule_issuer = { "issuer", TL_TEXT_CODE, TL_OIDC_MAX_URL, TRUE, FALSE };
static const TlTextRule rule_client = { "client", TL_TEXT_CODE, 256, TRUE, FALSE };
static const TlTextRule rule_scope = { "scope", TL_TEXT_LINE, 512, TRUE, FALSE };
static const TlTextRule rule_salt = { "salt", TL_TEXT_CODE, 64, TRUE, FALSE };
static const TlTextRule rule_refresh = { "refresh", TL_TEXT_CODE, 8192, TRUE, FALSE };

TlGrant *
tl_grant_copy (const TlGrant *self)
{
  TlGrant *copy = g_new0 (TlGrant, 1);

  copy->issuer = g_strdup (self->issuer);
  copy->client = g_strdup (self->client);
  copy->scope = g_strdup (self->scope);
  copy->salt = g_strdup (self->salt);
  copy->refresh = g_strdup (self->refresh);
  return copy;
}

void
tl_grant_free (TlGrant *self)
{
  if (self == NULL)
    return;
  g_free (self->issuer);
  g_free (self->client);
  g_free (self->scope);
  g_free (self->salt);
  tl_enrolment_wipe_text (self->refresh);
  g_free (self);
}

gboolean
tl_grant_is_text (const char *text)
{
  return strstr (text, "\"format\":\"" FORMAT "\"") != NULL;
}

static gboolean
put_key (JsonObject *object, const TlEnrolment *enrolment, GError **error)
{
  g_autofree char *key = _tl_base64 (enrolment->public, sizeof enrolment->public);
  char *secret = _tl_base64 (enrolment->secret, sizeof enrolment->secret);
  gboolean done = _tl_put_text (object, &rule_key, key, error)
                  && _tl_put_text (object, &rule_secret, secret, error);

  tl_enrolment_wipe_text (secret);
  return done;
}

char *
tl_grant_to_text (const TlGrant *self, const TlEnrolment *enrolment, GError **error)
{
  g_autoptr (JsonObject) object = json_object_new ();

  if (!_tl_put_text (object, &rule_format, FORMAT, error)
      || !_tl_put_text (object, &rule_id, enrolment->id, error)
      || !_tl_put_text (object, &rule_person, enrolment->person, error)
      || !_tl_put_text (object, &rule_name, enrolment->name, error)
      || !_tl_put_text (object, &rule_unit, enrolment->unit, error)
      || !_tl_put_text (object, &rule_unit_name, enrolment->unit_name, error)
      || !_tl_put_text (object, &rule_role, enrolment->role, error)
      || !_tl_put_text (object, &rule_server, enrolment->server, error)
      || !_tl_put_number (object, "issued", 0, TL_CANONICAL_NUMBER, enrolment->issued, error)
      || !_tl_put_number (object, "expires", 0, TL_CANONICAL_NUMBER, enrolment->expires, error)
      || !put_key (object, enrolment, error)
      || !_tl_put_text (object, &rule_issuer, self->issuer, error)
      || !_tl_put_text (object, &rule_client, self->client, error)
      || !_tl_put_text (object, &rule_scope, self->scope, error)
      || !_tl_put_text (object, &rule_salt, self->salt, error)
      || !_tl_put_text (object, &rule_refresh, self->refresh, error))
    return NULL;
  return tl_canonical_write (object, error);
}

static TlEnrolment *
take_enrolment (TlMembers *members)
{
  TlEnrolment *self = g_new0 (TlEnrolment, 1);
  g_autofree char *key = NULL;
  char *secret;

  self->id = _tl_take_text (members, &rule_id, FALSE);
  self->person = _tl_take_text (members, &rule_person, FALSE);
  self->name = _tl_take_text (members, &rule_name, FALSE);
  self->unit = _tl_take_text (members, &rule_unit, FALSE);
  self->unit_name = _tl_take_text (members, &rule_unit_name, FALSE);
  self->role = _tl_take_text (members, &rule_role, FALSE);
  self->server = _tl_take_text (members, &rule_server, FALSE);
  self->issued = _tl_take_number (members, "issued", 0, TL_CANONICAL_NUMBER);
  self->expires = _tl_take_number (members, "expires", 0, TL_CANONICAL_NUMBER);
  key = _tl_take_text (members, &rule_key, FALSE);
  secret = _tl_take_text (members, &rule_secret, FALSE);
  if (!members->failed && !tl_enrolment_set_keys (self, key, secret))
    members->failed
        = !_tl_protocol_fail (members->error, TL_ERROR_INPUT, "a sign-in holds no keys");
  if (!members->failed && !tl_oidc_is_address (self->server))
    members->failed
        = !_tl_protocol_fail (members->error, TL_ERROR_INPUT, "\"server\" is no address");
  tl_enrolment_wipe_text (secret);
  return self;
}

TlEnrolment *
tl_grant_from_text (const char *text, TlGrant **grant, GError **error)
{
  g_autoptr (JsonObject) object
      = tl_canonical_read (text, strlen (text), TL_GRANT_MAX_TEXT, FORMAT, error);
  TlMembers members = { .object = object, .error = error };
  g_autofree char *format = NULL;
  g_autoptr (TlEnrolment) enrolment = NULL;
  g_autoptr (TlGrant) found = NULL;

  *grant = NULL;
  if (object == NULL)
    return NULL;
  found = g_new0 (TlGrant, 1);
  format = _tl_take_text (&members, &rule_format, FALSE);
  found->issuer = _tl_take_text (&members, &rule_issuer, FALSE);
  found->client = _tl_take_text (&members, &rule_client, FALSE);
  found->scope = _tl_take_text (&members, &rule_scope, FALSE);
  found->salt = _tl_take_text (&members, &rule_salt, FALSE);
  found->refresh = _tl_take_text (&members, &rule_refresh, TRUE);
  enrolment = take_enrolment (&members);
  if (members.failed || !_tl_take_end (&members))
    return NULL;
  *grant = g_steal_pointer (&found);
  return g_steal_pointer (&enrolment);
}
