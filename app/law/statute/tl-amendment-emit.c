/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was read of an order as amendments, one for each unit. */
#include "config.h"

#include <string.h>

#include "law/statute/tl-order-private.h"

#define NOTE_CHARACTERS 100
/* Bound on one document, so that hostile text costs no more than others. */
#define AMENDMENTS_MAX 20000

static const char *
quote_at (const TlOrder *self, int i)
{
  return i >= 0 ? g_ptr_array_index (self->text->quotes, (guint)i) : NULL;
}

static char *
dup_start (const TlUnit *unit)
{
  const char *text = unit->heading != NULL && *unit->text == '\0' ? unit->heading : unit->text;
  const char *end = text;

  for (guint n = 0; *end != '\0' && *end != '\n' && n < NOTE_CHARACTERS; n++)
    end = g_utf8_next_char (end);
  return g_strndup (text, (gsize)(end - text));
}

void
_tl_order_note (TlOrder *self, const char *why)
{
  g_autofree char *start = dup_start (self->unit);

  self->noted = TRUE;
  if (self->output->notes != NULL && self->context->amending)
    g_ptr_array_add (self->output->notes,
                     g_strdup_printf ("%s: %s: “%s”", self->unit->anchor, why, start));
}

/* Levels that the order leaves to what stands above it. */
void
_tl_order_fill (const TlOrder *self, TlOrderPlace *place)
{
  if (*place->outside != '\0' || *place->article != '\0')
    return;
  g_strlcpy (place->article, self->context->article, sizeof place->article);
  if (*place->point != '\0' && *place->clause == '\0')
    g_strlcpy (place->clause, self->context->clause, sizeof place->clause);
}

TlAmendment *
_tl_order_make (TlOrder *self, TlAmendmentKind kind, const TlOrderPlace *place, TlCitedDoc *doc)
{
  TlCitedDoc *target = doc != NULL ? doc : self->context->target;
  TlAmendment *amendment;

  if (self->output->amendments->len >= AMENDMENTS_MAX)
    return NULL;
  if (target == NULL)
    {
      _tl_order_note (self, "không rõ văn bản nào được sửa đổi");
      return NULL;
    }
  amendment = _tl_amendment_new (kind, target, self->unit->anchor);
  if (place != NULL)
    {
      amendment->unit = _tl_order_place_dup_anchor (place);
      amendment->scope = place->scope;
      if (*place->outside != '\0')
        amendment->confidence = TL_CONFIDENCE_MEDIUM;
      if (amendment->unit == NULL && amendment->scope != TL_AMENDMENT_HEADING)
        {
          amendment->scope = TL_AMENDMENT_INSIDE;
          amendment->confidence = TL_CONFIDENCE_LOW;
        }
    }
  g_ptr_array_add (self->output->amendments, amendment);
  self->made++;
  return amendment;
}

static const TlOrderPlace *
find_beside (const TlOrder *self, guint run)
{
  for (guint i = 0; i < self->places.places->len; i++)
    {
      TlOrderPlace *place = _tl_order_place (self, i);
      if (place->run == run && place->role == TL_PLACE_BESIDE && place->item < 0)
        return place;
    }
  return NULL;
}

gboolean
_tl_order_is_changed (const TlOrderPlace *place)
{
  return place->item < 0 && place->role == TL_PLACE_CHANGED
         && (place->verb == TL_VERB_AMEND || place->verb == TL_VERB_INSERT
             || place->verb == TL_VERB_REPLACE);
}

static void
make_text (TlOrder *self, const TlOrderPlace *place, const char *text)
{
  gboolean insert = place->verb == TL_VERB_INSERT;
  const TlOrderPlace *beside = insert ? find_beside (self, place->run) : NULL;
  TlAmendment *amendment
      = _tl_order_make (self, insert ? TL_AMENDMENT_INSERT : TL_AMENDMENT_AMEND, place, place->doc);

  if (amendment == NULL)
    return;
  amendment->text = g_strdup (text);
  if (beside != NULL)
    {
      TlOrderPlace full = *beside;
      _tl_order_fill (self, &full);
      amendment->after = _tl_order_place_dup_anchor (&full);
      amendment->ahead = beside->ahead;
    }
  if (text == NULL)
    amendment->confidence = TL_CONFIDENCE_LOW;
  else if (*place->outside == '\0' && !_tl_amendment_fits (text, place))
    amendment->confidence = TL_CONFIDENCE_MEDIUM;
}

/* The places that the quotations read so far give the text of. */
static GPtrArray *
collect_changed (TlOrder *self)
{
  GPtrArray *changed = g_ptr_array_new_with_free_func (g_free);

  for (guint i = self->flushed; i < self->places.places->len; i++)
    {
      TlOrderPlace *place = _tl_order_place (self, i);

      _tl_order_fill (self, place);
      if (_tl_order_is_changed (place))
        g_ptr_array_add (changed, g_memdup2 (place, sizeof *place));
    }
  self->flushed = self->places.places->len;
  return changed;
}

