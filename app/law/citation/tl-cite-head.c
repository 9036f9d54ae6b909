/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "law/citation/tl-cite-head-private.h"

#include <string.h>

#include "law/tl-scan-private.h"

#define SEEN_MAX       4096
#define LIST_BYTES_MAX 16
#define THIS_WORD      "này"

static const struct
{
  const char *words;
  TlCiteType type;
} type_words[] = {
  /* Longer ones first. */
  { "bo luat", TL_CITE_CODE },
  { "luat", TL_CITE_LAW },
  { "phap lenh", TL_CITE_ORDINANCE },
  { "hien phap", TL_CITE_CONSTITUTION },
  { "nghi quyet lien tich", TL_CITE_RESOLUTION },
  { "nghi quyet", TL_CITE_RESOLUTION },
  { "nghi dinh", TL_CITE_DECREE },
  { "thong tu lien tich", TL_CITE_JOINT },
  { "thong tu lien bo", TL_CITE_JOINT },
  { "thong tu lien nganh", TL_CITE_JOINT },
  { "thong tu", TL_CITE_CIRCULAR },
  { "quyet dinh", TL_CITE_DECISION },
  { "chi thi", TL_CITE_DIRECTIVE },
  { "cong van", TL_CITE_LETTER },
  { "cong dien", TL_CITE_LETTER },
  { "giai dap", TL_CITE_ANSWERS },
  { "van ban hop nhat", TL_CITE_CONSOLIDATED },
  { "huong dan", TL_CITE_GUIDE },
  { "thong bao", TL_CITE_NOTICE },
  { "sac lenh", TL_CITE_ORDER },
  { "lenh", TL_CITE_ORDER },
  { "cong uoc", TL_CITE_TREATY },
  { "hiep dinh", TL_CITE_TREATY },
  { "nghi dinh thu", TL_CITE_TREATY },
  { "an le", TL_CITE_PRECEDENT },
  { "ban an", TL_CITE_JUDGMENT },
};

/* Printed in capitals and followed by a number. */
static const struct
{
  const char *word;
  TlCiteType type;
} type_abbreviations[] = {
  { "nq", TL_CITE_RESOLUTION },     { "nd", TL_CITE_DECREE },    { "ttlt", TL_CITE_JOINT },
  { "tt", TL_CITE_CIRCULAR },       { "qd", TL_CITE_DECISION },  { "cv", TL_CITE_LETTER },
  { "vbhn", TL_CITE_CONSOLIDATED }, { "pl", TL_CITE_ORDINANCE }, { "ba", TL_CITE_JUDGMENT },
  { "al", TL_CITE_PRECEDENT },      { "bl", TL_CITE_CODE },
};

static const char *const type_prefixes[] = {
  [TL_CITE_CODE] = "BL",           [TL_CITE_LAW] = "L",         [TL_CITE_ORDINANCE] = "PL",
  [TL_CITE_CONSTITUTION] = "HP",   [TL_CITE_RESOLUTION] = "NQ", [TL_CITE_DECREE] = "ND",
  [TL_CITE_CIRCULAR] = "TT",       [TL_CITE_JOINT] = "TTLT",    [TL_CITE_DECISION] = "QD",
  [TL_CITE_DIRECTIVE] = "CT",      [TL_CITE_LETTER] = "CV",     [TL_CITE_ANSWERS] = "GD",
  [TL_CITE_CONSOLIDATED] = "VBHN", [TL_CITE_GUIDE] = "HD",      [TL_CITE_NOTICE] = "TB",
  [TL_CITE_ORDER] = "SL",          [TL_CITE_TREATY] = "ĐƯ",     [TL_CITE_PRECEDENT] = "AL",
  [TL_CITE_JUDGMENT] = "BA",
};

/* Owners of "Điều 3" that are no law. */
static const char *const foreign_words[]
    = { "hop dong",          "dieu le",        "noi quy",
        "quy che",           "thoa thuan",     "thoa uoc",
        "bien ban",          "di chuc",        "cao trang",
        "ban cao trang",     "ket luan",       "giay",
        "to trinh",          "don khoi kien",  "ban ve",
        "phu luc hop dong",  "ban thoa thuan", "van ban thoa thuan",
        "hop dong tin dung", "quy tac",        "ban ket luan",
        "chung thu" };

const char *
_tl_cite_type_prefix (TlCiteType type)
{
  return type_prefixes[type];
}

