/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bytes of any kind as a file of questions for training. */
#include "config.h"

#include <stdint.h>

#include "publish/tl-publish-questions.h"

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) questions
      = tl_publish_questions_parse ((const char *)data, size, "file", &error);

  g_assert_true ((questions == NULL) == (error != NULL));
  for (guint i = 0; questions != NULL && i < questions->len; i++)
    {
      const TlPublishQuestion *question = g_ptr_array_index (questions, i);

      g_assert_nonnull (question->name);
      g_assert_nonnull (question->text);
      g_assert_true ((question->doc == NULL) != (question->sources == NULL));
    }
  return 0;
}
