/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "publish/tl-publish-amend.h"

#include <string.h>

#include "base/tl-clock.h"
#include "base/tl-json.h"
#include "corpus/tl-statute-versions.h"
#include "publish/tl-publish-outstanding.h"

/* What one document orders about others. */
typedef struct
{
  char *id;
  char *number; /* (nullable): as source lines print it */
  char *effective;
  gboolean training;
  GPtrArray *amendments;
} Amender;

/* The part of an amender's orders that is about one target. */
typedef struct
{
  const Amender *amender;
  GPtrArray *amendments; /* borrowed */
} Change;

struct _TlPublishAmend
{
  GPtrArray *amenders;
  GHashTable *names;   /* number, title or abbreviation -> id */
  GHashTable *targets; /* id -> GPtrArray of Change */
  TlPublishOutstanding *outstanding;
  GPtrArray *notes;
  guint64 applied;
};

static void
amender_free (gpointer data)
{
  Amender *amender = data;

  g_free (amender->id);
  g_free (amender->number);
  g_free (amender->effective);
  g_ptr_array_unref (amender->amendments);
  g_free (amender);
}

static void
change_free (gpointer data)
{
  Change *change = data;

  g_ptr_array_unref (change->amendments);
  g_free (change);
}

static gboolean
is_codified (const TlDocument *document)
{
  g_autoptr (JsonObject) meta
      = document->meta != NULL ? tl_json_parse (document->meta, -1, NULL) : NULL;

  return meta != NULL && json_object_has_member (meta, "codification");
}

/* Fictional law and real law never change each other. */
static char *
dup_key (gboolean training, const char *name)
{
  g_autofree char *folded = g_utf8_casefold (name, -1);

  return g_strdup_printf ("%c%s", training ? 't' : 'r', folded);
}

static void
add_name (TlPublishAmend *self, const TlDocument *document, const char *name)
{
  char *key;

  if (name == NULL)
    return;
  key = dup_key (document->training, name);
  /* Laws and resolutions of the National Assembly may share a number; the first is the law. */
  if (g_hash_table_contains (self->names, key))
    g_free (key);
  else
    g_hash_table_insert (self->names, key, g_strdup (document->id));
}

static const char *
first_day (const TlDocument *document)
{
  if (document->effective_from != NULL)
    return document->effective_from;
  for (guint i = 0; i < document->blocks->len; i++)
    if (tl_document_get_block (document, i)->valid_from != NULL)
      return tl_document_get_block (document, i)->valid_from;
  return NULL;
}

static gboolean
changes_text (const TlAmendment *amendment)
{
  return amendment->kind != TL_AMENDMENT_BASIS && amendment->kind != TL_AMENDMENT_IMPLEMENT
         && amendment->kind != TL_AMENDMENT_CONSOLIDATE && amendment->kind != TL_AMENDMENT_CORRECT;
}

static void
read_orders (TlPublishAmend *self, const TlDocument *document)
{
  g_autoptr (GPtrArray) seen = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) amendments = tl_document_read_amendments (document, seen);
  Amender *amender;

  for (guint i = 0; self->notes != NULL && i < seen->len; i++)
    g_ptr_array_add (self->notes,
                     g_strdup_printf ("%s, %s", document->id, (char *)g_ptr_array_index (seen, i)));
  tl_publish_outstanding_take (self->outstanding, document, amendments);
  for (guint i = amendments->len; i > 0; i--)
    if (!changes_text (g_ptr_array_index (amendments, i - 1)))
      g_ptr_array_remove_index (amendments, i - 1);
  if (amendments->len == 0)
    return;
  amender = g_new0 (Amender, 1);
  amender->id = g_strdup (document->id);
  amender->number = g_strdup (document->number);
  amender->effective = g_strdup (first_day (document));
  amender->training = document->training;
  amender->amendments = g_steal_pointer (&amendments);
  g_ptr_array_add (self->amenders, amender);
}

static gboolean
document_cb (TlDocument *document, gpointer user_data, GError **error)
{
  TlPublishAmend *self = user_data;

  if (document->meta != NULL && g_str_has_prefix (document->meta, "{\"record\""))
    return TRUE;
  /* Statutes come first. */
  if (document->kind != TL_DOC_STATUTE)
    return FALSE;
  add_name (self, document, document->number_normal);
  add_name (self, document, document->title);
  add_name (self, document, document->short_name);
  if (!is_codified (document))
    read_orders (self, document);
  return TRUE;
}

static const char *
find_target (TlPublishAmend *self, const Amender *amender, const TlCitedDoc *target)
{
  g_autofree char *key = NULL;
  const char *id;

  if (target->number != NULL)
    {
      gboolean resolution = g_str_has_prefix (target->key, "NQ");

      key = dup_key (amender->training, target->number);
      id = g_hash_table_lookup (self->names, key);
      /* A law and a resolution of the National Assembly may have the same number. */
      if (id != NULL && strstr (target->number, "/QH") != NULL
          && resolution != g_str_has_prefix (id, "nq-"))
        return NULL;
      return id;
    }
  key = dup_key (amender->training, target->name != NULL ? target->name : target->key);
  return g_hash_table_lookup (self->names, key);
}

