/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

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

G_END_DECLS
