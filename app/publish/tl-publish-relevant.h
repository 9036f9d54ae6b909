/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "corpus/tl-library.h"
#include "publish/tl-publish-questions.h"

G_BEGIN_DECLS

/**
 * TlPublishAsked:
 * @name: of the first #TlPublishQuestion with this text
 * @text: the question
 * @places: (element-type utf8): what answers it, each once: "doc#anchor" of a unit of the index,
 * "doc#" of a whole document
 */
typedef struct
{
  char *name;
  char *text;
  GPtrArray *places;
} TlPublishAsked;

/**
 * tl_publish_relevant_find:
 * @questions: (element-type TlPublishQuestion)
 * @skipped: (element-type utf8): gains a line for each question of which no unit is in @library
 *
 * Finds the units that answer each question; questions of one text become one. Ids of the source
 * cost a reading of the whole library.
 *
 * Returns: (transfer full) (element-type TlPublishAsked): in the order of @questions
 */
GPtrArray *tl_publish_relevant_find (TlLibrary *library,
                                     GPtrArray *questions,
                                     GPtrArray *skipped,
                                     GCancellable *cancellable,
                                     GError **error);

G_END_DECLS
