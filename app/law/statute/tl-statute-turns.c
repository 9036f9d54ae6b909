/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "law/statute/tl-statute-private.h"

#include <string.h>

#include "law/tl-scan-private.h"

#define FORMULA_WINDOW 400

/* What the line of a signature begins with, in capitals. */
static const char *const signers[] = { "tm",
                                       "t m",
                                       "kt",
                                       "tl",
                                       "tuq",
                                       "chu tich",
                                       "pho chu tich",
                                       "thu tuong",
                                       "bo truong",
                                       "thu truong",
                                       "chanh an",
                                       "pho chanh an",
                                       "vien truong",
                                       "chu nhiem",
                                       "van phong quoc hoi",
                                       "xac thuc",
                                       "tong thanh tra",
                                       "thong doc",
                                       "tong kiem toan" };

static const char *const adopted[]
    = { "luat nay", "bo luat nay", "nghi quyet nay", "phap lenh nay", "hien phap nay" };

static void
places_free (gpointer data)
{
  g_array_unref (data);
}

static GHashTable *
find_places (const TlLayout *layout)
{
  GHashTable *places = g_hash_table_new_full (NULL, NULL, NULL, places_free);

  for (guint i = 0; i < layout->lines->len; i++)
    {
      const TlLabel *label = &_tl_layout_line (layout, i)->label;
      GArray *lines;

      if (label->kind != TL_LABEL_ARTICLE || label->suffix > 0)
        continue;
      lines = g_hash_table_lookup (places, GINT_TO_POINTER (label->number));
      if (!lines)
        {
          lines = g_array_new (FALSE, FALSE, sizeof (guint));
          g_hash_table_insert (places, GINT_TO_POINTER (label->number), lines);
        }
      g_array_append_val (lines, i);
    }
  return places;
}

TlStatuteReading *
_tl_statute_reading_new (const char *text,
                         TlLayout *layout,
                         const guint8 *open_quotes,
                         TlStatuteStructure *result)
{
  TlStatuteReading *self = g_new0 (TlStatuteReading, 1);

  self->text = text;
  self->layout = layout;
  self->result = result;
  self->body = _tl_body_new (result, layout, open_quotes, text);
  for (guint i = 0; i < TL_STATUTE_LEVELS; i++)
    self->levels[i] = -1;
  self->prefix = g_strdup ("");
  self->annex = self->plain = -1;
  self->own = g_string_new (NULL);
  self->anchors = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->places = find_places (layout);
  self->zone = g_hash_table_size (self->places) > 0 ? TL_ZONE_START : TL_ZONE_LOOSE;
  return self;
}

void
_tl_statute_reading_free (TlStatuteReading *self)
{
  if (!self)
    return;
  _tl_body_free (self->body);
  g_free (self->prefix);
  g_string_free (self->own, TRUE);
  g_hash_table_unref (self->anchors);
  g_hash_table_unref (self->places);
  g_free (self);
}

/* The first line after @i that has the label of article @number, or the number of lines. */
static guint
next_place (const TlStatuteReading *self, guint i, int number)
{
  const GArray *lines = g_hash_table_lookup (self->places, GINT_TO_POINTER (number));
  guint low = 0, high = lines ? lines->len : 0;

  while (low < high)
    {
      guint middle = (low + high) / 2;

      if (g_array_index (lines, guint, middle) > i)
        high = middle;
      else
        low = middle + 1;
    }
  return lines && low < lines->len ? g_array_index (lines, guint, low) : self->layout->lines->len;
}

static gboolean
follows_an_end (const TlStatuteReading *self, guint i)
{
  const TlLine *before = i > 0 ? _tl_layout_line (self->layout, i - 1) : NULL;

  return !before || _tl_line_ended (before) || before->label.kind == TL_LABEL_ARTICLE
         || _tl_scan_is_upper (before->from, before->to);
}

gboolean
_tl_statute_level_begins (TlStatuteReading *self, guint i)
{
  const TlLine *line = _tl_layout_line (self->layout, i);
  const TlLine *next = _tl_layout_line (self->layout, i + 1);

  if (self->zone == TL_ZONE_LOOSE
      || (self->zone == TL_ZONE_ANNEX && self->article_number == 0
          && line->label.kind >= TL_LABEL_SECTION))
    return FALSE;
  /* "…quy định tại / Chương II / của Luật này" */
  if (line->label.rest >= line->to)
    return !next || !_tl_line_starts_small (next);
  return _tl_scan_is_upper (line->from, line->to) || follows_an_end (self, i);
}

static TlArticleTurn
first_article (const TlStatuteReading *self, guint i)
{
  const TlLabel *label = &_tl_layout_line (self->layout, i)->label;

  if (label->number == 1)
    return TL_ARTICLE_NEXT;
  /* A part of a law begins with any article, unless the first one still comes. */
  return next_place (self, i, 1) < self->layout->lines->len || !follows_an_end (self, i)
             ? TL_ARTICLE_NOT
             : TL_ARTICLE_NEXT;
}

