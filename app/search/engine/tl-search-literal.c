/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#define GETTEXT_PACKAGE TL_GETTEXT_DOMAIN
#include <glib/gi18n-lib.h>
#include <string.h>

#include "corpus/tl-outstanding.h"
#include "law/citation/tl-catalogue.h"
#include "law/statute/tl-statute-structure.h"
#include "search/engine/tl-search-private.h"
#include "text/tl-text.h"

/* ---- Which document ---- */

/* What a law's name can mean on the day of the question. */
typedef struct
{
  GPtrArray *ids; /* (element-type utf8) */
  gboolean certain;
  gboolean known; /* the catalogue has a law of that name */
} Meaning;

static gboolean
has_year (const TlLawEntry *entry, int year)
{
  g_autofree char *digits = g_strdup_printf ("%d", year);

  return g_str_has_suffix (entry->key, digits)
         || (entry->number != NULL && strstr (entry->number, digits) != NULL);
}

/* Whether edition @i is the law on @date as far as the dates that are known tell; editions are in
 * order of time, and a later one that has begun ends the earlier. */
static gboolean
may_be_in_force (GPtrArray *entries, guint i, const char *date)
{
  const TlLawEntry *entry = g_ptr_array_index (entries, i);

  if ((entry->valid_from != NULL && strcmp (date, entry->valid_from) < 0)
      || (entry->valid_to != NULL && strcmp (date, entry->valid_to) > 0))
    return FALSE;
  for (guint k = i + 1; k < entries->len; k++)
    {
      const TlLawEntry *later = g_ptr_array_index (entries, k);

      if (later->valid_from != NULL && strcmp (later->valid_from, date) <= 0)
        return FALSE;
    }
  return TRUE;
}

static gboolean
is_meant (const TlSearchRun *self, GPtrArray *entries, guint i)
{
  int year = self->question->citation->law_year;

  return year > 0 ? has_year (g_ptr_array_index (entries, i), year)
                  : may_be_in_force (entries, i, self->date);
}

static gboolean
add_ids (GPtrArray *ids, GPtrArray *more)
{
  if (more == NULL)
    return FALSE;
  for (guint i = 0; i < more->len; i++)
    if (!g_ptr_array_find_with_equal_func (ids, g_ptr_array_index (more, i), g_str_equal, NULL))
      g_ptr_array_add (ids, g_strdup (g_ptr_array_index (more, i)));
  g_ptr_array_unref (more);
  return TRUE;
}

/* The editions in the library that are meant or, with @others, that are not. */
static gboolean
add_editions (
    TlSearchRun *self, GPtrArray *entries, gboolean others, GPtrArray *ids, GError **error)
{
  for (guint i = 0; i < entries->len; i++)
    {
      const TlLawEntry *entry = g_ptr_array_index (entries, i);

      if (entry->number != NULL && is_meant (self, entries, i) == !others
          && !add_ids (ids, tl_library_find_number (self->library, entry->number, error)))
        return FALSE;
    }
  return TRUE;
}

static void
add_name (GPtrArray *names, const char *name)
{
  if (!g_ptr_array_find_with_equal_func (names, name, g_str_equal, NULL))
    g_ptr_array_add (names, g_strdup (name));
}

/* Names under which a document can be the law: as typed and in full, and as registers have them,
 * without the kind of law ("Tố tụng dân sự"). */
static GPtrArray *
list_names (const char *law, GPtrArray *entries)
{
  static const char *const KINDS[] = { "bo luat ", "luat ", "phap lenh " };
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  guint whole;

  for (guint i = 0; i <= entries->len; i++)
    {
      const char *name = i == 0 ? law : ((TlLawEntry *)g_ptr_array_index (entries, i - 1))->title;
      g_autofree char *folded = tl_text_fold (name, -1, TL_FOLD_PLAIN, NULL);

      add_name (names, folded);
    }
  whole = names->len;
  for (guint i = 0; i < whole; i++)
    for (guint k = 0; k < G_N_ELEMENTS (KINDS); k++)
      if (g_str_has_prefix (g_ptr_array_index (names, i), KINDS[k]))
        {
          g_autofree char *bare
              = g_strdup ((char *)g_ptr_array_index (names, i) + strlen (KINDS[k]));

          add_name (names, bare);
        }
  return names;
}

