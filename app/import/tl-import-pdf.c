/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "import/tl-import-text-private.h"

#include <string.h>

#include "base/tl-error.h"
#include "base/tl-limits.h"
#include "import/tl-ocr.h"
#include "import/tl-page-clean.h"
#include "pdf/tl-pdf.h"

/* Numbers of pages as people write them: "3, 5-9". */
typedef struct
{
  GString *words;
  guint from;
  guint to;
  guint count;
} PageList;

typedef struct
{
  TlPdf *pdf;
  const char *name;
  TlPageCleaner *cleaner;
  GPtrArray *notes;
  gboolean ocr;
  guint ocr_pages;
  gboolean skip_pages;
  PageList scans; /* without text */
  PageList unread;
} Reader;

static void
flush_pages (PageList *self)
{
  if (self->from == 0)
    return;
  if (self->words->len > 0)
    g_string_append (self->words, ", ");
  g_string_append_printf (self->words, "%u", self->from);
  if (self->to > self->from)
    g_string_append_printf (self->words, "-%u", self->to);
  self->from = 0;
}

static void
take_page (PageList *self, guint page)
{
  if (self->from == 0 || page != self->to + 1)
    {
      flush_pages (self);
      self->from = page;
    }
  self->to = page;
  self->count++;
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
        take_page (&self->scans, page + 1);
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
    take_page (&self->scans, page + 1);
  return TRUE;
}

/* What is wrong with one page must not keep the others from who needs them. */
static gboolean
skip_page (Reader *self, guint page, GError **cause)
{
  if (!self->skip_pages || self->unread.count == TL_IMPORT_MAX_UNREAD
      || self->unread.count + 1 == tl_pdf_get_n_pages (self->pdf)
      || (!g_error_matches (*cause, TL_ERROR, TL_ERROR_WORKER)
          && !g_error_matches (*cause, TL_ERROR, TL_ERROR_INPUT)
          && !g_error_matches (*cause, TL_ERROR, TL_ERROR_LIMIT)))
    return FALSE;
  g_clear_error (cause);
  take_page (&self->unread, page + 1);
  tl_page_cleaner_add (self->cleaner, g_strdup (""), TRUE);
  return TRUE;
}

static gboolean
read_pages (Reader *self, GCancellable *cancellable, GError **error)
{
  guint n_pages = tl_pdf_get_n_pages (self->pdf);

  for (guint page = 0; page < n_pages; page++)
    {
      GError *cause = NULL;

      if (!read_page (self, page, cancellable, &cause) && !skip_page (self, page, &cause))
        {
          g_propagate_prefixed_error (error, cause, "%s: page %u: ", self->name, page + 1);
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
  flush_pages (&self->scans);
  flush_pages (&self->unread);
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
  if (text->unreadable == NULL && self->scans.words->len > 0)
    _tl_import_note (self->notes, "no text on page %s%s", self->scans.words->str,
                     self->ocr ? "" : "; --ocr reads scanned pages");
  if (self->ocr_pages > 0 && text->unreadable == NULL)
    _tl_import_note (self->notes, "%u of %u pages were read by OCR", self->ocr_pages,
                     cleaner->pages);
  if (self->unread.count > 0)
    text->unread = g_strdup (self->unread.words->str);
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
  self.skip_pages = options->skip_pages;
  self.scans.words = g_string_new (NULL);
  self.unread.words = g_string_new (NULL);
  ok = read_pages (&self, cancellable, error);
  if (ok)
    finish (&self, text);
  g_string_free (self.scans.words, TRUE);
  g_string_free (self.unread.words, TRUE);
  return ok;
}
