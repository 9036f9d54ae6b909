/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "law/number/tl-doc-number-private.h"

#include <string.h>

typedef struct
{
  const char *folded;
  TlDocNumberKind kind;
  gboolean alone; /* wants a second group: NQ - HĐTP */
} FirstGroup;

/* First groups that say what the document is. */
static const FirstGroup first_groups[] = {
  { "NQ", TL_DOC_NUMBER_NORMATIVE, TRUE },     { "ND", TL_DOC_NUMBER_NORMATIVE, TRUE },
  { "QD", TL_DOC_NUMBER_NORMATIVE, TRUE },     { "TT", TL_DOC_NUMBER_NORMATIVE, TRUE },
  { "CT", TL_DOC_NUMBER_NORMATIVE, TRUE },     { "PL", TL_DOC_NUMBER_NORMATIVE, TRUE },
  { "TTLT", TL_DOC_NUMBER_NORMATIVE, TRUE },   { "TTLB", TL_DOC_NUMBER_NORMATIVE, TRUE },
  { "TTLN", TL_DOC_NUMBER_NORMATIVE, TRUE },   { "NQLT", TL_DOC_NUMBER_NORMATIVE, TRUE },
  { "VBHN", TL_DOC_NUMBER_NORMATIVE, TRUE },   { "SL", TL_DOC_NUMBER_NORMATIVE, FALSE },
  { "L", TL_DOC_NUMBER_NORMATIVE, TRUE },      { "LCT", TL_DOC_NUMBER_NORMATIVE, FALSE },
  { "CP", TL_DOC_NUMBER_NORMATIVE, FALSE },    { "TTG", TL_DOC_NUMBER_NORMATIVE, FALSE },
  { "HDBT", TL_DOC_NUMBER_NORMATIVE, FALSE },  { "HDNN", TL_DOC_NUMBER_NORMATIVE, FALSE },
  { "HDTP", TL_DOC_NUMBER_NORMATIVE, FALSE },  { "HDND", TL_DOC_NUMBER_NORMATIVE, FALSE },
  { "CTN", TL_DOC_NUMBER_NORMATIVE, FALSE },   { "AL", TL_DOC_NUMBER_PRECEDENT, FALSE },
  { "GD", TL_DOC_NUMBER_GUIDANCE, TRUE },      { "CV", TL_DOC_NUMBER_GUIDANCE, TRUE },
  { "HD", TL_DOC_NUMBER_GUIDANCE, TRUE },      { "TB", TL_DOC_NUMBER_GUIDANCE, TRUE },
  { "TANDTC", TL_DOC_NUMBER_GUIDANCE, FALSE }, { "VKSNDTC", TL_DOC_NUMBER_GUIDANCE, FALSE },
  { "VKSTC", TL_DOC_NUMBER_GUIDANCE, FALSE },  { "BTP", TL_DOC_NUMBER_GUIDANCE, FALSE },
  { "UBND", TL_DOC_NUMBER_GUIDANCE, FALSE },
};

/* Names typed or printed without Đ. */
static const char *const restored[][2] = {
  { "QD", "QĐ" },           { "ND", "NĐ" },         { "GD", "GĐ" },       { "HDTP", "HĐTP" },
  { "HDND", "HĐND" },       { "HDBT", "HĐBT" },     { "HDNN", "HĐNN" },   { "TLD", "TLĐ" },
  { "BLDTBXH", "BLĐTBXH" }, { "LDTBXH", "LĐTBXH" }, { "BGDDT", "BGDĐT" }, { "BGD&DT", "BGD&ĐT" },
  { "BKHDT", "BKHĐT" },     { "BKH&DT", "BKH&ĐT" }, { "TTG", "TTg" },
};

static const FirstGroup *
first_group (const char *folded)
{
  for (guint i = 0; i < G_N_ELEMENTS (first_groups); i++)
    if (strcmp (first_groups[i].folded, folded) == 0)
      return &first_groups[i];
  return NULL;
}

