/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "law/tl-table-private.h"

#include <gio/gio.h>

#include "tl-law-resources.h"

char *
_tl_table_text (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes
      = g_resource_lookup_data (tl_law_get_resource (), path, G_RESOURCE_LOOKUP_FLAGS_NONE, &error);

  g_assert_no_error (error);
  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

GStrv
_tl_table_lines (const char *path)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autofree char *text = _tl_table_text (path);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (guint i = 0; lines[i]; i++)
    if (lines[i][0] != '\0' && lines[i][0] != '#')
      g_strv_builder_add (builder, lines[i]);
  return g_strv_builder_end (builder);
}
