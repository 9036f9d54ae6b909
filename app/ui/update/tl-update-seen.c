/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/update/tl-update-seen.h"

#include <string.h>

#define KEY  "seen-releases"
#define TYPE "(stt)"

/* Not the path: settings are copied about, and a folder may be named after a case. */
static char *
digest_of (const char *folder)
{
  g_autofree char *path = g_canonicalize_filename (folder, NULL);
  char *digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, path, -1);

  digest[16] = '\0';
  return digest;
}

void
tl_update_seen_get (GSettings *settings, const char *folder, guint64 *seen, guint64 *from)
{
  g_autofree char *digest = digest_of (folder);
  g_autoptr (GVariant) list = g_settings_get_value (settings, KEY);
  GVariantIter iter;
  const char *name;
  guint64 last;
  guint64 before;

  *seen = 0;
  if (from != NULL)
    *from = 0;
  g_variant_iter_init (&iter, list);
  while (g_variant_iter_next (&iter, "(&stt)", &name, &last, &before))
    if (strcmp (name, digest) == 0)
      {
        *seen = last;
        if (from != NULL)
          *from = before;
        return;
      }
}

void
tl_update_seen_set (GSettings *settings, const char *folder, guint64 seen, guint64 from)
{
  g_autofree char *digest = digest_of (folder);
  g_autoptr (GVariant) list = g_settings_get_value (settings, KEY);
  g_auto (GVariantBuilder) builder = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("a" TYPE));
  GVariantIter iter;
  const char *name;
  guint64 last;
  guint64 before;
  guint n = 1;

  g_variant_builder_add (&builder, TYPE, digest, seen, from);
  g_variant_iter_init (&iter, list);
  while (n < TL_UPDATE_SEEN_MOST && g_variant_iter_next (&iter, "(&stt)", &name, &last, &before))
    if (strcmp (name, digest) != 0)
      {
        g_variant_builder_add (&builder, TYPE, name, last, before);
        n++;
      }
  g_settings_set_value (settings, KEY, g_variant_builder_end (&builder));
}
