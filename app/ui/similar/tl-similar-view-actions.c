/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What can be done on the page of similar cases. */
#include "config.h"

#include <glib/gi18n.h>

#include "ui/own/tl-own-open.h"
#include "ui/own/tl-own-recent.h"
#include "ui/search/tl-hit-text.h"
#include "ui/similar/tl-similar-view-private.h"

int
_tl_similar_view_selected (TlSimilarView *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);

  return row != NULL ? gtk_list_box_row_get_index (row) : -1;
}

static const TlSimilarCase *
get_case (TlSimilarView *self, int number)
{
  return self->found != NULL && number >= 0 && number < (int)self->found->cases->len
             ? g_ptr_array_index (self->found->cases, (guint)number)
             : NULL;
}

/* The day of the law does not belong to a judgment: its own date is in it. */
static void
open_document (TlSimilarView *self, const char *doc, const char *anchor)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.open-document", "(sss)", doc,
                              anchor != NULL ? anchor : "", "");
}

/* ---- Cases ---- */

static void
open_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TlSimilarView *self = TL_SIMILAR_VIEW (widget);
  const TlSimilarCase *found = get_case (self, (int)g_variant_get_uint32 (parameter));

  if (found != NULL)
    open_document (self, found->hit->doc, found->hit->anchor);
}

static void
compare (TlSimilarView *self, int number)
{
  const TlSimilarCase *found = get_case (self, number);
  g_autofree char *title = NULL;

  if (found == NULL)
    return;
  /* Beside the case itself where the library has it; else it waits for a second document. */
  if (tl_similar_source_get_compared (self->source) != NULL)
    {
      gtk_widget_activate_action (GTK_WIDGET (self), "win.compare", "s", found->hit->doc);
      return;
    }
  title = tl_hit_kicker (found->hit);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.put-up", "(ss)", found->hit->doc, title);
}

static void
compare_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  compare (TL_SIMILAR_VIEW (widget), (int)g_variant_get_uint32 (parameter));
}

static void
show_pane (TlSimilarView *self, gboolean provisions)
{
  self->pane_in_front = TRUE;
  tl_similar_pane_show (self->pane, provisions);
  _tl_similar_view_update_panes (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->pane));
}

static void
why_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TlSimilarView *self = TL_SIMILAR_VIEW (widget);
  GtkListBoxRow *row
      = gtk_list_box_get_row_at_index (self->list, (int)g_variant_get_uint32 (parameter));

  if (row == NULL)
    return;
  gtk_list_box_select_row (self->list, row);
  show_pane (self, FALSE);
}

static void
back_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TlSimilarView *self = TL_SIMILAR_VIEW (widget);

  self->pane_in_front = FALSE;
  _tl_similar_view_update_panes (self);
  gtk_widget_grab_focus (widget);
}

/* ---- Places ---- */

static void
open_own (TlSimilarView *self, const TlSimilarPoint *point)
{
  switch (self->source->kind)
    {
    case TL_SIMILAR_FROM_DOCUMENT:
      open_document (self, self->source->doc, point->own_anchor);
      break;
    case TL_SIMILAR_FROM_PASSAGE:
      /* The places of a passage are all where it was selected. */
      open_document (self, self->source->doc, self->source->anchor);
      break;
    case TL_SIMILAR_FROM_FACTS:
    default:
      break;
    }
}

static void
open_point_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TlSimilarView *self = TL_SIMILAR_VIEW (widget);
  const TlSimilarCase *found = get_case (self, _tl_similar_view_selected (self));
  const TlSimilarPoint *point;
  gboolean own;
  guint number;

  g_variant_get (parameter, "(ub)", &number, &own);
  if (found == NULL || number >= found->shared->len + found->differing->len)
    return;
  point = number < found->shared->len
              ? g_ptr_array_index (found->shared, number)
              : g_ptr_array_index (found->differing, number - found->shared->len);
  if (own && point->own_anchor != NULL)
    open_own (self, point);
  else if (!own && point->anchor != NULL)
    open_document (self, found->hit->doc, point->anchor);
}

static void
open_provision_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TlSimilarView *self = TL_SIMILAR_VIEW (widget);
  guint number = g_variant_get_uint32 (parameter);
  const TlSimilarProvision *provision;

  if (self->found == NULL || number >= self->found->result->provisions->len)
    return;
  provision = g_ptr_array_index (self->found->result->provisions, number);
  if (provision->hit != NULL)
    open_document (self, provision->hit->doc, provision->hit->anchor);
}

/* ---- Another case ---- */

static void
opened_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TlSimilarView) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *id = tl_own_open_finish (result, &error);
  g_autoptr (TlSimilarSource) source = NULL;

  if (id == NULL)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) && self->services != NULL)
        _tl_similar_view_say (self, _ ("No similar cases could be looked for"), error->message);
      return;
    }
  if (self->services == NULL)
    return;
  source = tl_similar_source_new_document (id);
  self->wants_focus = TRUE;
  tl_similar_view_show (self, source);
}

/* It becomes a document like any other of the judge's own, with places that can be opened. */
void
tl_similar_view_show_file (TlSimilarView *self, GFile *file)
{
  g_return_if_fail (TL_IS_SIMILAR_VIEW (self));
  g_return_if_fail (G_IS_FILE (file));

  _tl_similar_view_stop (self);
  self->working = g_cancellable_new ();
  tl_own_open_async (self->services, file, self->working, opened_cb, g_object_ref (self));
}

