/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "search/tl-search-private.h"

static void
why_free (gpointer data)
{
  TlWhy *self = data;

  g_free (self->text);
  g_free (self);
}

static void
hit_free (gpointer data)
{
  TlHit *self = data;

  g_free (self->doc);
  g_free (self->anchor);
  g_free (self->number);
  g_free (self->label);
  g_free (self->title);
  g_free (self->doc_title);
  g_free (self->short_name);
  g_free (self->issuer);
  g_free (self->date);
  g_free (self->valid_from);
  g_free (self->valid_to);
  g_free (self->passage);
  g_free (self->passage_anchor);
  g_array_unref (self->highlights);
  g_ptr_array_unref (self->why);
  g_free (self->source_id);
  g_free (self);
}

TlHit *
_tl_hit_new (void)
{
  TlHit *self = g_new0 (TlHit, 1);

  self->highlights = g_array_new (FALSE, FALSE, sizeof (TlSpan));
  self->why = g_ptr_array_new_with_free_func (why_free);
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

TlSearchResult *
_tl_search_result_new (const char *as_of)
{
  TlSearchResult *self = g_new0 (TlSearchResult, 1);

  self->hits = g_ptr_array_new_with_free_func (hit_free);
  self->citations = g_ptr_array_new_with_free_func (g_free);
  self->expansions = g_ptr_array_new_with_free_func (g_free);
  self->unknown = g_ptr_array_new_with_free_func (g_free);
  self->counts_exact = TRUE;
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
  g_free (result);
}
