/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sync/tl-keyring.h"

#include <string.h>
#include <windows.h>

#include <wincred.h>

static wchar_t *
target_of (const char *name)
{
  g_autofree char *target = g_strconcat ("vn.toaan.TroLy/", name, NULL);

  return g_utf8_to_utf16 (target, -1, NULL, NULL, NULL);
}

static gboolean
fail (const char *what, GError **error)
{
  DWORD code = GetLastError ();
  g_autofree char *message = g_win32_error_message ((int)code);

  g_set_error (error, G_IO_ERROR, g_io_error_from_win32_error ((int)code), "%s: %s", what, message);
  return FALSE;
}

gboolean
tl_keyring_store (const char *name, const char *text, GCancellable *cancellable, GError **error)
{
  g_autofree wchar_t *target = target_of (name);
  CREDENTIALW credential = {
    .Type = CRED_TYPE_GENERIC,
    .TargetName = target,
    .CredentialBlobSize = (DWORD)strlen (text),
    .CredentialBlob = (LPBYTE)text,
    .Persist = CRED_PERSIST_LOCAL_MACHINE,
  };

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  return CredWriteW (&credential, 0) || fail ("CredWrite", error);
}

char *
tl_keyring_lookup (const char *name, GCancellable *cancellable, GError **error)
{
  g_autofree wchar_t *target = target_of (name);
  CREDENTIALW *credential;
  char *text;

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  if (!CredReadW (target, CRED_TYPE_GENERIC, 0, &credential))
    {
      if (GetLastError () != ERROR_NOT_FOUND)
        fail ("CredRead", error);
      return NULL;
    }
  text = g_strndup ((const char *)credential->CredentialBlob, credential->CredentialBlobSize);
  SecureZeroMemory (credential->CredentialBlob, credential->CredentialBlobSize);
  CredFree (credential);
  return text;
}

gboolean
tl_keyring_clear (const char *name, GCancellable *cancellable, GError **error)
{
  g_autofree wchar_t *target = target_of (name);

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  return CredDeleteW (target, CRED_TYPE_GENERIC, 0) || GetLastError () == ERROR_NOT_FOUND
         || fail ("CredDelete", error);
}

void
tl_keyring_free_text (char *text)
{
  if (text != NULL)
    SecureZeroMemory (text, strlen (text));
  g_free (text);
}
