/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "import/tl-own-file.h"

#define GETTEXT_PACKAGE TL_GETTEXT_DOMAIN
#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/tl-error.h"
#include "import/tl-import-private.h"
#include "import/tl-office.h"

/* Word and Excel lock a file by putting it into one of the old format, whose list of streams then
 * has this name, in UTF-16. */
#define OLE_MAGIC      "\xd0\xcf\x11\xe0"
#define OLE_HEAD_SIZE  512
#define OLE_LIST_SIZE  4096
#define OLE_MAX_SHIFT  12
#define LOCKED_PACKAGE "EncryptedPackage"
#define WORD_HEAD_SIZE 32
#define WORD_FLAGS     10
#define WORD_ENCRYPTED 0x01

G_DEFINE_QUARK (tl - own - error - quark, tl_own_error)

TlOwnFile *
tl_own_file_ref (TlOwnFile *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
tl_own_file_unref (TlOwnFile *self)
{
  if (self == NULL || !g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_free (self->path);
  g_free (self->unread);
  g_clear_pointer (&self->document, tl_document_unref);
  g_free (self);
}

gboolean
tl_own_is_id (const char *id)
{
  return id != NULL && g_str_has_prefix (id, TL_OWN_PREFIX);
}

char *
tl_own_make_id (const char *path, const char *digest)
{
  g_autofree char *both = g_strdup_printf ("%s\n%s", digest, path);
  g_autofree char *sum = g_compute_checksum_for_string (G_CHECKSUM_SHA256, both, -1);

  return g_strconcat (TL_OWN_PREFIX, sum, NULL);
}

/* A sentence that names the file and the cause. */
static const char *
get_sentence (TlOwnError code)
{
  static const char *const sentences[] = {
    /* Translators: in all of these %s is the name of a file. */
    [TL_OWN_ERROR_MISSING] = N_ ("“%s” is not there any more, or is not on this computer."),
    [TL_OWN_ERROR_DENIED] = N_ ("You are not allowed to read “%s”."),
    [TL_OWN_ERROR_EMPTY] = N_ ("“%s” is empty: there is no text in it."),
    [TL_OWN_ERROR_TOO_LARGE] = N_ ("“%s” is too large to be opened here."),
    [TL_OWN_ERROR_UNKNOWN]
    = N_ ("“%s” is of a kind that is not read here. PDF, DOCX, ODT, HTML and text are."),
    [TL_OWN_ERROR_ENCRYPTED]
    = N_ ("“%s” is locked with a password. Save a copy without the password and open that."),
    [TL_OWN_ERROR_DAMAGED]
    = N_ ("“%s” is damaged: it breaks off, or is not what its name says it is."),
  };

  return _ (sentences[code]);
}

void
tl_own_set_error (GError **error, TlOwnError code, const char *name)
{
  g_autofree char *message = NULL;

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  message = g_strdup_printf (get_sentence (code), name);
#pragma GCC diagnostic pop
  g_set_error_literal (error, TL_OWN_ERROR, (int)code, message);
}

/* What a reader of files says becomes what the judge is told. */
static void
fail_for (GError **error, GError *cause, TlImportFormat format, const char *name)
{
  g_autoptr (GError) held = cause;
  TlOwnError code = TL_OWN_ERROR_DAMAGED;

  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_propagate_error (error, g_steal_pointer (&held));
      return;
    }
  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_NOT_FOUND)
      || g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_NOT_DIRECTORY))
    code = TL_OWN_ERROR_MISSING;
  else if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED))
    code = TL_OWN_ERROR_DENIED;
  else if (g_error_matches (cause, TL_ERROR, TL_ERROR_LIMIT))
    code = TL_OWN_ERROR_TOO_LARGE;
  else if (g_error_matches (cause, TL_ERROR, TL_ERROR_UNSUPPORTED))
    code = format == TL_IMPORT_PDF ? TL_OWN_ERROR_ENCRYPTED : TL_OWN_ERROR_UNKNOWN;
  tl_own_set_error (error, code, name);
}

static gboolean
read_stamp (GFile *file, TlOwnStamp *stamp, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFileInfo) info
      = g_file_query_info (file,
                           G_FILE_ATTRIBUTE_STANDARD_TYPE "," G_FILE_ATTRIBUTE_STANDARD_SIZE
                                                          ",time::modified,time::modified-usec",
                           G_FILE_QUERY_INFO_NONE, cancellable, error);

  if (info == NULL)
    return FALSE;
  /* A pipe would never end, and a folder is no document. */
  if (g_file_info_get_file_type (info) != G_FILE_TYPE_REGULAR)
    {
      g_set_error_literal (error, TL_ERROR, TL_ERROR_UNSUPPORTED, "not a regular file");
      return FALSE;
    }
  stamp->size = (guint64)MAX (g_file_info_get_size (info), 0);
  stamp->modified = (gint64)g_file_info_get_attribute_uint64 (info, G_FILE_ATTRIBUTE_TIME_MODIFIED)
                        * G_USEC_PER_SEC
                    + g_file_info_get_attribute_uint32 (info, G_FILE_ATTRIBUTE_TIME_MODIFIED_USEC);
  return TRUE;
}

