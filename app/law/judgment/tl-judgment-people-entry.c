/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "law/judgment/tl-judgment-people-private.h"
#include "law/tl-scan-private.h"

#define ROLE_ZONE 80

/**
 * List:
 * @on: entries without a label belong to it
 * @style: of the marks of its entries, 0 for none
 * @n: persons read
 */
typedef struct
{
  gboolean on;
  TlPartyRole role;
  TlConfidence confidence;
  gboolean appeals;
  guint style;
  int number;
  guint n;
} List;

typedef struct
{
  TlNameReader names;
  List main;
  List sub;           /* representatives, lawyers and heirs named under a label of their own */
  gboolean after_sub; /* the entry before named such a person behind its label */
  gboolean session;   /* the sentence about the hearing is over */
  guint batch;        /* first party of the last entry that names one */
  guint label_batch;  /* the same of the last label */
} Reader;

/* Persons named inside an entry */

/* "do ông Nguyễn Văn A làm đại diện", "do ông A là Trưởng văn phòng". */
static void
read_acting (Reader *self, const char *p)
{
  static const char *const acts[]
      = { "dai dien", "giam doc", "truong", "chu tich", "lam chu", "hieu truong" };
  const char *after = _tl_name_words (p, self->names.end, "do");
  TlName name;

  if (!after)
    return;
  after = _tl_scan_spaces (after, self->names.end);
  if (!_tl_name_honorific (after, self->names.end) || !_tl_name_read (after, self->names.end, &name)
      || name.tokens < 2)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (acts); i++)
    if (_tl_scan_find (name.to, MIN (self->names.end, name.to + ROLE_ZONE), acts[i], NULL))
      {
        _tl_names_add (&self->names, &name, TL_PARTY_REPRESENTATIVE, TL_CONFIDENCE_MEDIUM);
        return;
      }
}

/* "…; người đại diện theo pháp luật: ông …" behind the name of the person represented. */
static void
read_inline (Reader *self, const char *p)
{
  const char *rest;
  TlRoleLabel label;

  for (; p < self->names.end; p = g_utf8_next_char (p))
    {
      const char *q = strchr (";.,(", *p) ? _tl_scan_spaces (p + 1, self->names.end) : NULL;
      const char *after;

      if (*p == ' ')
        read_acting (self, p + 1);
      if (!q)
        continue;
      while (q < self->names.end && _tl_scan_dash (q, self->names.end))
        q = _tl_scan_spaces (_tl_scan_dash (q, self->names.end), self->names.end);
      after = _tl_role_label (q, self->names.end, &label);
      if (!after || label.group != TL_LABEL_SUB)
        continue;
      after = _tl_names_of_label (after, self->names.end, FALSE);
      if (after)
        _tl_names_read (&self->names, after, label.role, TL_CONFIDENCE_MEDIUM, &rest);
    }
}

/* Presence */

static gboolean
says_absent (const char *p, const char *end)
{
  const char *after;

  while ((p = _tl_scan_find (p, end, "vang mat", &after)) != NULL)
    {
      if (!_tl_scan_word (_tl_scan_spaces (after, end), end, "tai noi"))
        return TRUE;
      p = after;
    }
  return FALSE;
}

/* Takes down who of the entry's parties is absent: what is said between a name and the next. */
static void
mark_absent (Reader *self, guint first)
{
  GPtrArray *parties = self->names.people->parties;
  const char *text = self->names.entry->text->str;
  const gsize *map = (const gsize *)self->names.entry->map->data;
  gsize n = self->names.entry->map->len;
  gsize at = n;

  for (guint i = parties->len; i > first; i--)
    {
      TlParty *party = g_ptr_array_index (parties, i - 1);
      gsize from = 0;

      while (from < n && map[from] < party->field.from)
        from++;
      party->absent = from < at && says_absent (text + from, text + at);
      at = MIN (at, from);
    }
}

/* An entry that only says where the persons before live, and whether they are there. */
static void
read_detail (Reader *self)
{
  static const char *const all[] = { "deu", "cung", "tat ca" };
  const char *p = self->names.entry->text->str;
  guint first = self->batch;

  if (*p == '(')
    p++;
  if (!says_absent (p, self->names.end)
      || _tl_name_honorific (_tl_scan_spaces (p, self->names.end), self->names.end))
    return;
  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    if (_tl_scan_word (p, self->names.end, all[i]))
      first = self->label_batch;
  for (guint i = first; i < self->names.people->parties->len; i++)
    {
      TlParty *party = g_ptr_array_index (self->names.people->parties, i);

      party->absent |= !_tl_role_is_panel (party->role);
    }
}

/* Entries */

