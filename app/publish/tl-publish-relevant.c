/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "publish/tl-publish-relevant.h"

#include <string.h>

#include "search/index/tl-index-unit.h"
#include "text/tl-text.h"

typedef struct
{
  TlLibrary *library;
  GHashTable *sources; /* id of the source -> GPtrArray of places */
  GPtrArray *asked;
  GHashTable *by_text; /* normalised text -> TlPublishAsked, borrowed */
} Finding;

static void
asked_free (gpointer data)
{
  TlPublishAsked *self = data;

  g_free (self->name);
  g_free (self->text);
  g_ptr_array_unref (self->places);
  g_free (self);
}

static void
add_place (GPtrArray *places, const char *place)
{
  if (!g_ptr_array_find_with_equal_func (places, place, g_str_equal, NULL))
    g_ptr_array_add (places, g_strdup (place));
}

static char *
dup_place (const TlDocument *document, const TlIndexUnit *unit)
{
  return g_strconcat (
      document->id, "#",
      unit->block >= 0 ? tl_document_get_block (document, (guint)unit->block)->anchor : NULL, NULL);
}

/* ---- Ids of the source ---- */

/* The units of @document that hold a block the source calls by a wanted id. */
static void
find_sources (Finding *self, const TlDocument *document)
{
  g_autoptr (GArray) units = tl_index_unit_cut (document);

  for (guint u = 0; u < units->len; u++)
    {
      const TlIndexUnit *unit = &g_array_index (units, TlIndexUnit, u);

      for (guint i = (guint)MAX (unit->block, 0); i < unit->end; i++)
        {
          const char *id = tl_document_get_block (document, i)->source_id;
          GPtrArray *places = id != NULL ? g_hash_table_lookup (self->sources, id) : NULL;
          g_autofree char *place = places != NULL ? dup_place (document, unit) : NULL;

          if (place != NULL)
            add_place (places, place);
        }
    }
}

static gboolean
read_library (Finding *self, GCancellable *cancellable, GError **error)
{
  for (guint v = 0; v < tl_library_get_n_volumes (self->library); v++)
    {
      TlVolume *volume = tl_library_get_volume (self->library, v);

      for (guint32 row = 1; row <= tl_volume_get_n_documents (volume); row++)
        {
          g_autoptr (TlDocument) document = NULL;

          if (g_cancellable_set_error_if_cancelled (cancellable, error))
            return FALSE;
          if (!tl_library_is_current (self->library, v, row))
            continue;
          document = tl_volume_load (volume, row, TRUE, error);
          if (document == NULL)
            return FALSE;
          find_sources (self, document);
        }
    }
  return TRUE;
}

static gboolean
load_sources (Finding *self, GPtrArray *questions, GCancellable *cancellable, GError **error)
{
  for (guint i = 0; i < questions->len; i++)
    {
      GPtrArray *ids = ((TlPublishQuestion *)g_ptr_array_index (questions, i))->sources;

      for (guint k = 0; ids != NULL && k < ids->len; k++)
        g_hash_table_replace (self->sources, g_strdup (g_ptr_array_index (ids, k)),
                              g_ptr_array_new_with_free_func (g_free));
    }
  return g_hash_table_size (self->sources) == 0 || read_library (self, cancellable, error);
}

/* ---- Documents and anchors ---- */

/* A clause stands for the article it is in, a paragraph for its document. */
static void
find_unit (const TlDocument *document, const char *anchor, GPtrArray *places)
{
  g_autoptr (GArray) units = tl_index_unit_cut (document);

  for (guint u = 0; u < units->len; u++)
    {
      const TlIndexUnit *unit = &g_array_index (units, TlIndexUnit, u);
      gboolean holds = anchor == NULL && unit->block < 0;

      for (guint i = (guint)MAX (unit->block, 0); anchor != NULL && !holds && i < unit->end; i++)
        holds = strcmp (tl_document_get_block (document, i)->anchor, anchor) == 0;
      if (holds)
        {
          g_autofree char *place = dup_place (document, unit);

          add_place (places, place);
        }
    }
}

static gboolean
find_places (Finding *self, const TlPublishQuestion *question, GPtrArray *places, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (TlDocument) document = NULL;

  for (guint i = 0; question->sources != NULL && i < question->sources->len; i++)
    {
      GPtrArray *found
          = g_hash_table_lookup (self->sources, g_ptr_array_index (question->sources, i));

      for (guint k = 0; k < found->len; k++)
        add_place (places, g_ptr_array_index (found, k));
    }
  if (question->doc == NULL)
    return TRUE;
  document = tl_library_load (self->library, question->doc, TRUE, &problem);
  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  if (document != NULL)
    find_unit (document, question->anchor, places);
  return TRUE;
}

/* ---- Questions ---- */

static void
add_asked (Finding *self, const TlPublishQuestion *question, GPtrArray *places)
{
  g_autofree char *normal = tl_text_normalize (question->text, -1, NULL);
  TlPublishAsked *asked = g_hash_table_lookup (self->by_text, normal);

  if (asked == NULL)
    {
      asked = g_new0 (TlPublishAsked, 1);
      asked->name = g_strdup (question->name);
      asked->text = g_strdup (question->text);
      asked->places = g_ptr_array_new_with_free_func (g_free);
      g_ptr_array_add (self->asked, asked);
      g_hash_table_insert (self->by_text, g_steal_pointer (&normal), asked);
    }
  for (guint i = 0; i < places->len; i++)
    add_place (asked->places, g_ptr_array_index (places, i));
}

static gboolean
find_questions (Finding *self,
                GPtrArray *questions,
                GPtrArray *skipped,
                GCancellable *cancellable,
                GError **error)
{
  for (guint i = 0; i < questions->len; i++)
    {
      const TlPublishQuestion *question = g_ptr_array_index (questions, i);
      g_autoptr (GPtrArray) places = g_ptr_array_new_with_free_func (g_free);

      if (g_cancellable_set_error_if_cancelled (cancellable, error)
          || !find_places (self, question, places, error))
        return FALSE;
      if (places->len > 0)
        add_asked (self, question, places);
      else
        g_ptr_array_add (
            skipped, g_strdup_printf ("%s: what answers it is not in the library", question->name));
    }
  return TRUE;
}

GPtrArray *
tl_publish_relevant_find (TlLibrary *library,
                          GPtrArray *questions,
                          GPtrArray *skipped,
                          GCancellable *cancellable,
                          GError **error)
{
  g_autoptr (GPtrArray) asked = g_ptr_array_new_with_free_func (asked_free);
  g_autoptr (GHashTable) by_text = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) sources
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_ptr_array_unref);
  Finding self = { library, sources, asked, by_text };

  if (!load_sources (&self, questions, cancellable, error)
      || !find_questions (&self, questions, skipped, cancellable, error))
    return NULL;
  return g_steal_pointer (&asked);
}
