/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "corpus/tl-statute-tree-private.h"

#include <stdlib.h>
#include <string.h>

static void
node_free (gpointer data)
{
  TlNode *node = data;

  g_clear_pointer (&node->block, tl_block_free);
  g_ptr_array_unref (node->children);
  g_free (node);
}

static TlNode *
node_new (TlTree *self, TlNode *parent, TlBlock *block)
{
  TlNode *node = g_new0 (TlNode, 1);

  node->block = block;
  node->parent = parent;
  node->children = g_ptr_array_new ();
  g_ptr_array_add (self->nodes, node);
  if (block != NULL)
    {
      GPtrArray *versions = g_hash_table_lookup (self->index, block->anchor);

      if (versions == NULL)
        {
          versions = g_ptr_array_new ();
          g_hash_table_insert (self->index, g_strdup (block->anchor), versions);
        }
      g_ptr_array_add (versions, node);
    }
  return node;
}

TlNode *
_tl_tree_add (TlTree *self, TlNode *parent, guint position, TlBlock *block)
{
  TlNode *node = node_new (self, parent, block);

  g_ptr_array_insert (parent->children, (int)MIN (position, parent->children->len), node);
  return node;
}

TlTree *
_tl_tree_new (const TlDocument *document)
{
  TlTree *self = g_new0 (TlTree, 1);
  g_autofree TlNode **nodes = g_new0 (TlNode *, document->blocks->len + 1);

  self->nodes = g_ptr_array_new_with_free_func (node_free);
  self->index
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_ptr_array_unref);
  self->root = node_new (self, NULL, NULL);
  for (guint i = 0; i < document->blocks->len; i++)
    {
      const TlBlock *block = g_ptr_array_index (document->blocks, i);
      TlNode *parent = block->parent >= 0 ? nodes[block->parent] : self->root;

      nodes[i] = _tl_tree_add (self, parent, parent->children->len, _tl_block_copy (block));
    }
  return self;
}

void
_tl_tree_free (TlTree *self)
{
  g_ptr_array_unref (self->nodes);
  g_hash_table_unref (self->index);
  g_free (self);
}

static void
flatten (const TlNode *node, int parent, TlDocument *document)
{
  for (guint i = 0; i < node->children->len; i++)
    {
      TlNode *child = g_ptr_array_index (node->children, i);
      int index = (int)document->blocks->len;

      child->block->parent = parent;
      tl_document_add (document, g_steal_pointer (&child->block));
      flatten (child, index, document);
    }
}

void
_tl_tree_flatten (TlTree *self, TlDocument *document)
{
  flatten (self->root, -1, document);
}

static gboolean
is_before (const char *date, const char *other)
{
  return date != NULL && other != NULL && strcmp (date, other) < 0;
}

TlNode *
_tl_tree_copy (TlTree *self, const TlNode *node, TlNode *parent, guint position, const char *from)
{
  TlNode *copy = _tl_tree_add (self, parent, position, _tl_block_copy (node->block));

  if (from != NULL && !is_before (from, copy->block->valid_from))
    g_clear_pointer (&copy->block->valid_from, g_free);
  for (guint i = 0; i < node->children->len; i++)
    {
      const TlNode *child = g_ptr_array_index (node->children, i);

      if (from == NULL || !is_before (child->block->valid_to, from))
        _tl_tree_copy (self, child, copy, copy->children->len, from);
    }
  return copy;
}

guint
_tl_node_position (const TlNode *node)
{
  guint position = 0;

  g_ptr_array_find (node->parent->children, node, &position);
  return position;
}

void
_tl_tree_remove (TlNode *node)
{
  g_ptr_array_remove (node->parent->children, node);
  node->removed = TRUE;
}

void
_tl_node_validity (const TlNode *node, const char **from, const char **to)
{
  *from = *to = "";
  for (; node != NULL && node->block != NULL; node = node->parent)
    {
      const TlBlock *block = node->block;

      if (block->valid_from != NULL && strcmp (block->valid_from, *from) > 0)
        *from = block->valid_from;
      if (block->valid_to != NULL && (**to == '\0' || strcmp (block->valid_to, *to) < 0))
        *to = block->valid_to;
    }
}

gboolean
_tl_node_covers (const TlNode *node, const char *date)
{
  const char *from, *to;

  for (const TlNode *at = node; at != NULL; at = at->parent)
    if (at->removed)
      return FALSE;
  _tl_node_validity (node, &from, &to);
  return strcmp (from, date) <= 0 && (*to == '\0' || strcmp (date, to) <= 0);
}

TlNode *
_tl_tree_find (TlTree *self, const char *anchor, const char *date)
{
  GPtrArray *versions = g_hash_table_lookup (self->index, anchor);
  TlNode *best = NULL;
  const char *best_from = "";

  for (guint i = 0; versions != NULL && i < versions->len; i++)
    {
      TlNode *node = g_ptr_array_index (versions, i);
      const char *from, *to;

      if (!_tl_node_covers (node, date))
        continue;
      _tl_node_validity (node, &from, &to);
      if (best == NULL || strcmp (from, best_from) > 0)
        {
          best = node;
          best_from = from;
        }
    }
  return best;
}

gboolean
_tl_node_is_made (const TlNode *node)
{
  for (; node != NULL; node = node->parent)
    if (node->made)
      return TRUE;
  return FALSE;
}

void
_tl_set_string (char **field, const char *value)
{
  char *copy = g_strdup (value);

  g_free (*field);
  *field = copy;
}

gboolean
_tl_day_before (const char *date, char before[TL_DATE_SIZE])
{
  GDate day;

  if (!tl_date_is_valid (date))
    return FALSE;
  g_date_clear (&day, 1);
  g_date_set_dmy (&day, (GDateDay)atoi (date + 8), (GDateMonth)atoi (date + 5),
                  (GDateYear)atoi (date));
  g_date_subtract_days (&day, 1);
  return tl_date_from_dmy (g_date_get_day (&day), (int)g_date_get_month (&day),
                           g_date_get_year (&day), before);
}
