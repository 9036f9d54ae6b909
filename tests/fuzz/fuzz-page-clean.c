/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pages, separated by form feeds, cleaned; then every place is looked for on its page. */
#include "config.h"

#include <stdint.h>

#include "import/tl-page-clean.h"
#include "text/tl-text.h"

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree char *text = tl_text_normalize ((const char *)data, (gssize)MIN (size, 4096), NULL);
  g_auto (GStrv) pages = g_strsplit (text, "\f", -1);
  g_autoptr (TlPageCleaner) cleaner = tl_page_cleaner_new ();
  guint n = g_strv_length (pages);

  for (guint i = 0; i < n; i++)
    tl_page_cleaner_add (cleaner, g_strdup (pages[i]), i % 3 != 2);
  for (const char *at = cleaner->text->str; *at != '\0'; at = g_utf8_next_char (at))
    {
      gsize from = (gsize)(at - cleaner->text->str);
      gsize to = MIN (from + 40, cleaner->text->len);
      guint page, page_from, page_to;

      while (to > from && (cleaner->text->str[to] & 0xc0) == 0x80)
        to--;
      tl_page_map_locate (cleaner->map, cleaner->text->str, from, to, &page, &page_from, &page_to);
      g_assert_cmpuint (page, <=, n);
      if (page > 0 && (page - 1) % 3 != 2)
        g_assert_cmpuint (page_from, <=, (guint)g_utf8_strlen (pages[page - 1], -1));
    }
  return 0;
}
