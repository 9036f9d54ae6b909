/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "law/judgment/tl-judgment-people.h"

G_BEGIN_DECLS

/* How the head of a judgment is read: its printed lines are put together to entries ("1. Nguyên
 * đơn: Ông …", "Địa chỉ: …", the sentence that opens the case), each entry is read by itself, and
 * what a label says holds for the entries of the list under it. */

/**
 * TlHeadEntry:
 * @text: its lines, every run of blanks as one space
 * @map: (element-type gsize): where each byte of @text, its end included, stands in the judgment
 */
typedef struct
{
  GString *text;
  GArray *map;
} TlHeadEntry;

void _tl_head_entry_free (TlHeadEntry *entry);
/** _tl_head_entries: Returns: (transfer full) (element-type TlHeadEntry): the entries of @head, a
 * copy of the judgment's beginning. */
GPtrArray *_tl_head_entries (const char *head);
/** _tl_head_entry_field: the place of [@from, @to) of the entry's text in the judgment. */
TlField _tl_head_entry_field (const TlHeadEntry *entry,
                              const char *from,
                              const char *to,
                              TlConfidence confidence);
/** _tl_head_is_session: whether the text opens the sentence about the hearing: "Ngày 11 tháng 6 năm
 * 2018, tại …". */
gboolean _tl_head_is_session (const char *p, const char *end);

/** TlLabelGroup: what follows from a label. */
typedef enum
{
  TL_LABEL_PANEL, /* members of the court and the prosecutor */
  TL_LABEL_PARTY,
  TL_LABEL_SUB,  /* belongs to a party: representative, lawyer */
  TL_LABEL_HEIR, /* takes the place of a party that died or ended */
  TL_LABEL_SKIP, /* persons whom no role is kept for */
} TlLabelGroup;

/** TlRoleLabel: @appeals: the label also says that the person appeals ("Bị cáo có kháng cáo"). */
typedef struct
{
  TlPartyRole role;
  TlLabelGroup group;
  gboolean appeals;
} TlRoleLabel;

/** _tl_role_label: Returns: (nullable): the place after the role's words at @p, as far as they are
 * fixed. */
const char *_tl_role_label (const char *p, const char *end, TlRoleLabel *label);

/**
 * TlName:
 * @honorific: Ông, Bà, Anh... or a role stands before it
 * @body: an organisation
 * @tokens: how many words
 */
typedef struct
{
  const char *from;
  const char *to;
  gboolean honorific;
  gboolean body;
  guint tokens;
} TlName;

/** _tl_name_mark: Returns: the place after the marks of a list ("1.", "3.2", "1/.", "-", "+") and
 * the blanks behind, or @p; @style is what kind (0 for none), @number the last number or 0. */
const char *_tl_name_mark (const char *p, const char *end, guint *style, int *number);
/** _tl_name_honorific: Returns: (nullable): the place of the name behind the honorific at @p. */
const char *_tl_name_honorific (const char *p, const char *end);
/** _tl_name_words: whether the text at @p begins with the lower case @words, marks compared;
 * Returns: (nullable): the place after them. */
const char *_tl_name_words (const char *p, const char *end, const char *words);
/** _tl_name_read: reads the name of a person or organisation at @p, honorific included. */
gboolean _tl_name_read (const char *p, const char *end, TlName *name);
/** _tl_name_dup: Returns: (transfer full): the name, of an organisation without what stands in
 * brackets inside it. */
char *_tl_name_dup (const TlName *name);
/** _tl_name_person: reads a person's name without honorific at @p. */
gboolean _tl_name_person (const char *p, const char *end, TlName *name);
/** _tl_name_details: Returns: the place after what can stand between two names of one list: birth,
 * brackets, presence, marks. */
const char *_tl_name_details (const char *p, const char *end);

/** TlNameReader: @end is the end of the entry's text. */
typedef struct
{
  TlJudgmentPeople *people;
  const TlHeadEntry *entry;
  const char *end;
} TlNameReader;

gboolean _tl_role_is_panel (TlPartyRole role);
/** _tl_names_begin: whether a name, with something that makes it one, begins at @p. */
gboolean _tl_names_begin (const char *p, const char *end);
/** _tl_names_of_label: Returns: (nullable): where the names begin that belong to the label whose
 * fixed words end at @p: after its colon, after "là", or (@direct) at once. */
const char *_tl_names_of_label (const char *p, const char *end, gboolean direct);
/** _tl_names_short_form: whether "T" is short for a name that was read before. */
gboolean _tl_names_short_form (const TlNameReader *self, const TlName *name);
/** _tl_names_next: Returns: (nullable): the next name of the list in which one ends at @p. */
const char *_tl_names_next (const char *p, const char *end, TlPartyRole role);
void _tl_names_add (TlNameReader *self,
                    const TlName *name,
                    TlPartyRole role,
                    TlConfidence confidence);
/** _tl_names_read: adds the persons of the list that begins at @p; @rest is set to where the last
 * name ends. Returns: how many there are. */
guint _tl_names_read (
    TlNameReader *self, const char *p, TlPartyRole role, TlConfidence most, const char **rest);

/** _tl_people_read_entries: fills the parties. */
void _tl_people_read_entries (TlJudgmentPeople *self, const GPtrArray *entries);
/** _tl_people_read_session: docket, order, days, kind of case, whether closed. */
void _tl_people_read_session (TlJudgmentPeople *self, const GPtrArray *entries);

G_END_DECLS
