/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/reader/tl-text-backend.h"

G_BEGIN_DECLS

/**
 * TlTextTags:
 * @table: (owned): holds all of them
 * @roles: how a paragraph of each role is set
 * @effects: the state in a note
 * @lead: the number of a paragraph
 * @mark: the marked passage
 * @citation: what cites something
 * @hit: what was found
 * @current_hit: of it the one that is looked at
 *
 * The look of a document in a GtkTextView.
 */
typedef struct
{
  GtkTextTagTable *table;
  GtkTextTag *roles[TL_N_TEXT_ROLES];
  GtkTextTag *effects[TL_N_EFFECT_STATES];
  GtkTextTag *lead;
  GtkTextTag *mark;
  GtkTextTag *citation;
  GtkTextTag *hit;
  GtkTextTag *current_hit;
} TlTextTags;

void tl_text_tags_init (TlTextTags *tags);

/** tl_text_tags_set_em: margins for a font whose lines are @em pixels high. */
void tl_text_tags_set_em (TlTextTags *tags, int em);

/** tl_text_tags_set_look: colours for a light or dark ground, or none with high contrast. */
void tl_text_tags_set_look (TlTextTags *tags, const TlTextLook *look);

G_END_DECLS
