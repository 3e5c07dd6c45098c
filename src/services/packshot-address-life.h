/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* For packshot_address_life_find_end(): until then or longer, as far as one can see. */
#define PACKSHOT_ADDRESS_LIFE_UNKNOWN G_GINT64_CONSTANT (0)

gint64 packshot_address_life_find_end (const char *url);

G_END_DECLS
