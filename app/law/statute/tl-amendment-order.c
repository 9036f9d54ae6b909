/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The orders of one unit. */
#include "config.h"

#include <string.h>

#include "law/statute/tl-order-private.h"

#define NOTE_CHARACTERS 100
/* Bounds on one order and on one document, so that hostile text costs no more than others. */
#define ITEMS_MAX      400
#define AMENDMENTS_MAX 20000
#define LOOK_AHEAD     4

static const TlOrderToken *
token_at (const TlOrder *self, guint i)
{
  static const TlOrderToken none = { .kind = TL_ORDER_BREAK };

  return i < self->text->tokens->len ? &g_array_index (self->text->tokens, TlOrderToken, i) : &none;
}

static TlOrderItem *
last_item (TlOrder *self)
{
  return self->items->len > 0 ? &g_array_index (self->items, TlOrderItem, self->items->len - 1)
                              : NULL;
}

static gboolean
group_has_places (TlOrder *self, int group)
{
  for (guint i = 0; i < self->places.places->len; i++)
    if (_tl_order_place (self, i)->item == group)
      return TRUE;
  return FALSE;
}

static void
start_item (TlOrder *self, int quote)
{
  const TlOrderItem *last = last_item (self);
  TlOrderItem item = { .verb = self->verb, .phrase = quote, .replacement = -1, .beside = -1 };

  if (self->items->len >= ITEMS_MAX)
    return;
  item.group = last == NULL ? 0 : last->group + (group_has_places (self, last->group) ? 1 : 0);
  g_array_append_val (self->items, item);
  self->places.item = item.group;
  self->places.role = TL_PLACE_CHANGED;
  self->places.scope = TL_AMENDMENT_WHOLE;
  self->places.unit = 0;
  self->beside = self->at_end = FALSE;
}

static void
take_phrase (TlOrder *self, int quote)
{
  TlOrderItem *item = last_item (self);

  if (self->by && item != NULL)
    {
      for (guint i = 0; i < self->items->len; i++)
        {
          TlOrderItem *waiting = &g_array_index (self->items, TlOrderItem, i);
          if (waiting->replacement < 0 && waiting->verb != TL_VERB_INSERT)
            waiting->replacement = quote;
        }
      self->by = FALSE;
      return;
    }
  if (self->beside && item != NULL && item->beside < 0)
    {
      item->beside = quote;
      item->ahead = self->places.ahead;
      item->verb = TL_VERB_INSERT;
      self->beside = FALSE;
      return;
    }
  start_item (self, quote);
}

/* Whether the quotation at token @i is a phrase and not the text of a unit. */
static gboolean
is_phrase (TlOrder *self, guint i)
{
  guint before = i;

  while (before > 0 && token_at (self, before - 1)->kind == TL_ORDER_FOLLOWS)
    before--;
  if (before > 0 && token_at (self, before - 1)->kind == TL_ORDER_PHRASE)
    return TRUE;
  if (self->verb == TL_VERB_REPEAL || self->verb == TL_VERB_DROP || self->by
      || (self->verb == TL_VERB_REPLACE && token_at (self, i - 1)->kind != TL_ORDER_BREAK))
    return TRUE;
  /* “a”, “b” tại ... */
  return self->items->len > 0 && before > 0 && token_at (self, before - 1)->kind == TL_ORDER_AND;
}

static void
take_quote (TlOrder *self, guint i)
{
  int quote = token_at (self, i)->value;

  if (i > 0 && is_phrase (self, i))
    {
      take_phrase (self, quote);
      return;
    }
  if (self->quote_from < 0)
    self->quote_from = quote;
  self->quote_to = quote + 1;
}

