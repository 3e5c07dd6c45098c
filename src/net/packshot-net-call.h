/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What an answer to a call may have, unless the call says otherwise. */
#define PACKSHOT_NET_CALL_MAX_BYTES (8 * 1024 * 1024)

/* For packshot_net_call_set_answer_time(): as long as it takes. */
#define PACKSHOT_NET_CALL_NO_LIMIT 0

/**
 * PackshotNetCall:
 *
 * What is sent to a service: method, address, headers and body. Headers that prove who we are stand
 * apart from the others, so that they reach the server of the address and nobody else, and no log.
 */
typedef struct _PackshotNetCall PackshotNetCall;

PackshotNetCall *packshot_net_call_new (const char *method,
                                        const char *url) G_GNUC_WARN_UNUSED_RESULT;
PackshotNetCall *packshot_net_call_ref (PackshotNetCall *self);
void packshot_net_call_unref (PackshotNetCall *self);
void packshot_net_call_add_header (PackshotNetCall *self, const char *name, const char *value);
void packshot_net_call_add_credential (PackshotNetCall *self, const char *name, const char *value);
void packshot_net_call_set_body (PackshotNetCall *self, GBytes *body, const char *content_type);
void packshot_net_call_set_file (PackshotNetCall *self, const char *path, const char *content_type);
void packshot_net_call_add_field (PackshotNetCall *self, const char *name, const char *value);
void packshot_net_call_add_file (PackshotNetCall *self,
                                 const char *name,
                                 const char *path,
                                 const char *file_name,
                                 const char *content_type);
void packshot_net_call_set_max_bytes (PackshotNetCall *self, goffset max_bytes);
void packshot_net_call_set_answer_time (PackshotNetCall *self, guint milliseconds);
void packshot_net_call_set_follow (PackshotNetCall *self, gboolean follow);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PackshotNetCall, packshot_net_call_unref)

G_END_DECLS
