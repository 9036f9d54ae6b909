/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "search/engine/tl-search-answer.h"

G_BEGIN_DECLS

/**
 * TlChipRole:
 * @TL_CHIP_ROLE_FILTER: a filter that was chosen
 * @TL_CHIP_ROLE_DATE: the law is read at another date than today
 * @TL_CHIP_ROLE_QUESTION: something that the question was understood as
 */
typedef enum
{
  TL_CHIP_ROLE_FILTER,
  TL_CHIP_ROLE_DATE,
  TL_CHIP_ROLE_QUESTION,
} TlChipRole;

/**
 * TlChipState:
 * @TL_CHIP_STATE_ON: it acts; pressed, it goes
 * @TL_CHIP_STATE_OFF: it was taken away; pressed, it comes back
 * @TL_CHIP_STATE_OFFERED: it would narrow the answer; pressed, it does
 */
typedef enum
{
  TL_CHIP_STATE_ON,
  TL_CHIP_STATE_OFF,
  TL_CHIP_STATE_OFFERED,
} TlChipState;

/** TlShownChip: @id and @detail name it to the owner: the chip's id, or name and value of a filter;
 * @hint: (nullable): what pressing it does, or where it comes from. */
typedef struct
{
  TlChipRole role;
  TlChipState state;
  char *id;
  char *detail;
  char *text;
  char *hint;
} TlShownChip;

/** tl_shown_chips_new: Returns: (transfer full) (element-type TlShownChip): an empty list. */
GPtrArray *tl_shown_chips_new (void);
/** tl_shown_chips_add: copies all strings. */
void tl_shown_chips_add (GPtrArray *chips,
                         TlChipRole role,
                         TlChipState state,
                         const char *id,
                         const char *detail,
                         const char *text,
                         const char *hint);
gboolean tl_shown_chip_equal (const TlShownChip *self, const TlShownChip *other);
/** tl_shown_chip_accessible_name: (transfer full): text and state in words. */
char *tl_shown_chip_accessible_name (const TlShownChip *self);
/** tl_shown_chips_add_answer: the chips of an answer, with words about what they are. */
void tl_shown_chips_add_answer (GPtrArray *chips, const TlSearchResult *answer);

G_END_DECLS
