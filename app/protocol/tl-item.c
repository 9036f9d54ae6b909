/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "protocol/tl-item.h"

#include <string.h>

#include "base/tl-canonical.h"
#include "base/tl-error.h"
#include "protocol/tl-member-private.h"

#define FORMAT "troly-item-1"

static const TlTextRule rule_format = { "format", TL_TEXT_CODE, 64, TRUE, FALSE };
static const TlTextRule rule_id = { "id", TL_TEXT_UUID, 0, TRUE, FALSE };
static const TlTextRule rule_kind = { "kind", TL_TEXT_CODE, 64, TRUE, FALSE };
static const TlTextRule rule_verdict = { "verdict", TL_TEXT_CODE, 64, TRUE, FALSE };
static const TlTextRule rule_document = { "document", TL_TEXT_CODE, TL_ITEM_MAX_ID, TRUE, FALSE };
static const TlTextRule rule_anchor = { "anchor", TL_TEXT_CODE, TL_ITEM_MAX_ID, TRUE, FALSE };
static const TlTextRule rule_label = { "label", TL_TEXT_LINE, TL_ITEM_MAX_ID, TRUE, FALSE };
static const TlTextRule rule_version = { "version", TL_TEXT_DATE, 0, TRUE, FALSE };
static const TlTextRule rule_quote = { "quote", TL_TEXT_LINES, TL_ITEM_MAX_QUOTE, FALSE, FALSE };
static const TlTextRule rule_program
    = { "program", TL_TEXT_CODE, TL_ITEM_MAX_PROGRAM, TRUE, FALSE };
static const TlTextRule rule_question
    = { "question", TL_TEXT_LINES, TL_ITEM_MAX_TEXT, FALSE, FALSE };
/* A comment may be a verdict alone; an answer is never empty. */
static const TlTextRule rule_comment = { "text", TL_TEXT_LINES, TL_ITEM_MAX_TEXT, FALSE, TRUE };
static const TlTextRule rule_answer = { "text", TL_TEXT_LINES, TL_ITEM_MAX_TEXT, FALSE, FALSE };

/* ---- Names ---- */

static const char *const kinds[]
    = { [TL_ITEM_FEEDBACK] = "feedback", [TL_ITEM_CONTRIBUTION] = "contribution" };

static const char *const verdicts[] = {
  [TL_ITEM_RIGHT] = "right",       [TL_ITEM_WRONG] = "wrong", [TL_ITEM_MISSING] = "missing",
  [TL_ITEM_OUTDATED] = "outdated", [TL_ITEM_OTHER] = "other",
};

static const char *const states[] = {
  [TL_ITEM_WAITING] = "waiting", [TL_ITEM_SENDING] = "sending",
  [TL_ITEM_FAILED] = "failed",   [TL_ITEM_RECEIVED] = "received",
  [TL_ITEM_EDITING] = "editing", [TL_ITEM_ACCEPTED] = "accepted",
  [TL_ITEM_APPLIED] = "applied", [TL_ITEM_REJECTED] = "rejected",
  [TL_ITEM_MERGED] = "merged",   [TL_ITEM_WITHDRAWN] = "withdrawn",
};

static gboolean
find_name (const char *const *names, guint n, const char *name, guint *index)
{
  for (*index = 0; *index < n; (*index)++)
    if (g_strcmp0 (names[*index], name) == 0)
      return TRUE;
  return FALSE;
}

const char *
tl_item_kind_to_name (TlItemKind kind)
{
  return (guint)kind < G_N_ELEMENTS (kinds) ? kinds[kind] : NULL;
}

gboolean
tl_item_kind_from_name (const char *name, TlItemKind *kind)
{
  guint index;

  if (!find_name (kinds, G_N_ELEMENTS (kinds), name, &index))
    return FALSE;
  *kind = (TlItemKind)index;
  return TRUE;
}

const char *
tl_item_state_to_name (TlItemState state)
{
  return (guint)state < G_N_ELEMENTS (states) ? states[state] : NULL;
}

