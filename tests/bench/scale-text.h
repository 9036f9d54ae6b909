/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** ScaleClass: what a source text is good for. */
typedef enum
{
  SCALE_FACTS,
  SCALE_REASONING,
  SCALE_DECISION,
  SCALE_LAW,
} ScaleClass;

#define SCALE_N_CLASSES (SCALE_LAW + 1)

/** ScaleRange: tokens of one source, @from to the one before @to. */
typedef struct
{
  guint32 from;
  guint32 to;
  ScaleClass class;
} ScaleRange;

/** ScaleFlag: what a token is to whoever writes it into another text. */
typedef enum
{
  SCALE_DIGIT = 1 << 0,
  SCALE_CAPITAL = 1 << 1,   /* begins with a capital */
  SCALE_HONORIFIC = 1 << 2, /* ông, bà, ...: a name follows */
  SCALE_PLACE = 1 << 3,     /* xã, huyện, ...: the name of a place follows */
  SCALE_CITE = 1 << 4,      /* Điều, khoản, ...: its number stays */
  SCALE_END = 1 << 5,       /* ends a sentence */
} ScaleFlag;

/** SCALE_BREAK: the token between paragraphs. */
#define SCALE_BREAK 0

/**
 * ScaleText: real texts as one line of tokens (words as printed, between spaces), and where each
 * two neighbours stand in it.
 */
typedef struct
{
  GPtrArray *strings; /* (element-type utf8): by token id */
  GArray *flags;      /* (element-type guint8): ScaleFlag, by token id */
  GArray *tokens;     /* (element-type guint32) */
  GArray *starts;     /* (element-type guint32): where sentences begin */
  GArray *ranges;     /* (element-type ScaleRange) */
  GArray
      *neighbours; /* (element-type guint64): two token ids and the place of the second, sorted */
  GHashTable *ids;
} ScaleText;

/** scale_text_load: the codification "phapdien-2026-01" and "judgments" below @data, read by the
 * import layer. Returns: (nullable): with @error set. */
ScaleText *scale_text_load (const char *data, GError **error);
ScaleText *scale_text_new (void);
/** scale_text_add: a source of its own. */
void scale_text_add (ScaleText *self, const char *text, ScaleClass class);
/** scale_text_finish: no source comes after this. */
void scale_text_finish (ScaleText *self);
void scale_text_free (ScaleText *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ScaleText, scale_text_free)

/** scale_text_draw_start: a place in @range where a sentence begins. */
guint32 scale_text_draw_start (const ScaleText *self, const ScaleRange *range, GRand *random);
/** scale_text_jump: another place with the same token behind the same one, in a source of the same
 * class when there is one among a few drawn, or @place itself. */
guint32 scale_text_jump (const ScaleText *self,
                         guint32 place,
                         const ScaleRange *range,
                         GRand *random);

static inline guint32
scale_text_token (const ScaleText *self, guint32 place)
{
  return g_array_index (self->tokens, guint32, place);
}

static inline const char *
scale_text_string (const ScaleText *self, guint32 token)
{
  return g_ptr_array_index (self->strings, token);
}

static inline guint8
scale_text_flags (const ScaleText *self, guint32 token)
{
  return g_array_index (self->flags, guint8, token);
}

G_END_DECLS
