/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "base/tl-error.h"

G_DEFINE_QUARK (tl - error - quark, tl_error)
