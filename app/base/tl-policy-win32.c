/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Group policies of Windows: HKEY_LOCAL_MACHINE\Software\Policies\TroLy\GROUP holds the values of
 * the table. REG_SZ is written as in a file, REG_MULTI_SZ has one item a line, REG_DWORD is a
 * number or a switch. Users may not write there. */
#include "config.h"

#include <windows.h>

#define GETTEXT_PACKAGE TL_GETTEXT_DOMAIN
#include <glib/gi18n-lib.h>

#include "base/tl-paths.h"
#include "base/tl-policy-private.h"

#define ROOT       L"Software\\Policies\\TroLy"
#define PLACE      "HKLM\\Software\\Policies\\TroLy"
#define MAX_NAME   256
#define MAX_VALUES 200
#define MAX_GROUPS 50
#define MAX_CHARS  16384

/* (transfer full): a line an item; ends with an empty one. */
static char **
read_items (const wchar_t *text, gsize length)
{
  g_autoptr (GStrvBuilder) items = g_strv_builder_new ();
  const wchar_t *end = text + length;

  while (text < end && *text != L'\0')
    {
      gsize n = wcsnlen (text, (gsize)(end - text));
      g_autofree char *item = g_utf16_to_utf8 ((const gunichar2 *)text, (glong)n, NULL, NULL, NULL);

      if (item != NULL && *g_strstrip (item) != '\0')
        g_strv_builder_add (items, item);
      text += n + 1;
    }
  return g_strv_builder_end (items);
}

static void
read_value (TlPolicy *self,
            const char *group,
            const char *name,
            DWORD type,
            const wchar_t *data,
            gsize length,
            const char *place)
{
  g_auto (GStrv) items = NULL;
  g_autofree char *text = NULL;

  if (type == REG_MULTI_SZ)
    {
      items = read_items (data, length);
      text = g_strjoinv (" ", items);
    }
  else if (type == REG_SZ)
    text = g_utf16_to_utf8 ((const gunichar2 *)data, (glong)wcsnlen (data, length), NULL, NULL,
                            NULL);
  else if (type == REG_DWORD && length >= sizeof (DWORD) / sizeof *data)
    text = g_strdup_printf ("%lu", *(const DWORD *)(gconstpointer)data);
  if (text == NULL)
    _tl_policy_fault (self, group, place, _ ("REG_SZ, REG_MULTI_SZ or REG_DWORD is needed"));
  else
    _tl_policy_add (self, group, name, items != NULL ? text : g_strstrip (text),
                    (const char *const *)items, place);
}

static void
read_group (TlPolicy *self, HKEY root, const wchar_t *wide)
{
  g_autofree char *group = g_utf16_to_utf8 ((const gunichar2 *)wide, -1, NULL, NULL, NULL);
  g_autofree wchar_t *data = g_new0 (wchar_t, MAX_CHARS + 2);
  HKEY key;

  if (group == NULL
      || RegOpenKeyExW (root, wide, 0, KEY_READ | KEY_WOW64_64KEY, &key) != ERROR_SUCCESS)
    {
      _tl_policy_fault (self, NULL, PLACE, _ ("the key cannot be read"));
      return;
    }
  for (DWORD i = 0; i < MAX_VALUES; i++)
    {
      wchar_t name[MAX_NAME];
      DWORD n_name = MAX_NAME, size = MAX_CHARS * sizeof *data, type = REG_NONE;
      LSTATUS status
          = RegEnumValueW (key, i, name, &n_name, NULL, &type, (BYTE *)(gpointer)data, &size);
      g_autofree char *utf8 = NULL;
      g_autofree char *place = NULL;

      if (status == ERROR_NO_MORE_ITEMS)
        break;
      utf8 = status == ERROR_SUCCESS
                 ? g_utf16_to_utf8 ((const gunichar2 *)name, -1, NULL, NULL, NULL)
                 : NULL;
      place = g_strdup_printf (PLACE "\\%s\\%s", group, utf8 != NULL ? utf8 : "?");
      if (utf8 == NULL)
        _tl_policy_fault (self, group, place, _ ("the value cannot be read"));
      else
        read_value (self, group, utf8, type, data, size / sizeof *data, place);
    }
  RegCloseKey (key);
}

static LSTATUS
open_root (HKEY *root)
{
  return RegOpenKeyExW (HKEY_LOCAL_MACHINE, ROOT, 0, KEY_READ | KEY_WOW64_64KEY, root);
}

const char *
tl_policy_get_key (void)
{
  HKEY root;

  if (open_root (&root) != ERROR_SUCCESS)
    return NULL;
  RegCloseKey (root);
  return PLACE;
}

void
_tl_policy_read_machine (TlPolicy *self)
{
  g_autofree char *folder = tl_paths_dup (TL_PATH_POLICY);
  g_autofree char *path = g_build_filename (folder, TL_POLICY_FILE, NULL);
  HKEY root;

  /* The registry decides where it says anything; else a file beside the program, where only
   * administrators write. */
  if (open_root (&root) != ERROR_SUCCESS)
    {
      _tl_policy_read_file (self, path);
      return;
    }
  for (DWORD i = 0; i < MAX_GROUPS; i++)
    {
      wchar_t name[MAX_NAME];
      DWORD length = MAX_NAME;

      if (RegEnumKeyExW (root, i, name, &length, NULL, NULL, NULL, NULL) != ERROR_SUCCESS)
        break;
      read_group (self, root, name);
    }
  RegCloseKey (root);
}
