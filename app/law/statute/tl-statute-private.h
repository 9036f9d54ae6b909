/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "law/number/tl-doc-number.h"
#include "law/statute/tl-structure-private.h"

G_BEGIN_DECLS

#define TL_STATUTE_LEVELS 4

/** TlZone: where in a law the reading is. */
typedef enum
{
  TL_ZONE_START,
  TL_ZONE_PREAMBLE,
  TL_ZONE_BODY,
  TL_ZONE_CLOSING,
  TL_ZONE_ANNEX,
  TL_ZONE_LOOSE, /* a text without articles */
} TlZone;

/** TlArticleTurn: what an article's label at the head of a line is. */
typedef enum
{
  TL_ARTICLE_NOT,     /* a mention that a line break put there */
  TL_ARTICLE_NEXT,    /* the next article */
  TL_ARTICLE_RESTART, /* Điều 1 of what the document puts into force */
} TlArticleTurn;

/**
 * TlStatuteReading:
 * @levels: indices of the open part, chapter, section and subsection, or -1
 * @prefix: "" or "pl2."
 * @plain: the unit that takes text outside articles, or -1
 * @places: number → GArray of lines with that article's label
 */
typedef struct
{
  const char *text;
  TlLayout *layout;
  TlStatuteStructure *result;
  TlBody *body;
  TlZone zone;
  int levels[TL_STATUTE_LEVELS];
  char *prefix;
  int annex;
  guint annexes;
  guint annex_paragraphs;
  int article_number;
  int article_suffix;
  guint articles;
  guint headings;
  gboolean in_article;
  int plain;
  GString *own;
  GHashTable *anchors;
  GHashTable *places;
} TlStatuteReading;

TlStatuteReading *_tl_statute_reading_new (const char *text,
                                           TlLayout *layout,
                                           const guint8 *open_quotes,
                                           TlStatuteStructure *result);
void _tl_statute_reading_free (TlStatuteReading *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlStatuteReading, _tl_statute_reading_free)

/** _tl_statute_level_begins: whether the part, chapter or section label at line @i is one and not a
 * mention. */
gboolean _tl_statute_level_begins (TlStatuteReading *self, guint i);
/** _tl_statute_article_begins: what the article label at line @i is, by the sequence. */
TlArticleTurn _tl_statute_article_begins (TlStatuteReading *self, guint i);
/** _tl_statute_annex_begins: whether an annex begins at line @i. */
gboolean _tl_statute_annex_begins (TlStatuteReading *self, guint i);
/** _tl_statute_closing_begins: whether the formula of adoption, the signature or "Nơi nhận" begins
 * at line @i. */
gboolean _tl_statute_closing_begins (TlStatuteReading *self, guint i);

/**
 * TlStatuteHeadLine:
 * @kind: (nullable) (transfer none): "Nghị định"
 * @consolidated: it is a "Văn bản hợp nhất"
 * @inside: the line stands in brackets
 * @date: the day that follows the number
 * @rest: what follows the day in the line
 *
 * One line that names a document by number and day.
 */
typedef struct
{
  const char *kind;
  gboolean consolidated;
  gboolean inside;
  TlDocNumber *number;
  char date[11];
  const char *rest;
} TlStatuteHeadLine;

/** _tl_statute_kind: Returns: (nullable) (transfer none): the kind of document that the range
 * begins with, @after set to the place after the word. */
const char *_tl_statute_kind (const char *from, const char *to, const char **after);

/** _tl_statute_kind_ends: whether [@from, @p) ends with the word for the kind of document that
 * @title (nullable) begins with, as in "Nghị định này"; any word will do where the title names
 * none. */
gboolean _tl_statute_kind_ends (const char *title, const char *from, const char *p);

/** _tl_statute_read_head_line: whether the line names a document by number and day, at its
 * beginning; @head is to be cleared. */
gboolean _tl_statute_read_head_line (const char *from, const char *to, TlStatuteHeadLine *head);
void _tl_statute_head_line_clear (TlStatuteHeadLine *head);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TlStatuteHeadLine, _tl_statute_head_line_clear)

G_END_DECLS
