/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "law/number/tl-doc-number.h"

#include <string.h>

#include "law/number/tl-doc-number-private.h"
#include "law/tl-scan-private.h"

static const struct
{
  const char *code;
  const char *name;
} case_types[] = {
  [TL_CASE_UNKNOWN] = { "", "" },
  [TL_CASE_CRIMINAL] = { "HS", "hình sự" },
  [TL_CASE_CIVIL] = { "DS", "dân sự" },
  [TL_CASE_FAMILY] = { "HNGĐ", "hôn nhân và gia đình" },
  [TL_CASE_COMMERCIAL] = { "KDTM", "kinh doanh, thương mại" },
  [TL_CASE_LABOUR] = { "LĐ", "lao động" },
  [TL_CASE_ADMINISTRATIVE] = { "HC", "hành chính" },
  [TL_CASE_BANKRUPTCY] = { "PS", "phá sản" },
  [TL_CASE_CIVIL_MATTER] = { "VDS", "việc dân sự" },
  [TL_CASE_MEASURES] = { "XLHC", "biện pháp xử lý hành chính" },
}, stages[] = {
  [TL_STAGE_UNKNOWN] = { "", "" },
  [TL_STAGE_FIRST_INSTANCE] = { "ST", "sơ thẩm" },
  [TL_STAGE_APPEAL] = { "PT", "phúc thẩm" },
  [TL_STAGE_CASSATION] = { "GĐT", "giám đốc thẩm" },
  [TL_STAGE_REOPENING] = { "TT", "tái thẩm" },
};

/* "7" for a court's "07", "07" for everybody else's "7": official numbers below ten are printed
 * with a zero, and both ways are typed. */
static char *
normal_sequence (const char *digits, TlDocNumberKind kind)
{
  gsize n = strspn (digits, "0123456789");

  if (kind != TL_DOC_NUMBER_COURT)
    return n == 1 ? g_strconcat ("0", digits, NULL) : g_strdup (digits);
  while (n > 1 && *digits == '0')
    {
      digits++;
      n--;
    }
  return g_strdup (digits);
}

/* 01-TANDTC-VKSNDTC/TTLT, 15-CP: only these had no slash after the number. */
static gboolean
take_dashed (TlDocNumber *self, TlNumberScan *scan)
{
  g_autoptr (GPtrArray) kind_first = g_ptr_array_new ();
  const char *last = g_ptr_array_index (scan->groups, scan->groups->len - 1);
  g_autofree char *folded = _tl_group_fold (last);
  g_autofree char *joined = NULL;

  if (scan->groups->len == 1)
    {
      if (strcmp (folded, "CP") != 0 && strcmp (folded, "HDBT") != 0 && strcmp (folded, "TTG") != 0)
        return FALSE;
      self->suffix = _tl_normative_canonical (scan->groups, &self->term);
    }
  else
    {
      if (strcmp (folded, "TTLT") != 0 && strcmp (folded, "TTLN") != 0)
        return FALSE;
      for (guint i = 0; i + 1 < scan->groups->len; i++)
        g_ptr_array_add (kind_first, g_ptr_array_index (scan->groups, i));
      joined = _tl_normative_canonical (kind_first, &self->term);
      self->suffix = g_strconcat (joined, "/", folded, NULL);
    }
  self->kind = TL_DOC_NUMBER_NORMATIVE;
  self->sequence = normal_sequence (scan->digits, self->kind);
  self->normal = g_strconcat (self->sequence, "-", self->suffix, NULL);
  return TRUE;
}

static gboolean
take_suffix (TlDocNumber *self, TlNumberScan *scan, gboolean in_text)
{
  TlCourtSuffix court = { 0 };
  gboolean known;

  if (_tl_court_suffix_parse (scan->groups, scan->year > 0 && !scan->lost_slash, &court))
    {
      self->kind = TL_DOC_NUMBER_COURT;
      self->suffix = court.canonical;
      self->case_type = court.case_type;
      self->stage = court.stage;
      self->court_type = court.type;
      return TRUE;
    }
  self->kind = _tl_normative_classify (scan->groups, scan->year, &known);
  /* In running text a suffix that nobody knows counts only in capitals. */
  if (self->kind == TL_DOC_NUMBER_NONE
      || (!known && (scan->lost_slash || (in_text && !scan->all_upper))))
    return FALSE;
  self->suffix = _tl_normative_canonical (scan->groups, &self->term);
  return TRUE;
}

