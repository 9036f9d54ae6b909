/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "corpus/tl-document.h"

#include <string.h>

#include "corpus/tl-document-private.h"
#include "text/tl-text.h"

/* Longer ids are cut and told apart by a digest of the whole. */
#define MAX_ID    160
#define ID_DIGEST 12

static const char *const doc_codes[TL_N_DOC_KINDS] = {
  [TL_DOC_STATUTE] = "statute",
  [TL_DOC_GUIDANCE] = "guidance",
  [TL_DOC_PRECEDENT] = "precedent",
  [TL_DOC_JUDGMENT] = "judgment",
};

static const char *const block_codes[TL_N_BLOCK_KINDS] = {
  [TL_BLOCK_PARAGRAPH] = "paragraph",   [TL_BLOCK_PART] = "part",
  [TL_BLOCK_CHAPTER] = "chapter",       [TL_BLOCK_SECTION] = "section",
  [TL_BLOCK_SUBSECTION] = "subsection", [TL_BLOCK_ARTICLE] = "article",
  [TL_BLOCK_CLAUSE] = "clause",         [TL_BLOCK_POINT] = "point",
  [TL_BLOCK_ANNEX] = "annex",           [TL_BLOCK_HEADING] = "heading",
};

const char *
tl_doc_kind_code (TlDocKind kind)
{
  g_return_val_if_fail ((guint)kind < TL_N_DOC_KINDS, "");

  return doc_codes[kind];
}

gboolean
tl_doc_kind_from_code (const char *code, TlDocKind *kind)
{
  for (int i = 0; code != NULL && i < TL_N_DOC_KINDS; i++)
    if (strcmp (code, doc_codes[i]) == 0)
      {
        *kind = (TlDocKind)i;
        return TRUE;
      }
  return FALSE;
}

const char *
tl_block_kind_code (TlBlockKind kind)
{
  g_return_val_if_fail ((guint)kind < TL_N_BLOCK_KINDS, "");

  return block_codes[kind];
}

TlBlock *
tl_block_new (TlBlockKind kind, int parent, const char *anchor)
{
  TlBlock *block = g_new0 (TlBlock, 1);

  block->kind = kind;
  block->parent = parent;
  block->anchor = g_strdup (anchor);
  block->text = g_strdup ("");
  return block;
}

void
tl_block_free (TlBlock *block)
{
  if (block == NULL)
    return;
  g_free (block->anchor);
  g_free (block->label);
  g_free (block->heading);
  g_free (block->text);
  g_free (block->valid_from);
  g_free (block->valid_to);
  g_free (block->source_id);
  g_free (block->source_line);
  g_free (block->references);
  g_free (block);
}

TlBlock *
_tl_block_copy (const TlBlock *block)
{
  TlBlock *copy = g_memdup2 (block, sizeof *block);

  copy->anchor = g_strdup (block->anchor);
  copy->label = g_strdup (block->label);
  copy->heading = g_strdup (block->heading);
  copy->text = g_strdup (block->text);
  copy->valid_from = g_strdup (block->valid_from);
  copy->valid_to = g_strdup (block->valid_to);
  copy->source_id = g_strdup (block->source_id);
  copy->source_line = g_strdup (block->source_line);
  copy->references = g_strdup (block->references);
  return copy;
}

TlDocument *
tl_document_new (TlDocKind kind, const char *id)
{
  TlDocument *document = g_new0 (TlDocument, 1);

  g_atomic_ref_count_init (&document->ref_count);
  document->kind = kind;
  document->id = g_strdup (id);
  document->blocks = g_ptr_array_new_with_free_func ((GDestroyNotify)tl_block_free);
  return document;
}

TlDocument *
tl_document_ref (TlDocument *document)
{
  g_return_val_if_fail (document != NULL, NULL);

  g_atomic_ref_count_inc (&document->ref_count);
  return document;
}

void
tl_document_unref (TlDocument *document)
{
  if (document == NULL || !g_atomic_ref_count_dec (&document->ref_count))
    return;
  for (guint i = 0; i < TL_N_DOCUMENT_STRINGS; i++)
    g_free (*_tl_document_string (document, i));
  g_ptr_array_unref (document->blocks);
  g_free (document);
}

TlBlock *
tl_document_add (TlDocument *document, TlBlock *block)
{
  g_return_val_if_fail (document != NULL && block != NULL, NULL);
  g_return_val_if_fail (block->parent < (int)document->blocks->len, NULL);

  g_ptr_array_add (document->blocks, block);
  return block;
}

TlBlock *
tl_document_get_block (const TlDocument *document, guint index)
{
  g_return_val_if_fail (index < document->blocks->len, NULL);

  return g_ptr_array_index (document->blocks, index);
}

void
_tl_document_validity (const TlDocument *document, guint index, const char **from, const char **to)
{
  *from = *to = NULL;
  for (int i = (int)index; i >= 0;)
    {
      const TlBlock *block = g_ptr_array_index (document->blocks, i);

      if (block->valid_from != NULL && (*from == NULL || strcmp (block->valid_from, *from) > 0))
        *from = block->valid_from;
      if (block->valid_to != NULL && (*to == NULL || strcmp (block->valid_to, *to) < 0))
        *to = block->valid_to;
      i = block->parent;
    }
}

/* Newer: begins later; of two that begin together, the one that ends later. */
static gboolean
is_newer (const char *from, const char *to, const char *best_from, const char *best_to)
{
  int order = g_strcmp0 (from, best_from);

  if (order != 0)
    return order > 0;
  if (best_to == NULL)
    return FALSE;
  return to == NULL || strcmp (to, best_to) > 0;
}

