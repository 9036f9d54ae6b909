/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "law/citation/tl-cite-read-private.h"

#include <string.h>

#include "law/tl-scan-private.h"

#define NEAR          160  /* bytes of other words between units and their document */
#define MAX_CONTEXT   2000 /* bytes around a group that say which edition is meant */
#define MAX_PERSON    200
#define MAX_NAMES     20 /* persons named for one citation */
#define MAX_QUALIFIER 200
#define MAX_EDGE      2000 /* bytes of separators and comments that hold pieces together */

/* Whether nothing but separators, "của" and comments stands between two places. */
static gboolean
is_joined (const char *from, const char *to)
{
  TlCiteGlue glue;

  if (to - from > MAX_EDGE)
    return FALSE;
  _tl_cite_glue (from, to, &glue);
  return glue.to >= to;
}

gboolean
_tl_cite_is_edge (const TlCiteReader *self, const char *p)
{
  return self->edge != NULL && p >= self->edge && is_joined (self->edge, p);
}

static void
doubt (TlCitation *citation, TlConfidence confidence, guint warnings)
{
  citation->confidence = MIN (citation->confidence, confidence);
  citation->warnings |= warnings;
}

void
_tl_cite_own (TlCiteReader *self, TlCitation *citation, TlCitedDoc *doc)
{
  citation->doc = tl_cited_doc_ref (doc);
  g_ptr_array_add (self->found, citation);
}

static gboolean
is_known_article (const TlCitation *citation)
{
  return g_ascii_isdigit (citation->article[0]);
}

static TlCiteFit
fit_article (const TlCiteHead *head, const char *article)
{
  return _tl_cite_fit (head->doc->key, article, "", "");
}

/* "5-" and "1" on the next line: one number where the document has that article. */
static void
join_number (TlCiteOpen *open, const TlCiteHead *head)
{
  TlCitation *citation = open->citation;

  if (open->joined[0] == '\0')
    return;
  if (citation->article_to[0] != '\0' || fit_article (head, open->joined) != TL_CITE_FIT_YES)
    {
      doubt (citation, citation->article_to[0] != '\0' ? TL_CONFIDENCE_MEDIUM : TL_CONFIDENCE_LOW,
             TL_CITATION_WARN_AMBIGUOUS);
      return;
    }
  memcpy (citation->article, open->joined, sizeof citation->article);
  doubt (citation, TL_CONFIDENCE_LOW, TL_CITATION_WARN_OCR);
}

/* Whether the units go without a document: they are of none, or no notation fits. */
static gboolean
is_unfit (const TlCiteOpen *open, const TlCiteHead *head)
{
  const char *path = open->citation->path;

  if (open->orphan)
    return TRUE;
  if (path == NULL || g_str_has_prefix (path, "PL"))
    return FALSE;
  return open->section || head->doc->kind == TL_CITED_LAW
         || (head->doc->kind <= TL_CITED_NUMBER && !open->inner);
}

static void
leave (TlCiteReader *self, TlCiteOpen *open)
{
  g_autoptr (TlCitedDoc) doc = NULL;

  if (open->citation->path != NULL)
    {
      tl_citation_free (open->citation);
      return;
    }
  if (self->self_doc != NULL && is_known_article (open->citation))
    {
      /* beside "khoản 1 Điều này" another article without a name is this text's too */
      doubt (open->citation, TL_CONFIDENCE_MEDIUM, 0);
      _tl_cite_own (self, open->citation, self->self_doc);
      return;
    }
  doc = tl_cited_doc_new (TL_CITED_UNKNOWN, "?");
  doc->from = open->citation->from;
  doc->to = open->citation->from;
  doubt (open->citation, TL_CONFIDENCE_LOW, 0);
  _tl_cite_own (self, open->citation, doc);
}

/* "Mục 3 Chương III Luật X": kept as printed for the law, which is cited whole. */
static void
qualify_left (TlCiteReader *self, const TlCitation *section)
{
  GString *printed = g_string_new (self->qualifier);

  if (printed->len > 0)
    g_string_append (printed, ", ");
  if (printed->len < MAX_QUALIFIER)
    _tl_scan_collapse (printed, self->text + section->from, self->text + section->to);
  g_free (self->qualifier);
  self->qualifier = g_string_free (printed, FALSE);
  self->left.warnings |= TL_CITATION_WARN_AMBIGUOUS;
}

