/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/reader/tl-versions-page.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <string.h>

#include "base/tl-clock.h"
#include "text/tl-escape.h"
#include "ui/search/tl-hit-text.h"
#include "ui/tl-widget.h"
#include "ui/tl-wrap-box.h"

/* Before this nothing says "loading". */
#define LOADING_MS 300

struct _TlVersionsPage
{
  GtkWidget parent_instance;

  /* Template. */
  GtkLabel *place;
  GtkLabel *law;
  GtkStack *states;
  AdwStatusPage *error_page;
  GtkWidget *back;
  GtkBox *content;
  TlWrapBox *bar;
  TlWrapBox *actions;
  GtkWidget *arrow;
  GtkListBox *list;
  GtkScrolledWindow *list_scrolled;
  GtkDropDown *older;
  GtkDropDown *newer;
  GtkLabel *position;
  GtkWidget *next;
  GtkWidget *previous;
  GtkWidget *timeline;
  GtkWidget *columns;
  GtkWidget *copy;
  GtkWidget *kicker;
  GtkLabel *notice;
  GtkButton *amender;
  GtkLabel *amender_text;
  GtkButton *read_on;
  GtkLabel *read_on_text;
  TlDiffView *diff;

  /* Owned. */
  TlLibrary *library;
  char *doc;
  char *anchor;
  char *as_of;
  TlVersions *versions;
  GCancellable *job;
  guint loading_source;

  guint left;
  guint right;
  gboolean narrow;
  gboolean filling;
  gboolean focus_first; /* once there is something to focus */
};

G_DEFINE_FINAL_TYPE (TlVersionsPage, tl_versions_page, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_OPEN,
  SIGNAL_READ_ON,
  SIGNAL_CLOSE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static guint
n_spans (TlVersionsPage *self)
{
  return self->versions != NULL ? self->versions->timeline->spans->len : 0;
}

/* Newest first. */
static guint
row_of (TlVersionsPage *self, guint span)
{
  return n_spans (self) - 1 - span;
}

static void
stop (TlVersionsPage *self)
{
  g_clear_handle_id (&self->loading_source, g_source_remove);
  g_cancellable_cancel (self->job);
  g_clear_object (&self->job);
}

static gboolean
say_loading_cb (gpointer user_data)
{
  TlVersionsPage *self = user_data;

  self->loading_source = 0;
  tl_stack_show (self->states, "loading");
  return G_SOURCE_REMOVE;
}

static void
show_error (TlVersionsPage *self, const char *message)
{
  g_autofree char *description = tl_escape_markup (message);

  adw_status_page_set_description (self->error_page, description);
  tl_stack_show (self->states, "error");
}

static GtkWidget *
make_label (const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  return label;
}

static GtkWidget *
make_row (TlVersionsPage *self, guint span)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  g_autofree char *period
      = tl_versions_dup_period (tl_timeline_get (self->versions->timeline, span));
  g_autofree char *state = tl_versions_dup_state (self->versions, span);
  g_autofree char *change = tl_versions_dup_change (self->versions, span);
  g_autofree char *day = tl_date_format_vi (self->as_of);
  g_autofree char *here = NULL;
  g_autofree char *name = NULL;
  GtkWidget *effect = make_label (state, "effect-words");

  gtk_box_append (GTK_BOX (box), make_label (period, "heading"));
  gtk_widget_add_css_class (
      effect, tl_effect_style (tl_timeline_get (self->versions->timeline, span)->state));
  gtk_box_append (GTK_BOX (box), effect);
  if (span == tl_timeline_find (self->versions->timeline, self->as_of))
    {
      /* Translators: marks the version of a provision that is in use; %s is a date. */
      here = g_strdup_printf (_ ("▸ Read on %s"), day);
      gtk_box_append (GTK_BOX (box), make_label (here, "kicker"));
    }
  if (*change != '\0')
    gtk_box_append (GTK_BOX (box), make_label (change, "dim-label"));
  name = g_strdup_printf ("%s. %s. %s%s%s", period, state, here != NULL ? here : "",
                          here != NULL ? ". " : "", change);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return row;
}

