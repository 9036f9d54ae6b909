/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "base/tl-json.h"
#include "corpus/tl-bytes-private.h"
#include "search/facet/tl-facet-column.h"
#include "search/facet/tl-facet-review.h"

typedef struct
{
  GHashTable *places; /* (element-type utf8 guint): a value to its place + 1 */
  GPtrArray *values;  /* (element-type utf8), borrowed from the table */
  GByteArray *rows;
} Column;

struct _TlFacetWriter
{
  guint32 n_documents;
  Column columns[TL_N_COLUMNS];
  GByteArray *effect;
  GArray *reviews; /* TlReviewFact */
};

TlFacetWriter *
tl_facet_writer_new (void)
{
  TlFacetWriter *self = g_new0 (TlFacetWriter, 1);

  for (guint i = 0; i < TL_N_COLUMNS; i++)
    {
      self->columns[i].places = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
      self->columns[i].values = g_ptr_array_new ();
      self->columns[i].rows = g_byte_array_new ();
    }
  self->effect = g_byte_array_new ();
  self->reviews = g_array_new (FALSE, FALSE, sizeof (TlReviewFact));
  return self;
}

void
tl_facet_writer_free (TlFacetWriter *self)
{
  if (self == NULL)
    return;
  for (guint i = 0; i < TL_N_COLUMNS; i++)
    {
      g_hash_table_unref (self->columns[i].places);
      g_ptr_array_unref (self->columns[i].values);
      g_byte_array_unref (self->columns[i].rows);
    }
  g_byte_array_unref (self->effect);
  g_array_unref (self->reviews);
  g_free (self);
}

const char *
tl_facet_column_key (TlFacetColumnId id)
{
  static const char *const KEYS[TL_N_COLUMNS] = {
    [TL_COLUMN_ISSUER] = "facet-issuer",       [TL_COLUMN_YEAR] = "facet-year",
    [TL_COLUMN_CASE_TYPE] = "facet-case_type", [TL_COLUMN_STAGE] = "facet-stage",
    [TL_COLUMN_LEVEL] = "facet-level",         [TL_COLUMN_COURT] = "facet-court",
    [TL_COLUMN_OUTCOME] = "facet-outcome",     [TL_COLUMN_RELATION] = "facet-relation",
    [TL_COLUMN_PROVISION] = "facet-provision",
  };

  return KEYS[id];
}

/* The values of one document in one column. */
static void
take_value (GPtrArray *values, const char *value)
{
  if (value == NULL || *value == '\0' || strlen (value) > TL_FACET_VALUE_BYTES
      || values->len >= TL_FACET_VALUES_EACH
      || g_ptr_array_find_with_equal_func (values, value, g_str_equal, NULL))
    return;
  g_ptr_array_add (values, (gpointer)value);
}

static void
take_list (GPtrArray *values, JsonObject *meta, const char *member)
{
  JsonNode *node = meta != NULL ? json_object_get_member (meta, member) : NULL;
  JsonArray *list
      = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  for (guint i = 0; list != NULL && i < json_array_get_length (list); i++)
    if (json_node_get_value_type (json_array_get_element (list, i)) == G_TYPE_STRING)
      take_value (values, json_array_get_string_element (list, i));
}

static void
write_row (Column *column, GPtrArray *values)
{
  _tl_bytes_put_number (column->rows, values->len);
  for (guint i = 0; i < values->len; i++)
    {
      const char *value = g_ptr_array_index (values, i);
      guint place = GPOINTER_TO_UINT (g_hash_table_lookup (column->places, value));

      if (place == 0)
        {
          char *own = g_strdup (value);

          g_ptr_array_add (column->values, own);
          place = column->values->len;
          g_hash_table_insert (column->places, own, GUINT_TO_POINTER (place));
        }
      _tl_bytes_put_number (column->rows, place - 1);
    }
  g_ptr_array_set_size (values, 0);
}

static void
write_effect (TlFacetWriter *self, const TlDocument *document)
{
  g_autoptr (GArray) changes = NULL;
  guint32 before = 0;

  if (document->kind != TL_DOC_STATUTE && document->kind != TL_DOC_PRECEDENT)
    {
      _tl_bytes_put_number (self->effect, 0);
      return;
    }
  changes = tl_effect_read_changes (document);
  _tl_bytes_put_number (self->effect, changes->len);
  for (guint i = 0; i < changes->len; i++)
    {
      const TlEffectChange *change = &g_array_index (changes, TlEffectChange, i);

      _tl_bytes_put_number (self->effect, change->day - before);
      _tl_bytes_put_number (self->effect, change->state);
      before = change->day;
    }
}

void
tl_facet_writer_add (TlFacetWriter *self, const TlDocument *document)
{
  static const struct
  {
    TlFacetColumnId column;
    const char *member;
    gboolean is_list;
  } MEMBERS[] = {
    { TL_COLUMN_CASE_TYPE, "case_type", FALSE }, { TL_COLUMN_STAGE, "stage", FALSE },
    { TL_COLUMN_LEVEL, "level", FALSE },         { TL_COLUMN_COURT, "court_id", FALSE },
    { TL_COLUMN_OUTCOME, "outcome", FALSE },     { TL_COLUMN_RELATION, "charges", TRUE },
    { TL_COLUMN_RELATION, "relation", FALSE },   { TL_COLUMN_PROVISION, "provisions", TRUE },
  };
  g_autoptr (JsonObject) meta
      = document->meta != NULL ? tl_json_parse (document->meta, -1, NULL) : NULL;
  g_autoptr (GPtrArray) values = g_ptr_array_new ();
  char year[5] = "";
  TlReviewFact review;

  self->n_documents++;
  take_value (values, document->issuer);
  write_row (&self->columns[TL_COLUMN_ISSUER], values);
  if (document->issued != NULL)
    g_strlcpy (year, document->issued, sizeof year);
  take_value (values, year);
  write_row (&self->columns[TL_COLUMN_YEAR], values);
  for (guint i = 0; i < G_N_ELEMENTS (MEMBERS); i++)
    {
      if (MEMBERS[i].is_list)
        take_list (values, meta, MEMBERS[i].member);
      else if (meta != NULL)
        take_value (values, tl_json_get_string (meta, MEMBERS[i].member));
      if (i + 1 == G_N_ELEMENTS (MEMBERS) || MEMBERS[i + 1].column != MEMBERS[i].column)
        write_row (&self->columns[MEMBERS[i].column], values);
    }
  write_effect (self, document);
  tl_review_fact_read (document, &review);
  g_array_append_val (self->reviews, review);
}

GBytes *
tl_facet_writer_encode (TlFacetWriter *self, TlFacetColumnId id)
{
  const Column *column = &self->columns[id];
  GByteArray *bytes = g_byte_array_new ();

  _tl_bytes_put_number (bytes, column->values->len);
  for (guint i = 0; i < column->values->len; i++)
    _tl_bytes_put_string (bytes, g_ptr_array_index (column->values, i));
  _tl_bytes_put_number (bytes, self->n_documents);
  g_byte_array_append (bytes, column->rows->data, column->rows->len);
  return g_byte_array_free_to_bytes (bytes);
}

GBytes *
tl_facet_writer_encode_effect (TlFacetWriter *self)
{
  GByteArray *bytes = g_byte_array_new ();

  _tl_bytes_put_number (bytes, self->n_documents);
  g_byte_array_append (bytes, self->effect->data, self->effect->len);
  return g_byte_array_free_to_bytes (bytes);
}

GBytes *
tl_facet_writer_encode_reviews (TlFacetWriter *self)
{
  return tl_review_facts_encode (self->reviews);
}
