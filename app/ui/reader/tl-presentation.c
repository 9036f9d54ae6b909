/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/reader/tl-presentation.h"

#include <glib/gi18n.h>

#include "ui/reader/tl-pdf-pixels.h"
#include "ui/reader/tl-pdf-tile-view.h"

/* At most this many pixels of a page are drawn: as many as a screen of 3840 by 2160 has. */
#define MAX_PIXELS (3840.0 * 2160.0)
/* Pages that are kept: the one shown, and one at each side. */
#define N_KEPT 3

struct _TlPresentation
{
  GtkWindow parent_instance;

  GtkWidget *picture;

  /* Owned. */
  TlPdf *pdf;
  GCancellable *cancellable;
  GHashTable *textures; /* page to texture */

  guint page;
  guint turns;
  int width;
  int height;
};

G_DEFINE_FINAL_TYPE (TlPresentation, tl_presentation, GTK_TYPE_WINDOW)

enum
{
  SIGNAL_LEFT,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* A page on its way. */
typedef struct
{
  TlPresentation *owner; /* borrowed: gone once it is cancelled */
  GCancellable *cancellable;
  guint page;
} Job;

static void
job_free (Job *job)
{
  g_object_unref (job->cancellable);
  g_free (job);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Job, job_free)

static void
show_page (TlPresentation *self)
{
  GdkTexture *texture = g_hash_table_lookup (self->textures, GUINT_TO_POINTER (self->page));
  g_autofree char *name
      = g_strdup_printf (_ ("Page %u of %u"), self->page + 1, tl_pdf_get_n_pages (self->pdf));

  /* The page before stays until the next is there. */
  if (texture != NULL)
    gtk_picture_set_paintable (GTK_PICTURE (self->picture), GDK_PAINTABLE (texture));
  gtk_picture_set_alternative_text (GTK_PICTURE (self->picture), name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->picture), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name, -1);
  gtk_window_set_title (GTK_WINDOW (self), name);
}

static void
drawn_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Job) job = user_data;
  TlPresentation *self = job->owner;
  g_autoptr (GError) error = NULL;
  g_autoptr (TlPdfImage) image = tl_pdf_render_finish (TL_PDF (source), result, &error);
  g_autoptr (TlPdfImage) turned = NULL;

  if (g_cancellable_is_cancelled (job->cancellable))
    return;
  if (image == NULL)
    {
      g_hash_table_remove (self->textures, GUINT_TO_POINTER (job->page));
      return;
    }
  turned = tl_pdf_pixels_turn (image, self->turns);
  g_hash_table_insert (self->textures, GUINT_TO_POINTER (job->page),
                       tl_pdf_texture_new (turned, 0, turned->height));
  if (job->page == self->page)
    show_page (self);
}

/* Device pixels a point with which the page fills the screen. */
static double
find_scale (TlPresentation *self, guint page)
{
  int factor = gtk_widget_get_scale_factor (GTK_WIDGET (self));
  double width = gtk_widget_get_width (GTK_WIDGET (self)) * factor;
  double height = gtk_widget_get_height (GTK_WIDGET (self)) * factor;
  TlPdfPage size = tl_pdf_turn_size (tl_pdf_get_page (self->pdf, page), self->turns);

  if (width * height > MAX_PIXELS || width <= 0 || height <= 0)
    {
      width = 3840;
      height = 2160;
    }
  return MIN (width / size.width, height / size.height);
}

static void
draw_page (TlPresentation *self, guint page, TlPdfPriority priority)
{
  Job *job;

  if (g_hash_table_contains (self->textures, GUINT_TO_POINTER (page)))
    return;
  job = g_new0 (Job, 1);
  job->owner = self;
  job->cancellable = g_object_ref (self->cancellable);
  job->page = page;
  g_hash_table_insert (self->textures, GUINT_TO_POINTER (page), NULL);
  tl_pdf_render_async (self->pdf, page, find_scale (self, page), 0, 0, 0, 0, priority,
                       self->cancellable, drawn_cb, job);
}

static gboolean
is_far (gpointer key, gpointer value, gpointer user_data)
{
  guint page = GPOINTER_TO_UINT (key);
  guint here = TL_PRESENTATION (user_data)->page;

  return MAX (page, here) - MIN (page, here) > N_KEPT / 2;
}

static void
go (TlPresentation *self, guint page)
{
  guint n_pages = tl_pdf_get_n_pages (self->pdf);

  self->page = MIN (page, n_pages - 1);
  g_hash_table_foreach_remove (self->textures, is_far, self);
  show_page (self);
  if (gtk_widget_get_width (GTK_WIDGET (self)) <= 0)
    return;
  draw_page (self, self->page, TL_PDF_PRIORITY_VISIBLE);
  if (self->page + 1 < n_pages)
    draw_page (self, self->page + 1, TL_PDF_PRIORITY_NEAR);
  if (self->page > 0)
    draw_page (self, self->page - 1, TL_PDF_PRIORITY_NEAR);
}

