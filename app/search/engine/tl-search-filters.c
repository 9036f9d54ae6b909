/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "base/tl-error.h"
#include "law/number/tl-doc-number.h"
#include "law/statute/tl-statute-structure.h"
#include "search/engine/tl-search-private.h"

#define CHOICES                                                                                    \
  "article, case_type, charge, court, court_id, document, effect, issuer, kind, level, number, "   \
  "outcome, provision, relation, review, stage, year"

/* Filters that are terms: what tells units apart, and what is too various to be a facet. */
static const struct
{
  const char *name;
  const char *prefix;
} TERMS[] = {
  { "article", TL_TERM_ANCHOR },
  { "document", TL_TERM_DOCUMENT },
  { "number", TL_TERM_NUMBER },
};

static char *
make_term (const char *prefix, const char *value)
{
  if (strcmp (prefix, TL_TERM_NUMBER) == 0)
    {
      g_autoptr (TlDocNumber) number = tl_doc_number_parse (value);

      return tl_term_filter (prefix, number != NULL ? number->normal : value);
    }
  if (strcmp (prefix, TL_TERM_ANCHOR) == 0)
    {
      g_autofree char *anchor = tl_article_anchor (value);

      return tl_term_filter (prefix, anchor != NULL ? anchor : value);
    }
  return tl_term_filter (prefix, value);
}

static gboolean
is_named (const char *filter, const char *name)
{
  gsize length = strlen (name);

  return strncmp (filter, name, length) == 0 && filter[length] == '=';
}

static gboolean
is_known (const char *filter, gsize length)
{
  TlFacetId facet;

  for (guint i = 0; i < G_N_ELEMENTS (TERMS); i++)
    if (is_named (filter, TERMS[i].name))
      return TRUE;
  return tl_facet_id_from_name (filter, length, &facet);
}

gboolean
tl_search_filter_check (const char *filter, GError **error)
{
  const char *equals = strchr (filter, '=');

  if (equals != NULL && equals[1] != '\0' && is_known (filter, (gsize)(equals - filter)))
    return TRUE;
  g_set_error (error, TL_ERROR, TL_ERROR_INPUT,
               "“%s” is no filter: NAME=VALUE with NAME one of " CHOICES, filter);
  return FALSE;
}

static guint
next_group (const TlSearchRun *self)
{
  const GArray *filters = self->filters;

  return filters->len == 0 ? 0 : g_array_index (filters, TlTermFilter, filters->len - 1).group + 1;
}

static void
append (TlSearchRun *self, char *term, guint group)
{
  TlTermFilter filter = { term, group };

  g_ptr_array_add (self->filter_terms, term);
  g_array_append_val (self->filters, filter);
}

void
_tl_search_add_filter (TlSearchRun *self, char *term)
{
  append (self, term, next_group (self));
}

/* Values of one name are alternatives. */
static void
read_terms (TlSearchRun *self, GPtrArray *filters)
{
  for (guint i = 0; i < G_N_ELEMENTS (TERMS); i++)
    {
      guint group = next_group (self);

      for (guint k = 0; k < filters->len; k++)
        {
          const char *filter = g_ptr_array_index (filters, k);

          if (is_named (filter, TERMS[i].name))
            append (self, make_term (TERMS[i].prefix, strchr (filter, '=') + 1), group);
        }
    }
}

static gboolean
read_facets (TlSearchRun *self, GPtrArray *filters, GError **error)
{
  for (guint facet = 0; facet < TL_N_FACETS; facet++)
    {
      g_autoptr (GPtrArray) values = g_ptr_array_new ();

      for (guint k = 0; k < filters->len; k++)
        {
          const char *filter = g_ptr_array_index (filters, k);
          const char *equals = strchr (filter, '=');
          TlFacetId id;

          if (tl_facet_id_from_name (filter, (gsize)(equals - filter), &id) && id == facet)
            g_ptr_array_add (values, (gpointer)(equals + 1));
        }
      if (values->len == 0)
        continue;
      if (self->facets == NULL)
        self->facets = tl_facet_store_get (self->facet_store, self->handle->db, error);
      if (self->facets == NULL)
        return FALSE;
      g_ptr_array_add (self->facet_filters,
                       tl_facet_filter_new (self->facets, (TlFacetId)facet, values));
    }
  if (self->facet_filters->len > 0)
    self->allowed = tl_facet_table_allow (self->facets, self->facet_filters, -1, self->date);
  return TRUE;
}

gboolean
_tl_search_read_filters (TlSearchRun *self, GError **error)
{
  const char *const *asked = self->request->filters;
  g_autoptr (GPtrArray) filters = g_ptr_array_new ();

  for (guint i = 0; asked != NULL && asked[i] != NULL; i++)
    g_ptr_array_add (filters, (gpointer)asked[i]);
  for (guint i = 0; self->question != NULL && i < self->question->filters->len; i++)
    g_ptr_array_add (filters, g_ptr_array_index (self->question->filters, i));
  for (guint i = 0; i < filters->len; i++)
    if (!tl_search_filter_check (g_ptr_array_index (filters, i), error))
      return FALSE;
  read_terms (self, filters);
  return read_facets (self, filters, error);
}

gboolean
_tl_search_has_filters (const TlSearchRun *self)
{
  return self->filters->len > 0 || self->allowed != NULL;
}

gboolean
_tl_search_lets_through (TlSearchRun *self, const char *id, gboolean *passes, GError **error)
{
  guint filters = self->filters->len;
  g_autoptr (GPtrArray) units = NULL;

  *passes = TRUE;
  if (!_tl_search_has_filters (self))
    return TRUE;
  _tl_search_add_filter (self, tl_term_filter (TL_TERM_DOCUMENT, id));
  units = _tl_search_match (self, NULL, 1, NULL, error);
  g_array_set_size (self->filters, filters);
  *passes = units != NULL && units->len > 0;
  return units != NULL;
}
