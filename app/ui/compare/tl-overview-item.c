/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/compare/tl-overview-item.h"

#include <glib/gi18n.h>

#include "ui/compare/tl-compare-words.h"

struct _TlOverviewItem
{
  GObject parent_instance;

  TlCompared *compared;
  TlOverviewRow row; /* its strings are those of the documents */
};

G_DEFINE_FINAL_TYPE (TlOverviewItem, tl_overview_item, G_TYPE_OBJECT)

static void
tl_overview_item_finalize (GObject *object)
{
  tl_compared_unref (TL_OVERVIEW_ITEM (object)->compared);
  G_OBJECT_CLASS (tl_overview_item_parent_class)->finalize (object);
}

static void
tl_overview_item_class_init (TlOverviewItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tl_overview_item_finalize;
}

static void
tl_overview_item_init (TlOverviewItem *self)
{
}

TlOverviewItem *
tl_overview_item_new (TlCompared *compared, const TlOverviewRow *row)
{
  TlOverviewItem *self = g_object_new (TL_TYPE_OVERVIEW_ITEM, NULL);

  self->compared = tl_compared_ref (compared);
  self->row = *row;
  return self;
}

guint
tl_overview_item_get_pair (TlOverviewItem *self)
{
  return self->row.pair;
}

char *
tl_overview_item_dup_section (TlOverviewItem *self)
{
  return g_strdup (self->row.section != NULL ? self->row.section : "");
}

static const TlPair *
get_pair (TlOverviewItem *self)
{
  return tl_comparison_get_pair (self->compared->comparison, self->row.pair);
}

char *
tl_overview_item_dup_passage (TlOverviewItem *self, TlSide side, guint most)
{
  g_autofree char *text = NULL;
  g_autofree char *start = NULL;

  if (get_pair (self)->blocks[side]->len == 0)
    return NULL;
  text = tl_comparison_dup_text (self->compared->comparison, side, self->row.pair);
  if (most == 0 || g_utf8_strlen (text, -1) <= most)
    return g_steal_pointer (&text);
  start = g_utf8_substring (text, 0, most);
  return g_strconcat (start, "…", NULL);
}

char *
tl_overview_item_dup_page (TlOverviewItem *self, TlSide side)
{
  if (self->row.page[side] == 0)
    return g_strdup ("");
  return g_strdup_printf ("%s%u", _ ("p. "), self->row.page[side]);
}

char *
tl_overview_item_dup_relation (TlOverviewItem *self)
{
  const TlPair *pair = get_pair (self);

  return g_strdup_printf ("%s %s", tl_compare_sign (pair->relation),
                          tl_compare_relation_words (pair));
}

GPtrArray *
tl_overview_items (TlCompared *compared, gboolean differences_only)
{
  g_autoptr (GArray) rows = tl_comparison_make_overview (compared->comparison, differences_only);
  GPtrArray *items = g_ptr_array_new_full (rows->len, g_object_unref);

  for (guint i = 0; i < rows->len; i++)
    g_ptr_array_add (items,
                     tl_overview_item_new (compared, &g_array_index (rows, TlOverviewRow, i)));
  return items;
}
