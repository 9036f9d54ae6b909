/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "law/judgment/tl-judgment-people-private.h"
#include "law/tl-scan-private.h"

static const struct
{
  const char *code;
  const char *name;
} roles[] = {
  [TL_PARTY_ACCUSED] = { "accused", "bị cáo" },
  [TL_PARTY_VICTIM] = { "victim", "bị hại" },
  [TL_PARTY_PLAINTIFF] = { "plaintiff", "nguyên đơn" },
  [TL_PARTY_DEFENDANT] = { "defendant", "bị đơn" },
  [TL_PARTY_CLAIMANT] = { "claimant", "người khởi kiện" },
  [TL_PARTY_RESPONDENT] = { "respondent", "người bị kiện" },
  [TL_PARTY_APPLICANT] = { "applicant", "người yêu cầu" },
  [TL_PARTY_RELATED] = { "related", "người có quyền lợi, nghĩa vụ liên quan" },
  [TL_PARTY_APPELLANT] = { "appellant", "người kháng cáo" },
  [TL_PARTY_PROTESTER] = { "protester", "người kháng nghị" },
  [TL_PARTY_REPRESENTATIVE] = { "representative", "người đại diện" },
  [TL_PARTY_LAWYER] = { "lawyer", "người bào chữa, bảo vệ quyền và lợi ích hợp pháp" },
  [TL_PARTY_WITNESS] = { "witness", "người làm chứng" },
  [TL_PARTY_EXPERT] = { "expert", "người giám định" },
  [TL_PARTY_INTERPRETER] = { "interpreter", "người phiên dịch" },
  [TL_PARTY_PRESIDING] = { "presiding", "chủ tọa phiên tòa" },
  [TL_PARTY_JUDGE] = { "judge", "thẩm phán" },
  [TL_PARTY_ASSESSOR] = { "assessor", "hội thẩm nhân dân" },
  [TL_PARTY_CLERK] = { "clerk", "thư ký phiên tòa" },
  [TL_PARTY_PROSECUTOR] = { "prosecutor", "kiểm sát viên" },
};