static char *
dup_printed (const TlCiteReader *self, const TlCitation *citation)
{
  GString *printed = g_string_new (NULL);

  _tl_scan_collapse (printed, self->text + citation->from, self->text + citation->to);
  return g_string_free (printed, FALSE);
}

/* "điểm a mục 3 Nghị quyết số 35/2000/NQ-QH10": the notation has no other place for it than that
 * of an article; what was printed stays beside it. */
static void
flatten_path (TlCiteReader *self, TlCitation *citation)
{
  g_autofree char *notation = NULL;
  g_autoptr (TlCitation) units = NULL;

  if (citation->path == NULL || !g_ascii_isdigit (citation->path[0]))
    return;
  notation = g_strconcat ("SELF:", citation->path, NULL);
  units = tl_citation_parse (notation);
  if (units == NULL || units->path != NULL)
    return;
  memcpy (citation->article, units->article, sizeof citation->article);
  memcpy (citation->clause, units->clause, sizeof citation->clause);
  memcpy (citation->point, units->point, sizeof citation->point);
  g_clear_pointer (&citation->path, g_free);
  if (citation->qualifier == NULL)
    citation->qualifier = dup_printed (self, citation);
  doubt (citation, TL_CONFIDENCE_MEDIUM, TL_CITATION_WARN_AMBIGUOUS);
}

/* "điểm 13 của Nghị quyết số 142/2024/QH15": the points of a document without articles have
 * numbers. */
static void
raise_point (TlCiteReader *self, TlCiteOpen *open)
{
  TlCitation *citation = open->citation;

  if (!open->orphan || citation->clause[0] != '\0' || !g_ascii_isdigit (citation->point[0])
      || strchr (citation->point, '.') != NULL)
    return;
  memcpy (citation->article, citation->point, sizeof citation->article);
  memcpy (citation->article_to, citation->point_to, sizeof citation->article_to);
  citation->point[0] = citation->point_to[0] = '\0';
  citation->qualifier = dup_printed (self, citation);
  citation->confidence = TL_CONFIDENCE_MEDIUM;
  citation->warnings |= TL_CITATION_WARN_AMBIGUOUS;
  open->orphan = FALSE;
}

static void
give (TlCiteReader *self, TlCiteOpen *open, const TlCiteHead *head, gboolean near)
{
  TlCitation *citation = open->citation;

  if (near && head->doc->kind == TL_CITED_NUMBER)
    raise_point (self, open);

  if (is_unfit (open, head))
    {
      /* behind a name that has units already, a section is rather of something else */
      if (citation->path != NULL && self->has_left && head == &self->left
          && (!self->left_used || open->from < self->left.to))
        qualify_left (self, citation);
      leave (self, open);
      return;
    }
  if (head->doc->kind == TL_CITED_NUMBER)
    flatten_path (self, citation);
  join_number (open, head);
  doubt (citation, MIN (head->confidence, near ? TL_CONFIDENCE_HIGH : TL_CONFIDENCE_MEDIUM),
         head->warnings);
  if (is_known_article (citation)
      && _tl_cite_fit (head->doc->key, citation->article, citation->clause, citation->point)
             == TL_CITE_FIT_NO)
    doubt (citation, TL_CONFIDENCE_MEDIUM, TL_CITATION_WARN_NOART);
  _tl_cite_own (self, citation, head->doc);
  if (head == &self->left)
    {
      self->left_used = TRUE;
      g_ptr_array_add (self->group, citation);
    }
}

/* The name that was read last is done: its edition is chosen, or it is cited whole. */
static void
close_left (TlCiteReader *self)
{
  TlCitedDoc *doc = self->left.doc;

  if (!self->has_left)
    return;
  self->has_left = FALSE;
  if (doc != NULL && (!self->left_used || self->qualifier != NULL) && !self->left.inert
      && doc->kind != TL_CITED_SELF && doc->kind != TL_CITED_PREVIOUS)
    {
      TlCitation *whole = g_new0 (TlCitation, 1);

      whole->from = doc->from;
      whole->to = doc->to;
      whole->confidence = self->left.confidence;
      whole->warnings = self->left.warnings;
      whole->qualifier = g_steal_pointer (&self->qualifier);
      _tl_cite_own (self, whole, doc);
      g_ptr_array_add (self->group, whole);
    }
  if (self->group->len > 0 && doc != NULL && strchr (doc->key, '?') != NULL)
    {
      const char *to = MAX (self->left.to, self->edge);
      const char *from = self->sentence;

      if (to - from > MAX_CONTEXT)
        from = to - MAX_CONTEXT;
      while (from < to && ((guchar)*from & 0xC0) == 0x80)
        from++;
      _tl_cite_choose_edition (self->group, from, (gsize)(to - from),
                               self->context != NULL ? self->context->date : NULL);
    }
  g_ptr_array_set_size (self->group, 0);
  g_clear_pointer (&self->qualifier, g_free);
  _tl_cite_head_clear (&self->left);
}

