/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/reader/tl-text-tags.h"

#define MARK_LIGHT    "#fbe3a4"
#define MARK_DARK     "#6a5317"
#define HIT_LIGHT     "#fff0a8"
#define HIT_DARK      "#5a4a10"
#define CURRENT_LIGHT "#ffc46b"
#define CURRENT_DARK  "#8a4b00"

/* How a paragraph of a role is set; lengths in hundredths of the font's size. */
typedef struct
{
  double scale;
  int weight;
  GtkJustification justification;
  int indent;
  int above;
  int below;
} RoleStyle;

static const RoleStyle role_styles[TL_N_TEXT_ROLES] = {
  [TL_TEXT_TITLE] = { 1.3, PANGO_WEIGHT_BOLD, GTK_JUSTIFY_CENTER, 0, 100, 40 },
  [TL_TEXT_SUBTITLE] = { 0.9, PANGO_WEIGHT_NORMAL, GTK_JUSTIFY_CENTER, 0, 0, 100 },
  [TL_TEXT_DIVISION] = { 1.05, PANGO_WEIGHT_BOLD, GTK_JUSTIFY_CENTER, 0, 180, 60 },
  [TL_TEXT_ARTICLE] = { 1.05, PANGO_WEIGHT_BOLD, GTK_JUSTIFY_LEFT, 0, 150, 20 },
  [TL_TEXT_SECTION] = { 1.1, PANGO_WEIGHT_BOLD, GTK_JUSTIFY_LEFT, 0, 160, 40 },
  [TL_TEXT_BODY] = { 1.0, PANGO_WEIGHT_NORMAL, GTK_JUSTIFY_LEFT, 0, 0, 45 },
  [TL_TEXT_CLAUSE] = { 1.0, PANGO_WEIGHT_NORMAL, GTK_JUSTIFY_LEFT, 120, 0, 45 },
  [TL_TEXT_POINT] = { 1.0, PANGO_WEIGHT_NORMAL, GTK_JUSTIFY_LEFT, 260, 0, 35 },
  [TL_TEXT_NOTE] = { 0.82, PANGO_WEIGHT_NORMAL, GTK_JUSTIFY_LEFT, 0, 0, 40 },
  [TL_TEXT_MISSING] = { 1.0, PANGO_WEIGHT_BOLD, GTK_JUSTIFY_LEFT, 0, 0, 60 },
};

static GtkTextTag *
make_tag (TlTextTags *tags)
{
  g_autoptr (GtkTextTag) tag = gtk_text_tag_new (NULL);

  gtk_text_tag_table_add (tags->table, tag);
  return tag;
}

void
tl_text_tags_init (TlTextTags *tags)
{
  tags->table = gtk_text_tag_table_new ();
  for (guint i = 0; i < TL_N_TEXT_ROLES; i++)
    {
      tags->roles[i] = make_tag (tags);
      g_object_set (tags->roles[i], "scale", role_styles[i].scale, "weight", role_styles[i].weight,
                    "justification", role_styles[i].justification, "line-height", 1.35, NULL);
    }
  for (guint i = 0; i < G_N_ELEMENTS (tags->effects); i++)
    {
      tags->effects[i] = make_tag (tags);
      g_object_set (tags->effects[i], "weight", PANGO_WEIGHT_BOLD, NULL);
    }
  tags->lead = make_tag (tags);
  g_object_set (tags->lead, "weight", PANGO_WEIGHT_BOLD, NULL);
  tags->mark = make_tag (tags);
  tags->citation = make_tag (tags);
  g_object_set (tags->citation, "underline", PANGO_UNDERLINE_SINGLE, NULL);
  tags->hit = make_tag (tags);
  g_object_set (tags->hit, "underline", PANGO_UNDERLINE_SINGLE, NULL);
  /* A tag has no frame: two lines under the one, and above it, tell it from the others. */
  tags->current_hit = make_tag (tags);
  g_object_set (tags->current_hit, "underline", PANGO_UNDERLINE_DOUBLE, "overline",
                PANGO_OVERLINE_SINGLE, NULL);
}

void
tl_text_tags_set_em (TlTextTags *tags, int em)
{
  for (guint i = 0; i < TL_N_TEXT_ROLES; i++)
    g_object_set (tags->roles[i], "left-margin", role_styles[i].indent * em / 100 + em,
                  "pixels-above-lines", role_styles[i].above * em / 100, "pixels-below-lines",
                  role_styles[i].below * em / 100, NULL);
}

void
tl_text_tags_set_look (TlTextTags *tags, const TlTextLook *look)
{
  /* On light and on dark ground; with high contrast the text's own colour. */
  static const char *const colors[][2] = {
    [TL_EFFECT_UNKNOWN] = { "#5c5c5c", "#b8b8b8" },
    [TL_EFFECT_NOT_YET] = { "#7a4a00", "#f0c060" },
    [TL_EFFECT_IN_FORCE] = { "#1f6b35", "#8fdca6" },
    [TL_EFFECT_PARTLY] = { "#7a4a00", "#f0c060" },
    [TL_EFFECT_EXPIRED] = { "#a01820", "#ff9a9a" },
    [TL_EFFECT_NO_TEXT] = { "#a01820", "#ff9a9a" },
    [TL_EFFECT_SUSPENDED] = { "#a01820", "#ff9a9a" },
    [TL_EFFECT_UNSUITABLE] = { "#7a4a00", "#f0c060" },
  };
  const char *dim = look->dark ? "#c0c0c0" : "#555555";
  GdkRGBA line;

  for (guint i = 0; i < G_N_ELEMENTS (tags->effects); i++)
    g_object_set (tags->effects[i], "foreground", colors[i][look->dark ? 1 : 0], "foreground-set",
                  !look->high_contrast, NULL);
  g_object_set (tags->roles[TL_TEXT_NOTE], "foreground", dim, "foreground-set",
                !look->high_contrast, NULL);
  g_object_set (tags->roles[TL_TEXT_SUBTITLE], "foreground", dim, "foreground-set",
                !look->high_contrast, NULL);
  /* Quiet, but three to one against the ground; with high contrast the text's own colour. */
  gdk_rgba_parse (&line, look->dark ? "#8a8a8a" : "#8c8c8c");
  g_object_set (tags->citation, "underline-rgba", &line, "underline-rgba-set", !look->high_contrast,
                NULL);
  g_object_set (tags->hit, "background", look->dark ? HIT_DARK : HIT_LIGHT, NULL);
  g_object_set (tags->current_hit, "background", look->dark ? CURRENT_DARK : CURRENT_LIGHT, NULL);
  g_object_set (tags->mark, "background", look->dark ? MARK_DARK : MARK_LIGHT, "underline",
                look->high_contrast ? PANGO_UNDERLINE_SINGLE : PANGO_UNDERLINE_NONE, NULL);
}
