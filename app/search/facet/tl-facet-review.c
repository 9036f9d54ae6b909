/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which judgment reviews which, as an index keeps it. */
#include "config.h"

#include "search/facet/tl-facet-review.h"

#include <string.h>

#include "base/tl-error.h"
#include "base/tl-json.h"
#include "corpus/tl-bytes-private.h"
#include "corpus/tl-document-citations.h"
#include "search/facet/tl-facet-column.h"

/* What stands in the column for a document. */
enum
{
  MARK_OTHER,
  MARK_JUDGMENT,
  MARK_REVIEW, /* MARK_REVIEW + outcome - 1 */
};

#define ID_BYTES  8
#define MAX_MARKS (MARK_REVIEW + TL_N_REVIEW_OUTCOMES - 2)

/* ---- Reading a document ---- */

static guint64
hash_id (const char *id)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  guint8 digest[32];
  gsize length = sizeof digest;
  guint64 hash = 0;

  g_checksum_update (checksum, (const guchar *)id, -1);
  g_checksum_get_digest (checksum, digest, &length);
  for (guint i = 0; i < ID_BYTES; i++)
    hash = hash << 8 | digest[i];
  return MAX (hash, 1);
}

static TlReviewOutcome
outcome_from_code (const char *code)
{
  static const struct
  {
    const char *code;
    TlReviewOutcome outcome;
  } OUTCOMES[] = {
    { "upheld", TL_REVIEW_UPHELD },
    { "appeal-dismissed", TL_REVIEW_UPHELD },
    { "protest-rejected", TL_REVIEW_UPHELD },
    { "amended", TL_REVIEW_AMENDED },
    { "exempt-liability", TL_REVIEW_AMENDED },
    { "exempt-penalty", TL_REVIEW_AMENDED },
    { "not-guilty", TL_REVIEW_QUASHED },
    { "quashed-retrial", TL_REVIEW_QUASHED },
    { "quashed-dismissed", TL_REVIEW_QUASHED },
    { "quashed-kept", TL_REVIEW_KEPT_LOWER },
  };

  for (guint i = 0; code != NULL && i < G_N_ELEMENTS (OUTCOMES); i++)
    if (strcmp (OUTCOMES[i].code, code) == 0)
      return OUTCOMES[i].outcome;
  return TL_REVIEW_UNKNOWN;
}

/* The id of the judgment with number @number that @document cites with court and day; an id begins
 * with the number. */
static char *
find_reviewed (const TlDocument *document, const char *number)
{
  g_autofree char *slug = tl_document_make_id (number, NULL);
  g_autofree char *prefix = g_strconcat (slug, "-", NULL);
  g_autoptr (GPtrArray) links = tl_document_read_links (document);

  for (guint i = 0; i < links->len; i++)
    {
      const TlLink *link = g_ptr_array_index (links, i);

      if (link->target != NULL && g_str_has_prefix (link->target, prefix)
          && strcmp (link->target, document->id) != 0)
        return g_strdup (link->target);
    }
  return NULL;
}

void
tl_review_fact_read (const TlDocument *document, TlReviewFact *fact)
{
  g_autoptr (JsonObject) meta = NULL;
  g_autofree char *reviewed = NULL;
  const char *number;

  *fact = (TlReviewFact){ 0 };
  if (document->kind != TL_DOC_JUDGMENT)
    return;
  fact->id = hash_id (document->id);
  fact->day = document->issued != NULL ? tl_effect_day (document->issued) : 0;
  meta = document->meta != NULL ? tl_json_parse (document->meta, -1, NULL) : NULL;
  number = meta != NULL ? tl_json_get_string (meta, "appealed") : NULL;
  if (number == NULL || *number == '\0' || (reviewed = find_reviewed (document, number)) == NULL)
    return;
  fact->reviewed = hash_id (reviewed);
  fact->outcome = outcome_from_code (tl_json_get_string (meta, "outcome"));
}

/* ---- Bytes ---- */

static void
put_id (GByteArray *bytes, guint64 id)
{
  guint64 big = GUINT64_TO_BE (id);

  g_byte_array_append (bytes, (const guint8 *)&big, ID_BYTES);
}

GBytes *
tl_review_facts_encode (GArray *facts)
{
  GByteArray *bytes = g_byte_array_new ();

  _tl_bytes_put_number (bytes, facts->len);
  for (guint i = 0; i < facts->len; i++)
    {
      const TlReviewFact *fact = &g_array_index (facts, TlReviewFact, i);
      gboolean reviews = fact->outcome != TL_REVIEW_OF_NONE;

      if (fact->id == 0)
        {
          _tl_bytes_put_number (bytes, MARK_OTHER);
          continue;
        }
      _tl_bytes_put_number (bytes,
                            reviews ? MARK_REVIEW + (guint)fact->outcome - 1 : MARK_JUDGMENT);
      put_id (bytes, fact->id);
      _tl_bytes_put_number (bytes, fact->day);
      if (reviews)
        put_id (bytes, fact->reviewed);
    }
  return g_byte_array_free_to_bytes (bytes);
}

static guint64
get_id (TlBytesReader *reader)
{
  guint64 big;

  if (reader->problem != NULL || reader->end - reader->position < ID_BYTES)
    {
      reader->problem = "an id is cut short";
      return 0;
    }
  memcpy (&big, reader->position, ID_BYTES);
  reader->position += ID_BYTES;
  return MAX (GUINT64_FROM_BE (big), 1);
}

GArray *
tl_review_facts_decode (GBytes *bytes, GError **error)
{
  g_autoptr (GArray) facts = g_array_new (FALSE, FALSE, sizeof (TlReviewFact));
  gsize length;
  const guint8 *data = g_bytes_get_data (bytes, &length);
  TlBytesReader reader = { data, data + length, NULL };
  guint64 n = _tl_bytes_get_bounded (&reader, MIN (TL_FACET_DOCUMENTS, (guint64)length),
                                     "more documents than bytes");

  for (; n > 0 && reader.problem == NULL; n--)
    {
      guint mark = (guint)_tl_bytes_get_bounded (&reader, MAX_MARKS, "no such outcome");
      TlReviewFact fact = { 0 };

      if (mark != MARK_OTHER)
        {
          fact.id = get_id (&reader);
          fact.day = (guint32)_tl_bytes_get_bounded (&reader, G_MAXINT32, "no such day");
        }
      if (mark >= MARK_REVIEW)
        {
          fact.outcome = (TlReviewOutcome)(mark - MARK_REVIEW + 1);
          fact.reviewed = get_id (&reader);
        }
      g_array_append_val (facts, fact);
    }
  if (reader.problem == NULL && reader.position == reader.end)
    return g_steal_pointer (&facts);
  g_set_error (error, TL_ERROR, TL_ERROR_STORE, "damaged facets in the search index: %s",
               reader.problem != NULL ? reader.problem : "bytes are left over");
  return NULL;
}
