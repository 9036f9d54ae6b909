/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "import/tl-phapdien-private.h"

#include <string.h>

/* What the codes of one document share ("30.2.LQ."), with the number of an article in front of its
 * letters ("7" of "7a"): the code of the article that @entry was put behind. %NULL when its number
 * has no letters, or is not that of the source line. */
static char *
dup_code_before (const TlPhapdienEntry *entry)
{
  const char *dot = strrchr (entry->code, '.');
  gsize figures;

  if (dot == NULL || g_strcmp0 (dot + 1, entry->source->article) != 0)
    return NULL;
  figures = strspn (dot + 1, "0123456789");
  if (figures == 0 || dot[1 + figures] == '\0')
    return NULL;
  return g_strndup (entry->code, (gsize)(dot + 1 - entry->code) + figures);
}

static const TlPhapdienChange *
find_change (const TlPhapdienSource *source, const char *number)
{
  for (guint i = 0; i < source->changes->len; i++)
    {
      const TlPhapdienChange *change = g_ptr_array_index (source->changes, i);

      if (g_strcmp0 (change->number, number) == 0)
        return change;
    }
  return NULL;
}

/* The codes of @before's document begin like its own; whether one of its articles was changed by
 * the document with the number. */
static gboolean
was_changed_by (const TlPhapdienPage *page, const TlPhapdienEntry *before, const char *number)
{
  gsize shared = (gsize)(strrchr (before->code, '.') + 1 - before->code);

  for (guint i = 0; i < page->entries->len; i++)
    {
      const TlPhapdienEntry *entry = g_ptr_array_index (page->entries, i);

      if (strncmp (entry->code, before->code, shared) == 0
          && g_strcmp0 (entry->source->number, before->source->number) == 0
          && find_change (entry->source, number) != NULL)
        return TRUE;
    }
  return FALSE;
}

/* The document that the line names becomes the one that added the article. */
static void
give_to (TlPhapdienSource *source, const TlPhapdienSource *owner)
{
  TlPhapdienChange *change = g_new0 (TlPhapdienChange, 1);

  change->number = g_steal_pointer (&source->number);
  change->date = g_steal_pointer (&source->effective);
  g_ptr_array_insert (source->changes, 0, change);
  source->added = TRUE;
  source->number = g_strdup (owner->number);
  source->effective = g_strdup (owner->effective);
  _tl_import_set (&source->type, owner->type);
  _tl_import_set (&source->title, owner->title);
  _tl_import_set (&source->issued, owner->issued);
  _tl_import_set (&source->issuer, owner->issuer);
}

void
_tl_phapdien_settle_added (TlPhapdienPage *page, GPtrArray *notes)
{
  g_autoptr (GHashTable) by_code = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < page->entries->len; i++)
    {
      TlPhapdienEntry *entry = g_ptr_array_index (page->entries, i);
      g_hash_table_insert (by_code, entry->code, entry);
    }
  for (guint i = 0; i < page->entries->len; i++)
    {
      TlPhapdienEntry *entry = g_ptr_array_index (page->entries, i);
      g_autofree char *code = dup_code_before (entry);
      const TlPhapdienEntry *before = code != NULL ? g_hash_table_lookup (by_code, code) : NULL;
      g_autofree char *named = NULL;

      if (before == NULL || before->source->number == NULL || entry->source->number == NULL
          || strcmp (before->source->number, entry->source->number) == 0
          || !was_changed_by (page, before, entry->source->number))
        continue;
      named = g_strdup (entry->source->number);
      give_to (entry->source, before->source);
      _tl_import_note (
          notes, "Điều %s: the source line names %s, which added the article to %s; kept there",
          entry->code, named, before->source->number);
    }
}
