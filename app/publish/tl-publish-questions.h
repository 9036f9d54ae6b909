/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * TlPublishQuestion:
 * @name: what messages call it: never its text
 * @text: the question
 * @sources: (nullable) (element-type utf8): ids of the source of the units that answer it
 * @doc: (nullable): the document that answers it, instead of @sources
 * @anchor: (nullable): the unit of @doc
 *
 * A question and what answers it, for training the ranking.
 */
typedef struct
{
  char *name;
  char *text;
  GPtrArray *sources;
  char *doc;
  char *anchor;
} TlPublishQuestion;

/** tl_publish_question_new: all strings are copied. Returns: (transfer full): with no sources. */
TlPublishQuestion *tl_publish_question_new (const char *name,
                                            const char *text,
                                            const char *doc,
                                            const char *anchor);
void tl_publish_question_free (TlPublishQuestion *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlPublishQuestion, tl_publish_question_free)

/**
 * tl_publish_questions_parse:
 * @data: JSON lines {"qid","text","relevant":[ids of the source]} or {"question","doc","anchor"};
 * any bytes
 * @name: of the file, for messages
 *
 * Returns: (transfer full) (element-type TlPublishQuestion) (nullable): an entry a line; a line
 * that is neither is an error that names it
 */
GPtrArray *tl_publish_questions_parse (const char *data,
                                       gsize length,
                                       const char *name,
                                       GError **error);
/** tl_publish_questions_load: tl_publish_questions_parse() of the file @path, of at most
 * #TL_LIMIT_TEXT_FILE bytes. */
GPtrArray *tl_publish_questions_load (const char *path, GError **error);

G_END_DECLS