gboolean
tl_own_stamp_read (const char *path, TlOwnStamp *stamp)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);

  return read_stamp (file, stamp, NULL, NULL);
}

/* That it can be opened by its size, before anything of it is read. */
static gboolean
check (const char *path,
       const char *name,
       TlOwnStamp *stamp,
       GCancellable *cancellable,
       GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  GError *cause = NULL;

  if (!read_stamp (file, stamp, cancellable, &cause))
    {
      fail_for (error, cause, TL_IMPORT_AUTO, name);
      return FALSE;
    }
  if (stamp->size == 0 || stamp->size > TL_OWN_MAX_FILE)
    {
      tl_own_set_error (error, stamp->size == 0 ? TL_OWN_ERROR_EMPTY : TL_OWN_ERROR_TOO_LARGE,
                        name);
      return FALSE;
    }
  return TRUE;
}

char *
tl_own_file_digest (const char *path, GCancellable *cancellable, GError **error)
{
  g_autofree char *name = g_filename_display_basename (path);
  GError *cause = NULL;
  TlOwnStamp stamp;
  char *digest;

  if (!check (path, name, &stamp, cancellable, error))
    return NULL;
  digest = tl_import_digest (path, name, cancellable, &cause);
  if (digest == NULL)
    fail_for (error, cause, TL_IMPORT_AUTO, name);
  return digest;
}

static gsize
read_at (const char *path, goffset offset, void *buffer, gsize size)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInputStream) stream = g_file_read (file, NULL, NULL);
  gsize n = 0;

  if (stream == NULL || !g_seekable_seek (G_SEEKABLE (stream), offset, G_SEEK_SET, NULL, NULL)
      || !g_input_stream_read_all (G_INPUT_STREAM (stream), buffer, size, &n, NULL, NULL))
    return 0;
  return n;
}

/* [MS-CFB] 2.2: size of a sector at 30, first sector of the list of streams at 48. */
static gboolean
is_locked_package (const char *path)
{
  static const char word[] = LOCKED_PACKAGE;
  guint8 head[OLE_HEAD_SIZE];
  guint8 list[OLE_LIST_SIZE];
  char wanted[2 * (sizeof word - 1)] = { 0 };
  guint shift;
  gsize n;

  if (read_at (path, 0, head, sizeof head) < sizeof head || memcmp (head, OLE_MAGIC, 4) != 0)
    return FALSE;
  shift = head[30];
  if (shift > OLE_MAX_SHIFT)
    return FALSE;
  n = read_at (path,
               ((goffset)(head[48] | head[49] << 8 | head[50] << 16 | (guint32)head[51] << 24) + 1)
                   << shift,
               list, sizeof list);
  for (gsize i = 0; i < sizeof word - 1; i++)
    wanted[2 * i] = word[i];
  for (gsize at = 0; at + sizeof wanted <= n; at++)
    if (memcmp (list + at, wanted, sizeof wanted) == 0)
      return TRUE;
  return FALSE;
}

/* [MS-DOC] 2.5.2: the stream of the text begins with these two bytes; fEncrypted is a bit of its
 * flags. Word puts it into the first sector. */
static gboolean
is_locked_doc (const char *path)
{
  guint8 head[OLE_HEAD_SIZE];
  guint8 text[WORD_HEAD_SIZE];

  return read_at (path, 0, head, sizeof head) == sizeof head && memcmp (head, OLE_MAGIC, 4) == 0
         && read_at (path, OLE_HEAD_SIZE, text, sizeof text) == sizeof text && text[0] == 0xec
         && text[1] == 0xa5 && (text[WORD_FLAGS + 1] & WORD_ENCRYPTED) != 0;
}

/* OpenDocument says in its manifest that its members are encrypted. */
static gboolean
is_locked_odt (const char *path, const char *name, GCancellable *cancellable)
{
  g_autoptr (GBytes) manifest
      = tl_zip_read_member (path, name, "META-INF/manifest.xml", cancellable, NULL);
  gsize size = 0;
  const char *data = manifest != NULL ? g_bytes_get_data (manifest, &size) : NULL;

  return size > 0 && g_strstr_len (data, (gssize)size, "encryption-data") != NULL;
}

