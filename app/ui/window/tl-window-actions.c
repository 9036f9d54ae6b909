/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/window/tl-window-private.h"

#include <glib/gi18n.h>

#include "ui/tl-widget.h"
#include "ui/window/tl-shortcuts.h"

/* Elsewhere than where documents are open. */
static gboolean
in_library (TlWindow *self)
{
  return g_strcmp0 (gtk_stack_get_visible_child_name (self->places), "work") != 0;
}

static void
focus_search_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TlWindow *self = TL_WINDOW (widget);

  _tl_window_show_search (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  gtk_editable_set_position (GTK_EDITABLE (self->entry), -1);
}

static void
select_search_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TlWindow *self = TL_WINDOW (widget);

  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  gtk_editable_select_region (GTK_EDITABLE (self->entry), 0, -1);
}

/* Escape: from the library to the search, from a document to the results, from results to the empty
 * question. */
static void
step_back_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TlWindow *self = TL_WINDOW (widget);

  if (in_library (self) || adw_tab_view_get_selected_page (self->tab_view) != self->search_tab)
    {
      _tl_window_show_search (self);
      if (!tl_search_page_focus_results (self->search_page))
        gtk_widget_grab_focus (GTK_WIDGET (self->entry));
    }
  else if (!gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (self)),
                                    GTK_WIDGET (self->entry)))
    gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  else
    gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
}

static void
travel (TlWindow *self, const char *place)
{
  g_autofree char *copy = g_strdup (place);

  if (copy == NULL)
    return;
  self->travelling = TRUE;
  tl_window_go (self, copy);
  self->travelling = FALSE;
  _tl_window_update_actions (self);
}

static void
back_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  travel (TL_WINDOW (widget), tl_history_back (TL_WINDOW (widget)->history));
}

static void
forward_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  travel (TL_WINDOW (widget), tl_history_forward (TL_WINDOW (widget)->history));
}

static void
show_library_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_widget_activate_action (widget, "win.place", "s", "library");
}

/* For the menu: an item whose action has a state is drawn as a choice. */
static void
contribute_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_widget_activate_action (widget, "win.place", "s", "contribute");
}

static void
close_tab_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TlWindow *self = TL_WINDOW (widget);
  AdwTabPage *page = adw_tab_view_get_selected_page (self->tab_view);

  if (!in_library (self) && page != NULL && page != self->search_tab)
    adw_tab_view_close_page (self->tab_view, page);
}

static void
next_tab_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TlWindow *self = TL_WINDOW (widget);

  if (_tl_window_next_right (self, 1))
    return;
  if (!adw_tab_view_select_next_page (self->tab_view))
    adw_tab_view_set_selected_page (self->tab_view, self->search_tab);
}

static void
previous_tab_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TlWindow *self = TL_WINDOW (widget);
  int last = adw_tab_view_get_n_pages (self->tab_view) - 1;

  if (_tl_window_next_right (self, -1))
    return;
  if (!adw_tab_view_select_previous_page (self->tab_view))
    adw_tab_view_set_selected_page (self->tab_view,
                                    adw_tab_view_get_nth_page (self->tab_view, last));
}

static void
next_pane_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  tl_widget_focus_next_pane (widget, g_variant_get_int32 (parameter));
}

static void
show_shortcuts_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GtkWidget *window = tl_shortcuts_window_new ();

  gtk_window_set_transient_for (GTK_WINDOW (window), GTK_WINDOW (widget));
  gtk_window_present (GTK_WINDOW (window));
  g_object_unref (window);
}

static void
folder_chosen_cb (TlWindow *self, int response, GtkFileChooserNative *chooser)
{
  if (response == GTK_RESPONSE_ACCEPT)
    {
      g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));
      g_autofree char *path = g_file_get_path (file);

      if (path != NULL)
        {
          g_settings_set_string (self->settings, "library-folder", path);
          tl_services_load (self->services, path);
        }
    }
  g_clear_object (&self->chooser);
}

static void
choose_library_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TlWindow *self = TL_WINDOW (widget);

  g_clear_object (&self->chooser);
  self->chooser = gtk_file_chooser_native_new (
      _ ("Choose the Folder of the Library"), GTK_WINDOW (self),
      GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER, _ ("_Choose"), _ ("_Cancel"));
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (folder_chosen_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

static void
read_law_at_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  tl_services_set_as_of (TL_WINDOW (widget)->services, g_variant_get_string (parameter, NULL));
}

static void
undo_memory_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  _tl_window_undo_memory (TL_WINDOW (widget));
}

