/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A worker as a document that has taken it over would have it. The first line of the "PDF" says
 * which lie to tell. */
#include "config.h"

#include <math.h>
#include <string.h>

#include "base/tl-posix.h"
#include "pdf/tl-pdf-stream.h"
#include "pdf/tl-pdf-wire.h"
#include "pdf/tl-pdf.h"
#include "pdf/worker/tl-pdf-host.h"
#include "pdf/worker/tl-pdf-nursery.h"

static char lie[64];
static guint32 serial;

static gboolean
lies (const char *name)
{
  return strcmp (lie, name) == 0;
}

static void
say (guint32 type, const void *head, gsize head_length, const void *body, gsize length, int fd)
{
  const TlPdfWireHeader header = { type, serial, (guint32)(head_length + length) };

  _tl_pdf_wire_send (TL_PDF_WIRE_SOCKET, &header, head, head_length, body, fd, NULL);
}

/* Past the checks of _tl_pdf_wire_send(). */
static void
say_raw (const void *data, gsize length)
{
  TlPdfPart part = { data, length };

  _tl_pdf_stream_write (TL_PDF_WIRE_SOCKET, &part, 1, -1, NULL);
}

static void
answer_open (void)
{
  TlPdfWireOpened head = { 1, 0 };
  const TlPdfWirePage page = { 595, 842 };
  const TlPdfWireHeader long_header = { TL_PDF_MESSAGE_OPENED, serial, G_MAXUINT32 };
  const TlPdfWireHeader odd_header = { 4711, serial, 4 };

  if (lies ("long-length"))
    say_raw (&long_header, sizeof long_header);
  else if (lies ("unknown-type"))
    say_raw (&odd_header, sizeof odd_header);
  else if (lies ("silent"))
    g_usleep (60 * G_USEC_PER_SEC);
  else if (lies ("half"))
    say_raw (&long_header, 5);
  else if (lies ("no-pages"))
    say (TL_PDF_MESSAGE_OPENED, &(TlPdfWireOpened){ 0, 0 }, sizeof head, NULL, 0, -1);
  else if (lies ("many-pages"))
    say (TL_PDF_MESSAGE_OPENED, &(TlPdfWireOpened){ G_MAXUINT32, 0 }, sizeof head, &page,
         sizeof page, -1);
  else if (lies ("long-title"))
    say (TL_PDF_MESSAGE_OPENED, &(TlPdfWireOpened){ 1, 64 }, sizeof head, &page, sizeof page, -1);
  else if (lies ("title-not-utf8"))
    {
      struct
      {
        TlPdfWirePage page;
        char title[4];
      } body = { page, "\xff\xfe\xff" };

      say (TL_PDF_MESSAGE_OPENED, &(TlPdfWireOpened){ 1, 4 }, sizeof head, &body, sizeof page + 4,
           -1);
    }
  else if (lies ("short"))
    say (TL_PDF_MESSAGE_OPENED, "ab", 2, NULL, 0, -1);
  else if (lies ("text-for-open"))
    say (TL_PDF_MESSAGE_PAGE_TEXT, "abcdefghijkl", 12, NULL, 0, -1);
  else if (!lies ("end"))
    say (TL_PDF_MESSAGE_OPENED, &head, sizeof head, &page, sizeof page, -1);
  if (lies ("end"))
    _exit (0);
}

