/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/update/tl-update-words.h"

#include <glib/gi18n.h>
#include <string.h>

#include "base/tl-clock.h"
#include "release/tl-release-error.h"
#include "text/tl-numeral.h"

#define MB 1000000.0

/* The day of "YYYY-MM-DDThh:mm:ssZ" as it is printed here; "" for none. */
static char *
day_of (const char *time)
{
  char day[TL_DATE_SIZE];

  if (time == NULL)
    return g_strdup ("");
  g_strlcpy (day, time, sizeof day);
  return tl_date_format_vi (day);
}

char *
tl_update_words_version (const TlInstallState *installed)
{
  g_autofree char *day = day_of (installed->created);
  g_autofree char *number = tl_numeral_group ((gint64)installed->serial);

  if (installed->serial == 0)
    return g_strdup ("");
  /* Translators: the number of a release of the library, and its date. */
  return g_strdup_printf (_ ("Library no. %s of %s"), number, day);
}

char *
tl_update_words_freshness (const TlInstallState *installed)
{
  g_autofree char *day = day_of (installed->expires);

  if (installed->serial == 0 || *day == '\0')
    return g_strdup ("");
  /* Translators: %s is a date. */
  return g_strdup_printf (installed->expired ? _ ("out of date since %s")
                                             : _ ("good until %s, signature verified"),
                          day);
}

char *
tl_update_words_overdue (const TlInstallState *installed)
{
  g_autofree char *created = day_of (installed->created);
  g_autofree char *expires = day_of (installed->expires);

  if (installed->serial == 0 || !installed->expired)
    return NULL;
  /* Translators: two dates. */
  return g_strdup_printf (_ ("The library is overdue: it is of %s and was good until %s. It can be "
                             "read, but newer law may be missing."),
                          created, expires);
}

char *
tl_update_words_size (guint64 bytes)
{
  g_autofree char *figure = g_strdup_printf ("%.1f", (double)bytes / MB);

  /* A comma, whatever the locale of the numbers. */
  g_strdelimit (figure, ".", ',');
  return g_strdup_printf ("%s MB", figure);
}

const char *
tl_update_words_deed (TlUpdateDeed deed)
{
  switch (deed)
    {
    case TL_UPDATE_DO_CHECK:
      return _ ("_Try Again");
    case TL_UPDATE_DO_RESUME:
      return _ ("_Go On");
    case TL_UPDATE_DO_FOLDER:
      return _ ("_From a Folder or Stick…");
    case TL_UPDATE_DO_SOURCES:
      return _ ("Look at the _Sources");
    case TL_UPDATE_DO_NOTHING:
    default:
      return NULL;
    }
}

/* What is said of each error. The titles end a sentence with what goes on being read. */
typedef struct
{
  int code;
  const char *title;
  const char *detail;
  TlUpdateDeed deed;
} Said;

#define ASK_ADMINISTRATOR                                                                          \
  N_ ("Nothing of it was taken. Tell the administrator; another source may have the right one.")

