/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What court IT asks for when something does not work. */
#include "config.h"

#include "ui/diagnose/tl-diagnose.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <string.h>

#include "base/tl-folder.h"
#include "base/tl-paths.h"
#include "base/tl-policy.h"
#include "corpus/tl-library.h"
#include "desk/tl-desk-examine.h"
#include "release/tl-install.h"
#include "search/engine/tl-search-engine.h"
#include "sync/tl-keyring.h"
#include "text/tl-numeral.h"
#include "ui/update/tl-update-words.h"

#define KEYRING_SECONDS 5
#define LITTLE_ROOM     (200 * 1024 * 1024)
#define WIDTH           26

typedef struct
{
  GString *text;
  gboolean well;
} Report;

/* ---- What must not be told ---- */

/* @at is UTF-8, or its end. */
static gboolean
is_part_of_word (const char *at)
{
  return *at != '\0' && g_unichar_isalnum (g_utf8_get_char (at));
}

/* Where @name stands as a word of its own. */
static char *
replace_word (char *text, const char *name, const char *with)
{
  GString *out;
  const char *from = text;
  const char *at;
  gsize length = name != NULL ? strlen (name) : 0;

  if (length < 2)
    return text;
  out = g_string_new (NULL);
  while ((at = strstr (from, name)) != NULL)
    {
      gboolean whole = (at == text || !is_part_of_word (g_utf8_prev_char (at)))
                       && !is_part_of_word (at + length);

      g_string_append_len (out, from, at - from);
      g_string_append (out, whole ? with : name);
      from = at + length;
    }
  g_string_append (out, from);
  g_free (text);
  return g_string_free (out, FALSE);
}

char *
tl_diagnose_hide (const char *text)
{
  const char *const homes[] = { g_get_home_dir (), g_getenv ("HOME") };
  const char *const names[] = { g_getenv ("USER"), g_getenv ("LOGNAME"), g_getenv ("USERNAME"),
                                g_get_user_name (), g_get_real_name () };
  char *hidden = g_filename_display_name (text);

  /* Of "/" and the like nothing is told. */
  for (guint i = 0; i < G_N_ELEMENTS (homes); i++)
    if (homes[i] != NULL && strlen (homes[i]) > 1)
      hidden = replace_word (hidden, homes[i], "~");
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    hidden = replace_word (hidden, names[i], "…");
  return hidden;
}

/* ---- Lines ---- */

static void
add_heading (Report *report, const char *heading)
{
  g_string_append_printf (report->text, "%s%s\n", report->text->len > 0 ? "\n" : "", heading);
}

static void
add_line (Report *report, const char *name, const char *value)
{
  glong width = g_utf8_strlen (name, -1);
  g_autofree char *hidden = tl_diagnose_hide (value);

  g_string_append_printf (report->text, "  %s:%*s %s\n", name, (int)MAX (0, WIDTH - width), "",
                          hidden);
}

/* @good: what is not, needs somebody's attention. */
static void
add_check (Report *report, const char *name, gboolean good, const char *value)
{
  g_autofree char *marked = g_strdup_printf ("%s %s", good ? "✓" : "✗", value);

  add_line (report, name, marked);
  report->well = report->well && good;
}

static char *
dup_size (guint64 bytes)
{
  g_autofree char *number = tl_numeral_group ((gint64)(bytes / 1000000));

  /* Translators: megabytes. */
  return g_strdup_printf (_ ("%s MB"), number);
}

/* ---- Parts ---- */

static void
add_versions (Report *report, const TlDeskExam *desk)
{
  g_autofree char *gtk = g_strdup_printf ("%u.%u.%u", gtk_get_major_version (),
                                          gtk_get_minor_version (), gtk_get_micro_version ());
  g_autofree char *adwaita = g_strdup_printf ("%u.%u.%u", adw_get_major_version (),
                                              adw_get_minor_version (), adw_get_micro_version ());
  g_autofree char *glib
      = g_strdup_printf ("%u.%u.%u", glib_major_version, glib_minor_version, glib_micro_version);
  g_autofree char *running = g_strdup_printf ("GLib %s, GTK %s, libadwaita %s, SQLite %s", glib,
                                              gtk, adwaita, desk->sqlite);
  g_autofree char *os = g_get_os_info (G_OS_INFO_KEY_PRETTY_NAME);

  add_heading (report, _ ("Versions of the program"));
  add_line (report, "troly", TL_VERSION);
  add_line (report, _ ("Libraries"), running);
  add_line (report, _ ("Built with"), TL_BUILT_WITH);
  add_line (report, _ ("Operating system"), os != NULL ? os : "–");
}

