/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Myers' difference in linear space (An O(ND) Difference Algorithm, 1986), with the cut of GNU diff
 * where a part costs too much: the path that came furthest is taken. */
#include "config.h"

#include "compare/tl-row-diff-private.h"

#include <string.h>

/* Steps of one search before it is cut, and of all of them together: cuts are a step or more apart
 * for each step of the search, so that time is the sum of the rows times the first bound. */
#define MIN_COST   64
#define MAX_COST   1024
#define TOTAL_COST G_GINT64_CONSTANT (100000000)

/* A part of both rows still to be compared. */
typedef struct
{
  gssize x0, x1, y0, y1;
} Box;

/* Rows without the numbers that only one side has. */
typedef struct
{
  guint32 *numbers;
  gsize *places;
  gsize n;
} Row;

typedef struct
{
  Row left, right;
  guint8 *left_kept, *right_kept;
  gssize *forward, *backward; /* furthest x on each diagonal, from both ends */
  gssize max_cost;
} Search;

/* What one side of the search has reached. */
typedef struct
{
  gssize low, high;       /* diagonals searched */
  gssize lowest, highest; /* diagonals of the box */
  gssize middle;          /* diagonal it began on */
} Reach;

static void
reach_init (Reach *reach, const Box *box, gssize middle)
{
  reach->low = reach->high = reach->middle = middle;
  reach->lowest = box->x0 - box->y1;
  reach->highest = box->x1 - box->y0;
}

/* One diagonal more at either end, or one less where the box ends. */
static void
widen (Reach *reach, gssize *row, gssize outside)
{
  if (reach->low > reach->lowest)
    row[--reach->low - 1] = outside;
  else
    reach->low++;
  if (reach->high < reach->highest)
    row[++reach->high + 1] = outside;
  else
    reach->high--;
}

static gboolean
step_forward (
    const Search *search, const Box *box, Reach *own, const Reach *other, gboolean odd, Box *at)
{
  const guint32 *a = search->left.numbers;
  const guint32 *b = search->right.numbers;
  gssize *row = search->forward;

  widen (own, row, -1);
  for (gssize d = own->high; d >= own->low; d -= 2)
    {
      gssize x = row[d - 1] >= row[d + 1] ? row[d - 1] + 1 : row[d + 1];
      gssize y = x - d;

      while (x < box->x1 && y < box->y1 && a[x] == b[y])
        x++, y++;
      row[d] = x;
      if (odd && d >= other->low && d <= other->high && search->backward[d] <= x)
        {
          at->x0 = x;
          at->y0 = y;
          return TRUE;
        }
    }
  return FALSE;
}

static gboolean
step_backward (
    const Search *search, const Box *box, Reach *own, const Reach *other, gboolean odd, Box *at)
{
  const guint32 *a = search->left.numbers;
  const guint32 *b = search->right.numbers;
  gssize *row = search->backward;

  widen (own, row, G_MAXSSIZE);
  for (gssize d = own->high; d >= own->low; d -= 2)
    {
      gssize x = row[d - 1] < row[d + 1] ? row[d - 1] : row[d + 1] - 1;
      gssize y = x - d;

      while (x > box->x0 && y > box->y0 && a[x - 1] == b[y - 1])
        x--, y--;
      row[d] = x;
      if (!odd && d >= other->low && d <= other->high && x <= search->forward[d])
        {
          at->x0 = x;
          at->y0 = y;
          return TRUE;
        }
    }
  return FALSE;
}

/* The place that came furthest from its corner, in the forward search or in the backward one. */
static void
take_furthest (
    const Search *search, const Box *box, const Reach *forward, const Reach *backward, Box *at)
{
  gssize best = -1;
  gssize best_back = G_MAXSSIZE;
  Box ahead = *box, back = *box;

  for (gssize d = forward->high; d >= forward->low; d -= 2)
    {
      gssize x = MIN (search->forward[d], box->x1);
      gssize y = x - d;

      if (y > box->y1)
        {
          x = box->y1 + d;
          y = box->y1;
        }
      if (x + y > best)
        {
          best = x + y;
          ahead.x0 = x;
          ahead.y0 = y;
        }
    }
  for (gssize d = backward->high; d >= backward->low; d -= 2)
    {
      gssize x = MAX (box->x0, search->backward[d]);
      gssize y = x - d;

      if (y < box->y0)
        {
          x = box->y0 + d;
          y = box->y0;
        }
      if (x + y < best_back)
        {
          best_back = x + y;
          back.x0 = x;
          back.y0 = y;
        }
    }
  *at = box->x1 + box->y1 - best_back < best - (box->x0 + box->y0) ? ahead : back;
}