/* What a label opens: @p is where its names begin, %NULL when they stand in the entries after. */
static void
open_list (Reader *self, List *list, const TlRoleLabel *label, const char *p)
{
  const char *rest = p;
  guint style = 0;
  int number = 0;

  *list = (List){ TRUE, label->role, TL_CONFIDENCE_HIGH, label->appeals, 0, 0, 0 };
  if (label->group == TL_LABEL_HEIR)
    list->confidence = TL_CONFIDENCE_MEDIUM;
  if (!p || p >= self->names.end)
    return;
  _tl_name_mark (p, self->names.end, &style, &number);
  list->n = _tl_names_read (&self->names, p, list->role, list->confidence, &rest);
  list->style = style;
  list->number = number;
  if (label->appeals)
    _tl_names_read (&self->names, p, TL_PARTY_APPELLANT, list->confidence, &rest);
  if (!_tl_role_is_panel (list->role))
    read_inline (self, rest);
}

/* In whose place heirs stand: the party named in the label, else the one of the list. */
static TlPartyRole
heir_role (const Reader *self, const char *from, const char *to)
{
  if (_tl_scan_find (from, to, "nguyen don", NULL))
    return TL_PARTY_PLAINTIFF;
  if (_tl_scan_find (from, to, "bi don", NULL))
    return TL_PARTY_DEFENDANT;
  return self->main.on && !_tl_role_is_panel (self->main.role) ? self->main.role : TL_PARTY_RELATED;
}

/* Whether a label without names is one, and no sentence that begins with its words. */
static gboolean
is_bare_label (const char *after, const char *end)
{
  return after >= end || _tl_scan_trim (after, end) == after
         || _tl_scan_find (after, end, "gom", NULL) || end - after < 3
         || _tl_scan_find (after, MIN (end, after + ROLE_ZONE), "lien quan", NULL);
}

static gboolean
read_labelled (Reader *self, const char *p)
{
  TlRoleLabel label;
  const char *after = _tl_role_label (p, self->names.end, &label);
  const char *names;

  if (!after)
    return FALSE;
  names = _tl_names_of_label (after, self->names.end, label.group != TL_LABEL_HEIR);
  if (!names && !is_bare_label (after, self->names.end))
    return TRUE;
  self->label_batch = self->names.people->parties->len;
  self->after_sub = FALSE;
  if (label.group == TL_LABEL_SUB || label.group == TL_LABEL_HEIR)
    {
      if (label.group == TL_LABEL_HEIR)
        label.role = heir_role (self, after, names ? names : self->names.end);
      open_list (self, &self->sub, &label, names);
      self->sub.on = self->sub.n == 0 || self->sub.style != 0;
      self->after_sub = self->sub.n > 0 && !self->sub.on;
      return TRUE;
    }
  self->sub.on = FALSE;
  open_list (self, &self->main, &label, names);
  self->main.on = label.group != TL_LABEL_SKIP;
  return TRUE;
}

/* Which list an entry without a label belongs to, by its mark; %NULL for none. */
static List *
list_of_entry (Reader *self, guint style, int number)
{
  List *sub = &self->sub;
  List *main = &self->main;
  gboolean goes_on_main = main->on && main->n > 0 && style != 0 && style == main->style
                          && number == main->number + 1 && number > 1;

  if (sub->on && sub->n == 0 && !goes_on_main)
    return sub;
  if (sub->on && sub->n > 0 && style == sub->style && (number == 0 || number == sub->number + 1))
    return sub;
  if (sub->on && style != 0)
    sub->on = FALSE;
  if (sub->on)
    return sub;
  return main->on ? main : NULL;
}

/* "Anh C, chị T do chị N đại diện", "Bà T, bà Q1 cùng ủy quyền cho ông H": a sentence, no entry of
 * a list. */
static gboolean
is_sentence (const Reader *self, const char *p, gboolean marked)
{
  static const char *const verbs[]
      = { "ủy quyền", "uỷ quyền", "cùng ủy quyền", "trình bày", "kháng cáo", "yêu cầu", "khai",
          "cho rằng", "đề nghị",  "cùng uỷ quyền", "là bố",     "là cha",    "là mẹ",   "đồng ý" };
  TlName name;
  const char *after = p;

  while (after && _tl_name_read (after, self->names.end, &name))
    {
      if (name.tokens == 1 && _tl_names_short_form (&self->names, &name))
        return TRUE;
      p = name.to;
      after = name.body ? NULL : _tl_names_next (p, self->names.end, TL_PARTY_PLAINTIFF);
    }
  p = _tl_scan_spaces (p, self->names.end);
  for (guint i = 0; i < G_N_ELEMENTS (verbs); i++)
    if (_tl_name_words (p, self->names.end, verbs[i]))
      return TRUE;
  return !marked && _tl_name_words (p, self->names.end, "do") != NULL;
}

