/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "search/engine/tl-search-private.h"

static void
why_free (gpointer data)
{
  TlWhy *self = data;

  g_free (self->text);
  g_free (self);
}

static void
part_free (gpointer data)
{
  TlScorePart *self = data;

  g_free (self->text);
  g_free (self);
}

static void
chip_free (gpointer data)
{
  TlChip *self = data;

  g_free (self->id);
  g_free (self->text);
  g_free (self);
}

static void
facet_value_free (gpointer data)
{
  TlFacetValue *self = data;

  g_free (self->value);
  g_free (self->label);
  g_free (self);
}

static void
facet_free (gpointer data)
{
  TlFacet *self = data;

  g_ptr_array_unref (self->values);
  g_free (self);
}

void
_tl_hit_free (TlHit *self)
{
  if (self == NULL)
    return;
  g_free (self->doc);
  g_free (self->anchor);
  g_free (self->number);
  g_free (self->label);
  g_free (self->title);
  g_free (self->doc_title);
  g_free (self->short_name);
  g_free (self->issuer);
  g_free (self->date);
  g_free (self->effect_text);
  g_clear_pointer (&self->outstanding, g_ptr_array_unref);
  g_free (self->valid_from);
  g_free (self->valid_to);
  g_free (self->passage);
  g_free (self->passage_anchor);
  g_array_unref (self->highlights);
  g_ptr_array_unref (self->why);
  g_ptr_array_unref (self->parts);
  g_free (self->source_id);
  g_free (self);
}

TlHit *
_tl_hit_new (void)
{
  TlHit *self = g_new0 (TlHit, 1);

  self->highlights = g_array_new (FALSE, FALSE, sizeof (TlSpan));
  self->why = g_ptr_array_new_with_free_func (why_free);
  self->parts = g_ptr_array_new_with_free_func (part_free);
  return self;
}

void
_tl_hit_add_why (TlHit *self, const char *kind, char *text)
{
  TlWhy *why = g_new0 (TlWhy, 1);

  why->kind = kind;
  why->text = text;
  g_ptr_array_add (self->why, why);
}

void
_tl_hit_add_part (TlHit *self, const char *name, char *text, double points)
{
  TlScorePart *part = g_new0 (TlScorePart, 1);

  part->name = name;
  part->text = text;
  part->points = points;
  g_ptr_array_add (self->parts, part);
}

const char *
tl_chip_kind_code (TlChipKind kind)
{
  static const char *const CODES[]
      = { "synonym",   "abbreviation", "marks", "telex", "court", "date",
          "case_type", "phrase",       "not",   "near",  "field" };

  return CODES[kind];
}

gboolean
tl_chip_is_expansion (const TlChip *chip)
{
  return !chip->offered
         && (chip->kind == TL_CHIP_SYNONYM || chip->kind == TL_CHIP_ABBREVIATION
             || chip->kind == TL_CHIP_COURT);
}

GPtrArray *
tl_chips_new (void)
{
  return g_ptr_array_new_with_free_func (chip_free);
}

TlChip *
tl_chips_add (GPtrArray *chips, TlChipKind kind, const char *id, const char *text)
{
  TlChip *chip = g_new0 (TlChip, 1);

  chip->kind = kind;
  chip->id = g_strdup (id);
  chip->text = g_strdup (text);
  chip->applied = TRUE;
  g_ptr_array_add (chips, chip);
  return chip;
}

TlFacet *
_tl_search_result_add_facet (TlSearchResult *self, const char *name)
{
  TlFacet *facet = g_new0 (TlFacet, 1);

  facet->name = name;
  facet->values = g_ptr_array_new_with_free_func (facet_value_free);
  if (self->facets == NULL)
    self->facets = g_ptr_array_new_with_free_func (facet_free);
  g_ptr_array_add (self->facets, facet);
  return facet;
}

void
_tl_search_result_set_understood (TlSearchResult *self, const TlQuestion *question)
{
  g_ptr_array_unref (self->chips);
  self->chips = g_ptr_array_ref (question->chips);
  for (guint i = 0; i < self->chips->len; i++)
    {
      const TlChip *chip = g_ptr_array_index (self->chips, i);

      if (chip->applied && tl_chip_is_expansion (chip))
        g_ptr_array_add (self->expansions, g_strdup (chip->text));
    }
  g_ptr_array_unref (self->left_out);
  self->left_out = g_ptr_array_ref (question->left_out);
  g_free (self->suggestion);
  self->suggestion = g_strdup (question->suggestion);
  g_ptr_array_unref (self->suggestions);
  self->suggestions = g_ptr_array_ref (question->suggestions);
}

void
_tl_facet_add_value (TlFacet *self, const char *value, char *label, guint count, gboolean chosen)
{
  TlFacetValue *added = g_new0 (TlFacetValue, 1);

  added->value = g_strdup (value);
  added->label = label;
  added->count = count;
  added->chosen = chosen;
  g_ptr_array_add (self->values, added);
}

TlSearchResult *
_tl_search_result_new (const char *as_of)
{
  TlSearchResult *self = g_new0 (TlSearchResult, 1);

  self->hits = g_ptr_array_new_with_free_func ((GDestroyNotify)_tl_hit_free);
  self->citations = g_ptr_array_new_with_free_func (g_free);
  self->chips = tl_chips_new ();
  self->expansions = g_ptr_array_new_with_free_func (g_free);
  self->unknown = g_ptr_array_new_with_free_func (g_free);
  self->left_out = g_ptr_array_new_with_free_func (g_free);
  self->suggestions = g_ptr_array_new_with_free_func (g_free);
  self->counts_exact = TRUE;
  self->good = TRUE;
  self->trust = 1;
  g_strlcpy (self->as_of, as_of, sizeof self->as_of);
  return self;
}

void
tl_search_result_free (TlSearchResult *result)
{
  if (result == NULL)
    return;
  g_ptr_array_unref (result->hits);
  g_ptr_array_unref (result->citations);
  g_ptr_array_unref (result->expansions);
  g_ptr_array_unref (result->unknown);
  g_ptr_array_unref (result->left_out);
  g_ptr_array_unref (result->chips);
  g_clear_pointer (&result->facets, g_ptr_array_unref);
  g_ptr_array_unref (result->suggestions);
  g_free (result->suggestion);
  g_free (result);
}