static void
fill_list (TlVersionsPage *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  GtkWidget *row;

  self->filling = TRUE;
  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, row);
  for (guint i = n_spans (self); i > 0; i--)
    {
      const TlTimelineSpan *span = tl_timeline_get (self->versions->timeline, i - 1);
      g_autofree char *period = tl_versions_dup_period (span);
      g_autofree char *without
          = span->text == NULL ? g_strdup_printf (_ ("%s, no text"), period) : NULL;

      gtk_list_box_append (self->list, make_row (self, i - 1));
      gtk_string_list_append (names, without != NULL ? without : period);
    }
  gtk_drop_down_set_model (self->older, G_LIST_MODEL (names));
  gtk_drop_down_set_model (self->newer, G_LIST_MODEL (names));
  self->filling = FALSE;
}

static void
update_position (TlVersionsPage *self)
{
  g_autofree char *position = tl_diff_view_dup_position (self->diff);
  const TlDiffText *text = tl_diff_view_get_text (self->diff);
  guint n = text != NULL ? text->changes->len : 0;
  int current = tl_diff_view_get_current (self->diff);

  gtk_label_set_text (self->position, position);
  gtk_widget_set_sensitive (self->previous, current > 0);
  gtk_widget_set_sensitive (self->next, current + 1 < (int)n);
  gtk_widget_set_sensitive (self->copy, text != NULL);
}

/* What stands above the difference: what the two versions are, and what can be done with them. */
static void
show_words (TlVersionsPage *self)
{
  const TlTimelineSpan *left = tl_timeline_get (self->versions->timeline, self->left);
  const TlTimelineSpan *right = tl_timeline_get (self->versions->timeline, self->right);
  const TlVersionSource *source = tl_versions_get_source (self->versions, self->right);
  g_autofree char *day
      = tl_date_format_vi (tl_versions_get_reading_day (self->versions, self->right));
  g_autofree char *read = g_strdup_printf (_ ("Read the law on %s"), day);
  g_autofree char *amender = NULL;
  const char *notice = "";

  if (source != NULL)
    {
      g_autofree char *name = tl_versions_dup_source (source);

      /* Translators: unit and number of a document that amends. */
      amender = source->doc != NULL
                    ? g_strdup_printf (_ ("Amending text: %s"), name)
                    : g_strdup_printf (_ ("Amending text: %s (not in the library)"), name);
    }
  if (tl_timeline_count (self->versions->timeline) < 2)
    notice = _ ("The library has only one version of this provision.");
  else if (self->left == self->right)
    notice = _ ("This is one version: choose another to compare it with.");
  else if (left->text == NULL || right->text == NULL)
    notice = _ ("There is no text for one of the two dates.");
  gtk_label_set_text (self->notice, notice);
  gtk_widget_set_visible (GTK_WIDGET (self->notice), *notice != '\0');
  gtk_label_set_text (self->amender_text, amender != NULL ? amender : "");
  gtk_widget_set_visible (GTK_WIDGET (self->amender), amender != NULL);
  gtk_widget_set_sensitive (GTK_WIDGET (self->amender), source != NULL && source->doc != NULL);
  gtk_label_set_text (self->read_on_text, read);
  gtk_widget_set_visible (GTK_WIDGET (self->read_on), *day != '\0');
}

static void
compared_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TlVersionsPage) self = user_data;
  g_autoptr (GError) error = NULL;
  TlDiffText *text = tl_versions_compare_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  stop (self);
  if (text == NULL)
    {
      show_error (self, error->message);
      return;
    }
  tl_diff_view_set_text (self->diff, text);
  update_position (self);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TlVersionsPage) self = user_data;
  g_autoptr (GError) error = NULL;
  TlVersions *versions = tl_versions_read_finish (result, &error);
  guint left, right;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  stop (self);
  if (versions == NULL)
    {
      show_error (self, error->message);
      return;
    }
  g_clear_pointer (&self->versions, tl_versions_free);
  self->versions = versions;
  gtk_label_set_text (self->place, versions->place);
  gtk_label_set_text (self->law, versions->law);
  fill_list (self);
  tl_stack_show (self->states, "versions");
  tl_timeline_choose (versions->timeline, self->as_of, &left, &right);
  tl_versions_page_compare (self, left, right);
  if (self->focus_first)
    gtk_widget_grab_focus (GTK_WIDGET (self));
}

