/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "server/pages/tl-lines.h"

#include <string.h>

#include "base/tl-json.h"
#include "text/tl-text.h"

#define MAX_COLUMNS 32
#define MAX_FAULTS  50

static void
line_free (gpointer data)
{
  TlLine *line = data;

  g_hash_table_unref (line->fields);
  g_free (line);
}

static TlLine *
line_new (guint number)
{
  TlLine *line = g_new0 (TlLine, 1);

  line->number = number;
  line->fields = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return line;
}

const char *
tl_line_get (const TlLine *line, const char *name)
{
  const char *value = g_hash_table_lookup (line->fields, name);

  return value != NULL ? value : "";
}

static void
add_fault (GPtrArray *faults, guint number, const char *what)
{
  if (faults->len < MAX_FAULTS)
    g_ptr_array_add (faults, g_strdup_printf ("Dòng %u: %s", number, what));
}

/* One line of text, no control characters, no blanks around it. */
static gboolean
set_field (TlLine *line, const char *name, const char *value)
{
  g_autofree char *text = tl_text_normalize (value, -1, NULL);

  g_strstrip (g_strdelimit (text, "\n\t", ' '));
  if (g_utf8_strlen (text, -1) > TL_LINES_MAX_FIELD)
    return FALSE;
  g_hash_table_replace (line->fields, g_strdup (name), g_steal_pointer (&text));
  return TRUE;
}

static void
read_json (const char *text, guint number, GPtrArray *lines, GPtrArray *faults)
{
  g_autoptr (JsonObject) object = tl_json_parse (text, -1, NULL);
  g_autoptr (GList) members = NULL;
  TlLine *line;

  if (object == NULL || json_object_get_size (object) > MAX_COLUMNS)
    {
      add_fault (faults, number, "không phải một đối tượng JSON");
      return;
    }
  line = line_new (number);
  members = json_object_get_members (object);
  for (GList *m = members; m != NULL; m = m->next)
    {
      const char *value = tl_json_get_string (object, m->data);

      if (value != NULL && !set_field (line, m->data, value))
        {
          add_fault (faults, number, "có phần quá dài");
          line_free (line);
          return;
        }
    }
  g_ptr_array_add (lines, line);
}

/* One record, which may go over several lines inside quotes. Moves @at behind it. */
static GPtrArray *
read_record (const char **at, char separator, guint *number)
{
  GPtrArray *fields = g_ptr_array_new_with_free_func (g_free);
  GString *field = g_string_new (NULL);
  gboolean quoted = FALSE;
  const char *p = *at;

  for (; *p != '\0'; p++)
    {
      if (quoted && *p == '"' && p[1] == '"')
        g_string_append_c (field, *p++);
      else if (*p == '"')
        quoted = !quoted;
      else if (!quoted && *p == separator && fields->len < MAX_COLUMNS)
        {
          g_ptr_array_add (fields, g_string_free (field, FALSE));
          field = g_string_new (NULL);
        }
      else if (!quoted && *p == '\n')
        break;
      else
        g_string_append_c (field, *p);
      *number += *p == '\n';
    }
  if (*p == '\n')
    {
      p++;
      (*number)++;
    }
  g_ptr_array_add (fields, g_string_free (field, FALSE));
  *at = p;
  return fields;
}

static void
read_csv (const char *text, GPtrArray *lines, GPtrArray *faults)
{
  gsize head = strcspn (text, "\n");
  char separator = memchr (text, ';', head) != NULL && memchr (text, ',', head) == NULL ? ';' : ',';
  guint number = 1;
  g_autoptr (GPtrArray) names = read_record (&text, separator, &number);

  for (guint i = 0; i < names->len; i++)
    g_strstrip (names->pdata[i]);
  while (*text != '\0' && lines->len < TL_LINES_MAX)
    {
      guint first = number;
      g_autoptr (GPtrArray) fields = read_record (&text, separator, &number);
      gboolean good = TRUE;
      TlLine *line;

      if (fields->len == 1 && g_strstrip (fields->pdata[0])[0] == '\0')
        continue;
      if (fields->len > names->len)
        {
          add_fault (faults, first, "có nhiều cột hơn dòng đầu");
          continue;
        }
      line = line_new (first);
      for (guint i = 0; i < fields->len && good; i++)
        good = set_field (line, names->pdata[i], fields->pdata[i]);
      if (good)
        g_ptr_array_add (lines, line);
      else
        {
          add_fault (faults, first, "có phần quá dài");
          line_free (line);
        }
    }
}

GPtrArray *
tl_lines_parse (const char *text, GPtrArray *faults)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func (line_free);
  g_autofree char *normal = tl_text_normalize (text, -1, NULL);
  const char *start = g_strchug (normal);

  if (start[0] != '{')
    read_csv (start, lines, faults);
  else
    {
      g_auto (GStrv) parts = g_strsplit (start, "\n", TL_LINES_MAX + 1);

      for (guint i = 0; parts[i] != NULL && i < TL_LINES_MAX; i++)
        if (g_strstrip (parts[i])[0] != '\0')
          read_json (parts[i], i + 1, lines, faults);
    }
  return lines;
}