static gboolean
find_format (const char *path,
             const char *name,
             const TlOwnStamp *stamp,
             TlImportFormat *format,
             GCancellable *cancellable,
             GError **error)
{
  GError *cause = NULL;

  if (!tl_import_detect (path, name, format, &cause))
    {
      fail_for (error, cause, TL_IMPORT_AUTO, name);
      return FALSE;
    }
  /* A page of the codification is HTML like any other; lists of records are no document. */
  if (*format == TL_IMPORT_PHAPDIEN)
    *format = TL_IMPORT_HTML;
  if (is_locked_package (path) || is_locked_doc (path)
      || (*format == TL_IMPORT_ODT && is_locked_odt (path, name, cancellable)))
    tl_own_set_error (error, TL_OWN_ERROR_ENCRYPTED, name);
  else if (*format < TL_IMPORT_PDF)
    tl_own_set_error (error, TL_OWN_ERROR_UNKNOWN, name);
  else if ((*format == TL_IMPORT_HTML || *format == TL_IMPORT_TXT) && stamp->size > TL_OWN_MAX_TEXT)
    tl_own_set_error (error, TL_OWN_ERROR_TOO_LARGE, name);
  else
    return TRUE;
  return FALSE;
}

/* The pages of a scan can be read all the same. */
static TlDocument *
make_scan (const TlImportText *text, const char *id)
{
  TlDocument *document = tl_document_new (TL_DOC_GUIDANCE, id);

  document->page_count = text->pages;
  _tl_import_set (&document->text_source, "none");
  return document;
}

static TlDocument *
make_document (
    TlImportText *text, TlImportFormat format, const char *name, const char *id, GError **error)
{
  GError *cause = NULL;
  TlDocument *document;

  if (text->unreadable != NULL && format == TL_IMPORT_PDF)
    return make_scan (text, id);
  if (text->unreadable != NULL)
    {
      tl_own_set_error (error, TL_OWN_ERROR_EMPTY, name);
      return NULL;
    }
  if (strlen (text->text) > TL_OWN_MAX_TEXT)
    {
      tl_own_set_error (error, TL_OWN_ERROR_TOO_LARGE, name);
      return NULL;
    }
  document = tl_import_make_document (text, name, -1, NULL, &cause);
  if (document == NULL)
    fail_for (error, cause, format, name);
  else
    _tl_import_set (&document->id, id);
  return document;
}

static TlDocument *
read_document (const char *path,
               const char *name,
               const char *id,
               TlImportFormat format,
               char **unread,
               GCancellable *cancellable,
               GError **error)
{
  const TlImportOptions options = { .format = format, .kind = -1, .skip_pages = TRUE };
  g_autoptr (TlImportText) text = NULL;
  GError *cause = NULL;

  text = tl_import_read_text (path, &options, NULL, cancellable, &cause);
  if (text == NULL)
    {
      fail_for (error, cause, format, name);
      return NULL;
    }
  *unread = g_steal_pointer (&text->unread);
  return make_document (text, format, name, id, error);
}

TlOwnFile *
tl_own_file_read (const char *path, const char *id, GCancellable *cancellable, GError **error)
{
  g_autofree char *name = g_filename_display_basename (path);
  g_autofree char *digest = NULL;
  g_autoptr (TlOwnFile) self = NULL;
  TlImportFormat format;
  TlOwnStamp stamp;

  /* The stamp is of before: what is written while it is read counts as a change. */
  if (!check (path, name, &stamp, cancellable, error)
      || !find_format (path, name, &stamp, &format, cancellable, error))
    return NULL;
  digest = tl_own_file_digest (path, cancellable, error);
  if (digest == NULL)
    return NULL;
  self = g_new0 (TlOwnFile, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->path = g_strdup (path);
  self->stamp = stamp;
  self->is_pdf = format == TL_IMPORT_PDF;
  self->document = read_document (path, name, id, format, &self->unread, cancellable, error);
  if (self->document == NULL)
    return NULL;
  _tl_import_set (&self->document->source_name, name);
  _tl_import_set (&self->document->source_digest, digest);
  _tl_import_set (&self->document->file, self->is_pdf ? name : NULL);
  return g_steal_pointer (&self);
}

/* A name that only the library knows, as "cite" resolves it. */
static void
resolve (TlLink *link, const TlDocument *document, TlLibrary *library)
{
  g_autoptr (TlCitation) citation = tl_citation_parse (link->notation);
  TlTarget target = { 0 };

  if (citation == NULL)
    return;
  if (tl_library_resolve (library, citation, NULL, document->issued, &target, NULL)
      && target.document != NULL)
    {
      link->target = g_strdup (target.document);
      if (link->anchor == NULL)
        link->anchor = g_strdup (target.anchor);
      link->warnings |= target.warnings;
    }
  tl_target_clear (&target);
}

GPtrArray *
tl_own_file_read_links (TlOwnFile *self, TlLibrary *library)
{
  GPtrArray *links = tl_document_read_links (self->document);

  for (guint i = 0; library != NULL && i < links->len; i++)
    {
      TlLink *link = g_ptr_array_index (links, i);

      if (link->target == NULL && !link->official)
        resolve (link, self->document, library);
    }
  return links;
}
