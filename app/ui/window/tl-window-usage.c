/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What stands before the judge's eyes, for the numbers of use (docs/usage.md). */
#include "config.h"

#include <glib/gi18n.h>

#include "ui/window/tl-window-private.h"

/* Long enough to be read; it comes again with the next start. */
#define OFFER_SECONDS 15

static gboolean
is_minimized (TlWindow *self)
{
  GdkSurface *surface = gtk_native_get_surface (GTK_NATIVE (self));

  return surface == NULL || !gtk_widget_get_mapped (GTK_WIDGET (self))
         || (gdk_toplevel_get_state (GDK_TOPLEVEL (surface)) & GDK_TOPLEVEL_STATE_MINIMIZED) != 0;
}

static GtkWidget *
get_front (TlWindow *self)
{
  AdwTabPage *page = adw_tab_view_get_selected_page (self->tab_view);

  if (page == NULL || is_minimized (self)
      || g_strcmp0 (gtk_stack_get_visible_child_name (self->places), "work") != 0)
    return NULL;
  return adw_tab_page_get_child (page);
}

/* What is not there yet cannot be read. */
static void
tell_front (TlWindow *self, GtkWidget *child)
{
  TlUsageKeeper *usage = tl_services_get_usage (self->services);

  if (child != NULL && TL_IS_READER (child) && tl_reader_get_model (TL_READER (child)) != NULL)
    tl_usage_keeper_set_front (usage, tl_reader_get_doc (TL_READER (child)), NULL);
  else if (child != NULL && TL_IS_COMPARE_VIEW (child)
           && !adw_tab_page_get_loading (adw_tab_view_get_page (self->tab_view, child)))
    tl_usage_keeper_set_front (usage,
                               tl_compare_view_get_doc (TL_COMPARE_VIEW (child), TL_SIDE_LEFT),
                               tl_compare_view_get_doc (TL_COMPARE_VIEW (child), TL_SIDE_RIGHT));
  else
    tl_usage_keeper_set_front (usage, NULL, NULL);
}

static void
update (TlWindow *self)
{
  GtkWidget *child;

  if (self->services == NULL || gtk_widget_in_destruction (GTK_WIDGET (self)))
    return;
  child = get_front (self);
  tl_usage_keeper_set_answer_shown (tl_services_get_usage (self->services),
                                    child == GTK_WIDGET (self->search_page));
  tell_front (self, child);
}

static void
attached_cb (TlWindow *self, AdwTabPage *page)
{
  GtkWidget *child = adw_tab_page_get_child (page);

  g_signal_connect_object (page, "notify::loading", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  if (TL_IS_READER (child))
    g_signal_connect_object (child, "shown", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  else if (TL_IS_COMPARE_VIEW (child))
    g_signal_connect_object (child, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
}

static void
opened_cb (TlWindow *self)
{
  tl_usage_keeper_opened (tl_services_get_usage (self->services));
}

static void
realized_cb (TlWindow *self)
{
  g_signal_connect_object (gtk_native_get_surface (GTK_NATIVE (self)), "notify::state",
                           G_CALLBACK (update), self, G_CONNECT_SWAPPED);
}

void
_tl_window_ensure_usage_page (TlWindow *self)
{
  if (self->usage_page != NULL)
    return;
  self->usage_page = TL_USAGE_PAGE (tl_usage_page_new (self->services));
  gtk_widget_add_css_class (GTK_WIDGET (self->usage_page), "focus-pane");
  gtk_stack_add_named (self->places, GTK_WIDGET (self->usage_page), "usage");
}

/* Where numbers are to be sent the judge is told, once a start, where they can be seen first. */
static void
offer_numbers (TlWindow *self)
{
  TlFeedbackKeeper *feedback = tl_services_get_feedback (self->services);
  const TlCentrePolicy *policy = tl_feedback_keeper_get_policy (feedback);
  AdwToast *toast;

  if (self->told_usage || policy == NULL || policy->usage == TL_CENTRE_USAGE_OFF
      || tl_feedback_keeper_get_enrolment (feedback) == NULL
      || tl_usage_keeper_get_consent (tl_services_get_usage (self->services)) != TL_USAGE_UNSEEN)
    return;
  self->told_usage = TRUE;
  toast = adw_toast_new (policy->usage == TL_CENTRE_USAGE_ON
                             ? _ ("Your administrator wants numbers of use to be sent.")
                             : _ ("The centre asks for numbers of use."));
  adw_toast_set_button_label (toast, _ ("_Look at Them"));
  adw_toast_set_action_name (toast, "win.place");
  adw_toast_set_action_target (toast, "s", "usage");
  adw_toast_set_timeout (toast, OFFER_SECONDS);
  g_set_weak_pointer (&self->usage_offer, toast);
  adw_toast_overlay_add_toast (self->toasts, toast);
}

void
_tl_window_set_up_usage (TlWindow *self)
{
  g_signal_connect_object (self->tab_view, "notify::selected-page", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->tab_view, "page-attached", G_CALLBACK (attached_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->places, "notify::visible-child", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->search_page, "open", G_CALLBACK (opened_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect (self, "realize", G_CALLBACK (realized_cb), NULL);
  g_signal_connect_after (self, "map", G_CALLBACK (update), NULL);
  g_signal_connect_after (self, "unmap", G_CALLBACK (update), NULL);
  g_signal_connect_object (tl_services_get_feedback (self->services), "changed",
                           G_CALLBACK (offer_numbers), self, G_CONNECT_SWAPPED);
  update (self);
}
