/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/desk/tl-recent-list.h"

#include <glib/gi18n.h>

#include "desk/tl-desk-place.h"
#include "ui/desk/tl-desk-text.h"

#define DOC_KEY "tl-doc"

struct _TlRecentList
{
  GtkWidget parent_instance;

  AdwPreferencesGroup *group; /* child */

  /* Owned. */
  TlServices *services;
  GCancellable *listing;
  GPtrArray *rows; /* borrowed from the group */

  guint limit;
};

G_DEFINE_FINAL_TYPE (TlRecentList, tl_recent_list, GTK_TYPE_WIDGET)

static void
activated_cb (AdwActionRow *row, TlRecentList *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.open-document", "(sss)",
                              (const char *)g_object_get_data (G_OBJECT (row), DOC_KEY), "", "");
}

static void
clear_rows (TlRecentList *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (self->group, g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);
}

static void
add_row (TlRecentList *self, const TlDeskRecent *recent)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *date = tl_desk_text_date (recent->opened);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), recent->title);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 2);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), date);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_object_set_data_full (G_OBJECT (row), DOC_KEY, g_strdup (recent->doc), g_free);
  g_signal_connect_object (row, "activated", G_CALLBACK (activated_cb), self, 0);
  adw_preferences_group_add (self->group, row);
  g_ptr_array_add (self->rows, row);
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TlRecentList) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) recents = tl_desk_list_recents_finish (TL_DESK (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->group == NULL)
    return;
  g_clear_object (&self->listing);
  clear_rows (self);
  for (guint i = 0; recents != NULL && i < recents->len; i++)
    add_row (self, g_ptr_array_index (recents, i));
  gtk_widget_set_visible (GTK_WIDGET (self), self->rows->len > 0);
}

static void
refresh (TlRecentList *self)
{
  TlDesk *desk = tl_desk_keeper_get_desk (tl_services_get_desk (self->services));

  g_cancellable_cancel (self->listing);
  g_clear_object (&self->listing);
  if (desk == NULL)
    return;
  self->listing = g_cancellable_new ();
  tl_desk_list_recents_async (desk, self->limit, self->listing, listed_cb, g_object_ref (self));
}

static void
changed_cb (TlRecentList *self, int change)
{
  if (change == TL_DESK_CHANGED_RECENTS || change == TL_DESK_CHANGED_HISTORY
      || change == TL_DESK_CHANGED_ALL)
    refresh (self);
}

static void
tl_recent_list_dispose (GObject *object)
{
  TlRecentList *self = TL_RECENT_LIST (object);

  g_cancellable_cancel (self->listing);
  g_clear_object (&self->listing);
  g_clear_object (&self->services);
  if (self->group != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->group));
  self->group = NULL;
  G_OBJECT_CLASS (tl_recent_list_parent_class)->dispose (object);
}

static void
tl_recent_list_finalize (GObject *object)
{
  g_ptr_array_unref (TL_RECENT_LIST (object)->rows);
  G_OBJECT_CLASS (tl_recent_list_parent_class)->finalize (object);
}

static void
tl_recent_list_class_init (TlRecentListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = tl_recent_list_dispose;
  G_OBJECT_CLASS (klass)->finalize = tl_recent_list_finalize;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
tl_recent_list_init (TlRecentList *self)
{
  self->rows = g_ptr_array_new ();
  self->group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  adw_preferences_group_set_title (self->group, _ ("Read Last"));
  gtk_widget_set_parent (GTK_WIDGET (self->group), GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

void
tl_recent_list_set_services (TlRecentList *self, TlServices *services, guint limit)
{
  g_return_if_fail (TL_IS_RECENT_LIST (self));
  g_return_if_fail (self->services == NULL);

  self->services = g_object_ref (services);
  self->limit = limit;
  g_signal_connect_object (tl_services_get_desk (services), "changed", G_CALLBACK (changed_cb),
                           self, G_CONNECT_SWAPPED);
  refresh (self);
}

guint
tl_recent_list_get_n_rows (TlRecentList *self)
{
  return self->rows->len;
}

GtkWidget *
tl_recent_list_get_row (TlRecentList *self, guint index)
{
  return index < self->rows->len ? g_ptr_array_index (self->rows, index) : NULL;
}
