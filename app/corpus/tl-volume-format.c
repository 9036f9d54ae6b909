/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the writer and the reader of volumes share: docs/volume.md. */
#include "config.h"

#include "corpus/tl-volume.h"

#include "corpus/tl-volume-private.h"
#include "text/tl-text.h"

/* Compared word for word with what a volume holds when it is opened. */
const char *const _tl_volume_schema[TL_N_VOLUME_TABLES] = {
  "CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
  "CREATE TABLE dictionary (id INTEGER PRIMARY KEY, data BLOB NOT NULL)",
  "CREATE TABLE counts (kind INTEGER PRIMARY KEY, documents INTEGER NOT NULL, "
  "blocks INTEGER NOT NULL, articles INTEGER NOT NULL, text_bytes INTEGER NOT NULL)",
  "CREATE TABLE documents (row INTEGER PRIMARY KEY, blocks INTEGER NOT NULL, "
  "articles INTEGER NOT NULL, text_bytes INTEGER NOT NULL, " TL_DOCUMENT_COLUMN_TYPES ")",
  "CREATE TABLE bodies (row INTEGER PRIMARY KEY, frame BLOB NOT NULL)",
  "CREATE TABLE list (kind INTEGER NOT NULL, issued TEXT NOT NULL, id TEXT NOT NULL, "
  "row INTEGER NOT NULL, fold TEXT NOT NULL, PRIMARY KEY (kind, issued DESC, id)) WITHOUT ROWID",
  "CREATE TABLE names (key INTEGER NOT NULL, row INTEGER NOT NULL, PRIMARY KEY (key, row)) "
  "WITHOUT ROWID",
  "CREATE TABLE links (row INTEGER PRIMARY KEY, frame BLOB NOT NULL)",
  "CREATE TABLE citing (row INTEGER PRIMARY KEY, sort INTEGER NOT NULL, links INTEGER NOT NULL, "
  "own INTEGER NOT NULL)",
  "CREATE TABLE cited (id TEXT NOT NULL, anchor TEXT NOT NULL, part INTEGER NOT NULL, "
  "links INTEGER NOT NULL, frame BLOB NOT NULL, PRIMARY KEY (id, anchor, part)) WITHOUT ROWID",
  "CREATE UNIQUE INDEX documents_by_id ON documents (id)",
  "CREATE INDEX documents_by_number ON documents (number_normal) WHERE number_normal IS NOT NULL",
};

void
_tl_volume_append_fold (GString *words, const char *text)
{
  g_autofree char *folded = NULL;
  gboolean gap = TRUE;

  if (text == NULL)
    return;
  folded = tl_text_fold (text, -1, TL_FOLD_PLAIN, NULL);
  for (const char *p = folded; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isalnum (c))
        {
          if (gap)
            g_string_append_c (words, ' ');
          g_string_append_unichar (words, c);
        }
      gap = !g_unichar_isalnum (c);
    }
}

char *
_tl_volume_fold (const char *text)
{
  GString *words = g_string_new (NULL);

  _tl_volume_append_fold (words, text);
  return g_string_free (words, FALSE);
}

gint64
_tl_volume_name_key (const char *folded)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  guint8 digest[32];
  gsize size = sizeof digest;
  guint64 key = 0;

  g_checksum_update (checksum, (const guchar *)folded, -1);
  g_checksum_get_digest (checksum, digest, &size);
  for (int i = 0; i < 8; i++)
    key = key << 8 | digest[i];
  return (gint64)key;
}
