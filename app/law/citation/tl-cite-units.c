/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "law/citation/tl-cite-read-private.h"

#include <string.h>

#include "law/citation/tl-cite-path-private.h"
#include "law/tl-scan-private.h"

#define MAX_ENTRIES 256 /* clauses and points that wait for one article */
#define MAX_SHARED  512 /* units made of one list by distribution */

/* A run of units while it is read. */
typedef struct
{
  TlCiteReader *reader;
  TlCiteList list;
  TlCiteList points; /* letters that wait for a clause */
  gboolean points_repaired;
  gboolean points_after_clause; /* "khoản 1 điểm b" */
  const char *points_from;
  guint article_first; /* in the open ones: what the last article made */
  guint article_n;
  gboolean has_article;
  gboolean article_bare;      /* and it had no clause before it */
  gboolean waiting_separated; /* a comma stands between that article and what waits now */
  gboolean waiting_strong;
  char *qualifier; /* printed before the article and without notation: a paragraph of it */
  TlCitePath path;
  gboolean path_own;
  const char *to;
} Chain;

static GArray *
entries_of (Chain *chain)
{
  return chain->reader->entries;
}

static void
add_entry (Chain *chain, const TlCiteEntry *entry)
{
  if (entries_of (chain)->len < MAX_ENTRIES)
    g_array_append_vals (entries_of (chain), entry, 1);
}

static void
mark_repaired (TlCiteEntry *entry)
{
  entry->confidence = TL_CONFIDENCE_LOW;
  entry->warnings |= TL_CITATION_WARN_OCR;
}

static gboolean
is_waiting (Chain *chain)
{
  return entries_of (chain)->len > 0 || chain->points.n > 0;
}

/* Points that wait become entries of @clause, or of none. */
static void
add_points (Chain *chain, const TlCiteItem *clause, gboolean repaired, const char *to)
{
  for (guint i = 0; i < chain->points.n; i++)
    {
      TlCiteEntry entry = { .confidence = TL_CONFIDENCE_HIGH };

      entry.point = chain->points.items[i];
      if (clause != NULL)
        entry.clause = *clause;
      entry.from = i == 0 ? chain->points_from : entry.point.from;
      entry.to = to != NULL ? to : entry.point.to;
      if (repaired || chain->points_repaired || entry.point.repaired)
        mark_repaired (&entry);
      add_entry (chain, &entry);
    }
}

/* "khoản 1 điểm b": the points belong to the clause before them. */
static void
nest_points (Chain *chain)
{
  GArray *entries = entries_of (chain);
  TlCiteEntry last;

  if (chain->points.n == 0)
    return;
  if (entries->len == 0 || !chain->points_after_clause)
    {
      add_points (chain, NULL, FALSE, NULL);
      chain->points.n = 0;
      return;
    }
  last = g_array_index (entries, TlCiteEntry, entries->len - 1);
  if (last.point.label[0] == '\0')
    g_array_set_size (entries, entries->len - 1);
  chain->points_from = last.from;
  add_points (chain, &last.clause, last.confidence == TL_CONFIDENCE_LOW, NULL);
  chain->points.n = 0;
}

static void
add_clauses (Chain *chain, const TlCiteUnitWord *unit)
{
  for (guint i = 0; i < chain->list.n; i++)
    {
      const TlCiteItem *clause = &chain->list.items[i];
      TlCiteEntry entry = { .clause = *clause, .confidence = TL_CONFIDENCE_HIGH };

      if (chain->points.n > 0 && (i == 0 || unit->plural))
        {
          guint n = entries_of (chain)->len;

          add_points (chain, clause, unit->repaired || clause->repaired, clause->to);
          for (; chain->list.n > 1 && n < entries_of (chain)->len; n++)
            g_array_index (entries_of (chain), TlCiteEntry, n).warnings
                |= TL_CITATION_WARN_AMBIGUOUS;
          continue;
        }
      entry.from = i == 0 ? unit->from : clause->from;
      entry.to = clause->to;
      if (unit->repaired || clause->repaired)
        mark_repaired (&entry);
      add_entry (chain, &entry);
    }
  chain->points.n = 0;
  chain->points_after_clause = FALSE;
}

