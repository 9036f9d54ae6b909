/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "law/judgment/tl-judgment-decision-private.h"
#include "law/tl-table-private.h"

#include <gio/gio.h>
#include <string.h>

#define TABLE_PATH "/vn/toaan/TroLy/law/outcomes.tsv"

enum
{
  COLUMN_CODE,
  COLUMN_NAME,
  COLUMN_WHOLE,
  COLUMN_STAGES,
  COLUMN_TYPES,
  COLUMN_BASIS,
  COLUMN_VERIFIED,
  COLUMN_CUES,
  N_COLUMNS
};

static void
add_line (GPtrArray *cues, const char *line)
{
  g_auto (GStrv) fields = g_strsplit (line, "\t", N_COLUMNS);
  g_auto (GStrv) phrases = NULL;

  /* The table is compiled in and tested, so a damaged line is a mistake of ours. */
  g_assert (g_strv_length (fields) == N_COLUMNS);
  phrases = g_strsplit (fields[COLUMN_CUES], " | ", -1);
  for (guint i = 0; phrases[i]; i++)
    {
      TlOutcomeCue *cue = g_new0 (TlOutcomeCue, 1);
      const char *phrase = phrases[i];

      cue->code = g_intern_string (fields[COLUMN_CODE]);
      cue->name = g_intern_string (fields[COLUMN_NAME]);
      cue->stages = g_intern_string (fields[COLUMN_STAGES]);
      cue->types = g_intern_string (fields[COLUMN_TYPES]);
      cue->whole = strcmp (fields[COLUMN_WHOLE], "1") == 0;
      cue->anywhere = g_str_has_prefix (phrase, "~ ");
      cue->parts = g_strsplit (phrase + (cue->anywhere ? 2 : 0), " … ", -1);
      g_ptr_array_add (cues, cue);
    }
}

static gpointer
load (gpointer data)
{
  GPtrArray *cues = g_ptr_array_new ();
  g_auto (GStrv) lines = _tl_table_lines (TABLE_PATH);

  for (guint i = 0; lines[i]; i++)
    add_line (cues, lines[i]);
  return cues;
}

const GPtrArray *
_tl_outcome_cues (void)
{
  static GOnce once = G_ONCE_INIT;

  return g_once (&once, load, NULL);
}

const char *
tl_outcome_name (const char *code)
{
  const GPtrArray *cues = _tl_outcome_cues ();

  for (guint i = 0; i < cues->len; i++)
    {
      const TlOutcomeCue *cue = g_ptr_array_index (cues, i);

      if (strcmp (cue->code, code) == 0)
        return cue->name;
    }
  return NULL;
}
