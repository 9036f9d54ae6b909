/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The links of a library: what a document cites, and what cites a unit, over all volumes. */
#include "config.h"

#include "corpus/tl-library-links.h"

#include <string.h>

#include "corpus/tl-library-private.h"
#include "corpus/tl-volume-links-private.h"

/* A document that cites, before it is loaded. */
typedef struct
{
  gint64 sort;
  guint volume;
  guint32 row;
} Place;

/* Where a section of a judgment or án lệ has its paragraphs, and the code that "extract" prints. */
static const struct
{
  const char *anchor;
  const char *code;
} sections[] = {
  { "dau", "header" },      { "noidung", "facts" },    { "nhan", "reasoning" },
  { "quyet", "decision" },  { "ket", "closing" },      { "nguon", "source" },
  { "vitri", "location" },  { "khaiquat", "summary" }, { "luat", "law" },
  { "tukhoa", "keywords" }, { "anle", "holding" },
};

static void
cited_by_free (gpointer data)
{
  TlCitedBy *cited = data;

  if (cited == NULL)
    return;
  tl_document_unref (cited->document);
  g_clear_pointer (&cited->links, g_ptr_array_unref);
  g_free (cited->section);
  g_free (cited);
}

static TlVolume *
get_volume (TlLibrarySet *set, guint index)
{
  return ((TlLibraryEntry *)g_ptr_array_index (set->entries, index))->volume;
}

/* Where the version of @id that wins stands: 1 found, 0 not there, -1 with @error set. */
static int
find_document (TlLibrarySet *set, const char *id, Place *place, GError **error)
{
  for (guint i = set->entries->len; i > 0; i--)
    {
      gint64 row = _tl_volume_row_of (get_volume (set, i - 1), id, error);

      if (row < 0)
        return -1;
      if (row == 0 || !_tl_library_set_is_current (set, i - 1, (guint32)row))
        continue;
      place->volume = i - 1;
      place->row = (guint32)row;
      return 1;
    }
  return 0;
}

static GPtrArray *
new_links (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify)tl_link_free);
}

GPtrArray *
tl_library_links_from (TlLibrary *self, const char *id, GError **error)
{
  TlLibrarySet *set;
  Place place;
  int found;

  g_return_val_if_fail (TL_IS_LIBRARY (self) && id != NULL, NULL);

  set = _tl_library_get_set (self);
  found = find_document (set, id, &place, error);
  if (found <= 0)
    return found < 0 ? NULL : new_links ();
  return _tl_volume_load_links (get_volume (set, place.volume), place.row, error);
}

static int
compare_rows (gconstpointer a, gconstpointer b)
{
  guint32 left = *(const guint32 *)a;
  guint32 right = *(const guint32 *)b;

  return (left > right) - (left < right);
}

/* The documents of one volume that cite the unit and are in force. */
static gboolean
add_volume (TlLibrarySet *set,
            guint index,
            const char *id,
            const char *unit,
            GArray *places,
            GError **error)
{
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (guint32));
  TlVolume *volume = get_volume (set, index);
  guint32 last = 0;

  if (!_tl_volume_find_citing (volume, id, unit, rows, error))
    return FALSE;
  g_array_sort (rows, compare_rows);
  for (guint i = 0; i < rows->len; i++)
    {
      Place place = { 0, index, g_array_index (rows, guint32, i) };
      guint64 links, own;

      if (place.row == last)
        continue;
      last = place.row;
      if (!_tl_library_set_is_current (set, index, place.row))
        continue;
      if (!_tl_volume_get_citing (volume, place.row, &place.sort, &links, &own, error))
        return FALSE;
      g_array_append_val (places, place);
    }
  return TRUE;
}

/* Whether @link leads to the unit or into it. */
static gboolean
leads_to (const TlLink *link, const char *id, const char *unit)
{
  g_autoptr (GPtrArray) units = NULL;

  if (g_strcmp0 (link->target, id) != 0)
    return FALSE;
  units = _tl_link_units (link);
  for (guint i = 0; i < units->len; i++)
    if (_tl_anchor_is_within (units->pdata[i], unit))
      return TRUE;
  return FALSE;
}

