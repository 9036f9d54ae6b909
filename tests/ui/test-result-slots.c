/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/search/tl-result-slots.h"

typedef struct
{
  GListStore *source;
  TlResultSlots *slots;
  guint n_listed;  /* as the model told it */
  guint n_changes; /* of the list itself */
  guint n_filled;  /* slots that were told to hold another result */
} Fixture;

static void
changed_cb (GListModel *model, guint position, guint removed, guint added, Fixture *fixture)
{
  g_assert_cmpuint (position + removed, ==, fixture->n_listed);
  fixture->n_listed = fixture->n_listed - removed + added;
  fixture->n_changes++;
}

static void
filled_cb (TlResultSlots *slots, guint position, guint n, Fixture *fixture)
{
  g_assert_cmpuint (position + n, <=, fixture->n_listed);
  fixture->n_filled += n;
}

static void
splice (Fixture *fixture, guint position, guint removed, guint added)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < added; i++)
    g_ptr_array_add (items, tl_result_item_new_head (TL_RESULT_STATUTES));
  g_list_store_splice (fixture->source, position, removed, items->pdata, added);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->source = g_list_store_new (TL_TYPE_RESULT_ITEM);
  splice (fixture, 0, 0, 4);
  fixture->slots = tl_result_slots_new (G_LIST_MODEL (fixture->source));
  fixture->n_listed = 4;
  g_signal_connect (fixture->slots, "items-changed", G_CALLBACK (changed_cb), fixture);
  g_signal_connect (fixture->slots, "filled", G_CALLBACK (filled_cb), fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_assert_finalize_object (fixture->slots);
  g_object_unref (fixture->source);
}

static void
assert_same (Fixture *fixture)
{
  GListModel *source = G_LIST_MODEL (fixture->source);
  GListModel *slots = G_LIST_MODEL (fixture->slots);

  g_assert_cmpuint (g_list_model_get_n_items (slots), ==, g_list_model_get_n_items (source));
  g_assert_cmpuint (fixture->n_listed, ==, g_list_model_get_n_items (source));
  for (guint i = 0; i < g_list_model_get_n_items (source); i++)
    {
      g_autoptr (TlResultItem) item = g_list_model_get_item (source, i);
      g_autoptr (TlResultSlot) slot = g_list_model_get_item (slots, i);

      g_assert_true (tl_result_slot_get_item (slot) == item);
    }
}

static void
every_slot_holds_the_result_of_its_place (Fixture *fixture, gconstpointer data)
{
  const struct
  {
    guint position, removed, added;
    guint filled, changes;
  } cases[] = {
    { 0, 4, 4, 4, 0 },                    /* as many as before: the list stays as it is */
    { 1, 2, 2, 2, 0 }, { 4, 0, 3, 0, 1 }, /* more at the end */
    { 2, 5, 0, 0, 1 },                    /* fewer */
    { 0, 1, 3, 2, 1 },                    /* more in front: the others move on */
    { 0, 2, 1, 3, 1 },                    /* fewer in front */
    { 0, 3, 0, 0, 1 },                    /* none */
    { 0, 0, 5, 0, 1 },                    /* again */
  };

  assert_same (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      fixture->n_filled = fixture->n_changes = 0;
      splice (fixture, cases[i].position, cases[i].removed, cases[i].added);
      assert_same (fixture);
      g_assert_cmpuint (fixture->n_filled, ==, cases[i].filled);
      g_assert_cmpuint (fixture->n_changes, ==, cases[i].changes);
    }
}

static void
a_slot_outlives_its_result (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TlResultSlot) before = g_list_model_get_item (G_LIST_MODEL (fixture->slots), 2);
  g_autoptr (TlResultItem) old = g_object_ref (tl_result_slot_get_item (before));
  g_autoptr (TlResultSlot) after = NULL;

  splice (fixture, 0, 4, 6);
  after = g_list_model_get_item (G_LIST_MODEL (fixture->slots), 2);
  g_assert_true (before == after);
  g_assert_true (tl_result_slot_get_item (after) != old);
  g_assert_finalize_object (g_steal_pointer (&old));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, test)                                                                            \
  g_test_add ("/ui/result-slots/" path, Fixture, NULL, set_up, test, tear_down)
  ADD ("every-slot-holds-the-result-of-its-place", every_slot_holds_the_result_of_its_place);
  ADD ("a-slot-outlives-its-result", a_slot_outlives_its_result);
#undef ADD
  return g_test_run ();
}