static void
load (TlVersionsPage *self)
{
  stop (self);
  tl_stack_show (self->states, "waiting");
  self->loading_source = g_timeout_add (LOADING_MS, say_loading_cb, self);
  self->job = g_cancellable_new ();
  tl_versions_read_async (self->library, self->doc, self->anchor, self->as_of, self->job, read_cb,
                          g_object_ref (self));
}

static void
retry_clicked_cb (TlVersionsPage *self)
{
  if (self->library != NULL)
    load (self);
}

/* A version against the nearest other wording before it, the first one against the next. */
static void
row_activated_cb (TlVersionsPage *self, GtkListBoxRow *row)
{
  guint span = row_of (self, (guint)gtk_list_box_row_get_index (row));
  const char *text = tl_timeline_get (self->versions->timeline, span)->text;
  guint other = span;

  while (other > 0)
    {
      const char *before = tl_timeline_get (self->versions->timeline, --other)->text;

      if (before != NULL && g_strcmp0 (before, text) != 0)
        {
          tl_versions_page_compare (self, other, span);
          return;
        }
    }
  tl_versions_page_compare (self, span, span);
}

static void
chosen_cb (TlVersionsPage *self)
{
  guint older = gtk_drop_down_get_selected (self->older);
  guint newer = gtk_drop_down_get_selected (self->newer);

  if (self->filling || older >= n_spans (self) || newer >= n_spans (self))
    return;
  tl_versions_page_compare (self, row_of (self, older), row_of (self, newer));
}

static void
moved_cb (TlVersionsPage *self)
{
  update_position (self);
}

static void
next_clicked_cb (TlVersionsPage *self)
{
  tl_diff_view_step (self->diff, 1);
}

static void
previous_clicked_cb (TlVersionsPage *self)
{
  tl_diff_view_step (self->diff, -1);
}

static void
columns_toggled_cb (TlVersionsPage *self)
{
  tl_diff_view_set_columns (self->diff,
                            gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->columns)));
}

static void
show_list (TlVersionsPage *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->list_scrolled),
                          !self->narrow
                              || gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->timeline)));
}

static void
timeline_toggled_cb (TlVersionsPage *self)
{
  show_list (self);
}

static void
copy_clicked_cb (TlVersionsPage *self)
{
  const TlDiffText *text = tl_diff_view_get_text (self->diff);
  g_autofree char *plain = text != NULL ? tl_diff_text_dup_plain (text) : NULL;

  if (plain == NULL)
    return;
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), plain);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.say", "s", _ ("The difference was copied"));
}

static void
amender_clicked_cb (TlVersionsPage *self)
{
  const TlVersionSource *source = tl_versions_get_source (self->versions, self->right);

  if (source != NULL && source->doc != NULL)
    g_signal_emit (self, signals[SIGNAL_OPEN], 0, source->doc, source->anchor,
                   tl_versions_get_reading_day (self->versions, self->right));
}

static void
read_on_clicked_cb (TlVersionsPage *self)
{
  g_signal_emit (self, signals[SIGNAL_READ_ON], 0, self->doc, self->versions->timeline->anchor,
                 tl_versions_get_reading_day (self->versions, self->right));
}

static void
close_clicked_cb (TlVersionsPage *self)
{
  g_signal_emit (self, signals[SIGNAL_CLOSE], 0);
}

static gboolean
escape_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  close_clicked_cb (TL_VERSIONS_PAGE (widget));
  return TRUE;
}

/* From the list too: the keys of the difference count in all of the page. */
static gboolean
step_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  if (!tl_diff_view_step (TL_VERSIONS_PAGE (widget)->diff, g_variant_get_int32 (args)))
    gtk_widget_error_bell (widget);
  return TRUE;
}

