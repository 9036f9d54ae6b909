/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/search/tl-facet-text.h"
#include "ui/search/tl-search-scope.h"
#include "ui/search/tl-shown-chip.h"

#include <glib/gi18n.h>

static void
free_value (gpointer data)
{
  TlFacetValue *value = data;

  g_free (value->value);
  g_free (value->label);
  g_free (value);
}

/* A facet "year" with values "1", "2", ... and counts that fall. */
static TlFacet
make_facet (guint n)
{
  TlFacet facet = { .name = "year", .values = g_ptr_array_new_with_free_func (free_value) };

  for (guint i = 0; i < n; i++)
    {
      TlFacetValue *value = g_new0 (TlFacetValue, 1);

      value->value = g_strdup_printf ("%u", i + 1);
      value->label = g_strdup_printf ("Năm %u", i + 1);
      value->count = n - 1 - i;
      g_ptr_array_add (facet.values, value);
    }
  return facet;
}

static void
a_facet_shows_five_values_and_the_chosen_ones (void)
{
  static const struct
  {
    guint n;
    const char *chosen;
    gboolean all;
    guint shown;
    guint hidden;
  } cases[] = {
    { 0, NULL, FALSE, 0, 0 },
    { 3, NULL, FALSE, 3, 0 },
    { 5, NULL, FALSE, 5, 0 },
    { 6, NULL, FALSE, 6, 0 }, /* one more takes no more room than the button would */
    { 7, NULL, FALSE, 5, 2 },
    { 9, "8", FALSE, 6, 3 },
    { 9, "2", FALSE, 5, 4 },
    { 9, NULL, TRUE, 9, 0 },
    { 3, "99", FALSE, 4, 0 }, /* chosen, and gone from the answer */
    { 200, NULL, TRUE, TL_FACET_MANY, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (TlSearchScope) scope = tl_search_scope_new ();
      TlFacet facet = make_facet (cases[i].n);
      g_autoptr (GArray) rows = NULL;
      guint hidden = 99;
      guint chosen = 0;

      if (cases[i].chosen != NULL)
        tl_search_scope_set (scope, "year", cases[i].chosen, NULL, TRUE);
      tl_search_scope_set (scope, "level", "1", "cấp khác", TRUE);
      rows = tl_facet_rows ("year", &facet, scope, cases[i].all, &hidden);
      g_assert_cmpuint (rows->len, ==, cases[i].shown);
      g_assert_cmpuint (hidden, ==, cases[i].hidden);
      for (guint k = 0; k < rows->len; k++)
        chosen += g_array_index (rows, TlFacetRow, k).chosen;
      g_assert_cmpuint (chosen, ==, cases[i].chosen != NULL);
      g_ptr_array_unref (facet.values);
    }
}

/* What cannot be known is said where it is chosen. */
static void
what_leaves_out_amended_judgments_says_what_it_does_not_know (void)
{
  const char *words = tl_facet_explain ("review", "standing");

  g_assert_nonnull (strstr (words, "cannot know whether there was an appeal"));
  g_assert_null (tl_facet_explain ("review", "amended"));
  g_assert_null (tl_facet_explain ("effect", "standing"));
}

static void
every_section_has_a_title_and_a_count_says_when_it_is_a_lower_bound (void)
{
  guint n;
  const TlFacetSection *sections = tl_facet_sections (&n);
  g_autofree char *exact = tl_facet_count (1204, TRUE);
  g_autofree char *bound = tl_facet_count (1204, FALSE);
  g_autofree char *none = tl_facet_count (0, FALSE);

  g_assert_cmpuint (n, >, 0);
  for (guint i = 0; i < n; i++)
    g_assert_nonnull (tl_facet_title (sections[i].name));
  g_assert_null (tl_facet_title ("colour"));
  g_assert_cmpstr (exact, ==, "1.204");
  g_assert_cmpstr (bound, !=, exact);
  g_assert_cmpstr (none, ==, "0");
}

static void
filters_are_chosen_once_and_go_again (void)
{
  g_autoptr (TlSearchScope) scope = tl_search_scope_new ();
  g_autoptr (TlSearchScope) other = tl_search_scope_new ();
  g_auto (GStrv) filters = NULL;
  g_autofree char *words = NULL;

  g_assert_null (tl_search_scope_dup_filters (scope));
  tl_search_scope_set (scope, "year", "2024", "năm 2024", TRUE);
  tl_search_scope_set (scope, "year", "2024", "năm 2024", TRUE);
  tl_search_scope_set (scope, "level", "2", "cấp tỉnh", TRUE);
  tl_search_scope_set (other, "level", "2", NULL, TRUE);
  g_assert_false (tl_search_scope_equal (scope, other));
  tl_search_scope_set (other, "year", "2024", NULL, TRUE);
  g_assert_true (tl_search_scope_equal (scope, other));
  other->kind = 2;
  g_assert_false (tl_search_scope_equal (scope, other));
  filters = tl_search_scope_dup_filters (scope);
  g_assert_cmpuint (g_strv_length (filters), ==, 2);
  g_assert_cmpstr (filters[0], ==, "year=2024");
  words = tl_search_scope_describe (scope, "Bản án");
  g_assert_cmpstr (words, ==, "Bản án · năm 2024 · cấp tỉnh");
  tl_search_scope_set (scope, "year", "2024", NULL, FALSE);
  g_assert_false (tl_search_scope_has (scope, "year", "2024"));
  for (guint i = 0; i < 2 * TL_LIMIT_SCOPE_FILTERS; i++)
    {
      g_autofree char *value = g_strdup_printf ("%u", i);

      tl_search_scope_set (scope, "number", value, NULL, TRUE);
    }
  g_assert_cmpuint (scope->filters->len, ==, TL_LIMIT_SCOPE_FILTERS);
}

static void
saved_scopes_come_back_as_they_went (void)
{
  g_autoptr (GPtrArray) saved = tl_saved_scopes_new ();
  g_autoptr (GPtrArray) back = NULL;
  g_autoptr (GVariant) variant = NULL;
  g_autoptr (TlSearchScope) scope = tl_search_scope_new ();
  const TlSavedScope *first;

  scope->kind = TL_DOC_JUDGMENT;
  tl_search_scope_set (scope, "year", "2024", "năm 2024", TRUE);
  g_assert_true (tl_saved_scopes_put (saved, " Ma túy\n2024 ", scope));
  g_assert_false (tl_saved_scopes_put (saved, " \t", scope));
  scope->kind = -1;
  g_assert_true (tl_saved_scopes_put (saved, "Khác", scope));
  g_assert_false (tl_saved_scopes_rename (saved, "Khác", "Ma túy 2024"));
  g_assert_false (tl_saved_scopes_rename (saved, "Khác", "  "));
  g_assert_true (tl_saved_scopes_rename (saved, "Khác", "Mọi loại"));
  variant = g_variant_ref_sink (tl_saved_scopes_write (saved));
  g_assert_true (g_variant_is_of_type (variant, G_VARIANT_TYPE (TL_SAVED_SCOPES_TYPE)));
  back = tl_saved_scopes_read (variant);
  g_assert_cmpuint (back->len, ==, 2);
  first = g_ptr_array_index (back, 0);
  g_assert_cmpstr (first->name, ==, "Ma túy 2024");
  g_assert_cmpint (first->scope->kind, ==, TL_DOC_JUDGMENT);
  g_assert_cmpstr (tl_saved_scopes_find (back, scope)->name, ==, "Mọi loại");
  tl_saved_scopes_remove (back, "Mọi loại");
  g_assert_null (tl_saved_scopes_find (back, scope));
}

static void
hostile_settings_are_left_out (void)
{
  g_autoptr (GVariant) variant
      = g_variant_ref_sink (g_variant_new_parsed ("[('', 0, @a(sss) []), ('một', 99, [('', 'x', "
                                                  "'y'), ('year', '', 'y'), ('year', '1', '')])]"));
  g_autoptr (GPtrArray) back = tl_saved_scopes_read (variant);
  const TlSavedScope *only;

  g_assert_cmpuint (back->len, ==, 1);
  only = g_ptr_array_index (back, 0);
  g_assert_cmpint (only->scope->kind, ==, -1);
  g_assert_cmpuint (only->scope->filters->len, ==, 1);
}

static void
a_chip_says_whether_it_acts (void)
{
  static const struct
  {
    gboolean applied, offered;
    TlChipState state;
    const char *text;
  } cases[] = {
    { TRUE, FALSE, TL_CHIP_STATE_ON, "sổ đỏ" },
    { FALSE, FALSE, TL_CHIP_STATE_OFF, "sổ đỏ" },
    { FALSE, TRUE, TL_CHIP_STATE_OFFERED, "sổ đỏ" },
    { TRUE, TRUE, TL_CHIP_STATE_ON, "sổ đỏ" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) understood = tl_chips_new ();
      g_autoptr (GPtrArray) shown = tl_shown_chips_new ();
      TlSearchResult answer = { .chips = understood };
      TlChip *chip = tl_chips_add (understood, TL_CHIP_SYNONYM, "syn:1", "sổ đỏ");
      const TlShownChip *first;
      g_autofree char *name = NULL;

      chip->applied = cases[i].applied;
      chip->offered = cases[i].offered;
      tl_shown_chips_add_answer (shown, &answer);
      g_assert_cmpuint (shown->len, ==, 1);
      first = g_ptr_array_index (shown, 0);
      g_assert_cmpint (first->state, ==, cases[i].state);
      g_assert_cmpstr (first->text, ==, cases[i].text);
      g_assert_cmpstr (first->id, ==, "syn:1");
      name = tl_shown_chip_accessible_name (first);
      g_assert_true (g_str_has_prefix (name, first->text));
      g_assert_cmpint (g_str_equal (name, first->text), ==, first->state == TL_CHIP_STATE_ON);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name) g_test_add_func ("/ui/search-words/" #name, name)
  ADD (a_facet_shows_five_values_and_the_chosen_ones);
  ADD (every_section_has_a_title_and_a_count_says_when_it_is_a_lower_bound);
  ADD (what_leaves_out_amended_judgments_says_what_it_does_not_know);
  ADD (filters_are_chosen_once_and_go_again);
  ADD (saved_scopes_come_back_as_they_went);
  ADD (hostile_settings_are_left_out);
  ADD (a_chip_says_whether_it_acts);
#undef ADD
  return g_test_run ();
}
