/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "corpus/tl-block-codec-private.h"

#include <string.h>

#include "base/tl-error.h"
#include "base/tl-limits.h"
#include "corpus/tl-bytes-private.h"

#define FORMAT_VERSION 2
/* The first version, which had no cross references. */
#define FORMAT_WITHOUT_REFERENCES 1

/* Smallest block: kind, parent, anchor with one letter, six absent strings and an empty text, three
 * zeros. */
#define MIN_BLOCK_BYTES 14

#define N_STRINGS 9

/* The strings of a block in the order of the file; the text comes last. */
static char **
block_string (TlBlock *block, guint index)
{
  char **const strings[N_STRINGS] = { &block->anchor,      &block->label,      &block->heading,
                                      &block->valid_from,  &block->valid_to,   &block->source_id,
                                      &block->source_line, &block->references, &block->text };

  return strings[index];
}

/* Keeps the path of open blocks: the parent of a block in reading order is the block before it or
 * one that encloses that one. */
typedef struct
{
  int open[TL_MAX_BLOCK_DEPTH];
  guint depth;
} TreeCheck;

static const char *
check_place (TreeCheck *check, int index, int parent)
{
  while (check->depth > 0 && check->open[check->depth - 1] != parent)
    check->depth--;
  if (check->depth == 0 && parent != -1)
    return "its parent is not open";
  if (check->depth == TL_MAX_BLOCK_DEPTH)
    return "it stands too deep";
  check->open[check->depth++] = index;
  return NULL;
}

static const char *
check_block (TreeCheck *tree, TlBlock *block, int index)
{
  if ((guint)block->kind >= TL_N_BLOCK_KINDS)
    return "its kind is unknown";
  if (block->anchor == NULL || *block->anchor == '\0')
    return "it has no anchor";
  if (block->text == NULL)
    return "it has no text";
  if (block->page > TL_LIMIT_PDF_PAGES || block->page_from > G_MAXINT32
      || block->page_to > G_MAXINT32)
    return "its place in the PDF is out of bounds";
  for (guint i = 0; i < N_STRINGS; i++)
    {
      const char *string = *block_string (block, i);

      if (string != NULL && !g_utf8_validate (string, -1, NULL))
        return "its text is not UTF-8";
    }
  return check_place (tree, index, block->parent);
}

static void
put_block (GByteArray *bytes, TlBlock *block, int index)
{
  guint8 kind = (guint8)block->kind;

  g_byte_array_append (bytes, &kind, 1);
  _tl_bytes_put_number (bytes, block->parent < 0 ? 0 : (guint64)(index - block->parent));
  _tl_bytes_put_number (bytes, block->page);
  _tl_bytes_put_number (bytes, block->page_from);
  _tl_bytes_put_number (bytes, block->page_to);
  for (guint i = 0; i < N_STRINGS - 1; i++)
    _tl_bytes_put_string (bytes, *block_string (block, i));
  _tl_bytes_put_number (bytes, strlen (block->text));
}

GByteArray *
_tl_blocks_encode (GPtrArray *blocks, GError **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  TreeCheck tree = { .depth = 0 };
  gsize text = 0;

  if (blocks->len > TL_LIMIT_DOCUMENT_BLOCKS)
    {
      g_set_error (error, TL_ERROR, TL_ERROR_LIMIT, "%u blocks, more than %d", blocks->len,
                   TL_LIMIT_DOCUMENT_BLOCKS);
      return NULL;
    }
  _tl_bytes_put_number (bytes, FORMAT_VERSION);
  _tl_bytes_put_number (bytes, blocks->len);
  for (guint i = 0; i < blocks->len; i++)
    {
      TlBlock *block = g_ptr_array_index (blocks, i);
      const char *problem = check_block (&tree, block, (int)i);

      if (problem != NULL)
        {
          g_set_error (error, TL_ERROR, TL_ERROR_INPUT, "block %u (%s): %s", i,
                       block->anchor != NULL ? block->anchor : "no anchor", problem);
          return NULL;
        }
      put_block (bytes, block, (int)i);
      text += strlen (block->text);
      if (bytes->len + text > TL_LIMIT_BLOCK_TEXT)
        {
          g_set_error (error, TL_ERROR, TL_ERROR_LIMIT, "more than %d bytes of text",
                       TL_LIMIT_BLOCK_TEXT);
          return NULL;
        }
    }
  for (guint i = 0; i < blocks->len; i++)
    {
      const TlBlock *block = g_ptr_array_index (blocks, i);
      g_byte_array_append (bytes, (const guint8 *)block->text, (guint)strlen (block->text));
    }
  return g_steal_pointer (&bytes);
}