/* A name on the right belongs to all units before it that have none. */
static void
take_doc (TlOrder *self, const TlOrderToken *token)
{
  gboolean any = FALSE;

  if (self->ignore)
    return;
  if (self->first_doc == NULL)
    self->first_doc = token->doc;
  for (guint i = self->places.doc_from; i < self->places.places->len; i++)
    {
      TlOrderPlace *place = _tl_order_place (self, i);

      if (place->doc == NULL)
        place->doc = token->doc;
      any = TRUE;
    }
  self->places.doc_from = self->places.places->len;
  if (!any && self->items->len == 0)
    g_ptr_array_add (self->docs, token->doc);
}

static void
take_verb (TlOrder *self, guint i)
{
  TlOrderTokenKind before = i > 0 ? token_at (self, i - 1)->kind : TL_ORDER_BREAK;

  if (*token_at (self, i)->code == '\0' && before != TL_ORDER_AND && before != TL_ORDER_SEMICOLON
      && before != TL_ORDER_FOLLOWS && before != TL_ORDER_BREAK && before != TL_ORDER_STOP)
    return;
  if (self->quote_from >= 0)
    _tl_order_flush (self);
  if (token_at (self, i + 1)->kind == TL_ORDER_AND && token_at (self, i + 2)->kind == TL_ORDER_VERB)
    self->listing = TRUE;
  self->verb = (TlOrderVerb)token_at (self, i)->value;
  self->places.verb = self->verb;
  self->places.run++;
  self->places.role = TL_PLACE_CHANGED;
  self->places.scope = TL_AMENDMENT_WHOLE;
  self->places.unit = 0;
  self->places.item = -1;
  self->by = self->beside = self->at_end = self->ignore = FALSE;
}

static void
take_side (TlOrder *self, const TlOrderToken *token)
{
  TlOrderItem *item = last_item (self);

  if (token->kind == TL_ORDER_END)
    {
      if (item != NULL && self->beside)
        {
          item->at_end = TRUE;
          item->verb = TL_VERB_INSERT;
        }
      self->beside = FALSE;
      return;
    }
  if (token->kind == TL_ORDER_INTO)
    {
      self->beside = TRUE;
      if (item == NULL)
        self->places.role = TL_PLACE_CONTAINER;
      return;
    }
  if (self->verb != TL_VERB_INSERT && !self->beside)
    return;
  self->places.ahead = token->kind == TL_ORDER_BEFORE;
  if (item == NULL)
    self->places.role = TL_PLACE_BESIDE;
  else
    self->beside = TRUE;
}

static void
take_by (TlOrder *self, guint i)
{
  TlOrderTokenKind next = token_at (self, i + 1)->kind;

  if (next == TL_ORDER_PHRASE || next == TL_ORDER_QUOTE || next == TL_ORDER_FOLLOWS)
    self->by = TRUE;
  else if (self->verb == TL_VERB_REPLACE)
    self->ignore = TRUE;
}

static void
take_separator (TlOrder *self, const TlOrderToken *token)
{
  if (token->kind != TL_ORDER_SEMICOLON)
    return;
  self->ignore = FALSE;
  if (self->mixed)
    self->places.item = -1;
}

static void
take_token (TlOrder *self, guint i)
{
  const TlOrderToken *token = token_at (self, i);

  switch (token->kind)
    {
    case TL_ORDER_VERB:
      take_verb (self, i);
      return;
    case TL_ORDER_QUOTE:
      if (self->items->len == 0 && self->places.places->len > 0)
        self->mixed = TRUE;
      take_quote (self, i);
      return;
    case TL_ORDER_DOC:
      take_doc (self, token);
      return;
    case TL_ORDER_SOME:
      self->some = TRUE;
      self->places.role = TL_PLACE_CONTAINER;
      return;
    case TL_ORDER_PHRASE:
      if (token_at (self, i + 1)->kind != TL_ORDER_QUOTE && token->value == 0)
        self->phrases = TRUE;
      return;
    case TL_ORDER_AT:
      self->places.scope = TL_AMENDMENT_WHOLE;
      self->at = TRUE;
      if (self->places.role == TL_PLACE_CONTAINER && self->items->len > 0)
        self->places.role = TL_PLACE_CHANGED;
      return;
    case TL_ORDER_INTO:
    case TL_ORDER_AFTER:
    case TL_ORDER_BEFORE:
    case TL_ORDER_END:
      take_side (self, token);
      return;
    case TL_ORDER_BY:
      take_by (self, i);
      return;
    default:
      break;
    }
  take_separator (self, token);
  if (self->ignore || _tl_place_reader_token (&self->places, token))
    return;
  if (token->kind == TL_ORDER_WORD && token->value == 0)
    self->places.unit = self->places.annex = 0;
}

