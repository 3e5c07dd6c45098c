/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

void packshot_compat_name_toasts (AdwToastOverlay *overlay, const char *name);

G_END_DECLS