/* Whether a document whose number is no edition of the catalogue can be the law of the year that
 * was typed with the name; without a year, or when its own is not known, it can. */
static gboolean
fits_year (const TlSearchRun *self, const char *number, const TlDocument *document)
{
  g_autofree char *year = g_strdup_printf ("%d", self->question->citation->law_year);
  const char *slash = number != NULL ? strchr (number, '/') : NULL;

  if (self->question->citation->law_year <= 0)
    return TRUE;
  if (slash != NULL && g_ascii_isdigit (slash[1]))
    return g_str_has_prefix (slash + 1, year);
  return document->issued == NULL || g_str_has_prefix (document->issued, year);
}

/* Whether a document of the name is meant. One with the number of an edition was found by it; a
 * consolidated text stands for the edition that it consolidates. */
static gboolean
called_is_meant (const TlSearchRun *self, GPtrArray *entries, const TlDocument *document)
{
  g_autofree char *base = tl_document_dup_consolidated (document);
  const char *number = base != NULL ? base : document->number_normal;
  const TlLawEntry *entry = number != NULL ? tl_catalogue_by_number (number) : NULL;

  for (guint i = 0; entry != NULL && i < entries->len; i++)
    if (g_ptr_array_index (entries, i) == entry)
      return base != NULL && is_meant (self, entries, i);
  return (entries->len == 0 || entry == NULL) && fits_year (self, number, document);
}

/* Documents called @name which the catalogue does not tell from others: they carry no number, or
 * one that is no edition of the catalogue. With @others those that are not meant. */
static gboolean
add_called (TlSearchRun *self,
            const char *name,
            GPtrArray *entries,
            gboolean others,
            GPtrArray *ids,
            GError **error)
{
  g_autoptr (GPtrArray) named = tl_library_find_short_name (self->library, name, error);

  for (guint i = 0; named != NULL && i < named->len; i++)
    {
      const char *id = g_ptr_array_index (named, i);
      g_autoptr (TlDocument) document = tl_library_load (self->library, id, FALSE, error);

      if (document == NULL)
        return FALSE;
      if (called_is_meant (self, entries, document) == !others)
        g_ptr_array_add (ids, g_strdup (id));
    }
  return named != NULL;
}

/* By the first of its names under which there is one. */
static gboolean
add_named (TlSearchRun *self, GPtrArray *entries, gboolean others, GPtrArray *ids, GError **error)
{
  g_autoptr (GPtrArray) names = list_names (self->question->citation->law, entries);

  for (guint i = 0; i < names->len && ids->len == 0; i++)
    if (!add_called (self, g_ptr_array_index (names, i), entries, others, ids, error))
      return FALSE;
  return TRUE;
}

/* Documents that carry the number as a term of the index: an án lệ without its year. */
static gboolean
add_by_term (TlSearchRun *self, const char *number, GPtrArray *ids, GError **error)
{
  guint filters = self->filters->len;
  g_autoptr (GPtrArray) units = NULL;

  _tl_search_add_filter (self, tl_term_filter (TL_TERM_NUMBER, number));
  units = _tl_search_match (self, NULL, TL_CITED_LIST, NULL, error);
  g_array_set_size (self->filters, filters);
  for (guint i = 0; units != NULL && i < units->len; i++)
    {
      const char *doc = ((TlCandidate *)g_ptr_array_index (units, i))->record.doc;

      if (!g_ptr_array_find_with_equal_func (ids, doc, g_str_equal, NULL))
        g_ptr_array_add (ids, g_strdup (doc));
    }
  return units != NULL;
}

