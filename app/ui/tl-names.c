/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/tl-names.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "ui/preferences/tl-memory-page.h"
#include "ui/tl-focus-ring.h"

static void
set_name (GtkWidget *widget, const char *name)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

/* "_Open" is "Open"; "__" stands for an underscore. */
static char *
without_mnemonic (const char *label)
{
  GString *plain = g_string_new (NULL);

  for (const char *c = label; *c != '\0'; c++)
    {
      if (*c == '_' && *++c == '\0')
        break;
      g_string_append_c (plain, *c);
    }
  return g_string_free (plain, FALSE);
}

/* Its own name has the underscore in it; the label inside, which names it too, has not. */
static void
name_mnemonic_cb (GtkButton *button)
{
  if (gtk_button_get_use_underline (button) && gtk_button_get_label (button) != NULL)
    gtk_accessible_reset_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL);
}

static void
name_mnemonic_check_cb (GtkCheckButton *button)
{
  const char *label = gtk_check_button_get_label (button);

  if (gtk_check_button_get_use_underline (button) && label != NULL)
    {
      g_autofree char *plain = without_mnemonic (label);

      set_name (GTK_WIDGET (button), plain);
    }
}

/* The first button inside, of the style class where one is named. */
static GtkWidget *
find_button (GtkWidget *widget, const char *css_class)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      gboolean fits = GTK_IS_BUTTON (child)
                      && (css_class == NULL || gtk_widget_has_css_class (child, css_class));
      GtkWidget *found = fits ? child : find_button (child, css_class);

      if (found != NULL)
        return found;
    }
  return NULL;
}

/* Connects once, however often the widget is shown. */
static void
watch (gpointer object, const char *signal, GCallback callback, gpointer data)
{
  if (g_signal_handler_find (object, G_SIGNAL_MATCH_FUNC | G_SIGNAL_MATCH_DATA, 0, 0, NULL,
                             (gpointer)callback, data)
      == 0)
    g_signal_connect_object (object, signal, callback, data, G_CONNECT_SWAPPED);
}

static void
name_tab_cb (GtkWidget *tab)
{
  g_autoptr (AdwTabPage) page = NULL;
  GtkWidget *around = gtk_widget_get_parent (tab);
  GtkWidget *close = find_button (tab, "tab-close-button");
  const char *title;

  g_object_get (tab, "page", &page, NULL);
  if (page == NULL)
    return;
  title = adw_tab_page_get_title (page);
  set_name (tab, title);
  /* What takes the focus is a widget of libadwaita around the tab. */
  if (around != NULL && gtk_widget_get_focusable (around))
    set_name (around, title);
  if (close != NULL)
    {
      g_autofree char *name = g_strdup_printf (_ ("Close %s"), title);

      set_name (close, name);
    }
}

static void
watch_tab (GtkWidget *tab)
{
  g_autoptr (AdwTabPage) page = NULL;

  g_object_get (tab, "page", &page, NULL);
  if (page != NULL)
    watch (page, "notify::title", G_CALLBACK (name_tab_cb), tab);
  name_tab_cb (tab);
}

static void
name_menu_button (GtkMenuButton *button)
{
  const char *label = gtk_menu_button_get_label (button);

  if (label != NULL && *label != '\0')
    {
      g_autofree char *plain = gtk_menu_button_get_use_underline (button) ? without_mnemonic (label)
                                                                          : g_strdup (label);

      set_name (GTK_WIDGET (button), plain);
    }
}

static void
label_by (GtkWidget *widget, GtkWidget *label)
{
  if (label != NULL)
    gtk_accessible_update_relation (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_RELATION_LABELLED_BY,
                                    label, NULL, -1);
}

/* The first label inside that says something. */
static GtkWidget *
find_label (GtkWidget *widget)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      gboolean speaks = GTK_IS_LABEL (child) && *gtk_label_get_text (GTK_LABEL (child)) != '\0';
      GtkWidget *found = speaks ? child : find_label (child);

      if (found != NULL)
        return found;
    }
  return NULL;
}

