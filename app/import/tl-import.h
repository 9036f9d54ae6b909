/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "corpus/tl-document.h"

G_BEGIN_DECLS

/** TlImportFormat: what a source is; AUTO looks at content and name. */
typedef enum
{
  TL_IMPORT_AUTO,
  TL_IMPORT_PHAPDIEN,
  TL_IMPORT_ARTICLES,
  TL_IMPORT_GUIDANCE,
  TL_IMPORT_PAIRS,
  TL_IMPORT_PDF,
  TL_IMPORT_DOCX,
  TL_IMPORT_ODT,
  TL_IMPORT_HTML,
  TL_IMPORT_TXT,
  TL_IMPORT_DOC, /* through LibreOffice when it is installed */
} TlImportFormat;

const char *tl_import_format_code (TlImportFormat format);
gboolean tl_import_format_from_code (const char *code, TlImportFormat *format);

/**
 * TlImportOptions:
 * @kind: a #TlDocKind, or -1: found from the text
 * @ocr: read scans with Tesseract (language vie)
 */
typedef struct
{
  TlImportFormat format;
  int kind;
  gboolean ocr;
} TlImportOptions;

/**
 * TlImportResult:
 * @documents: (element-type TlDocument)
 * @notes: (element-type utf8): what was repaired, dropped or doubtful, with the place; shown to the
 * publisher
 * @skipped: (nullable): why there is no document (a stub, a scan without --ocr, only a signature
 * stamp)
 * @keep_original: the source is a PDF that goes into the store
 */
typedef struct
{
  GPtrArray *documents;
  GPtrArray *notes;
  char *skipped;
  gboolean keep_original;
} TlImportResult;

void tl_import_result_free (TlImportResult *result);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlImportResult, tl_import_result_free)

/**
 * tl_import_file:
 * @path: a file
 * @name: how to name it in messages and in the documents' provenance
 *
 * Reads one file into documents. Pure of any store; callable from several threads at once (each
 * file is read by one thread, PDFs in a worker process each). Errors name the file and the place.
 */
TlImportResult *tl_import_file (const char *path,
                                const char *name,
                                const TlImportOptions *options,
                                GCancellable *cancellable,
                                GError **error);

/**
 * TlImportText:
 * @text: normalised text of the whole file; pages are separated by form feeds
 * @page_starts: (element-type gsize) (nullable): first byte of each page in @text
 * @title: (nullable): title from the file's own metadata
 * @text_source: "text", "ocr" or "none"
 *
 * Plain text of any supported file, before structure: what extract, similar and compare start from.
 */
typedef struct
{
  char *text;
  GArray *page_starts;
  char *title;
  const char *text_source;
  guint pages;
} TlImportText;

TlImportText *tl_import_read_text (const char *path,
                                   const TlImportOptions *options,
                                   GPtrArray *notes,
                                   GCancellable *cancellable,
                                   GError **error);
void tl_import_text_free (TlImportText *text);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlImportText, tl_import_text_free)

G_END_DECLS
