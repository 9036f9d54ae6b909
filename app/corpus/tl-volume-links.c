/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writing the links of a volume: a frame a document at once, the reverse table at the end. */
#include "config.h"

#include "corpus/tl-volume-links-private.h"

#include <stdlib.h>
#include <string.h>

#include "base/tl-error.h"
#include "base/tl-json.h"
#include "text/tl-text.h"

/* Entries of a part of the reverse table: what is read at least to answer for one unit. */
#define PART_ENTRIES 2000

/* Days have eight digits. */
#define DATE_RANGE 100000000

/* What the volume says of one document that it cites. */
typedef struct
{
  guint64 links;
  GArray *entries; /* (element-type TlCiting): anchors belong to the string chunk */
} Cited;

struct _TlVolumeLinks
{
  GHashTable *cited; /* id -> Cited */
  GStringChunk *anchors;
};

static void
cited_free (gpointer data)
{
  Cited *cited = data;

  g_array_unref (cited->entries);
  g_free (cited);
}

TlVolumeLinks *
_tl_volume_links_new (void)
{
  TlVolumeLinks *self = g_new0 (TlVolumeLinks, 1);

  self->cited = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, cited_free);
  self->anchors = g_string_chunk_new (4096);
  return self;
}

void
_tl_volume_links_free (TlVolumeLinks *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->cited);
  g_string_chunk_free (self->anchors);
  g_free (self);
}

static void
take_link (TlVolumeLinks *self, guint32 row, const TlLink *link)
{
  g_autoptr (GPtrArray) units = _tl_link_units (link);
  Cited *cited = g_hash_table_lookup (self->cited, link->target);

  if (cited == NULL)
    {
      cited = g_new0 (Cited, 1);
      cited->entries = g_array_new (FALSE, FALSE, sizeof (TlCiting));
      g_hash_table_insert (self->cited, g_strdup (link->target), cited);
    }
  cited->links++;
  for (guint i = 0; i < units->len; i++)
    {
      TlCiting entry = { g_string_chunk_insert_const (self->anchors, units->pdata[i]), row };

      g_array_append_val (cited->entries, entry);
    }
}

/* Courts by their tier, named in words (import) or by the codes of law/court. */
static const struct
{
  const char *words;
  int rank;
} ranks[] = {
  { "quan su trung uong", 2 },
  { "military-central", 2 },
  { "quan su quan khu", 3 },
  { "military-zone", 3 },
  { "quan su khu vuc", 4 },
  { "military-regional", 4 },
  { "toi cao", 1 },
  { "supreme", 1 },
  { "phuc tham", 2 },
  { "appeal-division", 2 },
  { "cap cao", 2 },
  { "high", 2 },
  { "tinh", 3 },
  { "province", 3 },
  { "specialised", 3 },
  { "chuyen biet", 3 },
  { "huyen", 4 },
  { "district", 4 },
  { "khu vuc", 4 },
  { "region", 4 },
};

#define RANK_PRECEDENT 0
#define RANK_COURT     5 /* of unknown tier */
#define RANK_GUIDANCE  6
#define RANK_STATUTE   7

static int
rank_of_court (const TlDocument *document)
{
  g_autoptr (JsonObject) meta
      = document->meta != NULL ? tl_json_parse (document->meta, -1, NULL) : NULL;
  const char *level = meta != NULL ? tl_json_get_string (meta, "level") : NULL;
  g_autofree char *folded = level != NULL ? tl_text_fold (level, -1, TL_FOLD_PLAIN, NULL) : NULL;

  for (guint i = 0; folded != NULL && i < G_N_ELEMENTS (ranks); i++)
    if (strstr (folded, ranks[i].words) != NULL)
      return ranks[i].rank;
  return RANK_COURT;
}

gint64
_tl_citing_sort (const TlDocument *document)
{
  static const int kinds[TL_N_DOC_KINDS] = {
    [TL_DOC_STATUTE] = RANK_STATUTE,
    [TL_DOC_GUIDANCE] = RANK_GUIDANCE,
    [TL_DOC_PRECEDENT] = RANK_PRECEDENT,
    [TL_DOC_JUDGMENT] = RANK_COURT,
  };
  int rank = document->kind == TL_DOC_JUDGMENT ? rank_of_court (document) : kinds[document->kind];
  int day = 0;

  for (const char *p = document->issued; p != NULL && *p != '\0'; p++)
    if (g_ascii_isdigit (*p) && day < DATE_RANGE / 10)
      day = day * 10 + (*p - '0');
  return (gint64)rank * DATE_RANGE + (DATE_RANGE - 1 - day);
}

