/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** TlConfidence: how sure a reading is. Low: a word was repaired or something is missing; medium:
 * inferred (an edition, the owner of a number without its unit word); high: as printed. */
typedef enum
{
  TL_CONFIDENCE_LOW,
  TL_CONFIDENCE_MEDIUM,
  TL_CONFIDENCE_HIGH,
} TlConfidence;

/** tl_confidence_code: "low", "medium", "high". */
const char *tl_confidence_code (TlConfidence confidence);

/** TlCitationWarning: what is doubtful about a citation; a set of flags. */
typedef enum
{
  TL_CITATION_WARN_NONE = 0,
  TL_CITATION_WARN_YEAR = 1 << 0,      /* W-YEAR: number, term and date do not agree */
  TL_CITATION_WARN_AMEND = 1 << 1,     /* W-AMEND: an amendment that the law never had */
  TL_CITATION_WARN_NOART = 1 << 2,     /* W-NOART: the version has no such unit */
  TL_CITATION_WARN_NOTFORCE = 1 << 3,  /* W-NOTFORCE: not in force on the date that matters */
  TL_CITATION_WARN_EDITION = 1 << 4,   /* W-EDITION: the edition was inferred */
  TL_CITATION_WARN_OCR = 1 << 5,       /* W-OCR: a word or figure was repaired */
  TL_CITATION_WARN_ISSUER = 1 << 6,    /* W-ISSUER: the number does not fit the issuer named */
  TL_CITATION_WARN_AMBIGUOUS = 1 << 7, /* W-AMBIGUOUS: another reading is possible */
} TlCitationWarning;

/** tl_citation_warning_code: "W-YEAR"... of one flag. */
const char *tl_citation_warning_code (TlCitationWarning warning);

/** TlCitedKind: what kind of document is cited. */
typedef enum
{
  TL_CITED_SELF,      /* "Bộ luật này": the document that holds the text */
  TL_CITED_PREVIOUS,  /* "Nghị quyết nêu trên" whose antecedent is not in the text */
  TL_CITED_LAW,       /* by title or abbreviation */
  TL_CITED_NUMBER,    /* normative document by its number */
  TL_CITED_GUIDANCE,  /* công văn, giải đáp */
  TL_CITED_PRECEDENT, /* án lệ */
  TL_CITED_COURT,     /* bản án, quyết định of a court */
  TL_CITED_STANDARD,  /* TCVN, QCVN: a technical standard, no law; has no notation and is reported
                         apart */
  TL_CITED_UNKNOWN,   /* units without any document: notation "?" */
} TlCitedKind;

/**
 * TlCitedDoc:
 * @key: the document part of the notation: "BLHS2015", "BLHS?" (edition open),
 * "NQ326/2016/UBTVQH14", "L85/2025/QH15", "CV212/TANDTC-PC@2019-09-13", "AL47/2021",
 * "BA17/2018/HS-ST@TAND thị xã Dĩ An", "SELF", "PREV(NQ)", "?"
 * @name: (nullable): abbreviation of the catalogue ("BLHS"), or the title as printed for a law that
 * the catalogue does not know ("Luật Công chứng")
 * @number: (nullable): normalised number
 * @year: edition year of a law, or 0
 * @date: (nullable): date printed beside it, "YYYY-MM-DD"
 * @court: (nullable): court printed beside a court document
 * @amended: (nullable): years or numbers of its amendment note, separated by spaces ("2017",
 * "01/2022/NQ-HĐTP")
 * @from: first byte of the name in the text
 * @to: the byte after the last, date and amendment note included
 *
 * A document as a text names it. Several citations share one; reference counted, immutable.
 */
typedef struct
{
  /*< private >*/
  grefcount ref_count;
  /*< public >*/
  TlCitedKind kind;
  char *key;
  char *name;
  char *number;
  int year;
  char *date;
  char *court;
  char *amended;
  gsize from;
  gsize to;
} TlCitedDoc;

TlCitedDoc *tl_cited_doc_new (TlCitedKind kind, const char *key);
TlCitedDoc *tl_cited_doc_ref (TlCitedDoc *doc);
void tl_cited_doc_unref (TlCitedDoc *doc);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlCitedDoc, tl_cited_doc_unref)

#define TL_CITATION_UNIT_SIZE 8

