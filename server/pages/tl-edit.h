/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "server/sql/tl-sql.h"

G_BEGIN_DECLS

/* What editors do with items, each in one transaction that checks everything again: the state, the
 * version that the editor saw, who holds the item, and that two persons stand behind an answer. */

/** TL_EDIT_CLAIM_MS: a claim that nothing was done with for a day is free for others. */
#define TL_EDIT_CLAIM_MS   ((gint64)24 * 3600 * 1000)
#define TL_EDIT_MAX_REASON 4000
#define TL_EDIT_MAX_TITLE  300
#define TL_EDIT_MAX_TEXT   20000
#define TL_EDIT_MAX_PAIRS  40

/** TlEditResult: why something was not done; #TL_EDIT_DONE: it was. */
typedef enum
{
  TL_EDIT_DONE,
  TL_EDIT_NOT_FOUND,
  TL_EDIT_CHANGED, /* somebody changed the item since it was shown, or its state does not allow it
                    */
  TL_EDIT_TAKEN,   /* somebody else holds it */
  TL_EDIT_SECOND,  /* the one who wrote the answer approves it */
  TL_EDIT_CONTRIBUTOR, /* the one who sent the item approves it */
  TL_EDIT_CITATION,    /* no citation that is in the library and in force today */
  TL_EDIT_INCOMPLETE,
  TL_EDIT_REASON,
  TL_EDIT_NOWHERE, /* no item to merge into */
} TlEditResult;

/** tl_edit_result_code: code for "done=" of an address (tl-page.c), or %NULL for #TL_EDIT_DONE. */
const char *tl_edit_result_code (TlEditResult result);

/**
 * TlEdit: who does what to what, as was shown.
 * @item: id; @version: of the item, as shown; @actor: id of the person
 */
typedef struct
{
  const char *item;
  gint64 version;
  const char *actor;
  gint64 now;
} TlEdit;

/**
 * TlAnswerDraft:
 * @citations, @pairs: JSON, as docs/protocol.md says
 * @answer_version: of the answer as shown, 0: there was none
 * @valid_citations: how many citations are in the library and in force today
 */
typedef struct
{
  const char *title;
  const char *question;
  const char *text;
  const char *citations;
  const char *pairs;
  gint64 answer_version;
  guint valid_citations;
} TlAnswerDraft;

/* %FALSE with @error when the database failed; what the rules do not allow is in @result. */
gboolean tl_edit_claim (TlSql *sql, const TlEdit *edit, TlEditResult *result, GError **error);
gboolean tl_edit_release (TlSql *sql, const TlEdit *edit, TlEditResult *result, GError **error);
gboolean tl_edit_reject (
    TlSql *sql, const TlEdit *edit, const char *reason, TlEditResult *result, GError **error);
/** tl_edit_merge: @into: the item that stays; what was merged into @edit's item follows it. */
gboolean tl_edit_merge (
    TlSql *sql, const TlEdit *edit, const char *into, TlEditResult *result, GError **error);
/** tl_edit_reply: a message to the author; changes no state and needs no claim. */
gboolean tl_edit_reply (
    TlSql *sql, const TlEdit *edit, const char *text, TlEditResult *result, GError **error);

/** tl_edit_save: keeps a draft; the editor is then its author. @propose: also asks for approval. */
gboolean tl_edit_save (TlSql *sql,
                       const TlEdit *edit,
                       const TlAnswerDraft *draft,
                       gboolean propose,
                       TlEditResult *result,
                       GError **error);
/** tl_edit_approve: by a second person; of @draft only answer_version and valid_citations count. */
gboolean tl_edit_approve (TlSql *sql,
                          const TlEdit *edit,
                          const TlAnswerDraft *draft,
                          TlEditResult *result,
                          GError **error);
/** tl_edit_return: a proposed answer goes back to be worked on; @note: (nullable). */
gboolean tl_edit_return (
    TlSql *sql, const TlEdit *edit, const char *note, TlEditResult *result, GError **error);

/** tl_edit_recall: an approved answer, published or not, goes back to be worked on; it is in no
 * export until two persons have approved it anew. @reason: its author reads it. */
gboolean tl_edit_recall (
    TlSql *sql, const TlEdit *edit, const char *reason, TlEditResult *result, GError **error);

/** TlEditEvent: a row of item_events; @told: the author sees it. */
typedef struct
{
  const char *actor;
  const char *state;
  const char *text;
  gint64 serial; /* 0: none */
  const char *document;
  const char *anchor;
  const char *into;
  gboolean told;
} TlEditEvent;

/** tl_edit_add_event: inside a transaction. A told event also goes to the authors of what was
 * merged into the item. */
gboolean tl_edit_add_event (
    TlSql *sql, const char *item, gint64 now, const TlEditEvent *event, GError **error);

G_END_DECLS
