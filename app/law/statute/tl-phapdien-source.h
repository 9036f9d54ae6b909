/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * TlPhapdienChange: a document that changed the article, as its source line names it.
 */
typedef struct
{
  char *number; /* (nullable): as printed */
  char *date;   /* (nullable): from when, "YYYY-MM-DD" */
} TlPhapdienChange;

/**
 * TlPhapdienSource:
 * @article: (nullable): "173", "217a"
 * @type: (nullable): "Bộ luật", "Thông tư liên tịch"
 * @number: (nullable): as printed, spaces inside removed
 * @title: (nullable): title as printed, without type and number; only the first line of a document
 * carries one
 * @issued: (nullable): date of issue
 * @issuer: (nullable): who issued it
 * @effective: (nullable): from when the document is in force
 * @says_no_number: the line says that the document has no number
 * @added: the whole article was added by a change
 * @repealed: the whole article was repealed by a change
 * @changes: (element-type TlPhapdienChange)
 *
 * What the bracket line of the codification says: "(Điều 173 Bộ luật số 100/2015/QH13 Hình sự ngày
 * 27/11/2015 của Quốc hội, có hiệu lực thi hành kể từ ngày 01/01/2018, có nội dung được sửa đổi bởi
 * Điều 1 Luật số 12/2017/QH14 có hiệu lực thi hành kể từ ngày 01/01/2018)". Dates "YYYY-MM-DD".
 */
typedef struct
{
  char *article;
  char *type;
  char *number;
  char *title;
  char *issued;
  char *issuer;
  char *effective;
  gboolean says_no_number;
  gboolean added;
  gboolean repealed;
  GPtrArray *changes;
} TlPhapdienSource;

/** tl_phapdien_source_parse: @line: normalised. Never %NULL; what the line does not say is %NULL.
 */
TlPhapdienSource *tl_phapdien_source_parse (const char *line);
void tl_phapdien_source_free (TlPhapdienSource *source);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlPhapdienSource, tl_phapdien_source_free)

/**
 * tl_phapdien_source_read_document:
 * @at: where the kind of a document begins: "Luật 45/2013/QH13 Đất đai ban hành ngày 29/11/2013"
 * @type: (out): "Luật"
 *
 * Returns: (transfer full) (nullable): the number, %NULL when @at does not begin like that
 */
char *tl_phapdien_source_read_document (const char *at, const char **type);

/** tl_phapdien_source_is_of: whether the line names the document with this number, in its normal
 * form; the line of an article that was put in may name what put it in. %TRUE where either has no
 * number. */
gboolean tl_phapdien_source_is_of (const TlPhapdienSource *source, const char *number_normal);

/** tl_phapdien_source_get_valid_from: (nullable): first day of the text that the codification
 * shows: the date of the last change that made it, else of the document. */
const char *tl_phapdien_source_get_valid_from (const TlPhapdienSource *source);

/** tl_phapdien_source_dup_valid_to: (nullable): last day of an article that was repealed. */
char *tl_phapdien_source_dup_valid_to (const TlPhapdienSource *source);

/** tl_phapdien_source_dup_title: (nullable): "Bộ luật Hình sự", "Nghị định quy định ...". */
char *tl_phapdien_source_dup_title (const TlPhapdienSource *source);

G_END_DECLS
