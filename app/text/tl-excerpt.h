/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** TlSpan: a half-open range [from, to) of characters (Unicode code points, not bytes). */
typedef struct
{
  guint from;
  guint to;
} TlSpan;

/**
 * TlExcerpt:
 * @text: the passage, cut at word ends, with "…" where something was left out
 * @highlights: (element-type TlSpan): what to mark, in characters of @text, in order, not
 * overlapping
 * @from: where the passage begins in the text it was cut from, in bytes
 * @to: where it ends
 * @n_matched: how many different terms were found in the passage
 */
typedef struct
{
  char *text;
  GArray *highlights;
  gsize from;
  gsize to;
  guint n_matched;
} TlExcerpt;

/**
 * tl_excerpt_new:
 * @text: normalised text
 * @keys: (array zero-terminated=1): syllable keys (tl_syllable_key()) of the question
 * @plain: match without marks (keys are then those of tl_syllable_plain_append())
 * @max_characters: upper bound on the passage
 *
 * The window of @text that holds most of the question: most different keys, then adjacent ones in
 * the order asked, then the earliest. Every occurrence of a key in it is highlighted; adjacent
 * highlights are joined. Without any match it is the beginning of the text.
 *
 * Returns: (transfer full): the excerpt
 */
TlExcerpt *tl_excerpt_new (const char *text,
                           const char *const *keys,
                           gboolean plain,
                           guint max_characters);
void tl_excerpt_free (TlExcerpt *excerpt);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlExcerpt, tl_excerpt_free)

G_END_DECLS