static gboolean
run (TlDb *db, const char *sql, GError **error, const char *types, gint64 row, GBytes *frame)
{
  sqlite3_stmt *statement = _tl_db_prepare (db, sql, error);
  gboolean ok = statement != NULL && _tl_db_bind (db, statement, error, types, row, frame)
                && _tl_db_run (db, statement, error);

  sqlite3_finalize (statement);
  return ok;
}

static gboolean
put_counts (
    TlDb *db, guint32 row, const TlDocument *document, gint64 links, gint64 own, GError **error)
{
  sqlite3_stmt *statement = _tl_db_prepare (db, "INSERT INTO citing VALUES (?, ?, ?, ?)", error);
  gboolean ok = statement != NULL
                && _tl_db_bind (db, statement, error, "iiii", (gint64)row,
                                _tl_citing_sort (document), links, own)
                && _tl_db_run (db, statement, error);

  sqlite3_finalize (statement);
  return ok;
}

gboolean
_tl_volume_links_put (TlVolumeLinks *self,
                      TlDb *db,
                      guint32 row,
                      const TlDocument *document,
                      GPtrArray *links,
                      GBytes *frame,
                      GError **error)
{
  gint64 own = 0;

  for (guint i = 0; i < links->len; i++)
    {
      const TlLink *link = g_ptr_array_index (links, i);

      if (link->target == NULL)
        continue;
      if (strcmp (link->target, document->id) == 0)
        own++;
      else
        take_link (self, row, link);
    }
  return put_counts (db, row, document, links->len, own, error)
         && run (db, "INSERT INTO links VALUES (?, ?)", error, "ib", row, frame);
}

static int
compare_entries (gconstpointer a, gconstpointer b)
{
  const TlCiting *left = a;
  const TlCiting *right = b;
  int order = strcmp (left->anchor, right->anchor);

  if (order != 0)
    return order;
  return (left->row > right->row) - (left->row < right->row);
}

/* In order, each once. */
static void
sort_entries (GArray *entries)
{
  guint kept = 0;

  g_array_sort (entries, compare_entries);
  for (guint i = 0; i < entries->len; i++)
    {
      TlCiting *entry = &g_array_index (entries, TlCiting, i);

      if (kept > 0 && compare_entries (entry, &g_array_index (entries, TlCiting, kept - 1)) == 0)
        continue;
      g_array_index (entries, TlCiting, kept) = *entry;
      kept++;
    }
  g_array_set_size (entries, kept);
}

static gboolean
put_cited (TlDb *db, sqlite3_stmt *statement, const char *id, Cited *cited, GError **error)
{
  sort_entries (cited->entries);
  for (guint i = 0, part = 0; i < cited->entries->len; i += PART_ENTRIES, part++)
    {
      const TlCiting *first = &g_array_index (cited->entries, TlCiting, i);
      g_autoptr (GBytes) frame
          = _tl_citing_encode (first, MIN (cited->entries->len - i, PART_ENTRIES));

      if (!_tl_db_bind (db, statement, error, "ssiib", id, first->anchor, (gint64)part,
                        part == 0 ? (gint64)cited->links : (gint64)0, frame)
          || !_tl_db_run (db, statement, error))
        return FALSE;
    }
  return TRUE;
}

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *)a, *(const char *const *)b);
}

gboolean
_tl_volume_links_finish (TlVolumeLinks *self, TlDb *db, GError **error)
{
  sqlite3_stmt *statement = _tl_db_prepare (db, "INSERT INTO cited VALUES (?, ?, ?, ?, ?)", error);
  guint n = 0;
  g_autofree gpointer *ids = g_hash_table_get_keys_as_array (self->cited, &n);
  gboolean ok = statement != NULL;

  if (n > 0)
    qsort (ids, n, sizeof *ids, compare_ids);
  for (guint i = 0; ok && i < n; i++)
    ok = put_cited (db, statement, ids[i], g_hash_table_lookup (self->cited, ids[i]), error);
  sqlite3_finalize (statement);
  return ok;
}
