/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which release is to be installed: roots, signatures, then the manifest, and only then what it
 * says. Nothing is parsed that has not been verified. */
#include "config.h"

#include <string.h>

#include "base/tl-clock.h"
#include "release/tl-install-private.h"
#include "release/tl-limits-private.h"
#include "release/tl-release-error.h"
#include "release/tl-root.h"

#define MAX_STEPS 100 /* roots walked in one call */

/* What one source offers. */
typedef struct
{
  TlSource *source;
  char *place;
  char *tag;
  GBytes *bytes;
  GHashTable *signatures; /* file name -> text */
  TlManifest *manifest;
} Offer;

static void
offer_clear (Offer *offer)
{
  g_free (offer->place);
  g_free (offer->tag);
  g_clear_pointer (&offer->bytes, g_bytes_unref);
  g_clear_pointer (&offer->signatures, g_hash_table_unref);
  g_clear_pointer (&offer->manifest, tl_manifest_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Offer, offer_clear)

static gboolean
is_missing (const GError *error)
{
  return g_error_matches (error, TL_RELEASE_ERROR, TL_RELEASE_ERROR_MISSING);
}

/* A signature that is not there is none; @texts: file name -> text, kept as @as. */
static gboolean
read_signature_as (TlInstall *self,
                   TlSource *source,
                   const char *name,
                   const char *as,
                   GHashTable *texts,
                   GError **error)
{
  GError *local = NULL;
  g_autoptr (GBytes) bytes
      = _tl_install_read_small (self, source, name, TL_INSTALL_MAX_SIGNATURE, NULL, &local);

  if (bytes != NULL)
    {
      const char *data = g_bytes_get_data (bytes, NULL);
      gsize size = g_bytes_get_size (bytes);

      if (data != NULL)
        g_hash_table_replace (texts, g_strdup (as), g_strndup (data, size));
      return TRUE;
    }
  if (is_missing (local))
    {
      g_error_free (local);
      return TRUE;
    }
  g_propagate_error (error, local);
  return FALSE;
}

static gboolean
read_signature (
    TlInstall *self, TlSource *source, const char *name, GHashTable *texts, GError **error)
{
  return read_signature_as (self, source, name, name, texts, error);
}

static char **
texts_of (GHashTable *texts)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  GHashTableIter iter;
  gpointer text;

  g_hash_table_iter_init (&iter, texts);
  while (g_hash_table_iter_next (&iter, NULL, &text))
    g_strv_builder_add (builder, text);
  return g_strv_builder_end (builder);
}

static GHashTable *
new_texts (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

/* The roots walked before, from the one that the caller trusts. */
static gboolean
take_roots (TlInstall *self, GError **error)
{
  self->trust = tl_trust_ref (self->options->trust);
  if (tl_trust_get_version (self->trust) == 0)
    return TRUE;
  for (guint i = 0; i < self->memory.roots->len; i++)
    {
      const TlInstallRoot *root = g_ptr_array_index (self->memory.roots, i);
      TlTrust *next = tl_trust_rotate (self->trust, root->json, -1,
                                       (const char *const *)root->signatures, NULL);

      /* One that the program's own root has overtaken does not fit any more. */
      if (next == NULL)
        continue;
      tl_trust_unref (self->trust);
      self->trust = next;
    }
  return TRUE;
}

static gboolean
read_role_signatures (TlInstall *self,
                      TlSource *source,
                      const char *name,
                      const TlRootRole *role,
                      GHashTable *texts,
                      GError **error)
{
  for (guint i = 0; i < role->keys->len; i++)
    {
      const TlPublicKey *key = &g_array_index (role->keys, TlPublicKey, i);
      g_autofree char *file = g_strdup_printf ("%s.%s.minisig", name, key->id);

      if (!g_hash_table_contains (texts, file)
          && !read_signature (self, source, file, texts, error))
        return FALSE;
    }
  return TRUE;
}

/* The signatures of a root by the keys that are trusted and, once these were found good, by the
 * keys that the root itself names. */
static char **
read_root_signatures (
    TlInstall *self, TlSource *source, const char *name, GBytes *bytes, GError **error)
{
  GBytes *json = tl_trust_get_root_json (self->trust);
  g_autoptr (GHashTable) texts = new_texts ();
  g_autoptr (TlTrust) before = NULL;
  g_autoptr (TlRoot) root = NULL;
  g_autoptr (TlRoot) next = NULL;
  g_auto (GStrv) given = NULL;

  root = tl_root_parse (g_bytes_get_data (json, NULL), g_bytes_get_size (json), error);
  if (root == NULL || !read_role_signatures (self, source, name, &root->root, texts, error))
    return NULL;
  before = tl_trust_new ((const TlPublicKey *)(gpointer)root->root.keys->data, root->root.keys->len,
                         root->root.threshold, error);
  given = texts_of (texts);
  if (before == NULL
      || !tl_trust_check (before, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes),
                          (const char *const *)given, error))
    return NULL;
  next = tl_root_parse (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), error);
  if (next == NULL || !read_role_signatures (self, source, name, &next->root, texts, error))
    return NULL;
  return texts_of (texts);
}