static TlCiteOpen *
add_open (Chain *chain, const char *from, const char *to)
{
  TlCiteReader *reader = chain->reader;
  TlCiteOpen open
      = { .citation = g_new0 (TlCitation, 1), .run = reader->run, .from = from, .to = to };

  open.citation->confidence = chain->qualifier ? TL_CONFIDENCE_MEDIUM : TL_CONFIDENCE_HIGH;
  open.citation->warnings = chain->qualifier ? TL_CITATION_WARN_AMBIGUOUS : 0;
  open.citation->qualifier = g_strdup (chain->qualifier);
  open.citation->from = (gsize)(from - reader->text);
  open.citation->to = (gsize)(to - reader->text);
  g_array_append_val (reader->open, open);
  return &g_array_index (reader->open, TlCiteOpen, reader->open->len - 1);
}

static void
set_article (TlCiteOpen *open, const TlCiteItem *article, gboolean repaired)
{
  TlCitation *citation = open->citation;

  memcpy (citation->article, article->label, sizeof article->label);
  memcpy (citation->article_to, article->label_to, sizeof article->label_to);
  memcpy (open->joined, article->joined, sizeof article->joined);
  if (repaired || article->repaired)
    {
      citation->confidence = TL_CONFIDENCE_LOW;
      citation->warnings |= TL_CITATION_WARN_OCR;
    }
}

static void
set_entry (TlCitation *citation, const TlCiteEntry *entry)
{
  memcpy (citation->clause, entry->clause.label, sizeof citation->clause);
  memcpy (citation->clause_to, entry->clause.label_to, sizeof citation->clause_to);
  memcpy (citation->point, entry->point.label, sizeof citation->point);
  memcpy (citation->point_to, entry->point.label_to, sizeof citation->point_to);
  citation->confidence = MIN (citation->confidence, entry->confidence);
  citation->warnings |= entry->warnings;
}

/* Three clauses and more that follow each other are written as a range where several articles
 * share them. */
static void
join_clauses (GArray *entries)
{
  guint n = 0;

  for (guint i = 0; i < entries->len;)
    {
      TlCiteEntry entry = g_array_index (entries, TlCiteEntry, i);
      guint64 value = g_ascii_strtoull (entry.clause.label, NULL, 10);
      guint k = i + 1;

      while (entry.point.label[0] == '\0' && entry.clause.label_to[0] == '\0' && k < entries->len)
        {
          const TlCiteEntry *next = &g_array_index (entries, TlCiteEntry, k);
          char wanted[TL_CITATION_UNIT_SIZE];

          g_snprintf (wanted, sizeof wanted, "%u", (guint)(value + (k - i)) % 1000);
          if (next->point.label[0] != '\0' || strcmp (next->clause.label, wanted) != 0
              || next->clause.label_to[0] != '\0')
            break;
          k++;
        }
      if (k - i >= 3)
        {
          const TlCiteEntry *last = &g_array_index (entries, TlCiteEntry, k - 1);

          memcpy (entry.clause.label_to, last->clause.label, sizeof entry.clause.label_to);
          entry.to = last->to;
          i = k;
        }
      else
        i++;
      g_array_index (entries, TlCiteEntry, n++) = entry;
    }
  g_array_set_size (entries, n);
}

static char *
dup_printed (const char *from, const char *to)
{
  GString *printed = g_string_new (NULL);

  _tl_scan_collapse (printed, from, to);
  return g_string_free (printed, FALSE);
}