/* The article, and clause, that all units named stand in. */
static void
hand_down_units (TlOrder *self)
{
  const TlOrderPlace *first = NULL;
  gboolean same_article = TRUE, same_clause = TRUE;

  for (guint i = 0; i < self->places.places->len; i++)
    {
      TlOrderPlace *place = _tl_order_place (self, i);

      _tl_order_fill (self, place);
      if (place->role == TL_PLACE_BESIDE || *place->outside != '\0')
        continue;
      if (first == NULL)
        first = place;
      same_article = same_article && strcmp (first->article, place->article) == 0;
      same_clause = same_clause && strcmp (first->clause, place->clause) == 0;
    }
  if (first == NULL)
    return;
  *self->context->article = *self->context->clause = '\0';
  if (same_article)
    g_strlcpy (self->context->article, first->article, sizeof self->context->article);
  if (same_article && same_clause)
    g_strlcpy (self->context->clause, first->clause, sizeof self->context->clause);
}

static void
hand_down (TlOrder *self)
{
  TlOrderContext *context = self->context;

  if (self->first_doc != NULL)
    {
      if (context->target == NULL || strcmp (context->target->key, self->first_doc->key) != 0)
        *context->article = *context->clause = '\0';
      g_clear_pointer (&context->target, tl_cited_doc_unref);
      context->target = tl_cited_doc_ref (self->first_doc);
      context->amending = TRUE;
    }
  hand_down_units (self);
  context->verb = TL_VERB_NONE;
  if (!self->listing
      && (self->phrases || self->verb == TL_VERB_REPEAL || self->verb == TL_VERB_DROP
          || self->verb == TL_VERB_REPLACE))
    context->verb = self->verb;
  g_clear_pointer (&context->pending, g_array_unref);
  if (!self->some && self->places.places->len > 0)
    {
      context->pending = g_array_new (FALSE, FALSE, sizeof (TlOrderPlace));
      for (guint i = 0; i < self->places.places->len; i++)
        if (_tl_order_is_changed (_tl_order_place (self, i)))
          g_array_append_val (context->pending, *_tl_order_place (self, i));
    }
}

static void
order_init (TlOrder *self, const TlUnit *unit, TlOrderContext *context, TlOrderOutput *output)
{
  memset (self, 0, sizeof *self);
  self->unit = unit;
  self->context = context;
  self->output = output;
  _tl_place_reader_init (&self->places);
  self->items = g_array_new (FALSE, FALSE, sizeof (TlOrderItem));
  self->docs = g_ptr_array_new ();
  self->verb = context->verb;
  self->places.verb = context->verb;
  self->quote_from = self->quote_to = -1;
}

static void
order_clear (TlOrder *self)
{
  _tl_place_reader_clear (&self->places);
  g_array_unref (self->items);
  g_ptr_array_unref (self->docs);
}

