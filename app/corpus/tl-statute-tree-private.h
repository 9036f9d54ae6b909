/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/tl-clock.h"
#include "corpus/tl-document-private.h"

G_BEGIN_DECLS

/**
 * TlNode:
 * @made: begun by the changes that are being applied, so that further ones go into it
 *
 * A block with its children, as a tree that can be changed. Versions of one anchor are siblings.
 */
typedef struct _TlNode TlNode;
struct _TlNode
{
  TlBlock *block;
  TlNode *parent;
  GPtrArray *children;
  gboolean made;
  gboolean removed;
};

/**
 * TlTree:
 * @root: has no block
 * @index: anchor -> GPtrArray of TlNode, those that were removed too
 */
typedef struct
{
  TlNode *root;
  GHashTable *index;
  GPtrArray *nodes; /* owner of all nodes */
} TlTree;

TlTree *_tl_tree_new (const TlDocument *document);
void _tl_tree_free (TlTree *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlTree, _tl_tree_free)

/** _tl_tree_flatten: appends the blocks in reading order to @document. */
void _tl_tree_flatten (TlTree *self, TlDocument *document);

/** _tl_tree_add: a new node with @block (taken) in @parent before child @position. */
TlNode *_tl_tree_add (TlTree *self, TlNode *parent, guint position, TlBlock *block);
/** _tl_tree_copy: a deep copy of @node in @parent before child @position; what ended before @from
 * is left out, and what began by then has no first day of its own. @from is nullable: a plain copy.
 */
TlNode *_tl_tree_copy (
    TlTree *self, const TlNode *node, TlNode *parent, guint position, const char *from);
void _tl_tree_remove (TlNode *node);
guint _tl_node_position (const TlNode *node);

/** _tl_node_validity: dates of the node and of what it stands in; "" is open. */
void _tl_node_validity (const TlNode *node, const char **from, const char **to);
gboolean _tl_node_covers (const TlNode *node, const char *date);
/** _tl_tree_find: the version of @anchor in force on @date. */
TlNode *_tl_tree_find (TlTree *self, const char *anchor, const char *date);
/** _tl_node_is_made: whether the node or what it stands in was begun by these changes. */
gboolean _tl_node_is_made (const TlNode *node);

void _tl_set_string (char **field, const char *value);
/** _tl_day_before: Returns: whether @date is a date. */
gboolean _tl_day_before (const char *date, char before[TL_DATE_SIZE]);

/** TlQuotedLabel: what quoted text begins with. */
typedef enum
{
  TL_QUOTED_OWN,   /* the label of the unit */
  TL_QUOTED_NONE,  /* no label */
  TL_QUOTED_OTHER, /* the label of another unit */
} TlQuotedLabel;

/** _tl_quoted_label: @rest is set behind the label of the unit with this anchor. */
TlQuotedLabel _tl_quoted_label (const char *text, const char *anchor, const char **rest);
/** _tl_quoted_fill: sets heading and text of @node, and adds what stands below, from quoted text
 * behind its label. */
void _tl_quoted_fill (TlTree *tree, TlNode *node, const char *rest);
/** _tl_anchor_kind: the kind of block that an anchor names: article, clause or point. */
TlBlockKind _tl_anchor_kind (const char *anchor);
/** _tl_anchor_make_label: Returns: (transfer full): "Điều 5a", "3", "đ". */
char *_tl_anchor_make_label (const char *anchor);

/**
 * _tl_phrase_replace:
 * @phrase: found only as whole words, in the very same letters
 * @replacement: (nullable): %NULL leaves the phrase out
 * @count: (inout): grows by what was found
 *
 * Returns: (transfer full) (nullable): the new text, or %NULL when the phrase is not there
 */
char *_tl_phrase_replace (const char *text,
                          const char *phrase,
                          const char *replacement,
                          guint *count);
/** _tl_phrase_insert: @added beside every @phrase (%NULL: the end of the text, before its last
 * mark). */
char *_tl_phrase_insert (
    const char *text, const char *phrase, const char *added, gboolean ahead, guint *count);

G_END_DECLS
