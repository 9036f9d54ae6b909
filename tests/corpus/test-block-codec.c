/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "base/tl-error.h"
#include "base/tl-limits.h"
#include "corpus-fixture.h"
#include "corpus/tl-block-codec-private.h"

static GPtrArray *
decode (GByteArray *bytes, GError **error)
{
  return _tl_blocks_decode (bytes->data, bytes->len, error);
}

static void
blocks_come_back_as_they_were (void)
{
  g_autoptr (TlDocument) document = fixture_statute ("x", 20, 3);
  g_autoptr (TlDocument) copy = tl_document_new (TL_DOC_STATUTE, "x");
  g_autoptr (GByteArray) bytes = NULL;
  g_autoptr (GError) error = NULL;
  TlBlock *block = tl_document_get_block (document, 1);

  block->page = 7;
  block->page_from = 120;
  block->page_to = G_MAXINT32;
  block->valid_from = g_strdup ("2018-01-01");
  block->valid_to = g_strdup ("");
  block->source_id = g_strdup ("0100100000000000100");
  block->source_line = g_strdup ("Điều 1 Bộ luật số 100/2015/QH13");
  block->references = g_strdup ("id:0100100\tĐiều 26.3.LQ.1");
  bytes = _tl_blocks_encode (document->blocks, &error);
  g_assert_no_error (error);
  g_ptr_array_unref (copy->blocks);
  copy->blocks = decode (bytes, &error);
  g_assert_no_error (error);
  g_free (copy->number);
  copy->number = g_strdup (document->number);
  copy->number_normal = g_strdup (document->number_normal);
  copy->title = g_strdup (document->title);
  copy->short_name = g_strdup (document->short_name);
  copy->issuer = g_strdup (document->issuer);
  copy->issued = g_strdup (document->issued);
  copy->effective_from = g_strdup (document->effective_from);
  fixture_assert_equal (document, copy);
}

/* A paragraph as the first version wrote it: no cross references behind the source line. */
static void
blocks_of_the_first_version_are_read (void)
{
  static const guint8 bytes[] = {
    1, 1, TL_BLOCK_PARAGRAPH, 0, 0, 0, 0, 3, 't', '1', 0, 0, 0, 0, 3, 'i', 'd', 0, 2, 'h', 'a'
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) blocks = _tl_blocks_decode (bytes, sizeof bytes, &error);
  const TlBlock *block;

  g_assert_no_error (error);
  g_assert_cmpuint (blocks->len, ==, 1);
  block = blocks->pdata[0];
  g_assert_cmpstr (block->anchor, ==, "t1");
  g_assert_cmpstr (block->source_id, ==, "id");
  g_assert_cmpstr (block->text, ==, "ha");
  g_assert_null (block->references);
}

static void
a_document_without_blocks_is_fine (void)
{
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GByteArray) bytes = _tl_blocks_encode (none, &error);
  g_autoptr (GPtrArray) blocks = NULL;

  g_assert_no_error (error);
  blocks = decode (bytes, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (blocks->len, ==, 0);
}

static void
bad_anchor (TlDocument *document)
{
  g_clear_pointer (&tl_document_get_block (document, 2)->anchor, g_free);
}

static void
empty_anchor (TlDocument *document)
{
  *tl_document_get_block (document, 2)->anchor = '\0';
}

static void
no_text (TlDocument *document)
{
  g_clear_pointer (&tl_document_get_block (document, 2)->text, g_free);
}

static void
not_utf8 (TlDocument *document)
{
  *tl_document_get_block (document, 2)->text = '\xff';
}

static void
heading_not_utf8 (TlDocument *document)
{
  tl_document_get_block (document, 2)->heading = g_strdup ("\xc3");
}

static void
forward_parent (TlDocument *document)
{
  tl_document_get_block (document, 2)->parent = 5;
}

static void
closed_parent (TlDocument *document)
{
  tl_document_get_block (document, 5)->parent = 1;
}

static void
unknown_kind (TlDocument *document)
{
  tl_document_get_block (document, 2)->kind = (TlBlockKind)99;
}

static void
huge_page (TlDocument *document)
{
  tl_document_get_block (document, 2)->page = TL_LIMIT_PDF_PAGES + 1;
}

static void
huge_character (TlDocument *document)
{
  tl_document_get_block (document, 2)->page_to = G_MAXUINT32;
}