/* Rule 1: an article closes all that waits; several articles share it. */
static void
add_articles (Chain *chain, const TlCiteUnitWord *unit)
{
  GArray *entries = entries_of (chain);
  TlCiteReader *reader = chain->reader;
  guint shared = entries->len > 0 && unit->plural ? chain->list.n : MIN (chain->list.n, 1);

  nest_points (chain);
  g_clear_pointer (&chain->qualifier, g_free);
  if (chain->path.n > 0)
    chain->qualifier = dup_printed (chain->path.from, chain->path.to);
  chain->path.n = 0;
  chain->article_first = reader->open->len;
  chain->article_bare = entries->len == 0;
  if (entries->len > 0 && unit->plural && chain->list.n > 1)
    {
      shared = chain->list.n;
      join_clauses (entries);
    }
  for (guint i = 0; i < chain->list.n; i++)
    {
      const TlCiteItem *article = &chain->list.items[i];
      guint n = i < MAX (shared, 1) ? entries->len : 0;

      if (n == 0 || (i > 0 && reader->open->len - chain->article_first + n > MAX_SHARED))
        {
          set_article (add_open (chain, i == 0 ? unit->from : article->from, article->to), article,
                       unit->repaired);
          continue;
        }
      for (guint k = 0; k < n; k++)
        {
          const TlCiteEntry *entry = &g_array_index (entries, TlCiteEntry, k);
          TlCiteOpen *open = add_open (chain, i == 0 ? entry->from : article->from, article->to);

          set_article (open, article, unit->repaired);
          set_entry (open->citation, entry);
          if (shared > 1)
            open->citation->warnings |= TL_CITATION_WARN_AMBIGUOUS;
        }
    }
  chain->article_n = reader->open->len - chain->article_first;
  chain->has_article = chain->list.n > 0;
  g_array_set_size (entries, 0);
}

/* "Điều 51 khoản 1 điểm s": what waits belongs to the article before it. */
static void
nest_in_article (Chain *chain)
{
  GArray *entries = entries_of (chain);
  GArray *open = chain->reader->open;
  TlCiteOpen last = g_array_index (open, TlCiteOpen, open->len - 1);
  gboolean bare = chain->article_bare && last.citation->clause[0] == '\0';

  nest_points (chain);
  if (bare)
    g_array_set_size (open, open->len - 1);
  for (guint i = 0; i < entries->len; i++)
    {
      const TlCiteEntry *entry = &g_array_index (entries, TlCiteEntry, i);
      TlCiteOpen *next = add_open (chain, bare && i == 0 ? last.from : entry->from, entry->to);
      TlCitation *citation = next->citation;

      memcpy (citation->article, last.citation->article, sizeof citation->article);
      memcpy (next->joined, last.joined, sizeof last.joined);
      citation->warnings |= last.citation->warnings;
      citation->confidence = MIN (citation->confidence, last.citation->confidence);
      set_entry (citation, entry);
      if (!bare || chain->waiting_strong)
        {
          citation->confidence = TL_CONFIDENCE_LOW;
          citation->warnings |= TL_CITATION_WARN_AMBIGUOUS;
        }
      else if (chain->waiting_separated)
        citation->confidence = MIN (citation->confidence, TL_CONFIDENCE_MEDIUM);
    }
  if (bare)
    tl_citation_free (last.citation);
  g_array_set_size (entries, 0);
  chain->has_article = FALSE;
}

static TlCitedDoc *
make_self (const TlCiteReader *reader, const TlCiteUnitWord *unit)
{
  const char *document = reader->context != NULL ? reader->context->document : NULL;
  TlCitedDoc *doc;

  if (document == NULL)
    doc = tl_cited_doc_new (TL_CITED_SELF, "SELF");
  else
    doc = tl_cited_doc_new (strchr (document, '/') != NULL ? TL_CITED_NUMBER : TL_CITED_LAW,
                            document);
  doc->from = (gsize)(unit->from - reader->text);
  doc->to = (gsize)(unit->to - reader->text);
  return doc;
}

static void
set_label (char *label, const char *known)
{
  g_strlcpy (label, known != NULL && strlen (known) < TL_CITATION_UNIT_SIZE ? known : "THIS",
             TL_CITATION_UNIT_SIZE);
}

