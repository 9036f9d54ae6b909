/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/search/tl-search-scope.h"

static void
filter_free (gpointer data)
{
  TlFilter *self = data;

  g_free (self->name);
  g_free (self->value);
  g_free (self->label);
  g_free (self);
}

static gboolean
filter_is (const TlFilter *self, const char *name, const char *value)
{
  return g_str_equal (self->name, name) && g_str_equal (self->value, value);
}

TlSearchScope *
tl_search_scope_new (void)
{
  TlSearchScope *self = g_new0 (TlSearchScope, 1);

  self->kind = -1;
  self->filters = g_ptr_array_new_with_free_func (filter_free);
  return self;
}

TlSearchScope *
tl_search_scope_copy (const TlSearchScope *self)
{
  TlSearchScope *copy = tl_search_scope_new ();

  copy->kind = self->kind;
  for (guint i = 0; i < self->filters->len; i++)
    {
      const TlFilter *filter = g_ptr_array_index (self->filters, i);

      tl_search_scope_set (copy, filter->name, filter->value, filter->label, TRUE);
    }
  return copy;
}

void
tl_search_scope_free (TlSearchScope *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->filters);
  g_free (self);
}

static gboolean
find_filter (const TlSearchScope *self, const char *name, const char *value, guint *position)
{
  for (guint i = 0; i < self->filters->len; i++)
    if (filter_is (g_ptr_array_index (self->filters, i), name, value))
      {
        *position = i;
        return TRUE;
      }
  return FALSE;
}

gboolean
tl_search_scope_has (const TlSearchScope *self, const char *name, const char *value)
{
  guint position;

  return find_filter (self, name, value, &position);
}

void
tl_search_scope_set (
    TlSearchScope *self, const char *name, const char *value, const char *label, gboolean chosen)
{
  guint position;
  TlFilter *filter;

  if (find_filter (self, name, value, &position))
    {
      if (!chosen)
        g_ptr_array_remove_index (self->filters, position);
      return;
    }
  if (!chosen || self->filters->len >= TL_LIMIT_SCOPE_FILTERS)
    return;
  filter = g_new0 (TlFilter, 1);
  filter->name = g_strdup (name);
  filter->value = g_strdup (value);
  filter->label = g_strdup (label != NULL && *label != '\0' ? label : value);
  g_ptr_array_add (self->filters, filter);
}

gboolean
tl_search_scope_equal (const TlSearchScope *self, const TlSearchScope *other)
{
  if (self->kind != other->kind || self->filters->len != other->filters->len)
    return FALSE;
  for (guint i = 0; i < self->filters->len; i++)
    {
      const TlFilter *filter = g_ptr_array_index (self->filters, i);

      if (!tl_search_scope_has (other, filter->name, filter->value))
        return FALSE;
    }
  return TRUE;
}

char **
tl_search_scope_dup_filters (const TlSearchScope *self)
{
  char **filters;

  if (self->filters->len == 0)
    return NULL;
  filters = g_new0 (char *, self->filters->len + 1);
  for (guint i = 0; i < self->filters->len; i++)
    {
      const TlFilter *filter = g_ptr_array_index (self->filters, i);

      filters[i] = g_strdup_printf ("%s=%s", filter->name, filter->value);
    }
  return filters;
}

char *
tl_search_scope_describe (const TlSearchScope *self, const char *kind_name)
{
  GString *text = g_string_new (kind_name);

  for (guint i = 0; i < self->filters->len; i++)
    {
      const TlFilter *filter = g_ptr_array_index (self->filters, i);

      if (text->len > 0)
        g_string_append (text, " · ");
      g_string_append (text, filter->label);
    }
  return g_string_free (text, FALSE);
}

/* ---- With a name ---- */

static void
saved_free (gpointer data)
{
  TlSavedScope *self = data;

  g_free (self->name);
  tl_search_scope_free (self->scope);
  g_free (self);
}

/* One line, not too long; NULL when nothing is left. */
static char *
clean_name (const char *name)
{
  g_autofree char *line = g_strdelimit (g_strdup (name), "\n\r\t", ' ');

  g_strstrip (line);
  if (*line == '\0' || !g_utf8_validate (line, -1, NULL))
    return NULL;
  return g_utf8_strlen (line, -1) > TL_LIMIT_SCOPE_NAME
             ? g_utf8_substring (line, 0, TL_LIMIT_SCOPE_NAME)
             : g_steal_pointer (&line);
}

