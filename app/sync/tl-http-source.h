/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "release/tl-source.h"

G_BEGIN_DECLS

/**
 * TlHttpOptions:
 * @url: "http://" or "https://": the folder of the release; a name and password in it are used and
 * never shown
 * @proxy: (nullable): URL of a proxy; %NULL: the system's, "none": no proxy
 * @proxy_user, @proxy_password: (nullable): for a proxy that asks
 * @ca_file: (nullable): PEM file of authorities that are trusted besides the system's
 * @stall_ms: most time without a byte (and for the whole head of an answer); 0 for 30 s
 * @slow_bytes: least bytes a second over a stall time; less is left; 0 for 200
 */
typedef struct
{
  const char *url;
  const char *proxy;
  const char *proxy_user;
  const char *proxy_password;
  const char *ca_file;
  guint stall_ms;
  guint slow_bytes;
} TlHttpOptions;

/** tl_http_source_new: a release on a static host. Follows a few redirections, never from https to
 * http. */
TlSource *tl_http_source_new (const TlHttpOptions *options, GError **error);

/** tl_source_new_for_place: a source for what a person or a policy names: a URL, else a folder;
 * @options: (nullable): its URL is not read. */
TlSource *tl_source_new_for_place (const char *place, const TlHttpOptions *options, GError **error);

G_END_DECLS
