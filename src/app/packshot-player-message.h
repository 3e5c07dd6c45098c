/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gst/gst.h>

G_BEGIN_DECLS

GError *packshot_player_message_to_error (GstMessage *message, GPtrArray *missing);
GError *packshot_player_error_new_no_picture (GPtrArray *missing);

G_END_DECLS
