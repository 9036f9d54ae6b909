/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/reader/tl-text-html.h"

#include "text/tl-escape.h"

#define POLICY "default-src 'none'"

/* Element and class of each role: headings are headings for a screen reader. */
static const struct
{
  const char *element;
  const char *name;
} roles[TL_N_TEXT_ROLES] = {
  [TL_TEXT_TITLE] = { "h1", "title" },       [TL_TEXT_SUBTITLE] = { "p", "subtitle" },
  [TL_TEXT_DIVISION] = { "h2", "division" }, [TL_TEXT_ARTICLE] = { "h3", "article" },
  [TL_TEXT_SECTION] = { "h2", "section" },   [TL_TEXT_BODY] = { "p", "body" },
  [TL_TEXT_CLAUSE] = { "p", "clause" },      [TL_TEXT_POINT] = { "p", "point" },
  [TL_TEXT_NOTE] = { "p", "note" },          [TL_TEXT_MISSING] = { "p", "missing" },
};

static const char *const effects[] = {
  [TL_EFFECT_UNKNOWN] = "unknown", [TL_EFFECT_NOT_YET] = "later",
  [TL_EFFECT_IN_FORCE] = "force",  [TL_EFFECT_PARTLY] = "partly",
  [TL_EFFECT_EXPIRED] = "past",    [TL_EFFECT_NO_TEXT] = "past",
  [TL_EFFECT_SUSPENDED] = "past",  [TL_EFFECT_UNSUITABLE] = "partly",
};

static void
append_characters (GString *html, const char *text, guint from, guint to)
{
  const char *start = g_utf8_offset_to_pointer (text, from);
  const char *end = g_utf8_offset_to_pointer (start, to - from);
  g_autofree char *part = g_strndup (start, (gsize)(end - start));

  tl_escape_html (html, part);
}

/* What is open at one character: elements are opened in this order, and closed in the other. */
typedef struct
{
  gboolean lead;
  int citation; /* index, or -1 */
  int hit;      /* likewise */
  gboolean mark;
} Run;

/* One paragraph while it is written. */
typedef struct
{
  const TlTextModel *model;
  const TlTextParagraph *paragraph;
  guint index;
  guint length;
  guint lead;
  guint mark_from;
  guint mark_to;
  gboolean first_mark; /* the next mark of the page is the first */
  guint citation;      /* the next one, or the one that is open */
  const TlTextSpan *hits;
  guint n_hits;
  guint hit; /* likewise */
} Writing;

static gboolean
is_behind (const TlTextSpan *hit, const Writing *writing, guint at)
{
  return hit->from_paragraph < writing->index
         || (hit->from_paragraph == writing->index && hit->to <= at);
}

static Run
run_at (Writing *writing, guint at, guint *end)
{
  Run run = { at < writing->lead, -1, -1, at >= writing->mark_from && at < writing->mark_to };
  const guint bounds[] = { writing->lead, writing->mark_from, writing->mark_to };

  *end = writing->length;
  for (guint i = 0; i < G_N_ELEMENTS (bounds); i++)
    if (bounds[i] > at)
      *end = MIN (*end, bounds[i]);
  if (writing->citation < tl_text_model_get_n_citations (writing->model))
    {
      const TlTextCitation *next = tl_text_model_get_citation (writing->model, writing->citation);

      if (next->paragraph == writing->index && next->from <= at)
        run.citation = (int)writing->citation;
      if (next->paragraph == writing->index)
        *end = MIN (*end, next->from > at ? next->from : next->to);
    }
  while (writing->hit < writing->n_hits && is_behind (&writing->hits[writing->hit], writing, at))
    writing->hit++;
  if (writing->hit < writing->n_hits
      && writing->hits[writing->hit].from_paragraph == writing->index)
    {
      const TlTextSpan *next = &writing->hits[writing->hit];

      if (next->from <= at)
        run.hit = (int)writing->hit;
      *end = MIN (*end, next->from > at ? next->from : next->to);
    }
  return run;
}

static void
append_run (GString *html, Writing *writing, const Run *run, guint from, guint to)
{
  if (run->lead && writing->paragraph->role == TL_TEXT_NOTE)
    g_string_append_printf (html, "<b class=\"%s\">", effects[writing->paragraph->effect]);
  else if (run->lead)
    g_string_append (html, "<b>");
  if (run->citation >= 0)
    {
      const TlTextCitation *citation
          = tl_text_model_get_citation (writing->model, (guint)run->citation);

      g_string_append (html, "<a");
      if (citation->from == from)
        g_string_append_printf (html, " id=\"c%d\"", run->citation);
      g_string_append_printf (html, " href=\"" TL_TEXT_CITE_SCHEME ":%d\">", run->citation);
    }
  if (run->mark)
    g_string_append (html, writing->first_mark ? "<mark id=\"mark\">" : "<mark>");
  if (run->hit >= 0)
    {
      g_string_append (html, "<mark class=\"hit\"");
      if (writing->hits[run->hit].from == from)
        g_string_append_printf (html, " id=\"h%d\"", run->hit);
      g_string_append_c (html, '>');
    }
  append_characters (html, writing->paragraph->text, from, to);
  if (run->hit >= 0)
    g_string_append (html, "</mark>");
  if (run->mark)
    g_string_append (html, "</mark>");
  if (run->citation >= 0)
    g_string_append (html, "</a>");
  if (run->lead)
    g_string_append (html, "</b>");
  if (run->mark)
    writing->first_mark = FALSE;
}

