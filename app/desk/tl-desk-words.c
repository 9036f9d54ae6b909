/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#define GETTEXT_PACKAGE TL_GETTEXT_DOMAIN
#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/tl-error.h"
#include "desk/tl-desk-store-private.h"

static const char *
sentence_of (const GError *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE))
    return _ ("There is no room left on the disk. Nothing was changed: what was kept before is "
              "still there and can be read. Make room and try again.");
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_READ_ONLY)
      || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED))
    return _ ("The folder of your notes cannot be written, so nothing new can be kept. Searching "
              "and reading work, and nothing that was kept is lost.");
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_BUSY))
    return _ ("Another program is using your notes. Nothing was changed: close it or wait, and try "
              "again.");
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_EXISTS))
    return _ ("Something else was handed over meanwhile. Look at what will be sent once more.");
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED))
    return _ ("It is too late to change this: the editors have it.");
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT))
    return _ (
        "This cannot be sent as it is: something is missing or has not the form it must have.");
  if (g_error_matches (error, TL_ERROR, TL_ERROR_INPUT))
    return _ ("The file of your notes is damaged. Close the program everywhere and open it again: "
              "the damaged file is then set aside and the last good backup is restored.");
  if (g_error_matches (error, TL_ERROR, TL_ERROR_UNSUPPORTED))
    return _ ("Your notes were written by a newer version of this program. They are left as they "
              "are: update the program to use them. Searching and reading work.");
  if (g_error_matches (error, TL_ERROR, TL_ERROR_LIMIT))
    return _ ("This is more than can be kept. Nothing was changed.");
  return _ ("Your notes could not be read or written. Nothing was changed, and searching and "
            "reading work.");
}

void
_tl_desk_explain (GError **error)
{
  char *message;

  if (error == NULL || *error == NULL || g_error_matches (*error, G_IO_ERROR, G_IO_ERROR_CANCELLED)
      || g_error_matches (*error, G_IO_ERROR, G_IO_ERROR_CLOSED))
    return;
  message = g_strdup_printf ("%s (%s)", sentence_of (*error), (*error)->message);
  g_free ((*error)->message);
  (*error)->message = message;
}

static void
add_sentence (GString *notice, const char *sentence)
{
  if (notice->len > 0)
    g_string_append_c (notice, ' ');
  g_string_append (notice, sentence);
}

void
_tl_desk_notice_restored (GString *notice, const char *aside, const char *date)
{
  g_autofree char *day = tl_date_format_vi (date);
  g_autofree char *name = aside != NULL ? g_filename_display_name (aside) : NULL;
  g_autofree char *text = NULL;

  if (name != NULL && *day != '\0')
    /* Translators: %1$s is the name of a file, %2$s a date. */
    text = g_strdup_printf (_ ("The file of your notes was damaged. It is kept as “%1$s”, and the "
                               "backup of %2$s was restored; what was added after that day is only "
                               "in the damaged file."),
                            name, day);
  else if (name != NULL)
    text = g_strdup_printf (_ ("The file of your notes was damaged and there is no good backup of "
                               "it. It is kept as “%s”, and your notes begin anew."),
                            name);
  else if (*day != '\0')
    text = g_strdup_printf (
        _ ("The file of your notes was missing. The backup of %s was restored."), day);
  else
    text = g_strdup (_ ("The file of your notes was missing and its backups are damaged. They are "
                        "left where they are, and your notes begin anew."));
  add_sentence (notice, text);
}

void
_tl_desk_notice_read_only (GString *notice, const char *folder, const GError *error)
{
  g_autofree char *name = g_filename_display_name (folder);
  g_autofree char *text = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE))
    /* Translators: %s is a folder. */
    text = g_strdup_printf (_ ("The disk is full: nothing new can be kept. What was kept is safe "
                               "in “%s” and can be read. Make room, then start the program again."),
                            name);
  else
    text = g_strdup_printf (_ ("The folder of your notes cannot be written: they can be read, but "
                               "nothing new is kept (%s)."),
                            error->message);
  add_sentence (notice, text);
}

void
_tl_desk_notice_backup_failed (GString *notice, const GError *error)
{
  g_autofree char *text = g_strdup_printf (
      _ ("Your notes work, but no backup of them could be made (%s)."), error->message);

  add_sentence (notice, text);
}

gboolean
_tl_desk_check_text (const char *what, const char *text, gsize max, GError **error)
{
  if (text == NULL)
    return TRUE;
  if (strlen (text) > max)
    {
      g_set_error (error, TL_ERROR, TL_ERROR_LIMIT, "%s: longer than %" G_GSIZE_FORMAT " bytes",
                   what, max);
      return FALSE;
    }
  if (!g_utf8_validate (text, -1, NULL))
    {
      g_set_error (error, TL_ERROR, TL_ERROR_LIMIT, "%s: not UTF-8", what);
      return FALSE;
    }
  return TRUE;
}

gboolean
_tl_desk_check_id (const char *doc, GError **error)
{
  if (doc != NULL && *doc != '\0')
    return _tl_desk_check_text ("document", doc, TL_DESK_MAX_ID, error);
  g_set_error (error, TL_ERROR, TL_ERROR_LIMIT, "document: no id");
  return FALSE;
}

gint64
_tl_desk_now (void)
{
  g_autoptr (GDateTime) now = tl_clock_now ();

  return g_date_time_to_unix (now) * 1000 + g_date_time_get_microsecond (now) / 1000;
}

char *
_tl_desk_column_text (sqlite3_stmt *statement, int column)
{
  const char *text = (const char *)sqlite3_column_text (statement, column);
  int size = sqlite3_column_bytes (statement, column);

  return text != NULL ? g_utf8_make_valid (text, size) : NULL;
}
