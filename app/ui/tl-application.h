/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define TL_TYPE_APPLICATION (tl_application_get_type ())
G_DECLARE_FINAL_TYPE (TlApplication, tl_application, TL, APPLICATION, AdwApplication)

/**
 * TlApplication:
 *
 * The workstation program: options, settings, services, one window. Opens "troly:doc/ID#ANCHOR"
 * links.
 */
TlApplication *tl_application_new (GSettings *settings);

/** tl_application_link_to_place: Returns: (transfer full) (nullable): the place that a "troly:"
 * link names, %NULL when it is none. */
char *tl_application_link_to_place (const char *uri);

G_END_DECLS
