/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "corpus/tl-document-citations.h"

G_BEGIN_DECLS

/** TL_CITED_TEXT_MAX: bytes of a provision that are shown; more is cut and said. */
#define TL_CITED_TEXT_MAX 12000

/** TlCitedState: what can be said about a citation. */
typedef enum
{
  TL_CITED_UNRESOLVED,  /* it names nothing that can be looked for */
  TL_CITED_NO_DOCUMENT, /* the library does not hold the document */
  TL_CITED_NO_UNIT,     /* the document has no such unit */
  TL_CITED_NO_TEXT,     /* no text of the unit for the day */
  TL_CITED_UNIT,        /* the text of the unit */
  TL_CITED_WHOLE,       /* the document as a whole is cited */
} TlCitedState;

/**
 * TlCitedText:
 * @place: the citation in its official form
 * @heading: heading of the unit, or title of the document
 * @law: the document: title and number, "" when nothing is known
 * @doc: (nullable): document to open; %NULL where there is nothing to open
 * @anchor: (nullable): unit to open it at: the one cited, or the deepest around it that is there
 * @as_of: the date of the text
 * @date_line: whose date that is, in words
 * @text: (nullable): the provision as in force on @as_of, a line a block
 * @effect: its state on @as_of
 * @effect_text: the same in words
 * @lacking: (nullable): the law whose changes the text may lack, in a few words
 * @notice: what must be known before it is relied on; "" when nothing
 * @today_line: what it is today, when the date is another; "" otherwise
 * @today_text: (nullable): today's text where it differs
 * @has_versions: it is a unit of a statute: its versions can be shown
 *
 * What the window of a citation says. Made in a thread, shown on the main loop.
 */
typedef struct
{
  TlCitedState state;
  char *place;
  char *heading;
  char *law;
  char *doc;
  char *anchor;
  char as_of[11];
  char *date_line;
  char *text;
  TlEffectState effect;
  char *effect_text;
  char *lacking;
  char *notice;
  char *today_line;
  char *today_text;
  gboolean has_versions;
} TlCitedText;

/** tl_cited_text_dup_date: Returns: (transfer full): the day on which @citing counts: of a statute
 * @reading_date, of others their own date where they have one. */
char *tl_cited_text_dup_date (const TlDocument *citing, const char *reading_date);

/**
 * tl_cited_text_new:
 * @link: what was read in a text
 * @citing: the document it stands in
 * @target: (nullable): the document it leads to, with its blocks; %NULL when it leads to none or
 * the library does not hold it
 * @as_of: day on which the text is wanted, "YYYY-MM-DD"
 * @today: today
 *
 * Pure; any thread.
 */
TlCitedText *tl_cited_text_new (const TlLink *link,
                                const TlDocument *citing,
                                const TlDocument *target,
                                const char *as_of,
                                const char *today);
void tl_cited_text_free (TlCitedText *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlCitedText, tl_cited_text_free)

/** tl_cited_text_dup_copy: Returns: (transfer full): the text in quotation marks with its citation
 * and date; the citation alone where there is no text. */
char *tl_cited_text_dup_copy (const TlCitedText *self);

/** tl_cited_text_dup_name: Returns: (transfer full): all that matters in one sentence, for a screen
 * reader. */
char *tl_cited_text_dup_name (const TlCitedText *self);

G_END_DECLS
