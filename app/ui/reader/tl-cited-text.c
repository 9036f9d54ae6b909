/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/reader/tl-cited-text.h"

#include <glib/gi18n.h>
#include <string.h>

#include "base/tl-clock.h"
#include "import/tl-own-file.h"
#include "ui/reader/tl-cited-words.h"
#include "ui/search/tl-hit-text.h"

/* Units of a range that are shown. */
#define MAX_UNITS 24

/* One reading of the target on one day. */
typedef struct
{
  char *text; /* (nullable) */
  TlEffectState effect;
  char *effect_text;
} Version;

static void
version_clear (Version *version)
{
  g_clear_pointer (&version->text, g_free);
  g_clear_pointer (&version->effect_text, g_free);
}

static const char *
to_string (const char *text)
{
  return text != NULL ? text : "";
}

char *
tl_cited_text_dup_date (const TlDocument *citing, const char *reading_date)
{
  if (citing->kind == TL_DOC_STATUTE)
    return g_strdup (reading_date);
  if (tl_date_is_valid (citing->issued))
    return g_strdup (citing->issued);
  if (tl_date_is_valid (citing->published))
    return g_strdup (citing->published);
  return g_strdup (reading_date);
}

/* Days of a unit: its own or of what it stands in, else of the document. */
static void
find_period (const TlDocument *document, int index, const char **from, const char **to)
{
  *from = NULL;
  *to = NULL;
  for (int i = index; i >= 0; i = tl_document_get_block (document, (guint)i)->parent)
    {
      const TlBlock *block = tl_document_get_block (document, (guint)i);

      if (*from == NULL)
        *from = block->valid_from;
      if (*to == NULL)
        *to = block->valid_to;
    }
  if (*from == NULL)
    *from = document->effective_from;
  if (*to == NULL)
    *to = document->effective_to;
}

/* The lines a point stands under: of its clause and its article, without their other parts. */
static void
append_lead (GString *text, const TlDocument *document, int index)
{
  const TlBlock *block = tl_document_get_block (document, (guint)index);
  g_autofree char *label = NULL;

  if (block->parent < 0
      || (block->kind != TL_BLOCK_POINT && block->kind != TL_BLOCK_CLAUSE
          && block->kind != TL_BLOCK_PARAGRAPH))
    return;
  append_lead (text, document, block->parent);
  block = tl_document_get_block (document, (guint)block->parent);
  if (*block->text == '\0' || block->kind == TL_BLOCK_HEADING)
    return;
  if (block->kind == TL_BLOCK_CLAUSE && block->label != NULL)
    label = g_strconcat (block->label, ". ", NULL);
  g_string_append_printf (text, "%s%s\n", to_string (label), block->text);
}

/* The unit's text without the heading that stands above it already. */
static void
append_unit (GString *text, const TlDocument *document, int index, const char *as_of, gboolean head)
{
  const TlBlock *block = tl_document_get_block (document, (guint)index);
  g_autofree char *unit = tl_document_unit_text_on (document, (guint)index, as_of);
  const char *rest = unit;

  if (!head && block->heading != NULL && *block->heading != '\0')
    {
      const char *heading = strstr (unit, block->heading);
      const char *end = strchr (unit, '\n');

      if (heading != NULL && (end == NULL || heading < end))
        rest = end != NULL ? end + 1 : heading + strlen (block->heading);
    }
  g_string_append (text, rest);
  if (text->len > 0 && text->str[text->len - 1] != '\n')
    g_string_append_c (text, '\n');
}

/* Which version there is on @as_of, and in what state. */
static void
read_version (const TlDocument *target, GPtrArray *anchors, const char *as_of, Version *version)
{
  g_autoptr (GString) text = g_string_new (NULL);
  const char *from, *to;
  int first = -1;

  for (guint i = 0; i < anchors->len; i++)
    {
      int index = tl_document_find (target, anchors->pdata[i], as_of);

      if (index < 0)
        continue;
      if (first < 0)
        {
          first = index;
          append_lead (text, target, index);
        }
      append_unit (text, target, index, as_of, anchors->len > 1);
    }
  if (first >= 0)
    version->text = g_strdup (g_strchomp (text->str));
  else if (anchors->len > 0)
    /* Any version says whether the day is before or after. */
    first = tl_document_find (target, anchors->pdata[0], NULL);
  version->effect = tl_document_effect (target, first, as_of);
  find_period (target, first, &from, &to);
  version->effect_text = tl_effect_text (version->effect, from, to);
}

