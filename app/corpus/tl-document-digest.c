/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "corpus/tl-document-digest.h"

#include <string.h>

#include "base/tl-json.h"
#include "corpus/tl-block-codec-private.h"
#include "corpus/tl-link-codec-private.h"

#define SNAPSHOT "snapshot"

/* An absent string is not an empty one; the zero byte ends each. */
static void
add_string (GChecksum *checksum, const char *text)
{
  g_checksum_update (checksum, (const guchar *)(text != NULL ? "+" : "-"), 1);
  if (text != NULL)
    g_checksum_update (checksum, (const guchar *)text, (gssize)strlen (text) + 1);
}

/* Without the month of the codification that the text was read from. */
static char *
dup_meta (const TlDocument *document)
{
  g_autoptr (JsonObject) meta = NULL;

  if (document->meta == NULL || strstr (document->meta, SNAPSHOT) == NULL
      || (meta = tl_json_parse (document->meta, -1, NULL)) == NULL)
    return g_strdup (document->meta);
  json_object_remove_member (meta, SNAPSHOT);
  return tl_json_to_line (meta);
}

/* Where it was read from says nothing of what it is. */
static gboolean
is_provenance (const TlDocument *document, char *const *field)
{
  return field == &document->source_name || field == &document->source_digest;
}

char *
tl_document_digest (TlDocument *document, GError **error)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autoptr (GByteArray) blocks = _tl_blocks_encode (document->blocks, error);
  g_autofree char *numbers = NULL;
  g_autofree char *meta = dup_meta (document);

  if (blocks == NULL)
    return NULL;
  numbers = g_strdup_printf ("%d %u %d", (int)document->kind, document->page_count,
                             document->training != FALSE);
  add_string (checksum, numbers);
  for (guint i = 0; i < TL_N_DOCUMENT_STRINGS; i++)
    {
      char **field = _tl_document_string (document, i);

      if (!is_provenance (document, field))
        add_string (checksum, field == &document->meta ? meta : *field);
    }
  g_checksum_update (checksum, blocks->data, blocks->len);
  return g_strdup (g_checksum_get_string (checksum));
}

char *
tl_document_digest_links (GPtrArray *links, GError **error)
{
  g_autoptr (GByteArray) bytes = _tl_links_encode (links, error);

  return bytes != NULL ? g_compute_checksum_for_data (G_CHECKSUM_SHA256, bytes->data, bytes->len)
                       : NULL;
}
