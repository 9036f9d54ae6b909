/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "base/tl-policy.h"

#include <gio/gio.h>
#include <stdio.h>
#include <string.h>

#define GETTEXT_PACKAGE TL_GETTEXT_DOMAIN
#include <glib/gi18n-lib.h>

#include "base/tl-paths-private.h"
#include "base/tl-policy-private.h"

#define OPEN       "user-may-change"
#define MAX_FAULTS 50

typedef struct
{
  char *text;
  char **items;
  char *place;
  gboolean open;
} Value;

struct _TlPolicy
{
  gatomicrefcount ref_count;
  Value *values;       /* one a row of the table; text %NULL: not decided */
  GPtrArray *faults;   /* sentences */
  GHashTable *refused; /* group → first sentence */
  char *refused_all;
};

G_DEFINE_BOXED_TYPE (TlPolicy, tl_policy, tl_policy_ref, tl_policy_unref)

TlPolicy *
_tl_policy_new (void)
{
  TlPolicy *self = g_new0 (TlPolicy, 1);
  guint n;

  tl_policy_get_settings (&n);
  g_atomic_ref_count_init (&self->ref_count);
  self->values = g_new0 (Value, n);
  self->faults = g_ptr_array_new_with_free_func (g_free);
  self->refused = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return self;
}

