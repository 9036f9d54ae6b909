/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "law/citation/tl-catalogue.h"
#include "law/citation/tl-cite-private.h"
#include "law/number/tl-doc-number.h"

G_BEGIN_DECLS

/* Shared by the files that read the names of documents (tl-cite-head*.c). */

/** TlCiteType: what the first words of a name say the document is. */
typedef enum
{
  TL_CITE_CODE,
  TL_CITE_LAW,
  TL_CITE_ORDINANCE,
  TL_CITE_CONSTITUTION,
  TL_CITE_RESOLUTION,
  TL_CITE_DECREE,
  TL_CITE_CIRCULAR,
  TL_CITE_JOINT,        /* thông tư liên tịch */
  TL_CITE_DECISION,     /* of the executive or of a court */
  TL_CITE_DIRECTIVE,    /* chỉ thị */
  TL_CITE_LETTER,       /* công văn */
  TL_CITE_ANSWERS,      /* giải đáp */
  TL_CITE_CONSOLIDATED, /* văn bản hợp nhất */
  TL_CITE_GUIDE,        /* hướng dẫn số */
  TL_CITE_NOTICE,       /* thông báo số */
  TL_CITE_ORDER,        /* lệnh, sắc lệnh */
  TL_CITE_TREATY,       /* công ước, hiệp định */
  TL_CITE_PRECEDENT,    /* án lệ */
  TL_CITE_JUDGMENT,     /* bản án */
} TlCiteType;

struct _TlCiteHeads
{
  const char *text;
  const char *end;
  char *self_document; /* of the context */
  GPtrArray *seen;     /* TlCitedDoc named in full, in reading order */
  GArray *seen_types;
  const char *last_to; /* after the last name read, and its type: for lists of numbers */
  TlCiteType last_type;
  guint depth;         /* of titles inside titles */
  GHashTable *aliases; /* "blds" → TlCitedDoc, from "(sau đây viết tắt là BLDS)" */
};

/** TlCiteTypeMatch: the words that name a type: "Nghị quyết", "NQ". */
typedef struct
{
  TlCiteType type;
  const char *to;
  gboolean abbreviated;
} TlCiteTypeMatch;

/** _tl_cite_pack: the letters of the word at @p, folded, at most eight of them, in one number; for
 * quick tests. */
guint64 _tl_cite_pack (const char *p, const char *end);

gboolean _tl_cite_type_read (const char *p, const char *end, TlCiteTypeMatch *match);
/** _tl_cite_type_prefix: "NQ", "BL"... of the notation. */
const char *_tl_cite_type_prefix (TlCiteType type);

/** _tl_cite_deictic: "này", "nêu trên"... Returns: (nullable): the place after it; @is_self for
 * "này". */
const char *_tl_cite_deictic (const char *p, const char *end, gboolean *is_self);
/** _tl_cite_take_deictic: makes @head SELF, the document meant, or PREV(@name). */
void _tl_cite_take_deictic (
    TlCiteHeads *heads, TlCiteType type, const char *name, gboolean is_self, TlCiteHead *head);

/** _tl_cite_finish: sets the span of the document and remembers it for "nêu trên". */
void _tl_cite_finish (TlCiteHeads *heads, TlCiteType type, const char *p, TlCiteHead *head);

/**
 * TlCiteName:
 * @entries: (nullable) (element-type TlLawEntry): the catalogue's editions
 * @title: (nullable): as printed, where the catalogue has none
 * @key: (nullable): its initials
 * @repaired: a word or letter of it was damaged
 *
 * The name of a code, law or ordinance.
 */
typedef struct
{
  const GPtrArray *entries;
  const char *to;
  char *title;
  char *key;
  gboolean repaired;
} TlCiteName;

/** _tl_cite_name_match: at @p, with the words of @type (nullable: an abbreviation). */
gboolean _tl_cite_name_match (const char *p,
                              const TlCiteTypeMatch *type,
                              const char *end,
                              TlCiteName *name);
void _tl_cite_name_clear (TlCiteName *name);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TlCiteName, _tl_cite_name_clear)

/** _tl_cite_read_law: codes, laws and ordinances by name; @match is %NULL at an abbreviation. */
gboolean _tl_cite_read_law (TlCiteHeads *heads,
                            const char *p,
                            const TlCiteTypeMatch *match,
                            TlCiteHead *head);
/** _tl_cite_read_numbered: what is named by type and number. */
gboolean _tl_cite_read_numbered (TlCiteHeads *heads,
                                 const char *p,
                                 const TlCiteTypeMatch *match,
                                 TlCiteHead *head);
