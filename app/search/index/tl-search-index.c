/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "search/index/tl-search-index.h"

#include <string.h>

#include "base/tl-json.h"
#include "search/facet/tl-facet-column.h"
#include "search/facet/tl-facet-review.h"
#include "search/index/tl-index-format.h"
#include "search/index/tl-index-unit.h"
#include "search/index/tl-law-table.h"
#include "search/memory/tl-memory-table.h"
#include "search/rank/tl-clauses.h"
#include "search/rank/tl-ranking.h"
#include "search/index/tl-terms.h"
#include "search/index/tl-xapian.h"
#include "search/suggest/tl-suggest-table.h"

struct _TlIndexWriter
{
  TlXapianWriter *writer;
  TlTermReader *reader;
  TlLawTableWriter *laws;
  TlFacetWriter *facets;
  TlMemoryTableWriter *memory;
  TlSuggestWriter *names;
  TlIndexTotals totals;
  guint32 last_row;
};

TlIndexWriter *
tl_index_writer_new (const char *folder, GError **error)
{
  TlXapianWriter *writer = tl_xapian_writer_new (folder, error);
  TlIndexWriter *self;

  if (writer == NULL)
    return NULL;
  self = g_new0 (TlIndexWriter, 1);
  self->writer = writer;
  self->reader = tl_term_reader_new ();
  self->laws = tl_law_table_writer_new ();
  self->facets = tl_facet_writer_new ();
  self->memory = tl_memory_table_writer_new ();
  self->names = tl_suggest_writer_new ();
  return self;
}

void
tl_index_writer_free (TlIndexWriter *self)
{
  if (self == NULL)
    return;
  tl_xapian_writer_free (self->writer);
  tl_term_reader_free (self->reader);
  tl_law_table_writer_free (self->laws);
  tl_facet_writer_free (self->facets);
  tl_memory_table_writer_free (self->memory);
  tl_suggest_writer_free (self->names);
  g_free (self);
}

/* Text of the unit, block by block: pairs do not reach from one block into the next. */
static guint
add_body (TlTermBag *bag, const TlDocument *document, const TlIndexUnit *unit)
{
  guint tokens = 0;

  for (guint i = MAX (unit->block, 0); i < unit->end; i++)
    {
      const TlBlock *block = tl_document_get_block (document, i);

      if (*unit->on != '\0' && !tl_index_unit_shows (document, unit->block, (int)i, unit->on))
        continue;
      if ((int)i != unit->block)
        tokens += tl_term_bag_add_text (bag, block->heading, TL_FIELD_BODY);
      tokens += tl_term_bag_add_text (bag, block->text, TL_FIELD_BODY);
    }
  return tokens;
}

/* Only of a part of a document: in a whole one the reader is led to a paragraph anyway. */
static GBytes *
write_clauses (TlTermReader *reader, const TlDocument *document, const TlIndexUnit *unit)
{
  TlClauseWriter writer;
  GBytes *clauses;

  if (unit->block < 0)
    return NULL;
  tl_clause_writer_init (&writer);
  for (guint i = (guint)unit->block; i < unit->end; i++)
    {
      const TlBlock *block = tl_document_get_block (document, i);

      if (*unit->on != '\0' && !tl_index_unit_shows (document, unit->block, (int)i, unit->on))
        continue;
      if ((int)i != unit->block)
        tl_clause_writer_add (&writer, reader, block->heading);
      tl_clause_writer_add (&writer, reader, block->text);
    }
  clauses = tl_clause_writer_end (&writer);
  tl_clause_writer_clear (&writer);
  return clauses;
}