/* By number, else the edition of the name on the day, else a document of that name; when the
 * edition that is meant is not in the library, the others, and then nothing is certain. */
static gboolean
find_documents (TlSearchRun *self, Meaning *meaning, GError **error)
{
  const TlCitationQuery *citation = self->question->citation;
  g_autoptr (GPtrArray) entries = NULL;

  meaning->certain = TRUE;
  if (citation->number != NULL
      && (!add_ids (meaning->ids, tl_library_find_number (self->library, citation->number, error))
          || (meaning->ids->len == 0
              && !_tl_search_find_precedents (self, citation->number, meaning->ids, error))
          || (meaning->ids->len == 0
              && !add_by_term (self, citation->number, meaning->ids, error))))
    return FALSE;
  if (meaning->ids->len > 0 || citation->law == NULL)
    return TRUE;
  entries = tl_catalogue_lookup (citation->law);
  meaning->known = entries->len > 0;
  if (!add_editions (self, entries, FALSE, meaning->ids, error))
    return FALSE;
  if (meaning->ids->len == 0 && !add_named (self, entries, FALSE, meaning->ids, error))
    return FALSE;
  if (meaning->ids->len > 0)
    return TRUE;
  meaning->certain = FALSE;
  if (!add_editions (self, entries, TRUE, meaning->ids, error))
    return FALSE;
  return meaning->ids->len > 0 || add_named (self, entries, TRUE, meaning->ids, error);
}

/* ---- Where in it ---- */

/* The version of a clause or point of @unit that is the wording on the day; where there is none,
 * the last that was, else one that will be. -1 when the unit never had it. */
static int
find_part (TlSearchRun *self,
           const TlDocument *document,
           const TlIndexUnit *unit,
           const char *anchor)
{
  int found = -1;

  for (guint k = (guint)unit->block; k < unit->end; k++)
    {
      const TlBlock *block = tl_document_get_block (document, k);

      if (strcmp (block->anchor, anchor) != 0)
        continue;
      if (tl_index_unit_shows (document, unit->block, (int)k, self->date))
        return (int)k;
      if (found < 0 || block->valid_from == NULL || strcmp (block->valid_from, self->date) <= 0)
        found = (int)k;
    }
  return found;
}

/* The cited block, in the version that stands on the day: the point, else what encloses it. @exact
 * is whether it is all that was cited. -1 is the document. */
static int
find_block (TlSearchRun *self,
            const TlDocument *document,
            const TlCitationQuery *citation,
            int *unit,
            gboolean *exact)
{
  g_autofree char *article
      = citation->article != NULL ? tl_article_anchor (citation->article) : NULL;
  g_autofree char *anchor = article != NULL ? tl_citation_query_anchor (citation) : NULL;
  g_autoptr (GArray) units = NULL;
  int part;

  *unit = -1;
  *exact = article == NULL || document->kind != TL_DOC_STATUTE;
  if (*exact)
    return -1;
  units = tl_index_unit_cut (document);
  for (guint i = 0; i < units->len; i++)
    {
      const TlIndexUnit *candidate = &g_array_index (units, TlIndexUnit, i);

      if (strcmp (tl_document_get_block (document, candidate->block)->anchor, article) != 0
          || !tl_index_unit_stands_on (candidate, self->date))
        continue;
      *unit = candidate->block;
      part = anchor != NULL ? find_part (self, document, candidate, anchor) : -1;
      *exact = part >= 0;
      return part >= 0 ? part : candidate->block;
    }
  return -1;
}

