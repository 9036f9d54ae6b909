/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "corpus/tl-doc-merge-private.h"

#include <stdlib.h>
#include <string.h>

#include "corpus/tl-statute-versions.h"

/* Where a unit goes in a merged statute. */
typedef enum
{
  PLACE_BEFORE, /* what stands before the first article of its part */
  PLACE_ARTICLE,
  PLACE_AFTER, /* annexes, signatures */
} Place;

/* What is kept or left out as a whole: an article with all below it, or a block outside of
 * articles. Parts, chapters and sections are no units unless they have text of their own, which
 * then stands alone. */
typedef struct
{
  TlDocument *document;
  guint part;
  guint start;
  guint end;
  Place place;
  guint64 number;     /* of the article */
  const char *letter; /* after the number in the anchor */
  gboolean dropped;
} Unit;

static gboolean
is_container (TlBlockKind kind)
{
  return kind == TL_BLOCK_PART || kind == TL_BLOCK_CHAPTER || kind == TL_BLOCK_SECTION
         || kind == TL_BLOCK_SUBSECTION;
}

static const TlBlock *
first_block (const Unit *unit)
{
  return g_ptr_array_index (unit->document->blocks, unit->start);
}

static void
read_article_number (Unit *unit, const char *anchor)
{
  unit->number = G_MAXUINT64;
  unit->letter = anchor;
  if (anchor[0] == 'd' && g_ascii_isdigit (anchor[1]))
    unit->number = g_ascii_strtoull (anchor + 1, (char **)&unit->letter, 10);
}

static void
add_units (GArray *units, TlDocument *document, guint part)
{
  Place place = PLACE_BEFORE;

  for (guint i = 0; i < document->blocks->len;)
    {
      const TlBlock *block = g_ptr_array_index (document->blocks, i);
      Unit unit = { .document = document, .part = part, .start = i };

      unit.end = is_container (block->kind) ? i + 1 : tl_document_subtree_end (document, i);
      i = unit.end;
      if (is_container (block->kind) && *block->text == '\0')
        continue;
      if (block->kind == TL_BLOCK_ARTICLE)
        {
          place = PLACE_AFTER;
          unit.place = PLACE_ARTICLE;
          read_article_number (&unit, block->anchor);
        }
      else
        unit.place = place;
      g_array_append_val (units, unit);
    }
}

static gboolean
blocks_equal (const Unit *a, guint i, const Unit *b, guint k)
{
  const TlBlock *left = g_ptr_array_index (a->document->blocks, i);
  const TlBlock *right = g_ptr_array_index (b->document->blocks, k);

  return left->kind == right->kind && strcmp (left->anchor, right->anchor) == 0
         && g_strcmp0 (left->label, right->label) == 0
         && g_strcmp0 (left->heading, right->heading) == 0 && strcmp (left->text, right->text) == 0
         && g_strcmp0 (left->valid_from, right->valid_from) == 0
         && g_strcmp0 (left->valid_to, right->valid_to) == 0
         && (i == a->start || left->parent - (int)a->start == right->parent - (int)b->start);
}

/* Two units the source tells apart by its own ids are two units, whatever they say. */
static gboolean
units_equal (const Unit *a, const Unit *b)
{
  const char *left = first_block (a)->source_id;
  const char *right = first_block (b)->source_id;

  if (a->end - a->start != b->end - b->start)
    return FALSE;
  if (left != NULL && right != NULL && strcmp (left, right) != 0)
    return FALSE;
  /* Without ids a source is taken at its word that it holds a unit twice. */
  if (a->part == b->part && (left == NULL || right == NULL))
    return FALSE;
  for (guint i = 0; i < a->end - a->start; i++)
    if (!blocks_equal (a, a->start + i, b, b->start + i))
      return FALSE;
  return TRUE;
}

