/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The judge's desk in the window. */
#include "config.h"

#include "ui/window/tl-window-private.h"

/* Said once, quietly: what does not work without the desk, the rest does. */
static void
notice_cb (TlWindow *self)
{
  g_autofree char *notice = tl_desk_keeper_dup_notice (tl_services_get_desk (self->services));

  if (notice != NULL && self->toasts != NULL)
    tl_window_say (self, notice);
}

void
_tl_window_set_up_desk (TlWindow *self)
{
  g_signal_connect_object (tl_services_get_desk (self->services), "notice", G_CALLBACK (notice_cb),
                           self, G_CONNECT_SWAPPED);
  notice_cb (self);
}
