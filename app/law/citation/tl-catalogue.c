/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "law/citation/tl-catalogue.h"

#include <gio/gio.h>
#include <string.h>

#include "law/citation/tl-catalogue-private.h"
#include "law/tl-scan-private.h"
#include "law/tl-table-private.h"
#include "text/tl-text.h"

#define TABLE_PATH    "/vn/toaan/TroLy/law/catalogue.tsv"
#define OTHERS_PATH   "/vn/toaan/TroLy/law/laws.tsv"
#define TRAINING_PATH "/vn/toaan/TroLy/law/training-laws.tsv"

enum
{
  COLUMN_KEY,
  COLUMN_SHORT_NAME,
  COLUMN_TITLE,
  COLUMN_OTHER_NAMES,
  COLUMN_NUMBER,
  COLUMN_VALID_FROM,
  COLUMN_VALID_TO,
  COLUMN_VERIFIED,
  N_COLUMNS
};

typedef struct
{
  GHashTable *names; /* folded name → GPtrArray of TlLawEntry */
  GHashTable *heads; /* the names' beginnings, of one word and more */
  GPtrArray *entries;
  GHashTable *numbers; /* number → TlLawEntry */
} Table;

gboolean
_tl_catalogue_skips (const char *folded)
{
  static const char *const words[] = { "va", "cac", "ve", "cua" };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (strcmp (folded, words[i]) == 0)
      return TRUE;
  return FALSE;
}

/* Letters alone: commas, and the small words between them that courts leave out and put in (Luật
 * Hôn nhân gia đình, Luật tổ chức tín dụng), do not tell laws apart. */
static char *
fold_name (const char *name)
{
  g_autofree char *folded = tl_text_fold (name, -1, TL_FOLD_PLAIN, NULL);
  GString *key = g_string_new (NULL);
  g_auto (GStrv) words = NULL;

  for (char *p = folded; *p; p++)
    if (*p == ',' || g_ascii_isspace (*p))
      *p = ' ';
  words = g_strsplit (folded, " ", -1);
  for (guint i = 0; words[i]; i++)
    if (*words[i] && !_tl_catalogue_skips (words[i]))
      {
        if (key->len > 0)
          g_string_append_c (key, ' ');
        g_string_append (key, words[i]);
      }
  return g_string_free (key, FALSE);
}

/* The table lives as long as the program. */
static const char *
keep (const char *field)
{
  return *field ? g_intern_string (field) : NULL;
}

static void
table_add_name (Table *self, const char *name, TlLawEntry *entry)
{
  g_autofree char *key = fold_name (name);
  GPtrArray *entries = g_hash_table_lookup (self->names, key);

  if (*key == '\0')
    return;
  if (!entries)
    {
      entries = g_ptr_array_new ();
      for (const char *cut = key; cut; cut = strchr (cut + 1, ' '))
        if (cut > key)
          g_hash_table_add (self->heads, g_strndup (key, (gsize)(cut - key)));
      g_hash_table_add (self->heads, g_strdup (key));
      g_hash_table_insert (self->names, g_steal_pointer (&key), entries);
    }
  if (!g_ptr_array_find (entries, entry, NULL))
    g_ptr_array_add (entries, entry);
}

static void
table_add_line (Table *self, const char *line, gboolean core)
{
  g_auto (GStrv) fields = g_strsplit (line, "\t", N_COLUMNS);
  g_auto (GStrv) others = NULL;
  TlLawEntry *entry;

  /* The table is compiled in and tested, so a damaged line is a mistake of ours. */
  g_assert (g_strv_length (fields) == N_COLUMNS);
  entry = g_new0 (TlLawEntry, 1);
  entry->key = keep (fields[COLUMN_KEY]);
  entry->short_name = keep (fields[COLUMN_SHORT_NAME]);
  entry->title = keep (fields[COLUMN_TITLE]);
  entry->number = keep (fields[COLUMN_NUMBER]);
  entry->valid_from = keep (fields[COLUMN_VALID_FROM]);
  entry->valid_to = keep (fields[COLUMN_VALID_TO]);
  entry->verified = strcmp (fields[COLUMN_VERIFIED], "1") == 0;
  entry->core = core;
  g_ptr_array_add (self->entries, entry);
  table_add_name (self, entry->key, entry);
  table_add_name (self, entry->short_name, entry);
  table_add_name (self, entry->title, entry);
  others = g_strsplit (fields[COLUMN_OTHER_NAMES], "|", -1);
  for (guint i = 0; others[i]; i++)
    table_add_name (self, others[i], entry);
  if (entry->number)
    g_hash_table_insert (self->numbers, (gpointer)entry->number, entry);
}