static void
note_citation (TlSearchRun *self, const TlHit *hit)
{
  /* Judgments are told apart by their numbers: titles are shared, or are their contents. */
  gboolean by_number = hit->kind == TL_DOC_JUDGMENT || hit->kind == TL_DOC_PRECEDENT;
  const char *law
      = hit->doc_title == NULL || (by_number && hit->number != NULL) ? hit->number : hit->doc_title;

  if (hit->label == NULL)
    g_ptr_array_add (self->result->citations, g_strdup (law != NULL ? law : hit->doc));
  else
    g_ptr_array_add (self->result->citations,
                     g_strdup_printf ("%s %s", hit->label, law != NULL ? law : hit->doc));
}

static void
add_place (TlSearchRun *self, TlDocument *document, int block, gboolean certain, gboolean exact)
{
  TlHit *hit = _tl_search_add_block (self, document, block,
                                     self->question->citation->exact ? NULL : self->question);

  hit->literal = certain && exact;
  note_citation (self, hit);
  if (!certain)
    _tl_hit_add_why (hit, "citation",
                     g_strdup (_ ("Another edition of the law that the question names")));
  else if (!exact)
    _tl_hit_add_why (hit, "citation",
                     g_strdup (_ ("The law has no such provision; this is what is nearest")));
  else
    _tl_hit_add_why (hit, self->question->citation->number != NULL ? "number" : "citation",
                     g_strdup (_ ("The question cites this")));
}

/* "diem d" without marks may be điểm đ as well: its block where the clause has one, else -1. */
static int
find_other_point (TlSearchRun *self, const TlDocument *document)
{
  TlCitationQuery other = *self->question->citation;
  gboolean exact;
  int block, unit;

  if (!self->question->plain || g_strcmp0 (other.point, "d") != 0)
    return -1;
  other.point = (char *)"đ";
  block = find_block (self, document, &other, &unit, &exact);
  return exact ? block : -1;
}

/* The same place of the consolidated text that shows what the wording of @unit may lack. */
static gboolean
add_consolidated (TlSearchRun *self, const TlDocument *document, int unit, GError **error)
{
  const char *anchor = unit >= 0 ? tl_document_get_block (document, (guint)unit)->anchor : NULL;
  g_autoptr (GPtrArray) changes = tl_document_list_outstanding (document, anchor, self->date);
  g_autoptr (TlDocument) consolidated = NULL;
  const char *id = NULL;
  gboolean exact, passes;
  int block, own;
  TlHit *hit;

  for (guint i = 0; anchor != NULL && id == NULL && i < changes->len; i++)
    id = ((const TlOutstanding *)g_ptr_array_index (changes, i))->shown_in;
  if (id == NULL || self->result->hits->len >= self->limit)
    return TRUE;
  consolidated = tl_doc_cache_find (self->cache, id, error);
  if (consolidated == NULL || !_tl_search_lets_through (self, id, &passes, error))
    return FALSE;
  block = find_block (self, consolidated, self->question->citation, &own, &exact);
  if (!passes || own < 0 || !_tl_search_take (self, id, own))
    return TRUE;
  hit = _tl_search_add_block (self, consolidated, block,
                              self->question->citation->exact ? NULL : self->question);
  _tl_hit_add_why (
      hit, "citation",
      g_strdup (_ ("The consolidated text, with changes that the one above may lack")));
  return TRUE;
}

static gboolean
add_document (TlSearchRun *self, const char *id, gboolean certain, GError **error)
{
  g_autoptr (TlDocument) document = tl_doc_cache_find (self->cache, id, error);
  gboolean exact, passes;
  int block, unit;

  if (document == NULL || !_tl_search_lets_through (self, id, &passes, error))
    return FALSE;
  if (!passes)
    return TRUE;
  if (self->request->kind >= 0 && self->request->kind != (int)document->kind)
    return TRUE;
  /* A question about something in a law is not a request for the law. */
  if (document->kind == TL_DOC_STATUTE && self->question->citation->article == NULL
      && !self->question->citation->exact)
    return TRUE;
  block = find_block (self, document, self->question->citation, &unit, &exact);
  if (!_tl_search_take (self, document->id, unit))
    return TRUE;
  add_place (self, document, block, certain, exact);
  block = find_other_point (self, document);
  if (exact && block >= 0)
    add_place (self, document, block, certain, TRUE);
  return !certain || add_consolidated (self, document, unit, error);
}

