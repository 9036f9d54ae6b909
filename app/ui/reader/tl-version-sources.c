/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/reader/tl-version-sources.h"

#include <string.h>

#include "corpus/tl-statute-versions.h"
#include "law/number/tl-doc-number.h"
#include "law/statute/tl-phapdien-source.h"

/* Amending documents by their title that are looked at, and those that are read whole. */
#define MAX_LISTED 2000
#define MAX_READ   12

typedef struct
{
  TlLibrary *library;
  const TlDocument *document;
  const TlTimeline *timeline;
  GPtrArray *sources;
} Finder;

void
tl_version_source_free (TlVersionSource *source)
{
  if (source == NULL)
    return;
  g_free (source->doc);
  g_free (source->anchor);
  g_free (source->number);
  g_free (source);
}

static gboolean
is_same_name (const char *name, const char *other)
{
  g_autofree char *left = NULL;
  g_autofree char *right = NULL;

  if (name == NULL || other == NULL)
    return FALSE;
  left = g_utf8_casefold (name, -1);
  right = g_utf8_casefold (other, -1);
  return strcmp (left, right) == 0;
}

static gboolean
is_about (const TlAmendment *amendment, const TlDocument *document)
{
  const TlCitedDoc *target = amendment->target;

  if (target == NULL)
    return FALSE;
  if (target->number != NULL)
    return g_strcmp0 (target->number, document->number_normal) == 0
           && (strstr (target->number, "/QH") == NULL
               || g_str_has_prefix (target->key, "NQ") == g_str_has_prefix (document->id, "nq-"));
  return is_same_name (target->name, document->title)
         || is_same_name (target->name, document->short_name)
         || is_same_name (target->key, document->short_name);
}

static gboolean
is_inside (const char *unit, const char *around)
{
  gsize length = strlen (around);

  return strncmp (unit, around, length) == 0 && (unit[length] == '\0' || unit[length] == '.');
}

static gboolean
names_unit (const TlAmendment *amendment, const char *anchor)
{
  switch (amendment->kind)
    {
    case TL_AMENDMENT_BASIS:
    case TL_AMENDMENT_IMPLEMENT:
    case TL_AMENDMENT_CONSOLIDATE:
    case TL_AMENDMENT_CORRECT:
      return FALSE;
    case TL_AMENDMENT_REPEAL:
    case TL_AMENDMENT_REPLACE_DOC:
    case TL_AMENDMENT_EXPIRE:
    case TL_AMENDMENT_SUSPEND:
      if (amendment->unit == NULL)
        return TRUE;
      break;
    case TL_AMENDMENT_AMEND:
    case TL_AMENDMENT_INSERT:
    case TL_AMENDMENT_REPLACE_PHRASE:
    case TL_AMENDMENT_DELETE_PHRASE:
    case TL_AMENDMENT_INSERT_PHRASE:
    default:
      break;
    }
  return amendment->unit != NULL
         && (is_inside (amendment->unit, anchor) || is_inside (anchor, amendment->unit));
}

static const char *
name_of (const TlDocument *document)
{
  if (document->number != NULL)
    return document->number;
  return document->title != NULL ? document->title : document->id;
}

/* The spans that begin on the day of an order of @amender. */
static void
read_orders (Finder *finder, const TlDocument *amender)
{
  g_autoptr (GPtrArray) orders = tl_document_read_amendments (amender, NULL);
  g_autofree char *first = tl_document_dup_first_day (amender);

  for (guint i = 0; i < orders->len; i++)
    {
      const TlAmendment *order = orders->pdata[i];
      const char *day = order->effective != NULL ? order->effective : first;

      if (day == NULL || !is_about (order, finder->document)
          || !names_unit (order, finder->timeline->anchor))
        continue;
      for (guint k = 0; k < finder->timeline->spans->len; k++)
        {
          TlVersionSource *source;

          if (finder->sources->pdata[k] != NULL
              || g_strcmp0 (tl_timeline_get (finder->timeline, k)->from, day) != 0)
            continue;
          source = g_new0 (TlVersionSource, 1);
          source->doc = g_strdup (amender->id);
          source->anchor = g_strdup (order->from_unit);
          source->number = g_strdup (name_of (amender));
          finder->sources->pdata[k] = source;
        }
    }
}

/* How many spans begin on the first day of the document that have no source yet. */
static gboolean
may_amend (const Finder *finder, const TlDocument *header)
{
  if (strcmp (header->id, finder->document->id) == 0 || header->effective_from == NULL)
    return FALSE;
  for (guint k = 0; k < finder->timeline->spans->len; k++)
    {
      const char *from = tl_timeline_get (finder->timeline, k)->from;

      if (from != NULL && finder->sources->pdata[k] == NULL
          && strcmp (from, header->effective_from) == 0)
        return TRUE;
    }
  return FALSE;
}

