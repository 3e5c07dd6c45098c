/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gdk/gdk.h>

/* In bytes. */
#define PACKSHOT_TEST_FLOOD_SIZE (120 * 1024 * 1024)

GdkContentProvider *packshot_test_flood_new (const char *type);
