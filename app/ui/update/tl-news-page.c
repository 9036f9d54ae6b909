/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/update/tl-news-page.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "desk/tl-desk-mark.h"
#include "desk/tl-desk-place.h"
#include "text/tl-numeral.h"
#include "ui/update/tl-update-news.h"
#include "ui/update/tl-update-seen.h"

#define MAX_WIDTH    900
#define MAX_SHOWN    500 /* rows; the rest is counted */
#define MAX_RELEASES 20  /* a release tells the changes of so many */
#define MAX_MARKS    10000
#define MAX_RECENTS  200

struct _TlNewsPage
{
  GtkWidget parent_instance;

  /* Children. */
  GtkWidget *window;
  GtkLabel *summary;
  GtkListBox *list;
  GtkLabel *rest;

  /* Owned. */
  TlServices *services;
  GSettings *settings;
  GCancellable *loading;
};

G_DEFINE_FINAL_TYPE (TlNewsPage, tl_news_page, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_OPEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* On its way through the desk and a thread. */
typedef struct
{
  TlNewsPage *page;
  GCancellable *cancellable;
  char *folder;
  guint64 from;
  guint64 to;
  GHashTable *marked;
  GHashTable *read;
  TlUpdateNews *news;
} Job;

static void
job_free (Job *job)
{
  g_object_unref (job->page);
  g_object_unref (job->cancellable);
  g_free (job->folder);
  g_hash_table_unref (job->marked);
  g_hash_table_unref (job->read);
  tl_update_news_free (job->news);
  g_free (job);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Job, job_free)

static GtkWidget *
make_row (const TlNewsItem *item)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *title = tl_news_item_title (item);
  g_autofree char *detail = tl_news_item_detail (item);

  g_object_set (row, "use-markup", FALSE, "title", title, "subtitle", detail, "title-lines", 2,
                NULL);
  g_object_set_data_full (G_OBJECT (row), "doc", g_strdup (item->id), g_free);
  g_object_set_data_full (G_OBJECT (row), "anchor", g_strdup (item->anchor), g_free);
  g_object_set_data (G_OBJECT (row), "group", GINT_TO_POINTER (item->group));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), item->what != TL_NEWS_WITHDRAWN);
  return row;
}

static void
header_cb (GtkListBoxRow *row, GtkListBoxRow *before, gpointer user_data)
{
  int group = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (row), "group"));
  GtkWidget *label;

  if (before != NULL && GPOINTER_TO_INT (g_object_get_data (G_OBJECT (before), "group")) == group)
    {
      gtk_list_box_row_set_header (row, NULL);
      return;
    }
  label = gtk_label_new (tl_news_group_title ((TlNewsGroup)group));
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "heading");
  gtk_widget_add_css_class (label, "news-group");
  gtk_list_box_row_set_header (row, label);
}

static void
clear_list (TlNewsPage *self)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
}

static void
show_items (TlNewsPage *self, GPtrArray *items)
{
  g_autofree char *summary = tl_update_news_summary (items);
  guint shown = MIN (items->len, MAX_SHOWN);
  g_autofree char *figure = tl_numeral_group ((gint64)(items->len - shown));
  g_autofree char *rest = g_strdup_printf (_ ("and %s more"), figure);

  clear_list (self);
  for (guint i = 0; i < shown; i++)
    gtk_list_box_append (self->list, make_row (g_ptr_array_index (items, i)));
  gtk_widget_set_visible (GTK_WIDGET (self->list), shown > 0);
  gtk_label_set_text (self->summary, summary);
  gtk_label_set_text (self->rest, rest);
  gtk_widget_set_visible (GTK_WIDGET (self->rest), items->len > shown);
  if (shown > 0 && gtk_widget_get_mapped (GTK_WIDGET (self)))
    gtk_widget_grab_focus (GTK_WIDGET (gtk_list_box_get_row_at_index (self->list, 0)));
}

static void
read_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;

  for (guint64 serial = job->from + 1; serial <= job->to; serial++)
    {
      GError *error = NULL;
      g_autoptr (GPtrArray) changes = tl_install_read_changes (job->folder, serial, &error);

      if (changes == NULL)
        {
          g_task_return_error (task, error);
          return;
        }
      tl_update_news_add (job->news, serial, changes);
    }
  g_task_return_boolean (task, TRUE);
}

static void
read_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  TlNewsPage *self = TL_NEWS_PAGE (object);
  Job *job = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) && self->window != NULL)
        gtk_label_set_text (self->summary, error->message);
      return;
    }
  if (self->window == NULL)
    return;
  items = tl_update_news_list (job->news, job->marked, job->read);
  show_items (self, items);
}

static void
run_job (Job *job)
{
  g_autoptr (GTask) task = g_task_new (job->page, job->cancellable, read_cb, NULL);

  g_task_set_source_tag (task, run_job);
  g_task_set_task_data (task, job, (GDestroyNotify)job_free);
  g_task_run_in_thread (task, read_in_thread);
}

static void
recents_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Job *job = data;
  g_autoptr (GPtrArray) recents = tl_desk_list_recents_finish (TL_DESK (source), result, NULL);

  for (guint i = 0; recents != NULL && i < recents->len; i++)
    g_hash_table_add (job->read, g_strdup (((TlDeskRecent *)g_ptr_array_index (recents, i))->doc));
  run_job (job);
}

