/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "corpus/tl-link-index.h"

#include <stdlib.h>
#include <string.h>

#include "corpus/tl-volume-private.h"

/* A statute under one of its names. Dates are those of the document. */
typedef struct
{
  const char *id;
  const char *short_name; /* (nullable) */
  char *issued;
  char *from;
  char *to;
} Named;

/* A unit that the source gave an id. */
typedef struct
{
  const char *document;
  const char *number; /* (nullable) */
  char *anchor;
} Unit;

struct _TlLinkIndex
{
  GStringChunk *ids;
  GHashTable *names; /* folded name -> GArray of Named */
  GHashTable *units; /* id of the source -> Unit */
};

static void
named_clear (gpointer data)
{
  Named *named = data;

  g_free (named->issued);
  g_free (named->from);
  g_free (named->to);
}

static void
unit_free (gpointer data)
{
  Unit *unit = data;

  g_free (unit->anchor);
  g_free (unit);
}

TlLinkIndex *
tl_link_index_new (void)
{
  TlLinkIndex *self = g_new0 (TlLinkIndex, 1);

  self->ids = g_string_chunk_new (4096);
  self->names
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_array_unref);
  self->units = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, unit_free);
  return self;
}

void
tl_link_index_free (TlLinkIndex *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->names);
  g_hash_table_unref (self->units);
  g_string_chunk_free (self->ids);
  g_free (self);
}

static void
add_name (TlLinkIndex *self, const TlDocument *document, const char *id, const char *name)
{
  g_autofree char *folded = name != NULL ? _tl_volume_fold (name) : NULL;
  GArray *array;
  Named named;

  if (folded == NULL || *folded == '\0')
    return;
  array = g_hash_table_lookup (self->names, folded);
  if (array == NULL)
    {
      array = g_array_new (FALSE, FALSE, sizeof (Named));
      g_array_set_clear_func (array, named_clear);
      g_hash_table_insert (self->names, g_steal_pointer (&folded), array);
    }
  /* A document whose title is its abbreviation stands there once. */
  if (array->len > 0 && g_array_index (array, Named, array->len - 1).id == id)
    return;
  named = (Named){ id,
                   document->short_name != NULL
                       ? g_string_chunk_insert_const (self->ids, document->short_name)
                       : NULL,
                   g_strdup (document->issued), g_strdup (document->effective_from),
                   g_strdup (document->effective_to) };
  g_array_append_val (array, named);
}

static void
add_units (TlLinkIndex *self, const TlDocument *document, const char *id)
{
  const char *number = document->number_normal != NULL
                           ? g_string_chunk_insert_const (self->ids, document->number_normal)
                           : NULL;

  for (guint i = 0; i < document->blocks->len; i++)
    {
      const TlBlock *block = tl_document_get_block (document, i);
      Unit *unit;

      if (block->source_id == NULL || g_hash_table_contains (self->units, block->source_id))
        continue;
      unit = g_new0 (Unit, 1);
      unit->document = id;
      unit->number = number;
      unit->anchor = g_strdup (block->anchor);
      g_hash_table_insert (self->units, g_strdup (block->source_id), unit);
    }
}

void
tl_link_index_add (TlLinkIndex *self, const TlDocument *document)
{
  const char *id;

  g_return_if_fail (self != NULL && document != NULL);

  if (document->kind != TL_DOC_STATUTE)
    return;
  id = g_string_chunk_insert_const (self->ids, document->id);
  add_name (self, document, id, document->short_name);
  add_name (self, document, id, document->title);
  /* Only the codification refers by its ids; other sources may have millions. */
  if (document->meta != NULL && strstr (document->meta, "\"codification\":") != NULL)
    add_units (self, document, id);
}

static gboolean
is_of_year (const Named *named, int year)
{
  return (named->issued != NULL && atoi (named->issued) == year)
         || (named->issued == NULL && named->from != NULL && atoi (named->from) == year);
}

static gboolean
is_in_force (const Named *named, const char *date)
{
  return (named->from == NULL || strcmp (named->from, date) <= 0)
         && (named->to == NULL || strcmp (named->to, date) >= 0);
}

const char *
tl_link_index_find_name (
    const TlLinkIndex *self, const char *name, int year, const char *date, const char **short_name)
{
  g_autofree char *folded = _tl_volume_fold (name);
  const GArray *array = g_hash_table_lookup (self->names, folded);
  const Named *best = NULL;

  if (array == NULL)
    return NULL;
  for (guint i = 0; i < array->len; i++)
    {
      const Named *named = &g_array_index (array, Named, i);

      if (year != 0 ? !is_of_year (named, year)
                    : array->len > 1 && (date == NULL || !is_in_force (named, date)))
        continue;
      if (best == NULL || g_strcmp0 (named->from, best->from) > 0)
        best = named;
      else if (g_strcmp0 (named->from, best->from) == 0)
        return NULL; /* nothing tells them apart */
    }
  if (best == NULL)
    return NULL;
  if (short_name != NULL)
    *short_name = best->short_name;
  return best->id;
}

gboolean
tl_link_index_find_source (const TlLinkIndex *self,
                           const char *source_id,
                           const char **document,
                           const char **number,
                           const char **anchor)
{
  const Unit *unit = g_hash_table_lookup (self->units, source_id);

  if (unit == NULL)
    return FALSE;
  *document = unit->document;
  *number = unit->number;
  *anchor = unit->anchor;
  return TRUE;
}
