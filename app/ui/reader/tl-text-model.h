/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "corpus/tl-document-citations.h"

G_BEGIN_DECLS

/** TlTextRole: how a paragraph is set. */
typedef enum
{
  TL_TEXT_TITLE,    /* the document's title */
  TL_TEXT_SUBTITLE, /* number, issuer, date */
  TL_TEXT_DIVISION, /* part, chapter, section of a statute */
  TL_TEXT_ARTICLE,  /* heading of an article */
  TL_TEXT_SECTION,  /* heading of a part of a judgment */
  TL_TEXT_BODY,
  TL_TEXT_CLAUSE,
  TL_TEXT_POINT,
  TL_TEXT_NOTE,    /* effect and source of an article */
  TL_TEXT_MISSING, /* says that there is no text for the date */
} TlTextRole;

#define TL_N_TEXT_ROLES 10

/**
 * TlTextParagraph:
 * @role: how it is set
 * @block: index of the block it comes from, or -1
 * @anchor: (nullable): set on the first paragraph of a block; borrowed from the document
 * @text: what is shown, without line breaks
 * @lead: characters of @text, from its start, that are a number or a state and stand out
 * @effect: for a note: the state it names
 * @source: byte of the block's text that the paragraph begins with, -1 when it is none of that text
 * @source_at: byte of @text where it stands, behind a label that was set in front
 * @versions: characters at the end of @text that lead to the versions of the unit; 0 for none
 */
typedef struct
{
  TlTextRole role;
  int block;
  const char *anchor;
  char *text;
  guint lead;
  TlEffectState effect;
  gssize source;
  gsize source_at;
  guint versions;
} TlTextParagraph;

/**
 * TlTextCitation:
 * @paragraph: index of the paragraph
 * @from: first character in it
 * @to: the character after the last
 * @link: index among the links of the model; a citation over two lines is two of these
 *
 * A stretch of text that cites something.
 */
typedef struct
{
  guint paragraph;
  guint from;
  guint to;
  guint link;
} TlTextCitation;

/**
 * TlTextModel:
 * @document: what it was made from
 * @links: (nullable) (element-type TlLink): what its text cites; behind those of the document
 * (@n_links) one for each paragraph that leads to the versions of its unit
 * @as_of: the date it was made for
 * @effect: state of the whole document on that date (statutes and án lệ)
 * @n_other: units of which the library has another version than the one shown
 * @n_missing: units without a text for the date
 *
 * A document as paragraphs, the one thing both text widgets and the tests read. Immutable, counted
 * by reference (atomic): made in a thread, shown on the main loop.
 */
typedef struct
{
  /*< private >*/
  gatomicrefcount ref_count;
  GArray *paragraphs;
  GHashTable *by_anchor;
  GArray *by_block;
  GArray *citations;
  GPtrArray *shared_links;
  GPtrArray *own_links;
  /*< public >*/
  TlDocument *document;
  GPtrArray *links;
  guint n_links;
  char as_of[11];
  TlEffectState effect;
  guint n_other;
  guint n_missing;
} TlTextModel;

/** tl_text_model_new: @as_of is "YYYY-MM-DD". Pure; any thread. */
TlTextModel *tl_text_model_new (TlDocument *document, const char *as_of);

/** tl_text_model_new_with_links: the same with the citations of the text. @links (element-type
 * TlLink): as tl_library_links_from() gives them, not changed afterwards; those without a place in
 * a paragraph are left out. */
TlTextModel *tl_text_model_new_with_links (TlDocument *document,
                                           const char *as_of,
                                           GPtrArray *links);
TlTextModel *tl_text_model_ref (TlTextModel *self);
void tl_text_model_unref (TlTextModel *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlTextModel, tl_text_model_unref)

guint tl_text_model_get_n_paragraphs (const TlTextModel *self);
/** tl_text_model_get: Returns: (transfer none): paragraph @index. */
const TlTextParagraph *tl_text_model_get (const TlTextModel *self, guint index);

/** tl_text_model_find: Returns: first paragraph of the version of @anchor that is shown, or of the
 * nearest unit around it; -1 when there is none. */
int tl_text_model_find (const TlTextModel *self, const char *anchor);

/** tl_text_model_anchor_at: Returns: (nullable): anchor of paragraph @index or of the last one
 * before it. */
const char *tl_text_model_anchor_at (const TlTextModel *self, guint index);

/** tl_text_model_subtree_end: Returns: index after the last paragraph of the unit that paragraph
 * @index opens. */
guint tl_text_model_subtree_end (const TlTextModel *self, guint index);

/** tl_text_model_block_is_shown: whether block @block of the document is the version shown. */
gboolean tl_text_model_block_is_shown (const TlTextModel *self, guint block);

/** tl_text_model_get_n_citations: how many there are, in the order of the text; none overlap. */
guint tl_text_model_get_n_citations (const TlTextModel *self);
/** tl_text_model_get_citation: Returns: (transfer none): citation @index. */
const TlTextCitation *tl_text_model_get_citation (const TlTextModel *self, guint index);
/** tl_text_model_get_link: Returns: (transfer none): what citation @index stands for. */
const TlLink *tl_text_model_get_link (const TlTextModel *self, guint index);
/** tl_text_model_leads_to_versions: whether link @link of the model leads to the versions of a
 * unit, the one it names. */
gboolean tl_text_model_leads_to_versions (const TlTextModel *self, guint link);
/** tl_text_model_first_citation: Returns: index of the first citation in paragraph @paragraph or
 * behind it; their number when there is none. */
guint tl_text_model_first_citation (const TlTextModel *self, guint paragraph);
/** tl_text_model_citation_at: Returns: index of the citation over that character, or -1. */
int tl_text_model_citation_at (const TlTextModel *self, guint paragraph, guint character);
/** tl_text_model_dup_citation_text: Returns: (transfer full): the words of citation @index. */
char *tl_text_model_dup_citation_text (const TlTextModel *self, guint index);

/** tl_text_model_dup_text: Returns: (transfer full): all paragraphs, a line each: what both widgets
 * show. */
char *tl_text_model_dup_text (const TlTextModel *self);

G_END_DECLS
