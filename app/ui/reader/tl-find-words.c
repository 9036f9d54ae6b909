/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/reader/tl-find-words.h"

#include <glib/gi18n.h>

char *
tl_find_words_count (const TlFindState *state)
{
  if (state->n_hits == 0 && state->searching && state->n_pages > 0)
    /* Translators: pages searched so far, pages of the document. */
    return g_strdup_printf (_ ("page %u of %u…"), state->n_done, state->n_pages);
  if (state->n_hits == 0)
    return g_strdup (state->searching ? "…" : _ ("not found"));
  if (state->more)
    /* Translators: the hit one is at, hits that were counted: there are more. */
    return g_strdup_printf (_ ("%u / more than %u"), state->current, state->n_hits);
  return g_strdup_printf (state->searching ? "%u / %u…" : "%u / %u", state->current, state->n_hits);
}

char *
tl_find_words_advice (const TlFindState *state)
{
  if (state->searching)
    return g_strdup ("");
  if (state->n_pages > 0 && state->n_scans >= state->n_pages)
    return g_strdup (_ ("This document is a scan, without a text layer: nothing can be found or "
                        "copied in its pages."));
  if (state->n_hits == 0 && state->n_scans > 0)
    return g_strdup_printf (
        ngettext ("Not found. %u page is a scan, without text: it was not searched. Try fewer "
                  "words, or type them without marks.",
                  "Not found. %u pages are scans, without text: they were not searched. Try "
                  "fewer words, or type them without marks.",
                  state->n_scans),
        state->n_scans);
  if (state->n_hits == 0)
    return g_strdup (_ ("Not found. Try fewer words, or type them without marks."));
  if (state->n_scans > 0)
    return g_strdup_printf (ngettext ("%u page is a scan, without text: it was not searched.",
                                      "%u pages are scans, without text: they were not "
                                      "searched.",
                                      state->n_scans),
                            state->n_scans);
  return g_strdup ("");
}