/** _tl_cite_read_court: bản án, quyết định of a court. */
gboolean _tl_cite_read_court (TlCiteHeads *heads,
                              const char *p,
                              const TlCiteTypeMatch *match,
                              TlCiteHead *head);
gboolean _tl_cite_read_precedent (TlCiteHeads *heads,
                                  const char *p,
                                  const TlCiteTypeMatch *match,
                                  TlCiteHead *head);
/** _tl_cite_read_standard: "TCVN 9411:2012". */
gboolean _tl_cite_read_standard (TlCiteHeads *heads, const char *p, TlCiteHead *head);

/* What stands after a name. Each takes the place where the name ended and gives the place after
 * what was read, or NULL. */

/** TlCiteIssuer: who issued a document, as named beside it. */
typedef enum
{
  TL_CITE_ISSUER_NONE,
  TL_CITE_ISSUER_ASSEMBLY, /* Quốc hội */
  TL_CITE_ISSUER_STANDING, /* Ủy ban Thường vụ Quốc hội */
  TL_CITE_ISSUER_GOVERNMENT,
  TL_CITE_ISSUER_PREMIER,
  TL_CITE_ISSUER_JUDGES, /* Hội đồng Thẩm phán */
  TL_CITE_ISSUER_COURT,
  TL_CITE_ISSUER_PROCURACY,
  TL_CITE_ISSUER_MINISTRY,
  TL_CITE_ISSUER_OTHER,
} TlCiteIssuer;

/** _tl_cite_words: as _tl_scan_word(), for words written with their marks ("tại"), which a text may
 * lack but not change ("Tài"). */
const char *_tl_cite_words (const char *p, const char *end, const char *words);
const char *_tl_cite_number_at (const char *p, const char *end, TlDocNumber **number);
/** _tl_cite_torn_number_at: a number of whose year a figure is lost, which a date behind it has
 * ("163/199/NĐ-CP ngày 16/11/1999"). */
const char *_tl_cite_torn_number_at (const char *p, const char *end, TlDocNumber **number);
/** _tl_cite_term_of_year: the term of the National Assembly that began in or before @year. */
int _tl_cite_term_of_year (int year);
/** _tl_cite_fits_term: whether a document of @year can be of @term (0: of any); the year of an
 * election belongs to two terms. */
gboolean _tl_cite_fits_term (int year, int term);
const char *_tl_cite_year_at (const char *p, const char *end, int *year);
/** _tl_cite_is_year_clean: whether the year that ends at @after has four figures and no letters
 * that were read as some. */
gboolean _tl_cite_is_year_clean (const char *after);
const char *_tl_cite_date_at (const char *p, const char *end, char date[11]);
/** @initials is set to those of a ministry ("BTNMT"); at least 32 bytes. */
const char *_tl_cite_issuer_at (const char *p,
                                const char *end,
                                TlCiteIssuer *issuer,
                                char *initials);
/** _tl_cite_court_at: a court's name. @court is set to the short form ("TAND thị xã Dĩ An"). */
const char *_tl_cite_court_at (const char *p, const char *end, char **court);
/** _tl_cite_title_at: "quy định về...", "sửa đổi, bổ sung một số điều của...": Returns the place
 * after the last name or date inside the title, which bind nothing; @amends the laws in it. */
const char *_tl_cite_title_at (TlCiteHeads *heads, const char *p, char **amends);

/** TlCiteNote: an amendment note, "(được sửa đổi, bổ sung năm 2017)". @amended as in TlCitedDoc. */
typedef struct
{
  const char *to;
  char *amended;
} TlCiteNote;

gboolean _tl_cite_note_at (const char *p, const char *end, TlCiteNote *note);
/** _tl_cite_title_note_at: the note behind a title at @p that names no document ("quy định phí thẩm
 * định được sửa đổi bởi Thông tư số ..."). Returns: (nullable): the place after it. */
const char *_tl_cite_title_note_at (const TlCiteHeads *heads, const char *p, TlCiteNote *note);

/** _tl_cite_amended: whether the edition was amended by @by (a year or a number): yes, no, or
 * unknown. */
TlCiteFit _tl_cite_amended (const char *key, const char *by);
/** _tl_cite_amended_base: Returns: (transfer none) (nullable): the edition of @short_name
 * (nullable: of any) that only @by amended; @verified (nullable) is set by its row. */
const char *_tl_cite_amended_base (const char *short_name, const char *by, gboolean *verified);
/** _tl_cite_amending_number: Returns: (transfer none) (nullable): number of the law that amended an
 * edition of @short_name in @year. */
const char *_tl_cite_amending_number (const char *short_name, int year);

G_END_DECLS
