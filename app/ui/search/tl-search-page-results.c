/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The list of results: its rows, its keys, and the preview beside it. */
#include "config.h"

#include "ui/search/tl-search-page-private.h"

#include "ui/search/tl-hit-text.h"
#include "ui/search/tl-result-row.h"
#include "ui/search/tl-result-slots.h"
#include "ui/search/tl-why-popover.h"

const TlHit *
_tl_search_page_selected_hit (TlSearchPage *self)
{
  TlResultSlot *slot = gtk_single_selection_get_selected_item (self->selection);

  return slot != NULL ? tl_result_item_get_hit (tl_result_slot_get_item (slot)) : NULL;
}

void
_tl_search_page_preview (TlSearchPage *self)
{
  if (gtk_widget_get_visible (self->right_pane))
    tl_preview_show (self->preview, self->services, _tl_search_page_selected_hit (self));
}

static const TlHit *
row_hit (TlResultRow *row)
{
  TlResultItem *item = tl_result_row_get_item (row);

  return item != NULL ? tl_result_item_get_hit (item) : NULL;
}

/* What is done in the popover is done to the chosen result, also when a mouse opened it. */
static void
select_row (TlSearchPage *self, TlResultRow *row)
{
  guint position;

  if (g_list_store_find (G_LIST_STORE (tl_search_session_get_model (self->session)),
                         tl_result_row_get_item (row), &position))
    gtk_single_selection_set_selected (self->selection, position);
}

static void
show_parts (TlSearchPage *self, TlResultRow *row)
{
  const TlHit *hit = row_hit (row);

  if (hit == NULL)
    return;
  select_row (self, row);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "results.confirm",
                                 tl_memory_desk_is_ready (tl_services_get_memory (self->services)));
  tl_why_popover_show (GTK_WIDGET (self), GTK_WIDGET (row), hit, "results.confirm");
}

/* The other passages of a document: the same question, in this document only. */
static void
show_others (TlSearchPage *self, TlResultRow *row)
{
  const TlHit *hit = row_hit (row);
  g_autofree char *doc = NULL;
  g_autofree char *label = NULL;

  if (hit == NULL || hit->others == 0)
    return;
  doc = g_strdup (hit->doc);
  label = tl_hit_document (hit);
  _tl_search_page_filter (self, "document", doc, label, TRUE);
}

static void
comment (TlSearchPage *self, TlResultRow *row)
{
  select_row (self, row);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.comment", NULL);
}

static void
setup_row_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, TlSearchPage *self)
{
  GtkWidget *row = tl_result_row_new ();

  g_signal_connect_object (row, "parts", G_CALLBACK (show_parts), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "comment", G_CALLBACK (comment), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "others", G_CALLBACK (show_others), self, G_CONNECT_SWAPPED);
  gtk_list_item_set_child (list_item, row);
}

static void
show_slot (GtkListItem *list_item)
{
  TlResultItem *item = tl_result_slot_get_item (gtk_list_item_get_item (list_item));
  gboolean is_hit = tl_result_item_get_hit (item) != NULL;

  gtk_list_item_set_selectable (list_item, is_hit);
  gtk_list_item_set_activatable (list_item, is_hit);
  tl_result_row_set_item (TL_RESULT_ROW (gtk_list_item_get_child (list_item)), item);
}

static void
bind_row_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item)
{
  show_slot (list_item);
  g_signal_connect_object (gtk_list_item_get_item (list_item), "notify::item",
                           G_CALLBACK (show_slot), list_item, G_CONNECT_SWAPPED);
}

static void
unbind_row_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item)
{
  g_signal_handlers_disconnect_by_func (gtk_list_item_get_item (list_item), show_slot, list_item);
  tl_result_row_set_item (TL_RESULT_ROW (gtk_list_item_get_child (list_item)), NULL);
}

/* The row on the screen that shows the chosen result. */
static TlResultRow *
selected_row (TlSearchPage *self)
{
  const TlHit *chosen = _tl_search_page_selected_hit (self);

  for (GtkWidget *item = gtk_widget_get_first_child (GTK_WIDGET (self->results)); item != NULL;
       item = gtk_widget_get_next_sibling (item))
    {
      GtkWidget *row = gtk_widget_get_first_child (item);

      if (chosen != NULL && TL_IS_RESULT_ROW (row) && row_hit (TL_RESULT_ROW (row)) == chosen)
        return TL_RESULT_ROW (row);
    }
  return NULL;
}

/* Space shows or hides the preview of the chosen result, as the file manager does. It has to come
 * before the row, which would be chosen no longer; a button in a row keeps it. */
static gboolean
space_pressed_cb (TlSearchPage *self, guint keyval, guint keycode, GdkModifierType state)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self->results)));

  if (keyval != GDK_KEY_space || (state & GDK_MODIFIER_MASK & ~(GdkModifierType)GDK_LOCK_MASK) != 0
      || selected_row (self) == NULL || focus == NULL
      || gtk_widget_get_parent (focus) != GTK_WIDGET (self->results))
    return GDK_EVENT_PROPAGATE;
  g_object_set (self, "show-right-pane", !self->show_right, NULL);
  return GDK_EVENT_STOP;
}