/* "– Vũng Tàu,": the dash of a place's name that begins a line, no mark of a list. */
static gboolean
is_dashed_place (const char *p, guint style, const char *end)
{
  TlName name;
  static const char *const words[]
      = { "sinh", "sn", "tru", "dia chi", "cu tru", "noi", "co mat", "vang mat" };

  if (style != '-' || !_tl_name_read (p, end, &name) || name.honorific || name.body)
    return FALSE;
  p = name.to;
  while (p < end && (strchr (" ,;(", *p) || _tl_scan_dash (p, end)))
    p = g_utf8_next_char (p);
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (_tl_scan_word (p, end, words[i]))
      return FALSE;
  return TRUE;
}

static void
read_unlabelled (Reader *self, const char *p, guint style, int number)
{
  List *list;
  TlConfidence most;
  const char *rest = p;
  guint n;

  if (*p == '(' || !_tl_names_begin (p, self->names.end) || is_sentence (self, p, style != 0)
      || (style == 0 && _tl_scan_is_upper (p, self->names.end))
      || is_dashed_place (p, style, self->names.end))
    {
      read_detail (self);
      read_inline (self, p > self->names.entry->text->str ? p - 1 : p);
      return;
    }
  list = list_of_entry (self, style, number);
  if (!list)
    return;
  most = list->confidence;
  if (list == &self->main && self->after_sub && style == 0)
    most = TL_CONFIDENCE_LOW;
  n = _tl_names_read (&self->names, p, list->role, most, &rest);
  if (n > 0 && list->appeals)
    _tl_names_read (&self->names, p, TL_PARTY_APPELLANT, most, &rest);
  if (n > 0)
    {
      list->n += n;
      list->style = style;
      list->number = number;
    }
  if (style != 0)
    self->after_sub = FALSE;
  if (!_tl_role_is_panel (list->role))
    read_inline (self, rest);
}

/* "… đối với các bị cáo:" at the end of the sentence about the hearing. */
static void
read_accused_of_session (Reader *self)
{
  static const TlRoleLabel accused = { TL_PARTY_ACCUSED, TL_LABEL_PARTY, FALSE };
  const char *p = self->names.entry->text->str;
  const char *after = NULL;
  const char *place;

  while ((place = _tl_scan_find (p, self->names.end, "doi voi", &after)) != NULL)
    {
      TlRoleLabel label;
      const char *names
          = _tl_role_label (_tl_scan_spaces (after, self->names.end), self->names.end, &label);

      p = after;
      if (!names || label.role != TL_PARTY_ACCUSED)
        continue;
      names = _tl_scan_spaces (names, self->names.end);
      while (names < self->names.end && strchr (": ", *names))
        names++;
      open_list (self, &self->main, &accused,
                 names < self->names.end && _tl_names_begin (names, self->names.end) ? names
                                                                                     : NULL);
      return;
    }
}

/* A line that tells of the court's members though its label is damaged. */
static gboolean
read_damaged (Reader *self, const char *p)
{
  const char *zone = MIN (self->names.end, p + ROLE_ZONE);
  const char *colon = memchr (p, ':', (gsize)(self->names.end - p));
  TlRoleLabel label = { TL_PARTY_PROSECUTOR, TL_LABEL_PANEL, FALSE };

  if (!colon || self->session)
    return FALSE;
  if (_tl_scan_find (p, zone, "chu toa", NULL))
    label.role = TL_PARTY_PRESIDING;
  else if (!_tl_scan_find (p, zone, "vien kiem sat", NULL))
    return FALSE;
  open_list (self, &self->main, &label, _tl_scan_spaces (colon + 1, self->names.end));
  self->main.confidence = TL_CONFIDENCE_MEDIUM;
  return TRUE;
}

static void
read_entry (Reader *self)
{
  const char *text = self->names.entry->text->str;
  guint first = self->names.people->parties->len;
  guint style;
  int number;
  const char *p = _tl_name_mark (text, self->names.end, &style, &number);
  const char *panel;

  if (_tl_head_is_session (text, self->names.end)
      && _tl_scan_find (text, self->names.end, "vu", NULL))
    {
      self->session = TRUE;
      self->main.on = self->sub.on = FALSE;
      read_accused_of_session (self);
    }
  else
    {
      panel = _tl_scan_find (p, MIN (self->names.end, p + ROLE_ZONE), "thanh phan", NULL);
      if (panel && (panel = strchr (panel, ':')) != NULL)
        p = _tl_name_mark (panel + 1, self->names.end, &style, &number);
      if (!read_labelled (self, p) && !read_damaged (self, p))
        read_unlabelled (self, p, style, number);
    }
  if (self->names.people->parties->len > first)
    {
      self->batch = first;
      mark_absent (self, first);
    }
}

void
_tl_people_read_entries (TlJudgmentPeople *self, const GPtrArray *entries)
{
  Reader reader = { .names = { .people = self } };

  for (guint i = 0; i < entries->len; i++)
    {
      reader.names.entry = g_ptr_array_index (entries, i);
      reader.names.end = reader.names.entry->text->str + reader.names.entry->text->len;
      read_entry (&reader);
    }
}