static TlSavedScope *
find_name (GPtrArray *scopes, const char *name)
{
  for (guint i = 0; i < scopes->len; i++)
    {
      TlSavedScope *saved = g_ptr_array_index (scopes, i);

      if (g_str_equal (saved->name, name))
        return saved;
    }
  return NULL;
}

GPtrArray *
tl_saved_scopes_new (void)
{
  return g_ptr_array_new_with_free_func (saved_free);
}

GPtrArray *
tl_saved_scopes_read (GVariant *variant)
{
  GPtrArray *scopes = tl_saved_scopes_new ();
  g_autoptr (GVariantIter) filters = NULL;
  const char *name;
  gint32 kind;
  GVariantIter iter;

  g_variant_iter_init (&iter, variant);
  while (g_variant_iter_next (&iter, "(&sia(sss))", &name, &kind, &filters))
    {
      g_autoptr (TlSearchScope) scope = tl_search_scope_new ();
      const char *filter, *value, *label;

      while (g_variant_iter_next (filters, "(&s&s&s)", &filter, &value, &label))
        if (*filter != '\0' && *value != '\0')
          tl_search_scope_set (scope, filter, value, label, TRUE);
      scope->kind = kind >= 0 && kind < TL_N_DOC_KINDS ? kind : -1;
      tl_saved_scopes_put (scopes, name, scope);
      g_clear_pointer (&filters, g_variant_iter_free);
    }
  return scopes;
}

GVariant *
tl_saved_scopes_write (GPtrArray *scopes)
{
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE (TL_SAVED_SCOPES_TYPE));
  for (guint i = 0; i < scopes->len; i++)
    {
      const TlSavedScope *saved = g_ptr_array_index (scopes, i);

      g_variant_builder_open (&builder, G_VARIANT_TYPE ("(sia(sss))"));
      g_variant_builder_add (&builder, "s", saved->name);
      g_variant_builder_add (&builder, "i", saved->scope->kind);
      g_variant_builder_open (&builder, G_VARIANT_TYPE ("a(sss)"));
      for (guint k = 0; k < saved->scope->filters->len; k++)
        {
          const TlFilter *filter = g_ptr_array_index (saved->scope->filters, k);

          g_variant_builder_add (&builder, "(sss)", filter->name, filter->value, filter->label);
        }
      g_variant_builder_close (&builder);
      g_variant_builder_close (&builder);
    }
  return g_variant_builder_end (&builder);
}

gboolean
tl_saved_scopes_put (GPtrArray *scopes, const char *name, const TlSearchScope *scope)
{
  g_autofree char *clean = clean_name (name);
  TlSavedScope *saved = clean != NULL ? find_name (scopes, clean) : NULL;

  if (clean == NULL || (saved == NULL && scopes->len >= TL_LIMIT_SAVED_SCOPES))
    return FALSE;
  if (saved == NULL)
    {
      saved = g_new0 (TlSavedScope, 1);
      saved->name = g_steal_pointer (&clean);
      g_ptr_array_add (scopes, saved);
    }
  tl_search_scope_free (saved->scope);
  saved->scope = tl_search_scope_copy (scope);
  return TRUE;
}

gboolean
tl_saved_scopes_rename (GPtrArray *scopes, const char *from, const char *to)
{
  g_autofree char *clean = clean_name (to);
  TlSavedScope *saved = find_name (scopes, from);
  TlSavedScope *other = clean != NULL ? find_name (scopes, clean) : NULL;

  if (saved == NULL || clean == NULL || (other != NULL && other != saved))
    return FALSE;
  g_free (saved->name);
  saved->name = g_steal_pointer (&clean);
  return TRUE;
}

void
tl_saved_scopes_remove (GPtrArray *scopes, const char *name)
{
  TlSavedScope *saved = find_name (scopes, name);

  if (saved != NULL)
    g_ptr_array_remove (scopes, saved);
}

const TlSavedScope *
tl_saved_scopes_find (GPtrArray *scopes, const TlSearchScope *scope)
{
  for (guint i = 0; i < scopes->len; i++)
    {
      const TlSavedScope *saved = g_ptr_array_index (scopes, i);

      if (tl_search_scope_equal (saved->scope, scope))
        return saved;
    }
  return NULL;
}
