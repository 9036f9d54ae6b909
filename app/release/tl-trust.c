/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "release/tl-trust.h"

#include <string.h>

#include "release/tl-canonical-private.h"
#include "release/tl-limits-private.h"
#include "release/tl-release-error.h"
#include "release/tl-root-private.h"

struct _TlTrust
{
  gatomicrefcount ref_count;
  TlRoot *root;
  GBytes *json; /* NULL: keys given by hand */
};

/* What became of the signatures. */
typedef struct
{
  guint good;
  guint bad;
  guint revoked;
  guint strange;
  guint broken;
  char bad_id[TL_KEY_ID_SIZE];
  char revoked_id[TL_KEY_ID_SIZE];
  char strange_id[TL_KEY_ID_SIZE];
} Count;

static TlTrust *
trust_take (TlRoot *root, GBytes *json)
{
  TlTrust *self = g_new0 (TlTrust, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->root = root;
  self->json = json;
  return self;
}

TlTrust *
tl_trust_new (const TlPublicKey *keys, guint n_keys, guint threshold, GError **error)
{
  g_autoptr (TlRoot) root = tl_root_new ();

  g_array_append_vals (root->release.keys, keys, n_keys);
  root->release.threshold = threshold;
  if (!_tl_keys_check (root->release.keys, error))
    return NULL;
  if (threshold < 1 || threshold > n_keys)
    {
      _tl_release_fail (error, TL_RELEASE_ERROR_MANIFEST, "%u keys cannot give %u signatures",
                        n_keys, threshold);
      return NULL;
    }
  return trust_take (g_steal_pointer (&root), NULL);
}

TlTrust *
tl_trust_new_root (const char *json, gssize length, GError **error)
{
  gsize size = length < 0 ? strlen (json) : (gsize)length;
  TlRoot *root = tl_root_parse (json, size, error);

  return root != NULL ? trust_take (root, g_bytes_new (json, size)) : NULL;
}

TlTrust *
tl_trust_ref (TlTrust *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
tl_trust_unref (TlTrust *self)
{
  if (self == NULL || !g_atomic_ref_count_dec (&self->ref_count))
    return;
  tl_root_free (self->root);
  g_clear_pointer (&self->json, g_bytes_unref);
  g_free (self);
}

guint64
tl_trust_get_version (TlTrust *self)
{
  return self->root->version;
}

GBytes *
tl_trust_get_root_json (TlTrust *self)
{
  return self->json;
}

guint
tl_trust_get_threshold (TlTrust *self)
{
  return self->root->release.threshold;
}

guint
tl_trust_get_n_keys (TlTrust *self)
{
  return self->root->release.keys->len;
}

const TlPublicKey *
tl_trust_get_key (TlTrust *self, guint index)
{
  return &g_array_index (self->root->release.keys, TlPublicKey, index);
}

static gboolean
is_revoked (const TlRoot *root, const char *id)
{
  TlRootRole role = { .keys = root->revoked };

  return root != NULL && tl_root_role_find (&role, id) != NULL;
}

/* Counts each key of the role once, whatever it gave. @known: revoked keys, or NULL. */
static void
count_signatures (const TlRootRole *role,
                  const TlRoot *known,
                  const void *data,
                  gsize length,
                  const char *const *signatures,
                  Count *count)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_direct_hash, g_direct_equal);

  memset (count, 0, sizeof *count);
  for (guint i = 0; signatures[i] != NULL && i < TL_RELEASE_SIGNATURES_CHECKED; i++)
    {
      const TlPublicKey *key;
      char id[TL_KEY_ID_SIZE];

      if (!tl_minisign_read_id (signatures[i], id, NULL))
        {
          count->broken++;
          continue;
        }
      key = tl_root_role_find (role, id);
      if (key != NULL && tl_minisign_verify (key, signatures[i], data, length, NULL))
        count->good += g_hash_table_add (seen, (gpointer)key) ? 1 : 0;
      else if (key != NULL)
        {
          count->bad++;
          memcpy (count->bad_id, id, sizeof id);
        }
      else if (known != NULL && is_revoked (known, id))
        {
          count->revoked++;
          memcpy (count->revoked_id, id, sizeof id);
        }
      else
        {
          count->strange++;
          memcpy (count->strange_id, id, sizeof id);
        }
    }
}

