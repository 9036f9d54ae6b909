/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/compare/tl-diff-view.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "ui/tl-widget.h"

/* The views: one text with both, the older text, the newer text. */
enum
{
  BOTH,
  OLDER,
  NEWER,
  N_VIEWS
};

enum
{
  TAG_DELETED,
  TAG_ADDED,
  N_TAGS
};

struct _TlDiffView
{
  GtkWidget parent_instance;

  /* Template. */
  GtkStack *stack;
  GtkTextView *both;
  GtkTextView *older;
  GtkTextView *newer;

  /* Owned. */
  TlDiffText *text;
  GtkTextTagTable *table;

  GtkTextView *views[N_VIEWS];
  GtkTextTag *tags[N_TAGS]; /* owned by the table */
  int current;
  gboolean columns;
};

G_DEFINE_FINAL_TYPE (TlDiffView, tl_diff_view, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_MOVED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* Struck through and underlined always; the colours have 4.5 to one against their ground. */
static void
look_changed_cb (TlDiffView *self)
{
  AdwStyleManager *manager = adw_style_manager_get_default ();
  gboolean dark = adw_style_manager_get_dark (manager);
  gboolean plain = adw_style_manager_get_high_contrast (manager);

  g_object_set (self->tags[TAG_DELETED], "foreground", dark ? "#ffb3b3" : "#8a1019",
                "foreground-set", !plain, "background", dark ? "#4a2226" : "#fbe4e4",
                "background-set", !plain, NULL);
  g_object_set (self->tags[TAG_ADDED], "foreground", dark ? "#a6e8b8" : "#0f5223", "foreground-set",
                !plain, "background", dark ? "#1d3f29" : "#e0f3e4", "background-set", !plain, NULL);
}

static void
make_tags (TlDiffView *self)
{
  self->table = gtk_text_tag_table_new ();
  for (guint i = 0; i < N_TAGS; i++)
    {
      self->tags[i] = gtk_text_tag_new (NULL);
      gtk_text_tag_table_add (self->table, self->tags[i]);
      g_object_unref (self->tags[i]);
    }
  g_object_set (self->tags[TAG_DELETED], "strikethrough", TRUE, NULL);
  g_object_set (self->tags[TAG_ADDED], "underline", PANGO_UNDERLINE_SINGLE, "weight",
                PANGO_WEIGHT_BOLD, NULL);
}

static gboolean
belongs (guint view, TlDiffOp op)
{
  return op == TL_DIFF_EQUAL || view == BOTH || (op == TL_DIFF_DELETE) == (view == OLDER);
}

static void
fill (TlDiffView *self, guint view)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->views[view]);
  GtkTextIter end;

  gtk_text_buffer_set_text (buffer, "", 0);
  for (guint i = 0; self->text != NULL && i < self->text->runs->len; i++)
    {
      TlDiffOp op = tl_diff_text_get_run (self->text, i)->op;
      g_autofree char *words = NULL;

      if (!belongs (view, op))
        continue;
      words = tl_diff_text_dup_run (self->text, i);
      gtk_text_buffer_get_end_iter (buffer, &end);
      if (op == TL_DIFF_EQUAL)
        gtk_text_buffer_insert (buffer, &end, words, -1);
      else
        gtk_text_buffer_insert_with_tags (
            buffer, &end, words, -1, self->tags[op == TL_DIFF_DELETE ? TAG_DELETED : TAG_ADDED],
            NULL);
    }
  gtk_text_buffer_get_start_iter (buffer, &end);
  gtk_text_buffer_place_cursor (buffer, &end);
}

/* Where change @change stands in a view, in characters. */
static void
find_change (TlDiffView *self, guint view, guint change, int *from, int *to)
{
  guint at = g_array_index (self->text->changes, guint, change);
  gboolean pair = at + 1 < self->text->runs->len
                  && tl_diff_text_get_run (self->text, at)->op == TL_DIFF_DELETE
                  && tl_diff_text_get_run (self->text, at + 1)->op == TL_DIFF_INSERT;
  int offset = 0;

  *from = *to = 0;
  for (guint i = 0; i <= at + (pair ? 1 : 0); i++)
    {
      g_autofree char *words = NULL;

      if (i == at)
        *from = offset;
      if (!belongs (view, tl_diff_text_get_run (self->text, i)->op))
        continue;
      words = tl_diff_text_dup_run (self->text, i);
      offset += (int)g_utf8_strlen (words, -1);
    }
  *to = offset;
}

/* The change is selected, so that it is seen, read out and copied. */
static void
show_change (TlDiffView *self, guint change)
{
  g_autofree char *words = tl_diff_text_dup_change (self->text, change);
  g_autofree char *position = tl_diff_view_dup_position (self);
  g_autofree char *said = g_strdup_printf ("%s. %s", position, words);

  for (guint i = 0; i < N_VIEWS; i++)
    {
      GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->views[i]);
      GtkTextIter start, end;
      int from, to;

      find_change (self, i, change, &from, &to);
      gtk_text_buffer_get_iter_at_offset (buffer, &start, from);
      gtk_text_buffer_get_iter_at_offset (buffer, &end, to);
      gtk_text_buffer_select_range (buffer, &start, &end);
      gtk_text_view_scroll_to_mark (self->views[i], gtk_text_buffer_get_insert (buffer), 0.1, FALSE,
                                    0, 0);
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->views[i]),
                                      GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, said, -1);
    }
}