/* Root N+1, N+2 … as far as the source has them. */
static gboolean
walk_roots (TlInstall *self, TlSource *source, GError **error)
{
  for (guint step = 0; step < MAX_STEPS && tl_trust_get_version (self->trust) > 0; step++)
    {
      g_autofree char *name = g_strdup_printf ("root/%" G_GUINT64_FORMAT ".json",
                                               tl_trust_get_version (self->trust) + 1);
      g_auto (GStrv) signatures = NULL;
      g_autoptr (GBytes) bytes = NULL;
      GError *local = NULL;
      TlInstallRoot *root;
      TlTrust *next;

      bytes = _tl_install_read_small (self, source, name, TL_RELEASE_ROOT_MOST, NULL, &local);
      if (is_missing (local))
        {
          g_error_free (local);
          return TRUE;
        }
      if (bytes == NULL)
        {
          g_propagate_error (error, local);
          return FALSE;
        }
      signatures = read_root_signatures (self, source, name, bytes, error);
      if (signatures == NULL)
        return FALSE;
      next = tl_trust_rotate (self->trust, g_bytes_get_data (bytes, NULL),
                              (gssize)g_bytes_get_size (bytes), (const char *const *)signatures,
                              error);
      if (next == NULL)
        return FALSE;
      tl_trust_unref (self->trust);
      self->trust = next;
      root = g_new0 (TlInstallRoot, 1);
      root->json = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
      root->signatures = g_steal_pointer (&signatures);
      g_ptr_array_add (self->memory.roots, root);
      if (!_tl_install_memory_save (&self->memory, self->library, error))
        return FALSE;
    }
  return TRUE;
}

/* The signature of @key under the digest of the manifest, which fits at every moment; where the
 * release has none, or a damaged one, that beside the manifest. */
static gboolean
read_key_signature (TlInstall *self, Offer *offer, const TlPublicKey *key, GError **error)
{
  gconstpointer data = g_bytes_get_data (offer->bytes, NULL);
  gsize size = g_bytes_get_size (offer->bytes);
  g_autofree char *bound = tl_trust_signature_name (data, size, key->id);
  g_autofree char *beside = g_strdup_printf ("manifest.json.%s.minisig", key->id);
  const char *text;

  if (!read_signature_as (self, offer->source, bound, beside, offer->signatures, error))
    return FALSE;
  text = g_hash_table_lookup (offer->signatures, beside);
  if (text != NULL && tl_minisign_verify (key, text, data, size, NULL))
    return TRUE;
  return read_signature (self, offer->source, beside, offer->signatures, error);
}

static gboolean
check_signatures (TlInstall *self, Offer *offer, GError **error)
{
  g_auto (GStrv) texts = texts_of (offer->signatures);

  return tl_trust_check (self->trust, g_bytes_get_data (offer->bytes, NULL),
                         g_bytes_get_size (offer->bytes), (const char *const *)texts, error);
}

