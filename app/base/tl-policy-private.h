/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/tl-policy.h"

G_BEGIN_DECLS

/* Bounds of a policy, whatever it is read from. */
#define TL_POLICY_FILE      "policy.ini"
#define TL_POLICY_OLD_FILE  "policy.conf"
#define TL_POLICY_MAX_BYTES (256 * 1024)
#define TL_POLICY_MAX_ITEMS 64

/** _tl_policy_new: empty; filled before it is shared. */
TlPolicy *_tl_policy_new (void);

/** _tl_policy_add: a value as a backend found it. @items: (nullable): what it consists of where the
 * backend has lists, else they are parted from @text. @place: file and line, or key of the
 * registry. What is not in the table, or out of bounds, becomes a fault. */
void _tl_policy_add (TlPolicy *self,
                     const char *group,
                     const char *name,
                     const char *text,
                     const char *const *items,
                     const char *place);

/** _tl_policy_fault: @group: (nullable): which cannot be followed; %NULL: none can. */
void _tl_policy_fault (TlPolicy *self, const char *group, const char *place, const char *what);

/** _tl_policy_notice: what has to be put right, but keeps nothing from being followed. */
void _tl_policy_notice (TlPolicy *self, const char *place, const char *what);

/** _tl_policy_finish: what can be seen only when all of it was read. */
void _tl_policy_finish (TlPolicy *self);

/** _tl_policy_read_text: a file. */
void _tl_policy_read_text (TlPolicy *self, const char *text, gsize length, const char *place);

/** _tl_policy_read_file: @path need not be there. Returns: whether it is. */
gboolean _tl_policy_read_file (TlPolicy *self, const char *path);

/** _tl_policy_read_machine: the backend of the operating system: where that keeps what
 * administrators decide. */
void _tl_policy_read_machine (TlPolicy *self);

/** _tl_policy_check_value: (transfer full) (nullable): what is wrong with @items of @setting. */
char *_tl_policy_check_value (const TlPolicySetting *setting, const char *const *items);

G_END_DECLS
