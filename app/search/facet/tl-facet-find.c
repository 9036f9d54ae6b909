/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which words are values: by a part of a name as well. */
#include "config.h"

#include <string.h>

#include "search/facet/tl-facet-table-private.h"
#include "text/tl-text.h"

char *
_tl_facet_words (const char *text)
{
  g_autofree char *plain = tl_text_fold (text, -1, TL_FOLD_PLAIN, NULL);
  GString *words = g_string_new (" ");

  for (const char *at = plain; *at != '\0'; at = g_utf8_next_char (at))
    if (g_unichar_isalnum (g_utf8_get_char (at)))
      g_string_append_unichar (words, g_utf8_get_char (at));
    else if (words->str[words->len - 1] != ' ')
      g_string_append_c (words, ' ');
  if (words->str[words->len - 1] != ' ')
    g_string_append_c (words, ' ');
  return g_string_free (words, FALSE);
}

/* Whether a name ends at @rest, the words behind it: nothing follows, or the place it lies in. */
static gboolean
ends_name (const char *rest)
{
  static const char *const KINDS[]
      = { "tinh ", "thanh pho ", "tp ", "quan ", "huyen ", "thi xa ", "khu vuc " };

  for (guint i = 0; i < G_N_ELEMENTS (KINDS); i++)
    if (g_str_has_prefix (rest, KINDS[i]))
      return TRUE;
  return *rest == '\0';
}

gboolean
_tl_facet_holds (const char *words, const char *run, gboolean whole)
{
  gsize length = strlen (run);

  for (const char *at = strstr (words, run); at != NULL && length > 1; at = strstr (at + 1, run))
    if (!whole || ends_name (at + length))
      return TRUE;
  return FALSE;
}

/* What is compared with the words typed for a value: what people read for it. */
static char *
dup_value_words (TlFacetId facet, const char *value)
{
  gboolean coded
      = facet == TL_FACET_OUTCOME || facet == TL_FACET_STAGE || facet == TL_FACET_CASE_TYPE;
  g_autofree char *label = coded ? tl_facet_label (facet, value) : NULL;

  return _tl_facet_words (label != NULL ? label : value);
}

guint
tl_facet_table_find_run (const TlFacetTable *self,
                         TlFacetId facet,
                         const char *const *runs,
                         guint n)
{
  /* A court is named as it is printed. */
  int id = _tl_facet_column_of (facet == TL_FACET_COURT ? TL_FACET_ISSUER : facet);
  gboolean whole = facet == TL_FACET_COURT || facet == TL_FACET_ISSUER;
  const GPtrArray *values = id >= 0 ? self->columns[id].values : NULL;
  g_auto (GStrv) words = g_new0 (char *, n + 1);
  guint longest = 0;

  for (guint i = 0; i < n; i++)
    words[i] = _tl_facet_words (runs[i]);
  for (guint k = 0; values != NULL && longest < n && k < values->len; k++)
    {
      g_autofree char *value = dup_value_words (facet, g_ptr_array_index (values, k));

      for (guint i = longest; i < n && _tl_facet_holds (value, words[i], FALSE); i++)
        if (!whole || _tl_facet_holds (value, words[i], TRUE))
          longest = i + 1;
    }
  return longest;
}
