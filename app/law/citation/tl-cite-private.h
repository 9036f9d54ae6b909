/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "law/citation/tl-citation.h"

G_BEGIN_DECLS

/* Between the reading of units (tl-cite-units.c and what stands around it) and the reading of the
 * documents' names (tl-cite-head*.c). The text is normalised, NFC, blanks as they are. */

/**
 * TlCiteHead:
 * @doc: (transfer full): the document
 * @to: the place after the name, with edition, number, date, issuer and amendment note
 * @binds_right: a colon follows: the units after it belong to it, up to the next name
 * @inert: a name that binds nothing: a title inside the title of an amending law, "Bộ luật" in a
 * title of a chapter
 * @foreign: it owns units, and is no law (hợp đồng, điều lệ, nội quy, biên bản, cáo trạng): what it
 * owns is dropped; @doc is %NULL
 * @amends: (transfer full) (nullable): keys of the laws that the title of an amending law
 * names, in its order, separated by spaces ("BLTTDS2015 LTTHC2015")
 * @confidence: of the name
 * @warnings: of the name
 */
typedef struct
{
  TlCitedDoc *doc;
  const char *to;
  gboolean binds_right;
  gboolean inert;
  gboolean foreign;
  char *amends;
  TlConfidence confidence;
  guint warnings;
} TlCiteHead;

void _tl_cite_head_clear (TlCiteHead *head);

/**
 * TlCiteHeads:
 *
 * The reading of names over one text: remembers the documents named before, for "nêu trên" and for
 * short forms ("Nghị quyết 326").
 */
typedef struct _TlCiteHeads TlCiteHeads;

TlCiteHeads *_tl_cite_heads_new (const char *text, gsize length, const TlCitationContext *context);
void _tl_cite_heads_free (TlCiteHeads *heads);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlCiteHeads, _tl_cite_heads_free)

/** _tl_cite_heads_bound: names end before @end. Returns: where they had to end before. */
const char *_tl_cite_heads_bound (TlCiteHeads *heads, const char *end);

/** _tl_cite_head_may_start: a cheap test of the word at @p (a word start), so that the costly one
 * is seldom made. */
gboolean _tl_cite_head_may_start (const char *p, const char *end);

/** _tl_cite_head_read: reads the name of a document at @p, a word start. */
gboolean _tl_cite_head_read (TlCiteHeads *heads, const char *p, TlCiteHead *head);

/** TlCiteFit: whether an edition has a unit. */
typedef enum
{
  TL_CITE_FIT_NO,
  TL_CITE_FIT_UNKNOWN, /* nothing is known of that document's units */
  TL_CITE_FIT_YES,
} TlCiteFit;

/** _tl_cite_fit: by the table of shapes (law/citation/shapes.tsv), whether the document has the
 * unit; @key may end in "?", which asks for its newest edition. */
TlCiteFit _tl_cite_fit (const char *key,
                        const char *article,
                        const char *clause,
                        const char *point);

/** _tl_cite_is_shape_known: whether it is known at least how many articles the document has. */
gboolean _tl_cite_is_shape_known (const char *key);

/**
 * _tl_cite_choose_edition:
 * @citations: (element-type TlCitation): a group that shares one document whose edition is open
 * @text: the text around them, for the names of crimes
 * @date: (nullable)
 *
 * Replaces the document of the group where an edition can be told: units that only one edition has,
 * a crime named beside an article, then the date (#TL_CITATION_WARN_EDITION).
 */
void _tl_cite_choose_edition (GPtrArray *citations,
                              const char *text,
                              gsize length,
                              const char *date);

G_END_DECLS
