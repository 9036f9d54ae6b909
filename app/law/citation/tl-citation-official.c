/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "law/citation/tl-catalogue-private.h"
#include "law/citation/tl-citation-query.h"
#include "law/citation/tl-citation.h"
#include "law/statute/tl-statute-structure.h"
#include "law/tl-scan-private.h"

#define EXPANDED_MAX 1000

/* Kinds of documents named by number, as printed. */
static const struct
{
  const char *prefix;
  const char *words;
} kinds[] = {
  /* Longer ones first. */
  { "VBHN", "Văn bản hợp nhất" },
  { "TTLT", "Thông tư liên tịch" },
  { "AL", "Án lệ" },
  { "BA", "Bản án" },
  { "CV", "Công văn" },
  { "GD", "Giải đáp" },
  { "HD", "Hướng dẫn" },
  { "TB", "Thông báo" },
  { "NQ", "Nghị quyết" },
  { "ND", "Nghị định" },
  { "TT", "Thông tư" },
  { "QD", "Quyết định" },
  { "CT", "Chỉ thị" },
  { "PL", "Pháp lệnh" },
  { "SL", "Lệnh" },
  { "BL", "Bộ luật" },
  { "HP", "Hiến pháp" },
  { "L", "Luật" },
};

/* By its key, because laws of different titles share letters; else by its abbreviation. */
static const TlLawEntry *
entry_named (const char *key, const char *short_name)
{
  const GPtrArray *entries = _tl_catalogue_entries ();

  for (guint i = 0; key && i < entries->len; i++)
    {
      const TlLawEntry *entry = g_ptr_array_index (entries, i);

      if (strcmp (entry->key, key) == 0)
        return entry;
    }

  for (guint i = 0; short_name && i < entries->len; i++)
    {
      const TlLawEntry *entry = g_ptr_array_index (entries, i);

      if (g_strcmp0 (entry->short_name, short_name) == 0)
        return entry;
    }
  return NULL;
}

static void
append_law (GString *out, const TlCitedDoc *doc)
{
  const TlLawEntry *entry = entry_named (doc->key, doc->name);

  g_string_append (out, entry ? entry->title : doc->name ? doc->name : doc->key);
  if (doc->year > 0)
    g_string_append_printf (out, " năm %d", doc->year);
}

static void
append_previous (GString *out, const TlCitedDoc *doc)
{
  g_autofree char *name = g_strndup (doc->key + 5, strlen (doc->key) - 6);
  const TlLawEntry *entry;

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (strcmp (kinds[i].prefix, name) == 0)
      {
        g_string_append_printf (out, "%s nêu trên", kinds[i].words);
        return;
      }
  entry = entry_named (NULL, name);
  g_string_append_printf (out, "%s nêu trên", entry ? entry->title : name);
}

static void
append_court (GString *out, const char *court)
{
  if (g_str_has_prefix (court, "TANDTC"))
    g_string_append_printf (out, "Tòa án nhân dân tối cao%s", court + 6);
  else if (g_str_has_prefix (court, "TAND"))
    g_string_append_printf (out, "Tòa án nhân dân%s", court + 4);
  else
    g_string_append (out, court);
}

static void
append_numbered (GString *out, const TlCitedDoc *doc)
{
  g_autofree char *number = g_strdup (doc->number);

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      gsize n = strlen (kinds[i].prefix);

      if (strncmp (doc->key, kinds[i].prefix, n) != 0 || !g_ascii_isdigit (doc->key[n]))
        continue;
      if (!number)
        number = g_strndup (doc->key + n, strcspn (doc->key + n, "?@"));
      g_string_append_printf (out, "%s số %s", kinds[i].words, number);
      break;
    }
  if (doc->date && strlen (doc->date) == 10)
    g_string_append_printf (out, " ngày %d/%d/%.4s", (int)g_ascii_strtoll (doc->date + 8, NULL, 10),
                            (int)g_ascii_strtoll (doc->date + 5, NULL, 10), doc->date);
  if (doc->court)
    {
      g_string_append (out, " của ");
      append_court (out, doc->court);
    }
}