gboolean
tl_item_state_from_name (const char *name, TlItemState *state)
{
  guint index;

  if (!find_name (states, G_N_ELEMENTS (states), name, &index))
    return FALSE;
  *state = (TlItemState)index;
  return TRUE;
}

const char *
tl_item_verdict_to_name (TlItemVerdict verdict)
{
  return (guint)verdict < G_N_ELEMENTS (verdicts) ? verdicts[verdict] : NULL;
}

gboolean
tl_item_verdict_from_name (const char *name, TlItemVerdict *verdict)
{
  guint index;

  if (!find_name (verdicts, G_N_ELEMENTS (verdicts), name, &index))
    return FALSE;
  *verdict = (TlItemVerdict)index;
  return TRUE;
}

/* ---- Items ---- */

static void
citation_free (gpointer data)
{
  TlItemCitation *self = data;

  g_free (self->document);
  g_free (self->anchor);
  g_free (self->label);
  g_free (self);
}

TlItem *
tl_item_new (TlItemKind kind)
{
  TlItem *self = g_new0 (TlItem, 1);

  self->id = g_uuid_string_random ();
  self->kind = kind;
  self->sequence = 1;
  self->revision = 1;
  self->verdict = TL_ITEM_OTHER;
  self->citations = g_ptr_array_new_with_free_func (citation_free);
  return self;
}

TlItem *
tl_item_copy (const TlItem *self)
{
  TlItem *copy = g_memdup2 (self, sizeof *self);

  copy->id = g_strdup (self->id);
  copy->document = g_strdup (self->document);
  copy->anchor = g_strdup (self->anchor);
  copy->version = g_strdup (self->version);
  copy->quote = g_strdup (self->quote);
  copy->question = g_strdup (self->question);
  copy->text = g_strdup (self->text);
  copy->program = g_strdup (self->program);
  copy->citations = g_ptr_array_new_with_free_func (citation_free);
  for (guint i = 0; i < self->citations->len; i++)
    {
      const TlItemCitation *citation = g_ptr_array_index (self->citations, i);

      tl_item_add_citation (copy, citation->document, citation->anchor, citation->label);
    }
  return copy;
}

void
tl_item_free (TlItem *self)
{
  if (self == NULL)
    return;
  g_free (self->id);
  g_free (self->document);
  g_free (self->anchor);
  g_free (self->version);
  g_free (self->quote);
  g_free (self->question);
  g_free (self->text);
  g_free (self->program);
  g_ptr_array_unref (self->citations);
  g_free (self);
}

void
tl_item_add_citation (TlItem *self, const char *document, const char *anchor, const char *label)
{
  TlItemCitation *citation = g_new0 (TlItemCitation, 1);

  citation->document = g_strdup (document);
  citation->anchor = g_strdup (anchor);
  citation->label = g_strdup (label);
  g_ptr_array_add (self->citations, citation);
}

/* ---- Writing ---- */

static gboolean
put_about (JsonObject *body, const TlItem *item, GError **error)
{
  g_autoptr (JsonObject) about = NULL;

  if (item->document == NULL)
    return (item->anchor == NULL && item->version == NULL && item->quote == NULL)
           || _tl_protocol_fail (error, TL_ERROR_INPUT, "\"about\" has no document");
  about = json_object_new ();
  if (!_tl_put_text (about, &rule_document, item->document, error)
      || !_tl_put_text (about, &rule_anchor, item->anchor, error)
      || !_tl_put_text (about, &rule_version, item->version, error)
      || !_tl_put_text (about, &rule_quote, item->quote, error))
    return FALSE;
  json_object_set_object_member (body, "about", g_steal_pointer (&about));
  return TRUE;
}