/* A list above named the units; the one whose label the quotation begins with is meant. */
static void
take_pending (TlOrder *self, GPtrArray *changed)
{
  GArray *pending = self->context->pending;

  for (guint i = 0; pending != NULL && i < pending->len; i++)
    {
      TlOrderPlace *place = &g_array_index (pending, TlOrderPlace, i);

      if (_tl_amendment_fits (quote_at (self, self->quote_from), place))
        {
          g_ptr_array_add (changed, g_memdup2 (place, sizeof *place));
          return;
        }
    }
}

void
_tl_order_flush (TlOrder *self)
{
  g_autoptr (GPtrArray) changed = NULL;
  g_autoptr (GPtrArray) pieces = NULL;

  if (self->quote_from < 0)
    return;
  changed = collect_changed (self);
  if (changed->len == 0)
    take_pending (self, changed);
  pieces = _tl_amendment_divide (self->text->quotes, (guint)self->quote_from, (guint)self->quote_to,
                                 changed);
  if (pieces == NULL)
    {
      _tl_order_note (self, changed->len == 0 ? "không rõ nội dung trong ngoặc kép thuộc đơn vị nào"
                                              : "không tách được nội dung mới theo từng đơn vị");
      for (guint i = 0; i < changed->len; i++)
        make_text (self, g_ptr_array_index (changed, i), NULL);
    }
  for (guint i = 0; pieces != NULL && i < pieces->len; i++)
    make_text (self, g_ptr_array_index (changed, i), g_ptr_array_index (pieces, i));
  self->quote_from = self->quote_to = -1;
}

static void
make_phrase (TlOrder *self, const TlOrderItem *item, const TlOrderPlace *place)
{
  TlAmendmentKind kind = TL_AMENDMENT_DELETE_PHRASE;
  TlAmendment *amendment;

  if (item->verb == TL_VERB_INSERT)
    kind = TL_AMENDMENT_INSERT_PHRASE;
  else if (item->replacement >= 0)
    kind = TL_AMENDMENT_REPLACE_PHRASE;
  else if (item->verb == TL_VERB_REPLACE || item->verb == TL_VERB_AMEND)
    {
      _tl_order_note (self, "không rõ cụm từ mới");
      return;
    }
  amendment = _tl_order_make (self, kind, place, place != NULL ? place->doc : NULL);
  if (amendment == NULL)
    return;
  amendment->ahead = item->ahead;
  if (kind == TL_AMENDMENT_INSERT_PHRASE)
    {
      amendment->phrase = g_strdup (quote_at (self, item->beside));
      amendment->replacement = g_strdup (quote_at (self, item->phrase));
    }
  else
    {
      amendment->phrase = g_strdup (quote_at (self, item->phrase));
      amendment->replacement = g_strdup (quote_at (self, item->replacement));
    }
  if (place == NULL)
    amendment->confidence = TL_CONFIDENCE_MEDIUM;
}

void
_tl_order_make_phrases (TlOrder *self)
{
  for (guint i = 0; i < self->items->len; i++)
    {
      const TlOrderItem *item = &g_array_index (self->items, TlOrderItem, i);
      gboolean any = FALSE;

      for (guint k = 0; k < self->places.places->len; k++)
        {
          TlOrderPlace *place = _tl_order_place (self, k);

          if (place->item != item->group || place->role != TL_PLACE_CHANGED)
            continue;
          _tl_order_fill (self, place);
          make_phrase (self, item, place);
          any = TRUE;
        }
      if (!any && self->at)
        _tl_order_note (self, "không rõ nơi có cụm từ");
      else if (!any)
        {
          TlOrderPlace whole = { .scope = TL_AMENDMENT_WHOLE };

          g_strlcpy (whole.article, self->context->article, sizeof whole.article);
          g_strlcpy (whole.clause, self->context->clause, sizeof whole.clause);
          make_phrase (self, item, *whole.article != '\0' ? &whole : NULL);
        }
    }
}

void
_tl_order_make_repeals (TlOrder *self)
{
  for (guint i = 0; i < self->places.places->len; i++)
    {
      TlOrderPlace *place = _tl_order_place (self, i);

      if (place->item >= 0 || place->role != TL_PLACE_CHANGED
          || (place->verb != TL_VERB_REPEAL && place->verb != TL_VERB_DROP))
        continue;
      _tl_order_fill (self, place);
      _tl_order_make (self, TL_AMENDMENT_REPEAL, place, place->doc);
    }
  for (guint i = 0; i < self->docs->len; i++)
    {
      TlCitedDoc *doc = g_ptr_array_index (self->docs, i);

      if (self->verb == TL_VERB_REPEAL)
        _tl_order_make (self, TL_AMENDMENT_REPEAL, NULL, doc);
      else if (self->verb == TL_VERB_REPLACE && self->places.places->len == 0)
        _tl_order_make (self, TL_AMENDMENT_REPLACE_DOC, NULL, doc);
      else if (self->verb == TL_VERB_CORRECT)
        _tl_order_make (self, TL_AMENDMENT_CORRECT, NULL, doc);
    }
}

void
_tl_order_make_replaced (TlOrder *self)
{
  g_autoptr (GPtrArray) changed = collect_changed (self);

  for (guint i = 0; i < changed->len; i++)
    make_text (self, g_ptr_array_index (changed, i), NULL);
}
