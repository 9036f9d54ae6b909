/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the search page says about its answers. */
#include "config.h"

#include "ui/search/tl-search-page-private.h"

#include <glib/gi18n.h>

#include "base/tl-clock.h"
#include "text/tl-escape.h"
#include "text/tl-numeral.h"
#include "ui/search/tl-hit-text.h"
#include "ui/tl-widget.h"

/* Words left out of a very long question that are named, on the page and when it is pointed at. */
#define WORDS_NAMED  4
#define WORDS_TIPPED 60

void
_tl_search_page_show_counts (TlSearchPage *self)
{
  TlSearchState state = tl_search_session_get_state (self->session);
  gboolean known
      = state == TL_SEARCH_DONE || state == TL_SEARCH_NOTHING
        || (state == TL_SEARCH_RUNNING && tl_search_session_get_answer (self->session) != NULL);

  for (int kind = -1; kind < TL_N_DOC_KINDS; kind++)
    {
      gboolean exact;
      guint count = tl_search_session_get_count (self->session, kind, &exact);
      tl_scope_bar_set_count (self->scopes, kind, count, known, exact);
    }
}

/* How many documents: the number is known better when facets have come. */
void
_tl_search_page_show_summary (TlSearchPage *self)
{
  gboolean exact = TRUE;
  guint count = tl_search_session_get_count (self->session,
                                             tl_search_session_get_scope (self->session), &exact);
  g_autofree char *figure = tl_numeral_group (count);
  g_autofree char *summary = NULL;

  /* Translators: number of documents, and the time it took in milliseconds. */
  summary = exact ? g_strdup_printf (_ ("%s documents · %.0f ms"), figure,
                                     tl_search_session_get_ms (self->session))
                  : g_strdup_printf (_ ("over %s documents · %.0f ms"), figure,
                                     tl_search_session_get_ms (self->session));
  gtk_label_set_text (self->summary, summary);
}

static char *
join_words (GPtrArray *words)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < words->len; i++)
    g_string_append_printf (text, "%s“%s”", i > 0 ? ", " : "",
                            (char *)g_ptr_array_index (words, i));
  return g_string_free (text, FALSE);
}

/* What a very long question had no part with stands behind what it was understood as. */
static char *
add_left_out (const char *understood, const TlSearchResult *answer, guint max)
{
  g_autofree char *left_out = tl_hit_left_out (answer->left_out, max);

  if (left_out == NULL || understood == NULL)
    return g_strdup (left_out != NULL ? left_out : understood);
  return g_strconcat (understood, " · ", left_out, NULL);
}

static void
show_understood (TlSearchPage *self, const TlSearchResult *answer)
{
  g_autofree char *understood = NULL;
  g_autofree char *line = NULL;
  g_autofree char *tip = NULL;

  if (answer->citations != NULL && answer->citations->len > 0)
    /* Translators: %s is a citation, such as "Điều 173 Bộ luật Hình sự". */
    understood = g_strdup_printf (_ ("Understood as: %s"),
                                  (char *)g_ptr_array_index (answer->citations, 0));
  else if (answer->widened)
    understood = g_strdup (_ ("Few exact matches: words without marks were searched as well"));
  else if (answer->unknown != NULL && answer->unknown->len > 0)
    {
      g_autofree char *words = join_words (answer->unknown);

      /* Translators: %s is one or more words typed by the user, in quotes. */
      understood = g_strdup_printf (_ ("Not in the library: %s"), words);
    }
  line = add_left_out (understood, answer, WORDS_NAMED);
  tip = add_left_out (understood, answer, WORDS_TIPPED);
  gtk_label_set_text (self->understood, line != NULL ? line : "");
  tl_widget_set_tooltip (GTK_WIDGET (self->understood), tip);
}

static void
show_meant (TlSearchPage *self, const char *suggestion)
{
  g_autofree char *escaped = NULL;
  g_autofree char *markup = NULL;
  g_autofree char *words = NULL;

  gtk_widget_set_visible (self->meant, suggestion != NULL);
  if (suggestion == NULL)
    return;
  escaped = tl_escape_markup (suggestion);
  /* Translators: %s is a question as it was perhaps meant. */
  markup = g_strdup_printf (_ ("Did you mean: <b>%s</b>"), escaped);
  gtk_label_set_markup (self->meant_label, markup);
  words = g_strdup (gtk_label_get_text (self->meant_label));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->meant), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  words, -1);
}

static guint
possible_steps (TlSearchPage *self)
{
  guint steps = 1u << TL_STEP_SUGGESTION | 1u << TL_STEP_SEND | 1u << TL_STEP_COPY;

  if (self->scope->filters->len > 0)
    steps |= 1u << TL_STEP_NO_FILTERS;
  if (self->scope->kind >= 0)
    steps |= 1u << TL_STEP_ALL_KINDS;
  if (*tl_services_get_as_of (self->services) != '\0')
    steps |= 1u << TL_STEP_TODAY;
  return steps;
}

void
_tl_search_page_show_answer (TlSearchPage *self)
{
  const TlSearchResult *answer = tl_search_session_get_answer (self->session);
  gboolean weak;

  if (answer == NULL || answer == self->shown)
    return;
  self->shown = answer;
  weak = !answer->good && answer->hits->len > 0;
  _tl_search_page_show_summary (self);
  show_understood (self, answer);
  /* The steps of an answer that cannot be relied on have the suggestion among them. */
  show_meant (self, weak || answer->hits->len == 0 ? NULL : answer->suggestion);
  gtk_widget_set_visible (self->weak, weak);
  if (weak)
    tl_next_steps_offer (self->weak_steps, possible_steps (self), answer->suggestion);
  _tl_search_page_show_chips (self);
}

void
_tl_search_page_clear_answer (TlSearchPage *self)
{
  self->shown = NULL;
  gtk_widget_set_visible (self->meant, FALSE);
  gtk_widget_set_visible (self->weak, FALSE);
  _tl_search_page_show_chips (self);
}

void
_tl_search_page_show_nothing (TlSearchPage *self)
{
  const TlSearchResult *answer = tl_search_session_get_answer (self->session);
  g_autofree char *date = tl_services_dup_date (self->services);
  g_autofree char *printed = tl_date_format_vi (date);
  gboolean today = *tl_services_get_as_of (self->services) == '\0';
  g_autofree char *description = NULL;

  if (self->scope->filters->len > 0)
    description = g_strdup (_ ("No document within the chosen filters holds these words. Drop a "
                               "filter, or use fewer or other words."));
  else if (today)
    description = g_strdup (_ ("No document in the library holds these words. Use fewer or other "
                               "words, or check the spelling."));
  else
    /* Translators: %s is a date. */
    description = g_strdup_printf (_ ("Nothing that was in force on %s holds these words. Use "
                                      "fewer or other words, or another date."),
                                   printed);
  adw_status_page_set_description (self->nothing, description);
  tl_next_steps_offer (self->nothing_steps, possible_steps (self),
                       answer != NULL ? answer->suggestion : NULL);
  tl_stack_show (self->states, "nothing");
}

void
_tl_search_page_show_failed (TlSearchPage *self)
{
  g_autofree char *detail = g_markup_escape_text (tl_search_session_get_error (self->session), -1);
  g_autofree char *description = g_strdup_printf (
      "%s\n\n<small>%s %s</small>", _ ("Documents can still be opened from the list of documents."),
      _ ("For the administrator:"), detail);

  adw_status_page_set_description (self->failed, description);
  tl_stack_show (self->states, "failed");
}