/* "Điều này", "khoản này", "điểm này": everything that waits stands in this text's own unit. */
static void
close_this (Chain *chain, const TlCiteUnitWord *unit)
{
  GArray *entries = entries_of (chain);
  const TlCitationContext *context = chain->reader->context;
  g_autoptr (TlCitedDoc) doc = make_self (chain->reader, unit);
  guint first = chain->reader->open->len;

  if (unit->unit != TL_UNIT_CLAUSE || chain->points.n == 0)
    nest_points (chain);
  if (unit->unit == TL_UNIT_CLAUSE)
    {
      TlCiteItem this = { .from = unit->from, .to = unit->to };
      TlCiteEntry entry = { .confidence = TL_CONFIDENCE_HIGH, .from = unit->from };

      set_label (this.label, context != NULL ? context->clause : NULL);
      entry.clause = this;
      entry.to = unit->to;
      if (chain->points.n > 0)
        add_points (chain, &this, FALSE, unit->to);
      else
        add_entry (chain, &entry);
      chain->points.n = 0;
    }
  for (guint i = 0; i < MAX (entries->len, 1); i++)
    {
      const TlCiteEntry *entry = i < entries->len ? &g_array_index (entries, TlCiteEntry, i) : NULL;
      TlCiteOpen *open = add_open (chain, entry != NULL ? entry->from : unit->from, unit->to);

      set_label (open->citation->article, context != NULL ? context->article : NULL);
      if (entry != NULL)
        set_entry (open->citation, entry);
      if (unit->unit == TL_UNIT_POINT)
        {
          set_label (open->citation->clause, context != NULL ? context->clause : NULL);
          set_label (open->citation->point, NULL);
        }
    }
  g_array_set_size (entries, 0);
  for (guint i = first; i < chain->reader->open->len; i++)
    _tl_cite_own (chain->reader, g_array_index (chain->reader->open, TlCiteOpen, i).citation, doc);
  g_array_set_size (chain->reader->open, first);
  g_clear_pointer (&chain->reader->self_doc, tl_cited_doc_unref);
  chain->reader->self_doc = g_steal_pointer (&doc);
  chain->has_article = FALSE;
}

/* What waits at the end of the run and has no article. */
static void
leave_orphans (Chain *chain)
{
  GArray *entries = entries_of (chain);

  g_clear_pointer (&chain->qualifier, g_free);
  nest_points (chain);
  for (guint i = 0; i < entries->len; i++)
    {
      const TlCiteEntry *entry = &g_array_index (entries, TlCiteEntry, i);
      TlCiteOpen *open = add_open (chain, entry->from, entry->to);

      set_entry (open->citation, entry);
      open->citation->confidence = TL_CONFIDENCE_LOW;
      open->orphan = TRUE;
    }
  g_array_set_size (entries, 0);
}

static void
add_path (Chain *chain, guint first, const TlCiteEntry *entry)
{
  char *path = _tl_cite_path_build (&chain->path, first, entry != NULL ? entry->clause.label : "",
                                    entry != NULL ? entry->point.label : "");
  TlCiteOpen *open
      = add_open (chain, entry != NULL ? entry->from : chain->path.from, chain->path.to);

  open->citation->path = path;
  open->inner = entry != NULL;
  open->section = _tl_cite_path_is_section (&chain->path);
}

/* Sections, parts and annexes make a path, unless they only say where an article stands. */
static void
close_path (Chain *chain)
{
  GArray *entries = entries_of (chain);

  g_clear_pointer (&chain->qualifier, g_free);
  nest_points (chain);
  for (guint i = 0; i < entries->len; i++)
    add_path (chain, 0, &g_array_index (entries, TlCiteEntry, i));
  for (guint i = 0; entries->len == 0 && i < chain->path.n_firsts; i++)
    add_path (chain, i, NULL);
  g_array_set_size (entries, 0);
}

/* "Điều 5 Mục 3 Chương III Luật X": where in the law the article stands. */
static void
qualify_articles (Chain *chain)
{
  GArray *open = chain->reader->open;

  for (guint i = chain->article_first; i < open->len; i++)
    {
      TlCitation *citation = g_array_index (open, TlCiteOpen, i).citation;

      if (citation->qualifier != NULL)
        continue;
      citation->qualifier = dup_printed (chain->path.from, chain->path.to);
      if (_tl_cite_path_is_section (&chain->path))
        continue;
      citation->confidence = MIN (citation->confidence, TL_CONFIDENCE_MEDIUM);
      citation->warnings |= TL_CITATION_WARN_AMBIGUOUS;
    }
}

static void
finish (Chain *chain)
{
  if (chain->path.n > 0 && (!chain->has_article || is_waiting (chain) || chain->path_own))
    close_path (chain);
  else if (is_waiting (chain) && chain->has_article)
    nest_in_article (chain);
  else if (chain->path.n > 0)
    qualify_articles (chain);
  else
    leave_orphans (chain);
  g_clear_pointer (&chain->qualifier, g_free);
}

