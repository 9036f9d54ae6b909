/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * TlPolicyType:
 * @TL_POLICY_TEXT: any text
 * @TL_POLICY_PATH: an absolute path
 * @TL_POLICY_PATHS: absolute paths
 * @TL_POLICY_SOURCES: absolute paths and `http(s)://` addresses
 * @TL_POLICY_URL: an `http(s)://` address
 * @TL_POLICY_PROXY: an address, or `none`
 * @TL_POLICY_NUMBER: a whole number within bounds
 * @TL_POLICY_SWITCH: `on` or `off` (also `true`, `false`, `1`, `0`)
 * @TL_POLICY_CHOICE: one of some words
 * @TL_POLICY_WORDS: words
 * @TL_POLICY_CHOICES: some of some words
 * @TL_POLICY_HOURS: `HH:MM-HH:MM`, local time; may go over midnight
 */
typedef enum
{
  TL_POLICY_TEXT,
  TL_POLICY_PATH,
  TL_POLICY_PATHS,
  TL_POLICY_SOURCES,
  TL_POLICY_URL,
  TL_POLICY_PROXY,
  TL_POLICY_NUMBER,
  TL_POLICY_SWITCH,
  TL_POLICY_CHOICE,
  TL_POLICY_WORDS,
  TL_POLICY_CHOICES,
  TL_POLICY_HOURS,
} TlPolicyType;

/**
 * TlPolicySetting:
 * @low, @high: bounds of a number
 * @choices: (nullable): the words of a choice, parted by spaces
 * @key: (nullable): key of the user's settings that it stands in for
 *
 * A row of the table of what can be decided: the file, the registry of Windows, the documentation
 * and the tests have the same one (docs/policy.md).
 */
typedef struct
{
  const char *group;
  const char *name;
  TlPolicyType type;
  guint low;
  guint high;
  const char *choices;
  const char *key;
} TlPolicySetting;

/** TL_POLICY_PLACE: where the policy of a computer is written, for who writes it. */
#ifdef G_OS_WIN32
#define TL_POLICY_PLACE                                                                            \
  "HKLM\\Software\\Policies\\TroLy, else etc\\troly\\policy.ini beside the program"
#else
#define TL_POLICY_PLACE "/etc/troly/policy.ini"
#endif

/** tl_policy_get_key: (nullable): the key of the registry that is there and decides in place of the
 * file; %NULL where there is no registry. */
const char *tl_policy_get_key (void);

/** tl_policy_get_settings: the table. */
const TlPolicySetting *tl_policy_get_settings (guint *n);

/**
 * TlPolicy:
 *
 * What the administrator of the computer decided: `policy.ini` in the folder %TL_PATH_POLICY, on
 * Windows the values below `HKEY_LOCAL_MACHINE\Software\Policies\TroLy`. It never changes; any
 * thread may read it. What cannot be understood is a fault that names the place, and a group with a
 * fault is not followed by guesses: who asks tl_policy_check() does what lets least out.
 */
typedef struct _TlPolicy TlPolicy;

#define TL_TYPE_POLICY (tl_policy_get_type ())
GType tl_policy_get_type (void);

/** tl_policy_load: blocks. @path: (nullable): a file; %NULL: the policy of the computer. A file
 * that is not there is a policy that decides nothing. */
TlPolicy *tl_policy_load (const char *path);

/** tl_policy_parse: the text of a file; @place names it in faults. */
TlPolicy *tl_policy_parse (const char *text, gssize length, const char *place);
TlPolicy *tl_policy_ref (TlPolicy *self);
void tl_policy_unref (TlPolicy *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlPolicy, tl_policy_unref)

/** tl_policy_get_machine: (transfer none): what was read when it was first asked for; blocks then.
 * A program asks before its main loop runs. */
TlPolicy *tl_policy_get_machine (void);

/** tl_policy_set_machine: (nullable): for tests. */
void tl_policy_set_machine (TlPolicy *policy);

/** tl_policy_is_empty: nothing is decided, and nothing is wrong. */
gboolean tl_policy_is_empty (const TlPolicy *self);

/** tl_policy_get_faults: (array zero-terminated=1) (transfer none): a sentence each, with file and
 * line. */
const char *const *tl_policy_get_faults (const TlPolicy *self);

/** tl_policy_check: whether @group can be followed; else @error says why not. */
gboolean tl_policy_check (const TlPolicy *self, const char *group, GError **error);

/** tl_policy_has: whether @name is decided. */
gboolean tl_policy_has (const TlPolicy *self, const char *group, const char *name);

/** tl_policy_get: (nullable): as it was written; of a list the first. */
const char *tl_policy_get (const TlPolicy *self, const char *group, const char *name);

/** tl_policy_get_place: (nullable): file and line, or value of the registry, that decides @name. */
const char *tl_policy_get_place (const TlPolicy *self, const char *group, const char *name);

/** tl_policy_get_list: (nullable) (transfer none): the items of a list. */
const char *const *tl_policy_get_list (const TlPolicy *self, const char *group, const char *name);
guint tl_policy_get_number (const TlPolicy *self, const char *group, const char *name, guint none);
gboolean tl_policy_get_switch (const TlPolicy *self,
                               const char *group,
                               const char *name,
                               gboolean none);

/** tl_policy_get_hours: minutes of the local day; both 0 without. */
void tl_policy_get_hours (const TlPolicy *self, const char *group, guint *from, guint *to);

/** tl_policy_is_open: whether the user may decide otherwise: what is set is only where one begins.
 */
gboolean tl_policy_is_open (const TlPolicy *self, const char *group, const char *name);

/** tl_policy_allows_export: @format: "pdf", "odt" or "print". */
gboolean tl_policy_allows_export (const TlPolicy *self, const char *format);

/** tl_policy_is_between: whether @now, in local time, is within hours; equal ones never. */
gboolean tl_policy_is_between (GDateTime *now, guint from, guint to);

G_END_DECLS
