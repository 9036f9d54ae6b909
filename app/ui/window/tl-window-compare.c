/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Documents that were put up for comparison, and the tabs of comparisons. */
#include "config.h"

#include "ui/window/tl-window-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "ui/search/tl-hit-text.h"
#include "ui/tl-widget.h"

/* Documents to choose from at the most. */
#define MOST_CHOICES 12

/* What the judge looks at, when it is a tab. */
static GtkWidget *
get_front (TlWindow *self)
{
  AdwTabPage *page = adw_tab_view_get_selected_page (self->tab_view);

  return page != NULL && g_strcmp0 (gtk_stack_get_visible_child_name (self->places), "work") == 0
             ? adw_tab_page_get_child (page)
             : NULL;
}

static TlCompareView *
selected_comparison (TlWindow *self)
{
  GtkWidget *child = get_front (self);

  return child != NULL && TL_IS_COMPARE_VIEW (child) ? TL_COMPARE_VIEW (child) : NULL;
}

/* The comparison that has @left on its left side. */
static TlCompareView *
find_comparison (TlWindow *self, const char *left, AdwTabPage **page)
{
  for (int i = 0; i < adw_tab_view_get_n_pages (self->tab_view); i++)
    {
      GtkWidget *child;

      *page = adw_tab_view_get_nth_page (self->tab_view, i);
      child = adw_tab_page_get_child (*page);
      if (TL_IS_COMPARE_VIEW (child)
          && g_strcmp0 (tl_compare_view_get_doc (TL_COMPARE_VIEW (child), TL_SIDE_LEFT), left) == 0)
        return TL_COMPARE_VIEW (child);
    }
  return NULL;
}

/* The document in front, of which something else is the counterpart. */
static const char *
document_in_front (TlWindow *self)
{
  GtkWidget *child = get_front (self);

  if (child == NULL)
    return NULL;
  if (TL_IS_READER (child))
    return tl_reader_get_doc (TL_READER (child));
  return TL_IS_COMPARE_VIEW (child)
             ? tl_compare_view_get_doc (TL_COMPARE_VIEW (child), TL_SIDE_LEFT)
             : _tl_window_similar_document (child);
}

/* The tray follows what is put up and what is in front; the comparison itself needs none. */
static void
update_tray (TlWindow *self)
{
  AdwTabPage *page = NULL;
  const char *front;
  gboolean with_open, compared, shown;

  if (gtk_widget_in_destruction (GTK_WIDGET (self)))
    return;
  front = document_in_front (self);
  with_open = front != NULL && g_strcmp0 (front, self->put_doc) != 0;
  compared = self->put_doc != NULL && find_comparison (self, self->put_doc, &page) != NULL;
  shown = self->put_doc != NULL && selected_comparison (self) == NULL;
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.compare-put", with_open || compared);
  tl_compare_tray_set (self->tray, shown ? self->put_title : NULL, compared, with_open);
}

static void
put (TlWindow *self, const char *doc, const char *title)
{
  char *new_doc = g_strdup (doc), *new_title = g_strdup (title);

  g_free (self->put_doc);
  g_free (self->put_title);
  self->put_doc = new_doc;
  self->put_title = new_title;
  update_tray (self);
}

static void
changed_cb (TlWindow *self, TlCompareView *view)
{
  const char *left = tl_compare_view_get_doc (view, TL_SIDE_LEFT);
  const char *right = tl_compare_view_get_doc (view, TL_SIDE_RIGHT);
  g_autofree char *place = NULL;

  if (left == NULL || right == NULL)
    return;
  place = g_strdup_printf ("compare:%s|%s", left, right);
  _tl_window_visit (self, place);
}