static gboolean
read_type_abbreviation (const char *p, const char *end, TlCiteTypeMatch *match)
{
  if (!g_ascii_isupper (*p))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (type_abbreviations); i++)
    {
      const char *to = _tl_scan_match (p, end, type_abbreviations[i].word);
      const char *next;

      /* "NQ326/2016": the number may be glued on. */
      if (!to || !_tl_scan_is_upper (p, to)
          || (to < end && g_unichar_isalpha (g_utf8_get_char (to))))
        continue;
      next = _tl_scan_blanks (to, end);
      if (next < end && *next == '.')
        next = _tl_scan_blanks (next + 1, end);
      if (_tl_scan_match (next, end, "so"))
        next = _tl_scan_blanks (_tl_scan_match (next, end, "so"), end);
      if (next < end && *next == ':')
        next = _tl_scan_blanks (next + 1, end);
      if (next >= end || !g_ascii_isdigit (*next))
        return FALSE;
      *match = (TlCiteTypeMatch){ type_abbreviations[i].type, to, TRUE };
      return TRUE;
    }
  return FALSE;
}

/* First syllables, packed. */
typedef struct
{
  guint64 types[G_N_ELEMENTS (type_words)];
  guint64 foreign[G_N_ELEMENTS (foreign_words)];
} Firsts;

static const Firsts *
firsts_get (void)
{
  static gsize ready = 0;
  static Firsts firsts;

  if (g_once_init_enter (&ready))
    {
      for (guint i = 0; i < G_N_ELEMENTS (type_words); i++)
        firsts.types[i] = _tl_cite_pack (type_words[i].words,
                                         type_words[i].words + strlen (type_words[i].words));
      for (guint i = 0; i < G_N_ELEMENTS (foreign_words); i++)
        firsts.foreign[i]
            = _tl_cite_pack (foreign_words[i], foreign_words[i] + strlen (foreign_words[i]));
      g_once_init_leave (&ready, 1);
    }
  return &firsts;
}

gboolean
_tl_cite_type_read (const char *p, const char *end, TlCiteTypeMatch *match)
{
  const Firsts *firsts = firsts_get ();
  guint64 first;

  if (p >= end)
    return FALSE;
  first = _tl_cite_pack (p, end);
  for (guint i = 0; i < G_N_ELEMENTS (type_words); i++)
    {
      const char *to;

      /* The number may be glued on: "Nghị định100/2019/NĐ-CP". */
      if (first != firsts->types[i] || !(to = _tl_scan_match (p, end, type_words[i].words))
          || (to < end && g_unichar_isalpha (g_utf8_get_char (to)))
          || (to < end && g_ascii_isdigit (*to) && type_words[i].type < TL_CITE_RESOLUTION))
        continue;
      *match = (TlCiteTypeMatch){ type_words[i].type, to, FALSE };
      return TRUE;
    }
  return read_type_abbreviation (p, end, match);
}

const char *
_tl_cite_deictic (const char *p, const char *end, gboolean *is_self)
{
  static const char *const previous[]
      = { "neu tren",         "noi tren",      "ke tren",  "da vien dan",
          "da dan",           "da neu",        "da noi",   "vua neu",
          "dan tren",         "vien dan tren", "tren day", "vien dan neu tren",
          "da duoc vien dan", "tren" };
  static const char *const not_after[] = { "co so", "tinh than", "dia ban", "thuc te", "can cu" };
  const char *from = _tl_scan_blanks (p, end);
  const char *to;

  *is_self = FALSE;
  if (from == p)
    return NULL;
  to = _tl_scan_word (from, end, "nay");
  /* "Nghị định nàynếu": a blank is lost; with its mark it is no other word. */
  if (!to && (gsize)(end - from) > strlen (THIS_WORD)
      && memcmp (from, THIS_WORD, strlen (THIS_WORD)) == 0
      && g_unichar_islower (g_utf8_get_char (from + strlen (THIS_WORD))))
    to = from + strlen (THIS_WORD);
  if (to)
    {
      *is_self = TRUE;
      return to;
    }
  for (guint i = 0; i < G_N_ELEMENTS (previous); i++)
    if ((to = _tl_scan_word (from, end, previous[i])) != NULL)
      {
        const char *next = _tl_scan_blanks (to, end);

        for (guint k = 0; k < G_N_ELEMENTS (not_after); k++)
          if (_tl_scan_word (next, end, not_after[k]))
            return NULL;
        return to;
      }
  return NULL;
}

static TlCitedDoc *
last_seen (TlCiteHeads *heads, TlCiteType type, const char *name)
{
  for (guint i = heads->seen->len; i > 0; i--)
    {
      TlCitedDoc *doc = g_ptr_array_index (heads->seen, i - 1);

      if (g_array_index (heads->seen_types, TlCiteType, i - 1) == type
          && (!name || g_strcmp0 (doc->name, name) == 0))
        return doc;
    }
  return NULL;
}

