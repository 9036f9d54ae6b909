/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "corpus/tl-document-digest.h"

#include <string.h>

#include "base/tl-json.h"
#include "corpus/tl-document-private.h"
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

/* The source's line is set with other spaces from month to month. */
static void
add_source_line (GChecksum *checksum, const char *line)
{
  g_autoptr (GString) letters = g_string_new (NULL);

  for (const char *p = line; p != NULL && *p != '\0'; p++)
    if (!g_ascii_isspace (*p))
      g_string_append_c (letters, *p);
  add_string (checksum, line != NULL ? letters->str : NULL);
}

static void
add_block (GChecksum *checksum, const TlBlock *block)
{
  g_autofree char *numbers
      = g_strdup_printf ("%d %d %u %u %u", (int)block->kind, block->parent, (guint)block->page,
                         (guint)block->page_from, (guint)block->page_to);

  add_string (checksum, numbers);
  add_string (checksum, block->anchor);
  add_string (checksum, block->label);
  add_string (checksum, block->heading);
  add_string (checksum, block->valid_from);
  add_string (checksum, block->valid_to);
  add_string (checksum, block->source_id);
  add_source_line (checksum, block->source_line);
  add_string (checksum, block->text);
}

char *
tl_document_digest (TlDocument *document)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree char *numbers
      = g_strdup_printf ("%d %u %d %u", (int)document->kind, document->page_count,
                         document->training != FALSE, document->blocks->len);
  g_autofree char *meta = dup_meta (document);

  add_string (checksum, numbers);
  for (guint i = 0; i < TL_N_DOCUMENT_STRINGS; i++)
    {
      char **field = _tl_document_string (document, i);

      if (!is_provenance (document, field))
        add_string (checksum, field == &document->meta ? meta : *field);
    }
  for (guint i = 0; i < document->blocks->len; i++)
    add_block (checksum, tl_document_get_block (document, i));
  return g_strdup (g_checksum_get_string (checksum));
}

char *
tl_document_digest_links (GPtrArray *links, GError **error)
{
  g_autoptr (GByteArray) bytes = _tl_links_encode (links, error);

  return bytes != NULL ? g_compute_checksum_for_data (G_CHECKSUM_SHA256, bytes->data, bytes->len)
                       : NULL;
}
