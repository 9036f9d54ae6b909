/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "import/tl-import-text-private.h"

#include <string.h>

#include "base/tl-error.h"
#include "base/tl-limits.h"
#include "import/tl-ocr.h"
#include "import/tl-page-clean.h"
#include "pdf/tl-pdf.h"

typedef struct
{
  TlPdf *pdf;
  const char *name;
  TlPageCleaner *cleaner;
  GPtrArray *notes;
  gboolean ocr;
  guint ocr_pages;
  GString *scans; /* pages without text, as "3, 5-9" */
  guint scan_from;
  guint scan_to;
} Reader;

static void
flush_scans (Reader *self)
{
  if (self->scan_from == 0)
    return;
  if (self->scans->len > 0)
    g_string_append (self->scans, ", ");
  g_string_append_printf (self->scans, "%u", self->scan_from);
  if (self->scan_to > self->scan_from)
    g_string_append_printf (self->scans, "-%u", self->scan_to);
  self->scan_from = 0;
}

static void
take_scan (Reader *self, guint page)
{
  if (self->scan_from == 0 || page != self->scan_to + 1)
    {
      flush_scans (self);
      self->scan_from = page;
    }
  self->scan_to = page;
}

static gboolean
read_page (Reader *self, guint page, GCancellable *cancellable, GError **error)
{
  g_autoptr (TlPdfText) text = tl_pdf_get_text (self->pdf, page, FALSE, cancellable, error);
  guint letters;
  char *ocr;

  if (text == NULL)
    return FALSE;
  letters = tl_page_count_letters (text->text);
  if (tl_page_has_text (letters) || !self->ocr)
    {
      /* A page with a few letters is the short end of a document as often as a scan. */
      if (letters == 0)
        take_scan (self, page + 1);
      tl_page_cleaner_add (self->cleaner, g_steal_pointer (&text->text), TRUE);
      return TRUE;
    }
  if (self->ocr_pages == 0 && !tl_ocr_check (error))
    return FALSE;
  ocr = tl_ocr_read_page (self->pdf, page, cancellable, error);
  if (ocr == NULL)
    return FALSE;
  self->ocr_pages++;
  if (!tl_page_has_text (tl_page_cleaner_add (self->cleaner, ocr, FALSE)))
    take_scan (self, page + 1);
  return TRUE;
}

static gboolean
read_pages (Reader *self, GCancellable *cancellable, GError **error)
{
  guint n_pages = tl_pdf_get_n_pages (self->pdf);

  for (guint page = 0; page < n_pages; page++)
    {
      if (!read_page (self, page, cancellable, error))
        {
          g_prefix_error (error, "%s: page %u: ", self->name, page + 1);
          return FALSE;
        }
      if (self->cleaner->text->len > TL_LIMIT_TEXT_FILE)
        {
          g_set_error (error, TL_ERROR, TL_ERROR_LIMIT,
                       "%s: page %u: more text than the bound of %d MiB", self->name, page + 1,
                       TL_LIMIT_TEXT_FILE / (1024 * 1024));
          return FALSE;
        }
    }
  flush_scans (self);
  return TRUE;
}

static char *
dup_unreadable (const Reader *self)
{
  const TlPageCleaner *cleaner = self->cleaner;
  const char *hint = self->ocr ? "; OCR found no text either" : "; --ocr reads scans";

  if (cleaner->empty < cleaner->pages)
    return NULL;
  if (cleaner->stamps > 0)
    return g_strdup_printf ("a scan: its only text is the stamp of a digital signature%s", hint);
  if (cleaner->letters == 0)
    return g_strdup_printf ("a scan: no text on its %u pages%s", cleaner->pages, hint);
  return g_strdup_printf ("no text worth reading: %u letters on %u pages%s", cleaner->letters,
                          cleaner->pages, hint);
}

static void
finish (Reader *self, TlImportText *text)
{
  TlPageCleaner *cleaner = self->cleaner;

  text->unreadable = dup_unreadable (self);
  if (text->unreadable == NULL && self->scans->len > 0)
    _tl_import_note (self->notes, "no text on page %s%s", self->scans->str,
                     self->ocr ? "" : "; --ocr reads scanned pages");
  if (self->ocr_pages > 0 && text->unreadable == NULL)
    _tl_import_note (self->notes, "%u of %u pages were read by OCR", self->ocr_pages,
                     cleaner->pages);
  text->pages = cleaner->pages;
  /* Where most of it came from: the scanned annex of a text does not make it a scan. */
  if (text->unreadable != NULL)
    text->text_source = "none";
  else
    text->text_source = self->ocr_pages * 2 > cleaner->pages ? "ocr" : "text";
  text->text = g_string_free (g_steal_pointer (&cleaner->text), FALSE);
  text->page_starts = g_steal_pointer (&cleaner->starts);
  text->map = g_steal_pointer (&cleaner->map);
}

/* Messages of the layer below begin with the path; here a file goes by its name. */
static void
rename_error (GError **error, const char *path, const char *name)
{
  char *message;

  if (error == NULL || *error == NULL)
    return;
  if (g_str_has_prefix ((*error)->message, path))
    message = g_strconcat (name, (*error)->message + strlen (path), NULL);
  else
    message = g_strdup_printf ("%s: %s", name, (*error)->message);
  g_free ((*error)->message);
  (*error)->message = message;
}

gboolean
_tl_import_read_pdf (const char *path,
                     const char *name,
                     const TlImportOptions *options,
                     TlImportText *text,
                     GPtrArray *notes,
                     GCancellable *cancellable,
                     GError **error)
{
  g_autoptr (TlPdf) pdf = tl_pdf_open (path, cancellable, error);
  g_autoptr (TlPageCleaner) cleaner = tl_page_cleaner_new ();
  Reader self = { .pdf = pdf, .name = name, .cleaner = cleaner, .notes = notes };
  gboolean ok;

  if (pdf == NULL)
    {
      rename_error (error, path, name);
      return FALSE;
    }
  self.ocr = options->ocr;
  self.scans = g_string_new (NULL);
  ok = read_pages (&self, cancellable, error);
  if (ok)
    finish (&self, text);
  g_string_free (self.scans, TRUE);
  return ok;
}