/* What a chooser is made of: its list, the lines of it, and the one that it shows. */
static void
name_part_of_chooser (GtkWidget *part, GtkWidget *chooser)
{
  if (GTK_IS_LIST_VIEW (part) && ADW_IS_PREFERENCES_ROW (chooser))
    set_name (part, adw_preferences_row_get_title (ADW_PREFERENCES_ROW (chooser)));
  else if (GTK_IS_LIST_VIEW (part))
    label_by (part, chooser);
  else
    {
      label_by (part, find_label (part));
      /* The line in the button is only looked at. */
      if (gtk_widget_get_ancestor (part, GTK_TYPE_BUTTON) != NULL)
        gtk_widget_set_focusable (part, FALSE);
    }
}

/* The windows that libadwaita makes: icons for labels, and lists without names. */
static void
name_part_of_window (GtkWidget *part, GtkWindow *window)
{
  static const struct
  {
    const char *icon;
    const char *name;
  } buttons[] = {
    { "go-previous-symbolic", N_ ("Back") },
    { "edit-find-symbolic", N_ ("Search") },
    { "window-close-symbolic", N_ ("Close") },
  };
  GtkWidget *group = gtk_widget_get_ancestor (part, ADW_TYPE_PREFERENCES_GROUP);
  const char *title
      = group != NULL ? adw_preferences_group_get_title (ADW_PREFERENCES_GROUP (group)) : NULL;
  const char *icon = GTK_IS_BUTTON (part) ? gtk_button_get_icon_name (GTK_BUTTON (part)) : NULL;

  for (guint i = 0; i < G_N_ELEMENTS (buttons) && icon != NULL; i++)
    if (g_str_equal (icon, buttons[i].icon))
      set_name (part, _ (buttons[i].name));
  if (title == NULL || *title == '\0')
    title = gtk_window_get_title (window);
  /* One of our own has a better name. */
  if (GTK_IS_SEARCH_ENTRY (part) && gtk_widget_get_ancestor (part, TL_TYPE_MEMORY_PAGE) == NULL)
    set_name (part, _ ("Search"));
  else if (GTK_IS_LIST_BOX (part))
    set_name (part, title != NULL && *title != '\0' ? title : g_get_application_name ());
  else if (g_str_equal (G_OBJECT_TYPE_NAME (part), "AdwViewSwitcherButton")
           || gtk_widget_get_ancestor (part, GTK_TYPE_STACK_SWITCHER) != NULL)
    {
      GtkWidget *label = find_label (part);

      /* Of its two labels, for a wide window and for a narrow one, the first is most often hidden.
       */
      if (label != NULL)
        set_name (part, gtk_label_get_text (GTK_LABEL (label)));
    }
  else if (GTK_IS_BUTTON (part) && icon == NULL && gtk_button_get_label (GTK_BUTTON (part)) == NULL)
    label_by (part, find_label (part));
}

/* Where a page with a message has nothing to press, its pane takes the focus. */
static void
name_message_cb (GtkWidget *pane)
{
  AdwStatusPage *page = ADW_STATUS_PAGE (gtk_widget_get_parent (pane));

  set_name (pane, adw_status_page_get_title (page));
  gtk_accessible_update_property (GTK_ACCESSIBLE (pane), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  adw_status_page_get_description (page), -1);
}

static void
watch_message (GtkWidget *pane)
{
  GtkWidget *page = gtk_widget_get_parent (pane);

  watch (page, "notify::title", G_CALLBACK (name_message_cb), pane);
  watch (page, "notify::description", G_CALLBACK (name_message_cb), pane);
  name_message_cb (pane);
}

