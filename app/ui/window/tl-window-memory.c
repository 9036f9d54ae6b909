/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the judge confirms as the answer to a question: said, and taken back on request. */
#include "config.h"

#include "ui/window/tl-window-private.h"

#include <glib/gi18n.h>

#define UNDO_SECONDS 10

static void
say (TlWindow *self, const char *text)
{
  if (self->toasts != NULL)
    adw_toast_overlay_add_toast (self->toasts, adw_toast_new (text));
}

static void
say_failed (TlWindow *self, const GError *error)
{
  g_autofree char *escaped = g_markup_escape_text (error->message, -1);
  /* Translators: %s is what went wrong. */
  g_autofree char *text = g_strdup_printf (_ ("The confirmation could not be kept: %s"), escaped);

  say (self, text);
}

static void
offer_undo (TlWindow *self)
{
  AdwToast *toast = adw_toast_new (_ ("Remembered as the answer to this question"));

  adw_toast_set_button_label (toast, _ ("_Undo"));
  adw_toast_set_action_name (toast, "win.undo-memory");
  adw_toast_set_timeout (toast, UNDO_SECONDS);
  g_set_weak_pointer (&self->undo_offer, toast);
  adw_toast_overlay_add_toast (self->toasts, toast);
}

static void
confirmed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TlWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean changed = FALSE;

  if (!tl_memory_desk_change_finish (TL_MEMORY_DESK (source), result, &changed, &error))
    say_failed (self, error);
  else if (!changed)
    say (self, _ ("This was confirmed before"));
  else if (self->toasts != NULL)
    offer_undo (self);
}

static void
undone_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TlWindow) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!tl_memory_desk_change_finish (TL_MEMORY_DESK (source), result, NULL, &error))
    say_failed (self, error);
  else
    say (self, _ ("The confirmation was taken back"));
}

static void
confirm_cb (TlWindow *self, const TlHit *hit)
{
  tl_memory_desk_confirm_async (tl_services_get_memory (self->services),
                                tl_search_page_get_text (self->search_page), hit->doc, hit->anchor,
                                confirmed_cb, g_object_ref (self));
}

/* Undo takes back the last change: after another one the offer would mean that. */
static void
changed_cb (TlWindow *self)
{
  if (self->undo_offer != NULL)
    adw_toast_dismiss (self->undo_offer);
}

void
_tl_window_undo_memory (TlWindow *self)
{
  tl_memory_desk_undo_async (tl_services_get_memory (self->services), undone_cb,
                             g_object_ref (self));
}

void
_tl_window_set_up_memory (TlWindow *self)
{
  g_signal_connect_object (self->search_page, "confirm", G_CALLBACK (confirm_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (tl_services_get_memory (self->services), "changed",
                           G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
}
