/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * PackshotNetDeadline:
 *
 * A cancellable that is cancelled with another one, or when it is waited for too long.
 */
typedef struct _PackshotNetDeadline PackshotNetDeadline;

PackshotNetDeadline *packshot_net_deadline_new (int priority, GCancellable *parent);
void packshot_net_deadline_free (PackshotNetDeadline *self);
GCancellable *packshot_net_deadline_get_cancellable (PackshotNetDeadline *self);
gboolean packshot_net_deadline_has_passed (PackshotNetDeadline *self);
void packshot_net_deadline_set (PackshotNetDeadline *self, guint milliseconds);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PackshotNetDeadline, packshot_net_deadline_free)

G_END_DECLS
