/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

void packshot_application_options_add (GApplication *application);

G_END_DECLS
