/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "server/oidc/tl-id-token.h"

#include <cjose/cjose.h>
#include <string.h>

#include "base/tl-json.h"
#include "protocol/tl-oidc.h"

#define MAX_KEYS     100
#define MAX_ID       200
#define MIN_RSA_BITS 2048
#define MAX_RSA_BITS 8192
#define MAX_LIST     100
#define MAX_CLAIM    200
#define MAX_TIME     G_GINT64_CONSTANT (100000000000) /* seconds */

typedef struct
{
  char *id;        /* (nullable) */
  char *algorithm; /* (nullable): the only one it may be used with */
  cjose_jwk_t *key;
  gboolean is_rsa;
} Key;

struct _TlKeySet
{
  GPtrArray *keys;
};

static void
key_free (gpointer data)
{
  Key *key = data;

  cjose_jwk_release (key->key);
  g_free (key->id);
  g_free (key->algorithm);
  g_free (key);
}

/* cjose ends the program (an assertion in its decoder) over what is no base64url: nothing else is
 * ever given to it. */
static gboolean
is_base64url (const char *text, gsize length)
{
  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isalnum (text[i]) && text[i] != '-' && text[i] != '_')
      return FALSE;
  return length > 0 && length % 4 != 1;
}

/* ---- Keys ---- */

/* Every member that cjose decodes. */
static gboolean
is_decodable (JsonObject *object)
{
  static const char *const members[] = { "n", "e", "x", "y" };

  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    {
      const char *text = tl_json_get_string (object, members[i]);

      if (json_object_has_member (object, members[i])
          && (text == NULL || !is_base64url (text, strlen (text))))
        return FALSE;
    }
  return TRUE;
}

static gboolean
is_for_signatures (JsonObject *object)
{
  const char *use = tl_json_get_string (object, "use");

  return use == NULL || g_str_equal (use, "sig");
}

static gboolean
is_strong (const cjose_jwk_t *key)
{
  cjose_err fault = { 0 };

  switch (cjose_jwk_get_kty (key, &fault))
    {
    case CJOSE_JWK_KTY_RSA:
      {
        gsize bits = cjose_jwk_get_keysize (key, &fault);

        return bits >= MIN_RSA_BITS && bits <= MAX_RSA_BITS;
      }
    case CJOSE_JWK_KTY_EC:
      return cjose_jwk_EC_get_curve (key, &fault) == CJOSE_JWK_EC_P_256;
    case CJOSE_JWK_KTY_OCT:
    default:
      return FALSE;
    }
}

/* A set that publishes secrets gives away what they sign. */
static gboolean
has_secret (JsonObject *object)
{
  static const char *const members[] = { "d", "p", "q", "dp", "dq", "qi", "k", "oth" };

  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    if (json_object_has_member (object, members[i]))
      return TRUE;
  return FALSE;
}

/* Returns: (nullable): NULL for a key that nothing may be signed with. */
static Key *
read_key (JsonObject *object)
{
  const char *type = tl_json_get_string (object, "kty"), *id = tl_json_get_string (object, "kid");
  g_autofree char *line = NULL;
  cjose_err fault = { 0 };
  cjose_jwk_t *key;
  Key *self;

  if (type == NULL || (!g_str_equal (type, "RSA") && !g_str_equal (type, "EC"))
      || !is_for_signatures (object) || has_secret (object) || !is_decodable (object)
      || (id != NULL && strlen (id) > MAX_ID))
    return NULL;
  line = tl_json_to_line (object);
  key = cjose_jwk_import (line, strlen (line), &fault);
  if (key == NULL)
    return NULL;
  if (!is_strong (key))
    {
      cjose_jwk_release (key);
      return NULL;
    }
  self = g_new0 (Key, 1);
  self->key = key;
  self->id = g_strdup (id);
  self->algorithm = g_strdup (tl_json_get_string (object, "alg"));
  self->is_rsa = g_str_equal (type, "RSA");
  return self;
}

