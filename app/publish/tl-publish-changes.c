/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What readers find changed between two releases. */
#include "config.h"

#include <string.h>

#include "publish/tl-publish-scan.h"
#include "release/tl-manifest.h"

#define CHANGES_MOST 5000
#define ANCHORS_MOST 100
#define ANCHOR_BYTES 7000
#define TITLE_BYTES  400
#define NUMBER_BYTES 150

/* @text without control characters and no longer than @limit bytes. */
static char *
words (const char *text, gsize limit)
{
  GString *out = g_string_new (NULL);

  for (const char *p = text; p != NULL && *p != '\0' && out->len + 6 < limit;
       p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      g_string_append_unichar (out, g_unichar_iscntrl (c) ? ' ' : c);
    }
  if (out->len > 0)
    return g_string_free (out, FALSE);
  g_string_free (out, TRUE);
  return NULL;
}

static TlChange *
change_new (const char *what, const TlDocument *document)
{
  TlChange *change = g_new0 (TlChange, 1);

  change->what = g_strdup (what);
  change->id = g_strdup (document->id);
  change->kind = g_strdup (tl_doc_kind_code (document->kind));
  change->number = words (document->number, NUMBER_BYTES);
  change->title = words (document->title, TITLE_BYTES);
  return change;
}

/* A key of all that a reader sees of a block. Versions of one anchor have keys of their own. */
static char *
block_key (const TlBlock *block)
{
  return g_strdup_printf (
      "%s\n%s\n%s\n%s\n%s\n%s", block->anchor != NULL ? block->anchor : "",
      block->label != NULL ? block->label : "", block->heading != NULL ? block->heading : "",
      block->valid_from != NULL ? block->valid_from : "",
      block->valid_to != NULL ? block->valid_to : "", block->text != NULL ? block->text : "");
}

static GHashTable *
block_keys (const TlDocument *document)
{
  GHashTable *keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < document->blocks->len; i++)
    g_hash_table_add (keys, block_key (tl_document_get_block (document, i)));
  return keys;
}

/* Adds the anchors of @document's blocks that are not in @keys, each once. */
static gboolean
add_anchors (const TlDocument *document, GHashTable *keys, GHashTable *seen, GString *anchors)
{
  gboolean found = FALSE;

  for (guint i = 0; i < document->blocks->len; i++)
    {
      const TlBlock *block = tl_document_get_block (document, i);
      g_autofree char *key = block_key (block);

      if (g_hash_table_contains (keys, key))
        continue;
      found = TRUE;
      if (block->anchor == NULL || *block->anchor == '\0'
          || g_hash_table_size (seen) >= ANCHORS_MOST
          || anchors->len + strlen (block->anchor) > ANCHOR_BYTES
          || !g_hash_table_add (seen, g_strdup (block->anchor)))
        continue;
      g_string_append_printf (anchors, "%s%s", anchors->len > 0 ? " " : "", block->anchor);
    }
  return found;
}

/* (nullable): the change between two versions of a document; NULL when readers see none. */
static TlChange *
compare_documents (const TlDocument *before, const TlDocument *after)
{
  g_autoptr (GHashTable) before_keys = block_keys (before);
  g_autoptr (GHashTable) after_keys = block_keys (after);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GString) anchors = g_string_new (NULL);
  gboolean changed = add_anchors (after, before_keys, seen, anchors);
  TlChange *change;

  changed = add_anchors (before, after_keys, seen, anchors) || changed;
  changed = changed || g_strcmp0 (before->title, after->title) != 0
            || g_strcmp0 (before->number, after->number) != 0
            || g_strcmp0 (before->effective_from, after->effective_from) != 0
            || g_strcmp0 (before->effective_to, after->effective_to) != 0;
  if (!changed)
    return NULL;
  change = change_new ("amended", after);
  if (after->kind == TL_DOC_STATUTE && anchors->len > 0)
    change->anchors = g_strdup (anchors->str);
  return change;
}

