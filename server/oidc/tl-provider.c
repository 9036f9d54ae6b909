/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "server/oidc/tl-provider.h"

#include <string.h>

#define KEEP_SECONDS    (15 * 60)
#define AFTER_FAILURE   3    /* seconds in which nobody asks again */
#define NEW_KEYS_BURST  10.0 /* how often at once a key that is not known makes us look */
#define NEW_KEYS_SECOND 0.05

struct _TlProvider
{
  const TlOidcSettings *settings;
  TlProviderLog log;

  GMutex asking; /* held by the one who talks to the provider */
  GMutex mutex;  /* of what follows */
  TlOidcProvider *provider;
  TlKeySet *keys;
  gint64 fetched;  /* monotonic; 0: never */
  gint64 failed;   /* monotonic */
  double may_look; /* tokens of a bucket */
  gint64 looked;
};

TlProvider *
tl_provider_new (const TlOidcSettings *settings, TlProviderLog log)
{
  TlProvider *self = g_new0 (TlProvider, 1);

  self->settings = settings;
  self->log = log;
  self->may_look = NEW_KEYS_BURST;
  g_mutex_init (&self->asking);
  g_mutex_init (&self->mutex);
  return self;
}

void
tl_provider_free (TlProvider *self)
{
  if (self == NULL)
    return;
  tl_oidc_provider_free (self->provider);
  tl_key_set_free (self->keys);
  g_mutex_clear (&self->asking);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

/* ---- Asking it ---- */

static void
log_status (TlProvider *self, const char *what, guint status)
{
  g_autofree char *message = g_strdup_printf ("%s (status %u)", what, status);

  self->log (message);
}

static TlOidcProvider *
fetch_provider (TlProvider *self)
{
  g_autofree char *url = tl_oidc_discovery_url (self->settings->issuer);
  gsize length;
  guint status;
  g_autofree char *text = tl_oidc_fetch (self->settings, url, NULL, NULL, &status, &length);
  g_autoptr (GError) error = NULL;
  TlOidcProvider *provider;

  if (text == NULL || status != 200)
    {
      log_status (self, "the provider does not answer", status);
      return NULL;
    }
  provider = tl_oidc_provider_from_json (text, (gssize)length, self->settings->issuer, &error);
  if (provider == NULL)
    self->log (error->message);
  return provider;
}

static TlKeySet *
fetch_keys (TlProvider *self, const TlOidcProvider *provider)
{
  gsize length;
  guint status;
  g_autofree char *text
      = tl_oidc_fetch (self->settings, provider->keys, NULL, NULL, &status, &length);
  TlKeySet *keys
      = text != NULL && status == 200 ? tl_key_set_from_json (text, (gssize)length) : NULL;

  if (keys == NULL)
    log_status (self, "the provider gives no keys", status);
  return keys;
}

/* With "asking" held. */
static gboolean
fetch (TlProvider *self)
{
  g_autoptr (TlOidcProvider) provider = fetch_provider (self);
  g_autoptr (TlKeySet) keys = provider != NULL ? fetch_keys (self, provider) : NULL;
  gboolean good = keys != NULL;

  g_mutex_lock (&self->mutex);
  if (good)
    {
      tl_oidc_provider_free (self->provider);
      tl_key_set_free (self->keys);
      self->provider = g_steal_pointer (&provider);
      self->keys = g_steal_pointer (&keys);
      self->fetched = g_get_monotonic_time ();
    }
  else
    self->failed = g_get_monotonic_time ();
  g_mutex_unlock (&self->mutex);
  return good;
}

static gboolean
is_fresh (TlProvider *self)
{
  gboolean fresh;

  g_mutex_lock (&self->mutex);
  fresh = self->fetched > 0
          && g_get_monotonic_time () - self->fetched < KEEP_SECONDS * G_USEC_PER_SEC;
  g_mutex_unlock (&self->mutex);
  return fresh;
}

static gboolean
failed_just_now (TlProvider *self)
{
  gboolean just_now;

  g_mutex_lock (&self->mutex);
  just_now
      = self->failed > 0 && g_get_monotonic_time () - self->failed < AFTER_FAILURE * G_USEC_PER_SEC;
  g_mutex_unlock (&self->mutex);
  return just_now;
}

/* A provider that is away must not take all workers: one of them asks. Keys that are too old are
 * not used: the provider may have withdrawn them. */
static gboolean
ensure (TlProvider *self)
{
  gboolean good;

  if (is_fresh (self))
    return TRUE;
  if (failed_just_now (self) || !g_mutex_trylock (&self->asking))
    return FALSE;
  good = is_fresh (self) || fetch (self);
  g_mutex_unlock (&self->asking);
  return good;
}

/* Whether a key that is not known may be a reason to look again: anybody can make up names of keys.
 */
static gboolean
may_look (TlProvider *self)
{
  gint64 now = g_get_monotonic_time ();
  gboolean may;

  g_mutex_lock (&self->mutex);
  if (self->looked > 0)
    self->may_look += (double)(now - self->looked) / G_USEC_PER_SEC * NEW_KEYS_SECOND;
  self->may_look = MIN (self->may_look, NEW_KEYS_BURST);
  self->looked = now;
  may = self->may_look >= 1;
  if (may)
    self->may_look -= 1;
  g_mutex_unlock (&self->mutex);
  return may;
}

static gboolean
look_again (TlProvider *self)
{
  gboolean good;

  if (!may_look (self) || failed_just_now (self) || !g_mutex_trylock (&self->asking))
    return FALSE;
  good = fetch (self);
  g_mutex_unlock (&self->asking);
  return good;
}

/* ---- What it is asked for ---- */

static TlIdTokenFault
check_now (TlProvider *self, const char *client, const char *token, gint64 now, TlIdClaims **claims)
{
  const TlIdTokenRules rules
      = { self->settings->issuer, client, self->settings->unit_claim, self->settings->role_claim };
  TlIdTokenFault fault;

  g_mutex_lock (&self->mutex);
  fault = tl_id_token_check (self->keys, &rules, token, now, claims);
  g_mutex_unlock (&self->mutex);
  return fault;
}

TlProviderAnswer
tl_provider_check_token (TlProvider *self,
                         const char *client,
                         const char *token,
                         gint64 now,
                         TlIdClaims **claims,
                         TlIdTokenFault *fault)
{
  *claims = NULL;
  *fault = TL_ID_TOKEN_GOOD;
  if (!ensure (self))
    return TL_PROVIDER_AWAY;
  *fault = check_now (self, client, token, now, claims);
  if (*fault == TL_ID_TOKEN_KEY && look_again (self))
    *fault = check_now (self, client, token, now, claims);
  return *fault == TL_ID_TOKEN_GOOD ? TL_PROVIDER_GOOD : TL_PROVIDER_REFUSED;
}

/* (nullable) (transfer full): a copy, because another thread may fetch it anew. */
static TlOidcProvider *
dup_provider (TlProvider *self)
{
  TlOidcProvider *copy;

  if (!ensure (self))
    return NULL;
  copy = g_new0 (TlOidcProvider, 1);
  g_mutex_lock (&self->mutex);
  copy->issuer = g_strdup (self->provider->issuer);
  copy->authorization = g_strdup (self->provider->authorization);
  copy->token = g_strdup (self->provider->token);
  copy->keys = g_strdup (self->provider->keys);
  copy->says_issuer = self->provider->says_issuer;
  g_mutex_unlock (&self->mutex);
  return copy;
}

char *
tl_provider_dup_authorization_url (TlProvider *self, const TlOidcTrip *trip)
{
  g_autoptr (TlOidcProvider) provider = dup_provider (self);

  return provider != NULL ? tl_oidc_authorization_url (provider, trip) : NULL;
}

/* RFC 6749, section 2.3.1: both halves are encoded as form fields first. */
static char *
basic (const char *client, const char *secret)
{
  g_autofree char *left = g_uri_escape_string (client, NULL, FALSE);
  g_autofree char *right = g_uri_escape_string (secret, NULL, FALSE);
  g_autofree char *pair = g_strconcat (left, ":", right, NULL);
  g_autofree char *text = g_base64_encode ((const guchar *)pair, strlen (pair));

  return g_strconcat ("Basic ", text, NULL);
}

TlProviderAnswer
tl_provider_take_code (TlProvider *self, const char *query, const TlOidcTrip *trip, char **id_token)
{
  const char *secret = self->settings->secret;
  g_autoptr (TlOidcProvider) provider = dup_provider (self);
  g_autoptr (TlOidcTokens) tokens = NULL;
  g_autofree char *code = NULL;
  g_autofree char *form = NULL;
  g_autofree char *header = NULL;
  g_autofree char *text = NULL;
  guint status;
  gsize length;

  *id_token = NULL;
  if (provider == NULL)
    return TL_PROVIDER_AWAY;
  code = tl_oidc_read_callback (provider, query, trip->state, NULL);
  if (code == NULL)
    return TL_PROVIDER_REFUSED;
  form = tl_oidc_code_form (secret == NULL ? trip->client : NULL, code, trip->redirect,
                            trip->verifier);
  header = secret != NULL ? basic (trip->client, secret) : NULL;
  text = tl_oidc_fetch (self->settings, provider->token, form, header, &status, &length);
  if (text == NULL || status >= 500)
    return TL_PROVIDER_AWAY;
  tokens = tl_oidc_tokens_from_json (text, (gssize)length, NULL);
  if (tokens == NULL || status != 200)
    return TL_PROVIDER_REFUSED;
  *id_token = g_steal_pointer (&tokens->id_token);
  return TL_PROVIDER_GOOD;
}
