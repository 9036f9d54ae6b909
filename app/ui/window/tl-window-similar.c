/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tabs of similar cases, and from where they are opened. */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "ui/reader/tl-reader-selection.h"
#include "ui/similar/tl-similar-view.h"
#include "ui/tl-widget.h"
#include "ui/window/tl-window-private.h"

#define PLACE "similar:"

static GtkWidget *
child_in_front (TlWindow *self)
{
  AdwTabPage *page = adw_tab_view_get_selected_page (self->tab_view);

  return page != NULL ? adw_tab_page_get_child (page) : NULL;
}

/* The tab that is about @key; %NULL: the one that asks what to look for. */
static TlSimilarView *
find_view (TlWindow *self, const char *key, AdwTabPage **page)
{
  for (int i = 0; i < adw_tab_view_get_n_pages (self->tab_view); i++)
    {
      GtkWidget *child;
      TlSimilarSource *source;

      *page = adw_tab_view_get_nth_page (self->tab_view, i);
      child = adw_tab_page_get_child (*page);
      if (!TL_IS_SIMILAR_VIEW (child))
        continue;
      source = tl_similar_view_get_source (TL_SIMILAR_VIEW (child));
      if (g_strcmp0 (source != NULL ? source->key : NULL, key) == 0)
        return TL_SIMILAR_VIEW (child);
    }
  return NULL;
}

static void
visit (TlWindow *self, TlSimilarView *view)
{
  TlSimilarSource *source = tl_similar_view_get_source (view);
  g_autofree char *place = g_strconcat (PLACE, source != NULL ? source->key : "", NULL);

  _tl_window_visit (self, place);
}

static void
show_title (AdwTabPage *page, GParamSpec *pspec, TlWindow *self)
{
  if (adw_tab_view_get_selected_page (self->tab_view) == page)
    gtk_window_set_title (GTK_WINDOW (self), adw_tab_page_get_title (page));
}

static TlSimilarView *
add_view (TlWindow *self, AdwTabPage **page)
{
  TlSimilarView *view = TL_SIMILAR_VIEW (tl_similar_view_new (self->services));

  *page = adw_tab_view_append (self->tab_view, GTK_WIDGET (view));
  g_object_bind_property (view, "title", *page, "title", G_BINDING_SYNC_CREATE);
  g_object_bind_property (view, "loading", *page, "loading", G_BINDING_SYNC_CREATE);
  g_signal_connect_object (*page, "notify::title", G_CALLBACK (show_title), self, 0);
  return view;
}

static TlSimilarView *
show (TlWindow *self, TlSimilarSource *source)
{
  AdwTabPage *page = NULL;
  TlSimilarView *view = find_view (self, source != NULL ? source->key : NULL, &page);

  if (view == NULL)
    {
      view = add_view (self, &page);
      tl_similar_view_show (view, source);
      g_signal_connect_object (view, "changed", G_CALLBACK (visit), self, G_CONNECT_SWAPPED);
    }
  tl_stack_show (self->places, "work");
  adw_tab_view_set_selected_page (self->tab_view, page);
  gtk_widget_grab_focus (GTK_WIDGET (view));
  visit (self, view);
  return view;
}

static void
show_passage (TlWindow *self, const char *doc, const char *anchor, const char *text)
{
  g_autoptr (TlSimilarSource) source = *text != '\0'
                                           ? tl_similar_source_new_passage (doc, anchor, text)
                                           : tl_similar_source_new_document (doc);

  show (self, source);
}

/* Document, where the passage begins, and the passage; "" for the whole document. */
static void
find_similar_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  const char *doc, *anchor, *text;

  g_variant_get (parameter, "(&s&s&s)", &doc, &anchor, &text);
  if (*doc != '\0')
    show_passage (TL_WINDOW (widget), doc, anchor, text);
}

static void
show_of_reader (TlWindow *self, TlReader *reader)
{
  g_autoptr (TlReaderSelection) selection = tl_reader_dup_selection (reader);
  g_autofree char *doc = g_strdup (tl_reader_get_doc (reader));

  if (doc != NULL)
    show_passage (self, doc, selection != NULL ? selection->anchor : NULL,
                  selection != NULL ? selection->quote : "");
}

/* The result the keys are on, where it is a case. */
static const TlHit *
hit_in_focus (TlWindow *self)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));
  const TlHit *hit = tl_search_page_get_chosen (self->search_page);

  if (hit == NULL || focus == NULL
      || !gtk_widget_is_ancestor (focus, GTK_WIDGET (self->search_page)))
    return NULL;
  return hit->kind == TL_DOC_JUDGMENT || hit->kind == TL_DOC_PRECEDENT ? hit : NULL;
}

/* Ctrl+Shift+T: for what is selected in the document in front, or for the document; for the result
 * the keys are on; else the judge is asked for a case. */
static void
similar_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TlWindow *self = TL_WINDOW (widget);
  GtkWidget *child = child_in_front (self);
  const TlHit *hit = NULL;

  if (child != NULL && TL_IS_READER (child))
    {
      show_of_reader (self, TL_READER (child));
      return;
    }
  if (child != NULL && TL_IS_COMPARE_VIEW (child)
      && tl_compare_view_get_doc (TL_COMPARE_VIEW (child), TL_SIDE_LEFT) != NULL)
    {
      show_passage (self, tl_compare_view_get_doc (TL_COMPARE_VIEW (child), TL_SIDE_LEFT), NULL,
                    "");
      return;
    }
  if (child == GTK_WIDGET (self->search_page))
    hit = hit_in_focus (self);
  if (hit != NULL)
    show_passage (self, hit->doc, NULL, "");
  else
    show (self, NULL);
}

static void
similar_file_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  tl_similar_view_choose_file (show (TL_WINDOW (widget), NULL));
}

static void
put_up_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  const char *doc, *title;

  g_variant_get (parameter, "(&s&s)", &doc, &title);
  _tl_window_put_up (TL_WINDOW (widget), doc, title);
}

const char *
_tl_window_similar_document (GtkWidget *child)
{
  TlSimilarSource *source
      = TL_IS_SIMILAR_VIEW (child) ? tl_similar_view_get_source (TL_SIMILAR_VIEW (child)) : NULL;

  return source != NULL ? tl_similar_source_get_compared (source) : NULL;
}

gboolean
_tl_window_go_similar (TlWindow *self, const char *place)
{
  const char *key = place + strlen (PLACE);
  AdwTabPage *page = NULL;
  g_autoptr (TlSimilarSource) source = NULL;

  if (!g_str_has_prefix (place, PLACE))
    return FALSE;
  if (find_view (self, *key != '\0' ? key : NULL, &page) != NULL)
    {
      tl_stack_show (self->places, "work");
      adw_tab_view_set_selected_page (self->tab_view, page);
      gtk_widget_grab_focus (adw_tab_page_get_child (page));
      return TRUE;
    }
  source = tl_similar_source_from_key (key);
  /* A passage or a file is known to its tab alone. */
  if (source != NULL || *key == '\0')
    show (self, source);
  else
    tl_window_say (self, _ ("This list of similar cases was closed"));
  return TRUE;
}

void
_tl_window_install_similar_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.similar", NULL, similar_cb);
  gtk_widget_class_install_action (widget_class, "win.similar-file", NULL, similar_file_cb);
  gtk_widget_class_install_action (widget_class, "win.find-similar", "(sss)", find_similar_cb);
  gtk_widget_class_install_action (widget_class, "win.put-up", "(ss)", put_up_cb);
}