/* The day on which what stands before the verb goes out of force: "kể từ ngày 01/7/2025". */
static void
read_ending (TlOrder *self, guint from, guint verb, guint to)
{
  TlAmendmentKind kind
      = token_at (self, verb)->value == TL_VERB_EXPIRE ? TL_AMENDMENT_EXPIRE : TL_AMENDMENT_SUSPEND;
  const char *date = NULL;
  guint made = self->output->amendments->len;

  for (guint i = from; i < verb; i++)
    take_token (self, i);
  for (guint i = verb; i < to && date == NULL; i++)
    if (token_at (self, i)->kind == TL_ORDER_DATE)
      date = token_at (self, i)->code;
  for (guint i = 0; i < self->places.places->len; i++)
    if (_tl_order_place (self, i)->doc != NULL)
      _tl_order_make (self, kind, _tl_order_place (self, i), _tl_order_place (self, i)->doc);
  for (guint i = 0; i < self->docs->len; i++)
    _tl_order_make (self, kind, NULL, g_ptr_array_index (self->docs, i));
  for (; date != NULL && made < self->output->amendments->len; made++)
    {
      TlAmendment *amendment = g_ptr_array_index (self->output->amendments, made);
      amendment->effective = g_strdup (date);
    }
}

static void
finish_order (TlOrder *self, gboolean has_children, gboolean heads)
{
  _tl_order_flush (self);
  if (self->made == 0 && self->items->len == 0 && !self->some && !has_children
      && self->verb == TL_VERB_REPLACE)
    _tl_order_make_replaced (self);
  _tl_order_make_phrases (self);
  /* "Bãi bỏ các cụm từ, khoản như sau", "bãi bỏ một nội dung tại": what is meant comes below. */
  if (!self->phrases || self->items->len > 0)
    _tl_order_make_repeals (self);
  hand_down (self);
  if (self->made == 0 && !self->noted && !has_children && !heads)
    _tl_order_note (self, "chưa hiểu lệnh sửa đổi");
}

static gboolean
begins_order (const TlOrderContext *context, const TlOrderToken *token)
{
  if (token->kind == TL_ORDER_VERB)
    return token->value != TL_VERB_EXPIRE && token->value != TL_VERB_SUSPEND;
  if (token->kind == TL_ORDER_QUOTE && context->pending != NULL)
    return TRUE;
  if (context->verb == TL_VERB_NONE)
    return FALSE;
  return token->kind == TL_ORDER_PHRASE || token->kind == TL_ORDER_UNIT
         || token->kind == TL_ORDER_OTHER || token->kind == TL_ORDER_ANNEX
         || token->kind == TL_ORDER_NAME || token->kind == TL_ORDER_DOC
         || (token->kind == TL_ORDER_WORD && token->value == 1);
}

/* Finds the verb that ends a document's effect, or that follows "Thông tư này ... và". */
static guint
find_verb (const TlOrder *self, guint from, guint to, gboolean ending)
{
  for (guint i = from; i < to; i++)
    {
      const TlOrderToken *token = token_at (self, i);
      gboolean ends;

      if (token->kind != TL_ORDER_VERB)
        continue;
      ends = token->value == TL_VERB_EXPIRE || token->value == TL_VERB_SUSPEND;
      if (ending ? ends
                 : (token->value == TL_VERB_REPLACE || token->value == TL_VERB_REPEAL) && i > from
                       && (token_at (self, i - 1)->kind == TL_ORDER_AND
                           || token_at (self, i - 1)->kind == TL_ORDER_THIS))
        return i;
    }
  return to;
}

/* An order in the line that a heading before it runs into: its verb has a capital. Returns: its
 * place, or @to. */
static guint
find_capital (const TlOrder *self, guint from, guint to)
{
  for (guint i = from; self->context->amending && i < to; i++)
    {
      const TlOrderToken *token = token_at (self, i);

      if (token->kind == TL_ORDER_QUOTE || token->kind == TL_ORDER_THIS)
        break;
      if (token->kind == TL_ORDER_VERB && *token->code != '\0')
        return i;
    }
  return to;
}

static gboolean
begins_subject (const TlOrderToken *token)
{
  return token->kind == TL_ORDER_DOC || token->kind == TL_ORDER_UNIT
         || token->kind == TL_ORDER_DIVISION || (token->kind == TL_ORDER_WORD && token->value == 1);
}