int
tl_document_find (const TlDocument *document, const char *anchor, const char *as_of)
{
  const char *best_from = NULL;
  const char *best_to = NULL;
  int best = -1;

  g_return_val_if_fail (document != NULL && anchor != NULL, -1);

  for (guint i = 0; i < document->blocks->len; i++)
    {
      const TlBlock *block = g_ptr_array_index (document->blocks, i);
      const char *from, *to;

      if (strcmp (block->anchor, anchor) != 0)
        continue;
      _tl_document_validity (document, i, &from, &to);
      if (as_of != NULL
          && ((from != NULL && strcmp (as_of, from) < 0) || (to != NULL && strcmp (as_of, to) > 0)))
        continue;
      if (best < 0 || is_newer (from, to, best_from, best_to))
        {
          best = (int)i;
          best_from = from;
          best_to = to;
        }
    }
  return best;
}

guint
tl_document_subtree_end (const TlDocument *document, guint index)
{
  guint end = index + 1;

  g_return_val_if_fail (index < document->blocks->len, index);

  while (end < document->blocks->len
         && ((const TlBlock *)g_ptr_array_index (document->blocks, end))->parent >= (int)index)
    end++;
  return end;
}

/* What stands between a label and what follows it, as laws are printed: "Điều 173. ", "1. ",
 * "a) ", "[3] ". A label that carries its own mark keeps it. */
static const char *
mark_after (const TlBlock *block)
{
  gsize length = strlen (block->label);
  char last = length > 0 ? block->label[length - 1] : '\0';

  if (last == '.' || last == ')' || last == ']' || last == ':')
    return "";
  return block->kind == TL_BLOCK_POINT ? ")" : ".";
}

static void
append_block (GString *text, const TlBlock *block)
{
  gboolean has_label = block->label != NULL && *block->label != '\0';
  gboolean has_heading = block->heading != NULL && *block->heading != '\0';
  gsize start;

  if (!has_label && !has_heading && *block->text == '\0')
    return;
  if (text->len > 0)
    g_string_append_c (text, '\n');
  start = text->len;
  if (has_label)
    {
      g_string_append (text, block->label);
      if (has_heading || *block->text != '\0')
        g_string_append (text, mark_after (block));
    }
  if (has_heading)
    {
      if (text->len > start)
        g_string_append_c (text, ' ');
      g_string_append (text, block->heading);
    }
  if (*block->text != '\0')
    {
      if (text->len > start)
        g_string_append_c (text, has_heading ? '\n' : ' ');
      g_string_append (text, block->text);
    }
}

char *
tl_document_unit_text (const TlDocument *document, guint index)
{
  return tl_document_unit_text_on (document, index, NULL);
}

static gboolean
block_covers (const TlBlock *block, const char *as_of)
{
  return (block->valid_from == NULL || strcmp (block->valid_from, as_of) <= 0)
         && (block->valid_to == NULL || strcmp (as_of, block->valid_to) <= 0);
}

char *
tl_document_unit_text_on (const TlDocument *document, guint index, const char *as_of)
{
  GString *text = g_string_new (NULL);
  guint end = tl_document_subtree_end (document, index);

  for (guint i = index; i < end;)
    {
      const TlBlock *block = g_ptr_array_index (document->blocks, i);

      if (i > index && as_of != NULL && !block_covers (block, as_of))
        {
          i = tl_document_subtree_end (document, i);
          continue;
        }
      append_block (text, block);
      i++;
    }
  return g_string_free (text, FALSE);
}

static void
append_id_part (GString *id, const char *part)
{
  g_autofree char *folded = tl_text_fold (part, -1, TL_FOLD_PLAIN, NULL);
  gboolean gap = id->len > 0;

  for (const char *p = folded; *p != '\0'; p++)
    {
      gboolean inside = g_ascii_islower (*p) || g_ascii_isdigit (*p)
                        || (*p == '.' && !gap && g_ascii_isalnum (p[1]));

      if (inside)
        {
          if (gap && id->len > 0)
            g_string_append_c (id, '-');
          g_string_append_c (id, *p);
        }
      gap = !inside;
    }
}

char *
tl_document_make_id (const char *part, ...)
{
  GString *id = g_string_new (NULL);
  va_list arguments;

  va_start (arguments, part);
  for (const char *p = part; p != NULL; p = va_arg (arguments, const char *))
    append_id_part (id, p);
  va_end (arguments);
  if (id->len == 0)
    g_string_append (id, "unnamed");
  if (id->len > MAX_ID)
    {
      g_autofree char *digest
          = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *)id->str, id->len);

      g_string_truncate (id, MAX_ID - ID_DIGEST - 1);
      while (id->len > 0 && !g_ascii_isalnum (id->str[id->len - 1]))
        g_string_truncate (id, id->len - 1);
      g_string_append_printf (id, "-%.*s", ID_DIGEST, digest);
    }
  return g_string_free (id, FALSE);
}

char *
tl_document_make_statute_id (const char *type, const char *number_normal)
{
  gboolean is_resolution = type != NULL && g_str_has_prefix (type, "Nghị quyết");

  g_return_val_if_fail (number_normal != NULL, NULL);

  if (is_resolution && strstr (number_normal, "QH") != NULL && strstr (number_normal, "NQ") == NULL)
    return tl_document_make_id ("nq", number_normal, NULL);
  return tl_document_make_id (number_normal, NULL);
}

gboolean
_tl_document_id_is_valid (const char *id)
{
  gsize length = id != NULL ? strlen (id) : 0;

  if (length == 0 || length > 2 * MAX_ID)
    return FALSE;
  return strspn (id, "abcdefghijklmnopqrstuvwxyz0123456789.-") == length;
}
