/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the search page says about its answers. */
#include "config.h"

#include "ui/search/tl-search-page-private.h"

#include <glib/gi18n.h>

#include "base/tl-clock.h"
#include "text/tl-numeral.h"
#include "ui/tl-widget.h"

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

void
_tl_search_page_show_summary (TlSearchPage *self)
{
  const TlSearchResult *answer = tl_search_session_get_answer (self->session);
  gboolean exact = TRUE;
  guint count = tl_search_session_get_count (self->session,
                                             tl_search_session_get_scope (self->session), &exact);
  g_autofree char *figure = tl_numeral_group (count);
  g_autofree char *summary = NULL;
  g_autofree char *understood = NULL;

  if (answer == NULL)
    return;
  /* Translators: number of results, and the time it took in milliseconds. */
  summary = exact ? g_strdup_printf (_ ("%s results · %.0f ms"), figure,
                                     tl_search_session_get_ms (self->session))
                  : g_strdup_printf (_ ("over %s results · %.0f ms"), figure,
                                     tl_search_session_get_ms (self->session));
  gtk_label_set_text (self->summary, summary);

  if (answer->citations != NULL && answer->citations->len > 0)
    /* Translators: %s is a citation, such as "Điều 173 Bộ luật Hình sự". */
    understood = g_strdup_printf (_ ("Understood as: %s"),
                                  (char *)g_ptr_array_index (answer->citations, 0));
  else if (answer->widened)
    understood = g_strdup (_ ("Few exact matches: words without marks were searched as well"));
  else if (answer->unknown != NULL && answer->unknown->len > 0)
    /* Translators: %s is a word typed by the user. */
    understood = g_strdup_printf (_ ("Not in the library: “%s”"),
                                  (char *)g_ptr_array_index (answer->unknown, 0));
  gtk_label_set_text (self->understood, understood != NULL ? understood : "");
}

void
_tl_search_page_show_partial (TlSearchPage *self)
{
  const char *error = tl_search_session_get_error (self->session);
  gboolean partial = error != NULL && tl_search_session_get_state (self->session) == TL_SEARCH_DONE;
  g_autofree char *text = NULL;

  if (partial)
    /* Translators: %s is an error message. */
    text = g_strdup_printf (
        _ ("Part of the library did not answer; what follows is incomplete. (%s)"), error);
  gtk_label_set_text (self->partial, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->partial), partial);
}

void
_tl_search_page_show_nothing (TlSearchPage *self)
{
  g_autofree char *date = tl_services_dup_date (self->services);
  g_autofree char *printed = tl_date_format_vi (date);
  gboolean today = *tl_services_get_as_of (self->services) == '\0';
  g_autofree char *description = NULL;

  if (today)
    description = g_strdup (_ ("No document in the library holds these words. Use fewer or other "
                               "words, or check the spelling."));
  else
    /* Translators: %s is a date. */
    description = g_strdup_printf (_ ("Nothing that was in force on %s holds these words. Use "
                                      "fewer or other words, or another date."),
                                   printed);
  adw_status_page_set_description (self->nothing, description);
  gtk_widget_set_visible (self->widen, tl_search_session_get_scope (self->session) >= 0);
  gtk_widget_set_visible (self->today, !today);
  tl_stack_show (self->states, "nothing");
}

void
_tl_search_page_show_failed (TlSearchPage *self)
{
  g_autofree char *detail = g_markup_escape_text (tl_search_session_get_error (self->session), -1);
  g_autofree char *description
      = g_strdup_printf ("%s\n\n<small>%s</small>",
                         _ ("Documents can still be opened from the list of documents."), detail);

  adw_status_page_set_description (self->failed, description);
  tl_stack_show (self->states, "failed");
}
