/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/window/tl-window-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "base/tl-clock.h"
#include "ui/tl-large-text.h"
#include "ui/tl-widget.h"

/* Below this width, in pixels at the normal text size, the panes fold by themselves. */
#define NARROW_WIDTH 1100
/* The offer of another date stands as long as a judge may need to read it. */
#define DATE_OFFER_SECONDS 12

G_DEFINE_FINAL_TYPE (TlWindow, tl_window, ADW_TYPE_APPLICATION_WINDOW)

void
_tl_window_visit (TlWindow *self, const char *place)
{
  if (!self->travelling)
    tl_history_visit (self->history, place);
  _tl_window_update_actions (self);
}

void
_tl_window_visit_search (TlWindow *self)
{
  g_autofree char *place
      = g_strconcat ("search:", tl_search_page_get_text (self->search_page), NULL);

  _tl_window_visit (self, place);
}

void
_tl_window_show_search (TlWindow *self)
{
  tl_stack_show (self->places, "work");
  adw_tab_view_set_selected_page (self->tab_view, self->search_tab);
  _tl_window_update_actions (self);
}

/* A document tells its title only when it has been loaded. */
static void
show_title (TlWindow *self)
{
  AdwTabPage *page = adw_tab_view_get_selected_page (self->tab_view);

  if (self->search_tab == NULL || page == NULL)
    return;
  gtk_window_set_title (GTK_WINDOW (self), page == self->search_tab
                                               ? _ ("Judge's Assistant")
                                               : adw_tab_page_get_title (page));
}

static void
page_selected_cb (TlWindow *self)
{
  show_title (self);
  _tl_window_update_actions (self);
}

static TlReader *
find_reader (TlWindow *self, const char *doc, AdwTabPage **page)
{
  for (int i = 0; i < adw_tab_view_get_n_pages (self->tab_view); i++)
    {
      GtkWidget *child;

      *page = adw_tab_view_get_nth_page (self->tab_view, i);
      child = adw_tab_page_get_child (*page);
      if (TL_IS_READER (child) && g_strcmp0 (tl_reader_get_doc (TL_READER (child)), doc) == 0)
        return TL_READER (child);
    }
  return NULL;
}

/* A jump inside a document is a step: back leads to where it was left. */
static void
jumped_cb (TlWindow *self, const char *from, const char *to, TlReader *reader)
{
  const char *doc = tl_reader_get_doc (reader);
  const char *current = tl_history_get_current (self->history);
  g_autofree char *here = g_strconcat ("doc:", doc, NULL);
  g_autofree char *left = g_strdup_printf ("%s#%s", here, from);
  g_autofree char *reached = g_strdup_printf ("%s#%s", here, to);

  if (current != NULL && g_str_has_prefix (current, here)
      && (current[strlen (here)] == '\0' || current[strlen (here)] == '#'))
    tl_history_replace (self->history, left);
  else
    _tl_window_visit (self, left);
  _tl_window_visit (self, reached);
}

