/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/reader/tl-text-model-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "base/tl-clock.h"
#include "law/statute/tl-statute-structure.h"
#include "ui/search/tl-hit-text.h"

/* Bytes of the names of parts that ended. */
#define MAX_ENDED 300

/* What is known of one block while the model is made. */
typedef struct
{
  const char *from; /* validity, its own or of what it stands in */
  const char *to;
  gboolean shown;
  gboolean versioned; /* the document holds another version of it */
  gboolean inside;    /* something in it has another version, has ended or is to come */
} Unit;

typedef struct
{
  TlTextModel *model;
  const TlDocument *document;
  Unit *units;
  GHashTable *choice; /* anchor to index + 1 of the version shown */
} Builder;

static void
clear_paragraph (gpointer data)
{
  g_free (((TlTextParagraph *)data)->text);
}

static gboolean
is_blank (const char *text)
{
  return text == NULL || *text == '\0';
}

/* One paragraph is one line in both widgets. */
static char *
one_line (const char *text, gssize length)
{
  char *line = length < 0 ? g_strdup (text) : g_strndup (text, (gsize)length);

  g_strdelimit (line, "\n\r\t\v\f", ' ');
  return g_strstrip (line);
}

static TlTextParagraph *
add (Builder *builder, TlTextRole role, int block, char *text)
{
  TlTextModel *model = builder->model;
  TlTextParagraph paragraph = { .role = role, .block = block, .text = text, .source = -1 };
  guint index = model->paragraphs->len;

  if (block >= 0 && g_array_index (model->by_block, int, block) < 0)
    {
      paragraph.anchor = tl_document_get_block (builder->document, (guint)block)->anchor;
      g_array_index (model->by_block, int, block) = (int)index;
      g_hash_table_insert (model->by_anchor, (gpointer)paragraph.anchor,
                           GUINT_TO_POINTER (index + 1));
    }
  g_array_append_val (model->paragraphs, paragraph);
  return &g_array_index (model->paragraphs, TlTextParagraph, index);
}

static gboolean
covers (const Unit *unit, const char *as_of)
{
  return (unit->from == NULL || strcmp (unit->from, as_of) <= 0)
         && (unit->to == NULL || strcmp (as_of, unit->to) <= 0);
}

/* Of two versions of a unit: the one in force on the date; else the last that was; else the first
 * that will be. */
static gboolean
is_better (const Unit *unit, const Unit *than, const char *as_of)
{
  gboolean in_force = covers (unit, as_of);
  gboolean was = unit->from == NULL || strcmp (unit->from, as_of) <= 0;
  gboolean than_was = than->from == NULL || strcmp (than->from, as_of) <= 0;

  if (in_force != covers (than, as_of))
    return in_force;
  if (was != than_was)
    return was;
  if (was)
    return g_strcmp0 (unit->from, than->from) >= 0;
  return g_strcmp0 (unit->from, than->from) < 0;
}

static gboolean
is_other_version (Builder *builder, guint index, guint than)
{
  const TlBlock *one = tl_document_get_block (builder->document, index);
  const TlBlock *two = tl_document_get_block (builder->document, than);

  return one->kind == two->kind && !is_blank (one->anchor);
}

/* Which version of each anchor is shown. A unit inside a version that is not shown is not either.
 */
static void
choose_versions (Builder *builder)
{
  const char *as_of = builder->model->as_of;

  for (guint i = 0; i < builder->document->blocks->len; i++)
    {
      const TlBlock *block = tl_document_get_block (builder->document, i);
      const Unit *parent = block->parent >= 0 ? &builder->units[block->parent] : NULL;
      Unit *unit = &builder->units[i];
      guint other;

      unit->from = block->valid_from != NULL ? block->valid_from : parent ? parent->from : NULL;
      unit->to = block->valid_to != NULL ? block->valid_to : parent ? parent->to : NULL;
      other = GPOINTER_TO_UINT (g_hash_table_lookup (builder->choice, block->anchor));
      if (other == 0
          || (is_other_version (builder, i, other - 1)
              && is_better (unit, &builder->units[other - 1], as_of)))
        g_hash_table_insert (builder->choice, block->anchor, GUINT_TO_POINTER (i + 1));
    }
}

