/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "law/statute/tl-amendment.h"

G_BEGIN_DECLS

/* The reading of orders that change laws. The text of a unit becomes a row of tokens: quotations
 * are one token each, so that no verb, number or name inside them is taken for the order's own. */

typedef enum
{
  TL_ORDER_WORD,  /* any other word */
  TL_ORDER_BREAK, /* end of a line */
  TL_ORDER_STOP,  /* full stop */
  TL_ORDER_SEMICOLON,
  TL_ORDER_AND,      /* comma, "và", "hoặc" */
  TL_ORDER_TO,       /* "đến": a range */
  TL_ORDER_VERB,     /* @value: a TlOrderVerb; @code: "A" when it begins with a capital */
  TL_ORDER_UNIT,     /* Điều, khoản, điểm without their number; @value: 'd', 'k', 'p' */
  TL_ORDER_DIVISION, /* Phần, Chương, Mục; @value 'P', 'c', 'm' */
  TL_ORDER_ANNEX,    /* Phụ lục */
  TL_ORDER_OTHER,    /* Mẫu, Danh mục, số thứ tự...: a place that no anchor names */
  TL_ORDER_NUMBER,   /* @code: "5", "217a" */
  TL_ORDER_LETTER,   /* @code: "a", "dd", "c1" */
  TL_ORDER_ROMAN,    /* @code: Arabic form */
  TL_ORDER_QUOTE,    /* @value: index of the quotation */
  TL_ORDER_PHRASE,   /* cụm từ, từ, số, nội dung */
  TL_ORDER_AT,       /* tại */
  TL_ORDER_BY,       /* bằng, thành */
  TL_ORDER_INTO,     /* vào */
  TL_ORDER_AFTER,    /* sau */
  TL_ORDER_BEFORE,   /* trước */
  TL_ORDER_END,      /* cuối */
  TL_ORDER_NAME,     /* tên, tiêu đề */
  TL_ORDER_LEAD,     /* đoạn đầu, khổ đầu */
  TL_ORDER_SOME,     /* một số */
  TL_ORDER_DOC,      /* @doc */
  TL_ORDER_THIS,     /* Luật này, Điều này */
  TL_ORDER_FOLLOWS,  /* như sau, sau đây, colon */
  TL_ORDER_FORCE,    /* có hiệu lực */
  TL_ORDER_DATE,     /* @code: "YYYY-MM-DD" */
} TlOrderTokenKind;

typedef enum
{
  TL_VERB_AMEND,
  TL_VERB_INSERT,
  TL_VERB_REPEAL,
  TL_VERB_REPLACE,
  TL_VERB_DROP, /* bỏ */
  TL_VERB_EXPIRE,
  TL_VERB_SUSPEND,
  TL_VERB_CORRECT,
  TL_VERB_NONE,
} TlOrderVerb;

#define TL_ORDER_CODE_SIZE 12

typedef struct
{
  TlOrderTokenKind kind;
  int value;
  char code[TL_ORDER_CODE_SIZE];
  TlCitedDoc *doc; /* owned */
} TlOrderToken;

/**
 * TlOrderText:
 * @tokens: (element-type TlOrderToken)
 * @quotes: (element-type utf8): what the quotations hold, without their marks
 */
typedef struct
{
  GArray *tokens;
  GPtrArray *quotes;
} TlOrderText;

TlOrderText *_tl_order_text_new (const char *heading /* nullable */, const char *text);
void _tl_order_text_free (TlOrderText *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlOrderText, _tl_order_text_free)

/** _tl_order_quotes_cut: takes the quotations out of @text: each becomes the byte 1 in @plain and a
 * string in @quotes. */
void _tl_order_quotes_cut (const char *text, GString *plain, GPtrArray *quotes);

/**
 * _tl_order_doc_read: the name of a document at @p: a word for a kind of document, then a number or
 * a title.
 * @doc: (out) (nullable): %NULL for "Luật này"
 *
 * Returns: (nullable): the place after it, or %NULL when it is none
 */
const char *_tl_order_doc_read (const char *p, const char *end, TlCitedDoc **doc);

