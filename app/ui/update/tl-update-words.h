/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sync/tl-updater.h"

G_BEGIN_DECLS

/* What is said of the library and its updates. No display. */

/**
 * TlUpdateDeed:
 *
 * The one thing that can be done about what is said.
 */
typedef enum
{
  TL_UPDATE_DO_NOTHING,
  TL_UPDATE_DO_CHECK,
  TL_UPDATE_DO_RESUME,
  TL_UPDATE_DO_FOLDER,
  TL_UPDATE_DO_SOURCES,
} TlUpdateDeed;

/**
 * TlUpdateFacts:
 * @doing: what the updater does; #TL_UPDATER_IDLE where there is none
 * @error: (nullable): what the last round, or going back, failed with
 * @source: (nullable): where bytes come from
 * @asked: when a round last ended well, in seconds since 1970; 0 for never
 * @installed: the release in force; a serial of 0 for a library that is no release
 * @kept_by: who keeps the library up to date
 */
typedef struct
{
  TlUpdaterState doing;
  const GError *error;
  guint64 done;
  guint64 total;
  const char *source;
  gint64 asked;
  const TlInstallState *installed;
  enum
  {
    TL_UPDATE_BY_NOBODY,  /* no sources or keys are named */
    TL_UPDATE_BY_MACHINE, /* the service of the computer; this program only reads */
    TL_UPDATE_BY_PROGRAM,
    TL_UPDATE_BY_BUILDER, /* the folder is no installed release */
  } kept_by;
} TlUpdateFacts;

/**
 * TlUpdateWords:
 * @title: never empty
 * @detail: what it means for the judge and what to do; "" for nothing
 * @deed: what the button does
 * @bad: whether something is wrong
 * @busy: whether a round is under way
 * @fraction: of the bytes, below 0 when it is not known
 */
typedef struct
{
  char *title;
  char *detail;
  TlUpdateDeed deed;
  gboolean bad;
  gboolean busy;
  double fraction;
} TlUpdateWords;

/** tl_update_words_version: "Library no. 7 of 20/11/2026", "" for what is no release. */
char *tl_update_words_version (const TlInstallState *installed);
/** tl_update_words_freshness: until when it is good, or that it is past its day; "" where nothing
 * is known. */
char *tl_update_words_freshness (const TlInstallState *installed);
/** tl_update_words_overdue: (nullable): what stands above everything when the release is past its
 * day. */
char *tl_update_words_overdue (const TlInstallState *installed);
/** tl_update_words_size: "12,3 MB". */
char *tl_update_words_size (guint64 bytes);
/** tl_update_words_deed: the label of the button; %NULL for #TL_UPDATE_DO_NOTHING. */
const char *tl_update_words_deed (TlUpdateDeed deed);

void tl_update_words_init (TlUpdateWords *self, const TlUpdateFacts *facts);
void tl_update_words_clear (TlUpdateWords *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TlUpdateWords, tl_update_words_clear)

G_END_DECLS
