/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "retrieval-common.h"
#include "retrieval-typing.h"
#include "search/rank/tl-rank-trainer.h"

/** Measure: of one order of hits, or the mean of many. */
typedef enum
{
  MEASURE_R1,
  MEASURE_R5,
  MEASURE_R10,
  MEASURE_R20,
  MEASURE_MRR,
  MEASURE_NDCG,
  N_MEASURES
} Measure;

/**
 * Question:
 * @relevant: (element-type utf8): ids of the source, a set
 * @lists: by the way of typing: the candidates of the second stage
 * @order: (element-type utf8) of each way of typing: ids of the source of the hits
 */
typedef struct
{
  char *text;
  GHashTable *relevant;
  TlRankList *lists[N_TYPINGS];
  GPtrArray *order[N_TYPINGS];
} Question;

/** Set: a corpus and its labelled questions. */
typedef struct
{
  char *name;
  GPtrArray *questions; /* (element-type Question) */
  GArray *ms[N_TYPINGS];
  guint units;
  guint widened;
} Set;

/** measure_relevance: @relevant: of each place of an order, which has @n of them. @wanted: how many
 * relevant ones there are. */
void measure_relevance (const gboolean *relevant,
                        guint n,
                        guint wanted,
                        double measures[N_MEASURES]);

/** measure_print: one line: the means over @values (N_MEASURES doubles a question) and half the
 * breadth of their 95 % interval at R@1 and R@10. */
void measure_print (const char *label, GArray *values);
void measure_print_head (void);

/** weights_cross_validate: prints what weights give that are trained on other questions. @sets:
 * (element-type Set). */
void weights_cross_validate (GPtrArray *sets, guint repeats);
/** weights_print: trains on all questions of all sets, and prints the model. */
void weights_print (GPtrArray *sets);
/** weights_export: a line a candidate: set, typing, question, whether relevant, how many are, and
 * its features. */
void weights_export (GPtrArray *sets, const char *path);
