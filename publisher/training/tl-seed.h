/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * TlSeed:
 * @fields: (element-type utf8 utf8): "Số", "Tòa"... ; a key given several times has its values
 * joined by newlines
 * @sections: (element-type utf8 utf8): "Nội dung", "Nhận định", "Quyết định": paragraphs parted by
 * newlines
 * @line: where the seed begins in its file
 *
 * One document as it was written by hand: what only a person can write. The form around it is laid
 * out by the generator.
 */
typedef struct
{
  GHashTable *fields;
  GHashTable *sections;
  guint line;
} TlSeed;

/**
 * tl_seeds_parse:
 * @text: a seed file: seeds are parted by lines of "===", a seed is "Key: value" lines, then
 * sections opened by "--- Name"
 * @name: file name for messages
 *
 * Returns: (transfer full) (element-type TlSeed) (nullable): the seeds
 */
GPtrArray *tl_seeds_parse (const char *text, const char *name, GError **error);
void tl_seed_free (TlSeed *seed);

/** tl_seed_get: (nullable): a field's value. */
const char *tl_seed_get (const TlSeed *seed, const char *key);
/** tl_seed_get_section: (nullable): a section's paragraphs. */
const char *tl_seed_get_section (const TlSeed *seed, const char *name);

G_END_DECLS
