/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pdf/worker/tl-pdf-sandbox.h"

#include <windows.h>

/* The program has put the worker into a job object before it ran; here it is only looked at. */
static gboolean
has_limits (void)
{
  JOBOBJECT_EXTENDED_LIMIT_INFORMATION limits = { 0 };

  return QueryInformationJobObject (NULL, JobObjectExtendedLimitInformation, &limits, sizeof limits,
                                    NULL)
         && (limits.BasicLimitInformation.LimitFlags & JOB_OBJECT_LIMIT_PROCESS_MEMORY) != 0;
}

/* No code that was not loaded from a file, none loaded from a network or written by the user, no
 * way in for extensions. What is in force is asked for, not believed. */
static gboolean
set_mitigations (void)
{
  PROCESS_MITIGATION_DYNAMIC_CODE_POLICY code = { .ProhibitDynamicCode = 1 };
  PROCESS_MITIGATION_EXTENSION_POINT_DISABLE_POLICY extensions = { .DisableExtensionPoints = 1 };
  PROCESS_MITIGATION_IMAGE_LOAD_POLICY images
      = { .NoRemoteImages = 1, .NoLowMandatoryLabelImages = 1 };
  HANDLE self = GetCurrentProcess ();

  SetProcessMitigationPolicy (ProcessExtensionPointDisablePolicy, &extensions, sizeof extensions);
  SetProcessMitigationPolicy (ProcessImageLoadPolicy, &images, sizeof images);
  SetProcessMitigationPolicy (ProcessDynamicCodePolicy, &code, sizeof code);
  code.Flags = 0;
  return GetProcessMitigationPolicy (self, ProcessDynamicCodePolicy, &code, sizeof code)
         && code.ProhibitDynamicCode;
}

static gboolean
is_low (HANDLE token)
{
  union
  {
    TOKEN_MANDATORY_LABEL label;
    char bytes[sizeof (TOKEN_MANDATORY_LABEL) + SECURITY_MAX_SID_SIZE];
  } found;
  DWORD length;

  return GetTokenInformation (token, TokenIntegrityLevel, &found, sizeof found, &length)
         && *GetSidSubAuthority (found.label.Label.Sid, 0) <= SECURITY_MANDATORY_LOW_RID;
}

/* Nothing that belongs to the user, and no other process of theirs, can be changed from below. */
static gboolean
lower_integrity (void)
{
  SID_IDENTIFIER_AUTHORITY authority = SECURITY_MANDATORY_LABEL_AUTHORITY;
  SID low = { SID_REVISION, 1, authority, { SECURITY_MANDATORY_LOW_RID } };
  TOKEN_MANDATORY_LABEL label = { { &low, SE_GROUP_INTEGRITY } };
  HANDLE token;
  gboolean lowered;

  if (!OpenProcessToken (GetCurrentProcess (), TOKEN_QUERY | TOKEN_ADJUST_DEFAULT, &token))
    return FALSE;
  SetTokenInformation (token, TokenIntegrityLevel, &label, sizeof label + GetLengthSid (&low));
  lowered = is_low (token);
  CloseHandle (token);
  return lowered;
}

TlPdfSandboxFlags
_tl_pdf_sandbox_enter (void)
{
  TlPdfSandboxFlags flags = 0;

  SetErrorMode (SEM_FAILCRITICALERRORS | SEM_NOGPFAULTERRORBOX | SEM_NOOPENFILEERRORBOX);
  if (has_limits ())
    flags |= TL_PDF_SANDBOX_LIMITS;
  if (set_mitigations ())
    flags |= TL_PDF_SANDBOX_MITIGATION;
  if (lower_integrity ())
    flags |= TL_PDF_SANDBOX_INTEGRITY;
  return flags;
}
