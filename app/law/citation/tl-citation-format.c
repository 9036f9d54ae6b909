/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "law/citation/tl-citation.h"
#include "law/number/tl-doc-number.h"
#include "law/tl-scan-private.h"

#define AMENDS_MARK  " => amends "
#define EXPANDED_MAX 1000

static void
append_unit (GString *out, const char *unit, const char *to)
{
  g_string_append (out, unit);
  if (*to)
    g_string_append_printf (out, "..%s", to);
}

/* Paths that begin like an article get a slash before them, except where no articles are. */
static gboolean
has_articles (const TlCitedDoc *doc)
{
  return doc->kind != TL_CITED_GUIDANCE && doc->kind != TL_CITED_PRECEDENT
         && doc->kind != TL_CITED_COURT;
}

static void
append_path (GString *out, const TlCitation *citation)
{
  const char *path = citation->path;

  if (citation->doc->kind == TL_CITED_PRECEDENT)
    {
      g_string_append_printf (out, "#%s", path);
      return;
    }
  g_string_append_c (out, ':');
  if (has_articles (citation->doc)
      && (g_ascii_isdigit (*path) || *path == '/' || *path == '.'
          || g_str_has_prefix (path, "THIS")))
    g_string_append_c (out, '/');
  g_string_append (out, path);
}

char *
tl_citation_format (const TlCitation *citation)
{
  GString *out;

  g_return_val_if_fail (citation != NULL, NULL);

  out = g_string_new (citation->doc ? citation->doc->key : "?");
  if (citation->path && citation->doc)
    append_path (out, citation);
  else if (*citation->article || *citation->clause || *citation->point)
    {
      g_string_append_c (out, ':');
      append_unit (out, citation->article, citation->article_to);
      if (*citation->clause)
        {
          g_string_append_c (out, '.');
          append_unit (out, citation->clause, citation->clause_to);
        }
      if (*citation->point)
        {
          g_string_append_c (out, '.');
          append_unit (out, citation->point, citation->point_to);
        }
    }
  if (citation->amends)
    g_string_append_printf (out, "%s%s", AMENDS_MARK, citation->amends);
  return g_string_free (out, FALSE);
}

/* The prefixes of documents named by number, with what they are. */
static const struct
{
  const char *prefix;
  TlCitedKind kind;
} prefixes[] = {
  /* Longer ones first. */
  { "VBHN", TL_CITED_NUMBER }, { "TTLT", TL_CITED_NUMBER }, { "AL", TL_CITED_PRECEDENT },
  { "BA", TL_CITED_COURT },    { "CV", TL_CITED_GUIDANCE }, { "GD", TL_CITED_GUIDANCE },
  { "HD", TL_CITED_GUIDANCE }, { "TB", TL_CITED_GUIDANCE }, { "NQ", TL_CITED_NUMBER },
  { "ND", TL_CITED_NUMBER },   { "TT", TL_CITED_NUMBER },   { "QD", TL_CITED_NUMBER },
  { "CT", TL_CITED_NUMBER },   { "PL", TL_CITED_NUMBER },   { "SL", TL_CITED_NUMBER },
  { "BL", TL_CITED_NUMBER },   { "L", TL_CITED_NUMBER },
};

static void
read_number_key (TlCitedDoc *doc, const char *rest)
{
  const char *at = strchr (rest, '@');
  g_autofree char *number = at ? g_strndup (rest, (gsize)(at - rest)) : g_strdup (rest);
  g_autoptr (TlDocNumber) parsed = NULL;

  if (g_str_has_suffix (number, "?"))
    return;
  if (doc->kind == TL_CITED_PRECEDENT)
    {
      g_autofree char *precedent = g_strconcat (number, "/AL", NULL);

      g_free (number);
      number = g_steal_pointer (&precedent);
    }
  parsed = tl_doc_number_parse (number);
  if (parsed && parsed->kind == TL_DOC_NUMBER_COURT && doc->kind != TL_CITED_PRECEDENT)
    doc->kind = TL_CITED_COURT;
  doc->year = parsed ? parsed->year : 0;
  doc->number = g_steal_pointer (&number);
  if (at && doc->kind == TL_CITED_COURT)
    doc->court = g_strdup (at + 1);
  else if (at)
    doc->date = g_strdup (at + 1);
}

static void
read_law_key (TlCitedDoc *doc)
{
  gsize length = strlen (doc->key);
  gsize name = length;

  doc->kind = TL_CITED_LAW;
  if (g_str_has_suffix (doc->key, "?"))
    name = length - 1;
  else
    while (name > 0 && length - name < 4 && g_ascii_isdigit (doc->key[name - 1]))
      name--;
  if (length - name == 4)
    doc->year = (int)g_ascii_strtoll (doc->key + name, NULL, 10);
  else if (!g_str_has_suffix (doc->key, "?"))
    name = length;
  doc->name = g_strndup (doc->key, name);
}

