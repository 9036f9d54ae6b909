/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/search/tl-start-view.h"

#include <glib/gi18n.h>

#include "base/tl-clock.h"
#include "text/tl-numeral.h"
#include "ui/desk/tl-recent-list.h"
#include "ui/search/tl-hit-text.h"
#include "ui/tl-widget.h"

#define MAX_RECENT 5

struct _TlStartView
{
  GtkWidget parent_instance;

  /* Template. */
  AdwPreferencesGroup *recent;
  TlRecentList *read;
  AdwPreferencesGroup *examples;
  AdwPreferencesGroup *library;

  /* Rows made so far; the groups own them. */
  GPtrArray *recent_rows;
  GPtrArray *example_rows;
  GPtrArray *library_rows;

  gboolean has_services;
};

G_DEFINE_FINAL_TYPE (TlStartView, tl_start_view, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_ASK,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* A worked example: a question, and what it shows. */
typedef struct
{
  const char *question;
  const char *note;
} Example;

static const Example real_examples[] = {
  { "trộm cắp tài sản bị phạt thế nào", N_ ("A question in plain words") },
  { "điều 173 blhs", N_ ("A citation opens its article") },
  { "hoa giai tai toa an", N_ ("Typed without marks") },
};

static const Example training_examples[] = {
  { "đặt cọc mua đất không công chứng có bị phạt cọc không", N_ ("A question in plain words") },
  { "điều 41 blds-th", N_ ("A citation opens its article") },
  { "trom cap tai san duoi hai trieu dong", N_ ("Typed without marks") },
};

static void
clear_rows (AdwPreferencesGroup *group, GPtrArray *rows)
{
  for (guint i = 0; i < rows->len; i++)
    adw_preferences_group_remove (group, g_ptr_array_index (rows, i));
  g_ptr_array_set_size (rows, 0);
}

static void
row_activated_cb (AdwActionRow *row, TlStartView *self)
{
  g_signal_emit (self, signals[SIGNAL_ASK], 0,
                 adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)));
}

static GtkWidget *
add_row (AdwPreferencesGroup *group, GPtrArray *rows, const char *title, const char *subtitle)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 2);
  if (subtitle != NULL)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_preferences_group_add (group, row);
  g_ptr_array_add (rows, row);
  return row;
}

static void
add_question (TlStartView *self,
              AdwPreferencesGroup *group,
              GPtrArray *rows,
              const char *question,
              const char *note)
{
  GtkWidget *row = add_row (group, rows, question, note);

  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             gtk_image_new_from_icon_name ("go-next-symbolic"));
  g_signal_connect_object (row, "activated", G_CALLBACK (row_activated_cb), self, 0);
}

static void
add_count (TlStartView *self, const char *name, guint64 count)
{
  g_autofree char *figure = tl_numeral_group ((gint64)count);
  GtkWidget *row = add_row (self->library, self->library_rows, name, NULL);
  GtkWidget *label = gtk_label_new (figure);

  gtk_widget_add_css_class (label, "numeric");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
}

static void
tl_start_view_dispose (GObject *object)
{
  tl_widget_dispose (GTK_WIDGET (object), TL_TYPE_START_VIEW);
  G_OBJECT_CLASS (tl_start_view_parent_class)->dispose (object);
}

static void
tl_start_view_finalize (GObject *object)
{
  TlStartView *self = TL_START_VIEW (object);

  g_ptr_array_unref (self->recent_rows);
  g_ptr_array_unref (self->example_rows);
  g_ptr_array_unref (self->library_rows);
  G_OBJECT_CLASS (tl_start_view_parent_class)->finalize (object);
}

static void
tl_start_view_class_init (TlStartViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = tl_start_view_dispose;
  object_class->finalize = tl_start_view_finalize;

  signals[SIGNAL_ASK] = g_signal_new ("ask", TL_TYPE_START_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                      NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  g_type_ensure (TL_TYPE_RECENT_LIST);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/vn/toaan/TroLy/ui/search/tl-start-view.ui");
  gtk_widget_class_bind_template_child (widget_class, TlStartView, recent);
  gtk_widget_class_bind_template_child (widget_class, TlStartView, read);
  gtk_widget_class_bind_template_child (widget_class, TlStartView, examples);
  gtk_widget_class_bind_template_child (widget_class, TlStartView, library);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
tl_start_view_init (TlStartView *self)
{
  self->recent_rows = g_ptr_array_new ();
  self->example_rows = g_ptr_array_new ();
  self->library_rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
tl_start_view_refresh (TlStartView *self, TlServices *services, const char *const *recent)
{
  const TlLibraryStats *stats = tl_services_get_stats (services);
  TlLibrary *library = tl_services_get_library (services);
  const Example *examples
      = library != NULL && tl_library_is_training (library) ? training_examples : real_examples;

  g_return_if_fail (TL_IS_START_VIEW (self));

  if (!self->has_services)
    tl_recent_list_set_services (self->read, services, MAX_RECENT);
  self->has_services = TRUE;
  clear_rows (self->recent, self->recent_rows);
  clear_rows (self->examples, self->example_rows);
  clear_rows (self->library, self->library_rows);
  for (guint i = 0; recent != NULL && recent[i] != NULL && i < MAX_RECENT; i++)
    add_question (self, self->recent, self->recent_rows, recent[i], NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->recent), self->recent_rows->len > 0);
  for (guint i = 0; i < G_N_ELEMENTS (real_examples); i++)
    add_question (self, self->examples, self->example_rows, examples[i].question,
                  _ (examples[i].note));
  for (int kind = 0; kind < TL_N_DOC_KINDS; kind++)
    add_count (self, tl_hit_group_name (TL_RESULT_STATUTES + kind), stats->by_kind[kind]);
}