static void
too_deep (TlDocument *document)
{
  for (int i = 0; i < TL_MAX_BLOCK_DEPTH + 1; i++)
    fixture_block (document, TL_BLOCK_PARAGRAPH, (int)document->blocks->len - 1, "a", NULL, "b");
}

static void
too_long (TlDocument *document)
{
  g_autofree char *text = g_strnfill (TL_LIMIT_BLOCK_TEXT, 'a');

  fixture_block (document, TL_BLOCK_PARAGRAPH, -1, "a", NULL, text);
}

static void
too_many (TlDocument *document)
{
  while (document->blocks->len <= TL_LIMIT_DOCUMENT_BLOCKS)
    fixture_block (document, TL_BLOCK_PARAGRAPH, -1, "a", NULL, NULL);
}

static void
what_cannot_be_read_back_is_not_written (void)
{
  static const struct
  {
    const char *name;
    void (*damage) (TlDocument *document);
    int code;
    const char *message;
  } cases[] = {
    { "anchor", bad_anchor, TL_ERROR_INPUT, "block 2 (no anchor): it has no anchor" },
    { "empty anchor", empty_anchor, TL_ERROR_INPUT, "no anchor" },
    { "text", no_text, TL_ERROR_INPUT, "no text" },
    { "utf-8", not_utf8, TL_ERROR_INPUT, "not UTF-8" },
    { "heading", heading_not_utf8, TL_ERROR_INPUT, "not UTF-8" },
    { "forward", forward_parent, TL_ERROR_INPUT, "parent is not open" },
    { "closed", closed_parent, TL_ERROR_INPUT, "block 5 (d2.k1): its parent is not open" },
    { "kind", unknown_kind, TL_ERROR_INPUT, "kind is unknown" },
    { "page", huge_page, TL_ERROR_INPUT, "out of bounds" },
    { "character", huge_character, TL_ERROR_INPUT, "out of bounds" },
    { "deep", too_deep, TL_ERROR_INPUT, "too deep" },
    { "long", too_long, TL_ERROR_LIMIT, "bytes of text" },
    { "many", too_many, TL_ERROR_LIMIT, "blocks" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (TlDocument) document = fixture_statute ("x", 3, 1);
      g_autoptr (GByteArray) bytes = NULL;
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", cases[i].name);
      cases[i].damage (document);
      bytes = _tl_blocks_encode (document->blocks, &error);
      g_assert_null (bytes);
      g_assert_error (error, TL_ERROR, cases[i].code);
      g_assert_nonnull (strstr (error->message, cases[i].message));
    }
}

static void
cut_anywhere_it_is_an_error (void)
{
  g_autoptr (TlDocument) document = fixture_statute ("x", 4, 1);
  g_autoptr (GByteArray) bytes = _tl_blocks_encode (document->blocks, NULL);

  for (guint length = 0; length < bytes->len; length++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree guint8 *copy = g_memdup2 (bytes->data, length);
      g_autoptr (GPtrArray) blocks = _tl_blocks_decode (copy, length, &error);

      g_assert_null (blocks);
      g_assert_true (error != NULL && error->domain == TL_ERROR);
    }
}

static void
hostile_bytes_are_refused (void)
{
  static const struct
  {
    const char *name;
    const char *bytes;
    gsize length;
    int code;
  } cases[] = {
    { "nothing", "", 0, TL_ERROR_INPUT },
    { "another version", "\x03\x00", 2, TL_ERROR_UNSUPPORTED },
    { "more than there is", "\x01\x7f\x00", 3, TL_ERROR_INPUT },
    { "a count of 2^63", "\x01\xff\xff\xff\xff\xff\xff\xff\xff\x7f", 10, TL_ERROR_INPUT },
    { "a number without end", "\x01\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01", 13,
      TL_ERROR_INPUT },
    { "an unknown kind", "\x01\x01\x0a\x00\x00\x00\x00\x02\x61\x00\x00\x00\x00\x00\x00\x00", 16,
      TL_ERROR_INPUT },
    { "a parent before the start",
      "\x01\x01\x00\x01\x00\x00\x00\x02\x61\x00\x00\x00\x00\x00\x00\x00", 16, TL_ERROR_INPUT },
    { "no anchor", "\x01\x01\x00\x00\x00\x00\x00\x00\x61\x00\x00\x00\x00\x00\x00\x00", 16,
      TL_ERROR_INPUT },
    { "a string of 2^62", "\x01\x01\x00\x00\x00\x00\x00\xff\xff\xff\xff\xff\xff\xff\xff\x3f", 16,
      TL_ERROR_INPUT },
    { "a NUL inside", "\x01\x01\x00\x00\x00\x00\x00\x03\x61\x00\x00\x00\x00\x00\x00\x00\x00", 17,
      TL_ERROR_INPUT },
    { "more after the end", "\x01\x01\x00\x00\x00\x00\x00\x02\x61\x00\x00\x00\x00\x00\x00\x00x", 17,
      TL_ERROR_INPUT },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree guint8 *copy = g_memdup2 (cases[i].bytes, cases[i].length);
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) blocks = _tl_blocks_decode (copy, cases[i].length, &error);

      g_test_message ("%s", cases[i].name);
      g_assert_null (blocks);
      g_assert_error (error, TL_ERROR, cases[i].code);
    }
}