/* A window that is as large as the screen draws for the screen. */
static gboolean
sized_cb (gpointer user_data)
{
  TlPresentation *self = user_data;

  if (self->pdf != NULL)
    {
      g_hash_table_remove_all (self->textures);
      go (self, self->page);
    }
  return G_SOURCE_REMOVE;
}

static void
tl_presentation_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  TlPresentation *self = TL_PRESENTATION (widget);
  gboolean is_new = width != self->width || height != self->height;

  self->width = width;
  self->height = height;
  GTK_WIDGET_CLASS (tl_presentation_parent_class)->size_allocate (widget, width, height, baseline);
  if (is_new)
    g_idle_add_full (G_PRIORITY_DEFAULT, sized_cb, g_object_ref (widget), g_object_unref);
}

static void
leave (TlPresentation *self)
{
  g_signal_emit (self, signals[SIGNAL_LEFT], 0, self->page);
  gtk_window_destroy (GTK_WINDOW (self));
}

/* Before the window, which moves the focus with arrows. */
static gboolean
key_cb (TlPresentation *self, guint key, guint code, GdkModifierType state)
{
  guint last = tl_pdf_get_n_pages (self->pdf) - 1;

  switch (key)
    {
    case GDK_KEY_Right:
    case GDK_KEY_Down:
    case GDK_KEY_Page_Down:
    case GDK_KEY_space:
      go (self, MIN (self->page + 1, last));
      break;
    case GDK_KEY_Left:
    case GDK_KEY_Up:
    case GDK_KEY_Page_Up:
    case GDK_KEY_BackSpace:
      go (self, MAX (self->page, 1) - 1);
      break;
    case GDK_KEY_Home:
      go (self, 0);
      break;
    case GDK_KEY_End:
      go (self, last);
      break;
    case GDK_KEY_Escape:
    case GDK_KEY_F5:
    case GDK_KEY_F11:
      leave (self);
      break;
    default:
      return GDK_EVENT_PROPAGATE;
    }
  return GDK_EVENT_STOP;
}

static gboolean
close_cb (TlPresentation *self)
{
  g_signal_emit (self, signals[SIGNAL_LEFT], 0, self->page);
  return GDK_EVENT_PROPAGATE;
}

static void
tl_presentation_dispose (GObject *object)
{
  TlPresentation *self = TL_PRESENTATION (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->pdf);
  G_OBJECT_CLASS (tl_presentation_parent_class)->dispose (object);
}

static void
tl_presentation_finalize (GObject *object)
{
  TlPresentation *self = TL_PRESENTATION (object);

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->textures, g_hash_table_unref);
  G_OBJECT_CLASS (tl_presentation_parent_class)->finalize (object);
}

static void
tl_presentation_class_init (TlPresentationClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tl_presentation_dispose;
  G_OBJECT_CLASS (klass)->finalize = tl_presentation_finalize;
  widget_class->size_allocate = tl_presentation_size_allocate;
  signals[SIGNAL_LEFT] = g_signal_new ("left", TL_TYPE_PRESENTATION, G_SIGNAL_RUN_LAST, 0, NULL,
                                       NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
}

static void
free_texture (gpointer texture)
{
  g_clear_object ((GObject **)&texture);
}

static void
tl_presentation_init (TlPresentation *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  g_signal_connect (self, "close-request", G_CALLBACK (close_cb), NULL);
  self->cancellable = g_cancellable_new ();
  self->textures = g_hash_table_new_full (NULL, NULL, NULL, free_texture);
  self->picture = gtk_picture_new ();
  gtk_window_set_child (GTK_WINDOW (self), self->picture);
  gtk_widget_add_css_class (GTK_WIDGET (self), "presentation");
  gtk_window_set_decorated (GTK_WINDOW (self), FALSE);
}

GtkWidget *
tl_presentation_new (GtkWindow *parent, TlPdf *pdf, guint page, guint turns)
{
  TlPresentation *self = g_object_new (TL_TYPE_PRESENTATION, NULL);

  self->pdf = g_object_ref (pdf);
  self->turns = turns;
  gtk_window_set_transient_for (GTK_WINDOW (self), parent);
  gtk_window_set_destroy_with_parent (GTK_WINDOW (self), TRUE);
  gtk_window_fullscreen (GTK_WINDOW (self));
  go (self, page);
  return GTK_WIDGET (self);
}

guint
tl_presentation_get_page (TlPresentation *self)
{
  return self->page;
}
