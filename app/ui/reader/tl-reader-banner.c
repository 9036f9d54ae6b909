/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/reader/tl-reader-banner.h"

#include <glib/gi18n.h>
#include <string.h>

#include "base/tl-clock.h"
#include "search/engine/tl-outstanding-text.h"

/* Statutes that an án lệ is looked up for, and that are named. */
#define MAX_STATUTES 64
#define MAX_NAMED    4
/* Laws whose changes a text may lack that are named. */
#define MAX_LAWS 3

/* Days from @from to @to; both are dates. */
static int
days_between (const char *from, const char *to)
{
  GDate start, end;

  g_date_clear (&start, 1);
  g_date_clear (&end, 1);
  g_date_set_parse (&start, from);
  g_date_set_parse (&end, to);
  return g_date_valid (&start) && g_date_valid (&end) ? g_date_days_between (&start, &end) : 0;
}

static char *
not_yet (const TlDocument *document)
{
  g_autofree char *first = tl_document_dup_first_day (document);
  g_autofree char *from = tl_date_format_vi (first);

  if (document->kind == TL_DOC_PRECEDENT)
    return *from != '\0'
               /* Translators: %s is a date. */
               ? g_strdup_printf (_ ("Not yet applied: this precedent is applied from %s."), from)
               : g_strdup (_ ("Not yet applied."));
  return *from != '\0'
             /* Translators: %s is a date. */
             ? g_strdup_printf (_ ("Not in force yet: it takes effect on %s."), from)
             : g_strdup (_ ("Not in force yet."));
}

char *
tl_reader_effect_message (const TlTextModel *model)
{
  const TlDocument *document = model->document;
  g_autofree char *to = tl_date_format_vi (document->effective_to);
  int left;

  switch (model->effect)
    {
    case TL_EFFECT_NOT_YET:
      return not_yet (document);
    case TL_EFFECT_EXPIRED:
      /* Translators: %s is a date. */
      return *to != '\0' ? g_strdup_printf (_ ("No longer in force: %s was its last day."), to)
                         : g_strdup (_ ("No longer in force."));
    case TL_EFFECT_SUSPENDED:
      return g_strdup (_ ("Its effect is suspended on this date."));
    case TL_EFFECT_UNSUITABLE:
      return g_strdup (_ ("The source says that it is no longer suitable."));
    case TL_EFFECT_IN_FORCE:
    case TL_EFFECT_PARTLY:
      left = tl_date_is_valid (document->effective_to)
                 ? days_between (model->as_of, document->effective_to)
                 : G_MAXINT;
      if (left <= TL_BANNER_ENDING_DAYS)
        /* Translators: %s is a date. */
        return g_strdup_printf (_ ("Ends soon: %s is its last day in force."), to);
      return g_strdup ("");
    case TL_EFFECT_UNKNOWN:
    case TL_EFFECT_NO_TEXT:
    default:
      return g_strdup ("");
    }
}

GPtrArray *
tl_reader_list_outstanding (const TlTextModel *model)
{
  GPtrArray *changes = tl_document_list_outstanding (model->document, NULL, model->as_of);

  if (model->effect == TL_EFFECT_EXPIRED || model->effect == TL_EFFECT_NOT_YET)
    g_ptr_array_set_size (changes, 0);
  return changes;
}

char *
tl_reader_outstanding_message (const TlTextModel *model)
{
  g_autoptr (GPtrArray) changes = tl_reader_list_outstanding (model);
  g_autofree char *laws = tl_outstanding_laws (changes, MAX_LAWS);
  g_autofree char *from = NULL;
  const TlOutstanding *newest;
  gboolean shown = FALSE;

  if (laws == NULL)
    return g_strdup ("");
  newest = g_ptr_array_index (changes, 0);
  from = tl_date_format_vi (newest->from);
  if (newest->replaces)
    /* Translators: number of a law, the day it is in force from. */
    return g_strdup_printf (_ ("A new law, %s, has replaced this document from %s on. This text "
                               "can only apply to what happened before."),
                            newest->number, from);
  for (guint i = 0; i < changes->len; i++)
    shown = shown || ((const TlOutstanding *)g_ptr_array_index (changes, i))->shown_in != NULL;
  if (shown)
    /* Translators: %s names laws. */
    return g_strdup_printf (_ ("The source of this text does not show the changes by %s. A "
                               "consolidated text in the library does; a question for the article "
                               "finds both."),
                            laws);
  /* Translators: %s names laws. */
  return g_strdup_printf (_ ("The source of this text does not show the changes by %s. Compare "
                             "with the gazette before you rely on the wording."),
                          laws);
}

/* The name of statute @id where it is not in force any more on @as_of. */
static char *
dup_if_expired (TlLibrary *library, const char *id, const char *as_of)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TlDocument) statute = tl_library_load (library, id, FALSE, &error);

  if (statute == NULL || statute->kind != TL_DOC_STATUTE
      || tl_document_effect (statute, -1, as_of) != TL_EFFECT_EXPIRED)
    return NULL;
  if (statute->title != NULL && statute->number != NULL)
    return g_strdup_printf ("%s (%s)", statute->title, statute->number);
  return g_strdup (statute->number != NULL ? statute->number : statute->id);
}

char *
tl_reader_basis_message (TlLibrary *library,
                         const TlDocument *document,
                         GPtrArray *links,
                         const char *as_of)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GString) names = g_string_new (NULL);
  guint n = 0;

  if (document->kind != TL_DOC_PRECEDENT || links == NULL)
    return g_strdup ("");
  for (guint i = 0; i < links->len && g_hash_table_size (seen) < MAX_STATUTES; i++)
    {
      const TlLink *link = links->pdata[i];
      g_autofree char *name = NULL;

      if (link->target == NULL || !g_hash_table_add (seen, link->target))
        continue;
      name = dup_if_expired (library, link->target, as_of);
      if (name != NULL && n++ < MAX_NAMED)
        g_string_append_printf (names, "%s%s", names->len > 0 ? "; " : "", name);
    }
  if (n == 0)
    return g_strdup ("");
  if (n > MAX_NAMED)
    g_string_append (names, "; …");
  /* Translators: %s are names of statutes. */
  return g_strdup_printf (_ ("This precedent rests on statutes that were replaced: %s."),
                          names->str);
}
