/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "import/tl-import-private.h"

#include <string.h>

#include "base/tl-error.h"
#include "base/tl-limits.h"
#include "law/citation/tl-catalogue.h"
#include "law/number/tl-doc-number.h"
#include "text/tl-legacy.h"
#include "text/tl-text.h"

#define MAX_NOTES 2000

TlImportResult *
_tl_import_result_new (void)
{
  TlImportResult *result = g_new0 (TlImportResult, 1);

  result->documents = g_ptr_array_new_with_free_func ((GDestroyNotify)tl_document_unref);
  result->notes = g_ptr_array_new_with_free_func (g_free);
  return result;
}

void
tl_import_result_free (TlImportResult *result)
{
  if (result == NULL)
    return;
  g_ptr_array_unref (result->documents);
  g_ptr_array_unref (result->notes);
  g_free (result->skipped);
  g_free (result);
}

void
_tl_import_note (GPtrArray *notes, const char *format, ...)
{
  va_list args;

  if (notes == NULL || notes->len > MAX_NOTES)
    return;
  if (notes->len == MAX_NOTES)
    {
      g_ptr_array_add (notes, g_strdup ("further notes on this file are left out"));
      return;
    }
  va_start (args, format);
  g_ptr_array_add (notes, g_strdup_vprintf (format, args));
  va_end (args);
}

TlImportResult *
_tl_import_skip (TlImportResult *result, const char *format, ...)
{
  va_list args;

  va_start (args, format);
  g_free (result->skipped);
  result->skipped = g_strdup_vprintf (format, args);
  va_end (args);
  g_ptr_array_set_size (result->documents, 0);
  return result;
}

GBytes *
_tl_import_load (const char *path, const char *name, gsize limit, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInfo) info = NULL;
  g_autofree char *data = NULL;
  gsize size;

  info = g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_SIZE "," G_FILE_ATTRIBUTE_STANDARD_TYPE,
                            G_FILE_QUERY_INFO_NONE, NULL, error);
  if (info == NULL)
    {
      g_prefix_error (error, "%s: ", name);
      return NULL;
    }
  if (g_file_info_get_file_type (info) != G_FILE_TYPE_REGULAR)
    {
      g_set_error (error, TL_ERROR, TL_ERROR_INPUT, "%s: not a regular file", name);
      return NULL;
    }
  if (g_file_info_get_size (info) > (goffset)limit)
    {
      g_set_error (error, TL_ERROR, TL_ERROR_LIMIT,
                   "%s: larger than the bound of %" G_GSIZE_FORMAT " MiB for this format", name,
                   limit / (1024 * 1024));
      return NULL;
    }
  if (!g_file_load_contents (file, NULL, &data, &size, NULL, error))
    {
      g_prefix_error (error, "%s: ", name);
      return NULL;
    }
  return g_bytes_new_take (g_steal_pointer (&data), size);
}

char *
_tl_import_dup_base (const char *name)
{
  char *base = g_path_get_basename (name);
  char *dot = strrchr (base, '.');

  if (dot != NULL && dot != base)
    *dot = '\0';
  return base;
}

void
_tl_import_set (char **field, const char *value)
{
  char *copy = g_strdup (value);

  g_free (*field);
  *field = copy;
}

char *
_tl_import_normalize (const char *text)
{
  g_autofree char *modern = tl_legacy_repair (text, -1);

  return tl_text_normalize (modern, -1, NULL);
}

char *
_tl_import_clean (const char *text)
{
  g_autofree char *normal = _tl_import_normalize (text);
  char *to = normal;
  gboolean space = FALSE;

  for (const char *from = normal; *from != '\0'; from++)
    {
      if (g_ascii_isspace (*from))
        {
          space = to != normal;
          continue;
        }
      if (space)
        *to++ = ' ';
      space = FALSE;
      *to++ = *from;
    }
  *to = '\0';
  return g_steal_pointer (&normal);
}

void
_tl_import_apply_catalogue (TlDocument *document)
{
  const TlLawEntry *entry;

  if (document->number_normal == NULL || g_str_has_prefix (document->id, "nq-"))
    return;
  entry = tl_catalogue_by_number (document->number_normal);
  if (entry == NULL)
    return;
  _tl_import_set (&document->title, entry->title);
  _tl_import_set (&document->short_name, entry->short_name);
}

