/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "law/citation/tl-cite-head-private.h"
#include "law/tl-scan-private.h"

#define TITLE_BYTES_MAX 600
/* Titles name documents by their titles. */
#define DEPTH_MAX 2

/* What the title of a document begins with, printed after its number. */
static const char *const openers[] = { "quy dinh chi tiet", "quy dinh",
                                       "huong dan",         "sua doi",
                                       "ve viec",           "ve",
                                       "bo sung",           "ban hanh",
                                       "quy che",           "quan ly",
                                       "hop nhat",          "thi hanh",
                                       "giai dap",          "thong bao ket qua giai dap",
                                       "cong bo",           "bai bo",
                                       "dinh chinh" };

/* Whether the words before @p are one of @before: inside a title what comes after them is part of
 * it. */
static gboolean
comes_after (const char *from, const char *p, const char *const *before, gsize n_before)
{
  const char *q = _tl_scan_trim (from, p);

  for (gsize i = 0; i < n_before; i++)
    {
      const char *start = q;
      gsize n = strlen (before[i]);

      while (n > 0 && start > from)
        {
          start = g_utf8_prev_char (start);
          n--;
        }
      if (n == 0 && _tl_scan_word (start, q, before[i]) == q)
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_name_of_title (const char *from, const char *p)
{
  static const char *const before[]
      = { "cua",     "thi hanh", "huong dan", "chi tiet", "ap dung", "sua doi",
          "bo sung", "ve",       "thay the",  "bai bo",   "hop nhat" };

  return comes_after (from, p, before, G_N_ELEMENTS (before));
}

static gboolean
is_unit_of_title (const char *from, const char *p)
{
  static const char *const before[]
      = { "ap dung", "thi hanh", "huong dan", "chi tiet", "sua doi", "bo sung", "bai bo" };

  return comes_after (from, p, before, G_N_ELEMENTS (before));
}

/* After a comma these go on with the sentence, not with the title. */
static gboolean
leaves_title (const char *p, const char *end)
{
  static const char *const words[]
      = { "ap dung", "can cu", "buoc",       "xu",    "tuyen",  "toa an",  "hoi dong",
          "bi don",  "bi cao", "nguyen don", "ong",   "ba",     "yeu cau", "thi",
          "da",      "thi",    "nen",        "do do", "vi vay", "de nghi", "chap nhan" };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (_tl_scan_word (p, end, words[i]))
      return TRUE;
  return FALSE;
}

/* "Điều 51": units begin a new citation, unless the title is about them. */
static gboolean
begins_units (const char *p, const char *end)
{
  static const char *const units[]
      = { "dieu", "khoan", "diem", "cac dieu", "cac khoan", "cac diem", "muc" };

  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    {
      const char *after = _tl_scan_word (p, end, units[i]);
      const char *next = after ? _tl_scan_blanks (after, end) : NULL;

      if (!next || next >= end)
        continue;
      if (g_ascii_isdigit (*next)
          || (next + 1 < end && g_ascii_isalpha (*next) && !g_ascii_isalnum (next[1])
              && (guchar)next[1] < 0x80))
        return TRUE;
    }
  return FALSE;
}

static void
append_amends (char **amends, const TlCitedDoc *doc)
{
  char *joined = *amends ? g_strconcat (*amends, " ", doc->key, NULL) : g_strdup (doc->key);

  g_free (*amends);
  *amends = joined;
}

/* Whether the title speaks of laws one after another ("một số điều của Bộ luật A, Luật B và Luật
 * C"), so that a name after a comma still belongs to it. */
static gboolean
lists_laws (const char *p, const char *end)
{
  return _tl_scan_word (p, end, "sua doi") || _tl_scan_word (p, end, "bo sung")
         || _tl_scan_word (p, end, "bai bo");
}

/* Reads the name at @p with a reading of its own, so that titles name nothing for "nêu trên". */
static const char *
inner_name (TlCiteHeads *heads, const char *p, const char *stop, gboolean list, char **amends)
{
  g_autoptr (TlCiteHeads) inner = NULL;
  TlCiteHead head;
  const char *to = NULL;

  if (!_tl_cite_head_may_start (p, stop))
    return NULL;
  inner = _tl_cite_heads_new (heads->text, (gsize)(stop - heads->text), NULL);
  inner->depth = heads->depth + 1;
  if (!_tl_cite_head_read (inner, p, &head))
    return NULL;
  if (head.doc && !head.foreign)
    {
      /* After a comma a law with its year, or a document with its number, is named for itself. */
      if (!list && head.doc->kind == TL_CITED_LAW && head.doc->year > 0)
        to = NULL;
      else
        to = head.to;
      if (to && head.doc->kind == TL_CITED_LAW && list)
        append_amends (amends, head.doc);
    }
  _tl_cite_head_clear (&head);
  return to;
}

static gboolean
ends_title (const char *p, const char *end)
{
  if (*p == ';' || *p == ':' || *p == ')' || *p == '(' || *p == '\f')
    return TRUE;
  /* A blank line, or a line that begins a list. */
  if (*p == '\n')
    {
      const char *next = _tl_scan_spaces (p + 1, end);

      return next < end && (*next == '\n' || *next == '-' || *next == '+');
    }
  if (*p == '.')
    return p + 1 >= end || !g_ascii_isalnum (p[1]);
  return FALSE;
}

static const char *
opener_at (const char *p, const char *end)
{
  for (guint i = 0; i < G_N_ELEMENTS (openers); i++)
    {
      const char *after = _tl_scan_word (p, end, openers[i]);

      if (after)
        return after;
    }
  return NULL;
}

/* Title: a title while it is read. */
typedef struct
{
  const char *from;
  const char *stop;
  const char *last; /* after the last name or date in it */
  gboolean list;
  gboolean comma; /* between the word before and this one */
} Title;

/* The word at @p. Returns: (nullable): where to go on behind a name; @done when the title ends. */
static const char *
title_word (TlCiteHeads *heads, Title *title, const char *p, char **amends, gboolean *done)
{
  char date[11];
  const char *to;

  *done = (title->comma && leaves_title (p, title->stop))
          || (begins_units (p, title->stop) && !is_unit_of_title (title->from, p));
  if (*done)
    return NULL;
  to = title->last ? _tl_cite_date_at (p, title->stop, date) : NULL;
  if (to)
    {
      title->last = to;
      *done = TRUE;
      return NULL;
    }
  if (title->list || is_name_of_title (title->from, p))
    to = inner_name (heads, p, title->stop, title->list, amends);
  if (to)
    title->last = to;
  return to;
}

static const char *
title_stop (const TlCiteHeads *heads, const char *from)
{
  const char *stop
      = (gsize)(heads->end - from) > TITLE_BYTES_MAX ? from + TITLE_BYTES_MAX : heads->end;

  while (stop > from && stop < heads->end && ((guchar)*stop & 0xc0) == 0x80)
    stop--;
  return stop;
}

const char *
_tl_cite_title_at (TlCiteHeads *heads, const char *p, char **amends)
{
  Title title = { .from = _tl_scan_blanks (p, heads->end) };
  gboolean at_word = TRUE, done = FALSE;

  title.stop = title_stop (heads, title.from);
  if (title.from < title.stop && *title.from == ',')
    title.from = _tl_scan_blanks (title.from + 1, title.stop);
  if (heads->depth > DEPTH_MAX || !opener_at (title.from, title.stop))
    return NULL;
  title.list = lists_laws (title.from, title.stop);
  p = title.from;
  while (p < title.stop && !done && !ends_title (p, title.stop))
    {
      gunichar c = g_utf8_get_char (p);
      const char *to = NULL;

      if (at_word && g_unichar_isalpha (c))
        to = title_word (heads, &title, p, amends, &done);
      title.comma = !to && (c == ',' || (title.comma && !g_unichar_isalpha (c)));
      at_word = !to && !g_unichar_isalnum (c);
      p = to ? to : g_utf8_next_char (p);
    }
  return title.last;
}

/* Another document's number, which may have a note of its own. */
static gboolean
names_document (const char *p, const char *end)
{
  TlCiteTypeMatch match;

  return _tl_cite_type_read (p, end, &match)
         && _tl_scan_word (_tl_scan_blanks (match.to, end), end, "so");
}

/* An amendment note with a number at @p. */
static gboolean
read_note (const TlCiteHeads *heads, const char *p, TlCiteNote *note)
{
  gunichar c = g_utf8_get_char (p);

  if (c != '(' && c != 0x111 && c != 'd' && c != 's')
    return FALSE;
  if (_tl_cite_note_at (p, heads->end, note) && note->amended && strchr (note->amended, '/'))
    return TRUE;
  g_clear_pointer (&note->amended, g_free);
  return FALSE;
}

const char *
_tl_cite_title_note_at (const TlCiteHeads *heads, const char *p, TlCiteNote *note)
{
  const char *from = _tl_scan_blanks (p, heads->end);
  const char *stop = title_stop (heads, from);
  gboolean at_word = TRUE;

  if (heads->depth > DEPTH_MAX || !opener_at (from, stop))
    return NULL;
  for (p = from; p < stop && (*p == '(' || !ends_title (p, stop)); p = g_utf8_next_char (p))
    {
      if (at_word && read_note (heads, p, note))
        return note->to;
      if (*p == '(' || (at_word && (begins_units (p, stop) || names_document (p, stop))))
        return NULL;
      at_word = !g_unichar_isalnum (g_utf8_get_char (p));
    }
  return NULL;
}