/* Whether what waits belongs to the article before it, now that another article comes. */
static gboolean
is_top_down (const Chain *chain, const TlCiteGlue *glue)
{
  return chain->has_article && chain->article_bare && !chain->waiting_separated && glue->separator;
}

static void
note_waiting (Chain *chain, const TlCiteGlue *glue)
{
  if (is_waiting (chain))
    return;
  chain->waiting_separated = glue->separator;
  chain->waiting_strong = glue->strong;
}

/* "điểm 1 khoản 3 Điều 12": a point of an article is a letter, so the figure is an l. */
static void
mend_point_l (Chain *chain, const char *to)
{
  TlCiteUnitWord next;
  TlCiteGlue glue;

  _tl_cite_glue (to, chain->reader->end, &glue);
  if (glue.separator || !_tl_cite_unit_word (glue.to, chain->reader->end, &next)
      || (next.unit != TL_UNIT_CLAUSE && next.unit != TL_UNIT_ARTICLE))
    return;
  for (guint i = 0; i < chain->list.n; i++)
    {
      TlCiteItem *item = &chain->list.items[i];

      if (strcmp (item->label, "1") != 0 || item->label_to[0] != '\0')
        continue;
      item->label[0] = 'l';
      item->repaired = TRUE;
    }
}

static void
take_articles (Chain *chain, const TlCiteUnitWord *unit, const TlCiteGlue *glue)
{
  if (is_waiting (chain) && is_top_down (chain, glue))
    nest_in_article (chain);
  /* "Phụ lục II và Điều 15", "Chương II và Điều 5": not where the article stands */
  if (chain->path.n > 0
      && (glue->conjunction || glue->strong
          || (glue->separator && _tl_cite_path_has (&chain->path, TL_UNIT_ANNEX))))
    {
      close_path (chain);
      chain->path.n = 0;
    }
  add_articles (chain, unit);
}

/* One unit word with its list. Returns: the place after it, or NULL. */
static const char *
read_unit (Chain *chain, const char *p, const TlCiteGlue *glue)
{
  TlCiteUnitWord unit;
  const char *to;

  if (!_tl_cite_unit_word (p, chain->reader->end, &unit))
    return NULL;
  if (unit.previous)
    return NULL;
  if (unit.this && unit.unit <= TL_UNIT_POINT)
    {
      if (is_waiting (chain) && is_top_down (chain, glue))
        nest_in_article (chain);
      close_this (chain, &unit);
      return unit.to;
    }
  /* "Điều 15 và Phụ lục II": not where the article stands */
  chain->path_own |= (unit.unit == TL_UNIT_ANNEX || unit.unit == TL_UNIT_SUBSECTION)
                     && glue->separator && chain->path.n == 0;
  if (unit.unit > TL_UNIT_POINT)
    return _tl_cite_path_unit (&chain->path, &unit, chain->reader->end);
  to = _tl_cite_list (unit.unit, unit.to, chain->reader->end, FALSE, &chain->list);
  if (to == NULL)
    return NULL;
  switch (unit.unit)
    {
    case TL_UNIT_POINT:
      mend_point_l (chain, to);
      note_waiting (chain, glue);
      if (chain->points.n == 0)
        {
          chain->points_after_clause = entries_of (chain)->len > 0 && !glue->separator;
          chain->points_from = unit.from;
        }
      for (guint i = 0; i < chain->list.n && chain->points.n < TL_CITE_LIST_MAX; i++)
        chain->points.items[chain->points.n++] = chain->list.items[i];
      chain->points_repaired = unit.repaired;
      break;
    case TL_UNIT_CLAUSE:
      note_waiting (chain, glue);
      add_clauses (chain, &unit);
      break;
    default:
      take_articles (chain, &unit, glue);
      break;
    }
  return to;
}