/* Units that wait, given to the name on their left, else to nobody. */
void
_tl_cite_flush (TlCiteReader *self)
{
  for (guint i = 0; i < self->open->len; i++)
    {
      TlCiteOpen *open = &g_array_index (self->open, TlCiteOpen, i);
      gboolean left = self->has_left && !self->left.inert && open->from >= self->left.to;
      gboolean near;

      /* "Điều 1 của ..." has an owner that could not be read: not the one on the left */
      if (!left
          || _tl_cite_phrase (_tl_cite_blanks (open->to, self->end), self->end, "của") != NULL)
        {
          leave (self, open);
          continue;
        }
      near = self->left_used || self->left.binds_right || is_joined (self->left.to, open->from);
      if (self->left.foreign)
        {
          if (near || open->run == 0)
            {
              tl_citation_free (open->citation);
              self->left_used = TRUE;
            }
          else
            leave (self, open);
          continue;
        }
      if (!near && open->from - self->left.to > NEAR)
        leave (self, open);
      else
        give (self, open, &self->left, near);
    }
  g_array_set_size (self->open, 0);
}

void
_tl_cite_break (TlCiteReader *self, const char *p)
{
  _tl_cite_flush (self);
  close_left (self);
  g_clear_pointer (&self->self_doc, tl_cited_doc_unref);
  self->edge = NULL;
  self->sentence = p;
  self->person_mark = self->found->len;
}

/* Of the laws that an amending law names, the first that has the article, in the edition of the
 * day. Returns: (transfer full) (nullable): its key. */
static char *
choose_amended (TlCiteReader *self, const TlCiteHead *head, const TlCitation *amended)
{
  g_auto (GStrv) keys = g_strsplit (head->amends, " ", 16);
  g_autoptr (GPtrArray) group = NULL;
  g_autofree char *day = g_strdup (head->doc->date);
  TlCitation *copy;

  if (day == NULL && head->doc->year > 0)
    day = g_strdup_printf ("%04d-12-31", head->doc->year);
  for (guint i = 0; keys[i] != NULL; i++)
    {
      if (_tl_cite_fit (keys[i], amended->article, "", "") == TL_CITE_FIT_NO)
        continue;
      copy = tl_citation_copy (amended);
      g_clear_pointer (&copy->doc, tl_cited_doc_unref);
      copy->doc = tl_cited_doc_new (TL_CITED_LAW, keys[i]);
      copy->doc->name = g_strndup (keys[i], strcspn (keys[i], "?"));
      group = g_ptr_array_new_with_free_func ((GDestroyNotify)tl_citation_free);
      g_ptr_array_add (group, copy);
      if (strchr (keys[i], '?') != NULL)
        _tl_cite_choose_edition (group, self->text, 0, day);
      return g_strdup (copy->doc->key);
    }
  return g_strdup (keys[0]);
}

/* "khoản 2 Điều 1 sửa đổi Điều 35 của Luật số 85/2025": the amending law owns the first, the
 * amended law the second, which is told beside the first. */
static void
settle_amended (TlCiteReader *self, const TlCiteHead *head)
{
  GArray *open = self->open;

  for (guint i = open->len; i-- > 0;)
    {
      TlCiteOpen *amended = &g_array_index (open, TlCiteOpen, i);
      g_autofree char *notation = NULL;
      TlCiteOpen *amender;
      const char *units;

      if (amended->amender == 0 || amended->amender > open->len)
        continue;
      amender = &g_array_index (open, TlCiteOpen, amended->amender - 1);
      amended->citation->doc = tl_cited_doc_new (TL_CITED_LAW, "x");
      notation = tl_citation_format (amended->citation);
      g_clear_pointer (&amended->citation->doc, tl_cited_doc_unref);
      units = strchr (notation, ':');
      if (head->amends != NULL && units != NULL && amender->citation->amends == NULL)
        {
          g_autofree char *key = choose_amended (self, head, amended->citation);

          amender->citation->amends = g_strconcat (key, units, NULL);
          tl_citation_free (amended->citation);
          g_array_remove_index (open, i);
        }
      else
        {
          if (amender->citation->amends == NULL && units != NULL)
            amender->citation->amends = g_strconcat (head->doc->key, units, NULL);
          amender->orphan = TRUE;
        }
    }
}

