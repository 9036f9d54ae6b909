/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "law/citation/tl-citation.h"

G_BEGIN_DECLS

/* Words, units, numbers and letters of citations. Every function reads forward from a place within
 * a bound. */

/** TlCiteUnit: a unit word. */
typedef enum
{
  TL_UNIT_NONE,
  TL_UNIT_ARTICLE,
  TL_UNIT_CLAUSE,
  TL_UNIT_POINT,
  TL_UNIT_SUBSECTION, /* tiểu mục */
  TL_UNIT_SECTION,    /* mục */
  TL_UNIT_CHAPTER,
  TL_UNIT_PART,      /* phần */
  TL_UNIT_PARAGRAPH, /* đoạn */
  TL_UNIT_ANNEX,     /* phụ lục, danh mục, biểu */
} TlCiteUnit;

/**
 * TlCiteWord:
 * @key: up to eight letters without marks, one a byte, the first in the highest byte used
 * @letters: how many letters there are
 * @plain: it was written without marks
 */
typedef struct
{
  const char *from;
  const char *to;
  guint64 key;
  guint letters;
  gboolean plain;
} TlCiteWord;

/* Keys of words of two to six letters, for switches. */
#define K1(a)                ((guint64)(a))
#define K2(a, b)             (K1 (a) << 8 | (b))
#define K3(a, b, c)          (K2 (a, b) << 8 | (c))
#define K4(a, b, c, d)       (K3 (a, b, c) << 8 | (d))
#define K5(a, b, c, d, e)    (K4 (a, b, c, d) << 8 | (e))
#define K6(a, b, c, d, e, f) (K5 (a, b, c, d, e) << 8 | (f))

/** _tl_cite_word: reads the letters at @p; Returns: whether there are any. */
gboolean _tl_cite_word (const char *p, const char *end, TlCiteWord *word);

/** _tl_cite_word_is: whether the word is @form (small letters with marks) in any case, or is
 * written without marks; call it for words whose key is that of @form. */
gboolean _tl_cite_word_is (const TlCiteWord *word, const char *form);

/** _tl_cite_phrase: Returns: (nullable): the place after the words of @form (small letters, one
 * space between) at @p, with or without marks. */
const char *_tl_cite_phrase (const char *p, const char *end, const char *form);

/** _tl_cite_word_before: reads the word that ends before @p, blanks between, on one line. */
gboolean _tl_cite_word_before (const char *start, const char *p, TlCiteWord *word);

/**
 * TlCiteUnitWord:
 * @from: of "các", "từ" or the word itself
 * @plural: "các" stood before it
 * @repaired: the word is not as it should be
 * @this: "này" follows and takes the place of a number
 * @previous: "nêu trên", "nói trên" follows instead
 */
typedef struct
{
  TlCiteUnit unit;
  const char *from;
  const char *to;
  gboolean plural;
  gboolean repaired;
  gboolean this;
  gboolean previous;
} TlCiteUnitWord;

/** _tl_cite_unit_word: reads a unit word at @p (a word start) with "các" and "từ" before it;
 * @word may be the word at @p, already read. */
gboolean _tl_cite_unit_word (const char *p, const char *end, TlCiteUnitWord *unit);

/**
 * TlCiteItem:
 * @label: "51", "217a", "s", "II", "1.4", "THIS"
 * @label_to: last of a range, or ""
 * @joined: the number with a hyphen and a line break taken out, or ""
 * @joined_to: the byte after that
 * @to: the byte after it
 * @repaired: a letter was read as a figure
 */
typedef struct
{
  char label[TL_CITATION_UNIT_SIZE];
  char label_to[TL_CITATION_UNIT_SIZE];
  char joined[TL_CITATION_UNIT_SIZE];
  const char *joined_to;
  const char *from;
  const char *to;
  gboolean repaired;
} TlCiteItem;

#define TL_CITE_LIST_MAX 48

typedef struct
{
  TlCiteItem items[TL_CITE_LIST_MAX];
  guint n;
} TlCiteList;

/** _tl_cite_list: reads what stands behind a unit word: a number, a list, ranges. Returns:
 * (nullable): the place after the last. */
const char *_tl_cite_list (
    TlCiteUnit unit, const char *p, const char *end, gboolean bare, TlCiteList *list);

/** _tl_cite_number: reads the number of an article or a clause at @p. Returns: (nullable): the
 * place after it. */
const char *_tl_cite_number (const char *p, const char *end, gboolean ocr, TlCiteItem *item);

/** _tl_cite_letter: reads the letter of a point at @p. */
const char *_tl_cite_letter (const char *p, const char *end, TlCiteItem *item);

/** _tl_cite_follows_number: whether what stands at @p can follow the number of a unit; FALSE for
 * measures ("500 triệu đồng", "12 tháng"). */
gboolean _tl_cite_follows_number (const char *p, const char *end, gboolean bare);

/** TlCiteGlue: what stands between two pieces of a citation. */
typedef struct
{
  const char *to;
  gboolean separator;   /* , ; và hoặc */
  gboolean strong;      /* ; */
  gboolean conjunction; /* và hoặc */
  gboolean of;          /* của, tại, theo, thuộc */
  gboolean range;       /* đến, a dash */
  gboolean colon;
  const char *note; /* the last comment in brackets, with the brackets */
  const char *note_to;
} TlCiteGlue;

/** _tl_cite_glue: skips blanks, separators, "của", comments. */
void _tl_cite_glue (const char *p, const char *end, TlCiteGlue *glue);

/** _tl_cite_blanks: Returns: the place after blanks; an empty line is one too. */
static inline const char *
_tl_cite_blanks (const char *p, const char *end)
{
  while (p < end && (*p == ' ' || *p == '\n' || *p == '\t'))
    p++;
  return p;
}

/** _tl_cite_dash: Returns: (nullable): the place after the dash or arrow at @p. */
const char *_tl_cite_dash (const char *p, const char *end);

G_END_DECLS
