/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/reader/tl-outline-item.h"

#include <string.h>

#include "text/tl-text.h"

/* Of a paragraph without a heading the outline shows the first words. */
#define TITLE_CHARS 90
#define MAX_ITEMS   20000

struct _TlOutlineItem
{
  GObject parent_instance;

  char *title;
  char *folded;
  char *anchor;
  guint depth;
  guint paragraph;
};

G_DEFINE_FINAL_TYPE (TlOutlineItem, tl_outline_item, G_TYPE_OBJECT)

static void
tl_outline_item_finalize (GObject *object)
{
  TlOutlineItem *self = TL_OUTLINE_ITEM (object);

  g_free (self->title);
  g_free (self->folded);
  g_free (self->anchor);
  G_OBJECT_CLASS (tl_outline_item_parent_class)->finalize (object);
}

static void
tl_outline_item_class_init (TlOutlineItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tl_outline_item_finalize;
}

static void
tl_outline_item_init (TlOutlineItem *self)
{
}

const char *
tl_outline_item_get_title (TlOutlineItem *self)
{
  return self->title;
}

const char *
tl_outline_item_get_anchor (TlOutlineItem *self)
{
  return self->anchor;
}

guint
tl_outline_item_get_depth (TlOutlineItem *self)
{
  return self->depth;
}

guint
tl_outline_item_get_paragraph (TlOutlineItem *self)
{
  return self->paragraph;
}

gboolean
tl_outline_item_matches (TlOutlineItem *self, const char *needle)
{
  g_autofree char *folded = tl_text_fold (needle, -1, TL_FOLD_PLAIN, NULL);
  g_auto (GStrv) words = g_strsplit (folded, " ", -1);

  for (guint i = 0; words[i] != NULL; i++)
    if (strstr (self->folded, words[i]) == NULL)
      return FALSE;
  return TRUE;
}

/* The first words of a paragraph: to the end of its first sentence or colon, when that is near. */
static char *
shorten (const char *text)
{
  const char *end = text;
  guint n = 0;

  while (*end != '\0' && n < TITLE_CHARS)
    {
      gboolean mark = *end == ':' || *end == ';' || *end == '.';

      if (mark && n > 12 && (end[1] == ' ' || end[1] == '\0'))
        return g_strndup (text, (gsize)(end - text));
      end = g_utf8_next_char (end);
      n++;
    }
  return *end == '\0' ? g_strdup (text) : g_strdup_printf ("%.*s…", (int)(end - text), text);
}

static gboolean
is_heading (const TlTextParagraph *paragraph)
{
  return paragraph->role == TL_TEXT_DIVISION || paragraph->role == TL_TEXT_ARTICLE
         || paragraph->role == TL_TEXT_SECTION;
}

/* Numbered paragraphs of a judgment: "[3] ...", "1. ...". */
static gboolean
is_numbered (const TlDocument *document, const TlTextParagraph *paragraph)
{
  return document->kind != TL_DOC_STATUTE && paragraph->role == TL_TEXT_BODY && paragraph->lead > 0;
}

static TlOutlineItem *
make_item (const TlTextModel *model, guint index, guint depth)
{
  const TlTextParagraph *paragraph = tl_text_model_get (model, index);
  TlOutlineItem *item = g_object_new (TL_TYPE_OUTLINE_ITEM, NULL);

  item->title = is_heading (paragraph) ? g_strdup (paragraph->text) : shorten (paragraph->text);
  item->folded = tl_text_fold (item->title, -1, TL_FOLD_PLAIN, NULL);
  item->anchor = g_strdup (paragraph->anchor);
  item->depth = depth;
  item->paragraph = index;
  return item;
}

/* Depth of a block among those that have a line in the outline. */
static guint
depth_of (const TlDocument *document, const gboolean *listed, int block)
{
  guint depth = 0;

  for (int parent = tl_document_get_block (document, (guint)block)->parent; parent >= 0;
       parent = tl_document_get_block (document, (guint)parent)->parent)
    if (listed[parent])
      depth++;
  return depth;
}

GListStore *
tl_outline_build (const TlTextModel *model)
{
  const TlDocument *document = model->document;
  GListStore *store = g_list_store_new (TL_TYPE_OUTLINE_ITEM);
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree gboolean *listed = g_new0 (gboolean, document->blocks->len + 1);
  guint n = tl_text_model_get_n_paragraphs (model);

  for (guint i = 0; i < n && items->len < MAX_ITEMS; i++)
    {
      const TlTextParagraph *paragraph = tl_text_model_get (model, i);

      if (paragraph->anchor == NULL
          || !(is_heading (paragraph) || is_numbered (document, paragraph)))
        continue;
      listed[paragraph->block] = TRUE;
      g_ptr_array_add (items, make_item (model, i, depth_of (document, listed, paragraph->block)));
    }
  g_list_store_splice (store, 0, 0, items->pdata, items->len);
  return store;
}

int
tl_outline_current (GListModel *items, guint paragraph)
{
  guint low = 0;
  guint high = g_list_model_get_n_items (items);

  /* The last item that begins at or before the paragraph. */
  while (low < high)
    {
      guint middle = low + (high - low) / 2;
      g_autoptr (TlOutlineItem) item = g_list_model_get_item (items, middle);

      if (item->paragraph <= paragraph)
        low = middle + 1;
      else
        high = middle;
    }
  return (int)low - 1;
}