static TlCompareView *
add_comparison (TlWindow *self, AdwTabPage **page)
{
  TlCompareView *view = TL_COMPARE_VIEW (tl_compare_view_new (self->services));

  *page = adw_tab_view_append (self->tab_view, GTK_WIDGET (view));
  g_object_bind_property (view, "title", *page, "title", G_BINDING_SYNC_CREATE);
  g_object_bind_property (view, "loading", *page, "loading", G_BINDING_SYNC_CREATE);
  g_signal_connect_object (view, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  return view;
}

static void
go_to (TlWindow *self, AdwTabPage *page, TlCompareView *view)
{
  tl_stack_show (self->places, "work");
  adw_tab_view_set_selected_page (self->tab_view, page);
  gtk_widget_grab_focus (GTK_WIDGET (view));
  _tl_window_update_actions (self);
}

void
_tl_window_compare (TlWindow *self, const TlReaderTarget *left, const TlReaderTarget *right)
{
  AdwTabPage *page = NULL;
  TlCompareView *view = find_comparison (self, left->doc, &page);

  tl_usage_keeper_used (tl_services_get_usage (self->services), left->doc);
  tl_usage_keeper_used (tl_services_get_usage (self->services), right->doc);
  /* What was said of the choice is done, and would cover what is to be seen. */
  if (self->spoken != NULL)
    adw_toast_dismiss (self->spoken);
  /* One more against the same document joins those of the right side. */
  if (view != NULL)
    tl_compare_view_add_right (view, right);
  else
    {
      view = add_comparison (self, &page);
      tl_compare_view_open (view, left, right);
    }
  go_to (self, page, view);
}

void
_tl_window_put_up (TlWindow *self, const char *doc, const char *title)
{
  TlReaderTarget left = { .doc = self->put_doc }, right = { .doc = doc };
  g_autofree char *words = NULL;

  if (self->put_doc != NULL && !g_str_equal (self->put_doc, doc))
    {
      _tl_window_compare (self, &left, &right);
      return;
    }
  /* Twice the same: it was not meant. */
  if (self->put_doc != NULL)
    {
      put (self, NULL, NULL);
      tl_window_say (self, _ ("Nothing is put up for comparison any more"));
      return;
    }
  put (self, doc, title);
  /* Translators: title of a document. */
  words = g_strdup_printf (_ ("To be compared: %s. Choose the second document with C, or with "
                              "Ctrl+D while it is open."),
                           title);
  tl_window_say (self, words);
}

static void
hit_cb (TlWindow *self, const TlHit *hit)
{
  g_autofree char *title = tl_hit_kicker (hit);

  _tl_window_visit_search (self);
  _tl_window_put_up (self, hit->doc, title);
}

/* A document to compare with. */
typedef struct
{
  char *doc;
  char *title;
} Choice;

static void
choice_free (Choice *choice)
{
  g_free (choice->doc);
  g_free (choice->title);
  g_free (choice);
}

static void
add_choice (GPtrArray *choices, const char *doc, const char *title, const char *but)
{
  Choice *choice;

  if (doc == NULL || g_strcmp0 (doc, but) == 0 || choices->len >= MOST_CHOICES)
    return;
  for (guint i = 0; i < choices->len; i++)
    if (g_str_equal (((Choice *)g_ptr_array_index (choices, i))->doc, doc))
      return;
  choice = g_new (Choice, 1);
  choice->doc = g_strdup (doc);
  choice->title = g_strdup (title);
  g_ptr_array_add (choices, choice);
}

/* What was put up, what is open, and the result that was chosen last. */
static GPtrArray *
find_choices (TlWindow *self, const char *but)
{
  GPtrArray *choices = g_ptr_array_new_with_free_func ((GDestroyNotify)choice_free);
  const TlHit *hit = tl_search_page_get_chosen (self->search_page);

  add_choice (choices, self->put_doc, self->put_title, but);
  for (int i = adw_tab_view_get_n_pages (self->tab_view) - 1; i >= 0; i--)
    {
      AdwTabPage *page = adw_tab_view_get_nth_page (self->tab_view, i);
      GtkWidget *child = adw_tab_page_get_child (page);

      if (TL_IS_READER (child))
        add_choice (choices, tl_reader_get_doc (TL_READER (child)), adw_tab_page_get_title (page),
                    but);
    }
  if (hit != NULL)
    {
      g_autofree char *title = tl_hit_kicker (hit);

      add_choice (choices, hit->doc, title, but);
    }
  return choices;
}

static void
closed_cb (GtkPopover *popover)
{
  /* The press that closes it is still being handled. */
  g_idle_add_once ((GSourceOnceFunc)gtk_widget_unparent, popover);
}

static GtkWidget *
make_choice (const Choice *choice, GtkWidget *popover)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *label = gtk_label_new (choice->title);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 48);
  gtk_button_set_child (GTK_BUTTON (button), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  choice->title, -1);
  gtk_widget_add_css_class (button, "flat");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.compare");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", choice->doc);
  g_signal_connect_object (button, "clicked", G_CALLBACK (gtk_popover_popdown), popover,
                           G_CONNECT_SWAPPED);
  return button;
}

