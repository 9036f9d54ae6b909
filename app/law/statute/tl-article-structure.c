/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "law/statute/tl-statute-structure.h"

#include <string.h>

#include "base/tl-limits.h"
#include "law/tl-scan-private.h"
#include "law/statute/tl-structure-private.h"

static const char *const repealed_words[]
    = { "duoc bai bo", "da bai bo", "da duoc bai bo", "bai bo", "bi bai bo", "het hieu luc" };

static void
unit_free (gpointer data)
{
  TlUnit *unit = data;

  g_free (unit->anchor);
  g_free (unit->label);
  g_free (unit->heading);
  g_free (unit->text);
  g_free (unit);
}

TlStatuteStructure *
_tl_structure_new (void)
{
  TlStatuteStructure *self = g_new0 (TlStatuteStructure, 1);

  self->units = g_ptr_array_new_with_free_func (unit_free);
  self->warnings = g_ptr_array_new_with_free_func (g_free);
  return self;
}

TlUnit *
_tl_structure_add (TlStatuteStructure *self, TlUnitKind kind, char *anchor, char *label, int parent)
{
  TlUnit *unit;

  if (self->units->len >= TL_LIMIT_DOCUMENT_BLOCKS)
    {
      if (self->units->len == TL_LIMIT_DOCUMENT_BLOCKS && self->warnings->len == 0)
        _tl_structure_warn (self, "more than %d units: the rest is left out",
                            TL_LIMIT_DOCUMENT_BLOCKS);
      g_free (anchor);
      g_free (label);
      return NULL;
    }
  unit = g_new0 (TlUnit, 1);
  unit->kind = kind;
  unit->anchor = anchor;
  unit->label = label ? label : g_strdup ("");
  unit->text = g_strdup ("");
  unit->parent = parent;
  g_ptr_array_add (self->units, unit);
  return unit;
}

void
_tl_structure_warn (TlStatuteStructure *self, const char *format, ...)
{
  va_list args;

  va_start (args, format);
  g_ptr_array_add (self->warnings, g_strdup_vprintf (format, args));
  va_end (args);
}

/* "(được bãi bỏ)", "[46] (bãi bỏ).", "Được bãi bỏ". */
gboolean
_tl_text_says_repealed (const char *text)
{
  const char *end = text + strlen (text);
  const char *p = _tl_scan_spaces (_tl_footnote_skip (text, end), end);

  if (end - text > 80)
    return FALSE;
  while (p < end && (*p == '(' || *p == '[' || *p == ' '))
    p++;
  for (guint i = 0; i < G_N_ELEMENTS (repealed_words); i++)
    {
      const char *after = _tl_scan_word (p, end, repealed_words[i]);

      if (!after)
        continue;
      while (after < end && strchr (")].; ", *after))
        after++;
      return after >= end || *after == '[' || g_ascii_isdigit (*after);
    }
  return FALSE;
}

TlStatuteStructure *
tl_article_structure_parse (const char *anchor, const char *body)
{
  TlStatuteStructure *self = _tl_structure_new ();
  g_autoptr (TlLayout) layout = NULL;
  g_autofree guint8 *open_quotes = NULL;
  g_autoptr (TlBody) reader = NULL;

  g_return_val_if_fail (anchor != NULL && body != NULL, self);

  layout = _tl_layout_new (body, NULL);
  open_quotes = _tl_layout_open_quotes (layout);
  reader = _tl_body_new (self, layout, open_quotes, body);
  _tl_body_begin (reader, -1, anchor);
  for (guint i = 0; i < layout->lines->len; i++)
    _tl_body_line (reader, i, _tl_layout_line (layout, i)->from);
  _tl_body_end (reader);
  return self;
}

void
tl_statute_structure_free (TlStatuteStructure *structure)
{
  if (!structure)
    return;
  g_ptr_array_unref (structure->units);
  g_ptr_array_unref (structure->warnings);
  g_free (structure);
}
