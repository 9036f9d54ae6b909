/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Quoted text of an amending law as blocks, and phrases in a text. */
#include "config.h"

#include <string.h>

#include "corpus/tl-statute-tree-private.h"
#include "law/statute/tl-statute-structure.h"

static const char *
last_part (const char *anchor)
{
  const char *dot = strrchr (anchor, '.');

  return dot != NULL ? dot + 1 : anchor;
}

TlBlockKind
_tl_anchor_kind (const char *anchor)
{
  const char *part = last_part (anchor);

  if (*part == 'k')
    return TL_BLOCK_CLAUSE;
  if (*part == 'p' && part != anchor)
    return TL_BLOCK_POINT;
  if (*part == 'd' && g_ascii_isdigit (part[1]))
    return TL_BLOCK_ARTICLE;
  return TL_BLOCK_PARAGRAPH;
}

char *
_tl_anchor_make_label (const char *anchor)
{
  const char *part = last_part (anchor);
  gsize digits;

  switch (_tl_anchor_kind (anchor))
    {
    case TL_BLOCK_POINT:
      return g_str_has_prefix (part, "pdd") ? g_strconcat ("đ", part + 3, NULL)
                                            : g_strdup (part + 1);
    case TL_BLOCK_ARTICLE:
    case TL_BLOCK_CLAUSE:
      digits = strspn (part + 1, "0123456789");
      return g_strdup_printf ("%s%.*s%s", *part == 'd' ? "Điều " : "", (int)digits, part + 1,
                              strcmp (part + 1 + digits, "dd") == 0 ? "đ" : part + 1 + digits);
    default:
      return NULL;
    }
}

/* "12a.", "b)", "Điều 5.": what a unit may be labelled. */
static gboolean
is_label (const char *text)
{
  const char *p = text;

  if (g_str_has_prefix (p, "Điều "))
    return g_ascii_isdigit (p[strlen ("Điều ")]);
  while (g_ascii_isdigit (*p))
    p++;
  if (p > text && g_unichar_isalpha (g_utf8_get_char (p)))
    p = g_utf8_next_char (p);
  if (p > text)
    return *p == '.';
  if (!g_unichar_isalpha (g_utf8_get_char (p)))
    return FALSE;
  p = g_utf8_next_char (p);
  while (g_ascii_isdigit (*p))
    p++;
  return *p == ')';
}

TlQuotedLabel
_tl_quoted_label (const char *text, const char *anchor, const char **rest)
{
  g_autofree char *label = _tl_anchor_make_label (anchor);

  *rest = text;
  if (label != NULL && g_str_has_prefix (text, label))
    {
      const char *p = text + strlen (label);

      if (*p == '.' || *p == ')' || *p == ':' || *p == '\n' || *p == '\0'
          || (*p == ' ' && _tl_anchor_kind (anchor) == TL_BLOCK_ARTICLE))
        {
          p += *p == '.' || *p == ')' || *p == ':';
          while (*p == ' ')
            p++;
          *rest = p;
          return TL_QUOTED_OWN;
        }
    }
  return is_label (text) ? TL_QUOTED_OTHER : TL_QUOTED_NONE;
}

static void
add_below (TlTree *tree, TlNode *node, const char *body)
{
  g_autoptr (TlStatuteStructure) structure = tl_article_structure_parse (node->block->anchor, body);
  g_autofree TlNode **nodes = g_new0 (TlNode *, structure->units->len + 1);
  g_autofree char *own = g_strconcat (node->block->anchor, ".t1", NULL);

  _tl_set_string (&node->block->text, "");
  for (guint i = 0; i < structure->units->len; i++)
    {
      const TlUnit *unit = g_ptr_array_index (structure->units, i);
      TlNode *parent = unit->parent >= 0 ? nodes[unit->parent] : node;
      TlBlock *block;

      if (i == 0 && unit->parent < 0 && strcmp (unit->anchor, own) == 0)
        {
          _tl_set_string (&node->block->text, unit->text);
          nodes[i] = node;
          continue;
        }
      block = tl_block_new (unit->kind == TL_UNIT_CLAUSE  ? TL_BLOCK_CLAUSE
                            : unit->kind == TL_UNIT_POINT ? TL_BLOCK_POINT
                                                          : TL_BLOCK_PARAGRAPH,
                            -1, unit->anchor);
      _tl_set_string (&block->label, unit->label);
      _tl_set_string (&block->text, unit->text);
      nodes[i] = _tl_tree_add (tree, parent, parent->children->len, block);
    }
}