/* The one that is kept takes over what only the other knows. */
static void
take_over (Unit *kept, const Unit *other)
{
  gboolean pages = first_block (kept)->page == 0 && first_block (other)->page > 0;

  for (guint i = 0; i < kept->end - kept->start; i++)
    {
      TlBlock *mine = g_ptr_array_index (kept->document->blocks, kept->start + i);
      const TlBlock *theirs = g_ptr_array_index (other->document->blocks, other->start + i);

      if (mine->source_id == NULL)
        mine->source_id = g_strdup (theirs->source_id);
      if (mine->source_line == NULL)
        mine->source_line = g_strdup (theirs->source_line);
      if (mine->references == NULL)
        mine->references = g_strdup (theirs->references);
      if (pages)
        {
          mine->page = theirs->page;
          mine->page_from = theirs->page_from;
          mine->page_to = theirs->page_to;
        }
    }
}

static guint64
drop_repeated (GArray *units)
{
  g_autoptr (GHashTable) by_anchor
      = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify)g_ptr_array_unref);
  guint64 dropped = 0;

  for (guint i = 0; i < units->len; i++)
    {
      Unit *unit = &g_array_index (units, Unit, i);
      const char *anchor = first_block (unit)->anchor;
      GPtrArray *versions = g_hash_table_lookup (by_anchor, anchor);

      if (versions == NULL)
        {
          versions = g_ptr_array_new ();
          g_hash_table_insert (by_anchor, (gpointer)anchor, versions);
        }
      for (guint k = 0; k < versions->len && !unit->dropped; k++)
        {
          Unit *other = g_ptr_array_index (versions, k);

          if (!units_equal (other, unit))
            continue;
          take_over (other, unit);
          unit->dropped = TRUE;
          dropped++;
        }
      if (!unit->dropped)
        g_ptr_array_add (versions, unit);
    }
  return dropped;
}

static int
compare_units (gconstpointer a, gconstpointer b)
{
  const Unit *left = a;
  const Unit *right = b;
  int order = 0;

  if (left->place != right->place)
    return left->place < right->place ? -1 : 1;
  if (left->place == PLACE_ARTICLE)
    {
      if (left->number != right->number)
        return left->number < right->number ? -1 : 1;
      order = strcmp (left->letter, right->letter);
      if (order == 0)
        order = g_strcmp0 (first_block (left)->valid_from, first_block (right)->valid_from);
      if (order != 0)
        return order;
    }
  if (left->part != right->part)
    return left->part < right->part ? -1 : 1;
  return left->start < right->start ? -1 : left->start > right->start;
}

/* Moves the blocks of @unit under the root of @target. */
static void
move_unit (TlDocument *target, Unit *unit)
{
  int shift = (int)target->blocks->len - (int)unit->start;

  for (guint i = unit->start; i < unit->end; i++)
    {
      TlBlock *block = g_ptr_array_index (unit->document->blocks, i);

      block = _tl_block_copy (block);
      block->parent = i == unit->start ? -1 : block->parent + shift;
      g_ptr_array_add (target->blocks, block);
    }
}

/* All that is left comes from one part: its structure stays, the repeated units go. */
static void
keep_structure (TlDocument *target, TlDocument *part, GArray *units)
{
  g_autofree guint8 *dropped = g_malloc0 (part->blocks->len + 1);
  g_autofree int *moved = g_new0 (int, part->blocks->len + 1);

  for (guint i = 0; i < units->len; i++)
    {
      const Unit *unit = &g_array_index (units, Unit, i);

      if (unit->document == part && unit->dropped)
        memset (dropped + unit->start, 1, unit->end - unit->start);
    }
  for (guint i = 0; i < part->blocks->len; i++)
    {
      TlBlock *block;

      if (dropped[i])
        continue;
      block = _tl_block_copy (g_ptr_array_index (part->blocks, i));
      moved[i] = (int)target->blocks->len;
      if (block->parent >= 0)
        block->parent = moved[block->parent];
      g_ptr_array_add (target->blocks, block);
    }
}

