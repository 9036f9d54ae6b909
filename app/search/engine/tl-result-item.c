/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "search/engine/tl-result-item.h"

struct _TlResultItem
{
  GObject parent_instance;

  TlResultGroup group;
  GPtrArray *hits;
  const TlHit *hit;
};

G_DEFINE_FINAL_TYPE (TlResultItem, tl_result_item, G_TYPE_OBJECT)

static void
tl_result_item_finalize (GObject *object)
{
  TlResultItem *self = TL_RESULT_ITEM (object);

  g_clear_pointer (&self->hits, g_ptr_array_unref);
  G_OBJECT_CLASS (tl_result_item_parent_class)->finalize (object);
}

static void
tl_result_item_class_init (TlResultItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tl_result_item_finalize;
}

static void
tl_result_item_init (TlResultItem *self)
{
}

TlResultItem *
tl_result_item_new_head (TlResultGroup group)
{
  TlResultItem *self = g_object_new (TL_TYPE_RESULT_ITEM, NULL);

  self->group = group;
  return self;
}

TlResultItem *
tl_result_item_new_hit (TlResultGroup group, GPtrArray *hits, const TlHit *hit)
{
  TlResultItem *self = tl_result_item_new_head (group);

  self->hits = g_ptr_array_ref (hits);
  self->hit = hit;
  return self;
}

TlResultGroup
tl_result_item_get_group (TlResultItem *self)
{
  g_return_val_if_fail (TL_IS_RESULT_ITEM (self), TL_RESULT_LITERAL);

  return self->group;
}

const TlHit *
tl_result_item_get_hit (TlResultItem *self)
{
  g_return_val_if_fail (TL_IS_RESULT_ITEM (self), NULL);

  return self->hit;
}
