/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two snapshots of one source: what changed between them has two versions. */
#include "config.h"

#include <string.h>

#include "base/tl-json.h"
#include "corpus/tl-statute-tree-private.h"
#include "corpus/tl-statute-versions.h"
#include "text/tl-text.h"

typedef struct
{
  TlTree *older;
  TlTree *newer;
  const char *id;
  char known_until[TL_DATE_SIZE]; /* the last day of which the older is known to be true, or "" */
  char known_from[TL_DATE_SIZE];  /* the first day of the newer */
  GHashTable *taken; /* articles of the newer that have their pair, and the older ones put in */
  GPtrArray *notes;
} Merge;

static void
note (Merge *self, const TlNode *node, const char *why)
{
  if (self->notes != NULL)
    g_ptr_array_add (self->notes,
                     g_strdup_printf ("%s, %s: %s", self->id, node->block->anchor, why));
}

char *
tl_document_dup_snapshot (const TlDocument *document)
{
  g_autoptr (JsonObject) meta
      = document->meta != NULL ? tl_json_parse (document->meta, -1, NULL) : NULL;

  return meta != NULL ? g_strdup (tl_json_get_string (meta, "snapshot")) : NULL;
}

/* A month names no day: of the older only its first, of the newer only its last is sure. */
static void
snapshot_day (const TlDocument *document, gboolean last, char day[TL_DATE_SIZE])
{
  g_autofree char *month = tl_document_dup_snapshot (document);
  int year, number;

  *day = '\0';
  if (month == NULL || strlen (month) < 7)
    return;
  year = (int)g_ascii_strtoll (month, NULL, 10);
  number = (int)g_ascii_strtoll (month + 5, NULL, 10);
  if (number < 1 || number > 12
      || !tl_date_from_dmy (last ? g_date_get_days_in_month ((GDateMonth)number, (GDateYear)year)
                                 : 1,
                            number, year, day))
    *day = '\0';
}

static void
append_text (GString *text, const TlNode *node)
{
  const TlBlock *block = node->block;

  g_string_append_printf (text, "%s\001%s\001%s\001%s\n", block->anchor,
                          block->label != NULL ? block->label : "",
                          block->heading != NULL ? block->heading : "", block->text);
  for (guint i = 0; i < node->children->len; i++)
    append_text (text, g_ptr_array_index (node->children, i));
}

static char *
dup_words (const TlNode *node)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *folded = NULL;
  char *out;

  append_text (text, node);
  folded = tl_text_fold (text->str, -1, TL_FOLD_PLAIN, NULL);
  out = folded;
  for (const char *p = folded; *p != '\0'; p++)
    if ((guchar)*p >= 0x80 || g_ascii_isalnum (*p))
      *out++ = *p;
  *out = '\0';
  return g_steal_pointer (&folded);
}

typedef enum
{
  SAME,
  SPELLING, /* the same letters: blanks, marks and capitals were corrected */
  CHANGED,
} Difference;

static Difference
compare (const TlNode *older, const TlNode *newer)
{
  g_autoptr (GString) left = g_string_new (NULL);
  g_autoptr (GString) right = g_string_new (NULL);
  g_autofree char *left_words = NULL;
  g_autofree char *right_words = NULL;

  append_text (left, older);
  append_text (right, newer);
  if (g_string_equal (left, right))
    return SAME;
  left_words = dup_words (older);
  right_words = dup_words (newer);
  return strcmp (left_words, right_words) == 0 ? SPELLING : CHANGED;
}

static void
set_dates (TlNode *node, const char *from, const char *to)
{
  if (from != NULL)
    _tl_set_string (&node->block->valid_from, from);
  if (to != NULL)
    _tl_set_string (&node->block->valid_to, to);
  /* What stands in an article has its dates. */
  for (guint i = 0; i < node->children->len; i++)
    set_dates (g_ptr_array_index (node->children, i), from, to);
}

/* The text did not change: it has held since the earlier of the two days. */
static void
keep_one (const TlNode *older, TlNode *newer)
{
  const char *from = older->block->valid_from;

  if (from != NULL && newer->block->valid_from != NULL
      && strcmp (from, newer->block->valid_from) < 0)
    set_dates (newer, from, NULL);
}

static TlNode *
add_older (Merge *self, const TlNode *older, TlNode *parent, guint position, const char *to)
{
  TlNode *copy = _tl_tree_copy (self->newer, older, parent, position, NULL);

  if (to != NULL && (copy->block->valid_to == NULL || strcmp (to, copy->block->valid_to) < 0))
    set_dates (copy, NULL, to);
  g_hash_table_add (self->taken, copy);
  return copy;
}

