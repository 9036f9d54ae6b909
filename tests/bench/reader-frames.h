/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/reader/tl-pdf-view.h"

/* Times of the frames of a window, and how long its pages were blank. */

/** reader_frames_watch: from now on. */
void reader_frames_watch (GtkWidget *window);

/** reader_frames_start: forgets what was measured, and looks at @view for blank pages. */
void reader_frames_start (TlPdfView *view);

/** reader_frames_print: what was measured since the start. */
void reader_frames_print (const char *what);

/** reader_frames_want_paint: reader_frames_is_painted() is FALSE until a frame that began after
 * this call has been painted. */
void reader_frames_want_paint (void);
gboolean reader_frames_is_painted (void);

/** reader_frames_percentile: (element-type double): sorts @values. */
double reader_frames_percentile (GArray *values, double share);
