/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * _tl_pdf_landlock_enter:
 *
 * From now on the process opens files only below the folders of fonts, of the configuration of
 * fontconfig and of the character maps of Poppler, and only to read. Needs PR_SET_NO_NEW_PRIVS.
 *
 * Returns: whether the kernel (5.13 or newer, with Landlock switched on) did it
 */
gboolean _tl_pdf_landlock_enter (void);

G_END_DECLS
