/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/desk/tl-kept-settings.h"

#define GROUP "settings"

static const char *const KEYS[]
    = { "language",         "show-left-pane", "show-right-pane", "text-size",
        "text-family",      "text-measure",   "color-scheme",    "keep-history",
        "recent-questions", "similar-by",     "saved-scopes" };

char *
tl_kept_settings_save (GSettings *settings)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();

  for (guint i = 0; i < G_N_ELEMENTS (KEYS); i++)
    {
      g_autoptr (GVariant) value = g_settings_get_user_value (settings, KEYS[i]);
      g_autofree char *text = value != NULL ? g_variant_print (value, TRUE) : NULL;

      if (text != NULL)
        g_key_file_set_string (file, GROUP, KEYS[i], text);
    }
  return g_key_file_to_data (file, NULL, NULL);
}

static void
restore_one (GSettings *settings, GSettingsSchemaKey *key, const char *text)
{
  g_autoptr (GVariant) value
      = g_variant_parse (g_settings_schema_key_get_value_type (key), text, NULL, NULL, NULL);

  if (value != NULL && g_settings_schema_key_range_check (key, value))
    g_settings_set_value (settings, g_settings_schema_key_get_name (key), value);
}

void
tl_kept_settings_restore (GSettings *settings, const char *text)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autoptr (GSettingsSchema) schema = NULL;

  if (!g_key_file_load_from_data (file, text, (gsize)-1, G_KEY_FILE_NONE, NULL))
    return;
  g_object_get (settings, "settings-schema", &schema, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (KEYS); i++)
    {
      g_autofree char *kept = g_key_file_get_string (file, GROUP, KEYS[i], NULL);
      g_autoptr (GSettingsSchemaKey) key = g_settings_schema_get_key (schema, KEYS[i]);

      if (!g_settings_is_writable (settings, KEYS[i]))
        continue;
      if (kept == NULL)
        g_settings_reset (settings, KEYS[i]);
      else
        restore_one (settings, key, kept);
    }
}
