/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "import/tl-court-level.h"

#include <string.h>

#include "text/tl-text.h"

/* The first that is found decides: a superior tier's name can hold an inferior's. */
static const struct
{
  const char *words;
  const char *level;
} tiers[] = {
  { "quan su trung uong", "quân sự trung ương" },
  { "quan su khu vuc", "quân sự khu vực" },
  { "quan su quan khu", "quân sự quân khu" },
  { "nhan dan toi cao", "tối cao" },
  { "cap cao", "cấp cao" },
  { "nhan dan khu vuc", "khu vực" },
  { "nhan dan huyen", "huyện" },
  { "nhan dan quan ", "huyện" },
  { "nhan dan thi xa", "huyện" },
  { "nhan dan tinh", "tỉnh" },
};

const char *
tl_court_level (const char *court)
{
  g_autofree char *folded = tl_text_fold (court, -1, TL_FOLD_PLAIN, NULL);
  const char *city;

  for (guint i = 0; i < G_N_ELEMENTS (tiers); i++)
    if (strstr (folded, tiers[i].words) != NULL)
      return tiers[i].level;
  city = strstr (folded, "nhan dan thanh pho");
  if (city == NULL)
    city = strstr (folded, "nhan dan tp");
  if (city == NULL)
    return NULL;
  return strstr (city, " tinh ") != NULL ? "huyện" : "tỉnh";
}
