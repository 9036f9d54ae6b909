/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "scale-text.h"

#include <stdlib.h>
#include <string.h>

#include "base/tl-json.h"
#include "import/tl-import.h"
#include "text/tl-text.h"

/* A pair of neighbours as one number: both tokens and the place. */
#define TOKEN_BITS 20
#define PLACE_BITS 24
/* Places looked at to go on in another source. */
#define JUMP_TRIES 4

static const char *const HONORIFICS[] = { "ông", "bà", "anh", "chị", "cháu", "chú", "cô", NULL };
static const char *const PLACES[]
    = { "xã",  "phường", "thôn", "ấp",   "huyện", "quận",  "xóm", "khóm",
        "bản", "buôn",   "tổ",   "trấn", "đường", "hiệu:", NULL };
static const char *const CITED[]
    = { "điều", "khoản", "điểm", "chương", "mục", "phần", "điều,", "khoản,", NULL };

ScaleText *
scale_text_new (void)
{
  ScaleText *self = g_new0 (ScaleText, 1);
  guint8 none = SCALE_END;

  self->strings = g_ptr_array_new_with_free_func (g_free);
  self->flags = g_array_new (FALSE, FALSE, sizeof (guint8));
  self->tokens = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->starts = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->ranges = g_array_new (FALSE, FALSE, sizeof (ScaleRange));
  self->neighbours = g_array_new (FALSE, FALSE, sizeof (guint64));
  self->ids = g_hash_table_new (g_str_hash, g_str_equal);
  g_ptr_array_add (self->strings, g_strdup ("\n"));
  g_array_append_val (self->flags, none);
  return self;
}

void
scale_text_free (ScaleText *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->ids);
  g_ptr_array_unref (self->strings);
  g_array_unref (self->flags);
  g_array_unref (self->tokens);
  g_array_unref (self->starts);
  g_array_unref (self->ranges);
  g_array_unref (self->neighbours);
  g_free (self);
}

static guint8
flags_of (const char *word)
{
  g_autofree char *lower = g_utf8_strdown (word, -1);
  gsize length = strlen (word);
  guint8 flags = 0;

  if (strpbrk (word, "0123456789") != NULL)
    flags |= SCALE_DIGIT;
  if (g_unichar_isupper (g_utf8_get_char (word)))
    flags |= SCALE_CAPITAL;
  if (g_strv_contains (HONORIFICS, lower))
    flags |= SCALE_HONORIFIC;
  if (g_strv_contains (PLACES, lower))
    flags |= SCALE_PLACE;
  if (g_strv_contains (CITED, lower))
    flags |= SCALE_CITE;
  if (strchr (".;:", word[length - 1]) != NULL)
    flags |= SCALE_END;
  return flags;
}

static guint32
intern (ScaleText *self, const char *word)
{
  gpointer known = g_hash_table_lookup (self->ids, word);
  guint8 flags;
  char *copy;

  if (known != NULL)
    return GPOINTER_TO_UINT (known);
  if (self->strings->len >= 1u << TOKEN_BITS)
    return SCALE_BREAK;
  copy = g_strdup (word);
  flags = flags_of (word);
  g_ptr_array_add (self->strings, copy);
  g_array_append_val (self->flags, flags);
  g_hash_table_insert (self->ids, copy, GUINT_TO_POINTER (self->strings->len - 1));
  return self->strings->len - 1;
}

/* A place of the sentence that begins here, when the token before ended one. */
static void
append (ScaleText *self, guint32 token, guint32 from)
{
  guint32 place = self->tokens->len;

  if (place >= 1u << PLACE_BITS)
    return;
  if (token != SCALE_BREAK
      && (place == from || scale_text_flags (self, scale_text_token (self, place - 1)) & SCALE_END))
    g_array_append_val (self->starts, place);
  g_array_append_val (self->tokens, token);
}

void
scale_text_add (ScaleText *self, const char *text, ScaleClass class)
{
  g_autofree char *normal = tl_text_normalize (text, -1, NULL);
  g_auto (GStrv) lines = g_strsplit (normal, "\n", -1);
  ScaleRange range = { self->tokens->len, 0, class };

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) words = g_strsplit_set (lines[i], " \t", -1);

      for (guint k = 0; words[k] != NULL; k++)
        if (*words[k] != '\0')
          append (self, intern (self, words[k]), range.from);
      if (self->tokens->len > range.from
          && scale_text_token (self, self->tokens->len - 1) != SCALE_BREAK)
        append (self, SCALE_BREAK, range.from);
    }
  range.to = self->tokens->len;
  /* Too little to walk in goes to the source before. */
  if (range.to > range.from)
    g_array_append_val (self->ranges, range);
}

static int
compare_numbers (const void *a, const void *b)
{
  guint64 left = *(const guint64 *)a, right = *(const guint64 *)b;

  return (left > right) - (left < right);
}

static guint64
pair_key (guint32 left, guint32 right)
{
  return ((guint64)left << TOKEN_BITS | right) << PLACE_BITS;
}

