/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/reader/tl-cited-words.h"

#include <glib/gi18n.h>
#include <string.h>

#include "base/tl-clock.h"
#include "ui/search/tl-hit-text.h"

static gboolean
is_blank (const char *text)
{
  return text == NULL || *text == '\0';
}

/* Laws are cited by their title and year, other documents by kind and number. */
static gboolean
has_law_title (const TlDocument *document)
{
  static const char *const words[] = { "Bộ luật ", "Luật ", "Hiến pháp", "Pháp lệnh " };

  for (guint i = 0; i < G_N_ELEMENTS (words) && !is_blank (document->title); i++)
    if (g_str_has_prefix (document->title, words[i]))
      return TRUE;
  return FALSE;
}

/* The words of a citation are Vietnamese in whatever language the program speaks. */
static const char *
court_document (const TlDocument *document)
{
  if (document->kind == TL_DOC_PRECEDENT)
    return "Án lệ";
  return strstr (document->number, "QĐ") != NULL ? "Quyết định" : "Bản án";
}

char *
tl_cited_words_document (const TlDocument *document)
{
  g_autofree char *date = tl_date_format_vi (document->issued);

  if (document->kind == TL_DOC_STATUTE && has_law_title (document))
    return is_blank (document->issued) || strstr (document->title, " năm ") != NULL
               ? g_strdup (document->title)
               : g_strdup_printf ("%s năm %.4s", document->title, document->issued);
  if (is_blank (document->number))
    return g_strdup (!is_blank (document->title) ? document->title : document->id);
  if (document->kind == TL_DOC_STATUTE || document->kind == TL_DOC_GUIDANCE)
    {
      /* "Nghị quyết" of "Nghị quyết hướng dẫn ..." */
      static const char *const kinds[]
          = { "Nghị quyết", "Nghị định", "Thông tư liên tịch", "Thông tư", "Quyết định", "Công văn",
              "Giải đáp",   "Chỉ thị",   "Văn bản hợp nhất" };

      for (guint i = 0; i < G_N_ELEMENTS (kinds) && document->title != NULL; i++)
        if (g_str_has_prefix (document->title, kinds[i]))
          return g_strdup_printf ("%s số %s", kinds[i], document->number);
      return g_strdup (document->number);
    }
  return g_strdup_printf ("%s số %s%s%s%s%s", court_document (document), document->number,
                          *date != '\0' ? " ngày " : "", date,
                          is_blank (document->issuer) ? "" : " của ",
                          is_blank (document->issuer) ? "" : document->issuer);
}

/* "điểm s khoản 1 Điều 51" by the labels that the document prints. */
char *
tl_cited_words_units (const TlDocument *document, const char *anchor)
{
  GString *units = g_string_new (NULL);
  int index = anchor != NULL ? tl_document_find (document, anchor, NULL) : -1;

  for (; index >= 0; index = tl_document_get_block (document, (guint)index)->parent)
    {
      const TlBlock *block = tl_document_get_block (document, (guint)index);
      const char *word = block->kind == TL_BLOCK_POINT    ? "điểm "
                         : block->kind == TL_BLOCK_CLAUSE ? "khoản "
                                                          : "";

      if (is_blank (block->label)
          || (block->kind != TL_BLOCK_POINT && block->kind != TL_BLOCK_CLAUSE
              && block->kind != TL_BLOCK_ARTICLE))
        continue;
      g_string_append_printf (units, "%s%s%s", units->len > 0 ? " " : "", word, block->label);
      if (block->kind == TL_BLOCK_ARTICLE)
        break;
    }
  return g_string_free (units, FALSE);
}

/* Whether the notation alone says which document and unit is meant. */
static gboolean
says_all (const TlCitation *citation)
{
  const TlCitedDoc *doc = citation->doc;

  if (doc == NULL || strcmp (citation->article, "THIS") == 0
      || strcmp (citation->clause, "THIS") == 0)
    return FALSE;
  switch (doc->kind)
    {
    case TL_CITED_SELF:
    case TL_CITED_PREVIOUS:
    case TL_CITED_UNKNOWN:
      return FALSE;
    case TL_CITED_LAW:
      return doc->year > 0;
    case TL_CITED_NUMBER:
    case TL_CITED_GUIDANCE:
    case TL_CITED_PRECEDENT:
    case TL_CITED_COURT:
    case TL_CITED_STANDARD:
    default:
      return TRUE;
    }
}

