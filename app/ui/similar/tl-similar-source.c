/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/similar/tl-similar-source.h"

#include <glib/gi18n.h>
#include <string.h>

#include "base/tl-limits.h"
#include "import/tl-own-file.h"
#include "ui/reader/tl-reader-text.h"

#define DOCUMENT_KEY "doc:"

static TlSimilarSource *
source_new (TlSimilarSourceKind kind, const char *doc, const char *anchor)
{
  TlSimilarSource *self = g_new0 (TlSimilarSource, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->kind = kind;
  self->doc = g_strdup (doc);
  self->anchor = anchor != NULL && *anchor != '\0' ? g_strdup (anchor) : NULL;
  return self;
}

/* A number: what was written must not stand in the history of places. */
static char *
make_key (const char *kind)
{
  static gint last;

  return g_strdup_printf ("%s:%d", kind, g_atomic_int_add (&last, 1) + 1);
}

static char *
cut (const char *text)
{
  gsize length = strlen (text);
  const char *end;

  if (length > TL_LIMIT_QUESTION)
    length = TL_LIMIT_QUESTION;
  g_utf8_validate (text, (gssize)length, &end);
  return g_strndup (text, (gsize)(end - text));
}

TlSimilarSource *
tl_similar_source_new_document (const char *doc)
{
  TlSimilarSource *self = source_new (TL_SIMILAR_FROM_DOCUMENT, doc, NULL);

  self->key = g_strconcat (DOCUMENT_KEY, doc, NULL);
  return self;
}

TlSimilarSource *
tl_similar_source_new_passage (const char *doc, const char *anchor, const char *text)
{
  TlSimilarSource *self = source_new (TL_SIMILAR_FROM_PASSAGE, doc, anchor);

  self->text = cut (text);
  self->key = make_key ("passage");
  return self;
}

TlSimilarSource *
tl_similar_source_new_facts (const char *text)
{
  TlSimilarSource *self = source_new (TL_SIMILAR_FROM_FACTS, NULL, NULL);

  self->text = cut (text);
  self->key = make_key ("facts");
  return self;
}

TlSimilarSource *
tl_similar_source_ref (TlSimilarSource *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
tl_similar_source_unref (TlSimilarSource *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_free (self->doc);
  g_free (self->anchor);
  g_free (self->text);
  g_free (self->key);
  g_free (self);
}

TlSimilarSource *
tl_similar_source_from_key (const char *key)
{
  return g_str_has_prefix (key, DOCUMENT_KEY) && key[strlen (DOCUMENT_KEY)] != '\0'
             ? tl_similar_source_new_document (key + strlen (DOCUMENT_KEY))
             : NULL;
}

const char *
tl_similar_source_get_compared (const TlSimilarSource *self)
{
  return self->doc;
}

/* What the source is called in a word or two. */
static char *
dup_name (const TlSimilarSource *self, const TlDocument *document)
{
  switch (self->kind)
    {
    case TL_SIMILAR_FROM_FACTS:
      return g_strdup (_ ("facts as written"));
    case TL_SIMILAR_FROM_DOCUMENT:
    case TL_SIMILAR_FROM_PASSAGE:
    default:
      if (document != NULL && tl_own_is_id (self->doc) && document->source_name != NULL)
        return g_strdup (document->source_name);
      return document != NULL ? tl_reader_title (document) : g_strdup (self->doc);
    }
}

char *
tl_similar_source_title (const TlSimilarSource *self, const TlDocument *document)
{
  g_autofree char *name = dup_name (self, document);

  /* Translators: %s is the number of a judgment, or the name of a file. */
  return g_strdup_printf (_ ("Similar: %s"), name);
}

char *
tl_similar_source_heading (const TlSimilarSource *self, const TlDocument *document)
{
  g_autofree char *name = dup_name (self, document);

  switch (self->kind)
    {
    case TL_SIMILAR_FROM_FACTS:
      return g_strdup (_ ("Cases similar to the facts as written"));
    case TL_SIMILAR_FROM_PASSAGE:
      /* Translators: %s is the number of a judgment. */
      return g_strdup_printf (_ ("Cases similar to the passage selected in %s"), name);
    case TL_SIMILAR_FROM_DOCUMENT:
    default:
      if (tl_own_is_id (self->doc))
        /* Translators: %s is the name of a file. */
        return g_strdup_printf (_ ("Cases similar to your file %s, which stays on this computer"),
                                name);
      /* Translators: %s is the number of a judgment. */
      return g_strdup_printf (_ ("Cases similar to %s"), name);
    }
}
