/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <gio/gio.h>
#include <string.h>

#include "base/tl-clock.h"
#include "law/court/tl-court-private.h"
#include "law/tl-table-private.h"
#include "text/tl-text.h"

#define TABLE_PATH "/vn/toaan/TroLy/law/provinces.tsv"
/* A province goes into another, and that one perhaps once more. */
#define STEPS_MAX 8

enum
{
  COLUMN_ID,
  COLUMN_NAME,
  COLUMN_KIND,
  COLUMN_FROM,
  COLUMN_TO,
  COLUMN_SUCCESSOR,
  COLUMN_OTHER_NAMES,
  COLUMN_VERIFIED,
  N_COLUMNS
};

typedef struct
{
  GHashTable *rows;  /* id → GPtrArray of TlProvince */
  GHashTable *names; /* letters and digits of a name, folded → id */
  GPtrArray *ids;
} Provinces;

/* The letters and digits alone, folded: "ba ria - vung tau" and "BR-VT" have no dash for sure. */
static char *
name_key (const char *name)
{
  g_autofree char *folded = tl_text_fold (name, -1, TL_FOLD_PLAIN, NULL);
  GString *key = g_string_new (NULL);

  for (const char *p = folded; *p; p = g_utf8_next_char (p))
    if (g_unichar_isalnum (g_utf8_get_char (p)))
      g_string_append_unichar (key, g_utf8_get_char (p));
  return g_string_free (key, FALSE);
}

static void
add_name (Provinces *self, const char *name, const char *id)
{
  g_autofree char *key = name_key (name);

  if (*key != '\0' && !g_hash_table_contains (self->names, key))
    g_hash_table_insert (self->names, g_steal_pointer (&key), (gpointer)id);
}

static const char *
keep (const char *field)
{
  return *field ? g_intern_string (field) : NULL;
}

static void
add_line (Provinces *self, const char *line)
{
  g_auto (GStrv) fields = g_strsplit (line, "\t", N_COLUMNS);
  g_auto (GStrv) others = NULL;
  TlProvince *province = g_new0 (TlProvince, 1);
  GPtrArray *rows;

  /* Compiled in and tested. */
  g_assert (g_strv_length (fields) == N_COLUMNS);
  province->id = keep (fields[COLUMN_ID]);
  province->name = keep (fields[COLUMN_NAME]);
  province->kind = keep (fields[COLUMN_KIND]);
  province->valid_from = keep (fields[COLUMN_FROM]);
  province->valid_to = keep (fields[COLUMN_TO]);
  province->successor = keep (fields[COLUMN_SUCCESSOR]);
  province->verified = strcmp (fields[COLUMN_VERIFIED], "1") == 0;
  rows = g_hash_table_lookup (self->rows, province->id);
  if (!rows)
    {
      rows = g_ptr_array_new ();
      g_hash_table_insert (self->rows, (gpointer)province->id, rows);
      g_ptr_array_add (self->ids, (gpointer)province->id);
    }
  g_ptr_array_add (rows, province);
  add_name (self, province->name, province->id);
  others = g_strsplit (fields[COLUMN_OTHER_NAMES], "|", -1);
  for (guint i = 0; others[i]; i++)
    add_name (self, others[i], province->id);
}

static gpointer
load (gpointer data)
{
  Provinces *self = g_new0 (Provinces, 1);
  g_auto (GStrv) lines = _tl_table_lines (TABLE_PATH);

  self->rows = g_hash_table_new (g_str_hash, g_str_equal);
  self->names = g_hash_table_new (g_str_hash, g_str_equal);
  self->ids = g_ptr_array_new ();
  for (guint i = 0; lines[i]; i++)
    add_line (self, lines[i]);
  return self;
}

static const Provinces *
get (void)
{
  static GOnce once = G_ONCE_INIT;

  return g_once (&once, load, NULL);
}

gboolean
_tl_date_in (const char *date, const char *from, const char *to)
{
  if (from && strncmp (date, from, strlen (from)) < 0)
    return FALSE;
  return !to || strncmp (date, to, strlen (to)) <= 0;
}

const GPtrArray *
_tl_province_rows (const char *id)
{
  return g_hash_table_lookup (get ()->rows, id);
}

/* The last row that has begun by @date, or the first; without a date the last. */
static const TlProvince *
row_on (const GPtrArray *rows, const char *date)
{
  const TlProvince *found = g_ptr_array_index (rows, date ? 0 : rows->len - 1);

  for (guint i = 1; date && i < rows->len; i++)
    {
      const TlProvince *row = g_ptr_array_index (rows, i);

      if (_tl_date_in (date, row->valid_from, NULL))
        found = row;
    }
  return found;
}

const TlProvince *
tl_province_by_id (const char *id)
{
  const GPtrArray *rows;

  g_return_val_if_fail (id != NULL, NULL);

  rows = _tl_province_rows (id);
  return rows ? row_on (rows, NULL) : NULL;
}

const TlProvince *
tl_province_find (const char *name, const char *date)
{
  static const char *const kinds[] = { "", "tinh", "thanhpho", "tp" };
  g_autofree char *key = NULL;

  g_return_val_if_fail (name != NULL, NULL);

  key = name_key (name);
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      const char *id = NULL;

      if (g_str_has_prefix (key, kinds[i]))
        id = g_hash_table_lookup (get ()->names, key + strlen (kinds[i]));
      if (id)
        return row_on (_tl_province_rows (id), date);
    }
  return NULL;
}

const TlProvince *
tl_province_on_date (const TlProvince *province, const char *date)
{
  char today[TL_DATE_SIZE];

  g_return_val_if_fail (province != NULL, NULL);

  if (!date)
    {
      tl_clock_today (today);
      date = today;
    }
  for (guint i = 0; province && i < STEPS_MAX; i++)
    {
      const GPtrArray *rows = _tl_province_rows (province->id);
      const TlProvince *row = rows ? row_on (rows, date) : province;

      if (!row->successor || !row->valid_to || _tl_date_in (date, NULL, row->valid_to))
        return row;
      province = tl_province_by_id (row->successor);
    }
  return province;
}

/* "NA" of "Nghệ An": đ is a letter of its own. */
static gboolean
has_initials (const char *name, const char *initials)
{
  gboolean begins = TRUE;

  for (; *name; name = g_utf8_next_char (name))
    {
      gunichar c = g_utf8_get_char (name);

      if (begins && g_unichar_isalpha (c))
        {
          gunichar want = *initials ? g_unichar_toupper (g_utf8_get_char (initials)) : 0;
          gunichar base[4] = { 0 };

          g_unichar_fully_decompose (c, FALSE, base, G_N_ELEMENTS (base));
          if (want != (c == 0x110 ? c : base[0]))
            return FALSE;
          initials = g_utf8_next_char (initials);
        }
      begins = !g_unichar_isalpha (c);
    }
  return *initials == '\0';
}

const TlProvince *
_tl_province_by_initials (const char *initials, const char *date)
{
  const TlProvince *found = NULL;
  char today[TL_DATE_SIZE];

  if (!date)
    {
      tl_clock_today (today);
      date = today;
    }
  for (guint i = 0; i < get ()->ids->len; i++)
    {
      const TlProvince *row = row_on (_tl_province_rows (g_ptr_array_index (get ()->ids, i)), date);

      if (!_tl_date_in (date, row->valid_from, row->valid_to)
          || !has_initials (row->name, initials))
        continue;
      if (found)
        return NULL;
      found = row;
    }
  return found;
}
