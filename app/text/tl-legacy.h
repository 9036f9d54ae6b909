/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** TlLegacyEncoding: the 8-bit Vietnamese encodings seen as Latin-1 characters inside Unicode text.
 */
typedef enum
{
  TL_LEGACY_NONE,
  TL_LEGACY_TCVN3,
  TL_LEGACY_VNI,
} TlLegacyEncoding;

/** tl_legacy_detect: what the run @text (a word, a line, a font run) is written in; judged by marks
 * and legal syllables. */
TlLegacyEncoding tl_legacy_detect (const char *text, gssize length);
/** tl_legacy_from_font: what a font name (.VnTime, .VnTimeH, VNI-Times) says; @capitals is set for
 * an all-capitals font. */
TlLegacyEncoding tl_legacy_from_font (const char *font, gboolean *capitals);
/** tl_legacy_convert: Returns: (transfer full): @text in Unicode NFC. */
char *tl_legacy_convert (const char *text, gssize length, TlLegacyEncoding encoding);
/**
 * tl_legacy_repair:
 *
 * Finds the runs of @text that are in a legacy encoding (files are mixed) and converts those only.
 * Call it before tl_text_normalize(), which drops the soft hyphen that TCVN3 uses for ư.
 *
 * Returns: (transfer full): the repaired text
 */
char *tl_legacy_repair (const char *text, gssize length);

G_END_DECLS
