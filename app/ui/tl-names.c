/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/tl-names.h"

#include <adwaita.h>
#include <glib/gi18n.h>

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

static void
name_mnemonic_cb (GtkButton *button)
{
  const char *label = gtk_button_get_label (button);
  g_autofree char *plain = NULL;

  if (label == NULL || !gtk_button_get_use_underline (button))
    return;
  plain = without_mnemonic (label);
  set_name (GTK_WIDGET (button), plain);
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
name_chooser (GtkWidget *chooser)
{
  GtkWidget *button = find_button (chooser, NULL);

  if (button != NULL)
    gtk_accessible_update_relation (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_RELATION_LABELLED_BY,
                                    chooser, NULL, -1);
}

static gboolean
shown_cb (GSignalInvocationHint *hint, guint n_values, const GValue *values, gpointer user_data)
{
  GtkWidget *widget = g_value_get_object (&values[0]);
  const char *type = G_OBJECT_TYPE_NAME (widget);

  if (GTK_IS_BUTTON (widget) && gtk_button_get_use_underline (GTK_BUTTON (widget)))
    {
      watch (widget, "notify::label", G_CALLBACK (name_mnemonic_cb), widget);
      name_mnemonic_cb (GTK_BUTTON (widget));
    }
  else if (GTK_IS_MENU_BUTTON (widget))
    name_menu_button (GTK_MENU_BUTTON (widget));
  else if (GTK_IS_DROP_DOWN (widget))
    name_chooser (widget);
  else if (g_str_equal (type, "AdwTab"))
    watch_tab (widget);
  else if (g_str_equal (type, "AdwToastWidget"))
    {
      GtkWidget *close = gtk_widget_get_last_child (widget);

      if (GTK_IS_BUTTON (close))
        set_name (close, _ ("Close the note"));
    }
  return G_SOURCE_CONTINUE;
}

void
tl_names_watch (void)
{
  g_type_ensure (GTK_TYPE_WIDGET);
  g_type_class_unref (g_type_class_ref (GTK_TYPE_WIDGET));
  g_signal_add_emission_hook (g_signal_lookup ("map", GTK_TYPE_WIDGET), 0, shown_cb, NULL, NULL);
}
