/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *packshot_picture_path_check (const char *text, const char *label, GError **error);

G_END_DECLS
