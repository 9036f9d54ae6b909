/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "law/judgment/tl-judgment-people.h"

G_BEGIN_DECLS

/**
 * TlOutcome:
 * @code: of the closed lists (docs/judgments.md, from BLTTHS 355, 357; BLTTDS 308, 343; LTTHC 193,
 * 241): "guilty", "not-guilty", "exempt-liability", "exempt-penalty", "accepted",
 * "partly-accepted", "rejected", "agreement", "divorce-agreed", "suspended", "dismissed",
 * "transferred", "returned", "upheld", "amended", "quashed-retrial", "quashed-dismissed",
 * "quashed-kept", "appeal-dismissed", "protest-rejected"; of a part: "appeal-accepted",
 * "appeal-partly-accepted", "appeal-rejected" and the same of a protest, "decision-annulled",
 * "unlawful-act"
 * @name: Vietnamese
 * @whole: the outcome holds for the whole case, not for a part or a person
 */
typedef struct
{
  const char *code;
  const char *name;
  gboolean whole;
  TlField field;
} TlOutcome;

/** tl_outcome_name: (nullable) (transfer none): the Vietnamese name of a code of outcomes; %NULL
 * when it is none. */
const char *tl_outcome_name (const char *code);

/** TlPenaltyKind: BLHS 2015 Điều 32. */
typedef enum
{
  TL_PENALTY_WARNING,       /* cảnh cáo */
  TL_PENALTY_FINE,          /* phạt tiền */
  TL_PENALTY_NON_CUSTODIAL, /* cải tạo không giam giữ */
  TL_PENALTY_EXPULSION,     /* trục xuất */
  TL_PENALTY_PRISON,        /* tù có thời hạn */
  TL_PENALTY_LIFE,          /* tù chung thân */
  TL_PENALTY_DEATH,         /* tử hình */
  TL_PENALTY_BAN,           /* cấm đảm nhiệm chức vụ, cấm hành nghề */
  TL_PENALTY_RESIDENCE,     /* cấm cư trú, quản chế */
  TL_PENALTY_CONFISCATION,  /* tịch thu tài sản */
} TlPenaltyKind;

const char *tl_penalty_kind_code (TlPenaltyKind kind);
const char *tl_penalty_kind_name (TlPenaltyKind kind);

/**
 * TlPenalty:
 * @person: (nullable): the accused
 * @charge: (nullable): crime it is for
 * @months: term, 0 for none
 * @amount: of a fine, in đồng
 * @suspended: án treo
 * @probation: thời gian thử thách, in months
 * @supplementary: hình phạt bổ sung
 * @aggregate: hình phạt chung (BLHS 55, 56)
 * @starts: (nullable): day the term counts from, "YYYY-MM-DD"; as printed where it is no date
 * ("ngày bắt thi hành án")
 */
typedef struct
{
  TlPenaltyKind kind;
  char *person;
  char *charge;
  guint months;
  gint64 amount;
  gboolean suspended;
  guint probation;
  gboolean supplementary;
  gboolean aggregate;
  char *starts;
  TlField field;
} TlPenalty;

/** TlSumKind: sums the decision orders. */
typedef enum
{
  TL_SUM_PAYMENT,      /* trả, thanh toán: "payment" */
  TL_SUM_COMPENSATION, /* bồi thường: "compensation" */
  TL_SUM_SUPPORT,      /* cấp dưỡng: "support" */
  TL_SUM_FEE,          /* án phí, lệ phí: "fee" */
  TL_SUM_COST,         /* chi phí tố tụng: định giá, thẩm định: "cost" */
  TL_SUM_FORFEIT,      /* tịch thu, truy thu sung ngân sách: "forfeit" */
} TlSumKind;

const char *tl_sum_kind_code (TlSumKind kind);

/** TlSum: @payer and @payee (nullable), as printed; @amount in đồng. */
typedef struct
{
  TlSumKind kind;
  char *payer;
  char *payee;
  gint64 amount;
  TlField field;
} TlSum;

/** TlCharge: a crime (tội danh) of which the decision finds a person guilty; @article (nullable)
 * its notation. */
typedef struct
{
  char *name;
  char *person;
  char *article;
  TlField field;
} TlCharge;

/** TlProvisionRole: applied: the decision rests on it; quoted: the court names or explains it;
 * argued: a party or the prosecutor relies on it. */
typedef enum
{
  TL_PROVISION_APPLIED,
  TL_PROVISION_QUOTED,
  TL_PROVISION_ARGUED,
} TlProvisionRole;

const char *tl_provision_role_code (TlProvisionRole role);

/** TlProvision: a citation of the judgment; bytes of @citation are in the judgment's text. */
typedef struct
{
  TlCitation *citation;
  TlProvisionRole role;
  guint section;
} TlProvision;

/**
 * TlJudgmentDecision:
 * @outcomes: (element-type TlOutcome): the first is that of the case
 * @charges: (element-type TlCharge)
 * @penalties: (element-type TlPenalty)
 * @sums: (element-type TlSum)
 * @provisions: (element-type TlProvision): of the whole text, in reading order
 * @precedents: (element-type utf8): numbers of the án lệ that the reasoning applies, each once
 * @appeal_days: days for an appeal, 0 where nothing is said
 * @warnings: (element-type utf8): figures that do not agree with their words ("07 (mười hai) năm"),
 * probation out of its bounds..., in Vietnamese, each with its place
 */
typedef struct
{
  GPtrArray *outcomes;
  GPtrArray *charges;
  GPtrArray *penalties;
  GPtrArray *sums;
  GPtrArray *provisions;
  GPtrArray *precedents;
  guint appeal_days;
  TlField appeal_field;
  GPtrArray *warnings;
} TlJudgmentDecision;

/** tl_judgment_decision_read: @people gives instance and kind of case, and the names of persons.
 * Never %NULL. */
TlJudgmentDecision *tl_judgment_decision_read (const char *text,
                                               const TlJudgmentStructure *structure,
                                               const TlJudgmentPeople *people);
void tl_judgment_decision_free (TlJudgmentDecision *decision);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlJudgmentDecision, tl_judgment_decision_free)

G_END_DECLS
