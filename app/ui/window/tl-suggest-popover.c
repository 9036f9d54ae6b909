/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/window/tl-suggest-popover.h"

#include <glib/gi18n.h>

#include "text/tl-text.h"

#define MAX_RECENT   3
#define MAX_PLACES   TL_SUGGEST_PLACES
#define MAX_LINES    6
#define REST_SECONDS 4  /* without a key: the judge reads the results, on which this lies */
#define MAX_WIDTH    30 /* characters a line asks for; the entry's width gives it more */
#define LEAST_LENGTH 2  /* characters before anything is suggested */
#define MOST_LENGTH  60 /* a longer question is no beginning of anything */

typedef struct
{
  GtkWidget *row;
  GtkWidget *icon;
  GtkWidget *text;
  GtkWidget *detail;
} Line;

struct _TlSuggestPopover
{
  GtkPopover parent_instance;

  GtkWidget *entry; /* the parent */
  GtkListBox *list;
  Line lines[MAX_LINES];

  char **recent;
  GPtrArray *questions; /* utf8: recent ones that fit */
  GPtrArray *places;    /* (nullable) TlSuggestion */
  int chosen;           /* line, or -1 */
  guint rest_source;
};

G_DEFINE_FINAL_TYPE (TlSuggestPopover, tl_suggest_popover, GTK_TYPE_POPOVER)

