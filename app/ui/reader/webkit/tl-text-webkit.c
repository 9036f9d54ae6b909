/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The module: shows text by WebKit. It calls no function of the program. */
#include "config.h"

#include <gmodule.h>
#include <webkit/webkit.h>

#include "ui/reader/tl-text-backend.h"

#define SCHEME    "troly-text"
#define MOVED_MS  200
#define DATA_NAME "tl-text-webkit"

/* What belongs to one view. */
typedef struct
{
  WebKitWebView *view; /* borrowed */
  const TlTextEvents *events;
  gpointer events_data;
  GBytes *html;
  char *uri;  /* of the page, without fragment */
  char *next; /* to load as soon as the view has a size */
  guint moved_source;
  guint tick;
  gboolean loaded;
  gboolean has_hits;
  double x; /* of the pointer's last press, or below zero after a key */
  double y;
  GCancellable *asking;
} View;

G_MODULE_EXPORT const TlTextBackend *tl_text_module_get_backend (void);

/* Each page has an address of its own. */
static guint serial;

static View *
get_data (GtkWidget *widget)
{
  return g_object_get_data (G_OBJECT (widget), DATA_NAME);
}

static void
view_free (gpointer data)
{
  View *self = data;

  g_clear_handle_id (&self->moved_source, g_source_remove);
  g_cancellable_cancel (self->asking);
  g_clear_object (&self->asking);
  g_clear_pointer (&self->html, g_bytes_unref);
  g_free (self->uri);
  g_free (self->next);
  g_free (self);
}

/* The only thing a page can be made of: what the program gave to its view. */
static void
serve_cb (WebKitURISchemeRequest *request, gpointer user_data)
{
  WebKitWebView *view = webkit_uri_scheme_request_get_web_view (request);
  View *self = view != NULL ? get_data (GTK_WIDGET (view)) : NULL;
  g_autoptr (GInputStream) stream = NULL;

  if (self == NULL || self->html == NULL)
    {
      g_autoptr (GError) error
          = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "no document");

      webkit_uri_scheme_request_finish_error (request, error);
      return;
    }
  stream = g_memory_input_stream_new_from_bytes (self->html);
  webkit_uri_scheme_request_finish (request, stream, (gint64)g_bytes_get_size (self->html),
                                    "text/html");
}

static WebKitWebContext *
get_context (void)
{
  static WebKitWebContext *context;

  if (context == NULL)
    {
      context = webkit_web_context_new ();
      webkit_web_context_set_cache_model (context, WEBKIT_CACHE_MODEL_DOCUMENT_VIEWER);
      webkit_web_context_register_uri_scheme (context, SCHEME, serve_cb, NULL, NULL);
    }
  return context;
}

static WebKitNetworkSession *
get_session (void)
{
  static WebKitNetworkSession *session;

  if (session == NULL)
    {
      /* Nothing is kept, and whatever might still ask for the network meets a closed door. */
      WebKitNetworkProxySettings *nowhere
          = webkit_network_proxy_settings_new ("http://127.0.0.1:9", NULL);

      session = webkit_network_session_new_ephemeral ();
      webkit_network_session_set_proxy_settings (session, WEBKIT_NETWORK_PROXY_MODE_CUSTOM,
                                                 nowhere);
      webkit_network_proxy_settings_free (nowhere);
    }
  return session;
}

static WebKitSettings *
make_settings (void)
{
  return webkit_settings_new_with_settings (
      "enable-javascript", FALSE, "enable-javascript-markup", FALSE, "enable-html5-database", FALSE,
      "enable-html5-local-storage", FALSE, "enable-media", FALSE, "enable-webgl", FALSE,
      "enable-webaudio", FALSE, "enable-back-forward-navigation-gestures", FALSE,
      "enable-developer-extras", FALSE, "enable-page-cache", FALSE, "auto-load-images", FALSE,
      "hardware-acceleration-policy", WEBKIT_HARDWARE_ACCELERATION_POLICY_NEVER,
      "enable-caret-browsing", FALSE, NULL);
}

static gboolean
is_own_uri (const char *uri)
{
  return uri != NULL && g_str_has_prefix (uri, SCHEME ":///");
}