static void
show_choices (TlWindow *self, GPtrArray *choices)
{
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *head = gtk_label_new (_ ("Compare with…"));
  GtkWidget *above = gtk_widget_get_parent (GTK_WIDGET (self->tab_bar));
  graphene_rect_t bounds;

  gtk_widget_add_css_class (head, "heading");
  gtk_label_set_xalign (GTK_LABEL (head), 0);
  gtk_box_append (GTK_BOX (box), head);
  for (guint i = 0; i < choices->len; i++)
    gtk_box_append (GTK_BOX (box), make_choice (g_ptr_array_index (choices, i), popover));
  gtk_popover_set_child (GTK_POPOVER (popover), box);
  /* The row of tabs itself would not let Tab go round in it. */
  gtk_widget_set_parent (popover, above);
  if (gtk_widget_compute_bounds (GTK_WIDGET (self->tab_bar), above, &bounds))
    gtk_popover_set_pointing_to (
        GTK_POPOVER (popover), &(GdkRectangle){ (int)bounds.origin.x, (int)bounds.origin.y,
                                                (int)bounds.size.width, (int)bounds.size.height });
  gtk_popover_set_position (GTK_POPOVER (popover), GTK_POS_BOTTOM);
  g_signal_connect (popover, "closed", G_CALLBACK (closed_cb), NULL);
  gtk_popover_popup (GTK_POPOVER (popover));
}

/* Ctrl+D: the document in front is compared with one of those at hand; when there is none it waits
 * for its counterpart. */
static void
compare_with_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TlWindow *self = TL_WINDOW (widget);
  const char *doc = document_in_front (self);
  g_autoptr (GPtrArray) choices = NULL;

  if (doc == NULL)
    {
      const TlHit *hit = tl_search_page_get_chosen (self->search_page);

      if (hit != NULL)
        hit_cb (self, hit);
      return;
    }
  choices = find_choices (self, doc);
  if (choices->len > 0)
    show_choices (self, choices);
  else
    _tl_window_put_up (self, doc,
                       adw_tab_page_get_title (adw_tab_view_get_selected_page (self->tab_view)));
}

static void
compare_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TlReaderTarget right = { .doc = g_variant_get_string (parameter, NULL) };

  if (*right.doc != '\0')
    _tl_window_compare_front (TL_WINDOW (widget), &right);
}

static void
show_comparison (TlWindow *self)
{
  AdwTabPage *page = NULL;
  TlCompareView *view = find_comparison (self, self->put_doc, &page);

  if (view == NULL)
    return;
  go_to (self, page, view);
}

/* The document in front against the one that is put up, which stays on the left. */
static void
compare_put_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TlWindow *self = TL_WINDOW (widget);
  g_autofree char *front = g_strdup (document_in_front (self));
  TlReaderTarget targets[2] = { { .doc = self->put_doc }, { .doc = front } };

  if (self->put_doc == NULL)
    return;
  if (front != NULL && !g_str_equal (front, self->put_doc))
    _tl_window_compare (self, &targets[0], &targets[1]);
  else
    show_comparison (self);
}