static TlCitedDoc *
doc_from_key (const char *key)
{
  TlCitedDoc *doc = tl_cited_doc_new (TL_CITED_UNKNOWN, key);
  gsize length = strlen (key);

  if (strcmp (key, "?") == 0)
    return doc;
  if (strcmp (key, "SELF") == 0)
    doc->kind = TL_CITED_SELF;
  else if (g_str_has_prefix (key, "PREV(") && key[length - 1] == ')')
    doc->kind = TL_CITED_PREVIOUS;
  else if (g_str_has_prefix (key, "TCVN ") || g_str_has_prefix (key, "QCVN "))
    doc->kind = TL_CITED_STANDARD;
  if (doc->kind != TL_CITED_UNKNOWN)
    return doc;
  for (guint i = 0; i < G_N_ELEMENTS (prefixes); i++)
    {
      gsize n = strlen (prefixes[i].prefix);

      if (strncmp (key, prefixes[i].prefix, n) != 0 || !g_ascii_isdigit (key[n]))
        continue;
      doc->kind = prefixes[i].kind;
      read_number_key (doc, key + n);
      return doc;
    }
  read_law_key (doc);
  return doc;
}

/* One unit and, after "..", the last of its range. */
static const char *
take_unit (const char *p, char unit[TL_CITATION_UNIT_SIZE], char to[TL_CITATION_UNIT_SIZE])
{
  const char *stop = p;
  gsize n;

  while (*stop && *stop != '.')
    stop++;
  n = (gsize)(stop - p);
  if (n >= TL_CITATION_UNIT_SIZE)
    return NULL;
  memcpy (unit, p, n);
  unit[n] = '\0';
  if (n == 0 || stop[0] != '.' || stop[1] != '.')
    return stop;
  p = stop + 2;
  stop = p + strcspn (p, ".");
  n = (gsize)(stop - p);
  if (n == 0 || n >= TL_CITATION_UNIT_SIZE)
    return NULL;
  memcpy (to, p, n);
  to[n] = '\0';
  return stop;
}

static gboolean
is_clause (const char *p)
{
  return g_ascii_isdigit (*p) || g_str_has_prefix (p, "THIS");
}

static gboolean
take_units (TlCitation *self, const char *p)
{
  p = take_unit (p, self->article, self->article_to);
  if (p && *p == '.' && is_clause (p + 1))
    p = take_unit (p + 1, self->clause, self->clause_to);
  if (p && *p == '.' && p[1] != '\0' && !is_clause (p + 1))
    {
      p = take_unit (p + 1, self->point, self->point_to);
      if (p && *self->point == '\0')
        return FALSE;
    }
  return p && *p == '\0';
}

static gboolean
take_place (TlCitation *self, const char *place)
{
  if (*place == '\0')
    return FALSE;
  if (!has_articles (self->doc))
    {
      self->path = g_strdup (place);
      return TRUE;
    }
  if (*place == '/')
    self->path = g_strdup (place + 1);
  else if (!is_clause (place) && *place != '.')
    self->path = g_strdup (place);
  else
    return take_units (self, place);
  return *self->path != '\0';
}

/* Only the paragraphs of an án lệ stand behind "#". */
static gboolean
is_precedent (const char *notation)
{
  return g_str_has_prefix (notation, "AL") && g_ascii_isdigit (notation[2]);
}

TlCitation *
tl_citation_parse (const char *notation)
{
  g_autoptr (TlCitation) self = NULL;
  g_autofree char *copy = NULL;
  g_autofree char *key = NULL;
  const char *amends, *place;

  g_return_val_if_fail (notation != NULL, NULL);

  if (*notation == '\0' || !g_utf8_validate (notation, -1, NULL))
    return NULL;
  self = g_new0 (TlCitation, 1);
  self->confidence = TL_CONFIDENCE_HIGH;
  amends = strstr (notation, AMENDS_MARK);
  copy = amends ? g_strndup (notation, (gsize)(amends - notation)) : g_strdup (notation);
  if (amends && amends[strlen (AMENDS_MARK)] == '\0')
    return NULL;
  self->amends = amends ? g_strdup (amends + strlen (AMENDS_MARK)) : NULL;
  /* The number of a standard has a colon of its own, and no units. */
  if (g_str_has_prefix (copy, "TCVN ") || g_str_has_prefix (copy, "QCVN "))
    place = NULL;
  else
    place = strpbrk (copy, is_precedent (copy) ? "#" : ":");
  key = place ? g_strndup (copy, (gsize)(place - copy)) : g_strdup (copy);
  if (*key == '\0')
    return NULL;
  self->doc = doc_from_key (key);
  if (place && !take_place (self, place + 1))
    return NULL;
  return g_steal_pointer (&self);
}