/* What stands in the unit asked for does not cite it: "khoản 1 Điều này" in Điều này. */
static gboolean
stands_within (const TlDocument *document, const TlLink *link, const char *id, const char *unit)
{
  if (strcmp (document->id, id) != 0)
    return FALSE;
  return link->block >= document->blocks->len
         || _tl_anchor_is_within (tl_document_get_block (document, link->block)->anchor, unit);
}

/* The links of @links to the unit, taken over. */
static GPtrArray *
select_links (GPtrArray *links, const TlDocument *document, const char *id, const char *unit)
{
  GPtrArray *selected = new_links ();

  for (guint i = 0; i < links->len; i++)
    {
      TlLink *link = g_ptr_array_index (links, i);

      if (!leads_to (link, id, unit) || stands_within (document, link, id, unit))
        continue;
      g_ptr_array_add (selected, link);
      g_ptr_array_index (links, i) = NULL;
    }
  return selected;
}

static char *
dup_section (const TlDocument *document, const TlLink *link)
{
  const char *anchor;
  gsize length;

  if (link->block >= document->blocks->len)
    return NULL;
  anchor = tl_document_get_block (document, link->block)->anchor;
  length = strcspn (anchor, ".-");
  for (guint i = 0; i < G_N_ELEMENTS (sections); i++)
    if (strlen (sections[i].anchor) == length && strncmp (sections[i].anchor, anchor, length) == 0)
      return g_strdup (sections[i].code);
  return NULL;
}

/* Whole only where the section or the own unit is asked for: a statute that cites another is mostly
 * text that nobody looks at here. */
static TlDocument *
load_citing (TlVolume *volume, guint32 row, const char *id, GError **error)
{
  g_autoptr (TlDocument) header = tl_volume_load (volume, row, FALSE, error);

  if (header != NULL
      && (header->kind == TL_DOC_JUDGMENT || header->kind == TL_DOC_PRECEDENT
          || strcmp (header->id, id) == 0))
    return tl_volume_load (volume, row, TRUE, error);
  return g_steal_pointer (&header);
}

/* %NULL without @error: nothing of it leads to the unit after all. */
static TlCitedBy *
load_place (TlLibrarySet *set, const Place *place, const char *id, const char *unit, GError **error)
{
  TlVolume *volume = get_volume (set, place->volume);
  g_autoptr (TlDocument) document = load_citing (volume, place->row, id, error);
  g_autoptr (GPtrArray) links
      = document != NULL ? _tl_volume_load_links (volume, place->row, error) : NULL;
  g_autoptr (GPtrArray) selected = NULL;
  TlCitedBy *cited;

  if (links == NULL)
    return NULL;
  selected = select_links (links, document, id, unit);
  if (selected->len == 0)
    return NULL;
  cited = g_new0 (TlCitedBy, 1);
  cited->section = document->kind == TL_DOC_JUDGMENT || document->kind == TL_DOC_PRECEDENT
                       ? dup_section (document, g_ptr_array_index (selected, 0))
                       : NULL;
  cited->links = g_steal_pointer (&selected);
  g_ptr_array_set_size (document->blocks, 0);
  cited->document = g_steal_pointer (&document);
  return cited;
}

/* The document itself, when one unit of it cites the one asked for; the reverse table leaves it
 * out. */
static gboolean
add_itself (TlLibrarySet *set, const char *id, const char *unit, GArray *places, GError **error)
{
  g_autoptr (GError) local = NULL;
  guint64 links, own;
  TlCitedBy *cited;
  Place place;
  int found;

  if (unit == NULL)
    return TRUE;
  found = find_document (set, id, &place, error);
  if (found <= 0)
    return found == 0;
  if (!_tl_volume_get_citing (get_volume (set, place.volume), place.row, &place.sort, &links, &own,
                              error))
    return FALSE;
  cited = own > 0 ? load_place (set, &place, id, unit, &local) : NULL;
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  if (cited != NULL)
    g_array_append_val (places, place);
  cited_by_free (cited);
  return TRUE;
}

static int
compare_places (gconstpointer a, gconstpointer b)
{
  const Place *left = a;
  const Place *right = b;

  if (left->sort != right->sort)
    return left->sort < right->sort ? -1 : 1;
  if (left->volume != right->volume)
    return left->volume < right->volume ? -1 : 1;
  return (left->row > right->row) - (left->row < right->row);
}

