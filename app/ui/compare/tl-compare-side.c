/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/compare/tl-compare-side.h"

#include <math.h>

#include "ui/compare/tl-compare-marks.h"
#include "ui/compare/tl-compare-shapes.h"
#include "ui/reader/tl-place.h"
#include "ui/reader/tl-text-plain.h"
#include "ui/tl-widget.h"

/* The line that is read, as a share of the height: both sides are brought together there. */
#define READING_LINE 0.2
/* What the pages of the original may be off, as a share of a page. */
#define ORIGINAL_SLACK 0.05

struct _TlCompareSide
{
  GtkWidget parent_instance;

  TlReader *reader; /* the child */
  TlSide side;
  TlCompared *compared;

  GtkTextView *watched; /* weak */
  GtkTextTagTable *table;
  GtkTextTag *tints[TL_N_RELATIONS];
  GtkTextTag *words;
  GtkTextTag *spelling;
  GtkTextBuffer *buffer; /* never dereferenced: what the tints were put into */
  GHashTable *tinted;    /* pairs */
  TlPdfPlace asked;      /* place of the original that the alignment wanted last */
  TlPdfPlace reached;    /* where the pages stood then: their end cannot come to the top */
};

G_DEFINE_FINAL_TYPE (TlCompareSide, tl_compare_side, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_MOVED,
  SIGNAL_TAKEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static TlTextPlain *
get_plain (TlCompareSide *self)
{
  GtkWidget *widget = tl_text_view_get_widget (tl_reader_get_text_view (self->reader));

  return widget != NULL && TL_IS_TEXT_PLAIN (widget) ? TL_TEXT_PLAIN (widget) : NULL;
}

/* The view, when it shows the text that was compared. */
static GtkTextView *
get_view (TlCompareSide *self)
{
  TlTextPlain *plain = get_plain (self);

  if (plain == NULL || self->compared == NULL || tl_reader_is_original (self->reader)
      || !tl_text_plain_is_shown (plain)
      || tl_text_view_get_model (tl_reader_get_text_view (self->reader))
             != self->compared->models[self->side])
    return NULL;
  return tl_text_plain_get_view (plain);
}

/* Colours only add to the signs beside the text and to the lines through or under the words. */
static void
set_look (TlCompareSide *self)
{
  static const char *const tints[TL_N_RELATIONS][2] = {
    [TL_RELATION_SAME] = { "rgba(40,130,80,0.09)", "rgba(90,190,130,0.13)" },
    [TL_RELATION_EDITED] = { "rgba(230,170,20,0.14)", "rgba(230,180,60,0.15)" },
    [TL_RELATION_MOVED] = { "rgba(60,90,200,0.10)", "rgba(120,150,250,0.17)" },
    [TL_RELATION_LEFT_ONLY] = { "rgba(0,0,0,0)", "rgba(0,0,0,0)" },
    [TL_RELATION_RIGHT_ONLY] = { "rgba(0,0,0,0)", "rgba(0,0,0,0)" },
  };
  AdwStyleManager *manager = adw_style_manager_get_default ();
  guint dark = adw_style_manager_get_dark (manager) ? 1 : 0;
  gboolean plain = adw_style_manager_get_high_contrast (manager);
  const char *words = self->side == TL_SIDE_LEFT
                          ? (dark ? "rgba(255,90,90,0.38)" : "rgba(200,20,40,0.20)")
                          : (dark ? "rgba(70,200,110,0.34)" : "rgba(20,140,60,0.22)");

  if (self->table == NULL)
    return;
  for (guint i = 0; i < TL_N_RELATIONS; i++)
    g_object_set (self->tints[i], "paragraph-background", tints[i][dark],
                  "paragraph-background-set", !plain, NULL);
  g_object_set (self->words, "background", words, "background-set", !plain, NULL);
}

static GtkTextTag *
make_tag (TlCompareSide *self)
{
  g_autoptr (GtkTextTag) tag = gtk_text_tag_new (NULL);

  gtk_text_tag_table_add (self->table, tag);
  return tag;
}

static void
make_tags (TlCompareSide *self, GtkTextBuffer *buffer)
{
  self->table = g_object_ref (gtk_text_buffer_get_tag_table (buffer));
  for (guint i = 0; i < TL_N_RELATIONS; i++)
    self->tints[i] = make_tag (self);
  self->words = make_tag (self);
  if (self->side == TL_SIDE_LEFT)
    g_object_set (self->words, "strikethrough", TRUE, NULL);
  else
    g_object_set (self->words, "underline", PANGO_UNDERLINE_DOUBLE, NULL);
  self->spelling = make_tag (self);
  g_object_set (self->spelling, "underline", PANGO_UNDERLINE_ERROR, NULL);
  set_look (self);
}

/* The buffer on screen, ready to be marked; one that is new has no tints yet. */
static GtkTextBuffer *
get_buffer (TlCompareSide *self)
{
  GtkTextView *view = get_view (self);
  GtkTextBuffer *buffer;

  if (view == NULL)
    return NULL;
  buffer = gtk_text_view_get_buffer (view);
  if (self->table != gtk_text_buffer_get_tag_table (buffer))
    {
      g_clear_object (&self->table);
      make_tags (self, buffer);
    }
  if (self->buffer != buffer)
    {
      g_hash_table_remove_all (self->tinted);
      self->buffer = buffer;
    }
  return buffer;
}

static void
moved_cb (TlCompareSide *self)
{
  g_signal_emit (self, signals[SIGNAL_MOVED], 0);
}

static void
watch (TlCompareSide *self)
{
  TlTextPlain *plain = get_plain (self);
  GtkTextView *view = plain != NULL ? tl_text_plain_get_view (plain) : NULL;
  GtkAdjustment *adjustment;

  if (view == NULL || view == self->watched)
    return;
  g_set_weak_pointer (&self->watched, view);
  adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (view));
  g_signal_connect_object (adjustment, "value-changed", G_CALLBACK (moved_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (adjustment, "changed", G_CALLBACK (moved_cb), self, G_CONNECT_SWAPPED);
}

static gboolean
event_cb (TlCompareSide *self, GdkEvent *event)
{
  GdkEventType type = gdk_event_get_event_type (event);

  if (type == GDK_SCROLL || type == GDK_KEY_PRESS || type == GDK_BUTTON_PRESS
      || type == GDK_TOUCH_BEGIN)
    g_signal_emit (self, signals[SIGNAL_TAKEN], 0);
  return GDK_EVENT_PROPAGATE;
}

static void
tl_compare_side_dispose (GObject *object)
{
  TlCompareSide *self = TL_COMPARE_SIDE (object);

  g_clear_weak_pointer (&self->watched);
  g_clear_pointer (&self->compared, tl_compared_unref);
  g_clear_object (&self->table);
  if (self->reader != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->reader));
  self->reader = NULL;
  G_OBJECT_CLASS (tl_compare_side_parent_class)->dispose (object);
}

static void
tl_compare_side_finalize (GObject *object)
{
  g_hash_table_unref (TL_COMPARE_SIDE (object)->tinted);
  G_OBJECT_CLASS (tl_compare_side_parent_class)->finalize (object);
}

static gboolean
tl_compare_side_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (TL_COMPARE_SIDE (widget)->reader));
}

