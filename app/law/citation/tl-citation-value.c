/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "law/citation/tl-citation.h"

const char *
tl_confidence_code (TlConfidence confidence)
{
  static const char *const codes[] = { "low", "medium", "high" };

  return codes[confidence];
}

const char *
tl_citation_warning_code (TlCitationWarning warning)
{
  static const char *const codes[] = { "W-YEAR",    "W-AMEND", "W-NOART",  "W-NOTFORCE",
                                       "W-EDITION", "W-OCR",   "W-ISSUER", "W-AMBIGUOUS" };

  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    if ((guint)warning == 1u << i)
      return codes[i];
  return "";
}

TlCitedDoc *
tl_cited_doc_new (TlCitedKind kind, const char *key)
{
  TlCitedDoc *doc = g_new0 (TlCitedDoc, 1);

  g_ref_count_init (&doc->ref_count);
  doc->kind = kind;
  doc->key = g_strdup (key);
  return doc;
}

TlCitedDoc *
tl_cited_doc_ref (TlCitedDoc *doc)
{
  g_ref_count_inc (&doc->ref_count);
  return doc;
}

void
tl_cited_doc_unref (TlCitedDoc *doc)
{
  if (!g_ref_count_dec (&doc->ref_count))
    return;
  g_free (doc->key);
  g_free (doc->name);
  g_free (doc->number);
  g_free (doc->date);
  g_free (doc->court);
  g_free (doc->amended);
  g_free (doc);
}

TlCitation *
tl_citation_copy (const TlCitation *citation)
{
  TlCitation *copy = g_new (TlCitation, 1);

  *copy = *citation;
  if (copy->doc != NULL)
    tl_cited_doc_ref (copy->doc);
  copy->path = g_strdup (citation->path);
  copy->person = g_strdup (citation->person);
  copy->amends = g_strdup (citation->amends);
  copy->qualifier = g_strdup (citation->qualifier);
  return copy;
}

void
tl_citation_free (TlCitation *citation)
{
  g_clear_pointer (&citation->doc, tl_cited_doc_unref);
  g_free (citation->path);
  g_free (citation->person);
  g_free (citation->amends);
  g_free (citation->qualifier);
  g_free (citation);
}
