/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a judge sends to the centre, and its one form in bytes (docs/protocol.md). Plain data and
 * free functions, callable from any thread. */

#define TL_ITEM_MAX_BODY      (256 * 1024) /* bytes */
#define TL_ITEM_MAX_TEXT      20000        /* characters */
#define TL_ITEM_MAX_QUOTE     4000         /* characters */
#define TL_ITEM_MAX_CITATIONS 40
#define TL_ITEM_MAX_ID        512 /* bytes of a document id, an anchor or a label */
#define TL_ITEM_MAX_PROGRAM   64  /* bytes */

typedef enum
{
  TL_ITEM_FEEDBACK,
  TL_ITEM_CONTRIBUTION,
} TlItemKind;

/** TlItemVerdict: đúng, sai, thiếu, hết hiệu lực, khác. */
typedef enum
{
  TL_ITEM_RIGHT,
  TL_ITEM_WRONG,
  TL_ITEM_MISSING,
  TL_ITEM_OUTDATED,
  TL_ITEM_OTHER,
} TlItemVerdict;

/** TlItemState: the states of docs/protocol.md; @TL_ITEM_WAITING, @TL_ITEM_SENDING and
 * @TL_ITEM_FAILED are the desk's alone. */
typedef enum
{
  TL_ITEM_WAITING,
  TL_ITEM_SENDING,
  TL_ITEM_FAILED,
  TL_ITEM_RECEIVED,
  TL_ITEM_EDITING,
  TL_ITEM_ACCEPTED,
  TL_ITEM_APPLIED,
  TL_ITEM_REJECTED,
  TL_ITEM_MERGED,
  TL_ITEM_WITHDRAWN,
} TlItemState;

const char *tl_item_kind_to_name (TlItemKind kind);
gboolean tl_item_kind_from_name (const char *name, TlItemKind *kind);
const char *tl_item_state_to_name (TlItemState state);
gboolean tl_item_state_from_name (const char *name, TlItemState *state);
const char *tl_item_verdict_to_name (TlItemVerdict verdict);
gboolean tl_item_verdict_from_name (const char *name, TlItemVerdict *verdict);

/** TlItemCitation: @anchor: (nullable); @label: as the judge wrote or chose it. */
typedef struct
{
  char *document;
  char *anchor;
  char *label;
} TlItemCitation;

/**
 * TlItem:
 * @id: UUID, lower case
 * @sequence: from 1, the device's order; @revision: from 1
 * @document: (nullable): what a comment is about; @anchor, @version (YYYY-MM-DD), @quote:
 * (nullable)
 * @question: (nullable): of a comment only by an explicit tick
 * @citations: (element-type TlItemCitation): empty for a comment
 * @serial: of the release; 0: none
 */
typedef struct
{
  char *id;
  TlItemKind kind;
  gint64 sequence;
  gint64 revision;
  TlItemVerdict verdict;
  char *document;
  char *anchor;
  char *version;
  char *quote;
  char *question;
  char *text;
  GPtrArray *citations;
  gint64 serial;
  char *program;
} TlItem;

/** tl_item_id_is_valid: @id: (nullable): whether it is a UUID of version 4 in lower case. */
gboolean tl_item_id_is_valid (const char *id);

/** tl_item_new: an item with an id of its own, sequence 1 and revision 1. */
TlItem *tl_item_new (TlItemKind kind);
TlItem *tl_item_copy (const TlItem *self);
void tl_item_free (TlItem *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlItem, tl_item_free)
void tl_item_add_citation (TlItem *self,
                           const char *document,
                           const char *anchor,
                           const char *label);

/** tl_item_to_body: (transfer full): canonical JSON without a line break at its end; texts are
 * brought to NFC, every end of a line to LF, tabs to blanks, and other control characters go. The
 * same item gives the same bytes. @error: %TL_ERROR_LIMIT or %TL_ERROR_INPUT names the member. */
char *tl_item_to_body (const TlItem *self, GError **error);

/** tl_item_from_body: reads what tl_item_to_body() writes and nothing else. @error: %TL_ERROR_LIMIT
 * for a bound, %TL_ERROR_UNSUPPORTED for a member that is not known, %TL_ERROR_INPUT for all else
 * (not canonical, a member missing or without its form). */
TlItem *tl_item_from_body (const char *body, gssize length, GError **error);

G_END_DECLS