static void
fill_strings (TlDocument *target, TlDocument *part)
{
  for (guint i = 0; i < TL_N_DOCUMENT_STRINGS; i++)
    {
      char **mine = _tl_document_string (target, i);

      /* What says where the pages are belongs together and is set by the caller. */
      if (mine == &target->file || mine == &target->text_source || mine == &target->source_digest
          || mine == &target->source_name)
        continue;
      if (*mine == NULL)
        *mine = g_strdup (*_tl_document_string (part, i));
    }
}

/* Pages are those of one original: the first part's that has one. */
static TlDocument *
part_with_file (GPtrArray *parts)
{
  for (guint i = 0; i < parts->len; i++)
    if (((TlDocument *)g_ptr_array_index (parts, i))->file != NULL)
      return g_ptr_array_index (parts, i);
  return NULL;
}

static void
forget_pages (TlDocument *document)
{
  for (guint i = 0; i < document->blocks->len; i++)
    {
      TlBlock *block = g_ptr_array_index (document->blocks, i);

      block->page = block->page_from = block->page_to = 0;
    }
}

static TlDocument *
merge_header (GPtrArray *parts)
{
  TlDocument *with_file = part_with_file (parts);
  TlDocument *target = _tl_document_copy_header (g_ptr_array_index (parts, 0));

  for (guint i = 1; i < parts->len; i++)
    {
      TlDocument *part = g_ptr_array_index (parts, i);

      fill_strings (target, part);
      target->training = target->training && part->training;
    }
  if (with_file != NULL && with_file != g_ptr_array_index (parts, 0))
    {
      g_free (target->file);
      g_free (target->text_source);
      g_free (target->source_digest);
      g_free (target->source_name);
      target->file = g_strdup (with_file->file);
      target->text_source = g_strdup (with_file->text_source);
      target->source_digest = g_strdup (with_file->source_digest);
      target->source_name = g_strdup (with_file->source_name);
      target->page_count = with_file->page_count;
    }
  for (guint i = 0; i < parts->len; i++)
    if (with_file != NULL && g_ptr_array_index (parts, i) != with_file)
      forget_pages (g_ptr_array_index (parts, i));
  return target;
}

static TlDocument *
merge_statute (GPtrArray *parts, guint64 *repeated)
{
  g_autoptr (GArray) units = g_array_new (FALSE, TRUE, sizeof (Unit));
  TlDocument *target = merge_header (parts);
  int only = -1;

  for (guint i = 0; i < parts->len; i++)
    add_units (units, g_ptr_array_index (parts, i), i);
  *repeated += drop_repeated (units);
  for (guint i = 0; i < units->len; i++)
    {
      const Unit *unit = &g_array_index (units, Unit, i);

      if (unit->dropped)
        continue;
      only = only == -1 || only == (int)unit->part ? (int)unit->part : -2;
    }
  if (only >= 0)
    {
      keep_structure (target, g_ptr_array_index (parts, only), units);
      return target;
    }
  g_array_sort (units, compare_units);
  for (guint i = 0; i < units->len; i++)
    if (!g_array_index (units, Unit, i).dropped)
      move_unit (target, &g_array_index (units, Unit, i));
  return target;
}

static gboolean
documents_equal (TlDocument *a, TlDocument *b)
{
  Unit left = { .document = a, .part = 0, .start = 0, .end = a->blocks->len };
  Unit right = { .document = b, .part = 1, .start = 0, .end = b->blocks->len };

  if (a->kind != b->kind || left.end != right.end)
    return FALSE;
  for (guint i = 0; i < left.end; i++)
    if (!blocks_equal (&left, i, &right, i))
      return FALSE;
  return TRUE;
}

/* Judgments, án lệ and guidance are not put together from pieces. */
static void
add_instances (GPtrArray *merged, GPtrArray *parts, guint64 *repeated)
{
  for (guint i = 0; i < parts->len; i++)
    {
      TlDocument *part = g_ptr_array_index (parts, i);
      gboolean known = FALSE;

      for (guint k = 0; k < merged->len && !known; k++)
        known = documents_equal (g_ptr_array_index (merged, k), part);
      if (known)
        {
          (*repeated)++;
          continue;
        }
      if (merged->len > 0)
        {
          char *id = g_strdup_printf ("%s.%u", part->id, merged->len + 1);
          g_free (part->id);
          part->id = id;
        }
      g_ptr_array_add (merged, tl_document_ref (part));
    }
}