/* "05/2016/AL1": the mark of a footnote is glued to the number of an án lệ. */
static void
drop_note_mark (TlNumberScan *scan)
{
  char *group = scan->groups->len == 1 ? g_ptr_array_index (scan->groups, 0) : NULL;
  gsize marks = group != NULL && g_str_has_prefix (group, "AL") ? strlen (group + 2) : 0;

  if (scan->year == 0 || marks == 0 || marks > 2 || strspn (group + 2, "0123456789") != marks)
    return;
  scan->to -= marks;
  group[2] = '\0';
}

static TlDocNumber *
number_from_scan (const char *from, TlNumberScan *scan, gboolean in_text)
{
  g_autoptr (TlDocNumber) self = g_new0 (TlDocNumber, 1);

  drop_note_mark (scan);
  self->printed = g_strndup (from, (gsize)(scan->to - from));
  self->year = scan->year;
  if (scan->dashed)
    return take_dashed (self, scan) ? g_steal_pointer (&self) : NULL;
  if (!take_suffix (self, scan, in_text))
    return NULL;
  self->sequence = normal_sequence (scan->digits, self->kind);
  if (self->year > 0)
    self->normal = g_strdup_printf ("%s/%d/%s", self->sequence, self->year, self->suffix);
  else
    self->normal = g_strdup_printf ("%s/%s", self->sequence, self->suffix);
  return g_steal_pointer (&self);
}

TlDocNumber *
tl_doc_number_parse (const char *text)
{
  g_auto (TlNumberScan) scan = { 0 };
  const char *end, *p;

  g_return_val_if_fail (text != NULL, NULL);

  end = text + strlen (text);
  p = _tl_scan_blanks (text, end);
  end = _tl_scan_trim (p, end);
  if (!_tl_number_scan (p, end, &scan) || scan.to != end)
    return NULL;
  return number_from_scan (p, &scan, FALSE);
}

/* A number does not begin inside a date, an amount or another number. */
static gboolean
may_begin (const char *text, const char *p)
{
  const char *before;

  if (p == text)
    return TRUE;
  before = g_utf8_prev_char (p);
  if (g_unichar_isalnum (g_utf8_get_char (before)) || *before == '/')
    return FALSE;
  if (*before == '.' || *before == ',' || _tl_scan_dash (before, p))
    return before == text || !g_ascii_isdigit (before[-1]);
  return TRUE;
}

TlDocNumber *
tl_doc_number_find (const char *text, gsize start, gsize *from, gsize *to)
{
  const char *end, *p;

  g_return_val_if_fail (text != NULL, NULL);

  end = text + strlen (text);
  for (p = text + MIN (start, (gsize)(end - text)); p < end; p++)
    {
      g_auto (TlNumberScan) scan = { 0 };
      TlDocNumber *number;

      if (!g_ascii_isdigit (*p))
        continue;
      if (may_begin (text, p) && _tl_number_scan (p, end, &scan)
          && (number = number_from_scan (p, &scan, TRUE)) != NULL)
        {
          if (from)
            *from = (gsize)(p - text);
          if (to)
            *to = (gsize)(scan.to - text);
          return number;
        }
      while (p + 1 < end && g_ascii_isdigit (p[1]))
        p++;
    }
  return NULL;
}

void
tl_doc_number_free (TlDocNumber *number)
{
  if (!number)
    return;
  g_free (number->printed);
  g_free (number->normal);
  g_free (number->sequence);
  g_free (number->suffix);
  g_free (number);
}

const char *
tl_case_type_code (TlCaseType type)
{
  return (guint)type < G_N_ELEMENTS (case_types) ? case_types[type].code : "";
}

const char *
tl_case_type_name (TlCaseType type)
{
  return (guint)type < G_N_ELEMENTS (case_types) ? case_types[type].name : "";
}

const char *
tl_stage_code (TlStage stage)
{
  return (guint)stage < G_N_ELEMENTS (stages) ? stages[stage].code : "";
}

const char *
tl_stage_name (TlStage stage)
{
  return (guint)stage < G_N_ELEMENTS (stages) ? stages[stage].name : "";
}
