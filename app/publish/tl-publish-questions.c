/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "publish/tl-publish-questions.h"

#include <glib/gstdio.h>
#include <string.h>

#include "base/tl-error.h"
#include "base/tl-json.h"
#include "base/tl-limits.h"

TlPublishQuestion *
tl_publish_question_new (const char *name, const char *text, const char *doc, const char *anchor)
{
  TlPublishQuestion *self = g_new0 (TlPublishQuestion, 1);

  self->name = g_strdup (name);
  self->text = g_strdup (text);
  self->doc = g_strdup (doc);
  self->anchor = anchor != NULL && *anchor != '\0' ? g_strdup (anchor) : NULL;
  return self;
}

void
tl_publish_question_free (TlPublishQuestion *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->sources, g_ptr_array_unref);
  g_free (self->name);
  g_free (self->text);
  g_free (self->doc);
  g_free (self->anchor);
  g_free (self);
}

/* The strings of "relevant", NULL when it is no list of strings. */
static GPtrArray *
read_sources (JsonObject *line)
{
  g_autoptr (GPtrArray) sources = g_ptr_array_new_with_free_func (g_free);
  JsonNode *node = json_object_get_member (line, "relevant");
  JsonArray *list;

  if (node == NULL || !JSON_NODE_HOLDS_ARRAY (node))
    return NULL;
  list = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (list); i++)
    {
      JsonNode *source = json_array_get_element (list, i);

      if (json_node_get_value_type (source) != G_TYPE_STRING)
        return NULL;
      g_ptr_array_add (sources, g_strdup (json_node_get_string (source)));
    }
  return g_steal_pointer (&sources);
}

static TlPublishQuestion *
read_line (const char *text, gsize length, guint number, GError **error)
{
  g_autoptr (JsonObject) line = tl_json_parse (text, (gssize)length, error);
  g_autoptr (TlPublishQuestion) self = NULL;
  g_autofree char *name = NULL;
  const char *qid, *question, *doc;

  if (line == NULL)
    return NULL;
  qid = tl_json_get_string (line, "qid");
  name = qid != NULL ? g_strdup_printf ("question “%s”", qid)
                     : g_strdup_printf ("the question of line %u", number);
  question = tl_json_get_string (line, "text");
  question = question != NULL ? question : tl_json_get_string (line, "question");
  doc = tl_json_get_string (line, "doc");
  if (question != NULL)
    {
      self = tl_publish_question_new (name, question, doc, tl_json_get_string (line, "anchor"));
      self->sources = doc == NULL ? read_sources (line) : NULL;
      if (doc != NULL || self->sources != NULL)
        return g_steal_pointer (&self);
    }
  g_set_error (error, TL_ERROR, TL_ERROR_INPUT,
               "neither {\"qid\",\"text\",\"relevant\":[…]} nor {\"question\",\"doc\",\"anchor\"}");
  return NULL;
}

GPtrArray *
tl_publish_questions_parse (const char *data, gsize length, const char *name, GError **error)
{
  g_autoptr (GPtrArray) questions
      = g_ptr_array_new_with_free_func ((GDestroyNotify)tl_publish_question_free);
  const char *end = data + length;
  guint number = 0;

  for (const char *line = data; line < end;)
    {
      const char *stop = memchr (line, '\n', (gsize)(end - line));
      TlPublishQuestion *question;

      stop = stop != NULL ? stop : end;
      number++;
      if (stop > line && !(stop == line + 1 && *line == '\r'))
        {
          question = read_line (line, (gsize)(stop - line), number, error);
          if (question == NULL)
            {
              g_prefix_error (error, "%s:%u: ", name, number);
              return NULL;
            }
          g_ptr_array_add (questions, question);
        }
      line = stop < end ? stop + 1 : end;
    }
  return g_steal_pointer (&questions);
}

GPtrArray *
tl_publish_questions_load (const char *path, GError **error)
{
  g_autofree char *text = NULL;
  GStatBuf status;
  gsize length;

  if (g_stat (path, &status) == 0 && status.st_size > TL_LIMIT_TEXT_FILE)
    {
      g_set_error (error, TL_ERROR, TL_ERROR_LIMIT, "%s: larger than the limit of %d bytes", path,
                   TL_LIMIT_TEXT_FILE);
      return NULL;
    }
  if (!g_file_get_contents (path, &text, &length, error))
    return NULL;
  return tl_publish_questions_parse (text, length, path, error);
}