void
_tl_import_set_number (TlDocument *document, const char *printed)
{
  g_autoptr (TlDocNumber) number = tl_doc_number_parse (printed);

  _tl_import_set (&document->number, printed);
  _tl_import_set (&document->number_normal, number != NULL ? number->normal : printed);
}

static TlBlockKind
block_kind (TlUnitKind kind)
{
  switch (kind)
    {
    case TL_UNIT_PART:
      return TL_BLOCK_PART;
    case TL_UNIT_CHAPTER:
      return TL_BLOCK_CHAPTER;
    case TL_UNIT_SECTION:
      return TL_BLOCK_SECTION;
    case TL_UNIT_SUBSECTION:
      return TL_BLOCK_SUBSECTION;
    case TL_UNIT_ARTICLE:
      return TL_BLOCK_ARTICLE;
    case TL_UNIT_CLAUSE:
      return TL_BLOCK_CLAUSE;
    case TL_UNIT_POINT:
      return TL_BLOCK_POINT;
    case TL_UNIT_ANNEX:
      return TL_BLOCK_ANNEX;
    case TL_UNIT_PREAMBLE:
    case TL_UNIT_PARAGRAPH:
    case TL_UNIT_CLOSING:
    default:
      return TL_BLOCK_PARAGRAPH;
    }
}

TlBlock *
_tl_import_add_unit (TlDocument *document, const TlUnit *unit, int parent)
{
  TlBlock *block = tl_block_new (block_kind (unit->kind), parent, unit->anchor);

  _tl_import_set (&block->label, unit->label);
  _tl_import_set (&block->heading, unit->heading);
  _tl_import_set (&block->text, unit->text != NULL ? unit->text : "");
  return tl_document_add (document, block);
}

/* The paragraph before the first clause is the article's own text, as in a whole statute. */
static gboolean
is_own_text (const TlArticleText *article, const TlUnit *unit)
{
  g_autofree char *first = g_strdup_printf ("%s.t1", article->anchor);

  return unit->kind == TL_UNIT_PARAGRAPH && unit->parent < 0 && strcmp (unit->anchor, first) == 0;
}

static void
add_article_block (TlDocument *document, int parent, const TlArticleText *article, const char *text)
{
  TlBlock *block = tl_block_new (TL_BLOCK_ARTICLE, parent, article->anchor);

  _tl_import_set (&block->label, article->label);
  _tl_import_set (&block->heading, article->heading);
  _tl_import_set (&block->text, text);
  _tl_import_set (&block->valid_from, article->valid_from);
  _tl_import_set (&block->valid_to, article->valid_to);
  _tl_import_set (&block->source_id, article->source_id);
  _tl_import_set (&block->source_line, article->source_line);
  _tl_import_set (&block->references, article->references);
  tl_document_add (document, block);
}

gboolean
_tl_import_add_article (TlDocument *document, int parent, const TlArticleText *article)
{
  g_autoptr (TlStatuteStructure) structure = NULL;
  guint own = 0;
  int base;

  structure = tl_article_structure_parse (article->anchor, article->body);
  if (document->blocks->len + structure->units->len + 1 > TL_LIMIT_DOCUMENT_BLOCKS)
    return FALSE;
  if (structure->units->len > 0)
    own = is_own_text (article, g_ptr_array_index (structure->units, 0));
  base = (int)document->blocks->len;
  add_article_block (document, parent, article,
                     own > 0 ? ((TlUnit *)g_ptr_array_index (structure->units, 0))->text : "");
  for (guint i = own; i < structure->units->len; i++)
    {
      TlUnit *unit = g_ptr_array_index (structure->units, i);
      TlBlock *child = _tl_import_add_unit (
          document, unit, unit->parent < 0 ? base : base + 1 + unit->parent - (int)own);

      _tl_import_set (&child->valid_from, article->valid_from);
      _tl_import_set (&child->valid_to, article->valid_to);
    }
  return TRUE;
}
