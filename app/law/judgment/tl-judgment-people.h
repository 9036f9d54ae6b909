/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "law/court/tl-court.h"
#include "law/judgment/tl-judgment-field.h"

G_BEGIN_DECLS

/** TlPartyRole: who takes part in a case (BLTTDS 2015 Điều 68; BLTTHS 2015 Điều 55; LTTHC 2015 Điều
 * 53). */
typedef enum
{
  TL_PARTY_ACCUSED,    /* bị cáo: "accused" */
  TL_PARTY_VICTIM,     /* bị hại, người bị hại: "victim" */
  TL_PARTY_PLAINTIFF,  /* nguyên đơn, nguyên đơn dân sự: "plaintiff" */
  TL_PARTY_DEFENDANT,  /* bị đơn, bị đơn dân sự: "defendant" */
  TL_PARTY_CLAIMANT,   /* người khởi kiện (hành chính): "claimant" */
  TL_PARTY_RESPONDENT, /* người bị kiện: "respondent" */
  TL_PARTY_APPLICANT,  /* người yêu cầu (việc dân sự): "applicant" */
  TL_PARTY_RELATED,    /* người có quyền lợi, nghĩa vụ liên quan: "related" */
  TL_PARTY_APPELLANT,  /* người kháng cáo: "appellant" */
  TL_PARTY_PROTESTER,  /* Viện kiểm sát kháng nghị: "protester" */
  TL_PARTY_REPRESENTATIVE, /* người đại diện (theo ủy quyền, hợp pháp): "representative" */
  TL_PARTY_LAWYER, /* người bào chữa, người bảo vệ quyền và lợi ích hợp pháp: "lawyer" */
  TL_PARTY_WITNESS,     /* người làm chứng: "witness" */
  TL_PARTY_EXPERT,      /* người giám định: "expert" */
  TL_PARTY_INTERPRETER, /* người phiên dịch: "interpreter" */
  TL_PARTY_PRESIDING,   /* Thẩm phán - Chủ tọa phiên tòa: "presiding" */
  TL_PARTY_JUDGE,       /* Thẩm phán: "judge" */
  TL_PARTY_ASSESSOR,    /* Hội thẩm nhân dân: "assessor" */
  TL_PARTY_CLERK,       /* Thư ký phiên tòa: "clerk" */
  TL_PARTY_PROSECUTOR,  /* Kiểm sát viên: "prosecutor" */
} TlPartyRole;

/** tl_party_role_code: "accused"... as in the comments above. */
const char *tl_party_role_code (TlPartyRole role);
/** tl_party_role_name: Vietnamese, lower case: "bị cáo". */
const char *tl_party_role_name (TlPartyRole role);

/**
 * TlParty:
 * @name: as printed, without honorific and without what follows it (birth, address); organisations
 * with their kind ("Công ty TNHH HB")
 * @absent: "vắng mặt" is said of the person
 */
typedef struct
{
  TlPartyRole role;
  char *name;
  gboolean absent;
  TlField field;
} TlParty;

/**
 * TlJudgmentPeople:
 * @court: (nullable): the court in the table of courts
 * @stage: instance, from the number, else the title, the panel's or the closing's words ("HỘI ĐỒNG
 * XÉT XỬ SƠ THẨM")
 * @case_type: from the number, else from words ("vụ án dân sự")
 * @docket: (nullable): normalised thụ lý number
 * @docket_date: (nullable)
 * @order: (nullable): number of the order to try
 * @heard: (nullable): first day of the hearing, "YYYY-MM-DD"
 * @closed: the hearing was closed (xét xử kín)
 * @appealed: (nullable): appeal and cassation: normalised number of the judgment reviewed
 * @relation: (nullable): legal relation in civil, family, commercial, labour and administrative
 * cases (V/v, về việc), abbreviations as printed
 * @parties: (element-type TlParty): parties and panel in reading order, each person and role once
 *
 * What the head of a judgment says (legal reference 4.2, 4.3).
 */
typedef struct
{
  TlCourt *court;
  TlField court_field;
  TlStage stage;
  TlField stage_field;
  TlCaseType case_type;
  char *docket;
  char *docket_date;
  char *order;
  char *heard;
  gboolean closed;
  char *appealed;
  char *relation;
  TlField relation_field;
  GPtrArray *parties;
} TlJudgmentPeople;

/** tl_judgment_people_read: @text and its @structure. Never %NULL. */
TlJudgmentPeople *tl_judgment_people_read (const char *text, const TlJudgmentStructure *structure);
void tl_judgment_people_free (TlJudgmentPeople *people);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlJudgmentPeople, tl_judgment_people_free)

G_END_DECLS
