/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *packshot_file_name_dup_safe (const char *title, const char *extension, guint number);

G_END_DECLS
