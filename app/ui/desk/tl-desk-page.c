/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/desk/tl-desk-page.h"

#include <glib/gi18n.h>

#include "desk/tl-desk-mark.h"
#include "ui/desk/tl-mark-row.h"
#include "ui/desk/tl-recent-list.h"
#include "ui/own/tl-own-open.h"
#include "ui/reader/tl-reader-text.h"
#include "ui/tl-widget.h"

/* Notes shown; more are found by searching. */
#define MAX_SHOWN  200
#define MAX_RECENT 10
#define MAX_WIDTH  820

struct _TlDeskPage
{
  GtkWidget parent_instance;

  GtkWidget *window; /* child */
  GtkWidget *entry;
  GtkListBox *list;
  GtkLabel *trouble;
  GtkLabel *total;
  GtkWidget *empty;
  TlRecentList *recent;

  /* Owned. */
  TlServices *services;
  GCancellable *listing;
};

G_DEFINE_FINAL_TYPE (TlDeskPage, tl_desk_page, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_OPEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* The notes, and what their documents are called. */
typedef struct
{
  TlLibrary *library;
  GPtrArray *marks;
  GHashTable *own; /* ids looked for */
  guint named;     /* marks looked at */
  GHashTable *titles;
} Titles;

static void
titles_free (gpointer data)
{
  Titles *titles = data;

  g_clear_object (&titles->library);
  g_ptr_array_unref (titles->marks);
  g_hash_table_unref (titles->titles);
  g_hash_table_unref (titles->own);
  g_free (titles);
}

static void
read_titles (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Titles *titles = task_data;

  for (guint i = 0; titles->library != NULL && i < titles->marks->len; i++)
    {
      const TlDeskMark *mark = g_ptr_array_index (titles->marks, i);
      g_autoptr (TlDocument) document = NULL;

      if (g_cancellable_is_cancelled (cancellable)
          || g_hash_table_contains (titles->titles, mark->doc))
        continue;
      document = tl_library_load (titles->library, mark->doc, FALSE, NULL);
      if (document != NULL)
        g_hash_table_insert (titles->titles, g_strdup (mark->doc), tl_reader_heading (document));
    }
  g_task_return_boolean (task, TRUE);
}

static void
titles_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  TlDeskPage *self = TL_DESK_PAGE (source);
  Titles *titles = g_task_get_task_data (G_TASK (result));
  gboolean searching = *gtk_editable_get_text (GTK_EDITABLE (self->entry)) != '\0';
  g_autofree char *total = NULL;
  int focus;

  if (!g_task_propagate_boolean (G_TASK (result), NULL) || self->window == NULL)
    return;
  focus = tl_mark_rows_clear (self->list);
  for (guint i = 0; i < titles->marks->len; i++)
    {
      const TlDeskMark *mark = g_ptr_array_index (titles->marks, i);
      g_autofree char *own = tl_own_dup_name (self->services, mark->doc);
      const char *title = own != NULL ? own : g_hash_table_lookup (titles->titles, mark->doc);

      gtk_list_box_append (self->list,
                           tl_mark_row_new (mark, title != NULL ? title : mark->doc,
                                            title != NULL ? NULL : _ ("Not in this library")));
    }
  gtk_widget_set_visible (GTK_WIDGET (self->list), titles->marks->len > 0);
  tl_mark_rows_focus (self->list, focus);
  gtk_widget_set_visible (self->empty, titles->marks->len == 0 && !searching
                                           && !gtk_widget_get_visible (GTK_WIDGET (self->trouble)));
  total = g_strdup_printf (g_dngettext (NULL, "%u highlight", "%u highlights", titles->marks->len),
                           titles->marks->len);
  gtk_label_set_text (self->total, titles->marks->len > 0 ? total
                                   : searching            ? _ ("No note holds these words")
                                                          : "");
}

static void name_own (GTask *task);

static void
named_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  /* A file that is nowhere is listed all the same. */
  tl_own_find_finish (result, NULL);
  name_own (user_data);
}

/* Files of the judge's own have their names from the shelf, where those that were not opened since
 * the program began are put first, one after the other. Takes the task. */
static void
name_own (GTask *task)
{
  TlDeskPage *self = g_task_get_source_object (task);
  Titles *titles = g_task_get_task_data (task);

  while (self->services != NULL && titles->named < titles->marks->len)
    {
      const TlDeskMark *mark = g_ptr_array_index (titles->marks, titles->named++);

      if (!tl_own_is_id (mark->doc) || !g_hash_table_add (titles->own, g_strdup (mark->doc)))
        continue;
      tl_own_find_async (self->services, mark->doc, self->listing, named_cb, task);
      return;
    }
  g_task_run_in_thread (task, read_titles);
  g_object_unref (task);
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TlDeskPage) self = user_data;
  GPtrArray *marks = tl_desk_list_marks_finish (TL_DESK (source), result, NULL);
  GTask *task;
  Titles *titles;

  if (marks == NULL || self->services == NULL)
    {
      g_clear_pointer (&marks, g_ptr_array_unref);
      return;
    }
  titles = g_new0 (Titles, 1);
  titles->marks = marks;
  titles->titles = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  titles->own = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_set_object (&titles->library, tl_services_get_library (self->services));
  task = g_task_new (self, self->listing, titles_cb, NULL);
  g_task_set_source_tag (task, listed_cb);
  g_task_set_task_data (task, titles, titles_free);
  name_own (task);
}

