/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/compare/tl-compare-view-private.h"

#include <glib/gi18n.h>

#include "ui/compare/tl-compare-words.h"
#include "ui/reader/tl-reader-text.h"
#include "ui/tl-widget.h"

/* Before this nothing says "comparing": a flash would only disturb. */
#define LOADING_MS 300
/* Documents for the right side at the most. */
#define MOST_RIGHTS 12

G_DEFINE_FINAL_TYPE (TlCompareView, tl_compare_view, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_TITLE,
  PROP_LOADING,
  N_PROPS
};

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static void
set_notice (TlCompareView *self, const char *words)
{
  gtk_label_set_text (self->notice, words);
  gtk_widget_set_visible (GTK_WIDGET (self->notice), *words != '\0');
}

static gboolean
say_comparing_cb (gpointer user_data)
{
  TlCompareView *self = user_data;

  self->loading_source = 0;
  set_notice (self, _ ("Comparing…"));
  return G_SOURCE_REMOVE;
}

static void
set_loading (TlCompareView *self, gboolean loading)
{
  g_clear_handle_id (&self->loading_source, g_source_remove);
  if (loading)
    self->loading_source = g_timeout_add (LOADING_MS, say_comparing_cb, self);
  if (self->loading == loading)
    return;
  self->loading = loading;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADING]);
}

static void
drop_compared (TlCompareView *self)
{
  g_cancellable_cancel (self->comparing);
  g_clear_object (&self->comparing);
  g_cancellable_cancel (self->wording);
  g_clear_object (&self->wording);
  g_hash_table_remove_all (self->worded);
  self->scroll = (TlCompareScroll){ .locked = self->scroll.locked };
  self->current = -1;
  self->leader = -1;
  self->wanted[0] = self->wanted[1] = -1;
  if (self->compared == NULL)
    return;
  for (guint i = 0; i < 2; i++)
    tl_compare_side_set_compared (self->sides[i], NULL);
  tl_compare_strip_set_compared (self->strip, NULL);
  tl_compare_overview_set (self->overview, NULL, -1);
  g_clear_pointer (&self->compared, tl_compared_unref);
}

static void
take_compared (TlCompareView *self, TlCompared *compared)
{
  self->compared = tl_compared_ref (compared);
  self->scroll.comparison = compared->comparison;
  self->scroll.shift = 0;
  for (guint i = 0; i < 2; i++)
    {
      self->scroll.extents[i] = compared->extents[i];
      tl_compare_side_set_compared (self->sides[i], compared);
    }
  tl_compare_strip_set_compared (self->strip, compared);
  set_notice (self, tl_compare_state (compared->comparison));
  _tl_compare_view_update_bars (self);
  _tl_compare_view_update_overview (self);
  _tl_compare_view_follow (self);
}

static void
compared_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TlCompareView) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (TlCompared) compared = tl_compared_run_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->comparing);
  set_loading (self, FALSE);
  if (compared == NULL)
    {
      set_notice (self, error->message);
      return;
    }
  take_compared (self, compared);
}

static void
update_title (TlCompareView *self)
{
  char *names[2];

  for (guint i = 0; i < 2; i++)
    names[i]
        = self->models[i] != NULL ? tl_reader_title (self->models[i]->document) : g_strdup ("…");
  g_free (self->title);
  self->title = g_strdup_printf ("%s ↔ %s", names[0], names[1]);
  g_free (names[0]);
  g_free (names[1]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TITLE]);
}

/* The right button and its list name the documents once they are known. */
static void
note_right_title (TlCompareView *self)
{
  if (self->models[TL_SIDE_RIGHT] == NULL || self->right >= self->right_titles->len)
    return;
  g_free (self->right_titles->pdata[self->right]);
  self->right_titles->pdata[self->right] = tl_reader_title (self->models[TL_SIDE_RIGHT]->document);
}

static void
compare (TlCompareView *self)
{
  drop_compared (self);
  set_notice (self, "");
  _tl_compare_view_update_bars (self);
  if (self->models[0] == NULL || self->models[1] == NULL)
    return;
  self->comparing = g_cancellable_new ();
  set_loading (self, TRUE);
  tl_compared_run_async (self->models[0], self->models[1], self->comparing, compared_cb,
                         g_object_ref (self));
}

