/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "search/facet/tl-facet-column.h"

#include "base/tl-error.h"
#include "corpus/tl-bytes-private.h"

void
tl_facet_column_free (TlFacetColumn *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->values, g_ptr_array_unref);
  g_clear_pointer (&self->ids, g_array_unref);
  g_free (self->starts);
  g_free (self);
}

void
tl_effect_column_free (TlEffectColumn *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->changes, g_array_unref);
  g_free (self->starts);
  g_free (self);
}

static gboolean
set_damaged (const TlBytesReader *reader, GError **error)
{
  g_set_error (error, TL_ERROR, TL_ERROR_STORE, "damaged facets in the search index: %s",
               reader->problem != NULL ? reader->problem : "bytes are left over");
  return FALSE;
}

static gboolean
has_ended (const TlBytesReader *reader, GError **error)
{
  if (reader->problem == NULL && reader->position == reader->end)
    return TRUE;
  return set_damaged (reader, error);
}

/* Each document takes a byte at least. */
static guint32
read_documents (TlBytesReader *reader)
{
  return (guint32)_tl_bytes_get_bounded (
      reader, MIN (TL_FACET_DOCUMENTS, (guint64)(reader->end - reader->position)),
      "more documents than bytes");
}

static gboolean
read_values (TlBytesReader *reader, GPtrArray *values)
{
  guint64 n = _tl_bytes_get_bounded (reader, (guint64)(reader->end - reader->position),
                                     "more values than bytes");

  for (guint64 i = 0; i < n && reader->problem == NULL; i++)
    {
      char *value = _tl_bytes_get_string (reader, TL_FACET_VALUE_BYTES);

      if (value == NULL && reader->problem == NULL)
        reader->problem = "a value is empty";
      if (value != NULL)
        g_ptr_array_add (values, value);
    }
  return reader->problem == NULL;
}

TlFacetColumn *
tl_facet_column_decode (GBytes *bytes, GError **error)
{
  g_autoptr (TlFacetColumn) self = g_new0 (TlFacetColumn, 1);
  gsize length;
  const guint8 *data = g_bytes_get_data (bytes, &length);
  TlBytesReader reader = { data, data + length, NULL };

  self->values = g_ptr_array_new_with_free_func (g_free);
  self->ids = g_array_new (FALSE, FALSE, sizeof (guint32));
  if (!read_values (&reader, self->values))
    {
      set_damaged (&reader, error);
      return NULL;
    }
  self->n_documents = read_documents (&reader);
  self->starts = g_new0 (guint32, (gsize)self->n_documents + 1);
  for (guint32 i = 0; i < self->n_documents && reader.problem == NULL; i++)
    {
      guint64 n = _tl_bytes_get_bounded (&reader, TL_FACET_VALUES_EACH, "too many values");

      for (; n > 0 && reader.problem == NULL; n--)
        {
          guint32 id = (guint32)_tl_bytes_get_bounded (
              &reader, self->values->len > 0 ? self->values->len - 1 : 0, "no such value");

          if (self->values->len == 0)
            reader.problem = "no such value";
          g_array_append_val (self->ids, id);
        }
      self->starts[i + 1] = self->ids->len;
    }
  return has_ended (&reader, error) ? g_steal_pointer (&self) : NULL;
}

TlEffectColumn *
tl_effect_column_decode (GBytes *bytes, GError **error)
{
  g_autoptr (TlEffectColumn) self = g_new0 (TlEffectColumn, 1);
  gsize length;
  const guint8 *data = g_bytes_get_data (bytes, &length);
  TlBytesReader reader = { data, data + length, NULL };

  self->changes = g_array_new (FALSE, FALSE, sizeof (TlEffectChange));
  self->n_documents = read_documents (&reader);
  self->starts = g_new0 (guint32, (gsize)self->n_documents + 1);
  for (guint32 i = 0; i < self->n_documents && reader.problem == NULL; i++)
    {
      guint64 n = _tl_bytes_get_bounded (&reader, (guint64)(reader.end - reader.position),
                                         "more changes than bytes");
      TlEffectChange change = { 0, 0 };

      for (; n > 0 && reader.problem == NULL; n--)
        {
          change.day
              += (guint32)_tl_bytes_get_bounded (&reader, G_MAXINT32 - change.day, "no such day");
          change.state
              = (guint32)_tl_bytes_get_bounded (&reader, TL_N_EFFECT_STATES - 1, "no such state");
          g_array_append_val (self->changes, change);
        }
      self->starts[i + 1] = self->changes->len;
    }
  return has_ended (&reader, error) ? g_steal_pointer (&self) : NULL;
}