static void
tl_compare_side_class_init (TlCompareSideClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = tl_compare_side_dispose;
  object_class->finalize = tl_compare_side_finalize;
  widget_class->grab_focus = tl_compare_side_grab_focus;
  widget_class->focus = tl_widget_focus_children;
  signals[SIGNAL_MOVED] = g_signal_new ("moved", TL_TYPE_COMPARE_SIDE, G_SIGNAL_RUN_LAST, 0, NULL,
                                        NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_TAKEN] = g_signal_new ("taken", TL_TYPE_COMPARE_SIDE, G_SIGNAL_RUN_LAST, 0, NULL,
                                        NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
tl_compare_side_init (TlCompareSide *self)
{
  GtkEventController *controller = gtk_event_controller_legacy_new ();
  AdwStyleManager *manager = adw_style_manager_get_default ();

  self->tinted = g_hash_table_new (NULL, NULL);
  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (controller, "event", G_CALLBACK (event_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
  g_signal_connect_object (manager, "notify::dark", G_CALLBACK (set_look), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (manager, "notify::high-contrast", G_CALLBACK (set_look), self,
                           G_CONNECT_SWAPPED);
}

GtkWidget *
tl_compare_side_new (TlServices *services, TlSide side)
{
  TlCompareSide *self = g_object_new (TL_TYPE_COMPARE_SIDE, "hexpand", TRUE, NULL);

  self->side = side;
  self->reader = TL_READER (tl_reader_new (services));
  tl_reader_set_beside (self->reader);
  gtk_widget_set_parent (GTK_WIDGET (self->reader), GTK_WIDGET (self));
  g_signal_connect_object (tl_reader_get_pdf_view (self->reader), "moved", G_CALLBACK (moved_cb),
                           self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

TlReader *
tl_compare_side_get_reader (TlCompareSide *self)
{
  return self->reader;
}

void
tl_compare_side_set_compared (TlCompareSide *self, TlCompared *compared)
{
  GtkTextIter start, end;

  if (self->buffer != NULL && self->table != NULL && get_buffer (self) != NULL)
    {
      GtkTextBuffer *buffer = get_buffer (self);

      gtk_text_buffer_get_bounds (buffer, &start, &end);
      for (guint i = 0; i < TL_N_RELATIONS; i++)
        gtk_text_buffer_remove_tag (buffer, self->tints[i], &start, &end);
      gtk_text_buffer_remove_tag (buffer, self->words, &start, &end);
      gtk_text_buffer_remove_tag (buffer, self->spelling, &start, &end);
    }
  g_clear_pointer (&self->compared, tl_compared_unref);
  self->compared = compared != NULL ? tl_compared_ref (compared) : NULL;
  self->buffer = NULL;
  g_hash_table_remove_all (self->tinted);
  watch (self);
}

/* The pages know where their blocks stand only roughly. */
static gboolean
get_original_position (TlCompareSide *self, double *position)
{
  TlTextModel *model = self->compared->models[self->side];
  TlPdfView *view = tl_reader_get_pdf_view (self->reader);
  TlPdfPlace place;
  int paragraph;

  if (tl_pdf_view_get_pdf (view) == NULL)
    return FALSE;
  place = tl_pdf_view_get_place (view);
  paragraph = tl_place_paragraph_at (model, place.page + 1, place.fraction + READING_LINE);
  if (paragraph < 0)
    return FALSE;
  *position = tl_compare_extent_get_position (self->compared->extents[self->side],
                                              (TlComparePlace){ (guint)paragraph, 0 });
  return TRUE;
}

static gboolean
same_place (TlPdfPlace a, TlPdfPlace b)
{
  return a.page == b.page && fabs (a.fraction - b.fraction) < ORIGINAL_SLACK;
}

/* Where the passage stands on its page is known by its characters: about. */
static gboolean
set_original_position (TlCompareSide *self, double position)
{
  TlTextModel *model = self->compared->models[self->side];
  TlPdfView *view = tl_reader_get_pdf_view (self->reader);
  TlComparePlace place = tl_compare_extent_find (self->compared->extents[self->side], position);
  const char *anchor = tl_text_model_anchor_at (model, place.paragraph);
  TlPdfWanted wanted;
  TlPdfPlace here, there;

  if (tl_pdf_view_get_pdf (view) == NULL || anchor == NULL
      || !tl_place_of_anchor (model, anchor, &wanted) || wanted.page == 0)
    return FALSE;
  here = tl_pdf_view_get_place (view);
  there.page = wanted.page - 1;
  there.fraction = MAX (tl_place_fraction (model, wanted.page, wanted.from) - READING_LINE, 0);
  if (same_place (here, there)
      || (same_place (there, self->asked) && same_place (here, self->reached)))
    return FALSE;
  tl_pdf_view_scroll_to (view, there);
  self->asked = there;
  self->reached = tl_pdf_view_get_place (view);
  return !same_place (here, self->reached);
}

gboolean
tl_compare_side_get_position (TlCompareSide *self, double *position)
{
  GtkTextView *view = get_view (self);
  TlComparePlace place;
  GdkRectangle visible;
  GtkTextIter iter;
  int top, height, y;

  if (self->compared != NULL && tl_reader_is_original (self->reader))
    return get_original_position (self, position);
  if (view == NULL)
    return FALSE;
  gtk_text_view_get_visible_rect (view, &visible);
  y = visible.y + (int)(visible.height * READING_LINE);
  gtk_text_view_get_line_at_y (view, &iter, y, &top);
  gtk_text_view_get_line_yrange (view, &iter, &top, &height);
  place.paragraph = (guint)gtk_text_iter_get_line (&iter);
  place.fraction = height > 0 ? CLAMP ((double)(y - top) / height, 0, 1) : 0;
  *position = tl_compare_extent_get_position (self->compared->extents[self->side], place);
  return TRUE;
}

gboolean
tl_compare_side_set_position (TlCompareSide *self, double position)
{
  GtkTextView *view = get_view (self);
  GtkAdjustment *adjustment;
  TlComparePlace place;
  GdkRectangle visible;
  GtkTextIter iter;
  double value, wanted;
  int top, height;

  if (self->compared != NULL && tl_reader_is_original (self->reader))
    return set_original_position (self, position);
  if (view == NULL)
    return FALSE;
  place = tl_compare_extent_find (self->compared->extents[self->side], position);
  if (!gtk_text_buffer_get_iter_at_line (gtk_text_view_get_buffer (view), &iter,
                                         (int)place.paragraph))
    return FALSE;
  gtk_text_view_get_line_yrange (view, &iter, &top, &height);
  gtk_text_view_get_visible_rect (view, &visible);
  adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (view));
  value = gtk_adjustment_get_value (adjustment);
  wanted = value + top + place.fraction * height - visible.height * READING_LINE - visible.y;
  wanted
      = CLAMP (wanted, gtk_adjustment_get_lower (adjustment),
               gtk_adjustment_get_upper (adjustment) - gtk_adjustment_get_page_size (adjustment));
  if (fabs (wanted - value) <= 1.5)
    return FALSE;
  tl_text_plain_let_go (get_plain (self));
  gtk_adjustment_set_value (adjustment, round (wanted));
  return TRUE;
}

gboolean
tl_compare_side_get_visible (TlCompareSide *self, guint *first, guint *last)
{
  GtkTextView *view = get_view (self);
  GdkRectangle visible;
  GtkTextIter iter;
  int top;

  if (view == NULL)
    return FALSE;
  gtk_text_view_get_visible_rect (view, &visible);
  gtk_text_view_get_line_at_y (view, &iter, visible.y, &top);
  *first = (guint)gtk_text_iter_get_line (&iter);
  gtk_text_view_get_line_at_y (view, &iter, visible.y + visible.height, &top);
  *last = (guint)gtk_text_iter_get_line (&iter);
  return TRUE;
}

gboolean
tl_compare_side_get_range (
    TlCompareSide *self, guint first, guint end, GtkWidget *widget, double *top, double *bottom)
{
  GtkTextView *view = get_view (self);
  GtkTextIter iter;
  graphene_point_t point;
  int y, height, window_y;

  if (view == NULL || end == 0)
    return FALSE;
  gtk_text_buffer_get_iter_at_line (gtk_text_view_get_buffer (view), &iter, (int)first);
  gtk_text_view_get_line_yrange (view, &iter, &y, &height);
  gtk_text_view_buffer_to_window_coords (view, GTK_TEXT_WINDOW_WIDGET, 0, y, NULL, &window_y);
  if (!gtk_widget_compute_point (GTK_WIDGET (view), widget,
                                 &GRAPHENE_POINT_INIT (0, (float)window_y), &point))
    return FALSE;
  *top = point.y;
  gtk_text_buffer_get_iter_at_line (gtk_text_view_get_buffer (view), &iter, (int)end - 1);
  gtk_text_view_get_line_yrange (view, &iter, &window_y, &height);
  *bottom = *top + window_y + height - y;
  return TRUE;
}

gboolean
tl_compare_side_tint (TlCompareSide *self, guint pair)
{
  GtkTextBuffer *buffer = get_buffer (self);
  const TlPair *one;

  if (buffer == NULL || g_hash_table_contains (self->tinted, GUINT_TO_POINTER (pair)))
    return FALSE;
  one = tl_comparison_get_pair (self->compared->comparison, pair);
  for (guint i = 0; i < one->blocks[self->side]->len; i++)
    {
      guint first, end;
      GtkTextIter from, to;

      if (!tl_compare_extent_get_block (self->compared->extents[self->side],
                                        g_array_index (one->blocks[self->side], guint, i), &first,
                                        &end))
        continue;
      /* Long texts are inserted bit by bit: later then. */
      if (end > (guint)gtk_text_buffer_get_line_count (buffer))
        return FALSE;
      gtk_text_buffer_get_iter_at_line (buffer, &from, (int)first);
      gtk_text_buffer_get_iter_at_line (buffer, &to, (int)end - 1);
      if (!gtk_text_iter_ends_line (&to))
        gtk_text_iter_forward_to_line_end (&to);
      gtk_text_buffer_apply_tag (buffer, self->tints[one->relation], &from, &to);
    }
  g_hash_table_add (self->tinted, GUINT_TO_POINTER (pair));
  return TRUE;
}

void
tl_compare_side_mark (TlCompareSide *self, const GArray *marks)
{
  GtkTextBuffer *buffer = get_buffer (self);

  if (buffer == NULL)
    return;
  for (guint i = 0; i < marks->len; i++)
    {
      const TlCompareMark *mark = &g_array_index (marks, TlCompareMark, i);
      GtkTextIter from, to;

      gtk_text_buffer_get_iter_at_line_offset (buffer, &from, (int)mark->paragraph,
                                               (int)mark->from);
      gtk_text_buffer_get_iter_at_line_offset (buffer, &to, (int)mark->paragraph, (int)mark->to);
      gtk_text_buffer_apply_tag (buffer, mark->spelling ? self->spelling : self->words, &from, &to);
    }
}

void
tl_compare_side_describe (TlCompareSide *self, const char *words)
{
  if (self->watched != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (self->watched),
                                    GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, words, -1);
}
