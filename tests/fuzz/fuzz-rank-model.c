/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bytes of any kind where the index keeps the weights of the ranking. */
#include "config.h"

#include <stdint.h>
#include <string.h>

#include "search/rank/tl-rank-model.h"

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  TlRankModel model;

  if (tl_rank_model_parse (&model, (const char *)data, size))
    {
      g_autofree char *text = tl_rank_model_format (&model);
      TlRankModel again;

      g_assert_true (tl_rank_model_parse (&again, text, strlen (text)));
    }
  return 0;
}