static const TlPublishScan *
find (GPtrArray *scans, const char *id, guint32 *row)
{
  for (guint i = 0; i < scans->len; i++)
    {
      const TlPublishScan *scan = g_ptr_array_index (scans, i);

      *row = GPOINTER_TO_UINT (g_hash_table_lookup (scan->rows, id));
      if (*row != 0)
        return scan;
    }
  return NULL;
}

static gboolean
add_document (
    GPtrArray *changes, const TlPublishScan *scan, guint32 row, GPtrArray *before, GError **error)
{
  const TlDocument *header = g_ptr_array_index (scan->headers, row - 1);
  guint32 old_row = 0;
  const TlPublishScan *old = find (before, header->id, &old_row);
  g_autoptr (TlDocument) was = NULL;
  g_autoptr (TlDocument) is = NULL;
  TlChange *change;

  if (old == NULL)
    {
      g_ptr_array_add (changes, change_new ("added", header));
      return TRUE;
    }
  was = tl_volume_load (old->volume, old_row, TRUE, error);
  is = was != NULL ? tl_volume_load (scan->volume, row, TRUE, error) : NULL;
  if (is == NULL)
    return FALSE;
  change = compare_documents (was, is);
  if (change != NULL)
    g_ptr_array_add (changes, change);
  return TRUE;
}

static int
compare_changes (gconstpointer a, gconstpointer b)
{
  const TlChange *left = *(TlChange *const *)a;
  const TlChange *right = *(TlChange *const *)b;
  TlDocKind left_kind = TL_DOC_JUDGMENT;
  TlDocKind right_kind = TL_DOC_JUDGMENT;

  tl_doc_kind_from_code (left->kind, &left_kind);
  tl_doc_kind_from_code (right->kind, &right_kind);
  if (left_kind != right_kind)
    return (int)left_kind - (int)right_kind;
  if (strcmp (left->what, right->what) != 0)
    return strcmp (left->what, right->what);
  return strcmp (left->id, right->id);
}

static void
add_withdrawn (GPtrArray *changes,
               GPtrArray *before,
               GPtrArray *after,
               GPtrArray *withdrawn,
               GHashTable *known)
{
  guint32 row;

  for (guint i = 0; i < before->len; i++)
    {
      const TlPublishScan *scan = g_ptr_array_index (before, i);

      for (guint k = 0; k < scan->headers->len; k++)
        {
          const TlDocument *header = g_ptr_array_index (scan->headers, k);

          if (find (after, header->id, &row) == NULL)
            g_ptr_array_add (changes, change_new ("withdrawn", header));
        }
    }
  for (guint i = 0; i < withdrawn->len; i++)
    {
      const char *id = g_ptr_array_index (withdrawn, i);
      const TlPublishScan *scan = find (after, id, &row);

      if (scan != NULL && !g_hash_table_contains (known, id))
        g_ptr_array_add (changes,
                         change_new ("withdrawn", g_ptr_array_index (scan->headers, row - 1)));
    }
}

GPtrArray *
tl_publish_changes (GPtrArray *before,
                    GPtrArray *after,
                    GPtrArray *withdrawn,
                    GHashTable *before_known,
                    GCancellable *cancellable,
                    GError **error)
{
  g_autoptr (GPtrArray) changes = g_ptr_array_new_with_free_func ((GDestroyNotify)tl_change_free);

  for (guint i = 0; i < after->len; i++)
    {
      const TlPublishScan *scan = g_ptr_array_index (after, i);

      for (guint32 row = 1; row <= scan->headers->len; row++)
        if (g_cancellable_set_error_if_cancelled (cancellable, error)
            || !add_document (changes, scan, row, before, error))
          return NULL;
    }
  add_withdrawn (changes, before, after, withdrawn, before_known);
  g_ptr_array_sort (changes, compare_changes);
  if (changes->len > CHANGES_MOST)
    g_ptr_array_set_size (changes, CHANGES_MOST);
  return g_steal_pointer (&changes);
}
