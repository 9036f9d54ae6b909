/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The policy as a file: groups in brackets, NAME=VALUE, and comments. GKeyFile knows no lines, and
 * takes the last of two values without a word; who writes a policy must be told where it is wrong.
 */
#include "config.h"

#include <gio/gio.h>
#include <string.h>

#define GETTEXT_PACKAGE TL_GETTEXT_DOMAIN
#include <glib/gi18n-lib.h>

#include "base/tl-policy-private.h"

#define MAX_LINES 4000
#define BOM       "\xef\xbb\xbf"

/* @group: (inout): that of the lines before. */
static void
read_line (TlPolicy *self, char *line, char **group, const char *place)
{
  char *equals;
  gsize length;

  g_strstrip (line);
  length = strlen (line);
  if (length == 0 || *line == '#' || *line == ';')
    return;
  if (*line == '[' && line[length - 1] == ']')
    {
      g_free (*group);
      *group = g_strndup (line + 1, length - 2);
      return;
    }
  equals = strchr (line, '=');
  if (equals == NULL)
    {
      _tl_policy_fault (self, NULL, place, _ ("this is neither [group] nor name=value"));
      return;
    }
  if (*group == NULL)
    {
      _tl_policy_fault (self, NULL, place, _ ("this stands before the first [group]"));
      return;
    }
  *equals = '\0';
  _tl_policy_add (self, *group, g_strstrip (line), g_strstrip (equals + 1), NULL, place);
}

void
_tl_policy_read_text (TlPolicy *self, const char *text, gsize length, const char *place)
{
  g_autofree char *copy = NULL;
  g_auto (GStrv) lines = NULL;
  g_autofree char *group = NULL;

  if (length > TL_POLICY_MAX_BYTES || !g_utf8_validate (text, (gssize)length, NULL))
    {
      _tl_policy_fault (self, NULL, place, _ ("this is no text in UTF-8, or too large"));
      return;
    }
  copy = g_strndup (text, length);
  lines = g_strsplit (g_str_has_prefix (copy, BOM) ? copy + strlen (BOM) : copy, "\n", MAX_LINES);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_autofree char *at = g_strdup_printf ("%s:%u", place, i + 1);

      read_line (self, lines[i], &group, at);
    }
}

gboolean
_tl_policy_read_file (TlPolicy *self, const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInputStream) stream = g_file_read (file, NULL, &error);
  g_autofree char *text = g_malloc (TL_POLICY_MAX_BYTES + 1);
  gsize length = 0;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    return FALSE;
  /* One byte more than may be: then it is too large. */
  if (stream != NULL
      && g_input_stream_read_all (G_INPUT_STREAM (stream), text, TL_POLICY_MAX_BYTES + 1, &length,
                                  NULL, &error))
    _tl_policy_read_text (self, text, length, path);
  else
    _tl_policy_fault (self, NULL, path, error->message);
  return TRUE;
}
