/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a library says to a citation: document, unit, version. */
#include "config.h"

#include "corpus/tl-library-links.h"

#include <stdlib.h>
#include <string.h>

#include "corpus/tl-library-private.h"
#include "corpus/tl-link-codec-private.h"
#include "corpus/tl-link-target-private.h"

/* What is known while a document is looked for. */
typedef struct
{
  TlLibrary *library;
  const TlCitedDoc *doc;
  const char *as_of;
  guint *warnings;
  GError **error;
} Search;

void
tl_target_clear (TlTarget *target)
{
  g_clear_pointer (&target->document, g_free);
  g_clear_pointer (&target->anchor, g_free);
  g_clear_pointer (&target->valid_from, g_free);
  target->index = -1;
  target->warnings = 0;
}

/* The headers of @ids, those that were withdrawn meanwhile left out; %NULL with the error set. */
static GPtrArray *
load_headers (Search *search, GPtrArray *ids)
{
  g_autoptr (GPtrArray) documents
      = g_ptr_array_new_with_free_func ((GDestroyNotify)tl_document_unref);
  GError *error = NULL;

  for (guint i = 0; i < ids->len; i++)
    {
      TlDocument *document = tl_library_load (search->library, ids->pdata[i], FALSE, &error);

      if (error != NULL)
        {
          g_propagate_error (search->error, error);
          return NULL;
        }
      if (document != NULL)
        g_ptr_array_add (documents, document);
    }
  return g_steal_pointer (&documents);
}

static gboolean
fits_kind (const TlDocument *document, TlCitedKind kind)
{
  switch (kind)
    {
    case TL_CITED_PRECEDENT:
      return document->kind == TL_DOC_PRECEDENT;
    case TL_CITED_COURT:
      return document->kind == TL_DOC_JUDGMENT;
    case TL_CITED_LAW:
    case TL_CITED_NUMBER:
    case TL_CITED_GUIDANCE:
      return document->kind == TL_DOC_STATUTE || document->kind == TL_DOC_GUIDANCE;
    case TL_CITED_SELF:
    case TL_CITED_PREVIOUS:
    case TL_CITED_STANDARD:
    case TL_CITED_UNKNOWN:
    default:
      return FALSE;
    }
}

/* A court's number is unique only together with court and date: what the text gives of them must
 * agree. */
static gboolean
fits_court (const TlDocument *document, const TlCitedDoc *doc)
{
  g_autofree char *full = NULL;
  g_autofree char *wanted = NULL;
  g_autofree char *own = NULL;

  if (doc->date != NULL && document->issued != NULL && strcmp (doc->date, document->issued) != 0)
    return FALSE;
  if (doc->court == NULL || document->issuer == NULL)
    return TRUE;
  full = _tl_court_dup_full (doc->court);
  wanted = _tl_volume_fold (full);
  own = _tl_volume_fold (document->issuer);
  /* "Tòa án nhân dân huyện A" of "..., tỉnh B". */
  return g_str_has_prefix (own, wanted) || g_str_has_prefix (wanted, own);
}

/* A letter's number begins anew every year: the day that the text gives must be its own. */
static gboolean
fits_letter (const TlDocument *document, const TlCitedDoc *doc)
{
  return doc->date == NULL || document->issued == NULL || strcmp (doc->date, document->issued) == 0;
}

/* By number: the document that bears the id made of it, else the only one that fits. */
static char *
find_by_number (Search *search, const char *number)
{
  g_autoptr (GPtrArray) ids = tl_library_find_number (search->library, number, search->error);
  g_autoptr (GPtrArray) documents = ids != NULL ? load_headers (search, ids) : NULL;
  g_autofree char *made = tl_document_make_statute_id (_tl_cited_doc_type (search->doc), number);
  const TlDocument *found = NULL;
  guint n = 0;

  for (guint i = 0; documents != NULL && i < documents->len; i++)
    {
      const TlDocument *document = documents->pdata[i];

      if (!fits_kind (document, search->doc->kind)
          || (search->doc->kind == TL_CITED_COURT && !fits_court (document, search->doc))
          || (search->doc->kind == TL_CITED_GUIDANCE && !fits_letter (document, search->doc)))
        continue;
      if (strcmp (document->id, made) == 0)
        return g_strdup (document->id);
      if (found == NULL)
        found = document;
      n++;
    }
  if (n > 1)
    *search->warnings |= TL_CITATION_WARN_AMBIGUOUS;
  if (n > 1 && (search->doc->kind == TL_CITED_COURT || search->doc->kind == TL_CITED_GUIDANCE))
    return NULL;
  return found != NULL ? g_strdup (found->id) : NULL;
}

static gboolean
in_force_on (const TlDocument *document, const char *day)
{
  return (document->effective_from == NULL || strcmp (document->effective_from, day) <= 0)
         && (document->effective_to == NULL || strcmp (document->effective_to, day) >= 0);
}

