/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "law/judgment/tl-judgment-structure.h"

G_BEGIN_DECLS

/**
 * TlPrecedent:
 * @adopted: (nullable): "YYYY-MM-DD", when the Hội đồng Thẩm phán adopted it
 * @published: (nullable): the day of the decision that publishes it
 * @published_by: (nullable): number of that decision, as printed
 * @effective_from: (nullable): the day that the text names, else thirty days after @published
 * (Nghị quyết 04/2019/NQ-HĐTP, Điều 8)
 * @source: (nullable): "Nguồn án lệ"
 * @location: (nullable): "Vị trí nội dung án lệ"
 * @paragraphs: (element-type utf8): numbers of the paragraphs that @location names: "2"
 * @situation: (nullable): "Tình huống án lệ"
 * @solution: (nullable): "Giải pháp pháp lý"
 * @related: (nullable): "Quy định của pháp luật liên quan đến án lệ"
 * @keywords: (element-type utf8): without their quotation marks
 * @holding: (nullable): "NỘI DUNG ÁN LỆ" without the marks around the whole; where it has no
 * section, the paragraphs of the reasoning that @location names
 *
 * The official fields of an án lệ. Paragraphs of one field are separated by line breaks.
 */
typedef struct
{
  char *adopted;
  char *published;
  char *published_by;
  char *effective_from;
  char *source;
  char *location;
  GPtrArray *paragraphs;
  char *situation;
  char *solution;
  char *related;
  GPtrArray *keywords;
  char *holding;
} TlPrecedent;

/**
 * tl_precedent_read:
 * @text: what @structure was made of
 * @structure: of an án lệ
 *
 * Returns: (transfer full): its fields; those that do not stand in the text are %NULL
 */
TlPrecedent *tl_precedent_read (const char *text, const TlJudgmentStructure *structure);
void tl_precedent_free (TlPrecedent *precedent);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlPrecedent, tl_precedent_free)

G_END_DECLS