/* A citation that was pressed: a number that the model has, and nothing else, goes further. After a
 * key nobody asks the page where its focus is: the middle of what is seen is said. */
static void
activate (WebKitWebView *view, WebKitNavigationAction *action, const char *uri)
{
  View *self = get_data (GTK_WIDGET (view));
  const char *number = uri + strlen (TL_TEXT_CITE_SCHEME ":");
  GdkRectangle area = { gtk_widget_get_width (GTK_WIDGET (view)) / 2,
                        gtk_widget_get_height (GTK_WIDGET (view)) / 3, 1, 1 };
  guint64 citation;

  if (webkit_navigation_action_get_navigation_type (action) != WEBKIT_NAVIGATION_TYPE_LINK_CLICKED
      || !g_ascii_string_to_unsigned (number, 10, 0, G_MAXUINT32, &citation, NULL))
    return;
  if (self->x >= 0)
    area = (GdkRectangle){ (int)self->x, (int)self->y - 8, 1, 16 };
  self->events->activated ((guint)citation, &area, self->events_data);
}

static gboolean
decide_policy_cb (WebKitWebView *view,
                  WebKitPolicyDecision *decision,
                  WebKitPolicyDecisionType type)
{
  const char *uri = NULL;

  if (type == WEBKIT_POLICY_DECISION_TYPE_NAVIGATION_ACTION)
    {
      WebKitNavigationAction *action = webkit_navigation_policy_decision_get_navigation_action (
          WEBKIT_NAVIGATION_POLICY_DECISION (decision));

      uri = webkit_uri_request_get_uri (webkit_navigation_action_get_request (action));
      if (uri != NULL && g_str_has_prefix (uri, TL_TEXT_CITE_SCHEME ":"))
        activate (view, action, uri);
    }
  else if (type == WEBKIT_POLICY_DECISION_TYPE_RESPONSE)
    uri = webkit_uri_request_get_uri (
        webkit_response_policy_decision_get_request (WEBKIT_RESPONSE_POLICY_DECISION (decision)));
  if (is_own_uri (uri))
    webkit_policy_decision_use (decision);
  else
    webkit_policy_decision_ignore (decision);
  return TRUE;
}

/* Of the menu only what one does with a text that cannot be changed. */
static gboolean
context_menu_cb (WebKitWebView *view, WebKitContextMenu *menu)
{
  g_autoptr (GList) items = g_list_copy (webkit_context_menu_get_items (menu));

  for (GList *l = items; l != NULL; l = l->next)
    {
      WebKitContextMenuAction action = webkit_context_menu_item_get_stock_action (l->data);

      if (action != WEBKIT_CONTEXT_MENU_ACTION_COPY
          && action != WEBKIT_CONTEXT_MENU_ACTION_SELECT_ALL)
        webkit_context_menu_remove (menu, l->data);
    }
  return webkit_context_menu_get_n_items (menu) == 0;
}

static gboolean
deny_permission_cb (WebKitWebView *view, WebKitPermissionRequest *request)
{
  webkit_permission_request_deny (request);
  return TRUE;
}

static void
terminated_cb (WebKitWebView *view, WebKitWebProcessTerminationReason reason, View *self)
{
  self->loaded = FALSE;
  self->events->failed (self->events_data);
}

static void
load_changed_cb (WebKitWebView *view, WebKitLoadEvent event, View *self)
{
  self->loaded = event == WEBKIT_LOAD_FINISHED;
}

/* Where the reader is. Scripts are switched on for this one question of the program's own, asked in
 * a world apart: the page has none, its markup cannot bring any, and its policy refuses them. */
static const char question[] = "(function () { for (let y = 30; y < 300; y += 10) {"
                               " const here = document.elementFromPoint (innerWidth / 2, y);"
                               " const block = here && here.closest ('body > [id]');"
                               " if (block) return block.id; } return ''; }) ()";

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  WebKitWebView *view = WEBKIT_WEB_VIEW (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (JSCValue) value = webkit_web_view_evaluate_javascript_finish (view, result, &error);
  g_autofree char *id = NULL;
  View *self;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  webkit_settings_set_enable_javascript (webkit_web_view_get_settings (view), FALSE);
  self = get_data (GTK_WIDGET (view));
  if (value == NULL || self == NULL)
    return;
  id = jsc_value_to_string (value);
  if (id != NULL && id[0] == 'p' && g_ascii_isdigit (id[1]))
    self->events->moved ((guint)g_ascii_strtoull (id + 1, NULL, 10), self->events_data);
}

