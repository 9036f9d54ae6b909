/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/search/tl-result-slots.h"

struct _TlResultSlots
{
  GObject parent_instance;

  GListModel *source;
  GPtrArray *slots; /* (element-type TlResultSlot) */
};

static void list_model_init (GListModelInterface *interface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TlResultSlots,
                               tl_result_slots,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

enum
{
  SIGNAL_FILLED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static GType
get_item_type (GListModel *model)
{
  return TL_TYPE_RESULT_SLOT;
}

static guint
get_n_items (GListModel *model)
{
  return TL_RESULT_SLOTS (model)->slots->len;
}

static gpointer
get_item (GListModel *model, guint position)
{
  TlResultSlots *self = TL_RESULT_SLOTS (model);

  return position < self->slots->len ? g_object_ref (g_ptr_array_index (self->slots, position))
                                     : NULL;
}

static void
list_model_init (GListModelInterface *interface)
{
  interface->get_item_type = get_item_type;
  interface->get_n_items = get_n_items;
  interface->get_item = get_item;
}

/* Slots that are there and hold another result from now on. */
static void
fill (TlResultSlots *self, guint from, guint to)
{
  for (guint i = from; i < to; i++)
    {
      g_autoptr (TlResultItem) item = g_list_model_get_item (self->source, i);

      tl_result_slot_set_item (g_ptr_array_index (self->slots, i), item);
    }
  if (from < to)
    g_signal_emit (self, signals[SIGNAL_FILLED], 0, from, to - from);
}

static void
append (TlResultSlots *self, guint n)
{
  guint n_before = self->slots->len;

  for (guint i = n_before; i < n; i++)
    {
      g_autoptr (TlResultItem) item = g_list_model_get_item (self->source, i);

      g_ptr_array_add (self->slots, tl_result_slot_new (item));
    }
  g_list_model_items_changed (G_LIST_MODEL (self), n_before, 0, n - n_before);
}

static void
cut (TlResultSlots *self, guint n)
{
  guint n_before = self->slots->len;

  g_ptr_array_set_size (self->slots, (int)n);
  g_list_model_items_changed (G_LIST_MODEL (self), n, n_before - n, 0);
}

static void
source_changed_cb (TlResultSlots *self, guint position, guint removed, guint added)
{
  guint n = g_list_model_get_n_items (self->source);
  guint both = MIN (n, self->slots->len);

  /* Where the numbers differ, all that stands behind has moved. */
  fill (self, position, removed == added ? position + added : both);
  if (n < self->slots->len)
    cut (self, n);
  else if (n > self->slots->len)
    append (self, n);
}

static void
tl_result_slots_dispose (GObject *object)
{
  TlResultSlots *self = TL_RESULT_SLOTS (object);

  g_clear_object (&self->source);
  G_OBJECT_CLASS (tl_result_slots_parent_class)->dispose (object);
}

static void
tl_result_slots_finalize (GObject *object)
{
  g_ptr_array_unref (TL_RESULT_SLOTS (object)->slots);
  G_OBJECT_CLASS (tl_result_slots_parent_class)->finalize (object);
}

static void
tl_result_slots_class_init (TlResultSlotsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = tl_result_slots_dispose;
  G_OBJECT_CLASS (klass)->finalize = tl_result_slots_finalize;

  signals[SIGNAL_FILLED] = g_signal_new ("filled", TL_TYPE_RESULT_SLOTS, G_SIGNAL_RUN_LAST, 0, NULL,
                                         NULL, NULL, G_TYPE_NONE, 2, G_TYPE_UINT, G_TYPE_UINT);
}

static void
tl_result_slots_init (TlResultSlots *self)
{
  self->slots = g_ptr_array_new_with_free_func (g_object_unref);
}

TlResultSlots *
tl_result_slots_new (GListModel *source)
{
  TlResultSlots *self = g_object_new (TL_TYPE_RESULT_SLOTS, NULL);

  g_return_val_if_fail (G_IS_LIST_MODEL (source), self);

  self->source = g_object_ref (source);
  g_signal_connect_object (source, "items-changed", G_CALLBACK (source_changed_cb), self,
                           G_CONNECT_SWAPPED);
  append (self, g_list_model_get_n_items (source));
  return self;
}