GPtrArray *
tl_library_cited_by (TlLibrary *self,
                     const char *id,
                     const char *anchor,
                     guint offset,
                     guint limit,
                     guint *total,
                     GError **error)
{
  g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (Place));
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (cited_by_free);
  TlLibrarySet *set;

  g_return_val_if_fail (TL_IS_LIBRARY (self) && id != NULL, NULL);

  set = _tl_library_get_set (self);
  if (anchor != NULL && *anchor == '\0')
    anchor = NULL;
  for (guint i = 0; i < set->entries->len; i++)
    if (!add_volume (set, i, id, anchor, places, error))
      return NULL;
  if (!add_itself (set, id, anchor, places, error))
    return NULL;
  g_array_sort (places, compare_places);
  limit = MIN (limit, TL_LIBRARY_MAX_ROWS);
  for (guint i = offset; i < places->len && i - offset < limit; i++)
    {
      GError *local = NULL;
      TlCitedBy *cited = load_place (set, &g_array_index (places, Place, i), id, anchor, &local);

      if (local != NULL)
        {
          g_propagate_error (error, local);
          return NULL;
        }
      if (cited != NULL)
        g_ptr_array_add (list, cited);
    }
  if (total != NULL)
    *total = places->len;
  return g_steal_pointer (&list);
}

/* What the counting of links adds up. */
typedef struct
{
  TlLibrarySet *set;
  GHashTable *known; /* id -> whether the library holds it */
  guint64 total;
  guint64 resolved;
} Count;

/* 1, 0, or -1 with @error set. */
static int
is_held (Count *count, const char *id, GError **error)
{
  gpointer held;
  Place place;
  int found;

  if (g_hash_table_lookup_extended (count->known, id, NULL, &held))
    return GPOINTER_TO_INT (held);
  found = find_document (count->set, id, &place, error);
  if (found >= 0)
    g_hash_table_insert (count->known, g_strdup (id), GINT_TO_POINTER (found));
  return found;
}

static gboolean
count_cited_cb (const char *document, guint64 links, gpointer user_data, GError **error)
{
  Count *count = user_data;
  int held = is_held (count, document, error);

  if (held > 0)
    count->resolved += links;
  return held >= 0;
}

/* Takes back what a row that another volume replaced has added. */
static gboolean
subtract_row (Count *count, guint index, guint32 row, GError **error)
{
  TlVolume *volume = get_volume (count->set, index);
  g_autoptr (GPtrArray) links = _tl_volume_load_links (volume, row, error);
  g_autoptr (TlDocument) document
      = links != NULL ? tl_volume_load (volume, row, FALSE, error) : NULL;

  if (document == NULL)
    return FALSE;
  count->total -= links->len;
  for (guint i = 0; i < links->len; i++)
    {
      const TlLink *link = g_ptr_array_index (links, i);
      int held;

      if (link->target == NULL)
        continue;
      held = strcmp (link->target, document->id) == 0 ? 1 : is_held (count, link->target, error);
      if (held < 0)
        return FALSE;
      count->resolved -= (guint64)held;
    }
  return TRUE;
}

static gboolean
count_volume (Count *count, guint index, GError **error)
{
  TlLibraryEntry *entry = g_ptr_array_index (count->set->entries, index);
  guint64 links, own;

  if (!_tl_volume_sum_links (entry->volume, &links, &own, error))
    return FALSE;
  count->total += links;
  count->resolved += own;
  if (!_tl_volume_foreach_cited (entry->volume, count_cited_cb, count, error))
    return FALSE;
  for (guint32 row = 1; entry->superseded != NULL && row <= _tl_volume_get_n_rows (entry->volume);
       row++)
    if (!_tl_library_set_is_current (count->set, index, row)
        && !subtract_row (count, index, row, error))
      return FALSE;
  return TRUE;
}

gboolean
tl_library_count_links (
    TlLibrary *self, guint64 *total, guint64 *resolved, guint64 *unresolved, GError **error)
{
  g_autoptr (GHashTable) known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Count count = { .known = known };

  g_return_val_if_fail (TL_IS_LIBRARY (self), FALSE);

  count.set = _tl_library_get_set (self);
  for (guint i = 0; i < count.set->entries->len; i++)
    if (!count_volume (&count, i, error))
      return FALSE;
  *total = count.total;
  *resolved = count.resolved;
  *unresolved = count.total - MIN (count.resolved, count.total);
  return TRUE;
}
