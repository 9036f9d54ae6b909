/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every template is instantiated under fatal warnings and goes away again; hostile text is shown as
 * it is. */
#include "config.h"

#include <adwaita.h>

#include "ui/library/tl-document-row.h"
#include "ui/library/tl-library-page.h"
#include "ui/preferences/tl-preferences.h"
#include "ui/search/tl-facet-pane.h"
#include "ui/search/tl-preview.h"
#include "ui/search/tl-result-row.h"
#include "ui/search/tl-scope-bar.h"
#include "ui/search/tl-search-page.h"
#include "ui/search/tl-start-view.h"
#include "ui/window/tl-date-chip.h"
#include "ui/window/tl-shortcuts.h"
#include "ui/window/tl-status-line.h"

static void
every_template_comes_up_and_goes_away (void)
{
  const GType types[] = {
    TL_TYPE_DOCUMENT_ROW, TL_TYPE_LIBRARY_PAGE, TL_TYPE_PREVIEW,
    TL_TYPE_RESULT_ROW,   TL_TYPE_SCOPE_BAR,    TL_TYPE_SEARCH_PAGE,
    TL_TYPE_START_VIEW,   TL_TYPE_DATE_CHIP,    TL_TYPE_STATUS_LINE,
  };

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    {
      GtkWidget *widget = g_object_ref_sink (g_object_new (types[i], NULL));

      g_test_message ("%s", g_type_name (types[i]));
      g_assert_finalize_object (widget);
    }
}

static void
markup_in_a_title_is_shown_as_it_is (void)
{
  TlHit hit = { .kind = TL_DOC_STATUTE,
                .doc = (char *)"x",
                .label = (char *)"Điều 1",
                .title = (char *)"<b>A & B</b>",
                .passage = (char *)"Luật <A> & \"B\"",
                .number = (char *)"<1>" };
  g_autoptr (GPtrArray) hits = g_ptr_array_new ();
  g_autoptr (TlResultItem) item = NULL;
  GtkWidget *row = g_object_ref_sink (tl_result_row_new ());
  TlDocument *document = tl_document_new (TL_DOC_STATUTE, "x");
  GtkWidget *document_row = g_object_ref_sink (tl_document_row_new ());

  g_ptr_array_add (hits, &hit);
  item = tl_result_item_new_hit (TL_RESULT_STATUTES, hits, &hit);
  tl_result_row_set_item (TL_RESULT_ROW (row), item);
  document->title = g_strdup ("Luật <A> & B");
  tl_document_row_set_document (TL_DOCUMENT_ROW (document_row), document);
  gtk_test_accessible_assert_property (row, GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Điều 1. <b>A & B</b>. <1>. ? Effect not known");
  tl_document_unref (document);
  g_object_unref (document_row);
  g_object_unref (row);
}

static guint
count_of_type (GtkWidget *widget, GType type)
{
  guint n = G_TYPE_CHECK_INSTANCE_TYPE (widget, type) ? 1 : 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n += count_of_type (child, type);
  return n;
}

static void
filters_are_offered_only_where_something_was_found (void)
{
  GtkWidget *pane = g_object_ref_sink (tl_facet_pane_new ());
  g_autoptr (TlSearchScope) scope = tl_search_scope_new ();
  g_autoptr (GPtrArray) facets = g_ptr_array_new ();
  g_autoptr (GPtrArray) none = g_ptr_array_new (), some = g_ptr_array_new ();
  char text[] = "2024";
  TlFacetValue value = { .value = text, .label = text, .count = 3 };
  TlFacet year = { "year", none }, level = { "level", none };
  GtkWidget *sections = gtk_widget_get_last_child (gtk_widget_get_first_child (pane));
  guint n_shown[] = { 0, 2, 1 };

  g_ptr_array_add (facets, &year);
  g_ptr_array_add (facets, &level);
  g_ptr_array_add (some, &value);
  for (guint i = 0; i < G_N_ELEMENTS (n_shown); i++)
    {
      guint n = 0;

      year.values = i == 1 ? some : none;
      if (i == 2) /* what was chosen can be taken back */
        tl_search_scope_set (scope, "level", "1", "cấp khác", TRUE);
      tl_facet_pane_show_facets (TL_FACET_PANE (pane), facets, TRUE, scope);
      for (GtkWidget *view = gtk_widget_get_first_child (sections); view != NULL;
           view = gtk_widget_get_next_sibling (view))
        n += gtk_widget_get_visible (view);
      g_assert_cmpuint (n, ==, n_shown[i]);
    }
  g_object_unref (pane);
}

static void
the_window_of_shortcuts_lists_the_table (void)
{
  GtkWidget *window = tl_shortcuts_window_new ();
  guint n_shortcuts;

  tl_shortcuts_get (&n_shortcuts);
  g_assert_cmpuint (count_of_type (window, ADW_TYPE_ACTION_ROW), ==, n_shortcuts);
  g_assert_cmpuint (count_of_type (window, GTK_TYPE_SHORTCUT_LABEL), ==, n_shortcuts);
  gtk_window_destroy (GTK_WINDOW (window));
  g_object_unref (window);
}

static void
preferences_follow_the_settings (void)
{
  g_autoptr (GSettings) settings = g_settings_new (TL_APP_ID);
  g_autoptr (TlMemoryDesk) memory = tl_memory_desk_new ();
  GtkWidget *window = tl_preferences_new (settings, memory);
  const char *const questions[] = { "một câu hỏi", NULL };
  g_auto (GStrv) left = NULL;

  g_settings_set_strv (settings, "recent-questions", questions);
  g_settings_set_boolean (settings, "keep-history", FALSE);
  left = g_settings_get_strv (settings, "recent-questions");
  g_assert_cmpuint (g_strv_length (left), ==, 0);
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int argc, char **argv)
{
  g_setenv ("GTK_A11Y", "test", TRUE);
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/ui/templates/every-template-comes-up-and-goes-away",
                   every_template_comes_up_and_goes_away);
  g_test_add_func ("/ui/templates/markup-in-a-title-is-shown-as-it-is",
                   markup_in_a_title_is_shown_as_it_is);
  g_test_add_func ("/ui/templates/filters-are-offered-only-where-something-was-found",
                   filters_are_offered_only_where_something_was_found);
  g_test_add_func ("/ui/templates/the-window-of-shortcuts-lists-the-table",
                   the_window_of_shortcuts_lists_the_table);
  g_test_add_func ("/ui/templates/preferences-follow-the-settings",
                   preferences_follow_the_settings);
  return g_test_run ();
}
