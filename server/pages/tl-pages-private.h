/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "corpus/tl-library.h"
#include "server/pages/tl-page.h"

G_BEGIN_DECLS

/* The handlers of the pages; who may see which is in the table of tl-pages.c. */

gboolean _tl_page_home (TlRequest *request, TlResponse *response, GError **error);

gboolean _tl_page_queue (TlRequest *request, TlResponse *response, GError **error);
gboolean _tl_page_item (TlRequest *request, TlResponse *response, GError **error);
gboolean _tl_page_item_claim (TlRequest *request, TlResponse *response, GError **error);
gboolean _tl_page_item_release (TlRequest *request, TlResponse *response, GError **error);
gboolean _tl_page_item_reject (TlRequest *request, TlResponse *response, GError **error);
gboolean _tl_page_item_merge (TlRequest *request, TlResponse *response, GError **error);
gboolean _tl_page_item_reply (TlRequest *request, TlResponse *response, GError **error);
gboolean _tl_page_item_answer (TlRequest *request, TlResponse *response, GError **error);
gboolean _tl_page_item_approve (TlRequest *request, TlResponse *response, GError **error);
gboolean _tl_page_item_return (TlRequest *request, TlResponse *response, GError **error);
gboolean _tl_page_item_recall (TlRequest *request, TlResponse *response, GError **error);

gboolean _tl_page_signin (TlRequest *request, TlResponse *response, GError **error);
gboolean _tl_page_signin_post (TlRequest *request, TlResponse *response, GError **error);
gboolean _tl_page_oidc (TlRequest *request, TlResponse *response, GError **error);
gboolean _tl_page_oidc_callback (TlRequest *request, TlResponse *response, GError **error);
gboolean _tl_page_signout (TlRequest *request, TlResponse *response, GError **error);

gboolean _tl_page_answers (TlRequest *request, TlResponse *response, GError **error);
gboolean _tl_page_export (TlRequest *request, TlResponse *response, GError **error);
gboolean _tl_page_published (TlRequest *request, TlResponse *response, GError **error);

gboolean _tl_page_statistics (TlRequest *request, TlResponse *response, GError **error);
gboolean _tl_page_statistics_report (TlRequest *request, TlResponse *response, GError **error);
gboolean _tl_page_statistics_file (TlRequest *request, TlResponse *response, GError **error);
gboolean _tl_page_fleet (TlRequest *request, TlResponse *response, GError **error);

gboolean _tl_page_units (TlRequest *request, TlResponse *response, GError **error);
gboolean _tl_page_units_import (TlRequest *request, TlResponse *response, GError **error);
gboolean _tl_page_people (TlRequest *request, TlResponse *response, GError **error);
gboolean _tl_page_people_import (TlRequest *request, TlResponse *response, GError **error);
gboolean _tl_page_arrivals (TlRequest *request, TlResponse *response, GError **error);
gboolean _tl_page_arrivals_admit (TlRequest *request, TlResponse *response, GError **error);
gboolean _tl_page_person (TlRequest *request, TlResponse *response, GError **error);
gboolean _tl_page_person_change (TlRequest *request, TlResponse *response, GError **error);
gboolean _tl_page_person_enrol (TlRequest *request, TlResponse *response, GError **error);
gboolean _tl_page_person_revoke (TlRequest *request, TlResponse *response, GError **error);
gboolean _tl_page_person_revoke_device (TlRequest *request, TlResponse *response, GError **error);
gboolean _tl_page_audit (TlRequest *request, TlResponse *response, GError **error);

/* Words for the codes of docs/protocol.md. */
extern const TlPageChoice _tl_page_kinds[];
extern const TlPageChoice _tl_page_verdicts[];
extern const TlPageChoice _tl_page_states[];
extern const TlPageChoice _tl_page_roles[];

/** _tl_page_library: (nullable) (transfer none): the library that the server was given. */
TlLibrary *_tl_page_library (TlRequest *request);
/** _tl_page_today: the day in Việt Nam. */
void _tl_page_today (gint64 now, char date[11]);

G_END_DECLS