/* "Điều 12" of "bởi Điều 12 Luật số 12/2017/QH14". */
static char *
article_before (const char *line, const char *number)
{
  const char *at = strstr (line, number);
  const char *found = NULL;

  if (at == NULL)
    return NULL;
  for (const char *p = line; (p = strstr (p, "Điều ")) != NULL && p < at; p += strlen ("Điều "))
    found = p + strlen ("Điều ");
  if (found == NULL || at - found > 80 || !g_ascii_isdigit (*found))
    return NULL;
  return g_strdup_printf ("d%.*s", (int)strspn (found, "0123456789abcdeghik"), found);
}

static TlVersionSource *
source_from_line (Finder *finder, const char *line, const char *printed)
{
  TlVersionSource *source = g_new0 (TlVersionSource, 1);
  g_autoptr (TlDocNumber) number = tl_doc_number_parse (printed);
  g_autoptr (GPtrArray) ids = NULL;

  source->number = g_strdup (printed);
  source->anchor = article_before (line, printed);
  if (number != NULL)
    ids = tl_library_find_number (finder->library, number->normal, NULL);
  if (ids != NULL && ids->len > 0)
    source->doc = g_strdup (ids->pdata[0]);
  return source;
}

/* To the span that begins on @day and has no source yet. */
static void
take_from_line (Finder *finder, const char *line, const char *number, const char *day)
{
  if (number == NULL || day == NULL)
    return;
  for (guint i = 0; i < finder->timeline->spans->len; i++)
    if (finder->sources->pdata[i] == NULL
        && g_strcmp0 (tl_timeline_get (finder->timeline, i)->from, day) == 0)
      finder->sources->pdata[i] = source_from_line (finder, line, number);
}

/* What the source lines of the versions name for the days that have no source yet. */
static void
read_source_lines (Finder *finder)
{
  for (guint i = 0; i < finder->document->blocks->len; i++)
    {
      const TlBlock *block = tl_document_get_block (finder->document, i);
      g_autoptr (TlPhapdienSource) line = NULL;

      if (block->source_line == NULL || !is_inside (finder->timeline->anchor, block->anchor))
        continue;
      line = tl_phapdien_source_parse (block->source_line);
      for (guint k = 0; k < line->changes->len; k++)
        {
          const TlPhapdienChange *change = line->changes->pdata[k];

          take_from_line (finder, block->source_line, change->number, change->date);
        }
      /* Of an article that was put in the line may name what put it in. */
      if (!tl_phapdien_source_is_of (line, finder->document->number_normal))
        take_from_line (finder, block->source_line, line->number, line->effective);
    }
}

static gboolean
read_amenders (Finder *finder, GCancellable *cancellable, GError **error)
{
  const TlLibraryQuery query = { TL_DOC_STATUTE, "sửa đổi", 0, MAX_LISTED };
  const TlLibraryQuery all = { TL_DOC_STATUTE, NULL, 0, MAX_LISTED };
  guint n_read = 0;

  /* Laws that amend say so in their title; what replaces a law does not. */
  for (guint pass = 0; pass < 2; pass++)
    {
      g_autoptr (GPtrArray) headers
          = tl_library_list (finder->library, pass == 0 ? &query : &all, NULL, error);

      if (headers == NULL)
        return FALSE;
      for (guint i = 0; i < headers->len && n_read < MAX_READ; i++)
        {
          const TlDocument *header = headers->pdata[i];
          g_autoptr (TlDocument) amender = NULL;
          g_autoptr (GError) local = NULL;

          if (!may_amend (finder, header))
            continue;
          if (g_cancellable_set_error_if_cancelled (cancellable, error))
            return FALSE;
          amender = tl_library_load (finder->library, header->id, TRUE, &local);
          if (local != NULL)
            {
              g_propagate_error (error, g_steal_pointer (&local));
              return FALSE;
            }
          n_read++;
          if (amender != NULL)
            read_orders (finder, amender);
        }
    }
  return TRUE;
}

GPtrArray *
tl_version_sources_find (TlLibrary *library,
                         const TlDocument *document,
                         const TlTimeline *timeline,
                         GCancellable *cancellable,
                         GError **error)
{
  g_autoptr (GPtrArray) sources
      = g_ptr_array_new_with_free_func ((GDestroyNotify)tl_version_source_free);
  Finder finder = { library, document, timeline, sources };

  g_ptr_array_set_size (sources, (int)timeline->spans->len);
  if (document->kind == TL_DOC_STATUTE && timeline->spans->len > 1
      && !read_amenders (&finder, cancellable, error))
    return NULL;
  read_source_lines (&finder);
  return g_steal_pointer (&sources);
}
