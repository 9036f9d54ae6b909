/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "search/engine/tl-doc-cache.h"
#include "search/engine/tl-paragraph-judge.h"
#include "search/facet/tl-facet-store.h"
#include "search/index/tl-index-map.h"
#include "search/question/tl-question.h"
#include "search/memory/tl-memory.h"
#include "search/rank/tl-rerank.h"
#include "search/rank/tl-score.h"
#include "search/rank/tl-trust.h"
#include "search/engine/tl-search-engine.h"
#include "search/engine/tl-search-result-private.h"

G_BEGIN_DECLS

/** TlSearchHandle: what one run has for itself; runs hand it on to each other. */
typedef struct
{
  TlXapianDb *db;
  TlTermReader *reader;
} TlSearchHandle;

/** TlSearchRun: one question being answered. Everything is borrowed but what is marked owned. */
typedef struct
{
  TlLibrary *library;
  const TlIndexMap *map;
  const TlRankModel *model;
  const TlLexicon *lexicon;
  TlVocabulary *vocabulary;
  TlDocCache *cache;
  TlSearchHandle *handle;
  const TlSearchRequest *request;
  GCancellable *cancellable;
  guint limit;
  char date[11];
  GArray *filters;         /* owned (element-type TlTermFilter) */
  GPtrArray *filter_terms; /* owned, the strings of filters */
  TlFacetStore *facet_store;
  const TlFacetTable *facets;  /* (nullable): when filters or facets were asked for */
  GPtrArray *facet_filters;    /* owned (element-type TlFacetFilter): at most one a facet */
  guint8 **allowed;            /* owned (nullable): by facet_filters, of each file a byte a unit */
  TlQuestion *question;        /* owned */
  TlQuestion *folded;          /* owned (nullable): when widened */
  GHashTable *grouped;         /* owned: ranked hits of each document, when they are grouped */
  GHashTable *verified;        /* owned: units whose text was read (tl-search-conditions.c) */
  GHashTable *opened;          /* owned: ids of documents that were read for that */
  gsize work;                  /* done for that, in bytes */
  TlParagraphJudge *judges[2]; /* owned (nullable) */
  GHashTable *taken;           /* owned: units that are hits already, "doc#block" */
  TlMemory *memory;            /* owned */
  GHashTable *confirmed;       /* owned: tl_memory_match() of the question */
  gboolean missing;            /* what the question cites is not in the library */
  double trust;                /* highest of the lists so far */
  double trust_features[TL_N_TRUST_FEATURES]; /* of that list */
  TlSearchResult *result;                     /* owned */
} TlSearchRun;

/* tl-search-engine.c */
/** _tl_search_engine_begin: checks @request and readies @run for it; ended with
 * _tl_search_engine_end(), on the same thread. */
gboolean _tl_search_engine_begin (TlSearchEngine *self,
                                  const TlSearchRequest *request,
                                  GCancellable *cancellable,
                                  TlSearchRun *run,
                                  GError **error);
void _tl_search_engine_end (TlSearchEngine *self, TlSearchRun *run);
/** TlSearchDeciders: the question that found the hits of each kind: as asked, or without marks. */
typedef struct
{
  const TlQuestion *questions[TL_N_DOC_KINDS];
} TlSearchDeciders;

/* tl-search-filters.c */
/** _tl_search_read_filters: "name=value" of the request and the question into terms and facets; an
 * unknown name is an error. */
gboolean _tl_search_read_filters (TlSearchRun *self, GError **error);
/** _tl_search_add_filter: one more group that a unit must satisfy. Takes @term. */
void _tl_search_add_filter (TlSearchRun *self, char *term);
gboolean _tl_search_has_filters (const TlSearchRun *self);
/** _tl_search_lets_through: @passes: whether the filters let a unit of the document through. */
gboolean _tl_search_lets_through (TlSearchRun *self,
                                  const char *id,
                                  gboolean *passes,
                                  GError **error);

/* tl-search-conditions.c */
gboolean _tl_search_has_conditions (const TlQuestion *question);
/**
 * _tl_search_verify:
 * @exact: (out): whether every unit that may fulfil the conditions was looked at
 *
 * Returns: (transfer full): of each file a byte for each unit that the filters let through and that
 * fulfils the conditions of @question
 */
guint8 **_tl_search_verify (TlSearchRun *self,
                            const TlQuestion *question,
                            gboolean *exact,
                            GError **error);