static gboolean
is_known_gap (const Merge *self)
{
  return *self->known_until != '\0' && *self->known_from != '\0'
         && strcmp (self->known_until, self->known_from) < 0;
}

/* Two texts of one article: the source line's day of the change parts them, else the days on which
 * they are known. */
static void
keep_both (Merge *self, const TlNode *older, TlNode *newer)
{
  const char *before = older->block->valid_from;
  const char *from = newer->block->valid_from;
  char last[TL_DATE_SIZE];

  if (from != NULL && (before == NULL || strcmp (before, from) < 0) && _tl_day_before (from, last))
    {
      add_older (self, older, newer->parent, _tl_node_position (newer), last);
      return;
    }
  if (!is_known_gap (self))
    {
      note (self, newer, "nội dung đã thay đổi mà không rõ ngày; giữ bản mới");
      return;
    }
  note (self, newer,
        "nội dung đã thay đổi mà dòng nguồn không ghi ngày; giữa hai bản không có bản văn");
  add_older (self, older, newer->parent, _tl_node_position (newer), self->known_until);
  set_dates (newer, self->known_from, NULL);
}

static GPtrArray *
list_articles (TlTree *tree)
{
  GPtrArray *articles = g_ptr_array_new ();

  for (guint i = 0; i < tree->nodes->len; i++)
    {
      TlNode *node = g_ptr_array_index (tree->nodes, i);
      if (node->block != NULL && node->block->kind == TL_BLOCK_ARTICLE)
        g_ptr_array_add (articles, node);
    }
  return articles;
}

/* The article of the newer snapshot that @older became: that with the same anchor and, of several,
 * the same text, else the one that was not taken yet. */
static TlNode *
find_pair (Merge *self, const TlNode *older)
{
  GPtrArray *versions = g_hash_table_lookup (self->newer->index, older->block->anchor);
  TlNode *best = NULL;

  for (guint i = 0; versions != NULL && i < versions->len; i++)
    {
      TlNode *node = g_ptr_array_index (versions, i);

      if (g_hash_table_contains (self->taken, node) || node->block->kind != TL_BLOCK_ARTICLE)
        continue;
      if (compare (older, node) != CHANGED)
        return node;
      if (best == NULL)
        best = node;
    }
  return best;
}

/* An article that the newer snapshot no longer has: repealed, or moved where it is not known. */
static TlNode *
keep_gone (Merge *self, const TlNode *older, TlNode *previous)
{
  TlNode *parent = previous != NULL ? previous->parent : self->newer->root;
  guint position = previous != NULL ? _tl_node_position (previous) + 1 : 0;
  const char *to = *self->known_until != '\0' ? self->known_until : NULL;

  if (older->block->valid_to == NULL)
    note (self, older,
          to != NULL ? "không còn trong bản sau; chỉ biết đến ngày của bản trước"
                     : "không còn trong bản sau");
  return add_older (self, older, parent, position, older->block->valid_to == NULL ? to : NULL);
}

static void
merge_articles (Merge *self)
{
  g_autoptr (GPtrArray) articles = list_articles (self->older);
  TlNode *previous = NULL;

  for (guint i = 0; i < articles->len; i++)
    {
      const TlNode *older = g_ptr_array_index (articles, i);
      TlNode *newer = find_pair (self, older);

      if (newer == NULL)
        {
          previous = keep_gone (self, older, previous);
          continue;
        }
      g_hash_table_add (self->taken, newer);
      previous = newer;
      switch (compare (older, newer))
        {
        case SPELLING:
          note (self, newer, "chỉ khác cách viết; giữ bản mới");
          keep_one (older, newer);
          break;
        case CHANGED:
          keep_both (self, older, newer);
          break;
        case SAME:
        default:
          keep_one (older, newer);
          break;
        }
    }
}

TlDocument *
tl_statute_merge_snapshots (const TlDocument *older, const TlDocument *newer, GPtrArray *notes)
{
  g_autoptr (TlTree) before = NULL;
  g_autoptr (TlTree) after = NULL;
  g_autoptr (GHashTable) taken = g_hash_table_new (NULL, NULL);
  Merge self = { .notes = notes };
  TlDocument *result;

  g_return_val_if_fail (older != NULL && newer != NULL, NULL);

  before = _tl_tree_new (older);
  after = _tl_tree_new (newer);
  self.older = before;
  self.newer = after;
  self.taken = taken;
  self.id = newer->id;
  snapshot_day (older, FALSE, self.known_until);
  snapshot_day (newer, TRUE, self.known_from);
  merge_articles (&self);
  result = _tl_document_copy_header (newer);
  _tl_tree_flatten (after, result);
  return result;
}
