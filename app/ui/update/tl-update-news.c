/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/update/tl-update-news.h"

#include <glib/gi18n.h>
#include <string.h>

#include "text/tl-numeral.h"

struct _TlUpdateNews
{
  GHashTable *items; /* id → TlNewsItem */
};

static void
item_free (gpointer data)
{
  TlNewsItem *item = data;

  g_free (item->id);
  g_free (item->kind);
  g_free (item->number);
  g_free (item->title);
  g_free (item->anchor);
  g_free (item);
}

TlUpdateNews *
tl_update_news_new (void)
{
  TlUpdateNews *self = g_new0 (TlUpdateNews, 1);

  self->items = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, item_free);
  return self;
}

void
tl_update_news_free (TlUpdateNews *self)
{
  g_hash_table_unref (self->items);
  g_free (self);
}

static TlNewsWhat
what_of (const TlChange *change)
{
  if (g_strcmp0 (change->what, "added") == 0)
    return TL_NEWS_ADDED;
  if (g_strcmp0 (change->what, "withdrawn") == 0)
    return TL_NEWS_WITHDRAWN;
  return TL_NEWS_AMENDED;
}

/* What two changes are together; %FALSE: nothing, for who saw neither. */
static gboolean
join (TlNewsWhat first, TlNewsWhat second, TlNewsWhat *both)
{
  if (first == TL_NEWS_ADDED && second == TL_NEWS_WITHDRAWN)
    return FALSE;
  if (first == TL_NEWS_WITHDRAWN && second == TL_NEWS_ADDED)
    *both = TL_NEWS_AMENDED;
  else if (first == TL_NEWS_ADDED)
    *both = TL_NEWS_ADDED;
  else
    *both = second;
  return TRUE;
}

static void
fill (TlNewsItem *item, const TlChange *change, guint64 serial)
{
  const char *end = change->anchors != NULL ? strchr (change->anchors, ' ') : NULL;

  item->id = g_strdup (change->id);
  item->kind = g_strdup (change->kind);
  item->number = g_strdup (change->number);
  item->title = g_strdup (change->title);
  item->anchor = end != NULL ? g_strndup (change->anchors, (gsize)(end - change->anchors))
                             : g_strdup (change->anchors);
  item->serial = serial;
}

void
tl_update_news_add (TlUpdateNews *self, guint64 serial, GPtrArray *changes)
{
  for (guint i = 0; i < changes->len; i++)
    {
      const TlChange *change = g_ptr_array_index (changes, i);
      const TlNewsItem *before = g_hash_table_lookup (self->items, change->id);
      TlNewsWhat what = what_of (change);
      TlNewsItem *item;

      if (before != NULL && !join (before->what, what, &what))
        {
          g_hash_table_remove (self->items, change->id);
          continue;
        }
      item = g_new0 (TlNewsItem, 1);
      fill (item, change, serial);
      item->what = what;
      g_hash_table_replace (self->items, item->id, item);
    }
}

static int
rank_of_kind (const char *kind)
{
  static const char *const kinds[] = { "statute", "guidance", "precedent", "judgment" };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_strcmp0 (kind, kinds[i]) == 0)
      return (int)i;
  return G_N_ELEMENTS (kinds);
}

static int
compare_items (gconstpointer a, gconstpointer b)
{
  const TlNewsItem *left = *(TlNewsItem *const *)a;
  const TlNewsItem *right = *(TlNewsItem *const *)b;
  int order = (int)left->group - (int)right->group;

  if (order == 0)
    order = (int)left->what - (int)right->what;
  if (order == 0)
    order = rank_of_kind (left->kind) - rank_of_kind (right->kind);
  if (order == 0)
    order = g_strcmp0 (left->number, right->number);
  return order != 0 ? order : strcmp (left->id, right->id);
}

GPtrArray *
tl_update_news_list (TlUpdateNews *self, GHashTable *marked, GHashTable *read)
{
  GPtrArray *list = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->items);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      TlNewsItem *item = value;

      item->group = marked != NULL && g_hash_table_contains (marked, item->id) ? TL_NEWS_MARKED
                    : read != NULL && g_hash_table_contains (read, item->id)   ? TL_NEWS_READ
                                                                               : TL_NEWS_OTHER;
      g_ptr_array_add (list, item);
    }
  g_ptr_array_sort (list, compare_items);
  return list;
}

static gboolean
has_text (const char *text)
{
  return text != NULL && *text != '\0';
}

char *
tl_news_item_title (const TlNewsItem *item)
{
  if (has_text (item->number) && has_text (item->title))
    return g_strdup_printf ("%s – %s", item->number, item->title);
  return g_strdup (has_text (item->title)    ? item->title
                   : has_text (item->number) ? item->number
                                             : item->id);
}

char *
tl_news_item_detail (const TlNewsItem *item)
{
  const char *what = item->what == TL_NEWS_ADDED       ? _ ("New in the library")
                     : item->what == TL_NEWS_WITHDRAWN ? _ ("Withdrawn: no longer in the library")
                                                       : _ ("Amended");
  g_autofree char *number = tl_numeral_group ((gint64)item->serial);

  /* Translators: what happened to a document, and the number of a release of the library. */
  return g_strdup_printf (_ ("%s · library no. %s"), what, number);
}

const char *
tl_news_group_title (TlNewsGroup group)
{
  switch (group)
    {
    case TL_NEWS_MARKED:
      return _ ("Documents with your highlights and notes");
    case TL_NEWS_READ:
      return _ ("Documents that you read lately");
    case TL_NEWS_OTHER:
    default:
      return _ ("All others");
    }
}

char *
tl_update_news_summary (GPtrArray *items)
{
  guint n[TL_NEWS_WITHDRAWN + 1] = { 0 };

  for (guint i = 0; i < items->len; i++)
    n[((const TlNewsItem *)g_ptr_array_index (items, i))->what]++;
  if (items->len == 0)
    return g_strdup (_ ("No document was changed"));
  /* Translators: three numbers of documents. */
  return g_strdup_printf (_ ("%u amended, %u added, %u withdrawn"), n[TL_NEWS_AMENDED],
                          n[TL_NEWS_ADDED], n[TL_NEWS_WITHDRAWN]);
}