/* Cuts the last part of an anchor: "d51.k1.ps" to "d51.k1". */
static gboolean
cut_last (char *anchor)
{
  char *dot = strrchr (anchor, '.');

  if (dot != NULL)
    *dot = '\0';
  return dot != NULL;
}

/* The units cited that the target has in any version; when it lacks the unit, the deepest around
 * it, and @missing is set. Empty when there is none at all. */
static GPtrArray *
find_units (const TlLink *link, const TlDocument *target, gboolean *missing)
{
  GPtrArray *anchors = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (TlCitation) citation = NULL;
  g_autofree char *anchor = g_strdup (link->anchor);

  *missing = FALSE;
  if (anchor == NULL)
    return anchors;
  if (strstr (link->notation, "..") != NULL)
    citation = tl_citation_parse (link->notation);
  if (citation != NULL)
    {
      g_autoptr (GPtrArray) units = tl_citation_expand (citation);

      for (guint i = 0; i < units->len && anchors->len < MAX_UNITS; i++)
        {
          char *unit = tl_citation_dup_anchor (units->pdata[i]);

          if (unit != NULL && tl_document_find (target, unit, NULL) >= 0)
            g_ptr_array_add (anchors, unit);
          else
            g_free (unit);
        }
    }
  if (anchors->len > 0)
    return anchors;
  while (tl_document_find (target, anchor, NULL) < 0)
    {
      *missing = TRUE;
      if (!cut_last (anchor))
        return anchors;
    }
  g_ptr_array_add (anchors, g_steal_pointer (&anchor));
  return anchors;
}

/* "Điều 51. Các tình tiết giảm nhẹ" of the article around the unit; the document's title where
 * there is none. */
static char *
dup_heading (const TlDocument *target, GPtrArray *anchors, const char *as_of)
{
  int index = -1;

  if (anchors->len == 1)
    {
      index = tl_document_find (target, anchors->pdata[0], as_of);
      if (index < 0)
        index = tl_document_find (target, anchors->pdata[0], NULL);
    }
  for (; index >= 0; index = tl_document_get_block (target, (guint)index)->parent)
    {
      const TlBlock *block = tl_document_get_block (target, (guint)index);

      if (block->heading != NULL && *block->heading != '\0')
        return g_strconcat (to_string (block->label),
                            block->label != NULL && *block->label != '\0' ? ". " : "",
                            block->heading, NULL);
      if (block->kind == TL_BLOCK_ARTICLE && block->label != NULL)
        return g_strdup (block->label);
    }
  return NULL;
}

static char *
dup_cut (const char *text)
{
  const char *end;

  if (strlen (text) <= TL_CITED_TEXT_MAX)
    return g_strdup (text);
  /* At a line, else at a character. */
  end = g_strrstr_len (text, TL_CITED_TEXT_MAX, "\n");
  if (end == NULL)
    end = g_utf8_find_prev_char (text, text + TL_CITED_TEXT_MAX + 1);
  return g_strdup_printf ("%.*s\n%s", (int)(end - text), text,
                          _ ("… Only the beginning is shown; open the document for the rest."));
}

static void
compare_with_today (TlCitedText *self, const Version *then, const Version *now)
{
  gboolean same = g_strcmp0 (then->text, now->text) == 0;

  if (now->text == NULL || now->effect == TL_EFFECT_EXPIRED)
    self->today_line = g_strdup_printf (_ ("Today: %s"), now->effect_text);
  else if (!same && then->text != NULL)
    self->today_line = g_strdup (_ ("Today: ≠ amended"));
  else if (!same)
    self->today_line = g_strdup_printf (_ ("Today: %s"), now->effect_text);
  else
    self->today_line = g_strdup (_ ("Today: the same text"));
  if (!same && now->text != NULL)
    self->today_text = dup_cut (now->text);
}

/* A wording that may not be that of the day must not look as if it were. */
static void
note_outstanding (TlCitedText *self, const TlDocument *target, GPtrArray *anchors)
{
  const char *anchor = anchors->len > 0 ? anchors->pdata[0] : NULL;
  g_autoptr (GPtrArray) changes = tl_document_list_outstanding (target, anchor, self->as_of);
  char *words = tl_effect_outstanding_text (self->effect, changes);

  if (words == NULL || self->effect == TL_EFFECT_EXPIRED || self->effect == TL_EFFECT_NOT_YET)
    {
      g_free (words);
      return;
    }
  g_free (self->effect_text);
  self->effect_text = words;
  self->lacking = tl_effect_outstanding_mark (changes);
}

