/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a comment from the reader is about. */
#include "config.h"

#include "ui/reader/tl-reader-comment.h"

#include "ui/reader/tl-cited-words.h"
#include "ui/reader/tl-reader-private.h"
#include "ui/reader/tl-reader-selection.h"
#include "ui/reader/tl-reader-text.h"

static gboolean
shows_versions (TlReader *self)
{
  return g_strcmp0 (gtk_stack_get_visible_child_name (self->states), "versions") == 0
         && tl_versions_page_get_versions (self->versions) != NULL;
}

/* Rows are the newest first, spans the oldest. */
static void
take_version (TlReader *self, TlFeedbackAbout *about)
{
  const TlVersions *versions = tl_versions_page_get_versions (self->versions);
  GtkListBoxRow *row = gtk_list_box_get_selected_row (tl_versions_page_get_list (self->versions));
  guint n = versions->timeline->spans->len;
  guint index = row != NULL ? n - 1 - (guint)gtk_list_box_row_get_index (row)
                            : tl_timeline_find (versions->timeline, versions->as_of);
  const TlTimelineSpan *span = tl_timeline_get (versions->timeline, MIN (index, n - 1));

  about->document = g_strdup (versions->document->id);
  about->anchor = g_strdup (versions->timeline->anchor);
  about->label = g_strdup (versions->place);
  about->title = g_strdup (versions->law);
  about->version = g_strdup (span->from != NULL ? span->from : versions->as_of);
}

static void
take_place (TlReader *self, TlFeedbackAbout *about)
{
  g_autoptr (TlReaderSelection) selection = tl_reader_dup_selection (self);

  about->document = g_strdup (self->document->id);
  if (selection != NULL)
    {
      about->anchor = g_strdup (selection->anchor);
      about->quote = g_strdup (selection->quote);
    }
  else
    about->anchor = _tl_reader_dup_anchor (self);
  about->label = tl_cited_words_units (self->document, about->anchor);
  about->title = tl_reader_heading (self->document);
  if (self->document->kind == TL_DOC_STATUTE)
    about->version = g_strdup (self->model->as_of);
}

TlFeedbackAbout *
tl_reader_dup_about (TlReader *self, gint64 serial)
{
  TlFeedbackAbout *about;

  g_return_val_if_fail (TL_IS_READER (self), NULL);

  if (self->document == NULL || self->model == NULL)
    return NULL;
  about = g_new0 (TlFeedbackAbout, 1);
  about->serial = serial;
  if (shows_versions (self))
    take_version (self, about);
  else
    take_place (self, about);
  return about;
}