static void
add_library (Report *report, const char *folder)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TlLibrary) library = tl_library_open (folder, &error);
  g_autoptr (TlSearchEngine) engine
      = library != NULL ? tl_search_engine_new (library, &error) : NULL;
  g_auto (TlInstallState) state = { 0 };
  TlLibraryStats stats;

  add_heading (report, _ ("Library"));
  add_check (report, _ ("Opens"), engine != NULL,
             engine != NULL
                 ? (tl_library_is_training (library) ? _ ("yes (training library)") : _ ("yes"))
                 : error->message);
  if (library != NULL && tl_library_stats (library, &stats, NULL))
    {
      g_autofree char *documents = tl_numeral_group ((gint64)stats.documents);
      g_autofree char *volumes = tl_numeral_group ((gint64)stats.volumes);
      g_autofree char *size = dup_size (stats.volume_bytes + stats.index_bytes);
      g_autofree char *what
          = g_strdup_printf (_ ("%s documents in %s volumes, %s"), documents, volumes, size);

      add_line (report, _ ("Content"), what);
    }
  if (tl_install_read_state (folder, &state, NULL) && state.serial > 0)
    {
      g_autofree char *version = tl_update_words_version (&state);
      g_autofree char *freshness = tl_update_words_freshness (&state);

      add_line (report, _ ("Release"), version);
      add_check (report, _ ("Freshness"), !state.expired, *freshness != '\0' ? freshness : "–");
    }
  else
    add_line (report, _ ("Release"), _ ("none: the library was put here by hand"));
}

/* What is free where @folder lies, or will lie. */
static gboolean
find_room (const char *folder, guint64 *free_bytes)
{
  g_autofree char *path = g_strdup (folder);
  g_autoptr (GFile) file = NULL;
  g_autoptr (GFileInfo) info = NULL;

  while (!g_file_test (path, G_FILE_TEST_EXISTS))
    {
      char *up = g_path_get_dirname (path);

      g_free (path);
      path = up;
    }
  file = g_file_new_for_path (path);
  info = g_file_query_filesystem_info (file, G_FILE_ATTRIBUTE_FILESYSTEM_FREE, NULL, NULL);
  *free_bytes = info != NULL
                    ? g_file_info_get_attribute_uint64 (info, G_FILE_ATTRIBUTE_FILESYSTEM_FREE)
                    : 0;
  return info != NULL;
}

static void
add_folder (Report *report, const char *name, const char *folder, gboolean written)
{
  g_autoptr (GString) value = g_string_new (folder);
  guint64 room = 0;
  gboolean known = find_room (folder, &room);
  g_autofree char *size = dup_size (room);

  if (!g_file_test (folder, G_FILE_TEST_EXISTS))
    g_string_append_printf (value, " · %s", _ ("not there"));
  else if (tl_folder_is_network (folder))
    g_string_append_printf (value, " · %s", _ ("on a network"));
  if (known)
    /* Translators: room on a disk. */
    g_string_append_printf (value, " · %s %s", size, _ ("free"));
  if (written)
    add_check (report, name, !known || room >= LITTLE_ROOM, value->str);
  else
    add_line (report, name, value->str);
}

static void
add_folders (Report *report, const char *library)
{
  static const struct
  {
    TlPathKind kind;
    const char *name;
    gboolean written;
  } folders[] = {
    { TL_PATH_DESK, N_ ("Notes"), TRUE },        { TL_PATH_CACHE, N_ ("Cache"), FALSE },
    { TL_PATH_POLICY, N_ ("Policy"), FALSE },    { TL_PATH_PROGRAMS, N_ ("Programs"), FALSE },
    { TL_PATH_MODULES, N_ ("Modules"), FALSE },  { TL_PATH_DATA, N_ ("Data"), FALSE },
    { TL_PATH_LOCALE, N_ ("Languages"), FALSE },
  };

  add_heading (report, _ ("Folders"));
  add_folder (report, _ ("Library"), library, FALSE);
  for (guint i = 0; i < G_N_ELEMENTS (folders); i++)
    {
      g_autofree char *folder = tl_paths_dup (folders[i].kind);

      if (folders[i].kind == TL_PATH_POLICY && tl_policy_get_key () != NULL)
        add_line (report, _ (folders[i].name), tl_policy_get_key ());
      else
        add_folder (report, _ (folders[i].name), folder, folders[i].written);
    }
}

