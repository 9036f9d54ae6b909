/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "law/citation/tl-cite-path-private.h"

#include <string.h>

#include "law/citation/tl-cite-private.h"
#include "law/tl-scan-private.h"

#define MAX_TITLE 240 /* bytes between "Danh mục" and "kèm theo" */

/* "mức án phí, lệ phí Tòa án ban hành kèm theo": the title of an annex up to its document. */
static const char *
skip_annex_title (const char *p, const char *end)
{
  const char *limit = end - p > MAX_TITLE ? p + MAX_TITLE : end;

  for (const char *at = p; at < limit; at++)
    {
      const char *to;

      /* behind a bracket it is the head of the annex itself */
      if (*at == '.' || *at == ';' || *at == ':' || *at == '(')
        return p;
      if ((*at | 0x20) == 'p' && at > p && _tl_cite_phrase (at, end, "phụ lục") != NULL)
        return p;
      if ((*at | 0x20) != 'k' || at == p || (at[-1] != ' ' && at[-1] != '\n'))
        continue;
      to = _tl_cite_phrase (at, end, "kèm theo");
      if (to != NULL)
        return to;
    }
  return p;
}

const char *
_tl_cite_path_title (const TlCitePath *self, const char *p, const char *end)
{
  static const char *const titles[] = { "chương trình", "đề án",    "chiến lược", "quy định",
                                        "quy chế",      "kế hoạch", "điều lệ",    "danh mục" };
  const char *from = _tl_cite_blanks (p, end);

  for (guint i = 0; self->n > 0 && i < G_N_ELEMENTS (titles); i++)
    {
      const char *to = _tl_cite_phrase (from, end, titles[i]);

      if (to != NULL)
        {
          from = skip_annex_title (to, end);
          return from != to ? from : p;
        }
    }
  return p;
}

/* "phần “Nhận định của Tòa án”" of an án lệ. */
static const char *
skip_reasoning (const char *p, const char *end)
{
  static const char *const quotes[] = { "“", "\"", "”" };
  const char *to;

  p = _tl_cite_blanks (p, end);
  for (guint i = 0; i < G_N_ELEMENTS (quotes); i++)
    if ((gsize)(end - p) > strlen (quotes[i]) && memcmp (p, quotes[i], strlen (quotes[i])) == 0)
      {
        p += strlen (quotes[i]);
        break;
      }
  to = _tl_cite_phrase (p, end, "nhận định");
  if (to == NULL)
    return NULL;
  p = _tl_cite_blanks (to, end);
  if ((to = _tl_cite_phrase (p, end, "của tòa án")) != NULL
      || (to = _tl_cite_phrase (p, end, "của toà án")) != NULL)
    p = to;
  else
    p = to = p;
  for (guint i = 0; i < G_N_ELEMENTS (quotes); i++)
    if ((gsize)(end - p) >= strlen (quotes[i]) && memcmp (p, quotes[i], strlen (quotes[i])) == 0)
      return p + strlen (quotes[i]);
  return p;
}

/* The number behind the unit word, "[15]" of a paragraph; an annex may have none. */
static const char *
read_labels (const TlCiteUnitWord *unit, const char *end, TlCiteList *list)
{
  const char *p = _tl_cite_blanks (unit->to, end);
  gboolean bracket = unit->unit == TL_UNIT_PARAGRAPH && p < end && *p == '[';
  const char *to = _tl_cite_list (unit->unit, bracket ? p + 1 : p, end, FALSE, list);

  if (to != NULL && bracket)
    to = to < end && *to == ']' ? to + 1 : NULL;
  if (to != NULL || unit->unit != TL_UNIT_ANNEX)
    return to;
  list->items[0].label[0] = '\0';
  list->n = 1;
  return unit->to;
}

/* "Phụ lục của Nghị định này": the only annex of a document has no number. */
static gboolean
has_document_next (const char *p, const char *end)
{
  const char *of = _tl_scan_word (_tl_cite_blanks (p, end), end, "cua");
  const char *name = _tl_cite_blanks (of != NULL ? of : p, end);

  return name > p && name < end && _tl_cite_head_may_start (name, end);
}