static void
add_meta_filters (TlTermBag *bag, const TlDocument *document)
{
  static const struct
  {
    const char *member;
    const char *prefix;
  } FILTERS[] = { { "case_type", TL_TERM_CASE_TYPE }, { "stage", TL_TERM_STAGE },
                  { "level", TL_TERM_LEVEL },         { "court_id", TL_TERM_COURT },
                  { "outcome", TL_TERM_OUTCOME },     { "relation", TL_TERM_CHARGE } };
  static const struct
  {
    const char *member;
    const char *prefix;
  } LISTS[] = { { "charges", TL_TERM_CHARGE }, { "provisions", TL_TERM_PROVISION } };
  g_autoptr (JsonObject) meta
      = document->meta != NULL ? tl_json_parse (document->meta, -1, NULL) : NULL;

  for (guint i = 0; meta != NULL && i < G_N_ELEMENTS (FILTERS); i++)
    tl_term_bag_add_filter (bag, FILTERS[i].prefix, tl_json_get_string (meta, FILTERS[i].member));
  for (guint i = 0; meta != NULL && i < G_N_ELEMENTS (LISTS); i++)
    {
      JsonNode *node = json_object_get_member (meta, LISTS[i].member);
      JsonArray *list
          = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

      for (guint k = 0; list != NULL && k < json_array_get_length (list); k++)
        if (json_node_get_value_type (json_array_get_element (list, k)) == G_TYPE_STRING)
          tl_term_bag_add_filter (bag, LISTS[i].prefix, json_array_get_string_element (list, k));
    }
}

/* An án lệ is named by its running number alone as well ("án lệ số 47"): the year goes. */
static void
add_precedent_number (TlTermBag *bag, const TlDocument *document)
{
  g_auto (GStrv) parts = NULL;
  g_autofree char *short_form = NULL;

  if (document->kind != TL_DOC_PRECEDENT || document->number_normal == NULL)
    return;
  parts = g_strsplit (document->number_normal, "/", 3);
  if (g_strv_length (parts) != 3)
    return;
  short_form = g_strconcat (parts[0], "/", parts[2], NULL);
  tl_term_bag_add_filter (bag, TL_TERM_NUMBER, short_form);
}

static void
add_filters (TlTermBag *bag, const TlDocument *document, const TlUnitRecord *record)
{
  char year[5] = "";

  tl_term_bag_add_filter (bag, TL_TERM_DOCUMENT, document->id);
  tl_term_bag_add_filter (bag, TL_TERM_KIND, tl_doc_kind_code (document->kind));
  tl_term_bag_add_filter (bag, TL_TERM_NUMBER,
                          document->number_normal != NULL ? document->number_normal
                                                          : document->number);
  add_precedent_number (bag, document);
  tl_term_bag_add_filter (bag, TL_TERM_ANCHOR, record->anchor);
  tl_term_bag_add_filter (bag, TL_TERM_ISSUER, document->issuer);
  if (document->issued != NULL)
    g_strlcpy (year, document->issued, sizeof year);
  tl_term_bag_add_filter (bag, TL_TERM_YEAR, year);
  add_meta_filters (bag, document);
}

/* Hands the bag over as an array, with the sum of its frequencies; for a law the syllables go into
 * the table of laws too. */
static GArray *
take_terms (TlIndexWriter *self, TlTermBag *bag, guint32 row, gboolean is_law, guint32 *length)
{
  GArray *terms = g_array_new (FALSE, FALSE, sizeof (TlXapianTerm));
  GHashTableIter iter;
  gpointer name, count;

  g_hash_table_iter_init (&iter, bag->counts);
  while (g_hash_table_iter_next (&iter, &name, &count))
    {
      TlXapianTerm term = { name, GPOINTER_TO_UINT (count) };

      g_array_append_val (terms, term);
      *length += term.wdf;
      if (is_law && term.wdf > 0 && !g_str_has_prefix (name, TL_TERM_PAIR)
          && !g_str_has_prefix (name, TL_TERM_FOLDED_PAIR))
        tl_law_table_writer_add (self->laws, row, name, term.wdf);
    }
  return terms;
}

