/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "corpus/tl-library-links.h"

G_BEGIN_DECLS

/** TL_OWN_PREFIX: the id of a file of the judge's own begins with it. No id of a library and no
 * link from outside can hold its colon. */
#define TL_OWN_PREFIX "own:"

/** TL_OWN_MAX_FILE: bytes of the largest file that is opened; TL_OWN_MAX_TEXT: of plain text, HTML
 * and of the text of any file. */
#define TL_OWN_MAX_FILE (256 * 1024 * 1024)
#define TL_OWN_MAX_TEXT (16 * 1024 * 1024)

/**
 * TlOwnError:
 * @TL_OWN_ERROR_MISSING: there is no such file, or it is none of this computer
 * @TL_OWN_ERROR_DENIED: the judge may not read it
 * @TL_OWN_ERROR_EMPTY: nothing to read in it
 * @TL_OWN_ERROR_TOO_LARGE: above a bound
 * @TL_OWN_ERROR_UNKNOWN: of a kind that is not read here
 * @TL_OWN_ERROR_ENCRYPTED: locked with a password
 * @TL_OWN_ERROR_DAMAGED: cut off, or not what it says it is
 *
 * Why a file cannot be opened. The messages are sentences for people, in the language of the
 * interface, that name the file (its base name, never a path) and the cause.
 */
typedef enum
{
  TL_OWN_ERROR_MISSING,
  TL_OWN_ERROR_DENIED,
  TL_OWN_ERROR_EMPTY,
  TL_OWN_ERROR_TOO_LARGE,
  TL_OWN_ERROR_UNKNOWN,
  TL_OWN_ERROR_ENCRYPTED,
  TL_OWN_ERROR_DAMAGED,
} TlOwnError;

#define TL_OWN_ERROR (tl_own_error_quark ())
GQuark tl_own_error_quark (void);
/** tl_own_set_error: sets @error to the sentence of @code about the file of name @name. */
void tl_own_set_error (GError **error, TlOwnError code, const char *name);

/**
 * TlOwnStamp:
 * @size: bytes
 * @modified: microseconds since 1970, as the file system has it
 *
 * What tells that a file was written again.
 */
typedef struct
{
  guint64 size;
  gint64 modified;
} TlOwnStamp;

/**
 * TlOwnFile:
 * @path: where it was read
 * @stamp: as it was read
 * @document: id, kind, blocks; @document->source_name is the base name of the file, its
 * source_digest the digest of its content. A scan without text has no blocks and the text_source
 * "none"
 * @is_pdf: the original pages are the file itself
 * @unread: (nullable): pages that could not be read and are missing in @document, as "3, 5-9"
 *
 * A file of the judge's own, read as a document. Nothing of it is copied or written anywhere.
 * Reference counted (atomic), immutable.
 */
typedef struct
{
  /*< private >*/
  gatomicrefcount ref_count;
  /*< public >*/
  char *path;
  TlOwnStamp stamp;
  TlDocument *document;
  gboolean is_pdf;
  char *unread;
} TlOwnFile;

TlOwnFile *tl_own_file_ref (TlOwnFile *self);
void tl_own_file_unref (TlOwnFile *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlOwnFile, tl_own_file_unref)

/** tl_own_is_id: whether @id (nullable) is of a file of the judge's own. */
gboolean tl_own_is_id (const char *id);

/** tl_own_make_id: Returns: (transfer full): the id of a file that was never opened before: the
 * digest of its path and its content. */
char *tl_own_make_id (const char *path, const char *digest);

/** tl_own_file_digest: Returns: (transfer full) (nullable): SHA-256 of the content of a file that
 * can be opened by its size and kind of file; not on the main loop. */
char *tl_own_file_digest (const char *path, GCancellable *cancellable, GError **error);

/** tl_own_stamp_read: Returns: whether there is a file now; not on the main loop. */
gboolean tl_own_stamp_read (const char *path, TlOwnStamp *stamp);

/**
 * tl_own_file_read:
 * @id: the id it is to have
 *
 * PDF, DOCX, ODT, HTML, text, and Word's old format where LibreOffice is installed. What it is
 * comes from its content: judgment, án lệ, statute, or guidance where no grammar knows it. PDFs are
 * read in the sandbox of a worker. Not on the main loop.
 *
 * Returns: (transfer full) (nullable): the file; %NULL with @error of #TL_OWN_ERROR or
 * %G_IO_ERROR_CANCELLED
 */
TlOwnFile *tl_own_file_read (const char *path,
                             const char *id,
                             GCancellable *cancellable,
                             GError **error);

/**
 * tl_own_file_read_links:
 * @library: (nullable): knows names of statutes that the catalogue of laws does not
 *
 * Its citations, read as those of a library's documents are when it is built. Not on the main loop.
 *
 * Returns: (transfer full) (element-type TlLink): in order of block and place
 */
GPtrArray *tl_own_file_read_links (TlOwnFile *self, TlLibrary *library);

G_END_DECLS
