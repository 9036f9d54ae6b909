/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "protocol/tl-item.h"
#include "server/pages/tl-citation-check.h"
#include "server/pages/tl-edit.h"
#include "server/pages/tl-pages-private.h"

G_BEGIN_DECLS

/** TlAnswerForm: what the form of an answer holds, one line a citation or a pair. */
typedef struct
{
  char *title;
  char *question;
  char *text;
  char *citations;
  char *pairs;
  gint64 version; /* of the stored answer, 0: none yet */
} TlAnswerForm;

void _tl_answer_form_clear (TlAnswerForm *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TlAnswerForm, _tl_answer_form_clear)

/**
 * TlItemPage: an item as its page needs it.
 * @rows: one row of items, @answer: none or one row of answers
 * @item: (nullable): the body, when it can be read
 */
typedef struct
{
  TlRequest *request;
  TlLibrary *library;
  char today[11];
  TlSqlRows *rows;
  TlSqlRows *answer;
  TlItem *item;
  gboolean held;     /* by who asks */
  gboolean taken;    /* by somebody else, for less than a day */
  gboolean proposed; /* an answer waits for approval */
} TlItemPage;

/* Columns of @rows and @answer. */
enum
{
  ITEM_ID,
  ITEM_KIND,
  ITEM_VERDICT,
  ITEM_STATE,
  ITEM_BODY,
  ITEM_RECEIVED,
  ITEM_SERIAL,
  ITEM_VERSION,
  ITEM_PERSON,
  ITEM_PERSON_NAME,
  ITEM_UNIT_NAME,
  ITEM_HOLDER,
  ITEM_HOLDER_NAME,
  ITEM_CLAIMED,
  ITEM_MERGED_INTO,
};
enum
{
  ANSWER_ID,
  ANSWER_TITLE,
  ANSWER_QUESTION,
  ANSWER_TEXT,
  ANSWER_CITATIONS,
  ANSWER_PAIRS,
  ANSWER_AUTHOR,
  ANSWER_AUTHOR_NAME,
  ANSWER_CHANGED,
  ANSWER_PROPOSED,
  ANSWER_APPROVER_NAME,
  ANSWER_APPROVED,
  ANSWER_EXPORTED,
  ANSWER_SERIAL,
  ANSWER_VERSION,
};

void _tl_item_page_clear (TlItemPage *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TlItemPage, _tl_item_page_clear)

/** _tl_item_page_load: @found: whether there is such an item that editors may see. */
gboolean _tl_item_page_load (TlRequest *request, TlItemPage *self, gboolean *found, GError **error);
const char *_tl_item_page_text (const TlItemPage *self, guint column);

/** _tl_item_page_render: @form: (nullable): what was typed and could not be saved; @code:
 * (nullable): why. */
gboolean _tl_item_page_render (TlItemPage *self,
                               TlResponse *response,
                               const TlAnswerForm *form,
                               const char *code,
                               GError **error);

/** _tl_answer_write: the answer part of the page: form, proposal or what was approved. */
gboolean _tl_answer_write (TlHtml *html,
                           const TlItemPage *page,
                           const TlAnswerForm *form,
                           GError **error);
/** _tl_places_write: a list of citations with what the library says to each. */
void _tl_places_write (TlHtml *html, GPtrArray *places, gboolean with_text);

/** _tl_answer_read_form: what was sent; %FALSE when a part is too long. */
gboolean _tl_answer_read_form (TlRequest *request, TlAnswerForm *form);
/** _tl_pairs_from_lines: (transfer full): JSON of the pairs in @lines. */
char *_tl_pairs_from_lines (const char *lines);

G_END_DECLS