static gboolean
key_pressed_cb (TlSearchPage *self, guint keyval, guint keycode, GdkModifierType state)
{
  TlResultRow *row;

  if ((state & GDK_MODIFIER_MASK & ~(GdkModifierType)(GDK_LOCK_MASK | GDK_SHIFT_MASK)) != 0
      || (row = selected_row (self)) == NULL)
    return GDK_EVENT_PROPAGATE;
  switch (gdk_keyval_to_lower (keyval))
    {
    case GDK_KEY_v:
      show_parts (self, row);
      return GDK_EVENT_STOP;
    case GDK_KEY_d:
      show_others (self, row);
      return GDK_EVENT_STOP;
    case GDK_KEY_c:
      gtk_widget_activate_action (GTK_WIDGET (self), "results.compare", NULL);
      return GDK_EVENT_STOP;
    case GDK_KEY_g:
      gtk_widget_activate_action (GTK_WIDGET (self), "win.comment", NULL);
      return GDK_EVENT_STOP;
    case GDK_KEY_x:
      gtk_widget_activate_action (GTK_WIDGET (self), "results.confirm", NULL);
      return GDK_EVENT_STOP;
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

/* Names a result through the answers in which it stands. */
static char *
name_hit (const TlHit *hit)
{
  return hit != NULL ? g_strconcat (hit->doc, "#", hit->anchor, NULL) : NULL;
}

static void
selected_cb (TlSearchPage *self)
{
  g_free (self->chosen);
  self->chosen = name_hit (_tl_search_page_selected_hit (self));
  _tl_search_page_preview (self);
}

/* A result stays chosen while it keeps its place; another one there was not chosen by anybody. */
static void
filled_cb (TlSearchPage *self, guint position, guint n)
{
  guint selected = gtk_single_selection_get_selected (self->selection);
  g_autofree char *now = NULL;

  if (selected < position || selected >= position + n)
    return;
  now = name_hit (_tl_search_page_selected_hit (self));
  if (g_strcmp0 (now, self->chosen) == 0)
    _tl_search_page_preview (self);
  else
    gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
}

static gboolean
focus_results_cb (gpointer user_data)
{
  tl_search_page_focus_results (user_data);
  return G_SOURCE_REMOVE;
}

static void
pane_focused_cb (TlSearchPage *self, GParamSpec *pspec, GtkEventControllerFocus *focus)
{
  /* Not while the focus is on its way. */
  if (gtk_event_controller_focus_is_focus (focus))
    g_idle_add_full (G_PRIORITY_DEFAULT, focus_results_cb, g_object_ref (self), g_object_unref);
}

void
_tl_search_page_set_up_list (TlSearchPage *self)
{
  TlResultSlots *slots = tl_result_slots_new (tl_search_session_get_model (self->session));
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *space = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (setup_row_cb), self);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_row_cb), NULL);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_row_cb), NULL);
  g_signal_connect_object (slots, "filled", G_CALLBACK (filled_cb), self, G_CONNECT_SWAPPED);
  self->selection = gtk_single_selection_new (G_LIST_MODEL (slots));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  g_signal_connect_object (self->selection, "notify::selected-item", G_CALLBACK (selected_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_list_view_set_factory (self->results, factory);
  gtk_list_view_set_model (self->results, GTK_SELECTION_MODEL (self->selection));
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->results), keys);
  gtk_event_controller_set_propagation_phase (space, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (space, "key-pressed", G_CALLBACK (space_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->results), space);
  /* Tab that comes to the list is refused by the head of its first group, and the pane around the
   * list takes the focus. */
  g_signal_connect_swapped (focus, "notify::is-focus", G_CALLBACK (pane_focused_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->results_window), focus);
}

gboolean
tl_search_page_focus_results (TlSearchPage *self)
{
  GtkWidget *item;

  g_return_val_if_fail (TL_IS_SEARCH_PAGE (self), FALSE);

  if (g_list_model_get_n_items (tl_search_session_get_model (self->session)) == 0)
    return FALSE;
  /* Row 0 is the head of a group: the first row that can be opened takes the focus. */
  gtk_widget_activate_action (GTK_WIDGET (self->results), "list.scroll-to-item", "u", 0u);
  gtk_widget_activate_action (GTK_WIDGET (self->results), "list.select-item", "(ubb)", 1u, FALSE,
                              FALSE);
  for (item = gtk_widget_get_first_child (GTK_WIDGET (self->results)); item != NULL;
       item = gtk_widget_get_next_sibling (item))
    {
      GtkWidget *row = gtk_widget_get_first_child (item);

      if (TL_IS_RESULT_ROW (row) && tl_result_row_is_hit (TL_RESULT_ROW (row)))
        return gtk_widget_grab_focus (item);
    }
  return gtk_widget_grab_focus (GTK_WIDGET (self->results));
}

const TlHit *
tl_search_page_get_chosen (TlSearchPage *self)
{
  g_return_val_if_fail (TL_IS_SEARCH_PAGE (self), NULL);
  return _tl_search_page_selected_hit (self);
}
