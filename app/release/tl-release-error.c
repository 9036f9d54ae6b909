/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "release/tl-release-error.h"

G_DEFINE_QUARK (tl - release - error - quark, tl_release_error)
