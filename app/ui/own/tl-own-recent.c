/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/own/tl-own-recent.h"

#include <gtk/gtk.h>

#define KEPT_OUT "tl-own-recent"
/* The dialog puts a file there some time after it was chosen: so many are watched. */
#define MAX_KEPT_OUT 500

static void
forget_cb (GtkRecentManager *recents, GPtrArray *uris)
{
  static gboolean forgetting; /* taking one out says that the list has changed */

  if (forgetting)
    return;
  forgetting = TRUE;
  for (guint i = 0; i < uris->len; i++)
    {
      GtkRecentInfo *info = gtk_recent_manager_lookup_item (recents, uris->pdata[i], NULL);
      g_auto (GStrv) programs = info != NULL ? gtk_recent_info_get_applications (info, NULL) : NULL;

      if (programs != NULL && programs[0] != NULL && programs[1] == NULL
          && gtk_recent_info_has_application (info, g_get_application_name ()))
        gtk_recent_manager_remove_item (recents, uris->pdata[i], NULL);
      g_clear_pointer (&info, gtk_recent_info_unref);
    }
  forgetting = FALSE;
}

void
tl_own_keep_out_of_recents (GFile *file)
{
  GtkRecentManager *recents = gtk_recent_manager_get_default ();
  GPtrArray *uris = g_object_get_data (G_OBJECT (recents), KEPT_OUT);

  g_return_if_fail (G_IS_FILE (file));

  if (uris == NULL)
    {
      uris = g_ptr_array_new_with_free_func (g_free);
      g_object_set_data_full (G_OBJECT (recents), KEPT_OUT, uris,
                              (GDestroyNotify)g_ptr_array_unref);
      g_signal_connect (recents, "changed", G_CALLBACK (forget_cb), uris);
    }
  if (uris->len == MAX_KEPT_OUT)
    g_ptr_array_remove_index (uris, 0);
  g_ptr_array_add (uris, g_file_get_uri (file));
  forget_cb (recents, uris);
}
