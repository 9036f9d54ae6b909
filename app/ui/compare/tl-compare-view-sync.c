/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Both sides of a comparison are kept together, and what is in view is marked. */
#include "config.h"

#include <string.h>

#include "ui/compare/tl-compare-shapes.h"
#include "ui/compare/tl-compare-view-private.h"

/* Frames that both sides are looked after for once nothing moves any more: GtkTextView lays out
 * bit by bit, and a place can only be reached when what is above it has its height. */
#define QUIET_FRAMES 15
/* Pairs in view that are marked in a turn; more are not in view of any screen. */
#define MOST_IN_VIEW 400

TlSide
_tl_compare_view_side_in_use (TlCompareView *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->sides[TL_SIDE_RIGHT])))
    return TL_SIDE_RIGHT;
  if (focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->sides[TL_SIDE_LEFT])))
    return TL_SIDE_LEFT;
  return self->leader == TL_SIDE_RIGHT ? TL_SIDE_RIGHT : TL_SIDE_LEFT;
}

static gboolean
keep_together (TlCompareView *self)
{
  gboolean moved = FALSE;
  double position;

  if (self->leader >= 0 && self->scroll.locked
      && tl_compare_side_get_position (self->sides[self->leader], &position))
    self->wanted[!self->leader]
        = tl_compare_scroll_follow (&self->scroll, (TlSide)self->leader, position);
  for (guint i = 0; i < 2; i++)
    if (self->wanted[i] >= 0 && (int)i != self->leader)
      moved |= tl_compare_side_set_position (self->sides[i], self->wanted[i]);
  return moved;
}

static void
words_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TlCompareView) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) words = tl_compared_words_finish (result, &error);

  if (words == NULL)
    return;
  g_clear_object (&self->wording);
  for (guint i = 0; i < words->len; i++)
    {
      TlComparedWords *one = g_ptr_array_index (words, i);

      for (guint side = 0; side < 2; side++)
        tl_compare_side_mark (self->sides[side], one->marks[side]);
    }
  _tl_compare_view_follow (self);
}

/* What is in view is compared word by word, once, in a thread. */
static void
compare_words (TlCompareView *self, const GArray *ribbons)
{
  g_autoptr (GArray) pairs = g_array_new (FALSE, FALSE, sizeof (guint));

  if (self->wording != NULL)
    return;
  for (guint i = 0; i < ribbons->len; i++)
    {
      guint pair = g_array_index (ribbons, TlCompareRibbon, i).pair;
      const TlPair *one = tl_comparison_get_pair (self->compared->comparison, pair);

      if ((one->relation == TL_RELATION_EDITED || one->edited) && one->blocks[0]->len > 0
          && one->blocks[1]->len > 0 && g_hash_table_add (self->worded, GUINT_TO_POINTER (pair)))
        g_array_append_val (pairs, pair);
    }
  if (pairs->len == 0)
    return;
  self->wording = g_cancellable_new ();
  tl_compared_words_async (self->compared, pairs, self->wording, words_cb, g_object_ref (self));
}

/* A buffer that is new has no marks: both are made again for it. */
static void
tint (TlCompareView *self, const GArray *ribbons)
{
  for (guint i = 0; i < ribbons->len; i++)
    for (guint side = 0; side < 2; side++)
      tl_compare_side_tint (self->sides[side], g_array_index (ribbons, TlCompareRibbon, i).pair);
}

static void
add_ribbon (TlCompareView *self, GArray *ribbons, guint pair)
{
  const TlPair *one = tl_comparison_get_pair (self->compared->comparison, pair);
  TlCompareRibbon ribbon = { .pair = pair, .relation = one->relation };

  for (guint side = 0; side < 2; side++)
    {
      guint first, end;

      ribbon.has[side]
          = tl_compare_pair_paragraphs (self->compared->comparison, self->compared->extents[side],
                                        (TlSide)side, pair, &first, &end)
            && tl_compare_side_get_range (self->sides[side], first, end, GTK_WIDGET (self->strip),
                                          &ribbon.top[side], &ribbon.bottom[side]);
    }
  if (tl_compare_ribbon_clip (&ribbon, gtk_widget_get_height (GTK_WIDGET (self->strip))))
    g_array_append_val (ribbons, ribbon);
}

