/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <gtk/gtk.h>
#include <libintl.h>
#include <locale.h>
#include <string.h>

#include "ui/tl-application.h"
#include "ui/tl-language.h"
#include "ui/window/tl-date-popover.h"
#include "ui/window/tl-shortcuts.h"

static void
dates_are_read_as_people_type_them (void)
{
  static const char *const cases[][2] = {
    { "1/7/2025", "2025-07-01" },
    { "01-07-2025", "2025-07-01" },
    { " 22.11.2026 ", "2026-11-22" },
    { "31/02/2025", NULL },
    { "2025-07-01", NULL },
    { "1/7/25", NULL },
    { "1/7/2025 x", NULL },
    { "", NULL },
    { "hôm nay", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *date = tl_date_popover_parse (cases[i][0]);
      g_assert_cmpstr (date, ==, cases[i][1]);
    }
}

static void
links_from_outside_name_a_document (void)
{
  static const char *const cases[][2] = {
    { "troly:doc/100-2015-qh13#d173.k1", "doc:100-2015-qh13#d173.k1" },
    { "troly:///doc/a", "doc:a" },
    { "TROLY:doc/a#", "doc:a" },
    { "troly:doc/a%2Db#d5%2Ek1", "doc:a-b#d5.k1" },
    /* Anything that is no plain id or anchor once it is decoded. */
    { "troly:doc/a%23b", NULL },
    { "troly:doc/a%00b", NULL },
    { "troly:doc/a%2fb", NULL },
    { "troly:doc/../a", NULL },
    { "troly:doc/A", NULL },
    { "troly:doc/a#b#c", NULL },
    { "troly:doc/a#<b>", NULL },
    { "troly:doc/a#%f0%80", NULL },
    { "troly:doc/a%", NULL },
    { "file:///etc/passwd", NULL },
    { "troly:doc/", NULL },
    { "troly:search/x", NULL },
    { "http://example.org/doc/a", NULL },
    { "", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *place = tl_application_link_to_place (cases[i][0]);
      g_assert_cmpstr (place, ==, cases[i][1]);
    }
}

static void
no_two_shortcuts_share_a_key (void)
{
  guint n;
  const TlShortcut *shortcuts = tl_shortcuts_get (&n);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  g_assert_cmpuint (n, >, 10);
  for (guint i = 0; i < n; i++)
    {
      g_assert_nonnull (shortcuts[i].title);
      if (shortcuts[i].accelerators != NULL)
        g_assert_true (g_hash_table_add (seen, (gpointer)shortcuts[i].accelerators));
    }
}

/* The test runs in the locale C.UTF-8 of the test environment, and in plain C. */
static void
the_interface_is_vietnamese_whatever_the_locale (void)
{
  static const char *const locales[] = { "C", "C.UTF-8", "POSIX", "no_SUCH.locale" };

  for (guint i = 0; i < G_N_ELEMENTS (locales); i++)
    {
      g_setenv ("LC_ALL", locales[i], TRUE);
      tl_language_set_up ("vi");
      g_assert_cmpstr (dgettext (TL_GETTEXT_DOMAIN, "Statutes"), ==, "Văn bản");
    }
}

int
main (int argc, char **argv)
{
  gtk_disable_setlocale ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ui/words/dates-are-read-as-people-type-them",
                   dates_are_read_as_people_type_them);
  g_test_add_func ("/ui/words/links-from-outside-name-a-document",
                   links_from_outside_name_a_document);
  g_test_add_func ("/ui/words/no-two-shortcuts-share-a-key", no_two_shortcuts_share_a_key);
  g_test_add_func ("/ui/words/the-interface-is-vietnamese-whatever-the-locale",
                   the_interface_is_vietnamese_whatever_the_locale);
  return g_test_run ();
}
