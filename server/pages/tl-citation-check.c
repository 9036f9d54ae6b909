/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "server/pages/tl-citation-check.h"

#include <string.h>

#include "base/tl-json.h"
#include "corpus/tl-doc-uri.h"
#include "corpus/tl-library-links.h"

#define MAX_LABEL 512 /* bytes */

static const char *const effect_words[TL_N_EFFECT_STATES] = {
  [TL_EFFECT_UNKNOWN] = "Chưa rõ hiệu lực", [TL_EFFECT_NOT_YET] = "Chưa có hiệu lực",
  [TL_EFFECT_IN_FORCE] = "Còn hiệu lực",    [TL_EFFECT_PARTLY] = "Hết hiệu lực một phần",
  [TL_EFFECT_EXPIRED] = "Hết hiệu lực",     [TL_EFFECT_NO_TEXT] = "Không có bản văn cho ngày này",
  [TL_EFFECT_SUSPENDED] = "Ngưng hiệu lực", [TL_EFFECT_UNSUITABLE] = "Không còn phù hợp",
};

void
tl_checked_place_free (TlCheckedPlace *self)
{
  if (self == NULL)
    return;
  g_free (self->document);
  g_free (self->anchor);
  g_free (self->label);
  g_free (self->title);
  g_free (self->text);
  g_free (self);
}

static TlCheckedPlace *
new_place (const char *document, const char *anchor, const char *label)
{
  TlCheckedPlace *self = g_new0 (TlCheckedPlace, 1);

  self->document = g_strdup (document);
  self->anchor = anchor != NULL && anchor[0] != '\0' ? g_strdup (anchor) : NULL;
  self->label = g_strdup (label);
  self->effect = "Không có trong kho";
  return self;
}

static char *
document_title (const TlDocument *document)
{
  if (document->number != NULL && document->title != NULL)
    return g_strdup_printf ("%s (%s)", document->title, document->number);
  return g_strdup (document->title != NULL ? document->title : document->number);
}

static void
look_in_document (TlCheckedPlace *place, TlDocument *document, const char *day)
{
  int index = -1;

  place->title = document_title (document);
  if (place->anchor != NULL)
    {
      index = tl_document_find (document, place->anchor, day);
      if (index < 0)
        index = tl_document_find (document, place->anchor, NULL);
      if (index < 0)
        {
          place->effect = "Văn bản không có đơn vị này";
          return;
        }
      place->text = tl_document_unit_text_on (document, index, day);
    }
  place->found = TRUE;
  place->state = tl_document_effect (document, index, day);
  place->effect = effect_words[place->state];
  /* Of a unit whose part has expired the rest still is law; the editor sees the word and the text.
   */
  place->valid = place->state == TL_EFFECT_IN_FORCE || place->state == TL_EFFECT_PARTLY;
}

TlCheckedPlace *
tl_place_check (TlLibrary *library,
                const char *document,
                const char *anchor,
                const char *label,
                const char *day,
                GError **error)
{
  g_autoptr (TlCheckedPlace) place = new_place (document, anchor, label);
  g_autoptr (TlDocument) loaded = NULL;
  GError *failure = NULL;

  if (library == NULL || document == NULL)
    return g_steal_pointer (&place);
  loaded = tl_library_load (library, document, TRUE, &failure);
  if (failure != NULL)
    {
      g_propagate_error (error, failure);
      return NULL;
    }
  if (loaded != NULL)
    look_in_document (place, loaded, day);
  return g_steal_pointer (&place);
}

/* The first "troly:doc/…" of a line. */
static gboolean
find_link (const char *line, char **document, char **anchor, char **label)
{
  const char *start = strstr (line, "troly:");
  gsize length;
  g_autofree char *uri = NULL;
  g_autofree char *before = NULL;

  if (start == NULL)
    return FALSE;
  length = strcspn (start, " \t|,;)");
  uri = g_strndup (start, length);
  if (!tl_doc_uri_parse (uri, document, anchor))
    return FALSE;
  before = g_strndup (line, start - line);
  g_strstrip (g_strdelimit (before, "|", ' '));
  *label = before[0] != '\0' ? g_steal_pointer (&before) : g_strdup (uri);
  return TRUE;
}

static gboolean
check_citation (TlLibrary *library,
                const TlCitation *citation,
                const char *line,
                const char *day,
                GPtrArray *places,
                GError **error)
{
  TlTarget target = { 0 };
  g_autofree char *anchor = tl_citation_dup_anchor (citation);
  TlCheckedPlace *place = NULL;
  gboolean ok = TRUE;

  if (library != NULL)
    ok = tl_library_resolve (library, citation, NULL, day, &target, error);
  /* The unit that was written is looked for, not the deepest one around it that is there. */
  if (ok)
    place = tl_place_check (library, target.document, anchor != NULL ? anchor : target.anchor, line,
                            day, error);
  if (place != NULL)
    {
      if (library != NULL && target.document == NULL)
        place->effect = "Không nhận ra căn cứ trong dòng này";
      g_ptr_array_add (places, place);
    }
  tl_target_clear (&target);
  return place != NULL;
}