/* Another date has another text of what the unit stands in. */
static void
mark_around (Builder *builder, guint index)
{
  for (int up = tl_document_get_block (builder->document, index)->parent; up >= 0;
       up = tl_document_get_block (builder->document, (guint)up)->parent)
    builder->units[up].inside = TRUE;
}

static void
decide_shown (Builder *builder)
{
  TlTextModel *model = builder->model;
  g_autoptr (GHashTable) counted = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < builder->document->blocks->len; i++)
    {
      const TlBlock *block = tl_document_get_block (builder->document, i);
      guint chosen = GPOINTER_TO_UINT (g_hash_table_lookup (builder->choice, block->anchor)) - 1;
      gboolean parent_shown = block->parent < 0 || builder->units[block->parent].shown;
      gboolean other = chosen != i && is_other_version (builder, i, chosen);

      /* What is not shown because of its own version, not of its parent's, is another version. */
      builder->units[i].shown = parent_shown && !other;
      if (other)
        {
          builder->units[chosen].versioned = TRUE;
          mark_around (builder, chosen);
        }
      else if (parent_shown && block->parent >= 0 && !covers (&builder->units[i], model->as_of)
               && covers (&builder->units[block->parent], model->as_of))
        mark_around (builder, i);
      if (parent_shown && other && g_hash_table_add (counted, block->anchor))
        model->n_other++;
    }
}

static TlTextRole
role_of (const TlBlock *block)
{
  switch (block->kind)
    {
    case TL_BLOCK_PART:
    case TL_BLOCK_CHAPTER:
    case TL_BLOCK_SECTION:
    case TL_BLOCK_SUBSECTION:
    case TL_BLOCK_ANNEX:
      return TL_TEXT_DIVISION;
    case TL_BLOCK_ARTICLE:
      return TL_TEXT_ARTICLE;
    case TL_BLOCK_HEADING:
      return TL_TEXT_SECTION;
    case TL_BLOCK_CLAUSE:
      return TL_TEXT_CLAUSE;
    case TL_BLOCK_POINT:
      return TL_TEXT_POINT;
    case TL_BLOCK_PARAGRAPH:
    default:
      return TL_TEXT_BODY;
    }
}

/* The mark between a label and its text, as tl_document_unit_text() sets it. */
static const char *
mark_after (const TlBlock *block)
{
  gsize length = strlen (block->label);

  if (length == 0 || strchr (".)]:", block->label[length - 1]) != NULL)
    return "";
  return block->kind == TL_BLOCK_POINT ? ")" : ".";
}

static char *
label_of (const TlBlock *block)
{
  return is_blank (block->label) ? g_strdup ("")
                                 : g_strconcat (block->label, mark_after (block), NULL);
}

/* "Điều 173. Tội trộm cắp tài sản"; NULL when there is nothing to set. */
static char *
heading_text (const TlBlock *block)
{
  g_autofree char *label = label_of (block);
  g_autofree char *text = NULL;

  if (is_blank (block->heading) && is_blank (block->label))
    return NULL;
  text = g_strconcat (label, *label != '\0' && !is_blank (block->heading) ? " " : "",
                      block->heading != NULL ? block->heading : "", NULL);
  return one_line (text, -1);
}