static void
refresh (TlDeskPage *self)
{
  TlDesk *desk = tl_desk_keeper_get_desk (tl_services_get_desk (self->services));
  TlDeskMarkQuery query = { .order = TL_DESK_NEWEST, .limit = MAX_SHOWN };
  const char *words = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  const char *trouble = tl_desk_keeper_get_trouble (tl_services_get_desk (self->services));

  gtk_label_set_text (self->trouble, trouble != NULL ? trouble : "");
  gtk_widget_set_visible (GTK_WIDGET (self->trouble), trouble != NULL);
  g_cancellable_cancel (self->listing);
  g_clear_object (&self->listing);
  if (desk == NULL)
    {
      gtk_widget_set_visible (self->empty, trouble == NULL);
      return;
    }
  if (*words != '\0')
    query.words = words;
  self->listing = g_cancellable_new ();
  tl_desk_list_marks_async (desk, &query, self->listing, listed_cb, g_object_ref (self));
}

static void
changed_cb (TlDeskPage *self, int change)
{
  if (change == TL_DESK_CHANGED_MARKS || change == TL_DESK_CHANGED_ALL)
    refresh (self);
}

static void
row_activated_cb (TlDeskPage *self, GtkListBoxRow *row)
{
  const TlDeskMark *mark = tl_mark_row_get_mark (GTK_WIDGET (row));

  g_signal_emit (self, signals[SIGNAL_OPEN], 0, mark->doc, mark->id);
}

static void
tl_desk_page_dispose (GObject *object)
{
  TlDeskPage *self = TL_DESK_PAGE (object);

  g_cancellable_cancel (self->listing);
  g_clear_object (&self->listing);
  g_clear_object (&self->services);
  g_clear_pointer (&self->window, gtk_widget_unparent);
  G_OBJECT_CLASS (tl_desk_page_parent_class)->dispose (object);
}

static gboolean
tl_desk_page_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (TL_DESK_PAGE (widget)->entry);
}

static void
tl_desk_page_class_init (TlDeskPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tl_desk_page_dispose;
  widget_class->grab_focus = tl_desk_page_grab_focus;
  widget_class->focus = tl_widget_focus_children;
  signals[SIGNAL_OPEN] = g_signal_new ("open", TL_TYPE_DESK_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                       NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static GtkWidget *
make_list (TlDeskPage *self)
{
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "boxed-list");
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "notes-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Notes"), -1);
  gtk_widget_set_visible (GTK_WIDGET (self->list), FALSE);
  g_signal_connect_object (self->list, "row-activated", G_CALLBACK (row_activated_cb), self,
                           G_CONNECT_SWAPPED);
  return GTK_WIDGET (self->list);
}

static GtkWidget *
make_empty (void)
{
  GtkWidget *page = adw_status_page_new ();

  adw_status_page_set_icon_name (ADW_STATUS_PAGE (page), "document-edit-symbolic");
  adw_status_page_set_title (ADW_STATUS_PAGE (page), _ ("No highlights yet"));
  adw_status_page_set_description (
      ADW_STATUS_PAGE (page),
      _ ("Select words in a document and press Ctrl+H, or Ctrl+M to write a note on them."));
  return page;
}

static void
tl_desk_page_init (TlDeskPage *self)
{
  GtkWidget *clamp = adw_clamp_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *title = gtk_label_new (_ ("Highlights and Notes"));

  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_widget_add_css_class (title, "title-2");
  self->entry = gtk_search_entry_new ();
  g_object_set (self->entry, "placeholder-text", _ ("Find in notes and highlighted words"), NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Find in notes and highlighted words"), -1);
  g_signal_connect_object (self->entry, "search-changed", G_CALLBACK (refresh), self,
                           G_CONNECT_SWAPPED);
  self->trouble = tl_widget_new_trouble ();
  self->total = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->total, 0);
  self->empty = make_empty ();
  self->recent = g_object_new (TL_TYPE_RECENT_LIST, NULL);
  gtk_widget_set_margin_top (box, 24);
  gtk_widget_set_margin_bottom (box, 24);
  gtk_widget_set_margin_start (box, 18);
  gtk_widget_set_margin_end (box, 18);
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->trouble));
  gtk_box_append (GTK_BOX (box), self->entry);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->total));
  gtk_box_append (GTK_BOX (box), make_list (self));
  gtk_box_append (GTK_BOX (box), self->empty);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->recent));
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), MAX_WIDTH);
  adw_clamp_set_child (ADW_CLAMP (clamp), box);
  self->window = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->window), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->window), clamp);
  gtk_widget_set_parent (self->window, GTK_WIDGET (self));
}

void
tl_desk_page_set_services (TlDeskPage *self, TlServices *services)
{
  g_return_if_fail (TL_IS_DESK_PAGE (self));
  g_return_if_fail (self->services == NULL);

  self->services = g_object_ref (services);
  tl_recent_list_set_services (self->recent, services, MAX_RECENT);
  g_signal_connect_object (tl_services_get_desk (services), "changed", G_CALLBACK (changed_cb),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (services, "notify::state", G_CALLBACK (refresh), self,
                           G_CONNECT_SWAPPED);
  refresh (self);
}

GtkListBox *
tl_desk_page_get_list (TlDeskPage *self)
{
  return self->list;
}

GtkEditable *
tl_desk_page_get_entry (TlDeskPage *self)
{
  return GTK_EDITABLE (self->entry);
}