static TlBlock *
get_block (TlBytesReader *reader, int index, guint n_strings, gsize *text_length)
{
  guint kind = (guint)_tl_bytes_get_bounded (reader, TL_N_BLOCK_KINDS - 1,
                                             "a block is of an unknown kind");
  guint up = (guint)_tl_bytes_get_bounded (reader, (guint64)index, "a block's parent is not there");
  TlBlock *block = g_new0 (TlBlock, 1);

  block->kind = (TlBlockKind)kind;
  block->parent = up == 0 ? -1 : index - (int)up;
  block->page
      = (guint)_tl_bytes_get_bounded (reader, TL_LIMIT_PDF_PAGES, "a page number is too large");
  block->page_from
      = (guint)_tl_bytes_get_bounded (reader, G_MAXINT32, "a character number is too large");
  block->page_to
      = (guint)_tl_bytes_get_bounded (reader, G_MAXINT32, "a character number is too large");
  for (guint i = 0; i < n_strings; i++)
    *block_string (block, i) = _tl_bytes_get_string (reader, TL_LIMIT_BLOCK_TEXT);
  *text_length = (guint)_tl_bytes_get_bounded (reader, TL_LIMIT_BLOCK_TEXT, "a text is too long");
  return block;
}

static void
get_texts (TlBytesReader *reader, GPtrArray *blocks, GArray *lengths)
{
  for (guint i = 0; i < blocks->len; i++)
    {
      TlBlock *block = g_ptr_array_index (blocks, i);
      gsize length = g_array_index (lengths, gsize, i);
      const char *start = (const char *)reader->position;

      if (length > (gsize)(reader->end - reader->position)
          || !g_utf8_validate_len (start, length, NULL))
        {
          reader->problem = "a text is cut off or not UTF-8";
          return;
        }
      block->text = g_strndup (start, length);
      reader->position += length;
    }
  if (reader->position != reader->end)
    reader->problem = "there is more than the blocks";
}

GPtrArray *
_tl_blocks_decode (const guint8 *data, gsize size, GError **error)
{
  g_autoptr (GPtrArray) blocks = g_ptr_array_new_with_free_func ((GDestroyNotify)tl_block_free);
  g_autoptr (GArray) lengths = g_array_new (FALSE, FALSE, sizeof (gsize));
  const guint8 *start = size > 0 ? data : (const guint8 *)"";
  TlBytesReader reader = { .position = start, .end = start + size };
  TreeCheck tree = { .depth = 0 };
  guint64 version = _tl_bytes_get_number (&reader);
  guint n_strings = version == FORMAT_WITHOUT_REFERENCES ? N_STRINGS - 2 : N_STRINGS - 1;
  guint count = (guint)_tl_bytes_get_bounded (
      &reader, MIN (TL_LIMIT_DOCUMENT_BLOCKS, size / MIN_BLOCK_BYTES), "there are too many blocks");

  if (reader.problem == NULL && (version < FORMAT_WITHOUT_REFERENCES || version > FORMAT_VERSION))
    {
      g_set_error (error, TL_ERROR, TL_ERROR_UNSUPPORTED,
                   "blocks in format %" G_GUINT64_FORMAT ", this program reads up to %d", version,
                   FORMAT_VERSION);
      return NULL;
    }
  for (guint i = 0; i < count && reader.problem == NULL; i++)
    {
      gsize length;
      TlBlock *block = get_block (&reader, (int)i, n_strings, &length);

      g_ptr_array_add (blocks, block);
      g_array_append_val (lengths, length);
      if (reader.problem == NULL && (block->anchor == NULL || *block->anchor == '\0'))
        reader.problem = "a block has no anchor";
      if (reader.problem == NULL && check_place (&tree, (int)i, block->parent) != NULL)
        reader.problem = "the blocks are no tree";
    }
  if (reader.problem == NULL)
    get_texts (&reader, blocks, lengths);
  if (reader.problem != NULL)
    {
      g_set_error (error, TL_ERROR, TL_ERROR_INPUT, "damaged blocks: %s at byte %" G_GSIZE_FORMAT,
                   reader.problem, (gsize)(reader.position - start));
      return NULL;
    }
  return g_steal_pointer (&blocks);
}

