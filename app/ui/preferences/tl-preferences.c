/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/preferences/tl-preferences.h"

#include "text/tl-numeral.h"
#include "ui/preferences/tl-memory-page.h"
#include "ui/tl-locked.h"

struct _TlPreferences
{
  AdwPreferencesWindow parent_instance;

  /* Template. */
  AdwComboRow *text_size;
  AdwComboRow *text_family;
  AdwComboRow *text_measure;
  AdwComboRow *color_scheme;
  AdwComboRow *language;
  GtkWidget *history_row;
  GtkSwitch *keep_history;
  GtkWidget *wipe_history;
  GtkLabel *n_confirmed;

  /* Owned. */
  TlMemoryDesk *memory;
  GSettings *settings;
};

G_DEFINE_FINAL_TYPE (TlPreferences, tl_preferences, ADW_TYPE_PREFERENCES_WINDOW)

/* The values of the key "language", in the order of the row. */
static const char *const languages[] = { "vi", "en", "system" };

static void
keep_history_changed_cb (GSettings *settings)
{
  if (!g_settings_get_boolean (settings, "keep-history"))
    g_settings_reset (settings, "recent-questions");
}

static void
recent_changed_cb (TlPreferences *self)
{
  g_auto (GStrv) recent = g_settings_get_strv (self->settings, "recent-questions");

  /* Which documents were read is not told here: what may be there can be wiped. */
  gtk_widget_set_sensitive (self->wipe_history,
                            recent[0] != NULL
                                || g_settings_get_boolean (self->settings, "keep-history"));
}

static void
wipe_clicked_cb (TlPreferences *self)
{
  GApplication *application = g_application_get_default ();

  g_settings_reset (self->settings, "recent-questions");
  if (application != NULL)
    g_action_group_activate_action (G_ACTION_GROUP (application), "wipe-history", NULL);
}

static void
memory_changed_cb (TlPreferences *self)
{
  g_autofree char *figure = tl_numeral_group (tl_memory_desk_get_n_active (self->memory));

  gtk_label_set_text (self->n_confirmed, figure);
}

static void
show_memory_cb (TlPreferences *self)
{
  GtkWidget *page = tl_memory_page_new (self->memory);

  g_signal_connect_object (page, "close", G_CALLBACK (adw_preferences_window_close_subpage), self,
                           G_CONNECT_SWAPPED);
  adw_preferences_window_present_subpage (ADW_PREFERENCES_WINDOW (self), page);
}

static gboolean
get_language (GValue *value, GVariant *variant, gpointer user_data)
{
  const char *language = g_variant_get_string (variant, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (languages); i++)
    if (g_str_equal (language, languages[i]))
      g_value_set_uint (value, i);
  return TRUE;
}

static GVariant *
set_language (const GValue *value, const GVariantType *type, gpointer user_data)
{
  guint index = g_value_get_uint (value);

  return g_variant_new_string (languages[MIN (index, G_N_ELEMENTS (languages) - 1)]);
}

/* Enumerated keys are strings on the outside; a row counts from 0, as the schema does. */
static gboolean
get_enum (GValue *value, GVariant *variant, gpointer user_data)
{
  const char *const *nicks = user_data;
  const char *nick = g_variant_get_string (variant, NULL);

  for (guint i = 0; nicks[i] != NULL; i++)
    if (g_str_equal (nick, nicks[i]))
      g_value_set_uint (value, i);
  return TRUE;
}

static GVariant *
set_enum (const GValue *value, const GVariantType *type, gpointer user_data)
{
  const char *const *nicks = user_data;
  guint index = g_value_get_uint (value);

  return g_variant_new_string (nicks[MIN (index, g_strv_length ((char **)nicks) - 1)]);
}

static gboolean
get_size (GValue *value, GVariant *variant, gpointer user_data)
{
  g_value_set_uint (value, (guint)g_variant_get_int32 (variant));
  return TRUE;
}

static GVariant *
set_size (const GValue *value, const GVariantType *type, gpointer user_data)
{
  return g_variant_new_int32 ((gint32)g_value_get_uint (value));
}

static void
tl_preferences_finalize (GObject *object)
{
  g_clear_object (&TL_PREFERENCES (object)->settings);
  g_clear_object (&TL_PREFERENCES (object)->memory);
  G_OBJECT_CLASS (tl_preferences_parent_class)->finalize (object);
}

static void
tl_preferences_class_init (TlPreferencesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = tl_preferences_finalize;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/vn/toaan/TroLy/ui/preferences/tl-preferences.ui");
  gtk_widget_class_bind_template_child (widget_class, TlPreferences, text_size);
  gtk_widget_class_bind_template_child (widget_class, TlPreferences, text_family);
  gtk_widget_class_bind_template_child (widget_class, TlPreferences, text_measure);
  gtk_widget_class_bind_template_child (widget_class, TlPreferences, color_scheme);
  gtk_widget_class_bind_template_child (widget_class, TlPreferences, language);
  gtk_widget_class_bind_template_child (widget_class, TlPreferences, history_row);
  gtk_widget_class_bind_template_child (widget_class, TlPreferences, keep_history);
  gtk_widget_class_bind_template_child (widget_class, TlPreferences, wipe_history);
  gtk_widget_class_bind_template_child (widget_class, TlPreferences, n_confirmed);
  gtk_widget_class_bind_template_callback (widget_class, wipe_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, show_memory_cb);
}

static void
tl_preferences_init (TlPreferences *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
tl_preferences_new (GSettings *settings, TlMemoryDesk *memory)
{
  static const char *families[] = { "serif", "sans", NULL };
  static const char *measures[] = { "narrow", "usual", "wide", NULL };
  static const char *schemes[] = { "system", "light", "dark", NULL };
  TlPreferences *self = g_object_new (TL_TYPE_PREFERENCES, NULL);

  g_settings_bind_with_mapping (settings, "text-size", self->text_size, "selected",
                                G_SETTINGS_BIND_DEFAULT, get_size, set_size, NULL, NULL);
  g_settings_bind_with_mapping (settings, "text-family", self->text_family, "selected",
                                G_SETTINGS_BIND_DEFAULT, get_enum, set_enum, families, NULL);
  g_settings_bind_with_mapping (settings, "text-measure", self->text_measure, "selected",
                                G_SETTINGS_BIND_DEFAULT, get_enum, set_enum, measures, NULL);
  g_settings_bind_with_mapping (settings, "color-scheme", self->color_scheme, "selected",
                                G_SETTINGS_BIND_DEFAULT, get_enum, set_enum, schemes, NULL);
  g_settings_bind_with_mapping (settings, "language", self->language, "selected",
                                G_SETTINGS_BIND_DEFAULT, get_language, set_language, NULL, NULL);
  g_settings_bind (settings, "keep-history", self->keep_history, "active", G_SETTINGS_BIND_DEFAULT);
  tl_locked_row (self->history_row, settings, "keep-history");
  g_signal_connect_object (settings, "changed::keep-history", G_CALLBACK (keep_history_changed_cb),
                           settings, 0);
  self->settings = g_object_ref (settings);
  g_signal_connect_object (settings, "changed::recent-questions", G_CALLBACK (recent_changed_cb),
                           self, G_CONNECT_SWAPPED);
  recent_changed_cb (self);
  self->memory = g_object_ref (memory);
  g_signal_connect_object (memory, "changed", G_CALLBACK (memory_changed_cb), self,
                           G_CONNECT_SWAPPED);
  memory_changed_cb (self);
  return GTK_WIDGET (self);
}
