/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "corpus/tl-outstanding.h"

#include <string.h>

#include "base/tl-clock.h"
#include "base/tl-json.h"
#include "corpus/tl-document-private.h"

#define LIST         "outstanding"
#define SAME         "unchanged"
#define CONSOLIDATES "consolidates"
#define REPLACES     "replaces"

TlOutstanding *
tl_outstanding_new (const char *number, const char *from, const char *shown_in)
{
  TlOutstanding *self = g_new0 (TlOutstanding, 1);

  self->number = g_strdup (number);
  self->from = g_strdup (from);
  self->shown_in = g_strdup (shown_in);
  return self;
}

void
tl_outstanding_free (TlOutstanding *self)
{
  g_free (self->number);
  g_free (self->from);
  g_free (self->shown_in);
  g_free (self);
}

static void
outstanding_free (gpointer data)
{
  tl_outstanding_free (data);
}

/* Most documents say nothing of the kind; parsing is for those that do. */
static JsonObject *
read_meta (const TlDocument *document, const char *name)
{
  if (document->meta == NULL || strstr (document->meta, name) == NULL)
    return NULL;
  return tl_json_parse (document->meta, -1, NULL);
}

static JsonArray *
get_list (JsonObject *meta, const char *name)
{
  JsonNode *node = json_object_get_member (meta, name);

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

/* Whether the article in which the unit stands is among the unchanged ones. */
static gboolean
is_unchanged (JsonObject *meta, const char *anchor)
{
  JsonArray *same = get_list (meta, SAME);
  gsize length = anchor != NULL ? strcspn (anchor, ".") : 0;

  for (guint i = 0; anchor != NULL && same != NULL && i < json_array_get_length (same); i++)
    {
      JsonNode *element = json_array_get_element (same, i);
      const char *article = JSON_NODE_HOLDS_VALUE (element) ? json_node_get_string (element) : NULL;

      if (article != NULL && strlen (article) == length && strncmp (article, anchor, length) == 0)
        return TRUE;
    }
  return FALSE;
}

/* The year in a number: "86/2025/QH15". */
static const char *
year_of (const char *number)
{
  const char *slash = strchr (number, '/');

  return slash != NULL && g_ascii_isdigit (slash[1]) ? slash + 1 : "9999";
}

static gboolean
has_begun (const char *number, const char *from, const char *as_of)
{
  return tl_date_is_valid (from) ? strcmp (from, as_of) <= 0
                                 : strncmp (year_of (number), as_of, 4) < 0;
}

static gint
newest_first (gconstpointer a, gconstpointer b)
{
  const TlOutstanding *left = *(const TlOutstanding *const *)a;
  const TlOutstanding *right = *(const TlOutstanding *const *)b;
  g_autofree char *left_year = g_strndup (year_of (left->number), 4);
  g_autofree char *right_year = g_strndup (year_of (right->number), 4);
  int order = (left->replaces ? 0 : 1) - (right->replaces ? 0 : 1);

  if (order == 0)
    order = strcmp (right->from != NULL ? right->from : right_year,
                    left->from != NULL ? left->from : left_year);

  if (order == 0)
    order = strcmp (right_year, left_year);
  return order != 0 ? order : strcmp (left->number, right->number);
}

GPtrArray *
tl_document_list_outstanding (const TlDocument *document, const char *anchor, const char *as_of)
{
  g_autoptr (JsonObject) meta = read_meta (document, "\"" LIST "\"");
  JsonArray *list = meta != NULL ? get_list (meta, LIST) : NULL;
  gboolean unchanged = list != NULL && is_unchanged (meta, anchor);
  GPtrArray *found = g_ptr_array_new_with_free_func (outstanding_free);

  for (guint i = 0; list != NULL && i < json_array_get_length (list); i++)
    {
      JsonNode *element = json_array_get_element (list, i);
      JsonObject *entry = JSON_NODE_HOLDS_OBJECT (element) ? json_node_get_object (element) : NULL;
      const char *number = entry != NULL ? tl_json_get_string (entry, "number") : NULL;
      const char *from = entry != NULL ? tl_json_get_string (entry, "from") : NULL;
      const char *shown_in = entry != NULL ? tl_json_get_string (entry, "in") : NULL;
      TlOutstanding *change;

      if (number == NULL || !has_begun (number, from, as_of) || (unchanged && shown_in != NULL))
        continue;
      change = tl_outstanding_new (number, from, shown_in);
      change->replaces = g_strcmp0 (tl_json_get_string (entry, "kind"), REPLACES) == 0;
      g_ptr_array_add (found, change);
    }
  g_ptr_array_sort (found, newest_first);
  return found;
}

static JsonArray *
write_changes (GPtrArray *changes)
{
  JsonArray *list = json_array_new ();

  for (guint i = 0; i < changes->len; i++)
    {
      const TlOutstanding *change = g_ptr_array_index (changes, i);
      JsonObject *entry = json_object_new ();

      tl_json_set_string (entry, "number", change->number);
      tl_json_set_string (entry, "from", change->from);
      tl_json_set_string (entry, "in", change->shown_in);
      if (change->replaces)
        tl_json_set_string (entry, "kind", REPLACES);
      json_array_add_object_element (list, entry);
    }
  return list;
}

static JsonArray *
write_strings (GPtrArray *strings)
{
  JsonArray *list = json_array_new ();

  for (guint i = 0; i < strings->len; i++)
    json_array_add_string_element (list, g_ptr_array_index (strings, i));
  return list;
}

TlDocument *
tl_document_mark_outstanding (TlDocument *document,
                              GPtrArray *changes,
                              GPtrArray *same,
                              const char *consolidates)
{
  g_autoptr (JsonObject) meta = NULL;
  TlDocument *marked;

  if (changes->len == 0 && consolidates == NULL)
    return tl_document_ref (document);
  meta = document->meta != NULL ? tl_json_parse (document->meta, -1, NULL) : NULL;
  if (meta == NULL)
    meta = json_object_new ();
  if (changes->len > 0)
    json_object_set_array_member (meta, LIST, write_changes (changes));
  if (changes->len > 0 && same->len > 0)
    json_object_set_array_member (meta, SAME, write_strings (same));
  if (consolidates != NULL)
    tl_json_set_string (meta, CONSOLIDATES, consolidates);
  marked = _tl_document_copy_header (document);
  g_free (marked->meta);
  marked->meta = tl_json_to_line (meta);
  g_ptr_array_unref (marked->blocks);
  marked->blocks = g_ptr_array_ref (document->blocks);
  return marked;
}

char *
tl_document_dup_consolidated (const TlDocument *document)
{
  g_autoptr (JsonObject) meta = read_meta (document, "\"" CONSOLIDATES "\"");

  return meta != NULL ? g_strdup (tl_json_get_string (meta, CONSOLIDATES)) : NULL;
}