static void
compare_clear_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  put (TL_WINDOW (widget), NULL, NULL);
}

/* With its comparison what was put up goes too: the judge is done with it. */
static void
detached_cb (TlWindow *self, AdwTabPage *page)
{
  GtkWidget *child = adw_tab_page_get_child (page);

  if (self->put_doc != NULL && TL_IS_COMPARE_VIEW (child)
      && g_strcmp0 (tl_compare_view_get_doc (TL_COMPARE_VIEW (child), TL_SIDE_LEFT), self->put_doc)
             == 0)
    put (self, NULL, NULL);
}

/* Where the reader in front stands, so that it stands there in the comparison too. */
static void
find_place (TlWindow *self, TlReader *reader, char **anchor, char **as_of)
{
  const TlTextModel *model = tl_reader_get_model (reader);
  g_autofree char *date = tl_services_dup_date (self->services);

  *anchor = tl_reader_dup_anchor (reader);
  if (model != NULL && g_strcmp0 (model->as_of, date) != 0)
    *as_of = g_strdup (model->as_of);
}

gboolean
_tl_window_compare_front (TlWindow *self, const TlReaderTarget *right)
{
  GtkWidget *child = get_front (self);
  g_autofree char *doc = g_strdup (document_in_front (self));
  g_autofree char *anchor = NULL;
  g_autofree char *as_of = NULL;
  TlReaderTarget left = { .doc = doc };

  if (doc == NULL || g_str_equal (doc, right->doc))
    return FALSE;
  if (TL_IS_READER (child))
    find_place (self, TL_READER (child), &anchor, &as_of);
  left.anchor = anchor;
  left.as_of = as_of;
  _tl_window_compare (self, &left, right);
  return TRUE;
}

gboolean
_tl_window_next_right (TlWindow *self, int step)
{
  TlCompareView *view = selected_comparison (self);

  return view != NULL && tl_compare_view_next_right (view, step);
}

gboolean
_tl_window_go_compare (TlWindow *self, const char *place)
{
  g_auto (GStrv) docs = NULL;
  TlReaderTarget targets[2] = { { NULL }, { NULL } };

  if (!g_str_has_prefix (place, "compare:"))
    return FALSE;
  docs = g_strsplit (place + strlen ("compare:"), "|", 2);
  if (g_strv_length (docs) == 2)
    {
      targets[0].doc = docs[0];
      targets[1].doc = docs[1];
      _tl_window_compare (self, &targets[0], &targets[1]);
    }
  return TRUE;
}

void
_tl_window_set_up_compare (TlWindow *self)
{
  GtkBox *box = GTK_BOX (gtk_widget_get_parent (GTK_WIDGET (self->toasts)));

  self->tray = TL_COMPARE_TRAY (tl_compare_tray_new ());
  gtk_box_insert_child_after (box, GTK_WIDGET (self->tray), GTK_WIDGET (self->toasts));
  /* In a comparison Ctrl+Tab goes to the next document of the right side: win.next-tab. */
  adw_tab_view_remove_shortcuts (self->tab_view, ADW_TAB_VIEW_SHORTCUT_CONTROL_TAB
                                                     | ADW_TAB_VIEW_SHORTCUT_CONTROL_SHIFT_TAB);
  g_signal_connect_object (self->tab_view, "notify::selected-page", G_CALLBACK (update_tray), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect_object (self->places, "notify::visible-child", G_CALLBACK (update_tray), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->tab_view, "page-detached", G_CALLBACK (detached_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->search_page, "compare", G_CALLBACK (hit_cb), self,
                           G_CONNECT_SWAPPED);
}

void
_tl_window_install_compare_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.compare-with", NULL, compare_with_cb);
  gtk_widget_class_install_action (widget_class, "win.compare", "s", compare_cb);
  gtk_widget_class_install_action (widget_class, "win.compare-put", NULL, compare_put_cb);
  gtk_widget_class_install_action (widget_class, "win.compare-clear", NULL, compare_clear_cb);
}