static void
chosen_cb (TlSimilarView *self, int response, GtkFileChooserNative *chooser)
{
  g_autoptr (GFile) file = response == GTK_RESPONSE_ACCEPT
                               ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser))
                               : NULL;

  g_clear_object (&self->chooser);
  if (file == NULL)
    return;
  tl_own_keep_out_of_recents (file);
  tl_similar_view_show_file (self, file);
}

void
tl_similar_view_choose_file (TlSimilarView *self)
{
  static const char *const patterns[] = { "*.pdf", "*.docx", "*.odt", "*.txt", "*.html", "*.doc" };
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  g_autoptr (GtkFileFilter) filter = NULL;

  g_return_if_fail (TL_IS_SIMILAR_VIEW (self));

  if (!GTK_IS_WINDOW (root))
    return;
  g_clear_object (&self->chooser);
  self->chooser
      = gtk_file_chooser_native_new (_ ("Choose a Case of Yours"), GTK_WINDOW (root),
                                     GTK_FILE_CHOOSER_ACTION_OPEN, _ ("_Choose"), _ ("_Cancel"));
  filter = gtk_file_filter_new ();
  gtk_file_filter_set_name (filter, _ ("Documents (PDF, DOCX, ODT, TXT)"));
  for (guint i = 0; i < G_N_ELEMENTS (patterns); i++)
    gtk_file_filter_add_pattern (filter, patterns[i]);
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (self->chooser), filter);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (chosen_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

static void
choose_file_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  tl_similar_view_choose_file (TL_SIMILAR_VIEW (widget));
}

static void
find_facts_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TlSimilarView *self = TL_SIMILAR_VIEW (widget);
  const char *text = g_variant_get_string (parameter, NULL);
  g_autoptr (TlSimilarSource) source = NULL;

  if (*text == '\0')
    return;
  source = tl_similar_source_new_facts (text);
  self->wants_focus = TRUE;
  tl_similar_view_show (self, source);
}

/* The page where they are written still has what was written. */
static void
write_facts_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  tl_similar_view_show (TL_SIMILAR_VIEW (widget), NULL);
  gtk_widget_grab_focus (widget);
}

static void
whole_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TlSimilarView *self = TL_SIMILAR_VIEW (widget);
  g_autoptr (TlSimilarSource) source = NULL;

  if (self->source == NULL || self->source->doc == NULL)
    return;
  source = tl_similar_source_new_document (self->source->doc);
  self->wants_focus = TRUE;
  tl_similar_view_show (self, source);
}

static void
retry_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TL_SIMILAR_VIEW (widget)->wants_focus = TRUE;
  _tl_similar_view_run (TL_SIMILAR_VIEW (widget));
}

static void
cancel_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TlSimilarView *self = TL_SIMILAR_VIEW (widget);

  if (!self->loading)
    return;
  _tl_similar_view_stop (self);
  self->wants_focus = TRUE;
  _tl_similar_view_say (self, _ ("Stopped"), _ ("Nothing was found before you stopped it."));
}

/* ---- Keys ---- */

/* Escape: stops the looking, or leads from the pane to the list; else it is the window's. */
static gboolean
escape_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  TlSimilarView *self = TL_SIMILAR_VIEW (widget);
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (widget));

  if (self->loading)
    cancel_cb (widget, NULL, NULL);
  else if (focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->pane))
           && get_case (self, 0) != NULL)
    back_cb (widget, NULL, NULL);
  else
    return FALSE;
  return TRUE;
}

/* Letters act where nothing is being written. */
static gboolean
key_cb (
    GtkEventControllerKey *keys, guint key, guint code, GdkModifierType state, TlSimilarView *self)
{
  const GdkModifierType modifiers = GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK;
  int selected = _tl_similar_view_selected (self);

  if ((state & modifiers) != 0 || self->found == NULL)
    return FALSE;
  switch (gdk_keyval_to_lower (key))
    {
    case GDK_KEY_c:
      compare (self, selected);
      return TRUE;
    case GDK_KEY_v:
      if (selected >= 0)
        show_pane (self, FALSE);
      return TRUE;
    case GDK_KEY_p:
      show_pane (self, TRUE);
      return TRUE;
    default:
      return FALSE;
    }
}

void
_tl_similar_view_set_up_keys (TlSimilarView *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (self->results, keys);
}

void
_tl_similar_view_install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "similar.open", "u", open_cb);
  gtk_widget_class_install_action (widget_class, "similar.compare", "u", compare_cb);
  gtk_widget_class_install_action (widget_class, "similar.why", "u", why_cb);
  gtk_widget_class_install_action (widget_class, "similar.back", NULL, back_cb);
  gtk_widget_class_install_action (widget_class, "similar.open-point", "(ub)", open_point_cb);
  gtk_widget_class_install_action (widget_class, "similar.open-provision", "u", open_provision_cb);
  gtk_widget_class_install_action (widget_class, "similar.choose-file", NULL, choose_file_cb);
  gtk_widget_class_install_action (widget_class, "similar.write-facts", NULL, write_facts_cb);
  gtk_widget_class_install_action (widget_class, "similar.find-facts", "s", find_facts_cb);
  gtk_widget_class_install_action (widget_class, "similar.whole", NULL, whole_cb);
  gtk_widget_class_install_action (widget_class, "similar.retry", NULL, retry_cb);
  gtk_widget_class_install_action (widget_class, "similar.cancel", NULL, cancel_cb);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, escape_cb, NULL);
}
