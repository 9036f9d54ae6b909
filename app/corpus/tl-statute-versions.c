/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An amending law applied to the text it changes. */
#include "config.h"

#include "corpus/tl-statute-versions.h"

#include <string.h>

#include "base/tl-json.h"
#include "base/tl-limits.h"
#include "corpus/tl-statute-tree-private.h"

typedef struct
{
  TlTree *tree;
  TlDocument *result; /* header only until the end */
  const char *amender;
  const char *date; /* of the change at hand */
  const TlAmendment *amendment;
  GPtrArray *notes;
  guint applied;
} Apply;

static void
note (Apply *self, const char *why)
{
  const char *unit = self->amendment->unit != NULL ? self->amendment->unit : "toàn văn bản";

  if (self->notes != NULL)
    g_ptr_array_add (self->notes, g_strdup_printf ("%s, %s (%s, %s): %s", self->result->id, unit,
                                                   self->amender, self->amendment->from_unit, why));
}

/* Whether a version that other sources give begins on that very day: the change is there already.
 */
static gboolean
is_carried (Apply *self, const TlNode *node)
{
  const char *from, *to;

  _tl_node_validity (node, &from, &to);
  return strcmp (from, self->date) == 0 && !_tl_node_is_made (node);
}

/* Ends @node on the day before; what would begin later in it has gone into the new version. */
static void
end_version (Apply *self, TlNode *node)
{
  char before[TL_DATE_SIZE];

  if (_tl_day_before (self->date, before))
    _tl_set_string (&node->block->valid_to, before);
  for (guint i = node->children->len; i > 0; i--)
    {
      TlNode *child = g_ptr_array_index (node->children, i - 1);

      if (child->block->valid_from != NULL && strcmp (child->block->valid_from, self->date) >= 0)
        _tl_tree_remove (child);
    }
}

/* The node to write the new text into: a copy that begins on the day, or the node itself where it
 * begins then by a change applied before. */
static TlNode *
begin_version (Apply *self, TlNode *node)
{
  TlNode *copy;

  if (_tl_node_is_made (node))
    return node;
  copy = _tl_tree_copy (self->tree, node, node->parent, _tl_node_position (node) + 1, self->date);
  _tl_set_string (&copy->block->valid_from, self->date);
  g_clear_pointer (&copy->block->source_line, g_free);
  copy->block->page = copy->block->page_from = copy->block->page_to = 0;
  copy->made = TRUE;
  end_version (self, node);
  return copy;
}

static TlNode *
find (Apply *self)
{
  TlNode *node = _tl_tree_find (self->tree, self->amendment->unit, self->date);

  if (node == NULL)
    note (self, "không có đơn vị này vào ngày thay đổi");
  else if (is_carried (self, node))
    return NULL;
  return node;
}

static void
clear_children (TlNode *node)
{
  while (node->children->len > 0)
    _tl_tree_remove (g_ptr_array_index (node->children, node->children->len - 1));
}

static gboolean
read_label (Apply *self, const char **rest)
{
  if (self->amendment->text == NULL)
    {
      note (self, "không có nội dung mới");
      return FALSE;
    }
  if (_tl_anchor_kind (self->amendment->unit) == TL_BLOCK_PARAGRAPH)
    {
      note (self, "không thay được đơn vị ngoài điều, khoản, điểm");
      return FALSE;
    }
  if (_tl_quoted_label (self->amendment->text, self->amendment->unit, rest) == TL_QUOTED_OTHER)
    {
      note (self, "nội dung trong ngoặc kép là của đơn vị khác");
      return FALSE;
    }
  return TRUE;
}

static void
apply_amend (Apply *self)
{
  const char *rest;
  TlNode *node = read_label (self, &rest) ? find (self) : NULL;
  TlNode *version;

  if (node == NULL)
    return;
  version = begin_version (self, node);
  self->applied++;
  if (self->amendment->scope == TL_AMENDMENT_WHOLE)
    {
      clear_children (version);
      _tl_quoted_fill (self->tree, version, rest);
    }
  else if (self->amendment->scope == TL_AMENDMENT_HEADING
           && version->block->kind == TL_BLOCK_ARTICLE)
    _tl_set_string (&version->block->heading, rest);
  else
    _tl_set_string (&version->block->text, rest);
}

