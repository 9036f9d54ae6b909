/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/reader/tl-pdf-thumbs.h"

#include <glib/gi18n.h>

#include "ui/reader/tl-pdf-tile-view.h"
#include "ui/tl-widget.h"

#define PICTURE_WIDTH 132

struct _TlPdfThumbs
{
  GtkWidget parent_instance;

  /* Children. */
  GtkWidget *scrolled;
  GtkListView *list;

  /* Owned. */
  TlPdfTiles *tiles;
  GtkSingleSelection *selection;
  GHashTable *bound; /* page to its picture, borrowed */

  guint scroll_source;
  gboolean following; /* the selection follows the view, not the reader's choice */
};

G_DEFINE_FINAL_TYPE (TlPdfThumbs, tl_pdf_thumbs, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_GO,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
selected_cb (TlPdfThumbs *self)
{
  guint page = gtk_single_selection_get_selected (self->selection);

  if (page != GTK_INVALID_LIST_POSITION && !self->following)
    g_signal_emit (self, signals[SIGNAL_GO], 0, page);
}

static void
activated_cb (TlPdfThumbs *self, guint position)
{
  g_signal_emit (self, signals[SIGNAL_GO], 0, position);
}

static void
setup_cb (TlPdfThumbs *self, GtkListItem *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  GtkWidget *picture = gtk_picture_new ();
  GtkWidget *label = gtk_label_new (NULL);

  gtk_widget_set_halign (picture, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (picture, "thumbnail");
  gtk_box_append (GTK_BOX (box), picture);
  gtk_box_append (GTK_BOX (box), label);
  gtk_list_item_set_child (item, box);
}

static void
show_picture (TlPdfThumbs *self, GtkWidget *picture, guint page)
{
  const TlPdfImage *image = tl_pdf_tiles_get_preview (self->tiles, page);
  g_autoptr (GdkTexture) texture = NULL;

  if (image != NULL)
    texture = tl_pdf_texture_new (image, 0, image->height);
  gtk_picture_set_paintable (GTK_PICTURE (picture), GDK_PAINTABLE (texture));
}

static void
bind_cb (TlPdfThumbs *self, GtkListItem *item)
{
  guint page = gtk_list_item_get_position (item);
  GtkWidget *picture = gtk_widget_get_first_child (gtk_list_item_get_child (item));
  GtkWidget *label = gtk_widget_get_next_sibling (picture);
  TlPdfPage size = tl_pdf_get_page (tl_pdf_tiles_get_pdf (self->tiles), page);
  /* Translators: %u is the number of a page. */
  g_autofree char *name = g_strdup_printf (_ ("Page %u"), page + 1);

  gtk_label_set_text (GTK_LABEL (label), name);
  /* The row takes no name from what stands in a box. */
  if (gtk_widget_get_parent (gtk_list_item_get_child (item)) != NULL)
    gtk_accessible_update_property (
        GTK_ACCESSIBLE (gtk_widget_get_parent (gtk_list_item_get_child (item))),
        GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_widget_set_size_request (
      picture, PICTURE_WIDTH,
      (int)(PICTURE_WIDTH * CLAMP (size.height / MAX (1, size.width), 0.2, 3)));
  g_hash_table_insert (self->bound, GUINT_TO_POINTER (page), picture);
  show_picture (self, picture, page);
  tl_pdf_tiles_want_preview (self->tiles, page);
}

static void
unbind_cb (TlPdfThumbs *self, GtkListItem *item)
{
  guint page = gtk_list_item_get_position (item);
  GtkWidget *picture = gtk_widget_get_first_child (gtk_list_item_get_child (item));

  gtk_picture_set_paintable (GTK_PICTURE (picture), NULL);
  if (g_hash_table_lookup (self->bound, GUINT_TO_POINTER (page)) == picture)
    g_hash_table_remove (self->bound, GUINT_TO_POINTER (page));
  if (self->tiles != NULL)
    tl_pdf_tiles_leave_preview (self->tiles, page);
}

static void
preview_cb (TlPdfThumbs *self, guint page)
{
  GtkWidget *picture = g_hash_table_lookup (self->bound, GUINT_TO_POINTER (page));

  if (picture != NULL)
    show_picture (self, picture, page);
}

static gboolean
scroll_cb (gpointer user_data)
{
  TlPdfThumbs *self = user_data;
  guint page = gtk_single_selection_get_selected (self->selection);

  self->scroll_source = 0;
  if (page != GTK_INVALID_LIST_POSITION)
    gtk_widget_activate_action (GTK_WIDGET (self->list), "list.scroll-to-item", "u", page);
  return G_SOURCE_REMOVE;
}

/* In the list's own time: it may not be allocated yet, and a scroll of the pages goes first. */
static void
queue_scroll (TlPdfThumbs *self)
{
  if (self->scroll_source == 0 && gtk_widget_get_mapped (GTK_WIDGET (self)))
    self->scroll_source = g_timeout_add (100, scroll_cb, self);
}

static void
tl_pdf_thumbs_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (tl_pdf_thumbs_parent_class)->map (widget);
  queue_scroll (TL_PDF_THUMBS (widget));
}

static gboolean
tl_pdf_thumbs_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (TL_PDF_THUMBS (widget)->list));
}