static AdwTabPage *
add_reader (TlWindow *self, TlReader *reader, int position)
{
  AdwTabPage *page = adw_tab_view_insert (self->tab_view, GTK_WIDGET (reader), position);

  g_object_bind_property (reader, "title", page, "title", G_BINDING_SYNC_CREATE);
  g_object_bind_property (reader, "tooltip", page, "tooltip", G_BINDING_SYNC_CREATE);
  g_object_bind_property (reader, "loading", page, "loading", G_BINDING_SYNC_CREATE);
  g_signal_connect_object (page, "notify::title", G_CALLBACK (show_title), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (reader, "jumped", G_CALLBACK (jumped_cb), self, G_CONNECT_SWAPPED);
  g_settings_bind (self->settings, "show-left-pane", reader, "show-outline", G_SETTINGS_BIND_GET);
  return page;
}

void
_tl_window_open (TlWindow *self, const TlReaderTarget *target)
{
  AdwTabPage *page = NULL;
  TlReader *reader = find_reader (self, target->doc, &page);
  g_autofree char *place = NULL;

  if (reader == NULL)
    {
      reader = TL_READER (tl_reader_new (self->services));
      page = add_reader (self, reader, adw_tab_view_get_n_pages (self->tab_view));
    }
  tl_reader_open (reader, target);
  tl_stack_show (self->places, "work");
  adw_tab_view_set_selected_page (self->tab_view, page);
  gtk_widget_grab_focus (GTK_WIDGET (reader));
  place = target->anchor != NULL ? g_strdup_printf ("doc:%s#%s", target->doc, target->anchor)
          : target->view != NULL ? g_strdup_printf ("doc:%s#%s", target->doc, target->view)
                                 : g_strconcat ("doc:", target->doc, NULL);
  _tl_window_visit (self, place);
}

void
_tl_window_open_beside (TlWindow *self, const TlReaderTarget *target)
{
  AdwTabPage *selected = adw_tab_view_get_selected_page (self->tab_view);
  TlReader *reader = TL_READER (tl_reader_new (self->services));

  add_reader (self, reader, adw_tab_view_get_page_position (self->tab_view, selected) + 1);
  tl_reader_open (reader, target);
}

/* A judgment was made under the law of its day: that reading is offered, never chosen unasked. */
static void
offer_date (TlWindow *self, const char *date)
{
  g_autofree char *printed = tl_date_format_vi (date);
  g_autofree char *title = NULL;
  AdwToast *toast;

  if (*printed == '\0' || g_strcmp0 (tl_services_get_as_of (self->services), date) == 0)
    return;
  /* Translators: %s is the date of a judgment. */
  title = g_strdup_printf (_ ("The judgment is of %s"), printed);
  toast = adw_toast_new (title);
  adw_toast_set_button_label (toast, _ ("_Read the Law as of That Date"));
  adw_toast_set_action_name (toast, "win.read-law-at");
  adw_toast_set_action_target (toast, "s", date);
  adw_toast_set_timeout (toast, DATE_OFFER_SECONDS);
  if (self->date_offer != NULL)
    adw_toast_dismiss (self->date_offer);
  g_set_weak_pointer (&self->date_offer, toast);
  adw_toast_overlay_add_toast (self->toasts, toast);
}

static void
search_open_cb (TlWindow *self, const TlHit *hit)
{
  TlReaderTarget target = {
    .doc = hit->doc,
    .anchor = hit->anchor,
    .page = hit->page,
    .passage = hit->passage,
  };

  _tl_window_visit_search (self);
  _tl_window_open (self, &target);
  if (hit->kind == TL_DOC_JUDGMENT)
    offer_date (self, hit->date);
}

static void
library_open_cb (TlWindow *self, const char *doc)
{
  TlReaderTarget target = { .doc = doc };

  _tl_window_open (self, &target);
}

static void
library_compare_cb (TlWindow *self, const char *doc, const char *title)
{
  _tl_window_put_up (self, doc, title);
}

/* Made when it is first wanted: a start has no time for what nobody looks at yet. */
void
_tl_window_ensure_library_page (TlWindow *self)
{
  if (self->library_page != NULL)
    return;
  self->library_page = g_object_new (TL_TYPE_LIBRARY_PAGE, NULL);
  gtk_widget_add_css_class (GTK_WIDGET (self->library_page), "focus-pane");
  gtk_stack_add_named (self->places, GTK_WIDGET (self->library_page), "library");
  tl_library_page_set_services (self->library_page, self->services);
  g_signal_connect_object (self->library_page, "open", G_CALLBACK (library_open_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->library_page, "compare", G_CALLBACK (library_compare_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
propose_cb (TlWindow *self, const char *question)
{
  tl_window_ask (self, question);
}

static void
pages_changed_cb (TlWindow *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->tab_bar),
                          adw_tab_view_get_n_pages (self->tab_view) > 1);
}

static gboolean
fold_panes_cb (gpointer user_data)
{
  TlWindow *self = user_data;

  self->fold_source = 0;
  g_object_set (self->search_page, "narrow", self->narrow, NULL);
  tl_date_chip_set_short (self->date_chip, self->narrow);
  return G_SOURCE_REMOVE;
}

void
_tl_window_fold (TlWindow *self, int width)
{
  gboolean narrow = width - _tl_window_sheet_width (self)
                    < NARROW_WIDTH * tl_large_text_scale (GTK_WIDGET (self));

  if (narrow == self->narrow)
    return;
  self->narrow = narrow;
  if (self->fold_source == 0)
    self->fold_source = g_idle_add_full (G_PRIORITY_HIGH_IDLE, fold_panes_cb, self, NULL);
}

/* Children must not change while they are being allocated: the panes fold a turn later. */
static void
tl_window_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  GTK_WIDGET_CLASS (tl_window_parent_class)->size_allocate (widget, width, height, baseline);
  _tl_window_fold (TL_WINDOW (widget), width);
}

static gboolean
tl_window_close_request (GtkWindow *window)
{
  TlWindow *self = TL_WINDOW (window);
  int width, height;

  if (!gtk_window_is_maximized (window))
    {
      gtk_window_get_default_size (window, &width, &height);
      g_settings_set (self->settings, "window-size", "(ii)", width, height);
    }
  g_settings_set_boolean (self->settings, "window-maximized", gtk_window_is_maximized (window));
  return GTK_WINDOW_CLASS (tl_window_parent_class)->close_request (window);
}

static void
tl_window_dispose (GObject *object)
{
  TlWindow *self = TL_WINDOW (object);

  g_clear_handle_id (&self->fold_source, g_source_remove);
  g_clear_object (&self->chooser);
  g_cancellable_cancel (self->opening_files);
  g_clear_object (&self->opening_files);
  g_clear_weak_pointer (&self->date_offer);
  g_clear_weak_pointer (&self->undo_offer);
  g_clear_weak_pointer (&self->usage_offer);
  g_clear_weak_pointer (&self->before_sheet);
  _tl_window_drop_suggestions (self);
  g_clear_object (&self->services);
  g_clear_object (&self->settings);
  self->search_tab = NULL;
  gtk_widget_dispose_template (GTK_WIDGET (self), TL_TYPE_WINDOW);
  G_OBJECT_CLASS (tl_window_parent_class)->dispose (object);
}

static void
tl_window_finalize (GObject *object)
{
  g_clear_pointer (&TL_WINDOW (object)->history, tl_history_free);
  g_free (TL_WINDOW (object)->put_doc);
  g_free (TL_WINDOW (object)->put_title);
  g_free (TL_WINDOW (object)->told_folder);
  G_OBJECT_CLASS (tl_window_parent_class)->finalize (object);
}

static void
tl_window_class_init (TlWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = tl_window_dispose;
  object_class->finalize = tl_window_finalize;
  widget_class->size_allocate = tl_window_size_allocate;
  GTK_WINDOW_CLASS (klass)->close_request = tl_window_close_request;

  g_type_ensure (TL_TYPE_DATE_CHIP);
  g_type_ensure (TL_TYPE_STATUS_LINE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/vn/toaan/TroLy/ui/window/tl-window.ui");
  gtk_widget_class_bind_template_child (widget_class, TlWindow, entry);
  gtk_widget_class_bind_template_child (widget_class, TlWindow, date_chip);
  gtk_widget_class_bind_template_child (widget_class, TlWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, TlWindow, flap);
  gtk_widget_class_bind_template_child (widget_class, TlWindow, places);
  gtk_widget_class_bind_template_child (widget_class, TlWindow, tab_bar);
  gtk_widget_class_bind_template_child (widget_class, TlWindow, tab_view);
  gtk_widget_class_bind_template_child (widget_class, TlWindow, status_line);
  gtk_widget_class_bind_template_child (widget_class, TlWindow, left_button);
  gtk_widget_class_bind_template_child (widget_class, TlWindow, feedback_place);
  gtk_widget_class_bind_template_child (widget_class, TlWindow, feedback_badge);
  _tl_window_bind_entry (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, page_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, pages_changed_cb);
  _tl_window_install_actions (widget_class);
  _tl_window_install_backup_actions (widget_class);
  _tl_window_install_link_actions (widget_class);
  _tl_window_install_compare_actions (widget_class);
  _tl_window_install_desk_actions (widget_class);
  _tl_window_install_feedback_actions (widget_class);
  _tl_window_install_own_actions (widget_class);
  _tl_window_install_similar_actions (widget_class);
  _tl_window_install_update_actions (widget_class);
}

static void
set_up_search (TlWindow *self)
{
  g_autoptr (GIcon) icon = g_themed_icon_new ("edit-find-symbolic");

  self->search_page = g_object_new (TL_TYPE_SEARCH_PAGE, NULL);
  self->search_tab = adw_tab_view_append_pinned (self->tab_view, GTK_WIDGET (self->search_page));
  adw_tab_page_set_title (self->search_tab, _ ("Search"));
  adw_tab_page_set_icon (self->search_tab, icon);
  g_signal_connect_object (self->search_page, "open", G_CALLBACK (search_open_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->search_page, "asked", G_CALLBACK (_tl_window_asked), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->search_page, "propose", G_CALLBACK (propose_cb), self,
                           G_CONNECT_SWAPPED);
  _tl_window_set_up_compare (self);
  _tl_window_set_up_own (self);
}

static void
tl_window_init (TlWindow *self)
{
  self->history = tl_history_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  tl_stack_show (self->places, "work");
  _tl_window_set_up_entry (self);
  set_up_search (self);
}

GtkWidget *
tl_window_new (AdwApplication *application, TlServices *services, GSettings *settings)
{
  TlWindow *self = g_object_new (TL_TYPE_WINDOW, "application", application, NULL);
  int width, height;

  self->services = g_object_ref (services);
  self->settings = g_object_ref (settings);
  g_settings_get (settings, "window-size", "(ii)", &width, &height);
  gtk_window_set_default_size (GTK_WINDOW (self), width, height);
  if (g_settings_get_boolean (settings, "window-maximized"))
    gtk_window_maximize (GTK_WINDOW (self));
  _tl_window_add_stateful_actions (self);
  _tl_window_load_recent (self);
  g_signal_connect_object (settings, "changed::recent-questions",
                           G_CALLBACK (_tl_window_load_recent), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (settings, "changed::keep-history", G_CALLBACK (_tl_window_load_recent),
                           self, G_CONNECT_SWAPPED);
  tl_search_page_set_settings (self->search_page, settings);
  tl_search_page_set_services (self->search_page, services);
  _tl_window_set_up_memory (self);
  _tl_window_set_up_desk (self);
  _tl_window_set_up_update (self);
  _tl_window_set_up_feedback (self);
  _tl_window_set_up_usage (self);
  tl_date_chip_set_services (self->date_chip, services);
  tl_status_line_set_services (self->status_line, services);
  g_settings_bind (settings, "show-left-pane", self->search_page, "show-left-pane",
                   G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "show-right-pane", self->search_page, "show-right-pane",
                   G_SETTINGS_BIND_DEFAULT);
  _tl_window_update_actions (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  return GTK_WIDGET (self);
}

void
tl_window_ask (TlWindow *self, const char *question)
{
  g_return_if_fail (TL_IS_WINDOW (self));

  _tl_window_put_question (self, question);
  _tl_window_show_search (self);
  tl_search_page_ask (self->search_page, question);
}

void
tl_window_go (TlWindow *self, const char *place)
{
  g_return_if_fail (TL_IS_WINDOW (self));

  if (g_str_has_prefix (place, "search:"))
    tl_window_ask (self, place + strlen ("search:"));
  else if (g_str_equal (place, "library:"))
    gtk_widget_activate_action (GTK_WIDGET (self), "win.place", "s", "library");
  else if (_tl_window_go_compare (self, place) || _tl_window_go_similar (self, place))
    return;
  else if (g_str_equal (place, "desk:"))
    gtk_widget_activate_action (GTK_WIDGET (self), "win.place", "s", "desk");
  else if (g_str_equal (place, "feedback:"))
    gtk_widget_activate_action (GTK_WIDGET (self), "win.place", "s", "feedback");
  else if (g_str_equal (place, "contribute:"))
    gtk_widget_activate_action (GTK_WIDGET (self), "win.place", "s", "contribute");
  else if (g_str_equal (place, "usage:"))
    gtk_widget_activate_action (GTK_WIDGET (self), "win.place", "s", "usage");
  else if (g_str_equal (place, "news:"))
    gtk_widget_activate_action (GTK_WIDGET (self), "win.place", "s", "news");
  else if (g_str_has_prefix (place, "doc:"))
    {
      g_auto (GStrv) parts = g_strsplit (place + strlen ("doc:"), "#", 2);
      TlReaderTarget target = { .doc = parts[0], .anchor = parts[0] != NULL ? parts[1] : NULL };

      /* A place in the original, as the reader named it. */
      if (target.anchor != NULL && *target.anchor == '@')
        {
          target.view = target.anchor;
          target.anchor = NULL;
        }
      if (target.doc != NULL)
        _tl_window_open (self, &target);
    }
}