/* The dialog of GTK for printing, which has words for those who see it alone. */
static void
name_part_of_printing (GtkWidget *part)
{
  if (GTK_IS_NOTEBOOK (part))
    set_name (part, _ ("Settings of the print"));
  else if (GTK_IS_COLUMN_VIEW (part) || GTK_IS_LIST_VIEW (part))
    set_name (part, _ ("Printers"));
  else if (g_str_equal (G_OBJECT_TYPE_NAME (part), "GtkListItemWidget")
           || gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (part)) == GTK_ACCESSIBLE_ROLE_TAB)
    label_by (part, find_label (part));
  else if (GTK_IS_ENTRY (part) && GTK_IS_CHECK_BUTTON (gtk_widget_get_prev_sibling (part)))
    label_by (part, gtk_widget_get_prev_sibling (part));
}

static void
name_part (GtkWidget *widget)
{
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkWidget *chooser = gtk_widget_get_ancestor (widget, GTK_TYPE_DROP_DOWN);

  if (chooser == NULL)
    chooser = gtk_widget_get_ancestor (widget, ADW_TYPE_COMBO_ROW);
  /* Its lines take the focus: with the pane around them Tab would come to a stop. */
  if (chooser != NULL && GTK_IS_SCROLLED_WINDOW (widget))
    gtk_widget_set_focusable (widget, FALSE);
  else if (chooser != NULL
           && (GTK_IS_LIST_VIEW (widget)
               || g_str_equal (G_OBJECT_TYPE_NAME (widget), "GtkListItemWidget")))
    name_part_of_chooser (widget, chooser);
  else if (root != NULL && g_str_equal (G_OBJECT_TYPE_NAME (root), "GtkPrintUnixDialog"))
    name_part_of_printing (widget);
  else if (ADW_IS_PREFERENCES_WINDOW (root) || ADW_IS_ABOUT_WINDOW (root))
    name_part_of_window (widget, GTK_WINDOW (root));
}

static void
hide (GtkWidget *widget, gboolean hidden)
{
  gtk_accessible_update_state (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_STATE_HIDDEN, hidden, -1);
}

/* What is not in front is not there for a screen reader either. */
static void
hide_other_pages_cb (GtkStack *stack)
{
  GtkWidget *shown = gtk_stack_get_visible_child (stack);

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (stack)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    hide (child, child != shown);
}

static void
hide_other_views_cb (AdwViewStack *stack)
{
  GtkWidget *shown = adw_view_stack_get_visible_child (stack);

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (stack)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    hide (child, child != shown);
}

static void
hide_squeezed_cb (AdwSqueezer *squeezer)
{
  GtkWidget *shown = adw_squeezer_get_visible_child (squeezer);

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (squeezer)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    hide (child, child != shown);
}

/* A bar for a single page stays folded whatever it was told. */
static void
hide_bar_cb (AdwViewSwitcherBar *bar)
{
  AdwViewStack *stack = adw_view_switcher_bar_get_stack (bar);
  g_autoptr (GtkSelectionModel) pages = stack != NULL ? adw_view_stack_get_pages (stack) : NULL;

  hide (GTK_WIDGET (bar), !adw_view_switcher_bar_get_reveal (bar) || pages == NULL
                              || g_list_model_get_n_items (G_LIST_MODEL (pages)) < 2);
}

static void
hide_other_leaves_cb (AdwLeaflet *leaflet)
{
  GtkWidget *shown = adw_leaflet_get_visible_child (leaflet);

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (leaflet)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    hide (child,
          child != shown
              && (adw_leaflet_get_folded (leaflet) || !adw_leaflet_get_can_unfold (leaflet)));
}

static void
hide_flap_cb (AdwFlap *flap)
{
  if (adw_flap_get_flap (flap) != NULL)
    hide (adw_flap_get_flap (flap), !adw_flap_get_reveal_flap (flap));
}

