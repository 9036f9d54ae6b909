/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "law/judgment/tl-judgment-people-private.h"
#include "law/tl-scan-private.h"

#define PARTIES_MAX 1000
/* How far the colon stands behind a label. */
#define LABEL_MAX 400
#define ROLE_ZONE 80
/* An entry as long as a printed line, in bytes. */
#define CUT_MIN 75

gboolean
_tl_role_is_panel (TlPartyRole role)
{
  return role >= TL_PARTY_PRESIDING;
}

/* Parties */

static gboolean
is_known (const TlNameReader *self, TlPartyRole role, const char *name)
{
  const GPtrArray *parties = self->people->parties;

  for (guint i = 0; i < parties->len; i++)
    {
      const TlParty *party = g_ptr_array_index (parties, i);

      if (party->role == role && strcmp (party->name, name) == 0)
        return TRUE;
    }
  return FALSE;
}

void
_tl_names_add (TlNameReader *self, const TlName *name, TlPartyRole role, TlConfidence confidence)
{
  g_autofree char *text = _tl_name_dup (name);
  TlParty *party;

  if (self->people->parties->len >= PARTIES_MAX || is_known (self, role, text))
    return;
  party = g_new0 (TlParty, 1);
  party->role = role;
  party->name = g_steal_pointer (&text);
  party->field = _tl_head_entry_field (self->entry, name->from, name->to, confidence);
  g_ptr_array_add (self->people->parties, party);
}

/* "Bà T" of a Bà Nguyễn Thị T who was named before is no new person. */
gboolean
_tl_names_short_form (const TlNameReader *self, const TlName *name)
{
  const GPtrArray *parties = self->people->parties;
  gsize length = (gsize)(name->to - name->from);

  if (name->tokens != 1 || name->body)
    return FALSE;
  for (guint i = 0; i < parties->len; i++)
    {
      const TlParty *party = g_ptr_array_index (parties, i);
      const char *last = strrchr (party->name, ' ');

      if (last && strlen (last + 1) == length && strncmp (last + 1, name->from, length) == 0)
        return TRUE;
    }
  return FALSE;
}

/* Where names begin */

gboolean
_tl_names_begin (const char *p, const char *end)
{
  TlName name;

  return _tl_name_read (p, end, &name) && (name.honorific || name.body || name.tokens >= 2);
}

/* Words that say that the colon after them announces no name. */
static gboolean
announces_else (const char *from, const char *to)
{
  static const char *const words[] = { "chuc vu", "dia chi", "sinh", "sn", "tru so", "so" };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (_tl_scan_find (from, to, words[i], NULL))
      return TRUE;
  return FALSE;
}

/* Where the names begin behind a label's colon, or behind "là"; brackets do not count. */
static const char *
names_behind (const char *p, const char *end)
{
  const char *stop = MIN (end, p + LABEL_MAX);
  int depth = 0;

  for (const char *q = p; q < stop; q = g_utf8_next_char (q))
    {
      depth += *q == '(' ? 1 : *q == ')' ? -1 : 0;
      if (depth > 0)
        continue;
      if (*q == ':')
        return announces_else (p, q) ? NULL : _tl_scan_spaces (q + 1, end);
      if (depth < 0 || *q == ';' || (*q == '.' && (q + 1 == end || q[1] == ' ')))
        break;
      if (*q == ' ' && _tl_name_words (q + 1, end, "là")
          && _tl_names_begin (q + 1 + strlen ("là "), end))
        return q + 1 + strlen ("là ");
    }
  return NULL;
}

const char *
_tl_names_of_label (const char *p, const char *end, gboolean direct)
{
  const char *names = names_behind (p, end);

  if (names || !direct)
    return names;
  p = _tl_scan_spaces (p, end);
  while (p < end && (*p == ',' || *p == ' ' || _tl_scan_dash (p, end)))
    p = g_utf8_next_char (p);
  return _tl_names_begin (p, end) ? p : NULL;
}

/* Whether a name that no honorific introduces is one by what follows it. */
static gboolean
is_sure_bare (const TlName *name, const char *end)
{
  const char *p = _tl_scan_spaces (name->to, end);
  gboolean birth;

  while (p < end && (*p == ',' || *p == ' ' || _tl_scan_dash (p, end)))
    p = g_utf8_next_char (p);
  birth = _tl_scan_word (p, end, "sinh") || _tl_scan_word (p, end, "sn");
  if (birth)
    return TRUE;
  p = _tl_scan_spaces (name->to, end);
  return name->tokens >= 2
         && (p >= end || strchr (",;.()/", *p) || _tl_scan_dash (p, end)
             || _tl_scan_word (p, end, "va"));
}

static gboolean
accepts (const TlNameReader *self, const TlName *name, TlPartyRole role)
{
  static const char *const offices[] = { "giám đốc", "trưởng", "chủ tịch", "tổng giám đốc" };

  if (_tl_role_is_panel (role))
    return !name->body && name->tokens >= 2 && (name->honorific || is_sure_bare (name, self->end));
  if (name->body && role == TL_PARTY_ACCUSED)
    return _tl_name_words (name->from, name->to, "ban") == NULL;
  if (role == TL_PARTY_REPRESENTATIVE || role == TL_PARTY_LAWYER)
    for (guint i = 0; name->body && i < G_N_ELEMENTS (offices); i++)
      if (_tl_name_words (name->from, self->end, offices[i]))
        return FALSE;
  if (name->body)
    return role != TL_PARTY_LAWYER && role != TL_PARTY_WITNESS;
  return name->honorific || is_sure_bare (name, self->end);
}