static gboolean
check_line (
    TlLibrary *library, const char *line, const char *day, GPtrArray *places, GError **error)
{
  g_autofree char *document = NULL;
  g_autofree char *anchor = NULL;
  g_autofree char *label = NULL;
  g_autoptr (GPtrArray) citations = NULL;

  if (find_link (line, &document, &anchor, &label))
    {
      TlCheckedPlace *place = tl_place_check (library, document, anchor, label, day, error);

      if (place != NULL)
        g_ptr_array_add (places, place);
      return place != NULL;
    }
  citations = tl_citations_find (line, -1, NULL);
  if (citations->len == 0)
    {
      TlCheckedPlace *place = new_place (NULL, NULL, line);

      place->effect = "Không nhận ra căn cứ trong dòng này";
      g_ptr_array_add (places, place);
    }
  for (guint i = 0; i < citations->len && places->len < TL_CITATION_CHECK_MAX; i++)
    {
      g_autofree char *written = citations->len == 1
                                     ? g_strdup (line)
                                     : tl_citation_format_official (citations->pdata[i]);

      if (!check_citation (library, citations->pdata[i], written, day, places, error))
        return FALSE;
    }
  return TRUE;
}

static GPtrArray *
new_places (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify)tl_checked_place_free);
}

/* A label stands in the export and in the program's lists: it is cut at a character, not refused.
 */
static char *
shorten (const char *line)
{
  char *out = g_strdup (line);

  if (strlen (out) > MAX_LABEL)
    {
      out[MAX_LABEL] = '\0';
      *(char *)g_utf8_find_prev_char (out, out + MAX_LABEL) = '\0';
    }
  return g_strstrip (out);
}

GPtrArray *
tl_citations_check_lines (TlLibrary *library, const char *lines, const char *day, GError **error)
{
  g_autoptr (GPtrArray) places = new_places ();
  g_auto (GStrv) parts = g_strsplit (lines, "\n", 4 * TL_CITATION_CHECK_MAX);

  for (guint i = 0; parts[i] != NULL && places->len < TL_CITATION_CHECK_MAX; i++)
    {
      g_autofree char *line = shorten (parts[i]);

      if (line[0] != '\0' && !check_line (library, line, day, places, error))
        return NULL;
    }
  return g_steal_pointer (&places);
}

GPtrArray *
tl_citations_check_json (TlLibrary *library, const char *json, const char *day, GError **error)
{
  g_autoptr (GPtrArray) places = new_places ();
  g_autoptr (JsonNode) node = json_from_string (json, NULL);
  JsonArray *array
      = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
  guint count = array != NULL ? json_array_get_length (array) : 0;

  for (guint i = 0; i < MIN (count, TL_CITATION_CHECK_MAX); i++)
    {
      JsonNode *element = json_array_get_element (array, i);
      JsonObject *object = JSON_NODE_HOLDS_OBJECT (element) ? json_node_get_object (element) : NULL;
      TlCheckedPlace *place;

      if (object == NULL)
        continue;
      /* A line in which nothing was recognised is kept in a draft, and may be recognised later. */
      if (tl_json_get_string (object, "document") == NULL)
        {
          const char *line = tl_json_get_string (object, "label");

          if (line != NULL && !check_line (library, line, day, places, error))
            return NULL;
          continue;
        }
      place = tl_place_check (library, tl_json_get_string (object, "document"),
                              tl_json_get_string (object, "anchor"),
                              tl_json_get_string (object, "label"), day, error);
      if (place == NULL)
        return NULL;
      g_ptr_array_add (places, place);
    }
  return g_steal_pointer (&places);
}

guint
tl_citations_count_valid (GPtrArray *places)
{
  guint count = 0;

  for (guint i = 0; i < places->len; i++)
    count += ((TlCheckedPlace *)places->pdata[i])->valid;
  return count;
}

char *
tl_citations_to_json (GPtrArray *places)
{
  g_autoptr (JsonArray) array = json_array_new ();
  g_autoptr (JsonNode) node = NULL;

  for (guint i = 0; i < places->len; i++)
    {
      TlCheckedPlace *place = places->pdata[i];
      JsonObject *object = json_object_new ();

      if (place->anchor != NULL)
        json_object_set_string_member (object, "anchor", place->anchor);
      if (place->document != NULL)
        json_object_set_string_member (object, "document", place->document);
      json_object_set_string_member (object, "label", place->label != NULL ? place->label : "");
      json_array_add_object_element (array, object);
    }
  node = json_node_init_array (json_node_alloc (), array);
  return json_to_string (node, FALSE);
}

char *
tl_citations_to_lines (GPtrArray *places)
{
  GString *lines = g_string_new (NULL);

  for (guint i = 0; i < places->len; i++)
    {
      TlCheckedPlace *place = places->pdata[i];
      g_autofree char *uri
          = place->document != NULL ? tl_doc_uri_build (place->document, place->anchor) : NULL;

      if (uri == NULL)
        g_string_append_printf (lines, "%s\n", place->label);
      else if (g_strcmp0 (place->label, uri) == 0 || place->label == NULL)
        g_string_append_printf (lines, "%s\n", uri);
      else
        g_string_append_printf (lines, "%s | %s\n", place->label, uri);
    }
  return g_string_free (lines, FALSE);
}
