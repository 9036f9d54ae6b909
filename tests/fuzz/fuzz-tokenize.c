/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <stdint.h>
#include <string.h>

#include "text/tl-text.h"

/* On any bytes: tokens lie in order inside of the text, keys and legality end. */
int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GArray) tokens = tl_text_tokenize ((const char *)data, (gssize)size);
  gsize last = 0;

  for (guint i = 0; i < tokens->len; i++)
    {
      const TlToken *token = &g_array_index (tokens, TlToken, i);
      const char *text = (const char *)data + token->from;
      gssize length = (gssize)(token->to - token->from);
      g_autofree char *key = tl_syllable_key (text, length);
      g_autoptr (GString) plain = g_string_new (NULL);

      g_assert_cmpuint (token->from, >=, last);
      g_assert_cmpuint (token->to, >, token->from);
      g_assert_cmpuint (token->to, <=, size);
      g_assert_true (g_utf8_validate (key, -1, NULL));
      tl_syllable_plain_append (plain, text, length);
      g_assert_true (g_utf8_validate (plain->str, -1, NULL));
      tl_syllable_is_legal (text, length);
      last = token->to;
    }
  return 0;
}