static void
tl_pdf_thumbs_dispose (GObject *object)
{
  TlPdfThumbs *self = TL_PDF_THUMBS (object);

  tl_pdf_thumbs_set_tiles (self, NULL);
  g_clear_handle_id (&self->scroll_source, g_source_remove);
  g_clear_pointer (&self->scrolled, gtk_widget_unparent);
  g_clear_object (&self->selection);
  g_clear_pointer (&self->bound, g_hash_table_unref);
  G_OBJECT_CLASS (tl_pdf_thumbs_parent_class)->dispose (object);
}

static void
tl_pdf_thumbs_class_init (TlPdfThumbsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tl_pdf_thumbs_dispose;
  widget_class->map = tl_pdf_thumbs_map;
  widget_class->grab_focus = tl_pdf_thumbs_grab_focus;
  widget_class->focus = tl_widget_focus_children;
  signals[SIGNAL_GO] = g_signal_new ("go", TL_TYPE_PDF_THUMBS, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                     NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "pdfthumbs");
}

static void
tl_pdf_thumbs_init (TlPdfThumbs *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  self->bound = g_hash_table_new (NULL, NULL);
  self->selection = gtk_single_selection_new (NULL);
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  g_signal_connect_swapped (factory, "setup", G_CALLBACK (setup_cb), self);
  g_signal_connect_swapped (factory, "bind", G_CALLBACK (bind_cb), self);
  g_signal_connect_swapped (factory, "unbind", G_CALLBACK (unbind_cb), self);
  g_signal_connect_swapped (self->selection, "notify::selected", G_CALLBACK (selected_cb), self);
  self->list = GTK_LIST_VIEW (
      gtk_list_view_new (g_object_ref (GTK_SELECTION_MODEL (self->selection)), factory));
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "thumbnails");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Small Pages"), -1);
  g_signal_connect_swapped (self->list, "activate", G_CALLBACK (activated_cb), self);
  self->scrolled = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scrolled), GTK_WIDGET (self->list));
  gtk_widget_set_parent (self->scrolled, GTK_WIDGET (self));
}

GtkWidget *
tl_pdf_thumbs_new (void)
{
  return g_object_new (TL_TYPE_PDF_THUMBS, NULL);
}

void
tl_pdf_thumbs_set_tiles (TlPdfThumbs *self, TlPdfTiles *tiles)
{
  g_autoptr (GListStore) pages = NULL;
  g_autoptr (GPtrArray) items = NULL;
  guint n_pages;

  g_return_if_fail (TL_IS_PDF_THUMBS (self));

  if (tiles == self->tiles)
    return;
  self->following = TRUE;
  gtk_single_selection_set_model (self->selection, NULL);
  if (self->tiles != NULL)
    g_signal_handlers_disconnect_by_data (self->tiles, self);
  g_set_object (&self->tiles, tiles);
  if (tiles != NULL)
    {
      n_pages = tl_pdf_get_n_pages (tl_pdf_tiles_get_pdf (tiles));
      items = g_ptr_array_new_with_free_func (g_object_unref);
      for (guint i = 0; i < n_pages; i++)
        g_ptr_array_add (items, g_object_new (G_TYPE_OBJECT, NULL));
      pages = g_list_store_new (G_TYPE_OBJECT);
      g_list_store_splice (pages, 0, 0, items->pdata, n_pages);
      g_signal_connect_swapped (tiles, "preview", G_CALLBACK (preview_cb), self);
      gtk_single_selection_set_model (self->selection, G_LIST_MODEL (pages));
    }
  self->following = FALSE;
}

void
tl_pdf_thumbs_set_current (TlPdfThumbs *self, guint page)
{
  g_return_if_fail (TL_IS_PDF_THUMBS (self));

  if (gtk_single_selection_get_selected (self->selection) == page)
    return;
  self->following = TRUE;
  gtk_single_selection_set_selected (self->selection, page);
  self->following = FALSE;
  queue_scroll (self);
}

guint
tl_pdf_thumbs_get_current (TlPdfThumbs *self)
{
  return gtk_single_selection_get_selected (self->selection);
}