enum
{
  SIGNAL_ASK,
  SIGNAL_OPEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static char *
fold (const char *text)
{
  g_autofree char *folded = tl_text_fold (text, -1, TL_FOLD_PLAIN, NULL);

  return g_strdup (g_strchug (folded));
}

GPtrArray *
tl_suggest_recent (const char *const *recent, const char *text, guint limit)
{
  GPtrArray *found = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *begin = fold (text);

  for (guint i = 0; recent != NULL && recent[i] != NULL && found->len < limit; i++)
    {
      g_autofree char *question = fold (recent[i]);

      if (g_str_has_prefix (question, begin) && !g_str_equal (recent[i], text))
        g_ptr_array_add (found, g_strdup (recent[i]));
    }
  return found;
}

static guint
n_lines (TlSuggestPopover *self)
{
  guint n = self->questions->len + (self->places != NULL ? self->places->len : 0);

  return MIN (n, MAX_LINES);
}

/* What a screen reader is to say while the focus stays in the question. */
static void
choose (TlSuggestPopover *self, int line)
{
  g_clear_handle_id (&self->rest_source, g_source_remove);
  self->chosen = line;
  gtk_list_box_select_row (self->list, line < 0 ? NULL : GTK_LIST_BOX_ROW (self->lines[line].row));
  if (line < 0)
    gtk_accessible_reset_relation (GTK_ACCESSIBLE (self->entry),
                                   GTK_ACCESSIBLE_RELATION_ACTIVE_DESCENDANT);
  else
    gtk_accessible_update_relation (GTK_ACCESSIBLE (self->entry),
                                    GTK_ACCESSIBLE_RELATION_ACTIVE_DESCENDANT,
                                    self->lines[line].row, -1);
}

static gboolean
rested_cb (gpointer user_data)
{
  TlSuggestPopover *self = user_data;

  self->rest_source = 0;
  gtk_popover_popdown (GTK_POPOVER (self));
  return G_SOURCE_REMOVE;
}

static void
show_line (const Line *line, const char *icon, const char *text, const char *detail)
{
  gtk_image_set_from_icon_name (GTK_IMAGE (line->icon), icon);
  gtk_label_set_text (GTK_LABEL (line->text), text);
  gtk_label_set_text (GTK_LABEL (line->detail), detail != NULL ? detail : "");
  gtk_widget_set_visible (line->detail, detail != NULL && *detail != '\0');
  gtk_accessible_update_property (GTK_ACCESSIBLE (line->row), GTK_ACCESSIBLE_PROPERTY_LABEL, text,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, detail != NULL ? detail : "",
                                  -1);
}

static void
show_lines (TlSuggestPopover *self)
{
  guint n = n_lines (self);

  for (guint i = 0; i < MAX_LINES; i++)
    {
      gtk_widget_set_visible (self->lines[i].row, i < n);
      if (i < self->questions->len)
        show_line (&self->lines[i], "document-open-recent-symbolic",
                   g_ptr_array_index (self->questions, i), NULL);
      else if (i < n)
        {
          const TlSuggestion *place = g_ptr_array_index (self->places, i - self->questions->len);

          show_line (&self->lines[i],
                     place->doc != NULL ? "text-x-generic-symbolic" : "edit-find-symbolic",
                     place->text, place->detail);
        }
    }
  if (n == 0)
    {
      gtk_popover_popdown (GTK_POPOVER (self));
      return;
    }
  gtk_widget_set_size_request (GTK_WIDGET (self->list), gtk_widget_get_width (self->entry) - 24,
                               -1);
  gtk_popover_popup (GTK_POPOVER (self));
  gtk_popover_present (GTK_POPOVER (self));
}

static gboolean
same_suggestion (gconstpointer a, gconstpointer b)
{
  const TlSuggestion *one = a;
  const TlSuggestion *other = b;

  return g_strcmp0 (one->text, other->text) == 0 && g_strcmp0 (one->detail, other->detail) == 0
         && g_strcmp0 (one->doc, other->doc) == 0 && g_strcmp0 (one->anchor, other->anchor) == 0;
}

static gboolean
same_things (GPtrArray *a, GPtrArray *b, GEqualFunc same)
{
  guint n_a = a != NULL ? a->len : 0;
  guint n_b = b != NULL ? b->len : 0;

  if (n_a != n_b)
    return FALSE;
  for (guint i = 0; i < n_a; i++)
    if (!same (g_ptr_array_index (a, i), g_ptr_array_index (b, i)))
      return FALSE;
  return TRUE;
}

/* Whether what is to be shown stands there already: to place a popover, the display is asked, and
 * its reply waited for. */
static gboolean
stands_there (TlSuggestPopover *self, GPtrArray *questions, GPtrArray *places)
{
  return gtk_widget_get_visible (GTK_WIDGET (self))
         && same_things (self->questions, questions, g_str_equal)
         && same_things (self->places, places, same_suggestion);
}

static void
take_suggestions (TlSuggestPopover *self, GPtrArray *questions, GPtrArray *places)
{
  g_ptr_array_unref (self->questions);
  self->questions = g_ptr_array_ref (questions);
  g_clear_pointer (&self->places, g_ptr_array_unref);
  if (places != NULL)
    self->places = g_ptr_array_ref (places);
}

static void
row_activated_cb (TlSuggestPopover *self, GtkListBoxRow *row)
{
  self->chosen = gtk_list_box_row_get_index (row);
  tl_suggest_popover_accept (self);
}

static void
tl_suggest_popover_finalize (GObject *object)
{
  TlSuggestPopover *self = TL_SUGGEST_POPOVER (object);

  g_clear_handle_id (&self->rest_source, g_source_remove);
  g_strfreev (self->recent);
  g_ptr_array_unref (self->questions);
  g_clear_pointer (&self->places, g_ptr_array_unref);
  G_OBJECT_CLASS (tl_suggest_popover_parent_class)->finalize (object);
}

static void
tl_suggest_popover_class_init (TlSuggestPopoverClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = tl_suggest_popover_finalize;

  signals[SIGNAL_ASK] = g_signal_new ("ask", TL_TYPE_SUGGEST_POPOVER, G_SIGNAL_RUN_LAST, 0, NULL,
                                      NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SIGNAL_OPEN] = g_signal_new ("open", TL_TYPE_SUGGEST_POPOVER, G_SIGNAL_RUN_LAST, 0, NULL,
                                       NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
}

static GtkWidget *
make_label (const char *style)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), MAX_WIDTH);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  return label;
}

static void
make_line (TlSuggestPopover *self, Line *line)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  line->row = gtk_list_box_row_new ();
  line->icon = gtk_image_new ();
  line->text = make_label (NULL);
  line->detail = make_label ("dim-label");
  gtk_widget_add_css_class (line->detail, "caption");
  gtk_widget_set_hexpand (words, TRUE);
  gtk_widget_set_valign (words, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (words), line->text);
  gtk_box_append (GTK_BOX (words), line->detail);
  gtk_box_append (GTK_BOX (box), line->icon);
  gtk_box_append (GTK_BOX (box), words);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (line->row), box);
  gtk_widget_set_can_focus (line->row, FALSE);
  gtk_list_box_append (self->list, line->row);
}