/* "d7" of "d7.k4"; an article has no parent that its anchor tells. */
static TlNode *
find_parent (Apply *self, const char *anchor)
{
  const char *dot = strrchr (anchor, '.');
  g_autofree char *parent = dot != NULL ? g_strndup (anchor, (gsize)(dot - anchor)) : NULL;

  return parent != NULL ? _tl_tree_find (self->tree, parent, self->date) : NULL;
}

/* Order of two anchors of one kind by their numbers: "k4" before "k4a" before "k10". */
static int
compare_anchors (const char *a, const char *b)
{
  const char *left = strrchr (a, '.') != NULL ? strrchr (a, '.') + 1 : a;
  const char *right = strrchr (b, '.') != NULL ? strrchr (b, '.') + 1 : b;
  guint64 m = g_ascii_strtoull (left + 1, NULL, 10);
  guint64 n = g_ascii_strtoull (right + 1, NULL, 10);

  if (m != n)
    return m < n ? -1 : 1;
  return strcmp (left + 1, right + 1);
}

/* Behind the last unit of the kind that comes before it. */
static guint
find_position (const TlNode *parent, const char *anchor)
{
  TlBlockKind kind = _tl_anchor_kind (anchor);
  guint position = parent->children->len;
  gboolean found = FALSE;

  for (guint i = 0; i < parent->children->len; i++)
    {
      const TlNode *child = g_ptr_array_index (parent->children, i);

      if (child->block->kind == kind && compare_anchors (child->block->anchor, anchor) < 0)
        {
          position = i + 1;
          found = TRUE;
        }
      else if (child->block->kind == kind && !found)
        {
          position = i;
          found = TRUE;
        }
    }
  return position;
}

/* Behind all versions of @beside, or before the first of them. */
static guint
position_beside (const TlNode *beside, gboolean ahead)
{
  guint position = _tl_node_position (beside);
  const GPtrArray *siblings = beside->parent->children;

#define SAME(i)                                                                                    \
  (strcmp (((TlNode *)g_ptr_array_index (siblings, i))->block->anchor, beside->block->anchor) == 0)
  if (ahead)
    while (position > 0 && SAME (position - 1))
      position--;
  else
    do
      position++;
    while (position < siblings->len && SAME (position));
#undef SAME
  return position;
}

/* A list inserted behind one unit comes in its own order: 3a, 3b. */
static guint
skip_inserted (Apply *self, const TlNode *parent, guint position)
{
  while (position < parent->children->len)
    {
      const TlNode *next = g_ptr_array_index (parent->children, position);

      if (!next->made || compare_anchors (next->block->anchor, self->amendment->unit) >= 0
          || next->block->kind != _tl_anchor_kind (self->amendment->unit))
        break;
      position++;
    }
  return position;
}

static void
apply_insert (Apply *self)
{
  const char *anchor = self->amendment->unit;
  TlNode *beside, *parent, *node, *known;
  const char *rest;
  guint position;

  if (!read_label (self, &rest))
    return;
  known = _tl_tree_find (self->tree, anchor, self->date);
  if (known != NULL)
    {
      if (!is_carried (self, known))
        note (self, "đơn vị được bổ sung đã có");
      return;
    }
  beside = self->amendment->after != NULL
               ? _tl_tree_find (self->tree, self->amendment->after, self->date)
               : NULL;
  parent = beside != NULL ? beside->parent : find_parent (self, anchor);
  if (parent == NULL && strchr (anchor, '.') == NULL)
    parent = self->tree->root;
  if (parent == NULL)
    {
      note (self, "không có nơi để bổ sung");
      return;
    }
  position = beside != NULL ? position_beside (beside, self->amendment->ahead)
                            : find_position (parent, anchor);
  position = skip_inserted (self, parent, position);
  node = _tl_tree_add (self->tree, parent, position,
                       tl_block_new (_tl_anchor_kind (anchor), -1, anchor));
  node->block->label = _tl_anchor_make_label (anchor);
  if (!_tl_node_is_made (parent))
    node->block->valid_from = g_strdup (self->date);
  node->made = TRUE;
  _tl_quoted_fill (self->tree, node, rest);
  self->applied++;
}

