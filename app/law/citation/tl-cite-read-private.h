/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "law/citation/tl-cite-lex-private.h"
#include "law/citation/tl-cite-private.h"

G_BEGIN_DECLS

/* The reading of one text: units wait until the document is known that owns them. */

/**
 * TlCiteOpen:
 * @citation: (transfer full): read, without a document
 * @run: units with the same number follow each other without other words
 * @joined: the article if the hyphen at a line end is taken out, or ""
 * @from: first byte of its units
 * @to: the byte after its units
 * @inner: clauses or points of a section
 * @section: place in chapters or sections of a law: no notation, dropped with a warning
 * @orphan: a clause or point without its article
 * @amender: the unit that amends this one, as a place in the array of open ones plus one, or 0
 */
typedef struct
{
  TlCitation *citation;
  guint run;
  char joined[TL_CITATION_UNIT_SIZE];
  const char *from;
  const char *to;
  gboolean inner;
  gboolean section;
  gboolean orphan;
  guint amender;
} TlCiteOpen;

/**
 * TlCiteEntry:
 *
 * A clause or point that waits for its article.
 */
typedef struct
{
  TlCiteItem clause;
  TlCiteItem point;
  const char *from;
  const char *to;
  TlConfidence confidence;
  guint warnings;
} TlCiteEntry;

#define TL_CITE_STARTS 1024

/** TlCiteStart: whether a name of a document may begin with the word of this key. */
typedef struct
{
  guint64 key;
  gboolean may_start;
} TlCiteStart;

/**
 * TlCiteReader:
 * @found: citations that have their document
 * @open: (element-type TlCiteOpen): those that wait
 * @edge: up to here everything belongs together; words behind it make a gap
 * @left: the last name of a document in this sentence
 * @has_left: whether there is one
 * @left_used: units were bound to it
 * @group: (element-type TlCitation): what was bound to @left, for the choice of its edition
 * @sentence: where the sentence begins
 * @qualifier: (nullable): printed sections of the law that is @left
 * @self_doc: (nullable): the text's own document, when this sentence names a unit of it ("Điều
 * này")
 * @starts: (array fixed-size=1024): what was learned about words met before, by their key
 * @tried: (nullable): up to here brackets were looked into
 * @inner: it reads a comment in brackets
 * @person_mark: from here on in @found, a person named applies
 */
typedef struct
{
  const char *text;
  const char *end;
  const TlCitationContext *context;
  TlCiteHeads *heads;
  GPtrArray *found;
  GArray *open;
  GArray *entries;
  guint run;
  const char *edge;
  TlCiteHead left;
  gboolean has_left;
  gboolean left_used;
  GPtrArray *group;
  const char *sentence;
  guint person_mark;
  char *qualifier;
  TlCitedDoc *self_doc;
  TlCiteStart *starts;
  const char *tried;
  gboolean inner;
} TlCiteReader;

/** _tl_cite_read: reads everything between two places, which must not lie in a word. */
void _tl_cite_read (TlCiteReader *self, const char *from, const char *to);

/** _tl_cite_comments: reads the comments in brackets that stand between @from and @to, which
 * another reading went past. */
void _tl_cite_comments (TlCiteReader *self, const char *from, const char *to);

/** _tl_cite_comment: where units wait, reads the comment that begins at @p as one of its own, if
 * what it cites is named in it. Returns: (nullable): the place after it. */
const char *_tl_cite_comment (TlCiteReader *self, const char *p);

/** _tl_cite_units: reads the units at @p, a word start, as far as they follow each other, into the
 * open ones. Returns: (nullable): the place after them. */
const char *_tl_cite_units (TlCiteReader *self, const char *p);

/** _tl_cite_units_bare: the same for numbers of articles without their word, behind "Áp dụng". */
const char *_tl_cite_units_bare (TlCiteReader *self, const char *p);

/** _tl_cite_is_edge: whether nothing but separators, "của" and comments stands between what was
 * read last and @p. */
gboolean _tl_cite_is_edge (const TlCiteReader *self, const char *p);

/** _tl_cite_bind: a document was named at @from. */
void _tl_cite_bind (TlCiteReader *self, const char *from, TlCiteHead *head);
/** _tl_cite_flush: units that still wait go to the document named before, or stay without one. */
void _tl_cite_flush (TlCiteReader *self);
/** _tl_cite_break: a sentence ends at @p. */
void _tl_cite_break (TlCiteReader *self, const char *p);
/** _tl_cite_person: reads "đối với bị cáo X" at @p. Returns: (nullable): the place after it. */
const char *_tl_cite_person (TlCiteReader *self, const char *p);

/** _tl_cite_own: gives an open unit that names its own document ("Điều này") to @doc. */
void _tl_cite_own (TlCiteReader *self, TlCitation *citation, TlCitedDoc *doc);

G_END_DECLS
