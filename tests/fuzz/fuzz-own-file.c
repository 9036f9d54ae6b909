/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <stdint.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "import/tl-own-file.h"

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

/* What a PDF holds goes to the worker, which has targets of its own, and no program is started. */
int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (TlOwnFile) file = NULL;
  int fd;

  if (memmem (data, size, "%PDF-", 5) != NULL)
    return 0;
  g_setenv ("PATH", "/dev/null", TRUE);
  fd = memfd_create ("fuzz", MFD_CLOEXEC);
  g_assert_cmpint (fd, >=, 0);
  g_assert_cmpint (write (fd, data, size), ==, (ssize_t)size);
  path = g_strdup_printf ("/proc/self/fd/%d", fd);
  file = tl_own_file_read (path, TL_OWN_PREFIX "1", NULL, &error);
  g_assert_true ((file == NULL) == (error != NULL));
  if (error != NULL)
    g_assert_true (error->domain == TL_OWN_ERROR);
  else
    {
      g_autoptr (GPtrArray) links = tl_own_file_read_links (file, NULL);

      for (guint i = 0; i < links->len; i++)
        g_assert_cmpuint (((TlLink *)g_ptr_array_index (links, i))->block, <,
                          file->document->blocks->len);
    }
  close (fd);
  return 0;
}