static void
append_doc (GString *out, const TlCitedDoc *doc)
{
  switch (doc->kind)
    {
    case TL_CITED_SELF:
      g_string_append (out, "Luật này");
      break;
    case TL_CITED_PREVIOUS:
      append_previous (out, doc);
      break;
    case TL_CITED_LAW:
      append_law (out, doc);
      break;
    case TL_CITED_STANDARD:
      g_string_append (out, doc->key);
      break;
    case TL_CITED_UNKNOWN:
      break;
    default:
      append_numbered (out, doc);
    }
}

/* "từ điểm a đến điểm k", "khoản 1", "khoản này". */
static void
append_unit (GString *out, const char *word, const char *unit, const char *to)
{
  if (out->len > 0)
    g_string_append_c (out, ' ');
  if (strcmp (unit, "THIS") == 0)
    g_string_append_printf (out, "%s này", word);
  else if (*to)
    g_string_append_printf (out, "từ %s %s đến %s %s", word, unit, word, to);
  else
    g_string_append_printf (out, "%s %s", word, unit);
}

/* The parts of a path with what they are called: of an annex from the part down, of a letter the
 * part and the section. */
static void
append_annex (GString *out, const char *path)
{
  static const char *const words[] = { "Phần", "mục", "tiểu mục", "điểm" };
  g_auto (GStrv) parts = g_strsplit (path, "/", -1);

  for (guint n = g_strv_length (parts); n > 1; n--)
    g_string_append_printf (out, "%s %s ", words[MIN (n - 2, G_N_ELEMENTS (words) - 1)],
                            parts[n - 1]);
  g_string_append (out, "Phụ lục ban hành kèm theo");
}

/* "II.1" is mục 1 of phần II, "III.2.b" has a point in it, "1.4" is one section. */
static void
append_letter_place (GString *out, const char *path)
{
  const char *point = strrchr (path, '.');
  const char *end = path + strlen (path);
  const char *dot;

  if (point && !g_ascii_isdigit (point[1]))
    {
      g_string_append_printf (out, "điểm %s ", point + 1);
      end = point;
    }
  dot = memchr (path, '.', (gsize)(end - path));
  if (g_ascii_isdigit (*path))
    g_string_append_printf (out, "mục %.*s", (int)(end - path), path);
  else if (dot)
    g_string_append_printf (out, "mục %.*s phần %.*s", (int)(end - dot - 1), dot + 1,
                            (int)(dot - path), path);
  else
    g_string_append_printf (out, "phần %.*s", (int)(end - path), path);
}

static void
append_path (GString *out, const TlCitation *citation)
{
  const char *path = citation->path;

  if (citation->doc->kind == TL_CITED_PRECEDENT && g_str_has_prefix (path, "ND"))
    g_string_append_printf (out, "đoạn %s phần “Nhận định của Tòa án” của", path + 2);
  else if (g_str_has_prefix (path, "PL"))
    append_annex (out, path);
  else
    append_letter_place (out, path);
}

static gboolean
is_this (const char *unit)
{
  return strcmp (unit, "THIS") == 0;
}

/* "khoản này" says all that stands around it. */
static void
append_units (GString *out, const TlCitation *citation)
{
  if (*citation->point)
    append_unit (out, "điểm", citation->point, citation->point_to);
  if (*citation->clause)
    append_unit (out, "khoản", citation->clause, citation->clause_to);
  if (*citation->article && !is_this (citation->clause))
    append_unit (out, "Điều", citation->article, citation->article_to);
}

char *
tl_citation_format_official (const TlCitation *citation)
{
  GString *out;

  g_return_val_if_fail (citation != NULL, NULL);

  out = g_string_new (NULL);
  if (citation->path && citation->doc)
    append_path (out, citation);
  else
    append_units (out, citation);
  if (citation->doc && citation->doc->kind != TL_CITED_UNKNOWN
      && !(citation->doc->kind == TL_CITED_SELF
           && (is_this (citation->article) || is_this (citation->clause))))
    {
      if (out->len > 0)
        g_string_append_c (out, ' ');
      append_doc (out, citation->doc);
    }
  return g_string_free (out, FALSE);
}

static gboolean
is_known (const char *unit)
{
  return *unit != '\0' && strcmp (unit, "THIS") != 0;
}

/* "II.1" of a letter of guidance is "ii.1", "1" of one without parts "m1". */
static char *
dup_guidance_anchor (const char *path)
{
  GString *anchor = g_string_new (g_ascii_isdigit (*path) ? "m" : NULL);

  for (; *path != '\0'; path = g_utf8_next_char (path))
    {
      gunichar c = g_unichar_tolower (g_utf8_get_char (path));

      if (c == 0x111) /* đ */
        g_string_append (anchor, "dd");
      else
        g_string_append_unichar (anchor, c);
    }
  return g_string_free (anchor, FALSE);
}

