/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-fake-host-fault.h"

/**
 * PackshotFakeHost:
 *
 * An image host on loopback: a folder that takes files by PUT, as WebDAV does, from whoever knows
 * the password, and another origin where everybody finds them, which refuses any request that
 * brings a key. It does wrong when told to. It lives in a thread of its own and may be asked from
 * any other.
 */
typedef struct _PackshotFakeHost PackshotFakeHost;

PackshotFakeHost *packshot_fake_host_new (const char *user, const char *password);
void packshot_fake_host_free (PackshotFakeHost *self);

const char *packshot_fake_host_get_url (PackshotFakeHost *self);
const char *packshot_fake_host_get_public_url (PackshotFakeHost *self);

void
packshot_fake_host_add_fault (PackshotFakeHost *self, PackshotFakeHostFault fault, guint times);
gboolean packshot_fake_host_plan (PackshotFakeHost *self, const char *text);

guint packshot_fake_host_count (PackshotFakeHost *self, const char *what);
GBytes *packshot_fake_host_ref_file (PackshotFakeHost *self, const char *address);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PackshotFakeHost, packshot_fake_host_free)
