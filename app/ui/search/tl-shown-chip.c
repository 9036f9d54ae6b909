/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/search/tl-shown-chip.h"

#include <glib/gi18n.h>

static void
chip_free (gpointer data)
{
  TlShownChip *self = data;

  g_free (self->id);
  g_free (self->detail);
  g_free (self->text);
  g_free (self->hint);
  g_free (self);
}

GPtrArray *
tl_shown_chips_new (void)
{
  return g_ptr_array_new_with_free_func (chip_free);
}

void
tl_shown_chips_add (GPtrArray *chips,
                    TlChipRole role,
                    TlChipState state,
                    const char *id,
                    const char *detail,
                    const char *text,
                    const char *hint)
{
  TlShownChip *self = g_new0 (TlShownChip, 1);

  self->role = role;
  self->state = state;
  self->id = g_strdup (id);
  self->detail = g_strdup (detail);
  self->text = g_strdup (text);
  self->hint = g_strdup (hint);
  g_ptr_array_add (chips, self);
}

gboolean
tl_shown_chip_equal (const TlShownChip *self, const TlShownChip *other)
{
  return self->role == other->role && self->state == other->state
         && g_strcmp0 (self->id, other->id) == 0 && g_strcmp0 (self->detail, other->detail) == 0
         && g_strcmp0 (self->text, other->text) == 0 && g_strcmp0 (self->hint, other->hint) == 0;
}

char *
tl_shown_chip_accessible_name (const TlShownChip *self)
{
  switch (self->state)
    {
    case TL_CHIP_STATE_OFF:
      /* Translators: %s is something the question was understood as, which was taken away. */
      return g_strdup_printf (_ ("%s, taken away"), self->text);
    case TL_CHIP_STATE_OFFERED:
      /* Translators: %s is a way to narrow the answer, which is offered. */
      return g_strdup_printf (_ ("%s, offered"), self->text);
    case TL_CHIP_STATE_ON:
    default:
      return g_strdup (self->text);
    }
}

/* What kind of thing a chip is. */
static const char *
kind_words (TlChipKind kind)
{
  switch (kind)
    {
    case TL_CHIP_SYNONYM:
      return _ ("Words that mean the same are searched as well");
    case TL_CHIP_ABBREVIATION:
      return _ ("The full name of the abbreviation is searched as well");
    case TL_CHIP_MARKS:
      return _ ("Typed without marks, read with these");
    case TL_CHIP_TELEX:
      return _ ("Left-overs of the input method, read as this word");
    case TL_CHIP_COURT:
      return _ ("A court, with its other names through time");
    case TL_CHIP_DATE:
      return _ ("A date in the question");
    case TL_CHIP_CASE_TYPE:
      return _ ("A type of case in the question");
    case TL_CHIP_PHRASE:
      return _ ("These words side by side");
    case TL_CHIP_NOT:
      return _ ("Nothing with these words");
    case TL_CHIP_NEAR:
      return _ ("Near each other");
    case TL_CHIP_FIELD:
    default:
      return _ ("Only where this holds");
    }
}

static TlChipState
state_of (const TlChip *chip)
{
  if (chip->applied)
    return TL_CHIP_STATE_ON;
  return chip->offered ? TL_CHIP_STATE_OFFERED : TL_CHIP_STATE_OFF;
}

void
tl_shown_chips_add_answer (GPtrArray *chips, const TlSearchResult *answer)
{
  for (guint i = 0; answer->chips != NULL && i < answer->chips->len; i++)
    {
      const TlChip *chip = g_ptr_array_index (answer->chips, i);

      tl_shown_chips_add (chips, TL_CHIP_ROLE_QUESTION, state_of (chip), chip->id, NULL, chip->text,
                          kind_words (chip->kind));
    }
}
