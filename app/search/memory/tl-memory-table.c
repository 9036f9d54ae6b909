/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "search/memory/tl-memory-table.h"

#include <string.h>

#include "base/tl-error.h"
#include "base/tl-json.h"
#include "search/memory/tl-memory-log.h"

/* Row of the document, question, document, anchor, contribution; empty for unknown. */
#define TABLE_TYPE "a(ussss)"
#define TABLE_KEY  "memory"
/* Entries of one volume. */
#define MAX_ENTRIES 200000

struct _TlMemoryTableWriter
{
  GVariantBuilder builder;
  guint entries;
};

TlMemoryTableWriter *
tl_memory_table_writer_new (void)
{
  TlMemoryTableWriter *self = g_new0 (TlMemoryTableWriter, 1);

  g_variant_builder_init (&self->builder, G_VARIANT_TYPE (TABLE_TYPE));
  return self;
}

void
tl_memory_table_writer_free (TlMemoryTableWriter *self)
{
  if (self == NULL)
    return;
  g_variant_builder_clear (&self->builder);
  g_free (self);
}

static const char *
or_empty (const char *text)
{
  return text != NULL ? text : "";
}

static void
add_pair (TlMemoryTableWriter *self, const TlDocument *document, guint32 row, JsonObject *pair)
{
  g_autoptr (TlMemoryEntry) entry = _tl_memory_entry_new (
      tl_json_get_string (pair, "question"), document->id, tl_json_get_string (pair, "anchor"),
      tl_json_get_string (pair, "contribution"));

  if (entry == NULL || self->entries >= MAX_ENTRIES)
    return;
  self->entries++;
  g_variant_builder_add (&self->builder, "(ussss)", row, entry->question, entry->doc,
                         or_empty (entry->anchor), or_empty (entry->contribution));
}

void
tl_memory_table_writer_add (TlMemoryTableWriter *self, const TlDocument *document, guint32 row)
{
  g_autoptr (JsonObject) meta = NULL;
  JsonNode *node;
  JsonArray *list;

  if (document->meta == NULL || strstr (document->meta, "\"asked\"") == NULL)
    return;
  meta = tl_json_parse (document->meta, -1, NULL);
  node = meta != NULL ? json_object_get_member (meta, "asked") : NULL;
  if (node == NULL || !JSON_NODE_HOLDS_ARRAY (node))
    return;
  list = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (list); i++)
    if (JSON_NODE_HOLDS_OBJECT (json_array_get_element (list, i)))
      add_pair (self, document, row, json_array_get_object_element (list, i));
}

static GVariant *
to_little_endian (GVariant *variant)
{
#if G_BYTE_ORDER == G_BIG_ENDIAN
  GVariant *swapped = g_variant_byteswap (variant);

  g_variant_unref (variant);
  return swapped;
#else
  return variant;
#endif
}

gboolean
tl_memory_table_writer_finish (TlMemoryTableWriter *self, TlXapianWriter *writer, GError **error)
{
  g_autoptr (GVariant) variant = NULL;

  if (self->entries == 0)
    return TRUE;
  variant = to_little_endian (g_variant_ref_sink (g_variant_builder_end (&self->builder)));
  g_variant_builder_init (&self->builder, G_VARIANT_TYPE (TABLE_TYPE));
  self->entries = 0;
  return tl_xapian_writer_set_metadata (writer, TABLE_KEY, g_variant_get_data (variant),
                                        g_variant_get_size (variant), error);
}

gboolean
tl_memory_table_read (GBytes *bytes, TlMemoryTableFunc func, gpointer user_data, GError **error)
{
  g_autoptr (GVariant) variant = to_little_endian (
      g_variant_ref_sink (g_variant_new_from_bytes (G_VARIANT_TYPE (TABLE_TYPE), bytes, FALSE)));
  const char *question, *doc, *anchor, *contribution;
  GVariantIter iter;
  guint32 row;

  if (!g_variant_is_normal_form (variant) || g_variant_n_children (variant) > MAX_ENTRIES)
    {
      g_set_error_literal (error, TL_ERROR, TL_ERROR_STORE,
                           "damaged table of confirmed questions in the search index");
      return FALSE;
    }
  g_variant_iter_init (&iter, variant);
  while (g_variant_iter_next (&iter, "(u&s&s&s&s)", &row, &question, &doc, &anchor, &contribution))
    {
      TlMemoryEntry *entry = _tl_memory_entry_new (question, doc, anchor, contribution);

      if (entry != NULL)
        func (entry, row, user_data);
    }
  return TRUE;
}

gboolean
tl_memory_table_foreach (
    TlXapianDb *db, guint file, TlMemoryTableFunc func, gpointer user_data, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (GBytes) bytes = tl_xapian_db_load_metadata (db, file, TABLE_KEY, &local);

  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  if (bytes == NULL || tl_memory_table_read (bytes, func, user_data, error))
    return TRUE;
  g_prefix_error (error, "%s: ", tl_xapian_db_get_path (db, file));
  return FALSE;
}