TlKeySet *
tl_key_set_from_json (const char *text, gssize length)
{
  gsize size = length < 0 ? strlen (text) : (gsize)length;
  g_autoptr (JsonObject) object
      = size <= TL_OIDC_MAX_ANSWER ? tl_json_parse (text, (gssize)size, NULL) : NULL;
  JsonNode *node = object != NULL ? json_object_get_member (object, "keys") : NULL;
  JsonArray *list;
  TlKeySet *self;

  if (node == NULL || !JSON_NODE_HOLDS_ARRAY (node))
    return NULL;
  list = json_node_get_array (node);
  self = g_new0 (TlKeySet, 1);
  self->keys = g_ptr_array_new_with_free_func (key_free);
  for (guint i = 0; i < json_array_get_length (list) && self->keys->len < MAX_KEYS; i++)
    {
      JsonNode *one = json_array_get_element (list, i);
      Key *key = JSON_NODE_HOLDS_OBJECT (one) ? read_key (json_node_get_object (one)) : NULL;

      if (key != NULL)
        g_ptr_array_add (self->keys, key);
    }
  return self;
}

guint
tl_key_set_count (const TlKeySet *self)
{
  return self->keys->len;
}

void
tl_key_set_free (TlKeySet *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->keys);
  g_free (self);
}

/* ---- The signature ---- */

static gboolean
fits (const Key *key, const char *algorithm, const char *id)
{
  return key->is_rsa != g_str_equal (algorithm, "ES256")
         && (key->algorithm == NULL || g_str_equal (key->algorithm, algorithm))
         && (id == NULL || (key->id != NULL && g_str_equal (key->id, id)));
}

static TlIdTokenFault
check_signature (const TlKeySet *keys, cjose_jws_t *jws, const char *algorithm, const char *id)
{
  TlIdTokenFault fault = TL_ID_TOKEN_KEY;

  for (guint i = 0; i < keys->keys->len; i++)
    {
      const Key *key = g_ptr_array_index (keys->keys, i);
      cjose_err ignored = { 0 };

      if (!fits (key, algorithm, id))
        continue;
      if (cjose_jws_verify (jws, key->key, &ignored))
        return TL_ID_TOKEN_GOOD;
      /* Without the name of a key it may have been another, newer one. */
      fault = id != NULL ? TL_ID_TOKEN_SIGNATURE : TL_ID_TOKEN_KEY;
    }
  return fault;
}

/* "crit" names what must be understood, and nothing of it is understood here. "typ" tells ID tokens
 * from others that the same provider signs for the same client. */
static TlIdTokenFault
check_header (cjose_jws_t *jws, const char **algorithm, const char **id)
{
  static const char *const algorithms[] = { "RS256", "PS256", "ES256", NULL };
  cjose_header_t *header = cjose_jws_get_protected (jws);
  cjose_err ignored = { 0 };
  char *critical = header != NULL ? cjose_header_get_raw (header, "crit", &ignored) : NULL;
  const char *type;

  if (header == NULL || critical != NULL)
    {
      free (critical);
      return TL_ID_TOKEN_MALFORMED;
    }
  *algorithm = cjose_header_get (header, "alg", &ignored);
  *id = cjose_header_get (header, "kid", &ignored);
  type = cjose_header_get (header, "typ", &ignored);
  if (*algorithm == NULL || !g_strv_contains (algorithms, *algorithm))
    return TL_ID_TOKEN_ALGORITHM;
  return type == NULL || g_ascii_strcasecmp (type, "JWT") == 0 ? TL_ID_TOKEN_GOOD
                                                               : TL_ID_TOKEN_MALFORMED;
}

/* Three parts, of which the last may be empty, as that of what is not signed is. */
static gboolean
has_three_parts (const char *token, gboolean *is_signed)
{
  g_auto (GStrv) parts = g_strsplit (token, ".", 5);

  *is_signed = FALSE;
  if (g_strv_length (parts) != 3 || !is_base64url (parts[0], strlen (parts[0]))
      || !is_base64url (parts[1], strlen (parts[1])))
    return FALSE;
  *is_signed = parts[2][0] != '\0';
  return !*is_signed || is_base64url (parts[2], strlen (parts[2]));
}

