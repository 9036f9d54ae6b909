/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "law/statute/tl-amendment-private.h"

G_BEGIN_DECLS

/* One order while it is read, between the reading of its words and the making of amendments. */

/* A phrase that is replaced, left out or put in: indices of quotations, or -1. */
typedef struct
{
  TlOrderVerb verb;
  int phrase;
  int replacement;
  int beside;
  gboolean ahead;
  gboolean at_end;
  int group; /* items of a group share their places */
} TlOrderItem;

typedef struct
{
  const TlUnit *unit;
  TlOrderContext *context;
  TlOrderOutput *output;
  TlOrderText *text;
  TlPlaceReader places;
  GArray *items;
  GPtrArray *docs; /* named with no place of their own */
  TlCitedDoc *first_doc;
  TlOrderVerb verb;
  guint flushed;  /* places before this have their text */
  int quote_from; /* block quotations not yet given out */
  int quote_to;
  gboolean some;
  gboolean by;     /* "bằng" was read */
  gboolean beside; /* "vào sau" was read */
  gboolean at_end;
  gboolean ignore;  /* the new form of what is replaced */
  gboolean mixed;   /* units are repealed in the same order as phrases */
  gboolean phrases; /* "các cụm từ như sau" */
  gboolean listing; /* the verbs head a list */
  gboolean at;
  guint made;
  gboolean noted;
} TlOrder;

static inline TlOrderPlace *
_tl_order_place (const TlOrder *self, guint i)
{
  return &g_array_index (self->places.places, TlOrderPlace, i);
}

/** _tl_order_note: an order that was seen and not understood, with its unit. */
void _tl_order_note (TlOrder *self, const char *why);
/** _tl_order_fill: levels that the order leaves to what stands above it. */
void _tl_order_fill (const TlOrder *self, TlOrderPlace *place);
/** _tl_order_make: adds an amendment; @place and @doc are nullable. Returns: (nullable): %NULL
 * where the document it changes is not known. */
TlAmendment *_tl_order_make (TlOrder *self,
                             TlAmendmentKind kind,
                             const TlOrderPlace *place,
                             TlCitedDoc *doc);
/** _tl_order_is_changed: whether the place gets a new text. */
gboolean _tl_order_is_changed (const TlOrderPlace *place);
/** _tl_order_flush: gives the quotations read so far to the units named before them. */
void _tl_order_flush (TlOrder *self);
/** _tl_order_make_replaced: units replaced by others that are not quoted. */
void _tl_order_make_replaced (TlOrder *self);
/** _tl_order_make_phrases: what is to be done with phrases, for each of their places. */
void _tl_order_make_phrases (TlOrder *self);
/** _tl_order_make_repeals: units and documents that end. */
void _tl_order_make_repeals (TlOrder *self);

/** _tl_order_doc_type: Returns: (nullable): the letters that keys of the kind of document named at
 * @p begin with: "ND" for Nghị định. */
const char *_tl_order_doc_type (const char *p, const char *end);

/** _tl_amendments_choose_editions: a title names the law as it was when the document was issued:
 * targets read from a title alone become the edition of the year of @number (nullable), or stay a
 * title where two come into question. */
void _tl_amendments_choose_editions (GPtrArray *amendments, const char *number);

G_END_DECLS
