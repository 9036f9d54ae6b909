/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What narrows the answers of the search page: kinds, filters, saved scopes, chips. */
#include "config.h"

#include "ui/search/tl-search-page-private.h"

#include <glib/gi18n.h>

#include "base/tl-clock.h"
#include "ui/search/tl-hit-text.h"

/* Ids of chips of this page, which are no filter and none of the question. */
#define KIND_CHIP  "kind"
#define SAVED_CHIP "saved"

static gboolean
holds (GPtrArray *ids, const char *id)
{
  return g_ptr_array_find_with_equal_func (ids, id, g_str_equal, NULL);
}

static void
set_id (GPtrArray *ids, const char *id, gboolean in)
{
  guint position;

  if (g_ptr_array_find_with_equal_func (ids, id, g_str_equal, &position))
    {
      if (!in)
        g_ptr_array_remove_index (ids, position);
    }
  else if (in)
    g_ptr_array_add (ids, g_strdup (id));
}

static const char *
kind_name (const TlSearchScope *scope)
{
  return scope->kind >= 0 ? tl_hit_group_name ((TlResultGroup)(TL_RESULT_STATUTES + scope->kind))
                          : NULL;
}

static const TlSavedScope *
current_saved (TlSearchPage *self)
{
  gboolean everything = self->scope->kind < 0 && self->scope->filters->len == 0;

  return everything ? NULL : tl_saved_scopes_find (self->saved, self->scope);
}

static void
show_saved (TlSearchPage *self)
{
  const TlSavedScope *current = current_saved (self);
  g_autofree char *proposal = tl_search_scope_describe (self->scope, kind_name (self->scope));

  tl_facet_pane_show_saved (self->facets, self->saved, current != NULL ? current->name : NULL,
                            proposal);
}

void
_tl_search_page_show_facets (TlSearchPage *self)
{
  gboolean exact;
  GPtrArray *facets = tl_search_session_get_facets (self->session, &exact);

  tl_facet_pane_show_facets (self->facets, facets, exact, self->scope);
  _tl_search_page_show_counts (self);
  _tl_search_page_show_summary (self);
}

/* After the scope changed in any way. */
static void
scope_changed (TlSearchPage *self)
{
  show_saved (self);
  _tl_search_page_show_facets (self);
  _tl_search_page_show_chips (self);
  _tl_search_page_ask_now (self);
}

static void
kind_changed_cb (TlSearchPage *self)
{
  int kind = tl_scope_bar_get_scope (self->scopes);

  if (self->scope->kind == kind)
    return;
  self->scope->kind = kind;
  scope_changed (self);
}

void
_tl_search_page_filter (
    TlSearchPage *self, const char *name, const char *value, const char *label, gboolean chosen)
{
  tl_search_scope_set (self->scope, name, value, label, chosen);
  scope_changed (self);
}

void
_tl_search_page_clear_filters (TlSearchPage *self)
{
  g_ptr_array_set_size (self->scope->filters, 0);
  scope_changed (self);
}

static void
use_scope (TlSearchPage *self, const TlSearchScope *scope)
{
  tl_search_scope_free (self->scope);
  self->scope = tl_search_scope_copy (scope);
  tl_scope_bar_set_scope (self->scopes, scope->kind);
  scope_changed (self);
}

/* ---- Saved scopes ---- */

void
_tl_search_page_load_saved (TlSearchPage *self)
{
  g_clear_pointer (&self->saved, g_ptr_array_unref);
  if (self->settings != NULL)
    {
      g_autoptr (GVariant) variant = g_settings_get_value (self->settings, "saved-scopes");

      self->saved = tl_saved_scopes_read (variant);
    }
  else
    self->saved = tl_saved_scopes_new ();
  show_saved (self);
}

static void
keep_saved (TlSearchPage *self)
{
  if (self->settings != NULL)
    g_settings_set_value (self->settings, "saved-scopes", tl_saved_scopes_write (self->saved));
  show_saved (self);
  _tl_search_page_show_chips (self);
}

static void
save_cb (TlSearchPage *self, const char *name)
{
  tl_saved_scopes_put (self->saved, name, self->scope);
  keep_saved (self);
}

static void
choose_cb (TlSearchPage *self, const char *name)
{
  for (guint i = 0; i < self->saved->len; i++)
    {
      const TlSavedScope *saved = g_ptr_array_index (self->saved, i);

      if (g_str_equal (saved->name, name))
        {
          use_scope (self, saved->scope);
          return;
        }
    }
}

static void
rename_cb (TlSearchPage *self, const char *from, const char *to)
{
  tl_saved_scopes_rename (self->saved, from, to);
  keep_saved (self);
}

static void
remove_cb (TlSearchPage *self, const char *name)
{
  tl_saved_scopes_remove (self->saved, name);
  keep_saved (self);
}

/* ---- Chips ---- */

