/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "law/statute/tl-phapdien-source.h"

#include <stdlib.h>
#include <string.h>

#include "base/tl-clock.h"
#include "law/number/tl-doc-number.h"

/* The longer names come before those they contain. */
static const struct
{
  const char *printed;
  const char *type;
} types[] = {
  { "Bộ luật", "Bộ luật" },
  { "Bộ Luật", "Bộ luật" },
  { "Luật", "Luật" },
  { "Pháp lệnh", "Pháp lệnh" },
  { "Nghị quyết liên tịch", "Nghị quyết liên tịch" },
  { "Nghị quyết", "Nghị quyết" },
  { "Nghị định", "Nghị định" },
  { "Quyết định", "Quyết định" },
  { "Thông tư số liên tịch", "Thông tư liên tịch" },
  { "Thông tư liên tịch", "Thông tư liên tịch" },
  { "Thông tư", "Thông tư" },
  { "Chỉ thị", "Chỉ thị" },
};

#define IN_FORCE "có hiệu lực"

static void
change_free (gpointer data)
{
  TlPhapdienChange *change = data;

  g_free (change->number);
  g_free (change->date);
  g_free (change);
}

static char *
dup_stripped (const char *from, const char *to)
{
  while (from < to && strchr (" ,.:;\n\t\"'", *from) != NULL)
    from++;
  while (to > from && strchr (" ,.:;\n\t\"'", to[-1]) != NULL)
    to--;
  return to > from ? g_strndup (from, (gsize)(to - from)) : NULL;
}

/* "27/11/2015" at @at; the byte after it goes to @end. */
static char *
read_date (const char *at, const char **end)
{
  char date[TL_DATE_SIZE];
  int fields[3];

  for (int i = 0; i < 3; i++)
    {
      char *stop;

      if (!g_ascii_isdigit (*at))
        return NULL;
      fields[i] = (int)strtol (at, &stop, 10);
      if (stop - at > 4 || (i < 2 && *stop != '/'))
        return NULL;
      at = i < 2 ? stop + 1 : stop;
    }
  if (!tl_date_from_dmy (fields[0], fields[1], fields[2], date))
    return NULL;
  if (end != NULL)
    *end = at;
  return g_strdup (date);
}

/* The date after the first "từ ngày" in [@from, @to). */
static char *
find_effect (const char *from, const char *to)
{
  const char *at = g_strstr_len (from, to - from, "từ ngày ");

  return at != NULL ? read_date (at + strlen ("từ ngày "), NULL) : NULL;
}

/* A number as the codification prints it, with the stray spaces around its slashes and hyphens
 * ("02 /2018/TT- BCA"). Returns NULL when there is none at @at. */
static char *
read_number (const char *at, const char *to, const char **end)
{
  g_autoptr (GString) number = g_string_new (NULL);

  while (at < to && strchr (" :'\"", *at) != NULL)
    at++;
  if (at >= to || !g_ascii_isdigit (*at))
    return NULL;
  for (; at < to; at++)
    {
      if (*at == ' ')
        {
          gboolean after = strchr ("/-", number->str[number->len - 1]) != NULL;
          gboolean before = at + 1 < to && strchr ("/-", at[1]) != NULL;
          if (!after && !before)
            break;
        }
      else if (strchr (",;\"'", *at) != NULL)
        break;
      else
        g_string_append_c (number, *at);
    }
  while (number->len > 0 && strchr (".-/", number->str[number->len - 1]) != NULL)
    g_string_truncate (number, number->len - 1);
  if (strpbrk (number->str, "/-") == NULL)
    return NULL;
  *end = at;
  return g_string_free (g_steal_pointer (&number), FALSE);
}

/* The kind of document that stands first in [@from, @to). */
static int
find_type (const char *from, const char *to, const char **at)
{
  int best = -1;

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    {
      const char *found = g_strstr_len (from, to - from, types[i].printed);
      if (found != NULL && (best < 0 || found < *at))
        {
          best = (int)i;
          *at = found;
        }
    }
  return best;
}