/* ---- An article without a law ---- */

static guint32
law_length (const TlSearchRun *self, const TlCandidate *unit)
{
  const TlLawLengths *lengths = tl_index_map_get_law_lengths (self->map, unit->file);

  return unit->record.row < lengths->n_rows ? lengths->by_row[unit->record.row] : 0;
}

static gboolean
is_in_force (const TlSearchRun *self, const TlCandidate *unit)
{
  return (unit->record.valid_from == NULL || strcmp (unit->record.valid_from, self->date) <= 0)
         && (unit->record.valid_to == NULL || strcmp (self->date, unit->record.valid_to) <= 0);
}

static gboolean
is_catalogued (const TlCandidate *unit)
{
  const char *number = tl_unit_record_get_number (&unit->record);

  return number != NULL && tl_catalogue_by_number (number) != NULL;
}

static int
first_if (gboolean left, gboolean right)
{
  return (left ? 0 : 1) - (right ? 0 : 1);
}

/* Without anything else asked: laws in force before others, those that judgments name by their
 * abbreviation before others, long ones before short ones. */
static int
compare_laws (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const TlSearchRun *self = user_data;
  const TlCandidate *left = *(const TlCandidate *const *)a;
  const TlCandidate *right = *(const TlCandidate *const *)b;
  guint32 left_length = law_length (self, left), right_length = law_length (self, right);
  int order = first_if (is_in_force (self, left), is_in_force (self, right));

  if (order == 0)
    order = first_if (is_catalogued (left), is_catalogued (right));
  if (order == 0)
    order = (left_length < right_length) - (left_length > right_length);
  if (order == 0)
    order = strcmp (left->record.doc, right->record.doc);
  return order != 0 ? order : left->record.block - right->record.block;
}

static GPtrArray *
find_articles (TlSearchRun *self, const char *anchor, gboolean alone, GError **error)
{
  guint filters = self->filters->len;
  GPtrArray *units;

  _tl_search_add_filter (self, tl_term_filter (TL_TERM_ANCHOR, anchor));
  units = _tl_search_match (self, alone ? NULL : self->question,
                            alone ? TL_CITED_LOOK : TL_RERANK_DEPTH, NULL, error);
  g_array_set_size (self->filters, filters);
  return units;
}

/* An article that is meant, and the place in it. */
typedef struct
{
  const TlCandidate *unit;
  TlDocument *document;
  int block;
  int own;        /* the unit itself */
  gboolean exact; /* it has the clause and the point too */
} Article;

static void
article_clear (gpointer data)
{
  tl_document_unref (((Article *)data)->document);
}

/* The first of the units that the other words fit, if there are any; %NULL when one cannot be
 * read. */
static GArray *
list_articles (TlSearchRun *self, GPtrArray *units, gboolean alone, GError **error)
{
  g_autoptr (GArray) articles = g_array_new (FALSE, FALSE, sizeof (Article));
  guint listed = alone ? TL_CITED_LIST : TL_CITED_BEFORE;

  g_array_set_clear_func (articles, article_clear);
  for (guint i = 0; i < MIN (units->len, listed); i++)
    {
      Article article = { .unit = g_ptr_array_index (units, i) };

      if (!alone && article.unit->features[TL_FEATURE_COVER_PAIRS] < TL_CITED_COVER)
        continue;
      article.document
          = tl_doc_cache_load (self->cache, article.unit->file, article.unit->record.row,
                               article.unit->record.doc, error);
      if (article.document == NULL)
        return NULL;
      article.block = find_block (self, article.document, self->question->citation, &article.own,
                                  &article.exact);
      g_array_append_val (articles, article);
    }
  return g_steal_pointer (&articles);
}