/* cjose refuses "none" and what it does not know by itself; both are named alike here. */
static gboolean
names_other_algorithm (const char *token)
{
  const char *dot = strchr (token, '.');
  g_autofree char *head = dot != NULL ? g_strndup (token, (gsize)(dot - token)) : NULL;
  g_autoptr (JsonObject) object = NULL;
  uint8_t *bytes = NULL;
  size_t size = 0;
  cjose_err ignored = { 0 };

  if (head == NULL || !cjose_base64url_decode (head, strlen (head), &bytes, &size, &ignored))
    return FALSE;
  object = tl_json_parse ((const char *)bytes, (gssize)size, NULL);
  free (bytes);
  return object != NULL && tl_json_get_string (object, "alg") != NULL;
}

/* ---- Claims ---- */

/* Seconds; -1: none. Providers may write parts of seconds. */
static gint64
take_time (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);
  double number;

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node)
      || (json_node_get_value_type (node) != G_TYPE_INT64
          && json_node_get_value_type (node) != G_TYPE_DOUBLE))
    return -1;
  number = json_node_get_double (node);
  return number >= 0 && number < (double)MAX_TIME ? (gint64)number : -1;
}

/* (transfer full): texts of a claim that is one, or a list of such. */
static char **
take_texts (JsonObject *object, const char *name)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  JsonNode *node = name != NULL ? json_object_get_member (object, name) : NULL;
  JsonArray *list
      = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  if (list == NULL && node != NULL && tl_json_get_string (object, name) != NULL)
    g_strv_builder_add (builder, tl_json_get_string (object, name));
  for (guint i = 0; list != NULL && i < MIN (json_array_get_length (list), MAX_LIST); i++)
    {
      JsonNode *one = json_array_get_element (list, i);

      if (JSON_NODE_HOLDS_VALUE (one) && json_node_get_value_type (one) == G_TYPE_STRING)
        g_strv_builder_add (builder, json_node_get_string (one));
    }
  return g_strv_builder_end (builder);
}

/* A token for several is ours when it says that we asked for it. */
static gboolean
is_for (JsonObject *object, const char *client)
{
  g_auto (GStrv) audience = take_texts (object, "aud");
  const char *party = tl_json_get_string (object, "azp");

  return g_strv_contains ((const char *const *)audience, client)
         && (party != NULL ? g_str_equal (party, client) : g_strv_length (audience) == 1);
}

static TlIdTokenFault
check_claims (JsonObject *object, const TlIdTokenRules *rules, gint64 now)
{
  const char *subject = tl_json_get_string (object, "sub");
  gint64 expires = take_time (object, "exp"), issued = take_time (object, "iat");
  gint64 from = take_time (object, "nbf"), seconds = now / 1000;

  if (g_strcmp0 (tl_json_get_string (object, "iss"), rules->issuer) != 0)
    return TL_ID_TOKEN_ISSUER;
  if (!is_for (object, rules->client))
    return TL_ID_TOKEN_AUDIENCE;
  /* A token with "events" ends sessions (Back-Channel Logout); it is none that opens one. */
  if (subject == NULL || subject[0] == '\0' || strlen (subject) > TL_ID_TOKEN_MAX_SUBJECT
      || expires < 0 || issued < 0 || json_object_has_member (object, "events"))
    return TL_ID_TOKEN_MALFORMED;
  for (const char *p = subject; *p != '\0'; p++)
    if (!g_ascii_isprint (*p))
      return TL_ID_TOKEN_MALFORMED;
  if (expires + TL_ID_TOKEN_SKEW_SECONDS <= seconds)
    return TL_ID_TOKEN_EXPIRED;
  if (issued > seconds + TL_ID_TOKEN_SKEW_SECONDS || from > seconds + TL_ID_TOKEN_SKEW_SECONDS)
    return TL_ID_TOKEN_EARLY;
  return TL_ID_TOKEN_GOOD;
}

