/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../import/import-test.h"

/* Two small laws and a question, as lines. */
#define TEST_ARTICLES                                                                                                 \
  "{\"id\":\"A#1\",\"law\":\"Luật Thử nghiệm\",\"article\":\"1\",\"title\":\"Phạm vi điều "                \
  "chỉnh\",\"text\":\"Luật này quy định về thử nghiệm.\",\"number\":\"57/2020/QH14\","                  \
  "\"effective_from\":\"2021-01-01\"}\n"                                                                              \
  "{\"id\":\"A#2\",\"law\":\"Luật Thử nghiệm\",\"article\":\"2\",\"title\":\"Trộm cắp quả "               \
  "cam\",\"text\":\"1. Người nào trộm cắp quả cam thì bị phạt tiền.\\n2. Không phạt trẻ em.\"," \
  "\"number\":\"57/2020/QH14\",\"effective_from\":\"2021-01-01\"}\n"                                                  \
  "{\"id\":\"B#1\",\"law\":\"Luật Khác\",\"article\":\"1\",\"title\":\"Đối tượng\","                         \
  "\"text\":\"Luật này áp dụng với mọi người.\"}\n"
#define TEST_GUIDANCE                                                                                      \
  "{\"id\":\"g1\",\"question\":\"Trộm một quả cam có bị phạt không?\",\"answer\":\"Có, theo " \
  "Điều 2.\",\"refs\":[]}\n"
#define TEST_PAIRS                                                                                 \
  "{\"question\":\"Hái trộm cam thì sao?\",\"doc\":\"57-2020-qh14\",\"anchor\":\"d2\","        \
  "\"contribution\":\"c1\"}\n"                                                                     \
  "{\"question\":\"Không có văn bản\",\"doc\":\"khong-co\"}\n"

static inline void
test_write_sources (TestFolder *folder)
{
  g_free (test_folder_write (folder, "in/articles.jsonl", TEST_ARTICLES, -1));
  g_free (test_folder_write (folder, "in/sub/guidance.jsonl", TEST_GUIDANCE, -1));
  g_free (test_folder_write (folder, "in/sub/pairs.jsonl", TEST_PAIRS, -1));
}

static inline char *
test_path (TestFolder *folder, const char *name)
{
  return g_build_filename (folder->path, name, NULL);
}