/* "The same text" is not said of a text that may lack what came since. */
static void
doubt_today (TlCitedText *self,
             const TlDocument *target,
             GPtrArray *anchors,
             const Version *now,
             const char *today)
{
  const char *anchor = anchors->len > 0 ? anchors->pdata[0] : NULL;
  g_autoptr (GPtrArray) changes = tl_document_list_outstanding (target, anchor, today);
  g_autofree char *lacking = tl_effect_outstanding_mark (changes);

  if (lacking == NULL || now->text == NULL || now->effect == TL_EFFECT_EXPIRED)
    return;
  g_free (self->today_line);
  self->today_line = g_strdup_printf (_ ("Today: %s"), lacking);
}

static void
read_target (TlCitedText *self, const TlLink *link, const TlDocument *target, const char *today)
{
  gboolean missing;
  g_autoptr (GPtrArray) anchors = find_units (link, target, &missing);
  Version then = { 0 }, now = { 0 };

  self->doc = g_strdup (target->id);
  self->law = tl_cited_words_law (target);
  self->heading = dup_heading (target, anchors, self->as_of);
  if (self->heading == NULL)
    self->heading = g_strdup (to_string (target->title));
  read_version (target, anchors, self->as_of, &then);
  self->effect = then.effect;
  self->has_versions
      = target->kind == TL_DOC_STATUTE && anchors->len > 0 && !tl_own_is_id (target->id);
  self->effect_text = g_strdup (then.effect_text);
  note_outstanding (self, target, anchors);
  if (anchors->len > 0)
    self->anchor = g_strdup (anchors->pdata[0]);
  if (missing)
    self->state = TL_CITED_NO_UNIT;
  else if (link->anchor == NULL)
    self->state = TL_CITED_WHOLE;
  else
    self->state = then.text != NULL ? TL_CITED_UNIT : TL_CITED_NO_TEXT;
  if (then.text != NULL)
    self->text = dup_cut (then.text);
  if (strcmp (today, self->as_of) != 0
      && (target->kind == TL_DOC_STATUTE || target->kind == TL_DOC_PRECEDENT)
      && (!missing || anchors->len > 0))
    {
      read_version (target, anchors, today, &now);
      compare_with_today (self, &then, &now);
      doubt_today (self, target, anchors, &now, today);
    }
  version_clear (&then);
  version_clear (&now);
}

TlCitedText *
tl_cited_text_new (const TlLink *link,
                   const TlDocument *citing,
                   const TlDocument *target,
                   const char *as_of,
                   const char *today)
{
  TlCitedText *self = g_new0 (TlCitedText, 1);

  g_strlcpy (self->as_of, as_of, sizeof self->as_of);
  self->place = tl_cited_words_place (link, target);
  self->date_line = tl_cited_words_date (citing, as_of);
  if (target != NULL)
    read_target (self, link, target, today);
  else
    {
      self->state = link->target != NULL ? TL_CITED_NO_DOCUMENT : TL_CITED_UNRESOLVED;
      self->heading = g_strdup (self->place);
      self->law = g_strdup ("");
      self->effect_text = g_strdup ("");
    }
  if (self->today_line == NULL)
    self->today_line = g_strdup ("");
  self->notice = tl_cited_words_notice (self->state, link, self->anchor != NULL);
  return self;
}

void
tl_cited_text_free (TlCitedText *self)
{
  g_free (self->place);
  g_free (self->heading);
  g_free (self->law);
  g_free (self->doc);
  g_free (self->anchor);
  g_free (self->date_line);
  g_free (self->text);
  g_free (self->effect_text);
  g_free (self->lacking);
  g_free (self->notice);
  g_free (self->today_line);
  g_free (self->today_text);
  g_free (self);
}

char *
tl_cited_text_dup_copy (const TlCitedText *self)
{
  g_autofree char *date = tl_date_format_vi (self->as_of);

  if (self->text == NULL || self->state != TL_CITED_UNIT)
    return g_strdup (self->place);
  if (self->lacking != NULL)
    /* Translators: text of a provision, its citation, date, "! May lack 86/2025/QH15". */
    return g_strdup_printf (_ ("“%s”\n(%s, text in force on %s; %s)"), self->text, self->place,
                            date, self->lacking);
  /* Translators: text of a provision, its citation, date. */
  return g_strdup_printf (_ ("“%s”\n(%s, text in force on %s)"), self->text, self->place, date);
}

char *
tl_cited_text_dup_name (const TlCitedText *self)
{
  GString *name = g_string_new (self->place);
  const char *const parts[]
      = { self->heading, self->law, self->effect_text, self->notice, self->today_line };

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (*parts[i] != '\0' && strcmp (parts[i], self->place) != 0)
      g_string_append_printf (name, ". %s", parts[i]);
  return g_string_free (name, FALSE);
}