/* Own text of a block, a paragraph a line, its label in front of the first. */
static void
add_text (Builder *builder, guint index, TlTextRole role, const char *label)
{
  const TlBlock *block = tl_document_get_block (builder->document, index);
  g_auto (GStrv) lines = g_strsplit (block->text, "\n", -1);
  gboolean first = TRUE;
  gsize at = 0;

  for (guint i = 0; lines[i] != NULL; at += strlen (lines[i]) + 1, i++)
    {
      g_autofree char *line = one_line (lines[i], -1);
      gsize blank = strspn (lines[i], " \t\n\v\f\r");
      gsize prefix = 0;
      TlTextParagraph *paragraph;

      if (*line == '\0')
        continue;
      /* Some sources leave the label in the text: it is not said twice. */
      if (first && *label != '\0' && !g_str_has_prefix (line, label))
        {
          char *labelled = g_strconcat (label, " ", line, NULL);

          prefix = strlen (label) + 1;
          g_free (line);
          line = labelled;
        }
      paragraph = add (builder, role, (int)index, g_steal_pointer (&line));
      if (first)
        paragraph->lead = (guint)g_utf8_strlen (label, -1);
      paragraph->source = (gssize)(at + blank);
      paragraph->source_at = prefix;
      first = FALSE;
    }
  if (first && *label != '\0')
    add (builder, role, (int)index, g_strdup (label))->lead = (guint)g_utf8_strlen (label, -1);
}

static gboolean
belongs_to (const char *anchor, const char *unit)
{
  gsize length = strlen (unit);

  return strncmp (anchor, unit, length) == 0 && (anchor[length] == '\0' || anchor[length] == '.');
}

/* Of an article, on the date: the first day after it on which something in it begins, and which
 * parts have ended before it without a newer version. */
static char *
find_changes (Builder *builder, guint index, GString *ended)
{
  const TlDocument *document = builder->document;
  const char *article = tl_document_get_block (document, index)->anchor;
  const char *as_of = builder->model->as_of;
  const char *coming = NULL;

  for (guint i = 0; i < document->blocks->len; i++)
    {
      const TlBlock *block = tl_document_get_block (document, i);
      g_autofree char *label = NULL;

      if (!belongs_to (block->anchor, article))
        continue;
      if (block->valid_from != NULL && strcmp (block->valid_from, as_of) > 0
          && (coming == NULL || strcmp (block->valid_from, coming) < 0))
        coming = block->valid_from;
      if (strcmp (block->anchor, article) == 0 || block->valid_to == NULL
          || strcmp (block->valid_to, as_of) >= 0
          || tl_document_find (document, block->anchor, as_of) >= 0)
        continue;
      label = tl_anchor_label (block->anchor);
      if (strstr (ended->str, label) == NULL && ended->len < MAX_ENDED)
        g_string_append_printf (ended, "%s%s", ended->len > 0 ? ", " : "", label);
    }
  return g_strdup (coming);
}

/* The state in words; of a unit with several versions also since when this one is in force, which
 * parts have ended, and when the next change comes. */
static char *
note_effect (Builder *builder, guint index, TlEffectState state)
{
  const Unit *unit = &builder->units[index];
  g_autoptr (GString) ended = g_string_new (NULL);
  g_autofree char *next = unit->versioned || unit->inside || state == TL_EFFECT_PARTLY
                              ? find_changes (builder, index, ended)
                              : NULL;
  g_autofree char *state_words = tl_effect_text (state, unit->from, unit->to);
  g_autoptr (GString) words = g_string_new (state_words);
  g_autofree char *from = tl_date_format_vi (unit->from);
  g_autofree char *to = tl_date_format_vi (unit->to);
  g_autofree char *coming = tl_date_format_vi (next);

  if (state != TL_EFFECT_IN_FORCE && state != TL_EFFECT_PARTLY)
    return g_strdup (words->str);
  if (state == TL_EFFECT_PARTLY && ended->len > 0)
    g_string_append_printf (words, ": %s", ended->str);
  if (unit->versioned && *from != '\0')
    {
      g_autofree char *before = g_strdup (words->str);

      /* Translators: state of an article, date since when this version of it is in force. */
      g_string_printf (words, _ ("%s, this version since %s"), before, from);
    }
  if (*coming != '\0')
    /* Translators: goes on from the state of an article; %s is a date. */
    g_string_append_printf (words, _ (", another text from %s"), coming);
  else if (*to != '\0' && strcmp (unit->to, builder->model->as_of) >= 0)
    /* Translators: goes on from the state of an article; %s is a date. */
    g_string_append_printf (words, _ (", its last day in force is %s"), to);
  return g_strdup (words->str);
}