/* The document that holds the text, which the context gives by key or by number. */
static char *
self_key (TlCiteHeads *heads, TlCiteType type)
{
  const TlLawEntry *entry;

  if (!heads->self_document)
    return g_strdup ("SELF");
  if (!g_ascii_isdigit (heads->self_document[0]))
    return g_strdup (heads->self_document);
  entry = tl_catalogue_by_number (heads->self_document);
  if (entry && type <= TL_CITE_LAW)
    return g_strdup (entry->key);
  return g_strconcat (_tl_cite_type_prefix (type), heads->self_document, NULL);
}

void
_tl_cite_take_deictic (
    TlCiteHeads *heads, TlCiteType type, const char *name, gboolean is_self, TlCiteHead *head)
{
  TlCitedDoc *seen;

  if (is_self)
    {
      g_autofree char *key = self_key (heads, type);

      head->doc = tl_cited_doc_new (TL_CITED_SELF, key);
    }
  else if ((seen = last_seen (heads, type, name)) != NULL)
    head->doc = tl_cited_doc_ref (seen);
  else
    {
      g_autofree char *key
          = g_strdup_printf ("PREV(%s)", name ? name : _tl_cite_type_prefix (type));

      head->doc = tl_cited_doc_new (TL_CITED_PREVIOUS, key);
      head->doc->name = g_strdup (name);
    }
}

void
_tl_cite_finish (TlCiteHeads *heads, TlCiteType type, const char *p, TlCiteHead *head)
{
  TlCitedDoc *doc = head->doc;

  /* One that was named before is shared and keeps the place where it was named. */
  if (doc->to == 0)
    {
      doc->from = (gsize)(p - heads->text);
      doc->to = (gsize)(head->to - heads->text);
      if (doc->kind != TL_CITED_SELF && heads->seen->len < SEEN_MAX)
        {
          g_ptr_array_add (heads->seen, tl_cited_doc_ref (doc));
          g_array_append_val (heads->seen_types, type);
        }
    }
  heads->last_to = head->to;
  heads->last_type = type;
  if (head->to < heads->end)
    {
      const char *next = _tl_scan_blanks (head->to, heads->end);

      head->binds_right = next < heads->end && *next == ':';
    }
}

/* "quy chế ... ban hành kèm theo Quyết định số": what puts it into force owns the units. */
static gboolean
comes_with_document (const char *p, const char *end)
{
  const char *stop = MIN (end, p + 240);
  const char *to;

  for (; p < stop; p = g_utf8_next_char (p))
    {
      if (*p == '.' || *p == ';')
        return FALSE;
      if ((*p == 'k' || *p == 'K') && (to = _tl_scan_word (p, end, "kem theo")) != NULL)
        {
          TlCiteTypeMatch match;

          return _tl_cite_type_read (_tl_scan_blanks (to, end), end, &match);
        }
    }
  return FALSE;
}

static gboolean
read_foreign (TlCiteHeads *heads, const char *p, TlCiteHead *head)
{
  const Firsts *firsts = firsts_get ();
  guint64 first = _tl_cite_pack (p, heads->end);
  const char *best = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (foreign_words); i++)
    {
      const char *to
          = first == firsts->foreign[i] ? _tl_scan_word (p, heads->end, foreign_words[i]) : NULL;

      if (to && to > best)
        best = to;
    }
  if (!best || comes_with_document (best, heads->end))
    return FALSE;
  head->foreign = TRUE;
  head->to = best;
  return TRUE;
}

/* "Chính phủ ban hành Nghị định quy định chi tiết ...": the words before the kind. */
static gboolean
comes_after_issue (const char *text, const char *p)
{
  static const char words[] = "ban hành";
  const char *to = _tl_scan_trim (text, p);

  return to < p && (gsize)(to - text) >= strlen (words)
         && memcmp (to - strlen (words), words, strlen (words)) == 0;
}

/* "NGHỊ ĐỊNH" on a line of its own and "Quy định chi tiết ... thi hành Luật X" below: the title of
 * the text itself, in which nothing is cited. */
static gboolean
read_own_title (TlCiteHeads *heads, const char *p, const TlCiteTypeMatch *match, TlCiteHead *head)
{
  const char *line = _tl_scan_spaces (match->to, heads->end);
  g_autofree char *amends = NULL;

  gboolean headline = line < heads->end && *line == '\n' && _tl_scan_is_upper (p, match->to);

  if (match->type > TL_CITE_DIRECTIVE || (!headline && !comes_after_issue (heads->text, p)))
    return FALSE;
  head->to = _tl_cite_title_at (heads, line, &amends);
  head->inert = head->to != NULL;
  return head->inert;
}

