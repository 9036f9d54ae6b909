/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The list of results on paper, or as a file. */
#include "config.h"

#include "ui/search/tl-search-page-private.h"

#include <glib/gi18n.h>

#include "ui/print/tl-print.h"

static void
run (TlSearchPage *self, gboolean save)
{
  GListModel *items = self->session != NULL ? tl_search_session_get_model (self->session) : NULL;
  TlLibrary *library;
  g_autofree char *as_of = NULL;
  g_autoptr (TlPrintContent) content = NULL;

  if (items == NULL || g_list_model_get_n_items (items) == 0)
    {
      gtk_widget_activate_action (GTK_WIDGET (self), "win.say", "s",
                                  _ ("There are no results to print"));
      return;
    }
  tl_usage_keeper_used (tl_services_get_usage (self->services),
                        _tl_search_page_first_document (self));
  library = tl_services_get_library (self->services);
  as_of = tl_services_dup_date (self->services);
  content = tl_print_content_new_results (
      tl_search_session_get_text (self->session), items,
      &(TlPrintOrigin){ tl_services_get_stats (self->services),
                        library != NULL && tl_library_is_training (library), as_of, FALSE });
  if (save)
    tl_print_save (GTK_WIDGET (self), &(TlPrintJob){ content, NULL, NULL });
  else
    tl_print_run (GTK_WIDGET (self), &(TlPrintJob){ content, NULL, NULL });
}

static void
print_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  run (TL_SEARCH_PAGE (widget), FALSE);
}

static void
save_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  run (TL_SEARCH_PAGE (widget), TRUE);
}

void
_tl_search_page_install_print_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "results.print", NULL, print_cb);
  gtk_widget_class_install_action (widget_class, "results.save-pdf", NULL, save_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_p, GDK_CONTROL_MASK, "results.print",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_p, GDK_CONTROL_MASK | GDK_SHIFT_MASK,
                                       "results.save-pdf", NULL);
}
