/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "corpus/tl-document.h"

G_BEGIN_DECLS

/** TL_TIMELINE_SPANS: at most so many; what would be more is left out at the old end, and said. */
#define TL_TIMELINE_SPANS 200

/**
 * TlTimelineSpan:
 * @from: (nullable): first day; %NULL is no bound
 * @to: (nullable): last day
 * @state: of the unit in all of it
 * @index: block of the version in force, or -1 when there is no text
 * @text: (nullable): the unit with all that is in force below it, as tl_document_unit_text_on()
 * gives it
 * @changed: (element-type utf8): anchors of what begins or ends with @from: the unit itself, else
 * the highest units below it
 * @ended: (element-type utf8): of #TL_EFFECT_PARTLY: anchors of the units that ended without a
 * newer version
 *
 * A stretch of days on which a unit has one wording and one state.
 */
typedef struct
{
  char *from;
  char *to;
  TlEffectState state;
  int index;
  char *text;
  GPtrArray *changed;
  GPtrArray *ended;
} TlTimelineSpan;

/**
 * TlTimeline:
 * @anchor: the unit
 * @spans: (element-type TlTimelineSpan): oldest first, without a gap and without overlap: days
 * without a text are a span too
 * @cut: older spans were left out
 *
 * Every wording of a unit that a document knows, by days.
 */
typedef struct
{
  char *anchor;
  GPtrArray *spans;
  gboolean cut;
} TlTimeline;

/**
 * tl_timeline_new:
 * @document: with its blocks
 * @anchor: a unit of it
 *
 * Pure; any thread.
 *
 * Returns: (transfer full) (nullable): %NULL when the document has no version of @anchor
 */
TlTimeline *tl_timeline_new (const TlDocument *document, const char *anchor);
void tl_timeline_free (TlTimeline *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlTimeline, tl_timeline_free)

/** tl_timeline_get: Returns: (transfer none): span @index. */
const TlTimelineSpan *tl_timeline_get (const TlTimeline *self, guint index);

/** tl_timeline_find: Returns: index of the span that @day, "YYYY-MM-DD", lies in. */
guint tl_timeline_find (const TlTimeline *self, const char *day);

/**
 * tl_timeline_choose:
 * @day: the day the law is read at
 * @left: (out): the span to compare with
 * @right: (out): the span of @day, or the one with a text that is nearest to it
 *
 * What is compared when nothing was chosen: the wording of @day with the one before it, of the
 * first wording with the one after it.
 *
 * Returns: %FALSE when there are no two wordings
 */
gboolean tl_timeline_choose (const TlTimeline *self, const char *day, guint *left, guint *right);

/** tl_timeline_count: Returns: how many spans have a text. */
guint tl_timeline_count (const TlTimeline *self);

/** tl_timeline_dup_article: Returns: (transfer full): anchor of the article that @anchor stands in,
 * @anchor itself where it stands in none. */
char *tl_timeline_dup_article (const TlDocument *document, const char *anchor);

G_END_DECLS
