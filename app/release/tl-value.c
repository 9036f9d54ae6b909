/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "release/tl-value-private.h"

#include <string.h>

#include "release/tl-canonical-private.h"
#include "release/tl-limits-private.h"
#include "release/tl-manifest.h"
#include "release/tl-release-error.h"

gboolean
_tl_time_check (const char *text, const char *what, GError **error)
{
  static const char shape[] = "dddd-dd-ddTdd:dd:ddZ";
  g_autoptr (GDateTime) moment = NULL;
  gboolean good = strlen (text) == sizeof shape - 1;

  for (guint i = 0; good && shape[i] != '\0'; i++)
    good = shape[i] == 'd' ? g_ascii_isdigit (text[i]) : text[i] == shape[i];
  if (good)
    moment = g_date_time_new_from_iso8601 (text, NULL);
  if (moment != NULL)
    return TRUE;
  return _tl_release_fail (error, TL_RELEASE_ERROR_MANIFEST, "\"%s\" is no time of UTC", what);
}

gboolean
_tl_digest_check (const char *text, char *digest, GError **error)
{
  if (strlen (text) != TL_DIGEST_SIZE - 1 || strspn (text, "0123456789abcdef") != strlen (text))
    return _tl_release_fail (error, TL_RELEASE_ERROR_MANIFEST, "a digest is none");
  if (digest != NULL)
    memcpy (digest, text, TL_DIGEST_SIZE);
  return TRUE;
}

gboolean
_tl_id_check (const char *text, GError **error)
{
  gsize length = strlen (text);
  gboolean good = length > 0 && length <= TL_RELEASE_ID_LENGTH;

  for (gsize i = 0; good && i < length; i++)
    good = g_ascii_isgraph (text[i]);
  return good || _tl_release_fail (error, TL_RELEASE_ERROR_MANIFEST, "an id is none");
}

gboolean
_tl_text_check (const char *text, gsize limit, const char *what, GError **error)
{
  if (text == NULL)
    return TRUE;
  if (strlen (text) > limit)
    return _tl_release_fail (error, TL_RELEASE_ERROR_MANIFEST, "\"%s\" has more than %zu bytes",
                             what, limit);
  for (; *text != '\0'; text = g_utf8_next_char (text))
    if (g_unichar_iscntrl (g_utf8_get_char (text)))
      return _tl_release_fail (error, TL_RELEASE_ERROR_MANIFEST, "\"%s\" has control characters",
                               what);
  return TRUE;
}