TlPolicy *
tl_policy_ref (TlPolicy *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
tl_policy_unref (TlPolicy *self)
{
  guint n;

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  tl_policy_get_settings (&n);
  for (guint i = 0; i < n; i++)
    {
      g_free (self->values[i].text);
      g_strfreev (self->values[i].items);
      g_free (self->values[i].place);
    }
  g_free (self->values);
  g_ptr_array_unref (self->faults);
  g_hash_table_unref (self->refused);
  g_free (self->refused_all);
  g_free (self);
}

/* ---- What backends say ---- */

void
_tl_policy_notice (TlPolicy *self, const char *place, const char *what)
{
  if (self->faults->len < MAX_FAULTS)
    g_ptr_array_add (self->faults, g_strdup_printf ("%s: %s", place, what));
}

void
_tl_policy_fault (TlPolicy *self, const char *group, const char *place, const char *what)
{
  _tl_policy_notice (self, place, what);
  if (group == NULL)
    {
      if (self->refused_all == NULL)
        self->refused_all = g_strdup_printf ("%s: %s", place, what);
    }
  else if (!g_hash_table_contains (self->refused, group))
    g_hash_table_insert (self->refused, g_strdup (group), g_strdup_printf ("%s: %s", place, what));
}

/* -1: no such row. */
static int
find_row (const char *group, const char *name)
{
  guint n;
  const TlPolicySetting *settings = tl_policy_get_settings (&n);

  for (guint i = 0; i < n; i++)
    if (strcmp (settings[i].group, group) == 0 && strcmp (settings[i].name, name) == 0)
      return (int)i;
  return -1;
}

static gboolean
is_group (const char *group)
{
  guint n;
  const TlPolicySetting *settings = tl_policy_get_settings (&n);

  for (guint i = 0; i < n; i++)
    if (strcmp (settings[i].group, group) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
is_one (const TlPolicySetting *setting)
{
  return setting->type == TL_POLICY_TEXT || setting->type == TL_POLICY_PATH;
}

/* Parted by spaces; "double quotes" keep together what holds some. */
static char **
part (const char *text)
{
  g_autoptr (GStrvBuilder) items = g_strv_builder_new ();

  while (*text != '\0')
    {
      g_autoptr (GString) item = g_string_new (NULL);
      gboolean quoted = FALSE;

      text += strspn (text, " \t");
      if (*text == '\0')
        break;
      for (; *text != '\0' && (quoted || (*text != ' ' && *text != '\t')); text++)
        if (*text == '"')
          quoted = !quoted;
        else
          g_string_append_c (item, *text);
      if (item->len > 0)
        g_strv_builder_add (items, item->str);
    }
  return g_strv_builder_end (items);
}

static void
add_open (TlPolicy *self, const char *group, const char *const *names, const char *place)
{
  guint n;
  const TlPolicySetting *settings = tl_policy_get_settings (&n);

  for (guint i = 0; names[i] != NULL; i++)
    {
      int row = find_row (group, names[i]);

      if (row < 0 || settings[row].key == NULL)
        {
          g_autofree char *what = g_strdup_printf (
              _ ("\"%s\" is nothing in [%s] that a user could change"), names[i], group);

          _tl_policy_fault (self, group, place, what);
        }
      else
        self->values[row].open = TRUE;
    }
}

static gboolean
is_path (const TlPolicySetting *setting)
{
  return setting->type == TL_POLICY_PATH || setting->type == TL_POLICY_PATHS
         || setting->type == TL_POLICY_SOURCES;
}

static void
add_value (TlPolicy *self, int row, const char *text, char **items, const char *place)
{
  const TlPolicySetting *setting = tl_policy_get_settings (NULL) + row;
  Value *value = &self->values[row];
  g_autofree char *wrong = _tl_policy_check_value (setting, (const char *const *)items);
  g_autofree char *what = NULL;

  if (wrong != NULL)
    what = g_strdup_printf ("%s: %s", setting->name, wrong);
  else if (value->text != NULL)
    what = g_strdup_printf (_ ("%s: stands here a second time; first: %s"), setting->name,
                            value->place);
  if (what != NULL)
    {
      _tl_policy_fault (self, setting->group, place, what);
      return;
    }
  value->text = g_strdup (text);
  value->items = g_strdupv (items);
  for (guint i = 0; is_path (setting) && items[i] != NULL; i++)
    {
      g_free (value->items[i]);
      value->items[i] = _tl_paths_seen (items[i]);
    }
  value->place = g_strdup (place);
}

void
_tl_policy_add (TlPolicy *self,
                const char *group,
                const char *name,
                const char *text,
                const char *const *items,
                const char *place)
{
  int row = find_row (group, name);
  g_auto (GStrv) parted = items != NULL ? g_strdupv ((char **)items) : part (text);
  g_autofree char *what = NULL;

  if (!is_group (group))
    {
      what = g_strdup_printf (_ ("there is no group [%s]"), group);
      _tl_policy_fault (self, NULL, place, what);
      return;
    }
  if (strcmp (name, OPEN) == 0)
    {
      add_open (self, group, (const char *const *)parted, place);
      return;
    }
  if (row < 0)
    {
      what = g_strdup_printf (_ ("there is no setting \"%s\" in [%s]"), name, group);
      _tl_policy_fault (self, group, place, what);
      return;
    }
  /* What is one text may hold spaces. */
  if (items == NULL && is_one (tl_policy_get_settings (NULL) + row) && *text != '\0'
      && *text != '"')
    {
      g_strfreev (g_steal_pointer (&parted));
      parted = g_strdupv ((char *[]){ (char *)text, NULL });
    }
  add_value (self, row, text, parted, place);
}

void
_tl_policy_finish (TlPolicy *self)
{
  int row = find_row ("export", "formats");
  const Value *formats = &self->values[row];

  if (formats->text != NULL && g_strv_length (formats->items) > 1
      && g_strv_contains ((const char *const *)formats->items, "none"))
    _tl_policy_fault (self, "export", formats->place,
                      _ ("formats: \"none\" does not stand beside others"));
  g_ptr_array_add (self->faults, NULL);
}

/* ---- What the program asks ---- */

TlPolicy *
tl_policy_load (const char *path)
{
  TlPolicy *self = _tl_policy_new ();

  if (path != NULL)
    _tl_policy_read_file (self, path);
  else
    _tl_policy_read_machine (self);
  _tl_policy_finish (self);
  return self;
}

TlPolicy *
tl_policy_parse (const char *text, gssize length, const char *place)
{
  TlPolicy *self = _tl_policy_new ();

  _tl_policy_read_text (self, text, length < 0 ? strlen (text) : (gsize)length, place);
  _tl_policy_finish (self);
  return self;
}

static GMutex machine_lock;
static TlPolicy *machine;

TlPolicy *
tl_policy_get_machine (void)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&machine_lock);

  if (machine == NULL)
    machine = tl_policy_load (NULL);
  return machine;
}

void
tl_policy_set_machine (TlPolicy *policy)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&machine_lock);

  if (policy != NULL)
    tl_policy_ref (policy);
  g_clear_pointer (&machine, tl_policy_unref);
  machine = policy;
}