/* "b, s, v khoản 1": letters without "điểm" straight before a clause. */
static const char *
read_letters (Chain *chain, const char *p, const TlCiteGlue *glue)
{
  const char *end = chain->reader->end;
  TlCiteUnitWord unit;
  TlCiteGlue next;
  const char *to;

  if (p >= end || chain->points.n > 0
      || (to = _tl_cite_list (TL_UNIT_POINT, p, end, TRUE, &chain->list)) == NULL)
    return NULL;
  _tl_cite_glue (to, end, &next);
  if (next.strong || !_tl_cite_unit_word (next.to, end, &unit) || unit.unit != TL_UNIT_CLAUSE
      || unit.this || !g_ascii_islower (*p))
    return NULL;
  note_waiting (chain, glue);
  chain->points = chain->list;
  if (_tl_cite_list (TL_UNIT_CLAUSE, unit.to, end, FALSE, &chain->list) == NULL)
    {
      chain->points.n = 0;
      return NULL;
    }
  chain->points_from = p;
  chain->points_repaired = TRUE;
  chain->points_after_clause = FALSE;
  return to;
}

/* "Điều 51(1)(s)", and numbers of footnotes in brackets. */
static const char *
read_brackets (Chain *chain, const char *p)
{
  const char *end = chain->reader->end;
  TlCiteEntry entry = { .confidence = TL_CONFIDENCE_HIGH, .from = p };
  const char *to;

  if (!chain->has_article || !chain->article_bare || is_waiting (chain) || p + 2 >= end || *p != '('
      || (to = _tl_cite_number (p + 1, end, FALSE, &entry.clause)) == NULL || to >= end
      || *to != ')')
    return p;
  entry.to = p = to + 1;
  if (p + 2 < end && *p == '(' && (to = _tl_cite_letter (p + 1, end, &entry.point)) != NULL
      && to < end && *to == ')')
    entry.to = p = to + 1;
  else
    entry.point.label[0] = '\0';
  add_entry (chain, &entry);
  chain->waiting_separated = chain->waiting_strong = FALSE;
  nest_in_article (chain);
  return p;
}

static gboolean
is_bound (const TlCiteGlue *glue)
{
  return !glue->range || glue->separator;
}

static const char *
read_rest (Chain *chain, const char *p)
{
  const char *end = chain->reader->end;

  while (TRUE)
    {
      TlCiteGlue glue;
      const char *next;

      p = read_brackets (chain, p);
      chain->to = p;
      _tl_cite_glue (p, end, &glue);
      if (glue.note != NULL)
        _tl_cite_path_note (&chain->path, glue.note, glue.note_to);
      if (glue.to >= end || !is_bound (&glue))
        return p;
      next = read_unit (chain, glue.to, &glue);
      if (next == NULL)
        next = read_letters (chain, glue.to, &glue);
      if (next == NULL)
        return p;
      p = next;
    }
}

const char *
_tl_cite_units (TlCiteReader *self, const char *p)
{
  Chain chain = { .reader = self };
  TlCiteGlue glue = { .to = p };
  const char *to;

  g_array_set_size (self->entries, 0);
  to = read_unit (&chain, p, &glue);
  if (to == NULL)
    to = read_letters (&chain, p, &glue);
  if (to == NULL)
    return NULL;
  to = read_rest (&chain, to);
  if (!chain.has_article)
    to = _tl_cite_path_title (&chain.path, to, self->end);
  finish (&chain);
  return to;
}

const char *
_tl_cite_units_bare (TlCiteReader *self, const char *p)
{
  Chain chain = { .reader = self };
  TlCiteUnitWord unit = { .unit = TL_UNIT_ARTICLE, .from = p, .repaired = TRUE };
  const char *to = _tl_cite_list (TL_UNIT_ARTICLE, p, self->end, TRUE, &chain.list);
  TlCiteUnitWord next;
  TlCiteGlue glue;

  if (to == NULL)
    return NULL;
  _tl_cite_glue (to, self->end, &glue);
  if (glue.to >= self->end || !is_bound (&glue))
    return NULL;
  if (!(glue.separator && _tl_cite_unit_word (glue.to, self->end, &next)
        && next.unit == TL_UNIT_ARTICLE && !next.this))
    {
      TlCiteHead head = { 0 };
      gboolean named = _tl_cite_head_may_start (glue.to, self->end)
                       && _tl_cite_head_read (self->heads, glue.to, &head);
      gboolean usable = named && head.doc != NULL && !head.inert;

      _tl_cite_head_clear (&head);
      if (!usable)
        return NULL;
    }
  g_array_set_size (self->entries, 0);
  add_articles (&chain, &unit);
  to = read_rest (&chain, to);
  finish (&chain);
  return to;
}