char *
tl_citation_dup_anchor (const TlCitation *citation)
{
  TlCitationQuery query = { 0 };

  g_return_val_if_fail (citation != NULL, NULL);

  if (citation->path)
    {
      const char *number = citation->path + 2;

      /* Paragraph [15] of the reasoning; an annex, by its number where it has one. */
      if (g_str_has_prefix (citation->path, "ND") && g_ascii_isdigit (*number))
        return g_strconcat ("nhan.", number, NULL);
      if (g_str_has_prefix (citation->path, "PL"))
        return g_strdup_printf ("pl%d", MAX (1, (int)g_ascii_strtoll (number, NULL, 10)));
      if (citation->doc != NULL && citation->doc->kind == TL_CITED_GUIDANCE)
        return dup_guidance_anchor (citation->path);
      return NULL;
    }
  if (!is_known (citation->article) || strcmp (citation->clause, "THIS") == 0)
    return NULL;
  query.article = (char *)citation->article;
  query.clause = *citation->clause ? (char *)citation->clause : NULL;
  query.point = *citation->point ? (char *)citation->point : NULL;
  return tl_citation_query_anchor (&query);
}

/* The units from @from to @to: numbers in steps of one, letters over the alphabet of points. */
static GPtrArray *
unit_range (const char *from, const char *to)
{
  GPtrArray *units = g_ptr_array_new_with_free_func (g_free);
  int first = _tl_scan_letter_index (g_utf8_get_char (from));
  int last = *to ? _tl_scan_letter_index (g_utf8_get_char (to)) : -1;

  g_ptr_array_add (units, g_strdup (from));
  if (g_ascii_isdigit (*from) && g_ascii_isdigit (*to))
    {
      int number = (int)g_ascii_strtoll (from, NULL, 10);
      int stop = (int)g_ascii_strtoll (to, NULL, 10);

      while (++number <= stop && units->len < EXPANDED_MAX)
        g_ptr_array_add (units, g_strdup_printf ("%d", number));
      if (units->len < EXPANDED_MAX && !g_ascii_isdigit (to[strlen (to) - 1])
          && strcmp (g_ptr_array_index (units, units->len - 1), to) != 0)
        g_ptr_array_add (units, g_strdup (to));
    }
  else if (first >= 0 && last > first)
    for (int i = first + 1; i <= last; i++)
      {
        const char *code = _tl_scan_letter_code (i);

        g_ptr_array_add (units, g_strdup (strcmp (code, "dd") == 0 ? "đ" : code));
      }
  else if (*to)
    g_ptr_array_add (units, g_strdup (to));
  return units;
}

static void
add_single (GPtrArray *all,
            const TlCitation *range,
            const char *article,
            const char *clause,
            const char *point)
{
  TlCitation *single = tl_citation_copy (range);

  g_strlcpy (single->article, article, sizeof single->article);
  g_strlcpy (single->clause, clause, sizeof single->clause);
  g_strlcpy (single->point, point, sizeof single->point);
  single->article_to[0] = single->clause_to[0] = single->point_to[0] = '\0';
  g_ptr_array_add (all, single);
}

GPtrArray *
tl_citation_expand (const TlCitation *citation)
{
  GPtrArray *all = g_ptr_array_new_with_free_func ((GDestroyNotify)tl_citation_free);
  g_autoptr (GPtrArray) articles = NULL;
  g_autoptr (GPtrArray) clauses = NULL;
  g_autoptr (GPtrArray) points = NULL;

  g_return_val_if_fail (citation != NULL, all);

  articles = unit_range (citation->article, citation->article_to);
  clauses = unit_range (citation->clause, citation->clause_to);
  points = unit_range (citation->point, citation->point_to);
  for (guint a = 0; a < articles->len; a++)
    for (guint c = 0; c < clauses->len; c++)
      for (guint p = 0; p < points->len && all->len < EXPANDED_MAX; p++)
        add_single (all, citation, g_ptr_array_index (articles, a), g_ptr_array_index (clauses, c),
                    g_ptr_array_index (points, p));
  return all;
}
