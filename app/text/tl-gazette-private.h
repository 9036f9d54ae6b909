/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "text/tl-gazette.h"

G_BEGIN_DECLS

/* A line of a gazette, cut at its spaces into fragments; the repair takes some spaces out again. */

typedef enum
{
  TL_FRAGMENT_LETTERS,
  TL_FRAGMENT_DIGITS,
  TL_FRAGMENT_PUNCTUATION,
  TL_FRAGMENT_OTHER,
} TlFragmentKind;

typedef struct
{
  gsize from; /* bytes of the line */
  gsize to;
  gsize core_from; /* without punctuation around it */
  gsize core_to;
  guint spaces;    /* before it */
  guint n_letters; /* characters between core_from and core_to */
  TlFragmentKind kind;
  gboolean is_legal;
  gboolean is_upper; /* begins with a capital */
  gboolean is_fixed; /* decided: a letter of a list, or joined between gaps */
  gboolean is_wide;  /* one of a row of single characters */
  gboolean joins;    /* with the fragment before it, without a space */
} TlFragment;

typedef struct
{
  const char *line;
  GArray *fragments;
  gboolean has_wide_gaps;  /* letter-spaced, with double spaces between the words */
  gboolean takes_doubtful; /* joins also what need not be broken */
} TlGazetteLine;

/** _tl_gazette_fragment: Returns: the fragment at place @i. */
static inline TlFragment *
_tl_gazette_fragment (const TlGazetteLine *self, guint i)
{
  return &g_array_index (self->fragments, TlFragment, i);
}

/** _tl_gazette_first_letter: Returns: its first letter or digit. */
static inline gunichar
_tl_gazette_first_letter (const TlGazetteLine *self, const TlFragment *fragment)
{
  return g_utf8_get_char (self->line + fragment->core_from);
}

/** _tl_gazette_is_word: whether @fragment is exactly @word. */
gboolean _tl_gazette_is_word (const TlGazetteLine *self,
                              const TlFragment *fragment,
                              const char *word);
/** _tl_gazette_may_join: whether fragment @i may follow the one before it without a space. */
gboolean _tl_gazette_may_join (const TlGazetteLine *self, guint i);
/** _tl_gazette_join_cheapest: reads the whole line as syllables in the cheapest way and marks what
 * joins. Returns: whether anything does. */
gboolean _tl_gazette_join_cheapest (TlGazetteLine *self);

G_END_DECLS
