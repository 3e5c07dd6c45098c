/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * PackshotNetAnswer:
 *
 * What a service answered: status, headers and the whole body.
 */
typedef struct _PackshotNetAnswer PackshotNetAnswer;

PackshotNetAnswer *
packshot_net_answer_new (guint status, const char *reason, GBytes *body) G_GNUC_WARN_UNUSED_RESULT;
void packshot_net_answer_free (PackshotNetAnswer *self);
void packshot_net_answer_add_header (PackshotNetAnswer *self, const char *name, const char *value);
void packshot_net_answer_hide (PackshotNetAnswer *self, const char *secret);
guint packshot_net_answer_get_status (PackshotNetAnswer *self);
const char *packshot_net_answer_get_reason (PackshotNetAnswer *self);
const char *packshot_net_answer_get_header (PackshotNetAnswer *self, const char *name);
GBytes *packshot_net_answer_get_body (PackshotNetAnswer *self);
gint64 packshot_net_answer_get_retry_after (PackshotNetAnswer *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PackshotNetAnswer, packshot_net_answer_free)

G_END_DECLS