static gboolean
verify_offer (TlInstall *self, Offer *offer, GError **error)
{
  g_clear_pointer (&offer->signatures, g_hash_table_unref);
  offer->signatures = new_texts ();
  for (guint i = 0; i < tl_trust_get_n_keys (self->trust); i++)
    if (!read_key_signature (self, offer, tl_trust_get_key (self->trust, i), error))
      return FALSE;
  if (check_signatures (self, offer, NULL))
    return TRUE;
  return read_signature (self, offer->source, "manifest.json.minisig", offer->signatures, error)
         && check_signatures (self, offer, error);
}

static gboolean
program_is_new_enough (const char *program, const char *minimum)
{
  g_auto (GStrv) have = g_strsplit (program, ".", -1);
  g_auto (GStrv) need = g_strsplit (minimum, ".", -1);
  guint n = MAX (g_strv_length (have), g_strv_length (need));

  for (guint i = 0; i < n; i++)
    {
      guint64 left = i < g_strv_length (have) ? g_ascii_strtoull (have[i], NULL, 10) : 0;
      guint64 right = i < g_strv_length (need) ? g_ascii_strtoull (need[i], NULL, 10) : 0;

      if (left != right)
        return left > right;
    }
  return TRUE;
}

static gboolean
may_install (TlInstall *self, const TlManifest *manifest, GError **error)
{
  const char *channel = self->options->channel != NULL ? self->options->channel : "stable";
  const char *program = self->options->program != NULL ? self->options->program : TL_VERSION;
  g_autoptr (GDateTime) now = tl_clock_now ();

  if (g_strcmp0 (manifest->channel, channel) != 0)
    {
      g_set_error (error, TL_RELEASE_ERROR, TL_RELEASE_ERROR_CHANNEL,
                   "release %" G_GUINT64_FORMAT " is of the channel \"%s\", not of \"%s\"",
                   manifest->serial, manifest->channel, channel);
      return FALSE;
    }
  if (manifest->serial < self->memory.highest)
    {
      g_set_error (error, TL_RELEASE_ERROR, TL_RELEASE_ERROR_OLDER,
                   "release %" G_GUINT64_FORMAT " is older than %" G_GUINT64_FORMAT
                   ", which was seen before",
                   manifest->serial, self->memory.highest);
      return FALSE;
    }
  if (!program_is_new_enough (program, manifest->minimum_program))
    {
      g_set_error (error, TL_RELEASE_ERROR, TL_RELEASE_ERROR_PROGRAM,
                   "release %" G_GUINT64_FORMAT " needs version %s of the program; this is %s",
                   manifest->serial, manifest->minimum_program, program);
      return FALSE;
    }
  return tl_manifest_check_time (manifest, now, error);
}

/* Whether the bytes are those of the release in force: then all was checked when it came. */
static gboolean
is_in_force (TlInstall *self, GBytes *bytes)
{
  g_autofree char *serial = g_strdup_printf ("%" G_GUINT64_FORMAT, self->pointer.serial);
  g_autofree char *path
      = g_build_filename (self->library, "release", serial, "manifest.json", NULL);
  g_autoptr (GMappedFile) map = g_mapped_file_new (path, FALSE, NULL);
  g_autoptr (GBytes) installed = map != NULL ? g_mapped_file_get_bytes (map) : NULL;

  return installed != NULL && g_bytes_equal (installed, bytes);
}

static gboolean
read_manifest (TlInstall *self, Offer *offer, gboolean with_tag, GError **error)
{
  g_clear_pointer (&offer->bytes, g_bytes_unref);
  g_clear_pointer (&offer->tag, g_free);
  if (with_tag)
    offer->tag = g_strdup (g_hash_table_lookup (self->memory.tags, offer->place));
  offer->bytes = _tl_install_read_small (self, offer->source, "manifest.json",
                                         TL_RELEASE_MANIFEST_MOST, &offer->tag, error);
  return offer->bytes != NULL;
}

