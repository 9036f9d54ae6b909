/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What lists of the outbox are made of. */
#include "config.h"

#include "desk/tl-desk-send.h"

TlDeskItemEvent *
tl_desk_item_event_new (const char *id, TlItemState state, gint64 time)
{
  TlDeskItemEvent *self = g_new0 (TlDeskItemEvent, 1);

  self->id = g_strdup (id);
  self->state = state;
  self->time = time;
  return self;
}

TlDeskItemEvent *
tl_desk_item_event_copy (const TlDeskItemEvent *self)
{
  TlDeskItemEvent *copy = g_memdup2 (self, sizeof *self);

  copy->id = g_strdup (self->id);
  copy->text = g_strdup (self->text);
  copy->document = g_strdup (self->document);
  copy->anchor = g_strdup (self->anchor);
  copy->into = g_strdup (self->into);
  return copy;
}

void
tl_desk_item_event_free (TlDeskItemEvent *self)
{
  if (self == NULL)
    return;
  g_free (self->id);
  g_free (self->text);
  g_free (self->document);
  g_free (self->anchor);
  g_free (self->into);
  g_free (self);
}

void
tl_desk_item_free (TlDeskItem *self)
{
  if (self == NULL)
    return;
  tl_item_free (self->item);
  g_free (self->body);
  g_free (self->label);
  g_free (self->reason);
  g_free (self->message);
  g_ptr_array_unref (self->events);
  g_free (self);
}

gboolean
tl_desk_item_can_edit (const TlDeskItem *self)
{
  return self->state == TL_ITEM_WAITING || self->state == TL_ITEM_FAILED;
}

gboolean
tl_desk_item_can_withdraw (const TlDeskItem *self)
{
  return tl_desk_item_can_edit (self) || self->state == TL_ITEM_RECEIVED;
}

TlDeskResult *
tl_desk_result_new (const TlDeskItem *item, TlDeskOutcome outcome)
{
  TlDeskResult *self = g_new0 (TlDeskResult, 1);

  self->id = g_strdup (item->item->id);
  self->revision = item->item->revision;
  self->withdrawn = item->state == TL_ITEM_WITHDRAWN;
  self->outcome = outcome;
  return self;
}

TlDeskResult *
tl_desk_result_copy (const TlDeskResult *self)
{
  TlDeskResult *copy = g_memdup2 (self, sizeof *self);

  copy->id = g_strdup (self->id);
  copy->reason = g_strdup (self->reason);
  copy->message = g_strdup (self->message);
  return copy;
}

void
tl_desk_result_free (TlDeskResult *self)
{
  if (self == NULL)
    return;
  g_free (self->id);
  g_free (self->reason);
  g_free (self->message);
  g_free (self);
}