/** _tl_search_count_met: how many phrases and NEARs of @question @text fulfils. */
guint _tl_search_count_met (const TlQuestion *question, TlTermReader *reader, const char *text);
void _tl_search_free_mask (const TlSearchRun *self, guint8 **mask);

/* tl-search-run.c */
/** _tl_search_load_candidate: Returns: (transfer full): the unit with its record. */
TlCandidate *_tl_search_load_candidate (TlSearchRun *self, const TlScored *scored, GError **error);
/** _tl_search_find_matches: Returns: (transfer full): of each file a byte for each unit that the
 * question finds under the filters as they are; for tl_facet_mask_free(). */
guint8 **_tl_search_find_matches (TlSearchRun *self,
                                  const TlSearchDeciders *deciders,
                                  GError **error);
TlSearchResult *_tl_search_run (TlSearchRun *self, GError **error);
/** _tl_search_candidates: Returns: (transfer full) (element-type TlCandidate): what the second
 * stage put in order for the question, with the features it weighed. */
GPtrArray *_tl_search_candidates (TlSearchRun *self, GError **error);
/**
 * _tl_search_match:
 * @question: (nullable): %NULL matches the filters alone
 * @limit: candidates wanted
 * @score: (out) (optional) (transfer full): counts and matches, of all kinds whatever kind was
 * asked for
 *
 * Returns: (transfer full) (element-type TlCandidate): best first, records loaded, not reranked
 */
GPtrArray *_tl_search_match (TlSearchRun *self,
                             const TlQuestion *question,
                             guint limit,
                             TlScoreResult **score,
                             GError **error);

/* tl-search-engine.c */
/** _tl_search_engine_load_candidates: _tl_search_candidates() for @text, for training and
 * measuring. Returns: (transfer full) (element-type TlCandidate) */
GPtrArray *_tl_search_engine_load_candidates (TlSearchEngine *self,
                                              const char *text,
                                              GError **error);

/* tl-search-known.c */
/** _tl_search_find_known: a #TlKnownRun over the facets of the library; @data is the run. */
guint _tl_search_find_known (gpointer data, const char *filter, const char *const *runs, guint n);

/* tl-search-precedent.c */
/** _tl_search_find_precedents: adds to @ids (element-type utf8) those of the án lệ that @number is
 * said of, newest first: "03/AL" of all of that running number; nothing where it is no án lệ's. */
gboolean _tl_search_find_precedents (TlSearchRun *self,
                                     const char *number,
                                     GPtrArray *ids,
                                     GError **error);

/* tl-search-literal.c */
/** _tl_search_literal: puts what the question cites in front of the hits. */
gboolean _tl_search_literal (TlSearchRun *self, GError **error);

/* tl-search-hits.c */
/** _tl_search_add_unit: a ranked unit as the next hit. */
gboolean _tl_search_add_unit (TlSearchRun *self,
                              const TlCandidate *unit,
                              const TlQuestion *question,
                              GError **error);
/** _tl_search_add_block: a block (or, -1, the beginning) of a document as the next hit, for a
 * citation; @question (nullable): what its passage shows. */
TlHit *_tl_search_add_block (TlSearchRun *self,
                             TlDocument *document,
                             int block,
                             const TlQuestion *question);
/** _tl_search_take: whether the unit, block @block of its document, was no hit before. */
gboolean _tl_search_take (TlSearchRun *self, const char *doc, int block);

/* tl-search-passage.c */
/** _tl_search_passage: fills the passage of @hit from the blocks from @block (-1: of the whole
 * document) to @end; for a document, its landing place as well. */
void _tl_search_passage (TlSearchRun *self,
                         TlHit *hit,
                         const TlDocument *document,
                         int block,
                         guint end,
                         const TlQuestion *question);

/* tl-search-why.c */
/** _tl_search_explain: why the unit is a hit, in words. */
void _tl_search_explain (TlHit *hit, const TlCandidate *unit, const TlQuestion *question);

/* tl-search-parts.c */
/** _tl_search_add_parts: what the score of @unit is made of. */
void _tl_search_add_parts (TlSearchRun *self, TlHit *hit, const TlCandidate *unit);
/** _tl_search_count_others: units of the same document that @score matched beside @unit. */
guint _tl_search_count_others (const TlSearchRun *self,
                               const TlScoreResult *score,
                               const TlCandidate *unit);

G_END_DECLS