/* "… tham gia phiên tòa: Ông Đặng Văn" at the end of an entry: the next line, which an extractor
 * may have put elsewhere, has the rest of the name. */
static gboolean
may_be_cut (const TlNameReader *self, const TlName *name, TlPartyRole role)
{
  return _tl_role_is_panel (role) && name->tokens == 2 && name->to == self->end
         && self->end - self->entry->text->str > CUT_MIN;
}

static TlConfidence
confidence_of (const TlName *name, TlPartyRole role, TlConfidence most)
{
  if (!name->body && name->tokens == 1 && g_utf8_strlen (name->from, name->to - name->from) > 4)
    return TL_CONFIDENCE_LOW;
  /* An accused is named without Ông or Bà. */
  return !name->body && !name->honorific && role != TL_PARTY_ACCUSED
             ? MIN (most, TL_CONFIDENCE_MEDIUM)
             : most;
}

/* Lists of names */

/* The next name of a list of the court's members, whose offices stand between them. */
static const char *
next_of_panel (const char *p, const char *end)
{
  guint style;
  int number;
  TlName name;

  for (; p < end; p = g_utf8_next_char (p))
    {
      const char *q;

      if (!strchr (";,.", *p) && !_tl_name_words (p, end, "và"))
        continue;
      q = *p == 'v' ? p + strlen ("và") : p + 1;
      q = _tl_name_mark (q, end, &style, &number);
      if (_tl_name_honorific (q, end) && _tl_name_read (q, end, &name) && name.tokens >= 2)
        return q;
    }
  return NULL;
}

/* The next name of a list of parties, when only birth, presence and marks stand between. */
const char *
_tl_names_next (const char *p, const char *end, TlPartyRole role)
{
  const char *q = _tl_name_details (p, end);
  const char *after = _tl_name_words (q, end, "và");
  guint style;
  int number;
  TlName name;

  if (!after)
    after = _tl_name_words (q, end, "cùng");
  if (!after && (q == p || !memchr (p, ',', (gsize)(q - p))) && (q < end && *q != ';'))
    return NULL;
  q = after ? after : q < end && *q == ';' ? q + 1 : q;
  q = _tl_name_mark (q, end, &style, &number);
  if (q >= end || !_tl_name_read (q, end, &name) || name.body)
    return NULL;
  if (name.honorific && _tl_name_words (q, end, "luật sư") == NULL)
    return q;
  return (role == TL_PARTY_ACCUSED || role == TL_PARTY_VICTIM) && name.tokens >= 2
                 && is_sure_bare (&name, end)
             ? q
             : NULL;
}

/* A person further on whose birth is told, after a mark that ends what was told before. */
static const char *
next_with_birth (const char *p, const char *end)
{
  TlName name;

  for (; p < end; p = g_utf8_next_char (p))
    {
      const char *q = *p == ';' || *p == '.' ? _tl_scan_spaces (p + 1, end) : NULL;
      const char *after;

      if (!q || !_tl_name_honorific (q, end) || !_tl_name_read (q, end, &name) || name.body)
        continue;
      after = name.to;
      while (after < end && strchr (" ,-", *after))
        after++;
      if (_tl_scan_word (after, end, "sinh nam") || _tl_scan_word (after, end, "sinh ngay"))
        return q;
    }
  return NULL;
}

/* "Bị đơn ông Trần Văn B", "Các bị cáo A": the role before the name. */
static const char *
skip_role (const char *p, const char *end)
{
  TlRoleLabel label;
  const char *after = _tl_role_label (p, end, &label);

  if (!after || label.group != TL_LABEL_PARTY)
    return p;
  if (label.role == TL_PARTY_RELATED)
    {
      const char *related = _tl_scan_find (after, MIN (end, after + ROLE_ZONE), "lien quan", NULL);

      after = related ? related + strlen ("liên quan") : after;
    }
  while (after < end && strchr (" ,:", *after))
    after++;
  return after;
}

guint
_tl_names_read (
    TlNameReader *self, const char *p, TlPartyRole role, TlConfidence most, const char **rest)
{
  guint n = 0;

  while (p)
    {
      guint style;
      int number;
      TlName name;

      p = _tl_name_mark (p, self->end, &style, &number);
      if (role == TL_PARTY_APPELLANT || role == TL_PARTY_PROTESTER)
        p = skip_role (p, self->end);
      if (!_tl_name_read (p, self->end, &name) || !accepts (self, &name, role)
          || (name.body && most == TL_CONFIDENCE_LOW))
        break;
      n++;
      if (!_tl_names_short_form (self, &name) || role == TL_PARTY_APPELLANT)
        _tl_names_add (self, &name, role,
                       may_be_cut (self, &name, role) ? TL_CONFIDENCE_LOW
                                                      : confidence_of (&name, role, most));
      *rest = name.to;
      if (_tl_role_is_panel (role))
        p = next_of_panel (name.to, self->end);
      else if (name.body)
        p = NULL;
      else
        p = _tl_names_next (name.to, self->end, role);
      if (!p && !_tl_role_is_panel (role) && role != TL_PARTY_ACCUSED && role < TL_PARTY_APPELLANT)
        p = next_with_birth (name.to, self->end);
    }
  return n;
}
