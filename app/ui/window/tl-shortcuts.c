/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/window/tl-shortcuts.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <string.h>

#define WIDTH  680
#define HEIGHT 660

#define GROUP_GENERAL N_ ("General")
#define GROUP_WINDOW  N_ ("Documents and files")
#define GROUP_RESULTS N_ ("Results")
#define GROUP_READER  N_ ("Reader")
#define GROUP_CITED   N_ ("Citations and versions")
#define GROUP_PAGES   N_ ("Original pages")
#define GROUP_FIND    N_ ("Finding and highlighting")
#define GROUP_COMPARE N_ ("Comparison")

static const TlShortcut shortcuts[] = {
  { "win.focus-search", "<Control>k", GROUP_GENERAL, N_ ("Return to the question") },
  { "win.select-search", "<Control>l", GROUP_GENERAL, N_ ("Select the question") },
  { "win.step-back", NULL, GROUP_GENERAL, N_ ("One step back") },
  { "win.back", "<Alt>Left", GROUP_GENERAL, N_ ("Back in the history") },
  { "win.forward", "<Alt>Right", GROUP_GENERAL, N_ ("Forward in the history") },
  { "win.place::work", "<Alt>1", GROUP_GENERAL, N_ ("Search and open documents") },
  { "win.place::library", "<Alt>2", GROUP_GENERAL, N_ ("Library of documents") },
  { "win.place::desk", "<Alt>3", GROUP_GENERAL, N_ ("Highlights and notes") },
  { "win.place::feedback", "<Alt>5", GROUP_GENERAL, N_ ("What you sent to the editors") },
  { "win.comment", "<Control><Shift>g", GROUP_GENERAL,
    N_ ("Comment on the document, the selection or the result") },
  { "win.show-left-pane", "F9", GROUP_GENERAL, N_ ("Show or hide the left pane") },
  { "win.show-right-pane", "<Shift>F9", GROUP_GENERAL, N_ ("Show or hide the right pane") },
  { NULL, "F6", GROUP_GENERAL, N_ ("To the next part of the window; Shift+F6 to the one before") },
  { "app.preferences", "<Control>comma", GROUP_GENERAL, N_ ("Preferences") },
  { "win.show-shortcuts", "<Control>question", GROUP_GENERAL, N_ ("Keyboard shortcuts") },
  { "app.quit", "<Control>q", GROUP_GENERAL, N_ ("Quit") },
  { "win.show-news", "<Alt>4", GROUP_WINDOW, N_ ("What is new in the library") },
  { "win.update-folder", "<Control><Shift>u", GROUP_WINDOW,
    N_ ("Update the library from a folder or stick") },
  { "win.open-file", "<Control>o", GROUP_WINDOW, N_ ("Open a file of your own") },
  { NULL, "<Control>p", GROUP_WINDOW, N_ ("Print the document, the results or the overview") },
  { NULL, "<Control><Shift>p", GROUP_WINDOW,
    N_ ("Save the document, the results or the overview as PDF") },
  { "win.close-tab", "<Control>w", GROUP_WINDOW, N_ ("Close the document") },
  { "win.next-tab", "<Control>Tab", GROUP_WINDOW, N_ ("Next document") },
  { "win.previous-tab", "<Control><Shift>Tab", GROUP_WINDOW, N_ ("Previous document") },
  { "win.compare-with", "<Control>d", GROUP_WINDOW, N_ ("Compare with another document") },
  { "win.similar", "<Control><Shift>t", GROUP_WINDOW, N_ ("Similar cases") },
  { NULL, "Down", GROUP_RESULTS, N_ ("From the question to the results") },
  { NULL, "Return", GROUP_RESULTS, N_ ("Open the result") },
  { NULL, "space", GROUP_RESULTS, N_ ("Preview the result") },
  { NULL, "v", GROUP_RESULTS, N_ ("Why the result stands here") },
  { NULL, "d", GROUP_RESULTS, N_ ("Other passages of the document") },
  { NULL, "c", GROUP_RESULTS, N_ ("Put the result up for comparison; the second opens both") },
  { NULL, "x", GROUP_RESULTS, N_ ("Confirm that the result answers the question") },
  { NULL, "g", GROUP_RESULTS, N_ ("Comment on the result") },
  { NULL, "p", GROUP_RESULTS, N_ ("Among similar cases: the suggested articles") },
  { NULL, "<Control><Shift>o", GROUP_READER, N_ ("Read a file of your own again") },
  { NULL, "<Control>1", GROUP_READER, N_ ("Original pages") },
  { NULL, "<Control>2", GROUP_READER, N_ ("Text of the document") },
  { NULL, "<Control>plus", GROUP_READER, N_ ("Larger") },
  { NULL, "<Control>minus", GROUP_READER, N_ ("Smaller") },
  { NULL, "<Control>0", GROUP_READER, N_ ("Fit the width, usual text size") },
  { NULL, "<Control>t", GROUP_READER, N_ ("Outline or small pages") },
  { NULL, "Page_Down", GROUP_READER, N_ ("Further down") },
  { NULL, "Page_Up", GROUP_READER, N_ ("Further up") },
  { NULL, "<Control>period", GROUP_CITED, N_ ("Next citation") },
  { NULL, "<Control>greater", GROUP_CITED, N_ ("Citation before") },
  { NULL, "<Control>i", GROUP_CITED, N_ ("What else cites this place") },
  { NULL, "<Control><Shift>i", GROUP_CITED, N_ ("What cites this document") },
  { NULL, "<Control><Shift>v", GROUP_CITED, N_ ("Versions of the article") },
  { NULL, "F8", GROUP_CITED, N_ ("Next change between two versions") },
  { NULL, "<Shift>F8", GROUP_CITED, N_ ("Change before") },
  { NULL, "<Control>9", GROUP_PAGES, N_ ("Fit the whole page") },
  { NULL, "<Control>3", GROUP_PAGES, N_ ("One page") },
  { NULL, "<Control>4", GROUP_PAGES, N_ ("Two pages side by side") },
  { NULL, "<Control>5", GROUP_PAGES, N_ ("Two pages, the first alone") },
  { NULL, "<Control>r", GROUP_PAGES, N_ ("Turn the pages right") },
  { NULL, "<Control><Shift>r", GROUP_PAGES, N_ ("Turn the pages left") },
  { NULL, "<Control>g", GROUP_PAGES, N_ ("Go to a page by its number") },
  { NULL, "<Control>Down", GROUP_PAGES, N_ ("Next page") },
  { NULL, "<Control>Up", GROUP_PAGES, N_ ("Previous page") },
  { NULL, "F5", GROUP_PAGES, N_ ("Present on the whole screen (also F11)") },
  { NULL, "<Control>f", GROUP_FIND, N_ ("Find in the document") },
  { NULL, "F3", GROUP_FIND, N_ ("Next hit") },
  { NULL, "<Shift>F3", GROUP_FIND, N_ ("Hit before") },
  { NULL, "<Control>c", GROUP_FIND, N_ ("Copy what is selected") },
  { NULL, "<Control><Shift>c", GROUP_FIND, N_ ("Copy with citation") },
  { NULL, "<Control>a", GROUP_FIND, N_ ("Select the page, again the document") },
  { NULL, "<Control>h", GROUP_FIND, N_ ("Highlight what is selected") },
  { NULL, "<Control>m", GROUP_FIND, N_ ("Write a note on it") },
  { NULL, "<Control><Shift>m", GROUP_FIND, N_ ("Notes of the document") },
  { NULL, "<Shift>Right", GROUP_FIND,
    N_ ("Select on the original pages, letter by letter (with Ctrl word by word)") },
  { NULL, "<Shift>Down", GROUP_FIND, N_ ("Select on the original pages, line by line") },
  { NULL, "n", GROUP_COMPARE, N_ ("Next difference; F8 does the same") },
  { NULL, "<Shift>n", GROUP_COMPARE, N_ ("Difference before; Shift+F8 does the same") },
  { NULL, "F4", GROUP_COMPARE, N_ ("Overview of all passages, or both texts") },
  { NULL, "<Control>e", GROUP_COMPARE, N_ ("Save the overview as an ODT file") },
  { NULL, "<Alt>Down", GROUP_COMPARE, N_ ("Next match") },
  { NULL, "<Alt>Up", GROUP_COMPARE, N_ ("Match before") },
  { NULL, "<Control><Shift>w", GROUP_COMPARE, N_ ("Take the right document away") },
  { NULL, "F7", GROUP_COMPARE, N_ ("Scroll together, or each side alone") },
  { NULL, "<Shift>F7", GROUP_COMPARE, N_ ("Match these places") },
};

