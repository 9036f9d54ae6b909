/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The judge's desk in the window. */
#include "config.h"

#include <glib/gi18n.h>

#include "desk/tl-desk-mark.h"
#include "ui/window/tl-window-private.h"

#define UNDO_SECONDS 10

/* Said once, quietly: what does not work without the desk, the rest does. */
static void
notice_cb (TlWindow *self)
{
  g_autofree char *notice = tl_desk_keeper_dup_notice (tl_services_get_desk (self->services));

  if (notice != NULL && self->toasts != NULL)
    tl_window_say (self, notice);
}

static void
open_cb (TlWindow *self, const char *doc, const char *mark)
{
  const TlReaderTarget target = { .doc = doc };
  AdwTabPage *page;

  _tl_window_open (self, &target);
  page = adw_tab_view_get_selected_page (self->tab_view);
  if (page != NULL && TL_IS_READER (adw_tab_page_get_child (page)))
    tl_reader_go_to_mark (TL_READER (adw_tab_page_get_child (page)), mark);
}

void
_tl_window_ensure_desk_page (TlWindow *self)
{
  if (self->desk_page != NULL)
    return;
  self->desk_page = g_object_new (TL_TYPE_DESK_PAGE, NULL);
  gtk_widget_add_css_class (GTK_WIDGET (self->desk_page), "focus-pane");
  gtk_stack_add_named (self->places, GTK_WIDGET (self->desk_page), "desk");
  tl_desk_page_set_services (self->desk_page, self->services);
  g_signal_connect_object (self->desk_page, "open", G_CALLBACK (open_cb), self, G_CONNECT_SWAPPED);
}

static void
undeleted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TlWindow) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!tl_desk_undelete_mark_finish (TL_DESK (source), result, &error) && self->toasts != NULL)
    tl_window_say (self, error->message);
}

static void
undelete_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TlWindow *self = TL_WINDOW (widget);
  TlDesk *desk = tl_desk_keeper_get_desk (tl_services_get_desk (self->services));

  if (desk != NULL)
    tl_desk_undelete_mark_async (desk, g_variant_get_string (parameter, NULL), NULL, undeleted_cb,
                                 g_object_ref (self));
}

static void
offer_undelete_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AdwToast *toast = adw_toast_new (_ ("The highlight was deleted"));

  adw_toast_set_button_label (toast, _ ("_Undo"));
  adw_toast_set_action_name (toast, "win.undelete");
  adw_toast_set_action_target_value (toast, parameter);
  adw_toast_set_timeout (toast, UNDO_SECONDS);
  adw_toast_overlay_add_toast (TL_WINDOW (widget)->toasts, toast);
}

void
_tl_window_install_desk_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.offer-undelete", "s", offer_undelete_cb);
  gtk_widget_class_install_action (widget_class, "win.undelete", "s", undelete_cb);
}

void
_tl_window_set_up_desk (TlWindow *self)
{
  g_signal_connect_object (tl_services_get_desk (self->services), "notice", G_CALLBACK (notice_cb),
                           self, G_CONNECT_SWAPPED);
  notice_cb (self);
}