static const Said said[] = {
  { TL_RELEASE_ERROR_UNSIGNED, N_ ("The library offered is not signed"), ASK_ADMINISTRATOR,
    TL_UPDATE_DO_SOURCES },
  { TL_RELEASE_ERROR_KEY, N_ ("The library offered is not signed by a known publisher"),
    ASK_ADMINISTRATOR, TL_UPDATE_DO_SOURCES },
  { TL_RELEASE_ERROR_SIGNATURE, N_ ("The library offered does not fit its signature"),
    ASK_ADMINISTRATOR, TL_UPDATE_DO_SOURCES },
  { TL_RELEASE_ERROR_THRESHOLD, N_ ("The library offered has too few signatures"),
    ASK_ADMINISTRATOR, TL_UPDATE_DO_SOURCES },
  { TL_RELEASE_ERROR_REVOKED, N_ ("The library offered is signed with a key that was withdrawn"),
    ASK_ADMINISTRATOR, TL_UPDATE_DO_SOURCES },
  { TL_RELEASE_ERROR_OLDER, N_ ("The library offered is older than the one known"),
    N_ ("An older one is not taken: somebody may be holding newer law back."),
    TL_UPDATE_DO_SOURCES },
  { TL_RELEASE_ERROR_EXPIRED, N_ ("The library offered is past its day"),
    N_ ("The source has had nothing new for too long. A newer one may come from a stick."),
    TL_UPDATE_DO_FOLDER },
  { TL_RELEASE_ERROR_CHANNEL, N_ ("The library offered is of another channel"),
    N_ ("The sources must be of the channel that this computer follows."), TL_UPDATE_DO_SOURCES },
  { TL_RELEASE_ERROR_PROGRAM, N_ ("The library offered needs a newer program"),
    N_ ("Ask for the new version of the program; then the library comes by itself."),
    TL_UPDATE_DO_NOTHING },
  { TL_RELEASE_ERROR_MANIFEST, N_ ("What the source offers is no library"), ASK_ADMINISTRATOR,
    TL_UPDATE_DO_SOURCES },
  { TL_RELEASE_ERROR_DIGEST, N_ ("A file of the library offered was changed on its way"),
    N_ ("It was thrown away. The next attempt fetches it again."), TL_UPDATE_DO_CHECK },
  { TL_RELEASE_ERROR_SIZE, N_ ("A file of the library offered came incomplete"),
    N_ ("It was thrown away. The next attempt fetches it again."), TL_UPDATE_DO_CHECK },
  { TL_RELEASE_ERROR_MISSING, N_ ("The source lacks a file of the library"),
    N_ ("It may still be copying. Try again later."), TL_UPDATE_DO_CHECK },
  { TL_RELEASE_ERROR_SOURCE, N_ ("No source can be reached"),
    N_ ("You are offline, or the source is. It is tried again by itself; a stick works too."),
    TL_UPDATE_DO_CHECK },
  { TL_RELEASE_ERROR_REFUSED, N_ ("The source refuses this computer"),
    N_ ("It asks for a password, or its certificate is not known. Tell the administrator."),
    TL_UPDATE_DO_SOURCES },
  { TL_RELEASE_ERROR_BUSY, N_ ("Another program is updating the library"),
    N_ ("Wait until it has ended."), TL_UPDATE_DO_CHECK },
  { TL_RELEASE_ERROR_OPEN, N_ ("The new library did not open; the one before is in use again"),
    N_ ("Nothing was lost. The bad one is not taken again; a newer one is."),
    TL_UPDATE_DO_NOTHING },
};

static const Said disk_full
    = { 0, N_ ("The disk is full"), N_ ("Make room; what was fetched so far is kept."),
        TL_UPDATE_DO_CHECK };
static const Said unknown
    = { 0, N_ ("The library could not be updated"), NULL, TL_UPDATE_DO_CHECK };

static const Said *
find_said (const GError *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE))
    return &disk_full;
  for (guint i = 0; error->domain == TL_RELEASE_ERROR && i < G_N_ELEMENTS (said); i++)
    if (said[i].code == error->code)
      return &said[i];
  return &unknown;
}

static void
say_error (TlUpdateWords *self, const TlUpdateFacts *facts)
{
  const Said *found = find_said (facts->error);
  const char *detail = found->detail != NULL ? _ (found->detail) : facts->error->message;
  g_autofree char *day = day_of (facts->installed->created);

  if (facts->installed->serial > 0 && *day != '\0'
      && !g_error_matches (facts->error, TL_RELEASE_ERROR, TL_RELEASE_ERROR_OPEN))
    /* Translators: what is wrong, then the date of the library that is still used. */
    self->title = g_strdup_printf (_ ("%s – the one of %s is still used"), _ (found->title), day);
  else
    self->title = g_strdup (_ (found->title));
  self->detail = g_strdup (detail);
  self->deed = found->deed;
  self->bad = TRUE;
}