/* The units alone, as the notation has them; of what is relative to the text, by the target. */
static char *
dup_units (TlCitation *citation, const TlLink *link, const TlDocument *target)
{
  if (citation == NULL || strcmp (citation->article, "THIS") == 0
      || strcmp (citation->clause, "THIS") == 0)
    return tl_cited_words_units (target, link->anchor);
  tl_cited_doc_unref (citation->doc);
  citation->doc = tl_cited_doc_new (TL_CITED_UNKNOWN, "?");
  return tl_citation_format_official (citation);
}

char *
tl_cited_words_place (const TlLink *link, const TlDocument *target)
{
  g_autoptr (TlCitation) citation = tl_citation_parse (link->notation);
  g_autofree char *units = NULL;
  g_autofree char *document = NULL;

  if (citation == NULL || (target != NULL && !says_all (citation)))
    {
      if (target == NULL)
        return g_strdup (link->notation);
      units = dup_units (citation, link, target);
      document = tl_cited_words_document (target);
      return g_strconcat (units, *units != '\0' ? " " : "", document, NULL);
    }
  return tl_citation_format_official (citation);
}

char *
tl_cited_words_law (const TlDocument *document)
{
  GString *words = g_string_new (NULL);

  if (document->kind != TL_DOC_STATUTE || is_blank (document->title))
    g_string_append (words, tl_hit_kind_name (document->kind));
  if (document->kind == TL_DOC_STATUTE && !is_blank (document->title))
    g_string_append (words, document->title);
  if (!is_blank (document->number))
    g_string_append_printf (words, "%s%s", document->kind == TL_DOC_STATUTE ? " · " : " ",
                            document->number);
  if (document->kind != TL_DOC_STATUTE && !is_blank (document->title))
    g_string_append_printf (words, " · %s", document->title);
  return g_string_free (words, FALSE);
}

char *
tl_cited_words_date (const TlDocument *citing, const char *as_of)
{
  g_autofree char *date = tl_date_format_vi (as_of);

  if (citing->kind == TL_DOC_STATUTE || g_strcmp0 (citing->issued, as_of) != 0)
    /* Translators: %s is a date. */
    return g_strdup_printf (_ ("Text in force on %s"), date);
  if (citing->kind == TL_DOC_JUDGMENT)
    /* Translators: %s is the date of the judgment that cites the provision. */
    return g_strdup_printf (_ ("Text in force on %s, the day of this judgment"), date);
  /* Translators: %s is the date of the document that cites the provision. */
  return g_strdup_printf (_ ("Text in force on %s, the day of this document"), date);
}

static void
append_sentence (GString *text, const char *sentence)
{
  if (text->len > 0)
    g_string_append_c (text, ' ');
  g_string_append (text, sentence);
}

static const char *
state_notice (TlCitedState state, gboolean around)
{
  switch (state)
    {
    case TL_CITED_UNRESOLVED:
      return _ ("It could not be told which document is meant. Nothing is opened, so that nothing "
                "wrong is.");
    case TL_CITED_NO_DOCUMENT:
      return _ ("The library does not hold this document.");
    case TL_CITED_NO_UNIT:
      return around ? _ ("The document has no such unit; what is shown is the unit around it.")
                    : _ ("The document has no such unit.");
    case TL_CITED_NO_TEXT:
      return _ ("The library has no text of this unit for that day.");
    case TL_CITED_UNIT:
    case TL_CITED_WHOLE:
    default:
      return NULL;
    }
}

char *
tl_cited_words_notice (TlCitedState state, const TlLink *link, gboolean around)
{
  GString *text = g_string_new (state_notice (state, around));

  if (link->warnings & TL_CITATION_WARN_OCR)
    append_sentence (text, _ ("A letter or figure of this citation was repaired: check it against "
                              "the original."));
  if (link->target != NULL && (link->warnings & TL_CITATION_WARN_EDITION))
    append_sentence (text, _ ("The text does not name the edition: the one in force on the day was "
                              "taken."));
  if (link->warnings & TL_CITATION_WARN_AMBIGUOUS)
    append_sentence (text, _ ("Another reading of this citation is possible."));
  return g_string_free (text, FALSE);
}
