/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "publish/tl-publish-outstanding.h"

#include <string.h>

#include "corpus/tl-outstanding.h"
#include "law/citation/tl-catalogue.h"
#include "law/statute/tl-amendment.h"
#include "text/tl-text.h"

/* A law that a consolidated text lists. */
typedef struct
{
  char *number;
  char *from; /* (nullable) */
} Listed;

/* A consolidated text (văn bản hợp nhất). */
typedef struct
{
  char *id;
  char *base; /* number of the law it consolidates */
  char *last; /* (nullable): the last day in its list */
  gboolean training;
  GArray *listed;
  GHashTable *articles; /* anchor -> digest of the words */
} Consolidation;

struct _TlPublishOutstanding
{
  GPtrArray *consolidations;
};

static void
listed_clear (gpointer data)
{
  Listed *listed = data;

  g_free (listed->number);
  g_free (listed->from);
}

static void
consolidation_free (gpointer data)
{
  Consolidation *self = data;

  g_free (self->id);
  g_free (self->base);
  g_free (self->last);
  g_array_unref (self->listed);
  g_hash_table_unref (self->articles);
  g_free (self);
}

TlPublishOutstanding *
tl_publish_outstanding_new (void)
{
  TlPublishOutstanding *self = g_new0 (TlPublishOutstanding, 1);

  self->consolidations = g_ptr_array_new_with_free_func (consolidation_free);
  return self;
}

void
tl_publish_outstanding_free (TlPublishOutstanding *self)
{
  g_ptr_array_unref (self->consolidations);
  g_free (self);
}

/* Letters and figures alone: how a page broke its lines and set its marks is no change. */
static char *
digest_of (const TlDocument *document, int index)
{
  g_autofree char *text = tl_document_unit_text_on (document, (guint)index, NULL);
  g_autofree char *folded = tl_text_fold (text, -1, TL_FOLD_CASE, NULL);
  g_autoptr (GString) letters = g_string_new (NULL);

  for (const char *p = folded; *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_isalnum (g_utf8_get_char (p)))
      g_string_append_unichar (letters, g_utf8_get_char (p));
  return g_compute_checksum_for_string (G_CHECKSUM_SHA256, letters->str, (gssize)letters->len);
}

static void
take_listed (Consolidation *self, const TlAmendment *amendment)
{
  Listed listed = { g_strdup (amendment->target->number), g_strdup (amendment->effective) };

  g_array_append_val (self->listed, listed);
  if (listed.from == NULL || g_strcmp0 (self->last, listed.from) >= 0)
    return;
  g_free (self->last);
  self->last = g_strdup (listed.from);
}

static void
take_articles (Consolidation *self, const TlDocument *document)
{
  for (guint i = 0; i < document->blocks->len; i++)
    {
      const TlBlock *block = tl_document_get_block (document, i);

      if (block->kind == TL_BLOCK_ARTICLE)
        g_hash_table_replace (self->articles, g_strdup (block->anchor),
                              digest_of (document, (int)i));
    }
}

/* The first law in the head is the one that is consolidated, those behind it changed it. */
void
tl_publish_outstanding_take (TlPublishOutstanding *self,
                             const TlDocument *document,
                             GPtrArray *amendments)
{
  Consolidation *consolidation = NULL;

  for (guint i = 0; i < amendments->len; i++)
    {
      const TlAmendment *amendment = g_ptr_array_index (amendments, i);

      if (amendment->kind != TL_AMENDMENT_CONSOLIDATE || amendment->target == NULL
          || amendment->target->number == NULL)
        continue;
      if (consolidation != NULL)
        {
          take_listed (consolidation, amendment);
          continue;
        }
      consolidation = g_new0 (Consolidation, 1);
      consolidation->id = g_strdup (document->id);
      consolidation->base = g_strdup (amendment->target->number);
      consolidation->training = document->training;
      consolidation->listed = g_array_new (FALSE, FALSE, sizeof (Listed));
      g_array_set_clear_func (consolidation->listed, listed_clear);
      consolidation->articles = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
      take_articles (consolidation, document);
      g_ptr_array_add (self->consolidations, consolidation);
    }
}

/* What @document is a consolidated text of; %NULL where it is none. */
static const Consolidation *
find_own (const TlPublishOutstanding *self, const TlDocument *document)
{
  for (guint i = 0; i < self->consolidations->len; i++)
    {
      const Consolidation *one = g_ptr_array_index (self->consolidations, i);

      if (strcmp (one->id, document->id) == 0)
        return one;
    }
  return NULL;
}

/* The consolidated text of a law that lists the latest change. */
static const Consolidation *
find_latest (const TlPublishOutstanding *self, const char *base, gboolean training)
{
  const Consolidation *latest = NULL;

  for (guint i = 0; i < self->consolidations->len; i++)
    {
      const Consolidation *one = g_ptr_array_index (self->consolidations, i);
      int order;

      if (strcmp (one->base, base) != 0 || one->training != training)
        continue;
      order = latest != NULL ? g_strcmp0 (one->last, latest->last) : 1;
      if (order > 0 || (order == 0 && strcmp (one->id, latest->id) < 0))
        latest = one;
    }
  return latest;
}

