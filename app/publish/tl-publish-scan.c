/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "publish/tl-publish-scan.h"

#include <string.h>

#include "base/tl-json.h"

TlPublishScan *
tl_publish_scan_new (const char *path, GCancellable *cancellable, GError **error)
{
  g_autoptr (TlPublishScan) self = g_new0 (TlPublishScan, 1);

  self->rows = g_hash_table_new (g_str_hash, g_str_equal);
  self->headers = g_ptr_array_new_with_free_func ((GDestroyNotify)tl_document_unref);
  self->volume = tl_volume_open (path, error);
  if (self->volume == NULL)
    return NULL;
  for (guint32 row = 1; row <= tl_volume_get_n_documents (self->volume); row++)
    {
      TlDocument *document;

      if (g_cancellable_set_error_if_cancelled (cancellable, error)
          || (document = tl_volume_load (self->volume, row, FALSE, error)) == NULL)
        return NULL;
      g_ptr_array_add (self->headers, document);
      g_hash_table_insert (self->rows, document->id, GUINT_TO_POINTER (row));
      if (row == 1)
        self->kind = document->kind;
    }
  self->title = tl_volume_dup_meta (self->volume, "title");
  self->withdrawn = tl_volume_dup_meta (self->volume, "withdrawn");
  return g_steal_pointer (&self);
}

void
tl_publish_scan_free (TlPublishScan *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->rows, g_hash_table_unref);
  g_clear_pointer (&self->headers, g_ptr_array_unref);
  g_clear_pointer (&self->volume, tl_volume_unref);
  g_free (self->title);
  g_free (self->withdrawn);
  g_free (self);
}

guint
tl_publish_scan_overlap (const TlPublishScan *self, const TlPublishScan *other)
{
  guint n = 0;

  if (self->kind != other->kind)
    return 0;
  for (guint i = 0; i < self->headers->len; i++)
    {
      const TlDocument *document = g_ptr_array_index (self->headers, i);

      n += g_hash_table_contains (other->rows, document->id) ? 1 : 0;
    }
  return n + (g_strcmp0 (self->title, other->title) == 0 ? 1 : 0);
}

static void
add_contribution (GPtrArray *ids, JsonObject *object)
{
  const char *id = tl_json_get_string (object, "contribution");

  if (id != NULL && *id != '\0')
    g_ptr_array_add (ids, g_strdup (id));
}

void
tl_publish_scan_contributions (const TlPublishScan *self, GPtrArray *ids)
{
  for (guint i = 0; i < self->headers->len; i++)
    {
      const TlDocument *document = g_ptr_array_index (self->headers, i);
      g_autoptr (JsonObject) meta
          = document->meta != NULL && strstr (document->meta, "\"contribution\"") != NULL
                ? tl_json_parse (document->meta, -1, NULL)
                : NULL;
      JsonNode *node = meta != NULL ? json_object_get_member (meta, "asked") : NULL;
      JsonArray *asked
          = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

      if (meta != NULL)
        add_contribution (ids, meta);
      for (guint k = 0; asked != NULL && k < json_array_get_length (asked); k++)
        if (JSON_NODE_HOLDS_OBJECT (json_array_get_element (asked, k)))
          add_contribution (ids, json_array_get_object_element (asked, k));
    }
}