static void
append_paragraph (
    GString *html, const TlTextModel *model, guint index, const TlTextSpan *mark, Writing *found)
{
  const TlTextParagraph *paragraph = tl_text_model_get (model, index);
  guint length = (guint)g_utf8_strlen (paragraph->text, -1);
  gboolean marked = mark != NULL && index >= mark->from_paragraph && index <= mark->to_paragraph;
  gboolean first = marked && index == mark->from_paragraph;
  Writing writing = { .model = model,
                      .paragraph = paragraph,
                      .index = index,
                      .length = length,
                      .lead = MIN (paragraph->lead, length),
                      .mark_from = !marked ? length
                                   : first ? MIN (mark->from, length)
                                           : 0,
                      .mark_to = !marked || index != mark->to_paragraph ? length : mark->to,
                      .first_mark = first,
                      .citation = tl_text_model_first_citation (model, index),
                      .hits = found->hits,
                      .n_hits = found->n_hits,
                      .hit = found->hit };

  g_string_append_printf (html, "<%s id=\"p%u\" class=\"%s\">", roles[paragraph->role].element,
                          index, roles[paragraph->role].name);
  for (guint at = 0; at < length;)
    {
      guint end;
      Run run = run_at (&writing, at, &end);

      append_run (html, &writing, &run, at, end);
      if (run.citation >= 0 && end == tl_text_model_get_citation (model, writing.citation)->to)
        writing.citation++;
      at = end;
    }
  found->hit = writing.hit;
  g_string_append_printf (html, "</%s>\n", roles[paragraph->role].element);
}

char *
tl_text_html_build (const TlTextModel *model, const TlTextSpan *mark)
{
  return tl_text_html_build_with_hits (model, mark, NULL, 0);
}

char *
tl_text_html_build_with_hits (const TlTextModel *model,
                              const TlTextSpan *mark,
                              const TlTextSpan *hits,
                              guint n_hits)
{
  GString *html = g_string_sized_new (64 * 1024);
  Writing found = { .hits = hits, .n_hits = n_hits };

  g_string_append (html, "<!DOCTYPE html>\n<html lang=\"vi\"><head><meta charset=\"utf-8\">"
                         "<meta http-equiv=\"Content-Security-Policy\" content=\"" POLICY "\">"
                         "<title>");
  tl_escape_html (html, model->document->title != NULL ? model->document->title : "");
  g_string_append (html, "</title></head>\n<body>\n");
  for (guint i = 0; i < tl_text_model_get_n_paragraphs (model); i++)
    append_paragraph (html, model, i, mark, &found);
  g_string_append (html, "</body></html>\n");
  return g_string_free (html, FALSE);
}

char *
tl_text_html_css (const TlTextLook *look)
{
  const char *ground = look->dark ? "#1e1e1e" : "#ffffff";
  const char *ink = look->dark ? "#f2f2f2" : "#1e1e1e";
  const char *dim = look->high_contrast ? ink : look->dark ? "#c0c0c0" : "#555555";
  const char *good = look->high_contrast ? ink : look->dark ? "#8fdca6" : "#1f6b35";
  const char *half = look->high_contrast ? ink : look->dark ? "#f0c060" : "#7a4a00";
  const char *gone = look->high_contrast ? ink : look->dark ? "#ff9a9a" : "#a01820";
  GString *css = g_string_new (NULL);

  g_string_append_printf (
      css,
      "html { background: %s; color: %s; font-size: %d%%; font-family: %s; line-height: 1.5; }\n"
      "body { max-width: %.1fem; margin: 1em auto 4em auto; padding: 0 1.2em; "
      "overflow-wrap: break-word; }\n",
      ground, ink, look->percent,
      look->serif ? "'Noto Serif', 'Source Serif 4', 'Liberation Serif', 'Times New Roman', serif"
                  : "system-ui, 'Noto Sans', sans-serif",
      /* A character of running text is half as wide as its font is high. */
      look->measure / 2.0);
  g_string_append (css, "h1, h2, h3, p { margin: 0 0 0.45em 0; scroll-margin-top: 0.8em; }\n"
                        "h1 { font-size: 1.3em; text-align: center; margin: 0.8em 0 0.3em 0; }\n"
                        "h2 { font-size: 1.08em; margin-top: 1.6em; }\n"
                        "h2.division { text-align: center; }\n"
                        "h3 { font-size: 1.05em; margin-top: 1.4em; }\n"
                        ".clause { margin-left: 1.3em; }\n.point { margin-left: 2.8em; }\n"
                        ".missing { font-weight: bold; }\n");
  g_string_append_printf (css,
                          ".subtitle { text-align: center; margin-bottom: 1em; }\n"
                          ".subtitle, .note { color: %s; font-size: 0.85em; }\n"
                          ".force { color: %s; }\n.later, .partly { color: %s; }\n"
                          ".past, .missing { color: %s; }\n",
                          dim, good, half, gone);
  g_string_append_printf (css,
                          "a { color: inherit; text-decoration: underline; "
                          "text-decoration-thickness: 1px; text-underline-offset: 0.18em; "
                          "text-decoration-color: %s; cursor: pointer; scroll-margin: 20vh 0; }\n"
                          "a:focus { outline: 2px solid %s; outline-offset: 2px; }\n",
                          look->high_contrast ? ink : "#8a8a8a", ink);
  g_string_append_printf (
      css, "mark { background: %s; color: inherit; scroll-margin-top: 22vh; %s }\n",
      look->dark ? "#6a5317" : "#fbe3a4", look->high_contrast ? "text-decoration: underline;" : "");
  /* The hit one is at has a frame: it differs not by colour alone. */
  g_string_append_printf (css,
                          "mark.hit { background: %s; text-decoration: underline; "
                          "scroll-margin: 30vh 0; }\n"
                          "mark.hit:target { outline: 2px solid %s; outline-offset: 1px; }\n",
                          look->dark ? "#5a4a10" : "#fff0a8", ink);
  return g_string_free (css, FALSE);
}