/* Whether the name on the right owns what waits (rule 4), for a unit that has one on its left. */
static gboolean
prefers_left (TlCiteReader *self, const TlCiteOpen *open, const TlCiteHead *right, gboolean near)
{
  const TlCitation *citation = open->citation;

  if (!self->has_left || self->left.doc == NULL || self->left.inert || open->from < self->left.to
      || self->left.doc->kind == TL_CITED_STANDARD)
    return FALSE;
  if (self->left.binds_right)
    return TRUE;
  if (!self->left_used && !is_joined (self->left.to, open->from))
    return FALSE;
  if (!near)
    return TRUE;
  /* behind a semicolon a new citation begins, with its own name */
  if (memchr (self->left.to, ';', (gsize)(open->from - self->left.to)) != NULL)
    return FALSE;
  return is_known_article (citation) && fit_article (right, citation->article) == TL_CITE_FIT_NO
         && fit_article (&self->left, citation->article) != TL_CITE_FIT_NO;
}

/* What is owned by a contract goes; the run beside it does, the rest stays. */
static void
drop_foreign (TlCiteReader *self)
{
  for (guint i = self->open->len; i-- > 0;)
    {
      TlCiteOpen *open = &g_array_index (self->open, TlCiteOpen, i);

      if (open->run != self->run)
        continue;
      tl_citation_free (open->citation);
      g_array_remove_index (self->open, i);
    }
}

/* Words between the units and the name: "Điều 173 về tội trộm cắp tài sản của Bộ luật". */
static gboolean
is_bridge (const TlCiteReader *self, const char *from)
{
  static const char *const begins[] = { "về", "tội", "quy định", "nêu" };
  static const char *const ends[] = { "của", "thuộc", "tại", "theo" };
  const char *p;
  TlCiteWord word;

  if (self->edge == NULL || from - self->edge > NEAR)
    return FALSE;
  p = _tl_cite_blanks (self->edge, from);
  for (guint i = 0; i < G_N_ELEMENTS (begins); i++)
    if (_tl_cite_phrase (p, from, begins[i]) != NULL)
      return TRUE;
  if (!_tl_cite_word_before (self->edge, from, &word))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    if (_tl_cite_phrase (word.from, word.to, ends[i]) == word.to)
      return TRUE;
  return FALSE;
}

/* Units too far from what comes behind them are of none: other words stand between. A section or
 * annex must stand straight beside its document. */
static void
drop_distant (TlCiteReader *self, const char *from, guint near_run)
{
  GArray *open = self->open;
  const char *next = from;
  gboolean far = FALSE;

  for (guint i = open->len; i-- > 0;)
    {
      TlCiteOpen *unit = &g_array_index (open, TlCiteOpen, i);

      far |= next - unit->to > NEAR;
      next = MIN (next, unit->from);
      if (!far && (unit->citation->path == NULL || unit->run == near_run))
        continue;
      leave (self, unit);
      g_array_remove_index (open, i);
    }
}

/* Gives what waits to the name at @from or to the one on the left. */
static void
share_out (TlCiteReader *self, const char *from, TlCiteHead *head, gboolean near)
{
  GArray *open = self->open;
  guint kept = 0;
  guint last_run = open->len > 0 ? g_array_index (open, TlCiteOpen, open->len - 1).run : 0;

  settle_amended (self, head);
  for (guint i = 0; i < open->len; i++)
    {
      TlCiteOpen unit = g_array_index (open, TlCiteOpen, i);

      if (prefers_left (self, &unit, head, near && unit.run == last_run))
        {
          if (near && !self->left.binds_right)
            doubt (unit.citation, TL_CONFIDENCE_MEDIUM, TL_CITATION_WARN_AMBIGUOUS);
          give (self, &unit, &self->left, TRUE);
        }
      else
        g_array_index (open, TlCiteOpen, kept++) = unit;
    }
  g_array_set_size (open, kept);
  drop_distant (self, from, near ? last_run : 0);
  close_left (self);
  self->left = *head;
  self->has_left = TRUE;
  self->left_used = FALSE;
  *head = (TlCiteHead){ 0 };
  for (guint i = 0; i < open->len; i++)
    {
      TlCiteOpen *unit = &g_array_index (open, TlCiteOpen, i);

      give (self, unit, &self->left, near && unit->run == last_run);
    }
  g_array_set_size (open, 0);
}

