/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/search/tl-card-text.h"

/* Of the width of an average character, as the font has it: a long text is not so narrow. */
#define NARROW 0.9

struct _TlCardText
{
  GtkWidget parent_instance;

  char *markup; /* (nullable): as it was given, when it has any */
  char *text;
  glong n_characters;
  PangoAttrList *attributes; /* (nullable) */
  PangoLayout *layout;       /* (nullable): made when it is needed */
  guint lines;
  double line_height;
  gboolean fill;

  /* Of the font; 0 until they are asked for. */
  int full_height;     /* pixels, of all lines */
  double narrow_width; /* pixels, less than a character takes on average */
};

G_DEFINE_FINAL_TYPE (TlCardText, tl_card_text, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_LINES,
  PROP_LINE_HEIGHT,
  PROP_FILL,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static PangoLayout *
make_layout (TlCardText *self, const char *text, PangoAttrList *attributes)
{
  PangoLayout *layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), text);
  g_autoptr (PangoAttrList) all
      = attributes != NULL ? pango_attr_list_copy (attributes) : pango_attr_list_new ();

  pango_attr_list_insert (all, pango_attr_line_height_new (self->line_height));
  pango_layout_set_attributes (layout, all);
  return layout;
}

static PangoLayout *
ensure_layout (TlCardText *self)
{
  if (self->layout != NULL)
    return self->layout;
  self->layout = make_layout (self, self->text, self->attributes);
  pango_layout_set_ellipsize (self->layout, PANGO_ELLIPSIZE_END);
  pango_layout_set_wrap (self->layout, PANGO_WRAP_WORD_CHAR);
  if (self->lines > 1)
    pango_layout_set_height (self->layout, -(int)self->lines);
  return self->layout;
}

/* The layout as it is drawn in @width pixels. A line that fits stays as it was measured. */
static PangoLayout *
layout_for (TlCardText *self, int width)
{
  PangoLayout *layout = ensure_layout (self);
  int natural;

  if (self->lines == 1 && pango_layout_get_width (layout) < 0)
    {
      pango_layout_get_pixel_size (layout, &natural, NULL);
      if (natural <= width)
        return layout;
    }
  if (pango_layout_get_width (layout) != width * PANGO_SCALE)
    pango_layout_set_width (layout, width * PANGO_SCALE);
  return layout;
}

static void
ensure_font (TlCardText *self)
{
  g_autoptr (PangoLayout) lines = NULL;
  g_autofree char *breaks = NULL;
  PangoContext *context;
  PangoFontMetrics *metrics;

  if (self->full_height > 0)
    return;
  breaks = g_strnfill (self->lines - 1, '\n');
  lines = make_layout (self, breaks, NULL);
  pango_layout_get_pixel_size (lines, NULL, &self->full_height);
  context = pango_layout_get_context (lines);
  metrics = pango_context_get_metrics (context, NULL, NULL);
  self->narrow_width
      = NARROW * pango_font_metrics_get_approximate_char_width (metrics) / PANGO_SCALE;
  pango_font_metrics_unref (metrics);
}

static void
forget_font (TlCardText *self)
{
  g_clear_object (&self->layout);
  self->full_height = 0;
}

static int
natural_width (TlCardText *self)
{
  int natural = 0;

  if (self->fill || self->lines > 1)
    return 0;
  pango_layout_set_width (ensure_layout (self), -1);
  pango_layout_get_pixel_size (self->layout, &natural, NULL);
  return natural;
}

/* A text that is too long for its lines takes all of them, and need not be shaped to know it. */
static gboolean
takes_all_lines (TlCardText *self, int width)
{
  double length = self->narrow_width * (double)self->n_characters;

  return self->lines == 1 || width < 0 || length > (double)self->lines * width;
}

static int
height_for (TlCardText *self, int width)
{
  int height;

  ensure_font (self);
  if (takes_all_lines (self, width))
    return self->full_height;
  pango_layout_get_pixel_size (layout_for (self, width), NULL, &height);
  return height;
}

static void
tl_card_text_measure (GtkWidget *widget,
                      GtkOrientation orientation,
                      int for_size,
                      int *minimum,
                      int *natural,
                      int *minimum_baseline,
                      int *natural_baseline)
{
  TlCardText *self = TL_CARD_TEXT (widget);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = 0;
      *natural = natural_width (self);
    }
  else
    *minimum = *natural = height_for (self, for_size);
}

static GtkSizeRequestMode
tl_card_text_get_request_mode (GtkWidget *widget)
{
  return TL_CARD_TEXT (widget)->lines > 1 ? GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH
                                          : GTK_SIZE_REQUEST_CONSTANT_SIZE;
}