gboolean
tl_policy_is_empty (const TlPolicy *self)
{
  guint n;

  tl_policy_get_settings (&n);
  for (guint i = 0; i < n; i++)
    if (self->values[i].text != NULL)
      return FALSE;
  return self->faults->pdata[0] == NULL;
}

const char *const *
tl_policy_get_faults (const TlPolicy *self)
{
  return (const char *const *)self->faults->pdata;
}

gboolean
tl_policy_check (const TlPolicy *self, const char *group, GError **error)
{
  const char *wrong
      = self->refused_all != NULL ? self->refused_all : g_hash_table_lookup (self->refused, group);

  if (wrong != NULL)
    g_set_error_literal (error, G_KEY_FILE_ERROR, G_KEY_FILE_ERROR_INVALID_VALUE, wrong);
  return wrong == NULL;
}

static const Value *
value_of (const TlPolicy *self, const char *group, const char *name)
{
  int row = find_row (group, name);

  g_return_val_if_fail (row >= 0, NULL);

  return self->values[row].text != NULL ? &self->values[row] : NULL;
}

gboolean
tl_policy_has (const TlPolicy *self, const char *group, const char *name)
{
  return value_of (self, group, name) != NULL;
}

const char *
tl_policy_get (const TlPolicy *self, const char *group, const char *name)
{
  const Value *value = value_of (self, group, name);

  return value != NULL ? value->items[0] : NULL;
}

const char *
tl_policy_get_place (const TlPolicy *self, const char *group, const char *name)
{
  const Value *value = value_of (self, group, name);

  return value != NULL ? value->place : NULL;
}

const char *const *
tl_policy_get_list (const TlPolicy *self, const char *group, const char *name)
{
  const Value *value = value_of (self, group, name);

  return value != NULL ? (const char *const *)value->items : NULL;
}

guint
tl_policy_get_number (const TlPolicy *self, const char *group, const char *name, guint none)
{
  const char *text = tl_policy_get (self, group, name);

  return text != NULL ? (guint)g_ascii_strtoull (text, NULL, 10) : none;
}

gboolean
tl_policy_get_switch (const TlPolicy *self, const char *group, const char *name, gboolean none)
{
  static const char *const yes[] = { "on", "true", "1", NULL };
  const char *text = tl_policy_get (self, group, name);

  return text != NULL ? g_strv_contains (yes, text) : none;
}

void
tl_policy_get_hours (const TlPolicy *self, const char *group, guint *from, guint *to)
{
  const char *text = tl_policy_get (self, group, "quiet-hours");
  guint parts[4] = { 0 };

  if (text != NULL)
    sscanf (text, "%2u:%2u-%2u:%2u", &parts[0], &parts[1], &parts[2], &parts[3]);
  *from = parts[0] * 60 + parts[1];
  *to = parts[2] * 60 + parts[3];
}

gboolean
tl_policy_is_open (const TlPolicy *self, const char *group, const char *name)
{
  int row = find_row (group, name);

  return row >= 0 && self->values[row].open && tl_policy_check (self, group, NULL);
}

gboolean
tl_policy_allows_export (const TlPolicy *self, const char *format)
{
  const char *const *formats = tl_policy_get_list (self, "export", "formats");

  if (!tl_policy_check (self, "export", NULL))
    return FALSE;
  return formats == NULL || g_strv_contains (formats, format);
}

gboolean
tl_policy_is_between (GDateTime *now, guint from, guint to)
{
  g_autoptr (GDateTime) local = g_date_time_to_local (now);
  guint minute = (guint)g_date_time_get_hour (local) * 60 + (guint)g_date_time_get_minute (local);

  if (from <= to)
    return minute >= from && minute < to;
  return minute >= from || minute < to;
}
