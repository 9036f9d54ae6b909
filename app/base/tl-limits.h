/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Bounds on hostile or broken input, in one place. Crossing one is TL_ERROR_LIMIT with a message
 * that names the file and the bound; nothing grows without one. Units are bytes unless the name
 * says otherwise. */

#define TL_LIMIT_JSON_LINE       (4 * 1024 * 1024)
#define TL_LIMIT_JSON_DEPTH      64
#define TL_LIMIT_TEXT_FILE       (256 * 1024 * 1024)
#define TL_LIMIT_HTML_FILE       (64 * 1024 * 1024)
#define TL_LIMIT_ARCHIVE_MEMBER  (128 * 1024 * 1024)
#define TL_LIMIT_ARCHIVE_MEMBERS 100000
#define TL_LIMIT_ARCHIVE_TOTAL   (8LL * 1024 * 1024 * 1024)
#define TL_LIMIT_PDF_FILE        (1024L * 1024 * 1024)
#define TL_LIMIT_PDF_PAGES       10000
#define TL_LIMIT_PDF_PAGE_POINTS 14400 /* side of a page, PDF 32000-1:2008 annex C */
#define TL_LIMIT_PDF_PAGE_TEXT   (4 * 1024 * 1024)
#define TL_LIMIT_RENDER_PIXELS   (64 * 1024 * 1024)
#define TL_LIMIT_DOCUMENT_BLOCKS 200000
#define TL_LIMIT_BLOCK_TEXT      (16 * 1024 * 1024)
#define TL_LIMIT_QUESTION        (64 * 1024)
#define TL_LIMIT_HITS            1000
