/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "retrieval-common.h"

#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/tl-json.h"
#include "corpus/tl-volume.h"
#include "search/index/tl-search-index.h"

void
retrieval_die (const char *what, const GError *error)
{
  g_printerr ("%s: %s: %s\n", g_get_prgname (), what, error != NULL ? error->message : "no good");
  exit (1);
}

void
retrieval_foreach_line (const char *path,
                        void (*func) (JsonObject *line, gpointer user_data),
                        gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  gsize length;

  if (!g_file_get_contents (path, &text, &length, &error))
    retrieval_die (path, error);
  for (char *line = text, *end; *line != '\0'; line = end)
    {
      g_autoptr (JsonObject) object = NULL;

      end = strchr (line, '\n');
      end = end != NULL ? end : line + strlen (line);
      if (end > line && (object = tl_json_parse (line, end - line, &error)) == NULL)
        retrieval_die (path, error);
      if (object != NULL)
        func (object, user_data);
      end += *end == '\n';
    }
}

double
retrieval_build (const char *folder, TlDocument *(*next) (gpointer user_data), gpointer user_data)
{
  gint64 start = g_get_monotonic_time ();
  g_autoptr (GError) error = NULL;
  g_autoptr (TlVolumeWriter) volume = tl_volume_writer_new (folder, &error);
  g_autoptr (TlIndexWriter) index = volume != NULL ? tl_index_writer_new (folder, &error) : NULL;
  g_autofree char *name = NULL;
  g_autofree char *file = NULL;
  g_autofree char *path = NULL;
  TlDocument *document;

  if (index == NULL)
    retrieval_die (folder, error);
  while ((document = next (user_data)) != NULL)
    {
      guint32 row = tl_volume_writer_add (volume, document, &error);

      if (row == 0 || !tl_index_writer_add (index, document, row, &error))
        retrieval_die (document->id, error);
      tl_document_unref (document);
    }
  name = tl_volume_writer_finish (volume, &error);
  if (name == NULL)
    retrieval_die (folder, error);
  file = g_strconcat (name, ".tlx", NULL);
  path = g_build_filename (folder, file, NULL);
  if (!tl_index_writer_finish (index, path, &error))
    retrieval_die (path, error);
  return (double)(g_get_monotonic_time () - start) / G_USEC_PER_SEC;
}

TlSearchEngine *
retrieval_open (const char *folder)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TlLibrary) library = tl_library_open (folder, &error);
  TlSearchEngine *engine = library != NULL ? tl_search_engine_new (library, &error) : NULL;

  if (engine == NULL)
    retrieval_die (folder, error);
  return engine;
}

void
retrieval_remove_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (folder);
}

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  double left = *(const double *)a, right = *(const double *)b;

  return (left > right) - (left < right);
}

void
retrieval_print_times (const char *name, GArray *ms)
{
  g_array_sort (ms, compare_doubles);
  if (ms->len > 0)
    g_print (
        "%s ms p50 %.1f  p95 %.1f  worst %.1f\n", name, g_array_index (ms, double, ms->len / 2),
        g_array_index (ms, double, ms->len * 95 / 100), g_array_index (ms, double, ms->len - 1));
}