static void
tl_card_text_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  TlCardText *self = TL_CARD_TEXT (widget);
  int width = gtk_widget_get_width (widget);
  PangoLayout *layout = layout_for (self, width);
  gboolean at_right = self->lines == 1 && gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int text_width;
  int text_height;

  pango_layout_get_pixel_size (layout, &text_width, &text_height);
  gtk_snapshot_render_layout (snapshot, gtk_widget_get_style_context (widget),
                              at_right ? MAX (width - text_width, 0) : 0,
                              (gtk_widget_get_height (widget) - text_height) / 2, layout);
}

/* Another font, or another size of it. */
static void
tl_card_text_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (tl_card_text_parent_class)->css_changed (widget, change);
  forget_font (TL_CARD_TEXT (widget));
}

static void
tl_card_text_system_setting_changed (GtkWidget *widget, GtkSystemSetting setting)
{
  GTK_WIDGET_CLASS (tl_card_text_parent_class)->system_setting_changed (widget, setting);
  forget_font (TL_CARD_TEXT (widget));
}

static void
tl_card_text_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  TlCardText *self = TL_CARD_TEXT (object);

  switch (id)
    {
    case PROP_LINES:
      g_value_set_uint (value, self->lines);
      break;
    case PROP_LINE_HEIGHT:
      g_value_set_double (value, self->line_height);
      break;
    case PROP_FILL:
      g_value_set_boolean (value, self->fill);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
tl_card_text_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  TlCardText *self = TL_CARD_TEXT (object);

  switch (id)
    {
    case PROP_LINES:
      self->lines = g_value_get_uint (value);
      break;
    case PROP_LINE_HEIGHT:
      self->line_height = g_value_get_double (value);
      break;
    case PROP_FILL:
      self->fill = g_value_get_boolean (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
      return;
    }
  forget_font (self);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

static void
tl_card_text_finalize (GObject *object)
{
  TlCardText *self = TL_CARD_TEXT (object);

  g_free (self->markup);
  g_free (self->text);
  g_clear_pointer (&self->attributes, pango_attr_list_unref);
  g_clear_object (&self->layout);
  G_OBJECT_CLASS (tl_card_text_parent_class)->finalize (object);
}

static void
tl_card_text_class_init (TlCardTextClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = tl_card_text_get_property;
  object_class->set_property = tl_card_text_set_property;
  object_class->finalize = tl_card_text_finalize;
  widget_class->measure = tl_card_text_measure;
  widget_class->get_request_mode = tl_card_text_get_request_mode;
  widget_class->snapshot = tl_card_text_snapshot;
  widget_class->css_changed = tl_card_text_css_changed;
  widget_class->system_setting_changed = tl_card_text_system_setting_changed;

  properties[PROP_LINES] = g_param_spec_uint ("lines", NULL, NULL, 1, 99, 1, flags);
  properties[PROP_LINE_HEIGHT] = g_param_spec_double ("line-height", NULL, NULL, 0.5, 10, 1, flags);
  properties[PROP_FILL] = g_param_spec_boolean ("fill", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_css_name (widget_class, "label");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LABEL);
}

static void
tl_card_text_init (TlCardText *self)
{
  self->text = g_strdup ("");
  self->lines = 1;
  self->line_height = 1;
}

/* Takes @text and @attributes. */
static void
take (TlCardText *self, char *text, PangoAttrList *attributes)
{
  g_free (self->text);
  self->text = text;
  self->n_characters = g_utf8_strlen (text, -1);
  g_clear_pointer (&self->attributes, pango_attr_list_unref);
  self->attributes = attributes;
  g_clear_object (&self->layout);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

void
tl_card_text_set_text (TlCardText *self, const char *text)
{
  g_return_if_fail (TL_IS_CARD_TEXT (self));
  g_return_if_fail (text != NULL);

  if (self->markup == NULL && g_str_equal (self->text, text))
    return;
  g_clear_pointer (&self->markup, g_free);
  take (self, g_strdup (text), NULL);
}

void
tl_card_text_set_markup (TlCardText *self, const char *markup)
{
  g_autoptr (GError) error = NULL;
  PangoAttrList *attributes;
  char *text;

  g_return_if_fail (TL_IS_CARD_TEXT (self));
  g_return_if_fail (markup != NULL);

  if (g_strcmp0 (self->markup, markup) == 0)
    return;
  if (!pango_parse_markup (markup, -1, 0, &attributes, &text, NULL, &error))
    {
      g_warning ("a text with bad markup: %s", error->message);
      return;
    }
  g_free (self->markup);
  self->markup = g_strdup (markup);
  take (self, text, attributes);
}

const char *
tl_card_text_get_text (TlCardText *self)
{
  g_return_val_if_fail (TL_IS_CARD_TEXT (self), NULL);

  return self->text;
}