static void
a_frame_that_announces_too_much_takes_no_memory (void)
{
  gsize large = TL_LIMIT_BLOCK_TEXT + 1;
  g_autofree char *zeros = g_malloc0 (large);
  gsize bound = ZSTD_compressBound (large);
  g_autofree char *frame = g_malloc (bound);
  gsize size = ZSTD_compress (frame, bound, zeros, large, 1);
  ZSTD_DCtx *context = ZSTD_createDCtx ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) blocks = _tl_blocks_decompress (frame, size, context, NULL, &error);

  g_assert_null (blocks);
  g_assert_error (error, TL_ERROR, TL_ERROR_LIMIT);
  ZSTD_freeDCtx (context);
}

static void
assert_same_texts (GPtrArray *a, GPtrArray *b)
{
  g_assert_cmpuint (a->len, ==, b->len);
  for (guint i = 0; i < a->len; i++)
    {
      const TlBlock *left = g_ptr_array_index (a, i);
      const TlBlock *right = g_ptr_array_index (b, i);

      g_assert_cmpstr (left->anchor, ==, right->anchor);
      g_assert_cmpstr (left->text, ==, right->text);
    }
}

static void
a_damaged_frame_is_an_error (void)
{
  g_autoptr (TlDocument) document = fixture_statute ("x", 10, 1);
  ZSTD_CCtx *compress = ZSTD_createCCtx ();
  ZSTD_DCtx *decompress = ZSTD_createDCtx ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) frame = _tl_blocks_compress (document->blocks, compress, NULL, 3, &error);
  gsize size;
  const guint8 *data = g_bytes_get_data (frame, &size);
  g_autofree guint8 *copy = g_malloc (size + 8);
  g_autoptr (GPtrArray) whole = _tl_blocks_decompress (data, size, decompress, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (whole->len, ==, document->blocks->len);
  for (gsize i = 0; i < size; i += 7)
    {
      g_autoptr (GError) local = NULL;
      g_autoptr (GPtrArray) blocks = NULL;

      memcpy (copy, data, size);
      copy[i] ^= 0x40;
      blocks = _tl_blocks_decompress (copy, size, decompress, NULL, &local);
      /* A bit of the frame may be unused: then the checksum proves the text to be the same. */
      if (blocks != NULL)
        assert_same_texts (document->blocks, blocks);
      else
        g_assert_true (local != NULL && local->domain == TL_ERROR);
    }
  for (gsize length = 0; length < size + 8; length += 5)
    {
      g_autoptr (GError) local = NULL;
      g_autoptr (GPtrArray) blocks = NULL;

      if (length == size)
        continue;
      memset (copy, 0, size + 8);
      memcpy (copy, data, size);
      blocks = _tl_blocks_decompress (copy, length, decompress, NULL, &local);
      g_assert_null (blocks);
      g_assert_error (local, TL_ERROR, TL_ERROR_INPUT);
    }
  ZSTD_freeCCtx (compress);
  ZSTD_freeDCtx (decompress);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name) g_test_add_func ("/corpus/block-codec/" #name, name)
  ADD (blocks_come_back_as_they_were);
  ADD (blocks_of_the_first_version_are_read);
  ADD (a_document_without_blocks_is_fine);
  ADD (what_cannot_be_read_back_is_not_written);
  ADD (cut_anywhere_it_is_an_error);
  ADD (hostile_bytes_are_refused);
  ADD (a_frame_that_announces_too_much_takes_no_memory);
  ADD (a_damaged_frame_is_an_error);
  return g_test_run ();
}