/* Labels, folded; of two that fit the longer one counts. */
static const struct
{
  const char *words;
  TlPartyRole role;
  TlLabelGroup group;
} labels[] = {
  { "chu toa phien toa", TL_PARTY_PRESIDING, TL_LABEL_PANEL },
  { "tham phan", TL_PARTY_JUDGE, TL_LABEL_PANEL },
  { "thanh vien hoi dong", TL_PARTY_JUDGE, TL_LABEL_PANEL },
  { "hoi tham nhan dan", TL_PARTY_ASSESSOR, TL_LABEL_PANEL },
  { "hoi tham quan nhan", TL_PARTY_ASSESSOR, TL_LABEL_PANEL },
  { "hoi tham", TL_PARTY_ASSESSOR, TL_LABEL_PANEL },
  { "vi hoi tham nhan dan", TL_PARTY_ASSESSOR, TL_LABEL_PANEL },
  { "thu ky", TL_PARTY_CLERK, TL_LABEL_PANEL },
  { "thu ky phien toa", TL_PARTY_CLERK, TL_LABEL_PANEL },
  { "dai dien vien kiem sat", TL_PARTY_PROSECUTOR, TL_LABEL_PANEL },
  { "dai dien vksnd", TL_PARTY_PROSECUTOR, TL_LABEL_PANEL },
  { "dai dien vks", TL_PARTY_PROSECUTOR, TL_LABEL_PANEL },
  { "kiem sat vien", TL_PARTY_PROSECUTOR, TL_LABEL_PANEL },
  { "vien kiem sat nhan dan", TL_PARTY_PROSECUTOR, TL_LABEL_PANEL },
  { "bi cao", TL_PARTY_ACCUSED, TL_LABEL_PARTY },
  { "ho ten bi cao", TL_PARTY_ACCUSED, TL_LABEL_PARTY },
  { "bi hai", TL_PARTY_VICTIM, TL_LABEL_PARTY },
  { "nguoi bi hai", TL_PARTY_VICTIM, TL_LABEL_PARTY },
  { "nguyen don dan su", TL_PARTY_PLAINTIFF, TL_LABEL_PARTY },
  { "bi don dan su", TL_PARTY_DEFENDANT, TL_LABEL_PARTY },
  { "nguyen don", TL_PARTY_PLAINTIFF, TL_LABEL_PARTY },
  { "bi don", TL_PARTY_DEFENDANT, TL_LABEL_PARTY },
  { "nguoi khoi kien", TL_PARTY_CLAIMANT, TL_LABEL_PARTY },
  { "nguoi bi kien", TL_PARTY_RESPONDENT, TL_LABEL_PARTY },
  { "nguoi yeu cau", TL_PARTY_APPLICANT, TL_LABEL_PARTY },
  { "nguoi co quyen loi", TL_PARTY_RELATED, TL_LABEL_PARTY },
  { "nguoi co quyen va nghia vu", TL_PARTY_RELATED, TL_LABEL_PARTY },
  { "nguoi co quyen, nghia vu", TL_PARTY_RELATED, TL_LABEL_PARTY },
  { "nguoi co nghia vu", TL_PARTY_RELATED, TL_LABEL_PARTY },
  { "nguoi lien quan", TL_PARTY_RELATED, TL_LABEL_PARTY },
  { "nguoi khang cao", TL_PARTY_APPELLANT, TL_LABEL_PARTY },
  { "nguoi khang nghi", TL_PARTY_PROTESTER, TL_LABEL_PARTY },
  { "vien kiem sat khang nghi", TL_PARTY_PROTESTER, TL_LABEL_PARTY },
  { "nguoi lam chung", TL_PARTY_WITNESS, TL_LABEL_PARTY },
  { "nguoi lam chu", TL_PARTY_WITNESS, TL_LABEL_PARTY },
  { "nhan chung", TL_PARTY_WITNESS, TL_LABEL_PARTY },
  { "nguoi giam dinh", TL_PARTY_EXPERT, TL_LABEL_PARTY },
  { "giam dinh vien", TL_PARTY_EXPERT, TL_LABEL_PARTY },
  { "nguoi phien dich", TL_PARTY_INTERPRETER, TL_LABEL_PARTY },
  { "phien dich vien", TL_PARTY_INTERPRETER, TL_LABEL_PARTY },
  { "nguoi chung kien", TL_PARTY_WITNESS, TL_LABEL_SKIP },
  { "dieu tra vien", TL_PARTY_WITNESS, TL_LABEL_SKIP },
  { "nguoi tham gia to tung khac", TL_PARTY_WITNESS, TL_LABEL_SKIP },
  { "nguoi dinh gia", TL_PARTY_WITNESS, TL_LABEL_SKIP },
  { "nguoi dai dien", TL_PARTY_REPRESENTATIVE, TL_LABEL_SUB },
  { "dai dien theo", TL_PARTY_REPRESENTATIVE, TL_LABEL_SUB },
  { "dai dien hop phap", TL_PARTY_REPRESENTATIVE, TL_LABEL_SUB },
  { "dai dien uy quyen", TL_PARTY_REPRESENTATIVE, TL_LABEL_SUB },
  { "dai dien cua", TL_PARTY_REPRESENTATIVE, TL_LABEL_SUB },
  { "dai dien cho", TL_PARTY_REPRESENTATIVE, TL_LABEL_SUB },
  { "dai dien", TL_PARTY_REPRESENTATIVE, TL_LABEL_SUB },
  { "nguoi duoc", TL_PARTY_REPRESENTATIVE, TL_LABEL_SUB },
  { "nguoi giam ho", TL_PARTY_REPRESENTATIVE, TL_LABEL_SUB },
  { "nguoi bao ve quyen", TL_PARTY_LAWYER, TL_LABEL_SUB },
  { "bao ve quyen", TL_PARTY_LAWYER, TL_LABEL_SUB },
  { "nguoi bao chua", TL_PARTY_LAWYER, TL_LABEL_SUB },
  { "luat su bao chua", TL_PARTY_LAWYER, TL_LABEL_SUB },
  { "luat su bao ve", TL_PARTY_LAWYER, TL_LABEL_SUB },
  { "nguoi ke thua", TL_PARTY_RELATED, TL_LABEL_HEIR },
  { "ke thua quyen", TL_PARTY_RELATED, TL_LABEL_HEIR },
  { "nguoi thua ke", TL_PARTY_RELATED, TL_LABEL_HEIR },
};

const char *
tl_party_role_code (TlPartyRole role)
{
  return (guint)role < G_N_ELEMENTS (roles) ? roles[role].code : "";
}

const char *
tl_party_role_name (TlPartyRole role)
{
  return (guint)role < G_N_ELEMENTS (roles) ? roles[role].name : "";
}

/* "Các bị cáo", "Những người …", "Đồng nguyên đơn". */
static const char *
skip_plural (const char *p, const char *end)
{
  static const char *const words[] = { "cac", "nhung", "dong", "02", "cac vi" };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      const char *after = _tl_scan_word (p, end, words[i]);

      if (after)
        return _tl_scan_spaces (after, end);
    }
  return p;
}

/* "Thẩm phán - Chủ tọa phiên tòa", with any mark between or none. */
static const char *
chair_after (const char *p, const char *end)
{
  const char *after;

  while (p < end && (*p == ' ' || *p == ',' || _tl_scan_dash (p, end)))
    p = g_utf8_next_char (p);
  after = _tl_scan_word (p, end, "chu toa phien toa");
  return after ? after : _tl_scan_word (p, end, "chu toa");
}

const char *
_tl_role_label (const char *p, const char *end, TlRoleLabel *label)
{
  const char *best = NULL;

  p = skip_plural (p, end);
  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    {
      const char *after = _tl_scan_word (p, end, labels[i].words);

      if (!after || (best && after <= best))
        continue;
      best = after;
      label->role = labels[i].role;
      label->group = labels[i].group;
      label->appeals = FALSE;
    }
  if (best && label->role == TL_PARTY_JUDGE && chair_after (best, end))
    {
      best = chair_after (best, end);
      label->role = TL_PARTY_PRESIDING;
    }
  if (best && label->group == TL_LABEL_PARTY && label->role != TL_PARTY_APPELLANT)
    {
      const char *rest = _tl_scan_spaces (best, end);

      label->appeals
          = _tl_scan_word (rest, end, "co khang cao") || _tl_scan_word (rest, end, "khang cao");
    }
  return best;
}
