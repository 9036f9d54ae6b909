/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "import/tl-html-lines.h"
#include "import/tl-import-private.h"
#include "law/statute/tl-phapdien-source.h"

G_BEGIN_DECLS

/** TlPhapdienLink: a cross reference as the page has it (pChiDan). */
typedef struct
{
  char *id;   /* (nullable): anchor of the codification that it leads to */
  char *item; /* (nullable): number of the document at the source of the laws, and the place in it:
                 "26355#Chuong_I_Dieu_1" */
  char *text; /* as printed, clean */
} TlPhapdienLink;

/** TlPhapdienEntry: one article as the page has it. */
typedef struct
{
  char *anchor;      /* (nullable): name of the codification's anchor */
  guint index;       /* position on the page */
  char *code;        /* "16.1.LQ.173" */
  char *heading;     /* (nullable) */
  char *source_line; /* "" when there is none */
  char *body;        /* normalised, a line a paragraph */
  TlPhapdienSource *source;
  GArray *links;    /* (nullable) (element-type TlPhapdienLink) */
  char *references; /* (nullable): them, as #TlBlock has them */
} TlPhapdienEntry;

/** TlPhapdienHeading: a line of a part's, chapter's or section's heading; @before is the index of
 * the entry that follows it. What leads to "Chương này" stands with the line that carries its
 * anchor. */
typedef struct
{
  guint before;
  char *text;
  char *anchor;     /* (nullable) */
  GArray *links;    /* (nullable) (element-type TlPhapdienLink) */
  char *references; /* (nullable) */
} TlPhapdienHeading;

/** TlPhapdienPage: a page, read. @is_page: it has the classes of the codification. */
typedef struct
{
  gboolean is_page;
  char *code;    /* (nullable): "16.1" */
  char *subject; /* (nullable): name of the đề mục */
  GPtrArray *entries;
  GArray *headings;
} TlPhapdienPage;

TlPhapdienPage *_tl_phapdien_page_read (GBytes *data,
                                        const char *name,
                                        GCancellable *cancellable,
                                        GError **error);
void _tl_phapdien_page_free (TlPhapdienPage *page);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlPhapdienPage, _tl_phapdien_page_free)

/** _tl_phapdien_take_links: adds the links of a line to @links, made when there are none yet. */
void _tl_phapdien_take_links (GArray **links, const TlHtmlLine *line);

/** _tl_phapdien_read_references: what the links of a page lead to, where the page says it. */
void _tl_phapdien_read_references (TlPhapdienPage *page);

/** _tl_phapdien_settle_added: an article that a later law put between two of a law may have a
 * source line that names the later one alone ("Điều 7a Luật số 64/2014/QH13" in Luật số
 * 26/2008/QH12): it is given to the law whose articles stand around it, as one that was added. */
void _tl_phapdien_settle_added (TlPhapdienPage *page, GPtrArray *notes);

/** _tl_phapdien_build: the entries of a page sorted into the documents that they come from. */
gboolean _tl_phapdien_build (TlPhapdienPage *page,
                             const char *name,
                             TlImportResult *result,
                             GError **error);

G_END_DECLS
