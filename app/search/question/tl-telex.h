/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * tl_telex_read:
 * @typed: one word, NFC, any case
 *
 * What an input method would have made of keys that were left as they are: Telex ("thuwa",
 * "ddaats") or VNI ("d9a61t").
 *
 * Returns: (transfer full) (nullable): the syllable in small letters, or %NULL when the keys make
 * none
 */
char *tl_telex_read (const char *typed);

G_END_DECLS
