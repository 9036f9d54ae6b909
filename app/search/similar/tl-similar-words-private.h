/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "search/engine/tl-search-private.h"
#include "search/similar/tl-similar.h"

G_BEGIN_DECLS

/* The numbers of a comparison (docs/similar.md). */

/* Tokens read of each part: what follows says little that is new, and a judgment may be a book. */
#define TL_SIMILAR_TOKENS 2500
/* Sentences of the own reasoning that are compared one by one: those that say most. */
#define TL_SIMILAR_SENTENCES 48
/* Terms asked for in the first stage, and the share of units beyond which a term tells nothing. */
#define TL_SIMILAR_SYLLABLES 20
#define TL_SIMILAR_PAIRS     36
#define TL_SIMILAR_COMMON    0.2
/* What a pair weighs beside a syllable. */
#define TL_SIMILAR_PAIR_WEIGHT 0.7
/* Pairs whose frequency is looked up; of the others it is guessed. */
#define TL_SIMILAR_LOOK_UPS 240
/* Candidates of each way of looking; as many as cases are wanted, up to a bound. */
#define TL_SIMILAR_DEPTH   50
#define TL_SIMILAR_DEEPEST 400
/* Cases that suggest provisions. */
#define TL_SIMILAR_VOTERS 20

/** TL_SIMILAR_TEXT_PARTS: parts that are text. */
#define TL_SIMILAR_TEXT_PARTS TL_SIMILAR_PROVISIONS

/* ---- Words ---- */

/**
 * TlSimilarWords:
 *
 * The syllables that one comparison has met, numbered from 1, with the share of units that hold
 * them. @plain: by folded terms, for facts typed without marks. One thread.
 */
typedef struct
{
  TlSearchRun *run;
  GHashTable *ids;
  GPtrArray *keys;
  gboolean plain;
  guint32 units;
  GHashTable *frequencies; /* borrowed of the engine, under its mutex */
} TlSimilarWords;

/** TL_CASE_BREAK: no pair with the token before; TL_CASE_SENTENCE: a sentence begins. */
enum
{
  TL_CASE_BREAK = 1,
  TL_CASE_SENTENCE = 2,
};

/** TlCaseToken: a word of a part: @from and @to are bytes in the text of block @block. Names and
 * figures are no words: they differ in every case. */
typedef struct
{
  guint32 id;
  guint32 block;
  guint32 from;
  guint32 to;
  guint8 part;
  guint8 flags;
} TlCaseToken;

void _tl_similar_words_init (TlSimilarWords *self, TlSearchRun *run, gboolean plain);
void _tl_similar_words_clear (TlSimilarWords *self);
const char *_tl_similar_words_get (const TlSimilarWords *self, guint32 id);
/** _tl_similar_words_frequency: units that hold @term; remembered by the engine. */
gboolean _tl_similar_words_frequency (TlSimilarWords *self,
                                      const char *term,
                                      guint32 *frequency,
                                      GError **error);
/** _tl_similar_words_pair: Returns: (transfer full): the pair @code (id << 32 | id), or the
 * syllable @code, as a term of the index. */
char *_tl_similar_words_pair (const TlSimilarWords *self, guint64 code);
/** _tl_similar_words_read: (element-type TlCaseToken): the words of the three parts of @document,
 * each up to TL_SIMILAR_TOKENS. */
GArray *_tl_similar_words_read (TlSimilarWords *self, const TlDocument *document);
/** _tl_similar_part_of: part that block @block belongs to, -1: none. */
int _tl_similar_part_of (const TlDocument *document, guint block);

/* ---- Provisions ---- */

/**
 * TlCaseCite:
 * @article: names the article across cases
 * @unit: names clause and point as well
 * @notation: of the article: "BLDS2015:328"
 * @target: (nullable): document in the library
 * @anchor: (nullable): of the article there
 * @place: anchor of the block that cites it, the decision first
 * @weight: how much rests on it: in the decision more than in the facts
 * @idf: how rare it is among decisions
 */
typedef struct
{
  char *article;
  char *unit;
  char *notation;
  char *target;
  char *anchor;
  char *place;
  double weight;
  double idf;
} TlCaseCite;

/** _tl_case_cites_read: (element-type TlCaseCite): what @document cites, each article and unit
 * once, in order of @unit. @in_library: it is the library's own and not a draft of it, so that its
 * links stand in a volume already. */
GPtrArray *_tl_case_cites_read (TlSimilarWords *words,
                                const TlDocument *document,
                                gboolean in_library,
                                GError **error);
/** _tl_case_cites_compare: likeness of two lists, 0 to 1. */
double _tl_case_cites_compare (GPtrArray *own, GPtrArray *other);
/** _tl_case_cites_articles: (transfer container) (element-type TlCaseCite): one of each article,
 * weightiest first. */
GPtrArray *_tl_case_cites_articles (GPtrArray *cites);
/** _tl_case_cites_find: (nullable): the citation of @article. */
const TlCaseCite *_tl_case_cites_find (GPtrArray *cites, const char *article);

G_END_DECLS