/* What the wording of an article may lack, in words; %NULL where nothing is known. @here is whether
 * it is known of this article and not of the whole law alone, which the bar above the text says. */
static char *
note_lacking (Builder *builder, const TlBlock *block, TlEffectState state, gboolean *here)
{
  g_autoptr (GPtrArray) changes = NULL;

  if (state != TL_EFFECT_IN_FORCE && state != TL_EFFECT_PARTLY && state != TL_EFFECT_UNKNOWN)
    return NULL;
  changes = tl_document_list_outstanding (builder->document, block->anchor, builder->model->as_of);
  for (guint i = 0; i < changes->len; i++)
    *here = *here || ((const TlOutstanding *)g_ptr_array_index (changes, i))->shown_in != NULL;
  return tl_effect_outstanding_text (state, changes);
}

static gboolean
has_versions (const Unit *unit)
{
  return unit->versioned || unit->inside;
}

/* The end of a line that leads to the versions of the unit. */
static void
add_versions (TlTextParagraph *line)
{
  char *text = g_strconcat (line->text, " · ", _ ("Versions"), NULL);

  line->versions = (guint)g_utf8_strlen (_ ("Versions"), -1);
  g_free (line->text);
  line->text = text;
}

/* The small line under an article: its state on the date, and the source line. */
static void
add_note (Builder *builder, guint index)
{
  const TlBlock *block = tl_document_get_block (builder->document, index);
  TlTextModel *model = builder->model;
  const Unit *unit = &builder->units[index];
  TlEffectState state = tl_document_effect (builder->document, (int)index, model->as_of);
  gboolean ends = state == TL_EFFECT_IN_FORCE && unit->to != NULL;
  gboolean here = FALSE;
  g_autofree char *lacking = note_lacking (builder, block, state, &here);
  gboolean lacks = lacking != NULL;
  g_autofree char *effect = NULL;
  g_autofree char *source = one_line (block->source_line != NULL ? block->source_line : "", -1);
  TlTextParagraph *note;

  if ((state == TL_EFFECT_UNKNOWN && !here)
      || (!here && state == model->effect && state != TL_EFFECT_PARTLY && !has_versions (unit)
          && !ends))
    {
      if (*source != '\0')
        add (builder, TL_TEXT_NOTE, (int)index, g_steal_pointer (&source));
      return;
    }
  effect = lacking != NULL ? g_steal_pointer (&lacking) : note_effect (builder, index, state);
  note = add (builder, TL_TEXT_NOTE, (int)index,
              *source != '\0' ? g_strconcat (effect, " · ", source, NULL) : g_strdup (effect));
  note->lead = (guint)g_utf8_strlen (effect, -1);
  note->effect = lacks ? TL_EFFECT_PARTLY : state;
  if (has_versions (unit) || state == TL_EFFECT_PARTLY)
    add_versions (note);
}

/* An article of which there is no version for the date: said in its place. */
static void
add_missing (Builder *builder, guint index)
{
  g_autofree char *from = tl_date_format_vi (builder->units[index].from);
  g_autofree char *to = tl_date_format_vi (builder->units[index].to);
  TlTextParagraph *missing;
  char *text;

  builder->model->n_missing++;
  if (*from != '\0' && *to != '\0')
    /* Translators: %s are dates. */
    text = g_strdup_printf (_ ("∅ No text for this date. The library has the text in force from %s "
                               "to %s."),
                            from, to);
  else if (*from != '\0')
    /* Translators: %s is a date. */
    text = g_strdup_printf (_ ("∅ No text for this date. The library has the text in force from "
                               "%s."),
                            from);
  else
    text = g_strdup (_ ("∅ No text for this date."));
  missing = add (builder, TL_TEXT_MISSING, (int)index, text);
  missing->effect = TL_EFFECT_NO_TEXT;
  add_versions (missing);
}

