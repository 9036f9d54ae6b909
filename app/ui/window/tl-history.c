/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/window/tl-history.h"

#include <string.h>

#define MAX_PLACES 200

struct _TlHistory
{
  GPtrArray *places;
  int current; /* -1 before the first visit */
};

TlHistory *
tl_history_new (void)
{
  TlHistory *self = g_new0 (TlHistory, 1);

  self->places = g_ptr_array_new_with_free_func (g_free);
  self->current = -1;
  return self;
}

void
tl_history_free (TlHistory *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->places);
  g_free (self);
}

static const char *
current_place (TlHistory *self)
{
  return self->current >= 0 ? g_ptr_array_index (self->places, self->current) : NULL;
}

static gboolean
continues (const char *old, const char *new)
{
  return g_str_has_prefix (old, "search:") && g_str_has_prefix (new, "search:")
         && (g_str_has_prefix (new, old) || g_str_has_prefix (old, new));
}

void
tl_history_visit (TlHistory *self, const char *place)
{
  const char *current = current_place (self);

  if (current != NULL && g_str_equal (current, place))
    return;
  if (current != NULL && continues (current, place))
    g_ptr_array_set_size (self->places, self->current);
  else
    g_ptr_array_set_size (self->places, self->current + 1);
  g_ptr_array_add (self->places, g_strdup (place));
  if (self->places->len > MAX_PLACES)
    g_ptr_array_remove_index (self->places, 0);
  self->current = (int)self->places->len - 1;
}

void
tl_history_replace (TlHistory *self, const char *place)
{
  char *copy = g_strdup (place);

  if (self->current < 0)
    {
      g_free (copy);
      return;
    }
  g_free (g_ptr_array_index (self->places, self->current));
  g_ptr_array_index (self->places, self->current) = copy;
}

const char *
tl_history_get_current (TlHistory *self)
{
  return current_place (self);
}

const char *
tl_history_back (TlHistory *self)
{
  if (!tl_history_can_go_back (self))
    return NULL;
  self->current--;
  return current_place (self);
}

const char *
tl_history_forward (TlHistory *self)
{
  if (!tl_history_can_go_forward (self))
    return NULL;
  self->current++;
  return current_place (self);
}

gboolean
tl_history_can_go_back (TlHistory *self)
{
  return self->current > 0;
}

gboolean
tl_history_can_go_forward (TlHistory *self)
{
  return self->current + 1 < (int)self->places->len;
}
