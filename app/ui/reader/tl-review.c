/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/reader/tl-review.h"

#include <glib/gi18n.h>
#include <string.h>

#include "base/tl-clock.h"
#include "base/tl-json.h"
#include "corpus/tl-library-links.h"
#include "law/judgment/tl-judgment-decision.h"
#include "ui/reader/tl-reader-text.h"

/* Documents that cite a judgment and are looked at. */
#define MAX_CITING 50

void
tl_review_free (TlReview *self)
{
  g_free (self->doc);
  g_free (self->words);
  g_free (self->name);
  g_free (self);
}

static char *
dup_fact (const TlDocument *document, const char *name)
{
  g_autoptr (JsonObject) meta
      = document->meta != NULL ? tl_json_parse (document->meta, -1, NULL) : NULL;

  return meta != NULL ? g_strdup (tl_json_get_string (meta, name)) : NULL;
}

/* Whether @later says that it reviews @earlier, and can: an appeal is younger. */
static gboolean
reviews (const TlDocument *later, const TlDocument *earlier)
{
  g_autofree char *number = dup_fact (later, "appealed");

  return later->kind == TL_DOC_JUDGMENT && earlier->kind == TL_DOC_JUDGMENT && number != NULL
         && g_strcmp0 (number, earlier->number_normal) == 0
         && g_strcmp0 (later->issued, earlier->issued) >= 0;
}

static TlReview *
review_new (const TlDocument *document, gboolean later)
{
  TlReview *self = g_new0 (TlReview, 1);
  g_autofree char *heading = tl_reader_heading (document);
  g_autofree char *code = dup_fact (document, "outcome");
  g_autofree char *day = tl_date_format_vi (document->issued);
  const char *outcome = code != NULL ? tl_outcome_name (code) : NULL;
  const char *court = document->issuer != NULL ? document->issuer : "";

  self->doc = g_strdup (document->id);
  self->later = later;
  self->name = g_strdup (document->number != NULL ? document->number : document->id);
  if (!later)
    /* Translators: a judgment, its court, its date. */
    self->words = g_strdup_printf (_ ("It reviews: %s, %s, %s."), heading, court, day);
  else if (outcome != NULL)
    /* Translators: a judgment, its court, its date, its outcome. */
    self->words = g_strdup_printf (_ ("This judgment was reviewed: %s, %s, %s. Outcome: %s."),
                                   heading, court, day, outcome);
  else
    /* Translators: a judgment, its court, its date. */
    self->words
        = g_strdup_printf (_ ("This judgment was reviewed: %s, %s, %s."), heading, court, day);
  return self;
}

static void
add_earlier (GPtrArray *list, TlLibrary *library, const TlDocument *document, GPtrArray *links)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; links != NULL && i < links->len; i++)
    {
      const TlLink *link = g_ptr_array_index (links, i);
      g_autoptr (TlDocument) earlier = NULL;

      if (link->target == NULL || g_strcmp0 (link->target, document->id) == 0
          || !g_hash_table_add (seen, link->target))
        continue;
      earlier = tl_library_load (library, link->target, FALSE, NULL);
      if (earlier != NULL && reviews (document, earlier))
        g_ptr_array_add (list, review_new (earlier, FALSE));
    }
}

static int
compare_days (gconstpointer a, gconstpointer b)
{
  const TlCitedBy *left = *(TlCitedBy *const *)a;
  const TlCitedBy *right = *(TlCitedBy *const *)b;
  int order = g_strcmp0 (left->document->issued, right->document->issued);

  return order != 0 ? order : strcmp (left->document->id, right->document->id);
}

static void
add_later (GPtrArray *list, TlLibrary *library, const TlDocument *document)
{
  guint total = 0;
  g_autoptr (GPtrArray) citing
      = tl_library_cited_by (library, document->id, NULL, 0, MAX_CITING, &total, NULL);

  if (citing == NULL)
    return;
  g_ptr_array_sort (citing, compare_days);
  for (guint i = 0; i < citing->len; i++)
    {
      const TlCitedBy *cited = g_ptr_array_index (citing, i);

      if (reviews (cited->document, document))
        g_ptr_array_add (list, review_new (cited->document, TRUE));
    }
}

GPtrArray *
tl_review_list_load (TlLibrary *library, const TlDocument *document, GPtrArray *links)
{
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify)tl_review_free);
  g_autofree char *appealed = NULL;

  if (library == NULL || document->kind != TL_DOC_JUDGMENT)
    return list;
  appealed = dup_fact (document, "appealed");
  if (appealed != NULL)
    add_earlier (list, library, document, links);
  add_later (list, library, document);
  return list;
}
