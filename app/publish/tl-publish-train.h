/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/** TL_PUBLISH_TRAIN_LEAST: questions below which nothing is trained. */
#define TL_PUBLISH_TRAIN_LEAST 50
/** TL_PUBLISH_TRAIN_MOST: questions that are asked; of more, as many evenly spaced ones. */
#define TL_PUBLISH_TRAIN_MOST 2000

/**
 * tl_publish_train:
 * @folder: a library folder with indexes that carry no weights
 * @questions: (nullable) (element-type TlPublishQuestion): besides the confirmed questions that
 * the library carries
 * @notes: (nullable) (element-type utf8): gains what is to be said: questions of which no unit is
 * in the library, what was measured, and whether the weights are kept
 * @weights: (out) (nullable) (transfer full): for the metadata of an index (tl-rank-model.h); %NULL
 * when the built-in weights stay
 *
 * Trains the weights of the second stage. Each question is asked as written and without marks,
 * with no memory of confirmed questions. The weights are kept when in five-fold cross-validation,
 * questions about one unit in one fold, nDCG@10 is not worse than that of the built-in ones. The
 * same library and questions give the same weights on the same day.
 */
gboolean tl_publish_train (const char *folder,
                           GPtrArray *questions,
                           GPtrArray *notes,
                           char **weights,
                           GCancellable *cancellable,
                           GError **error);

G_END_DECLS