/* %FALSE without @error: nothing new there. */
static gboolean
look (TlInstall *self, Offer *offer, GError **error)
{
  GError *local = NULL;

  offer->place = tl_source_describe (offer->source);
  if (!read_manifest (self, offer, !self->options->again, &local))
    {
      if (!g_error_matches (local, G_IO_ERROR, G_IO_ERROR_EXISTS))
        g_propagate_error (error, local);
      else
        g_error_free (local);
      return FALSE;
    }
  if (!self->options->again && is_in_force (self, offer->bytes))
    return FALSE;
  if (!walk_roots (self, offer->source, error))
    return FALSE;
  if (!verify_offer (self, offer, &local))
    {
      /* A publisher who signs beside the manifest only may just have replaced both: once more. */
      if (!g_error_matches (local, TL_RELEASE_ERROR, TL_RELEASE_ERROR_SIGNATURE)
          || !read_manifest (self, offer, FALSE, NULL))
        {
          g_propagate_error (error, local);
          return FALSE;
        }
      g_error_free (local);
      if (!verify_offer (self, offer, error))
        return FALSE;
    }
  offer->manifest = tl_manifest_parse (g_bytes_get_data (offer->bytes, NULL),
                                       g_bytes_get_size (offer->bytes), error);
  return offer->manifest != NULL && may_install (self, offer->manifest, error);
}

static gboolean
is_wanted (TlInstall *self, const TlManifest *manifest)
{
  if (self->options->again)
    return TRUE;
  return manifest->serial != self->pointer.serial && manifest->serial != self->memory.held;
}

static void
remember_tag (TlInstall *self, Offer *offer)
{
  if (offer->tag != NULL)
    g_hash_table_replace (self->memory.tags, g_strdup (offer->place), g_strdup (offer->tag));
  else
    g_hash_table_remove (self->memory.tags, offer->place);
}

static gboolean
take_offer (TlInstall *self, Offer *offer, GError **error)
{
  self->manifest = g_steal_pointer (&offer->manifest);
  self->manifest_bytes = g_steal_pointer (&offer->bytes);
  g_clear_pointer (&self->signatures, g_hash_table_unref);
  self->signatures = g_steal_pointer (&offer->signatures);
  self->progress.serial = self->manifest->serial;
  if (self->memory.highest >= self->manifest->serial)
    return TRUE;
  self->memory.highest = self->manifest->serial;
  return _tl_install_memory_save (&self->memory, self->library, error);
}

/* Asks every source in order until one has something newer; a mirror that stopped does not keep a
 * workstation where it is. */
gboolean
_tl_install_check (TlInstall *self, GError **error)
{
  g_autoptr (GError) first = NULL;
  gboolean reached = FALSE;

  _tl_install_tell (self, TL_INSTALL_CHECK, 0, 0);
  if (!take_roots (self, error))
    return FALSE;
  for (guint i = 0; i < self->options->sources->len; i++)
    {
      g_auto (Offer) offer = { .source = g_ptr_array_index (self->options->sources, i) };
      GError *local = NULL;
      gboolean found = look (self, &offer, &local);

      if (g_error_matches (local, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        {
          g_propagate_error (error, local);
          return FALSE;
        }
      if (found && is_wanted (self, offer.manifest))
        {
          g_clear_pointer (&self->tag, g_free);
          g_clear_pointer (&self->tag_place, g_free);
          self->tag = g_strdup (offer.tag);
          self->tag_place = g_strdup (offer.place);
          return take_offer (self, &offer, error);
        }
      if (local == NULL)
        {
          reached = TRUE;
          if (offer.bytes != NULL)
            remember_tag (self, &offer);
        }
      else if (first == NULL)
        first = g_steal_pointer (&local);
      g_clear_error (&local);
    }
  if (first != NULL && !reached)
    {
      g_propagate_error (error, g_steal_pointer (&first));
      return FALSE;
    }
  return TRUE;
}