static gboolean
ask_cb (gpointer user_data)
{
  View *self = user_data;

  self->moved_source = 0;
  if (!self->loaded)
    return G_SOURCE_REMOVE;
  webkit_settings_set_enable_javascript (webkit_web_view_get_settings (self->view), TRUE);
  webkit_web_view_evaluate_javascript (self->view, question, -1, "troly", NULL, self->asking,
                                       answered_cb, NULL);
  return G_SOURCE_REMOVE;
}

/* Events come in coordinates of the window's surface. */
static void
remember_press (View *self, GdkEvent *event)
{
  GtkNative *native = gtk_widget_get_native (GTK_WIDGET (self->view));
  double x, y, surface_x, surface_y;

  self->x = -1;
  if (native == NULL || !gdk_event_get_position (event, &x, &y))
    return;
  gtk_native_get_surface_transform (native, &surface_x, &surface_y);
  gtk_widget_translate_coordinates (GTK_WIDGET (native), GTK_WIDGET (self->view), x - surface_x,
                                    y - surface_y, &self->x, &self->y);
}

/* Wheel, keys, and the scroll bar let go. */
static gboolean
event_cb (View *self, GdkEvent *event)
{
  GdkEventType type = gdk_event_get_event_type (event);

  if (type == GDK_BUTTON_PRESS)
    remember_press (self, event);
  else if (type == GDK_KEY_PRESS)
    self->x = -1;
  if ((type == GDK_SCROLL || type == GDK_KEY_PRESS || type == GDK_BUTTON_RELEASE
       || type == GDK_TOUCH_END)
      && self->moved_source == 0)
    self->moved_source = g_timeout_add (MOVED_MS, ask_cb, self);
  return GDK_EVENT_PROPAGATE;
}

static GtkWidget *
webkit_create (const TlTextEvents *events, gpointer user_data)
{
  g_autoptr (WebKitUserContentManager) content = webkit_user_content_manager_new ();
  g_autoptr (WebKitSettings) settings = make_settings ();
  GtkEventController *controller = gtk_event_controller_legacy_new ();
  View *self = g_new0 (View, 1);
  GtkWidget *widget
      = g_object_new (WEBKIT_TYPE_WEB_VIEW, "web-context", get_context (), "network-session",
                      get_session (), "user-content-manager", content, "settings", settings, NULL);

  self->view = WEBKIT_WEB_VIEW (widget);
  self->x = -1;
  self->events = events;
  self->events_data = user_data;
  self->asking = g_cancellable_new ();
  g_object_set_data_full (G_OBJECT (widget), DATA_NAME, self, view_free);
  g_signal_connect (widget, "decide-policy", G_CALLBACK (decide_policy_cb), NULL);
  g_signal_connect (widget, "context-menu", G_CALLBACK (context_menu_cb), NULL);
  g_signal_connect (widget, "permission-request", G_CALLBACK (deny_permission_cb), NULL);
  g_signal_connect (widget, "web-process-terminated", G_CALLBACK (terminated_cb), self);
  g_signal_connect (widget, "load-changed", G_CALLBACK (load_changed_cb), self);
  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (controller, "event", G_CALLBACK (event_cb), self);
  gtk_widget_add_controller (widget, controller);
  return widget;
}

static gboolean
load_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  View *self = get_data (widget);
  g_autofree char *uri = NULL;

  if (gtk_widget_get_width (widget) <= 1 || gtk_widget_get_height (widget) <= 1)
    return G_SOURCE_CONTINUE;
  self->tick = 0;
  uri = g_steal_pointer (&self->next);
  webkit_web_view_load_uri (self->view, uri);
  return G_SOURCE_REMOVE;
}

/* A page that is loaded before the view has a size cannot bring its anchor into view. Takes @uri.
 */
