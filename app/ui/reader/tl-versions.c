/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/reader/tl-versions.h"

#include <glib/gi18n.h>
#include <string.h>

#include "base/tl-clock.h"
#include "law/statute/tl-statute-structure.h"
#include "ui/search/tl-hit-text.h"

/* Units of a change that are named. */
#define MAX_PARTS 6

typedef struct
{
  TlLibrary *library;
  char *doc;
  char *anchor;
  char *as_of;
} ReadJob;

typedef struct
{
  char *left;
  char *right;
} CompareJob;

void
tl_versions_free (TlVersions *self)
{
  g_clear_pointer (&self->document, tl_document_unref);
  g_clear_pointer (&self->timeline, tl_timeline_free);
  g_clear_pointer (&self->sources, g_ptr_array_unref);
  g_free (self->place);
  g_free (self->law);
  g_free (self);
}

/* "Điều 41. Đặt cọc" */
static char *
dup_place (const TlDocument *document, const char *anchor, const char *as_of)
{
  int index = tl_document_find (document, anchor, as_of);
  const TlBlock *block;
  g_autofree char *label = tl_anchor_label (anchor);

  if (index < 0)
    index = tl_document_find (document, anchor, NULL);
  block = tl_document_get_block (document, (guint)index);
  if (block->heading == NULL || *block->heading == '\0')
    return g_steal_pointer (&label);
  return g_strdup_printf ("%s. %s",
                          block->label != NULL && *block->label != '\0' ? block->label : label,
                          block->heading);
}

static char *
dup_law (const TlDocument *document)
{
  if (document->title != NULL && document->number != NULL)
    return g_strdup_printf ("%s (%s)", document->title, document->number);
  if (document->title != NULL)
    return g_strdup (document->title);
  return g_strdup (document->number != NULL ? document->number : document->id);
}

TlVersions *
tl_versions_read (TlLibrary *library,
                  const char *doc,
                  const char *anchor,
                  const char *as_of,
                  GCancellable *cancellable,
                  GError **error)
{
  g_autoptr (TlVersions) self = g_new0 (TlVersions, 1);
  g_autoptr (GError) local = NULL;
  g_autofree char *article = NULL;

  self->document = tl_library_load (library, doc, TRUE, &local);
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }
  if (self->document != NULL)
    {
      article = tl_timeline_dup_article (self->document, anchor);
      self->timeline = tl_timeline_new (self->document, article);
    }
  if (self->timeline == NULL)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                           _ ("The library has no text of this provision."));
      return NULL;
    }
  self->sources
      = tl_version_sources_find (library, self->document, self->timeline, cancellable, error);
  if (self->sources == NULL)
    return NULL;
  g_strlcpy (self->as_of, as_of, sizeof self->as_of);
  self->place = dup_place (self->document, article, as_of);
  self->law = dup_law (self->document);
  return g_steal_pointer (&self);
}

static void
read_job_free (gpointer data)
{
  ReadJob *job = data;

  g_object_unref (job->library);
  g_free (job->doc);
  g_free (job->anchor);
  g_free (job->as_of);
  g_free (job);
}

static void
read_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  ReadJob *job = data;
  GError *error = NULL;
  TlVersions *versions
      = tl_versions_read (job->library, job->doc, job->anchor, job->as_of, cancellable, &error);

  if (versions != NULL)
    g_task_return_pointer (task, versions, (GDestroyNotify)tl_versions_free);
  else
    g_task_return_error (task, error);
}

void
tl_versions_read_async (TlLibrary *library,
                        const char *doc,
                        const char *anchor,
                        const char *as_of,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  ReadJob *job;

  g_return_if_fail (TL_IS_LIBRARY (library) && doc != NULL && anchor != NULL && as_of != NULL);

  job = g_new0 (ReadJob, 1);
  job->library = g_object_ref (library);
  job->doc = g_strdup (doc);
  job->anchor = g_strdup (anchor);
  job->as_of = g_strdup (as_of);
  g_task_set_source_tag (task, tl_versions_read_async);
  g_task_set_task_data (task, job, read_job_free);
  g_task_run_in_thread (task, read_in_thread);
}

TlVersions *
tl_versions_read_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
compare_job_free (gpointer data)
{
  CompareJob *job = data;

  g_free (job->left);
  g_free (job->right);
  g_free (job);
}

static void
compare_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  CompareJob *job = data;
  GError *error = NULL;
  TlDiffText *text = tl_diff_text_new (job->left, job->right, cancellable, &error);

  if (text != NULL)
    g_task_return_pointer (task, text, (GDestroyNotify)tl_diff_text_free);
  else
    g_task_return_error (task, error);
}

