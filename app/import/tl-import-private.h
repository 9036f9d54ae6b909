/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "import/tl-import.h"
#include "law/statute/tl-statute-structure.h"

G_BEGIN_DECLS

/* What the importers share. Nothing here is for other layers. */

/** _tl_import_result_new: an empty result. */
TlImportResult *_tl_import_result_new (void);

/** _tl_import_note: adds a line to @notes (nullable); beyond a bound only the first of them stay.
 */
void _tl_import_note (GPtrArray *notes, const char *format, ...) G_GNUC_PRINTF (2, 3);

/** _tl_import_skip: ends @result as skipped for a reason. */
TlImportResult *_tl_import_skip (TlImportResult *result, const char *format, ...)
    G_GNUC_PRINTF (2, 3);

/** _tl_import_load: a whole file, bounded; errors name @name. */
GBytes *_tl_import_load (const char *path, const char *name, gsize limit, GError **error);

/** _tl_import_dup_base: base name of @name without its suffix. */
char *_tl_import_dup_base (const char *name);

/** _tl_import_set: replaces a string field by a copy of @value. */
void _tl_import_set (char **field, const char *value);

/** _tl_import_clean: @text repaired and normalised, white space collapsed and stripped. */
char *_tl_import_clean (const char *text);

/** _tl_import_normalize: @text with runs in legacy encodings converted, and normalised. */
char *_tl_import_normalize (const char *text);

/** _tl_import_apply_catalogue: title and abbreviation where the number is a known law. */
void _tl_import_apply_catalogue (TlDocument *document);

/** _tl_import_set_number: number as printed and normalised. */
void _tl_import_set_number (TlDocument *document, const char *printed);

/**
 * TlArticleText: one article as a source gives it; @anchor, @body needed, the rest nullable.
 */
typedef struct
{
  const char *anchor;
  const char *label;
  const char *heading;
  const char *body;
  const char *valid_from;
  const char *valid_to;
  const char *source_id;
  const char *source_line;
  const char *references;
} TlArticleText;

/** _tl_import_add_article: appends an article under block @parent (or -1) with its clauses, points
 * and paragraphs; %FALSE when the document would hold too many blocks. */
gboolean _tl_import_add_article (TlDocument *document, int parent, const TlArticleText *article);

/** _tl_import_add_unit: appends one unit of a parsed statute. @base is added to parents. */
TlBlock *_tl_import_add_unit (TlDocument *document, const TlUnit *unit, int parent);

/** _tl_import_articles, _guidance, _pairs, _answers: JSONL formats of the command line's page. */
gboolean _tl_import_articles (GBytes *data,
                              const char *name,
                              TlImportResult *result,
                              GCancellable *cancellable,
                              GError **error);
gboolean _tl_import_guidance (GBytes *data,
                              const char *name,
                              TlImportResult *result,
                              GCancellable *cancellable,
                              GError **error);
gboolean _tl_import_pairs (GBytes *data,
                           const char *name,
                           TlImportResult *result,
                           GCancellable *cancellable,
                           GError **error);
gboolean _tl_import_answers (GBytes *data,
                             const char *name,
                             TlImportResult *result,
                             GCancellable *cancellable,
                             GError **error);

/** _tl_import_phapdien: one page of the official codification. */
gboolean _tl_import_phapdien (GBytes *data,
                              const char *name,
                              TlImportResult *result,
                              GCancellable *cancellable,
                              GError **error);

G_END_DECLS
