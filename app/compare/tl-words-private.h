/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Text as rows of numbers: every distinct piece of text has one. */

typedef enum
{
  TL_PIECE_WORD,  /* letters, marks, digits; a figure with the marks inside it */
  TL_PIECE_BLANK, /* spaces and tabs */
  TL_PIECE_BREAK, /* blanks with a line break among them */
  TL_PIECE_MARK,  /* any other character, alone */
} TlPieceClass;

/* A piece of a text. */
typedef struct
{
  guint32 from;
  guint32 length;
  guint32 raw; /* number of its bytes */
  guint32 key; /* number of its spelling: NFC, tone in its canonical place, capitals kept */
} TlPiece;

/* Distinct pieces; one table serves both texts. Texts are borrowed and must outlive it. */
typedef struct _TlWordTable TlWordTable;

TlWordTable *_tl_word_table_new (void);
void _tl_word_table_free (TlWordTable *table);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlWordTable, _tl_word_table_free)

guint _tl_word_table_size (const TlWordTable *table);
TlPieceClass _tl_word_table_get_class (const TlWordTable *table, guint32 raw);
/* _tl_word_table_get: the bytes of piece @raw. */
const char *_tl_word_table_get (const TlWordTable *table, guint32 raw, gsize *length);

/* _tl_word_table_split: (element-type TlPiece): covers @text of at most G_MAXUINT32 bytes. */
GArray *_tl_word_table_split (TlWordTable *table, const char *text, gsize length);

G_END_DECLS
