/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

GBytes *packshot_fake_film_make (guint version, gboolean is_upright);
GBytes *packshot_fake_film_pad (GBytes *film, gsize padding);
GBytes *packshot_fake_film_make_cover (gboolean is_upright);
