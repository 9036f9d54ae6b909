/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "base/tl-error.h"
#include "law/number/tl-doc-number.h"
#include "law/statute/tl-statute-structure.h"
#include "search/engine/tl-search-private.h"

static const struct
{
  const char *name;
  const char *prefix;
} NAMES[] = {
  { "article", TL_TERM_ANCHOR },    { "case_type", TL_TERM_CASE_TYPE },
  { "document", TL_TERM_DOCUMENT }, { "issuer", TL_TERM_ISSUER },
  { "level", TL_TERM_LEVEL },       { "number", TL_TERM_NUMBER },
  { "stage", TL_TERM_STAGE },       { "year", TL_TERM_YEAR },
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
is_known (const char *filter, gsize length)
{
  for (guint i = 0; i < G_N_ELEMENTS (NAMES); i++)
    if (strlen (NAMES[i].name) == length && strncmp (NAMES[i].name, filter, length) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
check_names (const char *const *filters, GError **error)
{
  for (guint i = 0; filters[i] != NULL; i++)
    {
      const char *equals = strchr (filters[i], '=');

      if (equals == NULL || equals[1] == '\0'
          || !is_known (filters[i], (gsize)(equals - filters[i])))
        {
          g_set_error (error, TL_ERROR, TL_ERROR_INPUT,
                       "“%s” is no filter: NAME=VALUE with NAME one of article, case_type, "
                       "document, issuer, level, number, stage, year",
                       filters[i]);
          return FALSE;
        }
    }
  return TRUE;
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

gboolean
_tl_search_read_filters (TlSearchRun *self, GError **error)
{
  const char *const *filters = self->request->filters;

  if (filters == NULL)
    return TRUE;
  if (!check_names (filters, error))
    return FALSE;
  /* Values of one name are alternatives. */
  for (guint i = 0; i < G_N_ELEMENTS (NAMES); i++)
    {
      guint group = next_group (self);
      gsize length = strlen (NAMES[i].name);

      for (guint k = 0; filters[k] != NULL; k++)
        if (strncmp (filters[k], NAMES[i].name, length) == 0 && filters[k][length] == '=')
          append (self, make_term (NAMES[i].prefix, filters[k] + length + 1), group);
    }
  return TRUE;
}