/**
 * TlCitation:
 * @article: "51", "217a", "THIS" for "Điều này", or "" when the whole document is cited
 * @article_to: last of a range "Điều 584 đến 589", or ""
 * @clause: "1", "1a", "THIS", or ""
 * @point: "s", "đ", or ""
 * @path: (nullable): place outside articles: "PL/II/1/1.4" in an annex, "II.1" in a letter, "ND15"
 * paragraph of an án lệ (notation "AL25/2018#ND15")
 * @person: (nullable): for whom the citation is made ("đối với bị cáo Cao Xuân S")
 * @amends: (nullable): notation of the unit that the cited one amends ("BLTTDS2015:35")
 * @qualifier: (nullable): as printed, what the text says beyond the notation: a paragraph of the
 * unit ("đoạn 2"), the place of a law in its division ("Mục 3 Chương III")
 * @from: first byte of the units in the text given; of the document's name when it is cited whole
 * @to: the byte after the last of them; a range or a list has its own span for each member
 *
 * One provision or document cited.
 */
typedef struct
{
  TlCitedDoc *doc;
  char article[TL_CITATION_UNIT_SIZE];
  char article_to[TL_CITATION_UNIT_SIZE];
  char clause[TL_CITATION_UNIT_SIZE];
  char clause_to[TL_CITATION_UNIT_SIZE];
  char point[TL_CITATION_UNIT_SIZE];
  char point_to[TL_CITATION_UNIT_SIZE];
  char *path;
  char *person;
  char *amends;
  char *qualifier;
  gsize from;
  gsize to;
  TlConfidence confidence;
  guint warnings;
} TlCitation;

TlCitation *tl_citation_copy (const TlCitation *citation);
void tl_citation_free (TlCitation *citation);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlCitation, tl_citation_free)

/**
 * TlCitationContext:
 * @document: (nullable): key or number of the document that the text stands in; "Bộ luật này" is
 * then that document instead of SELF
 * @article: (nullable): number of the article that the text stands in; "Điều này" is then it
 * @clause: (nullable): the same for "khoản này"
 * @date: (nullable): "YYYY-MM-DD" of the judgment or act, which decides editions left open
 *
 * What is known about where a text stands.
 */
typedef struct
{
  const char *document;
  const char *article;
  const char *clause;
  const char *date;
} TlCitationContext;

/**
 * tl_citations_find:
 * @text: UTF-8, as it stands in the source: need not be normalised (NFD, Ð, TCVN3 residues, line
 * breaks and double spaces are understood)
 * @length: in bytes, or -1
 * @context: (nullable)
 *
 * Reads every citation by the grammar and the ten attachment rules (docs/citations.md). Linear in
 * @length; a run of units is bounded, so that hostile text costs no more than others. Contracts,
 * rules of companies, indictments and sums of money are no citations. What has no document is kept
 * under "?" and technical standards under #TL_CITED_STANDARD: callers show or skip them, none is
 * dropped in silence.
 *
 * Returns: (transfer full) (element-type TlCitation): in reading order
 */
GPtrArray *tl_citations_find (const char *text, gssize length, const TlCitationContext *context);

/** tl_citation_format: Returns: (transfer full): the notation: "BLHS2015:51.1.s",
 * "SELF:THIS.1.a..k", "AL25/2018#ND15", "NQ41/2017/QH14". */
char *tl_citation_format (const TlCitation *citation);

/** tl_citation_parse: Returns: (transfer full) (nullable): what tl_citation_format() wrote; the
 * inverse of it for all that the notation holds. */
TlCitation *tl_citation_parse (const char *notation);

/**
 * tl_citation_format_official:
 *
 * Returns: (transfer full): as a judgment prints it: "điểm s khoản 1 Điều 51 Bộ luật Hình sự năm
 * 2015", "Điều 7 Nghị quyết số 02/2018/NQ-HĐTP ngày 15/5/2018"; reading that again gives the same
 * citation
 */
char *tl_citation_format_official (const TlCitation *citation);

/** tl_citation_dup_anchor: Returns: (transfer full) (nullable): anchor of the unit, "d51.k1.ps"
 * (first of a range); %NULL for a whole document and for units that are not known ("THIS"). */
char *tl_citation_dup_anchor (const TlCitation *citation);

/** tl_citation_expand: Returns: (transfer full) (element-type TlCitation): every single unit of a
 * range, points over the 23 letters; at most 1000; a copy of @citation when it is none. */
GPtrArray *tl_citation_expand (const TlCitation *citation);

G_END_DECLS