static void
shown (TlCompareView *self, TlSide side)
{
  TlTextModel *model = tl_reader_get_model (tl_compare_side_get_reader (self->sides[side]));

  g_clear_pointer (&self->models[side], tl_text_model_unref);
  self->models[side] = model != NULL ? tl_text_model_ref (model) : NULL;
  note_right_title (self);
  update_title (self);
  compare (self);
}

static void
left_shown_cb (TlCompareView *self)
{
  shown (self, TL_SIDE_LEFT);
}

static void
right_shown_cb (TlCompareView *self)
{
  shown (self, TL_SIDE_RIGHT);
}

static void
left_taken_cb (TlCompareView *self)
{
  _tl_compare_view_side_taken (self, TL_SIDE_LEFT);
}

static void
right_taken_cb (TlCompareView *self)
{
  _tl_compare_view_side_taken (self, TL_SIDE_RIGHT);
}

static void
go_cb (TlCompareView *self, guint side, double position)
{
  _tl_compare_view_go (self, (TlSide)side, position);
}

static void
connect_side (TlCompareView *self, TlSide side)
{
  TlCompareSide *one = self->sides[side];
  gboolean left = side == TL_SIDE_LEFT;

  g_signal_connect_object (tl_compare_side_get_reader (one), "shown",
                           G_CALLBACK (left ? left_shown_cb : right_shown_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (one, "moved", G_CALLBACK (_tl_compare_view_follow), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (one, "taken", G_CALLBACK (left ? left_taken_cb : right_taken_cb), self,
                           G_CONNECT_SWAPPED);
}

/* The left side, the strip, the right side. */
static void
get_parts (GtkWidget *box, GtkWidget *parts[3])
{
  parts[0] = gtk_widget_get_first_child (box);
  parts[1] = gtk_widget_get_next_sibling (parts[0]);
  parts[2] = gtk_widget_get_next_sibling (parts[1]);
}

static int
strip_width (GtkWidget *strip)
{
  int width;

  gtk_widget_measure (strip, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &width, NULL, NULL);
  return width;
}

static void
measure_sides (GtkWidget *box,
               GtkOrientation orientation,
               int for_size,
               int *minimum,
               int *natural,
               int *minimum_baseline,
               int *natural_baseline)
{
  gboolean across = orientation == GTK_ORIENTATION_HORIZONTAL;
  GtkWidget *parts[3];
  int strip, each;

  get_parts (box, parts);
  strip = strip_width (parts[1]);
  each = !across && for_size >= 0 ? MAX ((for_size - strip) / 2, 0) : -1;
  *minimum = *natural = 0;
  for (guint i = 0; i < G_N_ELEMENTS (parts); i += 2)
    {
      int least, wanted, one = each;

      if (one >= 0)
        {
          gtk_widget_measure (parts[i], GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
          one = MAX (one, least);
        }
      gtk_widget_measure (parts[i], orientation, one, &least, &wanted, NULL, NULL);
      *minimum = MAX (*minimum, least);
      *natural = MAX (*natural, wanted);
    }
  if (!across)
    return;
  *minimum = *minimum * 2 + strip;
  *natural = *natural * 2 + strip;
}

/* Both sides are equally wide. A size group would make them so too, but asks for a new allocation
 * of a side while the other one is drawn. */
static void
allocate_sides (GtkWidget *box, int width, int height, int baseline)
{
  GtkWidget *parts[3];
  int strip, each;

  get_parts (box, parts);
  strip = strip_width (parts[1]);
  each = (width - strip) / 2;
  gtk_widget_size_allocate (parts[0], &(GtkAllocation){ 0, 0, each, height }, baseline);
  gtk_widget_size_allocate (parts[1], &(GtkAllocation){ each, 0, strip, height }, baseline);
  gtk_widget_size_allocate (
      parts[2], &(GtkAllocation){ each + strip, 0, width - each - strip, height }, baseline);
}

static void
make_sides (TlCompareView *self)
{
  for (guint i = 0; i < 2; i++)
    {
      self->sides[i] = TL_COMPARE_SIDE (tl_compare_side_new (self->services, (TlSide)i));
      connect_side (self, (TlSide)i);
      gtk_accessible_update_property (
          GTK_ACCESSIBLE (self->sides[i]), GTK_ACCESSIBLE_PROPERTY_LABEL,
          i == TL_SIDE_LEFT ? _ ("Left document") : _ ("Right document"), -1);
    }
  self->strip = TL_COMPARE_STRIP (tl_compare_strip_new ());
  g_signal_connect_object (self->strip, "go", G_CALLBACK (go_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self->sides_box), GTK_WIDGET (self->sides[0]));
  gtk_box_append (GTK_BOX (self->sides_box), GTK_WIDGET (self->strip));
  gtk_box_append (GTK_BOX (self->sides_box), GTK_WIDGET (self->sides[1]));
  gtk_widget_set_layout_manager (self->sides_box,
                                 gtk_custom_layout_new (NULL, measure_sides, allocate_sides));
}

static void
tl_compare_view_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  TlCompareView *self = TL_COMPARE_VIEW (object);

  switch (id)
    {
    case PROP_TITLE:
      g_value_set_string (value, self->title);
      break;
    case PROP_LOADING:
      g_value_set_boolean (value, self->loading);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static gboolean
tl_compare_view_grab_focus (GtkWidget *widget)
{
  TlCompareView *self = TL_COMPARE_VIEW (widget);

  if (_tl_compare_view_in_overview (self))
    return gtk_widget_grab_focus (GTK_WIDGET (self->overview));
  return gtk_widget_grab_focus (GTK_WIDGET (self->sides[TL_SIDE_LEFT]));
}

static void
tl_compare_view_dispose (GObject *object)
{
  TlCompareView *self = TL_COMPARE_VIEW (object);

  g_cancellable_cancel (self->comparing);
  g_clear_object (&self->comparing);
  g_cancellable_cancel (self->wording);
  g_clear_object (&self->wording);
  g_clear_handle_id (&self->loading_source, g_source_remove);
  g_clear_object (&self->chooser);
  g_clear_object (&self->services);
  g_clear_pointer (&self->compared, tl_compared_unref);
  for (guint i = 0; i < 2; i++)
    g_clear_pointer (&self->models[i], tl_text_model_unref);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  G_OBJECT_CLASS (tl_compare_view_parent_class)->dispose (object);
}

static void
tl_compare_view_finalize (GObject *object)
{
  TlCompareView *self = TL_COMPARE_VIEW (object);

  g_hash_table_unref (self->worded);
  g_ptr_array_unref (self->rights);
  g_ptr_array_unref (self->right_titles);
  g_free (self->title);
  G_OBJECT_CLASS (tl_compare_view_parent_class)->finalize (object);
}

static void
tl_compare_view_class_init (TlCompareViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags reading = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->dispose = tl_compare_view_dispose;
  object_class->finalize = tl_compare_view_finalize;
  object_class->get_property = tl_compare_view_get_property;
  widget_class->grab_focus = tl_compare_view_grab_focus;
  widget_class->focus = tl_widget_focus_children;
  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, reading);
  properties[PROP_LOADING] = g_param_spec_boolean ("loading", NULL, NULL, FALSE, reading);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", TL_TYPE_COMPARE_VIEW, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "compareview");
  _tl_compare_view_install_actions (widget_class);
  _tl_compare_view_install_overview (widget_class);
}

static void
tl_compare_view_init (TlCompareView *self)
{
  self->rights = g_ptr_array_new_with_free_func (g_free);
  self->right_titles = g_ptr_array_new_with_free_func (g_free);
  self->worded = g_hash_table_new (NULL, NULL);
  self->scroll.locked = TRUE;
  self->current = self->leader = -1;
  self->wanted[0] = self->wanted[1] = -1;
  self->title = g_strdup (_ ("Comparison"));
}

GtkWidget *
tl_compare_view_new (TlServices *services)
{
  TlCompareView *self = g_object_new (TL_TYPE_COMPARE_VIEW, NULL);

  g_return_val_if_fail (TL_IS_SERVICES (services), NULL);

  self->services = g_object_ref (services);
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  self->notice = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->notice, TRUE);
  gtk_label_set_xalign (self->notice, 0);
  gtk_widget_set_visible (GTK_WIDGET (self->notice), FALSE);
  gtk_widget_add_css_class (GTK_WIDGET (self->notice), "message-bar");
  self->pages = GTK_STACK (gtk_stack_new ());
  gtk_widget_set_vexpand (GTK_WIDGET (self->pages), TRUE);
  self->sides_box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_stack_add_named (self->pages, self->sides_box, "sides");
  make_sides (self);
  _tl_compare_view_make_overview (self);
  gtk_box_append (GTK_BOX (self->box), _tl_compare_view_make_top (self));
  self->tabs = TL_COMPARE_TABS (tl_compare_tabs_new ());
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->tabs));
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->notice));
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->pages));
  gtk_box_append (GTK_BOX (self->box), _tl_compare_view_make_bottom (self));
  _tl_compare_view_update_bars (self);
  return GTK_WIDGET (self);
}

