/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * TlFindState:
 * @current: the hit the reader is at, from 1; 0 for none
 * @n_hits: found so far
 * @more: whether there are more than are looked for
 * @searching: whether pages are still coming
 * @n_done: pages searched, of
 * @n_pages: pages; 0 in the text
 * @n_scans: of them without text
 *
 * How far a search in a document is.
 */
typedef struct
{
  guint current;
  guint n_hits;
  gboolean more;
  gboolean searching;
  guint n_done;
  guint n_pages;
  guint n_scans;
} TlFindState;

/** tl_find_words_count: Returns: (transfer full): "3 / 17", short; "" before anything is known. */
char *tl_find_words_count (const TlFindState *state);

/** tl_find_words_advice: Returns: (transfer full): what to know or to try: nothing was found, or
 * pages have no text; "" for nothing. */
char *tl_find_words_advice (const TlFindState *state);

G_END_DECLS