/** _tl_order_note_skip: the place after a note about earlier amendments at @p ("(được sửa đổi ...
 * bởi ...)", "đã được sửa đổi, bổ sung theo ..."), or @p. */
const char *_tl_order_note_skip (const char *p, const char *end);

/** _tl_order_word: the place after @word (small letters, with marks) at @p where it stands as words
 * of their own, or %NULL. */
const char *_tl_order_word (const char *p, const char *end, const char *word);

/** TlOrderRole: what a place is in its order. */
typedef enum
{
  TL_PLACE_CHANGED,
  TL_PLACE_BESIDE,    /* vào sau, vào trước */
  TL_PLACE_CONTAINER, /* vào, một số ... của */
} TlOrderRole;

/**
 * TlOrderPlace: a unit named in an order; levels that were not named are "".
 * @item: index of the phrase it belongs to, or -1
 * @run: number of the verb's part it was read in
 */
typedef struct
{
  char article[TL_ORDER_CODE_SIZE];
  char clause[TL_ORDER_CODE_SIZE];
  char point[TL_ORDER_CODE_SIZE];
  char outside[2 * TL_ORDER_CODE_SIZE]; /* "pl2", "c2": outside articles */
  TlAmendmentScope scope;
  TlOrderRole role;
  gboolean open; /* waits for its article */
  gboolean ahead;
  int item;
  guint run;
  TlOrderVerb verb;
  TlCitedDoc *doc; /* not owned */
} TlOrderPlace;

/** _tl_order_place_dup_anchor: Returns: (transfer full) (nullable): "d40.k3". */
char *_tl_order_place_dup_anchor (const TlOrderPlace *place);

/**
 * TlPlaceReader: reads lists of units by the attachment rules: what is pending waits for the next
 * higher unit; bare numbers continue the last unit word.
 */
typedef struct
{
  GArray *places; /* TlOrderPlace */
  char unit;      /* last unit word: d, k, p, or 0 */
  TlAmendmentScope scope;
  TlOrderRole role;
  gboolean ahead;
  int item;
  guint run;
  TlOrderVerb verb;
  guint doc_from; /* places from here wait for a document */
  gboolean range;
  gboolean joined; /* a unit was read since the last "tên" */
  gboolean named;  /* "tên" was the last word */
  gboolean full;   /* units were left out: the list is too long */
  char annex; /* what a Roman number or number belongs to: 'P' part, 'c', 'm', 'a' annex, 'o' */
} TlPlaceReader;

void _tl_place_reader_init (TlPlaceReader *self);
void _tl_place_reader_clear (TlPlaceReader *self);
/** _tl_place_reader_token: Returns: whether the token was one of a list of units. */
gboolean _tl_place_reader_token (TlPlaceReader *self, const TlOrderToken *token);

/** _tl_amendment_divide: gives each of @places (element-type TlOrderPlace) its piece of the
 * quotations. Returns: (transfer full) (element-type utf8) (nullable): as many pieces, or
 * %NULL when the quotations cannot be told apart. */
GPtrArray *_tl_amendment_divide (GPtrArray *quotes, guint from, guint to, GPtrArray *places);
/** _tl_amendment_fits: whether @text begins with the label of @place. */
gboolean _tl_amendment_fits (const char *text, const TlOrderPlace *place);

/**
 * TlOrderContext: what a unit hands down to those below it.
 * @pending: (nullable): places that were named without a text of their own
 */
typedef struct
{
  TlCitedDoc *target;
  char article[TL_ORDER_CODE_SIZE];
  char clause[TL_ORDER_CODE_SIZE];
  TlOrderVerb verb;
  gboolean amending;
  GArray *pending;
} TlOrderContext;

typedef struct
{
  GPtrArray *amendments;
  GPtrArray *notes;
} TlOrderOutput;

/** _tl_order_read: reads the orders of one unit; @context is the unit's own copy and gains what the
 * units below it need. */
void _tl_order_read (const TlUnit *unit,
                     gboolean has_children,
                     TlOrderContext *context,
                     TlOrderOutput *output);

TlAmendment *_tl_amendment_new (TlAmendmentKind kind, TlCitedDoc *target, const char *from_unit);
G_END_DECLS
