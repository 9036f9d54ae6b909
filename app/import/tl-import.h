/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "corpus/tl-document.h"

G_BEGIN_DECLS

/** TL_IMPORT_VERSION: counts up when the same file gives other documents than before, so that what
 * is stored is read again. */
#define TL_IMPORT_VERSION 3

/** TL_IMPORT_PAIRS_META: meta field of the record that a file of confirmed questions becomes: each
 * block is a question, its source_line the unit ("100-2015-qh13#d173"), its source_id the
 * contribution. It is not a document to be found; the build hands its questions to the documents
 * they are about. */
#define TL_IMPORT_PAIRS_META "{\"record\":\"pairs\"}"

/** TlImportFormat: what a source is; AUTO looks at content and name. */
typedef enum
{
  TL_IMPORT_AUTO,
  TL_IMPORT_PHAPDIEN,
  TL_IMPORT_ARTICLES,
  TL_IMPORT_GUIDANCE,
  TL_IMPORT_PAIRS,
  TL_IMPORT_ANSWERS,
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
 * @digest: (nullable): SHA-256 of the file where the caller has it already
 * @skip_pages: a page of a PDF that cannot be read is left out and named (#TlImportText.unread),
 * instead of ending the reading; a corpus is never made with it
 */
typedef struct
{
  TlImportFormat format;
  int kind;
  gboolean ocr;
  const char *digest;
  gboolean skip_pages;
} TlImportOptions;

/** TL_IMPORT_MAX_UNREAD: pages that may be left out; with more the file counts as damaged. */
#define TL_IMPORT_MAX_UNREAD 16

/** tl_import_digest: Returns: (transfer full) (nullable): SHA-256 of a file, hexadecimal. */
char *tl_import_digest (const char *path,
                        const char *name,
                        GCancellable *cancellable,
                        GError **error);

/** tl_import_detect: format of a file from its first bytes and its name; %TL_IMPORT_AUTO when it is
 * none that is read here. */
gboolean tl_import_detect (const char *path,
                           const char *name,
                           TlImportFormat *format,
                           GError **error);

/**
 * TlImportResult:
 * @documents: (element-type TlDocument)
 * @notes: (element-type utf8): what was repaired, dropped or doubtful, with the place; shown to the
 * publisher
 * @skipped: (nullable): why there is no document (a stub, a scan without --ocr, only a signature
 * stamp)
 * @keep_original: the source is a PDF that goes into the store
 * @dropped: parts of the source that were left out (lines of a list, each with a note)
 */
typedef struct
{
  GPtrArray *documents;
  GPtrArray *notes;
  char *skipped;
  gboolean keep_original;
  guint dropped;
} TlImportResult;

void tl_import_result_free (TlImportResult *result);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlImportResult, tl_import_result_free)

/** tl_import_result_set_snapshot: @month ("YYYY-MM") is when the codification was as these pages
 * show it; kept in the "snapshot" field of their meta. Documents of other formats stay as they are.
 */
void tl_import_result_set_snapshot (TlImportResult *result, const char *month);

/**
 * tl_import_file:
 * @path: a file
 * @name: how to name it in messages and in the documents' provenance
 *
 * Reads one file into documents. Pure of any store; callable from several threads at once (each
 * file is read by one thread, PDFs in a worker process each). Errors name the file and the place;
 * a file of no known format is %TL_ERROR_UNSUPPORTED.
 */
TlImportResult *tl_import_file (const char *path,
                                const char *name,
                                const TlImportOptions *options,
                                GCancellable *cancellable,
                                GError **error);

/** TlPageMap: where each line of a cleaned text stands on the pages it was read from. */
typedef struct _TlPageMap TlPageMap;

/**
 * TlImportText:
 * @text: normalised text of the whole file; pages are separated by form feeds
 * @page_starts: (element-type gsize) (nullable): first byte of each page in @text
 * @map: (nullable): places on the pages of a PDF
 * @title: (nullable): title from the file's own metadata
 * @text_source: "text", "ocr" or "none"
 * @unreadable: (nullable): why @text holds nothing worth reading (a scan, only a signature stamp)
 * @unread: (nullable): pages that could not be read, as "3, 5-9"
 *
 * Plain text of any supported file, before structure: what extract, similar and compare start from.
 */
typedef struct
{
  char *text;
  GArray *page_starts;
  TlPageMap *map;
  char *title;
  const char *text_source;
  guint pages;
  char *unreadable;
  char *unread;
} TlImportText;

/**
 * tl_import_text_locate:
 * @from: first byte in the text
 * @to: the byte after the last
 * @page: (out): page from 1, or 0 when the text has no pages
 * @page_from: (out): first character on that page's own text, as the pdf layer gives it
 * @page_to: (out): the character after the last; smaller than @page_from when it is on a later page
 *
 * Pages read by OCR have no text of their own: there both characters are 0.
 */
void tl_import_text_locate (
    const TlImportText *text, gsize from, gsize to, guint *page, guint *page_from, guint *page_to);

TlImportText *tl_import_read_text (const char *path,
                                   const TlImportOptions *options,
                                   GPtrArray *notes,
                                   GCancellable *cancellable,
                                   GError **error);
void tl_import_text_free (TlImportText *text);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlImportText, tl_import_text_free)

/**
 * tl_import_make_document:
 * @text: a text that is readable
 * @name: of the file
 * @kind: a #TlDocKind, or -1: found from the text
 * @notes: (nullable) (element-type utf8): gains what was doubtful
 *
 * Returns: (transfer full) (nullable): the document that the text is
 */
TlDocument *tl_import_make_document (
    TlImportText *text, const char *name, int kind, GPtrArray *notes, GError **error);

G_END_DECLS