const TlShortcut *
tl_shortcuts_get (guint *n_shortcuts)
{
  *n_shortcuts = G_N_ELEMENTS (shortcuts);
  return shortcuts;
}

void
tl_shortcuts_install (GtkApplication *application)
{
  for (guint i = 0; i < G_N_ELEMENTS (shortcuts); i++)
    {
      g_auto (GStrv) accelerators = NULL;

      if (shortcuts[i].action == NULL || shortcuts[i].accelerators == NULL)
        continue;
      accelerators = g_strsplit (shortcuts[i].accelerators, " ", -1);
      gtk_application_set_accels_for_action (application, shortcuts[i].action,
                                             (const char *const *)accelerators);
    }
}

/* GTK shows keys that have no sign of their own by the names of X: "Page_Down". */
static void
show_plain (GtkWidget *widget)
{
  if (GTK_IS_LABEL (widget) && strlen (gtk_label_get_text (GTK_LABEL (widget))) > 1)
    {
      g_autofree char *plain
          = g_strdelimit (g_strdup (gtk_label_get_text (GTK_LABEL (widget))), "_", ' ');

      gtk_label_set_text (GTK_LABEL (widget), plain);
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    show_plain (child);
}

static GtkWidget *
make_row (const TlShortcut *shortcut)
{
  const char *keys = shortcut->accelerators != NULL ? shortcut->accelerators : "Escape";
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *label = gtk_shortcut_label_new (keys);
  g_autofree char *spoken = NULL;
  GdkModifierType modifiers;
  guint key;

  g_object_set (row, "use-markup", FALSE, "title", _ (shortcut->title), NULL);
  show_plain (label);
  gtk_widget_set_valign (label, GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
  if (gtk_accelerator_parse (keys, &key, &modifiers))
    {
      spoken = gtk_accelerator_get_label (key, modifiers);
      gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                      spoken, -1);
    }
  return row;
}

/* GTK's own window of shortcuts cannot scroll: on a screen of 768 lines, and with large text, the
 * last ones could not be read. */
GtkWidget *
tl_shortcuts_window_new (void)
{
  GtkWidget *window = adw_preferences_window_new ();
  GtkWidget *page = adw_preferences_page_new ();
  GtkWidget *group = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (shortcuts); i++)
    {
      if (i == 0 || !g_str_equal (shortcuts[i].group, shortcuts[i - 1].group))
        {
          group = adw_preferences_group_new ();
          adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _ (shortcuts[i].group));
          adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), ADW_PREFERENCES_GROUP (group));
        }
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), make_row (&shortcuts[i]));
    }
  adw_preferences_window_add (ADW_PREFERENCES_WINDOW (window), ADW_PREFERENCES_PAGE (page));
  gtk_window_set_title (GTK_WINDOW (window), _ ("Keyboard shortcuts"));
  gtk_window_set_default_size (GTK_WINDOW (window), WIDTH, HEIGHT);
  gtk_window_set_modal (GTK_WINDOW (window), TRUE);
  return g_object_ref (window);
}
