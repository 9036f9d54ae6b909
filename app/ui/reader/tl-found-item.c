/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/reader/tl-found-item.h"

#include <glib/gi18n.h>

#include "text/tl-escape.h"

/* Characters of the name of a unit: a list is narrow. */
#define WHERE_MAX 60

struct _TlFoundItem
{
  GObject parent_instance;

  TlPdfHit *page_hit;
  TlTextHit *text_hit;
  char *where;
};

G_DEFINE_FINAL_TYPE (TlFoundItem, tl_found_item, G_TYPE_OBJECT)

static void
tl_found_item_finalize (GObject *object)
{
  TlFoundItem *self = TL_FOUND_ITEM (object);

  g_clear_pointer (&self->page_hit, tl_pdf_hit_unref);
  g_clear_pointer (&self->text_hit, tl_text_hit_free);
  g_free (self->where);
  G_OBJECT_CLASS (tl_found_item_parent_class)->finalize (object);
}

static void
tl_found_item_class_init (TlFoundItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tl_found_item_finalize;
}

static void
tl_found_item_init (TlFoundItem *self)
{
}

TlFoundItem *
tl_found_item_new_for_page (TlPdfHit *hit)
{
  TlFoundItem *self = g_object_new (TL_TYPE_FOUND_ITEM, NULL);

  self->page_hit = tl_pdf_hit_ref (hit);
  /* Translators: %u is the number of a page. */
  self->where = g_strdup_printf (_ ("Page %u"), hit->page + 1);
  return self;
}

/* Heading of the article or of the part the paragraph is in. */
static char *
dup_where (const TlTextModel *model, guint paragraph)
{
  for (int i = (int)paragraph; i >= 0; i--)
    {
      const TlTextParagraph *here = tl_text_model_get (model, (guint)i);

      if (here->role == TL_TEXT_ARTICLE || here->role == TL_TEXT_SECTION
          || here->role == TL_TEXT_DIVISION)
        {
          g_autofree char *cut = NULL;

          if (g_utf8_strlen (here->text, -1) <= WHERE_MAX)
            return g_strdup (here->text);
          cut = g_utf8_substring (here->text, 0, WHERE_MAX);
          return g_strconcat (cut, "…", NULL);
        }
    }
  return g_strdup (_ ("Beginning"));
}

TlFoundItem *
tl_found_item_new_for_text (const TlTextModel *model, TlTextHit *hit)
{
  TlFoundItem *self = g_object_new (TL_TYPE_FOUND_ITEM, NULL);

  self->text_hit = hit;
  self->where = dup_where (model, hit->paragraph);
  return self;
}

const TlPdfHit *
tl_found_item_get_page_hit (TlFoundItem *self)
{
  return self->page_hit;
}

const TlTextHit *
tl_found_item_get_text_hit (TlFoundItem *self)
{
  return self->text_hit;
}

const char *
tl_found_item_get_where (TlFoundItem *self)
{
  return self->where;
}

char *
tl_found_item_dup_markup (TlFoundItem *self)
{
  const TlPdfHit *page = self->page_hit;
  const TlTextHit *text = self->text_hit;
  g_autofree char *before = tl_escape_markup (page != NULL ? page->before : text->before);
  g_autofree char *match = tl_escape_markup (page != NULL ? page->match : text->match);
  g_autofree char *after = tl_escape_markup (page != NULL ? page->after : text->after);

  return g_strdup_printf ("%s<b><u>%s</u></b>%s", before, match, after);
}

char *
tl_found_item_dup_name (TlFoundItem *self)
{
  const TlPdfHit *page = self->page_hit;
  const TlTextHit *text = self->text_hit;

  return g_strdup_printf ("%s. %s%s%s", self->where, page != NULL ? page->before : text->before,
                          page != NULL ? page->match : text->match,
                          page != NULL ? page->after : text->after);
}
