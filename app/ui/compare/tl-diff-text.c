/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/compare/tl-diff-text.h"

#include <glib/gi18n.h>
#include <string.h>

TlDiffText *
tl_diff_text_new (const char *left, const char *right, GCancellable *cancellable, GError **error)
{
  g_autoptr (GArray) runs = tl_diff_texts (left, -1, right, -1, cancellable, error);
  TlDiffText *self;

  if (runs == NULL)
    return NULL;
  self = g_new0 (TlDiffText, 1);
  self->left = g_strdup (left);
  self->right = g_strdup (right);
  self->runs = g_steal_pointer (&runs);
  self->changes = g_array_new (FALSE, FALSE, sizeof (guint));
  for (guint i = 0; i < self->runs->len; i++)
    {
      TlDiffOp op = tl_diff_text_get_run (self, i)->op;
      TlDiffOp before = i > 0 ? tl_diff_text_get_run (self, i - 1)->op : TL_DIFF_EQUAL;

      if (op == TL_DIFF_DELETE || (op == TL_DIFF_INSERT && before != TL_DIFF_DELETE))
        g_array_append_val (self->changes, i);
    }
  return self;
}

void
tl_diff_text_free (TlDiffText *self)
{
  g_free (self->left);
  g_free (self->right);
  g_array_unref (self->runs);
  g_array_unref (self->changes);
  g_free (self);
}

const TlDiffRun *
tl_diff_text_get_run (const TlDiffText *self, guint index)
{
  g_return_val_if_fail (index < self->runs->len, NULL);
  return &g_array_index (self->runs, TlDiffRun, index);
}

char *
tl_diff_text_dup_run (const TlDiffText *self, guint index)
{
  const TlDiffRun *run = tl_diff_text_get_run (self, index);
  g_autofree char *words
      = run->op == TL_DIFF_INSERT
            ? g_strndup (self->right + run->right_from, run->right_to - run->right_from)
            : g_strndup (self->left + run->left_from, run->left_to - run->left_from);

  return g_utf8_make_valid (words, -1);
}

/* On one line and not too long. */
static char *
dup_said (const TlDiffText *self, guint run)
{
  g_autofree char *words = tl_diff_text_dup_run (self, run);

  g_strdelimit (words, "\n\r\t", ' ');
  g_strstrip (words);
  if (g_utf8_strlen (words, -1) > TL_DIFF_SAID_MAX)
    {
      g_autofree char *start = g_utf8_substring (words, 0, TL_DIFF_SAID_MAX);

      return g_strconcat (start, "…", NULL);
    }
  return g_steal_pointer (&words);
}

char *
tl_diff_text_dup_change (const TlDiffText *self, guint index)
{
  guint at;
  const TlDiffRun *run;
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  g_return_val_if_fail (index < self->changes->len, NULL);

  at = g_array_index (self->changes, guint, index);
  run = tl_diff_text_get_run (self, at);
  first = dup_said (self, at);
  if (run->op == TL_DIFF_INSERT)
    /* Translators: words that a newer text has more. */
    return g_strdup_printf (_ ("added: %s"), first);
  if (at + 1 >= self->runs->len || tl_diff_text_get_run (self, at + 1)->op != TL_DIFF_INSERT)
    /* Translators: words that a newer text has no more. */
    return g_strdup_printf (_ ("deleted: %s"), first);
  second = dup_said (self, at + 1);
  if (run->spelling)
    /* Translators: the same words in an older and a newer spelling. */
    return g_strdup_printf (_ ("spelling only: %s, now %s"), first, second);
  /* Translators: words that were taken out, and those that were put in their place. */
  return g_strdup_printf (_ ("deleted: %s; added: %s"), first, second);
}

char *
tl_diff_text_dup_count (const TlDiffText *self)
{
  guint n = self->changes->len;

  if (n == 0)
    return g_strdup (_ ("The two texts are the same."));
  return g_strdup_printf (ngettext ("%u change", "%u changes", n), n);
}

char *
tl_diff_text_dup_plain (const TlDiffText *self)
{
  GString *plain = g_string_new (NULL);

  for (guint i = 0; i < self->runs->len; i++)
    {
      g_autofree char *words = tl_diff_text_dup_run (self, i);

      switch (tl_diff_text_get_run (self, i)->op)
        {
        case TL_DIFF_DELETE:
          /* Translators: words that were taken out of a text, in a copy of it. */
          g_string_append_printf (plain, _ ("[deleted: %s]"), words);
          break;
        case TL_DIFF_INSERT:
          /* Translators: words that were put into a text, in a copy of it. */
          g_string_append_printf (plain, _ ("[added: %s]"), words);
          break;
        case TL_DIFF_EQUAL:
        default:
          g_string_append (plain, words);
        }
    }
  return g_string_free (plain, FALSE);
}
