/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Names that official texts print in capitals, in the case that they have inside a sentence. Text
 * that is not all capitals keeps its case. Blanks are collapsed. */

/** _tl_name_case_body: Returns: (transfer full): an organisation: "Tòa án nhân dân quận K, thành
 * phố Hải Phòng", "Ủy ban Thường vụ Quốc hội", "Bộ Tài chính". */
char *_tl_name_case_body (const char *from, const char *to);

/** _tl_name_case_law: Returns: (transfer full): a title: "Luật Đất đai", "sửa đổi, bổ sung một số
 * điều của Luật Nhà ở số 27/2023/QH15". */
char *_tl_name_case_law (const char *from, const char *to);

G_END_DECLS