static void
marks_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Job *job = data;
  g_autoptr (GPtrArray) marks = tl_desk_list_marks_finish (TL_DESK (source), result, NULL);

  for (guint i = 0; marks != NULL && i < marks->len; i++)
    g_hash_table_add (job->marked, g_strdup (((TlDeskMark *)g_ptr_array_index (marks, i))->doc));
  tl_desk_list_recents_async (TL_DESK (source), MAX_RECENTS, job->cancellable, recents_cb, job);
}

/* From where the changes are told: what was seen before, or the release before at the first time.
 */
static guint64
take_from (GSettings *settings, const char *folder, guint64 serial)
{
  guint64 seen;
  guint64 from;

  tl_update_seen_get (settings, folder, &seen, &from);
  if (seen != serial)
    {
      from = seen > 0 && seen < serial ? seen : serial - 1;
      tl_update_seen_set (settings, folder, serial, from);
    }
  if (from >= serial)
    from = serial - 1;
  return MAX (from, serial > MAX_RELEASES ? serial - MAX_RELEASES : 0);
}

static void
show_span (TlNewsPage *self, guint64 from, guint64 to)
{
  g_autofree char *first = tl_numeral_group ((gint64)from);
  g_autofree char *last = tl_numeral_group ((gint64)to);
  g_autofree char *text = NULL;

  /* Translators: two numbers of releases of the library. */
  text = g_strdup_printf (_ ("Reading what changed from library no. %s to no. %s…"), first, last);
  gtk_label_set_text (self->summary, text);
}

void
tl_news_page_show (TlNewsPage *self)
{
  TlDesk *desk = tl_desk_keeper_get_desk (tl_services_get_desk (self->services));
  TlDeskMarkQuery query = { .order = TL_DESK_NEWEST, .limit = MAX_MARKS };
  TlUpdateFacts facts;
  Job *job;

  g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  tl_update_keeper_get_facts (tl_services_get_update (self->services), &facts);
  if (facts.installed->serial == 0)
    {
      clear_list (self);
      gtk_widget_set_visible (GTK_WIDGET (self->list), FALSE);
      gtk_widget_set_visible (GTK_WIDGET (self->rest), FALSE);
      gtk_label_set_text (self->summary, _ ("This library does not come from releases"));
      return;
    }
  self->loading = g_cancellable_new ();
  job = g_new0 (Job, 1);
  job->page = g_object_ref (self);
  job->cancellable = g_object_ref (self->loading);
  job->folder = g_strdup (tl_services_get_folder (self->services));
  job->to = facts.installed->serial;
  job->from = take_from (self->settings, job->folder, job->to);
  job->marked = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  job->read = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  job->news = tl_update_news_new ();
  show_span (self, job->from, job->to);
  if (desk != NULL)
    tl_desk_list_marks_async (desk, &query, self->loading, marks_cb, job);
  else
    run_job (job);
}

static void
row_activated_cb (TlNewsPage *self, GtkListBoxRow *row)
{
  const char *anchor = g_object_get_data (G_OBJECT (row), "anchor");

  g_signal_emit (self, signals[SIGNAL_OPEN], 0, g_object_get_data (G_OBJECT (row), "doc"),
                 anchor != NULL ? anchor : "");
}

static void
tl_news_page_dispose (GObject *object)
{
  TlNewsPage *self = TL_NEWS_PAGE (object);

  g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  g_clear_object (&self->services);
  g_clear_object (&self->settings);
  g_clear_pointer (&self->window, gtk_widget_unparent);
  G_OBJECT_CLASS (tl_news_page_parent_class)->dispose (object);
}

static gboolean
tl_news_page_grab_focus (GtkWidget *widget)
{
  GtkListBoxRow *first = gtk_list_box_get_row_at_index (TL_NEWS_PAGE (widget)->list, 0);

  return first != NULL && gtk_widget_grab_focus (GTK_WIDGET (first));
}

static void
tl_news_page_class_init (TlNewsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tl_news_page_dispose;
  widget_class->grab_focus = tl_news_page_grab_focus;
  signals[SIGNAL_OPEN] = g_signal_new ("open", TL_TYPE_NEWS_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                       NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "newspage");
}

static GtkLabel *
add_label (GtkWidget *box, const char *text, const char *css)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  if (css != NULL)
    gtk_widget_add_css_class (label, css);
  gtk_box_append (GTK_BOX (box), label);
  return GTK_LABEL (label);
}

static void
tl_news_page_init (TlNewsPage *self)
{
  GtkWidget *clamp = adw_clamp_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  gtk_widget_set_margin_top (box, 24);
  gtk_widget_set_margin_bottom (box, 24);
  gtk_widget_set_margin_start (box, 18);
  gtk_widget_set_margin_end (box, 18);
  add_label (box, _ ("What Is New in the Library"), "title-2");
  self->summary = add_label (box, NULL, NULL);
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_list_box_set_header_func (self->list, header_cb, NULL, NULL);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "news-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("What Is New in the Library"), -1);
  g_signal_connect_object (self->list, "row-activated", G_CALLBACK (row_activated_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->list));
  self->rest = add_label (box, NULL, "dim-label");
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), MAX_WIDTH);
  adw_clamp_set_child (ADW_CLAMP (clamp), box);
  self->window = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->window), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->window), clamp);
  gtk_widget_set_parent (self->window, GTK_WIDGET (self));
}

void
tl_news_page_set_services (TlNewsPage *self, TlServices *services, GSettings *settings)
{
  g_return_if_fail (TL_IS_NEWS_PAGE (self));
  g_return_if_fail (self->services == NULL);

  self->services = g_object_ref (services);
  self->settings = g_object_ref (settings);
}

GtkListBox *
tl_news_page_get_list (TlNewsPage *self)
{
  return self->list;
}