static gboolean
tl_versions_page_grab_focus (GtkWidget *widget)
{
  TlVersionsPage *self = TL_VERSIONS_PAGE (widget);
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);

  self->focus_first = row == NULL;
  if (row == NULL)
    return gtk_widget_grab_focus (self->back);
  return gtk_widget_grab_focus (gtk_widget_get_visible (GTK_WIDGET (self->list_scrolled))
                                    ? GTK_WIDGET (row)
                                    : GTK_WIDGET (self->newer));
}

static void
tl_versions_page_dispose (GObject *object)
{
  TlVersionsPage *self = TL_VERSIONS_PAGE (object);

  stop (self);
  g_clear_object (&self->library);
  tl_widget_dispose (GTK_WIDGET (self), TL_TYPE_VERSIONS_PAGE);
  g_clear_pointer (&self->versions, tl_versions_free);
  G_OBJECT_CLASS (tl_versions_page_parent_class)->dispose (object);
}

static void
tl_versions_page_finalize (GObject *object)
{
  TlVersionsPage *self = TL_VERSIONS_PAGE (object);

  g_free (self->doc);
  g_free (self->anchor);
  g_free (self->as_of);
  G_OBJECT_CLASS (tl_versions_page_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  g_type_ensure (TL_TYPE_DIFF_VIEW);
  g_type_ensure (TL_TYPE_WRAP_BOX);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/vn/toaan/TroLy/ui/reader/tl-versions-page.ui");
#define BIND(child) gtk_widget_class_bind_template_child (widget_class, TlVersionsPage, child)
  BIND (place);
  BIND (law);
  BIND (states);
  BIND (error_page);
  BIND (back);
  BIND (content);
  BIND (bar);
  BIND (actions);
  BIND (arrow);
  BIND (list);
  BIND (list_scrolled);
  BIND (older);
  BIND (newer);
  BIND (position);
  BIND (next);
  BIND (previous);
  BIND (timeline);
  BIND (kicker);
  BIND (columns);
  BIND (copy);
  BIND (notice);
  BIND (amender);
  BIND (amender_text);
  BIND (read_on);
  BIND (read_on_text);
  BIND (diff);
#undef BIND
  gtk_widget_class_bind_template_callback (widget_class, retry_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, moved_cb);
  gtk_widget_class_bind_template_callback (widget_class, next_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, previous_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, timeline_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, columns_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, copy_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, amender_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, read_on_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, close_clicked_cb);
}

static void
tl_versions_page_class_init (TlVersionsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tl_versions_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = tl_versions_page_finalize;
  widget_class->grab_focus = tl_versions_page_grab_focus;
  widget_class->focus = tl_widget_focus_children;

  signals[SIGNAL_OPEN]
      = g_signal_new ("open", TL_TYPE_VERSIONS_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                      G_TYPE_NONE, 3, G_TYPE_STRING, G_TYPE_STRING, G_TYPE_STRING);
  signals[SIGNAL_READ_ON]
      = g_signal_new ("read-on", TL_TYPE_VERSIONS_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                      G_TYPE_NONE, 3, G_TYPE_STRING, G_TYPE_STRING, G_TYPE_STRING);
  signals[SIGNAL_CLOSE] = g_signal_new ("close", TL_TYPE_VERSIONS_PAGE, G_SIGNAL_RUN_LAST, 0, NULL,
                                        NULL, NULL, G_TYPE_NONE, 0);

  bind_template (widget_class);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, escape_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_F8, 0, step_cb, "i", 1);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_F8, GDK_SHIFT_MASK, step_cb, "i", -1);
  gtk_widget_class_set_css_name (widget_class, "versionspage");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