/* "Điều 51 (BLHS năm 2015)", where no name on the left owns the unit. */
static gboolean
is_bracketed (const TlCiteReader *self, const char *from)
{
  return !self->has_left && self->edge != NULL && from > self->edge && from[-1] == '('
         && _tl_cite_is_edge (self, from - 1);
}

void
_tl_cite_bind (TlCiteReader *self, const char *from, TlCiteHead *head)
{
  gboolean near
      = self->open->len > 0 && (_tl_cite_is_edge (self, from) || is_bracketed (self, from));

  if (head->inert)
    {
      /* a title in another's title: nothing goes past it, nothing is lost to it */
      if (near)
        self->edge = head->to;
      _tl_cite_head_clear (head);
      return;
    }
  if (head->foreign)
    {
      if (near)
        drop_foreign (self);
      _tl_cite_flush (self);
      close_left (self);
    }
  else if (self->open->len > 0 && (near || is_bridge (self, from)))
    {
      self->edge = head->to;
      share_out (self, from, head, near);
      return;
    }
  else
    {
      _tl_cite_flush (self);
      close_left (self);
    }
  self->left = *head;
  self->has_left = TRUE;
  self->left_used = FALSE;
  self->edge = head->to;
  *head = (TlCiteHead){ 0 };
}

/* "Cao Xuân S": words with capitals. */
static const char *
read_name (const char *p, const char *end)
{
  const char *to = NULL;
  const char *from = p;

  while (p < end && p - from < MAX_PERSON)
    {
      gunichar c = g_utf8_get_char (p);
      TlCiteWord word;

      if (!g_unichar_isupper (c) || !_tl_cite_word (p, end, &word))
        break;
      to = word.to;
      p = to;
      while (p < end && *p == ' ')
        p++;
      if (p == to)
        break;
    }
  return to;
}

/* Whether what stands behind a name of a list shows that it was one: "Tòa" of "Tòa án" is none. */
static gboolean
ends_name (const char *p, const char *end)
{
  static const char *const words[]
      = { "và", "cùng", "về", "phạm", "theo", "mỗi", "đều", "mức", "hình" };
  const char *next = p;

  while (next < end && *next == ' ')
    next++;
  if (next >= end || strchr (",;.:()\n-", *next) != NULL)
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (next > p && _tl_cite_phrase (next, end, words[i]) != NULL)
      return TRUE;
  return FALSE;
}

/* "A, B và C", "A, bị cáo B": the names as they are kept, "A, B, C". Returns: the place after the
 * last. */
static const char *
read_names (const char *p, const char *end, GString *names)
{
  const char *to = read_name (p, end);

  if (to == NULL)
    return NULL;
  g_string_append_len (names, p, to - p);
  for (guint i = 1; i < MAX_NAMES; i++)
    {
      const char *next = _tl_cite_blanks (to, end);
      const char *word;

      if (next < end && *next == ',')
        next = _tl_cite_blanks (next + 1, end);
      else if (next > to && (word = _tl_cite_phrase (next, end, "và")) != NULL)
        next = _tl_cite_blanks (word, end);
      else
        break;
      if ((word = _tl_cite_phrase (next, end, "bị cáo")) != NULL)
        next = _tl_cite_blanks (word, end);
      word = read_name (next, end);
      if (word == NULL || !ends_name (word, end))
        break;
      g_string_append (names, ", ");
      g_string_append_len (names, next, word - next);
      to = word;
    }
  return to;
}

const char *
_tl_cite_person (TlCiteReader *self, const char *p)
{
  static const char *const forms[] = {
    "đối với các bị cáo",
    "đối với bị cáo",
  };
  const char *to = NULL;
  const char *name;
  g_autoptr (GString) names = NULL;

  for (guint i = 0; to == NULL && i < G_N_ELEMENTS (forms); i++)
    to = _tl_cite_phrase (p, self->end, forms[i]);
  if (to == NULL)
    return NULL;
  name = to;
  while (name < self->end && (*name == ' ' || *name == ':'))
    name++;
  names = g_string_new (NULL);
  to = read_names (name, self->end, names);
  if (to == NULL)
    return NULL;
  _tl_cite_flush (self);
  close_left (self);
  for (guint i = self->person_mark; i < self->found->len; i++)
    {
      TlCitation *citation = g_ptr_array_index (self->found, i);

      if (citation->person == NULL)
        citation->person = g_strdup (names->str);
    }
  self->person_mark = self->found->len;
  return to;
}