/* The article whose number follows: unless the line only mentions it and the article itself still
 * comes in its place. */
static TlArticleTurn
following_article (const TlStatuteReading *self, guint i, int number)
{
  guint same, after, restart;

  if (follows_an_end (self, i))
    return TL_ARTICLE_NEXT;
  same = next_place (self, i, number);
  after = next_place (self, i, number + 1);
  restart = next_place (self, i, 1);
  return same < after && same < restart ? TL_ARTICLE_NOT : TL_ARTICLE_NEXT;
}

/* An article whose number leaves a gap, unless the missing one comes later. */
static TlArticleTurn
distant_article (const TlStatuteReading *self, guint i)
{
  guint missing = next_place (self, i, self->article_number + 1);

  if (!follows_an_end (self, i))
    return TL_ARTICLE_NOT;
  return missing < self->layout->lines->len && missing < next_place (self, i, 1) ? TL_ARTICLE_NOT
                                                                                 : TL_ARTICLE_NEXT;
}

TlArticleTurn
_tl_statute_article_begins (TlStatuteReading *self, guint i)
{
  const TlLabel *label = &_tl_layout_line (self->layout, i)->label;

  if (self->article_number == 0)
    return first_article (self, i);
  if (label->number == 1 && label->suffix == 0)
    return follows_an_end (self, i) || self->zone == TL_ZONE_CLOSING ? TL_ARTICLE_RESTART
                                                                     : TL_ARTICLE_NOT;
  if (self->zone == TL_ZONE_CLOSING || label->number < self->article_number)
    return TL_ARTICLE_NOT;
  if (label->number == self->article_number)
    return label->suffix == self->article_suffix + 1 ? TL_ARTICLE_NEXT : TL_ARTICLE_NOT;
  if (label->number == self->article_number + 1)
    return following_article (self, i, label->number);
  return distant_article (self, i);
}

gboolean
_tl_statute_annex_begins (TlStatuteReading *self, guint i)
{
  const TlLine *line = _tl_layout_line (self->layout, i);

  if (self->articles == 0)
    return FALSE;
  if (line->label.kind == TL_LABEL_ANNEX)
    return follows_an_end (self, i) || self->zone == TL_ZONE_CLOSING || self->zone == TL_ZONE_ANNEX;
  if (line->label.kind != TL_LABEL_ATTACHED)
    return FALSE;
  /* Inside an annex a title in capitals is only another heading of it; numbered forms are annexes.
   */
  if (self->zone == TL_ZONE_ANNEX)
    return !self->in_article && _tl_scan_match (line->from, line->to, "mau so ") != NULL
           && line->after_page;
  return self->zone == TL_ZONE_CLOSING;
}

static gboolean
is_signer (const TlLine *line)
{
  if (!_tl_scan_is_upper (line->from, line->to))
    return FALSE;
  for (guint k = 0; k < G_N_ELEMENTS (signers); k++)
    if (_tl_scan_word (line->from, line->to, signers[k]))
      return TRUE;
  return FALSE;
}

/* "Luật này được Quốc hội … thông qua ngày …", which says nothing of its force. */
static gboolean
is_adoption (const TlStatuteReading *self, const TlLine *line)
{
  const char *last = _tl_layout_line (self->layout, self->layout->lines->len - 1)->to;
  const char *end = last - line->from > FORMULA_WINDOW ? line->from + FORMULA_WINDOW : last;
  const char *stop = NULL;

  for (guint k = 0; k < G_N_ELEMENTS (adopted); k++)
    {
      const char *p = _tl_scan_word (line->from, line->to, adopted[k]);

      if (!p)
        continue;
      p = _tl_scan_blanks (p, end);
      stop = _tl_scan_word (p, end, "da");
      if (!_tl_scan_word (stop ? _tl_scan_blanks (stop, end) : p, end, "duoc"))
        return FALSE;
      stop = _tl_scan_find (p, end, "thong qua", NULL);
      return stop && !_tl_scan_find (p, end, "hieu luc", NULL);
    }
  return FALSE;
}

gboolean
_tl_statute_closing_begins (TlStatuteReading *self, guint i)
{
  const TlLine *line = _tl_layout_line (self->layout, i);
  const TlLine *before = i > 0 ? _tl_layout_line (self->layout, i - 1) : NULL;

  if (!self->in_article || !before || !_tl_line_ended (before))
    return FALSE;
  if (_tl_scan_word (line->from, line->to, "noi nhan"))
    return TRUE;
  /* "./." ends every official text. */
  if (before->to - before->from >= 3 && strncmp (before->to - 3, "./.", 3) == 0)
    return TRUE;
  return is_signer (line) || is_adoption (self, line);
}