/* The day before @date in the document's header, where it was open. */
static void
end_document (Apply *self)
{
  char before[TL_DATE_SIZE];

  if (self->result->effective_to == NULL && _tl_day_before (self->date, before))
    {
      self->result->effective_to = g_strdup (before);
      self->applied++;
    }
}

static void
apply_repeal (Apply *self)
{
  TlNode *node;

  if (self->amendment->unit == NULL)
    {
      end_document (self);
      return;
    }
  node = find (self);
  if (node == NULL)
    return;
  self->applied++;
  if (_tl_node_is_made (node))
    _tl_tree_remove (node);
  else
    end_version (self, node);
}

/* The text with the phrase changed, or %NULL when it is not there. */
static char *
change_text (Apply *self, const char *text, guint *count)
{
  const TlAmendment *amendment = self->amendment;

  if (amendment->kind == TL_AMENDMENT_INSERT_PHRASE)
    return amendment->phrase != NULL ? _tl_phrase_insert (
               text, amendment->phrase, amendment->replacement, amendment->ahead, count)
                                     : NULL;
  return _tl_phrase_replace (
      text, amendment->phrase,
      amendment->kind == TL_AMENDMENT_REPLACE_PHRASE ? amendment->replacement : NULL, count);
}

/* Changes the words of one block; @probe only asks. */
static gboolean
change_block (Apply *self, TlBlock *block, gboolean probe, guint *count)
{
  TlAmendmentScope scope = self->amendment->scope;
  gboolean heading = scope == TL_AMENDMENT_WHOLE
                     || (scope == TL_AMENDMENT_HEADING && block->kind == TL_BLOCK_ARTICLE);
  gboolean own = scope != TL_AMENDMENT_HEADING || block->kind != TL_BLOCK_ARTICLE;
  g_autofree char *new_heading
      = heading && block->heading != NULL ? change_text (self, block->heading, count) : NULL;
  g_autofree char *new_text = own ? change_text (self, block->text, count) : NULL;

  if (!probe && new_heading != NULL)
    _tl_set_string (&block->heading, new_heading);
  if (!probe && new_text != NULL)
    _tl_set_string (&block->text, new_text);
  return new_heading != NULL || new_text != NULL;
}

static void
change_below (Apply *self, TlNode *node, guint *count)
{
  change_block (self, node->block, FALSE, count);
  if (self->amendment->scope != TL_AMENDMENT_WHOLE)
    return;
  for (guint i = 0; i < node->children->len; i++)
    {
      TlNode *child = g_ptr_array_index (node->children, i);
      if (_tl_node_covers (child, self->date))
        change_below (self, child, count);
    }
}

/* A new version of the smallest units that hold the phrase. */
static void
change_phrase (Apply *self, TlNode *node, guint *count)
{
  guint seen = 0;
  g_autoptr (GPtrArray) children = NULL;

  if (node->block != NULL && change_block (self, node->block, TRUE, &seen))
    {
      change_below (self, begin_version (self, node), count);
      return;
    }
  if (self->amendment->scope != TL_AMENDMENT_WHOLE)
    return;
  children = g_ptr_array_copy (node->children, NULL, NULL);
  for (guint i = 0; i < children->len; i++)
    {
      TlNode *child = g_ptr_array_index (children, i);
      if (_tl_node_covers (child, self->date) && !is_carried (self, child))
        change_phrase (self, child, count);
    }
}

/* "vào cuối khoản 2": behind the last words of the unit. */
static void
append_phrase (Apply *self, TlNode *node)
{
  g_autofree char *text = NULL;
  guint count = 0;

  for (guint i = node->children->len; i > 0; i--)
    {
      TlNode *child = g_ptr_array_index (node->children, i - 1);
      if (_tl_node_covers (child, self->date))
        {
          append_phrase (self, child);
          return;
        }
    }
  node = begin_version (self, node);
  text = _tl_phrase_insert (node->block->text, NULL, self->amendment->replacement, FALSE, &count);
  _tl_set_string (&node->block->text, text);
  self->applied++;
}

