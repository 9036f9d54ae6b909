/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib.h>
#include <string.h>

#include "law/statute/tl-statute-structure.h"
#include "text/tl-text.h"

/* Every article of the official codification, where it is present: what begins like a clause or a
 * point must become one, and the whole must be read in seconds. */

typedef struct
{
  guint articles;
  guint clause_lines, clauses;
  guint point_lines, points;
  guint warnings;
  guint missed;
  gsize bytes;
  double seconds;
} Tally;

static const char *
skip_tags (const char *p, const char *end, GString *out)
{
  while (p < end)
    {
      const char *tag = memchr (p, '<', (gsize)(end - p));
      const char *close;

      g_string_append_len (out, p, (tag ? tag : end) - p);
      if (!tag || !(close = memchr (tag, '>', (gsize)(end - tag))))
        break;
      if (g_str_has_prefix (tag, "</p") || g_str_has_prefix (tag, "<br"))
        g_string_append_c (out, '\n');
      p = close + 1;
    }
  return end;
}

static gboolean
is_clause_line (const char *line)
{
  gsize digits = strspn (line, "0123456789");

  return digits > 0 && digits <= 2 && line[digits] == '.' && line[digits + 1] == ' ';
}

static gboolean
is_point_line (const char *line)
{
  const char *after = g_utf8_next_char (line);

  return *line && g_unichar_islower (g_utf8_get_char (line)) && after[0] == ')' && after[1] == ' ';
}

/* How many lines of the article begin like a unit and became none. */
static guint
count_missed (const TlStatuteStructure *structure, char **lines)
{
  guint found = 0, expected = 0;

  for (guint i = 0; lines[i]; i++)
    expected += is_clause_line (lines[i]) || is_point_line (lines[i]) ? 1 : 0;
  for (guint i = 0; i < structure->units->len; i++)
    {
      const TlUnit *unit = g_ptr_array_index (structure->units, i);

      found += unit->kind == TL_UNIT_CLAUSE || unit->kind == TL_UNIT_POINT ? 1 : 0;
    }
  return found < expected ? expected - found : 0;
}

static void
take_article (Tally *tally, const char *from, const char *to)
{
  g_autoptr (GString) raw = g_string_new (NULL);
  g_autofree char *body = NULL;
  g_autoptr (TlStatuteStructure) structure = NULL;
  g_auto (GStrv) lines = NULL;
  gint64 start;

  skip_tags (from, to, raw);
  body = tl_text_normalize (raw->str, (gssize)raw->len, NULL);
  start = g_get_monotonic_time ();
  structure = tl_article_structure_parse ("d1", body);
  tally->seconds += (double)(g_get_monotonic_time () - start) / G_USEC_PER_SEC;
  tally->bytes += strlen (body);
  tally->articles++;
  tally->warnings += structure->warnings->len;
  lines = g_strsplit (body, "\n", -1);
  for (guint i = 0; lines[i]; i++)
    {
      tally->clause_lines += is_clause_line (g_strstrip (lines[i])) ? 1 : 0;
      tally->point_lines += is_point_line (lines[i]) ? 1 : 0;
    }
  for (guint i = 0; i < structure->units->len; i++)
    {
      const TlUnit *unit = g_ptr_array_index (structure->units, i);

      tally->clauses += unit->kind == TL_UNIT_CLAUSE ? 1 : 0;
      tally->points += unit->kind == TL_UNIT_POINT ? 1 : 0;
    }
  tally->missed += count_missed (structure, lines);
}

static void
take_file (Tally *tally, const char *path)
{
  static const char mark[] = "<p class='pNoiDung'>";
  g_autofree char *html = NULL;
  const char *p;

  g_assert_true (g_file_get_contents (path, &html, NULL, NULL));
  for (p = strstr (html, mark); p;)
    {
      const char *from = p + strlen (mark);
      const char *next = strstr (from, "<p class='p");

      take_article (tally, from, next ? next : from + strlen (from));
      p = strstr (from, mark);
    }
}

static void
the_whole_codification_is_structured (void)
{
  const char *shared = g_getenv ("TROLY_SHARED");
  g_autofree char *folder
      = g_build_filename (shared ? shared : "", "data", "phapdien-2026-01", "demuc", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  Tally tally = { 0 };
  const char *name;

  if (!dir)
    {
      g_test_skip ("data/phapdien-2026-01 is not present");
      return;
    }
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      take_file (&tally, path);
    }
  g_test_message (
      "%u articles, %u clauses of %u lines, %u points of %u lines, %u missed, %u warnings, "
      "%.1f MB in %.2f s",
      tally.articles, tally.clauses, tally.clause_lines, tally.points, tally.point_lines,
      tally.missed, tally.warnings, (double)tally.bytes / 1e6, tally.seconds);
  g_assert_cmpuint (tally.articles, >, 24000);
  /* Lists inside points, tables and misprints begin like units too. */
  g_assert_cmpuint (tally.missed * 200, <, tally.clause_lines + tally.point_lines);
  g_assert_cmpfloat (tally.seconds, <, 30);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/law/codification/structure", the_whole_codification_is_structured);
  return g_test_run ();
}
