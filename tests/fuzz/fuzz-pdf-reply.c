/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a worker answers, byte by byte at its will: the first byte says which answer it pretends to
 * be. */
#include "config.h"

#include <stdint.h>
#include <string.h>

#include "pdf/tl-pdf-reply.h"

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

static void
read_opened (const TlPdfMessage *message)
{
  g_auto (TlPdfOpened) opened = { 0 };

  if (!_tl_pdf_reply_read_opened (message, &opened, NULL))
    return;
  g_assert_cmpuint (opened.n_pages, >, 0);
  g_assert_cmpuint (opened.n_pages, <=, TL_LIMIT_PDF_PAGES);
  for (guint i = 0; i < opened.n_pages; i++)
    g_assert_true (_tl_pdf_page_is_sane (opened.pages[i].width, opened.pages[i].height));
  g_assert_true (opened.title == NULL || g_utf8_validate (opened.title, -1, NULL));
}

static void
read_text (const TlPdfMessage *message, gboolean with_boxes)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TlPdfText) text = _tl_pdf_reply_read_text (message, with_boxes, &error);

  g_assert_true ((text == NULL) == (error != NULL));
  if (text == NULL)
    return;
  g_assert_true (g_utf8_validate (text->text, -1, NULL));
  g_assert_cmpint (g_utf8_strlen (text->text, -1), ==, text->n_chars);
  g_assert_true ((text->boxes != NULL) == with_boxes);
}

static void
read_others (const TlPdfMessage *message)
{
  const TlPdfTile tile = { 0, 0, 100, 100 };
  g_autoptr (GError) image_error = NULL;
  g_autoptr (GError) failed_error = NULL;

  /* No memory file comes with it, so that it is never an image. */
  g_assert_null (_tl_pdf_reply_read_image (message, &tile, &image_error));
  g_assert_nonnull (image_error);
  _tl_pdf_reply_read_failed (message, "file.pdf", &failed_error);
  g_assert_nonnull (failed_error);
  g_assert_true (g_utf8_validate (failed_error->message, -1, NULL));
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  TlPdfMessage message = TL_PDF_MESSAGE_INIT;

  if (size == 0)
    return 0;
  message.type = data[0] % (TL_PDF_MESSAGE_RENDER + 2);
  message.length = size - 1;
  /* A copy of its own, for the sanitizer to see where it ends. */
  message.data = g_malloc (MAX (1, message.length));
  memcpy (message.data, data + 1, message.length);
  read_opened (&message);
  read_text (&message, TRUE);
  read_text (&message, FALSE);
  read_others (&message);
  _tl_pdf_message_clear (&message);
  return 0;
}
