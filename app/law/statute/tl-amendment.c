/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "law/statute/tl-amendment-private.h"

const char *
tl_amendment_kind_code (TlAmendmentKind kind)
{
  static const char *const codes[]
      = { "amend",     "insert",  "replace-phrase", "delete-phrase", "insert-phrase",
          "repeal",    "replace", "expire",         "suspend",       "consolidate",
          "implement", "correct", "basis" };

  g_return_val_if_fail (kind < G_N_ELEMENTS (codes), "");
  return codes[kind];
}

const char *
tl_amendment_scope_code (TlAmendmentScope scope)
{
  static const char *const codes[] = { "whole", "heading", "lead", "inside" };

  g_return_val_if_fail (scope < G_N_ELEMENTS (codes), "");
  return codes[scope];
}

TlAmendment *
_tl_amendment_new (TlAmendmentKind kind, TlCitedDoc *target, const char *from_unit)
{
  TlAmendment *amendment = g_new0 (TlAmendment, 1);

  amendment->kind = kind;
  amendment->target = target != NULL ? tl_cited_doc_ref (target) : NULL;
  amendment->from_unit = g_strdup (from_unit);
  amendment->confidence = TL_CONFIDENCE_HIGH;
  return amendment;
}

TlAmendment *
tl_amendment_copy (const TlAmendment *amendment)
{
  TlAmendment *copy;

  g_return_val_if_fail (amendment != NULL, NULL);
  copy = g_new (TlAmendment, 1);
  *copy = *amendment;
  copy->target = amendment->target != NULL ? tl_cited_doc_ref (amendment->target) : NULL;
  copy->unit = g_strdup (amendment->unit);
  copy->after = g_strdup (amendment->after);
  copy->text = g_strdup (amendment->text);
  copy->phrase = g_strdup (amendment->phrase);
  copy->replacement = g_strdup (amendment->replacement);
  copy->from_unit = g_strdup (amendment->from_unit);
  copy->effective = g_strdup (amendment->effective);
  return copy;
}

void
tl_amendment_free (TlAmendment *amendment)
{
  if (amendment == NULL)
    return;
  g_clear_pointer (&amendment->target, tl_cited_doc_unref);
  g_free (amendment->unit);
  g_free (amendment->after);
  g_free (amendment->text);
  g_free (amendment->phrase);
  g_free (amendment->replacement);
  g_free (amendment->from_unit);
  g_free (amendment->effective);
  g_free (amendment);
}
