/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/search/tl-result-slot.h"

struct _TlResultSlot
{
  GObject parent_instance;

  TlResultItem *item;
};

G_DEFINE_FINAL_TYPE (TlResultSlot, tl_result_slot, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_ITEM,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
tl_result_slot_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_ITEM:
      g_value_set_object (value, TL_RESULT_SLOT (object)->item);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
tl_result_slot_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_ITEM:
      tl_result_slot_set_item (TL_RESULT_SLOT (object), g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
tl_result_slot_finalize (GObject *object)
{
  TlResultSlot *self = TL_RESULT_SLOT (object);

  g_clear_object (&self->item);
  G_OBJECT_CLASS (tl_result_slot_parent_class)->finalize (object);
}

static void
tl_result_slot_class_init (TlResultSlotClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = tl_result_slot_get_property;
  object_class->set_property = tl_result_slot_set_property;
  object_class->finalize = tl_result_slot_finalize;

  properties[PROP_ITEM]
      = g_param_spec_object ("item", NULL, NULL, TL_TYPE_RESULT_ITEM,
                             G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
tl_result_slot_init (TlResultSlot *self)
{
}

TlResultSlot *
tl_result_slot_new (TlResultItem *item)
{
  return g_object_new (TL_TYPE_RESULT_SLOT, "item", item, NULL);
}

TlResultItem *
tl_result_slot_get_item (TlResultSlot *self)
{
  g_return_val_if_fail (TL_IS_RESULT_SLOT (self), NULL);

  return self->item;
}

void
tl_result_slot_set_item (TlResultSlot *self, TlResultItem *item)
{
  g_return_if_fail (TL_IS_RESULT_SLOT (self));

  if (g_set_object (&self->item, item))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ITEM]);
}