static gboolean
put_citations (JsonObject *body, const TlItem *item, GError **error)
{
  g_autoptr (JsonArray) list = json_array_new ();

  if (item->citations->len < 1)
    return _tl_protocol_fail (error, TL_ERROR_INPUT, "\"citations\" is empty");
  if (item->citations->len > TL_ITEM_MAX_CITATIONS)
    return _tl_protocol_fail (error, TL_ERROR_LIMIT,
                              "\"citations\" has %u entries, %d are the most", item->citations->len,
                              TL_ITEM_MAX_CITATIONS);
  for (guint i = 0; i < item->citations->len; i++)
    {
      const TlItemCitation *citation = g_ptr_array_index (item->citations, i);
      g_autoptr (JsonObject) entry = json_object_new ();

      if (citation->document == NULL || citation->label == NULL)
        return _tl_protocol_fail (error, TL_ERROR_INPUT, "a citation has no document or no label");
      if (!_tl_put_text (entry, &rule_document, citation->document, error)
          || !_tl_put_text (entry, &rule_anchor, citation->anchor, error)
          || !_tl_put_text (entry, &rule_label, citation->label, error))
        return FALSE;
      json_array_add_object_element (list, g_steal_pointer (&entry));
    }
  json_object_set_array_member (body, "citations", g_steal_pointer (&list));
  return TRUE;
}

static gboolean
put_comment (JsonObject *body, const TlItem *item, GError **error)
{
  if (item->citations->len > 0)
    return _tl_protocol_fail (error, TL_ERROR_INPUT, "a comment has no \"citations\"");
  return _tl_put_text (body, &rule_verdict, tl_item_verdict_to_name (item->verdict), error)
         && put_about (body, item, error)
         && _tl_put_text (body, &rule_question, item->question, error)
         && _tl_put_text (body, &rule_comment, item->text != NULL ? item->text : "", error);
}

static gboolean
put_contribution (JsonObject *body, const TlItem *item, GError **error)
{
  if (item->document != NULL || item->quote != NULL)
    return _tl_protocol_fail (error, TL_ERROR_INPUT, "a contribution is \"about\" nothing");
  return _tl_put_text (body, &rule_question, item->question != NULL ? item->question : "", error)
         && _tl_put_text (body, &rule_answer, item->text != NULL ? item->text : "", error)
         && put_citations (body, item, error);
}

char *
tl_item_to_body (const TlItem *self, GError **error)
{
  g_autoptr (JsonObject) body = json_object_new ();
  g_autofree char *text = NULL;
  const char *kind = tl_item_kind_to_name (self->kind);

  if (kind == NULL
      || (self->kind == TL_ITEM_FEEDBACK && tl_item_verdict_to_name (self->verdict) == NULL))
    {
      _tl_protocol_fail (error, TL_ERROR_INPUT, "\"kind\" or \"verdict\" is none");
      return NULL;
    }
  if (!_tl_put_text (body, &rule_format, FORMAT, error)
      || !_tl_put_text (body, &rule_id, self->id != NULL ? self->id : "", error)
      || !_tl_put_text (body, &rule_kind, kind, error)
      || !_tl_put_number (body, "sequence", 1, TL_CANONICAL_NUMBER, self->sequence, error)
      || !_tl_put_number (body, "revision", 1, TL_CANONICAL_NUMBER, self->revision, error)
      || !_tl_put_number (body, "serial", 0, TL_CANONICAL_NUMBER, self->serial, error)
      || !_tl_put_text (body, &rule_program, self->program != NULL ? self->program : "", error)
      || !(self->kind == TL_ITEM_FEEDBACK ? put_comment (body, self, error)
                                          : put_contribution (body, self, error)))
    return NULL;
  text = tl_canonical_write (body, error);
  if (text != NULL && strlen (text) > TL_ITEM_MAX_BODY)
    {
      _tl_protocol_fail (error, TL_ERROR_LIMIT, "the body has %zu bytes, %d are the most",
                         strlen (text), TL_ITEM_MAX_BODY);
      return NULL;
    }
  return g_steal_pointer (&text);
}

/* ---- Reading ---- */

