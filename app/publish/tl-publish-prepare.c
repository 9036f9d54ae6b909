/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "publish/tl-publish-prepare.h"

#include <string.h>

#include "base/tl-json.h"

struct _TlPublishPrepare
{
  GHashTable *pairs; /* document id -> JsonArray */
  guint64 n_pairs;
};

TlPublishPrepare *
tl_publish_prepare_new (void)
{
  TlPublishPrepare *self = g_new0 (TlPublishPrepare, 1);

  self->pairs
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)json_array_unref);
  return self;
}

void
tl_publish_prepare_free (TlPublishPrepare *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->pairs);
  g_free (self);
}

void
tl_publish_prepare_take_pairs (TlPublishPrepare *self, TlDocument *record)
{
  for (guint i = 0; i < record->blocks->len; i++)
    {
      const TlBlock *block = tl_document_get_block (record, i);
      const char *hash = block->source_line != NULL ? strchr (block->source_line, '#') : NULL;
      g_autofree char *id = NULL;
      JsonObject *pair;
      JsonArray *list;

      if (hash == NULL)
        continue;
      id = g_strndup (block->source_line, (gsize)(hash - block->source_line));
      list = g_hash_table_lookup (self->pairs, id);
      if (list == NULL)
        {
          list = json_array_new ();
          g_hash_table_insert (self->pairs, g_steal_pointer (&id), list);
        }
      pair = json_object_new ();
      tl_json_set_string (pair, "anchor", hash[1] != '\0' ? hash + 1 : NULL);
      tl_json_set_string (pair, "question", block->text);
      tl_json_set_string (pair, "contribution", block->source_id);
      json_array_add_object_element (list, pair);
      self->n_pairs++;
    }
}

static void
fill_title (TlDocument *document)
{
  g_autoptr (JsonObject) meta = NULL;
  const char *type;

  if (document->title != NULL || document->kind != TL_DOC_STATUTE || document->number == NULL)
    return;
  if (document->meta != NULL)
    meta = tl_json_parse (document->meta, -1, NULL);
  type = meta != NULL ? tl_json_get_string (meta, "type") : NULL;
  document->title = g_strdup_printf ("%s số %s", type != NULL ? type : "Văn bản", document->number);
}

guint
tl_publish_prepare_document (TlPublishPrepare *self, TlDocument *document)
{
  JsonArray *list = g_hash_table_lookup (self->pairs, document->id);
  g_autoptr (JsonObject) meta = NULL;

  fill_title (document);
  if (list == NULL)
    return 0;
  if (document->meta != NULL)
    meta = tl_json_parse (document->meta, -1, NULL);
  if (meta == NULL)
    meta = json_object_new ();
  json_object_set_array_member (meta, "asked", json_array_ref (list));
  g_free (document->meta);
  document->meta = tl_json_to_line (meta);
  return json_array_get_length (list);
}

guint64
tl_publish_prepare_get_pairs (TlPublishPrepare *self)
{
  return self->n_pairs;
}