void
_tl_quoted_fill (TlTree *tree, TlNode *node, const char *rest)
{
  if (node->block->kind == TL_BLOCK_ARTICLE)
    {
      gsize length = strcspn (rest, "\n");
      g_autofree char *heading = g_strndup (rest, length);

      _tl_set_string (&node->block->heading, *heading != '\0' ? heading : NULL);
      rest += length;
      rest += *rest == '\n';
    }
  add_below (tree, node, rest);
}

static gboolean
is_word_at (const char *text, const char *at)
{
  return *at != '\0' && at >= text && g_unichar_isalnum (g_utf8_get_char (at));
}

/* Whether the phrase at @at stands as words of its own. */
static gboolean
is_whole (const char *text, const char *at, const char *phrase, gsize length)
{
  const char *last = g_utf8_find_prev_char (phrase, phrase + length);

  if (at > text && g_unichar_isalnum (g_utf8_get_char (phrase))
      && is_word_at (text, g_utf8_prev_char (at)))
    return FALSE;
  return !(last != NULL && g_unichar_isalnum (g_utf8_get_char (last))
           && is_word_at (text, at + length));
}

static const char *
find_whole (const char *text, const char *from, const char *phrase, gsize length)
{
  if (length == 0)
    return NULL;
  for (const char *at = strstr (from, phrase); at != NULL; at = strstr (at + 1, phrase))
    if (is_whole (text, at, phrase, length))
      return at;
  return NULL;
}

char *
_tl_phrase_replace (const char *text, const char *phrase, const char *replacement, guint *count)
{
  g_autoptr (GString) out = g_string_new (NULL);
  gsize length = strlen (phrase);
  const char *from = text;

  for (const char *at; (at = find_whole (text, from, phrase, length)) != NULL; (*count)++)
    {
      g_string_append_len (out, from, at - from);
      from = at + length;
      if (replacement != NULL)
        g_string_append (out, replacement);
      /* Of the blanks on both sides of what goes, one stays. */
      else if (*from == ' ' && (out->len == 0 || out->str[out->len - 1] == ' '))
        from++;
      else if (out->len > 0 && out->str[out->len - 1] == ' ' && *from != '\0'
               && strchr (".,;:", *from) != NULL)
        g_string_truncate (out, out->len - 1);
    }
  if (from == text)
    return NULL;
  g_string_append (out, from);
  return g_string_free (g_steal_pointer (&out), FALSE);
}

/* Whether a blank is wanted between a word and what begins with @text. */
static gboolean
wants_blank (const char *text)
{
  return *text != '\0' && strchr (" ,;.:)", *text) == NULL;
}

static char *
append_at_end (const char *text, const char *added)
{
  gsize length = strlen (text);
  gsize mark = length;

  while (mark > 0 && strchr (".;", text[mark - 1]) != NULL)
    mark--;
  return g_strdup_printf ("%.*s%s%s%s", (int)mark, text, wants_blank (added) && mark > 0 ? " " : "",
                          added, text + mark);
}

char *
_tl_phrase_insert (
    const char *text, const char *phrase, const char *added, gboolean ahead, guint *count)
{
  g_autofree char *both = NULL;

  if (phrase == NULL)
    {
      (*count)++;
      return append_at_end (text, added);
    }
  both = ahead ? g_strdup_printf ("%s%s%s", added, wants_blank (phrase) ? " " : "", phrase)
               : g_strdup_printf ("%s%s%s", phrase, wants_blank (added) ? " " : "", added);
  return _tl_phrase_replace (text, phrase, both, count);
}
