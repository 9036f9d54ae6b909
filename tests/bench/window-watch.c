/* SPDX-License-Identifier: GPL-3.0-or-later */
/* window-watch PROGRAM [ARGUMENT...]: starts a program on a display without a window manager, and
 * prints the milliseconds until its first window of some size shows more than one colour, that is,
 * until it has drawn itself. */
#include "config.h"

#include <X11/Xlib.h>
#include <X11/Xutil.h>
#include <glib.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#define TIMEOUT_MS    60000
#define SAMPLE_HEIGHT 60

static int
ignore_x_error (Display *display, XErrorEvent *event)
{
  return 0;
}

/* Whether the top of the window, where a header bar stands, has two colours. */
static gboolean
is_drawn (Display *display, Window window)
{
  XWindowAttributes attributes;
  XImage *image;
  gboolean varied = FALSE;

  if (!XGetWindowAttributes (display, window, &attributes) || attributes.map_state != IsViewable
      || attributes.width < 300 || attributes.height < 200)
    return FALSE;
  image = XGetImage (display, window, 0, 0, (unsigned int)attributes.width, SAMPLE_HEIGHT,
                     AllPlanes, ZPixmap);
  if (image == NULL)
    return FALSE;
  for (int y = 0; y < SAMPLE_HEIGHT && !varied; y++)
    for (int x = 1; x < image->width && !varied; x++)
      varied = XGetPixel (image, x, y) != XGetPixel (image, x - 1, y);
  XDestroyImage (image);
  return varied;
}

static gboolean
any_window_is_drawn (Display *display)
{
  Window root, parent, *children = NULL;
  unsigned int n = 0;
  gboolean drawn = FALSE;

  if (!XQueryTree (display, DefaultRootWindow (display), &root, &parent, &children, &n))
    return FALSE;
  for (unsigned int i = 0; i < n && !drawn; i++)
    drawn = is_drawn (display, children[i]);
  if (children != NULL)
    XFree (children);
  return drawn;
}

int
main (int argc, char **argv)
{
  Display *display = XOpenDisplay (NULL);
  gint64 start;
  pid_t child;
  int status = 1;

  if (display == NULL || argc < 2)
    {
      g_printerr ("usage: window-watch PROGRAM [ARGUMENT...] (with DISPLAY set)\n");
      return 2;
    }
  XSetErrorHandler (ignore_x_error);
  start = g_get_monotonic_time ();
  child = fork ();
  if (child == 0)
    {
      execvp (argv[1], argv + 1);
      _exit (127);
    }
  while (g_get_monotonic_time () - start < TIMEOUT_MS * 1000)
    {
      if (any_window_is_drawn (display))
        {
          g_print ("%.1f\n", (double)(g_get_monotonic_time () - start) / 1000.0);
          status = 0;
          break;
        }
      if (waitpid (child, NULL, WNOHANG) == child)
        return 1;
      g_usleep (2000);
    }
  kill (child, SIGTERM);
  waitpid (child, NULL, 0);
  XCloseDisplay (display);
  return status;
}
