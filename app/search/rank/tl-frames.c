/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "search/rank/tl-frames.h"

#include <string.h>

#include "search/question/tl-question.h"
#include "search/rank/tl-ranking.h"

/* Without marks a frame of one syllable is no frame: "khong" and "toi" are other words too. */
#define PLAIN_SYLLABLES 2

static const char *const FRAMES[] = {
  "được quy định như thế nào",
  "quy định như thế nào",
  "được quy định ra sao",
  "được hiểu như thế nào",
  "được xác định như thế nào",
  "bị xử phạt như thế nào",
  "bị xử lý như thế nào",
  "bị phạt như thế nào",
  "như thế nào",
  "thế nào",
  "như nào",
  "ra sao",
  "làm sao",
  "phải làm",
  "trong trường hợp nào",
  "những trường hợp nào",
  "trường hợp nào",
  "trong trường hợp",
  "khi nào",
  "có được không",
  "được không",
  "có phải không",
  "phải không",
  "có bị truy cứu trách nhiệm hình sự",
  "bị truy cứu trách nhiệm hình sự",
  "theo quy định của pháp luật",
  "theo quy định pháp luật",
  "theo quy định hiện hành",
  "quy định của pháp luật",
  "pháp luật hiện hành",
  "theo pháp luật",
  "theo quy định của",
  "theo quy định tại",
  "theo quy định",
  "bao nhiêu",
  "bao lâu",
  "bao gồm những gì",
  "gồm những gì",
  "những gì",
  "là gì",
  "chào luật sư",
  "thưa luật sư",
  "luật sư",
  "xin hỏi",
  "cho tôi hỏi",
  "cho hỏi",
  "tôi muốn hỏi",
  "đúng hay sai",
  "nhận định sau",
  "hay không",
  "hiện nay",
  "có thể",
  "có cần",
  "có phải",
  "có được",
  "có bị",
  "không",
  "thì",
  "tôi",
  "mình",
  "em",
  "vậy",
  "ạ",
  "nào",
  "ai",
  "gì",
  "hỏi",
  "sẽ",
  "và",
  "là",
  "của",
  "hay",
  "mà",
  "nếu",
};

/* A frame as keys. */
typedef struct
{
  char **exact;
  char **folded;
  guint n;
} Frame;

static gpointer
read_frames (gpointer data)
{
  g_autoptr (TlTermReader) reader = tl_term_reader_new ();
  Frame *frames = g_new0 (Frame, G_N_ELEMENTS (FRAMES));

  for (guint i = 0; i < G_N_ELEMENTS (FRAMES); i++)
    {
      g_autoptr (GArray) tokens = tl_term_reader_read (reader, FRAMES[i]);

      frames[i].n = tokens->len;
      frames[i].exact = g_new0 (char *, tokens->len + 1);
      frames[i].folded = g_new0 (char *, tokens->len + 1);
      for (guint k = 0; k < tokens->len; k++)
        {
          frames[i].exact[k] = g_strdup (g_array_index (tokens, TlTermToken, k).key);
          frames[i].folded[k] = g_strdup (g_array_index (tokens, TlTermToken, k).folded);
        }
    }
  return frames;
}

static gboolean
stands_at (const Frame *frame, const char *const *keys, guint n, gboolean plain)
{
  char **wanted = plain ? frame->folded : frame->exact;

  if (frame->n > n || (plain && frame->n < PLAIN_SYLLABLES))
    return FALSE;
  for (guint i = 0; i < frame->n; i++)
    if (strcmp (wanted[i], keys[i]) != 0)
      return FALSE;
  return TRUE;
}

/* Of each syllable, whether it is of a frame. */
static gboolean *
find_frames (const char *const *keys, guint n, gboolean plain)
{
  static GOnce once = G_ONCE_INIT;
  const Frame *frames = g_once (&once, read_frames, NULL);
  gboolean *found = g_new0 (gboolean, n + 1);

  for (guint i = 0; i < n; i++)
    for (guint k = 0; k < G_N_ELEMENTS (FRAMES); k++)
      if (stands_at (&frames[k], keys + i, n - i, plain))
        for (guint j = 0; j < frames[k].n; j++)
          found[i + j] = TRUE;
  return found;
}

/* Whether @term stands somewhere with a syllable that is of no frame. */
static gboolean
stands_outside (const TlQuestionTerm *term, const char *const *keys, guint n, const gboolean *frame)
{
  guint length = term->is_pair ? 2 : 1;

  for (guint i = 0; i + length <= n; i++)
    {
      if (strcmp (keys[i], keys[term->first]) != 0
          || (term->is_pair && strcmp (keys[i + 1], keys[term->first + 1]) != 0))
        continue;
      if (!frame[i] || (term->is_pair && !frame[i + 1]))
        return TRUE;
    }
  return FALSE;
}

void
tl_frames_weaken (GPtrArray *terms, const char *const *keys, guint n, gboolean plain)
{
  g_autofree gboolean *frame = find_frames (keys, n, plain);

  guint outside = 0;

  for (guint i = 0; i < n; i++)
    outside += !frame[i];
  /* A question that is nothing else is about this. */
  for (guint i = 0; outside > 0 && i < terms->len; i++)
    {
      TlQuestionTerm *term = g_ptr_array_index (terms, i);

      if (term->first + (term->is_pair ? 1 : 0) < n && !stands_outside (term, keys, n, frame))
        term->factor *= TL_WEIGHT_FRAME;
    }
}