/* Whether the text of an article is not what was in force on the date. */
static gboolean
is_missing (Builder *builder, guint index)
{
  return !covers (&builder->units[index], builder->model->as_of)
         && tl_document_effect (builder->document, (int)index, builder->model->as_of)
                == TL_EFFECT_NO_TEXT;
}

/* A clause or point of an article in force that is repealed by the date, or not yet put in. Whole
 * articles are all set, each with its note. */
static gboolean
is_absent (Builder *builder, guint index)
{
  const TlBlock *block = tl_document_get_block (builder->document, index);
  const char *as_of = builder->model->as_of;

  if (block->kind == TL_BLOCK_ARTICLE || block->parent < 0 || as_of == NULL)
    return FALSE;
  for (int i = block->parent; i >= 0;
       i = tl_document_get_block (builder->document, (guint)i)->parent)
    if (!covers (&builder->units[i], as_of))
      return FALSE;
  return !covers (&builder->units[index], as_of);
}

/* Returns: the next block to set. */
static guint
add_block (Builder *builder, guint index)
{
  const TlBlock *block = tl_document_get_block (builder->document, index);
  TlTextRole role = role_of (block);
  g_autofree char *heading = NULL;
  g_autofree char *label = NULL;

  if (is_absent (builder, index))
    return tl_document_subtree_end (builder->document, index);
  if (role == TL_TEXT_DIVISION || role == TL_TEXT_ARTICLE || role == TL_TEXT_SECTION
      || !is_blank (block->heading))
    {
      heading = heading_text (block);
      if (heading != NULL)
        add (builder, role, (int)index, g_steal_pointer (&heading));
      if (role == TL_TEXT_ARTICLE && is_missing (builder, index))
        {
          add_missing (builder, index);
          return tl_document_subtree_end (builder->document, index);
        }
      if (role == TL_TEXT_ARTICLE)
        add_note (builder, index);
      add_text (builder, index,
                role == TL_TEXT_CLAUSE || role == TL_TEXT_POINT ? role : TL_TEXT_BODY, "");
      return index + 1;
    }
  label = label_of (block);
  add_text (builder, index, role, label);
  return index + 1;
}

static void
add_head (Builder *builder)
{
  const TlDocument *document = builder->document;
  g_autofree char *date = tl_date_format_vi (document->issued);
  const char *parts[] = { document->number, document->issuer, date };
  g_autoptr (GString) subtitle = g_string_new (NULL);

  if (!is_blank (document->title))
    add (builder, TL_TEXT_TITLE, -1, one_line (document->title, -1));
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (!is_blank (parts[i]))
      g_string_append_printf (subtitle, "%s%s", subtitle->len > 0 ? " · " : "", parts[i]);
  if (subtitle->len > 0)
    add (builder, TL_TEXT_SUBTITLE, -1, one_line (subtitle->str, (gssize)subtitle->len));
}

static gboolean
has_effect (const TlDocument *document)
{
  return document->kind == TL_DOC_STATUTE || document->kind == TL_DOC_PRECEDENT;
}

TlTextModel *
tl_text_model_new (TlDocument *document, const char *as_of)
{
  return tl_text_model_new_with_links (document, as_of, NULL);
}

