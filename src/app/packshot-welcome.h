/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "packshot-registry.h"

G_BEGIN_DECLS

/**
 * PackshotWelcome:
 *
 * The page for somebody who is here for the first time: what works with no account, what each
 * service needs, and where things are kept. Its signal "photos" gives what was dropped on it, or
 * the sample: a #GPtrArray of paths and addresses.
 */
#define PACKSHOT_TYPE_WELCOME (packshot_welcome_get_type ())
G_DECLARE_FINAL_TYPE (PackshotWelcome, packshot_welcome, PACKSHOT, WELCOME, AdwBin)

GtkWidget *packshot_welcome_new (PackshotRegistry *registry);
void packshot_welcome_begin (PackshotWelcome *self);

G_END_DECLS
