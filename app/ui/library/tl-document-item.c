/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/library/tl-document-item.h"

#include "base/tl-clock.h"
#include "ui/search/tl-hit-text.h"

struct _TlDocumentItem
{
  GObject parent_instance;

  TlDocument *document;
};

G_DEFINE_FINAL_TYPE (TlDocumentItem, tl_document_item, G_TYPE_OBJECT)

static void
tl_document_item_finalize (GObject *object)
{
  tl_document_unref (TL_DOCUMENT_ITEM (object)->document);
  G_OBJECT_CLASS (tl_document_item_parent_class)->finalize (object);
}

static void
tl_document_item_class_init (TlDocumentItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tl_document_item_finalize;
}

static void
tl_document_item_init (TlDocumentItem *self)
{
}

TlDocumentItem *
tl_document_item_new (TlDocument *document)
{
  TlDocumentItem *self = g_object_new (TL_TYPE_DOCUMENT_ITEM, NULL);

  self->document = tl_document_ref (document);
  return self;
}

const TlDocument *
tl_document_item_get (TlDocumentItem *self)
{
  return self->document;
}

static gboolean
has_text (const char *text)
{
  return text != NULL && *text != '\0';
}

char *
tl_document_item_title (const TlDocument *document)
{
  if (has_text (document->title) && document->kind == TL_DOC_JUDGMENT
      && has_text (document->number))
    return g_strdup_printf ("%s – %s", document->number, document->title);
  if (has_text (document->title))
    return g_strdup (document->title);
  return g_strdup (has_text (document->number) ? document->number : document->id);
}

char *
tl_document_item_details (const TlDocument *document)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new ();
  g_autofree char *date = tl_date_format_vi (document->issued);

  g_ptr_array_add (parts, (char *)tl_hit_kind_name (document->kind));
  if (has_text (document->number) && document->kind != TL_DOC_JUDGMENT)
    g_ptr_array_add (parts, document->number);
  if (has_text (document->issuer))
    g_ptr_array_add (parts, document->issuer);
  if (has_text (date))
    g_ptr_array_add (parts, date);
  g_ptr_array_add (parts, NULL);
  return g_strjoinv (" · ", (char **)parts->pdata);
}
