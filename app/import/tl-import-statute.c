/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "import/tl-import-structure-private.h"

#include <string.h>

#include "law/number/tl-doc-number.h"

static void
take_header (TlDocument *document, const TlStatuteHeader *header)
{
  if (header->number != NULL)
    _tl_import_set_number (document, header->number);
  _tl_import_set (&document->title, header->title);
  _tl_import_set (&document->issuer, header->issuer);
  _tl_import_set (&document->issued, header->issued);
  _tl_import_set (&document->effective_from, header->effective_from);
}

static char *
dup_id (const TlDocument *document, const char *name)
{
  g_autofree char *base = NULL;

  if (document->number_normal != NULL)
    return tl_document_make_statute_id (document->title, document->number_normal);
  base = _tl_import_dup_base (name);
  return tl_document_make_id ("vb", base, NULL);
}

static gboolean
add_units (TlDocument *document,
           const TlStatuteStructure *structure,
           const TlImportText *text,
           const char *name,
           GError **error)
{
  for (guint i = 0; i < structure->units->len; i++)
    {
      const TlUnit *unit = g_ptr_array_index (structure->units, i);
      TlBlock *block = _tl_import_add_unit (document, unit, unit->parent);

      _tl_import_place (block, text, unit->from, unit->to);
      if (!_tl_import_may_add (document, name, error))
        return FALSE;
    }
  return TRUE;
}

TlDocument *
_tl_import_build_statute (TlImportText *text, const char *name, GPtrArray *notes, GError **error)
{
  g_autoptr (TlDocument) document = tl_document_new (TL_DOC_STATUTE, "new");
  g_autoptr (TlStatuteHeader) header = tl_statute_header_parse (text->text);
  g_autoptr (TlStatuteStructure) structure = tl_statute_structure_parse (text->text);

  take_header (document, header);
  g_free (document->id);
  document->id = dup_id (document, name);
  if (document->number == NULL)
    _tl_import_note (notes, "no document number found; named after the file");
  for (guint i = 0; i < structure->warnings->len; i++)
    _tl_import_note (notes, "%s", (char *)g_ptr_array_index (structure->warnings, i));
  if (!add_units (document, structure, text, name, error))
    return NULL;
  _tl_import_apply_catalogue (document);
  return g_steal_pointer (&document);
}
