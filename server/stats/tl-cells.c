/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "server/stats/tl-cells.h"

/* Units and the persons of all of them together. */
typedef struct
{
  GArray *units;   /* guint */
  GArray *persons; /* guint32, ascending, each once */
} Group;

typedef struct
{
  const TlUnits *units;
  GArray *const *persons;
  const gboolean *counts;
  GPtrArray **children;
  GPtrArray *cells; /* Group; those below a unit are together, because a unit is done after them */
} Work;

static Group *
group_new (void)
{
  Group *group = g_new0 (Group, 1);

  group->units = g_array_new (FALSE, FALSE, sizeof (guint));
  group->persons = g_array_new (FALSE, FALSE, sizeof (guint32));
  return group;
}

static void
group_free (gpointer data)
{
  Group *group = data;

  if (group == NULL)
    return;
  g_array_unref (group->units);
  g_array_unref (group->persons);
  g_free (group);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Group, group_free)

static void
add_persons (Group *group, GArray *persons)
{
  GArray *merged
      = g_array_sized_new (FALSE, FALSE, sizeof (guint32), group->persons->len + persons->len);
  guint a = 0, b = 0;

  while (a < group->persons->len || b < persons->len)
    {
      guint32 left
          = a < group->persons->len ? g_array_index (group->persons, guint32, a) : G_MAXUINT32;
      guint32 right = b < persons->len ? g_array_index (persons, guint32, b) : G_MAXUINT32;
      guint32 next = MIN (left, right);

      g_array_append_val (merged, next);
      a += left == next;
      b += right == next;
    }
  g_array_unref (group->persons);
  group->persons = merged;
}

static void
add_unit (Group *group, const Work *work, guint unit)
{
  g_array_append_val (group->units, unit);
  if (work->persons[unit] != NULL)
    add_persons (group, work->persons[unit]);
}

static void
add_group (Group *group, const Group *other)
{
  g_array_append_vals (group->units, other->units->data, other->units->len);
  add_persons (group, other->persons);
}

static gboolean
is_large (const Group *group)
{
  return group->persons->len >= TL_CELLS_SMALLEST;
}

/* Takes the smallest of the cells from @start on into @rest. */
static void
take_smallest (Work *work, guint start, Group *rest)
{
  guint best = start;

  for (guint i = start + 1; i < work->cells->len; i++)
    {
      const Group *cell = work->cells->pdata[i], *least = work->cells->pdata[best];

      if (cell->persons->len < least->persons->len)
        best = i;
    }
  add_group (rest, work->cells->pdata[best]);
  g_ptr_array_remove_index (work->cells, best);
}

/* Returns: (nullable): what is too small below @unit. */
static Group *
divide (Work *work, guint unit)
{
  guint start = work->cells->len;
  g_autoptr (Group) rest = group_new ();

  for (guint i = 0; work->children[unit] != NULL && i < work->children[unit]->len; i++)
    {
      g_autoptr (Group) small = divide (work, GPOINTER_TO_UINT (work->children[unit]->pdata[i]));

      if (small != NULL)
        add_group (rest, small);
    }
  if (work->counts[unit])
    {
      g_autoptr (Group) own = group_new ();

      add_unit (own, work, unit);
      if (is_large (own))
        g_ptr_array_add (work->cells, g_steal_pointer (&own));
      else
        add_group (rest, own);
    }
  if (rest->units->len == 0)
    return NULL;
  while (!is_large (rest) && work->cells->len > start)
    take_smallest (work, start, rest);
  if (!is_large (rest))
    return g_steal_pointer (&rest);
  g_ptr_array_add (work->cells, g_steal_pointer (&rest));
  return NULL;
}

static guint *
number_cells (const Work *work)
{
  guint n = tl_units_count (work->units);
  guint *cells = g_new (guint, n + 1);

  for (guint i = 0; i < n; i++)
    cells[i] = TL_UNIT_NONE;
  for (guint i = 0; i < work->cells->len; i++)
    {
      const Group *cell = work->cells->pdata[i];

      for (guint j = 0; j < cell->units->len; j++)
        cells[g_array_index (cell->units, guint, j)] = i;
    }
  return cells;
}

guint *
tl_cells_of_month (const TlUnits *units, GArray *const *persons, const gboolean *counts)
{
  guint n = tl_units_count (units);
  g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func (group_free);
  g_autofree GPtrArray **children = g_new0 (GPtrArray *, n + 1);
  g_autoptr (Group) rest = group_new ();
  Work work = { units, persons, counts, children, cells };
  guint *result;

  for (guint i = 0; i < n; i++)
    {
      guint parent = tl_units_get (units, i)->parent;

      if (parent == TL_UNIT_NONE)
        continue;
      if (children[parent] == NULL)
        children[parent] = g_ptr_array_new ();
      g_ptr_array_add (children[parent], GUINT_TO_POINTER (i));
    }
  /* Several roots are treated like the children of one that has no people of its own. */
  for (guint i = 0; i < n; i++)
    if (tl_units_get (units, i)->parent == TL_UNIT_NONE)
      {
        g_autoptr (Group) small = divide (&work, i);

        if (small != NULL)
          add_group (rest, small);
      }
  while (rest->units->len > 0 && !is_large (rest) && cells->len > 0)
    take_smallest (&work, 0, rest);
  if (is_large (rest))
    g_ptr_array_add (cells, g_steal_pointer (&rest));
  result = number_cells (&work);
  for (guint i = 0; i < n; i++)
    g_clear_pointer (&children[i], g_ptr_array_unref);
  return result;
}

guint *
tl_cells_one (const TlUnits *units, GArray *const *persons, const gboolean *counts)
{
  g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func (group_free);
  g_autoptr (Group) all = group_new ();
  Work work = { units, persons, counts, NULL, cells };

  for (guint i = 0; i < tl_units_count (units); i++)
    if (counts[i])
      add_unit (all, &work, i);
  if (is_large (all))
    g_ptr_array_add (cells, g_steal_pointer (&all));
  return number_cells (&work);
}

static guint
find_root (guint *up, guint unit)
{
  while (up[unit] != unit)
    unit = up[unit] = up[up[unit]];
  return unit;
}

guint *
tl_cells_join (const TlUnits *units, guint *const *months, guint n_months)
{
  guint n = tl_units_count (units);
  guint *up = g_new (guint, n + 1);
  g_autofree guint *first = g_new (guint, n + 1);
  g_autofree gboolean *shown = g_new0 (gboolean, n + 1);

  for (guint i = 0; i < n; i++)
    up[i] = i;
  for (guint month = 0; month < n_months; month++)
    {
      for (guint i = 0; i < n; i++)
        first[i] = TL_UNIT_NONE;
      for (guint i = 0; i < n; i++)
        {
          guint cell = months[month][i];

          if (cell == TL_UNIT_NONE)
            continue;
          shown[i] = TRUE;
          if (first[cell] == TL_UNIT_NONE)
            first[cell] = i;
          else
            up[find_root (up, i)] = find_root (up, first[cell]);
        }
    }
  for (guint i = 0; i < n; i++)
    first[i] = shown[i] ? find_root (up, i) : TL_UNIT_NONE;
  for (guint i = 0; i < n; i++)
    up[i] = first[i];
  return up;
}
