/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/reader/tl-reader-text.h"

#include <glib/gi18n.h>

#include "base/tl-clock.h"
#include "import/tl-own-file.h"
#include "ui/search/tl-hit-text.h"

static gboolean
is_blank (const char *text)
{
  return text == NULL || *text == '\0';
}

/* The judge knows a file by its name; what a draft says of itself may not be filled in yet. */
static gboolean
is_own (const TlDocument *document)
{
  return tl_own_is_id (document->id) && !is_blank (document->source_name);
}

char *
tl_reader_title (const TlDocument *document)
{
  if (is_own (document))
    return g_strdup (document->source_name);
  if (document->kind == TL_DOC_STATUTE && !is_blank (document->short_name))
    return g_strdup (document->short_name);
  if (!is_blank (document->number))
    return document->kind == TL_DOC_STATUTE
               ? g_strdup (document->number)
               : g_strdup_printf ("%s %s", tl_hit_kind_name (document->kind), document->number);
  return g_strdup (!is_blank (document->title) ? document->title : document->id);
}

char *
tl_reader_heading (const TlDocument *document)
{
  g_autoptr (GString) heading = g_string_new (NULL);

  if (is_own (document))
    return g_strdup (document->source_name);
  if (document->kind != TL_DOC_STATUTE || is_blank (document->title))
    g_string_append (heading, tl_hit_kind_name (document->kind));
  if (document->kind != TL_DOC_STATUTE && !is_blank (document->number))
    g_string_append_printf (heading, " %s", document->number);
  if (!is_blank (document->title))
    g_string_append_printf (heading, "%s%s", heading->len > 0 ? " · " : "", document->title);
  if (document->kind == TL_DOC_STATUTE && !is_blank (document->number))
    g_string_append_printf (heading, " · %s", document->number);
  return g_string_free (g_steal_pointer (&heading), FALSE);
}

static void
append_sentence (GString *text, char *sentence)
{
  if (text->len > 0)
    g_string_append_c (text, ' ');
  g_string_append (text, sentence);
  g_free (sentence);
}

char *
tl_reader_join_sentences (const char *first, const char *second, const char *third)
{
  const char *const sentences[] = { first, second, third };
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (sentences); i++)
    if (!is_blank (sentences[i]))
      append_sentence (text, g_strdup (sentences[i]));
  return g_string_free (text, FALSE);
}

char *
tl_reader_law_message (const TlTextModel *model, const char *today)
{
  GString *text = g_string_new (NULL);
  g_autofree char *date = tl_date_format_vi (model->as_of);

  if (model->document->kind != TL_DOC_STATUTE)
    return g_string_free (text, FALSE);
  if (!g_str_equal (model->as_of, today))
    /* Translators: %s is a date. */
    append_sentence (text, g_strdup_printf (_ ("The text in force on %s is shown."), date));
  if (model->n_missing > 0)
    append_sentence (
        text,
        g_strdup_printf (g_dngettext (NULL, "%u article has no text for this date.",
                                      "%u articles have no text for this date.", model->n_missing),
                         model->n_missing));
  if (model->n_other > 0)
    append_sentence (
        text, g_strdup_printf (g_dngettext (NULL, "%u unit has another version, for other dates.",
                                            "%u units have other versions, for other dates.",
                                            model->n_other),
                               model->n_other));
  return g_string_free (text, FALSE);
}

char *
tl_reader_file_message (const TlDocument *document, gboolean has_path)
{
  if (is_blank (document->file))
    return g_strdup (document->blocks->len > 0 ? ""
                                               : _ ("The library has no text of this document."));
  if (!has_path)
    return g_strdup (_ ("The original PDF is not installed on this computer. The text is shown."));
  if (g_strcmp0 (document->text_source, "none") == 0)
    return g_strdup (_ ("This PDF is a scan without text: it can be read here, but not searched or "
                        "copied."));
  return g_strdup ("");
}