static void
add_article (TlSearchRun *self, const Article *article, gboolean alone, gboolean any_exact)
{
  TlHit *hit;

  if (article->own < 0 || self->result->hits->len >= self->limit
      || !_tl_search_take (self, article->document->id, article->own))
    return;
  hit = _tl_search_add_block (self, article->document, article->block,
                              alone ? NULL : self->question);
  hit->literal = alone && article->exact && self->question->citation->law == NULL;
  hit->score = article->unit->score;
  if (article->exact || !any_exact)
    note_citation (self, hit);
  if (article->exact)
    _tl_hit_add_why (hit, "citation", g_strdup (_ ("The question cites this article number")));
  else
    _tl_hit_add_why (hit, "citation",
                     g_strdup (_ ("The law has no such provision; this is what is nearest")));
}

/* Lists the laws that have the article: all of them when nothing more was asked, else the few that
 * the other words fit best. Those that have the clause and the point that were named go first:
 * "điểm s khoản 1 Điều 51" is of one law. A jump is right only where there is but one. */
static gboolean
add_articles (TlSearchRun *self, GError **error)
{
  const TlCitationQuery *citation = self->question->citation;
  g_autofree char *anchor = tl_article_anchor (citation->article);
  gboolean alone = citation->exact, any_exact = FALSE;
  g_autoptr (GPtrArray) units = anchor != NULL ? find_articles (self, anchor, alone, error) : NULL;
  g_autoptr (GArray) articles = NULL;

  if (units == NULL)
    return anchor == NULL;
  if (alone)
    g_ptr_array_sort_with_data (units, compare_laws, self);
  else if (!tl_rerank (units, self->question, self->date, self->model, self->handle->db,
                       self->handle->reader, self->map, self->cancellable, error))
    return FALSE;
  articles = list_articles (self, units, alone, error);
  if (articles == NULL)
    return FALSE;
  for (guint i = 0; i < articles->len; i++)
    any_exact |= g_array_index (articles, Article, i).exact;
  for (int exact = TRUE; exact >= FALSE; exact--)
    for (guint i = 0; i < articles->len; i++)
      if (g_array_index (articles, Article, i).exact == exact)
        add_article (self, &g_array_index (articles, Article, i), alone, any_exact);
  return TRUE;
}

/* A document that is named and not there is said; a name that no catalogue has may be anything. */
static void
note_missing (TlSearchRun *self, const Meaning *meaning)
{
  const TlCitationQuery *citation = self->question->citation;
  gboolean edition = citation->law_year > 0 && !meaning->certain;
  g_autofree char *law = NULL;

  if (citation->number != NULL ? meaning->ids->len > 0
                               : !meaning->known || (meaning->ids->len > 0 && !edition))
    return;
  self->missing = TRUE;
  if (citation->number == NULL)
    law = citation->law_year > 0 ? g_strdup_printf ("%s %d", citation->law, citation->law_year)
                                 : g_strdup (citation->law);
  g_ptr_array_add (self->result->citations,
                   /* Translators: %s is the number or the name of a document. */
                   g_strdup_printf (_ ("%s (not in the library)"),
                                    citation->number != NULL ? citation->number : law));
}

gboolean
_tl_search_literal (TlSearchRun *self, GError **error)
{
  const TlCitationQuery *citation = self->question->citation;
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  Meaning meaning = { ids, FALSE, FALSE };

  if (citation == NULL)
    return TRUE;
  if (!find_documents (self, &meaning, error))
    return FALSE;
  note_missing (self, &meaning);
  for (guint i = 0; i < ids->len && self->result->hits->len < self->limit; i++)
    if (!add_document (self, g_ptr_array_index (ids, i), meaning.certain, error))
      return FALSE;
  if (ids->len > 0 || citation->article == NULL)
    return TRUE;
  /* A document that is named and not there is not another one. */
  return citation->number != NULL || meaning.known || add_articles (self, error);
}
