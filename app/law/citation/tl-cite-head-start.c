/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "law/citation/tl-catalogue-private.h"
#include "law/citation/tl-cite-head-private.h"
#include "law/tl-scan-private.h"

/* Asked at every word of a library, so one syllable is folded into eight bytes and looked for in a
 * table of open addresses. */

#define SLOTS 1024 /* a power of two, several times the words in it */

typedef struct
{
  guint64 words[SLOTS];
} Starts;

/* First syllables of the names that are no abbreviations of the catalogue. */
static const char *const syllables[]
    = { "bo",    "luat",  "phap", "hien", "nghi", "thong",  "quyet", "chi",  "cong", "giai",
        "van",   "huong", "sac",  "lenh", "hiep", "an",     "ban",   "hop",  "dieu", "noi",
        "quy",   "thoa",  "bien", "di",   "cao",  "ket",    "giay",  "to",   "don",  "phu",
        "chung", "nq",    "nd",   "ttlt", "tt",   "qd",     "cv",    "vbhn", "pl",   "ba",
        "al",    "bl",    "tcvn", "qcvn", "tieu", "tcxdvn", "so" };

#define FOLD_SIZE 0x1f00

/* Folded letters by code point, 0 for what is no letter. */
static const guint8 *
fold_table (void)
{
  static gsize ready = 0;
  static guint8 table[FOLD_SIZE];

  if (g_once_init_enter (&ready))
    {
      for (gunichar c = 0; c < FOLD_SIZE; c++)
        {
          gunichar folded = g_unichar_isalpha (c) ? _tl_scan_fold (c) : 0;

          /* Letters of other alphabets are letters, but of no name. */
          table[c] = folded == 0 ? 0 : folded < 0x80 ? (guint8)folded : 0xff;
        }
      g_once_init_leave (&ready, 1);
    }
  return table;
}

guint64
_tl_cite_pack (const char *p, const char *end)
{
  const guint8 *table = fold_table ();
  guint64 packed = 0;

  for (int n = 0; p < end && n < 8; n++)
    {
      gunichar c = (guchar)*p < 0x80 ? (guchar)*p : g_utf8_get_char (p);
      guint8 folded = c < FOLD_SIZE ? table[c] : 0;

      if (folded == 0 && c != '&')
        break;
      if (c != '&')
        packed = packed << 8 | folded;
      p = (guchar)*p < 0x80 ? p + 1 : g_utf8_next_char (p);
    }
  return packed;
}

static guint
slot_of (guint64 word)
{
  return (guint)((word * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15)) >> 54) & (SLOTS - 1);
}

static gboolean
has (const Starts *starts, guint64 word)
{
  for (guint slot = slot_of (word); starts->words[slot]; slot = (slot + 1) & (SLOTS - 1))
    if (starts->words[slot] == word)
      return TRUE;
  return FALSE;
}

static void
add (Starts *starts, const char *word)
{
  guint64 packed = _tl_cite_pack (word, word + strlen (word));
  guint slot = slot_of (packed);

  if (packed == 0 || has (starts, packed))
    return;
  while (starts->words[slot])
    slot = (slot + 1) & (SLOTS - 1);
  starts->words[slot] = packed;
}

static gpointer
starts_load (gpointer data)
{
  Starts *starts = g_new0 (Starts, 1);
  const GPtrArray *entries = _tl_catalogue_entries ();

  /* A full table would never end a search. */
  g_assert (entries->len + G_N_ELEMENTS (syllables) < SLOTS / 2);
  for (guint i = 0; i < G_N_ELEMENTS (syllables); i++)
    add (starts, syllables[i]);
  for (guint i = 0; i < entries->len; i++)
    add (starts, ((const TlLawEntry *)g_ptr_array_index (entries, i))->short_name);
  return starts;
}

gboolean
_tl_cite_head_may_start (const char *p, const char *end)
{
  /* Letters that some name begins with; beside ASCII Đ, Á and the eth. */
  static const char firsts[] = "abcdghlnpqstvABCDGHLNPQSTV";
  static GOnce once = G_ONCE_INIT;
  const Starts *starts;

  if (p >= end)
    return FALSE;
  /* The next number of a list: "và 27/2019/AL". */
  if (g_ascii_isdigit (*p))
    {
      const char *q = p + 1;

      while (q < end && q - p < 5 && g_ascii_isdigit (*q))
        q++;
      return q < end && *q == '/';
    }
  if ((guchar)*p < 0x80 ? strchr (firsts, *p) == NULL || *p == '\0'
                        : (guchar)*p != 0xc3 && (guchar)*p != 0xc4)
    {
      /* kết luận */
      if (*p != 'k' && *p != 'K')
        return FALSE;
    }
  /* An abbreviation that the catalogue does not know: LKDBĐS. */
  if (*p == 'L' && p + 1 < end && (g_ascii_isupper (p[1]) || (guchar)p[1] == 0xc4))
    return TRUE;
  starts = g_once (&once, starts_load, NULL);
  return has (starts, _tl_cite_pack (p, end));
}