static void
read_article (TlPhapdienSource *self, const char *from, const char *to)
{
  const char *at = g_strstr_len (from, to - from, "Điều ");
  const char *end;

  if (at == NULL)
    return;
  at += strlen ("Điều ");
  for (end = at; end < to && *end != ' ' && *end != ',';)
    end = g_utf8_next_char (end);
  if (g_ascii_isdigit (*at))
    self->article = g_strndup (at, (gsize)(end - at));
}

/* " Hình sự ngày 27/11/2015 của Quốc hội": the last "ngày" is the date of issue. */
static void
read_title (TlPhapdienSource *self, const char *from, const char *to)
{
  const char *last = NULL;
  const char *end = NULL;

  for (const char *at = from; (at = g_strstr_len (at, to - at, " ngày ")) != NULL;
       at += strlen (" ngày "))
    {
      g_autofree char *date = read_date (at + strlen (" ngày "), &end);
      if (date != NULL && g_str_has_prefix (end, " của "))
        {
          last = at;
          g_free (self->issued);
          self->issued = g_steal_pointer (&date);
          g_free (self->issuer);
          self->issuer = dup_stripped (end + strlen (" của "), to);
        }
    }
  self->title = dup_stripped (from, last != NULL ? last : to);
}

static void
read_head (TlPhapdienSource *self, const char *from, const char *to)
{
  const char *at = to;
  int type = find_type (from, to, &at);

  read_article (self, from, at);
  if (type < 0)
    return;
  self->type = g_strdup (types[type].type);
  at += strlen (types[type].printed);
  while (at < to && (*at == ' ' || g_str_has_prefix (at, "số ") || g_str_has_prefix (at, "số:")))
    at += *at == ' ' ? 1 : strlen ("số");
  if (g_str_has_prefix (at, "liên tịch "))
    at += strlen ("liên tịch ");
  self->number = read_number (at, to, &at);
  if (self->number == NULL && g_str_has_prefix (at, "Không số"))
    {
      self->says_no_number = TRUE;
      at += strlen ("Không số");
    }
  read_title (self, at, to);
}

/* One document of the list after "bởi": "Điều 1 Luật số 12/2017/QH14 có hiệu lực ... từ ngày ...".
 */
static void
read_change (TlPhapdienSource *self, const char *from, const char *to)
{
  TlPhapdienChange *change = g_new0 (TlPhapdienChange, 1);
  const char *at = from;
  const char *end;

  while ((at = g_strstr_len (at, to - at, "số ")) != NULL && change->number == NULL)
    {
      at += strlen ("số ");
      change->number = read_number (at, to, &end);
    }
  change->date = find_effect (from, to);
  g_ptr_array_add (self->changes, change);
}

static void
read_tail (TlPhapdienSource *self, const char *tail)
{
  const char *by = strstr (tail, " bởi ");
  g_autofree char *verbs = NULL;

  if (by == NULL)
    return;
  verbs = g_strndup (tail, (gsize)(by - tail));
  if (strstr (verbs, "có nội dung") == NULL)
    {
      self->added = strstr (verbs, "được bổ sung") != NULL;
      self->repealed = strstr (verbs, "bị bãi bỏ") != NULL;
    }
  for (const char *at = by + strlen (" bởi "); *at != '\0';)
    {
      const char *end = strchr (at, ';');
      if (end == NULL)
        end = at + strlen (at);
      read_change (self, at, end);
      at = *end == ';' ? end + 1 : end;
    }
}

TlPhapdienSource *
tl_phapdien_source_parse (const char *line)
{
  TlPhapdienSource *self = g_new0 (TlPhapdienSource, 1);
  const char *force = strstr (line, IN_FORCE);
  const char *head_end = force != NULL ? force : line + strlen (line);
  const char *comma;

  self->changes = g_ptr_array_new_with_free_func (change_free);
  while (*line == '(' || *line == ' ')
    line++;
  while (head_end > line && strchr (" ,)", head_end[-1]) != NULL)
    head_end--;
  read_head (self, line, head_end);
  if (force == NULL)
    return self;
  comma = strchr (force, ',');
  self->effective = find_effect (force, comma != NULL ? comma : force + strlen (force));
  if (comma != NULL)
    read_tail (self, comma);
  return self;
}

