/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "law/judgment/tl-judgment-decision.h"
#include "law/judgment/tl-judgment-view-private.h"

G_BEGIN_DECLS

/**
 * TlDecisionReading:
 * @from: first character of the decision, heading excluded
 * @to: the character after its last
 * @names: (element-type utf8): full names of persons met so far, parties first; short names are
 * resolved against them
 * @keys: (element-type utf8): the same, folded
 *
 * What the readers of a decision share.
 */
typedef struct
{
  const TlView *view;
  const TlJudgmentStructure *structure;
  const TlJudgmentPeople *people;
  TlStage stage;
  TlCaseType case_type;
  gsize from;
  gsize to;
  GPtrArray *names;
  GPtrArray *keys;
  TlJudgmentDecision *out;
} TlDecisionReading;

/**
 * _tl_name_list:
 * @names: (element-type utf8): takes the names: persons without honorific, organisations with their
 * kind; a role alone ("bị đơn") as the one party that has it, else as printed
 *
 * Reads "ông Nguyễn Văn A, bà Trần Thị B và Công ty TNHH C" at @i.
 *
 * Returns: the place after the list; @i when no name begins there
 */
gsize _tl_name_list (TlDecisionReading *reading, gsize i, gsize end, GPtrArray *names);

/** _tl_name_accused: every accused: of the parties, else those named so far. */
void _tl_name_accused (const TlDecisionReading *reading, GPtrArray *names);

/** _tl_name_learn: adds a full name to those that short ones are resolved against. */
void _tl_name_learn (TlDecisionReading *reading, const char *name);

/** _tl_name_join: Returns: (transfer full) (nullable): the names with commas between. */
char *_tl_name_join (const GPtrArray *names);

/** _tl_name_role: the role of the party whose name stands at @i, or -1. */
int _tl_name_role (const TlDecisionReading *reading, gsize i, gsize end);

/**
 * TlOutcomeCue:
 * @code: interned, as @name
 * @whole: speaks of the case, not of an appeal or a part of it
 * @anywhere: stands anywhere in a clause, not only at the head of one
 * @parts: what must stand in this order in one clause
 */
typedef struct
{
  const char *code;
  const char *name;
  const char *stages;
  const char *types;
  gboolean whole;
  gboolean anywhere;
  char **parts;
} TlOutcomeCue;

/** _tl_outcome_cues: Returns: (transfer none) (element-type TlOutcomeCue): the table
 * outcomes.tsv. */
const GPtrArray *_tl_outcome_cues (void);

void _tl_decision_read_outcomes (TlDecisionReading *reading);
void _tl_decision_read_charges (TlDecisionReading *reading);
void _tl_decision_read_penalties (TlDecisionReading *reading);
void _tl_decision_read_sums (TlDecisionReading *reading);
void _tl_decision_read_provisions (TlDecisionReading *reading);
void _tl_decision_read_appeal (TlDecisionReading *reading);

/** _tl_decision_check_penalties: warns of penalties outside of the dated table limits.tsv. */
void _tl_decision_check_penalties (TlDecisionReading *reading);

void _tl_charge_free (gpointer charge);
void _tl_penalty_free (gpointer penalty);
void _tl_sum_free (gpointer sum);
void _tl_provision_free (gpointer provision);

G_END_DECLS
