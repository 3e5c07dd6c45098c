/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * PackshotTestKeyring:
 *
 * A session bus of the test's own, and on it a real keyring, or none. What this program and those
 * it starts do with keys goes there.
 */
typedef struct _PackshotTestKeyring PackshotTestKeyring;

gboolean packshot_test_keyring_is_there (void);

PackshotTestKeyring *packshot_test_keyring_new (void);
void packshot_test_keyring_free (PackshotTestKeyring *self);

void packshot_test_keyring_open (PackshotTestKeyring *self);
void packshot_test_keyring_open_locked (PackshotTestKeyring *self);
void packshot_test_keyring_close (PackshotTestKeyring *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PackshotTestKeyring, packshot_test_keyring_free)

G_END_DECLS