static gboolean
lists (const Consolidation *consolidation, const char *number)
{
  for (guint i = 0; consolidation != NULL && i < consolidation->listed->len; i++)
    if (strcmp (g_array_index (consolidation->listed, Listed, i).number, number) == 0)
      return TRUE;
  return FALSE;
}

/* Whether a source line says that the text has the changes of the law. */
static gboolean
is_in_source (const TlDocument *document, const char *number)
{
  for (guint i = 0; i < document->blocks->len; i++)
    {
      const TlBlock *block = tl_document_get_block (document, i);

      if (block->source_line != NULL && strstr (block->source_line, number) != NULL)
        return TRUE;
    }
  return FALSE;
}

/* What is being found out about one document. */
typedef struct
{
  const TlDocument *document;
  const Consolidation *own;
  const Consolidation *latest;
  GPtrArray *applied;
  GPtrArray *changes;
} Finding;

static void
add_known (Finding *self, const char *number, const char *from)
{
  for (guint i = 0; i < self->changes->len; i++)
    {
      TlOutstanding *change = g_ptr_array_index (self->changes, i);

      if (strcmp (change->number, number) != 0)
        continue;
      if (change->from == NULL)
        change->from = g_strdup (from);
      return;
    }
  if (lists (self->own, number) || is_in_source (self->document, number)
      || g_ptr_array_find_with_equal_func (self->applied, number, g_str_equal, NULL))
    return;
  g_ptr_array_add (
      self->changes,
      tl_outstanding_new (number, from, lists (self->latest, number) ? self->latest->id : NULL));
}

static gint
compare_anchors (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *)a, *(const char *const *)b);
}

static GPtrArray *
list_same (const TlDocument *document, const Consolidation *consolidation)
{
  GPtrArray *same = g_ptr_array_new_with_free_func (g_free);
  GHashTableIter iter;
  gpointer anchor, digest;

  if (consolidation == NULL)
    return same;
  g_hash_table_iter_init (&iter, consolidation->articles);
  while (g_hash_table_iter_next (&iter, &anchor, &digest))
    {
      int index = tl_document_find (document, anchor, NULL);
      g_autofree char *own = index >= 0 ? digest_of (document, index) : NULL;

      if (g_strcmp0 (own, digest) == 0)
        g_ptr_array_add (same, g_strdup (anchor));
    }
  /* The order of a table of hashes is not that of another run. */
  g_ptr_array_sort (same, compare_anchors);
  return same;
}

/* A later edition under the same name, of which number and day were read in a primary text. */
static void
add_replacement (Finding *self)
{
  const TlDocument *document = self->document;
  g_autoptr (GPtrArray) editions
      = document->title != NULL ? tl_catalogue_lookup (document->title) : g_ptr_array_new ();
  g_autofree char *first = tl_document_dup_first_day (document);

  for (guint i = editions->len; i > 0 && first != NULL && document->number_normal != NULL; i--)
    {
      const TlLawEntry *edition = g_ptr_array_index (editions, i - 1);
      TlOutstanding *change;

      if (!edition->verified || edition->number == NULL || edition->valid_from == NULL
          || strcmp (first, edition->valid_from) >= 0
          || strcmp (edition->number, document->number_normal) == 0)
        continue;
      change = tl_outstanding_new (edition->number, edition->valid_from, NULL);
      change->replaces = TRUE;
      g_ptr_array_add (self->changes, change);
      return;
    }
}

TlDocument *
tl_publish_outstanding_mark (const TlPublishOutstanding *self,
                             TlDocument *document,
                             GPtrArray *applied)
{
  g_autoptr (GPtrArray) changes
      = g_ptr_array_new_with_free_func ((GDestroyNotify)tl_outstanding_free);
  Finding finding = { .document = document, .applied = applied, .changes = changes };
  g_autoptr (GPtrArray) known = NULL;
  g_autoptr (GPtrArray) same = NULL;
  const char *base = document->number_normal;
  TlDocument *marked;

  finding.own = find_own (self, document);
  if (finding.own != NULL)
    base = finding.own->base;
  /* Laws and resolutions of the National Assembly may share a number. */
  if (base == NULL || g_str_has_prefix (document->id, "nq-"))
    return tl_document_ref (document);
  finding.latest = find_latest (self, base, document->training);
  for (guint i = 0; finding.latest != NULL && i < finding.latest->listed->len; i++)
    {
      const Listed *listed = &g_array_index (finding.latest->listed, Listed, i);

      add_known (&finding, listed->number, listed->from);
    }
  known = document->training ? g_ptr_array_new () : tl_catalogue_list_amendments (base);
  for (guint i = 0; i < known->len; i++)
    {
      const TlLawAmendment *amendment = g_ptr_array_index (known, i);

      if (amendment->verified)
        add_known (&finding, amendment->number, amendment->valid_from);
    }
  if (!document->training && finding.own == NULL)
    add_replacement (&finding);
  same = list_same (document, changes->len > 0 ? finding.latest : NULL);
  marked = tl_document_mark_outstanding (document, changes, same,
                                         finding.own != NULL ? finding.own->base : NULL);
  /* Its words are those of the day of the last change that it lists. */
  if (finding.own != NULL && marked->effective_from == NULL)
    marked->effective_from = g_strdup (finding.own->last);
  return marked;
}