static void
apply_phrase (Apply *self)
{
  TlNode *node;
  guint count = 0;
  gboolean at_end = self->amendment->phrase == NULL;

  if ((at_end
       && (self->amendment->unit == NULL || self->amendment->kind != TL_AMENDMENT_INSERT_PHRASE))
      || (self->amendment->unit == NULL && self->amendment->scope != TL_AMENDMENT_WHOLE))
    {
      note (self, "không áp dụng được cho toàn văn bản");
      return;
    }
  node = self->amendment->unit != NULL ? find (self) : self->tree->root;
  if (node == NULL)
    return;
  if (at_end)
    {
      append_phrase (self, node);
      return;
    }
  change_phrase (self, node, &count);
  self->applied += count > 0;
  if (count == 0)
    note (self, "không tìm thấy cụm từ");
}

static void
apply_suspension (Apply *self)
{
  g_autoptr (JsonObject) meta
      = self->result->meta != NULL ? tl_json_parse (self->result->meta, -1, NULL) : NULL;
  JsonObject *entry = json_object_new ();
  JsonArray *list = NULL;

  if (meta == NULL)
    meta = json_object_new ();
  if (json_object_has_member (meta, "suspended")
      && JSON_NODE_HOLDS_ARRAY (json_object_get_member (meta, "suspended")))
    list = json_array_ref (json_object_get_array_member (meta, "suspended"));
  else
    list = json_array_new ();
  tl_json_set_string (entry, "unit", self->amendment->unit);
  tl_json_set_string (entry, "from", self->date);
  tl_json_set_string (entry, "to", NULL);
  json_array_add_object_element (list, entry);
  json_object_set_array_member (meta, "suspended", list);
  g_free (self->result->meta);
  self->result->meta = tl_json_to_line (meta);
  self->applied++;
}

static void
apply_one (Apply *self)
{
  TlAmendmentKind kind = self->amendment->kind;

  if (self->amendment->scope == TL_AMENDMENT_INSIDE
      || (self->amendment->unit == NULL
          && (kind == TL_AMENDMENT_AMEND || kind == TL_AMENDMENT_INSERT)))
    {
      note (self, "không xác định được đơn vị");
      return;
    }
  switch (kind)
    {
    case TL_AMENDMENT_AMEND:
      apply_amend (self);
      break;
    case TL_AMENDMENT_INSERT:
      apply_insert (self);
      break;
    case TL_AMENDMENT_REPLACE_PHRASE:
    case TL_AMENDMENT_DELETE_PHRASE:
    case TL_AMENDMENT_INSERT_PHRASE:
      apply_phrase (self);
      break;
    case TL_AMENDMENT_REPEAL:
    case TL_AMENDMENT_REPLACE_DOC:
    case TL_AMENDMENT_EXPIRE:
      apply_repeal (self);
      break;
    case TL_AMENDMENT_SUSPEND:
      apply_suspension (self);
      break;
    case TL_AMENDMENT_CONSOLIDATE:
    case TL_AMENDMENT_IMPLEMENT:
    case TL_AMENDMENT_CORRECT:
    case TL_AMENDMENT_BASIS:
    default:
      break;
    }
}

TlDocument *
tl_statute_apply (const TlDocument *document,
                  const char *amender,
                  const char *effective,
                  GPtrArray *amendments,
                  GPtrArray *notes)
{
  g_autoptr (TlTree) tree = NULL;
  Apply self = { .amender = amender, .notes = notes };

  g_return_val_if_fail (document != NULL && amender != NULL && amendments != NULL, NULL);

  tree = _tl_tree_new (document);
  self.tree = tree;
  self.result = _tl_document_copy_header (document);
  for (guint i = 0; i < amendments->len; i++)
    {
      self.amendment = g_ptr_array_index (amendments, i);
      self.date = self.amendment->effective != NULL ? self.amendment->effective : effective;
      if (!tl_date_is_valid (self.date))
        note (&self, "không rõ ngày có hiệu lực");
      else if (tree->nodes->len < TL_LIMIT_DOCUMENT_BLOCKS)
        apply_one (&self);
      else
        note (&self, "văn bản có quá nhiều đơn vị");
    }
  _tl_tree_flatten (tree, self.result);
  return self.result;
}
