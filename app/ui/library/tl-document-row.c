/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/library/tl-document-row.h"

#include "ui/library/tl-document-item.h"
#include "ui/tl-widget.h"

struct _TlDocumentRow
{
  GtkWidget parent_instance;

  /* Template. */
  GtkLabel *title;
  GtkLabel *details;
};

G_DEFINE_FINAL_TYPE (TlDocumentRow, tl_document_row, GTK_TYPE_WIDGET)

static void
tl_document_row_dispose (GObject *object)
{
  tl_widget_dispose (GTK_WIDGET (object), TL_TYPE_DOCUMENT_ROW);
  G_OBJECT_CLASS (tl_document_row_parent_class)->dispose (object);
}

static void
tl_document_row_class_init (TlDocumentRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tl_document_row_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/vn/toaan/TroLy/ui/library/tl-document-row.ui");
  gtk_widget_class_bind_template_child (widget_class, TlDocumentRow, title);
  gtk_widget_class_bind_template_child (widget_class, TlDocumentRow, details);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
tl_document_row_init (TlDocumentRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
tl_document_row_new (void)
{
  return g_object_new (TL_TYPE_DOCUMENT_ROW, NULL);
}

void
tl_document_row_set_document (TlDocumentRow *self, const TlDocument *document)
{
  g_autofree char *title = tl_document_item_title (document);
  g_autofree char *details = tl_document_item_details (document);
  g_autofree char *name = g_strdup_printf ("%s, %s", title, details);

  gtk_label_set_text (self->title, title);
  gtk_label_set_text (self->details, details);
  tl_widget_set_row_name (GTK_WIDGET (self), name);
}