static void
tl_suggest_popover_init (TlSuggestPopover *self)
{
  self->questions = g_ptr_array_new_with_free_func (g_free);
  self->chosen = -1;
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_SINGLE);
  gtk_list_box_set_activate_on_single_click (self->list, TRUE);
  gtk_widget_set_can_focus (GTK_WIDGET (self->list), FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Suggestions"), -1);
  for (guint i = 0; i < MAX_LINES; i++)
    make_line (self, &self->lines[i]);
  g_signal_connect_object (self->list, "row-activated", G_CALLBACK (row_activated_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_popover_set_child (GTK_POPOVER (self), GTK_WIDGET (self->list));
  gtk_popover_set_autohide (GTK_POPOVER (self), FALSE);
  gtk_popover_set_has_arrow (GTK_POPOVER (self), FALSE);
  gtk_popover_set_position (GTK_POPOVER (self), GTK_POS_BOTTOM);
  gtk_widget_set_can_focus (GTK_WIDGET (self), FALSE);
  gtk_widget_add_css_class (GTK_WIDGET (self), "suggestions");
}

GtkWidget *
tl_suggest_popover_new (GtkWidget *entry)
{
  TlSuggestPopover *self = g_object_new (TL_TYPE_SUGGEST_POPOVER, NULL);

  self->entry = entry;
  gtk_widget_set_parent (GTK_WIDGET (self), entry);
  return GTK_WIDGET (self);
}

void
tl_suggest_popover_set_recent (TlSuggestPopover *self, const char *const *recent)
{
  g_return_if_fail (TL_IS_SUGGEST_POPOVER (self));

  g_strfreev (self->recent);
  self->recent = g_strdupv ((char **)recent);
}

gboolean
tl_suggest_popover_can_help (const char *text)
{
  glong length = g_utf8_strlen (text, -1);

  return length >= LEAST_LENGTH && length <= MOST_LENGTH;
}

void
tl_suggest_popover_show (TlSuggestPopover *self, const char *text, GPtrArray *places)
{
  g_autoptr (GPtrArray) questions = NULL;
  gboolean shown;

  g_return_if_fail (TL_IS_SUGGEST_POPOVER (self));

  if (!tl_suggest_popover_can_help (text))
    {
      tl_suggest_popover_hide (self);
      return;
    }
  if (places != NULL && places->len > MAX_PLACES)
    g_ptr_array_set_size (places, MAX_PLACES);
  questions = tl_suggest_recent ((const char *const *)self->recent, text, MAX_RECENT);
  shown = stands_there (self, questions, places);
  take_suggestions (self, questions, places);
  choose (self, -1);
  if (!shown)
    show_lines (self);
  if (n_lines (self) > 0)
    self->rest_source = g_timeout_add_seconds (REST_SECONDS, rested_cb, self);
}

gboolean
tl_suggest_popover_hide (TlSuggestPopover *self)
{
  gboolean shown;

  g_return_val_if_fail (TL_IS_SUGGEST_POPOVER (self), FALSE);

  shown = gtk_widget_get_visible (GTK_WIDGET (self));
  choose (self, -1);
  gtk_popover_popdown (GTK_POPOVER (self));
  return shown;
}

gboolean
tl_suggest_popover_move (TlSuggestPopover *self, int step)
{
  int line;

  g_return_val_if_fail (TL_IS_SUGGEST_POPOVER (self), FALSE);

  line = self->chosen + step;
  if (!gtk_widget_get_visible (GTK_WIDGET (self)) || line >= (int)n_lines (self) || line < -1)
    return FALSE;
  choose (self, line);
  return TRUE;
}

gboolean
tl_suggest_popover_accept (TlSuggestPopover *self)
{
  guint line = (guint)self->chosen;
  g_autoptr (GPtrArray) places = NULL;
  g_autofree char *question = NULL;
  const TlSuggestion *place;

  g_return_val_if_fail (TL_IS_SUGGEST_POPOVER (self), FALSE);

  if (self->chosen < 0 || line >= n_lines (self))
    return FALSE;
  if (line < self->questions->len)
    question = g_strdup (g_ptr_array_index (self->questions, line));
  else
    places = g_ptr_array_ref (self->places);
  place = places != NULL ? g_ptr_array_index (places, line - self->questions->len) : NULL;
  tl_suggest_popover_hide (self);
  if (place != NULL && place->doc != NULL)
    g_signal_emit (self, signals[SIGNAL_OPEN], 0, place);
  else
    g_signal_emit (self, signals[SIGNAL_ASK], 0, question != NULL ? question : place->text);
  return TRUE;
}
