/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "law/judgment/tl-judgment-field.h"

G_BEGIN_DECLS

/**
 * TlView:
 * @text: the text that was parsed
 * @plain: one byte a character: lower case without marks, quotes as ", dashes as -, what is no
 * letter, digit or ASCII as ?; blanks as one space, and a line break only where a new item or
 * sentence begins
 * @exact: the same characters in lower case with their marks, tones in their old places
 * @flags: what is asked of every character: part of a word, first of one
 * @map: byte of @text that each character stands at; one more for the end
 *
 * A judgment's text as its decision is read: printed lines joined, page numbers dropped, and every
 * place known by its character. Built in one pass.
 */
typedef struct
{
  const char *text;
  char *plain;
  guint16 *exact;
  guint8 *flags;
  guint32 *map;
  gsize length;
} TlView;

/* No such place. */
#define TL_VIEW_NONE G_MAXSIZE

TlView *_tl_view_new (const char *text);
void _tl_view_free (TlView *view);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlView, _tl_view_free)

/** _tl_view_at: the first character at or after byte @offset of the text. */
gsize _tl_view_at (const TlView *view, gsize offset);

/** _tl_view_is_upper: whether the character is a capital as printed. */
gboolean _tl_view_is_upper (const TlView *view, gsize i);

/** _tl_view_is_word: whether the character is a letter or digit. */
gboolean _tl_view_is_word (const TlView *view, gsize i);

/** _tl_view_starts_word: whether a word begins at @i. */
gboolean _tl_view_starts_word (const TlView *view, gsize i);

/**
 * _tl_view_match:
 * @pattern: lower case with marks; a space stands for a space or line break, # for
 * a digit. Marks count, their place in the syllable does not: "bắc" is not "bác", "từ" not "tù",
 * "huỷ" is "hủy"
 *
 * Returns: the place after @pattern, ending where a word ends, or 0
 */
gsize _tl_view_match (const TlView *view, gsize i, gsize end, const char *pattern);

/** _tl_view_match_any: the same for the first of @patterns (%NULL-terminated) that matches. */
gsize _tl_view_match_any (const TlView *view, gsize i, gsize end, const char *const *patterns);

/** _tl_view_find: Returns: the first place in the range where @pattern stands, or %TL_VIEW_NONE.
 * @after: (out) (optional): the place after it. */
gsize _tl_view_find (const TlView *view, gsize i, gsize end, const char *pattern, gsize *after);

/** _tl_view_find_any: the earliest place of any of @patterns. */
gsize _tl_view_find_any (
    const TlView *view, gsize i, gsize end, const char *const *patterns, gsize *after);

/** _tl_view_has: whether one of @patterns stands in the range. */
gboolean _tl_view_has (const TlView *view, gsize i, gsize end, const char *const *patterns);

gsize _tl_view_spaces (const TlView *view, gsize i, gsize end);

/** _tl_view_sentence_end: the place after the sentence that @i stands in: a line break of the view,
 * or a full stop before a capital that closes no abbreviation. */
gsize _tl_view_sentence_end (const TlView *view, gsize i, gsize end);

/** _tl_view_clause_end: the same, and a semicolon ends it as well. */
gsize _tl_view_clause_end (const TlView *view, gsize i, gsize end);

/** _tl_view_dup: Returns: (transfer full): the characters as printed, blanks as one space. */
char *_tl_view_dup (const TlView *view, gsize from, gsize to);

/** _tl_view_field: the bytes of the text that the characters stand at. */
TlField _tl_view_field (const TlView *view, gsize from, gsize to, TlConfidence confidence);

G_END_DECLS
