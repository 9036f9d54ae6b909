/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lists of units in orders. A point waits for its clause, both wait for their article; numbers
 * without a word go on with the last one. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "law/statute/tl-amendment-private.h"
#include "law/tl-scan-private.h"

#define RANGE_MAX 200
/* Units of one order: what waits is looked through again and again. */
#define PLACES_MAX 600

void
_tl_place_reader_init (TlPlaceReader *self)
{
  memset (self, 0, sizeof *self);
  self->places = g_array_new (FALSE, TRUE, sizeof (TlOrderPlace));
  self->item = -1;
}

void
_tl_place_reader_clear (TlPlaceReader *self)
{
  g_clear_pointer (&self->places, g_array_unref);
}

static TlOrderPlace *
place_at (TlPlaceReader *self, guint i)
{
  return &g_array_index (self->places, TlOrderPlace, i);
}

static TlOrderPlace *
add_place (TlPlaceReader *self)
{
  TlOrderPlace place = { .scope = self->scope,
                         .role = self->role,
                         .ahead = self->ahead,
                         .item = self->item,
                         .run = self->run,
                         .verb = self->verb };

  if (self->places->len >= PLACES_MAX)
    {
      self->full = TRUE;
      g_array_set_size (self->places, PLACES_MAX - 1);
    }
  g_array_append_val (self->places, place);
  if (self->scope == TL_AMENDMENT_LEAD)
    self->scope = TL_AMENDMENT_WHOLE;
  return place_at (self, self->places->len - 1);
}

/* The places that wait, from the last one back to the first that does not. */
static guint
first_open (TlPlaceReader *self)
{
  guint i = self->places->len;

  while (i > 0 && place_at (self, i - 1)->open)
    i--;
  return i;
}

static void
take_article (TlPlaceReader *self, const char *code)
{
  guint from = first_open (self);

  if (from == self->places->len)
    {
      g_strlcpy (add_place (self)->article, code, TL_ORDER_CODE_SIZE);
      return;
    }
  for (guint i = from; i < self->places->len; i++)
    {
      TlOrderPlace *place = place_at (self, i);

      g_strlcpy (place->article, code, TL_ORDER_CODE_SIZE);
      place->open = FALSE;
    }
}

static void
take_clause (TlPlaceReader *self, const char *code)
{
  gboolean closed = FALSE;
  TlOrderPlace *place;

  for (guint i = self->places->len; i > 0 && place_at (self, i - 1)->open; i--)
    {
      place = place_at (self, i - 1);
      if (*place->point == '\0' || *place->clause != '\0')
        break;
      g_strlcpy (place->clause, code, TL_ORDER_CODE_SIZE);
      closed = TRUE;
    }
  if (closed)
    return;
  place = add_place (self);
  g_strlcpy (place->clause, code, TL_ORDER_CODE_SIZE);
  place->open = TRUE;
}

static void
take_point (TlPlaceReader *self, const char *code)
{
  TlOrderPlace *place = add_place (self);

  g_strlcpy (place->point, code, TL_ORDER_CODE_SIZE);
  place->open = TRUE;
}

static void
take_unit (TlPlaceReader *self, const char *code)
{
  if (self->unit == 'd')
    take_article (self, code);
  else if (self->unit == 'k')
    take_clause (self, code);
  else
    take_point (self, code);
}

/* "Điều 5 đến Điều 8": those between; the last is taken by the caller. */
static void
take_range (TlPlaceReader *self, const char *code)
{
  const TlOrderPlace *last;
  const char *from;
  int first, to;

  self->range = FALSE;
  if (self->places->len == 0)
    return;
  last = place_at (self, self->places->len - 1);
  from = self->unit == 'd' ? last->article : self->unit == 'k' ? last->clause : last->point;
  if (self->unit == 'p')
    {
      gboolean started = FALSE;
      g_autofree char *begin = g_strdup (from);

      for (int i = 0; i < 23; i++)
        {
          const char *letter = _tl_scan_letter_code (i);
          if (strcmp (letter, code) == 0)
            break;
          if (started)
            take_point (self, letter);
          started = started || strcmp (letter, begin) == 0;
        }
      return;
    }
  first = atoi (from);
  to = atoi (code);
  for (int i = first + 1; first > 0 && i < to && i - first < RANGE_MAX; i++)
    {
      char number[TL_ORDER_CODE_SIZE];

      g_snprintf (number, sizeof number, "%d", i);
      take_unit (self, number);
    }
}

/* What waits stands in an annex or in a part of one: a place that no anchor names. */
static gboolean
move_outside (TlPlaceReader *self, const char *outside)
{
  guint from = first_open (self);
  gboolean any = from < self->places->len;

  for (guint i = from; i < self->places->len; i++)
    {
      TlOrderPlace *place = place_at (self, i);

      g_strlcpy (place->outside, outside, sizeof place->outside);
      place->scope = TL_AMENDMENT_INSIDE;
    }
  return any;
}

static void
take_annex (TlPlaceReader *self, const char *code)
{
  char outside[2 * TL_ORDER_CODE_SIZE];

  g_snprintf (outside, sizeof outside, "pl%s", code);
  if (move_outside (self, outside))
    {
      for (guint i = first_open (self); i < self->places->len; i++)
        place_at (self, i)->open = FALSE;
      return;
    }
  g_strlcpy (add_place (self)->outside, outside, sizeof outside);
}