TlTextModel *
tl_text_model_new_with_links (TlDocument *document, const char *as_of, GPtrArray *links)
{
  TlTextModel *self = g_new0 (TlTextModel, 1);
  g_autofree Unit *units = g_new0 (Unit, document->blocks->len + 1);
  g_autoptr (GHashTable) choice = g_hash_table_new (g_str_hash, g_str_equal);
  Builder builder = { self, document, units, choice };
  const int nowhere = -1;

  g_atomic_ref_count_init (&self->ref_count);
  self->document = tl_document_ref (document);
  g_strlcpy (self->as_of, as_of, sizeof self->as_of);
  self->paragraphs = g_array_new (FALSE, FALSE, sizeof (TlTextParagraph));
  g_array_set_clear_func (self->paragraphs, clear_paragraph);
  self->by_anchor = g_hash_table_new (g_str_hash, g_str_equal);
  self->by_block = g_array_sized_new (FALSE, FALSE, sizeof (int), document->blocks->len);
  for (guint i = 0; i < document->blocks->len; i++)
    g_array_append_val (self->by_block, nowhere);
  self->effect
      = has_effect (document) ? tl_document_effect (document, -1, as_of) : TL_EFFECT_UNKNOWN;

  choose_versions (&builder);
  decide_shown (&builder);
  add_head (&builder);
  for (guint i = 0; i < document->blocks->len;)
    i = units[i].shown ? add_block (&builder, i) : i + 1;
  _tl_text_model_add_citations (self, links);
  return self;
}

TlTextModel *
tl_text_model_ref (TlTextModel *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
tl_text_model_unref (TlTextModel *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_array_unref (self->paragraphs);
  g_array_unref (self->by_block);
  g_array_unref (self->citations);
  g_ptr_array_unref (self->links);
  g_ptr_array_unref (self->own_links);
  g_clear_pointer (&self->shared_links, g_ptr_array_unref);
  g_hash_table_unref (self->by_anchor);
  tl_document_unref (self->document);
  g_free (self);
}

guint
tl_text_model_get_n_paragraphs (const TlTextModel *self)
{
  return self->paragraphs->len;
}

const TlTextParagraph *
tl_text_model_get (const TlTextModel *self, guint index)
{
  g_return_val_if_fail (index < self->paragraphs->len, NULL);
  return &g_array_index (self->paragraphs, TlTextParagraph, index);
}

int
tl_text_model_find (const TlTextModel *self, const char *anchor)
{
  g_autofree char *wanted = g_strdup (anchor);

  while (wanted != NULL && *wanted != '\0')
    {
      guint found = GPOINTER_TO_UINT (g_hash_table_lookup (self->by_anchor, wanted));
      char *dot;

      if (found > 0)
        return (int)found - 1;
      dot = strrchr (wanted, '.');
      if (dot == NULL)
        break;
      *dot = '\0';
    }
  return -1;
}

const char *
tl_text_model_anchor_at (const TlTextModel *self, guint index)
{
  for (guint i = MIN (index + 1, self->paragraphs->len); i > 0; i--)
    {
      const TlTextParagraph *paragraph = tl_text_model_get (self, i - 1);

      if (paragraph->anchor != NULL)
        return paragraph->anchor;
    }
  return NULL;
}

guint
tl_text_model_subtree_end (const TlTextModel *self, guint index)
{
  int block = tl_text_model_get (self, index)->block;
  guint end = index + 1;
  guint last;

  if (block < 0)
    return end;
  last = tl_document_subtree_end (self->document, (guint)block);
  while (end < self->paragraphs->len && tl_text_model_get (self, end)->block < (int)last)
    end++;
  return end;
}

gboolean
tl_text_model_block_is_shown (const TlTextModel *self, guint block)
{
  return block < self->by_block->len && g_array_index (self->by_block, int, block) >= 0;
}

char *
tl_text_model_dup_text (const TlTextModel *self)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < self->paragraphs->len; i++)
    {
      if (i > 0)
        g_string_append_c (text, '\n');
      g_string_append (text, tl_text_model_get (self, i)->text);
    }
  return g_string_free (text, FALSE);
}