void
scale_text_finish (ScaleText *self)
{
  for (guint32 i = 1; i < self->tokens->len; i++)
    {
      guint32 left = scale_text_token (self, i - 1), right = scale_text_token (self, i);
      guint64 key = pair_key (left, right) | i;

      if (left != SCALE_BREAK && right != SCALE_BREAK)
        g_array_append_val (self->neighbours, key);
    }
  qsort (self->neighbours->data, self->neighbours->len, sizeof (guint64), compare_numbers);
}

/* First of the sorted numbers that is not below @key. */
static guint
lower_bound (const GArray *numbers, guint64 key)
{
  guint low = 0, high = numbers->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (numbers, guint64, middle) < key)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

static guint
first_start (const GArray *starts, guint32 place)
{
  guint low = 0, high = starts->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (starts, guint32, middle) < place)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

guint32
scale_text_draw_start (const ScaleText *self, const ScaleRange *range, GRand *random)
{
  guint from = first_start (self->starts, range->from);
  guint to = first_start (self->starts, range->to);

  if (from >= to)
    return range->from;
  return g_array_index (self->starts, guint32,
                        (guint)g_rand_int_range (random, (gint32)from, (gint32)to));
}

static ScaleClass
class_at (const ScaleText *self, guint32 place)
{
  guint low = 0, high = self->ranges->len;

  while (low + 1 < high)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (self->ranges, ScaleRange, middle).from <= place)
        low = middle;
      else
        high = middle;
    }
  return g_array_index (self->ranges, ScaleRange, low).class;
}

guint32
scale_text_jump (const ScaleText *self, guint32 place, const ScaleRange *range, GRand *random)
{
  guint64 key;
  guint from, to;

  if (place == 0 || scale_text_token (self, place - 1) == SCALE_BREAK
      || scale_text_token (self, place) == SCALE_BREAK)
    return place;
  key = pair_key (scale_text_token (self, place - 1), scale_text_token (self, place));
  from = lower_bound (self->neighbours, key);
  to = lower_bound (self->neighbours, key + (1u << PLACE_BITS));
  if (to - from < 2)
    return place;
  for (int i = 0; i < JUMP_TRIES; i++)
    {
      guint at = (guint)g_rand_int_range (random, (gint32)from, (gint32)to);
      guint32 other
          = (guint32)(g_array_index (self->neighbours, guint64, at) & ((1u << PLACE_BITS) - 1));

      if (class_at (self, other) == range->class)
        return other;
    }
  return place;
}

/* ---- Loading ---- */

static char *
document_text (const TlDocument *document)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < document->blocks->len; i++)
    {
      const TlBlock *block = tl_document_get_block (document, i);

      g_string_append_printf (text, "%s\n%s\n", block->heading != NULL ? block->heading : "",
                              block->text);
    }
  return g_string_free (text, FALSE);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *)a, *(const char *const *)b);
}

static gboolean
load_codification (ScaleText *self, const char *folder, GError **error)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, error);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  TlImportOptions options = { .format = TL_IMPORT_PHAPDIEN, .kind = -1 };
  const char *name;

  if (dir == NULL)
    return FALSE;
  while ((name = g_dir_read_name (dir)) != NULL)
    g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, compare_names);
  for (guint i = 0; i < names->len; i++)
    {
      g_autofree char *path = g_build_filename (folder, g_ptr_array_index (names, i), NULL);
      g_autoptr (TlImportResult) result
          = tl_import_file (path, g_ptr_array_index (names, i), &options, NULL, error);

      if (result == NULL)
        return FALSE;
      for (guint k = 0; k < result->documents->len; k++)
        {
          g_autofree char *text = document_text (g_ptr_array_index (result->documents, k));

          scale_text_add (self, text, SCALE_LAW);
        }
    }
  return TRUE;
}

static gboolean
load_judgments (ScaleText *self, const char *path, GError **error)
{
  static const char *const MEMBERS[] = { "case_fact", "court_reasoning", "court_verdict" };
  g_autofree char *content = NULL;
  g_auto (GStrv) lines = NULL;

  if (!g_file_get_contents (path, &content, NULL, error))
    return FALSE;
  lines = g_strsplit (content, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_autoptr (JsonObject) object = NULL;

      if (*lines[i] == '\0')
        continue;
      object = tl_json_parse (lines[i], -1, error);
      if (object == NULL)
        return FALSE;
      for (guint k = 0; k < G_N_ELEMENTS (MEMBERS); k++)
        {
          const char *text = tl_json_get_string (object, MEMBERS[k]);

          if (text != NULL)
            scale_text_add (self, text, (ScaleClass)(SCALE_FACTS + k));
        }
    }
  return TRUE;
}

ScaleText *
scale_text_load (const char *data, GError **error)
{
  g_autoptr (ScaleText) self = scale_text_new ();
  g_autofree char *codification = g_build_filename (data, "phapdien-2026-01", "demuc", NULL);
  g_autofree char *judgments = g_build_filename (data, "judgments", "judgments.jsonl", NULL);

  if (!load_codification (self, codification, error) || !load_judgments (self, judgments, error))
    return NULL;
  scale_text_finish (self);
  return g_steal_pointer (&self);
}
