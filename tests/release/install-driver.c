/* SPDX-License-Identifier: GPL-3.0-or-later */
/* usage: install-driver LIBRARY KEY SOURCE: installs as a process of its own, which can be killed.
 * Prints the error's domain and code. */
#include "config.h"

#include "install-fixture.h"

int
main (int argc, char **argv)
{
  static const char *const packs[] = { "all", NULL };
  g_autoptr (GPtrArray) sources = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (TlTrust) trust = NULL;
  g_autoptr (GError) error = NULL;
  TlInstallOptions options
      = { .sources = sources, .open = library_open, .packs = packs, .retry_ms = 1 };
  TlPublicKey key;

  g_assert_cmpint (argc, ==, 4);
  /* A measurement is of the installation, not of what a test checks afterwards. */
  if (g_getenv ("TL_DRIVER_NO_CHECK") != NULL)
    options.open = NULL;
  g_assert_true (tl_public_key_load (&key, argv[2], &error));
  trust = tl_trust_new (&key, 1, 1, &error);
  options.trust = trust;
  g_ptr_array_add (sources, tl_folder_source_new (argv[3]));
  if (tl_install_run (argv[1], &options, NULL, NULL, &error))
    return 0;
  g_printerr ("%s %d %s\n", g_quark_to_string (error->domain), error->code, error->message);
  return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE) ? 3 : 1;
}