/* The pairs of which a passage is in view on either side. */
static GArray *
find_ribbons (TlCompareView *self)
{
  GArray *ribbons = g_array_new (FALSE, FALSE, sizeof (TlCompareRibbon));
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);

  for (guint side = 0; side < 2; side++)
    {
      const TlTextModel *model = self->compared->models[side];
      guint first, last;

      if (!tl_compare_side_get_visible (self->sides[side], &first, &last))
        continue;
      for (guint i = first;
           i <= last && i < tl_text_model_get_n_paragraphs (model) && ribbons->len < MOST_IN_VIEW;
           i++)
        {
          int block = tl_text_model_get (model, i)->block;
          int pair = block >= 0 ? tl_comparison_find (self->compared->comparison, (TlSide)side,
                                                      (guint)block)
                                : -1;

          if (pair >= 0 && g_hash_table_add (seen, GINT_TO_POINTER (pair + 1)))
            add_ribbon (self, ribbons, (guint)pair);
        }
    }
  return ribbons;
}

static void
show_views (TlCompareView *self)
{
  for (guint side = 0; side < 2; side++)
    {
      const TlCompareExtent *extent = self->compared->extents[side];
      double length = tl_compare_extent_get_length (extent);
      guint first, last;

      if (!tl_compare_side_get_visible (self->sides[side], &first, &last))
        continue;
      tl_compare_strip_set_view (
          self->strip, (TlSide)side,
          tl_compare_extent_get_position (extent, (TlComparePlace){ first, 0 }) / length,
          tl_compare_extent_get_position (extent, (TlComparePlace){ last, 1 }) / length);
    }
}

/* A judge who scrolls stands at what is at the line of reading. */
static void
find_current (TlCompareView *self)
{
  double position;
  int pair;

  /* In the overview nobody scrolls the sides: its row is the place. */
  if (_tl_compare_view_in_overview (self) || self->leader < 0
      || !tl_compare_side_get_position (self->sides[self->leader], &position))
    return;
  pair = tl_compare_pair_at (
      self->compared->comparison, self->compared->extents[self->leader], (TlSide)self->leader,
      tl_compare_extent_find (self->compared->extents[self->leader], position));
  if (pair == self->current)
    return;
  self->current = pair;
  _tl_compare_view_say_place (self);
}

static gboolean
tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  TlCompareView *self = TL_COMPARE_VIEW (widget);
  GArray *ribbons;

  if (self->compared == NULL)
    {
      self->tick = 0;
      return G_SOURCE_REMOVE;
    }
  if (keep_together (self))
    self->frames = QUIET_FRAMES;
  find_current (self);
  ribbons = find_ribbons (self);
  tint (self, ribbons);
  compare_words (self, ribbons);
  show_views (self);
  tl_compare_strip_set_ribbons (self->strip, ribbons, self->current);
  if (self->frames-- > 0)
    return G_SOURCE_CONTINUE;
  self->tick = 0;
  return G_SOURCE_REMOVE;
}

void
_tl_compare_view_follow (TlCompareView *self)
{
  if (self->compared == NULL)
    return;
  self->frames = QUIET_FRAMES;
  if (self->tick == 0)
    self->tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), tick_cb, NULL, NULL);
}

void
_tl_compare_view_side_taken (TlCompareView *self, TlSide side)
{
  self->leader = side;
  self->wanted[0] = self->wanted[1] = -1;
}

static double
top_of_pair (TlCompareView *self, TlSide side, guint pair)
{
  guint first, end;

  if (!tl_compare_pair_paragraphs (self->compared->comparison, self->compared->extents[side], side,
                                   pair, &first, &end))
    return -1;
  return tl_compare_extent_get_position (self->compared->extents[side],
                                         (TlComparePlace){ first, 0 });
}