/* The places beside the tabs: each is made when it is first wanted. */
static void
ensure_news (TlWindow *self)
{
  _tl_window_show_news (self);
}

static GtkWidget *
enter_place (TlWindow *self, const char *place)
{
  static const struct
  {
    const char *name;
    void (*ensure) (TlWindow *self);
  } pages[] = {
    { "work", NULL },
    { "library", _tl_window_ensure_library_page },
    { "desk", _tl_window_ensure_desk_page },
    { "feedback", _tl_window_ensure_feedback_page },
    { "contribute", _tl_window_ensure_contribute_page },
    { "usage", _tl_window_ensure_usage_page },
    { "news", ensure_news },
  };

  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    if (g_str_equal (place, pages[i].name))
      {
        if (pages[i].ensure != NULL)
          pages[i].ensure (self);
        return gtk_stack_get_child_by_name (self->places, place);
      }
  return NULL;
}

/* Actions with a state live in the window's action map. */
static void
place_changed_cb (GSimpleAction *action, GVariant *value, gpointer user_data)
{
  TlWindow *self = user_data;
  const char *place = g_variant_get_string (value, NULL);
  GtkWidget *page = enter_place (self, place);
  g_autofree char *visited = g_strconcat (place, ":", NULL);

  if (page == NULL)
    return;
  g_simple_action_set_state (action, value);
  tl_stack_show (self->places, place);
  if (!g_str_equal (place, "work"))
    _tl_window_visit (self, visited);
  if (g_str_equal (place, "library"))
    gtk_widget_child_focus (page, GTK_DIR_TAB_FORWARD);
  else if (g_str_equal (place, "desk") || g_str_equal (place, "feedback")
           || g_str_equal (place, "contribute") || g_str_equal (place, "usage"))
    gtk_widget_grab_focus (page);
  _tl_window_update_actions (self);
}

void
_tl_window_install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.focus-search", NULL, focus_search_cb);
  gtk_widget_class_install_action (widget_class, "win.select-search", NULL, select_search_cb);
  gtk_widget_class_install_action (widget_class, "win.step-back", NULL, step_back_cb);
  gtk_widget_class_install_action (widget_class, "win.back", NULL, back_cb);
  gtk_widget_class_install_action (widget_class, "win.forward", NULL, forward_cb);
  gtk_widget_class_install_action (widget_class, "win.show-library", NULL, show_library_cb);
  gtk_widget_class_install_action (widget_class, "win.contribute", NULL, contribute_cb);
  gtk_widget_class_install_action (widget_class, "win.close-tab", NULL, close_tab_cb);
  gtk_widget_class_install_action (widget_class, "win.next-tab", NULL, next_tab_cb);
  gtk_widget_class_install_action (widget_class, "win.previous-tab", NULL, previous_tab_cb);
  gtk_widget_class_install_action (widget_class, "win.show-shortcuts", NULL, show_shortcuts_cb);
  gtk_widget_class_install_action (widget_class, "win.choose-library", NULL, choose_library_cb);
  gtk_widget_class_install_action (widget_class, "win.read-law-at", "s", read_law_at_cb);
  gtk_widget_class_install_action (widget_class, "win.undo-memory", NULL, undo_memory_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "win.step-back", NULL);
  gtk_widget_class_install_action (widget_class, "win.next-pane", "i", next_pane_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F6, 0, "win.next-pane", "i", 1);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F6, GDK_SHIFT_MASK, "win.next-pane",
                                       "i", -1);
}

void
_tl_window_add_stateful_actions (TlWindow *self)
{
  static const GActionEntry entries[] = {
    { .name = "place", .parameter_type = "s", .state = "'work'", .change_state = place_changed_cb },
  };
  g_autoptr (GAction) left = g_settings_create_action (self->settings, "show-left-pane");
  g_autoptr (GAction) right = g_settings_create_action (self->settings, "show-right-pane");

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  g_action_map_add_action (G_ACTION_MAP (self), left);
  g_action_map_add_action (G_ACTION_MAP (self), right);
}

void
_tl_window_update_actions (TlWindow *self)
{
  GAction *place = g_action_map_lookup_action (G_ACTION_MAP (self), "place");
  gboolean on_document = !in_library (self) && self->search_tab != NULL
                         && adw_tab_view_get_selected_page (self->tab_view) != self->search_tab;

  if (place != NULL)
    g_simple_action_set_state (
        G_SIMPLE_ACTION (place),
        g_variant_new_string (gtk_stack_get_visible_child_name (self->places)));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.back",
                                 tl_history_can_go_back (self->history));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.forward",
                                 tl_history_can_go_forward (self->history));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.close-tab", on_document);
}