static Change *
find_change (GPtrArray *changes, const Amender *amender)
{
  Change *change = changes->len > 0 ? g_ptr_array_index (changes, changes->len - 1) : NULL;

  if (change != NULL && change->amender == amender)
    return change;
  change = g_new0 (Change, 1);
  change->amender = amender;
  change->amendments = g_ptr_array_new ();
  g_ptr_array_add (changes, change);
  return change;
}

static void
sort_by_target (TlPublishAmend *self, const Amender *amender)
{
  for (guint i = 0; i < amender->amendments->len; i++)
    {
      TlAmendment *amendment = g_ptr_array_index (amender->amendments, i);
      const char *id = find_target (self, amender, amendment->target);
      GPtrArray *changes;

      if (id == NULL || strcmp (id, amender->id) == 0)
        continue;
      changes = g_hash_table_lookup (self->targets, id);
      if (changes == NULL)
        {
          changes = g_ptr_array_new_with_free_func (change_free);
          g_hash_table_insert (self->targets, g_strdup (id), changes);
        }
      g_ptr_array_add (find_change (changes, amender)->amendments, amendment);
    }
}

/* By the day from which they hold; those without a day last. */
static gint
compare_amenders (gconstpointer a, gconstpointer b)
{
  const Amender *left = *(Amender *const *)a;
  const Amender *right = *(Amender *const *)b;
  int order = g_strcmp0 (left->effective != NULL ? left->effective : "9",
                         right->effective != NULL ? right->effective : "9");

  return order != 0 ? order : strcmp (left->id, right->id);
}

TlPublishAmend *
tl_publish_amend_new (TlDocStore *store, GPtrArray *notes, GError **error)
{
  g_autoptr (TlPublishAmend) self = g_new0 (TlPublishAmend, 1);

  self->notes = notes != NULL ? g_ptr_array_ref (notes) : NULL;
  self->outstanding = tl_publish_outstanding_new ();
  self->amenders = g_ptr_array_new_with_free_func (amender_free);
  self->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->targets
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_ptr_array_unref);
  if (!tl_doc_store_foreach (store, document_cb, self, error))
    return NULL;
  g_ptr_array_sort (self->amenders, compare_amenders);
  for (guint i = 0; i < self->amenders->len; i++)
    sort_by_target (self, g_ptr_array_index (self->amenders, i));
  return g_steal_pointer (&self);
}

void
tl_publish_amend_free (TlPublishAmend *self)
{
  g_clear_pointer (&self->outstanding, tl_publish_outstanding_free);
  g_clear_pointer (&self->targets, g_hash_table_unref);
  g_clear_pointer (&self->amenders, g_ptr_array_unref);
  g_clear_pointer (&self->names, g_hash_table_unref);
  g_clear_pointer (&self->notes, g_ptr_array_unref);
  g_free (self);
}

/* Whether the source line of the article names the amending document: the page shows its change. */
static gboolean
is_carried (const TlDocument *document, const TlAmendment *amendment, const Amender *amender)
{
  g_autofree char *article = NULL;
  int index;

  if (amendment->unit == NULL || amender->number == NULL)
    return FALSE;
  article = g_strndup (amendment->unit, strcspn (amendment->unit, "."));
  index = tl_document_find (document, article, NULL);
  if (index < 0 || tl_document_get_block (document, (guint)index)->source_line == NULL)
    return FALSE;
  return strstr (tl_document_get_block (document, (guint)index)->source_line, amender->number)
         != NULL;
}

/* Which orders about the document are not in its source already. */
static GPtrArray *
list_wanted (const TlDocument *document, const Change *change)
{
  GPtrArray *wanted = g_ptr_array_new ();

  for (guint k = 0; k < change->amendments->len; k++)
    if (!is_carried (document, g_ptr_array_index (change->amendments, k), change->amender))
      g_ptr_array_add (wanted, g_ptr_array_index (change->amendments, k));
  return wanted;
}

TlDocument *
tl_publish_amend_apply (TlPublishAmend *self, TlDocument *document)
{
  GPtrArray *changes
      = document->kind == TL_DOC_STATUTE ? g_hash_table_lookup (self->targets, document->id) : NULL;
  g_autoptr (GPtrArray) applied = g_ptr_array_new ();
  g_autoptr (TlDocument) result = tl_document_ref (document);

  if (document->kind != TL_DOC_STATUTE)
    return g_steal_pointer (&result);
  for (guint i = 0; changes != NULL && i < changes->len; i++)
    {
      const Change *change = g_ptr_array_index (changes, i);
      g_autoptr (GPtrArray) wanted = list_wanted (result, change);
      TlDocument *changed;

      if (change->amender->number != NULL)
        g_ptr_array_add (applied, change->amender->number);
      if (wanted->len == 0)
        continue;
      changed = tl_statute_apply (result, change->amender->id, change->amender->effective, wanted,
                                  self->notes);
      self->applied += wanted->len;
      tl_document_unref (result);
      result = changed;
    }
  return tl_publish_outstanding_mark (self->outstanding, result, applied);
}

guint64
tl_publish_amend_get_applied (TlPublishAmend *self)
{
  return self->applied;
}
