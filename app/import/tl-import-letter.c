/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A letter of guidance or a list of answers: parts, questions, answers. */
#include "config.h"

#include "import/tl-import-structure-private.h"

#include "law/guidance/tl-guidance-structure.h"
#include "law/number/tl-doc-number.h"

/* Letters begin their numbers anew every year and do not print it, so that the date belongs to the
 * name of one. */
static char *
dup_id (const TlGuidanceStructure *structure, const char *name)
{
  g_autofree char *base = _tl_import_dup_base (name);

  if (structure->number == NULL)
    return tl_document_make_id ("tl", base, NULL);
  if (structure->number->year != 0)
    return tl_document_make_id (structure->number->normal, NULL);
  return tl_document_make_id (structure->number->normal,
                              structure->date != NULL ? structure->date : base, NULL);
}

static char *
dup_capitalised (const char *title)
{
  GString *out = g_string_new (NULL);

  g_string_append_unichar (out, g_unichar_toupper (g_utf8_get_char (title)));
  g_string_append (out, g_utf8_next_char (title));
  return g_string_free (out, FALSE);
}

static void
take_head (TlDocument *document,
           const TlGuidanceStructure *structure,
           const TlImportText *text,
           const char *name)
{
  g_autofree char *base = _tl_import_dup_base (name);

  if (structure->number != NULL)
    {
      _tl_import_set (&document->number, structure->number->printed);
      _tl_import_set (&document->number_normal, structure->number->normal);
    }
  _tl_import_set (&document->issued, structure->date);
  _tl_import_set (&document->issuer, structure->issuer);
  if (structure->title != NULL)
    document->title = dup_capitalised (structure->title);
  else
    _tl_import_set (&document->title,
                    text->title != NULL && *text->title != '\0' ? text->title : base);
}

static void
add_unit (TlDocument *document, const TlGuidanceUnit *unit, const TlImportText *text)
{
  TlBlockKind kind = unit->kind == TL_GUIDANCE_PART ? TL_BLOCK_HEADING : TL_BLOCK_PARAGRAPH;
  TlBlock *block = tl_block_new (kind, unit->parent, unit->anchor);

  _tl_import_set (&block->label, unit->label);
  _tl_import_set (&block->heading, unit->heading);
  _tl_import_set (&block->text, unit->text);
  _tl_import_place (block, text, unit->from, unit->to);
  tl_document_add (document, block);
}

gboolean
_tl_import_build_letter (
    TlImportText *text, const char *name, TlDocument **built, GPtrArray *notes, GError **error)
{
  g_autoptr (TlGuidanceStructure) structure = tl_guidance_structure_parse (text->text);
  g_autoptr (TlDocument) document = NULL;
  g_autofree char *id = NULL;

  *built = NULL;
  if (structure->situations->len == 0)
    return TRUE;
  id = dup_id (structure, name);
  document = tl_document_new (TL_DOC_GUIDANCE, id);
  take_head (document, structure, text, name);
  for (guint i = 0; i < structure->warnings->len; i++)
    _tl_import_note (notes, "%s", (char *)g_ptr_array_index (structure->warnings, i));
  for (guint i = 0; i < structure->units->len; i++)
    {
      add_unit (document, g_ptr_array_index (structure->units, i), text);
      if (!_tl_import_may_add (document, name, error))
        return FALSE;
    }
  *built = g_steal_pointer (&document);
  return TRUE;
}