static gboolean
take_about (TlMembers *body, TlItem *item)
{
  TlMembers about = { .error = body->error };

  about.object = _tl_take_object (body, "about", TRUE);
  if (about.object == NULL)
    return !body->failed;
  item->document = _tl_take_text (&about, &rule_document, FALSE);
  item->anchor = _tl_take_text (&about, &rule_anchor, TRUE);
  item->version = _tl_take_text (&about, &rule_version, TRUE);
  item->quote = _tl_take_text (&about, &rule_quote, TRUE);
  return _tl_take_end (&about);
}

static gboolean
take_citation (JsonNode *node, TlItem *item, GError **error)
{
  TlMembers members = { .error = error };
  g_autofree char *document = NULL;
  g_autofree char *anchor = NULL;
  g_autofree char *label = NULL;

  if (!JSON_NODE_HOLDS_OBJECT (node))
    return _tl_protocol_fail (error, TL_ERROR_INPUT, "a citation is of the wrong kind");
  members.object = json_node_get_object (node);
  document = _tl_take_text (&members, &rule_document, FALSE);
  anchor = _tl_take_text (&members, &rule_anchor, TRUE);
  label = _tl_take_text (&members, &rule_label, FALSE);
  if (!_tl_take_end (&members))
    return FALSE;
  tl_item_add_citation (item, document, anchor, label);
  return TRUE;
}

static gboolean
take_citations (TlMembers *body, TlItem *item)
{
  JsonArray *list = _tl_take_array (body, "citations", 1, TL_ITEM_MAX_CITATIONS);

  for (guint i = 0; list != NULL && i < json_array_get_length (list); i++)
    if (!take_citation (json_array_get_element (list, i), item, body->error))
      return FALSE;
  return list != NULL;
}

static gboolean
take_comment (TlMembers *body, TlItem *item)
{
  g_autofree char *verdict = _tl_take_text (body, &rule_verdict, FALSE);

  if (verdict == NULL)
    return FALSE;
  if (!tl_item_verdict_from_name (verdict, &item->verdict))
    return _tl_protocol_fail (body->error, TL_ERROR_INPUT, "\"verdict\" is none");
  if (!take_about (body, item))
    return FALSE;
  item->question = _tl_take_text (body, &rule_question, TRUE);
  item->text = _tl_take_text (body, &rule_comment, FALSE);
  return TRUE;
}

static gboolean
take_contribution (TlMembers *body, TlItem *item)
{
  item->question = _tl_take_text (body, &rule_question, FALSE);
  item->text = _tl_take_text (body, &rule_answer, FALSE);
  return take_citations (body, item);
}

static gboolean
take_item (TlMembers *body, TlItem *item)
{
  g_autofree char *format = _tl_take_text (body, &rule_format, FALSE);
  g_autofree char *kind = NULL;

  g_free (item->id);
  item->id = _tl_take_text (body, &rule_id, FALSE);
  kind = _tl_take_text (body, &rule_kind, FALSE);
  item->sequence = _tl_take_number (body, "sequence", 1, TL_CANONICAL_NUMBER);
  item->revision = _tl_take_number (body, "revision", 1, TL_CANONICAL_NUMBER);
  item->serial = _tl_take_number (body, "serial", 0, TL_CANONICAL_NUMBER);
  item->program = _tl_take_text (body, &rule_program, FALSE);
  if (body->failed)
    return FALSE;
  if (!tl_item_kind_from_name (kind, &item->kind))
    return _tl_protocol_fail (body->error, TL_ERROR_INPUT, "\"kind\" is none");
  return (item->kind == TL_ITEM_FEEDBACK ? take_comment (body, item)
                                         : take_contribution (body, item))
         && _tl_take_end (body);
}

TlItem *
tl_item_from_body (const char *body, gssize length, GError **error)
{
  g_autoptr (TlItem) item = tl_item_new (TL_ITEM_FEEDBACK);
  g_autoptr (JsonObject) object = NULL;
  TlMembers members = { .error = error };

  object = tl_canonical_read (body, length < 0 ? strlen (body) : (gsize)length, TL_ITEM_MAX_BODY,
                              FORMAT, error);
  if (object == NULL)
    return NULL;
  members.object = object;
  return take_item (&members, item) ? g_steal_pointer (&item) : NULL;
}