static gboolean
read_typed (TlCiteHeads *heads, const char *p, const TlCiteTypeMatch *match, TlCiteHead *head)
{
  gboolean is_self;
  const char *after = _tl_cite_deictic (match->to, heads->end, &is_self);

  if (after && !match->abbreviated)
    {
      _tl_cite_take_deictic (heads, match->type, NULL, is_self, head);
      head->to = after;
      _tl_cite_finish (heads, match->type, p, head);
      return TRUE;
    }
  if (match->type == TL_CITE_PRECEDENT)
    return _tl_cite_read_precedent (heads, p, match, head);
  if (match->type == TL_CITE_JUDGMENT)
    return _tl_cite_read_court (heads, p, match, head);
  if (_tl_cite_read_numbered (heads, p, match, head))
    return TRUE;
  if (match->type == TL_CITE_DECISION)
    return _tl_cite_read_court (heads, p, match, head);
  if (match->type <= TL_CITE_CONSTITUTION || match->type == TL_CITE_TREATY)
    return _tl_cite_read_law (heads, p, match, head);
  return read_own_title (heads, p, match, head);
}

/* "các Án lệ số 02/2016/AL, số 14/2017/AL và 27/2019/AL": a number right after a name goes on with
 * its kind. */
static gboolean
read_listed (TlCiteHeads *heads, const char *p, TlCiteHead *head)
{
  TlCiteTypeMatch match = { heads->last_type, p, FALSE };
  const char *q = heads->last_to;
  const char *from = _tl_scan_word (p, heads->end, "so");
  g_autoptr (TlDocNumber) number = NULL;

  if (!q || q > p || p - q > LIST_BYTES_MAX || heads->last_type < TL_CITE_RESOLUTION)
    return FALSE;
  while (q < p)
    {
      const char *word = _tl_scan_word (q, p, "va");

      if (!word && !g_ascii_isspace (*q) && *q != ',' && *q != ';')
        return FALSE;
      q = word ? word : q + 1;
    }
  from = _tl_scan_blanks (from ? from : p, heads->end);
  if (!_tl_cite_number_at (from, heads->end, &number))
    return FALSE;
  if (heads->last_type == TL_CITE_PRECEDENT)
    return number->kind == TL_DOC_NUMBER_PRECEDENT
           && _tl_cite_read_precedent (heads, p, &match, head);
  if (number->kind == TL_DOC_NUMBER_COURT)
    return _tl_cite_read_court (heads, p, &match, head);
  return _tl_cite_read_numbered (heads, p, &match, head);
}

gboolean
_tl_cite_head_read (TlCiteHeads *heads, const char *p, TlCiteHead *head)
{
  TlCiteTypeMatch match;

  memset (head, 0, sizeof *head);
  head->confidence = TL_CONFIDENCE_HIGH;
  if (p < heads->end
      && (g_ascii_isdigit (*p) || _tl_cite_pack (p, heads->end) == ((guint64)'s' << 8 | 'o')))
    return read_listed (heads, p, head);
  if (_tl_cite_type_read (p, heads->end, &match))
    return read_typed (heads, p, &match, head);
  return _tl_cite_read_law (heads, p, NULL, head) || _tl_cite_read_standard (heads, p, head)
         || read_foreign (heads, p, head);
}

void
_tl_cite_head_clear (TlCiteHead *head)
{
  g_clear_pointer (&head->doc, tl_cited_doc_unref);
  g_clear_pointer (&head->amends, g_free);
}

const char *
_tl_cite_heads_bound (TlCiteHeads *heads, const char *end)
{
  const char *before = heads->end;

  heads->end = end;
  return before;
}

TlCiteHeads *
_tl_cite_heads_new (const char *text, gsize length, const TlCitationContext *context)
{
  TlCiteHeads *heads = g_new0 (TlCiteHeads, 1);

  heads->text = text;
  heads->end = text + length;
  heads->self_document = context ? g_strdup (context->document) : NULL;
  heads->seen = g_ptr_array_new_with_free_func ((GDestroyNotify)tl_cited_doc_unref);
  heads->seen_types = g_array_new (FALSE, FALSE, sizeof (TlCiteType));
  heads->aliases
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)tl_cited_doc_unref);
  return heads;
}

void
_tl_cite_heads_free (TlCiteHeads *heads)
{
  if (!heads)
    return;
  g_free (heads->self_document);
  g_ptr_array_unref (heads->seen);
  g_array_unref (heads->seen_types);
  g_hash_table_unref (heads->aliases);
  g_free (heads);
}
