/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

void packshot_test_shelf_fill (const char *photo, guint n_jobs);