/* By the abbreviation or title that the library's own documents bear. */
static char *
find_by_name (Search *search)
{
  const TlCitedDoc *doc = search->doc;
  g_autoptr (GPtrArray) ids
      = tl_library_find_short_name (search->library, doc->name, search->error);
  g_autoptr (GPtrArray) documents = ids != NULL ? load_headers (search, ids) : NULL;
  const TlDocument *best = NULL;
  guint n = 0;

  for (guint i = 0; documents != NULL && i < documents->len; i++)
    {
      const TlDocument *document = documents->pdata[i];

      if (!fits_kind (document, doc->kind))
        continue;
      n++;
      if (doc->year > 0 ? document->issued == NULL || atoi (document->issued) != doc->year
                        : search->as_of != NULL && !in_force_on (document, search->as_of))
        continue;
      if (best == NULL || g_strcmp0 (document->effective_from, best->effective_from) > 0)
        best = document;
    }
  /* The only one of its name, whatever the day. */
  if (best == NULL && n == 1 && doc->year == 0)
    for (guint i = 0; i < documents->len; i++)
      if (fits_kind (documents->pdata[i], doc->kind))
        best = documents->pdata[i];
  if (best != NULL && n > 1 && doc->year == 0)
    *search->warnings |= TL_CITATION_WARN_EDITION;
  return best != NULL ? g_strdup (best->id) : NULL;
}

/* %NULL with or without the error set; @named: whether the citation names anything to look for. */
static char *
find_id (Search *search, const char *context, gboolean *named)
{
  const TlCitedDoc *doc = search->doc;
  g_autofree char *number = NULL;
  gboolean inferred = FALSE;
  char *id = NULL;

  *named = TRUE;
  if (doc->kind == TL_CITED_SELF && context != NULL)
    return g_strdup (context);
  number = _tl_cited_doc_dup_number (doc, search->as_of, &inferred);
  *named = number != NULL || (doc->kind == TL_CITED_LAW && doc->name != NULL);
  if (number != NULL)
    id = find_by_number (search, number);
  if (id != NULL && inferred)
    *search->warnings |= TL_CITATION_WARN_EDITION;
  if (id == NULL && *search->error == NULL && doc->kind == TL_CITED_LAW && doc->name != NULL)
    id = find_by_name (search);
  return id;
}

/* Cuts the last part of an anchor: "d51.k1.ps" to "d51.k1". */
static gboolean
cut_last (char *anchor)
{
  char *dot = strrchr (anchor, '.');

  if (dot == NULL)
    return FALSE;
  *dot = '\0';
  return TRUE;
}

static void
take_unit (const TlDocument *document,
           const TlCitation *citation,
           const char *as_of,
           TlTarget *target)
{
  g_autofree char *anchor = tl_citation_dup_anchor (citation);
  gboolean whole = anchor == NULL && *citation->article == '\0' && citation->path == NULL;

  target->state = TL_RESOLVED;
  if (whole)
    return;
  while (anchor != NULL && tl_document_find (document, anchor, NULL) < 0)
    {
      target->state = TL_RESOLVED_NO_UNIT;
      target->warnings |= TL_CITATION_WARN_NOART;
      if (!cut_last (anchor))
        g_clear_pointer (&anchor, g_free);
    }
  if (anchor == NULL)
    {
      target->state = TL_RESOLVED_NO_UNIT;
      return;
    }
  target->index = tl_document_find (document, anchor, as_of);
  target->anchor = g_steal_pointer (&anchor);
  if (target->index < 0 && target->state == TL_RESOLVED)
    target->state = TL_RESOLVED_NO_VERSION;
}

static void
take_version (const TlDocument *document, const char *as_of, TlTarget *target)
{
  TlEffectState effect;

  if (target->index >= 0)
    {
      const char *from, *to;

      _tl_document_validity (document, (guint)target->index, &from, &to);
      target->valid_from = g_strdup (from);
    }
  if (as_of == NULL)
    return;
  effect = target->index < 0 && target->anchor != NULL
               ? TL_EFFECT_NO_TEXT
               : tl_document_effect (document, target->index, as_of);
  if (effect == TL_EFFECT_NOT_YET || effect == TL_EFFECT_EXPIRED || effect == TL_EFFECT_NO_TEXT)
    target->warnings |= TL_CITATION_WARN_NOTFORCE;
}

gboolean
tl_library_resolve (TlLibrary *self,
                    const TlCitation *citation,
                    const char *context,
                    const char *as_of,
                    TlTarget *target,
                    GError **error)
{
  g_autoptr (TlDocument) document = NULL;
  GError *local = NULL;
  gboolean named;
  Search search = { self, citation->doc, as_of, &target->warnings, &local };

  g_return_val_if_fail (TL_IS_LIBRARY (self) && target != NULL, FALSE);

  memset (target, 0, sizeof *target);
  target->index = -1;
  target->state = TL_RESOLVED_NO_KEY;
  target->document = find_id (&search, context, &named);
  if (target->document != NULL)
    document = tl_library_load (self, target->document, TRUE, &local);
  if (local != NULL)
    {
      g_propagate_error (error, local);
      tl_target_clear (target);
      return FALSE;
    }
  if (document == NULL)
    {
      if (named)
        target->state = TL_RESOLVED_NO_DOC;
      g_clear_pointer (&target->document, g_free);
      return TRUE;
    }
  take_unit (document, citation, as_of, target);
  take_version (document, as_of, target);
  return TRUE;
}