void
tl_phapdien_source_free (TlPhapdienSource *self)
{
  if (self == NULL)
    return;
  g_free (self->article);
  g_free (self->type);
  g_free (self->number);
  g_free (self->title);
  g_free (self->issued);
  g_free (self->issuer);
  g_free (self->effective);
  g_ptr_array_unref (self->changes);
  g_free (self);
}

char *
tl_phapdien_source_read_document (const char *at, const char **type)
{
  const char *first = at;
  int found = find_type (at, at + strlen (at), &first);

  if (found < 0 || first != at)
    return NULL;
  *type = types[found].type;
  at += strlen (types[found].printed);
  while (*at == ' ' || g_str_has_prefix (at, "số ") || g_str_has_prefix (at, "số:"))
    at += *at == ' ' ? 1 : strlen ("số");
  return read_number (at, at + strlen (at), &at);
}

gboolean
tl_phapdien_source_is_of (const TlPhapdienSource *self, const char *number_normal)
{
  g_autoptr (TlDocNumber) number = NULL;

  if (self->number == NULL || number_normal == NULL)
    return TRUE;
  number = tl_doc_number_parse (self->number);
  return g_strcmp0 (number != NULL ? number->normal : self->number, number_normal) == 0;
}

const char *
tl_phapdien_source_get_valid_from (const TlPhapdienSource *self)
{
  const char *latest = self->effective;
  guint n = self->changes->len;

  /* The repeal ends the text, it did not make it; where an article was added and repealed by
   * different documents, the last one named repealed it. */
  if (self->repealed)
    n = self->added && n > 0 ? n - 1 : 0;
  for (guint i = 0; i < n; i++)
    {
      const TlPhapdienChange *change = g_ptr_array_index (self->changes, i);
      if (change->date != NULL && (latest == NULL || strcmp (change->date, latest) > 0))
        latest = change->date;
    }
  return latest;
}

char *
tl_phapdien_source_dup_valid_to (const TlPhapdienSource *self)
{
  const TlPhapdienChange *last;
  g_auto (GStrv) fields = NULL;
  GDate day;
  char date[TL_DATE_SIZE];

  if (!self->repealed || self->changes->len == 0)
    return NULL;
  last = g_ptr_array_index (self->changes, self->changes->len - 1);
  if (last->date == NULL)
    return NULL;
  fields = g_strsplit (last->date, "-", 3);
  g_date_clear (&day, 1);
  g_date_set_dmy (&day, (GDateDay)atoi (fields[2]), (GDateMonth)atoi (fields[1]),
                  (GDateYear)atoi (fields[0]));
  g_date_subtract_days (&day, 1);
  if (!tl_date_from_dmy (g_date_get_day (&day), g_date_get_month (&day), g_date_get_year (&day),
                         date))
    return NULL;
  return g_strdup (date);
}

/* "Quy định về ..." after "Nghị định" continues the sentence; the name of a law is a name. */
static gboolean
is_name (const char *type)
{
  return strcmp (type, "Luật") == 0 || strcmp (type, "Bộ luật") == 0
         || strcmp (type, "Pháp lệnh") == 0;
}

static char *
dup_lower_first (const char *title)
{
  const char *second = g_utf8_next_char (title);
  gunichar first = g_utf8_get_char (title);
  g_autoptr (GString) text = NULL;

  /* An abbreviation or a heading in capitals stays as it is. */
  if (!g_unichar_isupper (first) || !g_unichar_islower (g_utf8_get_char (second)))
    return g_strdup (title);
  text = g_string_new (NULL);
  g_string_append_unichar (text, g_unichar_tolower (first));
  g_string_append (text, second);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

char *
tl_phapdien_source_dup_title (const TlPhapdienSource *self)
{
  g_autofree char *rest = NULL;
  g_autofree char *folded_title = NULL;
  g_autofree char *folded_type = NULL;

  if (self->title == NULL || self->type == NULL)
    return g_strdup (self->title);
  folded_title = g_utf8_casefold (self->title, -1);
  folded_type = g_utf8_casefold (self->type, -1);
  if (g_str_has_prefix (folded_title, folded_type))
    return g_strdup (self->title);
  rest = is_name (self->type) && !g_str_has_prefix (self->title, "Về ")
             ? g_strdup (self->title)
             : dup_lower_first (self->title);
  return g_strdup_printf ("%s %s", self->type, rest);
}
