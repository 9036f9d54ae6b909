/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Documents opened from citations and from links outside, and what is said about it. */
#include "config.h"

#include <glib/gi18n.h>

#include "text/tl-escape.h"
#include "ui/window/tl-window-private.h"

#define SAY_SECONDS 6
/* More does not fit the line of a toast, and takes longer to read. */
#define SAY_LINE            90
#define SAY_CHARS_A_SECOND  12
#define SAY_LINE_OF_SEVERAL 70

/* A toast shows one line and cuts off the rest: what is longer brings lines of its own. */
static void
say_it_all (AdwToast *toast, const char *words, glong length)
{
  GtkWidget *label = gtk_label_new (words);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_max_width_chars (GTK_LABEL (label), SAY_LINE_OF_SEVERAL);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "heading");
  adw_toast_set_custom_title (toast, label);
  adw_toast_set_timeout (toast, MAX (SAY_SECONDS, (guint)length / SAY_CHARS_A_SECOND));
}

void
tl_window_say (TlWindow *self, const char *words)
{
  /* The title of a toast is markup. */
  g_autofree char *title = tl_escape_markup (words);
  glong length = g_utf8_strlen (words, -1);
  AdwToast *toast;

  g_return_if_fail (TL_IS_WINDOW (self));

  /* What can wait does not keep the judge from what was just done. */
  if (self->usage_offer != NULL)
    adw_toast_dismiss (self->usage_offer);
  toast = adw_toast_new (title);
  adw_toast_set_timeout (toast, SAY_SECONDS);
  if (length > SAY_LINE)
    say_it_all (toast, words, length);
  g_set_weak_pointer (&self->spoken, toast);
  adw_toast_overlay_add_toast (self->toasts, toast);
}

static void
say_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  tl_window_say (TL_WINDOW (widget), g_variant_get_string (parameter, NULL));
}

/* Document, anchor and date; "" for none. */
static void
read_target (GVariant *parameter, TlReaderTarget *target)
{
  g_variant_get (parameter, "(&s&s&s)", &target->doc, &target->anchor, &target->as_of);
  if (*target->anchor == '\0')
    target->anchor = NULL;
  if (*target->as_of == '\0')
    target->as_of = NULL;
}

static void
open_document_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TlReaderTarget target = { NULL };

  read_target (parameter, &target);
  _tl_window_open (TL_WINDOW (widget), &target);
}

/* Beside what is being read: a comparison of both. A place of the same document, and what nothing
 * is read beside, comes in a tab of its own. */
static void
open_beside_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  TlWindow *self = TL_WINDOW (widget);
  TlReaderTarget target = { NULL };

  read_target (parameter, &target);
  if (_tl_window_compare_front (self, &target))
    return;
  _tl_window_open_beside (self, &target);
  tl_window_say (self, _ ("Opened in the next tab"));
}

void
_tl_window_install_link_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.say", "s", say_cb);
  gtk_widget_class_install_action (widget_class, "win.open-document", "(sss)", open_document_cb);
  gtk_widget_class_install_action (widget_class, "win.open-beside", "(sss)", open_beside_cb);
}