static void
load (View *self, char *uri)
{
  g_free (self->next);
  self->next = uri;
  if (self->tick == 0)
    self->tick = gtk_widget_add_tick_callback (GTK_WIDGET (self->view), load_cb, NULL, NULL);
}

static void
webkit_show (GtkWidget *widget, const TlTextContent *content)
{
  View *self = get_data (widget);

  g_clear_pointer (&self->html, g_bytes_unref);
  self->html = g_bytes_new (content->html, strlen (content->html));
  g_free (self->uri);
  self->uri = g_strdup_printf (SCHEME ":///%u", ++serial);
  self->loaded = FALSE;
  self->has_hits = FALSE;
  if (content->mark != NULL && content->start == (int)content->mark->from_paragraph)
    load (self, g_strconcat (self->uri, "#mark", NULL));
  else if (content->start >= 0)
    load (self, g_strdup_printf ("%s#p%d", self->uri, content->start));
  else
    load (self, g_strdup (self->uri));
}

static void
webkit_set_look (GtkWidget *widget, const TlTextLook *look, const char *css)
{
  View *self = get_data (widget);
  WebKitUserContentManager *content = webkit_web_view_get_user_content_manager (self->view);
  WebKitUserStyleSheet *sheet = webkit_user_style_sheet_new (
      css, WEBKIT_USER_CONTENT_INJECT_TOP_FRAME, WEBKIT_USER_STYLE_LEVEL_AUTHOR, NULL, NULL);
  GdkRGBA ground;

  webkit_user_content_manager_remove_all_style_sheets (content);
  webkit_user_content_manager_add_style_sheet (content, sheet);
  webkit_user_style_sheet_unref (sheet);
  /* Before the page is drawn: no white flash in a dark room. */
  gdk_rgba_parse (&ground, look->dark ? "#1e1e1e" : "#ffffff");
  webkit_web_view_set_background_color (self->view, &ground);
}

static void
webkit_scroll_to (GtkWidget *widget, guint paragraph)
{
  View *self = get_data (widget);

  if (self->uri != NULL)
    load (self, g_strdup_printf ("%s#p%u", self->uri, paragraph));
}

/* WebKit gives the focus to what a fragment leads to. */
static void
webkit_show_citation (GtkWidget *widget, guint citation)
{
  View *self = get_data (widget);

  if (self->uri != NULL)
    load (self, g_strdup_printf ("%s#c%u", self->uri, citation));
  gtk_widget_grab_focus (widget);
}

/* The page anew, with its marks; what is in view stays there. */
static void
webkit_set_hits (
    GtkWidget *widget, const TlTextSpan *hits, guint n_hits, const char *html, guint top)
{
  View *self = get_data (widget);

  if (self->uri == NULL || (n_hits == 0 && !self->has_hits))
    return;
  self->has_hits = n_hits > 0;
  g_clear_pointer (&self->html, g_bytes_unref);
  self->html = g_bytes_new (html, strlen (html));
  g_free (self->uri);
  self->uri = g_strdup_printf (SCHEME ":///%u", ++serial);
  self->loaded = FALSE;
  load (self, g_strdup_printf ("%s#p%u", self->uri, top));
}

/* What a fragment leads to is its page's target: the sheet gives it a frame. */
static void
webkit_show_hit (GtkWidget *widget, guint hit)
{
  View *self = get_data (widget);

  if (self->uri != NULL)
    load (self, g_strdup_printf ("%s#h%u", self->uri, hit));
}

static void
webkit_copy (GtkWidget *widget)
{
  webkit_web_view_execute_editing_command (WEBKIT_WEB_VIEW (widget), WEBKIT_EDITING_COMMAND_COPY);
}

const TlTextBackend *
tl_text_module_get_backend (void)
{
  static const TlTextBackend backend = {
    .abi = TL_TEXT_BACKEND_ABI,
    .name = "webkit",
    .wants_html = TRUE,
    .create = webkit_create,
    .show = webkit_show,
    .set_look = webkit_set_look,
    .scroll_to = webkit_scroll_to,
    .copy = webkit_copy,
    .show_citation = webkit_show_citation,
    .set_hits = webkit_set_hits,
    .show_hit = webkit_show_hit,
  };

  return &backend;
}