const char *
_tl_cite_path_unit (TlCitePath *self, const TlCiteUnitWord *unit, const char *end)
{
  TlCiteList list;
  const char *to = NULL;

  if (self->n >= TL_CITE_PATH_MAX || unit->this)
    return NULL;
  if (unit->unit == TL_UNIT_PART && (to = skip_reasoning (unit->to, end)) != NULL)
    {
      g_strlcpy (list.items[0].label, "ND", TL_CITATION_UNIT_SIZE);
      list.n = 1;
    }
  else if ((to = read_labels (unit, end, &list)) == NULL)
    return NULL;
  if (unit->unit == TL_UNIT_ANNEX)
    {
      const char *title = skip_annex_title (to, end);

      if (title == to && list.items[0].label[0] == '\0' && !has_document_next (to, end))
        return NULL;
      to = title;
    }
  if (self->n == 0)
    {
      self->from = unit->from;
      self->n_firsts = 0;
    }
  self->to = to;
  if (self->n > 0 && (self->n > 1 || self->units[0] != unit->unit))
    {
      self->units[self->n] = unit->unit;
      g_strlcpy (self->labels[self->n++], list.items[0].label, TL_CITATION_UNIT_SIZE);
      return to;
    }
  self->n = 1;
  self->units[0] = unit->unit;
  for (guint i = 0; i < list.n && self->n_firsts < TL_CITE_PATH_LIST; i++)
    g_strlcpy (self->firsts[self->n_firsts++], list.items[i].label, TL_CITATION_UNIT_SIZE);
  return to;
}

void
_tl_cite_path_note (TlCitePath *self, const char *note, const char *end)
{
  if (self->n == 0 || self->n >= TL_CITE_PATH_MAX
      || (_tl_cite_phrase (note + 1, end, "danh mục") == NULL
          && _tl_cite_phrase (note + 1, end, "phụ lục") == NULL))
    return;
  self->units[self->n] = TL_UNIT_ANNEX;
  self->labels[self->n++][0] = '\0';
}

gboolean
_tl_cite_path_has (const TlCitePath *self, TlCiteUnit unit)
{
  for (guint i = 0; i < self->n; i++)
    if (self->units[i] == unit)
      return TRUE;
  return FALSE;
}

gboolean
_tl_cite_path_is_section (const TlCitePath *self)
{
  return _tl_cite_path_has (self, TL_UNIT_CHAPTER);
}

/* The outer ones come last in Vietnamese, unless the units go the other way. */
static gboolean
is_outer_last (const TlCitePath *self)
{
  return self->n < 2 || self->units[0] < self->units[self->n - 1];
}

char *
_tl_cite_path_build (const TlCitePath *self, guint first, const char *clause, const char *point)
{
  gboolean annex = _tl_cite_path_has (self, TL_UNIT_ANNEX);
  const char *separator = annex ? "/" : ".";
  GString *path = g_string_new (annex ? "PL" : NULL);

  for (guint i = 0; i < self->n; i++)
    {
      guint at = is_outer_last (self) ? self->n - 1 - i : i;
      const char *label = at == 0 ? self->firsts[first] : self->labels[at];

      if (label[0] == '\0')
        continue;
      if (_tl_cite_path_has (self, TL_UNIT_PARAGRAPH) && !annex)
        {
          if (self->units[at] != TL_UNIT_PARAGRAPH)
            continue;
          g_string_append_printf (path, "ND%s", label);
          continue;
        }
      g_string_append (path, path->len > 0 ? separator : "");
      g_string_append (path, label);
    }
  if (clause[0] != '\0')
    g_string_append_printf (path, "%s%s", path->len > 0 ? separator : "", clause);
  if (point[0] != '\0')
    g_string_append_printf (path, "%s%s", path->len > 0 ? separator : "", point);
  return g_string_free (path, FALSE);
}
