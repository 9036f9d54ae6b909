/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What somebody answers in the place of the centre. */
#include "config.h"

#include <stdint.h>
#include <string.h>

#include "sync/tl-centre-private.h"

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

static GPtrArray *
make_items (void)
{
  GPtrArray *items = g_ptr_array_new_with_free_func ((GDestroyNotify)tl_desk_item_free);

  for (guint i = 0; i < 2; i++)
    {
      TlDeskItem *item = g_new0 (TlDeskItem, 1);

      item->item = tl_item_new (TL_ITEM_FEEDBACK);
      g_free (item->item->id);
      item->item->id = g_strdup_printf ("5f0c3c0e-8a52-4a41-9d0e-2f1f4f1f7f1%u", i);
      item->events = g_ptr_array_new ();
      g_ptr_array_add (items, item);
    }
  return items;
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree char *body = g_strndup ((const char *)data, size);
  TlCentreAnswer answer = { .status = 200, .body = body, .length = strlen (body) };
  g_autoptr (GPtrArray) items = make_items ();
  g_autoptr (GPtrArray) results = _tl_centre_read_results (&answer, items, NULL);
  g_autoptr (TlCentreChanges) changes = _tl_centre_read_changes (&answer, NULL);
  g_autofree char *code = NULL;
  g_autofree char *message = NULL;

  _tl_centre_read_error (&answer, &code, &message);
  g_assert_true (message == NULL || g_utf8_validate (message, -1, NULL));
  for (guint i = 0; results != NULL && i < results->len; i++)
    {
      const TlDeskResult *result = g_ptr_array_index (results, i);
      const TlDeskItem *item = g_ptr_array_index (items, i);

      g_assert_cmpstr (result->id, ==, item->item->id);
      g_assert_true (result->outcome == TL_DESK_SENT || result->reason != NULL);
    }
  for (guint i = 0; changes != NULL && i < changes->changes->len; i++)
    {
      const TlDeskItemEvent *event = g_ptr_array_index (changes->changes, i);

      g_assert_true (tl_item_id_is_valid (event->id));
      g_assert_cmpint (event->state, >=, TL_ITEM_RECEIVED);
      g_assert_true (event->text == NULL || g_utf8_validate (event->text, -1, NULL));
    }
  return 0;
}