/* The pages of a window of libadwaita and its switchers, of which only one is wide enough. */
static gboolean
watch_views (GtkWidget *widget)
{
  if (ADW_IS_VIEW_STACK (widget))
    {
      watch (widget, "notify::visible-child", G_CALLBACK (hide_other_views_cb), widget);
      hide_other_views_cb (ADW_VIEW_STACK (widget));
    }
  else if (ADW_IS_SQUEEZER (widget))
    {
      watch (widget, "notify::visible-child", G_CALLBACK (hide_squeezed_cb), widget);
      hide_squeezed_cb (ADW_SQUEEZER (widget));
    }
  else if (ADW_IS_VIEW_SWITCHER_BAR (widget))
    {
      watch (widget, "notify::reveal", G_CALLBACK (hide_bar_cb), widget);
      hide_bar_cb (ADW_VIEW_SWITCHER_BAR (widget));
    }
  else
    return FALSE;
  return TRUE;
}

static gboolean
watch_pages (GtkWidget *widget)
{
  if (GTK_IS_STACK (widget))
    {
      g_autoptr (GtkSelectionModel) pages = gtk_stack_get_pages (GTK_STACK (widget));

      watch (widget, "notify::visible-child", G_CALLBACK (hide_other_pages_cb), widget);
      watch (pages, "items-changed", G_CALLBACK (hide_other_pages_cb), widget);
      hide_other_pages_cb (GTK_STACK (widget));
    }
  else if (ADW_IS_LEAFLET (widget))
    {
      watch (widget, "notify::visible-child", G_CALLBACK (hide_other_leaves_cb), widget);
      watch (widget, "notify::folded", G_CALLBACK (hide_other_leaves_cb), widget);
      hide_other_leaves_cb (ADW_LEAFLET (widget));
    }
  else if (ADW_IS_FLAP (widget))
    {
      watch (widget, "notify::reveal-flap", G_CALLBACK (hide_flap_cb), widget);
      hide_flap_cb (ADW_FLAP (widget));
    }
  else
    return FALSE;
  return TRUE;
}

static gboolean
shown_cb (GSignalInvocationHint *hint, guint n_values, const GValue *values, gpointer user_data)
{
  GtkWidget *widget = g_value_get_object (&values[0]);
  const char *type = G_OBJECT_TYPE_NAME (widget);

  if (GTK_IS_WINDOW (widget))
    tl_focus_ring_keep (GTK_WINDOW (widget));
  if (watch_pages (widget) || watch_views (widget))
    return G_SOURCE_CONTINUE;
  if (GTK_IS_BUTTON (widget) && gtk_button_get_use_underline (GTK_BUTTON (widget)))
    {
      watch (widget, "notify::label", G_CALLBACK (name_mnemonic_cb), widget);
      name_mnemonic_cb (GTK_BUTTON (widget));
    }
  else if (GTK_IS_CHECK_BUTTON (widget))
    {
      watch (widget, "notify::label", G_CALLBACK (name_mnemonic_check_cb), widget);
      name_mnemonic_check_cb (GTK_CHECK_BUTTON (widget));
    }
  else if (GTK_IS_MENU_BUTTON (widget))
    name_menu_button (GTK_MENU_BUTTON (widget));
  else if (GTK_IS_DROP_DOWN (widget) && find_button (widget, NULL) != NULL)
    label_by (find_button (widget, NULL), widget);
  else if (g_str_equal (type, "AdwTab"))
    watch_tab (widget);
  else if (GTK_IS_SCROLLED_WINDOW (widget) && ADW_IS_STATUS_PAGE (gtk_widget_get_parent (widget)))
    watch_message (widget);
  else if (g_str_equal (type, "AdwToastWidget"))
    {
      GtkWidget *close = gtk_widget_get_last_child (widget);

      if (GTK_IS_BUTTON (close))
        set_name (close, _ ("Close the note"));
    }
  else
    name_part (widget);
  return G_SOURCE_CONTINUE;
}

void
tl_names_watch (void)
{
  g_type_ensure (GTK_TYPE_WIDGET);
  g_type_class_unref (g_type_class_ref (GTK_TYPE_WIDGET));
  g_signal_add_emission_hook (g_signal_lookup ("map", GTK_TYPE_WIDGET), 0, shown_cb, NULL, NULL);
}