GBytes *
_tl_blocks_compress (
    GPtrArray *blocks, ZSTD_CCtx *context, const ZSTD_CDict *dictionary, int level, GError **error)
{
  g_autoptr (GByteArray) bytes = _tl_blocks_encode (blocks, error);
  g_autofree char *frame = NULL;
  gsize bound, size;

  if (bytes == NULL)
    return NULL;
  bound = ZSTD_compressBound (bytes->len);
  frame = g_malloc (bound);
  size = ZSTD_CCtx_reset (context, ZSTD_reset_session_and_parameters);
  if (!ZSTD_isError (size))
    size = ZSTD_CCtx_setParameter (context, ZSTD_c_checksumFlag, 1);
  if (!ZSTD_isError (size))
    size = dictionary != NULL ? ZSTD_CCtx_refCDict (context, dictionary)
                              : ZSTD_CCtx_setParameter (context, ZSTD_c_compressionLevel, level);
  if (!ZSTD_isError (size))
    size = ZSTD_compress2 (context, frame, bound, bytes->data, bytes->len);
  if (ZSTD_isError (size))
    {
      g_set_error (error, TL_ERROR, TL_ERROR_STORE, "cannot compress: %s",
                   ZSTD_getErrorName (size));
      return NULL;
    }
  return g_bytes_new_take (g_realloc (g_steal_pointer (&frame), size), size);
}

GPtrArray *
_tl_blocks_decompress (
    const void *frame, gsize size, ZSTD_DCtx *context, const ZSTD_DDict *dictionary, GError **error)
{
  unsigned long long content = ZSTD_getFrameContentSize (frame, size);
  g_autofree guint8 *data = NULL;
  gsize read;

  if (content == ZSTD_CONTENTSIZE_ERROR || content == ZSTD_CONTENTSIZE_UNKNOWN
      || ZSTD_findFrameCompressedSize (frame, size) != size)
    {
      g_set_error_literal (error, TL_ERROR, TL_ERROR_INPUT, "damaged blocks: no whole zstd frame");
      return NULL;
    }
  if (content > TL_LIMIT_BLOCK_TEXT)
    {
      g_set_error (error, TL_ERROR, TL_ERROR_LIMIT, "blocks of %llu bytes, more than %d", content,
                   TL_LIMIT_BLOCK_TEXT);
      return NULL;
    }
  data = g_malloc ((gsize)content + 1);
  read = ZSTD_decompress_usingDDict (context, data, (gsize)content, frame, size, dictionary);
  if (ZSTD_isError (read) || read != content)
    {
      g_set_error (error, TL_ERROR, TL_ERROR_INPUT, "damaged blocks: %s",
                   ZSTD_isError (read) ? ZSTD_getErrorName (read) : "wrong size");
      return NULL;
    }
  return _tl_blocks_decode (data, read, error);
}

void
_tl_blocks_count (GPtrArray *blocks, TlBlockCounts *counts)
{
  memset (counts, 0, sizeof *counts);
  counts->blocks = blocks->len;
  for (guint i = 0; i < blocks->len; i++)
    {
      const TlBlock *block = g_ptr_array_index (blocks, i);

      counts->articles += block->kind == TL_BLOCK_ARTICLE;
      counts->text_bytes += strlen (block->text);
      if (block->heading != NULL)
        counts->text_bytes += strlen (block->heading);
    }
}