void
_tl_compare_view_go_pair (TlCompareView *self, guint pair)
{
  double tops[2];

  if (self->compared == NULL)
    return;
  for (guint i = 0; i < 2; i++)
    tops[i] = top_of_pair (self, (TlSide)i, pair);
  for (guint i = 0; i < 2; i++)
    if (tops[i] < 0 && tops[!i] >= 0)
      tops[i] = tl_compare_scroll_map (&self->scroll, (TlSide)!i, tops[!i]);
  self->leader = -1;
  self->wanted[0] = tops[0];
  self->wanted[1] = tops[1];
  self->scroll.shift = 0;
  self->current = (int)pair;
  _tl_compare_view_say_place (self);
  _tl_compare_view_update_actions (self);
  _tl_compare_view_follow (self);
}

void
_tl_compare_view_go (TlCompareView *self, TlSide side, double position)
{
  if (self->compared == NULL)
    return;
  self->leader = -1;
  self->wanted[side] = position;
  self->wanted[!side]
      = self->scroll.locked ? tl_compare_scroll_follow (&self->scroll, side, position) : -1;
  self->current
      = tl_compare_pair_at (self->compared->comparison, self->compared->extents[side], side,
                            tl_compare_extent_find (self->compared->extents[side], position));
  _tl_compare_view_say_place (self);
  _tl_compare_view_follow (self);
}

gboolean
_tl_compare_view_step (TlCompareView *self, TlStep kind, gboolean forward)
{
  TlSide side = _tl_compare_view_side_in_use (self);
  int pair;

  if (self->compared == NULL)
    return FALSE;
  pair = tl_comparison_step (self->compared->comparison, side, self->current, kind, forward);
  if (pair < 0)
    return FALSE;
  _tl_compare_view_go_pair (self, (guint)pair);
  _tl_compare_view_update_overview (self);
  return TRUE;
}

void
_tl_compare_view_keep_shift (TlCompareView *self, gboolean keep)
{
  double left, right;

  if (self->compared == NULL)
    return;
  if (!keep)
    self->scroll.shift = 0;
  else if (tl_compare_side_get_position (self->sides[0], &left)
           && tl_compare_side_get_position (self->sides[1], &right))
    tl_compare_scroll_keep (&self->scroll, left, right);
  if (self->leader < 0)
    self->leader = (int)_tl_compare_view_side_in_use (self);
  self->wanted[0] = self->wanted[1] = -1;
  _tl_compare_view_follow (self);
}

void
_tl_compare_view_set_locked (TlCompareView *self, gboolean locked)
{
  self->scroll.locked = locked;
  self->wanted[0] = self->wanted[1] = -1;
  if (locked)
    _tl_compare_view_keep_shift (self, TRUE);
}

static double
cited_position (TlCompareView *self, TlSide side, const TlCitedPlace *place)
{
  const TlBlock *block
      = tl_document_get_block (self->compared->models[side]->document, place->block);
  gsize length = strlen (block->text);

  return tl_compare_extent_of_block (self->compared->extents[side], place->block,
                                     length > 0 ? (double)place->from / (double)length : 0);
}

void
_tl_compare_view_go_cited (TlCompareView *self, const TlComparedCitation *citation)
{
  self->leader = -1;
  self->wanted[0] = self->wanted[1] = -1;
  for (guint i = 0; i < 2; i++)
    if (citation->places[i]->len > 0)
      self->wanted[i]
          = cited_position (self, (TlSide)i, &g_array_index (citation->places[i], TlCitedPlace, 0));
  /* The side that does not cite it goes along. */
  for (guint i = 0; i < 2; i++)
    if (self->wanted[i] < 0 && self->wanted[!i] >= 0 && self->scroll.locked)
      self->wanted[i] = tl_compare_scroll_follow (&self->scroll, (TlSide)!i, self->wanted[!i]);
  _tl_compare_view_follow (self);
}