/* Where the shortest way through the box passes. */
static void
find_middle (const Search *search, const Box *box, Box *at)
{
  Reach forward, backward;
  gboolean odd;

  reach_init (&forward, box, box->x0 - box->y0);
  reach_init (&backward, box, box->x1 - box->y1);
  odd = ((forward.middle - backward.middle) & 1) != 0;
  search->forward[forward.middle] = box->x0;
  search->backward[backward.middle] = box->x1;
  for (gssize cost = 1;; cost++)
    {
      if (step_forward (search, box, &forward, &backward, odd, at)
          || step_backward (search, box, &backward, &forward, odd, at))
        return;
      if (cost >= search->max_cost)
        {
          take_furthest (search, box, &forward, &backward, at);
          return;
        }
    }
}

static void
keep (const Search *search, gssize x, gssize y)
{
  search->left_kept[search->left.places[x]] = TRUE;
  search->right_kept[search->right.places[y]] = TRUE;
}

/* Takes what both ends of the box have in common off it. */
static void
trim (const Search *search, Box *box)
{
  const guint32 *a = search->left.numbers;
  const guint32 *b = search->right.numbers;

  for (; box->x0 < box->x1 && box->y0 < box->y1 && a[box->x0] == b[box->y0]; box->x0++, box->y0++)
    keep (search, box->x0, box->y0);
  for (; box->x0 < box->x1 && box->y0 < box->y1 && a[box->x1 - 1] == b[box->y1 - 1];
       box->x1--, box->y1--)
    keep (search, box->x1 - 1, box->y1 - 1);
}

static gboolean
run (const Search *search, GCancellable *cancellable)
{
  g_autoptr (GArray) boxes = g_array_new (FALSE, FALSE, sizeof (Box));
  Box box = { 0, (gssize)search->left.n, 0, (gssize)search->right.n };

  g_array_append_val (boxes, box);
  while (boxes->len > 0)
    {
      Box at = { 0 };
      Box second;

      if (g_cancellable_is_cancelled (cancellable))
        return FALSE;
      box = g_array_index (boxes, Box, boxes->len - 1);
      g_array_set_size (boxes, boxes->len - 1);
      trim (search, &box);
      if (box.x0 == box.x1 || box.y0 == box.y1)
        continue;
      find_middle (search, &box, &at);
      second = (Box){ at.x0, box.x1, at.y0, box.y1 };
      /* A cut in a corner would leave the box as it was. */
      if ((at.x0 == box.x0 && at.y0 == box.y0) || (at.x0 == box.x1 && at.y0 == box.y1))
        continue;
      box.x1 = at.x0;
      box.y1 = at.y0;
      g_array_append_val (boxes, second);
      g_array_append_val (boxes, box);
    }
  return TRUE;
}

static void
row_init (Row *row, const guint32 *numbers, gsize n, const guint8 *seen)
{
  row->numbers = g_new (guint32, n + 1);
  row->places = g_new (gsize, n + 1);
  row->n = 0;
  for (gsize i = 0; i < n; i++)
    if (seen[numbers[i]] == 3)
      {
        row->numbers[row->n] = numbers[i];
        row->places[row->n++] = i;
      }
}

static void
row_clear (Row *row)
{
  g_free (row->numbers);
  g_free (row->places);
}

gboolean
_tl_row_diff (const guint32 *left,
              gsize n_left,
              const guint32 *right,
              gsize n_right,
              guint32 n_numbers,
              guint8 *left_kept,
              guint8 *right_kept,
              GCancellable *cancellable)
{
  g_autofree guint8 *seen = g_malloc0 ((gsize)n_numbers + 1);
  g_autofree gssize *diagonals = NULL;
  Search search = { .left_kept = left_kept, .right_kept = right_kept };
  gsize n;
  gboolean done;

  memset (left_kept, 0, n_left);
  memset (right_kept, 0, n_right);
  for (gsize i = 0; i < n_left; i++)
    seen[left[i]] |= 1;
  for (gsize i = 0; i < n_right; i++)
    seen[right[i]] |= 2;
  row_init (&search.left, left, n_left, seen);
  row_init (&search.right, right, n_right, seen);
  n = search.left.n + search.right.n;
  diagonals = g_new (gssize, 2 * (n + 3));
  search.forward = diagonals + search.right.n + 1;
  search.backward = search.forward + n + 3;
  search.max_cost = (gssize)CLAMP (TOTAL_COST / (gint64)MAX (n, 1), MIN_COST, MAX_COST);
  done = run (&search, cancellable);
  row_clear (&search.left);
  row_clear (&search.right);
  return done;
}