static char *
fetching (const TlUpdateFacts *facts)
{
  g_autofree char *done = tl_update_words_size (facts->done);
  g_autofree char *total = tl_update_words_size (facts->total);

  if (facts->total == 0)
    return g_strdup (_ ("Fetching the new library…"));
  /* Translators: two sizes. */
  return g_strdup_printf (_ ("Fetching the new library: %s of %s"), done, total);
}

static void
say_idle (TlUpdateWords *self, const TlUpdateFacts *facts)
{
  g_autoptr (GDateTime) asked
      = facts->asked > 0 ? g_date_time_new_from_unix_local (facts->asked) : NULL;
  g_autofree char *when
      = asked != NULL ? g_date_time_format (asked, "%d/%m/%Y %H:%M") : g_strdup ("");

  switch (facts->kept_by)
    {
    case TL_UPDATE_BY_BUILDER:
      self->title = g_strdup (_ ("This library does not come from releases"));
      self->detail = g_strdup (_ ("It is a folder that was built or copied, and is not updated."));
      break;
    case TL_UPDATE_BY_MACHINE:
      self->title = g_strdup (_ ("This computer keeps the library up to date"));
      self->detail = g_strdup (_ ("Its administrator decides where it comes from."));
      break;
    case TL_UPDATE_BY_NOBODY:
      self->title = g_strdup (_ ("No source of the library is named"));
      self->detail = g_strdup (
          _ ("Name sources and the publisher's key in the preferences, to get newer law."));
      self->deed = TL_UPDATE_DO_SOURCES;
      break;
    case TL_UPDATE_BY_PROGRAM:
    default:
      self->title = g_strdup (asked != NULL ? _ ("The library is up to date")
                                            : _ ("The library is updated by itself"));
      /* Translators: %s is a date and a time. */
      self->detail = asked != NULL ? g_strdup_printf (_ ("Last asked at %s"), when) : g_strdup ("");
      break;
    }
}

static void
say_doing (TlUpdateWords *self, const TlUpdateFacts *facts)
{
  self->busy = TRUE;
  self->detail = g_strdup (facts->source != NULL ? facts->source : "");
  if (facts->doing == TL_UPDATER_CHECKING)
    self->title = g_strdup (_ ("Asking for a newer library…"));
  else if (facts->doing == TL_UPDATER_SWITCHING)
    self->title = g_strdup (_ ("Putting the new library in use…"));
  else
    {
      self->title = fetching (facts);
      if (facts->total > 0)
        self->fraction = (double)MIN (facts->done, facts->total) / (double)facts->total;
    }
}

void
tl_update_words_init (TlUpdateWords *self, const TlUpdateFacts *facts)
{
  memset (self, 0, sizeof *self);
  self->fraction = -1;
  switch (facts->doing)
    {
    case TL_UPDATER_CHECKING:
    case TL_UPDATER_FETCHING:
    case TL_UPDATER_SWITCHING:
      say_doing (self, facts);
      break;
    case TL_UPDATER_PAUSED:
      self->title = g_strdup (_ ("The update is paused"));
      self->detail = g_strdup (_ ("What was fetched so far is kept."));
      self->deed = TL_UPDATE_DO_RESUME;
      break;
    case TL_UPDATER_QUIET:
      self->title = g_strdup (_ ("The update waits for the end of the quiet hours"));
      self->detail = g_strdup (_ ("What was fetched so far is kept."));
      break;
    case TL_UPDATER_IDLE:
    case TL_UPDATER_OFFLINE:
    case TL_UPDATER_UNTRUSTED:
    case TL_UPDATER_EXPIRED:
    case TL_UPDATER_PROGRAM:
    case TL_UPDATER_DISK_FULL:
    case TL_UPDATER_FAILED:
    default:
      if (facts->error != NULL)
        say_error (self, facts);
      else
        say_idle (self, facts);
      break;
    }
}

void
tl_update_words_clear (TlUpdateWords *self)
{
  g_clear_pointer (&self->title, g_free);
  g_clear_pointer (&self->detail, g_free);
}