void
tl_versions_compare_async (const TlVersions *self,
                           guint left,
                           guint right,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  const TlTimelineSpan *older = tl_timeline_get (self->timeline, left);
  const TlTimelineSpan *newer = tl_timeline_get (self->timeline, right);
  CompareJob *job;

  g_return_if_fail (older != NULL && newer != NULL);

  job = g_new0 (CompareJob, 1);
  job->left = g_strdup (older->text != NULL ? older->text : "");
  job->right = g_strdup (newer->text != NULL ? newer->text : "");
  g_task_set_source_tag (task, tl_versions_compare_async);
  g_task_set_task_data (task, job, compare_job_free);
  g_task_run_in_thread (task, compare_in_thread);
}

TlDiffText *
tl_versions_compare_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

const TlVersionSource *
tl_versions_get_source (const TlVersions *self, guint index)
{
  return index < self->sources->len ? self->sources->pdata[index] : NULL;
}

char *
tl_versions_dup_period (const TlTimelineSpan *span)
{
  g_autofree char *from = tl_date_format_vi (span->from);
  g_autofree char *to = tl_date_format_vi (span->to);

  if (*from != '\0' && *to != '\0')
    /* Translators: %s are dates. */
    return g_strdup_printf (_ ("from %s to %s"), from, to);
  if (*from != '\0')
    /* Translators: %s is a date. */
    return g_strdup_printf (_ ("from %s"), from);
  if (*to != '\0')
    /* Translators: %s is a date. */
    return g_strdup_printf (_ ("until %s"), to);
  return g_strdup (_ ("no dates known"));
}

char *
tl_versions_dup_state (const TlVersions *self, guint index)
{
  const TlTimelineSpan *span = tl_timeline_get (self->timeline, index);
  const char *next = index + 1 < self->timeline->spans->len
                         ? tl_timeline_get (self->timeline, index + 1)->from
                         : NULL;
  const char *last = index > 0 ? tl_timeline_get (self->timeline, index - 1)->to : NULL;
  gboolean in_force = span->state == TL_EFFECT_IN_FORCE;

  /* "In force" is said of the day the law is read at, not of days that are over or to come. */
  if (in_force && span->to != NULL && strcmp (span->to, self->as_of) < 0)
    return g_strdup (_ ("↶ Earlier version"));
  if (in_force && span->from != NULL && strcmp (self->as_of, span->from) < 0)
    return g_strdup (_ ("◷ Not yet in force"));
  if (in_force || span->state == TL_EFFECT_PARTLY)
    {
      g_autoptr (GPtrArray) changes
          = tl_document_list_outstanding (self->document, self->timeline->anchor, self->as_of);
      char *lacking = tl_effect_outstanding_mark (changes);

      if (lacking != NULL)
        return lacking;
    }
  return tl_effect_text (span->state, span->state == TL_EFFECT_NOT_YET ? next : span->from,
                         span->state == TL_EFFECT_EXPIRED ? last : span->to);
}

char *
tl_versions_dup_parts (const GPtrArray *anchors)
{
  GString *parts = g_string_new (NULL);

  for (guint i = 0; i < anchors->len && i < MAX_PARTS; i++)
    {
      g_autofree char *label = tl_anchor_label (anchors->pdata[i]);

      g_string_append_printf (parts, "%s%s", i > 0 ? ", " : "", label);
    }
  if (anchors->len > MAX_PARTS)
    g_string_append (parts, ", …");
  return g_string_free (parts, FALSE);
}

char *
tl_versions_dup_source (const TlVersionSource *source)
{
  g_autofree char *unit = source->anchor != NULL ? tl_anchor_label (source->anchor) : NULL;

  return unit != NULL ? g_strdup_printf ("%s, %s", unit, source->number)
                      : g_strdup (source->number);
}

char *
tl_versions_dup_change (const TlVersions *self, guint index)
{
  const TlTimelineSpan *span = tl_timeline_get (self->timeline, index);
  const TlVersionSource *source = tl_versions_get_source (self, index);
  /* The first wording changes nothing. */
  gboolean first
      = index == 0 || tl_timeline_get (self->timeline, index - 1)->state == TL_EFFECT_NOT_YET;
  g_autofree char *parts = first ? g_strdup ("") : tl_versions_dup_parts (span->changed);
  g_autofree char *by = source != NULL ? tl_versions_dup_source (source) : NULL;

  if (*parts != '\0' && by != NULL)
    /* Translators: units that changed, the unit and number of the document that changed them. */
    return g_strdup_printf (_ ("Changed: %s, by %s"), parts, by);
  if (*parts != '\0')
    /* Translators: units that changed. */
    return g_strdup_printf (_ ("Changed: %s"), parts);
  if (by != NULL)
    /* Translators: unit and number of an amending document. */
    return g_strdup_printf (_ ("Changed by %s"), by);
  return g_strdup ("");
}

const char *
tl_versions_get_reading_day (const TlVersions *self, guint index)
{
  const TlTimelineSpan *span = tl_timeline_get (self->timeline, index);

  return span->from != NULL ? span->from : span->to;
}
