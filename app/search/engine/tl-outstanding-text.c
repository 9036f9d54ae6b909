/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "search/engine/tl-outstanding-text.h"

#define GETTEXT_PACKAGE TL_GETTEXT_DOMAIN
#include <glib/gi18n-lib.h>

#include "base/tl-clock.h"

char *
tl_outstanding_laws (GPtrArray *changes, guint max)
{
  g_autoptr (GString) laws = NULL;

  if (changes == NULL || changes->len == 0)
    return NULL;
  laws = g_string_new (NULL);
  for (guint i = 0; i < MIN (changes->len, max); i++)
    {
      const TlOutstanding *change = g_ptr_array_index (changes, i);
      g_autofree char *from = tl_date_format_vi (change->from);

      if (i > 0)
        g_string_append (laws, ", ");
      if (*from != '\0')
        /* Translators: the number of a law, and the date it is in force from. */
        g_string_append_printf (laws, _ ("%s (from %s)"), change->number, from);
      else
        g_string_append (laws, change->number);
    }
  if (changes->len > max)
    {
      guint more = changes->len - max;

      g_string_append_c (laws, ' ');
      /* Translators: more laws than are named. */
      g_string_append_printf (laws, ngettext ("and %u more law", "and %u more laws", more), more);
    }
  return g_string_free (g_steal_pointer (&laws), FALSE);
}