/* (nullable): a line that people may read, without characters that hide others. */
static char *
take_line (JsonObject *object, const char *name)
{
  const char *text = name != NULL ? tl_json_get_string (object, name) : NULL;
  g_autofree char *normal = text != NULL ? g_utf8_normalize (text, -1, G_NORMALIZE_NFC) : NULL;

  if (normal == NULL || normal[0] == '\0' || g_utf8_strlen (normal, -1) > MAX_CLAIM)
    return NULL;
  for (const char *p = normal; *p != '\0'; p = g_utf8_next_char (p))
    if (!g_unichar_isprint (g_utf8_get_char (p)))
      return NULL;
  return g_steal_pointer (&normal);
}

static TlIdClaims *
read_claims (JsonObject *object, const TlIdTokenRules *rules)
{
  TlIdClaims *self = g_new0 (TlIdClaims, 1);

  self->subject = g_strdup (tl_json_get_string (object, "sub"));
  self->nonce = take_line (object, "nonce");
  self->name = take_line (object, "name");
  if (self->name == NULL)
    self->name = take_line (object, "preferred_username");
  self->unit = take_line (object, rules->unit_claim);
  self->roles = take_texts (object, rules->role_claim);
  return self;
}

void
tl_id_claims_free (TlIdClaims *self)
{
  if (self == NULL)
    return;
  g_free (self->subject);
  g_free (self->nonce);
  g_free (self->name);
  g_free (self->unit);
  g_strfreev (self->roles);
  g_free (self);
}

static TlIdTokenFault
check (const TlKeySet *keys,
       const TlIdTokenRules *rules,
       cjose_jws_t *jws,
       gint64 now,
       TlIdClaims **claims)
{
  const char *algorithm = NULL, *id = NULL;
  g_autoptr (JsonObject) object = NULL;
  TlIdTokenFault fault = check_header (jws, &algorithm, &id);
  uint8_t *text = NULL;
  size_t size = 0;
  cjose_err ignored = { 0 };

  if (fault == TL_ID_TOKEN_GOOD)
    fault = check_signature (keys, jws, algorithm, id);
  if (fault != TL_ID_TOKEN_GOOD)
    return fault;
  /* The bytes stay those of the JWS. */
  if (!cjose_jws_get_plaintext (jws, &text, &size, &ignored) || text == NULL || size == 0)
    return TL_ID_TOKEN_MALFORMED;
  object = tl_json_parse ((const char *)text, (gssize)size, NULL);
  if (object == NULL)
    return TL_ID_TOKEN_MALFORMED;
  fault = check_claims (object, rules, now);
  if (fault == TL_ID_TOKEN_GOOD)
    *claims = read_claims (object, rules);
  return fault;
}

TlIdTokenFault
tl_id_token_check (const TlKeySet *keys,
                   const TlIdTokenRules *rules,
                   const char *token,
                   gint64 now,
                   TlIdClaims **claims)
{
  cjose_err ignored = { 0 };
  gsize length = strlen (token);
  gboolean is_signed;
  cjose_jws_t *jws;
  TlIdTokenFault fault;

  *claims = NULL;
  if (length > TL_OIDC_MAX_TOKEN || !has_three_parts (token, &is_signed))
    return TL_ID_TOKEN_MALFORMED;
  if (!is_signed)
    return TL_ID_TOKEN_SIGNATURE;
  jws = cjose_jws_import (token, length, &ignored);
  if (jws == NULL)
    return names_other_algorithm (token) ? TL_ID_TOKEN_ALGORITHM : TL_ID_TOKEN_MALFORMED;
  fault = check (keys, rules, jws, now, claims);
  cjose_jws_release (jws);
  return fault;
}

const char *
tl_id_token_fault_name (TlIdTokenFault fault)
{
  static const char *const names[] = { "good",   "malformed", "algorithm", "key",  "signature",
                                       "issuer", "audience",  "expired",   "early" };

  g_return_val_if_fail (fault < G_N_ELEMENTS (names), "malformed");
  return names[fault];
}