static gboolean
step_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  if (!tl_diff_view_step (TL_DIFF_VIEW (widget), g_variant_get_int32 (args)))
    gtk_widget_error_bell (widget);
  return TRUE;
}

static gboolean
tl_diff_view_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (tl_diff_view_get_view (TL_DIFF_VIEW (widget))));
}

static void
tl_diff_view_dispose (GObject *object)
{
  TlDiffView *self = TL_DIFF_VIEW (object);

  g_clear_pointer (&self->text, tl_diff_text_free);
  tl_widget_dispose (GTK_WIDGET (self), TL_TYPE_DIFF_VIEW);
  g_clear_object (&self->table);
  G_OBJECT_CLASS (tl_diff_view_parent_class)->dispose (object);
}

static void
tl_diff_view_class_init (TlDiffViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tl_diff_view_dispose;
  widget_class->grab_focus = tl_diff_view_grab_focus;
  widget_class->focus = tl_widget_focus_children;

  signals[SIGNAL_MOVED] = g_signal_new ("moved", TL_TYPE_DIFF_VIEW, G_SIGNAL_RUN_LAST, 0, NULL,
                                        NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/vn/toaan/TroLy/ui/compare/tl-diff-view.ui");
  gtk_widget_class_bind_template_child (widget_class, TlDiffView, stack);
  gtk_widget_class_bind_template_child (widget_class, TlDiffView, both);
  gtk_widget_class_bind_template_child (widget_class, TlDiffView, older);
  gtk_widget_class_bind_template_child (widget_class, TlDiffView, newer);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_F8, 0, step_cb, "i", 1);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_F8, GDK_SHIFT_MASK, step_cb, "i", -1);
  gtk_widget_class_set_css_name (widget_class, "diffview");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
tl_diff_view_init (TlDiffView *self)
{
  AdwStyleManager *manager = adw_style_manager_get_default ();

  self->current = -1;
  make_tags (self);
  look_changed_cb (self);
  gtk_widget_init_template (GTK_WIDGET (self));
  self->views[BOTH] = self->both;
  self->views[OLDER] = self->older;
  self->views[NEWER] = self->newer;
  for (guint i = 0; i < N_VIEWS; i++)
    {
      g_autoptr (GtkTextBuffer) buffer = gtk_text_buffer_new (self->table);

      gtk_text_view_set_buffer (self->views[i], buffer);
    }
  g_signal_connect_object (manager, "notify::dark", G_CALLBACK (look_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (manager, "notify::high-contrast", G_CALLBACK (look_changed_cb), self,
                           G_CONNECT_SWAPPED);
  tl_stack_show (self->stack, "both");
}

GtkWidget *
tl_diff_view_new (void)
{
  return g_object_new (TL_TYPE_DIFF_VIEW, NULL);
}

void
tl_diff_view_set_text (TlDiffView *self, TlDiffText *text)
{
  g_return_if_fail (TL_IS_DIFF_VIEW (self));

  g_clear_pointer (&self->text, tl_diff_text_free);
  self->text = text;
  self->current = -1;
  for (guint i = 0; i < N_VIEWS; i++)
    {
      g_autofree char *count = tl_diff_view_dup_position (self);

      fill (self, i);
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->views[i]),
                                      GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, count, -1);
    }
  g_signal_emit (self, signals[SIGNAL_MOVED], 0);
}

const TlDiffText *
tl_diff_view_get_text (TlDiffView *self)
{
  g_return_val_if_fail (TL_IS_DIFF_VIEW (self), NULL);
  return self->text;
}

void
tl_diff_view_set_columns (TlDiffView *self, gboolean columns)
{
  g_return_if_fail (TL_IS_DIFF_VIEW (self));

  self->columns = columns;
  tl_stack_show (self->stack, columns ? "columns" : "both");
  if (self->current >= 0)
    show_change (self, (guint)self->current);
}

gboolean
tl_diff_view_step (TlDiffView *self, int direction)
{
  int wanted;

  g_return_val_if_fail (TL_IS_DIFF_VIEW (self), FALSE);

  wanted = self->current + (direction > 0 ? 1 : -1);
  if (self->text == NULL || wanted < 0 || wanted >= (int)self->text->changes->len)
    return FALSE;
  self->current = wanted;
  show_change (self, (guint)wanted);
  g_signal_emit (self, signals[SIGNAL_MOVED], 0);
  return TRUE;
}

int
tl_diff_view_get_current (TlDiffView *self)
{
  g_return_val_if_fail (TL_IS_DIFF_VIEW (self), -1);
  return self->current;
}

char *
tl_diff_view_dup_position (TlDiffView *self)
{
  g_return_val_if_fail (TL_IS_DIFF_VIEW (self), NULL);

  if (self->text == NULL)
    return g_strdup ("");
  if (self->current < 0)
    return tl_diff_text_dup_count (self->text);
  /* Translators: which change between two texts, and how many there are. */
  return g_strdup_printf (_ ("change %d of %u"), self->current + 1, self->text->changes->len);
}

GtkTextView *
tl_diff_view_get_view (TlDiffView *self)
{
  g_return_val_if_fail (TL_IS_DIFF_VIEW (self), NULL);
  return self->columns ? self->newer : self->both;
}