static void
answer_text (void)
{
  static const TlPdfBox nowhere = { NAN, 0, INFINITY, 1 };
  struct
  {
    char text[1];
    TlPdfBox box;
  } __attribute__ ((packed)) body = { "a", nowhere };

  if (lies ("miscounted"))
    say (TL_PDF_MESSAGE_PAGE_TEXT, &(TlPdfWirePageText){ 4, 4, 0 }, 12, "đđ", 4, -1);
  else if (lies ("not-utf8"))
    say (TL_PDF_MESSAGE_PAGE_TEXT, &(TlPdfWirePageText){ 4, 4, 0 }, 12, "\xff\xfe\xff\xfe", 4, -1);
  else if (lies ("nul-inside"))
    say (TL_PDF_MESSAGE_PAGE_TEXT, &(TlPdfWirePageText){ 4, 4, 0 }, 12, "a\0bc", 4, -1);
  else if (lies ("more-text-than-sent"))
    say (TL_PDF_MESSAGE_PAGE_TEXT, &(TlPdfWirePageText){ 4000000, 4000000, 0 }, 12, "abcd", 4, -1);
  else if (lies ("overflow"))
    say (TL_PDF_MESSAGE_PAGE_TEXT, &(TlPdfWirePageText){ 4, 4, 0x10000000 }, 12, "abcd", 4, -1);
  else if (lies ("other-serial"))
    {
      serial += 7;
      say (TL_PDF_MESSAGE_PAGE_TEXT, &(TlPdfWirePageText){ 4, 4, 0 }, 12, "abcd", 4, -1);
    }
  else if (lies ("boxes-are-no-numbers"))
    say (TL_PDF_MESSAGE_PAGE_TEXT, &(TlPdfWirePageText){ 1, 1, 1 }, 12, &body, sizeof body, -1);
  else if (lies ("strange-error"))
    say (TL_PDF_MESSAGE_FAILED, &(TlPdfWireFailed){ 99 }, 4, "\xff%s%n", 5, -1);
  else
    _exit (0);
}

#ifndef G_OS_WIN32
static void
answer_render (void)
{
  TlPdfWireImage head = { 595, 842, 595 * 4 };
  const gsize size = 595 * 4 * 842;
  int memory = memfd_create ("lie", MFD_CLOEXEC | MFD_ALLOW_SEALING);
  int seals = F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_WRITE;

  if (ftruncate (memory, (off_t)(lies ("small-image") ? 4096 : size)) != 0)
    _exit (1);
  if (lies ("unsealed-image"))
    seals = F_SEAL_GROW;
  if (fcntl (memory, F_ADD_SEALS, seals) != 0)
    _exit (1);
  if (lies ("no-image"))
    memory = -1;
  if (lies ("image-is-a-file"))
    memory = open ("/proc/self/exe", O_RDONLY | O_CLOEXEC);
  if (lies ("other-size"))
    head.height = 1000000;
  if (lies ("other-stride"))
    head.stride = 4;
  say (TL_PDF_MESSAGE_IMAGE, &head, sizeof head, NULL, 0, memory);
}
#else
static void
answer_render (void)
{
  TlPdfWireImage head = { 595, 842, 595 * 4 };
  gsize size = 595 * 4 * 842;
  g_autofree guint8 *pixels = g_malloc0 (size + 4);

  if (lies ("small-image"))
    size = 4096;
  if (lies ("unsealed-image"))
    size += 4; /* there is nothing to seal: more than was asked for */
  if (lies ("no-image") || lies ("image-is-a-file"))
    size = 0;
  if (lies ("other-size"))
    head.height = 1000000;
  if (lies ("other-stride"))
    head.stride = 4;
  say (TL_PDF_MESSAGE_IMAGE, &head, sizeof head, pixels, size, -1);
}
#endif

static int
run_worker (int socket)
{
  TlPdfWireHello hello = { TL_PDF_WIRE_VERSION, 0 };
  gboolean greeted = FALSE;

  for (;;)
    {
      g_auto (TlPdfMessage) message = TL_PDF_MESSAGE_INIT;

      if (!_tl_pdf_wire_receive (socket, &message, NULL, NULL))
        return 0;
      serial = 0;
      if (!greeted)
        {
          int file = _tl_pdf_host_take_file (&message);
          gssize length = pread (file, lie, sizeof lie - 1, 0);

          lie[MAX (0, length)] = '\0';
          hello.version += lies ("other-version") ? 1 : 0;
          say (lies ("no-hello") ? TL_PDF_MESSAGE_FAILED : TL_PDF_MESSAGE_HELLO, &hello,
               sizeof hello, NULL, 0, -1);
          greeted = TRUE;
        }
      serial = message.serial;
      if (message.type == TL_PDF_MESSAGE_OPEN)
        answer_open ();
      else if (message.type == TL_PDF_MESSAGE_GET_TEXT)
        answer_text ();
      else
        answer_render ();
    }
}

int
main (void)
{
  return _tl_pdf_nursery_serve (TL_PDF_WIRE_SOCKET, NULL, run_worker);
}