static void
add_scope_chips (TlSearchPage *self, GPtrArray *chips)
{
  const TlSavedScope *saved = current_saved (self);

  if (saved != NULL)
    {
      g_autofree char *detail = tl_search_scope_describe (self->scope, kind_name (self->scope));
      /* Translators: %s is the name of a saved scope. */
      g_autofree char *text = g_strdup_printf (_ ("Scope: %s"), saved->name);

      tl_shown_chips_add (chips, TL_CHIP_ROLE_FILTER, TL_CHIP_STATE_ON, SAVED_CHIP, NULL, text,
                          detail);
      return;
    }
  if (self->scope->kind >= 0)
    tl_shown_chips_add (chips, TL_CHIP_ROLE_FILTER, TL_CHIP_STATE_ON, KIND_CHIP, NULL,
                        kind_name (self->scope), _ ("Only this kind of document"));
  for (guint i = 0; i < self->scope->filters->len; i++)
    {
      const TlFilter *filter = g_ptr_array_index (self->scope->filters, i);
      const char *title = tl_facet_title (filter->name);
      const char *explained = tl_facet_explain (filter->name, filter->value);

      tl_shown_chips_add (chips, TL_CHIP_ROLE_FILTER, TL_CHIP_STATE_ON, filter->name, filter->value,
                          filter->label, explained != NULL ? explained : title);
    }
}

static void
add_date_chip (TlSearchPage *self, GPtrArray *chips)
{
  const char *as_of = tl_services_get_as_of (self->services);
  g_autofree char *printed = tl_date_format_vi (as_of);
  g_autofree char *text = NULL;

  if (*as_of == '\0')
    return;
  /* Translators: %s is a date. */
  text = g_strdup_printf (_ ("Law as of %s"), printed);
  tl_shown_chips_add (chips, TL_CHIP_ROLE_DATE, TL_CHIP_STATE_ON, "as-of", NULL, text,
                      _ ("Statutes are read as they stood on this date"));
}

void
_tl_search_page_show_chips (TlSearchPage *self)
{
  const TlSearchResult *answer = tl_search_session_get_answer (self->session);
  g_autoptr (GPtrArray) chips = tl_shown_chips_new ();

  if (self->services == NULL)
    return;
  add_scope_chips (self, chips);
  add_date_chip (self, chips);
  if (answer != NULL)
    tl_shown_chips_add_answer (chips, answer);
  tl_chip_row_set_chips (self->chips, g_steal_pointer (&chips));
}

static void
filter_chip_toggled (TlSearchPage *self, const TlShownChip *chip)
{
  if (g_str_equal (chip->id, SAVED_CHIP))
    {
      g_autoptr (TlSearchScope) everything = tl_search_scope_new ();

      use_scope (self, everything);
    }
  else if (g_str_equal (chip->id, KIND_CHIP))
    tl_scope_bar_set_scope (self->scopes, -1);
  else
    _tl_search_page_filter (self, chip->id, chip->detail, chip->text, FALSE);
}

static void
question_chip_toggled (TlSearchPage *self, const TlShownChip *chip)
{
  if (chip->state == TL_CHIP_STATE_OFFERED)
    set_id (self->with, chip->id, TRUE);
  else if (holds (self->with, chip->id))
    set_id (self->with, chip->id, FALSE);
  else
    set_id (self->without, chip->id, chip->state == TL_CHIP_STATE_ON);
  _tl_search_page_ask_now (self);
}

static void
chip_toggled_cb (TlSearchPage *self, const TlShownChip *chip)
{
  switch (chip->role)
    {
    case TL_CHIP_ROLE_FILTER:
      filter_chip_toggled (self, chip);
      break;
    case TL_CHIP_ROLE_DATE:
      tl_services_set_as_of (self->services, "");
      break;
    case TL_CHIP_ROLE_QUESTION:
    default:
      question_chip_toggled (self, chip);
    }
}

void
_tl_search_page_forget_chips (TlSearchPage *self)
{
  g_ptr_array_set_size (self->with, 0);
  g_ptr_array_set_size (self->without, 0);
}

void
_tl_search_page_set_up_scope (TlSearchPage *self)
{
  self->scope = tl_search_scope_new ();
  self->with = g_ptr_array_new_with_free_func (g_free);
  self->without = g_ptr_array_new_with_free_func (g_free);
  self->saved = tl_saved_scopes_new ();
  self->scopes = g_object_ref_sink (TL_SCOPE_BAR (tl_scope_bar_new ()));
  self->facets = g_object_ref_sink (TL_FACET_PANE (tl_facet_pane_new ()));
  g_signal_connect_object (self->scopes, "notify::scope", G_CALLBACK (kind_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->facets, "filter", G_CALLBACK (_tl_search_page_filter), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->facets, "clear", G_CALLBACK (_tl_search_page_clear_filters), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->facets, "save", G_CALLBACK (save_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->facets, "choose", G_CALLBACK (choose_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->facets, "rename", G_CALLBACK (rename_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->facets, "remove", G_CALLBACK (remove_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->chips, "toggled", G_CALLBACK (chip_toggled_cb), self,
                           G_CONNECT_SWAPPED);
}