static void
read_sentence (TlOrderText *text,
               guint from,
               guint to,
               const TlUnit *unit,
               gboolean has_children,
               gboolean has_more,
               TlOrderContext *context,
               TlOrderOutput *output)
{
  TlOrder self;
  guint verb;

  while (from < to
         && (g_array_index (text->tokens, TlOrderToken, from).kind == TL_ORDER_BREAK
             || g_array_index (text->tokens, TlOrderToken, from).kind == TL_ORDER_AND))
    from++;
  if (from >= to)
    return;
  order_init (&self, unit, context, output);
  self.text = text;
  verb = find_verb (&self, from, to, TRUE);
  if (verb < to)
    {
      if (begins_subject (token_at (&self, from)))
        read_ending (&self, from, verb, to);
    }
  else if (token_at (&self, from)->kind != TL_ORDER_THIS
           && (begins_order (context, token_at (&self, from))
               || (from = find_capital (&self, from, to)) < to))
    {
      for (guint i = from; i < to; i++)
        take_token (&self, i);
      finish_order (&self, has_children,
                    has_more && (from == 0 || token_at (&self, to - 1)->kind == TL_ORDER_FOLLOWS));
    }
  else if (from < to && token_at (&self, from)->kind == TL_ORDER_THIS
           && (verb = find_verb (&self, from, to, FALSE)) < to)
    {
      for (guint i = verb; i < to; i++)
        {
          if (i == verb)
            self.verb = self.places.verb = (TlOrderVerb)token_at (&self, i)->value;
          else
            take_token (&self, i);
        }
      _tl_order_make_repeals (&self);
    }
  if (self.places.full)
    _tl_order_note (&self, "lệnh nêu quá nhiều đơn vị; có đơn vị bị bỏ qua");
  order_clear (&self);
}

/* A line that holds only quoted text belongs to the order before it. */
static gboolean
goes_on (const GArray *tokens, guint i)
{
  for (guint end = i + LOOK_AHEAD; i < tokens->len && i < end; i++)
    {
      TlOrderTokenKind kind = g_array_index (tokens, TlOrderToken, i).kind;

      if (kind == TL_ORDER_QUOTE)
        return TRUE;
      if (kind != TL_ORDER_BREAK && kind != TL_ORDER_STOP && kind != TL_ORDER_SEMICOLON)
        return FALSE;
    }
  return FALSE;
}

/* A quick look at what most units of most laws are without. */
static gboolean
may_order (const char *text)
{
  static const char *const signs[] = { "ửa đổi",   "ổ sung", "ãi bỏ", "hay thế",  "hay cụm từ",
                                       "ỏ cụm từ", "Bỏ ",    "ủy bỏ", "hiệu lực", "ính chính" };

  for (gsize i = 0; i < G_N_ELEMENTS (signs); i++)
    if (strstr (text, signs[i]) != NULL)
      return TRUE;
  return FALSE;
}

void
_tl_order_read (const TlUnit *unit,
                gboolean has_children,
                TlOrderContext *context,
                TlOrderOutput *output)
{
  g_autoptr (TlOrderText) text = NULL;
  guint start = 0;

  if (context->verb == TL_VERB_NONE && context->pending == NULL && !may_order (unit->text)
      && (unit->heading == NULL || !may_order (unit->heading)))
    return;
  text = _tl_order_text_new (unit->heading, unit->text);
  for (guint i = 0; i < text->tokens->len; i++)
    {
      TlOrderTokenKind kind = g_array_index (text->tokens, TlOrderToken, i).kind;
      gboolean last = i + 1 == text->tokens->len;

      if (!last && kind != TL_ORDER_BREAK && kind != TL_ORDER_STOP)
        continue;
      if (!last && goes_on (text->tokens, i))
        continue;
      read_sentence (text, start, last ? i + 1 : i, unit, has_children, !last, context, output);
      start = i + 1;
    }
}