/* The term in "QH13", "UBTVQH14"; 0 when the group is neither. */
static int
group_term (const char *folded)
{
  const char *digits;
  int term;

  if (g_str_has_prefix (folded, "UBTVQH"))
    digits = folded + 6;
  else if (g_str_has_prefix (folded, "QH"))
    digits = folded + 2;
  else
    return 0;
  if (!g_ascii_isdigit (digits[0]) || strlen (digits) > 2)
    return 0;
  if (digits[1] != '\0' && !g_ascii_isdigit (digits[1]))
    return 0;
  term = digits[0] - '0';
  return digits[1] == '\0' ? term : term * 10 + (digits[1] - '0');
}

gboolean
_tl_group_takes_term (const char *group)
{
  return strcmp (group, "QH") == 0 || strcmp (group, "UBTVQH") == 0;
}

gboolean
_tl_normative_wants (GPtrArray *groups)
{
  g_autofree char *folded = _tl_group_fold (g_ptr_array_index (groups, 0));
  const FirstGroup *first = first_group (folded);

  if (!first || !first->alone)
    return FALSE;
  return groups->len == 1 || g_str_has_suffix (folded, "LT") || g_str_has_suffix (folded, "LB")
         || g_str_has_suffix (folded, "LN");
}

static guint
count_letters (const char *group)
{
  guint n = 0;

  for (; *group; group = g_utf8_next_char (group))
    n += g_unichar_isalpha (g_utf8_get_char (group)) ? 1 : 0;
  return n;
}

static TlDocNumberKind
classify_unknown (GPtrArray *groups, const char *folded, int year)
{
  /* Contracts (HĐTD, HĐMB...), certificates and receipts are numbered too. */
  if (g_str_has_prefix (folded, "HD") || g_str_has_prefix (folded, "GCN")
      || g_str_has_prefix (folded, "CNQS") || strcmp (folded, "BB") == 0)
    return TL_DOC_NUMBER_NONE;
  for (guint i = 0; i < groups->len; i++)
    if (count_letters (g_ptr_array_index (groups, i)) < 2)
      return TL_DOC_NUMBER_NONE;
  if (year == 0)
    return groups->len > 1 ? TL_DOC_NUMBER_GUIDANCE : TL_DOC_NUMBER_NONE;
  return TL_DOC_NUMBER_NORMATIVE;
}

TlDocNumberKind
_tl_normative_classify (GPtrArray *groups, int year, gboolean *known)
{
  g_autofree char *folded = _tl_group_fold (g_ptr_array_index (groups, 0));
  const FirstGroup *first = first_group (folded);

  *known = first != NULL || group_term (folded) > 0;
  if (group_term (folded) > 0 || _tl_group_takes_term (folded))
    return TL_DOC_NUMBER_NORMATIVE;
  if (!first)
    return classify_unknown (groups, folded, year);
  if (strcmp (folded, "L") == 0 && groups->len < 2)
    return TL_DOC_NUMBER_NONE;
  /* HD is a guideline (hướng dẫn), HĐ a contract. */
  if (strcmp (folded, "HD") == 0 && strcmp (g_ptr_array_index (groups, 0), folded) != 0)
    return TL_DOC_NUMBER_NONE;
  return first->kind;
}

char *
_tl_normative_canonical (GPtrArray *groups, int *term)
{
  GString *joined = g_string_new (NULL);

  *term = 0;
  for (guint i = 0; i < groups->len; i++)
    {
      const char *group = g_ptr_array_index (groups, i);
      g_autofree char *folded = _tl_group_fold (group);

      for (guint k = 0; k < G_N_ELEMENTS (restored); k++)
        if (strcmp (restored[k][0], folded) == 0)
          group = restored[k][1];
      if (group_term (folded) > 0)
        *term = group_term (folded);
      if (i > 0)
        g_string_append_c (joined, '-');
      g_string_append (joined, group);
    }
  return g_string_free (joined, FALSE);
}
