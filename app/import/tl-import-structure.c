/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Text of a whole file to a document. */
#include "config.h"

#include "import/tl-import-structure-private.h"

#include <string.h>

#include "base/tl-error.h"
#include "base/tl-limits.h"
#include "law/number/tl-doc-number.h"
#include "text/tl-text.h"

/* What stands at the head of every page of fictional training documents. */
#define TRAINING_MARK "DỮ LIỆU TẬP HUẤN"

/* The header of a judgment or a law, its columns and running text included. */
#define HEAD_BYTES 4000

static char *
dup_head (const char *text)
{
  gsize length = strnlen (text, HEAD_BYTES);

  while (length > 0 && (text[length] & 0xc0) == 0x80)
    length--;
  return g_strndup (text, length);
}

static TlDocNumberKind
first_number_kind (const char *head)
{
  gsize from, to;
  g_autoptr (TlDocNumber) number = tl_doc_number_find (head, 0, &from, &to);

  return number != NULL ? number->kind : TL_DOC_NUMBER_NONE;
}

static gboolean
has_label (const char *text, const char *word)
{
  gsize length = strlen (word);

  for (const char *at = text; (at = strstr (at, word)) != NULL; at += length)
    if ((at == text || at[-1] == '\n' || at[-1] == '\f') && g_ascii_isdigit (at[length]))
      return TRUE;
  return FALSE;
}

static gboolean
has_article (const char *text)
{
  return has_label (text, "Điều ") || has_label (text, "ĐIỀU ");
}

/* A kind that is sure from the header, or guidance, which is anything else. */
static TlDocKind
find_kind (const char *text, gboolean *is_sure)
{
  g_autofree char *head = dup_head (text);
  g_autofree char *folded = tl_text_fold (head, -1, TL_FOLD_PLAIN, NULL);
  TlDocNumberKind number = first_number_kind (head);
  gboolean court = strstr (folded, "toa an") != NULL;
  gboolean judges = strstr (folded, "nhan danh") != NULL || strstr (folded, "ban an so") != NULL;

  *is_sure = TRUE;
  /* A letter speaks of judgments and quotes articles. */
  if (number == TL_DOC_NUMBER_GUIDANCE && strstr (folded, "ban an so") == NULL)
    return TL_DOC_GUIDANCE;
  if (number == TL_DOC_NUMBER_PRECEDENT && strstr (folded, "an le so") != NULL)
    return TL_DOC_PRECEDENT;
  if (court && (number == TL_DOC_NUMBER_COURT || judges))
    return TL_DOC_JUDGMENT;
  if (has_article (text))
    return TL_DOC_STATUTE;
  *is_sure = number == TL_DOC_NUMBER_GUIDANCE;
  return TL_DOC_GUIDANCE;
}

void
_tl_import_place (TlBlock *block, const TlImportText *text, gsize from, gsize to)
{
  tl_import_text_locate (text, from, to, &block->page, &block->page_from, &block->page_to);
}

gboolean
_tl_import_may_add (const TlDocument *document, const char *name, GError **error)
{
  if (document->blocks->len < TL_LIMIT_DOCUMENT_BLOCKS)
    return TRUE;
  g_set_error (error, TL_ERROR, TL_ERROR_LIMIT, "%s: more than %d units in one document", name,
               TL_LIMIT_DOCUMENT_BLOCKS);
  return FALSE;
}

char *
_tl_import_collapse (const char *text, gsize from, gsize to)
{
  g_autofree char *piece = g_strndup (text + from, to - from);

  return _tl_import_clean (piece);
}

/* What no grammar knows, and letters that ask nothing: a paragraph a line. */
static TlDocument *
build_plain (TlImportText *text, const char *name, GError **error)
{
  g_autofree char *base = _tl_import_dup_base (name);
  g_autofree char *id = tl_document_make_id ("tl", base, NULL);
  g_autoptr (TlDocument) document = tl_document_new (TL_DOC_GUIDANCE, id);
  g_autofree char *head = dup_head (text->text);
  gsize from, to;
  g_autoptr (TlDocNumber) number = tl_doc_number_find (head, 0, &from, &to);

  if (number != NULL && number->kind == TL_DOC_NUMBER_GUIDANCE)
    {
      _tl_import_set (&document->number, number->printed);
      _tl_import_set (&document->number_normal, number->normal);
    }
  document->title
      = text->title != NULL && *text->title != '\0' ? g_strdup (text->title) : g_strdup (base);
  for (const char *at = text->text; *at != '\0';)
    {
      const char *end = at + strcspn (at, "\n\f");
      g_autofree char *line
          = _tl_import_collapse (text->text, (gsize)(at - text->text), (gsize)(end - text->text));

      if (*line != '\0')
        {
          g_autofree char *anchor = g_strdup_printf ("t%u", document->blocks->len + 1);
          TlBlock *block = tl_block_new (TL_BLOCK_PARAGRAPH, -1, anchor);

          _tl_import_set (&block->text, line);
          _tl_import_place (block, text, (gsize)(at - text->text), (gsize)(end - text->text));
          tl_document_add (document, block);
          if (!_tl_import_may_add (document, name, error))
            return NULL;
        }
      at = *end != '\0' ? end + 1 : end;
    }
  return g_steal_pointer (&document);
}

static TlDocument *
build_guidance (TlImportText *text, const char *name, GPtrArray *notes, GError **error)
{
  TlDocument *letter;

  if (!_tl_import_build_letter (text, name, &letter, notes, error))
    return NULL;
  return letter != NULL ? letter : build_plain (text, name, error);
}

TlDocument *
tl_import_make_document (
    TlImportText *text, const char *name, int kind, GPtrArray *notes, GError **error)
{
  gboolean is_sure = TRUE;
  TlDocument *document;

  if (kind < 0)
    kind = (int)find_kind (text->text, &is_sure);
  if (!is_sure)
    _tl_import_note (notes, "neither a judgment nor a statute by its text; filed as guidance, "
                            "--kind says otherwise");
  if (kind == TL_DOC_STATUTE)
    document = _tl_import_build_statute (text, name, notes, error);
  else if (kind == TL_DOC_GUIDANCE)
    document = build_guidance (text, name, notes, error);
  else
    document = _tl_import_build_judgment (text, name, (TlDocKind)kind, notes, error);
  if (document == NULL)
    return NULL;
  document->training = g_str_has_prefix (text->text, TRAINING_MARK);
  document->page_count = text->pages;
  if (text->pages > 0)
    _tl_import_set (&document->text_source, text->text_source);
  return document;
}