static void
table_add_file (Table *self, const char *path, gboolean core)
{
  g_auto (GStrv) lines = _tl_table_lines (path);

  for (guint i = 0; lines[i]; i++)
    table_add_line (self, lines[i], core);
}

static gint
compare_editions (gconstpointer a, gconstpointer b)
{
  const char *left = (*(const TlLawEntry *const *)a)->key;
  const char *right = (*(const TlLawEntry *const *)b)->key;
  gsize n = strlen (left), m = strlen (right);

  return strcmp (left + (n > 4 ? n - 4 : 0), right + (m > 4 ? m - 4 : 0));
}

static gpointer
table_load (gpointer data)
{
  Table *self = g_new0 (Table, 1);
  GHashTableIter iter;
  gpointer entries;

  self->names = g_hash_table_new (g_str_hash, g_str_equal);
  self->heads = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->numbers = g_hash_table_new (g_str_hash, g_str_equal);
  self->entries = g_ptr_array_new ();
  table_add_file (self, TABLE_PATH, TRUE);
  table_add_file (self, OTHERS_PATH, FALSE);
  table_add_file (self, TRAINING_PATH, TRUE);
  g_hash_table_iter_init (&iter, self->names);
  while (g_hash_table_iter_next (&iter, NULL, &entries))
    g_ptr_array_sort (entries, compare_editions);
  return self;
}

static const Table *
table_get (void)
{
  static GOnce once = G_ONCE_INIT;

  return g_once (&once, table_load, NULL);
}

/* "bo luat hinh su nam 2015" asks for the edition of a year. */
static int
cut_year (char *name)
{
  gsize length = strlen (name);
  int year;

  if (length < 6 || !_tl_scan_number (name + length - 4, name + length, 4, &year) || year < 1945)
    return 0;
  if (name[length - 5] != ' ')
    return 0;
  name[length - 5] = '\0';
  if (g_str_has_suffix (name, " nam"))
    name[length - 9] = '\0';
  return year;
}

static gboolean
is_edition_of (const TlLawEntry *entry, int year)
{
  g_autofree char *digits = g_strdup_printf ("%d", year);

  return g_str_has_suffix (entry->key, digits)
         || (entry->number && strstr (entry->number, digits) != NULL);
}

GPtrArray *
tl_catalogue_lookup (const char *name)
{
  const Table *table = table_get ();
  GPtrArray *found = g_ptr_array_new ();
  g_autofree char *key = NULL;
  const GPtrArray *entries;
  int year = 0;

  g_return_val_if_fail (name != NULL, found);

  key = fold_name (name);
  entries = g_hash_table_lookup (table->names, key);
  if (!entries)
    {
      year = cut_year (key);
      entries = g_hash_table_lookup (table->names, key);
    }
  for (guint i = 0; entries && i < entries->len; i++)
    if (year == 0 || is_edition_of (g_ptr_array_index (entries, i), year))
      g_ptr_array_add (found, g_ptr_array_index (entries, i));
  return found;
}

gboolean
_tl_catalogue_begins (const char *folded)
{
  return g_hash_table_contains (table_get ()->heads, folded);
}

const GPtrArray *
_tl_catalogue_find (const char *key)
{
  return g_hash_table_lookup (table_get ()->names, key);
}

const GPtrArray *
_tl_catalogue_entries (void)
{
  return table_get ()->entries;
}

const TlLawEntry *
tl_catalogue_by_number (const char *number)
{
  g_return_val_if_fail (number != NULL, NULL);

  return g_hash_table_lookup (table_get ()->numbers, number);
}
