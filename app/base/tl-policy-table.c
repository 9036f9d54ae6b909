/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table of what can be decided, and what a value must look like. */
#include "config.h"

#include <stdio.h>
#include <string.h>

#define GETTEXT_PACKAGE TL_GETTEXT_DOMAIN
#include <glib/gi18n-lib.h>

#include "base/tl-policy-private.h"

#define YES_NO TL_POLICY_SWITCH, 0, 0, NULL

static const TlPolicySetting settings[] = {
  { "update", "library", TL_POLICY_PATH, 0, 0, NULL, "library-folder" },
  { "update", "sources", TL_POLICY_SOURCES, 0, 0, NULL, "update-sources" },
  { "update", "root", TL_POLICY_PATH, 0, 0, NULL, "update-key" },
  { "update", "keys", TL_POLICY_PATHS, 0, 0, NULL, "update-key" },
  { "update", "threshold", TL_POLICY_NUMBER, 1, 32, NULL, NULL },
  { "update", "channel", TL_POLICY_TEXT, 0, 0, NULL, NULL },
  { "update", "packs", TL_POLICY_WORDS, 0, 0, NULL, NULL },
  { "update", "by-itself", YES_NO, "update-by-itself" },
  { "update", "interval", TL_POLICY_NUMBER, 15, 7 * 24 * 60, NULL, NULL },
  { "update", "quiet-hours", TL_POLICY_HOURS, 0, 0, NULL, NULL },
  { "update", "bandwidth", TL_POLICY_NUMBER, 1, 10000000, NULL, NULL },
  { "update", "proxy", TL_POLICY_PROXY, 0, 0, NULL, NULL },
  { "update", "proxy-user", TL_POLICY_TEXT, 0, 0, NULL, NULL },
  { "update", "proxy-password", TL_POLICY_TEXT, 0, 0, NULL, NULL },
  { "update", "proxy-password-file", TL_POLICY_PATH, 0, 0, NULL, NULL },
  { "update", "ca", TL_POLICY_PATH, 0, 0, NULL, NULL },
  { "update", "mirror", TL_POLICY_PATH, 0, 0, NULL, NULL },
  { "centre", "server", TL_POLICY_URL, 0, 0, NULL, NULL },
  { "centre", "feedback", YES_NO, NULL },
  { "centre", "usage", TL_POLICY_CHOICE, 0, 0, "ask on off", NULL },
  { "centre", "usage-person", YES_NO, NULL },
  { "centre", "secret-file", YES_NO, NULL },
  { "centre", "quiet-hours", TL_POLICY_HOURS, 0, 0, NULL, NULL },
  { "desk", "history", YES_NO, "keep-history" },
  { "export", "formats", TL_POLICY_CHOICES, 0, 0, "pdf odt print none", NULL },
};

const TlPolicySetting *
tl_policy_get_settings (guint *n)
{
  if (n != NULL)
    *n = G_N_ELEMENTS (settings);
  return settings;
}

static gboolean
is_url (const char *text)
{
  return (g_str_has_prefix (text, "http://") && text[7] != '\0')
         || (g_str_has_prefix (text, "https://") && text[8] != '\0');
}

static gboolean
is_among (const char *choices, const char *text)
{
  g_auto (GStrv) words = g_strsplit (choices, " ", -1);

  return g_strv_contains ((const char *const *)words, text);
}

static gboolean
is_switch (const char *text)
{
  return is_among ("on off true false 1 0", text);
}

static gboolean
is_hours (const char *text)
{
  guint from[2];
  guint to[2];
  char rest;

  return sscanf (text, "%2u:%2u-%2u:%2u%c", &from[0], &from[1], &to[0], &to[1], &rest) == 4
         && from[0] <= 23 && to[0] <= 23 && from[1] <= 59 && to[1] <= 59;
}

/* (transfer full) (nullable). */
static char *
check_item (const TlPolicySetting *setting, const char *text)
{
  switch (setting->type)
    {
    case TL_POLICY_PATH:
    case TL_POLICY_PATHS:
      return g_path_is_absolute (text) ? NULL : g_strdup (_ ("an absolute path is needed"));
    case TL_POLICY_SOURCES:
      return g_path_is_absolute (text) || is_url (text)
                 ? NULL
                 : g_strdup (_ ("absolute paths and http(s):// addresses are needed"));
    case TL_POLICY_URL:
      return is_url (text) ? NULL : g_strdup (_ ("an http(s):// address is needed"));
    case TL_POLICY_PROXY:
      return is_url (text) || strcmp (text, "none") == 0 || strstr (text, "://") != NULL
                 ? NULL
                 : g_strdup (_ ("an address or \"none\" is needed"));
    case TL_POLICY_NUMBER:
      return g_ascii_string_to_unsigned (text, 10, setting->low, setting->high, NULL, NULL)
                 ? NULL
                 : g_strdup_printf (_ ("a number from %u to %u is needed"), setting->low,
                                    setting->high);
    case TL_POLICY_SWITCH:
      return is_switch (text) ? NULL : g_strdup (_ ("\"on\" or \"off\" is needed"));
    case TL_POLICY_CHOICE:
    case TL_POLICY_CHOICES:
      return is_among (setting->choices, text)
                 ? NULL
                 : g_strdup_printf (_ ("there is: %s"), setting->choices);
    case TL_POLICY_HOURS:
      return is_hours (text) ? NULL : g_strdup (_ ("\"HH:MM-HH:MM\" is needed"));
    case TL_POLICY_TEXT:
    case TL_POLICY_WORDS:
    default:
      return NULL;
    }
}

static gboolean
takes_many (const TlPolicySetting *setting)
{
  return setting->type == TL_POLICY_PATHS || setting->type == TL_POLICY_SOURCES
         || setting->type == TL_POLICY_WORDS || setting->type == TL_POLICY_CHOICES;
}

char *
_tl_policy_check_value (const TlPolicySetting *setting, const char *const *items)
{
  guint n = g_strv_length ((char **)items);

  if (n == 0)
    return g_strdup (_ ("there is no value"));
  if (n > TL_POLICY_MAX_ITEMS || (n > 1 && !takes_many (setting)))
    return g_strdup (_ ("these are too many values"));
  for (guint i = 0; i < n; i++)
    {
      char *wrong = check_item (setting, items[i]);

      if (wrong != NULL)
        return wrong;
    }
  return NULL;
}