typedef struct
{
  char *month;
  GPtrArray *parts;
} Snapshot;

static void
snapshot_clear (gpointer data)
{
  Snapshot *snapshot = data;

  g_free (snapshot->month);
  g_ptr_array_unref (snapshot->parts);
}

static gint
compare_snapshots (gconstpointer a, gconstpointer b)
{
  return strcmp (((const Snapshot *)a)->month, ((const Snapshot *)b)->month);
}

static GPtrArray *
find_snapshot (GArray *snapshots, const char *month)
{
  Snapshot snapshot;

  for (guint i = 0; i < snapshots->len; i++)
    if (strcmp (g_array_index (snapshots, Snapshot, i).month, month) == 0)
      return g_array_index (snapshots, Snapshot, i).parts;
  snapshot.month = g_strdup (month);
  snapshot.parts = g_ptr_array_new ();
  g_array_append_val (snapshots, snapshot);
  return snapshot.parts;
}

/* Parts of several snapshots of the codification become one part with versions. */
static GPtrArray *
join_snapshots (GPtrArray *parts, guint64 *repeated, GPtrArray *notes)
{
  g_autoptr (GArray) snapshots = g_array_new (FALSE, FALSE, sizeof (Snapshot));
  GPtrArray *joined = g_ptr_array_new_with_free_func ((GDestroyNotify)tl_document_unref);
  g_autoptr (TlDocument) result = NULL;

  g_array_set_clear_func (snapshots, snapshot_clear);
  for (guint i = 0; i < parts->len; i++)
    {
      g_autofree char *month = tl_document_dup_snapshot (g_ptr_array_index (parts, i));

      g_ptr_array_add (month != NULL ? find_snapshot (snapshots, month) : joined,
                       month != NULL ? g_ptr_array_index (parts, i)
                                     : tl_document_ref (g_ptr_array_index (parts, i)));
    }
  if (snapshots->len < 2)
    {
      g_ptr_array_set_size (joined, 0);
      for (guint i = 0; i < parts->len; i++)
        g_ptr_array_add (joined, tl_document_ref (g_ptr_array_index (parts, i)));
      return joined;
    }
  g_array_sort (snapshots, compare_snapshots);
  for (guint i = 0; i < snapshots->len; i++)
    {
      g_autoptr (TlDocument) one
          = merge_statute (g_array_index (snapshots, Snapshot, i).parts, repeated);
      TlDocument *both = result != NULL ? tl_statute_merge_snapshots (result, one, notes)
                                        : tl_document_ref (one);

      g_clear_pointer (&result, tl_document_unref);
      result = both;
    }
  g_ptr_array_insert (joined, 0, g_steal_pointer (&result));
  return joined;
}

GPtrArray *
_tl_doc_merge (GPtrArray *parts, guint64 *repeated, GPtrArray *notes)
{
  GPtrArray *merged = g_ptr_array_new_with_free_func ((GDestroyNotify)tl_document_unref);
  g_autoptr (GPtrArray) statutes = g_ptr_array_new ();
  g_autoptr (GPtrArray) others = g_ptr_array_new ();

  for (guint i = 0; i < parts->len; i++)
    {
      TlDocument *part = g_ptr_array_index (parts, i);
      g_ptr_array_add (part->kind == TL_DOC_STATUTE ? statutes : others, part);
    }
  if (statutes->len > 0)
    {
      g_autoptr (GPtrArray) joined = join_snapshots (statutes, repeated, notes);
      g_ptr_array_add (merged, merge_statute (joined, repeated));
    }
  add_instances (merged, others, repeated);
  return merged;
}