/* About the version that is chosen. */
static GtkWidget *
make_comment (void)
{
  GtkWidget *button = gtk_button_new_with_label (_ ("Comment"));

  gtk_widget_set_tooltip_text (button,
                               _ ("Tell the editors what is right or wrong here (Ctrl+Shift+G)"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.comment");
  return button;
}

static void
tl_versions_page_init (TlVersionsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  tl_wrap_box_append (self->bar, GTK_WIDGET (self->older));
  tl_wrap_box_append (self->bar, self->arrow);
  tl_wrap_box_append (self->bar, GTK_WIDGET (self->newer));
  tl_wrap_box_append (self->bar, self->previous);
  tl_wrap_box_append (self->bar, self->next);
  tl_wrap_box_append (self->bar, GTK_WIDGET (self->position));
  tl_wrap_box_append (self->bar, self->timeline);
  tl_wrap_box_append (self->bar, self->columns);
  /* Two lines hold all of it when text is large. */
  tl_wrap_box_append (self->actions, self->copy);
  tl_wrap_box_append (self->actions, make_comment ());
  tl_wrap_box_append (self->actions, GTK_WIDGET (self->amender));
  tl_wrap_box_append (self->actions, GTK_WIDGET (self->read_on));
  tl_stack_show (self->states, "waiting");
}

static void
replace (char **field, const char *value)
{
  char *copy = g_strdup (value);

  g_free (*field);
  *field = copy;
}

void
tl_versions_page_show (TlVersionsPage *self,
                       TlLibrary *library,
                       const char *doc,
                       const char *anchor,
                       const char *as_of)
{
  g_return_if_fail (TL_IS_VERSIONS_PAGE (self));
  g_return_if_fail (TL_IS_LIBRARY (library) && doc != NULL && anchor != NULL && as_of != NULL);

  tl_versions_page_clear (self);
  self->library = g_object_ref (library);
  replace (&self->doc, doc);
  replace (&self->anchor, anchor);
  replace (&self->as_of, as_of);
  load (self);
}

void
tl_versions_page_clear (TlVersionsPage *self)
{
  g_return_if_fail (TL_IS_VERSIONS_PAGE (self));

  stop (self);
  g_clear_object (&self->library);
  g_clear_pointer (&self->versions, tl_versions_free);
  fill_list (self);
  tl_diff_view_set_text (self->diff, NULL);
  gtk_label_set_text (self->place, "");
  gtk_label_set_text (self->law, "");
  tl_stack_show (self->states, "waiting");
}

void
tl_versions_page_set_narrow (TlVersionsPage *self, gboolean narrow)
{
  g_return_if_fail (TL_IS_VERSIONS_PAGE (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->content),
                                  narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  gtk_scrolled_window_set_min_content_height (self->list_scrolled, narrow ? 130 : -1);
  gtk_widget_set_vexpand (GTK_WIDGET (self->list_scrolled), !narrow);
  /* There the room is the difference's; the list is a button away. */
  gtk_widget_set_visible (self->kicker, !narrow);
  gtk_widget_set_visible (GTK_WIDGET (self->law), !narrow);
  gtk_widget_set_visible (self->timeline, narrow);
  self->narrow = narrow;
  show_list (self);
}

void
tl_versions_page_compare (TlVersionsPage *self, guint left, guint right)
{
  g_return_if_fail (TL_IS_VERSIONS_PAGE (self));
  g_return_if_fail (left < n_spans (self) && right < n_spans (self));

  stop (self);
  self->left = left;
  self->right = right;
  self->filling = TRUE;
  gtk_drop_down_set_selected (self->older, row_of (self, left));
  gtk_drop_down_set_selected (self->newer, row_of (self, right));
  gtk_list_box_select_row (self->list,
                           gtk_list_box_get_row_at_index (self->list, (int)row_of (self, right)));
  self->filling = FALSE;
  show_words (self);
  self->job = g_cancellable_new ();
  tl_versions_compare_async (self->versions, left, right, self->job, compared_cb,
                             g_object_ref (self));
}

gboolean
tl_versions_page_is_ready (TlVersionsPage *self)
{
  return self->job == NULL;
}

const TlVersions *
tl_versions_page_get_versions (TlVersionsPage *self)
{
  return self->versions;
}

TlDiffView *
tl_versions_page_get_diff (TlVersionsPage *self)
{
  return self->diff;
}

GtkListBox *
tl_versions_page_get_list (TlVersionsPage *self)
{
  return self->list;
}

const char *
tl_versions_page_get_state (TlVersionsPage *self)
{
  return gtk_stack_get_visible_child_name (self->states);
}