static gboolean
judge (const Count *count, guint threshold, const char *what, GError **error)
{
  if (count->good >= threshold)
    return TRUE;
  if (count->good > 0)
    return _tl_release_fail (error, TL_RELEASE_ERROR_THRESHOLD,
                             "%s: %u trusted keys signed, %u must", what, count->good, threshold);
  if (count->bad > 0)
    return _tl_release_fail (error, TL_RELEASE_ERROR_SIGNATURE,
                             "%s: the signature of the trusted key %s does not fit", what,
                             count->bad_id);
  if (count->revoked > 0)
    return _tl_release_fail (error, TL_RELEASE_ERROR_REVOKED,
                             "%s: signed with key %s, which was withdrawn", what,
                             count->revoked_id);
  if (count->strange > 0)
    return _tl_release_fail (error, TL_RELEASE_ERROR_KEY,
                             "%s: signed with key %s, which is not trusted", what,
                             count->strange_id);
  if (count->broken > 0)
    return _tl_release_fail (error, TL_RELEASE_ERROR_SIGNATURE,
                             "%s: what should be its signature is none", what);
  return _tl_release_fail (error, TL_RELEASE_ERROR_UNSIGNED, "%s: there is no signature", what);
}

gboolean
tl_trust_check (
    TlTrust *self, const void *data, gsize length, const char *const *signatures, GError **error)
{
  Count count;

  count_signatures (&self->root->release, self->root, data, length, signatures, &count);
  return judge (&count, self->root->release.threshold, "manifest", error);
}

char *
tl_trust_signature_name (const void *data, gsize length, const char *key_id)
{
  g_autofree char *digest = g_compute_checksum_for_data (G_CHECKSUM_SHA256, data, length);

  return g_strdup_printf ("signatures/%s.%s.minisig", digest, key_id);
}

/* Keys that signed releases until now and do so no more. */
static void
carry_revoked (const TlRoot *before, TlRoot *after)
{
  GArray *lists[] = { before->revoked, before->release.keys };

  for (guint l = 0; l < G_N_ELEMENTS (lists); l++)
    for (guint i = 0; i < lists[l]->len; i++)
      {
        const TlPublicKey *key = &g_array_index (lists[l], TlPublicKey, i);

        if (tl_root_role_find (&after->release, key->id) == NULL && !is_revoked (after, key->id))
          g_array_append_vals (after->revoked, key, 1);
      }
}

TlTrust *
tl_trust_rotate (
    TlTrust *self, const char *json, gssize length, const char *const *signatures, GError **error)
{
  gsize size = length < 0 ? strlen (json) : (gsize)length;
  g_autoptr (TlRoot) next = NULL;
  Count count;

  if (self->json == NULL)
    {
      _tl_release_fail (error, TL_RELEASE_ERROR_KEY,
                        "the trusted keys were given by hand: no root can change them");
      return NULL;
    }
  /* The keys that are trusted already speak before anything is parsed. */
  count_signatures (&self->root->root, NULL, json, size, signatures, &count);
  if (!judge (&count, self->root->root.threshold, "root", error))
    return NULL;
  next = tl_root_parse (json, size, error);
  if (next == NULL)
    return NULL;
  if (next->version != self->root->version + 1)
    {
      _tl_release_fail (error,
                        next->version <= self->root->version ? TL_RELEASE_ERROR_OLDER
                                                             : TL_RELEASE_ERROR_MANIFEST,
                        "root %" G_GUINT64_FORMAT " cannot follow root %" G_GUINT64_FORMAT,
                        next->version, self->root->version);
      return NULL;
    }
  count_signatures (&next->root, NULL, json, size, signatures, &count);
  if (!judge (&count, next->root.threshold, "root, by its own keys", error))
    return NULL;
  carry_revoked (self->root, next);
  return trust_take (g_steal_pointer (&next), g_bytes_new (json, size));
}
