/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/search/tl-facet-text.h"

#include <glib/gi18n.h>

#include "search/facet/tl-facet.h"
#include "text/tl-numeral.h"

static const struct
{
  TlFacetSection section;
  const char *title;
} sections[] = {
  { { "effect", TRUE }, N_ ("Effect") },
  { { "review", TRUE }, N_ ("Amended, quashed") },
  { { "year", TRUE }, N_ ("Year") },
  { { "case_type", TRUE }, N_ ("Type of case") },
  { { "relation", TRUE }, N_ ("Charge or relation") },
  { { "outcome", TRUE }, N_ ("Outcome") },
  { { "provision", FALSE }, N_ ("Provision applied") },
  { { "level", FALSE }, N_ ("Court level") },
  { { "stage", FALSE }, N_ ("Stage") },
  { { "court", FALSE }, N_ ("Court today") },
  { { "court_id", FALSE }, N_ ("Court then") },
  { { "issuer", FALSE }, N_ ("Issuer") },
};

const TlFacetSection *
tl_facet_sections (guint *n_sections)
{
  static TlFacetSection list[G_N_ELEMENTS (sections)];

  for (guint i = 0; i < G_N_ELEMENTS (sections); i++)
    list[i] = sections[i].section;
  *n_sections = G_N_ELEMENTS (sections);
  return list;
}

const char *
tl_facet_title (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (sections); i++)
    if (g_str_equal (sections[i].section.name, name))
      return _ (sections[i].title);
  return g_str_equal (name, "kind") ? _ ("Kind") : NULL;
}

static gboolean
has_row (GArray *rows, const char *value)
{
  for (guint i = 0; i < rows->len; i++)
    if (g_str_equal (g_array_index (rows, TlFacetRow, i).value, value))
      return TRUE;
  return FALSE;
}

static void
add_value (GArray *rows, const char *name, const TlFacetValue *value, const TlSearchScope *scope)
{
  TlFacetRow row = {
    .value = value->value,
    .label = value->label != NULL ? value->label : value->value,
    .count = value->count,
    .chosen = tl_search_scope_has (scope, name, value->value),
  };

  g_array_append_val (rows, row);
}

GArray *
tl_facet_rows (const char *name,
               const TlFacet *facet,
               const TlSearchScope *scope,
               gboolean all,
               guint *n_hidden)
{
  GArray *rows = g_array_new (FALSE, FALSE, sizeof (TlFacetRow));
  guint n_values = facet != NULL ? MIN (facet->values->len, TL_FACET_MANY) : 0;
  guint n_first = all ? n_values : MIN (n_values, TL_FACET_FEW);

  /* One value more takes no more room than the button that would hide it. */
  if (n_values == n_first + 1)
    n_first = n_values;
  for (guint i = 0; i < n_first; i++)
    add_value (rows, name, g_ptr_array_index (facet->values, i), scope);
  for (guint i = n_first; i < n_values; i++)
    {
      const TlFacetValue *value = g_ptr_array_index (facet->values, i);

      if (tl_search_scope_has (scope, name, value->value))
        add_value (rows, name, value, scope);
    }
  *n_hidden = n_values - rows->len;
  for (guint i = 0; i < scope->filters->len; i++)
    {
      const TlFilter *filter = g_ptr_array_index (scope->filters, i);
      TlFacetRow row = { .value = filter->value, .label = filter->label, .chosen = TRUE };

      if (g_str_equal (filter->name, name) && !has_row (rows, filter->value))
        g_array_append_val (rows, row);
    }
  return rows;
}

const char *
tl_facet_explain (const char *name, const char *value)
{
  if (g_str_equal (name, "review") && g_str_equal (value, TL_REVIEW_STANDING))
    return _ (
        "Leaves out judgments that an appeal or cassation judgment in the library has amended "
        "or quashed. Of the others the library often cannot know whether there was an appeal, "
        "nor whether they have taken legal effect.");
  return NULL;
}

const TlFacet *
tl_facet_find (GPtrArray *facets, const char *name)
{
  for (guint i = 0; facets != NULL && i < facets->len; i++)
    {
      const TlFacet *facet = g_ptr_array_index (facets, i);

      if (g_str_equal (facet->name, name))
        return facet;
    }
  return NULL;
}

char *
tl_facet_count (guint count, gboolean exact)
{
  g_autofree char *figure = tl_numeral_group (count);

  if (exact || count == 0)
    return g_steal_pointer (&figure);
  /* Translators: a count that is a lower bound; %s is a figure. Keep it very short. */
  return g_strdup_printf (_ ("over %s"), figure);
}