static void
open_side (TlCompareView *self, TlSide side, const TlReaderTarget *target)
{
  g_clear_pointer (&self->models[side], tl_text_model_unref);
  tl_reader_open (tl_compare_side_get_reader (self->sides[side]), target);
}

static guint
find_right (TlCompareView *self, const char *doc)
{
  guint index;

  for (index = 0; index < self->rights->len; index++)
    if (g_str_equal (g_ptr_array_index (self->rights, index), doc))
      break;
  return index;
}

void
tl_compare_view_add_right (TlCompareView *self, const TlReaderTarget *right)
{
  guint index;

  g_return_if_fail (TL_IS_COMPARE_VIEW (self));

  index = find_right (self, right->doc);
  if (index == self->rights->len)
    {
      if (self->rights->len >= MOST_RIGHTS)
        {
          g_ptr_array_remove_index (self->rights, 0);
          g_ptr_array_remove_index (self->right_titles, 0);
          index--;
        }
      g_ptr_array_add (self->rights, g_strdup (right->doc));
      g_ptr_array_add (self->right_titles, g_strdup (right->doc));
    }
  self->right = index;
  open_side (self, TL_SIDE_RIGHT, right);
  compare (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

void
tl_compare_view_open (TlCompareView *self, const TlReaderTarget *left, const TlReaderTarget *right)
{
  g_return_if_fail (TL_IS_COMPARE_VIEW (self));

  open_side (self, TL_SIDE_LEFT, left);
  tl_compare_view_add_right (self, right);
}

void
_tl_compare_view_show_right (TlCompareView *self, guint index)
{
  TlReaderTarget target = { NULL };
  g_autofree char *doc = NULL;

  if (index >= self->rights->len || index == self->right)
    return;
  doc = g_strdup (g_ptr_array_index (self->rights, index));
  target.doc = doc;
  tl_compare_view_add_right (self, &target);
}

void
_tl_compare_view_drop_right (TlCompareView *self, guint index)
{
  gboolean shown = index == self->right;
  TlReaderTarget target = { NULL };
  g_autofree char *doc = NULL;

  if (index >= self->rights->len || self->rights->len < 2)
    return;
  g_ptr_array_remove_index (self->rights, index);
  g_ptr_array_remove_index (self->right_titles, index);
  if (self->right > index || self->right == self->rights->len)
    self->right--;
  if (!shown)
    {
      _tl_compare_view_update_bars (self);
      return;
    }
  doc = g_strdup (g_ptr_array_index (self->rights, self->right));
  target.doc = doc;
  tl_compare_view_add_right (self, &target);
  gtk_widget_grab_focus (GTK_WIDGET (self->sides[TL_SIDE_RIGHT]));
}

gboolean
tl_compare_view_next_right (TlCompareView *self, int step)
{
  g_return_val_if_fail (TL_IS_COMPARE_VIEW (self), FALSE);

  if (self->rights->len < 2)
    return FALSE;
  _tl_compare_view_show_right (
      self, (self->right + self->rights->len + (guint)(step + (int)self->rights->len))
                % self->rights->len);
  return TRUE;
}

void
_tl_compare_view_swap (TlCompareView *self)
{
  g_autofree char *left = g_strdup (tl_compare_view_get_doc (self, TL_SIDE_LEFT));
  g_autofree char *right = g_strdup (tl_compare_view_get_doc (self, TL_SIDE_RIGHT));
  TlReaderTarget targets[2] = { { .doc = right }, { .doc = left } };

  if (left == NULL || right == NULL)
    return;
  /* The document that goes left gives up its place among those of the right side. */
  g_free (self->rights->pdata[self->right]);
  self->rights->pdata[self->right] = g_strdup (left);
  tl_compare_view_open (self, &targets[0], &targets[1]);
}

const char *
tl_compare_view_get_doc (TlCompareView *self, TlSide side)
{
  g_return_val_if_fail (TL_IS_COMPARE_VIEW (self), NULL);
  return tl_reader_get_doc (tl_compare_side_get_reader (self->sides[side]));
}

TlCompared *
tl_compare_view_get_compared (TlCompareView *self)
{
  g_return_val_if_fail (TL_IS_COMPARE_VIEW (self), NULL);
  return self->compared;
}
