/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the numbers of use are told of questions (docs/usage.md). */
#include "config.h"

#include "ui/search/tl-search-page-private.h"

static void
tell_answer (TlSearchPage *self, gboolean good, const TlSearchResult *answer)
{
  guint n = answer != NULL && answer->hits != NULL ? answer->hits->len : 0;
  g_autofree const char **docs = g_new0 (const char *, n + 1);

  for (guint i = 0; i < n; i++)
    docs[i] = ((const TlHit *)g_ptr_array_index (answer->hits, i))->doc;
  tl_usage_keeper_answered (tl_services_get_usage (self->services),
                            tl_search_session_get_text (self->session), good, docs);
}

void
_tl_search_page_tell_usage (TlSearchPage *self)
{
  const TlSearchResult *answer = tl_search_session_get_answer (self->session);
  TlSearchState state = tl_search_session_get_state (self->session);

  if (self->services == NULL || (answer == self->told && state == self->told_state))
    return;
  self->told = answer;
  self->told_state = state;
  switch (state)
    {
    case TL_SEARCH_DONE:
      tell_answer (self, answer != NULL && answer->good, answer);
      break;
    case TL_SEARCH_NOTHING:
      tell_answer (self, FALSE, answer);
      break;
    case TL_SEARCH_IDLE:
    case TL_SEARCH_FAILED:
      tl_usage_keeper_unanswered (tl_services_get_usage (self->services));
      break;
    default:
      /* What stood before still stands. */
      break;
    }
}

const char *
_tl_search_page_first_document (TlSearchPage *self)
{
  const TlSearchResult *answer = tl_search_session_get_answer (self->session);

  return answer != NULL && answer->hits != NULL && answer->hits->len > 0
             ? ((const TlHit *)g_ptr_array_index (answer->hits, 0))->doc
             : NULL;
}