static void
add_desk (Report *report, const TlDeskExam *desk)
{
  g_autofree char *value = NULL;

  if (!desk->found)
    value = g_strdup (_ ("none yet"));
  else if (desk->newer)
    value = g_strdup_printf (_ ("written by a newer program (version %d, this one knows %d): "
                                "update the program"),
                             (int)desk->version, desk->newest);
  else if (!desk->whole)
    value = g_strdup (_ ("damaged: start the program, it restores the last good backup"));
  else
    value
        = g_strdup_printf (_ ("whole, version %d, %u backups"), (int)desk->version, desk->backups);
  add_check (report, _ ("Notes"), !desk->found || (desk->whole && !desk->newer), value);
}

static void
add_policy (Report *report)
{
  TlPolicy *policy = tl_policy_get_machine ();
  const char *const *faults = tl_policy_get_faults (policy);
  g_autoptr (GString) names = g_string_new (NULL);
  guint n;
  const TlPolicySetting *settings = tl_policy_get_settings (&n);

  /* Names only: values may be addresses and passwords. */
  for (guint i = 0; i < n; i++)
    if (tl_policy_has (policy, settings[i].group, settings[i].name))
      g_string_append_printf (names, "%s%s/%s", names->len > 0 ? ", " : "", settings[i].group,
                              settings[i].name);
  add_check (report, _ ("Policy"), *faults == NULL,
             names->len > 0 ? names->str : _ ("nothing is decided"));
  for (; *faults != NULL; faults++)
    add_line (report, _ ("Policy, wrong"), *faults);
}

/* ---- Display and keyring ---- */

static void
add_display (Report *report)
{
  GdkDisplay *display = gtk_init_check () ? gdk_display_get_default () : NULL;
  g_autoptr (GdkSurface) surface = NULL;
  g_autoptr (GskRenderer) renderer = NULL;
  g_autofree char *value = NULL;

  if (display == NULL)
    {
      add_line (report, _ ("Display"), _ ("none in this session"));
      return;
    }
  surface = gdk_surface_new_toplevel (display);
  renderer = gsk_renderer_new_for_surface (surface);
  value = g_strdup_printf (
      "%s, %s%s", G_OBJECT_TYPE_NAME (display),
      renderer != NULL ? G_OBJECT_TYPE_NAME (renderer) : "–",
      renderer != NULL && strcmp (G_OBJECT_TYPE_NAME (renderer), "GskCairoRenderer") == 0
          ? _ (" (drawn by software)")
          : "");
  add_check (report, _ ("Display"), renderer != NULL, value);
  if (renderer != NULL)
    gsk_renderer_unrealize (renderer);
  gdk_surface_destroy (surface);
}

typedef struct
{
  GMutex lock;
  GCond cond;
  gboolean done;
  gboolean works;
} Keyring;

static gpointer
ask_keyring (gpointer data)
{
  Keyring *keyring = data;
  g_autoptr (GError) error = NULL;
  char *text = tl_keyring_lookup ("diagnose", NULL, &error);

  if (text != NULL)
    tl_keyring_free_text (text);
  g_mutex_lock (&keyring->lock);
  keyring->done = TRUE;
  keyring->works = error == NULL;
  g_cond_signal (&keyring->cond);
  g_mutex_unlock (&keyring->lock);
  return NULL;
}

/* A service that does not answer is not waited for: the process ends soon, and its thread with it.
 */
static void
add_keyring (Report *report)
{
  static Keyring keyring;
  gint64 until = g_get_monotonic_time () + KEYRING_SECONDS * G_TIME_SPAN_SECOND;
  const char *value;

  keyring.done = FALSE;
  g_thread_unref (g_thread_new ("keyring", ask_keyring, &keyring));
  g_mutex_lock (&keyring.lock);
  while (!keyring.done && g_cond_wait_until (&keyring.cond, &keyring.lock, until))
    ;
  value = !keyring.done   ? _ ("does not answer")
          : keyring.works ? _ ("works")
                          : _ ("none: the centre's key is kept only where policy allows a file");
  g_mutex_unlock (&keyring.lock);
  add_line (report, _ ("Keyring"), value);
}

char *
tl_diagnose_run (GSettings *settings, const char *library, gboolean *well)
{
  Report report = { g_string_new (NULL), TRUE };
  g_autofree char *desk_folder = tl_paths_dup (TL_PATH_DESK);
  TlDeskExam desk;

  tl_desk_examine (desk_folder, &desk);
  add_versions (&report, &desk);
  add_library (&report, library);
  add_folders (&report, library);
  add_heading (&report, _ ("Checks"));
  add_desk (&report, &desk);
  add_policy (&report);
  add_display (&report);
  add_keyring (&report);
  add_line (&report, _ ("History"),
            g_settings_get_boolean (settings, "keep-history") ? _ ("on") : _ ("off"));
  *well = report.well;
  return g_string_free (report.text, FALSE);
}
