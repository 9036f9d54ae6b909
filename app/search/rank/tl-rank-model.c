/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "search/rank/tl-rank-model.h"

#include <math.h>
#include <string.h>

#define HEADER "troly-weights 1"
/* The longest text that is looked at. */
#define MAX_BYTES 8192

static const TlRankModel BUILTIN = { {
#define TL_FEATURE_WEIGHT(name, weight) weight,
    TL_RERANK_FEATURES (TL_FEATURE_WEIGHT)
#undef TL_FEATURE_WEIGHT
} };

static const char *const NAMES[TL_N_FEATURES] = {
#define TL_FEATURE_STRING(name, weight) #name,
  TL_RERANK_FEATURES (TL_FEATURE_STRING)
#undef TL_FEATURE_STRING
};

const TlRankModel *
tl_rank_model_get_builtin (void)
{
  return &BUILTIN;
}

const char *
tl_rank_model_get_name (TlFeature feature)
{
  g_return_val_if_fail (feature < TL_N_FEATURES, NULL);

  return NAMES[feature];
}

char *
tl_rank_model_format (const TlRankModel *self)
{
  GString *text = g_string_new (HEADER "\n");

  for (guint i = 0; i < TL_N_FEATURES; i++)
    {
      char number[G_ASCII_DTOSTR_BUF_SIZE];

      g_string_append_printf (text, "%s %s\n", NAMES[i],
                              g_ascii_formatd (number, sizeof number, "%.4f", self->weights[i]));
    }
  return g_string_free (text, FALSE);
}

/* "NAME WEIGHT" of @feature. */
static gboolean
parse_line (const char *line, guint feature, double *weight)
{
  gsize length = strlen (NAMES[feature]);
  char *end;

  if (strncmp (line, NAMES[feature], length) != 0 || line[length] != ' ')
    return FALSE;
  *weight = g_ascii_strtod (line + length + 1, &end);
  return end != line + length + 1 && *end == '\0' && isfinite (*weight)
         && fabs (*weight) <= TL_RANK_WEIGHT_LIMIT;
}

gboolean
tl_rank_model_parse (TlRankModel *self, const char *text, gsize length)
{
  g_autofree char *copy = NULL;
  g_auto (GStrv) lines = NULL;
  TlRankModel read;

  if (text == NULL || length > MAX_BYTES || memchr (text, '\0', length) != NULL)
    return FALSE;
  copy = g_strndup (text, length);
  lines = g_strsplit (copy, "\n", TL_N_FEATURES + 3);
  if (g_strv_length (lines) != TL_N_FEATURES + 2 || strcmp (lines[0], HEADER) != 0
      || *lines[TL_N_FEATURES + 1] != '\0')
    return FALSE;
  for (guint i = 0; i < TL_N_FEATURES; i++)
    if (!parse_line (lines[i + 1], i, &read.weights[i]))
      return FALSE;
  *self = read;
  return TRUE;
}

gboolean
tl_rank_model_load (TlRankModel *self, TlXapianDb *db, GError **error)
{
  *self = BUILTIN;
  for (guint file = 0; file < tl_xapian_db_get_n_files (db); file++)
    {
      g_autoptr (GError) problem = NULL;
      g_autoptr (GBytes) bytes = tl_xapian_db_load_metadata (db, file, TL_RANK_MODEL_KEY, &problem);

      if (problem != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&problem));
          return FALSE;
        }
      if (bytes != NULL
          && !tl_rank_model_parse (self, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes)))
        g_warning ("%s: the weights of the ranking cannot be read; those built in are used",
                   tl_xapian_db_get_path (db, file));
    }
  return TRUE;
}