static gboolean
add_unit (TlIndexWriter *self,
          const TlDocument *document,
          const TlIndexUnit *unit,
          guint32 row,
          gboolean is_law,
          GError **error)
{
  g_auto (TlUnitRecord) record = { 0 };
  g_autoptr (GArray) terms = NULL;
  g_autoptr (GBytes) data = NULL;
  TlXapianValue values[2];
  TlIndexFact fact = { row, document->kind, 0 };
  guint8 packed[TL_INDEX_FACT_BYTES];
  char shown[TL_INDEX_SHOWN_BYTES + 1];
  guint n_values = 1;
  TlTermBag bag;
  gboolean ok;

  tl_unit_record_describe (&record, document, unit);
  record.row = row;
  tl_term_bag_init (&bag, self->reader);
  record.body_length = add_body (&bag, document, unit);
  self->totals.body += record.body_length;
  self->totals.heading += tl_term_bag_add_text (&bag, record.heading, TL_FIELD_HEADING);
  self->totals.law += tl_term_bag_add_text (&bag, record.law, TL_FIELD_LAW);
  tl_term_bag_add_text (&bag, record.chapter, TL_FIELD_CHAPTER);
  self->totals.units++;
  add_filters (&bag, document, &record);
  terms = take_terms (self, &bag, row, is_law && unit->is_last, &fact.length);
  tl_index_fact_write (packed, &fact);
  values[0] = (TlXapianValue){ TL_INDEX_SLOT_FACT, packed, sizeof packed };
  if (tl_index_shown_write (shown, unit))
    values[n_values++] = (TlXapianValue){ TL_INDEX_SLOT_SHOWN, shown, TL_INDEX_SHOWN_BYTES };
  record.clauses = write_clauses (self->reader, document, unit);
  data = tl_unit_record_encode (&record);
  ok = tl_xapian_writer_add (self->writer, (const TlXapianTerm *)terms->data, terms->len, values,
                             n_values, g_bytes_get_data (data, NULL), g_bytes_get_size (data),
                             error);
  tl_term_bag_clear (&bag);
  return ok;
}

gboolean
tl_index_writer_add (TlIndexWriter *self, TlDocument *document, guint32 row, GError **error)
{
  g_autoptr (GArray) units = tl_index_unit_cut (document);

  g_return_val_if_fail (row > self->last_row, FALSE);
  self->last_row = row;
  tl_facet_writer_add (self->facets, document);
  tl_memory_table_writer_add (self->memory, document, row);
  tl_suggest_writer_add (self->names, document, row);
  for (guint i = 0; i < units->len; i++)
    if (!add_unit (self, document, &g_array_index (units, TlIndexUnit, i), row, units->len > 1,
                   error))
      {
        g_prefix_error (error, "%s: ", document->id);
        return FALSE;
      }
  return TRUE;
}

void
tl_index_writer_pass (TlIndexWriter *self, TlDocument *document, guint32 row)
{
  g_return_if_fail (row > self->last_row);

  self->last_row = row;
  tl_facet_writer_add (self->facets, document);
}

gboolean
tl_index_writer_set (
    TlIndexWriter *self, const char *key, const void *data, gsize length, GError **error)
{
  return tl_xapian_writer_set_metadata (self->writer, key, data, length, error);
}

static gboolean
set_bytes (TlIndexWriter *self, const char *key, GBytes *bytes, GError **error)
{
  return tl_index_writer_set (self, key, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes),
                              error);
}

static gboolean
write_facets (TlIndexWriter *self, GError **error)
{
  g_autoptr (GBytes) effect = tl_facet_writer_encode_effect (self->facets);
  g_autoptr (GBytes) reviews = tl_facet_writer_encode_reviews (self->facets);

  for (guint id = 0; id < TL_N_COLUMNS; id++)
    {
      g_autoptr (GBytes) column = tl_facet_writer_encode (self->facets, (TlFacetColumnId)id);

      if (!set_bytes (self, tl_facet_column_key ((TlFacetColumnId)id), column, error))
        return FALSE;
    }
  return set_bytes (self, TL_EFFECT_KEY, effect, error)
         && set_bytes (self, TL_REVIEW_KEY, reviews, error);
}

gboolean
tl_index_writer_finish (TlIndexWriter *self, const char *path, GError **error)
{
  g_autofree char *totals = tl_index_totals_format (&self->totals);
  g_autoptr (GBytes) names = tl_suggest_writer_finish (self->names);

  return tl_law_table_writer_finish (self->laws, self->writer, error) && write_facets (self, error)
         && tl_memory_table_writer_finish (self->memory, self->writer, error)
         && set_bytes (self, TL_SUGGEST_KEY, names, error)
         && tl_xapian_writer_set_metadata (self->writer, TL_INDEX_FORMAT_KEY, TL_INDEX_FORMAT,
                                           strlen (TL_INDEX_FORMAT), error)
         && tl_xapian_writer_set_metadata (self->writer, TL_INDEX_TOTALS_KEY, totals,
                                           strlen (totals), error)
         && tl_xapian_writer_finish (self->writer, path, error);
}
