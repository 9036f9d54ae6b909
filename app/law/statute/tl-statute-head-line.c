/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Heads that name a document in one line: where a gazette goes on with a text of the issue before
 * ("Nghị định số 15/2025/NĐ-CP ngày 12 tháng 6 năm 2025 quy định về …"), and compilations ("LUẬT /
 * GIAO THÔNG / (số 27/2001/QH10 ngày 29-6-2001)"). */
#include "config.h"

#include <string.h>

#include "law/judgment/tl-judgment-structure.h"
#include "law/statute/tl-statute-private.h"
#include "law/tl-scan-private.h"

/* Between the number and its date stands "ngày" and nothing else. */
#define DATE_REACH 40

static const char *const kinds[][2] = {
  { "bo luat", "Bộ luật" },
  { "luat", "Luật" },
  { "phap lenh", "Pháp lệnh" },
  { "nghi quyet lien tich", "Nghị quyết liên tịch" },
  { "nghi quyet", "Nghị quyết" },
  { "nghi dinh", "Nghị định" },
  { "thong tu lien tich", "Thông tư liên tịch" },
  { "thong tu", "Thông tư" },
  { "quyet dinh", "Quyết định" },
  { "chi thi", "Chỉ thị" },
  { "hien phap", "Hiến pháp" },
};

const char *
_tl_statute_kind (const char *from, const char *to, const char **after)
{
  for (guint k = 0; k < G_N_ELEMENTS (kinds); k++)
    {
      *after = _tl_scan_word (from, to, kinds[k][0]);
      /* "THÔNG TƯ1": a footnote mark may follow. */
      if (!*after && (*after = _tl_scan_match (from, to, kinds[k][0])) != NULL && *after < to
          && !g_ascii_isdigit (**after))
        *after = NULL;
      if (*after)
        return kinds[k][1];
    }
  return NULL;
}

/* Whether the word at the end of [@from, @p) is @pattern. */
static gboolean
ends_with (const char *from, const char *p, const char *pattern)
{
  const char *after;

  p = _tl_scan_trim (from, p);
  while ((from = _tl_scan_find (from, p, pattern, &after)) != NULL)
    {
      if (after == p)
        return TRUE;
      from = after;
    }
  return FALSE;
}

gboolean
_tl_statute_kind_ends (const char *title, const char *from, const char *p)
{
  const char *after;
  const char *kind = title ? _tl_statute_kind (title, title + strlen (title), &after) : NULL;

  if (!kind)
    return TRUE;
  for (guint k = 0; k < G_N_ELEMENTS (kinds); k++)
    if (g_str_has_prefix (kind, kinds[k][1]) && ends_with (from, p, kinds[k][0]))
      return TRUE;
  /* A code calls itself "Bộ luật này" or "Luật này". */
  return strcmp (kind, "Bộ luật") == 0 && ends_with (from, p, "luat");
}

/* The day right after the number; Returns: the place after it. */
static const char *
read_day (const char *p, const char *to, char date[11])
{
  gsize reach, end;

  p = _tl_scan_spaces (p, to);
  if (!_tl_scan_word (p, to, "ngay"))
    return NULL;
  reach = MIN ((gsize)(to - p), DATE_REACH);
  while (reach > 0 && p + reach < to && (p[reach] & 0xc0) == 0x80)
    reach--;
  if (!tl_text_find_date (p, reach, date, NULL, &end))
    return NULL;
  return p + end;
}

gboolean
_tl_statute_read_head_line (const char *from, const char *to, TlStatuteHeadLine *head)
{
  gboolean inside = from < to && *from == '(';
  const char *p = inside ? _tl_scan_spaces (from + 1, to) : from;
  const char *after = NULL;
  g_autofree char *rest = NULL;
  g_autoptr (TlDocNumber) number = NULL;
  gsize begin, end;

  memset (head, 0, sizeof *head);
  head->inside = inside;
  head->kind = _tl_statute_kind (p, to, &after);
  if (!head->kind && (after = _tl_scan_word (p, to, "van ban hop nhat")) != NULL)
    head->consolidated = TRUE;
  p = after ? _tl_scan_spaces (after, to) : p;
  if (!(after = _tl_scan_word (p, to, "so")))
    return FALSE;
  rest = g_strndup (after, (gsize)(to - after));
  number = tl_doc_number_find (rest, 0, &begin, &end);
  if (!number || strspn (rest, ": ") != begin)
    return FALSE;
  if (!(head->rest = read_day (after + end, to, head->date)))
    return FALSE;
  head->rest = _tl_scan_spaces (head->rest, to);
  if (inside && head->rest < to && *head->rest == ')')
    head->rest++;
  head->number = g_steal_pointer (&number);
  return TRUE;
}

void
_tl_statute_head_line_clear (TlStatuteHeadLine *head)
{
  g_clear_pointer (&head->number, tl_doc_number_free);
}