/* Phần, Chương, Mục: in the text of the law, unless what waits says that it is in an annex. */
static void
take_division (TlPlaceReader *self, const char *code)
{
  guint from = first_open (self);
  TlOrderPlace *last = from < self->places->len ? place_at (self, self->places->len - 1) : NULL;
  TlOrderPlace *place;

  if (last != NULL && *last->outside == 'm' && self->annex == 'c')
    {
      g_autofree char *section = g_strdup (last->outside);

      g_snprintf (last->outside, sizeof last->outside, "c%s.%.11s", code, section);
      last->open = FALSE;
      return;
    }
  if (move_outside (self, "?"))
    return;
  place = add_place (self);
  g_snprintf (place->outside, sizeof place->outside, "%c%s", g_ascii_tolower (self->annex), code);
  place->open = self->annex != 'c';
}

static gboolean
take_number (TlPlaceReader *self, const TlOrderToken *token)
{
  if (self->annex == 'a')
    take_annex (self, token->code);
  else if (self->annex == 'o')
    return TRUE;
  else if (self->annex != 0)
    take_division (self, token->code);
  else if (self->unit == 0 || token->kind == TL_ORDER_ROMAN)
    return FALSE;
  else if (self->unit == 'p')
    {
      /* "điểm 131 Phụ lục IV" */
      take_point (self, token->code);
      place_at (self, self->places->len - 1)->scope = TL_AMENDMENT_INSIDE;
    }
  else
    {
      if (self->range)
        take_range (self, token->code);
      take_unit (self, token->code);
    }
  return TRUE;
}

static void
take_word (TlPlaceReader *self, const TlOrderToken *token)
{
  /* A heading is that of the articles that follow, but of one clause only. */
  if (self->scope == TL_AMENDMENT_HEADING && self->joined && token->value != 'd')
    self->scope = TL_AMENDMENT_WHOLE;
  self->unit = (char)token->value;
  self->annex = 0;
}

static void
take_other (TlPlaceReader *self, const TlOrderToken *token)
{
  TlOrderPlace *place;

  self->unit = 0;
  self->range = FALSE;
  if (token->kind == TL_ORDER_DIVISION)
    {
      self->annex = (char)token->value;
      return;
    }
  if (token->kind == TL_ORDER_ANNEX)
    {
      move_outside (self, "pl");
      self->annex = 'a';
      return;
    }
  self->annex = 'o';
  place = add_place (self);
  g_strlcpy (place->outside, "?", sizeof place->outside);
  place->scope = TL_AMENDMENT_INSIDE;
  place->open = TRUE;
}

/* "tên và khoản 1 Điều 24": the heading of the article that comes; "tên Thông tư": that of the
 * document. */
static void
take_heading_alone (TlPlaceReader *self, const TlOrderToken *token)
{
  TlOrderPlace *place;

  if (token->kind == TL_ORDER_AND)
    {
      add_place (self)->open = TRUE;
      self->scope = TL_AMENDMENT_WHOLE;
    }
  else if (token->kind == TL_ORDER_WORD && token->value == 0)
    {
      place = add_place (self);
      g_strlcpy (place->outside, "?", sizeof place->outside);
      self->scope = TL_AMENDMENT_WHOLE;
    }
}

gboolean
_tl_place_reader_token (TlPlaceReader *self, const TlOrderToken *token)
{
  if (self->named)
    take_heading_alone (self, token);
  self->named = self->named && token->kind == TL_ORDER_WORD && token->value == 1;
  switch (token->kind)
    {
    case TL_ORDER_UNIT:
      take_word (self, token);
      return TRUE;
    case TL_ORDER_NUMBER:
    case TL_ORDER_ROMAN:
      self->joined = TRUE;
      return take_number (self, token);
    case TL_ORDER_LETTER:
      if (self->unit != 'p')
        return FALSE;
      self->joined = TRUE;
      if (self->range)
        take_range (self, token->code);
      take_point (self, token->code);
      return TRUE;
    case TL_ORDER_DIVISION:
    case TL_ORDER_ANNEX:
    case TL_ORDER_OTHER:
      take_other (self, token);
      return TRUE;
    case TL_ORDER_NAME:
    case TL_ORDER_LEAD:
      self->scope = token->kind == TL_ORDER_NAME ? TL_AMENDMENT_HEADING : TL_AMENDMENT_LEAD;
      self->named = token->kind == TL_ORDER_NAME;
      self->joined = FALSE;
      self->unit = 0;
      self->annex = 0;
      return TRUE;
    case TL_ORDER_TO:
      self->range = self->unit != 0;
      return TRUE;
    case TL_ORDER_SEMICOLON:
      self->unit = 0;
      self->annex = 0;
      return FALSE;
    default:
      return FALSE;
    }
}

char *
_tl_order_place_dup_anchor (const TlOrderPlace *place)
{
  GString *anchor;

  if (*place->outside != '\0')
    return *place->outside == '?' || strcmp (place->outside, "pl") == 0 ? NULL
                                                                        : g_strdup (place->outside);
  if (*place->article == '\0')
    return NULL;
  anchor = g_string_new (NULL);
  g_string_append_printf (anchor, "d%s", place->article);
  if (*place->clause != '\0')
    g_string_append_printf (anchor, ".k%s", place->clause);
  if (*place->point != '\0')
    g_string_append_printf (anchor, ".p%s", place->point);
  return g_string_free (anchor, FALSE);
}
