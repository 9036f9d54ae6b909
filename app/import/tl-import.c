/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "import/tl-import.h"

#include "base/tl-error.h"
#include "base/tl-limits.h"
#include "import/tl-import-text-private.h"

typedef gboolean (*BytesImporter) (
    GBytes *data, const char *name, TlImportResult *result, GCancellable *cancellable, GError **);

static gboolean
import_bytes (BytesImporter importer,
              gsize limit,
              const char *path,
              const char *name,
              TlImportResult *result,
              GCancellable *cancellable,
              GError **error)
{
  g_autoptr (GBytes) data = _tl_import_load (path, name, limit, error);

  if (data == NULL)
    return FALSE;
  if (g_bytes_get_size (data) == 0 && importer != _tl_import_answers)
    {
      g_set_error (error, TL_ERROR, TL_ERROR_INPUT, "%s: the file is empty", name);
      return FALSE;
    }
  return importer (data, name, result, cancellable, error);
}

static gboolean
import_text (const char *path,
             const char *name,
             const TlImportOptions *options,
             TlImportResult *result,
             GCancellable *cancellable,
             GError **error)
{
  g_autoptr (TlImportText) text
      = _tl_import_read_named (path, name, options, result->notes, cancellable, error);
  TlDocument *document;

  if (text == NULL)
    return FALSE;
  if (text->unreadable != NULL)
    {
      _tl_import_skip (result, "%s", text->unreadable);
      return TRUE;
    }
  result->keep_original = options->format == TL_IMPORT_PDF;
  document = tl_import_make_document (text, name, options->kind, result->notes, error);
  if (document == NULL)
    return FALSE;
  g_ptr_array_add (result->documents, document);
  return TRUE;
}

static gboolean
import_known (const char *path,
              const char *name,
              const TlImportOptions *options,
              TlImportResult *result,
              GCancellable *cancellable,
              GError **error)
{
  switch (options->format)
    {
    case TL_IMPORT_PHAPDIEN:
      return import_bytes (_tl_import_phapdien, TL_LIMIT_HTML_FILE, path, name, result, cancellable,
                           error);
    case TL_IMPORT_ARTICLES:
      return import_bytes (_tl_import_articles, TL_LIMIT_TEXT_FILE, path, name, result, cancellable,
                           error);
    case TL_IMPORT_GUIDANCE:
      return import_bytes (_tl_import_guidance, TL_LIMIT_TEXT_FILE, path, name, result, cancellable,
                           error);
    case TL_IMPORT_PAIRS:
      return import_bytes (_tl_import_pairs, TL_LIMIT_TEXT_FILE, path, name, result, cancellable,
                           error);
    case TL_IMPORT_ANSWERS:
      return import_bytes (_tl_import_answers, TL_LIMIT_TEXT_FILE, path, name, result, cancellable,
                           error);
    case TL_IMPORT_AUTO:
      g_set_error (error, TL_ERROR, TL_ERROR_UNSUPPORTED, "%s: not a format that is read", name);
      return FALSE;
    case TL_IMPORT_PDF:
    case TL_IMPORT_DOCX:
    case TL_IMPORT_ODT:
    case TL_IMPORT_HTML:
    case TL_IMPORT_TXT:
    case TL_IMPORT_DOC:
    default:
      return import_text (path, name, options, result, cancellable, error);
    }
}

static void
set_provenance (TlImportResult *result, const char *name, const char *digest)
{
  g_autofree char *base = g_path_get_basename (name);

  for (guint i = 0; i < result->documents->len; i++)
    {
      TlDocument *document = g_ptr_array_index (result->documents, i);

      _tl_import_set (&document->source_name, base);
      _tl_import_set (&document->source_digest, digest);
      if (result->keep_original)
        {
          g_free (document->file);
          document->file = g_strconcat (digest, ".pdf", NULL);
        }
    }
}

TlImportResult *
tl_import_file (const char *path,
                const char *name,
                const TlImportOptions *options,
                GCancellable *cancellable,
                GError **error)
{
  g_autoptr (TlImportResult) result = _tl_import_result_new ();
  g_autofree char *digest = g_strdup (options->digest);
  TlImportOptions known = *options;

  if (known.format == TL_IMPORT_AUTO && !tl_import_detect (path, name, &known.format, error))
    return NULL;
  if (digest == NULL)
    digest = tl_import_digest (path, name, cancellable, error);
  if (digest == NULL || !import_known (path, name, &known, result, cancellable, error))
    return NULL;
  set_provenance (result, name, digest);
  return g_steal_pointer (&result);
}
